"""Where things stand in a table of an annex: its heading, its columns, and its rows as people number them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import field

from ntmrules.authoring.annex.grids import Grid
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.titles import names_anything
from ntmrules.frozen import evolve, frozen
from ntmrules.model.spelling import fold

LABEL = re.compile(r"^\s*(?P<label>\d{1,2}\.\d{1,2}[a-z]?)\.?(?=\D|$)\s*[.:)]?\s*(?P<name>.*)$", re.DOTALL)
YEAR = re.compile(r"^[-+•*\s]*năm\s+(?P<year>20\d\d)\W*$", re.IGNORECASE)
NUMBERING = re.compile(r"^[(\[]?(?P<number>\d{1,2})[)\]]?$")
# How regional columns are headed, folded, beside the names of the scheme itself; of several that fit the longest counts.
SHORT = {
    "trung-du-mien-nui-phia-bac": ("trung du", "tdmnpb", "mnpb", "mien nui phia bac"),
    "dong-bang-song-hong": ("song hong", "dbsh"),
    "bac-trung-bo": ("bac trung bo", "btb"),
    "duyen-hai-nam-trung-bo": ("nam trung bo", "dhntb", "dh ntb", "duyen hai nam tb", "dh nam tb"),
    "tay-nguyen": ("tay nguyen",),
    "dong-nam-bo": ("dong nam bo", "dnb"),
    "dong-bang-song-cuu-long": ("cuu long", "dbscl"),
}


NO_LEVEL = re.compile(
    r"\b(ket qua|muc dat duoc|thuc hien|thuc te|hien trang|ke hoach|dang ky|giao|phan dau|dac biet kho khan|nam 20\d\d)\b"
)
"""Headings of columns that are what was reached or planned, or a level of some communes only: no level of the text."""
BESIDE = re.compile(r"\b(ghi chu|don vi|dvt|co quan|phu trach|huong dan|can cu|van ban)\b")
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


@frozen(kw_only=True)
class Row:
    """One row of an annex: where it stands, the number and the words of its content, its cells as printed."""

    table: str
    line: int
    criterion: str
    label: str
    name: str
    year: int | None
    common: str
    areas: Mapping[str, str]
    heading: str = ""
    """What the column of criteria says."""
    left: Mapping[str, str] = field(factory=dict)
    """Cells under headings that are not understood, by heading: levels of an area may be among them."""
    general: bool = False
    """Whether the level for all is one beside those of the areas: the table has columns of areas, or says «chung»."""
    titles: tuple[str, ...] = ()
    """What stands over the row: above its table, or between the rows before it."""
    joined: int = 0
    wrong: str = ""
    """Why no cell of this row can be trusted, or nothing."""

    @property
    def where(self) -> str:
        """The place for people: ``bảng 1, dòng 7``."""
        return f"{self.table}, dòng {self.line}"

    @property
    def printed(self) -> dict[str, str]:
        """The cells that hold something, by column; the common one under ``""``."""
        cells = {"": self.common, **self.areas}
        return {column: text for column, text in cells.items() if text.strip()}


def find_columns(grid: Grid, areas: Mapping[str, str]) -> Columns | None:
    """Return the columns of a table that is an annex, or nothing: a heading with a content and a level."""
    for last in range(min(len(grid.rows), 12)):
        found = _columns(grid, last, areas)
        if found is None:
            continue
        below = _columns(grid, last + 1, areas) if last + 1 < len(grid.rows) else None
        # a second row of heading names the regions under «Chỉ tiêu theo vùng»
        return below if below is not None and len(below.areas) > len(found.areas) else found
    return None


def _columns(grid: Grid, last: int, areas: Mapping[str, str]) -> Columns | None:
    above = [
        row for row in grid.rows[: last + 1] if len({cell for cell in row if cell.strip()}) > 1
    ]  # a title is no heading
    heads = [" ".join(dict.fromkeys(fold(row[column]) for row in above)) for column in range(len(grid.rows[0]))]
    own = [fold(text) for text in grid.rows[last]]
    order = next((n for n, head in enumerate(heads) if re.search(r"\b(tt|stt|so thu tu)\b", head)), None)
    content = next((n for n, head in enumerate(heads) if "noi dung" in head), None)
    criterion = next((n for n, head in enumerate(heads) if "tieu chi" in head and n not in (content, order)), None)
    if content is None:
        content, criterion = criterion, None
    named = [
        (n, area_of(text, areas))
        for n, text in enumerate(own)
        if n not in (content, criterion, order) and n not in grid.unseen_columns
    ]
    often = Counter(area for _, area in named if area is not None)
    found = {area: n for n, area in named if area is not None and often[area] == 1}
    taken = {content, criterion, order, *found.values()}
    common = _common([(n, head) for n, head in enumerate(heads) if n not in taken | grid.unseen_columns])
    if content is None or (common is None and not found):
        return None
    left = {n: grid.rows[last][n] or f"cột {n + 1}" for n in range(len(heads)) if n not in taken | {common}}
    general = bool(found) or (common is not None and re.search(r"\bchung\b", heads[common]) is not None)
    return Columns(
        heading=last, order=order, criterion=criterion, content=content, common=common, areas=found, left=left,
        general=general,
    )  # fmt: skip


def _common(heads: list[tuple[int, str]]) -> int | None:
    """Return the column of the level for all; nothing where several may be it: columns of years, zones, groups."""
    fits = [
        (n, head)
        for n, head in heads
        if re.search(r"\b(chung|chi tieu|muc dat|yeu cau|quy dinh)\b", head)
        and not re.search(r"\b(vung|khu vuc|nhom|nam 20\d\d|tieu chi)\b", head)
        and not NO_LEVEL.search(head)
    ]
    general = [n for n, head in fits if re.search(r"\bchung\b", head)]
    if len(general) == 1:
        return general[0]
    return fits[0][0] if len(fits) == 1 else None


def area_of(text: str, areas: Mapping[str, str]) -> str | None:
    """Return the area whose name or short form stands in a heading, and no other beside it; nothing for none or several.

    A form inside a longer one does not count («Nam Trung Bộ» in «Duyên hải Nam Trung Bộ»), one that is excepted neither.
    """
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
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
    return outer.pop() if len(outer) == 1 else None


def rows_of(grid: Grid, columns: Columns, titles: tuple[str, ...] = ()) -> Iterator[Row]:
    """Yield the rows below the heading; a row that goes on over a page is put together with the one it continues.

    ``titles`` stand over the table; a title between its rows stands over those that follow.
    """
    held: Row | None = None
    for number, cells in enumerate(grid.rows[columns.heading + 1 :], columns.heading + 2):
        if title := _title(cells, columns):
            titles = (*titles, *title)
            continue
        row = _row(grid, columns, number, cells)
        if row is None:
            continue
        row = evolve(row, titles=titles)
        if number - 1 in grid.ragged:
            row = evolve(row, wrong="dòng có số ô khác các dòng khác: thừa hoặc thiếu một ô, một dấu phân cách")
        elif columns.heading in grid.uneven and any(row.printed):
            row = evolve(row, wrong="dòng tiêu đề cột có số ô khác các dòng dưới: không rõ mức nào của cột nào")
        elif number - 1 in grid.unseen:
            row = evolve(row, wrong="dòng bị ẩn trong tệp")
        elif held is not None and not held.wrong and held.titles == titles and _goes_on(held, row):
            held = _joined(held, row)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _title(cells: tuple[str, ...], columns: Columns) -> tuple[str, ...]:
    """Return the words of a row that is a heading of another part: no level, no number, and it names an annex or a set."""
    filled = tuple(dict.fromkeys(cell for cell in cells if cell.strip()))
    if (
        not filled
        or LABEL.match(cells[columns.content].strip())
        or any(read_printed(each).kind != "unread" for each in filled)
    ):
        return ()
    return filled if any(map(names_anything, filled)) and len(filled) <= 2 else ()


def _row(grid: Grid, columns: Columns, number: int, cells: tuple[str, ...]) -> Row | None:
    filled = [cell for cell in cells if cell.strip()]
    title = len(set(filled)) == 1 and (len(filled) > 1 or not cells[columns.content].strip())
    title = title and read_printed(filled[0]).kind == "unread"  # «Đạt» in every column is no title
    if not filled or title or _numbers_of_columns(filled):
        return None  # nothing, a group's title over the whole width, or the numbers of the columns
    if cells in grid.rows[: columns.heading + 1]:
        return None  # the heading again, on a new page
    order = cells[columns.order].strip() if columns.order is not None else ""
    content = cells[columns.content].strip()
    match = LABEL.match(content)
    label, name = (match["label"], match["name"].strip()) if match else ("", content)
    if not label and (own := re.fullmatch(r"(\d{1,2}\.\d{1,2}[a-z]?)\.?", order)):
        label = own[1]
    top = re.fullmatch(r"(\d{1,2})\.?", order)
    year = YEAR.match(name)
    return Row(
        table=grid.name,
        line=number,
        criterion=label.partition(".")[0] or (top[1] if top else ""),
        label=label,
        name=name,
        year=int(year["year"]) if year else None,
        common=cells[columns.common].strip() if columns.common is not None else "",
        areas={area: cells[column].strip() for area, column in columns.areas.items()},
        heading=cells[columns.criterion].strip() if columns.criterion is not None else "",
        left={
            head: cells[column].strip() for column, head in columns.left.items()
            if cells[column].strip() and not BESIDE.search(fold(head))
        },
        general=columns.general,
    )  # fmt: skip


def _numbers_of_columns(filled: list[str]) -> bool:
    """Tell whether cells count the columns: (1) (2) (3) …, a merged column by its first; ``95 | 90`` are levels."""
    found = [NUMBERING.match(cell.strip()) for cell in filled]
    numbers = [int(match["number"]) for match in found if match is not None]
    return len(numbers) == len(filled) and numbers[0] <= 3 and numbers == sorted(numbers) and len(set(numbers)) > 1


def _goes_on(held: Row, row: Row) -> bool:
    """Tell whether a row without a number is the rest of the one before: words only, or cells that the other lacks."""
    if row.label or row.year is not None:
        return False
    if not row.name:
        return bool(held.label) and not held.printed and bool(row.printed) and row.criterion in ("", held.criterion)
    if not row.printed:
        return not row.name.startswith(("-", "+", "•"))
    return not held.printed and bool(held.label) and row.name[:1].islower()


def _joined(held: Row, row: Row) -> Row:
    areas = {area: text or row.areas.get(area, "") for area, text in held.areas.items()}
    return evolve(
        held,
        name=f"{held.name} {row.name}".strip(),
        common=held.common or row.common,
        areas=areas,
        joined=held.joined + 1,
    )
