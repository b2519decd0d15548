"""Model objects as lines of JSON and back: what the cache of read files holds. The format has no code at all.

A file names classes by a place in a closed table of the model's frozen classes and enums, never by a dotted name; every field
is what its annotation says (``catalog.shape``). Whoever writes one can at most give other data of the right shape, which the
owner and mode of the file keep others from (see ``catalog.cache``).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias

from ntmrules.catalog.shape import Shape, all_fit, shapes_of_fields
from ntmrules.frozen import names_of

# Rooms of the model whose objects are read from catalogue files.
_ROOMS = [
    "areas",
    "conditions",
    "evidence",
    "measures",
    "ocop",
    "overrides",
    "point_scale",
    "requirements",
    "sets",
    "text",
    "units",
]
_PLAIN = (str, int, bool, type(None))
_TUPLE, _LIST, _DICT, _DECIMAL, _DAY, _FIRST_CLASS = 0, 1, 2, 3, 4, 5


@cache
def _classes_of(room: str) -> dict[str, type]:
    """Return the classes of one module of the model that an entry may hold, by ``room.Name``: frozen classes and enums."""
    found: dict[str, type] = {}
    if room in _ROOMS:
        module = importlib.import_module(f"ntmrules.model.{room}")
        for name, value in sorted(vars(module).items()):
            ours = isinstance(value, type) and value.__module__ == module.__name__
            if ours and ("__attrs_attrs__" in vars(value) or issubclass(value, Enum)):
                found[f"{room}.{name}"] = value
    return found


def _classes() -> dict[str, type]:
    """Return the classes of every module; reading an entry imports only those that it names."""
    return {name: cls for room in _ROOMS for name, cls in _classes_of(room).items()}


class _Writer:
    """Gives every distinct object a row; a row names others by ``[place]``, so what is shared stays shared."""

    def __init__(self) -> None:
        self.names = {cls: name for name, cls in _classes().items()}
        self.used: dict[type, int] = {}
        self.rows: list[list[Any]] = []
        self.places: dict[int, int] = {}
        self.alive: list[Any] = []  # an id stays that of one object as long as the object lives

    def value(self, value: Any) -> Any:
        if type(value) in _PLAIN:
            return value
        if id(value) not in self.places:
            row = self.row(value)
            self.places[id(value)] = len(self.rows)
            self.rows.append(row)
            self.alive.append(value)
        return [self.places[id(value)]]

    def row(self, value: Any) -> list[Any]:
        kind = type(value)
        if kind is tuple:
            return [_TUPLE, *map(self.value, value)]
        if kind is list:
            return [_LIST, *map(self.value, value)]
        if kind is dict:
            return [_DICT, *(self.value(part) for pair in value.items() for part in pair)]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        if kind is date:
            return [_DAY, value.isoformat()]
        if kind not in self.names:
            raise TypeError(f"{kind.__module__}.{kind.__qualname__} is no class of the catalogue")
        number = self.used.setdefault(kind, len(self.used) + _FIRST_CLASS)
        if issubclass(kind, Enum):
            return [number, value.value]
        return [number, *(self.value(getattr(value, name)) for name in names_of(kind))]


def written(value: Any) -> str:
    """Return ``value`` (model objects in tuples, lists and dicts) as JSON; ``TypeError`` for any other class."""
    writer = _Writer()
    top = writer.value(value)
    used = [[writer.names[cls], [*names_of(cls)]] for cls in writer.used]
    return json.dumps(
        {"classes": used, "rows": writer.rows, "top": top}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


_Maker: TypeAlias = Callable[[list[Any]], Any]


def _maker(name: str, fields: list[str], checks: list[Callable[[], bool]]) -> _Maker:
    """Return what makes an object of the class ``name`` from its values; ``ValueError`` where the class has changed.

    What tells afterwards whether all its values were of the right shape is added to ``checks``.
    """
    cls = _classes_of(name.partition(".")[0]).get(name)
    if cls is None or list(names_of(cls)) != fields:
        raise ValueError(f"{name} is no class of the catalogue, or has other fields")
    if issubclass(cls, Enum):
        return lambda values: cls(_only(values))
    count, new = len(fields), object.__new__
    all_values: list[list[Any]] = []
    setters = [getattr(cls, field).__set__ for field in fields]  # the slots themselves: the classes are frozen

    def make(values: list[Any]) -> Any:
        if len(values) != count:
            raise ValueError(f"{name} has {count} fields")
        made = new(cls)
        for put, value in zip(setters, values, strict=True):
            put(made, value)
        all_values.append(values)
        return made

    checks.append(lambda: all(map(all_fit, zip(*all_values, strict=True), shapes_of_fields(cls))))
    return make


def _pairs(values: list[Any]) -> dict[Any, Any]:
    return dict(zip(values[::2], values[1::2], strict=True))


def _only(values: list[Any]) -> Any:
    (value,) = values
    return value


def _number(values: list[Any]) -> Decimal:
    text = _only(values)
    if type(text) is not str or not (found := Decimal(text)).is_finite():
        raise ValueError("no number")
    return found


def _day(values: list[Any]) -> date:
    return date.fromisoformat(_only(values))


def read(text: bytes, shape: Shape) -> Any:
    """Return what ``written`` wrote, of the ``shape`` asked for.

    Whatever is not of that form or shape raises ``ValueError``, ``TypeError``, ``ArithmeticError`` or a ``LookupError``.
    """
    if b"\\ud" in text or b"\\uD" in text:
        raise ValueError("half a character")  # which no text can be written out with; whole ones stand as they are
    data = json.loads(text)
    checks: list[Callable[[], bool]] = []
    makers: list[_Maker] = [tuple, list, _pairs, _number, _day]
    makers += [_maker(name, fields, checks) for name, fields in data["classes"]]
    made: list[Any] = []
    for row in data["rows"]:
        values = [made[each[0]] if type(each) is list else each for each in row]
        made.append(makers[values[0]](values[1:]))
    top = data["top"]
    value = made[top[0]] if type(top) is list else top
    if not all_fit([value], shape) or not all(check() for check in checks):
        raise ValueError("another shape than that asked for")
    return value
