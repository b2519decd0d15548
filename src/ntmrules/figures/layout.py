"""Where the table is in a sheet: title rows, one or two heading rows, merged cells, and what each column is.

A form is read as an office has it; what its columns were taken for is said in one line, and every column and row that is
not used is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import Factory, define

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings
from ntmrules.figures.asked import Asked
from ntmrules.figures.csv import Sheet, refuse_many_subjects, remark_row
from ntmrules.figures.signs import IGNORED, TYPED_LABEL
from ntmrules.figures.workbook import SheetGrid, letters, ranges
from ntmrules.model.spelling import fold, verdict_of
from ntmrules.model.verdicts import Verdict

MOST_LOOKED_AT = 2_000  # rows by which a column is told
MOST_TITLE_ROWS, MOST_HEADING_ROWS = 40, 4
_BARE_LABEL = re.compile(r"(?:[a-z0-9-]+/)*\d{1,2}(?:\.\d{1,2}){0,2}\.?\Z")
_MEASURE_WORDS = (
    "%", "trieu", "nghin", "ngan", "dong", "ty ", "ha", "km", "m2", "m3", "m ", "nguoi", "ho", "nha", "co so", "mo hinh", "nam",
    "san pham", "lan", "diem", "cai", "cong trinh", "truong", "tram", "doanh nghiep", "hop tac xa", "htx",
)  # fmt: skip
_NOTES = ("ghi chu", "chu thich", "ky hieu", "note")
_LEGEND = re.compile(
    r"[\"'“”‘’(\[]?([^\s\"'“”‘’()\[\]:=]{1,2})[\"'“”‘’)\]]?\s*(?:[:=–-]|là)\s*"
    r"(chưa đạt|không đạt|không áp dụng|đạt)",
    re.IGNORECASE,
)
_TITLE_UNIT = re.compile(
    r"\b(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)?\s*"
    r"((?:xã|phường|thị trấn|huyện|thị xã|thành phố)\s+[^,;:()0-9]{2,40})",
    re.IGNORECASE,
)


@define
class _Table:
    """A sheet on the way to a table: the row of the headings, the headings, where the figures begin."""

    grid: SheetGrid
    name: str
    asked: Asked
    top: int = 0
    header: list[str] = Factory(list)
    first: int = 0
    titles: list[str] = Factory(list)
    notes: list[tuple[str, dict[str, object]]] = Factory(list)
    years: dict[int, int] = Factory(dict)
    coarser: int | None = None

    def say(self, what: str, **values: object) -> None:
        self.notes.append((what, {"sheet": self.name, **values}))


def table_in(grid: SheetGrid, name: str, asked: Asked) -> Sheet:
    """Return the table in one sheet; ``FiguresError`` NTM508 when there is none.

    The header holds the kinds of columns by their English names, figures by their subject, and :data:`IGNORED`.
    """
    found = _Table(grid, name, asked)
    _find_header(found)
    _two_rows(found)
    roles = _roles(found)
    refuse_many_subjects(name, found.top + 1, roles, found.grid.rows[found.first :])
    _hidden(found)
    rows = _filled_down(found, roles)
    marks = {**_legend(found.titles, grid.rows[found.first :]), **asked.marks}
    header = tuple(roles[at] or _subject(cell) for at, cell in enumerate(found.header))
    sheet = Sheet(name, header, found.top + 1, iter(()), tuple(found.titles))
    sheet.rows = _numbered(rows, found.first, header, sheet)
    sheet.written = tuple(cell if name != IGNORED else IGNORED for cell, name in zip(found.header, header, strict=True))
    sheet.notes.extend(found.notes)
    sheet.marks.update(marks)
    sheet.titles_unit = _unit_in(found.titles)
    years = {year for at, year in found.years.items() if roles[at] in ("value", "verdict")}
    sheet.named_year = years.pop() if len(years) == 1 else None
    return sheet


def looks_like_figures(grid: SheetGrid) -> bool:
    """Whether a sheet has a heading row that names a unit or a subject with a value."""
    return any(_is_header(row) for row in grid.rows[:MOST_TITLE_ROWS])


def _is_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or filled[0].startswith("#"):
        return False
    known = {headings.role(cell) for cell in filled}
    return "unit" in known or ("subject" in known and bool(known & {"value", "verdict"}))


def _find_header(found: _Table) -> None:
    rows = found.grid.rows
    top = next((at for at, row in enumerate(rows[:MOST_TITLE_ROWS]) if _is_header(row)), None)
    if top is None:
        top = next((at for at, row in enumerate(rows) if _may_be_header(row)), None)
    if top is None:
        raise FiguresError(problem("NTM508.empty", found.name))
    found.top, found.first = top, top + 1
    found.header = [cell.strip() for cell in rows[top]]
    found.titles = [cell.strip().lstrip("# ") for row in rows[:top] for cell in row if cell.strip()]


def _may_be_header(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not filled[0].startswith("#")


def _two_rows(found: _Table) -> None:
    """Join further heading rows to the first, and leave a row of column numbers out."""
    rows = found.grid.rows
    for _ in range(MOST_HEADING_ROWS - 1):
        if found.first >= len(rows) or not _goes_down(found):
            break
        second = [cell.strip() for cell in rows[found.first]]
        width = max(len(found.header), len(second))
        upper = found.header + [""] * (width - len(found.header))
        lower = second + [""] * (width - len(second))
        found.header = [low or up for up, low in zip(upper, lower, strict=True)]
        found.first += 1
    if found.first < len(rows):
        cells = [cell.strip() for cell in rows[found.first]]
        named = [cell for cell in cells if cell]
        if len(named) > 1 and headings.no_unit(named[0], named[1:]) == "numbers":
            found.say("row", row=found.first + 1, kind="numbers", cell=" ".join(named)[:60])
            found.first += 1


def _goes_down(found: _Table) -> bool:
    """Whether the heading goes on in the next row: merged cells reach down to it, or a merged one stands above several.

    Where it does, nothing stands below a heading that is complete by itself.
    """
    last, below = found.first - 1, found.grid.rows[found.first]
    spans = [each for each in found.grid.merged if each[0] <= last <= each[2]]
    wide = [each for each in spans if each[3] > each[1] and each[2] == last]
    if not wide and not any(each[2] > last for each in spans):
        return False
    parted = {at for each in wide for at in range(each[1], each[3] + 1)}
    complete = [at for at, cell in enumerate(found.header) if headings.role(cell) and at not in parted]
    return not any(at < len(below) and below[at].strip() for at in complete)


def _subject(heading: str) -> str:
    """Return the subject that a heading names: «TC 1», «Tiêu chí 1» and «Chỉ tiêu 1.1» are labels."""
    mark = TYPED_LABEL if heading.endswith(TYPED_LABEL) else ""
    label = headings.label_in(heading.rstrip(TYPED_LABEL))
    return f"{label}{mark}" if label else heading


def _roles(found: _Table) -> list[str]:
    """Return what each column is; empty for a column of figures named by its heading."""
    roles = [_role(found, at, cell) for at, cell in enumerate(found.header)]
    long = bool({"value", "verdict"} & set(roles)) and "subject" in roles
    if "subject" not in roles and {"value", "verdict"} & set(roles):
        labels = _ranked(found, _numbering(found, roles))
        if labels:
            roles[labels[0]], long = "subject", True
    if not long:
        roles = ["" if each in ("subject", "value", "verdict", "measure_unit") else each for each in roles]
    else:
        _one_subject(found, roles)
        if "value" not in roles and roles.count("verdict") == 1:
            roles[roles.index("verdict")] = "value"
    _which_unit(found, roles)
    unused = [
        f"{letters(at)} {found.header[at]!r}"
        for at, each in enumerate(roles)
        if each == "ignored" and at != found.coarser
    ]
    if unused:
        found.say("columns", columns=", ".join(unused))
    if long and any(found.header[at] != each for at, each in enumerate(roles) if each not in ("", "ignored")):
        taken = [
            f"{letters(at)} {found.header[at]!r} = {'subject' if at == found.coarser else each}"
            for at, each in enumerate(roles)
            if each not in ("", "ignored") or at == found.coarser
        ]
        found.say("taken", columns=", ".join(taken))
    return [IGNORED if each == "ignored" else each for each in roles]


def _role(found: _Table, at: int, cell: str) -> str:
    for said, kind in found.asked.columns.items():
        if fold(said) in (fold(cell), letters(at).lower()):
            return kind
    if not cell.strip():
        used = any(at < len(row) and row[at].strip() for row in found.grid.rows[found.first :])
        return "" if used else "ignored"
    dated = headings.role_of_year(cell)
    if dated is not None and dated[0] != "ignored":
        found.years[at] = dated[1]
    return headings.role(cell) or ("" if dated is None else dated[0])


def _one_subject(found: _Table, roles: list[str]) -> None:
    """Of several columns that may say what a value is about, take the one that holds labels or ids; the others are names.

    Where none of them does, the column of numbers may (1, 1.1, 1.2 …), or a text that begins with its number. A coarser
    column («Tiêu chí» beside «Chỉ tiêu») says it for the rows where the finer one is empty.
    """
    several = [at for at, each in enumerate(roles) if each == "subject"]
    ranked = _ranked(found, several)
    if not ranked:
        ranked = [
            at for at in _ranked(found, _numbering(found, roles)) if any("." in row[at] for row in _below(found, at))
        ]
    best = ranked[0] if ranked else several[0]
    found.coarser = next((at for at in ranked[1:] if at in several), None)
    for at in several:
        if at != best:
            roles[at] = "ignored"
    roles[best] = "subject"


def _numbering(found: _Table, roles: Sequence[str]) -> list[int]:
    """Return the columns that number the rows, or whose text begins with a number."""
    return [at for at, cell in enumerate(found.header) if _is_numbering(cell) or roles[at] == "ignored"]


def _is_numbering(heading: str) -> bool:
    return fold(heading).strip(".") in ("stt", "tt", "so tt")


def _below(found: _Table, at: int) -> list[list[str]]:
    return [row for row in found.grid.rows[found.first : found.first + MOST_LOOKED_AT] if at < len(row)]


def _ranked(found: _Table, columns: Iterable[int]) -> list[int]:
    """Return the columns that hold labels or ids of measures, those with most of the finer labels first."""

    def weight(at: int) -> tuple[int, int]:
        cells = [row[at].strip().rstrip(TYPED_LABEL) for row in _below(found, at)]
        named = headings.role(found.header[at]) == "subject" or _is_numbering(found.header[at])
        read = [headings.label_in(cell) or (cell if named else "") for cell in cells]
        labels = [cell for cell in read if _BARE_LABEL.match(cell) or ("-" in cell and " " not in cell)]
        return (sum("." in each or "-" in each for each in labels), len(labels))

    weighed = sorted(((weight(at), -at) for at in columns), reverse=True)
    return [-place for found_labels, place in weighed if found_labels > (0, 0)]


def _which_unit(found: _Table, roles: list[str]) -> None:
    """Tell the unit that a row is about from the unit of measure: both are «Đơn vị» in Vietnamese."""
    for at, each in enumerate(roles):
        if each == "unit" and fold(found.header[at]) in ("don vi", "unit"):
            cells = [fold(row[at]) for row in found.grid.rows[found.first :] if at < len(row) and row[at].strip()]
            if cells and all(cell.startswith(_MEASURE_WORDS) and not cell.startswith("xa ") for cell in cells):
                roles[at] = "measure_unit" if "value" in roles else "ignored"


def _hidden(found: _Table) -> None:
    rows = [row + 1 for row in found.grid.hidden_rows if row < len(found.grid.rows) and any(found.grid.rows[row])]
    columns = [at for at in found.grid.hidden_columns if at < len(found.header) and found.header[at]]
    if rows:
        found.say("hidden_rows", rows=ranges(rows))
    if columns:
        found.say("hidden_columns", columns=", ".join(f"{letters(at)} {found.header[at]!r}" for at in sorted(columns)))


def _filled_down(found: _Table, roles: Sequence[str]) -> list[list[str]]:
    """Return the rows under the headings, with merged cells that describe rows filled down; merged figures are said."""
    rows = [list(row) for row in found.grid.rows]
    if found.coarser is not None and "subject" in roles:
        _from_coarser(rows[found.first :], roles.index("subject"), found.coarser)
    about = {"unit", "province", "area", "level", "within", "period", "as_of", "subject"}
    for top, left, bottom, right in found.grid.merged:
        if top < found.first or bottom <= top or left >= len(roles):
            continue
        cell = rows[top][left] if left < len(rows[top]) else ""
        if roles[left] in about and right == left:
            for row in rows[top + 1 : bottom + 1]:
                row.extend([""] * (left + 1 - len(row)))
                row[left] = row[left] or cell
        elif cell and roles[left] != IGNORED:
            found.say("merged", rows=f"{top + 1}-{bottom + 1}", column=letters(left))
    return rows[found.first :]


def _from_coarser(rows: Iterable[list[str]], finer: int, coarser: int) -> None:
    """Let «Tiêu chí» say what a row is about where «Chỉ tiêu» is empty."""
    for row in rows:
        if coarser < len(row) and row[coarser].strip() and not (finer < len(row) and row[finer].strip()):
            row.extend([""] * (finer + 1 - len(row)))
            row[finer] = row[coarser]


def _numbered(
    rows: list[list[str]], start: int, header: Sequence[str], sheet: Sheet
) -> Iterator[tuple[int, list[str]]]:
    labelled = {at for at, each in enumerate(header) if each == "subject"}
    for index, row in enumerate(rows, start + 1):
        if row and row[0].lstrip().startswith("#"):
            sheet.notes.append(remark_row(sheet.name, index, row))
        else:
            yield index, [cell if at in labelled else cell.replace(TYPED_LABEL, "") for at, cell in enumerate(row)]


def _legend(titles: Iterable[str], rows: Iterable[Sequence[str]]) -> dict[str, Verdict]:
    """Return what signs mean where a title or a note of the file says it: «x: đạt»."""
    found: dict[str, Verdict] = {}
    heads = ("gh", "ch", "kí", "ký", "ky", "no")  # to look at each cell of a long table closely takes seconds
    notes = (
        cell for row in rows for cell in row if cell.lstrip()[:2].casefold() in heads and fold(cell).startswith(_NOTES)
    )
    for text in (*titles, *notes):
        for sign, word in _LEGEND.findall(text):
            verdict = verdict_of(word)
            if verdict is not None and sign.casefold() in headings.signs():
                found[sign.casefold()] = verdict
    return found


def _unit_in(titles: Iterable[str]) -> str:
    """Return the unit that a title names, as something to ask about; it is never taken by itself."""
    for text in titles:
        said = _TITLE_UNIT.search(text)
        if said:
            name = " ".join(said[1].split())
            kind = next(
                each
                for each in ("thị trấn", "thị xã", "thành phố", "phường", "huyện", "xã")
                if name.lower().startswith(each)
            )
            rest = name[len(kind) :].strip()
            return f"{kind} {rest.title() if rest.isupper() else rest}"
    return ""
