"""A share below one is refused where shares are larger, and said elsewhere; a number that its cell shows rounded is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Shown, codes, made_at, read, table

from ntmrules import Library


def test_every_share_says_why_a_number_below_one_is_odd_or_is_one_that_may_be_small() -> None:
    measures = Library(plugins=()).catalogue.measures.values()
    small = {each.id for each in measures if (each.unit or "").startswith("%") and each.plausible is None}
    assert small == {
        "ty-le-ho-ngheo-da-chieu", "ty-le-ho-ngheo", "ty-le-xa-dat-ntm-nang-cao", "ty-le-huyen-dat-ntm-nang-cao",
        "ty-le-xa-dat-ntm-hien-dai", "ty-le-cay-trong-chu-luc-tuoi-tien-tien", "ty-le-ho-thu-gom-xu-ly-nuoc-thai",
        "ty-le-san-pham-chu-luc-ban-qua-thuong-mai-dien-tu", "ty-le-su-dung-hoa-tang",
        "toc-do-tang-thu-nhap-binh-quan-dau-nguoi", "toc-do-tang-thanh-vien-hop-tac-xa-nam-lien-truoc",
        "toc-do-tang-thanh-vien-hop-tac-xa-nam-truoc-do", "toc-do-tang-doanh-nghiep-ho-kinh-doanh-moi",
        "toc-do-tang-lao-dong-dong-bao-hiem-xa-hoi", "toc-do-tang-truong-kinh-te-tu-nhan",
    }  # fmt: skip


@pytest.mark.parametrize("label", ["2.1", "2.2", "2.3", "2.4", "12.1", "15.3"])
def test_a_share_typed_as_a_ratio_is_refused(tmp_path: Path, label: str) -> None:
    assert codes(made_at(tmp_path, "a.csv", f"unit,{label}\nxã A,0.3\n")) == ["NTM506"]
    assert codes(made_at(tmp_path, "a.csv", f"unit,{label}\nxã A,30\n")) == []
    assert codes(made_at(tmp_path, "a.csv", f"unit,{label}\nxã A,0\n")) == []


def test_a_small_share_where_it_is_usual_is_said(tmp_path: Path) -> None:
    found = table(made_at(tmp_path, "a.csv", "unit,11.1\nxã A,0.13\n"))
    assert [each.values["figures"] for each in found.left_out if each.name == "small_shares"] == ["11.1 = 0.13"]
    found = table(made_at(tmp_path, "a.csv", "unit,11.1\nxã A,0.13%\n"))
    assert [each.name for each in found.left_out if each.name == "small_shares"] == []


@pytest.mark.parametrize(
    ("stored", "code", "value", "said"),
    [
        (1.96, "0.0", "1.96", ["B3 1.96 (2.0)"]),
        (79.6, "0", "79.6", ["B3 79.6 (80)"]),
        (0.9996, "0%", "99.96%", ["B3 99.96% (100%)"]),
        (1.9, "0.0", "1.9", []),
        (79.6, "General", "79.6", []),
        (0.955, "0.0%", "95.5%", []),
    ],
)
def test_a_number_that_its_cell_shows_rounded_counts_as_it_is_and_is_said(
    tmp_path: Path, stored: float, code: str, value: str, said: list[str]
) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", "17.2"], ["xã Hà Lâu", 95], ["xã Đông Ngũ", Shown(stored, code)]])
    assert read(path)["xã Đông Ngũ"] == {"17.2": value}
    assert [each.values["cells"] for each in table(path).left_out if each.name == "shown"] == said
