"""Names of units in whole columns are compared as single names are, and as fast as a column."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frame_kinds import FRAME_KINDS, frame_of

from ntmrules import Library
from ntmrules.errors import FiguresError, NtmRulesError
from ntmrules.figures.frames.names import name_keys
from ntmrules.model.unit_names import name_key
from ntmrules.model.verdicts import Verdict
from ntmrules.places.communes import all_communes
from ntmrules.tables import ProvinceBooks, evaluate_file, evaluate_table


def _written(name: str) -> list[str]:
    """Return a name as people and programs write it."""
    apart = unicodedata.normalize("NFD", name)
    spaced = f"  {name.replace(' ', chr(160) + ' ')}\t"
    return [
        name,
        apart,
        name.upper(),
        spaced,
        name.replace("Đ", "Ð"),
        name.replace("oà", "òa"),
        name.replace("uỷ", "ủy"),
    ]


def test_columns_of_names_are_told_apart_as_single_names_are() -> None:
    listed = sorted({each.full_name for of in ("2004", "2025") for each in all_communes(of)})
    assert len(listed) > 8_000
    names = [*(way for each in listed for way in _written(each)), "Straße", "STRASSE", "a\u0301\u0300b", "", " "]
    keys = pl.DataFrame({"name": names}).select(name_keys(pl.col("name"))).to_series().to_list()
    by_key: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    for name, key in zip(names, keys, strict=True):
        by_key[key].add(name_key(name))
        by_name[name_key(name)].add(key)
    assert all(len(each) == 1 for each in (*by_key.values(), *by_name.values()))


BOOK = Library(plugins=()).rulebook("huyen-ntm", province="quang-ninh", on="2024-03-31")
COMMUNES = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2024-03-31")


FRAMES = pytest.mark.parametrize("frame", [partial(frame_of, kind) for kind in FRAME_KINDS], ids=FRAME_KINDS)


def told(frame: Any, books: Any = COMMUNES) -> list[tuple[str, str]]:
    """Return code and place of what is wrong with a table."""
    try:
        evaluate_table(books, frame)
    except NtmRulesError as error:
        return [(each.code, each.where) for each in error.problems]
    return []


@FRAMES
@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["xã Dực Yên", "xã Dực Yên"], [("NTM507", "table:3")]),
        (["xã Dực Yên", "XÃ  Dực Yên "], [("NTM507", "table:3")]),
        (["xã Dực Yên, huyện Đầm Hà", "xã Dực Yên (Đầm Hà)"], [("NTM507", "table:3")]),
        (["xã Dực Yên", "Dực Yên"], [("NTM609", "table:3")]),
        (["Dực Yên", "xã Dực Yên"], [("NTM609", "table:2")]),
        (["", "xã Dực Yên"], [("NTM510", "table:2:1")]),
        (["xã Dực Yên", None], [("NTM510", "table:3:1")]),
        (["  ", None], [("NTM510", "table:2:1"), ("NTM510", "table:3:1")]),
        (["xã Dực Yên", "xã Quảng Tân"], []),
        (["xã Quảng Long, huyện Hải Hà", "xã Quảng Long, huyện Đầm Hà"], []),
    ],
)
def test_a_row_without_a_name_and_a_unit_in_two_rows_are_refused_in_every_frame(
    frame: Any, names: list[str | None], wrong: list[tuple[str, str]]
) -> None:
    assert told(frame({"unit": names, "17.2": [95, 80]})) == wrong


@FRAMES
def test_what_a_unit_lies_in_tells_two_of_one_name_apart(frame: Any) -> None:
    columns = {"unit": ["xã Tân Bình", "xã Tân Bình"], "within": ["huyện A", "huyện B"], "17.2": [95, 80]}
    assert told(frame(columns)) == []
    assert told(frame({**columns, "within": ["huyện A", "Huyện A"]})) == [("NTM507", "table:3")]


@FRAMES
def test_a_unit_may_stand_once_for_each_day_on_which_it_is_judged(frame: Any) -> None:
    columns = {"unit": ["xã Dực Yên", "xã Dực Yên"], "on": ["2022-12-31", "2023-12-31"], "17.2": [95, 80]}
    each_day = ProvinceBooks(Library(plugins=()), "xa-ntm", province="quang-ninh", on="2023-12-31")
    assert evaluate_table(each_day, frame(columns)).verdicts("17.2") == [Verdict.MET, Verdict.NOT_MET]
    for second in ("2022-12-31", "31/12/2022"):
        assert told(frame({**columns, "on": ["2022-12-31", second]}), each_day) == [("NTM507", "table:3")]
    assert told(frame({**columns, "on": [None, "2023-12-31"]}), each_day) == [("NTM507", "table:3")]
    of_one_day = ProvinceBooks(Library(plugins=()), "xa-ntm", province="quang-ninh", on="2023-12-31", fixed=True)
    assert told(frame(columns), of_one_day) == [("NTM507", "table:3")]


@FRAMES
def test_no_rulebook_judges_a_row_of_another_day(frame: Any) -> None:
    columns = {"unit": ["xã Dực Yên", "xã Quảng Tân"], "on": ["31/3/2024", "2022-12-31"], "17.2": [95, 80]}
    assert told(frame(columns)) == [("NTM610", "table:3:2")]
    assert told(frame({**columns, "on": ["31/3/2024", None]})) == []


def test_a_unit_inside_without_a_name_completes_no_district() -> None:
    above = pl.DataFrame({"unit": ["huyện A"]})
    below = pl.DataFrame({"unit": ["xã Hoà", None, " "], "within": ["huyện A"] * 3})
    with pytest.raises(FiguresError) as found:
        evaluate_table(BOOK, above, children={"xa": below})
    assert [(each.code, each.where) for each in found.value.problems] == [
        ("NTM510", "table/xa:3:1"), ("NTM510", "table/xa:4:1"),
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["xã Hòa", "XÃ  HOÀ", unicodedata.normalize("NFD", "xã Hoà")])
def test_a_unit_inside_that_stands_again_is_refused_however_it_is_written(again: str) -> None:
    above = pl.DataFrame({"unit": ["huyện A"]})
    below = pl.DataFrame({"unit": ["xã Hoà", "xã Hóa", again], "within": ["huyện A"] * 3})
    with pytest.raises(FiguresError, match="NTM507") as found:
        evaluate_table(BOOK, above, children={"xa": below})
    assert [each.where for each in found.value.problems] == ["table/xa:4"]


@pytest.mark.parametrize("again", ["xã Hòa", "XÃ  HOÀ", unicodedata.normalize("NFD", "xã Hoà")])
def test_a_unit_of_a_file_that_stands_again_is_refused_however_it_is_written(again: str, tmp_path: Path) -> None:
    path = tmp_path / "xa.parquet"
    pl.DataFrame({"unit": ["xã Hoà", "xã Hóa", again], "thu-nhap-binh-quan-dau-nguoi": [50, 50, 50]}).write_parquet(
        path
    )
    for distinct in (True, False):
        with pytest.raises(FiguresError, match="NTM507"):
            evaluate_file(path, COMMUNES, out=tmp_path / "out.parquet", distinct=distinct)


@pytest.mark.parametrize("distinct", [True, False])
def test_a_file_is_judged_on_the_days_of_its_rows(distinct: bool, tmp_path: Path) -> None:
    path = tmp_path / "xa.parquet"
    days = pl.DataFrame({"unit": ["xã Hoà"] * 2, "on": ["2022-12-31", "2023-12-31"], "17.2": [95, 80]})
    days.write_parquet(path)
    books = ProvinceBooks(Library(plugins=()), "xa-ntm", province="quang-ninh", on="2023-12-31")
    assert evaluate_file(path, books, out=tmp_path / "out.parquet", distinct=distinct).units == 2
    days.with_columns(on=pl.lit("2022-12-31")).write_parquet(path)
    with pytest.raises(FiguresError, match="NTM507"):
        evaluate_file(path, books, out=tmp_path / "out.parquet", distinct=distinct)


def test_a_file_of_units_without_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xa.parquet"
    pl.DataFrame({"unit": ["xã Hoà", None], "17.2": [95, 80]}).write_parquet(path)
    with pytest.raises(FiguresError, match="NTM510"):
        evaluate_file(path, COMMUNES, out=tmp_path / "out.parquet")
