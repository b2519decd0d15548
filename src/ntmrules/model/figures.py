"""Figures and reports of one unit, as they were handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from attrs import Factory, field, fields

from ntmrules.errors import FiguresError, Problem, problem, wrong_type
from ntmrules.frozen import define, evolve, frozen
from ntmrules.messages.speech import few
from ntmrules.model.given import day_given, is_nothing, value_given, year_given
from ntmrules.model.life import Fate, Life
from ntmrules.model.unit_names import level_of, name_key
from ntmrules.model.verdicts import Verdict


class Status(StrEnum):
    """How firm a figure is."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    OLD = "old"
    """Of a time before the set, or older than its measure allows, and still counted: marked where it decides."""
    STALE = "stale"
    WITHDRAWN = "withdrawn"


FIRMNESS = (Status.WITHDRAWN, Status.STALE, Status.OLD, Status.PRELIMINARY, Status.FINAL)


class Answer(StrEnum):
    """A yes or no as somebody wrote it; what it means a measure says (``yes_means``)."""

    YES = "yes"
    NO = "no"


Value: TypeAlias = Decimal | Verdict | tuple[int, int]
_KNOWN = (Decimal, Verdict, tuple, Answer)


def _level(word: Any) -> str | None:
    """Return the level that a word names (``Xã`` -> ``xa``); an unknown one as it stands, to be told where it is judged."""
    return (level_of(word) or word) if isinstance(word, str) else word


def _name(name: Any) -> str:
    """Return the name of a unit; ``FiguresError`` NTM510 for what is no text."""
    if not isinstance(name, str):
        raise FiguresError(problem("NTM510.type", type=type(name).__name__))
    return name


def _value(value: Any) -> Value | Answer:
    said: Value | Answer | bool = value if type(value) in _KNOWN else value_given(value)
    return (Answer.YES if said else Answer.NO) if isinstance(said, bool) else said


@frozen(kw_only=True)
class Cell:
    """What a cell of a file leaves in doubt until it is known which figure it is.

    ``typed``: the label was kept as a number, so 17.1 may have been 17.10; ``resaved``: it is text, and a spreadsheet that
    saved the text may have done the same. ``ratio``: a fraction from a file without number
    formats, so 0.3 may have been shown as 30 %. ``measured``: what a form says in its column for the unit of measure.
    ``titled``: what a title says of the unit of measure of all figures. ``sign``: a number that somebody gave as a sign for
    a verdict.
    ``answer``: «có» or «không» was written, or TRUE or FALSE; until a measure says what they mean, the value is met or not met.
    ``behind``: what stands behind the label, as it is written. ``number``: what numbers the row of a subject that is a name.
    ``column``: the letter of the column whose heading is the subject, where that is no label and no id: perhaps it is none.
    """

    typed: bool = False
    resaved: bool = False
    ratio: bool = False
    measured: str = ""
    titled: str = ""
    sign: str = ""
    answer: Answer | None = None
    behind: str = ""
    number: str = ""
    column: str = ""


