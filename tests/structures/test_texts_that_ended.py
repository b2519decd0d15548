"""A text that ended does not apply, and what it had replaced does not come back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import library, verdict
from structures.test_levels_and_places import IRRIGATED

from ntmrules import UnitFigures

ENTRY = """
      - id: mau/xa-ntm/2021/NAME
        verb: raise
        target: vn/xa-ntm/2021/3.1
        provision: {decision: DECISION}
        from: "FROM"
        requirement: {kind: at_least, threshold: {value: LEVEL, evidence: EVIDENCE}}
"""
DECISIONS = """
    decisions:
      - id: 01/QĐ-MẪU
        date: "2022-06-01"
        title: {vi: Quyết định bịa để thử, en: "Decision, made up"}
        in_force: {from: "2022-06-01"}
      - id: 02/QĐ-MẪU
        date: "2022-06-01"
        title: {vi: Quyết định bịa đã hết hiệu lực, en: "Decision that ended, made up"}
        in_force: {from: "2022-06-01", to: "2023-06-30"}
"""


def entry(name: str, level: int, *, decision: str = "01/QĐ-MẪU", start: str = "2022-06-01", more: str = "") -> str:
    text = ENTRY.replace("NAME", name).replace("LEVEL", str(level)).replace("DECISION", decision).replace("FROM", start)
    return text.rstrip() + more


def level_on(folder: Path, entries: str, day: str) -> int:
    made = library(folder / "mau", {"decisions.yaml": DECISIONS, "overrides/xa-ntm.yaml": f"    overrides:{entries}\n"})
    book = made.rulebook("xa-ntm", on=day, province="an-giang")
    return min(level for level in (80, 85, 90) if verdict(book, "3.1", {IRRIGATED: level}) == "met")


@pytest.mark.parametrize(("day", "level"), [("2023-06-30", 85), ("2023-07-01", 80), ("2023-12-31", 80)])
def test_an_entry_of_a_decision_that_ended_does_not_apply(day: str, level: int, tmp_path: Path) -> None:
    """MinBZK/regelrecht#766."""
    assert level_on(tmp_path, entry("3.1", 85, decision="02/QĐ-MẪU"), day) == level


@pytest.mark.parametrize(
    ("revives", "day", "level"),
    [(False, "2022-12-31", 85), (False, "2023-03-01", 90), (False, "2023-12-31", 80), (True, "2023-12-31", 85)],
)
def test_what_was_superseded_comes_back_only_where_the_text_says_so(
    revives: bool, day: str, level: int, tmp_path: Path
) -> None:
    more = '\n        to: "2023-06-30"\n        supersedes: [mau/xa-ntm/2021/3.1]' + (
        "\n        revives: true" if revives else ""
    )
    entries = entry("3.1", 85) + entry("3.1-moi", 90, start="2023-01-01", more=more)
    assert level_on(tmp_path, entries, day) == level


SUPERSEDING = "\n        supersedes: [mau/xa-ntm/2021/3.1]"


@pytest.mark.parametrize(("revives", "level", "note"), [("", 80, "superseded_stays"), ("true", 85, "revived"),
                                                        ("false", 80, "superseded_stays")])  # fmt: skip
def test_a_superseding_entry_whose_decision_ended_is_told_in_the_trace(
    revives: str, level: int, note: str, tmp_path: Path
) -> None:
    more = SUPERSEDING + (f"\n        revives: {revives}" if revives else "")
    entries = entry("3.1", 85) + entry("3.1-moi", 90, decision="02/QĐ-MẪU", start="2023-01-01", more=more)
    made = library(
        tmp_path / "mau", {"decisions.yaml": DECISIONS, "overrides/xa-ntm.yaml": f"    overrides:{entries}\n"}
    )
    unit = UnitFigures.of("xã Mẫu", {IRRIGATED: 87})
    for engine in ("core", "forward/agenda"):
        before = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang").evaluate(unit, engine=engine).node("3.1")
        after = made.rulebook("xa-ntm", on="2023-07-01", province="an-giang").evaluate(unit, engine=engine)
        assert str(before.verdict) == "not_met"
        assert not [each for each in before.notes if each.code in ("revived", "superseded_stays")]
        assert [(str(each.code), each.subject) for each in after.node("3.1").notes] == [
            (note, "mau/xa-ntm/2021/3.1 ← mau/xa-ntm/2021/3.1-moi (→ 2023-06-30)")
        ]
        said = "an older text applies again" if note == "revived" else "does not come back by itself"
        assert said in after.why("3.1", lang="en")
    book = made.rulebook("xa-ntm", on="2023-07-01", province="an-giang")
    assert min(each for each in (80, 85, 90) if verdict(book, "3.1", {IRRIGATED: each}) == "met") == level


