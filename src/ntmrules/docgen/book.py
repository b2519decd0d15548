"""What the pages are made from: a catalogue, the sets chosen, a language, a day, a province."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property

from attrs import field

from ntmrules.catalog.bodies import read_bodies
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack, natural
from ntmrules.check.cases import PlacedCase, case_files, read_cases
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.words import check_lang
from ntmrules.explain.requirement import CatalogueTeller
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.model import walk
from ntmrules.model.bodies import Bodies
from ntmrules.model.overrides import Placed, UnitKey, Verb, own_keys
from ntmrules.model.requirements import AnyChildCount, AnyCompound, AnyRequirement, Points
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.units import LAST_DAY_OF_63, Province
from ntmrules.model.walk import Visitor
from ntmrules.places.provinces import find_province
from ntmrules.resolve.completed import completed_set


@frozen(kw_only=True)
class Options:
    """What to build: sets by id or word (none: all), the day of the texts, one province, the language.

    ``judging``: the file beside the pages that judges, which the home page of a site leads to.
    """

    sets: tuple[str, ...] = ()
    on: str | None = None
    province: str | None = None
    lang: str = "vi"
    judging: str | None = None


@frozen(kw_only=True)
class Place:
    """An indicator where it stands: its set, and its criterion unless it is outside the counts."""

    whole: CriteriaSet
    indicator: Indicator
    criterion: Criterion | None = None

    @property
    def id(self) -> str:
        """The full id."""
        return f"{self.whole.id}/{self.indicator.id}"


@frozen(kw_only=True, eq=False)
class Book:
    """One catalogue as it will be printed. Everything in it is read once; nothing depends on the clock."""

    library: Library
    options: Options
    sets: tuple[CriteriaSet, ...]
    province: Province | None
    _cases: dict[str, dict[str, list[PlacedCase]]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, library: Library, options: Options) -> Book:
        """Return the book that the options ask for.

        Raises ``UsageError`` NTM001 for an unknown set, NTM007 for an unknown language, NTM032 when no text is in
        force on the day; ``UnitError`` NTM603 for an unknown province.
        """
        check_lang(options.lang)
        catalogue = library.catalogue
        day = options.on or max((header.stage.from_ for header in catalogue.headers.values()), default=LAST_DAY_OF_63)
        province = find_province(catalogue.provinces, options.province, day) if options.province is not None else None
        sets = tuple(
            completed_set(catalogue, set_id)
            for set_id in _chosen(catalogue, options)
            if province is None or not is_foreign(catalogue.pack_of[set_id], province)
        )
        return cls(library=library, options=options, sets=sets, province=province)

    @property
    def catalogue(self) -> Catalogue:
        """All packs together."""
        return self.library.catalogue

    @property
    def lang(self) -> str:
        """The language of the pages."""
        return self.options.lang

    @cached_property
    def bodies(self) -> Bodies:
        """The register of bodies: who answers for each measure."""
        return read_bodies(self.catalogue.packs, self.catalogue.measures)

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The ids of decisions, sources, measures and schemes that only packs of other provinces bring; none without one."""
        if self.province is None:
            return frozenset()
        mine: set[str] = set()
        theirs: set[str] = set()
        for pack in self.catalogue.packs:
            ids = {*pack.decisions, *pack.sources, *pack.measures, *pack.schemes}
            (theirs if is_foreign(pack, self.province) else mine).update(ids)
        return frozenset(theirs - mine)

    @cached_property
    def teller(self) -> CatalogueTeller:
        """Says requirements in the language of the pages."""
        return CatalogueTeller(catalogue=self.catalogue, lang=self.lang)

    @cached_property
    def everything(self) -> dict[str, CriteriaSet]:
        """Every set of the catalogue, whole, by id: other tiers are shown even where only some sets are printed.

        In the book of one province no set of another stands beside its own.
        """
        packs, mine = self.catalogue.pack_of, self.province
        known = [each for each in self.catalogue.headers if mine is None or not is_foreign(packs[each], mine)]
        return {set_id: completed_set(self.catalogue, set_id) for set_id in known}

    @cached_property
    def is_completed(self) -> bool:
        """Tell whether a pack completes a set in the whole country: a case of the catalogue may then not hold any more."""
        return any(completes(placed) for entries in self.catalogue.overrides.values() for placed in entries)

    @cached_property
    def by_measure(self) -> dict[str, tuple[Place, ...]]:
        """Where each measure is used in the newest texts of all sets, in the order of the sets."""
        found: dict[str, list[Place]] = {}
        for whole in self.everything.values():
            for place in places(whole):
                for measure in dict.fromkeys(measures_of(place.indicator, self.version(place.indicator))):
                    found.setdefault(measure, []).append(place)
        return {measure: tuple(each) for measure, each in found.items()}

    @cached_property
    def place_of(self) -> dict[str, Place]:
        """Every indicator of every set by its full id."""
        return {place.id: place for whole in self.everything.values() for place in places(whole)}

    def version(self, indicator: Indicator) -> Version:
        """Return the text in force on the day asked for, or the newest."""
        chosen = indicator.on(self.options.on) if self.options.on is not None else None
        return chosen or indicator.versions[-1]

    def indicators(self, criterion: Criterion) -> tuple[Indicator, ...]:
        """Return the indicators of a criterion that have a text on the day asked for."""
        day = self.options.on
        return tuple(item for item in criterion.indicators if day is None or item.on(day) is not None)

    def cases(self, set_id: str, label: str) -> list[PlacedCase]:
        """Return the cases of an indicator, a criterion or ``set``, in the order of the files."""
        if set_id not in self._cases:
            pack = self.catalogue.pack_of[set_id]
            mine: dict[str, list[PlacedCase]] = {}
            for path in sorted(case_files(pack, set_id), key=lambda path: natural(path.name)):
                for placed in read_cases(path, set_id, pack.shown(path)):
                    mine.setdefault(placed.case.of, []).append(placed)
            self._cases[set_id] = mine
        return self._cases[set_id].get(label, [])


