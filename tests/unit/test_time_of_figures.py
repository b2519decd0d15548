"""Which time a figure speaks of: an old one does not decide without a word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import polars as pl
import pytest

from ntmrules import Entry, FiguresError, Library, UnitFigures, Verdict, read_figures
from ntmrules.model.figures import Value
from ntmrules.model.measures import Freshness, WhenOld
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.verdicts import ReasonCode
from ntmrules.progress.said import tally_said
from ntmrules.tables import evaluate_file, evaluate_table, judge_units
from ntmrules.testing import rulebook_of
from tests.made import MEASURES, at_least, criterion, indicator, made_set

LIBRARY = Library(plugins=())
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def unit(*entries: Entry, **details: object) -> UnitFigures:
    return UnitFigures(unit="xã Thử", entries=entries, **details)


def codes(node) -> set[str]:
    return {str(reason.code) for reason in node.reasons}


def test_a_report_of_before_the_set_does_not_decide() -> None:
    """akvo/akvo-rsr#5241: criterion 10 reported met in 2018, asked under the set of 2021."""
    book = LIBRARY.rulebook("xa-ntm", on="2025-12-31")
    for subject in ("10", "10.1", "1.1"):
        node = book.evaluate(unit(Entry(subject=subject, value=MET, period=2018))).node(subject)
        assert node.verdict is UNDETERMINED
        assert "figure_stale" in codes(node)
        heard = next(each for each in node.children if each.id.endswith("#report"))
        assert [note.code for note in heard.notes] == ["old_figure"]
        assert book.evaluate(unit(Entry(subject=subject, value=MET, period=2021))).node(subject).verdict is MET
        assert (
            book.evaluate(unit(Entry(subject=subject, value=MET, as_of="2018-12-31"))).node(subject).verdict
            is UNDETERMINED
        )


def test_communes_of_2018_do_not_meet_the_set_of_2021() -> None:
    book = LIBRARY.rulebook("huyen-ntm", on="2025-03-31", province="quang-ninh")

    def district(year: int) -> UnitFigures:
        said = Entry(subject="vn/xa-ntm/2021", value=MET, period=year)
        inside = tuple(UnitFigures(unit=f"xã {name}", entries=(said,), level="xa") for name in "AB")
        return UnitFigures(unit="huyện U", entries=(Entry(subject="so-xa", value=Decimal(2)),), children=inside)

    assert book.evaluate(district(2024)).node("P1").verdict is MET
    node = book.evaluate(district(2018)).node("P1")
    assert node.verdict is UNDETERMINED
    assert "figure_stale" in codes(node)


def test_a_figure_of_before_the_set_decides_and_is_marked() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    entry = Entry(subject="ty-le-co-so-san-xuat-dam-bao-moi-truong", value=Decimal(95), period=2012)
    attainment = book.evaluate(unit(entry))
    assert attainment.node("17.2").verdict is MET
    assert [note.code for node in attainment.nodes() for note in node.notes if note.subject == "2012"] == ["old_figure"]
    assert "2012" in attainment.why("17.2")


@pytest.mark.parametrize(("then", "verdict"), [(WhenOld.STALE, UNDETERMINED), (WhenOld.MARKED, MET)])
def test_a_measure_says_for_how_long_its_figures_are_fresh(then: WhenOld, verdict: Verdict) -> None:
    fresh = Freshness(years=1, then=then, why=Text("mỗi năm một lần", "every year"), ours=True)
    measures = tuple(attrs.evolve(each, fresh_for=fresh) if each.id == "ty-le" else each for each in MEASURES)
    book = rulebook_of(made_set(criterion("1", indicator("1.1", at_least(80)))), measures, on="2024-06-30")
    for year, expected in ((2024, MET), (2023, MET), (2022, verdict)):
        node = book.evaluate(unit(Entry(subject="ty-le", value=Decimal(90), period=year))).node("1.1")
        assert node.verdict is expected, year
    assert (codes(node) == {"figure_stale"}) is (then is WhenOld.STALE)


def test_an_undated_row_known_later_is_not_beaten_by_an_older_dated_one() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    subject = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    old = Entry(subject=subject, value=Decimal(95), period=2022, as_of="2022-12-31")
    new = Entry(subject=subject, value=Decimal(80), as_of="2023-11-30")
    for entries in ((old, new), (new, old)):
        assert book.evaluate(unit(*entries)).node("17.2").verdict is NOT_MET


