"""From the file of an annex to a pack that lies over the catalogue, with a report of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from ntmrules.authoring.annex.columns import chosen_columns
from ntmrules.authoring.annex.dividers import LIMITS, NOTE_BEGINS, limits_levels, of_all_above, of_those_above
from ntmrules.authoring.annex.found import Imported
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.layout import Columns, find_columns, level_columns
from ntmrules.authoring.annex.matching import Known, known_of, match_rows, set_names, title_words
from ntmrules.authoring.annex.naming import Names, words_of
from ntmrules.authoring.annex.pack import SOURCE, entries_of, head_of, quoted
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.report import report_of
from ntmrules.authoring.annex.rows import LABEL, Row, RowReader
from ntmrules.authoring.annex.tables import NOTE, Grid
from ntmrules.authoring.annex.taking import Taker
from ntmrules.authoring.annex.titles import Asked, another, asked_for, consolidated, named_by, names_anything
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import evolve
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.sets import CriteriaSet, indicators_of
from ntmrules.model.spelling import fold


def import_annex(
    catalogue: Catalogue,
    path: Path,
    set_id: str,
    decision: str,
    source: str,
    *,
    kind: str,
    checked_on: str,
    tables: tuple[str, ...] = (),
    same: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    trusted: bool = False,
) -> Imported:
    """Return the pack that an annex makes over a set, and the report; nothing is written.

    ``decision`` is the text that was read, as the register has it; ``kind`` is ``gazette`` or ``copy``: who imports a
    table has read it. ``tables`` picks some tables of the file by name, where it holds those of several sets. ``same`` are
    the numbers of rows whose printed name a person compared with the catalogue's, ``6.1=6.ngheo`` where the catalogue's label is
    another; ``trusted``: a person compared the
    headings over the tables, which name another annex.
    ``columns`` says what columns are whose headings are not understood: ``Mức 2023=2023``, ``DH miền Trung=tay-nguyen``,
    ``Điểm=bỏ``.
    ``UsageError`` NTM026 where the file is none, no table of it is an annex, or all of them are those of another; NTM011
    where the set has no text of the decision.
    """
    whole = catalogue.set(set_id)
    known = list(known_of(whole, decision))
    if not known:
        there = sorted({version.provision.decision for each in indicators_of(whole) for version in each.versions})
        raise UsageError(problem("NTM011.no-row-of-text", ref=set_id, asked=decision, known=" | ".join(there),
                                 near=(decision, there)))  # fmt: skip
    scheme = catalogue.schemes[whole.areas.scheme] if whole.areas is not None else None
    areas = {area.id: area.name.vi for area in scheme.areas} if scheme is not None else {}
    grids = _grids(path, tables)
    chosen = chosen_columns(path, grids, areas, columns)
    reader = RowReader(areas, title_words(whole), trusted=trusted, chosen=chosen)
    rows = _rows(path, grids, areas, tables, reader)
    asked = asked_for(whole, decision, (each.name for each in catalogue.provinces.values()))
    names = set_names(whole, known, catalogue.measures)
    amended = consolidated(_lines(grids), decision)
    if amended and not trusted:
        raise UsageError(problem("NTM026.consolidated", str(path), line=amended, decision=decision))
    if not trusted:
        rows = _owned(rows, asked, names, _others(catalogue, whole))
        if all(row.other for row in rows):
            raise UsageError(problem("NTM026.other", str(path), why=rows[0].other))
        mine = [row for row in rows if not row.other]
        if line := next((each for each in _notes(grids, reader, mine) if limits_levels(each)), ""):
            raise UsageError(problem("NTM026.limited", str(path), line=line))
    compared = {number: label or number for number, _, label in (each.partition("=") for each in same)}
    for label in compared.values():
        if label not in names.known:
            labels = list(names.known)
            raise UsageError(problem("NTM026.same", label=label, known=" | ".join(labels), near=(label, labels)))
    matches = match_rows(
        rows, known, names, {each.id: each.name.vi for each in whole.criteria}, compared
    )  # fmt: skip
    evidence = Evidence(
        kind=EvidenceKind(kind), confidence=Confidence.HIGH, ref=(SOURCE,), checked_on=date.fromisoformat(checked_on)
    )
    years = (whole.period.from_, whole.period.to) if whole.period is not None else None
    beside = {(each.row.table, each.row.line): said for each in matches if each.known is not None
              and (said := names.beside(each.known.indicator.id, words_of(each.row.name)))}  # fmt: skip
    taker = Taker(catalogue.measures, evidence, areas, years, beside=beside)
    by_known: dict[str, tuple[Known, list[Row]]] = {}
    for match in matches:
        if match.known is not None:
            by_known.setdefault(match.known.indicator.id, (match.known, []))[1].append(match.row)
    for each, mine in by_known.values():
        taker.take(each, mine, _amended_later(each, decision) if amended else "")
    named = re.findall("[a-z0-9]+", fold(f"{decision} {path.stem} {' '.join(tables)}"))
    pack = "-".join(("nhap", *set_id.split("/")[1:], *named, sha256(path.read_bytes()).hexdigest()[:6]))
    found = Imported(
        set_id=set_id,
        decision=decision,
        outcomes=tuple(taker.outcomes),
        unmatched=tuple((each.row, each.why) for each in matches if each.known is None),
        areas_lacking=tuple(name for area, name in areas.items() if area not in reader.seen),
        indicators_lacking=tuple(each.indicator.id for each in known if each.indicator.id not in by_known),
        columns_left=tuple(dict.fromkeys(reader.left)),
        joined=tuple(row.where for row in rows if row.joined),
        hidden=tuple(each for grid in grids for each in grid.hidden),
        told=(*reader.told, *(line for grid in grids for line in grid.below if LIMITS.search(fold(line)))),
        amended=amended,
        tables_left=tuple(grid.name for grid in grids if grid.name not in {row.table for row in rows}),
        columns_named=columns,
        lacking=tuple(dict.fromkeys(each.row.label for each in matches if each.lacking)),
        unnamed=tuple(dict.fromkeys(row.table for row in rows if not named_by(row.titles, asked))),
        files={},
    )
    files = {
        "pack.yaml": head_of(pack, whole.name.vi, whole.name.en),
        "sources.yaml": f"sources:\n  - {{id: {SOURCE}, title: {quoted(source)}}}\n",
        "report.md": "\n".join(report_of(found, path.name, areas)) + "\n",
    }
    if taker.taken:
        files["overrides/phu-luc.yaml"] = "\n".join(entries_of(pack, set_id, taker.taken, evidence)) + "\n"
    found.files.update(files)
    return found


def _amended_later(known: Known, decision: str) -> str:
    """Return why no cell of a file that was amended is surely the decision's own: another text amends the indicator later."""
    texts = known.indicator.versions
    later = [each.provision.decision for each in texts[texts.index(known.version) + 1 :]]
    others = [each for each in dict.fromkeys(later) if each and each != decision]
    return say("amended-later", others=", ".join(others), decision=decision) if others else ""


