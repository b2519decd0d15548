"""The pages that list kinds of requirement, verbs and ways of points list those that there are, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ntmrules.model import requirements as req
from ntmrules.model.overrides import Verb

ROOT = Path(__file__).parents[2]
FIELDS = (ROOT / "catalogs" / "README.md").read_text("utf-8")
LANGUAGE = (ROOT / "docs" / "reference" / "language.md").read_text("utf-8")
PACKS = ROOT / "tests" / "structures" / "packs"


def section(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> list[str]:
    return [word for line in text.splitlines() if line.startswith("| `")
            for word in re.findall(r"`([a-z_]+)`", line.split("|")[1])]  # fmt: skip


def test_the_field_by_field_page_lists_every_kind_and_no_other() -> None:
    assert set(first_column(section(FIELDS, "Requirements"))) == set(req.KINDS)


@pytest.mark.parametrize("page", ["docs/plugins.md", "docs/plugins-vi.md", "catalogs/README.md"])
def test_every_verb_stands_in_the_table_of_verbs_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    rows = [
        line
        for line in text.splitlines()
        if re.match(r"\| `(?:fill|raise|replace|add|measure_as|waive|complete)` \|", line)
    ]
    found = [word for line in rows for word in first_column(line)]
    national = {Verb.COMPLETE} if page != "catalogs/README.md" else set()  # it is no right of a province
    assert sorted(found) == sorted(set(Verb) - national)


def test_every_kind_and_verb_stands_in_a_pack_whose_cases_are_run() -> None:
    written = "\n".join(path.read_text("utf-8") for path in sorted(PACKS.rglob("*.yaml")))
    kinds = set(re.findall(r"\bkind: ([a-z_]+)", written))
    assert set(req.KINDS) - kinds == {"function"}  # it needs Python: the hooks have an example that is run
    assert set(Verb) <= set(re.findall(r"\bverb: ([a-z_]+)", written))


def test_every_key_of_points_is_shown_in_a_pack() -> None:
    written = "\n".join(path.read_text("utf-8") for path in sorted(PACKS.rglob("*.yaml")))
    for key in ("weights", "groups", "bands", "full_at", "deduct", "most", "cap", "least"):
        assert re.search(rf"\b{key}:", written), key


def test_the_kinds_that_contributors_are_told_of_are_the_closed_list() -> None:
    """DESIGN's table stands in the code: every kind is named by the page of the language, or by that of the fields."""
    told = set(re.findall(r"`([a-z_]+)`", LANGUAGE)) | set(first_column(section(FIELDS, "Requirements")))
    assert set(req.KINDS) <= told
