"""The shapes of the nodes that an evaluation makes: one helper a shape, each of which names its fields.

Making nodes is most of an evaluation; ``tuple.__new__`` skips the keyword handling of ``Node(...)``, which takes as long again.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from ntmrules.model.figures import Entry, Status
from ntmrules.model.text import Text
from ntmrules.model.trace import OF_REPORT, About, Node, NodeKind, Note, NoteCode, Required
from ntmrules.model.verdicts import Basis, Reason, Verdict

new_tuple = tuple.__new__

Observed: TypeAlias = "Decimal | Verdict | tuple[int, int] | None"

REPORT = Text("Kết quả được báo cáo", "Reported verdict")
COMPUTED, REPORTED, UNDETERMINED = Basis.COMPUTED, Basis.REPORTED, Verdict.UNDETERMINED


def figure_node(about: About, entry: Entry) -> Node:
    """Return the node of a figure as it was read."""
    return new_tuple(
        Node, (about, None, entry.value, None, None, (), (), (), False, entry.period, entry.source, entry.at)
    )


def computed_node(
    about: About, verdict: Verdict, observed: Observed, required: Required | None, notes: tuple[Note, ...],
    children: tuple[Node, ...], provisional: bool,
) -> Node:  # fmt: skip
    """Return the node of a requirement that was decided by comparison."""
    return new_tuple(
        Node, (about, verdict, observed, required, COMPUTED, (), notes, children, provisional, None, None, "")
    )


def compared_nodes(
    about: About, asked: About, of_figure: About, required: Required | None, level: Node | None, marks: tuple[Note, ...],
    provisional: bool,
) -> Callable[[Entry, Verdict, tuple[Note, ...]], Node]:  # fmt: skip
    """Return what makes the node of an indicator over that of one comparison over those of the figure and the level, from the
    figure, the verdict and the notes of the comparison: the three most common shapes in one call, since calls cost as much as
    the nodes.

    ``about`` and ``marks`` are of the indicator, ``asked`` of the comparison, ``of_figure`` of the figure.
    """

    def compared(entry: Entry, verdict: Verdict, notes: tuple[Note, ...]) -> Node:
        value = entry.value
        seen = new_tuple(
            Node, (of_figure, None, value, None, None, (), (), (), False, entry.period, entry.source, entry.at)
        )
        under = (seen,) if level is None else (seen, level)
        child = new_tuple(
            Node, (asked, verdict, value, required, COMPUTED, (), notes, under, provisional, None, None, "")
        )
        return new_tuple(Node, (about, verdict, None, None, COMPUTED, (), marks, (child,), provisional, None, None, ""))

    return compared


def undetermined_node(
    about: About, observed: Observed, required: Required | None, reasons: tuple[Reason, ...], notes: tuple[Note, ...],
    children: tuple[Node, ...],
) -> Node:  # fmt: skip
    """Return the node of a requirement that cannot be decided, with the reasons."""
    return new_tuple(
        Node, (about, UNDETERMINED, observed, required, None, reasons, notes, children, False, None, None, "")
    )


def joined_node(
    about: About, verdict: Verdict | None, basis: Basis | None, reasons: tuple[Reason, ...], notes: tuple[Note, ...],
    children: tuple[Node, ...], provisional: bool,
) -> Node:  # fmt: skip
    """Return the node of what is decided by the nodes beneath it: a compound, an indicator, a criterion, a set."""
    return new_tuple(Node, (about, verdict, None, None, basis, reasons, notes, children, provisional, None, None, ""))


def reported_node(
    about: About, reported: Verdict, reasons: tuple[Reason, ...], notes: tuple[Note, ...], children: tuple[Node, ...],
    *, provisional: bool = False, source: str | None = None,
) -> Node:  # fmt: skip
    """Return the node of what a report alone decides."""
    return new_tuple(
        Node, (about, reported, reported, None, REPORTED, reasons, notes, children, provisional, None, source, "")
    )


def report_node(owner: str, report: Entry) -> Node:
    """Return the node that says what was reported on ``owner``, by whom and where it was read."""
    old = report.status in (Status.OLD, Status.STALE) and report.year is not None
    notes = (Note(NoteCode.OLD_FIGURE, report.year or ""),) if old else ()
    about, value = _about_report(owner), report.value
    return new_tuple(
        Node, (about, None, value, None, REPORTED, (), notes, (), False, report.period, report.source, report.at)
    )


@lru_cache(maxsize=4096)
def _about_report(owner: str) -> About:
    return About(kind=NodeKind.FIGURE, id=f"{owner}{OF_REPORT}", report=True, label=REPORT)


__all__ = [
    "compared_nodes", "computed_node", "figure_node", "joined_node", "new_tuple", "report_node", "reported_node",
    "undetermined_node",
]  # fmt: skip
