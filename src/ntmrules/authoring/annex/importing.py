"""From the file of an annex to a pack that lies over the catalogue, with a report of every cell."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from ntmrules.authoring.annex.dividers import LIMITS, NOTE_BEGINS, limits_levels
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.layout import Columns, find_columns
from ntmrules.authoring.annex.matching import Known, known_of, match_rows, set_names, title_words
from ntmrules.authoring.annex.naming import Names, words_of
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.rows import LABEL, Row, RowReader
from ntmrules.authoring.annex.tables import NOTE, Grid
from ntmrules.authoring.annex.taking import TAKEN, Level, Outcome, Taken, Taker
from ntmrules.authoring.annex.titles import Asked, another, asked_for, consolidated, named_by, names_anything
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.library import Library
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.sets import CriteriaSet, Indicator
from ntmrules.model.spelling import fold

SOURCE = "van-ban-da-doc"
STATUSES = ("changed", "new", "same", "clash", "firm", "unread", "common")
WORDS = {
    "changed": "Khác danh mục, lấy theo văn bản · changed",
    "new": "Điền vào chỗ trống · new",
    "same": "Khớp, nay có căn cứ · matched",
    "clash": "Khác, nhưng danh mục có căn cứ ngang hoặc hơn: không lấy · not taken, known as well",
    "firm": "Khớp, danh mục đã có căn cứ ngang hoặc hơn · matched, known already",
    "unread": "Không đọc được, không lấy · could not be read",
    "common": "Cột chung, để biết · the common column, for information",
}


@frozen(kw_only=True)
class Imported:
    """What an import found: every cell, the rows without an indicator, the columns and indicators that the table lacks."""

    set_id: str
    decision: str
    outcomes: tuple[Outcome, ...]
    unmatched: tuple[tuple[Row, str], ...]
    areas_lacking: tuple[str, ...]
    indicators_lacking: tuple[str, ...]
    columns_left: tuple[str, ...]
    joined: tuple[str, ...]
    hidden: tuple[str, ...]
    told: tuple[str, ...]
    """Lines of words that may limit the levels of the whole table."""
    tables_left: tuple[str, ...]
    amended: str
    """The line that says that the file holds cells of several decisions; nothing where none says so."""
    unnamed: tuple[str, ...]
    """Tables over which nothing says whose annex they are."""
    files: dict[str, str]

    def count(self, status: str) -> int:
        """Return how many cells have a status."""
        return sum(each.status == status for each in self.outcomes)


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
    trusted: bool = False,
) -> Imported:
    """Return the pack that an annex makes over a set, and the report; nothing is written.

    ``decision`` is the text that was read, as the register has it; ``kind`` is ``gazette`` or ``copy``: who imports a
    table has read it. ``tables`` picks some tables of the file by name, where it holds those of several sets. ``same`` are
    the numbers of rows whose printed name a person compared with the catalogue's, ``6.1=6.ngheo`` where the catalogue's label is
    another; ``trusted``: a person compared the
    headings over the tables, which name another annex.
    ``UsageError`` NTM026 where the file is none, no table of it is an annex, or all of them are those of another; NTM011
    where the set has no text of the decision.
    """
    whole = catalogue.set(set_id)
    known = list(known_of(whole, decision))
    if not known:
        there = sorted({version.provision.decision for each in _items(whole) for version in each.versions})
        raise UsageError(problem("NTM011.no-row-of-text", ref=set_id, asked=decision, known=" | ".join(there),
                                 near=(decision, there)))  # fmt: skip
    scheme = catalogue.schemes[whole.areas.scheme] if whole.areas is not None else None
    areas = {area.id: area.name.vi for area in scheme.areas} if scheme is not None else {}
    grids = _grids(path, tables)
    rows, reader = _rows(path, grids, areas, tables, title_words(whole))
    asked = asked_for(whole, decision, (each.name for each in catalogue.provinces.values()))
    names = set_names(whole, known, catalogue.measures)
    amended = consolidated(_lines(grids), decision)
    if amended and not trusted:
        raise UsageError(problem("NTM026.consolidated", str(path), line=amended, decision=decision))
    if not trusted:
        rows = _owned(rows, asked, names, _others(catalogue, whole))
        if all(row.wrong.startswith(OTHER) for row in rows):
            raise UsageError(problem("NTM026.other", str(path), why=rows[0].wrong.removeprefix(OTHER)))
        mine = [row for row in rows if not row.wrong.startswith(OTHER)]
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
    taker = Taker(catalogue.measures, evidence, areas, years)
    by_known: dict[str, tuple[Known, list[Row]]] = {}
    for match in matches:
        if match.known is not None:
            by_known.setdefault(match.known.indicator.id, (match.known, []))[1].append(match.row)
    for each, mine in by_known.values():
        taker.take(each, mine)
    pack = f"nhap-{'-'.join(set_id.split('/')[1:])}-{'-'.join(re.findall('[a-z0-9]+', fold(decision)))}"
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
        unnamed=tuple(dict.fromkeys(row.table for row in rows if not named_by(row.titles, asked))),
        files={},
    )
    files = {
        "pack.yaml": _head(pack, whole.name.vi, whole.name.en),
        "sources.yaml": f"sources:\n  - {{id: {SOURCE}, title: {_quoted(source)}}}\n",
        "report.md": "\n".join(_report(found, path.name, areas)) + "\n",
    }
    if taker.taken:
        files["overrides/phu-luc.yaml"] = "\n".join(_entries(pack, set_id, taker.taken, evidence)) + "\n"
    found.files.update(files)
    return found


def write_pack(found: Imported, out: Path) -> None:
    """Write the pack whole or not at all, after it was loaded once; ``UsageError`` NTM013 where ``out`` is there already."""
    if out.exists():
        raise UsageError(problem("NTM013.folder", str(out)))
    try:
        kept = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise UsageError(problem("NTM013.unwritable", str(out), fault=error.strerror or str(error))) from None
    try:
        for name, text in found.files.items():
            file = kept / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        Library(packs=[kept], plugins=())  # a pack that does not load is not handed out
        kept.chmod(0o755)
        kept.rename(out)
    finally:
        shutil.rmtree(kept, ignore_errors=True)


def _items(whole: CriteriaSet) -> Iterator[Indicator]:
    yield from whole.prerequisites
    for criterion in whole.criteria:
        yield from criterion.indicators


def _grids(path: Path, tables: tuple[str, ...]) -> list[Grid]:
    grids = read_grids(path)
    names = [grid.name for grid in grids]
    for name in tables:
        if name not in names:
            raise UsageError(problem("NTM026.table", str(path), name=name, known=" | ".join(names), near=(name, names)))
    return grids


def _rows(
    path: Path, grids: list[Grid], areas: dict[str, str], tables: tuple[str, ...], names: frozenset[str]
) -> tuple[list[Row], RowReader]:
    """Return the rows of all tables that are annexes, with what reads them; ``names`` are the words of the criteria."""
    rows: list[Row] = []
    reader = RowReader(areas, names)
    held: tuple[Columns, int, tuple[str, ...]] | None = None
    for grid in grids:
        reader.titles = (*reader.titles, *grid.said)
        if tables and grid.name not in tables:
            reader.titles = ()
            continue
        columns = find_columns(grid, areas)
        if columns is None and held is not None and len(grid.rows[0]) == held[1] and _continues(grid, held[0], rows):
            columns = evolve(held[0], heading=-1)  # the table goes on over a page without its heading
            reader.titles = (*held[2], *reader.titles)
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
        rows += reader.rows(grid, columns)
        reader.titles = ()
    if not rows:
        raise UsageError(problem("NTM026.no-table", str(path)))
    if any(row.areas for row in rows):  # a page without the columns of areas does not make its one column that of all
        rows = [evolve(row, general=True) for row in rows]
    return rows, reader


def _above(grid: Grid, columns: Columns) -> Iterator[str]:
    """Yield the cells over the rows; of the heading itself those that are of no level: a column may be that of a group alone."""
    for cells in grid.rows[: max(columns.heading, 0)]:
        yield from (cell for cell in dict.fromkeys(cells) if cell.strip())
    if columns.heading >= 0:
        places = (columns.order, columns.criterion, columns.content)
        yield from (cell for n in places if n is not None and (cell := grid.rows[columns.heading][n]).strip())


def _continues(grid: Grid, columns: Columns, rows: list[Row]) -> bool:
    """Tell whether a table without a heading is surely the rest of the one before: nothing but the number of a page stands
    between the two, its first row is one of levels, and its numbers follow those of the table before."""
    if any(re.search(r"[^\W\d_]", re.sub(r"(?i)\b(?:trang|page|tiếp theo|tiếp)\b", "", line)) for line in grid.said
           if line != grid.name):  # fmt: skip
        return False
    levels = [n for n in (columns.common, *columns.areas.values()) if n is not None]
    first = next((cells for cells in grid.rows if any(map(str.strip, cells))), ())
    said = [read_printed(first[n]).kind for n in levels if first[n].strip()] if first else []
    if not first or (said and "unread" in said and len(set(first)) > 1):
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
            lines += [line for line in (following.said if following else ()) if NOTE_BEGINS.match(fold(line))]
    yield from (line for line in lines if not (marked and line.startswith((NOTE, "(", "*", "["))))


MARK_OF_A_NOTE = 20
OTHER = "bảng của bộ khác: "


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
        found += [evolve(row, wrong=f"{OTHER}{why}") for row in mine] if why else mine
    return found


def _rather(rows: list[Row], names: Names, others: dict[str, Names]) -> str:
    """Return why rows are those of another set: more of them are its indicators, by number and name, than this one's."""
    printed = [(row.label, words_of(row.name)) for row in rows if row.label]

    def fit(known: Names) -> int:
        return sum(label in known.known and known.alike(label, words) for label, words in printed)

    own = fit(names)
    best, most = max(((each, fit(known)) for each, known in others.items()), key=lambda pair: pair[1], default=("", 0))
    return f"{most} dòng khớp {best}, chỉ {own} khớp bộ đang nhập" if most > own else ""


