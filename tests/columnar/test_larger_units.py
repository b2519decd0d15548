"""The figure of a province or a district is one at every door: whole and in parts, in frames, in several files, as it grows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frame_kinds import FRAME_KINDS, frame_of

from ntmrules import FiguresError, Library
from ntmrules.cli import run
from ntmrules.tables import evaluate_file, evaluate_table

PACK = Path(__file__).parents[1] / "structures/packs/S18-against-the-province"
INCOME = "thu-nhap-binh-quan-dau-nguoi"
OF_PROVINCE, OF_DISTRICT = f"tinh:{INCOME}", f"huyen:{INCOME}"
SET, DAY = "mau/so-voi-tinh", "2023-12-01"
UNITS = ["xã Dực Yên", "xã Quảng Tân", "xã Tân Bình"]


@pytest.fixture(scope="module")
def book() -> Any:
    return Library(plugins=(), packs=[PACK]).rulebook(SET, on=DAY, province="an-giang")


def told(judge: Any) -> list[tuple[str, str]]:
    try:
        judge()
    except FiguresError as error:
        return [(each.code, each.where) for each in error.problems]
    return []


def table(said: list[Any], **more: list[Any]) -> dict[str, list[Any]]:
    return {"unit": UNITS, INCOME: [60, 61, 62], OF_PROVINCE: said, **more}


DIFFER = [
    (table([50, 50, 51]), [("NTM507", "table:4:3")]),
    (table([50, None, 51]), [("NTM507", "table:4:3")]),
    (table(["50", "50,0", "50,1"]), [("NTM507", "table:4:3")]),
    (table([50, 51, 52]), [("NTM507", "table:3:3"), ("NTM507", "table:4:3")]),
    (table([50, 50, 51], within=["huyện A", "huyện B", "huyện A"]), [("NTM507", "table:4:3")]),
    (table([50, 50, 51], period=[2022, 2023, 2023]), [("NTM507", "table:4:3")]),
    (table([50.0, 50.0, 50.0]), []),
    (table(["50", "50,0", None]), []),
    (table([49, 50, 51], period=[2021, 2022, 2023]), []),
    (table([50, 50, 51], as_of=["2023-01-01", "2023-01-01", "2023-11-30"]), []),
    (table([50, 50, 51], **{f"{OF_PROVINCE}@period": [2022, 2022, 2023]}), []),
]


@pytest.mark.parametrize("kind", FRAME_KINDS)
@pytest.mark.parametrize(("columns", "wrong"), DIFFER)
def test_rows_of_a_frame_say_one_figure_of_their_province(
    kind: str, columns: dict[str, list[Any]], wrong: list[tuple[str, str]], book: Any
) -> None:
    assert told(lambda: evaluate_table(book, frame_of(kind, columns))) == wrong


@pytest.mark.parametrize(("columns", "wrong"), DIFFER)
def test_parts_of_a_file_say_one_figure_of_their_province(
    columns: dict[str, list[Any]], wrong: list[tuple[str, str]], book: Any, tmp_path: Path
) -> None:
    path = tmp_path / "xa.parquet"
    pl.DataFrame(columns).write_parquet(path)
    for rows in (1, 2, 50):
        found = told(lambda rows=rows: evaluate_file(path, book, out=tmp_path / "ra.parquet", batch_rows=rows))
        assert found == [(code, where.replace("table", "xa.parquet")) for code, where in wrong]


def test_districts_have_a_figure_each_by_the_column_or_behind_the_name(tmp_path: Path) -> None:
    text = (PACK / "so-voi-tinh/01-thu-nhap.yaml").read_text(encoding="utf-8")
    assert "whose: tinh" in text
    pack = tmp_path / "goi"
    for path in PACK.rglob("*.yaml"):
        if ".cases." not in path.name:
            target = pack / path.relative_to(PACK)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text(encoding="utf-8").replace("whose: tinh", "whose: huyen"), encoding="utf-8")
    book = Library(plugins=(), packs=[pack]).rulebook(SET, on=DAY, province="an-giang")
    rows = {"unit": UNITS, INCOME: [60, 61, 62], OF_DISTRICT: [50, 51, 52]}
    for more, wrong in (
        ({}, []),  # nobody can tell without the name of the district
        ({"within": ["huyện A", "huyện B", "huyện C"]}, []),
        ({"within": ["huyện A", "huyện B", "Huyện A"]}, ["table:4:3"]),
        ({"unit": [f"{UNITS[0]}, huyện Đầm Hà", UNITS[1], f"{UNITS[2]} (huyện Đầm Hà)"]}, ["table:4:3"]),
    ):
        found = told(lambda more=more: evaluate_table(book, pl.DataFrame({**rows, **more})))
        assert found == [("NTM507", where) for where in wrong]


ASKED = ["--set", SET, "--province", "An Giang", "--pack", str(PACK), "--no-plugins"]


@pytest.mark.parametrize("note", ["z", "z" * 100_000])
def test_the_command_says_the_same_of_a_small_and_a_large_file(
    note: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "xa.csv", tmp_path / "ra.csv"
    rows = "".join(f"{unit},60,{said},{note}\n" for unit, said in zip(UNITS, (50, 50, 51), strict=True))
    rows += "".join(f"xã An {letter},60,50,{note}\n" for letter in "BCDEGHIKLM")
    path.write_text(f"unit,{INCOME},{OF_PROVINCE},note\n{rows}", encoding="utf-8")
    assert (path.stat().st_size > 1 << 20) is (len(note) > 1)
    for more in ([], ["--out", str(out)]):
        assert run(["evaluate", str(path), *ASKED, "--on", DAY, *more]) == 3
        said = capsys.readouterr().err
        assert "xa.csv:4:3: NTM507" in said
        assert "xa.csv:2:3" in said
    assert not out.exists()


@pytest.mark.parametrize(("second", "code"), [("51", 3), ("50", 0)])
def test_several_files_say_one_figure_of_their_province(
    second: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "mot.csv", tmp_path / "hai.csv"]
    for path, unit, said in zip(paths, UNITS, ("50", second), strict=False):
        path.write_text(f"unit,as_of,{INCOME},{OF_PROVINCE}\n{unit},2023-11-30,60,{said}\n", encoding="utf-8")
    words = ["progress", *map(str, paths), *ASKED, "--from", "2023-11-30", "--to", DAY]
    assert run(words) == code
    assert ("NTM507" in capsys.readouterr().err) is (code == 3)


def test_a_file_that_is_watched_says_one_figure_of_its_province(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "xa.csv"
    rows = [f"{UNITS[0]},{INCOME},60", f"{UNITS[0]},{OF_PROVINCE},50", f"{UNITS[1]},{INCOME},56"]
    path.write_text("\n".join(["unit,subject,value", *rows, f"{UNITS[1]},{OF_PROVINCE},51", ""]), encoding="utf-8")
    assert run(["watch", str(path), *ASKED, "--on", DAY, "--once", "--from-start", "--json"]) == 3
    told = capsys.readouterr()
    assert "xa.csv:5" in told.err
    assert "NTM507" in told.err
    changed = [json.loads(line) for line in told.out.splitlines()]
    assert {each["unit"] for each in changed} == {UNITS[0]}
    # The same unit corrects what it said, as every later row does.
    path.write_text("\n".join(["unit,subject,value", *rows, f"{UNITS[0]},{OF_PROVINCE},51", ""]), encoding="utf-8")
    assert run(["watch", str(path), *ASKED, "--on", DAY, "--once", "--from-start", "--json"]) != 3
