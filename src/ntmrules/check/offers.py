"""What a person with a text in hand can write into the form of holes: asked by the form, and by those who count before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.firmness import is_weak, is_weak_cell
from ntmrules.model.requirements import AnyRequirement, Cell

OFFERED = ("attained", "none_of", "delegated")


@frozen(kw_only=True)
class Offer:
    """A demand of which the form asks something: ``levels`` by field, each with its rows; none where it asks the demand.

    ``measure`` is what it reads, ``part`` by which measure an entry names it within a compound. ``refused``: the form names
    it but has no place for it, since several parts read that measure (``apart``) or nobody knows which one (``unnamed``).
    """

    item: AnyRequirement
    measure: str | None
    part: str | None
    levels: dict[str, tuple[Cell, ...]]
    refused: str | None = None

    @property
    def cells(self) -> int:
        """How many lines it has in the form: one for each level, one for a demand of which no level is known."""
        if self.refused is not None:
            return 0
        return sum(map(len, self.levels.values())) if self.levels else 1


def offers_of(item: AnyRequirement, own: str | None, *, weak: bool = True) -> Iterator[Offer]:
    """Yield what the form asks of a requirement: its holes, with ``weak`` also what is known from memory or a passage.

    ``own`` is the measure of the indicator. What is known firmly, and what no form can change, is not among them.
    """
    counts = Counter(part.measure for part in walk.leaves(item) if part.measure is not None)
    apart = frozenset(measure for measure, count in counts.items() if count > 1)
    yield from _offers(item, own, None, apart, weak=weak)


def _offers(
    item: AnyRequirement, own: str | None, part: str | None, apart: frozenset[str], *, weak: bool
) -> Iterator[Offer]:
    measure = item.measure or own
    if isinstance(item, req.Compound):
        for each in item.of:
            if each.measure is None and isinstance(each, req.Unknown):
                yield Offer(item=each, measure=None, part=None, levels={}, refused="unnamed")
            else:
                yield from _offers(each, measure, each.measure or measure, apart, weak=weak)
        return
    # Several parts that read one measure: an entry for one of them would change them all.
    refused = "apart" if part is not None and part in apart else None
    if isinstance(item, req.Unknown) or (weak and offered_demand(item)):
        yield Offer(item=item, measure=measure, part=part, levels={}, refused=refused)
        return
    asked = {
        name: tuple(row for row in each.rows if _asked(row, weak=weak)) for name, each in walk.levels(item).items()
    }
    if any(asked.values()):
        # A level beside an open one is written too, as it is known: a text between two levels has both.
        whole = {name: rows or walk.levels(item)[name].rows for name, rows in asked.items()}
        yield Offer(item=item, measure=measure, part=part, levels=whole, refused=refused)


def _asked(row: Cell, *, weak: bool) -> bool:
    return row.unknown is not None or (weak and is_weak_cell(row))


def offered_demand(item: AnyRequirement) -> bool:
    """Tell whether a demand without a level is weak and can be confirmed by a mark."""
    if isinstance(item, req.Delegated) and (item.to != "ubnd-cap-tinh" or item.bound is not None):
        return False
    return item.kind in OFFERED and is_weak(getattr(item, "evidence", None))
