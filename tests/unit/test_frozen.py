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
from typing import Any, ClassVar, Generic, TypeVar

import attrs
import pytest

import ntmrules.model
from ntmrules import frozen as room
from ntmrules.frozen import frozen, names_of

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
        "print(isinstance(vars(r.Points)['__init__'], f._Later), isinstance(vars(r.Points)['__eq__'], f._Later))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
