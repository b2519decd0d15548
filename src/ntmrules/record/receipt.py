"""Receipts: what a result was made from, with digests, so that somebody else can make it again and compare.

A receipt holds the figures too: the JSON of an attainment alone is enough to verify it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ntmrules._version import __version__
from ntmrules.errors import FiguresError, NtmRulesError, Problem, UsageError
from ntmrules.model.figures import Entry, Status, UnitFigures, Value
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.verdicts import Tally, Verdict

if TYPE_CHECKING:
    from ntmrules.library import Library
    from ntmrules.model.attainment import Attainment

SCHEMA = "ntmrules/receipt/1"
COUNTS = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "declared", "modelled")
UNIT_KEYS = ("province", "area", "level", "within")


# what a rulebook was made from


def receipt_of(book: Rulebook) -> dict[str, Any]:
    """Return what ``book`` was made from: versions, set, day, place, floor, packs and plugins with their digests."""
    place = book.province
    return {
        "schema": SCHEMA,
        "library": __version__,
        "set": book.id,
        "on": book.on,
        "province": {"list": place.list, "id": place.id} if place is not None else None,
        "area": book.areas[0] if book.settled_area else None,
        "floor": book.floor.label,
        "on_gap": "last" if any(each.outside_force for each in _books(book)) else None,
        "catalogue": _digest(_resolved(book)),
        "packs": packs_of(book),
        "plugins": _plugins(book),
    }


def _digest(value: Any) -> str:
    # Loaded here: cattrs costs more than a whole warm start, and few results are ever written down.
    from ntmrules.catalog.digest import digest

    return digest(value)


def _books(book: Rulebook) -> Iterator[Rulebook]:
    yield book
    for each in book.nested.values():
        yield from _books(each)


def _resolved(book: Rulebook) -> dict[str, Any]:
    """Return all of a rulebook that can move a verdict, as plain data; nested sets are in it."""
    return {
        "set": book.id,
        "declared": [book.set.declared.criteria, book.set.declared.indicators],
        "not_applicable": book.set.not_applicable,
        "criteria": [
            {"id": heading.id, "declared": heading.declared, "rules": [_rule(rule) for rule in heading.rules]}
            for heading in (*book.headings, *book.added_headings)
        ],
        "outside": [_rule(rule) for rule in (*book.prerequisites, *book.added)],
        "areas": list(book.areas),
        "area_rules": [_dump(rule) for rule in book.area_rules],
        "zones": [_dump(zoning) for _, zoning in sorted(book.zonings.items())],
        "measures": [_dump(book.measures[name]) for name in sorted(_measures(book))],
        "nested": {key: _resolved(each) for key, each in sorted(book.nested.items())},
    }


def _dump(value: Any) -> Any:
    from ntmrules.catalog.structure import dump

    return dump(value)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "name": rule.name.vi, "measure": rule.measure, "provision": _dump(rule.provision),
        "requirement": _dump(rule.requirement), "waived": rule.waived,
        "not_applicable_when": rule.not_applicable_when is not None,
        "applied": [placed.override.id for placed in rule.applied],
    }  # fmt: skip


def _measures(book: Rulebook) -> set[str]:
    from ntmrules.figures.bind import measures_of

    read = {name for rule in book.all_rules for name in (rule.measure, *measures_of(rule.requirement)) if name}
    facts = {fact for rule in book.area_rules for fact in rule.when_any}
    return {base for name in read | facts if (base := name.partition("/")[0]) in book.measures}


def packs_of(book: Rulebook) -> list[dict[str, Any]]:
    """Return the packs that ``book`` used, by name: the sets and the entries of each, with a digest of just these."""
    sets: dict[str, dict[str, Any]] = {}
    entries: dict[str, dict[str, Any]] = {}
    for each in _books(book):
        sets.setdefault(each.id.partition("/")[0], {})[each.id] = _dump(each.set)
        for rule in each.all_rules:
            for placed in rule.applied:
                entries.setdefault(placed.pack, {})[placed.override.id] = _dump(placed.override)
    names = sorted(sets.keys() | entries.keys())
    return [
        {
            "name": name, "sets": sorted(sets.get(name, {})), "overrides": sorted(entries.get(name, {})),
            "digest": _digest([sets.get(name, {}), entries.get(name, {})]),
        }
        for name in names
    ]  # fmt: skip


def _plugins(book: Rulebook) -> list[dict[str, Any]]:
    loaded = getattr(book.plugins, "loaded", ())
    return [
        {"name": info.name, "distribution": info.distribution, "version": info.version, "skipped": info.error}
        for info in loaded
    ]


# what an attainment was made from, and what came out


def attainment_receipt(attainment: Attainment) -> dict[str, Any]:
    """Return the receipt of one attainment: that of its rulebook, with engine, figures and result."""
    return {
        **attainment.rulebook.receipt,
        "engine": attainment.engine,
        "figures": {"digest": figures_digest(attainment.figures), "unit": figures_data(attainment.figures)},
        "result": result_of(attainment),
    }


def result_of(attainment: Attainment) -> dict[str, Any]:
    """Return what came out: verdict, both tallies, and the verdict on every criterion and indicator of the set."""
    return {
        "verdict": str(attainment.verdict),
        "provisional": attainment.provisional,
        "criteria": _tally(attainment.tally.criteria),
        "indicators": _tally(attainment.tally.indicators),
        "verdicts": {
            node.id: str(node.verdict)
            for parent in (attainment.trace, *attainment.trace.children)
            for node in parent.children
            if node.kind in ("criterion", "indicator")
        },
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {name: getattr(tally, name) for name in COUNTS}


def figures_digest(unit: UnitFigures) -> str:
    """Return the SHA-256 of all that can move a verdict; the order of rows, their places and remarks do not count."""
    import hashlib
    import json

    text = json.dumps(_bare(unit), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(unit: UnitFigures) -> dict[str, Any]:
    rows = [
        [entry.subject, _plainest(entry.value), entry.period, entry.as_of, str(entry.status), entry.unit]
        for entry in unit.entries
    ]
    children = [_bare(child) for child in unit.children]
    return {
        "unit": unit.unit, **{key: getattr(unit, key) for key in UNIT_KEYS}, "entries": sorted(rows, key=str),
        "children": sorted(children, key=lambda child: str(child["unit"])),
    }  # fmt: skip


def figures_data(unit: UnitFigures) -> dict[str, Any]:
    """Return the figures of a unit as plain data that :func:`figures_from` reads back."""
    data: dict[str, Any] = {"unit": unit.unit}
    data.update({key: getattr(unit, key) for key in UNIT_KEYS if getattr(unit, key) is not None})
    data["entries"] = [_entry_data(entry) for entry in unit.entries]
    if unit.children:
        data["children"] = [figures_data(child) for child in unit.children]
    return data


def _entry_data(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {"subject": entry.subject, "value": _written(entry.value)}
    for key in ("period", "as_of", "source", "note", "unit", "at"):
        if getattr(entry, key):
            data[key] = getattr(entry, key)
    if entry.status is not Status.FINAL:
        data["status"] = str(entry.status)
    return data


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _plainest(value: Value) -> str:
    """Return a value so that 46.50 and 46.5 are the same figure."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else _written(value)


