"""Fills a form: what each cell holds, or why it cannot be known; and whether the identities of the form hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ntmrules.capital.rows import CapitalRow
from ntmrules.engine import engine_named
from ntmrules.engine.core.columns import areas_of
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.words import verdict_word
from ntmrules.figures.bind import bind
from ntmrules.figures.newest import is_after, newest
from ntmrules.frozen import evolve, frozen
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.forms import BEFORE, NOW, PLAN, Check, Column, Form, Row
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Verdict
from ntmrules.office.form_cells import Checked, Filled, FilledForm, FilledRow
from ntmrules.office.form_money import PLANNED, Money
from ntmrules.progress.states import known_to
from ntmrules.progress.summary import UnitRow, unit_rows


@frozen(kw_only=True)
class Moment:
    """What is known on one day: the rulebook of each unit, its row, its group, and the sets whose decision it has."""

    rows: Sequence[UnitRow]
    groups: Sequence[int | None]
    decided: Sequence[frozenset[str]]
    said: Sequence[frozenset[str]]
    book: Rulebook | None
    units: Sequence[UnitFigures]
    missing: Text | None = None


@frozen(kw_only=True)
class Source:
    """Where cells come from: the two moments, capital, the year, the unit of a form of a commune."""

    now: Moment
    before: Moment
    capital: Sequence[CapitalRow] | None
    on: str
    unit: str | None = None

    def at(self, time: str | None) -> Moment:
        """The moment of a column."""
        return self.before if time == BEFORE else self.now

    def money(self, form: Form) -> Money:
        """The rows of capital that a form is filled from."""
        return Money(form, self.capital, self.on, self.unit)


def moment(book: Rulebook | None, units: Sequence[UnitFigures], *, missing: Text | None = None) -> Moment:
    """Return what is known of communes under one rulebook; ``missing`` says why there is none."""
    if book is None:
        return Moment(rows=(), groups=(), decided=(), said=(), book=None, units=(), missing=missing)
    rows, _ = unit_rows(book, units, grouped=False, nested=False)
    return Moment(rows=rows, groups=[_group(book, unit) for unit in units], book=book, units=units, missing=missing,
                  decided=[_sets(unit, str(book.on), met=True) for unit in units],
                  said=[_sets(unit, str(book.on), met=False) for unit in units])  # fmt: skip


def _group(book: Rulebook, unit: UnitFigures) -> int | None:
    if book.scheme is None:
        return None
    own = known_to(book, unit)
    areas, _, _ = areas_of(book, own, bind(book, own))
    order = [area.id for area in book.scheme.areas]
    return order.index(areas[0]) + 1 if len(areas) == 1 else None


def _sets(unit: UnitFigures, on: str, *, met: bool) -> frozenset[str]:
    """Return the sets about whose decision something was said: recognised (``met``) by the newest word, or whatever was said."""
    said: dict[str, list[Entry]] = {}
    for entry in unit.entries:
        if isinstance(entry.value, Verdict) and not is_after(entry, on):
            parts = entry.subject.split("/")
            if (len(parts) in (2, 3) and not parts[-1].replace(".", "").isdigit()) or (
                len(parts) == 3 and parts[2].isdigit()
            ):
                said.setdefault(parts[1], []).append(entry)
    last = {key: newest(found, on, []) for key, found in said.items()}
    return frozenset(key for key, entry in last.items() if entry.usable and (not met or entry.value is Verdict.MET))


def fill(form: Form, source: Source, *, place: str, before: str, forms: Mapping[str, Form] | None = None) -> FilledForm:
    """Return the form filled: each cell its value, or nothing with the reason; then the identities.

    ``forms`` are those that identities compare it with.
    """
    if form.rows_of is not None:
        return FilledForm(form=form, on=source.on, before=before, place=place, rows=tuple(_criteria_rows(form, source)),
                          checks=(), remark=_not_all(source.now.book))  # fmt: skip
    money = source.money(form)
    grid = _grid(form, source, money)
    rows = tuple(_laid(form, row, cells) for row, cells in zip(form.rows, grid, strict=True))
    return FilledForm(form=form, on=source.on, before=before, place=place, rows=rows, left_out=money.left_out(),
                      checks=tuple(_checks(form, grid, source, forms or {}, money)))  # fmt: skip


def _not_all(book: Rulebook | None) -> Text | None:
    """Say that rows are missing where the catalogue knows fewer indicators of a set than its decision counts."""
    declared = book.set.declared.indicators if book is not None else None
    known = sum(len(heading.rules) for heading in book.headings) if book is not None else 0
    if declared is None or known >= declared:
        return None
    return Text(f"mới có {known} trong {declared} chỉ tiêu của bộ, các dòng khác chưa có trong danh mục",
                f"{known} of the {declared} indicators of the set, the other rows are not in the catalogue yet")  # fmt: skip


def _laid(form: Form, row: Row, cells: Mapping[str, Filled]) -> FilledRow:
    values = []
    for column in form.columns():
        if column.shows in ("tt", "text"):
            values.append(Filled(value=row.tt if column.shows == "tt" else row.text))
        elif column.shows == "measure_unit":
            values.append(Filled(value="xã" if not row.header else ""))
        else:
            values.append(cells.get(column.id or "", Filled()))
    return FilledRow(id=row.id, header=row.header, cells=tuple(values))


def _grid(form: Form, source: Source, money: Money) -> list[dict[str, Filled]]:
    """Return the value cells of every row by column; sums after what they add up."""
    columns = [column for column in form.columns() if column.shows == "value" and column.id is not None]
    grid: list[dict[str, Filled]] = [{} for _ in form.rows]
    by_id = {row.id: place for place, row in enumerate(form.rows) if row.id}
    plain = [column for column in columns if not column.sum_of]
    summed = [column for column in columns if column.sum_of]

    def cell(place: int, column: Column) -> Filled:
        row = form.rows[place]
        assert column.id is not None
        if column.id not in grid[place]:
            if row.header:
                grid[place][column.id] = Filled()
            elif row.sum_of and not money.whole(row, column):
                parts = [(form.rows[by_id[name]].text, cell(by_id[name], column)) for name in row.sum_of]
                grid[place][column.id] = _total(parts, money.unplaced(column))
            else:
                grid[place][column.id] = _value(row, column, source, money)
        return grid[place][column.id]

    for column in plain:
        for place in range(len(form.rows)):
            cell(place, column)
    for column in reversed(summed):  # the inner sums stand to the right of the outer ones
        assert column.id is not None
        names = {each.id: each.title for each in columns}
        for place, row in enumerate(form.rows):
            parts = [(names[name], grid[place].get(name, Filled())) for name in column.sum_of]
            grid[place][column.id] = Filled() if row.header else _total(parts)
    return grid


def _total(parts: Sequence[tuple[str, Filled]], unplaced: Text | None = None) -> Filled:
    """Return the sum of some cells; ``unplaced`` is said of amounts that may belong to one of them."""
    unknown = [name for name, part in parts if part.number is None]
    if unknown:
        why = next((part.why for _, part in parts if part.why is not None and len(unknown) == len(parts)), None)
        missing = Text(f"chưa cộng được, thiếu: {', '.join(unknown)}", f"not added up, missing: {', '.join(unknown)}")
        if unplaced is not None and why is None:
            missing = Text(f"{missing.vi}; {unplaced.vi}", f"{missing.en}; {unplaced.en}")
        return Filled(why=why or missing)
    return Filled(value=sum((part.number or Decimal(0) for _, part in parts), Decimal(0)), why=unplaced)


def _value(row: Row, column: Column, source: Source, money: Money) -> Filled:
    if row.unknown is not None:
        return Filled(why=row.unknown)
    if column.time == PLAN and not column.kinds:
        return Filled(why=PLANNED)
    if row.sources or row.part or row.work or column.sources:
        return money.cell(row, column)
    if column.time == PLAN:
        return Filled(why=PLANNED)
    return _counted(row, column, source.at(column.time))


def _counted(row: Row, column: Column, known: Moment) -> Filled:
    if known.missing is not None:
        return Filled(why=known.missing)
    group = row.group or column.group
    low = high = unplaced = 0
    for place, unit in enumerate(known.rows):
        if group is not None and known.groups[place] not in (group, None):
            continue
        surely = group is None or known.groups[place] == group
        unplaced += not surely
        answer = _answer(row, unit, known, place)
        low += answer is True and surely
        high += answer is not False
    if low == high:
        return Filled(value=low)
    vi = f"từ {low} đến {high}" + (f"; {unplaced} xã chưa rõ nhóm" if unplaced else "; còn xã chưa xác định")
    en = f"{low} to {high}" + (
        f"; the group of {unplaced} communes is not known" if unplaced else "; some communes are open"
    )
    return Filled(why=Text(vi, en))


def _answer(row: Row, unit: UnitRow, known: Moment, place: int) -> bool | None:
    """Return whether a unit counts in a row; nothing where that is open."""
    if row.criterion is not None:
        return _met(unit.criteria.get(row.criterion))
    if row.count == "communes":
        return True
    if row.count == "criteria_between":
        first, last = row.between
        inside = first <= unit.low and unit.high <= last
        return True if inside else None if unit.low <= last and first <= unit.high else False
    declared = known.book.set.declared.criteria if known.book is not None else None
    every = None if declared is None else True if unit.low >= declared else False if unit.high < declared else None
    if row.count == "all_criteria":
        return every
    if row.count == "decision":
        return unit.decision
    if row.count == "decision_of_tier":
        assert row.of_set is not None
        return True if row.of_set in known.decided[place] else False if row.of_set in known.said[place] else None
    if row.count == "preparing":  # all criteria met, and it is said that no decision was given yet
        return False if every is False or unit.decision is True else every if unit.decision is False else None
    return None


def _met(verdict: Verdict | None) -> bool | None:
    if verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        return True
    return False if verdict is Verdict.NOT_MET else None


# the form of a commune by criteria and indicators


def _criteria_rows(form: Form, source: Source) -> Iterator[FilledRow]:
    book = source.now.book
    assert book is not None
    judged: dict[str, dict[str, Node]] = {}
    voices: dict[str, tuple[Voice, Voice]] = {}
    for time, known in ((NOW, source.now), (BEFORE, source.before)):
        if known.book is not None and known.units:
            attainment = engine_named("core").evaluate(known.book, known_to(known.book, known.units[0]))
            judged[time] = {node.id: node for node in attainment.nodes() if node.kind in ("criterion", "indicator")}
            voices[time] = (Voice.of(attainment, "vi"), Voice.of(attainment, "en"))
    for heading in book.headings:
        yield _criterion_row(form, source, heading.id, heading.number, heading.name.vi, "", judged, voices, head=True)
        for rule in heading.rules:
            measure = book.measures.get((rule.measure or "").partition("/")[0])
            unit = measure.unit or "" if measure is not None else ""
            yield _criterion_row(form, source, rule.id, rule.number, rule.name.vi, unit, judged, voices, head=False)


def _criterion_row(
    form: Form, source: Source, key: str, number: str, name: str, unit: str, judged: Mapping[str, Mapping[str, Node]],
    voices: Mapping[str, tuple[Voice, Voice]], *, head: bool,
) -> FilledRow:  # fmt: skip
    cells = []
    for column in form.columns():
        if column.shows in ("tt", "text", "measure_unit"):
            tt = (
                number if number.replace(".", "").isdigit() else ""
            )  # an id where the text's number is not known is no number
            cells.append(Filled(value={"tt": tt, "text": name, "measure_unit": unit}[column.shows]))
        elif column.shows in ("result", "verdict"):
            cells.append(
                _said(
                    column,
                    source,
                    judged.get(column.time or NOW, {}).get(key),
                    voices.get(column.time or NOW),
                    head=head,
                )
            )
        else:
            cells.append(Filled())
    return FilledRow(id=key, header=head, cells=tuple(cells))


def _said(
    column: Column, source: Source, node: Node | None, voices: tuple[Voice, Voice] | None, *, head: bool
) -> Filled:
    if column.time == PLAN:
        return Filled(why=PLANNED)
    if node is None or voices is None:
        missing = source.at(column.time).missing
        return Filled(why=missing or Text("không có trong bộ tiêu chí ngày đó", "not in the set of that day"))
    if column.shows == "verdict":
        if node.verdict is Verdict.UNDETERMINED:
            vi, en = (
                "; ".join(dict.fromkeys(voice.reason(reason, node) for reason in node.reasons))
                or verdict_word(node.verdict, voice.lang)
                for voice in voices
            )
            return Filled(why=Text(vi, en))
        return Filled(value=Text(*(verdict_word(node.verdict, voice.lang) for voice in voices)))
    if head:
        return Filled(value="")
    leaves = [leaf for leaf in node.children if leaf.kind == "requirement"]
    vi, en = ("; ".join(each for leaf in leaves if (each := voice.observed(leaf))) for voice in voices)
    return Filled(value=Text(vi, en)) if vi else Filled(why=Text("chưa có số liệu", "no figure"))


# identities


def _checks(
    form: Form, grid: Sequence[Mapping[str, Filled]], source: Source, forms: Mapping[str, Form], money: Money
) -> Iterator[Checked]:  # fmt: skip
    rows = {row.id: place for place, row in enumerate(form.rows) if row.id}
    columns = [column for column in form.columns() if column.shows == "value" and column.id is not None]
    for check in form.checks:
        if check.other_form is not None:
            other = _of_level(check.other_form, form, forms)
            if other is not None:
                numbers = (forms[check.other_form].code.split()[-1], other.code.split()[-1])
                said = check.text
                text = Text(said.vi.replace(*numbers), said.en.replace(*numbers) if said.en is not None else None)
                yield _across(evolve(check, text=text), grid[rows[check.row or ""]], other, source)
        elif check.row is not None:
            for column in columns:
                if column.time != PLAN:
                    yield from _row_check(check, column, rows, grid, money)
        elif check.column is not None:
            for row, cells in zip(form.rows, grid, strict=True):
                if not row.header:
                    yield _sum(check, Text(row.text), cells[check.column], [cells[name] for name in check.columns])
        else:
            for column in columns:
                if column.time != PLAN:
                    yield from _group_check(check, column, grid, source)


def _of_level(id_: str, form: Form, forms: Mapping[str, Form]) -> Form | None:
    """Return the form of an id, or the one like it that is filled on the level of ``form``."""
    own = (each for each in forms.values() if each.same_as == id_ and each.level == form.level)
    return next(own, forms.get(id_))


def _row_check(
    check: Check, column: Column, rows: Mapping[str, int], grid: Sequence[Mapping[str, Filled]], money: Money
) -> Iterator[Checked]:  # fmt: skip
    assert check.row is not None
    assert column.id is not None
    own, where = grid[rows[check.row]][column.id], Text(column.title)
    if check.equals:
        others = [grid[rows[name]][column.id] for name in check.equals]
        yield _sum(check, where, own, others, why=money.unplaced(column))
    if check.at_most is not None:
        yield _most(check, where, own.number, grid[rows[check.at_most]][column.id].number)


def _across(check: Check, cells: Mapping[str, Filled], other: Form, source: Source) -> Checked:
    """Compare one cell with a cell of another form, filled from the same source."""
    place = next(place for place, row in enumerate(other.rows) if row.id == check.other_row)
    there = _grid(other, source, source.money(other))[place][check.other_column or ""]
    return _sum(check, Text(other.code), cells[check.column or ""], [there])


def _sum(check: Check, where: Text, own: Filled, parts: Sequence[Filled], *, why: Text | None = None) -> Checked:
    return Checked(text=check.text, where=where, own=own.number, others=tuple(part.number for part in parts), why=why)


def _most(check: Check, where: Text, small: Decimal | None, large: Decimal | None) -> Checked:
    return Checked(text=check.text, where=where, own=small, others=(large,), most=True)


def _group_check(
    check: Check, column: Column, grid: Sequence[Mapping[str, Filled]], source: Source
) -> Iterator[Checked]:  # fmt: skip
    """Compare the rows of a form by criterion with the communes of the group, and with those that meet all criteria."""
    assert column.id is not None
    known, title = source.at(column.time), column.title
    where = (
        Text(title) if column.group is None else Text(f"nhóm {column.group}, {title}", f"group {column.group}, {title}")
    )
    numbers = [cells[column.id].number for cells in grid]
    settled = [number for number in numbers if number is not None]
    if check.rows_at_most_communes:
        all_ = _counted(Row(text="", count="communes"), column, known).number
        yield _most(check, where, max(settled) if settled and len(settled) == len(numbers) else None, all_)
    if check.least_row_at_least_all:
        every = _counted(Row(text="", count="all_criteria"), column, known).number
        yield _most(check, where, every, min(settled) if settled and len(settled) == len(numbers) else None)


__all__ = ["Checked", "Filled", "FilledForm", "FilledRow", "Moment", "Source", "fill", "moment"]
