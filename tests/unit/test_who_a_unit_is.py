"""Who a unit is: level, province, what it lies in and name together; a name that only looks alike is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, UnitError, UnitFigures, read_figures
from ntmrules.cli import run
from ntmrules.model.unit_names import kind_level, level_of, name_key, same_name

HEAD = "unit,level,within,subject,value\n"
LIBRARY = Library(plugins=())


def written(folder: Path, text: str, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(FiguresError) as caught:
        read_figures(path)
    return [each.code for each in caught.value.problems]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("xã Quảng La", "Quảng La", True),
        ("XÃ  QUẢNG LA", "xã quảng la", True),
        ("xã Hoà Bình", "Hòa Bình", True),  # Hoà / Hòa: one word, two places of the tone mark
        ("Thuỷ Nguyên", "huyện Thủy Nguyên", True),
        ("xã Bản Hồ", "Bản Hồ", True),
        ("TP.Hạ Long", "thành phố Hạ Long", True),
        ("Ðông Triều", "Đông Triều", True),  # the Icelandic letter that some keyboards give
        ("xã Tân Thành", "xã Tân Thạnh", False),  # mapbox/carmen#611
        ("xã Tân An", "phường Tân An", False),
        ("Tân An", "Tan An", False),
        ("huyện Kỳ Anh", "thị xã Kỳ Anh", False),
    ],
)
def test_names_are_one_or_two(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same
    assert name_key("Hoa\u0300") == name_key("Ho\u0300a") == name_key("HÒA")


@pytest.mark.parametrize(
    ("word", "level"),
    [("Xã", "xa"), ("xa", "xa"), ("commune", "xa"), ("phuong", "phuong"), ("Thị trấn", "thi-tran"), ("thi-tran", "thi-tran"),
     ("HUYỆN", "huyen"), ("thị xã", "thi-xa"), ("Thành phố", "thi-xa"), ("tỉnh", "tinh"), ("xax", None), ("", None)],
)  # fmt: skip
def test_a_level_is_read_with_and_without_accents(word: str, level: str | None) -> None:
    assert level_of(word) == level


def test_a_city_that_is_a_province_is_one() -> None:
    assert level_of("thành phố", "thành phố Đà Nẵng") == kind_level("TP Đà Nẵng") == "tinh"
    assert level_of("thành phố", "TP Hạ Long") == kind_level("TP Hạ Long") == "thi-xa"


def test_two_communes_of_one_name_in_two_districts_are_two(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{HEAD}xã Tân An,xa,huyện A,17.2,95\nxã Tân An,xa,huyện B,17.2,80\nhuyện A,huyen,,so-xa,1\nhuyện B,huyen,,so-xa,1\n",
    )
    table = read_figures(path)
    assert [(unit.unit, unit.within) for unit in table.units][:2] == [
        ("xã Tân An", "huyện A"),
        ("xã Tân An", "huyện B"),
    ]
    assert [len(unit.children) for unit in table.units if unit.level == "huyen"] == [1, 1]
    assert table.unit("xã Tân An, huyện B").within == "huyện B"
    with pytest.raises(UnitError) as caught:
        table.unit("xã Tân An")
    assert caught.value.code == "NTM609"


def test_the_order_of_rows_decides_nothing(tmp_path: Path) -> None:
    rows = ["xã Tân An,xa,huyện A,17.2,95", "xã Tân An,,,15.1,96", "xã B,xa,huyện A,17.2,95", "huyện A,huyen,,so-xa,2"]
    found = []
    for order in (rows, rows[::-1]):
        table = read_figures(written(tmp_path, HEAD + "\n".join(order)))
        found.append(
            {(unit.unit, unit.within, unit.level, len(unit.entries), len(unit.children)) for unit in table.units}
        )
    assert found[0] == found[1]
    assert ("xã Tân An", "huyện A", "xa", 2, 0) in found[0]


def test_a_row_that_may_be_about_two_units_is_asked_about(tmp_path: Path) -> None:
    assert codes(
        written(tmp_path, f"{HEAD}xã Tân An,,huyện A,17.2,95\nxã Tân An,,huyện B,17.2,80\nxã Tân An,,,15.1,96\n")
    ) == ["NTM609"]


@pytest.mark.parametrize("rows", [["xã Quảng Minh", "Quảng Minh"], ["Quảng Minh", "xã Quảng Minh"]])
def test_half_a_name_beside_the_whole_is_asked_about(rows: list[str], tmp_path: Path) -> None:
    """n01, n02, r17; dhis2/dhis2-core#20438: one commune stood twice and made a district whole."""
    text = "unit,level,within,vn/xa-ntm/2021,so-xa\nhuyện X,huyen,,,2\n" + "".join(
        f"{row},xa,huyện X,đạt,\n" for row in rows
    )
    assert codes(written(tmp_path, text)) == ["NTM609"]


