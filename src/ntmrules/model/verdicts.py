"""Verdicts, why one is undetermined and who can cure it, tallies that never lie."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ntmrules.frozen import frozen


class Verdict(StrEnum):
    """The four verdicts on an indicator, a criterion or a set."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What a verdict rests on: our comparison, somebody's report, or both together."""

    COMPUTED = "computed"
    REPORTED = "reported"
    MIXED = "mixed"


class ReasonCode(StrEnum):
    """Why a verdict is undetermined; a closed list."""

    NO_FIGURE = "no_figure"
    FIGURE_WITHDRAWN = "figure_withdrawn"
    FIGURE_STALE = "figure_stale"
    THRESHOLD_DELEGATED = "threshold_delegated"
    THRESHOLD_UNKNOWN = "threshold_unknown"
    THRESHOLD_DISPUTED = "threshold_disputed"
    EVIDENCE_TOO_WEAK = "evidence_too_weak"
    SET_INCOMPLETE = "set_incomplete"
    UNIT_SPLIT = "unit_split"
    UNIT_UNPLACED = "unit_unplaced"

    @property
    def cure(self) -> str:
        """Who can settle it: ``commune``, ``province``, ``catalogue`` or ``data_owner``."""
        return _CURES[self]


_CURES = {
    ReasonCode.NO_FIGURE: "commune",
    ReasonCode.FIGURE_WITHDRAWN: "commune",
    ReasonCode.FIGURE_STALE: "commune",
    ReasonCode.THRESHOLD_DELEGATED: "province",
    ReasonCode.THRESHOLD_UNKNOWN: "catalogue",
    ReasonCode.THRESHOLD_DISPUTED: "catalogue",
    ReasonCode.EVIDENCE_TOO_WEAK: "catalogue",
    ReasonCode.SET_INCOMPLETE: "catalogue",
    ReasonCode.UNIT_SPLIT: "data_owner",
    ReasonCode.UNIT_UNPLACED: "data_owner",
}


class Reason(NamedTuple):
    """One reason: the code and what it is about (a measure id, an indicator label, a set id).

    ``lacking``: so many child units of the level ``subject`` have no figures. ``column``: what is disputed or not known is not a
    level, but in which column the unit stands: of the tables of the set, or of the zones ``subject``.
    """

    code: ReasonCode
    subject: str
    lacking: int | None = None
    column: bool = False

    @property
    def told(self) -> str:
        """What it is about in one word, as it stands in JSON: ``xa: 3`` where three child units are lacking."""
        if self.lacking is not None:
            return f"{self.subject}: {self.lacking}"
        return f"{self.subject}#area" if self.column else self.subject

    @property
    def cure(self) -> str:
        """Who can settle it."""
        return self.code.cure


@frozen
class Tally:
    """How many are met, as counts and as the range ``low``..``high`` in which the true number lies.

    ``met + not_met + undetermined + not_applicable == modelled <= declared`` always holds. ``low`` counts what is
    settled; ``high`` adds what may still turn out met, with what is declared but not modelled. Where nobody knows how many
    the decision declares, ``whole`` is false, ``declared`` is what is modelled, and the range has no known end.
    """

    met: int
    not_met: int
    undetermined: int
    not_applicable: int
    low: int
    high: int
    declared: int
    modelled: int
    reported: int = 0
    whole: bool = True

    @property
    def settled(self) -> bool:
        """Whether the range is one number."""
        return self.low == self.high and self.whole

    @property
    def left_open(self) -> int:
        """How many are undetermined and not counted yet: one that is met or not applicable is, where both count."""
        if self.settled:
            return 0
        counted = max(0, self.low - self.met - self.not_applicable)
        return self.undetermined + self.declared - self.modelled - counted

    @property
    def count(self) -> str:
        """``16/19``; ``10–12/19`` when not settled; ``10–12/?`` when the total is not known."""
        number = str(self.low) if self.low == self.high else f"{self.low}–{self.high}"
        return f"{number}/{self.declared if self.whole else '?'}"


@frozen
class Tallies:
    """The two tallies of one attainment; ``added`` counts apart what a province adds to the national set."""

    criteria: Tally
    indicators: Tally
    added: Tally | None = None

    def text(self, lang: str = "vi") -> str:
        """Return the line officials report: ``10–12/19 tiêu chí, 56–58/75 chỉ tiêu (2 chưa xác định)``."""
        words = (
            ("criteria", "indicators", "undetermined") if lang == "en" else ("tiêu chí", "chỉ tiêu", "chưa xác định")
        )
        besides = ""
        if self.added is not None:
            besides = (
                f"; besides {self.added.count} indicators added by the province"
                if lang == "en"
                else f"; ngoài ra {self.added.count} chỉ tiêu do tỉnh bổ sung"
            )
        line = f"{self.criteria.count} {words[0]}, {self.indicators.count} {words[1]}"
        undetermined = self.indicators.left_open
        return f"{line} ({undetermined} {words[2]}){besides}" if undetermined > 0 else f"{line}{besides}"

    def __str__(self) -> str:
        return self.text("vi")

    def _repr_html_(self) -> str:
        """What a notebook shows: the line."""
        return f"<div>{self.text('vi')}</div>"
