"""Which column holds the results: what stands in the brackets of its heading, what an option says of it, what is advised."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, left_out, made_at, places, read, table

from ntmrules import FiguresError, Library
from ntmrules.errors import Problem

OF_A = {"unit": "xã A"}


def problems(path: Path, **asked: object) -> list[Problem]:
    with pytest.raises(FiguresError) as found:
        table(path, **asked)
    return list(found.value.problems)


@pytest.mark.parametrize(
    "inside",
    ["kế hoạch 2025", "dự kiến", "6 tháng", "6 tháng đầu năm 2023", "quý II/2023", "KH", "KH 2025", "mục tiêu", "ước", "sơ bộ",
     "điểm chấm", "xếp hạng", "năm trước", "cùng kỳ", "toàn huyện", "so với kế hoạch", "theo kế hoạch", "bình quân tháng",
     "chưa chính thức", "T6/2023", "6T", "so CK", "cấp huyện"],
)  # fmt: skip
@pytest.mark.parametrize("word", ["Kết quả", "Thực hiện", "Số liệu", "value"])
def test_brackets_that_make_it_no_result(tmp_path: Path, word: str, inside: str) -> None:
    head = f"{word} ({inside})"
    alone = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", head], ["10.1", 60]])
    assert [each.identity for each in problems(alone, **OF_A)] == ["NTM508.no-result"]
    assert read(alone, columns={"B": "value"}, **OF_A) == {"xã A": {"10.1": "60"}}  # the way out that is told
    beside = made_at(tmp_path, "b.xlsx", [["Chỉ tiêu", head, "Kết quả"], ["10.1", 70, 60]])
    assert read(beside, **OF_A) == {"xã A": {"10.1": "60"}}
    assert ("columns", f"B '{head}'") in left_out(beside, **OF_A)


@pytest.mark.parametrize(
    "head",
    ["Kết quả (đạt/chưa đạt)", "Đánh giá (Đ/CĐ)", "Kết quả (ghi rõ)", "Kết quả (3)", "Kết quả (%)",
     "Số liệu (theo báo cáo của xã)", "Đánh giá (so với quy định)", "Kết quả (nếu có)",
     "Kết quả (theo quy định tại QĐ 318/QĐ-TTg)"],
)  # fmt: skip
def test_brackets_that_say_nothing_of_it(tmp_path: Path, head: str) -> None:
    assert read(made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", head], ["17.2", "đạt"]]), **OF_A) == {"xã A": {"17.2": "met"}}


@pytest.mark.parametrize(
    "head",
    ["Kết quả (năm 2022)", "Kết quả (2022)", "Kết quả (đến 31/12/2022)", "Kết quả đến 31/12/2022",
     "Kết quả tính đến hết năm 2022", "TH đến 30/6/2022", "Số liệu (tính đến ngày 31/12/2022)",
     "Kết quả năm 2022 (%)", "Lũy kế đến 31/12/2022"],
)  # fmt: skip
def test_a_year_in_a_heading_of_results(tmp_path: Path, head: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", head], ["17.2", 95]])
    if head.startswith("Lũy kế"):
        assert [each.identity for each in problems(path, **OF_A)] == ["NTM508.no-value"]
        return
    [unit] = table(path, **OF_A).units
    assert [(entry.subject, entry.period) for entry in unit.entries] == [("17.2", 2022)]


def test_the_unit_in_the_brackets_of_a_heading(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Số liệu (xã Hà Lâu)"], ["17.2", 95]])
    assert read(path, unit="xã Hà Lâu") == {"xã Hà Lâu": {"17.2": "95"}}
    assert [each.identity for each in problems(path, unit="xã Đồng Thanh")] == ["NTM610.unit"]
    beside = made_at(tmp_path, "b.xlsx", [["Xã", "Chỉ tiêu", "Số liệu (xã Hà Lâu)"], ["xã A", "17.2", 95]])
    assert [each.identity for each in problems(beside)] == ["NTM508.no-value"]


def test_an_option_about_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "KH", "Kết quả"], ["17.2", 80, 95]])
    assert [each.identity for each in problems(path, columns={"Ket qa": "value"}, **OF_A)] == ["NTM514.no-column"]
    assert [each.identity for each in problems(path, columns={"F": "ignored"}, **OF_A)] == ["NTM514.no-column"]
    assert codes(path, columns={"B": "ignored", "ket qua": "value"}, **OF_A) == []
    two = {
        "2022": Page(rows=[["Chỉ tiêu", "Riêng"], ["17.2", 90]]),
        "2023": Page(rows=[["Chỉ tiêu", "Kết quả"], ["17.2", 95]]),
    }
    assert codes(made_at(tmp_path, "b.xlsx", two), sheets=("2022", "2023"), columns={"Riêng": "value"}, **OF_A) == []


def test_signs_that_no_cell_has(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "unit;17.2;17.1\nxã A;x;x\n")
    assert read(path, marks={"x": "đạt", "o": "chưa đạt"}) == {"xã A": {"17.2": "met", "17.1": "met"}}
    wrong = problems(path, marks={"v": "đạt", "o": "chưa đạt"})
    assert [each.identity for each in wrong] == ["NTM514.no-sign", "NTM502.sign", "NTM502.sign"]


@pytest.mark.parametrize(
    ("heads", "letter"),
    [(["Kế hoạch giao thêm", "Làm được", "Minh chứng"], "C"), (["Huyện thẩm định", "TH rà soát"], "C"),
     (["Mục tiêu phấn đấu 2025", "Kế hoạch vốn", "Đo được"], "D"), (["Dự kiến", "Ước cả năm"], "…"),
     (["Chỉ tiêu đề ra", "Tỷ lệ đạt"], "…"), (["Năm 2022", "Năm 2023", "Ước 2024"], "…"),
     (["Cột thứ nhất", "Cột thứ hai"], "…"), (["KQ 31/12/2022", "KQ 30/6/2023"], "…")],
)  # fmt: skip
def test_the_advice_names_the_column_that_is_likely_the_result(tmp_path: Path, heads: list[str], letter: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", *heads], ["17.2", *[90 + at for at in range(len(heads))]]])
    [wrong] = problems(path, **OF_A)
    assert f'--columns "{letter}=value"' in str(wrong)


@pytest.mark.parametrize("heading", ["Số hộ nghèo", "Xếp hạng của xã", "NQ"])
def test_a_heading_that_no_indicator_is_called_by_can_be_left_out_as_the_advice_says(
    tmp_path: Path, heading: str
) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Xã", "17.2", heading], ["xã A", 95, 12]])
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-12-31")
    with pytest.raises(FiguresError) as found:
        book.evaluate(table(path).units[0])
    [wrong] = found.value.problems
    assert wrong.identity == "NTM503.heading"
    assert '--columns "C=ignored"' in str(wrong)
    unit = table(path, columns={"C": "ignored"}).units[0]
    assert [entry.subject for entry in unit.entries] == ["17.2"]
    assert book.evaluate(unit).bound.figures


def test_a_label_of_another_set_is_no_heading_to_leave_out(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Xã", "17.2", "29.9"], ["xã A", 95, 12]])
    with pytest.raises(FiguresError) as found:
        Library(plugins=()).rulebook("xa-ntm", on="2023-12-31").evaluate(table(path).units[0])
    assert [each.identity for each in found.value.problems] == ["NTM503.unknown"]


def test_the_advice_about_a_column_that_stands_twice_names_it(tmp_path: Path) -> None:
    [wrong] = problems(
        made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "ĐVT", "Kết quả", "Kết quả"], ["17.2", "%", 95, 96]]), **OF_A
    )
    assert (wrong.identity, '"D=ignored"' in str(wrong)) == ("NTM508.column-twice", True)


TOLD = [
    ["TT", "Nội dung", "Chỉ tiêu đạt chuẩn", "Kết quả thực hiện", "Tự đánh giá"],
    [1, "1.1. Quy hoạch chung", "Đạt", "Đã phê duyệt tại Quyết định số 123", "Đạt"],
    [2, "2.2. Đường thôn", "≥ 80%", "85,3%", "Đạt"],
]


def test_a_column_of_words_beside_the_verdicts_has_a_way_out_that_is_told(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", TOLD)
    [wrong] = problems(path, **OF_A)
    assert (wrong.identity, wrong.where) == ("NTM502.told", "a.xlsx:2:4")
    assert '--columns "D=note"' in wrong.remedy
    assert read(path, columns={"D": "note"}, **OF_A) == {"xã A": {"1.1": "met", "2.2": "met"}}
    assert ("columns", "A 'TT', C 'Chỉ tiêu đạt chuẩn'") in left_out(path, columns={"D": "note"}, **OF_A)


def test_no_column_of_verdicts_beside_no_such_way_out(tmp_path: Path) -> None:
    [wrong] = problems(made_at(tmp_path, "a.xlsx", [row[:4] for row in TOLD]), **OF_A)
    assert wrong.identity == "NTM502.nothing"


@pytest.mark.parametrize(
    ("heading", "near"), [("Chỉ tieu chunq", None), ("Trạng thá", "trạng thái"), ("sourse", "source")]
)
def test_a_heading_that_is_not_known_is_asked_about_in_words_as_people_write_them(
    tmp_path: Path, heading: str, near: str | None
) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Kết quả", heading], ["15.1", 95, 12]])
    [wrong] = problems(path, **OF_A)
    assert wrong.identity == "NTM508.column-unknown"
    assert f"'{near}'" in wrong.remedy if near else '--columns "C=…"' in wrong.remedy


def test_men_are_no_year(tmp_path: Path) -> None:
    long = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Kết quả", "Nam", "Nữ"], ["15.1", 95, 96, 94]])
    assert [each.identity for each in problems(long, **OF_A)] == ["NTM508.column-unknown", "NTM508.column-unknown"]
    assert read(long, columns={"C": "ignored", "D": "ignored"}, **OF_A) == {"xã A": {"15.1": "95"}}
    two = Page(rows=[["Xã", "15.1", None, None], [None, "Chung", "Nam", "Nữ"], ["xã A", 95, 96, 94]],
               merged=[(0, 0, 1, 0), (0, 1, 0, 3)])  # fmt: skip
    path = made_at(tmp_path, "b.xlsx", two)
    assert places(path) == ["3:3 NTM503", "3:4 NTM503"]
    assert read(path, columns={"Nam": "ignored", "Nữ": "ignored"}) == {"xã A": {"15.1": "95"}}
    bare = made_at(tmp_path, "c.csv", "Don vi;Chi tieu;Ket qua;Nam\nxa A;17.2;95;2022\n")
    [unit] = table(bare).units
    assert [entry.period for entry in unit.entries] == [2022]
    assert codes(made_at(tmp_path, "d.csv", "Chi tieu;Ket qua;Nam;Nu\n15.1;95;96;94\n"), **OF_A) == ["NTM508", "NTM508"]


def test_plan_and_result_below_one_label(tmp_path: Path) -> None:
    page = Page(rows=[["Xã", "10.1", None, "15.1", None], [None, "KH 2023", "TH 2023", "KH 2023", "TH 2023"],
                      ["xã A", 60, 50, 95, 80]],
                merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)])  # fmt: skip
    [unit] = table(made_at(tmp_path, "a.xlsx", page)).units
    assert [(entry.subject, str(entry.value), entry.period) for entry in unit.entries] == [
        ("10.1", "50", 2023),
        ("15.1", "80", 2023),
    ]


def test_an_estimate_is_no_result_and_the_end_of_the_year_is(tmp_path: Path) -> None:
    ends = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Đầu năm", "Cuối năm"], ["17.2", 80, 95]])
    assert read(ends, **OF_A) == {"xã A": {"17.2": "95"}}
    for word in ("Ước đạt", "Ước thực hiện", "Ước TH 2023"):
        path = made_at(tmp_path, "b.xlsx", [["Chỉ tiêu", "Kế hoạch 2023", word], ["17.2", 80, 95]])
        assert [each.code for each in problems(path, **OF_A)] == ["NTM508"]
        assert read(path, columns={"C": "value"}, **OF_A) == {"xã A": {"17.2": "95"}}
