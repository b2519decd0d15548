"""Filling inside a bound, and the cases that entries of a pack have."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugins.installing import write_tree
from plugins.made_up import LEVEL, SET, entry, level, pack_at

from ntmrules import Library, NtmRulesError
from ntmrules.check.lint import lint
from ntmrules.cli import run

OWN = "demo/xa-thu/2021"
WATER = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
SET_FILE = f"""id: {OWN}
level: xa
tier: ntm
name: {{vi: Bộ thử}}
stage: {{from: "2021-01-01"}}
provision: {{decision: 318/QĐ-TTg}}
status: released
declared: {{criteria: 1, indicators: 2, evidence: {{kind: recall, confidence: medium}}}}
not_applicable: counts_as_met
checked_on: "2026-11-23"
"""
CRITERION = f"""id: "1"
name: {{vi: Tưới tiêu}}
declared_indicators: 2
indicators:
  - id: "1.1"
    name: {{vi: Tưới tiêu}}
    measure: {WATER}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 318/QĐ-TTg}}
        requirement:
          kind: delegated
          to: ubnd-cap-tinh
          evidence: {{kind: recall, confidence: medium}}
          bound: {{kind: at_least, threshold: {LEVEL % 50}}}
  - id: "1.2"
    name: {{vi: Tưới tiêu trong khoảng}}
    measure: {WATER}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 318/QĐ-TTg}}
        requirement:
          kind: at_least
          threshold:
            delegated: {{to: ubnd-cap-tinh, low: 40, high: 60}}
            evidence: {{kind: recall, confidence: medium}}
"""


def filled(folder: Path, label: str, body: str) -> Library:
    """Return a library with a made-up set of bounded delegations, and one of them filled."""
    demo = write_tree(folder / "demo", {"national/thu/set.yaml": SET_FILE, "national/thu/01.yaml": CRITERION})
    own = pack_at(folder, "nghe-an", [entry("nghe-an", label, "fill", body, target=f"{OWN}/{label}")])
    return Library(packs=[demo, own.root], plugins=())


@pytest.mark.parametrize(("label", "value"), [("1.1", 50), ("1.1", 90), ("1.2", 40), ("1.2", 60)])
def test_a_fill_inside_the_bound_is_taken(label: str, value: int, tmp_path: Path) -> None:
    book = filled(tmp_path, label, level("at_least", value)).rulebook(OWN, on="2023-12-31", province="Nghệ An")
    assert [rule.number for rule in book.rules if rule.applied] == [label]


@pytest.mark.parametrize(("label", "value"), [("1.1", 49.9), ("1.2", 39), ("1.2", 61)])
def test_a_fill_outside_the_bound_is_refused(label: str, value: float, tmp_path: Path) -> None:
    with pytest.raises(NtmRulesError, match=f"NTM225 fill {OWN}/{label}: the level {value} is outside the bound"):
        filled(tmp_path, label, level("at_least", value))


def test_a_fill_may_not_turn_the_bound_round(tmp_path: Path) -> None:
    with pytest.raises(NtmRulesError, match=r"NTM225 .*compares by at_most"):
        filled(tmp_path, "1.1", level("at_most", 60))


# cases of entries


def lint_codes(folder: Path, cases: str) -> list[str]:
    pack = pack_at(folder, "nghe-an", [entry("nghe-an", "2.1", "fill", level("at_least", 80))])
    write_tree(pack.root, {"overrides/00.cases.yaml": cases})
    return [each.problem.code for each in lint(pack.root) if each.severity == "error"]


CASES = f"""source: made up
set: {SET}
province: nghe-an
cases:
  - {{name: a, of: "2.1", on: "2023-12-31", figures: {{ty-le-duong-xa-cung-hoa: 80}}, expect: met}}
  - {{name: b, of: "2.1", on: "2023-12-31", figures: {{ty-le-duong-xa-cung-hoa: 79}}, expect: not_met}}
