"""In which order the home page names the sets: what is in force first, by level, and frames without contents last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ntmrules.docgen.book import Book
from ntmrules.explain.lang.page_words import word
from ntmrules.frozen import frozen
from ntmrules.model.days import as_day
from ntmrules.model.firmness import all_evidence
from ntmrules.model.sets import CriteriaSet

TIERS = ("ntm", "nang-cao", "kieu-mau", "hien-dai")
LEVELS = ("xa", "phuong", "thon", "huyen", "thi-xa", "tinh")


@frozen
class Group:
    """Sets under one heading."""

    title: str
    sets: tuple[CriteriaSet, ...]


def reference_day(book: Book) -> date:
    """Return the day by which sets are in force: the one asked for, else the last on which the catalogue was checked.

    It is never the day of the build: the same catalogue gives the same pages.
    """
    if book.options.on:
        return as_day(book.options.on)
    days = (day for whole in book.everything.values() for day in (whole.checked_on, *_checked(whole)))
    return max(days, default=date.min)


def _checked(whole: CriteriaSet) -> Iterator[date]:
    """Yield the days on which single cells were checked: they may be later than that of the set."""
    items = (*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators))
    for version in (version for item in items for version in item.versions):
        found = all_evidence(version.requirement)
        yield from (each.checked_on for each in found if each is not None and each.checked_on is not None)


def in_force(book: Book, whole: CriteriaSet) -> bool:
    """Tell whether a set with contents is in force on the reference day."""
    return not _is_frame(book, whole) and whole.stage.covers(reference_day(book))


def groups_of(book: Book) -> tuple[Group, ...]:
    """Return every printed set under its heading: in force by level, to come, ended by period, drafts and frames."""
    lang, on = book.lang, reference_day(book)
    sets = sorted(book.sets, key=_order)
    found: dict[str, list[CriteriaSet]] = {}
    for level in LEVELS:
        title = word("home.in-force", lang, level=book.teller.unit_level(level))
        found[title] = [each for each in sets if each.level == level and in_force(book, each)]
    found[word("home.to-come", lang)] = [each for each in sets if not _is_frame(book, each) and each.stage.from_ > on]
    ended = [each for each in sets if not _is_frame(book, each) and not in_force(book, each) and each.stage.from_ <= on]
    for period in sorted({_period(each) for each in ended}, reverse=True):
        found[word("home.ended", lang, period=period)] = [each for each in ended if _period(each) == period]
    found[word("home.frames", lang)] = [each for each in sets if _is_frame(book, each)]
    return tuple(Group(title, tuple(each)) for title, each in found.items() if each)


def in_order(book: Book) -> Iterator[CriteriaSet]:
    """Yield every set that is printed, in the order of the home page."""
    for group in groups_of(book):
        yield from group.sets


def _is_frame(book: Book, whole: CriteriaSet) -> bool:
    """Tell whether a set is a draft or a frame without contents.

    The record of an issued text may be a draft, and says so: the text is in force, or has ended, for all that.
    """
    decision = book.catalogue.decisions.get(whole.provision.decision)
    issued = decision is not None and decision.date is not None
    return whole.modelled == 0 or (whole.status == "draft" and not issued)


def _period(whole: CriteriaSet) -> str:
    if whole.period is None:
        return str(whole.stage.from_.year)
    return f"{whole.period.from_}-{whole.period.to}"


def _order(whole: CriteriaSet) -> tuple[int, int, bool, int, str]:
    level = LEVELS.index(whole.level) if whole.level in LEVELS else len(LEVELS)
    tier = TIERS.index(whole.tier) if whole.tier in TIERS else len(TIERS)
    return level, -whole.stage.from_.year, not whole.id.startswith("vn/"), tier, whole.id
