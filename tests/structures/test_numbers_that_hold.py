"""Numbers that a text writes hold as they are written: bounds, conditions, k of some parts, pass rules, rows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from structures.made_up import asked_where, criterion, library, own_set, verdict, write

from ntmrules import CatalogError, Library, UnitFigures
from ntmrules.check.lint import lint
from ntmrules.model.figures import Entry

PACKS = Path(__file__).parent / "packs"
SOME = """
    measures:
      - {id: viec-a, name: {vi: Việc a, en: a}, kind: yes_no, question: {vi: a?, en: a?}}
      - {id: viec-b, name: {vi: Việc b, en: b}, kind: yes_no, question: {vi: b?, en: b?}}
      - {id: viec-c, name: {vi: Việc c, en: c}, kind: yes_no, question: {vi: c?, en: c?}}
      - {id: bien, name: {vi: Ven biển, en: coast}, kind: yes_no, question: {vi: biển?, en: coast?}}
      - {id: nghe, name: {vi: Làng nghề, en: craft}, kind: yes_no, question: {vi: nghề?, en: craft?}}
      - {id: dong, name: {vi: Số hộ, en: households}, kind: amount, unit: hộ, unit_en: households, question: {vi: hộ?, en: h?}}
      - {id: tien, name: {vi: Tiền, en: money}, kind: amount, unit: triệu đồng, unit_en: million, question: {vi: tiền?, en: m?}}
      - {id: ty-le, name: {vi: Tỷ lệ, en: share}, kind: percent, unit: "%", question: {vi: tỷ lệ?, en: share?}}
