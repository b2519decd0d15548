"""Cells beside figures that say what kind of number a row holds: a plan, an estimate, a quarter; and formats that say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, Shown, codes, left_out, made_at, places, read, xls

from ntmrules.figures.read import read_figures

QUALIFIERS = ["Loại số liệu", "Loại", "Hình thức", "Tính chất", "Phương án", "Phân loại", "Chỉ số", "Kế hoạch/Thực hiện",
              "Ghi chú", "Nguồn số liệu"]  # fmt: skip


@pytest.mark.parametrize("heading", QUALIFIERS)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_row_that_says_it_is_a_plan_is_left_out_and_said(tmp_path: Path, heading: str, suffix: str) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả", heading], ["xã A", "17.2", 95, "Kế hoạch"], ["xã A", "17.2", 80, "Thực hiện"]]
    text = "\n".join(";".join(map(str, row)) for row in rows)
    path = made_at(tmp_path, f"a.{suffix}", rows if suffix == "xlsx" else text)
    assert read(path) == {"xã A": {"17.2": "80"}}
    assert ("row", 2) in left_out(path)


@pytest.mark.parametrize(
    "said", ["Ước", "Ước thực hiện", "Dự kiến", "Quý I", "6 tháng", "số ước", "Ước thực hiện năm 2023", "Quý 2/2023"]
)
@pytest.mark.parametrize("heading", ["Loại số liệu", "Ghi chú"])
def test_a_row_that_says_it_is_no_result_is_refused(tmp_path: Path, said: str, heading: str) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả", heading], ["xã A", "17.2", 95, said]]
    asked = ["1:4 NTM508"]  # a column that may hold results
    assert places(made_at(tmp_path, "a.xlsx", rows)) in (["2:4 NTM503"], asked if heading == "Loại số liệu" else [])
    wide = [["Xã", "17.2", "10.1", "Ghi chú"], ["xã A", 95, 60, said]]
    assert places(made_at(tmp_path, "b.xlsx", wide)) == ["2:4 NTM503"]
    other = [rows[0], ["xã A", "17.2", 95, "đã kiểm tra theo kế hoạch"]]
    assert read(made_at(tmp_path, "c.xlsx", other)) == {"xã A": {"17.2": "95"}}


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "ods"])
def test_columns_of_words_are_left_out_of_wide_tables_too(tmp_path: Path, suffix: str) -> None:
    rows = [["Xã", "17.2", "Minh chứng", "Nhận xét", "Cán bộ"], ["xã A", 95, "BC số 12", "tốt", "Bà Lan"]]
    content = "\n".join(";".join(map(str, row)) for row in rows) if suffix == "csv" else rows
    path = made_at(tmp_path, f"a.{suffix}", content)
    assert read(path) == {"xã A": {"17.2": "95"}}
    assert left_out(path) == [("columns", "C 'Minh chứng', D 'Nhận xét', E 'Cán bộ'")]
    slip = [["Xã", "17.2", "17.22"], ["xã A", 95, "tốt"]]
    assert codes(made_at(tmp_path, "b.xlsx", slip)) != []
    merged = [["Xã", "Tiêu chí 17", None], [None, "17.2", "Minh chứng"], ["xã A", 95, "BC số 12"]]
    assert read(made_at(tmp_path, "c.xlsx", Page(rows=merged, merged=[(0, 0, 1, 0), (0, 1, 0, 2)]))) == {
        "xã A": {"17.2": "95"}
    }


FORMATS = ['[<90]"đạt";"chưa đạt"', '"-"', '0" - 85"', '"KH "0', '"khoảng "0', '0" (ước)"', '0" năm 2025"', '0"/100"']


@pytest.mark.parametrize("code", FORMATS)
def test_what_a_format_writes_beside_a_number_is_seen(tmp_path: Path, code: str) -> None:
    rows = [["Xã", "17.2"], ["xã A", Shown(95, code)]]
    refused = ["NTM505" if "/" in code else "NTM502"]  # 95/100 is a tally
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == refused
    assert codes(xls(tmp_path / "a.xls", rows)) == refused


ORDINARY = ["0", "0.0", "#,##0", '0" %"', "General", '0.0"%"', "0 ", '#,##0" "', "0;-0;0;@"]
ORDINARY += ['_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)']


@pytest.mark.parametrize("code", ORDINARY)
def test_formats_that_say_nothing_else_are_read(tmp_path: Path, code: str) -> None:
    assert codes(made_at(tmp_path, "a.xlsx", [["Xã", "17.2"], ["xã A", Shown(95, code)]])) == []


NOTES = {
    "NTM503": ["ước cả năm", "Số liệu ước cả năm", "SL ước", "kết quả ước thực hiện đến 31/12", "dự kiến đạt cuối năm",
               "số liệu toàn huyện", "của toàn huyện", "theo giá so sánh 2010", "bình quân hộ"],
    "NTM506": ["triệu đồng/hộ", "tính theo hộ", "ĐVT: nghìn đồng"],
    "NTM610": ["của xã Hải Anh", "số liệu của xã Hải Anh"],
    "NTM507": ["số liệu năm 2021", "Năm 2021"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "note"), [(code, note) for code, notes in NOTES.items() for note in notes])
def test_a_note_that_says_a_figure_is_another_is_heard(tmp_path: Path, code: str, note: str) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả", "Năm", "Ghi chú"], ["xã Hải Minh", "10.1", 57, 2023, note]]
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == [code]


STORIES = ["đạt kế hoạch", "vượt kế hoạch năm", "quy ước của thôn đã sửa", "đã thẩm định", "UBND xã báo cáo", "của 5 thôn",
           "công nhận năm 2019", "báo cáo số 12/BC-UBND", "triển khai từ năm 2021", "tăng so với năm 2022",
           "lũy kế đến 31/12/2023", "theo hồ sơ của huyện", "kết quả rà soát của xã"]  # fmt: skip


@pytest.mark.parametrize("note", STORIES)
def test_a_note_that_tells_how_is_only_a_note(tmp_path: Path, note: str) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả", "Năm", "Ghi chú"], ["xã Hải Minh", "10.1", 57, 2023, note]]
    assert read(made_at(tmp_path, "a.xlsx", rows)) == {"xã Hải Minh": {"10.1": "57"}}


def test_the_year_of_a_note_is_the_year_of_the_figure(tmp_path: Path) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả", "Ghi chú"], ["xã Hải Minh", "10.1", 57, "số liệu năm 2021"]]
    table = read_figures(made_at(tmp_path, "a.xlsx", rows))
    assert [entry.period for unit in table.units for entry in unit.entries] == [2021]
