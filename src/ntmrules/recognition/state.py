"""The state of a dossier on a day: a fold over its events by the procedure. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model.calendar import WORKING
from ntmrules.model.evidence import Floor
from ntmrules.model.procedures import AT_MOST, DECISION, LASTS, MEMBERS, PRESENT, Paper, Procedure, Step, Vote
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.places.working_days import Calendar, Deadline
from ntmrules.recognition.cells import Judged, hole_words, judged_share, share, values_of
from ntmrules.recognition.dossier import BEGUN, DONE, RECOGNISED, REFUSED, REVOKED, Dossier, Event, mark_of

LODGED, MISSING, NEXT, LATER = "lodged", "missing", "next", "later"
OPEN = "open"
STATES = (DONE, BEGUN, OPEN)


@frozen(kw_only=True)
class StepState:
    """One step on the day: when it was begun and done, its last day, how late it is or was.

    ``deadline`` is nothing where the term is not known or nothing has started it: ``why`` tells. ``late``: by how many
    working days; ``late_sure`` is false where the calendar of the time is not known. ``early``: days short of a time that
    has to pass. ``skipped``: done although a step before it has no day. ``returned``: sent back to it, and not done since.
    """

    step: Step
    state: str
    begun: str | None = None
    done: str | None = None
    deadline: Deadline | None = None
    why: Text | None = None
    late: int = 0
    late_sure: bool = True
    early: int = 0
    skipped: tuple[str, ...] = ()
    returned: Event | None = None
    reported: tuple[Event, ...] = ()


@frozen(kw_only=True)
class PaperState:
    """One paper: lodged, missing (the step that needs it is done), needed next, or later. ``weak``: remembered too weakly."""

    paper: Paper
    state: str
    day: str | None = None
    number: str | None = None
    weak: bool = False


@frozen(kw_only=True)
class VoteState:
    """One vote: its numbers and shares by base, and the verdict where it was held."""

    vote: Vote
    event: Event | None
    shares: Mapping[str, Decimal | None]
    judged: Judged | None


@frozen(kw_only=True)
class DossierState:
    """What is known of a dossier on a day. ``reached`` is the furthest step that is done or begun; ``next`` what comes now."""

    on: str
    steps: tuple[StepState, ...]
    papers: tuple[PaperState, ...]
    votes: tuple[VoteState, ...]
    reached: Step | None
    next: StepState | None
    outcome: str | None
    decision: Event | None
    reported: tuple[Event, ...]

    @property
    def late(self) -> tuple[StepState, ...]:
        """Steps that are late, or were done late, the latest first."""
        return tuple(sorted((each for each in self.steps if each.late), key=lambda each: -each.late))

    @property
    def missing(self) -> tuple[PaperState, ...]:
        """Papers that should be there and are not."""
        return tuple(each for each in self.papers if each.state == MISSING and not each.weak)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How far it has come: this never falls when events are added."""
        outcomes = {None: 0, REFUSED: 1, RECOGNISED: 2, REVOKED: 3}
        done = sum(each.state == DONE for each in self.steps)
        order = [each.step.id for each in self.steps]
        return outcomes[self.outcome], order.index(self.reached.id) + 1 if self.reached is not None else 0, done

    @property
    def due(self) -> str | None:
        """The nearest last day of a step that is not done; nothing where none is known."""
        days = [
            each.deadline.day
            for each in self.steps
            if each.state != DONE and each.deadline is not None and _role(each) == AT_MOST
        ]
        return min(days, default=None)


def _role(state: StepState) -> str:
    return state.step.term.role if state.step.term is not None else AT_MOST


