"""Which indicator of a set a row of an annex is: by its number and by its name, and by neither alone where both are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ntmrules.authoring.annex.layout import Row
from ntmrules.frozen import frozen
from ntmrules.model.sets import CriteriaSet, Indicator, Version
from ntmrules.model.spelling import fold

LEAST, SURE, APART = 0.5, 0.85, 0.2
SILENT = frozenset(
    [
        "va",
        "hoac",
        "cua",
        "duoc",
        "theo",
        "la",
        "co",
        "cac",
        "cho",
        "den",
        "tren",
        "tu",
        "voi",
        "o",
        "so",
        "ve",
        "tai",
        "mot",
        "nhung",
        "ty",
        "le",
        "dat",
    ]
)


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
    def names(self) -> tuple[str, ...]:
        """The names under which it may stand in the annex."""
        own = (self.version.name.vi,) if self.version.name is not None else ()
        return (*own, self.indicator.name.vi)


@frozen
class Match:
    """A row and its indicator, or why there is none."""

    row: Row
    known: Known | None
    why: str = ""


def known_of(whole: CriteriaSet, decision: str) -> Iterator[Known]:
    """Yield the indicators of a set that have a text of the decision, with the day before the next text begins."""
    for item in (*whole.prerequisites, *(each for criterion in whole.criteria for each in criterion.indicators)):
        for index, version in enumerate(item.versions):
            if version.provision.decision == decision:
                following = item.versions[index + 1].from_ if index + 1 < len(item.versions) else None
                yield Known(item, version, following)
                break


def alike(name: str, printed: str) -> float:
    """Return the share of the words of a catalogue's short name that stand in the printed one, accents aside."""
    mine = [word for word in _words(name) if word not in SILENT]
    theirs = set(_words(printed))
    return sum(word in theirs for word in mine) / len(mine) if mine else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def match_rows(rows: Iterable[Row], known: Iterable[Known]) -> list[Match]:
    """Return every row with its indicator; a row of a year belongs to the indicator above it."""
    everyone = list(known)
    by_label = {each.indicator.id: each for each in everyone}
    found: list[Match] = []
    last: Known | None = None
    for row in rows:
        if row.wrong:
            found.append(Match(row, None, row.wrong))
            last = None
            continue
        if row.year is not None and not row.label:
            found.append(Match(row, last, "" if last is not None else "năm không thuộc chỉ tiêu nào phía trên"))
            continue
        match = _numbered(row, by_label) if row.label else _named(row, everyone)
        last = match.known
        found.append(match)
    return found


def _numbered(row: Row, by_label: dict[str, Known]) -> Match:
    known = by_label.get(row.label)
    if known is None:
        return Match(row, None, f"danh mục không có chỉ tiêu {row.label} theo quyết định này")
    score = max(alike(name, row.name) for name in known.names)
    if score >= LEAST:
        return Match(row, known)
    other, best = _closest(row, by_label.values())
    hint = f"; tên giống {other.indicator.id} «{other.names[0]}»" if other is not None and best >= SURE else ""
    return Match(row, None, f"số là của {row.label} «{known.names[0]}» nhưng tên khác{hint}")


def _named(row: Row, known: list[Known]) -> Match:
    pool = [each for each in known if row.criterion in ("", each.indicator.id.partition(".")[0])]
    best, score = _closest(row, pool)
    if best is None or score < SURE or max(alike(row.name, name) for name in best.names) < LEAST:
        return Match(row, None, "không có số, tên không giống chỉ tiêu nào")  # a short name stands in many long ones
    if any(max(alike(name, row.name) for name in each.names) > score - APART for each in pool if each is not best):
        return Match(row, None, "không có số, tên giống nhiều chỉ tiêu")
    return Match(row, best)


def _closest(row: Row, known: Iterable[Known]) -> tuple[Known | None, float]:
    scored = [(max(alike(name, row.name) for name in each.names), each) for each in known]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best, score
