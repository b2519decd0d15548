"""What the first line of a form says it was made for commands, or refuses, at every door that takes figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library, NtmRulesError, read_figures
from ntmrules.cli import run

DAY, OTHER_DAY = "2023-12-31", "2024-12-31"
LATER = ["--from", DAY, "--to", OTHER_DAY, "--as-of", DAY]


@pytest.fixture(params=["xlsx", "csv"])
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"form.{request.param}"
    made = ["--figures", "xa-ntm", "--on", DAY, "--province", "Nghệ An", "--unit", "xã Nghĩa Đồng", "-o", str(path)]
    assert run(["template", *made]) == 0
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run([*words, "--no-plugins"])
    found = capsys.readouterr()
    return code, found.out, found.err


@pytest.mark.parametrize(("options", "code"), [
    (["evaluate", "--on", OTHER_DAY], "NTM515"), (["evaluate", "--province", "Hà Tĩnh"], "NTM610"),
    (["evaluate", "--set", "xa-ntm-nang-cao"], "NTM515"),
    (["summary", "--on", OTHER_DAY], "NTM515"), (["summary", "--on", DAY, "--province", "Hà Tĩnh"], "NTM610"),
    (["summary", "--on", DAY, "--set", "xa-ntm-nang-cao"], "NTM515"),
    (["progress", *LATER, "--province", "Hà Tĩnh"], "NTM610"),
    (["progress", *LATER, "--province", "Nghệ An", "--set", "xa-ntm-nang-cao"], "NTM515"),
    (["progress", *LATER[:-1], "2022-12-31", "--province", "Nghệ An"], "NTM515"),
    (["report", "html", "--on", DAY, "--province", "Nghệ An", "--set", "xa-ntm-nang-cao", "-o", "r.html"], "NTM515"),
    (["compare", "--set", "xa-ntm", "--set", "xa-ntm-nang-cao", "--province", "Hà Tĩnh"], "NTM610"),
])  # fmt: skip
def test_an_option_that_says_otherwise_is_refused(
    options: list[str], code: str, form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = 2 if options[0] == "report" else 1
    found, out, err = said(capsys, *options[:first], str(form), *options[first:])
    assert found == 3
    assert code in err
    assert not out


def test_watch_refuses_a_form_made_for_another_day(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if form.suffix == ".csv":
        code, _, err = said(capsys, "watch", str(form), "--once", "--from-start", "--on", OTHER_DAY)
        assert code == 3
        assert "NTM515" in err


@pytest.mark.parametrize("options", [["--on", OTHER_DAY], ["--set", "xa-ntm-nang-cao"], ["--province", "Hà Tĩnh"]])
def test_two_forms_are_compared_by_what_they_were_made_for(
    options: list[str], form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "compare", str(form), str(form))
    assert code == 2
    assert "31/12/2023" in out
    assert err.count("Nghệ An") == 2
    code, out, err = said(capsys, "compare", str(form), str(form), *options)
    assert code == 3
    assert "NTM515" in err or "NTM610" in err
    code, out, _ = said(capsys, "compare", str(form), "--set", "vn/xa-ntm/2021", "--set", "vn/xa-ntm-nang-cao/2021")
    assert code == 2
    assert "31/12/2023" in out  # the day of the form, not today
    plain = tmp_path / "plain.csv"
    plain.write_text("unit,subject,value,as_of\nxã A,10.1,đạt,2023-10-31\n", encoding="utf-8")
    assert said(capsys, "compare", str(plain), str(plain))[0] == 2


@pytest.mark.parametrize(("asked", "code"), [
    ({"province": "Nghệ An", "on": DAY}, None), ({"province": "Hà Tĩnh", "on": DAY}, "NTM610"),
    ({"province": "Nghệ An", "on": OTHER_DAY}, "NTM515"),
])  # fmt: skip
def test_python_is_told_the_same(asked: dict[str, str], code: str | None, form: Path, tmp_path: Path) -> None:
    from ntmrules.tables import evaluate_file

    library = Library(plugins=())
    book = library.rulebook("xa-ntm", **asked)  # type: ignore[arg-type]
    wide = tmp_path / "wide.csv"
    wide.write_text(f"{form.read_text('utf-8-sig').splitlines()[0]}\nunit,10.1\nxã Nghĩa Đồng,đạt\n" if form.suffix == ".csv"
                    else f"# Phiếu số liệu theo vn/xa-ntm/2021, ngày {DAY}, Nghệ An: x\nunit,10.1\nxã Nghĩa Đồng,đạt\n",
                    encoding="utf-8")  # fmt: skip
    for door in (
        lambda: read_figures(form, rulebook=book),
        lambda: library.summary(read_figures(form), "xa-ntm", **asked),  # type: ignore[arg-type]
        lambda: evaluate_file(wide, book, out=tmp_path / "out.csv"),
    ):
        try:
            door()
            found = None
        except NtmRulesError as error:
            found = error.code
        assert found == code


def test_forms_of_two_stages_of_one_set_are_one_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.csv"
    assert run(["template", "--figures", "xa-ntm", "--on", DAY, "--province", "Nghệ An", "--unit", "xã Nghĩa Đồng",
                "-o", str(path)]) == 0  # fmt: skip
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",thu-nhap-binh-quan-dau-nguoi,,", ",10.1,50,"))
    asked = ["--from", DAY, "--to", "2026-06-30", "--province", "Nghệ An", "--set", "xa-ntm"]
    code, _, err = said(capsys, "progress", str(path), *asked, "--as-of", "2024-01-15")
    assert code in (1, 2)
    assert "NTM515" not in err
