"""Procedures of recognition as pages see them: facts, tables of steps, papers and conditions, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.catalog.procedures import read_procedures
from ntmrules.docgen.book import Book
from ntmrules.docgen.views import Ref
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.frozen import frozen
from ntmrules.model.procedures import Merged, Procedure, Revocation
from ntmrules.recognition.procedure_told import (
    authority_words,
    coverage_of,
    evidence_words,
    form_words,
    merged_words,
    revocation_words,
    step_term,
    survey_words,
    vote_words,
)
from ntmrules.resolve.procedures import procedure_on


@frozen(kw_only=True)
class ProcedureTable:
    """One table: its title, its heads, its rows as text."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class ProcedureView:
    """One procedure: what it is of, how much of it is known, its tables, its remarks."""

    id: str
    name: str
    decisions: tuple[Ref, ...]
    span: str
    sets: tuple[Ref, ...]
    known: str
    decides: str
    note: str
    tables: tuple[ProcedureTable, ...]


def procedure_views(book: Book) -> tuple[ProcedureView, ...]:
    """Return every procedure that is about a printed set, by id; with what the province of the book says of it."""
    found = read_procedures(book.catalogue.packs)
    printed = {whole.key for whole in book.sets}
    views = []
    for name in sorted(found.national):
        one = found.national[name]
        if printed & set(one.sets):
            when = book.options.on or one.stage.to or one.stage.from_
            whole = procedure_on(found, one.sets[0], when, book.province, named=name, dated=False)
            views.append(_view(whole, book, printed))
    return tuple(views)


def _view(one: Procedure, book: Book, printed: set[str]) -> ProcedureView:
    lang = book.lang
    last = day(one.stage.to, lang) if one.stage.to else "…"
    headers = {header.key: header for header in book.catalogue.headers.values()}
    return ProcedureView(
        id=one.id,
        name=one.name.in_(lang),
        span=f"{day(one.stage.from_, lang)} – {last}",
        decisions=tuple(Ref(decision_name(each, lang), f"decision:{each}") for each in (one.decision, *one.amended_by)),
        sets=tuple(Ref(headers[key].name.in_(lang), key) for key in one.sets if key in printed),
        known=coverage_of(one).words(lang),
        decides=authority_words(one.authority, lang) if one.authority is not None else "",
        note=one.note.in_(lang) if one.note is not None else "",
        tables=tuple(table for table in _tables(one, lang) if table.rows),
    )


def _when(item: object, lang: str) -> str:
    """Return from when to when a part held, where it did not always hold."""
    first, last = getattr(item, "from_", None), getattr(item, "to", None)
    if first is None and last is None:
        return ""
    return f" ({day(first, lang) if first else '…'} – {day(last, lang) if last else '…'})"


def _rules(title: str, told: Iterable[tuple[Revocation | Merged, str]], lang: str) -> ProcedureTable:
    head = ("Rule", "Evidence") if lang == "en" else ("Trường hợp", "Căn cứ")
    rows = tuple((f"{said}{_when(each, lang)}", evidence_words(each.evidence, lang)) for each, said in told)
    return ProcedureTable(title=title, head=head, rows=rows)


def _tables(one: Procedure, lang: str) -> Iterator[ProcedureTable]:
    en = lang == "en"
    known = "Evidence" if en else "Căn cứ"
    yield ProcedureTable(
        title="Steps" if en else "Các bước",
        head=("No.", "Step", "Who", "Term", known) if en else ("TT", "Bước", "Cơ quan", "Thời hạn", known),
        rows=tuple(
            (
                str(number),
                f"{each.what.in_(lang)}{_when(each, lang)}",
                each.actor.in_(lang),
                step_term(each, lang),
                evidence_words(each.evidence, lang),
            )
            for number, each in enumerate(one.steps, 1)
        ),
    )
    steps = {each.id: each.what.in_(lang) for each in one.steps}
    yield ProcedureTable(
        title="Papers" if en else "Giấy tờ",
        head=("Paper", "Form", "Needed for", known) if en else ("Giấy tờ", "Mẫu", "Cần cho bước", known),
        rows=tuple(
            (
                each.name.in_(lang),
                form_words(each, lang),
                steps.get(each.by, each.by),
                evidence_words(each.evidence, lang),
            )
            for each in one.papers
        ),
    )
    yield ProcedureTable(
        title="Conditions" if en else "Điều kiện",
        head=("Condition", "Provision", known) if en else ("Điều kiện", "Điều khoản", known),
        rows=tuple(
            (
                f"{each.text.in_(lang)}{_when(each, lang)}",
                str(each.provision or ""),
                evidence_words(each.evidence, lang),
            )
            for each in one.conditions
        ),
    )
    yield ProcedureTable(
        title="Votes and surveys" if en else "Biểu quyết, lấy ý kiến",
        head=("What", "Asked for") if en else ("Việc", "Mức cần"),
        rows=(
            *((each.who.in_(lang), vote_words(each, lang)) for each in one.votes),
            *((", ".join(each.sets) or each.who.in_(lang), survey_words(each, lang)) for each in one.surveys),
        ),
    )
    revocation = ((each, revocation_words(each, lang)) for each in one.revocation)
    yield _rules("Revocation" if en else "Thu hồi", revocation, lang)
    merged = ((each, merged_words(each, lang)) for each in one.merged)
    yield _rules("Units joined" if en else "Sắp xếp, sáp nhập", merged, lang)
    yield ProcedureTable(
        title="Not known" if en else "Chưa rõ",
        head=("What", "Why", "Decided by") if en else ("Phần", "Vì sao", "Nơi quyết định"),
        rows=tuple(
            (each.what.in_(lang), each.why.in_(lang), each.decided_by.in_(lang) if each.decided_by else "")
            for each in one.open
        ),
    )
    yield ProcedureTable(
        title="The province says" if en else "Tỉnh quy định",
        head=("Verb", "What", "Provision") if en else ("Động từ", "Chỗ", "Điều khoản"),
        rows=tuple((str(each.verb), each.path, str(each.provision)) for each in one.applied),
    )