def state_on(
    dossier: Dossier, procedure: Procedure, on: str, calendar: Calendar, floor: Floor = Floor.RECALL
) -> DossierState:
    """Return the state of a dossier on a day (ISO): events after it are not known yet, their order does not matter."""
    events = list(dossier.known(on))
    undated = [event for event in dossier.events if event.kind == "reported" and event.day is None]
    marks = _marks(events, procedure)
    refused = [event.day for event in events if event.result == REFUSED and event.day is not None]
    decided = marks.get((DECISION, DONE)) or min(refused, default=None)
    until = decided if decided is not None else on  # after the decision nobody waits for what came before it
    steps = tuple(
        _step(step, marks, events, on if DECISION in procedure.before(step.id) else until, calendar, floor)
        for step in procedure.steps
    )
    begun = [each.step for each in steps if each.state != OPEN or each.reported]
    after = {each.step.id: each for each in steps}
    ready = [
        each
        for each in steps
        if each.state != DONE and all(after[name].state == DONE for name in each.step.after if name in after)
    ]
    decisions = [event for event in events if event.decision is not None and event.result is not None]
    outcome, decision = _outcome(decisions)
    if outcome is not None:  # what comes after a decision is only what follows it
        ready = [each for each in ready if outcome == RECOGNISED and DECISION in procedure.before(each.step.id)]
    open_ = [each for each in steps if each.state == BEGUN and each in ready] or ready
    following = open_[0] if open_ else None
    told = [event for event in (*events, *undated) if event.kind == "reported"]
    if told and not marks:  # a state that was told, without a dated step: what comes next is only what it names
        named = [each for each in steps if any(event.step == each.step.id for event in told)]
        following = named[-1] if named else None
        begun = [each.step for each in named] or begun
    papers = tuple(_paper(paper, events, after, following, floor) for paper in procedure.papers)
    votes = tuple(_vote(vote, events, floor) for vote in procedure.votes)
    return DossierState(
        on=on,
        steps=steps,
        papers=papers,
        votes=votes,
        reached=begun[-1] if begun else None,
        next=following,
        outcome=outcome,
        decision=decision,
        reported=tuple(told),
    )


def _outcome(decisions: list[Event]) -> tuple[str | None, Event | None]:
    """Return the outcome: revoked stands over recognised, and that over refused, whatever the order of the file."""
    for result in (REVOKED, RECOGNISED, REFUSED):
        found = [event for event in decisions if event.result == result]
        if found:
            return result, min(found, key=lambda event: (event.day or "", event.decision or ""))
    return None, None


def _marks(events: list[Event], procedure: Procedure) -> dict[tuple[str, str], str]:
    """Return the first day on which each step was begun and done; a decision ends the step of deciding."""
    found: dict[tuple[str, str], str] = {}
    for event in events:
        key = mark_of(event, procedure)
        if key is not None and event.kind != "paper" and event.day is not None:
            found[key] = min(found.get(key, event.day), event.day)
    return found


def _step(
    step: Step, marks: Mapping[tuple[str, str], str], events: list[Event], on: str, calendar: Calendar, floor: Floor
) -> StepState:
    begun, done = marks.get((step.id, BEGUN)), marks.get((step.id, DONE))
    state = DONE if done is not None else BEGUN if begun is not None else OPEN
    sent = [
        event
        for event in events
        if event.returned == step.id and event.day is not None and (done is None or event.day > done)
    ]
    told = tuple(event for event in events if event.kind == "reported" and event.step == step.id)
    skipped = tuple(name for name in step.after if done is not None and (name, DONE) not in marks)
    common = {
        "step": step,
        "state": state,
        "begun": begun,
        "done": done,
        "skipped": skipped,
        "reported": told,
        "returned": max(sent, key=lambda event: event.day or "") if sent else None,
    }
    deadline, why = _deadline(step, marks, calendar, floor)
    late = early = 0
    if deadline is not None and step.term is not None and step.term.role == AT_MOST:
        last = done or on
        late = calendar.days_between(deadline.day, last, WORKING) if last > deadline.day else 0
        late = max(late, 1) if last > deadline.day else 0
    if deadline is not None and step.term is not None and step.term.role == LASTS and done is not None:
        early = max(0, calendar.days_between(done, deadline.day, step.term.counted))
    sure = deadline is None or not deadline.remarks
    return StepState(deadline=deadline, why=why, late=late, late_sure=sure, early=early, **common)  # type: ignore[arg-type]


