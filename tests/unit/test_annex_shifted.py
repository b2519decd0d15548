"""A table of which no cell is sure to stand under its heading, or whose words are struck or changed, gives no level."""

from __future__ import annotations

import csv
import html
import zipfile
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.tables import NOTE, OBJECT
from ntmrules.errors import UsageError

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
AREAS = [
    "Trung du miền núi phía Bắc", "Đồng bằng sông Hồng", "Bắc Trung Bộ", "Duyên hải Nam Trung Bộ", "Tây Nguyên",
    "Đông Nam Bộ", "Đồng bằng sông Cửu Long",
]  # fmt: skip
HEAD = ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu chung", *AREAS]
TRAINED = ["12", "Lao động", "12.1. Tỷ lệ lao động qua đào tạo", "≥80%", *(f"≥{number}%" for number in range(71, 78))]
POOR = ["11", "Nghèo đa chiều", "11.1. Tỷ lệ nghèo đa chiều giai đoạn 2021-2025", "≤3%", *["≤3%"] * 7]


def short(row: list[str], at: int) -> list[str]:
    return [cell for number, cell in enumerate(row) if number != at]


def table(rows: list[list[str]]) -> str:
    """Return a table of HTML, in which a cell that begins with ``<`` stands as it is."""
    cells = ("".join(f"<td>{cell if cell[:1] == '<' else html.escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{each}</tr>' for each in cells)}</table>"


def written(folder: Path, form: str, rows: list[list[str]]) -> Path:
    path = folder / f"phu-luc.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(rows)
    elif form == "html":
        path.write_text(table(rows), encoding="utf-8")
    else:
        paragraph = "<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        lines = "".join(f"<w:tr>{''.join(paragraph.format(html.escape(cell)) for cell in row)}</w:tr>" for row in rows)
        word(path, f"<w:tbl>{lines}</w:tbl>")
    return path


def word(path: Path, body: str) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')


def taken(path: Path) -> Imported:
    return import_annex(CATALOGUE, path, SET, DECISION, "thử", kind="gazette", checked_on="2026-11-29")


def count(found: Imported) -> int:
    return sum(found.count(status) for status in ("changed", "new", "same"))


@pytest.mark.parametrize("form", ["csv", "html", "docx"])
def test_a_whole_table_is_taken(form: str, tmp_path: Path) -> None:
    assert count(taken(written(tmp_path, form, [HEAD, TRAINED, POOR]))) > 8


@pytest.mark.parametrize("at", [4, 6, 10])
@pytest.mark.parametrize("form", ["csv", "html", "docx"])
def test_a_heading_with_a_cell_less_gives_no_level(form: str, at: int, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [short(HEAD, at), TRAINED, POOR]))
    assert count(found) == 0
    assert all("tiêu đề" in why for _, why in found.unmatched)


@pytest.mark.parametrize("form", ["csv", "html", "docx"])
def test_a_row_with_a_cell_less_gives_no_level_and_the_others_do(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, short(TRAINED, 5), POOR, POOR]))
    assert {each.label for each in found.outcomes} == {"11.1"}
    assert ["số ô khác" in why for _, why in found.unmatched] == [True]


@pytest.mark.parametrize(
    "cell",
    [
        '<span style="text-decoration: line-through">≥60%</span>',
        '<span style="text-decoration:underline line-through">≥60%</span> ≥70%',
        '<span>≥7<span style="vertical-align: super">1</span>%</span>',
    ],
)
def test_words_struck_or_raised_by_their_style_are_no_level(cell: str, tmp_path: Path) -> None:
    (grid,) = read_grids(written(tmp_path, "html", [HEAD, [*TRAINED[:4], cell, *TRAINED[5:]]]))
    assert {OBJECT, NOTE} & set(grid.rows[1][4])


def test_letters_of_no_size_are_not_seen(tmp_path: Path) -> None:
    cell = '<span>≥7<span style="font-size:0">9</span>%</span>'
    (grid,) = read_grids(written(tmp_path, "html", [HEAD, [*TRAINED[:4], cell, *TRAINED[5:]]]))
    assert grid.rows[1][4] == "≥7%"
    assert grid.hidden


@pytest.mark.parametrize(
    "words",
    [
        "<w:r><w:t>≤ 1</w:t></w:r><w:del><w:r><w:delText>,5</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t>≤ 12%</w:t></w:r></w:moveFrom>",
    ],
)
def test_a_change_that_nobody_accepted_is_not_read(words: str, tmp_path: Path) -> None:
    word(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc><w:p>{words}</w:p></w:tc></w:tr></w:tbl>")
    (grid,) = read_grids(tmp_path / "a.docx")
    assert OBJECT in grid.rows[0][0]


@pytest.mark.parametrize("gone", ["del", "hidden"])
def test_a_row_that_is_deleted_or_hidden_is_none(gone: str, tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr><w:trPr><w:{gone}/></w:trPr>{cell.format('bỏ')}</w:tr><w:tr>{cell.format('còn')}</w:tr>"
    word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")
    (grid,) = read_grids(tmp_path / "a.docx")
    assert grid.rows == (("còn",),)


@pytest.mark.parametrize(
    "head",
    [
        "Kết quả đạt so với chỉ tiêu",
        "Mức đạt được",
        "Chỉ tiêu giao",
        "Chỉ tiêu đăng ký",
        "Chỉ tiêu xã đặc biệt khó khăn",
    ],
)
def test_a_column_of_what_was_reached_or_planned_is_no_level(head: str, tmp_path: Path) -> None:
    rows = [[*HEAD[:3], head], TRAINED[:4]]
    with pytest.raises(UsageError, match="NTM026"):
        taken(written(tmp_path, "html", rows))


@pytest.mark.parametrize("head", ["Đồng bằng sông Hồng (kết quả 2023)", "Đồng bằng sông Hồng - năm 2025"])
def test_a_column_of_an_area_that_is_a_result_or_a_year_is_left(head: str, tmp_path: Path) -> None:
    rows = [[*HEAD[:5], head, *HEAD[6:]], TRAINED]
    assert "Đồng bằng sông Hồng" not in {each.column for each in taken(written(tmp_path, "html", rows)).outcomes}


@pytest.mark.parametrize(
    "title",
    [
        "Kết quả thực hiện tiêu chí xã nông thôn mới nâng cao năm 2024",
        "Mức đạt được của các xã nông thôn mới nâng cao năm 2023",
        "Dự thảo bộ tiêu chí xã nông thôn mới nâng cao",
        "Áp dụng đối với xã đặc biệt khó khăn",
    ],
)
def test_a_title_of_results_plans_or_drafts_is_told(title: str, tmp_path: Path) -> None:
    path = written(tmp_path, "html", [HEAD, TRAINED])
    path.write_text(f"<p>{title}</p>{path.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(UsageError, match="NTM026"):
        taken(path)
