"""Provinces, districts and communes of both lists."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ntmrules import Library, UnitError
from ntmrules.catalog.pack import catalog_root
from ntmrules.places.communes import (
    all_communes,
    by_code,
    commune,
    communes,
    communes_in,
    districts,
    successors_of,
)

ROOT = Path(__file__).parents[2]


def test_the_communes_of_a_province_differ_between_the_lists() -> None:
    old, new = communes("Quảng Ninh", "2004"), communes("tỉnh quảng ninh", "2025")
    assert len(old) == 171
    assert len(new) == 54
    assert {each.list for each in old} == {"2004"}
    assert all(each.district is None for each in new)
    assert len(communes("Quảng Ninh", "2025", kind="xa")) == 22


def test_the_lists_are_whole() -> None:
    kinds = [each.kind for each in all_communes("2025")]
    assert (kinds.count("xa"), kinds.count("phuong"), kinds.count("dac-khu")) == (2621, 687, 13)
    assert len(all_communes("2004")) == 10035
    assert len({each.key for each in all_communes("2004")}) == 10035


def test_the_register_of_provinces_and_the_lists_name_the_same_codes() -> None:
    library = Library(plugins=())
    with (catalog_root() / "units" / "provinces.csv").open(encoding="utf-8") as stream:
        listed = {(row["list"], row["id"]): row["code"] for row in csv.DictReader(stream)}
    assert listed == {key: each.code for key, each in library.catalogue.provinces.items()}


@pytest.mark.parametrize("name", ["22", " 06700 "])
def test_a_bare_code_is_refused(name: str) -> None:
    for call in (lambda: communes(name, "2025"), lambda: commune(name, "Quảng Ninh", "2025"), lambda: by_code(name)):
        with pytest.raises(UnitError) as caught:
            call()
        assert caught.value.code == "NTM601"


def test_1803_codes_of_today_named_another_place_before() -> None:
    old = {each.code: each for each in all_communes("2004")}
    both = [each for each in all_communes("2025") if each.code in old and old[each.code].name != each.name]
    assert len(both) == 1803
    first = both[0]
    assert by_code(f"2025:{first.code}").name == first.name
    assert by_code(f"2004:{first.code}").name != first.name


def test_an_old_commune_goes_whole_or_is_divided() -> None:
    (whole,) = successors_of(commune("Quảng La", "Quảng Ninh", "2004", district="Hạ Long"))
    assert (whole.commune.full_name, whole.whole) == ("xã Quảng La", True)
    parts = successors_of(commune("xã Quảng Long", "Quảng Ninh", "2004", district="huyện Hải Hà"))
    assert sorted(each.commune.name for each in parts) == ["Quảng Hà", "Đường Hoa"]
    assert not any(each.whole for each in parts)


def test_what_the_data_takes_for_another_place_is_not_known() -> None:
    # Its package sends a part of it to a place 75 km away that has the same name without accents.
    assert successors_of(commune("xã Tân Thạnh", "Cần Thơ", "2004", district="huyện Thới Lai")) == []
    unknown = [each for each in all_communes("2004") if not successors_of(each)]
    assert len(unknown) == 15


def test_a_commune_is_sought_in_its_district() -> None:
    with pytest.raises(UnitError) as caught:
        commune("Tân Bình", "Quảng Ninh", "2004", district="Hạ Long")
    assert caught.value.code == "NTM602"
    assert commune("Tân Bình", "Quảng Ninh", "2004", district="Đầm Hà").district == "huyện Đầm Hà"
    assert [each.full_name for each in districts("Quảng Ninh", kinds=("huyen",))][:2] == [
        "huyện Bình Liêu",
        "huyện Tiên Yên",
    ]


def test_accents_count_and_the_place_of_the_tone_mark_does_not() -> None:
    with pytest.raises(UnitError) as caught:
        commune("xã Quang La", "Quảng Ninh", "2004")
    assert "Quảng La" in str(caught.value)
    assert commune("xã Hoà Bình", "Quảng Ninh", "2004").name == "Hòa Bình"


def test_unknown_provinces_and_lists_are_told_apart() -> None:
    with pytest.raises(UnitError) as province:
        communes("Hà Giang", "2025")
    with pytest.raises(UnitError) as list_id:
        communes("Hà Giang", "2026")
    assert (province.value.code, list_id.value.code) == ("NTM603", "NTM607")


def test_only_the_province_that_is_asked_for_is_read() -> None:
    communes_in.cache_clear()
    communes("Quảng Ninh", "2025")
    assert communes_in.cache_info().currsize == 1


def test_the_script_gives_the_same_bytes(tmp_path: Path) -> None:
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the package from which the lists are made is not installed")
    folder = next(iter(spec.submodule_search_locations))
    subprocess.run([sys.executable, ROOT / "tools" / "administrative_units.py", folder, tmp_path], check=True)
    for made in sorted(tmp_path.rglob("*.csv")):
        assert made.read_bytes() == (ROOT / "catalogs" / "units" / made.relative_to(tmp_path)).read_bytes()
