"""Tuyên Quang: a core, and one field of several; what was not seen of the list is never taken for met or not met."""

from __future__ import annotations

from itertools import product

import pytest
from ntmrules_tuyen_quang import PACK

from ntmrules import Library, Rulebook, UnitFigures

CORE: dict[str, object] = {
    "vn/xa-ntm-nang-cao/2021": "met", "1.1": "met", "so-mo-hinh-thon-thong-minh": 1,
}  # fmt: skip
FIELDS = ("3.1", "3.2", "3.3", "3.4", "3.5")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    library = Library(packs=[PACK], plugins=())
    return library.rulebook("tuyen-quang/xa-ntm-kieu-mau", on="2023-12-15", province="2004:tuyen-quang")


def test_one_field_is_enough_and_a_field_that_is_open_leaves_it_open(book: Rulebook) -> None:
    for answers in product(("met", "not_met", None), repeat=len(FIELDS)):
        said = {field: answer for field, answer in zip(FIELDS, answers, strict=True) if answer is not None}
        expected = "met" if "met" in answers else "undetermined" if None in answers else "not_met"
        for engine in ("core", "forward/agenda"):
            result = book.evaluate(UnitFigures.of("xã Mẫu", {**CORE, **said}), engine=engine)
            assert str(result.verdict) == expected, (answers, engine)


def test_no_field_makes_up_for_the_core(book: Rulebook) -> None:
    fields = dict.fromkeys(FIELDS, "met")
    for subject in CORE:
        lost = 0 if subject.startswith("so-") else "not_met"
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", {**CORE, **fields, subject: lost})).verdict) == "not_met"


def test_the_environment_is_never_met_by_figures_alone(book: Rulebook) -> None:
    figures = {
        "ty-le-ho-dung-nuoc-sach": 100, "tuyen-quang-ty-le-chat-thai-ran-thu-gom-xu-ly": 100,
        "tuyen-quang-ty-le-co-so-chan-nuoi-bao-dam": 100, "ty-le-ho-phan-loai-chat-thai-tai-nguon": 100,
    }  # fmt: skip
    node = book.evaluate(UnitFigures.of("xã Mẫu", figures)).node("3.4")
    assert str(node.verdict) == "undetermined"
    assert [str(reason.code) for reason in node.reasons] == ["threshold_unknown"]


def test_the_text_names_the_fields_that_are_met(book: Rulebook) -> None:
    text = book.evaluate(UnitFigures.of("xã Mẫu", {**CORE, "3.2": "met"})).text(view="full", lang="vi")
    assert "Giáo dục" in text
    assert "ít nhất 1" in text or "≥ 1" in text, text
