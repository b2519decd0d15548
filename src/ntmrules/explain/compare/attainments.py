"""Two attainments of one unit side by side: what changed, by how much, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ntmrules.errors import UsageError, problem
from ntmrules.explain.attainment.entries import entries_of, entry_line
from ntmrules.explain.attainment.views import title
from ntmrules.explain.attainment.voice import Voice, is_leaf
from ntmrules.explain.compare.causes import AREA, FIGURE, REPORT, TEXT, Change, changes_between
from ntmrules.explain.lang.lines import Line, plain
from ntmrules.explain.lang.numbers import day, provision_text
from ntmrules.explain.lang.words import MARKS, say, verdict_word
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.spelling import fold
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Tally, Verdict

TALLIES = ("criteria", "indicators")
NARROW = 10


@frozen
class Difference:
    """By how much a number rose: between ``low`` and ``high``, both the same where both numbers are settled."""

    low: int
    high: int

    @classmethod
    def of(cls, before: Tally, after: Tally) -> Difference:
        """Return how many more are met after than before, as the range in which the true difference lies."""
        return cls(after.low - before.high, after.high - before.low)


@frozen
class Side:
    """What one side of a comparison is called: ``name`` in a heading, ``since`` behind «so với» and «than», ``then`` behind what
    was so on that side.
    """

    name: str
    since: str
    then: str

    @classmethod
    def of_file(cls, name: str, lang: str) -> Side:
        """Return the side of a file."""
        return cls(*(say(f"compare.file.{part}", lang, name=name) for part in ("name", "since", "then")))

    @classmethod
    def in_page(cls, lang: str) -> Side:
        """Return the side of what stands in the page."""
        return cls(*(say(f"compare.here.{part}", lang) for part in ("name", "since", "then")))

    @classmethod
    def of_pack(cls, name: str, lang: str, *, has: bool) -> Side:
        """Return the side that is judged with (``has``) or without the packs called ``name``."""
        return cls(*3 * (say("compare.with" if has else "compare.without", lang, name=name),))

    @classmethod
    def before(cls, comparison: Comparison, lang: str) -> Side:
        """Return the earlier side of a comparison that says nothing but the days: by its day, unless both have that."""
        on = comparison.before.rulebook.on
        if on == comparison.after.rulebook.on:
            return cls("", say("compare.earlier.since", lang), say("compare.earlier.then", lang))
        return cls(*3 * (say("compare.on", lang, day=day(on, lang)),))


@frozen(kw_only=True)
class Comparison:
    """Two attainments of one unit: the earlier, the later, and the verdicts that changed.

    ``changes`` is empty for two different sets (another stage, another tier): their indicators are not the same things,
    and a number in common does not make them so.
    """

    unit: str
    before: Attainment
    after: Attainment
    changes: tuple[Change, ...]

    @property
    def same_set(self) -> bool:
        """Whether both are judged by the same set."""
        return self.before.rulebook.id == self.after.rulebook.id

    @property
    def criteria(self) -> Difference:
        """By how much the number of criteria met rose."""
        return Difference.of(self.before.tally.criteria, self.after.tally.criteria)

    @property
    def indicators(self) -> Difference:
        """By how much the number of indicators met rose."""
        return Difference.of(self.before.tally.indicators, self.after.tally.indicators)

    def reported(self, what: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return the reported tallies before and after (``criteria`` or ``indicators``) where both were reported."""
        before, after = (getattr(each, f"reported_{what}") for each in (self.before, self.after))
        return None if before is None or after is None else (before, after)

    def text(self, *, lang: str = "vi") -> str:
        """Return the comparison for people, as plain text; ``UsageError`` NTM007 for an unknown language."""
        return plain(comparison_lines(self, lang=lang))

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain data, schema ``ntmrules/comparison/1``."""
        return comparison_data(self)


def compare(before: Attainment, after: Attainment) -> Comparison:
    """Return what changed from one attainment of a unit to another; ``UsageError`` NTM008 for two different units."""
    if fold(before.unit) != fold(after.unit):
        raise UsageError(problem("NTM008", before=before.unit, after=after.unit))
    same = before.rulebook.id == after.rulebook.id
    changes = changes_between(before, after) if same else ()
    return Comparison(unit=after.unit, before=before, after=after, changes=changes)


def comparison_lines(
    comparison: Comparison, *, lang: str = "vi", called: str | None = None, sides: tuple[Side, Side] | None = None
) -> list[Line]:
    """Return the comparison as lines with styles; ``UsageError`` NTM007 for an unknown language.

    ``called`` names the unit where its name alone is that of several, ``sides`` what is compared: two files of one
    day are told apart by their names alone.
    """
    old, new = Voice.of(comparison.before, lang), Voice.of(comparison.after, lang)
    told = sides_line(comparison, sides, lang)
    one_day = comparison.before.rulebook.on == comparison.after.rulebook.on
    before = sides[0] if sides is not None and one_day else Side.before(comparison, lang)
    lines = [Line(f"{called or comparison.unit} – {told}", "heading")]
    if not comparison.same_set:
        names = [voice.text(voice.attainment.trace.label) for voice in (old, new)]
        lines.append(Line(new.say("compare.sets", before=names[0], after=names[1]), "note"))
    floors = [new.say(f"floor.{each.rulebook.floor.label}") for each in (comparison.before, comparison.after)]
    if floors[0] != floors[1]:
        lines.append(Line(new.say("floor", floor=_arrow(*floors)), "note"))
    verdicts = [verdict_word(each.verdict, lang).upper() for each in (comparison.before, comparison.after)]
    style = str(comparison.after.verdict)
    lines.append(Line(f"{MARKS[comparison.after.verdict]} {new.say('result', verdict=_arrow(*verdicts))}", style))
    lines += _tally_lines(comparison, new, before)
    if comparison.changes:
        lines += [Line(""), *_change_lines(comparison.changes, old, new)]
    elif comparison.same_set:
        lines += [Line(""), Line(new.say("compare.same"), "muted")]
    return lines


def sides_line(comparison: Comparison, sides: tuple[Side, Side] | None, lang: str) -> str:
    """Return what is compared with what, the earlier side first: by their names, and a day that is that of both once."""
    voice = Voice.of(comparison.after, lang)
    days = [day(each.rulebook.on, lang) for each in (comparison.before, comparison.after)]
    same = voice.say("compare.same-day", day=days[0])
    if sides is None:
        return same if days[0] == days[1] else voice.say("compare.days", before=days[0], after=days[1])
    names = [side.name if days[0] == days[1] else f"{side.name} ({on})" for side, on in zip(sides, days, strict=True)]
    said = voice.say("compare.sides", before=names[0], after=names[1])
    return f"{said}; {same}" if days[0] == days[1] else said


def _arrow(before: object, after: object) -> str:
    return str(after) if before == after else f"{before} → {after}"


def _tally_lines(comparison: Comparison, voice: Voice, side: Side) -> Iterator[Line]:
    since = side.since
    for what in TALLIES:
        before, after = (getattr(each.tally, what) for each in (comparison.before, comparison.after))
        moved = _moved(comparison, voice, after.low - before.low, what, side)
        yield Line(f"{voice.say(what, count=_arrow(before.count, after.count))}: {moved}")
    said = []
    for what in TALLIES:
        pair = comparison.reported(what)
        if pair is not None:
            counts = [f"{met}/{declared}" for met, declared in pair]
            rise = pair[1][0] - pair[0][0]
            said.append(f"{voice.say(what, count=_arrow(*counts))}, {_rose(voice, rise, what, since)}")
    if said:
        yield Line(voice.say("compare.reported", tallies="; ".join(said)), "muted")


def _moved(comparison: Comparison, voice: Voice, certain: int, what: str, side: Side) -> str:
    """Say by how much a number rose or fell: ``tăng 6 chỉ tiêu so với ngày 16/03/2023``.

    Where some are open it is that of those met for certain, with the range in which the true change lies. A wide one is of no
    help to a reader (with 55 open ones it runs from 55 fewer to 55 more): said is then how many cannot be compared, and why.
    """
    by: Difference = getattr(comparison, what)
    if by.low == by.high:
        return _rose(voice, by.low, what, side.since)
    said = voice.say("compare.undetermined", certain=_rose(voice, certain, what, side.since))
    if by.high - by.low <= NARROW:
        return f"{said}; {voice.say('compare.span', low=_signed(by.low), high=_signed(by.high))}"
    parts = [
        voice.say(f"compare.undetermined.{key}", count=count, then=side.then)
        for key, count in zip(("both", "then", "now"), _undetermined(comparison, what), strict=True)
        if count
    ]
    return f"{said}; {voice.say('compare.undetermined.parts', parts=', '.join(parts))}" if parts else said


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number)


def _undetermined(comparison: Comparison, what: str) -> tuple[int, int, int]:
    """Return how many criteria or indicators are open on both days, on the earlier alone, and on the later alone."""
    sides = []
    for attainment in (comparison.before, comparison.after):
        criteria = [node for node in attainment.trace.children if node.kind == "criterion"]
        nodes = criteria if what == "criteria" else [
            child for node in criteria for child in node.children if child.kind == "indicator"
        ]  # fmt: skip
        sides.append({node.id for node in nodes if node.verdict is Verdict.UNDETERMINED})
    before, after = sides
    return len(before & after), len(before - after), len(after - before)


def short_line(comparison: Comparison, called: str, *, lang: str = "vi") -> Line:
    """Return a comparison as one line: both verdicts, both numbers of criteria, how many indicators were gained and lost."""
    voice = Voice.of(comparison.after, lang)
    verdicts = _arrow(*(verdict_word(each.verdict, lang) for each in (comparison.before, comparison.after)))
    counts = [voice.say(what, count=_arrow(*(getattr(each.tally, what).count for each in
                        (comparison.before, comparison.after)))) for what in TALLIES]  # fmt: skip
    moved = Counter(_way(change) for change in comparison.changes if change.kind == "indicator")
    said = [voice.say(f"compare.short.{way}", count=moved[way]) for way in WAYS if moved[way]]
    changes = ", ".join(said) if said else voice.say("compare.short.same") if comparison.same_set else ""
    text = " · ".join(each for each in (verdicts, ", ".join(counts), changes) if each)
    return Line(f"{called}: {text}", str(comparison.after.verdict))


WAYS = ("gained", "lost", "settled", "undetermined", "other")


def _way(change: Change) -> str:
    """Return how a verdict moved."""
    before, after = change.before, change.after
    if after is Verdict.MET:
        return "gained"
    if before is Verdict.MET:
        return "lost" if after is Verdict.NOT_MET else "undetermined"
    if after is Verdict.UNDETERMINED:
        return "undetermined"
    return "settled" if before is Verdict.UNDETERMINED else "other"


def _rose(voice: Voice, by: int, what: str, since: str) -> str:
    key = "rose" if by > 0 else "fell" if by < 0 else "stayed"
    word = voice.say(f"compare.{what}", count=abs(by))
    return voice.say(f"compare.{key}", count=abs(by), what=word, since=since)


def _change_lines(changes: tuple[Change, ...], old: Voice, new: Voice) -> Iterator[Line]:
    """Yield one line a change; what only follows from a whole criterion is counted in the line of the criterion."""
    criteria = {change.id for change in changes if change.kind == "criterion"}
    implied = Counter(change.within for change in changes if _is_implied(change))
    for change in changes:
        node = change.now or change.was
        under = change.within in criteria
        if node is not None and not (under and _is_implied(change)):
            yield _change_line(change, node, implied[change.id], old, new, indent=int(under))


def _is_implied(change: Change) -> bool:
    return change.now is not None and change.now.has_note(NoteCode.IMPLIED_BY_CRITERION)


def _change_line(change: Change, node: Node, implied: int, old: Voice, new: Voice, *, indent: int) -> Line:
    voice = new if change.now is not None else old
    words = [voice.say("compare.absent") if each is None else verdict_word(each, voice.lang)
             for each in (change.before, change.after)]  # fmt: skip
    marks = voice.marks(change.now) if change.now is not None else ""
    said = f"{title(voice, node)}: {_arrow(*words)}{marks}"
    details = [detail for cause in change.causes for detail in _details(cause, change, old, new)]
    if implied:
        details.append(voice.say("compare.implied", count=implied))
    return Line(f"{said} – {'; '.join(details)}" if details else said, str(change.after or "muted"), indent)


def _details(cause: str, change: Change, old: Voice, new: Voice) -> Iterator[str]:
    """Say a cause, and what it was before and after where that is one thing."""
    was, now = _leaf(change.was), _leaf(change.now)
    detail: str | None = None
    if change.kind == "indicator" and was is not None and now is not None:
        if cause == FIGURE:
            detail = _pair(old.observed(was) or _none(old, was), new.observed(now) or _none(new, now))
        elif cause == TEXT:
            detail = _pair(_asked(old, was), _asked(new, now))
        elif cause == AREA:
            detail = _pair("; ".join(_cells(old, was)), "; ".join(_cells(new, now)))
    if cause == REPORT and change.was is not None and change.now is not None:
        detail = _pair(_said(old, change.was), _said(new, change.now))
    if detail is None and cause == TEXT:
        detail = _laid(change, old, new)
    word = new.say(f"cause.{cause}")
    yield f"{word}: {detail}" if detail else word


def _laid(change: Change, old: Voice, new: Voice) -> str | None:
    """Return what a province lays down on one side only, where the requirement has several parts."""
    sides = [(voice, node) for voice, node in ((old, change.was), (new, change.now)) if node is not None]
    said = [{entry.id: entry_line(voice, entry, node) for entry in entries_of(node)} for voice, node in sides]
    if len(said) != 2 or said[0].keys() == said[1].keys():
        return None
    return "; ".join(line for entries, other in (said, said[::-1]) for key, line in entries.items() if key not in other)


def _pair(before: str | None, after: str | None) -> str | None:
    return f"{before} → {after}" if before and after and before != after else None


def _leaf(node: Node | None) -> Node | None:
    """Return the one requirement of an indicator that is judged by itself."""
    leaf = next((child for child in node.children if child.kind == "requirement"), None) if node is not None else None
    return leaf if leaf is not None and is_leaf(leaf) else None


def _none(voice: Voice, leaf: Node) -> str:
    figure = next((child for child in leaf.children if child.kind == "figure"), None)
    return voice.missing(figure) if figure is not None else ""


def _asked(voice: Voice, leaf: Node) -> str:
    open_ = "delegated" if any(child.has_note(NoteCode.DELEGATED_TO) for child in leaf.children) else "unknown"
    asked = voice.required(leaf) or voice.say(f"level.{open_}", to=voice.whom(leaf))
    where = provision_text(leaf.about.provision, voice.lang) if leaf.about.provision is not None else ""
    return f"{asked} ({where})" if where else asked


def _cells(voice: Voice, leaf: Node) -> list[str]:
    return [word for child in leaf.children for word in voice.cell(child)]


def _said(voice: Voice, node: Node) -> str:
    heard = next((child for child in node.children if child.about.report), None)
    return (voice.value(heard) if heard is not None else None) or voice.say("compare.unsaid")


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as data that ``json.dumps`` takes."""
    tallies = {what: {"low": by.low, "high": by.high} for what in TALLIES for by in (getattr(comparison, what),)}
    return {
        "schema": "ntmrules/comparison/1",
        "unit": comparison.after.unit,
        **({"within": comparison.after.figures.within} if comparison.after.figures.within is not None else {}),
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "rise": tallies,
        "changes": [_change_data(change) for change in comparison.changes],
    }


def _side(attainment: Attainment) -> dict[str, Any]:
    return {"set": attainment.rulebook.id, "on": str(attainment.rulebook.on), "verdict": str(attainment.verdict)}


def _change_data(change: Change) -> dict[str, Any]:
    label = {"vi": change.label.vi, **({"en": change.label.en} if change.label.en else {})}
    return {
        "id": change.id, "kind": change.kind, "number": change.number, "label": label,
        "before": str(change.before) if change.before else None, "after": str(change.after) if change.after else None,
        "causes": list(change.causes),
    }  # fmt: skip
