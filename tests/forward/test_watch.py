"""``ntmrules watch``: rows are followed as they are finished, each change of a verdict is told with its cause."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ntmrules.cli import run
from ntmrules.cli import watch as watch_module
from ntmrules.cli.tail import MOST_LINES, Tail, runs_on

HEAD = "unit,subject,value,period\n"
IRRIGATED, MET_ROW = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", "phong-chong-thien-tai-4-tai-cho"
BASE = ("--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-10-31")


def watch(path: Path, *more: str) -> int:
    return run(["watch", str(path), *BASE, *more])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "xa.csv"
    path.write_text(f"{HEAD}xã Một,{IRRIGATED},85,2023\nxã Một,{MET_ROW},đạt,2023\n", encoding="utf-8")
    return path


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def while_watching(path: Path, *acts: Callable[[], object], more: tuple[str, ...] = ()) -> int:
    """Watch; in every pause the next of ``acts`` is done, and after a few more pauses Ctrl-C is pressed."""
    left = [*acts, *[lambda: None] * 3]

    def pause(_: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watch_module, "time", SimpleNamespace(sleep=pause, monotonic=time.monotonic))
        return watch(path, *more)


def test_once_says_how_every_unit_stands(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(file, "--once") == 2
    out = capsys.readouterr().out
    assert out == "xã Một: chưa xác định · 1–19/19 tiêu chí, 2–57/57 chỉ tiêu (55 chưa xác định)\n"


def test_from_the_start_each_row_tells_what_it_changed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(file, f"xã Một,{IRRIGATED},50,2023\n")
    assert watch(file, "--once", "--from-start", "--lang", "en") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition(": ")[2] for line in lines[:3]] == [
        f"undetermined → met (by {IRRIGATED})",
        f"undetermined → met (by {MET_ROW})",
        "undetermined → met (by 3.2)",
    ]
    assert [line.rpartition(": ")[2] for line in lines[3:6]] == [
        f"met → not met (by {IRRIGATED})",
        "met → not met (by 3.1)",
        "undetermined → not met (by 3)",
    ]


def test_a_row_that_is_appended_is_told_while_watching(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = while_watching(file, lambda: append(file, f"xã Một,{IRRIGATED},50,2023\n"), more=("--json",))
    assert code == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["before"], each["after"]) for each in found] == [
        ("vn/xa-ntm/2021/3.1", "met", "not_met"),
        ("vn/xa-ntm/2021/3", "met", "not_met"),
        ("vn/xa-ntm/2021", "undetermined", "not_met"),
    ]
    assert {each["unit"] for each in found} == {"xã Một"}
    assert found[0]["cause"] == [IRRIGATED]


@pytest.mark.vietnamese
def test_a_half_written_line_waits_until_it_is_finished(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(file, f"xã Một,{IRRIGATED},5")
    assert watch(file, "--once") == 2
    assert "chưa ghi xong" in capsys.readouterr().err
    append(file, "0,2023\n")
    assert watch(file, "--once") == 1


def test_a_half_written_line_in_the_middle_of_a_letter_is_no_error(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write("xã M\u1ed9".encode()[:-1])
    assert watch(file, "--once") == 2


def test_an_open_quote_keeps_its_row_waiting(file: Path) -> None:
    tail = Tail(file)
    tail.rows()
    append(file, 'xã Hai,"ghi\n')
    assert tail.rows() == []
    assert tail.unfinished
    append(file, 'chú ""này""",1,2023\nxã Ba,a,1,2023\n')
    assert [(row.number, row.cells[1]) for row in tail.rows()] == [(4, 'ghi\nchú "này"'), (6, "a")]


@pytest.mark.parametrize(
    ("text", "open_"),
    [('a,"b\n', True), ('a,"b"\n', False), ('a,"b""\n', True), ('a,""\n', False), ('ống 5",b\n', False), ('a,5",""\n', False),
     ('"a,b;c\n', True), ('a;"b\n', False)],
)  # fmt: skip
def test_only_a_quote_at_the_beginning_of_a_cell_opens_it(text: str, open_: bool) -> None:
    assert runs_on(text.encode(), ",") is open_


