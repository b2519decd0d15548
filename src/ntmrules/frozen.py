"""`frozen` and `define` of attrs, whose methods are made when the first of them is used.

attrs compiles ``__init__``, ``__eq__``, ``__hash__`` and ``__repr__`` of each class when the class is defined. The library has
hundreds of classes, most runs make objects of a third of them, and compiling all was a third of a whole command. So a class is
born with its slots alone. Whoever makes an object has ``__init__`` written here, line for line that of attrs, as long as its
fields have nothing but defaults: attrs asks each field for all that a field can have, which takes six times as long. Whoever
asks for the fields has attrs make what tells them; whoever compares, hashes or prints an object has attrs make all, once.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import attrs

__all__ = ["define", "evolve", "frozen", "names_of"]

T = TypeVar("T")


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
_waiting: dict[type, tuple[type, Callable[..., Any], dict[str, Any]]] = {}
_taken: dict[type, tuple[tuple[str, str], ...]] = {}
_lock = threading.RLock()


class _Later:
    """Stands for a name that attrs makes, until somebody asks for it."""

    __slots__ = ("name", "of")

    def __set_name__(self, of: type, name: str) -> None:
        self.of, self.name = of, name

    def __get__(self, instance: object, asking: type | None = None) -> Any:
        if self.name != "__init__" or not _begun(self.of):
            _complete(self.of, _TO_BEGIN if self.name in _TO_BEGIN else _MADE)
        made = self.of.__dict__[self.name]
        return made.__get__(instance, asking) if hasattr(type(made), "__get__") else made


def _complete(cls: type, names: tuple[str, ...]) -> None:
    with _lock:
        written, by, options = _waiting[cls]
        # attrs reads the class as it was written, and makes a twin with the same slots: its methods are those of ``cls``.
        few = {"eq": False, "repr": False} if names is _TO_BEGIN else {}
        twin = by(**{**options, **few})(written)
        for name in names:
            if isinstance(cls.__dict__.get(name), _Later):
                setattr(cls, name, twin.__dict__[name])


def _begun(cls: type) -> bool:
    """Return whether ``__init__`` of a class could be made without attrs, and is."""
    with _lock:
        made = _init(cls)
        if made is not None and isinstance(cls.__dict__["__init__"], _Later):
            type.__setattr__(cls, "__init__", made)
        return made is not None


class _Field(NamedTuple):
    """What ``__init__`` has to know of a field. ``given``: it is an argument; ``default``: a value, or a factory of values."""

    kind: Any
    default: Any = attrs.NOTHING
    converter: Callable[[Any], Any] | None = None
    given: bool = True
    by_name: bool = False

    def written(self, name: str, known: dict[str, Any]) -> tuple[str, str]:
        """Return the argument with its default and the value that is set, as Python; ``known`` gets what they name."""
        bare = argument = value = name.lstrip("_")
        if isinstance(self.default, attrs.Factory):  # type: ignore[arg-type]
            known[f"_new_{name}"] = self.default.factory
            argument = f"{bare}=_NOTHING"
            value = f"(_new_{name}() if {bare} is _NOTHING else {bare})" if self.given else f"_new_{name}()"
        elif self.default is not attrs.NOTHING:
            known[f"_default_{name}"] = self.default
            argument = f"{bare}=_default_{name}"
            value = bare if self.given else f"_default_{name}"
        if self.converter is not None:
            known[f"_convert_{name}"] = self.converter
            value = f"_convert_{name}({value})"
        return argument, value


def _init(cls: type) -> Callable[..., None] | None:
    """Return the ``__init__`` that attrs makes; nothing where a field asks for more than is written here."""
    fields = _fields(cls)
    if fields is None or hasattr(cls, "__attrs_pre_init__"):
        return None
    mutable = _waiting[cls][1] is attrs.define
    known = {**vars(sys.modules[cls.__module__]), "_NOTHING": attrs.NOTHING, "_set_in": object.__setattr__.__get__}
    kinds: dict[str, Any] = {"return": None}
    first, by_name, lines = ["self"], list[str](), [] if mutable else ["_set = _set_in(self)"]
    for name, field in fields.items():
        if not field.given and field.default is attrs.NOTHING:
            continue
        argument, value = field.written(name, known)
        lines.append(f"self.{name} = {value}" if mutable else f"_set({name!r}, {value})")
        if field.given:
            (by_name if field.by_name else first).append(argument)
            kind = field.kind if field.converter is None else _asks(field.converter)
            kinds |= {} if kind is None else {name.lstrip("_"): kind}
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("self.__attrs_post_init__()")
    arguments = ", ".join([*first, *["*"] * bool(by_name), *by_name])
    exec("\n    ".join([f"def __init__({arguments}):", *(lines or ["pass"])]), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__, made.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    made.__annotations__ = kinds
    return made


def _asks(converter: Callable[[Any], Any]) -> Any:
    """Return the type that a converter says it takes."""
    code = getattr(converter, "__code__", None)
    return converter.__annotations__.get(code.co_varnames[0]) if code is not None else None


def _fields(cls: type) -> dict[str, _Field] | None:
    """Return the fields by name, in the order of attrs; nothing where one asks for more than is written here."""
    found: dict[str, _Field] = {}
    for base in cls.__mro__[-2::-1]:
        if base not in _waiting:
            if "__attrs_attrs__" in base.__dict__:
                return None
            continue
        written, _, options = _waiting[base]
        for name in _own[base]:
            field = _field(written.__dict__.get(name, attrs.NOTHING), written.__annotations__[name])
            if field is None:
                return None
            found.pop(name, None)
            found[name] = field._replace(by_name=bool(options.get("kw_only")))
    return found


def _field(said: Any, kind: Any = None) -> _Field | None:
    """Return the field of a type that is declared by a value or by ``field(…)``; nothing where that asks for more."""
    if type(said).__name__ != "_CountingAttr":
        return None if getattr(said, "takes_self", False) else _Field(kind, said)
    converter, default = said.converter, said._default
    more = (said._validator, said.on_setattr, said.alias, said.kw_only, getattr(default, "takes_self", False) or None)
    if more != (None,) * len(more) or isinstance(converter, attrs.Converter):
        return None
    return _Field(kind, default, converter, said.init)


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


def _checks(declared: Any) -> bool:
    """Return whether a field does something when it is set."""
    field = _field(declared)
    return field is None or field.converter is not None


def _made(cls: type, by: Callable[..., Any], options: dict[str, Any]) -> type:
    own = _fields_written(cls)
    mutable = by is attrs.define
    # attrs runs converters and checks also when a field is set later, and a base may have its own way to set.
    if own is None or (mutable and (cls.__mro__[1:-1] or any(_checks(cls.__dict__.get(name)) for name in own))):
        eager: type = by(**options)(cls)
        return eager
    inherited = {name: base for base in cls.__mro__[-2:0:-1] for name in base.__dict__.get("__slots__", ())}
    body = {name: value for name, value in cls.__dict__.items() if name not in own and name not in _OF_NO_FIELD}
    body.update({name: inherited[name].__dict__[name] for name in own if name in inherited})
    slots = [name for name in own if name not in inherited]
    if not any("__weakref__" in base.__dict__ for base in cls.__mro__[1:-1]):
        slots.append("__weakref__")
    body |= {"__slots__": tuple(slots), "__qualname__": cls.__qualname__, **({} if mutable else _REFUSING)}
    left = ("__repr__",) * (not options.get("repr", True)) + _OF_EQ * (not options.get("eq", True))
    body |= {name: _Later() for name in _MADE if name not in left}
    if mutable and "__hash__" not in left:
        body["__hash__"] = None
    made: type = type(cls)(cls.__name__, cls.__bases__, body)
    _own[made] = own
    _waiting[made] = cls, by, options
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


def evolve(of: T, /, **changes: Any) -> T:
    """Return an object like another in all but what is named, as ``attrs.evolve`` does; attrs makes nothing of its class for it.

    Raises ``TypeError`` for a name that its class does not take.
    """
    cls = type(of)
    taken = _taken.get(cls)
    if taken is None:
        taken = _taken[cls] = _taken_by(cls)
    for name, argument in taken:
        if argument not in changes:
            changes[argument] = getattr(of, name)
    return cls(**changes)


def _taken_by(cls: type) -> tuple[tuple[str, str], ...]:
    """Return the fields that ``__init__`` takes, each with the name of its argument."""
    fields = _fields(cls) if cls in _waiting else None
    if fields is None:
        return tuple((each.name, each.alias) for each in attrs.fields(cls) if each.init)
    return tuple((name, name.lstrip("_")) for name, field in fields.items() if field.given)


def _later(by: Callable[..., Any]) -> Callable[..., Any]:
    """Return the decorator that gives a class its slots, and the methods of ``by`` with the same options when they are used."""

    def make(maybe_cls: type | None = None, **options: Any) -> Any:
        if maybe_cls is None:
            return lambda cls: _made(cls, by, options)
        return _made(maybe_cls, by, options)

    return make


if TYPE_CHECKING:
    from attrs import define, frozen
else:
    frozen, define = _later(attrs.frozen), _later(attrs.define)
