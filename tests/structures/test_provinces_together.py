"""The packs of the provinces in one library: nothing clashes, and the order in which they come changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ntmrules import Library, UnitFigures
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.testing.properties import packs_in_any_order

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
FOLDERS = sorted(PLUGINS.glob("ntmrules-*/src/*/catalog"))
SETS = ("xa-ntm", "xa-ntm-nang-cao", "xa-ntm-kieu-mau")


def test_all_provinces_are_here() -> None:
    names = {folder.parents[2].name for folder in FOLDERS}
    assert names >= {
        "ntmrules-quang-ninh", "ntmrules-ha-noi", "ntmrules-thanh-hoa", "ntmrules-quang-nam", "ntmrules-thai-nguyen",
        "ntmrules-binh-phuoc",
    }  # fmt: skip


def test_the_order_of_packs_changes_no_set_no_register_and_no_rule() -> None:
    national = Pack(catalog_root(), "vn")
    orders = [FOLDERS, FOLDERS[::-1], random.Random(7).sample(FOLDERS, len(FOLDERS))]
    catalogues = [Catalogue([national, *(Pack(folder) for folder in order)]) for order in orders]
    packs_in_any_order(catalogues)
    for province in ("Bình Phước", "Quảng Ninh", "Thái Nguyên", "An Giang"):
        for name in SETS:
            books = [Library.over(each).rulebook(name, on="2023-06-30", province=province) for each in catalogues]
            assert {book.id for book in books} == {f"vn/{name}/2021"}
            rows = [[(rule.id, rule.requirement, [each.override.id for each in rule.applied])
                     for rule in book.all_rules] for book in books]  # fmt: skip
            assert rows[0] == rows[1] == rows[2]


@pytest.mark.parametrize("province", ["An Giang", "Cà Mau", "Phú Thọ"])
def test_a_province_without_a_pack_is_judged_as_if_there_were_none(province: str) -> None:
    alone, together = Library(plugins=()), Library(packs=FOLDERS, plugins=())
    unit = UnitFigures.of("xã Mẫu", {"ty-le-duong-xa-cung-hoa": 100, "ty-le-ho-ngheo-da-chieu": 0.5})
    for name in SETS:
        results = [each.rulebook(name, on="2023-06-30", province=province).evaluate(unit) for each in (alone, together)]
        assert results[0].trace == results[1].trace
        assert results[0].tally == results[1].tally
