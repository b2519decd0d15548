"""A table judged at once says what the reference engine says of every row: random sets, every shipped set, packs."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path

import attrs
import polars as pl
import pytest
from columnar.agreement import assert_agrees
from columnar.tables import random_table
from hypothesis import given, settings
from hypothesis import strategies as st
from structures.made_up import library

from ntmrules import Library
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.rulebook import Rulebook
from ntmrules.testing.conformance import rulebooks_of
from ntmrules.testing.provinces import Laid, laid_sets
from ntmrules.testing.sets import CHILD_ANSWER, samples

LIBRARY = Library(plugins=())
PLANNED = "quy-hoach-chung-xay-dung-xa"
SETS = sorted(header.id for header in LIBRARY.sets())


def hamlets(book: Rulebook, units: pl.DataFrame, seed: int) -> dict[str, pl.DataFrame] | None:
    """Return a table of made-up hamlets where the set counts such."""
    if not any(isinstance(part, req.ChildCount) for rule in book.all_rules for part in walk.parts(rule.requirement)):
        return None
    rng = random.Random(seed)
    names = [name for name in units["unit"] for _ in range(rng.choice([0, 1, 3, 4]))]
    answers = [rng.choice([True, True, False, None]) for _ in names]
    return {
        "cum": pl.DataFrame(
            {"within": names, CHILD_ANSWER: answers}, schema={"within": pl.String, CHILD_ANSWER: pl.Boolean}
        )
    }


@settings(max_examples=60, deadline=None)
@given(samples(), st.integers(0, 10**6))
def test_random_sets_over_random_tables_agree_with_the_reference_engine(sample: object, seed: int) -> None:
    book = sample.rulebook()  # type: ignore[attr-defined]
    frame = random_table(book, seed, rows=8)
    assert_agrees(book, frame, children=hamlets(book, frame, seed) if seed % 3 else None)


@settings(max_examples=20, deadline=None)
@given(laid_sets(), st.integers(0, 10**6))
def test_sets_under_decisions_of_a_province_agree_with_the_reference_engine(laid: Laid, seed: int) -> None:
    book = laid.rulebook()
    assert_agrees(book, random_table(book, seed, rows=6))


@pytest.mark.parametrize("set_id", SETS)
def test_every_shipped_set_agrees_with_the_reference_engine(set_id: str) -> None:
    for number, book in enumerate(rulebooks_of(LIBRARY, set_id)):
        assert_agrees(book, random_table(book, number, rows=5))


@pytest.mark.parametrize("floor", ["gazette", "excerpt", "recall-low"])
@pytest.mark.parametrize("province", [None, "Quảng Ninh", "Nghệ An"])
def test_every_floor_and_place_of_the_commune_set_agrees(floor: str, province: str | None) -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2024-06-30", province=province, evidence_floor=floor)
    for seed in range(3):
        assert_agrees(book, random_table(book, seed))


def test_zones_by_fact_district_and_name_agree(tmp_path: Path) -> None:
    from structures.test_levels_and_places import IRRIGATED, zoned

    book = library(tmp_path / "mau", zoned(tmp_path)).rulebook("mau/xa-ntm", on="2023-06-30")
    units = ["Xã Thường", "xã ngoại lệ", "Lẻ", "Xã Đồng", "Xã Khác", "Xã Lẻ"]
    within = ["Huyện Núi", "huyện núi", "Huyện Phẳng", "Đồi", None, "Thị xã Núi"]
    rows = [(unit, district, hard, level) for unit, district in zip(units, within, strict=True)
            for hard in (True, False, None) for level in (45, 60, 75, 95, None)]  # fmt: skip
    names = ["unit", "within", "xa-dac-biet-kho-khan", IRRIGATED]
    frame = pl.DataFrame(
        rows, schema=dict(zip(names, (pl.String, pl.String, pl.Boolean, pl.Int64), strict=True)), orient="row"
    )
    tables = frame.partition_by("xa-dac-biet-kho-khan", IRRIGATED)  # each unit once
    results = [assert_agrees(book, each) for each in tables]
    assert {int(code) for result in results for code in result.frame["verdict:1.1"]} == {0, 1, 2}
    for each in tables:
        for half in ("Lẻ", "Xã Lẻ"):
            assert_agrees(book, each.filter(pl.col("unit") != half).drop("within"))
        assert_agrees(book, each.drop("xa-dac-biet-kho-khan"))


def test_raised_waived_and_added_rules_of_a_pack_agree(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {"overrides/xa-ntm.yaml": ENTRIES, "measures.yaml": MEASURES})
    book = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    verbs = {str(placed.override.verb) for rule in book.all_rules for placed in rule.applied}
    assert verbs == {"raise", "waive", "add"}
    for seed in range(6):
        result = assert_agrees(book, random_table(book, seed))
        assert {"added.low", "added.high", "verdict:T.1"} <= set(result.frame.columns)


MEASURES = """
    measures:
      - id: mau-so-vuon
        name: {vi: Số vườn (bịa), en: Gardens (made up)}
        kind: count
        question: {vi: Có mấy vườn?, en: How many gardens?}
