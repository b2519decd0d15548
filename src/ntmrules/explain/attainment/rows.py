"""An attainment as rows of finished words: one an indicator, for tables of Word, Excel, pages and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ntmrules.explain.attainment.entries import entry_lines
from ntmrules.explain.attainment.gaps import Gap, gaps_of
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.attainment.views import notes, reasons
from ntmrules.explain.attainment.voice import ENTRIES, Voice, is_leaf, is_uniform, within
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import decision_name, quantity
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Basis, Verdict


@frozen(kw_only=True)
class Row:
    """One indicator of one unit, every text finished; an empty text where there is nothing to say.

    ``figure`` is what was seen, ``asked`` what the text asks, ``why`` the reasons, remarks and provincial entries, ``distance``
    how far a figure is from its level with its unit of measure, ``decision`` where it is written (``decisions``: the ids),
    ``evidence`` how the level is known, ``cure`` who can settle what is open. ``observed`` is the figure where it is one number.
    """

    unit: str
    id: str
    number: str
    name: str
    criterion: str
    criterion_name: str
    figure: str
    observed: Decimal | None
    asked: str
    verdict: Verdict
    said: str
    basis: Basis | None
    provisional: bool
    why: tuple[str, ...]
    distance: str
    decision: str
    decisions: tuple[str, ...]
    evidence: str
    cure: tuple[str, ...]


def rows(attainment: Attainment, *, lang: str = "vi") -> list[Row]:
    """Return a row for each indicator of the set, in its order, those outside the counts last.

    Raises ``UsageError`` NTM007 for a language without phrases.
    """
    voice = Voice.of(attainment, lang)
    criterion_of = {
        node.id: criterion
        for criterion in attainment.trace.children
        if criterion.kind == "criterion"
        for node in criterion.children
    }
    return [row_of(voice, node, criterion_of.get(node.id)) for node in own_indicators(attainment.trace)]


def row_of(voice: Voice, node: Node, criterion: Node | None) -> Row:
    """Return the row of one indicator; ``criterion`` is what it stands in."""
    requirement = next((child for child in node.children if child.kind == "requirement"), None)
    return Row(
        unit=voice.attainment.unit,
        id=node.id,
        number=node.about.number or node.id,
        name=voice.text(node.label),
        criterion=(criterion.about.number or criterion.id) if criterion is not None else "",
        criterion_name=voice.text(criterion.label) if criterion is not None else "",
        asked=_asked(voice, requirement),
        verdict=node.verdict or Verdict.UNDETERMINED,
        said=voice.verdict(node),
        basis=node.basis,
        provisional=node.provisional,
        why=tuple(dict.fromkeys(line.text for line in _why(voice, node, requirement))),
        decision=_decision(voice, node, requirement),
        decisions=tuple(dict.fromkeys(_decisions(node, requirement))),
        evidence="; ".join(dict.fromkeys(_evidence(voice, node))),
        cure=tuple(dict.fromkeys(voice.cure(voice.who(reason, node)) for reason in node.reasons)),
        **figure_words(voice, node, gaps_of(node)),
    )


def figure_words(voice: Voice, node: Node, gaps: Iterable[Gap]) -> dict[str, Any]:
    """Return what of a row is made of figures: ``figure``, ``observed`` and ``distance``."""
    requirement = next((child for child in node.children if child.kind == "requirement"), None)
    leaf = requirement if requirement is not None and is_leaf(requirement) else None
    observed = node.observed if node.observed is not None else leaf.observed if leaf is not None else None
    return {
        "figure": _figure(voice, node, requirement), "observed": observed if isinstance(observed, Decimal) else None,
        "distance": "; ".join(_distance(voice, gap) for gap in gaps),
    }  # fmt: skip


def _figure(voice: Voice, node: Node, requirement: Node | None) -> str:
    """Return what was seen: the figure, what somebody reported, or the figures of each part by name."""
    if requirement is None or node.basis is Basis.REPORTED:
        report = next((child for child in within(node, "figure") if child.about.report), None)
        value = voice.value(report) if report is not None else None
        return voice.say("report", value=value) if value is not None else ""
    if is_leaf(requirement):
        return voice.observed(requirement) or ""
    said = []
    for part in _leaves(requirement):
        value = voice.observed(part)
        if value is not None:
            said.append(f"{voice.part_name(part)}: {value}")
    return "; ".join(said)


def _leaves(node: Node) -> Iterator[Node]:
    if is_leaf(node):
        yield node
        return
    for child in node.children:
        if child.kind == "requirement":
            yield from _leaves(child)


def _asked(voice: Voice, requirement: Node | None) -> str:
    """Return what is asked: of several parts each by name."""
    if requirement is None:
        return ""
    whole = voice.required(requirement)
    if is_leaf(requirement) or is_uniform(requirement):
        return whole if whole is not None else _open_level(voice, requirement)
    parts = []
    for part in _leaves(requirement):
        asked = voice.required(part)
        parts.append(f"{voice.part_name(part)}: {asked if asked is not None else _open_level(voice, part)}")
    said = "; ".join(parts)
    return f"{whole}: {said}" if whole is not None and requirement.about.requirement in ("k_of", "any_of") else said


def _open_level(voice: Voice, node: Node) -> str:
    left = any(note.code == "delegated_to" for hole in within(node, "hole") for note in hole.notes)
    return voice.say("required.delegated", to=voice.whom(node)) if left else voice.say("required.unknown")


def _why(voice: Voice, node: Node, requirement: Node | None) -> Iterator[Line]:
    yield from entry_lines(voice, node, 0)
    yield from notes(voice, node, 0)
    for part in _leaves(requirement) if requirement is not None else ():
        yield from notes(voice, part, 0)
    if node.verdict is Verdict.UNDETERMINED:
        yield from reasons(voice, node, 0)


def _distance(voice: Voice, gap: Gap) -> str:
    return quantity(gap.distance, gap.unit, voice.lang)


def _decision(voice: Voice, node: Node, requirement: Node | None) -> str:
    said = [voice.citation(part) for part in _leaves(requirement)] if requirement is not None else []
    said += [
        decision_name(entry.about.provision.decision, voice.lang)
        for entry in node.children
        if entry.kind in ENTRIES and entry.about.provision is not None
    ]
    return "; ".join(dict.fromkeys(each for each in said if each))


def _decisions(node: Node, requirement: Node | None) -> Iterator[str]:
    """Yield the ids of the decisions that an indicator rests on."""
    for part in _leaves(requirement) if requirement is not None else ():
        if part.about.provision is not None:
            yield part.about.provision.decision
    for entry in node.children:
        if entry.kind in ENTRIES and entry.about.provision is not None:
            yield entry.about.provision.decision


def _evidence(voice: Voice, node: Node) -> Iterator[str]:
    """Yield how the levels that were compared with are known: kind, confidence."""
    for each in within(node, "threshold", "requirement"):
        if each.about.evidence is not None:
            yield voice.grade(each.about.evidence)


__all__ = ["Row", "row_of", "rows"]
