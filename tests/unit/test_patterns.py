"""A pattern of a module is that of ``re``, compiled when the first text is held against it."""

from __future__ import annotations

import re

import pytest

from ntmrules.patterns import later


def test_a_pattern_answers_as_that_of_re() -> None:
    pattern = later(r"(?P<year>\d{4})", re.IGNORECASE)
    assert vars(pattern).keys() == {"_written"}
    assert pattern.search("năm 2024")["year"] == "2024"  # type: ignore[index]
    assert pattern.sub("x", "2024, 2025") == "x, x"
    assert (pattern.pattern, pattern.groups) == (r"(?P<year>\d{4})", 1)


def test_a_wrong_pattern_is_refused_when_it_is_used() -> None:
    with pytest.raises(re.error):
        later("(").match("")
    assert not hasattr(later("a"), "__deepcopy__")
