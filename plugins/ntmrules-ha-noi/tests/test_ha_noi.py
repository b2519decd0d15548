"""Hà Nội: a mandatory core and at least one field, and every field met is named."""

from __future__ import annotations

from itertools import product

import pytest
from ntmrules_ha_noi import CATALOG

from ntmrules import Library, Rulebook, UnitFigures
from ntmrules.model.trace import Node

FIELDS = [
    f"ha-noi-kieu-mau-{name}" for name in ("san-xuat", "giao-duc-dao-tao", "y-te", "van-hoa", "moi-truong", "khac")
]
CORE: dict[str, object] = {
    "vn/xa-ntm-nang-cao/2021": "met", "1.1": "met", "ha-noi-mo-hinh-nong-thon-thong-minh": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Library(packs=[CATALOG], plugins=()).rulebook("ha-noi/xa-ntm-kieu-mau", on="2023-12-15", province="Hà Nội")


def fields_met(node: Node) -> list[str]:
    """Return the fields that the trace says are met, in the order of the text."""
    (choice,) = [child for child in node.children if child.kind == "requirement"]
    return [str(part.about.measure) for part in choice.children if str(part.verdict) == "met"]


def test_one_field_is_enough_and_all_fields_met_are_named(book: Rulebook) -> None:
    for answers in product((True, False), repeat=len(FIELDS)):
        said = dict(zip(FIELDS, answers, strict=True))
        result = book.evaluate(UnitFigures.of("xã Mẫu", {**CORE, **said}))
        assert str(result.verdict) == ("met" if any(answers) else "not_met")
        assert fields_met(result.node("3.1")) == [field for field, answer in said.items() if answer]


@pytest.mark.parametrize("missing", sorted(CORE))
def test_no_field_makes_up_for_a_part_of_the_core(book: Rulebook, missing: str) -> None:
    failed = False if CORE[missing] is True else "not_met"
    figures = {**CORE, **dict.fromkeys(FIELDS, True), missing: failed}
    for engine in ("core", "forward/agenda"):
        assert str(book.evaluate(UnitFigures.of("xã Mẫu", figures), engine=engine).verdict) == "not_met"


def test_the_fields_are_named_in_the_text_for_people(book: Rulebook) -> None:
    unit = UnitFigures.of("xã Mẫu", {**CORE, FIELDS[2]: True, FIELDS[3]: True})
    text = book.evaluate(unit).text(view="full", lang="vi")
    assert "Y tế" in text
    assert "Văn hóa" in text


def test_the_short_word_keeps_meaning_the_national_conditions() -> None:
    library = Library(packs=[CATALOG], plugins=())
    assert library.rulebook("xa-ntm-kieu-mau", on="2023-12-15", province="Hà Nội").id == "vn/xa-ntm-kieu-mau/2021"
