"""Two communes of one name in two districts, and rows that are no unit, in every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules.cli import run

M1 = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
ON = ["--on", "2023-12-31"]
TWO = f"""unit,within,subject,value,period
xã Tân An,huyện A,{M1},95,2023
xã Tân An,huyện B,{M1},85,2023
Tổng cộng,,{M1},90,2023
"""


@pytest.fixture
def two(tmp_path: Path) -> str:
    path = tmp_path / "hai.csv"
    path.write_text(TWO, encoding="utf-8")
    return str(path)


def said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run([*argv, "--lang", "en"])
    found = capsys.readouterr()
    return code, found.out, found.err


@pytest.mark.parametrize(
    "command",
    [
        ["evaluate", "FILE", *ON, "--view", "summary"],
        ["explain", "FILE", *ON, "--indicator", "17.2"],
        ["compare", "FILE", "FILE", "--on", "2023-12-31", "--on", "2024-06-30"],
        ["progress", "FILE", "--from", "2023-01-01", "--to", "2023-12-31"],
        ["watch", "FILE", *ON, "--once"],
    ],
)
def test_each_is_told_with_its_district(command: list[str], two: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = said([two if each == "FILE" else each for each in command], capsys)
    assert out.count("huyện A") >= 1
    assert out.count("huyện B") >= 1
    assert "row 4 is no unit (a total)" in err


def test_summary_counts_two_and_the_table_names_both(
    two: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, err = said(["summary", two, *ON], capsys)
    assert "2 units" in out
    assert "row 4 is no unit" in err
    table = tmp_path / "ra.csv"
    said(["evaluate", two, *ON, "--out", str(table)], capsys)
    rows = [line.split(",") for line in table.read_text(encoding="utf-8-sig").splitlines()]
    assert rows[0][:2] == ["unit", "within"]
    assert [row[:2] for row in rows[1:]] == [["xã Tân An", "huyện A"], ["xã Tân An", "huyện B"]]


def test_a_receipt_of_each_verifies_with_its_own_figures(
    two: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(["evaluate", two, *ON, "--json"], capsys)
    data = json.loads(out)
    assert [each["within"] for each in data] == ["huyện A", "huyện B"]
    receipt = tmp_path / "r.json"
    receipt.write_text(out, encoding="utf-8")
    code, out, _ = said(["verify", str(receipt), two], capsys)
    assert code == 0
    assert "xã Tân An (huyện A)" in out
    data[1]["within"] = "huyện C"
    receipt.write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = said(["verify", str(receipt)], capsys)
    assert code == 1
    assert "within" in out


def test_one_is_asked_for_by_its_district(two: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(["explain", two, *ON, "--indicator", "17.2", "--unit", "xã Tân An, huyện B"], capsys)
    assert code == 1
    assert "85%" in out
    code, _, err = said(["explain", two, *ON, "--indicator", "17.2", "--unit", "xã Tân An"], capsys)
    assert code == 3
    assert "NTM609" in err


@pytest.mark.parametrize("wanted", ["xã Tân Thành", "xã Tan An", "Tân Ân"])
@pytest.mark.parametrize("command", ["evaluate", "explain", "compare", "progress", "summary"])
def test_accents_that_the_asker_wrote_are_never_ignored(
    command: str, wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """mapbox/carmen#611."""
    path = tmp_path / "mot.csv"
    path.write_text(f"unit,subject,value,period\nxã Tân An,{M1},95,2023\nxã Hoà Thạnh,{M1},95,2023\n", encoding="utf-8")
    more = {
        "evaluate": ON, "explain": [*ON, "--indicator", "17.2"], "compare": [str(path), *ON],
        "progress": ["--from", "2023-01-01", "--to", "2023-12-31"], "summary": ON,
    }[command]  # fmt: skip
    unit = [] if command == "summary" else ["--unit", wanted]
    code, out, err = said([command, str(path), *more, *unit], capsys)
    if command != "summary":  # it asks for no unit
        assert code == 3
        assert out == ""
        assert "NTM602" in err
        code, _, _ = said(
            [command, str(path), *more, "--unit", "Hòa Thạnh"], capsys
        )  # the tone put elsewhere: one word
        assert code in (0, 2)


def test_units_of_one_name_in_two_provinces_of_a_long_table_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("polars")
    path = tmp_path / "dai.csv"
    rows = "".join(f"xã Mẫu {number},An Giang,95\n" for number in range(400))
    path.write_text(f"unit,province,{M1}\n{rows}xã Mẫu 3,Cà Mau,95\nCộng,,90\n", encoding="utf-8")
    _, out, err = said(["evaluate", str(path), *ON], capsys)
    assert [line.partition(":")[0] for line in out.splitlines() if "Mẫu 3:" in line or "Mẫu 3," in line] == [
        "xã Mẫu 3, An Giang", "xã Mẫu 3, Cà Mau",
    ]  # fmt: skip
    assert "401 units" in err
    assert "is no unit" in err


def test_former_units_are_named_by_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cu.csv"
    path.write_text(f"unit,subject,value,period\nxã Sông Khoai,{M1},95,2025\n", encoding="utf-8")
    place = ["--province", "Quảng Ninh"]
    for command in (
        ["evaluate", str(path), "--on", "2025-12-31"], ["summary", str(path), "--on", "2025-12-31"],
        ["explain", str(path), "--on", "2025-12-31", "--indicator", "17.2"],
        ["compare", str(path), str(path), "--on", "2025-12-31"],
        ["progress", str(path), "--from", "2025-01-01", "--to", "2025-12-31"],
    ):  # fmt: skip
        _, _, err = said([*command, *place], capsys)
        assert "xã Sông Khoai (thị xã Quảng Yên) → phường Hiệp Hòa" in err, command
