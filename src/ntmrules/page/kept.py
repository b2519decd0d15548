"""What a page keeps in a file (``.ntm.json``) and opens again: what was chosen, and the figures of every unit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ntmrules._version import __version__
from ntmrules.books import Books
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.json_text import read_json
from ntmrules.messages import Pair
from ntmrules.model.figures import UnitFigures
from ntmrules.model.unit_names import name_key
from ntmrules.record.figures_json import figures_data, figures_from

SCHEMA = "ntmrules/page/1"
RECEIPT = "ntmrules/receipt/1"


@frozen(kw_only=True)
class Kept:
    """What a file held: set, day, province, area, units with their figures, and what the file they came from left out.

    ``verdicts`` are those that the file says of its units; none of a page of an earlier version.
    """

    set: str
    on: str
    province: str | None
    area: str | None
    units: tuple[UnitFigures, ...]
    left_out: tuple[str, ...] | None = None
    verdicts: tuple[str, ...] = ()


def kept_page(
    books: Books, units: Sequence[UnitFigures], left_out: Sequence[str] | None, verdicts: Sequence[str]
) -> bytes:
    """Return what stands in a page as a file that :func:`read_kept` reads."""
    data = {
        "schema": SCHEMA, "library": __version__, "set": books.of(books.province).id, "on": books.day,
        "province": books.province, "area": books.options.get("area"), "units": [figures_data(each) for each in units],
        "verdicts": list(verdicts),
    }  # fmt: skip
    if left_out is not None:
        data["left_out"] = list(left_out)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_kept(name: str, data: bytes) -> Kept | None:
    """Return what a page kept, or the figures that stand in receipts; nothing for any other file.

    Raises ``UsageError`` NTM058 for such a file that is not whole, ``FiguresError`` NTM513 for figures that are none.
    """
    if not name.lower().endswith(".json") or b'"ntmrules/' not in data:
        return None
    try:
        found = read_json(data.decode("utf-8-sig"))
        if isinstance(found, dict) and found.get("schema") == SCHEMA:
            units = tuple(figures_from(each, where=name) for each in _list(found["units"]))
            _once(units, name)
            return Kept(set=_text(found["set"]), on=_text(found["on"]), province=_maybe(found.get("province")),
                        area=_maybe(found.get("area")), units=units, left_out=_texts(found.get("left_out")),
                        verdicts=_texts(found.get("verdicts")) or ())  # fmt: skip
        if isinstance(found, dict) and str(found.get("schema")).startswith("ntmrules/page/"):
            raise UsageError(problem("NTM058.version", name, version=found["schema"]))
        items = found if isinstance(found, list) else [found]
        receipts = [each.get("receipt", each) for each in items]
        if not receipts or not all(each.get("schema") == RECEIPT for each in receipts):
            return None
        if len({(each["set"], each["on"], json.dumps(each["province"])) for each in receipts}) > 1:
            raise UsageError(problem("NTM058.several", name))
        first = receipts[0]
        place = first["province"]
        units = tuple(figures_from(each["figures"]["unit"], where=name) for each in receipts)
        return Kept(set=_text(first["set"]), on=_text(first["on"]), area=_maybe(first["area"]), units=units,
                    left_out=_texts(items[0].get("left_out")),
                    verdicts=tuple(_text(each["result"]["verdict"]) for each in receipts),
                    province=None if place is None else f"{place['list']}:{place['id']}")  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(problem("NTM058.kept", name, fault=_fault(error))) from None


def _fault(error: Exception) -> Pair:
    if isinstance(error, KeyError):
        return Pair(f"thiếu «{error.args[0]}»", f"it has no {error.args[0]!r}")
    if isinstance(error, ValueError):
        return Pair("không phải JSON trọn vẹn", "it is no whole JSON")
    return Pair("có phần không đúng kiểu", "a part of it is of another kind")


def _once(units: tuple[UnitFigures, ...], name: str) -> None:
    """Refuse two units of one name in one place, however it is written: a page holds each once. ``UsageError`` NTM058."""
    seen = set()
    for unit in units:
        if not unit.unit.strip():
            raise UsageError(problem("NTM058.unit", name, unit=unit.unit))
        key = (name_key(unit.unit), name_key(unit.within or ""), unit.province)
        if key in seen:
            raise UsageError(problem("NTM058.unit", name, unit=unit.called))
        seen.add(key)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...] | None:
    return None if value is None else tuple(_text(each) for each in value)


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)
