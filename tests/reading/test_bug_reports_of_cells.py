"""Public reports of people who do this kind of job, by name: those about what a cell or a sheet of a workbook says.

The others stand in ``tests/e2e/test_bug_reports.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from officefiles import Formula, Page, Shown, made_at, rulebook

from ntmrules import FiguresError, UnitFigures, Verdict, read_figures
from ntmrules.cli import run

M1, POOR = "ty-le-co-so-san-xuat-dam-bao-moi-truong", "ty-le-ho-ngheo-da-chieu"
LONG = ["unit", "subject", "value"]
PLACE = ["--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins"]


def one(path: Path) -> UnitFigures:
    [unit] = read_figures(path, rulebook=rulebook()).units
    return unit


def problems(path: Path, **more: Any) -> list[str]:
    try:
        read_figures(path, rulebook=rulebook(), **more)
    except FiguresError as error:
        return [each.code for each in error.problems]
    return []


def test_firecrawl_anydoc_27_a_percent_format_is_not_lost(tmp_path: Path) -> None:
    unit = one(made_at(tmp_path, "a.xlsx", [LONG, ["xã A", M1, Shown(0.92, "0%")]]))
    assert rulebook().evaluate(unit).node("17.2").verdict is Verdict.MET
    unit = one(made_at(tmp_path, "b.xlsx", [LONG, ["xã A", M1, Shown(0.89, "0%")]]))
    assert rulebook().evaluate(unit).node("17.2").verdict is Verdict.NOT_MET


@pytest.mark.parametrize(("stored", "verdict"), [
    (89.99999999999999, Verdict.MET), (90.00000000000001, Verdict.MET), (89.9999999999, Verdict.NOT_MET),
])  # fmt: skip
def test_tafia_calamine_279_residue_of_a_formula_is_no_figure(stored: float, verdict: Verdict, tmp_path: Path) -> None:
    unit = one(made_at(tmp_path, "a.xlsx", [LONG, ["xã A", M1, Formula("=1/3*270", stored)]]))
    assert rulebook().evaluate(unit).node("17.2").verdict is verdict


def test_endoflife_date_266_a_label_like_3_10_is_not_3_1(tmp_path: Path) -> None:
    unit = one(made_at(tmp_path, "a.xlsx", [LONG, ["xã A", Shown(17.1, "0.00"), "chưa đạt"]]))
    judged = rulebook().evaluate(unit)
    assert judged.node("17.10").verdict is Verdict.NOT_MET
    assert judged.node("17.1").verdict is Verdict.UNDETERMINED
    assert problems(made_at(tmp_path, "b.xlsx", [LONG, ["xã A", 17.1, "đạt"]])) == ["NTM503"]
    text = tmp_path / "a.json"
    text.write_text('[{"unit": "xã A", "subject": 17.10, "value": "đạt"}]', encoding="utf-8")
    assert rulebook().evaluate(one(text)).node("17.10").verdict is Verdict.MET


def test_yakew7_fair_code_182_a_second_sheet_is_not_passed_over(tmp_path: Path) -> None:
    pages = {f"xã {name}": Page(rows=[LONG, [f"xã {name}", M1, 95]]) for name in "AB"}
    path = made_at(tmp_path, "a.xlsx", pages)
    assert problems(path) == ["NTM514"]
    table = read_figures(path, rulebook=rulebook(), sheets="all")
    assert [each.unit for each in table.units] == ["xã A", "xã B"]


@pytest.mark.parametrize(
    "name", ["jmcnamara_xlsxwriter_877_it_carries_0", "felipe_prenholato_openpyxl_69_it_has_no_value"]
)
def test_a_formula_that_nobody_calculated_is_no_figure(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    if "xlsxwriter" in name:
        made_at(tmp_path, "a.xlsx", [LONG, ["xã A", POOR, Formula("=20+5")]])
    else:
        from openpyxl import Workbook

        book = Workbook()
        for row in (LONG, ["xã A", POOR, "=20+5"]):
            book.active.append(row)
        book.save(path)
    assert problems(path) == problems(path, accept=True) == ["NTM502"]


@pytest.mark.parametrize("said", ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"])
def test_markpflug_sylvan_data_excel_41_an_error_cell_is_no_blank(said: str, tmp_path: Path) -> None:
    assert problems(made_at(tmp_path, "a.xlsx", [LONG, ["xã A", M1, Formula("=1/0", said)]])) == ["NTM502"]
    assert problems(made_at(tmp_path, "b.xlsx", [LONG, ["xã A", M1, said]])) == ["NTM502"]


def test_eligrey_filesaver_627_a_csv_called_xlsx_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.xlsx"
    path.write_text("unit,subject,value\nxã A,10.1,đạt\n", encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE]) == 3
    assert "NTM504" in capsys.readouterr().err
