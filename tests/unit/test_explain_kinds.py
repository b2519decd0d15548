"""Explanations of what the shipped commune set has not: choices, bounds, other sets, units inside, sets not whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Library, UnitFigures, Verdict
from ntmrules.explain.attainment.gaps import decisive, gaps
from ntmrules.model.attainment import Attainment

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
EXCERPT = "evidence: {kind: excerpt, confidence: high, ref: [s]}"

FILES = {
    "decisions.yaml": f"""
decisions:
  - {{id: 1/QĐ-TTg, date: "2021-01-01", title: {{vi: Một, en: One}}, {EXCERPT}}}
""",
    "sources.yaml": """
sources:
  - {id: s, title: made up}
""",
    "areas.yaml": f"""
schemes:
  - id: hai-vung
    name: {{vi: Hai vùng, en: Two areas}}
    {EXCERPT}
    areas:
      - {{id: bac, name: {{vi: Bắc, en: North}}}}
      - {{id: nam, name: {{vi: Nam, en: South}}}}
""",
    "measures.yaml": """
measures:
  - {id: ty-le, name: {vi: Tỷ lệ, en: Share}, kind: percent, unit: "%"}
  - {id: ty-le-khac, name: {vi: Tỷ lệ khác, en: Other share}, kind: percent, unit: "%"}
  - {id: mo-hinh, name: {vi: Số mô hình, en: Models}, kind: count, unit: mô hình, unit_en: models}
  - {id: a, name: {vi: Việc A, en: Work A}, kind: yes_no, yes_means: met}
  - {id: b, name: {vi: Việc B, en: Work B}, kind: yes_no, yes_means: met}
  - {id: c, name: {vi: Việc C, en: Work C}, kind: yes_no, yes_means: met}
  - {id: dac-biet, name: {vi: Xã đặc biệt, en: Special commune}, kind: yes_no, yes_means: met}
  - {id: so-xa, name: {vi: Số xã của huyện, en: Communes of the district}, kind: count, unit: xã}
""",
    "national/xa/set.yaml": f"""
id: vn/xa/2021
level: xa
tier: ntm
name: {{vi: Bộ xã, en: Commune set}}
stage: {{from: "2021-01-01", to: "2025-12-31"}}
provision: {{decision: 1/QĐ-TTg, annex: Phụ lục I}}
status: released
declared: {{criteria: 3, indicators: 6, {EXCERPT}}}
not_applicable: counts_as_met
checked_on: "2026-01-01"
areas:
  scheme: hai-vung
  otherwise: nam
  rules:
    - {{when_any: [dac-biet], area: bac, provision: {{decision: 1/QĐ-TTg}}, {EXCERPT}}}
""",
    "national/xa/1.yaml": f"""
id: "1"
name: {{vi: Lựa chọn, en: Choices}}
declared_indicators: 3
indicators:
  - id: "1.1"
    name: {{vi: Hai trong ba việc, en: Two works of three}}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg, annex: Phụ lục I}}
        requirement:
          kind: k_of
          k: 2
          of:
            - {{kind: attained, measure: a, {EXCERPT}}}
            - {{kind: attained, measure: b, {EXCERPT}}}
            - {{kind: attained, measure: c, {EXCERPT}}}
  - id: "1.2"
    name: {{vi: Trong khoảng, en: In between}}
    measure: ty-le
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg, annex: Phụ lục I}}
        requirement:
          kind: between
          low: {{value: 20, {EXCERPT}}}
          high: {{value: 62.5, {EXCERPT}}}
  - id: "1.3"
    name: {{vi: Mô hình, en: Models}}
    measure: mo-hinh
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg, annex: Phụ lục I}}
        requirement: {{kind: count_at_least, threshold: {{value: 1200, {EXCERPT}}}}}
""",
    "national/xa/2.yaml": f"""
id: "2"
name: {{vi: Giao lại, en: Delegated}}
declared_indicators: 2
indicators:
  - id: "2.1"
    name: {{vi: Bộ quy định, en: By the ministry}}
    measure: a
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement: {{kind: delegated, to: bo-nganh, {EXCERPT}}}
  - id: "2.2"
    name: {{vi: Tỉnh quy định, en: By the province}}
    measure: ty-le-khac
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement:
          kind: at_least
          threshold: {{delegated: {{to: ubnd-cap-tinh, low: 50}}, {EXCERPT}}}
""",
    "national/xa/3.yaml": f"""
id: "3"
name: {{vi: Theo vùng, en: By area}}
declared_indicators: 1
indicators:
  - id: "3.1"
    name: {{vi: Trên mức, en: Above}}
    measure: ty-le
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement:
          kind: more_than
          threshold:
            {EXCERPT}
            rows:
              - {{area: bac, value: 10}}
              - {{area: nam, value: 30}}
""",
    "national/huyen/set.yaml": f"""
