"""The one shape of rule that durable-rules judges rightly: every other is refused before it sees it, and so are ids."""

from __future__ import annotations

from typing import Any

import pytest
from forward.nets import fan

from ntmrules.engine.forward.durable import check_ids, check_shape, definition_of, fnv
from ntmrules.engine.forward.rules import ForwardError


def shape(**changes: Any) -> dict[str, Any]:
    return {"all": [{"m": {"$and": [{"p": "n1"}, {"v": "met"}]}}], "count": 2, "pri": 1, **changes}


def on(*tests: Any) -> dict[str, Any]:
    return shape(all=[{"m": {"$and": list(tests)}}])


FORBIDDEN = {
    "a number as threshold": on({"$gte": {"p": 80}}, {"v": "met"}),
    "a number compared for equality": on({"p": 1}, {"v": "met"}),
    "a text of a user": on({"p": "n1"}, {"v": "đạt"}),
    "a word that is no verdict": on({"p": "n1"}, {"v": "76.5"}),
    "an attribute of its own": on({"p": "n1"}, {"ty-le": "met"}),
    "a float": on({"p": "n1"}, {"v": 76.5}),
    "a number beyond 64 bits": on({"p": "n1"}, {"v": 2**63}),
    "nothing as value": on({"p": "n1"}, {"v": None}),
    "yes as value": on({"p": "n1"}, {"v": True}),
    "words compared by order": on({"p": "n1"}, {"$gte": {"v": "met"}}),
    "words compared for difference": on({"p": "n1"}, {"$neq": {"v": "met"}}),
    "a chain of comparisons": on({"p": "n1"}, {"$gte": {"v": "met"}}, {"$lte": {"v": "met"}}),
    "a pattern": on({"p": "n1"}, {"$mt": {"v": "m.*"}}),
    "presence (+m.x)": on({"p": "n1"}, {"$ex": {"v": 1}}),
    "all of an array": on({"p": "n1"}, {"$iall": {"v": "met"}}),
    "any of an array": on({"p": "n1"}, {"$iany": {"v": "met"}}),
    "an attribute of an attribute": on({"p": "n1"}, {"v.a": "met"}),
    "an attribute of the engine": on({"p": "n1"}, {"$s": "met"}),
    "no node": on({"up": "y"}, {"v": "met"}),
    "a node twice": on({"p": "n1"}, {"p": "n1"}),
    "the node last": on({"v": "met"}, {"p": "n1"}),
    "a node in letters beyond ASCII": on({"p": "nút"}, {"v": "met"}),
    "another name than m": shape(all=[{"c_0": {"$and": [{"p": "n1"}, {"v": "met"}]}}]),
    "two names": shape(all=[{"m": {"$and": [{"p": "n1"}, {"v": "met"}]}, "n": {}}]),
    "no condition": shape(all=[]),
    "something else beside and": shape(all=[{"m": {"$and": [{"p": "n1"}, {"v": "met"}], "$or": []}}]),
    "conditions nested": on({"p": "n1"}, {"$and": [{"v": "met"}, {"up": "y"}]}),
    "a division": on({"p": "n1"}, {"v": {"$div": {"$l": "v", "$r": 2}}}),
    "or": shape(all=[{"m": {"$or": [{"p": "n1"}, {"v": "met"}]}}]),
    "not": on({"p": "n1"}, {"$not": [{"v": "met"}]}),
    "absence (none)": shape(all=[{"m$not": {"$and": [{"p": "n1"}, {"v": "met"}]}}]),
    "a missing attribute (-m.x)": on({"p": "n1"}, {"$nex": {"v": 1}}),
    "arithmetic": on({"p": "n1"}, {"v": {"$add": {"$l": "v", "$r": 1}}}),
    "a reference to another fact": on({"p": "n1"}, {"v": {"c_0": "v"}}),
    "several facts joined": shape(all=[{"m": {"$and": [{"p": "n1"}, {"v": "met"}]}}] * 2),
    "any instead of all": {"any": shape()["all"], "count": 2, "pri": 1},
    "one condition": on({"p": "n1"}),
    "three conditions": on({"p": "n1"}, {"v": "met"}, {"up": "y"}),
    "no count and no cap": {key: value for key, value in shape().items() if key != "count"},
    "count and cap": shape(cap=2),
    "count nought": shape(count=0),
    "cap nought": {"all": shape()["all"], "cap": 0, "pri": 1},
    "a count that wraps": shape(count=70_000),
    "a count below nought": shape(count=-1),
    "count as float": shape(count=2.0),
    "count as text": shape(count="2"),
    "count as yes": shape(count=True),
    "a priority that wraps": shape(pri=-1),
    "no priority": {key: value for key, value in shape().items() if key != "pri"},
    "a span of time": shape(span=5),
    "an action of its own": shape(run="x"),
    "nothing": {},
    "no rule at all": [],
}


@pytest.mark.parametrize("rule", FORBIDDEN.values(), ids=FORBIDDEN)
def test_every_other_shape_of_rule_is_refused(rule: Any) -> None:
    with pytest.raises(ForwardError, match="NTM023"):
        check_shape({"r0": rule})


def test_the_shapes_in_use_pass_the_check() -> None:
    check_shape({"r0": shape()})
    for n, k in ((3, 3), (3, 1), (4, 2)):
        check_shape(definition_of(fan(n, k, kind="criterion", report=True).rulesets[0]))


def test_more_rules_than_durable_rules_bears_are_refused_before_it_hangs() -> None:
    with pytest.raises(ForwardError, match="NTM023 501 rules"):
        check_shape({f"r{number}": shape() for number in range(501)})


def test_ids_with_the_same_hash_are_refused() -> None:
    assert fnv("VN-162789") == fnv("VN-379192")  # two sessions of these ids would be one
    with pytest.raises(ForwardError, match="cannot tell 'VN-162789' and 'VN-379192' apart"):
        check_ids(["VN-1", "VN-162789", "VN-379192"])


@pytest.mark.parametrize("name", ["đường", "", 'a"b', "a\\b", "a\nb"])
def test_ids_that_are_no_plain_words_are_refused(name: str) -> None:
    with pytest.raises(ForwardError, match="NTM022"):
        check_ids([name])
