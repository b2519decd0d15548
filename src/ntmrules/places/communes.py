"""Communes of both lists by name and code, from the data of the package ``vietnamadminunits`` (extra ``units``).

Only its tables are used, never its parser: an address is not guessed here. A code means something in its list alone,
for 1,848 of the 3,321 codes of today named another place before 01/07/2025.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ntmrules.errors import UnitError, problem
from ntmrules.model.spelling import fold

LISTS = ("2004", "2025")
KINDS = {"xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu"}
_KIND_OF = {name: kind for kind, name in KINDS.items()}
_PROVINCE_WORDS = ("tinh ", "thanh pho ", "tp. ", "tp.", "tp ")
_DISTRICT_WORDS = ("huyen ", "thi xa ", "tx. ", "tx ", "quan ", *_PROVINCE_WORDS)
_COMMUNE_WORDS = ("xa ", "phuong ", "thi tran ", "dac khu ")
_TABLES = {
    "2004": "SELECT province, district, wardShort, wardType, wardCode, provinceKey, districtKey, wardKey "
    "FROM admin_units_legacy",
    "2025": "SELECT province, NULL, wardShort, wardType, wardCode, provinceKey, NULL, wardKey FROM admin_units",
}


@frozen(kw_only=True)
class Commune:
    """A commune, ward, township or special zone of one list; the key is (list, code).

    ``district`` is empty in the list of 2025, which has no districts. ``kind`` is xa, phuong, thi-tran or dac-khu.
    ``path`` is its place in the data: ``tinhquangninh_thanhphohalong_xaquangla``.
    """

    list: str
    code: str
    name: str
    kind: str
    province: str
    district: str | None = None
    path: str = field(default="", repr=False, eq=False)

    @property
    def key(self) -> tuple[str, str]:
        """The unit key."""
        return (self.list, self.code)

    @property
    def full_name(self) -> str:
        """The name with its kind: ``xã Quảng La``."""
        return f"{KINDS.get(self.kind, self.kind)} {self.name}"


@frozen(kw_only=True)
class Successor:
    """A commune of 2025 into which one of 2004 went. ``whole``: it went there entire."""

    commune: Commune
    whole: bool


def communes(province: str, list_id: str, *, kind: str | None = None) -> list[Commune]:
    """Return the communes of a province in the list ``"2004"`` or ``"2025"``, in the order of their codes.

    ``kind`` keeps xa, phuong, thi-tran or dac-khu alone. Raises ``UnitError``: NTM601 for a bare code, NTM603 for an
    unknown province, NTM606 when the extra is not installed, NTM607 for another list.
    """
    _refuse_code(province)
    inside = _all(_known_list(list_id))
    found = [each for each in inside if _is_called(each.province, province, _PROVINCE_WORDS)]
    if not found:
        names = sorted({each.province for each in inside})
        raise UnitError(problem("NTM603.list", name=province, list=list_id, count=len(names), near=(province, names)))
    return [commune for commune in found if kind is None or commune.kind == kind]


def commune(name: str, province: str, list_id: str, *, district: str | None = None) -> Commune:
    """Return the one commune of this name; ``UnitError`` NTM602 for none or several, NTM601 for a bare code."""
    _refuse_code(name)
    inside = communes(province, list_id)
    found = [each for each in inside if _matches(each, name)]
    if district is not None:
        _refuse_code(district)
        found = [
            each for each in found if each.district is not None and _is_called(each.district, district, _DISTRICT_WORDS)
        ]
    if len(found) == 1:
        return found[0]
    if found:
        said = ", ".join(f"{each.full_name} ({each.district or each.province})" for each in found[:8])
        raise UnitError(
            problem("NTM602.communes", name=name, count=len(found), province=province, list=list_id, found=said)
        )
    near = (name, [each.name for each in inside])
    raise UnitError(problem("NTM602.commune", name=name, province=province, list=list_id, near=near))


def old_to_new(name: str, district: str, province: str) -> list[Successor]:
    """Return the communes of 2025 into which the commune ``name`` of 2004 went: several when it was divided.

    It carries names, never results: no text says that the recognition of a commune goes over to a merged one. Raises
    ``UnitError`` as :func:`commune` does; an empty list when the data does not know.
    """
    old = commune(name, province, "2004", district=district)
    found = _conversion().get(old.path, ())
    by_path = {each.path: each for each in _all("2025")}
    return [Successor(commune=by_path[path], whole=len(found) == 1) for path in found if path in by_path]


def by_code(code: str) -> Commune:
    """Return the commune of a code with its list, ``2025:06700``; ``UnitError`` NTM601 for a bare code."""
    list_id, colon, number = code.partition(":")
    if not colon:
        _refuse_code(code)
    wanted = number.strip().zfill(5)
    for each in _all(_known_list(list_id)):
        if each.code == wanted:
            return each
    raise UnitError(problem("NTM602.code", code=number, list=list_id))


def _refuse_code(name: str) -> None:
    if name.strip().isdigit():
        raise UnitError(problem("NTM601.commune", code=name))


def _known_list(list_id: str) -> str:
    if list_id not in LISTS:
        raise UnitError(problem("NTM607", list=list_id, known=" | ".join(LISTS)))
    return list_id


def _matches(commune: Commune, name: str) -> bool:
    """Compare names with their accents where the caller wrote any: Quảng La is not Quang Lạ."""
    plain = fold(name)
    if plain not in (fold(commune.name), fold(commune.full_name)):
        return False
    return name.isascii() or name.casefold().endswith(commune.name.casefold())


def _is_called(name: str, wanted: str, prefixes: tuple[str, ...]) -> bool:
    return _bare(fold(name), prefixes) == _bare(fold(wanted).replace("-", " "), prefixes)


def _bare(folded: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if folded.startswith(prefix) and folded != prefix.strip():
            return folded[len(prefix) :].strip()
    return folded


def _folder() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise UnitError(problem("NTM606.package"))
    # Found without importing it: its import loads geometry and parsers that nobody needs here.
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@lru_cache(maxsize=2)
def _all(list_id: str) -> tuple[Commune, ...]:
    return tuple(sorted(_rows(list_id), key=lambda commune: (commune.code, commune.name)))


def _rows(list_id: str) -> Iterator[Commune]:
    path = _folder() / "dataset.db"
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            rows: list[Any] = connection.execute(_TABLES[list_id]).fetchall()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise _unreadable(path, error) from None
    for province, district, name, kind, code, *keys in rows:
        if name and code:  # some districts on islands have no communes
            yield Commune(list=list_id, code=code, name=name, kind=_KIND_OF.get(kind.casefold(), fold(kind)),
                          province=province, district=district, path="_".join(key for key in keys if key))  # fmt: skip


@lru_cache(maxsize=1)
def _conversion() -> dict[str, tuple[str, ...]]:
    """Return, by the place of an old commune in the data, the places of those into which it went."""
    path = _folder() / "converter_2025.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        entire, divided = raw["DICT_PROVINCE_WARD_NO_DIVIDED"], raw["DICT_PROVINCE_WARD_DIVIDED"]
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(path, error) from None
    found: dict[str, tuple[str, ...]] = {}
    for province, wards in entire.items():
        for ward, olds in wards.items():
            found.update({old.rstrip("_"): (f"{province}_{ward}",) for old in olds})
    for province, olds in divided.items():
        for old, news in olds.items():
            found[old] = tuple(f"{province}_{new['newWardKey']}" for new in news)
    return found


def _unreadable(path: Path, error: Exception) -> UnitError:
    return UnitError(problem("NTM606.unreadable", str(path), error=str(error)))
