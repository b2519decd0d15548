"""An attainment as data: its schema, what is always there, what is left out, decimals as text."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from ntmrules import Entry, Library, UnitFigures, Verdict
from ntmrules.explain.attainment.compact import TEXTS, expanded
from ntmrules.explain.attainment.data import node_data
from ntmrules.explain.attainment.schema import attainment_schema, compact_schema
from ntmrules.model.attainment import Attainment
from ntmrules.verify import verify

KEYS = [
    "schema", "unit", "set", "on", "province", "verdict", "provisional", "engine", "criteria", "indicators", "reported",
    "trace", "receipt",
]  # fmt: skip
ALWAYS = {"id", "kind", "label", "verdict", "children"}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = attainment_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def judge(figures: dict[str, object], **details: object) -> Attainment:
    details.setdefault("on", "2024-06-30")
    return Library(plugins=()).rulebook("vn/xa-ntm/2021", **details).evaluate(UnitFigures.of("xã Mẫu", figures))  # type: ignore[arg-type]


CASES: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {}),
    ({str(number): Verdict.MET for number in range(1, 20)}, {"province": "An Giang"}),
    ({"5": Verdict.NOT_MET, "19": Verdict.NOT_APPLICABLE, "10.1": Decimal("46.5")}, {"area": "bac-trung-bo"}),
    ({"tieu-chi": Entry(subject="tieu-chi", value=(16, 19))}, {"evidence_floor": "recall-low"}),
    ({"15.3": Decimal("22.50"), "hop-tac-xa-hoat-dong-hieu-qua": True}, {"on": "2026-03-01", "on_gap": "last"}),
]


@pytest.mark.parametrize(("figures", "details"), CASES)
def test_data_keeps_its_schema(
    validator: jsonschema.Draft202012Validator, figures: dict[str, object], details: dict[str, object]
) -> None:
    data = json.loads(judge(figures, **details).to_json())
    assert [error.message for error in validator.iter_errors(data)] == []
    assert list(data) == KEYS


def bare(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node without the texts for people."""
    kept = {key: value for key, value in node.items() if key not in TEXTS}
    return {**kept, "children": [bare(child) for child in node["children"]]}


@pytest.mark.parametrize(("figures", "details"), CASES)
def test_the_compact_form_loses_nothing_but_texts(figures: dict[str, object], details: dict[str, object]) -> None:
    judged = judge(figures, **details)
    compact = json.loads(judged.to_json(compact=True))
    schema = compact_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(compact)] == []
    full = json.loads(judged.to_json())
    assert expanded(compact) == {**full, "schema": compact["schema"], "trace": bare(full["trace"])}


def test_a_commune_without_figures_is_small() -> None:
    assert len(judge({}).to_json(compact=True).encode()) < 60_000


def test_verify_takes_the_compact_form_and_finds_what_was_altered() -> None:
    library = Library(plugins=())
    judged = library.rulebook("vn/xa-ntm/2021", on="2024-06-30").evaluate(UnitFigures.of("xã Mẫu", {"15.3": 22}))
    data = json.loads(judged.to_json(compact=True))
    assert verify(library, data["receipt"], attainment=data).same
    data["trace"][3][3] = "met"
    assert not verify(library, data["receipt"], attainment=data).same_result
    data = json.loads(judged.to_json(compact=True))
    data["reasons"][0]["subject"] = "x"
    assert not verify(library, data["receipt"], attainment=data).same_result
    data = json.loads(judged.to_json(compact=True))
    data["sources"].append("x")
    assert not verify(library, data["receipt"], attainment=data).same_result


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("verdict",), "almost"),
        (("on",), "30/06/2024"),
        (("criteria", "met"), -1),
        (("reported",), {"criteria": None}),
        (("trace", "kind"), "rule"),
        (("trace", "provisional"), False),
        (("trace", "children", 0, "label"), {"en": "Planning"}),
        (("trace", "children", 0, "observed"), 12.5),
        (("more",), 1),
    ],
)
def test_schema_refuses_what_no_attainment_is(
    validator: jsonschema.Draft202012Validator, path: tuple[Any, ...], value: object
) -> None:
    data = copy.deepcopy(judge({}).to_dict())
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert list(validator.iter_errors(data))


def test_node_leaves_out_what_is_empty_and_keeps_five_keys() -> None:
    for node in walk(judge({"10.1": Decimal(40)}).to_dict()["trace"]):
        assert node.keys() >= ALWAYS
        assert not [key for key in node.keys() - ALWAYS if node[key] in (None, "", [], {}, False)]


