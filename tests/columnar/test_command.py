"""``ntmrules evaluate`` over hundreds of units: judged as a table, and the same as one by one."""

from __future__ import annotations

import errno
from itertools import cycle
from pathlib import Path

import polars as pl
import pytest

from ntmrules.books import Books
from ntmrules.cli import many, run
from ntmrules.engine.columnar.plan import DEFAULT, from_attainments
from ntmrules.figures.read import read_figures
from ntmrules.library import Library
from ntmrules.model.figures import FigureTable

WATER = "ty-le-ho-dung-dien-an-toan-on-dinh"


def units(folder: Path, number: int) -> Path:
    head = "unit;province;10.1;9.2;1.1;xa-dac-biet-kho-khan;period"
    rows = [
        f"xã {n};{('Quảng Ninh', 'Nghệ An')[n % 2]};{30 + n % 20},5;{70 + n % 29};{said};không;2023"
        for n, said in zip(range(number), cycle(("đạt", "chưa đạt", "")), strict=False)
    ]
    path = folder / "nhieu-xa.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_a_summary_of_hundreds_has_one_line_a_unit_in_the_order_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["evaluate", str(units(tmp_path, many.MANY)), "--view", "summary", "--on", "2023-10-31"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"xã {n}" for n in range(many.MANY)]
    assert code == 1


def test_the_lines_of_many_are_the_verdicts_and_tallies_of_each(tmp_path: Path) -> None:
    table: FigureTable = read_figures(units(tmp_path, 40))
    books = Books(Library(plugins=()), "xa-ntm", on="2023-10-31")
    for unit, line in zip(table.units, many.in_short(books, table.units), strict=True):
        single = books.of(unit.province).evaluate(unit)
        assert (line.unit, line.verdict, line.tally) == (unit.unit, single.verdict, single.tally)


@pytest.mark.parametrize("extra", [[], ["--view", "summary"], ["--engine", "forward/agenda"]])
def test_the_lines_are_the_same_whoever_judges(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, extra: list[str]
) -> None:
    path = str(units(tmp_path, many.MANY))
    run(["evaluate", path, "--on", "2023-10-31"])
    as_a_table = capsys.readouterr().out
    monkeypatch.setattr(many, "find_spec", lambda _: None)  # the extra ``table`` is not installed
    run(["evaluate", path, "--on", "2023-10-31", *extra])
    assert capsys.readouterr().out == as_a_table


PLACE = ["--province", "Quảng Ninh", "--on", "2023-10-31"]


def wide(folder: Path, number: int, name: str = "xa.csv") -> Path:
    frame = pl.DataFrame(
        {
            "unit": [f"xã {n}" for n in range(number)],
            WATER: [90.0 + n % 11 for n in range(number)],
            "7.1": [("đạt", "chưa đạt", None)[n % 3] for n in range(number)],
        }
    )
    path = folder / name
    write = {".csv": frame.write_csv, ".parquet": frame.write_parquet, ".xlsx": frame.write_excel}[path.suffix]
    write(path)
    return path


def test_without_a_view_hundreds_get_a_line_each_and_are_told_how_to_see_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", str(wide(tmp_path, many.MANY)), *PLACE]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == many.MANY
    assert "300 đơn vị:" in said.err
    assert "--unit TÊN" in said.err


def test_a_few_units_are_explained_as_ever(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["evaluate", str(wide(tmp_path, 3)), *PLACE])
    assert "KẾT QUẢ" in capsys.readouterr().out


def test_a_view_or_a_unit_that_is_asked_for_is_shown_however_many_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(wide(tmp_path, many.MANY))
    run(["evaluate", path, *PLACE, "--view", "unmet"])
    assert capsys.readouterr().out.count("KẾT QUẢ") == many.MANY
    run(["evaluate", path, *PLACE, "--unit", "xã 7"])
    assert capsys.readouterr().out.count("KẾT QUẢ") == 1


