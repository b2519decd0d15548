"""From plain data to the model and back, with cattrs: every key known, every type exact.

A number is never taken for text nor text for a number: ``id: 17.10`` is refused with the advice to quote it, because
the label is text and its last nought counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ntmrules.catalog.misfit import Index, Key, MisfitError, key_of, keys_of, problems_of, unknown_key
from ntmrules.catalog.sound import check_requirement, condition_hook, measure_hook, read_least, shown
from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import CatalogError
from ntmrules.frozen import evolve
from ntmrules.messages import Listed, Pair, Phrase
from ntmrules.model.closed import Identity, Words, day_written
from ntmrules.model.conditions import Condition, Least, SetTransition
from ntmrules.model.evidence import Confidence, Decision, Evidence, EvidenceKind
from ntmrules.model.measures import Freshness, Measure, MeasureKind, WhenOld, YesMeans
from ntmrules.model.overrides import Override, Verb
from ntmrules.model.requirements import KINDS, Cell, Requirement, Threshold
from ntmrules.model.sets import Criterion, Declared
from ntmrules.model.text import Text

T = TypeVar("T")

_THRESHOLD_KEYS = ("evidence", "common", "rows")
_CELL_STATES = ("value", "candidates", "delegated", "unknown")


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        number = isinstance(value, (int, Decimal))
        raise MisfitError("NTM111.quote" if number else "NTM111.text", shown=shown(value), value=value)
    if not value.strip():
        raise MisfitError("NTM111.empty")
    return value


def _integer(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise MisfitError("NTM111.integer", shown=shown(value))
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    if type(value) is int:
        return Decimal(value)
    if type(value) is not Decimal:
        raise MisfitError("NTM111.number", shown=shown(value))
    return value


def _boolean(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise MisfitError("NTM111.boolean", shown=shown(value))
    return value


def _day(value: Any, _: Any) -> date:
    found = day_written(value) if type(value) is str else None
    if found is None:
        raise MisfitError("NTM118.day", shown=shown(value))
    return found


def _enum(value: Any, kind: type[Enum]) -> Enum:
    known = [str(member.value) for member in kind]
    if type(value) is str and value in known:
        return kind(value)
    raise MisfitError("NTM112.word", shown=shown(value), known=" | ".join(known), near=(str(value), known))


def _marked(cls: Any) -> Words | Identity | None:
    """Return what an annotated text of the model must be, if it is one."""
    marks = get_args(cls)[1:] if get_origin(cls) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, (Words, Identity))), None)


def _closed_hook(cls: Any) -> Callable[[Any, Any], str]:
    mark = _marked(cls)

    def word(value: Any, _: Any) -> str:
        assert isinstance(mark, Words)
        if type(value) is str and value in mark.known:
            return value
        raise MisfitError(
            "NTM112.word", shown=shown(value), known=" | ".join(mark.known), near=(str(value), mark.known)
        )

    def identity(value: Any, kind: Any) -> str:
        assert isinstance(mark, Identity)
        if mark.fits(_text(value, kind)):
            return str(value)
        raise MisfitError("NTM123", shown=ascii(value))

    return identity if isinstance(mark, Identity) else word


def _in_order(item: Any) -> None:
    """Refuse what ends before it begins."""
    first, last = getattr(item, "from_", None), getattr(item, "to", None)
    if first is not None and last is not None and last < first:
        raise MisfitError("NTM118.ends", point="to", first=first, last=last)


def _not_itself(decision: Decision) -> None:
    """Refuse a decision that amends or repeals itself."""
    for key in ("amends", "repeals"):
        if decision.id in getattr(decision, key):
            raise MisfitError("NTM122", point=key, decision=decision.id, key=key)


def _counts(item: Declared | Criterion) -> None:
    """Refuse a count of criteria or indicators that no text can have: of fewer than one."""
    names = ("criteria", "indicators") if isinstance(item, Declared) else ("declared_indicators",)
    for name in names:
        count = getattr(item, name)
        if count is not None and count < 1:
            raise MisfitError("NTM111.count", point=name, key=name, count=count)


def _keeps_one(clause: SetTransition) -> None:
    """Refuse a clause that keeps nothing, or two things."""
    if (clause.keeps is None) == (clause.from_ is None):
        raise MisfitError("NTM196.which", shown=0 if clause.keeps is None else 2)


def _sequence(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise MisfitError("NTM111.list", shown=shown(value))
    return value


def _mapping(value: Any, what: str | Pair) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MisfitError("NTM111.map", shown=shown(value), keys=what)
    return value


def build_converter(*, detailed: bool) -> Converter:
    """Return a converter for the catalogue format; ``detailed`` collects every error with its path, slower."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=detailed, unstruct_collection_overrides={})
    interned: dict[Any, Any] = {}

    def attrs_hook(cls: type) -> Callable[[Any, Any], Any]:
        renames = _written(cls)
        inner: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter, **renames)
        what = ", ".join(keys_of(cls))
        dated = {"from", "to"} <= set(keys_of(cls)) and cls is not Override  # an entry's end: NTM222, with its target

        def structure(value: Any, kind: Any) -> Any:
            result = inner(_mapping(value, what), kind)
            if dated:
                _in_order(result)
            if cls is Decision:
                _not_itself(result)
            if cls is SetTransition:
                _keeps_one(result)
            if cls is Declared or cls is Criterion:
                _counts(result)
            if cls is Evidence or cls is Text:  # the same evidence stands on many cells: one object for all
                return interned.setdefault(result, result)
            return result

        return structure

    def dump_hook(cls: type) -> Callable[[Any], Any]:
        renames = _written(cls)
        inner: Callable[[Any], Any] = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **renames)
        if issubclass(cls, Requirement):
            return lambda value: {"kind": cls.kind, **inner(value)}
        return inner

    converter.register_structure_hook_factory(attrs.has, attrs_hook)
    converter.register_unstructure_hook_factory(attrs.has, dump_hook)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(bool, _boolean)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(date, _day)
    converter.register_unstructure_hook(date, date.isoformat)
    for kind in (
        EvidenceKind,
        Confidence,
        MeasureKind,
        Verb,
        YesMeans,
        WhenOld,
    ):  # one by one: the hook for `str` would take every StrEnum
        converter.register_structure_hook(kind, _enum)
        converter.register_unstructure_hook(kind, lambda value: value.value)
    converter.register_structure_hook_factory(lambda cls: _marked(cls) is not None, _closed_hook)
    converter.register_unstructure_hook(Decimal, lambda value: value)
    converter.register_structure_hook_factory(_is_tuple, lambda cls: _tuple_hook(cls, converter, detailed=detailed))
    converter.register_structure_hook(Evidence, _evidence_hook(attrs_hook(Evidence)))
    converter.register_structure_hook(Freshness, _fresh_hook(attrs_hook(Freshness)))
    converter.register_structure_hook(Text, _text_hook(attrs_hook(Text)))
    converter.register_structure_hook(Cell, _cell_hook(attrs_hook(Cell)))
    converter.register_structure_hook(Condition, condition_hook(attrs_hook(Condition)))
    converter.register_structure_hook(Measure, measure_hook(attrs_hook(Measure)))
    converter.register_structure_hook(Least, read_least)
    converter.register_unstructure_hook(Least, lambda value: value.count if value.share is None else str(value))
    converter.register_structure_hook(Threshold, _threshold_hook(converter, detailed=detailed))
    converter.register_unstructure_hook(Threshold, lambda value: _dump_threshold(converter, value))
    converter.register_structure_hook_func(_is_requirement_union, _requirement_hook(converter))
    converter.register_unstructure_hook_func(
        _is_requirement_union, lambda value: None if value is None else converter.unstructure(value, type(value))
    )
    return converter


