"""Patterns that are compiled when the first text is held against them: most runs need a few of the hundred there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

__all__ = ["later"]

# What a pattern answers about a text in which it stands nowhere; only these are asked of one that is not compiled yet.
_NOWHERE: dict[str, Callable[..., Any]] = {
    "search": lambda _: None,
    "match": lambda _: None,
    "fullmatch": lambda _: None,
    "findall": lambda _: [],
    "sub": lambda _, text: text,
}


class _Later:
    """A pattern that is not compiled yet; each of its methods stays the compiled one's once it was asked for.

    ``needs``: texts of which each match has one in it, in small letters. As long as none of them is there, none is compiled.
    """

    _compiled: re.Pattern[str] | None = None

    def __init__(self, pattern: str, flags: int, needs: Sequence[str]) -> None:
        self._written = pattern, flags
        self._needs = tuple(needs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._compiled is None and self._needs and name in _NOWHERE:
            return partial(self._asked, name)
        return self._method(name)

    def _asked(self, name: str, *asked: Any, **more: Any) -> Any:
        if self._compiled is None and not more and len(asked) == 1 + (name == "sub"):
            text = asked[-1].lower()
            if not any(each in text for each in self._needs):
                return _NOWHERE[name](*asked)
        return self._method(name)(*asked, **more)

    def _method(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(*self._written)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def later(pattern: str, flags: int = 0, *, needs: Sequence[str] = ()) -> re.Pattern[str]:
    """Return what ``re.compile`` does, compiled on first use; for patterns that stand in a module.

    ``needs``: texts in small letters, of which each match has one in it (its letters i, k and s only where ``flags`` say nothing
    of capitals). A text that has none of them is told so without the pattern.
    """
    made: re.Pattern[str] = _Later(pattern, int(flags), needs)  # type: ignore[assignment]
    return made
