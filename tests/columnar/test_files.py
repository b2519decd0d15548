"""Long tables part by part, the picklable function for batches, and units that were read from a file."""

from __future__ import annotations

import pickle
import subprocess
import sys
import unicodedata
from itertools import combinations
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
import xlsxwriter
from columnar.tables import random_table
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules import FiguresError, Library, UsageError
from ntmrules.circuit.keys import BIT_OF
from ntmrules.engine.columnar.plan import DEFAULT, DTYPES, OUTPUTS, from_attainments
from ntmrules.figures.read import read_figures
from ntmrules.model.verdicts import ReasonCode, Verdict
from ntmrules.tables import (
    ProvinceBooks,
    batch_function,
    evaluate_file,
    evaluate_table,
    judge_units,
    reason_codes,
)
from ntmrules.testing.figures import figures_for

LIBRARY = Library(plugins=())
BOOK = LIBRARY.rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")
WATER = "ty-le-ho-dung-dien-an-toan-on-dinh"
HUGE = 300


def many(rows: int = HUGE) -> pl.DataFrame:
    table = random_table(BOOK, 7, rows=rows)
    return table.drop([name for name in table.columns if table[name].dtype == pl.Null])


@pytest.mark.parametrize("batch_rows", [1, 64, 299, 300, 10_000])
def test_a_parquet_table_in_parts_gives_what_the_whole_table_gives(tmp_path: Path, batch_rows: int) -> None:
    frame = many() if batch_rows > 1 else many(20)
    frame.write_parquet(tmp_path / "xa.parquet")
    summary = evaluate_file(tmp_path / "xa.parquet", BOOK, out=tmp_path / "ra.parquet", batch_rows=batch_rows,
                            accept=True)  # fmt: skip
    whole = evaluate_table(BOOK, frame, accept=True).frame
    assert summary.units == len(frame)
    assert sum(summary.verdicts.values()) == len(frame)
    assert pl.read_parquet(tmp_path / "ra.parquet").equals(whole)


