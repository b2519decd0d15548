"""Columns that an import does not understand by itself, and what a person says of them; names that go on over a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.pack import write_pack
from ntmrules.errors import UsageError
from ntmrules.messages import speaking

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
INSURED = "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế"
WATERED = "3.1. Tỷ lệ đất sản xuất nông nghiệp được tưới tiêu chủ động"
SORTED = "17.5. Tỷ lệ hộ phân loại chất thải rắn tại nguồn"
Table = list[list[str]]


def imported(path: Path, set_id: str = SET, decision: str = DECISION, columns: tuple[str, ...] = ()) -> Imported:
    return import_annex(
        CATALOGUE, path, set_id, decision, "Công báo", kind="gazette", checked_on="2026-11-29", columns=columns
    )


def page(path: Path, *tables: Table, between: str = "", head: str = "PHỤ LỤC II") -> Path:
    lines = [["".join(f"<td>{cell}" for cell in row) for row in table] for table in tables]
    parts = [f"<table>{''.join(f'<tr>{line}' for line in table)}</table>" for table in lines]
    path.write_text(f"<p>{head}</p>{f'<p>{between}</p>'.join(parts)}", encoding="utf-8")
    return path


def said(found: Imported) -> list[tuple[str, str, str, str]]:
    return [(each.label, each.column, each.printed, each.status) for each in found.outcomes]


def test_a_column_that_is_not_understood_is_named_by_a_person(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu", "Xã NTM nâng cao"]
    path = page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "≥ 95%", "≥ 97%"]])
    found = imported(path)
    assert [each.status for each in found.outcomes] == ["common"]
    assert '--column "Xã NTM nâng cao=bỏ"' in found.outcomes[0].why
    assert said(imported(path, columns=("xã ntm nâng cao=bỏ",))) == [("14.1", "chung", "≥ 95%", "same")]
    assert said(imported(path, columns=("Chỉ tiêu=bỏ", "Xã NTM nâng cao=chung"))) == [
        ("14.1", "chung", "≥ 97%", "changed")
    ]
    assert "Xã NTM nâng cao=bỏ" in imported(path, columns=("Xã NTM nâng cao=bỏ",)).files["report.md"]


def test_an_area_and_a_year_are_named(tmp_path: Path) -> None:
    income = "10.1. Thu nhập bình quân đầu người (triệu đồng/người)"
    trained = "12.1. Tỷ lệ lao động qua đào tạo"
    path = page(
        tmp_path / "a.html",
        [
            ["TT", "Tiêu chí", "Nội dung", "Miền Trung phía Nam", "Tây Nguyên"],
            ["12", "Lao động", trained, "≥ 71%", "≥ 72%"],
        ],
    )
    found = imported(path, columns=("Miền Trung phía Nam=Duyên hải Nam Trung Bộ",))
    assert said(found) == [
        ("12.1", "Duyên hải Nam Trung Bộ", "≥ 71%", "changed"), ("12.1", "Tây Nguyên", "≥ 72%", "changed"),
    ] or said(found)[::-1] == [
        ("12.1", "Duyên hải Nam Trung Bộ", "≥ 71%", "changed"), ("12.1", "Tây Nguyên", "≥ 72%", "changed"),
    ]  # fmt: skip
    path = page(
        tmp_path / "b.html",
        [["TT", "Tiêu chí", "Nội dung", "Mức 2023", "Mức 2024"], ["14", "Y tế", INSURED, "≥ 95%", "≥ 96%"],
         ["10", "Thu nhập", income, "≥ 60", "≥ 62"]],
    )  # fmt: skip
    found = imported(path, columns=("Mức 2023=2023", "Mức 2024=2024"))
    assert [each[1] for each in said(found) if each[0] == "14.1"] == ["chung, năm 2023", "chung, năm 2024"]
    assert {each.status for each in found.outcomes if each.label == "10.1"} == {"unread"}  # levels by area, not for all


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("Mức 2025=chung", "Mức 2025"), ("Xã nghèo=chung", "một số xã"), ("Xã dưới 1000 dân=2023", "một số xã"),
        ("Hiện trạng=chung", "kết quả"), ("Đề xuất của tỉnh=chung", "kết quả"), ("TT=chung", "không thể là"),
        ("Xã NTM=tây bắc", "tây bắc"), ("Xã ĐBKK=chung", "một số xã"), ("Chỉ tiêu", "Chỉ tiêu"),
        ("Tây Nguyên (trừ Kon Tum)=tay-nguyen", "một số xã"),
    ],
)  # fmt: skip
def test_what_is_named_wrongly_is_refused_with_what_to_do(option: str, told: str, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu", "Xã NTM", "Xã ĐBKK", "Tây Nguyên (trừ Kon Tum)", "Xã nghèo", "Hiện trạng",
            "Xã dưới 1000 dân", "Đề xuất của tỉnh"]  # fmt: skip
    path = page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "≥ 95%", "1", "≥ 80%", "", "", "", "", ""]])
    with pytest.raises(UsageError, match="NTM026") as caught:
        imported(path, columns=(option,))
    assert told in str(caught.value)
    assert "--column" in str(caught.value) or "chung" in str(caught.value)


def test_names_may_stand_under_another_heading_than_contents(tmp_path: Path) -> None:
    head = ["STT", "Tiêu chí", "Yêu cầu", "Chỉ tiêu đạt"]
    rows = [["14", "Y tế", INSURED, "≥ 95%"], ["17", "Môi trường", SORTED, "≥ 50%"]]
    found = imported(page(tmp_path / "a.html", [head, *rows]))
    assert said(found) == [("14.1", "chung", "≥ 95%", "same"), ("17.5", "chung", "≥ 50%", "same")]
    waiting = [["14", INSURED, "≥ 95%", ""], ["17", SORTED, "≥ 50%", ""]]
    assert said(imported(page(tmp_path / "b.html", [head, *waiting]))) == said(found)
    reached = [["14", INSURED, "≥ 95%", "93%"], ["17", SORTED, "≥ 50%", "48%"]]
    path = page(tmp_path / "c.html", [head, *reached])
    with pytest.raises(UsageError, match='--column "Yêu cầu=chung"'):
        imported(path)
    assert said(imported(path, columns=("Yêu cầu=chung", "Chỉ tiêu đạt=bỏ"))) == said(found)


@pytest.mark.parametrize("again", [False, True])
def test_a_name_goes_on_in_the_table_of_the_next_page(again: bool, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    first = [head, ["14", "Y tế", "14.2. Tỷ lệ dân số được quản lý sức", "≥ 90%"]]
    second = [["", "", "khỏe", ""], ["17", "Môi trường", SORTED, "≥ 50%"]]
    path = page(tmp_path / "a.html", first, [head, *second] if again else second, between="Trang 2")
    assert said(imported(path)) == [("14.2", "chung", "≥ 90%", "same"), ("17.5", "chung", "≥ 50%", "same")]
    limited = [["", "", "khỏe của trẻ em", ""], *second[1:]]
    found = imported(page(tmp_path / "b.html", first, limited, between="2"))
    assert [each[0] for each in said(found)] == ["17.5"]


def test_a_level_to_be_reached_by_a_year_is_of_that_year_where_the_catalogue_has_it(tmp_path: Path) -> None:
    areas = [area.name.vi for area in CATALOGUE.schemes["regions-7"].areas]
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu chung", *areas]
    name = "10.1. Thu nhập bình quân đầu người khu vực nông thôn đến năm {} (triệu đồng/người)"
    for year, status in ((2020, "same"), (2018, "unread")):
        path = page(tmp_path / f"{year}.html", [head, ["10", "Thu nhập", name.format(year), "≥45", "≥36", "≥50", "≥36", "≥41",
                                                      "≥41", "≥59", "≥50"]], head="1980/QĐ-TTg")  # fmt: skip
        found = imported(path, "vn/xa-ntm/2016", "1980/QĐ-TTg")
        assert [each.status for each in found.outcomes if each.column != f"chung, năm {year}"] == [status] * 7
    green = "17.11. Đất cây xanh công cộng bình quân đầu người đến năm 2025"
    path = page(tmp_path / "g.html", [head[:4], ["17", "Môi trường", green, "≥ 6 m2/người"]])
    assert [(each.status, "đến năm 2025" in each.why) for each in imported(path).outcomes] == [("unread", True)]


def test_two_files_of_one_decision_load_together(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    one = imported(page(tmp_path / "phần 1.html", [head, ["3", "Thủy lợi", WATERED, "≥ 91%"]]))
    two = imported(page(tmp_path / "phần 2.html", [head, ["17", "Môi trường", SORTED, "≥ 55%"]]))
    for name, found in (("one", one), ("two", two)):
        write_pack(found.files, tmp_path / name)
    library = Library(packs=[tmp_path / "one", tmp_path / "two"], plugins=())
    book = library.rulebook(SET, on="2023-06-30", area="tay-nguyen")
    rules = {rule.id.rpartition("/")[2]: rule.requirement for heading in book.headings for rule in heading.rules}
    assert [rules[label].threshold.cell(2023, "tay-nguyen").value for label in ("3.1", "17.5")] == [91, 55]


def test_the_report_is_in_the_language_of_the_reader(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu", "Xã NTM"]
    path = page(
        tmp_path / "a.html",
        [head, ["14", "Y tế", INSURED, "90 - 95%", ""], ["2", "Giao thông", "2.9. Cầu dân sinh", "Đạt", "1"]],
    )
    told = imported(path).files["report.md"]
    assert not {"unmatched", "columns not read", "could not be read"} & set(told.split("·"))
    with speaking("en"):
        english = imported(path).files["report.md"]
    assert "No cell is taken" in english
    assert "the catalogue has no indicator 2.9" in english.casefold()
    assert not [line for line in english.splitlines() if "không" in line and "«" not in line and "Không" not in line]
    assert "danh mục không có chỉ tiêu 2.9" in told
    assert "ntmrules template --holes" in told.replace("\\", "")


def test_a_row_before_the_next_page_keeps_whose_table_it_is_of(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    other = [head, ["3", "Thủy lợi", WATERED, "≥ 80%"]]
    path = page(tmp_path / "a.html", other, [head, ["17", "Môi trường", SORTED, "≥ 55%"]], head="PHỤ LỤC I", between="")
    found = imported(path)
    assert "3.1" not in {each.label for each in found.outcomes}
    assert [row.label for row, _ in found.unmatched if row.other] == ["3.1"]


def test_a_column_of_units_is_not_told_as_left(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "ĐVT", "Chỉ tiêu"]
    found = imported(page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "%", "≥ 95"]]))
    assert (said(found), found.columns_left) == ([("14.1", "chung", "≥ 95", "same")], ())


def test_a_cell_that_goes_on_over_the_page_is_cut(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    first = [head, ["3", "Thủy lợi", WATERED, "≥ 91%"], ["17", "Môi trường", SORTED, "≥ 51%"]]
    for rest in ("trừ xã đảo", "(áp dụng từ năm 2024)"):
        path = page(
            tmp_path / "a.html", first, [["", "", "", rest], ["19", "", "19.3. Khác", "Đạt"]], between="Trang 2"
        )
        found = imported(path)
        assert [each.label for each in found.outcomes] == ["3.1"]
        assert "cắt đôi" in {row.label: why for row, why in found.unmatched}["17.5"]


REST = ("trừ xã đảo", "Xã đảo: 80%", "(áp dụng từ năm 2024)", "và ≥ 80% hộ nghèo")


@pytest.mark.parametrize("rest", REST)
def test_words_alone_below_a_level_are_its_rest(rest: str, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    rows = [head, ["14", "Y tế", INSURED, "≥ 96%"], ["", "", "", rest], ["17", "Môi trường", SORTED, "≥ 55%"]]
    found = imported(page(tmp_path / "a.html", rows))
    assert said(found) == [("17.5", "chung", "≥ 55%", "changed")]
    name = ["14", "Y tế", INSURED.rpartition("bảo hiểm")[0].strip(), "≥ 96%"]
    second = [["", "", "bảo hiểm y tế", ""], ["", "", "", rest], rows[-1]]
    assert said(imported(page(tmp_path / "b.html", [head, name], second, between="2"))) == said(found)


@pytest.mark.parametrize("again", [False, True])
def test_an_exception_first_on_the_next_page_is_heard_by_the_row_before(again: bool, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    second = [["", "", "Riêng xã đảo áp dụng 90%", ""], ["17", "Môi trường", SORTED, "≥ 55%"]]
    first = [head, ["3", "Thủy lợi", WATERED, "≥ 91%"], ["14", "Y tế", INSURED, "≥ 96%"]]
    found = imported(page(tmp_path / "a.html", first, [head, *second] if again else second, between="2"))
    assert [each[0] for each in said(found)] == ["3.1", "17.5"]  # the row behind it is another one


def test_one_column_may_be_of_two_areas_and_of_no_two_years(tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "BTB và DHNTB", "Tây Nguyên"]
    path = page(tmp_path / "a.html", [head, ["12", "Lao động", "12.1. Tỷ lệ lao động qua đào tạo", "≥ 71%", "≥ 72%"]])
    found = imported(path, columns=("BTB và DHNTB=Bắc Trung Bộ", "BTB và DHNTB=Duyên hải Nam Trung Bộ"))
    assert {each[1]: each[2] for each in said(found)} == {
        "Bắc Trung Bộ": "≥ 71%", "Duyên hải Nam Trung Bộ": "≥ 71%", "Tây Nguyên": "≥ 72%",
    }  # fmt: skip
    with pytest.raises(UsageError, match=r"NTM026.*hai lần"):
        imported(path, columns=("BTB và DHNTB=2023", "BTB và DHNTB=2024"))


def test_two_files_of_one_name_load_together(tmp_path: Path) -> None:
    head, packs = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"], []
    for name, row in (("một", ["3", "Thủy lợi", WATERED, "≥ 91%"]), ("hai", ["17", "Môi trường", SORTED, "≥ 55%"])):
        (tmp_path / name).mkdir()
        packs.append(tmp_path / name / "goi")
        write_pack(imported(page(tmp_path / name / "phu-luc.html", [head, row])).files, packs[-1])
    Library(packs=packs, plugins=())


BELOW = [
    ["", "", "- Xã đạt chuẩn trước năm 2021", "≥ 97%"], ["", "", "Miền núi", "≥ 90%"], ["", "", "Từ năm 2024", "≥ 98%"],
    ["", "", "Giai đoạn 2024 - 2025", "≥ 98%"], ["", "", "14.1a. Đối với xã đảo", "≥ 90%"], ["", "", "Thị trấn", "≥ 98%"],
    ["", "", "Vùng đồng bào dân tộc", "≥ 90%"],
]  # fmt: skip


@pytest.mark.parametrize("below", BELOW)
def test_a_level_of_some_in_the_row_below_leaves_the_one_above_open(below: list[str], tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    found = imported(
        page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "≥ 96%"], below, ["17", "", SORTED, "≥ 55%"]])
    )
    assert said(found) == [("17.5", "chung", "≥ 55%", "changed")]
    assert below[2].removeprefix("14.1a. ") in {row.label: why for row, why in found.unmatched}["14.1"]


@pytest.mark.parametrize("below", [["", "", "+ Trong đó: hộ nghèo", "100%"], ["", "", "Tổng số tiêu chí", "19"]])
def test_a_part_of_what_is_counted_and_a_total_take_nothing_out(below: list[str], tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    found = imported(page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "≥ 96%"], below]))
    assert said(found) == [("14.1", "chung", "≥ 96%", "changed")]


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("Ghi chú: tỷ lệ tính theo số liệu của năm đánh giá", True), ("Ghi chú: xã đảo áp dụng 90%", False),
        ("Ghi chú: chỉ áp dụng với xã có khu công nghiệp", False), ("(1) Tính theo hướng dẫn của Bộ Y tế", True),
    ],
)  # fmt: skip
def test_a_note_between_the_rows_is_no_part_of_a_name(note: str, *, read: bool, tmp_path: Path) -> None:
    head, last = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"], ["17", "Môi trường", SORTED, "≥ 55%"]
    for row in (["", "", note, ""], [note] * 4):
        found = imported(page(tmp_path / "a.html", [head, ["14", "Y tế", INSURED, "≥ 96%"], row, last]))
        assert [each[0] for each in said(found)] == [*["14.1"] * read, "17.5"]
        assert note in found.files["report.md"].replace("\\", "")


@pytest.mark.parametrize("line", ["Riêng xã đảo áp dụng 90% mức trên", "Các mức trên không áp dụng với xã đảo"])
def test_a_line_between_two_tables_about_the_one_above_is_heard(line: str, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"]
    first, second = ([head, ["14", "Y tế", INSURED, "≥ 96%"]], [head, ["17", "Môi trường", SORTED, "≥ 55%"]])
    with pytest.raises(UsageError, match="NTM026"):
        imported(page(tmp_path / "a.html", first, second, between=line))


def test_a_row_of_whom_is_heard_where_no_row_has_a_number(tmp_path: Path) -> None:
    head, rest = (
        ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"],
        ["17", "Môi trường", SORTED.removeprefix("17.5. "), "≥ 55%"],
    )
    insured = ["14", "Y tế", INSURED.removeprefix("14.1. "), "≥ 96%"]
    found = imported(page(tmp_path / "a.html", [head, insured, ["", "", "Miền núi", "≥ 90%"], rest]))
    assert said(found) == [("17.5", "chung", "≥ 55%", "changed")]


@pytest.mark.parametrize(
    ("ground", "read"), [("chỉ xã đồng bằng", False), ("Quyết định số 1167/QĐ-TTg năm 2016", True)]
)
def test_a_column_of_grounds_may_say_for_whom_a_level_is(ground: str, *, read: bool, tmp_path: Path) -> None:
    head = ["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu", "Căn cứ"]
    rows = [["14", "Y tế", INSURED, "≥ 96%", ground], ["17", "", SORTED, "≥ 55%", ""]]
    assert [each[0] for each in said(imported(page(tmp_path / "a.html", [head, *rows])))] == [*["14.1"] * read, "17.5"]


def test_a_line_above_that_names_a_kind_of_communes_is_of_those_alone(tmp_path: Path) -> None:
    table = [["TT", "Tiêu chí", "Nội dung", "Chỉ tiêu"], ["14", "Y tế", INSURED, "≥ 96%"]]
    for line in ("Áp dụng đối với xã thuộc vùng đồng bằng", "Áp dụng cho các xã ven biển"):
        with pytest.raises(UsageError, match="NTM026"):
            imported(page(tmp_path / "a.html", table, head=f"PHỤ LỤC II</p><p>{line}"))
    for line in ("Áp dụng cho các xã trên địa bàn tỉnh", "Áp dụng đối với các vùng nông thôn của cả nước"):
        assert said(imported(page(tmp_path / "a.html", table, head=f"PHỤ LỤC II</p><p>{line}")))
