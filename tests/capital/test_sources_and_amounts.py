"""Sources and amounts of capital as offices write them; a word that several sources could be is never one of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import FiguresError, UsageError
from ntmrules.capital.columns import compound
from ntmrules.capital.rows import TOTAL, read_capital
from ntmrules.capital.rules import read_amount
from ntmrules.capital.sources import SOURCE_WORDS, source_of
from ntmrules.capital.told import SOURCE_NAMES

CENTRAL = ("nstw-dau-tu", "nstw-thuong-xuyen")
LOCAL = ("nsdp-tinh", "nsdp-huyen", "nsdp-xa")


def table(tmp: Path, source: str = "ngân sách tỉnh", amount: str = "1500", money: str = "triệu đồng") -> Path:
    path = tmp / "von.csv"
    path.write_text(
        f'unit,source,kind,amount,money_unit,period,as_of\nxã A,"{source}",kế hoạch,"{amount}",{money},2027,2027-01-15\n',
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ngân sách trung ương", CENTRAL),
        ("NSTW", CENTRAL),
        ("Vốn ngân sách TW", CENTRAL),
        ("Ngân sách trung ương (vốn đầu tư phát triển)", CENTRAL[:1]),
        ("NSTW - ĐTPT", CENTRAL[:1]),
        ("Vốn đầu tư ngân sách trung ương", CENTRAL[:1]),
        ("Vốn sự nghiệp NSTW", CENTRAL[1:]),
        ("Kinh phí thường xuyên ngân sách trung ương", CENTRAL[1:]),
        ("Ngân sách địa phương", LOCAL),
        ("NSĐP", LOCAL),
        ("Ngân sách cấp tỉnh", LOCAL[:1]),
        ("Vốn ngân sách xã", LOCAL[2:]),
        ("Ngân sách nhà nước", (*CENTRAL, *LOCAL)),
        ("Nhân dân đóng góp", ("dan-tien-mat", "dan-ngay-cong")),
        ("Cộng đồng dân cư và nhân dân", ("dan-tien-mat", "dan-ngay-cong")),
        ("Nhân dân đóng góp bằng tiền mặt", ("dan-tien-mat",)),
        ("Người dân góp ngày công và hiện vật", ("dan-ngay-cong",)),
        ("Nhân dân hiến đất", ("dan-ngay-cong",)),
        ("Vốn tín dụng", ("tin-dung",)),
        ("Vốn lồng ghép", ("long-ghep",)),
        ("Ngân sách trung ương và tỉnh", ()),
        ("Vốn khác", ()),
    ],
)
def test_a_source_is_what_its_words_say_and_no_more(text: str, found: tuple[str, ...]) -> None:
    assert source_of(text) == found


def test_what_the_program_itself_calls_a_source_is_read_as_that_source() -> None:
    assert {*SOURCE_WORDS, TOTAL} == set(SOURCE_NAMES)
    for key in SOURCE_WORDS:
        assert source_of(key) == source_of(SOURCE_NAMES[key][0]) == (key,)


@pytest.mark.vietnamese
@pytest.mark.parametrize("text", ["ngân sách trung ương", "NSĐP", "nhân dân đóng góp"])
def test_a_word_for_several_sources_is_refused_with_just_these(tmp_path: Path, text: str) -> None:
    with pytest.raises(FiguresError) as caught:
        read_capital(table(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.identity == "NTM578.which-source"
    told = problem.text("vi")
    assert all(each in told for each in source_of(text))
    assert not any(each in told for each in set(SOURCE_WORDS) - set(source_of(text)))
    assert "có phải" not in told


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234 tỷ 500 triệu đồng", 1_234_500_000_000),
        ("1 tỷ 500 triệu", 1_500_000_000),
        ("2 tỷ 35,5 triệu đồng", 2_035_500_000),
        ("3 tỷ 200 triệu 500 nghìn đồng", 3_200_500_000),
        ("1 nghìn tỷ 200 tỷ đồng", 1_200_000_000_000),
        ("1.234 tỷ, 500 triệu đồng", 1_234_500_000_000),
    ],
)
def test_an_amount_in_several_units_of_money_is_their_sum(tmp_path: Path, text: str, amount: int) -> None:
    found = compound(text)
    assert found is not None
    assert found[0] == amount
    assert read_amount(text) == amount
    (row,) = read_capital(table(tmp_path, amount=text, money=""))
    assert row.amount == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["1,5 tỷ 500 triệu đồng", "500 triệu 1 tỷ đồng", "1 tỷ 1.500 triệu đồng", "1 tỷ 500", "1 tỷ 2 tỷ", "-1 tỷ 500 triệu",
     "1 tỷ trừ 500 triệu đồng", "1 tỷ 500 triệu người"],
)  # fmt: skip
def test_what_is_no_one_amount_in_several_units_is_refused(tmp_path: Path, text: str) -> None:
    assert compound(text) is None
    with pytest.raises(UsageError):
        read_amount(text)
    with pytest.raises(FiguresError):
        read_capital(table(tmp_path, amount=text, money=""))


def test_an_amount_in_several_units_under_another_unit_says_two_things(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM578"):
        read_capital(table(tmp_path, amount="1 tỷ 500 triệu đồng", money="nghìn đồng"))


@pytest.mark.vietnamese
def test_what_is_near_an_unknown_source_is_told_with_its_accents(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as caught:
        read_capital(table(tmp_path, "doanh nghiệpp"))
    assert "có phải 'doanh nghiệp' không" in caught.value.problems[0].text("vi")
