"""An entry that asks for itself, directly or by a way round: lint tells it at the entry, and so does the rulebook."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from structures.made_up import HEAD, criterion, own_set, write

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint

INCOME = "thu-nhap-binh-quan-dau-nguoi"
RAISED = "{kind: at_least, threshold: {value: 90, evidence: EVIDENCE}}"
NC, KM, XA = "vn/xa-ntm-nang-cao/2021", "vn/xa-ntm-kieu-mau/2021", "vn/xa-ntm/2021"
BASIS = "legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}"
ZONED = (
    HEAD
    + """
    zones:
      - scheme: mau-a
        rules: [{area: a1, when: {zone: b1}}]
        otherwise: a2
        evidence: EVIDENCE
      - scheme: mau-b
        rules: [{area: b1, when: {zone: a1}}]
        otherwise: b2
        evidence: EVIDENCE
"""
)
AREAS = """
    schemes:
      - {id: mau-a, name: {vi: A, en: A}, areas: [{id: a1, name: {vi: a1, en: a1}}, {id: a2, name: {vi: a2, en: a2}}]}
      - {id: mau-b, name: {vi: B, en: B}, areas: [{id: b1, name: {vi: b1, en: b1}}, {id: b2, name: {vi: b2, en: b2}}]}
"""


def derived(of: str) -> str:
    return f"{{kind: derived, op: at_least, factor: 1.2, of: {of}, evidence: EVIDENCE}}"


def meets(target: str) -> str:
    return f"{{kind: meets, target: {target}, evidence: EVIDENCE}}"


def entry(target: str, asked: str, verb: str = "raise", *more: str, id_: str = "") -> str:
    keys = [f"requirement: {asked}", *([BASIS] if verb == "replace" else []), *more]
    head = [f"- id: mau/{id_ or target.partition('/')[2]}", f"  verb: {verb}", f"  target: {target}",
            "  provision: {decision: 01/QĐ-MẪU}", '  from: "2022-06-01"']  # fmt: skip
    return "\n".join([*head, *(f"  {key}" for key in keys)]) + "\n"


def added(label: str, asked: str) -> str:
    return f"""- id: mau/xa-ntm/2021/{label}
  verb: add
  target: {XA}/2
  provision: {{decision: 01/QĐ-MẪU}}
  from: "2022-06-01"
  indicator:
    id: "{label}"
    name: {{vi: Bổ sung, en: Added}}
    measure: {INCOME}
    versions:
      - from: "2022-06-01"
        provision: {{decision: 01/QĐ-MẪU}}
        requirement: {asked}
