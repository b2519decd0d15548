"""Names of communes as titles are compared with them, and where they lie: those of the lists, kept or made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ntmrules
from ntmrules.catalog import cache
from ntmrules.model.figures import UnitFigures
from ntmrules.model.unit_names import name_key, parted
from ntmrules.places import life
from ntmrules.places.communes import (
    LISTS,
    all_communes,
    commune_keys,
    communes_in,
    listed_districts,
    listed_provinces,
    provinces_of,
)


def test_names_that_are_kept_are_those_of_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SHIPPED", tmp_path / "none")  # a wheel brings the names, and would be asked first
    wanted = {name_key(each.name) for list_id in LISTS for each in all_communes(list_id)}
    for folder in (tmp_path, tmp_path, "off"):  # made and kept, taken, neither
        monkeypatch.setenv("NTMRULES_CACHE", str(folder))
        commune_keys.cache_clear()
        assert commune_keys() == wanted
    assert len(list(tmp_path.glob("names-*.bin"))) == 1


def test_every_name_leads_to_the_provinces_that_have_it() -> None:
    for list_id in LISTS:
        for province in listed_provinces(list_id):
            inside = [each.full_name for each in communes_in(province.id, list_id)]
            inside += [each.full_name for each in listed_districts(province.id)] if list_id == "2004" else []
            lost = [name for name in inside if province.id not in provinces_of([parted(name)[1]], list_id)]
            assert lost == []
    assert provinces_of(["một tên không có"], "2004") == ()


def test_what_became_of_a_unit_of_the_whole_country_is_looked_for_where_its_name_is() -> None:
    lives = life.lives_on(None, date(2026, 6, 30), ntmrules.Library(plugins=()).catalogue.provinces)
    assert lives is not None
    for each in (communes_in, life._then, life._now, life._today, life._came_from):
        each.cache_clear()
    assert lives.of(UnitFigures(unit="xã Mẫu"), "xa") is None
    assert communes_in.cache_info().misses == 0
    (name,) = provinces_of([name_key("Quảng La")], "2004")
    told = lives.of(UnitFigures(unit="xã Quảng La", within="thành phố Hạ Long"), "xa")
    province = ntmrules.Library(plugins=()).catalogue.provinces[("2004", name)]
    alone = life.lives_on(province, date(2026, 6, 30), ntmrules.Library(plugins=()).catalogue.provinces)
    assert alone is not None
    assert told == alone.of(UnitFigures(unit="xã Quảng La", within="thành phố Hạ Long"), "xa")
    assert communes_in.cache_info().misses < 4
