"""Whose a form is, by a field above its table: «Tên xã: Hà Lâu» in one cell or in two, «Đơn vị báo cáo: Hà Lâu».

A name without the word for its kind is one where the field says the kind, or where a list of communes has it: «Đơn vị: Văn phòng
điều phối» names none, and «Đơn vị: triệu đồng» no unit at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ntmrules.figures import headings
from ntmrules.figures.across import is_named_unit
from ntmrules.figures.mentions import listed_names
from ntmrules.figures.row_words import is_listed_name, listed_commune
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key
from ntmrules.patterns import later

_FEW_SAID = 4  # cells of a row that says a unit and a year
_KINDS = {"xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu", "huyen": "huyện"}
_FIELD = later(r"\s*(?P<field>[^:]{2,30}):\s*(?P<said>[^:;()\[\]]{2,60})\Z")
_REPORTS = ("don vi bao cao", "don vi lap bieu", "don vi lap", "don vi thuc hien", "don vi tu danh gia", "xa bao cao")
_PAIRS, _MOST_FIELDS = 2, 12
# A field, folded and without «tên», and how a title says the same.
_LEADS = {
    "tinh": "Tỉnh", "tinh thanh pho": "Tỉnh", "tinh/thanh pho": "Tỉnh", "tinh, thanh pho": "Tỉnh", "province": "Tỉnh",
    "huyen": "Huyện", "district": "Huyện", "nam": "Năm", "nam bao cao": "Năm", "nam danh gia": "Năm", "so lieu nam": "Năm",
    "ky bao cao": "Năm", "nam so lieu": "Năm", "year": "Năm", "giai doan": "Giai đoạn", "thoi ky": "Giai đoạn", "thon": "Thôn",
    "ban": "Bản", "ap": "Ấp", "dvt": "Đơn vị tính:", "don vi tinh": "Đơn vị tính:", "don vi do": "Đơn vị tính:",
    "unit of measure": "Đơn vị tính:",
}  # fmt: skip
# Whose results a title tells without a word for the kind of unit: «Kết quả của Nghĩa Bình năm 2023», «Bảng kết quả - Nghĩa Bình».
_WHOSE = later(
    r"(?:\bcủa\s+|\b(?:kết quả|đánh giá|tổng hợp|tiêu chí|nông thôn mới|ntm|biểu|bảng|báo cáo|số liệu)\b[^-–:()]*"
    r"(?:\s[-–]\s+|:\s*|\())"
    r"(?P<name>[^\W\d_][^\d,;:()\-–]*?)\s*(?=\Z|[,;:()]|\s[-–]\s|\b(?:năm|đến|tính|giai đoạn|quý|tháng|kỳ|\d+ tháng)\b)",
    re.IGNORECASE,
)
_OFFICE = later(r"(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+", re.IGNORECASE)
_BEHIND = later(r"\s*(?:,|\s[-–]\s).*")


def unit_in_cells(row: Sequence[str]) -> str:
    """Return the unit that two cells name together: «Tên xã:» and «Hà Lâu»; empty where they name none."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if not 1 < len(cells) <= _FEW_SAID or headings.role(cells[1]) is not None:
        return ""
    return _named(cells[0], cells[1])


def said_in_fields(row: Sequence[str]) -> Iterator[str]:
    """Yield what the fields of a row above a table say, as a title says it: «Tỉnh: Thanh Hóa», «Năm:» beside 2022.

    A field and what it says stand in one cell or in two; of other fields than those of places, times and measures nothing.
    """
    cells = [" ".join(cell.split()) for cell in row if cell.strip()]
    for at, cell in enumerate(cells[:_MOST_FIELDS]):
        field, colon, said = (each.strip() for each in cell.partition(":"))
        if not colon and len(cells) > _PAIRS * 2:
            continue  # headings of a table, perhaps
        said = said or (cells[at + 1] if at + 1 < len(cells) else "")
        lead = _LEADS.get(fold(field).strip(" .*").removeprefix("ten "))
        if lead is not None and said and headings.role(said) is None:
            yield f"{lead} {said}"


def units_in_fields(titles: Iterable[str], provinces: Iterable[str | None] = ()) -> Iterator[str]:
    """Yield the units that titles name in a field, a title that is the name of a commune of one of the ``provinces``, and such a
    name of whose results a title speaks.
    """
    provinces = tuple(provinces)
    for title in titles:
        field = _FIELD.match(title)
        found = "" if field is None else _named(field["field"], field["said"])
        alone = listed_commune(" ".join(title.split()), provinces)
        if found or alone is not None:
            yield found or str(alone)
            continue
        for said in _WHOSE.finditer(title):
            name = " ".join(said["name"].split())
            if listed_commune(name, provinces) is not None and not _is_wider(name):
                yield name


def _is_wider(name: str) -> bool:
    """Tell whether a name is that of a district or a province too."""
    return any(name_key(name) in listed_names(kind) for kind in ("huyen", "tinh"))


def _named(field: str, said: str) -> str:
    """Return the unit that ``said`` is in a ``field`` for units; empty where the field is none, or what is said is no unit."""
    kinds = headings.kinds_in(field)
    kind = _KINDS.get(next(iter(kinds))) if len(kinds) == 1 else None
    if headings.role(field) != "unit" and fold(field).strip(" .:*") not in _REPORTS:
        return ""
    name = _BEHIND.sub("", _OFFICE.sub("", " ".join(said.split()), count=1), count=1).strip(" .:")
    if is_named_unit(name):
        return name
    if not name[:1].isupper() or any(map(str.isdigit, name)) or is_unit_of_measure(name):
        return ""
    name = name.title() if name.isupper() else name
    if kind is not None:
        return f"{kind} {name}"
    return name if is_listed_name(name) and name_key(name) not in listed_names("huyen") else ""
