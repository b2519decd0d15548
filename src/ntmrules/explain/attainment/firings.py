"""What the forward engine concluded, in order: rule, facts, conclusion."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ntmrules.engine.forward.rules import LOST, REPORTED_AS, UNFORESEEN, VERDICT_OF
from ntmrules.explain.lang.firing_words import FIRINGS, RULES
from ntmrules.explain.lang.lines import Line, plain
from ntmrules.explain.lang.words import check_lang, verdict_word
from ntmrules.model.firing import Firing, Of, Place
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.model.attainment import Attainment


def firing_lines(attainment: Attainment, *, lang: str = "vi") -> list[Line]:
    """Return every firing as two lines: what was concluded, and from which facts; NTM007 for an unknown language."""
    check_lang(lang)
    if not attainment.firings:
        return [Line(FIRINGS.say("none", lang, engine=attainment.engine), "muted")]
    head = FIRINGS.say("head", lang, engine=attainment.engine, count=len(attainment.firings))
    lines = [Line(head, "heading")]
    own = attainment.rulebook.id
    for firing in attainment.firings:
        where = "" if firing.unit == attainment.unit else f"{firing.unit} · "
        style = str(VERDICT_OF.get(firing.verdict, "plain"))
        name = _name(firing.place, own, lang)
        lines.append(Line(f"{firing.order}. {where}{name}: {_word(firing.verdict, lang)}", style))
        lines.append(Line(_facts(firing, own, lang), "muted", 2))
    return lines


def render_firings(attainment: Attainment, *, lang: str = "vi") -> str:
    """Return :func:`firing_lines` as plain text."""
    return plain(firing_lines(attainment, lang=lang))


def _facts(firing: Firing, own: str, lang: str) -> str:
    groups: list[str] = []
    for word, facts in groupby(firing.facts, key=lambda fact: fact[1]):
        # The two halves of the proof that something is out of reach were told one by one before.
        places = [firing.place] if word == LOST else [place for place, _ in facts]
        groups.append(f"{', '.join(_name(place, own, lang) for place in places)} {_word(word, lang)}")
    return f"{RULES.say(firing.shape, lang)} [{firing.shape}]: {'; '.join(groups)}"


def _name(place: Place, own: str, lang: str) -> str:
    """Return a place of the network as a person names it: own labels without their set, parts with their place."""
    if place.of is Of.INCOMPLETE:
        return FIRINGS.say("unwritten", lang)
    short = FIRINGS.say("whole", lang) if place.id == own else place.id.removeprefix(f"{own}/")
    if place.of is Of.REPORT:
        return FIRINGS.say("report", lang, name=short)
    if place.part == "meets":
        return FIRINGS.say("referred", lang, name=short)
    return FIRINGS.say("part", lang, name=short, part=place.part) if place.part else short


def _word(word: str, lang: str) -> str:
    if word == LOST:
        return FIRINGS.say(LOST, lang)
    for verdict, reported in REPORTED_AS.items():
        if word == reported:
            return verdict_word(Verdict(verdict), lang)
    said = verdict_word(VERDICT_OF[word], lang)
    return f"{said} ({FIRINGS.say('open', lang)})" if word == UNFORESEEN else said
