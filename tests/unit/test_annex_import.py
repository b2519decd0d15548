"""An annex as published, in four forms, read into a pack: what was matched is taken, and nothing else."""

from __future__ import annotations

import csv
import html
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.pack import write_pack
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.cli import run
from ntmrules.errors import UsageError

pytestmark = pytest.mark.vietnamese
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
LEFT = "UBND cấp tỉnh quy định cụ thể"
AREAS = (
    "Trung du miền núi phía Bắc",
    "ĐB sông Hồng",
    "Bắc Trung Bộ",
    "DH Nam TB",
    "Tây Nguyên",
    "Đông Nam Bộ",
    "ĐB sông Cửu Long",
)
# Made up, after the form of real annexes; a tuple is one cell merged over the levels.
ROWS: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("2", "Giao thông", "2.1. Tỷ lệ đường xã được bảo trì hàng năm, bảo đảm sáng - xanh - sạch - đẹp", (LEFT,)),
    ("6", "Văn hóa", "6.1. Có dụng cụ thể thao ngoài trời; hoạt động văn hóa, thể thao được tổ chức thường xuyên", ("Đạt",)),
    ("11", "Nghèo đa chiều", "11.1. Tỷ lệ nghèo đa chiều",
     ("≤ 3%", "≤ 8%", "≤ 1,5%", "≤ 3,5%", "≤ 3%", "≤ 4%", "≤ 1%", "≤ 2,5%")),
    ("14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế (nam và nữ)", ("≥ 95%",)),
]  # fmt: skip
HEAD = ("TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu chung", "Chỉ tiêu theo vùng")
ONE_LEVEL = (*HEAD[:3], "Chỉ tiêu")  # no level beside those of regions


def spread(levels: tuple[str, ...], width: int) -> list[str]:
    return list(levels) * width if len(levels) == 1 else list(levels)


def as_html(path: Path, rows: list[tuple[str, str, str, tuple[str, ...]]], areas: tuple[str, ...] = AREAS) -> Path:
    lines = [
        "<table><tr>",
        *(f"<th rowspan=2>{word}</th>" for word in HEAD[:4]),
        f"<th colspan={len(areas)}>{HEAD[4]}</th></tr>",
    ]
    lines += ["<tr>", *(f"<th>{area}</th>" for area in areas), "</tr>"]
    for order, criterion, content, levels in rows:
        cells = [f"<td>{html.escape(text)}</td>" for text in (order, criterion, content)]
        span = f" colspan={len(areas) + 1}" if len(levels) == 1 else ""
        cells += [f"<td{span}>{html.escape(text)}</td>" for text in levels]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    path.write_text("".join([*lines, "</table>"]), encoding="utf-8")
    return path


def as_docx(path: Path) -> Path:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2 + len(ROWS), cols=11)
    for column, word in enumerate(HEAD[:4]):
        table.cell(0, column).merge(table.cell(1, column)).text = word
    table.cell(0, 4).merge(table.cell(0, 10)).text = HEAD[4]
    for column, area in enumerate(AREAS, 4):
        table.cell(1, column).text = area
    for number, (order, criterion, content, levels) in enumerate(ROWS, 2):
        for column, text in enumerate((order, criterion, content)):
            table.cell(number, column).text = text
        if len(levels) == 1:
            table.cell(number, 3).merge(table.cell(number, 10)).text = levels[0]
        else:
            for column, text in enumerate(levels, 3):
                table.cell(number, column).text = text
    document.save(str(path))
    return path


def as_xlsx(path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục II"
    sheet.append(["PHỤ LỤC II"])
    sheet.append([*HEAD])
    sheet.merge_cells("E2:K2")
    sheet.append(["", "", "", "", *AREAS])
    for number, (order, criterion, content, levels) in enumerate(ROWS, 4):
        sheet.append([order, criterion, content, *levels])
        if len(levels) == 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=4, end_column=11)
    book.save(path)
    return path


def as_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow([*HEAD[:4], *AREAS])
        for order, criterion, content, levels in ROWS:
            writer.writerow([order, criterion, content, *spread(levels, 8)])
    return path


def imported(path: Path, *, set_id: str = SET, decision: str = DECISION, tables: tuple[str, ...] = ()) -> Imported:
    catalogue = Library(plugins=()).catalogue
    return import_annex(
        catalogue, path, set_id, decision, "bản chép thử", kind="copy", checked_on="2026-11-29", tables=tables
    )