@frozen(kw_only=True)
class Entry:
    """One value about one subject of a unit, with the place it was read from.

    ``subject`` is a measure id, an indicator or criterion label, or a full id. ``value`` is a number, a reported verdict
    (on a yes/no measure: the answer), yes or no (``True``, có: kept in ``cell``), or a reported tally ``(16, 19)``.
    ``period`` is the year the figure is about, ``as_of`` the ISO date on which it was known, ``unit`` the sign written behind
    the number (``%``). ``confirmed``: somebody looked again at a figure outside what is plausible. ``cell`` is what the cell
    leaves in doubt, if anything.
    """

    subject: str
    value: Value = field(converter=_value)
    period: int | None = field(default=None, converter=year_given)
    as_of: str | None = field(default=None, converter=day_given)
    status: Status = Status.FINAL
    source: str | None = None
    note: str | None = None
    unit: str | None = None
    at: str = ""
    confirmed: bool = False
    cell: Cell | None = None

    def __attrs_post_init__(self) -> None:
        answer = self.value
        if isinstance(answer, Answer):
            said = Verdict.MET if answer is Answer.YES else Verdict.NOT_MET
            object.__setattr__(self, "value", said)
            object.__setattr__(self, "cell", evolve(self.cell or Cell(), answer=answer))

    @property
    def usable(self) -> bool:
        """Whether a verdict may rest on it: not withdrawn, not stale."""
        return self.status in (Status.FINAL, Status.PRELIMINARY, Status.OLD)

    @property
    def year(self) -> int | None:
        """The year it speaks of: its period, else that of the day on which it was known; nothing without either."""
        if self.period is not None:
            return self.period
        return int(str(self.as_of)[:4]) if self.as_of is not None else None

    @property
    def ahead(self) -> bool:
        """Whether it speaks of a year that had not begun on the day on which it was known: a plan, or a slip."""
        return self.period is not None and self.as_of is not None and self.period > int(self.as_of[:4])

    @property
    def verdict(self) -> Verdict:
        """The reported verdict; only asked of entries that were tied to a label."""
        assert isinstance(self.value, Verdict)
        return self.value

    @property
    def number(self) -> Decimal:
        """The number; only asked of entries that were tied to a measure of numbers."""
        assert isinstance(self.value, Decimal)
        return self.value


@define
class Bound:
    """Figures by measure and reports by full id, ready for an engine.

    ``late``: subjects known only after the date. ``old``: reports of a time before the set, which decide nothing.
    ``beside``: what was said about sets that nobody asks for here. ``withdrawn``: something was taken back, of the unit or of
    one inside it; ``taken_back`` are the reports among that.
    ``life``: what became of the unit before the day; of one that was divided nothing counts, and ``unused`` says how much
    was handed in.
    """

    figures: dict[str, Entry]
    reports: dict[str, Entry]
    tallies: dict[str, Entry] = Factory(dict)
    late: set[str] = Factory(set)
    old: dict[str, Entry] = Factory(dict)
    beside: list[Entry] = Factory(list)
    withdrawn: bool = False
    taken_back: dict[str, Entry] = Factory(dict)
    life: Life | None = None
    unused: int = 0

    @property
    def split(self) -> bool:
        """Whether the unit was divided before the day."""
        return self.life is not None and self.life.fate is Fate.SPLIT

    def known(self, subject: str) -> Entry | None:
        """Return the figure or answer that may be used; one that was withdrawn or is stale is not known."""
        entry = self.figures.get(subject)
        return entry if entry is not None and entry.usable else None

    def as_it_was(self) -> Bound:
        """Return what was known before anything was taken back: figures, answers to facts, reports."""
        figures, reports = self.figures.copy(), self.reports.copy()
        figures.update({key: evolve(entry, status=Status.FINAL) for key, entry in dict.items(self.figures)
                        if entry.status is Status.WITHDRAWN})  # fmt: skip
        reports.update({key: evolve(entry, status=Status.FINAL) for key, entry in self.taken_back.items()})
        return evolve(self, figures=figures, reports=reports)


