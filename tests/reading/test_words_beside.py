"""Columns of words with headings nobody knows: those that may say of whom, where or when a figure is are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at, read, rulebook, table

from ntmrules import FiguresError, read_figures

HEAD = ["Xã", "Chỉ tiêu", "Kết quả"]
ROW = ["Hà Lâu", "10.1", "61"]
OWN = {"Hà Lâu": {"10.1": "61"}}


def csv(folder: Path, heading: str, *cells: str) -> Path:
    rows = [[*HEAD, heading], *([*ROW, cell] for cell in cells)]
    return made_at(folder, "a.csv", "\n".join(";".join(row) for row in rows) + "\n")


@pytest.mark.parametrize(("heading", "cell"), [
    ("Thôn", "Bắc Lù"), ("Tên thôn, bản", "Khe Lẹ"), ("Đối tượng", "Hộ dân tộc thiểu số"), ("Nhóm hộ", "Hộ nông nghiệp"),
    ("Bộ tiêu chí", "NTM nâng cao"), ("Đợt", "Hai"), ("Khu vực", "Thành thị"), ("Loại số liệu", "làm tròn"), ("Quý", "I"),
    ("Kịch bản", "Cao"), ("Xã cũ", "Đại Dực"), ("Group", "poor households"),
])  # fmt: skip
def test_a_column_that_may_be_of_a_part_is_asked_about(tmp_path: Path, heading: str, cell: str) -> None:
    path = csv(tmp_path, heading, cell)
    assert set(codes(path)) == {"NTM503"}
    with pytest.raises(FiguresError) as found:
        table(path)
    assert 'D=ignored"' in str(found.value.problems[0])
    assert read(path, columns={"D": "ignored"}) == OWN


@pytest.mark.parametrize(("heading", "cell"), [
    ("Phạm vi", "Toàn xã"), ("Đối tượng", ""), ("Bộ tiêu chí", "NTM"), ("Loại số liệu", "Kết quả thực hiện"), ("Khu vực",
    "Hà Lâu"),
    ("Người lập", "Bà Lan"), ("Cơ quan", "Phòng Kinh tế"), ("Loại số liệu", "đã thẩm định"), ("Phạm vi", "xã"),
])  # fmt: skip
def test_words_that_say_nothing_new_stop_nothing(tmp_path: Path, heading: str, cell: str) -> None:
    assert read(csv(tmp_path, heading, cell)) == OWN


def test_two_rows_of_one_figure_that_differ_in_words_are_not_taken_for_one(tmp_path: Path) -> None:
    assert codes(csv(tmp_path, "Cán bộ", "Bà Lan", "Ông Tư")) == ["NTM507"]
    assert read(csv(tmp_path, "Cán bộ", "Bà Lan", "Ông Tư"), columns={"D": "ignored"}) == OWN
    assert read(csv(tmp_path, "Cán bộ", "Bà Lan", "Bà Lan")) == OWN


def test_a_text_is_asked_about_in_every_row_for_whose_unit_it_says_something_new(tmp_path: Path) -> None:
    rows = [[*HEAD, "Xã cũ"], ["Hà Lâu", "10.1", "61", "Hà Lâu"], ["Hải Lạng", "10.1", "58", "Hà Lâu"]]
    path = made_at(tmp_path, "a.csv", "\n".join(";".join(row) for row in rows) + "\n")
    assert codes(path) == ["NTM503"]
    with pytest.raises(FiguresError, match=r"a\.csv:3:4"):
        table(path)


def test_no_number_of_harmless_texts_hides_the_one_that_is_none(tmp_path: Path) -> None:
    rows = [
        f"{name};10.1;61;{name}" for name in (f"xã Tân {chr(65 + at // 26)}{chr(97 + at % 26)}" for at in range(40))
    ]
    path = made_at(
        tmp_path, "a.csv", "\n".join(["Xã;Chỉ tiêu;Kết quả;Phạm vi", *rows, "Hà Lâu;10.1;61;thôn Ba"]) + "\n"
    )
    assert codes(path) == ["NTM503"]


@pytest.mark.parametrize(("heading", "cell", "asked"), [
    ("Thôn", "Bắc Lù", True), ("Đối tượng", "nữ", True), ("Bộ tiêu chí", "NTM nâng cao", True), ("Phạm vi", "Toàn xã", False),
    ("Khu vực", "Hà Lâu", False), ("Người lập", "Bà Lan", False),
])  # fmt: skip
def test_without_a_rulebook_they_are_asked_about_too(tmp_path: Path, heading: str, cell: str, *, asked: bool) -> None:
    path = csv(tmp_path, heading, cell)
    if not asked:
        assert read_figures(path).units
        return
    with pytest.raises(FiguresError, match="NTM503"):
        read_figures(path)
    assert read_figures(path, columns={"D": "ignored"}).units


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", " titled.csv"])
def test_a_table_that_is_judged_by_parts_asks_about_them(tmp_path: Path, suffix: str) -> None:
    polars = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_file

    def judged(heading: str, cell: str, **asked: object) -> list[str]:
        rows = [["Xã", "10.1", heading], ["Hà Lâu", "61", "xã Hà Lâu"], ["Hải Lạng", "58", cell]]
        path = tmp_path / f"a{suffix}"
        text = "\n".join(",".join(row) for row in rows) + "\n"
        if suffix == ".xlsx":
            made_at(tmp_path, path.name, rows)
        elif suffix == ".parquet":
            polars.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(path)
        else:
            path.write_text(("BẢNG TỔNG HỢP,,\n" if "titled" in suffix else "") + text, encoding="utf-8")
        try:
            evaluate_file(path, rulebook(), out=tmp_path / "x.parquet", force=True, **asked)  # type: ignore[arg-type]
        except FiguresError as error:
            return [f"{each.where.partition(':')[2]} {each.code}" for each in error.problems]
        return []

    row = 4 if "titled" in suffix else 3
    assert judged("Đối tượng", "nữ") == [f"{row}:3 NTM503"]
    assert judged("Xã cũ", "xã Hà Lâu") == [f"{row}:3 NTM503"]
    assert judged("Đối tượng", "nữ", batch_rows=1) == [f"{row}:3 NTM503"]
    assert judged("Đối tượng", "nữ", accept=True) == [f"{row}:3 NTM503"]  # what is accepted are figures
    assert judged("Phạm vi", "toàn xã") == []
    assert judged("Người lập", "Bà Lan") == []
    assert judged("Đối tượng", "nữ", keep=["Đối tượng"]) == []