id: vn/huyen/2021
level: huyen
tier: ntm
name: {{vi: Bộ huyện, en: District set}}
stage: {{from: "2021-01-01", to: "2025-12-31"}}
provision: {{decision: 1/QĐ-TTg}}
status: released
declared: {{criteria: 2, indicators: 4, {EXCERPT}}}
not_applicable: counts_as_met
checked_on: "2026-01-01"
""",
    "national/huyen/1.yaml": f"""
id: "1"
name: {{vi: Các xã, en: Communes}}
declared_indicators: 2
indicators:
  - id: "1.1"
    name: {{vi: Xã đạt tiêu chí theo vùng, en: Communes that meet criterion 3}}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement:
          kind: share_of
          children: xa
          target: vn/xa/2021/3
          threshold: {{value: 75, {EXCERPT}}}
""",
    "national/thieu/set.yaml": f"""
id: vn/thieu/2021
level: xa
tier: hien-dai
name: {{vi: Bộ thiếu, en: Set not whole}}
stage: {{from: "2021-01-01", to: "2025-12-31"}}
provision: {{decision: 1/QĐ-TTg}}
status: released
declared: {{criteria: 2, indicators: 2, {EXCERPT}}}
not_applicable: counts_as_met
checked_on: "2026-01-01"
""",
    "national/thieu/1.yaml": f"""
id: "1"
name: {{vi: Một việc, en: One work}}
declared_indicators: 1
indicators:
  - id: "1.1"
    name: {{vi: Việc A, en: Work A}}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement: {{kind: attained, measure: a, {EXCERPT}}}
""",
    "national/doi/set.yaml": f"""
id: vn/doi/2021
level: xa
tier: hoan-thanh
name: {{vi: Bộ dõi theo, en: Following set}}
stage: {{from: "2021-01-01", to: "2025-12-31"}}
provision: {{decision: 1/QĐ-TTg}}
status: released
declared: {{criteria: 1, indicators: 1, {EXCERPT}}}
not_applicable: counts_as_met
checked_on: "2026-01-01"
""",
    "national/doi/1.yaml": f"""
id: "1"
name: {{vi: Theo bộ xã, en: After the commune set}}
declared_indicators: 1
indicators:
  - id: "1.1"
    name: {{vi: Đạt tiêu chí giao lại, en: Meets what is delegated}}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement: {{kind: meets, target: vn/xa/2021/2, {EXCERPT}}}
""",
    "national/kieu-mau/set.yaml": f"""
id: vn/kieu-mau/2021
level: xa
tier: kieu-mau
name: {{vi: Bộ kiểu mẫu, en: Model set}}
stage: {{from: "2021-01-01", to: "2025-12-31"}}
provision: {{decision: 1/QĐ-TTg}}
status: released
declared: {{criteria: 1, indicators: 1, {EXCERPT}}}
not_applicable: counts_as_met
checked_on: "2026-01-01"
""",
    "national/kieu-mau/1.yaml": f"""
id: "1"
name: {{vi: Nền, en: Base}}
declared_indicators: 1
indicators:
  - id: "1.1"
    name: {{vi: Đạt tiêu chí lựa chọn, en: Meets the choices}}
    versions:
      - from: "2021-01-01"
        provision: {{decision: 1/QĐ-TTg}}
        requirement: {{kind: meets, target: vn/xa/2021/1, {EXCERPT}}}
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root: Path = tmp_path_factory.mktemp("national")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")
    return Library(national=root, plugins=())


def judge(library: Library, figures: dict[str, object], ref: str = "vn/xa/2021", **details: object) -> Attainment:
    return library.rulebook(ref, on="2023-06-30").evaluate(UnitFigures.of("Mẫu", figures, **details))


def test_choice_says_how_many_of_how_many_and_shows_the_failed_parts(library: Library) -> None:
    why = judge(library, {"a": MET, "b": NOT_MET, "c": NOT_MET}).why("1.1")
    assert "yêu cầu: ít nhất 2 trong 3 nội dung" in why
    assert "✓ “Việc A” – yêu cầu: đạt" in why
    assert "✗ “Việc B” – yêu cầu: đạt" in why


def test_range_is_one_requirement_with_both_ends(library: Library) -> None:
    text = judge(library, {"ty-le": Decimal("62.75")}).text()
    assert "✗ 1.2 Trong khoảng: 62,75%; yêu cầu từ 20% đến 62,5% (QĐ 1/QĐ-TTg, Phụ lục I)" in text


def test_whole_numbers_have_their_points_in_each_language(library: Library) -> None:
    result = judge(library, {"mo-hinh": Decimal(1199)})
    assert "1.3 Mô hình: 1.199 mô hình; yêu cầu ít nhất 1.200 mô hình" in result.text()
    assert "1.3 Models: 1,199 models; requires at least 1,200 models" in result.text(lang="en")


def test_level_left_to_a_ministry_is_for_the_ministry_to_publish(library: Library) -> None:
    text = judge(library, {"a": MET}).text()
    assert "mức đạt giao bộ, ngành trung ương quy định, chưa có quy định → bộ, ngành công bố" in text
    assert "\n  bộ, ngành: quy định mức đạt của chỉ tiêu 2.1" in text
    assert "\n  tỉnh: quy định mức đạt của chỉ tiêu 2.2" in text


