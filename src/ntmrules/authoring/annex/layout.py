"""Where the levels stand in a table of an annex: its heading and its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attrs import field

from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.tables import OBJECT, Grid
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold

# How regional columns are headed, folded, beside the names of the scheme itself; of several that fit the longest counts.
SHORT = {
    "trung-du-mien-nui-phia-bac": ("trung du", "tdmnpb", "mnpb", "mien nui phia bac", "tdmn phia bac", "tdmn pb"),
    "dong-bang-song-hong": ("song hong", "dbsh", "db sh", "dong bang sh"),
    "bac-trung-bo": ("bac trung bo", "btb", "bac tb"),
    "duyen-hai-nam-trung-bo": ("nam trung bo", "dhntb", "duyen hai ntb", "dh ntb", "duyen hai nam tb", "dh nam tb"),
    "tay-nguyen": ("tay nguyen", "t nguyen"),
    "dong-nam-bo": ("dong nam bo", "dnb"),
    "dong-bang-song-cuu-long": ("cuu long", "dbscl", "db scl", "dong bang scl"),
}


OF_HEADS = frozenset([
    "vung", "cac", "tinh", "khu", "vuc", "kv", "chi", "tieu", "muc", "dat", "yeu", "cau", "quy", "dinh", "theo", "va", "doi",
    "voi", "xa", "thuoc", "tb", "dh", "db", "bang", "dong",
])  # fmt: skip
"""Words that the heading of a column of an area may have beside the area's name."""
NO_LEVEL = re.compile(
    r"\b(ket qua|muc dat duoc|thuc hien|thuc te|hien trang|ke hoach|dang ky|giao|phan dau|kho khan|nam 20\d\d|ho ngheo|dtts"
    r"|dan toc|khu vuc [1-9ivx]+|bai ngang|an toan khu|hai dao|bien gioi|rieng|truoc khi|sua doi|du thao)\b"
)
"""Headings of columns that are what was reached or planned, or a level of some communes only: no level of the text."""
UNIT = re.compile(
    r"\(((?:%|trieu|nghin|ngan|ty|dong|ha|m2|km|lit|kg|tan|mo hinh|ho|nguoi|lan|thang|nam|ngay|dem|/|\s)+)\)"
)
OF_COMMON = frozenset([
    "chi", "tieu", "chung", "muc", "dat", "chuan", "yeu", "cau", "quy", "dinh", "theo", "cua", "trung", "uong", "quoc", "gia",
    "bo", "ntm", "nong", "thon", "moi", "nang", "cao", "kieu", "mau", "hien", "dai", "giai", "doan", "can", "phai", "cho",
    "tat", "ca", "do", "qd", "ttg", "quyet", "so", "phu", "luc", "ap", "dung", "thap", "nhat", "toi", "thieu", "va", "luong",
])  # fmt: skip
"""Words that the heading of the level for all may have: any other may say whose it is, or that it is none of the text."""
_NO_WORDS = re.compile(
    r"\b(?:19|20)\d\d\s*-\s*(?:19|20)\d\d\b|\b\d+(?:/\d+)?/(?:qd|tt)-[a-z]+\b|\bphu luc [ivx\d]+\b"
    r"|\b(?:xa|huyen|thon|tinh)(?= (?:dat |dat chuan )?(?:ntm|nong thon moi)\b)"
)
BESIDE = re.compile(r"\b(ket qua|tu danh gia|diem|ghi chu|don vi|dvt|co quan|phu trach|huong dan|can cu|van ban)\b")
"""Headings of columns that hold no level."""


@frozen(kw_only=True)
class Columns:
    """The numbers of the columns: order, criterion, content, the common level, the level of each area."""

    heading: int
    """The last row of the heading."""
    order: int | None
    criterion: int | None
    content: int
    common: int | None
    areas: Mapping[str, int]
    left: Mapping[int, str] = field(factory=dict)
    """Columns whose heading is not understood, or stands twice, or that are hidden: nothing of them is read, and the report
    names them."""
    general: bool = False
    """Whether the common column is headed as one beside those of the areas: «Chỉ tiêu chung»."""
    units: Mapping[int, str] = field(factory=dict)
    """The units that stand in headings of columns, folded: «Chỉ tiêu (triệu đồng/người)»."""
    measured: int | None = None
    """The column of units."""
    years: Mapping[int, int] = field(factory=dict)
    """The columns of the levels of one year, which a person named."""
    ignored: frozenset[int] = frozenset()
    """The columns that a person named as none of levels."""

    @property
    def levels(self) -> tuple[int, ...]:
        """The columns of levels."""
        common = () if self.common is None else (self.common,)
        return (*common, *self.areas.values(), *self.years.values())


