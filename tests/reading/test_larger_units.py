"""The figure of a province or a district is one, beside however many of its communes a file has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, read_figures

HEAD = "unit,province,within,period,subject,value\n"


def read(folder: Path, *rows: str):
    path = folder / "tep.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_figures(path)


def row(
    unit: str, subject: str, value: str, *, province: str = "An Giang", within: str = "Tri Tôn", year: str = "2023"
) -> str:
    return f"xã {unit},{province},{within},{year},{subject},{value}"


@pytest.mark.parametrize("subject", ["tinh:thu-nhap-binh-quan-dau-nguoi", "huyen:thu-nhap-binh-quan-dau-nguoi"])
def test_one_figure_said_twice_differently_is_refused_with_both_places(subject: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as caught:
        read(tmp_path, row("Lương Phi", subject, "4"), row("An Tức", subject, "9"))
    assert caught.value.code == "NTM507"
    (problem,) = caught.value.problems
    said = f"{problem.where} {problem}"
    assert all(each in said for each in ("tep.csv:3", "tep.csv:2", "An Tức", "Lương Phi", "period"))


def test_without_a_province_all_units_are_of_one(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM507"):
        read(tmp_path, row("Lương Phi", "tinh:x", "4", province=""), row("An Tức", "tinh:x", "9", province=""))


@pytest.mark.parametrize(
    "other",
    [
        row("An Tức", "tinh:x", "4"),  # the same again
        row("An Tức", "tinh:x", "9", year="2022"),
        row("An Tức", "tinh:x", "9", province="Kiên Giang"),
        row("An Tức", "tinh:x@2022", "9"),
        row("An Tức", "tinh:y", "9"),
        row("An Tức", "x", "9"),
    ],
)
def test_another_place_year_or_figure_is_another_one(other: str, tmp_path: Path) -> None:
    assert read(tmp_path, row("Lương Phi", "tinh:x", "4"), other).unit("xã An Tức").entries


def test_two_districts_have_a_figure_each(tmp_path: Path) -> None:
    rows = row("Lương Phi", "huyen:x", "4"), row("Vĩnh Hòa", "huyen:x", "9", within="Tân Châu")
    assert read(tmp_path, *rows).unit("xã Vĩnh Hòa").entries