# the pack


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _head(pack: str, vi: str, en: str | None) -> str:
    english = f", en: {_quoted(f'Imported: {en}')}" if en else ""
    return f"id: {pack}\nname: {{vi: {_quoted(f'Nhập từ văn bản: {vi}')}{english}}}\n"


def _entries(pack: str, set_id: str, taken: list[Taken], evidence: Evidence) -> Iterator[str]:
    yield "overrides:"
    place = set_id.partition("/")[2]
    said = f"{{kind: {evidence.kind}, confidence: high, ref: [{SOURCE}], checked_on: {_quoted(str(evidence.checked_on or ''))}}}"
    for each in taken:
        known = each.known
        tail = f"/{each.part}" if each.part else ""
        provision = known.version.provision
        parts = [(key, getattr(provision, key)) for key in ("decision", "annex", "article", "row")]
        written = ", ".join(f"{key}: {_quoted(value)}" for key, value in parts if value)
        yield f"  - id: {_quoted(f'{pack}/{place}/{known.indicator.id}{tail}@{known.version.from_}')}"
        yield "    verb: complete"
        yield f"    target: {_quoted(f'{set_id}/{known.indicator.id}')}"
        yield f"    provision: {{{written}}}"
        yield f"    from: {_quoted(str(known.version.from_))}"
        if (last := known.last_day) is not None:
            yield f"    to: {_quoted(str(last))}"
        if each.part:
            yield f"    part: {_quoted(each.part)}"
        yield "    requirement:"
        yield f"      kind: {each.kind}"
        if each.part:
            yield f"      measure: {_quoted(each.part)}"
        if not each.levels:
            yield from ("      to: ubnd-cap-tinh",) if each.kind == "delegated" else ()
            yield f"      evidence: {said}"
            continue
        yield "      threshold:"
        yield f"        evidence: {said}"
        yield "        rows:"
        yield from (f"          - {{{_level(level)}}}" for level in each.levels)


