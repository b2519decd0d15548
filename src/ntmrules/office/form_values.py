"""Fills a form: what each cell holds, or why it cannot be known; and whether the identities of the form hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ntmrules.capital.rows import CapitalRow
from ntmrules.capital.totals import added, standing_rows
from ntmrules.engine import engine_named
from ntmrules.engine.core.columns import areas_of
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.words import verdict_word
from ntmrules.figures.bind import bind
from ntmrules.figures.newest import newest
from ntmrules.frozen import evolve, frozen
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.forms import BEFORE, NOW, PLAN, Check, Column, Form, Row
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.trace import Node
from ntmrules.model.unit_names import name_key
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.states import known_to
from ntmrules.progress.summary import UnitRow, unit_rows

MILLION = Decimal(1_000_000)
PLANNED = Text(
    "kế hoạch 6 tháng cuối năm không có trong số liệu", "the plan of the last six months is not among the figures"
)
NO_CAPITAL = Text("chưa có tệp vốn (--capital)", "no file of capital was given (--capital)")


@frozen(kw_only=True)
class Filled:
    """One cell: its value, or nothing and the reason."""

    value: int | Decimal | str | None = None
    why: Text | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number, where it is one."""
        return Decimal(self.value) if isinstance(self.value, (int, Decimal)) else None


@frozen(kw_only=True)
class FilledRow:
    """One row: its texts and cells in the order of the lowest columns."""

    id: str | None
    header: bool
    cells: tuple[Filled, ...]


@frozen(kw_only=True)
class Checked:
    """One identity on one column or row: whether it holds (nothing where a cell is not known), with the numbers."""

    text: Text
    where: str
    holds: bool | None
    said: str


@frozen(kw_only=True)
class FilledForm:
    """A form with its cells and the state of its identities."""

    form: Form
    on: str
    before: str
    place: str
    rows: tuple[FilledRow, ...]
    checks: tuple[Checked, ...]
    remark: Text | None = None


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


def moment(book: Rulebook | None, units: Sequence[UnitFigures], *, missing: Text | None = None) -> Moment:
    """Return what is known of communes under one rulebook; ``missing`` says why there is none."""
    if book is None:
        return Moment(rows=(), groups=(), decided=(), said=(), book=None, units=(), missing=missing)
    rows, _ = unit_rows(book, units, grouped=False, nested=False)
    return Moment(rows=rows, groups=[_group(book, unit) for unit in units], book=book, units=units, missing=missing,
                  decided=[_sets(unit, book.on.year, met=True) for unit in units],
                  said=[_sets(unit, book.on.year, met=False) for unit in units])  # fmt: skip


def _group(book: Rulebook, unit: UnitFigures) -> int | None:
    if book.scheme is None:
        return None
    own = known_to(book, unit)
    areas, _, _ = areas_of(book, own, bind(book, own))
    order = [area.id for area in book.scheme.areas]
    return order.index(areas[0]) + 1 if len(areas) == 1 else None


def _sets(unit: UnitFigures, year: int, *, met: bool) -> frozenset[str]:
    """Return the sets about whose decision something was said: recognised (``met``) by the newest word, or whatever was said."""
    said: dict[str, list[Entry]] = {}
    for entry in unit.entries:
        if isinstance(entry.value, Verdict):
            parts = entry.subject.split("/")
            if (len(parts) in (2, 3) and not parts[-1].replace(".", "").isdigit()) or (
                len(parts) == 3 and parts[2].isdigit()
            ):
                said.setdefault(parts[1], []).append(entry)
    last = {key: newest(found, year, []) for key, found in said.items()}
    return frozenset(key for key, entry in last.items() if entry.usable and (not met or entry.value is Verdict.MET))


def fill(form: Form, source: Source, *, place: str, before: str, forms: Mapping[str, Form] | None = None) -> FilledForm:
    """Return the form filled: each cell its value, or nothing with the reason; then the identities.

    ``forms`` are those that identities compare it with.
    """
    if form.rows_of is not None:
        rows = tuple(_criteria_rows(form, source))
        checks: tuple[Checked, ...] = ()
    else:
        grid = _grid(form, source)
        rows = tuple(_laid(form, row, cells) for row, cells in zip(form.rows, grid, strict=True))
        checks = tuple(_checks(form, grid, source, forms or {}))
    return FilledForm(form=form, on=source.on, before=before, place=place, rows=rows, checks=checks,
                      remark=_not_all(source.now.book) if form.rows_of is not None else None)  # fmt: skip


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


