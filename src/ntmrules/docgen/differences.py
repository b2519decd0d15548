"""What provinces lay over the national rules, beside the national words."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.catalog.pack import Pack
from ntmrules.docgen.book import Book, completes, touches
from ntmrules.docgen.peers import short, short_level
from ntmrules.docgen.tables import badge_of, table_view
from ntmrules.docgen.titles import place_title
from ntmrules.docgen.views import Badge, DifferenceView, Ref
from ntmrules.explain.conditions import passes_told
from ntmrules.explain.lang.numbers import day, provision_text
from ntmrules.explain.lang.page_words import word
from ntmrules.explain.lang.requirement_words import phrase
from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.overrides import Override, Placed
from ntmrules.model.sets import CriteriaSet, Criterion
from ntmrules.model.spelling import fold


@frozen(kw_only=True)
class ProvinceView:
    """A province with a pack: where it stands, and what its pack says, by verb."""

    id: str
    name: str
    list: str
    areas: tuple[str, ...]
    formed_from: tuple[str, ...]
    pack: str
    note: str
    differences: tuple[DifferenceView, ...]


def differences_of(book: Book, target: str) -> tuple[DifferenceView, ...]:
    """Return what the packs say of one indicator, or add to one criterion or set; of one province where asked for."""
    return tuple(_view(book, placed) for placed in book.catalogue.overrides.get(target, ()) if _wanted(book, placed))


def packs(book: Book) -> Iterable[Pack]:
    """Yield the packs that speak for a province; of one province where it was asked for."""
    for pack in book.catalogue.packs:
        if pack.head is None or not (pack.head.territory or any(placed.territory for placed in pack.overrides)):
            continue  # it completes the sets of the whole country
        if book.province is None or touches(book.province, pack.head.territory):
            yield pack


def pack_views(book: Book) -> tuple[ProvinceView, ...]:
    """Return the provinces that have a pack, each with all that it fills, raises, replaces and adds."""
    return tuple(_pack_view(book, pack) for pack in packs(book))


def _pack_view(book: Book, pack: Pack) -> ProvinceView:
    assert pack.head is not None
    mine = [_view(book, placed) for placed in pack.overrides if _printed(book, placed)]
    keys = pack.head.territory
    known = [
        book.catalogue.provinces[key.list, key.province]
        for key in keys
        if (key.list, key.province) in book.catalogue.provinces
    ]
    names = {item.id: item.name for scheme in book.catalogue.schemes.values() for item in scheme.areas}
    areas = dict.fromkeys(area for province in known for area in province.areas)
    return ProvinceView(
        id=pack.head.id,
        name=book.teller.text(pack.head.name),
        list=", ".join(dict.fromkeys(f"{province.name} ({province.list})" for province in known)),
        areas=tuple(book.teller.text(names[area]) for area in areas if area in names),
        formed_from=tuple(dict.fromkeys(each for province in known for each in province.formed_from)),
        pack=pack.head.id,
        note=book.teller.text(pack.head.note),
        differences=tuple(sorted(mine, key=lambda each: (each.target.target, each.verb))),
    )


def _passed_before(criterion: Criterion | None, item: Override, whole: CriteriaSet | None, lang: str) -> str:
    """Return how a criterion passes by its own text, where an entry says it differently; else nothing."""
    if criterion is None or item.pass_ is None:
        return ""
    return passes_told(criterion.pass_, lang, whole) if criterion.pass_ is not None else phrase("passes.all", lang)


def _view(book: Book, placed: Placed) -> DifferenceView:
    item, lang = placed.override, book.lang
    place = book.place_of.get(item.target)
    added = item.indicator or item.criterion
    set_id, _, label = item.target.rpartition("/")
    whole = book.everything.get(set_id)
    if item.requirement is not None:
        measure = place.indicator.measure if place is not None else None
        says = short(book, item.requirement, item.part or measure)
    elif item.pass_ is not None:
        says = passes_told(item.pass_, lang, whole)
    elif added is not None:
        says = f"{added.id} {book.teller.text(added.name)}"
    elif item.measure is not None:
        known = book.catalogue.measures.get(item.measure)
        says = book.teller.text(known.name) if known is not None else item.measure
    else:
        says = "–"
    first = day(item.from_, lang)
    span = word("stage.open", lang, first=first)
    if item.to is not None:
        span = word("stage.span", lang, first=first, last=day(item.to, lang))
    head = next((pack.head for pack in book.catalogue.packs if pack.id == placed.pack), None)
    name = book.teller.text(head.name) if head is not None else placed.pack
    title = item.target
    if place is not None:
        # Two sets may have an indicator of one number and name; the title of the set tells them apart.
        title = place_title(book, place)
    if item.target in book.everything:
        title = book.teller.text(book.everything[item.target].name)
    criterion = next((each for each in (whole.criteria if whole is not None else ()) if each.id == label), None)
    if criterion is not None and whole is not None:
        title = f"{criterion.id} {book.teller.text(criterion.name)} ({book.teller.text(whole.name)})"
    cells, badges = _cells(book, item, place.indicator.measure if place is not None else None)
    return DifferenceView(
        province=Ref(name, f"province:{placed.pack}"),
        verb=str(item.verb),
        says=says,
        national=short_level(book, place) if place is not None else _passed_before(criterion, item, whole, lang),
        provision=Ref(provision_text(item.provision, lang), f"decision:{item.provision.decision}"),
        span=span,
        target=Ref(title, item.target),
        cells=cells,
        evidence=badges,
    )


def _cells(book: Book, item: Override, measure: str | None) -> tuple[tuple[str, ...], tuple[Badge, ...]]:
    """Return every level of an entry with its area and year, and the marks of its evidence."""
    if item.requirement is None:
        return (), (badge_of(item.evidence, book.lang),) if item.evidence is not None else ()
    said: list[str] = []
    badges: dict[str, Badge] = {}
    for part in walk.parts(item.requirement):
        for threshold in walk.thresholds(part):
            table = table_view(threshold, book.teller.unit(part, item.part or measure), book.teller, caption="")
            badges |= {badge.rank: badge for badge in table.badges}
            if table.single is None:
                any_year = word("year.any", book.lang)
                for name, cells in table.rows:
                    for year, cell in zip(table.columns, cells, strict=True):
                        where = name if year == any_year else f"{name}, {year}"
                        said.append(f"{where}: {cell.text}")
        own = getattr(part, "evidence", None)
        if own is not None:
            badges[own.rank.label] = badge_of(own, book.lang)
    return tuple(said), tuple(badges.values())


def _printed(book: Book, placed: Placed) -> bool:
    home = book.catalogue.home_of(placed.override.target)
    return any(home == whole.id for whole in book.sets)


def _wanted(book: Book, placed: Placed) -> bool:
    return not completes(placed) and (book.province is None or touches(book.province, placed.territory))


def province_slug(pack_id: str) -> str:
    """Return the file name of a province's page."""
    return fold(pack_id).replace(" ", "-").replace("/", "-")
