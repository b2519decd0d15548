"""Units of printed figures: measures and their rates, what may be left away, and what belongs to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.audit import Audit, audit_report
from ntmrules.audit.printed import UnreadError, read_printed
from ntmrules.audit.units import unit_of

RELATIONS = {
    "same": ("a", "b"),
    "at_most": ("small", "large"),
    "change": ("now", "then", "by"),
    "average": ("of", "counts", "printed"),
    "share": ("part", "base", "printed"),
}


def audit(tmp: Path, kind: str, *texts: str) -> Audit:
    names = dict(zip(RELATIONS.get(kind, ("total",)), texts, strict=False))
    if kind == "sum":
        names = {"total": texts[0], **{f"p{index}": text for index, text in enumerate(texts[1:])}}
        relation = f"{{total: total, parts: [{', '.join(key for key in names if key != 'total')}]}}"
    else:
        relation = f"{{{', '.join(f'{key}: {key}' for key in names)}}}"
    path = tmp / "r.yaml"
    figures = "\n".join(f'  {key}: "{text}"' for key, text in {**names, "style": "73,6%"}.items())
    path.write_text(f"report: thử\nas_of: 2023-12-31\nfigures:\n{figures}\nrelations:\n- {kind}: {relation}\n", "utf-8")
    return audit_report(path)


HOLD = """
same      | 64,2 triệu đồng/người/năm | 5,35 triệu đồng/người/tháng
same      | 64,2 triệu đồng | 64,2 triệu đồng/người/năm
same      | 64,2 triệu đồng/khẩu/năm | 64,2 triệu đồng/người/năm
same      | 64,2 trđ/người/năm | 64.200 nghìn đồng/người/năm
same      | 64,2 tr.đ/người/năm | 64.200.000 đồng/người/năm
same      | 64,2 triệu đồng một người mỗi năm | 64,2 triệu đồng/người/năm
same      | 50 tạ/ha | 5 tấn/ha
same      | 5,2 tấn/ha | 52 tạ/ha/vụ
same      | 100 tấn/ngày đêm | 36.500 tấn/năm
same      | 100 tấn/ngày | 36.600 tấn/năm
same      | 100 tấn/ngày | 3.000 tấn/tháng
same      | 15 tỷ đồng/quý | 60 tỷ đồng/năm
same      | 500 người/km² | 5 người/ha
same      | 120 triệu đồng/ha | 12 nghìn đồng/m2
same      | 7 nghìn đồng/kg | 7 triệu đồng/tấn
same      | 2 tỷ đồng/km | 2 triệu đồng/m
same      | 100 lít/người/ngày đêm | 0,1 m3/người/ngày
same      | 10 bác sĩ/10.000 dân | 10 bác sĩ/vạn dân
same      | 1,5%/năm | 1,5%
same      | 98 xã/phường | 98 xã
same      | 45 hồ sơ | 45 xã
same      | 98 ban chỉ đạo | 98 xã
same      | 120 nam | 120 người
same      | 12 ngân hàng | 12
same      | 12 tháng | 1 năm
at_most   | 5 triệu đồng/người/tháng | 70 triệu đồng/người/năm
at_most   | 61 | 117 xã
at_most   | 1.000 m2 | 1 ha
change    | 12 tỷ đồng | 10 tỷ đồng | Tăng 0,2 lần
change    | 12 tỷ đồng | 10 tỷ đồng | 0,2 lần
change    | 12 tỷ đồng | 10 tỷ đồng | tăng 1,2 lần
change    | 22 tỷ đồng | 10 tỷ đồng | tăng 1,2 lần
change    | 20 | 10 | tăng gấp 2 lần
change    | 8 tỷ | 10 tỷ | giảm 0,2 lần
change    | 8 tỷ | 10 tỷ | bằng 0,8 lần
change    | 5 tỷ | 10 tỷ | giảm 2 lần
change    | 64,2 triệu đồng/người/năm | 58 triệu đồng/người/năm | 6,2 triệu đồng
change    | 64,2 triệu đồng/người/năm | 58 triệu đồng/người/năm | 10,7%
change    | 31/12/2023 | 31/12/2021 | 2 năm
change    | 30/6/2023 | 31/12/2022 | 6 tháng
change    | 73,6% | 71,1% | 2,5 điểm phần trăm
sum       | 60,5 triệu đồng/người/năm | 30,5 triệu đồng/người/năm | 2,5 triệu đồng/người/tháng
sum       | 200 người | 120 nam | 80 nữ
average   | 1.868 tiêu chí | 98 xã | 19,06 tiêu chí/xã
average   | 350.000 tấn | 50.000 ha | 70 tạ/ha
average   | 350.000 tấn | 50.000 ha | 7 tấn
average   | 600 tỷ đồng | 5 năm | 120 tỷ đồng/năm
average   | 600 tỷ đồng | 60 tháng | 10 tỷ đồng
average   | 600 tỷ đồng/năm | 10.000 người | 5 triệu đồng/người/tháng
average   | 600 tỷ đồng | 10.000 người | 60 triệu đồng/người/năm
average   | 600 tỷ đồng/năm | 10.000 người | 60 triệu đồng/người
average   | 600 tỷ đồng | 10.000 lao động | 60 triệu đồng/lao động
average   | 1.960 tỷ đồng | 98 đơn vị | 20 tỷ đồng/xã
share     | 5,35 triệu đồng/người/tháng | 64,2 triệu đồng/người/năm | 100%
same      | đạt 19/19 tiêu chí | 19/19 tiêu chí
same      | 61 xã/98 xã | 61/98 xã
same      | 1.331 xã (22,1%) | 1.331 xã
same      | 12 (mười hai) triệu đồng | 12.000 nghìn đồng
same      | 234 tỷ 500 triệu đồng | 234,5 tỷ đồng
same      | 2 km 500 m | 2,5 km
same      | 1 năm 6 tháng | 18 tháng
same      | 2 sản phẩm đạt 5 sao | 2 sản phẩm
same      | 98 xã giai đoạn 2021-2025 | 98 xã
change    | đạt 17/19 tiêu chí | đạt 15/19 tiêu chí | tăng 02 tiêu chí
change    | 12 xã | 9 xã | tăng 3 xã so với cuối năm 2022
sum       | 1.234,5 tỷ đồng | 1.000 tỷ đồng | 234 tỷ 500 triệu đồng
same      | 15‰ | 1,5%
same      | 64,2 triệu đồng/người-năm | 5,35 triệu đồng/người/tháng
same      | 95 thuê bao/100 dân | 950 thuê bao/1.000 dân
"""
FAIL = """
same      | đạt 19/19 tiêu chí | 18/19 tiêu chí
same      | 1.331 xã (22,1%) | 1.313 xã
same      | 2 sản phẩm 5 sao | 3 sản phẩm 5 sao
change    | đạt 17/19 tiêu chí | đạt 15/19 tiêu chí | tăng 03 tiêu chí
change    | 12 xã | 9 xã | tăng 4 xã so với cuối năm 2022
sum       | 1.234,5 tỷ đồng | 1.000 tỷ đồng | 243 tỷ 500 triệu đồng
same      | 64,2 triệu đồng/người/năm | 64,2 triệu đồng/người/tháng
same      | 64,2 triệu đồng mỗi tháng | 64,2 triệu đồng mỗi năm
same      | 64,2 triệu đồng/hộ/năm | 64,2 triệu đồng/người/năm
same      | 64,2 triệu đồng/lao động/năm | 64,2 triệu đồng/người/năm
same      | 50 tạ/ha | 5 tấn
same      | 50 tạ/ha | 50 tạ
same      | 50 tạ/ha | 50 tấn/ha
same      | 5,2 tấn/ha/vụ | 5,2 tấn/ha/năm
same      | 100 tấn/ngày | 100 tấn/tháng
same      | 15 tỷ đồng/quý | 15 tỷ đồng/năm
same      | 500 người/km2 | 500 người/ha
same      | 500 người/km2 | 500 người
same      | 120 triệu đồng/ha | 120 triệu đồng
same      | 7 nghìn đồng/kg | 7 triệu đồng/tạ
same      | 2 tỷ đồng/km | 2 tỷ đồng
same      | 100 lít/người/ngày đêm | 100 lít/hộ/ngày đêm
same      | 10 bác sĩ/10.000 dân | 10 bác sĩ/1.000 dân
same      | 1,5%/năm | 1,5%/tháng
same      | 12 tháng | 12 năm
at_most   | 12 triệu đồng | 15 triệu người
at_most   | 12 triệu đồng | dưới 15 triệu người
at_most   | 5 ha | 12 km
at_most   | 12 tấn | 15 ha
at_most   | 12 kg | 12 lít
at_most   | 12% | 15 xã
at_most   | 61 xã | 117 huyện
at_most   | 50 tạ/ha | 500 tấn
at_most   | 64 triệu đồng/người/tháng | 70 triệu đồng/người/năm
at_most   | 2 năm | 18 tháng
change    | 12 tỷ đồng | 10 tỷ đồng | tăng 0,4 lần
change    | 22 tỷ đồng | 10 tỷ đồng | gấp 1,2 lần
change    | 30 | 10 | tăng gấp 2 lần
change    | 8 tỷ | 10 tỷ | bằng 0,2 lần
change    | 64,2 triệu đồng/người/năm | 58 triệu đồng/người/năm | 6,2 triệu đồng/hộ
change    | 64,2 triệu đồng/người/năm | 58 triệu đồng/người/tháng | 6,2 triệu đồng/người/năm
change    | 30/6/2023 | 31/12/2022 | 9 tháng
change    | 73,6% | 71,1% | 2,5 xã
sum       | 33 triệu đồng/người/năm | 30,5 triệu đồng/người/năm | 2,5 triệu đồng/người/tháng
sum       | 60 tấn | 30 tấn/ha | 30 tấn
sum       | 100% | 60% | 40 xã
average   | 1.868 tiêu chí | 98 xã | 19,06 chỉ tiêu/xã
average   | 1.868 tiêu chí | 98 xã | 19,06 tiêu chí/huyện
average   | 350.000 tấn | 50.000 ha | 70 tấn/ha
average   | 600 tỷ đồng | 5 tháng | 120 tỷ đồng/năm
average   | 600 tỷ đồng | 10.000 hộ | 60 triệu đồng/người/năm
share     | 5,35 triệu đồng/người/tháng | 64,2 triệu đồng/người/năm | 8,3%
share     | 50 ha | 500 km | 10%
share     | 5 tấn | 50 tạ/ha | 100%
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().split("\n")]


