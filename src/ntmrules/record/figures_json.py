"""The figures of a unit as plain data: written into a receipt, read back from it, and their digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from ntmrules.errors import FiguresError, problem
from ntmrules.model.figures import Answer, Entry, Status, UnitFigures, Value
from ntmrules.model.verdicts import Verdict

UNIT_KEYS = ("province", "area", "level", "within")


def figures_digest(unit: UnitFigures) -> str:
    """Return the SHA-256 of all that can move a verdict; the order of rows, their places and remarks do not count."""
    import hashlib
    import json

    text = json.dumps(_bare(unit), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(unit: UnitFigures) -> dict[str, Any]:
    children = [_bare(child) for child in unit.children]
    larger = {"larger": _rows(unit.larger)} if unit.larger else {}  # of no other receipt does the digest change
    return {
        "unit": unit.unit, **{key: getattr(unit, key) for key in UNIT_KEYS}, "entries": _rows(unit.entries),
        "children": sorted(children, key=lambda child: str(child["unit"])), **larger,
    }  # fmt: skip


def _rows(entries: Iterable[Entry]) -> list[list[Any]]:
    rows = [
        [
            entry.subject,
            _answer(entry) or _plainest(entry.value),
            entry.period,
            entry.as_of,
            str(entry.status),
            entry.unit,
        ]
        for entry in entries
    ]
    return sorted(rows, key=str)


def figures_data(unit: UnitFigures) -> dict[str, Any]:
    """Return the figures of a unit as plain data that :func:`figures_from` reads back."""
    data: dict[str, Any] = {"unit": unit.unit}
    data.update({key: getattr(unit, key) for key in UNIT_KEYS if getattr(unit, key) is not None})
    data["entries"] = [_entry_data(entry) for entry in unit.entries]
    if unit.children:
        data["children"] = [figures_data(child) for child in unit.children]
    if unit.larger:
        data["larger"] = [_entry_data(entry) for entry in unit.larger]
    return data


def _entry_data(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {"subject": entry.subject, "value": _answer(entry) or _written(entry.value)}
    for key in ("period", "as_of", "source", "note", "unit", "at"):
        if getattr(entry, key):
            data[key] = getattr(entry, key)
    if entry.status is not Status.FINAL:
        data["status"] = str(entry.status)
    return data


def _answer(entry: Entry) -> str | None:
    """Return a yes or no as it was said: what it means, the measure says when it is judged again."""
    return str(entry.cell.answer) if entry.cell is not None and entry.cell.answer is not None else None


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _plainest(value: Value) -> str:
    """Return a value so that 46.50 and 46.5 are the same figure."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else _written(value)


def figures_from(data: Mapping[str, Any], *, where: str = "") -> UnitFigures:
    """Return the figures that a receipt holds; ``FiguresError`` NTM513 for what is no such thing.

    They were taken once, so what was out of the ordinary among them need not be confirmed again.
    """
    try:
        entries = tuple(_entry_from(row) for row in data["entries"])
        children = tuple(figures_from(child, where=where) for child in data.get("children", ()))
        larger = tuple(_entry_from(row) for row in data.get("larger", ()))
        details = {key: _word(data[key]) for key in UNIT_KEYS if data.get(key) is not None}
        return UnitFigures(unit=_word(data["unit"]), entries=entries, children=children, larger=larger, **details)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        part = error.args[0] if isinstance(error, KeyError) and error.args else "entries"
        raise FiguresError(problem("NTM513", where, part=str(part)[:40])) from None


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _entry_from(row: Mapping[str, Any]) -> Entry:
    details = {key: row[key] for key in ("period", "as_of", "source", "note", "unit", "at") if key in row}
    if type(details.get("period", 0)) is not int:
        raise TypeError(f"period {details['period']!r} is no year")
    return Entry(subject=_word(row["subject"]), value=_value_from(_word(row["value"])), confirmed=True,
                 status=Status(row.get("status", "final")), **details)  # fmt: skip


def _value_from(text: str) -> Value | Answer:
    if text in set(Verdict):
        return Verdict(text)
    if text in set(Answer):
        return Answer(text)
    met, slash, declared = text.partition("/")
    if slash:
        return int(met), int(declared)
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is no number")
    return number
