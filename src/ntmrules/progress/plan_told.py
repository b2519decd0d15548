"""Plans, open work and the expected day in words and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, number, quantity
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.data import text_data
from ntmrules.progress.history import Key
from ntmrules.progress.open_work import BodyWork, OpenItem, by_body
from ntmrules.progress.pace import Expected
from ntmrules.progress.plan import ATTAINED, BEHIND, ON_TRACK, OVERDUE, UNTOLD, PlanState
from ntmrules.progress.plan_file import LABEL, Target

_STATES = {
    ATTAINED: ("đã đạt", "attained"), ON_TRACK: ("đúng tiến độ", "on track"), BEHIND: ("chậm", "behind"),
    OVERDUE: ("quá hạn", "overdue"), UNTOLD: ("chưa xác định được", "cannot be told"),
}  # fmt: skip
_STYLES = {ATTAINED: "met", ON_TRACK: "met", BEHIND: "not_met", OVERDUE: "not_met", UNTOLD: "undetermined"}
MOST = 12


def state_word(state: str, lang: str) -> str:
    """Return the state of a plan row in words."""
    return _STATES[state][lang == "en"]


def pace_words(pace: Expected | str, lang: str) -> str:
    """Return when a target is expected, with how sure that is: ``nếu giữ tốc độ này: tháng 3–6/2024; chỉ có 2 mốc``."""
    if isinstance(pace, str):
        return ""
    months = _months(pace.first, pace.last, lang)
    if lang == "en":
        return f"at this pace: {months}; {'only 2 points' if pace.points == 2 else f'{pace.points} points'}"
    return f"nếu giữ tốc độ này: {months}; {'chỉ có 2 mốc' if pace.points == 2 else f'{pace.points} mốc'}"


def _months(first: date, last: date | None, lang: str) -> str:
    if lang == "en":
        start = f"{first:%Y-%m}"
        return (
            f"not before {start}" if last is None else start if f"{last:%Y-%m}" == start else f"{start} to {last:%Y-%m}"
        )
    if last is None:
        return f"không sớm hơn tháng {first.month}/{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"tháng {first.month}/{first.year}"
    if first.year == last.year:
        return f"tháng {first.month}–{last.month}/{first.year}"
    return f"tháng {first.month}/{first.year}–{last.month}/{last.year}"


def distance_words(item: OpenItem, lang: str) -> str:
    """Return how far an indicator is from its level: in the unit of the measure and as a share of the level."""
    if item.gap is None:
        return ""
    percent = round(item.gap.relative * 100, 1)
    share = number(percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent, lang)
    short = quantity(item.gap.distance, "điểm %" if item.gap.unit == "%" else item.gap.unit, lang)
    return f"{short} ({share}%{' of the level' if lang == 'en' else ' mức'})"


def planned_apart(states: Sequence[PlanState]) -> Callable[[PlanState], str]:
    """Return what names the unit of each row: its name, with the district or province of the row where several are called so."""
    keys: dict[str, set[Key]] = {}
    for each in states:
        keys.setdefault(each.key[-1], set()).add(each.key)

    def called(state: PlanState) -> str:
        row, several = state.row, len(keys[state.key[-1]]) > 1
        return ", ".join(part for part in (row.unit, row.within or row.province) if part) if several else row.unit

    return called


def plan_lines(states: Sequence[PlanState], *, lang: str = "vi") -> Iterator[Line]:
    """Yield the state of every row of a plan, with what is open by responsible body."""
    called = planned_apart(states)
    for each in states:
        row = each.row
        due = day(row.due, lang)
        left = (f"{each.days_left} days left" if each.days_left >= 0 else f"{-each.days_left} days past") if lang == "en" else (
            f"còn {each.days_left} ngày" if each.days_left >= 0 else f"quá {-each.days_left} ngày")  # fmt: skip
        who = f" · {row.body}" if row.body else ""
        word = "due" if lang == "en" else "hạn"
        yield Line(
            f"{called(each)} – {target_words(row.target, lang)} ({each.set}), {word} {due} ({left}){who}", "heading"
        )
        reason = each.reason.in_(lang)
        pace = pace_words(each.pace, lang)
        now = verdict_word(Verdict(each.now), lang) if each.now in tuple(Verdict) else each.now
        yield Line(
            f"{state_word(each.state, lang)}: {now}; {reason}{f'; {pace}' if pace else ''}", _STYLES[each.state], 1
        )
        if each.state != ATTAINED:
            unmet = [item for item in each.open if item.verdict is Verdict.NOT_MET]
            yield from work_lines(by_body(unmet), lang=lang, indent=1, most=MOST)
            yield from _unknown([item for item in each.open if item.verdict is not Verdict.NOT_MET], lang)


def target_words(target: Target, lang: str) -> str:
    """Return what a row asks; a bare label with what it is the label of, since 16 could be meant for a number of criteria."""
    if target.kind != LABEL or not target.text.replace(".", "").isdigit():
        return target.text
    inner = "." in target.text
    word = ("indicator" if inner else "criterion") if lang == "en" else ("chỉ tiêu" if inner else "tiêu chí")
    return f"{word} {target.text}"


def _unknown(items: Sequence[OpenItem], lang: str) -> Iterator[Line]:
    """Yield one line on what is undetermined: how many indicators wait with which body."""
    if items:
        shares = "; ".join(f"{work.name.in_(lang)} {len(work.items)}" for work in by_body(items))
        conditions = sum(item.criterion is None for item in items)
        counted = _counted(len(items) - conditions, conditions, lang)
        yield Line(f"{counted} {'undetermined' if lang == 'en' else 'chưa xác định'}: {shares}", "undetermined", 1)


def _counted(indicators: int, conditions: int, lang: str) -> str:
    """Return how many indicators, and how many conditions of the set that are none of its criteria."""
    words = ("indicators", "conditions") if lang == "en" else ("chỉ tiêu", "điều kiện")
    found = [f"{count} {word}" for count, word in zip((indicators, conditions), words, strict=True) if count]
    return ", ".join(found or [f"0 {words[0]}"])


def work_lines(
    work: Sequence[BodyWork], *, lang: str = "vi", indent: int = 0, most: int | None = None
) -> Iterator[Line]:
    """Yield what is open by responsible body, the nearest first."""
    for each in work:
        name = each.name.in_(lang)
        counted = _counted(len(each.items) - each.conditions, each.conditions, lang)
        count = (f"{counted} open, of {each.criteria} criteria, {each.units} units" if lang == "en"
                 else f"{counted} còn mở, thuộc {each.criteria} tiêu chí, {each.units} đơn vị")  # fmt: skip
        yield Line(f"{name}: {count}", "note", indent)
        for item in each.items[:most]:
            far = distance_words(item, lang)
            label = item.label.in_(lang)
            text = f"{MARKS[item.verdict]} {item.unit}: {item.number or item.id} {label}: {verdict_word(item.verdict, lang)}"
            short = ("missing " if lang == "en" else "còn thiếu ") + far
            yield Line(f"{text}, {short}" if far else text, str(item.verdict), indent + 1)
        if most is not None and len(each.items) > most:
            left = len(each.items) - most
            yield Line(f"… {left} more" if lang == "en" else f"… và {left} chỉ tiêu nữa", "muted", indent + 1)


def plan_data(states: Sequence[PlanState]) -> list[dict[str, Any]]:
    """Return the states of a plan as data."""
    return [
        {"unit": each.row.unit, "set": each.set, "target": each.row.target.text, "due": each.row.due, "body": each.row.body,
         "note": each.row.note, "on": each.on, "state": each.state, "reason": text_data(each.reason), "now": each.now,
         "days_left": each.days_left, "expected": _expected(each.pace), "open": work_data(by_body(each.open))}
        for each in states
    ]  # fmt: skip


def _expected(pace: Expected | str) -> dict[str, Any] | None:
    if isinstance(pace, str):
        return None
    return {"first": pace.first.isoformat(), "last": pace.last.isoformat() if pace.last is not None else None,
            "points": pace.points}  # fmt: skip


def work_data(work: Sequence[BodyWork]) -> list[dict[str, Any]]:
    """Return what is open by body as data; distances as strings of decimals."""
    return [
        {"body": each.body.id if each.body is not None else None, "name": text_data(each.name),
         "ministry": text_data(each.ministry.name) if each.ministry is not None else None,
         "criteria": each.criteria, "units": each.units, "items": [_item(item) for item in each.items]}
        for each in work
    ]  # fmt: skip


def _item(item: OpenItem) -> dict[str, Any]:
    gap = item.gap
    return {
        "unit": item.unit, "criterion": item.criterion, "id": item.id, "number": item.number, "label": text_data(item.label),
        "verdict": str(item.verdict),
        "distance": format(gap.distance, "f") if gap is not None else None,
        "of_level": format(round(gap.relative, 4), "f") if gap is not None else None,
        "unit_of_measure": gap.unit if gap is not None else None,
    }  # fmt: skip
