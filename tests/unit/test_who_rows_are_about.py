"""Rows of plans and years, units written with their place or as ones of before, forms that disagree: none decides in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, made_at

from ntmrules import Entry, FiguresError, Library, UnitFigures, read_figures
from ntmrules.cli import run
from ntmrules.figures import headings
from ntmrules.figures.made_for import made_for
from ntmrules.figures.own_names import own_name
from ntmrules.places.communes import LISTS, all_communes

LIBRARY = Library(plugins=())
PLACE = ["--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins", "--view", "summary"]


@pytest.mark.parametrize(
    "name",
    ["Dực Yên - KH", "xã Dực Yên (kế hoạch)", "xã Dực Yên (ước)", "Xã Dực Yên 2022", "Dực Yên (năm 2022)",
     "Dực Yên – kế hoạch"],
)  # fmt: skip
def test_a_row_of_a_plan_or_a_year_is_no_commune(tmp_path: Path, name: str) -> None:
    assert headings.not_a_unit(name, ["95"]) is not None
    path = tmp_path / "a.csv"
    path.write_text(f"Tên xã;17.2\nxã Dực Yên;80\n{name};95\n", encoding="utf-8")
    table = read_figures(path)
    assert [unit.unit for unit in table.units] == ["xã Dực Yên"]
    assert [each.values["cell"] for each in table.left_out if each.name == "row"] == [name]


def test_no_name_of_the_lists_reads_as_a_plan_or_a_year() -> None:
    for each in (each for list_id in LISTS for each in all_communes(list_id)):
        assert headings.not_a_unit(each.full_name, ("95", "80")) is None


@pytest.mark.parametrize(
    "name",
    ["xã Quảng Long", "xã Quảng Long, huyện Hải Hà", "Quảng Long - Hải Hà", "Quảng Long (Hải Hà)", "xã Quảng Long (cũ)",
     "xã Quảng Long (trước 01/7/2025)", "xã Quảng Long cũ"],
)  # fmt: skip
def test_a_unit_that_was_divided_is_undetermined_however_it_is_written(name: str) -> None:
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2025-12-31")
    entry = Entry(subject="17.2", value=95, as_of="2025-03-31")  # type: ignore[arg-type]
    found = book.evaluate(UnitFigures.of(name, {"17.2": entry})).node("17.2")
    assert str(found.verdict) == "undetermined"
    assert {str(each.code) for each in found.reasons} == {"unit_split"}


def test_a_colon_behind_the_word_for_a_kind_is_no_part_of_a_name() -> None:
    assert own_name("Xã: Quảng Long") == "Xã Quảng Long"


def test_a_commune_lies_in_no_commune_that_is_called_as_its_district(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "unit;within;level;10.1\nĐầm Hà;;huyện;\nĐầm Hà;Đầm Hà;xã;50\nDực Yên;Đầm Hà;xã;40\n", encoding="utf-8"
    )
    district = next(unit for unit in read_figures(path).units if unit.level == "huyen")
    assert [child.unit for child in district.children] == ["Đầm Hà", "Dực Yên"]


@pytest.mark.parametrize(
    "line",
    [
        "Phiếu số liệu  theo vn/xa-ntm/2021, ngày 2024-03-31, Quảng Ninh: tên",
        "PHIẾU SỐ LIỆU THEO VN/XA-NTM/2021, NGÀY 31/03/2024, Quảng Ninh: tên",
        "Phiếu số liệu theo vn/xa-ntm/2021, ngày 31/3/2024, Quảng Ninh: tên",
    ],
)
def test_the_first_line_of_a_form_is_read_as_people_write_it(line: str) -> None:
    found = made_for([line])
    assert found is not None
    assert (found.set, found.on, found.province) == ("vn/xa-ntm/2021", "2024-03-31", "Quảng Ninh")


def test_a_line_that_is_nearly_that_of_a_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "# Phiếu số liệu theo vn/xa-ntm/2021 ngày cuối quý\nunit,subject,value\nxã A,10.1,50\n", encoding="utf-8"
    )
    assert run(["evaluate", str(path), *PLACE]) == 3
    assert "NTM515" in capsys.readouterr().err


def test_sheets_of_forms_that_were_made_for_different_things_are_refused(tmp_path: Path) -> None:
    def sheet(said: str, unit: str) -> Page:
        return Page(
            rows=[[f"Phiếu số liệu theo {said}: tên"], ["unit", "subject", "value"], [unit, "vn/xa-ntm/10.1", 50]]
        )

    first = "vn/xa-ntm/2021, ngày 2023-12-31, Quảng Ninh"
    for other in (
        first.replace("2023", "2022"),
        first.replace("Quảng Ninh", "Hà Nội"),
        first.replace("ntm/", "ntm-nang-cao/"),
    ):
        path = made_at(tmp_path, "a.xlsx", {"A": sheet(first, "xã A"), "B": sheet(other, "xã B")})
        with pytest.raises(FiguresError, match="NTM515"):
            read_figures(path, sheets="all")
    path = made_at(tmp_path, "b.xlsx", {"A": sheet(first, "xã A"), "B": sheet(first, "xã B")})
    assert len(read_figures(path, sheets="all").units) == 2


@pytest.mark.parametrize("row", ["thị trấn Đầm Hà;xa", "phường Hà Lầm;xa", "xã Quảng Long;xa"])
def test_what_is_no_commune_of_the_district_does_not_complete_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str
) -> None:
    names = ["Quảng Lâm", "Quảng An", "Tân Bình", "Dực Yên", "Quảng Tân", "Đầm Hà", "Tân Lập"]
    rows = "".join(f"xã {name};xa;huyện Đầm Hà;đạt;\n" for name in names)
    path = tmp_path / "a.csv"
    path.write_text(
        f"unit;level;within;vn/xa-ntm;so-xa\nhuyện Đầm Hà;huyen;;;8\n{rows}{row};huyện Đầm Hà;đạt;\n", encoding="utf-8"
    )
    assert run(["evaluate", str(path), "--set", "huyen-ntm", *PLACE]) == 3
    said = capsys.readouterr().err
    assert "NTM614" in said or "NTM610" in said
