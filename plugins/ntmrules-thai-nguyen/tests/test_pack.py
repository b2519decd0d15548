"""The pack as a whole: it loads, lint finds no error, its cases and the properties of every pack hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import ntmrules_thai_nguyen

from ntmrules import Library
from ntmrules.testing import assert_pack_conforms


def test_the_pack_conforms() -> None:
    assert_pack_conforms(ntmrules_thai_nguyen.CATALOG, max_examples=2)


def test_the_hook_gives_the_pack_that_bears_the_name_of_the_province() -> None:
    packs = [Path(path) for path in ntmrules_thai_nguyen.ntmrules_packs()]
    assert [pack.id for pack in Library(packs=packs, plugins=()).catalogue.packs] == ["vn", "thai-nguyen"]


def test_the_entry_point_names_the_module() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"] == {"ntmrules": {"thai-nguyen": ntmrules_thai_nguyen.__name__}}
    assert (project["name"], project["dependencies"]) == ("ntmrules-thai-nguyen", ["ntmrules>=0.1"])
