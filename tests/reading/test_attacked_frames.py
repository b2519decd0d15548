"""Tables as Python people have them: each crashed, or was judged by what no person would take for a figure or a unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from officefiles import rulebook

from ntmrules import NtmRulesError
from ntmrules.model.verdicts import Verdict
from ntmrules.tables import evaluate_table

pd = pytest.importorskip("pandas")
np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")

SHARE, UNITS = "17.2", ["xã A", "xã B"]


def codes_of(frame: Any, **asked: Any) -> list[str]:
    try:
        evaluate_table(rulebook(), frame, **asked)
    except NtmRulesError as error:
        return [each.code for each in error.problems]
    return []


@pytest.mark.parametrize(
    ("values", "code"),
    [(np.array([1 + 0j, 2]), "NTM502"), ([np.inf, 95.0], "NTM502"), ([0.95, 95.0], "NTM506")],
)
def test_values_that_are_no_figures_are_bad_cells(values: Any, code: str) -> None:
    assert set(codes_of(pd.DataFrame({"unit": UNITS, SHARE: values}))) == {code}


def test_two_columns_of_one_name_are_refused() -> None:
    assert codes_of(pd.DataFrame([["xã A", 95, 80]], columns=["unit", SHARE, SHARE])) == ["NTM508"]
    twice = pa.table([pa.array(UNITS), pa.array([95, 80]), pa.array([1, 2])], names=["unit", SHARE, SHARE])
    assert codes_of(twice) == ["NTM508"]


@pytest.mark.parametrize("kind", ["decimal256", "sparse", "of pandas"])
def test_columns_that_polars_does_not_take_are_read_value_by_value(kind: str) -> None:
    wide = pa.array([Decimal("95.5"), Decimal(80)], pa.decimal256(40, 2))
    frame = {
        "decimal256": pa.table({"unit": UNITS, SHARE: wide}),
        "sparse": pd.DataFrame({"unit": UNITS, SHARE: pd.arrays.SparseArray([95.5, 80.0])}),
        "of pandas": pd.DataFrame({"unit": UNITS, SHARE: pd.array(wide, dtype=pd.ArrowDtype(wide.type))}),
    }[kind]
    assert evaluate_table(rulebook(), frame).verdicts(SHARE) == [Verdict.MET, Verdict.NOT_MET]


def test_years_that_are_floats_because_one_is_missing_are_years() -> None:
    frame = pd.DataFrame({"unit": UNITS, SHARE: [95, 80], "period": [2023.0, np.nan]})
    assert evaluate_table(rulebook(), frame).verdicts(SHARE) == [Verdict.MET, Verdict.NOT_MET]
    assert codes_of(frame.assign(period=[20231231123, 2023])) == ["NTM509"]
    assert codes_of(frame.assign(period=[5, 2023])) == ["NTM509"]


def test_a_figure_outside_what_is_plausible_wants_accept_in_a_frame_too() -> None:
    frame = pd.DataFrame({"unit": UNITS, "10.1": [54_500_000.0, 54.5]})
    assert codes_of(frame) == ["NTM506"]
    assert codes_of(frame, accept=True) == []


def test_a_total_in_a_frame_is_no_unit() -> None:
    assert codes_of(pd.DataFrame({"unit": ["xã A", "Tổng cộng"], SHARE: [95, 80]})) == ["NTM041"]


@pytest.mark.parametrize(("second", "code"), [("Tổng cộng", "NTM041"), ("Xã A", "NTM507")])
def test_no_row_completes_a_count_of_communes_twice(second: str, code: str) -> None:
    from ntmrules import Library

    book = Library(plugins=()).rulebook("huyen-ntm", province="quang-ninh", on="2023-12-31")
    below = pd.DataFrame({"unit": ["xã A", second], "within": ["huyện X"] * 2, "vn/xa-ntm": ["đạt", "đạt"]})
    with pytest.raises(NtmRulesError) as found:
        evaluate_table(book, pd.DataFrame({"unit": ["huyện X"], "so-xa": [2]}), children={"xa": below})
    assert [each.code for each in found.value.problems] == [code]
