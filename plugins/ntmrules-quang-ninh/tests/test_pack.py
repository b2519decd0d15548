"""The pack as a whole: it loads, lint finds no error, its cases and the properties of every pack hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import ntmrules_quang_ninh

from ntmrules import Library
from ntmrules.testing import assert_pack_conforms


def test_the_pack_conforms() -> None:
    assert_pack_conforms(ntmrules_quang_ninh.CATALOG, max_examples=2)


def test_the_hook_gives_the_pack_that_bears_the_name_of_the_province() -> None:
    packs = [Path(path) for path in ntmrules_quang_ninh.ntmrules_packs()]
    assert [pack.id for pack in Library(packs=packs, plugins=()).catalogue.packs] == ["vn", "quang-ninh"]


def test_the_entry_point_names_the_module() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"] == {"ntmrules": {"quang-ninh": ntmrules_quang_ninh.__name__}}
    assert (project["name"], project["dependencies"]) == ("ntmrules-quang-ninh", ["ntmrules>=0.1"])