def figures_from(data: Mapping[str, Any], *, where: str = "") -> UnitFigures:
    """Return the figures that a receipt holds; ``FiguresError`` NTM513 for what is no such thing."""
    try:
        entries = tuple(_entry_from(row) for row in data["entries"])
        children = tuple(figures_from(child, where=where) for child in data.get("children", ()))
        details = {key: _word(data[key]) for key in UNIT_KEYS if data.get(key) is not None}
        return UnitFigures(unit=_word(data["unit"]), entries=entries, children=children, **details)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise FiguresError(Problem("NTM513", where, f"the figures of the receipt cannot be read: {error!r}",
                                   expected="figures as `ntmrules evaluate --format json` writes them",
                                   remedy="name the file of figures behind the receipt")) from None  # fmt: skip


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _entry_from(row: Mapping[str, Any]) -> Entry:
    details = {key: row[key] for key in ("period", "as_of", "source", "note", "unit", "at") if key in row}
    if type(details.get("period", 0)) is not int:
        raise TypeError(f"period {details['period']!r} is no year")
    return Entry(subject=_word(row["subject"]), value=_value_from(_word(row["value"])),
                 status=Status(row.get("status", "final")), **details)  # fmt: skip


def _value_from(text: str) -> Value:
    if text in set(Verdict):
        return Verdict(text)
    met, slash, declared = text.partition("/")
    if slash:
        return int(met), int(declared)
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is no number")
    return number


# verifying


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
            raise UsageError(Problem("NTM012", place, "is no receipt", expected=f'an object with "schema": "{SCHEMA}"',
                                     remedy="give the file that ntmrules evaluate --format json wrote"))  # fmt: skip
    if not found:
        raise UsageError(Problem("NTM012", where, "holds no receipt", expected="at least one", remedy="evaluate first"))
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
        raise UsageError(Problem("NTM012", where, f"the receipt lacks something: {error!r}", expected=SCHEMA,
                                 remedy="give the file as it was written")) from None  # fmt: skip


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
