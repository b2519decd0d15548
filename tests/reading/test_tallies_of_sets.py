"""Tallies whose heading names their set are of that set at every door; under another one they are said and not used."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.figures.own_tallies import own_names
from ntmrules.figures.tally_headings import OfTime, tally_in, tally_of_time

LIBRARY = ntmrules.Library(plugins=())
BASIC, HIGHER = "xa-ntm", "xa-ntm-nang-cao"
DAY = "2023-10-31"


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Số tiêu chí NTM nâng cao đạt", "ntm-nang-cao/tieu-chi"),
        ("Số tiêu chí đạt NTM nâng cao", "ntm-nang-cao/tieu-chi"),
        ("Số tiêu chí đạt (NTM nâng cao)", "ntm-nang-cao/tieu-chi"),
        ("Số tiêu chí nông thôn mới nâng cao đạt", "ntm-nang-cao/tieu-chi"),
        ("Số tiêu chí nâng cao đạt", "ntm-nang-cao/tieu-chi"),
        ("Số TC NTMNC đạt", "ntm-nang-cao/tieu-chi"),
        ("Tổng số chỉ tiêu NTM kiểu mẫu đạt", "ntm-kieu-mau/chi-tieu"),
        ("Số tiêu chí NTM đạt", "ntm/tieu-chi"),
        ("Số tiêu chí đạt chuẩn nông thôn mới", "ntm/tieu-chi"),
        ("Số tiêu chí đạt", "tieu-chi"),
        ("Tổng số xã NTM nâng cao", None),
        ("Số tiêu chí NTM nâng cao chưa đạt", None),
        ("Xã đạt NTM nâng cao", None),
    ],
)
def test_the_set_that_a_heading_of_a_tally_names(heading: str, subject: str | None) -> None:
    assert tally_in(heading) == subject
    if subject is not None and "(NTM" not in heading:
        assert tally_of_time(f"{heading} 31/01/2023") == OfTime(subject, "2023-01-31", None)
        assert tally_of_time(f"{heading} năm 2023") == OfTime(subject, None, 2023)


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("headings", "basic", "higher"),
    [
        (("Số tiêu chí NTM đạt", "Số tiêu chí NTM nâng cao đạt"), (19, 19), (10, 19)),
        (
            ("Số tiêu chí đạt", "Số tiêu chí NTM nâng cao đạt"),
            (19, 19),
            (10, 19),
        ),  # the bare one is not of the named set
        (("Số tiêu chí NTM đạt", "Số tiêu chí NTM kiểu mẫu đạt"), (19, 19), None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_each_set_hears_its_own_tally(
    tmp_path: Path, headings: tuple[str, str], basic: object, higher: object, *, turned: bool
) -> None:
    order = slice(None, None, -1 if turned else 1)
    path = file(
        tmp_path, "\n".join(map(",".join, (("Xã", *headings[order]), ("Xã A", *("19/19", "10/19")[order])))) + "\n"
    )
    table = ntmrules.read_figures(path)
    for set_, said in ((BASIC, basic), (HIGHER, higher)):
        found = LIBRARY.rulebook(set_, on=DAY).evaluate(table.units[0])
        assert found.reported_criteria == said
        (row,) = LIBRARY.summary(table, set_, on=DAY).rows
        assert ((row.low, 19) if row.reported else None) == said
        history = ntmrules.read_history(path, as_of=DAY)
        (unit,) = LIBRARY.progress(history, set_, from_="2023-01-01", to=DAY).units
        assert ((unit.now["criteria"].low, 19) if unit.now["criteria"].reported else None) == said


def test_two_days_of_a_named_set_are_two_entries(tmp_path: Path) -> None:
    heads = "Xã,Số tiêu chí NTM nâng cao đạt 31/01/2023,Số tiêu chí NTM nâng cao đạt 30/9/2023"
    history = ntmrules.read_history(file(tmp_path, f"{heads}\nXã A,10/19,12/19\n"))
    (unit,) = LIBRARY.progress(history, HIGHER, from_="2023-01-31", to="2023-09-30").units
    assert (unit.then["criteria"].low, unit.now["criteria"].low) == (10, 12)
    (other,) = LIBRARY.progress(history, BASIC, from_="2023-01-31", to="2023-09-30").units
    assert not other.now["criteria"].reported
    assert "báo cáo 12/19 là của bộ khác (ntm-nang-cao), không dùng" in [each.vi for each in other.remarks]


def test_what_is_of_another_set_is_told_by_the_summary(tmp_path: Path) -> None:
    table = ntmrules.read_figures(file(tmp_path, "Xã,Số tiêu chí đạt,Số tiêu chí NTM nâng cao đạt\nXã A,19/19,10/19\n"))
    for set_, told in ((BASIC, ["ntm-nang-cao"]), (HIGHER, [])):
        remarks = LIBRARY.summary(table, set_, on=DAY).left_out
        assert [each.values["sets"] for each in remarks if each.name == "tally_beside"] == told


def test_a_row_of_a_long_table_names_the_set_by_its_id_key_or_tier(tmp_path: Path) -> None:
    book = LIBRARY.rulebook(HIGHER, on=DAY)
    for name in own_names(book):
        text = f"unit,subject,value\nxã A,tieu-chi,19/19\nxã A,{name}/tieu-chi,10/19\n"
        found = book.evaluate(ntmrules.read_figures(file(tmp_path, text)).units[0])
        assert found.reported_criteria == (10, 19)


@pytest.mark.parametrize("rows", [2, 30_000])
def test_a_table_of_results_takes_a_tally_of_another_set_for_no_figure(tmp_path: Path, rows: int) -> None:
    lines = [
        "Xã,17,Số tiêu chí đạt,Số tiêu chí NTM nâng cao đạt",
        *(f"Xã Mẫu A{at}B,đạt,19/19,10/19" for at in range(rows)),
    ]
    path, out = file(tmp_path, "\n".join(lines) + "\n"), tmp_path / "kq.csv"
    assert run(["evaluate", str(path), "--set", BASIC, "--on", DAY, "--no-plugins", "-o", str(out)]) == 2
    assert len(out.read_text("utf-8-sig").splitlines()) == rows + 1


DATED = "Xã,17,Số tiêu chí đạt 31/01/2023,Số tiêu chí đạt 30/9/2023\nXã A,đạt,10/19,12/19\n"


def test_the_day_of_a_report_is_no_other_day_than_that_of_a_heading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, DATED)
    asked = ["--set", BASIC, "--on", "2023-12-31", "--no-plugins", "-o", str(tmp_path / "b.html")]
    assert run(["report", "html", str(path), *asked]) in (0, 1, 2)
    assert (
        run(["report", "html", str(path), *asked, "--as-of", "2023-12-31", "--force"]) == 3
    )  # said of the file itself
    assert "NTM574" in capsys.readouterr().err


def test_a_form_is_filled_from_tallies_of_other_days_than_its_own(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    text = DATED.replace("2023", "2027").replace(",17,", ",7,").replace("/19", "/10").replace("12/10", "9/10")
    out = str(tmp_path / "b.xlsx")
    asked = ["--on", "2027-10-31", "--before", "2026-12-31", "-o", out, "--no-plugins"]
    assert run(["form", "fill", "bieu-05", "--from", str(file(tmp_path, text)), *asked]) in (0, 1)
