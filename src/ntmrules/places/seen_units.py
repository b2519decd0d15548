"""What sources say of the lists of units beside the lists: how many there are, which are special zones, which were divided.

The lists of ``catalogs/units`` come from one place. What ``crosswalk.yaml`` holds beside single changes was read elsewhere, each
with its evidence, and is held against them: two sources of one thing, and neither is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ntmrules.catalog.pack import read_document, structured
from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen
from ntmrules.messages.speech import few
from ntmrules.model.closed import ListOfUnits
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key, parted
from ntmrules.places.communes import COMMUNES, all_communes, communes_in, listed_districts, listed_provinces
from ntmrules.places.crosswalk import FILE, Change, NamedUnit

if TYPE_CHECKING:
    from ntmrules.catalog.strict import Document, Path_

NATIONAL = ("national", "rural-census")
_KINDS = {"xa": ("xa",), "phuong": ("phuong",), "thi_tran": ("thi-tran",), "dac_khu": ("dac-khu",),
          "xa_and_dac_khu": ("xa", "dac-khu"), "commune_level": COMMUNES}  # fmt: skip
_PROVINCES = {"provinces": ("tinh", "thanh-pho"), "tinh": ("tinh",), "thanh_pho": ("thanh-pho",)}
_FEW = 8


@frozen(kw_only=True)
class Divided:
    """Names of communes of the list of 2004 in one province that went into more than one of today."""

    province: str
    names: tuple[str, ...]
    evidence: Evidence


@frozen(kw_only=True)
class SpecialZones:
    """All special zones (đặc khu): their names by the id of the province of the list of 2025."""

    provinces: Mapping[str, tuple[str, ...]]
    evidence: Evidence


@frozen(kw_only=True)
class WholeList:
    """All communes of the kind xã of one province on a list, by the decision that names them."""

    province: str
    list: ListOfUnits
    decision: str
    names: tuple[str, ...]
    evidence: Evidence


@frozen(kw_only=True)
class Count:
    """How many units of each kind there were; ``scope``: the id of a province, or one of :data:`NATIONAL`.

    ``thon`` (hamlets) are on no list and held against nothing.
    """

    scope: str
    list: ListOfUnits
    evidence: Evidence
    from_: date | None = None
    until: date | None = None
    on_day: date | None = None
    provinces: int | None = None
    tinh: int | None = None
    thanh_pho: int | None = None
    commune_level: int | None = None
    xa: int | None = None
    phuong: int | None = None
    thi_tran: int | None = None
    dac_khu: int | None = None
    xa_and_dac_khu: int | None = None
    thon: int | None = None


@frozen(kw_only=True)
class SeenUnits:
    """The whole of ``crosswalk.yaml``: single changes, and what is said of the lists."""

    crosswalk: tuple[Change, ...]
    note: Text | None = None
    also_split: tuple[Divided, ...] = ()
    dac_khu: SpecialZones | None = None
    communes: tuple[WholeList, ...] = ()
    counts: tuple[Count, ...] = ()


def differing(root: Path) -> Iterator[Problem]:
    """Yield NTM198 for each word of ``crosswalk.yaml`` at ``root`` that the lists of units do not bear out, at its place.

    Raises ``CatalogError`` for a file against the format, ``UnitError`` NTM606 where the lists cannot be read.
    """
    document = read_document(root / FILE, f"{root.name}/{FILE}")
    seen = structured(document, document.data, SeenUnits)
    yield from _changed(document, seen)
    yield from _divided(document, seen)
    zones = seen.dac_khu.provinces if seen.dac_khu is not None else {}
    for province, names in zones.items():
        yield from _names(document, ("dac_khu", "provinces", province), "2025", province, "dac-khu", names)
    listed = {each.province for each in all_communes("2025") if each.kind == "dac-khu"}
    for province in sorted(listed - {*zones}) if seen.dac_khu is not None else ():
        yield problem("NTM198.missing", document.where(("dac_khu",)), list="2025", province=province, names=province)
    for index, whole in enumerate(seen.communes):
        path = ("communes", index, "names")
        yield from _province(document, ("communes", index, "province"), whole.list, whole.province)
        yield from _names(document, path, whole.list, whole.province, "xa", whole.names)
    for index, count in enumerate(seen.counts):
        yield from _counted(document, ("counts", index), count)


def _province(document: Document, path: Path_, list_id: str, said: str, *others: str) -> Iterator[Problem]:
    known = [each.id for each in listed_provinces(list_id)]
    if said not in (*known, *others):
        yield problem("NTM223.unknown", document.where(path), territory=said, near=(said, [*known, *others]))


def _names(
    document: Document, path: Path_, list_id: str, province: str, kind: str, names: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield every name that is not one of the units of a kind on a list, and the units that are not named."""
    own = [each.name for each in communes_in(province, list_id) if each.kind == kind]
    missing = [each for each in own if each not in names]
    for index, name in enumerate(names):
        if name not in own:
            near = (name, missing or own)
            yield problem("NTM198.name", document.where((*path, index)), unit=name, list=list_id, province=province,
                          near=near)  # fmt: skip
    if missing:
        said = few(missing, _FEW)
        yield problem("NTM198.missing", document.where(path), list=list_id, province=province, names=said)


def _changed(document: Document, seen: SeenUnits) -> Iterator[Problem]:
    """Yield every unit of a single change that is on no list, and what an old one lay in, likewise."""
    for index, change in enumerate(seen.crosswalk):
        units: list[tuple[Path_, NamedUnit]] = [(("old",), change.old)]
        units += [(("new", at), each) for at, each in enumerate(change.new)]
        for path, unit in units:
            if unit.province is None or unit.list is None:
                continue
            here = ("crosswalk", index, *path)
            districts = listed_districts(unit.province) if unit.list == "2004" else ()
            parts = [each.name for each in districts]
            listed = [each.name for each in communes_in(unit.province, unit.list)] + parts
            for key, said, own in (("name", unit.name, listed), ("within", unit.within or "", parts)):
                bare = " ".join(said.split()[-len(parted(said)[1].split()) :])  # as it is written, without its kind
                if said and parted(said)[1] not in {name_key(each) for each in own}:
                    yield problem("NTM198.name", document.where((*here, key)), unit=said, list=unit.list,
                                  province=unit.province, near=(bare, own))  # fmt: skip


def _divided(document: Document, seen: SeenUnits) -> Iterator[Problem]:
    for index, each in enumerate(seen.also_split):
        yield from _province(document, ("also_split", index, "province"), "2004", each.province)
        then = communes_in(each.province, "2004")
        for at, name in enumerate(each.names):
            if not any(one.name == name and len(one.became) > 1 for one in then):
                where = document.where(("also_split", index, "names", at))
                near = (name, sorted({one.name for one in then if len(one.became) > 1}))
                yield problem("NTM198.whole", where, unit=name, province=each.province, near=near)


def _counted(document: Document, path: Path_, count: Count) -> Iterator[Problem]:
    yield from _province(document, (*path, "scope"), count.list, count.scope, *NATIONAL)
    national = count.scope in NATIONAL
    communes = all_communes(count.list) if national else communes_in(count.scope, count.list)
    found = {key: sum(each.kind in kinds for each in communes) for key, kinds in _KINDS.items()}
    provinces = listed_provinces(count.list)
    found |= {key: sum(each.kind in kinds for each in provinces) for key, kinds in _PROVINCES.items() if national}
    for key, own in found.items():
        said = getattr(count, key)
        if said is not None and said != own:
            yield problem("NTM198.count", document.where((*path, key)), what=key, list=count.list, own=own, said=said)
