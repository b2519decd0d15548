"""A decision that names one zone and says nothing of the rest: a unit in none of its zones is not judged by their levels."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import criterion, own_set, write

from ntmrules.circuit.keys import VERDICT_OF
from ntmrules.engine.columnar.plan import OUTPUTS, named
from ntmrules.engine.columnar.units import judge_units
from ntmrules.library import Library
from ntmrules.model.figures import UnitFigures

EVIDENCE = "{kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"
SHARE = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"  # 3.1 of vn/xa-ntm/2021, 80 per cent


ROADS = "ty-le-duong-thon-cung-hoa"  # 2.2 of vn/xa-ntm/2021, left to the province
INCOME = "thu-nhap-binh-quan-dau-nguoi"  # 10.1 of vn/xa-ntm/2021, by region; 2.1 of kieu-mau, derived
FIGURES = {"3.1": SHARE, "2.2": ROADS, "10.1": INCOME, "2.1": INCOME}


def pack(folder: Path, verb: str, level: int, *, rest: bool, label: str = "3.1") -> Path:
    """Return a pack whose decision gives huyện Tri Tôn a level of its own; with ``rest`` it names the others as a zone too."""
    (folder / "overrides").mkdir(parents=True)
    others = ", {id: khac, name: {vi: khác}}" if rest else ""
    basis = "\n    legal_basis: {decision: 01/QĐ-MẪU}" if verb == "replace" else ""
    other = ", otherwise: khac" if rest else ""
    texts = {
        "pack.yaml": f"""id: mau
name: {{vi: Mẫu}}
territory: [{{list: "2004", province: an-giang}}]
zones:
  - {{scheme: mot-vung, rules: [{{area: tri-ton, within: [huyện Tri Tôn]}}]{other}, evidence: {EVIDENCE}}}
""",
        "areas.yaml": f"""schemes:
  - {{id: mot-vung, name: {{vi: một vùng}}, areas: [{{id: tri-ton, name: {{vi: Tri Tôn}}}}{others}]}}
""",
        "decisions.yaml": """decisions:
  - {id: 01/QĐ-MẪU, date: "2022-06-01", title: {vi: Mẫu}, in_force: {from: "2022-06-01"}, note: {vi: bịa}}
""",
        "overrides/x.yaml": f"""overrides:
  - id: mau/xa-ntm/2021/{label}
    verb: {verb}
    target: vn/xa-ntm/2021/{label}
    provision: {{decision: 01/QĐ-MẪU}}{basis}
    from: "2022-06-01"
    requirement: {{kind: at_least, threshold: {{evidence: {EVIDENCE}, rows: [{{area: tri-ton, value: {level}}}]}}}}
