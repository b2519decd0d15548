"""The index that the search box reads, folded as figures and names are folded everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ntmrules.docgen.book import Place, measures_of, places
from ntmrules.docgen.differences import ProvinceView
from ntmrules.docgen.home import groups_of, in_force
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import Links
from ntmrules.docgen.registers import decisions
from ntmrules.docgen.titles import number_of, set_title
from ntmrules.model.ocop import OcopStage, Sheet
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.spelling import fold

PAGES = ("changes", "coverage", "provinces", "procedures", "decisions", "measures", "sources", "glossary")


# Short forms that officials type, beside the words they stand for; both folded.
SHORT = {
    "bhyt": "bao hiem y te",
    "bhxh": "bao hiem xa hoi",
    "htx": "hop tac xa",
    "ntm": "nong thon moi",
    "ocop": "san pham ocop",
    "ubnd": "uy ban nhan dan",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "gdnn": "giao duc nghe nghiep",
    "gdtx": "giao duc thuong xuyen",
    "cntt": "cong nghe thong tin",
    "csvc": "co so vat chat",
    "attp": "an toan thuc pham",
    "kcn": "khu cong nghiep",
    "ccn": "cum cong nghiep",
    "dtts": "dan toc thieu so",
    "antt": "an ninh, trat tu",
    "nvh": "nha van hoa",
    "gtnt": "giao thong",
    "dvc": "dich vu cong",
}
FIRST, IN_FORCE, LATER = 0, 1, 2
"""Where a row stands among those that fit alike: a set in force, something in a set in force, the rest."""


def search_index(
    writer: Writer, links: Links, packs: Iterable[ProvinceView], sheets: Iterable[tuple[OcopStage, Sheet]] = ()
) -> str:
    """Return the index as a script: title, address, what it belongs to, folded words of both languages."""
    rows: list[list[object]] = [_entry(writer.say(key), links.paths[key], "", "") for key in PAGES]
    for group in groups_of(writer.book):
        for whole in group.sets:
            rows += _set_entries(writer, links, whole)
    rows += [_entry(view.name, links.paths[f"decision:{view.id}"], view.title, "") for view in decisions(writer)]
    rows += [_entry(pack.name, links.paths[f"province:{pack.id}"], writer.say("province"), "") for pack in packs]
    for stage, sheet in sheets:
        title = writer.say("ocop.sheet", number=sheet.number, name=writer.text(sheet.name))
        current = stage.lodged_to is None
        more = f"ocop {writer.other(sheet.name)} {sheet.id}"
        rows.append(
            _entry(
                title, links.paths[f"ocop:{sheet.id}"], stage.provision.decision, more, IN_FORCE if current else LATER
            )
        )
    body = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"window.NTM_SEARCH=[\n{body}\n];\n"


def _set_entries(writer: Writer, links: Links, whole: CriteriaSet) -> Iterator[list[object]]:
    name = writer.text(whole.name)
    current = in_force(writer.book, whole)
    rank = IN_FORCE if current else LATER
    more = f"{writer.other(whole.name)} {whole.id}"
    yield _entry(name, links.paths[whole.id], writer.stage(whole.stage), more, FIRST if current else LATER)
    where = set_title(writer.book, whole)
    for criterion in whole.criteria:
        title = f"{criterion.id}. {writer.text(criterion.name)}"
        yield _entry(title, links.paths[f"{whole.id}/{criterion.id}"], where, writer.other(criterion.name), rank)
    day = writer.book.options.on
    for place in places(whole):
        if day is None or place.indicator.on(day) is not None:
            title = f"{number_of(place.indicator.id)} {writer.text(place.indicator.name)}"
            yield _entry(title, links.paths[place.id], where, _more(writer, place), rank)


def _more(writer: Writer, place: Place) -> str:
    """Return the further words by which an indicator is found: other name, id, measures in both languages."""
    used = dict.fromkeys(each for version in place.indicator.versions for each in measures_of(place.indicator, version))
    names = [writer.book.catalogue.measures[each].name for each in used]
    return " ".join([writer.other(place.indicator.name), place.id, *(f"{each.vi} {each.en}" for each in names)])


def _entry(title: str, path: str, where: str, more: str, rank: int = LATER) -> list[object]:
    folded = fold(f"{title} {where} {more}")
    short = [key for key, words in SHORT.items() if words in folded and key not in folded.split()]
    return [title, path, where, " ".join([folded, *short]), rank]
