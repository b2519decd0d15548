"""The form of a rulebook as the page draws it: questions under their criterion, what may be answered, limits and units."""

from __future__ import annotations

from typing import Any

from ntmrules.explain.lang.numbers import number, unit_word
from ntmrules.figures.form import Question
from ntmrules.figures.form import questions as asked_by
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import measure_id


def groups(book: Rulebook, lang: str) -> list[dict[str, Any]]:
    """Return the questions by criterion, in the order of the annex; each stands once, under its first indicator."""
    found = asked_by(book)
    at: dict[str, str] = {rule.number: heading.number for heading in (*book.headings, *book.added_headings)
                          for rule in heading.rules}  # fmt: skip
    by: dict[str, list[dict[str, Any]]] = {}
    for question in found:
        if question.numbers:
            by.setdefault(at.get(question.numbers[0], ""), []).append(_field(book, question, lang))
    heads = {heading.number: heading for heading in (*book.headings, *book.added_headings)}
    order = [*heads, *(each for each in by if each not in heads)]
    return [
        {"number": each, "name": heads[each].name.in_(lang) if each in heads else "", "fields": by[each]}
        for each in order
        if each in by
    ]


def made_up_file(book: Rulebook) -> bytes:
    """Return a file that answers every question of the rulebook for one unit, all made up."""
    fields = [each for group in groups(book, "vi") for each in group["fields"]]
    rows = (f"xã A;{each['subject']};{'đạt' if each['kind'] in ('yes_no', 'verdict') else '1'};{book.on.year};A 1\n"
            for each in fields)  # fmt: skip
    return f"# tỉnh B\nunit;subject;value;period;source\n{''.join(rows)}".encode()


def facts(book: Rulebook, lang: str) -> list[dict[str, Any]]:
    """Return the questions that find the column of a unit: they belong to no criterion."""
    return [_field(book, each, lang) for each in asked_by(book) if not each.numbers]


def called(book: Rulebook, subject: str, lang: str) -> dict[str, str]:
    """Return a subject with its name."""
    measure = book.measures.get(measure_id(subject))
    rule = next((each for each in book.all_rules if each.number == subject.rpartition("/")[2]), None)
    named = measure or rule
    return {"subject": subject.removeprefix(f"{book.id}/"), "name": subject if named is None else named.name.in_(lang)}


def _field(book: Rulebook, question: Question, lang: str) -> dict[str, Any]:
    measure = book.measures.get(measure_id(question.subject))
    data: dict[str, Any] = {
        "subject": question.subject,
        "numbers": list(question.numbers),
        "text": question.text.in_(lang),
    }
    if measure is None:  # a verdict that somebody reported
        return data | {"kind": "verdict", "unit": ""}
    data |= {"kind": str(measure.kind), "unit": unit_word(measure.unit_name, lang)}
    for side in ("low", "high"):
        value = getattr(measure, side)
        if value is not None:
            data[side] = number(value, lang)
    return data