"""


def test_cases_beside_the_entries_are_judged_and_counted(tmp_path: Path) -> None:
    assert lint_codes(tmp_path, CASES) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("expect: met", "expect: not_met", "NTM144"),  # a wrong case
        (
            "figures: {ty-le-duong-xa-cung-hoa: 79}, expect: not_met",
            "expect: undetermined",
            "NTM159",
        ),  # none that fails
        ("province: nghe-an", "province: ha-tinh", "NTM159"),  # where the entry does not hold
        ("set: vn/xa-ntm/2021\n", "", "NTM146"),  # no set
        ("source: made up\n", "", "NTM142"),  # no source
        ("province: nghe-an", "provinse: nghe-an", "NTM109"),
    ],
)
def test_cases_that_do_not_hold_or_are_not_enough_are_found(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert old in CASES
    assert code in lint_codes(tmp_path, CASES.replace(old, new))


def test_a_case_outside_the_dates_of_an_entry_does_not_count_for_it(tmp_path: Path) -> None:
    assert "NTM159" in lint_codes(
        tmp_path, CASES.replace("2023-12-31", "2022-07-31").replace("not_met", "undetermined")
    )


def test_lint_reads_the_entries_and_names_unknown_references(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = level("at_least", 80).replace("investqn", "investqm")
    pack = pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", body)])
    write_tree(pack.root, {"overrides/00.cases.yaml": CASES})
    assert run(["lint", str(pack.root)]) == 3
    assert "NTM151 unknown source 'investqm'" in capsys.readouterr().out


def test_lint_warns_of_every_replacement(tmp_path: Path) -> None:
    basis = "    legal_basis: {decision: 211/QĐ-TTg}\n"
    pack = pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "replace", level("at_least", 80), more=basis)])
    write_tree(pack.root, {"overrides/00.cases.yaml": CASES})
    assert [(each.severity, each.problem.code) for each in lint(pack.root)] == [("warning", "NTM171")]


def test_lint_finds_a_level_that_the_measure_cannot_have_and_a_column_that_nobody_knows(tmp_path: Path) -> None:
    rows = f"""    requirement:
      kind: at_least
      threshold:
        rows:
          - {{area: nowhere, value: 80, evidence: {{kind: excerpt, confidence: high, ref: [investqn]}}}}
          - {LEVEL % 180}
"""
    pack = pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", rows)])
    codes = {each.problem.code for each in lint(pack.root)}
    assert {"NTM161", "NTM170"} <= codes


ZONED = """    requirement:
      kind: at_least
      threshold:
        rows:
          - {area: thap, value: 60, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
          - {area: cao, value: 90, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
"""
ZONES = """zones:
  - scheme: na-vung
    rules:
      - {area: thap, within: [Huyện A], except_units: [Xã C]}
    otherwise: cao
    off_list: [Huyện A, Xã C]
    evidence: {kind: excerpt, confidence: high, ref: [investqn]}
"""
AREAS = """schemes:
  - id: na-vung
    name: {vi: Vùng}
    areas:
      - {id: thap, name: {vi: Thấp}}
      - {id: cao, name: {vi: Cao}}
"""
IN_ZONES = f"""source: made up
set: {SET}
province: nghe-an
cases:
  - name: in the district
    unit: Xã B
    within: Huyện A
    of: "2.1"
    on: "2023-12-31"
    figures: {{ty-le-duong-xa-cung-hoa: 70}}
    expect: met
  - name: the exception
    unit: Xã C
    within: Huyện A
    of: "2.1"
    on: "2023-12-31"
    figures: {{ty-le-duong-xa-cung-hoa: 70}}
    expect: not_met
"""


def test_a_zone_is_reached_by_the_name_of_the_unit_or_its_district(tmp_path: Path) -> None:
    pack = pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", ZONED)])
    head = (pack.root / "pack.yaml").read_text(encoding="utf-8")
    write_tree(pack.root, {"areas.yaml": AREAS, "pack.yaml": head + ZONES, "overrides/00.cases.yaml": IN_ZONES})
    assert [each.problem for each in lint(pack.root)] == []


def test_packs_of_two_plugins_whose_folders_have_one_name_are_told_apart(tmp_path: Path) -> None:
    roots = []
    for name, province in (("nghe-an", "nghe-an"), ("nghe-an-2", "nghe-an")):
        pack = pack_at(tmp_path, name, [entry(name, "2.1", "fill", level("at_least", 80))], province=province)
        (tmp_path / f"ntmrules_{name}").mkdir()
        roots.append(pack.root.rename(tmp_path / f"ntmrules_{name}" / "catalog"))
    with pytest.raises(NtmRulesError) as caught:
        Library(packs=roots, plugins=())
    assert "ntmrules_nghe-an-2/catalog/overrides/00.yaml:2:5: NTM210" in str(caught.value)
    assert "the other is in ntmrules_nghe-an/catalog/overrides/00.yaml:2:5" in str(caught.value)
    found = [each.problem.where for each in lint(roots[0] / "overrides" / "00.yaml") if each.problem.code == "NTM159"]
    assert found == ["ntmrules_nghe-an/catalog/overrides/00.yaml:2:5"]
