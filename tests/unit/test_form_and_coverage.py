"""What coverage says an hour with a text settles is what the form of that text has lines for: no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from ntmrules import Library
from ntmrules.authoring.holes_form import holes_form
from ntmrules.catalog.blanks import BLANK, PRINTED
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.check.coverage_cells import Hour, cell_coverage
from ntmrules.model.sets import CriteriaSet

CATALOGUE: Catalogue = Library(plugins=()).catalogue


def texts_of(whole: CriteriaSet) -> Iterator[tuple[str, str | None]]:
    items = [*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators)]
    provisions = [whole.provision, *(version.provision for item in items for version in item.versions)]
    yield from dict.fromkeys((each.decision, each.annex) for each in provisions)


def lines_of(entry: dict[str, Any]) -> int:
    """Count what a person can answer in an entry: every level of a known comparison, else the demand itself."""
    asked = entry["requirement"]
    if asked.get("note") != PRINTED:
        return 1
    rows = [row for level in asked.values() if isinstance(level, dict) for row in level.get("rows", ())]
    return sum(row["value"] == BLANK for row in rows)


EVERY = [(set_id, *text) for set_id in CATALOGUE.headers for text in texts_of(CATALOGUE.set(set_id))]


@pytest.mark.parametrize(("set_id", "decision", "annex"), EVERY)
def test_coverage_promises_the_lines_that_the_form_of_a_text_has(set_id: str, decision: str, annex: str | None) -> None:
    hours = cell_coverage(CATALOGUE.set(set_id)).hours
    hour = next((each for each in hours if (each.decision, each.annex) == (decision, annex)), None)
    promised = hour if hour is not None else Hour(decision=decision, annex=annex, open=0, indicators=0, cells=0)
    form = holes_form(CATALOGUE, set_id, decision=decision, annex=annex)
    entries = [each for each in yaml.safe_load(form.text)["overrides"] or () if "requirement" in each]
    if annex is None:
        entries = [each for each in entries if "annex" not in each["provision"]]
    assert promised.cells == sum(map(lines_of, entries))
    named = {each["target"].rpartition("/")[2] for each in entries}
    assert len(named) <= max(promised.open, promised.cells)
    assert promised.open == 0 or promised.cells == 0 or named


def test_there_are_texts_that_a_form_settles_something_of() -> None:
    assert (
        sum(hour.cells > 0 for set_id in CATALOGUE.headers for hour in cell_coverage(CATALOGUE.set(set_id)).hours) > 9
    )


def test_what_no_form_can_settle_is_not_promised() -> None:
    whole = CATALOGUE.set("vn/xa-ntm/2026")
    assert "52/2026/TT-BTC" not in {hour.decision for hour in cell_coverage(whole).hours}
