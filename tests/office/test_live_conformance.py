"""LibreOffice calculates the workbooks of the numbered cases, and of random figures, as the reference engine judges them.

The whole of it runs in the tox env ``office``; the suite takes a few cases of each area.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from conformance.kit import cases, library
from office.recalculated import forget, recalculated, sheet, soffice

from ntmrules import Library
from ntmrules.circuit.keys import AREA, VERDICT_OF
from ntmrules.circuit.texts import levels_by_measure
from ntmrules.errors import NtmRulesError
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Tally, Verdict
from ntmrules.office.live_asked import live
from ntmrules.office.live_form import live_workbook
from ntmrules.testing.changes import change_days
from ntmrules.testing.overlays import overlaid_books

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
WHOLE = os.environ.get("NTMRULES_OFFICE") == "whole"
MARK = dict(zip("CĐ?–", (VERDICT_OF[code] for code in range(4)), strict=True))
WORD = {"chưa đạt": Verdict.NOT_MET, "đạt": Verdict.MET, "chưa xác định": Verdict.UNDETERMINED,
        "không áp dụng": Verdict.NOT_APPLICABLE}  # fmt: skip
SETS = [("xa-ntm", "quang-ninh", "2025-06-01"), ("xa-ntm-nang-cao", "quang-ninh", "2023-10-31"),
        ("xa-ntm", "quang-ninh", "2026-06-01"), ("huyen-ntm", "quang-ninh", "2024-06-01")]  # fmt: skip
PACKS = sorted(path.parent for path in Path(__file__).parents[2].joinpath("plugins").rglob("src/*/*/pack.yaml"))
PROVINCES = [path.parents[2].name.removeprefix("ntmrules-") for path in PACKS]
PARTS = 10  # LibreOffice calculates some 30 workbooks in one start
Unit = tuple[str, Rulebook, UnitFigures]


def _cases() -> list[Unit]:
    """Return the cases that one workbook of one day can say."""
    made_up, found = library(), []
    for case in cases():
        book, unit = case.rulebook(made_up), case.unit
        dated = any(each.period or each.as_of or each.status is not Status.FINAL for each in unit.entries)
        if not dated and not unit.children and (unit.area is None or len(book.areas) > 1):
            found.append((case.number, book, unit))
    return found if WHOLE else found[::6]


def _random(book: Rulebook, count: int, seed: int) -> list[UnitFigures]:
    """Return units with figures at the levels, beside them, far, and missing."""
    chance, form = random.Random(seed), live(book, full=True)
    levels, units = levels_by_measure(book), []
    for at in range(count):
        entries, gaps = [], chance.choice((0.05, 0.3, 0.8))
        for each in form.asked:
            key = each.input.key
            if chance.random() < gaps or key == AREA or each.subject == "area" or key not in form.made.columns:
                continue
            if key.startswith("report:") and chance.random() < 0.7:
                continue
            if each.choices:
                codes = list(each.input.words.values())
                entries.append(Entry(subject=each.subject, value=VERDICT_OF[chance.choice(codes)]))
                continue
            asked = [value for level in levels.get(key.removeprefix("figure:"), ()) for value in level.values] or [
                Decimal(1)
            ]
            step = Decimal(1) if each.input.whole else chance.choice((Decimal("0.0001"), Decimal("0.1"), Decimal(7)))
            value = chance.choice(asked) + chance.choice((-1, 0, 0, 1)) * step
            value = max(value, each.input.low or Decimal(0))
            value = min(value, each.input.high) if each.input.high is not None else value
            entries.append(Entry(subject=each.subject, value=value, confirmed=True))
        units.append(UnitFigures(unit=f"xã Ngẫu {at}", entries=tuple(entries)))
    return units


def _judged(units: list[Unit], folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return what LibreOffice says of every unit: one workbook a rulebook, one start for all of them."""
    together: dict[object, list[Unit]] = {}
    for each in units:
        book = each[1]
        place = None if book.province is None else book.province.id
        together.setdefault((book.id, book.on, book.floor, place, book.areas), []).append(each)
    paths = []
    for at, group in enumerate(together.values()):
        path = folder / f"book{at}.xlsx"
        named = [evolve(unit, unit=f"xã {name}") for name, _, unit in group]
        path.write_bytes(live_workbook(group[0][1], named, decisions=lambda _: None, rows=True, full=True))
        forget(path)
        paths.append(path)
    found: dict[str, Mapping[str, Any]] = {}
    for path, group in zip(recalculated(paths, folder), together.values(), strict=True):
        results, parts = sheet(path, "Kết quả").rows, sheet(path, "Chỉ tiêu").rows
        for (name, _, _), first, second in zip(group, results[3:], parts[3:], strict=False):
            said: dict[str, Any] = {
                "": WORD[first[1]],
                "criteria": first[2],
                "indicators": first[3],
                "refused": first[5],
            }
            said |= {label: MARK[mark] for label, mark in zip(results[2][6:], first[6:], strict=False) if label}
            said |= {label: MARK[mark] for label, mark in zip(parts[2][1:], second[1:], strict=False) if label}
            found[name] = said
    return found


