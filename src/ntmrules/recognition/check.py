"""A dossier checked on a day: its state, its conditions, and whether the unit may be recognised."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.explain.lang.numbers import day
from ntmrules.frozen import evolve, frozen
from ntmrules.model.evidence import Floor
from ntmrules.model.procedures import Procedure
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.places.working_days import Calendar
from ntmrules.recognition.cells import together
from ntmrules.recognition.conditions import ConditionState, Known, conditions_on
from ntmrules.recognition.dossier import RECOGNISED, REVOKED, Dossier
from ntmrules.recognition.dossier_file import check_events
from ntmrules.recognition.state import DossierState, problems_told, state_on
from ntmrules.recognition.survey import rows_of


@frozen(kw_only=True)
class DossierCheck:
    """A dossier on a day. ``verdict``: met, the unit may be recognised; not met; undetermined.

    It is made of the conditions and of the votes that were held; papers and terms stand beside it.
    """

    dossier: Dossier
    procedure: Procedure
    state: DossierState
    conditions: tuple[ConditionState, ...]
    verdict: Verdict
    remarks: tuple[Text, ...]
    calendar: Calendar
    set_name: Text | None = None
    """The name of its criteria set, where the catalogue is at hand."""

    @property
    def meets_set(self) -> Verdict | None:
        """Whether the unit meets the set now, which is another statement than whether it is recognised."""
        return next((each.verdict for each in self.conditions if each.condition.kind == "set_met"), None)

    @property
    def recognised(self) -> bool:
        """Whether a decision of recognition stands on the day."""
        return self.state.outcome == RECOGNISED


def check_dossier(
    dossier: Dossier,
    procedure: Procedure,
    on: str,
    known: Known,
    calendar: Calendar,
    floor: Floor = Floor.RECALL,
    *,
    whole: Procedure | None = None,
) -> DossierCheck:
    """Return a dossier checked on a day (ISO) by a procedure as it stands that day; ``whole`` is the same at all times.

    ``FiguresError`` NTM588 for events that cannot be, NTM589 for a survey of other units.
    """
    check_events(dossier, whole or procedure)
    if known.survey is not None:
        rows = rows_of(known.survey, dossier.unit, within=dossier.within, with_children="xa" not in procedure.levels)
        known = evolve(known, survey=rows)
    state = state_on(dossier, procedure, on, calendar, floor)
    conditions = conditions_on(dossier, procedure, on, known, floor)
    held = [each.judged.verdict for each in state.votes if each.judged is not None]
    verdict = together([*(each.verdict for each in conditions), *held])
    return DossierCheck(
        dossier=dossier,
        procedure=procedure,
        state=state,
        conditions=conditions,
        verdict=verdict,
        remarks=tuple(_remarks(dossier, procedure, state, conditions)),
        calendar=calendar,
    )


def _remarks(
    dossier: Dossier, procedure: Procedure, state: DossierState, conditions: tuple[ConditionState, ...]
) -> Iterator[Text]:
    yield from problems_told(state)
    if dossier.begun is not None and state.on < dossier.begun:
        yield Text(
            f"ngày {day(state.on, 'vi')} hồ sơ chưa mở (mở ngày {day(dossier.begun, 'vi')})",
            f"the dossier was not begun on {state.on} (begun on {dossier.begun})",
        )
    if not procedure.stage.covers(state.on):
        yield Text(
            f"ngày {day(state.on, 'vi')} nằm ngoài thời gian của thủ tục {procedure.id}; "
            "hồ sơ dở dang chuyển tiếp thế nào thì chưa rõ",
            f"{state.on} is outside the time of {procedure.id}; how open dossiers pass over is not known",
        )
    if state.outcome is not None and any(each.verdict is Verdict.NOT_MET for each in conditions):
        words = {
            RECOGNISED: (
                "đã có quyết định công nhận; công nhận còn nguyên cho đến khi bị thu hồi, dù hiện chưa đạt đủ",
                "recognised; recognition stands until it is revoked, although not all is met now",
            ),
            REVOKED: ("quyết định công nhận đã bị thu hồi", "recognition was revoked"),
        }.get(state.outcome)
        if words is not None:
            yield Text(*words)
