"""What kept data has to be: the annotations of the model, asked of an entry of the cache as structuring asks them of a file.

A shape is written as types are: a class, ``tuple[str, ...]``, ``dict[str, Measure]``, ``Text | None``; a dict of shapes stands
for a dict with just these keys. Only what the model's classes and the callers of the cache write is known here; a field
annotated in another way fits nothing, so that an entry with it is read anew (``tests/unit/test_kept_entries.py``).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from itertools import chain
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from ntmrules.frozen import names_of
from ntmrules.model.closed import Words


class Shape(NamedTuple):
    """Which classes a value may have, just these; and for a text its words, for a tuple, list or dict what stands inside."""

    kinds: frozenset[type]
    words: Words | None = None
    each: Shape | None = None  # of every item of a tuple or list, of every value of a dict
    places: tuple[Shape, ...] = ()  # of a tuple of known length
    keys: Shape | None = None
    record: dict[str, Shape] | None = None

    is_plain: bool = False  # the class of a value says all there is to ask


def shape_of(written: Any) -> Shape:
    """Return the shape that ``written`` (a type, or a dict of types for a record) stands for; ``TypeError`` for another form."""
    if written is None or isinstance(written, type):
        return Shape(frozenset({NoneType if written is None else written}), is_plain=True)
    if isinstance(written, dict):
        return Shape(frozenset({dict}), record={key: shape_of(each) for key, each in written.items()})
    origin, inside = get_origin(written), get_args(written)
    if origin in (Union, UnionType):
        return _any_of(inside)
    if origin is Annotated:
        # The pattern of an id is asked of files alone: to compile it would take a tenth of a warm load.
        words = next((each for each in inside[1:] if isinstance(each, Words)), None)
        return shape_of(inside[0])._replace(words=words, is_plain=words is None)
    if origin is tuple:
        if inside[-1:] == (...,):
            return Shape(frozenset({tuple}), each=shape_of(inside[0]))
        return Shape(frozenset({tuple}), places=tuple(map(shape_of, inside)))
    if origin is list:
        return Shape(frozenset({list}), each=shape_of(inside[0]))
    if origin is dict:
        return Shape(frozenset({dict}), keys=shape_of(inside[0]), each=shape_of(inside[1]))
    raise TypeError(f"{written!r} is no shape of kept data")


def _any_of(parts: tuple[Any, ...]) -> Shape:
    """Return what fits one of the parts of a union, of which one at most asks for more than a class."""
    asking = [each for each in parts if not isinstance(each, type)]
    if len(asking) > 1:
        raise TypeError("of a union one part may have an inside")
    shape = shape_of(asking[0]) if asking else Shape(frozenset(), is_plain=True)
    return shape._replace(kinds=shape.kinds.union(each for each in parts if isinstance(each, type)))


def all_fit(values: Sequence[Any], shape: Shape) -> bool:
    """Tell whether each of ``values`` has the shape; an object of the model is taken for what its class says.

    Many at once, since an entry has thousands: what is asked of each runs without a line of Python.
    """
    if not shape.kinds.issuperset(map(type, values)):
        return False
    if shape.is_plain:
        return True
    values = [each for each in values if each is not None]
    if shape.words is not None:
        return set(shape.words.known).issuperset(values)
    if shape.record is not None:
        same_keys = all([*each] == [*shape.record] for each in values)
        return same_keys and all(all_fit([each[key] for each in values], of) for key, of in shape.record.items())
    if shape.keys is not None and not all_fit([key for each in values for key in each], shape.keys):
        return False
    if shape.each is not None:
        inner = [each.values() for each in values] if shape.keys is not None else values
        return all_fit([*chain.from_iterable(inner)], shape.each)
    same_length = all(len(each) == len(shape.places) for each in values)
    return same_length and all(map(all_fit, zip(*values, strict=True), shape.places))


def shapes_of_fields(cls: type) -> list[Shape]:
    """Return the shapes of a frozen class's fields, in their order; ``TypeError`` where one is annotated in an unknown form."""
    written = {
        name: _annotated(text, base.__module__)
        for base in cls.__mro__[-2::-1]
        for name, text in vars(base).get("__annotations__", {}).items()
        if not text.startswith("ClassVar")
    }
    return [written[name] for name in names_of(cls)]


@cache
def _annotated(text: str, module: str) -> Shape:
    # As ``typing.get_type_hints`` does it, which takes ten times as long: the same few words stand on most fields.
    return shape_of(eval(text, vars(sys.modules[module])))
