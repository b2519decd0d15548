"""The register: each NTM code once, with its meaning and the messages that it comes with, Vietnamese beside English.

The tables are modules of this folder, one a theme; they are imported when the first message is told, not before. Ids are
the code alone where a code says one thing, ``NTM508.empty`` where it says several; phrases that are no errors (remarks,
help) have a theme and a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple

from ntmrules.messages.speech import filled, is_at_command, is_in_page, language

# Themes of errors in the order of the reference page; a code stands in the theme that it is about.
THEMES = (
    "command",
    "offline_page",
    "engines",
    "catalog",
    "format",
    "lint",
    "computed",
    "levels",
    "clauses",
    "raising",
    "overrides",
    "plugins",
    "dates",
    "figures",
    "forms",
    "annexes",
    "subjects",
    "cells",
    "kinds_of_values",
    "audits",
    "reports",
    "recognition",
    "ocop",
    "procedures",
    "capital",
    "units",
    "zones",
)
# Themes of texts that are no errors.
PHRASES = ("remarks",)

Two = tuple[str, str]
"""One text in Vietnamese and in English."""
NOTHING: Two = ("", "")


class Message(NamedTuple):
    """What one fault is told by: three templates, each ``(vi, en)``, with ``{name}`` for what differs."""

    what: Two
    expected: Two = NOTHING
    remedy: Two = NOTHING


class Code(NamedTuple):
    """One NTM code: what it means for ever, as ``(vi, en)``, and its messages by name; the name ``""`` where there is one."""

    meaning: Two
    messages: dict[str, Message]


def one(vi: str, en: str, *, what: Two, expected: Two = NOTHING, remedy: Two = NOTHING) -> Code:
    """Return a code that says one thing only."""
    return Code((vi, en), {"": Message(what, expected, remedy)})


@cache
def codes() -> Mapping[str, Code]:
    """Return every code of every theme that is there (a page has those of its rooms); ``ValueError`` where one stands twice."""
    found: dict[str, Code] = {}
    for theme in THEMES:
        try:
            table = import_module(f"ntmrules.messages.{theme}").CODES
        except ModuleNotFoundError:  # not in a page
            continue
        for code, entry in table.items():
            if code in found:
                raise ValueError(f"{code} stands twice in the register of messages")
            found[code] = entry
    return found


@cache
def phrases() -> Mapping[str, Two]:
    """Return every phrase by theme and name, as ``remarks.judged``."""
    found: dict[str, Two] = {}
    for theme in PHRASES:
        table = import_module(f"ntmrules.messages.{theme}").TEXTS
        found |= {f"{theme}.{name}": texts for name, texts in table.items()}
    return found


def message(identity: str) -> Message:
    """Return the message with this id, ``NTM508.empty``; ``KeyError`` where the register has none."""
    code, _, name = identity.partition(".")
    found = codes()[code].messages[name]
    if is_in_page():
        return _elsewhere("in_page", identity, found)
    return found if is_at_command() else _elsewhere("in_calls", identity, found)


def _elsewhere(door: str, identity: str, found: Message) -> Message:
    """Return a message as it reads in the page that judges, or in a call: what speaks of the command has other words there."""
    own = import_module(f"ntmrules.messages.{door}").MESSAGES.get(identity, found)
    return Message(*(mine if any(mine) else plain for mine, plain in zip(own, found, strict=True)))


def _phrase(name: str) -> Two:
    own: Mapping[str, Two] = import_module("ntmrules.messages.in_page").TEXTS if is_in_page() else {}
    return own.get(name) or phrases()[name]


class Phrase:
    """A phrase of the register with what it is about, told in the language of the reader."""

    __slots__ = ("name", "values")

    def __init__(self, name: str, /, **values: object) -> None:
        self.name = name
        self.values = values

    def told(self, lang: str) -> str:
        """Return the phrase in ``lang``."""
        return filled(_phrase(self.name)[lang == "en"], self.values, lang)

    def __str__(self) -> str:
        return self.told(language())
