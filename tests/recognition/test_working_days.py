"""Terms in days: the last day of a term, days off with their documents, and years that are not known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import CatalogError, UsageError
from ntmrules.catalog.working_days import read_working_days
from ntmrules.cli import run
from ntmrules.model.calendar import CALENDAR, NO_WEEKEND, TERM_KINDS, WORKING
from ntmrules.places.working_days import calendar_of

CALENDAR_OF = calendar_of()
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("from_", "days", "kind", "day"),
    [
        ("2023-09-28", 1, WORKING, "2023-09-29"),
        ("2023-09-29", 1, WORKING, "2023-10-02"),
        ("2023-08-31", 1, WORKING, "2023-09-05"),  # 01/9, weekend, in lieu 04/9
        ("2024-04-26", 1, WORKING, "2024-05-02"),  # 29/4 exchanged, 30/4, 01/5
        ("2024-05-03", 1, WORKING, "2024-05-04"),  # a Saturday that is worked
        ("2026-01-01", 1, WORKING, "2026-01-05"),
        ("2026-01-09", 1, WORKING, "2026-01-10"),
        ("2026-08-28", 1, WORKING, "2026-09-03"),
        ("2023-08-31", 3, NO_WEEKEND, "2023-09-05"),  # holidays count, weekends do not
        ("2023-08-31", 15, CALENDAR, "2023-09-15"),
    ],
)
def test_the_last_day_of_a_term(from_: str, days: int, kind: str, day: str) -> None:
    assert CALENDAR_OF.deadline(from_, days, kind).day == day


def test_the_package_of_holidays_differs_only_where_it_misses_an_exchange() -> None:
    holidays = pytest.importorskip("holidays")
    known = holidays.VN(years=range(2021, 2028))
    every = [date(2021, 1, 1) + timedelta(days=each) for each in range((date(2027, 1, 1) - date(2021, 1, 1)).days)]
    differ = [str(each) for each in every if known.is_working_day(each) != CALENDAR_OF.is_working(each)]
    assert differ == ["2026-01-02", "2026-01-10"]


def test_a_year_that_is_not_known_is_said() -> None:
    assert CALENDAR_OF.deadline("2026-12-30", 1, WORKING).sure
    assert [each.en for each in CALENDAR_OF.deadline("2027-12-30", 5, WORKING).remarks] == [
        "2027: no notice of Tết, National Day and exchanges of 2027 was seen; only the days of the law stand here",
        "the days off of 2028 are not known: only Saturdays and Sundays are left out",
    ]
    assert CALENDAR_OF.deadline("2027-12-30", 5, CALENDAR).remarks == ()


def test_a_day_that_is_not_settled_gives_both_ends() -> None:
    found = CALENDAR_OF.deadline("2026-11-23", 1, WORKING)
    assert (found.earliest, found.day) == ("2026-11-24", "2026-11-25")
    assert not found.sure


@given(from_=DAYS, days=st.integers(1, 60))
def test_a_term_in_working_days_never_ends_on_a_day_off(from_: str, days: int) -> None:
    found = CALENDAR_OF.deadline(from_, days, WORKING)
    assert CALENDAR_OF.is_working(found.day)
    assert CALENDAR_OF.days_between(from_, found.day, WORKING) == days


@given(from_=DAYS, days=st.integers(1, 60), kind=st.sampled_from(TERM_KINDS))
def test_one_day_more_never_ends_earlier(from_: str, days: int, kind: str) -> None:
    assert CALENDAR_OF.deadline(from_, days + 1, kind).day > CALENDAR_OF.deadline(from_, days, kind).day > from_


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_term_has_a_number_of_days(days: int) -> None:
    with pytest.raises(UsageError, match="NTM053"):
        CALENDAR_OF.deadline("2023-01-01", days)


BAD = """documents:
  - {id: a, title: {vi: a}, evidence: WEAK}
years:
  - {year: 2023, announced: true}
days:
  - {kind: holyday, days: ["2023-01-02"], name: {vi: a}, document: b, evidence: WEAK}
  - {kind: in_lieu, days: ["2023-01-02", "2023-01-07", "2024-01-01"], name: {vi: a}, document: a, evidence: WEAK}
  - {kind: worked, days: ["2023-02-04"], name: {vi: a}, document: a, evidence: WEAK}
"""


def test_all_that_is_wrong_with_the_data_is_told_at_once(tmp_path: Path) -> None:
    bad = BAD.replace("WEAK", "{kind: recall, confidence: low}")
    (tmp_path / "working-days.yaml").write_text(bad.replace("2024-01-01", "2024-02-30"), "utf-8")
    with pytest.raises(CatalogError, match="NTM118"):
        read_working_days(tmp_path)
    (tmp_path / "working-days.yaml").write_text(bad, "utf-8")
    with pytest.raises(CatalogError) as error:
        read_working_days(tmp_path)
    assert [each.what for each in error.value.problems] == [
        "there is no kind of day 'holyday'",
        "there is no document 'b'",
        "the day 2023-01-02 stands twice",
        "the day 2023-01-07 of kind in_lieu changes nothing: see its weekday",
        "the day 2024-01-01 is of 2024, which is not in years",
        "the exchanged day 2023-02-04 has no other half",
    ]


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "calendar", "--from", "28/08/2026", "--days", "20", "--working", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["day"], data["counted"], data["skipped"][0]["document"]) == (
        "2026-09-30",
        "working",
        "thong-bao-nghi-2026",
    )
    assert run(["dossier", "calendar", "--from", "2023-08-31", "--days", "1", "--working"]) == 0
    said = capsys.readouterr().out
    assert "1 ngày làm việc kể từ 31/08/2023 (bắt đầu tính từ ngày hôm sau): thứ ba 05/09/2023" in said
    assert "thứ hai 04/09/2023: nghỉ bù – Quốc khánh" in said
    assert run(["dossier", "calendar", "--from", "31/02/2023", "--days", "1"]) == 3
    assert run(["dossier", "calendar", "--from", "2023-01-01", "--days", "1", "--working", "--no-weekend"]) == 3
    assert run(["dossier", "calendar", "--from", "9998-12-31", "--days", "9"]) == 3
