"""``assert_pack_conforms``: what it lets pass and what it finds."""

from __future__ import annotations

import operator
import shutil
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from made import at_least, attained, book_of, criterion, indicator, made_set

from ntmrules import Attainment, Node, Verdict
from ntmrules.catalog.pack import Pack
from ntmrules.engine.core.program import Core
from ntmrules.model import requirements as req
from ntmrules.model.logic import OPERATORS
from ntmrules.testing import assert_pack_conforms
from ntmrules.testing.conformance import check_rulebook, library_with

GOOD = Path(__file__).parents[1] / "bad" / "good"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    place = tmp_path / "goi"
    shutil.copytree(GOOD, place)
    return place


def test_a_good_pack_conforms(pack: Path) -> None:
    assert_pack_conforms(pack, max_examples=5)


def test_an_error_of_format_is_found_and_quoted(pack: Path) -> None:
    path = pack / "national" / "xa" / "1-mot.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: at_least", "kind: at_leest"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"1-mot\.yaml:12:11: NTM113 unknown requirement kind 'at_leest'"):
        assert_pack_conforms(pack)


def test_a_case_that_does_not_hold_is_found(pack: Path) -> None:
    path = pack / "national" / "xa" / "1-mot.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 80", "value: 81"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"the case 'at the level' of 1\.1: verdict is not_met, not met"):
        assert_pack_conforms(pack)


Wrong = Callable[[Attainment], Attainment]


def silence_is_failure(result: Attainment) -> Attainment:
    """A wrong engine: what is undetermined counts as not met."""

    def changed(node: Node) -> Node:
        verdict = Verdict.NOT_MET if node.verdict is Verdict.UNDETERMINED else node.verdict
        return node._replace(verdict=verdict, children=tuple(changed(child) for child in node.children))

    return attrs.evolve(result, trace=changed(result.trace))


def one_more_is_met(result: Attainment) -> Attainment:
    """A wrong engine: it counts one indicator too many."""
    tally = result.tally.indicators
    return attrs.evolve(result, tally=attrs.evolve(result.tally, indicators=attrs.evolve(tally, met=tally.met + 1)))


def the_set_is_always_met(result: Attainment) -> Attainment:
    """A wrong engine: the root does not follow from its leaves."""
    return attrs.evolve(result, trace=result.trace._replace(verdict=Verdict.MET))


def the_first_figure_decides(result: Attainment) -> Attainment:
    """A wrong engine: it looks at the order in which figures came."""
    first = result.figures.entries[:1]
    verdict = Verdict.MET if first and first[0].subject == "co-thu" else Verdict.NOT_MET
    return attrs.evolve(result, trace=result.trace._replace(verdict=verdict))


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        (silence_is_failure, "removing figures never flips a verdict"),
        (one_more_is_met, "tallies add up"),
        (the_set_is_always_met, "the root is that of the leaves"),
        (the_first_figure_decides, "order changes nothing"),
    ],
)
def test_a_wrong_engine_is_found_out(wrong: Wrong, title: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = library_with(Pack(pack)).rulebook("thu/xa/2021", on="2023-06-30")
    check_rulebook(book, max_examples=40)
    right = Core.evaluate
    monkeypatch.setattr(Core, "evaluate", lambda self, rulebook, figures: wrong(right(self, rulebook, figures)))
    with pytest.raises(AssertionError, match=rf"^thu/xa/2021 on 2023-06-30: .*{title}"):
        check_rulebook(book, max_examples=40, only=(title,))


@pytest.mark.parametrize("op", [operator.gt, operator.le])
def test_a_wrong_comparison_is_found_out(
    op: Callable[[object, object], bool], pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OPERATORS, "at_least", op)  # type: ignore[arg-type]
    book = library_with(Pack(pack)).rulebook("thu/xa/2021", on="2023-06-30")
    with pytest.raises(AssertionError, match=r"thu/xa/2021/1\.1 at_least 80"):
        check_rulebook(book, max_examples=1)


def test_a_random_rulebook_passes_the_same_checks() -> None:
    requirement = req.AnyOf(of=(at_least(80), attained()))
    check_rulebook(book_of(made_set(criterion("1", indicator("1.1", requirement)))), max_examples=10)
