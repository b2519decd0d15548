"""What one rule says of another is heard at every depth, or refused; what a province did to the other is heard too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, Rulebook, UnitFigures, Verdict, read_figures
from ntmrules.model.figures import Entry, Status
from ntmrules.model.trace import Node

MET, NOT_MET, OPEN, AWAY = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
ENGINES = ("core", "forward/agenda")
PLUGINS = Path(__file__).parents[2] / "plugins"
INCOME = "thu-nhap-binh-quan-dau-nguoi"
POOR = "ty-le-ho-ngheo-da-chieu"
RAISED = """
overrides:
  - id: thu/xa-ntm-nang-cao-2021/10.1
    verb: {verb}
    target: vn/xa-ntm-nang-cao/2021/10.1
    from: "2022-06-01"
    provision: {{decision: 01/QĐ-THỬ}}
    {basis}
    evidence: {{kind: recall, confidence: medium}}
    requirement:
      kind: at_least
      threshold: {{value: 90, evidence: {{kind: recall, confidence: medium}}}}
"""


def pack(name: str) -> Path:
    return PLUGINS / f"ntmrules-{name}" / "src" / f"ntmrules_{name.replace('-', '_')}" / "catalog"


@pytest.fixture(scope="module")
def nation() -> Library:
    return Library(plugins=())


@pytest.fixture(scope="module")
def provinces() -> Library:
    return Library(packs=[pack(name) for name in ("thai-nguyen", "binh-phuoc")], plugins=())


def made_up(folder: Path, verb: str) -> Library:
    """Return a library with a made-up province that sets the income of nâng cao to 90."""
    folder.mkdir(parents=True, exist_ok=True)
    basis = "legal_basis: {decision: 01/QĐ-THỬ}" if verb == "replace" else 'note: {vi: "bịa", en: made up}'
    (folder / "pack.yaml").write_text(
        'id: thu\nname: {vi: Tỉnh thử, en: Trial}\nterritory: [{list: "2004", province: hai-duong}]\n', "utf-8"
    )
    (folder / "decisions.yaml").write_text(
        'decisions:\n  - id: 01/QĐ-THỬ\n    date: "2022-06-01"\n    title: {vi: bịa, en: made up}\n'
        '    in_force: {from: "2022-06-01"}\n', "utf-8",
    )  # fmt: skip
    (folder / "overrides").mkdir(exist_ok=True)
    (folder / "overrides" / "a.yaml").write_text(RAISED.format(verb=verb, basis=basis).lstrip(), "utf-8")
    return Library(packs=[folder], plugins=())


def said(book: Rulebook, number: str, figures: dict[str, object], **more: object) -> Node:
    """Return the node of ``number``; both engines have to come to the same tree."""
    unit = UnitFigures.of("xã Mẫu", figures, **more)
    core, forward = (book.evaluate(unit, engine=engine) for engine in ENGINES)
    assert core.trace == forward.trace
    assert core.tally == forward.tally
    return core.node(number) if number else core.trace


def below(node: Node, kind: str) -> list[Node]:
    return [found for child in node.children for found in ([child] if child.kind == kind else []) + below(child, kind)]


@pytest.mark.parametrize("verb", ["raise", "replace"])
def test_a_derived_level_follows_what_the_province_made_of_its_base(tmp_path: Path, verb: str) -> None:
    book = made_up(tmp_path / "thu", verb).rulebook(
        "xa-ntm-kieu-mau", on="2023-06-30", province="hai-duong", evidence_floor="recall-low"
    )
    assert said(book, "2.1", {INCOME: Decimal(80)}).verdict is NOT_MET
    assert said(book, "2.1", {INCOME: Decimal("98.9")}).verdict is NOT_MET
    met = said(book, "2.1", {INCOME: Decimal(99)})
    assert met.verdict is MET
    chains = below(met, "derived")
    assert chains[-1].id == "thu/xa-ntm-nang-cao-2021/10.1" or any(c.id.startswith("thu/") for c in chains)
    base = next(each for each in chains if each.id == "vn/xa-ntm-nang-cao/2021/10.1" and each.children)
    assert base.required is not None
    assert base.required.values == (Decimal(90),)


def test_no_level_is_derived_from_one_of_another_figure(tmp_path: Path) -> None:
    """A province that asks a share in place of an income leaves nothing of which 1.1 times could be an income."""
    made_up(tmp_path, "replace")
    path = tmp_path / "overrides" / "a.yaml"
    asked = path.read_text("utf-8").replace("kind: at_least\n", f"kind: at_least\n      measure: {POOR}\n")
    path.write_text(asked, "utf-8")
    book = Library(packs=[tmp_path], plugins=()).rulebook(
        "xa-ntm-kieu-mau", on="2023-06-30", province="hai-duong", evidence_floor="recall-low"
    )
    assert said(book, "2.1", {INCOME: 100, POOR: 95}).verdict is OPEN


def test_elsewhere_the_derived_level_is_that_of_the_national_set(tmp_path: Path) -> None:
    book = made_up(tmp_path / "thu", "raise").rulebook(
        "xa-ntm-kieu-mau", on="2023-06-30", province="thai-binh", evidence_floor="recall-low"
    )
    levels = {value for node in below(said(book, "2.1", {}), "threshold") for value in node.required.values}
    assert Decimal(99) not in levels


def test_nested_sets_are_those_of_the_former_province_after_the_merger(nation: Library) -> None:
    """The case nested_province_verdict."""
    figures = {
        "xa-dac-biet-kho-khan": NOT_MET, "xa-an-toan-khu-huyen-ngheo": NOT_MET, "ty-le-ho-dung-nuoc-sach": Decimal(100),
        POOR: Decimal(8),
    }  # fmt: skip
    for on, province in (("2025-06-30", "bac-ninh"), ("2025-07-01", "2004:bac-ninh")):
        first = nation.rulebook("vn/xa-ntm", on=on, province=province)
        second = nation.rulebook("vn/xa-ntm-nang-cao", on=on, province=province)
        assert said(first, "", figures).verdict is NOT_MET
        assert said(second, "P1", figures).verdict is NOT_MET


@pytest.mark.parametrize("name", ["dong-nai", "thai-nguyen"])
def test_a_former_province_that_is_named_is_not_asked_for_again_in_nested_sets(provinces: Library, name: str) -> None:
    book = provinces.rulebook("xa-ntm-kieu-mau", on="2025-07-01", province=f"2004:{name}")
    assert {each.province.list for each in book.nested.values() if each.province} == {"2004"}


@pytest.mark.parametrize("subject", ["vn/xa-ntm/2021", "vn/xa-ntm", "vn/xa-ntm/2021/10.1", "vn/xa-ntm-nang-cao/2021"])
def test_a_report_two_tiers_below_is_heard(nation: Library, subject: str) -> None:
    """Of the cases subjects_accepted_not_heard and added_criterion_full_id."""
    book = nation.rulebook("vn/xa-ntm-kieu-mau", on="2023-06-30", province="an-giang")
    assert said(book, "", {}).verdict is OPEN
    assert said(book, "", {subject: NOT_MET}).verdict is NOT_MET


@pytest.mark.parametrize("subject", [
    "vn/xa-ntm/2021/99", "vn/xa-ntm/99", "vn/xa-ntm/2016/10.1", "vn/xa-ntm/2016", "vn/huyen-ntm/2021", "vn/huyen-ntm",
    "vn/huyen-ntm/2021/1.1", "vn/xa-ntm/2026/1.1", "xa-ntm/10.1",
])  # fmt: skip
@pytest.mark.parametrize("ref", ["vn/xa-ntm", "vn/xa-ntm-nang-cao", "vn/xa-ntm-kieu-mau"])
def test_a_full_id_that_nothing_hears_is_refused(nation: Library, ref: str, subject: str) -> None:
    """The case subjects_accepted_not_heard."""
    book = nation.rulebook(ref, on="2023-06-30", province="an-giang")
    with pytest.raises(FiguresError, match="NTM503"):
        book.evaluate(UnitFigures.of("x", {subject: NOT_MET}))


def test_a_report_on_the_set_that_is_asked_for_stands_beside_the_result(nation: Library) -> None:
    book = nation.rulebook("vn/xa-ntm", on="2023-06-30", province="an-giang")
    for word, fit in ((MET, "mâu thuẫn"), (NOT_MET, "khớp")):
        result = book.evaluate(UnitFigures.of("x", {"vn/xa-ntm/2021": word, "1.1": NOT_MET}))
        assert result.verdict is NOT_MET
        assert result.reported_verdict is word
        assert fit in result.text(view="full")
    open_ = book.evaluate(UnitFigures.of("x", {"vn/xa-ntm": MET}))
    assert (open_.verdict, open_.reported_verdict) == (OPEN, MET)
    assert open_.tally == book.evaluate(UnitFigures.of("x", {})).tally


def test_what_is_said_of_a_set_that_nobody_asks_for_is_said_and_not_used(nation: Library) -> None:
    book = nation.rulebook("vn/xa-ntm", on="2023-06-30", province="an-giang")
    result = book.evaluate(UnitFigures.of("x", {"vn/xa-ntm-kieu-mau/2021": MET}))
    assert [note.subject for note in result.trace.notes if note.code == "said_of_another_set"] == [
        "vn/xa-ntm-kieu-mau/2021: đạt"
    ]
    assert "vn/xa-ntm-kieu-mau/2021: đạt" in result.text(view="full")


def test_a_file_with_a_subject_that_nothing_hears_is_refused_at_its_cell(nation: Library, tmp_path: Path) -> None:
    """The case subject-accepted-not-heard."""
    path = tmp_path / "subject-accepted-not-heard.csv"
    rows = ("unit,subject,value", "xã A,vn/xa-ntm/2021/10.11,chưa đạt", "xã A,vn/xa-ntm/2021,chưa đạt", "xã A,1.1,đạt")
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(FiguresError) as raised:
        read_figures(path, rulebook=nation.rulebook("xa-ntm", on="2023-06-30", province="an-giang"))
    assert [(each.code, each.where) for each in raised.value.problems] == [("NTM503", f"{path.name}:2:3")]


@pytest.mark.parametrize(("ref", "province", "subject"), [
    ("vn/xa-ntm-nang-cao", "binh-phuoc", "20"),
    ("vn/xa-ntm-nang-cao", "binh-phuoc", "vn/xa-ntm-nang-cao/2021/20"),
    ("vn/xa-ntm-nang-cao", "binh-phuoc", "binh-phuoc/xa-ntm-nang-cao/2021/20"),
    ("vn/xa-ntm-kieu-mau", "binh-phuoc", "binh-phuoc/xa-ntm-nang-cao/2021/20"),
    ("vn/xa-ntm-nang-cao", "thai-nguyen", "thai-nguyen/xa-ntm-nang-cao/2021/D.1"),
    ("vn/xa-ntm-kieu-mau", "thai-nguyen", "vn/xa-ntm-nang-cao/2021/D.1"),
])  # fmt: skip
def test_an_added_rule_is_reported_on_by_its_full_id(provinces: Library, ref: str, province: str, subject: str) -> None:
    """The case added_criterion_full_id."""
    book = provinces.rulebook(ref, on="2023-06-30", province=province)
    assert said(book, "", {subject: NOT_MET}).verdict is NOT_MET


@pytest.mark.parametrize("subject", ["thai-nguyen/xa-ntm-nang-cao/2021/D.1", "vn/xa-ntm-nang-cao/2021/19"])
def test_a_commune_inside_a_district_reports_on_what_a_pack_added(provinces: Library, subject: str) -> None:
    """The case child_subject_core_vs_columnar."""
    pl = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_table

    book = provinces.rulebook("vn/huyen-ntm", on="2023-06-30", province="thai-nguyen")
    child = UnitFigures.of("c", {subject: NOT_MET}, level="xa")
    node = said(book, "P2", {"so-xa": Decimal(1)}, children=(child,))
    assert node.verdict is NOT_MET
    inside = pl.DataFrame({"unit": ["c"], "within": ["h"], subject: ["chưa đạt"]})
    table = evaluate_table(book, pl.DataFrame({"unit": ["h"], "so-xa": [1]}), children={"xa": inside})
    assert table.frame["verdict:P2"][0] == 0


def test_an_unforeseen_report_of_not_applicable_says_nothing_of_its_neighbours(nation: Library) -> None:
    """The case unforeseen_na_blames_the_other."""
    book = nation.rulebook("vn/xa-ntm/2009", on="2013-06-30", area="tay-nguyen")
    figures: dict[str, object] = {"9": NOT_MET, "9.1": AWAY}
    assert said(book, "9.2", figures).verdict is OPEN
    assert said(book, "9.2", {**figures, "so-nha-tam-dot-nat": Decimal(3)}).verdict is OPEN


def test_a_criterion_known_to_be_not_met_lowers_the_most_that_can_be_met(nation: Library) -> None:
    """Of the case unforeseen_na_blames_the_other."""
    book = nation.rulebook("vn/xa-ntm/2026", on="2026-06-30")
    for number in ("1", "9"):
        tally = book.evaluate(UnitFigures.of("x", {number: "not_met"})).tally
        assert (tally.indicators.low, tally.indicators.high) == (0, 46)


@pytest.fixture(scope="module")
def book(nation: Library) -> Rulebook:
    return nation.rulebook("vn/xa-ntm", on="2023-06-30", province="hai-duong", evidence_floor="recall-low")


def taken_back(subject: str, value: str) -> Entry:
    return Entry(subject=subject, value=Decimal(value), status=Status.WITHDRAWN)


def test_a_figure_taken_back_does_not_leave_the_report_that_it_contradicted_alone(book: Rulebook) -> None:
    assert said(book, "10.1", {INCOME: Decimal(10), "10.1": MET}).verdict is NOT_MET
    for label in ("10.1", "10"):
        node = said(book, label, {INCOME: taken_back(INCOME, "10"), label: MET})
        assert node.verdict is OPEN
        assert [note.code for note in node.notes] == ["contradicted_by_withdrawn"]
        assert said(book, label, {INCOME: taken_back(INCOME, "10"), label: NOT_MET}).verdict is NOT_MET
        assert said(book, label, {INCOME: taken_back(INCOME, "500"), label: MET}).verdict is MET


def test_a_session_withdraws_what_was_said_of_a_label_and_not_the_figure(book: Rulebook) -> None:
    session = book.session("xã Mẫu")
    session.report(Entry(subject=INCOME, value=Decimal(10)))
    session.report(Entry(subject="10.1", value=MET))
    session.withdraw("10.1")
    assert [entry.subject for entry in session.figures.entries] == [INCOME]
    assert session.attainment().node("10.1").verdict is NOT_MET


def test_a_session_never_turns_not_met_into_met_by_taking_a_figure_back(book: Rulebook) -> None:
    session = book.session("xã Mẫu")
    session.report(Entry(subject=INCOME, value=Decimal(10)))
    session.report(Entry(subject="10.1", value=MET))
    session.withdraw(INCOME)
    assert session.attainment().node("10.1").verdict is OPEN
    assert book.evaluate(session.figures).trace == session.attainment().trace
