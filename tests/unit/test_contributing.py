"""The page for contributors names files that are there: a room that moves takes its lines in the page along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["CONTRIBUTING.md", "docs/explanation/from-figure-to-verdict.md"]
# What is written as a pattern, and what is made when the pages are built.
PATTERNS = (
    "ntmrules/__init__.py",
    "catalogs/national/<set>/NN-name.yaml",
    "10-thu-nhap.yaml",
    "10-thu-nhap.cases.yaml",
    "figures.csv",
    "tox.ini",
    ".cases.yaml",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_the_page_names_is_there(page: str) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {
        each for each in re.findall(r"`([\w./<>-]+\.(?:py|yaml|md|toml|txt)|[\w./-]+/)`", text) if each not in PATTERNS
    }
    near = {path.name for path in (ROOT / "catalogs").rglob("*.yaml")} | {
        path.name for path in (ROOT / "src" / "ntmrules" / "engine" / "core").glob("*.py")
    } | {path.name for path in (ROOT / "src" / "ntmrules" / "figures").glob("*.py")}  # fmt: skip
    lost = sorted(
        each
        for each in named
        if not (ROOT / each).exists() and not (ROOT / "src" / "ntmrules" / each).exists() and each not in near
    )
    assert lost == []
    assert len(named) > 5
