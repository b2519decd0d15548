"""Ties what was handed in to a rulebook: which measure or label each subject means, and whether its value can be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.behind import KINDS_OF_NO_RESULT, heard, no_result
from ntmrules.figures.doubt import in_unit, settled, shown
from ntmrules.figures.indicator_names import label_named, numbered
from ntmrules.figures.newest import ahead_of_its_day, is_of_before_days, newest, undated
from ntmrules.figures.own_tallies import is_of_another_set, of_named_set, own_names
from ntmrules.figures.plausible import doubt_about
from ntmrules.figures.subjects import Subject
from ntmrules.figures.tally_cells import no_tally
from ntmrules.figures.tally_headings import tally_of_a_day
from ntmrules.frozen import evolve
from ntmrules.messages import Phrase
from ntmrules.model import walk
from ntmrules.model.asked import asked_of_place, child_sets, every_book, same_unit_books
from ntmrules.model.figures import Bound, Entry, Status, UnitFigures
from ntmrules.model.measures import Freshness, Measure, MeasureKind, WhenOld
from ntmrules.model.requirements import AnyRequirement, Compound
from ntmrules.model.rulebook import Heading, Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.subjects import in_year, level_of, measure_id, year_of
from ntmrules.model.trace import Note, NoteCode, SaidOf
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written_tally import CRITERIA, INDICATORS
from ntmrules.patterns import later
from ntmrules.places.communes import KINDS, level_inside

CRITERIA_TALLY, INDICATORS_TALLY = CRITERIA, INDICATORS
MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
_LABEL_OF_YEAR = later(r"(?P<label>\d{1,2}(?:\.\d{1,2})*)\s*[(\[/–-]?\s*(?P<year>(?:19|20)\d\d)\s*[)\]]?\Z")
_IN_BRACKETS = later(r"(?P<label>\d{1,2}(?:\.\d{1,2})*)\s*\((?P<said>[^()]+)\)")
_SET_OF_YEAR = later(r"[a-z]{2}/[a-z-]+/(?:19|20)\d\d")
FINAL = Status.FINAL
FIRM = (FINAL, Status.PRELIMINARY)
MOST_PROBLEMS, MOST_NEAR = 2_000, 200  # bad cells that are told, and those that are asked «did you mean»


def measures_of(item: AnyRequirement) -> Iterable[str]:
    """Return the measures that a resolved requirement reads, in order, without repeats."""
    return dict.fromkeys(part.measure for part in walk.leaves(item) if part.measure is not None)


def subjects(book: Rulebook) -> Mapping[str, Subject]:
    """Return every subject that a file may use with this rulebook."""
    return book.memo("subjects", lambda: _subjects(book))  # type: ignore[no-any-return]


def _subjects(book: Rulebook) -> dict[str, Subject]:
    known: dict[str, Subject] = {}
    for name in larger_units(book):
        of_larger = book.measures.get(measure_id(name))
        if of_larger is not None:
            known[name] = Subject.of(name, of_larger)
    for measure in book.measures.values():
        known[measure.id] = Subject.of(measure.id, measure)
        for part in measure.parts:
            known[f"{measure.id}/{part}"] = Subject.of(f"{measure.id}/{part}", measure)
    for each in (*reversed(same_unit_books(book)[1:]), book):
        labels: dict[str, Subject] = {}
        for heading in (*each.headings, *each.added_headings):
            labels[heading.number] = _criterion(each, heading)
        for rule in each.all_rules:
            labels[rule.number] = _label(each, rule.id, rule.national or rule.requirement, rule.measure)
        for number, subject in labels.items():
            known[subject.key] = subject
            known[f"{each.id}/{number}"] = subject
            known[f"{each.set.key}/{number}"] = subject
            if each is book:
                known[number] = subject
        known[each.id] = known[each.set.key] = Subject(each.id, label=True, criterion=True)
    for tally in (CRITERIA_TALLY, INDICATORS_TALLY):
        known |= {name: Subject(tally) for name in (tally, *(f"{own}/{tally}" for own in own_names(book)))}
    return known


def larger_units(book: Rulebook) -> frozenset[str]:
    """Return the subjects about the units in which a unit lies that ``book``, or a set it asks for, reads."""
    return frozenset(name for name in across_years(book) if level_of(name) is not None)


def across_years(book: Rulebook) -> frozenset[str]:
    """Return the subjects of which ``book``, or a set that it asks of the same unit, reads figures of certain years."""
    return book.memo("across_years", lambda: frozenset(_across_years(book)))  # type: ignore[no-any-return]


def _across_years(book: Rulebook) -> Iterator[str]:
    for rule in (rule for each in same_unit_books(book) for rule in each.all_rules):
        laid = (placed.override.requirement for placed in rule.applied)
        kept = (former.requirement for former in rule.every_former)
        for item in (rule.requirement, rule.national, *kept, *laid):
            if item is not None:
                yield from walk.across_years(item)


def dated(book: Rulebook, entry: Entry) -> Entry:
    """Return an entry whose subject has its year behind it (``thu-nhap@2022``) as one of that period."""
    plain, year = year_of(entry.subject)
    if year is None or entry.subject in subjects(book) or entry.period not in (None, year):
        return entry
    return evolve(entry, subject=plain, period=year)


def _criterion(book: Rulebook, heading: Heading) -> Subject:
    """Return the subject of a criterion; a number of one with a single indicator is that of the indicator."""
    subject = Subject(heading.id, label=True, criterion=True)
    rule = heading.only_rule
    if rule is None:
        return subject
    number_of = _label(book, rule.id, rule.national or rule.requirement, rule.measure).number_of
    return (
        subject if number_of is None or number_of.kind is MeasureKind.YES_NO else evolve(subject, number_of=number_of)
    )


def _label(book: Rulebook, rule_id: str, requirement: AnyRequirement, measure: str | None) -> Subject:
    read = {name.partition("/")[0] for name in measures_of(requirement)}
    joins = isinstance(requirement, Compound)
    if measure is None and len(read) == 1 and not joins:
        measure = next(iter(read))
    if measure is not None and (len(read) <= 1 or not joins):
        return Subject(rule_id, label=True, number_of=book.measures.get(measure))
    return Subject(rule_id, label=True, several=tuple(sorted(read)))


def asked_of_level(book: Rulebook, level: str | None) -> frozenset[str]:
    """Return every label that some rulebook asked for by ``book``, for it or for units inside, knows of units of a level.

    A unit inside may be judged by several sets; what it says about one of them is no slip where another one looks.
    No level: of units of any level, for questions that are asked of a unit without a set of its own.
    """
    known: dict[str | None, frozenset[str]] = book.memo("asked_of_level", dict)
    if level not in known:
        books = [each for each in every_book(book) if level in (None, each.set.level)]
        known[level] = frozenset(key for each in books for key, subject in subjects(each).items() if subject.label)
    return known[level]


def bind(book: Rulebook, figures: UnitFigures, *, bare: bool = True, elsewhere: Container[str] = frozenset()) -> Bound:
    """Return the figures of one unit tied to ``book``; ``FiguresError`` lists every entry that cannot be.

    ``bare=False`` refuses labels without their set: several sets judge the unit, so ``10.1`` could be of any of them.
    ``elsewhere`` are subjects that another rulebook hears of the same unit.
    """
    checked = figures.checked.pop(id(book), None)
    if checked is not None and checked[0] is book and bare:
        return checked[1]
    problems: list[Problem] = []
    bound = bind_entries(book, figures.entries, problems, bare=bare, elsewhere=elsewhere)
    if problems:
        raise FiguresError([each if each.where else each.at(figures.called) for each in problems])
    return _of_unit(book, figures, bound)


def check(book: Rulebook, figures: UnitFigures, problems: list[Problem], *, bare: bool = True,
          elsewhere: Container[str] = frozenset()) -> None:  # fmt: skip
    """Add to ``problems`` every entry of the unit that ``book`` does not take.

    Where there is none, :func:`bind` finds the work done when the unit is judged by the same rulebook.
    """
    before = len(problems)
    bound = bind_entries(book, figures.entries, problems, bare=bare, elsewhere=elsewhere)
    bound = _of_unit(book, figures, bound)
    if len(problems) == before and bare:
        figures.checked[id(book)] = (book, bound)


def _of_unit(book: Rulebook, figures: UnitFigures, bound: Bound) -> Bound:
    """Return what is bound with what is known of the unit; of a unit that was divided before the day nothing counts."""
    bound.withdrawn = bound.withdrawn or any(map(_some_withdrawn, figures.children))
    bound.life = book.lives.of(figures, book.set.level) if book.lives is not None else None
    if not bound.split:
        return bound
    return Bound({}, {}, beside=bound.beside, life=bound.life, unused=len(bound.figures) + len(bound.reports))


def _some_withdrawn(unit: UnitFigures) -> bool:
    return any(entry.status is Status.WITHDRAWN for entry in unit.entries) or any(map(_some_withdrawn, unit.children))


def bind_entries(
    book: Rulebook, entries: Iterable[Entry], problems: list[Problem], *, bare: bool = True,
    elsewhere: Container[str] = frozenset(),
) -> Bound:  # fmt: skip
    """Tie ``entries`` to ``book``; what cannot be is added to ``problems``."""
    known = subjects(book)
    on, year = book.on.isoformat(), book.on.year
    first, began = book.set.first_year, book.set.stage.from_.isoformat()
    bound = Bound({}, {})
    of_measures, of_labels = bound.figures, bound.reports
    again: list[tuple[dict[str, Entry], str, Entry]] = []
    yearly: list[tuple[dict[str, Entry], str, Entry]] = []
    across = across_years(book)
    special = False
    for entry in entries:
        if problems and len(problems) > MOST_PROBLEMS:
            break
        subject = known.get(entry.subject)
        if subject is None:
            entry = _called_again(book, known, entry)
            subject = known.get(entry.subject)
        if subject is None:
            if of_another_set(book, entry.subject):
                bound.beside.append(entry)
            elif entry.subject not in elsewhere:
                problems.append(_unknown(entry, known, book, near=len(problems) < MOST_NEAR))
            continue
        if not bare and subject.label and "/" not in entry.subject:
            problems.append(_which_set(entry, book))
            continue
        value, period, as_of = entry.value, entry.period, entry.as_of
        # Who stands on a list, a decision says for years to come.
        if as_of is not None and period is not None and entry.ahead and subject.key not in asked_of_place(book):
            problems.append(ahead_of_its_day(entry))
            continue
        if entry.cell is not None:
            found = settled(book, known, subject, entry)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            entry, value = found, found.value
        measure = subject.measure
        if measure is not None:
            bounds = subject.bounds
            # A number inside its bounds is plainly good; everything else goes to where it can be explained.
            if bounds is None:
                good = subject.answers and (value is MET or value is NOT_MET)
            else:
                try:
                    good = entry.unit is None and bounds[0] <= value <= bounds[1]  # type: ignore[operator]
                except (TypeError, InvalidOperation):  # a word, a tally, not a number
                    good = False
            problem = None if good else check_value(measure, entry) or doubt_about(measure, entry)
            key, target = subject.key, of_measures
        elif subject.label:
            if type(value) is Verdict:
                problem, key, target = None, subject.key, of_labels
            else:
                problem = _number_on_label(subject, entry)
                key, target = (subject.number_of.id if subject.number_of else subject.key), of_measures
        else:
            problem = _check_tally(entry, book)
            key, target = subject.key, bound.tallies
        if problem is not None:
            problems.append(problem)
            continue
        if (as_of is not None and as_of > on) or (period is not None and period > year):
            bound.late.add(key)
            continue
        if key in across and target is of_measures and entry.year is not None:
            name = in_year(key, entry.year)  # of its own year it is never too old: it is compared with the next
            if target.setdefault(name, entry) is not entry:
                yearly.append((target, name, entry))
        counted = subject.number_of if measure is None else measure
        fresh = None if counted is None else counted.fresh_for
        old = period is not None and (period < first or (fresh is not None and year - period > fresh.years))
        reported = target is not of_measures
        if old or (as_of is not None and (period is None or (reported and as_of < began))):
            entry = _aged(entry, fresh, first, began if reported else "", year)
        if entry.status is not FINAL:
            special = True
        if target.setdefault(key, entry) is not entry:
            again.append((target, key, entry))
    again = of_named_set(bound.tallies, again)
    _settle(again, on, problems)
    _settle(yearly, on, [])  # what contradicts itself in one year was said above
    for said in (bound.reports, bound.tallies):
        for key in [key for key, entry in said.items() if not _is_heard(entry, first, began)]:
            entry = said.pop(key)
            if entry.status in (Status.OLD, Status.STALE):
                bound.old[key] = entry
            elif said is bound.reports and not is_of_before_days(entry, first, began):
                bound.taken_back[key] = entry
    bound.withdrawn = special and any(
        entry.status is Status.WITHDRAWN for entry in (*bound.taken_back.values(), *bound.figures.values())
    )
    return bound


def _called_again(book: Rulebook, known: Container[str], entry: Entry) -> Entry:
    """Return an entry that is not known by its subject under that without its year, or that of the number before a name."""
    if "@" in entry.subject:
        entry = dated(book, entry)
    if entry.subject not in known and entry.cell is not None and entry.cell.number:
        entry = numbered(book, entry)
    return entry


def _aged(entry: Entry, fresh: Freshness | None, first: int, began: str, year: int) -> Entry:
    """Return the entry as it counts in ``year`` under a set whose figures begin in ``first``, and its reports on ``began``.

    A figure of an earlier time is marked, or stale where its measure says so; a reported verdict of that time, which was
    about another text, is marked too and not heard.
    """
    own = entry.period if entry.period is not None else int(str(entry.as_of)[:4])
    if fresh is not None and type(entry.value) is not tuple and year - own > fresh.years and entry.usable:
        return evolve(entry, status=Status.STALE if fresh.then is WhenOld.STALE else Status.OLD)
    if entry.usable and is_of_before_days(entry, first, began):
        return evolve(entry, status=Status.OLD)
    return entry


def _is_heard(entry: Entry, first: int, began: str) -> bool:
    """Tell whether a report is heard: one of before the set is not, one that is merely old is, and marked."""
    merely_old = entry.status is Status.OLD and entry.year is not None and not is_of_before_days(entry, first, began)
    return entry.status in FIRM or merely_old


def of_another_set(book: Rulebook, subject: str) -> bool:
    """Tell whether a subject is a set in force that nobody asks for here, or a criterion or indicator of one."""
    if subject in book.other_sets:
        return True
    head, _, label = subject.rpartition("/")
    return (head in book.other_sets and label in book.other_sets[head]) or is_of_another_set(book, subject)


def beside_notes(bound: Bound, elsewhere: Container[str] = frozenset()) -> tuple[Note, ...]:
    """Return a remark for each thing that was said about a set nobody asks for here: said, and not used."""
    return tuple(
        Note(NoteCode.SAID_OF_ANOTHER_SET, SaidOf(entry.subject, shown(entry.value)))
        for entry in bound.beside
        if entry.subject not in elsewhere
    )


def _settle(again: Iterable[tuple[dict[str, Entry], str, Entry]], on: str, problems: list[Problem]) -> None:
    """Keep the newest of several entries about one thing."""
    groups: dict[tuple[int, str], tuple[dict[str, Entry], list[Entry]]] = {}
    for target, key, entry in again:
        groups.setdefault((id(target), key), (target, [target[key]]))[1].append(entry)
    for (_, key), (target, found) in groups.items():
        target[key] = newest(found, on, problems)


def undated_beside(book: Rulebook, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield the figures of a file without a year or day beside other ones with one: which is newer nobody can tell.

    A session is told things one after the other, and there the dated one counts.
    """
    entries = tuple(entries)
    if len({entry.period is None and entry.as_of is None for entry in entries}) < 2:
        return
    known = subjects(book)
    groups: dict[tuple[str, bool], list[Entry]] = {}
    for entry in entries:
        subject = known.get(entry.subject)
        if subject is not None:
            on_label = subject.label and type(entry.value) is Decimal and subject.number_of is not None
            key = subject.number_of.id if on_label and subject.number_of is not None else subject.key
            groups.setdefault((key, type(entry.value) is Verdict and subject.label), []).append(entry)
    yield from undated(groups.values())


