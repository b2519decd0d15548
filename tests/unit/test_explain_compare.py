"""Two attainments side by side: what changed, by how much, and which of figure, report, text, area did it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmrules import Entry, Library, UnitFigures, UsageError, Verdict
from ntmrules.explain.compare.attainments import Comparison, Difference, compare
from ntmrules.model.attainment import Attainment

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
INCOME = "thu-nhap-binh-quan-dau-nguoi"
BOOK = "ty-le-dan-so-co-so-kham-chua-benh-dien-tu"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


def judge(library: Library, figures: dict[str, object], *, unit: str = "xã Mẫu", **details: object) -> Attainment:
    details.setdefault("on", "2023-10-31")
    if "province" not in details:
        details.setdefault("area", "dong-bang-song-hong")
    return library.rulebook("vn/xa-ntm/2021", **details).evaluate(UnitFigures.of(unit, figures))  # type: ignore[arg-type]


def causes(comparison: Comparison) -> dict[str | None, tuple[str, ...]]:
    return {change.number: change.causes for change in comparison.changes}


def test_nothing_changes_between_an_attainment_and_itself(library: Library) -> None:
    result = judge(library, {INCOME: 60})
    same = compare(result, result)
    assert same.changes == ()
    assert "Không có kết quả nào thay đổi." in same.text()


def test_figure_that_rose_is_the_cause(library: Library) -> None:
    found = compare(judge(library, {INCOME: 50}), judge(library, {INCOME: 60}))
    assert causes(found) == {"10": ("figure",), "10.1": ("figure",)}
    assert (found.changes[0].before, found.changes[0].after) == (NOT_MET, MET)
    assert "do số liệu: 50 triệu đồng/người/năm → 60 triệu đồng/người/năm" in found.text()
    assert "because of the figure: 50 million VND/person/year → 60 million" in found.text(lang="en")


def test_level_that_rose_is_the_cause_when_the_figure_stayed(library: Library) -> None:
    old, new = judge(library, {INCOME: 57}), judge(library, {INCOME: 57}, on="2024-10-31")
    found = compare(old, new)
    assert causes(found) == {"10": ("text",), "10.1": ("text",)}
    assert "do mức đạt: từ 56 triệu đồng/người/năm trở lên" in found.text()
    assert "→ từ 59 triệu đồng/người/năm trở lên" in found.text()


def test_of_figure_and_level_the_one_that_explains_the_change_is_named(library: Library) -> None:
    risen = compare(judge(library, {INCOME: 50}), judge(library, {INCOME: 60}, on="2024-10-31"))
    assert causes(risen)["10.1"] == ("figure",)
    overtaken = compare(judge(library, {INCOME: 57}), judge(library, {INCOME: 58}, on="2024-10-31"))
    assert causes(overtaken)["10.1"] == ("text",)


def test_new_text_is_the_cause_when_it_asks_something_else(library: Library) -> None:
    # QĐ 211/QĐ-TTg, 01/03/2024: 15.4 asks for a yes/no answer instead of a share.
    rules = library.rulebook("vn/xa-ntm/2021", on="2024-10-31").rules
    asked = next(rule for rule in rules if rule.number == "15.4").measure or ""
    found = compare(judge(library, {BOOK: 60}), judge(library, {BOOK: 60, asked: True}, on="2024-10-31"))
    assert causes(found)["15.4"] == ("text",)
    assert "(QĐ 318/QĐ-TTg, Phụ lục I) → đạt (QĐ 211/QĐ-TTg)" in found.text()


def test_report_is_the_cause_of_what_is_reported(library: Library) -> None:
    found = compare(judge(library, {"9": NOT_MET}), judge(library, {"9": MET}))
    assert causes(found) == {"9": ("report",), "9.1": ("report",), "9.2": ("report",)}
    assert "✓ 9. Nhà ở dân cư: chưa đạt → đạt – do báo cáo: chưa đạt → đạt; kéo theo 2 chỉ tiêu" in found.text()
    assert "9.1" not in found.text()


def test_level_is_no_cause_of_a_reported_verdict(library: Library) -> None:
    found = compare(judge(library, {"10": NOT_MET}), judge(library, {"10": MET}, on="2024-10-31"))
    assert causes(found) == {"10": ("report",), "10.1": ("report",)}
    rewritten = compare(judge(library, {"15.4": NOT_MET}), judge(library, {"15.4": MET}, on="2024-10-31"))
    assert causes(rewritten)["15.4"] == ("report",)


def test_figure_that_takes_the_place_of_a_report_is_the_cause(library: Library) -> None:
    found = compare(judge(library, {"10.1": MET}), judge(library, {"10.1": MET, INCOME: 50}))
    assert causes(found)["10.1"][0] == "figure"


def test_area_is_the_cause_when_only_the_column_changed(library: Library) -> None:
    found = compare(judge(library, {INCOME: 50}), judge(library, {INCOME: 50}, area="trung-du-mien-nui-phia-bac"))
    assert causes(found)["10.1"] == ("area",)
    assert "do vùng: cột Đồng bằng sông Hồng" in found.text()


def test_fact_that_moves_the_unit_to_another_column_is_an_area_too(library: Library) -> None:
    facts = {"xa-dac-biet-kho-khan": False, "xa-an-toan-khu-huyen-ngheo": False}
    old = judge(library, {INCOME: 50, **facts}, province="An Giang")
    new = judge(library, {INCOME: 50, **facts, "xa-dac-biet-kho-khan": True}, province="An Giang")
    assert causes(compare(old, new))["10.1"] == ("area",)


def test_weaker_evidence_that_is_let_in_is_the_cause(library: Library) -> None:
    figures = {"9.2": 95}
    found = compare(judge(library, figures), judge(library, figures, evidence_floor="recall-low"))
    assert causes(found) == {"9.2": ("evidence",)}
    assert "Căn cứ tối thiểu được dùng: nhớ lại với độ tin cậy trung bình trở lên → nhớ lại" in found.text()


def test_tallies_move_by_a_number_or_by_a_range(library: Library) -> None:
    reports: dict[str, object] = {str(number): MET for number in range(1, 20)}
    old = judge(library, {**reports, "9": NOT_MET, "9.2": MET, "10": NOT_MET, "5": NOT_MET})
    new = judge(library, {**reports, "9": NOT_MET, "9.2": MET}, on="2024-06-30")
    settled = compare(old, new)
    assert (settled.criteria, settled.indicators) == (Difference(2, 2), Difference(2, 2))
    assert "16/19 → 18/19 tiêu chí: tăng 2 tiêu chí so với ngày 31/10/2023" in settled.text()
    assert "tăng 2 chỉ tiêu so với ngày 31/10/2023" in settled.text()
    assert "giảm 2 tiêu chí so với ngày 30/06/2024" in compare(new, old).text()
    open_ = compare(judge(library, {**reports, "13": NOT_MET}), new)
    assert open_.indicators == Difference(0, 4)
    assert "thay đổi thật trong khoảng từ 0 đến +4" in open_.text()


def test_reported_tallies_are_compared_beside(library: Library) -> None:
    def said(criteria: int, indicators: int) -> dict[str, object]:
        pairs = {"tieu-chi": (criteria, 19), "chi-tieu": (indicators, 57)}
        return {subject: Entry(subject=subject, value=pair) for subject, pair in pairs.items()}

    found = compare(judge(library, said(10, 46)), judge(library, said(16, 53), on="2024-06-30"))
    line = (
        "Theo báo cáo: 10/19 → 16/19 tiêu chí, tăng 6 tiêu chí so với ngày 31/10/2023; 46/57 → 53/57 chỉ tiêu, tăng 7"
    )
    assert line in found.text()
    of_one_day = compare(judge(library, said(10, 46)), judge(library, said(16, 53))).text()
    assert "tăng 6 tiêu chí so với kết quả trước" in of_one_day
    assert of_one_day.count("31/10/2023") == 1
    assert found.reported("criteria") == ((10, 19), (16, 19))
    assert compare(judge(library, {}), judge(library, said(16, 53))).reported("criteria") is None


def test_change_under_an_unchanged_criterion_stands_by_itself(library: Library) -> None:
    old, new = (judge(library, {"so-nha-tam-dot-nat": houses, "9.2": NOT_MET}) for houses in (2, 0))
    lines = [line for line in compare(old, new).text().splitlines() if "9.1" in line]
    assert len(lines) == 1
    assert lines[0].startswith("✓ 9.1 Nhà tạm, dột nát: chưa đạt → đạt")


def test_different_units_are_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="NTM008 'xã Mẫu' and 'xã Khác' are different units"):
        compare(judge(library, {}), judge(library, {}, unit="xã Khác"))


def test_name_of_the_unit_may_be_spelt_in_another_way(library: Library) -> None:
    assert compare(judge(library, {}), judge(library, {}, unit="XÃ MẪU")).unit == "XÃ MẪU"


def test_different_sets_are_compared_by_their_totals_alone(library: Library) -> None:
    others = [each.id for each in library.sets() if each.level == "xa" and each.id != "vn/xa-ntm/2021"]
    if not others:
        pytest.skip("only one commune set in the catalogue")
    other = library.set(others[0])
    new = library.rulebook(other.id, on=other.stage.from_).evaluate(UnitFigures(unit="xã Mẫu"))
    found = compare(judge(library, {"9": MET}), new)
    assert not found.same_set
    assert found.changes == ()
    assert "Hai bộ tiêu chí khác nhau" in found.text()


def test_comparison_as_data_names_causes_and_both_sides(library: Library) -> None:
    data = compare(judge(library, {INCOME: 50}), judge(library, {INCOME: 60})).to_dict()
    assert data["schema"] == "ntmrules/comparison/1"
    assert data["before"] == {"set": "vn/xa-ntm/2021", "on": "2023-10-31", "verdict": "not_met"}
    assert data["changes"][1] == {
        "id": "vn/xa-ntm/2021/10.1",
        "kind": "indicator",
        "number": "10.1",
        "label": {"vi": "Thu nhập bình quân đầu người", "en": "Income per person"},
        "before": "not_met",
        "after": "met",
        "causes": ["figure"],
    }
    # Of 18 open criteria each may have been lost or won since; the one that is settled rose by one.
    assert data["rise"]["criteria"] == {"low": -17, "high": 19}


def test_unknown_language_is_refused(library: Library) -> None:
    result = judge(library, {INCOME: Decimal(60)})
    with pytest.raises(UsageError, match="NTM007"):
        compare(result, result).text(lang="fr")


def test_a_range_that_nobody_can_read_says_what_cannot_be_compared(library: Library) -> None:
    old, new = judge(library, {"17.2": 80}), judge(library, {"17.2": 95}, on="2024-06-30")
    found = compare(old, new)
    text = found.text()
    assert "thay đổi thật" not in text
    assert "số chắc chắn đạt tăng 1 chỉ tiêu so với ngày 31/10/2023; chưa so được: 56 chưa xác định cả hai bên" in text
    assert "56 undetermined on both sides" in found.text(lang="en")
    back = compare(new, judge(library, {}, on="2024-06-30"))
    assert "giảm 1 chỉ tiêu" in back.text()
    assert "1 nay chưa xác định" in back.text()


def test_one_line_says_what_a_dozen_communes_need(library: Library) -> None:
    from ntmrules.explain.compare.attainments import short_line

    old, new = judge(library, {"17.2": 80, "11.1": 1}), judge(library, {"17.2": 95}, on="2024-06-30")
    assert str(short_line(compare(old, new), "xã A").text) == (
        "xã A: chưa đạt → chưa xác định · 1–18/19 → 0–19/19 tiêu chí, 1–56/57 → 1–57/57 chỉ tiêu · "
        "thêm 1 chỉ tiêu đạt, 1 chỉ tiêu nay chưa xác định"
    )
    assert str(short_line(compare(old, old), "xã A", lang="en").text).endswith("no verdict changed")
