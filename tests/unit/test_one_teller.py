"""What a rule asks is said by one teller: handbook, ``show``, comparison and trace cannot differ in what they leave out."""

from __future__ import annotations

import pytest

from ntmrules import Library, UnitFigures
from ntmrules.explain.compare.texts import compare_texts
from ntmrules.explain.compare.texts_told import text_lines
from ntmrules.explain.requirement import CatalogueTeller, RulebookTeller
from ntmrules.explain.show import show_lines
from ntmrules.model import walk
from ntmrules.model.rulebook import Rulebook

ALSO = {"vi": "cả tính chung và riêng nam, nữ", "en": "overall and separately for men, women"}
SET = "vn/xa-ntm/2021"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


@pytest.fixture(scope="module")
def book(library: Library) -> Rulebook:
    return library.rulebook(SET, on="2023-06-30", area="dong-bang-song-hong")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_men_and_women_are_named_wherever_15_1_is_told(library: Library, book: Rulebook, lang: str) -> None:
    whole = library.set(SET)
    criterion = next(each for each in whole.criteria if each.id == "15")
    indicator = next(each for each in criterion.indicators if each.id == "15.1")
    shown = "\n".join(str(line) for line in show_lines(library.catalogue, whole, indicator, lang=lang))
    later = library.rulebook("vn/xa-ntm/2026", on="2026-06-30")
    compared = "\n".join(str(line) for line in text_lines(compare_texts(book, later), lang=lang))
    traced = book.evaluate(UnitFigures.of("xã", {"ty-le-nguoi-tham-gia-bhyt": 95})).text(view="full", lang=lang)
    asked = indicator.versions[0].requirement
    handbook = CatalogueTeller(catalogue=library.catalogue, lang=lang).sentence(
        asked, measure=indicator.measure, name=indicator.name
    )
    for said in (handbook, shown, compared, traced):
        assert ALSO[lang] in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_rule_of_a_rulebook_is_said_as_the_catalogue_writes_it(library: Library, book: Rulebook, lang: str) -> None:
    """Resolving fills in measures and takes the parts of a figure apart; nothing of that is seen."""
    written, applied = CatalogueTeller(catalogue=library.catalogue, lang=lang), RulebookTeller(book=book, lang=lang)
    for rule in book.rules:
        assert rule.version is not None
        given = written.clause(rule.version.requirement, rule.measure, rule.name)
        assert applied.clause(rule.requirement, rule.measure, rule.name) == given, rule.id


def test_what_was_taken_apart_for_the_parts_of_a_figure_is_put_together_again(book: Rulebook) -> None:
    apart = [rule.requirement for rule in book.rules if walk.of_parts(rule.requirement) is not None]
    assert len(apart) >= 4
    for item in apart:
        whole = walk.of_parts(item)
        assert whole is not None
        assert walk.of_parts(whole) is None
        assert walk.in_parts(whole) == item
