"""Levels that no text prints: computed by a rule from base cells, and shown as such."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmrules import Library
from ntmrules.figures.read import read_figures
from ntmrules.model import walk
from ntmrules.model.evidence import Computed
from ntmrules.model.requirements import AnyOf, AnyRequirement, Cell


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


def rows_of(item: AnyRequirement) -> list[Cell]:
    parts = item.of if isinstance(item, AnyOf) else (item,)
    return [row for part in parts for threshold in walk.thresholds(part) for row in threshold.rows]


def cell(library: Library, name: str) -> Decimal:
    """Return the level of the newest version that knows the cell ``<indicator> <year> <area>``."""
    where, year, area = name.split()
    set_id, label = where.rsplit("/", 1)
    found = [
        row.value
        for criterion in library.set(set_id).criteria
        for indicator in criterion.indicators
        if indicator.id == label
        for version in indicator.versions
        for row in rows_of(version.requirement)
        if row.year == int(year) and row.area == area and row.value is not None
    ]
    return found[-1]


def test_every_computed_income_level_of_2016_and_2017_follows_from_its_base_cells(library: Library) -> None:
    indicator = next(c for c in library.set("vn/xa-ntm/2016").criteria if c.id == "10").indicators[0]
    computed = [row for row in rows_of(indicator.versions[0].requirement) if row.evidence and row.evidence.computed]
    assert len({(row.year, row.area) for row in computed}) == 14
    for row in computed:
        assert row.evidence is not None
        assert row.year is not None
        assert isinstance(row.evidence.computed, Computed)
        low, high = (cell(library, name) for name in row.evidence.computed.cells)
        assert row.value == low + (high - low) / 5 * (row.year - 2015)
        assert all(name.endswith(f" {row.area}") for name in row.evidence.computed.cells)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", "số tính ra, không phải số đọc được trong văn bản"), ("en", "a computed number, printed in no text")],
)
def test_a_computed_level_is_never_shown_as_the_number_of_the_text(
    library: Library, tmp_path, lang: str, words: str
) -> None:
    rulebook = library.rulebook("vn/xa-ntm/2016", province="lao-cai", on="2016-12-20")
    path = tmp_path / "f.csv"
    path.write_text("unit,subject,value,period\nxã Mẫu,10.1,21.3,2016\n", encoding="utf-8")
    attainment = rulebook.evaluate(read_figures(path, rulebook=rulebook).units[0])
    text = attainment.text(view="full", lang=lang)
    assert words in text
    starts = ("mức đạt: 21,4", "level: 21.4", "threshold: 21.4")
    line = next(line for line in text.splitlines() if line.strip().startswith(starts))
    assert (
        "21,4 triệu đồng/người/năm (tính ra)" if lang == "vi" else "21.4 million VND/person/year (computed)"
    ) in line
    assert '"computed"' in attainment.to_json()
