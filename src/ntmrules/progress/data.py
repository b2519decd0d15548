"""Progress as plain data, schema ``ntmrules/progress/1``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ntmrules.catalog.pack import natural
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.between import OneCriterion, Together
from ntmrules.progress.change import GROUPS, Move, UnitProgress
from ntmrules.progress.shares_told import Changed, told_shares
from ntmrules.progress.states import NOTHING, WHAT, Count, Number, Range, Shares, plain

SCHEMA = "ntmrules/progress/1"


def progress_data(units: Iterable[UnitProgress]) -> list[dict[str, Any]]:
    """Return one object a unit, in the order of the units."""
    return [unit_data(unit) for unit in units]


def unit_data(unit: UnitProgress) -> dict[str, Any]:
    """Return the progress of one unit as data that ``json.dumps`` takes."""
    return {
        "schema": SCHEMA, "unit": unit.unit, "set": unit.set, "set_then": unit.states.then.rulebook.id,
        "from": unit.from_, "to": unit.to,
        "province": unit.province, "within": unit.within,
        "then": {what: count_data(unit.then[what]) for what in WHAT},
        "now": {what: count_data(unit.now[what]) for what in WHAT},
        "basis": {"then": _basis(unit.then.values()), "now": _basis(unit.now.values())},
        **shares_data(unit),
        **{group: [move_data(move) for move in unit.group(group)] for group in GROUPS},
        **told_data(unit),
        "remarks": [text_data(remark) for remark in unit.remarks],
    }  # fmt: skip


def together_data(group: Together) -> dict[str, Any]:
    """Return several units as one as data: the same tallies, changes and causes, added up."""
    return {
        "name": group.name, "whole": group.whole, "units": len(group.units),
        "met": {"then": count_data(group.met[0]), "now": count_data(group.met[1])},
        "then": {what: count_data(group.then[what]) for what in WHAT},
        "now": {what: count_data(group.now[what]) for what in WHAT},
        **shares_data(group), **told_data(group),
    }  # fmt: skip


def criterion_data(one: OneCriterion) -> dict[str, Any]:
    """Return one criterion over all units as data."""
    return {
        "id": one.id, "number": one.number, "label": text_data(one.label), "units": one.units,
        "then": count_data(one.then), "now": count_data(one.now), "change": range_data(one.change),
        **{group: [unit for unit, move in one.moves if move.group == group] for group in GROUPS},
        "causes": {"figures": one.figures, "texts": one.texts, "both": one.both},
    }  # fmt: skip


def count_data(count: Count) -> dict[str, int | None]:
    """Return a tally as ``{low, high, declared}``."""
    return {"low": count.low, "high": count.high, "declared": count.declared}


def range_data(change: Range) -> dict[str, int | float]:
    """Return a change as ``{low, high}``; halves are exact in binary."""
    return {"low": _number(change.low), "high": _number(change.high)}


def shares_data(changed: Changed) -> dict[str, Any]:
    """Return the change of each tally and the shares of its causes; both are nothing between two sets."""
    every = {what: changed.shares[what] for what in WHAT}
    return {"change": {what: None if own is None else range_data(own.change) for what, own in every.items()},
            "causes": {what: None if own is None else causes_data(own) for what, own in every.items()}}  # fmt: skip


def causes_data(shares: Shares) -> dict[str, dict[str, int | float]]:
    """Return the shares of figures and of texts, which add up to the change."""
    return {"figures": range_data(shares.figures), "texts": range_data(shares.texts)}


def told_data(changed: Changed) -> dict[str, Any]:
    """Return what of the causes is certain, and what nobody can tell of, which add up to the change as well.

    ``untold``: the numbers of criteria whose text changed while a report only counts. Both are nothing across two sets.
    """
    told = {
        what: {"figures": range_data(part.figures), "texts": range_data(part.texts),
               "unclear": range_data(part.unclear or NOTHING)}
        for what in WHAT if (part := told_shares(changed, what)) is not None
    }  # fmt: skip
    return {"told": told or None, "untold": sorted(changed.untold, key=natural)}


def text_data(text: Text) -> dict[str, str]:
    """Return a text in both languages."""
    return {"vi": text.vi, **({"en": text.en} if text.en else {})}


def move_data(move: Move) -> dict[str, Any]:
    """Return one criterion or indicator that moved, with its cause and the figures and texts that did it."""
    return {
        "kind": move.kind, "id": move.id, "number": move.number, "label": text_data(move.label), "within": move.within,
        "before": str(move.before), "after": str(move.after), "cause": move.cause,
        "share": {"figures": _number(move.figures), "texts": _number(move.texts)},
        "figures": [
            {"subject": seen.subject, "before": _value(seen.before), "after": _value(seen.after), "at": seen.at,
             "source": seen.source}
            for seen in move.seen
        ],
        "texts": [
            {"before": asked.before, "after": asked.after,
             "required": [_values(asked.required_before), _values(asked.required_after)]}
            for asked in move.asked
        ],
    }  # fmt: skip


def _number(number: Number) -> int | float:
    found = plain(number)
    return found if isinstance(found, int) else float(found)


def _value(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return "/".join(str(part) for part in value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _values(required: Any) -> dict[str, Any] | None:
    if required is None:
        return None
    return {"op": required.op, "values": [format(each, "f") for each in required.values]}


def _basis(counts: Iterable[Count]) -> str:
    return "reported" if any(count.reported for count in counts) else "computed"


def _exact(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def progress_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``ntmrules progress --format json`` prints: a list of units."""
    word, number, whole = {"type": "string"}, {"type": "number"}, {"type": "integer", "minimum": 0}
    maybe: dict[str, Any] = {"type": ["string", "null"]}
    text = {"type": "object", "properties": {"vi": word, "en": word}, "required": ["vi"], "additionalProperties": False}
    count = _exact({"low": whole, "high": whole, "declared": {"type": ["integer", "null"]}})
    change = _exact({"low": number, "high": number})

    def both(each: dict[str, Any]) -> dict[str, Any]:
        return _exact({what: {"anyOf": [each, {"type": "null"}]} for what in WHAT})

    verdict = {"enum": [str(each) for each in Verdict]}
    move = _exact({
        "kind": {"enum": ["criterion", "indicator"]}, "id": word, "number": maybe, "label": text, "within": maybe,
        "before": verdict, "after": verdict, "cause": {"enum": ["figure", "text", "both"]},
        "share": _exact({"figures": number, "texts": number}),
        "figures": {"type": "array", "items": _exact({"subject": word, "before": maybe, "after": maybe, "at": word,
                                                      "source": maybe})},
        "texts": {"type": "array", "items": _exact({"before": word, "after": word, "required": {"type": "array"}})},
    })  # fmt: skip
    unit = _exact({
        "schema": {"const": SCHEMA}, "unit": word, "set": word, "set_then": word, "from": word, "to": word, "province": maybe,
        "within": maybe, "then": _exact(dict.fromkeys(WHAT, count)), "now": _exact(dict.fromkeys(WHAT, count)),
        "basis": _exact({key: {"enum": ["computed", "reported"]} for key in ("then", "now")}), "change": both(change),
        **{group: {"type": "array", "items": move} for group in GROUPS},
        "causes": both(_exact({"figures": change, "texts": change})),
        "told": {"anyOf": [_exact(dict.fromkeys(WHAT, _exact(dict.fromkeys(("figures", "texts", "unclear"), change)))),
                           {"type": "null"}]},
        "untold": {"type": "array", "items": word},
        "remarks": {"type": "array", "items": text},
    })  # fmt: skip
    unit["properties"]["plan"] = {
        "type": "array",
        "items": {"type": "object", "required": ["target", "due", "state", "reason"]},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "Progress of units",
            "type": "array", "items": unit}  # fmt: skip