"""
ATTAINED = "viec-{} | {{kind: attained, evidence: EVIDENCE}}"


def told(folder: Path, files: dict[str, str]) -> list[str]:
    return [each.problem.code for each in lint(write(folder, files)) if each.severity == "error"]


# ----- what a province fills in under a bound


@pytest.mark.parametrize(("given", "allowed"), [
    ("kind: at_least, threshold: {value: 5, evidence: EVIDENCE}", True),
    ("kind: at_least, threshold: {value: 3, evidence: EVIDENCE}", False),
    ("kind: at_least, threshold: {value: 4, evidence: EVIDENCE}, round: {digits: 0, evidence: EVIDENCE}", False),
    ("kind: at_least, measure: tien, threshold: {value: 5, evidence: EVIDENCE}", False),
])  # fmt: skip
def test_what_is_filled_in_under_a_bound_can_let_nothing_through_that_the_bound_does_not(
    given: str, allowed: bool, tmp_path: Path
) -> None:
    whole = "{kind: delegated, to: ubnd-cap-tinh, evidence: EVIDENCE, bound: {kind: at_least, threshold: {value: 4, evidence: EVIDENCE}}}"  # noqa: E501
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", f"dong | {whole}"),
             "overrides/x.yaml": f"""
        overrides:
          - id: mau/a-1
            verb: fill
            target: mau/a/2022/1.1
            provision: {{decision: 01/QĐ-MẪU}}
            from: "2022-06-01"
            requirement: {{{given}}}
    """}  # fmt: skip
    folder = write(tmp_path, files)
    if allowed:
        book = Library(packs=[folder], plugins=()).rulebook("mau/a", on="2023-12-01", province="an-giang")
        assert verdict(book, "1.1", {"dong": 5}) == "met"
        return
    with pytest.raises(CatalogError, match=r"NTM22[45]"):
        Library(packs=[folder], plugins=())


# ----- conditions and levels that no figure can reach


@pytest.mark.parametrize("condition", ["at_least: 150", "more_than: 100", "less_than: 0", "at_most: -1"])
def test_a_condition_that_no_figure_can_meet_is_an_error_wherever_it_is_read(condition: str, tmp_path: Path) -> None:
    text = asked_where(criterion("1", ATTAINED.format("a")), "1.1", f"measure: ty-le, {condition}")
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": text}
    assert "NTM170" in told(tmp_path, files)
    with pytest.raises(CatalogError, match="NTM170"):
        Library(packs=[tmp_path], plugins=()).rulebook("mau/a", on="2023-12-01")


@pytest.mark.parametrize(("change", "value", "said"), [
    ("way: decrease", 101, ("error", "NTM170.change")), ("way: decrease", 100, None),
    ("by: amount", 101, ("error", "NTM170.change")), ("by: amount, way: decrease", 101, ("error", "NTM170.change")),
    ("way: increase", 300, None), ("way: increase", -5, ("warning", "NTM170.backwards")),
])  # fmt: skip
def test_a_change_that_figures_cannot_make_is_an_error_and_one_the_other_way_is_told(
    change: str, value: int, said: tuple[str, str] | None, tmp_path: Path
) -> None:
    asked = f"ty-le | {{kind: change_at_least, {change}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)}
    found = [(each.severity, each.problem.identity) for each in lint(write(tmp_path, files))]
    assert [each for each in found if each[1].startswith("NTM170")] == ([said] if said is not None else [])


@pytest.mark.parametrize(("condition", "said"), [
    ("{}", "NTM193.nothing"), ("{all: []}", "NTM193.empty"), ("{any: [], none: []}", "NTM193.several"),
    ("{fact: viec-a, zone: v1}", "NTM193.several"), ("{any: [{fact: viec-a}, {}]}", "NTM193.nothing"),
])  # fmt: skip
def test_a_condition_of_nothing_is_told_as_that(condition: str, said: str, tmp_path: Path) -> None:
    text = asked_where(criterion("1", ATTAINED.format("a")), "1.1", "CONDITION").replace("{CONDITION}", condition)
    found = lint(write(tmp_path, {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": text}))
    assert [each.problem.identity for each in found] == [said]


@pytest.mark.parametrize(("kind", "value"), [("more_than", 100), ("less_than", 0)])
def test_a_level_that_no_figure_can_reach_is_an_error(kind: str, value: int, tmp_path: Path) -> None:
    asked = f"ty-le | {{kind: {kind}, threshold: {{value: {value}, evidence: EVIDENCE}}}}"
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)}
    assert "NTM170" in told(tmp_path, files)


@pytest.mark.parametrize(("base", "code"), [("tien", "NTM192"), ("dong", "NTM114")])
def test_a_figure_is_compared_with_another_one_of_its_unit_of_measure(base: str, code: str, tmp_path: Path) -> None:
    asked = f"dong | {{kind: relative, factor: 1.1, base: {base}, evidence: EVIDENCE}}"
    write(tmp_path, {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)})
    with pytest.raises(CatalogError, match=code):
        Library(packs=[tmp_path], plugins=()).rulebook("mau/a", on="2023-12-01")


# ----- a number of parts of which fewer apply


def test_k_of_parts_of_which_fewer_apply_is_never_met_by_those_alone(tmp_path: Path) -> None:
    parts = ", ".join(f"{{kind: meets, target: mau/b/2022/1.{place}, evidence: EVIDENCE}}" for place in (1, 2))
    asked = f"viec-c | {{kind: k_of, k: 2, of: [{parts}, {{kind: attained, measure: viec-c, evidence: EVIDENCE}}]}}"
    inner = criterion("1", ATTAINED.format("a"), ATTAINED.format("b"))
    for label, fact in (("1.1", "bien"), ("1.2", "nghe")):
        inner = asked_where(inner, label, f"fact: {fact}")
    drops = own_set("a").replace("counts_as_met", "drops_out")
    files = {"measures.yaml": SOME, "a/set.yaml": drops, "a/01.yaml": criterion("1", asked),
             "b/set.yaml": own_set("b", indicators="2"), "b/01.yaml": inner}  # fmt: skip
    book = library(tmp_path, files).rulebook("mau/a", on="2023-12-01")
    yes, no = "met", "not_met"
    for figures, wanted in (
        ({"bien": no, "nghe": no, "viec-c": yes}, "undetermined"),
        ({"bien": no, "nghe": no, "viec-c": no}, "not_met"),
        ({"bien": yes, "viec-a": yes, "nghe": no, "viec-c": yes}, "met"),
        ({"bien": yes, "viec-a": no, "nghe": no, "viec-c": yes}, "not_met"),
        ({"bien": yes, "viec-a": no, "nghe": yes, "viec-b": yes, "viec-c": yes}, "met"),
    ):
        assert verdict(book, "1.1", figures) == wanted, figures
    node = book.evaluate(UnitFigures.of("xã Mẫu", {"bien": no, "nghe": no, "viec-c": yes})).node("1.1")
    assert "threshold_unknown" in {str(reason.code) for reason in node.reasons}


def test_a_part_that_stands_twice_in_k_of_is_an_error(tmp_path: Path) -> None:
    part = "{kind: attained, measure: viec-a, evidence: EVIDENCE}"
    asked = f"viec-a | {{kind: k_of, k: 2, of: [{part}, {part}, {part}]}}"
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)}
    assert told(tmp_path, files) == ["NTM114"]


@pytest.mark.parametrize(
    "beside",
    ["evidence: {kind: recall, confidence: low}", "evidence: EVIDENCE, provision: {decision: 2/QĐ, article: Điều 2}",
     "evidence: EVIDENCE, label: {vi: Việc kia, en: The other}"],
)  # fmt: skip
def test_one_question_with_another_source_or_name_stands_twice_in_k_of_as_well(beside: str, tmp_path: Path) -> None:
    """Counted twice, the one answer would meet «two of three» by itself."""
    parts = ", ".join(f"{{kind: attained, measure: {each}}}" for each in (
        "viec-a, evidence: EVIDENCE", f"viec-a, {beside}", "viec-c, evidence: EVIDENCE"))  # fmt: skip
    asked = f"viec-a | {{kind: k_of, k: 2, of: [{parts}]}}"
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)}
    assert told(tmp_path, files) == ["NTM114"]
    other = {**files, "a/01.yaml": criterion("1", asked.replace(f"viec-a, {beside}", f"viec-b, {beside}"))}
    assert "NTM114" not in told(tmp_path / "khac", other)


# ----- pass rules and what does not apply


def conditional(numbers: dict[str, str], *, least: str, counts: str) -> dict[str, str]:
    text = criterion("1", *(ATTAINED.format(each) for each in numbers))
    for place, fact in enumerate(numbers.values(), 1):
        text = asked_where(text, f"1.{place}", f"fact: {fact}") if fact else text
    text = text.replace("indicators:\n", f"pass: {{at_least: {least}, evidence: EVIDENCE}}\nindicators:\n", 1)
    whole = own_set("a", indicators=str(len(numbers))).replace("counts_as_met", counts)
    return {"measures.yaml": SOME, "a/set.yaml": whole, "a/01.yaml": text}


def test_a_criterion_is_not_met_by_what_may_not_apply_at_all(tmp_path: Path) -> None:
    """Where everything may turn out not to apply, so may the whole: one more figure never flips what was decided."""
    book = library(tmp_path, conditional({"a": "bien", "b": "nghe"}, least="1", counts="counts_as_met")).rulebook(
        "mau/a", on="2023-12-01"
    )
    assert verdict(book, "1", {"bien": "not_met"}) == "undetermined"
    assert verdict(book, "1", {"bien": "not_met", "nghe": "not_met"}) == "not_applicable"
    assert verdict(book, "1", {"bien": "not_met", "nghe": "met", "viec-b": "not_met"}) == "met"
    assert verdict(book, "1", {"bien": "met", "viec-a": "met"}) == "met"


def test_what_does_not_apply_by_its_condition_is_no_report(tmp_path: Path) -> None:
    book = library(tmp_path, conditional({"a": "", "b": "bien"}, least="2", counts="counts_as_met")).rulebook(
        "mau/a", on="2023-12-01"
    )
    node = book.evaluate(UnitFigures.of("xã Mẫu", {"viec-a": "met", "bien": "not_met"})).node("1")
    assert (str(node.verdict), str(node.basis)) == ("met", "computed")


# ----- rows that say nothing


@pytest.mark.parametrize("level", [
    "value: null, evidence: EVIDENCE", "rows: [{year: 2023, value: null}], evidence: EVIDENCE",
    "rows: [{year: 23, value: 4}], evidence: EVIDENCE", "unknown: null",
])  # fmt: skip
def test_a_cell_of_nothing_and_a_year_of_two_digits_are_errors(level: str, tmp_path: Path) -> None:
    asked = f"dong | {{kind: at_least, threshold: {{{level}}}}}"
    files = {"measures.yaml": SOME, "a/set.yaml": own_set("a"), "a/01.yaml": criterion("1", asked)}
    assert told(tmp_path, files) == ["NTM115"]


# ----- figures of one year, parts of a measure


def test_the_figure_of_one_year_is_taken_back_by_its_name() -> None:
    folder = PACKS / "S16-not-below-the-year-before"
    (set_file,) = folder.rglob("set.yaml")
    set_id = re.search(r"id: (\S+)", set_file.read_text("utf-8"))
    assert set_id is not None
    book = Library(packs=[folder], plugins=()).rulebook(set_id[1], on="2023-12-01", province="an-giang")
    measure = book.rules[0].measure
    session = book.session("xã Mẫu")
    session.report(Entry(subject=f"{measure}@2022", value=40))
    session.report(Entry(subject=f"{measure}@2023", value=50))
    assert len(session.figures.entries) == 2
    session.withdraw(f"{measure}@2022")
    assert [entry.period for entry in session.figures.entries] == [2023]
    session.report(Entry(subject=f"{measure}@2022", value=40))
    session.withdraw(measure)
    assert session.figures.entries == ()


def test_a_measure_of_ones_own_has_the_parts_that_are_asked(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACKS / "S44-every-verb", folder)
    text = (folder / "overrides" / "xa.yaml").read_text("utf-8")
    entry = """
  - id: mau/xa-ntm/2021/15.1-do
    verb: measure_as
    target: vn/xa-ntm/2021/15.1
    provision: {decision: 01/QĐ-MẪU}
    from: "2022-06-01"
    measure: ty-le-tuoi-mau
"""
    national = Library(plugins=()).rulebook("xa-ntm", on="2023-12-01")
    parts = {
        part
        for rule in national.rules
        if rule.number == "15.1"
        for part in getattr(rule.version.requirement, "parts", ())
    }
    if not parts:
        pytest.skip("no national indicator of parts to measure differently")
    (folder / "overrides" / "xa.yaml").write_text(text + entry, "utf-8")
    with pytest.raises(CatalogError, match="NTM231"):
        Library(packs=[folder], plugins=())
