"""Notes below a table, and sheets that are read together for one commune, say something of the figures above."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, made_at, places, read, table

from ntmrules import FiguresError

HEAD = ["Chỉ tiêu", "Kết quả"]
ASKED = {"unit": "xã Hà Lâu"}


def below(folder: Path, note: str) -> Path:
    return made_at(folder, "a.xlsx", [HEAD, ["10.1", 57], ["15.1", 90], [note]])


@pytest.mark.parametrize("note", [
    "Đơn vị: 10.1 tính bằng triệu đồng/hộ/năm", "Đơn vị tính: nghìn đồng", "Ghi chú: thu nhập tính bằng nghìn đồng/người/năm",
])  # fmt: skip
def test_a_unit_of_measure_below_the_table_is_heard(tmp_path: Path, note: str) -> None:
    assert places(below(tmp_path, note), **ASKED) == ["2:2 NTM506"]


@pytest.mark.parametrize("note", [
    "Ghi chú: số liệu thu nhập là số kế hoạch 2023", "Ghi chú: số liệu trên là số ước thực hiện",
    "Ghi chú: thu nhập lấy số bình quân huyện",
])  # fmt: skip
def test_a_note_that_figures_are_no_results_is_asked_about(tmp_path: Path, note: str) -> None:
    assert places(below(tmp_path, note), **ASKED) == ["4:1 NTM503"]
    assert read(below(tmp_path, note), accept=True, **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


@pytest.mark.parametrize("note", [
    "Ghi chú: số liệu do phòng Thống kê cung cấp", "Đơn vị tính: triệu đồng/người/năm",
    "Ghi chú: kế hoạch năm 2024 là 60 triệu đồng",
    "Ghi chú: đã thẩm định", "Ghi chú: tính theo chuẩn nghèo đa chiều",
])  # fmt: skip
def test_other_notes_below_change_nothing(tmp_path: Path, note: str) -> None:
    assert read(below(tmp_path, note), **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


def test_sheets_of_before_and_after_are_not_joined(tmp_path: Path) -> None:
    pages = {"Trước sáp nhập": Page(rows=[HEAD, ["10.1", 57]]), "Sau sáp nhập": Page(rows=[HEAD, ["15.1", 90]])}
    assert codes(made_at(tmp_path, "a.xlsx", pages), sheets="all", **ASKED) == ["NTM503"]
    assert read(made_at(tmp_path, "b.xlsx", pages), sheets=["Sau sáp nhập"], **ASKED) == {"xã Hà Lâu": {"15.1": "90"}}


def test_sheets_that_count_together_are_said(tmp_path: Path) -> None:
    pages = {"Tờ 1": Page(rows=[HEAD, ["10.1", 57]]), "Tờ 2": Page(rows=[HEAD, ["15.1", 90]])}
    path = made_at(tmp_path, "a.xlsx", pages)
    found = [each for each in table(path, sheets="all", **ASKED).left_out if each.name == "joined"]
    assert [(each.values["sheets"], each.values["unit"]) for each in found] == [("Tờ 1, Tờ 2", "xã Hà Lâu")]


SAYS_ANOTHER = [
    "* Số liệu bình quân toàn huyện", "Ghi chú: số liệu của xã Đại Dực", "Ghi chú: cột Kết quả ghi theo chỉ tiêu kế hoạch giao",
    "Ghi chú: các số in đậm là số đăng ký phấn đấu", "(*) Thu nhập tính theo giá so sánh 2010", "Nguồn: Báo cáo năm 2020",
    "Ghi chú: thu nhập là số của hộ điều tra mẫu", "Lưu ý: Tỷ lệ hộ nghèo theo chuẩn 2016-2020", "Số liệu chưa chính thức",
    "(1) Không tính hộ bảo trợ xã hội", "Các số trên là của 5 thôn", "Thu nhập tính cả thị trấn Tiên Yên",
    "Số liệu tính đến 30/6/2023", "Ghi chú: số liệu do xóa đi nửa số hộ",
]  # fmt: skip


@pytest.mark.parametrize("note", SAYS_ANOTHER)
def test_what_is_said_below_of_the_figures_of_a_form_is_understood_or_asked_about(tmp_path: Path, note: str) -> None:
    assert places(below(tmp_path, note), **ASKED) == ["4:1 NTM503"]


@pytest.mark.parametrize("note", SAYS_ANOTHER)
def test_obeying_the_message_about_a_note_settles_it(tmp_path: Path, note: str) -> None:
    with pytest.raises(FiguresError) as found:
        table(below(tmp_path, note), **ASKED)
    (said,) = found.value.problems
    option = str(said).partition('--columns "')[2].partition('"')[0].removesuffix("=note")
    assert read(below(tmp_path, note), columns={option: "note"}, **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


@pytest.mark.parametrize("note", [
    "Ghi chú: Cột (5) ghi kết quả thực hiện của xã đến thời điểm báo cáo", "Nguồn: Chi cục Thống kê huyện Tiên Yên",
    "Nguồn: Báo cáo số 12/BC-UBND ngày 5/1/2024 của UBND xã Hà Lâu", "Số liệu đến ngày 31/12/2023", "Số liệu do UBND xã báo cáo",
    "Ghi chú: Số liệu được làm tròn đến 1 chữ số thập phân", "Ghi chú: xã là xã đặc biệt khó khăn, dân số 2.500 người",
    "Ghi chú: Đánh dấu x vào ô tương ứng", "Ghi chú: Đ: đạt; CĐ: chưa đạt", "Tổng hợp: Xã đạt 15/19 tiêu chí",
    "Ghi chú: - Cột 4 ghi theo QĐ 318/QĐ-TTg; - Cột 5: ghi số liệu thực hiện của xã", "Kết luận: đạt 18/19 tiêu chí",
    "Kết quả lấy ý kiến sự hài lòng của người dân: 98%", "Lưu ý: xã không có làng nghề nên không đánh giá chỉ tiêu 17.2",
    "13.4. Kế hoạch bảo tồn, phát triển làng nghề", "Xã phấn đấu năm 2024 đạt chuẩn",
])  # fmt: skip
def test_ordinary_notes_below_a_form_stop_nothing(tmp_path: Path, note: str) -> None:
    assert read(below(tmp_path, note), **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


def test_a_note_in_a_cell_beside_its_first_words_is_heard(tmp_path: Path) -> None:
    rows = [HEAD, ["10.1", 57], ["Ghi chú:", "số liệu trên là số ước thực hiện"]]
    assert "NTM503" in codes(made_at(tmp_path, "a.xlsx", rows), **ASKED)


def test_the_unit_of_measure_of_a_title_and_of_its_column_agree(tmp_path: Path) -> None:
    rows = [["Đơn vị tính: nghìn đồng"], ["Chỉ tiêu", "ĐVT", "Kết quả"], ["10.1", "triệu đồng/người/năm", 61]]
    assert places(made_at(tmp_path, "a.xlsx", rows), **ASKED) == ["3:3 NTM506"]
    rows[0] = ["Đơn vị tính: triệu đồng"]
    assert read(made_at(tmp_path, "b.xlsx", rows), **ASKED) == {"xã Hà Lâu": {"10.1": "61"}}
