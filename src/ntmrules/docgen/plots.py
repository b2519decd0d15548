"""Charts, drawn when the page is built and put into it as SVG: no script, no network, the same on paper.

Altair describes the chart and vl-convert draws it offline. Every chart comes with the table that says the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version
from textwrap import wrap
from typing import Any

from ntmrules.catalog import cache
from ntmrules.catalog.shape import shape_of
from ntmrules.check.coverage import STATES, Coverage
from ntmrules.docgen.book import Book, Place, measures_of
from ntmrules.docgen.peers import level_span, peer_places
from ntmrules.docgen.tables import area_names, area_order
from ntmrules.docgen.titles import number_of, set_title
from ntmrules.docgen.views import Plot
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.numbers import number, unit_word
from ntmrules.explain.lang.page_words import word
from ntmrules.model import walk
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.text import Text

WIDTH = 340
LEGEND = 48  # letters of a line of the legend
# Told apart by people who see colours differently, and readable on white and on black.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b65c94", "#b07d00", "#3c8dbc", "#7a5fb5", "#888888")
STATE_COLOURS = {
    "gazette": "#1b7f4b",
    "copy": "#4c9a6a",
    "excerpt": "#3c8dbc",
    "recall": "#b07d00",
    "recall-low": "#d55e00",
    "delegated": "#7a5fb5",
    "unknown": "#888888",
    "missing": "#bbbbbb",
}


def years_plot(book: Book, place: Place) -> Plot | None:
    """Return the chart of the levels over the years by area; nothing where the level does not change with the year."""
    text = book.version(place.indicator)
    for item in walk.parts(text.requirement):
        for threshold in walk.thresholds(item):
            if len({row.year for row in threshold.rows if row.year is not None and row.values}) > 1:
                unit = book.teller.unit(item, text.measure or place.indicator.measure)
                return _year_plot(book, threshold, unit_word(unit, book.lang))
    return None


def _year_plot(book: Book, threshold: Threshold, unit: str) -> Plot:
    lang = book.lang
    names, order = area_names(book.teller), area_order(book.teller)
    rows = sorted(
        (row for row in threshold.rows if row.year is not None and row.values),
        key=lambda row: (order.get(row.area or "", 0), row.year or 0),
    )
    said: list[tuple[str, ...]] = []
    by_area: dict[str, list[Cell]] = {}
    for row in rows:
        area = book.teller.text(names.get(row.area or "", Text(word("area.any", lang))))
        by_area.setdefault(area, []).append(row)
        told = [with_computed(number(value, lang), [proof], lang)
                for value, proof in zip(row.values, row.proofs, strict=True)]  # fmt: skip
        said.append((area, str(row.year), " / ".join(told)))
    alike: dict[tuple[tuple[int | None, tuple[Decimal, ...]], ...], list[str]] = {}
    for area, own in by_area.items():  # areas with one line are named together: of two lines one would hide the other
        alike.setdefault(tuple((row.year, row.values) for row in own), []).append(area)
    labels = {series: "|".join(wrap(", ".join(areas), LEGEND)) for series, areas in alike.items()}
    data = [point for series, label in labels.items() for point in _points(label, series)]
    years = [row.year for row in threshold.rows if row.year is not None]  # those without a level have their place too
    marked = {str(row.year): with_computed(str(row.year), row.proofs, lang).replace(" (", "|(") for row in rows}
    axis = {
        "values": list(range(min(years), max(years) + 1)), "format": "d", "labelAngle": 0, "grid": False,
        "labelExpr": f"split({json.dumps(marked, ensure_ascii=False)}[datum.value] || format(datum.value, 'd'), '|')",
    }  # fmt: skip
    span = {"domain": [min(years), max(years)], "nice": False, "padding": 16}
    shapes = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
    spec = _spec(
        data,
        {
            "layer": [
                {
                    "transform": [{"filter": "datum.line != null"}],
                    "mark": {"type": "line", "strokeWidth": 2},
                    "encoding": {"detail": {"field": "line", "type": "nominal"}},
                },
                {
                    "mark": {"type": "point", "size": 46, "filled": True},
                    "encoding": {"shape": _category("area", labels.values(), shapes, wide=True)},
                },
            ],
            "encoding": {
                "x": {
                    "field": "year",
                    "type": "quantitative",
                    "title": word("year", lang),
                    "axis": axis,
                    "scale": span,
                },
                "y": {"field": "level", "type": "quantitative", "title": unit, "scale": {"zero": False}},
                "color": _category("area", labels.values(), COLOURS, wide=True),
            },
            "height": 250,
        },
    )
    title = word("plot.years", lang)
    return Plot(
        title=title, svg=draw(spec, title), columns=(word("area", lang), word("year", lang), unit), rows=tuple(said)
    )


def _points(area: str, series: Iterable[tuple[int | None, tuple[Decimal, ...]]]) -> Iterator[dict[str, Any]]:
    """Yield the points of one line of levels.

    A line goes from year to year through settled levels only: between two values that sources give nothing is chosen, and
    over a year of which no level is known nothing is drawn.
    """
    run, before = 0, None
    for year, values in series:
        settled = len(values) == 1
        if year is None or before != year - 1 or not settled:
            run += 1
        before = year if settled else None
        line = f"{area} {run}" if settled else None
        yield from ({"area": area, "year": year, "line": line, "level": float(value)} for value in values)


def tiers_plot(book: Book, place: Place) -> Plot | None:
    """Return the chart of the tiers beside one another; nothing where no other set has a level for the same measure."""
    measure = next(iter(measures_of(place.indicator, book.version(place.indicator))), "")
    spans: list[tuple[CriteriaSet, str, Decimal, Decimal, tuple[Evidence | None, ...]]] = []
    for other in (place, *peer_places(book, place)):
        span = level_span(book, other, measure)
        if span is not None and not any(known is other.whole for known, *_ in spans):
            spans.append((other.whole, number_of(other.indicator.id, book.lang), *span))
    if len(spans) < 2:
        return None
    lang = book.lang
    known = book.catalogue.measures.get(measure)
    unit = unit_word(known.unit_name if known is not None else None, lang)
    spans.sort(key=lambda each: (each[0].stage.from_, each[0].tier, each[0].id))
    data, said = [], []
    for whole, label, low, high, proofs in spans:
        name = set_title(book, whole)
        named = with_computed(name, proofs, lang)  # the drawing says it beside the bar, the table beside the numbers
        data.append({"set": "|".join(wrap(named, 30)), "low": float(low), "high": float(high)})
        said.append((name, label, with_computed(_span_text(low, high, lang), proofs, lang)))
    tallest = max(str(each["set"]).count("|") + 1 for each in data)
    order = [each["set"] for each in data]
    spec = _spec(
        data,
        {
            "encoding": {
                "y": {
                    "field": "set",
                    "type": "nominal",
                    "sort": order,
                    "title": None,
                    "axis": {"labelLimit": 260, "labelExpr": "split(datum.label, '|')"},
                },
                "color": {"value": COLOURS[0]},
            },
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.55},
                    "encoding": {"x": _x(unit), "x2": {"field": "high"}},
                },
                {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"x": _x(unit)}},
                {
                    "mark": {"type": "point", "filled": True, "size": 60},
                    "encoding": {"x": {"field": "high", "type": "quantitative"}},
                },
            ],
            "height": {"step": 16 * max(tallest, 2) + 6},
            "width": 200,
        },
    )
    title = word("plot.tiers", lang)
    columns = (word("set", lang), word("indicator", lang), unit or word("table", lang))
    return Plot(title=title, svg=draw(spec, title), columns=columns, rows=tuple(said))


def _x(unit: str) -> dict[str, Any]:
    return {"field": "low", "type": "quantitative", "title": unit, "scale": {"zero": True}}


def _span_text(low: Decimal, high: Decimal, lang: str) -> str:
    if low == high:
        return number(low, lang)
    return word("plot.range", lang, low=number(low, lang), high=number(high, lang))


def coverage_plot(book: Book, found: Sequence[Coverage]) -> Plot:
    """Return the chart of all sets: how many indicators are written down, and how well they are known."""
    lang = book.lang
    states = [*STATES, "missing"]
    labels = {state: word(f"state.{state}", lang) for state in states}
    data, said = [], []
    titles = {each.id: set_title(book, book.everything[each.id]) for each in found}
    lines = {set_id: "|".join(wrap(title, 46)) for set_id, title in titles.items()}
    tallest = max((each.count("|") + 1 for each in lines.values()), default=1)
    for each in found:
        counts = {**each.by_state, "missing": each.missing or 0}
        data += [
            {"set": lines[each.id], "state": labels[state], "order": index, "count": counts.get(state, 0)}
            for index, state in enumerate(states)
            if counts.get(state, 0)
        ]
        said.append((titles[each.id], *(str(counts.get(state, 0)) for state in states)))
    spec = _spec(
        data,
        {
            "mark": {"type": "bar"},
            "encoding": {
                "y": {
                    "field": "set",
                    "type": "nominal",
                    "title": None,
                    "sort": [lines[each.id] for each in found],
                    "axis": {"labelLimit": 560, "labelExpr": "split(datum.label, '|')"},
                },
                "x": {"field": "count", "type": "quantitative", "title": word("plot.coverage.x", lang)},
                "color": {
                    "field": "state",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": list(labels.values()), "range": [STATE_COLOURS[state] for state in states]},
                    "legend": {"orient": "bottom", "columns": 2, "labelLimit": 200},
                },
                "order": {"field": "order", "type": "quantitative"},
            },
            "height": {"step": 14 * max(tallest, 1) + 6},
            "width": 260,
        },
    )
    title = word("plot.coverage", lang)
    columns = (word("set", lang), *labels.values())
    return Plot(title=title, svg=draw(spec, title), columns=columns, rows=tuple(said))


def _category(name: str, values: Iterable[str], looks: Sequence[str], *, wide: bool = False) -> dict[str, Any]:
    """Return a category told apart by ``looks``. Colour and shape over the same values share one legend.

    ``wide``: its names are long, so each has a row of the legend, in as many lines as ``|`` divides it into.
    """
    domain = list(values)
    scale = {"domain": domain, "range": [looks[index % len(looks)] for index in range(len(domain))]}
    legend: dict[str, Any] = {"orient": "bottom", "columns": 2, "labelLimit": 170}
    if wide:
        legend |= {"columns": 1, "labelLimit": WIDTH, "labelExpr": "split(datum.label, '|')"}
    return {"field": name, "type": "nominal", "title": None, "scale": scale, "legend": legend}


def _spec(data: list[dict[str, Any]], parts: dict[str, Any]) -> dict[str, Any]:
    """Return a whole chart from its parts, with the look that all charts share."""
    look = {"labelFontSize": 12, "titleFontSize": 12, "labelColor": "#666", "titleColor": "#666"}
    return {
        "width": WIDTH,
        **parts,
        "data": {"values": data},
        "background": "transparent",
        # A reader's font may be wider than the one by which labels were measured.
        "padding": {"left": 14, "right": 8, "top": 5, "bottom": 5},
        "config": {
            "font": "sans-serif",
            "view": {"stroke": "transparent"},
            "axis": {**look, "gridColor": "#888", "gridOpacity": 0.25, "domainColor": "#888", "tickColor": "#888"},
            "legend": look,
        },
    }


def draw(spec: dict[str, Any], title: str) -> str:
    """Return a chart as SVG for putting into a page: named for screen readers, and with ids that no other chart has."""
    return _drawn(json.dumps(spec, sort_keys=True, ensure_ascii=False), title)


@lru_cache(maxsize=1024)
def _drawn(spec: str, title: str) -> str:
    from markupsafe import escape

    svg = _svg(spec)
    mark = hashlib.sha256(spec.encode()).hexdigest()[:8]
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{mark}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{mark}-\1)", svg)
    # One picture with one name: the table below it says what the parts say. Names of parts are only noise.
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace(' version="1.1"', "")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)


def _svg(spec: str) -> str:
    """Return the drawing of a chart; kept in the cache, since the drawing engine is slow to start."""
    drawer = f"{version('altair')} {version('vl-convert-python')}"
    key = f"plot-{hashlib.sha256(f'{drawer} {spec}'.encode()).hexdigest()[:32]}"
    kept: str | None = cache.load(key, shape_of(str))
    if kept is not None:
        return kept
    import altair
    import vl_convert

    parts = json.loads(spec)
    kind = altair.TopLevelLayerSpec if "layer" in parts else altair.TopLevelUnitSpec
    # Checking every chart against Vega-Lite's schema would take most of a build, so a test does it.
    svg: str = vl_convert.vegalite_to_svg(kind(**parts).to_dict(validate=False))
    cache.save(key, svg)
    return svg