@pytest.mark.parametrize("row", rows(HOLD), ids=" ".join)
def test_what_is_the_same_in_other_units_holds(tmp_path: Path, row: tuple[str, ...]) -> None:
    found = audit(tmp_path, *row)
    assert found.clean, found.text()


@pytest.mark.parametrize("row", rows(FAIL), ids=" ".join)
def test_a_wrong_unit_is_found(tmp_path: Path, row: tuple[str, ...]) -> None:
    assert len(audit(tmp_path, *row).findings) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("same", "64,2 triệu đồng/người/năm", "64,2 triệu đồng/người/tháng"),
         "b là 64,2 triệu đồng/người/năm (sai đơn vị)"),
        (("same", "50 tạ/ha", "5 tấn"), "b là 5 tấn/ha (sai đơn vị)"),
        (("sum", "33 triệu đồng/người/năm", "30,5 triệu đồng/người/năm", "2,5 triệu đồng/người/tháng"),
         "p1 là 2,5 triệu đồng/người/năm (sai đơn vị)"),
        (("change", "12 tỷ đồng", "10 tỷ đồng", "tăng 0,4 lần"), "hai số chênh nhau 0,2 lần"),
    ],
)  # fmt: skip
def test_the_unit_that_would_fit_is_named(tmp_path: Path, row: tuple[str, ...], said: str) -> None:
    (finding,) = audit(tmp_path, *row).findings
    assert said in finding.text()


