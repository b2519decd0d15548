"""A rule that cannot be compiled goes to the reference engine alone; the rest of the table stays compiled, and all agree."""

from __future__ import annotations

from collections.abc import Container
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
from ntmrules.model.requirements import AllOf, Function
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.plugins.functions import RuleFunction

ROADS = "ty-le-duong-thon-cung-hoa"
OF = ("2.2", "10.1")


def _judge(values: Any) -> Verdict:
    return Verdict.MET if Decimal(values[ROADS]) >= 80 else Verdict.NOT_MET


def _shipped(ref: str) -> Rulebook:
    return Library(plugins=()).rulebook(ref, province="quang-ninh", on="2023-06-30")


FUNCTION = RuleFunction(reads=(ROADS,), direction={ROADS: "more"}, judge=_judge)


def _with(book: Rulebook, of: Container[str], *, inside: bool = False) -> Rulebook:
    """Return a set some of whose indicators a function judges; ``inside``: beside what they asked before."""
    item = Function(name="thu", evidence=Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH))

    def asked(rule: Rule) -> Rule:
        if inside:
            return attrs.evolve(rule, requirement=AllOf(of=(rule.requirement, item)))
        return attrs.evolve(rule, requirement=item, measure=None)

    headings = tuple(
        attrs.evolve(heading, rules=tuple(asked(rule) if rule.number in of else rule for rule in heading.rules))
        for heading in book.headings
    )
    return attrs.evolve(book, headings=headings, functions={"thu": FUNCTION})


def _within(book: Rulebook, set_id: str, inner: Rulebook) -> Rulebook:
    """Return a set that asks for ``inner`` where it asked for the one of that id."""
    return attrs.evolve(book, nested={**book.nested, set_id: inner}, functions={"thu": FUNCTION})


def _book() -> Rulebook:
    """Return the set of communes with two indicators that a function judges."""
    return _with(_shipped("xa-ntm"), OF)


@pytest.mark.parametrize("seed", range(4))
def test_a_table_with_functions_agrees_with_the_reference_in_every_output(seed: int) -> None:
    book = _book()
    assert_agrees(book, random_table(book, seed, rows=25))


@pytest.mark.parametrize("seed", range(2))
def test_a_function_beside_other_demands_and_a_criterion_of_functions_agree(seed: int) -> None:
    beside = _with(_shipped("xa-ntm"), ("1.1", *OF), inside=True)
    assert_agrees(beside, random_table(beside, seed, rows=15))
    book = _shipped("xa-ntm")
    whole = _with(book, [rule.number for heading in book.headings[:2] for rule in heading.rules])
    assert_agrees(whole, random_table(whole, seed, rows=15))


@pytest.mark.parametrize(
    ("ref", "asked"), [("xa-ntm-nang-cao", "vn/xa-ntm/2021"), ("xa-ntm-kieu-mau", "vn/xa-ntm-nang-cao/2021")]
)
def test_functions_of_a_set_that_is_asked_for_agree(ref: str, asked: str) -> None:
    outer = _shipped(ref)
    inner = outer.nested[asked]
    book = _within(
        outer, asked, _with(inner, [rule.number for heading in inner.headings[:2] for rule in heading.rules])
    )
    assert_agrees(book, random_table(book, 1, rows=15))


@pytest.mark.parametrize("asked", ["vn/xa-ntm/2021", "vn/xa-ntm-nang-cao/2021"])
def test_functions_of_the_set_of_units_inside_agree(asked: str) -> None:
    outer = _shipped("huyen-ntm")
    inner = _with(outer.nested[asked], OF)
    book = _within(outer, asked, inner)
    names = [f"huyện {at}" for at in range(6)]
    above = random_table(book, 2, rows=6).with_columns(pl.Series("unit", names))
    below = random_table(inner, 52, rows=24)
    below = below.drop([name for name in below.columns if not name.startswith(("ty-le", "thu-nhap", "so-"))])
    below = below.with_columns(
        pl.Series("unit", [f"xã {at}" for at in range(24)]), pl.Series("within", [names[at % 6] for at in range(24)])
    )
    assert_agrees(book, above, children={"xa": below})


def test_only_the_functions_go_to_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    book = _book()
    assert set(left_of(book, {REPORT + "vn/xa-ntm/2021/2": Kind.ANSWER})) == set(OF)

    def refuse(*_: object) -> pl.DataFrame:
        raise AssertionError("the whole table went to the reference engine")

    monkeypatch.setattr(judged, "by_core", refuse)
    frame = pl.DataFrame({"unit": ["xã A", "xã B", "xã C"], ROADS: [80, 79, None], "2": ["đạt", None, "chưa đạt"]})
    found = assert_agrees(book, frame).frame
    assert found["verdict:2.2"].to_list() == [1, 0, 2]
