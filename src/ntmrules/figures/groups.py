"""Headings between the rows of a table: a district or province above the units that lie in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field

from ntmrules.figures import headings
from ntmrules.figures.mentions import listed_names
from ntmrules.frozen import define
from ntmrules.model.unit_names import kind_level, name_key
from ntmrules.patterns import later

_PART = later(r"\d{1,3}\.\d{1,3}")
_LIES_IN = {"huyen": "within", "thi-xa": "within", "quan": "within", "tinh": "province"}


@define
class Groups:
    """Follows the rows of a table with a column of units: which are headings, and what the rows below one lie in.

    ``columns`` are those of the table, with one more for what the headings say, once there is one; ``width`` is where its
    own columns end. ``mixed``: some rows are numbered 1, 2, others I, II or A, B (``letter``), and those head the others; or
    some 1.1, 1.2, others 1, 2 (``digit``).
    """

    columns: dict[str, int]
    width: int
    mixed: str | None = None
    _said: dict[str, str] = field(factory=dict)
    _place: dict[str, int] = field(factory=dict)
    _own: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._own = frozenset(self.columns)

    def heading(self, cells: Sequence[str]) -> str | None:
        """Return ``group`` for a row that is a heading: a district with nothing beside it but its number in the list.

        One that has figures of its own is a unit, and a heading too where it is numbered in another way than units are (I, A).
        """
        place = self.columns.get("unit")
        if place is None or place >= len(cells):
            return None
        name = " ".join(cells[place].split())
        kind = _LIES_IN.get(kind_level(name) or "")
        if self.mixed and name and kind_level(name) is None and _numbers(cells, place) == self.mixed:
            if name_key(name) not in listed_names("huyen"):
                return "zone" if self.mixed == "letter" else None  # 1 may be a commune, and 1.1 a hamlet of it
            if "within" in self._own:
                return "group"
            self._heads("within", name)
            return "group"
        if kind is None or kind in self._own or headings.role(name) is not None:
            return None
        beside = [cell.strip() for at, cell in enumerate(cells) if at != place and cell.strip()]
        numbered = [cell.strip() for cell in cells[:place] if cell.strip() and headings.is_number_in_list(cell)][:1]
        bare = len(beside) == len(numbered)
        if not bare and not (numbered and not numbered[0].strip(" .)").isdigit()):
            return None
        self._heads(kind, name)
        return "group" if bare else None

    def _heads(self, kind: str, name: str) -> None:
        if kind == "province":
            self._said.clear()
        self._said[kind] = name
        if kind not in self._place:
            self._place[kind] = self.width + len(self._place)
            self.columns = {**self.columns, kind: self._place[kind]}

    def laid(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the cells of a row with what the headings above it say of it; a district lies in no other one."""
        if not self._place:
            return cells
        name = cells[self.columns["unit"]] if self.columns["unit"] < len(cells) else ""
        level = _LIES_IN.get(kind_level(name) or "")
        laid = list(cells[: self.width]) + [""] * (self.width + len(self._place) - min(len(cells), self.width))
        for kind, at in self._place.items():
            if not (level == "within" and kind == "within") and level != "province":
                laid[at] = self._said.get(kind, "")
        return laid


def numbered_in_two_ways(rows: Iterable[Sequence[str]], place: int | None) -> str | None:
    """Return how the rows are numbered that head others, in a column before that of the units: ``letter`` (I, II or A, B) where
    others are 1, 2; ``digit`` where others are 1.1, 1.2; nothing where all are numbered alike.
    """
    kinds = {_numbers(cells, place) for cells in rows} if place else set()
    return next((head for head, below in (("letter", "digit"), ("digit", "part")) if {head, below} <= kinds), None)


def _numbers(cells: Sequence[str], place: int) -> str | None:
    said = next((cell.strip(" .)") for cell in cells[:place] if cell.strip()), "")
    if _PART.fullmatch(said):
        return "part"
    if not said or not headings.is_number_in_list(said):
        return None
    return "digit" if said.isdigit() else "letter"
