"""Results of reports, printed or written to a file: JSON, lines, tables.

No result takes the place of what it was made from, and without ``force`` of no file but an earlier result (NTM043).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO, get_args

from ntmrules.cli.earlier import begins_as, has_keys_of, is_workbook_of_tables, keep_others
from ntmrules.cli.output import print_json, print_lines, say
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.lines import Line, plain
from ntmrules.messages.inline import two
from ntmrules.office.tables import Table, as_csv, as_markdown, replace, write_text, write_workbook


def keep_inputs(out: Path | None, inputs: Iterable[Path | None]) -> None:
    """Refuse a result that would overwrite a file that it is made from; ``UsageError`` NTM043."""
    if out is None or not out.exists():
        return
    for path in inputs:
        if path is not None and path.exists() and path.samefile(out):
            raise UsageError(problem("NTM043.overwrites", str(out)))


ENDINGS = {
    ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".md": "markdown", ".txt": "text", ".html": "html", ".ics": "ics",
}  # fmt: skip
"""The form of a result by the ending of its file."""


def form_of(asked: str | None, out: Path | None, *, json: bool = False, known: object = None) -> str:
    """Return the form of a result: the one that was asked for, else that of the ending of its file, else text.

    ``known`` is the type of the option, whose words are the forms that the command has. Raises ``UsageError`` NTM043 where
    the ending says another form than the option, or one that the command does not have, or none that is known and no option.
    """
    asked = "json" if json and asked is None else asked
    ending = out.suffix.lower() if out is not None else ""
    told = ENDINGS.get(ending)
    forms = _words(known)
    if ending and told not in forms and asked is None:
        endings = sorted(each for each, form in ENDINGS.items() if form in forms)
        raise UsageError(problem("NTM043.suffix", str(out), name=ending, known=", ".join(endings)))
    if (
        asked is not None
        and told is not None
        and asked != told
        and not (told == "text" or (asked == "audit" and told == "json"))
    ):
        raise UsageError(problem("NTM043.form", str(out), asked=asked, ending=ending, told=told))
    return asked or told or "text"


def _words(option: object) -> tuple[str, ...]:
    """Return the words that an option takes, however deep its type holds them."""
    if isinstance(option, str):
        return (option,)
    return tuple(word for each in get_args(option) for word in _words(each))


def give_json(data: Any, out: Path | None, *, force: bool = False) -> None:
    """Print data as JSON, or write it."""
    if out is None:
        print_json(data)
    else:
        keep_others(out, has_keys_of(data), force=force)
        write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", out)
        say_written(out)


def give_json_list(items: Iterable[Any], out: Path | None, *, force: bool = False) -> None:
    """Print items as one JSON list, or write it, one item at a time: a list of thousands is never whole in memory."""

    def written(stream: TextIO) -> None:
        stream.write("[")
        for index, item in enumerate(items):
            text = json.dumps(item, ensure_ascii=False, indent=2)
            stream.write((",\n  " if index else "\n  ") + text.replace("\n", "\n  "))
        stream.write("\n]\n")

    if out is None:
        written(sys.stdout)
        return
    left = iter(items)
    first = list(islice(left, 1))
    items = chain(first, left)
    keep_others(out, has_keys_of(first), force=force)

    def fill(target: Path) -> None:
        with target.open("w", encoding="utf-8") as stream:
            written(stream)

    replace(out, fill)
    say_written(out)


def give_lines(lines: Sequence[Line], out: Path | None, *, force: bool = False) -> None:
    """Print lines, or write them as plain text."""
    if out is None:
        print_lines(lines)
    else:
        text = plain(lines) + "\n"
        keep_others(out, begins_as(text), force=force)
        write_text(text, out)
        say_written(out)


def give_tables(tables: Sequence[Table], form: str, out: Path | None, *, force: bool = False) -> None:
    """Print tables, or write them to a file: CSV, Markdown or a workbook, which always is a file.

    Raises ``UsageError`` NTM016 for a workbook without a file.
    """
    if form == "xlsx":
        if out is None:
            raise UsageError(problem("NTM016"))
        keep_others(out, is_workbook_of_tables, force=force)
        write_workbook(tables, out)
    else:
        text = as_csv(tables) if form == "csv" else as_markdown(tables)
        if out is None:
            sys.stdout.write(text)
            return
        keep_others(out, begins_as(text, lines=1 if form == "csv" else 2), force=force)
        write_text(text, out)
    say_written(out)


def say_written(out: Path) -> None:
    """Tell where a result was written."""
    say(two(f"đã ghi {out} · written {out}"))
