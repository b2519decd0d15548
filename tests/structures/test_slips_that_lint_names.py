"""Slips of an author that load and would change a verdict: lint says each at its line, and what it is."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from structures.made_up import HEAD, asked_where, criterion, own_set, write

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint

MEASURES = """
    measures:
      - {id: ven, name: {vi: Ven biển, en: coast}, kind: yes_no, yes_means: met, question: {vi: biển?, en: coast?}}
      - {id: va, name: {vi: Việc a, en: a}, kind: yes_no, yes_means: met, question: {vi: a?, en: a?}}
      - {id: x, name: {vi: Tỷ lệ, en: share}, kind: percent, question: {vi: tỷ lệ?, en: share?}}
      - {id: khac, name: {vi: Tỷ lệ khác, en: other}, kind: percent, question: {vi: tỷ lệ?, en: share?}}
      - {id: trieu, name: {vi: Tiền, en: money}, kind: amount, unit: triệu đồng, unit_en: million, question: {vi: tiền?, en: m?}}
      - {id: dong, name: {vi: Tiền lẻ, en: coins}, kind: amount, unit: đồng, unit_en: dong, question: {vi: tiền?, en: m?}}
      - {id: tong, name: {vi: Điểm, en: points}, kind: amount, unit: điểm, unit_en: points, question: {vi: điểm?, en: p?}}
"""
AREAS = """
    schemes:
      - id: mau-vung
        name: {vi: Vùng (bịa), en: Zones (made up)}
        areas: [{id: z1, name: {vi: z1, en: z1}}, {id: z2, name: {vi: z2, en: z2}}, {id: z3, name: {vi: z3, en: z3}}]
"""
ROWS = "{kind: at_least, threshold: {evidence: EVIDENCE, rows: [{area: z1, value: 50}, {area: z2, value: 80}]}}"


def level(measure: str, more: str = "") -> str:
    return f"{measure} | {{kind: at_least, threshold: {{value: 80, evidence: EVIDENCE}}{more}}}"


def points(items: str, mark: int = 10, op: str = "at_least") -> str:
    group = f"{{id: g, name: {{vi: G, en: G}}, evidence: EVIDENCE, items: [{items}]}}"
    return f"tong | {{kind: points, op: {op}, groups: [{group}], threshold: {{value: {mark}, evidence: EVIDENCE}}}}"


def files(*criteria: str, **more: str) -> dict[str, str]:
    number = sum(text.count("versions:") for text in criteria)
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number))
    written = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    return {"measures.yaml": MEASURES, "a/set.yaml": whole, **written, **more}


def zoned(rules: str, otherwise: str) -> dict[str, str]:
    head = (
        dedent(HEAD) + f"zones: [{{scheme: mau-vung, otherwise: {otherwise}, evidence: EVIDENCE, rules: [{rules}]}}]\n"
    )
    return {"pack.yaml": head, "areas.yaml": AREAS}


def told(folder: Path, given: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return severity, id and file of every finding but that cases are missing."""
    found = [(each.severity, each.problem) for each in lint(write(folder / "mau", given))]
    return [(how, each.identity, each.where.split(":")[0]) for how, each in found if each.code != "NTM159"]


@pytest.mark.parametrize("items", [
    "{measure: x, points: 5, full_at: 50}, {measure: x, points: 5, full_at: 50}",
    '{indicator: "1.1", points: 5}, {indicator: "1.1", points: 5}',
    '{indicator: "1.1", points: 6}, {indicator: "1.1", points: 4}',
])  # fmt: skip
def test_a_line_of_points_copied_and_not_changed_is_no_second_one(items: str, tmp_path: Path) -> None:
    given = files(criterion("1", level("x")), criterion("2", points(items)))
    assert told(tmp_path, given) == [("error", "NTM199", "mau/a/02.yaml")]


def test_two_readings_of_one_figure_may_each_have_points(tmp_path: Path) -> None:
    items = "{measure: x, points: 5, full_at: 50}, {measure: x, points: 5, full_at: 80}"
    assert told(tmp_path, files(criterion("1", points(items)))) == []


@pytest.mark.parametrize(("items", "mark", "op"), [
    ("{measure: x, points: 10, full_at: 50}", 0, "at_least"),
    ("{measure: x, points: 10, full_at: 50}", 20, "at_most"),
])  # fmt: skip
def test_points_that_every_unit_comes_to_are_refused_without_lint_too(
    items: str, mark: int, op: str, tmp_path: Path
) -> None:
    given = files(criterion("1", points(items, mark, op)))
    assert told(tmp_path, given) == [("error", "NTM170.points-always", "mau/a/01.yaml")]
    library = Library(packs=[tmp_path / "mau"], plugins=())
    with pytest.raises(CatalogError, match="NTM170"):
        library.rulebook("mau/a", on="2023-06-30", province="an-giang")


@pytest.mark.parametrize(("digits", "said"), [(-2, ["NTM170.round"]), (-1, []), (0, [])])
def test_rounding_leaves_figures_that_differ(digits: int, said: list[str], tmp_path: Path) -> None:
    given = files(criterion("1", level("x", f", round: {{digits: {digits}, evidence: EVIDENCE}}")))
    assert [each for _, each, _ in told(tmp_path, given)] == said


