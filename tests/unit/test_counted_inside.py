"""Who is counted inside another unit: those of its list, each once; who is judged: units of the set's level."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from ntmrules import FiguresError, Library, UnitError, UnitFigures
from ntmrules.cli import run
from ntmrules.model.unit_names import parted
from ntmrules.places.behind_names import with_its_place
from ntmrules.places.communes import LISTS, all_communes
from ntmrules.places.listed import units_inside
from ntmrules.tables import evaluate_table

LIBRARY = Library(plugins=())
DISTRICT = LIBRARY.rulebook("huyen-ntm", province="Nghệ An", on="2023-12-31")
COMMUNE = LIBRARY.rulebook("xa-ntm", province="Nghệ An", on="2023-12-31")
FIGURE = {"vn/xa-ntm/10.1": 50}
HEAD = "Đơn vị;Huyện;Nội dung;Kết quả\nhuyện Anh Sơn;;so-xa;18\nxã Cẩm Sơn;Anh Sơn;vn/xa-ntm/2021;đạt\n"


def refused(*children: UnitFigures, accept: bool = False) -> list[str]:
    try:
        DISTRICT.evaluate(UnitFigures.of("huyện Anh Sơn", {"so-xa": 18}, children=children), accept=accept)
    except UnitError as error:
        return [each.identity for each in error.problems]
    return []


def child(name: str, **details: object) -> UnitFigures:
    return UnitFigures.of(name, FIGURE, **details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    ["xã Cẩm Sơn Năm", "xã Cẩm Sởn", "Ước toàn huyện", "xã Hoa Sơn (KH)", "Anh Sơn", "xã Thanh Hương", "xa Hoa Son"],
)
def test_a_name_on_no_list_of_the_district_is_not_counted(name: str) -> None:
    assert refused(child("xã Cẩm Sơn"), child(name)) == ["NTM614.unlisted"]
    assert refused(child("xã Cẩm Sơn"), child(name), accept=True) == []
    sure = UnitFigures.of(name, FIGURE, confirmed=[*FIGURE])
    assert refused(child("xã Cẩm Sơn"), sure) == []


@pytest.mark.parametrize("name", ["xã Hoa Sơn", "Hoa Sơn", "X. Hoa Sơn", "XÃ HOA SƠN", "thị trấn Không Có"])
def test_a_commune_of_the_list_is_counted_however_it_is_written(name: str) -> None:
    assert refused(child("xã Cẩm Sơn"), child(name)) == (["NTM614.unlisted"] if "Không" in name else [])


@pytest.mark.parametrize(
    ("one", "other"), [("xã Cẩm Sơn", "Cẩm Sơn"), ("Cẩm Sơn", "X. Cẩm Sơn"), ("Cẩm Sơn", "CẨM SƠN")]
)
def test_one_commune_counts_once_in_whatever_spelling(one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        assert refused(*map(child, names)) == ["NTM614.twice"]
        assert refused(*map(child, names), accept=True) == ["NTM614.twice"]
        elsewhere = UnitFigures.of("huyện Không Có", {"so-xa": 2}, children=tuple(map(child, names)))
        with pytest.raises(UnitError, match=r"NTM614"):
            DISTRICT.evaluate(elsewhere)


@pytest.mark.parametrize("name", ["Thôn 2", "phường Cẩm Sơn", "huyện Anh Sơn", "Tổ dân phố 3"])
def test_a_name_of_another_kind_is_none_of_the_level_that_its_row_says(name: str) -> None:
    told = refused(child("xã Cẩm Sơn"), child(name, level="xã"))
    assert "NTM610.kind" in told
    assert "NTM614.unlisted" not in told  # one fault is told once
    with pytest.raises(UnitError, match=r"NTM610"):
        COMMUNE.evaluate(UnitFigures.of(name, {"10.1": 50}, level="xã"))


@pytest.mark.parametrize(
    "name", ["huyện Anh Sơn", "phường A", "Tổ dân phố 3", "Khối 2", "Thôn 2", "Nghệ An", "tỉnh Nghệ An"]
)
def test_a_unit_of_another_level_is_not_judged_by_any_door(name: str) -> None:
    with pytest.raises(UnitError, match=r"NTM610"):
        COMMUNE.evaluate(UnitFigures.of(name, {"10.1": 50}))
    with pytest.raises(UnitError, match=r"NTM610"):
        COMMUNE.session(UnitFigures.of(name, {"10.1": 50}))
    with pytest.raises(UnitError, match=r"NTM610"):
        evaluate_table(COMMUNE, pl.DataFrame({"unit": ["xã Cẩm Sơn", name], "10.1": [50, 60]}))


def test_a_commune_is_not_judged_as_a_district() -> None:
    with pytest.raises(UnitError, match=r"NTM610"):
        DISTRICT.evaluate(UnitFigures.of("xã Cẩm Sơn", {"so-xa": 2}))
    with pytest.raises(UnitError, match=r"NTM610"):
        evaluate_table(DISTRICT, pl.DataFrame({"unit": ["xã Cẩm Sơn"], "so-xa": [18]}))


@pytest.mark.parametrize("name", ["Bản Hồ", "xã Bản Hồ", "Cẩm Sơn", "Ấp Bắc xã"])
def test_a_commune_whose_name_begins_as_another_kind_is_one(name: str) -> None:
    if name == "Ấp Bắc xã":  # no commune is called so
        with pytest.raises(UnitError, match=r"NTM610"):
            COMMUNE.evaluate(UnitFigures.of(name, {"10.1": 50}))
    else:
        assert COMMUNE.evaluate(UnitFigures.of(name, {"10.1": 50})).unit == name
        assert evaluate_table(COMMUNE, pl.DataFrame({"unit": [name], "10.1": [50]})).frame.height == 1


def test_no_commune_or_district_of_the_lists_is_of_another_kind_than_its_own() -> None:
    for list_id in LISTS:
        odd = [each.full_name for each in all_communes(list_id) if parted(each.full_name)[0] != each.kind]
        assert odd == []
        bare = [each.name for each in all_communes(list_id) if parted(each.name)[0] not in (None, each.kind, "thon")]
        assert {name.partition(" ")[0] for name in bare} <= {"Phường"}  # wards whose name is a number keep the word


def rows_judged(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    code = run(["evaluate", str(path), "--set", "huyen-ntm", "--province", "Nghệ An", "--on", "2023-12-31", "--no-plugins",
                "--view", "summary", *more])  # fmt: skip
    return code, capsys.readouterr().err


@pytest.mark.parametrize("name", ["Xã Cẩm Sơn Năm", "Xã Hoa Sởn", "thị trấn Hoa Sơn xã"])
def test_a_file_whose_communes_are_not_those_of_the_district_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = f"{HEAD}{name};Anh Sơn;vn/xa-ntm/2021;đạt\n"
    code, said = rows_judged(tmp_path, text, capsys)
    assert code == 3
    assert "NTM614" in said


def test_whoever_says_that_it_is_a_commune_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{HEAD}xã Tam Sơn;Anh Sơn;vn/xa-ntm/2021;đạt\n"
    assert ": NTM614" in rows_judged(tmp_path, text, capsys)[1]
    assert ": NTM614" not in rows_judged(tmp_path, text, capsys, "--accept")[1]
    lines = text.splitlines()
    sure = "\n".join([f"{lines[0]};Trạng thái", *(f"{line};" for line in lines[1:-1]), f"{lines[-1]};đã xác nhận"])
    assert "NTM614" not in rows_judged(tmp_path, sure, capsys)[1]


@pytest.mark.parametrize("name", ["Xã Cẩm Sơn, huyện Anh Sơn", "Cẩm Sơn (huyện Anh Sơn)", "X. Cẩm Sơn - huyện Anh Sơn"])
def test_one_commune_with_its_district_behind_it_is_no_second_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = f"{HEAD}{name};Anh Sơn;vn/xa-ntm/2021;chưa đạt\n"
    code, said = rows_judged(tmp_path, text, capsys)
    assert code == 3
    assert "NTM507" in said or "NTM609" in said


def test_a_district_behind_a_name_that_is_not_that_of_its_column_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}xã Hoa Sơn, huyện Con Cuông;Anh Sơn;vn/xa-ntm/2021;đạt\n"
    assert "NTM507" in rows_judged(tmp_path, text, capsys)[1]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("xã Cẩm Sơn, huyện Anh Sơn", ("xã Cẩm Sơn", "huyện Anh Sơn", None)),
        ("xã Cẩm Sơn, huyện Anh Sơn, tỉnh Nghệ An", ("xã Cẩm Sơn", "huyện Anh Sơn", "tỉnh Nghệ An")),
        ("Cẩm Sơn (huyện Anh Sơn)", ("Cẩm Sơn", "huyện Anh Sơn", None)),
        ("Cẩm Sơn, Anh Sơn", ("Cẩm Sơn", "Anh Sơn", None)),
        ("phường 1 - TP. Vinh", ("phường 1", "TP. Vinh", None)),
        ("Cẩm Sơn (cũ)", ("Cẩm Sơn (cũ)", None, None)),
        ("Cẩm Sơn - Hoa Sơn", ("Cẩm Sơn - Hoa Sơn", None, None)),
        ("Ea H'Leo", ("Ea H'Leo", None, None)),
        ("huyện A, huyện B, huyện C", ("huyện A, huyện B, huyện C", None, None)),
    ],
)
def test_the_places_behind_a_name(name: str, parts: Sequence[str | None]) -> None:
    assert (*with_its_place(name),) == (*parts,)


def test_children_of_a_table_are_those_of_the_list() -> None:
    above = pl.DataFrame({"unit": ["huyện Anh Sơn"], "so-xa": [18]})

    def wrong(names: list[str], **more: object) -> list[str]:
        below = pl.DataFrame(
            {"unit": names, "within": ["huyện Anh Sơn"] * len(names), "vn/xa-ntm/2021": ["đạt"] * len(names)}
        )
        try:
            evaluate_table(DISTRICT, above, children={"xa": below}, **more)  # type: ignore[arg-type]
        except FiguresError as error:
            return [each.identity for each in error.problems]
        return []

    assert wrong(["xã Cẩm Sơn", "xã Hoa Sơn"]) == []
    assert wrong(["xã Cẩm Sơn", "xã Không Có"]) == ["NTM614.unlisted"]
    assert wrong(["xã Cẩm Sơn", "xã Không Có"], accept=True) == []
    assert wrong(["xã Cẩm Sơn", "Cẩm Sơn"]) == ["NTM609.half"]
    assert wrong(["xã Cẩm Sơn", "Thôn 2"])[:1] == ["NTM610.kind"]


def test_the_list_of_the_day_says_what_lies_in_a_unit() -> None:
    from datetime import date

    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert {each.kind for each in units_inside("huyện Anh Sơn", "Nghệ An", before)} == {"xa", "thi-tran"}
    assert units_inside("Anh Sơn", "Nghệ An", before) == units_inside("huyện Anh Sơn", "Nghệ An", before)
    assert units_inside("huyện Anh Sơn", None, before) == units_inside("huyện Anh Sơn", "Nghệ An", before)
    assert units_inside("huyện Anh Sơn", "Thanh Hóa", before) == ()
    assert units_inside("huyện Anh Sơn", "Nghệ An", after) == ()
    assert {each.kind for each in units_inside("tỉnh Nghệ An", "Nghệ An", after)} == {"xa", "phuong"}
    assert {"huyen", "thi-xa", "xa"} <= {each.kind for each in units_inside("tỉnh Nghệ An", "Nghệ An", before)}
