"""The pack loads, lints, keeps its cases and has the properties that every pack has."""

from __future__ import annotations

from ntmrules_tuyen_quang import PACK

from ntmrules import Library
from ntmrules.testing import assert_pack_conforms


def test_the_pack_conforms() -> None:
    assert_pack_conforms(PACK)


def test_the_plugin_is_found_by_its_entry_point() -> None:
    library = Library(plugins=["tuyen-quang"])
    assert [info.name for info in library.plugins.loaded] == ["tuyen-quang"]
    assert "tuyen-quang" in [pack.id for pack in library.catalogue.packs]
