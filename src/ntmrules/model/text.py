"""Text in two languages: Vietnamese first and required, English beside it."""

from __future__ import annotations

from ntmrules.frozen import frozen


@frozen
class Text:
    """A short text in Vietnamese, with English where there is one."""

    vi: str
    en: str | None = None

    def in_(self, lang: str) -> str:
        """Return the text in ``lang`` (``vi`` or ``en``); Vietnamese where there is no English."""
        return self.en if lang == "en" and self.en else self.vi

    def __str__(self) -> str:
        return self.vi
