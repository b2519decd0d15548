"""A dossier: who asks for which recognition, and dated events. Its state is computed from them, never stored."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.frozen import frozen
from ntmrules.model.procedures import DECISION, Procedure

BEGUN, DONE = "begun", "done"
RECOGNISED, REFUSED, REVOKED = "recognised", "refused", "revoked"
KINDS = ("step", "paper", "vote", "statement", "decision", "returned", "reported")
"""What an event is about; just one of these stands in it."""


@frozen(kw_only=True)
class Event:
    """One event of a dossier; one without a day has not happened yet.

    ``step`` with ``state`` begun or done; ``paper`` lodged; ``vote`` with its numbers; ``statement``: a condition that a
    paper says yes or no to; ``decision`` with ``result``; ``returned``: the step to which the dossier was sent back, with
    ``reason``; ``reported``: what somebody told of the state, with its step where it names one.
    """

    day: str | None = None
    step: str | None = None
    state: str | None = None
    paper: str | None = None
    vote: str | None = None
    members: int | None = None
    present: int | None = None
    for_: int | None = None
    against: int | None = None
    statement: str | None = None
    answer: str | None = None
    decision: str | None = None
    result: str | None = None
    returned: str | None = None
    reason: str | None = None
    reported: str | None = None
    number: str | None = None
    note: str | None = None
    source: str | None = None

    @property
    def act(self) -> str | None:
        """The number of the paper that says it: its own, else what stands under ``decision``."""
        return self.number or self.decision

    @property
    def kind(self) -> str:
        """What it is about, of ``KINDS``."""
        if self.reported is not None:
            return "reported"
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def subject(self) -> str:
        """The id that it is about."""
        return str(getattr(self, self.kind))


@frozen(kw_only=True)
class Dossier:
    """One dossier as a file says it; days are ISO text. ``at`` gives the place of each event, in their order."""

    unit: str
    set: str
    province: str | None = None
    within: str | None = None
    area: str | None = None
    procedure: str | None = None
    begun: str | None = None
    figures: str | None = None
    survey: str | None = None
    capital: str | None = None
    events: tuple[Event, ...] = ()
    source: str | None = None
    note: str | None = None
    name: str = ""
    at: tuple[str, ...] = ()

    def known(self, day: str) -> Iterator[Event]:
        """Yield the events that had happened by ``day`` (ISO)."""
        for event in self.events:
            if event.day is not None and event.day <= day:
                yield event

    @property
    def opened(self) -> str | None:
        """The day on which it was begun: as it says, else that of its first event."""
        return self.begun or min((event.day for event in self.events if event.day is not None), default=None)


def mark_of(event: Event, procedure: Procedure) -> tuple[str, str] | None:
    """Return what a dated event marks, and how: a step begun or done, a paper; a recognition ends the step of deciding."""
    if event.kind == "step":
        return event.subject, event.state or DONE
    if event.kind == "paper":
        return event.subject, "paper"
    if event.kind == "decision" and event.result == RECOGNISED and procedure.step(DECISION) is not None:
        return DECISION, DONE
    return None
