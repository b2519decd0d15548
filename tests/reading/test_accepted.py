"""What is accepted of a file is said, and by kinds where codes are named: one income is not the title «KẾ HOẠCH» with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at, rulebook

from ntmrules import FiguresError, UsageError, read_figures
from ntmrules.cli import run

ROWS = [["KẾ HOẠCH THỰC HIỆN NĂM 2024"], ["Xã", "10.1", "17.2"], ["Hà Lâu", 610, 98], ["Hải Lạng", 58, 0.95]]
PLACE = ["--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return made_at(tmp_path, "a.xlsx", ROWS)


def codes(path: Path, accept: bool | str | list[str]) -> list[str]:
    try:
        read_figures(path, rulebook=rulebook(), accept=accept)
    except FiguresError as error:
        return sorted(each.code for each in error.problems)
    return []


def test_codes_say_what_is_accepted(file: Path) -> None:
    assert codes(file, accept=False) == ["NTM503", "NTM506", "NTM506"]
    assert codes(file, accept="NTM506") == ["NTM503"]
    assert codes(file, accept=["ntm503"]) == ["NTM506", "NTM506"]
    assert codes(file, accept="NTM503,NTM506") == codes(file, accept=True) == []
    with pytest.raises(UsageError, match="NTM514"):
        read_figures(file, accept="NTM507")


def test_what_was_accepted_is_said(file: Path) -> None:
    for accept in (True, "NTM503,NTM506"):
        found = read_figures(file, rulebook=rulebook(), accept=accept)
        [said] = [each for each in found.left_out if each.name == "accepted"]
        assert said.values["count"] == 3
        assert "a.xlsx:3:2 NTM506; a.xlsx:4:3 NTM506" in str(said.values["places"])
    plain = made_at(file.parent, "b.xlsx", [["Xã", "10.1"], ["Hà Lâu", 61]])
    assert "accepted" not in [each.name for each in read_figures(plain, rulebook=rulebook(), accept=True).left_out]


def test_the_command_says_it_and_takes_codes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(file), *PLACE, "--accept"]) in (1, 2)
    assert "a.xlsx:3:2 NTM506" in capsys.readouterr().err
    assert run(["evaluate", str(file), *PLACE, "--accept-only", "NTM506"]) == 3
    said = capsys.readouterr().err
    assert "NTM503" in said
    assert ": NTM506" not in said
    assert run(["evaluate", str(file), *PLACE, "--accept-only", "NTM503,NTM506"]) in (1, 2)
    assert run(["evaluate", str(file), *PLACE, "--accept-only", "NTM999"]) == 3


def test_more_than_anybody_reads_is_accepted_all_the_same(tmp_path: Path) -> None:
    letters = "abcdeghiklmnopqrstuvxy"
    names = [f"xã Tân {one.upper()}{other}{third}" for one in letters for other in letters for third in letters][:2050]
    path = made_at(tmp_path, "m.csv", "Xã;10.1\n" + "".join(f"{each};900\n" for each in names))
    assert codes(path, accept=False)[0] == "NTM506"
    found = read_figures(path, rulebook=rulebook(), accept=True)
    assert len(found.units) == len(names)
    [said] = [each for each in found.left_out if each.name == "accepted"]
    assert int(str(said.values["count"])) > 2000
