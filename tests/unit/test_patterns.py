"""A pattern of a module is that of ``re``, compiled when the first text is held against it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ntmrules.patterns import later

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ntmrules"


def _patterns_with_needs() -> dict[str, Any]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "needs=" in path.read_text("utf-8"):
            module = import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
            for name, each in vars(module).items():
                for inner in each.values() if isinstance(each, dict) else (each,):
                    if getattr(type(inner), "__name__", "") == "_Later" and inner._needs:
                        found[f"{path.stem}.{name} {inner._needs[0]}"] = inner
    return found


NEEDS = _patterns_with_needs()


def test_a_pattern_answers_as_that_of_re() -> None:
    pattern = later(r"(?P<year>\d{4})", re.IGNORECASE)
    assert vars(pattern).keys() == {"_written", "_needs"}
    assert pattern.search("năm 2024")["year"] == "2024"  # type: ignore[index]
    assert pattern.sub("x", "2024, 2025") == "x, x"
    assert (pattern.pattern, pattern.groups) == (r"(?P<year>\d{4})", 1)


def test_a_wrong_pattern_is_refused_when_it_is_used() -> None:
    with pytest.raises(re.error):
        later("(").match("")
    assert not hasattr(later("a"), "__deepcopy__")


def test_a_text_without_what_a_pattern_needs_is_told_so_without_it() -> None:
    pattern = later(r"x?năm (\d+)", re.IGNORECASE, needs=("năm",))
    answers = [
        pattern.search("a"), pattern.match(""), pattern.fullmatch("b"), pattern.findall("c"), pattern.sub("y", "tháng 2"),
    ]  # fmt: skip
    assert answers == [None, None, None, [], "tháng 2"]
    assert pattern._compiled is None  # type: ignore[attr-defined]
    assert pattern.sub("y", "NĂM 2, năm 3", count=1) == "y, năm 3"
    assert pattern.sub("y", "tháng 2") == "tháng 2"
    assert [each[1] for each in pattern.finditer("năm 4")] == ["4"]
    assert pattern.search("năm 5", 3) is None


def test_there_are_such_patterns() -> None:
    assert len(NEEDS) > 15


@pytest.mark.parametrize("name", sorted(NEEDS))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_a_pattern_matches_has_what_it_needs(name: str, data: st.DataObject) -> None:
    written, flags = NEEDS[name]._written
    text = data.draw(st.from_regex(re.compile(written, flags)))
    for said in (text, " ".join(text.split())):
        if re.compile(written, flags).search(said):
            assert any(each in said.lower() for each in NEEDS[name]._needs), said
