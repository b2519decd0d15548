"""The trace: one tree for every attainment, in the words of the law.

Nodes are named tuples, not attrs classes: a commune has some two hundred of them and they are made for every
evaluation, so their making is most of the cost. They are as immutable and comparable as the rest of the model.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Basis, Reason, Verdict


@frozen(kw_only=True)
class About:
    """What is the same in every evaluation of a node: identity, label, place in the law."""

    kind: str
    id: str
    label: Text
    number: str | None = None
    requirement: str | None = None
    measure: str | None = None
    unit: str | None = None
    provision: Provision | None = None
    evidence: Evidence | None = None
    why: Text | None = None
    asks: tuple[Text, ...] = ()
    k: int | None = None


class Required(NamedTuple):
    """The level asked for: the comparison and the value, or the values between which sources disagree."""

    op: str
    values: tuple[Decimal, ...]
    upper: tuple[Decimal, ...] = ()


class Note(NamedTuple):
    """A remark on a node: a code and what it is about."""

    code: str
    subject: str = ""


class Node(NamedTuple):
    """One step of the explanation.

    ``kind`` is one of set, criterion, indicator, requirement, figure, threshold, fill, raise, replace, add, measure_as,
    waive, complete, area, transition, derived, hole, unit. ``observed`` is the figure or the reported answer; ``required``
    the level it was compared with; ``at`` the place in a file where a figure or report was read.
    """

    about: About
    verdict: Verdict | None
    observed: Decimal | Verdict | tuple[int, int] | None = None
    required: Required | None = None
    basis: Basis | None = None
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
    children: tuple[Node, ...] = ()
    provisional: bool = False
    period: int | None = None
    source: str | None = None
    at: str = ""

    @property
    def kind(self) -> str:
        """The kind of the node."""
        return self.about.kind

    @property
    def id(self) -> str:
        """The id of what the node is about."""
        return self.about.id

    @property
    def label(self) -> Text:
        """Its name in both languages."""
        return self.about.label

    def has_note(self, code: str) -> bool:
        """Tell whether a note with ``code`` stands on the node."""
        return any(note.code == code for note in self.notes)
