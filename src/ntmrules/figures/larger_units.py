"""Figures of a province or a district: those that stand beside its communes, and those that are given at it itself.

A rule may compare a figure with that of the province or district (``tinh:thu-nhap``, ``huyen:thu-nhap``). It is one figure,
however often it is written: in the rows of communes, or in a row of the province or district, where it is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import Factory

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.figures.levels import district_alone, level_alone, may_be_larger
from ntmrules.frozen import define, evolve
from ntmrules.messages import Phrase
from ntmrules.messages.speech import few
from ntmrules.model import walk
from ntmrules.model.asked import every_book
from ntmrules.model.figures import Entry, Remark, UnitFigures
from ntmrules.model.requirements import Relative
from ntmrules.model.subjects import in_year, level_of, of_unit, year_of
from ntmrules.model.unit_names import bare_province, keys_of, kind_level, name_key, same_name, spelled_key
from ntmrules.places.communes import COMMUNES, level_inside

if TYPE_CHECKING:
    from ntmrules.model.rulebook import Rulebook

Place = tuple[str, ...]
SHOWN = 5


@define
class LargerUnits:
    """The figures of provinces and districts said so far, each with the unit beside which it was said first.

    ``province``: that of a unit that names none.
    """

    province: str | None = None
    _seen: dict[tuple[object, ...], tuple[str, Entry]] = Factory(dict)
    _looked_at: set[int] = Factory(set)  # a unit stands among those of the file and inside the one it lies in

    def take(self, unit: UnitFigures) -> Iterator[Problem]:
        """Take in a unit and those inside it; yield NTM507 for each figure that another one has otherwise."""
        level = larger_level(unit, self.province)
        for entry in unit.entries:
            if id(entry) in self._looked_at or (level is None and ":" not in entry.subject):
                continue  # most figures are of the unit itself
            self._looked_at.add(id(entry))
            yield from self.said(unit, entry)
        for child in unit.children:
            yield from self.take(child)

    def said(self, unit: UnitFigures, entry: Entry) -> Iterator[Problem]:
        """Yield NTM507 where an entry of a unit is the figure of a larger one that was said otherwise."""
        own = larger_level(unit, self.province)
        level = level_of(entry.subject) or own
        place = None if level is None else _place(unit, level, own=own, province=self.province)
        if place is None:
            return
        subject, year = year_of(entry.subject)
        subject = subject if level_of(subject) is not None else of_unit(level, subject)
        key = (subject, year if year is not None else entry.period, entry.as_of, *place)
        name, other = self._seen.setdefault(key, (unit.called, entry))
        if other.value != entry.value:
            yield problem("NTM507.larger", entry.at, subject=entry.subject, unit=unit.called, value=shown(entry.value),
                          other=shown(other.value), beside=name,
                          place=other.at or Phrase("remarks.another-entry"))  # fmt: skip


def said_differently(units: Iterable[UnitFigures], *, province: str | None = None) -> Iterator[Problem]:
    """Yield NTM507 for each figure of one province or district, of one time, that another unit of the file has otherwise.

    Units without a province are of one, ``province`` where that is known: a file of several says so (NTM613). Of a district
    nobody can tell without its name.
    """
    units, said = tuple(units), LargerUnits(province=province)
    if not any(":" in entry.subject for unit in units for entry in unit.entries):
        return  # nobody speaks of the unit in which another lies
    for unit in units:
        yield from said.take(unit)


def larger_level(unit: UnitFigures, province: str | None = None) -> str | None:
    """Return as figures of which level units inside hear those of ``unit``: ``tinh``, ``huyen``; nothing for a commune.

    ``province``: that of a file whose rows name none, where it is known: «An Giang» alone is that province.
    """
    return level_inside(unit.level or kind_level(unit.unit) or level_alone(unit, province))


def _place(unit: UnitFigures, level: str, *, own: str | None = None, province: str | None = None) -> Place | None:
    """Return what names the larger unit of ``level`` in which a unit lies, or is; nothing where that is not known."""
    home = unit.province or province
    of_row = unit.unit if own == "tinh" else home or ""
    if level == "tinh":
        return (level, _bare(of_row))
    name = unit.unit if own == "huyen" else unit.within
    return None if name is None else (level, _bare(of_row), spelled_key(district_alone(name, home) or name))


def handed_down(unit: UnitFigures, level: str | None = None) -> tuple[Entry, ...]:
    """Return the figures of a unit as those inside it hear them, each with whose it is as its source, and what it hears itself.

    ``level``: that of its set, where neither its row nor its name tells one.
    """
    own = larger_level(unit) or level_inside(level)
    found = {_said(entry): entry for entry in unit.larger}
    for entry in unit.entries if own is not None else ():
        if type(entry.value) is Decimal:
            each = _heard_as(entry, own, unit.unit)
            found.setdefault(_said(each), each)
    return tuple(found.values())


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.subject, entry.period, entry.as_of, entry.value


def _heard_as(entry: Entry, level: str | None, unit: str) -> Entry:
    subject = entry.subject if level_of(entry.subject) is not None else of_unit(level, entry.subject)
    return evolve(entry, subject=subject, source=unit if entry.source is None else f"{unit}: {entry.source}")


def hears_larger(book: Rulebook) -> bool:
    """Tell whether ``book``, or a set of units inside, compares with a figure of a larger unit."""
    found: bool = book.memo("hears_larger", lambda: any(map(_asked, every_book(book))))
    return found


def heard_by(book: Rulebook) -> list[str]:
    """Return the subjects of larger units that ``book`` compares with."""
    return sorted(_asked(book))


def with_larger(book: Rulebook, unit: UnitFigures) -> UnitFigures:
    """Return a unit with those figures of its province and district that ``book`` compares with, as if its row had them.

    Of the others those stay beside it that sets of units inside compare with: a receipt holds what can move a verdict.
    """
    if not unit.larger:
        return unit
    if not hears_larger(book):
        return evolve(unit, larger=())
    own = _named_for(book, unit.larger)
    there = {_said(entry) for entry in unit.entries}
    inside = {_said(each): each for other in every_book(book) for each in _named_for(other, unit.larger, labels=False)}
    return evolve(unit, entries=(*unit.entries, *(each for each in own if _said(each) not in there)),
                  larger=tuple(inside.values()))  # fmt: skip


def heard_inside(book: Rulebook, unit: UnitFigures, above: UnitFigures, level: str) -> UnitFigures:
    """Return a unit inside ``above``, of a set of ``level``, with what is said of that one as ``book`` hears it."""
    if not hears_larger(book):
        return unit
    return with_larger(book, evolve(unit, larger=handed_down(above, level)))


def _asked(book: Rulebook) -> frozenset[str]:
    from ntmrules.figures.bind import larger_units

    return larger_units(book)


def _named_for(
    book: Rulebook, entries: Iterable[Entry], *, labels: bool = True, anywhere: bool = False
) -> Iterator[Entry]:
    """Yield those of ``entries`` that ``book`` compares with; ``labels``: also under the numbers of its indicators;
    ``anywhere``: also of a province that the rulebook is not for."""
    from ntmrules.figures.bind import subjects

    asked = _asked(book)
    known = subjects(book) if asked and labels else {}
    for entry in entries if asked else ():
        plain, year = year_of(entry.subject)
        level, _, own = plain.partition(":")
        label = known.get(own) if plain not in asked else None
        if label is not None and label.number_of is not None:
            plain = of_unit(level, label.number_of.id)
        if plain in asked and (anywhere or level != "tinh" or not _of_another_province(book, entry)):
            yield evolve(entry, subject=plain if year is None else in_year(plain, year))


def _of_another_province(book: Rulebook, entry: Entry) -> bool:
    """Tell whether the row of a province is that of another one than the rulebook is for."""
    own = [each.name for each in (book.province, book.heir) if each is not None]
    row = (entry.source or "").partition(": ")[0]
    return bool(own) and kind_level(row) == "tinh" and not any(same_name(row, each) for each in own)


def within_larger(units: Sequence[UnitFigures], *, province: str | None = None) -> tuple[UnitFigures, ...]:
    """Return the units of one file, each with what rows of the province and the district in which it lies say of themselves.

    A province is the one that a unit names, or the only one of the file. A district is the one that its column within names,
    of the province of the unit: ``province`` (what was asked for) where its row names none. Many provinces have a huyện Châu
    Thành: one whose row names its province is not heard where that of the unit is another or is not known.
    """
    above = [(level, each) for each in units if each.entries and (level := larger_level(each, province)) is not None]
    if not above:
        return tuple(units)
    provinces = [each for level, each in above if level == "tinh"]
    named: dict[str, list[UnitFigures]] = {}
    for level, each in above:
        if level == "huyen":
            for key in keys_of(each.unit):
                named.setdefault(key, []).append(each)
    said = {id(each): handed_down(each, level) for level, each in above}
    return tuple(_inside(unit, provinces, named, said, province) for unit in units)


def _inside(
    unit: UnitFigures, provinces: Sequence[UnitFigures], districts: Mapping[str, Sequence[UnitFigures]],
    said: Mapping[int, tuple[Entry, ...]], province: str | None,
) -> UnitFigures:  # fmt: skip
    level = larger_level(unit, province)
    homes = [] if level == "tinh" else [each for each in provinces if _is_province_of(unit, each, provinces)]
    called = districts.get(name_key(unit.within), ()) if level is None and unit.within is not None else ()
    lies_in = [each for each in called if _same_province(unit, each, province)]
    found = tuple(entry for alone in (lies_in, homes) if len(alone) == 1 for entry in said[id(alone[0])])
    return evolve(unit, larger=found) if found else unit


def _is_province_of(unit: UnitFigures, province: UnitFigures, provinces: Sequence[UnitFigures]) -> bool:
    if unit.province is None:
        return len(provinces) == 1
    return _bare(unit.province) == bare_province(province.unit)


def _same_province(unit: UnitFigures, district: UnitFigures, asked: str | None) -> bool:
    named = district.province or district.within  # what a district lies in is its province
    return named is None or _bare(unit.province or asked or "") == _bare(named)


def _bare(province: str) -> str:
    return bare_province(province.rpartition(":")[2]).replace("-", " ")


def remarks_on_larger(
    units: Sequence[UnitFigures], book: Rulebook, left_out: Iterable[Remark] = ()
) -> Iterator[Remark]:  # fmt: skip
    """Yield which rows of provinces and districts are compared with by the communes of a file, and those that none of them is.

    Only of figures that ``book``, a set of communes, compares with are rows told. A row that may be such a unit, and is read as a
    commune or (``left_out``) as that of the whole table, is told where nothing else says the figure.
    """
    if book.set.level not in COMMUNES or not hears_larger(book):
        return
    province = None if book.province is None else book.province.name
    heard, of_years = _heard([each for each in units if each.entries and larger_level(each, province) is None], book)
    for row in units:
        level = larger_level(row, province)
        maybe = may_be_larger(row, province) if level is None else None
        asked = _named_for(book, handed_down(row, level or maybe), anywhere=True) if level or maybe else ()
        names = dict.fromkeys(year_of(entry.subject)[0] for entry in asked if str(entry.source).startswith(row.unit))
        names = {name: None for name in names if level or level_of(name) not in {level_of(each) for each in heard}}
        by_use: dict[str, list[str]] = {}
        for name in names:
            used = row.unit in heard.get(name, ())
            other = "larger_other_year" if row.unit in of_years.get(name, ()) else "larger_unheard"
            by_use.setdefault("larger_maybe" if maybe else "larger_heard" if used else other, []).append(name)
        for use, mine in by_use.items():
            of_level = level_of(mine[0])
            called = {"example": _whole_name(of_level, row.unit)} if maybe else {}
            yield Remark(use, {"unit": row.unit, "subjects": few(mine, SHOWN), "level": of_level, **called})
    yield from _of_whole_tables(book, left_out, {level_of(each) for each in heard}, province)


def _heard(units: Sequence[UnitFigures], book: Rulebook) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return by subject whose figures units are compared with, and whose are of other years than those of all such units."""
    heard: dict[str, set[str]] = {}
    elsewhere: dict[str, set[str]] = {}
    compared = _compared_with(book)
    for unit in units:
        for entry in with_larger(book, unit).entries[len(unit.entries) :]:
            subject, year = year_of(entry.subject)
            said = year if year is not None else entry.year if entry.year is not None else book.on.year
            found = heard if said in _years_of(book, unit, compared.get(subject, set())) else elsewhere
            found.setdefault(subject, set()).add(str(entry.source).partition(":")[0])
    return heard, elsewhere


