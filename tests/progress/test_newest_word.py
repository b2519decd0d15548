"""Of what is said of a year and of a day in it the newest counts, whoever asks: each door chooses by one function."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.explain.compare.sets import carried
from ntmrules.face.recognition import Dossiers
from ntmrules.figures.newest import newest
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.verdicts import Verdict
from ntmrules.office.form_values import moment
from ntmrules.page.shown import newest as shown_in_page
from ntmrules.recognition.conditions import recognised

LIBRARY = ntmrules.Library(plugins=())
BEFORE, YEAR = "31/01/2023", "năm 2023"


def table(tmp_path: Path, headings: tuple[str, str], counts: tuple[str, str]) -> Path:
    path = tmp_path / "tien-do.csv"
    lines = [["Xã", *(f"Số tiêu chí đạt {each}" for each in headings)], ["Xã A", *counts]]
    path.write_text("\n".join(map(",".join, lines)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("on", "met"),
    [
        ("2023-12-31", 14),
        ("2023-06-30", 10),
        ("2024-06-30", 14),
    ],  # of a year that is not over nobody knows of when it is
)
def test_the_tally_of_a_year_follows_that_of_a_day_at_every_door(
    tmp_path: Path, on: str, met: int, *, turned: bool
) -> None:
    order = slice(None, None, -1 if turned else 1)
    path = table(tmp_path, (BEFORE, YEAR)[order], ("10/19", "14/19")[order])
    unit = ntmrules.read_figures(path).units[0]
    book = LIBRARY.rulebook("xa-ntm", on=on)
    assert book.evaluate(unit).reported_criteria == (met, 19)
    assert book.session(unit).attainment().reported_criteria == (met, 19)
    assert LIBRARY.summary(ntmrules.read_figures(path), "xa-ntm", on=on).whole.average == (met, met)
    progress = LIBRARY.progress(ntmrules.read_history(path), "xa-ntm", from_="2023-01-31", to=on)
    assert progress.unit("Xã A").now["criteria"].low == met


def test_a_day_named_itself_comes_after_the_year_that_ends_on_it() -> None:
    year, day = (
        Entry(subject="tieu-chi", value=(13, 19), period=2023),
        Entry(subject="tieu-chi", value=(14, 19), as_of="2023-12-31"),
    )
    for entries in ((year, day), (day, year)):
        assert newest(entries, "2023-12-31", []) is day
        assert shown_in_page(entries, "2023-12-31") is day


def test_a_figure_of_a_year_follows_one_of_a_day_in_it() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31")
    entries = (
        Entry(subject="18.1", value=Verdict.MET, period=2023),
        Entry(subject="18.1", value=Verdict.NOT_MET, as_of="2023-01-31"),
    )
    for each in (entries, entries[::-1]):
        found = book.evaluate(UnitFigures(unit="xã A", entries=each))
        assert found.node("18.1").verdict is Verdict.MET


def test_two_sets_are_compared_by_the_newest_word_where_days_are_cut_back(tmp_path: Path) -> None:
    path = table(tmp_path, ("31/01/2026", "năm 2026"), ("10/19", "14/19"))
    unit = ntmrules.read_figures(path).units[0]
    cut = carried(unit, asked="2026-12-31", day="2025-12-31")
    assert [entry.value for entry in cut.entries] == [(14, 19)]


@pytest.mark.parametrize("status", ["final", "withdrawn"])
def test_a_decision_of_a_year_is_the_newest_word_on_it(status: str) -> None:
    entries = (
        Entry(subject="vn/xa-ntm", value=Verdict.NOT_MET, as_of="2023-01-31"),
        Entry(subject="vn/xa-ntm", value=Verdict.MET, period=2023, status=status),  # type: ignore[arg-type]
    )
    for each in (entries, entries[::-1]):
        unit = UnitFigures(unit="xã A", entries=each)
        assert recognised(unit, "2023-12-31") is (True if status == "final" else None)
        assert recognised(unit, "2022-12-31") is None
        if status == "final":
            of_forms = moment(LIBRARY.rulebook("xa-ntm", on="2023-12-31"), [unit])
            assert of_forms.decided == [frozenset({"xa-ntm"})]


def test_what_is_said_of_a_later_day_stands_neither_in_the_page_nor_in_a_form() -> None:
    met = Entry(subject="vn/xa-ntm", value=Verdict.MET, as_of="2023-10-01")
    assert shown_in_page([met], "2023-06-30") is None
    of_forms = moment(LIBRARY.rulebook("xa-ntm", on="2023-06-30"), [UnitFigures(unit="xã A", entries=(met,))])
    assert of_forms.decided == of_forms.said == [frozenset()]


def test_a_figure_of_a_year_that_ended_before_the_recognition_tells_nothing_of_what_came_after(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text("unit,subject,value,period\nxã A,10.1,chưa đạt,2022\n", encoding="utf-8")
    (tmp_path / "cn.csv").write_text(
        "unit,set,recognised_on,province\nxã A,xa-ntm,2023-06-01,Quảng Ninh\n", encoding="utf-8"
    )
    (found,) = Dossiers(LIBRARY).after(tmp_path / "cn.csv", tmp_path / "so.csv", "2024-03-31")
    assert found.attainment is None


@pytest.mark.parametrize("second", ["năm 2023", "30/9/2023", "31/12/2024"])
def test_tallies_of_several_days_leave_a_unit_to_the_table_engine(tmp_path: Path, second: str) -> None:
    pytest.importorskip("polars")
    from ntmrules.engine.columnar.units import _fits

    heads = f"Xã,17,Số tiêu chí đạt 31/01/2023,Số tiêu chí đạt ({second})"
    path = tmp_path / "a.csv"
    path.write_text(f"{heads}\nXã A,đạt,10/19,11/19\n", "utf-8")
    assert _fits(LIBRARY.rulebook("xa-ntm", on="2023-12-31"), ntmrules.read_figures(path).units[0])