def test_figure_below_the_bound_of_a_delegation_is_not_met_and_says_why(library: Library) -> None:
    text = judge(library, {"ty-le-khac": Decimal("49.9")}).text()
    assert "✗ 2.2 Tỉnh quy định: 49,9%; yêu cầu từ 50% trở lên (QĐ 1/QĐ-TTg) (tạm tính)" in text
    assert "chưa đạt cả giới hạn mà quy định của tỉnh phải giữ" in text


def test_open_column_is_said_with_what_would_settle_it(library: Library) -> None:
    text = judge(library, {"ty-le": Decimal(25)}).text()
    assert "Vùng: Nam hoặc Bắc, tùy số liệu chưa có: Xã đặc biệt" in text
    assert "? 3.1 Trên mức: 25%; yêu cầu tùy vùng: trên 10% hoặc 30% (QĐ 1/QĐ-TTg)" in text
    assert "chưa có kết quả đánh giá: Xã đặc biệt → xã bổ sung" in text


def test_column_that_a_fact_sends_to_is_noted(library: Library) -> None:
    text = judge(library, {"ty-le": Decimal(25), "dac-biet": MET}).text(view="full")
    assert "xét theo cột Bắc do: Xã đặc biệt" in text
    assert "mức đạt: 10% (cột Bắc)" in text


def test_missing_facts_of_the_column_are_asked_for_even_without_the_figure(library: Library) -> None:
    text = judge(library, {}).text()
    assert "Xã đặc biệt" in text.partition("Để kết luận được, cần:")[2]


def test_set_that_is_not_whole_says_so(library: Library) -> None:
    text = judge(library, {}, "vn/huyen/2021").text()
    assert "danh mục chưa ghi đủ chỉ tiêu của Bộ huyện" in text
    assert "danh mục chưa ghi đủ chỉ tiêu của tiêu chí 1 → danh mục xác minh" in text
    assert "quyết định có 2 chỉ tiêu" in judge(library, {}, "vn/huyen/2021").text(view="summary")


def test_units_inside_are_named_by_verdict_and_counted(library: Library) -> None:
    facts = {"dac-biet": NOT_MET}
    units = [
        UnitFigures.of(name, {"ty-le": Decimal(value), **facts}, level="xa")
        for name, value in (("xã Một", 40), ("xã Hai", 20), ("xã Ba", 10))
    ]
    result = judge(library, {"so-xa": 4}, "vn/huyen/2021", children=tuple(units))
    text = result.text()
    assert "1.1 Xã đạt tiêu chí theo vùng: 1–2/4 đơn vị đạt; yêu cầu từ 75% số xã trở lên" in text
    assert "chưa đạt: xã Hai; xã Ba" in text
    assert "còn 1 đơn vị chưa có số liệu" in text
    assert "✗ xã Hai: chưa đạt" in result.text(view="full")


def test_other_set_is_explained_inside(library: Library) -> None:
    text = judge(library, {"a": MET, "b": MET, "ty-le": Decimal(70)}, "vn/kieu-mau/2021").text()
    assert "yêu cầu đạt “Lựa chọn”" in text
    assert "✗ 1.2 Trong khoảng: 70%" in text


def test_indicator_of_another_set_is_named_with_its_set(library: Library) -> None:
    closing = judge(library, {}, "vn/doi/2021").text().partition("cần:")[2]
    assert "\n  tỉnh: quy định mức đạt của chỉ tiêu 2.2 [vn/xa/2021]" in closing
    assert "\n  bộ, ngành: quy định mức đạt của chỉ tiêu 2.1 [vn/xa/2021]" in closing


def test_commune_is_called_what_the_set_judges(library: Library) -> None:
    assert "→ huyện bổ sung" in judge(library, {}, "vn/huyen/2021").text()


def test_gap_of_a_range_and_of_a_strict_comparison(library: Library) -> None:
    found = {gap.number: gap for gap in gaps(judge(library, {"ty-le": Decimal(10), "dac-biet": MET}))}
    assert (found["1.2"].level, found["1.2"].distance) == (20, 10)
    assert (found["3.1"].level, found["3.1"].distance) == (10, 0)


def test_failed_way_to_a_met_indicator_is_no_gap(library: Library) -> None:
    assert not [gap for gap in gaps(judge(library, {"a": MET, "b": MET, "c": NOT_MET})) if gap.number == "1.1"]


def test_figures_that_decide_another_set_are_found_there(library: Library) -> None:
    result = judge(library, {"a": MET}, "vn/kieu-mau/2021")
    assert decisive(result) == ["b", "c", "ty-le", "mo-hinh"]


def test_nothing_decides_a_set_that_is_not_whole_or_waits_for_a_level(library: Library) -> None:
    assert decisive(judge(library, {}, "vn/thieu/2021")) == []
    assert decisive(judge(library, {})) == []
