"""The trace of a product's rank, of the same nodes as every attainment: sheet, parts, criteria, marks, the points given."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.model.ocop import Mark
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Among, Node, NodeKind, Note, NoteCode, Required
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict
from ntmrules.ocop.scoring import Line, Ranking
from ntmrules.ocop.writing import spread

POINTS = Text("điểm", "points")


def trace_of(ranking: Ranking) -> Node:
    """Return the trace: ``set`` for the sheet, ``criterion`` for parts, ``indicator`` for criteria, ``threshold`` for marks."""
    sheet = ranking.sheet
    about = About(
        kind=NodeKind.SET,
        id=sheet.id,
        label=sheet.name,
        number=str(sheet.number),
        provision=sheet.provision,
        evidence=sheet.evidence,
    )
    lines = {line.criterion.id: line for line in ranking.lines}
    parts = []
    for part in sheet.parts:
        name = next((head.name for head in ranking.stage.parts if head.id == part.id), Text(part.id))
        low, high = ranking.part(part.id)
        inside = tuple(
            _criterion(ranking, lines[criterion.id])
            for group in part.groups
            for criterion in group.criteria
            if lines[criterion.id].scored
        )
        parts.append(
            Node(
                About(kind=NodeKind.CRITERION, id=f"{sheet.id}/{part.id}", label=name, number=part.id, unit="điểm"),
                None,
                low if low == high else None,
                None,
                Basis.COMPUTED,
                (),
                _points(low, high, part.most),
                inside,
            )
        )
    reasons = () if ranking.decided else (Reason(ReasonCode.NO_FIGURE, sheet.id),)
    exact = Decimal(ranking.low.numerator) / Decimal(ranking.low.denominator) if ranking.low == ranking.high else None
    bands = (Note(NoteCode.POINTS, f"{spread(ranking.low, ranking.high)}/100"),)
    return Node(
        about, ranking.verdict, exact, None, Basis.COMPUTED, reasons, bands, tuple(parts), at=ranking.product.at
    )


def _points(low: Decimal, high: Decimal, most: Decimal) -> tuple[Note, ...]:
    return (Note(NoteCode.POINTS, Among(low, high, most)),)


def _criterion(ranking: Ranking, line: Line) -> Node:
    criterion = line.criterion
    identity = f"{ranking.sheet.id}/{criterion.id}"
    about = About(
        kind=NodeKind.INDICATOR,
        id=identity,
        label=criterion.name,
        number=criterion.number(),
        unit="điểm",
        why=criterion.open,
    )
    figure = Node(
        About(kind=NodeKind.FIGURE, id=f"{identity}@points", label=POINTS, unit="điểm"),
        None,
        line.low if line.low == line.high else None,
        at=ranking.product.place(criterion.id) if criterion.id in ranking.product.answers else "",
        reasons=() if line.answered else (Reason(ReasonCode.NO_FIGURE, identity),),
    )
    marks = tuple(_mark(identity, line, mark) for mark in criterion.marks)
    return Node(
        about,
        None,
        line.low if line.low == line.high else None,
        None,
        Basis.COMPUTED,
        () if line.answered else (Reason(ReasonCode.NO_FIGURE, identity),),
        _points(line.low, line.high, criterion.most),
        (figure, *marks),
    )


def _mark(identity: str, line: Line, mark: Mark) -> Node:
    verdict = line.meets(mark)
    label = Text(f"mức tối thiểu {mark.stars} sao", f"the least of {mark.stars} stars")
    about = About(kind=NodeKind.THRESHOLD, id=f"{identity}@{mark.stars}", label=label, unit="điểm", why=mark.note)
    disputed = verdict is Verdict.UNDETERMINED and line.low == line.high
    reasons = (Reason(ReasonCode.THRESHOLD_DISPUTED, identity),) if disputed else ()
    return Node(
        about,
        verdict,
        line.low if line.low == line.high else None,
        Required("at_least", mark.least),
        Basis.COMPUTED,
        reasons,
    )
