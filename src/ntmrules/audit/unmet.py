"""What a row names as not met: which criteria and indicators of its set they are, and whether they are as many as are open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import Factory

from ntmrules.audit.finding import Finding, Remark, about
from ntmrules.audit.tally_file import Count, Row
from ntmrules.frozen import frozen
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold

_BEFORE = re.compile(
    r"(?:(?:con (?:lai )?)?\d{1,2} (?:tieu chi|chi tieu)[a-z ]*:"  # «còn 2 tiêu chí chưa đạt: …»
    r"|(?:(?:con )?(?:(?:chua|khong) dat )?(?:cac )?(?:tieu chi|chi tieu)|tc|ct|so)(?=\d|\b)[. ]*)\s*"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.:]?(?:\s*[-–]?\s*(?P<rest>[a-z(].*))?\Z")
_LABEL = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2})+(?![\d.])")
_VAGUE = re.compile(r"\d|^chua (?:ro|co|xac dinh)|^khong ro")  # what says how many, or from where to where, is no name
_MOST_PIECES = 5  # of a name with commas of its own
_BULLETS = "-–+•* "
_JOINTS = (r"\s+[-–+•]\s+", r"\s+và\s+|\s*&\s*|\s+[-–+•]\s+")
_COUNTED = ("tieu chi", "chi tieu", "xa", "noi dung")  # «3 tiêu chí» says how many and names none


@frozen(kw_only=True)
class Named:
    """Criteria that are named, each with the indicators of it that are; names of no one criterion, numbers that are of none."""

    criteria: dict[str, set[str]] = Factory(dict)
    unplaced: list[str] = Factory(list)
    strange: list[str] = Factory(list)

    @property
    def indicators(self) -> int:
        """How many indicators are not met at least: those named, and one of each criterion that is named alone."""
        return sum(max(1, len(each)) for each in self.criteria.values())


class _Names:
    """The numbers and names of a set's criteria and indicators."""

    def __init__(self, book: Rulebook) -> None:
        self.of: dict[str, tuple[str, str | None]] = {}
        self.words: dict[str, set[tuple[str, str | None]]] = {}
        for heading in book.headings:
            for rule in heading.rules:
                self.of[rule.number] = (heading.number, rule.number)
                self.words.setdefault(fold(rule.name.vi), set()).add((heading.number, rule.number))
            self.of[heading.number] = (heading.number, None)
            self.words[fold(heading.name.vi)] = {(heading.number, None)}

    def place(self, name: str, into: Named) -> bool:
        """Put what a name names where it belongs; no where it is of no one criterion."""
        bare = fold(name)
        known = self.words.get(bare, set())
        while (hit := _BEFORE.match(bare)) is not None and bare not in self.words:
            bare = bare[hit.end() :]
        hit = _NUMBERED.match(bare)
        if hit is None:
            known = known or self.words.get(bare, set()) or self._begun(bare)
            if len({criterion for criterion, _ in known}) != 1:
                return False
            for criterion, indicator in known if len(known) == 1 else ((next(iter(known))[0], None),):
                self._add(into, criterion, indicator)
            return True
        rest = hit["rest"] or ""
        if rest.startswith(_COUNTED):
            return False
        for number in (hit["number"], *_LABEL.findall(rest)):
            found = self.of.get(number.lstrip("0"))
            if found is None:
                into.strange.append(name)
            else:
                self._add(into, *found)
        return True

    def whole(self, names: Sequence[str]) -> Iterator[str]:
        """Yield names, those that a comma of their own parted put together again: «Thủy lợi và phòng, chống thiên tai»."""
        at = 0
        while at < len(names):
            joined = [(end, text) for end in range(min(len(names), at + _MOST_PIECES), at + 1, -1)
                      if fold(text := ", ".join(names[at:end])) in self.words]  # fmt: skip
            at, name = joined[0] if joined else (at + 1, names[at])
            yield name

    def _begun(self, bare: str) -> set[tuple[str, str | None]]:
        """Return the one criterion whose name begins with these words: «Môi trường» for that and food safety."""
        found = {criterion for name, known in self.words.items() for criterion, indicator in known
                 if indicator is None and name.startswith(f"{bare} ")}  # fmt: skip
        return {(found.pop(), None)} if len(found) == 1 else set()

    def _add(self, into: Named, criterion: str, indicator: str | None) -> None:
        into.criteria.setdefault(criterion, set()).update(() if indicator is None else (indicator,))


