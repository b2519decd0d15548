"""Where the headings of a table stand in a sheet: below titles, in up to four rows, above units of measure and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings
from ntmrules.figures.across import is_above_units, is_named_unit
from ntmrules.figures.asked import Asked
from ntmrules.figures.behind import heard, no_result
from ntmrules.figures.mentions import places_in
from ntmrules.figures.named_fields import said_in_fields, unit_in_cells
from ntmrules.figures.row_words import are_communes_of_one_province
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.figures.tally_headings import tally_in, tally_of_time
from ntmrules.figures.workbook import SheetGrid
from ntmrules.frozen import define
from ntmrules.model.figures import Beside
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

MOST_TITLE_ROWS, MOST_HEADING_ROWS = 40, 4
BARE_LABEL = later(r"(?:[a-z0-9-]+/)*\d{1,2}(?:\.\d{1,2}){0,2}\.?\Z")
HAMLET = later(r"(?:.*\s)?(?i:thôn|bản|ấp|buôn|làng|xóm|khóm|tổ dân phố)\s+(?:[A-ZĐ]|\d)")
BARE_YEAR = later(r"(?:nam )?((?:19|20)\d\d)\Z")
_SHARES = (
    "ty le",
    "ti le",
    "ty le (%)",
    "ti le (%)",
    "ty le %",
    "ti le %",
    "%",
    "tl",
    "tl (%)",
    "dat ty le (%)",
    "share",
)
_ALL = ("chung", "toan xa")
_OVER_YEARS = later(
    r"\s+(?:(?:qua|trong|theo|của)\s+)?(?:(?:các|từng|những|mỗi)\s+năm|năm|hằng năm|hàng năm"
    r"|giai đoạn(?:\s+\d{4}\s*[-–—]\s*\d{4})?"
    r"|(?:các\s+)?năm\s+\d{4}\s*[-–—]\s*\d{4})\s*\Z",
    re.IGNORECASE,
)
IN_BRACKETS = later(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]\s*[:.*]?\Z")


@define
class FormTable:
    """A sheet on the way to a table: the row of the headings, the headings, where the figures begin.

    ``over``: by column what stands over it and is in no heading, each text with its row; ``beside`` the titles, ``noted`` those
    that somebody called notes, ``wordy`` the columns of words whose heading nobody knows; ``communes`` names without «xã»
    above «KH» and «TH».
    """

    grid: SheetGrid
    name: str
    asked: Asked
    top: int = 0
    header: list[str] = Factory(list)
    first: int = 0
    titles: list[str] = Factory(list)
    notes: list[tuple[str, dict[str, object]]] = Factory(list)
    years: dict[int, int] = Factory(dict)
    upper: list[str] = Factory(list)
    coarser: int | None = None
    answers: tuple[int, int] | None = None
    more_values: list[int] = Factory(list)
    across: tuple[list[int], list[int]] | None = None
    settled: dict[int, str] = Factory(dict)
    over: dict[int, dict[str, int]] = Factory(dict)
    beside: list[Beside] = Factory(list)
    noted: set[str] = Factory(set)
    wordy: set[int] = Factory(set)
    communes: frozenset[str] = frozenset()

    def say(self, what: str, **values: object) -> None:
        self.notes.append((what, {"sheet": self.name, **values}))


def is_header(row: Sequence[str]) -> bool:
    """Tell whether a row heads a table: it names a unit, or a subject with a value."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or filled[0].startswith("#"):
        return False
    known = {headings.role(cell) or (headings.role_of_year(cell) or ("",))[0] for cell in filled}
    down = "subject" in known or any(map(headings.numbers_rows, filled))
    return (
        "unit" in known
        or ("subject" in known and bool(known & {"value", "verdict"}))
        or (down and any(is_above_units(cell) or is_named_unit(cell) for cell in filled[1:]))
    )


