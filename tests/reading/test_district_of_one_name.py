"""A commune that is called as its district is: «xã Đầm Hà» beside «Đầm Hà» in «Huyện» lies in the district, not in itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at

from ntmrules import read_figures

HEAD = ["Đơn vị", "Huyện", "Chỉ tiêu", "Kết quả"]


@pytest.mark.parametrize("within", ["Đầm Hà", "huyện Đầm Hà"])
def test_a_commune_lies_in_the_district_of_its_own_name(tmp_path: Path, within: str) -> None:
    rows = [HEAD, ["xã Đầm Hà", within, "10.1", 61], ["xã Quảng An", within, "10.1", 58]]
    units = {each.unit: each for each in read_figures(made_at(tmp_path, "a.xlsx", rows)).units}
    assert [each.unit for each in units[within].children] == ["xã Đầm Hà", "xã Quảng An"]
    assert units["xã Đầm Hà"].children == ()


def test_who_is_said_to_lie_in_itself_is_asked_about_all_the_same(tmp_path: Path) -> None:
    rows = [HEAD, ["xã Đầm Hà", "xã Đầm Hà", "10.1", 61], ["xã Quảng An", "xã Đầm Hà", "10.1", 58]]
    assert "NTM605" in codes(made_at(tmp_path, "a.xlsx", rows))
