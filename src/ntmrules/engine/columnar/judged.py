"""One table under one rulebook: what is compiled by its columns, what cannot be by the reference engine, row by row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

import polars as pl

from ntmrules.circuit.children import column, counts, one_set
from ntmrules.circuit.keys import BIT_OF, CODE, FIGURE, LATE, REPORT, ROW_LATE
from ntmrules.circuit.states import NotCompiled
from ntmrules.engine.columnar.asking import kinds_of
from ntmrules.engine.columnar.children import MASK, together
from ntmrules.engine.columnar.inputs import prepare
from ntmrules.engine.columnar.mixed import against_what_is_known, judged_rules, left_of
from ntmrules.engine.columnar.plan import MOST_PLANS, empty, from_attainments, key_of, named, plan
from ntmrules.engine.columnar.prepared import Prepared
from ntmrules.engine.columnar.program import OutsideError, Program
from ntmrules.engine.core.program import CORE
from ntmrules.errors import FiguresError, Problem, UnitError, UsageError, problem
from ntmrules.figures.bind import asked_of_level
from ntmrules.figures.frames.rows import UnitTable, rows_of_another_level, unit_at
from ntmrules.figures.larger_units import hears_larger
from ntmrules.figures.own_word import refuse_other
from ntmrules.figures.read import in_order
from ntmrules.model import walk
from ntmrules.model.asked_twice import asked_twice
from ntmrules.model.figures import UnitFigures
from ntmrules.model.joined import not_applicable_is_met
from ntmrules.model.requirements import ChildCount, Comparison
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import ReasonCode, Verdict

ORDER = "_row"
NOT_APPLICABLE = Verdict.NOT_APPLICABLE


def judge(
    book: Rulebook, table: UnitTable, outputs: Sequence[str], *, bare: bool = True,
    elsewhere: Container[str] = frozenset(), top: Rulebook | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Return the columns of verdicts of ``table`` under one rulebook; rows left to the reference engine included.

    Raises ``FiguresError`` with every bad cell, by place.
    """
    _refuse_kept(book, table, outputs)
    judging = partial(_judge, book, table, outputs, bare=bare, elsewhere=elsewhere, top=top)
    if not table.children:  # most tables are good: whether this one is, is seen while it is judged
        try:
            return judging(closely=False)
        except OutsideError:
            pass
    return judging(closely=True)


def _judge(
    book: Rulebook, table: UnitTable, outputs: Sequence[str], *, bare: bool, elsewhere: Container[str],
    top: Rulebook | None, closely: bool,
) -> pl.DataFrame:  # fmt: skip
    """Judge a table; see ``judge``. Raises ``OutsideError`` where that cannot be done without looking at it ``closely``."""
    prepared = prepare(table, book, bare=bare, elsewhere=elsewhere, closely=closely)
    others = list(_others(book, table))
    if top is None:
        others += rows_of_another_level(table, book)
    if others:
        raise UnitError(others)
    if prepared.problems:
        if not closely:
            raise OutsideError
        raise FiguresError(in_order(prepared.problems))
    height = table.given.height
    try:
        _add_children(book, table, prepared, top or book)
        made = _planned(book, table, prepared, outputs, closely=closely)
    except NotCompiled:
        if not closely:
            raise OutsideError from None
        return by_core(book, table, range(height), outputs)
    found = made.run(prepared.columns, height, prepared.bounds)
    slow = prepared.slow
    if slow is None or not slow.any():
        return found
    rows = slow.arg_true()
    order = pl.concat([(~slow).arg_true(), rows]).alias(ORDER)
    both = pl.concat([found.filter(~slow), by_core(book, table, rows, outputs).select(found.columns)])
    return both.with_columns(order).sort(ORDER).drop(ORDER)


def _refuse_kept(book: Rulebook, table: UnitTable, outputs: Sequence[str]) -> None:
    """Raise ``UsageError`` NTM041 for a column to keep that is not there, or is called like one of the result."""
    given = {ORDER, *empty(book, outputs)} if table.keep else set()
    for name in table.keep:
        if name not in table.given.columns:
            raise UsageError(problem("NTM041.kept-gone", table.name, name=name, near=(name, table.given.columns)))
        if name in given:
            raise UsageError(problem("NTM041.kept", table.name, name=name))


