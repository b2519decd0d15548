"""Bad input gets a clear message and exit code 3: never a traceback, never half a result."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ntmrules.cli import run

HEAD = "unit,subject,value\n"


def written(text: str | bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / "so-lieu.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def noise(*, lines: bool, binary: bool) -> Callable[[Path], Path]:
    """Fifty megabytes of nothing: random bytes, or random letters with or without line ends."""

    def write(folder: Path) -> Path:
        chance = random.Random(2021)
        alphabet = bytes(range(256)) if binary else b"abcdefghijklmnopqrstuvwxyz,;" + (b"\n" if lines else b"")
        piece = bytes(chance.choices(alphabet, k=1 << 20))
        path = folder / "nhieu.csv"
        with path.open("wb") as stream:
            for _ in range(50):
                stream.write(piece)
        return path

    return write


def folder_itself(folder: Path) -> Path:
    return folder


def nothing(folder: Path) -> Path:
    return folder / "khong-co.csv"


INPUTS: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    # what is wrong: how it is made, the code, a part of the message
    "an empty file": (written(""), "NTM508", "so-lieu.csv: NTM508 is empty"),
    "blank lines alone": (written("\n \n\n"), "NTM508", "is empty"),
    "remarks alone": (written("# một\n# hai\n"), "NTM508", "has remarks and no table"),
    "a header alone": (written(HEAD), "NTM508", "has a header and no row under it"),
    "no column unit": (written("subject,value\n10.1,5\n"), "NTM508", "no column of units"),
    "an unknown column": (written("unit,subject,value,sourse\nxã A,10.1,5,x\n"), "NTM508", "did you mean 'source'?"),
    "an unknown subject": (
        written(HEAD + "xã A,thu-nhap-binh-quan-dau-ngoi,50\n"),
        "NTM503",
        "did you mean 'thu-nhap-binh-quan-dau-nguoi'",
    ),
    "an unknown label": (written(HEAD + "xã A,10.7,đạt\n"), "NTM503", "so-lieu.csv:2:3: NTM503 unknown subject '10.7'"),
    "an unknown unit of measure": (written(HEAD + "xã A,10.1,50%\n"), "NTM506", "is in another unit"),
    "a bare code for a unit": (
        written(HEAD + "12345,10.1,50\n"),
        "NTM601",
        "names different places in different lists",
    ),
    "no unit on a row": (written(HEAD + ",10.1,50\n"), "NTM510", "so-lieu.csv:2:1: NTM510 no unit"),
    "two rows that disagree": (written(HEAD + "xã A,10.1,50\nxã A,10.1,51\n"), "NTM507", "so-lieu.csv:3:3: NTM507"),
    "two names of one figure that disagree": (
        written(HEAD + "xã A,10.1,50\nxã A,thu-nhap-binh-quan-dau-nguoi,51\n"),
        "NTM507",
        "so-lieu.csv:3:3: NTM507",
    ),
    "a percentage of 140": (written(HEAD + "xã A,2.1,140\n"), "NTM506", "so-lieu.csv:2:3: NTM506"),
    "a number that can be two": (written(HEAD + "xã A,10.1,1.234\n"), "NTM502", "can be read as 1234"),
    "neither number nor verdict": (written(HEAD + "xã A,10.1,khá\n"), "NTM502", "'khá' is no number and no verdict"),
    "a half open quote": (written(HEAD + 'xã A,10.1,"50\n'), "NTM508", "is no CSV"),
    "invalid UTF-8": (written(HEAD.encode() + b"x\xe3 A,10.1,\xff50\n"), "NTM504", "is not UTF-8: byte 0xe3"),
    "UTF-16 cut off": (written((HEAD + "xã A,10.1,50\n").encode("utf-16")[:-1]), "NTM504", "is broken UTF-16"),
    "a binary file": (written(b"\x00\x01\x02\x03" * 64), "NTM504", "is a binary file"),
    "an Excel file by another name": (written(b"PK\x03\x04" + b"\x14" * 200), "NTM504", "is an Excel or zip file"),
    "a directory": (folder_itself, "NTM501", "is a directory"),
    "a missing file": (nothing, "NTM501", "cannot be read"),
    "50 MB of noise": (noise(lines=False, binary=True), "NTM504", "nhieu.csv"),
    "50 MB in one line": (noise(lines=False, binary=False), "NTM508", "nhieu.csv:1"),
    "50 MB of lines without sense": (noise(lines=True, binary=False), "NTM508", "nhieu.csv:1"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_bad_input_is_refused_with_its_code_and_nothing_on_stdout(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, code, part = INPUTS[name]
    assert run(["evaluate", str(make(tmp_path)), "--set", "xa-ntm", "--on", "2023-10-31"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert code in said.err
    assert part in said.err
    assert len(said.err) < 100_000


def test_a_day_outside_every_text_names_the_last_and_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(written(HEAD + "xã A,ty-le-thu,80\n")(tmp_path))
    pack = str(Path(__file__).parents[1] / "bad" / "good")
    assert run(["evaluate", file, "--set", "thu/xa", "--pack", pack, "--on", "2026-01-01"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "NTM301" in said.err
    assert "the last before it is thu/xa/2021, in force 2021-01-01 to 2025-12-31" in said.err
    assert run(["evaluate", file, "--set", "thu/xa", "--pack", pack, "--on", "2020-12-31"]) == 3
    assert "the next is thu/xa/2021" in capsys.readouterr().err
    assert run(["evaluate", file, "--set", "thu/xa", "--pack", pack, "--on", "2026-01-01", "--on-gap", "last"]) == 2


def test_every_bad_cell_is_listed_in_the_order_of_the_file_and_nothing_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "xã A,2.1,140\nxã A,10.1,1.234\nxã A,10.7,đạt\nxã B,2.1,khá\nxã B,2.2,90\n"
    assert run(["evaluate", str(written(HEAD + rows)(tmp_path)), "--set", "xa-ntm", "--on", "2023-10-31"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    starts = [line.split(" ")[0] for line in said.err.splitlines() if line.startswith("so-lieu.csv")]
    assert starts == ["so-lieu.csv:2:3:", "so-lieu.csv:3:3:", "so-lieu.csv:4:3:", "so-lieu.csv:5:3:"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(HEAD + "xã A,10.1,50\n")(tmp_path)
    path.chmod(0)
    assert run(["evaluate", str(path), "--on", "2023-10-31"]) == 3
    assert "NTM501" in capsys.readouterr().err
