"""Reads ``procedures/*.yaml`` of the national catalogue, and what packs lay over them in ``procedures/*.yaml`` of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from ntmrules.catalog.pack import Pack
from ntmrules.catalog.strict import Document, Path_, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.messages import Listed
from ntmrules.model.calendar import TERM_KINDS
from ntmrules.model.overrides import Verb
from ntmrules.model.procedures import (
    BASES,
    CHILDREN,
    CONDITION_KINDS,
    ROLES,
    PlacedOverride,
    Procedure,
    ProcedureOverride,
    Procedures,
)
from ntmrules.model.requirements import Cell

FOLDER = "procedures"
OVERLAYS = "overrides"
ADDITIONS = ("step", "paper", "condition", "vote")
VERBS = (Verb.FILL, Verb.RAISE, Verb.REPLACE, Verb.ADD, Verb.COMPLETE)
HUNDRED = 100


def read_procedures(packs: Iterable[Pack]) -> Procedures:
    """Return the procedures by id with the entries of packs over them.

    ``CatalogError``: NTM185 for words, ids, sets and cells that cannot be, NTM186 for entries of a pack that the format or the
    law does not allow.
    """
    from ntmrules.catalog.structure import structure

    packs = tuple(packs)
    keys = {header.key for pack in packs for header in pack.headers.values()}
    found: dict[str, Procedure] = {}
    places: dict[str, str] = {}
    overlays: list[PlacedOverride] = []
    problems: list[Problem] = []
    for pack in packs:
        for path in procedure_files(pack.root):
            try:
                document = read_document(path, pack.shown(path))
                if isinstance(document.data, dict) and OVERLAYS in document.data:
                    overlays += _overlays(document, pack)
                    continue
                one: Procedure = structure(document, document.data, Procedure)
            except CatalogError as error:
                problems += error.problems
                continue
            if one.id in found:
                problems.append(problem("NTM185.twice", document.where(("id",)), id=one.id, other=places[one.id]))
            problems += _wrong(document, one, keys)
            found[one.id], places[one.id] = one, document.name
    problems += _overlapping(found, places)
    if not problems:
        problems += _overlay_problems(overlays, found)
    if problems:
        raise CatalogError(problems)
    return Procedures(national=found, overlays=tuple(overlays))


def procedure_files(root: Path) -> list[Path]:
    """Return the files of procedures of a pack."""
    return sorted((root / FOLDER).glob("*.yaml")) if root.is_dir() else []


def _wrong(document: Document, one: Procedure, sets: Collection[str]) -> Iterator[Problem]:
    asked: list[tuple[Path_, str]] = [(("sets", index), key) for index, key in enumerate(one.sets)]
    asked += [(("surveys", place, "sets", index), key) for place, each in enumerate(one.surveys)
              for index, key in enumerate(each.sets)]  # fmt: skip
    for at, key in asked:
        if key not in sets:
            yield problem("NTM185.set", document.where(at), set=key, near=(key, sets))
    steps = [step.id for step in one.steps]
    for part in ("steps", "papers", "conditions", "votes", "surveys", "revocation"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(one, part)):
            if item.id in seen:
                yield problem("NTM185.twice", document.where((part, index)), id=item.id, other=part)
            seen.add(item.id)
    for index, step in enumerate(one.steps):
        named: list[tuple[Path_, str]] = [(("after", place), name) for place, name in enumerate(step.after)]
        named += [(("term", "from"), step.term.from_)] if step.term is not None and step.term.from_ else []
        for inside, name in named:
            if name not in steps[:index]:
                where = document.where(("steps", index, *inside))
                yield problem("NTM185.step", where, step=name, known=Listed(steps[:index], "or"), near=(name, steps))
        if step.term is not None:
            yield from _word(
                document.where(("steps", index, "term"), key="counted"), "counted", step.term.counted, TERM_KINDS
            )
            yield from _word(document.where(("steps", index, "term"), key="role"), "role", step.term.role, ROLES)
    for part in ("papers", "votes"):
        for index, item in enumerate(getattr(one, part)):
            if item.by not in steps:
                yield problem(
                    "NTM185.step",
                    document.where((part, index, "by")),
                    step=item.by,
                    known=Listed(steps, "or"),
                    near=(item.by, steps),
                )
    for index, survey in enumerate(one.surveys):
        if survey.step is not None and survey.step not in steps:
            yield problem(
                "NTM185.step",
                document.where(("surveys", index, "step")),
                step=survey.step,
                known=Listed(steps, "or"),
                near=(survey.step, steps),
            )
    for index, condition in enumerate(one.conditions):
        where = document.where(("conditions", index))
        yield from _word(document.where(("conditions", index), key="kind"), "kind", condition.kind, CONDITION_KINDS)
        if (condition.kind == CHILDREN) != (condition.share is not None):
            yield problem("NTM185.share", where, kind=condition.kind)
    for index, vote in enumerate(one.votes):
        if vote.base is not None:
            yield from _word(document.where(("votes", index), key="base"), "base", vote.base, BASES)
    for path, cell in one.cells():
        yield from _cell(document.name, path, cell)


def _word(where: str, key: str, word: str, known: tuple[str, ...]) -> Iterator[Problem]:
    if word not in known:
        yield problem("NTM185.word", where, key=key, word=word, known=" | ".join(known), near=(word, known))


def _cell(where: str, path: str, cell: Cell) -> Iterator[Problem]:
    if cell.year is not None or cell.area is not None:
        yield problem("NTM185.column", where, path=path)
    if cell.value is not None and cell.evidence is None:
        yield problem("NTM185.evidence", where, path=path)
    if any(candidate.evidence is None for candidate in cell.candidates) and cell.evidence is None:
        yield problem("NTM185.evidence", where, path=path)
    counted = path.endswith(("/days", "/after_years"))
    for value in (cell.value, *(candidate.value for candidate in cell.candidates)):
        if value is not None and counted and (value != int(value) or value < 1):
            yield problem("NTM185.days", where, value=value)
        if value is not None and not counted and not 0 <= value <= HUNDRED:
            yield problem("NTM185.percent", where, path=path, value=value)


def _overlapping(found: dict[str, Procedure], places: dict[str, str]) -> Iterator[Problem]:
    """Two procedures for one set on one day are never chosen between."""
    every = sorted(found.values(), key=lambda each: each.id)
    for index, one in enumerate(every):
        for other in every[index + 1 :]:
            common = sorted(set(one.sets) & set(other.sets))
            ends = (one.stage.to or date.max, other.stage.to or date.max)
            if common and one.stage.from_ <= ends[1] and other.stage.from_ <= ends[0]:
                yield problem(
                    "NTM185.overlap", places[one.id], set=common[0], one=one.id, two=other.id, other=places[other.id]
                )


def _overlays(document: Document, pack: Pack) -> list[PlacedOverride]:
    from ntmrules.catalog.structure import structure

    extra = [key for key in document.data if key not in (OVERLAYS, "note")]
    if extra:
        raise CatalogError(
            [
                problem("NTM109.key", document.where(key=key), key=key, known=OVERLAYS, near=(key, [OVERLAYS]))
                for key in extra
            ]
        )
    entries: tuple[ProcedureOverride, ...] = structure(
        document, document.data[OVERLAYS], tuple[ProcedureOverride, ...], (OVERLAYS,)
    )
    territory = tuple((unit.list, unit.province) for unit in (pack.head.territory if pack.head is not None else ()))
    return [
        PlacedOverride(override=_to_its_end(entry, pack), at=document.where((OVERLAYS, index)), provinces=territory)
        for index, entry in enumerate(entries)
    ]


def _to_its_end(entry: ProcedureOverride, pack: Pack) -> ProcedureOverride:
    """Return an entry that ends with the decision it stands in, where that is no longer in force before the entry says."""
    decision = pack.decisions.get(entry.provision.decision)
    last = decision.in_force.to if decision is not None and decision.in_force is not None else None
    if last is None or (entry.to is not None and entry.to <= last):
        return entry
    return evolve(entry, to=last)


def _overlay_problems(overlays: list[PlacedOverride], found: dict[str, Procedure]) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    for placed in overlays:
        entry = placed.override
        if entry.id in ids:
            yield problem("NTM186.twice", placed.at, id=entry.id, other=ids[entry.id])
        ids[entry.id] = placed.at
        if not placed.provinces:
            yield problem("NTM186.nowhere", placed.at)
        if entry.verb not in VERBS:
            yield problem("NTM186.verb", placed.at, verb=entry.verb, known=" | ".join(VERBS))
            continue
        yield from _allowed(placed, found)
    yield from _conflicts(overlays)


def _allowed(placed: PlacedOverride, found: dict[str, Procedure]) -> Iterator[Problem]:
    entry = placed.override
    given = [name for name in ("cell", *ADDITIONS) if getattr(entry, name) is not None]
    wanted = list(ADDITIONS) if entry.verb is Verb.ADD else ["cell"]
    if len(given) != 1 or given[0] not in wanted:
        yield problem("NTM186.keys", placed.at, verb=entry.verb, wanted=Listed(wanted, "or"))
        return
    one = next(
        (each for each in found.values() if entry.target == each.id or entry.target.startswith(f"{each.id}/")), None
    )
    if one is None:
        yield problem("NTM186.procedure", placed.at, target=entry.target, near=(entry.target, found))
        return
    open_ = [each.id for each in one.open if each.id is not None]
    for name in entry.settles:
        if name not in open_:
            yield problem("NTM186.settles", placed.at, name=name, procedure=one.id, known=Listed(open_, "or"),
                          near=(name, open_))  # fmt: skip
    if entry.verb is Verb.ADD:
        if entry.target != one.id:
            yield problem("NTM186.whole", placed.at, target=entry.target, procedure=one.id)
        yield from _added(placed, one, given[0])
        return
    cells = dict(one.cells())
    path = entry.target.removeprefix(f"{one.id}/")
    if path not in cells:
        known = [f"{one.id}/{each}" for each in cells]
        yield problem("NTM186.cell", placed.at, target=entry.target, near=(entry.target, known))
        return
    assert entry.cell is not None
    yield from _cell(placed.at, path, evolve(entry.cell, evidence=entry.cell.evidence or entry.evidence))
    if entry.cell.value is None:
        yield problem("NTM186.value", placed.at)
    national = cells[path]
    hole = national.delegated is not None or national.unknown is not None
    if entry.verb in (Verb.FILL, Verb.COMPLETE) and not hole:
        yield problem("NTM186.no-hole", placed.at, path=path)
    if entry.verb is Verb.RAISE and national.value is None:
        yield problem("NTM186.nothing-to-raise", placed.at, path=path)
    if entry.verb is Verb.REPLACE and entry.legal_basis is None:
        yield problem("NTM186.basis", placed.at)
    if entry.counted is not None:
        yield from _word(placed.at, "counted", entry.counted, TERM_KINDS)
        if not path.endswith("/days"):
            yield problem("NTM186.counted", placed.at, path=path)


def _added(placed: PlacedOverride, one: Procedure, what: str) -> Iterator[Problem]:
    item = getattr(placed.override, what)
    if any(each.id == item.id for each in getattr(one, f"{what}s")):
        yield problem("NTM186.twice", placed.at, id=item.id, other=one.id)
    known = [step.id for step in one.steps]
    names = item.after if what == "step" else (item.by,) if what in ("paper", "vote") else ()
    for name in names:
        if name not in known:
            yield problem("NTM185.step", placed.at, step=name, known=Listed(known, "or"), near=(name, known))
    yield from _added_cells(placed, what)
    if what == "condition":
        yield from _word(placed.at, "kind", item.kind, CONDITION_KINDS)


def _added_cells(placed: PlacedOverride, what: str) -> Iterator[Problem]:
    """Yield what is wrong in the cells and words of a step, vote or condition that a pack adds, as with national ones."""
    item = getattr(placed.override, what)
    if what == "step" and item.term is not None:
        yield from _cell(placed.at, f"steps/{item.id}/days", item.term.days)
        yield from _word(placed.at, "counted", item.term.counted, TERM_KINDS)
        yield from _word(placed.at, "role", item.term.role, ROLES)
    if what == "vote":
        yield from _cell(placed.at, f"votes/{item.id}/share", item.share)
        if item.base is not None:
            yield from _word(placed.at, "base", item.base, BASES)
    if what == "condition":
        if item.share is not None:
            yield from _cell(placed.at, f"conditions/{item.id}/share", item.share)
        if (item.kind == CHILDREN) != (item.share is not None):
            yield problem("NTM185.share", placed.at, kind=item.kind)


def _conflicts(overlays: list[PlacedOverride]) -> Iterator[Problem]:
    """Two entries on one cell of one province on one day, neither of which supersedes the other, are never chosen between."""
    for index, one in enumerate(overlays):
        for other in overlays[index + 1 :]:
            a, b = one.override, other.override
            same = a.target == b.target and a.verb is not Verb.ADD and b.verb is not Verb.ADD
            days = a.from_ <= (b.to or date.max) and b.from_ <= (a.to or date.max)
            free = b.id in a.supersedes or a.id in b.supersedes
            if same and days and not free and set(one.provinces) & set(other.provinces):
                yield problem("NTM186.conflict", one.at, target=a.target, other=other.at)
