"""The other files of the cases of offices, by their names: every kind of cell, dates, sizes, districts, other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import officefiles as office
import pytest
from cell_kinds import CELLS, HOUSES, INCOME, SHARE
from deadline import in_time
from officefiles import Page, Shown, codes, left_out, made_at, places, read, verdicts

from ntmrules import FiguresError, Library, read_figures
from ntmrules.cli import run
from ntmrules.figures.bind import bind_entries
from ntmrules.figures.read import check_figures, scan_figures

ROOT = Path(__file__).parents[2]
LONG = ["unit", "subject", "value"]
TITLES = [["UBND XÃ QUẢNG MINH"], ["BIỂU TỰ ĐÁNH GIÁ"], ["(Kèm theo Báo cáo số 45/BC-UBND)"]]
QN = ["--province", "Quảng Ninh", "--no-plugins"]


def outcomes(path: Path) -> dict[int, str]:
    """Return what becomes of each row: the codes it is refused with, or the value that is judged."""
    book = office.rulebook()
    table, problems = scan_figures(path)
    check_figures(table, book, problems)
    found: dict[int, str] = {}
    for problem in problems:
        row = int(problem.where.split(":")[1])
        found[row] = "/".join(dict.fromkeys([*filter(None, [found.get(row)]), problem.code]))
    for unit in table.units:
        for entry in unit.entries:
            row = int(entry.at.split(":")[1])
            if row not in found:
                bound = bind_entries(book, [entry], [])
                found[row] = " ".join(
                    office._worded(each) for each in (*bound.figures.values(), *bound.reports.values())
                )
    return found


def test_c01_every_kind_of_cell_is_read_as_it_is_seen_or_refused(tmp_path: Path) -> None:
    rows = [[f"xã {at:03d}", subject, cell] for at, (subject, cell, _) in enumerate(CELLS)]
    found = outcomes(made_at(tmp_path, "c01_o_gia_tri.xlsx", [LONG, *rows]))
    assert {at: found.get(at + 2, "") for at in range(len(CELLS))} == {
        at: said for at, (_, _, said) in enumerate(CELLS)
    }


def test_c02_what_is_read_is_read_without_a_bad_cell(tmp_path: Path) -> None:
    good = [(subject, cell) for subject, cell, said in CELLS if not said.startswith("NTM")]
    path = made_at(tmp_path, "c02_o_doc_duoc.xlsx", [LONG, *([f"xã {at}", *each] for at, each in enumerate(good))])
    assert codes(path) == []
    assert len(good) > 60


# ----- forms and headings


def test_d01b_a_form_of_one_unit_with_its_units_of_measure(tmp_path: Path) -> None:
    rows = [*TITLES, ["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"], [1, "17.2", "%", 95], [2, "10.1", "Triệu đồng", 38]]
    path = made_at(tmp_path, "d01b_don_vi_tinh2.xlsx", rows)
    assert codes(path) == ["NTM508"]
    assert read(path, unit="xã Quảng Minh") == {"xã Quảng Minh": {"17.2": "95", "10.1": "38"}}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("d08_nam_cot_so.xlsx", [["STT", "Đơn vị", "Chỉ tiêu", 2022, 2023], [1, "xã A", "17.2", 80, 95]]),
        ("d10_wide_ten.xlsx", [["STT", "Đơn vị", "Thu nhập bình quân đầu người"], [1, "xã A", 60]]),
        ("i03_nhan_phay_so.xlsx", [LONG, ["xã A", "17,2", 95]]),
    ],
)
def test_names_and_years_are_no_subjects(tmp_path: Path, name: str, rows: Any) -> None:
    assert set(codes(made_at(tmp_path, name, rows))) == {"NTM503"}


def test_f05_f06_a_matrix_of_communes_with_its_total_row(tmp_path: Path) -> None:
    rows = [["unit", 1, 2], ["xã A", "Đạt", "Chưa đạt"], ["xã B", "Đạt", "Đạt"]]
    expected = {"xã A": {"1": "met", "2": "not_met"}, "xã B": {"1": "met", "2": "met"}}
    assert read(made_at(tmp_path, "f05_wide_dat.xlsx", rows)) == expected
    path = made_at(tmp_path, "f06_wide_tong.xlsx", [*rows, ["Tổng cộng", 2, 1]])
    assert read(path) == expected
    assert left_out(path) == [("row", 4)]


def test_a_heading_that_is_no_subject_is_told_once_for_all_its_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["STT", "Tên xã", "Thu nhập bình quân"], *([n, f"xã {n}", 50 + n] for n in range(1, 6))]
    assert run(["evaluate", str(made_at(tmp_path, "a.xlsx", rows)), *QN, "--on", "2023-12-31"]) == 3
    said = capsys.readouterr().err
    assert said.count("NTM503") == 1
    assert "4 cells like it: 3:3, 4:3, 5:3, 6:3" in said


def test_f03_what_a_sign_means_is_asked_for_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["STT", "Tên xã", "TC 1", "TC 2", "TC 3"], *([n, f"xã {n}", "x", "x", "x"] for n in range(1, 6))]
    path = made_at(tmp_path, "f03_ma_tran.xlsx", rows)
    assert run(["evaluate", str(path), *QN, "--on", "2023-12-31"]) == 3
    said = capsys.readouterr().err
    assert said.count("NTM502") == 1
    assert '--marks "x=đạt"' in said
    assert "14 cells like it: 2:4, 2:5, 3:3" in said
    assert set(read(path, marks={"x": "đạt"})["xã 1"].values()) == {"met"}


def test_l06_a_row_that_begins_with_a_hash_is_no_unit_and_said(tmp_path: Path) -> None:
    rows = [["unit", "17.2", "10.1"], ["xã A", 95, 60], ["# xã B", 95, 60]]
    path = made_at(tmp_path, "l06_dong_thang.xlsx", rows)
    assert read(path) == {"xã A": {"17.2": "95", "10.1": "60"}}
    assert left_out(path) == [("row", 3)]
    text = made_at(tmp_path, "l06.csv", "unit,17.2\nxã A,95\n# xã B,95,80,12\n")
    assert read(text) == {"xã A": {"17.2": "95"}}
    assert left_out(text) == [("row", 3)]


# ----- dates


def test_d12_a_date_cell_is_that_day(tmp_path: Path) -> None:
    path = made_at(tmp_path, "d12_ngay.xlsx", [[*LONG, "as_of"], ["xã A", "17.2", 95, Shown(45230, "dd/mm/yyyy")]])
    [unit] = office.table(path).units
    assert unit.entries[0].as_of == "2023-10-31"


@pytest.mark.parametrize(
    ("text", "day"),
    [("31/10/2023", "2023-10-31"), ("05/06/2023", "2023-06-05"), ("10/31/2023", None), ("tháng 10/2023", "2023-10-31"),
     ("31-10-23", None), ("2023", "2023-12-31"), ("tháng 13/2023", None)],
)  # fmt: skip
def test_d12c_a_date_in_words_is_read_in_one_way_or_refused(tmp_path: Path, text: str, day: str | None) -> None:
    path = made_at(tmp_path, "d12c_ngay_text.xlsx", [[*LONG, "as_of"], ["xã A", "17.2", 95, text]])
    if day is None:
        assert places(path) == ["2:4 NTM509"]
    else:
        assert office.table(path).units[0].entries[0].as_of == day


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("i10_nam_cu.xlsx", [[*LONG, "period"], ["xã A", "17.2", 95, 2019]], "met"),
        ("i11_nam_tuong_lai.xlsx", [[*LONG, "period"], ["xã A", "17.2", 60, 2030]], "undetermined"),
        ("i12_hai_nam.xlsx", [[*LONG, "period"], ["xã A", "17.2", 95, 2022], ["xã A", "17.2", 80, 2023]], "not_met"),
        ("i14_as_of_sau.xlsx",
         [[*LONG, "as_of"], ["xã A", "17.2", 95, "31/12/2024"], ["xã A", "17.2", 80, "31/12/2022"]], "not_met"),
        ("w01_nguoc_ngay.csv", "unit;subject;value;as_of\nxã A;17.2;80;31/10/2023\nxã A;17.2;95;01/01/2023\n", "not_met"),
        ("w02_wide.csv", "unit;17.2;1.1\nxã A;95;đạt\n", "met"),
        ("k02_wide.json", '[{"unit":"xã A","17.2":95,"10.1":60}]', "met"),
    ],
)  # fmt: skip
def test_the_newest_figure_that_was_known_counts(tmp_path: Path, name: str, rows: Any, said: str) -> None:
    assert verdicts(made_at(tmp_path, name, rows), "17.2") == {"xã A": said}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("i13_khong_ngay.xlsx", [LONG, ["xã A", "17.2", 95]]),
        ("j01_khong_ngay.csv", "unit,subject,value\nxã A,1.1,đạt\n"),
    ],
)
def test_without_a_day_anywhere_today_is_meant_and_said(
    tmp_path: Path, name: str, content: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made_at(tmp_path, name, content)
    run(["evaluate", str(path), *QN])
    said = capsys.readouterr().err
    assert "newest figure" not in said
    assert "vn/xa-ntm/2021" in said if name.startswith("i13") else "today" in said


def test_j03_without_a_province_the_unit_is_judged_by_the_national_text(tmp_path: Path) -> None:
    path = made_at(tmp_path, "j03_khong_tinh.csv", f"unit,subject,value\nxã A,{INCOME},43\n")
    book = Library(plugins=()).rulebook("xa-ntm", on=office.ON)
    [unit] = read_figures(path, rulebook=book).units
    assert book.evaluate(unit).node("10.1").verdict.value == "undetermined"  # which region's column is not known


# ----- whose a row is


def test_n01_names_of_one_unit_are_asked_about_with_both_places(tmp_path: Path) -> None:
    rows = [["unit", SHARE], ["Xã Quảng Minh", 95], ["xã  quảng Minh ", 80], ["Quảng Minh", 95]]
    path = made_at(tmp_path, "n01_ten_khac_nhau.xlsx", rows)
    with pytest.raises(FiguresError) as error:
        office.table(path)
    assert sorted(each.code for each in error.value.problems) == ["NTM507", "NTM609"]
    assert all("n01_ten_khac_nhau.xlsx:2" in str(each) for each in error.value.problems)


@pytest.mark.parametrize(
    ("name", "second", "found"), [("n03_trung_dong.xlsx", 80, ["NTM507"]), ("n04_trung_dong_giong.xlsx", 95, [])]
)
def test_a_row_that_stands_twice_has_to_say_the_same(tmp_path: Path, name: str, second: int, found: list[str]) -> None:
    rows = [[*LONG, "period"], ["xã A", SHARE, 95, 2023], ["xã A", SHARE, second, 2023]]
    assert codes(made_at(tmp_path, name, rows)) == found


def test_n07_an_empty_row_of_a_unit_says_nothing_of_it(tmp_path: Path) -> None:
    rows = [["unit", SHARE, INCOME], ["xã A", None, None], ["xã B", 95, None]]
    path = made_at(tmp_path, "n07_blank.xlsx", rows)
    assert read(path) == {"xã A": {}, "xã B": {SHARE: "95"}}
    assert verdicts(path, "17.2") == {"xã A": "undetermined", "xã B": "met"}


def test_n09_wide_labels_kept_as_numbers(tmp_path: Path) -> None:
    path = made_at(
        tmp_path, "n09_wide_10.1_va_10.10.xlsx", [["unit", 10.1, 17.1, 17.1, 17.2], ["xã A", 60, 100, 71, 95]]
    )
    assert {"NTM503", "NTM507"} == set(codes(path))
    one = made_at(tmp_path, "n09.xlsx", [["unit", 10.1, 17.2], ["xã A", 60, 95]])
    assert read(one) == {"xã A": {"10.1": "60", "17.2": "95"}}  # 10.10 and 17.20 are no labels


def test_a_unit_of_one_letter_is_no_row_of_column_numbers(tmp_path: Path) -> None:
    path = made_at(tmp_path, "n09.csv", f"unit,{SHARE}\nA,95\nB,96\n")
    assert read(path) == {"A": {SHARE: "95"}, "B": {SHARE: "96"}}
    assert left_out(made_at(tmp_path, "e03b.csv", f"unit,{SHARE},10.1\nA,1,2\nxã A,95,60\n")) == [("row", 2)]


# ----- labels that a spreadsheet shortened in a CSV

FORM = (
    "# Phiếu số liệu theo vn/xa-ntm/2026, ngày 2026-10-31{pad}\nunit,subject,value,period,source,note\n"
    "xã A,{label},{value},2026,,3.10 Khu công nghiệp đúng quy định [đạt / chưa đạt]\n"
)
NEXT = {"ref": "xa-ntm", "on": "2026-10-31"}


def later() -> Any:
    return Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2026-10-31")


def test_q00_the_form_itself_is_read(tmp_path: Path) -> None:
    path = made_at(tmp_path, "q00_mau2026_goc.csv", FORM.format(pad="", label="3.10", value="đạt"))
    [unit] = read_figures(path, rulebook=later()).units
    assert later().evaluate(unit).node("3.10").verdict.value == "met"


@pytest.mark.parametrize(
    "text",
    [
        FORM.format(pad=",,,,,", label="3.1", value="đạt"),  # a title filled up with empty cells
        FORM.format(pad="", label="3.1", value="đạt"),  # the note says 3.10
        "\ufeffunit,subject,value\r\nxã A,3.1,đạt\r\n",  # Excel's «CSV UTF-8»
        "\ufeffunit,3.1\r\nxã A,đạt\r\n",
        "unit,subject,value\nxã A,3.1,đạt\nxã A,3.1,đạt\n",  # one of the two was 3.10
    ],
)
def test_q01_a_label_that_excel_may_have_shortened_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FiguresError) as error:
        read_figures(made_at(tmp_path, "q01_mau2026_qua_excel.csv", text), rulebook=later())
    assert {each.identity for each in error.value.problems} == {"NTM503.resaved"}
    assert "vn/xa-ntm/3.10" in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "unit,subject,value\nxã A,3.1,đạt\n",
        "\ufeffunit,subject,value\r\nxã A,3.1,đạt\r\nxã A,3.10,đạt\r\n",  # a nought that is there was never lost
        "\ufeffunit,subject,value\r\nxã A,vn/xa-ntm/3.1,đạt\r\n",
        "\ufeffunit,subject,value\r\nxã A,3.6,đạt\r\n",  # 3.60 is no label
    ],
)
def test_a_label_that_can_be_one_only_is_read(tmp_path: Path, text: str) -> None:
    assert len(read_figures(made_at(tmp_path, "q.csv", text), rulebook=later()).units) == 1


# ----- sizes


@pytest.mark.parametrize(("name", "count"), [("h02_250_xa.xlsx", 250), ("h03_310_bay.xlsx", 310)])
def test_hundreds_of_communes_are_read_and_every_bad_cell_is_named(tmp_path: Path, name: str, count: int) -> None:
    rows = [["unit", SHARE, INCOME, HOUSES], *([f"xã {n}", 90 + n % 10, 40 + n % 30, n % 3] for n in range(count))]
    path = made_at(tmp_path, name, rows)
    with in_time(120):
        assert len(read(path)) == count
    for row, cell in ((5, "x"), (100, -1), (200, "12/15"), (count, 0.5)):
        rows[row][1] = cell
    rows[count - 1][0] = "xã 1"
    found = places(made_at(tmp_path, name, rows))
    bad = ["6:2 NTM502", "101:2 NTM506", "201:2 NTM505", f"{count + 1}:2 NTM506"]
    assert [each for each in found if "NTM507" not in each] == bad
    assert f"{count}:2 NTM507" in found


# ----- districts and provinces

CRITERIA = [f"vn/xa-ntm/2021/{n}" for n in range(1, 20)]
LAST = CRITERIA[-1]


def district(*, names: list[str] = CRITERIA, level: str = "xa", within: str = "huyện Hải Hà", own: str = "huyen",
             lost: int = 0, count: int | None = None, tail: str = "", communes: int = 12) -> str:  # fmt: skip
    """Return a district with its communes in wide form: all criteria met but in ``lost`` communes the last."""
    extra = "" if count is None else ";so-xa"
    lines = [f"unit;level;within;{';'.join(names)}{extra}"]
    if own:
        lines.append(f"huyện Hải Hà;{own};;{';' * (len(names) - 1)}{'' if count is None else f';{count}'}")
    for n in range(communes):
        said = ["đạt"] * len(names)
        if n < lost:
            said[-1] = "chưa đạt"
        lines.append(f"xã {chr(65 + n)};{level};{within};{';'.join(said)}{'' if count is None else ';'}")
    return "\n".join([*lines, *([tail] if tail else [])]) + "\n"


def judged(path: Path, ref: str = "huyen-ntm") -> Any:
    """Return how the one unit of its level is judged."""
    from ntmrules.figures.chosen import chosen_units

    book = Library(plugins=()).rulebook(ref, province="quang-ninh", on=office.ON)
    table = read_figures(path, rulebook=book)
    [unit] = chosen_units(table, book)
    return book.evaluate(unit)


def of_communes(result: Any) -> str:
    """Return the verdict on the share of communes that a district needs."""
    return str(result.node("P1").verdict.value)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r01_huyen_12xa.csv", district(), "undetermined"),  # whether there are more communes nobody says
        ("r05_chi_xa_nhan_dai.csv", district(own=""), "undetermined"),
        ("r06_within_lech.csv", district(within="Hải Hà"), "undetermined"),
        ("r07_xa_chua_dat.csv", district(lost=12), "not_met"),
        ("r08_level_viet.csv", district(level="Xã", own="huyện"), "undetermined"),
        ("r09_footer_trong_huyen.csv", district(tail=f"Tổng cộng;;{';12' * 19}"), "undetermined"),
        ("r13_thieu_xa.csv", district(count=15), "undetermined"),
        ("r15_footer_so_xa.csv", district(count=12, tail=f"Tổng cộng;;{';12' * 19};12"), "met"),
        ("r16_so_xa_du.csv", district(count=12), "met"),
        ("r19_xa_chua_dat_so_xa.csv", district(count=12, lost=1), "not_met"),
        ("r12_fake_label.csv", district(names=["vn/xa-ntm/1"], communes=1), "undetermined"),
    ],
)
def test_a_district_over_its_communes(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert of_communes(judged(made_at(tmp_path, name, text))) == said


@pytest.mark.parametrize("name", ["r02_huyen_nhan_ngan.csv", "r03_chi_xa.csv"])
def test_bare_labels_in_a_file_for_districts_are_asked_about(tmp_path: Path, name: str) -> None:
    own = "" if name.startswith("r03") else "huyen"
    path = made_at(tmp_path, name, district(names=[str(n) for n in range(1, 20)], own=own))
    with pytest.raises(FiguresError) as error:
        judged(path)
    assert {each.code for each in error.value.problems} == {"NTM512"}


def test_r04_communes_without_a_level_are_communes(tmp_path: Path) -> None:
    rows = [["unit", 1, 2], ["xã A", "đạt", "đạt"], ["xã B", "đạt", "chưa đạt"]]
    assert verdicts(made_at(tmp_path, "r04_khong_level.xlsx", rows), "2") == {"xã A": "met", "xã B": "not_met"}
    text = "unit;1;2\nxã A;đạt;đạt\nxã B;đạt;chưa đạt\n"
    assert verdicts(made_at(tmp_path, "r04_khong_level.csv", text), "2") == {"xã A": "met", "xã B": "not_met"}


def test_r11_a_district_that_no_row_is_about_is_judged_by_itself(tmp_path: Path) -> None:
    text = district(count=12).replace("xã L;xa;huyện Hải Hà", "xã L;xa;huyện Hải Hàa")
    path = made_at(tmp_path, "r11_within_sai.csv", text)
    book = Library(plugins=()).rulebook("huyen-ntm", province="quang-ninh", on=office.ON)
    table = read_figures(path, rulebook=book)
    assert len(table.unit("huyện Hải Hà").children) == 11
    assert of_communes(book.evaluate(table.unit("huyện Hải Hà"))) == "undetermined"  # 11 of 12 are there


def test_v02_v03_a_province_over_its_districts(tmp_path: Path) -> None:
    head = "unit;level;within;so-huyen;so-thi-xa;vn/huyen-ntm/2021;vn/thi-xa-ntm/2021\ntỉnh Quảng Ninh;tinh;;7;6;;\n"
    districts = ("Vân Đồn", "Hải Hà", "Bình Liêu", "Tiên Yên", "Đầm Hà", "Ba Chẽ", "Cô Tô")
    rows = "".join(f"huyện {each};huyen;tỉnh Quảng Ninh;;;đạt;\n" for each in districts)
    towns = ("TP Hạ Long", "TP Cẩm Phả", "TP Móng Cái", "TP Uông Bí", "TX Đông Triều", "TX Quảng Yên")
    rows_of_towns = "".join(f"{each};thi-xa;tỉnh Quảng Ninh;;;;đạt\n" for each in towns)
    whole = judged(made_at(tmp_path, "v03_tinh_thi_xa.csv", head + rows + rows_of_towns), "tinh-ntm")
    assert [str(whole.node(label).verdict.value) for label in ("1", "2", "3")] == ["met", "met", "undetermined"]
    assert "0–7/7" in whole.text(view="full", lang="vi")  # nâng cao: all are open
    part = judged(made_at(tmp_path, "v02_tinh_ca_bo.csv", head + rows), "tinh-ntm")
    assert [str(part.node(label).verdict.value) for label in ("1", "2")] == ["met", "undetermined"]


def test_z02_a_region_that_is_none_is_refused(tmp_path: Path) -> None:
    text = "Đơn vị;Vùng;10.1\nxã A;Đồng bằng sông Hồng;58\nxã B;ĐBSH;58\n"
    assert codes(made_at(tmp_path, "z02_cot_vung.csv", text)) == ["NTM604"]


# ----- reports as they are published


def test_an_nong_2024_is_read_and_agrees_with_what_was_published() -> None:
    [unit] = office.table(ROOT / "examples" / "an-nong-2024.csv", province="An Giang").units
    assert office.rulebook("An Giang").evaluate(unit).tally.criteria.met == 16


def test_s01_to_s04_tallies_and_two_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = "unit;subject;value;as_of\nxã A;10;chưa đạt;01/01/2023\nxã A;11;đạt;01/01/2023\n"
    then = first.replace("01/01", "31/10").replace("10;chưa đạt", "10;đạt")
    one = made_at(tmp_path, "s01_dau_nam.csv", first)
    two = made_at(tmp_path, "s02_den_nay.csv", then)
    days = ["--on", "2023-01-01", "--on", "2023-10-31"]
    assert run(["compare", str(one), str(two), "--province", "Quảng Ninh", *days]) in (0, 1, 2)
    assert "10" in capsys.readouterr().out
    both = made_at(tmp_path, "s03_ca_hai.csv", first + then.partition("\n")[2])
    assert verdicts(both, "10") == {"xã A": "met"}
    tally = made_at(tmp_path, "s04_tally.csv", "unit;subject;value;as_of\nxã A;tieu-chi;11/19;31/10/2023\n")
    assert read(tally) == {"xã A": {"tieu-chi": "11/19"}}


# ----- names of files and other programs


def test_u01_a_name_in_capitals_is_the_same_kind(tmp_path: Path) -> None:
    path = made_at(tmp_path, "u01.xlsx", [LONG, ["xã A", "17.2", 92]])
    assert read(path.rename(tmp_path / "u01.XLSX")) == {"xã A": {"17.2": "92"}}


def test_u03_a_workbook_under_the_name_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    path = made_at(tmp_path, "u03.xlsx", [LONG, ["xã A", "17.2", 92]]).rename(tmp_path / "u03.xlsb")
    with pytest.raises(FiguresError, match="xlsx") as error:
        office.table(path)
    assert error.value.code == "NTM504"
    assert "workbook.bin" not in str(error.value)


@pytest.mark.parametrize("name", ["u08_mat_khau.xlsx", "u08.xls", "u08-95.xls", "u08.ods", "u08-whole.ods"])
def test_u08_a_password_is_named(tmp_path: Path, name: str) -> None:
    made = {"u08_mat_khau.xlsx": office.locked, "u08.xls": lambda: office.locked("Workbook"),
            "u08-95.xls": lambda: office.locked("Book"), "u08.ods": office.locked_ods,
            "u08-whole.ods": lambda: office.locked_ods(whole=True)}  # fmt: skip
    path = made_at(tmp_path, name, made[name]())
    with pytest.raises(FiguresError, match="password") as error:
        office.table(path)
    assert error.value.code == "NTM504"


def test_x02_a_formula_of_an_old_workbook_that_nobody_calculated(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    path = office.xls(tmp_path / "x02_xls_congthuc_chua_tinh.xls", [LONG, ["xã A", SHARE, xlwt.Formula("19/20*100")]])
    assert places(path) == ["2:3 NTM502"]


def test_x01_an_old_workbook_says_its_formats(tmp_path: Path) -> None:
    pytest.importorskip("xlrd")
    rows = [LONG, ["xã A", SHARE, Shown(0.955, "0.0%")], ["xã B", SHARE, 95], ["xã C", Shown(17.1, "0.00"), "đạt"]]
    path = office.xls(tmp_path / "x01.xls", rows)
    assert read(path) == {"xã A": {SHARE: "95.5%"}, "xã B": {SHARE: "95"}, "xã C": {"17.10": "met"}}


def test_an_old_workbook_without_its_formats_asks_about_a_fraction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.xls(tmp_path / "x01.xls", [LONG, ["xã A", SHARE, Shown(0.955, "0.0%")], ["xã B", SHARE, 95.5]])
    monkeypatch.setattr("ntmrules.figures.oldexcel.marks_in_xls", lambda _: {})
    assert places(path) == ["2:3 NTM506"]


def test_e07_hidden_parts_of_a_page_are_said_once(tmp_path: Path) -> None:
    page = Page(rows=[["unit", "17.2"], ["xã A", 95], ["xã B", 96], ["xã C", 97]], hidden_rows=[1, 2, 3])
    assert left_out(made_at(tmp_path, "e07.xlsx", page)) == [("hidden_rows", "2-4")]


# ----- the set that the labels speak of


@pytest.mark.parametrize(
    ("label", "day", "fit", "on"),
    [
        ("17.2", "2026-10-31", "vn/xa-ntm/2021", "2025-12-31"),
        ("18.8", "2023-01-01", "vn/xa-ntm-nang-cao/2021", "2023-01-01"),
    ],
)
def test_labels_of_another_set_name_the_set_that_fits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], label: str, day: str, fit: str, on: str
) -> None:
    path = made_at(tmp_path, "i13.csv", f"unit,subject,value\nxã A,{label},đạt\nxã B,{label},đạt\n")
    assert run(["evaluate", str(path), *QN, "--on", day]) == 3
    said = capsys.readouterr().err
    assert said.count("NTM503") == 1
    assert f"--set {fit} --on {on}" in said
    assert run(["evaluate", str(path), *QN, "--set", fit, "--on", on]) != 3  # what it says to do can be done


def test_a_label_that_no_set_knows_stays_a_slip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_at(tmp_path, "i13.csv", "unit,subject,value\nxã A,17.2,95\nxã A,99.9,đạt\n")
    assert run(["evaluate", str(path), *QN, "--on", "2026-10-31"]) == 3
    assert capsys.readouterr().err.count("unknown subject") == 2
