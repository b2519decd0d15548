"""The sheets of both decisions: 26 each, sums, what is open, marks with several readings."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

import ntmrules
from ntmrules.catalog.ocop import OcopTexts, group_total, sheet_files
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.check.lint import lint
from ntmrules.errors import CatalogError
from ntmrules.model.ocop import OcopStage, Sheet

VERBS = ntmrules.Library(plugins=()).ocop()
SHEETS = [(stage, sheet) for stage in VERBS.stages for sheet in VERBS.sheets(stage).values()]


def test_both_decisions_have_26_sheets_with_some_800_criteria_and_2600_options() -> None:
    assert [stage.provision.decision for stage in VERBS.stages] == ["148/QĐ-TTg", "26/2026/QĐ-TTg"]
    for stage in VERBS.stages:
        sheets = VERBS.sheets(stage)
        assert sorted(sheets) == list(range(1, 27))
        criteria = [criterion for sheet in sheets.values() for criterion in sheet.lines]
        assert 780 <= len(criteria) <= 830
        assert 2500 <= sum(len(criterion.options) for criterion in criteria) <= 2800


@pytest.mark.parametrize(("stage", "sheet"), SHEETS, ids=[sheet.id for _, sheet in SHEETS])
def test_parts_are_40_25_35_and_the_best_options_make_100(stage: OcopStage, sheet: Sheet) -> None:
    assert [part.most for part in sheet.parts] == [40, 25, 35] == [part.most for part in stage.parts]
    criteria = [criterion for part in sheet.parts for group in part.groups for criterion in group.criteria]
    assert group_total(criteria) == 100
    for criterion in criteria:
        best = max((option.points for option in criterion.options), default=Decimal(0))
        assert best == criterion.most or criterion.open is not None


def test_what_the_copy_of_2023_lacks_is_named_where_it_is() -> None:
    first, second = VERBS.stages
    open_ = {(sheet.number, line.id) for sheet in VERBS.sheets(first).values() for line in sheet.lines if line.open}
    assert open_ == {(7, "6.d"), (11, "C.x"), (12, "C.x"), (13, "C.x")}
    assert not [line for sheet in VERBS.sheets(second).values() for line in sheet.lines if line.open]


def test_irregular_marks_have_every_reading() -> None:
    first, second = VERBS.stages

    def least(stage: OcopStage, number: int, criterion: str, stars: int) -> tuple[Decimal, ...]:
        line = next(each for each in VERBS.sheet(number, stage).lines if each.id == criterion)
        return next(mark.least for mark in line.marks if mark.stars == stars)

    assert least(first, 11, "1.a", 3) == (1, 3)
    assert least(first, 1, "4.a", 5) == (0, 5)
    assert least(first, 1, "3.e", 4) == (1, 2)
    assert least(second, 10, "3.5", 4) == (0, 2)


def changed(tmp_path: Path, old: str, new: str, file: str = "sheets/01-rau-cu-qua-hat-tuoi.yaml") -> list[str]:
    root = tmp_path / "catalogs"
    copytree(catalog_root() / "national" / "ocop-2023", root / "national" / "ocop-2023")
    path = root / "national" / "ocop-2023" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    texts = OcopTexts([Pack(root, "vn")])
    with pytest.raises(CatalogError) as caught:
        texts.sheets(texts.stages[0])
    return [str(each.identity) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "identity"),
    [
        ("most: 40", "most: 41", "NTM183.sum"),
        ("{points: 5, text", "{points: 4, text", "NTM183.best"),
        ("least: [3]", "least: [4]", "NTM183.mark"),
        ("stars: 5, least", "stars: 6, least", "NTM183.stars"),
        ('id: "1.b"', 'id: "1.a"', "NTM183.twice"),
        ("industry: thuc-pham", "industry: thuc-phan", "NTM183.industry"),
        ("- id: B", "- id: D", "NTM183.part-ids"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, identity: str
) -> None:
    assert identity in changed(tmp_path, old, new)


def test_files_of_sheets_are_in_the_order_of_their_numbers() -> None:
    head = catalog_root() / "national" / "ocop-2023" / "ocop.yaml"
    assert [path.name[:2] for path in sheet_files(head)][:3] == ["01", "02", "03"]


PACK = 'id: quang-ninh\nname: {vi: Quảng Ninh}\nterritory:\n  - {list: "2004", province: quang-ninh}\n'


def test_lint_reads_sheets_and_the_rules_of_a_council(tmp_path: Path) -> None:
    copytree(catalog_root() / "national" / "ocop-2023", tmp_path / "national" / "ocop-2023")
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "ocop.yaml").write_text("members: 3\nquorum: 9\nvote_share: 7500\nmost_spread: -2\n", "utf-8")
    path = tmp_path / "national" / "ocop-2023" / "sheets" / "01-rau-cu-qua-hat-tuoi.yaml"
    path.write_text(path.read_text("utf-8").replace("most: 40", "most: 41", 1), "utf-8")
    found = [each.problem for each in lint(tmp_path) if each.problem.identity.startswith("NTM183")]
    assert {each.identity for each in found} == {"NTM183.sum", "NTM183.council"}
    assert sum(each.identity == "NTM183.council" for each in found) == 3


def test_a_decision_that_stands_twice_or_overlaps_another_one_is_refused(tmp_path: Path) -> None:
    for year in ("2023", "2026"):
        copytree(catalog_root() / "national" / f"ocop-{year}", tmp_path / "national" / f"ocop-{year}")
    head = tmp_path / "national" / "ocop-2026" / "ocop.yaml"
    text = head.read_text("utf-8")
    for old, new, identity in (
        ("id: vn/ocop/2026", "id: vn/ocop/2023", "NTM183.twice"),
        ('lodged_from: "2026-05-22"', 'lodged_from: "2026-05-21"', "NTM183.overlap"),
    ):
        assert old in text
        head.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogError) as caught:
            _ = OcopTexts([Pack(tmp_path, "vn")]).stages
        assert [str(each.identity) for each in caught.value.problems] == [identity]
        assert re.findall(r"ocop-(20\d\d)/ocop.yaml:\d+", str(caught.value)) == ["2026", "2023"]