def _grid(form: Form, source: Source) -> list[dict[str, Filled]]:
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
            elif row.sum_of:
                parts = [(form.rows[by_id[name]].text, cell(by_id[name], column)) for name in row.sum_of]
                grid[place][column.id] = _total(parts)
            else:
                grid[place][column.id] = _value(row, column, source)
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


def _total(parts: Sequence[tuple[str, Filled]]) -> Filled:
    unknown = [name for name, part in parts if part.number is None]
    if unknown:
        why = next((part.why for _, part in parts if part.why is not None and len(unknown) == len(parts)), None)
        return Filled(
            why=why
            or Text(f"chưa cộng được, thiếu: {', '.join(unknown)}", f"not added up, missing: {', '.join(unknown)}")
        )
    return Filled(value=sum((part.number or Decimal(0) for _, part in parts), Decimal(0)))


def _value(row: Row, column: Column, source: Source) -> Filled:
    if row.unknown is not None:
        return Filled(why=row.unknown)
    if column.time == PLAN and not column.kinds:
        return Filled(why=PLANNED)
    if row.sources or row.part or row.work or column.sources:
        return _money(row, column, source)
    if column.time == PLAN:
        return Filled(why=PLANNED)
    return _counted(row, column, source.at(column.time))


def _money(row: Row, column: Column, source: Source) -> Filled:
    if source.capital is None:
        return Filled(why=NO_CAPITAL)
    year = int(source.on[:4])
    sources = set(row.sources or column.sources)
    found = []
    kinds: dict[str, set[str]] = {}
    # Rows that name no unit are of the commune that fills its form, unless other rows name theirs.
    named = any(each.unit is not None for each in source.capital)
    own = [each for each in source.capital if source.unit is None or (
        name_key(each.unit) == name_key(source.unit) if each.unit is not None else not named)]  # fmt: skip
    for each in added(list(standing_rows(own, source.on if column.time == NOW else "9999-12-31"))):
        if each.kind not in column.kinds or (sources and each.source not in sources):
            continue
        if (row.part and each.part != row.part) or (row.work and each.work != row.work):
            continue
        if each.half != (2 if column.time == PLAN else None) and not (each.half == 1 and column.time == NOW):
            continue
        own_year = each.period if each.period is not None else int(each.as_of[:4]) if each.as_of else None
        if own_year != year or (column.time == NOW and each.as_of is not None and each.as_of > source.on):
            continue
        found.append(each.amount)
        kinds.setdefault(each.source, set()).add(each.kind)
    twice = [name for name, said in kinds.items() if len(said) > 1]
    if twice:
        names = ", ".join(twice)
        return Filled(why=Text(f"nguồn {names} vừa có dòng phân bổ vừa có dòng huy động, không rõ lấy số nào",
                               f"{names} has rows allotted and mobilised: which is meant is not clear"))  # fmt: skip
    if not found:
        if column.time == PLAN:
            return Filled(why=PLANNED)
        return Filled(why=Text("không có dòng vốn nào cho ô này", "no row of capital for this cell"))
    return Filled(value=sum(found, Decimal(0)) / MILLION)


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
    voices: dict[str, Voice] = {}
    for time, known in ((NOW, source.now), (BEFORE, source.before)):
        if known.book is not None and known.units:
            attainment = engine_named("core").evaluate(known.book, known_to(known.book, known.units[0]))
            judged[time] = {node.id: node for node in attainment.nodes() if node.kind in ("criterion", "indicator")}
            voices[time] = Voice.of(attainment, "vi")
    for heading in book.headings:
        yield _criterion_row(form, source, heading.id, heading.number, heading.name.vi, "", judged, voices, head=True)
        for rule in heading.rules:
            measure = book.measures.get((rule.measure or "").partition("/")[0])
            unit = measure.unit or "" if measure is not None else ""
            yield _criterion_row(form, source, rule.id, rule.number, rule.name.vi, unit, judged, voices, head=False)


