"""Columns and rows as offices write them: labels with a point, columns of years, numbers beside shares, rows of parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, left_out, made_at, places, read, table, verdicts

from ntmrules import FiguresError

XA = {"unit": "xã A"}


@pytest.mark.parametrize("label", ["1.1.", "10.1.", "17.2:", "10.1)"])
def test_a_label_alone_may_end_with_a_point(tmp_path: Path, label: str) -> None:
    bare = label[:-1]
    value, said = ("đạt", "met") if bare == "1.1" else ("60", "60")
    assert read(made_at(tmp_path, "a.csv", f"unit;subject;value\nxã A;{label};{value}\n")) == {"xã A": {bare: said}}
    assert read(made_at(tmp_path, "b.xlsx", [["Tên xã", label], ["xã A", value]])) == {"xã A": {bare: said}}
    rows = [["TT", "Nội dung", "Kết quả"], [label, "", value]]
    assert read(made_at(tmp_path, "c.xlsx", rows), **XA) == {"xã A": {bare: said}}


def test_the_number_of_a_criterion_of_one_indicator_takes_its_figure(tmp_path: Path) -> None:
    rows = [
        ["TT", "Nội dung", "ĐVT", "Kết quả"],
        [10, "Thu nhập", "triệu đồng", 60],
        [11, "Nghèo đa chiều", "%", 3],
        [15, "Y tế", "", "Đạt"],
    ]
    path = made_at(tmp_path, "a.xlsx", rows)
    plain = made_at(tmp_path, "p.xlsx", [["Chỉ tiêu", "Kết quả"], ["10.1", 60], ["11.1", 3], ["15", "Đạt"]])
    for number in ("10.1", "10", "11.1", "11", "15"):
        assert verdicts(path, number, **XA) == verdicts(plain, number, **XA)
    assert verdicts(path, "10.1", **XA) == {"xã A": "met"}
    assert read(made_at(tmp_path, "w.xlsx", [["Tên xã", "TC 10", "TC 15"], ["xã A", 60, "Đạt"]])) == {
        "xã A": {"10": "60", "15": "met"}
    }
    for name, value in (
        ("Nghèo đa chiều", 60),
        ("Thu nhập từ nông nghiệp", 60),
        ("Thu nhập (nghìn đồng)", 60),
        ("Thu nhập", 60_000),
    ):
        assert codes(made_at(tmp_path, "b.xlsx", [rows[0], [10, name, "", value]]), **XA) in (["NTM503"], ["NTM506"])
    assert codes(made_at(tmp_path, "c.xlsx", [rows[0], [15, "Y tế", "", 95]]), **XA) == ["NTM505"]  # of four indicators


@pytest.mark.parametrize("name", ["Quy hoạch", "Giao thông", "Y tế", "Thu nhập", "Thu nhập bình quân đầu người"])
def test_a_heading_that_is_a_name_is_told_its_label(tmp_path: Path, name: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", name], ["xã A", "đạt"]])
    with pytest.raises(FiguresError) as caught:
        table(path)
    [told] = caught.value.problems
    assert told.code == "NTM503"
    labels = {
        "Quy hoạch": "1",
        "Giao thông": "2",
        "Y tế": "15",
        "Thu nhập": "10",
        "Thu nhập bình quân đầu người": "thu-nhap-binh-quan-dau-nguoi",
    }
    assert str(told).count(labels[name])


def test_columns_of_years_are_asked_about_and_read_where_said(tmp_path: Path) -> None:
    rows = [["Đơn vị", "Chỉ tiêu", 2022, 2023], ["xã A", "17.2", 80, 95], ["xã A", "10.1", 50, 60]]
    path = made_at(tmp_path, "a.xlsx", rows)
    with pytest.raises(FiguresError) as caught:
        table(path)
    assert [each.code for each in caught.value.problems] == ["NTM503"]
    assert "--columns" in str(caught.value)
    found = table(path, columns={"2022": "value", "2023": "value"}).units[0].entries
    assert sorted((each.subject, str(each.value), each.period) for each in found) == [
        ("10.1", "50", 2022), ("10.1", "60", 2023), ("17.2", "80", 2022), ("17.2", "95", 2023)]  # fmt: skip
    one = table(path, columns={"C": "ignored", "D": "value"}).units[0].entries
    assert sorted((each.subject, each.period) for each in one) == [("10.1", 2023), ("17.2", 2023)]


@pytest.mark.parametrize(
    "heading",
    ["Tổng số hộ", "Số hộ", "Dân số", "Tổng số khẩu", "Tổng diện tích tự nhiên (ha)", "Số lao động", "Tổng số hộ dân"],
)
def test_a_column_that_a_share_is_of_is_left_out_and_said(tmp_path: Path, heading: str) -> None:
    wide = made_at(tmp_path, "a.xlsx", [["Tên xã", heading, "17.2"], ["xã A", 1200, 95]])
    assert (read(wide), left_out(wide)) == ({"xã A": {"17.2": "95"}}, [("columns", f"B '{heading}'")])
    long = made_at(tmp_path, "b.xlsx", [["TT", "Chỉ tiêu", heading, "Kết quả"], [1, "17.2", 1200, 95]])
    assert read(long, **XA) == {"xã A": {"17.2": "95"}}


@pytest.mark.parametrize(
    "beside", ["Ước thực hiện", "Dự kiến", "6 tháng đầu năm", "Ước TH năm 2023", "Kế hoạch năm 2024"]
)
def test_what_is_no_result_beside_results_is_left_out_and_said(tmp_path: Path, beside: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Kế hoạch", beside, "Kết quả"], ["17.2", 90, 93, 95]])
    assert read(path, **XA) == {"xã A": {"17.2": "95"}}
    assert ("columns", f"B 'Kế hoạch', C '{beside}'") in left_out(path, **XA)
    alone = made_at(tmp_path, "b.xlsx", [["Chỉ tiêu", "Kế hoạch", beside], ["17.2", 90, 93]])
    assert codes(alone, **XA) == ["NTM508"]


@pytest.mark.parametrize("heading", ["10.1 (2022)", "10.1/2022", "10.1 - 2022", "10.1 2022"])
def test_a_year_that_only_stands_beside_a_label_is_asked_about(tmp_path: Path, heading: str) -> None:
    for path in (
        made_at(tmp_path, "a.xlsx", [["Tên xã", heading], ["xã A", 60]]),
        made_at(tmp_path, "a.csv", f"unit;subject;value\nxã A;{heading};60\n"),
    ):
        with pytest.raises(FiguresError, match=r"10\.1 năm 2022") as caught:
            table(path)
        assert [each.code for each in caught.value.problems] == ["NTM503"]
    said = made_at(tmp_path, "b.xlsx", [["Tên xã", "10.1 năm 2022"], ["xã A", 60]])
    assert [(each.subject, each.period) for each in table(said).units[0].entries] == [("10.1", 2022)]


@pytest.mark.parametrize("share", ["Tỷ lệ", "Tỷ lệ (%)", "%", "Tỉ lệ %"])
def test_a_number_and_its_share_below_one_label(tmp_path: Path, share: str) -> None:
    rows = [["Tên xã", "17.2. Cơ sở đảm bảo môi trường", None], [None, "Số cơ sở", share], ["xã A", 19, 95]]
    path = made_at(tmp_path, "a.xlsx", Page(rows=rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)]))
    assert read(path) == {"xã A": {"17.2": "95"}}
    assert left_out(path) == [("columns", "B 'Số cơ sở'")]
    poor = [["Tên xã", "10.1", None], [None, "Số hộ", share], ["xã A", 19, 95]]
    assert codes(made_at(tmp_path, "b.xlsx", Page(rows=poor, merged=[(0, 0, 1, 0), (0, 1, 0, 2)]))) == ["NTM506"]


@pytest.mark.parametrize("part", ["- Trong đó: nam", "Trong đó: nữ", "+ Nữ", "a) Nam", "b) Nữ", "• Trẻ em"])
def test_rows_of_parts_below_an_indicator_are_left_out_and_said(tmp_path: Path, part: str) -> None:
    rows = [
        ["TT", "Nội dung", "Kết quả"],
        ["12.1", "Tỷ lệ lao động qua đào tạo", 70],
        [None, part, 65],
        ["10.1", "Thu nhập", 60],
    ]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert read(path, **XA) == {"xã A": {"12.1": "70", "10.1": "60"}}
    assert ("row", 3) in left_out(path, **XA)
    one = [["Chỉ tiêu", "Kết quả"], ["12.1. Tỷ lệ lao động qua đào tạo", 70], [part, 65]]
    assert read(made_at(tmp_path, "b.xlsx", one), **XA) == {"xã A": {"12.1": "70"}}
    lone = [["TT", "Nội dung", "Kết quả"], ["12.1", "Tỷ lệ lao động qua đào tạo", 70], [None, "Một dòng khác", 65]]
    assert places(made_at(tmp_path, "c.xlsx", lone), **XA) == ["3:1 NTM503"]
