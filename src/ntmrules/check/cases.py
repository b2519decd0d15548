"""Cases beside the rules: figures in, verdict out. Read, run, and counted by lint and by the test kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.contents import CASES, OVERRIDES
from ntmrules.catalog.pack import MAX_UNKNOWN, Pack
from ntmrules.catalog.strict import Document, Path_, read_document
from ntmrules.catalog.structure import structure
from ntmrules.engine.core.program import CORE
from ntmrules.errors import CatalogError, NtmRulesError, Problem, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Joined, Pair
from ntmrules.model.closed import LEVELS, Day
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import verdict_of
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Basis, ReasonCode
from ntmrules.resolve.options import as_date, parse_floor
from ntmrules.resolve.resolver import resolve

VERDICTS = ("met", "not_met", "undetermined", "not_applicable")


@frozen(kw_only=True)
class Case:
    """One worked case of an indicator, a criterion or a whole set.

    ``set_`` is said only where the file does not lie beside a set: in ``overrides/``. ``unit`` and ``within`` name the
    unit and its district, where the zones of a province look at them.
    """

    name: str
    of: str
    on: Day
    expect: str
    figures: Mapping[str, Any] = {}
    reports: Mapping[str, Any] = {}
    set_: str | None = None
    province: str | None = None
    area: str | None = None
    unit: str | None = None
    within: str | None = None
    floor: str | None = None
    reasons: tuple[str, ...] = ()
    basis: str | None = None
    provisional: bool | None = None
    children: tuple[Mapping[str, Any], ...] = ()
    source: str | None = None
    note: Text | None = None


@frozen(kw_only=True)
class PlacedCase:
    """A case with the set it belongs to and its place in the file."""

    case: Case
    set_id: str
    at: str


def case_files(pack: Pack, set_id: str) -> list[Path]:
    """Return the case files beside the criteria of a set."""
    return sorted(pack.set_files[set_id].parent.glob(f"*{CASES}"))


def override_case_files(pack: Pack) -> list[Path]:
    """Return the case files beside the entries of a pack."""
    return sorted((pack.root / OVERRIDES).glob(f"*{CASES}")) if pack.root.is_dir() else []


def read_cases(path: Path, set_id: str | None, shown: str) -> list[PlacedCase]:
    """Return the cases of one file; ``CatalogError`` lists all that is wrong in it.

    Without ``set_id`` the file lies beside entries over other sets: it names ``set`` and may name ``province``, for all
    its cases or for one.
    """
    document = read_document(path, shown)
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list):
        raise CatalogError(problem("NTM133.no-list", document.where(), key="cases"))
    source = data.get("source")
    common = ("source", "cases", "note") if set_id is not None else ("source", "set", "province", "cases", "note")
    problems = [*_keys(document, data, common, ())]
    cases: list[PlacedCase] = []
    for index, row in enumerate(data["cases"]):
        try:
            case = _case(document, row, ("cases", index))
            case = _with_common(case, data, beside_set=set_id is not None)
            own = set_id or case.set_
            if own is None:
                where = document.where(("cases", index))
                raise CatalogError(problem("NTM146", where, case=case.name))
            cases.append(PlacedCase(case=case, set_id=own, at=document.where(("cases", index))))
        except CatalogError as error:
            problems.extend(error.problems)
            continue
        if source is None and cases[-1].case.source is None:
            problems.append(problem("NTM142", cases[-1].at, case=cases[-1].case.name))
    if problems:
        raise CatalogError(problems)
    return cases


def _with_common(case: Case, data: Mapping[str, Any], *, beside_set: bool) -> Case:
    """Fill in what the file says for all its cases."""
    found = {key: data.get(key.rstrip("_")) for key in (("source",) if beside_set else ("source", "set_", "province"))}
    given: dict[str, Any] = {
        key: value for key, value in found.items() if isinstance(value, str) and getattr(case, key) is None
    }
    return evolve(case, **given) if given else case


def _case(document: Document, row: Any, path: Path_) -> Case:
    plain = dict(row) if isinstance(row, dict) else row
    free = {}
    if isinstance(plain, dict):
        for key in ("figures", "reports", "children"):  # their keys are subjects, not a fixed shape
            if key in plain:
                free[key] = plain.pop(key)
    case = structure(document, plain, Case, path)
    if case.expect not in VERDICTS:
        raise CatalogError(
            problem(
                "NTM112.verdict",
                document.where(path, key="expect"),
                word=case.expect,
                known=" | ".join(VERDICTS),
                near=(str(case.expect), VERDICTS),
            )
        )
    problems = [*_words(document, case, path), *_inside(document, free, path)]
    if problems:
        raise CatalogError(problems)
    return evolve(
        case,
        figures=free.get("figures") or {},
        reports=free.get("reports") or {},
        children=tuple(free.get("children") or ()),
    )


def _words(document: Document, case: Case, path: Path_) -> Iterator[Problem]:
    """Yield the words of closed lists in a case that are on none of them, each at its place."""
    given: list[tuple[str, Path_, tuple[str, ...]]]
    given = [(word, ("reasons", index), tuple(ReasonCode)) for index, word in enumerate(case.reasons)]
    given += [(case.basis, ("basis",), tuple(Basis))] if case.basis is not None else []
    for word, place, known in given:
        if word not in known:
            where = document.where((*path, *place))
            yield problem("NTM112.word", where, shown=repr(word), known=" | ".join(known), near=(word, known))


def _inside(document: Document, data: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
    """Yield the keys of figures and of child units that nobody would read, and levels of units that do not exist."""
    for name in ("figures", "reports"):
        rows = data.get(name)
        for subject, value in rows.items() if isinstance(rows, Mapping) else ():
            if isinstance(value, Mapping):
                yield from _keys(document, value, ("value", "period"), (*path, name, subject))
    children = data.get("children")
    for index, child in enumerate(children) if isinstance(children, list) else ():
        here = (*path, "children", index)
        if isinstance(child, Mapping):
            yield from _keys(document, child, _OF_CHILD, here)
            level, known = child.get("level"), LEVELS.known
            if level is not None and level not in known:
                where = document.where((*here, "level"))
                yield problem(
                    "NTM112.word", where, shown=repr(level), known=" | ".join(known), near=(str(level), known)
                )
            yield from _inside(document, child, here)


def _keys(document: Document, data: Mapping[str, Any], known: tuple[str, ...], path: Path_) -> Iterator[Problem]:
    for key in islice((key for key in data if key not in known), MAX_UNKNOWN):
        yield problem(
            "NTM109.key", document.where(path, key=key), key=key, known=" | ".join(known), near=(str(key), known)
        )


_OF_CHILD = ("name", "level", "area", "within", "figures", "reports", "children")


def unit_of_case(case: Case, *, name: str = "đơn vị") -> UnitFigures:
    """Return the figures of a case as a unit, called as the case names it, else ``name``.

    The words of the case itself name no place: «Số thôn 4» would be a hamlet.
    """
    return unit_of(
        case.figures,
        case.reports,
        name=case.unit or name,
        area=case.area,
        children=case.children,
        within=case.within,
    )


def unit_of(
    figures: Mapping[str, Any],
    reports: Mapping[str, Any],
    *,
    name: str,
    area: str | None,
    children: tuple[Mapping[str, Any], ...] = (),
    level: str | None = None,
    within: str | None = None,
) -> UnitFigures:
    """Return the figures of a case as one unit."""
    entries = [_entry(subject, value) for subject, value in (*figures.items(), *reports.items())]
    inside = tuple(
        unit_of(
            child.get("figures") or {},
            child.get("reports") or {},
            name=str(child.get("name", f"{name} #{index}")),
            area=child.get("area"),
            children=tuple(child.get("children") or ()),
            level=child.get("level"),
            within=child.get("within"),
        )
        for index, child in enumerate(children, 1)
    )
    return UnitFigures(unit=name, entries=tuple(entries), area=area, children=inside, level=level, within=within)


def _entry(subject: str, value: Any) -> Entry:
    period = None
    if isinstance(value, dict):
        period, value = value.get("period"), value.get("value")
    if isinstance(value, str):
        word = verdict_of(value)
        if word is None:
            raise CatalogError(problem("NTM143", subject, value=value))
        return Entry(subject=subject, value=word)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise CatalogError(problem("NTM143", subject, value=value))
    return Entry(subject=subject, value=Decimal(value), period=period, confirmed=True)


class CaseRunner:
    """Runs cases against a catalogue, with one rulebook for all cases of a set, day, place and floor."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._books: dict[tuple[str, date, str | None, str | None], Rulebook | NtmRulesError] = {}

    def problem(self, placed: PlacedCase, province: str | None = None) -> Problem | None:
        """Return how the case fails, or nothing when it holds; ``province`` is that of the pack whose entries it is about."""
        case = placed.case
        try:
            got = self._judge(placed)
        except NtmRulesError as error:
            return problem(
                "NTM144.unjudged",
                placed.at,
                case=case.name,
                why=error.problems[0],
                expected=error.problems[0].later("expected"),
                remedy=error.problems[0].later("remedy"),
            )
        wanted: dict[str, Any] = {"verdict": case.expect}
        if case.reasons:
            wanted["reasons"] = sorted(case.reasons)
        for key in ("basis", "provisional"):
            if getattr(case, key) is not None:
                wanted[key] = getattr(case, key)
        wrong = [Pair(f"{key} là {got[key]}, không phải {value}", f"{key} is {got[key]}, not {value}")
                 for key, value in wanted.items() if got[key] != value]  # fmt: skip
        if not wrong:
            return None
        said: dict[str, Any] = {"case": case.name, "of": case.of, "wrong": Joined(wrong, "; ")}
        if case.province is None and province is not None:
            return problem("NTM144.nowhere", placed.at, province=province, **said)
        return problem("NTM144.differs", placed.at, **said)

    def flipped(self, placed: PlacedCase) -> bool:
        """Tell whether a case that expects met, or not met, comes out the other way round."""
        sides = {"met": "not_met", "not_met": "met"}
        if placed.case.expect not in sides:
            return False
        try:
            return bool(self._judge(placed)["verdict"] == sides[placed.case.expect])
        except NtmRulesError:
            return False

    def rulebook(
        self, set_id: str, on: str | date, *, province: str | None = None, floor: str | None = None
    ) -> Rulebook:
        """Return the rulebook of a set on a day in a province, as a library would; ``NtmRulesError`` likewise."""
        key = (set_id, as_date(on), province, floor)
        if key not in self._books:
            try:
                self._books[key] = resolve(self.catalogue, set_id, on=key[1], province=province, area=None,
                                           floor=parse_floor(floor or Floor.RECALL), on_gap=None)  # fmt: skip
            except NtmRulesError as error:
                self._books[key] = error
        made = self._books[key]
        if isinstance(made, NtmRulesError):
            raise made
        return made

    def _judge(self, placed: PlacedCase) -> dict[str, Any]:
        case = placed.case
        book = self.rulebook(placed.set_id, case.on, province=case.province, floor=case.floor)
        result = CORE.evaluate(book, unit_of_case(case))
        node = result.trace if case.of == "set" else result.node(case.of)
        return {
            "verdict": str(node.verdict),
            "reasons": sorted({str(reason.code) for reason in node.reasons}),
            "basis": str(node.basis) if node.basis else None,
            "provisional": node.provisional,
        }


def all_cases(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Yield every case file of a pack with the id of its set."""
    for set_id in sorted(pack.set_files):
        for path in case_files(pack, set_id):
            yield path, set_id