def test_what_follows_is_written_in_the_last_of_several_units(tmp_path: Path) -> None:
    (finding,) = audit(tmp_path, "sum", "234 tỷ 500 triệu đồng", "200.000 triệu đồng", "34 tỷ 600 triệu đồng").findings
    assert "các phần cộng lại là 234.600 triệu đồng" in finding.vi


@pytest.mark.parametrize(
    "text",
    ["500 triệu 234 tỷ đồng", "1 tỷ 2 ha", "12 xã 5 thôn", "từ 31,5 triệu đồng lên 52,3 triệu đồng", "ngày 31/6"],
)
def test_two_numbers_are_not_read_as_one(text: str) -> None:
    with pytest.raises(UnreadError):
        read_printed(text, "vn")


def test_a_rate_that_is_left_away_is_told(tmp_path: Path) -> None:
    (remark,) = audit(tmp_path, "same", "64,2 triệu đồng", "64,2 triệu đồng/người/năm").remarks
    assert remark.vi == "a: không ghi đủ đơn vị, đọc theo đơn vị của «64,2 triệu đồng/người/năm»"


@pytest.mark.parametrize(
    ("tail", "kind"),
    [("hồ sơ", None), ("hộ", "ho"), ("ho", "ho"), ("ban chỉ đạo", None), ("bản", "thon"), ("nam", None),
     ("năm", "time"), ("văn bản", None), ("vạn hộ", "ho"), ("đồng chí", "nguoi"), ("đồng", "money"), ("ấp", "thon")],
)  # fmt: skip
def test_words_are_read_with_their_accents(tail: str, kind: str | None) -> None:
    assert unit_of(tail).kind == kind
