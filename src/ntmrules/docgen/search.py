"""The index that the search box reads, folded as figures and names are folded everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ntmrules.docgen.book import Place, measures_of, places
from ntmrules.docgen.differences import ProvinceView
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import Links
from ntmrules.docgen.registers import decisions
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.spelling import fold

PAGES = ("changes", "coverage", "provinces", "decisions", "measures", "sources", "glossary")


def search_index(writer: Writer, links: Links, packs: Iterable[ProvinceView]) -> str:
    """Return the index as a script: title, address, what it belongs to, folded words of both languages."""
    rows = [_entry(writer.say(key), links.paths[key], "", "") for key in PAGES]
    for whole in writer.book.sets:
        rows += _set_entries(writer, links, whole)
    rows += [_entry(view.name, links.paths[f"decision:{view.id}"], view.title, "") for view in decisions(writer)]
    rows += [_entry(pack.name, links.paths[f"province:{pack.id}"], writer.say("province"), "") for pack in packs]
    body = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"window.NTM_SEARCH=[\n{body}\n];\n"


def _set_entries(writer: Writer, links: Links, whole: CriteriaSet) -> Iterator[list[str]]:
    name = writer.text(whole.name)
    yield _entry(name, links.paths[whole.id], whole.id, writer.other(whole.name))
    for criterion in whole.criteria:
        title = f"{criterion.id}. {writer.text(criterion.name)}"
        yield _entry(title, links.paths[f"{whole.id}/{criterion.id}"], name, writer.other(criterion.name))
    day = writer.book.options.on
    for place in places(whole):
        if day is None or place.indicator.on(day) is not None:
            title = f"{place.indicator.id} {writer.text(place.indicator.name)}"
            yield _entry(title, links.paths[place.id], name, _more(writer, place))


def _more(writer: Writer, place: Place) -> str:
    """Return the further words by which an indicator is found: other name, id, measures in both languages."""
    used = dict.fromkeys(each for version in place.indicator.versions for each in measures_of(place.indicator, version))
    names = [writer.book.catalogue.measures[each].name for each in used]
    return " ".join([writer.other(place.indicator.name), place.id, *(f"{each.vi} {each.en}" for each in names)])


def _entry(title: str, path: str, where: str, more: str) -> list[str]:
    return [title, path, where, fold(f"{title} {where} {more}")]