def _level(level: Level) -> str:
    place = [f"year: {level.year}"] if level.year is not None else []
    place += [f"area: {level.area}"] if level.area is not None else []
    place += [f"value: {level.value}" if level.value is not None else "delegated: {to: ubnd-cap-tinh}"]
    return ", ".join(place)


# the report


def _report(found: Imported, file: str, areas: Mapping[str, str]) -> Iterator[str]:
    yield f"# Nhập {file} vào {found.set_id} theo {found.decision}"
    yield ""
    taken = sum(found.count(status) for status in TAKEN)
    yield f"Lấy {taken} ô: {found.count('same')} khớp, {found.count('changed')} khác, {found.count('new')} mới."
    if found.amended:
        yield f"Tệp có ô của nhiều quyết định (nhập vì có --heading-checked) · several decisions: «{_cell(found.amended)}»."
    yield f"Không lấy: {found.count('unread')} ô không đọc được, {found.count('clash')} ô danh mục có căn cứ ngang hoặc hơn, "
    yield f"{len(found.unmatched)} dòng không tìm ra chỉ tiêu."
    for status in STATUSES:
        rows = [each for each in found.outcomes if each.status == status]
        if rows:
            yield from _table(WORDS[status], "chỉ tiêu", "nơi", "cột", "văn bản in", "danh mục có", "ghi chú")
            for each in rows:
                cells = (each.label, each.where, each.column, each.printed, each.had, each.why)
                yield f"| {' | '.join(map(_cell, cells))} |"
    if found.unmatched:
        title = "Dòng không tìm ra chỉ tiêu, không lấy · unmatched rows"
        yield from _table(title, "nơi", "số", "nội dung in", "vì sao", "các ô")
        for row, why in found.unmatched:
            printed = "; ".join(f"{areas.get(column, 'chung')}: {text}" for column, text in row.printed.items())
            yield f"| {' | '.join(map(_cell, (row.where, row.label, row.name, why, printed)))} |"
    yield from _lacking(found)


