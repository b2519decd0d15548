"""The same work by ours and by others: N units x 80 threshold rules, made-up figures with two decimals, none missing.

Each maker gets the figures and gives a function to time, which returns how many of the N x 80 comparisons are met: all
have to count the same. Inputs in the form that a library wants are built before the clock.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
from attrs import frozen

from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind, Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.resolve.resolver import Rulebook
from ntmrules.testing.memory import rulebook_of

RULES, PER = 80, 4
Job = Callable[[], int]


@frozen
class Work:
    """Rules as (measure, operator, level) and the figures of every unit in hundredths, a list a rule."""

    rules: tuple[tuple[str, str, Decimal], ...]
    cells: tuple[list[int], ...]

    @property
    def units(self) -> int:
        return len(self.cells[0])


def work(units: int) -> Work:
    """Return the same work for the same number of units."""
    rng = random.Random(units)
    rules = tuple(
        (f"m{n}", ">=" if rng.random() < 0.7 else "<=", Decimal(rng.randint(1, 999)) / 10) for n in range(RULES)
    )
    return Work(rules, tuple([rng.randint(0, 10_000) for _ in range(units)] for _ in range(RULES)))


def book(made: Work) -> Rulebook:
    """Return the rules as a criteria set of twenty criteria."""
    sure = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))
    measures = [Measure(id=name, name=Text(name), kind=MeasureKind.PERCENT, unit="%") for name, _, _ in made.rules]
    indicators = []
    for n, (name, sign, level) in enumerate(made.rules):
        kind = req.AtLeast if sign == ">=" else req.AtMost
        item = kind(threshold=Threshold(rows=(Cell(value=level, evidence=sure),)))
        version = Version(from_="2021-01-01", provision=Provision(decision="1/QĐ"), requirement=item)
        label = f"{n // PER + 1}.{n % PER + 1}"
        indicators.append(Indicator(id=label, name=Text(name), measure=name, versions=(version,)))
    criteria = tuple(_criterion(n + 1, indicators[n * PER : (n + 1) * PER]) for n in range(RULES // PER))
    whole = CriteriaSet(
        id="vn/do/2021", level="xa", tier="ntm", name=Text("Bộ để đo"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=Provision(decision="1/QĐ"),
        declared=Declared(criteria=len(criteria), indicators=RULES, evidence=sure),
        checked_on="2026-01-01", not_applicable="drops_out", criteria=criteria,
    )  # fmt: skip
    return rulebook_of(whole, measures, on="2023-06-30")


def _criterion(number: int, indicators: list[Indicator]) -> Criterion:
    rows = tuple(indicators)
    return Criterion(id=str(number), name=Text(str(number)), indicators=rows, declared_indicators=len(rows))


def ours_columnar(made: Work, *, dtype: str = "decimal", gaps: bool = False) -> Job:
    """Verdicts, reasons and tallies of indicators, criteria and set, bad cells looked for, from an ordinary table."""
    from ntmrules.tables import evaluate_table

    numbers = [
        pl.Series(name, cells, dtype=pl.Int64) for (name, _, _), cells in zip(made.rules, made.cells, strict=True)
    ]
    if dtype == "float":
        # Divided by Python: polars multiplies by a hundredth, which now and then gives the double beside the right one.
        frame = pl.DataFrame([pl.Series(each.name, [cell / 100 for cell in each]) for each in numbers])
    else:
        frame = pl.DataFrame([
            pl.Series(each.name, [Decimal(cell).scaleb(-2) for cell in each], dtype=pl.Decimal(12, 2))
            for each in numbers
        ])  # fmt: skip
    if gaps:
        row = pl.int_range(pl.len())
        frame = frame.with_columns(
            pl.when((row + n) % 20 != 0).then(pl.col(name)).alias(name) for n, (name, _, _) in enumerate(made.rules)
        )
    rulebook = book(made)

    def job() -> int:
        found = evaluate_table(rulebook, frame, outputs=("verdict", "reasons", "tally"), accept=True).frame
        return int(found["indicators.met"].sum())

    return job


def ours_core(made: Work) -> Job:
    """One unit after the other, each with its full trace."""
    rulebook = book(made)
    names = [name for name, _, _ in made.rules]
    rows = zip(*made.cells, strict=True)
    units = [
        UnitFigures.of(f"xã {n}", {name: Decimal(cell).scaleb(-2) for name, cell in zip(names, row, strict=True)})
        for n, row in enumerate(rows)
    ]
    return lambda: sum(rulebook.evaluate(unit).tally.indicators.met for unit in units)


def numpy_bare(made: Work) -> Job:
    """Comparisons of a matrix of floats, column by column: the limit."""
    import numpy as np

    columns = [np.array(cells, dtype=np.float64) / 100 for cells in made.cells]
    tests = [(np.greater_equal if sign == ">=" else np.less_equal, float(level)) for _, sign, level in made.rules]

    def job() -> int:
        out = np.empty((len(columns), made.units), dtype=bool)
        for index, (column, (test, level)) in enumerate(zip(columns, tests, strict=True)):
            test(column, level, out=out[index])
        return int(out.sum())

    return job


def openfisca(made: Work) -> Job:
    """openfisca-core: a variable a figure and a variable a verdict, bare verdicts, no trace."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    unit = build_entity(key="xa", plural="xas", label="xã", is_person=True)
    system = TaxBenefitSystem([unit])

    def formula_of(name: str, sign: str, level: Any) -> Any:
        def formula(xa: Any, period: Any) -> Any:
            return xa(name, period) >= level if sign == ">=" else xa(name, period) <= level

        return formula

    for name, sign, level in made.rules:
        base = {"entity": unit, "definition_period": DateUnit.YEAR}
        system.add_variable(type(name, (Variable,), {**base, "value_type": float}))
        judged = {**base, "value_type": bool, "formula": formula_of(name, sign, np.float32(level))}
        system.add_variable(type(f"dat_{name}", (Variable,), judged))
    columns = {
        name: np.array(cells, dtype=np.float64) / 100
        for (name, _, _), cells in zip(made.rules, made.cells, strict=True)
    }

    def job() -> int:
        simulation = SimulationBuilder().build_default_simulation(system, made.units)
        for name, column in columns.items():
            simulation.set_input(name, "2023", column)
        return sum(int(simulation.calculate(f"dat_{name}", "2023").sum()) for name in columns)

    return job