@pytest.mark.parametrize(("base", "own", "said"), [
    ("trieu", "dong", ["NTM192"]), ("x", "dong", ["NTM192"]), ("trieu", "trieu", []), ("x", "khac", []),
])  # fmt: skip
def test_so_many_times_a_level_is_in_its_unit(base: str, own: str, said: list[str], tmp_path: Path) -> None:
    times = f" | {{kind: derived, measure: {own}, of: mau/a/2022/1.1, factor: 1.1, evidence: EVIDENCE}}"
    given = files(criterion("1", level(base)), criterion("2", times))
    assert [each for _, each, _ in told(tmp_path, given)] == said


@pytest.mark.parametrize(("rules", "otherwise", "said"), [
    ("{area: z1, when: {fact: ven}}, {area: z2, when: {fact: ven}}", "z3", [("error", "NTM161.never")]),
    ("{area: z1, when_any: [ven, va]}, {area: z2, when_any: [va]}", "z3", [("error", "NTM161.never")]),
    ("{area: z1, when_any: [ven]}, {area: z2, when_any: [ven, va]}", "z3", []),
    ("{area: z1, when: {fact: ven}}, {area: z2, when: {fact: va}}", "z3", []),
    ("{area: z1, when: {fact: ven}}, {area: z3, when: {fact: va}}", "z1", [("warning", "NTM161.empty")]),
    ("{area: z1, when: {measure: x, at_least: 15}}, {area: z2, when: {measure: x, at_least: 30}}", "z3",
     [("error", "NTM161.never")]),
    ("{area: z1, when: {measure: x, at_least: 30}}, {area: z2, when: {measure: x, at_least: 15}}", "z3", []),
    ("{area: z1, when: {fact: ven}}, {area: z3, when: {fact: ven, is: false}}, {area: z2, when: {fact: va}}", "z3",
     [("error", "NTM161.never")]),
    ("{area: z1, when: {measure: x, at_least: 0}}, {area: z2, when_any: [va]}", "z3", [("error", "NTM161.never")]),
    ("{area: z1, within: [huyện Tri Tôn], when: {fact: ven}}, {area: z2, within: [huyện Tri Tôn]}", "z3", []),
    ("{area: z1, within: [huyện Tri Tôn]}, {area: z2, within: [huyện Tri Tôn], when: {fact: ven}}", "z3",
     [("error", "NTM161.never")]),
    ("{area: z1, when: {fact: ven}}, {area: z2, when: {all: [{fact: va}, {none: [{fact: va}]}]}}", "z3",
     [("error", "NTM170.nobody")]),
])  # fmt: skip
def test_a_zone_in_which_nobody_stands_is_named(
    rules: str, otherwise: str, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    given = files(criterion("1", f"x | {ROWS}"), **zoned(rules, otherwise))
    assert told(tmp_path, given) == [(how, each, "mau/pack.yaml") for how, each in said]


CONTRADICTIONS = [
    "all: [{fact: ven}, {fact: ven, is: false}]",
    "all: [{measure: x, at_least: 15}, {measure: x, less_than: 15}]",
    "all: [{measure: x, more_than: 50}, {any: [{measure: x, at_most: 40}, {none: [{measure: x, more_than: 45}]}]}]",
    "all: [{zone: z1}, {zone: z2}]",
    "none: [{fact: ven}, {fact: ven, is: false}]",
]
FULFILLED = [
    "all: [{measure: x, at_least: 15}, {measure: x, at_most: 15}]",
    "all: [{zone: z1}, {fact: ven}]",
    "none: [{zone: z1}, {zone: z2}]",
]


@pytest.mark.parametrize("when", CONTRADICTIONS)
def test_a_condition_that_no_unit_can_meet_is_refused_with_and_without_lint(when: str, tmp_path: Path) -> None:
    given = files(
        asked_where(criterion("1", level("x")), "1.1", when),
        **zoned("{area: z1, when: {fact: ven}}, {area: z2, when: {fact: va}}", "z3"),
    )
    assert told(tmp_path, given) == [("error", "NTM170.nobody", "mau/a/01.yaml")]
    with pytest.raises(CatalogError, match="NTM170") as caught:
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-06-30", province="an-giang")
    assert caught.value.problems[0].where.startswith("mau/a/01.yaml:")


@pytest.mark.parametrize("when", FULFILLED)
def test_a_condition_that_some_unit_meets_is_left_alone(when: str, tmp_path: Path) -> None:
    given = files(
        asked_where(criterion("1", level("x")), "1.1", when),
        **zoned("{area: z1, when: {fact: ven}}, {area: z2, when: {fact: va}}", "z3"),
    )
    assert told(tmp_path, given) == []
    Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-06-30", province="an-giang")


@pytest.mark.parametrize("when", ["any: [{fact: ven}, {fact: ven, is: false}]",
                                  "any: [{measure: x, at_least: 15}, {measure: x, less_than: 20}]"])  # fmt: skip
def test_a_condition_that_every_unit_meets_is_warned_of(when: str, tmp_path: Path) -> None:
    given = files(asked_where(criterion("1", level("x")), "1.1", when))
    assert told(tmp_path, given) == [("warning", "NTM170.everybody", "mau/a/01.yaml")]


def test_conditions_of_a_criterion_and_of_its_indicator_may_not_exclude_each_other(tmp_path: Path) -> None:
    text = asked_where(criterion("1", level("x")), "1.1", "fact: ven, is: false")
    whole = "\napplies_when: {when: {fact: ven}, evidence: EVIDENCE}\nindicators:"
    given = files(text.replace("\nindicators:", whole, 1))
    assert told(tmp_path, given) == [("error", "NTM170.nobody", "mau/a/01.yaml")]
    with pytest.raises(CatalogError, match="NTM170"):
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-06-30", province="an-giang")


@pytest.mark.parametrize(("measure", "said"), [("measure: khac, ", ["NTM226.other"]), ("measure: x, ", []), ("", [])])
def test_what_is_raised_is_the_level_of_the_same_figure(measure: str, said: list[str], tmp_path: Path) -> None:
    entry = f"""
        overrides:
          - id: mau/a-1
            verb: raise
            target: mau/a/2022/1.1
            provision: {{decision: 01/QĐ-MẪU}}
            from: "2022-06-01"
            requirement: {{kind: at_least, {measure}threshold: {{value: 90, evidence: EVIDENCE}}}}
    """
    given = files(criterion("1", level("x")), **{"overrides/o.yaml": entry})
    assert [each for _, each, _ in told(tmp_path, given)] == said


@pytest.mark.parametrize(("wrong", "right", "remedy"), [
    ("measure: x", "measure: x, at_least: 15", "add the comparison"),
    ("at_least: 15", "measure: x, at_least: 15", "add measure"),
    ("fact: ven, at_least: 15", "all: [{fact: ven}, {measure: x, at_least: 15}]", "several conditions"),
    ("measure: x, is: false", "fact: ven, is: false", "several conditions"),
])  # fmt: skip
def test_a_condition_that_lacks_a_half_is_told_which(wrong: str, right: str, remedy: str, tmp_path: Path) -> None:
    found = lint(write(tmp_path / "mau", files(asked_where(criterion("1", level("x")), "1.1", wrong))))
    assert [each.problem.code for each in found] == ["NTM193"]
    assert remedy in found[0].problem.remedy
    assert told(tmp_path / "right", files(asked_where(criterion("1", level("x")), "1.1", right))) == []


@pytest.mark.parametrize(("wrong", "remedy"), [
    ("{measure: x, bands: [{from: 50, points: 10}, {from: 0, points: 0}]}", "rising order"),
    ("{measure: x, bands: [{from: 0, points: 0}, {from: 0, points: 10}]}", "rising order"),
    ("{measure: x, points: 10}", "one way of the text in full"),
    ("{measure: x, points: 10, full_at: 50, bands: [{from: 0, points: 0}]}", "of two ways make two items"),
])  # fmt: skip
def test_an_item_of_points_that_cannot_be_followed_is_told_what_to_write(
    wrong: str, remedy: str, tmp_path: Path
) -> None:
    found = lint(write(tmp_path / "mau", files(criterion("1", points(wrong)))))
    assert [each.problem.code for each in found] == ["NTM197"]
    assert remedy in found[0].problem.remedy


def test_a_pack_of_one_file_that_cannot_be_read_is_told_why(tmp_path: Path) -> None:
    path = tmp_path / "mau.yaml"
    path.write_text("pack: &x\n  id: mau\n  name: {vi: a, en: a}\n", "utf-8")
    assert [each.problem.code for each in lint(path)] == ["NTM105"]
    path.write_text("bang: 1\n", "utf-8")
    with pytest.raises(CatalogError, match="NTM131"):
        lint(path)


def test_a_level_of_a_set_stands_in_the_columns_of_one_scheme(tmp_path: Path) -> None:
    rows = "{kind: at_least, threshold: {evidence: EVIDENCE, rows: [{area: z1, value: 50}, {area: k1, value: 80}]}}"
    given = files(
        criterion("1", f"x | {rows}"), **zoned("{area: z1, when: {fact: ven}}, {area: z2, when: {fact: va}}", "z3")
    )
    other = "{scheme: mau-hai, otherwise: k2, evidence: EVIDENCE, rules: [{area: k1, when: {fact: va}}]}"
    given["pack.yaml"] = given["pack.yaml"].rstrip().removesuffix("]") + f", {other}]\n"
    areas = "[{id: k1, name: {vi: k1, en: k1}}, {id: k2, name: {vi: k2, en: k2}}]"
    given["areas.yaml"] = dedent(AREAS) + f"  - {{id: mau-hai, name: {{vi: Hai, en: two}}, areas: {areas}}}\n"
    assert told(tmp_path, given) == [("error", "NTM235", "mau/a/01.yaml")]
    with pytest.raises(CatalogError, match="NTM235") as caught:
        Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-06-30", province="an-giang")
    assert caught.value.problems[0].where.startswith("mau/a/01.yaml:")
