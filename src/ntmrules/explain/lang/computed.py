"""How a computed level is told: that it is one, by which rule, and from which cells of which years."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.explain.lang.words import say
from ntmrules.model.evidence import Computed, Evidence


def with_computed(said: str, proofs: Iterable[Evidence | None], lang: str) -> str:
    """Return a level (``said``) with the mark that it is computed; ``proofs``: the evidence of every number in it.

    A number that no text prints never stands anywhere as if one did, so whoever shows a level shows it through this.
    """
    found = [proof is not None and proof.computed is not None for proof in proofs]
    if not any(found):
        return said
    return say("level.marked" if all(found) else "level.marked.some", lang, said=said)


def base_cells(computed: Computed, lang: str) -> str:
    """Return the cells a level was computed from: ``10.1 năm 2015; 10.1 năm 2020``; the area is that of the level."""
    return "; ".join(_cell(cell, lang) for cell in computed.cells)


def computed_level(computed: Computed, lang: str) -> str:
    """Return the whole remark: that no text prints this number, its rule, its base cells."""
    return say("evidence.computed", lang, rule=computed.rule.in_(lang), cells=base_cells(computed, lang))


def _cell(cell: str, lang: str) -> str:
    indicator, *rest = cell.split()
    label = indicator.rsplit("/", 1)[-1]
    year = next((word for word in rest if word.isdigit()), None)
    return say("evidence.cell", lang, label=label, year=year) if year is not None else label


def kind_told(evidence: Evidence, lang: str) -> str:
    """Return how something is known: ``nhớ lại``; of a computed number what is known so are its rule and its base cells."""
    kind = say(str(evidence.kind), lang)
    return say("evidence.of-rule", lang, kind=kind) if evidence.computed is not None else kind
