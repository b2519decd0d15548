"""From plain data to the model and back, with cattrs: every key known, every type exact.

A number is never taken for text nor text for a number: ``id: 17.10`` is refused with the advice to quote it, because
the label is text and its last nought counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ntmrules.catalog.misfit import Index, Key, MisfitError, key_of, keys_of, problems_of
from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import CatalogError, did_you_mean
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.measures import MeasureKind
from ntmrules.model.overrides import Verb
from ntmrules.model.requirements import KINDS, Cell, Requirement, Threshold
from ntmrules.model.text import Text

T = TypeVar("T")

_CELL_STATES = ("value", "candidates", "delegated", "unknown")


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list) else repr(value) if isinstance(value, str) else str(value)


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        remedy = f'write "{value}" in quotes' if isinstance(value, (int, Decimal)) else ""
        raise MisfitError(f"{_shown(value)} is not text", "text; a label or date is text too", remedy, code="NTM111")
    if not value.strip():
        raise MisfitError("an empty text", "a text, or leave the key out", code="NTM111")
    return value


def _integer(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise MisfitError(f"{_shown(value)} is not a whole number", "a whole number without quotes", code="NTM111")
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    if type(value) is int:
        return Decimal(value)
    if type(value) is not Decimal:
        raise MisfitError(
            f"{_shown(value)} is not a number", "a number without quotes, with a decimal point", code="NTM111"
        )
    return value


def _boolean(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise MisfitError(f"{_shown(value)} is not true or false", "true or false", code="NTM111")
    return value


def _enum(value: Any, kind: type[Enum]) -> Enum:
    known = [str(member.value) for member in kind]
    if type(value) is str and value in known:
        return kind(value)
    hint = did_you_mean(value, known) if isinstance(value, str) else ""
    raise MisfitError(f"{_shown(value)} is not a {kind.__name__}", " | ".join(known), hint, code="NTM112")


def _sequence(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise MisfitError(f"{_shown(value)} is not a list", "a list", code="NTM111")
    return value


def _mapping(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MisfitError(f"{_shown(value)} is not a map", f"a map: {what}", code="NTM111")
    return value


def build_converter(*, detailed: bool) -> Converter:
    """Return a converter for the catalogue format; ``detailed`` collects every error with its path, slower."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=detailed, unstruct_collection_overrides={})
    interned: dict[Any, Any] = {}

    def attrs_hook(cls: type) -> Callable[[Any, Any], Any]:
        renames = {
            attribute.name: override(rename=key_of(attribute.name))
            for attribute in attrs.fields(cls)
            if attribute.name.endswith("_")
        }
        inner: Callable[[Any, Any], Any] = make_dict_structure_fn(cls, converter, **renames)  # type: ignore[arg-type]
        what = ", ".join(keys_of(cls))

        def structure(value: Any, kind: Any) -> Any:
            result = inner(_mapping(value, what), kind)
            if cls is Evidence or cls is Text:  # the same evidence stands on many cells: one object for all
                return interned.setdefault(result, result)
            return result

        return structure

    def dump_hook(cls: type) -> Callable[[Any], Any]:
        renames = {
            attribute.name: override(rename=key_of(attribute.name))
            for attribute in attrs.fields(cls)
            if attribute.name.endswith("_")
        }
        inner: Callable[[Any], Any] = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **renames)  # type: ignore[arg-type]
        if issubclass(cls, Requirement):
            return lambda value: {"kind": cls.kind, **inner(value)}
        return inner

    converter.register_structure_hook_factory(attrs.has, attrs_hook)
    converter.register_unstructure_hook_factory(attrs.has, dump_hook)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(bool, _boolean)
    converter.register_structure_hook(Decimal, _decimal)
    for kind in (
        EvidenceKind,
        Confidence,
        MeasureKind,
        Verb,
    ):  # one by one: the hook for `str` would take every StrEnum
        converter.register_structure_hook(kind, _enum)
        converter.register_unstructure_hook(kind, lambda value: value.value)
    converter.register_unstructure_hook(Decimal, lambda value: value)
    converter.register_structure_hook_factory(_is_tuple, lambda cls: _tuple_hook(cls, converter, detailed=detailed))
    converter.register_structure_hook(Evidence, _evidence_hook(attrs_hook(Evidence)))
    converter.register_structure_hook(Text, _text_hook(attrs_hook(Text)))
    converter.register_structure_hook(Cell, _cell_hook(attrs_hook(Cell)))
    converter.register_structure_hook(Threshold, _threshold_hook(converter, detailed=detailed))
    converter.register_unstructure_hook(Threshold, lambda value: _dump_threshold(converter, value))
    converter.register_structure_hook_func(_is_requirement_union, _requirement_hook(converter))
    converter.register_unstructure_hook_func(
        _is_requirement_union, lambda value: None if value is None else converter.unstructure(value, type(value))
    )
    return converter


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
        data = dict(_mapping(value, "kind, and the keys of that kind"))
        kind = data.pop("kind", None)
        if kind is None:
            raise MisfitError("a requirement without its kind", "kind: " + " | ".join(KINDS), code="NTM113")
        cls = KINDS.get(kind) if isinstance(kind, str) else None
        if cls is None:
            raise MisfitError(
                f"unknown requirement kind {_shown(kind)}",
                " | ".join(KINDS),
                did_you_mean(str(kind), KINDS),
                key="kind",
                code="NTM113",
            )
        result = converter.structure(data, cls)
        _check_requirement(result)
        return result

    return structure


