"""A raise that lies below every national level that it can meet raises nothing: NTM226, in whichever columns the levels stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from structures.made_up import own_set, write

from ntmrules import Library, UnitFigures
from ntmrules.errors import CatalogError

PACK = Path(__file__).parent / "packs" / "S48-raised-for-some-zones-and-years"
EVIDENCE = "evidence: {kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"
HEAD = """overrides:
  - id: mau/r
    verb: raise
    target: TARGET
    provision: {decision: 01/QĐ-MẪU}
    from: "2022-06-01"
"""
PLAIN = {"xa-dac-biet-kho-khan": "chưa đạt", "xa-an-toan-khu-huyen-ngheo": "chưa đạt"}
INCOME, DERIVED, WATER = "vn/xa-ntm/2021/10.1", "vn/xa-ntm-kieu-mau/2021/2.1", "vn/xa-ntm/2021/3.1"


def pack(folder: Path, target: str, requirement: str) -> Path:
    made = folder / "mau"
    shutil.copytree(PACK, made)
    for path in made.rglob("*.cases.yaml"):
        path.unlink()
    text = HEAD.replace("TARGET", target) + f"    requirement: {requirement.replace('EVIDENCE', EVIDENCE)}\n"
    (made / "overrides" / "x.yaml").write_text(text, encoding="utf-8")
    return made


def found(folder: Path, target: str, requirement: str) -> list[str]:
    """Return what is wrong with an entry when it is loaded."""
    try:
        Library(packs=[pack(folder, target, requirement)], plugins=()).rulebook(
            target.rpartition("/")[0], on="2023-12-01", province="2004:an-giang"
        )
    except CatalogError as error:
        return [each.identity for each in error.problems]
    return []


def rows(text: str, kind: str = "at_least") -> str:
    return f"{{kind: {kind}, threshold: {{rows: [{text}], EVIDENCE}}}}"


def one(level: int) -> str:
    return f"{{kind: at_least, threshold: {{value: {level}, EVIDENCE}}}}"


EVERYWHERE = ["NTM226.everywhere"]


@pytest.mark.parametrize(("target", "asked", "wrong"), [
    # the national columns are regions, those of the entry zones of the province, which lies in one region: 56 in 2023
    (INCOME, rows("{area: v1, value: 60}"), []),
    (INCOME, rows("{area: v1, value: 20}"), EVERYWHERE),
    (INCOME, rows("{area: v1, value: 60}, {area: v2, value: 20}"), EVERYWHERE),
    # those in special difficulty stand in the column of the northern midlands: 45 in 2024, beside 59
    (INCOME, rows("{area: v1, year: 2024, value: 44}"), EVERYWHERE),
    (INCOME, rows("{area: v1, year: 2024, value: 57}"), []),
    (INCOME, rows("{area: v1, candidates: [{value: 20}, {value: 25}]}"), EVERYWHERE),
    (INCOME, rows("{area: v1, candidates: [{value: 20}, {value: 75}]}"), []),
    # derived: 1.10 times the level of 10.1 of the set above
    (DERIVED, rows("{area: v2, value: 90}"), []),
    (DERIVED, rows("{area: v2, value: 20}"), EVERYWHERE),
    (DERIVED, "{kind: at_least, threshold: {value: 20, EVIDENCE}}", EVERYWHERE),
    (DERIVED, "{kind: at_least, threshold: {value: 95, EVIDENCE}}", []),
    # one level for all
    (WATER, rows("{area: v1, value: 70}"), ["NTM226.looser"]),
])  # fmt: skip
def test_a_level_below_every_national_one_is_refused(tmp_path: Path, target: str, asked: str, wrong: list[str]) -> None:
    assert found(tmp_path, target, asked) == wrong


def test_columns_in_which_no_commune_of_the_province_can_stand_forbid_nothing(tmp_path: Path) -> None:
    """62 and more for all years is stricter than the level of its own region, though other regions ask for more."""
    assert found(tmp_path / "a", INCOME, "{kind: at_least, threshold: {value: 62, EVIDENCE}}") == []
    assert found(tmp_path / "b", INCOME, "{kind: at_least, threshold: {value: 20, EVIDENCE}}") != []


def test_where_it_is_looser_than_some_and_stricter_than_others_the_stricter_counts(tmp_path: Path) -> None:
    asked = rows("{area: v1, value: 57}")  # above the level of 2023, below that of 2025
    made = Library(packs=[pack(tmp_path, INCOME, asked)], plugins=())
    verdicts = {}
    for year, level in (("2023", 57), ("2025", 62)):
        book = made.rulebook("vn/xa-ntm/2021", on=f"{year}-12-01", province="2004:an-giang")
        for figure in (level - 1, level):
            unit = UnitFigures.of(
                "xã Lương Phi", {**PLAIN, "thu-nhap-binh-quan-dau-nguoi": figure}, within="huyện Tri Tôn"
            )
            verdicts[year, figure] = str(book.evaluate(unit).node("10.1").verdict)
    assert verdicts == {("2023", 56): "not_met", ("2023", 57): "met", ("2025", 61): "not_met", ("2025", 62): "met"}


MEASURES = "measures:\n  - {id: ma, name: {vi: Số m}, kind: amount, unit: điểm, question: {vi: Mấy?}}\n"
MADE = """
id: "1"
name: {vi: Tiêu chí bịa, en: Made up}
declared_indicators: 1
indicators:
  - id: "1.1"
    name: {vi: Chỉ tiêu bịa, en: Indicator}
    measure: ma
    versions:
      - {from: "2022-06-01", provision: {decision: 01/QĐ-MẪU}, requirement: NATIONAL}
"""
SPAN = "{kind: between, low: {value: LOW, EVIDENCE}, high: {value: HIGH, EVIDENCE}}"
CHANGE = "{kind: change_at_least, threshold: {value: LEVEL, EVIDENCE}}"
BEFORE = "{kind: not_below_before, EVIDENCE}"
SCORED = "{kind: points, measure: ma, threshold: {value: LEVEL, EVIDENCE}}"


def with_evidence(text: str) -> str:
    return text.replace("EVIDENCE", "evidence: EVIDENCE")


def span(low: int, high: int) -> str:
    return SPAN.replace("LOW", str(low)).replace("HIGH", str(high))


def level(text: str, number: int) -> str:
    return text.replace("LEVEL", str(number))


@pytest.mark.parametrize(("national", "asked", "wrong"), [
    (span(10, 50), span(20, 40), False), (span(10, 50), span(5, 40), True), (span(10, 50), span(20, 60), True),
    (level(CHANGE, 5), level(CHANGE, 6), False), (level(CHANGE, 5), level(CHANGE, 4), True),
    (BEFORE, level(CHANGE, 3), False), (BEFORE, level(CHANGE, -3), True),
    (level(SCORED, 60), level(SCORED, 70), False), (level(SCORED, 60), level(SCORED, 50), True),
])  # fmt: skip
def test_a_looser_level_of_every_kind_is_refused(tmp_path: Path, national: str, asked: str, wrong: bool) -> None:
    write(tmp_path / "mau", {
        "measures.yaml": MEASURES, "a/set.yaml": own_set("a"), "a/01.yaml": MADE.replace("NATIONAL", with_evidence(national)),
        "overrides/x.yaml": HEAD.replace("TARGET", "mau/a/2022/1.1") + f"    requirement: {with_evidence(asked)}\n",
    })  # fmt: skip
    if not wrong:
        assert Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01").rules
        return
    with pytest.raises(CatalogError) as caught:
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01")
    assert {each.code for each in caught.value.problems} == {"NTM226"}