def _deadline(
    step: Step, marks: Mapping[tuple[str, str], str], calendar: Calendar, floor: Floor
) -> tuple[Deadline | None, Text | None]:
    """Return the last day of a step, or why there is none: no term, a hole, evidence too weak, nothing that starts it."""
    term = step.term
    if term is None:
        return None, None
    values, evidence = values_of(term.days)
    if not values:
        return None, hole_words(term.days, term.decided_by)
    if evidence is None or evidence.rank < floor:
        return None, Text("căn cứ của thời hạn quá yếu", "the evidence of the term is too weak")
    if term.from_ is not None:
        start = marks.get((term.from_, DONE))
        why = Text(
            f"chưa biết ngày xong của bước {term.from_}",
            f"the day on which the step {term.from_} was done is not known",
        )
    else:
        start = marks.get((step.id, BEGUN))
        why = Text("chưa biết ngày bắt đầu bước này", "the day on which this step was begun is not known")
    if start is None:
        return None, why
    # Of several values that sources give the longest counts: nobody is late by a term that may not be his.
    return calendar.deadline(start, int(max(values)), term.counted), None


def _paper(
    paper: Paper, events: list[Event], steps: Mapping[str, StepState], following: StepState | None, floor: Floor
) -> PaperState:
    lodged = sorted(
        (event for event in events if event.paper == paper.id), key=lambda event: (event.day or "", event.number or "")
    )
    weak = paper.evidence.rank < floor
    if lodged:
        return PaperState(paper=paper, state=LODGED, day=lodged[0].day, number=lodged[0].number, weak=weak)
    needed = steps.get(paper.by)
    if needed is not None and needed.state == DONE:
        return PaperState(paper=paper, state=MISSING, weak=weak)
    near = following is not None and (following.step.id == paper.by)
    return PaperState(paper=paper, state=NEXT if near else LATER, weak=weak)


def _vote(vote: Vote, events: list[Event], floor: Floor) -> VoteState:
    held = sorted(
        (event for event in events if event.vote == vote.id),
        key=lambda event: (event.day or "", event.number or "", event.for_ or 0),
    )
    if not held:
        return VoteState(vote=vote, event=None, shares={}, judged=None)
    event = held[-1]
    shares = {MEMBERS: share(event.for_, event.members), PRESENT: share(event.for_, event.present)}
    chosen = [vote.base] if vote.base is not None else [MEMBERS, PRESENT]
    judged = [judged_share(vote.share, shares[base], floor, decided_by=vote.decided_by) for base in chosen]
    first = judged[0]
    if any(each.verdict is not first.verdict for each in judged):
        first = Judged(
            verdict=Verdict.UNDETERMINED,
            asked=first.asked,
            values=first.values,
            evidence=first.evidence,
            reason=Text(
                "đạt hay không còn tùy tính trên tổng số thành viên hay số có mặt; quy định chưa thấy",
                "it depends on whether it is of the members or of those present; the rule was not seen",
            ),
        )
    return VoteState(vote=vote, event=event, shares=shares, judged=first)


def problems_told(state: DossierState) -> Iterator[Text]:
    """Yield what is out of order in a dossier without being impossible: steps too early, days that are missing."""
    for each in state.steps:
        if each.early:
            yield Text(
                f"{each.step.what.vi}: xong sớm {each.early} ngày so với thời gian phải công khai, lấy ý kiến",
                f"{each.step.what.en or each.step.what.vi}: done {each.early} days before its time had passed",
            )
        for name in each.skipped:
            yield Text(
                f"bước {each.step.id} đã xong nhưng bước {name} trước nó chưa ghi ngày",
                f"step {each.step.id} is done, but {name} before it has no day",
            )
