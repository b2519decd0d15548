"""What sources say of the lists of units is held against the lists: at the line of each word that differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ntmrules import CatalogError
from ntmrules.catalog.pack import catalog_root
from ntmrules.places.seen_units import differing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copy(catalog_root() / "crosswalk.yaml", tmp_path / "crosswalk.yaml")
    return tmp_path


def changed(root: Path, before: str, after: str) -> list[str]:
    file = root / "crosswalk.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return [str(each) for each in differing(root)]


def test_the_lists_bear_out_what_is_shipped():
    assert list(differing(catalog_root())) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "commune_level: 3321",
            "commune_level: 3320",
            "commune_level: the source says 3320, the list of 2025 has 3321",
        ),
        ("xa: 91", "xa: 90", "xa: the source says 90, the list of 2004 has 91"),
        ("xa_and_dac_khu: 2634", "xa_and_dac_khu: 2633", "the source says 2633, the list of 2025 has 2634"),
        ("thanh_pho: 6", "thanh_pho: 5", "thanh_pho: the source says 5, the list of 2025 has 6"),
        ("scope: national", "scope: nationaal", "nationaal"),
        ("[Vân Đồn, Cô Tô]", "[Vân Đồn, Cô Tồ]", "'Cô Tồ' is not on the list of 2025 in quang-ninh"),
        ("[Vân Đồn, Cô Tô]", "[Vân Đồn]", "the list of 2025 in quang-ninh has Cô Tô as well"),
        ("quang-tri: [Cồn Cỏ]", "quang-trị: [Cồn Cỏ]", "'Cồn Cỏ' is not on the list of 2025 in quang-trị"),
        ("names: [Hải Lạng,", "names: [Bằng Cả,", "by the list of 2004 in quang-ninh, 'Bằng Cả' was not divided"),
        ("names: [Quảng La,", "names: [Quảng Lá,", "'Quảng Lá' is not on the list of 2025"),
        ("names: [Quảng La, Thống Nhất", "names: [Thống Nhất", "has Quảng La as well"),
        ("within: TP Hạ Long", "within: TP Hạ Lông", "'TP Hạ Lông' is not on the list of 2004"),
        ("new: [{name: Quảng La,", "new: [{name: Quảng Lá,", "'Quảng Lá' is not on the list of 2025"),
    ],
)
def test_a_word_that_differs_is_told_at_its_line(root: Path, before: str, after: str, said: str):
    found = changed(root, before, after)
    line = (root / "crosswalk.yaml").read_text(encoding="utf-8").split(after)[0].count("\n") + 1
    assert any(said in each and f"crosswalk.yaml:{line}:" in each for each in found), found


@pytest.mark.parametrize(
    ("before", "after"),
    [("also_split:", "also_splitt:"), ("dac_khu:\n  evidence", "dac_khuu:\n  evidence"), ("thi_tran: 7", "thi_trann: 7"),
     ('on_day: "2025-07-01"', 'on_day: "1/7/2025"'), ("xa: 91", "xa: nhieu")],
)  # fmt: skip
def test_a_misspelt_key_or_a_value_that_cannot_be_is_refused(root: Path, before: str, after: str):
    with pytest.raises(CatalogError) as caught:
        changed(root, before, after)
    assert "crosswalk.yaml:" in str(caught.value)
