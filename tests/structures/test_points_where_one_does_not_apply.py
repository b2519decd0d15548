"""Points that read an indicator or criterion that does not apply: as the set or the text has it, never silently none."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from structures.made_up import criterion
from structures.test_reports_beside import FACT, A, B, C, book, where_fact

from ntmrules import Rulebook, UnitFigures
from ntmrules.check.lint import lint
from ntmrules.testing.recompute import root_from_leaves

NO_COAST = {FACT: "chưa đạt"}
SHARES = (40, 35.5, 24.5)


def scale(points: str, says: str = "", value: int = 60) -> str:
    said = f", not_applicable: {says}" if says else ""
    return f"diem-x | {{kind: points, {points}{said}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"


def weights(*labels: str) -> str:
    shares = ", ".join(f'"{label}": {share}' for label, share in zip(labels, SHARES, strict=False))
    return f"weights: {{{shares}}}"


def groups(*labels: str, more: str = "") -> str:
    items = ", ".join(f'{{indicator: "{each}", points: {share}}}' for each, share in zip(labels, SHARES, strict=False))
    return f"groups: [{{id: g, name: {{vi: G}}, items: [{items}], evidence: EVIDENCE{more}}}]"


def judged(made: Rulebook, said: dict[str, str], label: str = "2.1") -> tuple[str, set[str]]:
    """Return verdict and reasons; every engine has to say the same."""
    found = []
    for engine in ("core", "forward/agenda"):
        result = made.evaluate(UnitFigures.of("xã Mẫu", said), engine=engine)
        assert root_from_leaves(result) is result.verdict
        node = result.node(label)
        found.append((str(node.verdict), {str(reason.code) for reason in node.reasons}))
    if find_spec("polars") is not None:
        import polars as pl

        from ntmrules.tables import evaluate_table

        table = evaluate_table(
            made, pl.DataFrame({"unit": ["xã Mẫu"], **{name: [each] for name, each in said.items()}})
        )
        found.append((str(table.verdicts(label)[0]), {str(each) for each in table.reasons(0, label)}))
    assert all(each == found[0] for each in found), found
    return found[0]


@pytest.fixture(params=["weights", "groups"])
def points(request: pytest.FixtureRequest) -> object:
    return weights if request.param == "weights" else groups


def made_of(folder: Path, counts: str, *scales: str) -> Rulebook:
    return book(folder, counts, where_fact(criterion("1", A, B, C), "1.1"), criterion("2", *scales))


ONLY_B = {**NO_COAST, "viec-b": "đạt", "viec-c": "chưa đạt"}
ONLY_C = {**NO_COAST, "viec-b": "chưa đạt", "viec-c": "đạt"}
BOTH = {**NO_COAST, "viec-b": "đạt", "viec-c": "đạt"}
NONE = {**NO_COAST, "viec-b": "chưa đạt", "viec-c": "chưa đạt"}


def test_where_the_set_counts_it_as_met_it_has_its_points(tmp_path: Path, points: object) -> None:
    made = made_of(tmp_path, "counts_as_met", scale(points("1.1", "1.2", "1.3")))
    assert [judged(made, each)[0] for each in (ONLY_B, ONLY_C, BOTH, NONE)] == ["met", "met", "met", "not_met"]
    told = made.evaluate(UnitFigures.of("xã Mẫu", ONLY_B)).why("2.1", lang="vi")
    assert "75,5/100" in told
    assert "không áp dụng mà vẫn tính đủ điểm – 1.1" in told


def test_where_the_set_is_silent_it_is_open_between_none_and_all(tmp_path: Path, points: object) -> None:
    made = made_of(tmp_path, "drops_out", scale(points("1.1", "1.2", "1.3")))
    assert [judged(made, each) for each in (ONLY_B, ONLY_C, BOTH, NONE)] == [
        ("undetermined", {"threshold_unknown"}),
        ("undetermined", {"threshold_unknown"}),
        ("met", set()),
        ("not_met", set()),
    ]
    result = made.evaluate(UnitFigures.of("xã Mẫu", ONLY_B))
    reasons = [line for line in result.why("2.1", lang="vi").splitlines() if "không nói khi ấy được mấy điểm" in line]
    assert len(reasons) == 2
    assert all("1.1" in line and "0–40/40" in line for line in reasons)
    assert "ghi not_applicable ở thang điểm của chỉ tiêu 2.1" in result.text(lang="vi")
    assert "35,5–75,5/100" in result.why("2.1", lang="vi")


@pytest.mark.parametrize("counts", ["drops_out", "counts_as_met"])
def test_the_text_of_the_points_says_it(tmp_path: Path, points: object, counts: str) -> None:
    given = points("1.1", "1.2", "1.3")
    made = made_of(tmp_path, counts, scale(given, "full_points"), scale(given, "no_points"))
    said = [[judged(made, each, label)[0] for each in (ONLY_B, ONLY_C, BOTH, NONE)] for label in ("2.1", "2.2")]
    assert said == [["met", "met", "met", "not_met"], ["not_met", "not_met", "met", "not_met"]]
    assert "theo văn bản" in made.evaluate(UnitFigures.of("xã Mẫu", ONLY_B)).why("2.2", lang="vi")


def test_while_it_is_not_known_whether_it_applies_either_way_counts(tmp_path: Path, points: object) -> None:
    """Met or not applicable: all its points where that counts as met; not met or not applicable: none where that gives none."""
    given = points("1.1", "1.2", "1.3")
    makes = {
        (counts, says): made_of(tmp_path / f"{counts}-{says}", counts, scale(given, says))
        for counts, says in (("counts_as_met", ""), ("drops_out", ""), ("drops_out", "no_points"))
    }
    fine = {"viec-a": "đạt", "viec-b": "đạt", "viec-c": "chưa đạt"}
    lost = {"viec-a": "chưa đạt", "viec-b": "đạt", "viec-c": "chưa đạt"}
    assert [judged(each, fine)[0] for each in makes.values()] == ["met", "undetermined", "undetermined"]
    assert [judged(each, lost)[0] for each in makes.values()] == ["undetermined", "undetermined", "not_met"]
    for made in makes.values():
        for said in (fine, lost):
            before, asked = judged(made, said)[0], judged(made, {**said, FACT: "đạt"})[0]
            after = judged(made, {**said, **NO_COAST})[0]
            assert before == "undetermined" or {asked, after} == {before}, (
                "an answer that is still to come flips nothing"
            )


def test_a_whole_criterion_that_does_not_apply_is_heard_alike(tmp_path: Path, points: object) -> None:
    made = book(tmp_path, "drops_out", where_fact(criterion("1", A), "1.1"), criterion("3", B, C),
                criterion("2", scale(points("1", "3"))))  # fmt: skip
    assert judged(made, BOTH) == ("undetermined", {"threshold_unknown"})
    assert judged(made, ONLY_B) == ("not_met", set())


def test_the_least_and_the_cap_of_a_group_hear_it(tmp_path: Path) -> None:
    least = scale(groups("1.1", "1.2", more=", least: 50"), value=30)
    cap = scale(groups("1.1", "1.2", more=", cap: 38"), value=38)
    silent = made_of(tmp_path / "a", "drops_out", least, cap)
    counted = made_of(tmp_path / "b", "counts_as_met", least, cap)
    assert [judged(silent, ONLY_B, each)[0] for each in ("2.1", "2.2")] == ["undetermined", "undetermined"]
    assert [judged(counted, ONLY_B, each)[0] for each in ("2.1", "2.2")] == ["met", "met"]
    assert [judged(silent, NONE, each)[0] for each in ("2.1", "2.2")] == ["not_met", "undetermined"]


def test_a_word_for_it_beside_nothing_that_can_be_not_applicable_is_refused(tmp_path: Path) -> None:
    reported = scale("measure: diem-x", "full_points")
    bands = scale("groups: [{id: g, name: {vi: G}, items: [{measure: diem-x, full_at: 9, points: 9}], evidence: EVIDENCE}]",
                  "no_points")  # fmt: skip
    for text in (reported, bands):
        with pytest.raises(pytest.fail.Exception, match="NTM197"):
            made_of(tmp_path, "drops_out", text)


@pytest.mark.parametrize(("counts", "says", "label", "warned"), [
    ("drops_out", "", "1.1", True), ("drops_out", "full_points", "1.1", False), ("drops_out", "no_points", "1.1", False),
    ("counts_as_met", "", "1.1", False), ("drops_out", "", "1.2", False), ("drops_out", "", "1", False),
])  # fmt: skip
def test_lint_asks_what_is_given_where_it_does_not_apply(
    counts: str, says: str, label: str, warned: bool, points: Callable[..., str], tmp_path: Path
) -> None:
    """Of a criterion only where none of its indicators is sure to be asked."""
    made_of(tmp_path, counts, scale(points(label), says, value=30))
    (folder,) = {each.parent for each in tmp_path.rglob("pack.yaml")}
    assert [each.severity for each in lint(folder) if each.problem.identity == "NTM197.silent"] == ["warning"] * warned
