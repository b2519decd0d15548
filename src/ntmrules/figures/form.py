"""Empty figures forms: one question a row, or one commune a row, for people to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ntmrules.figures.bind import measures_of
from ntmrules.figures.made_for import first_line
from ntmrules.frozen import evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import asked_beside, asked_of_place
from ntmrules.model.measures import Measure, MeasureKind, part_word
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.subjects import in_year, level_of, measure_id, year_of
from ntmrules.model.text import Text

HEADINGS = {
    "unit": Text("Đơn vị", "unit"), "within": Text("Thuộc", "within"), "province": Text("Tỉnh", "province"),
    "subject": Text("Mã", "subject"), "value": Text("Giá trị", "value"), "period": Text("Năm số liệu", "period"),
    "source": Text("Nguồn", "source"), "note": Text("Ghi chú", "note"),
}  # fmt: skip
FILL_IN = Text(
    "Ghi vào cột Giá trị; ô nào chưa biết thì để trống, không ghi 0. Câu hỏi, đơn vị đo và chỉ tiêu ở cột Ghi chú.",
    "Write in the column value; leave what is not known empty, never 0. What is asked stands in the column note.",
)
FILL_IN_WIDE = Text(
    "Mỗi đơn vị một dòng, mỗi câu hỏi một cột; ô nào chưa biết thì để trống, không ghi 0.",
    "One row a unit, one column a question; leave what is not known empty, never 0.",
)

YES_NO = Text("có (đạt) / không (chưa đạt)", "có (yes: met) / không (no: not met)")
VERDICT = Text("đạt / chưa đạt", "đạt (met) / chưa đạt (not met)")

WHOSE = {"tinh": Text("tỉnh", "province"), "huyen": Text("huyện", "district")}


@frozen(kw_only=True)
class Question:
    """One thing to fill in: the subject, what to ask, in what to answer, the indicators it is for.

    ``named`` is what a verdict is reported on.
    """

    subject: str
    text: Text
    answer: Text | None = None
    numbers: tuple[str, ...] = ()
    named: Text | None = None


def questions(book: Rulebook) -> list[Question]:
    """Return what has to be known to judge a unit by ``book``: each measure once, in the order of the annex.

    Facts that find the unit's column come first. An indicator whose level nobody knows asks for a reported verdict too.
    """
    found: dict[str, Question] = {}
    for fact in asked_of_place(book):
        measure = book.measures.get(measure_id(fact))
        if measure is not None:
            found.setdefault(fact, _question(fact, measure, ()))
    for rule in book.all_rules:
        for question in _of(rule, book):
            known = found.get(question.subject)
            numbers = (*known.numbers, *question.numbers) if known is not None else question.numbers
            found[question.subject] = evolve(question, numbers=tuple(dict.fromkeys(numbers)))
    return list(found.values())


def _of(rule: Rule, book: Rulebook) -> Iterator[Question]:
    counted = [part for part in walk.leaves(rule.requirement) if isinstance(part, req.ChildCount)]
    for part in counted:
        name = f"so-{part.children}"
        if name in book.measures:
            yield _question(name, book.measures[name], (rule.number,))
    asked = False
    for name in (*asked_beside(rule), *_years_before(rule, book)):
        plain, year = year_of(name)
        known = book.measures.get(measure_id(name))
        if known is not None:
            yield _question(name, known, (rule.number,), whose=level_of(plain), year=year)
    for name in measures_of(rule.requirement):
        measure = book.measures.get(name.partition("/")[0])
        if measure is not None:
            asked = True
            yield _question(name, measure, (rule.number,))
    if not asked or any(_by_report.visit(part) for part in walk.leaves(rule.requirement)):
        yield Question(
            subject=rule.number,
            text=Text(f"{rule.name}: kết quả được báo cáo", f"{rule.name.in_('en')}: reported result"),
            answer=VERDICT,
            numbers=(rule.number,),
            named=rule.name,
        )


class _ByReport(walk.Visitor[bool]):
    """Whether only a reported verdict may decide: no level is known, or another set decides."""

    def _yes(self, item: AnyRequirement) -> bool:
        return True

    def _no(self, item: AnyRequirement) -> bool:
        return False

    on_unknown = on_delegated = on_meets = _yes
    on_attained = on_none_of = on_comparison = on_between = on_compound = on_child_count = _no
    on_derived = on_function = on_points = on_against_figure = _no


_by_report = _ByReport()


def _years_before(rule: Rule, book: Rulebook) -> Iterator[str]:
    """Yield the figures of years before that of the day which a rule compares its own with."""
    for part in walk.parts(rule.requirement):
        years = part.for_years if isinstance(part, (req.NotBelowBefore, req.ChangeAtLeast)) else 0
        yield from (in_year(part.measure or "", book.on.year - back) for back in range(1, years + 1))


def _question(
    subject: str, measure: Measure, numbers: tuple[str, ...], *, whose: str | None = None, year: int | None = None
) -> Question:
    part = year_of(subject)[0].partition("/")[2]
    asked = measure.question if measure.question is not None else measure.name
    vi, en = asked.vi, asked.in_("en")
    if part:
        vi, en = f"{vi} ({part_word(part)})", f"{en} ({part_word(part).in_('en')})"
    if whose is not None:
        of = WHOSE.get(whose, Text(whose))
        vi, en = f"{vi} – số liệu của {of}", f"{en} – figure of the {of.in_('en')}"
    if year is not None:
        vi, en = f"{vi} – năm {year}", f"{en} – {year}"
    unit = measure.unit_name
    number = Text("số", "a number") if unit is None else Text(str(unit), unit.en)
    answer = YES_NO if measure.kind is MeasureKind.YES_NO else number
    return Question(subject=subject, text=Text(vi, en), answer=answer, numbers=numbers)


@frozen(kw_only=True)
class FiguresForm:
    """An empty form as a table: what stands above it, the headings, the rows; ``asked`` explains headings that are subjects.

    ``roles`` says of each column what it is for: a key of ``HEADINGS``, or the subject that it asks for.
    """

    head: tuple[str, ...]
    roles: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    asked: tuple[tuple[str, str], ...] = ()


def long_table(book: Rulebook, units: Sequence[str], lang: str = "vi") -> FiguresForm:
    """Return a form with one row a question and unit; the value is to be filled in, the note says what is asked."""
    rows = tuple(
        (unit, _written(book, each.subject), "", str(book.on.year), "", _told(each, lang))
        for unit in units
        for each in questions(book)
    )
    return _form(book, ("unit", "subject", "value", "period", "source", "note"), rows, FILL_IN, lang)


def wide_table(
    book: Rulebook, units: Sequence[tuple[str, str | None]], province: str, lang: str = "vi"
) -> FiguresForm:  # fmt: skip
    """Return a form with one row a unit (its name and what it lies in) and one column a question."""
    asked = questions(book)
    inside = any(within for _, within in units)
    about = ("unit", *(("within",) if inside else ()), "province", "period", "source")
    subjects = tuple(_written(book, each.subject) for each in asked)
    rows = tuple(
        (name, *((within or "",) if inside else ()), province, str(book.on.year), "", *("" for _ in asked))
        for name, within in units
    )
    told = tuple((subject, _told(each, lang)) for subject, each in zip(subjects, asked, strict=True))
    return evolve(_form(book, (*about, *subjects), rows, FILL_IN_WIDE, lang), asked=told)


def _form(
    book: Rulebook, roles: tuple[str, ...], rows: tuple[tuple[str, ...], ...], how: Text, lang: str
) -> FiguresForm:
    columns = tuple(HEADINGS[role].in_(lang) if role in HEADINGS else role for role in roles)
    return FiguresForm(head=(*_head(book, how.in_(lang), lang),), roles=roles, columns=columns, rows=rows)


def as_csv(form: FiguresForm) -> str:
    """Return a form as CSV with what stands above it in lines that begin with ``#``."""
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in form.head)
    out.writelines(f"# {subject}: {told}\n" for subject, told in form.asked)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(form.columns)
    writer.writerows(form.rows)
    return out.getvalue()


def _written(book: Rulebook, subject: str) -> str:
    """Return a subject so that no spreadsheet takes it for a number: a label with its set before it."""
    return subject if not subject[:1].isdigit() else f"{book.id}/{subject}"


def _told(question: Question, lang: str) -> str:
    number = f"{', '.join(question.numbers)} " if question.numbers else ""
    answer = f" [{question.answer.in_(lang)}]" if question.answer is not None else ""
    return f"{number}{question.text.in_(lang)}{answer}"


def _head(book: Rulebook, how: str, lang: str) -> Iterator[str]:
    """Yield what stands above a form; the first line is what a reader knows it by, the same in every language."""
    yield first_line(book)
    yield how
    place = f' --province "{book.province.name}"' if book.province is not None else ""
    area = f' --area "{book.area_name(book.areas[0]).vi}"' if book.settled_area and book.areas else ""
    judge = Text("Đánh giá: ntmrules evaluate TỆP_NÀY", "To judge it: ntmrules evaluate THIS_FILE").in_(lang)
    yield f"{judge} --set {book.id} --on {book.on}{place}{area}"
