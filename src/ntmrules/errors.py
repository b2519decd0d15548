"""Errors with five parts: where, what, what was expected, what to do, code.

The message is part of the product: an official has to mend the file from it alone. Codes: NTM1xx catalogue, 2xx plugins,
3xx dates, 4xx thresholds, 5xx figures, 6xx units; NTM0xx is the command line. The words stand in `ntmrules.messages`,
once a code, in Vietnamese and English; a problem keeps its id and what it is about, and is told when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ntmrules.messages.register import Message, message
from ntmrules.messages.speech import Near, Told, filled, language, told, visible

PARTS = ("code", "where", "what", "expected", "remedy")
LABELS = {"expected": ("cần", "expected"), "remedy": ("cách sửa", "to do")}

# What code of plugins may raise: one that leaves the program would end it with a code that means a verdict.
FOREIGN = (Exception, SystemExit)


class Problem:
    """One thing that is wrong, and how to mend it; told in Vietnamese, or in the language of `ntmrules.messages.speak`.

    Made by `problem` from an id of the register. A caller outside this library (a plugin's code) may give the words in place:
    ``Problem("NTM203", where, "…", expected="…", remedy="…")``; such a problem reads the same in both languages.
    """

    __slots__ = ("_texts", "code", "identity", "near", "place", "values", "within")

    def __init__(self, code: str, where: object, what: object, *, expected: object = "", remedy: object = "") -> None:
        self.code = code.partition(".")[0]
        self.identity = ""
        self.place = where
        self.values: Mapping[str, object] = {}
        self.near: Near | None = None
        self.within: object = ""
        self._texts = {"what": what, "expected": expected, "remedy": remedy}

    def told(self, lang: str) -> str:
        """Return what is wrong in ``lang``, without place, code and remedy: so it stands inside another message."""
        return self.part("what", lang)

    def part(self, name: str, lang: str) -> str:
        """Return one part in ``lang``: ``where``, ``what``, ``expected``, ``remedy`` or ``code``."""
        if name == "code":
            return self.code
        if name == "where":
            return visible(told(self.place, lang))
        said = self._part(name, lang)
        return f"{visible(told(self.within, lang))}: {said}" if name == "what" and self.within else said

    def later(self, name: str) -> Told:
        """Return one part to be told when it is read: a problem that says what another one says."""
        return _Part(self, name)

    def _part(self, name: str, lang: str) -> str:
        if name == "remedy" and self.near:
            return self.near.told(lang)
        if not self.identity:
            return "\n".join(visible(line) for line in told(self._texts[name], lang).split("\n"))
        template = getattr(_message(self.identity), name)[lang == "en"]
        return filled(template, self.values, lang)

    @property
    def where(self) -> str:
        """The place: ``file:line:column``, or unit and row."""
        return self.part("where", language())

    @property
    def what(self) -> str:
        """What is wrong."""
        return self.part("what", language())

    @property
    def expected(self) -> str:
        """What was expected; may be empty."""
        return self.part("expected", language())

    @property
    def remedy(self) -> str:
        """What to do; may be empty."""
        return self.part("remedy", language())

    def at(self, where: object, *, within: object = "") -> Problem:
        """Return the same problem in another place; ``within`` is said before what is wrong (a column, a row)."""
        other: Problem = Problem.__new__(Problem)
        for name in Problem.__slots__:
            setattr(other, name, getattr(self, name))
        other.place = where
        other.within = within or self.within
        return other

    def text(self, lang: str | None = None) -> str:
        """Return all five parts as lines in ``lang``; the language that is spoken where none is named."""
        lang = lang or language()
        code, where, what, expected, remedy = (self.part(name, lang) for name in PARTS)
        lines = [f"{where}: {code} {what}" if where else f"{code} {what}"]
        for name, said in (("expected", expected), ("remedy", remedy)):
            if said:
                lines.append(f"  {LABELS[name][lang == 'en']}: {said}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Problem({self.identity or self.code!r}, {self.where!r}, {self.what!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem) or self.code != other.code or self.where != other.where:
            return False  # their words are found only where they can be the same: that costs a hundred times as much
        return self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.code, self.where))

    def as_dict(self, lang: str | None = None) -> dict[str, str]:
        """Return the parts by name in ``lang``, for ``--json``."""
        return {name: self.part(name, lang or language()) for name in PARTS}


class _Part:
    __slots__ = ("name", "problem")

    def __init__(self, problem: Problem, name: str) -> None:
        self.problem = problem
        self.name = name

    def told(self, lang: str) -> str:
        return self.problem.part(self.name, lang)


def problem(
    identity: str, where: object = "", /, *, near: tuple[str, Iterable[str]] | None = None, **values: Any
) -> Problem:
    """Return the problem with this id of the register, ``NTM508.empty``, at a place; ``values`` fill its templates.

    ``near`` is a word that is not known, and the known ones: where some are near, the remedy asks "did you mean …?", and
    the remedy of the register stands where none is. Values may be told in two languages themselves (`Phrase`, `Pair`,
    `Listed`, another `Problem`).
    """
    made = Problem(identity, where, "")
    made.identity = identity
    made.values = values
    made.near = Near(*near) if near is not None else None
    return made


def _message(identity: str) -> Message:
    try:
        return message(identity)
    except KeyError:  # a fault of ours must not hide the fault that is to be told
        return Message((identity, identity))


class NtmRulesError(Exception):
    """Every error that ntmrules raises on purpose; ``problems`` holds all that is wrong, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return self.text()

    def text(self, lang: str | None = None) -> str:
        """Return every problem as text in ``lang``; in the language that is spoken where none is named."""
        return "\n".join(each.text(lang) for each in self.problems)

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code if self.problems else "NTM000"

    def __reduce__(self) -> tuple[type[NtmRulesError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class CatalogError(NtmRulesError):
    """A catalogue file that cannot be read, is against the format, or contradicts another (NTM1xx)."""


class PluginError(NtmRulesError):
    """A plugin that cannot be loaded or oversteps what the law allows (NTM2xx)."""


class DateError(NtmRulesError):
    """A date outside every text, or between two stages (NTM3xx)."""


class FiguresError(NtmRulesError):
    """Figures that cannot be read or contradict each other (NTM5xx)."""


class UnitError(NtmRulesError):
    """A unit, province or code that is unknown or ambiguous (NTM6xx)."""


class UsageError(NtmRulesError):
    """A call with words that do not exist: set, view, floor, language (NTM0xx)."""


def wrong_type(name: str, value: object, *, needed: str, example: str) -> Problem:
    """Return the problem NTM009 with an argument of a wrong type: its name, the type that is needed, and one that would do."""
    return problem("NTM009", name=name, type=type(value).__name__, needed=needed, example=example)


def refuse_other_than_text(name: str, value: object, **or_nothing: object) -> None:
    """Refuse an argument that is no text, and others by name that are neither text nor ``None``: ``UsageError`` NTM009."""
    given = {name: value, **{other: each for other, each in or_nothing.items() if each is not None}}
    wrong = [
        wrong_type(name, each, needed="str", example=_EXAMPLES.get(name, '"xa-ntm"'))
        for name, each in given.items()
        if not isinstance(each, str)
    ]
    if wrong:
        raise UsageError(wrong)


_EXAMPLES = {"province": '"an-giang"', "area": '"dong-bang-song-cuu-long"', "set_id": '"vn/xa-ntm/2021"'}


def refuse_other_than_path(name: str, value: object, *also: type) -> None:
    """Refuse an argument that is no name of a file, nor of the types ``also``: ``FiguresError`` NTM009."""
    if not isinstance(value, (str, Path, *also)):
        raise FiguresError(wrong_type(name, value, needed="str | Path", example='"so-lieu.csv"'))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the nearest known words, or the empty string; ``near=`` of `problem` is told later."""
    return str(Near(word, known))