def zen(made: Work, *, trace: bool = True) -> Job:
    """zen-engine: one expression node of 80 expressions, unit by unit."""
    import zen as engine

    expressions = [
        {"id": name, "key": f"dat_{name}", "value": f"{name} {sign} {level}"} for name, sign, level in made.rules
    ]
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "ex", "type": "expressionNode", "name": "ex", "position": {"x": 1, "y": 0},
             "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "ex"},
            {"id": "2", "type": "edge", "sourceId": "ex", "targetId": "out"},
        ],
    }  # fmt: skip
    decision = engine.ZenEngine().create_decision(json.dumps(graph))
    inputs = _dicts(made)

    def job() -> int:
        met = 0
        for each in inputs:
            result = decision.evaluate(each, {"trace": trace})["result"]
            met += sum(result[f"dat_{name}"] for name, _, _ in made.rules)
        return met

    return job


def rule_engine(made: Work) -> Job:
    """rule-engine: 80 compiled rules, unit by unit, bare answers."""
    import rule_engine as engine

    rules = [engine.Rule(f"{name} {sign} {level}") for name, sign, level in made.rules]
    inputs = _dicts(made)
    return lambda: sum(rule.matches(each) for each in inputs for rule in rules)


def durable_leaves(made: Work) -> Job:
    """durable-rules does the comparisons: 80 rules over one message a unit, met only."""
    from durable.engine import Host

    met = [0]

    def fired(_: Any) -> None:
        met[0] += 1

    definition = {
        f"r{n}": {"all": [{"m": {"$gte" if sign == ">=" else "$lte": {name: float(level)}}}], "run": fired, "count": 1}
        for n, (name, sign, level) in enumerate(made.rules)
    }
    host = Host()
    host.set_rulesets({f"do{made.units}": definition})
    inputs = _dicts(made)

    def job() -> int:
        met[0] = 0
        for n, each in enumerate(inputs):
            host.assert_fact(f"do{made.units}", {"sid": str(n), "id": str(n), **each})
            host.retract_fact(f"do{made.units}", {"sid": str(n), "id": str(n), **each})
        return met[0]

    return job


def _dicts(made: Work) -> list[dict[str, float]]:
    names = [name for name, _, _ in made.rules]
    return [dict(zip(names, (cell / 100 for cell in row), strict=True)) for row in zip(*made.cells, strict=True)]


# Name, maker, most units worth waiting for.
PEERS: tuple[tuple[str, Callable[[Work], Job], int], ...] = (
    ("numpy: bare comparisons", numpy_bare, 100_000),
    ("ours, columnar: verdicts, reasons, tallies (decimals)", ours_columnar, 100_000),
    ("ours, columnar: the same (floats)", lambda made: ours_columnar(made, dtype="float"), 100_000),
    ("ours, columnar: the same, every 20th cell missing", lambda made: ours_columnar(made, gaps=True), 100_000),
    (
        "ours, columnar: floats, every 20th cell missing",
        lambda made: ours_columnar(made, dtype="float", gaps=True),
        100_000,
    ),
    ("openfisca-core: bare verdicts", openfisca, 100_000),
    ("ours, core: full trace", ours_core, 10_000),
    ("zen-engine: with trace", zen, 10_000),
    ("zen-engine: without trace", lambda made: zen(made, trace=False), 10_000),
    ("rule-engine: bare answers", rule_engine, 1_000),
    ("durable-rules: leaves, met only", durable_leaves, 1_000),
)
