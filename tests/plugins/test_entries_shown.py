"""What a province laid down, as the views show it: both levels, the decision, its dates, the national verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugins.made_up import SET, entry, level, over, pack_at

from ntmrules import Library, Rulebook, UnitFigures
from ntmrules.explain.attainment.schema import attainment_schema

WATER = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
ADDED = """    indicator:
      id: "3.9"
      name: {vi: Vườn mẫu, en: Model garden}
      measure: so-nha-tam-dot-nat
      versions:
        - from: "2022-08-01"
          provision: {decision: 211/QĐ-TTg}
          requirement: {kind: none_of, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
"""
BASIS = "    legal_basis: {decision: 211/QĐ-TTg, article: Điều 2}\n"


def book(folder: Path, *entries: str, day: str = "2023-12-31") -> Rulebook:
    return over(pack_at(folder, "nghe-an", entries)).rulebook(SET, on=day, province="Nghệ An")


def lines(rulebook: Rulebook, figures: dict[str, object], number: str, lang: str) -> list[str]:
    text = rulebook.evaluate(UnitFigures.of("xã Mẫu", figures)).why(number, lang=lang)
    return [line.strip() for line in text.splitlines()]


def test_a_raise_shows_both_levels_and_the_national_verdict(tmp_path: Path) -> None:
    raised = book(tmp_path, entry("nghe-an", "3.1", "raise", level("at_least", 85), more='    to: "2025-12-31"\n'))
    assert (
        "Tỉnh nâng mức: từ 85% trở lên thay cho từ 80% trở lên (QĐ 318/QĐ-TTg, từ 01/08/2022 đến 31/12/2025); "
        "theo văn bản trung ương: đạt"
    ) in lines(raised, {WATER: 82}, "3.1", "vi")
    assert (
        "Raised by the province: at least 85% instead of at least 80% (Decision 318/QĐ-TTg, "
        "from 2022-08-01 to 2025-12-31); by the national text alone: met"
    ) in lines(raised, {WATER: 82}, "3.1", "en")


def test_a_fill_shows_that_the_national_text_alone_settles_nothing(tmp_path: Path) -> None:
    filled = book(tmp_path, entry("nghe-an", "2.1", "fill", level("at_least", 80)))
    said = lines(filled, {"ty-le-duong-xa-cung-hoa": 85}, "2.1", "vi")
    assert (
        "Tỉnh quy định: từ 80% trở lên (QĐ 318/QĐ-TTg, từ 01/08/2022); theo văn bản trung ương: chưa xác định" in said
    )
    assert "chưa có mức đạt: giao UBND cấp tỉnh quy định" in said


def test_a_replacement_names_its_legal_basis(tmp_path: Path) -> None:
    replaced = book(tmp_path, entry("nghe-an", "3.1", "replace", level("at_least", 75), more=BASIS))
    assert (
        "Set differently by the province: at least 75% instead of at least 80% (Decision 318/QĐ-TTg, from 2022-08-01; "
        "legal basis: 211/QĐ-TTg, Điều 2); by the national text alone: not met"
    ) in lines(replaced, {WATER: 78}, "3.1", "en")


def test_another_measure_shows_both_readings(tmp_path: Path) -> None:
    own = entry("nghe-an", "3.1", "measure_as", "    measure: ty-le-duong-xa-cung-hoa\n")
    said = lines(book(tmp_path, own), {WATER: 70, "ty-le-duong-xa-cung-hoa": 90}, "3.1", "en")
    assert any(
        line.startswith("Measured by the province as “") and "instead of" in line and ": 70%”" in line for line in said
    )
    assert any(line.endswith("by the national text alone: not met") for line in said)


def test_a_national_level_that_rose_later_wins_and_says_so(tmp_path: Path) -> None:
    """QĐ 318 asks at most some level first and QĐ 211 another: the province's raise is overtaken where it is looser."""
    from ntmrules.explain.attainment.entries import _overtaken
    from ntmrules.model.text import Text
    from ntmrules.model.trace import About, Node, Required

    def asked(op: str, value: int) -> Node:
        about = About(kind="requirement", id="x", label=Text("x"), requirement=op, measure="m")
        return Node(about, None, required=Required(op, (of_decimal(value),)))

    assert _overtaken(asked("at_least", 85), asked("at_least", 90))
    assert not _overtaken(asked("at_least", 85), asked("at_least", 80))
    assert _overtaken(asked("at_most", 3), asked("at_most", 2))
    assert not _overtaken(asked("at_most", 2), asked("at_most", 3))


def of_decimal(value: int) -> object:
    from decimal import Decimal

    return Decimal(value)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "; ngoài ra 0/1 chỉ tiêu do tỉnh bổ sung"), ("en", "; besides 0/1 indicators added by the province")],
)
def test_what_a_province_adds_is_counted_apart(lang: str, said: str, tmp_path: Path) -> None:
    added = book(tmp_path, entry("nghe-an", "3.9", "add", ADDED, target=f"{SET}/3"))
    result = added.evaluate(UnitFigures.of("xã Mẫu", {"so-nha-tam-dot-nat": 2}))
    text = result.text(view="summary", lang=lang)
    assert said in text
    assert result.tally.indicators.declared == 57
    assert str(result.node("3.9").verdict) == "not_met"
    assert result.node("3.9").id == "nghe-an/xa-ntm/2021/3.9"


