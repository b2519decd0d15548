"""Short titles by which pages name a set, a source, a worked case: words, and never an id of the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from ntmrules.check.cases import Case
from ntmrules.docgen.book import Book, Place
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.page_words import word
from ntmrules.model.evidence import Source
from ntmrules.model.measures import part_word
from ntmrules.model.sets import CriteriaSet, Criterion

# What the names of many sets begin with or hold, and what tells none of them apart.
_COMMON = {
    "vi": r"^(?:Bộ tiêu chí quốc gia về |Bộ tiêu chí |Tiêu chí |Quy định |Khung thí điểm )|\s*giai đoạn",
    "en": r"^(?:National criteria for |Criteria for |National conditions for |Conditions for |Pilot framework for )",
}
MOST_FIGURES = 3


def number_of(label: str, lang: str) -> str:
    """Return the number of an indicator as pages show it: ``10.1``; words where the catalogue only has a label of its own.

    A text was seen to have the row, but not its number: an id like ``8.nuocsach`` is then no number that people know, nor is
    ``P1`` of a condition outside the counts.
    """
    criterion, _, row = label.rpartition(".")
    if not criterion_number(label):  # of a criterion that has no number either
        return word("number.unknown", lang, criterion="").strip()
    if re.fullmatch(r"P\d+[a-z]?|dk\.\d+", label):
        return word("prerequisite", lang)
    return word("number.unknown", lang, criterion=criterion) if criterion and re.fullmatch(r"[a-z]{2,}", row) else label


def criterion_title(criterion: Criterion, name: str) -> str:
    """Return a criterion as pages show it: ``10. Thu nhập``, by its name alone where nobody knows its number."""
    number = criterion_number(criterion.id)
    return f"{number}. {name}" if number else name


def criterion_number(label: str) -> str:
    """Return the number of a criterion; nothing for a label of the catalogue's own."""
    return "" if re.match(r"[a-z]{3}", label) else label


def set_title(book: Book, whole: CriteriaSet) -> str:
    """Return the name of a set without what all names share; of two that are then alike each names its pack."""
    return _titles(book)[whole.id]


@lru_cache(maxsize=4)
def _titles(book: Book) -> Mapping[str, str]:
    """Return the titles of all sets of a book, by id: made once, for they stand on every page."""
    short = {each.id: _short(book, each) for each in book.everything.values()}
    counts = Counter(short.values())
    found = {}
    for set_id, title in short.items():
        head = book.catalogue.pack_of[set_id].head
        pack = book.teller.text(head.name) if head is not None else word("national", book.lang)
        found[set_id] = title if counts[title] == 1 else f"{title} – {pack}"
    return found


def _short(book: Book, whole: CriteriaSet) -> str:
    short = re.sub(_COMMON[book.lang], "", book.teller.text(whole.name)).strip()
    return short[:1].upper() + short[1:]


def place_title(book: Book, place: Place) -> str:
    """Return an indicator with its set: ``10.1 Thu nhập … (Xã nông thôn mới 2021-2025)``."""
    return f"{number_of(place.indicator.id, book.lang)} {book.teller.text(place.indicator.name)} ({set_title(book, place.whole)})"


def source_title(source: Source) -> str:
    """Return what a source is called: its title, else the site it is on; an id is no name."""
    if source.title:
        return source.title
    host = urlsplit(source.url or "").hostname or ""
    return host.removeprefix("www.") or source.id


def web_address(url: str) -> str:
    """Return an address that may be followed, or nothing: a link of a register opens a page and does nothing else."""
    parts = urlsplit(url)
    safe = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s\"'<>\\]", url)
    return url if safe else ""


def case_title(book: Book, case: Case) -> str:
    """Return what a worked case is about: its own name on English pages, else made from what it says in figures."""
    if book.lang == "en":
        return case.name
    parts = [day(case.on, "vi")]
    areas = {area.id: area.name.vi for scheme in book.catalogue.schemes.values() for area in scheme.areas}
    if case.area is not None:
        parts.append(areas.get(case.area, ""))
    if case.province is not None:
        parts.append(next((each.name for each in book.catalogue.provinces.values() if each.id == case.province), ""))
    figures = [_figure(book, key, value) for key, value in case.figures.items()]
    said = [*figures, *(_report(book, label, value) for label, value in case.reports.items())]
    if len(said) > MOST_FIGURES:
        said = [*said[:MOST_FIGURES], f"và {len(said) - MOST_FIGURES} số liệu khác"]
    where = ", ".join(part for part in parts if part)
    children = f"{len(case.children)} đơn vị bên trong" if case.children else ""
    return f"{where}: {'; '.join(said) or children or 'chưa có số liệu'}"


def _figure(book: Book, key: str, value: Any) -> str:
    base, _, part = key.partition("/")
    measure = book.catalogue.measures.get(base)
    name = measure.name.vi if measure is not None else f"chỉ tiêu {base}"
    if part:
        name = f"{name} ({part_word(part).vi})"
    period = ""
    if isinstance(value, Mapping):
        period = f" năm {value['period']}" if "period" in value else ""
        value = value.get("value", "")
    unit = "%" if measure is not None and measure.unit == "%" else ""
    return f"{name}{period} {str(value).replace('.', ',')}{unit}"


def _report(book: Book, label: str, said: Any) -> str:
    return f"báo cáo {named(book, label)}: {said}"


def named(book: Book, text: str) -> str:
    """Return text with words instead of ids: sets by their titles, sources by their titles or sites."""
    if "/" not in text and "nguồn" not in text and "source" not in text:
        return text
    sets = _titles(book)
    keys = {whole.key: sets[set_id].rpartition(" ")[0] for set_id, whole in book.everything.items()}
    said = _SET_ID.sub(lambda match: _set_words(match, sets, keys), text)
    known = book.catalogue.sources
    return _LISTED.sub(lambda match: match[1] + _WORD.sub(lambda word: _source_words(word[0], known), match[2]), said)


_SET_ID = re.compile(r"(\[?)(?<![\w/.])([a-z][a-z-]*/[a-z][a-z0-9-]*)(/\d{4})?(/[\w.]+)?(\]?)")
_LISTED = re.compile(r"(nguồn |sources? |nguồn: )((?:[a-z][a-z0-9_-]*)(?:, [a-z][a-z0-9_-]*)*)(?=;|\.|\)|$)")
_WORD = re.compile(r"[a-z][a-z0-9_-]*")


def _set_words(match: re.Match[str], sets: Mapping[str, str], keys: Mapping[str, str]) -> str:
    opening, key, stage, label, closing = match.groups(default="")
    title = sets.get(f"{key}{stage}") if stage else keys.get(key)
    if title is None:
        return match[0]
    words = f"{label.removeprefix('/')} – {title}" if label else title
    return f"({words})" if opening and closing else f"{opening}{words}{closing}"


def _source_words(ref: str, known: Mapping[str, Source]) -> str:
    return source_title(known[ref]) if ref in known else ref
