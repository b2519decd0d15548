"""Reads ``bodies.yaml`` of the national catalogue and of packs into the register of bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from ntmrules.catalog.pack import Pack
from ntmrules.catalog.strict import Document, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.bodies import LEVELS, Bodies, Body, Field
from ntmrules.model.measures import Measure

FILE = "bodies.yaml"
KEYS = ("bodies", "fields", "note")


def read_bodies(packs: Iterable[Pack], measures: Mapping[str, Measure]) -> Bodies:
    """Return the register of the packs: the national one, and for each province what its pack says in its place.

    A measure that no field names follows its ministry: it is of the field that this ministry answers for. ``CatalogError``
    (NTM182) for bodies, measures and keys that do not exist, bodies on two fields at once, days that overlap.
    """
    national: Bodies | None = None
    local: dict[tuple[str, str], Bodies] = {}
    problems: list[Problem] = []
    for pack in packs:
        path = pack.root / FILE
        if not pack.root.is_dir() or not path.is_file():
            continue
        register = _read(path, pack.shown(path), national, measures, problems)
        if pack.head is None:
            national = register
        else:
            local.update(dict.fromkeys(((unit.list, unit.province) for unit in pack.head.territory), register))
    if problems:
        raise CatalogError(problems)
    base = national or Bodies(bodies={}, fields={}, field_of={}, local={}, fallback={})
    return Bodies(bodies=base.bodies, fields=base.fields, field_of=base.field_of, local=local,
                  fallback=_fallback(base, measures))  # fmt: skip


def _read(
    path: Path, name: str, national: Bodies | None, measures: Mapping[str, Measure], problems: list[Problem]
) -> Bodies:  # fmt: skip
    from ntmrules.catalog.structure import structure

    document = read_document(path, name)
    data = document.data if isinstance(document.data, dict) else {}
    problems += [
        problem("NTM182.key", document.where(key=key), key=key, known=", ".join(KEYS), near=(key, KEYS))
        for key in data if key not in KEYS
    ]  # fmt: skip
    bodies: tuple[Body, ...] = _list(document, data, "bodies", Body, structure)
    fields: tuple[Field, ...] = _list(document, data, "fields", Field, structure)
    known = {body.id: body for body in bodies}
    every = {**(national.bodies if national is not None else {}), **known}
    for index, body in enumerate(bodies):
        if body.level not in LEVELS:
            where = document.where(("bodies", index, "level"))
            words, near = " | ".join(LEVELS), (body.level, LEVELS)
            problems.append(problem("NTM182.level", where, level=body.level, known=words, near=near))
    field_of: dict[str, str] = {}
    places = {field.id: document.where(("fields", index)) for index, field in enumerate(fields)}
    for index, field in enumerate(fields):
        problems += _two_at_once(document, index, field)
        problems += _wrong(document, index, field, places, every, measures, field_of)
    return Bodies(bodies=known, fields={field.id: field for field in fields}, field_of=field_of, local={}, fallback={})


def _two_at_once(document: Document, index: int, field: Field) -> Iterator[Problem]:
    """Yield where two bodies of one kind have a field on one day."""
    for kind in ("ministry", "department"):
        turns = sorted(enumerate(getattr(field, kind)), key=lambda turn: turn[1].from_ or date.min)
        for (first, one), (second, later) in pairwise(turns):
            if one.to is None or (later.from_ or date.min) <= one.to:
                here, there = (document.where(("fields", index, kind, place)) for place in (second, first))
                yield problem("NTM182.two", here, field=field.id, other=there)


def _wrong(
    document: Document, index: int, field: Field, places: Mapping[str, str], bodies: Mapping[str, Body],
    measures: Mapping[str, Measure], field_of: dict[str, str],
) -> Iterator[Problem]:  # fmt: skip
    """Yield what is wrong with a field, and note the measures that it names."""
    where = places[field.id]
    turns = [((kind, place, "body"), turn.body) for kind in ("ministry", "department")
             for place, turn in enumerate(getattr(field, kind))]  # fmt: skip
    for path, body in turns:
        if body not in bodies:
            at = document.where(("fields", index, *path))
            yield problem("NTM182.body", at, field=field.id, body=body, near=(body, bodies))
    for place, measure in enumerate(field.measures):
        if measure not in measures:
            at, near = document.where(("fields", index, "measures", place)), (measure, measures)
            yield problem("NTM182.measure", at, field=field.id, measure=measure, near=near)
        if field_of.setdefault(measure, field.id) != field.id:
            yield problem("NTM182.fields", where, measure=measure, other=places[field_of[measure]])


def _list(document: Document, data: Mapping[str, Any], key: str, cls: type[Any], structure: Any) -> tuple[Any, ...]:
    if data.get(key) is None:
        return ()
    found: tuple[Any, ...] = structure(document, data[key], tuple[cls, ...], (key,))  # type: ignore[valid-type]
    return found


def _fallback(base: Bodies, measures: Mapping[str, Measure]) -> dict[str, str]:
    """Return the field of each measure that no field names, by the ministry that the measure itself names."""
    by_name: dict[str, str] = {}
    fields = list(base.fields.values())
    for turns in ([field.ministry[:1] for field in fields], [field.ministry[1:] for field in fields]):
        for field, some in zip(fields, turns, strict=True):
            for turn in some:
                by_name.setdefault(base.bodies[turn.body].name.vi, field.id)
    return {
        measure.id: by_name[measure.ministry.vi]
        for measure in measures.values()
        if measure.id not in base.field_of and measure.ministry is not None and measure.ministry.vi in by_name
    }