def _planned(book: Rulebook, table: UnitTable, prepared: Prepared, outputs: Sequence[str], *, closely: bool) -> Program:
    """Return the program; what the reference engine says of rules that cannot be compiled is added to ``prepared``.

    Raises ``NotCompiled`` where it has to judge the whole, ``OutsideError`` where it has to judge and is to see no bad cell.
    """
    known: dict[object, tuple[str, ...]] = book.memo("columnar.left", dict)
    key = key_of(prepared.schema)
    if key not in known:
        try:
            return plan(book, prepared.schema, outputs, key, dense=prepared.dense)
        except NotCompiled:
            if len(known) >= MOST_PLANS:
                known.clear()
            known[key] = left_of(book, kinds_of(prepared.schema))
    numbers = known[key]
    if "level" in outputs and any(rule.number in numbers and isinstance(rule.requirement, Comparison)
                                  for rule in book.all_rules):  # fmt: skip
        raise NotCompiled("levels of a rule that is not compiled")
    if not closely:
        raise OutsideError
    prepared.add(judged_rules(book, table, numbers))
    return plan(book, prepared.schema, outputs, key_of(prepared.schema), dense=prepared.dense)


def _others(book: Rulebook, table: UnitTable) -> Iterator[Problem]:
    """Yield what rows say of province, area and level that is not so for ``book``: it judges no unit of another.

    Thousands of rows say few different things: each is looked at once, in the first row that says it.
    """
    about = table.columns()[0]
    about_rows = {name: about[name] for name in ("level", "province", "area") if name in about}
    if not about_rows:
        return
    texts = [
        table.given.get_column(column).cast(pl.String).str.strip_chars().alias(name)
        for name, column in about_rows.items()
    ]
    first = (
        pl.DataFrame(texts)
        .with_row_index(ORDER)
        .group_by(list(about_rows), maintain_order=True)
        .agg(pl.col(ORDER).first())
    )
    names = table.given.get_column(about["unit"]).cast(pl.String) if "unit" in about else None
    for row in first.iter_rows(named=True):
        place = row.pop(ORDER)
        name = (names[place] if names is not None else None) or table.place(place)
        level, province, area = (row.get(key) or None for key in ("level", "province", "area"))
        try:
            refuse_other(book, UnitFigures(unit=name, level=level, province=province, area=area))
        except UnitError as error:
            yield from (each.at(table.place(place)) for each in error.problems)


def by_core(book: Rulebook, table: UnitTable, rows: Iterable[int], outputs: Sequence[str]) -> pl.DataFrame:
    """Return the same columns, judged row by row by the reference engine."""
    return from_attainments(book, [CORE.evaluate(book, unit_at(table, row)) for row in rows], outputs)


def _add_children(book: Rulebook, table: UnitTable, prepared: Prepared, top: Rulebook) -> None:
    """Add to the prepared columns those about the units inside, for every share and count that is asked."""
    if not table.children:
        return
    if hears_larger(top):
        raise NotCompiled("figures of a unit that those inside compare with")
    asked = {column(owner, item, ""): (owner, item) for owner, item in counts(book)}
    for owner, item in asked.values():
        inside = table.children.get(item.children)
        if inside is None or not inside.given.height:
            continue
        about, _ = inside.columns()
        if "within" not in about or "unit" not in table.columns()[0]:
            raise UsageError(problem("NTM041.no-names", inside.name))
        judged = _judge_children(owner, item, inside, top)
        within = inside.given.get_column(about["within"]).cast(pl.String).str.strip_chars()
        names = table.given.get_column(table.columns()[0]["unit"]).cast(pl.String).str.strip_chars()
        found = names.alias("within").to_frame().join(
            together(judged, item, owner, within), on="within", how="left", maintain_order="left")  # fmt: skip
        numbers = pl.col([column(owner, item, name) for name in ("n", "met", "lost", "out")]).fill_null(0)
        prepared.add(found.drop("within").with_columns(numbers))


