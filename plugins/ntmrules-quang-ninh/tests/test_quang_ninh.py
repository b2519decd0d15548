"""Quảng Ninh: the four conditions stay the default; the province's own model set is known by its counts only."""

from __future__ import annotations

from pathlib import Path

import pytest
from ntmrules_quang_ninh import CATALOG

from ntmrules import Entry, Library, UnitFigures

DAY = "2023-10-31"
OWN, NATIONAL = "quang-ninh-ty-le-ho-ngheo-da-chieu", "ty-le-ho-ngheo-da-chieu"
DELTA: dict[str, object] = {"xa-dac-biet-kho-khan": False, "xa-an-toan-khu-huyen-ngheo": False}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(packs=[CATALOG], plugins=())


def test_the_default_model_evaluation_is_the_four_national_conditions(library: Library) -> None:
    book = library.rulebook("xa-ntm-kieu-mau", on=DAY, province="Quảng Ninh")
    assert book.id == "vn/xa-ntm-kieu-mau/2021"
    assert [heading.number for heading in book.headings] == ["1", "2", "3", "4"]


def test_the_own_model_set_declares_6_and_15_and_decides_nothing(library: Library) -> None:
    book = library.rulebook("quang-ninh/xa-ntm-kieu-mau", on=DAY, province="Quảng Ninh")
    reported = (Entry(subject="tieu-chi", value=(5, 6)), Entry(subject="chi-tieu", value=(14, 15)))
    result = book.evaluate(UnitFigures(unit="xã Hồng Thái Tây", entries=reported))
    assert (result.tally.criteria.count, result.tally.indicators.count) == ("0–6/6", "0–15/15")
    assert str(result.verdict) == "undetermined"
    assert result.reported_criteria == (5, 6)
    assert result.tally_fits() is True


def test_the_table_can_be_added_by_whoever_has_it(tmp_path: Path) -> None:
    (tmp_path / "bang.yaml").write_text(
        """\
pack: {id: bang, name: {vi: Bảng bịa, en: Made-up table}}
overrides:
  - id: bang/1
    verb: complete
    target: quang-ninh/xa-ntm-kieu-mau/2021
    provision: {decision: "Quy định xã kiểu mẫu 2021-2025 (Quảng Ninh, chưa rõ số)"}
    from: "2022-03-08"
    evidence: {kind: recall, confidence: low, note: {vi: bịa ra, en: made up}}
    criterion:
      id: "1"
      name: {vi: Tiêu chí bịa, en: Made up}
      declared_indicators: 1
      indicators:
        - id: "1.1"
          name: {vi: Chỉ tiêu bịa, en: Made up}
          measure: so-mo-hinh-thon-thong-minh
          versions:
            - from: "2022-03-08"
              provision: {decision: "Quy định xã kiểu mẫu 2021-2025 (Quảng Ninh, chưa rõ số)"}
              requirement:
                kind: count_at_least
                threshold: {value: 1, evidence: {kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}}
""",
        encoding="utf-8",
    )
    library = Library(packs=[CATALOG, tmp_path / "bang.yaml"], plugins=())
    book = library.rulebook("quang-ninh/xa-ntm-kieu-mau", on=DAY, province="Quảng Ninh")
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"so-mo-hinh-thon-thong-minh": 1}))
    assert (result.tally.criteria.count, result.tally.indicators.count) == ("1–6/6", "1–15/15")
    assert str(result.verdict) == "undetermined"
    lost = book.evaluate(UnitFigures.of("xã Mẫu", {"so-mo-hinh-thon-thong-minh": 0}))
    assert str(lost.verdict) == "not_met"


@pytest.mark.parametrize("name", ["xa-ntm", "xa-ntm-nang-cao"])
def test_poverty_is_read_by_the_line_of_the_province_and_both_readings_are_shown(library: Library, name: str) -> None:
    book = library.rulebook(name, on=DAY, province="Quảng Ninh")
    node = book.evaluate(UnitFigures.of("xã Mẫu", {OWN: 5, NATIONAL: 0.5, **DELTA})).node("11.1")
    assert str(node.verdict) == "undetermined"  # which of the two lines criterion 11 goes by is not known
    (entry,) = [child for child in node.children if child.kind == "measure_as"]
    assert str(entry.verdict) == "met"  # by the national text alone
    seen = {child.about.measure: str(child.observed) for child in entry.children if child.kind == "figure"}
    assert seen == {NATIONAL: "0.5"}
    assert entry.about.evidence is not None
    assert (str(entry.about.evidence.kind), str(entry.about.evidence.confidence)) == ("recall", "low")


@pytest.mark.parametrize(
    ("own", "national", "expected"), [(1, 0.5, "met"), (5, 4, "not_met"), (1, None, "undetermined")]
)
def test_poverty_is_decided_where_both_lines_agree(
    library: Library, own: float, national: float | None, expected: str
) -> None:
    book = library.rulebook("xa-ntm", on=DAY, province="Quảng Ninh")
    figures = {OWN: own, **DELTA, **({} if national is None else {NATIONAL: national})}
    assert str(book.evaluate(UnitFigures.of("xã Mẫu", figures)).node("11.1").verdict) == expected


def test_asked_for_the_line_of_the_province_counts_by_itself(library: Library) -> None:
    book = library.rulebook("xa-ntm", on=DAY, province="Quảng Ninh", evidence_floor="recall-low")
    for own, expected in ((1.5, "met"), (1.6, "not_met")):
        figures = {OWN: own, NATIONAL: 0.5, **DELTA}
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", figures)).node("11.1").verdict) == expected


def test_the_national_reading_alone_decides_nothing_in_the_province(library: Library) -> None:
    for province, expected in (("Quảng Ninh", "undetermined"), ("Hải Dương", "met")):
        book = library.rulebook("xa-ntm", on=DAY, province=province)
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", {NATIONAL: 0.5, **DELTA})).node("11.1").verdict) == expected


def test_a_province_that_stayed_as_it_was_keeps_its_decisions_after_the_mergers(library: Library) -> None:
    book = library.rulebook("xa-ntm", on="2025-08-01", province="2025:22")
    assert book.province is not None
    assert book.province.key == ("2025", "quang-ninh")
    assert [rule.number for rule in book.rules if rule.applied] == ["11.1"]
