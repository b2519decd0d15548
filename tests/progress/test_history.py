"""A history: the newest entry that was not withdrawn, several files as one, contradictions, days."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules import read_history
from ntmrules.errors import FiguresError
from ntmrules.model.figures import Entry, Status
from ntmrules.progress.history import History
from ntmrules.progress.told import why_words

HEAD = "unit,subject,value,as_of,status,period"


def history(tmp: Path, *rows: str, head: str = HEAD) -> History:
    path = tmp / "h.csv"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return read_history(path)


def value(found: History, day: str, subject: str = "17.2") -> str | None:
    entries = [entry for unit in found.on(day).units for entry in unit.entries if entry.subject == subject]
    assert len(entries) <= 1
    return f"{entries[0].value} {entries[0].status}" if entries else None


def test_the_newest_entry_not_later_than_the_day(tmp_path: Path) -> None:
    found = history(tmp_path, "xã A,17.2,80,31/10/2023,,", "xã A,17.2,95,01/01/2023,,")
    assert value(found, "2022-12-31") is None
    assert value(found, "2023-01-01") == "95 final"
    assert value(found, "30/10/2023") == "95 final"
    assert value(found, "2023-10-31") == "80 final"
    assert found.days == ("2023-01-01", "2023-10-31")


def test_a_withdrawal_takes_back_the_value_that_it_repeats(tmp_path: Path) -> None:
    found = history(tmp_path, "xã A,17.2,95,2023-01-01,,", "xã A,17.2,80,2023-03-01,,", "xã A,17.2,80,2023-05-01,rút,")
    assert value(found, "2023-04-30") == "80 final"
    assert value(found, "2023-05-01") == "95 final"
    alone = history(tmp_path, "xã A,17.2,80,2023-03-01,,", "xã A,17.2,80,2023-05-01,rút,")
    assert value(alone, "2023-05-01") == "80 withdrawn"


def test_a_later_entry_corrects_an_earlier_one_and_years_stay_apart(tmp_path: Path) -> None:
    rows = ("xã A,10.1,50,2023-02-01,,2022", "xã A,10.1,52,2023-03-01,,2022", "xã A,10.1,60,2024-02-01,,2023")
    entries = history(tmp_path, *rows).on("2024-03-01").units[0].entries
    assert {(entry.period, str(entry.value)) for entry in entries} == {(2022, "52"), (2023, "60")}


def test_several_files_are_one_history_whatever_their_order(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("unit,subject,value\nxã A,17.2,95\nxã B,17.2,70\n", "utf-8")
    two.write_text("unit,subject,value\nxã A,17.2,80\n", "utf-8")
    days = ["2023-01-01", "2023-10-31"]
    found, turned = read_history([one, two], as_of=days), read_history([two, one], as_of=days[::-1])
    for day in ("2023-01-01", "2023-06-01", "2023-10-31"):
        assert _known(found, day) == _known(turned, day)
    assert [unit.unit for unit in found.on("2023-10-31").units] == ["xã A", "xã B"]


def test_units_of_one_name_in_two_districts_stay_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("unit,subject,value,as_of,within\nxã Hòa An,17.2,80,2023-01-01,huyện A\n", "utf-8")
    two.write_text("unit,subject,value,as_of,within\nxã Hòa An,17.2,90,2023-01-01,huyện B\n", "utf-8")
    found = read_history([one, two])
    assert sorted(str(e.value) for u in found.on("2023-01-01").units for e in u.entries) == ["80", "90"]


@pytest.mark.parametrize(
    ("texts", "as_of", "said"),
    [
        (["unit,subject,value\nxã A,17.2,95\n"], None, "không có ngày"),
        (["unit,subject,value,as_of\nxã A,17.2,95,2023-01-01\n"], ["2023-02-01"], "khác as_of="),
        (["unit,subject,value\nxã A,17.2,95\n"], ["2023-01-01", "2023-02-01"], "1 tệp mà 2 ngày"),
        (["unit,subject,value\nxã A,17.2,95\n", "unit,subject,value\nxã A,17.2,90\n"], "2023-01-01", "giá trị khác"),
        (["unit,subject,value,as_of\nxã A,17.2,95,2023-01-01\nxã A,17.2,95,hôm qua\n"], None, "h0.csv:3"),
    ],
)
def test_what_has_no_day_or_two_values_is_bad_input(
    tmp_path: Path, texts: list[str], as_of: str | list[str | None] | None, said: str
) -> None:
    paths = []
    for index, text in enumerate(texts):
        paths.append(tmp_path / f"h{index}.csv")
        paths[-1].write_text(text, "utf-8")
    with pytest.raises(FiguresError) as caught:
        read_history(paths, as_of=as_of)
    assert said in caught.value.text("vi")


def test_basically_met_is_kept_as_said_and_is_not_met(tmp_path: Path) -> None:
    found = history(tmp_path, "xã A,17,cơ bản đạt,2023-01-01,,")
    entry: Entry = found.on("2023-01-01").units[0].entries[0]
    assert str(entry.value) == "not_met"
    assert entry.note == "cơ bản đạt"


@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = ["xã A,17.2,95,2023-01-01,,", "xã A,17.2,80,2023-03-01,,", "xã A,17.2,80,2023-05-01,rút,", "xã B,17.2,1,2023-01-01,,",
            "xã A,10.1,50,2023-02-01,,2022", "xã A,10.1,52,2023-03-01,,2022"]  # fmt: skip
    tmp = tmp_path_factory.mktemp("history")
    one = history(tmp, *rows)
    two = history(tmp, *(rows[index] for index in order))
    for day in ("2023-02-01", "2023-04-01", "2023-06-01"):
        assert _known(one, day) == _known(two, day)


def _known(found: History, day: str) -> set[tuple[str, str, str, int | None, str]]:
    return {(unit.unit, entry.subject, str(entry.value), entry.period, str(entry.status))
            for unit in found.on(day).units for entry in unit.entries}  # fmt: skip


def test_a_district_that_communes_name_holds_them_and_is_not_judged_itself(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text("unit,within,province,subject,value,as_of\nxã A,huyện H,An Giang,17.2,95,2023-01-01\n", "utf-8")
    table = read_history(path).on("2023-06-01")
    district = table.unit("huyện H")
    assert [child.unit for child in district.children] == ["xã A"]
    library = ntmrules.Library(plugins=())
    found = library.progress(read_history(path), "xa-ntm", from_="2023-01-01", to="2023-06-01")
    assert [unit.unit for unit in found.units] == ["xã A"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # What is taken back was never handed in, or only later: the slip is in the row that takes back.
        (["17.2,95,2023-01-01,", "17.2,59,2023-07-01,rút"], "17.2 = 59"),
        (["18,đạt,2023-01-01,", "18,chưa đạt,2023-07-01,rút"], "18"),
        (["tieu-chi,12/19,2023-01-01,", "tieu-chi,13/19,2023-03-01,rút"], "13/19"),
        (["18,đạt,2023-01-01,", "18,đạt,2022-01-01,rút"], "18"),
    ],
)
def test_a_withdrawal_that_takes_back_nothing_is_bad_input(tmp_path: Path, rows: list[str], said: str) -> None:
    path = tmp_path / "h.csv"
    path.write_text("unit,subject,value,as_of,status\n" + "".join(f"xã A,{row}\n" for row in rows), "utf-8")
    with pytest.raises(ntmrules.FiguresError, match="NTM509") as caught:
        ntmrules.read_history(path)
    assert said in str(caught.value)
    path.write_text("unit,subject,value,as_of,status\nxã A,17.2,95,2023-01-01,rút\n", "utf-8")
    assert ntmrules.read_history(path).units  # alone it says that something was withdrawn


@pytest.mark.parametrize(
    ("row", "said"), [("17.2,,2023-07-01,rút", "để trống giá trị"), ("17.2,59,2023-07-01,rút", "17.2 = 59")]
)
def test_every_door_refuses_a_withdrawal_that_takes_back_nothing(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "h.csv"
    head = "unit,within,subject,value,as_of,status\nxã A,huyện H,17.2,95,2023-01-01,\n"
    path.write_text(f"{head}xã A,huyện H,{row}\n", "utf-8")
    book = ntmrules.Library(plugins=()).rulebook("xa-ntm", on="2023-12-31")
    for door in (read_history, ntmrules.read_figures, functools.partial(ntmrules.read_figures, rulebook=book)):
        with pytest.raises(FiguresError, match="NTM509") as caught:
            door(path)
        assert {(each.code, each.where) for each in caught.value.problems} == {("NTM509", "h.csv:3:4")}
        assert said in caught.value.text("vi")
    path.write_text(f"{head}xã A,huyện H,17.2,95,,rút\n", "utf-8")
    assert ntmrules.read_figures(path).units  # without a day it takes back the value of any day


LIBRARY = ntmrules.Library(plugins=())


def _table(tmp: Path, *rows: str) -> Path:
    path = tmp / "h.csv"
    path.write_text("unit,level,within,province,subject,value,as_of\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def _why(path: Path, set_: str, number: str) -> str:
    (unit,) = LIBRARY.progress(read_history(path), set_, from_="2023-01-01", to="2023-10-31").units
    (move,) = [each for each in unit.moves if each.number == number]
    return why_words(move, unit, "vi")


def test_a_lost_criterion_takes_with_it_what_was_lost_and_not_what_is_open(tmp_path: Path) -> None:
    path = _table(
        tmp_path, "xã G,,huyện X,An Giang,18,đạt,2023-01-01", "xã G,,huyện X,An Giang,18.1,chưa đạt,2023-07-01"
    )
    words = _why(path, "xa-ntm", "18")
    assert "kéo theo 1 chỉ tiêu" in words
    assert "5 chỉ tiêu khác nay chưa xác định" in words


def test_a_share_of_communes_names_those_whose_verdict_changed(tmp_path: Path) -> None:
    communes = [
        f"xã {name},xa,huyện X,An Giang,vn/xa-ntm,{met},2023-06-30" for name, met in (("A", "đạt"), ("B", "chưa đạt"))
    ]
    words = _why(_table(tmp_path, "huyện X,huyen,,An Giang,1,đạt,2023-06-30", *communes), "huyen-ntm", "P1")
    assert "xã A: chưa xác định → đạt" in words
    assert "xã B: chưa xác định → chưa đạt" in words


def test_what_was_basically_met_is_told_once(tmp_path: Path) -> None:
    path = _table(tmp_path, "xã A,,huyện X,An Giang,18,cơ bản đạt,2023-06-30")
    found = LIBRARY.summary(ntmrules.read_figures(path), "xa-ntm", on="2023-10-31")
    assert [each.values["count"] for each in found.left_out if each.name == "basically_met"] == [1]


@pytest.mark.parametrize("wrong", [None, 5, "h.csv", Path("h.csv"), []])
def test_what_is_no_history_no_table_and_no_file_is_said(wrong: Any) -> None:
    days = {"from_": "2023-01-01", "to": "2023-10-31"}
    calls = [
        lambda: LIBRARY.progress(wrong, "xa-ntm", **days),
        lambda: LIBRARY.summary(wrong, "xa-ntm", on="2023-10-31"),
    ]
    if not isinstance(wrong, (str, Path)):
        calls.append(lambda: ntmrules.audit(wrong))
        calls.append(lambda: read_history([wrong]))
    for call in calls:
        with pytest.raises(FiguresError, match=r"NTM574|NTM009"):
            call()


@pytest.mark.parametrize("flip", [False, True])
def test_a_day_is_newer_than_its_year_and_ties_do_not_hang_on_the_order(tmp_path: Path, flip: bool) -> None:
    rows = ["xã A,17.2,70,2022,,final", "xã A,17.2,95,2022,2022-12-31,final", "xã A,17.3,80,2022,2022-12-31,final",
            "xã A,17.3,80,2022,,preliminary"]  # fmt: skip
    file = tmp_path / "f.csv"
    file.write_text(
        "\n".join(("unit,subject,value,period,as_of,status", *(rows[::-1] if flip else rows))) + "\n", "utf-8"
    )
    found = {entry.subject: entry for entry in ntmrules.read_history(file).on("2023-10-31").units[0].entries}
    assert (found["17.2"].value, found["17.3"].status) == (95, Status.FINAL)


@pytest.mark.parametrize("flip", [False, True])
def test_what_two_files_say_alike_is_as_firm_as_the_less_firm_of_them(tmp_path: Path, flip: bool) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file, status in zip(files, ("final", "preliminary"), strict=True):
        file.write_text(f"unit,subject,value,as_of,status\nxã A,17.2,95,2022-12-31,{status}\n", "utf-8")
    (unit,) = ntmrules.read_history(files[::-1] if flip else files).units
    assert [entry.status for entry in unit.entries] == [Status.PRELIMINARY]
