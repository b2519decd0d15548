"""«Không» in the column of results beside «Đạt» in that of verdicts: a figure of none and what was said of it, not two values."""

from __future__ import annotations

import pytest

from ntmrules import FiguresError, Library, Verdict, read_figures

HEAD = "Nội dung,Yêu cầu,Kết quả,Đánh giá\n"


@pytest.mark.parametrize("none", ["Không", "không còn", "0"])
def test_none_left_and_met_are_a_figure_and_a_report(none: str) -> None:
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-12-31", province="Nghệ An")
    text = f'{HEAD}"9.1. Nhà tạm, dột nát",Không,{none},Đạt\n'
    (unit,) = read_figures(text.encode(), name="a.csv", rulebook=book, unit="xã Mẫu").units
    assert book.evaluate(unit).node("9.1").verdict is Verdict.MET


def test_yes_and_not_met_of_one_indicator_are_two_values() -> None:
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-12-31", province="Nghệ An")
    with pytest.raises(FiguresError, match="NTM507"):
        read_figures(f"{HEAD}1.2,Có,Có,Chưa đạt\n".encode(), name="a.csv", rulebook=book, unit="xã Mẫu")
