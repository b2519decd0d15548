"""A pattern over a whole column finds every name that is none, as a look at each name does, and hardly any other."""

from __future__ import annotations

from itertools import product

import polars as pl

from ntmrules.figures import headings
from ntmrules.figures.frames.names import odd_names

KINDS = ("xã ", "Xã ", "XÃ ", "phường ", "Thị trấn ", "huyện ", "tỉnh ", "")
NAMES = ("Hoa Sơn", "An", "Đồng Bằng", "số", "1", "12", "phường", "Kết quả", "thuộc vùng", "đạt", "A", "kế hoạch")
BEHIND = ("", " 2022", " năm 2022", "2022", " 12022", " 1022", " 2122", " (2022)", " (KH)", " (năm trước)", " - 2022",
          " - kế hoạch", ": kế hoạch", " [ước]", " 1999 ", " 19999", " 02022", " 31/12/2022", " 2021-2022", " 20 22")  # fmt: skip


def test_a_column_tells_the_names_that_are_none_as_a_look_at_each_does() -> None:
    names = [f"{kind}{name}{behind}" for kind, name, behind in product(KINDS, NAMES, BEHIND)]
    each = {name for name in names if headings.not_a_unit(name, ("x",)) or headings.role(name) == "unit"}
    assert set(odd_names(pl.Series(names))) == each
    assert {"xã Hoa Sơn 2022", "xã Hoa Sơn (KH)", "Kết quả"} <= each
    assert not each & {"xã Hoa Sơn 12022", "xã Hoa Sơn 1022", "xã Hoa Sơn"}


def test_names_that_end_in_a_number_are_not_looked_at_one_by_one(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    asked = []
    monkeypatch.setattr(headings, "not_a_unit", lambda name, _: asked.append(name))
    assert odd_names(pl.Series([f"xã {number}" for number in range(100_000)])) == []
    assert len(asked) <= 200  # those that could be years
