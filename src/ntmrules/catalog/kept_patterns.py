"""The patterns that a command used, kept as Python compiled them: to compile a hundred anew was a tenth of a short run.

What is kept of a pattern is the list of numbers that Python's matcher works by. It is no code that could call anything, the
matcher looks at it before it takes it, and the file is one of the cache (``catalog.cache``): ours alone, with a digest. Each
stands under its own text and flags, in a file named by the very Python that made it, so nothing outlives what it came from.
Where Python gives no such list (it is none of its public parts), where a list does not make the pattern that was compiled, or
where there is no cache, patterns are compiled as ever.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal

from ntmrules.catalog import cache
from ntmrules.patterns import compiled_by

__all__ = ["patterns_kept"]

_MOST_BYTES = 4 << 20
_NUMBER: Literal["I"] = "I"  # of which Python's lists are made: four bytes


@contextmanager
def patterns_kept() -> Iterator[None]:
    """Take from the cache the patterns that are first used within it, and keep those that it did not have."""
    known = _Known()
    try:
        with compiled_by(known.compiled):
            yield
    finally:
        known.keep()


class _Known:
    """The patterns of the cache, by text and flags, read when the first is asked for."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], list[Any]] | None = None
        self._numbers = memoryview(b"").cast(_NUMBER)
        self._new: dict[tuple[str, int], re.Pattern[str]] = {}

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        """Return what ``re.compile`` returns."""
        rows = self._read() if self._rows is None else self._rows
        row = rows.get((pattern, flags))
        if row is not None:
            try:
                return _made(pattern, row, self._numbers)
            except (ImportError, AttributeError, LookupError, TypeError, ValueError, OverflowError, RuntimeError):
                pass  # not a list of this Python after all
        made = self._new[pattern, flags] = re.compile(pattern, flags)
        return made

    def _read(self) -> dict[tuple[str, int], list[Any]]:
        self._rows = {}
        body = cache.load_bytes(_name())
        if body is not None:
            try:
                head, _, numbers = body.partition(b"\n")
                self._numbers = memoryview(numbers).cast(_NUMBER)
                self._rows = {(text, flags): row for text, flags, *row in json.loads(head)}
            except (ValueError, TypeError, RecursionError):
                self._rows = {}  # a damaged entry is made anew
        return self._rows

    def keep(self) -> None:
        """Write what the cache had with what it had not, if anything."""
        if not self._new or cache.directory() is None:
            return
        rows, numbers = [], list[int]()
        for (text, flags), (full, groups, names, first, count) in (self._rows or {}).items():
            rows.append([text, flags, full, groups, names, len(numbers), count])
            numbers += self._numbers[first : first + count]
        for (text, flags), made in self._new.items():
            taken = _taken_apart(made, flags)
            if taken is not None:
                *row, code = taken
                rows.append([text, flags, *row, len(numbers), len(code)])
                numbers += code
        from array import array

        body = (
            json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
            + b"\n"
            + array(_NUMBER, numbers).tobytes()
        )
        if len(body) <= _MOST_BYTES:
            cache.save_bytes(_name(), body)


def _name() -> str:
    python = (sys.version, sys.implementation.cache_tag, sys.byteorder)
    return f"patterns-{hashlib.sha256(repr(python).encode()).hexdigest()[:32]}"


def _made(pattern: str, row: list[Any], numbers: memoryview) -> re.Pattern[str]:
    flags, groups, names, first, count = row
    by_place: list[str | None] = [None] * (groups + 1)
    for name, place in names.items():
        by_place[place] = name
    code = numbers[first : first + count].tolist()
    made: re.Pattern[str] = import_module("_sre").compile(pattern, flags, code, groups, names, tuple(by_place))
    return made


def _taken_apart(made: re.Pattern[str], flags: int) -> tuple[int, int, dict[str, int], list[int]] | None:
    """Return flags, groups, names and list of a pattern; nothing where they do not make it again."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        code = [int(each) for each in _compiler._code(_parser.parse(made.pattern, flags), flags)]
        row = [made.flags, made.groups, {**made.groupindex}, 0, len(code)]
        from array import array

        again = _made(made.pattern, row, memoryview(array(_NUMBER, code)))
    except (ImportError, AttributeError, LookupError, TypeError, ValueError, OverflowError, RuntimeError):
        return None
    same = again == made and (again.groups, again.groupindex) == (made.groups, made.groupindex)
    return (made.flags, made.groups, {**made.groupindex}, code) if same else None
