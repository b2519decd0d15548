"""A report of «không áp dụng» where a text foresees it of some units only: what is known to be asked of a unit stays asked."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from ntmrules import Library, Rulebook, UnitFigures

PACK = Path(__file__).parent / "packs" / "S22-asked-of-some-units"
INCOME, COAST, SHARE = "thu-nhap-binh-quan-dau-nguoi", "xa-ven-bien-mau", "ty-le-dtts-mau"
SAID = {
    COAST: (None, "đạt", "chưa đạt"),
    SHARE: (None, "1", "20"),
    INCOME: (None, "45"),
    "1.1": (None, "không áp dụng", "đạt", "chưa đạt"),
    "1": (None, "không áp dụng", "đạt", "chưa đạt"),
}
UNITS = [
    {key: value for key, value in zip(SAID, row, strict=True) if value is not None} for row in product(*SAID.values())
]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Library(packs=[PACK], plugins=()).rulebook("mau/ap-dung", on="2023-12-01")


def test_engines_agree_on_every_report_beside_every_fact(book: Rulebook) -> None:
    tables = pytest.importorskip("ntmrules.tables")
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame([{"unit": f"xã {n}", **dict.fromkeys(SAID), **said} for n, said in enumerate(UNITS)],
                             schema=dict.fromkeys(["unit", *SAID], polars.String))  # fmt: skip
    judged = tables.evaluate_table(book, frame)
    for row, said in enumerate(UNITS):
        core = book.evaluate(UnitFigures.of("xã", said))
        assert book.evaluate(UnitFigures.of("xã", said), engine="forward").verdict is core.verdict, said
        assert judged.verdicts()[row] is core.verdict, said
        for label in ("1", "1.1", "1.2"):
            assert judged.verdicts(label)[row] is core.node(label).verdict, (label, said)
        assert judged.frame["indicators.low"][row] == core.tally.indicators.low, said
        assert judged.frame["criteria.high"][row] == core.tally.criteria.high, said


def test_what_is_known_to_be_asked_is_not_left_out_by_a_report(book: Rulebook) -> None:
    for said in UNITS:
        result = book.evaluate(UnitFigures.of("xã", said))
        if said.get(COAST) == "đạt" and INCOME not in said and said.get("1.1") == "không áp dụng" and "1" not in said:
            assert result.node("1.1").has_note("not_applicable_unforeseen"), said
            assert str(result.node("1").verdict) in ("undetermined", "not_met"), said
