"""Notes beside figures that say otherwise: another unit's, a part's, another time's, and those that only doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import left_out, made_at, places, read, rulebook, table

from ntmrules import FiguresError

HEAD = ["Xã", "Chỉ tiêu", "Kết quả", "Ghi chú"]


def noted(folder: Path, note: str, value: object = 60, label: str = "10.1", *, wide: bool = False) -> Path:
    rows = [["Xã", label, "Ghi chú"], ["xã Hà Lâu", value, note]]
    return made_at(folder, "a.xlsx", rows if wide else [HEAD, ["xã Hà Lâu", label, value, note]])


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("note", [
    "lấy số bình quân huyện", "lấy số bình quân huyện Tiên Yên", "chưa có số liệu, lấy số của huyện", "tạm lấy số chung của tỉnh",
    "bình quân chung toàn huyện", "chỉ tính thôn Bản Buông", "riêng thôn A", "chưa tính thôn Khe Lặc", "số liệu của 3/9 thôn",
    "số liệu thị xã", "số liệu của thành phố", "giá trị của vùng", "kq toàn quốc", "mức của khu vực", "kết quả đến hết quý III",
])  # fmt: skip
def test_a_figure_of_another_unit_or_of_a_part_is_refused(tmp_path: Path, note: str, wide: bool) -> None:
    assert places(noted(tmp_path, note, wide=wide)) == [f"2:{3 if wide else 4} NTM503"]


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(
    "note", ["số cũ", "theo bộ tiêu chí cũ (2016-2020)", "theo chuẩn nghèo cũ", "Số liệu cũ", "theo quy định trước đây"]
)
def test_a_figure_of_another_time_is_left_out_and_said(tmp_path: Path, note: str, wide: bool) -> None:
    path = noted(tmp_path, note, wide=wide)
    assert read(path) == {}
    assert ("row", 2) in left_out(path)


@pytest.mark.parametrize(
    "note", ["xã Hải Lạng", "xã Hải Lạng cung cấp", "số liệu xã Hải Lạng cung cấp", "lấy số của xã Hải Lạng"]
)
def test_a_figure_of_another_commune_is_refused(tmp_path: Path, note: str) -> None:
    assert places(noted(tmp_path, note)) == ["2:4 NTM610"]


@pytest.mark.parametrize(
    "note", ["tính đến 31/12/2022", "số liệu đến ngày 31.12.2022", "đến hết tháng 12/2022", "số liệu năm 2022"]
)
def test_a_day_in_a_note_is_the_time_of_the_figure(tmp_path: Path, note: str) -> None:
    assert [entry.period for entry in table(noted(tmp_path, note)).units[0].entries] == [2022]
    dated = [[*HEAD, "Năm"], ["xã Hà Lâu", "10.1", 60, note, 2023]]
    assert places(made_at(tmp_path, "b.xlsx", dated)) == ["2:4 NTM507"]


@pytest.mark.parametrize(("value", "note"), [
    (60, "chưa đạt"), (60, "cơ bản đạt"), (60, "không áp dụng"), (60, "nợ tiêu chí"), (60, "số nhầm"), (60, "Chưa thẩm định"),
    ("đạt", "đạt nhưng thiếu hồ sơ"), ("đạt", "đạt, còn thiếu hồ sơ"),
])  # fmt: skip
def test_a_note_that_doubts_is_said_with_its_cell(tmp_path: Path, value: object, note: str) -> None:
    found = [each for each in table(noted(tmp_path, note, value)).left_out if each.name == "doubted"]
    assert [(each.values["count"], each.values["cells"]) for each in found] == [(1, f"xã Hà Lâu 10.1 «{note}»")]


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("đạt", "chưa đạt"),
        ("đạt", "Không đạt."),
        ("chưa đạt", "đạt"),
        ("đạt", "không áp dụng"),
        ("đạt", "cơ bản đạt"),
        ("đạt", "Cơ bản đạt."),
    ],
)
def test_a_verdict_and_a_note_that_contradict_each_other_are_asked_about(tmp_path: Path, value: str, note: str) -> None:
    assert places(noted(tmp_path, note, value)) == ["2:4 NTM507"]


@pytest.mark.parametrize(("note", "expected"), [
    ("phấn đấu tháng 12 hoàn thành", ("row", 2)), ("mục tiêu đến 2025", ("row", 2)), ("lấy số năm trước", ("row", 2)),
    ("số giao đầu năm", ("row", 2)), ("đến tháng 6", "NTM503"), ("chỉ tính hộ nông nghiệp", "NTM503"),
    ("bình quân 3 năm", "NTM503"),
    ("bq toàn xã Đông Ngũ", "NTM610"), ("nghìn đồng", "NTM506"),
])  # fmt: skip
@pytest.mark.parametrize("wide", [False, True])
def test_known_kinds_are_known_in_other_words(tmp_path: Path, note: str, expected: object, wide: bool) -> None:
    path = noted(tmp_path, note, wide=wide)
    if isinstance(expected, str):
        assert [each.split()[1] for each in places(path)] == [expected]
    else:
        assert read(path) == {}
        assert expected in left_out(path)


@pytest.mark.parametrize("note", [
    "theo giá 2010", "theo số đăng ký", "bao gồm cả phường Hà Lâu", "BQ chung", "một ghi chú dài " * 12, "có 3 thôn đạt",
])  # fmt: skip
def test_a_note_that_nobody_understands_is_repeated(tmp_path: Path, note: str) -> None:
    found = [each for each in table(noted(tmp_path, note)).left_out if each.name == "noted"]
    assert [(each.values["count"], each.values["cells"]) for each in found] == [
        (1, f"xã Hà Lâu 10.1 «{note.strip()[:60]}»")
    ]


@pytest.mark.parametrize(
    "note", ["đạt", "BC số 12/BC-UBND", "theo QĐ 1234", "huyện cung cấp", "đã thẩm định", "10.1 Bao nhiêu? [%]", "ok"]
)
def test_a_note_that_bears_on_no_figure_is_not(tmp_path: Path, note: str) -> None:
    assert [each.name for each in table(noted(tmp_path, note)).left_out if each.name in ("noted", "doubted")] == []


@pytest.mark.parametrize("note", [
    "đạt", "Đạt chuẩn", "theo số liệu thống kê huyện", "huyện cung cấp", "theo báo cáo của huyện", "có 3 thôn đạt",
    "bình quân toàn tỉnh 60", "cao hơn xã Hải Lạng", "đường nối xã Hải Lạng và xã Hà Lâu", "sáp nhập từ xã Hải Lạng",
    "đã kiểm tra theo kế hoạch", "huyện Tiên Yên", "trạm y tế chung với xã Hải Lạng", "tăng so với năm trước",
    "Thôn Bắc Buông", "xã cũ của huyện Tiên Yên",
])  # fmt: skip
def test_notes_that_say_nothing_against_the_figure_change_nothing(tmp_path: Path, note: str) -> None:
    path = noted(tmp_path, note)
    assert read(path) == {"xã Hà Lâu": {"10.1": "60"}}
    assert [each for each in table(path).left_out if each.name in ("doubted", "row")] == []


def test_a_source_names_whom_figures_come_from(tmp_path: Path) -> None:
    rows = [["Xã", "10.1", "Nguồn"], ["xã Hà Lâu", 60, "số liệu huyện"]]
    assert read(made_at(tmp_path, "a.xlsx", rows)) == {"xã Hà Lâu": {"10.1": "60"}}


# ----- the same where a table is judged by its columns


def frame(note: str, value: object = 60, **more: object) -> object:
    polars = pytest.importorskip("polars")
    return polars.DataFrame(
        {"unit": ["xã Hà Lâu"], "10.1": [value], "note": [note], **{key: [each] for key, each in more.items()}}
    )


@pytest.mark.parametrize(("note", "code"), [
    ("lấy số bình quân huyện", "NTM503"), ("chỉ tính thôn A", "NTM503"), ("số cũ", "NTM503"), ("xã Hải Lạng cung cấp", "NTM610"),
])  # fmt: skip
def test_frames_hear_notes(note: str, code: str) -> None:
    from ntmrules.tables import evaluate_table

    with pytest.raises(FiguresError) as refused:
        evaluate_table(rulebook(), frame(note))
    assert [(each.code, each.where) for each in refused.value.problems] == [(code, "table:2:3")]


def test_frames_take_the_year_of_a_note() -> None:
    from ntmrules.tables import evaluate_table

    found = evaluate_table(rulebook(), frame("tính đến 31/12/2019", 70))
    assert [entry.period for entry in found.unit(0).entries] == [2019]
    assert found.frame["verdict:10.1"].to_list() == [2]
    with pytest.raises(FiguresError, match="NTM507"):
        evaluate_table(rulebook(), frame("tính đến 31/12/2019", 70, period=2023))
    assert evaluate_table(rulebook(), frame("tính đến 31/12/2023", 70, period=2023)).left_out == ()


def test_frames_say_what_notes_doubt_and_who_basically_meets() -> None:
    from ntmrules.tables import evaluate_table

    polars = pytest.importorskip("polars")
    said = polars.DataFrame({"unit": ["xã Hà Lâu", "xã Hải Lạng"], "10.1": [60, 61], "16.1": ["Cơ bản đạt", "chưa đạt"],
                             "note": ["số nhầm", "chưa đạt"]})  # fmt: skip
    found = evaluate_table(rulebook(), said).left_out
    assert [(each.name, each.values["cells"]) for each in found] == [
        ("doubted", "xã Hà Lâu «số nhầm»"), ("basically_met", "xã Hà Lâu 16.1"),
    ]  # fmt: skip
