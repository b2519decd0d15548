"""What a cell leaves in doubt, settled by the figure that it is: a label, a unit of measure, a sign, a yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from ntmrules.errors import Problem, problem
from ntmrules.figures.indicator_names import told_behind
from ntmrules.figures.scale import other_scale, same_scale
from ntmrules.frozen import evolve
from ntmrules.messages import Phrase
from ntmrules.model.figures import Answer, Cell, Entry
from ntmrules.model.measures import Measure, MeasureKind, YesMeans
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.figures.subjects import Subject

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
PLAIN = Cell()


def settled(book: Rulebook, known: Mapping[str, Subject], subject: Subject, entry: Entry) -> Entry | Problem:
    """Return an entry with what its cell left in doubt settled by the figure that it is, or why it cannot be."""
    measure = subject.measure or subject.number_of
    cell = entry.cell
    if cell is not None:
        if (cell.typed or cell.resaved) and f"{entry.subject}0" in known:
            full = f"{book.set.key}/{entry.subject}"
            identity = "NTM503.typed" if cell.typed else "NTM503.resaved"
            return problem(identity, entry.at, subject=entry.subject, full=full)
        if cell.behind and (wrong := told_behind(book, entry)) is not None:
            return wrong
        if cell.ratio and measure is not None and (measure.unit or "").startswith("%") and type(entry.value) is Decimal:
            percent = format((entry.value * 100).normalize(), "f")
            return problem("NTM506.ratio", entry.at, subject=entry.subject, value=shown(entry.value), percent=percent)
        bare = type(entry.value) is Decimal and entry.unit is None
        if cell.measured and bare and measure is not None and not same_scale(cell.measured, measure.unit):
            return _otherwise_measured(measure, entry, cell.measured)
        if cell.titled and bare and measure is not None and other_scale(cell.titled, measure.unit):
            return _otherwise_measured(measure, entry, cell.titled)
        if cell.sign and measure is not None and measure.kind is not MeasureKind.YES_NO:
            return problem(
                "NTM502.sign-or-number", entry.at, subject=entry.subject, sign=cell.sign, meant=shown(entry.value)
            )
    return entry if cell is None or cell.answer is None else _answered(subject, measure, entry, cell.answer)


def _otherwise_measured(measure: Measure, entry: Entry, given: str) -> Problem:
    return problem("NTM506.measured", entry.at, subject=entry.subject, value=shown(entry.value), given=given,
                   unit=measure.unit or Phrase("remarks.no-unit-of-measure"))  # fmt: skip


def _answered(subject: Subject, measure: Measure | None, entry: Entry, answer: Answer) -> Entry | Problem:
    """Return what «có» or «không» says of a measure; a problem where the measure does not say what they mean."""
    yes = answer is Answer.YES
    means = None if measure is None else measure.yes_means
    if means is YesMeans.MET or means is YesMeans.NOT_MET:
        value = MET if yes is (means is YesMeans.MET) else NOT_MET
        return entry if entry.value is value else evolve(entry, value=value)
    if means is YesMeans.SOME and not yes:
        return evolve(entry, value=Decimal(0))
    if means is YesMeans.SOME:
        assert measure is not None
        return problem("NTM505.how-many", entry.at, subject=entry.subject, unit=in_unit(measure))
    number = measure is not None and measure.kind is not MeasureKind.YES_NO
    wanted: object = (
        Phrase("remarks.a-number") if number and subject.measure is not None else "đạt | chưa đạt | không áp dụng"
    )
    return problem("NTM505.answer", entry.at, subject=entry.subject, value="có" if yes else "không", wanted=wanted)


def in_unit(measure: Measure) -> Phrase | str:
    """Return the unit of a measure behind «a number», empty where it has none."""
    return Phrase("remarks.in-unit", unit=measure.unit) if measure.unit else ""


def shown(value: object) -> str:
    """Return a value as a person writes it."""
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    words = {Verdict.MET: "đạt", Verdict.NOT_MET: "chưa đạt", Verdict.NOT_APPLICABLE: "không áp dụng"}
    return words.get(value, str(value)) if isinstance(value, Verdict) else str(value)


@lru_cache(maxsize=1024)
def in_doubt(
    *, typed: bool, resaved: bool, measured: str = "", titled: str = "", behind: str = "", number: str = "",
    column: str = "",
) -> Cell:  # fmt: skip
    """Return what is to be known of a cell; the plain one where there is nothing."""
    if not (typed or resaved or measured or titled or behind or number or column):
        return PLAIN
    return Cell(
        typed=typed, resaved=resaved, measured=measured, titled=titled, behind=behind, number=number, column=column
    )