@pytest.mark.parametrize("name", ["xa.csv", "xa.parquet", "xa.xlsx"])
def test_out_writes_the_verdicts_of_all_units_whatever_file_they_came_from(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wide(tmp_path, 40, name)
    out = tmp_path / "ket-qua.parquet"
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "40 đơn vị:" in said.err
    book = Library(plugins=()).rulebook("xa-ntm", province="Quảng Ninh", on="2023-10-31")
    found = pl.read_parquet(out)
    assert found["unit"].to_list() == [f"xã {n}" for n in range(40)]
    expected = from_attainments(book, [book.evaluate(unit) for unit in read_figures(path).units], DEFAULT)
    assert found.drop("unit").equals(expected)


def test_out_as_csv_is_in_words_that_a_spreadsheet_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ket-qua.csv"
    run(["evaluate", str(wide(tmp_path, 6)), *PLACE, "-o", str(out)])
    assert out.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding without the mark"
    found = pl.read_csv(out)
    assert found["Kết quả 7.1"].to_list() == ["đạt", "chưa đạt", "chưa xác định"] * 2
    assert found["Lý do 7.1"].to_list() == [None, None, "thiếu số liệu"] * 2
    assert found["Căn cứ vào 7.1"][0] == "theo báo cáo"
    assert {"Đơn vị", "Kết quả", "Tạm tính 7.1", "Tiêu chí đạt", "Chỉ tiêu đạt nhiều nhất"} <= set(found.columns)
    assert not [each for each in found.columns if ":" in each or "." in each.split()[0] or "_" in each]
    assert "đã ghi" in capsys.readouterr().err
    run(["evaluate", str(wide(tmp_path, 6)), *PLACE, "-o", str(out), "--lang", "en"])
    assert pl.read_csv(out)["verdict:7.1"][1] == "not met"


def test_out_reads_a_long_table_and_units_of_several_provinces_too(tmp_path: Path) -> None:
    path = tmp_path / "dai.csv"
    rows = [f"xã {n},{('Quảng Ninh', 'Nghệ An')[n % 2]},7.1,{('đạt', 'chưa đạt')[n % 2]}" for n in range(6)]
    path.write_text("\n".join(["unit,province,subject,value", *rows]), encoding="utf-8")
    out = tmp_path / "ra.parquet"
    assert run(["evaluate", str(path), "--on", "2023-10-31", "--out", str(out)]) == 1
    found = pl.read_parquet(out)
    assert found["unit"].to_list() == [f"xã {n}" for n in range(6)]
    assert found["province"].to_list() == ["Quảng Ninh", "Nghệ An"] * 3
    assert found["verdict:7.1"].to_list() == [1, 0] * 3


@pytest.mark.vietnamese
def test_out_judges_on_the_day_of_the_newest_figure_when_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    path.write_text(f"unit,năm,{WATER},{WATER}@period\nxã A,2021,97,2022\nxã B,2021,96,\n", encoding="utf-8")
    run(["evaluate", str(path), "--province", "Quảng Ninh", "--out", str(tmp_path / "ra.csv")])
    assert "ngày đánh giá: 2022-12-31" in capsys.readouterr().err


@pytest.mark.parametrize(("extra", "code"), [
    (["--view", "full"], "NTM014"), (["--json"], "NTM014"),
    (["--engine", "forward"], "NTM014"), (["--format", "json"], "NTM014"),
])  # fmt: skip
def test_out_takes_no_other_form(
    tmp_path: Path, extra: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra.parquet"
    assert run(["evaluate", str(wide(tmp_path, 3)), *PLACE, "--out", str(out), *extra]) == 3
    assert code in capsys.readouterr().err
    assert not out.exists()


def test_out_refuses_what_it_cannot_write_and_a_unit_in_two_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wide(tmp_path, 3)
    assert run(["evaluate", str(path), *PLACE, "--out", str(tmp_path / "ra.docx")]) == 3
    assert "NTM043" in capsys.readouterr().err
    path.write_text(f"unit,province,{WATER}\nxã A,Nghệ An,97\nxã B,,96\n Xã a,nghệ an,98\nxã A,Hà Giang,90\n", "utf-8")
    assert run(["evaluate", str(path), "--on", "2023-10-31", "--out", str(tmp_path / "ra.csv")]) == 3
    said = capsys.readouterr().err
    assert f"xa.csv:4:3: NTM507 Xã a, {WATER}: 98 here, another value in xa.csv:2:3" in said
    assert said.count("NTM507") == 1
    assert not (tmp_path / "ra.csv").exists()


def test_out_skips_blank_rows_and_wants_a_name_in_every_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "xa.csv", tmp_path / "ra.parquet"
    path.write_text(f"unit;{WATER}\nxã A;97\n;\n ; \nxã B;96\n;\n", encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 2
    assert pl.read_parquet(out)["unit"].to_list() == ["xã A", "xã B"]
    path.write_text(f"unit;{WATER}\nxã A;970\n;\n;50\n07027;60\nxã B;-1\n", encoding="utf-8")
    out.unlink()
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 3
    said = capsys.readouterr().err
    places = [line.split()[:2] for line in said.splitlines() if line.startswith("xa.csv:") and "NTM" in line]
    assert places == [
        ["xa.csv:2:2:", "NTM506"], ["xa.csv:4:1:", "NTM510"], ["xa.csv:5:1:", "NTM601"], ["xa.csv:6:2:", "NTM506"],
    ]  # fmt: skip
    assert not out.exists()
    path.write_text(f"tên;{WATER}\nxã A;97\n", encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 3
    assert "NTM508 no column unit" in capsys.readouterr().err


def test_out_where_nothing_can_be_written_is_said_before_anything_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = wide(tmp_path, 3)
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.setattr("ntmrules.tables.files.judge_table", None)
    for out in (tmp_path / "not-there" / "ra.parquet", tmp_path / "not-there" / "ra.csv", tmp_path / "folder.csv"):
        assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 3
        said = capsys.readouterr().err
        assert f"{out}: NTM043 cannot be written" in said
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.csv", "xa.csv"]


@pytest.mark.parametrize("name", ["ra.csv", "ra.parquet"])
def test_a_disk_that_is_full_leaves_the_former_result_and_no_draft(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def write(self, _: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        closed = False

        def flush(self) -> None: ...
        def close(self) -> None: ...

    path, out = wide(tmp_path, 3), tmp_path / name
    out.write_bytes(b"former")
    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *words, **more: Full() if self.suffix == ".part" else opened(self, *words, **more)
    )
    assert run(["evaluate", str(path), *PLACE, "--out", str(out), "--force"]) == 3
    assert "NTM043 cannot be written" in capsys.readouterr().err
    assert out.read_bytes() == b"former"


def test_a_plain_table_of_hundreds_is_never_held_as_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ntmrules.cli.evaluate.read_units", None)
    monkeypatch.setattr("ntmrules.cli.tables.SHORT", 0)
    monkeypatch.setattr("ntmrules.cli.tables.FEW", 0)
    assert run(["evaluate", str(wide(tmp_path, many.MANY)), *PLACE]) == 1
    assert len(capsys.readouterr().out.splitlines()) == many.MANY
    assert run(["evaluate", str(wide(tmp_path, many.MANY, "xa.parquet")), *PLACE, "--view", "summary"]) == 1
    assert "--unit" not in capsys.readouterr().err


def test_bad_cells_of_such_a_table_are_all_reported_and_no_line_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wide(tmp_path, many.MANY + 10)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[5], lines[305] = "xã 4,970,đạt", "xã 304,97,16/19"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split()[:2] for line in said.err.splitlines() if line.startswith("xa.csv")] == [
        ["xa.csv:6:2:", "NTM506"], ["xa.csv:306:3:", "NTM505"],
    ]  # fmt: skip


def test_figures_of_one_unit_in_several_rows_are_put_together_as_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    rows = [f"xã {n};2022;{60 + n % 5};" for n in range(many.MANY)] + ["xã 7;2023;99;đạt"]
    path.write_text("\n".join([f"unit;period;{WATER};7.1", *rows]), encoding="utf-8")
    run(["evaluate", str(path), *PLACE])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == many.MANY
    assert lines[7] != lines[12], "the later row of xã 7 counts"
    assert run(["evaluate", str(path), *PLACE, "--out", str(tmp_path / "ra.csv")]) == 2


@pytest.mark.vietnamese
def test_the_day_of_such_a_table_is_that_of_its_newest_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    path.write_text(f"unit;năm;{WATER}\n" + "".join(f"xã {n};202{n % 3};97\n" for n in range(many.MANY)), "utf-8")
    run(["evaluate", str(path), "--province", "Quảng Ninh"])
    assert capsys.readouterr().err.count("ngày đánh giá: 2022-12-31") == 1


SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
DOUBTFUL = {
    "ratio.csv": (f"unit,{SHARE}\nxã A,0.95\nxã B,95\n", "2:2: NTM506"),
    "income.csv": ("unit,thu-nhap-binh-quan-dau-nguoi\nxã A,60500000\n", "2:2: NTM506"),
    "label.csv": ("\ufeffunit,17.1\r\nxã A,đạt\r\n", "2:2: NTM503"),
    "answer.csv": ("unit,17\nxã A,Có\n", "2:2: NTM505"),
    "sign.csv": (f"unit,{SHARE}\nxã A,x\n", "2:2: NTM502"),
}


@pytest.mark.parametrize("parts", [False, True], ids=["whole", "in parts"])
@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_long_table_is_weighed_as_a_short_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, *, parts: bool
) -> None:
    """Whoever reads the file: a figure, a label or a word that is in doubt is refused at its cell."""
    if parts:
        monkeypatch.setattr("ntmrules.cli.tables.SHORT", 0)
    text, expected = DOUBTFUL[name]
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert run(["evaluate", str(path), *PLACE, "--out", str(tmp_path / "ra.csv")]) == 3
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "ra.csv").exists()


@pytest.mark.parametrize("parts", [False, True], ids=["whole", "in parts"])
@pytest.mark.parametrize("name", ["xa.csv", "xa.parquet"])
def test_rows_that_are_no_unit_are_left_out_of_a_table_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, *, parts: bool
) -> None:
    if parts:
        monkeypatch.setattr("ntmrules.cli.tables.SHORT", 0)
        monkeypatch.setattr("ntmrules.cli.tables.FEW", 0)
    frame = pl.DataFrame({"unit": ["xã A", "Tổng cộng", "xã B"], SHARE: [95.0, 95.0, 92.0]})
    path, out = tmp_path / name, tmp_path / "ra.csv"
    (frame.write_csv if name.endswith("csv") else frame.write_parquet)(path)
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 2
    assert f"{name}: row 3 is no unit (a total) and was not read: Tổng cộng" in capsys.readouterr().err
    assert pl.read_csv(out)["Đơn vị"].to_list() == ["xã A", "xã B"]


def test_figures_that_are_accepted_are_in_a_long_table_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "xa.csv"
    path.write_text(f"unit,{SHARE},status\nxã A,0.95,confirmed\nxã B,0.95,\n", encoding="utf-8")
    for size in (1 << 20, 0):
        monkeypatch.setattr("ntmrules.cli.tables.SHORT", size)
        assert run(["evaluate", str(path), *PLACE, "--out", str(tmp_path / "ra.csv")]) == 3
        assert run(["evaluate", str(path), *PLACE, "--out", str(tmp_path / f"{size}.csv"), "--accept"]) == 1


def test_a_table_heeds_what_is_said_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("UBND,,\nSTT,Chỉ tiêu,Thực hiện nay\n1,17.2,95\n", encoding="utf-8")
    out = tmp_path / "ra.csv"
    said = ["--unit", "xã A", "--columns", "Thực hiện nay=value"]
    assert run(["evaluate", str(path), *PLACE, *said, "--out", str(out)]) == 2
    assert pl.read_csv(out)["Kết quả 17.2"].to_list() == ["đạt"]


@pytest.mark.parametrize("name", ["ra.csv", "ra.parquet"])
def test_out_replaces_only_a_table_of_verdicts(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / name
    words = ["evaluate", str(wide(tmp_path, 3)), *PLACE, "--out", str(out)]
    assert run(words) == 1
    assert run(words) == 1
    assert run([*words, "--lang", "en"]) == 1
    assert run(words) == 1
    out.write_text("unit,verdict\nxã A,của tôi\n", encoding="utf-8")
    assert run(words) == 3
    assert "NTM043 is there already" in capsys.readouterr().err
    assert "của tôi" in out.read_text(encoding="utf-8")
    assert run([*words, "--force"]) == 1


def test_a_unit_in_a_table_of_verdicts_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    units_ = ["\"=cmd|' /C calc'!A0\"", "@sum(1)", "+A1", "-A2+3", "xã A"]
    path.write_text("\n".join(["unit,7.1", *(f"{name},đạt" for name in units_)]), encoding="utf-8")
    out = tmp_path / "ra.csv"
    assert run(["evaluate", str(path), *PLACE, "--out", str(out)]) == 2
    assert [name[0] for name in pl.read_csv(out)["Đơn vị"]] == ["'", "'", "'", "'", "x"]
