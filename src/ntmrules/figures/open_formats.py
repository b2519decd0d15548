"""Number formats of an OpenDocument spreadsheet, written as Excel writes them: one reader knows what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ntmrules.patterns import later

DATA_STYLES = ("number-style", "currency-style", "percentage-style", "text-style")
_WORDS = ("text", "currency-symbol")
_MOST_DIGITS, _MOST_PARENTS = 9, 20
# How programs write the parts of a format with two or three of them: for these no condition is said.
_USUAL = {(">=0",): (0,), (">0", "<0"): (0, 1), (">0", "<0", "=0"): (0, 1, 2)}


class OpenFormats:
    """The number formats of the styles of a file, gathered while its XML is walked (`start`, `text`, `end`)."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._maps: dict[str, list[tuple[str, str]]] = {}
        self._kinds: dict[str, str] = {}
        self._cells: dict[str, tuple[str | None, str | None]] = {}
        self._known: dict[str, str] = {}
        self._name: str | None = None
        self._letters: str | None = None
        self._style = ""
        self._struck: dict[str, bool] = {}
        self._raised: dict[str, bool] = {}

    def start(self, tag: str, about: Mapping[str, str]) -> None:
        """Take in the beginning of an element of the styles."""
        if tag in DATA_STYLES:
            self._name = about.get("name", "")
            self._codes[self._name], self._maps[self._name], self._kinds[self._name] = "", [], tag
        elif tag == "style" and about.get("family") in ("table-cell", "text"):
            self._style = about.get("name", "")
            self._cells[self._style] = (about.get("data-style-name"), about.get("parent-style-name"))
        elif tag == "text-properties":
            if "text-line-through-style" in about:
                self._struck[self._style] = about["text-line-through-style"] != "none"
            if position := about.get("text-position", "").split():
                self._raised[self._style] = position[0] not in ("0%", "0")
        elif self._name is None:
            return
        elif tag == "number":
            self._codes[self._name] += _digits(about)
        elif tag in ("scientific-number", "fraction"):
            self._codes[self._name] += "General"
        elif tag in _WORDS:
            self._letters = ""
        elif tag == "map":
            condition = about.get("condition", "").replace("value()", "").replace(" ", "")
            self._maps[self._name].append((condition, about.get("apply-style-name", "")))

    def text(self, said: str) -> None:
        """Take in letters that a format writes."""
        if self._letters is not None:
            self._letters += said

    def end(self, tag: str) -> None:
        """Take in the end of an element of the styles."""
        if tag in DATA_STYLES:
            self._name = None
        elif tag in _WORDS and self._letters is not None and self._name is not None:
            self._codes[self._name] += _quoted(self._letters, percent=self._kinds[self._name] == "percentage-style")
            self._letters = None

    def code_of(self, style: str) -> str:
        """Return the number format of a style of cells, its own or that of the style it follows; empty where it has none."""
        if style not in self._known:
            name: str | None = style
            data: str | None = None
            for _ in range(_MOST_PARENTS):
                data, name = self._cells.get(name or "", (None, None))
                if data is not None or name is None:
                    break
            self._known[style] = "" if data is None else self._whole(data)
        return self._known[style]

    def strikes(self, style: str) -> bool:
        """Tell whether a style of cells or letters, or one that it follows, strikes them out."""
        return self._says(self._struck, style)

    def raises(self, style: str) -> bool:
        """Tell whether a style of letters, or one that it follows, sets them above the line or below it."""
        return self._says(self._raised, style)

    def _says(self, said: Mapping[str, bool], style: str) -> bool:
        name: str | None = style
        for _ in range(_MOST_PARENTS):
            if name is None or name in said:
                return said.get(name or "", False)
            name = self._cells.get(name, (None, None))[1]
        return False

    def _whole(self, data: str) -> str:
        """Return a format with its parts for other values (negative, nought, conditions of its own)."""
        maps = self._maps.get(data, [])
        base = "" if self._kinds.get(data) == "text-style" else self._codes.get(data, "")
        parts = [self._codes.get(name, "") for _, name in maps]
        conditions = tuple(condition for condition, _ in maps)
        if conditions in _USUAL:
            return ";".join([*parts, base] if len(conditions) < 3 else parts)
        return ";".join([*(f"[{said}]{part}" for said, part in zip(conditions, parts, strict=True)), base])


_LOGICAL = ("TRUE", "FALSE", "AND", "OR", "XOR", "NOT", "EXACT")
_STEP = later(r'"(?:[^"]|"")*"|\[[^\]]*\]|[A-Z][A-Z0-9.]*\(|<=|>=|<>|.', re.DOTALL)

_ENDS_IN_ONE = later(r"\b(?:TRUE|FALSE)\(\)\s*\)\s*\Z")


def answers_yes_or_no(formula: str) -> bool:
    """Tell whether a formula of a cell answers yes or no: ``of:=TRUE()``, ``of:=[.A1]>3``. LibreOffice keeps 1 or 0 of it,
    and shows TRUE or FALSE, where nobody chose another format.
    """
    _, equals, said = formula.partition("=")
    if not equals:
        return False
    depth, outer = 0, []
    for step in _STEP.findall(said.strip().upper()):
        if not depth and step != " ":
            outer.append(step)
        depth += step.endswith("(") - (step == ")")
    if {"<", ">", "=", "<=", ">=", "<>"} & set(outer):
        return True
    name = outer[0][:-1] if outer and outer[0].endswith("(") else ""
    chosen = name == "IF" and _ENDS_IN_ONE.search(said.upper())
    return outer[1:] == [] and (name in _LOGICAL or name.startswith("IS") or bool(chosen))


def _digits(about: Mapping[str, str]) -> str:
    """Return the digits of a format: ``#,##0.00``, with a comma behind for each thousand that it divides by."""
    if "decimal-places" not in about and "display-factor" not in about and about.get("grouping") != "true":
        return "General"
    places = min(int(about.get("decimal-places", 0)), _MOST_DIGITS)
    least = min(int(about.get("min-decimal-places", places)), places)
    whole = "#,##0" if about.get("grouping") == "true" else "0"
    factor, commas = float(about.get("display-factor", 1)), ""
    while factor >= 1000:
        factor, commas = factor / 1000, f"{commas},"
    return whole + (f".{'0' * least}{'#' * (places - least)}" if places else "") + commas


def _quoted(letters: str, *, percent: bool) -> str:
    """Return letters that a format writes; the sign of a percentage is what makes it one."""
    if percent and "%" in letters:
        return "%".join(_quoted(each, percent=False) for each in letters.split("%"))
    plain = letters.replace('"', "")
    return f'"{plain}"' if plain else ""
