"""A requirement is walked in one place, and a visitor that forgets a kind does not load."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest

import ntmrules
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.text import Text

SEEN = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",), checked_on="2024-01-01")
LEVEL = Threshold(rows=(Cell(value=Decimal(80), evidence=SEEN),))
TWO = Threshold(rows=(Cell(area="a", value=Decimal(1), evidence=SEEN), Cell(area="b", value=Decimal(2), evidence=SEEN)))
ONE = req.AtLeast(threshold=LEVEL, measure="x")
SPECIAL: dict[str, object] = {
    "evidence": SEEN, "threshold": LEVEL, "low": LEVEL, "high": TWO, "of": (ONE, ONE), "k": 1, "target": "vn/a/1",
    "children": "xa", "factor": Decimal(2), "to": "ubnd-cap-tinh", "bound": ONE, "why": Text("vì"), "name": "f",
    "weights": {"1.1": Decimal(1)},
}  # fmt: skip


def made(kind: type[req.Requirement]) -> req.AnyRequirement:
    """Return a requirement of ``kind`` with every field that can hold something filled."""
    names = {each.name for each in attrs.fields(kind)}
    values = {name: value for name, value in SPECIAL.items() if name in names}
    if kind is req.Derived:
        values["of"] = "1.1"
    return kind(**values)  # type: ignore[return-value, arg-type]


def saying(word: str) -> Callable[[object, object], str]:
    """Return a method of a visitor that answers ``word``."""
    return lambda *_: word


def visitors(base: type = walk.Visitor) -> list[type]:
    return [each for child in base.__subclasses__() for each in (child, *visitors(child))]


@pytest.mark.parametrize("kind", req.KINDS.values(), ids=list(req.KINDS))
def test_every_level_of_every_kind_is_found(kind: type[req.Requirement]) -> None:
    item = made(kind)
    written = {each.name for each in attrs.fields(kind) if isinstance(getattr(item, each.name), Threshold)}
    assert set(walk.levels(item)) == written
    inside = {each.name for each in attrs.fields(kind) if getattr(item, each.name) in (ONE, (ONE, ONE))}
    assert bool(walk.children_of(item)) == bool(inside)
    asked = {name for name in ("target", "weights") if getattr(item, name, None)} or kind is req.Derived
    assert bool(list(walk.targets(item))) == bool(asked)


@pytest.mark.parametrize("kind", req.KINDS.values(), ids=list(req.KINDS))
def test_a_visitor_that_forgets_a_kind_does_not_load(kind: type[req.Requirement]) -> None:
    methods = {f"on_{name}": saying(name) for name in req.KINDS if name != kind.kind}
    with pytest.raises(TypeError, match=rf"Forgetful forgets {kind.kind}$"):
        type("Forgetful", (walk.Visitor,), methods)


def test_a_visitor_answers_each_kind_by_its_own_method_before_that_of_the_family() -> None:
    names = set(req.KINDS) - {each for each, cls in req.KINDS.items() if issubclass(cls, req.Comparison)} | {"at_most"}
    methods = {f"on_{name}": saying(name) for name in (*names, "comparison")}
    visitor = type("Whole", (walk.Visitor,), methods)()
    for kind in req.KINDS.values():
        family = issubclass(kind, req.Comparison) and kind is not req.AtMost
        assert visitor.visit(made(kind)) == ("comparison" if family else kind.kind)


def test_every_visitor_of_the_library_has_an_answer_for_every_kind() -> None:
    for module in pkgutil.walk_packages(ntmrules.__path__, "ntmrules."):
        if not module.name.endswith("__main__") and ".template." not in module.name:
            importlib.import_module(module.name)
    own = [each for each in visitors() if each.__module__.startswith("ntmrules.") and not each.__subclasses__()]
    assert len(own) >= 30
    for visitor in own:
        assert [kind.kind for kind in req.KINDS.values() if walk.method_of(kind, visitor) is None] == []


def test_the_walk_goes_into_compounds_and_into_bounds_and_names_measures() -> None:
    between = req.Between(low=LEVEL, high=TWO)
    item = req.AllOf(measure="own", of=(between, req.Delegated(to="x", evidence=SEEN, bound=ONE)))
    assert [part.kind for part in walk.parts(item)] == ["all_of", "between", "delegated", "at_least"]
    assert [part.kind for part in walk.parts(item, bounds=False)] == ["all_of", "between", "delegated"]
    assert [part.kind for part in walk.leaves(item)] == ["between", "delegated"]
    assert list(walk.cells(item)) == [*LEVEL.rows, *TWO.rows]
    assert list(walk.cells(item, bounds=True)) == [*LEVEL.rows, *TWO.rows, *LEVEL.rows]
    assert [measure for _, measure in walk.measures(item)] == ["own", "own", "own", "x"]
    assert [part.kind for part in walk.levelled(item)] == ["between", "at_least"]


def test_what_stands_inside_can_be_changed_and_nothing_else_is() -> None:
    item = req.AnyOf(of=(ONE, req.NoneOf(evidence=SEEN)))
    assert walk.rebuilt(item, lambda part: part) == item
    assert walk.rebuilt(ONE, lambda _: item) is ONE
    assert walk.with_levels(ONE, {"threshold": TWO}) == attrs.evolve(ONE, threshold=TWO)
