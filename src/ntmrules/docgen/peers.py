"""The same measure in other tiers and stages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ntmrules.docgen.book import Book, Place, measures_of
from ntmrules.docgen.views import PeerView, Ref
from ntmrules.explain.lang.words import say
from ntmrules.explain.requirement import values_of
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, parts_of
from ntmrules.model.text import Text


def peer_places(book: Book, place: Place) -> Iterable[Place]:
    """Yield the other indicators, of any set, that read one of the measures of this one; itself left out."""
    seen = {place.id}
    for measure in dict.fromkeys(measures_of(place.indicator, book.version(place.indicator))):
        for other in book.by_measure.get(measure, ()):
            if other.id not in seen:
                seen.add(other.id)
                yield other


def peers_of(book: Book, place: Place) -> tuple[PeerView, ...]:
    """Return the same measure in other sets, with the level of each in short."""
    return tuple(
        PeerView(
            Ref(book.teller.text(other.whole.name), other.whole.id),
            Ref(f"{other.indicator.id} {book.teller.text(other.indicator.name)}", other.id),
            short_level(book, other),
        )
        for other in peer_places(book, place)
    )


def short_level(book: Book, place: Place) -> str:
    """Return what an indicator asks in a few words: ``từ 80% trở lên``."""
    version = book.version(place.indicator)
    return short(book, version.requirement, version.measure or place.indicator.measure)


def short(book: Book, item: AnyRequirement, measure: str | None) -> str:
    """Return what a requirement asks in a few words; of a compound the number of its parts."""
    teller, lang = book.teller, book.lang
    if isinstance(item, (req.Comparison, req.ChildCount, req.Points)):
        op = item.kind if isinstance(item, req.Comparison) else item.op
        return say(op, lang, value=teller.level(item.threshold, teller.unit(item, measure)))
    if isinstance(item, req.Between):
        unit = teller.unit(item, measure)
        return say("between", lang, low=teller.level(item.low, unit), high=teller.level(item.high, unit))
    if isinstance(item, req.KOf):
        return say("k_of", lang, k=item.k, n=len(item.of))
    if isinstance(item, req.Meets):
        return say("meets", lang, target=teller.target(item.target))
    if isinstance(item, req.Delegated):
        return say("delegated", lang, to=teller.whom(item.to))
    if isinstance(item, req.Derived):
        return teller.clause(item, measure, Text(item.of))
    return say(item.kind, lang)


def level_span(book: Book, place: Place, measure: str) -> tuple[Decimal, Decimal] | None:
    """Return the least and the greatest level that an indicator sets for ``measure``; nothing without a number."""
    version = book.version(place.indicator)
    own = version.measure or place.indicator.measure
    values = [
        value
        for item in parts_of(version.requirement)
        if isinstance(item, req.Comparison) and (item.measure or own or "").partition("/")[0] == measure
        for threshold in walk.thresholds(item)
        for cell in threshold.rows
        for value in values_of(cell)
    ]
    return (min(values), max(values)) if values else None
