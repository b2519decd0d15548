"""A file that is no file: bytes under a name, for hosts without a disk (a browser, a function in a cloud)."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import IO, Any, cast


class Held:
    """Bytes that readers take for a file: they ask a path for no more than this. Made by :func:`held`."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self.name = PurePosixPath(name.replace("\\", "/")).name or "?"

    def __str__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        """The ending of the name, by which a reader is chosen."""
        return PurePosixPath(self.name).suffix

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.name).stem

    def is_dir(self) -> bool:
        """Never: there are no folders."""
        return False

    def is_file(self) -> bool:
        """Always."""
        return True

    exists = is_file

    def stat(self) -> Any:
        """Return how long it is, as ``st_size``."""
        return SimpleNamespace(st_size=len(self._data))

    def read_bytes(self) -> bytes:
        """Return the bytes."""
        return self._data

    def open(self, mode: str = "rb", **how: Any) -> IO[Any]:
        """Return a stream over the bytes, as text unless ``mode`` is ``rb``."""
        raw = io.BytesIO(self._data)
        return raw if "b" in mode else io.TextIOWrapper(raw, **how)


def held(data: bytes, name: str) -> Path:
    """Return bytes so that whoever reads a path can read them; ``name`` stands in messages, its ending says what they are."""
    return cast("Path", Held(bytes(data), name))


__all__ = ["Held", "held"]
