"""What a pack may not say: sizes that no text has, groups that cannot be told apart, rows that cross, rules in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import EVIDENCE, asked_where, criterion, library, own_set, verdict, write

from ntmrules import UnitFigures
from ntmrules.check.lint import lint
from ntmrules.errors import FiguresError
from ntmrules.library import Library

INCOME, SHARE = "thu-nhap-binh-quan-dau-nguoi", "ty-le-ho-ngheo-da-chieu"
GROUP = "{id: NAME, name: {vi: Nhóm, en: Group}, evidence: EVIDENCE, KEYSitems: [{indicator: LABEL, points: 10}]}"


def errors(folder: Path, requirement: str, *more: str) -> list[str]:
    """Return what lint says in English of a made-up set whose first indicator asks this, cases left out."""
    files = {"a/set.yaml": own_set("a", indicators=str(1 + len(more))), "a/01.yaml": criterion("1", requirement, *more)}
    found = [each.problem for each in lint(write(folder, files)) if each.severity == "error"]
    return [each.text("en") for each in found if each.code != "NTM159"]


def group(name: str = "a", label: str = '"1.2"', keys: str = "") -> str:
    return GROUP.replace("NAME", name).replace("LABEL", label).replace("KEYS", keys)


def points(*groups: str) -> str:
    return (
        f"| {{kind: points, op: at_least, threshold: {{value: 5, evidence: EVIDENCE}}, groups: [{', '.join(groups)}]}}"
    )


OTHER = f"{INCOME} | {{kind: at_least, threshold: {{value: 40, evidence: {EVIDENCE}}}}}"


@pytest.mark.parametrize(("kind", "years"), [("not_below_before", 1_000_000), ("not_below_before", 11)])
def test_more_years_in_a_row_than_a_text_can_mean_are_refused(kind: str, years: int, tmp_path: Path) -> None:
    (found,) = errors(tmp_path, f"{INCOME} | {{kind: {kind}, for_years: {years}, evidence: EVIDENCE}}")
    assert f"for_years = {years}" in found
    assert "1 to 10" in found


@pytest.mark.parametrize(("groups", "said"), [
    ((group("a"), group("a")), "two groups are called a"),
    ((group(keys="cap: 5, least: 8, "),), "has 5 points at most and 8 at least"),
])  # fmt: skip
def test_groups_of_points_are_told_apart_and_can_be_reached(groups: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert any(said in each for each in errors(tmp_path, points(*groups), OTHER))


def test_an_indicator_that_gives_points_to_itself_is_found_without_a_case(tmp_path: Path) -> None:
    (found,) = errors(tmp_path, points(group(label='"1.1"')))
    assert "NTM138 a rule asks for itself: 1.1 -> 1.1" in found
    assert "a/01.yaml:5:" in found


def test_a_year_for_every_area_and_an_area_for_every_year_are_not_chosen_between(tmp_path: Path) -> None:
    rows = "[{year: 2024, value: 50}, {area: dong-nam-bo, value: 60}]"
    asked = f"{INCOME} | {{kind: at_least, threshold: {{evidence: EVIDENCE, rows: ROWS}}}}"
    said = errors(tmp_path, asked.replace("ROWS", rows))
    assert any("which of them is for that area in that year is not clear" in each for each in said)
    assert any("add the row {year: 2024, area: dong-nam-bo, …}" in each for each in said)
    obeyed = rows.replace("]", ", {year: 2024, area: dong-nam-bo, value: 70}]")
    assert not any("NTM115" in each for each in errors(tmp_path, asked.replace("ROWS", obeyed)))


def test_a_number_taken_for_a_fact_is_told_by_which_key_it_is_asked(tmp_path: Path) -> None:
    item = asked_where(criterion("1", OTHER), "1.1", f"fact: {SHARE}")
    files = {"a/set.yaml": own_set("a"), "a/01.yaml": item}
    (found,) = [each.problem.text("en") for each in lint(write(tmp_path, files)) if each.problem.code == "NTM162"]
    assert "for a number, when: {measure: …, at_least: …}" in found
    assert "did you mean" not in found


def test_one_met_and_one_that_is_not_asked_rest_on_no_report(tmp_path: Path) -> None:
    item = asked_where(criterion("1", OTHER, OTHER), "1.2", "fact: xa-dac-biet-kho-khan")
    made = library(tmp_path, {"a/set.yaml": own_set("a", indicators="2"), "a/01.yaml": item})
    book = made.rulebook("mau/a", on="2023-12-01")
    unit = UnitFigures.of("xã Mẫu", {INCOME: 50, "xa-dac-biet-kho-khan": "chưa đạt"})
    for engine in ("core", "forward/agenda"):
        found = book.evaluate(unit, engine=engine)
        assert [str(found.node(label).basis) for label in ("1.1", "1.2", "1")] == ["computed"] * 3
        assert str(found.trace.basis) == "computed"


@pytest.mark.parametrize("subject", ["vn/xa-ntm/2016/10.1", "vn/xa-ntm/2026/10.1", "vn/xa-ntm/20211/10.1"])
def test_an_indicator_of_another_stage_is_not_what_was_meant(subject: str) -> None:
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-12-01")
    with pytest.raises(FiguresError) as caught:
        book.evaluate(UnitFigures.of("xã Mẫu", {subject: "đạt"}))
    assert "did you mean" not in caught.value.problems[0].text("en")


CLAUSE = """
transitions:
  - {from: "2023-01-01", until: "2023-12-31", when: {fact: xa-dac-biet-kho-khan}, evidence: EVIDENCE}
"""
PASS = """
    overrides:
      - id: mau/a/1
        verb: replace
        target: mau/a/2022/1
        provision: {decision: 01/QĐ-MẪU}
        legal_basis: {decision: 01/QĐ-MẪU}
        from: "FROM"
        pass: {at_least: 1, evidence: EVIDENCE}
"""


@pytest.mark.parametrize(("begins", "refused"), [
    ("2022-12-31", False), ("2023-01-01", True), ("2023-12-31", True), ("2024-01-01", False),
])  # fmt: skip
def test_a_pass_rule_does_not_change_while_units_keep_the_set_as_it_stood(
    begins: str, refused: bool, tmp_path: Path
) -> None:
    files = {"a/set.yaml": own_set("a", indicators="2", more=CLAUSE), "a/01.yaml": criterion("1", OTHER, OTHER),
             "overrides/a.yaml": PASS.replace("FROM", begins)}  # fmt: skip
    found = [
        each.problem.text("en")
        for each in lint(write(tmp_path, files))
        if "pass rule changes" in each.problem.text("en")
    ]
    assert bool(found) is refused
    assert all("from: 2024-01-01, say" in each for each in found)


def test_the_folder_in_which_somebody_stands_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = write(tmp_path / "goi", {"a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", OTHER)})
    monkeypatch.chdir(pack)
    assert {each.problem.where.partition("/")[0] for each in lint(Path())} == {"goi"}


def test_a_rule_of_a_year_in_a_row_still_works(tmp_path: Path) -> None:
    asked = criterion("1", f"{INCOME} | {{kind: not_below_before, for_years: 2, evidence: EVIDENCE}}")
    made = library(tmp_path, {"a/set.yaml": own_set("a"), "a/01.yaml": asked})
    book = made.rulebook("mau/a", on="2023-12-01")
    assert verdict(book, "1.1", {INCOME: 50, f"{INCOME}@2022": 50, f"{INCOME}@2021": 49}) == "met"
