"""S6 points, S7 and S14 choice of fields, S11 not applicable, S12 a veto, S15 one sheet under two sets."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import polars as pl
import pytest
from structures.made_up import criterion, library, own_set, under, verdict, write

from ntmrules import Library
from ntmrules.check.lint import lint
from ntmrules.engine.columnar.plan import named
from ntmrules.errors import CatalogError
from ntmrules.explain.compare.sets import switch, switch_lines
from ntmrules.model.figures import UnitFigures
from ntmrules.model.trace import Node, NoteCode
from ntmrules.tables import evaluate_table

IRRIGATED = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
MEASURES = """
    measures:
      - id: mau-diem
        name: {vi: Điểm (bịa), en: Points (made up)}
        kind: amount
        unit: điểm
        bounds: {min: 0, max: 100}
        question: {vi: "Được bao nhiêu điểm?", en: "How many points?"}
      - id: mau-linh-vuc-a
        name: {vi: Lĩnh vực A, en: Field A}
        kind: yes_no
        yes_means: met
        question: {vi: "Lĩnh vực A có đạt không?", en: "Is field A met?"}
      - id: mau-linh-vuc-b
        name: {vi: Lĩnh vực B, en: Field B}
        kind: yes_no
        yes_means: met
        question: {vi: "Lĩnh vực B có đạt không?", en: "Is field B met?"}
      - id: mau-linh-vuc-c
        name: {vi: Lĩnh vực C, en: Field C}
        kind: yes_no
        yes_means: met
        question: {vi: "Lĩnh vực C có đạt không?", en: "Is field C met?"}
      - id: mau-so-vu-nghiem-trong
        name: {vi: Số vụ phạm pháp nghiêm trọng, en: Serious crimes}
        kind: count
        question: {vi: "Có bao nhiêu vụ?", en: "How many?"}
