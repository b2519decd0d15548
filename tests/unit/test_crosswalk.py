"""The reform of 01/07/2025: what became of the places that reports name."""

from __future__ import annotations

from ntmrules.catalog.pack import catalog_root
from ntmrules.places.crosswalk import changes, successors


def test_a_commune_is_found_with_or_without_its_kind_accents_and_case():
    for name in ("xã Quảng La", "Quảng La", "QUANG LA"):
        (change,) = successors(name)
        assert [unit.name for unit in change.new] == ["Quảng La"]
        assert change.whole


def test_a_commune_that_became_part_of_a_ward_leaves_the_commune_set():
    (change,) = successors("xã Sông Khoai", within="TX Quảng Yên", province="quang-ninh")
    assert change.leaves_commune_set
    assert change.new[0].kind == "phuong"


def test_a_split_commune_has_several_successors_and_says_so():
    (change,) = successors("Quảng Long")
    assert change.split
    assert {unit.name for unit in change.new} == {"Quảng Hà", "Đường Hoa"}


def test_what_is_not_known_gives_nothing_rather_than_a_guess():
    assert successors("xã Không Có Thật") == []
    assert successors("Quảng La", province="an-giang") == []


def test_every_row_names_its_lists_and_its_evidence():
    for change in changes(catalog_root()):
        assert change.old.list == "2004"
        assert all(unit.list == "2025" for unit in change.new)
        assert change.evidence.ref
