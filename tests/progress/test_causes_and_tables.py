"""Withdrawals, areas of another time, and tables for a spreadsheet, in a comparison of two days."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.face.progress import Progressing
from ntmrules.figures.cells import read_value
from ntmrules.progress.told import unit_lines

LIBRARY = ntmrules.Library(plugins=())


def progress(tmp: Path, head: str, *rows: str, from_: str, to: str) -> Progressing:
    file = tmp / "h.csv"
    file.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", from_=from_, to=to)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("17.2,95,2023-01-01,", "17.2,85,2023-03-01,", "17.2,85,2023-06-01,rút"), "85% → đã rút, còn 95% (h.csv:4:"),
        (("17.2,85,2023-01-01,", "17.2,85,2023-06-01,rút"), "85% → đã rút (h.csv:3:"),
        (("17,đạt,2023-01-01,", "17,đạt,2023-06-01,rút"), "đạt → đã rút (h.csv:3:"),
        (("17.2,85,2023-01-01,", "17.2,85,2023-06-01,rút", "17.2,95,2023-07-01,"), "85% → 95% (h.csv:4:"),
        (("17.2,85,2023-01-01,", "17.2,95,2023-06-01,"), "85% → 95% (h.csv:3:"),
    ],
)
def test_the_cause_is_the_row_that_did_it(tmp_path: Path, rows: tuple[str, ...], told: str) -> None:
    found = progress(tmp_path, "unit,subject,value,as_of,status", *(f"xã P,{row}" for row in rows),
                     from_="2023-04-01", to="2023-10-31")  # fmt: skip
    assert any(told in str(line) for line in unit_lines(found.units[0], lang="vi"))
    row = told.partition("h.csv:")[2]
    places = [each["at"] for move in found.units[0].moves for each in _figures(found, move.id)]
    assert places
    assert all(place.startswith(f"h.csv:{row}") for place in places)


def _figures(found: Progressing, id_: str) -> list[dict[str, str]]:
    (unit,) = found.to_dict()
    groups = ("gained", "lost", "settled", "unsettled")
    return [each for group in groups for move in unit[group] if move["id"] == id_ for each in move["figures"]]


@pytest.mark.parametrize(
    "days", [("2025-12-31", "2026-06-30"), ("2025-10-01", "2025-12-31"), ("2026-06-30", "2026-07-31")]
)
def test_an_area_of_the_other_set_stops_nothing(tmp_path: Path, days: tuple[str, str]) -> None:
    rows = ("xã P,An Giang,nhom-1,tieu-chi,19/19,2025-09-30", "xã P,An Giang,nhom-1,tieu-chi,10/10,2026-06-30")
    found = progress(tmp_path, "unit,province,area,subject,value,as_of", *rows, from_=days[0], to=days[1])
    assert found.units[0].now["criteria"].low == (19 if days[1] < "2026" else 10)


def test_an_area_that_no_text_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ntmrules.NtmRulesError) as refused:
        progress(tmp_path, "unit,province,area,subject,value,as_of", "xã P,An Giang,nhom-9,tieu-chi,19/19,2025-09-30",
                 from_="2025-10-01", to="2025-12-31")  # fmt: skip
    assert "nhom-9" in str(refused.value)


_DATE = re.compile(r"\d{1,4}\s*[/-]\s*\d{1,4}|\d{1,2}\.\d{1,2}")  # «17.10» becomes 17.1, or the 17th of October


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_cell_of_a_csv_opens_as_a_day_or_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    file, plan = tmp_path / "h.csv", tmp_path / "p.csv"
    rows = ("xã A,huyện H,tieu-chi,10/19,2023-01-31", "xã A,huyện H,tieu-chi,12/19,2023-09-30",
            "xã B,huyện H,chi-tieu,5/57,2023-01-31", "xã B,huyện H,1,đạt,2023-09-30",
            "xã C,huyện H,17.10,chưa đạt,2023-01-31", "xã C,huyện H,17.10,đạt,2023-09-30")  # fmt: skip
    file.write_text("\n".join(("unit,within,subject,value,as_of", *rows)) + "\n", "utf-8")
    plan.write_text(
        "unit,target,due\nxã A,15/19,2023\nxã A,53/57 CT,2023\nxã B,đạt chuẩn,2023\nxã C,17.10,2023\nxã B,17.10,2023\n",
        "utf-8",
    )
    days = ["--from", "2023-01-31", "--to", "2023-09-30"]
    calls = [["progress", str(file), *days, *more] for more in
             ([], ["--by", "district"], ["--by", "criterion"], ["--by", "body"], ["--plan", str(plan)])]  # fmt: skip
    calls.append(["summary", str(file), "--on", "2023-09-30", "--by", "district"])
    for call in calls:
        run([*call, "--format", "csv", "--lang", lang, "--no-plugins"])
        cells = [cell for row in csv.reader(io.StringIO(capsys.readouterr().out)) for cell in row]
        assert len(cells) > 10
        assert not [cell for cell in cells if _DATE.fullmatch(cell)]
        assert not [cell for cell in cells if cell.startswith("'")]
        if call is calls[0]:
            assert read_value("12/19 criteria" if lang == "en" else "12/19 tiêu chí")[0] == (12, 19)
            assert ("12/19 criteria" if lang == "en" else "12/19 tiêu chí") in cells
