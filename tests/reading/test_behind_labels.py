"""What stands behind a label is heard: a year, a unit of measure, and the words that make it no result of the indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, left_out, made_at, places, read, rulebook, table

from ntmrules import FiguresError
from ntmrules.tables import evaluate_file

INCOME, POOR = "Thu nhập bình quân đầu người", "Tỷ lệ nghèo đa chiều"
NO_RESULTS = [
    "kế hoạch được giao", "Thu nhập kế hoạch 2025", "theo mục tiêu", "dự kiến", "Ước thực hiện năm 2023", "ước đạt", "ước",
    "Thu nhập 6 tháng", "quý II", "Quý 3/2023", "bình quân tháng", "hằng tháng", "Thu nhập tháng 6/2023", "xếp hạng",
    "thứ hạng trong huyện", "điểm", "điểm tự chấm", "trọng số", "tốc độ tăng", "tăng so với 2020", "Chênh lệch",
    "toàn huyện",
    "của tỉnh", "bình quân hộ", "Thu nhập đầu năm", "còn thiếu", "Nhu cầu", "Cam kết", "Kinh phí",
    "Vốn (triệu đồng)", "TNBQ/hộ", "Thu nhập hộ",
    "TNBQ/LĐ", "Thu nhập huyện", "Trước", "Thu nhập 6T", "T6/2023", "theo giá so sánh 2010",
    "Thu nhập (triệu đồng/hộ)", "DU KIEN", "uoc thuc hien",
]  # fmt: skip


def long(text: str, value: object = 60, *, heads: str = "unit;subject;value", rest: str = "") -> str:
    return f'{heads}\nxã A;"{text}";{value}{rest}\n'


@pytest.mark.parametrize("words", NO_RESULTS)
def test_words_that_make_it_no_result_are_refused_in_a_row_and_in_a_heading(tmp_path: Path, words: str) -> None:
    assert codes(made_at(tmp_path, "a.csv", long(f"10.1. {words}"))) == ["NTM503"]
    assert codes(made_at(tmp_path, "b.xlsx", [["Tên xã", f"10.1 {words}"], ["xã A", 60]])) == ["NTM503"]


@pytest.mark.parametrize(
    ("label", "text"),
    [("13.4", "Kế hoạch bảo tồn làng nghề"), ("8.1", "Xã có điểm phục vụ bưu chính"), ("18.6",
     "Có kế hoạch bồi dưỡng kiến thức"),
     ("19.1", "Dân quân hoàn thành các chỉ tiêu quốc phòng"), ("6.2", "Điểm vui chơi cho trẻ em"),
     ("19.2", "Không có hoạt động chống phá Đảng; tội phạm và tệ nạn xã hội được kiềm chế, giảm; không để xảy ra tai nạn"),
     ("8.3", "Đài truyền thanh"), ("17", "Môi trường và ATTP"), ("13", "Tổ chức sản xuất")],
)  # fmt: skip
def test_words_of_the_indicators_own_name_are_none(tmp_path: Path, label: str, text: str) -> None:
    assert read(made_at(tmp_path, "a.csv", long(f"{label}. {text}", "đạt"))) == {"xã A": {label: "met"}}


@pytest.mark.parametrize(
    "text",
    [INCOME, "Thu nhập", "TNBQ đầu người", f"{INCOME} khu vực nông thôn (triệu đồng/người/năm)", f"{INCOME}, triệu đồng",
     "Thu nhập - Tr.đồng", "TH", "Kết quả", "Thực hiện", "Thu nhập bình quân đầu người/năm", "Income per head"],
)  # fmt: skip
def test_its_own_name_in_its_own_unit_is_read(tmp_path: Path, text: str) -> None:
    assert read(made_at(tmp_path, "a.csv", long(f"10.1. {text}"))) == {"xã A": {"10.1": "60"}}
    assert read(made_at(tmp_path, "b.xlsx", [["Tên xã", f"10.1. {text}"], ["xã A", 60]])) == {"xã A": {"10.1": "60"}}


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [("10.1", "Thu nhập, nghìn đồng", 60), ("10.1", "Thu nhập (1.000 đồng)", 60), ("10.1",
     "Thu nhập bình quân nghìn đồng", 60),
     ("10.1", "Thu nhập (ĐVT: đồng)", 60), ("11.1", "Số hộ nghèo", 3),
     ("11.1", "Tổng số hộ nghèo", 3), ("11.1", "hộ", 3), ("11.1", "Nghèo đa chiều (hộ)", 3), ("2.1", "Đường xã, km", 12),
     ("2.1", "Chiều dài đường xã được cứng hóa", 12), ("17.1", "Tỷ lệ hộ chưa dùng nước sạch", 98), ("9.1",
     "Tỷ lệ nhà tạm", 1),
     ("17.4", "Đất cây xanh (ha)", 4), ("17.1", "Hộ không được dùng nước sạch", 98), ("10.1",
     "Tổng thu nhập của xã", 60), ("2.1", "Km đường xã", 12),
     ("2.1", "Tổng chiều dài", 12), ("11.1", "Tỷ lệ thoát nghèo", 3), ("17.1", "Tỷ lệ hộ thiếu nước sạch", 98)],
)  # fmt: skip
def test_what_is_counted_otherwise_is_refused(tmp_path: Path, label: str, text: str, value: int) -> None:
    assert codes(made_at(tmp_path, "a.csv", long(f"{label}. {text}", value))) == ["NTM506"]
    assert codes(made_at(tmp_path, "b.xlsx", [["Tên xã", f"{label} {text}"], ["xã A", value]])) == ["NTM506"]


@pytest.mark.parametrize(
    ("label", "text"), [("10.1", POOR), ("14", "Y tế"), ("17.1", INCOME), ("5", "Giáo dục và Đào tạo")]
)
def test_the_name_of_another_indicator_is_refused(tmp_path: Path, label: str, text: str) -> None:
    assert codes(made_at(tmp_path, "a.csv", long(f"{label}. {text}", "đạt"))) == ["NTM503"]


@pytest.mark.parametrize(
    "text",
    ["năm 2022", f"{INCOME} năm 2022", "Thu nhập (2022)", "Thu nhập 2022", "Thu nhập đến 31/12/2022",
     "Thu nhập đến tháng 12/2022",
     "Thu nhập - năm 2022", "Kết quả năm 2022"],
)  # fmt: skip
def test_a_year_dates_the_figure(tmp_path: Path, text: str) -> None:
    for path in (made_at(tmp_path, "a.csv", long(f"10.1. {text}")),
                 made_at(tmp_path, "b.xlsx", [["Tên xã", f"10.1 {text}"], ["xã A", 60]])):  # fmt: skip
        [unit] = table(path).units
        assert [(entry.subject, entry.period) for entry in unit.entries] == [("10.1", 2022)]


@pytest.mark.parametrize(
    "text",
    [
        f"{POOR} giai đoạn 2021 - 2025",
        "Nghèo theo Nghị định 07/2021/NĐ-CP",
        "Nghèo (QĐ 318/QĐ-TTg)",
        "Nghèo theo chuẩn nghèo 2021",
        "Nghèo theo Bộ tiêu chí năm 2021",
    ],
)
def test_a_span_of_years_or_the_number_of_a_decision_dates_nothing(tmp_path: Path, text: str) -> None:
    [unit] = table(made_at(tmp_path, "a.csv", long(f"11.1. {text}", 1))).units
    assert [entry.period for entry in unit.entries] == [None]


def test_two_years_of_one_figure_are_refused(tmp_path: Path) -> None:
    heads = "unit;subject;value;period"
    assert places(made_at(tmp_path, "a.csv", long("10.1 năm 2019", heads=heads, rest=";2023"))) == ["2:3 NTM507"]
    assert codes(made_at(tmp_path, "b.csv", long("10.1 năm 2019", heads=heads, rest=";2019"))) == []
    assert codes(made_at(tmp_path, "c.csv", long("10.1 Thu nhập 2019, 2020"))) == ["NTM509"]
    wide = [["Tên xã", "Năm", "10.1 năm 2019"], ["xã A", 2023, 60]]
    assert places(made_at(tmp_path, "d.xlsx", wide)) == ["2:3 NTM507"]
    two = Page(rows=[["Tên xã", "Năm", "10.1", None], [None, None, "2019", "2023"], ["xã A", 2023, 40, 60]],
               merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)])  # fmt: skip
    assert places(made_at(tmp_path, "e.xlsx", two)) == ["3:3 NTM507"]


def test_rows_of_a_plan_beside_rows_of_results_are_left_out_and_said(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "unit;subject;value\nxã A;10.1 KH;70\nxã A;10.1 TH;60\nxã A;10.1. Kế hoạch năm 2025;80\n"
                   "xã A;17.2 Cùng kỳ;80\n")  # fmt: skip
    assert read(path) == {"xã A": {"10.1": "60"}}
    assert left_out(path) == [("row", 2), ("row", 4), ("row", 5)]


def test_a_name_that_nobody_knows_is_said_once_where_somebody_looked_again(tmp_path: Path) -> None:
    path = made_at(
        tmp_path, "a.csv", "unit;subject;value\nxã A;10.1. Zờ lô;60\nxã B;10.1. Zờ lô;61\nxã A;17.2. Cơ sở;95\n"
    )
    assert places(path) == ["2:3 NTM503", "3:3 NTM503"]
    assert read(path, accept=True) == {"xã A": {"10.1": "60", "17.2": "95"}, "xã B": {"10.1": "61"}}
    [said] = [each for each in table(path, accept=True).left_out if each.name == "named"]
    assert said.values["names"] == "10.1 «Zờ lô»"


def test_what_stands_above_labels_is_heard(tmp_path: Path) -> None:
    def page(above: str) -> Page:
        rows = [["Tên xã", above, None], [None, "10.1", "17.2"], ["xã A", 60, 95]]
        return Page(rows=rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])

    assert read(made_at(tmp_path, "a.xlsx", page("Kết quả"))) == {"xã A": {"10.1": "60", "17.2": "95"}}
    assert codes(made_at(tmp_path, "b.xlsx", page("6 tháng đầu năm 2023"))) == ["NTM503", "NTM503"]
    assert codes(made_at(tmp_path, "c.xlsx", page("Dự kiến"))) == ["NTM503", "NTM503"]
    plan = made_at(tmp_path, "p.xlsx", page("Kế hoạch 2025"))
    assert (read(plan), left_out(plan)) == (
        {"xã A": {}},
        [("columns", "B '10.1 – Kế hoạch 2025', C '17.2 – Kế hoạch 2025'")],
    )
    [unit] = table(made_at(tmp_path, "d.xlsx", page("Năm 2022"))).units
    assert [(entry.subject, entry.period) for entry in unit.entries] == [("10.1", 2022), ("17.2", 2022)]


@pytest.mark.parametrize(
    ("heading", "code"),
    [("10.1 Thu nhập dự kiến", "NTM503"), ("10.1 Thu nhập năm 2019", "NTM509"), ("11.1 Số hộ nghèo", "NTM506"),
     ("10.1 (nghìn đồng)", "NTM506"), ("10.1 Thu nhập", None)],
)  # fmt: skip
def test_a_table_judged_in_columns_hears_the_same(tmp_path: Path, heading: str, code: str | None) -> None:
    path, out = made_at(tmp_path, "a.xlsx", [["Tên xã", heading], ["xã A", 60]]), tmp_path / "out.csv"
    if code is None:
        assert evaluate_file(path, rulebook(), out=out).units == 1
    else:
        with pytest.raises(FiguresError, match=code):
            evaluate_file(path, rulebook(), out=out)


def test_a_text_that_is_read_in_columns_takes_labels_alone(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "Tên xã;10.1 Thu nhập năm 2019\nxã A;60\n")
    with pytest.raises(FiguresError, match="NTM503"):
        evaluate_file(path, rulebook(), out=tmp_path / "out.csv")


@pytest.mark.parametrize(
    "words", ["Mức đạt", "Mức quy định", "Chỉ tiêu 2023", "KH", "Kế hoạch 2025", "Cùng kỳ", "Năm trước", "Đầu năm"]
)
def test_a_column_of_what_is_asked_is_left_out_and_said(tmp_path: Path, words: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", f"10.1 {words}", "10.1"], ["xã A", 70, 60]])
    assert (read(path), left_out(path)) == ({"xã A": {"10.1": "60"}}, [("columns", f"B '10.1 {words}'")])


@pytest.mark.parametrize(
    ("label", "text"),
    [("11.1", "Hộ nghèo"), ("10.1", "Thu nhập nông nghiệp"), ("10.1", "TĐ"), ("15.3",
     "Tỷ lệ trẻ bình thường")],
)  # fmt: skip
def test_a_doubtful_name_is_said(tmp_path: Path, label: str, text: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", f"{label} {text}"], ["xã A", 20]])
    said = [each.values["names"] for each in table(path, accept=True).left_out if each.name == "named"]
    assert said == [f"{label} «{text}»"]


@pytest.mark.parametrize(
    "text", ["Đạt/chưa đạt", "cuối năm", "cả năm", "Thu nhập, ĐVT: triệu đồng", "Thu nhập BQ", "Tự đánh giá"]
)
def test_what_says_nothing_new_is_read_without_a_word(tmp_path: Path, text: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", f"10.1 {text}"], ["xã A", 60]])
    assert (read(path), left_out(path)) == ({"xã A": {"10.1": "60"}}, [])


def test_two_units_of_measure_of_one_figure_are_refused(tmp_path: Path) -> None:
    heads = ["Tên xã", "Chỉ tiêu", "ĐVT", "Kết quả (nghìn đồng)"]
    rows = [heads, ["xã A", "10.1", "triệu đồng", 60], ["xã A", "1.1", "%", "đạt"]]
    assert places(made_at(tmp_path, "a.xlsx", rows)) == ["2:4 NTM506"]


@pytest.mark.parametrize("heading", ["Nội dung", "Tên chỉ tiêu", "Nội dung tiêu chí", "Chỉ tiêu"])
@pytest.mark.parametrize(
    ("label", "name", "code"),
    [("10.1", "Thu nhập kế hoạch 2025", "NTM503"), ("10.1", "Tỷ lệ nghèo đa chiều", "NTM503"),
     ("10.1", "Thu nhập (nghìn đồng)", "NTM506"),
     ("11.1", "Số hộ nghèo", "NTM506"), ("10.1", "Thu nhập bình quân", None)],
)  # fmt: skip
def test_the_name_beside_a_label_is_heard_as_one_behind_it(
    tmp_path: Path, heading: str, label: str, name: str, code: str | None
) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Xã", "TT", heading, "Kết quả"], ["xã A", label, name, 60]])
    if code is None:
        assert read(path) == {"xã A": {label: "60"}}
    else:
        assert codes(path) == [code]


def test_a_year_and_a_plan_in_the_name_beside_a_label(tmp_path: Path) -> None:
    rows = [
        ["Xã", "TT", "Nội dung", "Kết quả"],
        ["xã A", "10.1", "Thu nhập năm 2022", 60],
        ["xã A", "17.2", "Kế hoạch 2025", 99],
    ]
    path = made_at(tmp_path, "a.xlsx", rows)
    [unit] = table(path).units
    assert [(entry.subject, entry.period) for entry in unit.entries] == [("10.1", 2022)]
    assert ("row", 3) in left_out(path)


def test_cells_above_the_headings_that_say_whose_they_are(tmp_path: Path) -> None:
    rows = [
        ["Tên xã", "Hà Lâu", "Năm", "2023"],
        ["Huyện", "Tiên Yên"],
        ["Chỉ tiêu", "ĐVT", "Kết quả"],
        ["17.2", "%", 95],
    ]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert read(path, unit="xã Hà Lâu") == {"xã Hà Lâu": {"17.2": "95"}}
    assert codes(path, unit="xã Đồng Thanh") == ["NTM610"]


def test_a_table_of_few_columns_is_headed_by_its_own_first_row(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "unit,within,province,17.2\nxã 4,huyện B,An Giang,95\nxã 5,huyện B,An Giang,90\n")
    assert read(path, accept=True, province="an-giang")["xã 5"] == {"17.2": "90"}
