"""What is told of a change against the year before: in per cent, in points, and where the year before was nought."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import criterion, library, own_set, verdict

from ntmrules import Rulebook
from ntmrules.model.figures import UnitFigures

MEASURES = """
    measures:
      - {id: so-mau, name: {vi: Số (bịa), en: Number (made up)}, kind: count, question: {vi: "Bao nhiêu?", en: "How many?"}}
      - id: ty-le-mau
        name: {vi: Tỷ lệ (bịa), en: Share (made up)}
        kind: percent
        unit: "%"
        question: {vi: "Bao nhiêu?", en: "How much?"}
"""


def book(folder: Path, measure: str, by: str, way: str) -> Rulebook:
    requirement = f"{{kind: change_at_least, by: {by}, way: {way}, threshold: {{value: 5, evidence: EVIDENCE}}}}"
    files = {
        "measures.yaml": MEASURES,
        "a/set.yaml": own_set("a"),
        "a/01.yaml": criterion("1", f"{measure} | {requirement}"),
    }
    return library(folder, files).rulebook("mau/a", on="2023-12-01", province="an-giang")


@pytest.mark.parametrize("now", [0, 7])
def test_a_share_of_nothing_is_what_the_text_does_not_say_and_no_figure_is_asked_for(tmp_path: Path, now: int) -> None:
    made = book(tmp_path / "mau", "so-mau", "percent", "increase")
    values = {"so-mau@2023": now, "so-mau@2022": 0}
    assert verdict(made, "1.1", values) == "undetermined"
    found = made.evaluate(UnitFigures.of("xã Mẫu", values))
    assert [str(each.code) for each in found.node("1.1").reasons] == ["threshold_unknown"]
    told = found.text(view="unmet", lang="en")
    assert "no share of it can be taken (2022: 0)" in told
    assert "add figures" not in told


def test_points_of_a_share_are_not_told_as_per_cent_of_it(tmp_path: Path) -> None:
    made = book(tmp_path / "mau", "ty-le-mau", "amount", "decrease")
    found = made.evaluate(UnitFigures.of("xã Mẫu", {"ty-le-mau@2023": 6, "ty-le-mau@2022": 10}))
    assert "giảm ít nhất 5 điểm %" in found.text(view="full")
    assert "5 percentage points" in found.text(view="full", lang="en")


def test_a_number_is_not_told_in_the_unit_of_its_change(tmp_path: Path) -> None:
    made = book(tmp_path / "mau", "so-mau", "percent", "increase")
    found = made.evaluate(UnitFigures.of("xã Mẫu", {"so-mau@2023": 1, "so-mau@2022": 20}))
    told = found.text(view="unmet")
    assert "1%" not in told
    assert "tăng ít nhất 5%" in told
