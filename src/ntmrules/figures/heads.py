"""The columns of figures in a wide table, each looked at once: what its cells say is then read without asking again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ntmrules.figures import headings, row_names
from ntmrules.figures.csv import Sheet
from ntmrules.figures.signs import IGNORED, TYPED_LABEL
from ntmrules.figures.workbook import letters


class Head(NamedTuple):
    """A column: its place, its subject, its letter where the subject is no label and no id, whether the label was a number, and
    what stands behind the label. ``calm``: nothing of it, nor of its sheet, leaves a cell in doubt or in another year.
    """

    at: int
    subject: str
    letter: str
    typed: bool
    said: str
    calm: bool


def heads_of(sheet: Sheet, others: Iterable[int]) -> list[Head]:
    """Return the columns of figures of a sheet: all but ``others`` and those that are not read."""
    known, found = set(others), []
    in_doubt = bool(sheet.titles_measure or sheet.resaved or sheet.marks)
    for at, head in enumerate(sheet.header):
        if at in known or head == IGNORED:
            continue
        subject, typed, said = row_names.subject_written(head), head.endswith(TYPED_LABEL), sheet.behind.get(at, "")
        letter = "" if headings.is_label_or_id(subject) else letters(at)
        moved = at in sheet.measured or at in sheet.years or at in sheet.days
        calm = bool(subject) and not (in_doubt or typed or said or letter or moved)
        found.append(Head(at, subject, letter, typed, said, calm))
    return found
