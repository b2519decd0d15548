"""A case beside a rule says nothing that is not read: a key or word that nobody knows is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.catalog.pack import catalog_root
from ntmrules.check.cases import read_cases
from ntmrules.errors import CatalogError

HEAD = 'source: made up\ncases:\n  - {name: a, of: "1.1", on: "2023-06-30", expect: undetermined, '


@pytest.mark.parametrize(
    ("given", "word", "code", "near"),
    [
        ("reasons: [no_figurex]", "no_figurex", "NTM112", "no_figure"),
        ("reasons: [no_figure, threshold-unknown]", "threshold-unknown", "NTM112", "threshold_unknown"),
        ("basis: computedd", "computedd", "NTM112", "computed"),
        ("figures: {a: {value: 5, statuss: final}}", "statuss", "NTM109", "value"),
        ("figures: {a: {value: 5, as_of: '2024-9-30'}}", "as_of", "NTM109", "value"),
        ("figures: {a: {vaule: 5}}", "vaule", "NTM109", "value"),
        ("reports: {'1.1': {value: met, period: 2023, source: x}}", "source", "NTM109", "value"),
        ("children: [{levell: xa}]", "levell", "NTM109", "level"),
        ("children: [{level: xaa}]", "xaa", "NTM112", "xa"),
        ("children: [{level: xa}, {level: thon, children: [{level: thonn}]}]", "thonn", "NTM112", "thon"),
        ("children: [{figures: {a: {value: 1, yaer: 2023}}}]", "yaer", "NTM109", "period"),
    ],
)
def test_what_nobody_would_read_is_refused_at_its_place(
    given: str, word: str, code: str, near: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.cases.yaml"
    file.write_text(f"{HEAD}{given}}}\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        read_cases(file, "vn/xa-ntm/2021", "a.cases.yaml")
    (found,) = caught.value.problems
    line = HEAD.count("\n") + 1
    column = len(HEAD.rpartition("\n")[2]) + given.index(word) + 1
    assert (found.code, found.where) == (code, f"a.cases.yaml:{line}:{column}")
    assert near in found.expected


def test_the_cases_of_the_catalogue_say_nothing_else() -> None:
    files = sorted((catalog_root() / "national").rglob("*.cases.yaml"))
    assert sum(len(read_cases(file, "vn/xa-ntm/2021", file.name)) for file in files) > 500