"""
YES = "{kind: attained, evidence: EVIDENCE}"
PLAN = f"quy-hoach-chung-xay-dung-xa | {YES}"
AT_LEAST_80 = f"{IRRIGATED} | {{kind: at_least, threshold: {{value: 80, evidence: EVIDENCE}}}}"


def points(weights: str) -> str:
    """Return an entry that adds points out of 100 to the made-up set of two indicators."""
    return f"""
    prerequisites:
      - id: D.1
        name: {{vi: Tổng điểm (bịa), en: Points (made up)}}
        versions:
          - from: "2022-06-01"
            provision: {{decision: 01/QĐ-MẪU}}
            requirement: {{kind: points, measure: mau-diem, {weights}threshold: {{value: 95, evidence: EVIDENCE}}}}
    """


def scale(folder: Path, weights: str = "") -> Library:
    return library(folder, {
        "measures.yaml": MEASURES,
        "diem/set.yaml": own_set("diem", criteria="2", indicators="2", more=points(weights)),
        "diem/01.yaml": criterion("1", PLAN),
        "diem/02.yaml": criterion("2", AT_LEAST_80),
    })  # fmt: skip


def test_s06_reported_points_stand_beside_every_criterion_met(tmp_path: Path) -> None:
    book = scale(tmp_path / "mau").rulebook("mau/diem", on="2023-06-30")
    both = {"quy-hoach-chung-xay-dung-xa": "đạt", IRRIGATED: 80}
    for reported, expected in (("98.3", "met"), ("94.9", "not_met"), (None, "undetermined")):
        values = both if reported is None else {**both, "mau-diem": Decimal(reported)}
        result = book.evaluate(UnitFigures.of("xã Mẫu", values))
        assert result.tally.criteria.count == "2/2"
        assert str(result.node("D.1").verdict) == expected
        assert str(result.verdict) == expected


def test_s06_weights_add_up_and_what_is_open_counts_as_a_range(tmp_path: Path) -> None:
    book = scale(tmp_path / "mau", 'weights: {"1.1": 60, "2.1": 40}, ').rulebook("mau/diem", on="2023-06-30")
    for values, expected, said in (
        ({"quy-hoach-chung-xay-dung-xa": "đạt", IRRIGATED: 80}, "met", "100/100"),
        ({"quy-hoach-chung-xay-dung-xa": "đạt", IRRIGATED: 79}, "not_met", "60/100"),
        ({"quy-hoach-chung-xay-dung-xa": "đạt"}, "undetermined", "60–100/100"),
        ({IRRIGATED: 79}, "not_met", "0–60/100"),  # the mark is out of reach, whatever the plan is
    ):
        node = book.evaluate(UnitFigures.of("xã Mẫu", values)).node("D.1")
        assert str(node.verdict) == expected
        assert [note.subject for child in node.children for note in child.notes if note.code == "points"] == [said]


PLANNED = "quy-hoach-chung-xay-dung-xa"


@pytest.mark.parametrize(
    ("values", "expected", "code", "said"),
    [
        ({PLANNED: "đạt", IRRIGATED: 79, "mau-diem": 98}, "not_met", "points_contradicted", "98 (60/100)"),
        ({PLANNED: "đạt", IRRIGATED: 80, "mau-diem": 60}, "met", "points_contradicted", "60 (100/100)"),
        ({PLANNED: "đạt", "mau-diem": 98}, "undetermined", "points_reported", "98 (60–100/100)"),
        ({PLANNED: "đạt", "mau-diem": 20}, "undetermined", "points_contradicted", "20 (60–100/100)"),
        ({"mau-diem": 98}, "undetermined", "points_reported", "98 (0–100/100)"),
    ],
)
def test_a_reported_total_is_flagged_and_never_decides(
    values: dict[str, object], expected: str, code: str, said: str, tmp_path: Path
) -> None:
    book = scale(tmp_path / "mau", 'weights: {"1.1": 60, "2.1": 40}, ').rulebook("mau/diem", on="2023-06-30")
    for engine in ("core", "forward/agenda"):
        attainment = book.evaluate(UnitFigures.of("xã Mẫu", values), engine=engine)
        node = attainment.node("D.1")
        assert str(node.verdict) == expected
        assert [(str(note.code), note.subject) for child in node.children for note in child.notes][1:] == [(code, said)]
        assert said in attainment.why("D.1")


def test_a_total_that_nobody_reported_is_not_asked_for(tmp_path: Path) -> None:
    book = scale(tmp_path / "mau", 'weights: {"1.1": 60, "2.1": 40}, ').rulebook("mau/diem", on="2023-06-30")
    attainment = book.evaluate(UnitFigures.of("xã Mẫu", {PLANNED: "đạt"}))
    assert attainment.decisive() == [IRRIGATED]
    assert [reason.subject for reason in attainment.node("D.1").reasons] == [IRRIGATED]


def test_removing_figures_never_flips_with_points(tmp_path: Path) -> None:
    """P2, every choice of figures against every part of them, the reported total among them."""
    for weights in ('weights: {"1.1": 60, "2.1": 40}, ', 'weights: {"1.1": 95, "2": 5}, ', ""):
        book = scale(tmp_path / f"mau{len(weights)}" / "mau", weights).rulebook("mau/diem", on="2023-06-30")
        for plan, level, total in product((True, False), (79, 80), (20, 94, 95, 100)):
            whole = {PLANNED: plan, IRRIGATED: level, "mau-diem": total}
            decided = book.evaluate(UnitFigures.of("xã", whole))
            for size in range(3):
                for kept in combinations(whole, size):
                    part = book.evaluate(UnitFigures.of("xã", {key: whole[key] for key in kept}))
                    for label in ("D.1", "1", "2"):
                        was, now = str(part.node(label).verdict), str(decided.node(label).verdict)
                        assert was in ("undetermined", now), (weights, whole, kept, label)


PARTS = ", ".join(f"{{kind: attained, measure: mau-linh-vuc-{each}, evidence: EVIDENCE}}" for each in "abc")
FIELDS = f"{{kind: any_of, of: [{PARTS}]}}"


def fields(folder: Path) -> Library:
    return library(folder, {
        "measures.yaml": MEASURES,
        "km/set.yaml": own_set("km", criteria="3", indicators="3"),
        "km/01.yaml": criterion("1", AT_LEAST_80),
        "km/02.yaml": criterion("2", PLAN),
        "km/03.yaml": criterion("3", f"| {FIELDS}"),
    })  # fmt: skip


def met_fields(node: Node) -> list[str]:
    return [
        each.about.measure or ""
        for each in under(node, "requirement")
        if each.about.measure and str(each.verdict) == "met"
    ]


def test_s07_at_least_one_field_and_every_field_met_is_named(tmp_path: Path) -> None:
    book = fields(tmp_path / "mau").rulebook("mau/km", on="2023-06-30")
    node = book.evaluate(
        UnitFigures.of("xã", {"mau-linh-vuc-a": "đạt", "mau-linh-vuc-b": "chưa đạt", "mau-linh-vuc-c": "đạt"})
    ).node("3.1")
    assert str(node.verdict) == "met"
    assert met_fields(node) == ["mau-linh-vuc-a", "mau-linh-vuc-c"]
    assert verdict(book, "3.1", {"mau-linh-vuc-a": "chưa đạt", "mau-linh-vuc-b": "chưa đạt"}) == "undetermined"
    assert verdict(book, "3.1", {f"mau-linh-vuc-{each}": "chưa đạt" for each in "abc"}) == "not_met"


@pytest.mark.parametrize(
    ("core", "chosen", "expected"),
    [
        (True, (True, False, False), "met"),
        (True, (False, False, False), "not_met"),  # the core alone is not enough
        (False, (True, True, True), "not_met"),  # nor are all fields without the core
        (True, (None, None, None), "undetermined"),
    ],
)
def test_s14_mandatory_core_and_a_choice(
    tmp_path: Path, core: bool, chosen: tuple[bool | None, ...], expected: str
) -> None:
    book = fields(tmp_path / "mau").rulebook("mau/km", on="2023-06-30")
    said = {f"mau-linh-vuc-{name}": answer for name, answer in zip("abc", chosen, strict=True) if answer is not None}
    assert verdict(book, "set", {IRRIGATED: 80, "quy-hoach-chung-xay-dung-xa": core, **said}) == expected


def market(folder: Path, *, policy: str, foreseen: bool) -> Library:
    own = f"    measure: {IRRIGATED}\n"
    when = "    not_applicable_when: {vi: không có chợ (bịa), en: no market (made up)}\n" if foreseen else ""
    return library(folder, {
        "cho/set.yaml": own_set("cho", criteria="2", indicators="2").replace("counts_as_met", policy),
        "cho/01.yaml": criterion("1", PLAN),
        "cho/02.yaml": criterion("2", AT_LEAST_80).replace(own, own + when),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "foreseen", "count", "expected"),
    [
        ("counts_as_met", True, "2/2", "met"),
        ("drops_out", True, "1/2", "met"),
        ("counts_as_met", False, "1–2/2", "undetermined"),  # nobody may leave out what the text does not let go
    ],
)
def test_s11_not_applicable_counts_as_the_set_says(
    tmp_path: Path, policy: str, foreseen: bool, count: str, expected: str
) -> None:
    book = market(tmp_path / "mau", policy=policy, foreseen=foreseen).rulebook("mau/cho", on="2023-06-30")
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"quy-hoach-chung-xay-dung-xa": "đạt", "2.1": "not_applicable"}))
    assert str(result.node("2.1").verdict) == "not_applicable"
    assert result.tally.criteria.count == count
    assert str(result.verdict) == expected


WAIVED = """
    overrides:
      - id: mau/xa-ntm/2021/TARGET
        verb: waive
        target: vn/xa-ntm/2021/TARGET
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
"""


def test_s11_a_province_takes_away_only_what_the_national_text_lets_go(tmp_path: Path) -> None:
    made = library(tmp_path / "mau", {"overrides/lang-nghe.yaml": WAIVED.replace("TARGET", "13.4")})
    book = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    assert verdict(book, "13.4", {}) == "not_applicable"
    assert verdict(made.rulebook("xa-ntm", on="2023-06-30", province="ca-mau"), "13.4", {}) == "undetermined"
    folder = write(tmp_path / "khac", {"overrides/dien.yaml": WAIVED.replace("TARGET", "4.1")})
    with pytest.raises(CatalogError) as refused:
        Library(packs=[folder], plugins=())
    assert [problem.code for problem in refused.value.problems] == ["NTM229"]


def test_s12_one_event_loses_a_criterion_that_was_met(tmp_path: Path) -> None:
    parts = (
        "{kind: attained, measure: quy-hoach-chung-xay-dung-xa, evidence: EVIDENCE}",
        "{kind: none_of, measure: mau-so-vu-nghiem-trong, evidence: EVIDENCE}",
    )
    veto = f"{{kind: all_of, of: [{', '.join(parts)}]}}"
    made = library(tmp_path / "mau", {
        "measures.yaml": MEASURES,
        "an-ninh/set.yaml": own_set("an-ninh"), "an-ninh/01.yaml": criterion("1", f"| {veto}"),
    })  # fmt: skip
    before, after = (made.rulebook("mau/an-ninh", on=day) for day in ("2023-06-30", "2024-06-30"))
    held = {"quy-hoach-chung-xay-dung-xa": "đạt"}
    assert verdict(before, "set", {**held, "mau-so-vu-nghiem-trong": 0}) == "met"
    assert verdict(after, "set", {**held, "mau-so-vu-nghiem-trong": 1}) == "not_met"
    assert verdict(after, "set", held) == "undetermined"  # no report of a case is not a report of no case


def test_s15_one_sheet_of_facts_under_two_sets_and_what_the_new_text_changes(tmp_path: Path) -> None:
    stricter = AT_LEAST_80.replace("value: 80", "value: 90")
    made = library(tmp_path / "mau", {
        "cu/set.yaml": own_set("cu", criteria="2", indicators="2"),
        "cu/01.yaml": criterion("1", PLAN), "cu/02.yaml": criterion("2", AT_LEAST_80),
        "moi/set.yaml": own_set("moi", criteria="2", indicators="2"),
        "moi/01.yaml": criterion("1", PLAN), "moi/02.yaml": criterion("2", stricter),
    })  # fmt: skip
    sheet = UnitFigures.of("xã Mẫu", {"quy-hoach-chung-xay-dung-xa": "đạt", IRRIGATED: 85})
    old, new = (made.rulebook(f"mau/{name}", on="2023-06-30").evaluate(sheet) for name in ("cu", "moi"))
    assert (str(old.verdict), str(new.verdict)) == ("met", "not_met")
    found = switch(old, new)
    assert [(move.node.about.number, move.group, move.why) for move in found.indicators] == [("2.1", "lost", "level")]
    said = "\n".join(str(line) for line in switch_lines(found, lang="vi"))
    assert "85%" in said
    assert "90%" in said


def test_s06_a_weight_for_an_indicator_that_does_not_exist_is_found_by_lint(tmp_path: Path) -> None:
    scale(tmp_path / "mau", 'weights: {"1.1": 60, "2.1": 40}, ')
    path = tmp_path / "mau" / "diem" / "set.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"2.1": 40', '"2.7": 40'), encoding="utf-8")
    found = [each.problem for each in lint(tmp_path / "mau") if each.problem.code == "NTM139"]
    assert [problem.what for problem in found] == ["points for '2.7', which is not in mau/diem/2022"]


@pytest.mark.parametrize("said", ["đạt", "chưa đạt", "không áp dụng"])
def test_a_report_on_what_a_province_takes_away_is_heard(tmp_path: Path, said: str) -> None:
    made = library(tmp_path / "mau", {"overrides/lang-nghe.yaml": WAIVED.replace("TARGET", "13.4")})
    book = made.rulebook("xa-ntm", on="2023-06-30", province="an-giang")
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"13.4": said}))
    node = result.node("13.4")
    assert str(node.verdict) == "not_applicable"
    assert [each.about.id for each in node.children if each.about.report] == [f"{node.about.id}#report"]
    assert node.has_note(NoteCode.CONTRADICTION) is (said != "không áp dụng")
    assert ("mâu thuẫn" in result.why("13.4", lang="vi")) is (said != "không áp dụng")
    frame = pl.DataFrame({"unit": ["xã Mẫu"], "13.4": [said]})
    judged = evaluate_table(book, frame, outputs=("verdict", "contradiction"), accept=True)
    assert judged.frame[named("contradiction", "13.4")].to_list() == [said != "không áp dụng"]
    assert verdict(book, "13.4", {"13.4": said}) == "not_applicable"
