"""The table of figures that SQL reads: which subject gives which column of a circuit, and which of its cells are taken."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.circuit.keys import AREA, FIGURE, NAME, REPORT, WITHIN, Kind
from ntmrules.errors import UsageError, problem
from ntmrules.figures.subjects import BEYOND
from ntmrules.frozen import frozen
from ntmrules.model.asked import same_unit_books
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.rulebook import Rulebook

UNIT = "unit"


@frozen(kw_only=True)
class Cell:
    """One thing that a table says of a unit: the ``subject`` (name of its column, or word of its row) and what is taken.

    Of a number: between ``low`` and ``high``, a whole one where ``whole``, and ``plausible`` (least, most, nought too).
    """

    key: str
    subject: str
    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False
    plausible: tuple[Decimal | None, Decimal | None, bool] | None = None


def cells_of(book: Rulebook, columns: dict[str, Kind], *, accept: bool = False, qualified: bool = False) -> list[Cell]:
    """Return what a table says, for the columns of a circuit; ``accept`` takes numbers outside what is plausible.

    ``qualified``: labels are named with their set, where several sets read one table.

    Raises ``UsageError`` NTM044 for columns that a database cannot read as we do.
    """
    measures = {key: measure for each in same_unit_books(book) for key, measure in each.measures.items()}
    labels = {rule.id: rule.number for rule in book.all_rules}
    labels |= {heading.id: heading.number for heading in (*book.headings, *book.added_headings)}
    labels = {} if qualified else labels
    found = []
    for key, kind in sorted(columns.items()):
        if key in (NAME, WITHIN):
            raise UsageError(problem("NTM044.names", book.id))
        if key == AREA:
            found.append(Cell(key=key, subject=AREA, kind=kind))
        elif key.startswith(REPORT):
            id_ = key.removeprefix(REPORT)
            found.append(Cell(key=key, subject=labels.get(id_, id_), kind=kind))
        elif key.startswith(FIGURE):
            subject = key.removeprefix(FIGURE)
            found.append(_figure(key, subject, kind, measures[subject.partition("/")[0]], accept=accept))
    return found


def _figure(key: str, subject: str, kind: Kind, measure: Measure, *, accept: bool) -> Cell:
    if kind is Kind.ANSWER:
        return Cell(key=key, subject=subject, kind=kind)
    range_ = measure.plausible
    return Cell(
        key=key, subject=subject, kind=kind,
        low=measure.low if measure.low is not None else -BEYOND,
        high=measure.high if measure.high is not None else BEYOND,
        whole=measure.kind is MeasureKind.COUNT,
        plausible=None if accept or range_ is None else (range_.min, range_.max, range_.zero),
    )  # fmt: skip
