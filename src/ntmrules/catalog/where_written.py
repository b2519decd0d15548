"""Where a pack has written a word: for an error that is found when rules are laid together, and the files are long read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ntmrules.catalog.contents import CASES
from ntmrules.catalog.pack import Pack
from ntmrules.catalog.strict import Document, Path_, read_document
from ntmrules.errors import CatalogError, Problem

NAMES = ("id", "target", "scheme")  # the keys by which a row is known: an indicator, an entry, the zones of a scheme
WORDS = (
    "part",
    "label",
    "area",
    "fact",
    "measure",
    "scheme",
    "target",
)  # the values of problems that are words of a file


class _Place(NamedTuple):
    """A place in a file, and how well it fits: in the row that is meant, with the word that is meant, where a scheme divides."""

    fits: tuple[bool, bool, bool]
    document: Document
    path: Path_


def in_their_files(problems: Iterable[Problem], packs: Iterable[Pack]) -> tuple[Problem, ...]:
    """Return problems whose place is an id with the file and line of the word that each is about, once each."""
    packs = tuple(packs)
    return tuple(dict.fromkeys(each if ".yaml" in each.where else each.at(_place_of(each, packs)) for each in problems))


def _place_of(found: Problem, packs: tuple[Pack, ...]) -> str:
    words = (str(found.values[key]) for key in WORDS if key in found.values)
    return where_written(packs, found.where, next(words, ""))


def where_written(packs: Iterable[Pack], owner: str, word: str = "") -> str:
    """Return file, line and column at which ``word`` stands in the row known as ``owner``; of that row where it is nowhere in it.

    ``owner`` is a full id (of a set, a criterion, an indicator, an entry) or that of a scheme. Files are read again, for an
    error alone; where nothing fits the owner itself is returned.
    """
    best: _Place | None = None
    for pack in packs:
        for file in _files(pack.root):
            best = max((each for each in (best, _in_file(pack, file, owner, word)) if each), default=None, key=_fits)
    return best.document.where(best.path) if best is not None else owner


def _fits(place: _Place) -> tuple[bool, bool, bool]:
    return place.fits


def _files(root: Path) -> list[Path]:
    files = sorted(root.rglob("*.yaml")) if root.is_dir() else [root]
    return [each for each in files if not each.name.endswith(CASES)]


def _in_file(pack: Pack, file: Path, owner: str, word: str) -> _Place | None:
    home, _, label = owner.rpartition("/")
    own_set = pack.set_files.get(home)
    mine = own_set is not None and own_set.parent in file.parents
    try:
        text = file.read_text("utf-8")
        if owner not in text and (not word or word not in text) and not mine:
            return None
        document = read_document(file, pack.shown(file))
    except (CatalogError, OSError, UnicodeDecodeError):
        return None
    rows = _walk(document.data, {owner, label} if mine else {owner}, word, (), inside=False)
    found = [_Place((inside, said, "zones" in path), document, path) for path, inside, said in rows if inside or said]
    return max(found, default=None, key=_fits)


def _walk(data: Any, names: set[str], word: str, path: Path_, *, inside: bool) -> Iterator[tuple[Path_, bool, bool]]:
    """Yield the path of each row that is called by one of ``names``, and of each value that is ``word``, where it stands."""
    if isinstance(data, dict):
        called = any(data.get(key) in names for key in NAMES if isinstance(data.get(key), str))
        if called and not inside:
            yield path, True, False
        for key, value in data.items():
            if key != "id":
                yield from _walk(value, names, word, (*path, key), inside=inside or called)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, names, word, (*path, index), inside=inside)
    elif word and isinstance(data, str) and (data == word or data.startswith(f"{word}/")):
        yield path, inside, True


__all__ = ["in_their_files", "where_written"]
