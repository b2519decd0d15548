"""What a wheel carries besides the files of the national catalogue: the same, already read (``hatch_build.py``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ntmrules.catalog import cache
from ntmrules.catalog.ocop import OcopTexts
from ntmrules.catalog.pack import Pack
from ntmrules.catalog.shape import Shape

T = TypeVar("T")


def fill(folder: Path, root: Path) -> None:
    """Write into ``folder`` an entry of the cache for all that is read of the national catalogue at ``root``.

    ``CatalogError`` with all that is wrong in its files, ``OSError`` where an entry cannot be written.
    """
    nation = _Kept(root, folder)
    for _ in nation.sets():
        pass
    ocop = OcopTexts([nation])
    for stage in ocop.stages:
        ocop.sheets(stage)


class _Kept(Pack):
    """A pack that keeps what is read of it in a folder of its own, and takes nothing that is kept elsewhere."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._folder = folder
        super().__init__(root, "vn")

    def kept_or_read(self, what: str, files: list[Path], shape: Shape, read: Callable[[], T]) -> T:
        made = read()
        cache.write(self._folder, self.entry(what, files), made)
        return made


__all__ = ["fill"]
