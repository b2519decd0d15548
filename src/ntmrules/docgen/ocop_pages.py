"""The scoring sheets of OCOP as pages: which there are, and what one page of them shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ntmrules.catalog.ocop import OcopTexts
from ntmrules.docgen.book import Book
from ntmrules.explain.lang.numbers import day
from ntmrules.model.ocop import Clause, OcopStage, Sheet, SheetCriterion
from ntmrules.model.text import Text
from ntmrules.ocop.process import rounds_text
from ntmrules.ocop.writing import said


class OptionView(NamedTuple):
    """One option: its points, words, marks as stars, and how an unclear print was read."""

    points: str
    text: str
    marks: tuple[str, ...]
    doubt: str


class CriterionView(NamedTuple):
    """One scored line."""

    number: str
    name: str
    most: str
    note: str
    open: str
    options: tuple[OptionView, ...]
    readings: tuple[tuple[str, str, str], ...]


class GroupView(NamedTuple):
    """A heading with its lines; ``alone`` where the heading itself is what is scored."""

    number: str
    name: str
    most: str
    note: str
    alone: bool
    criteria: tuple[CriterionView, ...]


class PartView(NamedTuple):
    """Part A, B or C."""

    id: str
    name: str
    most: str
    groups: tuple[GroupView, ...]


def texts_of(book: Book) -> OcopTexts | None:
    """Return the decisions to print: all, or that of the day; nothing in a build of chosen sets."""
    if book.options.sets:
        return None
    texts = OcopTexts(book.catalogue.packs)
    return texts if texts.stages else None


def stages_of(book: Book, texts: OcopTexts) -> tuple[OcopStage, ...]:
    """Return the decisions to print, the newest first: with a day only the one under which a file of that day is scored."""
    on = book.options.on
    newest = tuple(reversed(texts.stages))
    if on is None:
        return newest
    return tuple(stage for stage in newest if stage.takes(on))


def sheet_path(sheet: Sheet, suffix: str = ".html") -> str:
    """Return the page of a sheet: ``ocop/2023/11.html``."""
    return f"ocop/{sheet.id.split('/')[-2]}/{sheet.number}{suffix}"


def parts_of_sheet(sheet: Sheet, stage: OcopStage, lang: str) -> tuple[PartView, ...]:
    """Return the parts of a sheet in words."""
    names = {head.id: head.name for head in stage.parts}
    return tuple(
        PartView(
            part.id,
            names[part.id].in_(lang),
            said(part.most, lang),
            tuple(
                GroupView(
                    group.id,
                    group.name.in_(lang),
                    said(group.most, lang),
                    _text(group.note, lang),
                    len(group.criteria) == 1 and group.criteria[0].number() == group.id,
                    tuple(_criterion(criterion, lang) for criterion in group.criteria),
                )
                for group in part.groups
            ),
        )
        for part in sheet.parts
    )


def _criterion(criterion: SheetCriterion, lang: str) -> CriterionView:
    firm = [mark for mark in criterion.marks if len(mark.least) == 1]
    options = tuple(
        OptionView(
            said(option.points, lang),
            _text(option.text, lang),
            tuple("★" * mark.stars for mark in firm if mark.least[0] == option.points),
            _text(option.doubt, lang),
        )
        for option in criterion.options
    )
    readings = tuple(
        ("★" * mark.stars, " | ".join(said(value, lang) for value in mark.least), _text(mark.note, lang))
        for mark in criterion.marks
        if len(mark.least) > 1
    )
    return CriterionView(
        criterion.number(),
        criterion.name.in_(lang),
        said(criterion.most, lang),
        _text(criterion.note, lang),
        _text(criterion.open, lang),
        options,
        readings,
    )


def clauses(stage: OcopStage, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what the decision says of its process: a short text and its article."""
    listed: list[Clause] = [stage.marks_rule, stage.valid, *stage.process]
    for clause in listed:
        yield clause.text.in_(lang), clause.article or ""
    if stage.renewal.notice is not None:
        yield _notice(stage.renewal.notice).in_(lang), stage.renewal.article or ""
    for text, article in rounds_text(stage):
        yield text.in_(lang), article
    for clause in (*stage.transition, *stage.revocation):
        yield clause.text.in_(lang), clause.article or ""


def _notice(days: int) -> Text:
    return Text(
        f"Trước khi giấy chứng nhận hết hạn ít nhất {days} ngày, cơ quan cấp báo cho chủ thể.",
        f"The certifying body tells the owner at least {days} days before the certificate ends.",
    )


def span(stage: OcopStage, lang: str) -> str:
    """Return the days on which files are lodged under a decision."""
    last = day(stage.lodged_to, lang) if stage.lodged_to is not None else "…"
    return f"{day(stage.lodged_from, lang)} – {last}"


def _text(text: Text | None, lang: str) -> str:
    return text.in_(lang) if text is not None else ""
