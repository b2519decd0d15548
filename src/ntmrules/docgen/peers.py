"""The same measure in other tiers and stages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ntmrules.docgen.book import Book, Place, measures_of
from ntmrules.docgen.titles import number_of
from ntmrules.docgen.views import PeerView, Ref
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import AnyRequirement


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
            Ref(f"{number_of(other.indicator.id, book.lang)} {book.teller.text(other.indicator.name)}", other.id),
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
    return book.teller.short(item, measure)


def level_span(book: Book, place: Place, measure: str) -> tuple[Decimal, Decimal, tuple[Evidence | None, ...]] | None:
    """Return the least and the greatest level that an indicator sets for ``measure``, with the evidence of every level
    between them; nothing without a number."""
    version = book.version(place.indicator)
    own = version.measure or place.indicator.measure
    cells = [
        cell
        for item in walk.parts(version.requirement)
        if isinstance(item, req.Comparison) and (item.measure or own or "").partition("/")[0] == measure
        for threshold in walk.thresholds(item)
        for cell in threshold.rows
    ]
    values = [value for cell in cells for value in cell.values]
    return (min(values), max(values), tuple(proof for cell in cells for proof in cell.proofs)) if values else None
