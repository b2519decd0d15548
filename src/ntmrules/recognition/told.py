"""A checked dossier in words, Vietnamese first: state, what is late and whose, papers, conditions, votes, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ntmrules.explain.attainment.text import text_lines
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name, number
from ntmrules.model.procedures import AT_MOST, Procedure
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.recognition.calendar_told import counted_words, deadline_remarks, weekday_words
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.conditions import ConditionState
from ntmrules.recognition.dossier import BEGUN, DONE, RECOGNISED, REFUSED, REVOKED
from ntmrules.recognition.procedure_told import VERB_WORDS, paper_words
from ntmrules.recognition.state import LODGED, MISSING, NEXT, OPEN, PaperState, StepState, VoteState
from ntmrules.recognition.survey import SurveyResult

MARKS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNDETERMINED: "?", Verdict.NOT_APPLICABLE: "–"}
VERDICTS = {
    Verdict.MET: ("đủ điều kiện", "eligible"),
    Verdict.NOT_MET: ("chưa đủ điều kiện", "not eligible"),
    Verdict.UNDETERMINED: ("chưa xác định", "undetermined"),
}
CONDITION_WORDS = {
    Verdict.MET: ("đạt", "met"),
    Verdict.NOT_MET: ("chưa đạt", "not met"),
    Verdict.UNDETERMINED: ("chưa xác định", "undetermined"),
}
OUTCOMES = {
    RECOGNISED: ("đã công nhận", "recognised"),
    REFUSED: ("không được công nhận", "refused"),
    REVOKED: ("đã bị thu hồi công nhận", "recognition revoked"),
}
BASE_WORDS = {"members": ("tổng số thành viên", "of the members"), "present": ("số có mặt", "of those present")}
STEP_WORDS = {DONE: ("xong", "done"), BEGUN: ("đang làm", "begun"), OPEN: ("chưa làm", "not begun")}
PAPER_WORDS = {
    LODGED: ("đã có", "there"),
    MISSING: ("THIẾU", "MISSING"),
    NEXT: ("cần cho bước tới", "needed next"),
    "later": ("sau này", "later"),
}


def verdict_words(verdict: Verdict, lang: str) -> str:
    """Return đủ điều kiện, chưa đủ điều kiện or chưa xác định."""
    return VERDICTS[verdict][lang == "en"]


def check_lines(found: DossierCheck, *, lang: str = "vi", nested: bool = True) -> Iterator[Line]:
    """Yield a checked dossier for people; ``nested`` shows under the set what is open in it."""
    en = lang == "en"
    yield from _head(found, lang)
    yield from _late(found, lang)
    yield from _papers(found, lang)
    yield Line("Conditions" if en else "Điều kiện", "heading")
    for each in found.conditions:
        yield from _condition(each, lang, nested=nested)
    if not found.conditions:
        yield Line("none known" if en else "chưa biết điều kiện nào", "undetermined", 1)
    held = [each for each in found.state.votes if each.event is not None]
    if found.state.votes:
        yield Line("Votes" if en else "Biểu quyết", "heading")
    for vote in held or found.state.votes:
        yield from _vote(vote, lang)
    if found.state.steps:
        yield Line("Steps" if en else "Các bước", "heading")
    for place, step in enumerate(found.state.steps, 1):
        yield from _step(place, step, lang)
    yield from _open(found.procedure, lang)
    for remark in found.remarks:
        yield Line(remark.in_(lang), "note")


def _head(found: DossierCheck, lang: str) -> Iterator[Line]:
    en, dossier, state = lang == "en", found.dossier, found.state
    who = ", ".join(part for part in (dossier.unit, dossier.within, dossier.province) if part)
    verdict = verdict_words(found.verdict, lang)
    on = day(state.on, lang)
    yield Line(f"{who} – {'dossier' if en else 'hồ sơ'} {dossier.set}, {on}: {verdict}", "heading")
    texts = ", ".join(decision_name(each, lang) for each in (found.procedure.decision, *found.procedure.amended_by))
    yield Line(
        f"{'procedure' if en else 'thủ tục'} {found.procedure.id}: {found.procedure.name.in_(lang)} ({texts})",
        "muted",
        1,
    )
    meets = found.meets_set
    both = [
        OUTCOMES[state.outcome][en]
        if state.outcome
        else ("no decision of recognition yet" if en else "chưa có quyết định công nhận")
    ]
    if state.decision is not None and state.decision.day is not None:
        both[0] += f" ({state.decision.act}, {day(state.decision.day, lang)})"
    if meets is not None:
        both.append(f"{'the set today' if en else 'bộ tiêu chí hôm nay'}: {CONDITION_WORDS[meets][en]}")
    yield Line("; ".join(both), indent=1)
    if state.reached is not None:
        order = [each.step.id for each in state.steps]
        at = f"{order.index(state.reached.id) + 1}/{len(order)}"
        yield Line(f"{'reached step' if en else 'đã đến bước'} {at}: {state.reached.what.in_(lang)}", indent=1)
    for event in state.reported:
        told = f"{'as reported' if en else 'theo báo cáo'}: {event.reported}" + (
            f" ({event.source})" if event.source else ""
        )
        yield Line(told, "note", 1)
    if state.next is not None:
        yield Line(
            f"{'next' if en else 'bước tiếp theo'}: {state.next.step.what.in_(lang)} – {state.next.step.actor.in_(lang)}; "
            f"{term_words(state.next, lang)}",
            indent=1,
        )
    missing = len(state.missing)
    if missing:
        yield Line(f"{missing} papers missing" if en else f"thiếu {missing} giấy tờ", "not_met", 1)


def term_words(state: StepState, lang: str) -> str:
    """Return the last day of a step in words, or why none can be told."""
    en = lang == "en"
    term = state.step.term
    if state.deadline is not None and term is not None:
        said = counted_words(state.deadline.days, state.deadline.counted, lang)
        until = weekday_words(state.deadline.day, lang)
        if term.role == AT_MOST:
            return (
                f"{'due' if en else 'hạn'} {until} ({said} {'from' if en else 'từ'} {day(state.deadline.from_, lang)})"
            )
        return f"{'not before' if en else 'không xong trước'} {until} ({said})"
    if state.why is not None:
        return f"{'term' if en else 'thời hạn'}: {state.why.in_(lang)}"
    before = state.step.before
    return (
        f"{'before' if en else 'trước'} {before.in_(lang)}"
        if before is not None
        else ("no term" if en else "không có thời hạn")
    )


def _late(found: DossierCheck, lang: str) -> Iterator[Line]:
    en = lang == "en"
    late = found.state.late
    if late:
        yield Line("Late" if en else "Chậm", "heading")
    for each in late:
        days = f"{each.late} working day{'s' if each.late > 1 else ''}" if en else f"{each.late} ngày làm việc"
        tail = (
            ""
            if each.late_sure
            else (
                " (not sure: days off of that time are not known)"
                if en
                else " (chưa chắc: chưa biết ngày nghỉ của thời gian ấy)"
            )
        )
        done = (
            (f"done {day(each.done, lang)}" if en else f"xong ngày {day(each.done, lang)}")
            if each.done
            else ("not done" if en else "chưa xong")
        )
        yield Line(
            f"{each.step.what.in_(lang)} – {each.step.actor.in_(lang)}: {term_words(each, lang)}; {done}; "
            f"{'late by' if en else 'chậm'} {days}{tail}",
            "not_met",
            1,
        )
        if each.deadline is not None:
            yield from (Line(text, "note", 2) for text in deadline_remarks(each.deadline, lang))


def _papers(found: DossierCheck, lang: str) -> Iterator[Line]:
    en = lang == "en"
    if not found.state.papers:
        return
    yield Line("Papers" if en else "Giấy tờ", "heading")
    for each in found.state.papers:
        yield Line(_paper(each, lang), "not_met" if each.state == MISSING and not each.weak else "plain", 1)


def _paper(each: PaperState, lang: str) -> str:
    en = lang == "en"
    when = f" {day(each.day, lang)}" if each.day else ""
    number = f", {each.number}" if each.number else ""
    weak = (
        (" – only remembered that it is asked for" if en else " – chỉ nhớ là có, chưa chắc phải có")
        if each.weak
        else ""
    )
    return f"{paper_words(each.paper, lang)}: {PAPER_WORDS[each.state][en]}{when}{number}{weak}"


def _condition(each: ConditionState, lang: str, *, nested: bool) -> Iterator[Line]:
    word = CONDITION_WORDS[each.verdict][lang == "en"]
    yield Line(
        f"{MARKS[each.verdict]} {each.condition.text.in_(lang)}: {word} – {each.why.in_(lang)}", str(each.verdict), 1
    )
    if each.condition.provision is not None:
        yield Line(str(each.condition.provision), "muted", 2)
    if each.survey is not None:
        yield from survey_lines(each.survey, lang=lang, indent=2)
    if each.attainment is not None and nested and each.verdict is not Verdict.MET:
        lines = text_lines(each.attainment, view="unmet", lang=lang)
        yield from (Line(line.text, line.style, line.indent + 2) for line in lines if line.text)


def survey_lines(found: SurveyResult, *, lang: str = "vi", indent: int = 0) -> Iterator[Line]:
    """Yield each demand on a survey with its shares, their base, and what would still be needed."""
    en = lang == "en"
    bases = {
        "returned": ("phiếu thu về", "of those returned"),
        "asked": ("phiếu phát ra", "of those asked"),
        "households": ("số hộ", "of households"),
    }
    for each in found.demands:
        shares = ", ".join(
            f"{percent(value, lang)}% {bases[base][en]}" for base, value in each.shares.items() if value is not None
        )
        seen = shares or ("no figure" if en else "chưa có số liệu")
        said = f"{MARKS[each.judged.verdict]} {each.label.in_(lang)}: {seen}; {each.judged.asked.in_(lang)}"
        if each.judged.reason is not None and each.judged.reason != each.judged.asked and shares:
            said += f"; {each.judged.reason.in_(lang)}"
        if each.needed:
            said += f"; {'still needed' if en else 'còn cần thêm'}: {each.needed}"
        yield Line(said, str(each.judged.verdict), indent)
    yield from (Line(remark.in_(lang), "note", indent) for remark in found.remarks)


def percent(value: Decimal, lang: str) -> str:
    """Return a share with two decimals, rounded half up, as the language writes it."""
    return number(value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0, lang)


def _vote(each: VoteState, lang: str) -> Iterator[Line]:
    en = lang == "en"
    if each.event is None or each.judged is None:
        yield Line(f"{each.vote.who.in_(lang)}: {'not held' if en else 'chưa bỏ phiếu'}", "muted", 1)
        return
    numbers = f"{each.event.for_}/{each.event.members if each.event.members is not None else each.event.present}"
    shares = ", ".join(
        f"{percent(value, lang)}% {BASE_WORDS[base][en]}" for base, value in each.shares.items() if value is not None
    )
    reason = (
        f" – {each.judged.reason.in_(lang)}" if each.judged.reason is not None else f" – {each.judged.asked.in_(lang)}"
    )
    yield Line(
        f"{MARKS[each.judged.verdict]} {each.vote.who.in_(lang)}: {numbers} ({shares}){reason}",
        str(each.judged.verdict),
        1,
    )


def _step(place: int, each: StepState, lang: str) -> Iterator[Line]:
    en = lang == "en"
    mark = {DONE: "✓", BEGUN: "…", OPEN: " "}[each.state]
    when = each.done or each.begun
    said = f"{STEP_WORDS[each.state][en]}{f' {day(when, lang)}' if when else ''}"
    if each.state == OPEN and each.reported:
        said = "as reported" if en else "theo báo cáo"
    tail = "" if each.state == DONE else f"; {term_words(each, lang)}"
    yield Line(
        f"{mark} {place}. {each.step.what.in_(lang)} – {each.step.actor.in_(lang)}: {said}{tail}",
        "muted" if each.state == OPEN else "plain",
        1,
    )
    if each.returned is not None:
        reason = each.returned.reason or ("no reason given" if en else "không ghi lý do")
        yield Line(
            f"{'sent back' if en else 'bị trả lại'} {day(each.returned.day or '', lang)}: {reason}", "not_met", 2
        )


def _open(procedure: Procedure, lang: str) -> Iterator[Line]:
    en = lang == "en"
    parts = [each for each in procedure.open if not each.conditions]  # those stand among the conditions
    if parts:
        yield Line("Not known of this procedure" if en else "Chưa rõ trong thủ tục này", "heading")
    for each in parts:
        who = f"; {'decided by' if en else 'nơi quyết định'}: {each.decided_by.in_(lang)}" if each.decided_by else ""
        yield Line(f"{each.what.in_(lang)}: {each.why.in_(lang)}{who}", "undetermined", 1)
    for applied in procedure.applied:
        said = f"{VERB_WORDS[applied.verb][en]} {applied.path} ({applied.provision})"
        yield Line(f"{'province' if en else 'tỉnh'}: {said}", "note", 1)
    if procedure.note is not None:
        yield Line(procedure.note.in_(lang), "muted", 1)


def short_words(found: DossierCheck) -> Text:
    """Return the state in a few words: outcome, else the step reached or reported."""
    state = found.state
    if state.outcome is not None:
        return Text(OUTCOMES[state.outcome][0], OUTCOMES[state.outcome][1])
    if state.reported and (state.reached is None or all(each.state == OPEN for each in state.steps)):
        return Text(state.reported[-1].reported or "", state.reported[-1].reported)
    if state.reached is None:
        return Text("chưa bắt đầu", "not begun")
    return state.reached.what