""",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def verdicts(place: Path, share: int, *, within: str | None, label: str = "3.1", of: str = "xa-ntm") -> set[str]:
    """Return what the three engines say of an indicator."""
    book = Library(packs=[place], plugins=()).rulebook(f"vn/{of}/2021", on="2023-12-01", province="2004:an-giang")
    unit = UnitFigures.of(
        "xã Lương Phi" if within == "huyện Tri Tôn" else "xã Châu Phong",
        {FIGURES[label]: share},
        within=within,
    )
    found = {str(book.evaluate(unit, engine=engine).node(label).verdict) for engine in ("core", "forward")}
    row = judge_units(book, [unit], OUTPUTS).row(0, named=True)
    return {*found, str(VERDICT_OF[row[named("verdict", label)]])}


@pytest.mark.parametrize(
    ("verb", "level", "share", "within", "expected"),
    [
        ("replace", 50, 60, "huyện Tri Tôn", "met"),
        ("replace", 50, 60, "thị xã Tân Châu", "undetermined"),
        ("replace", 50, 40, "thị xã Tân Châu", "not_met"),
        ("replace", 50, 85, "thị xã Tân Châu", "met"),
        ("replace", 50, 60, None, "undetermined"),
        ("raise", 95, 85, "huyện Tri Tôn", "not_met"),
        ("raise", 95, 85, "thị xã Tân Châu", "undetermined"),
        ("raise", 95, 96, "thị xã Tân Châu", "met"),
        ("raise", 95, 70, "thị xã Tân Châu", "not_met"),
    ],
)
def test_a_unit_in_none_of_the_zones_is_held_by_no_level_of_theirs_alone(
    tmp_path: Path, verb: str, level: int, share: int, within: str | None, expected: str
) -> None:
    assert verdicts(pack(tmp_path / "mau", verb, level, rest=False), share, within=within) == {expected}


@pytest.mark.parametrize(("share", "expected"), [(60, "not_met"), (85, "met")])
def test_where_the_rest_is_a_zone_it_has_the_national_level(tmp_path: Path, share: int, expected: str) -> None:
    place = pack(tmp_path / "mau", "replace", 50, rest=True)
    assert verdicts(place, share, within="thị xã Tân Châu") == {expected}


@pytest.mark.parametrize(("share", "within", "expected"), [
    (60, "huyện Tri Tôn", "met"),
    (40, "huyện Tri Tôn", "not_met"),
    (60, "thị xã Tân Châu", "undetermined"),
    (40, "thị xã Tân Châu", "undetermined"),
    (60, None, "undetermined"),
])  # fmt: skip
def test_a_level_filled_for_one_zone_alone_is_still_left_to_the_province_elsewhere(
    tmp_path: Path, share: int, within: str | None, expected: str
) -> None:
    place = pack(tmp_path / "mau", "fill", 50, rest=False, label="2.2")
    assert verdicts(place, share, within=within, label="2.2") == {expected}


@pytest.mark.parametrize(("within", "income", "expected"), [
    ("huyện Tri Tôn", 35, "met"),
    ("thị xã Tân Châu", 35, "undetermined"),
    ("thị xã Tân Châu", 90, "undetermined"),
    (None, 35, "undetermined"),
])  # fmt: skip
@pytest.mark.parametrize(("of", "label"), [("xa-ntm", "10.1"), ("xa-ntm-kieu-mau", "2.1")])
def test_what_is_set_differently_in_other_columns_is_not_known_for_the_rest(
    tmp_path: Path, of: str, label: str, within: str | None, income: int, expected: str
) -> None:
    place = pack(tmp_path / "mau", "replace", 20, rest=False, label=label)
    entries = place / "overrides/x.yaml"
    entries.write_text(entries.read_text("utf-8").replace("/xa-ntm/2021/", f"/{of}/2021/"), "utf-8")
    assert verdicts(place, income, within=within, label=label, of=of) == {expected}


BY_THE_SEA = "when: {fact: giap-bien}"


def own_table(folder: Path, rules: str) -> Path:
    """Return a pack with a set of the province itself, whose one level stands in two zones, found by ``rules``."""
    rows = "{evidence: EVIDENCE, rows: [{area: bien, value: 20}, {area: dao, value: 30}]}"
    answers = "".join(
        f"\n              - {{id: {name}, name: {{vi: {name}}}, kind: yes_no}}" for name in ("giap-bien", "co-dao")
    )
    return write(folder, {
        "areas.yaml": """
            schemes:
              - {id: ven-bien, name: {vi: ven biển}, areas: [{id: bien, name: {vi: ven biển}}, {id: dao, name: {vi: đảo}}]}
            """,
        "measures.yaml": f"""
            measures:
              - {{id: dien-tich, name: {{vi: Diện tích}}, kind: amount, unit: ha}}{answers}
            """,
        "pack.yaml": f"""
            id: mau
            name: {{vi: Mẫu}}
            territory: [{{list: "2004", province: an-giang}}]
            zones:
              - {{scheme: ven-bien, rules: [{rules}], evidence: EVIDENCE}}
            """,
        "x/set.yaml": own_set("x"),
        "x/01.yaml": criterion("1", f"dien-tich | {{kind: at_least, threshold: {rows}}}"),
    })  # fmt: skip


ONE = f"{{area: bien, {BY_THE_SEA}}}"
TWO = f"{ONE}, {{area: dao, when: {{fact: co-dao}}}}"
ALL = f"{ONE}, {{area: dao, when: {{fact: giap-bien, is: false}}}}"


@pytest.mark.parametrize(("rules", "facts", "figure", "expected"), [
    (ONE, "đạt", 25, "met"), (ONE, "đạt", 10, "not_met"),
    *((ONE, coast, figure, "undetermined") for coast in ("chưa đạt", None) for figure in (10, 25, 35)),
    (TWO, "đạt", 25, "met"), (TWO, "chưa đạt", 35, "undetermined"), (TWO, "chưa đạt", 10, "undetermined"),
    (TWO, None, 35, "undetermined"), (TWO, None, 10, "undetermined"),
    (ALL, None, 35, "met"), (ALL, None, 10, "not_met"), (ALL, None, 25, "undetermined"), (ALL, "chưa đạt", 35, "met"),
])  # fmt: skip
def test_the_levels_of_zones_are_none_for_who_may_lie_in_no_zone(
    tmp_path: Path, rules: str, facts: str | None, figure: int, expected: str
) -> None:
    """A set of the province itself that asks a level in its zones, and says nothing of others, where there can be such."""
    place = own_table(tmp_path / "mau", rules)
    book = Library(packs=[place], plugins=()).rulebook("mau/x", on="2023-12-01", province="2004:an-giang")
    said = {"dien-tich": figure, **({} if facts is None else {"giap-bien": facts})}
    unit = UnitFigures.of("xã Châu Phong", {**said, "co-dao": "chưa đạt"} if facts == "chưa đạt" else said)
    for engine in ("core", "forward"):
        assert str(book.evaluate(unit, engine=engine).node("1.1").verdict) == expected
    row = judge_units(book, [unit], OUTPUTS).row(0, named=True)
    assert str(VERDICT_OF[row[named("verdict", "1.1")]]) == expected