def _check_requirement(item: Any) -> None:
    if isinstance(item, req.Compound) and not item.of:
        raise MisfitError(f"{item.kind} of nothing", "at least one requirement in `of`", key="of", code="NTM114")
    if isinstance(item, req.KOf) and not 1 <= item.k <= len(item.of):
        raise MisfitError(
            f"k = {item.k} of {len(item.of)} requirements", f"k from 1 to {len(item.of)}", key="k", code="NTM114"
        )
    if isinstance(item, (req.ChildCount, req.Derived)) and item.op not in req.COMPARISONS:
        raise MisfitError(
            f"unknown comparison {item.op!r}",
            " | ".join(req.COMPARISONS),
            did_you_mean(item.op, req.COMPARISONS),
            key="op",
            code="NTM112",
        )
    if isinstance(item, req.ChildCount) and (item.target is None) == (item.measure is None):
        raise MisfitError(
            f"{item.kind} needs a target or a measure of the child units, one of the two",
            "target: <set id>, or measure: <yes/no measure>",
            code="NTM114",
        )


def _evidence_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Evidence:
        evidence: Evidence = inner(value, kind)
        if evidence.kind.value != "recall" and not evidence.ref:
            raise MisfitError(
                f"evidence of kind {evidence.kind.value} without a reference",
                "ref: [ids of sources.yaml]",
                "name the source, or say `kind: recall`",
                code="NTM120",
            )
        return evidence

    return structure


def _text_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Text:
        if isinstance(value, str):
            raise MisfitError(
                f"{value!r} in one language only", "a map {vi: …, en: …}", "write {vi: …, en: …}", code="NTM111"
            )
        text: Text = inner(value, kind)
        for part in (text.vi, text.en):
            if part is not None and unicodedata.normalize("NFC", part) != part:
                raise MisfitError(f"{part!r} is not in Unicode NFC", "precomposed letters (NFC)", code="NTM108")
        return text

    return structure


def _cell_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structure(value: Any, kind: Any) -> Cell:
        states = [key for key in _CELL_STATES if key in _mapping(value, ", ".join(keys_of(Cell)))]
        if len(states) != 1:
            what = f"a cell that is {' and '.join(states)} at once" if states else "a cell that says nothing"
            raise MisfitError(what, "exactly one of " + " | ".join(_CELL_STATES), code="NTM115")
        cell: Cell = inner(value, kind)
        if "candidates" in states and len({candidate.value for candidate in cell.candidates}) < 2:
            raise MisfitError(
                "candidates that do not differ",
                "two or more different values, or `value`",
                key="candidates",
                code="NTM115",
            )
        return cell

    return structure


def _threshold_hook(converter: Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    rows_hook = _tuple_hook(tuple[Cell, ...], converter, detailed=detailed)

    def structure(value: Any, _: Any) -> Threshold:
        data = dict(_mapping(value, "a cell, or rows"))
        if "rows" not in data:
            cell = converter.structure(data, Cell)
            if cell.year is not None or cell.area is not None:
                raise MisfitError("a single cell with a year or an area", "`rows:` with that cell in it", code="NTM115")
            threshold = Threshold(rows=(_complete(cell, None),))
        else:
            evidence = converter.structure(data.pop("evidence"), Evidence) if "evidence" in data else None
            rows, common = data.pop("rows"), data.pop("common", None)
            if data:
                extra = next(iter(data))
                raise MisfitError(
                    f"unknown key {extra!r}",
                    "evidence | common | rows",
                    did_you_mean(extra, ("evidence", "common", "rows")),
                    key=extra,
                    code="NTM109",
                )
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
            candidate if candidate.evidence or own is None else attrs.evolve(candidate, evidence=own)
            for candidate in cell.candidates
        )
        if any(candidate.evidence is None for candidate in candidates):
            raise MisfitError("a candidate without evidence", "evidence on every value", code="NTM121")
        return attrs.evolve(cell, evidence=own, candidates=candidates)
    if own is None and cell.value is not None:
        raise MisfitError(
            f"the value {cell.value} without evidence", "evidence on the cell or on its threshold", code="NTM121"
        )
    return cell if cell.evidence is own else attrs.evolve(cell, evidence=own)


def _check_rows(threshold: Threshold) -> None:
    if not threshold.rows:
        raise MisfitError("a threshold without rows", "at least one row", key="rows", code="NTM115")
    seen = set()
    for row in threshold.rows:
        if (row.year, row.area) in seen:
            raise MisfitError(
                f"two rows for year {row.year or 'any'} and area {row.area or 'any'}",
                "one row each",
                key="rows",
                code="NTM116",
            )
        seen.add((row.year, row.area))


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
