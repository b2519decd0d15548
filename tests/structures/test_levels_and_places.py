"""S1 stricter levels, S2 zones, S10 own dates: said by a pack, with no line changed in the core."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, criterion, library, own_set, under, verdict, verdict_on, write

from ntmrules import Library
from ntmrules.errors import CatalogError, DateError
from ntmrules.model.figures import UnitFigures

IRRIGATED = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"  # national 3.1: at least 80 %
RAISED = """
    overrides:
      - id: mau/xa-ntm/2021/3.1
        verb: raise
        target: vn/xa-ntm/2021/3.1
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        requirement: {kind: at_least, threshold: {value: LEVEL, evidence: EVIDENCE}}
"""
PLACES = """
    schemes:
      - id: mau-khu-vuc
        name: {vi: Khu vực (bịa), en: Zones (made up)}
        areas:
          - {id: mau-1, name: {vi: Khu vực 1, en: Zone 1}}
          - {id: mau-2, name: {vi: Khu vực 2, en: Zone 2}}
          - {id: mau-3, name: {vi: Khu vực 3, en: Zone 3}}
"""
ZONES = """
    zones:
      - scheme: mau-khu-vuc
        rules:
          - {area: mau-1, when_any: [xa-dac-biet-kho-khan]}
          - {area: mau-1, within: [Huyện Núi], except_units: [Xã Ngoại Lệ]}
          - {area: mau-2, within: [Huyện Đồi, Huyện Núi]}
          - {area: mau-2, units: [Xã Lẻ]}
        otherwise: mau-3
        off_list: [Huyện Núi, Huyện Đồi, Huyện Phẳng, Thị xã Núi, Xã Ngoại Lệ, Xã Lẻ, Xã Thường, Xã Đồng, xã Thử]
        provision: {decision: 01/QĐ-MẪU}
        evidence: EVIDENCE
