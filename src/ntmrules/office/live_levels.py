"""The levels of a rule that can be the unit's, in words: those of its areas and of the year of the day."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.circuit.texts import Written, written
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.words import say
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import Comparison
from ntmrules.model.rulebook import Rule
from ntmrules.office.live_paper import Paper

SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}


def in_force(paper: Paper, rule: Rule) -> list[Written]:
    """Return the levels of a rule that can hold for a unit of the form."""
    book = paper.form.book
    zones = {area.id for scheme in book.schemes.values() if book.scheme is None or scheme.id != book.scheme.id
             for area in scheme.areas}  # fmt: skip
    found = list(written(rule))
    here = [each for each in found if each.area is None or each.area in book.areas or each.area in zones]
    now = [each for each in here if each.year in (None, book.on.year)]
    return now or here or found


def levels_in_force(paper: Paper, rule: Rule) -> str:
    """Return the levels of a rule that compares one figure, in a few words; nothing for any other rule."""
    if not isinstance(rule.requirement, Comparison) or not rule.requirement.threshold.rows:
        return ""
    unit = paper.form.book.measures.get(rule.measure or rule.requirement.measure or "")
    name = None if unit is None else unit.unit_name
    counted = "" if name is None else f" {name.en if paper.lang == 'en' else name}"
    said = [each for each in (level_words(paper, each, counted) for each in in_force(paper, rule)) if each]
    return "; ".join(dict.fromkeys(said))


def level_words(paper: Paper, each: Written, unit: str = "") -> str:
    """Return one level with its area and year; nothing for a hole."""
    values = " | ".join(f"{value:f}" for value in each.values)
    if paper.lang == "vi":
        values = values.replace(".", ",")
    area = None if each.area is None else paper.form.book.area_name(each.area).in_(paper.lang)
    place = ", ".join(str(part) for part in (area, each.year) if part is not None)
    if not values:
        return ""
    said = with_computed(f"{SIGNS.get(each.op, '')} {values}{unit}".strip(), each.evidence, paper.lang)
    return f"{said} ({place})" if place else said


def evidence_words(paper: Paper, each: Written) -> str:
    """Return how a level is known."""
    if each.hole is not None or not each.evidence:
        return each.known if paper.lang == "en" else HOLES.get(each.known, each.known)
    return known_by(paper, each.evidence)


def known_by(paper: Paper, evidence: Iterable[Evidence | None]) -> str:
    """Return the kinds of evidence with the sources of each."""
    said = []
    for one in evidence:
        if one is not None:
            refs = f" ({', '.join(one.ref)})" if one.ref else ""
            said.append(with_computed(f"{say(str(one.kind), paper.lang)}{refs}", [one], paper.lang))
    return " | ".join(dict.fromkeys(said))


HOLES = {"delegated": "giao tỉnh quy định", "unknown": "chưa rõ", "no evidence": "chưa có căn cứ"}
