"""What asks for a criterion asks for what the province adds inside it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import DECISIONS, HEAD, criterion, library, own_set, verdict_on, write

from ntmrules import Library, Rulebook, UnitFigures
from ntmrules.model.verdicts import Verdict

INCOME, WATER = "thu-nhap-binh-quan-dau-nguoi", "ty-le-ho-dung-nuoc-sach"
LEVEL = "{kind: at_least, threshold: {value: 50, evidence: EVIDENCE}}"
MEETS = "{kind: meets, target: mau/b/2022/1, evidence: EVIDENCE}"
COUNT = "{kind: count_of, children: xa, target: mau/b/2022/1, op: at_least, threshold: {value: 1, evidence: EVIDENCE}}"
ADDS = {
    "pack.yaml": HEAD.replace("id: mau", "id: them"),
    "decisions.yaml": DECISIONS.replace("01/QĐ-MẪU", "02/QĐ-THÊM"),
}
BASE = "id: mau\nname: {vi: Bộ bịa, en: Made-up sets}\n"
ADDED = f"""
    overrides:
      - id: them/o1
        verb: add
        target: mau/b/2022/1
        provision: {{decision: 02/QĐ-THÊM}}
        from: "2022-07-01"
        indicator:
          id: "1.6"
          name: {{vi: Thêm, en: Added}}
          measure: {WATER}
          versions:
            - from: "2022-07-01"
              provision: {{decision: 02/QĐ-THÊM}}
              requirement: {LEVEL}
"""


@pytest.fixture
def made(tmp_path: Path) -> Library:
    files = {
        "b/set.yaml": own_set("b"),
        "b/01.yaml": criterion("1", f"{INCOME} | {LEVEL}"),
        "c/set.yaml": own_set("c"),
        "c/01.yaml": criterion("1", f" | {MEETS}"),
        "h/set.yaml": own_set("h", level="huyen"),
        "h/01.yaml": criterion("1", f" | {COUNT}"),
    }
    base = write(tmp_path / "mau", {"pack.yaml": BASE, **files})
    return library(tmp_path / "them", {**ADDS, "overrides/x.yaml": ADDED}, base)


def book(made: Library, name: str, province: str | None = "an-giang") -> Rulebook:
    return made.rulebook(f"mau/{name}/2022", on="2023-06-30", province=province)


@pytest.mark.parametrize(("income", "water", "verdict"), [
    (60, 60, "met"), (60, 40, "not_met"), (40, 60, "not_met"), (60, None, "undetermined"), (40, None, "not_met")])  # fmt: skip
def test_a_criterion_is_met_with_what_is_added_inside_it(
    made: Library, income: int, water: int | None, verdict: str
) -> None:
    unit = UnitFigures.of("xã Mẫu", {INCOME: income, WATER: water})
    assert verdict_on(book(made, "c"), "1.1", unit) == verdict


@pytest.mark.parametrize(("income", "water", "verdict"), [
    (60, 60, "met"), (60, 40, "not_met"), (40, 60, "not_met"), (60, None, "undetermined")])  # fmt: skip
def test_what_asks_for_a_criterion_of_its_own_set_hears_what_is_added_inside_it(
    tmp_path: Path, income: int, water: int | None, verdict: str
) -> None:
    files = {"b/set.yaml": own_set("b", criteria="2", indicators="2"), "b/01.yaml": criterion("1", f"{INCOME} | {LEVEL}"),
             "b/02.yaml": criterion("2", f" | {{kind: all_of, of: [{MEETS}]}}")}  # fmt: skip
    base = write(tmp_path / "mau", {"pack.yaml": BASE, **files})
    whole = library(tmp_path / "them", {**ADDS, "overrides/x.yaml": ADDED}, base)
    unit = UnitFigures.of("xã Mẫu", {INCOME: income, WATER: water})
    assert verdict_on(book(whole, "b"), "2.1", unit) == verdict
    assert verdict_on(book(whole, "b", "ca-mau"), "2.1", unit) == ("met" if income == 60 else "not_met")


def test_what_is_added_inside_a_criterion_may_ask_for_the_criterion_as_it_stood(tmp_path: Path) -> None:
    added = ADDED.replace(f"measure: {WATER}", "").replace(LEVEL, MEETS)
    files = {"b/set.yaml": own_set("b"), "b/01.yaml": criterion("1", f"{INCOME} | {LEVEL}")}
    base = write(tmp_path / "mau", {"pack.yaml": BASE, **files})
    whole = library(tmp_path / "them", {**ADDS, "overrides/x.yaml": added}, base)
    assert verdict_on(book(whole, "b"), "1.6", UnitFigures.of("xã Mẫu", {INCOME: 60})) == "met"


def test_where_nothing_is_added_the_criterion_alone_is_asked(made: Library) -> None:
    assert verdict_on(book(made, "c", "ca-mau"), "1.1", UnitFigures.of("xã Mẫu", {INCOME: 60, WATER: 40})) == "met"


def test_units_inside_are_not_counted_by_half_of_what_is_asked(made: Library) -> None:
    child = UnitFigures.of("xã Mẫu", {INCOME: 60, WATER: 40}, level="xa")
    district = UnitFigures.of("huyện Mẫu", {"so-xa": 1}, level="huyen", children=(child,))
    node = book(made, "h").evaluate(district).node("1.1")
    assert node.verdict is Verdict.UNDETERMINED
    assert {str(each.code) for each in node.reasons} == {"threshold_unknown"}


def test_the_table_engine_says_the_same(made: Library) -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_table

    frame = pl.DataFrame({"unit": ["xã A", "xã B", "xã C"], INCOME: [60, 60, 60], WATER: [60, 40, None]})
    found = evaluate_table(book(made, "c"), frame).verdicts("1.1")
    assert [str(each) for each in found] == ["met", "not_met", "undetermined"]
