"""Procedures of recognition as data: steps, terms, papers, conditions, surveys, votes, revocation; holes stay holes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, TypeVar

from attrs import field

from ntmrules.frozen import evolve, frozen
from ntmrules.model.closed import Day, Level, Words
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence, Provision, Span
from ntmrules.model.overrides import Verb
from ntmrules.model.requirements import Cell, Hole
from ntmrules.model.text import Text

AT_MOST, LASTS = "at_most", "lasts"
ROLES = (AT_MOST, LASTS)
"""A term that must not be exceeded, or a time that has to pass before the step is done (comments, posting)."""
SET_MET, NO_ARREARS, SATISFACTION, STATEMENT, CHILDREN = (
    "set_met",
    "no_arrears",
    "satisfaction",
    "statement",
    "children",
)
NOT_KNOWN = "not_known"
"""The kind that stands for conditions which the texts that were read do not tell: never met, never failed."""
DECISION = "quyet-dinh"
"""The step at which recognition is decided, in every procedure that names its steps so far."""
CONDITION_KINDS = (SET_MET, NO_ARREARS, SATISFACTION, STATEMENT, CHILDREN)
MEMBERS, PRESENT = "members", "present"
BASES = (MEMBERS, PRESENT)
NOT_RECOGNISED = "chua-dat"
TIERS = (NOT_RECOGNISED, "xa-ntm", "xa-ntm-nang-cao", "xa-ntm-kieu-mau")
"""What a unit was recognised as before it was joined to another, lowest first."""
RECOGNISED, ALIKE = "dat", "*"
"""Stand for every tier but the lowest, and for parts of one tier, whichever it is."""
RECOGNISED_TIERS = Words(TIERS[1:])
OF_PARTS = Words((ALIKE, RECOGNISED, *TIERS))


@frozen(kw_only=True)
class Term:
    """How many days a step has, counted how and from what.

    ``from_``: the step whose end starts it; nothing: its own beginning. ``decided_by``: who says so where the cell is a hole.
    """

    days: Cell
    counted: str
    role: str = AT_MOST
    from_: str | None = None
    decided_by: Text | None = None
    times: int | None = None


@frozen(kw_only=True)
class Step:
    """One step: who does what, after which steps, in how many days. ``from_`` and ``to``: from when to when its text held."""

    id: str
    actor: Text
    what: Text
    evidence: Evidence
    after: tuple[str, ...] = ()
    term: Term | None = None
    before: Text | None = None
    provision: Provision | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class Paper:
    """One paper of the dossier, needed by the time the step ``by`` is done."""

    id: str
    name: Text
    by: str
    evidence: Evidence
    form: str | None = None
    originals: int | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class Condition:
    """One condition of recognition, of a kind of ``CONDITION_KINDS``.

    ``children``: at least ``share`` per cent of the units inside are recognised. ``statement``: a paper says yes or no.
    """

    id: str
    kind: str
    text: Text
    evidence: Evidence
    share: Cell | None = None
    provision: Provision | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class Vote:
    """A vote at a step: at least ``share`` per cent of ``base`` (the members or those present; nothing: not known) in favour."""

    id: str
    by: str
    who: Text
    share: Cell
    evidence: Evidence
    base: str | None = None
    decided_by: Text | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Survey:
    """How satisfaction is asked for, in per cent: least share asked, satisfied overall, each content, each commune and content.

    ``sets``: only for these sets. ``step``: the step at which it is held.
    """

    id: str
    who: Text
    asked: Cell
    overall: Cell
    evidence: Evidence
    each_content: Cell | None = None
    each_unit: Cell | None = None
    sets: tuple[str, ...] = ()
    step: str | None = None
    decided_by: Text | None = None
    base: Text | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Authority:
    """Who decides, and who announces."""

    decides: Text
    evidence: Evidence
    announces: Text | None = None
    provision: Provision | None = None


@frozen(kw_only=True)
class Revocation:
    """One way to lose recognition: shares of the criteria no longer met, or of the units inside whose recognition was revoked.

    ``one_of``: and among the lost criteria one of these names. ``unknown``: the rule of this time is not known.
    """

    id: str
    evidence: Evidence
    lost_from: Cell | None = None
    lost_below: Cell | None = None
    one_of: tuple[str, ...] = ()
    children_from: Cell | None = None
    unknown: Hole | None = None
    provision: Provision | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class Renewal:
    """After how many years recognition is looked at again."""

    after_years: Cell
    from_: Text | None = None


@frozen(kw_only=True)
class OpenPart:
    """A part of the procedure that is not known: what, why, who decides it.

    ``conditions``: it is about the conditions themselves, so that nobody can be said to meet all of them while it is open.
    ``id``: the name by which an entry of a pack says that it ``settles`` it.
    """

    what: Text
    why: Text
    decided_by: Text | None = None
    id: str | None = None
    conditions: bool = False
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)


@frozen(kw_only=True)
class Merged:
    """What becomes of recognition when units are joined, by the tiers of the parts: each as it is, ``dat`` for any that is
    recognised, or ``*`` for all alike.
    """

    id: str
    parts: tuple[Annotated[str, OF_PARTS], ...]
    result: Text
    evidence: Evidence
    keeps: Annotated[str, RECOGNISED_TIERS] | None = None
    full_dossier: bool | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)


@frozen(kw_only=True)
class Procedure:
    """One procedure of recognition, for a kind of unit and its sets, from one day to another."""

    id: str
    name: Text
    levels: tuple[Level, ...]
    sets: tuple[str, ...]
    decision: str
    stage: Span
    evidence: Evidence
    amended_by: tuple[str, ...] = ()
    authority: Authority | None = None
    steps: tuple[Step, ...] = ()
    papers: tuple[Paper, ...] = ()
    conditions: tuple[Condition, ...] = ()
    votes: tuple[Vote, ...] = ()
    surveys: tuple[Survey, ...] = ()
    revocation: tuple[Revocation, ...] = ()
    renewal: Renewal | None = None
    merged: tuple[Merged, ...] = ()
    open: tuple[OpenPart, ...] = ()
    note: Text | None = None
    applied: tuple[AppliedOverlay, ...] = ()

    def on(self, day: str | date, set_key: str | None = None) -> Procedure:
        """Return the procedure with only what was in force on ``day`` and is about the set with this key."""
        day = as_day(day)
        return evolve(
            self, steps=_current(self.steps, day), papers=_current(self.papers, day),
            conditions=_current(self.conditions, day), revocation=_current(self.revocation, day),
            merged=_current(self.merged, day), open=_current(self.open, day),
            surveys=tuple(each for each in self.surveys if set_key is None or not each.sets or set_key in each.sets),
        )  # fmt: skip

    def step(self, name: str) -> Step | None:
        """Return the step with this id."""
        return next((each for each in self.steps if each.id == name), None)

    def before(self, name: str) -> tuple[str, ...]:
        """Return the ids of every step that the step with this id follows, near or far."""
        found: list[str] = []
        wanted = [name]
        while wanted:
            step = self.step(wanted.pop(0))
            more = [each for each in (step.after if step is not None else ()) if each not in found]
            found += more
            wanted += more
        return tuple(found)

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Yield every cell with its path, as packs and pages name it: ``steps/tham-tra/days``."""
        for step in self.steps:
            if step.term is not None:
                yield f"steps/{step.id}/days", step.term.days
        for condition in self.conditions:
            if condition.share is not None:
                yield f"conditions/{condition.id}/share", condition.share
        for vote in self.votes:
            yield f"votes/{vote.id}/share", vote.share
        for survey in self.surveys:
            for name in SURVEY_CELLS:
                cell = getattr(survey, name)
                if cell is not None:
                    yield f"surveys/{survey.id}/{name}", cell
        for rule in self.revocation:
            for name in REVOCATION_CELLS:
                cell = getattr(rule, name)
                if cell is not None:
                    yield f"revocation/{rule.id}/{name}", cell
        if self.renewal is not None:
            yield "renewal/after_years", self.renewal.after_years


