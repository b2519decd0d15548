"""Names of units in whole columns are compared as single names are, and as fast as a column."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

from ntmrules import Library
from ntmrules.errors import FiguresError
from ntmrules.figures.frames.names import name_keys
from ntmrules.model.unit_names import name_key
from ntmrules.places.communes import all_communes
from ntmrules.tables import evaluate_file, evaluate_table


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


@pytest.mark.parametrize("again", ["xã Hòa", "XÃ  HOÀ", unicodedata.normalize("NFD", "xã Hoà")])
def test_a_unit_inside_that_stands_again_is_refused_however_it_is_written(again: str) -> None:
    above = pl.DataFrame({"unit": ["huyện A"]})
    below = pl.DataFrame({"unit": ["xã Hoà", "xã Hóa", None, None, again], "within": ["huyện A"] * 5})
    with pytest.raises(FiguresError, match="NTM507") as found:
        evaluate_table(BOOK, above, children={"xa": below})
    assert [each.where for each in found.value.problems] == ["table/xa:6:1"]


@pytest.mark.parametrize("again", ["xã Hòa", "XÃ  HOÀ", unicodedata.normalize("NFD", "xã Hoà")])
def test_a_unit_of_a_file_that_stands_again_is_refused_however_it_is_written(again: str, tmp_path: Path) -> None:
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2024-03-31")
    path = tmp_path / "xa.parquet"
    pl.DataFrame({"unit": ["xã Hoà", "xã Hóa", again], "thu-nhap-binh-quan-dau-nguoi": [50, 50, 50]}).write_parquet(
        path
    )
    with pytest.raises(FiguresError, match="NTM507"):
        evaluate_file(path, book, out=tmp_path / "out.parquet", distinct=True)
