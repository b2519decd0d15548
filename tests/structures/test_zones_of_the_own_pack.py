"""A set that stands in the zones of its own pack: what is asked for, what settles a column, and zones that rest on each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.errors import NtmRulesError
from ntmrules.explain.compare.texts import compare_texts
from ntmrules.explain.compare.texts_told import text_lines
from ntmrules.figures.form import questions

PACKS = Path(__file__).parent / "packs"
ANNEXES = PACKS / "S33-annexes-years-and-groups"


def test_the_form_asks_for_the_facts_and_numbers_of_its_zones() -> None:
    book = Library(packs=[ANNEXES], plugins=()).rulebook("mau/a/2022", on="2023-12-01", province="an-giang")
    asked = [each.subject for each in questions(book)]
    assert asked[:2] == ["ty-le-dtts", "ven-bien"]


def test_a_national_form_does_not_ask_for_zones_that_nothing_of_it_uses() -> None:
    with_pack = Library(packs=[ANNEXES], plugins=()).rulebook("vn/xa-ntm/2021", on="2023-12-01", province="an-giang")
    alone = Library(plugins=()).rulebook("vn/xa-ntm/2021", on="2023-12-01", province="an-giang")
    assert [each.subject for each in questions(with_pack)] == [each.subject for each in questions(alone)]


def test_a_column_that_the_caller_names_stands_before_the_zones() -> None:
    library = Library(packs=[ANNEXES], plugins=())
    book = library.rulebook("mau/a/2022", on="2023-12-01", province="an-giang", area="n2")
    assert book.areas == ("n2",)


def test_zones_that_rest_on_themselves_are_refused(tmp_path: Path) -> None:
    pack = shutil.copytree(ANNEXES, tmp_path / "pack")
    head = pack / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    turned = text.replace("when: {measure: ty-le-dtts, at_least: 50}", "when: {zone: n2}")
    assert turned != text
    head.write_text(turned, encoding="utf-8")
    with pytest.raises(NtmRulesError, match="NTM138"):
        Library(packs=[pack], plugins=()).rulebook("mau/a/2022", on="2023-12-01", province="an-giang")


def test_a_comparison_of_texts_hears_rounding_and_who_keeps_the_former_text() -> None:
    library = Library(packs=[PACKS / "S34-transition-and-zones"], plugins=())
    before, after = (library.rulebook("mau/a/2022", on=day) for day in ("2023-06-30", "2023-07-01"))
    told = "\n".join(line.text for line in text_lines(compare_texts(before, after), lang="vi"))
    assert "từ 40 đến dưới 49,5 triệu đồng/người/năm: trước đạt, sau chưa đạt" in told
    assert "giữ quy định trước cho đến hết ngày 30/06/2024" in told
