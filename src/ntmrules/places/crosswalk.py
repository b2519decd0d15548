"""Old units to new ones at the reform of 01/07/2025, for the places whose change was seen in a source.

It carries names, never results: an old recognition stays with the old unit unless a decision says otherwise.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ntmrules.catalog.pack import catalog_root, read_document, structured
from ntmrules.frozen import frozen
from ntmrules.model.closed import ListOfUnits, UnitKind
from ntmrules.model.evidence import Evidence
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text

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
    """Return what :func:`read_changes` does, read once."""
    return read_changes(root)


def read_changes(root: Path) -> tuple[Change, ...]:
    """Return the rows of the crosswalk in the catalogue at ``root``; ``CatalogError`` for what is against the format."""
    document = read_document(root / FILE, f"{root.name}/{FILE}")
    rows = document.data.get("crosswalk") if isinstance(document.data, dict) else None
    return structured(document, rows, tuple[Change, ...], ("crosswalk",))
