"""`frozen` of attrs, whose methods are made when the first of them is used.

attrs compiles ``__init__``, ``__eq__``, ``__hash__`` and ``__repr__`` of each class when the class is defined. The model has some
hundred classes, most runs make objects of a third of them, and compiling all was a third of a whole command. So a class is born
with its slots alone. Whoever asks for ``__init__``, a signature or the fields has attrs make that; whoever compares, hashes or
prints an object has attrs make all, once.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["frozen", "names_of"]


@attrs.frozen
class _Pattern:
    """What a frozen class of this attrs has: which names are made, and what refuses to set."""


_OWN_IS_KEPT = (
    "__init__",
    "__repr__",
    "__eq__",
    "__ne__",
    "__hash__",
    "__setattr__",
    "__delattr__",
    "__getstate__",
    "__setstate__",
)
_OF_EQ = ("__eq__", "__ne__", "__hash__")
_TO_BEGIN = tuple(
    name
    for name in ("__attrs_attrs__", "__getstate__", "__init__", "__match_args__", "__replace__", "__setstate__")
    if name in _Pattern.__dict__
)
_MADE = (*_TO_BEGIN, "__repr__", *_OF_EQ, *(("__attrs_props__",) if "__attrs_props__" in _Pattern.__dict__ else ()))
_REFUSING = {name: _Pattern.__dict__[name] for name in ("__setattr__", "__delattr__")}
_OF_NO_FIELD = ("__dict__", "__weakref__")

_own: dict[type, tuple[str, ...]] = {}
_waiting: dict[type, tuple[type, dict[str, Any]]] = {}
_lock = threading.RLock()


class _Later:
    """Stands for a name that attrs makes, until somebody asks for it."""

    __slots__ = ("name", "of")

    def __set_name__(self, of: type, name: str) -> None:
        self.of, self.name = of, name

    def __get__(self, instance: object, asking: type | None = None) -> Any:
        _complete(self.of, _TO_BEGIN if self.name in _TO_BEGIN else _MADE)
        made = self.of.__dict__[self.name]
        return made.__get__(instance, asking) if hasattr(type(made), "__get__") else made


def _complete(cls: type, names: tuple[str, ...]) -> None:
    with _lock:
        written, options = _waiting[cls]
        # attrs reads the class as it was written, and makes a twin with the same slots: its methods are those of ``cls``.
        few = {"eq": False, "repr": False} if names is _TO_BEGIN else {}
        twin = attrs.frozen(**{**options, **few})(written)
        for name in names:
            if isinstance(cls.__dict__.get(name), _Later):
                setattr(cls, name, twin.__dict__[name])


def _fields_written(cls: type) -> tuple[str, ...] | None:
    """Return the names of the fields that the body of a class declares; nothing where only attrs itself can tell them."""
    names = tuple(
        name
        for name, kind in cls.__annotations__.items()
        if not str(kind).strip("'\"").startswith(("ClassVar", "typing.ClassVar"))
    )
    body = cls.__dict__
    if any(name in body for name in ("__slots__", *_OWN_IS_KEPT) if body.get(name) is not None):
        return None
    for name, value in body.items():
        inner = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
        # A cell is that of ``super()``, which means the class as it was written.
        if isinstance(value, cached_property) or getattr(inner, "__closure__", None):
            return None
        if type(value).__name__ == "_CountingAttr" and name not in names:
            return None
    return names


def _made(cls: type, options: dict[str, Any]) -> type:
    own = _fields_written(cls)
    if own is None:
        eager: type = attrs.frozen(**options)(cls)
        return eager
    inherited = {name: base for base in cls.__mro__[-2:0:-1] for name in base.__dict__.get("__slots__", ())}
    body = {name: value for name, value in cls.__dict__.items() if name not in own and name not in _OF_NO_FIELD}
    body.update({name: inherited[name].__dict__[name] for name in own if name in inherited})
    slots = [name for name in own if name not in inherited]
    if not any("__weakref__" in base.__dict__ for base in cls.__mro__[1:-1]):
        slots.append("__weakref__")
    body |= {"__slots__": tuple(slots), "__qualname__": cls.__qualname__, **_REFUSING}
    left = ("__repr__",) * (not options.get("repr", True)) + _OF_EQ * (not options.get("eq", True))
    body |= {name: _Later() for name in _MADE if name not in left}
    made: type = type(cls)(cls.__name__, cls.__bases__, body)
    _own[made] = own
    _waiting[made] = cls, options
    return made


def names_of(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a frozen class, in their order, without making its methods; none for any other class."""
    if cls not in _own:
        return tuple(field.name for field in attrs.fields(cls)) if attrs.has(cls) else ()
    own = _own[cls]
    names: dict[str, None] = {}
    for base in cls.__mro__[-2:0:-1]:
        for name in (
            _own[base]
            if base in _own
            else [a.name for a in base.__dict__.get("__attrs_attrs__", ()) if not a.inherited]
        ):
            names.pop(name, None)
            names[name] = None
    return *(name for name in names if name not in own), *own


if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(maybe_cls=None, **options):
        """Return the class with slots, frozen, its methods to be made by ``attrs.frozen`` with the same options when used."""
        if maybe_cls is None:
            return lambda cls: _made(cls, options)
        return _made(maybe_cls, options)
