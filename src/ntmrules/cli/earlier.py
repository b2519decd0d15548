"""What stands where a result is to be written: only an earlier result of the same kind, or an empty file, is replaced unasked."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from ntmrules.errors import UsageError, problem
from ntmrules.office.tables import MADE

_COUNTS = re.compile(r"\d+")
_START = 1 << 16


def keep_others(out: Path, alike: Callable[[Path], bool], *, force: bool) -> None:
    """Refuse to write over a file that is neither empty nor, by ``alike``, an earlier result; ``UsageError`` NTM043."""
    if force or not out.is_file() or not out.stat().st_size:
        return
    try:
        earlier = alike(out)
    except (OSError, ValueError, RecursionError):  # what cannot be read was not written here
        earlier = False
    if not earlier:
        raise UsageError(problem("NTM043.exists", str(out)))


def keep_edited(out: Path | None, *, force: bool) -> None:
    """Refuse to write over a paper or a form, which people go on to edit by hand, whoever made it; ``UsageError`` NTM043."""
    if out is not None and not force and out.is_file() and out.stat().st_size:
        raise UsageError(problem("NTM043.edited", str(out)))


def begins_as(text: str, *, lines: int = 1) -> Callable[[Path], bool]:
    """Return what tells a file that begins with the first lines of a text, blank ones, other days and counts aside."""

    def alike(path: Path) -> bool:
        with path.open(encoding="utf-8-sig") as stream:
            return _first(stream.read(_START), lines) == _first(text, lines)

    return alike


def has_keys_of(data: Any) -> Callable[[Path], bool]:
    """Return what tells a JSON file whose first object has most of the keys of the first object in ``data``."""

    def alike(path: Path) -> bool:
        there = json.loads(path.read_text(encoding="utf-8-sig"))
        if isinstance(there, list) != isinstance(data, list):
            return False
        old, new = _keys(there), _keys(data)
        return there == data or len(old & new) * 2 > len(old | new)

    return alike


def has(mark: bytes) -> Callable[[Path], bool]:
    """Return what tells a file that has a mark of ours at its head."""

    def alike(path: Path) -> bool:
        with path.open("rb") as stream:
            return mark in stream.read(_START)

    return alike


def is_workbook_of_tables(path: Path) -> bool:
    """Tell whether a workbook is one of tables that were written here."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MADE in archive.read("docProps/core.xml").decode("utf-8", errors="replace")
    except (KeyError, zipfile.BadZipFile):
        return False


def _first(text: str, lines: int) -> list[str]:
    written = (line.strip() for line in text.lstrip("\ufeff").splitlines())
    return [_COUNTS.sub("0", line) for line in islice(filter(None, written), lines)]


def _keys(data: Any) -> set[str]:
    first = data[0] if isinstance(data, list) and data else data
    return set(first) if isinstance(first, dict) else set()
