"""What changed between two attainments, and its cause: a figure, a report, a text, the area, the evidence asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from ntmrules.engine.core.again import context_of
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.attainment.voice import levels_of
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.logic import compare as compared
from ntmrules.model.text import Text
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict

FIGURE, REPORT, TEXT, AREA, EVIDENCE = "figure", "report", "text", "area", "evidence"
CAUSES = (FIGURE, REPORT, TEXT, AREA, EVIDENCE)
Facts: TypeAlias = dict[str, object]


@frozen(kw_only=True)
class Change:
    """A criterion or indicator whose verdict is no longer the same.

    ``before`` or ``after`` is nothing where the set had no such indicator. ``causes`` are of ``CAUSES``; several stand
    there when none of them alone explains the change. ``within`` is the criterion of an indicator; ``was`` and ``now``
    are the two nodes.
    """

    id: str
    number: str | None
    kind: str
    label: Text
    before: Verdict | None
    after: Verdict | None
    causes: tuple[str, ...]
    within: str | None = None
    was: Node | None = None
    now: Node | None = None


def changes_between(before: Attainment, after: Attainment) -> tuple[Change, ...]:
    """Return every changed verdict on a criterion or indicator, in the order of the annex, criteria first."""
    found: dict[str, Change] = {}
    moved = context_of(before).areas != context_of(after).areas
    weighed = before.rulebook.floor != after.rulebook.floor
    old, new = _by_id(before), _by_id(after)
    order = list(dict.fromkeys([*new, *old]))
    owners = {**_owners(before), **_owners(after)}
    for key in sorted(order, key=lambda key: (new.get(key) or old[key]).kind == "criterion"):
        was, now = old.get(key), new.get(key)
        node = now or old[key]
        if was is not None and now is not None and was.verdict is now.verdict:
            continue
        if was is None or now is None:
            causes: tuple[str, ...] = (TEXT,)
        elif node.kind == "criterion":
            causes = _of_criterion(was, now, found) or _causes(was, now, moved=moved, weighed=weighed)
        else:
            causes = _causes(was, now, moved=moved, weighed=weighed)
        found[key] = _change(was, now, node, causes, owners.get(key))
    return tuple(found[key] for key in order if key in found)


def _change(
    was: Node | None, now: Node | None, node: Node, causes: tuple[str, ...], within: str | None
) -> Change:  # fmt: skip
    verdicts = [each.verdict if each is not None else None for each in (was, now)]
    about = node.about
    return Change(id=node.id, number=about.number, kind=node.kind, label=node.label, before=verdicts[0],
                  after=verdicts[1], causes=causes, within=within, was=was, now=now)  # fmt: skip


def _of_criterion(was: Node, now: Node, found: dict[str, Change]) -> tuple[str, ...]:
    """Return the causes of the parts that changed, and the report on the criterion itself where it counts."""
    causes = {
        cause for child in (*was.children, *now.children) if child.id in found for cause in found[child.id].causes
    }
    if Basis.REPORTED in (was.basis, now.basis) and _own_report(was) != _own_report(now):
        causes = (
            {REPORT}
            if was.basis in (None, Basis.REPORTED) and now.basis in (None, Basis.REPORTED)
            else {*causes, REPORT}
        )
    return tuple(cause for cause in CAUSES if cause in causes)


def _own_report(node: Node) -> object:
    return next((child.observed for child in node.children if child.kind == "figure"), None)


def _by_id(attainment: Attainment) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in attainment.trace.children:
        found[node.id] = node
        if node.kind == "criterion":
            found.update({child.id: child for child in node.children if child.kind == "indicator"})
    found.update({node.id: node for node in own_indicators(attainment.trace)})
    return found


def _owners(attainment: Attainment) -> dict[str, str]:
    return {
        child.id: node.id for node in attainment.trace.children if node.kind == "criterion" for child in node.children
    }


def _causes(was: Node, now: Node, *, moved: bool, weighed: bool) -> tuple[str, ...]:
    """Return what differs between two nodes of one indicator, so far as their verdicts rest on it."""
    bases = (was.basis, now.basis)
    computed = any(basis in (Basis.COMPUTED, Basis.MIXED) for basis in bases) or Basis.REPORTED not in bases
    found = []
    rewritten = _text(was) != _text(now)
    if computed and _figures_differ(_figures(was), _figures(now), rewritten=rewritten):
        found.append(FIGURE)
    if any(basis in (Basis.REPORTED, Basis.MIXED) for basis in bases) and _heard(was, now):
        found.append(REPORT)
    if computed and rewritten:
        found.append(TEXT)
    elif computed and moved and _columns(was) != _columns(now):
        found.append(AREA)
    elif computed and _levels(was) != _levels(now):
        found.append(TEXT)
    if weighed and _weak(was) != _weak(now):
        found.append(EVIDENCE)
    return _sharpened(was, now, tuple(found))


def _figures_differ(old: Facts, new: Facts, *, rewritten: bool) -> bool:
    """Tell whether a figure changed; one that only the new text asks for is no change of figures."""
    shared = old.keys() & new.keys()
    return any(old[key] != new[key] for key in shared) or (not rewritten and old.keys() != new.keys())


def _weak(node: Node) -> bool:
    own = any(reason.code is ReasonCode.EVIDENCE_TOO_WEAK for reason in node.reasons)
    return own or any(_weak(child) for child in node.children)


def _sharpened(was: Node, now: Node, causes: tuple[str, ...]) -> tuple[str, ...]:
    """Where one figure and its level changed both, keep the one that alone explains the change, if just one does."""
    if FIGURE not in causes or not {TEXT, AREA} & set(causes):
        return causes
    old, new = _comparison(was), _comparison(now)
    if old is None or new is None or old[0] != new[0] or REPORT in causes:
        return causes
    by_figure = compared(new[0], new[1], old[2]) is now.verdict
    by_level = compared(new[0], old[1], new[2]) is now.verdict
    if by_figure is by_level:
        return causes
    return (FIGURE,) if by_figure else tuple(cause for cause in causes if cause != FIGURE)


def _comparison(node: Node) -> tuple[str, Decimal, tuple[Decimal, ...]] | None:
    """Return operator, figure and levels of an indicator that is one comparison."""
    leaf = next((child for child in node.children if child.kind == "requirement"), None)
    if leaf is None or leaf.required is None or not isinstance(leaf.observed, Decimal) or not levels_of(leaf):
        return None
    return leaf.required.op, leaf.observed, leaf.required.values


def _figures(node: Node) -> Facts:
    """Return every figure under a node: what was seen, and in what state it was."""
    found: Facts = {}
    for child in node.children:
        if child.kind == "figure" and not child.about.report:
            found[child.id] = (child.observed, tuple(reason.code for reason in child.reasons))
        elif child.kind == "unit":
            found[child.id] = child.verdict
        found.update(_figures(child))
    return found


def _heard(was: Node, now: Node) -> bool:
    """Whether what was reported differs: on the node itself, below it, or on the criterion it follows from."""
    implied = [node.has_note(NoteCode.IMPLIED_BY_CRITERION) for node in (was, now)]
    return _reports(was) != _reports(now) or any(implied)


def _reports(node: Node) -> Facts:
    found: Facts = {}
    for child in node.children:
        if child.about.report:
            found[child.id] = child.observed
        found.update(_reports(child))
    return found


def _text(node: Node) -> object:
    """Return where a node is laid down and how it asks: decisions, kinds, measures of all its requirements."""
    about = node.about
    own = (str(about.provision or ""), about.requirement, about.measure, about.k)
    below = tuple(
        _text(child)
        for child in node.children
        if child.kind in ("indicator", "requirement", "fill", "raise", "replace")
    )
    return (own, below)


def _levels(node: Node) -> object:
    """Return every level under a node, with its column and year."""
    own = tuple(
        (child.id, child.required, child.kind) for child in node.children if child.kind in ("threshold", "hole")
    )
    return (own, tuple(_levels(child) for child in node.children if child.kind in ("indicator", "requirement")))


def _columns(node: Node) -> object:
    own = tuple(
        child.about.cell.area if child.about.cell is not None else ""
        for child in node.children
        if child.kind in ("threshold", "hole")
    )
    return (own, tuple(_columns(child) for child in node.children if child.kind in ("indicator", "requirement")))
