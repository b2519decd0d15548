"""Random tables for a rulebook: figures around its own levels, gaps, reports, areas, years, every type of column."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from ntmrules.figures.bind import measures_of
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import same_unit_books
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.rulebook import Rulebook

WORDS = ("đạt", "chưa đạt", "không áp dụng", None)


def levels(book: Rulebook) -> dict[str, list[Decimal]]:
    """Return the levels that figures of each measure are compared with, in this set and those nested in it."""
    found: dict[str, list[Decimal]] = {}
    for each in (book, *book.nested.values()):
        for rule in each.all_rules:
            for part in walk.parts(rule.requirement):
                read = part.bound if isinstance(part, req.Delegated) and part.bound is not None else part
                for measure in (*measures_of(part), *measures_of(read)):
                    found.setdefault(measure, []).extend(_values(read))
                if isinstance(part, req.ChildCount):
                    found.setdefault(f"so-{part.children}", []).extend([Decimal(0), Decimal(3)])
                    found.setdefault(rule.measure or f"so-{part.children}", []).extend(_values(part))
        for fact in (fact for rule in each.area_rules for fact in rule.when_any):
            found.setdefault(fact, [])
        for zoning in each.zonings.values():
            for fact in (fact for rule in zoning.rules for fact in rule.when_any):
                found.setdefault(fact, [])
    return found


def _values(item: object) -> Iterator[Decimal]:
    for name in ("threshold", "low", "high"):
        threshold = getattr(item, name, None)
        for row in threshold.rows if isinstance(threshold, req.Threshold) else ():
            yield from ([row.value] if row.value is not None else [])
            yield from (each.value for each in row.candidates)
            if row.delegated is not None:
                yield from (end for end in (row.delegated.low, row.delegated.high) if end is not None)


def _number(rng: random.Random, measure: Measure, near: list[Decimal]) -> Decimal:
    steps = [Decimal(0), Decimal(1), Decimal(-1)]
    if measure.kind is not MeasureKind.COUNT:
        steps += [Decimal("0.01"), Decimal("-0.01"), Decimal("0.5"), Decimal("-0.00001")]
    value = rng.choice(near or [Decimal(0), Decimal(50)]) + rng.choice(steps)
    if measure.kind is MeasureKind.COUNT:
        value = value.to_integral_value()
    low, high = measure.low, measure.high
    value = value if low is None else max(low, value)
    return value if high is None else min(high, value)


def random_table(book: Rulebook, seed: int, *, rows: int = 12, children: bool = False) -> pl.DataFrame:
    """Return a table of units for ``book``."""
    rng = random.Random(seed)
    columns: dict[str, pl.Series] = {}
    gaps, reports = rng.choice([0.0, 0.1, 0.5]), rng.choice([0.0, 0.1, 0.6])
    for measure_id, near in sorted(levels(book).items()):
        measure = book.measures.get(measure_id.partition("/")[0])
        if measure is None or rng.random() < gaps / 2:
            continue
        series = _figures(rng, measure, near, rows, gaps)
        columns[measure_id] = series
        if rng.random() < 0.2:
            years = [book.on.year + rng.choice([-2, -1, 0, 0, 1]) if rng.random() < 0.8 else None for _ in range(rows)]
            columns[f"{measure_id}@period"] = pl.Series(years, dtype=pl.Int32)
    labels = [rule.number for rule in book.all_rules] + [each.number for each in (*book.headings, *book.added_headings)]
    others = same_unit_books(book)[1:]
    labels += [nested.id for nested in others]
    labels += [rule.id for nested in others for rule in nested.rules][:10]
    for label in labels:
        if rng.random() < reports:
            words = [rng.choice(WORDS) for _ in range(rows)]
            columns[label] = pl.Series(words, dtype=pl.String)
    called = {"huyen": "huyện", "thi-xa": "thị xã", "tinh": "tỉnh", "thon": "thôn"}.get(book.set.level, "xã")
    columns["unit"] = pl.Series([f"{called} {index}" for index in range(rows)])
    if rng.random() < 0.3 and book.scheme is not None and not children:
        areas = [area.id for area in book.scheme.areas]
        columns["area"] = pl.Series([rng.choice([None, *areas]) for _ in range(rows)], dtype=pl.String)
    if rng.random() < 0.3:
        columns["period"] = pl.Series([rng.choice([None, 2021, 2022, book.on.year, 2031]) for _ in range(rows)])
    if rng.random() < 0.2:
        days = [rng.choice([None, "2020-01-01", str(book.on), "2031-05-05"]) for _ in range(rows)]
        years = [columns[name] for name in columns if name.endswith("period")]
        # A figure of a year that had not begun on its day is refused, here and there.
        columns["as_of"] = pl.Series(
            [
                None if day and any((each[row] or 0) > int(day[:4]) for each in years) else day
                for row, day in enumerate(days)
            ],
            dtype=pl.String,
        )
    if rng.random() < 0.2:
        columns["status"] = pl.Series([rng.choice([None, "sơ bộ", "rút", "cũ", "final"]) for _ in range(rows)])
    return pl.DataFrame(columns)


def _figures(rng: random.Random, measure: Measure, near: list[Decimal], rows: int, gaps: float) -> pl.Series:
    gone = [rng.random() < gaps for _ in range(rows)]
    if measure.kind is MeasureKind.YES_NO:
        if measure.yes_means is not None and rng.random() < 0.5:
            return pl.Series([None if skip else rng.random() < 0.6 for skip in gone], dtype=pl.Boolean)
        return pl.Series([None if skip else rng.choice(WORDS) for skip in gone], dtype=pl.String)
    numbers = [None if skip else _number(rng, measure, near) for skip in gone]
    kind = rng.choice(["decimal", "float", "text", "whole", "fixed"])
    if kind == "decimal":
        return pl.Series(numbers, dtype=pl.Decimal(38, 5))
    if kind == "fixed":
        return pl.Series([None if each is None else round(each, 1) for each in numbers], dtype=pl.Decimal(12, 1))
    if kind == "float":
        return pl.Series([None if each is None else float(each) for each in numbers], dtype=pl.Float64)
    if kind == "whole":
        return pl.Series([None if each is None else int(each) for each in numbers], dtype=pl.Int32)
    return pl.Series([None if each is None else f"{each:f}00000".replace(".", ",") if each % 1 else f"{each:f}"
                      for each in numbers], dtype=pl.String)  # fmt: skip
