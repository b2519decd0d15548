"""The front door: a library of criteria sets, national and provincial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack, catalog_root, shown_root
from ntmrules.errors import CatalogError, Problem, UsageError, problem, refuse_other_than_text, wrong_type
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.held import held
from ntmrules.frozen import evolve
from ntmrules.model.days import today
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import FigureTable
from ntmrules.model.sets import CriteriaSet
from ntmrules.places.provinces import find_province
from ntmrules.places.zones import refuse_wrong_names
from ntmrules.resolve.options import as_date, iso_day, parse_floor, parse_gap
from ntmrules.resolve.resolver import resolve

if TYPE_CHECKING:
    from ntmrules.face.ocop import Ocop
    from ntmrules.face.progress import Progressing
    from ntmrules.plugins.manager import Plugins
    from ntmrules.progress.history import History
    from ntmrules.progress.summary import Summaries

_MOST_KEPT = 64  # rulebooks; a province is asked on few days


class Library:
    """Criteria sets to make rulebooks from. Nothing is global: two libraries live in one process.

    ``packs`` are further catalogue folders (or single files), laid over the national one; what is wrong in their files is told
    here (``CatalogError``), and what a rule asks for that is not there when a rulebook is made. ``plugins`` is ``"installed"``,
    a list of names, or ``()``; names are read from entry-point metadata before anything is imported. A broken plugin
    stops the load (``PluginError``, NTM2xx) unless ``on_plugin_error="skip"``, which every receipt then says.
    """

    def __init__(
        self,
        *,
        packs: Iterable[str | Path] = (),
        plugins: str | Iterable[str] = "installed",
        on_plugin_error: str = "stop",
        national: str | Path | None = None,
    ) -> None:
        from ntmrules.plugins.manager import Plugins

        packs = tuple(Path(path).resolve() for path in packs)
        national = None if national is None else Path(national).resolve()
        self._asked: tuple[Any, ...] | None = (packs, on_plugin_error, national)
        self._rulebooks: dict[tuple[Any, ...], Rulebook] = {}
        root = Path(national) if national is not None else catalog_root()
        self.plugins = Plugins(plugins, on_error=on_plugin_error)
        nation = Pack(root, "vn")
        skip = on_plugin_error == "skip"
        _check_provinces(self.plugins, nation, skip=skip)
        found = list(_packs_of(self.plugins, nation, skip=skip))
        own = [Pack(Path(path)) for path in packs]
        self.catalogue = Catalogue(
            [nation, *found, *own],
            functions=self.plugins.functions(),
            provinces=[unit for _, unit in self.plugins.units()],
        )
        _refuse_zones(own, self.catalogue)
        _read_whole(own)

    @classmethod
    def over(cls, catalogue: Catalogue) -> Library:
        """Return a library over packs that are already read."""
        from ntmrules.plugins.manager import Plugins

        library = cls.__new__(cls)
        library._asked, library._rulebooks = None, {}
        library.catalogue = catalogue
        library.plugins = Plugins(())
        return library

    @classmethod
    def from_bytes(cls, bundle: bytes, *, packs: Mapping[str, bytes] | None = None) -> Library:
        """Return the library that :meth:`to_bytes` wrote; no file is read and nothing is imported from plugins.

        ``packs`` are further packs of one YAML file each, by the name of the file. Rulebooks, verdicts and receipts are
        those of the library that wrote the bundle. Raises ``CatalogError``: NTM148 for what is no whole bundle of this
        version of the library, and whatever is wrong in ``packs``; ``UsageError`` NTM009 for what is no bytes.
        """
        from ntmrules.catalog.bundle import read_bundle
        from ntmrules.plugins.told import ToldPlugins

        if not isinstance(bundle, bytes):
            raise UsageError(wrong_type("bundle", bundle, needed="bytes", example="Library().to_bytes()"))
        given: object = packs if packs is not None else {}
        if not isinstance(given, Mapping) or not all(isinstance(each, bytes) for each in given.values()):
            raise UsageError(wrong_type("packs", packs, needed="Mapping[str, bytes]", example='{"tinh.yaml": b"…"}'))
        found = read_bundle(bundle)
        own = [Pack(held(data, name)) for name, data in (packs or {}).items()]
        library = cls.__new__(cls)
        library._asked, library._rulebooks = None, {}
        # What a library wrote was checked by it; only what comes anew can be wrong.
        library.catalogue = Catalogue([*found.packs, *own], provinces=found.provinces, checked=not own)
        library.plugins = cast("Plugins", ToldPlugins(found.plugins))
        _refuse_zones(own, library.catalogue)
        _read_whole(own)
        return library

    def to_bytes(self) -> bytes:
        """Return the catalogue with all its packs as bytes for :meth:`from_bytes`; the same library gives the same bytes.

        Criteria sets and what provinces decide on them are in it; procedures, forms, OCOP sheets and capital are not. Raises
        ``UsageError`` NTM046 where a plugin brings rule functions: they are code, and a bundle holds none.
        """
        from ntmrules.catalog.bundle import bundled

        if self.plugins.functions():
            raise UsageError(problem("NTM046", functions=", ".join(sorted(self.plugins.functions()))))
        provinces = [unit for _, unit in self.plugins.units()]
        return bundled(self.catalogue.packs, plugins=self.plugins.receipts(), provinces=provinces)

    def __reduce__(self) -> Any:
        if self._asked is None:
            return Library.over, (self.catalogue,)
        packs, on_error, national = self._asked
        return _again, (packs, tuple(each.name for each in self.plugins.loaded), on_error, national)

    def __deepcopy__(self, memo: object) -> Library:
        return self  # nothing in it changes but what is read when it is first needed

    def sets(self) -> list[CriteriaSet]:
        """Return every criteria set, without its criteria, by id."""
        return list(self.catalogue.headers.values())

    def set(self, set_id: str) -> CriteriaSet:
        """Return one whole set by its full id; ``UsageError`` NTM001 if there is none, NTM009 for what is no text."""
        refuse_other_than_text("set_id", set_id)
        if set_id not in self.catalogue.pack_of:
            known = list(self.catalogue.pack_of)
            raise UsageError(problem("NTM001.set", ref=set_id, known=", ".join(sorted(known)), near=(set_id, known)))
        return self.catalogue.set(set_id)

    def rulebook(
        self,
        ref: str,
        *,
        on: str | date,
        province: str | None = None,
        area: str | None = None,
        evidence_floor: str | Floor = Floor.RECALL,
        on_gap: str | None = None,
    ) -> Rulebook:
        """Return the set ``ref`` as it applies on ``on`` in ``province``, ready to evaluate units; the same one when asked again.

        ``ref`` is ``xa-ntm``, ``vn/xa-ntm`` or a full id with its stage. ``area`` names the column when the province has
        several. ``evidence_floor`` is the weakest evidence a verdict may rest on: gazette, copy, excerpt, recall,
        recall-low. ``on_gap="last"`` takes the last text when none is in force, and marks every line. Raises
        ``UsageError`` for unknown words and wrong types (``NTM009``), ``DateError`` (``NTM301`` outside every text, ``NTM302``
        no date), ``UnitError``.
        """
        refuse_other_than_text("ref", ref, province=province, area=area)
        day, floor, gap = as_date(on), parse_floor(evidence_floor), parse_gap(on_gap)
        asked = (ref, day, province, area, floor, gap)
        made = self._rulebooks.get(asked)
        if made is None:
            found = resolve(self.catalogue, ref, on=day, province=province, area=area, floor=floor, on_gap=gap)
            made = Rulebook.of(evolve(found, loaded=self.plugins.receipts()), self.plugins)
            if len(self._rulebooks) >= _MOST_KEPT:
                self._rulebooks.clear()
            self._rulebooks[asked] = made
        return made

    def progress(
        self,
        history: History,
        ref: str,
        *,
        from_: str | date,
        to: str | date,
        province: str | None = None,
        units: Iterable[str] | None = None,
    ) -> Progressing:
        """Return what changed for each unit of ``history`` that the set ``ref`` judges, from one day to another, and why.

        ``units`` are names, or one; left out, all of them. Raises what :meth:`rulebook` raises, and ``FiguresError`` for
        values that cannot be.
        """
        from ntmrules.face.progress import progressing

        refuse_other_than_text("ref", ref, province=province)
        return progressing(self, history, ref, from_=iso_day(from_), to=iso_day(to), province=province,
                           units=_names(units))  # fmt: skip

    def summary(
        self,
        table: FigureTable,
        ref: str,
        *,
        on: str | date,
        by: str | None = None,
        province: str | None = None,
        units: Iterable[str] | None = None,
    ) -> Summaries:
        """Return how many units of ``table`` meet how many criteria of the set ``ref`` on a day, by criterion and by tier.

        ``by`` is ``district``, ``province`` or ``group``. Raises what :meth:`rulebook` raises, and ``FiguresError``.
        """
        from ntmrules.face.progress import summarising

        refuse_other_than_text("ref", ref, province=province)
        return summarising(self, table, ref, on=iso_day(on), by=by, province=province, units=_names(units))

    def ocop(self, *, on: str | date | None = None, province: str | None = None) -> Ocop:
        """Return the verbs on OCOP: ranking products, councils, portfolios.

        ``on`` is the day on which files that give none were lodged; ``province`` whose rules of the council apply. Raises
        ``DateError`` NTM302, ``UnitError`` NTM603 for a province that is unknown.
        """
        from ntmrules.face.ocop import Ocop

        day = iso_day(on) if on is not None else None
        place = (
            find_province(self.catalogue.provinces, province, day or today().isoformat())
            if province is not None
            else None
        )
        return Ocop(self.catalogue.packs, on=day, province=place)


def _names(units: object) -> tuple[str, ...] | None:
    """Return the names of units, of which one alone may be given; ``UsageError`` NTM009 for what are no names."""
    if units is None or isinstance(units, str):
        return None if units is None else (units,)
    names = tuple(units) if isinstance(units, Iterable) else (units,)
    wrong = [each for each in names if not isinstance(each, str)]
    if wrong:
        raise UsageError(wrong_type("units", wrong[0], needed="str", example='["xã Quảng La"]'))
    return names


def _check_provinces(plugins: Plugins, nation: Pack, *, skip: bool) -> None:
    """Refuse a plugin whose province differs from that of the register or of a plugin before it, by name."""
    known = {key: (unit, shown_root(nation.root)) for key, unit in nation.provinces.items()}
    for name, unit in plugins.units():
        other, whose = known.setdefault(unit.key, (unit, name))
        if other == unit:
            continue
        error = plugins.refuse_province(name, unit, whose)
        if not skip:
            raise error
        plugins.skip(name, str(error.problems[0]))


def _again(packs: tuple[Path, ...], plugins: tuple[str, ...], on_error: str, national: Path | None) -> Library:
    """Return the library that another process made of these packs and plugins; its files are read anew here."""
    return Library(packs=packs, plugins=plugins, on_plugin_error=on_error, national=national)


def _packs_of(plugins: Plugins, nation: Pack, *, skip: bool) -> Iterator[Pack]:
    """Yield the packs of plugins, each proved to stand on the national one; a bad one is its plugin's fault.

    A pack that speaks of what another pack added is proved together with that one, whatever the names of their plugins.
    """
    read: dict[int, tuple[str, Pack]] = {}
    for index, (name, path) in enumerate(plugins.packs()):
        try:
            read[index] = (name, Pack(path, name))
        except CatalogError as error:
            _blame(plugins, name, error, skip=skip)
    proved: dict[int, Pack] = {}
    waiting = list(read)
    while waiting:
        ids = {read[each][1].id for each in waiting}
        ready = [each for each in waiting if not (read[each][1].leans_on - {read[each][1].id}) & ids] or waiting
        for index in ready:
            name, pack = read[index]
            try:
                base = [each for each in proved.values() if each.id in pack.leans_on]
                _prove(plugins, name, [nation, *base, pack])
            except CatalogError as error:
                _blame(plugins, name, error, skip=skip)
                proved = {each: kept for each, kept in proved.items() if read[each][0] != name}
            else:
                proved[index] = pack
        waiting = [each for each in waiting if each not in ready]
    gone = {info.name for info in plugins.loaded if info.error is not None}
    yield from (proved[index] for index in sorted(proved) if read[index][0] not in gone)


def _prove(plugins: Plugins, name: str, packs: list[Pack]) -> None:
    """Raise ``CatalogError`` for a pack that cannot stand on the others, with the provinces and functions of its plugin."""
    pack = packs[-1]
    _read_whole([pack])
    if pack.overrides or pack.head is not None:
        units = [unit for owner, unit in plugins.units() if owner == name]
        _refuse_zones([pack], Catalogue(packs, functions=plugins.functions(name), provinces=units))


def _refuse_zones(packs: Sequence[Pack], catalogue: Catalogue) -> None:
    """Raise ``CatalogError`` for zones with names that no list has, and with rules that are never used."""
    if not packs:
        return
    from ntmrules.places.dead_rules import refuse_dead_rules

    for pack in packs:
        refuse_wrong_names(pack)
        refuse_dead_rules(pack, catalogue)


def _read_whole(packs: Iterable[Pack]) -> None:
    """Raise ``CatalogError`` with all that is wrong in the sets of packs: what is broken is told before it is asked for."""
    problems: list[Problem] = []
    for pack in packs:
        for set_id in sorted(pack.headers):
            try:
                pack.load(set_id)
            except CatalogError as error:
                problems += error.problems
    if problems:
        raise CatalogError(problems)


def _blame(plugins: Plugins, name: str, error: CatalogError, *, skip: bool) -> None:
    """Raise the error of a plugin whose pack is bad, or leave the plugin out and keep why."""
    if not skip:
        raise plugins.blame(name, error.problems) from None
    plugins.skip(name, str(error.problems[0]))
