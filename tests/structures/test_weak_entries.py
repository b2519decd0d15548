"""An entry that nobody can vouch for decides nothing by itself: the verdict stands where it makes no difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, library, verdict

POOR, OWN = "ty-le-ho-ngheo-da-chieu", "mau-ty-le-ho-ngheo"
DELTA = {"xa-dac-biet-kho-khan": False, "xa-an-toan-khu-huyen-ngheo": False}
FILES = {
    "pack.yaml": HEAD.replace("an-giang", "thai-binh"),
    "measures.yaml": """
        measures:
          - id: mau-ty-le-ho-ngheo
            name: {vi: Tỷ lệ hộ nghèo theo chuẩn bịa, en: "Poverty rate, made-up line"}
            kind: percent
            unit: "%"
            question: {vi: "Bao nhiêu %?", en: "What share?"}
    """,
    "overrides/11.yaml": """
        overrides:
          - id: mau/xa-ntm/2021/11.1
            verb: measure_as
            target: vn/xa-ntm/2021/11.1
            measure: mau-ty-le-ho-ngheo
            provision: {decision: 01/QĐ-MẪU}
            from: "2022-06-01"
            evidence: {kind: recall, confidence: low, note: {vi: bịa ra, en: made up}}
    """,
}


@pytest.mark.parametrize(
    ("national", "own", "expected"),
    [
        (1.5, 1.5, "met"),  # the Red River Delta: at most 1.5 %
        (1.6, 1.6, "not_met"),
        (1.5, 1.6, "undetermined"),
        (1.6, 1.5, "undetermined"),
        (1.5, None, "undetermined"),
        (None, 1.5, "undetermined"),
        (None, 1.6, "undetermined"),
    ],
)
def test_a_weak_entry_counts_only_where_both_readings_agree(
    tmp_path: Path, national: float | None, own: float | None, expected: str
) -> None:
    made = library(tmp_path / "mau", FILES)
    figures = {name: value for name, value in ((POOR, national), (OWN, own)) if value is not None}
    book = made.rulebook("xa-ntm", on="2023-06-30", province="thai-binh", evidence_floor="recall")
    low = made.rulebook("xa-ntm", on="2023-06-30", province="thai-binh", evidence_floor="recall-low")
    assert verdict(book, "11.1", {**figures, **DELTA}) == expected
    # Asked for, the entry counts by itself.
    by_entry = "undetermined" if own is None else "met" if own <= 1.5 else "not_met"
    assert verdict(low, "11.1", {**figures, **DELTA}) == by_entry


def test_a_number_on_the_label_is_the_national_reading(tmp_path: Path) -> None:
    book = library(tmp_path / "mau", FILES).rulebook("xa-ntm", on="2023-06-30", province="thai-binh")
    assert verdict(book, "11.1", {"11.1": 1.5, OWN: 1.5, **DELTA}) == "met"
    assert verdict(book, "11.1", {"11.1": 1.6, OWN: 1.6, **DELTA}) == "not_met"


def test_the_reason_says_that_the_entry_is_too_weak(tmp_path: Path) -> None:
    from ntmrules import UnitFigures

    book = library(tmp_path / "mau", FILES).rulebook("xa-ntm", on="2023-06-30", province="thai-binh")
    said = book.evaluate(UnitFigures.of("xã Mẫu", {POOR: 1.5, OWN: 1.6, **DELTA})).why("11.1", lang="vi")
    assert "mau/xa-ntm/2021/11.1" in said
    assert "căn cứ" in said


@pytest.mark.parametrize("figure", ["đạt", "chưa đạt", None])
def test_a_waiver_that_nobody_can_vouch_for_leaves_it_open(tmp_path: Path, figure: str | None) -> None:
    waived = """
        overrides:
          - id: mau/xa-ntm/2021/13.4
            verb: waive
            target: vn/xa-ntm/2021/13.4
            provision: {decision: 01/QĐ-MẪU}
            from: "2022-06-01"
            evidence: {kind: recall, confidence: low, note: {vi: bịa ra, en: made up}}
    """
    made = library(tmp_path / "mau", {**FILES, "overrides/11.yaml": waived})
    figures = {"ke-hoach-bao-ton-phat-trien-lang-nghe": figure} if figure is not None else {}
    low = made.rulebook("xa-ntm", on="2023-06-30", province="thai-binh", evidence_floor="recall-low")
    assert verdict(low, "13.4", {**figures, **DELTA}) == "not_applicable"
    book = made.rulebook("xa-ntm", on="2023-06-30", province="thai-binh", evidence_floor="recall")
    assert verdict(book, "13.4", {**figures, **DELTA}) == "undetermined"
