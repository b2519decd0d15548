"""Coverage by cells: nothing is lost between the counts, and the text that settles most comes first."""

from __future__ import annotations

import json

import pytest

from ntmrules import Library
from ntmrules.check.coverage_cells import cell_coverage
from ntmrules.cli import run


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


def test_every_cell_stands_in_one_state_and_one_column(library: Library) -> None:
    for header in library.sets():
        found = cell_coverage(library.set(header.id))
        assert sum(found.by_state().values()) == len(found.cells)
        parts = [found.by_state(area) for area in ("", *found.areas)]
        assert {state: sum(part[state] for part in parts) for state in parts[0]} == found.by_state()
        assert sum(found.by_confidence().values()) <= len(found.cells)


def test_the_first_cells_at_gazette_are_those_of_the_circular(library: Library) -> None:
    assert cell_coverage(library.set("vn/xa-ntm/2026")).by_state()["gazette"] == 14
    assert cell_coverage(library.set("vn/tinh-ntm/2026")).by_state()["gazette"] == 1
    assert cell_coverage(library.set("vn/xa-ntm/2021")).by_state()["gazette"] == 0


def test_computed_and_disputed_cells_are_counted(library: Library) -> None:
    assert cell_coverage(library.set("vn/xa-ntm/2016")).count("computed") == 14
    advanced = cell_coverage(library.set("vn/xa-ntm-nang-cao/2021"))
    assert advanced.count("disputed", "bac-trung-bo") == 5
    assert advanced.count("disputed", "tay-nguyen") == 0


def test_an_hour_with_the_annex_of_the_advanced_set_settles_most_of_its_75_indicators(library: Library) -> None:
    first = cell_coverage(library.set("vn/xa-ntm-nang-cao/2021")).hours[0]
    assert (first.decision, first.annex) == ("318/QĐ-TTg", "Phụ lục II")
    assert 50 < first.open < first.indicators <= 75
    missing = cell_coverage(library.set("vn/xa-ntm/2026")).hours[0]
    assert missing.open == missing.indicators == 47


def test_the_command_says_it_in_both_languages_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sets", "--coverage", "--set", "vn/xa-ntm/2021", "--no-plugins"]) == 0
    text = capsys.readouterr().out
    assert "Bắc Trung Bộ" in text
    assert "Phụ lục I của QĐ 318/QĐ-TTg: " in text
    assert run(["sets", "--coverage", "--lang", "en", "--no-plugins"]) == 0
    said = capsys.readouterr().out
    assert "What one hour with which text would settle:" in said
    assert "Procedures of recognition (terms, shares):" in said
    assert "vn/cong-nhan-xa/2022 " in said
    assert run(["sets", "--coverage", "--json", "--set", "vn/xa-ntm/2021", "--no-plugins"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data[0]["cells"]["by_area"]["bac-trung-bo"]["by_evidence"]
    assert data[0]["cells"]["an_hour_would_settle"][0]["decision"] == "318/QĐ-TTg"


def test_an_unknown_set_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sets", "--coverage", "--set", "vn/xa-ntm/2012"]) == 3
    assert "vn/xa-ntm/2021" in capsys.readouterr().err
