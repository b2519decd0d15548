"""How many communes a district has and in which one they lie: a smaller number, or another district, is told at every door."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frame_kinds import FRAME_KINDS, frame_of

from ntmrules import Library, NtmRulesError, UnitError, UnitFigures, read_figures
from ntmrules.cli import run
from ntmrules.model.figures import Entry, Status
from ntmrules.model.verdicts import Verdict

DISTRICT = Library(plugins=()).rulebook("huyen-ntm", province="Quảng Ninh", on="2023-12-31")
ALL = [
    f"xã {name}"
    for name in ("Quảng Lâm", "Quảng An", "Tân Bình", "Dực Yên", "Quảng Tân", "Đầm Hà", "Tân Lập", "Đại Bình")
]
PLACE = ["--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins"]


def text_of(number: object, communes: list[str], status: str = "") -> str:
    rows = "".join(f"{each};xa;huyện Đầm Hà;;đạt;\n" for each in communes)
    return f"unit;level;within;status;vn/xa-ntm;so-xa\nhuyện Đầm Hà;huyen;;{status};;{number}\n{rows}"


def unit_of(
    number: object, communes: list[str], *, confirmed: bool = False, status: Status = Status.FINAL
) -> UnitFigures:
    children = tuple(UnitFigures.of(each, {"vn/xa-ntm": "đạt"}, level="xa") for each in communes)
    entry = Entry(subject="so-xa", value=Decimal(str(number)), confirmed=confirmed, status=status)
    return UnitFigures(unit="huyện Đầm Hà", entries=(entry,), children=children)


def codes(call: Any) -> list[tuple[str, str]]:
    try:
        call()
    except NtmRulesError as error:
        return [(each.identity, each.where) for each in error.problems]
    return []


FEWER = [(7, ALL[:7]), (5, ALL[:5]), (7, ALL), (0, ALL[:1])]
RIGHT = [(8, ALL), (8, ALL[:7]), (9, ALL), (12, ALL)]


@pytest.mark.parametrize(("number", "communes"), FEWER)
def test_fewer_communes_than_the_list_has_are_refused(number: int, communes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text_of(number, communes), encoding="utf-8")
    assert codes(lambda: read_figures(path, rulebook=DISTRICT)) == [("NTM614.fewer", "t.csv:2:6")]
    assert codes(lambda: DISTRICT.evaluate(unit_of(number, communes))) == [("NTM614.fewer", "huyện Đầm Hà")]
    assert codes(lambda: DISTRICT.session(unit_of(number, communes))) == [("NTM614.fewer", "huyện Đầm Hà")]
    assert codes(lambda: read_figures(path, rulebook=DISTRICT, accept=True)) == []
    path.write_text(text_of(number, communes, "đã xác nhận"), encoding="utf-8")
    assert codes(lambda: read_figures(path, rulebook=DISTRICT)) == []
    assert codes(lambda: DISTRICT.evaluate(unit_of(number, communes), accept=True)) == []
    assert codes(lambda: DISTRICT.evaluate(unit_of(number, communes, confirmed=True))) == []
    assert codes(lambda: DISTRICT.evaluate(unit_of(number, communes, status=Status.WITHDRAWN))) == []


@pytest.mark.parametrize(("number", "communes"), RIGHT)
def test_as_many_communes_or_more_are_taken(number: int, communes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text_of(number, communes), encoding="utf-8")
    verdict = Verdict.MET if number == len(communes) else Verdict.UNDETERMINED
    found = DISTRICT.evaluate(read_figures(path, rulebook=DISTRICT).unit("huyện Đầm Hà"))
    assert found.node("P1").verdict is verdict
    assert DISTRICT.evaluate(unit_of(number, communes)).node("P1").verdict is verdict


def test_names_of_no_list_say_nothing_of_its_number() -> None:
    assert codes(lambda: DISTRICT.evaluate(unit_of(2, ["xã A", "xã B"]))) == []
    assert codes(lambda: DISTRICT.evaluate(unit_of(2, []))) == []


@pytest.mark.parametrize("kind", FRAME_KINDS)
def test_frames_are_asked_the_same(kind: str) -> None:
    from ntmrules.tables import evaluate_table

    def judged(number: int, communes: list[str], **more: Any) -> Any:
        within = ["huyện Đầm Hà"] * len(communes)
        below = frame_of(kind, {"unit": communes, "within": within, "vn/xa-ntm": ["đạt"] * len(communes)})
        said = {"so-xa": [number], **{key: [value] for key, value in more.items()}}
        above = frame_of(kind, {"unit": ["Huyện Đầm Hà"], **said})
        return evaluate_table(DISTRICT, above, children={"xa": below})

    for number, communes in FEWER:
        assert codes(lambda n=number, c=communes: judged(n, c)) == [("NTM614.fewer", "table:2:2")]
    assert codes(lambda: judged(7, ALL[:7], status="đã xác nhận")) == []
    for number, communes in RIGHT:
        assert codes(lambda n=number, c=communes: judged(n, c)) == []


@pytest.mark.parametrize(("subject", "number", "code"), [
    ("so-huyen", 2, ["NTM614.fewer"]), ("so-huyen", 6, ["NTM614.fewer"]), ("so-huyen", 7, []), ("so-huyen", 8, []),
    ("so-thi-xa", 1, []),  # without the name of a town nothing tells that the list of towns is meant
])  # fmt: skip
def test_the_districts_of_a_province_are_no_fewer_than_on_the_list(
    tmp_path: Path, subject: str, number: int, code: list[str]
) -> None:
    book = Library(plugins=()).rulebook("tinh-ntm", province="Quảng Ninh", on="2023-12-31")
    path = tmp_path / "t.csv"
    rows = "".join(f"huyện {each};huyen;Quảng Ninh;vn/huyen-ntm/2021;đạt\n" for each in ("Tiên Yên", "Đầm Hà"))
    text = f"unit;level;within;subject;value\ntỉnh Quảng Ninh;tinh;;{subject};{number}\n{rows}"
    path.write_text(text, encoding="utf-8")
    assert [each for each, _ in codes(lambda: read_figures(path, rulebook=book))] == code
    said = {"vn/huyen-ntm/2021": "đạt"}
    children = tuple(UnitFigures.of(f"huyện {each}", said, level="huyen") for each in ("Tiên Yên", "Đầm Hà"))
    unit = UnitFigures.of("tỉnh Quảng Ninh", {subject: number}, children=children)
    assert [each for each, _ in codes(lambda: book.evaluate(unit))] == code
    assert codes(lambda: read_figures(path, rulebook=book, accept=True)) == []


@pytest.mark.parametrize(("rural", "towns", "wanted"), [
    (7, 6, []), (7, 5, ["NTM614.fewer"]), (None, 5, ["NTM614.fewer"]), (7, 1, ["NTM614.fewer"]), (7, 7, []),
    (8, 5, []),  # one of the towns was a rural district then
    (8, 4, ["NTM614.fewer"]), (None, 6, []),
])  # fmt: skip
def test_the_towns_of_a_province_are_no_fewer_than_on_the_list(
    rural: int | None, towns: int, wanted: list[str], tmp_path: Path
) -> None:
    book = Library(plugins=()).rulebook("tinh-ntm", province="Quảng Ninh", on="2023-12-31")
    said = {"so-thi-xa": towns, **({} if rural is None else {"so-huyen": rural})}
    children = tuple(UnitFigures.of(each, {"vn/thi-xa-ntm/2021": "đạt"}, level="thi-xa") for each in ("TP Hạ Long",))
    unit = UnitFigures.of("tỉnh Quảng Ninh", said, children=children)
    assert [each for each, _ in codes(lambda: book.evaluate(unit))] == wanted
    assert [each for each, _ in codes(lambda: book.session(unit))] == wanted
    assert codes(lambda: book.evaluate(unit, accept=True)) == []
    path = tmp_path / "t.csv"
    rows = "".join(f"tỉnh Quảng Ninh;tinh;;{subject};{number}\n" for subject, number in said.items())
    text = f"unit;level;within;subject;value\n{rows}TP Hạ Long;thi-xa;Quảng Ninh;vn/thi-xa-ntm/2021;đạt\n"
    path.write_text(text, encoding="utf-8")
    assert [each for each, _ in codes(lambda: read_figures(path, rulebook=book))] == wanted


def test_a_session_hears_who_is_counted_whenever_it_is_said() -> None:
    begun = DISTRICT.session(unit_of(8, ALL[:6]))
    for inside in ([*ALL[:6], "xã Bịa Đặt"], [*ALL[:6], "thị trấn Đầm Hà"], [*ALL[:6], "Quảng Lâm"]):
        with pytest.raises(UnitError, match="NTM61"):
            begun.about(children=unit_of(8, inside).children)
    with pytest.raises(UnitError, match="NTM614"):
        begun.report(Entry(subject="so-xa", value=Decimal(6)))
    assert begun.attainment().node("P1").verdict is Verdict.UNDETERMINED
    assert begun.figures == unit_of(8, ALL[:6]) or begun.figures.children == unit_of(8, ALL[:6]).children
    begun.report(Entry(subject="so-xa", value=Decimal(6), confirmed=True))
    assert begun.attainment().node("P1").verdict is Verdict.MET
    begun.about(children=unit_of(8, [*ALL[:6], "xã Bịa Đặt"], confirmed=True).accepted().children)
    assert begun.attainment().node("P1").verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("last", ["xã Bịa Đặt;xa;huyện Đầm Hà;vn/xa-ntm;đạt", "huyện Đầm Hà;huyen;;so-xa;7"])
def test_what_must_not_be_counted_is_a_bad_row_of_a_file_that_is_watched(
    last: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    rows = ["huyện Đầm Hà;huyen;;so-xa;8", *(f"{each};xa;huyện Đầm Hà;vn/xa-ntm;đạt" for each in ALL[:7]), last]
    path.write_text("\n".join(["unit;level;within;subject;value", *rows, ""]), encoding="utf-8")
    assert run(["watch", str(path), "--set", "huyen-ntm", *PLACE, "--once", "--from-start"]) == 3
    told = capsys.readouterr()
    assert "NTM614" in told.err
    assert "P1" not in told.out


ELSEWHERE = [
    (
        "unit;within;17.2\nxã Quảng Long;huyện Đầm Hà;95\nxã Dực Yên;huyện Đầm Hà;95\n",
        "xã Quảng Long, huyện Đầm Hà (huyện Hải Hà)",
    ),
    ("unit;17.2\nxã Quảng Long, huyện Đầm Hà;95\nxã Dực Yên;95\n", "xã Quảng Long, huyện Đầm Hà (huyện Hải Hà)"),
    ("unit;17.2\nQuảng Long (Đầm Hà);95\n", "Quảng Long, Đầm Hà (huyện Hải Hà)"),
    ("unit;within;17.2\nxã Quảng Long;Hải Hà;95\nxã Dực Yên;huyện đầm hà;95\n", None),
    ("unit;17.2\nxã Quảng Long;95\n", None),
]


@pytest.mark.vietnamese
@pytest.mark.parametrize(("text", "said"), ELSEWHERE)
@pytest.mark.parametrize("long", [False, True])
def test_a_commune_in_another_district_than_on_the_list_is_said(
    text: str, said: str | None, long: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *rows = text.splitlines()
    note = "z" * 120_000 if long else "z"
    more = [f"xã Mới {letter}{';' * head.count(';')}" for letter in "ABCDEGHIKL"]
    path = tmp_path / "t.csv"
    path.write_text("\n".join([f"{head};note", *(f"{each};{note}" for each in [*rows, *more]), ""]), encoding="utf-8")
    run(["evaluate", str(path), "--set", "xa-ntm", *PLACE, "--out", str(tmp_path / "ra.csv")])
    lines = [line for line in capsys.readouterr().err.splitlines() if "ở huyện khác" in line]
    assert len(lines) == (said is not None)
    assert all(line.startswith("t.csv: 1 đơn vị") and line.endswith(f": {said}") for line in lines)


def test_after_the_reform_communes_lie_in_no_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("unit;within;17.2\nxã Quảng Long;huyện Đầm Hà;95\n", encoding="utf-8")
    run(["evaluate", str(path), "--set", "xa-ntm", *PLACE[:2], "--on", "2026-06-30", "--no-plugins"])
    assert "another district" not in capsys.readouterr().err


def test_the_number_is_refused_with_what_is_missing() -> None:
    with pytest.raises(UnitError) as found:
        DISTRICT.evaluate(unit_of(7, ALL[:7]))
    assert "xã Đại Bình" in str(found.value)
