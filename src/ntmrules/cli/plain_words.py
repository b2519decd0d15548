"""A plain line of words read by the signature of its command, in a hundredth of the time that cyclopts takes to start.

Plain is: the name of a command, options by their full names with their value behind them, each once unless it is a list, and
as many other words as the command has places for. Whatever else a line has (help, ``--on=…``, ``--no-…``, a value that begins
with a dash, a word too many, a type or a check that is not known here) is left to cyclopts, which reads it and tells what is
wrong. What is read here is what cyclopts reads (``tests/unit/test_plain_words.py``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from ntmrules.cli.commands import COMMANDS
from ntmrules.cli.parameter import said_by, said_of
from ntmrules.frozen import names_of

_SAYS_NOTHING = {"help", "name", "negative", "show"}  # what changes neither type nor value of a word
_BY_NAME, _REST = 0x04, 0x08  # of a code object: takes any number of words, any names


class _NotPlainError(Exception):
    """What is left to cyclopts."""


class _Option(NamedTuple):
    """An argument of a command: where it goes, and what its words are."""

    name: str
    of: str | None  # the argument whose class has it as a field
    kind: type  # of a word: bool, str or Path
    many: bool = False
    known: tuple[str, ...] = ()

    def read(self, word: str) -> Any:
        if not word or word.startswith("-") or (self.known and word not in self.known):
            raise _NotPlainError
        return Path(word) if self.kind is Path else word


def plain_call(argv: Sequence[str]) -> Callable[[], Any] | None:
    """Return the command that a plain line asks for, with its arguments; nothing where the line is for cyclopts to read."""
    place = next((each for each in COMMANDS if argv and each.rpartition(":")[2] == argv[0]), None)
    if place is None:
        return None
    module, _, name = place.partition(":")
    command = getattr(import_module(module), name)
    if not isinstance(command, FunctionType):
        return None
    try:
        return partial(command, **read(command, argv[1:]))
    except _NotPlainError:
        return None


def read(command: FunctionType, words: Sequence[str]) -> dict[str, Any]:
    """Return the arguments by name that ``words`` give to ``command``; ``_NotPlainError`` for a line that is not plain."""
    code = command.__code__
    if code.co_flags & (_BY_NAME | _REST) or code.co_posonlyargcount:
        raise _NotPlainError
    places = list(code.co_varnames[: code.co_argcount])
    options, classes = _options(command)
    given: dict[str | None, dict[str, Any]] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            if not places or not word:
                raise _NotPlainError
            names, option = _option(places[0], None, _typed(command, places.pop(0)))
            if not names:
                raise _NotPlainError
            given.setdefault(None, {})[option.name] = option.read(word)
            continue
        if word not in options:
            raise _NotPlainError
        option = options[word]
        into = given.setdefault(option.of, {})
        if option.name in into and not option.many:
            raise _NotPlainError
        value = True if option.kind is bool else option.read(next(rest, ""))
        into[option.name] = [*into.get(option.name, ()), value] if option.many else value
    arguments = given.pop(None, {})
    arguments |= {str(name): classes[str(name)](**fields) for name, fields in given.items()}
    needed = {*places[: len(places) - len(command.__defaults__ or ())]}
    needed |= {*_by_name(code)} - {*(command.__kwdefaults__ or ())}
    if needed - {*arguments}:
        raise _NotPlainError
    return arguments


def _by_name(code: CodeType) -> tuple[str, ...]:
    return code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]


def _options(command: FunctionType) -> tuple[dict[str, _Option], dict[str, type]]:
    """Return the options by each of their names, and the classes of those arguments whose fields are options."""
    options: dict[str, _Option] = {}
    classes: dict[str, type] = {}
    for name in _by_name(command.__code__):
        kind = _typed(command, name)
        if isinstance(kind, type) and said_of(kind) == {"name": "*"}:
            classes[name] = kind
            space = vars(sys.modules[kind.__module__])
            found = [_option(field, name, eval(kind.__annotations__[field], space)) for field in names_of(kind)]
        else:
            found = [_option(name, None, kind)]
        options |= {written: option for names, option in found for written in names}
    return options, classes


def _typed(command: FunctionType, name: str) -> Any:
    return eval(command.__annotations__[name], command.__globals__)


def _option(name: str, of: str | None, typed: Any) -> tuple[list[str], _Option]:
    """Return an argument with the names by which a line may call it: none for one that only cyclopts understands."""
    said: dict[str, Any] = {}
    if get_origin(typed) is Annotated:
        typed, *beside = get_args(typed)
        for each in beside:
            said |= said_by(each) or {"made elsewhere": True}
    names = said.get("name", f"--{name.replace('_', '-')}")
    names = [names] if isinstance(names, str) else [*names]
    option = _of_type(name, of, typed)
    usual = "name" in said or not name.endswith("_")
    understood = usual and option.kind is not NoneType and said.keys() <= _SAYS_NOTHING
    return (names if understood else []), option


def _of_type(name: str, of: str | None, typed: Any) -> _Option:
    """Return what the words of an argument are; of ``NoneType`` where their type is not known here."""
    if get_origin(typed) in (Union, UnionType):
        typed, *others = [each for each in get_args(typed) if each is not NoneType]
        if others:
            return _Option(name, of, NoneType)
    many = get_origin(typed) is list
    if many:
        (typed,) = get_args(typed)
    if get_origin(typed) is Literal:
        known = get_args(typed)
        return _Option(name, of, str if all(type(each) is str for each in known) else NoneType, many, known)
    return _Option(name, of, typed if typed in (str, Path) or (typed is bool and not many) else NoneType, many)
