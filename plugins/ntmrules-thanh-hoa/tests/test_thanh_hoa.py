"""Thanh Hóa: two zones, sets of their own for 2024-2025, at least 25 % of villages smart."""

from __future__ import annotations

from pathlib import Path

import pytest
from ntmrules_thanh_hoa import CATALOG

from ntmrules import DateError, Library, UnitFigures

SMART = "thanh-hoa/thon-thong-minh/2021"
FACTS = ("xa-khu-vuc-ii-iii-dtts", "thanh-hoa-xa-bai-ngang", "xa-an-toan-khu-huyen-ngheo")
TABLE = """\
pack:
  id: bang
  name: {vi: Bảng bịa, en: Made-up table}
overrides:
  - id: bang/1
    verb: complete
    target: thanh-hoa/xa-ntm-nang-cao/2024
    provision: {decision: 26/2024/QĐ-UBND (Thanh Hóa)}
    from: "2024-01-01"
    criterion:
      id: "1"
      name: {vi: Tiêu chí bịa, en: Made up}
      declared_indicators: 1
      indicators:
        - id: "1.1"
          name: {vi: Chỉ tiêu bịa, en: Made up}
          measure: ty-le-duong-xa-cung-hoa
          versions:
            - from: "2024-01-01"
              provision: {decision: 26/2024/QĐ-UBND (Thanh Hóa)}
              requirement:
                kind: at_least
                threshold:
                  evidence: {kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}
                  rows:
                    - {area: thanh-hoa-vung-1, value: 60}
                    - {area: thanh-hoa-vung-2, value: 90}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(packs=[CATALOG], plugins=())


def commune(smart: str, *, total: int) -> UnitFigures:
    """Return a made-up commune with one sign a village: ``+`` reported as smart, ``-`` as not, ``?`` not reported."""
    said = {"+": {SMART: "met"}, "-": {SMART: "not_met"}, "?": {}}
    inside = tuple(UnitFigures.of(f"thôn {place}", said[sign], level="thon") for place, sign in enumerate(smart, 1))
    return UnitFigures.of("xã Mẫu", {"so-thon": total}, children=inside)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (commune("+---", total=4), "met"),  # 25 % exactly
        (commune("+----", total=5), "not_met"),
        (commune("+-", total=5), "undetermined"),  # three villages were not handed in
        (commune("----", total=5), "not_met"),  # 20 % at most
        (commune("+???", total=4), "met"),
    ],
)
def test_a_quarter_of_the_villages_has_to_be_smart(library: Library, unit: UnitFigures, expected: str) -> None:
    book = library.rulebook("thanh-hoa/xa-ntm-thong-minh", on="2024-11-30", province="Thanh Hóa")
    for engine in ("core", "forward/agenda"):
        assert str(book.evaluate(unit, engine=engine).node("thon-thong-minh.1").verdict) == expected


def test_ten_of_eleven_contents_are_open_so_a_smart_commune_is_never_found_met(library: Library) -> None:
    book = library.rulebook("thanh-hoa/xa-ntm-thong-minh", on="2024-11-30", province="Thanh Hóa")
    result = book.evaluate(commune("+", total=1))
    assert result.tally.criteria.count == "1–11/11"
    assert str(result.verdict) == "undetermined"
    assert str(book.evaluate(commune("-", total=1)).verdict) == "not_met"


def test_the_advanced_set_of_the_province_begins_with_its_period_and_the_national_one_stays(library: Library) -> None:
    assert library.rulebook("thanh-hoa/xa-ntm-nang-cao", on="2024-06-30").id == "thanh-hoa/xa-ntm-nang-cao/2024"
    with pytest.raises(DateError) as gap:
        library.rulebook("thanh-hoa/xa-ntm-nang-cao", on="2023-12-31")
    assert gap.value.problems[0].code == "NTM301"
    assert library.rulebook("xa-ntm-nang-cao", on="2024-06-30", province="Thanh Hóa").id == "vn/xa-ntm-nang-cao/2021"


@pytest.mark.parametrize(
    ("facts", "met_from"),
    [
        ({FACTS[0]: True}, 60),
        ({FACTS[1]: True, FACTS[0]: False, FACTS[2]: False}, 60),
        ({FACTS[2]: True}, 60),
        (dict.fromkeys(FACTS, False), 90),
        ({FACTS[0]: False}, 90),  # two facts are not known: only the stricter level is sure
    ],
)
def test_a_table_by_zone_finds_the_zone_of_a_commune(tmp_path: Path, facts: dict[str, object], met_from: int) -> None:
    path = tmp_path / "bang.yaml"
    path.write_text(TABLE, encoding="utf-8")
    library = Library(packs=[CATALOG, path], plugins=())
    book = library.rulebook("thanh-hoa/xa-ntm-nang-cao", on="2024-11-30", province="Thanh Hóa")
    for level in (60, 90):
        node = book.evaluate(UnitFigures.of("xã Mẫu", {"ty-le-duong-xa-cung-hoa": level, **facts})).node("1.1")
        sure = len(facts) == len(FACTS) or True in facts.values()
        assert str(node.verdict) == ("met" if level >= met_from else "not_met" if sure else "undetermined")
