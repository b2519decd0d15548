"""Structures S16 to S28: each is a pack of YAML alone, and its cases hold in every engine. All of them are made up."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from ntmrules.catalog.catalogue import pack_and_catalogue
from ntmrules.check.cases import PlacedCase, all_cases, override_case_files, read_cases, unit_of
from ntmrules.check.lint import lint
from ntmrules.library import Library

PACKS = sorted(path for path in (Path(__file__).parent / "packs").iterdir() if path.is_dir())
FOUND = ("met", "not_met", "undetermined")


def cases_of(folder: Path) -> list[PlacedCase]:
    """Return every case of a pack, those beside its sets and those beside its entries."""
    pack, _ = pack_and_catalogue(folder)
    files = [*all_cases(pack), *((path, None) for path in override_case_files(pack))]
    return [case for path, set_id in files for case in read_cases(path, set_id, path.name)]


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_the_pack_is_yaml_alone_and_without_an_error(folder: Path) -> None:
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".yaml"}
    assert [str(each.problem) for each in lint(folder) if each.severity == "error"] == []


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_its_cases_show_it_met_and_missed_and_open(folder: Path) -> None:
    assert set(FOUND) <= {each.case.expect for each in cases_of(folder)}


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_every_engine_says_what_its_cases_expect(folder: Path) -> None:
    _, catalogue = pack_and_catalogue(folder)
    library = Library.over(catalogue)
    for placed in cases_of(folder):
        case = placed.case
        book = library.rulebook(placed.set_id, on=case.on, province=case.province)
        unit = unit_of(case.figures, case.reports, name=case.unit or "xã Mẫu", area=case.area,
                       children=case.children, within=case.within)  # fmt: skip
        for engine in ("core", "forward/agenda"):
            result = book.evaluate(unit, engine=engine)
            found = result.verdict if case.of == "set" else result.node(case.of).verdict
            assert str(found) == case.expect, f"{folder.name}: {case.name}: {engine} says {found}"
        if find_spec("polars") is not None and not unit.children:
            assert _in_a_table(book, unit, case.of) == case.expect, f"{folder.name}: {case.name}: the table"


def _in_a_table(book: object, unit: object, label: str) -> str:
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.engine.columnar.units import judge_units

    row = judge_units(book, [unit], OUTPUTS).row(0, named=True)  # type: ignore[arg-type,list-item]
    return str(VERDICT_OF[row[named("verdict", "" if label == "set" else label)]])


def test_the_page_of_the_language_shows_every_pack() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "language.md").read_text(encoding="utf-8")
    assert [path.name for path in PACKS if f"packs/{path.name}/" not in page] == []