def find_header(found: FormTable) -> None:
    """Find the row of the headings and the titles above it; ``FiguresError`` NTM508 where none is."""
    rows = found.grid.rows
    heads = [at for at, row in enumerate(rows[:MOST_TITLE_ROWS]) if is_header(row)]
    while len(heads) > 1 and _says_a_unit(rows[heads[0]], (rows[at] for at in heads[1:])):
        del heads[0]
    top = heads[0] if heads else None
    if top is None:  # a letterhead fills two cells of a row too; a row with «STT» or «Chỉ tiêu» heads a table
        top = next(
            (at for at, row in enumerate(rows[:MOST_TITLE_ROWS]) if _may_be_header(row) and _names_rows(row)), None
        )
    if top is None:
        top = next((at for at, row in enumerate(rows) if _may_be_header(row)), None)
    if top is None:
        filled = any(cell.strip() for row in rows for cell in row)
        raise FiguresError(problem("NTM508.one-column" if filled else "NTM508.empty", found.name))
    found.top, found.first = top, top + 1
    found.header = [cell.strip() for cell in rows[top]]
    found.titles = [cell.strip().lstrip("# ") for row in rows[:top] for cell in row if cell.strip()]
    found.titles += [said for row in rows[:top] if (said := unit_in_cells(row))]
    found.titles += [said for row in rows[:top] for said in said_in_fields(row) if said not in found.titles]


def _says_a_unit(row: Sequence[str], below: Iterable[Sequence[str]]) -> bool:
    """Tell whether a row that could head a table says whose it is: «Xã», «Hà Lâu» above headings of a form of labels."""
    heads = [{headings.role(cell) for cell in each if cell.strip()} for each in below]
    return bool(unit_in_cells(row)) and any("unit" not in each and each & {"value", "verdict"} for each in heads)


def _names_rows(row: Sequence[str]) -> bool:
    """Tell whether a row has a heading for what rows are about: «STT», «Chỉ tiêu», «Nội dung»."""
    return any(
        headings.numbers_rows(cell) or headings.holds_names(cell) or headings.role(cell) == "subject" for cell in row
    )


def _may_be_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not filled[0].startswith("#")


def two_rows(found: FormTable) -> None:
    """Join further heading rows to the first, and leave a row of column numbers out."""
    rows = found.grid.rows
    for _ in range(MOST_HEADING_ROWS - 1):
        if found.first >= len(rows) or not _goes_down(found):
            break
        second = [cell.strip() for cell in rows[found.first]]
        width = max(len(found.header), len(second))
        upper = found.header + [""] * (width - len(found.header))
        lower = second + [""] * (width - len(second))
        found.upper = _spread(found, upper) if found.grid.merged else _spread_over(upper, lower)
        found.upper = [_without_years(up, low) for up, low in zip(found.upper, lower, strict=True)]
        found.communes = _communes_above(found.upper, lower)
        found.header = [_joined(found, at, up, low) for at, (up, low) in enumerate(zip(upper, lower, strict=True))]
        _note_dropped(found, lower)
        found.first += 1
    _measures(found)
    if found.first < len(rows):
        cells = [cell.strip() for cell in rows[found.first]]
        named = [cell for cell in cells if cell]
        if len(named) > 1 and headings.no_unit(named[0], named[1:]) == "numbers":
            found.say("row", row=found.first + 1, kind="numbers", cell=" ".join(named)[:60])
            found.first += 1


def _without_years(up: str, low: str) -> str:
    """Return a heading of results over years, each of which stands below it,
    without its words for them: «Kết quả qua các năm»."""
    if not BARE_YEAR.match(fold(low)) or headings.role(up) is not None:
        return up
    plain = _OVER_YEARS.sub("", up)
    return plain if headings.role(plain) in ("value", "verdict") else up


def _communes_above(upper: Sequence[str], lower: Sequence[str]) -> frozenset[str]:
    """Return the names without a word for their kind, each above results and what stands beside them,
    where all are communes of one
    province.
    """
    above: dict[str, set[str | None]] = {}
    for up, low in zip(upper, lower, strict=True):
        if up and low and up != low and headings.role(up) is None:
            above.setdefault(up, set()).add(headings.role(low))
    names = [up for up, roles in above.items() if {"value", "verdict"} & roles and not headings.no_unit(up, ["x"])
             and not headings.group_of_units(up)]  # fmt: skip
    return frozenset(names) if are_communes_of_one_province(names) else frozenset()


