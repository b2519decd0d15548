"""The result of judging one unit: verdict, tallies, trace, and the ways to read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ntmrules.errors import Problem, UsageError, did_you_mean
from ntmrules.model.figures import UnitFigures
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Tallies, Verdict

if TYPE_CHECKING:
    from ntmrules.engine.forward.rules import Firing
    from ntmrules.model.rulebook import Rulebook


@frozen(kw_only=True)
class Attainment:
    """Kết quả đạt chuẩn: what one unit attains of one set on one day, and why.

    ``reported_criteria`` and ``reported_indicators`` are tallies that somebody reported (16 of 19); they are shown beside
    the computed ranges and never enter them. ``engine`` says who inferred; ``firings`` is what it concluded, in order
    (forward engine only).
    """

    unit: str
    rulebook: Rulebook
    trace: Node
    tally: Tallies
    figures: UnitFigures
    engine: str
    reported_criteria: tuple[int, int] | None = None
    reported_indicators: tuple[int, int] | None = None
    firings: tuple[Firing, ...] = ()

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
            Problem(
                "NTM003",
                "",
                f"no indicator or criterion {number!r} in {self.rulebook.id}",
                expected=", ".join(known),
                remedy=did_you_mean(number, known),
            )
        )

    def tally_fits(self) -> bool | None:
        """Tell whether the reported tallies lie in the computed ranges; nothing when none was reported."""
        pairs = [(self.reported_criteria, self.tally.criteria), (self.reported_indicators, self.tally.indicators)]
        said = [(report, tally) for report, tally in pairs if report is not None]
        if not said:
            return None
        return all(tally.low <= report[0] <= tally.high and report[1] == tally.declared for report, tally in said)

    def text(self, *, view: str = "unmet", lang: str = "vi") -> str:
        """Return the trace as text: ``view`` is summary, unmet, full, firings, json or a plugin's; ``lang`` vi or en."""
        plugins = self.rulebook.plugins
        if plugins is not None and view in plugins.renderers:
            said: str = plugins.render(view, self, lang)
            return said
        if view == "json":
            return self.to_json()
        if view == "firings":
            from ntmrules.explain.attainment.firings import render_firings

            return render_firings(self, lang=lang)
        from ntmrules.explain.attainment.text import render_text

        return render_text(self, view=view, lang=lang)

    def to_dict(self) -> dict[str, Any]:
        """Return the attainment as plain data, schema ``ntmrules/attainment/1``; decimals are text."""
        from ntmrules.explain.attainment.data import attainment_data

        return attainment_data(self)

    def to_json(self) -> str:
        """Return :meth:`to_dict` as JSON text in UTF-8 letters."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def why(self, number: str, *, lang: str = "vi") -> str:
        """Return the whole explanation of one criterion or indicator as text."""
        from ntmrules.explain.attainment.text import render_node

        return render_node(self, self.node(number), lang=lang)

    def gaps(self) -> list[Any]:
        """Return the distance of each unmet comparison to its level, the widest relative gap first."""
        from ntmrules.explain.attainment.gaps import gaps

        return gaps(self)

    def decisive(self) -> list[str]:
        """Return the missing figures that together would settle the verdict, as few as possible (measure ids)."""
        from ntmrules.explain.attainment.gaps import decisive

        return decisive(self)
