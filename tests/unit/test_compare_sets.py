"""One set of figures under two criteria sets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmrules import Entry, FiguresError, FigureTable, Library, UnitFigures
from ntmrules.cli.compare import known_to
from ntmrules.explain.compare.sets import carried, natural_day, refuse_bare_labels, switch, switch_data, switch_lines
from ntmrules.figures.bind import bind
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict


@pytest.fixture(scope="module")
def books() -> tuple[Rulebook, Rulebook]:
    library = Library(plugins=())
    return (
        library.rulebook("vn/xa-ntm/2016", on="2022-03-07", province="Kon Tum"),
        library.rulebook("vn/xa-ntm/2021", on="2022-12-31", province="Kon Tum"),
    )


def test_a_lower_level_loses_an_indicator_by_the_text_alone(books: tuple[Rulebook, Rulebook]) -> None:
    unit = UnitFigures.of("xã Mẫu", {"ty-le-tre-duoi-5-tuoi-thap-coi": 28}, area="tay-nguyen")
    found = switch(*(book.evaluate(unit) for book in books))
    (lost,) = [move for move in found.indicators if move.group == "lost"]
    assert lost.node.about.number == "15.3"
    assert lost.why == "level"
    said = "\n".join(str(line) for line in switch_lines(found, lang="vi"))
    assert "mức không quá 31,4% → không quá 26,5%; số liệu 28%" in said


def test_a_criterion_met_in_the_old_set_and_missed_in_the_new_one_is_lost(books: tuple[Rulebook, Rulebook]) -> None:
    reports = {f"vn/xa-ntm/2016/{number}": "met" for number in range(1, 20)}
    unit = UnitFigures.of("một xã", {**reports, "vn/xa-ntm/2021/1": "not_met"})
    found = switch(*(book.evaluate(known_to(book, unit)) for book in books))
    assert [move.node.about.number for move in found.criteria if move.group == "lost"] == ["1"]
    data = switch_data(found)
    assert (data["before"]["criteria"]["low"], data["after"]["criteria"]["high"]) == (19, 18)
    assert data["before"]["verdict"] == "met"
    assert data["after"]["verdict"] == "not_met"


def test_what_nobody_reported_under_the_new_set_is_open_and_never_lost(books: tuple[Rulebook, Rulebook]) -> None:
    reports = {f"vn/xa-ntm/2016/{number}": "met" for number in range(1, 20)}
    found = switch(*(book.evaluate(known_to(book, UnitFigures.of("một xã", reports))) for book in books))
    assert {move.group for move in (*found.criteria, *found.indicators)} <= {"open", "new_open", "gone_met"}


def test_a_bare_label_of_two_sets_is_refused_with_both_ids(books: tuple[Rulebook, Rulebook]) -> None:
    unit = UnitFigures(unit="xã", entries=(Entry(subject="15.1", value=Decimal(90), at="tep.csv:2:3"),))
    with pytest.raises(FiguresError) as caught:
        refuse_bare_labels(FigureTable(units=(unit,)), books)
    problem = caught.value.problems[0]
    assert problem.code == "NTM512"
    assert problem.where == "tep.csv:2:3"
    assert problem.expected == "vn/xa-ntm/2016/15.1 or vn/xa-ntm/2021/15.1"


def test_a_measure_is_shared_and_never_refused(books: tuple[Rulebook, Rulebook]) -> None:
    unit = UnitFigures.of("xã", {"thu-nhap-binh-quan-dau-nguoi": 40, "vn/xa-ntm/2016/1": "met"})
    refuse_bare_labels(FigureTable(units=(unit,)), books)


def test_the_day_of_a_set_is_the_one_asked_or_the_nearest_end_of_its_stage(books: tuple[Rulebook, Rulebook]) -> None:
    old, new = books[0].set, books[1].set
    assert natural_day(old, "2019-05-01") == "2019-05-01"
    assert natural_day(old, "2023-05-01") == str(old.stage.to)
    assert natural_day(new, "2019-05-01") == str(new.stage.from_)


def test_figures_are_carried_back_newest_first_and_never_from_the_future() -> None:
    entries = (
        Entry(subject="a", value=Decimal(1), period=2021),
        Entry(subject="a", value=Decimal(2), period=2022, as_of="2022-11-01"),
        Entry(subject="a", value=Decimal(3), period=2024),
    )
    unit = carried(UnitFigures(unit="xã", entries=entries), asked="2022-12-31", day="2022-03-07")
    assert [(entry.value, entry.period, entry.as_of) for entry in unit.entries] == [
        (Decimal(1), 2021, None), (Decimal(2), 2022, "2022-03-07")]  # fmt: skip
    unit = carried(UnitFigures(unit="xã", entries=entries), asked="2022-12-31", day="2021-03-07")
    assert [(entry.value, entry.period, entry.as_of) for entry in unit.entries] == [
        (Decimal(1), 2021, None), (Decimal(2), 2021, "2021-03-07")]  # fmt: skip
    # Of two that come to stand for one time the later one stays, in whatever order they were read.
    entries = (
        Entry(subject="a", value=Decimal(2), as_of="2022-11-01"),
        Entry(subject="a", value=Decimal(1), as_of="2022-06-01"),
    )
    for order in (entries, entries[::-1]):
        (entry,) = carried(UnitFigures(unit="xã", entries=order), asked="2022-12-31", day="2021-03-07").entries
        assert (entry.value, entry.as_of) == (Decimal(2), "2021-03-07")


def test_a_figure_and_a_report_beside_one_label_are_both_carried() -> None:
    entries = (Entry(subject="17.2", value=Decimal(95)), Entry(subject="17.2", value=Verdict.MET))
    assert carried(UnitFigures(unit="xã", entries=entries), asked="2022-12-31", day="2022-03-07").entries == entries


def test_the_newest_figure_of_a_day_goes_before_that_of_an_earlier_year(books: tuple[Rulebook, Rulebook]) -> None:
    old = Entry(subject="thu-nhap-binh-quan-dau-nguoi", value=Decimal(30), period=2020)
    new = Entry(subject="thu-nhap-binh-quan-dau-nguoi", value=Decimal(50), as_of="2022-06-01")
    for entries in ((old, new), (new, old)):
        unit = carried(UnitFigures(unit="xã", entries=entries), asked="2023-10-31", day="2023-10-31")
        assert bind(books[1], unit).figures["thu-nhap-binh-quan-dau-nguoi"].value == 50
