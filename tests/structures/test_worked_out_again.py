"""The verdict that the test kit works out again from a trace is that of the engine, where it is open whether a part applies."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from structures.made_up import asked_where, criterion, library, own_set

from ntmrules import UnitFigures
from ntmrules.testing.recompute import root_from_leaves

MEASURES = "measures:\n" + "".join(
    f"  - {{id: {name}, name: {{vi: {name}}}, kind: yes_no, yes_means: met, question: {{vi: '{name}?'}}}}\n"
    for name in ("a1", "a2", "a3", "f1")
)
ENOUGH = "\npass: {at_least: 1, evidence: EVIDENCE}\nindicators:"


@pytest.mark.parametrize("counts", ["counts_as_met", "drops_out"])
@pytest.mark.parametrize("where", ["1.1", "1.2"])
@pytest.mark.parametrize("passes", [False, True])
def test_of_every_unit(tmp_path: Path, where: str, counts: str, *, passes: bool) -> None:
    first, second, third = (f"{name} | {{kind: attained, evidence: EVIDENCE}}" for name in ("a1", "a2", "a3"))
    asked = asked_where(criterion("1", first, second), where, "fact: f1")
    whole = own_set("a", criteria="2", indicators="3").replace("counts_as_met", counts)
    files = {"measures.yaml": MEASURES, "a/set.yaml": whole, "a/02.yaml": criterion("2", third),
             "a/01.yaml": asked.replace("\nindicators:", ENOUGH) if passes else asked}  # fmt: skip
    book = library(tmp_path / "mau", files).rulebook("mau/a", on="2023-06-30")
    for answers in product(("đạt", "chưa đạt", None), repeat=4):
        said = {name: word for name, word in zip(("a1", "a2", "a3", "f1"), answers, strict=True) if word is not None}
        result = book.evaluate(UnitFigures.of("xã Mẫu", said))
        assert root_from_leaves(result) is result.verdict, said
