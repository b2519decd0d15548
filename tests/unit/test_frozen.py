"""Frozen classes whose methods are made when they are used: to whoever uses one, they are those of attrs."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
import threading
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import attrs
import pytest

import ntmrules.engine.core
import ntmrules.figures
import ntmrules.model
import ntmrules.resolve
from ntmrules import frozen as room
from ntmrules.frozen import define, evolve, frozen, names_of

T = TypeVar("T")


@frozen(kw_only=True)
class Place:
    """A place."""

    kind: ClassVar[str] = "place"
    name: str
    size: int = attrs.field(default=1, converter=int)
    _kept: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return f"{self.name} {self.size}"


@frozen(kw_only=True)
class Town(Place, Generic[T]):
    """A place that names one of its fields anew."""

    size: int = 7
    streets: int = 0


def _upper(said: str | None) -> str:
    return (said or "none").upper()


@frozen
class Known:
    """A class whose fields have all that ``__init__`` is written for."""

    name: str
    title: str = attrs.field(default=None, converter=_upper)
    parts: list[str] = attrs.field(factory=list)
    other: list[str] = attrs.Factory(list)
    count: int = attrs.field(default=3, init=False)
    _kept: dict[str, int] = attrs.field(factory=dict, init=False, eq=False, repr=False)


@define
class Basket:
    """A class whose fields are set later."""

    name: str
    things: list[str] = attrs.field(factory=list)
    weight: int = 0

    def __attrs_post_init__(self) -> None:
        self.weight += 1


@frozen
class Checked:
    """A class that asks for its own, so attrs makes it at once."""

    value: int

    def __attrs_post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(self.value)

    @cached_property
    def double(self) -> int:
        return self.value * 2


@frozen(eq=False)
class Same:
    """An object that is itself alone."""

    value: int


def test_a_frozen_class_is_one_of_attrs() -> None:
    place = Place(name="a", size="3", kept=("x",))  # type: ignore[arg-type]
    assert place == Place(name="a", size=3, kept=("x",))
    assert hash(place) == hash(copy.deepcopy(place)) == hash(pickle.loads(pickle.dumps(place)))
    assert repr(place) == "Place(name='a', size=3, _kept=('x',))"
    assert (place.shown, Place.kind) == ("a 3", "place")
    assert attrs.evolve(place, name="b").shown == "b 3"
    assert attrs.asdict(place) == {"name": "a", "size": 3, "_kept": ("x",)}
    assert list(inspect.signature(Place).parameters) == ["name", "size", "kept"]
    assert not hasattr(place, "__dict__")


def test_nothing_is_set_or_deleted() -> None:
    place = Place(name="a")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        place.name = "b"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del place.name
    with pytest.raises(TypeError, match="nobody"):
        Place(name="a", nobody=1)  # type: ignore[call-arg]


def test_a_class_below_another_has_the_fields_of_both() -> None:
    assert repr(Town(name="a")) == "Town(name='a', _kept=(), size=7, streets=0)"
    assert Town(name="a") != Place(name="a", size=7)
    assert names_of(Town) == ("name", "_kept", "size", "streets")


def test_a_class_that_asks_for_more_is_made_by_attrs_at_once() -> None:
    assert Checked(4).double == 8
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
    assert names_of(Checked) == ("value",)


def test_an_object_without_equality_is_itself_alone() -> None:
    one = Same(1)
    assert one != Same(1)
    assert hash(one) != hash(Same(1))
    assert repr(one) == "Same(value=1)"


def test_what_is_made_anew_is_no_ones_elses() -> None:
    one, other = Known("a"), Known("a", "b")
    assert (one.title, other.title, one.count) == ("NONE", "B", 3)
    assert one.parts == one.other == []
    assert len({id(each) for each in (one.parts, one.other, other.parts, other.other, one._kept, other._kept)}) == 6
    with pytest.raises(TypeError, match="count"):
        Known("a", count=4)  # type: ignore[call-arg]


def test_what_is_defined_is_set_later_and_no_key() -> None:
    basket = Basket("a")
    basket.things.append("x")
    basket.name = "b"
    assert basket == Basket("b", ["x"])
    assert repr(basket) == "Basket(name='b', things=['x'], weight=1)"
    assert not hasattr(basket, "__dict__")
    with pytest.raises(TypeError, match="unhashable"):
        hash(basket)
    with pytest.raises(AttributeError):
        basket.colour = "red"  # type: ignore[attr-defined]


def test_an_object_like_another_is_that_of_attrs() -> None:
    for one, changes in [(Place(name="a", kept=("x",)), {"kept": ("y",)}), (Known("a", "b", ["c"]), {"title": "d"}),
                         (Basket("a", ["b"]), {"weight": 5}), (Checked(3), {"value": 4}), (Town(name="a"), {})]:  # fmt: skip
        assert evolve(one, **changes) == attrs.evolve(one, **changes)
    with pytest.raises(TypeError, match="nobody"):
        evolve(Place(name="a"), nobody=1)
    with pytest.raises(ValueError, match="-1"):
        evolve(Checked(3), value=-1)


def test_objects_of_every_class_are_made_as_attrs_makes_them() -> None:
    # In a process of its own: whoever reads by classes (cattrs) resolves their types, and attrs hands resolved types on.
    name = Path(__file__).stem
    code = f"import {name}; {name}.every_class_is_as_attrs_makes_it()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def every_class_is_as_attrs_makes_it() -> None:
    for package in (ntmrules.model, ntmrules.figures, ntmrules.engine.core, ntmrules.resolve):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    told = 0
    for cls, (written, by, options) in list(room._waiting.items()):
        made, twin = room._init(cls), by(**options)(written).__init__
        if made is None:
            continue
        told += 1
        (mine, theirs) = (
            [(each.name, each.kind, type(each.default)) for each in inspect.signature(init).parameters.values()]
            for init in (made, twin)
        )
        assert (cls, mine, made.__annotations__) == (cls, theirs, twin.__annotations__)
    assert told > 180


def test_two_threads_that_ask_at_once_get_one_class() -> None:
    @frozen
    class Fresh:
        value: int

    made: list[Any] = []
    threads = [threading.Thread(target=lambda: made.append(Fresh(1))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made))) == (8, 1)


def test_every_class_of_the_model_has_its_names_without_being_made() -> None:
    for module in pkgutil.iter_modules(ntmrules.model.__path__):
        importlib.import_module(f"ntmrules.model.{module.name}")
    classes = [cls for cls in room._own if cls.__module__.startswith("ntmrules.model.")]
    assert len(classes) > 80
    assert [cls for cls in classes if names_of(cls) != tuple(field.name for field in attrs.fields(cls))] == []


def test_a_class_that_nobody_uses_costs_nothing() -> None:
    code = (
        "import ntmrules.model.requirements as r, ntmrules.frozen as f\n"
        "later = lambda: [isinstance(vars(r.Cell)[name], f._Later) for name in ('__init__', '__attrs_attrs__', '__eq__')]\n"
        "print(*later(), f.evolve(r.Cell(value=1), value=2).value, *later())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "True",
        "True",
        "True",
        "2",
        "False",
        "True",
        "True",
    ]  # attrs makes nothing to make one


@frozen(kw_only=True)
class OfItself:
    asked: tuple[str, ...]
    by_first: dict[str, str] = attrs.Factory(lambda self: {each[0]: each for each in self.asked}, takes_self=True)


def test_a_default_that_asks_for_the_object_gets_it() -> None:
    assert OfItself(asked=("ab", "cd")).by_first == {"a": "ab", "c": "cd"}
