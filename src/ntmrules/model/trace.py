"""The trace: one tree for every attainment, in the words of the law.

Nodes are named tuples, not attrs classes: a commune has some two hundred of them and they are made for every
evaluation, so their making is most of the cost. They are as immutable and comparable as the rest of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from ntmrules.frozen import frozen
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.life import Life
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Basis, Reason, Verdict


class NodeKind(StrEnum):
    """What a node of the trace is about, in the words of the law; a closed list. An entry of a pack bears its verb."""

    SET = "set"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    REQUIREMENT = "requirement"
    FIGURE = "figure"
    THRESHOLD = "threshold"
    HOLE = "hole"
    CONDITION = "condition"
    UNIT = "unit"
    FILL = "fill"
    RAISE = "raise"
    REPLACE = "replace"
    ADD = "add"
    MEASURE_AS = "measure_as"
    WAIVE = "waive"
    COMPLETE = "complete"
    TRANSITION = "transition"
    DERIVED = "derived"


class NoteCode(StrEnum):
    """What a note on a node says; a closed list. Behind each: what ``Note.subject`` holds, nothing where none is named."""

    AREA_RULE = "area_rule"
    """The fact by which the unit stands in its column."""
    BELOW_BOUND = "below_bound"
    BELOW_GROUP = "below_group"
    """A group whose points stay below the least it has to come to: ``a: 12 < 20``."""
    BORDERLINE = "borderline"
    CHANGE = "change"
    """A year, the figure of the year before, and its own: ``2023: 48.5 → 50.2``."""
    CHANGE_FROM_NOTHING = "change_from_nothing"
    """A year, and the figure of the year before, of which no share can be taken: ``2023: 0``."""
    CHILDREN = "children"
    """Child units that meet, of how many: ``3/5``."""
    CHILD_COUNTS_AS_MET = "child_counts_as_met"
    """A child unit that it does not apply to, which counts as met by its own set."""
    CHILD_DROPS_OUT = "child_drops_out"
    """A child unit that it does not apply to, which is not counted by its own set."""
    CHILDREN_LOST = "children_lost"
    """How many child units do not meet what is asked; too many, whatever is still open."""
    CHILDREN_MISSING = "children_missing"
    """How many child units nothing is known of."""
    CHILDREN_NOT_ASKED = "children_not_asked"
    """There are child units, and it applies to none of them."""
    CONTRADICTED_BY_WITHDRAWN = "contradicted_by_withdrawn"
    """The verdict that was reported; a figure withdrawn since had come to the contrary."""
    CONTRADICTION = "contradiction"
    """The verdict that was reported."""
    DELEGATED_TO = "delegated_to"
    """Who is to set the level."""
    DOES_NOT_APPLY = "does_not_apply"
    ENTRY_FROM = "entry_from"
    """The first day of an entry of a pack."""
    ENTRY_TO = "entry_to"
    """Its last day."""
    ENTRY_NOT_FOR_KEPT = "entry_not_for_kept"
    """An entry that is not laid over the text that the unit keeps."""
    ENTRY_UNSURE_FOR_KEPT = "entry_unsure_for_kept"
    """An entry of which no text says whether it is for units that keep the former text."""
    FACTOR = "factor"
    """By what the level of another rule is multiplied."""
    FAILS_WEAK_LEVEL = "fails_weak_level"
    FEWER_APPLY = "fewer_apply"
    """A pass rule asks for more parts than apply, which the text does not foresee: ``4>3``."""
    FIGURE_AFTER_DATE = "figure_after_date"
    GROUP_POINTS = "group_points"
    """A group of a scale of points, and what it comes to: ``ha-tang: 15–20/40``."""
    IMPLIED_BY_CRITERION = "implied_by_criterion"
    KEPT_UNTIL = "kept_until"
    """The last day on which a unit keeps the former text."""
    KEPT_SET_UNTIL = "kept_set_until"
    """The last day on which a unit keeps a whole former set."""
    LEGAL_BASIS = "legal_basis"
    """The provision that a pack names for setting something else."""
    LEVEL_ROUNDED = "level_rounded"
    """The computed level before and after the rounding that the text orders."""
    LEVEL_OF_OWN_YEAR = "level_of_own_year"
    """The year whose level the figure was compared with."""
    MET_IF_APPLICABLE = "met_if_applicable"
    MET_WHERE_ASKED = "met_where_asked"
    """Whether it applies is not known: it is met or not applicable; ``provisional`` where being met would be that."""
    MORE_CHILDREN_THAN_SAID = "more_children_than_said"
    """Child units given and said: ``7>5``."""
    NO_CHILDREN = "no_children"
    NOT_RAISED_HERE = "not_raised_here"
    """On a level: an entry raises that of other years or areas only, and asks nothing here."""
    NOT_MET_WHERE_ASKED = "not_met_where_asked"
    """Whether it applies is not known: it is not met or not applicable; ``provisional`` where not met would be that."""
    NOT_APPLICABLE_FULL_POINTS = "not_applicable_full_points"
    """What does not apply and has all its points, as the text or the set says: ``1.1: 40/40``."""
    NOT_APPLICABLE_NO_POINTS = "not_applicable_no_points"
    """What does not apply and has no points, as the text says: ``1.1: 0/40``."""
    NOT_APPLICABLE_OPEN_POINTS = "not_applicable_open_points"
    """What does not apply, and the text does not say what points it has then: ``1.1: 0–40/40``."""
    NOT_APPLICABLE_UNFORESEEN = "not_applicable_unforeseen"
    OLD_FIGURE = "old_figure"
    """The year that the figure is about."""
    OUTSIDE_FORCE = "outside_force"
    PASS_RULE = "pass_rule"
    """Parts met, of how many that are applicable, and how many have to be: ``7–8/10 ≥ 8``."""
    PACK = "pack"
    """The pack that an entry stands in."""
    POINTS = "points"
    """Points of how many: ``60–70/100``."""
    POINTS_CONTRADICTED = "points_contradicted"
    """A total that was reported and that the indicators cannot come to, and what they come to: ``80 (60–70/100)``."""
    POINTS_REPORTED = "points_reported"
    """A total that was reported beside its parts, which can come to it; it decides nothing."""
    PRELIMINARY_FIGURE = "preliminary_figure"
    REPORTED_BEFORE = "reported_before"
    """The day of a report on which the set was not in force yet: the report is about another text."""
    REPORTED_BESIDE = "reported_beside"
    """The verdict reported on the set that is asked for itself."""
    REPORTED_AGAINST_WEAK_LEVEL = "reported_against_weak_level"
    ROUNDED = "rounded"
    """The figure before and after the rounding that the text orders: ``49.95 → 50.0``."""
    ROW_YEAR = "row_year"
    """The year of the row that was compared with."""
    SAID_OF_ANOTHER_SET = "said_of_another_set"
    """What was said of a set that nobody asks for here: ``subject: value``."""
    TIMES = "times"
    """By what another figure is multiplied."""
    REVIVED = "revived"
    """An entry that holds again since one that had superseded it ended: ``older ← newer (until day)``."""
    SUPERSEDED_STAYS = "superseded_stays"
    """An entry that does not come back although the one that had superseded it ended: ``older ← newer (until day)``."""
    UNIT_ENDED = "unit_ended"
    """A unit that is none any more on the day, and what it became where that is known: ``xã Cũ (huyện A) → xã Mới``."""
    UNIT_MERGED = "unit_merged"
    """The same of a unit that went entire into a larger one."""
    UNIT_RENAMED = "unit_renamed"
    """The same of a unit that has another name now, and nothing else."""
    UNIT_SPLIT = "unit_split"
    """The same of a unit whose parts went into several: what was handed in about it does not count."""
    UNIT_SPLIT_UNUSED = "unit_split_unused"
    """How many figures and reports on a unit that was divided were left alone."""
    WAIVED = "waived"


class CellPlace(NamedTuple):
    """The cell of a threshold table that a level was read from; ``None`` where the row holds for every area or year."""

    area: str | None
    year: int | None


OF_REPORT = "#report"  # behind the id of what a report is about: a figure of the same id may stand beside it


@frozen(kw_only=True)
class About:
    """What is the same in every evaluation of a node: identity, label, place in the law.

    ``rule`` is the id of the rule to which a requirement belongs, ``requirement`` its kind; ``cell`` is the place of a
    threshold or hole in its table; ``report`` tells that a figure is a reported verdict.
    """

    kind: NodeKind
    id: str
    label: Text
    number: str | None = None
    rule: str | None = None
    requirement: str | None = None
    measure: str | None = None
    unit: str | None = None
    provision: Provision | None = None
    evidence: Evidence | None = None
    why: Text | None = None
    asks: tuple[Text, ...] = ()
    k: int | None = None
    cell: CellPlace | None = None
    report: bool = False

    @property
    def owner(self) -> str:
        """What a figure or a report is about: a measure, an indicator, a criterion, a set."""
        return self.id.removesuffix(OF_REPORT) if self.report else self.id


class Required(NamedTuple):
    """The level asked for: the comparison and the value, or the values between which sources disagree."""

    op: str
    values: tuple[Decimal, ...]
    upper: tuple[Decimal, ...] = ()


class Among(NamedTuple):
    """How many of how many: ``low`` are settled, ``high`` may still be, of ``total``; written ``3–5/7``."""

    low: int | Decimal
    high: int | Decimal
    total: int | Decimal

    def __str__(self) -> str:
        return self.told(lambda value: format(value, "f"))

    def told(self, number: Callable[[Decimal], str]) -> str:
        """Return the counts as ``number`` writes them."""
        low, high, total = (number(Decimal(each)) for each in self)
        return f"{low}/{total}" if self.low == self.high else f"{low}–{high}/{total}"


class Beside(NamedTuple):
    """A total that was reported beside the parts, and what they come to; written ``80 (60–70/100)``."""

    said: Decimal
    counted: Among

    def __str__(self) -> str:
        return self.told(lambda value: format(value, "f"))

    def told(self, number: Callable[[Decimal], str]) -> str:
        """Return both as ``number`` writes them."""
        return f"{number(self.said)} ({self.counted.told(number)})"


class Grouped(NamedTuple):
    """A group of points and what it comes to, of the most it can; written ``ha-tang: 15–20/40``."""

    group: str
    name: Text
    counted: Among

    def __str__(self) -> str:
        return f"{self.group}: {self.counted}"


class PointsOf(NamedTuple):
    """An indicator or criterion in a scale of points, and what it gives, of the most it can; written ``1.1: 0–40/40``."""

    number: str
    name: Text
    counted: Among

    def __str__(self) -> str:
        return f"{self.number}: {self.counted}"


class Lacking(NamedTuple):
    """A group of points, the most that it can come to, and what it has to come to; written ``ha-tang: 15 < 20``."""

    group: str
    name: Text
    most: Decimal
    least: Decimal

    def __str__(self) -> str:
        return f"{self.group}: {self.most:f} < {self.least:f}"


class Enough(NamedTuple):
    """Parts that are met (``high``: with those that may still be), of how many that count, and how many have to be.

    ``total`` is nothing where nobody knows how many there are; written ``7–8/10 ≥ 8``.
    """

    low: int
    high: int
    total: int | None
    needed: int

    def __str__(self) -> str:
        met = str(self.low) if self.low == self.high else f"{self.low}–{self.high}"
        return f"{met}/{'?' if self.total is None else self.total} ≥ {self.needed}"


class Exceeding(NamedTuple):
    """More were given than there are said to be; written ``7>5``."""

    given: int
    said: int

    def __str__(self) -> str:
        return f"{self.given}>{self.said}"


class Step(NamedTuple):
    """A figure and what it became, in ``year`` where it is about one; written ``2023: 40 → 41``."""

    before: Decimal
    after: Decimal | None = None
    year: int | None = None

    def __str__(self) -> str:
        return self.told(lambda value: format(value, "f"))

    def told(self, number: Callable[[Decimal], str]) -> str:
        """Return the step with its figures as ``number`` writes them."""
        said = number(self.before) if self.after is None else f"{number(self.before)} → {number(self.after)}"
        return said if self.year is None else f"{self.year}: {said}"


class SaidOf(NamedTuple):
    """What was said of a subject; written ``subject: value``."""

    subject: str
    value: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.value}"


NoteValue: TypeAlias = (
    str
    | int
    | Decimal
    | Verdict
    | Among
    | Enough
    | Exceeding
    | Step
    | SaidOf
    | Life
    | Beside
    | Grouped
    | Lacking
    | PointsOf
)


class Note(NamedTuple):
    """A remark on a node: a code, and what it is about in the type that the code says."""

    code: NoteCode
    value: NoteValue = ""

    @property
    def subject(self) -> str:
        """What it is about, as text: as it stands in JSON."""
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)


class Node(NamedTuple):
    """One step of the explanation.

    ``observed`` is the figure or the reported answer; ``required``
    the level it was compared with; ``at`` the place in a file where a figure or report was read.
    """

    about: About
    verdict: Verdict | None
    observed: Decimal | Verdict | tuple[int, int] | None = None
    required: Required | None = None
    basis: Basis | None = None
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
    children: tuple[Node, ...] = ()
    provisional: bool = False
    period: int | None = None
    source: str | None = None
    at: str = ""

    @property
    def kind(self) -> NodeKind:
        """The kind of the node."""
        return self.about.kind

    @property
    def id(self) -> str:
        """The id of what the node is about."""
        return self.about.id

    @property
    def label(self) -> Text:
        """Its name in both languages."""
        return self.about.label

    def has_note(self, code: NoteCode) -> bool:
        """Tell whether a note with ``code`` stands on the node."""
        return bool(self.notes) and any(note.code == code for note in self.notes)
