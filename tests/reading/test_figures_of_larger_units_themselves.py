"""A province's or district's own figure, given at that unit itself, is what its communes compare with; or it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from structures.made_up import criterion, own_set, write

from ntmrules import FiguresError, Library, Rulebook, UnitFigures, read_figures
from ntmrules.figures.asked import Asked
from ntmrules.figures.chosen import chosen_units, other_levels
from ntmrules.progress.history import read_history
from ntmrules.record.figures_json import figures_data, figures_digest, figures_from
from ntmrules.tables import evaluate_file, evaluate_table

INCOME = "thu-nhap-binh-quan-dau-nguoi"
OF_DISTRICT, OF_PROVINCE = f"huyen:{INCOME}", f"tinh:{INCOME}"
SHARE = "{kind: share_of, children: CHILD, target: TARGET, threshold: {value: 50, evidence: EVIDENCE}}"
HEADER = ["unit", "within", INCOME]
ROWS = [
    ["xã Lương Phi", "huyện Tri Tôn", 55],
    ["xã Ô Lâm", "huyện Tri Tôn", 54],
    ["huyện Tri Tôn", "", 50],
    ["tỉnh An Giang", "", 50],
]


def relative(whose: str, factor: str) -> str:
    return f"{INCOME} | {{kind: relative, whose: {whose}, factor: {factor}, evidence: EVIDENCE}}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def share(child: str, target: str) -> str:
        return "| " + SHARE.replace("CHILD", child).replace("TARGET", target)

    files = {
        "x/set.yaml": own_set("x", indicators="2"),
        "x/01.yaml": criterion("1", relative("huyen", "1.1"), relative("tinh", "1")),
        "h/set.yaml": own_set("h", level="huyen"),
        "h/01.yaml": criterion("1", share("xa", "mau/x/2022")),
        "t/set.yaml": own_set("t", level="tinh"),
        "t/01.yaml": criterion("1", share("huyen", "mau/h/2022")),
    }
    return write(tmp_path_factory.mktemp("mau"), files)


def book(folder: Path, name: str, on: str = "2023-12-01") -> Rulebook:
    return Library(packs=[folder], plugins=()).rulebook(f"mau/{name}", on=on, province="2004:an-giang")


def long(rows: list[list[object]]) -> list[list[object]]:
    return [["unit", "within", "subject", "value"], *([*row[:2], INCOME, row[2]] for row in rows)]


def as_csv(path: Path, rows: list[list[object]]) -> Path:
    path = path.with_suffix(".csv")
    path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
    return path


def as_xlsx(path: Path, rows: list[list[object]]) -> Path:
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def as_json(path: Path, rows: list[list[object]]) -> Path:
    path = path.with_suffix(".json")
    header = [str(each) for each in rows[0]]
    data = [{key: cell for key, cell in zip(header, row, strict=True) if cell != ""} for row in rows[1:]]
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("write_as", [as_csv, as_xlsx, as_json])
@pytest.mark.parametrize("form", ["wide", "long", "labels"])
def test_communes_hear_the_rows_of_their_district_and_province(
    write_as: Callable[[Path, list[list[object]]], Path], form: str, folder: Path, tmp_path: Path
) -> None:
    wide: list[list[object]] = [[*HEADER[:2], "1.1"] if form == "labels" else [*HEADER], *ROWS]
    file = write_as(tmp_path / "so-lieu", long(ROWS) if form == "long" else wide)
    asked = book(folder, "x")
    table = read_figures(file, rulebook=asked)
    for name, expected in (("xã Lương Phi", "met"), ("xã Ô Lâm", "not_met")):
        for engine in ("core", "forward/agenda"):
            result = asked.evaluate(table.unit(name), engine=engine)
            assert str(result.verdict) == expected
        assert "của huyện”: 50 triệu đồng/người/năm – nguồn: huyện Tri Tôn" in result.text(view="full", lang="vi")
    assert {each.name for each in table.left_out} >= {"larger_heard"}
    assert "larger_unheard" not in {each.name for each in table.left_out}


def test_a_file_read_without_a_rulebook_is_heard_too(folder: Path, tmp_path: Path) -> None:
    table = read_figures(as_csv(tmp_path / "a", [HEADER, *ROWS]))
    assert str(book(folder, "x").evaluate(table.unit("xã Lương Phi")).verdict) == "met"


def test_what_no_row_lies_in_is_told_and_nothing_is_guessed(folder: Path, tmp_path: Path) -> None:
    asked = book(folder, "x")
    rows = [["xã Lương Phi", 55], ["huyện Tri Tôn", 50], ["tỉnh Kiên Giang", 50]]
    table = read_figures(as_csv(tmp_path / "a", [["unit", INCOME], *rows]), rulebook=asked)
    unheard = {str(each.values["unit"]) for each in table.left_out if each.name == "larger_unheard"}
    assert unheard == {"huyện Tri Tôn", "tỉnh Kiên Giang"}
    result = asked.evaluate(table.unit("xã Lương Phi"))
    assert {str(result.node(label).verdict) for label in ("1.1", "1.2")} == {"undetermined"}


@pytest.mark.parametrize(("place", "heard"), [
    ("tỉnh An Giang", True), ("An Giang", True), ("", True), ("tỉnh Kiên Giang", False), ("Kiên Giang", False),
])  # fmt: skip
def test_a_district_of_that_name_in_another_province_is_not_heard(
    place: str, heard: bool, folder: Path, tmp_path: Path
) -> None:
    """Many provinces have a huyện Châu Thành; a row of one says in which it lies."""
    rows: list[list[object]] = [["xã Bình Hòa", "huyện Châu Thành", 55], ["huyện Châu Thành", place, 40]]
    for path in (as_csv(tmp_path / "rong", [HEADER, *rows]), as_xlsx(tmp_path / "dai", long(rows))):
        rulebook = book(folder, "x")
        table = read_figures(path, rulebook=rulebook)
        node = rulebook.evaluate(table.unit("xã Bình Hòa")).node("1.1")
        assert str(node.verdict) == ("met" if heard else "undetermined")
        assert ("larger_unheard" in {each.name for each in table.left_out}) is not heard
        # Nobody said of which province the file is: then only a row that names none is heard.
        assert bool(read_figures(path).unit("xã Bình Hòa").larger) is (not place)


@pytest.mark.parametrize(("place", "heard"), [("tỉnh An Giang", True), ("", True), ("tỉnh Kiên Giang", False)])
def test_a_history_hears_the_district_of_its_province_alone(place: str, heard: bool, tmp_path: Path) -> None:
    rows: list[list[object]] = [["xã Bình Hòa", "huyện Châu Thành", 55], ["huyện Châu Thành", place, 40]]
    path = as_csv(tmp_path / "rong", [HEADER, *rows])
    history = read_history(path, as_of="2023-12-01", asked=Asked(province="An Giang"))
    for known in (history.on("2023-12-01"), history.still_said("2023-12-01").on("2023-12-01")):
        assert bool(known.unit("xã Bình Hòa").larger) is heard


def test_a_commune_that_says_otherwise_than_its_district_is_told(folder: Path, tmp_path: Path) -> None:
    header = [*HEADER, OF_DISTRICT]
    rows = [["xã Lương Phi", "huyện Tri Tôn", 55, 49], ["huyện Tri Tôn", "", 50, ""]]
    with pytest.raises(FiguresError, match="NTM507"):
        read_figures(as_csv(tmp_path / "a", [header, *rows]))
    rows[0][3] = 50
    table = read_figures(as_csv(tmp_path / "b", [header, *rows]))
    assert str(book(folder, "x").evaluate(table.unit("xã Lương Phi")).node("1.1").verdict) == "met"


def test_the_figure_is_of_the_same_year(folder: Path, tmp_path: Path) -> None:
    rows = [["xã Lương Phi", "huyện Tri Tôn", INCOME, 55, 2023], ["huyện Tri Tôn", "", INCOME, 50, 2023],
            ["huyện Tri Tôn", "", INCOME, 40, 2022]]  # fmt: skip
    header = ["unit", "within", "subject", "value", "period"]
    asked = book(folder, "x")
    found = {}
    for name, left in (("both", rows), ("older", [rows[0], rows[2]])):
        table = read_figures(as_csv(tmp_path / name, [header, *left]), rulebook=asked)
        found[name] = str(asked.evaluate(table.unit("xã Lương Phi")).node("1.1").verdict)
    assert found == {"both": "met", "older": "undetermined"}


def communes(**more: object) -> tuple[UnitFigures, ...]:
    return (
        UnitFigures.of("xã Lương Phi", {INCOME: 55, **more}, level="xa"),
        UnitFigures.of("xã Ô Lâm", {INCOME: 54, **more}, level="xa"),
    )


@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
def test_units_inside_hear_the_unit_above_them_through_every_tier(engine: str, folder: Path) -> None:
    alone = UnitFigures.of("Tri Tôn", {INCOME: 50, "so-xa": 2}, children=communes(**{OF_PROVINCE: 50})).accepted()
    assert str(book(folder, "h").evaluate(alone, engine=engine).verdict) == "met"
    inner = UnitFigures.of("huyện Tri Tôn", {INCOME: 50, "so-xa": 2}, children=communes())
    whole = UnitFigures.of("tỉnh An Giang", {INCOME: 50, "so-huyen": 1}, children=(inner,)).accepted()
    assert str(book(folder, "t").evaluate(whole, engine=engine).verdict) == "met"
    richer = UnitFigures.of("tỉnh An Giang", {INCOME: 56, "so-huyen": 1}, children=(inner,)).accepted()
    assert str(book(folder, "t").evaluate(richer, engine=engine).verdict) == "not_met"


def test_the_remedy_at_the_district_is_right_when_obeyed(folder: Path) -> None:
    asked = book(folder, "h")
    wrong = UnitFigures.of("huyện Tri Tôn", {OF_DISTRICT: 50, "so-xa": 2}, children=communes(**{OF_PROVINCE: 50}))
    with pytest.raises(FiguresError) as caught:
        asked.evaluate(wrong.accepted())
    (said,) = caught.value.problems
    assert said.identity == "NTM503.own-figure"
    assert f"write {INCOME} in this row" in said.text("en")
    assert "level" not in said.text("en").replace("levels", "")
    obeyed = UnitFigures.of("huyện Tri Tôn", {INCOME: 50, "so-xa": 2}, children=communes(**{OF_PROVINCE: 50}))
    assert str(asked.evaluate(obeyed.accepted()).verdict) == "met"


def test_a_receipt_holds_what_was_heard(folder: Path, tmp_path: Path) -> None:
    table = read_figures(as_csv(tmp_path / "a", [HEADER, *ROWS]))
    for name, unit in (("x", table.unit("xã Lương Phi")), ("h", table.unit("huyện Tri Tôn"))):
        asked = book(folder, name)
        given = asked.evaluate(unit).figures
        again = figures_from(figures_data(given))
        assert figures_digest(again) == figures_digest(given)
        assert asked.evaluate(again).verdict == asked.evaluate(unit).verdict


def test_tables_hear_the_unit_above_as_the_other_engines_do(folder: Path) -> None:
    asked = book(folder, "h")
    above = pl.DataFrame({"unit": ["huyện Tri Tôn"], INCOME: [50], "so-xa": [2]})
    inside = pl.DataFrame({"unit": ["xã Lương Phi", "xã Ô Lâm"], "within": ["huyện Tri Tôn"] * 2, INCOME: [55, 54],
                           OF_PROVINCE: [50, 50]})  # fmt: skip
    found = evaluate_table(asked, above, children={"xa": inside}, accept=True)
    assert found.verdicts() == [found.attainment(0).verdict]
    assert str(found.attainment(0).verdict) == "met"


def test_a_session_hears_it(folder: Path, tmp_path: Path) -> None:
    asked = book(folder, "x")
    table = read_figures(as_csv(tmp_path / "a", [HEADER, *ROWS]), rulebook=asked)
    session = asked.session(table.unit("xã Lương Phi"))
    assert str(session.attainment().verdict) == "met"


def test_a_long_table_tells_that_such_rows_are_not_heard(folder: Path, tmp_path: Path) -> None:
    rows = [[f"xã Số {number}", 55] for number in range(3)]
    file = as_csv(tmp_path / "a", [["unit", INCOME], *rows, ["tỉnh An Giang", 50]])
    found = evaluate_file(file, book(folder, "x"), out=tmp_path / "ra.csv", distinct=True, accept=True)
    (said,) = [each for each in found.left_out if each.name == "larger_long"]
    assert said.values == {"units": "tỉnh An Giang", "subjects": f"{OF_DISTRICT}, {OF_PROVINCE}"}
    assert found.verdicts == {2: 3}


def remarks(path: Path, asked: Rulebook) -> dict[str, list[str]]:
    """Return what is told of rows of larger units, by remark: of which unit, or of which rows."""
    found: dict[str, list[str]] = {}
    for each in read_figures(path, rulebook=asked).left_out:
        if each.name.startswith("larger"):
            found.setdefault(each.name, []).append(str(each.values.get("unit", each.values.get("rows"))))
    return found


def heard(path: Path, asked: Rulebook, name: str = "xã Lương Phi") -> list[str]:
    node = asked.evaluate(read_figures(path, rulebook=asked).unit(name))
    return [str(node.node(label).verdict) for label in ("1.1", "1.2")]


def in_province(folder: Path, province: str) -> Rulebook:
    return Library(packs=[folder], plugins=()).rulebook("mau/x", on="2023-12-01", province=province)


@pytest.mark.parametrize("write_as", [as_csv, as_xlsx, as_json])
def test_a_province_by_its_name_alone_is_heard(
    write_as: Callable[[Path, list[list[object]]], Path], folder: Path, tmp_path: Path
) -> None:
    rows = [*ROWS[:1], ["An Giang", "", 50], ["huyện Tri Tôn", "An Giang", 50]]
    path = write_as(tmp_path / "a", [HEADER, *rows])
    assert heard(path, book(folder, "x")) == ["met", "met"]
    assert remarks(path, book(folder, "x")) == {"larger_heard": ["An Giang", "huyện Tri Tôn"]}


@pytest.mark.parametrize("province", ["An Giang", "an-giang", "2004:an-giang", "tỉnh An Giang"])
def test_the_province_is_known_however_it_was_asked_for(province: str, folder: Path, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a", [HEADER, *ROWS[:1], ["An Giang", "", 50]])
    history = read_history(path, as_of="2023-12-01", asked=Asked(province=province))
    assert [each.subject for each in history.on("2023-12-01").unit("xã Lương Phi").larger] == [OF_PROVINCE]


def test_a_district_by_its_name_alone_is_heard_where_no_other_unit_is_called_so(tmp_path: Path) -> None:
    """No commune was or is called Hải Hà; Tri Tôn is a township too, An Biên a commune of today, and Cai Lậy two districts."""
    head = """
        id: mau
        name: {vi: Tỉnh Mẫu, en: Made-up province}
        territory:
          - {list: "2004", province: an-giang}
          - {list: "2004", province: kien-giang}
          - {list: "2004", province: tien-giang}
          - {list: "2004", province: quang-ninh}
    """
    files = {"pack.yaml": head, "x/set.yaml": own_set("x", indicators="2"),
             "x/01.yaml": criterion("1", relative("huyen", "1.1"), relative("tinh", "1"))}  # fmt: skip
    folder = write(tmp_path / "mau", files)
    for province, commune, district, level in (
        ("quang-ninh", "xã Quảng Minh", "Hải Hà", "met"), ("an-giang", "xã Lương Phi", "Tri Tôn", "undetermined"),
        ("kien-giang", "xã Đông Thái", "An Biên", "undetermined"), ("tien-giang", "xã Long Khánh", "Cai Lậy", "undetermined"),
    ):  # fmt: skip
        rows: list[list[object]] = [[commune, f"huyện {district}", 55], [district, "", 50]]
        path, asked = as_csv(tmp_path / province, [HEADER, *rows]), in_province(folder, f"2004:{province}")
        assert heard(path, asked, commune)[0] == level
        assert remarks(path, asked) == {"larger_heard" if level == "met" else "larger_maybe": [district]}


def test_a_name_of_the_province_and_of_its_city_is_not_heard_and_told(tmp_path: Path) -> None:
    head = """
        id: mau
        name: {vi: Tỉnh Mẫu, en: Made-up province}
        territory: [{list: "2004", province: bac-ninh}]
    """
    files = {"pack.yaml": head, "x/set.yaml": own_set("x", indicators="2"),
             "x/01.yaml": criterion("1", relative("huyen", "1.1"), relative("tinh", "1"))}  # fmt: skip
    asked = in_province(write(tmp_path / "mau", files), "2004:bac-ninh")
    rows: list[list[object]] = [["xã Phú Lâm", "huyện Tiên Du", 55], ["Bắc Ninh", "", 50]]
    path = as_csv(tmp_path / "a", [HEADER, *rows])
    assert heard(path, asked, "xã Phú Lâm") == ["undetermined", "undetermined"]
    assert remarks(path, asked) == {"larger_maybe": ["Bắc Ninh"]}


def test_a_row_of_the_whole_table_is_told_where_nothing_else_says_the_figure(folder: Path, tmp_path: Path) -> None:
    asked = book(folder, "x")
    path = as_csv(tmp_path / "a", [HEADER, *ROWS[:1], ["Toàn tỉnh", "", 50]])
    assert remarks(path, asked) == {"larger_whole": ["Toàn tỉnh"]}
    path = as_csv(tmp_path / "b", [HEADER, *ROWS, ["Toàn tỉnh", "", 50]])
    assert remarks(path, asked) == {"larger_heard": ["huyện Tri Tôn", "tỉnh An Giang"]}


def test_a_row_of_another_year_is_not_told_as_heard(folder: Path, tmp_path: Path) -> None:
    asked, header = book(folder, "x"), [*HEADER, "period"]
    for years, told in (((2023, 2022), "larger_other_year"), ((2022, 2023), "larger_other_year"),
                        ((2022, 2022), "larger_heard"), (("", 2023), "larger_heard"),
                        ((2022, ""), "larger_other_year")):  # fmt: skip
        rows = [[*ROWS[0], years[0]], [*ROWS[3], years[1]]]
        path = as_csv(tmp_path / f"{years[0]}-{years[1]}", [header, *rows])
        assert remarks(path, asked) == {told: ["tỉnh An Giang"]}, years
        assert (heard(path, asked)[1] == "met") is (told == "larger_heard")


def test_a_province_by_its_name_alone_that_a_commune_says_otherwise_is_told(folder: Path, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a", [[*HEADER, OF_PROVINCE], [*ROWS[0], 49], ["An Giang", "", 50, ""]])
    with pytest.raises(FiguresError, match="NTM507"):
        read_figures(path, rulebook=book(folder, "x"))


def test_a_long_table_leaves_out_what_a_table_read_whole_does(tmp_path: Path) -> None:
    head = """
        id: mau
        name: {vi: Tỉnh Mẫu, en: Made-up province}
        territory: [{list: "2004", province: quang-ninh}]
    """
    files = {"pack.yaml": head, "x/set.yaml": own_set("x", indicators="2"),
             "x/01.yaml": criterion("1", relative("huyen", "1.1"), relative("tinh", "1"))}  # fmt: skip
    asked = in_province(write(tmp_path / "mau", files), "2004:quang-ninh")
    names = ["xã Quảng Minh", "Hải Hà", "Quảng Ninh", "Bình Liêu"]  # of Bình Liêu there is a township too
    file = as_csv(tmp_path / "a", [["unit", INCOME], *([name, 55] for name in names)])
    found = evaluate_file(file, asked, out=tmp_path / "ra.csv", distinct=True, accept=True)
    table = read_figures(file, rulebook=asked)
    assert list(found.others) == other_levels(table, asked) == ["Hải Hà", "Quảng Ninh"]
    assert {each.unit for each in chosen_units(table, asked)} == {"xã Quảng Minh", "Bình Liêu"}
