"""What the process of a decision says on a day: which decision holds, when a term ends, which round a request enters."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from ntmrules.explain.lang.numbers import day as told_day
from ntmrules.model.days import as_day, last_of_month
from ntmrules.model.ocop import Clause, OcopStage, Round
from ntmrules.model.text import Text

REVOKED_WITHIN = "revoked-within"
"""The clause of the process that says within how many days a recognition is withdrawn."""


def in_force(stages: tuple[OcopStage, ...], day: str) -> OcopStage | None:
    """Return the decision in force for files of a day (ISO); nothing before the first."""
    for stage in reversed(stages):
        if stage.lodged_from <= as_day(day):
            return stage
    return None


def clause_of(clauses: tuple[Clause, ...], identity: str) -> Clause | None:
    """Return the clause of this id, or nothing where the decision has none."""
    return next((each for each in clauses if each.id == identity), None)


def shift(day: str, days: int) -> str:
    """Return the day that lies ``days`` after (before: negative) a day; never past the ends of the calendar."""
    start = date.fromisoformat(day)
    days = max(date.min.toordinal(), min(start.toordinal() + days, date.max.toordinal())) - start.toordinal()
    return (start + timedelta(days=days)).isoformat()


def add_months(day: str, months: int) -> str:
    """Return the same day ``months`` later, the last day of the month where it has no such day; never past the year 9999."""
    start = date.fromisoformat(day)
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    if year >= MAXYEAR:
        return date.max.isoformat()
    return date(year, month + 1, min(start.day, last_of_month(year, month + 1))).isoformat()


def rounds_for(stage: OcopStage, stars: int) -> tuple[Round, ...]:
    """Return the yearly rounds in which products of these stars are rated; none where the decision names none."""
    return tuple(each for each in stage.rounds if stars in each.stars)


def next_round(rounds: tuple[Round, ...], day: str) -> tuple[str, str] | None:
    """Return the day before which a request of ``day`` enters the next round, and the one before which its result comes."""
    if not rounds:
        return None
    year = int(day[:4])
    found = [
        (f"{each:04}-{one.request_before}", f"{each + (one.result_before < one.request_before):04}-{one.result_before}")
        for each in (year, year + 1)
        for one in rounds
        if each < MAXYEAR
    ]
    return min((pair for pair in found if day < pair[0]), default=None)


def rounds_text(stage: OcopStage) -> tuple[tuple[Text, str], ...]:
    """Return the rounds of a decision in words, each with its article."""
    found = []
    for one in stage.rounds:
        request, result = (f"{each[3:]}/{each[:2]}" for each in (one.request_before, one.result_before))
        stars = "–".join(map(str, one.stars))
        text = Text(
            f"{stars} sao: {one.asks.vi} đề nghị trước {request}, kết quả trước {result}",
            f"{stars} stars: {one.asks.in_('en')} asks before {request}, result before {result}",
        )
        found.append((text, one.article or ""))
    return tuple(found)


def round_words(stage: OcopStage, stars: int, lodged: str, lang: str) -> str:
    """Return which round a file lodged on a day can still enter; empty where the decision names none."""
    pair = next_round(rounds_for(stage, stars), lodged)
    if pair is None:
        return ""
    request, result = (told_day(each, lang) for each in pair)
    asks = rounds_for(stage, stars)[0].asks.in_(lang)
    return (
        f"đợt gần nhất: {asks} đề nghị trước {request}, kết quả trước {result}"
        if lang == "vi"
        else f"next round: {asks} asks before {request}, result before {result}"
    )
