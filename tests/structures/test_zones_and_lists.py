"""Zones of a pack: units and districts together, names on the list of their date, and no rest for what is on none."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, criterion, library, own_set, verdict_on, write
from structures.test_levels_and_places import BY_ZONE, IRRIGATED, PLACES

from ntmrules import CatalogError, Library, UnitFigures
from ntmrules.model.overrides import PackHead, UnitKey, ZoneRule, Zoning
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.places.zones import known_names
from ntmrules.testing.sets import SURE_EVIDENCE

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
    ("name", "within", "value"),
    [
        ("xã Lương Phi", "thị xã Tân Châu", 90),  # it lies in Tri Tôn
        ("xã Vĩnh Hòa", "huyện An Phú", 90),
        ("xã Không Có", "huyện Tri Tôn", 70),  # the zone of its district, if there were such a commune in it
    ],
)
def test_a_commune_that_does_not_lie_in_the_district_is_in_no_zone_and_never_the_rest(
    name: str, within: str, value: int, tmp_path: Path
) -> None:
    verdict, reasons = judged(tmp_path, name, within, value=value - 1)
    assert (verdict, reasons) == ("undetermined", {"unit_unplaced"})
    assert judged(tmp_path, name, within, value=95)[0] == "met"  # at least 90, 70 and 50


def test_a_district_that_may_be_one_of_two_is_none() -> None:
    """Đồng Tháp has huyện Cao Lãnh and thành phố Cao Lãnh."""
    zoning = Zoning(scheme="v", rules=(ZoneRule(area="a", within=("huyện Cao Lãnh",)),), evidence=SURE_EVIDENCE)
    head = PackHead(id="m", name=Text("Mẫu"), territory=(UnitKey(list="2004", province="dong-thap"),), zones=(zoning,))
    known = known_names(head, zoning, "xa")
    commune = name_key("xã Gáo Giồng")
    assert known.lacks(commune, name_key("huyện Cao Lãnh")) is None
    assert known.lacks(commune, name_key("Cao Lãnh")) == name_key("Cao Lãnh")
    assert known.lacks(commune, name_key("TP Cao Lãnh")) == commune
    assert known.lacks(commune, "") is None


def test_only_the_name_of_the_district_puts_a_unit_of_another_level() -> None:
    """A thôn has no list: its district does."""
    zoning = Zoning(scheme="v", rules=(ZoneRule(area="a", within=("huyện Tri Tôn",)),), evidence=SURE_EVIDENCE)
    head = PackHead(id="m", name=Text("Mẫu"), territory=(UnitKey(list="2004", province="an-giang"),), zones=(zoning,))
    known = known_names(head, zoning, "thon")
    assert known.lacks(name_key("thôn Không Có"), name_key("huyện Tri Tôn")) is None
    assert known.lacks(name_key("thôn Không Có"), name_key("huyện Tri Ton")) == name_key("huyện Tri Ton")


RULES = """
    zones:
      - scheme: mau-khu-vuc
        rules: [RULES]
        otherwise: mau-3
        off_list: [xã Đã Nhập]
        provision: {decision: 01/QĐ-MẪU}
        evidence: EVIDENCE
"""


def ruled(folder: Path, province: str, *rules: str) -> Path:
    zones = RULES.replace("[RULES]", "[" + ", ".join(rules) + "]")
    files = {
        "pack.yaml": HEAD.replace("an-giang", province) + zones,
        "areas.yaml": PLACES,
        "xa-ntm/set.yaml": own_set("xa-ntm"),
        "xa-ntm/01.yaml": criterion("1", f"{IRRIGATED} | {BY_ZONE}"),
    }
    return write(folder / "mau", files)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{area: mau-1, units: [xã Vĩnh Hòa]}", ("huyện Ba Tri", "huyện Chợ Lách", "within")),
        ("{area: mau-1, units: [xã An Thạnh], within: [huyện Ba Tri]}", ("An Thạnh", "huyện Ba Tri", "Mỏ Cày Nam")),
        ("{area: mau-1, except_units: [xã Vĩnh Hòa], within: [huyện Ba Tri, huyện Chợ Lách]}", ("except_units",)),
        ("{area: mau-1, except_units: [xã An Thạnh], within: [huyện Ba Tri]}", ("An Thạnh", "huyện Ba Tri")),
        ("{area: mau-1, except_units: [xã Vĩnh Hòa], when_any: [xa-dac-biet-kho-khan]}", ("except_units",)),
    ],
)
def test_a_name_alone_is_no_key_of_a_unit(rule: str, said: tuple[str, ...], tmp_path: Path) -> None:
    """Bến Tre has two communes called Vĩnh Hòa; its An Thạnh lie elsewhere than in Ba Tri."""
    with pytest.raises(CatalogError) as caught:
        Library(plugins=(), packs=[ruled(tmp_path, "ben-tre", rule)])
    assert caught.value.code == "NTM612"
    assert "pack.yaml:" in caught.value.problems[0].where
    assert all(each in str(caught.value) for each in said)


@pytest.mark.parametrize(
    "rule",
    [
        "{area: mau-1, units: [xã Vĩnh Hòa], within: [huyện Ba Tri]}",
        "{area: mau-1, units: [xã An Hòa Tây]}",  # one alone
        "{area: mau-1, units: [xã Đã Nhập], within: [huyện Ba Tri]}",
        "{area: mau-1, except_units: [xã Vĩnh Hòa], within: [huyện Ba Tri]}",
    ],
)
def test_a_name_with_its_district_or_alone_in_its_province_is_one(rule: str, tmp_path: Path) -> None:
    library = Library(plugins=(), packs=[ruled(tmp_path, "ben-tre", rule)])
    assert library.rulebook("mau/xa-ntm", on="2023-06-30", province="ben-tre").listed


def test_a_district_of_two_provinces_of_the_territory_is_refused(tmp_path: Path) -> None:
    root = ruled(tmp_path, "an-giang", "{area: mau-1, within: [huyện Châu Thành]}")
    head = (root / "pack.yaml").read_text(encoding="utf-8")
    both = head.replace("province: an-giang}", 'province: an-giang}, {list: "2004", province: kien-giang}')
    assert both != head
    (root / "pack.yaml").write_text(both, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Library(plugins=(), packs=[root])
    assert caught.value.code == "NTM612"
    assert "huyện Châu Thành" in str(caught.value)


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
    pairs = [
        ("xã Vĩnh Hòa", "Tân Châu"), ("Vĩnh Hoà", "TX Tân Châu"), ("xã Châu Phong", "Tân Châu"),
        ("xã Lương Phi", "huyện Tri Tôn"),
        ("xã Không Có", "Tân Châu"), ("xã Vĩnh Hòa", "huyện Tân Châo"), ("xã Vĩnh Hòa", None), ("xã Không Có", None),
        ("xã Lương Phi", "thị xã Tân Châu"), ("xã Vĩnh Hòa", "huyện An Phú"), ("xã Không Có", "huyện Tri Tôn"),
    ]  # fmt: skip
    names, within = [name for name, _ in pairs], [district for _, district in pairs]
    result = evaluate_table(book, pl.DataFrame({"unit": names, "within": within, IRRIGATED: [60] * len(names)}))
    for row in range(len(names)):
        node = CORE.evaluate(book, result.unit(row)).node("1.1")
        assert result.verdicts("1.1")[row] is node.verdict, names[row]
        assert result.reasons(row, "1.1") == {reason.code for reason in node.reasons}, names[row]
