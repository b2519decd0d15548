"""A receipt evaluated again: does the same come out, and if not, what changed?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ntmrules.errors import NtmRulesError, UsageError, problem
from ntmrules.explain.attainment.compact import SCHEMA as COMPACT
from ntmrules.explain.attainment.compact import TABLES, expanded
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.model.figures import UnitFigures
from ntmrules.record.figures_json import figures_from
from ntmrules.record.receipt import SCHEMA, attainment_receipt, left_out_digest

MOST = 60
_BESIDE = ("trace", "receipt", "left_out")  # each is looked at by itself
_NEWER = ("within", "engine")  # older versions of the library do not say them


@frozen(kw_only=True)
class Difference:
    """One thing that is not as the receipt says: a ``kind``, or one of several of a kind, called ``name``.

    ``decides``: it is a result, not only something behind it.
    """

    kind: str
    name: str = ""
    then: Any
    now: Any
    decides: bool = False

    @property
    def what(self) -> str:
        """What differs, in one word as it stands in JSON: ``verdict``, ``plugins: quang-ninh``, ``trace: 10.1 verdict``."""
        return f"{self.kind}: {self.name}" if self.name else self.kind


@frozen(kw_only=True)
class Verification:
    """One receipt evaluated again. ``same``: verdict, tallies and every single verdict came out as written."""

    unit: str
    set: str
    differences: tuple[Difference, ...]
    within: str | None = None

    @property
    def same(self) -> bool:
        """Whether nothing differs, neither a result nor what it was made from."""
        return not self.differences

    @property
    def same_result(self) -> bool:
        """Whether the result came out as written, whatever changed behind it."""
        return not any(each.decides for each in self.differences)


def around(data: Any, index: int) -> Mapping[str, Any] | None:
    """Return the attainment around a receipt in the JSON of ``evaluate``; nothing where the receipt stands alone."""
    item = data[index] if isinstance(data, list) else data
    return item if isinstance(item, dict) and "receipt" in item else None


def receipts_in(data: Any, where: str) -> list[dict[str, Any]]:
    """Return the receipts in the JSON of ``evaluate``: a list, one attainment, or a receipt; ``UsageError`` NTM012."""
    items = data if isinstance(data, list) else [data]
    found = [item.get("receipt", item) if isinstance(item, dict) else item for item in items]
    for index, receipt in enumerate(found):
        if not isinstance(receipt, dict) or receipt.get("schema") != SCHEMA:
            place = f"{where}[{index}]" if isinstance(data, list) else where
            raise UsageError(problem("NTM012.no-receipt", place, schema=SCHEMA))
    if not found:
        raise UsageError(problem("NTM012.none", where))
    return found


def verify(library: Library, receipt: Mapping[str, Any], *, figures: UnitFigures | None = None,
           attainment: Mapping[str, Any] | None = None, where: str = "") -> Verification:  # fmt: skip
    """Evaluate a receipt again with ``library`` and say what differs; ``figures`` instead of those in the receipt.

    ``attainment`` is the whole of what stood around the receipt: all that it says is compared too. Raises
    ``NtmRulesError`` for a receipt that names a set, a day, a place or a plugin that this library does not have.
    """
    try:
        unit = figures if figures is not None else figures_from(receipt["figures"]["unit"], where=where)
        try:
            book = _book(library, receipt)
            judged = _judged(book, unit, receipt["engine"])
        except NtmRulesError:
            missing = _missing_plugins(library, receipt)
            if missing:  # what is not known then is known to them
                raise UsageError(problem("NTM012.plugin", where, plugins=", ".join(missing))) from None
            raise
        differences = [*_differences(receipt, attainment_receipt(judged))]
        if attainment is not None:
            differences += _around(attainment, judged)
        return Verification(unit=unit.unit, set=book.id, differences=tuple(differences), within=unit.within)
    except NtmRulesError:
        raise
    except KeyError as error:
        raise UsageError(problem("NTM012.lacks", where, key=str(error.args[0])[:MOST], schema=SCHEMA)) from None
    except (LookupError, TypeError, AttributeError, ValueError):
        raise UsageError(problem("NTM012.shape", where, keys=", ".join(_misshapen(receipt)), schema=SCHEMA)) from None


_SHAPES: Mapping[str, tuple[type, ...]] = {
    "library": (str,), "set": (str,), "on": (str,), "province": (dict, type(None)), "area": (str, type(None)), "floor": (str,),
    "on_gap": (str, type(None)), "packs": (list,), "plugins": (list,), "engine": (str,), "figures": (dict,), "result": (dict,),
}  # fmt: skip


def _misshapen(receipt: Mapping[str, Any]) -> list[str]:
    """Return the parts of a receipt that are of another kind than they have to be; where none is, all that have parts."""
    wrong = [key for key, kinds in _SHAPES.items() if not isinstance(receipt.get(key), kinds)]
    return wrong or [key for key, kinds in _SHAPES.items() if {dict, list} & set(kinds)]


def _missing_plugins(library: Library, receipt: Mapping[str, Any]) -> list[str]:
    """Return the names of the plugins of the receipt that the library has not."""
    here = {each["name"] for each in library.plugins.receipts()}
    return sorted({str(each["name"]) for each in receipt["plugins"]} - here)


def _around(then: Mapping[str, Any], judged: Attainment) -> Iterator[Difference]:
    """Yield what an attainment says outside its receipt and is not so: unit, set, day, province, verdict, tallies, trace."""
    original, little = then, then.get("schema") == COMPACT
    now = json.loads(judged.to_json(compact=little))
    if little:
        shared = {name: (then[name], now[name]) for name in (*TABLES, "columns")}
        then, now = expanded(then), expanded(now)
        if then["trace"] == now["trace"]:  # else the trace tells it
            for name, (was, found) in shared.items():
                if was != found:
                    yield Difference(kind="trace", name=name, then=cut(was), now=cut(found), decides=True)
    older = then["receipt"]["library"] != now["receipt"]["library"]
    for key in dict.fromkeys((*now, *then)):
        if key in _BESIDE or (key in _NEWER and key not in then and older):
            continue
        if then.get(key) != now.get(key):
            yield Difference(kind=key, then=then.get(key), now=now.get(key), decides=key != "engine")
    yield from _left_out(original)
    if then.get("trace") != now["trace"]:
        place, was, found = _first_change(then.get("trace"), now["trace"], "")
        yield Difference(kind="trace", name=place, then=was, now=found, decides=True)


def _left_out(then: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what was altered of what the file left out: the receipt has the digest of it, where it is not an older one."""
    kept = then["receipt"].get("left_out") if isinstance(then["receipt"], dict) else None
    said = then.get("left_out")
    if kept is not None and kept != left_out_digest(said):
        yield Difference(kind="left_out", then=cut(said), now=f"sha256 {kept}", decides=True)
    elif kept is None and said:
        yield Difference(kind="left_out", then=cut(said), now=None)