HEADINGS = 12
"""The rows of a table among which its heading is looked for."""
NOTHING: Mapping[str, tuple[str, ...]] = {}
COMMON, IGNORED = "chung", "bỏ"


def find_columns(
    grid: Grid,
    areas: Mapping[str, str],
    first: int = 0,
    most: int = HEADINGS,
    chosen: Mapping[str, tuple[str, ...]] = NOTHING,
) -> Columns | None:
    """Return the columns of a table that is an annex, or nothing: a heading with a content and a level, from a row on.

    ``chosen`` says of headings, folded, what a person named them: an area, a year, ``COMMON`` or ``IGNORED``.
    """
    for last in range(first, min(len(grid.rows), first + most)):
        found = _columns(grid, last, areas, first, chosen)
        if found is None:
            continue
        below = _columns(grid, last + 1, areas, first, chosen) if last + 1 < len(grid.rows) else None
        # a second row of heading names the regions under «Chỉ tiêu theo vùng»
        more = below is not None and len(below.areas) + len(below.years) > len(found.areas) + len(found.years)
        return below if more else found
    return None


def level_columns(grid: Grid) -> tuple[str, ...]:
    """Return the headings of a table that may each be that of the level for all, where there are several; else none."""
    for last in range(min(len(grid.rows), HEADINGS)):
        if _holds_level(grid.rows[last]):
            break
        fits = [grid.rows[last][n] for n, _ in _fitting([(n, fold(cell)) for n, cell in enumerate(grid.rows[last])])]
        if len(fits) > 1:
            return tuple(fits)
    return ()


def _holds_level(cells: tuple[str, ...]) -> bool:
    """Tell whether a row has a level, so that it is no heading; a year and the number of a column are none."""
    read = [read_printed(cell).kind for cell in cells if not re.fullmatch(r"\(?(?:20\d\d|\d{1,2})\)?", cell.strip())]
    return any(kind in ("level", "delegated") for kind in read)


def _columns(
    grid: Grid, last: int, areas: Mapping[str, str], first: int, chosen: Mapping[str, tuple[str, ...]]
) -> Columns | None:
    if _holds_level(grid.rows[last]):
        return None
    above = [
        row for row in grid.rows[first : last + 1] if len({cell for cell in row if cell.strip()}) > 1
    ]  # a title is no heading
    heads = [" ".join(dict.fromkeys(fold(row[column]) for row in above)) for column in range(len(grid.rows[0]))]
    own = [fold(text) for text in grid.rows[last]]
    order = next((n for n, head in enumerate(heads) if re.search(r"\b(tt|stt|so thu tu)\b", head)), None)
    content = next((n for n, head in enumerate(heads) if "noi dung" in head), None)
    criterion = next((n for n, head in enumerate(heads) if "tieu chi" in head and n not in (content, order)), None)
    if content is None:
        content, criterion = criterion, None
        labelled = [n for n, _ in _fitting(list(enumerate(heads))) if n != content and _is_content(grid, n, last)]
        if len(labelled) == 1 and content is not None and not _is_content(grid, content, last):
            content, criterion = labelled[0], content  # «Tiêu chí | Yêu cầu | Chỉ tiêu đạt», the names under «Yêu cầu»
    mine = {
        n: what
        for n, text in enumerate(own)
        if (what := chosen.get(text or fold(unnamed(n)), ())) and n not in (content, order)
    }
    named = [
        (n, area_of(text, areas))
        for n, text in enumerate(own)
        if n not in (content, criterion, order, *mine) and n not in grid.unseen_columns
    ]
    named += [(n, each) for n, what in mine.items() for each in what if each in areas]
    often = Counter(area for _, area in named if area is not None)
    found = {area: n for n, area in named if area is not None and often[area] == 1}
    alone = {n: what[0] for n, what in mine.items()}
    years = {int(what): n for n, what in alone.items() if what.isdigit() and list(alone.values()).count(what) == 1}
    ignored = frozenset(n for n, what in alone.items() if what == IGNORED)
    taken = {content, criterion, order, *found.values(), *years.values(), *ignored}
    common = next((n for n, what in alone.items() if what == COMMON), None)
    if common is None:
        heads_left = [(n, head) for n, head in enumerate(heads) if n not in taken | set(mine) | grid.unseen_columns]
        common = _common([each for each in heads_left if not noted(grid.rows[last][each[0]])], grid, last)
    if content is None or (common is None and not found and not years):
        return None
    left = {n: grid.rows[last][n] or unnamed(n) for n in range(len(heads)) if n not in taken | {common}}
    units = {n: unit[1].strip() for n, head in enumerate(heads) if (unit := UNIT.search(head)) is not None}
    measured = next((n for n in left if re.fullmatch(r"(?:don vi(?: tinh)?|dvt)", heads[n])), None)
    general = bool(found) or (common is not None and re.search(r"\bchung\b", heads[common]) is not None)
    return Columns(
        heading=last, order=order, criterion=criterion, content=content, common=common, areas=found, left=left,
        general=general, units=units, measured=measured, years=years, ignored=ignored,
    )  # fmt: skip


