"""Progress, plans, open work and summaries as tables for CSV, Markdown and workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ntmrules.catalog.pack import natural
from ntmrules.explain.lang.numbers import day, number
from ntmrules.explain.lang.words import verdict_word
from ntmrules.model.verdicts import Verdict
from ntmrules.office.tables import Cell, Table
from ntmrules.progress.between import OneCriterion, Progress, Together
from ntmrules.progress.change import GROUPS, Move
from ntmrules.progress.groups_told import group_name
from ntmrules.progress.open_work import BodyWork
from ntmrules.progress.plan import ATTAINED, PlanState
from ntmrules.progress.plan_file import INDICATORS
from ntmrules.progress.plan_told import distance_words, pace_words, planned_apart, state_word, target_words
from ntmrules.progress.shares_told import Changed, ToldShares, told_shares
from ntmrules.progress.states import NOTHING, WHAT, Count, Range, plain
from ntmrules.progress.summary import Span, Summaries
from ntmrules.progress.summary_told import average_words, bucket_name, decision_words
from ntmrules.progress.told import count_words, say

_HEADS: dict[str, tuple[str, str]] = {
    "progress": ("Tiến độ", "Progress"), "unit": ("Đơn vị", "Unit"), "within": ("Thuộc", "Within"),
    "group": ("Huyện, tỉnh, nhóm", "District, province, group"), "units": ("Số đơn vị", "Units"),
    "then": ("{what} ngày {since}", "{what} on {since}"), "now": ("{what} ngày {to}", "{what} on {to}"),
    "change": ("Tăng giảm {what}", "Change of {what}"), "figures": ("Do số liệu ({what})", "By figures ({what})"),
    "texts": ("Do văn bản ({what})", "By texts ({what})"),
    "unclear": ("Chưa rõ do đâu ({what})", "By which is open ({what})"),
    "basis": ("Căn cứ", "Basis"), "remarks": ("Lưu ý", "Remarks"),
    "number": ("Số", "Number"), "criterion": ("Tiêu chí", "Criterion"),
    "met.then": ("Số đơn vị đạt ngày {since}", "Met on {since}"),
    "met.now": ("Số đơn vị đạt ngày {to}", "Met on {to}"), "computed": ("tính từ số liệu", "computed"),
    "reported": ("theo báo cáo", "as reported"), "districts": ("Theo huyện", "By district"),
    "criteria.table": ("Theo tiêu chí", "By criterion"), "body": ("Cơ quan phụ trách", "Responsible body"),
    "bodies": ("Theo cơ quan", "By body"), "ministry": ("Bộ", "Ministry"), "indicator": ("Chỉ tiêu", "Indicator"),
    "state": ("Kết quả", "Verdict"), "distance": ("Còn thiếu", "Missing"), "plan": ("Kế hoạch", "Plan"),
    "set": ("Bộ tiêu chí", "Set"), "target": ("Mục tiêu", "Target"), "due": ("Hạn", "Due"), "left": ("Còn (ngày)", "Days left"),
    "plan.state": ("Tình trạng", "State"), "reason": ("Lý do", "Reason"), "pace": ("Dự kiến", "Expected"),
    "open": ("Chỉ tiêu còn mở", "Open indicators"), "note": ("Ghi chú", "Note"), "summary": ("Tổng hợp", "Summary"),
    "range": ("từ {low} đến {high}", "from {low} to {high}"), "of.units": ("đơn vị", "units"),
    "all": ("Đạt chuẩn theo số liệu", "Met by the figures"), "decisions": ("Có quyết định công nhận", "With a decision"),
    "average": ("Bình quân tiêu chí/xã", "Average criteria a unit"), "total": ("Cộng", "Total"),
}  # fmt: skip


_PAIR = re.compile(r"\s*\d+\s*/\s*\d+\s*")
_CAUSES = ("figures", "texts", "unclear")


def _head(key: str, lang: str, **values: str) -> str:
    return _HEADS[key][lang == "en"].format(**values)


def _change(change: Range, lang: str) -> Cell:
    """Return a change as a number, an open one in words: a text that begins with a sign is taken for a formula."""
    low, high = plain(change.low), plain(change.high)
    if low == high:
        return low
    return _head("range", lang, **{end: number(Decimal(value), lang) for end, value in (("low", low), ("high", high))})


def _shares(changed: Changed, lang: str) -> list[Cell]:
    """Return the change of both tallies, then each cause of it, which add up: figures, texts, what nobody can tell of."""
    shares = [each for what in WHAT if (each := changed.shares[what]) is not None]
    told = [part for what in WHAT if (part := told_shares(changed, what)) is not None]
    if len(told) < len(WHAT):
        return [None for _ in WHAT for _ in ("change", *_CAUSES)]
    causes = [_told_of(each, cause) for cause in _CAUSES for each in told]
    return [*(_change(each.change, lang) for each in shares),
            *(None if cause is None else _change(cause, lang) for cause in causes)]  # fmt: skip


def _told_of(shares: ToldShares, cause: str) -> Range | None:
    """Return the share of a cause; nothing where nobody can tell any of the change: 0 would say that it did nothing."""
    all_unclear = shares.unclear is not None and shares.figures == shares.texts == NOTHING
    return None if all_unclear and cause != "unclear" else getattr(shares, cause)


def _count(count: Count, what: str, lang: str) -> str:
    """Return ``10/19 tiêu chí``: without the word a spreadsheet opens it as a day in October 2019."""
    return f"{count_words(count)} {say(what, lang)}"


def progress_table(progress: Progress, lang: str) -> Table:
    """Return one row a unit: tallies then and now, changes, causes, what was gained and lost."""
    since, to = day(progress.from_, lang), day(progress.to, lang)
    heads = [_head("unit", lang), _head("within", lang)]
    for key in ("then", "now", "change", *_CAUSES):
        heads += [_head(key, lang, what=say(what, lang), since=since, to=to) for what in WHAT]
    heads += [*(say(group, lang) for group in GROUPS), _head("basis", lang), _head("remarks", lang)]
    rows = []
    for unit in progress.units:
        row: list[Cell] = [unit.unit, unit.within]
        for kind in (unit.then, unit.now):
            row += [_count(kind[what], what, lang) for what in WHAT]
        row += _shares(unit, lang)
        row += [_labels(unit.group(group), lang) for group in GROUPS]
        reported = any(count.reported for count in unit.now.values())
        row += [
            _head("reported" if reported else "computed", lang),
            "; ".join(each.in_(lang) for each in unit.remarks),
        ]
        rows.append(tuple(row))
    return Table(title=_head("progress", lang), head=tuple(heads), rows=tuple(rows))


def _labels(moves: Iterable[Move], lang: str) -> str:
    """Return ``tiêu chí 13; chỉ tiêu 13.1, 13.2``: a spreadsheet opens a bare 17.10 as a number or a day."""
    found: dict[str, list[str]] = {what: [] for what in WHAT}
    for move in moves:
        found[WHAT[move.kind == "indicator"]].append(move.number or move.id)
    return "; ".join(f"{say(what, lang)} {', '.join(numbers)}" for what, numbers in found.items() if numbers)


def _label(number: str, lang: str) -> str:
    """Return the label of an indicator with its word, that of a criterion as it is."""
    return f"{say(WHAT[1], lang)} {number}" if "." in number else number


def together_table(groups: Sequence[Together], progress: Progress, lang: str) -> Table:
    """Return one row a district, and the whole."""
    since, to = day(progress.from_, lang), day(progress.to, lang)
    heads = [_head("group", lang), _head("units", lang)]
    for key in ("then", "now", "change", *_CAUSES):
        heads += [_head(key, lang, what=say(what, lang), since=since, to=to) for what in WHAT]
    rows = []
    for group in groups:
        row: list[Cell] = [group_name(group, lang), len(group.units)]
        for kind in (group.then, group.now):
            row += [_count(kind[what], what, lang) for what in WHAT]
        row += _shares(group, lang)
        rows.append(tuple(row))
    return Table(title=_head("districts", lang), head=tuple(heads), rows=tuple(rows))


def criteria_table(criteria: Sequence[OneCriterion], progress: Progress, lang: str) -> Table:
    """Return one row a criterion: by how many units it was met then and now, who gained and lost it."""
    since, to = day(progress.from_, lang), day(progress.to, lang)
    heads = (_head("number", lang), _head("criterion", lang), _head("met.then", lang, since=since),
             _head("met.now", lang, to=to), *(say(group, lang) for group in GROUPS))  # fmt: skip
    rows = [
        (one.number, one.label.in_(lang), *(f"{count_words(each)} {_head('of.units', lang)}" for each in (one.then, one.now)),
         *("; ".join(unit for unit, move in one.moves if move.group == group) for group in GROUPS))
        for one in criteria
    ]  # fmt: skip
    return Table(title=_head("criteria.table", lang), head=heads, rows=tuple(rows))


def bodies_table(work: Sequence[BodyWork], lang: str) -> Table:
    """Return one row an open indicator, under the body that answers for it, the nearest first."""
    heads = tuple(_head(key, lang) for key in ("body", "ministry", "unit", "number", "indicator", "state", "distance"))
    rows = [
        (each.name.in_(lang), each.ministry.name.in_(lang) if each.ministry is not None else None, item.unit,
         _label(item.number or item.id, lang), item.label.in_(lang), verdict_word(item.verdict, lang), distance_words(item, lang))
        for each in work
        for item in each.items
    ]  # fmt: skip
    return Table(title=_head("bodies", lang), head=heads, rows=tuple(rows))


def plan_table(states: Sequence[PlanState], lang: str) -> Table:
    """Return one row a target of the plan: its state with the reason, days left, what is open, when it is expected."""
    heads = tuple(_head(key, lang) for key in ("unit", "set", "target", "due", "body", "state", "plan.state", "reason", "left",
                                               "pace", "open", "note"))  # fmt: skip
    called = planned_apart(states)
    rows = [
        (called(each), each.set, _target(each, lang), day(each.row.due, lang), each.row.body, _now(each, lang),
         state_word(each.state, lang), each.reason.in_(lang), each.days_left, pace_words(each.pace, lang),
         _open(each, lang),
         each.row.note)
        for each in states
    ]  # fmt: skip
    return Table(title=_head("plan", lang), head=heads, rows=tuple(rows), days=(3,))


def _open(state: PlanState, lang: str) -> str:
    """Return the labels of what is open of a target that is not attained."""
    numbers = sorted((item.number or item.id for item in state.open if state.state != ATTAINED), key=natural)
    return f"{say(WHAT[1], lang)} {', '.join(numbers)}" if numbers else ""


def _now(state: PlanState, lang: str) -> str:
    if state.now in tuple(Verdict):
        return verdict_word(Verdict(state.now), lang)
    return f"{state.now} {say(_what(state), lang)}"


def _target(state: PlanState, lang: str) -> str:
    text = state.row.target.text
    return f"{text} {say(_what(state), lang)}" if _PAIR.fullmatch(text) else target_words(state.row.target, lang)


def _what(state: PlanState) -> str:
    return WHAT[state.row.target.kind == INDICATORS]


def summary_tables(found: Summaries, lang: str) -> list[Table]:
    """Return the summary as two tables: numbers of units by group, and each criterion by group."""
    every = [found.whole, *found.groups]
    names = [group.name or (_head("total", lang) if group is found.whole else "–") for group in every]
    buckets = [bucket_name(bucket, lang) for bucket in found.whole.buckets]
    heads = (_head("group", lang), _head("units", lang), _head("all", lang), _head("decisions", lang), *buckets,
             _head("average", lang), *(tier.label.in_(lang) for tier in found.whole.tiers))  # fmt: skip
    rows = []
    for name, group in zip(names, every, strict=True):
        rows.append((name, group.units, _span(group.met), decision_words(group.decisions, lang),
                     *(_span(bucket.units) for bucket in group.buckets), _average(group.average, lang),
                     *(_span(tier.met) for tier in group.tiers)))  # fmt: skip
    first = Table(title=_head("summary", lang), head=heads, rows=tuple(rows))
    units = _head("of.units", lang)
    by_criterion = [
        (one.number, one.label.in_(lang),
         *(f"{group.by_criterion[place].met.text}/{group.units} {units}" for group in every))
        for place, one in enumerate(found.whole.by_criterion)
    ]  # fmt: skip
    second = Table(title=_head("criteria.table", lang), head=(_head("number", lang), _head("criterion", lang), *names),
                   rows=tuple(by_criterion))  # fmt: skip
    return [first, second]


def _average(average: tuple[Decimal, Decimal] | None, lang: str) -> Cell:
    """Return the average as a number, an open one in words."""
    return average[0] if average is not None and average[0] == average[1] else average_words(average, lang)


def _span(span: Span) -> int | str:
    return span.low if span.low == span.high else span.text
