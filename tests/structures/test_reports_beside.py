"""Reports of indicators and criteria as what stands beside them hears them: points, numbers of which fewer apply."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from structures.made_up import library, own_set, verdict_on

from ntmrules import Rulebook, UnitFigures
from ntmrules.testing.recompute import root_from_leaves

YES = "{kind: attained, evidence: EVIDENCE}"
FACT = "fact-x"
Row = tuple[str, str, str]
"""The measure of an indicator, what it asks, and further keys of it."""


def measures(*names: str) -> str:
    rows = (
        f"  - {{id: {name}, name: {{vi: {name}}}, kind: yes_no, yes_means: met, question: {{vi: 'Có {name}?'}}}}"
        for name in names
    )
    points = "  - {id: diem-x, name: {vi: điểm}, kind: amount, unit: điểm, bounds: {min: 0}, question: {vi: 'Mấy?'}}"
    return "\n".join(["measures:", *rows, points]) + "\n"


def criterion(number: int, *rows: Row, head: str = "") -> str:
    lines = [f'id: "{number}"', f"name: {{vi: Tiêu chí {number}}}", f"declared_indicators: {len(rows)}"]
    lines += [*([head] if head else []), "indicators:"]
    for place, (measure, item, more) in enumerate(rows, 1):
        lines += [f'  - id: "{number}.{place}"', f"    name: {{vi: Chỉ tiêu {number}.{place}}}",
                  *([f"    measure: {measure}"] if measure else []), *([f"    {more}"] if more else []),
                  '    versions:\n      - from: "2022-06-01"\n        provision: {decision: 01/QĐ-MẪU}',
                  f"        requirement: {item}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def book(folder: Path, counts: str, *criteria: str) -> Rulebook:
    number = sum(text.count("versions:") for text in criteria)
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number)).replace("counts_as_met", counts)
    files = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    made = library(
        folder / "mau", {"measures.yaml": measures(FACT, "viec-a", "viec-b", "viec-c"), "a/set.yaml": whole, **files}
    )
    return made.rulebook("mau/a", on="2023-06-30")


def when(fact: str = FACT) -> str:
    return f"applies_when: {{when: {{fact: {fact}}}, evidence: EVIDENCE}}"


PARTS = '[{indicator: "1.1", points: 60}, {indicator: "1.2", points: 40}]'
GROUP = f"{{id: g, name: {{vi: G}}, items: {PARTS}, evidence: EVIDENCE}}"


@pytest.mark.parametrize("points", ['weights: {"1.1": 60, "1.2": 40}', f"groups: [{GROUP}]"])
def test_what_was_reported_away_though_no_text_foresees_it_is_open_to_points(tmp_path: Path, points: str) -> None:
    scale = f"{{kind: points, {points}, threshold: {{value: 80, evidence: EVIDENCE}}}}"
    parts = criterion(1, ("viec-a", YES, ""), ("viec-b", YES, ""))
    made = book(tmp_path, "drops_out", parts, criterion(2, ("diem-x", scale, "")))
    unit = UnitFigures.of("xã Mẫu", {"viec-a": "đạt", "1.2": "không áp dụng"})
    assert verdict_on(made, "2.1", unit) == "undetermined"
    assert made.evaluate(unit).tally.indicators.count == "1–3/3"
    known = UnitFigures.of("xã Mẫu", {"viec-a": "đạt", "viec-b": "chưa đạt", "1.2": "không áp dụng"})
    assert verdict_on(made, "2.1", known) == "not_met"


def test_a_number_of_which_fewer_apply_may_be_missed_with_all_that_apply_met(tmp_path: Path) -> None:
    rows = (("viec-a", YES, ""), ("viec-b", YES, ""), ("viec-c", YES, when()))
    made = book(tmp_path, "drops_out", criterion(1, *rows, head="pass: {at_least: 3, evidence: EVIDENCE}"))
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
    made = book(tmp_path, counts, criterion(1, ("viec-a", YES, when())),
                criterion(2, ("", MEETS.replace("TARGET", target), ""), ("viec-b", YES, "")))  # fmt: skip
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
def test_what_fails_wherever_it_is_asked_gives_no_points(tmp_path: Path, points: str) -> None:
    scale = f"{{kind: points, {points}, threshold: {{value: 80, evidence: EVIDENCE}}}}"
    parts = criterion(1, ("viec-a", YES, when()), ("viec-b", YES, ""))
    made = book(tmp_path, "drops_out", parts, criterion(2, ("diem-x", scale, "")))
    said = {"viec-a": "chưa đạt", "viec-b": "đạt"}
    assert seen(made, said, "2.1") == [("not_met", False)]
    assert seen(made, {**said, "2.1": "đạt"}, "2.1") == [("not_met", True)]


def test_a_pass_over_one_that_fails_wherever_it_is_asked(tmp_path: Path) -> None:
    head = "pass: {at_least: 67 %, evidence: EVIDENCE}"
    made = book(tmp_path, "counts_as_met", criterion(1, ("viec-a", YES, when()), head=head))
    assert seen(made, {"viec-a": "chưa đạt", "1": "đạt"}, "1") == [("undetermined", True)]
