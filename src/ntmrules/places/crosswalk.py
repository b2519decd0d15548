"""Old units to new ones at the reform of 01/07/2025, for the places whose change was seen in a source.

It carries names, never results: an old recognition stays with the old unit unless a decision says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntmrules.catalog.pack import catalog_root, read_document, structured
from ntmrules.errors import CatalogError, problem
from ntmrules.frozen import frozen
from ntmrules.model.closed import ListOfUnits, UnitKind
from ntmrules.model.evidence import Evidence
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.places.communes import LISTS, listed_provinces

if TYPE_CHECKING:
    from ntmrules.catalog.strict import Path_

FILE = "crosswalk.yaml"
_KINDS = ("xa ", "phuong ", "thi tran ", "dac khu ", "huyen ", "thi xa ", "thanh pho ", "tp ", "tx ", "quan ")


@frozen(kw_only=True)
class NamedUnit:
    """A unit of one list: ``2004`` (to 30/06/2025) or ``2025``; ``part``: only a part of it is meant."""

    name: str
    kind: UnitKind | None = None
    province: str | None = None
    list: ListOfUnits | None = None
    within: str | None = None
    part: bool = False


@frozen(kw_only=True)
class Change:
    """What became of one old unit. A flag that is not set is not known, it is not denied."""

    old: NamedUnit
    new: tuple[NamedUnit, ...]
    evidence: Evidence
    with_: tuple[NamedUnit, ...] = ()
    whole: bool = False
    split: bool = False
    unchanged: bool = False
    leaves_commune_set: bool = False
    note: Text | None = None


def _bare(name: str) -> str:
    folded = fold(name)
    return next((folded[len(kind) :] for kind in _KINDS if folded.startswith(kind)), folded)


def successors(name: str, *, within: str | None = None, province: str | None = None) -> list[Change]:
    """Return what became of the old units called ``name`` (with or without the word for its kind, any case or accents).

    ``within`` (its district) and ``province`` (an id) narrow the search; an empty list means that nothing is known.
    """
    wanted = _bare(name)
    return [
        change
        for change in changes(catalog_root())
        if _bare(change.old.name) == wanted
        and (within is None or _bare(change.old.within or "") == _bare(within))
        and (province is None or change.old.province == province)
    ]


@lru_cache(maxsize=4)
def changes(root: Path) -> tuple[Change, ...]:
    """Return what :func:`read_changes` does, read once; provinces are those of the lists of units."""
    return read_changes(root, [(each.list, each.id) for name in LISTS for each in listed_provinces(name)])


def read_changes(root: Path, provinces: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    """Return the rows of the crosswalk in the catalogue at ``root``; ``provinces`` are those that there are, by list and id.

    ``CatalogError``: NTM223 for a province that is on no list, and for whatever else is against the format.
    """
    document = read_document(root / FILE, f"{root.name}/{FILE}")
    rows = document.data.get("crosswalk") if isinstance(document.data, dict) else None
    found = structured(document, rows, tuple[Change, ...], ("crosswalk",))
    problems = [
        problem("NTM223.unknown", document.where(path), territory=said, near=(said, known))
        for path, said, known in _misnamed(found, provinces)
    ]
    if problems:
        raise CatalogError(problems)
    return found


def _misnamed(
    changes: tuple[Change, ...], provinces: Iterable[tuple[str, str]]
) -> Iterator[tuple[Path_, str, list[str]]]:
    """Yield the path of every province that is not on its list, or on none where no list is said, and what there is."""
    for index, change in enumerate(changes):
        units: list[tuple[Path_, NamedUnit]] = [(("old",), change.old)]
        units += [(("new", place), unit) for place, unit in enumerate(change.new)]
        units += [(("with", place), unit) for place, unit in enumerate(change.with_)]
        for path, unit in units:
            known = [id_ for list_, id_ in provinces if unit.list in (None, list_)]
            if unit.province is not None and unit.province not in known:
                yield ("crosswalk", index, *path, "province"), unit.province, known
