"""Where the table is in a sheet: title rows, one or two heading rows, merged cells, and what each column is.

A form is read as an office has it; what its columns were taken for is said in one line, and every column and row that is
not used is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings, row_names, titles
from ntmrules.figures.across import is_named_unit, units_across
from ntmrules.figures.asked import Asked
from ntmrules.figures.behind import behind, heard, no_result
from ntmrules.figures.blocks import headed_anew, parted
from ntmrules.figures.columns_of_units import of_a_commune, without_hamlets
from ntmrules.figures.csv import Sheet, refuse_many_subjects, remark_row
from ntmrules.figures.heading_rows import (
    BARE_LABEL,
    BARE_YEAR,
    IN_BRACKETS,
    MOST_TITLE_ROWS,
    FormTable,
    find_header,
    is_header,
    may_be_subject,
    measured_by,
    subject_of,
    two_rows,
)
from ntmrules.figures.legend import legend, one_answer
from ntmrules.figures.live import refuse_torn
from ntmrules.figures.numbered_names import conclusions, names_beside, numbers_units
from ntmrules.figures.over import note_row_above, said_of_column, texts_over, titles_of, without_what_is_over
from ntmrules.figures.rows_apart import refuse_rows_apart
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.signs import IGNORED, SHOWN_UNIT, STRUCK, TYPED_LABEL, UNCALCULATED
from ntmrules.figures.tally_headings import tally_in, tally_of_time
from ntmrules.figures.workbook import SheetGrid, letters, ranges
from ntmrules.messages.speech import few
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level
from ntmrules.model.verdicts import Verdict

_OF_ANOTHER_TIME = ("plan", "estimate", "part", "time")
MOST_LOOKED_AT = 2_000  # rows by which a column is told


def tables_in(grid: SheetGrid, name: str, asked: Asked) -> list[Sheet]:
    """Return the tables in one sheet: one, one a unit where the units are its columns, one for each row of other headings.

    Raises ``FiguresError`` NTM508 when there is none, NTM516 for a sheet that was taken out of a live form. The header holds
    the kinds of columns by their English names, figures by their subject, and :data:`IGNORED`.
    """
    refuse_torn(grid, name)
    found: list[Sheet] = []
    above: list[str] = []
    rest: SheetGrid | None = grid
    while rest is not None:
        table = FormTable(rest, name, asked)
        find_header(table)
        note_row_above(table)
        two_rows(table)
        table.titles[:0] = above
        roles = _roles(table)
        below = headed_anew(table.grid.rows, table.top, table.first, roles, named=subject_of)
        rest = None
        if below is not None:
            table.grid, rest = parted(table.grid, below)
            table.notes.clear()
            above = table.titles
            if not any(map(any, table.grid.rows[table.first :])):  # a coarser heading above the one that counts
                continue
            roles = _roles(table)  # what a column is shows in its own rows
        table.beside += titles_of(table, first=not found)
        refuse_many_subjects(name, table.top + 1, roles, table.grid.rows[table.first :])
        _hidden(table)
        _rounded(table)
        found += _sheets_of(table, roles)
        above = table.titles
    return found


def _sheets_of(found: FormTable, roles: list[str]) -> list[Sheet]:
    """Return a table, or one a unit where the units are its columns."""
    marks = {**legend(found.titles, found.grid.rows[found.first :]), **found.asked.marks}
    if found.across is None:
        return [_sheet(found, roles, marks)]
    sheets = [_of_unit(found, roles, marks, at) for at in found.across[0]]
    for each in sheets[1:]:
        each.notes.clear()  # what is said of the form is said once
    return sheets


def _sheet(found: FormTable, roles: list[str], marks: dict[str, Verdict]) -> Sheet:
    rows = _filled_down(found, roles)
    header = tuple(roles[at] or subject_of(cell) for at, cell in enumerate(found.header))
    sheet = Sheet(found.name, header, found.top + 1, iter(()), tuple(found.titles))
    sheet.rows = _numbered(rows, found, header, sheet)
    sheet.written = tuple(cell if name != IGNORED else IGNORED for cell, name in zip(found.header, header, strict=True))
    sheet.of_documents = frozenset(at for at, cell in enumerate(found.header) if row_names.is_of_documents(cell))
    sheet.wordy = {at: found.header[at] for at in sorted(found.wordy - {*found.settled} - sheet.of_documents)}
    sheet.notes.extend(found.notes)
    sheet.marks.update(marks)
    sheet.titles_unit = titles.unit_mentioned(found.titles)
    sheet.titles_measure = titles.measure_in(found.titles)
    sheet.measured = {at: said for at, cell in enumerate(found.header) if (said := measured_by(cell))}
    sheet.behind = {at: said for at, cell in enumerate(found.header)
                    if not roles[at] and headings.label_in(cell) and (said := behind(cell))}  # fmt: skip
    sheet.names = _names(found, roles)
    sheet.numbered = _number_beside(found, roles)
    sheet.heeded.update((*found.settled.values(), *found.noted))
    sheet.more_values = tuple(found.more_values)
    sheet.beside = (*found.beside, *texts_over(found, roles))
    valued = {at for at, each in enumerate(roles) if each in ("value", "verdict", "")} | {*found.more_values}
    sheet.years = {at: year for at, year in found.years.items() if at in valued}
    _of_their_time(found, roles, sheet)
    years = {year for at, year in sheet.years.items() if roles[at]}
    if len(years) == 1 and not found.more_values:
        sheet.named_year = years.pop()
    return sheet


def _of_their_time(found: FormTable, roles: Sequence[str], sheet: Sheet) -> None:
    """Keep the day or year that the heading of a tally names, and say so: whoever gives a day for the file says the same."""
    times = {at: dated for at, cell in enumerate(found.header)
             if not roles[at] and tally_in(cell) is None and (dated := tally_of_time(cell)) is not None}  # fmt: skip
    sheet.years |= {at: dated.year for at, dated in times.items() if dated.year is not None}
    sheet.days |= {at: dated.day for at, dated in times.items() if dated.day is not None}
    if times:
        columns = ", ".join(f"{letters(at)} {found.header[at]!r}" for at in times)
        sheet.notes.append(("dated", {"sheet": found.name, "columns": columns,
                                      "days": tuple(dated.last for dated in times.values())}))  # fmt: skip


def _names(found: FormTable, roles: Sequence[str]) -> tuple[int, ...]:
    """Return the columns that call what the rows are about by name, the finest first: «Nội dung» beside the label in «TT»."""
    if "subject" not in roles:
        return ()
    named = [at for at, each in enumerate(roles) if each == IGNORED and headings.holds_names(found.header[at])]
    aside = [
        at for at in named if fold(found.header[at]).strip(" .:*") == "chi tieu"
    ]  # the level that is asked, perhaps
    return tuple(reversed(named if named == aside else [at for at in named if at not in aside]))


def _number_beside(found: FormTable, roles: Sequence[str]) -> int | None:
    """Return the column that numbers the rows of a table that calls its criteria by name: «10» beside «Thu nhập»."""
    if "subject" not in roles:
        return None
    return next(
        (at for at, each in enumerate(roles) if each == IGNORED and headings.numbers_rows(found.header[at])), None
    )


def _of_unit(found: FormTable, roles: list[str], marks: dict[str, Verdict], at: int) -> Sheet:
    """Return what a form says of one of the units that are its columns."""
    assert found.across is not None
    every = {*found.across[0], *found.across[1]}
    own = ["value" if place == at else IGNORED if place in every else each for place, each in enumerate(roles)]
    sheet = _sheet(found, own, marks)
    sheet.named_unit, sheet.across = IN_BRACKETS.sub("", found.header[at]), True
    return sheet


def looks_like_figures(grid: SheetGrid) -> bool:
    """Whether a sheet has a heading row that names a unit or a subject with a value."""
    return any(is_header(row) for row in grid.rows[:MOST_TITLE_ROWS])


def _roles(found: FormTable) -> list[str]:
    """Return what each column is; empty for a column of figures named by its heading."""
    roles = [_role(found, at, cell) for at, cell in enumerate(found.header)]
    _districts(found, roles)
    labels = _ranked(found, [at for at, each in enumerate(roles) if each == "subject"])
    if not labels and "unit" not in roles:
        labels = _ranked(found, [at for at, cell in enumerate(found.header) if headings.numbers_rows(cell)])
    if labels:
        _answers(found, roles)
        _by_year(found, roles)
        of_a_commune(found, roles)
        without_hamlets(found, roles)
    long = bool({"value", "verdict"} & set(roles)) and "subject" in roles
    if "subject" not in roles and {"value", "verdict"} & set(roles):
        labels = _ranked(found, _numbering(found, roles))
        labels = [] if labels and numbers_units(found, roles, labels[0]) else labels
        if labels:
            named = names_beside(found, roles, labels[0])
            roles[labels[0] if named is None else named], long = "subject", True
            if named is not None:
                roles[labels[0]] = "ignored"
    elif labels and not long:
        long = _across(found, roles, labels[0])
    if not long:
        _no_value(found, roles, labels)
        conclusions(found, roles)
        roles = ["" if each in ("subject", "value", "verdict", "measure_unit") else each for each in roles]
        if "unit" in roles:  # else one of them may be that of the units, its heading garbled
            _words_in_wide(found, roles)
    else:
        _one_subject(found, roles)
        _words_beside(found, roles)
        _no_results_beside(found, roles)
        if "value" not in roles and roles.count("verdict") == 1:
            roles[roles.index("verdict")] = "value"
    _which_unit(found, roles)
    _of_another(found, roles)
    _bare_counts(found, roles)
    _tell(found, roles, long=long)
    return [IGNORED if each == "ignored" else each for each in roles]


def _of_another(found: FormTable, roles: list[str]) -> None:
    """Take the unit in the brackets of a heading of results for a title: «Kết quả (xã Hà Lâu)»; beside a column of units ask."""
    for at, each in enumerate(roles):
        inside = headings.in_brackets(found.header[at]) if each in ("value", "verdict") and "subject" in roles else ""
        if inside and is_named_unit(inside) and at not in found.settled:
            if "unit" in roles:
                subject, others = found.header[roles.index("subject")], f"{letters(at)} {found.header[at]!r}"
                raise FiguresError(problem("NTM508.no-value", f"{found.name}:{found.top + 1}:{at + 1}", subject=subject,
                                           others=others, example=letters(at)))  # fmt: skip
            found.titles.append(inside)


def _tell(found: FormTable, roles: Sequence[str], *, long: bool) -> None:
    """Say which columns are not read, and what the others were taken for where their headings do not say it themselves."""
    read = {found.coarser, *found.more_values, *(found.answers or ())}
    sums = found.across[1] if found.across else []
    unused = [f"{letters(at)} {found.header[at]!r}" for at, each in enumerate(roles)
              if (each == "ignored" and at not in read and found.header[at]) or at in sums]  # fmt: skip
    if unused:
        found.say("columns", columns=", ".join(unused))
    if found.across:
        named = ", ".join(f"{letters(at)} {found.header[at]!r}" for at in found.across[0])
        found.say("across", columns=named)
    if long and any(found.header[at] != each for at, each in enumerate(roles) if each not in ("", "ignored")):
        called: dict[int | None, str] = {found.coarser: "subject", **dict.fromkeys(found.more_values, "value")}
        called.update(dict.fromkeys(found.answers or (), "verdict"))
        taken = [f"{letters(at)} {found.header[at]!r} = {called.get(at, each)}" for at, each in enumerate(roles)
                 if each not in ("", "ignored") or at in called]  # fmt: skip
        found.say("taken", columns=", ".join(taken))


def _districts(found: FormTable, roles: list[str]) -> None:
    """Let «Huyện» beside «Xã» be what the communes lie in."""
    if "within" not in roles and roles.count("unit") > 1:
        beside = [at for at in headings.districts_beside_communes(found.header) if roles[at] == "unit"]
        if len(beside) == 1:
            roles[beside[0]] = "within"


def _answers(found: FormTable, roles: list[str]) -> None:
    """Take two columns «Đạt» and «Chưa đạt», in which something is marked, for the one verdict that they are."""
    said = {word: [at for at, cell in enumerate(found.header) if not roles[at] and fold(cell).strip(" .") in word]
            for word in (("dat", "dat chuan"), ("chua dat", "khong dat", "chua dat chuan"))}  # fmt: skip
    met, not_met = said.values()
    if len(met) == len(not_met) == 1 and "verdict" not in roles:
        found.answers = met[0], not_met[0]
        roles[met[0]], roles[not_met[0]] = "verdict", "ignored"


def _by_year(found: FormTable, roles: list[str]) -> None:
    """Take several columns of results for the figures of several years, where each names another one."""
    values = [at for at, each in enumerate(roles) if each == "value"]
    if len(values) > 1 and len({found.years.get(at) for at in values} - {None}) == len(values):
        found.more_values = values[1:]
        for at in found.more_values:
            roles[at] = "ignored"


def _across(found: FormTable, roles: list[str], labels: int) -> bool:
    """Whether the units are columns; the column of labels is then what the rows are about."""
    free = [at for at, each in enumerate(roles) if not each and found.header[at]]
    if "unit" in roles:
        return False
    found.across = units_across([IN_BRACKETS.sub("", cell) for cell in found.header], found.upper, free)
    if found.across is not None and "subject" not in roles:
        roles[labels] = "subject"
    return found.across is not None


def _bare_counts(found: FormTable, roles: list[str]) -> None:
    """Leave out «Số tiêu chí đạt» where it is a number without the number of all: a tally says both (16/19)."""
    bare = []
    for at, each in enumerate(roles):
        if not each and (tally_in(found.header[at]) or tally_of_time(found.header[at])) is not None:
            cells = {row[at].strip() for row in _below(found, at)} - {""}
            if cells and all(cell.isdigit() for cell in cells):
                roles[at] = "ignored"
                bare.append((at, min(cells)))
    if bare:
        at, example = bare[0]
        columns = ", ".join(f"{letters(each)} {found.header[each]!r}" for each, _ in bare)
        found.say("bare_counts", columns=columns, example=example)


def _no_value(found: FormTable, roles: Sequence[str], labels: Sequence[int]) -> None:
    """Refuse a table of which a column holds labels and none is known for the results: as a wide one it is none."""
    free = {at: cell for at, cell in enumerate(found.header) if cell and not roles[at]}
    villages = next((cell for cell in free.values() if headings.is_of_villages(cell)), None)
    if villages is not None and "unit" not in roles:
        raise FiguresError(problem("NTM508.villages", f"{found.name}:{found.top + 1}", column=villages))
    named = [] if free and all(BARE_YEAR.match(fold(each)) for each in free.values()) else list(labels)
    if free and not named and labels:
        years = ", ".join(f"{letters(at)} {cell!r}" for at, cell in free.items())
        raise FiguresError(problem("NTM503.years", f"{found.name}:{found.top + 1}", years=years,
                                   subject=found.header[labels[0]], example=letters(next(reversed(free)))))  # fmt: skip
    if named and not free:
        raise FiguresError(problem("NTM508.no-result", f"{found.name}:{found.top + 1}", subject=found.header[named[0]]))
    if named:
        others = ", ".join(f"{letters(at)} {cell!r}" for at, cell in free.items())
        raise FiguresError(problem("NTM508.no-value", f"{found.name}:{found.top + 1}", subject=found.header[named[0]],
                                   others=others, example=_likely_result(found, free)))  # fmt: skip


def _likely_result(found: FormTable, free: Mapping[int, str]) -> str:
    """Return the letter of the one column that can hold the results: a plan or another time is none, nor is an empty one.

    «…» where none can or several can: whoever obeys an example would have the target judged, or the year before.
    """
    may_be = [at for at, cell in free.items() if not headings.stands_beside(cell) and no_result(heard(cell)) is None
              and any(headings.may_decide(row[at]) for row in _below(found, at))]  # fmt: skip
    speaking = [at for at in may_be if headings.speaks_of_results(free[at])]
    one = speaking or may_be
    return letters(one[0]) if len(one) == 1 else "…"


def _role(found: FormTable, at: int, cell: str) -> str:
    for said, kind in found.asked.columns.items():
        if fold(said) in (fold(cell), letters(at).lower()):
            found.settled[at] = said
            year = BARE_YEAR.match(fold(cell)) if kind in ("value", "verdict") else None
            if year is not None:
                found.years[at] = int(year[1])
            return kind
        if kind in ("value", "ignored") and said_of_column(found, at, said):
            found.settled[at] = said
            if kind == "ignored":
                return kind
            without_what_is_over(found, at, said)
            cell = found.header[at]
    if headings.is_bare_year(cell, found.header):
        return "period"
    if not cell.strip():
        used = any(at < len(row) and row[at].strip() for row in found.grid.rows[found.first :])
        return "" if used else "ignored"
    dated = headings.role_of_year(cell)
    if dated is not None and dated[0] != "ignored":
        found.years[at] = dated[1]
    return headings.role(cell) or ("" if dated is None else dated[0])


def _one_subject(found: FormTable, roles: list[str]) -> None:
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


def _numbering(found: FormTable, roles: Sequence[str]) -> list[int]:
    """Return the columns that number the rows, or whose text begins with a number."""
    return [at for at, cell in enumerate(found.header) if headings.numbers_rows(cell) or roles[at] == "ignored"]


def _below(found: FormTable, at: int) -> list[list[str]]:
    return [row for row in found.grid.rows[found.first : found.first + MOST_LOOKED_AT] if at < len(row)]


def _ranked(found: FormTable, columns: Iterable[int]) -> list[int]:
    """Return the columns that hold labels or ids of measures, those with most of the finer labels first."""

    def weight(at: int) -> tuple[int, int]:
        cells = [row[at].strip().rstrip(TYPED_LABEL) for row in _below(found, at)]
        named = headings.role(found.header[at]) == "subject" or headings.numbers_rows(found.header[at])
        read = [headings.label_in(cell) or (cell if named else "") for cell in cells]
        labels = [cell for cell in read if BARE_LABEL.match(cell) or ("-" in cell and " " not in cell)]
        return (sum("." in each or "-" in each for each in labels), len(labels))

    weighed = sorted(((weight(at), -at) for at in columns), reverse=True)
    return [-place for found_labels, place in weighed if found_labels > (0, 0)]


def _words_beside(found: FormTable, roles: list[str]) -> None:
    """Leave columns out that only tell something in words (minh chứng, giải pháp): they hold no figure and no verdict."""
    signs = {sign.casefold() for sign in found.asked.marks}
    for at, each in enumerate(roles):
        cells = [row[at] for row in _below(found, at)]
        decides = any(headings.may_decide(cell) or cell.strip().casefold() in signs for cell in cells if cell.strip())
        if not each and found.header[at] and not decides:
            roles[at] = "ignored"
            found.wordy.add(at)


def _words_in_wide(found: FormTable, roles: list[str]) -> None:
    """Leave such columns out of a wide table too, where something stands in them and their heading may be no subject."""
    before = list(roles)
    _words_beside(found, roles)
    for at, each in enumerate(before):
        if roles[at] != each and (
            may_be_subject(found.header[at]) or not any(row[at].strip() for row in _below(found, at))
        ):
            roles[at] = each
            found.wordy.discard(at)


def _no_results_beside(found: FormTable, roles: list[str]) -> None:
    """Leave columns out that say themselves that they hold no results, beside the one that does: «Ước thực hiện», «6 tháng»."""
    if roles.count("value") == 1:
        for at, each in enumerate(roles):
            if not each and found.header[at] and no_result(heard(found.header[at])) in _OF_ANOTHER_TIME:
                roles[at] = "ignored"


def _which_unit(found: FormTable, roles: list[str]) -> None:
    """Tell the unit that a row is about from the unit of measure: both are «Đơn vị» in Vietnamese."""
    for at, each in enumerate(roles):
        if each == "unit" and fold(found.header[at]) in ("don vi", "unit"):
            cells = {row[at].strip() for row in _below(found, at) if row[at].strip()}
            if any(map(is_unit_of_measure, cells)) and not any(map(kind_level, cells)):
                roles[at] = "measure_unit" if "value" in roles else "ignored"


def _hidden(found: FormTable) -> None:
    rows = [row + 1 for row in found.grid.hidden_rows if row < len(found.grid.rows) and any(found.grid.rows[row])]
    columns = [at for at in found.grid.hidden_columns if at < len(found.header) and found.header[at]]
    if rows:
        found.say("hidden_rows", rows=ranges(rows))
    if columns:
        found.say("hidden_columns", columns=", ".join(f"{letters(at)} {found.header[at]!r}" for at in sorted(columns)))


def _rounded(found: FormTable) -> None:
    """Say which cells show another number than the one in them, which counts: 1.96 shown as 2.0."""
    last = len(found.grid.rows)
    cells = {(row, column): said for (row, column), said in sorted(found.grid.rounded.items())
             if found.first <= row < last and column < len(found.header) and any(found.grid.rows[row])}  # fmt: skip
    if cells:
        said = [f"{letters(at)}{row + 1} {stored} ({shown})" for (row, at), (stored, shown) in cells.items()]
        found.say("shown", count=len(cells), cells=few(said, 4, "; "))


def _filled_down(found: FormTable, roles: Sequence[str]) -> list[list[str]]:
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
    rows: list[list[str]], found: FormTable, header: Sequence[str], sheet: Sheet
) -> Iterator[tuple[int, list[str]]]:
    labelled = {at for at, each in enumerate(header) if each == "subject"}
    measured = {at for at, each in enumerate(header) if each == "value" or each not in headings.columns()}
    apart = 0
    for index, row in enumerate(rows, found.first + 1):
        if row and row[0].lstrip().startswith("#"):
            sheet.notes.append(remark_row(sheet.name, index, row))
            apart += 1
            refuse_rows_apart(sheet.name, index, apart, index - found.first - apart)
            continue
        cells = [cell if at in labelled else cell.replace(TYPED_LABEL, "") for at, cell in enumerate(row)]
        cells = [cell if at in measured else cell.partition(SHOWN_UNIT)[0].removeprefix(f"{UNCALCULATED}{STRUCK}")
                 for at, cell in enumerate(cells)]  # fmt: skip
        if found.answers is not None:
            one_answer(cells, *found.answers)
        yield index, cells
