"""Shares over units inside of which nobody knows whether they are asked: held against every answer to the open facts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from structures.made_up import HEAD, asked_where, criterion, library, own_set
from structures.test_one_fact_opens_more import COAST, PLACES, ZONES, by_zone
from structures.test_reports_beside import A, B, measures

from ntmrules import Rulebook, UnitFigures, Verdict
from ntmrules.testing.recompute import root_from_leaves

MET, NOT_MET, UNDETERMINED, NA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE


def share(target: str, least: int, op: str = "at_least", kind: str = "share_of") -> str:
    level = f"op: {op}, threshold: {{value: {least}, evidence: EVIDENCE}}"
    return f" | {{kind: {kind}, children: thon, target: mau/c/2022{target}, {level}}}"


def book(folder: Path, asks: str, inside: str, counts: str) -> Rulebook:
    number = inside.count("versions:")
    files = {
        "pack.yaml": HEAD + ZONES, "areas.yaml": PLACES, "measures.yaml": measures(COAST, "viec-a", "viec-b"),
        "c/set.yaml": own_set("c", level="thon", indicators=str(number)).replace("counts_as_met", counts),
        "c/01.yaml": inside,
        "x/set.yaml": own_set("x").replace("counts_as_met", "drops_out"), "x/01.yaml": criterion("1", asks),
    }  # fmt: skip
    return library(folder / "mau", files).rulebook("mau/x", on="2023-06-30", province="an-giang")


def commune(children: tuple[dict[str, str], ...], said: dict[str, str]) -> UnitFigures:
    units = tuple(UnitFigures.of(f"thôn {number}", each, level="thon") for number, each in enumerate(children, 1))
    return UnitFigures.of("xã Mẫu", {"so-thon": str(len(children)), **said}, children=units)


def completed(children: tuple[dict[str, str], ...]) -> Iterator[tuple[dict[str, str], ...]]:
    open_ = [at for at, each in enumerate(children) if COAST not in each]
    for answers in product(("đạt", "chưa đạt"), repeat=len(open_)):
        found = dict(zip(open_, answers, strict=True))
        yield tuple({**each, COAST: found[at]} if at in found else each for at, each in enumerate(children))


def in_a_table(made: Rulebook, children: tuple[dict[str, str], ...], said: dict[str, str]) -> Verdict | None:
    if find_spec("polars") is None:
        return None
    import polars as pl

    from ntmrules.tables import evaluate_table

    keys = list(dict.fromkeys(key for each in children for key in each))
    inside = [{"within": "xã Mẫu", "unit": f"thôn {number}", **{key: each.get(key) for key in keys}}
              for number, each in enumerate(children, 1)]  # fmt: skip
    above: dict[str, Any] = {"unit": "xã Mẫu", "so-thon": len(children), **said}
    frames = {"thon": pl.DataFrame(inside, schema=dict.fromkeys(["within", "unit", *keys], pl.String))}
    return evaluate_table(made, pl.DataFrame([above]), children=frames).verdicts("1.1")[0]


CHILDREN: list[dict[str, str]] = [
    {"viec-a": "đạt"}, {"viec-a": "chưa đạt"}, {"viec-a": "đạt", COAST: "đạt"}, {"viec-a": "chưa đạt", COAST: "đạt"},
    {"viec-a": "chưa đạt", COAST: "chưa đạt"},
]  # fmt: skip


@pytest.mark.parametrize("counts", ["drops_out", "counts_as_met"])
@pytest.mark.parametrize("least", [50, 100])
@pytest.mark.parametrize("kind", ["share_of", "count_of"])
def test_a_share_is_what_every_way_comes_to(tmp_path: Path, counts: str, least: int, kind: str) -> None:
    """Whether a unit is asked or not: a share that comes to one verdict is decided, and a report is heard where one fits."""
    level = least if kind == "share_of" else least // 50
    made = book(
        tmp_path, share("/1.1", level, kind=kind), asked_where(criterion("1", A), "1.1", f"fact: {COAST}"), counts
    )
    decided = 0
    for children in [*product(CHILDREN, repeat=1), *product(CHILDREN, repeat=2)]:
        ways = {made.evaluate(commune(way, {})).node("1.1").verdict for way in completed(children)}
        for said in ({}, {"1.1": "đạt"}, {"1.1": "chưa đạt"}):
            unit = commune(children, said)
            result = made.evaluate(unit)
            assert root_from_leaves(result) is result.verdict, (children, said)
            node = result.node("1.1")
            assert made.evaluate(unit, engine="forward/agenda").node("1.1").verdict is node.verdict, (children, said)
            assert in_a_table(made, children, said) in (None, node.verdict), (children, said)
            told = {"1.1": None, **said}["1.1"]
            reported = {"đạt": MET, "chưa đạt": NOT_MET, None: None}[told]
            if len(ways) == 1:
                assert node.verdict in ways, (children, said, ways)
                decided += 1
            elif reported in ways:
                assert node.verdict is reported, (children, said, ways)
            else:
                assert node.verdict is UNDETERMINED, (children, said, ways)
                assert node.has_note("contradiction") is (reported is not None), (children, said, ways)
    assert decided > 20


def test_what_is_not_met_in_any_zone_is_no_part_of_a_share(tmp_path: Path) -> None:
    """Inside, too, one fact opens whether it is asked and which level it has."""
    inside = asked_where(criterion("1", by_zone(60, 50)), "1.1", f"fact: {COAST}")
    for counts in ("drops_out", "counts_as_met"):
        made = book(tmp_path / counts, share("/1.1", 100), inside, counts)
        child = {"diem-x": "55"}
        for one in ({}, {"1.1": "đạt"}):
            found = made.evaluate(commune(({**child, **one},), {})).node("1.1")
            assert found.verdict is UNDETERMINED, (counts, one)
            assert in_a_table(made, ({**child, **one},), {}) in (None, UNDETERMINED)
        above = made.evaluate(commune((child,), {"1.1": "đạt"})).node("1.1")
        assert above.has_note("contradiction") is (counts == "drops_out")
        assert (above.verdict is MET) is (counts == "counts_as_met")


@pytest.mark.parametrize("target", ["", "/1"])
def test_a_criterion_reported_met_inside_though_one_of_it_fails(tmp_path: Path, target: str) -> None:
    inside = criterion("1", A, B).replace(
        "indicators:\n", f"applies_when: {{when: {{fact: {COAST}}}, evidence: EVIDENCE}}\nindicators:\n", 1
    )
    made = book(tmp_path, share(target, 50), inside, "drops_out")
    child = {"viec-a": "đạt", "viec-b": "chưa đạt", "1": "đạt"}
    for fact in ({}, {COAST: "đạt"}, {COAST: "chưa đạt"}):
        result = made.evaluate(commune(({**child, **fact},), {}))
        assert result.verdict is not MET, fact
        assert in_a_table(made, ({**child, **fact},), {}) in (None, result.node("1.1").verdict), fact
