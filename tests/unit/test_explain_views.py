"""Views: what they must never leave out, and never invent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmrules import Entry, Library, UnitFigures, UsageError, Verdict
from ntmrules.explain.attainment.text import node_lines, render_node, render_text, text_lines
from ntmrules.explain.lang.lines import STYLES, Line
from ntmrules.explain.lang.words import LANGS, VIEWS
from ntmrules.model.attainment import Attainment

MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
REPORTED = {str(number): NOT_MET if number in (5, 9, 13) else MET for number in range(1, 20)}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


def judge(library: Library, figures: dict[str, object], *, on: str = "2023-10-31", **details: object) -> Attainment:
    details.setdefault("area", "dong-bang-song-cuu-long")
    return library.rulebook("vn/xa-ntm/2021", on=on, **details).evaluate(UnitFigures.of("xã Mẫu", figures))  # type: ignore[arg-type]


def test_reported_criterion_that_is_not_met_invents_no_indicator(library: Library) -> None:
    text = judge(library, REPORTED).text()
    assert "9. Nhà ở dân cư: chưa đạt (theo báo cáo)\n  chưa rõ chỉ tiêu nào" in text
    assert "ít nhất một trong các chỉ tiêu 9.1, 9.2 chưa đạt" in text
    assert "✗ 9.1" not in text
    assert "✗ 9.1" not in judge(library, REPORTED).text(view="full")


def test_met_criteria_stand_in_one_closing_line(library: Library) -> None:
    text = judge(library, REPORTED).text()
    assert "\nĐã đạt 16 tiêu chí: 1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16, 17, 18, 19\n" in text
    assert "✓ 1. Quy hoạch" not in text


@pytest.mark.parametrize(
    ("criteria", "indicators", "words"),
    [
        ((16, 19), (53, 57), "16/19 tiêu chí, 53/57 chỉ tiêu – khớp với khoảng tính được"),
        ((17, 19), (53, 57), "17/19 tiêu chí, 53/57 chỉ tiêu – mâu thuẫn với kết quả tính được"),
        ((16, 19), (55, 57), "16/19 tiêu chí, 55/57 chỉ tiêu – mâu thuẫn với kết quả tính được"),
    ],
)
def test_reported_tallies_stand_beside_the_computed_ones(
    library: Library, criteria: tuple[int, int], indicators: tuple[int, int], words: str
) -> None:
    tallies = {
        "tieu-chi": Entry(subject="tieu-chi", value=criteria),
        "chi-tieu": Entry(subject="chi-tieu", value=indicators),
    }
    assert f"\nBáo cáo nêu: {words}\n" in judge(library, {**REPORTED, **tallies}).text(view="summary")


def test_nothing_is_said_of_tallies_that_nobody_reported(library: Library) -> None:
    assert "Báo cáo nêu" not in judge(library, REPORTED).text()


def test_basis_is_counted_apart_for_criteria_and_indicators(library: Library) -> None:
    figures = {**REPORTED, "so-nha-tam-dot-nat": Decimal(2), "6.2": MET}
    text = judge(library, figures).text()
    assert "Đã kết luận: 1 tiêu chí tính từ số liệu, 18 tiêu chí theo báo cáo; 1 chỉ tiêu tính từ số liệu" in text
    assert "chỉ tiêu theo báo cáo (trong đó" in text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("lang", "word"), [("vi", "tạm tính"), ("en", "provisional")])
def test_provisional_verdict_is_marked_in_every_view(library: Library, view: str, lang: str, word: str) -> None:
    one = {"quy-hoach-chung-xay-dung-xa": MET, "quy-dinh-quan-ly-quy-hoach-chung-xa": MET}
    marked = [line for line in judge(library, one).text(view=view, lang=lang).splitlines() if word in line]
    assert any(line.startswith(("✓ 1.", "Đã đạt", "1 criterion met")) for line in marked)


@pytest.mark.parametrize("view", VIEWS)
def test_provisional_failure_is_marked_in_every_view(library: Library, view: str) -> None:
    text = judge(library, {"quy-hoach-chung-xay-dung-xa": NOT_MET}).text(view=view)
    assert "Tạm tính: căn cứ số liệu còn yếu" in text
    assert any("✗ 1." in line and "tạm tính" in line for line in text.splitlines())


@pytest.mark.parametrize("view", VIEWS)
def test_every_line_of_a_verdict_outside_force_is_marked(library: Library, view: str) -> None:
    text = judge(library, REPORTED, on="2026-02-01", on_gap="last").text(view=view)
    assert "Ngoài thời gian hiệu lực: ngày 01/02/2026" in text
    assert all("ngoài hiệu lực" in line for line in text.splitlines() if line.lstrip()[:4] in ("✗ 5.", "✗ 9.", "✗ 13"))


def test_contradiction_is_said_where_the_criterion_is_met_too(library: Library) -> None:
    figures = {"ty-le-thon-co-nha-van-hoa": Decimal(100), "6.3": NOT_MET, "6": MET}
    text = judge(library, figures).text()
    assert "6.3: mâu thuẫn: báo cáo nêu chưa đạt, nhưng kết quả tính được là đạt" in text
    assert "[có mâu thuẫn với báo cáo]" in judge(library, figures).text(view="summary")


def test_not_applicable_that_the_text_does_not_foresee_stays_open(library: Library) -> None:
    text = judge(library, {**REPORTED, "19": NOT_APPLICABLE}).text()
    assert "– 19. Quốc phòng và An ninh: không áp dụng (theo báo cáo)" in text
    assert "văn bản không dự liệu trường hợp này" in text
    assert "Không áp dụng 1 tiêu chí" not in text


def test_disputed_level_shows_its_candidates_with_the_evidence_of_each(library: Library) -> None:
    why = judge(library, {"thu-nhap-binh-quan-dau-nguoi": Decimal("43.5")}, area="bac-trung-bo").why("10.1")
    assert "yêu cầu: từ 42 hoặc 45 triệu đồng/người/năm trở lên" in why
    assert "nguồn nêu 42 triệu đồng/người/năm – căn cứ:" in why
    assert "nguồn nêu 45 triệu đồng/người/năm – căn cứ:" in why
    assert "danh mục: xác minh mức đạt của chỉ tiêu 10.1" in why


def test_explanation_names_period_source_place_and_what_is_missing(library: Library) -> None:
    entry = Entry(subject="15.4", value=Decimal("49.25"), period=2022, source="Trạm y tế", at="xa.csv:7:3")
    why = judge(library, {"15.4": entry}, area="trung-du-mien-nui-phia-bac").why("15.4")
    assert "số liệu: 49,25% – năm 2022; nguồn: Trạm y tế; đọc tại xa.csv:7:3" in why
    assert "còn thiếu 0,75 điểm % so với mức đạt" in why
    assert "áp dụng từ 08/03/2022: QĐ 318/QĐ-TTg, Phụ lục I" in why


def test_what_to_do_is_grouped_by_who_can_do_it(library: Library) -> None:
    closing = judge(library, {"ty-le-duong-xa-cung-hoa": Decimal(90)}).text().partition("Để kết luận được, cần:\n")[2]
    who = [line.strip().partition(":")[0] for line in closing.splitlines()]
    assert who == sorted(who, key=["xã", "tỉnh", "bộ, ngành", "danh mục", "chủ dữ liệu"].index)
    assert "Tỷ lệ đường xã được nhựa hóa" not in closing
    assert "mục khác" in closing


def test_floor_other_than_the_usual_one_is_said(library: Library) -> None:
    assert "Căn cứ tối thiểu được dùng: đoạn trích" in judge(library, {}, evidence_floor="excerpt").text()
    assert "Căn cứ tối thiểu" not in judge(library, {}).text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_lines_have_known_styles_and_no_box_art(library: Library, view: str, lang: str) -> None:
    lines = text_lines(judge(library, REPORTED), view=view, lang=lang)
    assert {line.style for line in lines} <= set(STYLES)
    text = "\n".join(str(line) for line in lines)
    assert text == render_text(judge(library, REPORTED), view=view, lang=lang)
    assert not [letter for letter in text if "\u2500" <= letter <= "\u259f"]
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_english_view_has_no_vietnamese_phrases(library: Library) -> None:
    text = judge(library, {}).text(lang="en")
    assert not [word for word in ("chưa", "yêu cầu", "số liệu", "chỉ tiêu", "tiêu chí") if word in text]


def test_line_indents_its_text_and_an_empty_one_stays_empty() -> None:
    assert str(Line("a", indent=2)) == "    a"
    assert str(Line("", indent=2)) == ""


def test_node_lines_are_what_the_text_of_the_node_is_made_of(library: Library) -> None:
    result = judge(library, REPORTED)
    node = result.node("9")
    assert render_node(result, node) == "\n".join(str(line) for line in node_lines(result, node)) == result.why("9")


def test_unknown_words_are_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="NTM006"):
        judge(library, {}).text(view="all")
    with pytest.raises(UsageError, match="NTM007"):
        judge(library, {}).text(lang="fr")
    with pytest.raises(UsageError, match="NTM007"):
        judge(library, {}).why("9", lang="fr")
