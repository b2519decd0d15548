"""A procedure in words, with its evidence and its holes, and how much of it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.frozen import frozen
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.overrides import Verb
from ntmrules.model.procedures import (
    ALIKE,
    LASTS,
    RECOGNISED,
    REVOCATION_CELLS,
    SURVEY_CELLS,
    Authority,
    Merged,
    Paper,
    Procedure,
    Revocation,
    Step,
    Survey,
    Vote,
)
from ntmrules.model.requirements import Cell
from ntmrules.recognition.after import TIER_WORDS
from ntmrules.recognition.calendar_told import counted_words
from ntmrules.recognition.cells import hole_words, values_of

VERB_WORDS = {
    Verb.FILL: ("quy định cụ thể", "fills"), Verb.COMPLETE: ("quy định cụ thể", "completes"),
    Verb.RAISE: ("nâng mức", "raises"), Verb.REPLACE: ("quy định khác", "replaces"), Verb.ADD: ("bổ sung", "adds"),
}  # fmt: skip
PART_WORDS = {
    **TIER_WORDS, ALIKE: ("mọi đơn vị cũ cùng bậc", "all old units of one tier"), RECOGNISED: ("đạt chuẩn", "recognised"),
}  # fmt: skip
KINDS = {
    "gazette": ("công báo", "gazette"), "copy": ("bản chép", "copy"), "excerpt": ("trích dẫn", "excerpt"),
    "recall": ("theo trí nhớ", "remembered"),
}  # fmt: skip
SURVEY_WORDS = {
    "asked": ("số hộ được hỏi", "households asked"), "overall": ("hài lòng chung", "satisfied overall"),
    "each_content": ("từng nội dung", "each content"), "each_unit": ("từng xã, từng nội dung", "each commune and content"),
}  # fmt: skip
REVOCATION_WORDS = {
    "lost_from": ("mất từ {}% số tiêu chí", "{}% of the criteria or more lost"),
    "lost_below": ("dưới {}%", "below {}%"), "children_from": ("từ {}% số xã bị thu hồi", "{}% of communes or more revoked"),
}  # fmt: skip


@frozen(kw_only=True)
class ProcedureCoverage:
    """How many cells and statements of a procedure are known, and how: counts by state."""

    cells: int
    by_state: dict[str, int]
    statements: dict[str, int]
    open: int

    def words(self, lang: str) -> str:
        """Return the counts in one line."""
        holes = self.by_state.get("unknown", 0) + self.by_state.get("delegated", 0)
        known = self.cells - holes
        if lang == "en":
            return f"{known}/{self.cells} cells known, {holes} holes, {self.open} parts open"
        return f"{known}/{self.cells} ô đã rõ, {holes} chỗ trống, {self.open} phần chưa rõ"

    def as_dict(self, procedure: Procedure) -> dict[str, Any]:
        """Return the counts with the procedure that they are of, as ``sets --coverage --json`` has them."""
        return {
            "id": procedure.id, "kind": "procedure", "sets": list(procedure.sets), "cells": self.cells,
            "by_state": dict(self.by_state), "statements": dict(self.statements), "open": self.open,
        }  # fmt: skip


def coverage_of(procedure: Procedure) -> ProcedureCoverage:
    """Return the coverage of a procedure: each cell once, and each step, paper and condition by its evidence."""
    states: Counter[str] = Counter()
    for _, cell in procedure.cells():
        values, evidence = values_of(cell)
        states[_state(evidence) if values else "delegated" if cell.delegated is not None else "unknown"] += 1
    kinds = (procedure.steps, procedure.papers, procedure.conditions, procedure.votes, procedure.surveys)
    known = [each.evidence for kind in kinds for each in kind]
    return ProcedureCoverage(
        cells=sum(states.values()), by_state=dict(states), statements=dict(Counter(_state(each) for each in known)),
        open=len(procedure.open) + sum(rule.unknown is not None for rule in procedure.revocation),
    )  # fmt: skip


def _state(evidence: Evidence | None) -> str:
    if evidence is None:
        return "unknown"
    return evidence.rank.label if evidence.rank is not Floor.RECALL_LOW else "recall-low"


def evidence_words(evidence: Evidence, lang: str) -> str:
    """Return ``trích dẫn, cao``."""
    sure = {"high": ("cao", "high"), "medium": ("vừa", "medium"), "low": ("thấp", "low")}[str(evidence.confidence)]
    return f"{KINDS[str(evidence.kind)][lang == 'en']}, {sure[lang == 'en']}"


def cell_words(cell: Cell, lang: str, decided_by: object = None) -> str:
    """Return the value of a cell, or why there is none."""
    if cell.values:
        return "–".join(format(each, "f") for each in sorted(cell.values))
    return hole_words(cell, decided_by).in_(lang)  # type: ignore[arg-type]


def procedure_lines(procedure: Procedure, *, lang: str = "vi") -> Iterator[Line]:
    """Yield a procedure for people: every part with its evidence, and what is not known with who decides it."""
    en = lang == "en"
    yield Line(f"{procedure.id}: {procedure.name.in_(lang)}", "heading")
    texts = ", ".join(decision_name(each, lang) for each in (procedure.decision, *procedure.amended_by))
    last = day(procedure.stage.to, lang) if procedure.stage.to else "…"
    yield Line(f"{texts}; {day(procedure.stage.from_, lang)} – {last}; {coverage_of(procedure).words(lang)}", indent=1)
    if procedure.note is not None:
        yield Line(procedure.note.in_(lang), "muted", 1)
    if procedure.authority is not None:
        yield Line(f"{'decides' if en else 'quyết định'}: {authority_words(procedure.authority, lang)}", indent=1)
    for title, said in _parts(procedure, lang):
        if said:
            yield Line(title[en], "heading")
        yield from (Line(text, indent=1) for text in said)


def _parts(procedure: Procedure, lang: str) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield each part of a procedure: its heading in both languages, its lines."""
    en = lang == "en"
    yield ("Các bước", "Steps"), [f"{number}. {_step(step, lang)}" for number, step in enumerate(procedure.steps, 1)]
    papers = [f"{paper_words(each, lang)} {_known(each.evidence, lang)}" for each in procedure.papers]
    yield ("Giấy tờ", "Papers"), papers
    conditions = [f"{each.text.in_(lang)} {_known(each.evidence, lang)}" for each in procedure.conditions]
    yield ("Điều kiện", "Conditions"), conditions
    votes = [f"{each.who.in_(lang)}: {vote_words(each, lang)}" for each in procedure.votes]
    yield ("Biểu quyết", "Votes"), votes
    yield ("Lấy ý kiến", "Survey"), [survey_words(each, lang) for each in procedure.surveys]
    yield ("Thu hồi", "Revocation"), [revocation_words(each, lang) for each in procedure.revocation]
    merged = [f"{merged_words(each, lang)} {_known(each.evidence, lang)}" for each in procedure.merged]
    yield ("Sắp xếp, sáp nhập", "Units joined"), merged
    yield ("Chưa rõ", "Not known"), [f"{each.what.in_(lang)}: {each.why.in_(lang)}" for each in procedure.open]
    applied = [f"{VERB_WORDS[each.verb][en]} {each.path}: {each.provision}" for each in procedure.applied]
    yield ("Tỉnh quy định", "The province says"), applied


