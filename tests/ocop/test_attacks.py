"""Files as offices really make them, each of which once gave a wrong rank without a word."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from ntmrules.cli import run
from ntmrules.errors import FiguresError, UsageError
from ntmrules.face.ocop import Ocop
from ntmrules.ocop.answers_file import read_products
from ntmrules.ocop.claims import spread_findings
from ntmrules.ocop.product import Product
from ntmrules.ocop.products_file import read_portfolio

from .made import VERBS, best

openpyxl = pytest.importorskip("openpyxl")

HEAD = ["sản phẩm", "bộ", "ngày nộp", "chủ thể"]


def row(
    name: str = "Chè A", owner: str = "HTX A", *, lodged: str = "15/06/2026", sheet: int = 1, **more: str
) -> dict[str, str]:
    """Return a made-up row with the best answers of a sheet of 2026."""
    answers = best(VERBS.sheet(sheet, VERBS.stage("2026")))
    return {**dict(zip(HEAD, (name, str(sheet), lodged, owner), strict=True)),
            **{key: str(value) for key, value in answers.items()}, **more}  # fmt: skip


def csv(path: Path, *rows: dict[str, str]) -> Path:
    """Write rows as CSV, every cell in quotes."""
    head = list(dict.fromkeys(key for each in rows for key in each))
    lines = [head, *([each.get(key, "") for key in head] for each in rows)]
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n", "utf-8")
    return path


def fill(page: object, *rows: dict[str, str]) -> None:
    for line in (list(rows[0]), *(list(each.values()) for each in rows)):
        page.append(line)  # type: ignore[attr-defined]


def codes(error: pytest.ExceptionInfo[FiguresError]) -> set[str]:
    return {each.code for each in error.value.problems}


@pytest.mark.parametrize("text", ["3-2", "3 - 2", "3 (2)", "3:2", "3–2 điểm", "3 điểm - 2 điểm", "3 điểm (2)"])
def test_two_numbers_in_one_cell_are_no_points(tmp_path: Path, text: str) -> None:
    with pytest.raises(FiguresError):
        read_products(csv(tmp_path / "a.csv", row(**{"1.1": text})))


@pytest.mark.parametrize("text", ["3 điểm: 2 loại giấy", "3", "3 đ", "3,0", "3 điểm (đủ hồ sơ)", "3: đủ hồ sơ"])
def test_points_with_their_words_are_points(tmp_path: Path, text: str) -> None:
    assert read_products(csv(tmp_path / "a.csv", row(**{"1.1": text})))[0].answers["1.1"].points == 3


def test_a_column_of_points_beside_criteria_is_the_total_that_is_claimed(tmp_path: Path) -> None:
    (product,) = read_products(csv(tmp_path / "a.csv", row(điểm="12")))
    assert product.claimed_points == 12
    with pytest.raises(FiguresError):
        read_products(csv(tmp_path / "b.csv", row(điểm="abc")))
    with pytest.raises(FiguresError):
        read_products(csv(tmp_path / "c.csv", row(**{"điểm": "12", "tổng điểm": "13"})))


def long(tmp_path: Path, said: str) -> Path:
    """Write a file of one criterion, its answer in the column of options."""
    path = tmp_path / "long.csv"
    path.write_text(f"sản phẩm,bộ,ngày nộp,tiêu chí,lựa chọn\nChè A,11,01/03/2024,1.a,{said}\n", "utf-8")
    return path


def test_a_bare_number_under_options_is_refused_where_it_has_two_readings(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        VERBS.answers(read_products(long(tmp_path, "3")))  # the third option of 1.a gives 5 points, another one 3
    assert codes(error) == {"NTM583"}
    for said, points in (("3 điểm", 3), ("lựa chọn 3", 5), ("1", 1), ("5", 5)):
        (answers,) = VERBS.answers(read_products(long(tmp_path, said)))
        assert answers.points["1.a"] == points


def test_every_visible_sheet_with_a_table_is_read_and_others_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Ghi chú"
    fill(book.create_sheet("Một"), row())
    fill(book.create_sheet("Hai"), row("Chè B"))
    hidden = book.create_sheet("Cũ")
    fill(hidden, row("Chè C"))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    left_out: list[object] = []
    products = read_products(tmp_path / "a.xlsx", left_out)  # type: ignore[arg-type]
    assert [each.name for each in products] == ["Chè A", "Chè B"]
    assert products[1].at.startswith("a.xlsx[Hai]:")
    assert [each.values["unused"] for each in left_out if each.name == "sheets"] == ["Sheet, Cũ"]  # type: ignore[attr-defined]


def hidden_row(path: Path, lines: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.active.row_dimensions[len(lines)].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(path)
    return path


def test_hidden_rows_and_columns_are_told(tmp_path: Path) -> None:
    left_out: list[object] = []
    scores = [list(row()), list(row().values()), list(row("Chè B").values())]
    read_products(hidden_row(tmp_path / "a.xlsx", scores), left_out)  # type: ignore[arg-type]
    assert {each.name for each in left_out} == {"hidden_rows", "hidden_columns"}  # type: ignore[attr-defined]
    left_out.clear()
    listed = [["sản phẩm", "sao", "ngày quyết định"], ["A", "3", "01/06/2024"], ["B", "4", "01/06/2024"]]
    path = hidden_row(tmp_path / "b.xlsx", listed)
    read_portfolio(path, left_out)  # type: ignore[arg-type]
    assert {each.name for each in left_out} == {"hidden_rows", "hidden_columns"}  # type: ignore[attr-defined]


def two_lists(path: Path, *, cover: bool = False) -> Path:
    book = openpyxl.Workbook()
    for page, name in ((book.active, "A"), (book.create_sheet("2024"), "B")):
        page.append(["UBND TỈNH", "Độc lập – Tự do – Hạnh phúc"])  # a title row of two cells, as on every such list
        page.append(["sản phẩm", "sao", "ngày quyết định"])
        page.append([name, "3", "01/06/2024"])
    if cover:
        book.active.delete_rows(2, 2)
    book.save(path)
    return path


def test_of_several_lists_in_a_workbook_none_is_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = two_lists(tmp_path / "a.xlsx")
    with pytest.raises(FiguresError) as error:
        read_portfolio(path)
    assert [each.identity for each in error.value.problems] == ["NTM514.several"]
    assert [each.product for each in read_portfolio(path, sheets=("2024",))] == ["B"]
    assert [each.product for each in read_portfolio(path, sheets=("all",))] == ["A", "B"]
    with pytest.raises(FiguresError) as error:
        read_portfolio(path, sheets=("2025",))
    assert [each.identity for each in error.value.problems] == ["NTM514.unknown"]
    assert run(["ocop", "report", str(path), "--on", "31/12/2024", "--sheet", "2024"]) == 0
    assert "có 1 sản phẩm OCOP" in capsys.readouterr().out


def test_the_one_list_behind_a_cover_is_read_and_the_cover_told(tmp_path: Path) -> None:
    left_out: list[object] = []
    (entry,) = read_portfolio(two_lists(tmp_path / "a.xlsx", cover=True), left_out)  # type: ignore[arg-type]
    assert entry.product == "B"
    assert [each.values["unused"] for each in left_out] == ["Sheet"]  # type: ignore[attr-defined]


@pytest.fixture
def verbs() -> Ocop:
    return VERBS


def judged(tmp_path: Path, *others: dict[str, str]) -> list[Path]:
    first = {**row(), "thành viên": "A"}
    return [csv(tmp_path / f"{place}.csv", each) for place, each in enumerate((first, *others))]


def test_a_sheet_without_a_judge_beside_sheets_of_judges_is_refused(tmp_path: Path, verbs: Ocop) -> None:
    with pytest.raises(FiguresError) as error:
        verbs.rank(verbs.read(*judged(tmp_path, row())))
    assert codes(error) == {"NTM585"}


def test_one_product_in_two_files_is_refused(tmp_path: Path, verbs: Ocop) -> None:
    paths = [csv(tmp_path / f"{name}.csv", row()) for name in "ab"]
    with pytest.raises(FiguresError) as error:
        verbs.rank(verbs.read(*paths))
    assert codes(error) == {"NTM582"}


@pytest.mark.parametrize("change", [{"chủ thể": "HTX khác"}, {"ngày nộp": "16/06/2026"}, {"bộ": "2"}])
def test_judges_of_one_council_score_one_file(tmp_path: Path, verbs: Ocop, change: dict[str, str]) -> None:
    other = {**row(), "thành viên": "B", **change}
    if "bộ" in change:
        other = {**row(sheet=2), "thành viên": "B"}
    with pytest.raises((FiguresError, UsageError)):
        verbs.council(verbs.read(*judged(tmp_path, other)))


def test_a_name_in_another_case_is_one_product_of_a_council(tmp_path: Path, verbs: Ocop) -> None:
    other = {**row("CHÈ  A", "htx a"), "thành viên": "B"}
    assert len(verbs.council(verbs.read(*judged(tmp_path, other))).totals) == 2


def test_a_name_of_a_commune_and_of_a_ward_says_nothing_of_recognition(verbs: Ocop) -> None:
    sheet = verbs.sheet(26, verbs.stage("2026"))
    (line,) = [each for each in sheet.lines if each.reads is not None]
    products = [Product(name=commune, sheet="26", lodged="2026-06-15", commune=commune)
                for commune in ("Xã Hoà An", "phường Hòa An", "Hòa An")]  # fmt: skip
    found = verbs.answers(products, recognised={"xã Hòa An": True, "Phường Hòa An": False})
    best_points, least_points = line.options[-1].points, line.options[0].points
    assert [each.points.get(line.id) for each in found] == [best_points, least_points, None]


@pytest.mark.parametrize(
    "options", [["--localities", "0"], ["--localities", "-3"], ["--within", "-1"], ["--localities", "1"]]
)
def test_numbers_of_a_report_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sản phẩm,sao,địa phương,ngày quyết định\nA,3,M,01/06/2024\nB,3,N,01/06/2024\n", "utf-8")
    assert run(["ocop", "report", str(path), "--on", "31/12/2024", *options]) == 3
    assert "NTM585" in capsys.readouterr().err


def test_minutes_are_a_word_document_and_name_the_members(tmp_path: Path, verbs: Ocop) -> None:
    paths = judged(tmp_path, {**row(), "thành viên": "B"})
    assert run(["ocop", "council", *map(str, paths), "--minutes", str(tmp_path / "m.txt")]) == 3
    assert not (tmp_path / "m.txt").exists()
    assert verbs.council(verbs.read(*paths), members=2).stage.council.members == 2


def test_fewer_judges_than_the_quorum_are_a_finding(tmp_path: Path, verbs: Ocop) -> None:
    ranking = verbs.council(verbs.read(*judged(tmp_path, {**row(), "thành viên": "B"})))
    council = attrs.evolve(ranking.stage.council, quorum=3)
    ranking = attrs.evolve(ranking, stage=attrs.evolve(ranking.stage, council=council))
    assert [each.code for each in spread_findings(ranking)] == ["quorum"]


@pytest.mark.parametrize(
    "options", [["--on", "01/01/2020"], ["--on", "01/01/2025", "--decision", "2026"], ["--decision", "2024"]]
)
def test_a_day_under_no_decision_or_under_another_one_is_refused(options: list[str]) -> None:
    assert run(["ocop", "sheets", *options]) == 3


def test_the_near_words_of_an_unknown_column_are_columns_of_that_file(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        read_products(csv(tmp_path / "a.csv", row(**{"ngày quyết định": "01/01/2026"})))
    assert "ngay" not in str(error.value)


def test_numbers_and_days_in_messages_are_written_as_in_the_language(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        VERBS.answers(read_products(csv(tmp_path / "a.csv", row(**{"1.1": "2,6"}))))
    (told,) = error.value.problems
    assert "cho 2,6 điểm" in told.text("vi")
    assert "gives 2.6 points" in told.text("en")
    with pytest.raises(FiguresError) as error:
        VERBS.answers(read_products(csv(tmp_path / "b.csv", row(lodged="31/12/2019"))))
    assert "31/12/2019" in error.value.problems[0].text("vi")
    lines = "sản phẩm,sao,ngày nộp,ngày quyết định\nA,3,02/06/2024,01/06/2024\n"
    (tmp_path / "c.csv").write_text(lines, "utf-8")
    with pytest.raises(FiguresError) as error:
        read_portfolio(tmp_path / "c.csv")
    assert "A: ngày quyết định 01/06/2024 trước ngày nộp 02/06/2024" in error.value.problems[0].text("vi")
    assert "A: decided on 2024-06-01 lies before lodged on 2024-06-02" in error.value.problems[0].text("en")


def test_cells_that_cannot_be_read_hide_no_other_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "sản phẩm,bộ,ngày nộp,tiêu chí,lựa chọn",
        "Chè A,11,01/03/2024,1.a,lựa chọn 9",
        "Chè A,11,01/03/2024,1.b,2;3",
        "Chè A,11,01/03/2024,1.z,3 điểm",
        "Chè B,11,,1.a,3 điểm",
        "Chè C,11,01/01/2020,1.a,3 điểm",
        "Chè D,11,32/13/2024,1.a,3 điểm",
        "Chè E,99,01/03/2024,1.a,3 điểm",
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    for words in (["rank", str(path)], ["council", str(path), "--product", "Chè A"]):
        assert run(["ocop", *words]) == 3
        said = capsys.readouterr().err
        assert [
            said.count(code) for code in ("NTM582", "a.csv:3:5: NTM583", "a.csv:2:5: NTM583", "a.csv:4:5: NTM583")
        ] == [1] * 4
        if words[0] == "rank":
            assert ("NTM584 Chè B" in said, "NTM584 Chè C" in said, "NTM584 Chè D" in said) == (True, True, False)
            assert "'99'" in said


def test_a_wrong_line_above_a_form_is_told_once_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    above = "Sản phẩm:,Chè A,,\nBộ sản phẩm:,11,,\nNgày nộp hồ sơ:,32/13/2026,,\n"
    path = tmp_path / "a.csv"
    path.write_text(above + "TT,Nội dung,Điểm tối đa,Lựa chọn\n1.a,x,5,5 điểm\n1.b,x,3,3 điểm\n", "utf-8")
    assert run(["ocop", "rank", str(path)]) == 3
    said = capsys.readouterr().err
    assert (said.count("NTM"), "a.csv:3: NTM582" in said) == (1, True)