def _placed(known: _Names, parts: Sequence[str], found: Named) -> bool:
    """Place each part of a name where all are names of their own; no, and nothing is placed, where they are not."""
    if len(parts) < 2 or not all(known.place(part, Named()) for part in parts):
        return False
    return all(known.place(part, found) for part in parts)


def named(names: Iterable[str], book: Rulebook) -> Named:
    """Return what names mean in a set: numbers or names of criteria and indicators, several joined by *và* too."""
    known, found = _Names(book), Named()
    for name in known.whole([each.lstrip(_BULLETS) for each in names]):
        if not any(_placed(known, re.split(signs, name), found) for signs in _JOINTS) and not known.place(name, found):
            found.unplaced.append(name)
    return found


def unmet_findings(
    row: Row, book: Rulebook, criteria: int | None, indicators: int | None, remarks: list[Remark]
) -> Iterator[Finding]:
    """Yield where what is named as not met is not as many as the tally leaves open of ``criteria`` and ``indicators``."""
    if not row.unmet and not row.none:
        return
    found = named(row.unmet, book)
    for name in found.strange:
        yield Finding(relation={"unmet": about(row)}, printed=name, follows=f"1–{criteria or len(book.headings)}",
                      at=row.at, vi=f"{row.called}: {book.id} không có tiêu chí {name}",
                      en=f"{row.called}: {book.id} has no criterion {name}")  # fmt: skip
    if found.unplaced:
        remarks.append(Remark(at=row.at, vi=f"{row.called}: không rõ thuộc tiêu chí nào: {', '.join(found.unplaced)}",
                              en=f"{row.called}: of which criterion is not clear: {', '.join(found.unplaced)}"))  # fmt: skip
    if found.strange:
        return
    vague = any(_VAGUE.search(fold(name)) for name in found.unplaced)
    least = len(found.criteria) + (1 if found.unplaced and not found.criteria and not vague else 0)
    most = len(found.criteria) + len(found.unplaced)
    left = _left(row.criteria, criteria)
    if left is not None and (least > left[1] or (not row.partial and not vague and most < left[0])):
        yield Finding(
            relation={"unmet": about(row)}, printed="; ".join(row.unmet) or row.said_unmet, at=row.at, follows=_range(*left),
            vi=f"{row.called}: {row.criteria.text} tiêu chí thì còn {left[1]} chưa đạt, nhưng nêu tên {most}",
            en=f"{row.called}: {row.criteria.text} criteria leave {left[1]} not met, but {most} are named",
        )  # fmt: skip
        return
    open_ = _left(row.indicators, indicators)
    if row.indicators is not None and open_ is not None and found.criteria and found.indicators > open_[1]:
        yield Finding(
            relation={"unmet": about(row)}, printed="; ".join(row.unmet), at=row.at, follows=_range(*open_),
            vi=f"{row.called}: {row.indicators.text} chỉ tiêu thì còn {open_[1]} chưa đạt, nhưng nêu tên {found.indicators}",
            en=f"{row.called}: {row.indicators.text} indicators leave {open_[1]} not met, but {found.indicators} are named",
        )  # fmt: skip


def _left(count: Count | None, total: int | None) -> tuple[int, int] | None:
    """Return between which numbers a tally leaves open; nothing where its total is not known."""
    every = None if count is None else count.total or total
    if count is None or every is None:
        return None
    return max(0, every - (count.high if count.high is not None else every)), max(0, every - count.low)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
