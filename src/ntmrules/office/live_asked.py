"""What a live form asks of a unit: each cell to fill in, with its words, its bounds and the column of the circuit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import Factory

from ntmrules.circuit.answers import Row, Value
from ntmrules.circuit.compiled import Compiled, columns_of, compiled
from ntmrules.circuit.formulas import Input, places_of
from ntmrules.circuit.keys import AREA, CODE, FIGURE, NAME, REPORT, WITHIN
from ntmrules.explain.lang.words import verdict_word
from ntmrules.figures.bind import subjects
from ntmrules.figures.form import Question, questions
from ntmrules.figures.subjects import Subject
from ntmrules.frozen import evolve, frozen
from ntmrules.model import walk
from ntmrules.model.asked import same_unit_books
from ntmrules.model.figures import UnitFigures
from ntmrules.model.measures import Measure, MeasureKind, YesMeans
from ntmrules.model.requirements import ChildCount
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.subjects import year_of
from ntmrules.model.unit_names import name_key
from ntmrules.model.verdicts import Verdict

REPORTED = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


@frozen(kw_only=True)
class Asked:
    """One cell to fill in: its number on the form, the subject as a reader takes it, and what to say beside it."""

    number: int
    subject: str
    numbers: tuple[str, ...]
    name: str
    unit: str
    question: str
    input: Input
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class Live:
    """A circuit over the cells of a form: ``asked`` in their order; ``made`` leaves undetermined what it cannot say."""

    book: Rulebook
    made: Compiled
    asked: tuple[Asked, ...]
    lang: str
    by_key: Mapping[str, Asked] = Factory(lambda self: {each.input.key: each for each in self.asked}, takes_self=True)

    @property
    def inputs(self) -> list[Input]:
        """The cells that the circuit asks."""
        return [each.input for each in self.asked if each.input.key in self.made.columns]


def live(book: Rulebook, *, full: bool = False, accept: bool = False, lang: str = "vi") -> Live:
    """Return what a form of ``book`` asks and judges; ``full`` asks for everything that it can hear, reports and figures of
    the sets that it asks for among them; ``accept`` takes numbers outside what is plausible."""
    once = {each.input.key: each for each in reversed(list(_asked(book, lang, full=full, accept=accept)))}
    asked = list(reversed(once.values()))
    keys = [each.input.key for each in asked]
    made = compiled(book, columns_of(book, keys), leaving=True)
    numbered = []
    for number, each in enumerate(asked, start=1):
        places = places_of(made, each.input.key) if each.input.number else each.input.places
        numbered.append(evolve(each, number=number, input=evolve(each.input, places=places)))
    return Live(book=book, made=made, asked=tuple(numbered), lang=lang)


def _asked(book: Rulebook, lang: str, *, full: bool, accept: bool) -> Iterator[Asked]:
    if book.scheme is not None and len(book.areas) > 1:
        yield _area(book, lang)
    known = subjects(book)
    for question in [*questions(book), *_shares(book), *(_more(book) if full else ())]:
        subject = known.get(question.subject)
        measure = (
            book.measures.get(year_of(question.subject)[0].partition("/")[0]) if subject is None else subject.measure
        )
        if subject is not None and subject.label:
            yield _report(question, subject, lang)
        elif measure is not None:
            yield _figure(question, measure, lang, accept=accept)


def _shares(book: Rulebook) -> Iterator[Question]:
    """Yield the figures that say what share of the units inside is met: a form has no cells for the units themselves."""
    for rule in book.all_rules:
        measure = book.measures.get(rule.measure or "")
        if measure is not None and counts_children(rule):
            text = measure.question or measure.name
            yield Question(subject=measure.id, text=text, numbers=(rule.number,))


def counts_children(rule: Rule) -> bool:
    """Return whether a rule asks about the units inside."""
    return any(isinstance(part, ChildCount) for part in walk.parts(rule.requirement))


def _more(book: Rulebook) -> Iterator[Question]:
    """Yield what else can be heard: figures of the sets that are asked for, a report on everything that has one."""
    for each in same_unit_books(book)[1:]:
        yield from (question for question in questions(each) if not subjects(each)[question.subject].label)
    for each in same_unit_books(book):
        before, key = ("", "") if each is book else (f"{each.id}/", f"{each.set.key}/")
        named = [(item.number, item.name) for item in (*each.headings, *each.added_headings)]
        named += [(rule.number, rule.name) for rule in each.all_rules]
        for number, name in named:
            yield Question(subject=f"{before}{number}", text=name, numbers=(f"{key}{number}",))
        if each is not book:
            yield Question(subject=each.id, text=each.set.name)


def _area(book: Rulebook, lang: str) -> Asked:
    names = {area: book.area_name(area).in_(lang) for area in book.areas}
    ids = {area: at for at, area in enumerate(book.areas, start=1)}
    words = {names[area]: code for area, code in ids.items()}
    vi, en = "Vùng hoặc nhóm xã", "Area"
    ask = ("xã thuộc vùng hoặc nhóm nào, khi đã biết chắc", "which area the unit is in, where that is known")
    return Asked(number=0, subject="area", numbers=(), name=vi if lang == "vi" else en, unit="",
                 question=ask[lang == "en"], input=Input(key=AREA, words=words, ids=ids), choices=tuple(words))  # fmt: skip


def _report(question: Question, subject: Subject, lang: str) -> Asked:
    words = {verdict_word(verdict, lang): CODE[verdict] for verdict in REPORTED}
    told = ("kết quả được báo cáo", "the verdict that was reported")[lang == "en"]
    name = (question.named or question.text).in_(lang)
    return Asked(number=0, subject=question.subject, numbers=question.numbers, name=name, unit="", question=told,
                 input=Input(key=REPORT + subject.key, words=words), choices=tuple(words))  # fmt: skip


def _figure(question: Question, measure: Measure, lang: str, *, accept: bool) -> Asked:
    about = {"number": 0, "subject": question.subject, "numbers": question.numbers, "name": measure.name.in_(lang),
             "question": question.text.in_(lang)}  # fmt: skip
    key = FIGURE + question.subject
    if measure.kind is MeasureKind.YES_NO:
        words, choices = _words(measure, lang)
        return Asked(**about, unit="", input=Input(key=key, words=words), choices=choices)  # type: ignore[arg-type]
    range_ = measure.plausible
    made = Input(key=key, low=measure.low, high=measure.high, whole=measure.kind is MeasureKind.COUNT,
                 plausible=None if accept or range_ is None else (range_.min, range_.max, range_.zero))  # fmt: skip
    unit = measure.unit_name
    return Asked(**about, unit="" if unit is None else unit.en if lang == "en" else str(unit), input=made)  # type: ignore[arg-type]


def _words(measure: Measure, lang: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the answers to a yes/no question that are taken, and those to choose from: «có» and «không» where the measure
    says what they mean."""
    plain = {verdict_word(verdict, lang): CODE[verdict] for verdict in REPORTED}
    if measure.yes_means not in (YesMeans.MET, YesMeans.NOT_MET):
        return plain, tuple(plain)
    yes, no = ("yes", "no") if lang == "en" else ("có", "không")
    met = measure.yes_means is YesMeans.MET
    own = {yes: CODE[Verdict.MET if met else Verdict.NOT_MET], no: CODE[Verdict.NOT_MET if met else Verdict.MET]}
    return own | plain, (yes, no, verdict_word(Verdict.NOT_APPLICABLE, lang))


