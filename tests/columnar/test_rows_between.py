"""Rows by themselves in a table that is judged part by part: what may make the figures below them no results is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, Library
from ntmrules.tables import evaluate_file, evaluate_table

polars = pytest.importorskip("polars")

LIBRARY = Library(plugins=())


def judged(folder: Path, row: str, *, accept: bool = False, batch_rows: int = 1000) -> list[str]:
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    path = folder / "xa.csv"
    path.write_text(f"Xã,10.1,17.2\nHà Lâu,61,98\n{row},,\nHải Lạng,58,100\n", encoding="utf-8")
    try:
        evaluate_file(path, book, out=folder / "out.csv", accept=accept, batch_rows=batch_rows)
    except FiguresError as error:
        return [f"{each.where.partition(':')[2]} {each.identity}" for each in error.problems]
    return []


@pytest.mark.parametrize("batch_rows", [1, 1000])
@pytest.mark.parametrize(("row", "identity"), [
    ("KẾ HOẠCH", "NTM503.section"), ("Các xã đăng ký đạt chuẩn năm 2025", "NTM503.section"),
    ("Ghi chú: số liệu trên là số ước thực hiện", "NTM503.below"),
])  # fmt: skip
def test_a_row_that_may_be_over_no_results_is_asked_about(
    tmp_path: Path, row: str, identity: str, batch_rows: int
) -> None:
    assert judged(tmp_path, row, batch_rows=batch_rows) == [f"3:1 {identity}"]
    assert not (tmp_path / "out.csv").exists()
    assert judged(tmp_path, row, accept=True, batch_rows=batch_rows) == []


@pytest.mark.parametrize("row", ["Các xã vùng cao", "Tổng cộng", "Ghi chú: đã thẩm định", "Cụm xã miền Đông"])
def test_ordinary_rows_stop_nothing(tmp_path: Path, row: str) -> None:
    assert judged(tmp_path, row) == []


@pytest.mark.parametrize("batch_rows", [1, 1000])
@pytest.mark.parametrize(
    "row", ["Tạm tính", "Thẩm định lại", "Xã chưa rà soát", "Đăng ký mới", "Số chưa thẩm định", "Đại Dực cũ"]
)
def test_a_row_of_words_alone_that_nobody_knows_is_no_unit_by_parts_either(
    tmp_path: Path, row: str, batch_rows: int
) -> None:
    assert judged(tmp_path, row, batch_rows=batch_rows) == ["3:1 NTM503.section"]
    assert judged(tmp_path, row, accept=True, batch_rows=batch_rows) == []
    frame = polars.DataFrame({"unit": ["Hà Lâu", row, "Hải Lạng"], "10.1": [61, None, 58]})
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    with pytest.raises(FiguresError, match="NTM503"):
        evaluate_table(book, frame)
    assert len(evaluate_table(book, frame, accept=True)) == 3


@pytest.mark.parametrize("name", ["xã Đại Dực", "Đại Dực", "A12", "unit 7", "xã Đèo Gió"])
def test_a_unit_without_figures_is_one(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, name) == []
    frame = polars.DataFrame({"unit": ["Hà Lâu", name, "Hải Lạng"], "10.1": [61, None, 58]})
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    assert len(evaluate_table(book, frame)) == 3
