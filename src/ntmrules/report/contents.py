"""What a report holds: units with their verdicts, progress, plan, open work and the words behind each, as plain data.

It stands in two parts. ``overview`` is what the page needs to open; ``details`` are the words of every indicator of every
unit, which the page unpacks when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import field

from ntmrules._version import __version__
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.engine import engine_named
from ntmrules.errors import FiguresError, Problem
from ntmrules.explain.attainment.rows import Row
from ntmrules.explain.attainment.told_once import TellsOnce, Told
from ntmrules.explain.lang.numbers import day, unit_word
from ntmrules.explain.left_out import left_out_phrases, none_judged
from ntmrules.face.finder import Finder
from ntmrules.face.progress import bodies_of, check_titles, progressing
from ntmrules.figures.chosen import chosen_units
from ntmrules.frozen import evolve, frozen
from ntmrules.messages.speech import Pair as Said
from ntmrules.model.asked import child_sets
from ntmrules.model.attainment import Attainment
from ntmrules.model.bodies import Bodies
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import level_among
from ntmrules.model.verdicts import Basis, Verdict
from ntmrules.progress.change import Move, UnitProgress
from ntmrules.progress.history import History, key_of
from ntmrules.progress.open_work import NOBODY, responsible_for
from ntmrules.progress.plan import PlanState, plan_states
from ntmrules.progress.plan_file import read_plan
from ntmrules.progress.states import Count, count_of
from ntmrules.progress.summary import UnitRow, scheme_of, unit_rows
from ntmrules.progress.told import follows, unit_lines, why_words
from ntmrules.report.columns import LETTERS, Columns
from ntmrules.report.interned import Interned, Pair, Rows, of_text, pair
from ntmrules.report.meeting import LANGUAGES, Meeting, Read, meeting_parts, read_meeting
from ntmrules.report.over_time import over_time
from ntmrules.report.plans import plan_rows
from ntmrules.report.positions import Position, Positions
from ntmrules.report.shapes import fitting, read_shapes
from ntmrules.report.texts import Texts
from ntmrules.resolve.options import iso_day

SCHEMA = "ntmrules/report/1"


@frozen(kw_only=True)
class Asked:
    """What a report was asked about: a set, a day, since when, where; ``left_out``: what of the files was not used."""

    set: str
    on: str
    from_: str | None = None
    province: str | None = None
    units: tuple[str, ...] | None = None
    area: str | None = None
    floor: str = "recall"
    on_gap: str = "error"
    plan: Path | None = None
    map: Path | None = None
    meeting: Meeting = field(factory=Meeting)
    files: tuple[str, ...] = ()
    left_out: tuple[Said, ...] = ()


@frozen(kw_only=True)
class Contents:
    """The two parts of a report as data that ``json.dumps`` takes, and the verdicts of its units."""

    overview: dict[str, Any]
    details: dict[str, Any]
    verdicts: tuple[Verdict, ...]
    meeting: Read = field(factory=Read)


def contents(library: Any, history: History, asked: Asked) -> Contents:
    """Return what a report on a history holds.

    Raises ``FiguresError`` with every bad cell and NTM511 where the set judges no unit; what progress and plans raise.
    """
    whole = evolve(asked, on=iso_day(asked.on), from_=iso_day(asked.from_) if asked.from_ is not None else None)
    return _Gathering(library, history, whole).whole()


@frozen(kw_only=True)
class _Judged:
    """One unit: what was handed in, its attainment, and its progress where a first day was asked for."""

    figures: UnitFigures
    attainment: Attainment
    progress: UnitProgress | None


class _Gathering:
    """Goes once through the units and keeps of each what the page shows."""

    def __init__(self, library: Any, history: History, asked: Asked) -> None:
        self.asked, self.history = asked, history
        self.catalogue: Catalogue = library.catalogue
        self.library = library
        self.find = Finder(library, area=asked.area, evidence_floor=asked.floor, on_gap=asked.on_gap)
        self.book: Rulebook = self.find(asked.set, asked.on, asked.province)
        self.titles = check_titles(history.titles, self.book)
        self.table = history.on(asked.on)
        self.bodies: Bodies = bodies_of(library)
        self.columns, self.words, self.rows = Columns(), Interned(), Rows()
        self.texts = Texts(self.catalogue)
        self.positions = Positions(self.book.set.level, asked.on)
        self.tells = TellsOnce()
        self._row_of: dict[Told, int] = {}
        self.body_names: list[Pair] = []
        self._body_of: dict[tuple[int, str], int] = {}
        self.books: list[Rulebook] = []

    def whole(self) -> Contents:
        """Return everything."""
        units: list[dict[str, Any]] = []
        details: list[dict[str, Any]] = []
        verdicts: list[Verdict] = []
        chosen = chosen_units(self.table, self.book, self.asked.units)
        if not chosen:
            raise FiguresError(none_judged(self.history.name, [each.unit for each in self.table.units], self.book))
        groups = self._rows_of(chosen)
        for each in self._judged(chosen):
            unit, detail = self._unit(each, groups.get(key_of(each.figures)))
            units.append(unit)
            details.append(detail)
            verdicts.append(each.attainment.verdict)
        where = {each: index for index, each in enumerate(self.columns.order("indicators"))}
        for unit in units:
            unit["c"] = self.columns.spelled("criteria", unit["c"])
            for key in ("i", "r"):
                unit[key] = self.columns.spelled("indicators", unit[key])
            if "then" in unit:
                unit["then"]["c"] = self.columns.spelled("criteria", unit["then"]["c"])
            unit["gaps"] = [[where[each], *rest] for each, *rest in unit["gaps"]]
        order = self.columns.order("indicators")
        for detail in details:
            detail["rows"] = [detail["rows"].get(each, -1) for each in order]
        overview = self._head() | self.columns.data() | {
            "bodies": self.body_names, "body_of": self._bodies_by_book(order), "units": units,
            "moved": self._moved(units), "planned": self.asked.plan is not None, "plan": self._plan(),
            **self._timeline(chosen),
            "left_out": self._left_out(chosen),
        }  # fmt: skip
        if self.asked.map is not None:
            overview["shapes"] = fitting(read_shapes(self.asked.map), [unit["code"] for unit in units], self.asked.map)
        meeting = read_meeting(
            self.library, self.asked.meeting, self.asked.on, floor=self.asked.floor, units=self._named()
        )
        overview["parts"] = meeting_parts(meeting)
        overview["words"] = self.words.texts
        return Contents(
            overview=overview, verdicts=tuple(verdicts), meeting=meeting,
            details={"rows": self.rows.rows, "units": details, "texts": self.texts.data()},
        )  # fmt: skip

    def _named(self) -> list[str]:
        """Return the units that the files of figures name, those inside others among them."""
        return [name for each in self.history.units for name in (each.unit, each.within) if name]

    def _head(self) -> dict[str, Any]:
        asked, book = self.asked, self.book
        declared = book.set.declared
        return {
            "schema": SCHEMA, "version": __version__, "set": book.id, "name": of_text(book.set.name), "level": book.set.level,
            "on": str(book.on), "from": asked.from_, "province": book.province.name if book.province is not None else None,
            "decision": book.set.provision.decision, "files": list(asked.files), "floor": asked.floor,
            "outside_force": book.outside_force, "declared": [declared.criteria, declared.indicators],
            "buckets": [list(each) for each in scheme_of(declared.criteria)] if declared.criteria is not None else [],
        }  # fmt: skip

    def _place(self, unit: UnitFigures) -> str | None:
        return self.asked.province if self.asked.province is not None else unit.province

    def _rows_of(self, chosen: Sequence[UnitFigures]) -> dict[Any, UnitRow]:
        """Return the group and the decision of each unit, by what makes it the same unit."""
        places: dict[str | None, list[UnitFigures]] = {}
        for unit in chosen:
            places.setdefault(self._place(unit), []).append(unit)
        found: dict[Any, UnitRow] = {}
        for place, own in places.items():
            book = self.find(self.asked.set, self.asked.on, place)
            read = unit_rows(book, own, grouped=True, nested=bool(child_sets(book)))[0]
            found |= {key_of(unit): row for unit, row in zip(own, read, strict=True)}
        return found

    def _judged(self, chosen: Sequence[UnitFigures]) -> Iterator[_Judged]:
        asked = self.asked
        if asked.from_ is not None:
            names = list(asked.units) if asked.units is not None else None
            found = progressing(self.library, self.history, asked.set, from_=asked.from_, to=asked.on, province=asked.province,
                                units=names, area=asked.area, floor=asked.floor, on_gap=asked.on_gap)  # fmt: skip
            own = {each.key: each for each in found.units}
            for unit in chosen:
                progress = own[key_of(unit)]
                yield _Judged(figures=unit, attainment=progress.states.now, progress=progress)
            return
        problems: list[Problem] = []
        for unit in chosen:
            try:
                book = self.find(asked.set, asked.on, self._place(unit))
                attainment = engine_named("core").evaluate(book, unit)
            except FiguresError as error:
                problems += error.problems
                continue
            if not problems:
                yield _Judged(figures=unit, attainment=attainment, progress=None)
        if problems:
            raise FiguresError(list(dict.fromkeys(problems)))

    def _unit(self, each: _Judged, row: UnitRow | None) -> tuple[dict[str, Any], dict[str, Any]]:
        unit, found = each.figures, each.attainment
        told = self.tells.rows(found)
        book = self._book(found.rulebook)
        for one in told:
            self._body(book, one.vi.id)
        place = self.positions.of(unit, self._place(unit))
        data: dict[str, Any] = {
            "n": unit.unit, "d": unit.within or "", "p": self._place(unit) or "", "g": (row.group if row else None) or "",
            "v": LETTERS[found.verdict], "b": book,
            "t": [_count(count_of(found, "criteria")), _count(count_of(found, "indicators"))],
            "dec": {True: "y", False: "n", None: ""}[row.decision if row is not None else None],
            "c": self.columns.criterion_letters(found), "i": self.columns.indicator_letters(found, told),
            "r": {one.vi.id: _reporting(one.vi) for one in told}, "gaps": list(self._gaps(told)),
            "at": _coordinates(place), "code": place.code if isinstance(place, Position) else "",
        }  # fmt: skip
        if not isinstance(place, Position):
            data["unplaced"] = "several" if place.several else "none"
        detail: dict[str, Any] = {"rows": {one.vi.id: self._row(one) for one in told}}
        if each.progress is not None:
            data["then"] = self._then(each.progress)
            data["moves"] = self._moves(each.progress)
            lines = zip(unit_lines(each.progress, lang="vi"), unit_lines(each.progress, lang="en"), strict=True)
            detail["changes"] = [[self.words(one.text, two.text), one.style or "", one.indent] for one, two in lines][
                1:
            ]
        return data, detail

    def _row(self, told: Told) -> int:
        """Return the number of the row of words of one indicator, both languages together."""
        number = self._row_of.get(told)
        if number is None:
            number = self._row_of[told] = self.rows(self._words(told.vi, told.en))
        return number

    def _words(self, one: Row, two: Row) -> tuple[object, ...]:
        say = self.words
        return (
            say(one.figure, two.figure), say(one.asked, two.asked), say(one.said, two.said),
            say(one.distance, two.distance), say(one.decision, two.decision), say(one.evidence, two.evidence),
            tuple(say(*pair_) for pair_ in _beside(one.why, two.why)),
            tuple(say(*pair_) for pair_ in _beside(one.cure, two.cure)),
            tuple(self.texts.number(each) for each in one.decisions), int(one.provisional),
        )  # fmt: skip

    def _gaps(self, told: Sequence[Told]) -> Iterator[list[Any]]:
        """Yield each unmet indicator with a figure: how far it is as a share of its level, and in words."""
        for one in told:
            if one.gaps and one.vi.distance:
                share = max(gap.relative for gap in one.gaps)
                yield [one.vi.id, format(round(share, 4), "f"), self.words(one.vi.distance, one.en.distance)]

    def _then(self, progress: UnitProgress) -> dict[str, Any]:
        then = progress.states.then
        same = then.rulebook.id == progress.states.now.rulebook.id
        return {
            "v": LETTERS[then.verdict], "t": [_count(progress.then["criteria"]), _count(progress.then["indicators"])],
            "c": self.columns.criterion_letters(then) if same else {},
        } | ({} if same else {"other": of_text(then.rulebook.set.name)})  # fmt: skip

    def _moves(self, progress: UnitProgress) -> list[list[Any]]:
        return [
            [move.group, move.kind, move.id, move.number or "", self.words(move.label.vi, move.label.en), move.cause,
             LETTERS[move.before], LETTERS[move.after], self._why(move, progress)]
            for move in progress.moves
        ]  # fmt: skip

    def _why(self, move: Move, progress: UnitProgress) -> int:
        """Return the number of the words of why something changed, less than nought where its criterion says it."""
        if follows(move, progress):
            return -1
        return self.words(why_words(move, progress, "vi"), why_words(move, progress, "en"))

    def _moved(self, units: Sequence[dict[str, Any]]) -> list[list[Any]]:
        """Return every move with the number of its unit, taken out of the units."""
        return [[index, *move] for index, unit in enumerate(units) for move in unit.pop("moves", ())]

    def _book(self, book: Rulebook) -> int:
        for index, each in enumerate(self.books):
            if each is book:
                return index
        self.books.append(book)
        return len(self.books) - 1

    def _body(self, book: int, indicator: str) -> None:
        """Learn who answers for an indicator under a rulebook."""
        if (book, indicator) in self._body_of:
            return
        rules = {rule.id: rule for rule in self.books[book].all_rules}
        rule = rules.get(indicator)
        who = responsible_for(rule, self.books[book], self.bodies) if rule is not None else None
        body = (who.department or who.ministry) if who is not None else None
        name = of_text(body.name if body is not None else NOBODY)
        if name not in self.body_names:
            self.body_names.append(name)
        self._body_of[book, indicator] = self.body_names.index(name)

    def _bodies_by_book(self, order: Sequence[str]) -> list[list[int]]:
        return [[self._body_of.get((book, each), -1) for each in order] for book in range(len(self.books))]

    def _plan(self) -> list[dict[str, Any]]:
        if self.asked.plan is None:
            return []
        states: Sequence[PlanState] = plan_states(
            read_plan(self.asked.plan), self.history, self.find, on=self.asked.on, set_=self.asked.set, bodies=self.bodies,
            province=self.asked.province,
        )  # fmt: skip
        return plan_rows(states, {key: header.name for key, header in self.catalogue.headers.items()})

    def _timeline(self, chosen: Sequence[UnitFigures]) -> dict[str, Any]:
        asked = self.asked
        days = sorted(
            {each for each in (*self.history.days, asked.on, asked.from_) if each is not None and each <= asked.on}
        )
        days = [each for each in days if each > "0001-01-01"]
        points = over_time(
            self.history, lambda day, where: self.find(asked.set, day, where),
            lambda table, book: chosen_units(table, book, list(asked.units) if asked.units is not None else None),
            province=asked.province, days=days, keys=[key_of(unit) for unit in chosen],
        )  # fmt: skip
        return {"timeline": points, "days_left_out": len(days) - len(points)}

    def _left_out(self, chosen: Sequence[UnitFigures]) -> list[list[Any]]:
        """Return who and what is not in the report, each with its reason."""
        found: list[list[Any]] = [["file", pair(each.told("vi"), each.told("en"))] for each in self.asked.left_out]
        found += [["file", pair(each.told("vi"), each.told("en"))] for each in left_out_phrases(self.titles)]
        taken = {key_of(unit) for unit in chosen}
        now = {key_of(unit): unit for unit in self.table.units}
        for unit in FigureTable(units=self.history.units, name="").units:
            key = key_of(unit)
            if key not in taken:
                found.append(["unit", self._why_left_out(unit, now.get(key)), unit.unit, unit.within or ""])
        return found

    def _why_left_out(self, unit: UnitFigures, now: UnitFigures | None) -> Pair:
        asked, level = self.asked, self.book.set.level
        own = level_among(unit.unit, unit.level, level)
        if own not in (None, level, *child_sets(self.book)):
            return pair(
                f"bộ này đánh giá {unit_word(level, 'vi')}, không đánh giá {unit_word(own, 'vi')}",
                f"this set judges {unit_word(level, 'en')}, not {unit_word(own, 'en')}",
            )
        if asked.units is not None:
            return pair("không nằm trong các đơn vị được nêu", "not among the units asked for")
        if now is None or not now.entries:
            return pair(f"đến ngày {day(asked.on, 'vi')} chưa có số liệu", f"no figure was known on {asked.on}")
        if own in (None, level) and unit.children:
            return pair("là đơn vị chứa các đơn vị khác", "it holds other units")
        judged, kind = [[unit_word(each, lang) for lang in LANGUAGES] for each in (level, own or "")]
        if not kind[0]:
            kind = ["đơn vị này", "this unit"]
        return pair(
            f"bộ này đánh giá {judged[0]}; {kind[0]} chỉ được xét trong {judged[0]} chứa nó",
            f"this set judges {judged[1]}; {kind[1]} count only inside the one that holds them",
        )


def _beside(one: Sequence[str], two: Sequence[str]) -> list[tuple[str, str]]:
    """Return the texts of two languages side by side; of lists of unlike length each language as one text."""
    if len(one) == len(two):
        return list(zip(one, two, strict=True))
    return [("; ".join(one), "; ".join(two))]


def _count(count: Count) -> list[Any]:
    return [count.low, count.high, count.declared, int(count.reported)]


def _reporting(row: Row) -> str:
    """Return whether a figure came: ``f`` a figure, ``r`` only a report of the result, ``x`` none is asked, ``o`` nothing."""
    if row.basis is Basis.REPORTED:
        return "r"
    if row.figure:
        return "f"
    return "x" if row.verdict is Verdict.NOT_APPLICABLE or row.verdict is Verdict.MET else "o"


def _coordinates(place: object) -> list[float] | None:
    if isinstance(place, Position) and place.latitude is not None and place.longitude is not None:
        return [place.latitude, place.longitude]
    return None


__all__ = ["SCHEMA", "Asked", "Contents", "contents"]
