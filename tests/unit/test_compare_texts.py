"""Two texts side by side: the change of March 2024, and two stages of the commune set."""

from __future__ import annotations

import pytest

from ntmrules import Library
from ntmrules.explain.compare.texts import TextComparison, compare_texts, leaves, part_name
from ntmrules.explain.compare.texts_told import text_data, text_lines


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


@pytest.fixture(scope="module")
def march(library: Library) -> TextComparison:
    days = ("2024-02-28", "2024-03-02")
    return compare_texts(*(library.rulebook("vn/xa-ntm/2021", on=day) for day in days))


@pytest.fixture(scope="module")
def stages(library: Library) -> TextComparison:
    return compare_texts(
        library.rulebook("vn/xa-ntm/2016", on="2020-12-31"), library.rulebook("vn/xa-ntm/2021", on="2022-12-31")
    )


def test_a_text_compared_with_itself_has_no_change(library: Library) -> None:
    book = library.rulebook("vn/xa-ntm/2021", on="2023-06-30")
    found = compare_texts(book, book)
    assert found.changes == ()
    assert found.headings == ()
    assert found.unchanged == len(book.rules)


def test_two_days_between_two_changes_give_the_same_text(library: Library) -> None:
    books = [library.rulebook("vn/xa-ntm/2021", on=day) for day in ("2024-04-01", "2025-11-30")]
    assert compare_texts(*books).changes == ()


def test_what_the_decision_of_march_2024_changed(march: TextComparison) -> None:
    changed = {change.number: change for change in march.changes}
    assert {"13.1", "15.4", "17.1", "18.4"} <= changed.keys()
    assert changed["15.4"].every
    assert set(changed["15.4"].kinds) == {"renamed", "measure", "provision"}
    assert changed["17.1"].opened
    assert march.unchanged + len(march.changes) == len(march.after.rules)


def test_of_a_share_that_becomes_a_yes_or_no_every_result_can_change(march: TextComparison) -> None:
    said = "\n".join(str(line) for line in text_lines(march, lang="vi"))
    block = said.split("15.4  ")[1].split("\n\n")[0]
    assert "trước là tỷ lệ dân số có sổ khám chữa bệnh điện tử" in block
    assert "sau là nội dung “Triển khai sổ khám chữa bệnh điện tử” được đánh giá là đạt" in block
    assert block.endswith("mọi kết quả có thể đổi")


def test_an_alternative_is_not_told_as_one_demand_more(march: TextComparison) -> None:
    said = "\n".join(str(line) for line in text_lines(march, lang="en"))
    block = said.split("13.1  ")[1].split("\n\n")[0]
    assert "at least one of 2 parts" in block
    assert "to be met as well" not in block


def test_a_demand_upon_another_set_is_named_without_its_id(library: Library) -> None:
    book = library.rulebook("vn/xa-ntm-kieu-mau/2021", on="2023-06-30")
    rule = next(rule for rule in book.all_rules if rule.number == "1.1")
    [(key, item)] = leaves(rule.requirement, rule.measure)
    assert str(key) == "meets vn/xa-ntm-nang-cao"
    assert part_name(key, item, None, rule).vi == "Đạt bộ nông thôn mới nâng cao"


def test_levels_are_told_by_area_with_the_figures_that_flip(stages: TextComparison) -> None:
    change = next(change for change in stages.changes if change.number == "15.3")
    assert change.kinds == ("level",)
    named = {pair[0] for level in change.levels for pair in level.areas}
    assert len(named) == 7
    assert all(level.flips for level in change.levels)


def test_two_stages_are_matched_by_measure_though_the_number_moved(stages: TextComparison) -> None:
    moved = {change.after.number: change.before.number for change in stages.changes if change.after and change.before}
    assert moved["17.8"] == "17.6"
    assert moved["17.10"] == "17.8"


def test_a_number_in_common_alone_matches_nothing(stages: TextComparison) -> None:
    pair = next(pair for pair in stages.pairs if pair[1] is not None and pair[1].number == "17.7")
    assert pair[0] is None


def test_every_indicator_of_both_texts_stands_in_one_pair(stages: TextComparison) -> None:
    olds = [pair[0].id for pair in stages.pairs if pair[0] is not None]
    news = [pair[1].id for pair in stages.pairs if pair[1] is not None]
    assert sorted(olds) == sorted(rule.id for rule in stages.before.rules)
    assert sorted(news) == sorted(rule.id for rule in stages.after.rules)


def test_a_set_that_is_not_whole_never_says_that_an_indicator_is_gone(library: Library) -> None:
    found = compare_texts(
        library.rulebook("vn/xa-ntm/2021", on="2025-12-31"), library.rulebook("vn/xa-ntm/2026", on="2026-06-30")
    )
    said = [str(line).strip() for line in text_lines(found, lang="vi")]
    assert not found.after.complete
    assert "không còn" not in said
    assert "không thấy trong phần đã biết của văn bản sau" in said
    assert any(line.startswith("Hai văn bản chia địa bàn khác nhau") for line in said)


def test_data_keeps_numbers_as_text(stages: TextComparison) -> None:
    data = text_data(stages)
    income = next(each for each in data["changes"] if each["number"] == "10.1")
    level = income["levels"][0]
    assert level["years"] == {"before": 2020, "after": 2022}
    assert all(isinstance(value, str) for value in level["before"]["values"])
    assert level["flips"][0]["low_included"] is True


def test_a_set_with_all_its_indicators_is_whole_though_the_counts_by_criterion_are_not_known(library: Library) -> None:
    books = [library.rulebook("huyen-ntm", on=day) for day in ("2019-06-30", "2023-06-30")]
    said = [str(line).strip() for line in text_lines(compare_texts(*books), lang="en")]
    assert not books[1].complete
    assert not any(line.startswith("Not whole") for line in said)
    assert "gone" in said