def test_the_table_engine_says_the_same() -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.engine.core.program import CORE

    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    frame = pl.DataFrame(
        {"unit": ["a", "b", "c"], "10": ["đạt"] * 3, "17.2": [95, 95, 95], "period": [2018, 2021, None]}
    )
    result = evaluate_table(book, frame)
    for row in range(3):
        attainment = CORE.evaluate(book, result.unit(row))
        for label in ("10", "10.1", "17.2"):
            assert result.verdicts(label)[row] is attainment.node(label).verdict
            assert result.reasons(row, label) == {reason.code for reason in attainment.node(label).reasons}
    assert result.verdicts("10") == [UNDETERMINED, MET, MET]
    assert ReasonCode.FIGURE_STALE in result.reasons(0, "10")


def test_the_forward_engine_says_the_same() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    figures = unit(Entry(subject="10", value=MET, period=2018), Entry(subject="1.1", value=MET, period=2018))
    core, forward = book.evaluate(figures), book.evaluate(figures, engine="forward/agenda")
    assert core.trace == forward.trace


def test_a_level_that_is_out_of_reach_needs_no_number_of_all() -> None:
    """r07_xa_chua_dat: one commune of the district is not met, and nobody said how many there are."""
    book = LIBRARY.rulebook("huyen-ntm", on="2023-12-31", province="quang-ninh")
    inside = [
        UnitFigures.of(f"xã {name}", {"vn/xa-ntm/2021/19": "đạt" if name != "A" else "chưa đạt"}, level="xa")
        for name in "ABC"
    ]
    node = book.evaluate(UnitFigures.of("huyện X", {}, children=tuple(inside))).node("P1")
    assert node.verdict is NOT_MET
    assert book.evaluate(UnitFigures.of("huyện X", {}, children=tuple(inside[1:]))).node("P1").verdict is UNDETERMINED


def test_seven_open_units_are_a_range() -> None:
    """v03_tinh_thi_xa."""
    book = LIBRARY.rulebook("huyen-ntm", on="2023-12-31", province="quang-ninh")
    inside = tuple(UnitFigures.of(f"xã {name}", {}, level="xa") for name in "ABCDEFG")
    attainment = book.evaluate(UnitFigures.of("huyện X", {"so-xa": 7}, children=inside))
    counted = [note.subject for node in attainment.nodes() for note in node.notes if note.code == "children"]
    assert counted[0] == "0–7/7"


FRESH = {"thu-nhap-binh-quan-dau-nguoi": "old_figure", "ty-le-ho-ngheo-da-chieu": "old_figure",
         "ty-le-duong-xa-bao-tri-sang-xanh-sach-dep": "old_figure", "hop-tac-xa-co-lai-2-nam": "figure_stale"}  # fmt: skip


def test_measures_of_the_register_say_how_old_their_figures_may_be_and_by_whom_it_is_said() -> None:
    measures = LIBRARY.catalogue.measures
    assert {name: str(measures[name].fresh_for.then) for name in FRESH} == FRESH
    said = [each.fresh_for for each in measures.values() if each.fresh_for is not None]
    assert all(each.ours or each.evidence is not None for each in said)
    assert any(each.evidence is not None for each in said)


def test_what_is_our_own_limit_marks_and_what_a_text_asks_decides() -> None:
    measures = LIBRARY.catalogue.measures.values()
    assert {
        each.id for each in measures if each.fresh_for and each.fresh_for.ours and each.fresh_for.then is WhenOld.STALE
    } == set()


def test_income_of_three_years_ago_is_marked() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2025-12-31", area="tay-nguyen")

    def marks(year: int) -> list[str]:
        attainment = book.evaluate(unit(Entry(subject="thu-nhap-binh-quan-dau-nguoi", value=Decimal(90), period=year)))
        assert attainment.node("10.1").verdict is MET
        return [str(note.code) for node in attainment.nodes() for note in node.notes if note.subject == str(year)]

    assert "old_figure" in marks(2022)
    assert "old_figure" not in marks(2024)


COOPERATIVE = ("toc-do-tang-thu-nhap-binh-quan-dau-nguoi", "3.1")


