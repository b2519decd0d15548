"""A cache of read catalogue files, so that a second start does not parse YAML again.

What is kept is named by what it was made from (paths, sizes, times, version), so a stale entry is never met. Entries are
pickles that may only hold classes of the model: a foreign file in the cache directory is refused, not executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ntmrules._version import __version__

_SAFE = {("decimal", "Decimal"), ("copyreg", "_reconstructor"), ("builtins", "object")}


class _ModelUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("ntmrules.model.") or (module, name) in _SAFE:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of the model")


def directory() -> Path | None:
    """Return the cache directory, or nothing when ``NTMRULES_CACHE`` is ``off``."""
    chosen = os.environ.get("NTMRULES_CACHE", "")
    if chosen.lower() == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "ntmrules"


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """Return a name for the present state of ``paths``: place, size, time of change, and our version."""
    state = hashlib.sha256(f"{__version__} {sys.version_info[:2]} {_code_state()}".encode())
    for path in paths:
        info = path.stat()
        state.update(f"\0{path}\0{info.st_size}\0{info.st_mtime_ns}".encode())
    for word in extra:
        state.update(f"\0{word}".encode())
    return state.hexdigest()[:32]


def _code_state() -> str:
    """The size and time of the code that shapes an entry: a checkout changes without its version changing."""
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *(here.parent / "model").glob("*.py")]
    return ",".join(str(path.stat().st_mtime_ns) for path in sorted(files))


def load(name: str) -> Any:
    """Return what is kept under ``name``, or nothing; anything unreadable counts as not there."""
    root = directory()
    if root is None:
        return None
    try:
        return _ModelUnpickler(io.BytesIO((root / f"{name}.bin").read_bytes())).load()
    except Exception:  # noqa: BLE001 - a damaged entry may fail in any way, and is simply made anew
        return None


def save(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``; a cache that cannot be written is no error."""
    root = directory()
    if root is None:
        return
    with contextlib.suppress(OSError):
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=root, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                pickle.dump(value, stream, protocol=5)
            Path(temporary).replace(root / f"{name}.bin")
        except BaseException:
            Path(temporary).unlink()
            raise
