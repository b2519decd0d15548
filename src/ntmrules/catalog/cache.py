"""A cache of read catalogue files, so that a second start does not parse YAML again.

What is kept is named by the bytes that it was made from and by the code that read them, so a stale entry is never met. An
entry is data without any code (``catalog.kept``); one that is damaged, that stands under another name, or that somebody
else could have written counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ntmrules._version import __version__
from ntmrules.catalog import kept

_FORMAT = "ntmrules-cache-1"
_SUFFIX = ".bin"
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


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """Return a name for what ``paths`` hold now: place and bytes of each, and the code that reads them.

    The bytes, not size and time: a file may change and keep both. Raises ``OSError`` for a file that cannot be read.
    """
    state = hashlib.sha256(f"{__version__} {sys.version_info[:2]} {_code_state()}".encode())
    for path in paths:
        state.update(f"\0{path}\0".encode("utf-8", "surrogateescape"))
        state.update(hashlib.sha256(path.read_bytes()).digest())
    for word in extra:
        state.update(f"\0{word}".encode())
    return state.hexdigest()[:32]


def _code_state() -> str:
    """The size and time of the code that shapes an entry: a checkout changes without its version changing."""
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *(here.parent / "model").glob("*.py")]
    return ",".join(str(path.stat().st_mtime_ns) for path in sorted(files))


def _is_ours(info: os.stat_result) -> bool:
    """Tell whether only we can write what ``info`` describes; where the system knows no owners, that is taken as so."""
    if not hasattr(os, "getuid"):
        return True
    return info.st_uid == os.getuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(root: Path, name: str) -> bytes | None:
    """Return the bytes of a plain file of ours in a folder of ours; a link is not followed."""
    if not _is_ours(root.stat()):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(root / f"{name}{_SUFFIX}", flags), "rb") as stream:
        info = os.fstat(stream.fileno())
        return stream.read() if stat.S_ISREG(info.st_mode) and _is_ours(info) else None


def _head(name: str, body: bytes) -> bytes:
    return f"{_FORMAT} {name} {hashlib.sha256(body).hexdigest()}\n".encode()


def load(name: str) -> Any:
    """Return what is kept under ``name``, or nothing; anything unreadable counts as not there."""
    root = directory()
    if root is None:
        return None
    try:
        raw = _read(root, name) or b""
        head, _, body = raw.partition(b"\n")
        if head + b"\n" != _head(name, body):
            return None
        return kept.read(body)
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        return None  # a damaged entry is simply made anew


def save(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``, whole or not at all; a cache that cannot be written is no error."""
    root = directory()
    if root is None:
        return
    import tempfile

    body = kept.written(value).encode()
    with contextlib.suppress(OSError):
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(root.stat()):
            return
        handle, temporary = tempfile.mkstemp(dir=root, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_head(name, body) + body)
            Path(temporary).replace(root / f"{name}{_SUFFIX}")
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
        _clear(root)


def _clear(root: Path) -> None:
    """Remove what killed processes left unfinished."""
    import time

    for path in root.glob("*.tmp"):
        if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
            path.unlink(missing_ok=True)
