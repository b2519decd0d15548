"""Progress, plans and summaries as verbs on a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ntmrules.catalog.bodies import read_bodies
from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.explain.lang.lines import plain
from ntmrules.explain.lang.words import check_lang
from ntmrules.explain.left_out import none_judged, other_level_remarks
from ntmrules.face.finder import Finder, Library
from ntmrules.figures.chosen import chosen_units
from ntmrules.figures.made_for import of_another_kind, other_rulebook
from ntmrules.figures.newest import is_of_before
from ntmrules.figures.own_tallies import tallies_beside
from ntmrules.figures.read import with_lists, with_titles
from ntmrules.figures.titles import Titled, remarks_on_titles, titled, wrong_titles
from ntmrules.figures.unlisted import MOST, unlisted
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Near
from ntmrules.messages.inline import two
from ntmrules.messages.speech import few
from ntmrules.model.bodies import Bodies
from ntmrules.model.figures import FigureTable, Remark, UnitFigures, called_apart
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.between import Progress, progress_between
from ntmrules.progress.change import UnitProgress
from ntmrules.progress.data import progress_data
from ntmrules.progress.former_units import not_counted, without_former, without_later
from ntmrules.progress.history import History, Key, key_of
from ntmrules.progress.open_work import BodyWork, by_body, open_items
from ntmrules.progress.plan import PlanState, plan_states
from ntmrules.progress.plan_file import read_plan
from ntmrules.progress.summary import BY, TIERS, Summaries, summarise
from ntmrules.progress.told import unit_lines
from ntmrules.resolve.options import iso_day


@frozen(kw_only=True)
class Progressing:
    """The progress between two days, and what follows from the same history: the plan, the open work by body."""

    progress: Progress
    history: History
    find: Finder
    set: str
    to: str
    province: str | None
    bodies: Bodies
    left_out: tuple[Remark, ...] = ()

    @property
    def units(self) -> tuple[UnitProgress, ...]:
        """The progress of every unit."""
        return self.progress.units

    def unit(self, name: str) -> UnitProgress:
        """Return the progress of the unit with this name, or name and district; ``KeyError`` where there is none.

        ``UnitError`` NTM609 where several are called so.
        """
        return self.progress.unit(name)

    def text(self, *, lang: str = "vi") -> str:
        """Return the progress of every unit for people, as plain text; ``UsageError`` NTM007 for an unknown language."""
        check_lang(lang)
        called = called_apart(self.units)
        return "\n\n".join(plain(unit_lines(unit, lang=lang, called=called(unit))) for unit in self.units)

    def _repr_html_(self) -> str:
        """What a notebook shows: a line a unit, the first dozen."""
        from ntmrules.explain.short_html import lines_html

        called = called_apart(self.units)
        lines = [str(line).strip() for unit in self.units[:12]
                 for line in list(unit_lines(unit, lang="vi", called=called(unit)))[:2]]  # fmt: skip
        more = [f"… +{len(self.units) - 12}"] if len(self.units) > 12 else []
        return lines_html([*lines, *more])

    def to_dict(self) -> list[dict[str, Any]]:
        """Return one object a unit, schema ``ntmrules/progress/1``."""
        return progress_data(self.units)

    def work(self) -> tuple[BodyWork, ...]:
        """Return what is open on the last day by responsible body, the nearest first."""
        units = self.progress.counted
        called = called_apart(units)
        return by_body(evolve(item, unit=called(unit)) for unit in units
                       for item in open_items(unit.states.now, self.bodies))  # fmt: skip

    def planned(self, states: Sequence[PlanState]) -> tuple[UnitProgress, ...]:
        """Return the progress of the units of a plan whose rows are of other sets, each under its own set."""
        found: list[UnitProgress] = []
        own = {(unit.key, unit.set) for unit in self.units}
        reported = {key_of(unit) for unit in self.history.units}
        wanted: dict[str, list[Key]] = {}
        for state in states:
            if (
                state.key in reported
                and (state.key, state.set) not in own
                and state.key not in wanted.setdefault(state.set, [])
            ):
                wanted[state.set].append(state.key)
        for ref, keys in wanted.items():
            if keys:
                found += self._under(ref.rpartition("/")[0] or ref, keys)
        return tuple(found)

    def _under(self, ref: str, keys: Sequence[Key]) -> tuple[UnitProgress, ...]:
        def book(day: str, where: str | None) -> Rulebook:
            return self.find(ref, day, where)

        def choose(table: FigureTable, _: Rulebook) -> list[UnitFigures]:
            return [unit for unit in table.units if key_of(unit) in keys]

        def main(day: str, where: str | None) -> Rulebook:
            return self.find(self.set, day, where)

        return progress_between(self.history, book, from_=self.progress.from_, to=self.to, province=self.province,
                                choose=choose, beside=(main,)).units  # fmt: skip

    def plan(self, path: str | Path) -> tuple[PlanState, ...]:
        """Return the state on the last day of every row of the plan in a file."""
        return plan_states(read_plan(path), self.history, self.find, on=self.to, set_=self.set, bodies=self.bodies,
                           province=self.province)  # fmt: skip


def bodies_of(library: Library) -> Bodies:
    """Return the register of bodies of a library: national, and as its packs say."""
    return read_bodies(library.catalogue.packs, library.catalogue.measures)


def progressing(
    library: Library, history: History, set_: str, *, from_: str, to: str, province: str | None = None,
    units: Sequence[str] | None = None, area: str | None = None, floor: str = "recall", on_gap: str = "error",
) -> Progressing:  # fmt: skip
    """Return the progress of every unit of a history that the set judges, from one day to another.

    Raises ``FiguresError``: NTM574 for what is no history, NTM610 where a title is of another province, bad cells.
    """
    if not isinstance(history, History):
        raise FiguresError(problem("NTM574.no-history", type=type(history).__name__))
    find = Finder(library, area=area, evidence_floor=floor, on_gap=on_gap)
    book = find(set_, iso_day(to), province)
    remarks = (*check_titles(history.titles, book), *unlisted(history.units, book, history.name))
    found = progress_between(
        history, lambda day, where: find(set_, day, where), from_=from_, to=to, province=province,
        choose=lambda table, book: chosen_units(table, book, units),
    )  # fmt: skip
    remarks += other_level_remarks(history.on(to), book) if units is None else ()
    remarks += not_counted("former", history.name, [unit.called for unit in found.former], date.fromisoformat(found.to))
    remarks += not_counted("not_yet", history.name, found.later, date.fromisoformat(found.to))
    remarks += _later(history, found.to)
    return Progressing(progress=found, history=history, find=find, set=set_, to=found.to, province=province,
                       bodies=bodies_of(library), left_out=remarks)  # fmt: skip


def _later(history: History, day: str) -> tuple[Remark, ...]:
    """Return the remark on entries of days after the last one that is asked for; a slip of the year hides figures so."""
    late = [(known_on(entry), f"{unit.called}: {entry.subject}", entry) for unit in history.units for entry in unit.entries
            if known_on(entry) > day]  # fmt: skip
    if not late:
        return ()
    last = max(when for when, _, _ in late)
    cells = few([cell for _, cell, _ in late], MOST)
    values = {"sheet": history.name, "count": len(late), "day": date.fromisoformat(day),
              "last": date.fromisoformat(last), "cells": cells}  # fmt: skip
    return (Remark("later", dict(values)),)


def check_titles(files: Iterable[Titled], book: Rulebook) -> tuple[Remark, ...]:
    """Return what is to be said of titles that speak of another set.

    Raises ``FiguresError``: NTM610 where one is of another province, NTM515 for a form that was made for another set.
    """
    files = tuple(files)
    wrong = [other for each in files for other in of_another_kind(each.titles, book, each.name, each.as_of)]
    wrong += wrong_titles(files, book)
    if wrong:
        raise FiguresError(wrong)
    return tuple(remarks_on_titles(files, book))


def summarising(
    library: Library, table: FigureTable, set_: str, *, on: str, by: str | None = None, province: str | None = None,
    units: Sequence[str] | None = None, area: str | None = None, floor: str = "recall", on_gap: str = "error",
) -> Summaries:  # fmt: skip
    """Return the summary of every unit of a table that the set judges, on one day.

    Raises ``UsageError`` NTM052 for an unknown grouping, ``FiguresError`` for bad cells and where no unit is judged.
    """
    if not isinstance(table, FigureTable):
        raise FiguresError(problem("NTM574.no-table", type=type(table).__name__))
    if by is not None and by not in BY:
        raise UsageError(Problem("NTM052", "", two(f"không có cách gộp {by!r} · no grouping {by!r}"),
                                 expected=" | ".join(BY), remedy=Near(str(by), BY)))  # fmt: skip
    find = Finder(library, area=area, evidence_floor=floor, on_gap=on_gap)
    book = find(set_, iso_day(on), province)
    other = list(other_rulebook(table.header, book, table.name))
    if other:
        raise FiguresError(other)
    check_titles([titled(table)], book)
    remarks = with_lists(with_titles(table, book), book).left_out[len(table.left_out) :]
    chosen = chosen_units(table, book, units)
    if not chosen:
        raise FiguresError(none_judged(table.name, [unit.called for unit in table.units if unit.entries], book))
    remarks += other_level_remarks(table, book) if units is None else ()

    def book_of(where: str | None) -> Rulebook:
        return book if where is None else find(set_, iso_day(on), province or where)

    chosen, later = without_later(chosen, book_of)
    chosen, former = without_former(chosen, book_of)
    remarks += not_counted("former", table.name, [unit.called for unit in former], book.on)
    remarks += not_counted("not_yet", table.name, [unit.called for unit in later], book.on)

    def tiers(where: str | None) -> list[Rulebook]:
        refs = [header for header in library.catalogue.headers.values() if _same_stage(header, book)]
        refs.sort(
            key=lambda header: TIERS.index(header.tier or "ntm") if (header.tier or "ntm") in TIERS else len(TIERS)
        )
        found: list[Rulebook] = [find(header.id, iso_day(on), where) for header in refs]
        return found if len(found) > 1 else []

    found = summarise(lambda where: find(set_, iso_day(on), where), chosen, by=by, province=province, tiers=tiers)
    unfit = [row.unit if row.within is None else f"{row.unit}, {row.within}" for row in found.rows if row.unfit]
    if unfit:
        remarks += (Remark("unfit", {"sheet": table.name, "count": len(unfit), "units": few(unfit, MOST)}),)
    before = _of_before(chosen, book)
    if before:
        remarks += (Remark("tally_before", {"sheet": table.name, "count": len(before), "set": book.id,
                                            "units": few(before, MOST)}),)  # fmt: skip
    remarks += _tallies_beside(chosen, book, table.name)
    unheard = _decided_beside(chosen, book, lambda where: [find(set_, iso_day(on), where), *tiers(where)], province)
    if unheard:
        remarks += (Remark("decided_beside", {"sheet": table.name, "sets": ", ".join(sorted(set(unheard.values()))),
                                              "count": len(unheard), "units": few(list(unheard), MOST)}),)  # fmt: skip
    return evolve(found, left_out=remarks)


def _tallies_beside(units: Iterable[UnitFigures], book: Rulebook, name: str) -> tuple[Remark, ...]:
    """Return the remark on units of which tallies of another set are handed in: read, and not used."""
    said = [(unit.called, entry.subject.rpartition("/")[0]) for unit in units for entry in tallies_beside(book, unit)]
    found, sets = list(dict.fromkeys(unit for unit, _ in said)), ", ".join(sorted({each for _, each in said}))
    values = {"sheet": name, "sets": sets, "count": len(found), "units": few(found, MOST)}
    return (Remark("tally_beside", values),) if found else ()


def _of_before(units: Iterable[UnitFigures], book: Rulebook) -> list[str]:
    """Return the units whose only reported tallies are of a time before the set: read, and not used."""
    found = []
    for unit in units:
        said = [entry for entry in unit.entries if isinstance(entry.value, tuple)]
        if said and all(is_of_before(entry, book.set, reported=True) for entry in said):
            found.append(unit.called)
    return found


def _decided_beside(
    units: Iterable[UnitFigures], book: Rulebook, counted: Callable[[str | None], Sequence[Rulebook]], province: str | None
) -> dict[str, str]:  # fmt: skip
    """Return the units of which a decision on a set is handed in that no tier counts, each with that set."""
    known: dict[str | None, set[str]] = {}
    found: dict[str, str] = {}
    units = list(units)
    if not any(subject in book.other_sets for subject in {entry.subject for unit in units for entry in unit.entries}):
        return {}
    for unit in units:
        sets = [
            entry.subject
            for entry in unit.entries
            if isinstance(entry.value, Verdict) and entry.subject in book.other_sets
        ]
        if sets:
            where = province if province is not None else unit.province
            if where not in known:
                known[where] = {name for each in counted(where) for name in (each.id, each.set.key)}
            found.update((unit.called, each) for each in sets if each not in known[where])
    return found


def _same_stage(header: CriteriaSet, book: Rulebook) -> bool:
    """Tell whether a national set is of the level and day of another: the tiers of one stage."""
    own = book.set
    return header.level == own.level and header.stage.covers(book.on) and header.id.startswith("vn/") and (
        header.tier or "ntm") in TIERS  # fmt: skip