def _first_change(then: Any, now: Any, path: str) -> tuple[str, str, str]:
    """Return where two pieces of data first differ, and what stands there in each, in few letters."""
    if isinstance(then, dict) and isinstance(now, dict):
        path = str(now.get("id", path)) if isinstance(now.get("id"), str) else path
        for key in dict.fromkeys((*now, *then)):
            if then.get(key) != now.get(key):
                return _first_change(then.get(key), now.get(key), f"{path} {key}".strip())
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for one, other in zip(then, now, strict=True):
            if one != other:
                return _first_change(one, other, path)
    return path, cut(then), cut(now)


def cut(value: Any, most: int = MOST) -> str:
    """Return what a receipt says, as JSON where it is no text, in at most so many letters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else f"{text[:most]}…"


def _judged(book: Rulebook, unit: UnitFigures, engine: str) -> Attainment:
    """Judge with the engine of the receipt; where it is not to be had, with the reference, which says the same."""
    try:
        return book.evaluate(unit, engine=engine)
    except UsageError as error:
        if error.code != "NTM002":
            raise
        return book.evaluate(unit)


def _book(library: Library, receipt: Mapping[str, Any]) -> Rulebook:
    province = receipt["province"]
    name = None if province is None else _province(library, (province["list"], province["id"]), receipt["on"])
    return library.rulebook(receipt["set"], on=receipt["on"], province=name, area=receipt["area"],
                            evidence_floor=receipt["floor"], on_gap=receipt["on_gap"])  # fmt: skip


def _province(library: Library, key: tuple[str, str], day: str) -> str:
    """Return a name that means the province of just this list on ``day``: its id, or its code with the list."""
    from ntmrules.places.provinces import find_province

    provinces = library.catalogue.provinces
    if key not in provinces or find_province(provinces, key[1], day).key == key:
        return key[1]
    return f"{key[0]}:{provinces[key].code}"


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for key in ("library", "catalogue", "engine"):
        if then[key] != now[key]:
            yield Difference(kind=key, then=then[key], now=now[key])
    for key in ("set", "on", "province", "area", "floor", "on_gap"):
        if then[key] != now[key]:
            yield Difference(kind=key, then=cut(then[key]), now=cut(now[key]), decides=True)
    older = "circuit" not in then and then["library"] != now["library"]  # older versions do not say it
    if not older and then.get("circuit") != now["circuit"]:
        yield Difference(kind="circuit", then=then.get("circuit"), now=now["circuit"])
    for key in ("packs", "plugins"):
        old, new = ({each["name"]: each for each in side[key]} for side in (then, now))
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                yield Difference(kind=key, name=name, then=_brief(old.get(name)), now=_brief(new.get(name)))
    for key in then.keys() - now.keys() - {"left_out"}:
        yield Difference(kind="receipt", name=key, then=cut(then[key]), now=None)
    if then["figures"]["digest"] != now["figures"]["digest"]:
        yield Difference(kind="figures", then=then["figures"]["digest"], now=now["figures"]["digest"])
    old, new = then["result"], now["result"]
    for key in ("verdict", "provisional", "criteria", "indicators"):
        if old[key] != new[key]:
            yield Difference(kind=key, then=old[key], now=new[key], decides=True)
    for name in dict.fromkeys((*old["verdicts"], *new["verdicts"])):
        if old["verdicts"].get(name) != new["verdicts"].get(name):
            yield Difference(kind=name, then=old["verdicts"].get(name), now=new["verdicts"].get(name), decides=True)


def _brief(each: Mapping[str, Any] | None) -> str | None:
    return None if each is None else str(each.get("version") or each.get("digest"))
