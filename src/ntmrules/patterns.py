"""Patterns that are compiled when the first text is held against them: most runs need a few of the hundred there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["later"]


class _Later:
    """A pattern that is not compiled yet; each of its methods stays the compiled one's once it was asked for."""

    _compiled: re.Pattern[str] | None = None

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = re.compile(*self._written)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    from re import compile as later
else:

    def later(pattern: str, flags: int = 0) -> _Later:
        """Return what ``re.compile`` does, compiled on first use; for patterns that stand in a module."""
        return _Later(pattern, int(flags))
