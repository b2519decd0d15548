"""Reports of indicators and criteria as what stands beside them hears them: points, numbers of which fewer apply."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from structures.made_up import asked_where, criterion, library, own_set, verdict_on

from ntmrules import Rulebook, UnitFigures
from ntmrules.testing.recompute import root_from_leaves

A, B, C = (f"viec-{each} | {{kind: attained, evidence: EVIDENCE}}" for each in "abc")
FACT = "fact-x"


def measures(*names: str) -> str:
    rows = (
        f"  - {{id: {name}, name: {{vi: {name}}}, kind: yes_no, yes_means: met, question: {{vi: 'Có {name}?'}}}}"
        for name in names
    )
    points = "  - {id: diem-x, name: {vi: điểm}, kind: amount, unit: điểm, bounds: {min: 0}, question: {vi: 'Mấy?'}}"
    return "\n".join(["measures:", *rows, points]) + "\n"


def book(folder: Path, counts: str, *criteria: str) -> Rulebook:
    number = sum(text.count("versions:") for text in criteria)
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number)).replace("counts_as_met", counts)
    files = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    made = library(
        folder / "mau", {"measures.yaml": measures(FACT, "viec-a", "viec-b", "viec-c"), "a/set.yaml": whole, **files}
    )
    return made.rulebook("mau/a", on="2023-06-30")


def where_fact(text: str, label: str) -> str:
    return asked_where(text, label, f"fact: {FACT}")


def passed_by(text: str, least: str) -> str:
    return text.replace("indicators:\n  -", f"pass: {{at_least: {least}, evidence: EVIDENCE}}\nindicators:\n  -", 1)


PARTS = '[{indicator: "1.1", points: 60}, {indicator: "1.2", points: 40}]'
GROUP = f"{{id: g, name: {{vi: G}}, items: {PARTS}, evidence: EVIDENCE}}"


@pytest.mark.parametrize("points", ['weights: {"1.1": 60, "1.2": 40}', f"groups: [{GROUP}]"])
def test_what_was_reported_away_though_no_text_foresees_it_is_open_to_points(tmp_path: Path, points: str) -> None:
    scale = f"{{kind: points, {points}, threshold: {{value: 80, evidence: EVIDENCE}}}}"
    made = book(tmp_path, "drops_out", criterion("1", A, B), criterion("2", f"diem-x | {scale}"))
    unit = UnitFigures.of("xã Mẫu", {"viec-a": "đạt", "1.2": "không áp dụng"})
    assert verdict_on(made, "2.1", unit) == "undetermined"
    assert made.evaluate(unit).tally.indicators.count == "1–3/3"
    known = UnitFigures.of("xã Mẫu", {"viec-a": "đạt", "viec-b": "chưa đạt", "1.2": "không áp dụng"})
    assert verdict_on(made, "2.1", known) == "not_met"


def test_a_number_of_which_fewer_apply_may_be_missed_with_all_that_apply_met(tmp_path: Path) -> None:
    made = book(tmp_path, "drops_out", passed_by(where_fact(criterion("1", A, B, C), "1.3"), "3"))
    said = {FACT: "chưa đạt", "viec-a": "đạt", "1": "chưa đạt"}
    whole = made.evaluate(UnitFigures.of("xã Mẫu", {**said, "viec-b": "đạt"}))
    part = made.evaluate(UnitFigures.of("xã Mẫu", said))
    assert (part.tally.indicators.low, part.tally.indicators.high) == (1, 2)
    assert whole.tally.indicators.count == "2/3"
    assert not whole.node("1").has_note("contradiction")


MEETS = "{kind: meets, target: mau/a/2022/TARGET, evidence: EVIDENCE}"


def seen(made: Rulebook, said: dict[str, str], *labels: str) -> list[tuple[str, bool]]:
    """Return the verdict on each label and whether a report on it contradicts; every engine has to say the same."""
    found = []
    for engine in ("core", "forward/agenda"):
        result = made.evaluate(UnitFigures.of("xã Mẫu", said), engine=engine)
        assert root_from_leaves(result) is result.verdict
        nodes = [result.trace if each == "" else result.node(each) for each in labels]
        found.append([(str(node.verdict), node.has_note("contradiction")) for node in nodes])
    if find_spec("polars") is not None:
        import polars as pl

        from ntmrules.tables import evaluate_table

        columns = {"unit": ["xã Mẫu"], **{name: [value] for name, value in said.items()}}
        judged = evaluate_table(made, pl.DataFrame(columns))
        found.append([(str(judged.verdicts(each)[0]), told) for each, (_, told) in zip(labels, found[0], strict=True)])
    assert all(each == found[0] for each in found), found
    return found[0]


@pytest.mark.parametrize("target", ["1.1", "1"])
@pytest.mark.parametrize("counts", ["drops_out", "counts_as_met"])
def test_what_asks_for_one_that_is_met_or_not_asked_is_so_too(tmp_path: Path, target: str, counts: str) -> None:
    asks = criterion("2", " | " + MEETS.replace("TARGET", target), B)
    made = book(tmp_path, counts, where_fact(criterion("1", A), "1.1"), asks)
    good, bad = {"viec-a": "đạt", "viec-b": "đạt"}, {"viec-a": "chưa đạt", "viec-b": "đạt"}
    assert seen(made, good, "2.1", "2") == [("undetermined", False), ("met", False)]
    assert seen(made, {**good, "2.1": "chưa đạt"}, "2.1", "2", "") == [
        ("undetermined", True),
        ("met", False),
        ("met", False),
    ]
    assert seen(made, {**bad, "2.1": "đạt"}, "2.1", "2") == [("undetermined", True), ("undetermined", False)]
    assert seen(made, {**bad, "2.1": "đạt", FACT: "đạt"}, "2.1", "2") == [("not_met", True), ("not_met", False)]
    assert seen(made, {**good, "2.1": "đạt"}, "2.1", "2") == [("met", False), ("met", False)]


@pytest.mark.parametrize(
    "points", ['weights: {"1.1": 50, "1.2": 50}', f"groups: [{GROUP.replace('60', '50').replace('40', '50')}]"]
)
def test_what_fails_wherever_it_is_asked_gives_no_points_where_what_does_not_apply_has_none(
    tmp_path: Path, points: str
) -> None:
    scale = f"{{kind: points, {points}, not_applicable: no_points, threshold: {{value: 80, evidence: EVIDENCE}}}}"
    parts = where_fact(criterion("1", A, B), "1.1")
    made = book(tmp_path, "drops_out", parts, criterion("2", f"diem-x | {scale}"))
    said = {"viec-a": "chưa đạt", "viec-b": "đạt"}
    assert seen(made, said, "2.1") == [("not_met", False)]
    assert seen(made, {**said, "2.1": "đạt"}, "2.1") == [("not_met", True)]


def test_a_pass_over_one_that_fails_wherever_it_is_asked(tmp_path: Path) -> None:
    made = book(tmp_path, "counts_as_met", passed_by(where_fact(criterion("1", A), "1.1"), "67 %"))
    assert seen(made, {"viec-a": "chưa đạt", "1": "đạt"}, "1") == [("undetermined", True)]
