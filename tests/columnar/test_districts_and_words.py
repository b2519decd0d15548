"""Long tables: «Huyện» beside «Xã» is what communes lie in, and columns of words alone are left out, as in short ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at, rulebook

from ntmrules import FiguresError, UsageError
from ntmrules.figures.frames.parts import read_parts, without_words
from ntmrules.tables import evaluate_file, evaluate_table

polars = pytest.importorskip("polars")
HEAD = "STT,Xã,Huyện,10.1,Người lập\n"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_district_beside_a_commune_is_what_it_lies_in(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"{HEAD}1,xã Hà Lâu,huyện Tiên Yên,57,Bà Lan\n2,xã Hải Lạng,huyện Tiên Yên,58,Ông A\n", encoding="utf-8"
    )
    if suffix == "parquet":
        polars.read_csv(path, infer_schema_length=0).write_parquet(tmp_path / "a.parquet")
    found = evaluate_file(tmp_path / f"a.{suffix}", rulebook(), out=tmp_path / "x.parquet")
    assert found.units == 2
    assert {str(each.values["columns"]).split(" ")[-1].strip("'") for each in found.left_out} >= {"STT"}
    assert polars.read_parquet(tmp_path / "x.parquet")["within"].to_list() == ["huyện Tiên Yên"] * 2


def test_a_column_of_words_is_left_out_and_one_with_a_figure_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Xã,10.1,Người lập,Ý kiến\nxã A,57,Bà Lan,tốt\nxã B,58,,12\n", encoding="utf-8")
    found = without_words(path, read_parts(path, 1), ())
    assert found.columns == ("Xã", "10.1", "Ý kiến")
    assert found.notes == [("columns", {"sheet": "a.csv", "columns": "C 'Người lập'"})]
    assert [frame.columns for _, frame in found.parts] == [["Xã", "10.1", "Ý kiến"]] * 2
    with pytest.raises(FiguresError, match=r"NTM503|NTM502"):
        evaluate_file(path, rulebook(), out=tmp_path / "x.parquet")


def test_a_frame_with_districts_is_understood_and_a_long_one_refused_with_what_to_do() -> None:
    frame = polars.DataFrame({"Xã": ["xã Hà Lâu"], "Huyện": ["huyện Tiên Yên"], "10.1": [57]})
    assert evaluate_table(rulebook(), frame).unit(0).within == "huyện Tiên Yên"
    long = polars.DataFrame({"unit": ["xã Hà Lâu", "xã Hải Lạng"], "subject": ["10.1", "10.1"], "value": [57, 58]})
    with pytest.raises(UsageError, match="NTM041 a long table"):
        evaluate_table(rulebook(), long)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_long_file_is_refused_with_what_to_do_too(tmp_path: Path, suffix: str) -> None:
    rows = [["Xã", "Chỉ tiêu", "Kết quả"], ["xã Hà Lâu", "10.1", "57"]]
    path = made_at(tmp_path, f"a{suffix}", rows if suffix == ".xlsx" else "\n".join(map(";".join, rows)) + "\n")
    with pytest.raises(UsageError, match="NTM041 a long table"):
        evaluate_file(path, rulebook(), out=tmp_path / "x.parquet")