def unnamed(column: int) -> str:
    """Return what a column without a heading is called by its place."""
    return f"cột {column + 1}"


def _is_content(grid: Grid, column: int, last: int) -> bool:
    """Tell whether most cells of a column below the heading are numbered names: «14.1. Tỷ lệ …»."""
    cells = [cell.strip() for row in grid.rows[last + 1 :] if (cell := row[column]).strip()]
    numbered = [cell for cell in cells if re.match(r"\d{1,2}\.\d{1,2}[.)]?\s+\D*[^\W\d_]{2,}\s+[^\W\d_]{2,}", cell)]
    return len(cells) > 0 and 2 * len(numbered) > len(cells)


def _common(heads: list[tuple[int, str]], grid: Grid, last: int) -> int | None:
    """Return the column of the level for all; nothing where several may be it: columns of years, zones, groups.

    Of several that are headed alike the one counts that alone holds anything: the others wait for what a commune reached.
    """
    fits = _fitting(heads)
    general = [n for n, head in fits if re.search(r"\bchung\b", head)]
    if len(general) == 1:
        return general[0]
    filled = [n for n, _ in fits if any(row[n].strip() for row in grid.rows[last + 1 :])]
    return fits[0][0] if len(fits) == 1 else filled[0] if len(filled) == 1 else None


def _fitting(heads: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the columns that may be that of the level for all, by their headings."""
    return [
        (n, head)
        for n, head in heads
        if re.search(r"\b(chung|chi tieu|muc dat|yeu cau|quy dinh)\b", head)
        and not re.search(r"\b(vung|khu vuc|nhom|nam 20\d\d|tieu chi)\b", head)
        and not NO_LEVEL.search(head)
        and set(re.findall(r"[a-z0-9]+", _NO_WORDS.sub(" ", UNIT.sub(" ", head)))) <= OF_COMMON
    ]


def area_of(text: str, areas: Mapping[str, str]) -> str | None:
    """Return the area whose name or short form stands in a heading, and no other beside it; nothing for none or several.

    A form inside a longer one does not count («Nam Trung Bộ» in «Duyên hải Nam Trung Bộ»), one that is excepted neither.
    """
    if noted(text) or OBJECT in text:
        return None
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', UNIT.sub(' ', fold(text))))} "
    if re.search(r" (tru|ngoai|khong) ", plain) or NO_LEVEL.search(plain):
        return None
    fits = [
        (match.start(), match.end(), area)
        for area, name in areas.items()
        for word in (fold(name), *SHORT.get(area, ()))
        for match in re.finditer(rf"(?<= ){re.escape(word)}(?= )", plain)
    ]
    outer = {
        area for start, end, area in fits
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in fits)
    }  # fmt: skip
    if len(outer) != 1:
        return None
    area = outer.pop()
    known = {word for each in (fold(areas[area]), *SHORT.get(area, ())) for word in re.findall(r"[a-z0-9]+", each)}
    return area if set(plain.split()) <= known | OF_HEADS else None  # «Tây Nguyên (hộ DTTS)» is not the area