def _note_dropped(found: FormTable, lower: Sequence[str]) -> None:
    """Note of two heading rows what is in the name of no column: the upper one mostly, «TH» below a label."""
    row = found.first
    for at, (up, low, name) in enumerate(zip(found.upper, lower, found.header, strict=True)):
        if not up or not low or up == low:
            continue
        dropped = low if name.startswith(up) else up
        dated = name.endswith(f" – {up}") and heard(up).years and no_result(heard(up)) is None
        if (
            (dated or dropped not in name)
            and not BARE_LABEL.match(subject_of(dropped))
            and not _is_year_of(found, at, dropped)
        ):
            found.over.setdefault(at, {})[dropped] = row + (dropped is low)


def _is_year_of(found: FormTable, at: int, text: str) -> bool:
    return at in found.years and (BARE_YEAR.match(fold(text)) is not None or headings.role_of_year(text) is not None)


def _measures(found: FormTable) -> None:
    """Take a row of units of measure below the headings for what they say: «10.1» above «triệu đồng» is 10.1 in million đồng."""
    if found.first >= len(found.grid.rows):
        return
    said = {at: cell.strip() for at, cell in enumerate(found.grid.rows[found.first]) if cell.strip()}
    below = {at: cell for at, cell in said.items() if headings.role(cell) not in ("measure_unit", "unit")}
    free = all(at < len(found.header) and headings.role(found.header[at]) is None and found.header[at] for at in below)
    if not below or not free or not all(map(is_unit_of_measure, below.values())):
        return
    for at, cell in below.items():
        if not measured_by(found.header[at]):
            found.header[at] = f"{found.header[at]} ({cell})"
    found.say("row", row=found.first + 1, kind="measures", cell=" ".join(said.values())[:60])
    found.first += 1


def _spread(found: FormTable, upper: list[str]) -> list[str]:
    """Return a heading row in which a merged cell stands above each of its columns."""
    spread, last = list(upper), found.first - 1
    for top, left, bottom, right in found.grid.merged:
        if top <= last <= bottom and left < len(upper):
            spread[left : right + 1] = [upper[left]] * (min(right + 1, len(upper)) - left)
    return spread


def _spread_over(upper: list[str], lower: Sequence[str]) -> list[str]:
    """Return the upper of two rows in a text, which knows no merged cells: a heading stands above the labels behind it too."""
    spread = list(upper)
    for at in range(1, len(spread)):
        if not spread[at] and lower[at] and lower[at - 1]:
            spread[at] = spread[at - 1]
    return spread


def _labels_below(found: FormTable, below: Sequence[str]) -> bool:
    """Tell whether the next row of a table without merged cells has labels alone, below headings that are none."""
    cells = {at: cell.strip() for at, cell in enumerate(below) if cell.strip()}
    over = {at: subject_of(found.header[at]) for at in cells if at < len(found.header)}
    plain = [
        at for at, label in over.items() if BARE_LABEL.match(label) and not cells[at].startswith(f"{label.strip('.')}.")
    ]
    named = [at for at, cell in enumerate(found.header) if headings.role(cell) == "unit"]
    labels = [subject_of(cell).rstrip(TYPED_LABEL) for cell in cells.values()]
    return bool(
        not found.grid.merged and cells and named and not plain and not any(at in cells for at in named)
        and all(BARE_LABEL.match(each) and "." in each for each in labels)
    )  # fmt: skip


def _kinds_below(found: FormTable, below: Sequence[str]) -> bool:
    """Tell whether the next row of a table without merged cells has «KH», «TH» or years alone, below labels and the empty cells
    behind them.
    """
    cells = {at: cell.strip() for at, cell in enumerate(below) if cell.strip()}
    whose = [at for at, cell in enumerate(found.header) if headings.role(cell) in ("unit", "subject")]
    over = {at: found.header[at] if at < len(found.header) else "" for at in cells}
    kinds = {
        at: headings.role(cell) or ("value" if BARE_YEAR.match(fold(cell)) else None) for at, cell in cells.items()
    }
    return bool(
        not found.grid.merged and len(cells) > 1 and whose and not any(at in cells for at in whose)
        and all(kind in ("value", "verdict", "ignored") for kind in kinds.values()) and "value" in kinds.values()
        and not all(over.values()) and any(over.values())
        and all(headings.role(cell) is None for cell in over.values() if cell)
    )  # fmt: skip


