"""A unit that ended, was renamed, merged or divided before the day is named with its successors; a divided one is open."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

import ntmrules
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.life import Fate
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict
from ntmrules.tables import evaluate_table, judge_units

M1 = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
LATE, EARLY = "2025-12-31", "2025-06-30"


@pytest.fixture(scope="module")
def library() -> ntmrules.Library:
    return ntmrules.Library(plugins=())


@pytest.fixture(scope="module")
def book(library: ntmrules.Library) -> ntmrules.Rulebook:
    return library.rulebook("xa-ntm", province="quang-ninh", on=LATE)


def unit(name: str, *, within: str | None = None, period: int | None = None, as_of: str | None = None) -> UnitFigures:
    entry = Entry(subject=M1, value=Decimal(95), period=period, as_of=as_of)
    return UnitFigures(unit=name, within=within, entries=(entry,))


@pytest.mark.parametrize(
    ("name", "within", "fate", "new"),
    [
        ("xã Sông Khoai", None, Fate.MERGED, ("phường Hiệp Hòa",)),
        ("Sông Khoai", "TX Quảng Yên", Fate.MERGED, ("phường Hiệp Hòa",)),
        ("xã Quảng Long", None, Fate.SPLIT, ("xã Quảng Hà", "xã Đường Hoa")),
        ("xã Quảng La", "TP Hạ Long", Fate.MERGED, ("xã Quảng La",)),
        ("xã Cái Chiên", "huyện Hải Hà", None, ()),  # unchanged
        ("xã Quảng La", None, None, ()),  # one of that name is a unit of today
        ("xã Mẫu", None, None, ()),  # on no list: nothing is known of it
    ],
)
def test_what_became_of_a_unit(book, name, within, fate, new):
    life = book.lives.of(UnitFigures(unit=name, within=within), "xa")
    assert (life.fate if life else None, life.new if life else ()) == (fate, new)


def test_a_unit_that_still_was_is_judged_as_ever(library):
    before = library.rulebook("xa-ntm", province="quang-ninh", on=EARLY)
    assert before.lives is None
    assert before.evaluate(unit("xã Quảng Long", period=2025)).node("17.2").verdict is Verdict.MET


@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
def test_a_divided_unit_is_undetermined_and_says_into_what(book, engine):
    attainment = book.evaluate(unit("xã Quảng Long"), engine=engine)
    assert attainment.verdict is Verdict.UNDETERMINED
    assert attainment.trace.reasons[0] == Reason(ReasonCode.UNIT_SPLIT, "xã Quảng Long")
    assert attainment.node("17.2").reasons == (Reason(ReasonCode.UNIT_SPLIT, M1),)
    assert attainment.tally.indicators.met == 0
    text = attainment.text(view="summary", lang="en")
    assert "divided among several units" in text
    assert "xã Quảng Hà; xã Đường Hoa" in text
    assert "1 figures and reports on the former unit were not used" in text


@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
def test_a_merged_unit_keeps_its_figures_and_is_named_with_its_successor(book, engine):
    attainment = book.evaluate(unit("xã Sông Khoai"), engine=engine)
    assert attainment.node("17.2").verdict is Verdict.MET
    assert "xã Sông Khoai (thị xã Quảng Yên) → phường Hiệp Hòa" in attainment.text(view="summary")
    assert {"code": "unit_merged", "subject": "xã Sông Khoai (thị xã Quảng Yên) → phường Hiệp Hòa"} in (
        attainment.to_dict()["trace"]["notes"]
    )


def test_figures_of_before_the_reform_are_about_the_unit_of_then(book):
    assert book.lives.of(unit("xã Quảng La", period=2024), "xa").fate is Fate.MERGED
    assert book.lives.of(unit("xã Quảng La", as_of="2025-06-30"), "xa").fate is Fate.MERGED
    assert book.lives.of(unit("xã Quảng La", as_of="2025-07-01"), "xa") is None
    assert book.lives.of(unit("xã Quảng La", within="TP Hạ Long", as_of="2025-07-01"), "xa") is None
    assert book.lives.of(unit("xã Quảng La", period=2025), "xa") is None


def test_a_name_that_needs_its_province_is_not_guessed(library):
    anywhere = library.rulebook("xa-ntm", on=LATE).lives
    assert anywhere.of(UnitFigures(unit="xã Sông Khoai"), "xa").new == ("phường Hiệp Hòa",)
    assert anywhere.of(UnitFigures(unit="xã Quảng Long"), "xa") is None  # there were several in the country
    assert anywhere.of(UnitFigures(unit="xã Quảng Long", within="huyện Hải Hà"), "xa").fate is Fate.SPLIT


def test_districts_and_provinces_have_a_life_too(library):
    lives = library.rulebook("xa-ntm", province="quang-ninh", on=LATE).lives
    assert lives.of(UnitFigures(unit="huyện Hải Hà"), "huyen").fate is Fate.SPLIT
    assert lives.of(UnitFigures(unit="tỉnh Bắc Giang"), "tinh").new == ("tỉnh Bắc Ninh",)
    assert lives.of(UnitFigures(unit="tỉnh Bắc Ninh"), "tinh") is None


def test_tone_marks_are_one_word_and_accents_are_not(book):
    assert book.lives.of(UnitFigures(unit="xã Hiệp Hoà", within="TX Quảng Yên"), "xa") is not None
    assert book.lives.of(UnitFigures(unit="xã Song Khoai"), "xa") is None


def test_tables_say_the_same(book):
    units = [unit("xã Quảng Long"), unit("xã Sông Khoai"), unit("xã Mẫu")]
    frame = pl.DataFrame({"unit": [each.unit for each in units], M1: [95, 95, 95]})
    by_rows, by_table = judge_units(book, units, ("verdict", "reasons")), evaluate_table(book, frame).frame
    for found in (by_rows, by_table):
        assert found["verdict:17.2"].to_list() == [2, 1, 1]
    singly = [book.evaluate(each) for each in units]
    assert [each.node("17.2").verdict for each in singly] == [Verdict.UNDETERMINED, Verdict.MET, Verdict.MET]
    assert by_rows["reasons"].to_list() == by_table["reasons"].to_list()


def test_a_divided_child_leaves_its_province_open(library):
    book = library.rulebook("tinh-ntm", province="quang-ninh", on=LATE)
    children = tuple(
        UnitFigures(unit=name, level="xa",
                    entries=(Entry(subject="vn/xa-ntm-nang-cao/2021", value=Verdict.MET),))
        for name in ("xã Quảng Long", "xã Đầm Hà")
    )  # fmt: skip
    attainment = book.evaluate(UnitFigures(unit="tỉnh Quảng Ninh", children=children))
    found = {node.label.vi: node for node in attainment.nodes() if node.kind == "unit"}
    assert found["xã Đầm Hà"].verdict is Verdict.MET
    assert found["xã Quảng Long"].verdict is Verdict.UNDETERMINED
    assert found["xã Quảng Long"].reasons[0].code is ReasonCode.UNIT_SPLIT