def keys_asked(book: Rulebook, asked: Iterable[str]) -> list[str]:
    """Return the columns of the circuit for the subjects of a form, as the form of that rulebook has them."""
    known = subjects(book)
    found = []
    for name in asked:
        subject = known.get(name)
        key = (
            AREA if name == "area" else FIGURE + name if subject is None or not subject.label else REPORT + subject.key
        )
        found.append(key)
    return found


def fixed_of(unit: UnitFigures) -> dict[str, Value]:
    """Return what is known of a unit before its cells are filled: its name and what it lies in, as rules compare them."""
    within = None if unit.within is None else name_key(unit.within) or None
    return {NAME: name_key(unit.unit) or None, WITHIN: within}


def typed(form: Live, unit: UnitFigures) -> dict[str, Decimal | str]:
    """Return what stands in the cells for the figures of a unit, by key; what no cell takes is left out."""
    known = subjects(form.book)
    found: dict[str, Decimal | str] = {}
    if unit.area is not None and AREA in form.by_key:
        area = form.book.area_named(unit.area)[0]
        found[AREA] = next(word for word, code in form.by_key[AREA].input.words.items()
                           if code == form.by_key[AREA].input.ids.get(area))  # fmt: skip
    for entry in unit.entries:
        subject = known.get(entry.subject)
        if subject is None:
            continue
        number = isinstance(entry.value, Decimal)
        key = FIGURE + subject.number_of.id if number and subject.number_of is not None else (
            (REPORT if subject.label else FIGURE) + subject.key)  # fmt: skip
        each = form.by_key.get(key)
        if each is None:
            continue
        if isinstance(entry.value, Decimal):
            found[key] = entry.value
        elif isinstance(entry.value, Verdict):
            found[key] = next(word for word, code in each.input.words.items() if code == CODE[entry.value])
    return found


def row_of(form: Live, cells: Mapping[str, Decimal | str], unit: UnitFigures) -> Row:
    """Return the columns of the circuit for cells that are filled so."""
    found: dict[str, Value] = dict(fixed_of(unit))
    for key, value in cells.items():
        given = form.by_key[key].input
        if isinstance(value, Decimal):
            found[key] = value
        elif key == AREA:
            found[key] = next(area for area, code in given.ids.items() if code == given.words[value])
        else:
            found[key] = given.words[value]
    return found
