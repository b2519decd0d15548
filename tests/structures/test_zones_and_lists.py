"""Zones of a pack: units and districts together, names on the list of their date, and no rest for what is on none."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from structures.made_up import EVIDENCE as MADE_UP
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


def made(
    folder: Path, unit: str = "xã Vĩnh Hòa", within: str = "thị xã Tân Châu", more: str = "", *, rest: bool = True
):
    zones = ZONES.replace("UNIT", unit).replace("WITHIN", within) + more
    zones = zones if rest else zones.replace("        otherwise: mau-3\n", "")
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
    for name, district in pairs:  # alone: two ways to write one unit are refused in one table
        frame = pl.DataFrame(
            {"unit": [name], "within": [district], IRRIGATED: [60]}, schema_overrides={"within": pl.String}
        )
        result = evaluate_table(book, frame)
        node = CORE.evaluate(book, result.unit(0)).node("1.1")
        assert result.verdicts("1.1")[0] is node.verdict, name
        assert result.reasons(0, "1.1") == {reason.code for reason in node.reasons}, name


SHARE = "{kind: share_of, children: xa, target: mau/xa-ntm/2022/1.1, op: at_least, threshold: {value: 60, evidence: EVIDENCE}}"
HOLE = ("threshold_unknown", "mau-khu-vuc")


@pytest.mark.parametrize("value", [49, 60, 95])
def test_what_no_zone_takes_has_no_level_and_only_the_text_can_tell(value: int, tmp_path: Path) -> None:
    """However alike the zones judge: that one of their levels is asked of it no text says."""
    book = made(tmp_path, rest=False).rulebook("mau/xa-ntm", on="2023-06-30", province="an-giang")
    unit = UnitFigures.of("xã Khánh An", {IRRIGATED: value}, within="huyện An Phú")
    assert verdict_on(book, "1.1", unit) == "undetermined"
    result = book.evaluate(unit)
    reasons = [(str(each.code), each.subject) for each in result.node("1.1").reasons]
    assert reasons == [("threshold_unknown", "mau/xa-ntm/2022/1.1"), HOLE]
    # Nothing is asked of the commune that it cannot give: no file can name a zone of a province.
    assert "không xếp đơn vị vào vùng nào trong Khu vực (bịa)" in result.text(lang="vi")
    assert "xã: cho biết" not in result.text(lang="vi")
    assert "write it into zones of the pack: Zones (made up)" in result.text(lang="en")


def test_a_district_with_communes_that_no_zone_takes(tmp_path: Path) -> None:
    """Those inside that are in a zone count, the others are open until the text is known."""
    more = {"huyen/set.yaml": own_set("huyen", level="huyen"), "huyen/01.yaml": criterion("1", f" | {SHARE}")}
    made(tmp_path, "xã Khánh An", "huyện An Phú", rest=False)
    (tmp_path / "mau/huyen").mkdir()
    for name, text in more.items():
        (tmp_path / "mau" / name).write_text(dedent(text).replace("EVIDENCE", MADE_UP).lstrip(), "utf-8")
    book = Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/huyen", on="2023-06-30", province="an-giang")

    def share(*values: int) -> tuple[str, set[str]]:
        names = [("xã Nhơn Hội", "huyện An Phú"), ("xã Khánh An", "huyện An Phú")]
        inside = tuple(
            UnitFigures.of(name, {IRRIGATED: value}, within=within, level="xa")
            for (name, within), value in zip(names, values, strict=True)
        )
        district = UnitFigures.of("huyện An Phú", {"so-xa": 2}, level="huyen", children=inside)
        (node, other) = (
            book.evaluate(district, engine=each, accept=True).node("1.1") for each in ("core", "forward/agenda")
        )
        assert node.verdict is other.verdict
        return str(node.verdict), {str(reason.code) for reason in node.reasons}

    assert share(60, 70) == ("undetermined", {"threshold_unknown"})
    assert share(95, 70) == ("undetermined", {"threshold_unknown"})
    assert share(60, 40) == ("not_met", set())


def test_the_table_engine_says_the_same_of_what_no_zone_takes(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_table

    book = made(tmp_path, rest=False).rulebook("mau/xa-ntm", on="2023-06-30", province="an-giang")
    rows = [("xã Khánh An", "huyện An Phú", 60), ("xã Khánh An", "huyện An Phú", 95), ("xã Khánh An", None, 60),
            ("xã Lương Phi", "huyện Tri Tôn", 60), ("xã Không Có", "Tân Châu", 60)]  # fmt: skip
    for row in rows:
        kinds = {"unit": pl.String, "within": pl.String, IRRIGATED: pl.Int64}
        result = evaluate_table(book, pl.DataFrame([row], schema=kinds, orient="row"))
        node = book.evaluate(result.unit(0)).node("1.1")
        assert result.verdicts("1.1")[0] is node.verdict, row
        assert result.reasons(0, "1.1") == {reason.code for reason in node.reasons}, row
