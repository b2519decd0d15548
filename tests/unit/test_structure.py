"""From plain data to the model: every misfit with its place, its code and what to write instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ntmrules.catalog.strict import parse_document
from ntmrules.catalog.structure import dump, structure
from ntmrules.errors import CatalogError, Problem
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.measures import Freshness
from ntmrules.model.requirements import Threshold
from ntmrules.model.sets import Criterion, Indicator

EVIDENCE = "{kind: gazette, confidence: high, ref: [a]}"


def read(text: str, cls: Any) -> Any:
    document = parse_document(text, "a.yaml")
    return structure(document, document.data, cls)


def problems(text: str, cls: Any) -> list[Problem]:
    with pytest.raises(CatalogError) as caught:
        read(text, cls)
    return list(caught.value.problems)


def requirement(text: str) -> str:
    inner = "\n".join(f"          {line}" for line in text.splitlines())
    return (
        'id: "1"\nname: {vi: Một}\nindicators:\n  - id: "1.1"\n    name: {vi: Một}\n    versions:\n'
        f'      - from: "2022-01-01"\n        provision: {{decision: 1/QĐ}}\n        requirement:\n{inner}\n'
    )


@pytest.mark.parametrize(
    ("text", "cls", "code", "where", "remedy"),
    [
        ("id: 17.10\nname: {vi: a}\nindicators: []", Criterion, "NTM111", "a.yaml:1:5", 'write "17.10" in quotes'),
        ('id: "1"\nname: Một\nindicators: []', Criterion, "NTM111", "a.yaml:2:7", "write {vi: …, en: …}"),
        ('id: "1"\nname: {vi: a}\nindicators: []\nnotee: 1', Criterion, "NTM109", "a.yaml:4:1", "did you mean 'note'?"),
        ('id: "1"\nname: {vi: a}\nindicators: 3', Criterion, "NTM111", "a.yaml:3:13", ""),
        ('id: "1"\nname: {en: a}\nindicators: []', Criterion, "NTM117", "a.yaml:2:7", "add it"),
        ('id: "1"\nname: {vi: ""}\nindicators: []', Criterion, "NTM111", "a.yaml:2:12", ""),
        ('id: "1"\nname: {vi: a}\nindicators: []\ndeclared_indicators: "2"', Criterion, "NTM111", "a.yaml:4:22", ""),
        ("kind: gazete\nconfidence: high\nref: [a]", Evidence, "NTM112", "a.yaml:1:7", "did you mean 'gazette'?"),
        ("kind: excerpt\nconfidence: high", Evidence, "NTM120", "a.yaml:1:1", "name the source, or say `kind: recall`"),
        ("value: 80", Threshold, "NTM121", "a.yaml:1:1", ""),
        (f'value: "80"\nevidence: {EVIDENCE}', Threshold, "NTM111", "a.yaml:1:8", ""),
        ("years: 1\nwhy: {vi: a}", Freshness, "NTM129", "a.yaml:1:1", ""),
        (f"years: 1\nwhy: {{vi: a}}\nours: true\nevidence: {EVIDENCE}", Freshness, "NTM129", "a.yaml:1:1", ""),
        ("years: -1\nwhy: {vi: a}\nours: true", Freshness, "NTM129", "a.yaml:1:1", ""),
        ("years: 1\nthen: stale\nwhy: {vi: a}\nours: true", Freshness, "NTM112", "a.yaml:2:7", ""),
        (f"value: true\nevidence: {EVIDENCE}", Threshold, "NTM111", "a.yaml:1:8", ""),
        (f"evidence: {EVIDENCE}", Threshold, "NTM115", "a.yaml:1:1", ""),
        (f"value: 1\nunknown: {{why: {{vi: a}}}}\nevidence: {EVIDENCE}", Threshold, "NTM115", "a.yaml:1:1", ""),
        (f"year: 2022\nvalue: 1\nevidence: {EVIDENCE}", Threshold, "NTM115", "a.yaml:1:1", ""),
        (f"evidence: {EVIDENCE}\ncandidates: [{{value: 1}}, {{value: 1}}]", Threshold, "NTM115", "a.yaml:2:1", ""),
        ("candidates: [{value: 1}, {value: 2}]", Threshold, "NTM121", "a.yaml:1:1", ""),
        (f"evidence: {EVIDENCE}\nrows: []", Threshold, "NTM115", "a.yaml:2:1", ""),
        (
            f"evidence: {EVIDENCE}\nrow: []\nrows: [{{value: 1}}]",
            Threshold,
            "NTM109",
            "a.yaml:2:1",
            "did you mean 'rows'?",
        ),
        (
            f"evidence: {EVIDENCE}\nrows:\n  - {{year: 2022, value: 1}}\n  - {{year: 2022, value: 2}}",
            Threshold,
            "NTM116",
            "a.yaml:4:5",
            "keep one row, the other is in a.yaml:3:5; where sources differ, candidates in the one that is kept",
        ),
        (requirement("measure: x"), Criterion, "NTM113", "a.yaml:10:11", ""),
        (requirement("kind: at_mots"), Criterion, "NTM113", "a.yaml:10:11", "did you mean 'at_most'?"),
        (requirement("kind: all_of\nof: []"), Criterion, "NTM114", "a.yaml:11:11", ""),
        (
            requirement(f"kind: k_of\nk: 2\nof: [{{kind: attained, evidence: {EVIDENCE}}}]"),
            Criterion,
            "NTM114",
            "a.yaml:11:11",
            "",
        ),
        (
            requirement(
                f"kind: share_of\nchildren: xa\nop: atleast\nmeasure: m\nthreshold: {{value: 1, evidence: {EVIDENCE}}}"
            ),
            Criterion,
            "NTM112",
            "a.yaml:12:11",
            "did you mean 'at_least'?",
        ),
        (
            requirement(f"kind: share_of\nchildren: xa\nthreshold: {{value: 1, evidence: {EVIDENCE}}}"),
            Criterion,
            "NTM114",
            "a.yaml:10:11",
            "",
        ),
    ],
)
def test_a_misfit_names_its_place_code_and_remedy(text: str, cls: Any, code: str, where: str, remedy: str) -> None:
    found = problems(text, cls)
    assert [(each.code, each.where) for each in found] == [(code, where)]
    assert found[0].remedy == remedy or not remedy


def test_every_misfit_of_a_file_is_listed_at_once() -> None:
    found = problems(
        "id: 1\nname: a\nindicators:\n  - id: 1.10\n    name: {vi: a}\n    versions: []\n    asks: 1\n", Criterion
    )
    assert sorted(each.code for each in found) == ["NTM109", "NTM111", "NTM111", "NTM111"]
    assert {each.where for each in found} == {"a.yaml:1:5", "a.yaml:2:7", "a.yaml:4:9", "a.yaml:7:5"}


def test_the_evidence_of_a_threshold_is_that_of_its_cells_unless_they_have_their_own() -> None:
    threshold = read(
        f"evidence: {EVIDENCE}\nrows:\n  - {{year: 2022, value: 1}}\n"
        "  - {year: 2023, value: 2, evidence: {kind: recall, confidence: low}}",
        Threshold,
    )
    assert [str(row.evidence.kind) for row in threshold.rows] == ["gazette", "recall"]


def test_a_measured_level_is_a_decimal_whatever_way_it_is_written() -> None:
    for written in ("80", "80.0"):
        level = read(f"value: {written}\nevidence: {EVIDENCE}", Threshold).rows[0].value
        assert isinstance(level, Decimal)
        assert str(level) == written


@pytest.mark.parametrize("kind", ["all_of", "any_of"])
def test_compounds_nest_and_come_back_from_their_dump(kind: str) -> None:
    part = f"{{kind: attained, measure: m, evidence: {EVIDENCE}}}"
    text = requirement(f"kind: {kind}\nof:\n  - {part}\n  - kind: k_of\n    k: 1\n    of: [{part}]")
    whole = read(text, Criterion)
    item = whole.indicators[0].versions[0].requirement
    assert isinstance(item, req.Compound)
    assert item.kind == kind
    assert isinstance(item.of[1], req.KOf)
    document = parse_document("a: 1", "b.yaml")
    assert structure(document, dump(whole), Criterion) == whole


def test_the_version_in_force_is_the_newest_that_has_begun() -> None:
    text = requirement(f"kind: attained\nevidence: {EVIDENCE}")
    later = text.replace(
        "      - from",
        '      - from: "2024-03-01"\n        to: "2024-12-31"\n        provision: {decision: 2/QĐ}\n'
        f"        requirement: {{kind: attained, evidence: {EVIDENCE}}}\n      - from",
    )
    row: Indicator = read(later, Criterion).indicators[0]
    found = {
        day: row.on(day) for day in ("2021-12-31", "2022-01-01", "2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01")
    }
    decisions = {day: version.provision.decision if version else None for day, version in found.items()}
    assert decisions == {
        "2021-12-31": None,
        "2022-01-01": "1/QĐ",
        "2024-02-29": "1/QĐ",
        "2024-03-01": "2/QĐ",
        "2024-12-31": "2/QĐ",
        "2025-01-01": None,
    }
