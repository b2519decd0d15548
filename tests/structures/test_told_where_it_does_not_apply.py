"""What an indicator that is not asked of a unit is told to be: no target that is a condition, no national verdict it has not."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import asked_where, criterion, library, own_set, write

from ntmrules import CatalogError, Library, UnitFigures

MEASURES = """
    measures:
      - {id: bien, name: {vi: Ven biển, en: coast}, kind: yes_no, question: {vi: biển?, en: coast?}}
      - {id: viec, name: {vi: Việc, en: task}, kind: yes_no, question: {vi: việc?, en: task?}}
      - {id: luong, name: {vi: Lượng, en: amount}, kind: amount, unit: tấn, unit_en: tons, question: {vi: lượng?, en: amount?}}
"""
HERE = "2004:an-giang"


def test_a_requirement_that_is_not_asked_names_no_condition_as_its_target(tmp_path: Path) -> None:
    asked = criterion("1", "viec | {kind: meets, target: vn/xa-ntm/2021, evidence: EVIDENCE}")
    files = {
        "measures.yaml": MEASURES,
        "a/set.yaml": own_set("a"),
        "a/01.yaml": asked_where(asked, "1.1", "fact: bien"),
    }
    book = library(tmp_path, files).rulebook("mau/a", on="2023-12-01", province=HERE)
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"bien": "not_met"}))
    assert str(result.node("1.1").verdict) == "not_applicable"
    for lang, wrong in (("en", "meets “Of which units"), ("vi", "đạt “Đối tượng")):
        assert wrong not in result.text(view="full", lang=lang)


def test_the_national_text_does_not_apply_either_where_a_raised_one_does_not(tmp_path: Path) -> None:
    asked = criterion("1", "luong | {kind: at_least, threshold: {value: 50, evidence: EVIDENCE}}")
    files = {"measures.yaml": MEASURES, "a/set.yaml": own_set("a"), "a/01.yaml": asked_where(asked, "1.1", "fact: bien"),
             "overrides/x.yaml": """
        overrides:
          - id: mau/a-1
            verb: raise
            target: mau/a/2022/1.1
            provision: {decision: 01/QĐ-MẪU}
            from: "2022-06-01"
            requirement: {kind: at_least, threshold: {value: 60, evidence: EVIDENCE}}
    """}  # fmt: skip
    book = library(tmp_path, files).rulebook("mau/a", on="2023-12-01", province=HERE)
    for fact, national in (("not_met", "not_applicable"), ("met", "met"), (None, "undetermined")):
        figures = {"luong": 55, **({"bien": fact} if fact else {})}
        (entry,) = [each for each in book.evaluate(UnitFigures.of("xã Mẫu", figures)).node("1.1").children
                    if each.kind == "raise"]  # fmt: skip
        assert str(entry.verdict) == national


def test_a_circle_through_the_whole_set_is_told_in_each_language(tmp_path: Path) -> None:
    asked = criterion("1", "viec | {kind: meets, target: mau/a/2022, evidence: EVIDENCE}")

    write(tmp_path, {"measures.yaml": MEASURES, "a/set.yaml": own_set("a"), "a/01.yaml": asked})
    with pytest.raises(CatalogError, match="NTM138") as caught:
        Library(packs=[tmp_path], plugins=()).rulebook("mau/a", on="2023-12-01", province=HERE)
    told = caught.value.problems[0]
    assert "whole set" not in told.text("vi")


@pytest.mark.parametrize(("fact", "vi", "en"), [
    ("met", "Đơn vị thuộc đối tượng này", "The unit is one of them"),
    ("not_met", "Đơn vị không thuộc đối tượng này", "The unit is none of them"),
    (None, "Chưa rõ đơn vị có thuộc đối tượng này hay không", "Whether the unit is one of them is not known"),
])  # fmt: skip
def test_the_whole_trace_tells_the_condition_and_whether_the_unit_meets_it(
    tmp_path: Path, fact: str | None, vi: str, en: str
) -> None:
    asked = criterion("1", "luong | {kind: at_least, threshold: {value: 50, evidence: EVIDENCE}}")
    files = {
        "measures.yaml": MEASURES,
        "a/set.yaml": own_set("a"),
        "a/01.yaml": asked_where(asked, "1.1", "fact: bien"),
    }
    book = library(tmp_path, files).rulebook("mau/a", on="2023-12-01", province=HERE)
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"luong": 55, **({"bien": fact} if fact else {})}))
    for told in (result.text(view="full", lang="vi"), result.why("1.1", lang="vi")):
        assert told.count("Chỉ áp dụng với đơn vị: Ven biển.") == 1
        assert vi in told
    for told in (result.text(view="full", lang="en"), result.why("1.1", lang="en")):
        assert told.count("Asked only of units for which this holds: coast.") == 1
        assert en in told
