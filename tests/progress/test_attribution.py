"""What changed and why: the laws of a comparison, over random sets and figures, and real cases around QĐ 211/QĐ-TTg."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.office.progress_tables import progress_table, together_table
from ntmrules.progress.between import Progress, together
from ntmrules.progress.change import UnitProgress, unit_progress
from ntmrules.progress.data import progress_schema
from ntmrules.progress.states import NOTHING, WHAT, Range, same_rules, same_text
from ntmrules.progress.told import unit_lines
from ntmrules.testing.figures import figures_for
from ntmrules.testing.memory import rulebook_of
from ntmrules.testing.sets import CHANGE, Sample, samples

LIBRARY = ntmrules.Library(plugins=())
BEFORE, AFTER = "2023-04-30", CHANGE


def book_on(sample: Sample, day: str) -> Rulebook:
    return rulebook_of(sample.whole, sample.measures, on=day, schemes=sample.schemes, floor=sample.floor)


# What hypothesis prints of a failing case is a whole rulebook; that it is large is no failure.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]]:
    sample = draw(samples())
    books = book_on(sample, BEFORE), book_on(sample, AFTER)
    return books, (draw(figures_for(books[0])), draw(figures_for(books[1])))


@st.composite
def corrections(draw: st.DrawFn) -> tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]]:
    """Two texts, and figures twice that the first of them asks for: the second may ask for others."""
    sample = draw(samples())
    books = book_on(sample, BEFORE), book_on(sample, AFTER)
    return books, (draw(figures_for(books[0])), draw(figures_for(books[0])))


def compared(books: tuple[Rulebook, Rulebook], figures: tuple[UnitFigures, UnitFigures]) -> UnitProgress:
    return unit_progress(books, figures, text_moved=not same_text(*books))


def negative(part: Range) -> Range:
    return Range(low=-part.high, high=-part.low)


@given(pairs())
def test_the_shares_add_up_to_the_change(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    found = compared(*case)
    for what in WHAT:
        part = found.shares[what]
        assert part.figures + part.texts == part.change
        assert (
            part.change
            == Range(low=found.now[what].low - found.then[what].high, high=found.now[what].high - found.then[what].low)
            or part.change == NOTHING
        )


@given(pairs())
def test_nothing_changes_between_a_unit_and_itself(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    (book, _), (figures, _) = case
    found = compared((book, book), (figures, figures))
    assert found.moves == ()
    for what in WHAT:
        assert found.shares[what].change == NOTHING


@given(pairs())
def test_a_comparison_read_backwards_is_its_mirror(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    books, figures = case
    one, two = compared(books, figures), compared(books[::-1], figures[::-1])
    for what in WHAT:
        for name in ("change", "figures", "texts"):
            assert getattr(two.shares[what], name) == negative(getattr(one.shares[what], name))
    turned = {"gained": "lost", "lost": "gained", "settled": "unsettled", "unsettled": "settled"}
    assert {(turned[move.group], move.id, move.cause) for move in one.moves} == {
        (move.group, move.id, move.cause) for move in two.moves
    }


@given(corrections())
def test_figures_alone_leave_texts_no_share_and_the_other_way_round(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    books, figures = case
    only_figures = compared((books[0], books[0]), figures)
    only_text = compared(books, (figures[0], figures[0]))
    for what in WHAT:
        assert only_figures.shares[what].texts == NOTHING
        if not same_text(*books):
            assert only_text.shares[what].figures == NOTHING
    assert {move.cause for move in only_figures.moves} <= {"figure"}
    assert {move.cause for move in only_text.moves} <= {"text"}


@given(st.lists(pairs(), min_size=1, max_size=3))
def test_a_roll_up_is_the_sum_of_its_parts(
    cases: list[tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]]],
) -> None:
    units = [compared(*case) for case in cases]
    whole = together("", units)
    for what in WHAT:
        assert whole.now[what].low == sum(unit.now[what].low for unit in units)
        assert whole.then[what].high == sum(unit.then[what].high for unit in units)
        part = whole.shares[what]
        assert part.figures + part.texts == part.change
        assert part.figures.low == sum(unit.shares[what].figures.low for unit in units)


@given(corrections())
def test_a_figure_corrected_and_corrected_back_changes_nothing(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    books, figures = case
    book = books[0], books[0]
    there, back = compared(book, figures), compared(book, figures[::-1])
    assert there.then == back.now
    assert there.now == back.then
    for what in WHAT:
        round_trip = there.shares[what].change + back.shares[what].change
        assert round_trip.low == -round_trip.high
        settled = there.settled[what].figures + back.settled[what].figures
        assert (settled.low, settled.high) == (0, 0)
    assert not compared(book, (figures[0], figures[0])).moves


@given(pairs())
def test_no_text_has_a_share_in_what_it_does_not_ask_otherwise(
    case: tuple[tuple[Rulebook, Rulebook], tuple[UnitFigures, UnitFigures]],
) -> None:
    """Criteria whose text is the same on both days leave texts no share, however much of them is open."""
    books, figures = case
    found = compared(books, figures)
    same = same_rules(*books)
    if not found.states.figures_moved or not {heading.id for book in books for heading in book.headings} <= same:
        return
    four = (found.states.then, found.states.figures_only, found.states.text_only, found.states.now)
    nodes = [{node.id: node.verdict for node in each.nodes() if node.kind == "criterion"} for each in four]
    if any(count.reported for count in found.states.counts("criteria")) or any(
        nodes[0][key] is not nodes[2].get(key) or nodes[1].get(key) is not nodes[3].get(key) or Verdict.NOT_APPLICABLE
        in (nodes[0][key], nodes[1].get(key)) for key in nodes[0]
    ):  # fmt: skip
        return
    assert found.shares["criteria"].texts == NOTHING


# QĐ 211/QĐ-TTg of 01/03/2024


def progress(tmp: Path, text: str, **options: str) -> Progress:
    path = tmp / "h.csv"
    path.write_text(text, "utf-8")
    days = {"from_": "2024-02-15", "to": "2024-03-31", **options}
    return LIBRARY.progress(ntmrules.read_history(path), "xa-ntm", **days).progress  # type: ignore[arg-type]


HEAD = "unit,subject,value,as_of,within\n"


def test_a_text_that_changes_alone_did_it(tmp_path: Path) -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2024-02-15")
    rule = next(rule for rule in book.rules if rule.number == "15.4")
    measure = rule.measure or next(iter(rule.requirement.measure or ""))
    found = progress(tmp_path, HEAD + f"xã A,{measure},10,2024-01-01,H\n", province="Quảng Ninh").units[0]
    (move,) = [move for move in found.moves if move.kind == "indicator"]
    assert (move.number, move.group, move.cause) == ("15.4", "unsettled", "text")
    assert move.asked[0].before == "318/QĐ-TTg"
    assert move.asked[0].after == "211/QĐ-TTg"
    assert found.shares["indicators"].figures == NOTHING


def test_a_figure_that_changes_alone_did_it_and_says_where_it_was_read(tmp_path: Path) -> None:
    text = HEAD + "xã A,17,chưa đạt,2024-01-01,H\nxã A,17,đạt,2024-03-15,H\n"
    found = progress(tmp_path, text).units[0]
    move = next(move for move in found.moves if move.kind == "criterion")
    assert (move.number, move.group, move.cause) == ("17", "gained", "figure")
    assert move.seen[0].at == "h.csv:3:3"
    assert move.figures == 1
    assert move.texts == 0


def test_what_is_open_under_a_text_that_did_not_change_is_no_share_of_texts(tmp_path: Path) -> None:
    text = HEAD + "xã A,17,chưa đạt,2024-01-01,H\nxã A,17,đạt,2024-03-15,H\n"
    found = progress(tmp_path, text, province="Quảng Ninh").units[0]
    books = tuple(LIBRARY.rulebook("xa-ntm", on=day, province="Quảng Ninh") for day in ("2024-02-15", "2024-03-31"))
    changed = [heading.id for heading in books[1].headings if heading.id not in same_rules(*books)]
    assert 0 < len(changed) < 19
    part = found.shares["criteria"]
    assert -len(changed) <= part.texts.low <= part.texts.high <= len(changed)
    assert part.figures + part.texts == part.change
    said = next(str(line) for line in unit_lines(found) if "Nguyên nhân" in str(line))
    assert "do số liệu tăng 1 tiêu chí" in said
    assert "nhiều nhất" not in said
    assert "chưa rõ do đâu" in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["19,đạt,2024-02-29", "13.1,đạt,2024-02-29", "13.1,đạt,2024-03-01", "19,chưa đạt,2024-03-01"],
         "do số liệu giảm 1 tiêu chí, giảm từ 1 đến 2 chỉ tiêu; phần"),
        (["13,chưa đạt,2024-02-29", "13,đạt,2024-03-01"], "do số liệu tăng 1 tiêu chí, tăng từ 1 đến 4 chỉ tiêu; phần"),
        (["13.1,đạt,2024-02-29", "13.1,chưa đạt,2024-03-01"], "do số liệu giảm 1 chỉ tiêu; phần"),
        (["19,chưa đạt,2024-02-29", "19.1,chưa đạt,2024-02-29", "19.2,đạt,2024-02-29", "19,đạt,2024-03-01",
          "19.1,đạt,2024-03-01", "19.2,đạt,2024-03-01"], "do số liệu tăng 1 tiêu chí, 1 chỉ tiêu; phần"),
    ],
)  # fmt: skip
def test_a_tally_of_indicators_is_not_said_to_stay_where_a_criterion_moved(
    tmp_path: Path, rows: list[str], said: str
) -> None:
    text = "unit,subject,value,as_of\n" + "".join(f"xã A,{row}\n" for row in rows)
    found = progress(tmp_path, text, from_="2024-02-29", to="2024-03-01")
    causes = next(str(line) for line in unit_lines(found.units[0]) if "Nguyên nhân" in str(line))
    assert said in causes
    assert "không đổi" not in causes


def test_reported_tallies_alone_keep_their_basis(tmp_path: Path) -> None:
    text = "unit,subject,value,as_of\n" + "".join(
        f"huyện Vân Đồn,{subject},{value},{day}\n"
        for subject, value, day in (
            ("tieu-chi", "3/9", "2023-01-01"), ("chi-tieu", "30/38", "2023-01-01"),
            ("tieu-chi", "8/9", "2023-10-31"), ("chi-tieu", "36/38", "2023-10-31"),
        )
    )  # fmt: skip
    path = tmp_path / "h.csv"
    path.write_text(text, "utf-8")
    found = LIBRARY.progress(ntmrules.read_history(path), "huyen-ntm-nang-cao", from_="2023-01-01", to="2023-10-31")
    said = found.text()
    assert "8/9 tiêu chí, 36/38 chỉ tiêu; tăng 5 tiêu chí, 6 chỉ tiêu so với 01/01/2023" in said
    data = found.to_dict()
    jsonschema.validate(data, progress_schema(), cls=jsonschema.Draft202012Validator)
    assert data[0]["basis"] == {"then": "reported", "now": "reported"}
    assert data[0]["change"]["criteria"] == {"low": 5, "high": 5}
    assert data[0]["causes"]["criteria"] == {"figures": {"low": 5, "high": 5}, "texts": {"low": 0, "high": 0}}


def test_basically_met_is_said_and_not_counted(tmp_path: Path) -> None:
    found = progress(tmp_path, HEAD + "xã A,17,cơ bản đạt,2024-01-01,H\n").units[0]
    assert "cơ bản đạt" in found.remarks[0].vi
    assert found.now["criteria"].high == 18


def test_two_stages_are_compared_by_their_tallies_alone(tmp_path: Path) -> None:
    found = progress(tmp_path, HEAD + "xã A,10.1,50,2021-06-01,H\n", from_="2021-12-31", to="2023-12-31").units[0]
    assert found.moves == ()
    assert any("hai bộ tiêu chí khác nhau" in remark.vi for remark in found.remarks)
    assert found.shares == {"criteria": None, "indicators": None}


def test_days_the_wrong_way_round_and_no_unit_are_bad_input(tmp_path: Path) -> None:
    with pytest.raises(ntmrules.FiguresError, match="NTM575"):
        progress(tmp_path, HEAD + "xã A,17,đạt,2024-01-01,H\n", from_="2024-03-31", to="2024-03-01")
    with pytest.raises(ntmrules.FiguresError, match=r"h\.csv:2"):
        progress(tmp_path, HEAD + "xã A,17,140,2024-01-01,H\n")


def test_tables_share_out_only_what_is_settled_and_their_causes_add_up(tmp_path: Path) -> None:
    """A comparison of texts over open figures gives its whole width to the texts in JSON; a table says that nobody can tell."""
    file = tmp_path / "f.csv"
    file.write_text(
        "unit,within,subject,value,as_of\nxã A,huyện H,17.2,95,2023-12-01\nxã A,huyện H,18,đạt,2023-12-01\n", "utf-8"
    )
    library = ntmrules.Library(plugins=())
    found = library.progress(
        ntmrules.read_history(file), "xa-ntm", from_="2024-01-01", to="2024-06-30", province="An Giang"
    )
    shares = found.units[0].shares["indicators"]
    assert (shares.figures.settled, shares.texts.settled) == (True, False)
    progress = found.progress
    for table in (progress_table(progress, "vi"), together_table(progress.by_district(), progress, "vi")):
        for row in table.rows:
            cells = dict(zip(table.head, row, strict=True))
            for what in ("tiêu chí", "chỉ tiêu"):
                assert (cells[f"Do số liệu ({what})"], cells[f"Do văn bản ({what})"]) == (None, None)
                assert cells[f"Chưa rõ do đâu ({what})"] == cells[f"Tăng giảm {what}"]
