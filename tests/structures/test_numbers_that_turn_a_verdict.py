"""Numbers whose sign or size would turn a verdict are refused when they are loaded, at the line where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import criterion, own_set, write

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint
from ntmrules.errors import Problem

MEASURES = """
    measures:
      - {id: ty-le, name: {vi: Tỷ lệ, en: share}, kind: percent, question: {vi: tỷ lệ?, en: share?}}
      - {id: fa, name: {vi: Việc a, en: a}, kind: yes_no, question: {vi: a?, en: a?}}
      - {id: fb, name: {vi: Việc b, en: b}, kind: yes_no, question: {vi: b?, en: b?}}
      - {id: so, name: {vi: Số, en: number}, kind: count, unit: cái, unit_en: pieces, question: {vi: số?, en: n?}}
      - {id: do, name: {vi: Độ, en: degrees}, kind: amount, unit: độ, unit_en: degrees, question: {vi: độ?, en: n?}}
      - {id: tong, name: {vi: Điểm, en: points}, kind: amount, unit: điểm, unit_en: points, question: {vi: điểm?, en: p?}}
"""
A, B = (f"{name} | {{kind: attained, evidence: EVIDENCE}}" for name in ("fa", "fb"))
OFFENCES = "{measure: so, bands: [{from: 1, points: 2}, {from: 3, points: 8}]}"


def points(scale: str, mark: object = 5, op: str = "at_least") -> str:
    return f"tong | {{kind: points, op: {op}, {scale}threshold: {{value: {mark}, evidence: EVIDENCE}}}}"


def weights(first: object, second: object) -> str:
    return f'weights: {{"1.1": {first}, "1.2": {second}}}, '


def group(*items: str, more: str = "") -> str:
    return f"groups: [{{id: g, name: {{vi: G}}, items: [{', '.join(items)}], evidence: EVIDENCE{more}}}], "


def of(label: str, given: object) -> str:
    return f'{{indicator: "{label}", points: {given}}}'


def level(kind: str, value: object, measure: str = "ty-le") -> str:
    return f"{measure} | {{kind: {kind}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def span(low: object, high: object) -> str:
    return f"ty-le | {{kind: between, low: {{value: {low}, evidence: EVIDENCE}}, high: {{value: {high}, evidence: EVIDENCE}}}}"


def rounded(digits: object) -> str:
    return level("at_least", 80).replace("threshold", f"round: {{digits: {digits}, evidence: EVIDENCE}}, threshold")


def left(bounds: str) -> str:
    return f"ty-le | {{kind: at_least, threshold: {{delegated: {{to: ubnd-cap-tinh, {bounds}}}, evidence: EVIDENCE}}}}"


def files(asks: str, **more: str) -> dict[str, str]:
    whole = own_set("a", criteria="2", indicators="3")
    return {"measures.yaml": MEASURES, "a/set.yaml": whole, "a/01.yaml": criterion("1", A, B),
            "a/02.yaml": criterion("2", asks), **more}  # fmt: skip


def told(folder: Path, given: dict[str, str]) -> list[str]:
    """Return what lint finds; a load has to refuse for the errors among it, at the file and line where lint names them."""
    found = [each for each in lint(write(folder / "mau", given)) if each.problem.code not in ("NTM159", "NTM171")]
    errors = {each.problem.identity for each in found if each.severity == "error"}
    refused: tuple[Problem, ...] = ()
    try:
        Library(packs=[folder / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01", province="2004:an-giang")
    except CatalogError as error:
        refused = error.problems
    assert {each.identity for each in refused} == errors
    assert all(".yaml:" in each.where for each in refused)
    return [each.problem.identity for each in found]


@pytest.mark.parametrize(("asks", "said"), [
    # one more indicator met would give fewer points, or none
    (points(weights(-3, 10)), "NTM197.weight"), (points(weights(0, 10)), "NTM197.weight"),
    (points(weights("-0", 10)), "NTM197.weight"), (points(weights(0, 0), 0), "NTM197.weight"),
    (points(weights("true", 10)), "NTM111.number"), (points(weights("NaN", 10)), "NTM111.number"),
    (points(weights(".inf", 10)), "NTM107.word"), (points(weights('"5"', 10)), "NTM111.number"),
    (points(group(of("1.1", 0), of("1.2", 9))), "NTM197.sign"),
    (points(group(of("1.1", 9), "{measure: so, deduct: 0, most: 3}")), "NTM197.sign"),
    (points(group(of("1.1", 9), "{measure: so, deduct: 1, most: 0}")), "NTM197.sign"),
    (points(group(of("1.1", 9), more=", cap: 0")), "NTM197.sign"),
    # met by who meets less
    (points(weights(10, 10), 10, "at_most"), "NTM197.turned"), (points(weights(10, 10), 11, "less_than"), "NTM197.turned"),
    (points(group(of("1.1", 9)), 5, "at_most"), "NTM197.turned"),
    (points(group("{measure: so, deduct: 1, most: 9}"), -5, "at_most"), "NTM197.turned"),
    # marks that all come to, or none
    (points(weights(10, 10), 20.5), "NTM170.points-none"), (points(weights(10, 10), 20, "more_than"), "NTM170.points-none"),
    (points(weights(10, 10), 0), "NTM170.points-always"), (points(weights(10, 10), -1), "NTM170.points-always"),
    (points(group(of("1.1", 9), more=", cap: 4")), "NTM170.points-none"),
    (points("", -1), "NTM170.always"), (points("", 0), "NTM170.always"), (points("", -1, "at_most"), "NTM170.none"),
    # a scale of figures that the measure cannot have
    (points(group("{measure: ty-le, bands: [{from: 10, points: 5}, {from: 150, points: 7}]}")), "NTM170.outside"),
    (points(group("{measure: ty-le, full_at: 150, points: 9}")), "NTM170.outside"),
    # levels outside the measure, and those that every figure comes to
    (level("at_least", -5), "NTM170.outside"), (level("at_most", 150), "NTM170.outside"), (level("at_least", 0), "NTM170.always"),
    (level("at_most", 100), "NTM170.always"), (level("less_than", 0, "so"), "NTM170.never"), (span(-5, 50), "NTM170.outside"),
    (span(0, 100), "NTM170.always"), (span(50, 40), "NTM119"), (rounded(-2), "NTM170.round"),
    (left("low: 90, high: 50"), "NTM119"), (left("low: 150"), "NTM170.outside"),
])  # fmt: skip
def test_a_number_that_turns_a_verdict_is_refused(asks: str, said: str, tmp_path: Path) -> None:
    assert told(tmp_path, files(asks)) == [said]


@pytest.mark.parametrize("asks", [
    points(weights(10, 10), 20), points(weights("0.5", 10), "10.5"), points(weights(10, 10), 0, "more_than"), points("", 5),
    points("", 5, "at_most"), points(group(OFFENCES), 2, "at_most"),
    points(group(of("1.1", 9), "{measure: so, deduct: 1, most: 9}", more=", least: 0")),
    points(group("{measure: so, deduct: 1, most: 9}"), -5),
    points(group("{measure: ty-le, bands: [{from: 0, points: 0}, {from: 50, points: 7}]}")),
    level("at_least", 100), level("at_most", 0), level("at_least", -5, "do"), level("at_most", 0, "do"), level("more_than", 0),
    span(0, 50), rounded(-1), left("low: 50, high: 50"),
])  # fmt: skip
def test_a_number_that_a_text_can_have_is_taken(asks: str, tmp_path: Path) -> None:
    assert told(tmp_path, files(asks)) == []


def test_one_row_that_all_come_to_is_doubted_and_a_table_of_such_rows_refused(tmp_path: Path) -> None:
    """In some year a text may ask for nothing yet."""
    rows = "{{evidence: EVIDENCE, rows: [{{year: 2022, value: 0}}, {{year: 2023, value: {}}}]}}"
    rows = f"ty-le | {{{{kind: at_least, threshold: {rows}}}}}"
    assert told(tmp_path / "a", files(rows.format(50))) == ["NTM170.always"]
    assert told(tmp_path / "b", files(rows.format(0))) == ["NTM170.always"]
    Library(packs=[tmp_path / "a" / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01", province="an-giang")


@pytest.mark.parametrize(("given", "said"), [
    ({"a/set.yaml": own_set("a", criteria="-2", indicators="3")}, ["NTM111.count"]),
    ({"a/set.yaml": own_set("a", criteria="2", indicators="0")}, ["NTM111.count"]),
    ({"a/01.yaml": criterion("1", A, B).replace("indicators: 2", "indicators: -2")}, ["NTM111.count"]),
    ({"measures.yaml": MEASURES.replace("kind: count,", "kind: count, bounds: {min: 9, max: 3},")}, ["NTM127.ends"]),
])  # fmt: skip
def test_a_count_that_no_text_has_is_refused(given: dict[str, str], said: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, {**files(level("at_least", 80)), **given}) == said


@pytest.mark.parametrize("given", [
    {"a/set.yaml": own_set("a", criteria="2", indicators="1")},
    {"a/01.yaml": criterion("1", A, B).replace("indicators: 2", "indicators: 1")},
])  # fmt: skip
def test_one_count_that_is_wrong_is_told_once(given: dict[str, str], tmp_path: Path) -> None:
    folder = write(tmp_path / "mau", {**files(level("at_least", 80)), **given})
    assert [each.problem.identity for each in lint(folder) if each.problem.code == "NTM163"] == ["NTM163.indicators"]


def test_the_mark_is_told_with_what_the_items_come_to(tmp_path: Path) -> None:
    write(tmp_path / "mau", files(points(weights(10, 12.5), 30)))
    with pytest.raises(CatalogError) as caught:
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01", province="2004:an-giang")
    (wrong,) = caught.value.problems
    assert "từ 0 đến 22.5 điểm" in wrong.text("vi")
    assert "0 to 22.5 points" in wrong.text("en")


@pytest.mark.parametrize(("verb", "value"), [("replace", 0), ("replace", -5), ("replace", 150)])
def test_an_entry_of_a_province_is_held_to_it_too(verb: str, value: int, tmp_path: Path) -> None:
    entry = f"""
        overrides:
          - id: mau/a
            verb: {verb}
            target: vn/xa-ntm/2021/3.1
            provision: {{decision: 01/QĐ-MẪU}}
            legal_basis: {{decision: 318/QĐ-TTg}}
            from: "2022-06-01"
            requirement: {{kind: at_least, threshold: {{value: {value}, evidence: EVIDENCE}}}}
    """
    write(tmp_path / "mau", {"overrides/x.yaml": entry})
    with pytest.raises(CatalogError, match=r"x\.yaml:\d+:\d+.*NTM170|NTM170.*x\.yaml:\d+"):
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook(
            "vn/xa-ntm/2021", on="2023-12-01", province="2004:an-giang"
        )


RICH, POOR = "thu-nhap-binh-quan-dau-nguoi", "ty-le-ho-ngheo-da-chieu"


@pytest.mark.parametrize(("items", "op", "doubted"), [
    (f"{{measure: {POOR}, bands: [{{from: 0, points: 5}}, {{from: 3, points: 9}}]}}", "at_least", True),
    (f"{{measure: {POOR}, bands: [{{from: 0, points: 9}}, {{from: 3, points: 5}}]}}", "at_least", False),
    (f"{{measure: {POOR}, bands: [{{from: 0, points: 5}}, {{from: 3, points: 9}}]}}", "at_most", False),
    (f"{{measure: {RICH}, bands: [{{from: 0, points: 9}}, {{from: 30, points: 5}}]}}", "at_least", True),
    (f"{{measure: {RICH}, bands: [{{from: 0, points: 5}}, {{from: 30, points: 9}}]}}", "at_least", False),
    (f"{{measure: {RICH}, bands: [{{from: 0, points: 5}}, {{from: 30, points: 9}}, {{from: 60, points: 2}}]}}", "at_least",
     False),
    (f"{{measure: {POOR}, full_at: 3, points: 9}}", "at_least", True),
    (f"{{measure: {RICH}, full_at: 60, points: 9}}", "at_least", False),
    (f"{{indicator: \"1.1\", points: 9}}, {{measure: {RICH}, deduct: 1, most: 3}}", "at_least", True),
    (f"{{indicator: \"1.1\", points: 9}}, {{measure: {POOR}, deduct: 1, most: 3}}", "at_least", False),
])  # fmt: skip
def test_a_scale_that_falls_where_the_figure_is_better_is_doubted(
    items: str, op: str, doubted: bool, tmp_path: Path
) -> None:
    """By bands a text may say so: it is a warning."""
    found = told(tmp_path, files(points(group(items), 6, op)))
    assert found == ["NTM170.turned-scale"] * doubted


@pytest.mark.parametrize(("items", "doubted"), [
    ("{measure: ty-le, full_at: 0.9, points: 9}", True), ("{measure: ty-le, full_at: 90, points: 9}", False),
    ("{measure: ty-le, bands: [{from: 0.5, points: 5}, {from: 0.9, points: 9}]}", True),
    ("{measure: ty-le, bands: [{from: 0, points: 3}, {from: 0.5, points: 5}, {from: 90, points: 9}]}", False),
    ("{measure: do, full_at: 0.9, points: 9}", False),
])  # fmt: skip
def test_a_scale_in_fractions_of_a_percentage_is_doubted(items: str, doubted: bool, tmp_path: Path) -> None:
    assert told(tmp_path, files(points(group(items)))) == ["NTM170.ratio"] * doubted


def test_a_share_rounded_to_all_or_nothing_and_a_bound_above_all_points_are_refused(tmp_path: Path) -> None:
    share = rounded("DIGITS").replace("ty-le | {kind: at_least,", "| {kind: share_of, children: thon, measure: fa,")
    assert told(tmp_path / "a", files(share.replace("DIGITS", "-2"))) == ["NTM170.round"]
    assert told(tmp_path / "b", files(share.replace("DIGITS", "-1"))) == []
    mark = f"tong | {{kind: points, op: at_least, {weights(10, 10)}threshold: {{delegated: {{to: ubnd-cap-tinh, low: LOW}}}}}}"
    assert told(tmp_path / "c", files(mark.replace("LOW", "20"))) == []
    assert told(tmp_path / "d", files(mark.replace("LOW", "21"))) == ["NTM170.points-none"]