def test_growth_of_three_years_ago_does_not_decide() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2029-12-31")
    measure, label = COOPERATIVE
    for engine in ("core", "forward/agenda"):
        for year, verdict in ((2029, MET), (2028, MET), (2026, UNDETERMINED)):
            figures = unit(Entry(subject=measure, value=Decimal(12), period=year))
            node = book.evaluate(figures, engine=engine).node(label)
            assert node.verdict is verdict, (engine, year)
        assert codes(node) == {"figure_stale"}
        reported = book.evaluate(unit(Entry(subject=label, value=MET, period=2026)), engine=engine).node(label)
        assert reported.verdict is UNDETERMINED
        assert "figure_stale" in codes(reported)


def test_an_old_report_is_heard_and_marked() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2025-12-31", area="tay-nguyen")
    figures = unit(Entry(subject="10.1", value=MET, period=2022), Entry(subject="18.2", value=MET, period=2022))
    for engine in ("core", "forward/agenda"):
        attainment = book.evaluate(figures, engine=engine)
        for label in ("10.1", "18.2"):
            assert attainment.node(label).verdict is MET
            heard = next(each for each in attainment.node(label).children if each.about.report)
            assert [(str(note.code), note.subject) for note in heard.notes] == [("old_figure", "2022")]


def test_old_rows_of_a_table_are_judged_as_one_by_one() -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.engine.core.program import CORE

    book = LIBRARY.rulebook("xa-ntm", on="2029-12-31")
    measure, label = COOPERATIVE
    frame = pl.DataFrame(
        {"unit": list("abcde"), measure: [12] * 5, "period": [2026, 2027, 2028, 2029, None],
         "as_of": ["2029-12-01", None, "2029-12-01", None, "2026-12-31"]}
    )  # fmt: skip
    own = pl.DataFrame({"unit": list("ab"), measure: [12, 12], f"{measure}@period": [2026, 2029]})
    for table in (frame, own):
        result = evaluate_table(book, table)
        for row in range(table.height):
            attainment = CORE.evaluate(book, result.unit(row))
            assert result.verdicts(label)[row] is attainment.node(label).verdict, row
            assert result.reasons(row, label) == {reason.code for reason in attainment.node(label).reasons}
    assert evaluate_table(book, frame).verdicts(label) == [UNDETERMINED, UNDETERMINED, MET, MET, UNDETERMINED]
    assert evaluate_table(book, own).verdicts(label) == [UNDETERMINED, MET]


def test_a_figure_of_a_file_without_a_day_is_not_beaten_by_a_dated_one_without_a_word(tmp_path) -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    subject = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    rows = [f"xã A,{subject},95,2022\n", f"xã A,{subject},80,\n"]
    for order in (rows, rows[::-1]):
        path = tmp_path / "a.csv"
        path.write_text("unit,subject,value,period\n" + "".join(order), encoding="utf-8")
        with pytest.raises(FiguresError, match=r"NTM507.*80 without a year or day here"):
            read_figures(path, rulebook=book)
    path.write_text(f"unit,subject,value,period\n{rows[0]}xã A,{subject},95,\n", encoding="utf-8")
    assert book.evaluate(read_figures(path, rulebook=book).units[0]).node("17.2").verdict is MET


BEGAN = "2022-03-08"  # QĐ 318/QĐ-TTg; the period of the set is 2021-2025


@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
@pytest.mark.parametrize("subject", ["10", "10.1", "1.1"])
def test_a_report_of_a_day_before_the_set_was_in_force_does_not_decide(subject: str, engine: str) -> None:
    """What was found met on 07/03/2022 was found so by the text of before, whatever the year."""
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31")

    def node(day: str, **more: object):
        return book.evaluate(unit(Entry(subject=subject, value=MET, as_of=day, **more)), engine=engine).node(subject)

    for more in ({}, {"period": 2022}):
        early = node("2022-03-07", **more)
        assert early.verdict is UNDETERMINED
        assert "figure_stale" in codes(early)
        heard = next(each for each in early.children if each.id.endswith("#report"))
        assert [(note.code, note.subject) for note in heard.notes] == [("reported_before", "2022-03-07")]
        assert node(BEGAN, **more).verdict is MET
    both = unit(
        Entry(subject=subject, value=NOT_MET, as_of="2022-03-07"), Entry(subject=subject, value=MET, as_of=BEGAN)
    )
    assert book.evaluate(both, engine=engine).node(subject).verdict is MET


def test_a_figure_of_a_day_before_the_set_was_in_force_counts_by_its_year() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2022-12-31", area="tay-nguyen")
    subject = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    assert (
        book.evaluate(unit(Entry(subject=subject, value=Decimal(95), as_of="2022-03-07"))).node("17.2").verdict is MET
    )


