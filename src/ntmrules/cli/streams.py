"""stdout and stderr where they lead nowhere: closed before the start, a full disk, a reader that went away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast


class Talk:
    """A stderr that cannot stop the work: what a full disk does not take is lost, and the exit code stays what it is.

    A reader of a pipe that went away is told by ``BrokenPipeError`` as ever: nobody waits for the rest.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, or lose it."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            raise
        except OSError:
            _turn(self._stream)
            return len(text)

    def flush(self) -> None:
        """Hand on what is held, or lose it."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError:
            _turn(self._stream)


@contextmanager
def heard() -> Iterator[None]:
    """Let stderr lead somewhere for a while, whatever became of it: closed (`2>&-`), or on a full disk."""
    if sys.stderr is None:
        sys.stderr = nowhere()  # for good: what comes later would fail too
    before = sys.stderr
    sys.stderr = cast("TextIO", Talk(before))
    try:
        yield
    finally:
        sys.stderr = before


def let_go(*names: str) -> None:
    """Turn those of ``stdout`` and ``stderr`` that fail to nowhere: what they hold would fail again when Python ends."""
    for name in names:
        stream = getattr(sys, name)
        try:
            stream.flush()
        except (OSError, ValueError):
            _turn(stream)


def _turn(stream: TextIO) -> None:
    """Let the file behind a stream be one that takes everything."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # no file behind it: nothing is flushed when Python ends
        return


def nowhere() -> TextIO:
    """Return a stream that takes everything."""
    return Path(os.devnull).open("w", encoding="utf-8")
