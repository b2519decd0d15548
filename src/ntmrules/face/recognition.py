"""Dossiers as verbs on a library: the procedure in force, a dossier to fill in, a dossier checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from ntmrules.capital.rows import read_capital
from ntmrules.catalog.procedures import read_procedures
from ntmrules.engine import engine_named
from ntmrules.errors import DateError, FiguresError, NtmRulesError, Problem, UsageError, problem
from ntmrules.explain.lang.lines import plain
from ntmrules.explain.lang.numbers import day as shown_day
from ntmrules.face.finder import Finder, Library
from ntmrules.figures.chosen import chosen_units
from ntmrules.figures.own_word import refuse_other
from ntmrules.figures.read import in_order, scan_figures
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import evolve, frozen
from ntmrules.model.days import as_day
from ntmrules.model.figures import Entry, FigureTable, Remark, UnitFigures
from ntmrules.model.procedures import Procedure, Procedures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.text import Text
from ntmrules.model.unit_names import kind_level, same_name
from ntmrules.model.units import Province
from ntmrules.places.communes import communes_in
from ntmrules.places.crosswalk import successors
from ntmrules.places.provinces import find_province
from ntmrules.places.working_days import Calendar, calendar_of
from ntmrules.recognition.after import TWO_TIERS_FROM, AfterState, Recognised, after_on, read_recognised
from ntmrules.recognition.check import DossierCheck, check_dossier
from ntmrules.recognition.conditions import Known
from ntmrules.recognition.data import check_data
from ntmrules.recognition.dossier import Dossier
from ntmrules.recognition.dossier_file import dossier_files, read_dossier, wrong_level
from ntmrules.recognition.survey import read_survey
from ntmrules.recognition.told import check_lines
from ntmrules.resolve.options import iso_day, parse_floor
from ntmrules.resolve.procedures import procedure_on


@frozen(kw_only=True)
class CheckedDossier(DossierCheck):
    """A checked dossier with the ways to read it."""

    def text(self, *, lang: str = "vi") -> str:
        """Return it for people, as plain text."""
        return plain(check_lines(self, lang=lang))

    def to_dict(self) -> dict[str, Any]:
        """Return it as data, schema ``ntmrules/dossier/1``."""
        return check_data(self)


class Dossiers:
    """The procedures of a library, and dossiers checked by them.

    ``left_out`` collects what of the surveys and files of capital was not used: lines of totals, notes, other sheets.
    """

    def __init__(self, library: Library, *, floor: str = "recall") -> None:
        self.library = library
        self.floor = floor
        self.left_out: list[Remark] = []
        self.procedures: Procedures = read_procedures(library.catalogue.packs)
        self.calendar: Calendar = calendar_of(
            next((pack.root for pack in library.catalogue.packs if pack.head is None), None)
        )
        self._find = Finder(library, evidence_floor=floor)

    def set_of(self, ref: str, day: str) -> CriteriaSet:
        """Return the set that a word means on a day: of its stage, else the newest that began before it.

        Raises ``UsageError`` NTM001 for one that does not exist.
        """
        headers = self.library.catalogue.headers
        if ref in headers:
            return headers[ref]
        fit = [each for each in headers.values() if ref in (each.key, each.key.partition("/")[2])]
        national = [each for each in fit if each.id.startswith("vn/")] or fit
        if not fit:
            known = sorted({each.key.partition("/")[2] for each in headers.values()} | set(headers))
            raise UsageError(problem("NTM001.set", ref=ref, known=", ".join(known), near=(ref, known)))
        covering = [each for each in national if each.stage.covers(day)]
        begun = sorted(
            (each for each in national if each.stage.from_ <= as_day(day)), key=lambda each: each.stage.from_
        )
        return covering[0] if covering else begun[-1] if begun else min(national, key=lambda each: each.stage.from_)

    def province(self, name: str | None, day: str) -> Province | None:
        """Return the province of this name on a day; ``UnitError`` where there is none."""
        return find_province(self.library.catalogue.provinces, name, day) if name is not None else None

    def procedure(
        self, ref: str, on: str | date, province: str | None = None, *, named: str | None = None
    ) -> Procedure:
        """Return the procedure for a set on a day in a province, with what the province says of it.

        Raises ``DateError`` NTM303 where none is in force, ``UsageError`` NTM001, ``UnitError``.
        """
        day = iso_day(on)
        if named is not None and named not in self.procedures.national:
            known = sorted(self.procedures.national)
            raise UsageError(problem("NTM055", name=named, known=", ".join(known), near=(named, known)))
        return procedure_on(self.procedures, self.set_of(ref, day).key, day, self.province(province, day), named=named)

    def check(
        self,
        dossier: Dossier,
        on: str | date,
        *,
        folder: Path | None = None,
        figures: Path | None = None,
        survey: Path | None = None,
        capital: Path | None = None,
    ) -> CheckedDossier:
        """Return a dossier checked on a day. Files that it names are looked for in ``folder``; those given here stand over them.

        The procedure is the one that it names, else the one in force on the day it was begun. Raises ``FiguresError`` with
        all that is wrong in it and in its files, ``DateError``, ``UsageError``, ``UnitError``.
        """
        day = iso_day(on)
        opened = dossier.opened or day
        header = self.set_of(dossier.set, opened)
        whole = evolve(dossier, set=header.id)
        found = self.procedure(header.id, opened, dossier.province, named=dossier.procedure)
        if header.key not in found.sets:
            raise FiguresError(
                problem("NTM588.set", dossier.name, procedure=found.id, set=header.key, known=", ".join(found.sets))
            )
        today = self.procedure(header.id, min(day, str(found.stage.to or day)), dossier.province, named=found.id)
        known = self._known(whole, header, day, folder or Path(), (figures, survey, capital))
        every = procedure_on(
            self.procedures, header.key, day, self.province(dossier.province, day), named=found.id, dated=False
        )
        done = check_dossier(whole, today, day, known, self.calendar, parse_floor(self.floor), whole=every)
        done = evolve(done, set_name=header.name)
        return CheckedDossier(**{field.name: getattr(done, field.name) for field in attrs.fields(DossierCheck)})

    def _known(
        self, dossier: Dossier, header: CriteriaSet, day: str, folder: Path, given: tuple[Path | None, ...]
    ) -> Known:
        figures, survey, capital = (
            path or (folder / name if name else None)
            for path, name in zip(given, (dossier.figures, dossier.survey, dossier.capital), strict=True)
        )
        problems: list[Problem] = []
        found: dict[str, Any] = {}
        for name, path, read in (("survey", survey, read_survey), ("capital", capital, read_capital)):
            try:
                found[name] = read(path, self.left_out) if path is not None else None
            except FiguresError as error:
                problems += error.problems
        if figures is not None:
            table, bad = scan_figures(figures, readers=self.library.plugins.readers)  # type: ignore[attr-defined]
            problems += in_order(bad)
            if not problems:
                found |= self._judged(dossier, header, day, table)
        if problems:
            raise FiguresError(problems)
        return Known(**found, inside=self._inside(dossier, header, found.get("figures")))

    def _inside(self, dossier: Dossier, header: CriteriaSet, figures: UnitFigures | None) -> list[str] | None:
        """Return the communes of a district or town: of the list before 01/07/2025, else those that its figures have."""
        if header.level not in ("huyen", "thi-xa"):
            return None
        province = self.province(dossier.province, dossier.opened or "") if dossier.province is not None else None
        if province is not None and province.list == "2004":
            every = communes_in(province.id, "2004")
            found = [each.full_name for each in every if each.district and same_name(each.district, dossier.unit)]
            rural = [name for name in found if kind_level(name) == "xa"]
            if found:
                return rural
        return [child.unit for child in figures.children] if figures is not None and figures.children else None

    def _judged(
        self,
        dossier: Dossier,
        header: CriteriaSet,
        day: str,
        table: FigureTable,
        known_on: str | None = None,
        since: str | None = None,
    ) -> dict[str, Any]:
        """Return the attainment of the dossier's unit on what was known by ``known_on``, or why there is none.

        Figures from before ``since`` are left out: they tell nothing of what came after a recognition.
        """
        try:
            book = self._find(header.id, day, dossier.province)
        except DateError as error:
            first = error.problems[0]
            return {"no_attainment": Text(first.told("vi"), first.told("en"))}
        unit = self._unit(dossier, book, table)
        if unit is None:
            return {
                "no_attainment": Text(
                    f"tệp số liệu không có {dossier.unit}", f"the file of figures has no {dossier.unit}"
                )
            }
        earliest, last = since or "", known_on or day
        entries = tuple(each for each in unit.entries if _is_between(each, earliest, last))
        if since is not None and not entries and unit.entries:
            return {
                "no_attainment": Text(
                    f"mọi số liệu có trước ngày công nhận {shown_day(since, 'vi')}",
                    f"every figure is of before the recognition on {since}",
                )
            }
        placed = evolve(unit, entries=entries)
        refuse_other(book, placed)
        return {"attainment": engine_named("core").evaluate(book, placed), "figures": placed}

    def _unit(self, dossier: Dossier, book: Rulebook, table: FigureTable) -> UnitFigures | None:
        """Return the figures of the dossier's unit; those of one that lies elsewhere are not taken for them."""
        names = [dossier.unit] if dossier.within is None else [f"{dossier.unit}, {dossier.within}", dossier.unit]
        for name in names:
            try:
                chosen = chosen_units(table, book, [name])
            except NtmRulesError:
                continue
            if len(chosen) == 1 and _there(chosen[0].within, dossier.within):
                return chosen[0]
        return None

    def after(self, path: str | Path, figures: str | Path, on: str | date) -> tuple[AfterState, ...]:
        """Return recognised units (a table: unit, set, recognised_on …) judged on later figures on a day.

        Raises ``FiguresError`` with every bad cell of both files, ``UsageError``, ``UnitError``.
        """
        day = iso_day(on)
        rows = read_recognised(path, lambda ref, when: self.set_of(ref, when).id)
        wrong = [each for row in rows for each in self._wrong_level(row)]
        if wrong:
            raise FiguresError(wrong)
        table, bad = scan_figures(Path(figures), readers=self.library.plugins.readers)  # type: ignore[attr-defined]
        if bad:
            raise FiguresError(in_order(bad))
        return tuple(self._after(row, day, table) for row in rows)

    def _wrong_level(self, row: Recognised) -> Iterable[Problem]:
        header = self.library.catalogue.headers[row.set]
        fit = [each for each in self.procedures.national.values() if header.key in each.sets]
        return wrong_level(row.unit, row.set, fit[0], row.at) if fit else ()

    def _after(self, row: Recognised, day: str, table: FigureTable) -> AfterState:
        header = self.library.catalogue.headers[row.set]
        ended = str(header.stage.to) if header.stage.to is not None and header.stage.to < as_day(day) else None
        dossier = Dossier(unit=row.unit, set=row.set, province=row.province, within=row.within)
        known = self._judged(dossier, header, min(day, ended or day), table, known_on=day, since=row.recognised_on)
        procedures: list[Procedure | None] = []
        for when in (day, row.recognised_on):
            try:
                procedures.append(self.procedure(header.id, when, row.province))
            except DateError:
                procedures.append(None)
        changed = day >= TWO_TIERS_FROM > row.recognised_on and header.level == "xa" and not self._unchanged(row)
        return after_on(row, day, attainment=known.get("attainment"), no_attainment=known.get("no_attainment"),
                        procedure=procedures[0], own_procedure=procedures[1], ended=ended, changed=changed,
                        floor=parse_floor(self.floor))  # fmt: skip

    def _unchanged(self, row: Recognised) -> bool:
        """Tell whether a source says that a unit passed 01/07/2025 as it was."""
        province = self.province(row.province, row.recognised_on)
        found = successors(row.unit, within=row.within, province=province.id if province is not None else None)
        return any(change.unchanged for change in found)

    def check_file(self, path: str | Path, on: str | date, **files: Path | None) -> CheckedDossier:
        """Return the dossier in a file checked on a day; the files that it names lie beside it."""
        place = Path(path)
        return self.check(read_dossier(place), on, folder=place.parent, **files)

    def check_folder(self, folder: str | Path, on: str | date) -> tuple[CheckedDossier, ...]:
        """Return every dossier of a folder checked on a day, what is late first, then what is due first.

        Raises ``UsageError`` NTM054 where there is none, ``FiguresError`` with all that is wrong in all of them.
        """
        place = Path(folder)
        problems: list[Problem] = []
        found: list[CheckedDossier] = []
        for path in self._files(place):
            try:
                found.append(self.check_file(path, on))
            except FiguresError as error:
                problems += error.problems
            except NtmRulesError as error:  # a province, set or day that does not exist names no file of its own
                problems += [each if each.where else each.at(path.name) for each in error.problems]
        if problems:
            raise FiguresError(problems)
        return tuple(sorted(found, key=_order))

    def _files(self, folder: Path) -> Iterable[Path]:
        files = list(dossier_files(folder)) if folder.is_dir() else [folder] if folder.is_file() else []
        if not files:
            raise UsageError(problem("NTM054.empty", folder=folder))
        return files


def _is_between(entry: Entry, earliest: str, last: str) -> bool:
    """Tell whether an entry became known between two days (ISO); one of a year is of its last day, one without both stays."""
    if entry.as_of is None:
        return entry.period is None or known_on(entry) >= earliest
    return earliest <= entry.as_of <= last


def _there(within: str | None, wanted: str | None) -> bool:
    """Tell whether what two say of where a unit lies does not contradict; a chain of places is told by its first."""
    if within is None or wanted is None:
        return True
    return same_name(within, wanted) or same_name(within.partition(",")[0].strip(), wanted.partition(",")[0].strip())


def _order(found: DossierCheck) -> tuple[int, str, int, str]:
    state = found.state
    open_late = [each.late for each in state.steps if each.late and each.done is None]
    return (
        -max(open_late, default=0),
        state.due or "9999-12-31",
        -max((each.late for each in state.late), default=0),
        found.dossier.unit,
    )
