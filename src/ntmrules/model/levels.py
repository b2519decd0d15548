"""The level that one comparison meets in one evaluation: a value, candidates, or a hole with its reason."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.requirements import Cell, Derivation, Threshold
from ntmrules.model.text import Text
from ntmrules.model.trace import About, CellPlace, Node, NodeKind, Note, NoteCode, Required
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

ENTRY_LABELS = {
    "fill": Text("Quy định cụ thể của tỉnh", "Laid down by the province"),
    "raise": Text("Tỉnh nâng mức", "Raised by the province"),
    "replace": Text("Quy định khác của tỉnh", "Set differently by the province"),
    "add": Text("Tỉnh bổ sung", "Added by the province"),
    "measure_as": Text("Tỉnh đo theo cách khác", "Measured differently by the province"),
    "waive": Text("Tỉnh không áp dụng", "Waived by the province"),
    "complete": Text("Bổ sung từ văn bản", "Completed from the text"),
}
NO_ROW = Text("văn bản không có mức cho năm và vùng này", "the text has no level for this year and area")


@frozen
class Level:
    """What a figure is compared with: every value it could be, or why there is none.

    ``values`` are all candidates of all possible columns. ``reasons`` are those of holes. ``fails`` is a bound no level
    can be looser than (of a delegation): a figure worse than it is not met, whatever the province writes.
    ``weak`` are the values known too weakly to be used. ``near`` is a wide net around each value, so that the exact test
    for a borderline figure is seldom made.
    ``free``: in a possible column, or in all of them, nothing is asked: an entry raises the level of others only.
    ``by_area``: the columns differ, so the doubt can be cured by saying in which column the unit stands.
    ``disputes`` are the lowest and the highest value of each column on which sources disagree.
    """

    values: tuple[Decimal, ...]
    reasons: tuple[Reason, ...]
    nodes: tuple[Node, ...]
    required: Required | None
    provisional: bool
    by_area: bool = False
    disputes: tuple[tuple[Decimal, Decimal], ...] = ()
    fails: Decimal | None = None
    near: tuple[tuple[Decimal, Decimal], ...] = ()
    weak: tuple[Decimal, ...] = ()
    free: bool = False

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is asked wherever the unit may stand."""
        return self.free and not self.values and not self.reasons

    def torn(self, leaves_open: Callable[[tuple[Decimal, Decimal]], bool]) -> bool:
        """Tell whether it matters which source is right: ``leaves_open`` is asked of each column on which they disagree.

        Where every column decides whichever of its sources is right, only the column is in doubt.
        """
        return any(leaves_open(span) for span in self.disputes)


def make_level(
    threshold: Threshold,
    op: str,
    subject: str,
    areas: tuple[str, ...],
    year: int,
    floor: Floor,
    area_name: Callable[[str], Text],
    unit: str | None,
) -> Level:
    """Return the level for a figure of ``year`` in one of ``areas`` (none: the threshold has no columns).

    A table of zones has no level for who may lie in none of them, however alike its own levels judge: the text is silent.
    """
    values: dict[Decimal, None] = {}
    reasons: dict[Reason, None] = {}
    nodes: list[Node] = []
    found: dict[int, tuple[Cell | None, str | None]] = {}  # by the cell itself: what it holds is long to compare
    for area in areas or (None,):
        cell = threshold.cell(year, area)
        found.setdefault(id(cell), (cell, area))
    provisional = False
    disputes: dict[tuple[Decimal, Decimal], None] = {}
    fails: Decimal | None = None
    for cell, area in found.values():
        code = None if cell is None and threshold.partial else _state(cell, floor)
        if cell is not None:
            mine = cell.values
            if cell.candidates:
                disputes[min(mine), max(mine)] = None
            if code is None:
                values.update(dict.fromkeys(mine))
                provisional = provisional or _weakest(cell) < Floor.EXCERPT
            if cell.delegated is not None and len(found) == 1:
                fails = cell.delegated.high if op in ("at_most", "less_than") else cell.delegated.low
        if code is not None:
            reasons[Reason(code, subject)] = None
        nodes.append(_node(cell, op, subject, area, year, code, area_name, unit))
    candidates = tuple(sorted(values))
    return Level(
        values=() if reasons else candidates,
        reasons=tuple(reasons),
        nodes=tuple(nodes),
        required=Required(op, candidates) if candidates else None,
        provisional=provisional,
        by_area=len(found) > 1,
        disputes=tuple(disputes),
        fails=fails if reasons else None,
        free=threshold.partial and any(cell is None for cell, _ in found.values()),
        weak=tuple(value for node in nodes if node.required is not None for value in node.required.values)
        if reasons
        else (),
        near=() if reasons else tuple((value - 1, value + 1) for value in candidates),
    )