def _years_of(book: Rulebook, unit: UnitFigures, measures: set[str]) -> set[int]:
    """Return of which years a unit has figures of some measures; one without a year, or that is missing, is of the day's."""
    from ntmrules.figures.bind import subjects

    known, found = subjects(book), set()
    for entry in unit.entries:
        subject, year = year_of(entry.subject)
        label = known.get(subject)
        number = label.number_of.id if label is not None and label.number_of is not None else subject
        if number in measures:
            found.add(year if year is not None else entry.year if entry.year is not None else book.on.year)
    return found or {book.on.year}


def _compared_with(book: Rulebook) -> dict[str, set[str]]:
    """Return by each subject of a larger unit the measures that a set of the unit itself compares with it."""
    found: dict[str, set[str]] = {}
    for rule in (rule for each in every_book(book) for rule in each.all_rules):
        for item, measure in walk.measures(rule.requirement, rule.measure):
            if isinstance(item, Relative) and item.whose is not None and measure is not None:
                found.setdefault(of_unit(item.whose, item.base or measure), set()).add(measure)
    return found


def _of_whole_tables(
    book: Rulebook, left_out: Iterable[Remark], heard: set[str | None], province: str | None
) -> Iterator[Remark]:  # fmt: skip
    """Yield of rows that are no unit and may hold the figure of the province or district (Toàn tỉnh) how that would be heard."""
    missing = [each for each in heard_by(book) if level_of(each) not in heard]
    rows = [str(each.values["cell"]) for each in left_out
            if each.name == "row" and each.values.get("kind") in ("whole", "mean")]  # fmt: skip
    if rows and missing:
        name = province if level_of(missing[-1]) == "tinh" else None
        example = _whole_name(level_of(missing[-1]), name or "…")
        yield Remark("larger_whole", {"rows": few(rows, SHOWN), "subjects": few(missing, SHOWN), "example": example})


def _whole_name(level: str | None, name: str) -> str:
    return f"{'tỉnh' if level == 'tinh' else 'huyện'} {name}"
