"""Columns that are kept beside the verdicts: whatever they are called, they are no figures and take no verdict's place."""

from __future__ import annotations

import polars as pl
import pytest

from ntmrules import Library
from ntmrules.engine.columnar import batch_function
from ntmrules.errors import NtmRulesError, UsageError
from ntmrules.tables import ProvinceBooks, evaluate_table

BOOK = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-10-31")
TABLE = pl.DataFrame({"unit": ["xã A", "xã B"], "thu-nhap-binh-quan-dau-nguoi": [100.0, 20.0]})
ODD = (
    'a"b',
    "a]b",
    "a\nb",
    "a\0b",
    "'; DROP TABLE x;--",
    "n" * 300,
    "select",
    "b1",
    "c0",
    "e\u0301",
    "\u00e9",
    "left:10.1",
)


def test_columns_of_any_name_are_kept() -> None:
    frame = TABLE.with_columns(pl.Series(name, [at, -at]) for at, name in enumerate(ODD, start=1))
    found = evaluate_table(BOOK, frame, keep=ODD).frame
    assert found["verdict:10.1"].to_list() == [1, 0]
    assert found.select(ODD).equals(frame.select(ODD))


@pytest.mark.parametrize("name", ["verdict", "verdict:10.1", "reasons", "criteria.met", "indicators.high", "_row"])
def test_a_column_called_like_a_result_is_refused(name: str) -> None:
    frame = TABLE.with_columns(pl.Series(name, [1, 1]))
    with pytest.raises(UsageError, match="NTM041"):
        evaluate_table(BOOK, frame, keep=[name])
    books = ProvinceBooks(Library(plugins=()), "xa-ntm", on="2023-10-31")
    with pytest.raises(NtmRulesError, match="NTM041"):
        evaluate_table(books, frame.with_columns(province=pl.lit("Quảng Ninh")), keep=[name])
    with pytest.raises(UsageError, match="NTM041"):
        batch_function(BOOK, keep=[name])(frame.to_arrow().to_batches()[0])


def test_a_column_to_keep_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="NTM041"):
        evaluate_table(BOOK, TABLE, keep=["ghi-chu"])
