"""What the cell of an annex says of a level: its sign, however it was typed, its share of what, and who sets it instead."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ntmrules import Library
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.printed import read_printed

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
HEAD = ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu"]
KNOWN = ["14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế"]
HOLE = ["6", "Văn hóa", "6.3. Tỷ lệ thôn đạt chuẩn văn hóa và nông thôn mới"]
HOUSEHOLDS = ["17", "Môi trường", "17.5. Tỷ lệ hộ phân loại chất thải rắn tại nguồn"]


def imported(path: Path) -> Imported:
    return import_annex(CATALOGUE, path, SET, DECISION, "Công báo", kind="gazette", checked_on="2026-11-29")


def page(folder: Path, *rows: list[str]) -> Imported:
    path = folder / "a.html"
    lines = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in (HEAD, *rows))
    path.write_text(f"<p>PHỤ LỤC II</p><table>{lines}</table>", encoding="utf-8")
    return imported(path)


def said(found: Imported) -> list[tuple[str, str]]:
    return [(each.label, each.status) for each in found.outcomes]


@pytest.mark.parametrize(
    ("text", "op", "unit"),
    [
        ("≧ 95%", "at_least", "%"), ("⩾95 %", "at_least", "%"), ("=> 95%", "at_least", "%"), ("> = 95%", "at_least", "%"),
        ("không dưới 95%", "at_least", "%"), ("Ít nhất 95 phần trăm", "at_least", "%"), ("Đạt 95%", None, "%"),
        ("Tối thiểu là 95%", "at_least", "%"), ("đạt trên 95%", "more_than", "%"), ("≥ 95% số hộ", "at_least", "% số hộ"),
    ],
)  # fmt: skip
def test_a_level_is_read_however_its_sign_was_typed(text: str, op: str | None, unit: str) -> None:
    found = read_printed(text)
    assert (found.kind, found.op, str(found.value), found.unit) == ("level", op, "95", unit)


@pytest.mark.parametrize(
    "text",
    [
        "Theo quy định của UBND cấp tỉnh", "Theo hướng dẫn của Ủy ban nhân dân tỉnh", "Chủ tịch UBND cấp tỉnh quy định",
        "UBND cấp tỉnh quy định cụ thể phù hợp với điều kiện thực tế của địa phương",
        "UBND tỉnh, thành phố trực thuộc Trung ương quy định cụ thể", "Uỷ ban nhân dân cấp tỉnh quy định chi tiết",
    ],
)  # fmt: skip
def test_that_the_province_sets_it_is_read_in_its_usual_words(text: str) -> None:
    found = read_printed(text)
    assert (found.kind, found.to) == ("delegated", "ubnd-cap-tinh")


@pytest.mark.parametrize(
    "text",
    [
        "UBND cấp tỉnh quy định cụ thể nhưng không dưới 80%", "UBND cấp tỉnh quy định (trừ xã đảo)", "UBND huyện quy định",
        "Theo quy định của UBND cấp tỉnh và Bộ Y tế", "UBND cấp tỉnh quy định cụ thể, riêng xã đảo 70%", "≥ 90% hoặc 80%",
        "từ 90% đến 95%", "≥ 70% trở xuống", "≥ 90% và 1 mô hình",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_not_read(text: str) -> None:
    assert read_printed(text).kind == "unread"


def test_a_share_of_something_else_is_not_the_share_that_is_asked(tmp_path: Path) -> None:
    assert said(page(tmp_path, [*HOUSEHOLDS, "≥ 50% số hộ"])) == [("17.5", "same")]
    assert said(page(tmp_path, [*HOUSEHOLDS, "≥ 50% hộ gia đình"])) == [("17.5", "same")]
    for other in ("≥ 50% số thôn", "≥ 50% hộ nghèo", "≥ 50% nếu xã đảo", "≥ 50% chất thải"):
        assert said(page(tmp_path, [*HOUSEHOLDS, other])) == [("17.5", "unread")]


@pytest.mark.parametrize("cell", ["≥ 95%(1)", "≥ 95% (*)", "≥ 95% [2]", "≥ 95%*", "Đạt (1)"])
def test_the_mark_of_a_note_behind_a_level_is_told_as_that(cell: str, tmp_path: Path) -> None:
    found = page(tmp_path, [*KNOWN, cell])
    assert said(found) == [("14.1", "unread")]
    assert "dấu chú thích" in found.outcomes[0].why
    assert "bản sao" in found.outcomes[0].why


@pytest.mark.parametrize("row", [KNOWN, HOLE])
def test_a_bare_sign_may_have_lost_its_stroke_and_words_have_not(row: list[str], tmp_path: Path) -> None:
    for sign in ("&gt; 90%", "&gt;90%"):
        found = page(tmp_path, [*row, sign])
        assert [each.status for each in found.outcomes] == ["unread"]
        assert "«≥» hoặc «trên»" in found.outcomes[0].why
    for sign in ("<u>&gt;</u> 90%", "<span style='text-decoration: underline'>&gt; </span>90%"):
        found = page(tmp_path, [*row, sign])
        assert [each.printed for each in found.outcomes if each.status in ("new", "changed")] == ["≥ 90%"]
        assert "kind: at_least" in found.files["overrides/phu-luc.yaml"]
    assert page(tmp_path, [*row, "<u>&gt; 90%</u>"]).count("unread") == 1


def test_words_that_ask_for_more_than_a_level_are_taken_where_nothing_is_known(tmp_path: Path) -> None:
    found = page(tmp_path, [*HOLE, "Trên 90%"])
    assert said(found) == [("6.3", "new")]
    assert "kind: more_than" in found.files["overrides/phu-luc.yaml"]


@pytest.mark.parametrize("whole", [False, True])
def test_an_underlined_sign_of_a_workbook_is_read_as_it_is_seen(whole: bool, tmp_path: Path) -> None:
    path = tmp_path / "PL II.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, stroke = book.add_worksheet("Phụ lục II"), book.add_format({"underline": 1})
        for number, row in enumerate((HEAD, KNOWN, HOLE)):
            sheet.write_row(number, 0, row)
        for number in (1, 2):
            if whole:
                sheet.write_string(number, 3, "> 90%", stroke)
            else:
                sheet.write_rich_string(number, 3, stroke, ">", " 90%")
    found = imported(path)
    if whole:  # underlined for stress, or to make the sign another one: nobody knows
        assert said(found) == [("14.1", "unread"), ("6.3", "unread")]
    else:
        assert [(each.label, each.status, each.printed) for each in found.outcomes] == [
            ("14.1", "changed", "≥ 90%"), ("6.3", "new", "≥ 90%"),
        ]  # fmt: skip


def test_a_share_that_is_written_as_a_number_is_not_the_level(tmp_path: Path) -> None:
    head = ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "ĐVT", "Chỉ tiêu"]
    green = ["17", "Môi trường", "17.11. Đất cây xanh công cộng bình quân đầu người", "m2/người", 0.04]
    path = tmp_path / "PL II.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Phụ lục II")
        for number, row in enumerate((head, [*KNOWN, "%", 0.96], [*HOUSEHOLDS, "%", 51], green)):
            sheet.write_row(number, 0, row)
    found = imported(path)
    assert said(found) == [("14.1", "unread"), ("17.5", "changed"), ("17.11", "unread")]
    assert "96%" in found.outcomes[0].why
    assert "9 lần" in found.outcomes[2].why


def test_what_a_comment_says_of_a_cell_is_read_by_a_person_first(tmp_path: Path) -> None:
    path = tmp_path / "PL II.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Phụ lục II")
        for number, row in enumerate((HEAD, [*KNOWN, "≥ 96%"], [*HOUSEHOLDS, "≥ 51%"])):
            sheet.write_row(number, 0, row)
        sheet.write_comment(1, 3, "mức này chỉ cho xã khu vực I")
    assert said(imported(path)) == [("14.1", "unread"), ("17.5", "changed")]


@pytest.mark.parametrize(
    "line",
    ["Riêng các xã hoàn thành trước năm 2022 áp dụng 90%", "Trừ xã đảo", "Đối với xã mới thành lập thực hiện 80%"],
)
def test_words_below_a_row_that_take_something_out_of_it_leave_it_open(line: str, tmp_path: Path) -> None:
    found = page(tmp_path, [*KNOWN, "≥ 96%"], ["", "", line, ""], [*HOUSEHOLDS, "≥ 51%"])
    assert "14.1" not in dict(said(found))


def test_a_heading_with_the_mark_of_a_note_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = ["TT", "Nội dung tiêu chí", "Đông Nam Bộ*", "Tây Nguyên", "Chỉ tiêu (1)"]
    row = ["12", "12.1. Tỷ lệ lao động qua đào tạo", "≥ 71%", "≥ 72%", "≥ 80%"]
    lines = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in cells)}" for cells in (head, row))
    path.write_text(f"<p>PHỤ LỤC II</p><table>{lines}</table>", encoding="utf-8")
    assert [(each.column, each.status) for each in imported(path).outcomes] == [("Tây Nguyên", "changed")]


@pytest.mark.parametrize("cell", ["≥ 0%", "trên 100%"])
def test_a_level_that_decides_nothing_leaves_the_other_rows_be(cell: str, tmp_path: Path) -> None:
    found = page(tmp_path, ["17", "Môi trường", "17.10. Tỷ lệ sử dụng hình thức hỏa táng", cell], [*KNOWN, "≥ 96%"])
    assert said(found) == [("17.10", "unread"), ("14.1", "changed")]
    assert "đối chiếu" in found.outcomes[0].why


def incomes(folder: Path, cells: list[str], unit: str = "", name: str = "") -> list[str]:
    """Return how the seven levels of income of 2021 were read; the catalogue has that of the Southeast unknown."""
    areas = [area.name.vi for area in CATALOGUE.schemes["regions-7"].areas]
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu chung", *areas]
    named = f"10.1. Thu nhập bình quân đầu người{name} năm 2021{unit}"
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in (head, ["10", "Thu nhập", named, "", *cells])
    )
    (folder / "a.html").write_text(f"<p>PHỤ LỤC II</p><table>{lines}</table>", encoding="utf-8")
    return [each.status for each in imported(folder / "a.html").outcomes]


YEARLY = ["≥ 44", "≥ 61", "≥ 44", "≥ 50", "≥ 50", "≥ 64", "≥ 60"]
MONTHLY = ["≥ 4", "≥ 5,5", "≥ 4", "≥ 4,5", "≥ 4,5", "≥ 6", "≥ 5,5"]


@pytest.mark.parametrize(
    ("cells", "unit", "taken"),
    [(YEARLY, " (triệu đồng/người)", True), (YEARLY, " (triệu đồng/người/năm)", True), (MONTHLY, " (triệu đồng/người)", False),
     ([f"{each} triệu đồng/người" for each in MONTHLY], "", False), ([f"{each} triệu đồng" for each in YEARLY], "", True),
     (["≥ 14", "≥ 15", "≥ 14", "≥ 15", "≥ 15", "≥ 16", "≥ 15"], " (triệu đồng)", False)],
)  # fmt: skip
def test_income_of_which_nobody_says_whether_it_is_of_a_year(
    cells: list[str], unit: str, *, taken: bool, tmp_path: Path
) -> None:
    assert set(incomes(tmp_path, cells, unit)) <= ({"changed", "new", "same"} if taken else {"unread"})


def test_a_level_far_from_those_beside_it_is_not_taken(tmp_path: Path) -> None:
    cells = [*YEARLY[:5], "≥ 6", YEARLY[6]]  # 64 that lost a digit, where the catalogue has none
    assert incomes(tmp_path, cells, " (triệu đồng/người/năm)")[5] == "unread"
    assert said(page(tmp_path, [*KNOWN, "≥ 9%"], [*HOUSEHOLDS, "≥ 51%"])) == [("14.1", "unread"), ("17.5", "changed")]


TURNED = ["<bdo dir=rtl>69</bdo>%", "≥ \u202e59\u202c%", "<span dir=rtl>≥ 91%</span>", "\u2067≥ 92%\u2069",
          '<span style="unicode-bidi:bidi-override; direction: rtl">29</span>%']  # fmt: skip


@pytest.mark.parametrize("cell", TURNED)
def test_letters_from_right_to_left_are_not_read(cell: str, tmp_path: Path) -> None:
    assert said(page(tmp_path, [*KNOWN, cell], [*HOUSEHOLDS, "\u200e≥ 5\u200b1%\u200e"])) == [
        ("14.1", "unread"),
        ("17.5", "changed"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "read"),
    [
        ("<w:p><w:r><w:rPr><w:rtl/></w:rPr><w:t>69%</w:t></w:r></w:p>", False),
        ('<w:p><w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t>69%</w:t></w:r></w:p>', True),
        ('<w:p><w:bdo w:val="rtl"><w:r><w:t>69%</w:t></w:r></w:bdo></w:p>', False),
        ("<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t>69%</w:t></w:r></w:p>", False),
    ],
)
def test_letters_from_right_to_left_of_word_are_not_read(paragraph: str, *, read: bool, tmp_path: Path) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    rows = [[plain.format(each) for each in HEAD], [*(plain.format(each) for each in KNOWN), paragraph]]
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        text = f'<w:document xmlns:w="{name}"><w:body>{plain.format("PHỤ LỤC II")}<w:tbl>{lines}</w:tbl></w:body></w:document>'
        archive.writestr("word/document.xml", text)
    assert [each.status for each in imported(tmp_path / "a.docx").outcomes] == ["changed" if read else "unread"]


def test_the_unit_of_a_cell_goes_before_that_of_the_table(tmp_path: Path) -> None:
    rows = [
        HEAD, ["17", "Môi trường", "17.11. Đất cây xanh công cộng bình quân đầu người", "≥ 4,5 m²/người"], [*KNOWN, "≥ 96"],
        ["18", "", "18.2. Cấp nước sinh hoạt bình quân đầu người", "≥ 80"],
    ]  # fmt: skip
    lines = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
    path = tmp_path / "a.html"
    path.write_text(f"<p>PHỤ LỤC II</p><p>Đơn vị tính: %</p><table>{lines}</table>", encoding="utf-8")
    assert said(imported(path)) == [("17.11", "changed"), ("14.1", "changed"), ("18.2", "unread")]