def _grids(path: Path, tables: tuple[str, ...]) -> list[Grid]:
    grids = read_grids(path)
    names = [grid.name for grid in grids]
    for name in tables:
        if name not in names:
            raise UsageError(problem("NTM026.table", str(path), name=name, known=" | ".join(names), near=(name, names)))
    return grids


def _rows(
    path: Path,
    grids: list[Grid],
    areas: dict[str, str],
    tables: tuple[str, ...],
    reader: RowReader,
) -> list[Row]:
    """Return the rows of all tables that are annexes, as ``reader`` reads them."""
    rows: list[Row] = []
    held: tuple[Columns, int, tuple[str, ...]] | None = None
    for grid in grids:
        reader.titles = (*reader.titles, *grid.said)
        if tables and grid.name not in tables:
            reader.titles = ()
            continue
        columns = find_columns(grid, areas, chosen=reader.chosen)
        above = held if held is not None and len(grid.rows[0]) == held[1] and _follows(grid) else None
        goes_on = False
        if above is not None and columns is not None:
            goes_on = columns.levels == above[0].levels and set(_above(grid, columns)) <= set(above[2])
        elif above is not None and _continues(grid, above[0], rows):
            columns, goes_on = evolve(above[0], heading=-1), True  # it goes on over a page without its heading
            reader.titles = (*above[2], *reader.titles)
        elif above is not None and rows and _starts_inside(grid, above[0]):
            cut = say("cut", line=1, before=rows[-1].line)
            rows[-1] = evolve(rows[-1], wrong=rows[-1].wrong or cut)
        if columns is None:
            reader.titles = (
                *reader.titles,
                *(cell for cells in grid.rows for cell in dict.fromkeys(cells) if cell.strip()),
            )
            continue  # a table that holds nothing but a heading stands over the one behind it
        if any(map(names_anything, grid.said)):
            reader.divided = ""
        reader.titles = (*reader.titles, *_above(grid, columns))
        held = (columns, len(grid.rows[0]), reader.titles)
        before = rows.pop() if goes_on and rows and not rows[-1].wrong else None
        rows += reader.rows(grid, columns, before)
        reader.titles = ()
    if not rows:
        for grid in grids:
            if several := level_columns(grid):
                heads = " | ".join(several)
                raise UsageError(
                    problem("NTM026.which-level", str(path), table=grid.name, heads=heads, first=several[0])
                )
        raise UsageError(problem("NTM026.no-table", str(path)))
    if any(row.areas for row in rows):  # a page without the columns of areas does not make its one column that of all
        rows = [evolve(row, general=True) for row in rows]
    return rows


