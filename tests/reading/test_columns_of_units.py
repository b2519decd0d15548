"""Hamlets are parts of a commune, in columns and behind names; a form that says it is another commune's is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from frame_kinds import FRAME_KINDS, frame_of
from officefiles import Page, workbook

from ntmrules import Library, NtmRulesError, UnitFigures, read_figures
from ntmrules.cli import run
from ntmrules.model.unit_names import is_of_a_hamlet

BOOK = Library(plugins=()).rulebook("xa-ntm", province="Nghệ An", on="2023-12-31")
PLACE = ["--province", "Nghệ An", "--on", "2023-12-31", "--no-plugins"]
OWN = "xã Nghĩa Đồng"


def codes(call: Any) -> list[str]:
    try:
        call()
    except NtmRulesError as error:
        return [each.identity for each in error.problems]
    return []


def values(path: Path, unit: str | None = OWN, **more: Any) -> dict[str, dict[str, str]]:
    table = read_figures(path, rulebook=BOOK, unit=unit, **more)
    return {unit.unit: {each.subject: str(each.value) for each in unit.entries} for unit in table.units}


def form(folder: Path, *rows: list[str]) -> Path:
    return workbook(folder / "t.xlsx", {"S": Page(rows=rows)})


COUNTS = ["11.1", "2", "3", "1"]
FORMS = [
    ["Tiêu chí", "Toàn xã", "Thôn A", "Thôn B"],
    ["Tiêu chí", "Cả xã", "Thôn 1", "Thôn 2"],
    ["Tiêu chí", "Kết quả", "Xóm Đông", "Xóm Tây"],
    ["Tiêu chí", "Chung toàn xã", "Bản Mường", "Khối 3"],
]


@pytest.mark.parametrize("headings", FORMS)
def test_hamlets_beside_their_commune_are_parts_of_it(headings: list[str], tmp_path: Path) -> None:
    path = form(tmp_path, headings, COUNTS)
    assert values(path) == {OWN: {"11.1": "2"}}
    table = read_figures(path, rulebook=BOOK, unit=OWN)
    said = [str(each.values) for each in table.left_out if each.name == "columns"]
    assert len(said) == 1
    assert all(each in said[0] for each in headings[2:])
    assert codes(lambda: values(path, unit=None)) == ["NTM508.which-unit"]  # a form of one commune, and no unit each


def test_hamlets_alone_have_no_figure_of_a_commune(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = form(tmp_path, ["Tiêu chí", "Thôn A", "Thôn B", "Tổng cộng"], COUNTS)
    assert codes(lambda: values(path)) == ["NTM508.hamlets"]
    assert values(path, columns={"Tổng cộng": "value"}) == {OWN: {"11.1": "1"}}
    assert run(["evaluate", str(path), *PLACE, "--unit", OWN]) == 3
    assert run(["evaluate", str(path), *PLACE]) == 3
    assert "NTM511" in capsys.readouterr().err  # they are units, of another level than the set


def test_communes_as_columns_stay_units(tmp_path: Path) -> None:
    path = form(tmp_path, ["Tiêu chí", "Xã Nghĩa Đồng", "Xã Nghĩa Bình", "Toàn huyện"], COUNTS)
    assert [*values(path, unit=None)] == ["Xã Nghĩa Đồng", "Xã Nghĩa Bình"]


BEHIND = ["Nghĩa Đồng (thôn 3)", "Nghĩa Đồng (Thôn Trung)", "Nghĩa Đồng - xóm 5", "Nghĩa Đồng, xóm Đông", "Nghĩa Đồng [bản 2]",
          "xã Nghĩa Đồng thôn 3", "Nghĩa Đồng – Khối 3", "Nghĩa Đồng (tổ dân phố số 4)", "xã Nghĩa Đồng thôn số 4"]  # fmt: skip
NO_HAMLET = ["30/06/2019: Số thôn 3", "Số thôn 3", "Nghĩa Đồng", "xã Bản Hồ", "Thôn Mòn", "Xín Mần - Bản Ngò",
             "Nghĩa Đồng (trừ một thôn)", "Nghĩa Đồng (thôn đã nhập)", "Phường 1",
             "xã Buôn Tría", "Ấp 3", "Làng Chếu", "Khối 5"]  # fmt: skip


@pytest.mark.parametrize("name", BEHIND)
def test_a_hamlet_behind_a_name_is_no_commune_at_any_door(name: str, tmp_path: Path) -> None:
    from ntmrules.tables import evaluate_table

    assert is_of_a_hamlet(name)
    assert codes(lambda: BOOK.evaluate(UnitFigures.of(name, {"10.1": "đạt"}))) == ["NTM610.level"]
    path = tmp_path / "t.csv"
    path.write_text(f"unit;10.1\n{name};đạt\nNghĩa Bình;đạt\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 2
    assert [line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()[1:]] == ["Nghĩa Bình"]
    for kind in FRAME_KINDS:
        frame = frame_of(kind, {"unit": [name, "Nghĩa Bình"], "10.1": ["đạt", "đạt"]})
        assert codes(lambda each=frame: evaluate_table(BOOK, each)) == ["NTM610.level"]


def test_a_hamlet_behind_a_name_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("unit;subject;value\nNghĩa Đồng (thôn 3);11.1;1\nNghĩa Đồng;11.1;9\n", encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE, "--view", "summary"]) in (1, 2)
    told = capsys.readouterr()
    assert "Nghĩa Đồng (thôn 3)" in told.err
    assert "(thôn 3)" not in told.out
    assert "danh mục" not in told.err  # a hamlet is on no list
    path.write_text("unit;level;subject;value\nNghĩa Đồng (thôn 3);xã;11.1;1\n", encoding="utf-8")
    assert codes(lambda: read_figures(path, rulebook=BOOK)) == ["NTM610.kind"]


@pytest.mark.parametrize("name", NO_HAMLET)
def test_names_that_have_such_words_are_no_hamlet_behind(name: str) -> None:
    assert not is_of_a_hamlet(name)


OTHERS = ["Kết quả của Nghĩa Bình", "KẾT QUẢ CỦA NGHĨA BÌNH NĂM 2023", "Kết quả thực hiện của Nghĩa Bình đến 31/12/2023",
          "Bảng kết quả - Nghĩa Bình", "Tự đánh giá: Nghĩa Bình", "Tổng hợp kết quả (Nghĩa Bình)", "Nghĩa Bình",
          "Kết quả của xã Nghĩa Bình"]  # fmt: skip


@pytest.mark.parametrize("title", OTHERS)
def test_a_form_of_another_commune_is_asked_about(title: str, tmp_path: Path) -> None:
    rows = [["Tiêu chí", "Kết quả"], ["11.1", "đạt"]]
    path = form(tmp_path, [title], *rows)
    assert codes(lambda: values(path)) == ["NTM610.unit"]
    assert [*values(path, unit="Nghĩa Bình")] == ["Nghĩa Bình"]
    text = tmp_path / "t.csv"
    text.write_text(f"{title}\nTiêu chí;Kết quả\n11.1;đạt\n", encoding="utf-8")
    assert run(["evaluate", str(text), *PLACE, "--unit", OWN]) == 3


@pytest.mark.parametrize("title", [
    "Kết quả của xã", "Kết quả của Ban chỉ đạo", "KẾT QUẢ CỦA TÂN KỲ", "Độc lập - Tự do - Hạnh phúc",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kết quả - Thu nhập", "KẾT QUẢ TIÊU CHÍ - GIAO THÔNG",
    "Báo cáo của Văn phòng điều phối",
    "Kết quả của Nghĩa Đồng", "Kết quả của Nghĩa Đồng và Nghĩa Bình", "Kết quả của Hà Lâu",
])  # fmt: skip
def test_titles_that_name_no_other_commune_ask_nothing(title: str, tmp_path: Path) -> None:
    path = form(tmp_path, [title], ["Tiêu chí", "Kết quả"], ["11.1", "đạt"])
    assert values(path) == {OWN: {"11.1": "met"}}


@pytest.mark.parametrize("heading", ["Kết quả của Nghĩa Bình", "Kết quả - Nghĩa Bình", "Tự đánh giá của Nghĩa Bình"])
def test_a_column_of_another_commune_is_asked_about(heading: str, tmp_path: Path) -> None:
    path = form(tmp_path, ["Tiêu chí", heading], ["11.1", "đạt"])
    assert codes(lambda: values(path)) == ["NTM610.unit"]
    assert codes(lambda: values(path, columns={heading: "value"})) == ["NTM610.unit"]
    assert [*values(path, unit="Nghĩa Bình")] == ["Nghĩa Bình"]


def test_obeying_what_a_refusal_says_does_not_take_the_figures_of_another(tmp_path: Path) -> None:
    path = form(tmp_path, ["Tiêu chí", "Nghĩa Bình"], ["11.1", "đạt"])
    assert codes(lambda: values(path)) == ["NTM508.no-value"]
    assert codes(lambda: values(path, columns={"Nghĩa Bình": "value"})) == ["NTM610.unit"]
