"""An entry may be about what another pack added: the reference hears it, whatever the order of the packs."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugins.installing import install, on_path
from structures.made_up import verdict, write
from structures.test_counts_and_members import GARDENS, ONE_MORE

from ntmrules import Library, UnitFigures
from ntmrules.check.lint import lint
from ntmrules.errors import CatalogError, PluginError

OTHER_HEAD = "id: khac\nname: {vi: Gói khác (bịa), en: Another pack (made up)}\n"
OTHER = """
    overrides:
      - id: khac/xa-ntm/2021/3.M
        verb: raise
        target: mau/xa-ntm/2021/3.M
        provision: {decision: 01/QĐ-MẪU}
        from: "2023-01-01"
        territory: [{list: "2004", province: an-giang}]
        requirement: {kind: count_at_least, threshold: {value: 3, evidence: EVIDENCE}}
"""


def packs(folder: Path, other: str = OTHER) -> tuple[Path, Path]:
    first = write(folder / "mau", {"measures.yaml": GARDENS, "overrides/3.yaml": ONE_MORE})
    second = write(folder / "khac", {"pack.yaml": OTHER_HEAD, "overrides/3.yaml": other})
    return first, second


@pytest.mark.parametrize("swapped", [False, True])
def test_an_entry_over_an_added_indicator_applies(swapped: bool, tmp_path: Path) -> None:
    first, second = packs(tmp_path)
    library = Library(packs=(second, first) if swapped else (first, second), plugins=())
    for day, gardens, expected in (
        ("2022-12-31", 2, "met"),
        ("2023-06-30", 2, "not_met"),
        ("2023-06-30", 3, "met"),
    ):
        book = library.rulebook("xa-ntm", on=day, province="an-giang")
        assert verdict(book, "3.M", {"mau-so-vuon-mau": gardens}) == expected
    said = book.evaluate(UnitFigures.of("xã Mẫu", {"mau-so-vuon-mau": 2})).text(view="full", lang="en")
    assert "instead of at least 2" in said
    assert "by what was added alone: met" in said
    assert "by the national text alone: met" not in said.partition("3.M")[2]
    (rule,) = library.rulebook("xa-ntm", on="2023-06-30", province="an-giang").added
    assert [placed.override.id for placed in rule.applied] == ["mau/xa-ntm/2021/3.M", "khac/xa-ntm/2021/3.M"]


@pytest.mark.parametrize(
    ("slip", "code"),
    [(("mau/xa-ntm/2021/3.M\n        prov", "mau/xa-ntm/2021/3.N\n        prov"), "NTM220"),
     (("value: 3", "value: 1"), "NTM226"), (("count_at_least", "at_most"), "NTM226")],
)  # fmt: skip
def test_an_entry_over_an_added_indicator_is_checked(slip: tuple[str, str], code: str, tmp_path: Path) -> None:
    first, second = packs(tmp_path, OTHER.replace(*slip))
    with pytest.raises(CatalogError, match=code):
        Library(packs=(first, second), plugins=())


def test_lint_of_such_a_pack_is_told_the_other_one(tmp_path: Path) -> None:
    first, second = packs(tmp_path)
    assert [each.problem.code for each in lint(second) if each.severity == "error"] == ["NTM220"]
    assert {each.problem.code for each in lint(second, beside=[first])} == {"NTM159"}


def test_two_plugins_of_which_one_speaks_of_what_the_other_adds(tmp_path: Path) -> None:
    first, second = packs(tmp_path)
    install(tmp_path / "site", "a-khac", code=_gives(second))
    install(tmp_path / "site", "b-mau", code=_gives(first))
    with on_path(tmp_path / "site"):
        book = Library(plugins=["a-khac", "b-mau"]).rulebook("xa-ntm", on="2023-06-30", province="an-giang")
        assert verdict(book, "3.M", {"mau-so-vuon-mau": 2}) == "not_met"
        with pytest.raises(PluginError, match="NTM220"):
            Library(plugins=["a-khac"])
        assert Library(plugins=["a-khac"], on_plugin_error="skip").plugins.loaded[0].error


def _gives(pack: Path) -> str:
    return (
        "from ntmrules.plugins.hookspecs import hookimpl\n\n\n@hookimpl\n"
        f"def ntmrules_packs():\n    return [{str(pack)!r}]\n"
    )
