"""Many dossiers together: a line each in words, and the days that are due as an iCalendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from ntmrules.errors import FiguresError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day
from ntmrules.messages.speech import visible
from ntmrules.model.days import VIETNAM
from ntmrules.model.procedures import AT_MOST
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.dossier import DONE
from ntmrules.recognition.told import MARKS, short_words, term_words, verdict_words


def by_state(found: Sequence[DossierCheck]) -> list[tuple[Text, list[DossierCheck]]]:
    """Return the dossiers by the state that they have reached; the groups, and those in them, in the order given."""
    groups: dict[str, tuple[Text, list[DossierCheck]]] = {}
    for each in found:
        words = short_words(each)
        groups.setdefault(words.vi, (words, []))[1].append(each)
    return list(groups.values())


def list_lines(found: Sequence[DossierCheck], *, lang: str = "vi") -> Iterator[Line]:
    """Yield the dossiers by state, a paragraph each, what is late first: unit, verdict, next step and whose, what is missing."""
    en = lang == "en"
    for words, group in by_state(found):
        count = f"{len(group)} {'dossier' if len(group) == 1 else 'dossiers'}" if en else f"{len(group)} hồ sơ"
        yield Line(f"{words.in_(lang)} ({count})", "heading")
        for each in group:
            yield from _listed(each, lang)
    yield from (Line(said, "note") for said in twice_lines(found, lang))
    late = sum(any(step.done is None for step in each.state.late) for each in found)
    yield Line(
        f"{len(found)} dossiers, {late} with a step that is late"
        if en
        else f"{len(found)} hồ sơ, {late} hồ sơ có bước đang chậm",
        "heading",
    )


def _listed(each: DossierCheck, lang: str) -> Iterator[Line]:
    en, state = lang == "en", each.state
    who = ", ".join(part for part in (each.dossier.unit, each.dossier.within) if part)
    said = f"{MARKS[each.verdict]} {who} – {each.dossier.set}: {verdict_words(each.verdict, lang)}"
    yield Line(said, str(each.verdict), 1)
    for late in state.late:
        days = f"{late.late} ngày làm việc" if not en else f"{late.late} working days"
        open_ = late.done is None
        said = (("late by" if en else "chậm") if open_ else ("done late by" if en else "đã xong, chậm")) + f" {days}"
        yield Line(
            f"{late.step.what.in_(lang)} – {late.step.actor.in_(lang)}: {said}", "not_met" if open_ else "muted", 2
        )
    if state.next is not None:
        following = state.next
        yield Line(
            f"{'next' if en else 'tiếp theo'}: {following.step.what.in_(lang)} – {following.step.actor.in_(lang)}; "
            f"{term_words(following, lang)}", indent=2,
        )  # fmt: skip
    elif state.reported:
        yield Line(_only_told(lang), "undetermined", 2)
    if state.missing:
        names = "; ".join(paper.paper.name.in_(lang) for paper in state.missing)
        yield Line(f"{'missing' if en else 'thiếu'}: {names}", "not_met", 2)


def twice_lines(found: Sequence[DossierCheck], lang: str) -> Iterator[str]:
    """Yield which files are about one unit and one set: each of them stands, and somebody has to say which counts."""
    files: dict[tuple[str, ...], list[str]] = {}
    for each in found:
        names = (each.dossier.unit, each.dossier.within or "", each.dossier.province or "")
        files.setdefault((each.dossier.set, *map(name_key, names)), []).append(each.dossier.name)
    for same in files.values():
        if len(same) > 1:
            said = ", ".join(sorted(same))
            yield (
                f"several dossiers of one unit and set: {said}"
                if lang == "en"
                else f"nhiều hồ sơ của một đơn vị, một bộ tiêu chí: {said}"
            )


def _only_told(lang: str) -> str:
    """Return what stands for the next step where only a state was told."""
    if lang == "en":
        return "next: not known, only a state was told, without days of steps"
    return "tiếp theo: chưa rõ, chỉ có tình trạng theo báo cáo, không có ngày từng bước"


def due_days(found: Sequence[DossierCheck]) -> Iterator[tuple[DossierCheck, str, str, str]]:
    """Yield each step that has a last day and is not done: the dossier, the day, what in Vietnamese, whose."""
    for each in found:
        for step in each.state.steps:
            if step.state != DONE and step.deadline is not None:
                word = "Hạn" if step.step.term is not None and step.step.term.role == AT_MOST else "Hết thời gian"
                yield each, step.deadline.day, f"{word}: {step.step.what.vi}", step.step.actor.vi


MAKER = "-//ntmrules//ho so//VI"
"""Stands in a calendar of dossiers: by it an earlier one is known."""


def as_calendar(found: Sequence[DossierCheck], on: str) -> bytes:
    """Return the last days of all dossiers as an iCalendar of whole days; ``FiguresError`` NTM056 without its package.

    The same dossiers on the same day give the same bytes.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise FiguresError(problem("NTM056")) from None
    book = Calendar()
    book.add("prodid", MAKER)
    book.add("version", "2.0")
    stamp = datetime.combine(date.fromisoformat(on), time(0), VIETNAM)
    for each, last, what, who in due_days(found):
        entry = Event()
        begins = date.fromisoformat(last)
        entry.add("summary", visible(f"{each.dossier.unit} – {what}"))
        entry.add("description", visible(f"{who}; {each.dossier.set}; {each.procedure.decision}; {day(last, 'vi')}"))
        entry.add("dtstart", begins)
        entry.add("dtend", begins + timedelta(days=1))
        entry.add("dtstamp", stamp)
        name = f"{each.dossier.name}|{each.dossier.unit}|{each.dossier.set}|{what}"
        entry.add("uid", f"{sha256(name.encode()).hexdigest()[:32]}@ntmrules")
        book.add_component(entry)
    made: bytes = book.to_ical()
    return made
