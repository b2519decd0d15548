"""A library makes a rulebook once for what is asked alike; what differs in any word is another one."""

from __future__ import annotations

import gc
from datetime import date

import pytest

from ntmrules import Library, UsageError
from ntmrules.figures.mentions import may_name_a_province, places_in
from ntmrules.figures.row_words import said_by_words
from ntmrules.figures.titles import another_unit, unit_beside
from ntmrules.model.figures import UnitFigures
from ntmrules.model.spelling import fold

DAY = "2023-10-31"


def test_a_rulebook_asked_for_again_is_the_same_and_any_other_word_asks_for_another():
    library = Library(plugins=())
    first = library.rulebook("xa-ntm", on=DAY)
    assert library.rulebook("xa-ntm", on=DAY) is first
    assert library.rulebook("xa-ntm", on=date(2023, 10, 31)) is first
    others = [
        library.rulebook("xa-ntm", on="2023-11-01"),
        library.rulebook("xa-ntm", on=DAY, province="Quảng Ninh"),
        library.rulebook("xa-ntm", on=DAY, evidence_floor="gazette"),
        library.rulebook("xa-ntm-nang-cao", on=DAY),
        Library(plugins=()).rulebook("xa-ntm", on=DAY),
    ]
    assert all(each is not first for each in others)
    assert len({id(each) for each in others}) == len(others)
    with pytest.raises(UsageError):
        library.rulebook("xa-ntm", on=DAY, evidence_floor="gazete")


def test_what_is_refused_once_is_refused_again():
    library = Library(plugins=())
    for _ in range(2):
        with pytest.raises(UsageError):
            library.rulebook("no-such-set", on=DAY)


def test_a_library_keeps_few_rulebooks(monkeypatch):
    monkeypatch.setattr("ntmrules.library._MOST_KEPT", 3)
    library = Library(plugins=())
    for day in range(1, 9):
        library.rulebook("xa-ntm", on=f"2023-10-{day:02}")
        assert len(library._rulebooks) <= 3


def test_one_rulebook_judges_as_a_new_one_does():
    asked, new = Library(plugins=()), Library(plugins=())
    unit = UnitFigures.of("xã Mẫu", {"10.1": 50, "11.1": "1,5"})
    before = asked.rulebook("xa-ntm", on=DAY).evaluate(unit).to_json()
    gc.collect()
    assert asked.rulebook("xa-ntm", on=DAY).evaluate(unit).to_json() == before
    assert new.rulebook("xa-ntm", on=DAY).evaluate(unit).to_json() == before


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  XA   Dat ", "xa dat"),
        ("Xã  Đạt", "xa dat"),
        ("Ð", "d"),
        ("Đắk Tô", "dak to"),
        ("Đắk\u200bTô\u00a0", "dakto"),
        ("e\u0323\u0302", "e"),
        ("ßẞ ﬁ", "ssss fi"),
        ("", ""),
        ("日本", "日本"),
    ],
)
def test_words_are_folded(text, folded):
    assert fold(text) == folded


def test_a_name_with_its_kind_is_no_word_of_a_table():
    for name in ("xã Mẫu", "phường 1", "thị trấn Quý", "đặc khu Cô Tô", "huyện Năm Căn", "quận 1", "thành phố Huế"):
        assert said_by_words(name) is None
    assert said_by_words("tỉnh đến 2023") is not None
    assert said_by_words("Năm 2022") == "time"


@pytest.mark.parametrize(
    ("title", "province"),
    [
        ("UBND TỈNH NGHỆ AN", "Nghệ An"),
        ("KẾT QUẢ THÀNH PHỐ HÀ NỘI NĂM 2023", "Hà Nội"),
        ("kết quả TP. Hà Nội", "Hà Nội"),
        ("KẾT QUẢ TỈNH THÁI BÌNH", "Thái Bình"),
    ],
)
def test_a_title_that_names_a_province_has_a_word_for_it(title, province):
    assert [each.name for each in places_in([title]) if each.kind == "tinh"] == [province]
    assert may_name_a_province(title)
    assert not may_name_a_province("KẾT QUẢ XÃ ĐỒNG THANH NĂM 2023")


def test_a_title_with_the_name_of_a_unit_of_the_table_names_no_other():
    titles = ["KẾT QUẢ XÃ ĐỒNG THANH NĂM 2023"]
    own, other = UnitFigures(unit="xã Đồng Thanh"), UnitFigures(unit="xã Mẫu")
    assert another_unit(titles, own.unit) is None
    assert unit_beside(titles, [own, other]) is None
    assert unit_beside(titles, [other]) == "xã Đồng Thanh"