def _judge_children(owner: Rulebook, item: ChildCount, inside: UnitTable, top: Rulebook) -> pl.DataFrame:
    """Return verdict, basis, provisional and reasons of every child under the target of ``item``."""
    outputs = ("verdict", "reasons", "basis", "provisional", "unforeseen", "asked")
    if item.target is None:
        return _answers(owner, item, inside, top)
    other, label = walk.find_target(item.target, owner.nested, None)
    if other is None:
        raise NotCompiled("children judged by the set that they are part of")
    bare, elsewhere = one_set(owner, item.children), asked_of_level(top, other.set.level)
    found = judge(other, inside, outputs, bare=bare, elsewhere=elsewhere, top=top)
    kinds = (*outputs, "asked_soft")
    plain = _as_inside(found.select([pl.col(named(kind, label)).alias(kind) for kind in kinds]), other, whole=not label)
    if label:
        return plain
    prepared = prepare(inside, other, bare=bare, elsewhere=elsewhere)
    reported = _counting(prepared, f"{REPORT}{other.id}", inside)
    reported = reported.set((reported == CODE[NOT_APPLICABLE]).fill_null(value=False), None)  # it settles nothing
    settles = plain["verdict"].eq(2) & reported.is_not_null()
    if asked_twice(other, other.id, other.all_rules):
        told = [pl.Series(each.is_not_null()) for key, each in prepared.columns.items()
                if key.startswith((FIGURE, REPORT)) and key != f"{REPORT}{other.id}"]  # fmt: skip
        doubtful = settles & pl.select(pl.any_horizontal(told)).to_series() if told else settles & False
        against = against_what_is_known(other, inside, doubtful.arg_true(), reported, bare=bare, elsewhere=elsewhere)
        settles = settles & ~against
    return plain.with_columns(
        pl.when(settles).then(reported).otherwise(pl.col("verdict")).alias("verdict"),
        pl.when(settles).then(pl.lit(2, dtype=pl.Int8)).otherwise(pl.col("basis")).alias("basis"),
        pl.when(settles).then(pl.lit(0, dtype=MASK)).otherwise(pl.col("reasons")).alias("reasons"),
    )  # fmt: skip


def _as_inside(judged: pl.DataFrame, other: Rulebook, *, whole: bool) -> pl.DataFrame:
    """Return verdicts of ``other`` as the unit above counts them; see ``circuit.children.as_inside``."""
    not_applicable = pl.col("verdict") == CODE[NOT_APPLICABLE]
    settled = CODE[Verdict.MET if not_applicable_is_met(other) else Verdict.NOT_APPLICABLE]
    counted = pl.when(pl.col("unforeseen")).then(CODE[Verdict.UNDETERMINED]).otherwise(settled)
    verdict = pl.when(not_applicable).then(counted).otherwise(pl.col("verdict")).cast(pl.Int8)
    if whole or not not_applicable_is_met(other):
        return judged.with_columns(verdict.alias("verdict")).drop("unforeseen", "asked", "asked_soft")
    asked = pl.col("asked")  # met or not applicable: as good as met, whichever it is
    return judged.with_columns(
        pl.when(asked).then(pl.lit(CODE[Verdict.MET], dtype=pl.Int8)).otherwise(verdict).alias("verdict"),
        pl.when(asked).then(pl.lit(1, dtype=pl.Int8)).otherwise(pl.col("basis")).alias("basis"),
        (pl.col("provisional") | pl.col("asked_soft")).alias("provisional"),
    ).drop("unforeseen", "asked", "asked_soft")  # fmt: skip


def _answers(owner: Rulebook, item: ChildCount, inside: UnitTable, top: Rulebook) -> pl.DataFrame:
    """Return the answers of children about a yes/no measure as verdicts; «không áp dụng», which no text foresees, is open."""
    prepared = prepare(inside, owner, elsewhere=asked_of_level(top, None))
    if prepared.problems:
        raise FiguresError(in_order(prepared.problems))
    answers = _counting(prepared, f"{FIGURE}{item.measure}", inside)
    missing = answers.is_null()
    verdicts = answers.fill_null(2).replace(CODE[NOT_APPLICABLE], 2)
    return pl.DataFrame({
        "verdict": verdicts, "basis": (~missing).cast(pl.Int8), "provisional": missing & ~missing,
        "reasons": missing.cast(MASK) * BIT_OF[ReasonCode.NO_FIGURE],
    })  # fmt: skip


def _counting(prepared: Prepared, key: str, inside: UnitTable) -> pl.Series:
    """Return the verdicts in a prepared column, without those known too late or no longer standing."""
    if key not in prepared.columns:
        return pl.repeat(None, inside.given.height, dtype=pl.Int8, eager=True)
    verdicts = prepared.columns[key]
    for late in (LATE + key, ROW_LATE):
        if late in prepared.columns:
            verdicts = verdicts.set(prepared.columns[late], None)
            break
    return verdicts if prepared.slow is None else verdicts.set(prepared.slow, None)