def derivation_node(chain: Derivation, areas: tuple[str, ...], year: int, floor: Floor,
                    area_name: Callable[[str], Text], unit: str | None) -> Node:  # fmt: skip
    """Return the node that says from what a level is derived: the base with its level here, the factor, each entry."""
    base = make_level(chain.base, chain.op, chain.of, areas, year, floor, area_name, unit)
    about = About(kind=NodeKind.DERIVED, id=chain.of, label=chain.name, unit=unit, provision=chain.provision,
                  evidence=chain.evidence)  # fmt: skip
    under = tuple(
        Node(About(kind=NodeKind.DERIVED, id=each.id, label=ENTRY_LABELS[each.verb], provision=each.provision), None,
             notes=(Note(NoteCode.PACK, each.pack), Note(NoteCode.ENTRY_FROM, each.from_.isoformat())))
        for each in chain.entries
    )  # fmt: skip
    return Node(about, None, None, base.required, notes=(Note(NoteCode.FACTOR, chain.factor),), children=under)


def _state(cell: Cell | None, floor: Floor) -> ReasonCode | None:
    """Return why the cell cannot be used, or nothing."""
    if cell is None or cell.unknown is not None:
        return ReasonCode.THRESHOLD_UNKNOWN
    if cell.delegated is not None:
        return ReasonCode.THRESHOLD_DELEGATED
    return ReasonCode.EVIDENCE_TOO_WEAK if strength(cell) < floor else None


def strength(cell: Cell) -> Floor:
    """The rank of a cell; of candidates the strongest: the weaker ones widen the doubt, they never remove the cell."""
    if cell.candidates:
        return max((each.evidence.rank for each in cell.candidates if each.evidence), default=Floor.RECALL_LOW)
    return cell.evidence.rank if cell.evidence else Floor.RECALL_LOW


def _weakest(cell: Cell) -> Floor:
    ranks = [each.evidence.rank for each in cell.candidates if each.evidence] or [strength(cell)]
    return min(ranks)


def _node(
    cell: Cell | None,
    op: str,
    subject: str,
    area: str | None,
    year: int,
    code: ReasonCode | None,
    area_name: Callable[[str], Text],
    unit: str | None,
) -> Node:
    where = area if cell is None or cell.area is not None else None
    label = area_name(where) if where is not None else Text("mọi vùng", "every area")
    evidence: Evidence | None = cell.evidence if cell else None
    why = None
    if code in (ReasonCode.THRESHOLD_UNKNOWN, ReasonCode.THRESHOLD_DELEGATED):
        why = cell.unknown.why if cell and cell.unknown else NO_ROW if cell is None else None
    about = About(
        kind=NodeKind.HOLE if why is not None or (cell is not None and cell.delegated) else NodeKind.THRESHOLD,
        id=f"{subject}@{where or '*'}/{year if cell is None or cell.year is not None else '*'}",
        label=label,
        unit=unit,
        evidence=evidence,
        why=why,
        cell=CellPlace(where, year if cell is None or cell.year is not None else None),
    )
    values: tuple[Decimal, ...] = ()
    if cell is not None:
        values = tuple(sorted(cell.values))
    notes = [Note(NoteCode.NOT_RAISED_HERE)] if cell is None and code is None else []
    if cell is not None and cell.year is not None:
        notes.append(Note(NoteCode.ROW_YEAR, cell.year))
    if cell is not None and cell.delegated is not None:
        notes.append(Note(NoteCode.DELEGATED_TO, cell.delegated.by or cell.delegated.to))
    return Node(
        about,
        None,
        None,
        Required(op, values) if values else None,
        None,
        (Reason(code, subject),) if code is not None else (),
        tuple(notes),
    )


def sure_failure(op: str, figure: Decimal, bound: Decimal) -> Verdict:
    """Decide a figure against the loosest level that a delegation allows: not met when even that is missed."""
    worse = figure > bound if op in ("at_most", "less_than") else figure < bound
    return Verdict.NOT_MET if worse else Verdict.UNDETERMINED
