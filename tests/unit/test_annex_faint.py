"""Letters in the colour of the paper, or from right to left, are in an annex and seen by nobody: they are no levels."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font, PatternFill

from ntmrules import Library
from ntmrules.authoring.annex.faint import CLEAR, colour, is_faint
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.importing import import_annex
from ntmrules.authoring.annex.tables import OBJECT

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("word", "six"),
    [("#FFF", "ffffff"), ("White", "ffffff"), ("rgb(255, 0,0)", "ff0000"), ("rgba(0,0,0,0)", CLEAR), ("FF00aa", "ff00aa"),
     ("transparent", CLEAR), ("url(a.png)", None), ("papayawhip", None), ("", None), ("#ff", None),
     ("hsl(0, 0%, 100%)", "ffffff"), ("hsl(0 100% 50%)", "ff0000"), ("rgb(100%,100%,100%)", "ffffff"), ("#ffffff00", CLEAR),
     ("#0000", CLEAR), ("#ff0000ff", "ff0000"), ("rgb(0 0 0 / 0%)", CLEAR), ("rgba(0,0,0,.9)", "000000"), ("rgb(.,.,.)", None)],
)  # fmt: skip
def test_a_colour_is_known_or_is_not(word: str, six: str | None) -> None:
    assert colour(word) == six


@pytest.mark.parametrize(
    ("letters", "ground", "faint"),
    [("ffffff", "ffffff", True), ("f2f2f2", "ffffff", True), ("bfbfbf", "ffffff", False), ("000000", "ffffff", False),
     ("ffffff", "1f4e78", False), ("1f4e78", "1f4e78", True), (CLEAR, "000000", True), (None, "ffffff", False),
     ("ffffff", None, False), ("auto", "000000", False)],
)  # fmt: skip
def test_letters_are_faint_by_their_contrast(letters: str | None, ground: str | None, faint: bool) -> None:
    assert is_faint(letters, ground) is faint


def word(path: Path, look: str, *, cell: str = "", paragraph: str = "", style: str = "") -> str:
    said = f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>≥ 95%</w:t></w:r></w:p>"
    one = f"<w:tc><w:tcPr>{cell}</w:tcPr>{said}</w:tc>"
    body = f"<w:tbl><w:tr>{one}<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{style}</w:styles>')
    return read_grids(path)[0].rows[0][0]


WHITE, DARK = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F4E78"/>'


def test_white_letters_of_word_are_no_level(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert word(path, WHITE) == OBJECT
    assert word(path, WHITE, paragraph='<w:shd w:val="clear" w:fill="FFFFFF"/>', cell=DARK) == OBJECT
    styled = f'<w:style w:type="paragraph" w:styleId="M"><w:rPr>{WHITE}</w:rPr></w:style>'
    assert word(path, "", paragraph='<w:pStyle w:val="M"/>', style=styled) == OBJECT
    assert word(path, '<w:color w:val="000000" w:themeColor="background1"/>') == OBJECT
    assert word(path, '<w:sz w:val="2"/>') == OBJECT


@pytest.mark.parametrize(
    ("look", "more"),
    [(WHITE, {"cell": DARK}), (WHITE + DARK, {}), (WHITE, {"paragraph": DARK}), (WHITE + '<w:highlight w:val="black"/>', {}),
     ('<w:color w:val="auto"/>', {"cell": DARK}), ('<w:color w:val="C00000"/>', {}), ("", {"cell": DARK}),
     ('<w:sz w:val="20"/>', {}),
     ('<w:color w:val="auto"/>', {"paragraph": '<w:pStyle w:val="M"/>',
                                  "style": f'<w:style w:type="paragraph" w:styleId="M"><w:rPr>{WHITE}</w:rPr></w:style>'})],
)  # fmt: skip
def test_letters_of_word_that_are_seen_are_read(look: str, more: dict[str, str], tmp_path: Path) -> None:
    assert word(tmp_path / "a.docx", look, **more) == "≥ 95%"


@pytest.mark.parametrize(
    ("page", "seen"),
    [('<td style="color:#fff">≥ 95%</td>', False), ('<td><font color="white">≥ 95%</font></td>', False),
     ('<td bgcolor="#1F4E78"><font color="white">≥ 95%</font></td>', True),
     ('<td style="background: navy"><b style="color:white">≥ 95%</b></td>', True),
     ('<td style="color:transparent">≥ 95%</td>', False), ('<td class="t">≥ 95%</td>', False),
     ('<td style="background-color:red">≥ 95%</td>', True), ('<td style="border-color:#fff">≥ 95%</td>', True)],
)  # fmt: skip
def test_letters_of_a_page_are_read_where_they_are_seen(page: str, seen: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<style>.t{{color: white}}</style><table><tr>{page}<td>x</td></tr></table>", encoding="utf-8")
    said = read_grids(path)[0].rows[0][0]
    assert (said == "≥ 95%") is seen
    assert (OBJECT in said) is not seen


@pytest.mark.parametrize(
    ("style", "seen"),
    [("font-size:1px", False), ("font-size:.5pt", False), ("font-size:.8em", True), ("font-size:12px", True),
     ("font:0/0 a", False), ("font:12px/1.2 serif", True), ("font:bold 12pt/20px serif", True), ("opacity:.01", False),
     ("opacity:.9", True), ("color: rgb(255 255 255)", False), ("transform:scale(0)", False), ("color:rgb(0 0 0)", True)],
)  # fmt: skip
def test_letters_too_small_or_too_thin_to_be_seen_are_no_level(style: str, seen: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f'<table><tr><td><b style="{style}">≥ 95%</b></td><td>x</td></tr></table>', encoding="utf-8")
    assert ("≥ 95%" in read_grids(path)[0].rows[0]) is seen


def sheet(path: Path, **look: object) -> str:
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value = look.pop("value", "≥ 95%")  # type: ignore[assignment]
    for name, each in look.items():
        setattr(cell, name, each)
    book.active["B1"] = "x"
    book.save(path)
    return read_grids(path)[0].rows[0][0]


RED, NAVY = PatternFill("solid", fgColor="FF0000"), PatternFill("solid", fgColor="1F4E78")


@pytest.mark.parametrize(
    ("look", "seen"),
    [({"font": Font(color="FFFFFF")}, False), ({"font": Font(color=Color(theme=0))}, False),
     ({"font": Font(color=Color(theme=0, tint=-0.05))}, False), ({"font": Font(color=Color(theme=0, tint=-0.5))}, True),
     ({"font": Font(color=Color(theme=1))}, True), ({"font": Font(color=Color(indexed=9))}, False),
     ({"font": Font(color=Color(indexed=64))}, True), ({"font": Font(color="FFFFFF"), "fill": NAVY}, True),
     ({"font": Font(color="FF0000"), "fill": RED}, False), ({"fill": RED}, True), ({}, True),
     ({"alignment": Alignment(readingOrder=2)}, False), ({"alignment": Alignment(readingOrder=1)}, True),
     ({"value": CellRichText("≥ 9", TextBlock(InlineFont(color="FFFFFF"), "0"), "5%")}, False),
     ({"font": Font(sz=1)}, False), ({"font": Font(sz=8)}, True),
     ({"value": 95, "font": Font(color="FFFFFF")}, False)],
)  # fmt: skip
def test_letters_of_a_sheet_are_read_where_they_are_seen(look: dict[str, object], seen: bool, tmp_path: Path) -> None:
    said = sheet(tmp_path / "a.xlsx", **look)
    assert (said == "≥ 95%") is seen
    assert (OBJECT in said) is not seen


def test_a_level_in_white_letters_is_asked_about_and_not_taken(tmp_path: Path) -> None:
    catalogue, path, book = Library(plugins=()).catalogue, tmp_path / "a.xlsx", openpyxl.Workbook()
    rows = [["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu"],
            [14, "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế", "≥ 95%"]]  # fmt: skip
    for row in rows:
        book.active.append(row)

    def status() -> list[str]:
        book.save(path)
        found = import_annex(catalogue, path, "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg", "thử", kind="copy",
                             checked_on="2026-11-29")  # fmt: skip
        return [each.status for each in found.outcomes]

    assert "unread" not in status()
    book.active["D2"].font = Font(color="FFFFFF")
    assert status() == ["unread"]
