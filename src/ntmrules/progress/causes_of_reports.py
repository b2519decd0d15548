"""What did the change of a reported tally while a text changed, as far as it can be told: a report counts, and names nothing."""

from __future__ import annotations

from ntmrules.model.trace import NodeKind
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.states import WHAT, Range, Shares, States, exactly, same_rules


def untold(found: States, what: str) -> tuple[str, ...]:
    """Return the numbers of the criteria or indicators of which the text changed while no figure tells what that did to them."""
    then, now = found.then.rulebook, found.now.rulebook
    same, kind = same_rules(then, now), NodeKind.CRITERION if what == WHAT[0] else NodeKind.INDICATOR
    changed: dict[str, str] = {}
    for book in (then, now):
        for heading in (*book.headings, *book.added_headings):
            every = [heading] if kind is NodeKind.CRITERION else heading.rules
            changed.update((each.id, each.number) for each in every if each.id not in same)
    four = [{node.id: node.verdict for node in each.nodes() if node.kind is kind}
            for each in (found.then, found.figures_only, found.text_only, found.now)]  # fmt: skip
    return tuple(number for key, number in changed.items()
                 if any(each.get(key) in (None, Verdict.UNDETERMINED) for each in four))  # fmt: skip


def of_reports(change: Range, settled: Shares, open_: int) -> Shares:
    """Return the shares that are certain in the change of a reported tally; what is left of it nobody can tell of.

    ``settled``: what criteria and indicators did of which more than the report is known; ``open_``: so many others had their
    text changed. Each of these the text may have taken or given, and no other: beyond that it was the figures.
    """
    low, high = change.low - settled.change.low, change.high - settled.change.high
    if not open_:
        return Shares(change=change, figures=settled.figures + Range(low=low, high=high), texts=settled.texts)
    least = exactly(max(low - open_, 0) or min(high + open_, 0))
    return Shares(change=settled.change + least, figures=settled.figures + least, texts=settled.texts)


__all__ = ["of_reports", "untold"]
