"""Results of reports, printed or written to a file: JSON, lines, tables. No result takes the place of what it was made from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from ntmrules.cli.output import print_json, print_lines, say, stdout
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


def give_json(data: Any, out: Path | None) -> None:
    """Print data as JSON, or write it."""
    if out is None:
        print_json(data)
    else:
        write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", out)
        say_written(out)


def give_json_list(items: Iterable[Any], out: Path | None) -> None:
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

    def fill(target: Path) -> None:
        with target.open("w", encoding="utf-8") as stream:
            written(stream)

    replace(out, fill)
    say_written(out)


def give_lines(lines: Sequence[Line], out: Path | None) -> None:
    """Print lines, or write them as plain text."""
    if out is None:
        print_lines(lines)
    else:
        write_text(plain(lines) + "\n", out)
        say_written(out)


def give_tables(tables: Sequence[Table], form: str, out: Path | None) -> None:
    """Print tables, or write them to a file: CSV, Markdown or a workbook, which always is a file.

    Raises ``UsageError`` NTM016 for a workbook without a file.
    """
    if form == "xlsx":
        if out is None:
            raise UsageError(problem("NTM016"))
        write_workbook(tables, out)
    else:
        text = as_csv(tables) if form == "csv" else as_markdown(tables)
        if out is None:
            stdout().out(text, end="")
            return
        write_text(text, out)
    say_written(out)


def say_written(out: Path) -> None:
    """Tell where a result was written."""
    say(two(f"đã ghi {out} · written {out}"))
