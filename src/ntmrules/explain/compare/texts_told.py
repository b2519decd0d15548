"""Two texts side by side, for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ntmrules.explain.compare.flips import Flip, Level
from ntmrules.explain.compare.texts import (
    LevelChange,
    TextChange,
    TextComparison,
    keys_of,
    leaves,
    part_name,
)
from ntmrules.explain.conditions import transition_told
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day as shown_day
from ntmrules.explain.lang.numbers import number, provision_text, quantities, quantity
from ntmrules.explain.lang.text_words import TEXTS
from ntmrules.explain.lang.words import say, verdict_word
from ntmrules.explain.requirement import RulebookTeller, rounded_told
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.text import Text

tell = TEXTS.say


def is_whole(book: Rulebook) -> bool:
    """Whether as many criteria and indicators are written down as the decision counts: else one may only be missing.

    This asks less than ``Rulebook.complete``, which has to know the count of every single criterion.
    """
    declared = book.set.declared
    if declared.criteria is None or declared.indicators is None:
        return False
    return len(book.headings) >= declared.criteria and len(book.rules) >= declared.indicators


def text_lines(found: TextComparison, *, lang: str = "vi") -> Iterator[Line]:
    """Yield what changed between two texts as lines."""
    for side, book in (("before", found.before), ("after", found.after)):
        yield Line(tell("line", lang, side=tell(side, lang), set=book.id, day=shown_day(book.on, lang),
                        name=book.set.name.in_(lang)), "heading")  # fmt: skip
    if not found.changes and not found.headings:
        yield Line(tell("none", lang))
        return
    kinds = [change.kinds for change in found.changes]
    yield Line(tell("count", lang, changed=len(kinds), added=kinds.count(("added",)), gone=kinds.count(("gone",)),
                    same=found.unchanged))  # fmt: skip
    for book in {found.before.id: found.before, found.after.id: found.after}.values():
        if not is_whole(book):
            declared = book.set.declared.indicators
            yield Line(tell("partly", lang, set=book.id, modelled=len(book.rules),
                            declared="?" if declared is None else declared), "undetermined")  # fmt: skip
    if not found.same_scheme:
        yield Line(tell("schemes", lang), "note")
    yield from _headings(found, lang)
    for change in found.changes:
        yield Line("")
        yield from _Teller(found, lang).change(change)


def _headings(found: TextComparison, lang: str) -> Iterator[Line]:
    def named(heading: Heading) -> str:
        return f"{heading.number}. {heading.name.in_(lang)}"

    for each in found.headings:
        if each.before is None or each.after is None:
            whole = is_whole(found.before) if each.before is None else is_whole(found.after)
            key = "added" if each.before is None else "gone"
            shown = each.after or each.before
            assert shown is not None
            what = tell(f"heading.{key}", lang) if whole else f"{tell(f'{key}.perhaps', lang)}"
            yield Line(f"{what}: {named(shown)}", "note")
        else:
            yield Line(f"{tell('heading.changed', lang)}: {named(each.before)} → {named(each.after)}", "note")


class _Teller:
    def __init__(self, found: TextComparison, lang: str) -> None:
        self.found, self.lang = found, lang

    def change(self, change: TextChange) -> Iterator[Line]:
        rule, old, new = change.after or change.before, change.before, change.after
        assert rule is not None
        yield Line(f"{rule.number}  {rule.name.in_(self.lang)}", "heading")
        if old is None or new is None:
            key = "added" if old is None else "gone"
            whole = is_whole(self.found.before) if old is None else is_whole(self.found.after)
            book = self.found.after if old is None else self.found.before
            yield Line(tell(key if whole else f"{key}.perhaps", self.lang), "note", 1)
            yield Line(self.asks(rule, book), "plain", 1)
            return
        if "renumbered" in change.kinds:
            yield Line(tell("renumbered", self.lang, old=old.number), "plain", 1)
        if "renamed" in change.kinds:
            yield Line(tell("renamed", self.lang, old=old.name.in_(self.lang)), "plain", 1)
        if "provision" in change.kinds:
            yield Line(tell("provision", self.lang, old=provision_text(old.provision, self.lang),
                            new=provision_text(new.provision, self.lang)), "plain", 1)  # fmt: skip
        if {"measure", "requirement"} & set(change.kinds):
            yield from self.demands(change, old, new)
        if change.every:
            yield Line(tell("every", self.lang), "not_met", 1)
        elif change.opened and not change.levels:
            yield Line(tell("opened", self.lang), "undetermined", 1)
        for former in new.formers:
            book = self.found.after
            told = transition_told(former.clause, book.measures, book.schemes, self.lang)
            yield Line(told, "note", 1)
        for level in change.levels:
            yield from self.level(level, named=len({each.key for each in change.levels}) > 1)

    def demands(self, change: TextChange, old: Rule, new: Rule) -> Iterator[Line]:
        """Say what is asked before and after: whole, or where both share a figure only what came and went."""
        was, now = self.asks(old, self.found.before), self.asks(new, self.found.after)
        if was == now:
            asked = ["; ".join(ask.in_(self.lang) for ask in side) for side in change.asked]
            if asked[0] != asked[1]:
                yield Line(tell("asked", self.lang, old=asked[0], new=asked[1]), "plain", 1)
                return
        choice = any(isinstance(rule.requirement, (req.AnyOf, req.KOf)) for rule in (old, new))
        if choice or "requirement" in change.kinds or not keys_of(old) & keys_of(new):
            yield Line(tell("was", self.lang, old=was), "plain", 1)
            yield Line(tell("is", self.lang, new=now), "plain", 1)
            return
        for key, rules in (("part.added", (old, new)), ("part.gone", (new, old))):
            names = self.only_in(*rules)
            if names:
                yield Line(tell(key, self.lang, names="; ".join(names)), "plain", 1)

    def only_in(self, without: Rule, rule: Rule) -> list[str]:
        had = keys_of(without)
        parts = leaves(rule.requirement, rule.measure)
        return [
            part_name(key, item, self.found.after.measures.get(key.measure or ""), rule).in_(self.lang)
            for key, item in parts if key not in had
        ]  # fmt: skip

    def level(self, change: LevelChange, *, named: bool) -> Iterator[Line]:
        where = [self.area(one, other) for one, other in change.areas]
        said = ", ".join(dict.fromkeys(where))
        years = [str(year) for year in dict.fromkeys(change.years) if year is not None]
        if years:
            said = f"{tell('year', self.lang, year=' → '.join(years))}, {said}"
        if named:
            said = f"{change.name.in_(self.lang)}; {said}"
        yield Line(tell("level", self.lang, where=said, old=self.phrase(change.before, change.unit),
                        new=self.phrase(change.after, change.unit)), "plain", 1)  # fmt: skip
        for text in self.flips(change):
            yield Line(text, "not_met", 2)

    def flips(self, change: LevelChange) -> list[str]:
        if not change.flips:
            return [tell("no_flip", self.lang)]
        if change.after.open and change.after.bound is None:
            return [tell("becomes_open", self.lang)]
        if change.before.open and change.before.bound is None:
            return [tell("was_open", self.lang)]
        return [
            tell("flip", self.lang, range=self.range(flip, change.unit), before=verdict_word(flip.before, self.lang),
                 after=verdict_word(flip.after, self.lang))
            for flip in change.flips
        ]  # fmt: skip

    def range(self, flip: Flip, unit: str | None) -> str:
        if flip.every:
            return tell("flip.any", self.lang)
        low = None if flip.low is None else quantity(flip.low, unit, self.lang)
        high = None if flip.high is None else quantity(flip.high, unit, self.lang)
        if low is None:
            return tell("flip.only_to" if flip.high_in else "flip.only_under", self.lang, high=high)
        if flip.low == flip.high:
            return tell("flip.exact", self.lang, low=low)
        start = tell("flip.from" if flip.low_in else "flip.over", self.lang, low=low)
        if high is None:
            return start if not flip.low_in else say("at_least", self.lang, value=low)
        if unit != "%" and flip.low is not None:  # the unit stands once, behind the greater end
            start = tell("flip.from" if flip.low_in else "flip.over", self.lang, low=number(flip.low, self.lang))
        return f"{start} {tell('flip.to' if flip.high_in else 'flip.under', self.lang, high=high)}"

    def area(self, one: str | None, other: str | None) -> str:
        before, after = self.column(self.found.before, one), self.column(self.found.after, other)
        return before if before == after else f"{before} → {after}"

    def column(self, book: Rulebook, area: str | None) -> str:
        return tell("all", self.lang) if area is None else book.area_name(area).in_(self.lang)

    def phrase(self, level: Level, unit: str | None) -> str:
        if level.open:
            said = tell(level.state, self.lang)
            if level.bound is None:
                return said
            bound = say(level.op, self.lang, value=quantity(level.bound, unit, self.lang))
            return f"{said} ({bound})"
        if level.op == "none_of":
            return say("none_of", self.lang)
        if level.op == "between":
            said = say("between", self.lang, low=quantities(level.values, unit, self.lang),
                       high=quantities(level.upper, unit, self.lang))  # fmt: skip
        else:
            said = say(level.op, self.lang, value=quantities(level.values, unit, self.lang))
        said = with_computed(said, level.proofs, self.lang)
        if level.round is not None:
            said = rounded_told(said, level.round, self.lang)
        return f"{said} ({tell('weak', self.lang)})" if level.weak else said

    def asks(self, rule: Rule, book: Rulebook) -> str:
        """Say in one line what a rule asks, and where its level is open."""
        said = RulebookTeller(book=book, lang=self.lang).clause(rule.requirement, rule.measure, rule.name)
        open_ = [row for row in walk.cells(rule.requirement) if row.unknown is not None or row.delegated is not None]
        areas = dict.fromkeys((self.column(book, row.area), _hole(row)) for row in open_ if row.area is not None)
        if not areas or len(areas) == len({row.area for row in walk.cells(rule.requirement)}):
            return said
        kinds = dict.fromkeys(kind for _, kind in areas)
        told = [f"{', '.join(name for name, each in areas if each == kind)}: {tell(kind, self.lang)}" for kind in kinds]
        return f"{said}; {'; '.join(told)}"


def _hole(row: req.Cell) -> str:
    return "delegated" if row.delegated is not None else "unknown"


def text_data(found: TextComparison) -> dict[str, Any]:
    """Return the comparison as plain data, schema ``ntmrules/texts/1``; decimals are text."""
    return {
        "schema": "ntmrules/texts/1",
        "before": {"set": found.before.id, "on": str(found.before.on), "whole": is_whole(found.before)},
        "after": {"set": found.after.id, "on": str(found.after.on), "whole": is_whole(found.after)},
        "unchanged": found.unchanged,
        "criteria": [
            {"before": _heading(each.before), "after": _heading(each.after)} for each in found.headings
        ],
        "changes": [_change(change, found) for change in found.changes],
    }  # fmt: skip


def _heading(heading: Heading | None) -> dict[str, Any] | None:
    return None if heading is None else {"id": heading.id, "name": _text(heading.name)}


def _change(change: TextChange, found: TextComparison) -> dict[str, Any]:
    return {
        "number": change.number,
        "kinds": list(change.kinds),
        "every_result_can_change": change.every,
        "before": _rule(change.before, found.before),
        "after": _rule(change.after, found.after),
        "levels": [
            {
                "measure": str(each.key), "unit": each.unit,
                "years": {"before": each.years[0], "after": each.years[1]},
                "areas": [{"before": one, "after": other} for one, other in each.areas],
                "before": _level(each.before), "after": _level(each.after),
                "flips": [_flip(flip) for flip in each.flips],
            }
            for each in change.levels
        ],
    }  # fmt: skip


def _rule(rule: Rule | None, book: Rulebook) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {"id": rule.id, "name": _text(rule.name), "decision": rule.provision.decision,
            "asks": {lang: _Teller(TextComparison(before=book, after=book, changes=()), lang).asks(rule, book)
                     for lang in ("vi", "en")}}  # fmt: skip


def _level(level: Level) -> dict[str, Any]:
    data: dict[str, Any] = {
        "op": level.op,
        "state": level.state,
        "values": [format(each, "f") for each in level.values],
    }
    if level.upper:
        data["upper"] = [format(each, "f") for each in level.upper]
    if level.bound is not None:
        data["bound"] = format(level.bound, "f")
    if any(proof is not None and proof.computed is not None for proof in level.proofs):
        data["computed"] = True
    return data


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "low": None if flip.low is None else format(flip.low, "f"), "low_included": flip.low_in,
        "high": None if flip.high is None else format(flip.high, "f"), "high_included": flip.high_in,
        "before": str(flip.before), "after": str(flip.after),
    }  # fmt: skip


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en} if text.en is not None else {"vi": text.vi}
