"""``ntmrules watch``: rows are followed as they are finished, each change of a verdict is told with its cause."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.cli.watch import Tail, finished

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


def while_watching(path: Path, act: Callable[[], None], *more: str) -> int:
    """Watch for a while; ``act`` once it has begun."""
    timer = threading.Timer(0.4, act)
    timer.start()
    try:
        return watch(path, "--for", "1.5", "--every", "0.05", *more)
    finally:
        timer.join()


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
    code = while_watching(file, lambda: append(file, f"xã Một,{IRRIGATED},50,2023\n"), "--json")
    assert code == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["before"], each["after"]) for each in found] == [
        ("vn/xa-ntm/2021/3.1", "met", "not_met"),
        ("vn/xa-ntm/2021/3", "met", "not_met"),
        ("vn/xa-ntm/2021", "undetermined", "not_met"),
    ]
    assert {each["unit"] for each in found} == {"xã Một"}
    assert found[0]["cause"] == [IRRIGATED]


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


def test_an_open_quote_keeps_its_row_waiting() -> None:
    raw = b'a,b\n1,2\n3,"4\n'
    assert finished(raw) == b"a,b\n1,2\n"
    assert finished(raw + b'5"\n') == raw + b'5"\n'
    assert finished(b"") == b""


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


def test_ctrl_c_ends_it_with_the_verdicts_that_stand(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a worker of a test run ignores the key
    timer = threading.Timer(0.5, lambda: signal.raise_signal(signal.SIGINT))
    try:
        timer.start()
        assert watch(file, "--every", "0.05", "--for", "20") == 2
        timer.join()
    finally:
        signal.signal(signal.SIGINT, before)
    assert "dừng" in capsys.readouterr().err
