"""One sentence for each kind of requirement, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.docgen.book import places
from ntmrules.explain.lang.page_words import GLOSSARY
from ntmrules.explain.lang.requirement_words import CLAUSES
from ntmrules.explain.requirement import CatalogueTeller, lower_first, strip_stage
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.requirements import KINDS, Candidate, Cell, Delegation, Hole, Threshold
from ntmrules.model.text import Text

EVIDENCE = Evidence(kind=EvidenceKind.RECALL, confidence=Confidence.HIGH)
NAME = Text("Tỷ lệ đường xã được nhựa hóa", "Share of paved commune roads")
MEASURE = "ty-le-duong-xa-cung-hoa"


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def level(value: str) -> Threshold:
    return Threshold(rows=(Cell(value=Decimal(value), evidence=EVIDENCE),))


def said(catalogue: Catalogue, item: req.AnyRequirement, lang: str, measure: str | None = None) -> str:
    return CatalogueTeller(catalogue=catalogue, lang=lang).sentence(item, measure=measure, name=NAME)


def test_every_kind_of_requirement_has_a_template_in_both_languages() -> None:
    two_ways = {"change_at_least": {"change_at_least.increase", "change_at_least.decrease"}}
    each = set().union(*(two_ways.get(kind, {kind}) for kind in KINDS))
    assert set(CLAUSES) == {*each, "attained.part", "exactly", "readings", "zero"}
    assert all(vi and en and vi != en for vi, en in CLAUSES.values())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_of_the_catalogue_is_said_in_one_whole_sentence(library: Library, lang: str) -> None:
    teller = CatalogueTeller(catalogue=library.catalogue, lang=lang)
    for header in library.sets():
        for place in places(library.set(header.id)):
            for version in place.indicator.versions:
                name = version.name or place.indicator.name
                text = teller.sentence(
                    version.requirement, measure=version.measure or place.indicator.measure, name=name
                )
                assert text.endswith("."), (place.id, text)
                assert "{" not in text, (place.id, text)
                assert "None" not in text, (place.id, text)


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        (req.AtLeast, "từ 80 trở lên", "is at least 80"),
        (req.AtMost, "không quá 80", "is at most 80"),
        (req.MoreThan, "trên 80", "is more than 80"),
        (req.LessThan, "dưới 80", "is less than 80"),
        (req.CountAtLeast, "đạt ít nhất 80", "comes to at least 80"),
    ],
)
def test_a_comparison_names_its_direction_and_its_level(
    catalogue: Catalogue, kind: type[req.Comparison], vi: str, en: str
) -> None:
    item = kind(threshold=level("80"))
    assert vi in said(catalogue, item, "vi")
    assert en in said(catalogue, item, "en")


def test_all_of_a_hundred_per_cent_is_not_said_to_be_at_least(catalogue: Catalogue) -> None:
    percent = next(key for key, measure in catalogue.measures.items() if measure.unit == "%")
    text = said(catalogue, req.AtLeast(threshold=level("100"), measure=percent), "vi")
    assert "đạt 100%" in text
    assert "trở lên" not in text


def test_a_level_on_which_sources_differ_names_both(catalogue: Catalogue) -> None:
    cell = Cell(
        candidates=(Candidate(value=Decimal(39), evidence=EVIDENCE), Candidate(value=Decimal(42), evidence=EVIDENCE))
    )
    text = said(catalogue, req.AtLeast(threshold=Threshold(rows=(cell,))), "en")
    assert "39 or 42" in text
    assert "sources differ" in text


def test_a_level_that_is_left_to_the_province_is_never_a_number(catalogue: Catalogue) -> None:
    cell = Cell(delegated=Delegation(to="ubnd-cap-tinh"))
    assert "UBND cấp tỉnh" in said(catalogue, req.AtLeast(threshold=Threshold(rows=(cell,))), "vi")


def test_an_unknown_level_is_said_to_be_unknown(catalogue: Catalogue) -> None:
    cell = Cell(unknown=Hole(why=Text("chưa thấy", "not seen")))
    assert "not known" in said(catalogue, req.AtLeast(threshold=Threshold(rows=(cell,))), "en")


def test_a_table_is_said_as_its_span_and_by_what_it_varies(catalogue: Catalogue) -> None:
    rows = tuple(
        Cell(year=year, area=area, value=Decimal(value), evidence=EVIDENCE)
        for year, area, value in ((2022, "tay-nguyen", 44), (2023, "tay-nguyen", 47), (2022, "bac-trung-bo", 39))
    )
    text = said(catalogue, req.AtLeast(threshold=Threshold(rows=rows)), "en")
    assert "39–47" in text
    assert "by year and area" in text


def test_a_delegated_requirement_says_that_it_is_undetermined_until_laid_down(catalogue: Catalogue) -> None:
    bound = req.AtLeast(threshold=level("50"))
    text = said(catalogue, req.Delegated(to="ubnd-cap-tinh", evidence=EVIDENCE, bound=bound), "en")
    assert "until it is laid down the verdict is undetermined" in text
    assert "at least 50" in text


def test_parts_of_a_measure_are_named(catalogue: Catalogue) -> None:
    text = said(catalogue, req.AtLeast(threshold=level("10"), parts=("nu",)), "vi")
    assert "riêng nữ" in text


def test_points_name_their_weights(catalogue: Catalogue) -> None:
    item = req.Points(threshold=level("80"), weights={"1.1": Decimal("2.5")})
    assert "1.1: 2,5" in said(catalogue, item, "vi")


def test_a_short_form_in_capitals_keeps_its_letters() -> None:
    assert lower_first("OCOP từ 3 sao") == "OCOP từ 3 sao"
    assert lower_first("Tỷ lệ hộ nghèo") == "tỷ lệ hộ nghèo"


def test_the_name_of_a_set_loses_its_stage_only() -> None:
    assert strip_stage("Bộ tiêu chí xã nông thôn mới giai đoạn 2021-2025") == "Bộ tiêu chí xã nông thôn mới"
    assert (
        strip_stage("National criteria for new rural communes 2021-2025") == "National criteria for new rural communes"
    )


def test_the_glossary_has_no_word_twice() -> None:
    words = [row[0] for row in GLOSSARY]
    assert len(words) == len(set(words))
    assert all(all(row) for row in GLOSSARY)