def _table(title: str, *heads: str) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}")


def _lacking(found: Imported) -> Iterator[str]:
    if found.joined:
        yield from ("", f"Dòng ghép từ hai trang · rows put together over a page: {'; '.join(found.joined)}")
    if found.hidden:
        yield from ("", f"Bị ẩn trong tệp · hidden in the file: {'; '.join(map(_cell, found.hidden))}")
    if found.told:
        said = "; ".join(map(_cell, dict.fromkeys(found.told)))
        yield ""
        yield f"Dòng chữ có thể giới hạn mức, đọc trước khi dùng gói · lines that may limit levels: {said}"
    if found.unnamed:
        said = "; ".join(map(_cell, found.unnamed))
        yield ""
        yield f"Không dòng nào trên bảng nói đây là phụ lục nào, hãy tự đối chiếu · no heading says whose annex: {said}"
    if found.tables_left:
        yield from ("", f"Bảng không đọc · tables left out: {'; '.join(map(_cell, found.tables_left))}")
    if found.columns_left:
        said = "; ".join(map(_cell, found.columns_left))
        yield ""
        yield f"Cột không hiểu tiêu đề, hoặc trùng tiêu đề, không đọc · columns not read: {said}"
    if found.areas_lacking:
        yield from ("", f"Vùng không có cột trong bảng · areas without a column: {', '.join(found.areas_lacking)}")
    if found.indicators_lacking:
        yield from (
            "",
            f"Chỉ tiêu không thấy trong bảng · indicators not in the table: {', '.join(found.indicators_lacking)}",
        )


def _cell(text: str) -> str:
    """Return text for a cell of Markdown: what stands in a file is data, never a table, a link or a tag."""
    plain = " ".join(text.split())
    for char in "\\|<>[]`*_":
        plain = plain.replace(char, f"\\{char}")
    return plain