@frozen(kw_only=True)
class UnitFigures:
    """All that was handed in about one unit, and about the units inside it."""

    unit: str = field(converter=_name)
    entries: tuple[Entry, ...] = ()
    province: str | None = None
    area: str | None = None
    level: str | None = field(default=None, converter=_level)
    within: str | None = None
    children: tuple[UnitFigures, ...] = ()
    larger: tuple[Entry, ...] = ()
    """What was said at the province and the district in which it lies, as a unit inside hears it: ``huyen:thu-nhap``."""
    checked: dict[int, tuple[object, Bound]] = field(factory=dict, init=False, eq=False, repr=False)
    """By rulebook: these figures as they were tied to it when they were checked, until they are judged."""

    @classmethod
    def of(
        cls, unit: str, values: Mapping[str, object], *, confirmed: Iterable[str] = (), **details: object
    ) -> UnitFigures:
        """Build figures from ``{subject: value}`` as Python people have them.

        A value is a number (int, float, ``Decimal``, those of numpy and pandas, or a text like ``54,5`` and ``90 %``), a
        verdict (also as a word: đạt, chưa đạt, không áp dụng), yes or no where the measure says what they mean (``True``,
        ``False``, có, không; elsewhere NTM505 when it is judged), a tally ``(16, 19)``, or an :class:`Entry`. ``None``, not a
        number, an empty text and pandas' NA are no figure: the subject is left out. Numbers are taken through their text, so
        that ``0.1`` is one tenth exactly.
        ``confirmed`` names the subjects whose figures somebody looked at again: elsewhere a figure outside what is plausible
        (an income of 54,500,000 million đồng, a share of 0.95 %) is refused when it is judged (NTM506). ``details``: what is
        said of the unit itself, ``province``, ``area``, ``level``, ``within``, ``children``.

        Raises ``FiguresError`` that lists every other value with its unit and subject (NTM502, NTM503), and NTM510 for a
        ``unit`` that is no text or an empty one, NTM009 where ``values`` is no mapping.
        """
        if not _name(unit).strip():
            raise FiguresError(problem("NTM510"))
        if not callable(getattr(values, "items", None)):  # a Series of pandas is no Mapping, and will do
            raise FiguresError(wrong_type("values", values, needed="dict", example='{"10.1": 54.5, "17.2": "đạt"}'))
        problems: list[Problem] = []
        entries: list[Entry] = []
        sure = {confirmed} if isinstance(confirmed, str) else set(confirmed)
        for subject, value in values.items():
            try:
                if isinstance(value, Entry) or not is_nothing(value):
                    entry = _entry(subject, value)
                    entries.append(evolve(entry, confirmed=True) if subject in sure else entry)
            except FiguresError as error:
                problems += [each.at(f"{unit}: {subject}") for each in error.problems]
        if problems:
            raise FiguresError(problems)
        return cls(unit=unit, entries=tuple(entries), **details)  # type: ignore[arg-type]

    def accepted(self) -> UnitFigures:
        """Return the same figures, those of the units inside too, as ones that somebody looked at again."""
        entries = tuple(each if each.confirmed else evolve(each, confirmed=True) for each in self.entries)
        return evolve(self, entries=entries, children=tuple(each.accepted() for each in self.children))

    @property
    def called(self) -> str:
        """Its name with what it lies in, where that is known: two communes of one district have two names, of two one."""
        return ", ".join(part for part in (self.unit, self.within) if part is not None)

    def __reduce__(self) -> Any:
        return _unit_again, tuple(getattr(self, each.name) for each in fields(UnitFigures) if each.init)


class Placed(Protocol):
    """A unit with what it lies in, whatever else is known of it."""

    @property
    def unit(self) -> str:
        """Its name."""
        ...

    @property
    def within(self) -> str | None:
        """The district in which it lies, where that is known."""
        ...

    @property
    def province(self) -> str | None:
        """The province in which it lies, where that is known."""
        ...

    @property
    def called(self) -> str:
        """Its name with what it lies in."""
        ...


def called_apart(units: Iterable[Placed]) -> Callable[[Placed], str]:
    """Return what names each of these units: its name, with what it lies in where several are called so."""
    every = list(units)
    names = Counter(name_key(unit.unit) for unit in every)
    places = Counter(name_key(unit.called) for unit in every)

    def called(unit: Placed) -> str:
        if names[name_key(unit.unit)] == 1:
            return unit.unit
        alone = places[name_key(unit.called)] == 1 and unit.within is not None
        return unit.called if alone or unit.province is None else f"{unit.called}, {unit.province}"

    return called


