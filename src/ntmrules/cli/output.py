"""What the commands print: coloured on a terminal, plain in a pipe, errors on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.text import Text as RichText

if TYPE_CHECKING:
    from cyclopts import CycloptsError

    from ntmrules.check.findings import Finding
    from ntmrules.errors import NtmRulesError
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
MANY = 40
MOST_PROBLEMS = 200


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: Vietnamese has to survive ``LANG=C`` and a Windows console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


def stdout() -> Console:
    """The console of results; plain text when stdout is no terminal."""
    return Console(file=sys.stdout, highlight=False, markup=False, soft_wrap=True, emoji=False)


def stderr() -> Console:
    """The console of talk."""
    return Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True, emoji=False)


def say(message: str) -> None:
    """Tell the person something that is no result."""
    stderr().print(RichText(message, style="dim"))


def print_json(value: Any) -> None:
    """Print plain data as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines of an explanation, each in the colour of its style."""
    console = stdout()
    for line in lines:
        text = "  " * line.indent + line.text
        if console.is_terminal:
            console.print(RichText(text, style=STYLES.get(line.style, "")))
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

    console.print(RichText(laid(head), style="bold"))
    for row in rows:
        console.print(RichText(laid(row)))


def complain(error: NtmRulesError) -> None:
    """Print every problem of an error on stderr."""
    console = stderr()
    for each in error.problems[:MOST_PROBLEMS]:
        console.print(RichText(str(each), style="red"))
    more = len(error.problems) - MOST_PROBLEMS
    if more > 0:
        console.print(RichText(f"… {more} more problems", style="red"))


def complain_usage(error: CycloptsError) -> None:
    """Print what is wrong with the words of a command."""
    from ntmrules.errors import problem

    text = " ".join(str(error).split())
    stderr().print(RichText(str(problem("NTM000.words", said=text)), style="red"))


def print_findings(findings: Sequence[Finding], *, warnings: bool, json: bool) -> int:
    """Print what a check found, errors in red, and return its exit code: 0 without errors, else 3."""
    errors = [each for each in findings if each.severity == "error"]
    shown = findings if warnings else errors
    if json:
        print_json([each.as_dict() for each in shown])
    else:
        for each in shown:
            style = "red" if each.severity == "error" else "yellow"
            stdout().print(RichText(f"{each.severity}: {each.problem}", style=style))
    say(f"{len(errors)} errors, {len(findings) - len(errors)} warnings")
    return 3 if errors else 0


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """Yield ``items``, with a bar on stderr when they are many and somebody watches."""
    if len(items) < MANY or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track

    yield from track(items, description=label, console=stderr(), transient=True)
