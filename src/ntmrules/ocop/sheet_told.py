"""A scoring sheet in words: its parts, criteria, options with their points and marks, and what was not seen of it."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.explain.lang.lines import Line
from ntmrules.model.ocop import OcopStage, Sheet, SheetCriterion
from ntmrules.model.spelling import fold
from ntmrules.ocop.writing import said


def named_like(sheet: Sheet, wanted: str) -> bool:
    """Tell whether the name of a sheet holds ``wanted``; accents count where the asker wrote some."""
    names = (sheet.name.vi, sheet.name.en or "")
    if wanted.isascii():
        return any(fold(wanted) in fold(name) for name in names)
    return any(" ".join(wanted.casefold().split()) in name.casefold() for name in names)


def sheet_lines(sheet: Sheet, stage: OcopStage, *, lang: str = "vi") -> Iterator[Line]:
    """Yield the lines of a sheet in printed order."""
    vi = lang == "vi"
    yield Line(f"{'Bộ' if vi else 'Set'} {sheet.number}. {sheet.name.in_(lang)}", "heading")
    yield Line(f"{sheet.provision}; {sheet.id}", "muted")
    if sheet.rejected_if is not None:
        yield Line(("bị loại khi: " if vi else "rejected if: ") + sheet.rejected_if.in_(lang), "note")
    heads = {head.id: head for head in stage.parts}
    for part in sheet.parts:
        yield Line("")
        yield Line(
            f"{part.id}. {heads[part.id].name.in_(lang)} ({said(part.most, lang)} {'điểm' if vi else 'points'})",
            "heading",
        )
        for group in part.groups:
            alone = len(group.criteria) == 1 and group.criteria[0].number() == group.id
            if not alone:
                yield Line(f"{group.id}. {group.name.in_(lang)} ({said(group.most, lang)})", "plain", 1)
                if group.note is not None:
                    yield Line(group.note.in_(lang), "note", 2)
            for criterion in group.criteria:
                yield from _criterion_lines(criterion, lang)


def _criterion_lines(criterion: SheetCriterion, lang: str) -> Iterator[Line]:
    yield Line(f"{criterion.number()} {criterion.name.in_(lang)} ({said(criterion.most, lang)})", "plain", 2)
    if criterion.note is not None:
        yield Line(criterion.note.in_(lang), "note", 3)
    for option in criterion.options:
        stars = "".join(f" {'*' * mark.stars}" for mark in criterion.marks if mark.least == (option.points,))
        text = f": {option.text.in_(lang)}" if option.text is not None else ""
        doubt = f" [{option.doubt.in_(lang)}]" if option.doubt is not None else ""
        yield Line(f"{said(option.points, lang)}{stars}{text}{doubt}", "plain", 3)
    for mark in criterion.marks:
        if len(mark.least) > 1:
            note = mark.note.in_(lang) if mark.note is not None else ""
            yield Line(f"{'*' * mark.stars} {' | '.join(said(value, lang) for value in mark.least)}: {note}", "note", 3)
    if criterion.open is not None:
        yield Line(criterion.open.in_(lang), "undetermined", 3)
