"""Slips that load and would be met by every unit, or asked of the wrong ones: told where they are, and what may be meant."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from structures.made_up import HEAD, asked_where, criterion, own_set, write

from ntmrules import CatalogError, Library, UnitFigures
from ntmrules.check.lint import lint

MEASURES = """
    measures:
      - {id: ty-le, name: {vi: Tỷ lệ, en: share}, kind: percent, question: {vi: tỷ lệ?, en: share?}}
      - {id: fa, name: {vi: Việc a, en: a}, kind: yes_no, question: {vi: a?, en: a?}}
      - {id: fb, name: {vi: Việc b, en: b}, kind: yes_no, question: {vi: b?, en: b?}}
      - {id: tong, name: {vi: Điểm, en: points}, kind: amount, unit: điểm, unit_en: points, question: {vi: điểm?, en: p?}}
"""
RICH, POOR, XA = "thu-nhap-binh-quan-dau-nguoi", "ty-le-ho-ngheo-da-chieu", "vn/xa-ntm/2021"
BASE = f"op: at_least, of: {XA}/10.1, evidence: EVIDENCE"


def level(value: str, kind: str = "at_least", measure: str = "ty-le") -> str:
    return f"{measure} | {{kind: {kind}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def share(value: str, children: str = "thon", of: str = "measure: fa") -> str:
    return f"| {{kind: share_of, children: {children}, {of}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def derived(factor: str) -> str:
    return f"{RICH} | {{kind: derived, factor: {factor}, {BASE}}}"


def files(*indicators: str, level: str = "xa", **more: str) -> dict[str, str]:
    whole = own_set("a", level=level, indicators=str(len(indicators)))
    return {"measures.yaml": MEASURES, "a/set.yaml": whole, "a/01.yaml": criterion("1", *indicators), **more}


def found(folder: Path, given: dict[str, str]) -> list[tuple[str, str, str]]:
    told = [(each.severity, each.problem) for each in lint(write(folder / "mau", given))]
    return [(how, each.identity, each.text("en")) for how, each in told if each.code not in ("NTM159", "NTM171")]


def refused(folder: Path) -> str:
    with pytest.raises(CatalogError) as caught:
        Library(packs=[folder / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01", province="an-giang")
    (wrong,) = caught.value.problems
    assert ".yaml:" in wrong.where
    return wrong.identity


@pytest.mark.parametrize(("item", "says"), [
    (level("0.8"), "write 80;"),
    (level("1"), "write 100;"),
    (share("0.5"), "write 50;"),
    (f"{RICH} | {{kind: change_at_least, threshold: {{value: 0.05, evidence: EVIDENCE}}}}", "write 5;"),
    (derived("110"), "110 % is 1.10"),
    (derived("0.1"), "10 % more is 1.10"),
    (f"{RICH} | {{kind: relative, whose: tinh, factor: 110, evidence: EVIDENCE}}", "110 % is 1.10"),
])  # fmt: skip
def test_a_number_in_another_scale_is_doubted(item: str, says: str, tmp_path: Path) -> None:
    ((how, _, said),) = found(tmp_path, files(item))
    assert how == "warning"
    assert says in said


@pytest.mark.parametrize("item", [
    level("80"), level("0.5", "at_most"), share("25"), derived("1.1"), derived("0.95"),
    f"{RICH} | {{kind: change_at_least, threshold: {{value: 0.5, evidence: EVIDENCE}}}}", level("0.8", measure=RICH),
])  # fmt: skip
def test_numbers_that_texts_print_are_not(item: str, tmp_path: Path) -> None:
    assert found(tmp_path, files(item)) == []


def test_a_fraction_in_a_condition_is_doubted(tmp_path: Path) -> None:
    asked = asked_where(criterion("1", level("80")), "1.1", "measure: ty-le, at_least: 0.15")
    ((how, _, said),) = found(tmp_path, {**files(level("80")), "a/01.yaml": asked})
    assert (how, "write 15;" in said) == ("warning", True)


@pytest.mark.parametrize("factor", ["0", "-1.1"])
def test_a_factor_that_every_figure_meets_is_refused(factor: str, tmp_path: Path) -> None:
    assert [each for _, each, _ in found(tmp_path, files(derived(factor)))] == ["NTM114.factor"]
    assert refused(tmp_path) == "NTM114.factor"


@pytest.mark.parametrize(("item", "level_"), [
    (share("50", "xa", "target: vn/huyen-ntm"), "huyen"), (share("50", "thon", "target: vn/xa-ntm"), "xa"),
    (share("50", "thon", "target: mau/a"), "xa"), ("| {kind: meets, target: vn/huyen-ntm, evidence: EVIDENCE}", "xa"),
])  # fmt: skip
def test_a_set_is_asked_of_units_that_it_judges(item: str, level_: str, tmp_path: Path) -> None:
    ((how, identity, said),) = found(tmp_path, files(item, level=level_))
    assert (how, identity) == ("error", "NTM139.level")
    assert "mau/a/01.yaml:" in said
    assert refused(tmp_path) == "NTM139.level"


@pytest.mark.parametrize("children", ["xa", "phuong", "thi-tran"])
def test_wards_and_townships_may_be_judged_as_communes_are(children: str, tmp_path: Path) -> None:
    assert found(tmp_path, files(share("50", children, "target: vn/xa-ntm"), level="huyen")) == []


@pytest.mark.parametrize(("whose", "level_", "good"), [
    ("tinh", "tinh", False), ("huyen", "tinh", False), ("huyen", "huyen", False), ("huyen", "thi-xa", False),
    ("tinh", "huyen", True), ("huyen", "xa", True), ("huyen", "thon", True),
])  # fmt: skip
def test_a_unit_is_compared_with_one_in_which_it_lies(whose: str, level_: str, good: bool, tmp_path: Path) -> None:
    item = f"{RICH} | {{kind: relative, whose: {whose}, factor: 1.1, evidence: EVIDENCE}}"
    told = [each for _, each, _ in found(tmp_path, files(item, level=level_))]
    assert told == ([] if good else ["NTM139.whose"])
    if not good:
        assert refused(tmp_path) == "NTM139.whose"


def entry(body: str, verb: str = "replace", target: str = f"{XA}/11.1") -> dict[str, str]:
    basis = (
        "legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}" if verb == "replace" else "note: {vi: bịa, en: made up}"
    )
    return {"overrides/x.yaml": dedent(f"""
        overrides:
          - id: mau/{target.partition("/")[2]}
            verb: {verb}
            target: {target}
            provision: {{decision: 01/QĐ-MẪU}}
            from: "2022-06-01"
            {basis}
            {body}
    """)}  # fmt: skip


def test_a_sign_turned_round_is_doubted(tmp_path: Path) -> None:
    asked = "requirement: {kind: KIND, threshold: {value: 5, evidence: EVIDENCE}}"
    ((how, identity, _),) = found(tmp_path, entry(asked.replace("KIND", "at_least")))
    assert (how, identity) == ("warning", "NTM170.turned")
    assert found(tmp_path, entry(asked.replace("KIND", "at_most"))) == []


def test_a_group_that_cannot_come_to_its_least_is_refused(tmp_path: Path) -> None:
    group = "{id: g, name: {vi: G, en: G}, least: 20, evidence: EVIDENCE, items: [{measure: ty-le, points: 10, full_at: 100}]}"
    item = f"tong | {{kind: points, op: at_least, groups: [{group}], threshold: {{value: 5, evidence: EVIDENCE}}}}"
    assert [each for _, each, _ in found(tmp_path, files(item))] == ["NTM197.cap"]


@pytest.mark.parametrize(("right", "slip", "says"), [
    ("rows: [{year: 2023,", "rows: [{nam: 2023,", "did you mean 'year'"),
    ("rows: [{year: 2023, value: 80}]", "rows: [{year: 2023, muc: 80}]", "did you mean 'value'"),
    ("threshold: {evidence", "pass: {at_least: 1}, threshold: {evidence", "move the key into: a criterion, set.yaml"),
    ("        requirement:", "        applies_when: {when: {fact: fa}}\n        requirement:", "the indicator or the criterion"),
    ("rows: [{year: 2023, value: 80}]", "rows: [{year: 2023, value: 80, zzz: 1}]", "only where the text says no such thing"),
])  # fmt: skip
def test_a_key_that_is_not_taken_is_told_which_one_is_meant_or_where_it_stands(
    right: str, slip: str, says: str, tmp_path: Path
) -> None:
    text = criterion("1", "ty-le | {kind: at_least, threshold: {evidence: EVIDENCE, rows: [{year: 2023, value: 80}]}}")
    assert right in text
    told = [said for _, _, said in found(tmp_path, {**files(level("80")), "a/01.yaml": text.replace(right, slip, 1)})]
    assert any(says in each for each in told), told


def test_a_list_for_a_map_of_names_is_told_in_words_of_the_file(tmp_path: Path) -> None:
    item = 'tong | {kind: points, op: at_least, weights: ["1.2"], threshold: {value: 5, evidence: EVIDENCE}}'
    ((_, identity, said),) = found(tmp_path, files(item, level("80")))
    assert identity == "NTM111.pairs"
    assert "object" not in said


def test_a_set_among_the_registers_is_one_error(tmp_path: Path) -> None:
    ((_, identity, _),) = found(tmp_path, {**files(level("80")), "set.yaml": own_set("b")})
    assert identity == "NTM147.root-set"


def test_an_addition_to_no_criterion_is_offered_criteria(tmp_path: Path) -> None:
    asked = 'indicator: {id: "22.1", name: {vi: a, en: a}, measure: ty-le, versions: []}'
    told = [
        said for _, identity, said in found(tmp_path, entry(asked, "add", f"{XA}/22")) if identity == "NTM220.no-home"
    ]
    assert told
    assert f"'{XA}/2'" in told[0]


def test_measuring_by_the_national_measure_is_no_other_way(tmp_path: Path) -> None:
    assert [each for _, each, _ in found(tmp_path, entry(f"measure: {POOR}", "measure_as"))] == ["NTM231.same"]


def test_a_case_of_an_unknown_province_is_told_at_the_case(tmp_path: Path) -> None:
    case = '  - {name: a, of: "11.1", on: "2023-12-01", expect: met}'
    case = f"source: made up\nset: {XA}\nprovince: an-giangg\ncases:\n{case}\n"
    asked = entry("requirement: {kind: at_most, threshold: {value: 2, evidence: EVIDENCE}}")
    ((_, identity, said),) = found(tmp_path, {**asked, "overrides/x.cases.yaml": case})
    assert identity == "NTM144.unjudged"
    assert "x.cases.yaml:5:" in said


AREAS = "areas: [{id: NAME1, name: {vi: a, en: a}}, {id: NAME2, name: {vi: b, en: b}}]"
SCHEME = f"  - {{id: mau-NAME, name: {{vi: NAME, en: NAME}}, {AREAS}}}\n"
ZONES = "  - {scheme: mau-NAME, otherwise: NAME2, evidence: EVIDENCE, rules: [RULES]}\n"


@pytest.mark.parametrize(("first", "second", "other", "dead"), [
    ("{fact: fa}", "{fact: fa}", None, True),
    ("{fact: fa, is: false}", "{none: [{fact: fa}]}", None, True),
    ("{fact: fa, is: false}", "{zone: b1}", "{fact: fa, is: false}", True),
    ("{none: [{zone: b1}]}", "{fact: fa, is: false}", "{fact: fa}", True),
    ("{fact: fa, is: false}", "{zone: b1}", "{fact: fb, is: false}", False),
    ("{zone: b1}", "{zone: b2}", "{fact: fa}", False),
])  # fmt: skip
def test_a_rule_of_zones_that_those_before_leave_nothing_is_refused_in_whatever_words(
    first: str, second: str, other: str | None, dead: bool, tmp_path: Path
) -> None:
    rules = f"{{area: a1, when: {first}}}, {{area: a2, when: {second}}}"
    zones = ZONES.replace("NAME", "a").replace("RULES", rules)
    zones += ZONES.replace("NAME", "b").replace("RULES", f"{{area: b1, when: {other}}}") if other else ""
    schemes = "schemes:\n" + SCHEME.replace("NAME", "a") + SCHEME.replace("NAME", "b")
    given = {"measures.yaml": MEASURES, "pack.yaml": dedent(HEAD) + "zones:\n" + zones, "areas.yaml": schemes}
    told = [each for how, each, _ in found(tmp_path, given) if how == "error"]
    assert told == (["NTM161.never"] if dead else [])
    if dead:
        with pytest.raises(CatalogError, match="NTM161"):
            Library(packs=[tmp_path / "mau"], plugins=())


def test_what_two_texts_of_an_indicator_say_of_an_entry_is_told_once(tmp_path: Path) -> None:
    asked = entry("requirement: {kind: at_least, threshold: {value: 15, evidence: EVIDENCE}}", "fill", f"{XA}/17.1")
    assert [each for _, each, _ in found(tmp_path, asked)] == ["NTM224.not-delegated"]


@pytest.mark.parametrize(("first", "second", "dead"), [
    ("within: [huyện Tri Tôn]", "units: [xã Lương Phi], within: [huyện Tri Tôn]", True),
    ("within: [huyện Tri Tôn, huyện Châu Phú]", "within: [Tri Tôn]", True),
    ("within: [huyện Tri Tôn], except_units: [xã Lương Phi]", "units: [xã Lương Phi], within: [huyện Tri Tôn]", False),
    ("units: [xã Lương Phi], within: [huyện Tri Tôn]", "within: [huyện Tri Tôn]", False),
    ("within: [huyện Tri Tôn], when: {fact: fa}", "units: [xã Lương Phi], within: [huyện Tri Tôn]", False),
    ("within: [huyện Tri Tôn]", "within: [huyện Châu Phú]", False),
    ("within: [huyện Tri Tôn]", "within: [huyện Tri Tôn], when_any: [fa]", False),
])  # fmt: skip
def test_an_exception_stands_before_what_it_is_an_exception_of(
    first: str, second: str, dead: bool, tmp_path: Path
) -> None:
    zones = ZONES.replace("NAME", "a").replace("RULES", f"{{area: a1, {first}}}, {{area: a2, {second}}}")
    schemes = "schemes:\n" + SCHEME.replace("NAME", "a")
    given = {"measures.yaml": MEASURES, "pack.yaml": dedent(HEAD) + "zones:\n" + zones, "areas.yaml": schemes}
    assert [each for how, each, _ in found(tmp_path, given) if how == "error"] == (["NTM161.never"] if dead else [])


def test_a_percentage_without_a_unit_is_one_all_the_same(tmp_path: Path) -> None:
    asked = entry("measure: ty-le", "measure_as") | {"measures.yaml": MEASURES}
    assert found(tmp_path, asked) == []
    found(tmp_path, files(level("80")))
    book = Library(packs=[tmp_path / "mau"], plugins=()).rulebook("mau/a", on="2023-12-01", province="an-giang")
    for value, verdict in (("90 %", "met"), ("79.9 %", "not_met")):
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", {"ty-le": value})).node("1.1").verdict) == verdict


def test_a_name_of_before_the_reform_is_told_what_became_of_it(tmp_path: Path) -> None:
    head = dedent(HEAD).replace('"2004"', '"2025"')
    zones = ZONES.replace("NAME", "a").replace("RULES", "{area: a1, units: [xã Lương Phi]}")
    schemes = "schemes:\n" + SCHEME.replace("NAME", "a")
    given = {"measures.yaml": MEASURES, "pack.yaml": head + "zones:\n" + zones, "areas.yaml": schemes}
    ((_, identity, said),) = [each for each in found(tmp_path, given) if each[0] == "error"]
    assert identity == "NTM612.former"
    assert "lies in xã " in said
    assert "did you mean" not in said
