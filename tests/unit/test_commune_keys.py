"""Names of communes as titles are compared with them: those of the lists, kept or made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.catalog import cache
from ntmrules.model.unit_names import name_key
from ntmrules.places.communes import LISTS, all_communes, commune_keys


def test_names_that_are_kept_are_those_of_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SHIPPED", tmp_path / "none")  # a wheel brings the names, and would be asked first
    wanted = {name_key(each.name) for list_id in LISTS for each in all_communes(list_id)}
    for folder in (tmp_path, tmp_path, "off"):  # made and kept, taken, neither
        monkeypatch.setenv("NTMRULES_CACHE", str(folder))
        commune_keys.cache_clear()
        assert commune_keys() == wanted
    assert len(list(tmp_path.glob("names-*.bin"))) == 1
