"""Inputs that nobody can have meant: refused within a second, before anything is laid out in memory."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import officefiles as office
import pytest
from deadline import in_time
from officefiles import codes, made_at

from ntmrules.errors import FiguresError, Problem
from ntmrules.figures import odd_rows
from ntmrules.figures.read import read_figures

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
        ("dem.csv", f"{HEAD}\nxã A,tieu-chi,{'9' * 5000}/{'9' * 5000}\n", ["NTM505"]),
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


def many(rows: int, cell: str) -> str:
    """Return a wide table of so many communes of different names, each with the same cell."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (
        f"xã {letters[n % 26]}{letters[n // 26 % 26]}{letters[n // 676 % 26]}{letters[n // 17576]}" for n in range(rows)
    )
    return f"unit,{SHARE}\n" + "".join(f"{name},{cell}\n" for name in names)


def refused(path: Path) -> list[Problem]:
    with pytest.raises(FiguresError) as refusal, in_time(60):
        read_figures(path, rulebook=office.rulebook())
    return list(refusal.value.problems)


def test_reading_stops_at_the_bad_cells_that_nobody_reads_and_says_where(tmp_path: Path) -> None:
    found = refused(made_at(tmp_path, "x.csv", many(60_000, "chín lăm")))
    assert found[0].identity == "NTM508.stopped"
    assert found[0].where == "x.csv:2003"
    assert {each.code for each in found[1:]} == {"NTM502"}
    assert len(found) <= 2100
    assert "2001" in found[0].told("vi")
    assert "2001" in found[0].told("en")


def test_the_rows_below_are_not_looked_at_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    own = odd_rows.why_no_unit
    monkeypatch.setattr(odd_rows, "why_no_unit", lambda *given: looked.append(1) or own(*given))
    refused(made_at(tmp_path, "x.csv", many(60_000, "chín lăm")))
    assert len(looked) < 5_000


def test_bad_cells_far_down_a_table_stop_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = many(6_000, "95"), many(60_000, "chín lăm").replace("xã ", "xã b ").partition("\n")[2]
    looked: list[int] = []
    own = odd_rows.why_no_unit
    monkeypatch.setattr(odd_rows, "why_no_unit", lambda *given: looked.append(1) or own(*given))
    found = refused(made_at(tmp_path, "x.csv", good + bad))
    assert found[0].identity == "NTM508.stopped"
    assert len(looked) < 12_000


def test_units_that_nobody_checked_are_counted(tmp_path: Path) -> None:
    found = refused(made_at(tmp_path, "x.csv", many(5_000, "95").replace(SHARE, "khong-co")))
    assert found[0].identity == "NTM508.unchecked"
    assert found[0].values["units"] == 5_000 - 2_001


def test_units_of_another_province_without_end_are_told_at_once(tmp_path: Path) -> None:
    text = many(5_000, "95").replace("\n", "\nHà Tĩnh,").removesuffix("Hà Tĩnh,").replace("unit,", "province,unit,")
    found = refused(made_at(tmp_path, "x.csv", text))
    assert found[0].identity == "NTM508.unchecked"
    assert {each.identity for each in found[1:]} == {"NTM610.province"}


def test_a_table_in_parts_says_where_it_stopped(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    from ntmrules.tables import evaluate_file

    path = made_at(tmp_path, "x.csv", many(60_000, "chín lăm"))
    with pytest.raises(FiguresError) as refusal, in_time(60):
        evaluate_file(path, office.rulebook(), out=tmp_path / "o.csv", batch_rows=1_000)
    first = refusal.value.problems[0]
    assert (first.identity, first.where) == ("NTM508.stopped", "x.csv:1001")


def test_rows_that_are_no_unit_without_end(tmp_path: Path) -> None:
    for row in ("Tổng cộng,95\n", "# ghi chú,\n"):
        found = refused(made_at(tmp_path, "x.csv", many(3, "95") + row * 60_000))
        assert [each.identity for each in found] == ["NTM508.rows-apart"]
    few = many(3_000, "95") + "Tổng cộng,95\n" * 21_000  # more rows of units than nobody can have meant
    assert codes(made_at(tmp_path, "y.csv", few)) == []


def test_a_million_blank_rows_below_a_table_are_nothing(tmp_path: Path) -> None:
    for blank in ("\n", ",\n", ",\r\n", " , \n"):
        path = made_at(tmp_path, "x.csv", many(2, "95") + blank * 1_100_000)
        with in_time(60):
            table = read_figures(path, rulebook=office.rulebook())
        assert len(table.units) == 2


def test_a_million_blank_rows_between_are_refused_with_their_place(tmp_path: Path) -> None:
    found = refused(made_at(tmp_path, "x.csv", many(2, "95") + "\n" * 1_100_000 + "xã Z,95\n"))
    assert [(each.identity, each.where) for each in found] == [("NTM508.blanks", "x.csv:4")]
    found = refused(made_at(tmp_path, "x.csv", "\n" * 1_100_000 + many(2, "95")))
    assert [(each.identity, each.where) for each in found] == [("NTM508.blanks", "x.csv:1")]


def test_a_name_of_a_hundred_thousand_letters_is_refused_and_not_told_whole(tmp_path: Path) -> None:
    found = refused(made_at(tmp_path, "x.csv", f"unit,{SHARE}\nxã {'M' * 100_000},95\n"))
    assert [(each.identity, each.where) for each in found] == [("NTM510.long", "x.csv:2:1")]
    assert all(len(each.text(lang)) < 600 for each in found for lang in ("vi", "en"))


def test_a_cell_that_no_table_has(tmp_path: Path) -> None:
    rows = json.dumps([{"unit": f"xã {'M' * 200_000}", SHARE: 95}])
    found = refused(made_at(tmp_path, "x.json", rows))
    assert [(each.identity, each.where) for each in found] == [("NTM508.long-cell", "x.json:1:1")]


def test_no_message_tells_a_cell_of_a_hundred_thousand_signs_whole(tmp_path: Path) -> None:
    word = "M" * 100_000
    for at, cells in enumerate(([word, "", "", ""], ["", word, "", ""], ["", "", word, ""], ["", "", "", word])):
        level, within, subject, value = cells
        text = f"unit,level,within,subject,value\nxã A,{level or 'xã'},{within},{subject or SHARE},{value or 95}\n"
        path = made_at(tmp_path, f"x{at}.csv", text)
        said = [text for each in refused(path) for text in (each.text("vi"), each.text("en"))]
        assert max(map(len, said)) < 6_000


def test_a_sheet_that_unpacks_to_the_same_over_and_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", "<sheetData>" + " " * (80 << 20) + "</sheetData>")
    assert [each.identity for each in refused(path)] == ["NTM508.blown-up"]
