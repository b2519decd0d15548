"""Files that are read without a rulebook: what says plainly that there are no results is refused all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, made_at, workbook

from ntmrules import FiguresError, read_figures

HEAD = ["Chỉ tiêu", "Kết quả"]
FORM = [HEAD, ["10.1", 61], ["17.2", 98]]
TABLE = [["TT", "Xã", "10.1"], [1, "Hà Lâu", 61], [2, "Hải Lạng", 58]]


def found(path: Path, **asked: object) -> list[str]:
    try:
        read_figures(path, **asked)  # type: ignore[arg-type]
    except FiguresError as error:
        return [each.identity for each in error.problems]
    return []


@pytest.mark.parametrize(("rows", "identity"), [
    ([["KẾ HOẠCH THỰC HIỆN NĂM 2024"], *FORM], "NTM503.title-no-result"),
    ([["ƯỚC KẾT QUẢ NĂM 2023"], *FORM], "NTM503.title-no-result"),
    ([*FORM[:2], ["", "II. Dự kiến"], FORM[2]], "NTM503.section"),
    ([*TABLE[:2], ["", "KẾ HOẠCH", ""], TABLE[2]], "NTM503.section"),
    ([*FORM, ["Ghi chú: số liệu trên là số ước thực hiện"]], "NTM503.below"),
])  # fmt: skip
def test_plain_words_are_heard_without_a_rulebook(tmp_path: Path, rows: list[list[object]], identity: str) -> None:
    path = made_at(tmp_path, "a.xlsx", rows)
    asked = {} if rows[0] == TABLE[0] else {"unit": "xã Hà Lâu"}
    assert found(path, **asked) == [identity]
    if identity != "NTM503.section":
        assert found(path, accept=True, **asked) == []


def test_a_sheet_of_the_plan_is_no_sheet_of_results(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Kế hoạch": Page(rows=FORM)})
    assert found(path, unit="xã Hà Lâu") == ["NTM503.sheet-no-result"]


@pytest.mark.parametrize("rows", [
    [["KẾT QUẢ XÂY DỰNG NÔNG THÔN MỚI NĂM 2023"], *FORM],
    [*FORM[:2], ["", "III. KINH TẾ VÀ TỔ CHỨC SẢN XUẤT"], FORM[2]],
    [*FORM, ["Ghi chú: kế hoạch năm 2024 là 60 triệu đồng"]],
    [["Chỉ tiêu", "Kết quả"], ["13.4. Kế hoạch bảo tồn, phát triển làng nghề", "đạt"]],
])  # fmt: skip
def test_ordinary_forms_are_read_without_a_rulebook(tmp_path: Path, rows: list[list[object]]) -> None:
    assert found(made_at(tmp_path, "a.xlsx", rows), unit="xã Hà Lâu") == []
