"""A text that ended does not apply, and what it had replaced does not come back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import library, verdict
from structures.test_levels_and_places import IRRIGATED

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