@pytest.mark.parametrize(("revives", "asked"), [("", True), ("true", False), ("false", False)])
def test_lint_asks_whether_the_older_text_comes_back(revives: str, asked: bool, tmp_path: Path) -> None:
    from ntmrules.check.lint import lint

    more = SUPERSEDING + '\n        to: "2023-06-30"' + (f"\n        revives: {revives}" if revives else "")
    entries = entry("3.1", 85) + entry("3.1-moi", 90, start="2023-01-01", more=more)
    folder = tmp_path / "mau"
    library(folder, {"decisions.yaml": DECISIONS, "overrides/xa-ntm.yaml": f"    overrides:{entries}\n"})
    found = [finding for finding in lint(folder) if finding.problem.code == "NTM175"]
    assert [finding.severity for finding in found] == (["warning"] if asked else [])


def test_an_older_text_that_ended_itself_is_not_asked_about(tmp_path: Path) -> None:
    from ntmrules.check.lint import lint

    more = SUPERSEDING + '\n        to: "2023-06-30"'
    entries = entry("3.1", 85, more='\n        to: "2022-12-31"') + entry("3.1-moi", 90, start="2023-01-01", more=more)
    folder = tmp_path / "mau"
    library(folder, {"decisions.yaml": DECISIONS, "overrides/xa-ntm.yaml": f"    overrides:{entries}\n"})
    assert [finding for finding in lint(folder) if finding.problem.code == "NTM175"] == []


KEPT_SET = """
    id: mau/a/2022
    level: xa
    tier: ntm
    name: {vi: "Bộ bịa", en: "Set, made up"}
    stage: {from: "2022-01-01", to: "2025-12-31"}
    provision: {decision: 01/QĐ-MẪU}
    declared: {criteria: 1, indicators: 1, evidence: EVIDENCE}
    not_applicable: counts_as_met
    checked_on: "2026-11-29"
"""
KEPT_INCOME = """
    id: "1"
    name: {vi: "Thu nhập (bịa)", en: "Income (made up)"}
    declared_indicators: 1
    indicators:
      - id: "1.1"
        name: {vi: "Thu nhập (bịa)", en: "Income (made up)"}
        measure: thu-nhap-binh-quan-dau-nguoi
        versions:
          - from: "2022-06-01"
            provision: {decision: 01/QĐ-MẪU}
            requirement: {kind: at_least, threshold: {value: 50, evidence: EVIDENCE}}
          - from: "2023-09-01"
            provision: {decision: 01/QĐ-MẪU}
            requirement: {kind: at_least, threshold: {value: 80, evidence: EVIDENCE}}
            transition: {when: {fact: xa-dac-biet-kho-khan}, until: "2024-12-31", evidence: EVIDENCE}
"""


@pytest.mark.parametrize(("verb", "level", "figure", "while_it_held", "since"), [
    ("raise", 70, 60, "not_met", "met"), ("replace", 40, 45, "met", "not_met"),
])  # fmt: skip
def test_a_kept_text_brings_no_entry_back_whose_decision_had_ended(
    verb: str, level: int, figure: int, while_it_held: str, since: str, tmp_path: Path
) -> None:
    """The decision of the province ended on 30/06/2023, the amendment that some units need not follow yet came after it."""
    said = (
        entry("1.1", level, decision="02/QĐ-MẪU")
        .replace("mau/xa-ntm/2021", "mau/a")
        .replace("vn/xa-ntm/2021/3.1", "mau/a/2022/1.1")
    )
    said = said.replace("verb: raise", f"verb: {verb}")
    if verb == "replace":
        said += "\n        legal_basis: {decision: 02/QĐ-MẪU}"
    files = {"a/set.yaml": KEPT_SET, "a/01.yaml": KEPT_INCOME, "decisions.yaml": DECISIONS,
             "overrides/a.yaml": f"    overrides:{said}\n"}  # fmt: skip
    made = library(tmp_path / "mau", files)
    figures = {"thu-nhap-binh-quan-dau-nguoi": figure, "xa-dac-biet-kho-khan": "đạt"}
    found = [verdict(made.rulebook("mau/a", on=day, province="an-giang"), "1.1", figures)
             for day in ("2023-06-30", "2023-07-01", "2023-09-01", "2024-12-31")]  # fmt: skip
    assert found == [while_it_held, since, since, since]
