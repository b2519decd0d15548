"""One fact that nobody knows opens two questions: whether an indicator is asked and its level, its criterion, a former set."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import HEAD, asked_where, criterion, library, own_set
from structures.test_reports_beside import A, B, C, measures, passed_by, seen

from ntmrules import Entry, Rulebook, UnitFigures, Verdict

ZONES = """
    zones:
      - scheme: mau-vung
        rules:
          - {area: ven-bien-1, when: {fact: ven-bien}}
        otherwise: noi-dong-1
        evidence: EVIDENCE
"""
PLACES = """
    schemes:
      - id: mau-vung
        name: {vi: Vùng (bịa), en: Zones (made up)}
        areas:
          - {id: ven-bien-1, name: {vi: Ven biển, en: Coast}}
          - {id: noi-dong-1, name: {vi: Nội đồng, en: Inland}}
"""
ROWS = "[{area: ven-bien-1, value: COAST}, {area: noi-dong-1, value: INLAND}]"
COAST = "ven-bien"


def by_zone(coast: int, inland: int) -> str:
    rows = ROWS.replace("COAST", str(coast)).replace("INLAND", str(inland))
    return f"diem-x | {{kind: at_least, threshold: {{evidence: EVIDENCE, rows: {rows}}}}}"


def book(folder: Path, *criteria: str, counts: str = "drops_out") -> Rulebook:
    number = sum(text.count("versions:") for text in criteria)
    whole = own_set("a", criteria=str(len(criteria)), indicators=str(number)).replace("counts_as_met", counts)
    files = {f"a/{place:02}.yaml": text for place, text in enumerate(criteria, 1)}
    named = {
        "pack.yaml": HEAD + ZONES,
        "areas.yaml": PLACES,
        "measures.yaml": measures(COAST, "viec-a", "viec-b", "viec-c"),
    }
    return library(folder / "mau", {**named, "a/set.yaml": whole, **files}).rulebook(
        "mau/a", on="2023-06-30", province="an-giang"
    )


def test_what_fails_wherever_it_is_asked_is_not_met_by_a_report(tmp_path: Path) -> None:
    """On the coast 60 is asked, and of the coast alone: 55 is met nowhere, whatever the commune turns out to be."""
    made = book(tmp_path, asked_where(criterion("1", by_zone(60, 50)), "1.1", f"fact: {COAST}"), criterion("2", A))
    said = {"diem-x": "55", "viec-a": "đạt"}
    for label in ("1.1", "1"):
        reported = {**said, label: "đạt"}
        assert seen(made, reported, label, "") == [("undetermined", True), ("undetermined", False)]
        assert seen(made, {**reported, COAST: "đạt"}, label) == [("not_met", True)]
        assert seen(made, {**reported, COAST: "chưa đạt"}, label) == [("not_applicable", True)]
        assert seen(made, {**said, label: "chưa đạt"}, label) == [("not_met", False)]
    assert seen(made, {**said, "diem-x": "60", "1.1": "chưa đạt"}, "1.1") == [("undetermined", True)]
    assert seen(made, {"viec-a": "đạt", "1.1": "đạt"}, "1.1", "") == [("met", False), ("met", False)]


def test_of_two_indicators_one_fails_in_each_zone(tmp_path: Path) -> None:
    made = book(tmp_path, criterion("1", by_zone(60, 50), by_zone(50, 60)), criterion("2", A))
    said = {"diem-x": "55", "viec-a": "đạt", "1": "đạt"}
    assert seen(made, said, "1", "") == [("undetermined", True), ("undetermined", False)]
    assert seen(made, {**said, "diem-x": "60"}, "1", "") == [("met", False), ("met", False)]


@pytest.mark.parametrize("labels", [("1.1", "2.1"), ("1", "2"), ("1.1", "2")])
def test_reports_that_no_zone_bears_out_together_decide_nothing(tmp_path: Path, labels: tuple[str, str]) -> None:
    """Each of them is met in one zone, and the commune lies in one: nobody can choose which report is right."""
    made = book(tmp_path, criterion("1", by_zone(60, 50)), criterion("2", by_zone(50, 60)), criterion("3", A))
    said = {"diem-x": "55", "viec-a": "đạt"}
    both = {**said, labels[0]: "đạt", labels[1]: "đạt"}
    assert seen(made, both, *labels, "") == [("undetermined", True), ("undetermined", True), ("undetermined", False)]
    assert seen(made, {**both, COAST: "đạt"}, *labels) == [("not_met", True), ("met", False)]
    assert seen(made, {**said, labels[0]: "đạt"}, labels[0]) == [("met", False)]
    assert seen(made, {**both, labels[1]: "chưa đạt"}, *labels) == [("met", False), ("not_met", False)]
    session = made.session(UnitFigures.of("xã Mẫu", {**said, labels[0]: "đạt"}))
    assert str(session.attainment().node(labels[0]).verdict) == "met"
    session.report(Entry(subject=labels[1], value=Verdict.MET))
    assert str(session.attainment().node(labels[0]).verdict) == "undetermined"
    session.withdraw(labels[1])
    assert str(session.attainment().node(labels[0]).verdict) == "met"


def test_a_report_stands_beside_the_one_on_its_criterion_which_is_contradicted(tmp_path: Path) -> None:
    """The indicator is not met inland and the criterion met on the coast: nobody reports both, and the lower one stands."""
    made = book(tmp_path, criterion("1", by_zone(50, 60)), criterion("2", A), counts="counts_as_met")
    said = {"diem-x": "55", "viec-a": "đạt", "1.1": "chưa đạt", "1": "đạt"}
    assert seen(made, said, "1.1", "1", "") == [("not_met", False), ("not_met", True), ("not_met", False)]
    assert seen(made, {**said, COAST: "đạt"}, "1.1", "1") == [("met", True), ("met", False)]
    assert seen(made, {**said, COAST: "chưa đạt"}, "1.1", "1") == [("not_met", False), ("not_met", True)]


def test_what_stands_below_a_report_leaves_it_open_though_it_fits_a_way_by_itself(tmp_path: Path) -> None:
    """1.2 is met on the coast alone, where 1.1 fails: that the criterion is met is nobody's to conclude."""
    inside = asked_where(criterion("1", by_zone(60, 50), B), "1.2", f"fact: {COAST}")
    made = book(tmp_path, inside, criterion("2", A))
    said = {"diem-x": "55", "viec-a": "đạt", "1.2": "đạt", "1": "đạt"}
    assert seen(made, said, "1.2", "1", "") == [("met", False), ("undetermined", True), ("undetermined", False)]
    assert seen(made, {**said, COAST: "đạt"}, "1.2", "1") == [("met", False), ("not_met", True)]
    assert seen(made, {**said, COAST: "chưa đạt"}, "1.2", "1") == [("not_applicable", True), ("met", False)]


