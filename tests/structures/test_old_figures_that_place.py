"""An old figure that decides in which zone a unit stands, or whether a rule is for it, is marked as one that decides alone."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from made import SURE, book_of, cell, criterion, indicator, made_set

from ntmrules import Attainment, Entry, Library, Rulebook, UnitFigures, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.sets import AreaRule, Areas

PACKS = Path(__file__).parent / "packs"
INCOME = "thu-nhap-binh-quan-dau-nguoi"
MET, NOT_MET = Verdict.MET, Verdict.NOT_MET


def book_with_ages(tmp_path: Path, name: str, set_id: str) -> Rulebook:
    """Return the set of a pack whose own measures are fresh for a year, and marked after it."""
    pack = shutil.copytree(PACKS / name, tmp_path / "pack")
    fresh = "    fresh_for: {years: 1, then: old_figure, why: {vi: bịa ra, en: made up}, ours: true}\n"
    lines = (pack / "measures.yaml").read_text("utf-8").splitlines(keepends=True)
    text = "".join(line + fresh if line.startswith("    kind:") else line for line in lines)
    (pack / "measures.yaml").write_text(text, "utf-8")
    return Library(packs=[pack], plugins=()).rulebook(set_id, on="2023-12-01")


def unit(income: float, year: int, **facts: Verdict | int) -> UnitFigures:
    entries = [Entry(subject=INCOME, value=Decimal(str(income)), period=2023)]
    entries += [Entry(subject=name.replace("_", "-"), value=value if isinstance(value, Verdict) else Decimal(value), period=year)
                for name, value in facts.items()]  # fmt: skip
    return UnitFigures(unit="xã Mẫu", entries=tuple(entries))


def old_ones(attainment: Attainment, label: str) -> set[str]:
    """The figures below an indicator that are told to be old."""
    found, waiting = set(), [attainment.node(label)]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.has_note("old_figure"):
            found.add(node.id)
    return found


@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
def test_the_old_fact_by_which_a_zone_was_found_is_told_under_the_level(tmp_path: Path, engine: str) -> None:
    book = book_with_ages(tmp_path, "S23-zones-that-combine", "mau/ket-hop")
    for year, wanted in ((2023, set()), (2021, {"xa-mien-nui-mau", "xa-dao-mau"})):
        result = book.evaluate(unit(40, year, xa_mien_nui_mau=MET, xa_dao_mau=MET), engine=engine)
        assert result.node("1.1").verdict is MET
        assert old_ones(result, "1.1") == wanted, year
        assert ("năm 2021" in result.text(view="unmet", lang="vi")) is bool(wanted)
        assert ("năm 2021" in result.why("1.1", lang="vi")) is bool(wanted)


def test_an_old_fact_that_makes_no_difference_to_the_zone_is_not_told(tmp_path: Path) -> None:
    book = book_with_ages(tmp_path, "S23-zones-that-combine", "mau/ket-hop")
    entries = [*unit(40, 2023, xa_mien_nui_mau=NOT_MET).entries, *unit(40, 2021, xa_dao_mau=MET).entries[1:]]
    result = book.evaluate(UnitFigures(unit="xã Mẫu", entries=tuple(entries)))
    assert result.node("1.1").verdict is NOT_MET
    assert old_ones(result, "1.1") == set()


def test_a_condition_on_a_zone_tells_the_old_fact_of_the_zone(tmp_path: Path) -> None:
    pack = PACKS / "S23-zones-that-combine"
    copied = shutil.copytree(pack, tmp_path / "asked")
    file = copied / "ket-hop" / "01-thu-nhap.yaml"
    evidence = "{kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"
    text = file.read_text("utf-8").replace(
        f"    measure: {INCOME}\n",
        f"    measure: {INCOME}\n    applies_when: {{when: {{zone: mau-nui-dao}}, evidence: {evidence}}}\n",
    )
    file.write_text(text, "utf-8")
    measures = (copied / "measures.yaml").read_text("utf-8")
    fresh = "fresh_for: {years: 1, then: old_figure, why: {vi: bịa ra, en: made up}, ours: true}"
    (copied / "measures.yaml").write_text(measures.replace("kind: yes_no\n", f"kind: yes_no\n    {fresh}\n"), "utf-8")
    book = Library(packs=[copied], plugins=()).rulebook("mau/ket-hop", on="2023-12-01")
    result = book.evaluate(unit(20, 2021, xa_mien_nui_mau=MET, xa_dao_mau=NOT_MET))
    assert result.node("1.1").verdict is Verdict.NOT_APPLICABLE
    assert "xa-dao-mau" in old_ones(result, "1.1")


@pytest.mark.parametrize(("year", "wanted"), [(2022, set()), (2018, {"kho-khan"})])
@pytest.mark.parametrize("engine", ["core", "forward/agenda"])
def test_a_fact_of_before_the_set_that_chose_its_column_is_told(year: int, wanted: set[str], engine: str) -> None:
    levels = req.Threshold(rows=(cell(40, area="bac"), cell(60, area="nam")))
    areas = Areas(
        scheme="hai-vung", rules=(AreaRule(when_any=("kho-khan",), area="bac", evidence=SURE),), otherwise="nam"
    )
    row = indicator("1.1", req.AtLeast(measure="luong", threshold=levels))
    plain = indicator("1.2", req.AtLeast(measure="luong", threshold=req.Threshold(rows=(cell(10),))))
    book = book_of(made_set(criterion("1", row, plain), areas=areas))
    entries = (
        Entry(subject="luong", value=Decimal(50), period=2022),
        Entry(subject="kho-khan", value=MET, period=year),
    )
    result = book.evaluate(UnitFigures(unit="xã Mẫu", entries=entries), engine=engine)
    assert result.node("1.1").verdict is MET
    assert old_ones(result, "1.1") == wanted
    assert old_ones(result, "1.2") == set()
