"""Rows that are told once say what `rows` says, whatever differs between two units."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from ntmrules import Library, read_figures
from ntmrules.explain.attainment.rows import rows
from ntmrules.explain.attainment.told_once import TellsOnce
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Entry

ROOT = Path(__file__).parents[2]
PACKS = tuple(sorted((ROOT / "plugins").glob("*/src/*/catalog")))
EXAMPLE = read_figures(ROOT / "examples" / "mau.csv").units[0]


def changed(entry: Entry, chance: random.Random) -> Entry:
    value = entry.value
    if isinstance(value, Decimal) and value > 5 and value % 1 and chance.random() < 0.6:
        # The same number with another digit behind it is another text.
        value = value.quantize(Decimal("0.01")) - chance.choice((Decimal(0), Decimal("0.1"), Decimal(3)))
    return evolve(entry, value=value)


@pytest.mark.parametrize(("province", "packs"), [("an-giang", ()), ("quang-ninh", PACKS)])
def test_rows_told_once_are_the_rows(province: str, packs: tuple[Path, ...]) -> None:
    library = Library(plugins=(), packs=packs)
    books = [library.rulebook(name, province=province, on="2023-10-31") for name in ("xa-ntm", "xa-ntm-nang-cao")]
    chance, tells = random.Random(3), TellsOnce()
    found: list[Attainment] = []
    for index in range(12):
        kept = tuple(changed(each, chance) for each in EXAMPLE.entries if index == 0 or chance.random() > 0.2)
        found += [book.evaluate(evolve(EXAMPLE, unit=f"xã {index}", entries=kept)) for book in books]
    for each in found:
        told = tells.rows(each)
        assert [one.vi for one in told] == [evolve(row, unit="") for row in rows(each)]
        assert [one.en for one in told] == [evolve(row, unit="") for row in rows(each, lang="en")]
    frames = len(tells._known)
    assert frames < len(found) * 57 / 2  # most of it is told once
