"""What is struck out is no figure, and what a comment on a cell says is heard: in xlsx, ods and xls alike."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from officefiles import ods, places, read, repacked, table

ROWS = [["Xã", "10.1", "16.1"], ["xã Hà Lâu", 60, "đạt"]]


def struck(
    folder: Path, cells: set[tuple[int, int]], *, rich: bool = False, comments: dict[tuple[int, int], str] | None = None
) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Biểu")
        out = book.add_format({"font_strikeout": True})
        for row, each in enumerate(ROWS):
            for column, cell in enumerate(each):
                if (row, column) in cells and rich:
                    sheet.write_rich_string(row, column, out, "55", f" {cell}")
                else:
                    sheet.write(row, column, cell, out if (row, column) in cells else None)
        for (row, column), said in (comments or {}).items():
            sheet.write_comment(row, column, said, {"author": "Lan"})
    return path


def test_a_figure_that_is_struck_out_is_none(tmp_path: Path) -> None:
    assert places(struck(tmp_path, {(1, 1)})) == ["2:2 NTM502"]
    assert places(struck(tmp_path, {(1, 2)})) == ["2:3 NTM502"]
    assert places(struck(tmp_path, {(1, 1)}, rich=True)) == ["2:2 NTM502"]
    assert read(struck(tmp_path, set())) == {"xã Hà Lâu": {"10.1": "60", "16.1": "met"}}


def test_words_that_are_struck_out_are_said(tmp_path: Path) -> None:
    found = [each for each in table(struck(tmp_path, {(1, 0)})).left_out if each.name == "struck"]
    assert [each.values["cells"] for each in found] == ["A2 «xã Hà Lâu»"]


@pytest.mark.parametrize(
    "said",
    ["số kế hoạch", "Kế hoạch", "ước", "lấy số bình quân huyện", "số này của huyện", "lấy số 2021", "nghìn đồng"],
)
def test_a_comment_that_says_it_is_no_result_is_heard(tmp_path: Path, said: str) -> None:
    assert places(struck(tmp_path, set(), comments={(1, 1): said})) == ["2:2 NTM503"]


def test_any_other_comment_is_said(tmp_path: Path) -> None:
    path = struck(tmp_path, set(), comments={(1, 1): "Lan:\nđã đối chiếu"})
    assert read(path) == {"xã Hà Lâu": {"10.1": "60", "16.1": "met"}}
    found = [each for each in table(path).left_out if each.name == "comments"]
    assert [each.values["cells"] for each in found] == ["B2 «đã đối chiếu»"]


ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:automatic-styles>'
    '<style:style style:name="ce1" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet1">'
    "<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def opened(folder: Path, style: str, comment: str) -> Path:
    path = folder / "a.ods"
    word = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    written = "<dc:creator>Lan</dc:creator><dc:date>2023-01-01</dc:date>"
    note = f"<office:annotation>{written}<text:p>{comment}</text:p></office:annotation>" if comment else ""
    said = f'{style} office:value-type="float" office:value="60"'
    number = f"<table:table-cell {said}>{note}<text:p>60</text:p></table:table-cell>"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        made.writestr(
            "content.xml",
            ODS.format(head=word.format("Xã") + word.format("10.1"), row=word.format("xã Hà Lâu") + number),
        )
    return path


def test_open_documents_are_read_alike(tmp_path: Path) -> None:
    assert read(opened(tmp_path, "", "")) == {"xã Hà Lâu": {"10.1": "60"}}
    assert places(opened(tmp_path, 'table:style-name="ce1"', "")) == ["2:2 NTM502"]
    assert places(opened(tmp_path, "", "số kế hoạch")) == ["2:2 NTM503"]
    path = opened(tmp_path, "", "đã xem")
    assert [each.values["cells"] for each in table(path).left_out if each.name == "comments"] == ["B2 «đã xem»"]


def test_old_excel_files_are_read_alike(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu")
    for row, each in enumerate(ROWS):
        for column, cell in enumerate(each):
            sheet.write(
                row, column, cell, xlwt.easyxf("font: struck_out on") if (row, column) == (1, 1) else xlwt.easyxf("")
            )
    book.save(str(tmp_path / "a.xls"))
    assert places(tmp_path / "a.xls") == ["2:2 NTM502"]


def test_a_plan_with_a_number_struck_out_is_refused(tmp_path: Path) -> None:
    from ntmrules import FiguresError
    from ntmrules.figures.plain_table import read_plain

    with pytest.raises(FiguresError, match="NTM502"):
        read_plain(struck(tmp_path, {(1, 1)}))


def test_a_label_that_is_struck_out_is_said_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Biểu")
        out = book.add_format({"font_strikeout": True})
        for row, each in enumerate([["Chỉ tiêu", "Kết quả"], ["10.1", 60]]):
            sheet.write(row, 0, each[0], out)
            sheet.write(row, 1, each[1])
    assert read(path, unit="xã Hà Lâu") == {"xã Hà Lâu": {"10.1": "60"}}
    found = [each for each in table(path, unit="xã Hà Lâu").left_out if each.name == "struck"]
    assert [each.values["cells"] for each in found] == ["A1 «Chỉ tiêu», A2 «10.1»"]


@pytest.mark.parametrize("pieces", [("60", "2"), ("60,5", "(1)"), ("6", "2", "5"), ("60%", "1")])
def test_a_raised_mark_makes_no_other_number(pieces: tuple[str, ...], tmp_path: Path) -> None:
    for script in (1, 2):
        path = tmp_path / f"{script}.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet, raised = book.add_worksheet("Biểu"), book.add_format({"font_script": script})
            for row, each in enumerate(ROWS):
                sheet.write_row(row, 0, each)
            sheet.write_rich_string(1, 1, pieces[0], raised, *pieces[1:])
        assert places(path) == ["2:2 NTM502"]


@pytest.mark.parametrize("pieces", [("60", "2"), ("60,5", "(1)"), ("60%", "1")])
def test_a_raised_mark_makes_no_other_number_in_older_and_open_files(pieces: tuple[str, str], tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    for script in (xlwt.Font.ESCAPEMENT_SUPERSCRIPT, xlwt.Font.ESCAPEMENT_SUBSCRIPT):
        book = xlwt.Workbook()
        sheet, raised = book.add_sheet("Biểu"), xlwt.Font()
        raised.escapement = script
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                if (row, column) == (1, 1):
                    sheet.write_rich_text(row, column, [pieces[0], (pieces[1], raised)])
                else:
                    sheet.write(row, column, cell)
        book.save(str(tmp_path / "a.xls"))
        assert places(tmp_path / "a.xls") == ["2:2 NTM502"]
    plain = ods(tmp_path / "a.ods", [ROWS[0], ["xã Hà Lâu", "".join(pieces), "đạt"]])
    cell = f'{pieces[0]}<text:span text:style-name="T1">{pieces[1]}</text:span>'
    named = repacked(plain, "content.xml", f"<text:p>{''.join(pieces)}</text:p>", f"<text:p>{cell}</text:p>")
    styles = (
        '<office:automatic-styles><style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="T1" '
        'style:family="text"><style:text-properties style:text-position="{}"/></style:style></office:automatic-styles>'
    )
    for position, found in (("super 58%", ["2:2 NTM502"]), ("-33% 58%", ["2:2 NTM502"]), ("0% 100%", None)):
        path = repacked(named, "content.xml", "<office:body>", f"{styles.format(position)}<office:body>")
        assert found is None or places(path) == found


@pytest.mark.parametrize("code", [";;;", "0;0;0;"])
def test_a_verdict_that_its_format_hides_is_none(code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Biểu")
        for row, each in enumerate(ROWS):
            sheet.write_row(row, 0, each)
        sheet.write(1, 2, "đạt", book.add_format({"num_format": code}))
    assert places(path) == ["2:3 NTM502"]


def test_a_row_too_low_to_be_seen_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Biểu")
        for row, each in enumerate([*ROWS, ["xã Quảng Chính", 70, "đạt"]]):
            sheet.write_row(row, 0, each)
        sheet.set_row(2, 0.5)
        hidden = tmp_path / "b.xlsx"
        with xlsxwriter.Workbook(str(hidden)) as other:
            page = other.add_worksheet("Biểu")
            for row, each in enumerate([*ROWS, ["xã Quảng Chính", 70, "đạt"]]):
                page.write_row(row, 0, each)
            page.set_row(2, None, None, {"hidden": True})
    assert [each.name for each in table(path).left_out] == [each.name for each in table(hidden).left_out]
    assert read(path) == read(hidden)
