"""The rows of a plan with their states, as data of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ntmrules.explain.lang.words import verdict_word
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.plan import PlanState
from ntmrules.progress.plan_told import pace_words
from ntmrules.report.interned import of_text, pair


def plan_rows(states: Sequence[PlanState], names: Mapping[str, Text]) -> list[dict[str, Any]]:
    """Return one object a row of the plan: what is aimed at, by when, where it stands and why; ``names`` of sets by id."""
    return [
        {
            "n": each.row.unit, "d": each.row.within or "", "set": each.set, "name": of_text(names[each.set]),
            "target": each.row.target.text,
            "due": each.row.due, "body": each.row.body or "", "note": each.row.note or "", "state": each.state,
            "left": each.days_left, "now": _now(each.now), "why": of_text(each.reason),
            "pace": pair(pace_words(each.pace, "vi"), pace_words(each.pace, "en")), "open": len(each.open),
        }
        for each in states
    ]  # fmt: skip


def _now(now: str) -> Any:
    if now in tuple(Verdict):
        return pair(verdict_word(Verdict(now), "vi"), verdict_word(Verdict(now), "en"))
    return now