def walk(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for child in node["children"] for below in walk(child))]


def test_decimals_are_text_with_all_their_digits() -> None:
    data = node_data(judge({"10.1": Decimal("60.10")}, area="dong-bang-song-hong").node("10.1"))
    leaf = data["children"][0]
    assert leaf["observed"] == "60.10"
    assert leaf["required"] == {"op": "at_least", "values": ["59"]}
    assert leaf["verdict"] == "met"
    assert leaf["unit"] == "triệu đồng/người/năm"
    assert leaf["children"][1]["evidence"]["kind"] == "recall"


def test_every_candidate_of_a_disputed_level_is_there() -> None:
    data = node_data(judge({"10.1": Decimal("46.5")}, area="bac-trung-bo").node("10.1"))
    assert data["children"][0]["required"]["values"] == ["45", "48"]
    assert data["reasons"] == [{"code": "threshold_disputed", "subject": "vn/xa-ntm/2021/10.1", "cure": "catalogue"}]


def test_reported_verdict_is_observed_as_a_word_with_its_source_and_place() -> None:
    entry = Entry(subject="9", value=Verdict.NOT_MET, source="Báo", at="xa.csv:3", period=2024)
    data = node_data(judge({"9": entry}).node("9"))
    assert (data["observed"], data["basis"], data["number"]) == ("not_met", "reported", "9")
    heard = data["children"][-1]
    assert (heard["observed"], heard["source"], heard["at"], heard["period"]) == ("not_met", "Báo", "xa.csv:3", 2024)


def test_kind_of_a_requirement_without_a_level_is_said() -> None:
    data = judge({}).to_dict()
    asked = [
        node["required"]["op"] for node in walk(data["trace"]) if "required" in node and node["kind"] == "requirement"
    ]
    assert {"attained", "all_of", "any_of", "at_least", "none_of", "delegated", "unknown"} <= set(asked)


def test_hole_says_why() -> None:
    holes = [node for node in walk(judge({}).to_dict()["trace"]) if node["kind"] == "hole" and "why" in node]
    assert holes
    assert all(hole["why"]["vi"] for hole in holes)


def test_reported_tallies_say_whether_they_fit() -> None:
    said = {str(number): Verdict.NOT_MET if number == 5 else Verdict.MET for number in range(1, 20)}
    fits = judge({**said, "tieu-chi": Entry(subject="tieu-chi", value=(18, 19))}).to_dict()["reported"]
    assert fits == {"criteria": {"met": 18, "declared": 19}, "indicators": None, "fits": True}
    clash = judge({**said, "tieu-chi": Entry(subject="tieu-chi", value=(19, 19))}).to_dict()["reported"]
    assert clash["fits"] is False
    assert judge(said).to_dict()["reported"] is None


def test_tallies_add_up() -> None:
    data = judge({"5": Verdict.NOT_MET}).to_dict()
    for what in ("criteria", "indicators"):
        tally = data[what]
        parts = ("met", "not_met", "undetermined", "not_applicable")
        assert sum(tally[part] for part in parts) == tally["modelled"] <= tally["declared"]


def test_receipt_names_the_engine() -> None:
    result = judge({})
    assert result.to_dict()["receipt"]["engine"] == result.engine == "core"


def test_data_is_json_as_it_stands_and_keeps_vietnamese_letters() -> None:
    result = judge({})
    assert json.loads(result.to_json()) == result.to_dict()
    assert "Giao thông" in result.to_json()


def test_what_the_forward_engine_concluded_is_part_of_the_data(validator: jsonschema.Draft202012Validator) -> None:
    book = Library(plugins=()).rulebook("vn/xa-ntm/2021", on="2024-03-31", province="An Giang")
    unit = UnitFigures.of("xã Thử", {"5": "not_met", "9": "not_applicable"})
    data = book.evaluate(unit, engine="forward/agenda").to_dict()
    validator.validate(data)
    [firing] = [each for each in data["firings"] if each["node"] == "vn/xa-ntm/2021/5"]
    assert firing == {
        "order": firing["order"], "unit": "xã Thử", "rule": "vn/xa-ntm/2021/5:reported_not_met",
        "node": "vn/xa-ntm/2021/5", "verdict": "not_met",
        "facts": [{"id": "vn/xa-ntm/2021/5#report", "says": "said_not_met"}],
    }  # fmt: skip
    assert "firings" not in book.evaluate(unit).to_dict()