def test_the_header_names_the_decisions_of_the_province_apart(tmp_path: Path) -> None:
    filled = book(
        tmp_path,
        entry("nghe-an", "2.1", "fill", level("at_least", 80)),
        entry("nghe-an", "3.9", "add", ADDED, target=f"{SET}/3"),
    )
    text = filled.evaluate(UnitFigures.of("xã Mẫu", {})).text(view="unmet", lang="vi")
    assert "Quy định của tỉnh đang áp dụng: QĐ 318/QĐ-TTg (2 chỉ tiêu)" in text.splitlines()


def test_without_entries_no_view_speaks_of_the_province() -> None:
    text = Library(plugins=()).rulebook(SET, on="2023-12-31").evaluate(UnitFigures.of("xã Mẫu", {})).text(view="full")
    assert "Quy định của tỉnh đang áp dụng" not in text
    assert "do tỉnh bổ sung" not in text


def test_a_met_indicator_is_remarked_only_where_the_province_turned_it_round(tmp_path: Path) -> None:
    both = book(
        tmp_path,
        entry("nghe-an", "3.1", "replace", level("at_least", 75), more=BASIS),
        entry("nghe-an", "2.1", "fill", level("at_least", 80)),
    )
    figures = UnitFigures.of("xã Mẫu", {WATER: 78, "ty-le-duong-xa-cung-hoa": 95})
    text = both.evaluate(figures).text(view="unmet", lang="vi")
    assert "3.1: Tỉnh quy định khác: từ 75% trở lên thay cho từ 80% trở lên" in text
    assert "2.1: Tỉnh quy định" not in text


def test_the_data_of_an_overlaid_rule_fit_the_schema_and_hold_both_levels(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    raised = book(
        tmp_path,
        entry("nghe-an", "3.1", "raise", level("at_least", 85)),
        entry("nghe-an", "3.9", "add", ADDED, target=f"{SET}/3"),
    )
    data = raised.evaluate(UnitFigures.of("xã Mẫu", {WATER: 82})).to_dict()
    jsonschema.validate(data, attainment_schema())
    criteria = data["trace"]["children"]
    criteria = data["trace"]["children"]
    indicator = next(node for each in criteria for node in each["children"] if node.get("number") == "3.1")
    (shown,) = [child for child in indicator["children"] if child["kind"] == "raise"]
    assert shown["required"] == {"op": "at_least", "values": ["85"]}
    assert shown["children"][0]["required"] == {"op": "at_least", "values": ["80"]}
    assert (shown["verdict"], indicator["verdict"]) == ("met", "not_met")
    assert {note["code"]: note["subject"] for note in shown["notes"]} == {"pack": "nghe-an", "entry_from": "2022-08-01"}
    assert data["added"]["declared"] == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["summary", "unmet", "full"])
def test_no_view_prints_a_code_in_the_place_of_a_sentence(view: str, lang: str, tmp_path: Path) -> None:
    every = book(
        tmp_path, entry("nghe-an", "2.1", "fill", level("at_least", 80)),
        entry("nghe-an", "3.1", "raise", level("at_least", 85)),
        entry("nghe-an", "3.9", "add", ADDED, target=f"{SET}/3"),
    )  # fmt: skip
    text = every.evaluate(UnitFigures.of("xã Mẫu", {WATER: 82})).text(view=view, lang=lang)
    for code in ("pack:", "entry_from", "entry_to", "measure_as", "legal_basis", "waived"):
        assert code not in text


def test_comparing_with_and_without_a_province_says_what_it_laid_down(tmp_path: Path) -> None:
    from ntmrules.explain.compare.attainments import compare, comparison_lines

    figures = UnitFigures.of("xã Mẫu", {WATER: 82, "ty-le-duong-xa-cung-hoa": 85})
    before = Library(plugins=()).rulebook(SET, on="2023-12-31", province="Nghệ An").evaluate(figures)
    raised = entry("nghe-an", "3.1", "raise", level("at_least", 85))
    after = book(tmp_path, raised, entry("nghe-an", "2.1", "fill", level("at_least", 80))).evaluate(figures)
    said = [line.text for line in comparison_lines(compare(before, after), lang="vi")]
    (water,) = [line for line in said if "3.1" in line]
    (road,) = [line for line in said if "2.1" in line]
    assert "đạt → chưa đạt" in water
    assert "do mức đạt: Tỉnh nâng mức: từ 85% trở lên thay cho từ 80% trở lên" in water
    assert "mức đạt do UBND cấp tỉnh quy định, chưa có quy định" in road
    assert "→ từ 80% trở lên" in road
