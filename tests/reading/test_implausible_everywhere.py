"""A figure outside what is plausible, at every door of the program: refused until somebody confirms it, with the likely unit."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from officefiles import rulebook

from ntmrules import Entry, FiguresError, Library, UnitFigures, Verdict
from ntmrules.verify import verify

INCOME, SHARE = "thu-nhap-binh-quan-dau-nguoi", "ty-le-co-so-san-xuat-dam-bao-moi-truong"
MILLIONS, RATIO = 54_500_000, 0.95


def of(subject: str, value: object, **said: Any) -> UnitFigures:
    return UnitFigures.of("xã Mẫu", {subject: value}, **said)


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(FiguresError) as error:
        do()
    found = error.value.problems
    assert [each.identity for each in found] == ["NTM506.implausible"]
    return f"{found[0].where}: {found[0].expected}"


@pytest.mark.parametrize("engine", ["core", "forward"])
@pytest.mark.parametrize(
    ("subject", "value", "likely"),
    [(INCOME, MILLIONS, "54.5"), ("10.1", MILLIONS, "54.5"), (f"{INCOME}@2023", MILLIONS, "54.5"),
     (SHARE, RATIO, "95 %"), ("17.2", "0,95", "95 %"), (INCOME, 0, "triệu đồng")],
)  # fmt: skip
def test_the_library_names_unit_subject_and_what_was_probably_meant(
    subject: str, value: object, likely: str, engine: str
) -> None:
    book = rulebook()
    said = refused(lambda: book.evaluate(of(subject, value), engine=engine))
    assert said.startswith("xã Mẫu: ")
    assert likely in said


@pytest.mark.parametrize("engine", ["core", "forward"])
def test_it_is_taken_when_it_is_confirmed_or_all_are_accepted(engine: str) -> None:
    book, met = rulebook(), Verdict.MET
    sure = [
        book.evaluate(of("10.1", MILLIONS, confirmed=["10.1"]), engine=engine),
        book.evaluate(of("10.1", MILLIONS, confirmed="10.1"), engine=engine),
        book.evaluate(of("10.1", Entry(subject="10.1", value=MILLIONS, confirmed=True)), engine=engine),
        book.evaluate(of("10.1", MILLIONS), engine=engine, accept=True),
        book.evaluate(of("10.1", MILLIONS).accepted(), engine=engine),
    ]
    assert [each.node("10.1").verdict for each in sure] == [met] * len(sure)


def test_confirming_one_figure_confirms_no_other() -> None:
    figures = UnitFigures.of("xã Mẫu", {INCOME: MILLIONS, SHARE: RATIO}, confirmed=[INCOME])
    assert "95 %" in refused(lambda: rulebook().evaluate(figures))


def test_accepting_takes_no_figure_that_cannot_be() -> None:
    with pytest.raises(FiguresError) as error:
        rulebook().evaluate(of(SHARE, 140), accept=True)
    assert error.value.problems[0].identity == "NTM506.range"


def test_a_session_refuses_it_and_nothing_has_changed() -> None:
    session = rulebook().session("xã Mẫu")
    refused(lambda: session.report(Entry(subject=INCOME, value=MILLIONS)))
    assert session.figures.entries == ()
    assert session.report(Entry(subject=INCOME, value=MILLIONS, confirmed=True))
    refused(lambda: rulebook().session(of(INCOME, MILLIONS)))
    taking = rulebook().session(of(SHARE, RATIO), accept=True)
    assert taking.report(Entry(subject=INCOME, value=MILLIONS))


def test_a_figure_of_a_unit_inside_is_no_exception() -> None:
    book = Library(plugins=()).rulebook("huyen-ntm", province="an-giang", on="2023-12-31")
    commune = UnitFigures.of("xã Mẫu", {INCOME: MILLIONS}, level="xa")
    district = UnitFigures.of("huyện Mẫu", {"so-xa": 1}, level="huyen", children=(commune,))
    with pytest.raises(FiguresError) as error:
        book.evaluate(district)
    assert {each.identity for each in error.value.problems} == {"NTM506.implausible"}
    book.evaluate(district, accept=True)


def test_a_receipt_of_figures_that_were_confirmed_verifies() -> None:
    found = rulebook().evaluate(of(INCOME, MILLIONS), accept=True).to_dict()
    assert verify(Library(plugins=()), found["receipt"]).same_result


@pytest.mark.parametrize("value", [MILLIONS, float(MILLIONS), str(MILLIONS)])
def test_a_batch_refuses_it_unless_the_function_accepts(value: object) -> None:
    pa = pytest.importorskip("pyarrow")
    from ntmrules.tables import batch_function

    batch = pa.RecordBatch.from_pydict({"unit": ["xã A", "xã B"], INCOME: [value, None]})
    book = rulebook()
    assert refused(lambda: batch_function(book, keep=("unit",))(batch)).startswith("batch:2:2")
    judge = pickle.loads(pickle.dumps(batch_function(book, keep=("unit",), accept=True)))
    assert judge(batch).num_rows == 2


def test_a_row_with_the_status_confirmed_is_taken_where_the_reference_engine_judges_it() -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_table

    frame = pl.DataFrame({"unit": ["xã A"], INCOME: [MILLIONS], "as_of": ["2019-01-01"], "status": ["confirmed"]})
    evaluate_table(rulebook(), frame)
    refused(lambda: evaluate_table(rulebook(), frame.drop("status")))


def test_many_units_at_once_are_refused_as_one_is() -> None:
    pytest.importorskip("polars")
    from ntmrules.tables import judge_units

    units = [of(INCOME, 60), of("10.1", MILLIONS)]
    refused(lambda: judge_units(rulebook(), units, ("verdict",)))
    assert judge_units(rulebook(), [each.accepted() for each in units], ("verdict",)).height == 2