def test_a_quote_that_is_never_closed_does_not_hold_back_all_that_follows(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(file, f'xã Một,"{IRRIGATED},50,2023\n' + f"xã Một,{IRRIGATED},60,2023\n" * MOST_LINES)
    assert watch(file, "--once", "--from-start") == 3
    said = capsys.readouterr()
    assert "xa.csv:4: NTM508 is no CSV" in said.err
    assert "đạt → chưa đạt" in said.out


def test_a_tail_gives_every_row_once_with_its_number(file: Path) -> None:
    tail = Tail(file)
    assert [row.number for row in tail.rows()] == [2, 3]
    assert tail.rows() == []
    append(file, f"xã Hai,{IRRIGATED},60,2023\nxã Hai")
    assert [(row.number, row.cells[0]) for row in tail.rows()] == [(4, "xã Hai")]
    assert tail.unfinished
    assert not tail.restarted


def test_remarks_without_a_header_are_waited_on(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("# Số liệu\n", encoding="utf-8")
    tail = Tail(path)
    assert tail.rows() == []
    append(path, f"{HEAD}xã Một,{IRRIGATED},85,2023\n")
    assert [row.number for row in tail.rows()] == [3]


@pytest.mark.vietnamese
def test_a_file_written_anew_is_read_from_its_start(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rewrite() -> None:
        file.write_text(f"{HEAD}xã Hai,{IRRIGATED},85,2023\n", encoding="utf-8")

    while_watching(file, rewrite)
    said = capsys.readouterr()
    assert "ghi lại từ đầu" in said.err
    assert "xã Hai · 3.1" in said.out


def test_a_bad_row_is_told_and_the_watching_goes_on(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(file, f"xã Một,{IRRIGATED},140,2023\nxã Một,khong-co,1,2023\nxã Một,{IRRIGATED},50,2023\n")
    assert watch(file, "--once", "--from-start") == 3
    said = capsys.readouterr()
    assert "xa.csv:4:3: NTM506" in said.err
    assert "NTM503 unknown subject 'khong-co'" in said.err
    assert "đạt → chưa đạt" in said.out


@pytest.mark.parametrize("blank", ["\n", ",,,\n", "  \n", "# ghi chú\n"])
def test_a_row_without_anything_is_passed_over(file: Path, blank: str, capsys: pytest.CaptureFixture[str]) -> None:
    append(file, f"{blank}xã Một,{IRRIGATED},50,2023\n")
    assert watch(file, "--once", "--from-start") == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert "đạt → chưa đạt" in said.out


@pytest.mark.parametrize(("row", "code"), [
    (f'xã Một,"{IRRIGATED}"x,50,2023\n'.encode(), "NTM508 is no CSV"),
    (f"x\u00e3 M\u00f4t,{IRRIGATED},50,2023\n".encode("latin-1"), "NTM504 is not UTF-8: byte 0xe3"),
])  # fmt: skip
def test_a_row_that_is_no_text_is_told_with_its_line_and_the_next_one_is_read(
    file: Path, row: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with file.open("ab") as stream:
        stream.write(row)
    append(file, f"xã Một,{IRRIGATED},60,2023\n")
    assert watch(file, "--once", "--from-start") == 3
    said = capsys.readouterr()
    assert f"xa.csv:4: {code}" in said.err
    assert said.out.count("đạt → chưa đạt") == 2


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85"])
def test_a_mark_that_only_python_takes_for_a_line_s_end_loses_no_row(file: Path, mark: str) -> None:
    file.write_text(
        f"{HEAD.strip()},note\n# a{mark}b\nxã Một,{IRRIGATED},85,2023,a{mark}b\n", encoding="utf-8", newline=""
    )
    tail = Tail(file)
    assert len(tail.rows()) == 1
    append(file, f"xã Một,{IRRIGATED},50,2023,c\n")
    assert [row.cells[2] for row in tail.rows()] == ["50"]


@pytest.mark.parametrize("head", ["unit,subject,value,perod\n", "don,subject,value,period\n"])
def test_a_header_that_cannot_be_read_is_told_once_and_ends_it(
    file: Path, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(HEAD, head), encoding="utf-8")
    assert watch(file, "--for", "20") == 3
    said = capsys.readouterr()
    assert said.err.count("NTM508") == 1
    assert "xa.csv:1" in said.err
    assert said.out == ""


def test_of_a_file_that_is_saved_anew_only_what_differs_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(file, f"xã Hai,{IRRIGATED},85,2023\n")

    def correct() -> None:
        text = file.read_text(encoding="utf-8").replace(f"xã Một,{IRRIGATED},85", f"xã Một,{IRRIGATED},50")
        file.write_text(text, encoding="utf-8")

    while_watching(file, correct, more=("--json",))
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["unit"], each["id"], each["after"], each["cause"]) for each in found] == [
        ("xã Một", "vn/xa-ntm/2021/3.1", "not_met", [IRRIGATED]),
        ("xã Một", "vn/xa-ntm/2021/3", "not_met", ["vn/xa-ntm/2021/3.1"]),
        ("xã Một", "vn/xa-ntm/2021", "not_met", ["vn/xa-ntm/2021/3"]),
    ]


@pytest.mark.vietnamese
def test_a_unit_that_is_no_longer_in_a_file_saved_anew_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    while_watching(file, lambda: file.write_text(f"{HEAD}xã Hai,{IRRIGATED},85,2023\n", encoding="utf-8"))
    assert "xã Một: không còn trong tệp" in capsys.readouterr().err


@pytest.mark.vietnamese
def test_a_file_that_is_emptied_and_filled_again_is_read_from_its_start(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text(encoding="utf-8")

    half, rest = text[:60], f"{text[60:]}xã Một,{IRRIGATED},50,2023\n"
    acts = [lambda: file.write_text("", encoding="utf-8"), lambda: append(file, half), lambda: append(file, rest)]
    assert while_watching(file, *acts) == 1
    said = capsys.readouterr()
    assert said.err.count("ghi lại từ đầu") == 1
    assert "không còn" not in said.err
    assert [line.rpartition(": ")[2].partition(" (")[0] for line in said.out.splitlines()[1:]] == [
        "đạt → chưa đạt", "đạt → chưa đạt", "chưa xác định → chưa đạt",
    ]  # fmt: skip


@pytest.mark.vietnamese
def test_a_file_that_is_gone_for_a_moment_is_waited_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = file.read_text(encoding="utf-8")

    row = f"xã Một,{IRRIGATED},50,2023\n"
    acts = [file.unlink, lambda: None, lambda: file.write_text(text + row, encoding="utf-8")]
    assert while_watching(file, *acts) == 1
    said = capsys.readouterr()
    assert said.err.count("không đọc được") == 1
    assert "đạt → chưa đạt" in said.out


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf"])
def test_a_pace_that_cannot_be_is_a_usage_error(file: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(file, "--every", value, "--for", "0.1") == 3
    assert "NTM000" in capsys.readouterr().err


def test_a_unit_inside_may_come_before_the_unit_around_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "huyen.csv"
    path.write_text("unit,subject,value,level,within\nxã Một,vn/xa-ntm,đạt,xa,huyện Thử\n", encoding="utf-8")
    argv = ["watch", str(path), "--set", "huyen-ntm", "--on", "2024-06-30", "--once", "--from-start"]
    assert run(argv) == 2
    assert "huyện Thử: chưa xác định" in capsys.readouterr().out
    append(path, "xã Hai,vn/xa-ntm,chưa đạt,xa,huyện Thử\nhuyện Thử,so-xa,2,huyen,\n")
    assert run(argv) == 1
    assert "huyện Thử · P1" in capsys.readouterr().out


PLACED = "unit,subject,value,period,province,area\n"


@pytest.mark.parametrize(("place", "code"), [("Quảng Ninh,không có", "NTM604"), ("Quảng Nin,", "NTM60")])
def test_a_place_that_does_not_exist_is_told_and_the_watching_goes_on(
    file: Path, place: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = f"xã Một,{IRRIGATED},85,2023,Quảng Ninh,\n"
    file.write_text(f"{PLACED}{good}xã Một,{IRRIGATED},50,2023,{place}\n{good.replace('85', '60')}", encoding="utf-8")
    assert run(["watch", str(file), "--set", "xa-ntm", "--on", "2023-10-31", "--once", "--from-start"]) == 3
    said = capsys.readouterr()
    assert said.err.count(code) == 1
    assert said.out.count("đạt → chưa đạt (do ty-le") == 1


@pytest.mark.parametrize(
    ("argv", "code"),
    [(("--on", "2008-01-01"), "NTM301"), (("--on", "2023-10-31", "--province", "Quảng Nin"), "NTM60"),
     (("--on", "2023-10-31", "--set", "xa-nmt"), "NTM001")],
)  # fmt: skip
def test_what_is_wrong_on_the_command_line_is_told_once_and_ends_it(
    file: Path, argv: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["watch", str(file), *argv]) == 3
    assert capsys.readouterr().err.count(code) == 1


def test_a_row_that_places_the_unit_tells_what_stands_otherwise_there(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    income = "thu-nhap-binh-quan-dau-nguoi"
    file.write_text(f"{PLACED}xã Một,{income},46,2023,,\nxã Một,1.1,đạt,2023,Nghệ An,\n", encoding="utf-8")
    argv = ["watch", str(file), "--set", "xa-ntm", "--on", "2023-10-31", "--once", "--from-start", "--json"]
    run(argv)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by = {each["id"]: (each["after"], each["cause"]) for each in found}
    assert by["vn/xa-ntm/2021/10.1"][1] == ["xã Một"]
    assert by["vn/xa-ntm/2021/1.1"] == ("met", ["1.1"])


def test_a_report_and_a_figure_on_one_label_of_a_unit_inside_both_stand(tmp_path: Path) -> None:
    path = tmp_path / "huyen.csv"
    rows = "xã Một,vn/xa-ntm/3.1,50,xa,huyện Thử\nxã Một,vn/xa-ntm/3.1,đạt,xa,huyện Thử\n"
    path.write_text(f"unit,subject,value,level,within\nhuyện Thử,so-xa,1,huyen,\n{rows}", encoding="utf-8")
    assert run(["watch", str(path), "--set", "huyen-ntm", "--on", "2024-06-30", "--once"]) == 1  # the figure decides


def test_a_missing_file_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(tmp_path / "khong-co.csv", "--once") == 3
    assert "NTM501" in capsys.readouterr().err


def test_rows_of_units_inside_reach_the_unit_around_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "huyen.csv"
    path.write_text("unit,subject,value,level,within\nhuyện Thử,so-xa,1,huyen,\n", encoding="utf-8")
    append(path, "xã Một,vn/xa-ntm,chưa đạt,xa,huyện Thử\n")
    code = run(["watch", str(path), "--set", "huyen-ntm", "--on", "2024-06-30", "--once", "--from-start", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [(each["unit"], each["id"], each["cause"]) for each in found if each["kind"] == "indicator"] == [
        ("huyện Thử", "vn/huyen-ntm/2021/P1", ["xã Một"]),
        ("huyện Thử", "vn/huyen-ntm/2021/P2", ["xã Một"]),
    ]


@pytest.mark.vietnamese
def test_ctrl_c_ends_it_with_the_verdicts_that_stand(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a worker of a test run ignores the key
    try:
        assert while_watching(file, lambda: signal.raise_signal(signal.SIGINT), lambda: pytest.fail("goes on")) == 2
    finally:
        signal.signal(signal.SIGINT, before)
    assert "dừng" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_in_a_pipe_each_change_comes_out_at_once_and_ctrl_c_ends_it_with_the_code_of_the_verdicts(file: Path) -> None:
    # A worker of a test run may ignore the key, and what it starts would inherit that.
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from ntmrules.cli import main; main()"
    argv = [sys.executable, "-c", code, "watch", str(file), *BASE, "--every", "0.05"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdout=pipe, stderr=pipe, env=env, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("xã Một: chưa xác định")
        append(file, f"xã Một,{IRRIGATED},5")
        append(file, "0,2023\n")
        told = [process.stdout.readline().rpartition("(")[2] for _ in range(3)]
        assert told == [f"do {IRRIGATED})\n", "do 3.1)\n", "do 3)\n"]
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == ""
        assert process.stderr.read() == "đã dừng\n"
    assert process.returncode == 1


def test_communes_that_name_their_district_are_followed_and_the_district_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("unit,thuộc,subject,value\nxã Một,huyện X,7.1,đạt\nxã Hai,huyện X,7.1,chưa đạt\n", encoding="utf-8")
    assert watch(path, "--once") == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["xã Một", "xã Hai"]


def who(file: Path, rows: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    file.write_text(f"unit,within,subject,value,period\n{rows}", encoding="utf-8")
    code = watch(file, "--once", "--lang", "en")
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def test_two_communes_of_one_name_in_two_districts_are_two_units(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"xã Tân An,huyện A,{IRRIGATED},90,2023\nxã Tân An,huyện B,{IRRIGATED},50,2023\n"
    code, lines, _ = who(file, rows, capsys)
    assert code == 1
    assert [line.partition(" · ")[0] for line in lines] == [
        "xã Tân An, huyện A: undetermined", "xã Tân An, huyện B: not met",
    ]  # fmt: skip


def test_a_row_that_can_be_about_several_units_is_refused_with_its_place(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = f"xã Tân An,huyện A,{IRRIGATED},90,2023\nxã Tân An,huyện B,{IRRIGATED},90,2023\n"
    for more, said in (
        (f"xã Tân An,,{IRRIGATED},50,2023\n", "NTM609 several units are called xã Tân An"),
        (f"Tân An,huyện A,{IRRIGATED},50,2023\n", "NTM609 Tân An here and xã Tân An"),
    ):
        code, lines, err = who(file, two + more, capsys)
        assert code == 3
        assert f":4: {said}" in err
        assert [line.partition(" · ")[0] for line in lines] == [
            "xã Tân An, huyện A: undetermined", "xã Tân An, huyện B: undetermined",
        ]  # fmt: skip


def test_a_first_row_without_a_district_is_not_given_to_one_of_two(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"xã Tân An,,{IRRIGATED},90,2023\nxã Tân An,huyện A,10,đạt,2023\nxã Tân An,huyện B,10,đạt,2023\n"
    code, _, err = who(file, rows, capsys)
    assert code == 3
    assert ":4: NTM609" in err


def test_tone_marks_are_one_word_and_accents_are_not(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = f"xã Hoà An,,{IRRIGATED},90,2023\nxã Hòa An,,10,đạt,2023\nxã Hoa An,,10,đạt,2023\n"
    code, lines, _ = who(file, rows, capsys)
    assert code == 2
    assert [line.partition(":")[0] for line in lines] == ["xã Hoà An", "xã Hoa An"]


def test_a_row_that_is_no_unit_is_left_out_and_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, err = who(file, f"xã Hoà An,,{IRRIGATED},90,2023\nTổng cộng,,{IRRIGATED},50,2023\n", capsys)
    assert code == 2
    assert len(lines) == 1
    assert "row 3 is no unit" in err
