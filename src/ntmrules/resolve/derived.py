"""Levels derived from others: a factor times each cell of the level as it applies in the place on the day.

The base is a rule over which packs have laid their entries already, so a province that raises it raises what is derived
from it; a hole of the base stays a hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.measures import Measure
from ntmrules.model.requirements import (
    AnyComparison,
    AnyCompound,
    AnyRequirement,
    Cell,
    Comparison,
    Derivation,
    LaidEntry,
    Threshold,
)
from ntmrules.model.rounding import rounded
from ntmrules.model.rulebook import Rule
from ntmrules.model.text import Text
from ntmrules.model.walk import Visitor

UPWARDS = ("at_least", "more_than", "count_at_least")


def derived_requirement(
    rule: Rule, item: req.Derived, measure: str | None, measures: Mapping[str, Measure]
) -> AnyRequirement:
    """Return what ``item`` asks, ``rule`` being its base as it applies in the place: comparisons with derived levels.

    Where the base asks no level of one figure, or by now a level of another thing than the figure of ``measure``, or the
    province does not apply it, what is asked is not known.
    """
    if rule.waived:
        return _no_level(item, measure, Text(f"tỉnh không áp dụng chỉ tiêu gốc {rule.id}",
                                             f"the province does not apply the base {rule.id}"))  # fmt: skip
    found = _Scaled(rule, item, measure).visit(rule.requirement)
    if found is None:
        return _no_level(item, measure, Text(f"mức gốc {item.of} không phải một mức so sánh",
                                             f"the base {item.of} is no level to compare with"))  # fmt: skip
    if not _alike(rule, measure, measures):
        return _no_level(item, measure, Text(f"mức gốc {item.of} là của một số liệu khác",
                                             f"the level of the base {item.of} is one of another figure"))  # fmt: skip
    return found


def _alike(rule: Rule, measure: str | None, measures: Mapping[str, Measure]) -> bool:
    """Tell whether a level of the base can be one of ``measure``: the same figure, or one in its unit that no pack put there."""
    own, before = (None if each is None else _BaseOf().visit(each) for each in (rule.requirement, rule.national))
    if own is None or measure is None or own == measure:
        return True
    asked, compared = (measures.get(each.partition("/")[0]) for each in (own, measure))
    if asked is None or compared is None:
        return True
    return (asked.kind, asked.unit) == (compared.kind, compared.unit) and before in (None, own)


def _no_level(item: req.Derived, measure: str | None, why: Text) -> req.Unknown:
    return req.Unknown(why=why, measure=measure, label=item.label)


class _BaseOf(Visitor["str | None"]):
    """The measure of which the base asks a level: that of its first comparison."""

    def on_comparison(self, item: AnyComparison) -> str | None:
        return item.measure

    def on_compound(self, item: AnyCompound) -> str | None:
        return next((found for part in item.of if (found := self.visit(part)) is not None), None)

    def on_delegated(self, item: req.Delegated) -> str | None:
        return self.visit(item.bound) if item.bound is not None else None

    def _none(self, item: AnyRequirement) -> None:
        return None

    on_attained = on_none_of = on_between = on_child_count = on_meets = on_derived = _none
    on_points = on_unknown = on_function = on_against_figure = _none


class _Scaled(Visitor["AnyRequirement | None"]):
    """The base with every level multiplied; nothing where it has parts that are no level of its measure."""

    def __init__(self, rule: Rule, item: req.Derived, measure: str | None) -> None:
        self._rule, self._item, self._measure = rule, item, measure
        self._own = _BaseOf().visit(rule.requirement)

    def on_comparison(self, base: AnyComparison) -> AnyRequirement | None:
        return _level(self._rule, base, self._item, self._measure) if base.measure == self._own else None

    def on_unknown(self, base: req.Unknown) -> AnyRequirement:
        label = base.label or self._item.label
        return req.Unknown(why=base.why, searched=base.searched, measure=self._measure, label=label)

    def on_delegated(self, base: req.Delegated) -> AnyRequirement:
        bound = self.visit(base.bound) if base.bound is not None else None
        return req.Delegated(
            to=base.to, evidence=base.evidence, bound=bound, measure=self._measure, label=self._item.label
        )

    def on_compound(self, base: AnyCompound) -> AnyRequirement | None:
        item = self._item
        # A base that asks the same of the parts of a figure (men, women) asks one level of the whole.
        asked = [part for part in base.of if not (part.measure or "").startswith(f"{self._own}/")]
        parts = tuple(self.visit(part) for part in asked)
        given = tuple(part for part in parts if part is not None)
        if not given or len(given) < len(parts):
            return None
        if len(given) == 1 and not isinstance(base, req.KOf):
            return given[0]
        if isinstance(base, req.KOf):
            return evolve(base, of=given, measure=self._measure, label=item.label)
        kind = type(base)
        if _turned(asked, item):  # the stricter of two bases is the looser of two levels where the comparison is turned
            kind = req.AnyOf if isinstance(base, req.AllOf) else req.AllOf
        return kind(of=given, measure=self._measure, label=item.label, note=item.note)

    def _no_level(self, base: AnyRequirement) -> None:
        return None

    on_attained = on_none_of = on_between = on_child_count = on_meets = on_derived = _no_level
    on_points = on_function = on_against_figure = _no_level


def _turned(asked: list[AnyRequirement], item: req.Derived) -> bool:
    kinds = [part.kind for part in asked if isinstance(part, Comparison)]
    return bool(kinds) and (kinds[0] in UPWARDS) != (item.op in UPWARDS)


def _level(rule: Rule, base: Comparison, item: req.Derived, measure: str | None) -> AnyRequirement:
    entries = tuple(
        LaidEntry(id=each.override.id, verb=str(each.override.verb), pack=each.pack,
                  provision=each.override.provision, from_=each.override.from_)
        for each in rule.applied
        if base.provision is not None and each.override.provision == base.provision
    )  # fmt: skip
    chain = Derivation(of=rule.id, name=rule.name, factor=item.factor, evidence=item.evidence, base=base.threshold,
                       op=base.kind, provision=base.provision or rule.provision, entries=entries)  # fmt: skip
    rows = tuple(scaled(row, item) for row in base.threshold.rows)
    made: AnyRequirement = req.KINDS[item.op](  # type: ignore[assignment]
        threshold=Threshold(rows=rows, partial=base.threshold.partial),
        measure=measure,
        label=item.label,
        note=item.note,
        derived_from=chain,  # type: ignore[call-arg]
        round=item.round if item.round is not None and item.round.of == "figure" else None,
    )
    return made


def scaled(row: Cell, item: req.Derived) -> Cell:
    """Return a cell with ``item.factor`` times its values, rounded where the text orders that, on the weaker evidence."""
    evidence = _weaker(row.evidence, item.evidence)
    return evolve(
        row,
        value=None if row.value is None else _times(row.value, item),
        candidates=tuple(
            evolve(each, value=_times(each.value, item), evidence=_weaker(each.evidence, item.evidence))
            for each in row.candidates
        ),
        delegated=None if row.delegated is None else _bound(row.delegated, item),
        evidence=evidence,
    )


def _times(level: Decimal, item: req.Derived) -> Decimal:
    found = level * item.factor
    return rounded(found, item.round) if item.round is not None and item.round.of == "level" else found


def _bound(delegation: req.Delegation, item: req.Derived) -> req.Delegation:
    """Return a delegation whose bound is multiplied too: what the province lays down has to keep it."""
    low, high = (None if each is None else _times(each, item) for each in (delegation.low, delegation.high))
    return evolve(delegation, low=low, high=high)


def _weaker(one: Evidence | None, other: Evidence) -> Evidence:
    """Return the weaker of the base's evidence (``one``) and the rule's; of a computed base it stays said that it is."""
    if one is None or one.rank <= other.rank:
        return one or other
    return evolve(other, computed=other.computed or one.computed)
