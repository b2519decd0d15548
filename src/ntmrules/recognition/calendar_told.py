"""A term in days as text and as data, schema ``ntmrules/calendar/1``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day
from ntmrules.model.calendar import CALENDAR, HOLIDAY, IN_LIEU, NO_WEEKEND, SWAPPED_OFF, UNSETTLED, WORKED, WORKING
from ntmrules.places.working_days import Calendar, Deadline

SCHEMA = "ntmrules/calendar/1"
_WEEKDAYS = (
    ("thứ hai", "Monday"),
    ("thứ ba", "Tuesday"),
    ("thứ tư", "Wednesday"),
    ("thứ năm", "Thursday"),
    ("thứ sáu", "Friday"),
    ("thứ bảy", "Saturday"),
    ("chủ nhật", "Sunday"),
)
_KINDS = {
    HOLIDAY: ("ngày nghỉ lễ", "day off"),
    IN_LIEU: ("nghỉ bù", "day in lieu"),
    SWAPPED_OFF: ("nghỉ do hoán đổi", "off by exchange"),
    WORKED: ("làm bù, tính là ngày làm việc", "worked instead, counts"),
    UNSETTLED: ("chưa rõ có nghỉ không, tạm coi là nghỉ", "not settled whether it is off, taken for off"),
}
_COUNTED = {
    CALENDAR: ("ngày", "days"),
    "unstated": ("ngày (văn bản không ghi loại ngày)", "days (the text does not say which)"),
    NO_WEEKEND: ("ngày không tính thứ bảy, chủ nhật", "days without Saturdays and Sundays"),
    WORKING: ("ngày làm việc", "working days"),
}


def counted_words(days: int, kind: str, lang: str) -> str:
    """Return ``20 ngày làm việc``."""
    word = _COUNTED[kind][lang == "en"]
    return f"{days} {word if days != 1 or lang != 'en' else word.replace('days', 'day', 1)}"


def weekday_words(iso: str, lang: str) -> str:
    """Return ``thứ hai 02/10/2023``."""
    from datetime import date

    return f"{_WEEKDAYS[date.fromisoformat(iso).weekday()][lang == 'en']} {day(iso, lang)}"


def deadline_lines(found: Deadline, calendar: Calendar, *, lang: str = "vi") -> Iterator[Line]:
    """Yield the last day of a term, the days that did not count with their documents, and what is not known."""
    at = lang == "en"
    said = counted_words(found.days, found.counted, lang)
    begun = (
        f"{said} from {day(found.from_, lang)} (counting starts on the day after)"
        if at
        else (f"{said} kể từ {day(found.from_, lang)} (bắt đầu tính từ ngày hôm sau)")
    )
    yield Line(f"{begun}: {weekday_words(found.day, lang)}", "heading")
    titles = {each.id: each.title for each in calendar.data.documents}
    for skipped in found.skipped:
        row = skipped.row
        text = f"{weekday_words(skipped.day, lang)}: {_KINDS[row.kind][at]} – {row.name.in_(lang)}"
        yield Line(f"{text} ({row.document}: {titles[row.document].in_(lang)})", "muted", 1)
    yield from (Line(text, "note", 1) for text in deadline_remarks(found, lang))


def deadline_remarks(found: Deadline, lang: str) -> Iterator[str]:
    """Yield what is not known about a term: a year without its notices, days that may yet count."""
    if found.earliest is not None:
        yield (
            f"may end on {weekday_words(found.earliest, lang)} already, if the days not settled are working days"
            if lang == "en"
            else f"có thể đã hết hạn {weekday_words(found.earliest, lang)}, nếu ngày chưa rõ là ngày làm việc"
        )
    yield from (remark.in_(lang) for remark in found.remarks)


def deadline_data(found: Deadline) -> dict[str, Any]:
    """Return a term as data that ``json.dumps`` takes."""
    return {
        "schema": SCHEMA,
        "from": found.from_,
        "days": found.days,
        "counted": found.counted,
        "day": found.day,
        "earliest": found.earliest,
        "skipped": [
            {
                "day": each.day,
                "kind": each.row.kind,
                "name": {"vi": each.row.name.vi, "en": each.row.name.en or each.row.name.vi},
                "document": each.row.document,
            }
            for each in found.skipped
        ],
        "remarks": [{"vi": remark.vi, "en": remark.en or remark.vi} for remark in found.remarks],
    }