def _above(grid: Grid, columns: Columns) -> tuple[str, ...]:
    """Return the cells over the rows; of the heading itself those that are of no level: a column may be that of a group alone."""
    above = [cell for cells in grid.rows[: max(columns.heading, 0)] for cell in dict.fromkeys(cells) if cell.strip()]
    if columns.heading >= 0:
        places = (columns.order, columns.criterion, columns.content)
        above += [cell for n in places if n is not None and (cell := grid.rows[columns.heading][n]).strip()]
    return tuple(above)


def _starts_inside(grid: Grid, columns: Columns) -> bool:
    """Tell whether a table of the columns before begins with the rest of a row: a cell under them, and no number."""
    first = _first_row(grid)
    if not first or LABEL.match(first[columns.content]) is not None:
        return False
    ordered = columns.order is not None and bool(first[columns.order].strip())
    return not ordered and len(set(first)) > 1


def _first_row(grid: Grid) -> tuple[str, ...]:
    return next((cells for cells in grid.rows if any(map(str.strip, cells))), ())


def _follows(grid: Grid) -> bool:
    """Tell whether nothing but the number of a page stands between a table and the one before."""
    lines = [re.sub(r"(?i)\b(?:trang|page|tiếp theo|tiếp)\b", "", line) for line in grid.said if line != grid.name]
    return not any(re.search(r"[^\W\d_]", line) for line in lines)


def _continues(grid: Grid, columns: Columns, rows: list[Row]) -> bool:
    """Tell whether a table without a heading is surely the rest of the one before: its first row is one of levels, or goes on
    with words or with the rest of a level, and its numbers follow those of the table before."""
    first = _first_row(grid)
    said = [read_printed(first[n]).kind for n in columns.levels if first[n].strip()] if first else []
    alone = not any(cell.strip() for n, cell in enumerate(first) if n not in columns.levels)
    if not first or (said and "unread" in said and len(set(first)) > 1 and not alone):
        return False
    before = [_order(row.label) for row in rows if row.label]
    behind = [_order(match["label"]) for cells in grid.rows if (match := LABEL.match(cells[columns.content]))]
    behind += [
        _order(cells[columns.order]) for cells in grid.rows if columns.order is not None and "." in cells[columns.order]
    ]
    return bool(before) and bool(behind) and min(behind) > max(before)


def _order(label: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", label)))


# whose table it is


def _lines(grids: list[Grid]) -> Iterator[str]:
    """Yield what a file says outside of its tables and in its notes, and the cells that name a decision."""
    for grid in grids:
        yield from (each.lstrip(f"{NOTE} ") for each in (*grid.said, *grid.below))
        yield from {cell for row in grid.rows for cell in row if "/" in cell and len(cell) > MARK_OF_A_NOTE}


def _notes(grids: list[Grid], reader: RowReader, rows: list[Row]) -> Iterator[str]:
    """Yield the notes below the tables of some rows; one with a mark that stands in a cell is of that cell, not taken."""
    mine = {row.table for row in rows}
    marked = any(row.noted or any(map(noted, row.printed.values())) for row in rows)
    lines = [line for table, line in reader.notes if table in mine]
    for grid, following in zip(grids, (*grids[1:], None), strict=True):
        if grid.name in mine:
            lines += grid.below
            between = following.said if following is not None else ()
            lines += [
                line for line in between if NOTE_BEGINS.match(fold(line)) or of_all_above(line) or of_those_above(line)
            ]
    yield from (line for line in lines if not (marked and line.startswith((NOTE, "(", "*", "["))))


MARK_OF_A_NOTE = 20


def _others(catalogue: Catalogue, whole: CriteriaSet) -> dict[str, Names]:
    """Return the names of every other set of the catalogue, to see whether a table is rather one of those."""
    sets = (catalogue.set(each) for each in catalogue.pack_of if each != whole.id)
    return {each.id: set_names(each, (), catalogue.measures) for each in sets}


def _owned(rows: list[Row], asked: Asked, names: Names, others: dict[str, Names]) -> list[Row]:
    """Return the rows, those of another annex marked: by what stands over them, else by whose rows they are."""
    found: list[Row] = []
    for _, group in groupby(rows, key=lambda row: (row.table, row.titles)):
        mine = list(group)
        why = another(mine[0].titles, asked) or _rather(mine, names, others)
        found += [evolve(row, other=why, wrong=say("other.table", why=why)) for row in mine] if why else mine
    return found


def _rather(rows: list[Row], names: Names, others: dict[str, Names]) -> str:
    """Return why rows are those of another set: more of them are its indicators, by number and name, than this one's."""
    printed = [(row.label, words_of(row.name)) for row in rows if row.label]

    def fit(known: Names) -> int:
        return sum(label in known.known and known.alike(label, words) for label, words in printed)

    own = fit(names)
    best, most = max(((each, fit(known)) for each, known in others.items()), key=lambda pair: pair[1], default=("", 0))
    return say("other.rows", most=most, best=best, own=own) if most > own else ""
