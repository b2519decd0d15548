"""A terminal that somebody watches: colours, and a bar for long work. Loaded only where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import track
from rich.text import Text

from ntmrules.messages.speech import visible

T = TypeVar("T")


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, markup=False, soft_wrap=True, emoji=False)


class Terminal:
    """A terminal on which text from files is shown and never acts: no escape sequence, no letters in another order."""

    def __init__(self, stream: TextIO) -> None:
        self._console = _console(stream)

    @property
    def is_terminal(self) -> bool:
        """Whether colours are seen there."""
        return self._console.is_terminal

    def print(self, text: object = "", style: str = "") -> None:
        """Print a text in a style of rich, every sign that acts written out."""
        self._console.print(Text("\n".join(map(visible, str(text).split("\n"))), style=style))


def tracked(items: Sequence[T], label: str, stream: TextIO) -> Iterator[T]:
    """Yield ``items`` with a bar that goes when they are done."""
    yield from track(items, description=label, console=_console(stream), transient=True)