def _criterion_row(
    form: Form, source: Source, key: str, number: str, name: str, unit: str, judged: Mapping[str, Mapping[str, Node]],
    voices: Mapping[str, Voice], *, head: bool,
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


def _said(column: Column, source: Source, node: Node | None, voice: Voice | None, *, head: bool) -> Filled:
    if column.time == PLAN:
        return Filled(why=PLANNED)
    if node is None or voice is None:
        missing = source.at(column.time).missing
        return Filled(why=missing or Text("không có trong bộ tiêu chí ngày đó", "not in the set of that day"))
    if column.shows == "verdict":
        if node.verdict is Verdict.UNDETERMINED:
            reasons = "; ".join(dict.fromkeys(voice.reason(reason, node) for reason in node.reasons)) or "chưa xác định"
            return Filled(why=Text(reasons, reasons))
        return Filled(value=verdict_word(node.verdict, "vi"))
    if head:
        return Filled(value="")
    seen = [voice.observed(leaf) for leaf in node.children if leaf.kind == "requirement"]
    shown = "; ".join(each for each in seen if each)
    return Filled(value=shown) if shown else Filled(why=Text("chưa có số liệu", "no figure"))


# identities


def _checks(
    form: Form, grid: Sequence[Mapping[str, Filled]], source: Source, forms: Mapping[str, Form]
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
                    yield from _row_check(check, column, rows, grid)
        elif check.column is not None:
            for row, cells in zip(form.rows, grid, strict=True):
                if not row.header:
                    yield _sum(check, row.text, cells[check.column], [cells[name] for name in check.columns])
        else:
            for column in columns:
                if column.time != PLAN:
                    yield from _group_check(check, column, grid, source)


def _of_level(id_: str, form: Form, forms: Mapping[str, Form]) -> Form | None:
    """Return the form of an id, or the one like it that is filled on the level of ``form``."""
    own = (each for each in forms.values() if each.same_as == id_ and each.level == form.level)
    return next(own, forms.get(id_))


def _row_check(
    check: Check, column: Column, rows: Mapping[str, int], grid: Sequence[Mapping[str, Filled]]
) -> Iterator[Checked]:  # fmt: skip
    assert check.row is not None
    assert column.id is not None
    own = grid[rows[check.row]][column.id]
    if check.equals:
        yield _sum(check, column.title, own, [grid[rows[name]][column.id] for name in check.equals])
    if check.at_most is not None:
        yield _most(check, column.title, own.number, grid[rows[check.at_most]][column.id].number)


def _across(check: Check, cells: Mapping[str, Filled], other: Form, source: Source) -> Checked:
    """Compare one cell with a cell of another form, filled from the same source."""
    place = next(place for place, row in enumerate(other.rows) if row.id == check.other_row)
    there = _grid(other, source)[place][check.other_column or ""]
    return _sum(check, other.code, cells[check.column or ""], [there])


def _sum(check: Check, where: str, own: Filled, parts: Sequence[Filled]) -> Checked:
    numbers = [part.number for part in parts]
    shown = " + ".join("?" if number is None else format(number.normalize(), "f") for number in numbers)
    total = "?" if own.number is None else format(own.number.normalize(), "f")
    known = [number for number in numbers if number is not None]
    holds = None if own.number is None or len(known) < len(numbers) else own.number == sum(known, Decimal(0))
    return Checked(text=check.text, where=where, holds=holds, said=f"{total} = {shown}")


def _most(check: Check, where: str, small: Decimal | None, large: Decimal | None) -> Checked:
    ends = ["?" if end is None else format(end.normalize(), "f") for end in (small, large)]
    holds = None if small is None or large is None else small <= large
    return Checked(text=check.text, where=where, holds=holds, said=f"{ends[0]} ≤ {ends[1]}")


def _group_check(
    check: Check, column: Column, grid: Sequence[Mapping[str, Filled]], source: Source
) -> Iterator[Checked]:  # fmt: skip
    """Compare the rows of a form by criterion with the communes of the group, and with those that meet all criteria."""
    assert column.id is not None
    known = source.at(column.time)
    where = f"nhóm {column.group}, {column.title}" if column.group is not None else column.title
    numbers = [cells[column.id].number for cells in grid]
    settled = [number for number in numbers if number is not None]
    if check.rows_at_most_communes:
        all_ = _counted(Row(text="", count="communes"), column, known).number
        yield _most(check, where, max(settled) if settled and len(settled) == len(numbers) else None, all_)
    if check.least_row_at_least_all:
        every = _counted(Row(text="", count="all_criteria"), column, known).number
        yield _most(check, where, every, min(settled) if settled and len(settled) == len(numbers) else None)


__all__ = ["Checked", "Filled", "FilledForm", "FilledRow", "Moment", "Source", "fill", "moment"]