def _unit_again(*values: Any) -> UnitFigures:
    return UnitFigures(**dict(zip((each.name for each in fields(UnitFigures) if each.init), values, strict=True)))


def _entry(subject: object, value: object) -> Entry:
    if isinstance(value, Entry):
        return value
    if isinstance(subject, int) and not isinstance(subject, bool):
        subject = str(subject)
    if not isinstance(subject, str):  # 17.1 as a number may have been 17.10
        raise FiguresError(problem("NTM503.no-text", subject=str(subject), type=type(subject).__name__))
    if isinstance(value, str) and value.rstrip().endswith("%"):
        return Entry(subject=subject, value=value_given(value.rstrip()[:-1]), unit="%")
    return Entry(subject=subject, value=value_given(value))


@frozen
class Remark:
    """Something of a file that was not used, or was read in a way worth knowing: a remark's name with what it is about."""

    name: str
    values: Mapping[str, object] = field(factory=dict)


@frozen(kw_only=True)
class Beside:
    """A text of a file beside its figures, of which somebody has to know what it makes of them.

    ``kind``: ``over`` columns, in the ``brackets`` of the heading of results, a row by itself between others (``section``) or
    behind all of them (``end``), a note (``below``), a ``title``, a ``block`` between two tables of units.
    ``labels``: those of the figures that it is about, where they are known; ``units``: what these are figures of; ``option``:
    what is said to the reader of the file where it says nothing of them; ``years``: those that have been heard, of the figures;
    ``heading``: that of the column in whose ``cell`` it stands.
    """

    kind: str
    text: str
    at: str
    labels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    option: str = ""
    years: tuple[int, ...] = ()
    heading: str = ""


@frozen(kw_only=True)
class FigureTable:
    """The units of one file or table, in the order in which they were read; ``sheets`` are the names of those of a workbook.

    ``tiers`` are cells beside figures that speak of a set («Nâng cao»), each with the first row that has it; ``beside`` the texts
    over columns and between rows.
    """

    units: tuple[UnitFigures, ...]
    name: str = ""
    header: tuple[str, ...] = Factory(tuple)
    sheets: tuple[str, ...] = ()
    left_out: tuple[Remark, ...] = ()
    tiers: tuple[tuple[str, int], ...] = ()
    beside: tuple[Beside, ...] = ()

    def unit(self, name: str | UnitFigures) -> UnitFigures:
        """Return the figures of the unit ``name``; ``UnitError`` with the nearest names when there is none.

        The figures of one of its units are taken for its name: they are returned as they are.
        """
        from ntmrules.errors import UnitError, problem
        from ntmrules.model.unit_names import named, same_name

        if isinstance(name, UnitFigures):
            if any(name is each for each in self.units):
                return name
            name = ", ".join(part for part in (name.unit, name.within, name.province) if part)
        if not isinstance(name, str):
            raise UnitError(problem("NTM602.no-name", self.name, type=type(name).__name__))
        found = named(name, [(unit.unit, unit) for unit in self.units])
        if not found and "," in name:  # xã Tân An, huyện A, tỉnh B
            bare, *places = (part.strip() for part in name.split(","))
            found = [unit for unit in named(bare, [(unit.unit, unit) for unit in self.units])
                     if all(any(same_name(each, place) for each in (unit.within, unit.province) if each is not None)
                            for place in places)]  # fmt: skip
        if len(found) == 1:
            return found[0]
        if found:
            said = "; ".join(
                ", ".join(part for part in (unit.unit, unit.within, unit.province) if part) for unit in found
            )
            raise UnitError(problem("NTM609.asked", self.name, name=name, found=said,
                                    example=f"{found[0].unit}, {found[0].within or 'huyện …'}"))  # fmt: skip
        known = [unit.unit for unit in self.units]
        raise UnitError(
            problem(
                "NTM602.table",
                self.name,
                name=name,
                known=few(known, 8),
                near=(name, known),
            )
        )
