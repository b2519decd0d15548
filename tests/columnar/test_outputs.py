"""Which results a table is to give: every way to judge one takes the same words, and refuses what is none of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ntmrules import Library
from ntmrules.engine.columnar.batch import batch_function
from ntmrules.errors import UsageError
from ntmrules.tables import evaluate_file, evaluate_table

BOOK = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2024-03-31")
FRAME = pl.DataFrame({"unit": ["xã A"], "1.1": ["đạt"]})
Judge = Callable[..., list[str]]


def _table(_: Path, **said: Any) -> list[str]:
    return evaluate_table(BOOK, FRAME, **said).frame.columns


def _batch(_: Path, **said: Any) -> list[str]:
    return list(batch_function(BOOK, **said)(FRAME.to_arrow().to_batches()[0]).schema.names)


def _file(folder: Path, **said: Any) -> list[str]:
    FRAME.write_parquet(folder / "in.parquet")
    summary = evaluate_file(folder / "in.parquet", BOOK, out=folder / "out.parquet", force=True, **said)
    assert summary.verdicts == {2: 1}
    return pl.read_parquet(folder / "out.parquet").columns


@pytest.fixture(params=[_table, _batch, _file])
def judge(request: pytest.FixtureRequest) -> Judge:
    """Return one of the ways to judge a table, which gives the names of its columns."""
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize(("outputs", "code"), [
    (("verdcit",), "NTM042"), (("verdict", "resons"), "NTM042"), ("verdict,tally", "NTM042"), (("asked",), "NTM042"),
    ((1,), "NTM009"), (None, "NTM009"), (True, "NTM009"),
])  # fmt: skip
def test_a_result_that_does_not_exist_is_refused(judge: Judge, outputs: object, code: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=code):
        judge(tmp_path, outputs=outputs)


@pytest.mark.parametrize("keep", [None, (1,)])
def test_what_is_no_name_of_a_column_is_not_kept(judge: Judge, keep: object, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="NTM009"):
        judge(tmp_path, keep=keep)


def test_one_word_is_one_result_and_one_name_one_column(judge: Judge, tmp_path: Path) -> None:
    assert judge(tmp_path, outputs="basis", keep="1.1") == judge(tmp_path, outputs=("basis",), keep=("1.1",))


@pytest.mark.parametrize("outputs", [("tally",), ("basis", "reasons"), ("verdict",)])
def test_only_what_was_asked_for_is_given(judge: Judge, outputs: tuple[str, ...], tmp_path: Path) -> None:
    names = set(judge(tmp_path, outputs=outputs)) - {"unit"}
    assert names
    kinds = {name.partition(":")[0] for name in names if "." not in name.partition(":")[0]}
    assert kinds <= {*outputs}
