"""The static site: which pages there are, what each is made from, and how it is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ntmrules._version import __version__
from ntmrules.check.cases import PlacedCase
from ntmrules.check.coverage import STATES
from ntmrules.check.coverage_cells import SURE, cell_coverage
from ntmrules.docgen.book import Book, Place, digest_of, measures_of, places, targets_of
from ntmrules.docgen.differences import ProvinceView, differences_of, pack_views, province_slug
from ntmrules.docgen.home import groups_of, in_order, reference_day
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import Links, slug
from ntmrules.docgen.ocop_pages import clauses, parts_of_sheet, sheet_path, span, stages_of, texts_of
from ntmrules.docgen.peers import peer_places
from ntmrules.docgen.plots import coverage_plot, tiers_plot, years_plot
from ntmrules.docgen.procedure_pages import procedure_views
from ntmrules.docgen.province_detail import entries_of, own_sets, zones_of
from ntmrules.docgen.registers import (
    cell_rows,
    changes,
    coverage_rows,
    coverages,
    decisions,
    decisions_of,
    evidence_at,
    holes,
    hour_rows,
    sources,
)
from ntmrules.docgen.search import search_index
from ntmrules.docgen.titles import criterion_title, number_of, place_title, source_title
from ntmrules.docgen.views import Badge, DifferenceView, Ref
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.page_words import GLOSSARY, word
from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.ocop import OcopStage, Sheet
from ntmrules.model.overrides import Verb
from ntmrules.model.sets import CriteriaSet, Criterion
from ntmrules.model.spelling import fold

ASSETS = ("site.css", "site.js")


@frozen(kw_only=True)
class Page:
    """One file of the site. ``inputs`` is all that its content depends on; the same inputs give the same bytes."""

    path: str
    inputs: tuple[Any, ...]
    make: Callable[[], str]


class Site:
    """The pages of one book as html."""

    def __init__(self, book: Book, digest: str) -> None:
        self.book, self.digest = book, digest
        self.writer = Writer.of(book)
        self.links = Links(book)
        self.packs = pack_views(book)
        self.procedures = procedure_views(book)
        for pack in self.packs:
            self.links.paths[f"province:{pack.id}"] = f"provinces/{province_slug(pack.id)}.html"
        self.ocop = texts_of(book)
        self.ocop_stages = stages_of(book, self.ocop) if self.ocop is not None else ()
        if self.ocop is not None and self.ocop_stages:
            self.links.paths["ocop"] = "ocop/index.html"
            for stage in self.ocop_stages:
                for sheet in self.ocop.sheets(stage).values():
                    self.links.paths[f"ocop:{sheet.id}"] = sheet_path(sheet)
        # A set is an input of many pages: its digest is taken once.
        self._stamps = {set_id: digest_of(whole) for set_id, whole in book.everything.items()}
        catalogue = book.catalogue
        self._registers = digest_of((catalogue.decisions, catalogue.sources, catalogue.measures, catalogue.schemes))
        self._heads = digest_of([pack.head for pack in book.catalogue.packs])
        self.environment = Environment(
            loader=PackageLoader("ntmrules.docgen"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals |= {"w": self.writer.say, "lang": book.lang, "slug": slug, "version": __version__}

    def pages(self) -> Iterator[Page]:
        """Yield every page; nothing is rendered before ``make`` is called."""
        catalogue = self.book.catalogue
        whole = tuple(self._stamps.values())
        packs = digest_of([pack.overrides for pack in catalogue.packs])
        for name in (
            "home",
            "changes",
            "coverage",
            "decisions",
            "sources",
            "measures",
            "glossary",
            "provinces",
            "procedures",
        ):
            inputs = (name, whole, self._registers, packs, self.digest, self.procedures if name == "procedures" else ())
            yield Page(path=self.links.paths[name], inputs=inputs, make=partial(self.register_page, name))
        for view in self.packs:
            path = self.links.paths[f"province:{view.id}"]
            yield Page(path=path, inputs=(view, packs, self.digest), make=partial(self.province, view))
        for each in self.book.sets:
            yield from self._set_pages(each)
        yield from self._ocop_pages()
        yield Page(
            path="assets/search-index.js",
            inputs=(whole, self._registers, packs, [digest_of(stage) for stage in self.ocop_stages]),
            make=partial(search_index, self.writer, self.links, self.packs, self._ocop_sheets()),
        )
        for asset in ASSETS:
            yield Page(path=f"assets/{asset}", inputs=(asset,), make=partial(asset_text, asset))

    def _ocop_sheets(self) -> list[tuple[OcopStage, Sheet]]:
        if self.ocop is None:
            return []
        return [(stage, sheet) for stage in self.ocop_stages for sheet in self.ocop.sheets(stage).values()]

    def _ocop_pages(self) -> Iterator[Page]:
        found = self._ocop_sheets()
        if not found:
            return
        stages = digest_of((self.ocop_stages, self._registers))
        yield Page(
            path=self.links.paths["ocop"],
            inputs=("ocop", stages, [sheet.name for _, sheet in found]),
            make=self.ocop_index,
        )
        for stage, sheet in found:
            yield Page(path=sheet_path(sheet), inputs=(sheet, stages), make=partial(self.ocop_sheet, stage, sheet))

    def _set_pages(self, whole: CriteriaSet) -> Iterator[Page]:
        path = self.links.paths[whole.id]
        everywhere = tuple(places(whole))
        around_set = self._surroundings(whole, everywhere, self.book.cases(whole.id, "set"))
        inputs = (self._stamps[whole.id], self._additions(whole), self._beside(everywhere), around_set)
        yield Page(path=path, inputs=inputs, make=partial(self.set, whole))
        day = self.book.options.on
        shown = [place for place in everywhere if day is None or place.indicator.on(day)]
        for index, criterion in enumerate(whole.criteria):
            near = [whole.criteria[at] for at in (index - 1, index + 1) if 0 <= at < len(whole.criteria)]
            mine = [place for place in shown if place.criterion is criterion]
            cases = self.book.cases(whole.id, criterion.id)
            names = [(each.id, each.name) for each in near]
            yield Page(
                path=self.links.paths[f"{whole.id}/{criterion.id}"],
                inputs=(criterion, names, whole.groups, self._beside(mine), self._surroundings(whole, mine, cases)),
                make=partial(self.criterion, whole, criterion),
            )
        for index, place in enumerate(shown):
            before, after = shown[index - 1] if index else None, shown[index + 1] if index + 1 < len(shown) else None
            yield Page(
                path=self.links.paths[place.id],
                inputs=self._indicator_inputs(place, before, after),
                make=partial(self.indicator, place, before, after),
            )

    # what a page depends on

    def _surroundings(self, whole: CriteriaSet, mine: Sequence[Place], cases: Sequence[PlacedCase]) -> tuple[Any, ...]:
        """Return all outside the rules of ``mine`` that their words and traces come from.

        That is the set's own facts, measures, area schemes, the sets that are referred to, and the provinces where a
        case names one. What it leaves out must not be on a page, or the page grows stale.
        """
        catalogue = self.book.catalogue
        facts = [fact for rule in (whole.areas.rules if whole.areas is not None else ()) for fact in rule.when_any]
        measures = [each for place in mine for each in self._reads(place)]
        areas = {
            cell.area
            for place in mine
            for version in place.indicator.versions
            for item in walk.parts(version.requirement)
            for threshold in walk.thresholds(item)
            for cell in threshold.rows
        }
        own = whole.areas.scheme if whole.areas is not None else None
        schemes = [each for each in catalogue.schemes.values() if each.id == own or areas & {a.id for a in each.areas}]
        head = (whole.id, whole.name, whole.level, whole.areas, whole.checked_on, whole.not_applicable, whole.stage)
        places_named = catalogue.provinces if any(placed.case.province for placed in cases) else ()
        known = [catalogue.measures.get(each) for each in dict.fromkeys([*measures, *facts])]
        return (*head, known, schemes, cases, places_named, self._named(whole, mine), *self._nested(mine))

    def _beside(self, mine: Sequence[Place]) -> list[tuple[DifferenceView, ...]]:
        """Return what the province asked for says beside each of these rules in a list of them."""
        return [differences_of(self.book, place.id) for place in mine] if self.book.province is not None else []

    def _named(self, whole: CriteriaSet, mine: Sequence[Place]) -> list[tuple[str, str]]:
        """Return the sources that these rules rest on, by the titles under which pages name them."""
        known = self.book.catalogue.sources
        refs = dict.fromkeys(ref for evidence in evidence_at(whole, mine) for ref in evidence.ref)
        return [(ref, source_title(known[ref])) for ref in refs if ref in known]

    def _reads(self, place: Place) -> list[str]:
        return list(
            dict.fromkeys(m for version in place.indicator.versions for m in measures_of(place.indicator, version))
        )

    def _nested(self, mine: Sequence[Place]) -> Iterator[str]:
        """Yield the digests of the sets that these rules refer to, and of the measures that those read."""
        for place in mine:
            for version in place.indicator.versions:
                for target in targets_of(version):
                    yield self._registers
                    yield from (
                        stamp for each, stamp in self._stamps.items() if target.startswith(each.rpartition("/")[0])
                    )

    def _indicator_inputs(self, place: Place, before: Place | None, after: Place | None) -> tuple[Any, ...]:
        criterion = place.criterion
        peers = [
            (other.indicator, other.whole.id, other.whole.name, other.whole.period, other.whole.stage)
            for other in peer_places(self.book, place)
        ]
        near = [(each.indicator.id, each.indicator.name) for each in (before, after) if each is not None]
        return (
            place.indicator,
            criterion and (criterion.id, criterion.name, criterion.declared_indicators, len(criterion.indicators)),
            peers,
            near,
            differences_of(self.book, place.id),
            self._heads,
            self._surroundings(place.whole, (place,), self.book.cases(place.whole.id, place.indicator.id)),
        )

    # rendering

    def render(self, template: str, path: str, **values: Any) -> str:
        """Return one page; ``here``, ``trail`` and ``toc`` may be left out."""
        depth = path.count("/")
        found = {"here": "", "trail": (), "toc": (), **values}
        return self.environment.get_template(template).render(
            root="../" * depth, href=lambda target: self.links.relative(target, path), **found
        )

    def _toc(self, *keys: tuple[str, str]) -> list[tuple[str, str]]:
        return [(anchor, self.writer.say(key)) for anchor, key in keys]

    def set(self, whole: CriteriaSet) -> str:
        """Return the page of a set."""
        view = self.writer.set(whole)
        toc = [("criteria", self.writer.say("criteria"))]
        toc += [(f"c-{each.id.rpartition('/')[2]}", each.title) for each in view.criteria]
        if view.cases:
            toc += self._toc(("cases", "cases"))
        return self.render(
            "set.html.j2",
            self.links.paths[whole.id],
            v=view,
            toc=toc,
            trail=(Ref(view.name),),
            differences=self._additions(whole),
        )

    def _additions(self, whole: CriteriaSet) -> tuple[DifferenceView, ...]:
        """Return what packs add to a set or to one of its criteria; what they say of an indicator stands beside it."""
        targets = [whole.id, *(f"{whole.id}/{criterion.id}" for criterion in whole.criteria)]
        return tuple(each for target in targets for each in differences_of(self.book, target))

    def criterion(self, whole: CriteriaSet, criterion: Criterion) -> str:
        """Return the page of a criterion."""
        view = self.writer.criterion(whole, criterion)
        index = whole.criteria.index(criterion)
        near = [whole.criteria[at] if 0 <= at < len(whole.criteria) else None for at in (index - 1, index + 1)]
        before, after = (
            Ref(criterion_title(each, self.writer.text(each.name)), f"{whole.id}/{each.id}") if each else None
            for each in near
        )
        return self.render(
            "criterion.html.j2",
            self.links.paths[view.id],
            v=view,
            before=before,
            after=after,
            trail=(view.set, Ref(view.title)),
        )

    def indicator(self, place: Place, before: Place | None, after: Place | None) -> str:
        """Return the page of an indicator."""
        view = self.writer.indicator(place)
        near = [
            Ref(f"{number_of(each.indicator.id, self.book.lang)} {self.writer.text(each.indicator.name)}", each.id)
            if each
            else None
            for each in (before, after)
        ]
        toc = self._toc(
            ("requirement", "requirement"),
            ("open", "open"),
            ("versions", "versions"),
            ("provinces", "province.differences"),
            ("measured", "measured"),
            ("cases", "cases"),
            ("peers", "peers"),
        )
        trail = [
            view.set,
            *([view.criterion] if view.criterion else []),
            Ref(view.label if place.indicator.id == view.label else view.name),
        ]
        return self.render(
            "indicator.html.j2",
            self.links.paths[place.id],
            v=view,
            toc=toc,
            trail=trail,
            before=near[0],
            after=near[1],
            years=years_plot(self.book, place),
            tiers=tiers_plot(self.book, place),
        )

    def province(self, view: ProvinceView) -> str:
        """Return the page of a province with a pack."""
        return self.render(
            "province.html.j2",
            self.links.paths[f"province:{view.id}"],
            v=view,
            own=own_sets(self.writer, view.pack),
            decisions=decisions_of(self.writer, view.pack),
            zones=zones_of(self.writer, view.pack),
            entries=entries_of(self.writer, view.pack),
            verbs=[str(verb) for verb in Verb],
            trail=(Ref(self.writer.say("provinces"), "provinces"), Ref(view.name)),
        )

    def ocop_title(self, sheet: Sheet) -> str:
        """Return how pages name a sheet: its number and the product set."""
        return self.writer.say("ocop.sheet", number=sheet.number, name=self.writer.text(sheet.name))

    def ocop_index(self) -> str:
        """Return the page of the decisions on OCOP: their sheets by industry, bands, process, what is not known."""
        shown = []
        for stage in self.ocop_stages:
            sheets = [sheet for each, sheet in self._ocop_sheets() if each is stage]
            industries = [
                {
                    "name": f"{industry.number}. {self.writer.text(industry.name)}",
                    "sheets": [
                        Ref(self.ocop_title(each), f"ocop:{each.id}") for each in sheets if each.industry == industry.id
                    ],
                }
                for industry in stage.industries
            ]
            shown.append(
                {
                    "id": stage.id,
                    "name": self.writer.text(stage.name),
                    "provision": self.writer.provision(stage.provision),
                    "span": span(stage, self.book.lang),
                    "bands": [
                        self.writer.say("ocop.band", stars=band.stars, low=band.from_, high=band.to)
                        for band in stage.bands
                    ],
                    "industries": industries,
                    "clauses": list(clauses(stage, self.book.lang)),
                    "unknown": [self.writer.text(text) for text in stage.unknown],
                }
            )
        return self.render("ocop.html.j2", self.links.paths["ocop"], here="ocop", stages=shown)

    def ocop_sheet(self, stage: OcopStage, sheet: Sheet) -> str:
        """Return the page of a scoring sheet."""
        title = self.ocop_title(sheet)
        return self.render(
            "ocop_sheet.html.j2",
            sheet_path(sheet),
            here="ocop",
            title=title,
            provision=self.writer.provision(sheet.provision),
            span=span(stage, self.book.lang),
            rejected=self.writer.text(sheet.rejected_if),
            parts=parts_of_sheet(sheet, stage, self.book.lang),
            evidence=self.writer.evidence(sheet.evidence, sheet.checked_on),
            trail=(Ref(self.writer.say("ocop"), "ocop"), Ref(title)),
        )

    def register_page(self, name: str) -> str:
        """Return one of the pages over the whole catalogue."""
        make: dict[str, Callable[[], dict[str, Any]]] = {
            "home": self._home,
            "changes": lambda: {"days": changes(self.writer)},
            "coverage": self._coverage,
            "decisions": lambda: {"decisions": decisions(self.writer)},
            "sources": lambda: {"sources": sources(self.writer)},
            "measures": self._measures,
            "glossary": lambda: {"terms": GLOSSARY},
            "provinces": self._provinces,
            "procedures": lambda: {"procedures": self.procedures},
        }
        return self.render(f"{name}.html.j2", self.links.paths[name], here=name, **make[name]())

    def _home(self) -> dict[str, Any]:
        found = {each.id: each for each in coverages(self.writer)}
        groups = [
            {"title": group.title, "sets": [self._card(whole, found[whole.id]) for whole in group.sets]}
            for group in groups_of(self.book)
        ]
        lang = self.book.lang
        legend = [Badge(state, word(f"badge.{state}", lang), word(f"state.{state}", lang)) for state in STATES[:5]]
        legend += [Badge(state, word(f"mark.{state}", lang), word(f"state.{state}", lang)) for state in STATES[5:]]
        on = self.book.options.on
        return {
            "groups": groups,
            "reference": day(reference_day(self.book), lang),
            "digest": self.digest,
            "legend": legend,
            "packs": self.packs,
            "judging": self.book.options.judging,
            "day": day(on, lang) if on else "",
        }

    def _card(self, whole: CriteriaSet, coverage: Any) -> dict[str, Any]:
        view = self.writer.set(whole, full=False)
        return {
            "id": view.id,
            "name": view.name,
            "stage": view.stage,
            "level": view.level,
            "draft": view.draft,
            "declared": view.declared,
            "modelled": view.modelled,
            "bar": self._bar(coverage),
        }

    def _bar(self, coverage: Any) -> str:
        """Return a strip that shows how well a set is known; the numbers beside it say the same."""
        from ntmrules.docgen.plots import STATE_COLOURS

        counts = {**coverage.by_state, "missing": coverage.missing or 0}
        total, at, parts, said = sum(counts.values()), 0.0, [], []
        for state, count in counts.items():
            if count:
                width = 100 * count / total
                parts.append(f'<rect x="{at:.2f}" width="{width:.2f}" height="10" fill="{STATE_COLOURS[state]}"/>')
                said.append(f"{self.writer.say(f'state.{state}')} {count}")
                at += width
        label = f"{self.writer.say('coverage')}: {', '.join(said)}"
        head = '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        return f'{head} aria-label="{label}"><title>{label}</title>{"".join(parts)}</svg>'

    def _coverage(self) -> dict[str, Any]:
        found = coverages(self.writer)
        cells = [cell_coverage(whole) for whole in in_order(self.book)]
        return {
            "plot": coverage_plot(self.book, found),
            "rows": coverage_rows(self.writer, found),
            "cells": cell_rows(self.writer, cells),
            "hours": hour_rows(self.writer, cells),
            "sure": SURE,
            "states": STATES,
            "holes": holes(self.writer),
        }

    def _measures(self) -> dict[str, Any]:
        printed = {whole.id for whole in self.book.sets}
        rows = []
        known = [each for each in self.book.catalogue.measures.values() if each.id not in self.book.foreign]
        for measure in sorted(known, key=lambda each: fold(self.writer.text(each.name))):
            uses = [
                Ref(place_title(self.book, place), place.id)
                for place in self.book.by_measure.get(measure.id, ())
                if place.whole.id in printed
            ]
            rows.append((self.writer.measure(measure), uses))
        return {"measures": rows}

    def _provinces(self) -> dict[str, Any]:
        names = {item.id: item.name for scheme in self.book.catalogue.schemes.values() for item in scheme.areas}
        known = self.book.catalogue.provinces
        lists: dict[str, list[Any]] = {"2025": [], "2004": []}
        for province in sorted(known.values(), key=lambda each: fold(each.name)):
            former = ", ".join(
                known["2004", each].name if ("2004", each) in known else each for each in province.formed_from
            )
            areas = ", ".join(self.writer.text(names[area]) for area in province.areas if area in names)
            mine = [
                Ref(pack.name, f"province:{pack.id}")
                for pack in self.packs
                if f"{province.name} ({province.list})" in pack.list
            ]
            lists[province.list].append((province.name, areas, former, mine))
        return {"lists": list(lists.items())}


def asset_text(name: str) -> str:
    """Return a file that is the same on every site."""
    return resources.files("ntmrules.docgen").joinpath("assets", name).read_text(encoding="utf-8")
