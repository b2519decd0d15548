"""The index that the search box reads, folded as figures and names are folded everywhere."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from ntmrules.docgen.book import Place, measures_of, places
from ntmrules.docgen.differences import ProvinceView
from ntmrules.docgen.home import in_force, in_order
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.links import Links
from ntmrules.docgen.registers import decisions
from ntmrules.docgen.titles import criterion_title, number_of, set_title
from ntmrules.model import walk
from ntmrules.model.ocop import OcopStage, Sheet
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.spelling import fold

PAGES = ("changes", "coverage", "provinces", "procedures", "decisions", "measures", "sources", "glossary")


# Short forms that officials type, beside the words they stand for; both folded, the words without commas.
SHORT = {
    "bhyt": "bao hiem y te",
    "bhxh": "bao hiem xa hoi",
    "htx": "hop tac xa",
    "tht": "to hop tac",
    "ntm": "nong thon moi",
    "ntmnc": "nong thon moi nang cao",
    "ntmkm": "nong thon moi kieu mau",
    "xdntm": "xay dung nong thon moi",
    "mtqg": "muc tieu quoc gia",
    "ocop": "san pham ocop",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "vpdp": "van phong dieu phoi",
    "bcd": "ban chi dao",
    "htct": "he thong chinh tri",
    "tthc": "thu tuc hanh chinh",
    "cchc": "cai cach hanh chinh",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "cntt": "cong nghe thong tin",
    "cds": "chuyen doi so",
    "tttt": "thong tin va truyen thong",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "gddt": "giao duc va dao tao",
    "gdnn": "giao duc nghe nghiep",
    "gdtx": "giao duc thuong xuyen",
    "pcgd": "pho cap giao duc",
    "xmc": "xoa mu chu",
    "csvc": "co so vat chat",
    "csht": "co so ha tang",
    "nvh": "nha van hoa",
    "tdtt": "the thao",
    "clb": "cau lac bo",
    "kdc": "khu dan cu",
    "tyt": "tram y te",
    "kcb": "kham chua benh",
    "sdd": "suy dinh duong",
    "attp": "an toan thuc pham",
    "vsattp": "ve sinh an toan thuc pham",
    "bvmt": "bao ve moi truong",
    "vsmt": "ve sinh moi truong",
    "ctr": "chat thai ran",
    "ctrsh": "chat thai ran sinh hoat",
    "hvs": "hop ve sinh",
    "bvtv": "bao ve thuc vat",
    "pctt": "phong chong thien tai",
    "pccc": "phong chay",
    "gtnt": "giao thong",
    "gtvt": "giao thong",
    "atgt": "an toan giao thong",
    "qhxd": "quy hoach xay dung",
    "dtvm": "do thi van minh",
    "kcn": "khu cong nghiep",
    "ccn": "cum cong nghiep",
    "ttcn": "tieu thu cong nghiep",
    "sxnn": "san xuat nong nghiep",
    "tnbq": "thu nhap binh quan",
    "dtts": "dan toc thieu so",
    "dbkk": "dac biet kho khan",
    "atk": "an toan khu",
    "antt": "an ninh trat tu",
    "qpan": "quoc phong",
    "bdg": "binh dang gioi",
    "blgd": "bao luc gia dinh",
    "tcpl": "tiep can phap luat",
    "pbgdpl": "pho bien giao duc phap luat",
}
FIRST, IN_FORCE, LATER = 0, 1, 2
"""Where a row stands among those that fit alike: a set in force, something in a set in force, the rest."""


def search_index(
    writer: Writer, links: Links, packs: Iterable[ProvinceView], sheets: Iterable[tuple[OcopStage, Sheet]] = ()
) -> str:
    """Return the index as a script: title, address, what it belongs to, folded words of both languages."""
    rows: list[list[object]] = [_entry(writer.say(key), links.paths[key], "", "") for key in PAGES]
    for whole in in_order(writer.book):
        rows += _set_entries(writer, links, whole)
    rows += [_entry(view.name, links.paths[f"decision:{view.id}"], view.title, "") for view in decisions(writer)]
    rows += [_entry(pack.name, links.paths[f"province:{pack.id}"], writer.say("province"), "") for pack in packs]
    rows += _sheet_entries(writer, links, tuple(sheets))
    body = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"window.NTM_SEARCH=[\n{body}\n];\n"


def _sheet_entries(writer: Writer, links: Links, sheets: tuple[tuple[OcopStage, Sheet], ...]) -> Iterator[list[object]]:
    """Yield the scoring sheets, each also by short forms of what few of them ask for; what most ask for finds none of them."""
    said = {sheet.id: _short_forms(fold(" ".join(_lines(sheet)))) for _, sheet in sheets}
    common = {short for short, count in Counter(chain(*said.values())).items() if count > len(sheets) / 4}
    for stage, sheet in sheets:
        title = writer.say("ocop.sheet", number=sheet.number, name=writer.text(sheet.name))
        rare = " ".join(short for short in said[sheet.id] if short not in common)
        more = f"ocop {writer.other(sheet.name)} {sheet.id} {rare}"
        rank = IN_FORCE if stage.lodged_to is None else LATER
        yield _entry(title, links.paths[f"ocop:{sheet.id}"], stage.provision.decision, more, rank)


def _lines(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        yield line.name.vi
        yield from (option.text.vi for option in line.options if option.text is not None)


def _set_entries(writer: Writer, links: Links, whole: CriteriaSet) -> Iterator[list[object]]:
    name = writer.text(whole.name)
    current = in_force(writer.book, whole)
    rank = IN_FORCE if current else LATER
    more = f"{writer.other(whole.name)} {whole.id}"
    yield _entry(name, links.paths[whole.id], writer.stage(whole.stage), more, FIRST if current else LATER)
    where = set_title(writer.book, whole)
    for criterion in whole.criteria:
        title = criterion_title(criterion, writer.text(criterion.name))
        yield _entry(title, links.paths[f"{whole.id}/{criterion.id}"], where, writer.other(criterion.name), rank)
    day = writer.book.options.on
    for place in places(whole):
        if day is None or place.indicator.on(day) is not None:
            title = f"{number_of(place.indicator.id, writer.book.lang)} {writer.text(place.indicator.name)}"
            yield _entry(title, links.paths[place.id], where, _more(writer, place), rank)


def _more(writer: Writer, place: Place) -> str:
    """Return the further words by which an indicator is found: other name, id, measures in both languages."""
    used = dict.fromkeys(each for version in place.indicator.versions for each in measures_of(place.indicator, version))
    names = [writer.book.catalogue.measures[each].name for each in used]
    asked = [text for version in place.indicator.versions for part in walk.parts(version.requirement)
             for text in getattr(part, "asks", ())]  # fmt: skip
    told = dict.fromkeys(f"{each.vi} {each.en}" for each in (*names, *asked))
    return " ".join([writer.other(place.indicator.name), place.id, *told])


def _entry(title: str, path: str, where: str, more: str, rank: int = LATER) -> list[object]:
    folded = fold(f"{title} {where} {more}")
    return [title, path, where, " ".join([folded, *_short_forms(folded)]), rank]


def _short_forms(folded: str) -> list[str]:
    """Return the short forms of what a folded text says, as far as it does not have them itself."""
    plain, there = folded.replace(",", ""), set(folded.split())
    return [key for key, words in SHORT.items() if words in plain and key not in there]
