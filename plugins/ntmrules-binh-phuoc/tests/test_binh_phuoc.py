"""Bình Phước: roads filled by class of commune, income beside the national level, a twentieth criterion."""

from __future__ import annotations

import pytest
from ntmrules_binh_phuoc import CATALOG

from ntmrules import Library, Rulebook, UnitFigures

DAY = "2022-12-01"
ROADS = {
    "2.1": "ty-le-duong-xa-cung-hoa",
    "2.2": "ty-le-duong-thon-cung-hoa",
    "2.3": "ty-le-duong-ngo-xom-sach-di-lai-thuan-tien",
    "2.4": "ty-le-duong-noi-dong-van-chuyen-thuan-tien",
}
HARD = {"xa-dac-biet-kho-khan": True, "xa-an-toan-khu-huyen-ngheo": False}
OTHER = {"xa-dac-biet-kho-khan": False, "xa-an-toan-khu-huyen-ngheo": False}
INCOME = "thu-nhap-binh-quan-dau-nguoi"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(packs=[CATALOG], plugins=())


@pytest.fixture(scope="module")
def book(library: Library) -> Rulebook:
    return library.rulebook("xa-ntm", on=DAY, province="Bình Phước")


def judge(book: Rulebook, number: str, values: dict[str, object]) -> tuple[str, set[str]]:
    """Return the verdict on an indicator and the codes of its reasons; the figures are made up."""
    found = set()
    for engine in ("core", "forward/agenda"):
        node = book.evaluate(UnitFigures.of("xã Mẫu", values), engine=engine).node(number)
        found.add((str(node.verdict), frozenset(str(reason.code) for reason in node.reasons)))
    assert len(found) == 1
    verdict, codes = found.pop()
    return verdict, set(codes)


@pytest.mark.parametrize(("number", "level"), [("2.1", 100), ("2.2", 80), ("2.3", 50), ("2.4", 70)])
def test_a_road_level_of_a_specially_difficult_commune_is_met_at_it_and_not_below(
    book: Rulebook, number: str, level: int
) -> None:
    assert judge(book, number, {ROADS[number]: level, **HARD})[0] == "met"
    assert judge(book, number, {ROADS[number]: level - 0.1, **HARD})[0] == "not_met"


@pytest.mark.parametrize("number", ["2.2", "2.3", "2.4"])
def test_the_level_of_the_other_communes_stays_a_hole(book: Rulebook, number: str) -> None:
    for share in (0, 100):
        assert judge(book, number, {ROADS[number]: share, **OTHER}) == ("undetermined", {"threshold_unknown"})


def test_commune_roads_are_the_same_for_every_class(book: Rulebook) -> None:
    assert judge(book, "2.1", {ROADS["2.1"]: 100})[0] == "met"
    assert judge(book, "2.1", {ROADS["2.1"]: 99.9, **OTHER})[0] == "not_met"


def test_outside_the_province_and_before_the_decision_the_roads_are_left_open(library: Library) -> None:
    for province, day in (("Đồng Nai", DAY), ("Bình Phước", "2022-07-27")):
        other = library.rulebook("xa-ntm", on=day, province=province)
        assert judge(other, "2.1", {ROADS["2.1"]: 100}) == ("undetermined", {"threshold_delegated"})


def test_the_trace_shows_the_fill_with_its_decision(book: Rulebook) -> None:
    node = book.evaluate(UnitFigures.of("xã Mẫu", {ROADS["2.2"]: 80, **HARD})).node("2.2")
    (fill,) = [child for child in node.children if child.kind == "fill"]
    assert fill.id == "binh-phuoc/xa-ntm/2021/2.2"
    assert str(fill.about.provision) == "1360/QĐ-UBND (Bình Phước)"
    assert str(fill.verdict) == "undetermined"  # by the national text alone


def test_income_of_2022_by_class(book: Rulebook) -> None:
    assert judge(book, "10.1", {INCOME: 39, **HARD})[0] == "met"
    assert judge(book, "10.1", {INCOME: 38.9, **HARD})[0] == "not_met"
    # Of the other communes no level of 2022 was read, in no text: reports name 59, 62 and 63, and none is its words.
    for income in (38.9, 59, 63):
        assert judge(book, "10.1", {INCOME: income, **OTHER}) == ("undetermined", {"threshold_unknown"})


def test_after_2022_the_income_level_is_the_national_one_alone(library: Library) -> None:
    later = library.rulebook("xa-ntm", on="2023-12-01", province="Bình Phước")
    rule = next(rule for rule in later.rules if rule.number == "10.1")
    assert rule.applied == ()


def test_the_twentieth_criterion_keeps_the_advanced_set_open_until_it_is_reported(library: Library) -> None:
    book = library.rulebook("xa-ntm-nang-cao", on=DAY, province="Bình Phước")
    reports: dict[str, object] = {str(number): "met" for number in range(1, 20)} | {"P1": "met"}
    for said, expected in ((None, "undetermined"), ("met", "met"), ("not_met", "not_met")):
        result = book.evaluate(UnitFigures.of("xã Mẫu", {**reports, **({"20": said} if said else {})}))
        assert str(result.verdict) == expected
        assert result.tally.criteria.count == "19/19"
    elsewhere = library.rulebook("xa-ntm-nang-cao", on=DAY, province="Đồng Nai")
    assert str(elsewhere.evaluate(UnitFigures.of("xã Mẫu", reports)).verdict) == "met"


def test_a_report_on_the_added_criterion_by_its_full_id_is_heard(library: Library) -> None:
    book = library.rulebook("xa-ntm-nang-cao", on=DAY, province="Bình Phước")
    node = book.evaluate(UnitFigures.of("xã Mẫu", {"binh-phuoc/xa-ntm-nang-cao/2021/20": "met"})).node("20")
    assert (str(node.verdict), str(node.basis)) == ("met", "reported")


def test_with_and_without_the_pack_the_roads_go_from_open_to_a_level_by_class(library: Library) -> None:
    from ntmrules.explain.compare.texts import compare_texts

    without = Library(plugins=()).rulebook("xa-ntm", on=DAY, province="Bình Phước")
    found = compare_texts(without, library.rulebook("xa-ntm", on=DAY, province="Bình Phước"))
    changed = {change.number: change for change in found.changes}
    assert {"2.1", "2.2", "2.3", "2.4", "10.1"} == set(changed)
    areas = {area for level in changed["2.2"].levels for _, area in level.areas}
    assert "binh-phuoc-xa-dac-biet-kho-khan" in areas