@pytest.mark.parametrize("zone", ["ven-bien-1", "noi-dong-1"])
def test_a_zone_that_is_asked_for_and_has_a_level_of_its_own(tmp_path: Path, zone: str) -> None:
    made = book(tmp_path, asked_where(criterion("1", by_zone(60, 50)), "1.1", f"zone: {zone}"), criterion("2", A))
    said = {"diem-x": "55", "viec-a": "đạt", "1.1": "đạt"}
    fits = zone == "noi-dong-1"
    assert seen(made, said, "1.1") == [("met", False)] if fits else [("undetermined", True)]


def test_what_is_asked_of_those_that_have_it_is_never_not_met(tmp_path: Path) -> None:
    made = book(tmp_path, asked_where(criterion("1", A, B), "1.1", "fact: viec-a"))
    assert seen(made, {"viec-b": "đạt", "1.1": "chưa đạt"}, "1.1", "1") == [
        ("undetermined", True),
        ("undetermined", False),
    ]
    assert seen(made, {"viec-b": "đạt", "1": "chưa đạt"}, "1.1", "1") == [
        ("undetermined", False),
        ("undetermined", True),
    ]


def test_a_fact_and_its_contrary_leave_nobody_out(tmp_path: Path) -> None:
    everybody = f"any: [{{fact: {COAST}}}, {{none: [{{fact: {COAST}}}]}}]"
    made = book(tmp_path, asked_where(criterion("1", A, B), "1.1", everybody))
    said = {"viec-b": "đạt", "1.1": "không áp dụng"}
    assert seen(made, {**said, "viec-a": "chưa đạt"}, "1.1", "1") == [("not_met", True), ("not_met", False)]
    assert seen(made, said, "1.1", "1") == [("not_applicable", False), ("undetermined", False)]
    assert str(made.evaluate(UnitFigures.of("xã Mẫu", {**said, "viec-a": "đạt"})).node("1").verdict) == "met"


