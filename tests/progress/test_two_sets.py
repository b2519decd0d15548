"""Between two sets there is no change: what counts 19 criteria and what counts 10 of others are not subtracted, at any door."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.office.progress_tables import progress_table, together_table
from ntmrules.progress.data import progress_schema, together_data
from ntmrules.progress.states import WHAT

LIBRARY = ntmrules.Library(plugins=())
TABLE = "Xã,Số tiêu chí đạt 30/9/2025,Số tiêu chí đạt 30/6/2026\nXã A,19/19,10/10\nXã B,15/19,7/10\n"
DAYS = {"from_": "2025-09-30", "to": "2026-06-30"}
NOTHING = dict.fromkeys(WHAT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tien-do.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_no_number_stands_for_the_change_or_its_causes_between_two_sets(file: Path) -> None:
    found = LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", **DAYS)
    for unit, data in zip(found.units, found.to_dict(), strict=True):
        assert (data["set_then"], data["set"]) == ("vn/xa-ntm/2021", "vn/xa-ntm/2026")
        assert data["change"] == data["causes"] == NOTHING
        assert data["told"] is None
        assert [unit.shares[what] for what in WHAT] == [unit.told(what) for what in WHAT] == [None, None]
        assert (data["then"]["criteria"]["declared"], data["now"]["criteria"]["declared"]) == (19, 10)
    jsonschema.validate(found.to_dict(), progress_schema(), cls=jsonschema.Draft202012Validator)


def test_a_group_of_units_has_no_change_between_two_sets_either(file: Path) -> None:
    progress = LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", **DAYS).progress
    for group in (*progress.by_district(), *progress.by_province()):
        data = together_data(group)
        assert data["change"] == data["causes"] == NOTHING
        assert data["told"] is None
    for table in (progress_table(progress, "vi"), together_table(progress.by_district(), progress, "vi")):
        for row in table.rows:
            cells = dict(zip(table.head, row, strict=True))
            assert {value for name, value in cells.items() if name.startswith(("Tăng giảm", "Do ", "Chưa rõ"))} == {
                None
            }


def test_within_one_set_the_set_of_the_first_day_is_that_of_the_last(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Xã,Số tiêu chí đạt 31/01/2023,Số tiêu chí đạt 30/9/2023\nXã A,15/19,17/19\n", "utf-8")
    (data,) = LIBRARY.progress(ntmrules.read_history(path), "xa-ntm", from_="2023-01-31", to="2023-09-30").to_dict()
    assert data["set_then"] == data["set"]
    assert data["change"]["criteria"] == data["causes"]["criteria"]["figures"] == {"low": 2, "high": 2}


@pytest.mark.parametrize("by", ["body", "district", "criterion"])
def test_every_grouping_is_printed_as_json_between_two_sets(
    file: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    asked = ["--set", "xa-ntm", "--from", "2025-09-30", "--to", "2026-06-30", "--by", by, "--format", "json"]
    assert run(["progress", str(file), *asked, "--no-plugins"]) in (0, 1, 2)
    assert "-9" not in json.dumps(json.loads(capsys.readouterr().out))
