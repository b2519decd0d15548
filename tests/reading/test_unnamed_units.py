"""A form in which nobody wrote the name of the unit: one remark where it is blank, one refusal where figures stand in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at, rulebook

from ntmrules import FiguresError, UnitFigures, read_figures
from ntmrules.cli import run
from ntmrules.figures.notes import is_doubted

PLACE = "xã (ghi tên xã)"
LONG = [
    ["unit", "subject", "value", "note"],
    [PLACE, "10.1", "", "hỏi"],
    [PLACE, "17.2", "", "hỏi"],
    [PLACE, "1.1", "", ""],
]
WIDE = [["Xã", "10.1", "17.2"], [PLACE, "", ""], [PLACE, "", ""]]


def filled(rows: list[list[str]], at: int, value: str, *, row: int = 1) -> list[list[str]]:
    found = [[*each] for each in rows]
    found[row][at] = value
    return found


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("rows", [LONG, WIDE], ids=["long", "wide"])
def test_a_blank_form_gets_one_remark(tmp_path: Path, suffix: str, rows: list[list[str]]) -> None:
    path = made_at(tmp_path, f"a.{suffix}", as_given(suffix, [*rows, ["xã Hà Lâu", *rows[1][1:]]]))
    found = read_figures(path, rulebook=rulebook())
    said = [each for each in found.left_out if each.name in ("row", "unnamed")]
    assert [(each.name, each.values["count"], each.values["row"]) for each in said] == [("unnamed", len(rows) - 1, 2)]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("rows", [filled(LONG, 2, "54"), filled(WIDE, 2, "98")], ids=["long", "wide"])
@pytest.mark.parametrize("named", [True, False], ids=["beside another", "alone"])
def test_figures_of_nobody_are_refused_and_not_lost(
    tmp_path: Path, suffix: str, rows: list[list[str]], *, named: bool
) -> None:
    more = [["xã Hà Lâu", *rows[1][1:]]] if named else []
    path = made_at(tmp_path, f"a.{suffix}", as_given(suffix, [*rows, *more]))
    with pytest.raises(FiguresError) as caught:
        read_figures(path, rulebook=rulebook())
    [told] = caught.value.problems
    assert (told.identity, told.where) == ("NTM510.unnamed", f"a.{suffix}:2:1")
    assert PLACE in told.what


def as_given(suffix: str, rows: list[list[str]]) -> object:
    return "".join(",".join(each) + "\n" for each in rows) if suffix == "csv" else rows


def test_the_command_and_tables_say_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_at(tmp_path, "a.csv", as_given("csv", filled([*WIDE, ["xã Hà Lâu", "54", "98"]], 1, "54")))
    place = ["--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins"]
    for more in ([], ["--out", str(tmp_path / "out.csv")]):
        assert run(["evaluate", str(path), *place, *more]) == 3
        assert "a.csv:2:1: NTM510" in capsys.readouterr().err
    path = made_at(tmp_path, "b.csv", as_given("csv", [*WIDE, ["xã Hà Lâu", "54", "98"]]))
    for more in ([], ["--out", str(tmp_path / "out.csv")]):
        assert run(["evaluate", str(path), *place, *more]) in (1, 2)
        [said] = [each for each in capsys.readouterr().err.splitlines() if PLACE in each]
        assert "b.csv" in said


def test_the_template_as_it_was_written_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.csv", "a.xlsx"):
        path = tmp_path / name
        assert (
            run(["template", "--figures", "xa-ntm", "--province", "an-giang", "--on", "2024-12-31", "-o", str(path)])
            == 0
        )
        capsys.readouterr()
        assert run(["evaluate", str(path)]) == 3
        said = capsys.readouterr().err
        assert said.count("ghi tên xã") == 1
        assert "NTM511" in said


def test_python_refuses_the_place_for_a_name_as_a_name() -> None:
    with pytest.raises(FiguresError, match="NTM510"):
        rulebook().evaluate(UnitFigures.of(PLACE, {"10.1": 54}))


@pytest.mark.parametrize("set_", ["xa-ntm", "xa-ntm-nang-cao", "huyen-ntm"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_questions_of_the_programs_own_form_are_no_doubts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], set_: str, lang: str
) -> None:
    path = tmp_path / "a.csv"
    asked = ["--province", "quang-ninh", "--on", "2023-12-31", "--unit", "Hà Lâu", "--lang", lang]
    assert run(["template", "--figures", set_, *asked, "-o", str(path)]) == 0
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    yes = "có" if lang == "vi" else "yes"
    path.write_text(
        "".join(each.replace(",,", f",{yes},", 1) if "(đạt)" in each or "(met)" in each else each for each in lines)
    )
    capsys.readouterr()
    assert run(["evaluate", str(path), "--no-plugins"]) in (1, 2, 3)
    said = capsys.readouterr().err
    assert "nghi ngờ" not in said
    assert "doubt" not in said


@pytest.mark.parametrize(
    ("note", "one", "doubted"),
    [
        ("Xã có thuộc diện khó khăn không? [có (đạt) / không (chưa đạt)]", True, False),
        ("có (đạt)/không (chưa đạt)", True, False),
        ("kết quả (chưa đạt)", True, True),
        ("có (đạt) / không (chưa đạt); số nhầm", False, True),
        ("trường (1/2) chưa đạt, (cần kiểm tra)", False, True),
        ("chưa đạt", False, False),
    ],
)
def test_what_may_be_chosen_from_is_no_doubt_and_a_doubt_beside_it_is_one(
    note: str, *, one: bool, doubted: bool
) -> None:
    assert is_doubted(note, one=one) is doubted
