"""``Parameter`` of cyclopts, of which a command says its options, without cyclopts while nobody has to ask it.

To import cyclopts and to have it read one line of words takes longer than to judge a commune. A plain line is read by the
signature of its command alone (``cli.plain_words``); whenever more is asked for, ``hand_over`` gives cyclopts what the modules
loaded by then have said, and those loaded later speak to it themselves.
"""

from __future__ import annotations

import sys
from operator import getitem
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

__all__ = ["Parameter", "hand_over", "said_by", "said_of"]

C = TypeVar("C", bound=type)
_ROOM = "ntmrules.cli"


class _Said:
    """What one ``Parameter(…)`` says, word for word."""

    def __init__(self, **words: Any) -> None:
        self.words = words

    def __call__(self, cls: C) -> C:
        """Say it of a class whose fields are options."""
        _of_class[cls] = self
        return cls


_of_class: dict[type, _Said] = {}
_handed: dict[Any, dict[str, Any]] = {}  # what each Parameter of cyclopts that was made here says


def _to_cyclopts(**words: Any) -> Any:
    import cyclopts

    made = cyclopts.Parameter(**words)
    _handed[made] = words
    return made


if TYPE_CHECKING:
    from cyclopts import Parameter
else:
    Parameter = _to_cyclopts if "cyclopts" in sys.modules else _Said


def said_by(parameter: Any) -> dict[str, Any] | None:
    """Return the words of one ``Parameter(…)``; nothing for one that was made elsewhere."""
    return parameter.words if isinstance(parameter, _Said) else _handed.get(parameter)


def said_of(cls: type) -> dict[str, Any] | None:
    """Return what ``Parameter`` says of a class; nothing where it says nothing."""
    if cls in _of_class:
        return _of_class[cls].words
    said: list[Any] = getattr(vars(cls).get("__cyclopts__"), "parameters", [])
    return said_by(said[0]) if len(said) == 1 else None


def hand_over() -> None:
    """Give cyclopts all that was said while it was not there."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(_ROOM):
            for key, value in [*vars(module).items()]:
                if value is _Said and key == "Parameter":
                    setattr(module, key, _to_cyclopts)
                elif get_origin(value) is Annotated and any(isinstance(each, _Said) for each in get_args(value)):
                    setattr(module, key, _in_alias(value))
    while _of_class:
        cls, said = _of_class.popitem()
        # An object made by now had its ``__init__`` written with what the names of its types meant then.
        init: Any = vars(cls).get("__init__")
        if hasattr(init, "__globals__"):
            init.__globals__.update({name: vars(sys.modules[cls.__module__])[name] for name in _types(cls)})
        _to_cyclopts(**said.words)(cls)


def _types(cls: type) -> set[str]:
    """Return the names by which the fields of a class say their types."""
    return {each for each in cls.__annotations__.values() if each in vars(sys.modules[cls.__module__])}


def _in_alias(alias: Any) -> Any:
    kind, *beside = get_args(alias)
    handed = (_to_cyclopts(**each.words) if isinstance(each, _Said) else each for each in beside)
    return getitem(Annotated, (kind, *handed))  # an alias made at run time, which no checker of types can read
