"""Files of scores and lists of products: each form read, each bad cell named at its place, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.errors import FiguresError
from ntmrules.ocop.answers_file import read_products
from ntmrules.ocop.products_file import read_portfolio
from ntmrules.office.ocop_form import option_texts, write_ocop_form

from .made import VERBS, best

openpyxl = pytest.importorskip("openpyxl")


def written(tmp_path: Path, text: str, name: str = "cham.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def codes(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(FiguresError) as caught:
        VERBS.rank(VERBS.read(path))
    return [(each.identity, each.where.removeprefix(path.name)) for each in caught.value.problems]


def test_wide_and_long_say_the_same(tmp_path: Path) -> None:
    sheet = VERBS.sheet(1, VERBS.stage("2026"))
    points = best(sheet)
    wide = f"sản phẩm,bộ,ngày nộp,{','.join(points)}\nRau A,1,15/06/2026,{','.join(map(str, points.values()))}\n"
    rows = "\n".join(f"Rau A,1,2026-06-15,{criterion},{value}" for criterion, value in points.items())
    long = f"sản phẩm,bộ,ngày nộp,tiêu chí,điểm\n{rows}\n"
    one, other = (VERBS.rank(VERBS.read(written(tmp_path, text)))[0] for text in (wide, long))
    assert (one.low, one.stars) == (other.low, other.stars) == (100, (5, 5))


def test_options_are_named_by_their_place_or_their_points(tmp_path: Path) -> None:
    text = "sản phẩm,bộ,ngày nộp,tiêu chí,lựa chọn\nRau A,1,15/06/2026,1.1,lựa chọn 3\nRau A,1,15/06/2026,1.3,1 điểm: sơ chế\n"
    found = VERBS.answers(VERBS.read(written(tmp_path, text)))[0]
    assert found.points == {"1.1": 3, "1.3": 1}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("stage", ["2023", "2026"])
def test_the_form_of_a_sheet_reads_back(tmp_path: Path, ending: str, stage: str) -> None:
    decision = VERBS.stage(stage)
    sheet = VERBS.sheet("Chè tươi, chè chế biến", decision)
    path = tmp_path / f"che.{ending}"
    write_ocop_form(sheet, decision, path)
    answers = {line.id: option_texts(line, "vi")[-1] for line in sheet.lines}
    if ending == "xlsx":
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        for cell, value in (
            ("C2", "Chè A"),
            ("C3", "HTX A"),
            ("C6", "15/06/2026" if stage == "2026" else "01/03/2024"),
        ):
            page[cell] = value
        for row in page.iter_rows(min_row=10):
            if row[0].value in answers:
                row[3].value = answers[row[0].value]
        book.save(path)
    else:
        lines = path.read_text("utf-8-sig").splitlines()
        filled = []
        for line in lines:
            first = line.split(",")[0]
            if first in answers:
                line = line.removesuffix(",,") + f',"{answers[first]}",'
            for label, value in (
                ("Sản phẩm:", "Chè A"),
                ("Ngày nộp hồ sơ:", "2026-06-15" if stage == "2026" else "2024-03-01"),
            ):
                line = line.replace(f"{label},,", f"{label},{value},")
            filled.append(line)
        path.write_text("\n".join(filled) + "\n", "utf-8")
    found = VERBS.rank(VERBS.read(path))
    assert [(each.product.name, each.low, each.stars) for each in found] == [("Chè A", 100, (5, 5))]


def test_an_untouched_form_says_that_the_product_is_missing(tmp_path: Path) -> None:
    decision = VERBS.stage("2026")
    path = tmp_path / "che.xlsx"
    write_ocop_form(VERBS.sheet(11, decision), decision, path)
    with pytest.raises(FiguresError) as caught:
        read_products(path)
    assert "NTM58" in caught.value.code


def test_every_wrong_answer_is_named_at_its_place_and_all_at_once(tmp_path: Path) -> None:
    text = (
        "sản phẩm,bộ,ngày nộp,chủ thể,sao,1.1,1.2,9.9\n"
        "A,1,15/06/2026,HTX,4,7,,\n"  # 7 points: no option gives them
        "B,1,15/06/2026,HTX,4,2.5,,1\n"  # points by hand, a criterion that is none
        "C,31,15/06/2026,HTX,4,1,,\n"  # no such sheet
        "D,1,01/01/2020,HTX,4,1,,\n"  # lodged under no decision
        "E,1,,HTX,4,1,,\n"  # no day at all
    )
    found = codes(written(tmp_path, text))
    assert found == [
        ("NTM583.points", ":2:6"),
        ("NTM583.points", ":3:6"),
        ("NTM583.criterion", ":3:8"),
        ("NTM583.sheet", ":4"),
        ("NTM584.before", ":5"),
        ("NTM584.unknown", ":6"),
    ]


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("sản phẩm,bộ,ngày nộp,1.1\nA,1,15/06/2026,1; 3\n", "NTM583.several"),
        ("sản phẩm,bộ,ngày nộp,tiêu chí,điểm\nA,1,15/06/2026,1.1,1\nA,1,15/06/2026,1.1,3\n", "NTM583.several"),
        ("sản phẩm,bộ,ngày nộp,tiêu chí,lựa chọn\nA,1,15/06/2026,1.1,lựa chọn 9\n", "NTM583.option"),
        ("sản phẩm,bộ,ngày nộp,8.a,8.b\nA,26,01/03/2024,1,1\n", "NTM583.cases"),
        ("sản phẩm,bộ,ngày nộp,1.1\nA,1,32/13/2026,1\n", "NTM582.day"),
        ("sản phẩm,bộ,ngày nộp,1.1\nA,1,15/06/2026,nhiều\n", "NTM582.number"),
        ("sản phẩm,bộ,ngày nộp,sao,1.1\nA,1,15/06/2026,9,1\n", "NTM582.word"),
        ("sản phẩm,bộ,ngày nộp,lạ,1.1\nA,1,15/06/2026,x,1\n", "NTM581.column"),
        ("sản phẩm,1.1\nA,1\n", "NTM581.missing"),
        ("sản phẩm,bộ,ngày nộp,1.1\n", "NTM581.empty"),
        ("sản phẩm,bộ,ngày nộp,1.1\n,1,15/06/2026,1\n", "NTM582.blank"),
    ],
)
def test_bad_scores(tmp_path: Path, text: str, identity: str) -> None:
    assert codes(written(tmp_path, text))[0][0] == identity


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("sản phẩm,ngày quyết định,sao\nA,01/02/2024,2\n", "NTM582.word"),
        ("sản phẩm,ngày quyết định,sao\nA,01/02/2024,\n", "NTM582.blank"),
        ("sản phẩm,ngày quyết định,sao\nA,01/02,3\n", "NTM582.day"),
        ("sản phẩm,ngày quyết định,sao,loại hình\nA,01/02/2024,3,nông trường\n", "NTM582.word"),
        ("sản phẩm,ngày quyết định,sao\nA,01/02/2024,3\nA,01/02/2024,4\n", "NTM582.twice"),
        ("sản phẩm,ngày nộp,ngày quyết định,sao\nA,01/03/2024,01/02/2024,3\n", "NTM582.order"),
        ("sản phẩm,sao\nA,3\n", "NTM581.missing"),
        ("sản phẩm,ngày quyết định,sao,sự kiện\nA,01/02/2024,3,phá sản\n", "NTM582.word"),
    ],
)
def test_bad_lists(tmp_path: Path, text: str, identity: str) -> None:
    with pytest.raises(FiguresError) as caught:
        read_portfolio(written(tmp_path, text))
    assert caught.value.problems[0].identity == identity


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("sản phẩm,bộ,ngày nộp,1.1\nA,1,15/06/2026,1,5\n", "NTM581.beyond"),
        ("sản phẩm,bộ,ngày nộp,1.1\nA,1,15/06/2026,1\nA,1,15/06/2026,3\n", "NTM582.twice"),
        ("sản phẩm,bộ,quyết định,ngày nộp,1.1\nA,1,148/QĐ-TTg,15/06/2026,1\n", "NTM584.differs"),
    ],
)
def test_nothing_of_a_file_is_passed_over(tmp_path: Path, text: str, identity: str) -> None:
    assert codes(written(tmp_path, text))[0][0] == identity


def test_totals_and_notes_are_left_out_and_said(tmp_path: Path) -> None:
    text = "sản phẩm,bộ,ngày nộp,1.1\nA,1,15/06/2026,1\nTổng cộng,,,1\nGhi chú: bản nháp,,,\n"
    verbs = ntmrules.Library(plugins=()).ocop()
    assert [each.name for each in verbs.read(written(tmp_path, text))] == ["A"]
    assert [each.values["row"] for each in verbs.left_out] == [3, 4]


def test_names_that_differ_by_accents_are_two_products(tmp_path: Path) -> None:
    text = "sản phẩm,bộ,ngày nộp,tiêu chí,điểm\nChè Sen,1,15/06/2026,1.1,1\nChè Sẻn,1,15/06/2026,1.1,3\n"
    assert [each.low for each in VERBS.rank(VERBS.read(written(tmp_path, text)))] == [1, 3]


def test_signs_that_act_in_a_terminal_are_written_out(tmp_path: Path) -> None:
    text = "sản phẩm,bộ,ngày nộp,1.1\n\x1b[2JA,1,15/06/2026,1\n"
    assert VERBS.read(written(tmp_path, text))[0].name == "\\x1b[2JA"
