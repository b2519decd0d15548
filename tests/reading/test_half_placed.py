"""A row that says no province in a file in which others say theirs is judged by no rules of "no place": it is asked about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules import Library, UnitError, read_figures
from ntmrules.cli import run
from ntmrules.errors import FiguresError

HALF = "unit,province,17.2\nxã A,Quảng Ninh,95\nxã B,,95\nxã C,Quảng Ninh,80\n"
WHERE = ["--set", "xa-ntm", "--no-plugins"]
ON = [*WHERE, "--on", "2023-12-31"]


def given(folder: Path, text: str, name: str = "xa.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize("command", ["evaluate", "summary", "report html", "explain", "one", "json", "out", "parquet"])
def test_the_row_is_named_with_what_the_others_say(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    file, out = given(tmp_path, HALF), str(tmp_path / "ra.csv")
    asked = {
        "evaluate": ["evaluate", file, *ON],
        "summary": ["summary", file, *ON],
        "report html": ["report", "html", given(tmp_path, HALF.replace("province,", "province,as_of,").replace(
            ",95", ",2023-12-01,95").replace(",80", ",2023-12-01,80")), *ON, "--out", str(tmp_path / "r.html")],
        "explain": ["explain", file, *ON, "--unit", "xã B", "--indicator", "17.2"],
        "one": ["evaluate", file, *ON, "--unit", "xã B"],
        "json": ["evaluate", file, *ON, "--json"],
        "out": ["evaluate", file, *ON, "--out", out],
        "parquet": ["evaluate", file, *ON, "--out", str(tmp_path / "ra.parquet")],
    }[command]  # fmt: skip
    assert run(asked) == 3
    said = capfd.readouterr().err
    assert "NTM613" in said
    assert "xã B" in said
    assert "Quảng Ninh" in said
    assert not Path(out).exists()


def test_with_a_province_asked_for_all_are_of_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", given(tmp_path, HALF), *ON, "--province", "Quảng Ninh", "--json"]) in (1, 2)
    assert [each["province"] for each in json.loads(capfd.readouterr().out)] == ["Quảng Ninh"] * 3


def test_a_unit_takes_the_province_of_what_it_lies_in(tmp_path: Path) -> None:
    text = "unit,level,within,province,17.2\nhuyện H,huyen,,Quảng Ninh,\nxã A,xa,huyện H,,95\nthôn T,thon,xã A,,\nxã B,xa,,,90\n"
    units = {each.unit: each.province for each in read_figures(given(tmp_path, text)).units}
    assert units == {"huyện H": "Quảng Ninh", "xã A": "Quảng Ninh", "thôn T": "Quảng Ninh", "xã B": None}
    assert run(["evaluate", given(tmp_path, text.replace("xã B,xa,,,90\n", "")), *ON, "--json"]) in (1, 2)


def test_a_district_without_a_province_lies_where_its_communes_do(tmp_path: Path) -> None:
    text = "unit,level,within,province,17.2\nhuyện H,huyen,,,\nxã A,xa,huyện H,Quảng Ninh,95\nxã B,xa,huyện H,,95\n"
    units = {each.unit: each.province for each in read_figures(given(tmp_path, text)).units}
    assert units == dict.fromkeys(["huyện H", "xã A", "xã B"], "Quảng Ninh")
    torn = text + "xã C,xa,huyện H,Nghệ An,95\n"
    units = {each.unit: each.province for each in read_figures(given(tmp_path, torn)).units}
    assert (units["huyện H"], units["xã B"]) == (None, None)


def test_a_table_of_any_length_is_asked_about_as_well(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.tables import ProvinceBooks, evaluate_file, evaluate_table

    library = Library(plugins=())
    frame = pl.DataFrame(
        {"unit": ["xã A", "xã B", "xã C"], "province": ["Quảng Ninh", "Quảng Ninh", None], "17.2": [95, 90, 80]}
    )
    with pytest.raises(FiguresError) as error:
        evaluate_table(ProvinceBooks(library, "xa-ntm", on="2023-12-31"), frame)
    assert [(each.code, each.where) for each in error.value.problems] == [("NTM613", "table:4:2")]
    asked = ProvinceBooks(library, "xa-ntm", on="2023-12-31", province="Quảng Ninh")
    assert len(evaluate_table(asked, frame)) == 3
    frame.write_parquet(tmp_path / "xa.parquet")
    with pytest.raises(FiguresError) as error:
        evaluate_file(tmp_path / "xa.parquet", ProvinceBooks(library, "xa-ntm", on="2023-12-31"),
                      out=tmp_path / "ra.parquet", batch_rows=2)  # fmt: skip
    assert [(each.code, each.where) for each in error.value.problems] == [("NTM613", "xa.parquet:4:2")]
    assert not (tmp_path / "ra.parquet").exists()
    none = frame.with_columns(pl.lit(None, pl.String).alias("province"))
    assert len(evaluate_table(ProvinceBooks(library, "xa-ntm", on="2023-12-31"), none)) == 3


def test_a_file_that_is_being_written_is_watched_for_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = "unit,province,subject,value\nxã A,Quảng Ninh,17.2,95\nxã B,,17.2,95\nxã C,Quảng Ninh,17.2,80\n"
    assert run(["watch", given(tmp_path, text), *ON, "--once"]) == 3
    found = capfd.readouterr()
    assert "NTM613" in found.err
    assert "xa.csv:3" in found.err
    assert "xã B" not in found.out
    assert "xã C" in found.out


def test_a_title_that_names_the_province_is_not_passed_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = given(tmp_path, "UBND TỈNH NGHỆ AN,,\nĐơn vị,17.2,10.1\nxã A,95,60\n")
    assert run(["evaluate", file, *ON, "--view", "summary"]) == 2
    assert "--province Nghệ An" in capfd.readouterr().err
    assert run(["evaluate", file, *ON, "--province", "Nghệ An", "--view", "summary"]) == 2
    assert "--province" not in capfd.readouterr().err


def test_the_message(tmp_path: Path) -> None:
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-12-31")
    from ntmrules.figures.chosen import chosen_units

    with pytest.raises(UnitError) as error:
        chosen_units(read_figures(given(tmp_path, HALF)), book)
    assert str(error.value.problems[0]) == (
        "xa.csv:3:3: NTM613 xã B says no province, other units of the file say Quảng Ninh\n"
        "  expected: the province in every row\n"
        "  to do: fill in the column province of that row; where all units are of one province, add --province"
    )


@pytest.mark.parametrize("more", ["province", "within"])
def test_a_file_that_says_less_of_a_unit_speaks_of_the_one_that_fits(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], more: str
) -> None:
    old = given(tmp_path, "unit,17.2\nxã A,80\n", "cu.csv")
    word = {"province": "tỉnh Quảng Ninh", "within": "huyện H"}[more]
    new = given(tmp_path, f"unit,{more},17.2\nxã A,{word},95\n", "moi.csv")
    days = ["--as-of", "2023-01-01", "--as-of", "2023-12-31", "--from", "2023-01-01", "--to", "2023-12-31"]
    assert run(["progress", old, new, *WHERE, *days, "--province", "Quảng Ninh", "--format", "json"]) in (1, 2)
    (unit,) = json.loads(capfd.readouterr().out)
    assert unit["unit"] == "xã A"
    assert unit["then"]["indicators"]["high"] == unit["now"]["indicators"]["high"] - 1  # 17.2 was not met, now it is


@pytest.mark.parametrize(
    ("old", "new"), [("unit,within,17.2\nxã A,huyện H,80\nxã A,huyện K,80\n", "unit,17.2\nxã A,95\n"),
                     ("unit,17.2\nA,80\n", "unit,17.2\nxã A,95\n")],
)  # fmt: skip
def test_where_two_units_fit_nobody_chooses(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    files = [given(tmp_path, old, "cu.csv"), given(tmp_path, new, "moi.csv")]
    days = ["--as-of", "2023-01-01", "--as-of", "2023-12-31", "--from", "2023-01-01", "--to", "2023-12-31"]
    assert run(["progress", *files, *WHERE, *days]) == 3
    assert "NTM609" in capfd.readouterr().err
