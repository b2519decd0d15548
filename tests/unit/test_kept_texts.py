"""Clauses that run at once, whole sets that are kept, and what a receipt digests of where a unit stands."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from ntmrules.check.lint import lint
from ntmrules.library import Library
from ntmrules.model.conditions import Condition, SetTransition, Transition
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.requirements import AtLeast, Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.testing.memory import rulebook_of
from ntmrules.testing.sets import MEASURES, SURE_EVIDENCE

PACKS = Path(__file__).parents[1] / "structures" / "packs"
KEPT = PACKS / "S45-a-former-set-kept"


def version(day: str, level: int, fact: str | None = None, until: str = "") -> Version:
    clause = None
    if fact is not None:
        clause = Transition(when=Condition(fact=fact), until=until, evidence=SURE_EVIDENCE)
    asked = AtLeast(threshold=Threshold(rows=(Cell(value=Decimal(level), evidence=SURE_EVIDENCE),)))
    return Version(from_=day, provision=Provision(decision="1/QĐ"), requirement=asked, transition=clause)


def whole(*versions: Version) -> CriteriaSet:
    item = Indicator(id="1.1", name=Text("Thu nhập"), measure="luong-1", versions=versions)
    criterion = Criterion(id="1", name=Text("Thu nhập"), indicators=(item,), declared_indicators=1)
    return CriteriaSet(
        id="vn/thu/2021", level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=Provision(decision="1/QĐ"), declared=Declared(criteria=1, indicators=1, evidence=SURE_EVIDENCE),
        checked_on="2026-01-01", not_applicable="drops_out", criteria=(criterion,),
    )  # fmt: skip


def asked_level(book: object, **figures: object) -> Decimal:
    named = {name.replace("_", "-"): value for name, value in figures.items()}
    found = book.evaluate(UnitFigures.of("xã Mẫu", {"luong-1": Decimal(1), **named}))  # type: ignore[attr-defined]
    required = found.node("1.1").children[0].required
    assert required is not None
    return required.values[0]


FIRST, SECOND = version("2021-01-01", 40), version("2023-07-01", 50, "da-cong-nhan", "2024-06-30")


@pytest.mark.parametrize(("facts", "level"), [
    ({"da_cong_nhan": "đạt"}, 40), ({"da_cong_nhan": "chưa đạt"}, 60),
])  # fmt: skip
def test_a_clause_runs_to_its_own_day_though_a_third_text_has_come(facts: dict[str, str], level: int) -> None:
    book = rulebook_of(whole(FIRST, SECOND, version("2024-01-01", 60)), MEASURES, on="2024-02-01")
    assert asked_level(book, **facts) == level


@pytest.mark.parametrize(("facts", "level"), [
    ({"da_cong_nhan": "đạt", "xa_ven_bien": "đạt"}, 40), ({"da_cong_nhan": "đạt", "xa_ven_bien": "chưa đạt"}, 40),
    ({"da_cong_nhan": "chưa đạt", "xa_ven_bien": "đạt"}, 50), ({"da_cong_nhan": "chưa đạt", "xa_ven_bien": "chưa đạt"}, 60),
])  # fmt: skip
def test_of_two_clauses_that_run_a_unit_keeps_the_oldest_text(facts: dict[str, str], level: int) -> None:
    third = version("2024-01-01", 60, "xa-ven-bien", "2024-12-31")
    book = rulebook_of(whole(FIRST, SECOND, third), MEASURES, on="2024-02-01")
    assert asked_level(book, **facts) == level


def test_after_the_older_clause_the_newer_one_still_runs() -> None:
    third = version("2024-01-01", 60, "xa-ven-bien", "2024-12-31")
    book = rulebook_of(whole(FIRST, SECOND, third), MEASURES, on="2024-07-01")
    assert asked_level(book, da_cong_nhan="đạt", xa_ven_bien="đạt") == 50


def test_the_counts_of_a_unit_that_keeps_a_former_set_are_those_of_that_set() -> None:
    book = Library(packs=[KEPT], plugins=()).rulebook("mau/a", on="2024-12-01", province="an-giang")
    unit = UnitFigures.of("xã Lương Phi", {"thu-nhap-binh-quan-dau-nguoi": 50, "cong-nhan-truoc": "đạt"},
                          within="huyện Tri Tôn")  # fmt: skip
    found = book.evaluate(unit)
    assert (found.tally.indicators.met, found.tally.indicators.declared) == (1, 1)
    assert "giữ cả bộ trước đến hết ngày 31/05/2025" in found.text()
    assert [str(found.node(label).verdict) for label in ("1.1", "2.1")] == ["not_applicable", "not_applicable"]


def test_a_report_on_the_former_set_is_heard_where_its_figures_are_not_there() -> None:
    book = Library(packs=[KEPT], plugins=()).rulebook("mau/a", on="2024-12-01", province="an-giang")
    unit = UnitFigures.of("xã Lương Phi", {"cong-nhan-truoc": "đạt", "mau/a/2022": "chưa đạt"},
                          within="huyện Tri Tôn")  # fmt: skip
    assert str(book.evaluate(unit).verdict) == "not_met"
    assert str(book.evaluate(unit, engine="forward/agenda").verdict) == "not_met"


def changed(folder: Path, file: str, old: str, new: str) -> list[str]:
    """Return the errors NTM196 of the pack with one text of a file replaced."""
    import shutil

    copy = folder / "pack"
    shutil.copytree(KEPT, copy)
    path = copy / file
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return [str(each.problem) for each in lint(copy) if each.severity == "error" and each.problem.code == "NTM196"]


@pytest.mark.parametrize(("file", "old", "new", "found"), [
    ("moi/set.yaml", "keeps: mau/a/2022", "keeps: mau/b/2022", "there is no such set"),
    ("moi/set.yaml", "keeps: mau/a/2022", "keeps: mau/km/2024", "which is not the set before it"),
    ("moi/set.yaml", 'until: "2025-05-31"', 'until: "2024-05-31"', "before the new one begins"),
    ("cu/set.yaml", 'from: "2023-03-01"', 'from: "2022-01-01"', "and it came into force on"),
    ("cu/set.yaml", 'from: "2023-03-01"', 'from: "2023-03-02"', "the nearest is 2023-03-01"),
    ("cu/set.yaml", 'from: "2023-03-01"', 'from: "2023-02-28"', "the nearest is 2023-03-01"),
    ("cu/01-thu-nhap.yaml", '- from: "2023-03-01"', '- from: "2024-08-01"', "no amendment of it is written down"),
])  # fmt: skip
def test_lint_names_a_clause_that_keeps_nothing(tmp_path: Path, file: str, old: str, new: str, found: str) -> None:
    assert any(found in each for each in changed(tmp_path, file, old, new))


@pytest.mark.parametrize("new", ["", 'keeps: mau/a/2022\n    from: "2023-01-01"'])
def test_a_clause_keeps_just_one_thing(tmp_path: Path, new: str) -> None:
    old = "- keeps: mau/a/2022\n    when"
    found = changed(tmp_path, "moi/set.yaml", old, f"- {new}\n    when" if new else "- when")
    assert len(found) == 1
    assert "just one" in found[0]


def test_a_receipt_digests_the_facts_by_which_zones_place_a_unit() -> None:
    """One word of a fact on which a zone turns, changed, changes what was judged by."""
    book = Library(packs=[PACKS / "S23-zones-that-combine"], plugins=()).rulebook(
        next(iter((PACKS / "S23-zones-that-combine").glob("*/set.yaml"))).read_text(encoding="utf-8").split("\n")[0][4:],
        on="2024-12-01", province="an-giang")  # fmt: skip
    facts = {fact for zoning in book.zonings.values() for rule in zoning.rules for fact in rule.when_any}
    facts |= {each.fact for zoning in book.zonings.values() for rule in zoning.rules if rule.when is not None
              for each in (rule.when, *rule.when.parts) if each.fact is not None}  # fmt: skip
    assert facts
    for fact in facts:
        other = attrs.evolve(book.measures[fact], question=Text("câu hỏi khác", "another question"))
        again = attrs.evolve(book, measures={**book.measures, fact: other})
        assert again.receipt["catalogue"] != book.receipt["catalogue"]


AMENDED = PACKS / "S47-the-whole-set-as-it-stood"
ENTRIES = """overrides:
  - id: mau/a/2022/2.1
    verb: VERB
    target: mau/a/2022/2.1
    provision: {decision: 01/QĐ-MẪU}
    from: "FROM"
    MORE
