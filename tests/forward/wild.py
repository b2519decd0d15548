"""Figures with reports that may contradict them and each other: engines have to agree on those too."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ntmrules.engine.forward.durable import engine
from ntmrules.model.asked import same_unit_books
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.figures import figures_for
from ntmrules.testing.readings import Reading, values_near

MACHINES = ("forward/agenda", *(("forward/durable",) if engine() is not None else ()))
ANSWERS = (Verdict.MET, Verdict.NOT_MET)
SAYINGS = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


def labels_of(book: Rulebook) -> list[str]:
    """Return the ids on which a verdict can be reported, those of the sets it rests on among them."""
    found = [*(heading.id for heading in book.headings), *(rule.id for rule in (*book.rules, *book.prerequisites))]
    for nested in same_unit_books(book)[1:]:
        found += [nested.id, *labels_of(nested)]
    return list(dict.fromkeys(found))


@st.composite
def entry_for(draw: st.DrawFn, reading: Reading, *, on: dt.date) -> Entry:
    """Return a value of one measure, at a level or beside it, about a year with a level of its own or about none."""
    value: Decimal | Verdict = draw(st.sampled_from(ANSWERS))
    if reading.kind is not MeasureKind.YES_NO:
        value = draw(st.sampled_from(values_near(reading)))
    years = [year for year in reading.years if year <= on.year]
    return Entry(subject=reading.subject, value=value, period=draw(st.sampled_from((None, *years))),
                 status=draw(st.sampled_from((*[Status.FINAL] * 4, *Status))))  # fmt: skip


@st.composite
def wild_figures(draw: st.DrawFn, book: Rulebook) -> UnitFigures:
    """Return figures of one unit, with reports on any label whatever the figures say."""
    unit = draw(figures_for(book, reports=draw(st.booleans()), complete=draw(st.booleans())))
    labels = draw(st.lists(st.sampled_from(labels_of(book)), max_size=12, unique=True))
    said = [Entry(subject=label, value=draw(st.sampled_from(SAYINGS))) for label in labels]
    taken = {label.rpartition("/")[2] for label in labels if label.startswith(f"{book.id}/")}
    kept = [entry for entry in unit.entries if entry.subject not in taken]
    return UnitFigures(unit=unit.unit, entries=(*kept, *said), area=unit.area, level=unit.level, children=unit.children)


def shown(attainment: Attainment) -> dict[str, Any]:
    """Return all of an attainment but who inferred it."""
    names = ("unit", "trace", "tally", "figures", "reported_criteria", "reported_indicators")
    return {name: getattr(attainment, name) for name in names}
