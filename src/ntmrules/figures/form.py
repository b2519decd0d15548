"""Empty figures forms: one question a row, or one commune a row, for people to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from attrs import frozen

from ntmrules.figures.bind import measures_of
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.rulebook import Rule, Rulebook

PARTS = {"nam": "nam", "nu": "nữ"}
OPEN = (req.Unknown, req.Delegated, req.Meets)


@frozen(kw_only=True)
class Question:
    """One thing to fill in: the subject, what to ask, and the indicators it is for."""

    subject: str
    text: str
    answer: str
    numbers: tuple[str, ...] = ()


def questions(book: Rulebook) -> list[Question]:
    """Return what has to be known to judge a unit by ``book``: each measure once, in the order of the annex.

    Facts that find the unit's column come first. An indicator whose level nobody knows asks for a reported verdict too.
    """
    found: dict[str, Question] = {}
    for area_rule in book.area_rules:
        for fact in area_rule.when_any:
            measure = book.measures.get(fact)
            if measure is not None:
                found.setdefault(fact, _question(fact, measure, ()))
    for rule in book.all_rules:
        for question in _of(rule, book):
            known = found.get(question.subject)
            numbers = (*known.numbers, *question.numbers) if known is not None else question.numbers
            found[question.subject] = Question(
                subject=question.subject,
                text=question.text,
                answer=question.answer,
                numbers=tuple(dict.fromkeys(numbers)),
            )
    return list(found.values())


def _of(rule: Rule, book: Rulebook) -> Iterator[Question]:
    counted = [part for part in walk.leaves(rule.requirement) if isinstance(part, req.ChildCount)]
    for part in counted:
        name = f"so-{part.children}"
        if name in book.measures:
            yield _question(name, book.measures[name], (rule.number,))
    asked = False
    for name in measures_of(rule.requirement):
        measure = book.measures.get(name.partition("/")[0])
        if measure is not None:
            asked = True
            yield _question(name, measure, (rule.number,))
    if not asked or any(isinstance(part, OPEN) for part in walk.leaves(rule.requirement)):
        yield Question(
            subject=rule.number,
            text=f"{rule.name.vi}: kết quả được báo cáo",
            answer="đạt / chưa đạt",
            numbers=(rule.number,),
        )


def _question(subject: str, measure: Measure, numbers: tuple[str, ...]) -> Question:
    part = subject.partition("/")[2]
    text = measure.question.vi if measure.question is not None else measure.name.vi
    text = f"{text} ({PARTS.get(part, part)})" if part else text
    answer = "có (đạt) / không (chưa đạt)" if measure.kind is MeasureKind.YES_NO else measure.unit or "số"
    return Question(subject=subject, text=text, answer=answer, numbers=numbers)


def long_form(book: Rulebook, units: Sequence[str]) -> str:
    """Return a CSV with one row a question and unit; the value is to be filled in, the note says what is asked."""
    asked = questions(book)
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in _head(book))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("unit", "subject", "value", "period", "source", "note"))
    year = book.on[:4]
    for unit in units:
        for each in asked:
            number = f"{', '.join(each.numbers)} " if each.numbers else ""
            writer.writerow((unit, each.subject, "", year, "", f"{number}{each.text} [{each.answer}]"))
    return out.getvalue()


def wide_form(book: Rulebook, units: Sequence[tuple[str, str | None]], province: str) -> str:
    """Return a CSV with one row a unit (its name and what it lies in) and one column a question, explained above."""
    asked = questions(book)
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in _head(book))
    for each in asked:
        number = f"{', '.join(each.numbers)} " if each.numbers else ""
        out.write(f"# {each.subject}: {number}{each.text} [{each.answer}]\n")
    writer = csv.writer(out, lineterminator="\n")
    inside = any(within for _, within in units)
    writer.writerow(("unit", *(("within",) if inside else ()), "province", "period", "source",
                     *(each.subject for each in asked)))  # fmt: skip
    for name, within in units:
        writer.writerow((name, *((within or "",) if inside else ()), province, book.on[:4], "", *("" for _ in asked)))
    return out.getvalue()


def _head(book: Rulebook) -> Iterator[str]:
    place = f", {book.province.name}" if book.province is not None else ""
    yield f"Phiếu số liệu theo {book.id}, ngày {book.on}{place}: {book.set.name.vi}"
    yield "Ghi vào cột value; ô nào chưa biết thì để trống, không ghi 0. Câu hỏi, đơn vị đo và chỉ tiêu ở cột note."
    yield f"Đánh giá: ntmrules evaluate TỆP_NÀY --set {book.id} --on {book.on}"