"""


def with_entry(folder: Path, verb: str, begins: str, more: str = "") -> Library:
    """Return a library with the pack S47, and an entry of its province over 2.1 (70 per cent, 80 from 01/09/2023)."""
    import shutil

    pack = shutil.copytree(AMENDED, folder / "pack")
    for cases in (pack / "a").glob("*.cases.yaml"):
        cases.unlink()  # they tell of the set without an entry
    water = pack / "a" / "02-nuoc.yaml"
    text = water.read_text(encoding="utf-8")
    left_out = (
        "measure: ty-le-ho-dung-nuoc-sach\n    not_applicable_when: {vi: khi tỉnh bỏ, en: where the province leaves it}"
    )
    water.write_text(text.replace("measure: ty-le-ho-dung-nuoc-sach", left_out), encoding="utf-8")
    (pack / "overrides").mkdir()
    entry = ENTRIES.replace("VERB", verb).replace("FROM", begins).replace("MORE", more)
    (pack / "overrides" / "a.yaml").write_text(entry, encoding="utf-8")
    assert [
        str(each.problem) for each in lint(pack) if each.severity == "error" and each.problem.code != "NTM159"
    ] == []
    return Library(packs=[pack], plugins=())


def said(library: Library, day: str, water: object, *, kept: bool, label: str = "2.1") -> str:
    unit = UnitFigures.of("xã Lương Phi", {"ty-le-ho-dung-nuoc-sach": water, "cong-nhan-truoc": "đạt" if kept else "chưa đạt"},
                          within="huyện Tri Tôn")  # fmt: skip
    book = library.rulebook("mau/a", on=day, province="an-giang")
    found = {str(book.evaluate(unit, engine=engine).node(label).verdict) for engine in ("core", "forward/agenda")}
    assert len(found) == 1
    return found.pop()


def test_a_waiver_that_lay_over_a_kept_text_is_kept_with_it(tmp_path: Path) -> None:
    made = with_entry(tmp_path, "waive", "2022-06-01", 'to: "2023-08-31"\n    legal_basis: {decision: 01/QĐ-MẪU}')
    assert said(made, "2023-02-28", 10, kept=True) == "not_applicable"
    assert said(made, "2023-09-01", 10, kept=True) == "not_applicable"
    assert said(made, "2023-09-01", 10, kept=False) == "not_met"
    assert said(made, "2024-07-01", 10, kept=True) == "not_met"


def test_a_waiver_that_came_later_is_not_one_of_the_kept_text(tmp_path: Path) -> None:
    made = with_entry(tmp_path, "waive", "2023-06-01", "legal_basis: {decision: 01/QĐ-MẪU}")
    assert said(made, "2023-06-01", 70, kept=True) == "met"
    assert said(made, "2023-06-01", 69, kept=True) == "not_met"
    assert said(made, "2023-06-01", 69, kept=False) == "not_applicable"
    assert said(made, "2024-07-01", 69, kept=True) == "not_applicable"


def test_a_level_that_was_raised_later_is_not_one_of_the_kept_text(tmp_path: Path) -> None:
    level = "requirement: {kind: at_least, threshold: {value: 90, evidence: {kind: recall, confidence: medium}}}"
    made = with_entry(tmp_path, "raise", "2023-06-01", level)
    assert said(made, "2023-06-01", 70, kept=True) == "met"
    assert said(made, "2023-06-01", 89, kept=False) == "not_met"
    assert said(made, "2024-07-01", 89, kept=True) == "not_met"


def test_two_clauses_of_one_amendment_hold_each_for_its_own_units() -> None:
    clauses = tuple(
        SetTransition(when=Condition(fact=fact), from_="2023-07-01", until=until, evidence=SURE_EVIDENCE)
        for fact, until in (("xa-ven-bien", "2023-12-31"), ("da-cong-nhan", "2024-12-31"))
    )
    of_set = attrs.evolve(whole(FIRST, version("2023-07-01", 50)), transitions=clauses)
    for day, coast, known in (("2023-12-31", 40, 40), ("2024-01-01", 50, 40), ("2025-01-01", 50, 50)):
        book = rulebook_of(of_set, MEASURES, on=day)
        assert asked_level(book, xa_ven_bien="đạt", da_cong_nhan="chưa đạt") == coast
        assert asked_level(book, xa_ven_bien="chưa đạt", da_cong_nhan="đạt") == known
