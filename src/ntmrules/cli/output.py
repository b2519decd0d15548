"""What the commands print: coloured on a terminal, plain in a pipe, errors on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TextIO, TypeVar, get_args, get_origin

from ntmrules.messages import Phrase
from ntmrules.messages.speech import few, visible
from ntmrules.patterns import later

if TYPE_CHECKING:
    from cyclopts import CycloptsError

    from ntmrules.check.findings import Finding
    from ntmrules.errors import NtmRulesError, Problem
    from ntmrules.explain.lang.lines import Line

T = TypeVar("T")

STYLES = {
    "heading": "bold",
    "met": "green",
    "not_met": "bold red",
    "undetermined": "yellow",
    "not_applicable": "dim",
    "muted": "dim",
    "note": "cyan",
}
_OBEYED = later("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MANY = 40
MOST_PROBLEMS = 200
ALIKE = 3  # so many problems that say the same are each told in full
MOST_PLACES = 40


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: Vietnamese has to survive ``LANG=C`` and a Windows console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


class Screen(Protocol):
    """What results or talk are printed on."""

    @property
    def is_terminal(self) -> bool:
        """Whether colours are seen there."""

    def print(self, text: object = "", style: str = "") -> None:
        """Print a text as it is, in a style of rich where colours are seen."""


class _Pipe:
    """A pipe or a file: no colours, so rich stays unloaded, which takes longer than judging a unit."""

    is_terminal = False

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def print(self, text: object = "", style: str = "") -> None:
        """Print a text; signs that act are written out."""
        print("\n".join(map(visible, str(text).split("\n"))), file=self._stream, flush=True)


def _screen(stream: TextIO) -> Screen:
    asked = os.environ.get("FORCE_COLOR") or os.environ.get("TTY_COMPATIBLE")
    if not asked and not stream.isatty():
        return _Pipe(stream)
    from ntmrules.cli.terminal import Terminal

    return Terminal(stream)


def stdout() -> Screen:
    """What results are printed on; plain text where it is no terminal."""
    return _screen(sys.stdout)


def stderr() -> Screen:
    """What talk is printed on."""
    return _screen(sys.stderr)


def say(message: object) -> None:
    """Tell the person something that is no result; a `Phrase` of the register in the language that is spoken."""
    stderr().print(str(message), style="dim")


def print_json(value: Any, *, compact: bool = False) -> None:
    """Print plain data as JSON, ``compact`` in one line; signs that a terminal may obey are written as in ASCII."""
    form: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    text = json.dumps(value, ensure_ascii=False, **form)
    print(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines of an explanation, each in the colour of its style."""
    console = stdout()
    for line in lines:
        text = "  " * line.indent + line.text
        if console.is_terminal:
            console.print(text, style=STYLES.get(line.style, ""))
        else:  # without colours to lay out, a million lines are a matter of seconds
            print(text)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print a table: aligned columns with two spaces between, readable in a pipe; ``right`` columns to the right."""
    console = stdout()
    widths = [max(len(str(row[index])) for row in (head, *rows)) for index in range(len(head))]

    def laid(row: Sequence[str]) -> str:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    console.print(laid(head), style="bold")
    for row in rows:
        console.print(laid(row))


def complain(error: NtmRulesError) -> None:
    """Print every problem of an error on stderr; of those that say the same of many cells one, and the places of the others."""
    console = stderr()
    groups: dict[object, list[Problem]] = {}
    for each in error.problems:
        file = each.where.partition(":")[0]
        said = (each.identity, repr(each.values), bool(each.within), file) if each.identity else each
        groups.setdefault(said, []).append(each)
    shown = list(groups.values())
    for group in shown[:MOST_PROBLEMS]:
        alike = group[1:] if len(group) > ALIKE else []
        for each in group[:1] if alike else group:
            console.print(str(each), style="red")
        if alike:
            console.print(f"  {Phrase('remarks.alike', count=len(alike), places=_places(alike))}", style="red")
    more = sum(map(len, shown[MOST_PROBLEMS:]))
    if more > 0:
        console.print(str(Phrase("remarks.more-problems", count=more)), style="red")


def _places(alike: Sequence[Problem]) -> str:
    """Return the places of problems of one file as row:column, and after some an ellipsis."""
    return few([each.where.partition(":")[2] or each.where for each in alike], MOST_PLACES)


def complain_usage(error: CycloptsError) -> None:
    """Print what is wrong with the words of a command."""
    stderr().print(str(usage_problem(error)), style="red")


def usage_problem(error: CycloptsError) -> Problem:
    """Return what is wrong with the words of a command: what the reader of command lines says, in words of our own."""
    from cyclopts import (
        CoercionError,
        MissingArgumentError,
        RepeatArgumentError,
        UnknownCommandError,
        UnknownOptionError,
    )

    from ntmrules.errors import problem

    if isinstance(error, UnknownCommandError) and error.unused_tokens:
        word = error.unused_tokens[0]
        known = [name for name in (error.app or ()) if not name.startswith("-")]
        return problem("NTM000.command", word=word, known=" | ".join(known), near=(word, known))
    if isinstance(error, UnknownOptionError):
        word = (error.token.keyword or error.token.value).partition("=")[0]
        known = [name for each in error.argument_collection for name in each.names]
        return problem("NTM000.option", word=word, near=(word, known))
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        return problem("NTM000.missing", option=error.keyword or error.argument.name)
    if isinstance(error, RepeatArgumentError) and error.token.keyword:
        return problem("NTM000.twice", option=error.token.keyword)
    if isinstance(error, CoercionError) and error.token is not None and error.argument is not None:
        option, word = error.token.keyword or error.argument.name, error.token.value
        choices = (
            [str(each) for each in get_args(error.target_type)] if get_origin(error.target_type) is Literal else []
        )
        identity = "NTM000.choice" if choices else "NTM000.value"
        return problem(identity, option=option, word=word, known=" | ".join(choices), near=(word, choices))
    if error.unused_tokens:
        return problem("NTM000.unused", words=" ".join(error.unused_tokens))
    return problem("NTM000.words", said=" ".join(str(error).split()))


def print_findings(findings: Sequence[Finding], *, warnings: bool, json: bool) -> int:
    """Print what a check found, errors in red, and return its exit code: 0 without errors, else 3."""
    errors = [each for each in findings if each.severity == "error"]
    shown = findings if warnings else errors
    if json:
        print_json([each.as_dict() for each in shown])
    else:
        for each in shown:
            style = "red" if each.severity == "error" else "yellow"
            severity = Phrase("remarks.error" if each.severity == "error" else "remarks.warning")
            stdout().print(f"{severity}: {each.problem}", style=style)
    say(Phrase("remarks.findings", errors=len(errors), warnings=len(findings) - len(errors)))
    return 3 if errors else 0


def progress(items: Sequence[T], label: object) -> Iterator[T]:
    """Yield ``items``, with a bar on stderr when they are many and somebody watches."""
    if len(items) < MANY or not sys.stderr.isatty():
        yield from items
        return
    from ntmrules.cli.terminal import tracked

    yield from tracked(items, str(label), sys.stderr)
