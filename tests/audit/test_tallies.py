"""Published tallies: the totals of the set in force, open criteria against open indicators, names, jumps, days."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import jsonschema
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import ntmrules
from ntmrules.audit import Audit, audit_schema
from ntmrules.errors import FiguresError
from ntmrules.library import Library
from ntmrules.verbs import audit

LIBRARY = Library(plugins=())
HEAD = "unit,set,as_of,tieu-chi,chi-tieu,unmet,note"


def table(tmp: Path, *rows: str, head: str = HEAD) -> Audit:
    path = tmp / "t.csv"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return audit(path, library=LIBRARY)


def kinds(found: Audit) -> list[str]:
    return [next(iter(each.relation)) for each in found.findings]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9; 13,", []),
        ("xã A,xa-ntm,2023-10-31,16/19,54/57,,", []),
        ("xã A,xa-ntm,2023-10-31,19/19,57/57,,", []),
        ("xã A,xa-ntm,31/10/2023,16/19,55/57,,", ["open"]),
        ("xã A,xa-ntm,2023-10-31,19/19,55/57,,", ["complete"]),
        ("xã A,xa-ntm,2023-10-31,18/19,57/57,,", ["complete"]),
        ("xã A,xa-ntm,2023-10-31,15/19,15/57,,", ["open"]),
        ("xã A,xa-ntm,2023-10-31,9/91,,,", ["total"]),
        ("xã A,xa-ntm,2023-10-31,10/19,46/75,,", ["total"]),
        ("xã A,xa-ntm,2019-10-31,10/19,40/49,,", []),
        ("xã A,vn/xa-ntm/2021,2019-10-31,10/19,40/49,,", ["in_force"]),
        ("xã A,xa-ntm,31/11/2023,10/19,46/57,,", ["date"]),
        ("xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9,", ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9; 13; 14,", ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9…,", []),
        ("xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9; 25,", ["unmet"]),
        ('xã A,xa-ntm,2023-10-31,17/19,,"Trường học, Thu nhập",', []),
        ("xã A,xa-ntm,2023-10-31,7-9/19,,,", []),
        ("xã A,xa-ntm,2023-10-31,,46/57,,", []),
        ("xã A,xa-ntm,2023-10-31,,46/75,,", ["total"]),
        ("xã A,xa-ntm,2023-10-31,>=6/19,,,", []),
        ("huyện A,huyen-ntm-nang-cao,2023,8/9,36/38,,", []),
        ("huyện A,huyen-ntm-nang-cao,2023,8/9,37/38,,", []),
        ("huyện A,huyen-ntm-nang-cao,2023,7/9,37/38,,", ["open"]),
    ],
)
def test_one_row(tmp_path: Path, row: str, expected: list[str]) -> None:
    assert kinds(table(tmp_path, row)) == expected


def test_a_tally_on_the_totals_of_another_set_names_it(tmp_path: Path) -> None:
    found = table(tmp_path, "xã Quảng Minh,xa-ntm-kieu-mau,2023,11/19,61/75,,")
    fits = found.findings[0].fits_if
    assert fits is not None
    assert (fits.kind, fits.value) == ("set", "vn/xa-ntm-nang-cao/2021")


def test_exchanged_digits_are_named(tmp_path: Path) -> None:
    fits = table(tmp_path, "xã A,xa-ntm,2023-10-31,9/91,,,").findings[0].fits_if
    assert fits is not None
    assert (fits.kind, fits.value) == ("transposed", "9/19")


def test_jumps_between_two_days_of_one_unit(tmp_path: Path) -> None:
    real = ("huyện Vân Đồn,huyen-ntm-nang-cao,2023-01,3/9,30/38,,", "huyện Vân Đồn,huyen-ntm-nang-cao,2023-10,8/9,36/38,,",
            "xã An Nông,xa-ntm,16/03/2023,10/19,46/57,,", "xã An Nông,xa-ntm,2024-03,16/19,53/57,,")  # fmt: skip
    assert table(tmp_path, *real).clean
    assert table(tmp_path, *reversed(real)).clean
    wrong = ("xã A,xa-ntm,16/03/2023,10/19,46/57,,", "xã A,xa-ntm,2024-03,16/19,48/57,,")
    assert kinds(table(tmp_path, *wrong)) == ["jump"]
    assert kinds(table(tmp_path, *reversed(wrong))) == ["jump"]
    same = ("xã A,xa-ntm,16/03/2023,10/19,46/57,,", "xã A,xa-ntm,2023-03-16,11/19,47/57,,")
    assert kinds(table(tmp_path, *same)) == ["same_day"]
    apart = ("xã A,xa-ntm,16/03/2023,10/19,46/57,,B", "xã A,xa-ntm,2023-03-16,11/19,47/57,,C")
    assert table(tmp_path, *apart, head="unit,set,as_of,tieu-chi,chi-tieu,unmet,within").clean


def test_a_finding_names_what_the_unit_lies_in(tmp_path: Path) -> None:
    [found] = table(
        tmp_path, "xã A,xa-ntm,2023-10-31,20/19,,,huyện B", head="unit,set,as_of,tieu-chi,chi-tieu,unmet,within"
    ).findings
    assert found.vi.startswith("xã A, huyện B: ")
    assert found.en.startswith("xã A, huyện B: ")
    assert next(iter(found.relation.values()))["within"] == "huyện B"


def test_all_bad_cells_at_once(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as caught:
        table(tmp_path, "xã A,xa-ntm,hôm qua,9/x,,,", ",xa-ntm,2023,9/19,,,")
    assert [problem.where for problem in caught.value.problems] == ["t.csv:2:3", "t.csv:2:4", "t.csv:3:1"]
    with pytest.raises(FiguresError) as caught:
        table(tmp_path, "xã A,xa-ntmm,2023,9/19,,,")
    assert "t.csv:2" in str(caught.value)
    with pytest.raises(FiguresError):
        table(tmp_path, "xã A,xa-ntm,2023,9/19", head="unit,set,as_of,tieu-chii")


def test_a_workbook_is_read_as_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([HEAD.split(","), ["xã A", "xa-ntm", "2023-10-31", "19/19", "55/57", "", ""]]):
            sheet.write_row(row, 0, cells)
    assert kinds(audit(path, library=LIBRARY)) == ["complete"]


def test_data_has_its_schema(tmp_path: Path) -> None:
    found = table(tmp_path, "xã A,xa-ntm,2023-10-31,19/19,55/57,,", "xã B,xa-ntm,2023-10-31,9/91,,,")
    jsonschema.validate(found.to_dict(), audit_schema(), cls=jsonschema.Draft202012Validator)


SIZES = [heading.declared or 0 for heading in LIBRARY.rulebook("xa-ntm", on="2023-10-31").headings]


@st.composite
def tallies(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    """Criteria met, indicators met and the open criteria of one commune whose indicators are met or not at random."""
    unmet = [draw(st.integers(0, size)) for size in SIZES]
    open_ = [number for number, missing in enumerate(unmet, 1) if missing]
    return 19 - len(open_), 57 - sum(unmet), open_


@settings(max_examples=40, deadline=None)
@given(st.lists(tallies(), min_size=1, max_size=6), st.data())
def test_tallies_of_a_consistent_province_are_clean_and_one_wrong_digit_of_a_total_is_found(
    tmp_path_factory: pytest.TempPathFactory, communes: list[tuple[int, int, list[int]]], data: st.DataObject
) -> None:
    tmp = tmp_path_factory.mktemp("audit")

    cells = [[str(met), "19", str(indicators), "57"] for met, indicators, _ in communes]

    def rows() -> list[str]:
        return [
            f"xã {index},xa-ntm,2023-10-31,{met}/{criteria},{indicators}/{total},{'; '.join(map(str, open_))},"
            for index, ((met, criteria, indicators, total), (_, _, open_)) in enumerate(
                zip(cells, communes, strict=True)
            )
        ]

    assert table(tmp, *rows()).clean
    # How many criteria are met is covered by the names of those that are not, both totals by the set in force.
    row = data.draw(st.integers(0, len(cells) - 1))
    cell = data.draw(st.sampled_from([0, 1, 3]))
    right = cells[row][cell]
    place = data.draw(st.integers(0, len(right) - 1))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != right[place]]))
    cells[row][cell] = right[:place] + digit + right[place + 1 :]
    assert not table(tmp, *rows()).clean


@pytest.mark.parametrize(
    ("tally", "kind", "value"),
    [
        ("10/19,64/57", "transposed", "46/57"),
        ("10/19,56/57", "digit", "18/19"),
        ("91/19,57/57", "transposed", "19/19"),
        ("19/19,56/57", "digit", "57/57"),
        ("18/19,3/57", "transposed", None),
    ],
)
def test_the_slip_that_makes_a_row_fit_is_named(tmp_path: Path, tally: str, kind: str, value: str | None) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"unit,set,as_of,tieu-chi,chi-tieu\nxã A,xa-ntm,2023-10-31,{tally}\n", "utf-8")
    fits = audit(path).findings[0].fits_if
    if value is None:
        assert fits is None or fits.kind != kind
    else:
        assert fits is not None
        assert (fits.kind, fits.value) == (kind, value)


@pytest.mark.parametrize("word", ["không", "-", "0", "Không có", "tất cả đều đạt"])
def test_a_word_for_nothing_names_no_criterion(tmp_path: Path, word: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"unit,set,as_of,tieu-chi,chi-tieu,unmet\nxã A,xa-ntm,2023-10-31,19/19,57/57,{word}\n", "utf-8")
    assert audit(path).clean


def test_a_total_is_no_unit_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "unit,set,as_of,tieu-chi,chi-tieu\nxã A,xa-ntm,2023-10-31,19/19,57/57\nTổng cộng,,,19,57\n", "utf-8"
    )
    found = audit(path)
    assert found.clean
    assert "Tổng cộng" in found.remarks[0].vi


def test_of_a_workbook_other_sheets_are_said_and_formulas_without_a_result_are_refused(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["unit", "set", "as_of", "tieu-chi", "chi-tieu", "unmet"])
    sheet.append(["xã A", "xa-ntm", "31/10/2023", "19/19", 57, None])
    book.create_sheet("Hai").append(["gì đó"])
    book.save(tmp_path / "t.xlsx")
    assert "Hai" in audit(tmp_path / "t.xlsx").remarks[0].vi
    sheet["F2"] = "=1+1"
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(FiguresError, match="NTM502"):
        audit(tmp_path / "t.xlsx")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # More than there are, by the total of the set where the row prints none.
        ("xã A,xa-ntm,2023-10-31,25,,,", ["at_most"]),
        ("xã A,xa-ntm,2023-10-31,,60,,", ["at_most"]),
        ("xã A,xa-ntm,2023-10-31,17-21/19,,,", ["at_most"]),
        # Nothing is left, says the row, and the tally leaves three.
        ("xã A,xa-ntm,2023-10-31,16/19,,Không,", ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,16/19,,0,", ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,16/19,,-,", []),
        # As people write lists.
        ('xã A,xa-ntm,2023-10-31,16/19,,"tiêu chí số 5, số 9 và số 13",', []),
        ('xã A,xa-ntm,2023-10-31,16/19,,"tiêu chí số 5, số 9",', ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,17/19,,Y tế và Thu nhập,", []),
        ("xã A,xa-ntm,2023-10-31,18/19,,Y tế và Thu nhập,", ["unmet"]),
        ('xã A,xa-ntm,2023-10-31,18/19,54/57,"17 (17.1, 17.2)",', []),
        ("xã A,xa-ntm,2023-10-31,17/19,50/57,tiêu chí 10 (thu nhập); tiêu chí 17 (môi trường),", []),
        ("xã A,xa-ntm,2023-10-31,18/19,,Môi trường,", []),
        ("xã A,xa-ntm,2023-10-31,17/19,,10-17,", []),
        ("xã A,xa-ntm,2023-10-31,13/19,,cơ bản đạt: 3; chưa đạt: 3,", []),
        # More indicators named than are open.
        ("xã A,xa-ntm,2023-10-31,17/19,55/57,2.1; 2.2; 2.3; 17.1,", ["unmet"]),
        ("xã A,xa-ntm,2023-10-31,17/19,53/57,2.1; 2.2; 2.3; 17.1,", []),
        ("xã A,xa-ntm,2023-10-31,17/19,53/57,2; 17,", []),
    ],
)
def test_what_a_row_says_of_what_is_open(tmp_path: Path, row: str, expected: list[str]) -> None:
    assert kinds(table(tmp_path, row)) == expected


@pytest.mark.parametrize(
    "row",
    [
        "xã O,xa-ntm,2026-10-31,19/19,57/57,,",  # neither 19/10 nor 57/47
        "xã B,xa-ntm,2023-10-31,18/18,57/57,,",  # 18/19 with all indicators would contradict itself
        "huyện C,huyen-ntm,2023-10-31,10/8,,,",
    ],
)
def test_a_correction_that_cannot_be_is_not_named(tmp_path: Path, row: str) -> None:
    found = table(tmp_path, row).findings
    assert found
    assert [each.fits_if for each in found] == [None] * len(found)


def test_where_several_slips_fit_all_are_named_or_none(tmp_path: Path) -> None:
    fits = table(tmp_path, "xã A,xa-ntm,2023-10-31,19/19,56/57,,").findings[0].fits_if
    assert fits is not None
    assert (fits.value, [value for _, value in fits.also], fits.others) == ("57/57", ["18/19"], 1)
    assert "57/57" in fits.vi
    assert "hoặc tiêu chí là 18/19" in fits.vi
    assert table(tmp_path, "xã A,xa-ntm,2023-10-31,10/19,1/57,,").findings[0].fits_if is None
    for row, vi in (
        ("18/19,57/57", ("tiêu chí là 19/19", "chỉ tiêu là 50–56/57", "chỉ tiêu là 47/57")),
        ("17/19,56/57", ("chỉ tiêu là 50–55/57", "tiêu chí là 18/19", "chỉ tiêu là 46/57")),
        ("1/19,0/57", ("chỉ tiêu là 1–9/57", "tiêu chí là 0/19")),
    ):
        fits = table(tmp_path, f"xã A,xa-ntm,2023-10-31,{row},,").findings[0].fits_if
        assert fits is not None
        assert set(fits.vi.split(" hoặc ")) == {f"{each} (sai một chữ số)" for each in vi}


def test_rows_of_one_unit_are_found_however_it_and_its_set_are_written(tmp_path: Path) -> None:
    one = "xã Đông Á,xa-ntm,2023-10-31,10/19,46/57,,"
    for other in (
        "xã Ðông Á,xa-ntm,2023-10-31,12/19,46/57,,",
        "Xã  Đông Á,xa-ntm,31/10/2023,12/19,46/57,,",
        "xã Đông Á,vn/xa-ntm/2021,2023-10-31,12/19,46/57,,",
        "xã Đông Á,vn/xa-ntm,2023-10-31,12/19,46/57,,",
    ):
        assert kinds(table(tmp_path, one, other)) == ["same_day"]
    for other in ("10 / 19,46 /57", "10,46", "10/19,", "10/19,46/57"):
        assert table(tmp_path, one, f"xã Đông Á,xa-ntm,31/10/2023,{other},,").clean
    assert table(tmp_path, one, "xã Đông Ả,xa-ntm,2023-10-31,12/19,46/57,,").clean


@pytest.mark.parametrize(
    "head",
    [
        "Tên đơn vị,Bộ tiêu chí áp dụng,Tính đến ngày,TC đạt,Chỉ tiêu đạt,TC chưa đạt",
        "Địa phương,Bộ TC,Ngày báo cáo,Số tiêu chí đạt được,CT đạt,Các tiêu chí không đạt",
        "Xã,Bộ tiêu chí,Kỳ báo cáo,Tiêu chí đạt,Số chỉ tiêu đạt được,Các tiêu chí còn thiếu",
        "Tên xã,Bộ tiêu chí,Thời gian,Số tiêu chí,Số chỉ tiêu,Tên tiêu chí chưa đạt",
    ],
)
def test_headings_as_offices_write_them(tmp_path: Path, head: str) -> None:
    row = 'xã A,xa-ntm,31/12/2023,16/19,53/57,"{}"'
    assert table(tmp_path, row.format("2, 5 và 11"), head=head).clean
    assert kinds(table(tmp_path, row.format("2, 5"), head=head)) == ["unmet"]


def test_a_column_that_numbers_the_rows_is_passed_over(tmp_path: Path) -> None:
    assert table(tmp_path, "1,xã A,xa-ntm,2023-10-31,10/19", head="STT,unit,set,as_of,tieu-chi").clean


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 30), st.integers(0, 70), st.sampled_from([None, 18, 19, 91, 10]), st.sampled_from([None, 57, 75, 47])
)
def test_a_correction_makes_the_row_fit_and_is_no_more_than_there_is(
    tmp_path_factory: pytest.TempPathFactory, met: int, indicators: int, criteria: int | None, total: int | None
) -> None:
    tmp = tmp_path_factory.mktemp("fits")

    def row(tieu_chi: str, chi_tieu: str) -> str:
        return f"xã A,xa-ntm,2023-10-31,{tieu_chi},{chi_tieu},,"

    said = {
        "tieu-chi": f"{met}" + (f"/{criteria}" if criteria else ""),
        "chi-tieu": f"{indicators}" + (f"/{total}" if total else ""),
    }
    for finding in table(tmp, row(said["tieu-chi"], said["chi-tieu"])).findings:
        fits = finding.fits_if
        if fits is None or fits.kind == "set":
            continue
        for figure, value in ((fits.figure, fits.value), *fits.also):
            changed = {**said, figure.split(" ", maxsplit=1)[0]: value}
            number, _, of = value.partition("/")
            assert int(number) <= int(of or 57)
            again = table(tmp, row(changed["tieu-chi"], changed["chi-tieu"]))
            assert finding.relation not in [each.relation for each in again.findings]


WITHIN = "unit,set,as_of,tieu-chi,chi-tieu,within"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("xã A,{},huyện X", "A,{},huyện X", "same_day"),
        ("xã A,{},huyện X", "xã A,{},", "same_day"),
        ("xã A,{},huyện X", "A,{},", "same_day"),
        ("xã A,{},huyện X", "xã A,{},X", "same_day"),
        ("xã A,{},TX X", "xã A,{},thị xã X", "same_day"),
        ("TP. Hạ Long,{},", "thành phố Hạ Long,{},", "same_day"),
        ("xã Hòa Bình,{},", "xã Hoà Bình,{},", "same_day"),
        ("xã A,{},", "phường A,{},", None),
        ("xã A,{},huyện X", "xã A,{},huyện Y", None),
        ("xã A,{},huyện X", "xã A,{},thị xã X", None),  # Kỳ Anh and Cai Lậy are both
        ("thôn Đông,{},xã B", "xóm Đông,{},xã B", None),
        ("xã Bản Hồ,{},", "Bản Hồ,{},", "same_day"),
    ],
)
def test_a_unit_is_one_however_it_is_written(tmp_path: Path, one: str, other: str, kind: str | None) -> None:
    rows = one.format("xa-ntm,2023-10-31,10/19,46/57"), other.format("xa-ntm,2023-10-31,12/19,48/57")
    for each in (rows, rows[::-1]):
        assert kinds(table(tmp_path, *each, head=WITHIN)) == ([kind] if kind else [])


def test_a_row_that_can_be_of_several_units_is_compared_with_none_and_that_is_said(tmp_path: Path) -> None:
    rows = [
        f"xã A,xa-ntm,2023-10-31,{met}/19,,{within}" for met, within in ((10, "huyện X"), (11, "huyện Y"), (12, ""))
    ]
    for order in (rows, rows[::-1]):
        found = table(tmp_path, *order, head=WITHIN)
        assert found.clean
        assert ["nhiều đơn vị tên này" in each.vi for each in found.remarks] == [True]


def test_of_several_rows_of_one_day_each_that_differs_is_found(tmp_path: Path) -> None:
    rows = [f"xã A,xa-ntm,2023-10-31,10/19,{indicators},," for indicators in ("46/57", "", "47/57")]
    assert kinds(table(tmp_path, *rows)) == ["same_day"]
    assert kinds(table(tmp_path, *rows, rows[0])) == ["same_day"]


@pytest.mark.parametrize(
    ("word", "clean"),
    [
        ("Không có tiêu chí nào", True),
        ("Không còn tiêu chí chưa đạt", True),
        ("không có chỉ tiêu nào chưa đạt.", True),
        ("đã đạt hết", True),
        ("Toàn bộ các tiêu chí đều đạt", True),
        ("Không đạt tiêu chí 5", False),
    ],
)
def test_a_sentence_that_says_that_nothing_is_left(tmp_path: Path, word: str, *, clean: bool) -> None:
    assert table(tmp_path, f"xã A,xa-ntm,2023-10-31,19/19,57/57,{word},").clean is clean
    assert table(tmp_path, f"xã A,xa-ntm,2023-10-31,17/19,54/57,{word},").clean is False


@pytest.mark.parametrize(
    "unmet",
    [
        '"TC2, TC17"',
        '"2 tiêu chí: Giao thông, Môi trường và an toàn thực phẩm"',
        "Giao thông - Môi trường",
        '"Tổ chức sản xuất và phát triển kinh tế nông thôn, Thuỷ lợi và phòng, chống thiên tai"',
        "Tiêu chí số 2 và số 17",
    ],
)
def test_lists_of_names_as_offices_write_them(tmp_path: Path, unmet: str) -> None:
    found = table(tmp_path, f"xã A,xa-ntm,2023-10-31,17/19,55/57,{unmet},")
    assert (found.findings, found.remarks) == ((), ())
    assert kinds(table(tmp_path, f"xã A,xa-ntm,2023-10-31,18/19,55/57,{unmet},")) == ["unmet"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["xã A", "A", "phường A", "Xã  A"]),
            st.sampled_from(["", "huyện X", "X", "huyện Y"]),
            st.sampled_from(["", "2023-10-31", "30/09/2023"]),
            st.integers(8, 11),
            st.sampled_from(["", "40", "46/57"]),
        ),
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str, int, str]], order: random.Random
) -> None:
    rows = [f"{name},xa-ntm,{day or '31/10/2023'},{met}/19,{indicators},{within}"
            for name, within, day, met, indicators in drawn] + ["xã B,xa-ntm,2023,1,,"]  # fmt: skip
    shuffled = rows.copy()
    order.shuffle(shuffled)
    tmp = tmp_path_factory.mktemp("order")

    def said(of: list[str]) -> tuple[list[tuple[str, str]], int, set[str]]:
        found = table(tmp, *of, head=WITHIN)
        days = sorted((kind, each.relation[kind]["unit"][-1]) for each in found.findings for kind in each.relation)
        return [each for each in days if each[0] != "jump"], found.checked, {kind for kind, _ in days}

    assert said(rows) == said(shuffled)


def test_rows_of_wider_units_among_communes_are_named_and_not_checked(tmp_path: Path) -> None:
    found = table(tmp_path, "huyện Vân Đồn,xa-ntm,2022-12-31,22/38,86/114,,", "TP Hạ Long,xa-ntm,2022-12-31,19/19,40/57,,",
                  "xã Đông Xá,xa-ntm,2022-12-31,10/19,46/57,,", "Cộng,xa-ntm,2022-12-31,32/57,,,")  # fmt: skip
    assert found.clean, found.text()
    assert [("huyện Vân Đồn" in each.vi, "TP Hạ Long" in each.vi, "Cộng" in each.vi) for each in found.remarks] == [
        (False, False, True), (True, False, False), (False, True, False)]  # fmt: skip
    (bad,) = table(tmp_path, "thị xã Đông Triều,huyen-ntm-nang-cao,2023,8/9,36/48,,").findings
    assert next(iter(bad.relation)) == "total"


def test_a_total_of_another_time_says_whose_it_is(tmp_path: Path) -> None:
    (old,) = table(tmp_path, "xã A,xa-ntm,2022-12-31,10/19,40/49,,").findings
    assert "49 là của vn/xa-ntm/2016, đã hết hiệu lực ngày 07/03/2022" in old.vi
    (early,) = table(tmp_path, "xã A,xa-ntm,2019-12-31,10/19,46/57,,").findings
    assert "57 là của vn/xa-ntm/2021, chỉ có hiệu lực từ 08/03/2022" in early.vi
    assert table(tmp_path, "xã A,xa-ntm,2022-02-28,10/19,40/49,,").clean


def test_a_day_and_a_set_merged_over_rows_are_those_of_each_and_titles_stand_above(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["UBND HUYỆN VÂN ĐỒN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        sheet.write_row(2, 0, ["STT", "Đơn vị", "Bộ tiêu chí", "Ngày", "Số tiêu chí đạt", "Số chỉ tiêu đạt"])
        sheet.merge_range(3, 2, 5, 2, "xa-ntm")
        sheet.merge_range(3, 3, 5, 3, datetime.date(2022, 12, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        for row, (name, criteria, indicators) in enumerate([("A", 10, 46), ("B", 11, 47), ("C", 12, 12)], 3):
            sheet.write_row(row, 0, [row - 2, f"xã {name}"])
            sheet.write_row(row, 4, [f"đạt {criteria}/19", f"{indicators}/57 chỉ tiêu"])
    found = audit(path, library=LIBRARY)
    assert [(each.at, next(iter(each.relation))) for each in found.findings] == [("t.xlsx:6", "open")]


def test_every_sheet_with_a_table_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for month in (6, 7):
            sheet = book.add_worksheet(f"T{month}")
            sheet.write_row(0, 0, ["unit", "set", "as_of", "tieu-chi", "chi-tieu"])
            sheet.write_row(
                1, 0, ["xã A", "xa-ntm", f"tháng {month}/2023", "10/19", "46/57" if month == 6 else "46/75"]
            )
    assert [each.at for each in audit(path, library=LIBRARY).findings] == ["t.xlsx[T7]:2:5"]


def test_a_sheet_saved_as_csv_keeps_its_titles(tmp_path: Path) -> None:
    found = table(tmp_path, ",,", "Đơn vị,Bộ tiêu chí,Ngày,Số tiêu chí đạt", "xã A,xa-ntm,2023,20/19",
                  head="UBND HUYỆN VÂN ĐỒN,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")  # fmt: skip
    assert [each.at for each in found.findings] == ["t.csv:4:4"]


@pytest.mark.parametrize("total", ["Tổng cộng,,,,31/19,,", ",Tổng cộng,,,31/19,,", "Cộng toàn huyện,,,,,,"])
def test_a_total_below_stops_nothing_wherever_it_is_named(tmp_path: Path, total: str) -> None:
    head = "STT,Đơn vị,Bộ tiêu chí,Thời điểm,Tiêu chí đạt,Chỉ tiêu đạt,Tiêu chí chưa đạt"
    found = table(tmp_path, "1,xã A,xa-ntm,2023-10-31,16/19,53/57,5; 9; 13", total, head=head)
    assert not found.findings
    assert [each.at for each in found.remarks if "không phải đơn vị" in each.vi] == ["t.csv:3"]


@pytest.mark.parametrize(("day", "told"), [("2025-06-30", False), ("30/9/2025", True)])
def test_a_unit_that_is_none_any_more_on_its_day_is_told(tmp_path: Path, day: str, told: bool) -> None:
    found = table(tmp_path, f"xã Tân Lập,xa-ntm,{day},19/19,57/57,,,An Giang", head=HEAD + ",province")
    assert not found.findings
    said = [each.vi for each in found.remarks if "01/07/2025" in each.vi]
    assert bool(said) is told
    assert not told or "Núi Cấm" in said[0]


@pytest.mark.parametrize(
    ("unit", "day", "told"),
    [("xã Núi Cấm", "31/1/2025", True), ("xã Núi Cấm", "30/9/2025", False), ("xã Tân Lập", "31/1/2025", False),
     ("xã Không Có", "31/1/2025", False), ("Núi Cấm", "31/1/2025", True)],
)  # fmt: skip
def test_a_unit_that_is_not_there_yet_on_its_day_is_told(tmp_path: Path, unit: str, day: str, *, told: bool) -> None:
    found = table(
        tmp_path, f"{unit},xa-ntm,{day},17/19,50/57,An Giang", head="unit,set,as_of,tieu-chi,chi-tieu,province"
    )
    assert any("chưa có đơn vị tên này" in each.vi for each in found.remarks) is told
    assert found.clean


@pytest.mark.parametrize(
    ("unit", "words", "tally", "kind"),
    [
        ("xã A", "Nông thôn mới", "16/19,53/57", None),
        ("xã A", "NTM", "16/19,53/75", "total"),
        ("xã A", "Xã nông thôn mới nâng cao", "16/19,53/75", None),
        ("xã A", "Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2021-2025", "16/19,53/57", None),
        ("huyện A", "NTM nâng cao", "8/9,36/38", None),
        ("huyện A", "NTM nâng cao", "8/9,36/57", "total"),
        ("phường A", "NTM", "16/19,53/57", None),
    ],
)
def test_a_set_in_words_is_that_of_the_unit(
    tmp_path: Path, unit: str, words: str, tally: str, kind: str | None
) -> None:
    (tmp_path / "t.csv").write_text(f"unit,set,as_of,tieu-chi,chi-tieu\n{unit},{words},2023-10-31,{tally}\n", "utf-8")
    assert kinds(ntmrules.audit(tmp_path / "t.csv")) == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("tally", "unmet", "expected"),
    [
        ("17/19", "- Thu nhập\n- Môi trường", []),
        ("17/19", "+ Thu nhập\n+ Môi trường và an toàn thực phẩm", []),
        ("17/19", "Còn 2 tiêu chí chưa đạt: 10, 17", []),
        ("17/19", "còn lại 2 tiêu chí chưa đạt: Thu nhập; Môi trường", []),
        ("17/19", "- Thu nhập\n- Môi trường\n- Lao động", ["unmet"]),
        ("17/19", "Còn 3 tiêu chí chưa đạt: 10, 17, 18", ["unmet"]),
        ("16/19", "Còn 3 tiêu chí chưa đạt: 10, 17", ["unmet"]),
    ],
)
def test_lists_under_dashes_and_behind_how_many(tmp_path: Path, tally: str, unmet: str, expected: list[str]) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for place, cell in enumerate(HEAD.split(",")):
            sheet.write_string(0, place, cell)
        for place, cell in enumerate(("xã A", "xa-ntm", "2023-10-31", tally, "", unmet)):
            sheet.write_string(1, place, cell)
    assert kinds(audit(path, library=LIBRARY)) == expected