def _written(cls: type) -> dict[str, Any]:
    """Return how the fields of a class are written: under another key, or (those that resolving fills in) not at all."""
    return {
        attribute.name: override(omit=True)
        if attribute.metadata.get("resolved")
        else override(rename=key_of(attribute.name))
        for attribute in attrs.fields(cls)
        if attribute.name.endswith("_") or attribute.metadata.get("resolved")
    }


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _tuple_hook(cls: Any, converter: Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    item = get_args(cls)[0]

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        items = _sequence(value)
        if not detailed:
            return tuple([converter.structure(each, item) for each in items])
        done, errors = [], []
        for index, each in enumerate(items):
            try:
                done.append(converter.structure(each, item))
            except Exception as error:  # noqa: BLE001 - collected with its place, raised together below
                error.__notes__ = [*getattr(error, "__notes__", []), Index(index)]
                errors.append(error)
        if errors:
            raise IterableValidationError("list", errors, tuple)
        return tuple(done)

    return structure


def _is_requirement_union(cls: Any) -> bool:
    if get_origin(cls) not in (Union, UnionType):
        return False
    args = [arg for arg in get_args(cls) if arg is not type(None)]
    return bool(args) and all(isinstance(arg, type) and issubclass(arg, Requirement) for arg in args)


def _requirement_hook(converter: Converter) -> Callable[[Any, Any], Any]:
    def structure(value: Any, union: Any) -> Any:
        if value is None and type(None) in get_args(union):
            return None
        data = dict(_mapping(value, Pair("kind, và các khoá của loại ấy", "kind, and the keys of that kind")))
        kind = data.pop("kind", None)
        if kind is None:
            raise MisfitError("NTM113.missing", known=" | ".join(KINDS))
        cls = KINDS.get(kind) if isinstance(kind, str) else None
        if cls is None:
            raise MisfitError(
                "NTM113.unknown", point="kind", shown=shown(kind), known=" | ".join(KINDS), near=(str(kind), KINDS)
            )
        result = converter.structure(data, cls)
        check_requirement(result)
        return result

    return structure


def _evidence_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Evidence:
        evidence: Evidence = inner(value, kind)
        if evidence.kind.value != "recall" and not evidence.ref:
            raise MisfitError("NTM120", kind=evidence.kind.value)
        return evidence

    return structure


def _fresh_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Freshness:
        fresh: Freshness = inner(value, kind)
        if fresh.ours == (fresh.evidence is not None):
            raise MisfitError("NTM129.ours")
        if fresh.years < 0:
            raise MisfitError("NTM129.years", years=fresh.years)
        return fresh

    return structure


def _text_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Text:
        if isinstance(value, str):
            raise MisfitError("NTM111.one-language", text=value)
        text: Text = inner(value, kind)
        for part in (text.vi, text.en):
            if part is not None and unicodedata.normalize("NFC", part) != part:
                raise MisfitError("NTM108.text", text=part)
        return text

    return structure


FIRST_YEAR, LAST_YEAR = 1945, 2100
"""Between which years a figure that a text has a level for can be: a slip like 23 would match no figure ever."""


def _cell_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    keys = keys_of(Cell)

    def structure(value: Any, kind: Any) -> Cell:
        given = _mapping(value, ", ".join(keys))
        states = [key for key in _CELL_STATES if given.get(key) is not None]  # a key of nothing says nothing
        extra = None if states else next((key for key in given if key not in keys), None)
        if extra is not None:  # perhaps it is what the cell says, under another name
            identity, values = unknown_key(str(extra), keys)
            raise MisfitError(identity, point=str(extra), **values)
        if len(states) != 1:
            known = " | ".join(_CELL_STATES)
            raise MisfitError("NTM115.several" if states else "NTM115.nothing", states=Listed(states), known=known)
        cell: Cell = inner(value, kind)
        if "candidates" in states and len({candidate.value for candidate in cell.candidates}) < 2:
            raise MisfitError("NTM115.candidates", point="candidates")
        left = cell.delegated
        if left is not None and left.low is not None and left.high is not None and left.low > left.high:
            raise MisfitError("NTM119", point="delegated", low=left.low, high=left.high)
        return cell

    return structure


def _threshold_hook(converter: Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    rows_hook = _tuple_hook(tuple[Cell, ...], converter, detailed=detailed)

    def structure(value: Any, _: Any) -> Threshold:
        data = dict(_mapping(value, Pair("các khoá của một ô, hoặc rows", "the keys of a cell, or rows")))
        if "rows" not in data:
            cell = converter.structure(data, Cell)
            if cell.year is not None or cell.area is not None:
                raise MisfitError("NTM115.single")
            threshold = Threshold(rows=(_complete(cell, None),))
        else:
            evidence = converter.structure(data.pop("evidence"), Evidence) if "evidence" in data else None
            rows, common = data.pop("rows"), data.pop("common", None)
            if data:
                extra = next(iter(data))
                identity, values = unknown_key(str(extra), _THRESHOLD_KEYS)
                raise MisfitError(identity, point=extra, **values)
            try:
                cells = rows_hook(rows, None)
            except Exception as error:
                error.__notes__ = [*getattr(error, "__notes__", []), Key("rows")]
                raise
            threshold = Threshold(
                rows=tuple(_complete(cell, evidence) for cell in cells),
                common=_complete(converter.structure(common, Cell), evidence) if common is not None else None,
            )
        _check_rows(threshold)
        return threshold

    return structure


def _complete(cell: Cell, evidence: Evidence | None) -> Cell:
    """Give a cell the evidence of its threshold where it has none of its own; a value without any is refused."""
    own = cell.evidence or evidence
    if cell.candidates:
        candidates = tuple(
            candidate if candidate.evidence or own is None else evolve(candidate, evidence=own)
            for candidate in cell.candidates
        )
        if any(candidate.evidence is None for candidate in candidates):
            raise MisfitError("NTM121.candidate")
        return evolve(cell, evidence=own, candidates=candidates)
    if own is None and cell.value is not None:
        raise MisfitError("NTM121.value", value=cell.value)
    return cell if cell.evidence is own else evolve(cell, evidence=own)


def _check_rows(threshold: Threshold) -> None:
    if not threshold.rows:
        raise MisfitError("NTM115.no-rows", point="rows")
    seen: dict[tuple[int | None, str | None], int] = {}
    for index, row in enumerate(threshold.rows):
        if row.year is not None and not FIRST_YEAR <= row.year <= LAST_YEAR:
            raise MisfitError("NTM115.year", beneath=("rows", index), year=row.year, first=FIRST_YEAR, last=LAST_YEAR)
        first = seen.setdefault((row.year, row.area), index)
        if first != index:
            raise MisfitError("NTM116", beneath=("rows", index), other=("rows", first), year=row.year or Phrase("remarks.any"),
                              area=row.area or Phrase("remarks.any"))  # fmt: skip
    for index, row in enumerate(threshold.rows):
        if row.year is not None and row.area is None:
            crossed = (at for at, each in enumerate(threshold.rows)
                       if each.area is not None and each.year is None and (row.year, each.area) not in seen)  # fmt: skip
            for other in crossed:
                raise MisfitError("NTM115.crossed", beneath=("rows", index), other=("rows", other), year=row.year,
                                  area=threshold.rows[other].area)  # fmt: skip


def _dump_threshold(converter: Converter, threshold: Threshold) -> dict[str, Any]:
    rows = [converter.unstructure(row) for row in threshold.rows]
    if threshold.common is None and len(rows) == 1 and "year" not in rows[0] and "area" not in rows[0]:
        return dict(rows[0])
    result: dict[str, Any] = {"rows": rows}
    if threshold.common is not None:
        result["common"] = converter.unstructure(threshold.common)
    return result


@cache
def _converter(*, detailed: bool) -> Converter:
    return build_converter(detailed=detailed)


def structure(document: Document, data: Any, cls: type[T], path: Path_ = ()) -> T:
    """Return ``data`` (found at ``path`` of ``document``) as ``cls``; ``CatalogError`` lists every misfit with its place."""
    try:
        return _converter(detailed=False).structure(data, cls)
    except Exception:  # noqa: BLE001 - cattrs raises many kinds; the second, slower reading says what each of them was
        raise CatalogError(list(problems_of(_converter(detailed=True), document, data, cls, path))) from None


def dump(value: Any) -> Any:
    """Return the model object as plain data in the catalogue format; ``structure`` gives it back."""
    return _converter(detailed=False).unstructure(value)