@pytest.mark.parametrize(("condition", "said"), [
    ("measure: diem-x, at_least: 0", {}),  # no figure of it is below
    ("any: [{measure: diem-x, at_least: 5}, {measure: diem-x, less_than: 6}]", {}),
    ("any: [{zone: ven-bien-1}, {zone: noi-dong-1}]", {}),
    (f"all: [{{measure: diem-x, at_least: 0}}, {{fact: {COAST}}}]", {COAST: "đạt"}),
    ("measure: diem-x, at_least: 5", {"diem-x": "7"}),
])  # fmt: skip
def test_a_report_of_not_applicable_where_the_condition_holds_for_everybody_settles_nothing(
    tmp_path: Path, condition: str, said: dict[str, str]
) -> None:
    made = book(tmp_path, asked_where(criterion("1", A, B), "1.1", condition))
    away = {"viec-b": "đạt", "1.1": "không áp dụng", **said}
    assert seen(made, away, "1.1", "1") == [("not_applicable", False), ("undetermined", False)]
    node = made.evaluate(UnitFigures.of("xã Mẫu", away)).node("1.1")
    assert node.has_note("not_applicable_unforeseen")
    of_the_criterion = UnitFigures.of("xã Mẫu", {"viec-b": "đạt", "1": "không áp dụng", **said})
    assert str(made.evaluate(of_the_criterion).verdict) == "undetermined"
    assert seen(made, {"viec-b": "đạt", "viec-a": "chưa đạt", **said}, "1.1", "1") == [
        ("not_met", False), ("not_met", False)]  # fmt: skip


def test_a_zone_and_the_contrary_of_its_fact_leave_nobody_out(tmp_path: Path) -> None:
    """Those on the coast stand in its zone, and the condition is for them and for all that are not on it."""
    everybody, coast = (f"any: [{{zone: ven-bien-1}}, {{fact: {COAST}, is: false}}]",
                        f"all: [{{zone: ven-bien-1}}, {{fact: {COAST}}}]")  # fmt: skip
    made = book(tmp_path, asked_where(criterion("1", A, B), "1.1", everybody))
    away = {"viec-b": "đạt", "1.1": "không áp dụng"}
    assert seen(made, away, "1.1", "1") == [("undetermined", True), ("undetermined", False)]
    assert seen(made, {**away, COAST: "đạt"}, "1") == [("undetermined", False)]
    some = book(tmp_path / "b", asked_where(criterion("1", A, B), "1.1", coast))
    assert seen(some, away, "1.1", "1") == [("not_applicable", False), ("met", False)]


@pytest.mark.parametrize("second", ["", f"fact: {COAST}", f"any: [{{zone: noi-dong-1}}, {{fact: {COAST}}}]"])
def test_a_criterion_of_which_everybody_is_asked_something_cannot_be_left_out(tmp_path: Path, second: str) -> None:
    """Which of its indicators a unit is asked depends on where it lies: a report on the criterion is as good as one on those."""
    everybody = f"any: [{{zone: ven-bien-1}}, {{fact: {COAST}, is: false}}]"
    inside = asked_where(criterion("1", A, C) if second else criterion("1", A), "1.1", everybody)
    made = book(tmp_path, asked_where(inside, "1.2", second) if second else inside, criterion("2", B))
    said = {"viec-b": "đạt", "1": "không áp dụng"}
    assert seen(made, said, "1", "") == [("undetermined", True), ("undetermined", False)]
    one = {"viec-b": "đạt", "1.1": "không áp dụng"}
    assert seen(made, one, "1.1", "") == [("undetermined", True), ("undetermined", False)]