SURVEY_CELLS = ("asked", "overall", "each_content", "each_unit")
REVOCATION_CELLS = ("lost_from", "lost_below", "children_from")
T = TypeVar("T", Step, Paper, Condition, Revocation, Merged, OpenPart)


def _current(items: tuple[T, ...], day: date) -> tuple[T, ...]:
    return tuple(
        each for each in items if (each.from_ is None or each.from_ <= day) and (each.to is None or day <= each.to)
    )


@frozen(kw_only=True)
class ProcedureOverride:
    """One entry of a pack over a procedure: a cell filled, raised or replaced, or a step, paper, condition or vote added.

    ``settles``: the open parts of the procedure (ids) that this entry, with those beside it, makes known in the province.
    """

    id: str
    verb: Verb
    target: str
    provision: Provision
    from_: Day = field(converter=as_day)
    evidence: Evidence
    to: Day | None = field(default=None, converter=as_day_if_any)
    cell: Cell | None = None
    counted: str | None = None
    step: Step | None = None
    paper: Paper | None = None
    condition: Condition | None = None
    vote: Vote | None = None
    legal_basis: Provision | None = None
    supersedes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    note: Text | None = None

    def stands_on(self, day: str | date) -> bool:
        """Tell whether the entry is in force on ``day``."""
        day = as_day(day)
        return self.from_ <= day and (self.to is None or day <= self.to)


@frozen(kw_only=True)
class PlacedOverride:
    """An entry with the place it was read from and the provinces (list, id) for which it speaks."""

    override: ProcedureOverride
    at: str
    provinces: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class AppliedOverlay:
    """An entry that changed a procedure for a province: told beside the step or cell."""

    path: str
    verb: Verb
    id: str
    provision: Provision
    national: Cell | None = None


@frozen(kw_only=True)
class Procedures:
    """All procedures by id, and what packs lay over them."""

    national: Mapping[str, Procedure]
    overlays: tuple[PlacedOverride, ...] = ()
