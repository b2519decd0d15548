"""What a matched row of an annex says to the catalogue, cell by cell: the same, something else, or nothing that is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import field

from ntmrules.authoring.annex.comparing import (
    PROVINCE,
    cell_had,
    cell_of,
    doubted,
    far_level,
    had_of,
    has_year,
    kind_of,
    same_level,
    settled_by,
    sign_of,
    unfit_measure,
    untaken,
)  # fmt: skip
from ntmrules.authoring.annex.matching import Known
from ntmrules.authoring.annex.naming import words_of
from ntmrules.authoring.annex.printed import Printed, read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.rows import Row
from ntmrules.authoring.annex.tables import OBJECT
from ntmrules.authoring.annex.units import IN_NAME, period_unsaid, unfit_cell
from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import define, evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.firmness import gives_way, rank_of_cell
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement

TAKEN = ("new", "same", "changed")


@frozen(kw_only=True)
class Outcome:
    """One cell of an annex beside what the catalogue has: taken (new, same, changed), or not, with the reason."""

    status: str
    """``new``, ``same``, ``changed``; not taken: ``common``, ``firm`` (known as well, the same), ``clash`` (known as well,
    another), ``unread``."""
    label: str
    where: str
    column: str
    printed: str
    had: str = ""
    why: str = ""
    part: str = ""
    """The part of an indicator of two levels, by name."""


@frozen(kw_only=True)
class Level:
    """One row of the threshold that is written: a value, or that the province sets it."""

    year: int | None
    area: str | None
    value: Decimal | None


@frozen(kw_only=True)
class Taken:
    """What is written for an indicator, or for one part of it: a kind with levels, or a demand without."""

    known: Known
    kind: str
    part: str | None = None
    levels: tuple[Level, ...] = ()


@frozen
class _Place:
    """Where a printed cell stands: its row, its year, its area (nothing: the common column)."""

    row: Row
    area: str | None
    text: str
    said: Printed
    own_year: int | None = None
    """The year of its column."""

    @property
    def year(self) -> int | None:
        return self.row.year if self.own_year is None else self.own_year

    @property
    def value(self) -> Decimal | None:
        """The level; nothing where the province sets it."""
        return self.said.value if self.said.kind == "level" else None


@define
class Taker:
    """Reads the rows of one indicator after the other; ``outcomes`` tells every cell, ``taken`` what is to be written."""

    measures: Mapping[str, Measure]
    evidence: Evidence
    areas: Mapping[str, str]
    years: tuple[int, int] | None = None
    """The first and the last year of the stage of the set."""
    outcomes: list[Outcome] = field(factory=list)
    taken: list[Taken] = field(factory=list)
    regional: bool = False
    """Whether the rows that are read hold anything in a column of an area, or in one that is not understood."""
    strange: frozenset[str] = frozenset()
    """The headings of columns that are not understood and hold something."""
    general: bool = False
    """Whether their common column stands beside columns of areas."""
    units: tuple[str, ...] = ()
    """The units that the names of the rows say."""
    part: str = ""
    """The part of an indicator that is read, by name."""
    beside: dict[tuple[str, int], str] = field(factory=dict)
    """Words of the names of rows, by table and line, that only other texts about their indicator have; told once."""

    def take(self, known: Known, rows: list[Row], doubt: str = "") -> None:
        """Take what the rows say of one indicator; ``doubt`` is why nothing of it can be taken."""
        twice = doubt or _twice(rows)
        places = [
            _Place(row, None, text, read_printed(text), int(column))
            if column.isdigit()
            else _Place(row, column or None, text, read_printed(text))
            for row in rows
            for column, text in row.printed.items()
        ]
        places = [each for each in places if each.said.kind != "empty"]
        left = {head for row in rows for head in row.left}
        self.strange = frozenset(left)
        self.regional = bool(left) or any(each.area is not None for each in places)
        self.general = any(row.general for row in rows)
        self.units = tuple(unit for row in rows for unit in IN_NAME.findall(row.name))
        if twice:
            self._leave(known, places, twice)
            return
        places = self._readable(known, places, self._unread)
        national = known.version.requirement
        own = known.version.measure or known.indicator.measure
        if isinstance(national, req.Compound):
            self._parts(known, national, places)
        elif any(each.said.more for each in places):
            self._leave(known, places, say("two-levels"))
        else:
            self._leaf(known, national, national.measure or own, places, None)

    def _unread(self, place: _Place) -> str:
        """Return why a cell is not read, or is of no year of the set; nothing where it is."""
        if noted(place.text):
            return say("mark")
        if OBJECT in place.text:
            return say("object")
        if place.said.kind == "unread":
            return say("unsure")
        if place.year is not None and self.years is not None and not self.years[0] <= place.year <= self.years[1]:
            return say("stage", year=place.year, first=self.years[0], last=self.years[1])
        if place.own_year is not None and place.row.year not in (None, place.own_year):
            return say("two-years", row=place.row.year, column=place.own_year)
        return ""

    def _tell(self, status: str, known: Known, place: _Place, *, had: str = "", why: str = "") -> None:
        column = self.areas.get(place.area or "", "") or say("common-column")
        if place.year is not None:
            column = say("of-year", column=column, year=place.year)
        self.outcomes.append(
            Outcome(status=status, label=known.indicator.id, where=place.row.where, column=column, part=self.part,
                    printed=place.text, had=had, why=why)
        )  # fmt: skip

    def _leave(self, known: Known, places: Iterable[_Place], why: str) -> None:
        """Tell of cells why they are not read."""
        for each in places:
            self._tell("unread", known, each, why=why)

    def _readable(self, known: Known, places: Sequence[_Place], wrong: Callable[[_Place], str]) -> list[_Place]:
        """Return the cells of which nothing is wrong; of the others it is told."""
        found = []
        for each in places:
            if why := wrong(each):
                self._tell("unread", known, each, why=why)
            else:
                found.append(each)
        return found

    def _beside(self, place: _Place, status: str) -> str:
        """Return what a person should compare: words of the name that the indicator's other texts alone have, where the
        level is not the one of the catalogue."""
        if status not in ("new", "changed"):
            return ""
        told = self.beside.pop((place.row.table, place.row.line), "")  # once a row
        return say("beside-texts", words=told) if told else ""

    # several levels in one cell

    def _parts(self, known: Known, national: req.Compound, places: list[_Place]) -> None:
        parts = [part for part in national.of if isinstance(part, req.Comparison) and part.measure is not None]
        whole = [each for each in places if len(each.said.more) == 1]
        self._leave(known, (each for each in places if each not in whole), say("parts-unsaid"))
        if not whole:
            return
        two = len(parts) == len(national.of) == 2
        meant = [self._meant(parts, each.said.more[0][0]) if two else None for each in whole]
        said = [part for part in meant if part is not None]
        second = said[0] if said and all(part is said[0] for part in said) else None
        for each, part in zip(whole, meant, strict=True):
            if second is None or part is not second:
                self._tell("unread", known, each, why=say("part-unclear"))
        if second is None:
            return
        whole = [each for each, part in zip(whole, meant, strict=True) if part is second]
        first = next(part for part in parts if part is not second)
        firsts = [evolve(each, said=evolve(each.said, more=())) for each in whole]
        seconds = [evolve(each, said=each.said.more[0][1]) for each in whole]
        for part, cells in ((first, firsts), (second, seconds)):
            self.part = self._called(part)
            self._leaf(known, part, part.measure, cells, part.measure)
        self.part = ""

    def _called(self, part: req.AnyComparison) -> str:
        measure = self.measures.get(part.measure or "")
        return measure.name.vi if measure is not None else part.label.vi if part.label is not None else ""

    def _meant(self, parts: Sequence[req.AnyComparison], words: str) -> req.AnyComparison | None:
        def score(part: req.AnyComparison) -> float:
            names = [part.label.vi] if part.label is not None else []
            names += [measure.name.vi] if (measure := self.measures.get(part.measure or "")) is not None else []
            return max((_alike(name, words) for name in names), default=0.0)

        ranked = sorted(parts, key=score, reverse=True)
        return ranked[0] if words and score(ranked[0]) >= 0.5 and score(ranked[0]) > score(ranked[1]) else None

    # one demand

    def _leaf(
        self, known: Known, national: AnyRequirement, measure: str | None, places: list[_Place], part: str | None
    ) -> None:
        other = untaken.visit(national)
        if other:
            self._leave(known, places, other)
            return

        def far(place: _Place) -> str:
            return say("aimed", year=place.year) if place.row.aimed and not has_year(national, place.year) else ""

        def ministry(place: _Place) -> str:
            return say("ministry") if place.said.kind == "delegated" and place.said.to != PROVINCE else ""

        places = self._readable(known, self._readable(known, places, far), ministry)
        used = self._used(known, national, places)
        kinds = {each.said.kind for each in used}
        if not used:
            return
        if (
            kinds == {"level"}
            or (kinds == {"level", "delegated"})
            or (kinds == {"delegated"} and isinstance(national, req.Comparison))
        ):
            self._levels(known, national, self.measures.get(measure or ""), used, part)
        elif len(kinds) == 1:
            self._demand(known, national, self.measures.get(measure or ""), used, part)
        else:
            self._leave(known, used, say("kinds"))

    def _used(self, known: Known, national: AnyRequirement, places: list[_Place]) -> list[_Place]:
        """Return the cells that judge: the regional ones; the common one only where no cell of an area can be meant beside it."""
        by_area = [each for each in places if each.area is not None]
        common = [each for each in places if each.area is None]
        if self.regional:
            why = say("common")
            if not by_area:
                why = say("common-only")
            if not by_area and self.strange:
                heads = sorted(self.strange)
                why = say("strange", heads="; ".join(heads), first=heads[0])
            for each in common:
                self._tell("common", known, each, why=why)
            return by_area
        wrong = ""
        if isinstance(national, req.Comparison) and any(row.area is not None for row in national.threshold.rows):
            wrong = say("no-areas")
        elif self.areas and self.general:
            wrong = say("areas-empty")
        return self._readable(known, common, lambda each: wrong if each.said.kind == "level" else "")

    def _demand(
        self, known: Known, national: AnyRequirement, measure: Measure | None, used: list[_Place], part: str | None
    ) -> None:
        said = used[0].said
        kind = {"attained": "attained", "none": "none_of", "delegated": "delegated"}[said.kind]
        why = ""
        if kind == "attained" and measure is not None and measure.kind is not MeasureKind.YES_NO:
            why = say("attained-number")
        elif kind == "none_of" and national.kind != "none_of":
            why = say("none")
        elif any(each.area is not None for each in used) and self._gaps(used):
            why = say("some-areas")
        if why:
            self._leave(known, used, why)
            return
        evidence = getattr(national, "evidence", None)
        rank = evidence.rank if evidence is not None and not isinstance(national, req.Unknown) else None
        if isinstance(national, req.Comparison):
            ranks = [rank_of_cell(row) for row in national.threshold.rows]
            rank = max((each for each in ranks if each is not None), default=None)
        same = national.kind == kind
        status = self._status(rank, same=same, hole=isinstance(national, req.Unknown))
        for each in used:
            self._tell(status, known, each, had=had_of(national))
        if status in TAKEN:
            self.taken.append(Taken(known=known, kind=kind, part=part))

    def _gaps(self, used: list[_Place]) -> bool:
        """Tell whether a row has cells of areas that do not say what the others of it do."""
        said = {each.area for each in used}
        return any(area not in said for each in used for area in each.row.areas)

    def _status(self, rank: object, *, same: bool, hole: bool) -> str:
        if hole or rank is None:
            return "new"
        if not gives_way(rank, self.evidence):  # type: ignore[arg-type]
            return "firm" if same else "clash"
        return "same" if same else "changed"

    def _levels(
        self, known: Known, national: AnyRequirement, measure: Measure | None, used: list[_Place], part: str | None
    ) -> None:
        unfit = unfit_measure(measure)
        used = self._readable(known, used, lambda each: unfit or unfit_cell(measure, each.said, each.row, self.units))
        used = self._of_years(known, national, used)
        kind = kind_of(national, measure, [each.said for each in used])
        signs = {each.said.sign for each in used}
        why = doubted(national, kind, signs)
        if why or kind is None:
            self._leave(known, used, why or say("no-sign"))
            return
        used = self._readable(known, used, lambda each: settled_by(measure, kind, each.value))
        other = isinstance(national, req.Comparison) and national.kind != kind
        turned = other and self._keeps_cells(national, used)
        levels: list[Level] = []
        apart = any(each.row.aimed and not _as_known(national, each) for each in used)
        for each in used:
            cell = cell_of(national, each.year, each.area)
            same = not other and _as_known(national, each)
            rank = rank_of_cell(cell) if cell is not None else None
            status = self._status(rank, same=same, hole=cell is None or cell.unknown is not None)
            had = cell_had(cell) if cell is not None else had_of(national)
            why = say("compared", own=sign_of(national.kind), said=sign_of(kind)) if other else ""
            if turned and status in TAKEN:
                status, why = "unread", f"{why}; {say('whole-row')}"
            elif each.row.aimed and apart:
                status, why = "unread", say("aimed-other", year=each.year, own=had)
            elif status in TAKEN and (far := self._far(national, measure, each, used)):
                status, why = "unread", far
            self._tell(status, known, each, had=had, why="; ".join(filter(None, (why, self._beside(each, status)))))
            if status in TAKEN:
                levels.append(Level(year=each.year, area=each.area, value=each.value))
        if levels:
            self.taken.append(
                Taken(known=known, kind=kind, part=part, levels=tuple(_simple(levels, national, self.areas)))
            )

    def _far(self, national: AnyRequirement, measure: Measure | None, place: _Place, used: list[_Place]) -> str:
        """Return why a level is likely not the one that the text means; nothing where it is near others."""
        if place.value is None:
            return ""
        printed = [(each.year, each.area, each.value) for each in used if each is not place and each.value is not None]
        unsaid = period_unsaid(measure, place.said, place.row, self.units)
        return far_level(national, (place.year, place.area, place.value), printed, unsaid=unsaid)

    def _of_years(self, known: Known, national: AnyRequirement, used: list[_Place]) -> list[_Place]:
        """Return the cells that say their year where the catalogue has levels by year; the others are told."""
        if not isinstance(national, req.Comparison) or all(row.year is None for row in national.threshold.rows):
            return used
        return self._readable(known, used, lambda each: say("no-year") if each.year is None else "")

    def _keeps_cells(self, national: AnyRequirement, used: list[_Place]) -> bool:
        """Tell whether a cell of the catalogue would stay under another comparison: as firm, or of a column not read."""
        if not isinstance(national, req.Comparison):
            return False
        read = {(each.year, each.area) for each in used}
        for row in national.threshold.rows:
            rank = rank_of_cell(row)
            if row.unknown is None and ((row.year, row.area) not in read or
                                        (rank is not None and not gives_way(rank, self.evidence))):  # fmt: skip
                return True
        return False


def _as_known(national: AnyRequirement, place: _Place) -> bool:
    """Tell whether a cell prints what the catalogue has there."""
    cell = cell_of(national, place.year, place.area)
    return cell is not None and same_level(cell, place.value)


def _alike(name: str, printed: str) -> float:
    """Return the share of the words of a name that stand in printed ones."""
    own, there = words_of(name), words_of(printed)
    return sum(map(there.says, own.said)) / len(own.said) if own.said else 0.0


def _twice(rows: list[Row]) -> str:
    """Return why rows that all are one indicator cannot be told apart, or nothing: the annexes of two sets in one file."""
    said = [row for row in rows if row.printed]
    years = [row.year for row in said]
    if len(set(years)) == len(years):
        return ""
    return say("twice", count=len(said), rows="; ".join(row.where for row in said))


def _simple(levels: list[Level], national: AnyRequirement, areas: Mapping[str, str]) -> Iterator[Level]:
    """Yield one level for all areas where every area has the same and the catalogue has no rows by area itself."""
    by_area = isinstance(national, req.Comparison) and any(row.area is not None for row in national.threshold.rows)
    for year in dict.fromkeys(each.year for each in levels):
        mine = [each for each in levels if each.year == year]
        whole = {each.area for each in mine} >= set(areas) and bool(areas)
        if not by_area and whole and len({each.value for each in mine}) == 1:
            yield Level(year=year, area=None, value=mine[0].value)
        else:
            yield from mine
