"""What the catalogue has, but only from memory, from a weak passage or from sources that differ: offered to be confirmed."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.explain.lang.computed import kind_told, with_computed
from ntmrules.explain.lang.holes_words import HOLES
from ntmrules.explain.lang.numbers import number
from ntmrules.explain.lang.words import say
from ntmrules.model.evidence import Computed, Evidence
from ntmrules.model.requirements import AnyRequirement, Cell


def known_of(cell: Cell) -> str | None:
    """Return what one mark confirms: the level, ``delegated``, or nothing where the sources differ."""
    if cell.delegated is not None:
        return "delegated" if cell.delegated.to == "ubnd-cap-tinh" and cell.delegated.low is None else None
    return str(cell.value) if cell.value is not None else None


def told(cell: Cell, lang: str = "vi") -> str:
    """Return the remark beside the place: ``có trong danh mục: 40 (nhớ lại, độ tin cậy vừa)``."""
    if cell.candidates:
        values = "; ".join(
            f"{_level(each.value, each.evidence, lang)}{_grade(each.evidence, lang)}" for each in cell.candidates
        )
        return HOLES.say("differ", lang, values=values)
    level = _level(cell.value, cell.evidence, lang) if cell.value is not None else HOLES.say("left", lang)
    right = HOLES.say("right.computed" if computed_of(cell) is not None else "right", lang)
    return HOLES.say("has-known", lang, level=f"{level}{_grade(cell.evidence, lang)}", right=right)


def told_demand(item: AnyRequirement, lang: str = "vi") -> str:
    """Return the remark beside a demand without a level: ``có trong danh mục: đạt (nhớ lại …)``."""
    said = HOLES.say("left.ubnd" if item.kind == "delegated" else item.kind, lang)
    grade = _grade(getattr(item, "evidence", None), lang)
    return HOLES.say("has-known", lang, level=f"{said}{grade}", right=HOLES.say("right", lang))


def computed_of(cell: Cell) -> Computed | None:
    """Return by which rule and from which cells a level is computed; nothing for a number that a text prints."""
    return cell.evidence.computed if cell.value is not None and cell.evidence is not None else None


def _level(value: Decimal, evidence: Evidence | None, lang: str) -> str:
    return with_computed(number(value, lang), [evidence], lang)


def _grade(evidence: Evidence | None, lang: str) -> str:
    if evidence is None:
        return ""
    sure = say("confidence", lang, word=say(str(evidence.confidence), lang))
    return f" ({kind_told(evidence, lang)}, {sure})"
