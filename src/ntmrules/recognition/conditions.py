"""The conditions of recognition on a day, each with its verdict and why: set, arrears, satisfaction, statements, units inside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ntmrules.capital.arrears import Place, arrears_of
from ntmrules.capital.rows import CapitalRow
from ntmrules.explain.lang.numbers import day
from ntmrules.figures.newest import is_after, of_newest_time
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry, UnitFigures, Value
from ntmrules.model.procedures import (
    CHILDREN,
    NO_ARREARS,
    NOT_KNOWN,
    SATISFACTION,
    SET_MET,
    Condition,
    OpenPart,
    Procedure,
)
from ntmrules.model.spelling import answer_of
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.cells import HUNDRED, judged_share
from ntmrules.recognition.dossier import Dossier, Event
from ntmrules.recognition.survey import SurveyResult, SurveyRow, judge_survey

NO_FIGURES = Text("chưa có tệp số liệu", "no file of figures")


@frozen(kw_only=True)
class ConditionState:
    """One condition with its verdict; ``why`` in words, and what it was found from: attainment, amount, survey, event."""

    condition: Condition
    verdict: Verdict
    why: Text
    attainment: Attainment | None = None
    arrears: Decimal | None = None
    rows: tuple[CapitalRow, ...] = ()
    survey: SurveyResult | None = None
    event: Event | None = None


@frozen(kw_only=True)
class Known:
    """What a dossier is judged on: the attainment of its set or why there is none, capital, survey, the figures of the unit.

    ``inside``: the communes of the unit, from the lists of units or its figures; nothing where neither tells them.
    """

    attainment: Attainment | None = None
    no_attainment: Text = NO_FIGURES
    capital: Sequence[CapitalRow] | None = None
    survey: Sequence[SurveyRow] | None = None
    figures: UnitFigures | None = None
    inside: Sequence[str] | None = None


def conditions_on(
    dossier: Dossier, procedure: Procedure, on: str, known: Known, floor: Floor = Floor.RECALL
) -> tuple[ConditionState, ...]:
    """Return every condition of the procedure with its verdict on a day (ISO), and those that no text tells as open."""
    told = [_judged(each, dossier, procedure, on, known, floor) for each in procedure.conditions]
    return (
        *told,
        *(_not_told(each, procedure, place) for place, each in enumerate(procedure.open, 1) if each.conditions),
    )


def _not_told(part: OpenPart, procedure: Procedure, place: int) -> ConditionState:
    """Return what stands for conditions that are not known: while they are not, nobody can be said to meet them all."""
    condition = Condition(id=part.id or f"chua-ro-{place}", kind=NOT_KNOWN, text=part.what, evidence=procedure.evidence)
    vi, en = part.why.vi, part.why.en or part.why.vi
    if part.decided_by is not None:
        vi = f"{vi}; nơi quyết định: {part.decided_by.vi}"
        en = f"{en}; decided by: {part.decided_by.en or part.decided_by.vi}"
    return ConditionState(
        condition=condition, verdict=Verdict.UNDETERMINED, why=Text(f"chưa rõ: {vi}", f"not known: {en}")
    )


def _judged(
    condition: Condition, dossier: Dossier, procedure: Procedure, on: str, known: Known, floor: Floor
) -> ConditionState:
    found = {
        SET_MET: lambda: _set(condition, known),
        NO_ARREARS: lambda: _arrears(condition, dossier, on, known),
        SATISFACTION: lambda: _satisfaction(condition, dossier, procedure, known, floor),
        CHILDREN: lambda: _children(condition, dossier, on, known, floor),
    }.get(condition.kind, lambda: _statement(condition, dossier, on))()
    if condition.evidence.rank < floor and found.verdict is not Verdict.UNDETERMINED:
        why = Text(
            f"{found.why.vi}; căn cứ của chính điều kiện quá yếu",
            f"{found.why.en or found.why.vi}; the evidence of the condition itself is too weak",
        )
        return ConditionState(
            condition=condition,
            verdict=Verdict.UNDETERMINED,
            why=why,
            attainment=found.attainment,
            arrears=found.arrears,
            rows=found.rows,
            survey=found.survey,
            event=found.event,
        )
    return found


def _set(condition: Condition, known: Known) -> ConditionState:
    if known.attainment is None:
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=known.no_attainment)
    found = known.attainment
    verdict = Verdict.UNDETERMINED if found.verdict is Verdict.NOT_APPLICABLE else found.verdict
    return ConditionState(
        condition=condition, verdict=verdict, why=Text(found.tally.text("vi"), found.tally.text("en")), attainment=found
    )


def _arrears(condition: Condition, dossier: Dossier, on: str, known: Known) -> ConditionState:
    if known.capital is None:
        why = Text(
            "chưa có tệp vốn; thiếu dòng nợ đọng không phải là không nợ",
            "no file of capital; a missing row is not nought",
        )
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=why)
    children = [child.unit for child in known.figures.children] if known.figures is not None else []
    children = children or list(known.inside or ())
    place = Place(unit=dossier.unit, within=dossier.within, province=dossier.province)
    found = arrears_of(known.capital, place, on, since=dossier.opened, inside=children)
    amount, rows = found.amount, found.rows
    if amount is None:
        return ConditionState(
            condition=condition, verdict=Verdict.UNDETERMINED, why=found.why or Text("", ""), rows=rows
        )
    newest = max((row.as_of or "" for row in rows), default="")
    said = f"{amount:,.0f}".replace(",", ".")
    why = Text(f"nợ đọng {said} đồng, số ngày {day(newest, 'vi')}", f"arrears {amount:,.0f} đồng as of {newest}")
    return ConditionState(
        condition=condition, verdict=Verdict.MET if amount == 0 else Verdict.NOT_MET, why=why, arrears=amount, rows=rows
    )


def _satisfaction(
    condition: Condition, dossier: Dossier, procedure: Procedure, known: Known, floor: Floor
) -> ConditionState:
    if not procedure.surveys:
        why = Text("thủ tục này chưa rõ quy định lấy ý kiến", "the rule of the survey is not known for this procedure")
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=why)
    if known.survey is None:
        why = Text("chưa có bảng lấy ý kiến (survey.csv)", "no survey (survey.csv)")
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=why)
    found = judge_survey(known.survey, procedure.surveys[0], dossier.unit, floor, inside=known.inside)
    return ConditionState(condition=condition, verdict=found.verdict, why=_survey_words(found), survey=found)


def _survey_words(found: SurveyResult) -> Text:
    wrong = [each for each in found.demands if each.judged.verdict is Verdict.NOT_MET]
    open_ = [each for each in found.demands if each.judged.verdict is Verdict.UNDETERMINED]
    if wrong:
        names = [each.label for each in wrong[:3]]
        return Text(
            "chưa đạt: " + "; ".join(each.vi for each in names),
            "not met: " + "; ".join(each.en or each.vi for each in names),
        )
    if open_:
        first = open_[0]
        reason = first.judged.reason or Text("", "")
        return Text(f"{first.label.vi}: {reason.vi}", f"{first.label.en or first.label.vi}: {reason.en or reason.vi}")
    return Text("mọi tỷ lệ đạt", "every share is met")


def _statement(condition: Condition, dossier: Dossier, on: str) -> ConditionState:
    found = _said(condition, dossier, on)
    if found is None:
        why = Text("chưa có xác nhận", "no statement yet")
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=why)
    yes = answer_of(found.answer or "")
    paper = found.number or found.note or found.source or ""
    why = Text(
        f"{'có' if yes else 'không'}, ngày {day(found.day or '', 'vi')}{f', {paper}' if paper else ''}",
        f"{'yes' if yes else 'no'}, {found.day}{f', {paper}' if paper else ''}",
    )
    return ConditionState(condition=condition, verdict=Verdict.MET if yes else Verdict.NOT_MET, why=why, event=found)


def _said(condition: Condition, dossier: Dossier, on: str) -> Event | None:
    events = [event for event in dossier.known(on) if event.statement == condition.id and event.answer is not None]
    return max(events, key=lambda event: (event.day or "", event.number or ""), default=None)


def _children(condition: Condition, dossier: Dossier, on: str, known: Known, floor: Floor) -> ConditionState:
    """Judge by the units inside, of which the figures say who is recognised; without them by a statement."""
    said = _said(condition, dossier, on)
    children = known.figures.children if known.figures is not None else ()
    reported = [recognised(child, on) for child in children]
    if not children or any(each is None for each in reported):
        if said is not None:
            return _statement(condition, dossier, on)
        missing = sum(each is None for each in reported)
        why = Text(
            f"chưa rõ {missing or 'các'} đơn vị bên trong đã có quyết định công nhận hay chưa",
            f"not known of {missing or 'the'} units inside whether they are recognised",
        )
        return ConditionState(condition=condition, verdict=Verdict.UNDETERMINED, why=why)
    count = sum(each is True for each in reported)
    assert condition.share is not None
    judged = judged_share(condition.share, Decimal(count) * HUNDRED / len(children), floor)
    why = Text(
        f"{count}/{len(children)} đơn vị có quyết định; cần {judged.asked.vi}",
        f"{count} of {len(children)} units recognised; asked for {judged.asked.en or judged.asked.vi}",
    )
    return ConditionState(condition=condition, verdict=judged.verdict, why=why)


def recognised(unit: UnitFigures, on: str) -> bool | None:
    """Tell whether figures say that a unit has a decision on a day (ISO): what was said last of a set as a whole.

    A report on one criterion or indicator of a set is none on the set. Recognised in one set is recognised, whatever was said
    of a higher one; nothing where no set as a whole was spoken of.
    """
    said: dict[str, list[Entry]] = {}
    for entry in unit.entries:
        if isinstance(entry.value, Verdict) and whole_set(entry.subject) and not is_after(entry, on):
            said.setdefault(entry.subject.split("/")[1], []).append(entry)
    found = [_newest_word(entries, on) for entries in said.values()]
    return True if Verdict.MET in found else False if Verdict.NOT_MET in found else None


def _newest_word(entries: Sequence[Entry], on: str) -> Value | None:
    """Return what was said last; nothing where that was taken back, or two things were said at one time."""
    last = of_newest_time(entries, on)
    values = {entry.value if entry.usable else None for entry in last}
    return values.pop() if len(values) == 1 else None


def whole_set(subject: str) -> bool:
    """Tell whether a subject is a set as a whole: ``vn/xa-ntm``, ``vn/xa-ntm/2021``, and no part of one."""
    parts = subject.split("/")
    if len(parts) == len(("list", "set")):
        return not parts[1].replace(".", "").isdigit()
    return len(parts) == len(("list", "set", "stage")) and parts[2].isdigit() and len(parts[2]) == len("2021")
