"""Which indicator of a set a row of an annex is: by its number and by its name, and by neither alone where both are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ntmrules.authoring.annex.dividers import LIMITS
from ntmrules.authoring.annex.naming import Named, Names, Words, named, names_of, words_of
from ntmrules.authoring.annex.rows import BULLETS, OF_ALL, OF_WHICH, YEARS, Row, year_of
from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.sets import CriteriaSet, Indicator, Version, indicators_of
from ntmrules.model.spelling import fold

STAGE = re.compile(r"\b(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d\b")
OTHER_LABEL = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?![\d%])")
UNKNOWN_NUMBER = re.compile(r"\d+\.[a-z]{2,}")
"""A label that the catalogue gave itself, since the number of the annex is not known («8.nuocsach»)."""
_WHOM = re.compile(
    r"(?:cac )?(?:xa|thi tran|vung|mien|khu vuc|kv|nhom|dong bang|trung du|hai dao|bien gioi|doi voi|rieng|tru|tu nam|den nam"
    r"|truoc nam|sau nam|giai doan)\b"
)
"""How a row begins, folded, that says for whom or from when, and not what is counted."""
SURE = 0.5
"""The share of the words of a row without a number that have to be the catalogue's: a short name stands in many long ones."""


@frozen
class Known:
    """An indicator of the set with its text of the decision that is read."""

    indicator: Indicator
    version: Version
    ends: date | None

    @property
    def last_day(self) -> date | None:
        """The last day of this text, or nothing while no other follows."""
        return self.ends - timedelta(days=1) if self.ends is not None else self.version.to

    @property
    def name(self) -> str:
        """The name under which it stands in the annex: the one of this text, where it has a name of its own."""
        return (self.version.name or self.indicator.name).vi


@frozen
class Match:
    """A row and its indicator, or why there is none."""

    row: Row
    known: Known | None
    why: str = ""
    lacking: bool = False
    """Whether the catalogue has no indicator of its number."""


def known_of(whole: CriteriaSet, decision: str) -> Iterator[Known]:
    """Yield the indicators of a set that have a text of the decision, with the day before the next text begins."""
    for item in indicators_of(whole):
        for index, version in enumerate(item.versions):
            if version.provision.decision == decision:
                following = item.versions[index + 1].from_ if index + 1 < len(item.versions) else None
                yield Known(item, version, following)
                break


def set_names(whole: CriteriaSet, known: Iterable[Known], measures: Mapping[str, Measure]) -> Names:
    """Return the names of all indicators of a set: those of the decision by its name, the others by all they have had."""
    of_text = {each.indicator.id: each for each in known}
    return names_of(
        _named(item, (of_text[item.id].name,) if item.id in of_text else tuple(_all_names(item)), measures)
        for criterion in whole.criteria
        for item in criterion.indicators
    )


def title_words(whole: CriteriaSet) -> frozenset[str]:
    """Return the words of the names of the criteria of a set and of their groups."""
    titles = [*(each.name.vi for each in whole.criteria), *(each.name.vi for each in whole.groups)]
    return frozenset(word for title in titles for word in words_of(title).said)


def _all_names(item: Indicator) -> Iterator[str]:
    yield item.name.vi
    yield from (version.name.vi for version in item.versions if version.name is not None)


def _named(item: Indicator, names: tuple[str, ...], measures: Mapping[str, Measure]) -> Named:
    return named(item.id, names, _beside(item, measures), counts=_counts(item, measures))


def _counts(item: Indicator, measures: Mapping[str, Measure]) -> bool:
    """Tell whether a number is asked for anywhere, so that a word more in a name may be of another number."""
    leaves = [leaf for version in item.versions for leaf in walk.leaves(version.requirement)]
    named_by = (item.measure, *(version.measure for version in item.versions), *(leaf.measure for leaf in leaves))
    kinds = {measure.kind for each in named_by if (measure := measures.get(each or "")) is not None}
    return bool(kinds - {MeasureKind.YES_NO}) or any(isinstance(leaf, req.Comparison) for leaf in leaves)


