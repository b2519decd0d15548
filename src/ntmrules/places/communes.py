"""Provinces, districts and communes of both lists by name and code, with what became of each commune on 01/07/2025.

The lists stand in ``catalogs/units/``; one province is read when it is first asked for. A code means something in its
list alone, for 1,803 of the 3,321 codes of today named a commune of another name before 01/07/2025.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

from attrs import field

from ntmrules.catalog import cache
from ntmrules.catalog.pack import catalog_root
from ntmrules.catalog.shape import shape_of
from ntmrules.errors import UnitError, problem
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key, named, parted, same_name

LISTS = ("2004", "2025")
NAMES = "names.txt"
"""The file of a page with :func:`names_placed`, one a line; nowhere else is there one."""
KINDS = {
    "xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu", "huyen": "huyện", "thi-xa": "thị xã",
    "thanh-pho": "thành phố", "quan": "quận", "tinh": "tỉnh",
}  # fmt: skip
COMMUNES = ("xa", "phuong", "thi-tran", "dac-khu")
DISTRICTS = ("huyen", "quan", "thi-xa")
# The kinds of unit that a level of a criteria set is about.
KINDS_OF_LEVEL = {"xa": ("xa",), "thi-xa": ("thi-xa", "thanh-pho"), "tinh": ("tinh", "thanh-pho")}
_PROVINCE_WORDS = ("tinh ", "thanh pho ", "tp. ", "tp.", "tp ")


def level_inside(level: str | None) -> str | None:
    """Return the level by which units inside call one of ``level``: ``huyen`` for each district, ``tinh``; nothing for others."""
    return "huyen" if level in DISTRICTS else "tinh" if level == "tinh" else None


@frozen(kw_only=True)
class Commune:
    """A commune, ward, township or special zone of one list; the key is (list, code).

    ``province`` is the id of its province in that list. ``district`` is the full name of its district, which the list of
    2025 does not have. ``kind`` is xa, phuong, thi-tran or dac-khu. ``became`` are the codes of 2025 into which one of
    2004 went: none where the data does not know. Latitude and longitude are decimal degrees as text, or empty.
    """

    list: str
    code: str
    name: str
    kind: str
    province: str
    district: str | None = None
    latitude: str = ""
    longitude: str = ""
    became: tuple[str, ...] = field(default=(), repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """The unit key."""
        return (self.list, self.code)

    @property
    def full_name(self) -> str:
        """The name with its kind: ``xã Quảng La``."""
        return _full(self.kind, self.name)


@frozen(kw_only=True)
class District:
    """A district of the list of 2004: huyện, quận, thị xã or thành phố in a province (its id)."""

    code: str
    name: str
    kind: str
    province: str
    latitude: str = ""
    longitude: str = ""

    @property
    def full_name(self) -> str:
        """The name with its kind: ``huyện Hải Hà``."""
        return _full(self.kind, self.name)


@frozen(kw_only=True)
class Successor:
    """A commune of 2025 into which one of 2004 went. ``whole``: it went there entire."""

    commune: Commune
    whole: bool


@frozen(kw_only=True)
class ListedProvince:
    """A province as the lists of units have it, by (list, id)."""

    list: str
    code: str
    id: str
    kind: str
    name: str
    latitude: str = ""
    longitude: str = ""

    @property
    def full_name(self) -> str:
        """The name with its kind: ``tỉnh Quảng Ninh``."""
        return _full(self.kind, self.name)


def _full(kind: str, name: str) -> str:
    word = KINDS.get(kind, kind)
    return name if name.casefold().startswith(f"{word} ") else f"{word} {name}"  # Phường 1, Quận 3


def communes(province: str, list_id: str, *, kind: str | None = None) -> list[Commune]:
    """Return the communes of a province in the list ``"2004"`` or ``"2025"``, in the order of their codes.

    ``province`` is a name or an id; ``kind`` keeps xa, phuong, thi-tran or dac-khu alone. Raises ``UnitError``: NTM601 for
    a bare code, NTM603 for an unknown province, NTM607 for another list.
    """
    found = communes_in(_province(province, list_id), list_id)
    return [commune for commune in found if kind is None or commune.kind == kind]


def districts(province: str, *, kinds: tuple[str, ...] = ()) -> list[District]:
    """Return the districts of a province of the list of 2004, in the order of their codes; raises as :func:`communes`."""
    inside = _province(province, "2004")
    return [each for each in _districts() if each.province == inside and (not kinds or each.kind in kinds)]


def commune(name: str, province: str, list_id: str, *, district: str | None = None) -> Commune:
    """Return the one commune of this name; ``UnitError`` NTM602 for none or several, NTM601 for a bare code.

    Accents count: a name that fits without them only is offered in the error, never taken.
    """
    _refuse_code(name)
    inside = communes(province, list_id)
    found = named(name, [(each.full_name, each) for each in inside])
    if district is not None:
        _refuse_code(district)
        found = [each for each in found if each.district is not None and same_name(each.district, district)]
    if len(found) == 1:
        return found[0]
    if found:
        said = ", ".join(f"{each.full_name} ({each.district or each.province})" for each in found[:8])
        raise UnitError(
            problem("NTM602.communes", name=name, count=len(found), province=province, list=list_id, found=said)
        )
    near = (name, [text for each in inside for text in (each.full_name, each.name)])
    raise UnitError(problem("NTM602.commune", name=name, province=province, list=list_id, near=near))


def successors_of(old: Commune) -> list[Successor]:
    """Return the communes of 2025 into which ``old`` went: several where it was divided, none where the data does not know.

    It carries names, never results: no text says that the recognition of a commune goes over to a merged one.
    """
    return [Successor(commune=by_code(f"2025:{code}"), whole=len(old.became) == 1) for code in old.became]


def by_code(code: str) -> Commune:
    """Return the commune of a code with its list, ``2025:06700``; ``UnitError`` NTM601 for a bare code, NTM602 for none."""
    list_id, colon, number = code.partition(":")
    if not colon:
        _refuse_code(code)
    found = _by_code(_known_list(list_id)).get(number.strip().zfill(5))
    if found is None:
        raise UnitError(problem("NTM602.code", code=number, list=list_id))
    return found


def all_communes(list_id: str) -> tuple[Commune, ...]:
    """Return every commune of a list, by code."""
    ids = sorted(each.id for each in _provinces() if each.list == _known_list(list_id))
    return tuple(
        sorted((each for province in ids for each in communes_in(province, list_id)), key=lambda each: each.code)
    )


@lru_cache(maxsize=1)
def commune_keys() -> frozenset[str]:
    """Return the keys (``name_key``) of the names of all communes on any list; ``UnitError`` without the lists."""
    lines = names_placed()
    return frozenset(line.partition("\t")[0] for line in lines[: lines.index("")])


def provinces_of(keys: Iterable[str], list_id: str) -> tuple[str, ...]:
    """Return the ids of the provinces of a list that have a commune, or in that of 2004 a district, whose name has one of these
    keys, with its kind or without, by id.
    """
    homes = _homes()
    found = {home for key in keys for home in homes.get(key, "").split()}
    return tuple(sorted(home.removeprefix(f"{list_id}:") for home in found if home.startswith(f"{list_id}:")))


@lru_cache(maxsize=1)
def _homes() -> dict[str, str]:
    return {key: homes for key, _, homes in (line.partition("\t") for line in names_placed() if line)}


def names_placed() -> tuple[str, ...]:
    """Return the keys of all names of communes with where they lie, ``tân an<TAB>2004:ha-noi 2025:can-tho``; behind an empty
    line those of districts, and of names without a kind that is a part of them (``Phường 1``). ``UnitError`` without the lists.

    Kept in the cache: to make them of 97 files takes longer than all else that a table of one commune needs. A page, which
    keeps nothing from one opening to the next, is built with them (:data:`NAMES`).
    """
    made = _folder() / NAMES
    if made.is_file():
        return tuple(made.read_text(encoding="utf-8").split("\n"))
    folders = [_folder() / f"communes-{list_id}" for list_id in LISTS if listed_provinces(list_id)]
    files = {f"{folder.name}/{path.name}": path for folder in folders for path in folder.iterdir()}
    files["districts.csv"] = _folder() / "districts.csv"
    entry = f"names-placed-{cache.fingerprint(sorted(files.items(), key=lambda each: each[0]))}"
    kept: tuple[str, ...] | None = cache.load(entry, shape_of(tuple[str, ...]))
    if kept is None:
        kept = _placed_names(files)
        cache.save(entry, kept)
    return kept


def _placed_names(files: Mapping[str, Path]) -> tuple[str, ...]:
    names, others = dict[str, set[str]](), dict[str, set[str]]()
    for file, path in files.items():
        folder, _, province = file.removesuffix(".csv").rpartition("/")
        for row in _rows(path):
            home = f"{folder[-4:]}:{province}" if folder else f"2004:{row['province']}"
            (names if folder else others).setdefault(name_key(row["name"]), set()).add(home)
            if _full(row["kind"], row["name"]) == row["name"]:
                others.setdefault(parted(row["name"])[1], set()).add(home)
    for key in names.keys() & others.keys():
        names[key] |= others.pop(key)
    return (*_lines(names), "", *_lines(others))


def _lines(homes: Mapping[str, set[str]]) -> list[str]:
    return [f"{key}\t{' '.join(sorted(homes[key]))}" for key in sorted(homes)]


@lru_cache(maxsize=128)
def communes_in(province: str, list_id: str) -> tuple[Commune, ...]:
    """Return the communes of the province with this id in a list, by code; none where the list has no such province."""
    path = _folder() / f"communes-{_known_list(list_id)}" / f"{province}.csv"
    if not path.is_file():
        return ()
    called = {each.code: each.full_name for each in _districts()} if list_id == "2004" else {}
    return tuple(
        Commune(list=list_id, code=row["code"], name=row["name"], kind=row["kind"], province=province,
                district=called.get(row.get("district", "")), latitude=row["latitude"], longitude=row["longitude"],
                became=tuple(row.get("became", "").split()))
        for row in _rows(path)
    )  # fmt: skip


def listed_districts(province: str) -> tuple[District, ...]:
    """Return the districts that the province with this id had up to 30/06/2025, by code; none where there is no such one."""
    return tuple(each for each in _districts() if each.province == province)


def listed_provinces(list_id: str) -> tuple[ListedProvince, ...]:
    """Return the provinces of a list, by code."""
    return tuple(each for each in _provinces() if each.list == list_id)


@lru_cache(maxsize=2)
def _by_code(list_id: str) -> dict[str, Commune]:
    return {each.code: each for each in all_communes(list_id)}


@lru_cache(maxsize=1)
def _districts() -> tuple[District, ...]:
    return tuple(District(**row) for row in _rows(_folder() / "districts.csv"))


@lru_cache(maxsize=1)
def _provinces() -> tuple[ListedProvince, ...]:
    return tuple(ListedProvince(**row) for row in _rows(_folder() / "provinces.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    import csv

    try:
        with path.open("r", encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    except (OSError, ValueError) as error:
        raise UnitError(problem("NTM606.unreadable", path.name, error=str(error))) from None


def _folder() -> Path:
    """Return the folder of the lists: in the package, be that a folder or a packed file, else in the checkout around it."""
    here = Path(__file__).resolve()
    if here.is_file():
        installed = here.parent.parent / "catalogs" / "units"
        return installed if installed.is_dir() else catalog_root() / "units"
    from importlib.resources import files  # which loads fifteen modules more: only where the package is a packed file

    return cast("Path", files("ntmrules") / "catalogs" / "units")


def _province(name: str, list_id: str) -> str:
    _refuse_code(name)
    inside = [each for each in _provinces() if each.list == _known_list(list_id)]
    wanted = _bare(fold(name))
    for each in inside:
        if wanted in (each.id.replace("-", " "), _bare(fold(each.name))) or name == each.id:
            return each.id
    names = sorted(each.name for each in inside)
    raise UnitError(problem("NTM603.list", name=name, list=list_id, count=len(names), near=(name, names)))


def _bare(folded: str) -> str:
    for prefix in _PROVINCE_WORDS:
        if folded.startswith(prefix) and folded != prefix.strip():
            return folded[len(prefix) :].strip()
    return folded.replace("-", " ")


def _refuse_code(name: str) -> None:
    if name.strip().isdigit():
        raise UnitError(problem("NTM601.commune", code=name))


def _known_list(list_id: str) -> str:
    if list_id not in LISTS:
        raise UnitError(problem("NTM607", list=list_id, known=" | ".join(LISTS)))
    return list_id
