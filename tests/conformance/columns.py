"""The engine for tables as a runner of the kit: one unit is a table of one row, its children a table of theirs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import attrs

from ntmrules.model.asked import child_sets
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Basis, Reason


def in_a_table(book: Rulebook, unit: UnitFigures) -> Any:
    """Return verdicts, reasons, basis and tallies from the columns of a table, in the shape of an attainment.

    Remarks stand in traces alone; they are those of the trace on demand.
    """
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import BASIS, named
    from ntmrules.engine.columnar.summary import tallies_of
    from ntmrules.tables import reason_codes

    row = _row(book, unit)
    basis_of = {code: basis for basis, code in BASIS.items()}
    trace = book.evaluate(unit)

    def node(label: str) -> SimpleNamespace:
        number = label.removeprefix(f"{book.id}/")
        full = trace.node(label)
        number = "" if full.kind == "set" else full.about.number or number
        basis: Basis | None = basis_of[row[named("basis", number)]]
        codes = reason_codes(row[named("reasons", number)])
        return SimpleNamespace(
            verdict=VERDICT_OF[row[named("verdict", number)]], basis=basis, notes=full.notes,
            provisional=row[named("provisional", number)], reasons=[Reason(code, number) for code in codes],
        )  # fmt: skip

    return SimpleNamespace(
        verdict=VERDICT_OF[row["verdict"]], provisional=row["provisional"], tally=tallies_of(book, row), node=node
    )


def _row(book: Rulebook, unit: UnitFigures) -> dict[str, Any]:
    import polars as pl

    from ntmrules.engine.columnar.plan import OUTPUTS
    from ntmrules.engine.columnar.units import frame_of, judge_units
    from ntmrules.figures.frames.rows import UnitTable
    from ntmrules.tables.table import judge

    if not unit.children or any(child.children for child in unit.children):
        return judge_units(book, [unit], OUTPUTS).row(0, named=True)
    levels = list(child_sets(book))
    inside = {
        level: UnitTable(frame=frame_of(chosen).with_columns(pl.lit(unit.unit).alias("within")))
        for level in levels
        if (chosen := [child for child in unit.children if child.level in (None, level)])
    }
    above = frame_of([attrs.evolve(unit, children=())])
    return judge(book, UnitTable(frame=above, children=inside), OUTPUTS).row(0, named=True)
