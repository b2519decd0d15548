"""A rule that cannot be compiled goes to the reference engine alone; the rest of the table stays compiled, and all agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import polars as pl
import pytest
from columnar.agreement import assert_agrees
from columnar.tables import random_table

from ntmrules import Library
from ntmrules.circuit.keys import REPORT, Kind
from ntmrules.engine.columnar import judged
from ntmrules.engine.columnar.mixed import left_of
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.requirements import Function
from ntmrules.model.verdicts import Verdict
from ntmrules.plugins.functions import RuleFunction

ROADS = "ty-le-duong-thon-cung-hoa"
OF = ("2.2", "10.1")


def _judge(values: Any) -> Verdict:
    return Verdict.MET if Decimal(values[ROADS]) >= 80 else Verdict.NOT_MET


def _book() -> Any:
    """Return the set of communes with two indicators that a function judges."""
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-06-30")
    evidence = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH)
    item = Function(name="thu", evidence=evidence)
    headings = tuple(
        attrs.evolve(heading, rules=tuple(attrs.evolve(rule, requirement=item, measure=None) if rule.number in OF else rule
                                          for rule in heading.rules))
        for heading in book.headings
    )  # fmt: skip
    function = RuleFunction(reads=(ROADS,), direction={ROADS: "more"}, judge=_judge)
    return attrs.evolve(book, headings=headings, functions={"thu": function})


@pytest.mark.parametrize("seed", range(4))
def test_a_table_with_functions_agrees_with_the_reference_in_every_output(seed: int) -> None:
    book = _book()
    assert_agrees(book, random_table(book, seed, rows=25))


def test_only_the_functions_go_to_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book()
    assert set(left_of(book, {REPORT + "vn/xa-ntm/2021/2": Kind.ANSWER})) == set(OF)

    def refuse(*_: object) -> pl.DataFrame:
        raise AssertionError("the whole table went to the reference engine")

    monkeypatch.setattr(judged, "by_core", refuse)
    frame = pl.DataFrame({"unit": ["xã A", "xã B", "xã C"], ROADS: [80, 79, None], "2": ["đạt", None, "chưa đạt"]})
    found = assert_agrees(book, frame).frame
    assert found["verdict:2.2"].to_list() == [1, 0, 2]
