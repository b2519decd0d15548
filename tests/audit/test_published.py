"""Real published reports: findings exactly where the printed figures contradict each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules.audit.report_file import read_report
from ntmrules.audit.reports import audit_report

FOLDER = Path(__file__).parent / "published"
EXPECTED: dict[str, list[int]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def test_every_report_has_an_expectation_and_every_expectation_a_report() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(EXPECTED)
    assert len(EXPECTED) == 28


@pytest.mark.parametrize("name", EXPECTED)
def test_findings_are_exactly_the_relations_that_do_not_hold(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    found = audit_report(path)
    places = [claim.at for claim in read_report(path).claims]
    assert [places.index(each.at) for each in found.findings] == EXPECTED[name]


def test_a_cut_digit_is_told_apart_from_a_rounded_one() -> None:
    found = {str(each.relation): each for each in audit_report(FOLDER / "vn-2021-2023-capital.yaml").findings}
    people = next(each for key, each in found.items() if "people_pct" in key)
    assert people.printed == "3,9%"
    assert people.follows == "4,0%"
    assert people.fits_if is not None
    assert people.fits_if.kind == "cut"


def test_a_headline_that_leaves_a_unit_out_says_which() -> None:
    (title,) = audit_report(FOLDER / "ha-tinh-2019-12.yaml").findings
    assert title.fits_if is not None
    assert (title.fits_if.kind, title.fits_if.figure) == ("left_out", "completed")
