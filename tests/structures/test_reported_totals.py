"""A total of points that somebody reports beside what gives them: it is told, flagged where it cannot be, and decides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library, UnitFigures
from ntmrules.model.trace import NoteCode

PACKS = Path(__file__).parent / "packs"
GRADED = {"ty-le-duong-mau": 100, "mo-hinh-mau": 0, "so-vi-pham-mau": 0}  # 60 points
WEIGHED = {"viec-a-mau": "met", "viec-b-mau": "not_met", "viec-c-mau": "not_met"}  # 40 points
SCALES = [("S26-bonus-least-and-deduction", "mau/diem-thuong", "1.1", GRADED, 60, "mo-hinh-mau"),
          ("S50-points-by-weights", "mau/trong-so", "2.1", WEIGHED, 40, "viec-b-mau")]  # fmt: skip


@pytest.mark.parametrize(
    ("pack", "set_id", "label", "figures", "points", "left"), SCALES, ids=[each[0] for each in SCALES]
)
def test_a_total_beside_its_parts_is_told_and_decides_nothing(
    pack: str, set_id: str, label: str, figures: dict[str, object], points: int, left: str
) -> None:
    book = Library(packs=[PACKS / pack], plugins=()).rulebook(set_id, on="2023-12-01")
    less = {name: value for name, value in figures.items() if name != left}
    for engine in ("core", "forward/agenda"):
        for mine, fitting in ((figures, (points,)), (less, (points, points + 5))):
            alone = book.evaluate(UnitFigures.of("xã Mẫu", mine), engine=engine).node(label)
            for said in (0, points - 1, points, points + 5, 85, 1000):
                result = book.evaluate(UnitFigures.of("xã Mẫu", {**mine, "diem-tong-mau": said}), engine=engine)
                node = result.node(label)
                assert node.verdict is alone.verdict
                told = [note for each in (node, *node.children) for note in each.notes
                        if note.code in (NoteCode.POINTS_REPORTED, NoteCode.POINTS_CONTRADICTED)]  # fmt: skip
                wanted = NoteCode.POINTS_REPORTED if said in fitting else NoteCode.POINTS_CONTRADICTED
                assert [note.code for note in told] == [wanted], (said, told)
                assert any(child.id == "diem-tong-mau" and child.observed == said for each in node.children
                           for child in each.children)  # fmt: skip
    text = book.evaluate(UnitFigures.of("xã Mẫu", {**figures, "diem-tong-mau": 85})).text(view="full", lang="vi")
    assert "85" in text