def completes(placed: Placed) -> bool:
    """Tell whether an entry completes a set in the whole country: pages print it in the set, not as a province's own."""
    return placed.override.verb is Verb.COMPLETE and not placed.territory


def is_foreign(pack: Pack, province: Province) -> bool:
    """Tell whether a pack speaks for other provinces only: nothing of it stands in a book of this one."""
    return pack.head is not None and bool(pack.head.territory) and not touches(province, pack.head.territory)


def touches(province: Province, territory: tuple[UnitKey, ...]) -> bool:
    """Tell whether a territory holds the province or one that it was formed from."""
    former = {UnitKey(list="2004", province=each) for each in province.formed_from}
    return not (own_keys(province) | former).isdisjoint(territory)


def _chosen(catalogue: Catalogue, options: Options) -> Iterable[str]:
    headers = catalogue.headers
    wanted: list[str] = []
    for ref in options.sets:
        fitting = [
            each.id for each in headers.values() if ref in (each.id, each.key, each.key.split("/", 1)[-1], *each.aka)
        ]
        if not fitting:
            known = sorted({header.key.split("/", 1)[-1] for header in headers.values()} | set(headers))
            raise UsageError(problem("NTM001.set", ref=ref, known=", ".join(known), near=(ref, known)))
        wanted += fitting
    chosen = [set_id for set_id in headers if not options.sets or set_id in wanted]
    if options.on is not None:
        chosen = [set_id for set_id in chosen if headers[set_id].stage.covers(options.on)]
    if not chosen:
        spans = ", ".join(f"{each.id} {each.stage.from_} – {each.stage.to or '…'}" for each in headers.values())
        raise UsageError(problem("NTM032", on=options.on, spans=spans))
    return chosen


def places(whole: CriteriaSet) -> Iterable[Place]:
    """Yield every indicator of a set, those outside the counts last."""
    for criterion in whole.criteria:
        for indicator in criterion.indicators:
            yield Place(whole=whole, indicator=indicator, criterion=criterion)
    for indicator in whole.prerequisites:
        yield Place(whole=whole, indicator=indicator)


def measures_of(indicator: Indicator, version: Version) -> Iterable[str]:
    """Yield the measures that one text of an indicator reads, without their parts (``/nu``)."""
    own = version.measure or indicator.measure
    yield from _measures.visit(version.requirement, own)


class _Measures(Visitor[list[str]]):
    """The measures of the unit itself, and those by which child units answer."""

    def on_compound(self, item: AnyCompound, own: str | None) -> list[str]:
        return [measure for part in item.of for measure in self.visit(part, item.measure or own)]

    def on_child_count(self, item: AnyChildCount, own: str | None) -> list[str]:
        return [item.measure] if item.measure is not None else []

    def on_meets(self, item: AnyRequirement, own: str | None) -> list[str]:
        return []

    def _figure(self, item: AnyRequirement, own: str | None) -> list[str]:
        measure = item.measure or own
        return [measure.partition("/")[0]] if measure is not None else []

    on_attained = on_none_of = on_comparison = on_between = on_derived = on_points = _figure
    on_delegated = on_unknown = on_function = on_against_figure = _figure


_measures = _Measures()


def targets_of(version: Version) -> Iterable[str]:
    """Yield the sets, criteria and indicators that a text refers to."""
    for item in walk.parts(version.requirement):
        if not isinstance(item, Points):  # the weights of points are labels of the same set, which it names anyhow
            yield from walk.targets_of(item)


def digest_of(value: object) -> str:
    """Return a digest of model objects: the same content gives the same, in whatever process."""
    # The repr of frozen attrs objects holds every field in a fixed order; it is ten times as fast as dumping to JSON.
    return hashlib.sha256(repr(value).encode()).hexdigest()
