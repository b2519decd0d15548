"""Thái Nguyên: 100 points beside 19/19; neither the points of an indicator nor the pass mark are known."""

from __future__ import annotations

import pytest
from ntmrules_thai_nguyen import CATALOG

from ntmrules import Library, UnitFigures

POINTS = "thai-nguyen-diem-nang-cao"
ALL: dict[str, object] = {**{str(number): "met" for number in range(1, 20)}, "P1": "met"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(packs=[CATALOG], plugins=())


@pytest.mark.parametrize(("points", "name"), [(97.5, "xã Xuân Phương"), (98.3, "xã Mỹ Yên")])
def test_reported_points_stand_beside_19_of_19_and_the_unknown_mark_leaves_the_set_open(
    library: Library, points: float, name: str
) -> None:
    book = library.rulebook("xa-ntm-nang-cao", on="2023-06-30", province="Thái Nguyên")
    for engine in ("core", "forward/agenda"):
        result = book.evaluate(UnitFigures.of(name, {**ALL, POINTS: points}), engine=engine)
        assert result.tally.criteria.count == "19/19"
        assert result.tally.added is not None
        assert result.tally.added.count == "0–1/1"
        node = result.node("D.1")
        assert str(node.verdict) == "undetermined"
        assert {str(reason.code) for reason in node.reasons} == {"threshold_unknown"}
        assert [str(child.observed) for child in node.children if child.kind == "requirement"] == [str(points)]
        assert str(result.verdict) == "undetermined"


@pytest.mark.parametrize(("said", "expected"), [("met", "met"), ("not_met", "not_met")])
def test_what_the_appraisers_say_of_the_points_settles_it(library: Library, said: str, expected: str) -> None:
    book = library.rulebook("xa-ntm-nang-cao", on="2023-06-30", province="Thái Nguyên")
    result = book.evaluate(UnitFigures.of("xã Mẫu", {**ALL, POINTS: 97.5, "D.1": said}))
    assert str(result.verdict) == expected
    assert str(result.node("D.1").basis) == "reported"


def test_more_than_100_points_are_refused_as_a_figure(library: Library) -> None:
    from ntmrules import FiguresError

    book = library.rulebook("xa-ntm-nang-cao", on="2023-06-30", province="Thái Nguyên")
    with pytest.raises(FiguresError) as refused:
        book.evaluate(UnitFigures.of("xã Mẫu", {POINTS: 100.5}))
    assert [problem.code for problem in refused.value.problems] == ["NTM506"]


def test_elsewhere_there_are_no_points(library: Library) -> None:
    for province in ("Bắc Kạn", "Hà Nội"):
        book = library.rulebook("xa-ntm-nang-cao", on="2023-06-30", province=province)
        assert book.added == ()
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", ALL)).verdict) == "met"


def test_the_text_for_people_shows_the_points(library: Library) -> None:
    book = library.rulebook("xa-ntm-nang-cao", on="2023-06-30", province="Thái Nguyên")
    text = book.evaluate(UnitFigures.of("xã Xuân Phương", {**ALL, POINTS: 97.5})).text(view="full", lang="vi")
    assert "97,5" in text
    assert "19/19 tiêu chí" in text