def statuses(found: Imported, label: str) -> dict[str, str]:
    return {each.column: each.status for each in found.outcomes if each.label == label}


@pytest.mark.parametrize("make", [as_html, as_docx, as_xlsx, as_csv])
def test_the_same_annex_says_the_same_in_all_four_forms(make, tmp_path: Path) -> None:
    suffix = {as_html: ".html", as_docx: ".docx", as_xlsx: ".xlsx", as_csv: ".csv"}[make]
    path = tmp_path / f"phu-luc{suffix}"
    found = imported(make(path, ROWS) if make is as_html else make(path))
    assert found.unmatched == ()
    assert found.areas_lacking == ()
    assert found.count("unread") == 0
    poverty = statuses(found, "11.1")
    assert poverty["Trung du miền núi phía Bắc"] == "same"
    assert poverty["Đồng bằng sông Hồng"] == "changed"
    assert poverty["Bắc Trung Bộ"] == "changed"
    assert poverty["Tây Nguyên"] == "new"
    assert poverty["chung"] == "common"
    out = tmp_path / "goi"
    write_pack(found.files, out)
    book = Library(packs=[out], plugins=()).rulebook(SET, on="2023-06-30", area="bac-trung-bo")
    rules = {rule.id.rpartition("/")[2]: rule.requirement for heading in book.headings for rule in heading.rules}
    level = rules["11.1"].threshold.cell(2023, "bac-trung-bo")
    assert (level.value, str(level.evidence.kind), str(level.evidence.checked_on)) == (
        Decimal("3.5"),
        "copy",
        "2026-11-29",
    )
    parts = rules["14.1"].of  # the share as a whole, of men and of women: the annex prints one level for all three
    assert [each.threshold.cell(2023, "bac-trung-bo").value for each in parts] == [95, 95, 95]
    assert str(rules["6.1"].evidence.kind) == "copy"
    assert rules["2.1"].threshold.cell(2023, "bac-trung-bo").delegated is not None


def test_the_irregularities_of_real_annexes(tmp_path: Path) -> None:
    areas = tuple(area for area in AREAS if area != "Tây Nguyên")  # a regional column is missing
    rows = [
        ("6", "Văn hóa", "6.1. Có lắp đặt dụng cụ thể thao ngoài trời; hoạt động văn hóa,", ("Đạt",)),
        ("", "", "văn nghệ được tổ chức thường xuyên", ("",) * 7),  # the row goes on over a page
        (
            "11",
            "Nghèo đa chiều",
            "11.1. Tỷ lệ nghèo đa chiều",
            ("", "≤ 8%", "≤ 1,5 %", "1.500", "≤3%", "≤ 1%", "≤ 2,5%"),
        ),
        ("14", "Y tế", "14.3. Tỷ lệ hộ nuôi bò", ("≥ 40%",)),  # the number of another indicator
        ("", "", "14.9. Chỉ tiêu không có trong danh mục", ("Đạt",)),
        ("17", "Môi trường", "17.3. Tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý", ("≥ 90% (nước sạch ≥ 40%)",)),
        ("10", "Thu nhập", "10.1. Thu nhập bình quân đầu người", ("",) * 7),
        ("", "", "Năm 2022", ("≥ 58", "≥ 47", "≥ 64", "≥ 50", "≥ 53", "≥ 71", "64.000.000 đồng")),
        ("14", "", "14.4. Tỷ lệ dân số có sổ khám chữa bệnh điện tử", ("≥ 0,7",)),  # per cent without its sign
    ]
    found = imported(as_html(tmp_path / "a.html", rows, areas))
    assert found.joined == ("bảng 1, dòng 3",)
    assert found.areas_lacking == ("Tây Nguyên",)
    assert statuses(found, "6.1")["Bắc Trung Bộ"] == "same"
    assert statuses(found, "11.1")["Đồng bằng sông Hồng"] == "changed"
    assert statuses(found, "11.1")["Bắc Trung Bộ"] == "unread"  # 1.500
    assert {row.label for row, _ in found.unmatched} == {"14.3", "14.9"}
    assert set(statuses(found, "17.3").values()) == {"unread"}
    assert set(statuses(found, "14.4").values()) <= {"unread", "common"}
    income = {each.column: each for each in found.outcomes if each.label == "10.1"}
    assert income["Bắc Trung Bộ, năm 2022"].had == "47 hoặc 50"
    report = found.files["report.md"]
    assert "1.500" in report
    assert "Tây Nguyên" in report
    assert "Tỷ lệ hộ nuôi bò" in report
    entries = found.files["overrides/phu-luc.yaml"]
    for label in ("14.3", "14.4", "17.3"):
        assert f"2021/{label}@" not in entries
    assert "tay-nguyen" not in entries


