"""A table that is judged in parts is told of as one that is read whole: the same errors and remarks, whatever its size."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.places.communes import all_communes

PLACE = ["--province", "Nghệ An", "--on", "2023-12-31", "--no-plugins"]
MORE = 12  # further rows, each with a note of 100 kB: more than what is read whole

FILES = {
    "half a name": "Tên xã;10.1\nxã Cẩm Sơn;50\nCẩm Sơn;51\n",
    "half a name twice": "Tên xã;10.1\nxã Cẩm Sơn;50\nHoa Sơn;51\nCẩm Sơn;51\nXã Hoa Sơn;50\n",
    "names on no list": "Tên xã;10.1\nxã Cẩm Sơn;50\nxã Cẩm Sơn Năm;51\nxã Không Có;40\n",
    "names with their places": "Tên xã;10.1\nxã Cẩm Sơn, huyện Anh Sơn;50\nxã Hoa Sơn (huyện Anh Sơn);51\n",
    "half a name with its place": "Tên xã;10.1\nxã Cẩm Sơn, huyện Anh Sơn;50\nCẩm Sơn, huyện Anh Sơn;51\n",
    "small shares": "Tên xã;10.1;11.1\nxã Cẩm Sơn;50;0,03\nxã Hoa Sơn;50;0.5\nxã Tào Sơn;50;1\n",
    "small shares that are sure": "Tên xã;Trạng thái;11.1\nxã Cẩm Sơn;đã xác nhận;0,03\nxã Hoa Sơn;;0.5\n",
    "many small shares": "Tên xã;11.1;12.1;12.2\nxã Cẩm Sơn;0,03;90;1\nxã Hoa Sơn;0.5;91;1\nxã Tào Sơn;0,1;92;30\n",
    "a one beside fractions": "Tên xã;17.2\nxã Cẩm Sơn;1\nxã Hoa Sơn;0.9\nxã Tào Sơn;1,0\n",
    "only ones": "Tên xã;17.2\nxã Cẩm Sơn;1\nxã Hoa Sơn;1\n",
    "another province in a title": "TỈNH THANH HÓA\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "an earlier year in a title": "SỐ LIỆU NĂM 2019\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "another year in a title": "SỐ LIỆU NĂM 2022\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "another commune in a title": "KẾT QUẢ XÃ ĐỒNG THANH\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "a commune of the rows in a title": "KẾT QUẢ XÃ CẨM SƠN\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "another unit of measure in a title": "Đơn vị tính: nghìn đồng\nTên xã;10.1\nxã Cẩm Sơn;48\nxã Hoa Sơn;đạt\n",
    "a plan in a title": "KẾ HOẠCH NĂM 2024\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "another tier in a title": "XÃ NÔNG THÔN MỚI NÂNG CAO\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "a district of elsewhere in a title": "HUYỆN VŨ THƯ NĂM 2023\nTên xã;10.1\nxã Cẩm Sơn;50\n",
    "another level": "Đơn vị;10.1\nxã Cẩm Sơn;50\nthị trấn Anh Sơn;60\nhuyện Anh Sơn;70\nTổ dân phố 3;1\nNghệ An;5\n",
    "another level alone": "Đơn vị;10.1\nphường A;50\nhuyện Anh Sơn;70\n",
    "rows that are no unit": "Tên xã;10.1\nxã Cẩm Sơn;50\nƯớc toàn huyện;60\nxã Hoa Sơn (KH);70\nTổng cộng;8\n",
    "names that are none": "Tên xã;10.1\nxã Cẩm Sơn;50\n-;60\n12;70\n",
    "names beside a number": "Tên xã;10.1\n1. Cẩm Sơn;50\nHoa Sơn*;60\n",
    "a figure that cannot be": "Tên xã;10.1;11.1\nxã Cẩm Sơn;50000000;2\nxã Hoa Sơn;a;140\n",
    "rows that are no unit beside a bad cell": "Tên xã;10.1\nxã Cẩm Sơn;a\nTổng cộng;8\n1. Hoa Sơn;50\n",
    "a plan in the source": "Tên xã;10.1;Nguồn\nxã Cẩm Sơn;50;Kế hoạch 2024\nxã Hoa Sơn;51;báo cáo số 12\n",
    "an estimate in the source": "Tên xã;10.1;Nguồn\nxã Cẩm Sơn;50;ước\nxã Hoa Sơn;51;KH\nxã Tào Sơn;a;mục tiêu\n",
    "a plan in the source alone": "Tên xã;10.1;Nguồn\nxã Cẩm Sơn;50;Kế hoạch\n",
    "columns that only people read": "Tên xã;STT;Mức đạt;10.1\nxã Cẩm Sơn;1;48;50\nxã Hoa Sơn;2;48;51\n",
    "a bad cell behind columns that only people read": "Tên xã;STT;Mức đạt;10.1\nxã Cẩm Sơn;1;48;abc\nxã Hoa Sơn;2;48;51\n",
    "a label that is unknown": "Tên xã;10.1;99.9\nxã Cẩm Sơn;50;1\n",
    "basically met": "Tên xã;10.1;16.1\nxã Cẩm Sơn;50;Cơ bản đạt\nxã Hoa Sơn;50;cơ bản đạt\n",
}


def told(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[str]]:
    code = run(["evaluate", *args, "--set", "xa-ntm", *PLACE])
    said = capsys.readouterr().err.splitlines()
    return code, sorted(line for line in said if "ra.csv" not in line and "ghi chú" not in line)


def with_notes(text: str, note: str, *, communes: bool) -> str:
    """Return a table with a column of notes and further rows of communes, or of wards, without a figure."""
    lines = text.splitlines()
    head = next(at for at, line in enumerate(lines) if ";" in line)
    gap = ";" * lines[head].count(";")
    names = [each.full_name for each in all_communes("2004")
             if each.province == "nghe-an" and each.district == "huyện Yên Thành" and each.kind == "xa"]  # fmt: skip
    more = [f"{names[at]}{gap}" if communes else f"phường {at} A{gap}" for at in range(MORE)]
    return "\n".join(
        [*lines[:head], f"{lines[head]};Ghi chú", *(f"{line};{note}" for line in [*lines[head + 1 :], *more])]
    )


@pytest.mark.vietnamese
@pytest.mark.parametrize("name", FILES)
def test_it_is_told_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    small, long = tmp_path / "a", tmp_path / "b"
    for folder, note in ((small, "z"), (long, "z" * 100_000)):
        folder.mkdir()
        text = with_notes(FILES[name], note, communes=not name.endswith("alone"))
        (folder / "xa.csv").write_text(text, encoding="utf-8")
    assert (long / "xa.csv").stat().st_size > 1 << 20
    out = ["--out", str(tmp_path / "ra.csv")]
    whole = told(capsys, str(small / "xa.csv"), *out)
    (tmp_path / "ra.csv").unlink(missing_ok=True)
    assert told(capsys, str(long / "xa.csv"), *out) == whole


NOTES = ["số nhầm", "lấy số bình quân huyện", "số cũ", "tính đến 31/12/2019", "số liệu xã Hoa Sơn cung cấp"]


@pytest.mark.vietnamese
@pytest.mark.parametrize("note", NOTES)
def test_notes_are_heard_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str], note: str) -> None:
    """The files differ in the length of their sources alone."""
    heard = []
    for folder, long in ((tmp_path / "a", 1), (tmp_path / "b", 100_000)):
        folder.mkdir()
        text = with_notes(f"Tên xã;10.1;Nguồn\nxã Cẩm Sơn;70;{note}\nxã Hoa Sơn;50;\n", "x" * long, communes=True)
        path, out = folder / "xa.csv", folder / "ra.csv"
        path.write_text(text.replace("Nguồn;Ghi chú", "Ghi chú;Nguồn"), encoding="utf-8")
        code = run(["evaluate", str(path), "--set", "xa-ntm", *PLACE, "--out", str(out)])
        said = [line for line in capsys.readouterr().err.splitlines() if "ra.csv" not in line]
        heard.append((code, sorted(said), out.read_text(encoding="utf-8").splitlines()[1:] if out.exists() else []))
    assert heard[0] == heard[1]
