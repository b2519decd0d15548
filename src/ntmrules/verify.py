"""A receipt evaluated again: does the same come out, and if not, what changed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ntmrules.errors import NtmRulesError, UsageError, problem
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model.figures import UnitFigures
from ntmrules.record.figures_json import figures_from
from ntmrules.record.receipt import SCHEMA, attainment_receipt


@frozen(kw_only=True)
class Difference:
    """One thing that is not as the receipt says. ``decides``: it is a result, not only something behind it."""

    what: str
    then: Any
    now: Any
    decides: bool = False


@frozen(kw_only=True)
class Verification:
    """One receipt evaluated again. ``same``: verdict, tallies and every single verdict came out as written."""

    unit: str
    set: str
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs, neither a result nor what it was made from."""
        return not self.differences

    @property
    def same_result(self) -> bool:
        """Whether the result came out as written, whatever changed behind it."""
        return not any(each.decides for each in self.differences)


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
           where: str = "") -> Verification:  # fmt: skip
    """Evaluate a receipt again with ``library`` and say what differs; ``figures`` instead of those in the receipt.

    Raises ``NtmRulesError`` for a receipt that names a set, a day or a place that this library does not have.
    """
    try:
        unit = figures if figures is not None else figures_from(receipt["figures"]["unit"], where=where)
        book = _book(library, receipt)
        now = attainment_receipt(_judged(book, unit, receipt["engine"]))
        return Verification(unit=unit.unit, set=book.id, differences=tuple(_differences(receipt, now)))
    except NtmRulesError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UsageError(problem("NTM012.lacks", where, error=repr(error), schema=SCHEMA)) from None


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
            yield Difference(what=key, then=then[key], now=now[key])
    for key in ("packs", "plugins"):
        old, new = ({each["name"]: each for each in side[key]} for side in (then, now))
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                yield Difference(what=f"{key}: {name}", then=_brief(old.get(name)), now=_brief(new.get(name)))
    if then["figures"]["digest"] != now["figures"]["digest"]:
        yield Difference(what="figures", then=then["figures"]["digest"], now=now["figures"]["digest"])
    old, new = then["result"], now["result"]
    for key in ("verdict", "provisional", "criteria", "indicators"):
        if old[key] != new[key]:
            yield Difference(what=key, then=old[key], now=new[key], decides=True)
    for name in dict.fromkeys((*old["verdicts"], *new["verdicts"])):
        if old["verdicts"].get(name) != new["verdicts"].get(name):
            yield Difference(what=name, then=old["verdicts"].get(name), now=new["verdicts"].get(name), decides=True)


def _brief(each: Mapping[str, Any] | None) -> str | None:
    return None if each is None else str(each.get("version") or each.get("digest"))
