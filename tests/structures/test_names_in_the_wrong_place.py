"""Names in zones of a pack that are of another kind of place, or another time: it is told what they are and where they go."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from structures.made_up import HEAD, write

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint

PLUGINS = Path(__file__).parents[2] / "plugins"
AREAS = """
    schemes:
      - {id: mau-a, name: {vi: a, en: a}, areas: [{id: a1, name: {vi: a, en: a}}, {id: a2, name: {vi: b, en: b}}]}
"""
ZONES = "zones:\n  - {scheme: mau-a, otherwise: a2, evidence: EVIDENCE, rules: [RULES]}\n"


def pack(folder: Path, rules: str, list_: str = "2004") -> Path:
    head = dedent(HEAD).replace('"2004"', f'"{list_}"') + ZONES.replace("RULES", rules)
    return write(folder, {"pack.yaml": head, "areas.yaml": AREAS})


@pytest.mark.parametrize(("rule", "list_", "said", "remedy"), [
    ("units: [huyện Tri Tôn]", "2004", "NTM612.is-district", "within: [huyện Tri Tôn]"),
    ("units: [TX Tân Châu]", "2004", "NTM612.is-district", "within: [TX Tân Châu]"),
    ("within: [huyện Tri Tôn], except_units: [huyện Thoại Sơn]", "2004", "NTM612.except-district",
     "within: [huyện Thoại Sơn]"),
    ("within: [xã Lương Phi]", "2004", "NTM612.commune", "units: [xã Lương Phi]"),
    ("within: [Lương Phi]", "2004", "NTM612.commune", "units: [Lương Phi]"),
    ("units: [tỉnh An Giang]", "2004", "NTM612.province", "otherwise"),
    ("within: [An Giang]", "2025", "NTM612.province", "otherwise"),
    ("within: [huyện Tri Tôn]", "2025", "NTM612.gone", 'list: "2004"'),
    ("units: [huyện Tri Tôn]", "2025", "NTM612.gone", 'list: "2004"'),
    ("units: [xã Lương Phi]", "2025", "NTM612.former", 'list: "2004"'),
    ("within: [huyện Tri Ton]", "2004", "NTM612", "'huyện Tri Tôn'"),
    ("units: [xã Lương Phì]", "2004", "NTM612", "'xã Lương Phi'"),
    ("units: [xã Không Đâu]", "2004", "NTM612", ""),
])  # fmt: skip
def test_a_name_of_another_kind_is_told_where_it_goes(
    rule: str, list_: str, said: str, remedy: str, tmp_path: Path
) -> None:
    folder = pack(tmp_path / "mau", f"{{area: a1, {rule}}}", list_)
    (wrong,) = [each.problem for each in lint(folder) if each.severity == "error"]
    assert wrong.identity == said
    assert remedy in wrong.text("vi")
    with pytest.raises(CatalogError) as caught:
        Library(packs=[folder], plugins=())
    assert [each.identity for each in caught.value.problems] == [said]


@pytest.mark.parametrize("rules", [
    "{area: a1, within: [huyện Tri Tôn]}", "{area: a1, within: [TX Tân Châu]}", "{area: a1, units: [xã Lương Phi]}",
    "{area: a2, within: [huyện Thoại Sơn]}, {area: a1, within: [huyện Tri Tôn]}",
])  # fmt: skip
def test_the_remedies_are_taken_when_obeyed(rules: str, tmp_path: Path) -> None:
    folder = pack(tmp_path / "mau", rules)
    assert [each.problem for each in lint(folder) if each.severity == "error"] == []
    Library(packs=[folder], plugins=())


@pytest.mark.parametrize("said", ["area: trung-du-mien-nui-phia-bac", "otherwise: dong-bang-song-hong"])
def test_an_area_of_a_packs_own_set_that_no_scheme_has_is_an_error_before_anybody_is_judged(
    said: str, tmp_path: Path
) -> None:
    shutil.copytree(PLUGINS / "ntmrules-ha-noi/src/ntmrules_ha_noi/catalog", tmp_path / "pack")
    [file] = (tmp_path / "pack").rglob("set.yaml")
    text = file.read_text(encoding="utf-8")
    if said not in text:
        text = text.replace("areas:\n  scheme: regions-7\n", f"areas:\n  scheme: regions-7\n  {said}\n")
    library = Library(plugins=(), packs=[tmp_path / "pack"])
    library.rulebook("ha-noi/xa-ntm-kieu-mau", on="2023-06-30", province="Hà Nội")
    file.write_text(text.replace(said, f"{said}x"), encoding="utf-8")
    library = Library(plugins=(), packs=[tmp_path / "pack"])
    with pytest.raises(CatalogError) as found:
        library.rulebook("ha-noi/xa-ntm-kieu-mau", on="2023-06-30", province="Hà Nội")
    assert [each.identity for each in found.value.problems] == ["NTM161.area"]
    assert said.partition(" ")[2] in found.value.problems[0].remedy