def test_a_criterion_one_of_whose_indicators_fails_cannot_be_left_out(tmp_path: Path) -> None:
    """One of two is enough, so that it is open while one fails: that neither is asked of the unit nobody can report."""
    some = passed_by(criterion("1", A, C), "1").replace(
        "versions:", "not_applicable_when: {vi: không có}\n    versions:"
    )
    made = book(tmp_path, some, criterion("2", B))
    said = {"viec-b": "đạt", "1": "không áp dụng"}
    assert seen(made, said, "1", "") == [("not_applicable", False), ("met", False)]
    for answer in ("đạt", "chưa đạt"):
        known = made.evaluate(UnitFigures.of("xã Mẫu", {**said, "viec-c": answer}))
        assert str(known.verdict) == ("met" if answer == "đạt" else "undetermined")
        assert seen(made, {**said, "viec-c": answer}, "") == [(str(known.verdict), False)]


def test_a_report_that_its_own_rule_never_bears_out_holds_back_no_other(tmp_path: Path) -> None:
    """1.1 asks 60 on the coast, and inland more than 55 on either side of a second fact: met by nobody with 55."""
    zones = (
        ZONES
        + """
      - scheme: mau-khac
        rules:
          - {area: khac-1, when: {fact: viec-b}}
        otherwise: khac-2
        evidence: EVIDENCE
"""
    )
    places = (
        PLACES
        + """
      - id: mau-khac
        name: {vi: Vùng khác (bịa), en: Other zones (made up)}
        areas:
          - {id: khac-1, name: {vi: Một, en: One}}
          - {id: khac-2, name: {vi: Hai, en: Two}}
"""
    )

    def rows(one: str, other: str, first: int, last: int) -> str:
        cells = f"[{{area: {one}, value: {first}}}, {{area: {other}, value: {last}}}]"
        return f"{{kind: at_least, threshold: {{evidence: EVIDENCE, rows: {cells}}}}}"

    never = (
        f"{{kind: all_of, of: [{rows('ven-bien-1', 'noi-dong-1', 60, 50)}, {rows('khac-1', 'khac-2', 60, 50)}, "
        f"{rows('khac-1', 'khac-2', 50, 60)}]}}"
    )
    texts = [criterion("1", f"diem-x | {never}"), criterion("2", by_zone(50, 60)), criterion("3", A)]
    whole = own_set("a", criteria="3", indicators="3").replace("counts_as_met", "drops_out")
    files = {"pack.yaml": HEAD + zones, "areas.yaml": places, "measures.yaml": measures(COAST, "viec-a", "viec-b"),
             "a/set.yaml": whole, **{f"a/{at:02}.yaml": text for at, text in enumerate(texts, 1)}}  # fmt: skip
    made = library(tmp_path / "mau", files).rulebook("mau/a", on="2023-06-30", province="an-giang")
    said = {"diem-x": "55", "viec-a": "đạt"}
    for one, other in (("1.1", "2.1"), ("1", "2"), ("1", "2.1"), ("1.1", "2")):
        assert seen(made, {**said, other: "đạt"}, other) == [("met", False)]
        assert seen(made, {**said, one: "đạt"}, one) == [("undetermined", True)]
        assert seen(made, {**said, one: "đạt", other: "đạt"}, one, other) == [("undetermined", True), ("met", False)]


def test_what_asks_for_a_whole_set_hears_no_report_that_no_way_bears_out(tmp_path: Path) -> None:
    parts = {
        "b/set.yaml": own_set("b", indicators="1").replace("counts_as_met", "drops_out"),
        "b/01.yaml": criterion("1", " | {kind: meets, target: mau/a/2022, evidence: EVIDENCE}"),
    }
    inside = asked_where(criterion("1", by_zone(60, 50)), "1.1", f"fact: {COAST}")
    whole = own_set("a", criteria="2", indicators="2").replace("counts_as_met", "drops_out")
    named = {"pack.yaml": HEAD + ZONES, "areas.yaml": PLACES, "measures.yaml": measures(COAST, "viec-a", "viec-b")}
    files = {**named, "a/set.yaml": whole, "a/01.yaml": inside,
             "a/02.yaml": asked_where(criterion("2", A), "2.1", f"fact: {COAST}, is: false"), **parts}  # fmt: skip
    made = library(tmp_path / "mau", files).rulebook("mau/b", on="2023-06-30", province="an-giang")
    fails = {"diem-x": "55", "viec-a": "chưa đạt", "mau/a/2022": "đạt"}
    assert seen(made, fails, "1.1") == [("undetermined", False)]  # the contradiction stands at the requirement
    assert seen(made, {**fails, "viec-a": "đạt"}, "1.1") == [("met", False)]
