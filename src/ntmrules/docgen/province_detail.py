"""All that one province sets, entry by entry: levels, points, zones with their lists, legal basis, what took whose place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ntmrules.docgen.book import Book, Place, places
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.titles import criterion_title, number_of, place_title, set_title
from ntmrules.docgen.views import EvidenceView, PartView, Ref
from ntmrules.errors import CatalogError
from ntmrules.explain.conditions import passes_told
from ntmrules.explain.lang.numbers import number
from ntmrules.explain.lang.words import say
from ntmrules.explain.requirement import lower_first, upper_first
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.areas import unknown_scheme
from ntmrules.model.overrides import Override, Placed, ZoneRule, Zoning
from ntmrules.model.sets import CriteriaSet, Indicator
from ntmrules.model.text import Text
from ntmrules.model.units import Scheme


class ZoneLine(NamedTuple):
    """Which units stand in one zone: by what they are, by name, by district, and who is left out."""

    area: str
    who: tuple[str, ...]


@frozen(kw_only=True)
class ZoneView:
    """How the units of a province stand in one of its own schemes."""

    name: str
    lines: tuple[ZoneLine, ...]
    provision: Ref | None
    evidence: EvidenceView


@frozen(kw_only=True)
class DemandView:
    """One demand that a province writes: of an entry, or of an indicator that it adds, with the days of the text."""

    title: str
    sentence: str
    span: str
    requirement: PartView
    weights: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class EntryView:
    """One entry of a pack, whole; ``passes``: how much of a criterion has to be met, as the entry says it."""

    verb: str
    title: str
    target: Ref
    span: str
    provision: Ref
    legal: Ref | None
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]
    demands: tuple[DemandView, ...]
    passes: tuple[tuple[str, EvidenceView], ...]
    evidence: EvidenceView | None
    notes: tuple[str, ...]


@frozen(kw_only=True)
class OwnSet:
    """A set that a province has issued itself: where it stands, since when, and what each of its indicators asks.

    ``clauses``: how much of it and of its criteria has to be met, and which units keep a former set, in sentences.
    """

    set: Ref
    stage: str
    provision: Ref
    declared: str
    evidence: EvidenceView
    clauses: tuple[str, ...]
    rows: tuple[tuple[Ref, str], ...]


def own_sets(writer: Writer, pack_id: str) -> tuple[OwnSet, ...]:
    """Return the sets of a pack that are printed, with the newest demand of each indicator."""
    book = writer.book
    return tuple(_own_set(writer, each) for each in book.sets if book.catalogue.pack_of[each.id].id == pack_id)


def _own_set(writer: Writer, whole: CriteriaSet) -> OwnSet:
    view = writer.set(whole, full=False)
    return OwnSet(
        set=Ref(view.name, whole.id),
        stage=view.stage,
        provision=view.provision,
        declared=view.declared,
        evidence=view.evidence,
        clauses=(*view.clauses, *_criteria_pass(writer, whole)),
        rows=tuple(_own_row(writer, place) for place in places(whole)),
    )


def _criteria_pass(writer: Writer, whole: CriteriaSet) -> Iterator[str]:
    for each in whole.criteria:
        if each.pass_ is not None:
            title = criterion_title(each, writer.text(each.name))
            yield f"{title}: {lower_first(passes_told(each.pass_, writer.book.lang, whole))}"


def _own_row(writer: Writer, place: Place) -> tuple[Ref, str]:
    book, version = writer.book, writer.book.version(place.indicator)
    name = version.name or place.indicator.name
    measure = version.measure or place.indicator.measure
    sentence = book.teller.sentence(version.requirement, measure=measure, name=name)
    return Ref(f"{number_of(place.indicator.id, book.lang)} {writer.text(name)}", place.id), sentence


def zones_of(writer: Writer, pack_id: str) -> tuple[ZoneView, ...]:
    """Return the zones of a province with their lists; ``CatalogError`` NTM160 of zones in a scheme that is not there."""
    pack = next((pack for pack in writer.book.catalogue.packs if pack.id == pack_id and pack.head is not None), None)
    if pack is None or pack.head is None:
        return ()
    schemes = writer.book.catalogue.of_pack(pack_id).schemes
    unknown = [(index, each.scheme) for index, each in enumerate(pack.head.zones) if each.scheme not in schemes]
    if unknown:
        raise CatalogError([unknown_scheme(pack.place_in_head(("zones", at)), name, schemes) for at, name in unknown])
    return tuple(_zone(writer, each, schemes[each.scheme]) for each in pack.head.zones)


def entries_of(writer: Writer, pack_id: str) -> tuple[EntryView, ...]:
    """Return every entry of a pack over a set that is printed, in the order of the targets."""
    book = writer.book
    printed = {whole.id for whole in book.sets}
    mine = [placed for pack in book.catalogue.packs if pack.id == pack_id for placed in pack.overrides]
    mine = [placed for placed in mine if _set_of(book, placed.override.target) in printed]
    everyone = [placed for entries in book.catalogue.overrides.values() for placed in entries]
    return tuple(_entry(writer, placed.override, everyone) for placed in mine)


def _set_of(book: Book, target: str) -> str:
    return book.catalogue.home_of(target)


def _zone(writer: Writer, zoning: Zoning, scheme: Scheme) -> ZoneView:
    names = {area.id: writer.text(area.name) for area in scheme.areas}
    lines = [ZoneLine(names.get(rule.area, rule.area), tuple(_who(writer, rule))) for rule in zoning.rules]
    if zoning.otherwise is not None:
        lines.append(ZoneLine(names.get(zoning.otherwise, zoning.otherwise), (writer.say("zone.otherwise"),)))
    return ZoneView(
        name=writer.text(scheme.name),
        lines=tuple(lines),
        provision=writer.provision(zoning.provision) if zoning.provision is not None else None,
        evidence=writer.evidence(zoning.evidence),
    )


def _who(writer: Writer, rule: ZoneRule) -> Iterator[str]:
    measures = writer.book.catalogue.measures
    if rule.when_any:
        facts = [writer.text(measures[fact].name) if fact in measures else fact for fact in rule.when_any]
        yield upper_first(f" {say('or', writer.book.lang)} ".join(facts))
    units, within = ", ".join(rule.units), ", ".join(rule.within)
    if units and within:  # both have to hold
        yield writer.say("zone.units.within", names=units, within=within)
    elif units:
        yield writer.say("zone.units", names=units)
    elif within:
        yield writer.say("zone.within", names=within)
    if rule.except_units:
        yield writer.say("zone.except", names=", ".join(rule.except_units))


def _entry(writer: Writer, item: Override, everyone: Iterable[Placed]) -> EntryView:
    book = writer.book
    place = book.place_of.get(item.target)
    title = place_title(book, place) if place is not None else _heading(writer, item.target)
    added = item.indicator or item.criterion
    if added is not None:
        title = f"{added.id} {writer.text(added.name)} ({_heading(writer, item.target)})"
    known = list(everyone)
    before = [placed.override for placed in known if placed.override.id in item.supersedes]
    after = [placed.override for placed in known if item.id in placed.override.supersedes]
    notes = [item.note, *( [added.note] if added is not None else [] )]  # fmt: skip
    return EntryView(
        verb=str(item.verb),
        title=title,
        target=Ref(title, item.target),
        span=writer.span(item.from_, item.to),
        provision=writer.provision(item.provision),
        legal=writer.provision(item.legal_basis) if item.legal_basis is not None else None,
        supersedes=tuple(_other(writer, each) for each in before),
        superseded_by=tuple(_other(writer, each) for each in after),
        demands=tuple(_demands(writer, item)),
        passes=tuple(_passes(writer, item)),
        evidence=writer.evidence(item.evidence) if item.evidence is not None else None,
        notes=tuple(writer.text(note) for note in notes if note is not None),
    )


def _passes(writer: Writer, item: Override) -> Iterator[tuple[str, EvidenceView]]:
    whole = writer.book.everything.get(_set_of(writer.book, item.target))
    for rule in (item.pass_, item.criterion.pass_ if item.criterion is not None else None):
        if rule is not None:
            yield passes_told(rule, writer.book.lang, whole), writer.evidence(rule.evidence)


def _other(writer: Writer, item: Override) -> str:
    return f"{writer.provision(item.provision).text}, {writer.span(item.from_, item.to)}"


def _heading(writer: Writer, target: str) -> str:
    """Return the name of a set or criterion that an entry adds to."""
    book = writer.book
    if target in book.everything:
        return set_title(book, book.everything[target])
    set_id, _, label = target.rpartition("/")
    whole = book.everything.get(set_id)
    criterion = next((each for each in whole.criteria if each.id == label), None) if whole is not None else None
    if whole is None or criterion is None:
        return target
    return f"{criterion_title(criterion, writer.text(criterion.name))}, {set_title(book, whole)}"


def _demands(writer: Writer, item: Override) -> Iterator[DemandView]:
    book = writer.book
    if item.requirement is not None:
        place = book.place_of.get(item.target)
        name = place.indicator.name if place is not None else Text(item.target)
        measure = item.part or (place.indicator.measure if place is not None else None)
        yield DemandView(
            title="",
            sentence=book.teller.sentence(item.requirement, measure=measure, name=name),
            span="",
            requirement=writer.part(item.requirement, measure, name),
            weights=tuple(_weights(writer, item.requirement, item.target)),
        )
    if item.indicator is not None:
        yield from _added(writer, item.indicator, item.target)
    if item.criterion is not None:
        for indicator in item.criterion.indicators:
            yield from _added(writer, indicator, item.target)


def _added(writer: Writer, indicator: Indicator, target: str) -> Iterator[DemandView]:
    following = [each.from_ for each in indicator.versions[1:]] + [None]
    for version, next_from in zip(indicator.versions, following, strict=True):
        name, measure = version.name or indicator.name, version.measure or indicator.measure
        yield DemandView(
            title=f"{number_of(indicator.id, writer.book.lang)} {writer.text(name)}",
            sentence=writer.book.teller.sentence(version.requirement, measure=measure, name=name),
            span=writer.span(version.from_, version.to or next_from),
            requirement=writer.part(version.requirement, measure, name),
            weights=tuple(_weights(writer, version.requirement, target)),
        )


def _weights(writer: Writer, item: req.AnyRequirement, target: str) -> Iterator[tuple[str, str]]:
    """Yield the points of each indicator by its name, as a provincial scale gives them."""
    set_id = _set_of(writer.book, target)
    for part in walk.parts(item):
        if isinstance(part, req.Points):
            for label, weight in part.weights.items():
                place = writer.book.place_of.get(f"{set_id}/{label}")
                name = writer.text(place.indicator.name) if place is not None else ""
                yield f"{label} {name}".strip(), number(weight, writer.book.lang)
