"""Progress in words: a paragraph a unit, in Vietnamese or English, as offices write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import compress
from math import ceil

from ntmrules.catalog.pack import natural
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name, number, quantities, quantity
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.model.trace import NoteCode, Required
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.change import BOTH, GROUPS, UNSETTLED, Asked, Move, Seen, UnitProgress
from ntmrules.progress.shares_told import Changed, ToldShares, told_shares
from ntmrules.progress.states import NOTHING, WHAT, Count, Number, Range, plain

MOST_SEEN = 12  # figures, or units of a district, that one line names
_W: dict[str, tuple[str, str]] = {
    "head": ("{unit} – tiến độ từ {since} đến {to}", "{unit} – progress from {since} to {to}"),
    "tally": ("{criteria} tiêu chí, {indicators} chỉ tiêu", "{criteria} criteria, {indicators} indicators"),
    "line": ("{now}; {change} so với {since} ({then}){basis}", "{now}; {change} against {since} ({then}){basis}"),
    "unknown": ("{now}{basis}; chưa có kết quả ngày {since} để so", "{now}{basis}; nothing is known of {since} to compare with"),
    "reported": ("; theo báo cáo, không có số liệu từng tiêu chí", "; as reported, without figures of the criteria"),
    "reported.then": ("; số ngày {since} theo báo cáo", "; that of {since} as reported"),
    "reported.now": ("; số ngày {to} theo báo cáo", "; that of {to} as reported"),
    "criteria": ("tiêu chí", "criteria"),
    "indicators": ("chỉ tiêu", "indicators"),
    "rise": ("tăng {n} {what}", "{n} more {what}"),
    "fall": ("giảm {n} {what}", "{n} fewer {what}"),
    "same": ("số {what} không đổi", "as many {what}"),
    "rise.range": ("tăng từ {low} đến {high} {what}", "{low} to {high} more {what}"),
    "rise.up_to": ("có thể tăng đến {high} {what}", "up to {high} more {what}"),
    "fall.range": ("giảm từ {low} đến {high} {what}", "{low} to {high} fewer {what}"),
    "fall.up_to": ("có thể giảm đến {high} {what}", "up to {high} fewer {what}"),
    "either": ("chưa rõ số {what} tăng hay giảm: nhiều nhất giảm {low}, nhiều nhất tăng {high}, vì còn mục chưa xác định",
               "not known whether there are more or fewer {what}: at most {low} fewer, at most {high} more, since some are open"),
    "causes": ("Nguyên nhân: {parts}", "Causes: {parts}"),
    "by.figures": ("do số liệu {changes}", "by figures {changes}"),
    "by.texts": ("do văn bản {changes}", "by texts {changes}"),
    "sets": (
        "{now}; ngày {since} theo bộ khác: {then}, không so số của hai bộ{basis}",
        "{now}; on {since} under another set: {then}; counts of two sets are not compared{basis}",
    ),
    "withdrawn": ("đã rút", "withdrawn"),
    "withdrawn.left": ("đã rút, còn {left}", "withdrawn, {left} is left"),
    "by.figures.least": ("do số liệu ít nhất {changes}", "by figures at least {changes}"),
    "by.reports": ("chưa rõ do số liệu hay do văn bản: báo cáo chỉ nêu số đếm, còn văn bản đổi ở tiêu chí {numbers}",
                   "by figures or by texts nobody can tell: a report only counts, and the text changed in criteria {numbers}"),
    "by.reports.rest": (
        "phần còn lại chưa rõ do số liệu hay do văn bản: báo cáo chỉ nêu số đếm, còn văn bản đổi ở tiêu chí {numbers}",
        "of the rest nobody can tell: a report only counts, and the text changed in criteria {numbers}"),
    "by.open": ("phần {what} còn chưa xác định thì chưa rõ do đâu", "of the {what} that are open nobody can tell which did it"),
    "gained": ("Đạt thêm", "Gained"),
    "lost": ("Không còn đạt", "Lost"),
    "settled": ("Trước chưa xác định, nay đã rõ", "Open before, settled now"),
    "unsettled": ("Trước đã rõ, nay chưa xác định", "Settled before, open now"),
    "implied": ("kéo theo {n} chỉ tiêu", "with {n} indicators that follow from it"),
    "implied.open": ("{n} chỉ tiêu khác nay chưa xác định", "{n} other indicators are now undetermined"),
    "figure": ("số liệu", "figure"),
    "text": ("văn bản", "text"),
    "both": ("số liệu và văn bản", "figure and text"),
    "nothing": ("chưa có", "none"),
    "remark": ("Lưu ý: {remark}", "Remark: {remark}"),
    "share": ("số liệu {figures}, văn bản {texts}", "figure {figures}, text {texts}"),
}  # fmt: skip


def say(key: str, lang: str, **values: object) -> str:
    """Return the phrase ``key`` in ``lang`` with its gaps filled."""
    return _W[key][lang == "en"].format(**values)


def unit_lines(unit: UnitProgress, *, lang: str = "vi", called: str | None = None) -> Iterator[Line]:
    """Yield the progress of one unit as lines with styles; ``called`` names it where its name alone is that of several."""
    since = day(unit.from_, lang)
    yield Line(say("head", lang, unit=called or unit.unit, since=since, to=day(unit.to, lang)), "heading")
    yield Line(line_words(unit, since, day(unit.to, lang), lang), str(unit.states.now.verdict))
    if causes := list(causes_words(unit, lang)):
        yield Line(say("causes", lang, parts="; ".join(causes)), "note")
    for group in GROUPS:
        moves = [move for move in unit.group(group) if not follows(move, unit)]
        if moves:
            yield Line(f"{say(group, lang)}:")
        for move in moves:
            yield Line(_move_words(move, unit, lang), str(move.after), 1)
    for remark in unit.remarks:
        yield Line(say("remark", lang, remark=remark.in_(lang)), "note")


def tally_words(counts: Mapping[str, Count], lang: str) -> str:
    """Return tallies as offices write them: ``8/9 tiêu chí, 36/38 chỉ tiêu``."""
    return say("tally", lang, **{what: count_words(counts[what]) for what in WHAT})


def line_words(changed: Changed, since: str, to: str, lang: str) -> str:
    """Return ``8/9 tiêu chí, 36/38 chỉ tiêu; tăng 5 tiêu chí, 6 chỉ tiêu so với 01/01/2023 (3/9 …)``, with its basis."""
    then, now = (any(count.reported for count in each.values()) for each in (changed.then, changed.now))
    key = "reported" if then and now else "reported.then" if then else "reported.now" if now else None
    basis = say(key, lang, since=since, to=to) if key is not None else ""
    if _nothing_known(changed.then):
        return say("unknown", lang, now=tally_words(changed.now, lang), since=since, basis=basis)
    shares = [each for what in WHAT if (each := changed.shares[what]) is not None]
    if len(shares) < len(WHAT):
        return say("sets", lang, now=tally_words(changed.now, lang), since=since, basis=basis,
                   then=tally_words(changed.then, lang))  # fmt: skip
    changes = changes_words([each.change for each in shares], lang)
    return say("line", lang, now=tally_words(changed.now, lang), change=changes, since=since, basis=basis,
               then=tally_words(changed.then, lang))  # fmt: skip


def _nothing_known(counts: Mapping[str, Count]) -> bool:
    return all(count.low == 0 and count.high == count.declared and count.high > 0 for count in counts.values())


def changes_words(changes: Sequence[Range], lang: str) -> str:
    """Return the changes of both tallies; two that go one way in whole numbers share their verb."""
    if all(change.settled and change.low > 0 for change in changes) or all(
        change.settled and change.low < 0 for change in changes
    ):
        words = [change_words(change, what, lang) for change, what in zip(changes, WHAT, strict=True)]
        if lang != "en":
            words[1] = words[1].split(" ", 1)[1]
        return ", ".join(words)
    return ", ".join(change_words(change, what, lang) for change, what in zip(changes, WHAT, strict=True))


def count_words(count: Count) -> str:
    """Return ``8/9``, or ``3–5/9`` where it is open."""
    met = str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
    return f"{met}/{count.declared if count.declared is not None else '?'}"


def change_words(change: Range, what: str, lang: str) -> str:
    """Return a change in words that people understand: ``tăng 5 tiêu chí``, ``có thể tăng đến 3 tiêu chí``."""
    word = say(what, lang)
    low, high = change.low, change.high
    if low == high:
        key = "rise" if low > 0 else "fall" if low < 0 else "same"
        return say(key, lang, n=_digits(max(low, -low), lang), what=word)
    if low < 0 < high:
        # A share of a cause may be 8.75; at most so many are whole ones.
        return say("either", lang, low=_digits(ceil(-low), lang), high=_digits(ceil(high), lang), what=word)
    way, ends = ("rise", (low, high)) if high > 0 else ("fall", (-high, -low))
    key = f"{way}.up_to" if ends[0] == 0 else f"{way}.range"
    return say(key, lang, low=_digits(ends[0], lang), high=_digits(ends[1], lang), what=word)


def _digits(value: Number, lang: str) -> str:
    return number(Decimal(plain(value)), lang)


def causes_words(changed: Changed, lang: str) -> Iterator[str]:
    """Yield what figures did and what texts did; of what is open it is said that nobody can tell, and no range is shared out."""
    parts = [part for what in WHAT if (part := told_shares(changed, what)) is not None]
    if len(parts) < len(WHAT) or not changed.text_moved or _nothing_known(changed.then):
        return
    if changed.untold:
        yield from _causes_of_reports(changed, parts, lang)
        return
    for cause in ("figures", "texts"):
        own = [getattr(part, cause) for part in parts]
        # Of a tally that is open nothing is certain where nothing is told: then it is not said to be as it was.
        shown = [each != NOTHING or part.unclear is None for each, part in zip(own, parts, strict=True)]
        if any(shown):
            words = [change_words(each, what, lang) for each, what in zip(own, WHAT, strict=True)]
            changes = changes_words(own, lang) if all(shown) else ", ".join(compress(words, shown))
            yield say(f"by.{cause}", lang, changes=changes)
    open_ = [say(what, lang) for part, what in zip(parts, WHAT, strict=True) if part.unclear is not None]
    if open_:
        yield say("by.open", lang, what=", ".join(open_))


def _causes_of_reports(changed: Changed, parts: Sequence[ToldShares], lang: str) -> Iterator[str]:
    """Yield what is certain of the causes of reported tallies, and in which criteria the text changed meanwhile."""
    if all(each is not None and each.change == NOTHING for each in changed.shares.values()):
        return
    told = False
    for key, own in (
        ("by.figures.least", [part.figures for part in parts]),
        ("by.texts", [part.texts for part in parts]),
    ):
        words = [change_words(each, what, lang) for each, what in zip(own, WHAT, strict=True) if each != NOTHING]
        if words:
            told = True
            yield say(key, lang, changes=", ".join(words))
    yield say("by.reports.rest" if told else "by.reports", lang, numbers=", ".join(sorted(changed.untold, key=natural)))


def _implied(move: Move) -> bool:
    return move.kind == "indicator" and (
        move.now.has_note(NoteCode.IMPLIED_BY_CRITERION) or move.was.has_note(NoteCode.IMPLIED_BY_CRITERION)
    )


def follows(move: Move, unit: UnitProgress) -> bool:
    """Tell whether an indicator only follows its criterion, which changed too and says why."""
    return _implied(move) and any(each.kind == "criterion" and each.id == move.within for each in unit.moves)


def _move_words(move: Move, unit: UnitProgress, lang: str) -> str:
    label = move.label.in_(lang)
    name = f"{move.number} {label}" if move.number else label
    verdicts = f"{verdict_word(move.before, lang)} → {verdict_word(move.after, lang)}"
    return f"{MARKS[move.after]} {name}: {verdicts} – {why_words(move, unit, lang)}"


def why_words(move: Move, unit: UnitProgress, lang: str) -> str:
    """Return why a verdict changed: figure or text, from what to what, and what follows from it."""
    details = [say(move.cause, lang)]
    details += [_seen_words(seen, lang) for seen in move.seen[:MOST_SEEN]]
    if len(move.seen) > MOST_SEEN:
        details.append(f"… +{len(move.seen) - MOST_SEEN}")
    asked = [each for each in move.asked if each.before or each.after]
    if not asked and move.kind == "criterion":  # it has no place of its own: its indicators have
        asked = [each for other in unit.moves if other.within == move.id for each in other.asked]
    details += dict.fromkeys(_asked_words(each, lang) for each in asked)
    if move.cause == BOTH:
        details.append(say("share", lang, figures=_signed(move.figures, lang), texts=_signed(move.texts, lang)))
    below = [other for other in unit.moves if _implied(other) and other.within == move.id]
    follow = sum(other.group == move.group for other in below)
    if follow:
        details.append(say("implied", lang, n=follow))
    # A report on the criterion had spoken for all of them; now it does not, and that is not what became of the criterion.
    if move.kind == "criterion" and (open_ := sum(other.group == UNSETTLED != move.group for other in below)):
        details.append(say("implied.open", lang, n=open_))
    return "; ".join(details)


def _signed(value: Number, lang: str) -> str:
    text = _digits(value, lang)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def _seen_words(seen: Seen, lang: str) -> str:
    label = seen.label.in_(lang)
    after = _value(seen.after, seen.unit, lang)
    if seen.withdrawn:
        after = say("withdrawn", lang) if seen.after is None else say("withdrawn.left", lang, left=after)
    pair = f"{_value(seen.before, seen.unit, lang)} → {after}"
    where = f" ({seen.at})" if seen.at else ""
    return f"{label}: {pair}{where}"


def _value(value: object, unit: str | None, lang: str) -> str:
    if value is None:
        return say("nothing", lang)
    if isinstance(value, Verdict):
        return verdict_word(value, lang)
    if isinstance(value, Decimal):
        return quantity(value, unit, lang)
    return "/".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _asked_words(asked: Asked, lang: str) -> str:
    names = [decision_name(each, lang) if each else "?" for each in (asked.before, asked.after)]
    where = names[0] if names[0] == names[1] else f"{names[0]} → {names[1]}"
    both = ((asked.required_before, asked.proofs_before), (asked.required_after, asked.proofs_after))
    levels = [with_computed(_level(each, asked.unit, lang), proofs, lang) if each else "" for each, proofs in both]
    return f"{where}: {levels[0]} → {levels[1]}" if all(levels) and levels[0] != levels[1] else where


_SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "count_at_least": "≥"}


def _level(required: Required | None, unit: str | None, lang: str) -> str:
    if required is None or not required.values:
        return ""
    return f"{_SIGNS.get(required.op, '')} {quantities(required.values, unit, lang)}".strip()


__all__ = ["change_words", "count_words", "say", "tally_words", "unit_lines"]
