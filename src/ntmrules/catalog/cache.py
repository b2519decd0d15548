"""A cache of read catalogue files, so that a second start does not parse YAML again, and in a wheel not even the first.

What is kept is named by the bytes that it was made from and by the code that read them, so a stale entry is never met. An
entry is data without any code (``catalog.kept``); one that is damaged, that stands under another name, that holds anything of
another shape than was asked for, or that somebody else could have written counts as not there.

Entries stand in two places: a folder of the user, and beside the code of a wheel, where ``hatch_build.py`` put those of the
national catalogue (``catalog.shipped``). A checkout has none of the latter: its files change.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ntmrules._version import __version__
from ntmrules.catalog import kept
from ntmrules.catalog.shape import Shape

SHIPPED = Path(__file__).resolve().parent.parent / "catalogs_as_read"
_FORMAT = "ntmrules-cache-1"
_SUFFIX = ".bin"
_MOST_ENTRIES = 400  # a catalogue with all plugins has some eighty
_LEFT_BEHIND = 3600  # seconds after which an unfinished file is one of a process that was killed


def directory() -> Path | None:
    """Return the cache directory, or nothing: ``NTMRULES_CACHE`` is ``off``, or there is no home to keep one in.

    A relative folder in the environment is passed over: it would be made wherever somebody happens to stand.
    """
    chosen = os.environ.get("NTMRULES_CACHE", "")
    if chosen.lower() == "off":
        return None
    if chosen and Path(chosen).is_absolute():
        return Path(chosen)
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if base and Path(base).is_absolute():
        return Path(base) / "ntmrules"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ".cache" / "ntmrules" if home.is_absolute() else None


def fingerprint(files: Iterable[tuple[str, Path]], *extra: str) -> str:
    """Return a name for what ``files`` (how messages name each, and where it lies) hold now, and for the code that reads them.

    The bytes, not size and time: a file may change and keep both. Where a file lies does not matter, so that a wheel finds
    what its builder read. Raises ``OSError`` for a file that cannot be read.
    """
    state = hashlib.sha256(f"{__version__} {_code()}".encode())
    for name, path in files:
        state.update(f"\0{name}\0".encode("utf-8", "surrogateescape"))
        state.update(hashlib.sha256(path.read_bytes()).digest())
    for word in extra:
        state.update(f"\0{word}".encode())
    return state.hexdigest()[:32]


@cache
def _code() -> str:
    """Return a digest of the code that shapes an entry: a checkout changes without its version changing."""
    here = Path(__file__).parent
    state = hashlib.sha256()
    for path in sorted(
        each for room in (here, here.parent / "model") for each in room.iterdir() if each.suffix == ".py"
    ):
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def _is_ours(info: os.stat_result) -> bool:
    """Tell whether only we can write what ``info`` describes; where the system knows no owners, that is taken as so."""
    if not hasattr(os, "getuid"):
        return True
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read_ours(root: Path, name: str) -> bytes | None:
    """Return the bytes of a plain file of ours in a folder of ours; a link is not followed."""
    if not _is_ours(root.stat()):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(root / f"{name}{_SUFFIX}", flags), "rb") as stream:
        info = os.fstat(stream.fileno())
        return stream.read() if stat.S_ISREG(info.st_mode) and _is_ours(info) else None


def _read_shipped(root: Path, name: str) -> bytes:
    """Return the bytes of an entry of the wheel; whoever can write there can write the code as well."""
    return (root / f"{name}{_SUFFIX}").read_bytes()


def _head(name: str, body: bytes) -> bytes:
    return f"{_FORMAT} {name} {hashlib.sha256(body).hexdigest()}\n".encode()


def load(name: str, shape: Shape) -> Any:
    """Return what is kept under ``name``, or nothing; anything unreadable or of another shape counts as not there."""
    shipped = _value(name, shape, _read_shipped, SHIPPED)
    root = directory()
    return shipped if shipped is not None or root is None else _value(name, shape, _read_ours, root)


def _value(name: str, shape: Shape, read: Callable[[Path, str], bytes | None], root: Path) -> Any:
    try:
        head, _, body = (read(root, name) or b"").partition(b"\n")
        return kept.read(body, shape) if head + b"\n" == _head(name, body) else None
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        return None  # a damaged entry is simply made anew


def save(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``, whole or not at all; a cache that cannot be written is no error."""
    root = directory()
    if root is None:
        return
    with contextlib.suppress(OSError):
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(root.stat()):
            return
        write(root, name, value)
        _clear(root)


def write(root: Path, name: str, value: Any) -> None:
    """Write the entry ``name`` into the folder ``root``, whole or not at all; ``OSError`` where that cannot be."""
    import tempfile

    body = kept.written(value).encode()
    handle, temporary = tempfile.mkstemp(dir=root, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_head(name, body) + body)
        Path(temporary).replace(root / f"{name}{_SUFFIX}")
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _clear(root: Path) -> None:
    """Remove what killed processes left unfinished, and the oldest entries where there are many: each is named by what files held
    once, so those of files and versions that are gone are asked for no more.
    """
    import time

    for path in root.glob("*.tmp"):
        if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
            path.unlink(missing_ok=True)
    entries = list(root.glob(f"*{_SUFFIX}"))
    if len(entries) > _MOST_ENTRIES:
        newest = sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest[_MOST_ENTRIES // 2 :]:
            path.unlink(missing_ok=True)