def _beside(item: Indicator, measures: Mapping[str, Measure]) -> Iterator[str]:
    """Yield what else is said of an indicator: its measures and their questions, its parts, what guidance asks."""
    leaves = [leaf for version in item.versions for leaf in walk.leaves(version.requirement)]
    for identity in {item.measure, *(leaf.measure for leaf in leaves)} - {None}:
        if (measure := measures.get(identity or "")) is not None:
            yield measure.name.vi
            yield measure.question.vi if measure.question is not None else ""
    for leaf in leaves:
        label = getattr(leaf, "label", None)
        yield label.vi if label is not None else ""
        if isinstance(leaf, req.Attained):
            yield from (each.vi for each in leaf.asks)


def match_rows(
    rows: Iterable[Row], known: Iterable[Known], names: Names, criteria: Mapping[str, str], same: Mapping[str, str]
) -> list[Match]:
    """Return every row with its indicator; a row of a year belongs to the indicator above it.

    ``criteria`` are the names of the criteria by number. ``same`` are the labels of indicators by the numbers of rows of
    which a person who compared the names says that they are these.
    """
    by_label = {each.indicator.id: each for each in known}
    found: list[Match] = []
    last: Known | None = None
    for row in rows:
        if row.wrong:
            found.append(Match(row, None, row.wrong))
            last = None
            continue
        if row.year is not None and not row.label and row.noted:
            found.append(Match(row, None, say("noted")))
            continue
        if row.year is not None and not row.label:
            found.append(Match(row, last, "" if last is not None else say("stray-year")))
            continue
        row = _of_its_criterion(row, by_label)
        match = _numbered(row, by_label, names, same) if row.label else _unnumbered(row, by_label, names)
        if match.known is not None and row.label not in same and (why := _other_criterion(row, criteria)):
            match = Match(row, None, why)
        last = match.known
        found.append(match)
    return _without_those_below(found)


def _without_those_below(matches: list[Match]) -> list[Match]:
    """Return the matches, those left open whose level the row below takes some out of: it has a level and is no indicator itself.

    «14.1. Tỷ lệ … ≥ 95%» over «Xã miền núi ≥ 80%», «Từ năm 2024 ≥ 97%», «14.1a. … ≥ 90%»: for whom the first is cannot be told.
    """
    found = list(matches)
    above: int | None = None
    for at, match in enumerate(matches):
        row = match.row
        if above is not None and match.known is None and _is_below(matches[above].row, row):
            found[above] = Match(matches[above].row, None, say("below", line=row.line, name=row.name))
        elif row.year is None or row.label:
            above = at if match.known is not None and row.printed else None
    return found


def _is_below(above: Row, row: Row) -> bool:
    """Tell whether a row with a level that is no indicator gives some of those another one that the row above is for."""
    inside = bool(above.label) and re.match(rf"{re.escape(above.label)}(?:[a-zđ]|\.)", row.label) is not None
    if row.table != above.table or not row.printed or (row.label and not inside) or row.wrong or row.other:
        return False
    if row.criterion not in ("", above.criterion):
        return False
    plain = fold(row.name).lstrip("-+•*– ")
    if OF_WHICH.match(row.name.lstrip("-+•*– ").casefold()) and not LIMITS.search(plain):
        return False  # a part of what is counted
    bulleted = row.name.startswith(BULLETS) and not above.name.startswith(BULLETS)
    return bool(plain) and not OF_ALL.match(plain) and (bool(above.label) or bulleted or _WHOM.match(plain) is not None)


def _of_its_criterion(row: Row, by_label: Mapping[str, Known]) -> Row:
    """Return a row that has only the number of its criterion with that of the one indicator that the criterion has."""
    own = [label for label in by_label if label.partition(".")[0] == row.criterion]
    alone = not row.label and len(own) == 1 and bool(row.name) and row.printed
    if not alone or row.name.startswith(BULLETS):
        return row
    year, aimed, name = year_of(row.name, own[0])
    return evolve(row, label=own[0], year=year, aimed=aimed, name=name)


