"""``ntmrules evaluate`` over hundreds of units: one line a unit, judged as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ntmrules.books import Books
from ntmrules.cli.output import progress
from ntmrules.explain.lang.numbers import number
from ntmrules.explain.lang.words import say as phrase
from ntmrules.frozen import frozen
from ntmrules.messages import Phrase
from ntmrules.model.figures import UnitFigures, called_apart
from ntmrules.model.verdicts import Tallies, Verdict

if TYPE_CHECKING:
    import polars as pl

    from ntmrules.face.rulebook import Rulebook

MANY = 300


@frozen
class Short:
    """The verdict and tallies of one unit."""

    unit: str
    verdict: Verdict
    tally: Tallies


def with_tables() -> bool:
    """Return whether the extra ``table`` is installed."""
    return all(find_spec(name) is not None for name in ("polars", "pyarrow"))


def in_short(books: Books, units: Sequence[UnitFigures], engine: str | None = None) -> Iterator[Short]:
    """Yield verdict and tallies of ``units`` in their order.

    Units of one province are judged together as a table; one by one where an ``engine`` is asked for, or the extra
    ``table`` is not installed.
    """
    called = called_apart(units)
    if engine is None and with_tables():
        from ntmrules.engine.columnar.summary import summaries

        found: dict[int, tuple[Verdict, Tallies]] = {}
        for book, rows in _by_book(books, units):
            found.update(zip(rows, summaries(book, [units[row] for row in rows]), strict=True))
        yield from (Short(called(unit), *found[index]) for index, unit in enumerate(units))
        return
    for unit in progress(units, Phrase("remarks.judging")):
        result = books.of(unit.province).evaluate(unit, engine=engine or "core")
        yield Short(called(unit), result.verdict, result.tally)


def one_table(books: Books, units: Sequence[UnitFigures]) -> pl.DataFrame:
    """Return the table of verdicts of ``units`` with their names, in their order; see ``columnar.evaluate_table``."""
    import polars as pl

    from ntmrules.engine.columnar.judged import ORDER
    from ntmrules.engine.columnar.plan import DEFAULT
    from ntmrules.tables import judge_units

    parts = []
    about = ["unit", *(name for name in ("province", "within") if any(getattr(unit, name) for unit in units))]
    for book, rows in _by_book(books, units):
        named = {name: pl.Series([getattr(units[row], name) for row in rows], dtype=pl.String) for name in about}
        judged = judge_units(book, [units[row] for row in rows], DEFAULT)
        parts.append(pl.concat([pl.DataFrame({ORDER: rows, **named}), judged], how="horizontal"))
    return pl.concat(parts, how="diagonal").sort(ORDER).drop(ORDER)


def _by_book(books: Books, units: Sequence[UnitFigures]) -> Iterator[tuple[Rulebook, list[int]]]:
    groups: dict[str | None, list[int]] = {}
    for index, unit in enumerate(units):
        groups.setdefault(unit.province, []).append(index)
    return ((books.of(province), rows) for province, rows in groups.items())


def totals(counts: Mapping[Verdict, int], lang: str) -> str:
    """Return the sentence that says how many units there are, and how many of each verdict."""
    numbers = {str(verdict): number(Decimal(counts.get(verdict, 0)), lang) for verdict in Verdict}
    not_applicable = phrase("many.not_applicable", lang, **numbers) if counts.get(Verdict.NOT_APPLICABLE) else ""
    return phrase("many.units", lang, all=number(Decimal(sum(counts.values())), lang), **numbers) + not_applicable