"""


def overlay(*entries: str) -> dict[str, str]:
    return {"overrides/x.yaml": "overrides:\n" + indent("".join(entries), "  ")}


OTHER = entry(f"{XA}/3.1", RAISED)  # what is right stands before: the place is that of the entry, not of the file
RINGS = {
    "derived of itself": (overlay(OTHER, entry(f"{KM}/2.1", derived(f"{KM}/2.1"))), KM, "level", "x.yaml:8:"),
    "derived, of a base that derives of it": (
        overlay(OTHER, entry(f"{NC}/10.1", derived(f"{KM}/2.1"), "replace")), NC, "level", "x.yaml:8:"),
    "derived, asked for by the other": (
        overlay(OTHER, entry(f"{NC}/10.1", derived(f"{KM}/2.1"), "replace")), KM, "level", "x.yaml:8:"),
    "part of a compound": (
        overlay(OTHER, entry(f"{XA}/10.1", f"{{kind: all_of, of: [{RAISED}, {derived(XA + '/10.1')}]}}", "replace")),
        XA, "level", "x.yaml:8:"),
    "added, derived of itself": (overlay(OTHER, added("2.9", derived(f"{XA}/2.9"))), XA, "level", "x.yaml:8:"),
    "meets itself": (overlay(OTHER, entry(f"{XA}/15.1", meets(f"{XA}/15.1"), "replace")), XA, "rule", "x.yaml:8:"),
    "meets its own criterion": (overlay(OTHER, entry(f"{XA}/15.1", meets("vn/xa-ntm/15"), "replace")), XA, "rule", "x.yaml:8:"),
    "meets its own set": (overlay(OTHER, added("2.9", meets("vn/xa-ntm"))), XA, "rule", "x.yaml:8:"),
    "meets a set that asks for its own": (
        overlay(OTHER, entry(f"{XA}/15.1", meets("vn/xa-ntm-nang-cao"), "replace")), XA, "sets", "x.yaml:8:"),
    "two entries that meet each other": (
        overlay(OTHER, entry(f"{XA}/15.1", meets(f"{XA}/15.2"), "replace"),
                entry(f"{XA}/15.2", meets(f"{XA}/15.1"), "replace")), XA, "rule", "x.yaml:8:"),
    "zones that ask for each other": ({"pack.yaml": ZONED, "areas.yaml": AREAS, **overlay(OTHER)}, XA, "zones", "pack.yaml:6:"),
}  # fmt: skip


def told(folder: Path) -> list[tuple[str, str]]:
    found = [each.problem for each in lint(folder) if each.severity == "error" and each.problem.code != "NTM159"]
    return [(each.identity, each.where) for each in found]


@pytest.mark.parametrize("name", RINGS)
def test_a_ring_is_told_once_at_its_entry_by_lint_and_by_the_rulebook(name: str, tmp_path: Path) -> None:
    files, set_id, identity, place = RINGS[name]
    folder = write(tmp_path / "mau", files)
    found = told(folder)
    assert len(found) == 1
    assert place in found[0][1]
    assert not identity or found[0][0] == f"NTM138.{identity}"
    with pytest.raises(CatalogError) as caught:
        Library(packs=[folder], plugins=()).rulebook(set_id, on="2023-12-01", province="an-giang")
    (error,) = caught.value.problems
    assert (error.identity, place in error.where) == (found[0][0], True)


def test_while_a_ring_stands_no_case_is_asked_for_that_nobody_could_judge(tmp_path: Path) -> None:
    entries = (entry(f"{KM}/2.1", derived(f"{KM}/2.1")), entry(f"{XA}/3.1", RAISED))
    folder = write(tmp_path / "mau", overlay(*entries))
    asked = [each.problem.text("en") for each in lint(folder) if each.problem.code == "NTM159"]
    assert len(asked) == 1
    assert "met or not_met" in asked[0]
    assert "3.1" in asked[0]


def test_the_remedy_of_a_ring_takes_it_away(tmp_path: Path) -> None:
    folder = write(tmp_path / "mau", overlay(entry(f"{KM}/2.1", derived(f"{KM}/2.1"))))
    (said,) = [each.problem.text("en") for each in lint(folder) if each.problem.code == "NTM138"]
    assert "write the level in numbers as the text has it (kind: at_least …)" in said
    assert told(write(tmp_path / "mau", overlay(entry(f"{KM}/2.1", RAISED)))) == []


@pytest.mark.parametrize("asked", [
    f"{{kind: relative, base: {INCOME}, factor: 1, evidence: EVIDENCE}}",
    f"{{kind: relative, base: {INCOME}, factor: 0.9, op: at_least, evidence: EVIDENCE}}",
])  # fmt: skip
def test_a_figure_compared_with_itself_is_refused_with_and_without_lint(asked: str, tmp_path: Path) -> None:
    own = {"a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", f"{INCOME} | {asked}")}
    for files, set_id in ((own, "mau/a"), (overlay(entry(f"{XA}/10.1", asked, "replace")), XA)):
        folder = write(tmp_path / set_id.replace("/", "-"), files)
        assert {each for each, _ in told(folder)} == {"NTM114.relative"}
        assert all(".yaml:" in where for _, where in told(folder))
        with pytest.raises(CatalogError, match="NTM114") as caught:
            Library(packs=[folder], plugins=()).rulebook(set_id, on="2023-12-01", province="an-giang")
        assert ".yaml:" in caught.value.problems[0].where


def test_a_rule_may_ask_for_what_the_province_added(tmp_path: Path) -> None:
    folder = write(tmp_path / "mau", overlay(added("2.9", RAISED), added("2.10", meets(f"{XA}/2.9"))))
    assert told(folder) == []
    Library(packs=[folder], plugins=()).rulebook(XA, on="2023-12-01", province="an-giang")
