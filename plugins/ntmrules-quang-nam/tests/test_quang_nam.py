"""Quảng Nam: three zones by district with exceptions, and a set for villages whose criteria nobody has written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from ntmrules_quang_nam import CATALOG

from ntmrules import Dossiers, Library, Rulebook, UnitFigures
from ntmrules.explain.compare.sets import switch

ROADS = "ty-le-duong-thon-cung-hoa"
HARD, AREA_III, FORMER = (
    f"quang-nam-thon-{name}" for name in ("dac-biet-kho-khan", "xa-khu-vuc-iii-hiep-duc", "xa-tung-khu-vuc-ii-iii")
)
NONE = dict.fromkeys((HARD, AREA_III, FORMER), False)
LEVELS = {"quang-nam-khu-vuc-1": 60, "quang-nam-khu-vuc-2": 70, "quang-nam-khu-vuc-3": 80}
DECISION = "{decision: 2254/QĐ-UBND (Quảng Nam)}"
ROWS = "[" + ", ".join(f"{{area: {area}, value: {level}}}" for area, level in LEVELS.items()) + "]"
# A table that somebody with the decision in hand could add; this one is made up.
TABLE = f"""\
pack:
  id: bang
  name: {{vi: Bảng bịa, en: Made-up table}}
overrides:
  - id: bang/1
    verb: complete
    target: quang-nam/thon-ntm-kieu-mau/2022
    provision: {DECISION}
    from: "2022-08-29"
    criterion:
      id: "1"
      name: {{vi: Tiêu chí bịa, en: Made up}}
      declared_indicators: 1
      indicators:
        - id: "1.1"
          name: {{vi: Chỉ tiêu bịa, en: Made up}}
          measure: {ROADS}
          versions:
            - from: "2022-08-29"
              provision: {DECISION}
              requirement:
                kind: at_least
                threshold:
                  evidence: {{kind: recall, confidence: medium, note: {{vi: bịa ra, en: made up}}}}
                  rows: {ROWS}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(TABLE, encoding="utf-8")
    return Library(packs=[CATALOG, path], plugins=()).rulebook(
        "quang-nam/thon-ntm-kieu-mau", on="2024-07-02", province="Quảng Nam"
    )


def found(book: Rulebook, district: str | None, facts: dict[str, bool]) -> str:
    """Return what the figures 60, 70 and 80 are judged, by both engines: which zones the village can stand in."""
    words = []
    for level in LEVELS.values():
        unit = UnitFigures.of("thôn Mẫu", {ROADS: level, **facts}, within=district, level="thon")
        verdicts = {str(book.evaluate(unit, engine=name).node("1.1").verdict) for name in ("core", "forward/agenda")}
        assert len(verdicts) == 1
        words.append({"met": "+", "not_met": "-", "undetermined": "?"}[verdicts.pop()])
    return "".join(words)


ONE, TWO, THREE = "+++", "-++", "--+"


@pytest.mark.parametrize(
    ("district", "facts", "zone"),
    [
        *((district, NONE, ONE) for district in ("Bắc Trà My", "huyện Nam Trà My", "Tây Giang")),
        *((district, NONE, TWO) for district in ("Tiên Phước", "huyện Nông Sơn", "Hiệp Đức")),
        *((district, NONE, THREE) for district in ("Núi Thành", "thị xã Điện Bàn", "Tam Kỳ")),
        ("Hiệp Đức", {**NONE, AREA_III: True}, ONE),  # the three communes of Hiệp Đức stand apart from their district
        ("Núi Thành", {**NONE, HARD: True}, ONE),
        ("Núi Thành", {**NONE, FORMER: True}, TWO),
        ("Tiên Phước", {**NONE, HARD: True, FORMER: True}, ONE),
        ("Bắc Trà My", {}, ONE),  # the district settles it, whatever else is not known
        ("Hiệp Đức", {}, "?++"),  # zone 1 or 2
        ("Núi Thành", {}, "??+"),  # any of the three
        (None, NONE, "??+"),  # the district is not known
        (None, {**NONE, HARD: True}, ONE),
    ],
)
def test_a_village_is_judged_by_the_zones_it_can_stand_in(
    book: Rulebook, district: str | None, facts: dict[str, bool], zone: str
) -> None:
    assert found(book, district, facts) == zone


def test_the_village_set_alone_decides_nothing_and_does_not_claim_a_count() -> None:
    book = Library(packs=[CATALOG], plugins=()).rulebook("quang-nam/thon-ntm-kieu-mau", on="2024-07-02")
    assert book.set.level == "thon"
    assert (book.set.declared.criteria, book.set.declared.indicators) == (None, None)
    result = book.evaluate(UnitFigures.of("thôn Mẫu", {HARD: True}))
    assert str(result.verdict) == "undetermined"
    assert {str(reason.code) for reason in result.trace.reasons} == {"set_incomplete"}


def test_a_village_recognised_under_an_older_set_is_checked_against_the_new_one(book: Rulebook, tmp_path: Path) -> None:
    # As in Phú Ninh on 02/07/2024, where recognitions of 2019-2020 were checked again; both tables here are made up.
    path = tmp_path / "bang.yaml"
    path.write_text(TABLE.replace("value: 80", "value: 50"), encoding="utf-8")
    older = Library(packs=[CATALOG, path], plugins=()).rulebook(
        "quang-nam/thon-ntm-kieu-mau", on="2024-07-02", province="Quảng Nam"
    )
    unit = UnitFigures.of("thôn Mẫu", {ROADS: 75, **NONE}, within="Phú Ninh", level="thon")
    moved = switch(older.evaluate(unit), book.evaluate(unit))
    assert [(move.node.about.number, move.group, move.why) for move in moved.indicators] == [("1.1", "lost", "level")]


def test_terms_of_recognition_that_the_province_set() -> None:
    dossiers = Dossiers(Library(packs=[CATALOG], plugins=()))
    announced = dossiers.procedure("vn/xa-ntm/2009", "2015-06-01", "Quảng Nam").step("cong-bo")
    assert announced is not None
    assert announced.term is not None
    assert announced.term.days.value == 45
    asked = dossiers.procedure("vn/xa-ntm/2016", "2019-05-01", "Quảng Nam").step("lay-y-kien")
    assert asked is not None
    assert asked.term is not None
    assert (asked.term.days.value, asked.term.counted) == (15, "working")
    assert dossiers.procedure("vn/xa-ntm/2016", "2019-05-01", "Quảng Ninh").step("lay-y-kien") is None
