"""``ntmrules template`` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, read_figures
from ntmrules.cli import run


def test_the_form_of_holes_is_written_loaded_and_linted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "holes.yaml"
    assert run(["template", "--holes", "vn/xa-ntm/2026", "-o", str(path)]) == 0
    assert run(["lint", str(path)]) == 0
    assert run(["sets", "--pack", str(path)]) == 0
    captured = capsys.readouterr()
    assert "holes.yaml: 33 entries not filled in, left out" in captured.err
    assert [each.name for each in tmp_path.iterdir()] == ["holes.yaml"]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "holes.yaml"
    path.write_text("của tôi", encoding="utf-8")
    assert run(["template", "--holes", "vn/xa-ntm/2026", "-o", str(path)]) == 3
    assert path.read_text(encoding="utf-8") == "của tôi"
    assert "NTM013 is there already" in capsys.readouterr().err
    assert run(["template", "--holes", "vn/xa-ntm/2026", "-o", str(path), "--force"]) == 0
    assert path.read_text(encoding="utf-8").startswith("# Chỗ trống của vn/xa-ntm/2026")


def test_a_figures_form_goes_straight_into_evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "so-lieu.csv"
    words = ["--on", "2023-12-31", "--province", "Quảng Ninh"]
    assert run(["template", "--figures", "xa-ntm", *words, "--unit", "xã A", "--unit", "xã B", "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run(["evaluate", str(path), *words, "--view", "summary"]) == 2
    assert capsys.readouterr().out.count("0–19/19 tiêu chí, 0–57/57 chỉ tiêu") == 2


@pytest.mark.parametrize(
    ("ref", "day", "where", "count", "first"),
    [
        ("xa-ntm", "2026-06-30", "Quảng Ninh", 22, "xã "),
        ("xa-ntm", "2025-06-30", "Quảng Ninh", 91, "xã "),
        ("huyen-ntm", "2024-06-30", "Quảng Ninh", 7, "huyện Bình Liêu"),
        ("thi-xa-ntm", "2024-06-30", "Quảng Ninh", 6, "thành phố Hạ Long"),
        ("xa-ntm", "2026-06-30", "Hà Giang", 71, "xã "),
    ],
)
def test_a_form_for_every_unit_that_existed_on_the_day(
    ref: str, day: str, where: str, count: int, first: str, tmp_path: Path
) -> None:
    path = tmp_path / "so-lieu.csv"
    assert run(["template", "--figures", ref, "--on", day, "--units", where, "-o", str(path)]) == 0
    rows = [row for row in path.read_text(encoding="utf-8-sig").splitlines() if not row.startswith("#")]
    assert len(rows) == 1 + count
    assert rows[1].startswith(first)


def test_there_are_no_districts_any_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--on", "2025-12-01", "--units", "Quảng Ninh", "-o", str(tmp_path / "x.csv")]
    assert run(["template", "--figures", "huyen-ntm", "--on-gap", "last", *words]) == 3
    assert "NTM608" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "NTM011"),
        (["--holes", "vn/xa-ntm/2026", "--figures", "xa-ntm"], "NTM011"),
        (["--figures", "xa-ntm"], "NTM011"),
        (["--holes", "vn/xa-ntm/2062"], "NTM001"),
        (["--figures", "xa-ntm", "--on", "2035-01-01"], "NTM301"),
        (["--figures", "xa-ntm", "--on", "2023-01-01", "--units", "22"], "NTM601"),
    ],
)
def test_a_call_that_cannot_be_writes_nothing(
    words: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["template", *words, "-o", str(tmp_path / ("tep.yaml" if "--holes" in words else "tep.csv"))]) == 3
    assert code in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "--holes", "vn/xa-ntm/2026", "-o", str(tmp_path / "khong" / "co.yaml")]) == 3
    assert "NTM013 cannot be written" in capsys.readouterr().err


FORM = ["template", "--figures", "xa-ntm", "--on", "2023-10-31", "--province", "Quảng Ninh", "--unit", "xã A"]


@pytest.mark.parametrize(
    ("words", "name"),
    [(FORM, "so-lieu.txt"), (FORM, "so-lieu"), (FORM, "so-lieu.xls"), (FORM, "so-lieu.ods"),
     (["template", "--holes", "vn/xa-ntm/2026"], "cho-trong.xlsx")],
)  # fmt: skip
def test_a_form_is_what_its_name_says_or_is_not_written(
    words: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "-o", str(tmp_path / name)]) == 3
    assert "NTM013" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["so-lieu.xlsx", "SO-LIEU.XLSX", "so-lieu.csv"])
def test_a_form_says_what_it_was_made_for_and_commands_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    assert run([*FORM, "-o", str(path)]) == 0
    assert path.read_bytes()[:2] == (b"PK" if name.lower().endswith("xlsx") else b"\xef\xbb")
    assert run(["evaluate", str(path), "--json", "--no-plugins"]) == 2
    said = capsys.readouterr()
    assert '"set": "vn/xa-ntm/2021"' in said.out
    assert '"on": "2023-10-31"' in said.out
    assert "a form made for vn/xa-ntm/2021, 2023-10-31, Quảng Ninh" in said.err
    assert run(["evaluate", str(path), "--set", "xa-ntm", "--on", "31/10/2023", "--province", "Quảng Ninh"]) == 2
    for words, code in ((["--set", "xa-ntm-nang-cao"], "NTM515"), (["--on", "2023-12-31"], "NTM515"),
                        (["--province", "Nghệ An"], "NTM610")):  # fmt: skip
        capsys.readouterr()
        assert run(["evaluate", str(path), *words]) == 3
        assert code in capsys.readouterr().err


def test_y01_goi_y_thieu_tinh_a_form_whose_command_names_no_province_is_judged_for_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "phieu.csv"
    assert run([*FORM, "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8-sig")
    assert ' --province "Quảng Ninh"' in text.splitlines()[2]
    path.write_text(text.replace(' --province "Quảng Ninh"', "", 1), encoding="utf-8")
    capsys.readouterr()
    words = ["evaluate", str(path), "--set", "vn/xa-ntm/2021", "--on", "2023-10-31", "--json", "--no-plugins"]
    assert run(words) == 2
    assert '"province": "Quảng Ninh"' in capsys.readouterr().out


def test_a_form_that_a_spreadsheet_saved_still_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "phieu.csv"
    assert run([*FORM, "-o", str(path)]) == 0
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    head = [
        f"{row.replace(',', ';')};;;" if '"' not in row else '"' + row.replace('"', '""') + '";;;' for row in rows[:3]
    ]
    line = "xã A;vn/xa-ntm/2021/17.10;đạt;2023;;"
    path.write_text("\r\n".join([*head, rows[3].replace(",", ";"), line]), encoding="utf-8-sig", newline="")
    assert run(["evaluate", str(path), "--json", "--no-plugins"]) == 2
    said = capsys.readouterr()
    assert '"province": "Quảng Ninh"' in said.out.replace('"name": ', '"province": ')
    assert "made for vn/xa-ntm/2021, 2023-10-31, Quảng Ninh" in said.err


def test_a_workbook_of_all_communes_asks_in_a_second_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "xa.xlsx"
    words = ["--on", "2025-06-30", "--units", "Quảng Ninh"]
    assert run(["template", "--figures", "xa-ntm", *words, "-o", str(path)]) == 0
    assert run(["evaluate", str(path), "--view", "summary", "--no-plugins"]) == 2
    said = capsys.readouterr()
    assert said.out.count("KẾT QUẢ") == 91
    assert "not read: Câu hỏi" in said.err


def test_a_unit_that_is_a_formula_gets_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*FORM[:-1], "=cmd|' /C calc'!A0", "-o", str(tmp_path / "x.csv")]
    assert run(words) == 3
    assert "NTM011" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_form_for_another_set_is_refused_by_callers_too(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert run([*FORM, "-o", str(path)]) == 0
    library = Library(plugins=())
    read_figures(path, rulebook=library.rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh"))
    with pytest.raises(FiguresError, match="NTM515"):
        read_figures(path, rulebook=library.rulebook("xa-ntm-nang-cao", on="2023-10-31", province="Quảng Ninh"))


def test_two_provinces_are_not_chosen_between(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    words = ["template", "--figures", "xa-ntm", "--on", "2024-03-31", "--units", "Quảng Ninh", "-o", str(path)]
    assert run([*words, "--province", "Hà Nội", "--no-plugins"]) == 3
    assert "NTM011" in capsys.readouterr().err
    assert not path.exists()
    assert run([*words, "--province", "tỉnh Quảng Ninh", "--no-plugins"]) == 0


def test_a_unit_that_ended_before_the_day_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["template", "--figures", "xa-ntm", "--on", "2026-03-31", "--province", "Quảng Ninh", "--no-plugins"]
    assert run([*words, "--unit", "xã Dực Yên", "-o", str(tmp_path / "t.csv")]) == 0
    assert "xã Dực Yên" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["Phụ lục II", "phu luc 2", "PL 2", "pl2", "PL II", "Annex II", "annex 2"])
def test_an_annex_is_found_by_every_way_of_calling_it(asked: str, tmp_path: Path) -> None:
    form = tmp_path / "mau.yaml"
    words = ["template", "--holes", "vn/xa-ntm-nang-cao/2021", "--no-plugins", "-o", str(form)]
    assert run([*words, "--annex", asked]) == 0
    assert "Phụ lục II" in form.read_text(encoding="utf-8")
    assert run([*words, "--force", "--annex", "Phụ lục 3"]) == 3
