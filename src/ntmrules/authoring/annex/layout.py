"""Where things stand in a table of an annex: its heading, its columns, and its rows as people number them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import evolve, field

from ntmrules.authoring.annex.grids import Grid
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.frozen import frozen
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
    """Columns whose heading is not understood, or stands twice: nothing of them is read, and the report names them."""


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
    heads = [
        " ".join(dict.fromkeys(fold(row[column]) for row in grid.rows[: last + 1]))
        for column in range(len(grid.rows[0]))
    ]
    own = [fold(text) for text in grid.rows[last]]
    order = next((n for n, head in enumerate(heads) if re.search(r"\b(tt|stt|so thu tu)\b", head)), None)
    content = next((n for n, head in enumerate(heads) if "noi dung" in head), None)
    criterion = next((n for n, head in enumerate(heads) if "tieu chi" in head and n not in (content, order)), None)
    if content is None:
        content, criterion = criterion, None
    named = [(n, area_of(text, areas)) for n, text in enumerate(own) if n not in (content, criterion, order)]
    often = Counter(area for _, area in named if area is not None)
    found = {area: n for n, area in named if area is not None and often[area] == 1}
    taken = {content, criterion, order, *found.values()}
    common = _common([(n, head) for n, head in enumerate(heads) if n not in taken])
    if content is None or (common is None and not found):
        return None
    left = {n: grid.rows[last][n] or f"cột {n + 1}" for n in range(len(heads)) if n not in taken | {common}}
    return Columns(
        heading=last, order=order, criterion=criterion, content=content, common=common, areas=found, left=left
    )


def _common(heads: list[tuple[int, str]]) -> int | None:
    """Return the column of the level for all; nothing where several may be it: columns of years, zones, groups."""
    fits = [
        (n, head)
        for n, head in heads
        if re.search(r"\b(chung|chi tieu|muc dat|yeu cau|quy dinh)\b", head)
        and not re.search(r"\b(vung|khu vuc|nhom|nam 20\d\d|tieu chi)\b", head)
    ]
    general = [n for n, head in fits if re.search(r"\bchung\b", head)]
    if len(general) == 1:
        return general[0]
    return fits[0][0] if len(fits) == 1 else None


def area_of(text: str, areas: Mapping[str, str]) -> str | None:
    """Return the area whose name or short form stands in a heading; the longest wins, two that tie are none."""
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    fits: list[tuple[int, str]] = []
    for area, name in areas.items():
        for word in (fold(name), *SHORT.get(area, ())):
            if f" {word} " in plain:
                fits.append((len(word), area))  # noqa: PERF401 - two loops in one comprehension read worse
    best = max((length for length, _ in fits), default=0)
    longest = {area for length, area in fits if length == best}
    return longest.pop() if len(longest) == 1 else None


def rows_of(grid: Grid, columns: Columns) -> Iterator[Row]:
    """Yield the rows below the heading; a row that goes on over a page is put together with the one it continues."""
    held: Row | None = None
    for number, cells in enumerate(grid.rows[columns.heading + 1 :], columns.heading + 2):
        row = _row(grid, columns, number, cells)
        if row is None:
            continue
        if number - 1 in grid.ragged:
            row = evolve(row, wrong="dòng có số ô khác các dòng khác: thừa hoặc thiếu một dấu phân cách")
        elif held is not None and not held.wrong and _goes_on(held, row):
            held = _joined(held, row)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


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
    )


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
