"""One number that nobody knows is read twice: by two levels, by points and a condition, by what a figure is compared with."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from structures.made_up import asked_where, criterion, library, own_set
from structures.test_reports_beside import A, measures, seen

from ntmrules import Rulebook

NUMBERS = {"so": "percent", "nen": "percent", "dem": "count"}
COUNTED = {"percent": "", "count": ", unit: cái"}


def level(measure: str, value: int, kind: str = "at_least") -> str:
    return f"{measure} | {{kind: {kind}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def points(item: str) -> str:
    group = f"{{id: g, name: {{vi: G}}, evidence: EVIDENCE, items: [{item}]}}"
    return f"diem-x | {{kind: points, groups: [{group}], threshold: {{value: 10, evidence: EVIDENCE}}}}"


def book(folder: Path, *criteria: str) -> Rulebook:
    number = sum(text.count("versions:") for text in criteria)
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number)).replace("counts_as_met", "drops_out")
    numbers = "".join(f"  - {{id: {name}, name: {{vi: {name}}}, kind: {kind}, question: {{vi: 'Mấy {name}?'}}{COUNTED[kind]}}}\n"
                      for name, kind in NUMBERS.items())  # fmt: skip
    files = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    named = {"measures.yaml": measures("viec-a", "viec-b") + numbers, "a/set.yaml": whole, **files}
    return library(folder / "mau", named).rulebook("mau/a", on="2023-06-30")


def comes_of_no_figure(made: Rulebook, said: dict[str, str], name: str, values: list[int], *labels: str) -> None:
    """Check that nothing is concluded without the figure that no figure bears out, label by label."""
    mine = seen(made, said, *labels)
    ways = [seen(made, {**said, name: str(value)}, *labels) for value in values]
    for at, (verdict, _) in enumerate(mine):
        assert verdict == "undetermined" or verdict in {way[at][0] for way in ways}, (labels[at], mine, ways)


SO = [0, 10, 33, 34, 39, 40, 45, 49, 50, 54, 55, 59, 60, 61, 70]
BANDS = points("{measure: so, bands: [{from: 0, points: 0}, {from: 50, points: 10}]}")
FULL = points("{measure: so, points: 10, full_at: 50}")
RELATIVE = " | {kind: relative, measure: nen, base: so, factor: 1.5, evidence: EVIDENCE}"


@pytest.mark.parametrize("said", [{"1.1": "đạt"}, {"1": "đạt"}])
@pytest.mark.parametrize(
    ("asks", "where", "known"),
    [
        (BANDS, "measure: so, less_than: 40", {}),
        (FULL, "measure: so, less_than: 40", {}),
        (RELATIVE, "measure: so, more_than: 40", {"nen": "50"}),
    ],
)
def test_a_number_that_decides_whether_and_what_is_asked(
    tmp_path: Path, asks: str, where: str, known: dict[str, str], said: dict[str, str]
) -> None:
    made = book(tmp_path, asked_where(criterion("1", asks), "1.1", where), criterion("2", A))
    reported = {**known, **said, "viec-a": "đạt"}
    assert seen(made, reported, *said, "") == [("undetermined", True), ("undetermined", False)]
    comes_of_no_figure(made, reported, "so", SO, "1.1", "1", "")


def test_between_two_counts_there_is_none(tmp_path: Path) -> None:
    made = book(
        tmp_path, asked_where(criterion("1", level("dem", 1, "less_than")), "1.1", "measure: dem, more_than: 0")
    )
    assert seen(made, {"1.1": "đạt"}, "1.1", "") == [("undetermined", True), ("undetermined", False)]
    comes_of_no_figure(made, {"1.1": "đạt"}, "dem", [0, 1, 2, 3], "1.1", "")


def test_of_two_ways_to_meet_one_is_open_to_every_figure(tmp_path: Path) -> None:
    bands = (
        "groups: [{id: g, name: {vi: G}, items: [{measure: so, bands: [{from: 60, points: 5}]}], evidence: EVIDENCE}]"
    )
    few = f"{{kind: points, op: at_most, {bands}, threshold: {{value: 4, evidence: EVIDENCE}}}}"
    many = "{kind: at_least, measure: so, threshold: {value: 54, evidence: EVIDENCE}}"
    made = book(tmp_path, criterion("1", level("so", 60)), criterion("2", f" | {{kind: any_of, of: [{many}, {few}]}}"))
    for label in ("2.1", "2"):
        assert seen(made, {label: "chưa đạt"}, label, "") == [("undetermined", True), ("undetermined", False)]
        comes_of_no_figure(made, {label: "chưa đạt"}, "so", SO, "2.1", "2", "")


@pytest.mark.parametrize("labels", [("1.1", "2.1"), ("1", "2"), ("1.1", "2")])
@pytest.mark.parametrize("words", list(product(("đạt", "chưa đạt"), repeat=2)))
def test_two_reports_that_no_figure_bears_out_together(
    tmp_path: Path, labels: tuple[str, str], words: tuple[str, str]
) -> None:
    made = book(tmp_path, criterion("1", level("so", 60)), criterion("2", level("so", 50, "at_most")))
    said = dict(zip(labels, words, strict=True))
    torn = words == ("đạt", "đạt")
    assert [flagged for _, flagged in seen(made, said, *labels)] == [torn, torn]
    comes_of_no_figure(made, said, "so", SO, "1.1", "2.1", "1", "2", "")


def test_one_very_good_figure_meets_both(tmp_path: Path) -> None:
    made = book(tmp_path, criterion("1", level("so", 60)), criterion("2", level("so", 50)))
    assert seen(made, {"1.1": "đạt", "2.1": "đạt"}, "1.1", "2.1", "") == [("met", False)] * 3
    assert seen(made, {"1.1": "chưa đạt", "2.1": "đạt"}, "1.1", "2.1") == [("not_met", False), ("met", False)]
    assert seen(made, {"1.1": "đạt", "2.1": "chưa đạt"}, "1.1", "2.1") == [("undetermined", True)] * 2


NONE, MANY = "dem | {kind: none_of, evidence: EVIDENCE}", level("dem", 3, "count_at_least")


@pytest.mark.parametrize("words", list(product(("đạt", "chưa đạt"), repeat=2)))
def test_no_case_and_three_models_are_no_two_witnesses_of_one_count(tmp_path: Path, words: tuple[str, str]) -> None:
    made = book(tmp_path, criterion("1", NONE), criterion("2", MANY))
    said = dict(zip(("1.1", "2.1"), words, strict=True))
    torn = words == ("đạt", "đạt")
    assert [flagged for _, flagged in seen(made, said, *said)] == [torn, torn]
    comes_of_no_figure(made, said, "dem", [0, 1, 2, 3, 4], "1.1", "2.1", "1", "2", "")


def test_a_criterion_of_both_is_never_met(tmp_path: Path) -> None:
    made = book(tmp_path, criterion("1", NONE, MANY))
    assert seen(made, {"1": "đạt"}, "1", "") == [("undetermined", True), ("undetermined", False)]


def test_one_answer_that_two_indicators_ask_for_is_one_answer(tmp_path: Path) -> None:
    asks = "viec-a | {kind: attained, evidence: EVIDENCE}"
    made = book(tmp_path, criterion("1", asks), criterion("2", asks))
    assert seen(made, {"1.1": "đạt", "2.1": "chưa đạt"}, "1.1", "2.1") == [("undetermined", True)] * 2
    assert seen(made, {"1.1": "đạt", "2.1": "đạt"}, "1.1", "2.1", "") == [("met", False)] * 3