def _signed(sign: str, unit: str | None) -> bool:
    """Whether a sign behind a number fits the unit of a measure: ``%`` also «%/năm»."""
    return unit is not None and (unit == sign or unit.startswith(f"{sign}/"))


def check_value(measure: Measure, entry: Entry) -> Problem | None:
    """Return what is wrong with the value for this measure, or nothing."""
    value = entry.value
    if measure.kind is MeasureKind.YES_NO:
        if type(value) is Verdict and value is not Verdict.UNDETERMINED:
            return None
        return problem("NTM505.yes-no", entry.at, subject=entry.subject, value=shown(value))
    if type(value) is not Decimal:
        return problem("NTM505.number", entry.at, subject=entry.subject, value=shown(value), unit=in_unit(measure))
    if not value.is_finite():
        return problem("NTM502.not-finite", entry.at, subject=entry.subject, value=value, unit=in_unit(measure))
    if entry.unit is not None and not _signed(entry.unit, measure.unit):
        return problem(
            "NTM506.unit" if measure.unit else "NTM506.bare",
            entry.at,
            subject=entry.subject,
            value=shown(value),
            given=entry.unit,
            unit=measure.unit,
        )
    low, high = measure.low, measure.high
    if (low is not None and value < low) or (high is not None and value > high):
        return problem(
            "NTM506.range",
            entry.at,
            subject=entry.subject,
            value=shown(value),
            low="" if low is None else f"{low} <= ",
            high="" if high is None else f" <= {high}",
            unit=f" ({measure.unit})" if measure.unit else "",
        )
    if measure.kind is MeasureKind.COUNT and value != value.to_integral_value():
        return problem("NTM506.whole", entry.at, subject=entry.subject, value=shown(value))
    return None


