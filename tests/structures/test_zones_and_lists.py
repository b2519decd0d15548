"""Zones of a pack: units and districts together, names on the list of their date, and no rest for what is on none."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, criterion, library, own_set, verdict_on
from structures.test_levels_and_places import BY_ZONE, IRRIGATED, PLACES

from ntmrules import CatalogError, Library, UnitFigures

ZONES = """
    zones:
      - scheme: mau-khu-vuc
        rules:
          - {area: mau-1, units: [UNIT], within: [WITHIN]}
          - {area: mau-2, within: [huyện Tri Tôn]}
        otherwise: mau-3
        provision: {decision: 01/QĐ-MẪU}
        evidence: EVIDENCE
"""


def made(folder: Path, unit: str = "xã Vĩnh Hòa", within: str = "thị xã Tân Châu", more: str = ""):
    zones = ZONES.replace("UNIT", unit).replace("WITHIN", within) + more
    files = {
        "pack.yaml": HEAD + zones,
        "areas.yaml": PLACES,
        "xa-ntm/set.yaml": own_set("xa-ntm"),
        "xa-ntm/01.yaml": criterion("1", f"{IRRIGATED} | {BY_ZONE}"),
    }
    return library(folder / "mau", files)


def judged(folder: Path, name: str, within: str | None, value: int = 60):
    book = made(folder).rulebook("mau/xa-ntm", on="2023-06-30", province="an-giang")
    unit = UnitFigures.of(name, {IRRIGATED: value}, within=within)
    return verdict_on(book, "1.1", unit), {str(each.code) for each in book.evaluate(unit).node("1.1").reasons}


@pytest.mark.parametrize(
    ("name", "within", "verdict"),
    [
        ("xã Vĩnh Hòa", "Tân Châu", "met"),  # zone 1: at least 50
        ("Vĩnh Hoà", "TX Tân Châu", "met"),
        ("xã Châu Phong", "Tân Châu", "not_met"),  # in the district, not of the name: the rest, at least 90
        ("xã Lương Phi", "huyện Tri Tôn", "not_met"),  # zone 2: at least 70
    ],
)
def test_units_with_within_is_both_at_once(name: str, within: str, verdict: str, tmp_path: Path) -> None:
    assert judged(tmp_path, name, within)[0] == verdict


@pytest.mark.parametrize(("name", "within"), [("xã Không Có", "Tân Châu"), ("xã Châu Phong", "huyện Tân Châo")])
def test_a_name_on_no_list_is_never_the_rest(name: str, within: str, tmp_path: Path) -> None:
    verdict, reasons = judged(tmp_path, name, within)
    assert verdict == "undetermined"
    assert "unit_unplaced" in reasons
    assert judged(tmp_path, name, within, value=95)[0] == "met"  # at least 90, 70 and 50


@pytest.mark.parametrize(
    ("unit", "within", "near"),
    [("xã Vĩnh Hoa", "thị xã Tân Châu", "Vĩnh Hòa"), ("xã Vĩnh Hòa", "thị xã Tân Chau", "Tân Châu")],
)
def test_a_name_of_a_zone_is_checked_at_load(unit: str, within: str, near: str, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="NTM612"):  # lint says it too
        made(tmp_path, unit, within)
    with pytest.raises(CatalogError) as caught:
        Library(plugins=(), packs=[tmp_path / "mau"])
    assert caught.value.code == "NTM612"
    assert near in str(caught.value)


def test_a_name_that_was_merged_before_the_list_is_set_apart(tmp_path: Path) -> None:
    zones = made(tmp_path, "xã Đã Nhập", more="        off_list: [xã Đã Nhập]\n")
    assert zones.rulebook("mau/xa-ntm", on="2023-06-30", province="an-giang").listed


def test_the_table_engine_says_the_same(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.engine.core.program import CORE
    from ntmrules.tables import evaluate_table

    book = made(tmp_path).rulebook("mau/xa-ntm", on="2023-06-30", province="an-giang")
    names = ["xã Vĩnh Hòa", "Vĩnh Hoà", "xã Châu Phong", "xã Lương Phi", "xã Không Có", "xã Vĩnh Hòa", "xã Vĩnh Hòa"]
    within = ["Tân Châu", "TX Tân Châu", "Tân Châu", "huyện Tri Tôn", "Tân Châu", "huyện Tân Châo", None]
    result = evaluate_table(book, pl.DataFrame({"unit": names, "within": within, IRRIGATED: [60] * len(names)}))
    for row in range(len(names)):
        node = CORE.evaluate(book, result.unit(row)).node("1.1")
        assert result.verdicts("1.1")[row] is node.verdict, names[row]
        assert result.reasons(row, "1.1") == {reason.code for reason in node.reasons}, names[row]