def test_two_values_in_one_cell_go_to_the_two_parts_that_the_catalogue_has(tmp_path: Path) -> None:
    rows = [("17", "Môi trường", "17.1. Tỷ lệ hộ được sử dụng nước hợp vệ sinh và nước sạch theo quy định",
             ("≥ 95% (60% nước sạch)", *(["≥ 90% (≥ 50% nước sạch)"] * 7)))]  # fmt: skip
    path = as_html(tmp_path / "a.html", rows)
    found = import_annex(
        Library(plugins=()).catalogue,
        path,
        "vn/xa-ntm/2016",
        "1980/QĐ-TTg",
        "thử",
        kind="gazette",
        checked_on="2026-11-29",
    )
    entries = found.files["overrides/phu-luc.yaml"]
    assert 'part: "ty-le-ho-dung-nuoc-hop-ve-sinh"' in entries
    assert 'part: "ty-le-ho-dung-nuoc-sach"' in entries
    assert "{area: tay-nguyen, value: 50}" in entries
    write_pack(found.files, tmp_path / "goi")


def test_the_annexes_of_two_sets_in_one_file_are_not_mixed(tmp_path: Path) -> None:
    one = as_html(tmp_path / "1.html", [ROWS[2]]).read_text(encoding="utf-8")
    other = one.replace("≤ 8%", "≤ 13%")
    path = tmp_path / "ca-hai.html"
    path.write_text(one + other, encoding="utf-8")
    assert set(statuses(imported(path), "11.1").values()) == {"unread"}
    assert statuses(imported(path, tables=("bảng 1",)), "11.1")["Trung du miền núi phía Bắc"] == "same"
    assert statuses(imported(path, tables=("bảng 2",)), "11.1")["Trung du miền núi phía Bắc"] == "changed"
    with pytest.raises(UsageError, match="NTM026"):
        imported(path, tables=("bảng 3",))


def test_a_cell_that_is_known_as_well_is_not_replaced(tmp_path: Path) -> None:
    rows = [("3", "Kinh tế", "3.1. Tốc độ tăng thu nhập bình quân đầu người", ("≥ 8%",))]
    lines = "<table><tr><th>TT</th><th>Tiêu chí</th><th>Nội dung</th><th>Chỉ tiêu</th></tr>"
    lines += "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td><td>{d[0]}</td></tr>" for a, b, c, d in rows)
    path = tmp_path / "a.html"
    path.write_text(f"{lines}</table>", encoding="utf-8")
    found = import_annex(
        Library(plugins=()).catalogue,
        path,
        "vn/xa-ntm/2026",
        "52/2026/TT-BTC",
        "thử",
        kind="copy",
        checked_on="2026-11-29",
    )
    assert [each.status for each in found.outcomes] in (["clash"], ["unread"])
    assert "overrides/phu-luc.yaml" not in found.files


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("≥ 95%", "at_least", "95"), ("≤1,5%", "at_most", "1.5"), ("Từ 70% trở lên", "at_least", "70"),
        ("100%", None, "100"), ("≥ 01 mô hình", "at_least", "1"), ("dưới 3%", "less_than", "3"),
        ("1.234,5", None, "1234.5"), ("không quá 4 %", "at_most", "4"),
    ],
)  # fmt: skip
def test_levels_as_they_are_printed(text: str, op: str | None, value: str) -> None:
    said = read_printed(text)
    assert (said.kind, said.op, said.value) == ("level", op, Decimal(value))


@pytest.mark.parametrize(
    "text", ["1.500", "1,500", "Đạt hoặc vượt", "95-100%", "≥ 90% ở vùng 1", "từ 5 trở xuống trở lên", "∞", "≥", "9O%"]
)
def test_what_is_not_wholly_understood_is_not_read(text: str) -> None:
    assert read_printed(text).kind == "unread"


