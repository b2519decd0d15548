"""The result of judging one unit as data: verdict, tallies, trace.

What a user calls on it stands in :mod:`ntmrules.face`.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field

from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.model.figures import Bound, UnitFigures
from ntmrules.model.firing import Firing
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Tallies, Verdict


@frozen(kw_only=True)
class Attainment:
    """Kết quả đạt chuẩn: what one unit attains of one set on one day, and why.

    ``reported_criteria`` and ``reported_indicators`` are tallies that somebody reported (16 of 19), ``reported_verdict``
    what somebody reported on the whole set; they are shown beside the computed result and never enter it. ``engine``
    says who inferred; ``firings`` is what it concluded, in order (forward engine only).
    """

    unit: str
    rulebook: Rulebook
    trace: Node
    tally: Tallies
    figures: UnitFigures
    engine: str
    reported_verdict: Verdict | None = None
    reported_criteria: tuple[int, int] | None = None
    reported_indicators: tuple[int, int] | None = None
    firings: tuple[Firing, ...] = ()
    bound: Bound = field(factory=lambda: Bound({}, {}), eq=False, repr=False)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole set."""
        assert self.trace.verdict is not None
        return self.trace.verdict

    @property
    def provisional(self) -> bool:
        """Whether the verdict rests on evidence weaker than an excerpt."""
        return self.trace.provisional

    def nodes(self) -> Iterator[Node]:
        """Yield every node of the trace, parents before children."""
        stack = [self.trace]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def node(self, number: str) -> Node:
        """Return the node of the criterion or indicator with this label or id; ``UsageError`` NTM003 if there is none."""
        wanted = (number, f"{self.rulebook.id}/{number}")
        own = [self.trace, *self.trace.children, *(child for node in self.trace.children for child in node.children)]
        for node in own:
            if node.id in wanted and node.kind in ("set", "criterion", "indicator"):
                return node
        for node in own:  # what a province adds has an id of its own, and a label that no national rule has
            if node.about.number == number and node.kind in ("criterion", "indicator"):
                return node
        known = [node.about.number for node in own if node.about.number]
        raise UsageError(
            problem("NTM003", label=number, set=self.rulebook.id, known=", ".join(known), near=(number, known))
        )

    def tally_fits(self) -> bool | None:
        """Tell whether the reported tallies lie in the computed ranges; nothing when none was reported."""
        pairs = [(self.reported_criteria, self.tally.criteria), (self.reported_indicators, self.tally.indicators)]
        said = [(report, tally) for report, tally in pairs if report is not None]
        if not said:
            return None
        return all(tally.low <= report[0] <= tally.high and report[1] == tally.declared for report, tally in said)
