"""Errors with five parts: where, what, what was expected, what to do, code.

The message is part of the product: an official has to mend the file from it alone. Codes: NTM1xx catalogue, 2xx plugins,
3xx dates, 4xx thresholds, 5xx figures, 6xx units; NTM0xx is the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class Problem:
    """One thing that is wrong, and how to mend it."""

    __slots__ = ("code", "expected", "remedy", "what", "where")

    def __init__(self, code: str, where: str, what: str, *, expected: str = "", remedy: str = "") -> None:
        self.code = code
        self.where = where
        self.what = what
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.code} {self.what}" if self.where else f"{self.code} {self.what}"]
        if self.expected:
            parts.append(f"  expected: {self.expected}")
        if self.remedy:
            parts.append(f"  to do: {self.remedy}")
        return "\n".join(parts)

    def __repr__(self) -> str:
        return f"Problem({self.code!r}, {self.where!r}, {self.what!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.code, self.where, self.what))

    def as_dict(self) -> dict[str, str]:
        """Return the parts by name, for ``--json``."""
        return {name: getattr(self, name) for name in ("code", "where", "what", "expected", "remedy")}


class NtmRulesError(Exception):
    """Every error that ntmrules raises on purpose; ``problems`` holds all that is wrong, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

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


class ThresholdError(NtmRulesError):
    """A threshold that contradicts itself (NTM4xx)."""


class FiguresError(NtmRulesError):
    """Figures that cannot be read or contradict each other (NTM5xx)."""


class UnitError(NtmRulesError):
    """A unit, province or code that is unknown or ambiguous (NTM6xx)."""


class UsageError(NtmRulesError):
    """A call with words that do not exist: set, view, floor, language (NTM0xx)."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that offers the nearest known words, or the empty string."""
    near: Sequence[str] = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(repr(item) for item in near)}?" if near else ""