def test_the_command_writes_a_pack_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = as_html(tmp_path / "a.html", ROWS), tmp_path / "goi"
    words = ["catalog", "import", str(path), "--set", SET, "--decision", DECISION, "--source", "thử", "-o", str(out)]
    assert run(words) == 0
    assert "## Khác danh mục" in capsys.readouterr().out
    assert sorted(each.name for each in out.iterdir()) == ["overrides", "pack.yaml", "report.md", "sources.yaml"]
    assert run(["lint", str(out)]) == 0
    assert run(words) == 3
    assert "NTM013" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "words", "code"),
    [
        ("a.pdf", b"%PDF", [], "NTM026"),
        ("a.docx", b"no zip", [], "NTM026"),
        ("a.html", b"<p>nothing</p>", [], "NTM026"),
        ("a.csv", b"\xff\xfe\xff", [], "NTM504"),
        ("a.html", b"<table><tr><th>a</th></tr></table>", [], "NTM026"),
        ("a.html", b"<table></table>", ["--decision", "31/QD-TTg"], "NTM011"),
        ("a.html", b"<table></table>", ["--set", "vn/xa-ntm/2012"], "NTM001"),
        ("a.html", b"<table></table>", ["--source", " "], "NTM011"),
    ],
)
def test_bad_input_writes_nothing(
    name: str, content: bytes, words: list[str], code: str, tmp_path: Path, capsys
) -> None:
    (tmp_path / name).write_bytes(content)
    options = {
        "--set": SET,
        "--decision": DECISION,
        "--source": "thử",
        **dict(zip(words[::2], words[1::2], strict=True)),
    }
    given = [word for pair in options.items() for word in pair]
    assert run(["catalog", "import", str(tmp_path / name), *given, "-o", str(tmp_path / "goi")]) == 3
    assert code in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_text_of_a_file_does_not_act_in_the_report(tmp_path: Path) -> None:
    rows = [("1", "x", "99.1. <script>alert(1)</script> | [a](javascript:x)", ("Đạt",))]
    report = imported(as_html(tmp_path / "a.html", [*rows, ROWS[0]])).files["report.md"]
    assert "<script>" not in report
    assert "[a](" not in report


