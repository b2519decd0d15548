"""What the head of a set says of its counts, and the closed words in it."""

from __future__ import annotations

from ntmrules.catalog.strict import Document
from ntmrules.check.findings import Findings
from ntmrules.model.sets import CriteriaSet


def check_counts(findings: Findings, whole: CriteriaSet, head: Document) -> None:
    """Check what a set says of how many criteria and indicators it has, and the words of its closed keys."""
    declared = whole.declared
    pairs = (
        ("criteria", declared.criteria, len(whole.criteria)),
        ("indicators", declared.indicators, whole.modelled),
    )
    for name, said, modelled in pairs:
        if said is not None and modelled > said:
            findings.error(
                "NTM163.criteria" if name == "criteria" else "NTM163.indicators",
                head.where(("declared", name)),
                said=said,
                modelled=modelled,
            )
    if whole.not_applicable not in ("counts_as_met", "drops_out"):
        findings.error(
            "NTM164",
            head.where(("not_applicable",)),
            key="not_applicable",
            word=whole.not_applicable,
            known="counts_as_met | drops_out",
        )
    if whole.status not in ("released", "draft"):
        findings.error("NTM164", head.where(("status",)), key="status", word=whole.status, known="released | draft")
    _sum(findings, whole, head)


def _sum(findings: Findings, whole: CriteriaSet, head: Document) -> None:
    """Tell where the counts of the criteria do not make that of the set, unless one of them is already known to be wrong."""
    said, known = whole.declared.indicators, [(each.declared_indicators, each.indicators) for each in whole.criteria]
    if said is None or said < whole.modelled or not known or len(known) != whole.declared.criteria:
        return
    counts = [count for count, items in known if count is not None and count >= len(items)]
    if len(counts) == len(known) and sum(counts) != said:
        findings.error("NTM163.sum", head.where(("declared", "indicators")), said=said, total=sum(counts))


__all__ = ["check_counts"]
