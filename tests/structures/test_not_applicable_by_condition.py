"""A report of «không áp dụng» where a text foresees it of some units only: what is known to be asked of a unit stays asked."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from made import attained, book_of, criterion, indicator, level, made_set

from ntmrules import Attainment, Library, Rulebook, UnitFigures, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.trace import Node

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


@pytest.fixture(scope="module", params=["drops_out", "counts_as_met"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    pack = tmp_path_factory.mktemp("pack") / PACK.name
    shutil.copytree(PACK, pack)
    text = (pack / "ap-dung/set.yaml").read_text("utf-8")
    (pack / "ap-dung/set.yaml").write_text(text.replace("drops_out", request.param), "utf-8")
    return Library(packs=[pack], plugins=()).rulebook("mau/ap-dung", on="2023-12-01")


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


def never_flips(book: Rulebook, units: list[dict[str, Any]]) -> int:
    """P2 beside reports of whole criteria: what is decided stays so, whatever more is known that fits what was reported."""
    results = {tuple(unit.items()): book.evaluate(UnitFigures.of("xã", unit)) for unit in units}
    tried = 0
    for known, whole in results.items():
        if against(whole):
            continue
        for gone in known:
            part = results[tuple(each for each in known if each is not gone)]
            for node in indicators(part):
                if node.verdict is not Verdict.UNDETERMINED and not node.has_note("not_applicable_unforeseen"):
                    tried += 1
                    assert whole.node(node.id).verdict is node.verdict, (node.id, known, gone)
            assert part.tally.indicators.low <= whole.tally.indicators.low, (known, gone)
            assert part.tally.indicators.high >= whole.tally.indicators.high or gone[0] == "1", (known, gone)
    return tried


def indicators(result: Attainment) -> list[Node]:
    return [node for each in result.trace.children for node in each.children if node.kind == "indicator"]


def against(result: Attainment) -> bool:
    nodes = [result.trace, *result.trace.children, *indicators(result)]
    return any(node.has_note(note) for node in nodes for note in ("contradiction", "not_applicable_unforeseen"))


def test_a_criterion_reported_met_says_nothing_of_what_may_not_be_asked(book: Rulebook) -> None:
    assert never_flips(book, UNITS) > 100
    result = book.evaluate(UnitFigures.of("xã", {"1": "đạt"}))
    assert [str(node.verdict) for node in indicators(result)] == ["undetermined", "undetermined"]
    assert all(node.has_note("met_if_applicable") for node in indicators(result))
    assert result.verdict is Verdict.MET
    whole = book.set.not_applicable == "counts_as_met"
    assert result.tally.indicators.count == ("2/2" if whole else "0–2/2")
    known = book.evaluate(UnitFigures.of("xã", {"1": "đạt", COAST: "chưa đạt"}))
    assert [str(node.verdict) for node in indicators(known)] == ["not_applicable", "met"]


@pytest.mark.parametrize("rule", ["drops_out", "counts_as_met"])
@pytest.mark.parametrize("complete", [True, False])
def test_other_ways_of_not_being_asked_are_heard_alike(rule: str, *, complete: bool) -> None:
    share = req.ShareOf(children="xa", measure="ty-le-xa", op="at_least", threshold=level(80))
    asked = req.AllOf(of=(attained("co-khac"), share))
    rows = (indicator("1.1", attained("co"), foreseen=True), indicator("1.2", share), indicator("1.3", asked))
    number = 3 if complete else 4
    whole = made_set(
        criterion("1", *rows, declared=number), indicators_declared=number, not_applicable=rule, level="huyen"
    )
    book = book_of(whole)
    values = {"co": (None, "đạt"), "co-khac": (None, "đạt"), "1.1": (None, "không áp dụng", "đạt"), "1.2": (None, "đạt"),
              "ty-le-xa": (None, "80", "79"), "so-xa": (None, "0"), "1": (None, "đạt", "chưa đạt", "không áp dụng")}  # fmt: skip
    units = [{key: value for key, value in zip(values, row, strict=True) if value is not None}
             for row in product(*values.values())]  # fmt: skip
    assert never_flips(book, units) > 100
    told = book.evaluate(UnitFigures.of("huyện", {"1": "đạt"}))
    assert [str(node.verdict) for node in indicators(told)] == ["undetermined", "undetermined", "met"]