def _joined(found: FormTable, at: int, up: str, low: str) -> str:
    """Return what a column is called that has a heading in two rows: the lower one, unless it only says which figure it is.

    «17.2» above «KH» and «TH» are a plan and the figure of 17.2; above «2022» and «2023» the figures of two years.
    """
    above = found.upper[at]
    if not low or not above:
        return low or up
    if BARE_LABEL.match(subject_of(low)) and _says_what_it_is_of(above):
        # «Kế hoạch 2025», «6 tháng», «Năm 2022», «Xã Hải Anh» above labels; below «Mức đạt chuẩn» their names say nothing.
        return f"{subject_of(low) if headings.role(above) == 'ignored' else low} – {above}"
    year, kind = BARE_YEAR.match(fold(low)), headings.role(low)
    if BARE_YEAR.match(fold(above)) and kind in ("value", "verdict"):
        return f"{low} {above}"
    if year and headings.role(above) in ("value", "verdict"):
        found.years[at] = int(year[1])
        return f"{above} {year[1]}"
    if (
        headings.role(above) == "ignored"
        and kind is None
        and not BARE_LABEL.match(subject_of(low))
        and not is_named_unit(low)
    ):
        return above  # «NTM» and «NTM nâng cao» below «Mức đạt» are levels
    if tally_in(above) is not None and tally_of_time(f"{above} {low}") is not None:
        return f"{above} {low}"  # «Số tiêu chí đạt» above the days of two reports
    label = subject_of(above)
    if above in found.communes:
        return above if kind in ("value", "verdict") else low
    if not (BARE_LABEL.match(label) or ("-" in label and " " not in label) or is_named_unit(above)):
        return low
    if year:
        found.years[at] = int(year[1])
        return above
    dated = headings.role_of_year(low)
    if dated is not None and dated[0] in ("value", "verdict"):
        found.years[at] = dated[1]
        return above
    if fold(low).strip(" .:*") in _SHARES:
        return f"{above} (%)"
    return above if kind in ("value", "verdict") or fold(low) in _ALL else low


def _says_what_it_is_of(above: str) -> bool:
    """Tell whether a heading above labels says that they are no results, of which year they are, or whose."""
    said = heard(above)
    return bool(no_result(said) or said.years or headings.role(above) == "ignored" or places_in([above]))


def _goes_down(found: FormTable) -> bool:
    """Whether the heading goes on in the next row: merged cells reach down to it, or a merged one stands above several.

    Where it does, nothing stands below a heading that is complete by itself.
    """
    last, below = found.first - 1, found.grid.rows[found.first]
    if _labels_below(found, below) or _kinds_below(found, below):
        return True
    spans = [each for each in found.grid.merged if each[0] <= last <= each[2]]
    wide = [each for each in spans if each[3] > each[1] and each[2] == last]
    if not wide and not any(each[2] > last for each in spans):
        return False
    parted = {at for each in wide for at in range(each[1], each[3] + 1)}
    complete = [at for at, cell in enumerate(found.header) if headings.role(cell) and at not in parted]
    return not any(at < len(below) and below[at].strip() for at in complete)


def subject_of(heading: str) -> str:
    """Return the subject that a heading names: «TC 1», «Tiêu chí 1» and «Chỉ tiêu 1.1» are labels."""
    mark = TYPED_LABEL if heading.endswith(TYPED_LABEL) else ""
    plain = heading.rstrip(TYPED_LABEL)
    if measured_by(plain):
        plain = IN_BRACKETS.sub("", plain)
    label = headings.label_in(plain) or tally_in(plain)
    if label is None and (dated := tally_of_time(plain)) is not None:
        label = dated.subject
    return f"{label or plain}{mark}"


def measured_by(heading: str) -> str:
    """Return the unit of measure that a heading has in brackets behind it: «10.1 (triệu đồng)»; empty where it has none."""
    said = IN_BRACKETS.search(heading)
    return said[1] if said and is_unit_of_measure(said[1]) else ""


def may_be_subject(heading: str) -> bool:
    """Tell whether a heading can be that of figures: a label, an id of a measure, a tally."""
    name = subject_of(heading)
    return (
        BARE_LABEL.match(name) is not None
        or "/" in name
        or ("-" in name and " " not in name)
        or tally_in(heading) is not None
    )
