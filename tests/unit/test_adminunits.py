"""Communes of both lists; skipped where the extra ``units`` is not installed."""

from __future__ import annotations

import pytest

from ntmrules import UnitError
from ntmrules.places import communes as adminunits
from ntmrules.places.communes import by_code, commune, communes, old_to_new


@pytest.fixture
def data() -> None:
    pytest.importorskip("vietnamadminunits")


@pytest.mark.usefixtures("data")
def test_the_communes_of_a_province_differ_between_the_lists() -> None:
    old, new = communes("Quảng Ninh", "2004"), communes("tỉnh quảng ninh", "2025")
    assert len(old) > len(new) == 54
    assert {each.list for each in old} == {"2004"}
    assert all(each.district is None for each in new)
    assert len(communes("Quảng Ninh", "2025", kind="xa")) == 22


@pytest.mark.usefixtures("data")
def test_the_lists_are_whole() -> None:
    kinds = [each.kind for each in adminunits._all("2025")]
    assert (kinds.count("xa"), kinds.count("phuong"), kinds.count("dac-khu")) == (2621, 687, 13)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("name", ["22", " 06700 "])
def test_a_bare_code_is_refused(name: str) -> None:
    for call in (lambda: communes(name, "2025"), lambda: commune(name, "Quảng Ninh", "2025"), lambda: by_code(name)):
        with pytest.raises(UnitError) as caught:
            call()
        assert caught.value.code == "NTM601"


@pytest.mark.usefixtures("data")
def test_one_code_names_different_places_in_the_two_lists() -> None:
    old = {each.code: each for each in adminunits._all("2004")}
    both = [each for each in adminunits._all("2025") if each.code in old and old[each.code].name != each.name]
    first = both[0]
    assert by_code(f"2025:{first.code}").name == first.name
    assert by_code(f"2004:{first.code}").name != first.name


@pytest.mark.usefixtures("data")
def test_an_old_commune_goes_whole_or_is_divided() -> None:
    (whole,) = old_to_new("Quảng La", "Hạ Long", "Quảng Ninh")
    assert (whole.commune.full_name, whole.whole) == ("xã Quảng La", True)
    parts = old_to_new("xã Quảng Long", "huyện Hải Hà", "Quảng Ninh")
    assert sorted(each.commune.name for each in parts) == ["Quảng Hà", "Đường Hoa"]
    assert not any(each.whole for each in parts)


@pytest.mark.usefixtures("data")
def test_every_old_commune_has_a_place_in_the_list_of_today() -> None:
    known = {each.path for each in adminunits._all("2025")}
    found = adminunits._conversion()
    assert all(set(found.get(each.path, ("",))) <= known for each in adminunits._all("2004"))


@pytest.mark.usefixtures("data")
def test_a_commune_is_sought_in_its_district() -> None:
    with pytest.raises(UnitError) as caught:
        commune("Tân Bình", "Quảng Ninh", "2004", district="Hạ Long")
    assert caught.value.code == "NTM602"
    assert commune("Tân Bình", "Quảng Ninh", "2004", district="Đầm Hà").district == "Huyện Đầm Hà"


@pytest.mark.usefixtures("data")
def test_unknown_provinces_and_lists_are_told_apart() -> None:
    with pytest.raises(UnitError) as province:
        communes("Hà Giang", "2025")
    with pytest.raises(UnitError) as list_id:
        communes("Hà Giang", "2026")
    assert (province.value.code, list_id.value.code) == ("NTM603", "NTM607")


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    adminunits._all.cache_clear()
    monkeypatch.setattr(adminunits, "find_spec", lambda _: None)
    with pytest.raises(UnitError) as caught:
        communes("Quảng Ninh", "2025")
    adminunits._all.cache_clear()
    assert caught.value.code == "NTM606"
    assert caught.value.problems[0].remedy == 'pip install "ntmrules[units]"'
