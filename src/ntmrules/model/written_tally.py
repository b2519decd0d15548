"""Tallies as offices write them: how many are met, of how many, and of what: ``10/19``, «đạt 10/19 tiêu chí», «19 TC»."""

from __future__ import annotations

from functools import lru_cache

from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

CRITERIA, INDICATORS = "tieu-chi", "chi-tieu"
_OF = {
    "tieu chi": CRITERIA, "tc": CRITERIA, "criteria": CRITERIA, "criterion": CRITERIA,
    "chi tieu": INDICATORS, "ct": INDICATORS, "indicators": INDICATORS, "indicator": INDICATORS,
}  # fmt: skip
_THING = "tieu chi|tc|criteri(?:a|on)|chi tieu|ct|indicators?"
_TALLY = later(
    r"(?:(?:da |moi )?dat(?: duoc)?(?: chuan)?\s*:?\s*|met\s+)?"
    r"(?P<least>(?:>=|≥|tu|it nhat|at least)\s*)?"
    rf"(?P<low>[0-9]{{1,4}})\s*(?:(?:[-–—]|den|to)\s*(?P<high>[0-9]{{1,4}}))?\s*(?P<what>{_THING})?"
    rf"\s*(?:/\s*(?P<total>[0-9]{{1,4}})\s*(?P<again>{_THING})?)?"
    r"(?:\s*(?:tro len|and more))?(?:\s*(?:da )?(?:dat(?: chuan)?|met)|\s*\((?:da )?(?:dat(?: chuan)?|met)\))?"
)
_MORE = ("tro len", "and more")


@frozen
class WrittenTally:
    """How many are met, from ``low`` to ``high``, of ``total``; of criteria (``tieu-chi``) or indicators (``chi-tieu``).

    ``high`` is nothing where only the least is said, ``total`` and ``what`` where they are not written.
    """

    low: int
    high: int | None
    total: int | None
    what: str | None

    @property
    def of_all(self) -> tuple[int, int] | None:
        """The one number that are met, and the total, where both are said and can be; else nothing."""
        if self.total is None or self.high != self.low or self.low > self.total:
            return None
        return self.low, self.total


@lru_cache(maxsize=4096)
def written_tally(text: str) -> WrittenTally | None:
    """Return what a text says where it is a tally and nothing else; a range that falls (``9-7/19``) is none."""
    folded = fold(text)
    found = _TALLY.fullmatch(folded)
    if found is None:
        return None
    low, high, total = (None if found[name] is None else int(found[name]) for name in ("low", "high", "total"))
    least = found["least"] is not None or folded.endswith(_MORE)
    things = {_OF[found[name]] for name in ("what", "again") if found[name]}
    if low is None or len(things) > 1 or (high is not None and (least or high <= low)):
        return None
    return WrittenTally(low, None if least else high if high is not None else low, total, next(iter(things), None))