def test_a_csv_table_in_parts_is_read_as_officials_write(tmp_path: Path) -> None:
    lines = [f"xã {n};{97 + n % 3},{n % 10};{'đạt' if n % 2 else 'chưa đạt'}" for n in range(50)]
    path = tmp_path / "xa.csv"
    path.write_text(
        f"# ghi chú\nunit;{WATER};cho-hoac-noi-mua-ban-hang-hoa\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    evaluate_file(path, BOOK, out=tmp_path / "ra.parquet", batch_rows=7)
    found = pl.read_parquet(tmp_path / "ra.parquet")
    assert found["unit"].to_list() == [f"xã {n}" for n in range(50)]
    assert found["verdict:7.1"].to_list() == [n % 2 for n in range(50)]


@pytest.mark.parametrize("name", ["xa.csv", "xa.parquet", "xa.xlsx"])
def test_names_of_columns_are_taken_as_the_readers_of_figures_take_them(tmp_path: Path, name: str) -> None:
    in_pieces = unicodedata.normalize("NFD", "đơn vị")
    frame = pl.DataFrame({f" {in_pieces}": ["xã A", "xã B"], f"{WATER} ": [97.5, 99.5], "nguồn": ["a", "b"]})
    path = tmp_path / name
    {".csv": frame.write_csv, ".parquet": frame.write_parquet, ".xlsx": frame.write_excel}[path.suffix](path)
    evaluate_file(path, BOOK, out=tmp_path / "ra.parquet")
    singly = [BOOK.evaluate(unit) for unit in read_figures(path).units]
    found = pl.read_parquet(tmp_path / "ra.parquet")
    assert found["đơn vị"].to_list() == ["xã A", "xã B"]
    assert found.select(from_attainments(BOOK, singly, DEFAULT).columns).equals(from_attainments(BOOK, singly, DEFAULT))


def test_a_column_that_stands_twice_is_an_error_that_says_which(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("unit,10.1,10.1\nxã A,50,51\n", encoding="utf-8")
    with pytest.raises(FiguresError, match=r"NTM508 the column '10\.1' stands twice"):
        evaluate_file(path, BOOK, out=tmp_path / "ra.parquet")


def test_letters_that_are_no_utf8_further_down_are_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_bytes("unit,7.1\nxã A,đạt\n".encode() + "xã B,đạt\n".encode("utf-16-le"))
    with pytest.raises(FiguresError) as refused:
        evaluate_file(path, BOOK, out=tmp_path / "ra.parquet")
    assert {problem.code for problem in refused.value.problems} <= {"NTM504", "NTM508"}


def test_bad_cells_in_a_sheet_with_rows_left_out_are_named_by_their_own_row(tmp_path: Path) -> None:
    rows = [
        ["# ghi chú", None],
        ["unit", WATER],
        ["xã A", 97],
        [None, None],
        ["# xã cũ", 50],
        ["xã B", 140],
        ["xã C", -1],
    ]
    with xlsxwriter.Workbook(tmp_path / "xa.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    with pytest.raises(FiguresError) as refused:
        evaluate_file(tmp_path / "xa.xlsx", BOOK, out=tmp_path / "ra.parquet")
    assert [problem.where for problem in refused.value.problems] == ["xa.xlsx:6:2", "xa.xlsx:7:2"]
    assert not (tmp_path / "ra.parquet").exists()


def test_bad_cells_of_every_part_are_reported_with_their_rows_and_nothing_is_left_behind(tmp_path: Path) -> None:
    values = [50.0] * 30
    values[4], values[27] = 140.0, -1.0
    pl.DataFrame({"unit": [f"xã {n}" for n in range(30)], WATER: values}).write_parquet(tmp_path / "xa.parquet")
    with pytest.raises(FiguresError) as refused:
        evaluate_file(tmp_path / "xa.parquet", BOOK, out=tmp_path / "ra.parquet", batch_rows=10)
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [
        ("NTM506", "xa.parquet:6:2"), ("NTM506", "xa.parquet:29:2"),
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["xa.parquet"]


def test_the_result_never_overwrites_the_figures(tmp_path: Path) -> None:
    many(5).write_parquet(tmp_path / "xa.parquet")
    with pytest.raises(UsageError) as refused:
        evaluate_file(tmp_path / "xa.parquet", BOOK, out=tmp_path / "xa.parquet")
    assert refused.value.code == "NTM043"


@pytest.mark.parametrize(("name", "text", "code"), [
    ("nothing.csv", None, "NTM501"), ("empty.csv", "", "NTM508"), ("head.csv", "unit;10.1\n", "NTM508"),
    ("noise.parquet", "không phải", "NTM504"), ("ragged.csv", "unit,10.1\nxã A,1,2\n", "NTM508"),
])  # fmt: skip
def test_a_file_that_is_no_table_is_an_error_that_says_so(
    tmp_path: Path, name: str, text: str | None, code: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(FiguresError) as refused:
        evaluate_file(path, BOOK, out=tmp_path / "ra.parquet")
    assert refused.value.code == code
    assert not (tmp_path / "ra.parquet").exists()


def test_rows_are_judged_by_the_rulebook_of_their_province_and_day(tmp_path: Path) -> None:
    frame = many(40).drop("area", "period", strict=False)
    provinces = [("Quảng Ninh", "Nghệ An", "Hà Giang", "Lào Cai")[n % 4] for n in range(40)]
    days = [("2022-12-01", "2024-06-30")[n % 2 == n % 3] for n in range(40)]
    table = frame.with_columns(pl.Series("province", provinces), pl.Series("on", days))
    books = ProvinceBooks(LIBRARY, "xa-ntm")
    result = evaluate_table(books, table, accept=True)
    for row, (province, day) in enumerate(zip(provinces, days, strict=True)):
        book = LIBRARY.rulebook("xa-ntm", province=province, on=day)
        single = from_attainments(book, [book.evaluate(result.unit(row))], DEFAULT)
        shared = [name for name in single.columns if name in result.frame.columns]
        assert result.frame[row].select(shared).equals(single.select(shared)), row
    assert result.attainment(3).rulebook.on.isoformat() == days[3]


def test_bad_cells_in_groups_of_provinces_name_their_own_rows() -> None:
    table = pl.DataFrame({"unit": list("abcd"), "province": ["Quảng Ninh", "Nghệ An"] * 2, WATER: [50, 140, 150, 60]})
    with pytest.raises(FiguresError) as refused:
        evaluate_table(ProvinceBooks(LIBRARY, "xa-ntm", on="2023-10-31"), table)
    assert {problem.where for problem in refused.value.problems} == {"table:3:3", "table:4:3"}


def test_the_batch_function_gives_the_same_in_a_fresh_process(tmp_path: Path) -> None:
    frame = many(50)
    judge = batch_function(BOOK, keep=("unit",), accept=True)
    (tmp_path / "judge.pickle").write_bytes(pickle.dumps(judge))
    frame.write_parquet(tmp_path / "xa.parquet")
    script = (
        "import pickle, sys, pyarrow as pa, pyarrow.parquet as pq\n"
        "judge = pickle.load(open(sys.argv[1], 'rb'))\n"
        "table = pq.read_table(sys.argv[2])\n"
        "out = pa.Table.from_batches([judge(batch) for batch in table.to_batches(max_chunksize=13)])\n"
        "pq.write_table(out, sys.argv[3])\n"
    )
    paths = [str(tmp_path / name) for name in ("judge.pickle", "xa.parquet", "ra.parquet")]
    subprocess.run([sys.executable, "-c", script, *paths], check=True)
    whole = evaluate_table(BOOK, frame, accept=True).frame
    assert pl.read_parquet(tmp_path / "ra.parquet").equals(
        whole.select(pl.read_parquet(tmp_path / "ra.parquet").columns)
    )


def test_a_batch_comes_back_row_for_row_with_the_schema_that_was_said() -> None:
    batch = many(10).to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()[0]
    judge = batch_function(BOOK, outputs=OUTPUTS, keep=("unit",), accept=True)
    found = judge(batch)
    assert isinstance(found, pa.RecordBatch)
    assert found.schema.equals(judge.schema(batch.schema))
    assert found.column("unit").equals(batch.column(batch.schema.get_field_index("unit")))


def test_every_reason_has_a_bit_in_the_masks_and_every_type_is_one_that_spark_has() -> None:
    mask = sum(BIT_OF.values())
    assert reason_codes(mask) == frozenset(ReasonCode)
    assert pl.Series([mask], dtype=DTYPES["reasons"]).to_list() == [mask], "another reason needs a wider type"
    source = pa.schema([("unit", pa.string())])
    types = {each.type for each in batch_function(BOOK, outputs=OUTPUTS, keep=("unit",)).schema(source)}
    assert types == {pa.string(), pa.int8(), pa.int16(), pa.bool_(), pa.decimal128(38, 9)}


def test_a_table_in_pieces_comes_back_as_a_table() -> None:
    frame = many(10)
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    judge = batch_function(BOOK, keep=("unit",), accept=True)
    found = judge(pa.concat_tables([table.slice(0, 3), table.slice(3)]))
    assert isinstance(found, pa.Table)
    assert found.equals(pa.Table.from_batches([judge(table.to_batches()[0])]))
    assert judge(table.slice(0, 0)).schema.equals(judge.schema(table.schema))


def test_an_empty_batch_gives_an_empty_batch() -> None:
    batch = many(10).to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()[0].slice(0, 0)
    assert batch_function(BOOK)(batch).num_rows == 0


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_units_read_from_a_file_are_judged_as_one_by_one(data: st.DataObject) -> None:
    units = [data.draw(figures_for(BOOK)) for _ in range(4)]
    singly = from_attainments(BOOK, [BOOK.evaluate(unit) for unit in units], OUTPUTS)
    assert judge_units(BOOK, units, OUTPUTS).select(singly.columns).equals(singly)


def test_a_result_gives_the_whole_trace_of_a_row_that_is_asked_for() -> None:
    result = evaluate_table(BOOK, many(12), accept=True)
    for row in range(12):
        full = result.attainment(row)
        assert full.verdict is result.verdicts()[row]
        assert {reason.code for reason in full.trace.reasons} == result.reasons(row)
        assert full.tally.indicators.low == result.frame["indicators.low"][row]
    assert set(result.verdicts("10.1")) <= set(Verdict)


def test_parts_with_ever_other_empty_columns_do_not_keep_a_plan_each_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntmrules.engine.columnar.plan.MOST_PLANS", 4)
    book = LIBRARY.rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")
    subjects = [WATER, "7.1", "9.1"]
    frames = [
        pl.DataFrame({"unit": ["xã A"], **{name: ["99" if name == WATER else "đạt"] for name in picked}})
        for size in range(4) for picked in combinations(subjects, size)
    ]  # fmt: skip
    for frame in (*frames, *frames):
        found = evaluate_table(book, frame).frame
        single = from_attainments(book, [book.evaluate(evaluate_table(book, frame).unit(0))], DEFAULT)
        assert found.select(single.columns).equals(single)
    assert len(book.memo("columnar", dict)) == 4
