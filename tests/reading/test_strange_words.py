"""Words behind a label that are none of its indicator's: of another quantity, time, part or place, or read by nobody."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from officefiles import codes, made_at, read, table

from ntmrules import FiguresError, Library, Rulebook
from ntmrules.figures.indicator_names import told_behind
from ntmrules.model.figures import Cell, Entry


@cache
def book(key: str, on: str) -> Rulebook:
    return Library(plugins=()).rulebook(key, province="quang-ninh", on=on)


@cache
def wordings() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))


def own_names() -> list[tuple[str, str, str, str]]:
    return [(each["key"], each["on"], label, name) for each in wordings()["set"] for label, name in each["names"]]


def refused() -> list[tuple[str, int, str]]:
    return [(each["label"], each["value"], text) for each in wordings()["refused"] for text in each["texts"]]


@pytest.mark.parametrize(("label", "value", "text"), refused())
def test_what_makes_it_another_figure_is_refused(tmp_path: Path, label: str, value: int, text: str) -> None:
    wide = codes(made_at(tmp_path, "a.xlsx", [["Tên xã", f"{label}. {text}"], ["xã A", value]]))
    beside = codes(made_at(tmp_path, "b.xlsx", [["Xã", "TT", "Nội dung", "Kết quả"], ["xã A", label, text, value]]))
    assert wide == beside
    assert wide in (["NTM503"], ["NTM506"], ["NTM610"])


@pytest.mark.parametrize(("key", "on", "label", "name"), own_names())
def test_names_of_decisions_and_of_offices_are_the_indicators_own(key: str, on: str, label: str, name: str) -> None:
    entry = Entry(subject=label, value=1, cell=Cell(behind=name))
    assert told_behind(book(key, on), entry) is None
    upper = Entry(subject=label, value=1, cell=Cell(behind=name.upper()))
    assert told_behind(book(key, on), upper) is None


@pytest.mark.parametrize("text", ["Zờ lô", "Thu nhập từ nông nghiệp"])
def test_what_nobody_knows_is_read_where_somebody_looked_again(tmp_path: Path, text: str) -> None:
    rows = [["Tên xã", f"10.1 {text}"], ["xã A", 60]]
    assert read(made_at(tmp_path, "a.xlsx", rows), accept=True) == {"xã A": {"10.1": "60"}}
    said = [
        each.values["names"]
        for each in table(made_at(tmp_path, "b.xlsx", rows), accept=True).left_out
        if each.name == "named"
    ]
    assert said == [f"10.1 «{text}»"]
    confirmed = f"unit;subject;value;status\nxã A;10.1 {text};60;đã xác nhận\n"
    assert read(made_at(tmp_path, "a.csv", confirmed)) == {"xã A": {"10.1": "60"}}


@pytest.mark.parametrize("text", ["Kế hoạch", "dự toán", "lũy kế", "Thu nhập 6 tháng"])
def test_what_is_surely_no_result_is_not_taken_for_being_confirmed(tmp_path: Path, text: str) -> None:
    assert codes(made_at(tmp_path, "a.csv", f"unit;subject;value;status\nxã A;10.1. {text};60;đã xác nhận\n")) == [
        "NTM503"
    ] or (text == "Kế hoạch")


def test_the_message_names_the_words_and_the_name(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", "10.1 Thu nhập từ nông nghiệp"], ["xã A", 60]])
    with pytest.raises(FiguresError) as caught:
        table(path)
    said = str(caught.value)
    assert "nông nghiệp" in said
    assert "Thu nhập bình quân đầu người" in said
    assert "--accept" in said


def test_a_verdict_is_one_on_the_indicator_however_it_is_called(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "unit;subject;value\nxã A;10.1. Nâng cao đời sống;đạt\n")
    assert read(path) == {"xã A": {"10.1": "met"}}


@pytest.mark.parametrize("value", ["60", "đạt"])
def test_a_row_that_names_another_unit_than_its_own_is_refused(tmp_path: Path, value: str) -> None:
    def said(text: str) -> list[str]:
        return codes(made_at(tmp_path, "a.csv", f"unit;subject;value\nxã A;10.1 {text};{value}\n"))

    assert said("Thu nhập xã Hùng Sơn") == ["NTM610"]
    assert said("Thu nhập huyện Tiên Yên") == ["NTM610"]
    assert said("Thu nhập bình quân đầu người xã A") == []


def test_a_stage_of_the_programme_says_nothing_new(tmp_path: Path) -> None:
    def said(text: str) -> list[str]:
        return codes(made_at(tmp_path, "a.csv", f"unit;subject;value\nxã A;11.1. {text};3\n"))

    assert said("Tỷ lệ nghèo đa chiều giai đoạn 2021-2025") == []
    assert said("Tỷ lệ hộ nghèo (chuẩn nghèo 2022-2025)") == []
    assert said("Tỷ lệ nghèo đa chiều giai đoạn 2016-2020") == ["NTM503"]
    assert said("Tỷ lệ nghèo đa chiều 2021-2023") == ["NTM503"]