def test_names_that_agree_without_accents_only_are_two(tmp_path: Path) -> None:
    table = read_figures(written(tmp_path, f"{HEAD}xã Tân Thành,xa,,17.2,95\nxã Tân Thạnh,xa,,17.2,80\n"))
    assert len(table.units) == 2
    with pytest.raises(UnitError) as caught:
        table.unit("xa Tan Thanh")
    assert "Tân Thạnh" in str(caught.value)


def test_accents_that_the_asker_wrote_are_never_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """mapbox/carmen#611."""
    path = written(tmp_path, f"{HEAD}xã Tân Thạnh,,,17.2,95\n")
    assert run(["evaluate", str(path), "--on", "2023-12-31", "--unit", "xã Tân Thành", "--lang", "en"]) == 3
    assert "NTM602" in capsys.readouterr().err


def test_within_finds_the_district_with_and_without_its_kind(tmp_path: Path) -> None:
    """r06_within_lech."""
    path = written(
        tmp_path, f"{HEAD}huyện Hải Hà,huyen,,so-xa,2\nxã A,xa,Hải Hà,17.2,95\nxã B,xa,huyện Hải Hà,17.2,95\n"
    )
    (district,) = [unit for unit in read_figures(path).units if unit.level == "huyen"]
    assert len(district.children) == 2


def test_within_that_may_be_two_places_is_asked_about(tmp_path: Path) -> None:
    path = written(
        tmp_path, f"{HEAD}huyện Kỳ Anh,huyen,,so-xa,2\nthị xã Kỳ Anh,thi-xa,,so-xa,2\nxã A,xa,Kỳ Anh,17.2,95\n"
    )
    assert codes(path) == ["NTM609"]


def test_an_unknown_level_is_an_error_and_filters_nothing_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, f"{HEAD}xã A,xax,,17.2,95\nxã B,xa,,17.2,95\n")
    assert run(["evaluate", str(path), "--on", "2023-12-31", "--lang", "en"]) == 3
    assert "NTM611" in capsys.readouterr().err


def test_levels_as_people_write_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """r08_level_viet, r20_mat_xa."""
    path = written(tmp_path, f"{HEAD}xã A,xa,,17.2,95\nxã B,Xã,,17.2,80\nxã C,commune,,17.2,80\n")
    run(["evaluate", str(path), "--on", "2023-12-31", "--view", "summary"])
    out = capsys.readouterr().out
    assert all(f"xã {each}" in out for each in "ABC")


def test_a_ward_is_no_commune(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CrestApps/CrestApps.Core#160: rows without a level whose name tells another one."""
    path = written(tmp_path, "unit,17.2\nxã A,95\nphường T,95\nHuyện U,95\n")
    run(["evaluate", str(path), "--on", "2023-12-31", "--view", "summary", "--lang", "en"])
    captured = capsys.readouterr()
    assert "phường T" not in captured.out
    assert "Huyện U" not in captured.out
    assert "phường T, Huyện U" in captured.err
    assert run(["evaluate", str(path), "--on", "2023-12-31", "--unit", "phường T", "--lang", "en"]) == 3
    assert "NTM610" in capsys.readouterr().err


def test_a_township_is_not_counted_as_a_commune_of_its_district() -> None:
    book = LIBRARY.rulebook("huyen-ntm", on="2023-12-31", province="quang-ninh")
    inside = tuple(UnitFigures.of(name, {"vn/xa-ntm/2021": "đạt"}) for name in ("xã A", "thị trấn B"))
    node = book.evaluate(UnitFigures.of("huyện X", {"so-xa": 2}, children=inside)).node("P1")
    assert "1–2/2" in [
        note.subject for part in (node, *node.children) for note in part.notes if note.code == "children"
    ]


# what a file says of itself


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"province": "An Giang"}, "NTM610"),
        ({"level": "huyen"}, "NTM610"),
        ({"level": "lang"}, "NTM611"),
        ({"province": "Quảng Ninh"}, None),
        ({"province": "tỉnh quảng ninh"}, None),
        ({"province": "2004:22"}, None),
        ({"province": "quang-ninh", "level": "xa"}, None),
    ],
)
def test_a_rulebook_of_another_place_does_not_judge_a_unit(details: dict[str, str], code: str | None) -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", province="quang-ninh")
    unit = UnitFigures.of("xã A", {"17.2": "đạt"}, **details)
    if code is None:
        assert book.evaluate(unit).unit == "xã A"
        return
    for call in (lambda: book.evaluate(unit), lambda: book.session(unit)):
        with pytest.raises(UnitError) as caught:
            call()
        assert caught.value.code == code


