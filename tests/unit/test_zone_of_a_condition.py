"""A condition on a zone that no scheme has is refused when the rulebook is made: nobody would be in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library

PACK = Path(__file__).parents[1] / "structures" / "packs" / "S37-relative-by-group"


def test_a_misspelt_zone_of_a_condition_is_no_zone_without_units(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    path = folder / "a" / "01.yaml"
    path.write_text(path.read_text("utf-8").replace("zone: v2}]", "zone: v2x}]"), "utf-8")
    with pytest.raises(CatalogError, match=r"NTM161.*'v2x'") as caught:
        Library(packs=[folder], plugins=()).rulebook("mau/a", on="2023-01-01")
    assert "v2" in caught.value.problems[0].remedy
