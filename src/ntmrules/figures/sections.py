"""Rows by themselves between the rows of a table: «II. HẠ TẦNG», «KẾ HOẠCH 2024», «Phần của xã Hải Lạng cũ».

What stands below such a row may be of another time or place, or no results. What it says is found out where the criteria set is
known (:mod:`ntmrules.figures.understood`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory

from ntmrules.figures import headings
from ntmrules.figures.asked import Asked, beginning
from ntmrules.figures.behind import heard, no_result
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.heading_rows import BARE_LABEL
from ntmrules.figures.mentions import listed_names
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.figures.tally_headings import tally_in
from ntmrules.frozen import define
from ntmrules.model.figures import Beside
from ntmrules.model.spelling import verdict_of
from ntmrules.model.unit_names import kind_level, name_key, parted

_FIGURES = ("value", "verdict")
_NO_SECTIONS = ("signature", "numbers", "unnamed")
_ASIDE = (("note",), ("source",), ("measure_unit",), ("period",), ("as_of",), ("status",))
_OF_OTHER_FIGURES = ("level", "time", "change", "text")
_OF_GROUPS = ("zone", "heading", "count")
_NO_GROUPS = ("plan", "estimate", "part", "time", "span")
_MOST_LABELS = 200


@define
class _Section:
    row: int
    column: int
    text: str
    labels: dict[str, None] = Factory(dict)
    followed: bool = False
    kind: str = "section"


@define
class Sections:
    """Follows the rows of a table; ``heeded`` are the texts that somebody called notes."""

    sheet: Sheet
    columns: Mapping[str, int]
    asked: Asked
    unit: str = ""
    heeded: set[str] = Factory(set)
    _found: list[_Section] = Factory(list)
    _notes: list[_Section] = Factory(list)

    def take(self, row: int, cells: Sequence[str], kind: str | None) -> None:
        """Take in a row; ``kind`` is why it is no row of figures, nothing where it may be one."""
        if kind in _NO_SECTIONS:
            return
        if kind == "note":
            self._note(row, cells)
        elif "unit" in self.columns:
            self._among_units(row, cells, kind)
        elif "subject" in self.columns:
            self._among_labels(row, cells, kind)

    def _among_labels(self, row: int, cells: Sequence[str], kind: str | None) -> None:
        written = cell_at(cells, self.columns["subject"]).rstrip(TYPED_LABEL)
        if self._has_figures(cells) and len({*cells} - {""}) > 1:
            if self._found and kind is None:
                label = headings.label_in(written) or (written if BARE_LABEL.match(written) else "")
                self._followed(label.rpartition("/")[2].rstrip("."))
            return
        own = BARE_LABEL.match(written) is not None and "." in written.rstrip(".")
        text, column = ("", 0) if own else self._only_text(cells)
        if text:
            self._found.append(_Section(row, column, text))

    def _among_units(self, row: int, cells: Sequence[str], kind: str | None) -> None:
        """Take in a row of a table of units: one over others has nothing but what stands in the place of the name."""
        place = self.columns["unit"]
        if any(cell.strip() for at, cell in enumerate(cells) if at > place):
            if kind is None and self._found:
                self._followed("")
            return
        text, column = self._only_text(cells)
        if column <= place and text and _is_over_others(text, kind):
            self._found.append(_Section(row, column, text))
        elif column <= place and text and kind in _OF_GROUPS:
            self._found.append(_Section(row, column, text, kind="group"))

    def _note(self, row: int, cells: Sequence[str]) -> None:
        """Take in a note below a table or between its rows, with what stands beside its first words."""
        said = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip())
        column = next(at for at, cell in enumerate(cells) if cell.strip())
        self._notes.append(_Section(row, column, " ".join(said)))

    def _followed(self, label: str) -> None:
        last = self._found[-1]
        for each in self._found:  # a heading of headings is over all of them
            each.followed = True
        if label and len(last.labels) < _MOST_LABELS:
            last.labels.setdefault(label)

    def _has_figures(self, cells: Sequence[str]) -> bool:
        places = [self.columns[each] for each in _FIGURES if each in self.columns]
        return any(cell_at(cells, at) for at in (*places, *self.sheet.more_values))

    def _only_text(self, cells: Sequence[str]) -> tuple[str, int]:
        """Return the one text of a row and its column, beside which only its number stands; empty for any other row."""
        said = {" ".join(cell.split()): at for at, cell in reversed([*enumerate(cells)]) if cell.strip()}
        said = {
            each: at for each, at in said.items() if not headings.is_number_in_list(each) and not BARE_LABEL.match(each)
        }
        if len(said) != 1:
            return "", 0
        ((text, at),) = said.items()
        aside = at in self.sheet.of_documents or self.sheet.header[at : at + 1] in _ASIDE
        worded = any(map(str.isalpha, text)) and verdict_of(text) is None and tally_in(text) is None
        if aside or not worded:
            return "", 0
        return text, at

    def texts(self) -> Iterator[Beside]:
        """Yield what has to be understood,
        but for what somebody called a note: rows below which figures stand (``section``), notes
        (``below``), those of groups of units (``group``), and rows behind the last figure (``end``).
        """
        for kind, found in (*((each.kind if each.followed else "end", each) for each in self._found),
                            *(("below", each) for each in self._notes)):  # fmt: skip
            own = self.asked.called_note(found.text)
            if own is not None:
                self.heeded.add(own)
            else:
                yield Beside(kind=kind, text=found.text, at=f"{self.sheet.name}:{found.row}:{found.column + 1}",
                             labels=tuple(found.labels), units=(self.unit,) if self.unit else (),
                             option=found.text if kind in ("section", "group") else beginning(found.text))  # fmt: skip


def note_between(
    between: dict[int, Beside], name: str, row: int, cells: Sequence[str], place: int, kind: str
) -> None:  # fmt: skip
    """Add a row of a table of units that is none, by its number: a note, or one over others, beside whose text nothing stands.

    ``place`` is the column of units, ``kind`` why the row is no unit.
    """
    said = [
        cell for at, cell in enumerate(cells) if cell.strip() and not (at < place and headings.is_number_in_list(cell))
    ]
    if len(said) != 1:
        return
    text = " ".join(said[0].split())
    of_group = "group" if kind in _OF_GROUPS else ""
    found = "below" if kind == "note" else "section" if _is_over_others(text, kind) else of_group
    if found:
        option = beginning(text) if found == "below" else text
        between[row] = Beside(kind=found, text=text, at=f"{name}:{row}:{place + 1}", option=option)


def name_alone(text: str, at: str) -> Beside | None:
    """Return what stands in the place of the name of a unit at ``at`` in a row without figures, where it may be no unit and over
    those below: «Tạm tính», «Thẩm định lại». One word, or a name with a number in it, may be what somebody calls a unit.
    """
    said = " ".join(text.split())
    made_up = " " not in said or any(map(str.isdigit, said))
    if (made_up and no_result(heard(said)) is None) or not _is_over_others(said, None):
        return None
    return Beside(kind="section", text=said, at=at, option=said)


def _is_over_others(text: str, kind: str | None) -> bool:
    """Tell whether a row of a table of units may be over those below; ``kind`` is why it is no unit, where it is none."""
    if kind is None:
        return not _may_be_a_unit(text)
    return kind in _OF_OTHER_FIGURES or no_result(heard(text)) in _NO_GROUPS


def _may_be_a_unit(text: str) -> bool:
    """Tell whether a text is a name with the word for a kind of unit, or that of a commune or district of some list."""
    kind, rest = parted(text)
    if kind is not None and kind_level(text) is not None:
        listed = any(rest in listed_names(each) for each in ("xa", "huyen"))
        named = text.rpartition(" ")[2][:1]
        return listed or ((named.isupper() or named.isdigit()) and no_result(heard(text)) is None)
    return any(name_key(text) in listed_names(each) for each in ("xa", "huyen"))
