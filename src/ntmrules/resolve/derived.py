"""Levels derived from others: a factor times each cell of the level as it applies in the place on the day.

The base is a rule over which packs have laid their entries already, so a province that raises it raises what is derived
from it; a hole of the base stays a hole.
"""

from __future__ import annotations

import attrs

from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import AnyRequirement, Cell, Comparison, Derivation, LaidEntry, Threshold
from ntmrules.model.rulebook import Rule
from ntmrules.model.text import Text

UPWARDS = ("at_least", "more_than", "count_at_least")


def derived_requirement(rule: Rule, item: req.Derived, measure: str | None) -> AnyRequirement:
    """Return what ``item`` asks, ``rule`` being its base as it applies in the place: comparisons with derived levels.

    Where the base asks no level of one figure, or the province does not apply it, what is asked is not known.
    """
    if rule.waived:
        return _no_level(item, measure, Text(f"tỉnh không áp dụng chỉ tiêu gốc {rule.id}",
                                             f"the province does not apply the base {rule.id}"))  # fmt: skip
    found = _scaled(rule, rule.requirement, item, measure, _base_of(rule.requirement))
    if found is None:
        return _no_level(item, measure, Text(f"mức gốc {item.of} không phải một mức so sánh",
                                             f"the base {item.of} is no level to compare with"))  # fmt: skip
    return found


def _no_level(item: req.Derived, measure: str | None, why: Text) -> req.Unknown:
    return req.Unknown(why=why, measure=measure, label=item.label)


def _base_of(item: AnyRequirement) -> str | None:
    """Return the measure of which the base asks a level: that of its first comparison."""
    if isinstance(item, Comparison):
        return item.measure
    if isinstance(item, req.Compound):
        return next((found for part in item.of if (found := _base_of(part)) is not None), None)
    return _base_of(item.bound) if isinstance(item, req.Delegated) and item.bound is not None else None


def _scaled(
    rule: Rule, base: AnyRequirement, item: req.Derived, measure: str | None, own: str | None
) -> AnyRequirement | None:
    """Return ``base`` with every level multiplied; nothing where it has parts that are no level of the measure ``own``."""
    if isinstance(base, Comparison):
        return _level(rule, base, item, measure) if base.measure == own else None
    if isinstance(base, req.Unknown):
        return req.Unknown(why=base.why, searched=base.searched, measure=measure, label=base.label or item.label)
    if isinstance(base, req.Delegated):
        bound = _scaled(rule, base.bound, item, measure, own) if base.bound is not None else None
        return req.Delegated(to=base.to, evidence=base.evidence, bound=bound, measure=measure, label=item.label)
    if not isinstance(base, req.Compound):
        return None
    # A base that asks the same of the parts of a figure (men, women) asks one level of the whole.
    asked = [part for part in base.of if not (part.measure or "").startswith(f"{own}/")]
    parts = tuple(_scaled(rule, part, item, measure, own) for part in asked)
    if not parts or any(part is None for part in parts):
        return None
    given = tuple(part for part in parts if part is not None)
    if len(given) == 1 and not isinstance(base, req.KOf):
        return given[0]
    if isinstance(base, req.KOf):
        return attrs.evolve(base, of=given, measure=measure, label=item.label)
    kind = type(base)
    if _turned(asked, item):  # the stricter of two bases is the looser of two levels where the comparison is turned
        kind = req.AnyOf if isinstance(base, req.AllOf) else req.AllOf
    return kind(of=given, measure=measure, label=item.label, note=item.note)


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
        threshold=Threshold(rows=rows),
        measure=measure,
        label=item.label,
        note=item.note,
        derived_from=chain,  # type: ignore[call-arg]
    )
    return made


def scaled(row: Cell, item: req.Derived) -> Cell:
    """Return a cell with ``item.factor`` times its values, on the weaker of the two pieces of evidence."""
    evidence = _weaker(row.evidence, item.evidence)
    return attrs.evolve(
        row,
        value=None if row.value is None else row.value * item.factor,
        candidates=tuple(
            attrs.evolve(each, value=each.value * item.factor, evidence=_weaker(each.evidence, item.evidence))
            for each in row.candidates
        ),
        delegated=None if row.delegated is None else _bound(row.delegated, item),
        evidence=evidence,
    )


def _bound(delegation: req.Delegation, item: req.Derived) -> req.Delegation:
    """Return a delegation whose bound is multiplied too: what the province lays down has to keep it."""
    low, high = (None if each is None else each * item.factor for each in (delegation.low, delegation.high))
    return attrs.evolve(delegation, low=low, high=high)


def _weaker(one: Evidence | None, other: Evidence) -> Evidence:
    return other if one is None or other.rank < one.rank else one
