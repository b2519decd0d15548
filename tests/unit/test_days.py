"""Days are days in Việt Nam, today too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ntmrules import DateError
from ntmrules.cli import run
from ntmrules.figures.cells import read_day
from ntmrules.model import days
from ntmrules.resolve.options import iso_day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2025-12-31T17:30:00Z", "2026-01-01"),
        ("2025-12-31T16:59:59Z", "2025-12-31"),
        ("2025-12-31 17:30:00+00:00", "2026-01-01"),
        ("2026-01-01T00:30:00+07:00", "2026-01-01"),
        ("2026-01-01T05:00:00+14:00", "2025-12-31"),
    ],
)
def test_an_instant_with_a_zone_is_a_day_in_viet_nam(said: str, day: str) -> None:
    assert iso_day(said) == day
    assert read_day(said) == day
    assert iso_day(datetime.fromisoformat(said)) == day


def test_a_cell_with_a_time_and_no_zone_is_its_own_day() -> None:
    assert read_day("2025-12-31T23:59:00") == read_day("2025-12-31 00:00:00") == "2025-12-31"


@pytest.mark.parametrize(
    "said",
    ["2023-13-01", "31/02/2023", "1/1/99999999999", "9" * 5000, "1/1/" + "9" * 4400, "２０２３-12-31", "2023-1-1", "", "x", "\0",
     "2025-12-31T25:00:00Z"],
)  # fmt: skip
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(DateError) as caught:
        iso_day(said)
    assert caught.value.code == "NTM302"
    assert len(str(caught.value)) < 500


def test_days_as_people_write_them() -> None:
    assert iso_day("31/10/2023") == iso_day("2023-10-31") == iso_day(date(2023, 10, 31)) == "2023-10-31"
    assert iso_day("1/3/2024") == "2024-03-01"


def test_today_is_that_of_viet_nam(monkeypatch: pytest.MonkeyPatch) -> None:
    """arca-computing/MultipleDatePicker#11: at 01:00 on 01/01/2026 in Hà Nội it is still 2025 in UTC."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: timezone | None = None) -> datetime:
            return datetime(2025, 12, 31, 18, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Clock)
    assert days.today() == date(2026, 1, 1)
    assert days.VIETNAM.utcoffset(None) == timedelta(hours=7)


def test_the_remark_never_claims_what_is_not_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """j01_khong_ngay, i13_khong_ngay: no --on, no dated figure."""
    path = tmp_path / "x.csv"
    path.write_text("unit,subject,value\nxã A,1.1,đạt\n", encoding="utf-8")
    run(["evaluate", str(path), "--lang", "en"])
    err = capsys.readouterr().err
    assert "today" in err
    assert days.today().isoformat() in err or "NTM" in err
    path.write_text("unit,subject,value,as_of\nxã A,1.1,đạt,2023-10-31\n", encoding="utf-8")
    run(["evaluate", str(path), "--lang", "en"])
    assert "2023-10-31 (of the newest figure in the file" in capsys.readouterr().err
