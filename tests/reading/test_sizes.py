"""Inputs that nobody can have meant: refused within a second, before anything is laid out in memory."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import officefiles as office
import pytest
from deadline import in_time
from officefiles import codes, made_at

SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
HEAD = "unit,subject,value"


def at_once(path: Path, megabytes: int = 160) -> list[str]:
    """Return the codes of what is wrong; nothing hangs, and it takes memory for little more than the file.

    On a free machine each takes less than a second.
    """
    office.rulebook()
    with in_time(60):
        found = codes(path)
    tracemalloc.start()
    try:
        codes(path)
        assert tracemalloc.get_traced_memory()[1] < megabytes << 20
    finally:
        tracemalloc.stop()
    return found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("nam.csv", f"{HEAD},period\nxã A,{SHARE},95,20231031123\n", ["NTM509"]),
        ("ngay.csv", f"{HEAD},as_of\nxã A,{SHARE},95,{'9' * 5000}-01-01\n", ["NTM509"]),
        ("mu.csv", f"{HEAD}\nxã A,{SHARE},1e1000000\n", ["NTM502"]),
        ("so.csv", f"{HEAD}\nxã A,{SHARE},{'9' * 120_000}\n", ["NTM502"]),
        ("dem.csv", f"{HEAD}\nxã A,tieu-chi,{'9' * 5000}/{'9' * 5000}\n", ["NTM502"]),
        ("mu.json", f'[{{"unit":"xã A","{SHARE}":1e-999999999}}]', ["NTM504"]),
        ("so.json", f'[{{"unit":"xã A","{SHARE}":{"9" * 2_000_000}}}]', ["NTM504"]),
        ("sau.json", "[" * 100_000, ["NTM504"]),
        ("sau.csv", f"{HEAD}\n" + '"' * 100_001, ["NTM508"]),
        ("dai.csv", "x" * 10_000_000, ["NTM508"]),
    ],
)
def test_a_number_a_year_or_a_nest_of_no_size(tmp_path: Path, name: str, text: str, found: list[str]) -> None:
    assert at_once(made_at(tmp_path, name, text)) == found


def test_two_hundred_thousand_subjects(tmp_path: Path) -> None:
    text = f"{HEAD}\n" + "".join(f"xã A,x{n},1\n" for n in range(200_000))
    assert at_once(made_at(tmp_path, "x.csv", text)) == ["NTM508"]
    rows = [{"unit": "xã A", "subject": f"x{n}", "value": 1} for n in range(30_000)]
    assert at_once(made_at(tmp_path, "x.json", json.dumps(rows))) == ["NTM508"]


def test_a_hundred_and_fifty_thousand_keys(tmp_path: Path) -> None:
    text = json.dumps([{"unit": "xã A", **{f"k{n}": 1 for n in range(150_000)}}])
    assert at_once(made_at(tmp_path, "x.json", text)) == ["NTM508"]
    wide = f"unit,{','.join(f'x{n}' for n in range(9000))}\nxã A,{','.join('1' for _ in range(9000))}\n"
    found = at_once(made_at(tmp_path, "x.csv", wide))
    assert set(found) == {"NTM503"}
    assert len(found) <= 2100  # all that anybody reads


def test_a_parquet_file_with_half_a_letter(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    half = arrow.Array.from_buffers(
        arrow.string(), 1, [None, arrow.py_buffer(b"\0\0\0\0\2\0\0\0"), arrow.py_buffer(b"\xe1\xba")]
    )
    stream = io.BytesIO()
    parquet.write_table(arrow.table({"unit": half, SHARE: [95.0]}), stream)
    assert at_once(made_at(tmp_path, "x.parquet", stream.getvalue())) == ["NTM504"]
    stream = io.BytesIO()
    parquet.write_table(arrow.table({"unit": ["xã A"], "subject": [SHARE], "value": half}), stream)
    assert at_once(made_at(tmp_path, "y.parquet", stream.getvalue())) == ["NTM504"]


def test_did_you_mean_is_looked_for_when_it_is_asked(tmp_path: Path) -> None:
    text = f"{HEAD}\n" + "".join(f"xã A,{SHARE}{n},1\n" for n in range(3000))
    assert len(at_once(made_at(tmp_path, "x.csv", text))) <= 2100
