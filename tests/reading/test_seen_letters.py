"""What nobody sees makes no other name, and what is no name is no unit: each of these was judged as a commune of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, left_out, made_at, read, workbook

from ntmrules.model.spelling import seen
from ntmrules.model.unit_names import same_name

ZERO_WIDTH = ("\u200b", "\u200c", "\u200d", "\u200e", "\ufeff", "\u00ad", "\u2060", "\u2063")


@pytest.mark.parametrize("letter", ZERO_WIDTH)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_letters_without_width_make_no_other_name_label_or_number(tmp_path: Path, letter: str, kind: str) -> None:
    rows = [["Xã", f"17{letter}.2", "10.1"], [f"An{letter} Bình", f"9{letter}5", ""], ["An Bình", "", "60"]]
    text = "\n".join(",".join(row) for row in rows)
    made = {"xlsx": lambda: workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)}),
            "csv": lambda: made_at(tmp_path, "a.csv", text)}  # fmt: skip
    path = made[kind]()
    assert read(path) == {"An Bình": {"17.2": "95", "10.1": "60"}}
    assert same_name(f"xã An{letter} Bình", "xã An Bình")
    assert seen(f"a{letter}b") == "ab"


def test_a_footnote_in_the_place_of_a_name_is_no_unit(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "Xã;17.2\nAn Bình;95\n(1) Số liệu đến 31/12/2023;\n[2] Ước tính;\n")
    assert set(read(path)) == {"An Bình"}
    assert [place for _, place in left_out(path)] == [3, 4]


def test_columns_of_who_judged_are_no_units(tmp_path: Path) -> None:
    rows = [["Chỉ tiêu", "Xã tự đánh giá", "Huyện thẩm định"], ["17.2", "Đạt", "Chưa đạt"]]
    path = workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)})
    assert codes(path, unit="xã An Bình") == ["NTM508"]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_row_that_is_separated_otherwise_is_refused(tmp_path: Path, sign: str) -> None:
    assert codes(made_at(tmp_path, "a.csv", f"Xã,17.2,10.1\nAn Bình{sign}95{sign}60\nBình An,95,60\n")) == ["NTM508"]
