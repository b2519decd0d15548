"""Tables of levels: areas down, years across, with a mark of evidence in every cell."""

from __future__ import annotations

from ntmrules.docgen.titles import source_title
from ntmrules.docgen.views import Badge, CellView, Ref, TableView
from ntmrules.explain.lang.computed import computed_level, kind_told, with_computed
from ntmrules.explain.lang.numbers import number, unit_word
from ntmrules.explain.lang.page_words import word
from ntmrules.explain.lang.words import say
from ntmrules.explain.requirement import CatalogueTeller, lower_first
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.text import Text


def badge_of(evidence: Evidence, lang: str) -> Badge:
    """Return the mark of one piece of evidence, with kind and confidence in words."""
    rank = evidence.rank.label
    said = word("confidence", lang, word=say(str(evidence.confidence), lang))
    return Badge(rank, word(f"badge.{rank}", lang), f"{kind_told(evidence, lang)}, {said}")


def cell_evidence(cell: Cell) -> Evidence | None:
    """Return the evidence of a cell; of several candidates the weakest."""
    found = [each.evidence for each in cell.candidates if each.evidence is not None]
    return min(found, key=lambda each: each.rank) if found else cell.evidence


def cell_view(cell: Cell | None, unit: str | None, teller: CatalogueTeller, *, mine: bool = False) -> CellView:
    """Return one cell in words: its value, the values between which sources differ, or why there is none."""
    lang = teller.lang
    if cell is None:
        return CellView("–", "none", note=word("mark.none", lang), mine=mine)
    evidence = cell_evidence(cell)
    badge = badge_of(evidence, lang) if evidence is not None else None
    note = teller.text(cell.note)
    sign = "%" if unit == "%" else ""
    values = cell.values
    if len(values) > 1:
        told = (
            with_computed(number(value, lang) + sign, [proof], lang)
            for value, proof in zip(values, cell.proofs, strict=True)
        )
        joined = f" {say('or', lang)} ".join(told)
        return CellView(joined, "disputed", badge, note or word("mark.disputed", lang), mine)
    if values:
        computed = evidence.computed if evidence is not None else None
        remark = computed_level(computed, lang) if computed is not None else note
        return CellView(with_computed(number(values[0], lang) + sign, cell.proofs, lang), "value", badge, remark, mine)
    if cell.delegated is not None:
        return CellView(_left(cell, unit, teller), "delegated", None, note, mine)
    why = teller.text(cell.unknown.why) if cell.unknown is not None else ""
    return CellView(word("mark.unknown", lang), "unknown", None, why or note, mine)


def _left(cell: Cell, unit: str | None, teller: CatalogueTeller) -> str:
    left = cell.delegated
    assert left is not None
    said = word("mark.left", teller.lang, to=left.by or teller.whom(left.to))
    sign = "%" if unit == "%" else ""
    lang = teller.lang
    low = number(left.low, lang) + sign if left.low is not None else ""
    high = number(left.high, lang) + sign if left.high is not None else ""
    if low and high:
        return f"{said} ({word('bounds.both', lang, low=low, high=high)})"
    if low or high:
        return f"{said} ({word('bounds.low', lang, low=low) if low else word('bounds.high', lang, high=high)})"
    return said


def area_names(teller: CatalogueTeller) -> dict[str, Text]:
    """Return the names of every area of every scheme by id."""
    return {item.id: item.name for scheme in teller.catalogue.schemes.values() for item in scheme.areas}


def area_order(teller: CatalogueTeller) -> dict[str, int]:
    """Return the place of every area in its scheme, so that tables keep the order of the decision."""
    ids = [item.id for scheme in teller.catalogue.schemes.values() for item in scheme.areas]
    return {area: index for index, area in enumerate(ids)}


def table_view(
    threshold: Threshold, unit: str | None, teller: CatalogueTeller, *, caption: str, mine: tuple[str, ...] = ()
) -> TableView:
    """Return the table of a threshold; ``mine`` are the areas of the province that the pages are made for.

    A threshold of one cell is a table of one cell. A row that a decision left out is a dash, never a nought.
    """
    lang = teller.lang
    names, order = area_names(teller), area_order(teller)
    areas = sorted({row.area for row in threshold.rows}, key=lambda area: (area is None, order.get(area or "", 0)))
    years = sorted({row.year for row in threshold.rows}, key=lambda year: (year is None, year or 0))
    whole = _whole_years(threshold, areas, years)
    if whole is not None:
        areas.pop()
    rows = []
    for index, area in enumerate(areas):
        cells = tuple(cell_view(threshold.cell(year, area), unit, teller, mine=area in mine) for year in years)
        if whole:
            over, stands = lower_first(word("area.any", lang)), 0 if index else len(areas)
            cells = tuple(
                cell._replace(rows=stands, over=over) if year in whole else cell
                for cell, year in zip(cells, years, strict=True)
            )
        rows.append((teller.text(names.get(area, Text(area))) if area else word("area.any", lang), cells))
    badges = dict.fromkeys(cell.badge for _, cells in rows for cell in cells if cell.badge is not None)
    return TableView(
        caption=caption,
        corner=word("area", lang),
        columns=tuple(str(year) if year is not None else word("year.any", lang) for year in years),
        rows=tuple(rows),
        unit=unit_word(unit, lang),
        badges=_ranked(badges),
        common=_common(threshold.common, unit, teller),
        single=rows[0][1][0] if areas == [None] and years == [None] else None,
        refs=_sources(threshold, teller),
    )


def _whole_years(
    threshold: Threshold, areas: list[str | None], years: list[int | None]
) -> frozenset[int | None] | None:
    """Return the years of which one cell holds in every area; nothing where a row of its own has to say what does.

    The table shows such a cell once, so that it has as many cells as the badge of the indicator counts.
    """
    if None not in areas or areas == [None]:
        return None
    found = set()
    for year in years:
        common = threshold.cell(year, None)
        if common is None:
            continue
        if any(threshold.cell(year, area) is not common for area in areas):
            return None
        found.add(year)
    return frozenset(found)


def _sources(threshold: Threshold, teller: CatalogueTeller) -> tuple[Ref, ...]:
    """Return the sources of all cells, each once, by title or site."""
    known = teller.catalogue.sources
    cells = [*threshold.rows, *([threshold.common] if threshold.common is not None else [])]
    found: dict[str, None] = {}
    for cell in cells:
        for evidence in (cell.evidence, *(each.evidence for each in cell.candidates)):
            found |= dict.fromkeys(evidence.ref if evidence is not None else ())
    return tuple(Ref(source_title(known[ref]) if ref in known else ref, f"source:{ref}") for ref in found)


def _common(cell: Cell | None, unit: str | None, teller: CatalogueTeller) -> str:
    """Return the common column in words: ``Cột chung (chỉ để xem): 48 (đã thấy đoạn trích, độ tin cậy cao)``."""
    if cell is None:
        return ""
    view = cell_view(cell, unit, teller)
    year = f" {cell.year}" if cell.year is not None else ""
    proof = f" ({view.badge.title})" if view.badge is not None else ""
    return f"{word('common', teller.lang)}{year}: {view.text}{proof}"


def _ranked(badges: dict[Badge, None]) -> tuple[Badge, ...]:
    """Return each mark once, strongest first."""
    return tuple(sorted(badges, key=lambda badge: (-Floor.parse(badge.rank), badge.title)))
