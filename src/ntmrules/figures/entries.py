"""The rows of tables as entries by unit: what one row says, whose it is, and which rows are no unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures import headings, notes_below, odd_rows, row_names
from ntmrules.figures.asked import Asked, not_heeded
from ntmrules.figures.behind import KINDS_LEFT_OUT, KINDS_OF_NO_RESULT, behind
from ntmrules.figures.cells import check_name, read_value, told_in_words
from ntmrules.figures.common import common_of
from ntmrules.figures.csv import MOST_SUBJECTS, Sheet, cell_at
from ntmrules.figures.doubt import PLAIN, in_doubt
from ntmrules.figures.families import Draft, Families
from ntmrules.figures.garbled import refuse_garbled
from ntmrules.figures.groups import Groups, numbered_in_two_ways
from ntmrules.figures.heads import Head, heads_of
from ntmrules.figures.identity import Identities, Known
from ntmrules.figures.made_for import Forms
from ntmrules.figures.notes import NotesTold, contradicted, of_note, unit_in_note
from ntmrules.figures.noughts import keeps_noughts, may_be_resaved, may_be_short
from ntmrules.figures.own_names import plain_names, taken_off
from ntmrules.figures.rows_apart import refuse_rows_apart
from ntmrules.figures.rows_of_nobody import RowsOfNobody
from ntmrules.figures.said_of_units import OF_UNIT, details_in, placed_in, said_in, same_place
from ntmrules.figures.scale import same_unit
from ntmrules.figures.sections import Sections
from ntmrules.figures.signs import IGNORED, RATIO, SHOWN_UNIT, TYPED_LABEL
from ntmrules.figures.suspects import Suspects, stopped
from ntmrules.figures.tally_cells import unread
from ntmrules.figures.tally_headings import tally_in
from ntmrules.figures.titles import another_unit, provinces_in, tier_said, whole_over_one
from ntmrules.figures.whose_words import of_unit
from ntmrules.figures.words_beside import WordsBeside
from ntmrules.figures.workbook import letters
from ntmrules.figures.years import of_column, of_words
from ntmrules.frozen import define, evolve
from ntmrules.messages import Listed, Phrase
from ntmrules.model.figures import Answer, Beside, Cell, Entry, Remark, Status, UnitFigures, Value
from ntmrules.model.spelling import is_basically_met, says_something, verdict_of
from ntmrules.model.unit_names import level_of, same_name
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError

_FORM = ("subject", "value", "verdict", "measure_unit")
_WHO = ("unit", *OF_UNIT)
_COMMON = ("period", "as_of", "status", "source", "note")
MOST_PROBLEMS = 2_000


@define
class _Table:
    """One sheet with the places of its columns and the rows that are about units."""

    sheet: Sheet
    columns: dict[str, int]
    rows: Sequence[tuple[int, Sequence[str]]]


class EntryReader:
    """Gathers the units of one or several tables; ``problems`` are all bad cells, ``left_out`` what was not used.

    ``remarks`` is what stands above tables, ``titles`` that and the names of sheets where their rows say whose they are,
    ``sheets`` what the sheets of a workbook are called, ``beside`` what stands over columns and between rows.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.name = ""
        self.problems: list[Problem] = []
        self.left_out: list[Remark] = []
        self.remarks: list[str] = []
        self.titles: list[str] = []
        self.sheets: dict[str, None] = {}
        self.tiers: dict[str, int] = {}
        self.beside: dict[Beside, None] = {}
        self._forms = Forms()
        self.drafts: dict[Known, Draft] = {}
        self.subjects: set[str] = set()
        self.heeded: set[str] = set()
        self.signs: set[str] = set()
        self.identities = Identities(())
        # What rows of one table said before: whose they are, and what else they say beside their figures.
        self._drafted: dict[tuple[str, ...], Draft] = {}
        self._commons: dict[tuple[str, ...], dict[str, object]] = {}
        self._heads: list[Head] | None = None
        self._told = NotesTold()

    def read(self, sheets: Iterable[Sheet]) -> None:
        """Take the tables in; ``FiguresError`` where one is none. Whose the rows are is found over all of them."""
        self._read_all([self._table(sheet) for sheet in sheets])

    def _read_all(self, tables: Sequence[_Table]) -> None:
        said = []
        for table in tables:
            self.sheet = table.sheet
            seen: set[tuple[str, ...]] = set()  # the rows of a long table say mostly what the row above says
            for row, cells in table.rows:
                who = row_names.cells_of(cells, table.columns, _WHO)
                if who in seen:
                    continue
                seen.add(who)
                placed = placed_in(cells, table.columns, self._unit_of_sheet())
                if placed.name:
                    whose = said_in(placed, details_in(placed, cells, table.columns))
                    said.append((whose, f"{table.sheet.name}:{row}"))
        self.identities = Identities(said)
        self.problems += (problem("NTM609.half", half.at, unit=half.said.name, other=whole.said.name, place=whole.at)
                          for whole, half in self.identities.half_named())  # fmt: skip
        for table in tables:
            self.sheet = table.sheet
            self._drafted, self._commons, self._heads, self._told = {}, {}, None, NotesTold()
            self._words = WordsBeside(table.sheet, table.columns.get("unit"), self._unit_of_sheet())
            read = self._long if "subject" in table.columns else self._wide
            beside, of_kinds = row_names.beside_figures(table.sheet), row_names.columns_of_kinds(table.sheet)
            for row, cells in table.rows:
                if not self._is_no_result(row, cells, beside, of_kinds, table.columns.get("note")):
                    self._words.take(row, cells)
                    read(row, cells, table.columns)
            self.beside |= dict.fromkeys(self._words.texts())
            self.left_out += self._told.remarks(table.sheet.name)

    def _table(self, sheet: Sheet) -> _Table:
        """Return a sheet with its rows, those that are no unit left out."""
        self.sheet = sheet
        self.name = self.name or sheet.name
        self.heeded |= sheet.heeded
        self.remarks.extend(each for each in sheet.remarks if each not in self.remarks)
        self.sheets |= dict.fromkeys([sheet.of_book] if sheet.of_book else [])
        self.problems += self._forms.other(sheet)
        columns = self._columns()
        if "unit" in columns:
            self.titles += [*sheet.remarks, sheet.named_unit]
        rows: list[tuple[int, Sequence[str]]] = []
        count, signed, provinces = 0, False, (self.asked.province, *provinces_in(sheet.remarks))
        every = list(sheet.rows)
        mixed = numbered_in_two_ways((cells for _, cells in every), columns.get("unit"))
        groups = Groups(columns, len(sheet.header), mixed)
        names = [columns[each] for each in _WHO if each in columns]
        suspects = Suspects.of(sheet, columns, len(every), MOST_PROBLEMS)
        taken: dict[str, str] = {}
        sections, nobody = Sections(sheet, columns, self.asked, self._unit_of_sheet()), RowsOfNobody(sheet, columns)
        for row, written in every:
            cells = plain_names(written, columns.get("unit"))
            if odd_rows.is_only_numbered(cells, sheet.header if "unit" in columns else ()):
                continue
            count += 1
            if (over := odd_rows.beyond(cells, len(sheet.header), names)) is not None:
                self.fail(row, *over)
                continue
            another = None if "unit" in columns else odd_rows.begins_another(cells, self._unit_of_sheet(), provinces)
            if another is not None:
                self.fail(row, 0, another)
                continue
            kind = odd_rows.why_no_unit(cells, columns, sheet, self.asked.province)
            if kind is None and signed and not any(map(says_something, cells)):
                kind = "signature"  # the names below «người lập»
            if kind is None:
                kind = groups.heading(cells)
            torn = odd_rows.separated_otherwise(cells, len(sheet.header)) if kind is None else None
            if torn is not None:
                self.fail(row, 0, torn)
                continue
            sections.take(row, cells, kind)
            if kind is None:
                rows.append((row, groups.laid(cells)))
                if suspects.worth_reading(len(rows), cells):
                    self._try(_Table(sheet, groups.columns, rows))
                if cells is not written:
                    taken[written[columns["unit"]].strip()] = cells[columns["unit"]]
                continue
            signed = signed or kind == "signature"
            first = next((cell.strip() for cell in cells if cell.strip()), "")
            if kind == "note":
                notes_below.heard(sheet, first)
            nobody.take(row, kind, cells, (cell_at(written, columns["unit"]) if "unit" in columns else "") or first)
            refuse_rows_apart(sheet.name, row, count - len(rows), len(rows))
        self.problems, self.left_out = [*self.problems, *nobody.problems()], [*self.left_out, *nobody.remarks()]
        self.beside |= dict.fromkeys((*sheet.beside, *sections.texts()))
        self.heeded |= sections.heeded
        if sheet.resaved:
            sheet.resaved = not keeps_noughts(sheet, columns, rows)
        notes = (*sheet.notes, *taken_off(sheet.name, taken))
        self.left_out.extend(Remark(name, values) for name, values in notes)
        if not count:
            raise FiguresError(problem("NTM508.no-rows", sheet.name))
        return _Table(sheet, groups.columns, rows)

    def _try(self, table: _Table) -> None:
        """Read the first rows of a table by themselves: ``FiguresError`` where they hold more bad cells than anybody reads."""
        trial = EntryReader(self.asked)
        trial.problems = list(self.problems)
        trial.name = self.name
        trial._read_all([table])

    def not_heeded(self) -> Iterator[Problem]:
        """Yield what was said of columns and signs that no table has."""
        yield from not_heeded(self.asked, self.name, self.heeded, self.signs, self.sheet.written or self.sheet.header)

    def fail(self, row: int, column: int, error: BadCellError, name: str = "") -> None:
        """Note what is wrong with a cell; ``FiguresError`` with all of them where they are more than anybody reads."""
        if len(self.problems) > MOST_PROBLEMS:
            raise FiguresError(stopped(f"{self.sheet.name}:{row}", self.problems))
        where = f"{self.sheet.name}:{row}:{column + 1}"
        self.problems.append(error.problem.at(where, within=Phrase("remarks.column", name=name) if name else ""))

    def _leave_out(self, row: int, kind: str, cell: str) -> None:
        self.left_out.append(Remark("row", {"sheet": self.sheet.name, "row": row, "kind": kind, "cell": cell[:60]}))

    # ----- the heading

    def _columns(self) -> dict[str, int]:
        """Return the place of every known column; refuse a header that is neither long nor wide."""
        names: dict[str, int] = {}
        row, header = self.sheet.header_row, self.sheet.header
        roles = [headings.role(cell) for cell in header]
        wide = not {"value", "verdict"} & set(roles)
        for index, (cell, name) in enumerate(zip(header, roles, strict=True)):
            if cell == IGNORED or name is None or name == "ignored" or (wide and name in _FORM):
                continue
            if name in names:
                error = BadCellError("NTM508.column-twice", column=self.sheet.heading(index), letter=letters(index))
                self.fail(row, index, error)
            names.setdefault(name, index)
        if "unit" not in names or not (wide or "subject" in names):
            refuse_garbled(header, f"{self.sheet.name}:{row}")
        if not wide and "subject" not in names:
            raise FiguresError(problem("NTM508.column-missing", f"{self.sheet.name}:{row}", columns=Listed(["subject"]),
                                       header=self.sheet.shown_header()))  # fmt: skip
        if "unit" not in names:
            self._whose_form(row, wide=wide)
        if not wide:
            self._strangers(row, header, names)
        return names

    def _whose_form(self, row: int, *, wide: bool) -> None:
        """Look whose figures a sheet without a column of units has; what its name, its titles and the caller say has to agree."""
        name, asked = self._unit_of_sheet(), self.asked.unit
        if not name:
            self._whose(row, wide=wide)
        sheet_called = odd_rows.sheet_of_another(self.sheet, name)
        self.problems += sheet_called.problems
        self.left_out += (*sheet_called.remarks, *whole_over_one(self.sheet.remarks, name, self.sheet.name))
        titled = another_unit(self.sheet.remarks, name, (self.asked.province, *provinces_in(self.sheet.remarks)))
        if titled is not None and not self.sheet.across:
            self.problems.append(problem("NTM610.unit", f"{self.sheet.name}:1", own=titled, asked=name))
        elif asked and not (self.sheet.across or self.sheet.several) and not same_name(asked, name):
            self.problems.append(problem("NTM610.unit", f"{self.sheet.name}:1", own=name, asked=asked))

    def _whose(self, row: int, *, wide: bool) -> None:
        where, header = f"{self.sheet.name}:{row}", self.sheet.shown_header()
        if wide:
            raise FiguresError(problem("NTM508.column-missing", where, columns=Listed(["unit"]), header=header))
        named = self.sheet.titles_unit
        hint = Phrase("remarks.title-names", unit=named) if named else ""
        identity = "NTM508.which-sheet" if self.sheet.several else "NTM508.which-unit"
        raise FiguresError(problem(identity, where, hint=hint, header=header))

    def _unit_of_sheet(self) -> str:
        """Return the unit that all rows are about: the one that the sheet is named after, or the one that was asked for."""
        return self.sheet.named_unit or self.asked.unit or ""

    def _strangers(self, row: int, header: Sequence[str], names: dict[str, int]) -> None:
        kinds = {kind: words for kind, words in headings.as_written().items() if kind != "ignored"}
        free = [word for kind, words in kinds.items() if kind not in names for word in words]
        for index, cell in enumerate(header):
            role = headings.role(cell)  # one that stands there twice is told already
            if index not in names.values() and cell.strip() and cell != IGNORED and role not in ("ignored", *names):
                self.fail(row, index, BadCellError("NTM508.column-unknown", column=cell, known=" | ".join(kinds),
                                                   letter=letters(index), near=(cell.casefold(), free)))  # fmt: skip

    # ----- rows that are not read

    def _is_no_result(
        self, row: int, cells: Sequence[str], beside: Sequence[int], of_kinds: Collection[int], note: int | None
    ) -> bool:
        """Tell whether a row says that it holds no results: one of a plan is left out, any other is refused."""
        if said := [cell for place in of_kinds if tier_said(cell := cell_at(cells, place))]:
            self.tiers = dict.fromkeys(said, row) | self.tiers
        at, kind = row_names.kind_of_row(cells, beside, of_kinds, note)
        text = cell_at(cells, at)[:60]
        if kind in KINDS_LEFT_OUT:
            self._leave_out(row, "level", text)
        elif kind is not None:
            self.fail(row, at, BadCellError("NTM503.row", text=text, kind=Phrase(KINDS_OF_NO_RESULT[kind])))
        return kind is not None

    # ----- whose a row is

    def _draft(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> Draft | None:
        who = row_names.cells_of(cells, columns, _WHO)
        draft = self._drafted.get(who)
        if draft is None:
            draft = self._new_draft(row, cells, columns)
            if draft is not None:
                self._drafted[who] = draft
        return draft

    def _new_draft(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> Draft | None:
        placed = placed_in(cells, columns, self._unit_of_sheet())
        name, details = placed.name, details_in(placed, cells, columns)
        place = columns.get("unit", 0)
        wrong = check_name(name)
        if wrong is not None:
            self.fail(row, place, wrong)
            return None
        known = self.identities.of(said := said_in(placed, details))
        if known is None:
            self.fail(row, place, self.identities.which(said))
            return None
        draft = self.drafts.setdefault(known, Draft(known.said.name, known.at))
        for key, text in details.items():
            own = getattr(placed, key, None)
            if own is not None and not same_place(key, own, text):
                self.fail(row, place, BadCellError("NTM507.detail", unit=name, key=key, value=own, other=text))
            detail = (level_of(text, name) or text) if key == "level" else text
            if draft.details.setdefault(key, detail) != detail and key == "area":
                self.fail(row, columns[key],
                          BadCellError("NTM507.detail", unit=name, key=key, value=text, other=draft.details[key]))  # fmt: skip
        return draft

    # ----- what a row says

    def _common(
        self, row: int, cells: Sequence[str], columns: dict[str, int], draft: Draft | None
    ) -> dict[str, object] | None:
        """Return period, date, status, source and note of a row, or nothing when one of them is bad."""
        said = row_names.cells_of(cells, columns, _COMMON)
        known = self._commons.get(said)
        if known is None:
            known = self._new_common(row, cells, columns)
            if known is not None:
                self._commons[said] = known
        if known is None or draft is None or "note" not in known:
            return known
        try:
            return of_note(known, draft.name)
        except BadCellError as error:
            self.fail(row, columns["note"], error)
            return None

    def _new_common(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> dict[str, object] | None:
        found, wrong = common_of(cells, columns, self.sheet, accept=self.asked.accept)
        for key, error in wrong:
            self.fail(row, columns[key], error, key)
        return None if wrong else found

    def _long(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> None:
        draft = self._draft(row, cells, columns)
        common = self._common(row, cells, columns, draft)
        written = cell_at(cells, columns["subject"])
        label = headings.label_in(written) or tally_in(written)
        subject = label or row_names.subject_written(written)
        said = {kind: cell_at(cells, columns[kind]) for kind in ("value", "verdict") if kind in columns}
        part = row_names.part_named(self.sheet, cells, written) if any(said.values()) else ""
        if part:
            self._leave_out(row, "part", part)
            return
        if not subject:
            if any(said.values()):
                self.fail(row, columns["subject"], BadCellError("NTM503.none"))
            return
        said_behind = behind(written) if label is not None else row_names.called(self.sheet, cells)
        if headings.stands_beside(f"{subject}. {said_behind}"):
            self._leave_out(row, "level", written)
            return
        if draft is None or common is None:
            return
        own_words = self._of_unit(row, columns["subject"], said_behind, draft.name)
        if own_words is None:
            return
        typed = written.endswith(TYPED_LABEL)
        measured = cell_at(cells, columns["measure_unit"]) if "measure_unit" in columns else ""
        note = str(common.get("note", ""))
        measured = measured or unit_in_note(note)
        if note and any(said.values()):
            of_met = Verdict.NOT_MET not in map(verdict_of, said.values())
            self._told.take(note, f"{draft.name} {subject}", one=True, of_met=of_met)
        resaved = label is None and may_be_resaved(self.sheet, subject, common)
        values = [(columns[kind], text, kind == "value") for kind, text in said.items()]
        values += [(column, cell_at(cells, column), True) for column in self.sheet.more_values]
        if common.get("status") is Status.WITHDRAWN and not any(text for _, text, _ in values):
            self.fail(row, values[0][0], BadCellError("NTM509.withdraws-nothing", subject=subject))
        verdicts = letters(columns["verdict"]) if verdict_of(said.get("verdict", "")) is not None else ""
        for column, text, is_value in values:
            own = self.sheet.measured.get(column, "")
            if text and is_value and measured and own and any(map(str.isdigit, text)) and not same_unit(measured, own):
                self.fail(
                    row, column, BadCellError("NTM506.measured", subject=subject, value=text, given=own, unit=measured)
                )
            elif text and note and (wrong := contradicted(note, verdict_of(text))) is not None:
                self.fail(row, columns["note"], wrong)
            elif text:
                doubt = in_doubt(typed=typed, resaved=resaved, titled=self.sheet.titles_measure, behind=own_words,
                               number=row_names.number_of(self.sheet, cells, subject) if label is None else "",
                               measured=(measured or self.sheet.measured.get(column, "")) if is_value else "")  # fmt: skip
                dated = self._dated(common, row, column, said_behind)
                if dated is not None:
                    self._entry(draft, row, column, subject, text, dated, doubt, verdicts if is_value else "")

    def _wide(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> None:
        draft = self._draft(row, cells, columns)
        common = self._common(row, cells, columns, draft)
        if draft is None or common is None:
            return
        self._told.take(note := str(common.get("note", "")), draft.name, one=False)
        if self._heads is None:
            self._heads = heads_of(self.sheet, columns.values())
        for index, subject, column, typed, said, calm in self._heads:
            text = cell_at(cells, index)
            if calm and not note:
                if text:
                    self._entry(draft, row, index, subject, text, common, PLAIN)
                continue
            if text and not subject:
                self.fail(row, index, BadCellError("NTM503.nameless"))
            elif text or "" in self.sheet.marks:
                own_words = self._of_unit(row, index, said, draft.name)
                if own_words is None:
                    continue
                resaved = may_be_resaved(self.sheet, subject, common)
                titled = self.sheet.titles_measure or unit_in_note(note)
                doubt = in_doubt(typed=typed, resaved=resaved, titled=titled, behind=own_words,
                               measured=self.sheet.measured.get(index, ""), column=column)  # fmt: skip
                dated = self._dated(common, row, index, said)
                if dated is not None:
                    self._entry(draft, row, index, subject, text, dated, doubt)

    def _of_unit(self, row: int, column: int, said: str, unit: str) -> str | None:
        """Return the words behind a label without the name of the unit; nothing where they name another one."""
        try:
            return of_unit(said, unit)
        except BadCellError as error:
            self.fail(row, column, error)
            return None

    def _dated(self, common: dict[str, object], row: int, column: int, said: str) -> dict[str, object] | None:
        """Return what a row says beside its figures, in the year of its column or behind its label; nothing where they differ."""
        try:
            return of_words(of_column(common, self.sheet, column), said)
        except BadCellError as error:
            self.fail(row, column, error)
            return None

    def _entry(
        self, draft: Draft, row: int, column: int, subject: str, text: str, common: dict[str, object], cell: Cell,
        verdicts: str = "",
    ) -> None:  # fmt: skip
        where = f"{self.sheet.name}:{row}:{column + 1}"
        value: Value | Answer
        unit: str | None
        text, _, beside = text.partition(SHOWN_UNIT)
        if beside:  # what the format of the cell writes is seen by whoever looks at it
            cell = evolve(cell, measured=beside)
        if text.endswith(RATIO):
            cell = evolve(cell, ratio=True)
        sign = self.sheet.marks.get(text.casefold()) if self.sheet.marks else None
        if sign is not None:
            self.signs.add(text.casefold())
            cell = evolve(cell, sign=text) if text.isdigit() else cell
        try:
            value, unit = (sign, None) if sign is not None else read_value(text.rstrip(RATIO))
        except BadCellError as error:
            self.fail(row, column, told_in_words(unread(subject, text, error), letters(column), verdicts), subject)
            return
        if value is Verdict.NOT_MET and is_basically_met(text):  # kept as said beside what it counts as
            common = {**common, "note": f"{text.strip()}; {common['note']}" if common.get("note") else text.strip()}
        doubt = cell if cell is not PLAIN and cell != PLAIN else None
        entry = Entry(subject=subject, value=value, unit=unit, at=where, cell=doubt, **common)  # type: ignore[arg-type]
        # A label may have a figure and a report; what «không» is of them, only its measure says.
        said = Answer if isinstance(value, Answer) else type(value)
        key = (subject, said, entry.period, entry.as_of)
        other = draft.seen.get(key)
        apart = self._words.apart((id(draft), key), draft.name, subject) if self.sheet.wordy else None
        if other is not None:
            if other.value == entry.value and apart is not None:
                self.fail(row, column, apart)
            if other.value != entry.value:
                wrong = BadCellError("NTM507.rows", unit=draft.name, subject=subject, value=text, place=other.at)
                self.fail(row, column, wrong)
            if entry.status is other.status:
                if may_be_short(subject):  # the second may be 17.10 that a spreadsheet made 17.1
                    doubtful = evolve(other, cell=evolve(other.cell or PLAIN, resaved=True))
                    draft.entries[draft.entries.index(other)] = draft.seen[key] = doubtful
                return
        self.subjects.add(subject)
        if len(self.subjects) > MOST_SUBJECTS:
            raise FiguresError(problem("NTM508.subjects", where, most=MOST_SUBJECTS))
        draft.seen[key] = entry
        draft.entries.append(entry)

    def units(self) -> tuple[UnitFigures, ...]:
        """Return the units with those inside them attached; a parent that has no row of its own is made."""
        return Families(self.drafts, self.identities, self.problems).units()