def _numbered(row: Row, by_label: Mapping[str, Known], names: Names, same: Mapping[str, str]) -> Match:
    known = by_label.get(same.get(row.label, row.label))
    if known is None:
        return _renumbered(row, by_label, names)
    printed = words_of(row.name)
    if why := _other_years(row.name, known.name):
        return Match(row, None, say("number-but", label=row.label, name=known.name, why=why, more=say("each-year")))
    beside = {each for each in OTHER_LABEL.findall(row.name) if each in names.known} - {row.label}
    if beside:
        return Match(row, None, say("both-numbers", labels=", ".join(sorted(beside))))
    why = "" if row.label in same else _doubt(row, names, printed, row.label)
    if not why:
        return Match(row, known)
    others = [label for label in names.fitting(printed) if label in by_label and label != row.label]
    more = say("advice", label=row.label)
    if len(others) == 1:
        more = say("hint", label=others[0], name=by_label[others[0]].name)
    return Match(row, None, say("number-but", label=row.label, name=known.name, why=why, more=more))


def _renumbered(row: Row, by_label: Mapping[str, Known], names: Names) -> Match:
    """Return a row under a number that the catalogue lacks with the indicator whose number it does not know: by its name.

    The name alone decides where the criterion is the assumed one too; else a person is asked.
    """
    printed, none = words_of(row.name), say("no-indicator", label=row.label)
    loose = [label for label in by_label if UNKNOWN_NUMBER.fullmatch(label) and label in names.known]
    fits = [label for label in loose if not _doubt(row, names, printed, label)]
    near = fits or [label for label in loose if names.alike(label, printed)]
    if len(near) != 1:
        return Match(row, None, none, lacking=True)
    known = by_label[near[0]]
    share = names.share(printed, words_of(known.name))
    if fits and row.criterion == near[0].partition(".")[0] and share >= SURE and not _other_years(row.name, known.name):
        return Match(row, known)
    return Match(row, None, f"{none}; {say('may-be', label=near[0], name=known.name, row=row.label)}")


def _doubt(row: Row, names: Names, printed: Words, label: str) -> str:
    """Return why a row with the number of an indicator may not be it, or be only a part of it."""
    why = names.doubt(label, printed) if label in names.known else ""
    return why or (say("noted") if row.noted else "")


def _other_years(printed: str, name: str) -> str:
    """Return what years a printed name says that are none of a whole stage, and that the name of the catalogue does not."""
    said = set(YEARS.findall(STAGE.sub(" ", printed))) - set(YEARS.findall(name))
    return say("years-said", years=", ".join(sorted(said))) if said else ""


def _unnumbered(row: Row, by_label: Mapping[str, Known], names: Names) -> Match:
    printed = words_of(row.name)
    if row.noted:
        return Match(row, None, say("no-number", why=say("noted")))
    if why := _other_years(row.name, ""):
        return Match(row, None, say("no-number", why=why))
    pool = [label for label in names.fitting(printed) if row.criterion in ("", label.partition(".")[0])]
    if len(pool) > 1:
        return Match(row, None, say("no-number", why=say("several-alike")))
    if not pool or pool[0] not in by_label:
        return Match(row, None, say("no-number", why=say("none-alike")))
    name = words_of(by_label[pool[0]].name)
    if names.share(printed, name) < SURE:
        return Match(row, None, say("no-number", why=say("none-alike")))  # a short name stands in many long ones
    return Match(row, by_label[pool[0]])


def _other_criterion(row: Row, criteria: Mapping[str, str]) -> str:
    """Return why a row is not of its criterion: the column of criteria names another one of the set."""
    said = fold(row.heading)
    own = fold(criteria.get(row.criterion, ""))
    other = next((number for number, name in criteria.items() if said and fold(name) == said and said != own), "")
    return say("criterion-other", heading=row.heading, number=other) if other and row.criterion else ""
