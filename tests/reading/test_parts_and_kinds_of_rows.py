"""A form of several communes is not that of one, and a row that a column beside it calls a plan is no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, read_figures
from ntmrules.figures.behind import only_no_result
from ntmrules.figures.mentions import without_names_of_units
from ntmrules.figures.no_results import no_results_in
from ntmrules.places.communes import all_communes

BOOK = Library(plugins=()).rulebook("xa-ntm", province="Nam Định", on="2023-12-31")
OWN = "xã Hải Minh"


def read(folder: Path, text: str, **asked: object):
    path = folder / "tep.csv"
    path.write_text(text, encoding="utf-8")
    return read_figures(path, rulebook=BOOK, **asked)  # type: ignore[arg-type]


def form(*rows: str) -> str:
    return "\n".join(["Chỉ tiêu;Kết quả", *rows, ""])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. Xã Hải Minh", "II. Xã Hải Anh"),
        ("A - XÃ HẢI MINH", "B - XÃ HẢI ANH"),
        ("1. Hải Minh", "2. Hải Anh"),
        ("Xã Hải Minh", "Xã Hải Anh"),
        ("Hải Minh", "Hải Anh"),
        ("1) Xã Hải Minh", "2) Xã Hải Anh"),
    ],
)
def test_a_row_that_begins_the_part_of_another_commune_is_refused(first: str, second: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as found:
        read(tmp_path, form(f"{first};", "10.1;57", f"{second};", "15.1;50"), unit=OWN)
    assert [(each.identity, each.where) for each in found.value.problems] == [("NTM610.block", "tep.csv:4:1")]


@pytest.mark.parametrize(
    "heading", ["I. Hạ tầng kinh tế - xã hội", "2. Giao thông", "II. AN NINH", "Văn hóa", "A. KINH TẾ", "1. Hải Minh"]
)
def test_headings_of_indicators_begin_no_other_commune(heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, form(f"{heading};", "10.1;57", "15.1;95"), unit=OWN)
    assert len(found.unit(OWN).entries) == 2


KINDS = [
    "Chuẩn",
    "Mức quy định",
    "Yêu cầu",
    "Giao",
    "Đăng ký",
    "Định hướng",
    "Trước sáp nhập",
    "Kế hoạch",
    "KH",
    "Cùng kỳ",
]
OF_KINDS = ["Quy định", "Bộ tiêu chí", "Chỉ tiêu", "NQ", "Nghị quyết"]


@pytest.mark.parametrize("heading", ["Nội dung", "Ghi chú", "Phân loại"])
@pytest.mark.parametrize("word", [*KINDS, *OF_KINDS])
def test_a_row_that_is_called_a_level_or_a_plan_is_left_out_and_said(word: str, heading: str, tmp_path: Path) -> None:
    if heading == "Ghi chú" and word in OF_KINDS:
        pytest.skip("names a document there")
    found = read(
        tmp_path, f"STT;Tên xã;{heading};10.1;15.1\n1;Hải Minh;{word};57;85\n1;Hải Minh;Kết quả;;96\n2;Hải Anh;;57;85\n"
    )
    assert [(each.subject, str(each.value)) for each in found.unit("Hải Minh").entries] == [("15.1", "96")]
    assert [each.values["cell"] for each in found.left_out if each.name == "row"] == [word]


@pytest.mark.parametrize("heading", ["Ghi chú", "Minh chứng", "Văn bản", "Nguồn", "Căn cứ"])
@pytest.mark.parametrize("word", ["Nghị quyết", "Quy định", "Quyết định", "NQ", "Vốn", "Tốt", "Đạt chuẩn", "Báo cáo"])
def test_a_word_that_names_a_document_leaves_no_row_out(word: str, heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"Tên xã;{heading};10.1;15.1\nHải Minh;{word};57;85\nHải Anh;;57;85\n")
    assert len(found.unit("Hải Minh").entries) == 2


def test_what_a_cell_says_whole_is_heard_and_what_it_has_among_words_is_not() -> None:
    assert only_no_result("Chuẩn") == only_no_result("Chuẩn năm 2023") == "plan"
    assert only_no_result("Đạt chuẩn quốc gia") is None
    assert only_no_result("Nghị quyết") is None
    assert only_no_result("Nghị quyết", of_kinds=True) == "plan"


GIAO = [
    "HUYỆN GIAO THỦY",
    "Huyện Giao Thủy",
    "UBND HUYỆN GIAO THỦY",
    "UBND xã Giao Phong",
    "BIỂU CỦA HUYỆN GIAO THỦY NĂM 2023",
]


NAMES = [
    "XÃ TÂN ƯỚC", "UBND xã Tân Ước", "Kết quả thực hiện xã Thanh Nưa năm 2023", "THỊ TRẤN NƯA NĂM 2023", "UBND phuong An Sinh",
    "ubnd phuong an sinh", "UBND Giao An", "Huyện Giao Thủy",
]  # fmt: skip


@pytest.mark.parametrize("title", NAMES)
def test_names_of_the_lists_are_no_other_words(title: str) -> None:
    assert no_results_in([title], [title]) is None
    assert no_results_in([], ["Tân Ước"]) is None
    if not title.startswith("Kết quả"):  # a report of the results of a plan is none
        assert no_results_in([f"{title} - KẾ HOẠCH 2024"], []) is not None
    assert no_results_in([f"ƯỚC THỰC HIỆN {title}"], []) is not None


def test_names_of_the_lists_stand_in_titles() -> None:
    words = ("giao", "ước", "nưa", "an sinh", "tăng", "trước", "kế", "lộ", "vốn")
    names = {each.full_name for of in ("2004", "2025") for each in all_communes(of) if any(
        f" {word}" in each.full_name.lower() for word in words)}  # fmt: skip
    assert len(names) > 20
    titles = [title.format(name) for name in sorted(names) for title in ("UBND {} NĂM 2023", "Kết quả {} năm 2023")]
    assert [each for each in titles if no_results_in([each], []) is not None] == []


@pytest.mark.parametrize("title", GIAO)
def test_the_name_of_a_district_is_no_plan(title: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{title};\n{form('10.1;57', '15.1;95')}", unit="xã Giao Phong")
    assert len(found.unit("xã Giao Phong").entries) == 2


@pytest.mark.parametrize(
    "title",
    ["CHỈ TIÊU HUYỆN GIAO NĂM 2024", "Huyện giao", "CHỈ TIÊU HUYỆN GIAO THỰC HIỆN", "HUYỆN GIAO THỦY: KẾ HOẠCH 2024"],
)
def test_what_a_district_gives_is_a_plan_all_the_same(title: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM503"):
        read(tmp_path, f"{title};\n{form('10.1;57', '15.1;95')}", unit="xã Giao Phong")


def test_names_of_the_lists_alone_are_taken_out() -> None:
    assert without_names_of_units("HUYỆN GIAO THỦY GIAO").strip() == "; GIAO"
    assert without_names_of_units("huyện giao thủy lợi") == "huyện giao thủy lợi"
    assert without_names_of_units("xã Giao Bịa") == "xã Giao Bịa"


def test_a_remark_below_a_form_is_said(tmp_path: Path) -> None:
    below = "Đơn vị: cột 10.1 theo sổ của xã"
    found = read(tmp_path, form("10.1;57", "15.1;95", ";", f"{below};"), unit=OWN)
    assert [(each.values["row"], each.values["cell"]) for each in found.left_out if each.name == "row"] == [(5, below)]


@pytest.mark.parametrize(("cell", "said"), [("Nâng cao", True), ("NTM kiểu mẫu", True), ("NTM", False), ("Tốt", False)])
def test_a_row_of_another_set_is_said(cell: str, said: bool, tmp_path: Path) -> None:
    found = read(tmp_path, f"Tên xã;Danh hiệu;10.1\nHải Anh;NTM;57\nHải Minh;{cell};70\n")
    rows = [(each.values["row"], each.values["cell"]) for each in found.left_out if each.name == "row_set"]
    assert rows == ([(3, cell)] if said else [])
    above = Library(plugins=()).rulebook("xa-ntm-nang-cao", province="Nam Định", on="2023-12-31")
    (tmp_path / "tep.csv").write_text(f"Tên xã;Danh hiệu;10.1\nHải Minh;{cell};70\n", encoding="utf-8")
    told = [each.name for each in read_figures(tmp_path / "tep.csv", rulebook=above).left_out]
    assert ("row_set" in told) is ("kiểu mẫu" in cell)


@pytest.mark.parametrize(
    ("title", "said"),
    [("Kết quả thực hiện toàn huyện", True), ("TỔNG HỢP CẢ HUYỆN", True), ("Kết quả thực hiện xã Hải Minh", False)],
)
def test_a_title_of_a_whole_district_over_one_commune_is_said(title: str, said: bool, tmp_path: Path) -> None:
    found = read(tmp_path, f"{title};\n{form('10.1;57', '15.1;95')}", unit=OWN)
    assert [each.values["title"] for each in found.left_out if each.name == "title_whole"] == ([title] if said else [])
