"""What stands over columns, in brackets and between rows is understood, or asked about: an unknown word is never passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, made_at

from ntmrules import FiguresError, Library, read_figures
from ntmrules.cli import run

LIBRARY = Library(plugins=())
OWN = "xã Hà Lâu"


def outcome(path: Path, **asked: Any) -> list[str] | dict[str, str]:
    """Return the figures of the one unit of a file, or the identities of what is wrong with it."""
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    try:
        units = read_figures(path, rulebook=book, **asked).units
    except FiguresError as error:
        return sorted({each.identity for each in error.problems})
    return {entry.subject: str(entry.value) for unit in units for entry in unit.entries}


def over(
    folder: Path, text: str, *, labels: tuple[str, ...] = ("10.1", "11.1"), **asked: Any
) -> list[str] | dict[str, str]:
    rows = [["Xã", text, None], [None, *labels], [OWN, 70, 2]]
    return outcome(made_at(folder, "a.xlsx", {"S": Page(rows=rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])}), **asked)


def above(folder: Path, text: str, **asked: Any) -> list[str] | dict[str, str]:
    return outcome(made_at(folder, "a.xlsx", [[None, text], ["Xã", "10.1", "11.1"], [OWN, 70, 2]]), **asked)


def over_results(folder: Path, text: str, **asked: Any) -> list[str] | dict[str, str]:
    rows = [
        ["TT", "Chỉ tiêu", text, None],
        [None, None, "Kết quả", "Ghi chú"],
        [1, "10.1", 70, None],
        [2, "11.1", 2, None],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]
    return outcome(made_at(folder, "a.xlsx", {"S": Page(rows=rows, merged=merged)}), unit=OWN, **asked)


def brackets(folder: Path, text: str, **asked: Any) -> list[str] | dict[str, str]:
    return outcome(
        made_at(folder, "a.xlsx", [["Chỉ tiêu", f"Kết quả ({text})"], ["10.1", 70], ["11.1", 2]]), unit=OWN, **asked
    )


def section(folder: Path, text: str, *, below: str = "11.1", **asked: Any) -> list[str] | dict[str, str]:
    rows = [
        ["Biểu tổng hợp kết quả xã Hà Lâu"],
        ["TT", "Tiêu chí", "Kết quả"],
        [1, "10.1", 70],
        [None, text, None],
        [2, below, 2],
    ]
    return outcome(made_at(folder, "a.xlsx", rows), unit=OWN, **asked)


BOTH = {"10.1": "70", "11.1": "2"}
UNKNOWN = ["Ngưỡng", "Tối thiểu", "Chỉ tiêu đề ra", "Khung", "Mốc", "Required", "Level required", "Bộ tiêu chí 2016-2020",
           "QĐ 320/QĐ-TTg", "Số xã đạt", "Phần trăm hoàn thành", "Đầu nhiệm kỳ", "Xếp loại ABC", "Trung ương", "Tiên tiến",
           "Chuẩn nghèo", "Chưa thẩm định", "Bình thường", "zebra crossing"]  # fmt: skip
KNOWN = ["Kết quả", "Thực hiện", "KẾT QUẢ THỰC HIỆN", "Kết quả năm 2023", "Kết quả rà soát theo Bộ tiêu chí xã NTM 2021-2025",
         "Theo QĐ 318/QĐ-TTg", "Thu nhập và nghèo", "Kinh tế và tổ chức sản xuất", "III. KINH TẾ VÀ TỔ CHỨC SẢN XUẤT",
         "Xã tự đánh giá", "Thẩm định", "Các tiêu chí", "Results", "Economy and organisation of production", "Thu nhap", "III",
         "Tiêu chí số 10, 11", "Nhóm 3: Kinh tế",
         "Kết quả thực hiện Chương trình MTQG xây dựng NTM", "Đoàn thẩm định đánh giá",
         "Thu nhập bình quân đầu người"]  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN)
def test_an_unknown_heading_over_labels_is_asked_about_and_settled_by_the_option_that_is_told(
    tmp_path: Path, text: str
) -> None:
    assert over(tmp_path, text) == ["NTM503.over"]
    assert over(tmp_path, text, columns={text: "value"}) == BOTH
    assert over(tmp_path, text, columns={text: "ignored"}) == {}
    assert over(tmp_path, text, columns={"B": "value", "C": "ignored"}) == {"10.1": "70"}


@pytest.mark.parametrize("text", KNOWN)
def test_a_heading_of_results_or_a_group_over_labels_is_understood(tmp_path: Path, text: str) -> None:
    assert over(tmp_path, text) == BOTH


@pytest.mark.parametrize("text", ["Ngưỡng", "Xã Hải Lạng cũ", "Thôn Đông", "Mốc"])
def test_a_row_right_above_the_headings_over_some_of_them_is_looked_at_too(tmp_path: Path, text: str) -> None:
    assert above(tmp_path, text) == ["NTM503.over"]
    assert above(tmp_path, text, columns={text: "value"}) == BOTH


@pytest.mark.parametrize("text", ["Đơn vị tính: %", "Biểu số 02", "Mẫu 1/NTM", "Kết quả", "Phụ lục II"])
def test_what_stands_in_the_corner_above_a_table_is_no_heading(tmp_path: Path, text: str) -> None:
    assert above(tmp_path, text) in (BOTH, ["NTM506.measured"])


@pytest.mark.parametrize("text", ["Ngưỡng", "Kế hoạch", "Mốc", "Năm học", "Nâng cao"])
def test_what_stands_over_the_results_of_a_form_is_looked_at(tmp_path: Path, text: str) -> None:
    assert over_results(tmp_path, text) == ["NTM503.over"]
    assert over_results(tmp_path, text, columns={text: "value"}) == BOTH


@pytest.mark.parametrize("text", ["Kết quả tự đánh giá", "Kỳ này", "Năm 2023", "xã Hà Lâu", "Xã tự đánh giá"])
def test_results_over_results_say_nothing_new(tmp_path: Path, text: str) -> None:
    assert over_results(tmp_path, text) == BOTH


@pytest.mark.parametrize("text", ["ngưỡng", "thôn Đông", "mốc", "hai thôn"])
def test_brackets_of_a_heading_of_results_are_asked_about(tmp_path: Path, text: str) -> None:
    assert brackets(tmp_path, text) == ["NTM503.brackets"]
    assert brackets(tmp_path, text, columns={"B": "value"}) == BOTH


SECTIONS = ["Xã Hải Lạng cũ", "Phần của xã Hải Lạng", "Số liệu của xã Hải Lạng", "Huyện Ba Chẽ", "Địa bàn thị trấn Tiên Yên",
            "Thôn Bản Buông", "NTM NÂNG CAO", "Bộ tiêu chí NTM kiểu mẫu", "Năm 2021", "KẾ HOẠCH NĂM 2024", "KẾ HOẠCH",
            "Mức đạt chuẩn", "II. Phần của xã Hải Lạng", "B - Số liệu cũ", "- Xã Hải Lạng cũ", "Khác",
            "Toàn huyện", "Before the merger"]  # fmt: skip


@pytest.mark.parametrize("text", SECTIONS)
def test_a_row_between_others_that_nobody_understands_is_asked_about(tmp_path: Path, text: str) -> None:
    assert section(tmp_path, text) == ["NTM503.section"]
    assert section(tmp_path, text, columns={text: "note"}) == BOTH


@pytest.mark.parametrize(
    "text",
    ["III. KINH TẾ VÀ TỔ CHỨC SẢN XUẤT", "HẠ TẦNG KINH TẾ - XÃ HỘI", "11. Nghèo đa chiều", "11 Nghèo đa chiều",
     "Phần II: Các chỉ tiêu xã hội", "Các tiêu chí đạt", "CÁC TIÊU CHÍ BẮT BUỘC", "Tổng số tiêu chí đạt", "Tổng cộng",
     "Tiêu chí do UBND tỉnh quy định", "Tiêu chí số 11 - Nghèo đa chiều", "V. HỆ THỐNG CHÍNH TRỊ VÀ QUỐC PHÒNG, AN NINH",
     "Giao thông",
     "Tiêu chí 11: Nghèo đa chiều", "XÃ HÀ LÂU", "UBND xã Hà Lâu", "Xã Hà Lâu, huyện Tiên Yên", "Năm 2023", "Kết quả năm 2023",
     "- Các hộ thoát nghèo bền vững", "Các chỉ tiêu", "11.1. Tỷ lệ nghèo đa chiều", "Ghi chú: số liệu đã rà soát",
     "Tỷ lệ hộ sử dụng nước sạch theo quy chuẩn"],
)  # fmt: skip
def test_a_row_that_is_a_group_a_criterion_or_the_own_unit_says_nothing_new(tmp_path: Path, text: str) -> None:
    assert section(tmp_path, text) == BOTH


def test_a_row_below_all_figures_is_over_none(tmp_path: Path) -> None:
    rows = [["Tiêu chí", "Kết quả"], ["10.1", 70], ["11.1", 2], ["Phần của ai đó"], ["Nguyễn Văn A"]]
    assert outcome(made_at(tmp_path, "a.xlsx", rows), unit=OWN) == BOTH


def test_a_slip_in_what_is_called_a_note_is_told(tmp_path: Path) -> None:
    assert "NTM514.no-column" in section(tmp_path, "Phần lạ", columns={"Phần lạ": "note", "Phần khác": "note"})


def test_the_option_takes_texts_with_commas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["Tiêu chí", "Kết quả"], ["10.1", 70], ["Phần A, phần B = 2", None], ["11.1", 2]]
    path = made_at(tmp_path, "a.xlsx", rows)
    command = ["evaluate", str(path), "--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-12-31", "--unit", OWN,
               "--no-plugins"]  # fmt: skip
    assert run(command) == 3
    assert '--columns "Phần A, phần B = 2=note"' in capsys.readouterr().err
    assert run([*command, "--columns", "Phần A, phần B = 2=note"]) == 2


@pytest.mark.parametrize("text", ["KẾ HOẠCH NĂM 2024", "Năm 2021", "Ngưỡng", "Phần cũ"])
def test_a_row_over_others_in_a_table_of_communes_is_asked_about(tmp_path: Path, text: str) -> None:
    rows = [["STT", "Xã", "10.1", "11.1"], [1, OWN, 70, 2], [None, text, None, None], [2, "xã Hải Lạng", 60, 3]]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert outcome(path) == ["NTM503.section"]
    assert isinstance(outcome(path, columns={text: "note"}), dict)
    assert isinstance(outcome(made_at(tmp_path, "b.xlsx", [*rows[:2], rows[3], rows[2]])), dict)


@pytest.mark.parametrize(
    "text", ["Năm 2023", "II. Các xã vùng cao", "Tổng cộng", "Huyện Tiên Yên", "Đại Dực", "Ghi chú: số cũ"]
)
def test_groups_and_communes_without_figures_are_no_such_rows(tmp_path: Path, text: str) -> None:
    rows = [["STT", "Xã", "10.1", "11.1"], [1, OWN, 70, 2], [None, text, None, None], [2, "xã Hải Lạng", 60, 3]]
    assert isinstance(outcome(made_at(tmp_path, "a.xlsx", rows)), dict)


def test_a_figure_beside_a_name_makes_no_heading_of_its_row(tmp_path: Path) -> None:
    rows = [["Xã", "10.1"], [OWN, 70], ["Một xã mới", 57], ["xã Hải Lạng", 60]]
    assert isinstance(outcome(made_at(tmp_path, "a.xlsx", rows)), dict)
    form = [["Chỉ tiêu", "Kết quả"], ["10.1", 70], ["ty-le-ngheo-da-chieu", 2], ["15.1", 95]]
    assert "NTM503.section" not in outcome(made_at(tmp_path, "b.xlsx", form), unit=OWN)


def test_rows_numbered_below_their_district_are_its_communes(tmp_path: Path) -> None:
    rows = [["STT", "Đơn vị", "10.1"], [1, "Hải Hậu", 53], [1.1, "Hải Minh", 57], [1.2, "Hải Anh", 50], [2, "Giao Thủy", 60],
            [2.1, "Giao Phong", 66]]  # fmt: skip
    table = read_figures(made_at(tmp_path, "a.xlsx", rows))
    assert {unit.called: len(unit.entries) for unit in table.units if unit.entries} == {
        "Hải Minh, Hải Hậu": 1, "Hải Anh, Hải Hậu": 1, "Giao Phong, Giao Thủy": 1}  # fmt: skip
    assert [each.values["cell"] for each in table.left_out if each.name == "row"] == ["Hải Hậu", "Giao Thủy"]
    plain = [["STT", "Xã", "10.1"], [1, "Hải Hậu", 53], [2, "Hải Minh", 57]]
    assert len(read_figures(made_at(tmp_path, "b.xlsx", plain)).units) == 2


@pytest.mark.parametrize("text", ["Số liệu năm 2023 ngưỡng", "NTM nâng cao", "Thôn Đông", "Năm 2022 mốc"])
def test_a_heading_over_verdicts_is_looked_at_as_one_over_numbers(tmp_path: Path, text: str) -> None:
    rows = [["Xã", text, None], [None, "1.1", "5.1"], [OWN, "đạt", "đạt"]]
    path = made_at(tmp_path, "a.xlsx", {"S": Page(rows=rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])})
    assert outcome(path) == ["NTM503.over"]
    assert outcome(path, columns={text: "value"}) == {"1.1": "met", "5.1": "met"}


def test_a_year_over_labels_dates_the_figures_whatever_else_somebody_took_for_nothing(tmp_path: Path) -> None:
    rows = [["Xã", "Năm 2022 mốc"], [None, "10.1"], [OWN, 57]]
    path = made_at(tmp_path, "a.xlsx", {"S": Page(rows=rows, merged=[(0, 0, 1, 0)])})
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    (unit,) = read_figures(path, rulebook=book, columns={"Năm 2022 mốc": "value"}).units
    assert [(entry.subject, entry.period) for entry in unit.entries] == [("10.1", 2022)]


@pytest.mark.parametrize("text", ["Phần cũ", "Năm 2021", "Ngưỡng"])
@pytest.mark.parametrize("head", ["Chỉ tiêu", "Xã"])
def test_a_title_between_two_tables_is_over_the_second(tmp_path: Path, text: str, head: str) -> None:
    if head == "Xã":
        rows = [["Xã", "10.1"], [OWN, 70], [], [text], ["Xã", "11.1"], [OWN, 2]]
    else:
        rows = [
            ["Chỉ tiêu", "Kết quả"],
            ["10.1", 70],
            [],
            [text],
            ["Tiêu chí", "Số liệu", "Ghi chú"],
            ["11.1", 2, None],
        ]
    path = made_at(tmp_path, "a.xlsx", rows)
    asked = {} if head == "Xã" else {"unit": OWN}
    assert outcome(path, **asked) == ["NTM503.section"]
    assert outcome(path, columns={text: "note"}, **asked) == BOTH


@pytest.mark.parametrize("text", ["Số liệu năm 2022", "Kết quả đến 31/12/2022", "Năm 2022"])
def test_the_year_of_figures_over_labels_or_in_brackets_is_understood(tmp_path: Path, text: str) -> None:
    assert over(tmp_path, text) == BOTH
    assert brackets(tmp_path, text.lower()) == BOTH


@pytest.mark.parametrize("head", ["Tên trường", "Danh mục", "Công trình", ""])
def test_numbers_beside_names_of_other_things_are_no_labels(tmp_path: Path, head: str) -> None:
    rows = [["STT", head, "Đánh giá"], [1, "Mầm non Hà Lâu", "Đạt"], [2, "Tiểu học Hà Lâu", "Đạt"]]
    found = outcome(made_at(tmp_path, "a.xlsx", rows), unit=OWN)
    assert isinstance(found, list)
    assert {each.partition(".")[0] for each in found} == {"NTM503"}
    other = [["STT", head, "Đánh giá"], [1, "Thu nhập", "Đạt"], [2, "Y tế", "Đạt"]]
    assert isinstance(outcome(made_at(tmp_path, "b.xlsx", other), unit=OWN), list)
    own = [["STT", head, "Đánh giá"], [1, "Quy hoạch", "Đạt"], [2, "Giao thông", "Đạt"]]
    assert outcome(made_at(tmp_path, "c.xlsx", own), unit=OWN) == {"Quy hoạch": "met", "Giao thông": "met"}


@pytest.mark.parametrize(
    "text", ["KẾ HOẠCH", "Mức đạt chuẩn", "Mục tiêu đến năm 2025", "Chỉ tiêu giao", "Cùng kỳ", "Xã phấn đấu", "Các xã ước đạt",
             "Các xã còn lại (số kế hoạch)"],
)  # fmt: skip
@pytest.mark.parametrize("column", [0, 1])
def test_a_plan_over_communes_is_no_remark(tmp_path: Path, text: str, column: int) -> None:
    over = [None, None, None]
    over[column] = text
    rows = [["TT", "Xã", "10.1"], [1, OWN, 70], over, [2, "xã Hải Lạng", 58]]
    assert outcome(made_at(tmp_path, "a.xlsx", rows)) == ["NTM503.section"]


def test_a_letterhead_is_no_row_of_headings(tmp_path: Path) -> None:
    rows = [["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["XÃ HÀ LÂU", None, None, "Độc lập"], [],
            ["STT", "Nội dung", "ĐVT", "Kết quả tự chấm"], ["10.1", "Thu nhập", "triệu đồng/người", 70]]  # fmt: skip
    path = made_at(tmp_path, "a.xlsx", rows)
    assert outcome(path, unit=OWN) == ["NTM508.no-value"]
    assert outcome(path, unit=OWN, columns={"D": "value"}) == {"10.1": "70"}
