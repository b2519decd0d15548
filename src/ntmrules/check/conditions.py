"""What lint says of conditions on units: facts that are none, and conditions that no unit can meet."""

from __future__ import annotations

from typing import Any

from ntmrules.check.findings import Findings
from ntmrules.model.conditions import Condition
from ntmrules.model.measures import MeasureKind
from ntmrules.model.possible_units import contradicts_itself


def met_by_some(findings: Findings, condition: Condition, where: str) -> None:
    """Note an error, once at each place, where a condition contradicts itself: what stands at it is asked of nobody.

    One that every unit meets is a slip too, of which a unit hears nothing: it is warned of.
    """
    told = any(each.problem.code == "NTM170" and each.problem.where == where for each in findings.findings)
    measures, schemes = findings.known.measures, tuple(findings.known.schemes.values())
    if told:
        return
    if contradicts_itself(condition, measures, schemes):
        findings.error("NTM170.nobody", where)
    elif contradicts_itself(Condition(none_=(condition,)), measures, schemes):
        findings.warn("NTM170.everybody", where)


def no_fact(findings: Findings, fact: str, where: str) -> None:
    """Note an error of a fact that is none: what is there and no yes/no measure is not misspelt, and needs another key."""
    known = findings.known.measures
    facts = [name for name, each in known.items() if each.kind is MeasureKind.YES_NO]
    near: dict[str, Any] = {} if fact in known else {"near": (fact, facts)}
    findings.error("NTM162", where, fact=fact, **near)


__all__ = ["met_by_some", "no_fact"]
