"""Dossiers as tables for a workbook: a row a dossier, and a row a step."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.explain.lang.numbers import day
from ntmrules.office.tables import Behind, Table
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.listed import by_state
from ntmrules.recognition.told import STEP_WORDS, short_words, term_words, verdict_words

DOSSIERS, STATES, STEPS, MISSING = range(4)
"""The tables in their order."""


def dossier_tables(found: Sequence[DossierCheck], lang: str = "vi") -> list[Table]:
    """Return the dossiers, how many there are in each state, their steps and the papers that are missing.

    A number of dossiers knows which they are, a number of papers which are missing.
    """
    return [_dossiers(found, lang), _states(found, lang), _steps(found, lang), _missing(found, lang)]


def _states(found: Sequence[DossierCheck], lang: str) -> Table:
    head = ("State", "Dossiers", "Units") if lang == "en" else ("Tình trạng", "Số hồ sơ", "Đơn vị")
    rows = []
    behind = {}
    place = {id(each): index for index, each in enumerate(found)}
    for number, (words, group) in enumerate(by_state(found)):
        behind[number, 1] = Behind(DOSSIERS, tuple(place[id(each)] for each in group))
        rows.append((words.in_(lang), len(group), "; ".join(each.dossier.unit for each in group)))
    title = "By state" if lang == "en" else "Theo tình trạng"
    return Table(title=title, head=head, rows=tuple(rows), behind=behind)


def _dossiers(found: Sequence[DossierCheck], lang: str) -> Table:
    head = (
        ("Unit", "Within", "Province", "Set", "Verdict", "State", "Next step", "Whose", "Term", "Late (working days)",
         "Papers missing")
        if lang == "en" else
        ("Đơn vị", "Thuộc", "Tỉnh", "Bộ tiêu chí", "Kết quả", "Tình trạng", "Bước tiếp theo", "Cơ quan",
         "Thời hạn", "Chậm (ngày làm việc)", "Giấy tờ thiếu")
    )  # fmt: skip
    rows = []
    behind = {}
    papers = 0
    for number, each in enumerate(found):
        if each.state.missing:
            behind[number, len(head) - 1] = Behind(MISSING, tuple(range(papers, papers + len(each.state.missing))))
            papers += len(each.state.missing)
        state, following = each.state, each.state.next
        late = max((step.late for step in state.late if step.done is None), default=0)
        rows.append((
            each.dossier.unit, each.dossier.within, each.dossier.province, _set(each, lang), verdict_words(each.verdict, lang),
            short_words(each).in_(lang), following.step.what.in_(lang) if following is not None else None,
            following.step.actor.in_(lang) if following is not None else None,
            term_words(following, lang) if following is not None else None, late or None, len(state.missing),
        ))  # fmt: skip
    return Table(title="Dossiers" if lang == "en" else "Hồ sơ", head=head, rows=tuple(rows), behind=behind)


def _steps(found: Sequence[DossierCheck], lang: str) -> Table:
    head = (
        ("Unit", "Set", "No.", "Step", "Whose", "State", "Begun", "Done", "Due", "Late (working days)", "Why no due day")
        if lang == "en" else
        ("Đơn vị", "Bộ tiêu chí", "TT", "Bước", "Cơ quan", "Tình trạng", "Bắt đầu", "Xong", "Hạn",
         "Chậm (ngày làm việc)", "Vì sao chưa có hạn")
    )  # fmt: skip
    rows = [
        (
            each.dossier.unit, _set(each, lang), number, step.step.what.in_(lang), step.step.actor.in_(lang),
            STEP_WORDS[step.state][lang == "en"], _day(step.begun, lang), _day(step.done, lang),
            _day(step.deadline.day, lang) if step.deadline is not None else None, step.late or None,
            step.why.in_(lang) if step.why is not None else None,
        )
        for each in found for number, step in enumerate(each.state.steps, 1)
    ]  # fmt: skip
    return Table(title="Steps" if lang == "en" else "Các bước", head=head, rows=tuple(rows), days=(6, 7, 8))


def _missing(found: Sequence[DossierCheck], lang: str) -> Table:
    head = (
        ("Unit", "Set", "Paper missing", "Form") if lang == "en" else ("Đơn vị", "Bộ tiêu chí", "Giấy tờ thiếu", "Mẫu")
    )
    rows = [
        (each.dossier.unit, _set(each, lang), paper.paper.name.in_(lang), paper.paper.form)
        for each in found for paper in each.state.missing
    ]  # fmt: skip
    return Table(title="Papers missing" if lang == "en" else "Giấy tờ thiếu", head=head, rows=tuple(rows))


def _set(check: DossierCheck, lang: str) -> str:
    return check.set_name.in_(lang) if check.set_name is not None else check.dossier.set


def _day(iso: str | None, lang: str) -> str | None:
    return day(iso, lang) if iso is not None else None