def _known(evidence: Evidence, lang: str) -> str:
    return f"[{evidence_words(evidence, lang)}]"


def authority_words(authority: Authority, lang: str) -> str:
    """Return who decides, and who announces where the text says it."""
    announces = authority.announces
    said = f"; {'announced by' if lang == 'en' else 'công bố:'} {announces.in_(lang)}" if announces is not None else ""
    return f"{authority.decides.in_(lang)}{said}"


def form_words(paper: Paper, lang: str) -> str:
    """Return the form of a paper and how many originals are asked for: ``Mẫu 2.1 Phụ lục II, 1 bản chính``; may be empty."""
    count = paper.originals
    originals = "" if count is None else f"{count} {('original' + 's' * (count != 1)) if lang == 'en' else 'bản chính'}"
    return ", ".join(each for each in (paper.form or "", originals) if each)


def paper_words(paper: Paper, lang: str) -> str:
    """Return a paper by its name, with its form and how many originals are asked for in brackets."""
    form = form_words(paper, lang)
    return f"{paper.name.in_(lang)}{f' ({form})' if form else ''}"


def merged_words(rule: Merged, lang: str) -> str:
    """Return what becomes of recognition when units of these tiers are joined, and whether a whole dossier is asked for."""
    en = lang == "en"
    asked = ("có", "yes") if rule.full_dossier else ("không", "no")
    what = ("hồ sơ đầy đủ", "full dossier")[en]
    dossier = "" if rule.full_dossier is None else f" ({what}: {asked[en]})"
    return f"{' + '.join(PART_WORDS[each][en] for each in rule.parts)}: {rule.result.in_(lang)}{dossier}"


def step_term(step: Step, lang: str) -> str:
    """Return the term of a step in words; empty without one."""
    if step.term is None:
        return step.before.in_(lang) if step.before is not None else ""
    values = step.term.days.values
    if not values:
        return hole_words(step.term.days, step.term.decided_by).in_(lang)
    said = counted_words(int(max(values)), step.term.counted, lang)
    if step.term.role == LASTS:
        return f"{'lasts' if lang == 'en' else 'kéo dài'} {said}"
    return said


def _step(step: Step, lang: str) -> str:
    term = step_term(step, lang)
    return f"{step.what.in_(lang)} – {step.actor.in_(lang)}{f': {term}' if term else ''} {_known(step.evidence, lang)}"


def _share(cell: Cell, decided_by: object, lang: str) -> str:
    said = cell_words(cell, lang, decided_by)
    return f"≥ {said}%" if cell.values else said


def vote_words(vote: Vote, lang: str) -> str:
    """Return the share that a vote needs, or why it is not known."""
    return _share(vote.share, vote.decided_by, lang)


def survey_words(survey: Survey, lang: str) -> str:
    """Return what a survey has to reach, in one line."""
    cells = ((name, getattr(survey, name)) for name in SURVEY_CELLS)
    known = [(SURVEY_WORDS[name][lang == "en"], cell) for name, cell in cells if cell is not None]
    parts = [f"{word}: {_share(cell, survey.decided_by, lang)}" for word, cell in known]
    about = f" ({', '.join(survey.sets)})" if survey.sets else ""
    return f"{survey.who.in_(lang)}{about}: {'; '.join(parts)}"


def revocation_words(rule: Revocation, lang: str) -> str:
    """Return when a rule of revocation bites, in one line."""
    if rule.unknown is not None:
        return rule.unknown.why.in_(lang)
    cells = ((name, getattr(rule, name)) for name in REVOCATION_CELLS)
    parts = [
        REVOCATION_WORDS[name][lang == "en"].format(cell_words(cell, lang)) for name, cell in cells if cell is not None
    ]
    if rule.one_of:
        parts.append(("among them one of: " if lang == "en" else "trong đó có một trong: ") + ", ".join(rule.one_of))
    return ", ".join(parts)
