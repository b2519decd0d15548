"""``ntmrules evaluate --view summary`` over hundreds of units: one line a unit, judged as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from attrs import frozen

from ntmrules.cli.options import Books
from ntmrules.model.figures import UnitFigures
from ntmrules.model.verdicts import Tallies, Verdict

MANY = 300


@frozen
class Short:
    """The verdict and tallies of one unit."""

    unit: str
    verdict: Verdict
    tally: Tallies


def as_table(units: Sequence[UnitFigures]) -> bool:
    """Return whether so many units are judged as a table: there are hundreds, and the extra ``table`` is installed."""
    return len(units) >= MANY and all(find_spec(name) is not None for name in ("polars", "pyarrow"))


def in_short(books: Books, units: Sequence[UnitFigures]) -> Iterator[Short]:
    """Yield verdict and tallies of ``units`` in their order; units of one province are judged together."""
    from ntmrules.engine.columnar.summary import summaries

    groups: dict[str | None, list[int]] = {}
    for index, unit in enumerate(units):
        groups.setdefault(unit.province, []).append(index)
    found: dict[int, tuple[Verdict, Tallies]] = {}
    for province, rows in groups.items():
        found.update(zip(rows, summaries(books.of(province), [units[row] for row in rows]), strict=True))
    for index, unit in enumerate(units):
        yield Short(unit.unit, *found[index])
