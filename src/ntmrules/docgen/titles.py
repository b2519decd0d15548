"""Short titles by which pages name a set, a source, a worked case: words, and never an id of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ntmrules.check.cases import Case
from ntmrules.docgen.book import Book, Place
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.page_words import word
from ntmrules.model.evidence import Source
from ntmrules.model.sets import CriteriaSet

# What the names of many sets begin with or hold, and what tells none of them apart.
_COMMON = {
    "vi": r"^(?:Bộ tiêu chí quốc gia về |Bộ tiêu chí |Tiêu chí |Quy định |Khung thí điểm )|\s*giai đoạn",
    "en": r"^(?:National criteria for |Criteria for |National conditions for |Conditions for |Pilot framework for )",
}
MOST_FIGURES = 3


def set_title(book: Book, whole: CriteriaSet) -> str:
    """Return the name of a set without what all names share; of two that are then alike each names its pack."""
    title = _short(book, whole)
    others = [each for each in book.everything.values() if each.id != whole.id and _short(book, each) == title]
    if not others:
        return title
    head = book.catalogue.pack_of[whole.id].head
    return f"{title} – {book.teller.text(head.name) if head is not None else word('national', book.lang)}"


def _short(book: Book, whole: CriteriaSet) -> str:
    short = re.sub(_COMMON[book.lang], "", book.teller.text(whole.name)).strip()
    return short[:1].upper() + short[1:]


def place_title(book: Book, place: Place) -> str:
    """Return an indicator with its set: ``10.1 Thu nhập … (Xã nông thôn mới 2021-2025)``."""
    return f"{place.indicator.id} {book.teller.text(place.indicator.name)} ({set_title(book, place.whole)})"


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
    said = [*(_figure(book, key, value) for key, value in case.figures.items()), *map(_report, case.reports.items())]
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
        name = f"{name} ({ {'nam': 'nam', 'nu': 'nữ'}.get(part, part) })".replace("( ", "(").replace(" )", ")")
    period = ""
    if isinstance(value, Mapping):
        period = f" năm {value['period']}" if "period" in value else ""
        value = value.get("value", "")
    unit = "%" if measure is not None and measure.unit == "%" else ""
    return f"{name}{period} {str(value).replace('.', ',')}{unit}"


def _report(pair: tuple[str, Any]) -> str:
    label, value = pair
    return f"báo cáo {label}: {value}"
