"""What is accepted of a file is said, and by kinds where codes are named: one income is not the title «KẾ HOẠCH» with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from officefiles import made_at, rulebook

from ntmrules import FiguresError, Library, UnitError, UnitFigures, UsageError, read_figures
from ntmrules.cli import run
from ntmrules.engine.columnar.batch import batch_function

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


WORDS = "unit;10.1;17.2\nHà Lâu;610;98\nSố liệu kế hoạch;;\nHải Lạng;58;0,95\n"
LATER = ["--from", "2023-01-01", "--to", "2023-12-31", "--as-of", "2023-12-31"]
TAIL = "unit;subject;value\nHà Lâu;10.1;610\nHải Lạng;17.2;98\n"


@pytest.mark.parametrize("command", ["evaluate", "compare", "progress", "summary"])
def test_every_command_accepts_alike(command: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same codes are taken, the same places said, and the rest is asked about all the same."""
    place = [each for each in PLACE if command != "progress" or each not in ("--on", "2023-12-31")]
    more = {"compare": [str(file)], "progress": LATER}.get(command, [])

    def told(*options: str) -> tuple[int, str]:
        code = run([command, str(file), *more, *place, *options])
        return code, capsys.readouterr().err

    assert told()[0] == 3
    code, said = told("--accept")
    assert code in (1, 2)
    assert "a.xlsx:3:2 NTM506" in said
    code, said = told("--accept-only", "NTM503,NTM506")
    assert code in (1, 2)
    assert "a.xlsx:3:2 NTM506" in said
    code, said = told("--accept-only", "NTM506")
    assert code == 3
    assert "NTM503" in said
    assert ": NTM506" not in said
    code, said = told("--accept-only", "NTM503")
    assert code == 3
    assert "a.xlsx:3:2: NTM506" in said
    code, said = told("--accept-only", "NTM507")
    assert code == 3
    assert "NTM514" in said


def test_watch_and_compile_accept_by_codes_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TAIL, encoding="utf-8")
    watch = ["watch", str(path), *PLACE, "--once", "--from-start"]
    assert run(watch) == 3
    capsys.readouterr()
    for option in (["--accept"], ["--accept-only", "NTM506"]):
        assert run([*watch, *option]) in (1, 2)
        assert "t.csv:2:3 NTM506" in capsys.readouterr().err
    assert run([*watch, "--accept-only", "NTM503"]) == 3
    assert "NTM506" in capsys.readouterr().err

    def made(*options: str) -> str:
        assert run(["compile", *PLACE[1:], "--to", "sql", *options]) == 0
        return capsys.readouterr().out

    assert made("--accept-only", "NTM506") == made("--accept") != made() == made("--accept-only", "NTM614")


def test_tables_say_what_they_accept_and_take_codes(tmp_path: Path) -> None:
    import polars as pl

    from ntmrules.tables import evaluate_file, evaluate_table

    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_text(WORDS, encoding="utf-8")

    def told(accept: bool | str) -> tuple[list[str], str]:
        try:
            found = evaluate_file(path, rulebook(), out=out, accept=accept, force=True, distinct=True)
        except FiguresError as error:
            return sorted(each.code for each in error.problems), ""
        [said] = [each for each in found.left_out if each.name == "accepted"]
        return [], str(said.values["places"])

    assert told(False)[0] == ["NTM503", "NTM506", "NTM506"]
    assert told(True) == told("NTM503,NTM506") == ([], "t.csv:2:2 NTM506; t.csv:4:3 NTM506; t.csv:3:1 NTM503")
    assert told("NTM506")[0] == ["NTM503"]
    assert told("NTM503")[0] == ["NTM506", "NTM506"]
    frame = pl.DataFrame({"unit": ["Hà Lâu", "Hải Lạng"], "10.1": [610, 58], "17.2": [98.0, 0.95]})
    [said] = [each for each in evaluate_table(rulebook(), frame, accept=True).left_out if each.name == "accepted"]
    assert said.values["count"] == 2
    with pytest.raises(FiguresError, match="NTM506"):
        evaluate_table(rulebook(), frame, accept="NTM503")
    assert evaluate_table(rulebook(), frame.head(0), accept=True).left_out == ()


def odd() -> UnitFigures:
    return UnitFigures.of("xã Hà Lâu", {"10.1": 610})


def doors(accept: Any) -> dict[str, Callable[[], object]]:
    """Every door of Python that judges one unit, with figures of an income that needs a second look."""
    import pyarrow as pa

    from ntmrules.tables import evaluate_table

    book, batch = rulebook(), pa.record_batch({"unit": ["xã Hà Lâu"], "10.1": [610]})
    return {
        "evaluate": lambda: book.evaluate(odd(), accept=accept),
        "forward": lambda: book.evaluate(odd(), accept=accept, engine="forward"),
        "session": lambda: book.session(odd(), accept=accept),
        "report": lambda: book.session("xã Hà Lâu", accept=accept).report(odd().entries[0]),
        "batch": lambda: batch_function(book, accept=accept)(batch),
        "table": lambda: evaluate_table(book, batch, accept=accept),
    }


@pytest.mark.parametrize("door", doors(accept=True))
def test_every_door_of_python_accepts_what_is_named_and_nothing_else(door: str) -> None:
    for accept in (False, [], "NTM503", ["NTM614", "NTM503"]):
        with pytest.raises(FiguresError, match="NTM506"):
            doors(accept)[door]()
    for accept in (True, "NTM506", "ntm506 , NTM614", ["NTM506"], ("NTM503", "NTM506")):
        doors(accept)[door]()
    for other in ("no", "yes", "đạt", "NTM507", ["NTM506", "10.1"]):
        with pytest.raises(UsageError, match="NTM514"):
            doors(other)[door]()
    wrong: list[Any] = [None, 1, 0, 1.5, b"NTM506", ["NTM506", 3], [None], {"NTM506": True}, object()]
    for other in wrong:
        with pytest.raises(UsageError, match="NTM009") as caught:
            doors(other)[door]()
        assert "accept" in caught.value.text("en")


def test_a_unit_inside_is_accepted_by_its_own_code_alone() -> None:
    """A district with a commune of a name that is on no list (NTM614), and one with an income to look at again (NTM506)."""
    book = Library(plugins=()).rulebook("huyen-ntm", province="quang-ninh", on="2023-12-31")
    commune, *others = [UnitFigures.of(name, {"vn/xa-ntm/2021": "đạt"}) for name in ("xã Không Có", "xã Hà Lâu")]
    strange = UnitFigures.of("huyện Tiên Yên", {"so-xa": 12}, children=(commune, *others))
    judged: list[Callable[[UnitFigures, Any], object]] = [
        lambda unit, accept: book.evaluate(unit, accept=accept),
        lambda unit, accept: book.session(unit, accept=accept),
        lambda unit, accept: book.session("huyện Tiên Yên", accept=accept).about(children=unit.children),
    ]
    dear = UnitFigures.of(
        "huyện Tiên Yên", {"so-xa": 12}, children=(UnitFigures.of("xã Hà Lâu", {"vn/xa-ntm/10.1": 610}),)
    )
    for judge in judged:
        judge(strange, "NTM614")
        judge(dear, "NTM506")
        for accept in (False, "NTM506"):
            with pytest.raises(UnitError, match="NTM614"):
                judge(strange, accept)
        for accept in (False, "NTM614"):
            with pytest.raises(FiguresError, match="NTM506"):
                judge(dear, accept)
