"""Says of which units something is asked, which of them keep a former text, and how much of a criterion has to be met."""

from __future__ import annotations

from collections.abc import Mapping

from ntmrules.explain.lang.numbers import day, quantity
from ntmrules.explain.lang.requirement_words import phrase
from ntmrules.explain.lang.words import say
from ntmrules.model.conditions import Applicability, Condition, PassRule, SetTransition, Transition
from ntmrules.model.measures import Measure
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import Scheme


def condition_told(
    condition: Condition, measures: Mapping[str, Measure], schemes: Mapping[str, Scheme], lang: str
) -> str:
    """Return a condition in words: ``xã ven biển; tỷ lệ … từ 15% trở lên``."""

    def name_of(measure: str) -> str:
        known = measures.get(measure)
        return known.name.in_(lang) if known is not None else measure

    if condition.fact is not None:
        return phrase("condition.fact" if condition.is_ else "condition.no_fact", lang, name=name_of(condition.fact))
    if condition.measure is not None:
        op, level = condition.comparison
        known = measures.get(condition.measure)
        value = say(op, lang, value=quantity(level, known.unit if known is not None else None, lang))
        return phrase("condition.number", lang, name=name_of(condition.measure), level=value)
    if condition.zone is not None:
        found = (area.name.in_(lang) for each in schemes.values() for area in each.areas if area.id == condition.zone)
        return phrase("condition.zone", lang, name=next(found, condition.zone))
    parts = [condition_told(part, measures, schemes, lang) for part in condition.parts]
    key = "all" if condition.all_ else "any" if condition.any_ else "none"
    return phrase(f"condition.{key}", lang, parts="; ".join(parts))


def applies_told(
    applies: Applicability, measures: Mapping[str, Measure], schemes: Mapping[str, Scheme], lang: str
) -> str:
    """Return of which units something is asked, as one sentence."""
    return phrase("applies", lang, condition=condition_told(applies.when, measures, schemes, lang))


def transition_told(
    clause: Transition, measures: Mapping[str, Measure], schemes: Mapping[str, Scheme], lang: str
) -> str:
    """Return which units keep the former text, and until when, as one sentence."""
    told = condition_told(clause.when, measures, schemes, lang)
    return phrase("transition", lang, condition=told, until=day(clause.until, lang))


def set_transition_told(
    clause: SetTransition, name: str, measures: Mapping[str, Measure], schemes: Mapping[str, Scheme], lang: str
) -> str:
    """Return which units keep a whole former set, called ``name``, and until when, as one sentence."""
    told = condition_told(clause.when, measures, schemes, lang)
    until = day(clause.until, lang)
    if clause.from_ is None:
        return phrase("transition.set", lang, condition=told, until=until, name=name)
    return phrase("transition.amended", lang, condition=told, until=until, day=day(clause.from_, lang))


def passes_told(rule: PassRule, lang: str, whole: CriteriaSet | None, *, of_set: bool = False) -> str:
    """Return how much of a criterion (or of the set ``whole`` itself) has to be met, in a sentence or two."""
    kind = "set" if of_set else "criterion"
    key = f"passes.{kind}.share" if rule.at_least.share is not None else f"passes.{kind}.count"
    amount = quantity(rule.at_least.share, "%", lang) if rule.at_least.share is not None else rule.at_least.count
    said = phrase(key, lang, amount=amount)
    said = (
        phrase("passes.mandatory", lang, said=said, labels=", ".join(rule.mandatory)) if rule.mandatory else f"{said}."
    )
    may_fall_short = rule.at_least.count is not None and whole is not None and whole.not_applicable == "drops_out"
    return f"{said} {phrase('passes.fewer', lang)}" if may_fall_short else said


__all__ = ["applies_told", "condition_told", "passes_told", "set_transition_told", "transition_told"]
