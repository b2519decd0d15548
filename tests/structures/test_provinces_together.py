"""The packs of the provinces in one library: nothing clashes, and the order in which they come changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from structures.made_up import write

from ntmrules import CatalogError, Library, UnitFigures
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.testing.properties import packs_in_any_order

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
FOLDERS = sorted(path.parent for path in PLUGINS.glob("ntmrules-*/src/*/*/pack.yaml"))
SETS = ("xa-ntm", "xa-ntm-nang-cao", "xa-ntm-kieu-mau")


def test_all_provinces_are_here() -> None:
    names = {folder.parents[2].name for folder in FOLDERS}
    assert names == {path.parent.name for path in PLUGINS.glob("ntmrules-*/pyproject.toml")}
    assert len(names) >= 8


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


ENTRY = """
    overrides:
      - id: {id}/xa-ntm/2021/2.2
        verb: {verb}
        target: vn/xa-ntm/2021/2.2
        provision: {{decision: 01/QĐ-MẪU}}
        from: "{day}"
        {more}
        requirement: {{kind: at_least, threshold: {{value: {value}, evidence: EVIDENCE}}}}
"""
HEAD = """
    id: {id}
    name: {{vi: Tỉnh {id}, en: Province {id}}}
    territory: [{{list: "{list}", province: {province}}}]
"""
BASIS = "legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}"


def of_former_and_merged(folder: Path, former: str, verb: str = "fill", more: str = "") -> list[Path]:
    """A pack of a former province with 70 and one of the merged one with 90, both over 2.2 from 01/07/2025 on."""
    basis = BASIS if verb == "replace" else ""
    rows = [
        (former, "2004", "quang-nam", 70, "2022-06-01", basis),
        ("da-nang", "2025", "da-nang", 90, "2025-07-01", more or basis),
    ]
    return [
        write(folder / name, {
            "pack.yaml": HEAD.format(id=name, list=list_, province=province),
            "overrides/xa.yaml": ENTRY.format(id=name, verb=verb, value=value, day=day, more=said),
        })
        for name, list_, province, value, day, said in rows
    ]  # fmt: skip


@pytest.mark.parametrize("former", ["aa-truoc", "zz-truoc"])
@pytest.mark.parametrize("verb", ["fill", "replace"])
def test_a_former_province_and_the_merged_one_are_never_chosen_between(tmp_path: Path, former: str, verb: str) -> None:
    with pytest.raises(CatalogError) as caught:
        Library(packs=of_former_and_merged(tmp_path, former, verb), plugins=())
    (said,) = [str(each) for each in caught.value.problems if each.code == "NTM210"]
    assert f"{former}/overrides/xa.yaml:" in said
    assert "da-nang/overrides/xa.yaml:" in said


@pytest.mark.parametrize("former", ["aa-truoc", "quang-nam"])
def test_the_merged_province_supersedes_what_a_former_one_laid_down(tmp_path: Path, former: str) -> None:
    packs = of_former_and_merged(tmp_path, former, more=f"supersedes: [{former}/xa-ntm/2021/2.2]")
    library = Library(packs=packs, plugins=())
    unit = UnitFigures.of("xã Mẫu", {"ty-le-duong-thon-cung-hoa": 80})
    for day, verdict in (("2025-06-30", "met"), ("2025-12-01", "not_met")):
        book = library.rulebook("vn/xa-ntm/2021", on=day, province="2004:quang-nam")
        assert str(book.evaluate(unit).node("2.2").verdict) == verdict


def test_what_it_supersedes_need_not_be_installed_beside_it_but_is_spelt_as_a_province(tmp_path: Path) -> None:
    alone = of_former_and_merged(tmp_path / "a", "x", more="supersedes: [quang-nam/xa-ntm/2021/2.2]")[1:]
    assert Library(packs=alone, plugins=()).catalogue.overrides
    misspelt = of_former_and_merged(tmp_path / "b", "x", more="supersedes: [quang-namm/xa-ntm/2021/2.2]")[1:]
    with pytest.raises(CatalogError, match="NTM233"):
        Library(packs=misspelt, plugins=())
