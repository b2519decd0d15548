"""What a province may write can be read: every set of every made-up pack is shown and printed in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.docgen.book import Book, Options
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.province_detail import own_sets
from ntmrules.explain.show import show_lines

PACKS = Path(__file__).parent / "packs"
NATIONAL = {header.id for header in Library(plugins=()).sets()}


@pytest.mark.parametrize("pack", sorted(each.name for each in PACKS.iterdir()))
def test_a_pack_is_told_in_both_languages(pack: str) -> None:
    library = Library(plugins=(), packs=[PACKS / pack])
    own = [header.id for header in library.sets() if header.id not in NATIONAL]
    for lang in ("vi", "en"):
        writer = Writer.of(Book.of(library, Options(lang=lang)))
        for set_id in own:
            whole = library.set(set_id)
            assert list(show_lines(library.catalogue, whole, whole, on=None, lang=lang))
            assert writer.set(whole, full=True).name
        for each in library.catalogue.packs:
            assert len(own_sets(writer, each.id)) >= (each.id == "mau" and bool(own))


def test_points_for_an_indicator_name_it_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    from ntmrules.cli import run

    pack = PACKS / "S29-points-by-zone"
    for lang, said in (("vi", "chỉ tiêu 1.1: 10"), ("en", "indicator 1.1: 10")):
        assert run(["show", "mau/a/2022/2.1", "--no-plugins", "--pack", str(pack), "--lang", lang]) == 0
        assert said in capsys.readouterr().out