def test_a_percent_format_of_a_spreadsheet_belongs_to_the_value(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([0.95, 0.1 + 0.2, 1500])
    sheet["A1"].number_format = "0%"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read_grids(path)[0].rows[0] == ("95%", "0,3", "1500")


def test_what_is_hidden_or_left_out_in_a_file_is_said(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = as_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Phụ lục II"].row_dimensions[5].hidden = True
    other = book.create_sheet("Nháp")
    other.append(["ghi chú"])
    other.sheet_state = "hidden"
    book.save(path)
    found = imported(path)
    assert found.hidden == ("Phụ lục II: dòng ẩn 5, không đọc", "Nháp: cả trang tính bị ẩn, không đọc")
    assert found.tables_left == ("Nháp",)
    assert "dòng ẩn 5" in found.files["report.md"]


def test_one_cell_that_is_not_of_the_measure_does_not_take_the_others_along(tmp_path: Path) -> None:
    levels = ("≤ 3%", "≤ 8%", "≤ 1,5%", "≤ 3,5%", "≤ 3%", "≤ 4%", "≤ 1%", "2,5")  # per cent without its sign
    found = imported(as_html(tmp_path / "a.html", [("11", "", "11.1. Tỷ lệ nghèo đa chiều", levels)]))
    said = statuses(found, "11.1")
    assert said["Đồng bằng sông Cửu Long"] == "unread"
    assert said["Tây Nguyên"] == "new"


def page(path: Path, heads: str, *rows: str) -> Path:
    path.write_text(f"<table>{heads}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>", encoding="utf-8")
    return path


def word(path: Path, *rows: str) -> Path:
    """A Word file of one table, made of the parts that office programs write and python-docx does not."""
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    heads = "".join(written(text) for text in ONE_LEVEL)
    body = f"<w:tbl><w:tr>{heads}</w:tr>{''.join(rows)}</w:tbl>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
    return path


def written(text: str = "", inside: str = "") -> str:
    return f"<w:tc><w:p><w:r><w:t>{html.escape(text)}</w:t></w:r>{inside}</w:p></w:tc>"


SIMPLE = "<tr>" + "".join(f"<th>{text}</th>" for text in ONE_LEVEL) + "</tr>"
BY_AREA = "<tr>" + "".join(f"<th>{text}</th>" for text in (*HEAD[:3], *AREAS)) + "</tr>"
INSURED = "<td>14<td>Y tế<td>14.1. Tỷ lệ người dân tham gia bảo hiểm y tế"
WATCHED = "<td>14<td>Y tế<td>14.2. Tỷ lệ dân số được quản lý sức khỏe"


def test_a_sign_of_word_that_is_no_text_is_read_or_stops_the_cell(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="{font}" w:char="{char}"/><w:t>95%</w:t></w:r>'
    name = written("14.1. Tỷ lệ người dân tham gia bảo hiểm y tế")
    said = {}
    for font, char in (("Symbol", "F0A3"), ("Symbol", "F0B3"), ("Wingdings", "F0B3")):
        row = (
            f"<w:tr>{written('14')}{written('Y tế')}{name}{written(inside=symbol.format(font=font, char=char))}</w:tr>"
        )
        (cell,) = imported(word(tmp_path / f"{font}{char}.docx", row)).outcomes
        said[font, char] = (cell.printed, cell.status)
    assert said["Symbol", "F0A3"] == ("≤95%", "unread")  # read, and no ceiling is taken for a floor
    assert said["Symbol", "F0B3"] == ("≥95%", "same")
    assert said["Wingdings", "F0B3"][1] == "unread"
    equation = "<m:oMath><m:r><m:t>≤</m:t></m:r></m:oMath><w:r><w:t>95%</w:t></w:r>"
    row = f"<w:tr>{written('14')}{written('Y tế')}{name}{written(inside=equation)}</w:tr>"
    assert [each.printed for each in imported(word(tmp_path / "e.docx", row)).outcomes] == ["≤95%"]


def test_a_row_of_word_inside_a_control_is_not_lost(tmp_path: Path) -> None:
    cells = ("14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế", "≥ 95%")
    row = f"<w:tr>{''.join(map(written, cells))}</w:tr>"
    path = word(tmp_path / "a.docx", f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")
    assert statuses(imported(path), "14.1") == {"chung": "same"}


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("≥ 95%<sup>1</sup>", "unread"), ("<s>≥ 90%</s>", "unread"), ("<img src=x> 95%", "unread"),
        ('<span hidden>1</span>≥ 95%', "same"), ('≥ 9<i style="display: none">9</i>5%', "same"),
    ],
)  # fmt: skip
def test_what_a_page_shows_is_what_is_read(cell: str, status: str, tmp_path: Path) -> None:
    found = imported(page(tmp_path / "a.html", SIMPLE, f"{INSURED}<td>{cell}"))
    assert statuses(found, "14.1") == {"chung": status}
    assert bool(found.hidden) == ("hidden" in cell or "none" in cell)


def test_a_hidden_cell_does_not_shift_the_columns(tmp_path: Path) -> None:
    found = imported(page(tmp_path / "a.html", SIMPLE, f'{INSURED}<td style="display:none">≥ 50%</td><td>≥ 95%</td>'))
    assert [each.printed for each in found.outcomes] == ["≥ 95%"]


def test_a_column_that_is_not_understood_or_stands_twice_is_said_and_not_read(tmp_path: Path) -> None:
    heads = BY_AREA.replace("Tây Nguyên", "Tây Nguên").replace("ĐB sông Cửu Long", "Đông Nam Bộ")
    found = imported(page(tmp_path / "a.html", heads, INSURED + "<td>≥ 95%" * 7))
    assert found.columns_left == ("bảng 1: Tây Nguên", "bảng 1: Đông Nam Bộ")
    assert set(statuses(found, "14.1")) == {
        "Trung du miền núi phía Bắc", "Đồng bằng sông Hồng", "Bắc Trung Bộ", "Duyên hải Nam Trung Bộ",
    }  # fmt: skip
    assert "Tây Nguên" in found.files["report.md"]


@pytest.mark.parametrize("words", [("Năm 2022", "Năm 2023"), ("Vùng I", "Vùng II"), ("Nhóm 1", "Nhóm 2")])
def test_a_column_of_a_year_or_of_a_zone_is_not_the_level_for_all(words: tuple[str, str], tmp_path: Path) -> None:
    heads = "<tr>" + "".join(f"<th rowspan=2>{text}</th>" for text in HEAD[:3]) + "<th colspan=2>Mức đạt</th></tr>"
    heads += "<tr>" + "".join(f"<th>{word}</th>" for word in words) + "</tr>"
    with pytest.raises(UsageError, match="NTM026"):
        imported(page(tmp_path / "a.html", heads, f"{INSURED}<td>≥ 90%<td>≥ 95%"))


def test_a_comma_too_many_in_a_csv_shifts_no_level(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = "11,Nghèo,11.1. Tỷ lệ nghèo đa chiều,≤ 8%,≤ 1,5%,≤ 3%,≤ 3%,≤ 3%,≤ 1%,≤ 2%"
    other = "14,Y tế,14.1. Tỷ lệ người dân tham gia bảo hiểm y tế" + ",≥ 95%" * 7
    path.write_text("\n".join([",".join((*HEAD[:3], *AREAS)), row, other]), encoding="utf-8")
    found = imported(path)
    assert [row.label for row, _ in found.unmatched] == ["11.1"]
    assert set(statuses(found, "14.1").values()) == {"same"}


def test_commas_in_words_do_not_make_a_comma_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        ";".join(ONE_LEVEL),
        "14;Y tế;14.1. Tỷ lệ người dân (nam, nữ, già, trẻ, cả xã) tham gia bảo hiểm y tế;≥ 95%",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert statuses(imported(path), "14.1") == {"chung": "same"}


def test_a_level_a_month_is_none_a_year(tmp_path: Path) -> None:
    rows = (
        "<td>10<td>Thu nhập<td>10.1. Thu nhập bình quân đầu người" + "<td>" * 7,
        "<td><td><td>Năm 2023" + "<td>≥ 4 triệu đồng/người/tháng" * 7,
    )
    assert set(statuses(imported(page(tmp_path / "a.html", BY_AREA, *rows)), "10.1").values()) == {"unread"}


def test_levels_that_stand_on_the_next_page_belong_to_their_row(tmp_path: Path) -> None:
    again = BY_AREA.removeprefix("<tr>").removesuffix("</tr>")
    path = page(
        tmp_path / "a.html",
        BY_AREA,
        INSURED + "<td>" * 7,
        again,
        "<td><td><td>" + "<td>≥ 95%" * 7,
        WATCHED + "<td>≥ 90%" * 7,
    )
    found = imported(path)
    assert (set(statuses(found, "14.1").values()), set(statuses(found, "14.2").values())) == ({"same"}, {"same"})
    assert found.unmatched == ()


def test_a_comparison_turns_only_where_the_whole_row_was_read(tmp_path: Path) -> None:
    found = imported(
        page(tmp_path / "a.html", BY_AREA, "<td>11<td>Nghèo<td>11.1. Tỷ lệ nghèo đa chiều<td>≥ 3%" + "<td>" * 6)
    )
    assert set(statuses(found, "11.1").values()) == {"unread"}
    assert "overrides/phu-luc.yaml" not in found.files


@pytest.mark.parametrize(
    ("label", "names", "level"),
    [
        ("11.1", "Nghèo<td>11.1. Tỷ lệ nghèo đa chiều", "≥ 3%"),
        ("11.1", "Nghèo<td>11.1. Tỷ lệ nghèo đa chiều", "> 3%"),
        ("14.1", "Y tế<td>14.1. Tỷ lệ người dân tham gia bảo hiểm y tế", "≤ 95%"),
    ],
)
def test_no_annex_turns_a_ceiling_into_a_floor(tmp_path: Path, label: str, names: str, level: str) -> None:
    found = imported(page(tmp_path / "a.html", BY_AREA, f"<td>{label[:2]}<td>{names}" + f"<td>{level}" * 7))
    assert set(statuses(found, label).values()) == {"unread"}
    assert "ngược chiều" in found.files["report.md"]
    assert "overrides/phu-luc.yaml" not in found.files


def test_a_short_name_in_a_long_row_without_a_number_is_no_match(tmp_path: Path) -> None:
    row = (
        "<td><td><td>Báo cáo tỷ lệ nghèo đa chiều của các hộ trồng lúa, nuôi cá, làm muối và buôn bán nhỏ ở ven biển"
        + "<td>≤ 1%" * 7
    )
    found = imported(page(tmp_path / "a.html", BY_AREA, row, INSURED + "<td>≥ 95%" * 7))
    assert len(found.unmatched) == 1
    assert statuses(found, "11.1") == {}


@pytest.mark.parametrize(
    "text",
    ["<table><tr>" + "<td>x</td>" * 100_000 + "</tr>" + "<tr><td>a</tr>" * 20_000,
     "<table>" + ("<tr>" + "<td rowspan=2000 colspan=200>x</td>" * 10 + "</tr>") * 20],
)  # fmt: skip
def test_a_page_that_would_fill_the_memory_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="NTM026"):
        read_grids(path)


def test_a_format_that_writes_a_sign_before_the_number_is_kept(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append([95])
    book.active["A1"].number_format = '"≤ "0"%"'
    book.save(tmp_path / "a.xlsx")
    assert read_grids(tmp_path / "a.xlsx")[0].rows[0] == ("≤ 95%",)
