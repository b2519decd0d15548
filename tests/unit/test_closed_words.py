"""Every closed word of the catalogue: one letter too many is an error with its line and column and the word that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.catalog.capital_rules import read_capital_rules
from ntmrules.catalog.strict import parse_document
from ntmrules.catalog.structure import structure
from ntmrules.catalog.working_days import read_working_days
from ntmrules.errors import CatalogError, Problem
from ntmrules.model import closed
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.measures import Measure, MeasureKind, YesMeans
from ntmrules.model.overrides import Override, UnitKey, Verb
from ntmrules.model.requirements import (
    CHANGES,
    COMPARISONS,
    HALVES,
    LARGER_UNITS,
    ROUNDED,
    UNASKED_POINTS,
    WAYS,
    AnyRequirement,
)
from ntmrules.model.sets import CriteriaSet

E = "{kind: gazette, confidence: high, ref: [a]}"
SET = f"""\
id: vn/xa-ntm/2021
level: xa
tier: ntm
name: {{vi: Bộ}}
stage: {{from: "2021-01-01"}}
provision: {{decision: 1/QĐ}}
declared: {{evidence: {E}}}
checked_on: "2026-01-01"
not_applicable: counts_as_met
status: released
"""
LEVEL = f"threshold: {{value: 1, evidence: {E}}}"
ROUND = f"round:\n  digits: 0\n  evidence: {E}\n  half: up\n"
MEASURE = "id: a\nname: {vi: a}\nkind: percent\n"
# What has a closed word, with the word as it stands in the text, and all words that may stand in its place.
WORDS: dict[str, tuple[type | object, str, str, tuple[str, ...]]] = {
    "level": (CriteriaSet, SET, "level: xa", closed.LEVELS.known),
    "tier": (CriteriaSet, SET, "tier: ntm", closed.TIERS.known),
    "not_applicable": (CriteriaSet, SET, "not_applicable: counts_as_met", closed.NOT_APPLICABLE.known),
    "status": (CriteriaSet, SET, "status: released", closed.STATUS.known),
    "list": (UnitKey, 'list: "2025"\nprovince: a\n', 'list: "2025"', closed.LISTS.known),
    "evidence": (Evidence, "kind: gazette\nconfidence: high\nref: [a]\n", "kind: gazette", tuple(EvidenceKind)),
    "confidence": (Evidence, "kind: gazette\nconfidence: high\nref: [a]\n", "confidence: high", tuple(Confidence)),
    "measure": (Measure, MEASURE, "kind: percent", tuple(MeasureKind)),
    "yes_means": (Measure, f"{MEASURE}yes_means: met\n", "yes_means: met", tuple(YesMeans)),
    "verb": (
        Override,
        'id: p/a\nverb: waive\ntarget: a\nprovision: {decision: a}\nfrom: "2022-01-01"\n',
        "verb: waive",
        tuple(Verb),
    ),
    "children": (
        AnyRequirement, f"kind: share_of\nchildren: xa\nmeasure: a\n{LEVEL}\n", "children: xa", closed.LEVELS.known,
    ),
    "op": (
        AnyRequirement, f"kind: share_of\nop: at_least\nchildren: xa\nmeasure: a\n{LEVEL}\n", "op: at_least", COMPARISONS,
    ),
    "by": (
        AnyRequirement, f"kind: change_at_least\nmeasure: a\nby: percent\nway: increase\n{LEVEL}\n", "by: percent", CHANGES,
    ),
    "way": (
        AnyRequirement, f"kind: change_at_least\nmeasure: a\nby: percent\nway: increase\n{LEVEL}\n", "way: increase", WAYS,
    ),
    "whose": (
        AnyRequirement,
        f"kind: relative\nmeasure: a\nwhose: tinh\nfactor: 1\nevidence: {E}\n",
        "whose: tinh",
        LARGER_UNITS,
    ),
    "of": (
        AnyRequirement,
        f"kind: relative\nmeasure: a\nwhose: tinh\nfactor: 1\nevidence: {E}\n{ROUND}  of: level\n",
        "of: level",
        ROUNDED,
    ),
    "points": (
        AnyRequirement,
        f"kind: points\nweights: {{'1.1': 1}}\nnot_applicable: full_points\n{LEVEL}\n",
        "not_applicable: full_points",
        UNASKED_POINTS,
    ),
    "half": (AnyRequirement, f"kind: at_least\nmeasure: a\n{LEVEL}\n{ROUND}", "half: up", HALVES),
}  # fmt: skip


def problems(text: str, cls: object) -> list[Problem]:
    document = parse_document(text, "a.yaml")
    with pytest.raises(CatalogError) as caught:
        structure(document, document.data, cls)
    return list(caught.value.problems)


@pytest.mark.parametrize("name", WORDS)
def test_each_known_word_is_read(name: str) -> None:
    cls, text, written, known = WORDS[name]
    key, _, old = written.partition(": ")
    for word in known:
        if (name, word) == ("yes_means", "not_met"):
            continue
        document = parse_document(
            text.replace(written, f'{key}: "{word}"' if '"' in old else f"{key}: {word}"), "a.yaml"
        )
        structure(document, document.data, cls)


@pytest.mark.parametrize("name", WORDS)
def test_a_slip_in_a_closed_word_is_told_with_its_place_and_the_word_that_was_meant(name: str) -> None:
    cls, text, written, _ = WORDS[name]
    key, _, old = written.partition(": ")
    right = old.strip('"')
    wrong = f"{right}{right[-1]}"
    (found,) = problems(text.replace(written, f'{key}: "{wrong}"'), cls)
    line = next(number for number, each in enumerate(text.splitlines(), 1) if each.strip() == written)
    assert found.code == "NTM112"
    assert found.where.startswith(f"a.yaml:{line}:")
    assert wrong in str(found.what)
    assert str(found.remedy).startswith(f"did you mean '{right}'")


def test_days_of_a_calendar_and_deadlines_of_reports_are_of_known_kinds(tmp_path: Path) -> None:
    days = f"documents:\n  - {{id: a, title: {{vi: a}}, evidence: {E}}}\nyears:\n  - {{year: 2023, announced: true}}\ndays:\n"
    days += f'  - kind: holydai\n    days: ["2023-01-02"]\n    name: {{vi: a}}\n    document: a\n    evidence: {E}\n'
    (tmp_path / "working-days.yaml").write_text(days, "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_working_days(tmp_path)
    (found,) = caught.value.problems
    assert (found.code, found.where.endswith("working-days.yaml:6:5")) == ("NTM184", True)
    assert "did you mean 'holiday'?" in str(found.remedy)
    reports = "norms: []\nreports:\n  - id: a\n    name: {vi: a}\n    every: moonth\n    day: 5\n    decision: a\n"
    (tmp_path / "capital.yaml").write_text(f'{reports}    evidence: {E}\n    from: "2023-01-01"\n', "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_capital_rules(tmp_path)
    (found,) = caught.value.problems
    assert (found.code, found.where.endswith("capital.yaml:5:5")) == ("NTM187", True)
    assert "did you mean 'month'?" in str(found.remedy)