"""
ROWS = "[{area: mau-1, value: 50}, {area: mau-2, value: 70}, {area: mau-3, value: 90}]"
BY_ZONE = f"{{kind: at_least, threshold: {{evidence: EVIDENCE, rows: {ROWS}}}}}"


def zoned(folder: Path) -> dict[str, str]:
    """Return the files of a pack with three zones and one set of its own whose level goes by them."""
    return {
        "pack.yaml": HEAD + ZONES,
        "areas.yaml": PLACES,
        "xa-ntm/set.yaml": own_set("xa-ntm"),
        "xa-ntm/01.yaml": criterion("1", f"{IRRIGATED} | {BY_ZONE}"),
    }


def test_s01_stricter_level_with_both_levels_in_the_trace(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {"overrides/xa-ntm.yaml": RAISED.replace("LEVEL", "85")})
    here = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    there = made.rulebook("xa-ntm", on="2023-06-30", province="ca-mau")
    assert [verdict(here, "3.1", {IRRIGATED: value}) for value in (79.9, 80, 84.9, 85)] == [
        "not_met", "not_met", "not_met", "met"
    ]  # fmt: skip
    assert verdict(there, "3.1", {IRRIGATED: 80}) == "met"
    node = here.evaluate(_unit(80)).node("3.1")
    raised = under(node, "raise")
    assert [each.about.id for each in raised] == ["mau/xa-ntm/2021/3.1"]
    assert str(raised[0].verdict) == "met"  # what the national text alone says
    levels = {value for each in under(node, "requirement") if each.required for value in each.required.values}
    assert {"80", "85"} <= {str(level) for level in levels}


def test_s01_a_looser_level_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "mau", {"overrides/xa-ntm.yaml": RAISED.replace("LEVEL", "75")})
    with pytest.raises(CatalogError) as raised:
        Library(packs=[folder], plugins=())
    assert [problem.code for problem in raised.value.problems] == ["NTM226"]


@pytest.mark.parametrize(
    ("name", "within", "hard", "at", "below"),
    [
        ("Xã Thường", "Huyện Núi", False, 50, 49.9),
        ("Xã Ngoại Lệ", "Huyện Núi", False, 70, 69.9),  # a single commune stands apart from its district
        ("Xã Lẻ", "Huyện Phẳng", False, 70, 69.9),
        ("Xã Đồng", "Huyện Phẳng", False, 90, 89.9),
        ("Xã Đồng", "Huyện Phẳng", True, 50, 49.9),
    ],
)
def test_s02_zone_by_fact_by_district_and_by_single_commune(
    tmp_path: Path, name: str, within: str, hard: bool, at: float, below: float
) -> None:
    book = library(tmp_path / "mau", zoned(tmp_path)).rulebook("mau/xa-ntm", on="2023-06-30")
    for value, expected in ((at, "met"), (below, "not_met")):
        unit = _unit(value, unit=name, within=within, **{"xa-dac-biet-kho-khan": hard})
        assert verdict_on(book, "1.1", unit) == expected


def test_s02_a_zone_that_is_not_known_decides_only_what_all_possible_zones_agree_on(tmp_path: Path) -> None:
    book = library(tmp_path / "mau", zoned(tmp_path)).rulebook("mau/xa-ntm", on="2023-06-30")
    for value, expected in ((95, "met"), (60, "undetermined"), (45, "not_met")):
        assert verdict_on(book, "1.1", _unit(value, unit="Xã Đồng", within="Huyện Phẳng")) == expected
    doubt = book.evaluate(_unit(60, unit="Xã Đồng", within="Huyện Phẳng")).node("1.1")
    assert {reason.subject for reason in doubt.reasons} == {"xa-dac-biet-kho-khan"}


def test_s02_the_word_for_the_kind_of_place_is_not_part_of_its_name(tmp_path: Path) -> None:
    book = library(tmp_path / "mau", zoned(tmp_path)).rulebook("mau/xa-ntm", on="2023-06-30")
    for within, name, expected in (
        ("Núi", "Thường", "met"), ("huyện  núi", "xã Thường", "met"), ("Thị xã Núi", "xã Thường", "not_met"),
        ("Núi", "Ngoại Lệ", "not_met"),
    ):  # fmt: skip
        unit = _unit(55, unit=name, within=within, **{"xa-dac-biet-kho-khan": False})
        assert verdict_on(book, "1.1", unit) == expected, (within, name)


def test_s10_two_sets_of_a_province_inside_one_national_period(tmp_path: Path) -> None:
    first = own_set("xa-ntm", more="").replace('to: "2025-12-31"', 'to: "2023-12-31"')
    second = own_set("xa-ntm").replace("xa-ntm/2022", "xa-ntm/2024").replace(
        '{from: "2022-06-01", to: "2025-12-31"}', '{from: "2024-02-01", to: "2025-12-31"}')  # fmt: skip
    rule = f"{IRRIGATED} | {{kind: at_least, threshold: {{value: LEVEL, evidence: EVIDENCE}}}}"
    made = library(tmp_path / "mau", {
        "mot/set.yaml": first, "mot/01.yaml": criterion("1", rule.replace("LEVEL", "60")),
        "hai/set.yaml": second, "hai/01.yaml": criterion("1", rule.replace("LEVEL", "70")),
    })  # fmt: skip
    assert made.rulebook("mau/xa-ntm", on="2023-12-31").id == "mau/xa-ntm/2022"
    assert made.rulebook("mau/xa-ntm", on="2024-02-01").id == "mau/xa-ntm/2024"
    with pytest.raises(DateError) as gap:
        made.rulebook("mau/xa-ntm", on="2024-01-15")
    assert gap.value.problems[0].code == "NTM301"
    assert "mau/xa-ntm/2022" in gap.value.problems[0].what
    assert "mau/xa-ntm/2024" in gap.value.problems[0].what
    marked = made.rulebook("mau/xa-ntm", on="2024-01-15", on_gap="last")
    assert marked.id == "mau/xa-ntm/2022"
    assert marked.outside_force


def _unit(value: float, *, unit: str = "xã Mẫu", within: str | None = None, **facts: bool) -> UnitFigures:
    return UnitFigures.of(unit, {IRRIGATED: value, **facts}, within=within)