def _number_on_label(subject: Subject, entry: Entry) -> Problem | None:
    if isinstance(entry.value, tuple):
        return problem("NTM505.no-tally", entry.at, subject=entry.subject, value=shown(entry.value))
    if subject.number_of is not None:
        return check_value(subject.number_of, entry) or doubt_about(subject.number_of, entry)
    if subject.criterion:
        return problem("NTM505.criterion", entry.at, subject=entry.subject)
    return problem(
        "NTM505.several" if subject.several else "NTM505.no-number",
        entry.at,
        subject=entry.subject,
        several=", ".join(subject.several),
    )


def _check_tally(entry: Entry, book: Rulebook) -> Problem | None:
    if isinstance(entry.value, tuple):
        if entry.unit in (None, entry.subject):
            return None
        return problem(
            "NTM505.other-tally", entry.at, subject=entry.subject, value=shown(entry.value), counted=entry.unit
        )
    return no_tally(entry, book)


def _unknown(entry: Entry, known: Mapping[str, Subject], book: Rulebook, *, near: bool) -> Problem:
    if not near:
        return problem("NTM503.unknown", entry.at, subject=entry.subject)
    if " " in entry.subject and "/" not in entry.subject:  # a name, as a person writes it: perhaps that of a measure
        name = fold(entry.subject.partition("(")[0]).replace(",", "").replace(" ", "-")
        named = [
            each
            for each, subject in known.items()
            if subject.measure is not None and _alike(name, each, subject.measure)
        ]
        if len(named) == 1:
            return problem("NTM503.named", entry.at, subject=entry.subject, id=named[0])
    level = _level_of(entry.subject, book)
    of_larger = level_of(entry.subject)
    if of_larger is not None and level is not None and level_inside(book.set.level) == of_larger:
        own = entry.subject.partition(":")[2]
        return problem("NTM503.own-figure", entry.at, subject=entry.subject, own=own, level=KINDS.get(level, level))
    if level is not None:
        return problem(
            "NTM503.of-a-child", entry.at, subject=entry.subject, level=KINDS.get(level, level), set=book.set.key
        )
    bracketed = _IN_BRACKETS.fullmatch(entry.subject)
    if (
        bracketed is not None
        and bracketed["label"] in known
        and (kind := no_result(heard(bracketed["said"]), whole=True))
    ):
        return problem("NTM503.no-result", entry.at, subject=bracketed["label"], behind=bracketed["said"],
                       kind=Phrase(KINDS_OF_NO_RESULT[kind]))  # fmt: skip
    if _SET_OF_YEAR.fullmatch(entry.subject) is not None:
        sets = sorted({book.set.key, *book.other_sets})
        return problem("NTM503.no-set", entry.at, subject=entry.subject, known=", ".join(sets))
    dated = _LABEL_OF_YEAR.match(entry.subject)
    if dated is not None and dated["label"] in known:
        return problem("NTM503.dated", entry.at, subject=entry.subject, label=dated["label"], year=dated["year"])
    if (time := tally_of_a_day(entry.subject)) is not None:
        return problem("NTM503.tally-of-a-day", entry.at, subject=entry.subject, day=time)
    label = label_named(book, entry.subject)
    if label is not None:
        return problem("NTM503.named", entry.at, subject=entry.subject, id=label)
    head = entry.subject.rpartition("/")[0]
    labels = [f"{head}/{each}" for each in book.other_sets.get(head, ())]
    stage = head.rpartition("/")[2]
    if not labels and stage.isdecimal():  # what another stage calls so is not what was meant
        labels = [each for each in known if each.rpartition("/")[0].rpartition("/")[2] == stage]
        if not labels:
            return problem("NTM503.unknown", entry.at, subject=entry.subject)
    alike = entry.subject, labels or known
    if entry.cell is not None and entry.cell.column:
        return problem("NTM503.heading", entry.at, subject=entry.subject, letter=entry.cell.column, near=alike)
    return problem("NTM503.unknown", entry.at, subject=entry.subject, near=alike)


def _level_of(subject: str, book: Rulebook) -> str | None:
    """Return the level of the units inside that a subject is of, where their sets know it; else nothing."""
    found = (level for level, sets in child_sets(book).items() for each in sets
             if level != book.set.level and subject in subjects(each))  # fmt: skip
    return next(found, None)


def _alike(name: str, key: str, measure: Measure) -> bool:
    """Tell whether a name, folded with hyphens, is the id of a measure or its name."""
    return name == key or name == fold(measure.name.vi).replace(",", "").replace(" ", "-")


def _which_set(entry: Entry, book: Rulebook) -> Problem:
    return problem("NTM512.several", entry.at, subject=entry.subject, example=f"{book.set.key}/{entry.subject}")
