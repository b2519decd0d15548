"""A row of a table of child units that was withdrawn, or is too old: the table says what the reference says of that unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conformance.kit import library

from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.verdicts import Verdict

pl = pytest.importorskip("polars")

ANSWERS: tuple[tuple[str, Decimal | Verdict], ...] = (
    ("ty-le-a", Decimal(80)),
    ("co-a", Verdict.MET),
    ("luong-b", Decimal(3)),
)


def _inside(name: str, level: str, status: Status, entries: tuple[tuple[str, Decimal | Verdict], ...]) -> UnitFigures:
    return UnitFigures(
        unit=name, level=level, within="huyện A",
        entries=tuple(Entry(subject=subject, value=value, status=status) for subject, value in entries),
    )  # fmt: skip


@pytest.mark.parametrize("status", [Status.FINAL, Status.PRELIMINARY, Status.WITHDRAWN, Status.STALE])
def test_a_row_that_does_not_count_is_open_in_a_table_of_children_as_by_itself(status: Status) -> None:
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.figures.frames.rows import UnitTable
    from ntmrules.tables import reason_codes
    from ntmrules.tables.table import judge

    book = library().rulebook("vn/thu-huyen/2021", on="2023-06-30")
    unit = UnitFigures(
        unit="huyện A",
        entries=(Entry(subject="so-thon", value=Decimal(2)), Entry(subject="so-xa", value=Decimal(1))),
        children=(
            _inside("thôn Một", "thon", Status.FINAL, (("thon-dat", Verdict.MET),)),
            _inside("thôn Hai", "thon", status, (("thon-dat", Verdict.MET),)),
            _inside("xã Một", "xa", status, ANSWERS),
        ),
    )
    villages = {"unit": ["thôn Một", "thôn Hai"], "within": ["huyện A"] * 2, "level": ["thon"] * 2,
                "thon-dat": ["đạt"] * 2, "status": ["final", str(status)]}  # fmt: skip
    communes = {"unit": ["xã Một"], "within": ["huyện A"], "level": ["xa"], "ty-le-a": ["80"], "co-a": ["đạt"],
                "luong-b": ["3"], "status": [str(status)]}  # fmt: skip
    above = pl.DataFrame({"unit": ["huyện A"], "so-thon": ["2"], "so-xa": ["1"]})
    tables = {"thon": UnitTable(frame=pl.DataFrame(villages)), "xa": UnitTable(frame=pl.DataFrame(communes))}
    row = judge(book, UnitTable(frame=above, children=tables), OUTPUTS).row(0, named=True)
    alone = book.evaluate(unit)
    open_ = status in (Status.WITHDRAWN, Status.STALE)
    for label in ("1.1", "1.2"):
        node = alone.node(label)
        assert node.verdict is (Verdict.UNDETERMINED if open_ else Verdict.MET)
        assert VERDICT_OF[row[named("verdict", label)]] is node.verdict
        assert set(reason_codes(row[named("reasons", label)])) == {reason.code for reason in node.reasons}