def _agrees(book: Rulebook, unit: UnitFigures, said: Mapping[str, Any], left: Mapping[str, str]) -> None:
    core = book.evaluate(unit)
    for label, mine in said.items():
        if label in ("criteria", "indicators"):
            tally: Tally = getattr(core.tally, label)
            assert mine == tally.count or left, (label, mine, tally)
        elif label == "refused":
            assert mine == "0"
        else:
            verdict = core.trace.verdict if not label else core.node(label).verdict
            assert mine is verdict or (mine is Verdict.UNDETERMINED and left), (label, mine, verdict)


def test_the_numbered_cases_are_calculated_as_they_are_judged(tmp_path: Path) -> None:
    units = _cases()
    found = _judged(units, tmp_path)
    for name, book, unit in units:
        _agrees(book, unit, found[name], live(book, full=True).made.left)


def _books() -> Iterator[Rulebook]:
    """Yield every set on each stretch of days, those in which an entry of a pack applies, and the others of its province."""
    library = Library(plugins=(), packs=PACKS)
    for each in library.sets():
        days = [first for first, _ in change_days(library.catalogue, each.id)]
        own = [name for name in PROVINCES if each.id.startswith(f"{name}/")]
        asked = [(day, place) for day in days for place in own or [None]]
        asked += [(days[len(days) // 2], place) for place in PROVINCES if not own]
        for day, place in asked:
            with suppress(NtmRulesError):  # a day on which no text holds, a list that has no such unit
                yield library.rulebook(each.id, on=day, province=place)
    for pack in library.catalogue.packs[1:]:
        yield from overlaid_books(library, pack)


@pytest.mark.parametrize("part", range(PARTS if WHOLE else 1))
def test_every_set_of_every_province_on_its_days_is_calculated_as_it_is_judged(part: int, tmp_path: Path) -> None:
    books = list(enumerate(_books()))
    assert len(books) > 200
    units = [(f"{at} {each}", book, unit) for at, book in books[part :: PARTS if WHOLE else 60]
             for each, unit in enumerate(_random(book, 2, at))]  # fmt: skip
    found = _judged(units, tmp_path)
    for name, book, unit in units:
        _agrees(book, unit, found[name], live(book, full=True).made.left)


def test_random_figures_are_calculated_as_they_are_judged(tmp_path: Path) -> None:
    shipped = Library()
    units: list[Unit] = []
    for seed, (ref, province, on) in enumerate(SETS if WHOLE else SETS[:1]):
        book = shipped.rulebook(ref, province=province, on=on)
        units += [(f"{seed} {at}", book, unit) for at, unit in enumerate(_random(book, 25 if WHOLE else 10, seed))]
    found = _judged(units, tmp_path)
    for name, book, unit in units:
        _agrees(book, unit, found[name], live(book, full=True).made.left)