"""
ENTRIES = """
    overrides:
      - id: mau/xa-ntm/2021/3.1
        verb: raise
        target: vn/xa-ntm/2021/3.1
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        requirement: {kind: at_least, threshold: {value: 85, evidence: EVIDENCE}}
      - id: mau/xa-ntm/2021/13.4
        verb: waive
        target: vn/xa-ntm/2021/13.4
        provision: {decision: 01/QĐ-MẪU}
        legal_basis: {decision: 318/QĐ-TTg, article: Điều 1}
        from: "2022-06-01"
        evidence: EVIDENCE
      - id: mau/xa-ntm/2021/T.1
        verb: add
        target: vn/xa-ntm/2021
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        indicator:
          id: T.1
          name: {vi: Vườn (bịa), en: Gardens (made up)}
          measure: mau-so-vuon
          versions:
            - from: "2022-06-01"
              provision: {decision: 01/QĐ-MẪU}
              requirement: {kind: count_at_least, threshold: {value: 2, evidence: EVIDENCE}}
"""


@pytest.mark.parametrize("op", ["at_least", "more_than", "at_most", "less_than"])
@pytest.mark.parametrize("weights", [{}, {"1.1": 60, "2.1": 40}, {"1.1": 0.5, "2.1": 94.51}, {"1.1": 100, "2": 5}])
def test_points_reported_and_added_up_agree(
    tmp_path: Path, weights: dict[str, float], op: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from structures.test_ways_of_judging import IRRIGATED, scale

    said = f"weights: {json.dumps(weights)}, " if weights else ""
    book = scale(tmp_path / "mau", said).rulebook("mau/diem", on="2023-06-30")
    (rule,) = book.prerequisites
    asked = attrs.evolve(rule, requirement=attrs.evolve(rule.requirement, op=op))
    book = attrs.evolve(book, prerequisites=(asked,))
    rows = [(plan, level, points) for plan in (True, False, None) for level in (79, 80, None)
            for points in ("94.99", "95", "95.01", None)]  # fmt: skip
    frame = pl.DataFrame(
        {
            "unit": [f"xã {n}" for n in range(len(rows))],
            PLANNED: [plan for plan, _, _ in rows],
            IRRIGATED: [level for _, level, _ in rows],
            "mau-diem": pl.Series(
                [None if each is None else Decimal(each) for _, _, each in rows], dtype=pl.Decimal(9, 2)
            ),
        }
    )
    monkeypatch.setattr("ntmrules.engine.columnar.judged.by_core", None)  # compiled, not left to the reference engine
    result = assert_agrees(book, frame)
    assert {int(code) for code in result.frame["verdict:D.1"]} >= {0, 1}
    assert_agrees(book, frame.drop("mau-diem"))
    assert_agrees(book, frame.drop(PLANNED))