def test_a_rulebook_of_no_province_does_not_judge_a_unit_that_names_one() -> None:
    with pytest.raises(UnitError) as caught:
        LIBRARY.rulebook("xa-ntm", on="2023-12-31").evaluate(UnitFigures.of("xã A", {}, province="Quảng Ninh"))
    assert caught.value.code == "NTM610"


def test_an_area_that_the_option_contradicts_is_an_error() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2023-12-31", area="tay-nguyen")
    with pytest.raises(UnitError) as caught:
        book.evaluate(UnitFigures.of("xã A", {}, area="Đồng bằng sông Hồng"))
    assert caught.value.code == "NTM610"
    assert book.evaluate(UnitFigures.of("xã A", {}, area="Tây Nguyên")).unit == "xã A"


@pytest.mark.parametrize("rows", [1, 400])
def test_an_option_that_the_file_contradicts_is_an_error(
    rows: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "unit,province,17.2\n" + "".join(f"xã A{row},An Giang,95\n" for row in range(rows))
    path = written(tmp_path, text)
    words = ["--on", "2023-12-31", "--lang", "en", "--no-plugins", "--view", "summary"]
    assert run(["evaluate", str(path), "--province", "Quảng Ninh", *words]) == 3
    assert "NTM610" in capsys.readouterr().err
    assert run(["evaluate", str(path), "--province", "An Giang", *words]) != 3


def test_a_file_of_several_provinces_is_judged_with_each_own_rulebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "unit,province,thu-nhap-binh-quan-dau-nguoi\nxã A,Nghệ An,43\nxã B,Hà Nội,43\n")
    run(["evaluate", str(path), "--on", "2023-12-31", "--no-plugins"])
    out = capsys.readouterr().out
    assert "Nghệ An" in out
    assert "Hà Nội" in out


def test_a_former_province_in_one_of_today_is_no_contradiction(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "unit,province,17.2\nxã A,Bắc Giang,95\n")
    words = ["--on", "2025-10-31", "--no-plugins", "--view", "summary"]
    assert run(["evaluate", str(path), "--province", "2025:bac-ninh", *words]) != 3
    assert "Bắc Giang" in capsys.readouterr().out


def test_a_table_says_who_its_units_are_and_no_rulebook_disagrees() -> None:
    """The same errors as for a unit by itself: another province, another level, a word that is none."""
    pl = pytest.importorskip("polars")
    from ntmrules import Library, UnitError
    from ntmrules.tables import ProvinceBooks, evaluate_table

    measure = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
    library = Library(plugins=())
    book = library.rulebook("xa-ntm", on="2023-12-31", province="an-giang")

    def judged(books, **columns):
        return evaluate_table(books, pl.DataFrame({"unit": ["xã A", "xã B"], measure: [95, 95], **columns}))

    for columns, code in (
        ({"province": ["An Giang", "Quảng Ninh"]}, "NTM610"), ({"level": ["xã", "huyện"]}, "NTM610"),
        ({"level": ["xã", "xaa"]}, "NTM611"), ({"cấp": ["Xã", "phường"]}, "NTM610"),
    ):  # fmt: skip
        with pytest.raises(UnitError) as caught:
            judged(book, **columns)
        assert [(each.code, each.where) for each in caught.value.problems] == [(code, "table:3")]
    assert len(judged(book, province=["An Giang", None], level=["Xã", "xa"])) == 2
    found = judged(ProvinceBooks(library, "xa-ntm", on="2023-12-31"), province=["An Giang", "Quảng Ninh"])
    assert found.attainment(1).rulebook.province.id == "quang-ninh"


def test_the_level_of_a_unit_is_a_word_with_or_without_accents() -> None:
    from ntmrules import UnitFigures

    assert [UnitFigures(unit="A", level=word).level for word in ("xã", "Xã", "XA", "thị trấn", "huyện", "vuon", None)] == [
        "xa", "xa", "xa", "thi-tran", "huyen", "vuon", None,
    ]  # fmt: skip