def test_communes_met_before_the_set_was_in_force_do_not_meet_it() -> None:
    book = LIBRARY.rulebook("huyen-ntm", on="2025-03-31", province="quang-ninh")

    def verdict(day: str) -> Verdict:
        said = Entry(subject="vn/xa-ntm/2021", value=MET, as_of=day)
        inside = tuple(UnitFigures(unit=f"xã {name}", entries=(said,), level="xa") for name in "AB")
        district = UnitFigures(unit="huyện U", entries=(Entry(subject="so-xa", value=Decimal(2)),), children=inside)
        return book.evaluate(district).node("P1").verdict

    assert verdict("2022-03-07") is UNDETERMINED
    assert verdict(BEGAN) is MET


def test_a_table_says_the_same_of_the_day_before() -> None:
    pl = pytest.importorskip("polars")

    book = LIBRARY.rulebook("xa-ntm", on="2022-12-31", area="tay-nguyen")
    frame = pl.DataFrame(
        {"unit": ["a", "b"], "10": ["đạt"] * 2, "as_of": ["2022-03-07", BEGAN], "period": [2022, 2022]}
    )
    for given in (frame, frame.drop("period")):
        assert evaluate_table(book, given).verdicts("10") == [UNDETERMINED, MET]


def test_a_tally_of_the_day_before_is_not_used() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2022-12-31")
    for day, said in (("2022-03-07", None), (BEGAN, (15, 19))):
        figures = unit(Entry(subject="tieu-chi", value=(15, 19), as_of=day))
        assert book.evaluate(figures).reported_criteria == said
        assert tally_said(book, figures.entries) == said


def _ahead_at(door: str, folder: Path, book: Rulebook, label: str, value: Value) -> None:
    """Judge a figure of 2024 that was known on 31/12/2022, as one who comes by this door would."""
    said, word = (
        Entry(subject=label, value=value, period=2024, as_of="2022-12-31"),
        "đạt" if value is MET else str(value),
    )
    long, wide = folder / "dai.csv", folder / "rong.csv"
    long.write_text(f"unit,subject,value,period,as_of\nxã A,{label},{word},2024,31/12/2022\n", encoding="utf-8")
    wide.write_text(f"unit,period,as_of,{label}\nxã A,2024,2022-12-31,{word}\n", encoding="utf-8")
    if door == "session":
        book.session(unit(said))
    elif door == "long":
        book.evaluate(read_figures(long, rulebook=book).units[0])
    elif door == "units":
        judge_units(book, [unit(said)], ("verdict",))
    elif door == "frame":
        evaluate_table(book, pl.read_csv(wide, infer_schema_length=0))
    elif door == "own year":
        frame = {"unit": ["xã A"], "as_of": ["2022-12-31"], label: [word], f"{label}@period": [2024]}
        evaluate_table(book, pl.DataFrame(frame))
    elif door == "file":
        evaluate_file(wide, book, out=folder / "ra.csv")
    else:
        book.evaluate(unit(said), engine=door)


@pytest.mark.parametrize("value", [MET, Decimal(90)])
@pytest.mark.parametrize("door", ["core", "forward/agenda", "session", "long", "units", "frame", "own year", "file"])
def test_a_figure_of_a_year_that_had_not_begun_when_it_was_known_is_asked_about(
    door: str, value: Value, tmp_path: Path
) -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2024-12-31", area="tay-nguyen")
    with pytest.raises(FiguresError) as found:
        _ahead_at(door, tmp_path, book, "17.2", value)
    assert {each.identity for each in found.value.problems} == {"NTM509.ahead"}


def test_who_stands_on_a_list_of_years_to_come_was_known_before_them() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2024-12-31", province="Quảng Ninh")
    said = Entry(subject="xa-dac-biet-kho-khan", value=MET, period=2024, as_of="2021-06-04")
    assert book.evaluate(unit(said)).bound.figures["xa-dac-biet-kho-khan"].value is MET


def test_the_year_that_runs_and_the_years_before_are_no_such_years() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2024-12-31", area="tay-nguyen")
    for year in (2023, 2024):
        said = Entry(subject="17.2", value=Decimal(90), period=year, as_of="2024-01-01")
        assert book.evaluate(unit(said)).node("17.2").verdict is MET
