"""The form of a rulebook as the page draws it: questions under their criterion, what may be answered, limits and units."""

from __future__ import annotations

from typing import Any

from ntmrules.explain.lang.numbers import number, unit_word
from ntmrules.figures.form import Question
from ntmrules.figures.form import questions as asked_by
from ntmrules.model.measures import Measure, part_word
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import measure_id, year_of


def groups(book: Rulebook, lang: str) -> list[dict[str, Any]]:
    """Return the questions by criterion, in the order of the annex; each stands once, under its first indicator."""
    found = asked_by(book)
    at: dict[str, str] = {rule.number: heading.number for heading in (*book.headings, *book.added_headings)
                          for rule in heading.rules}  # fmt: skip
    names = {rule.number: rule.name for rule in book.all_rules}
    by: dict[str, list[dict[str, Any]]] = {}
    for question in found:
        if question.numbers:
            by.setdefault(at.get(question.numbers[0], ""), []).append(_field(book, question, lang, names))
    heads = {heading.number: heading for heading in (*book.headings, *book.added_headings)}
    order = [*heads, *(each for each in by if each not in heads)]
    return [
        {"number": each, "name": _said(heads[each].name, lang) if each in heads else "", "fields": by[each]}
        for each in order
        if each in by
    ]


def facts(book: Rulebook, lang: str) -> list[dict[str, Any]]:
    """Return the questions that find the column of a unit: they belong to no criterion."""
    return [_field(book, each, lang, {}) for each in asked_by(book) if not each.numbers]


def called(book: Rulebook, subject: str, lang: str) -> dict[str, str]:
    """Return a subject with its name."""
    measure = book.measures.get(measure_id(subject))
    rule = next((each for each in book.all_rules if each.number == subject.rpartition("/")[2]), None)
    name = _said(measure.name, lang) if measure is not None else _said(rule.name, lang) if rule is not None else subject
    return {"subject": subject.removeprefix(f"{book.id}/"), "name": name}


def _field(book: Rulebook, question: Question, lang: str, names: dict[str, Any]) -> dict[str, Any]:
    measure = book.measures.get(measure_id(question.subject))
    data: dict[str, Any] = {"subject": question.subject, "numbers": list(question.numbers), "text": question.text}
    if measure is None:  # a verdict that somebody reported
        name = names.get(question.subject)
        if lang == "en" and name is not None:
            data["text"] = f"{_said(name, lang)}: reported result"
        return data | {"kind": "verdict", "unit": ""}
    if lang == "en":
        data["text"] = _english(question, measure)

    data |= {"kind": str(measure.kind), "unit": unit_word(measure.unit_name, lang)}
    for side in ("low", "high"):
        value = getattr(measure, side)
        if value is not None:
            data[side] = number(value, lang)
    return data


def _english(question: Question, measure: Measure) -> str:
    text = _said(measure.question or measure.name, "en")
    base, year = year_of(question.subject)
    part = base.partition("/")[2]
    text = f"{text} ({_said(part_word(part), 'en')})" if part else text
    return text if year is None else f"{text} – {year}"


def _said(text: Any, lang: str) -> str:
    return str((text.en if lang == "en" else None) or text.vi)
