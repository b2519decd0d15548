"""Pages of procedures: in the site, for Sphinx and in the Word handbook, with evidence and holes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.docgen.book import Book, Options
from ntmrules.docgen.build import build
from ntmrules.docgen.procedure_pages import procedure_views

LIBRARY = Library(plugins=())
OPTIONS = Options(sets=("vn/xa-ntm/2021",))


def test_every_procedure_of_a_printed_set_has_its_tables() -> None:
    views = procedure_views(Book.of(LIBRARY, OPTIONS))
    assert [view.id for view in views] == [
        "vn/cong-nhan-xa/2014", "vn/cong-nhan-xa/2016", "vn/cong-nhan-xa/2022", "vn/cong-nhan-xa/2025", "vn/cong-nhan-xa/2026",
    ]  # fmt: skip
    whole = next(view for view in views if view.id == "vn/cong-nhan-xa/2022")
    assert [table.title for table in whole.tables] == [
        "Các bước",
        "Giấy tờ",
        "Điều kiện",
        "Biểu quyết, lấy ý kiến",
        "Thu hồi",
        "Sắp xếp, sáp nhập",
    ]
    steps = whole.tables[0].rows
    assert steps[5][3] == "20 ngày không tính thứ bảy, chủ nhật"
    assert "nơi quyết định" in steps[3][3]
    conditions = [row[0] for row in whole.tables[2].rows]
    assert any("(… – 06/03/2024)" in text for text in conditions)


@pytest.mark.parametrize(("form", "path"), [("markdown", "procedures.md"), ("html", "procedures.html")])
def test_the_pages_are_built(form: str, path: str, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    build(LIBRARY, tmp_path, OPTIONS, format=form)
    text = (tmp_path / path).read_text("utf-8")
    assert "20 ngày không tính thứ bảy, chủ nhật" in text
    assert "chưa rõ" in text


def test_the_word_handbook_has_them() -> None:
    docx = pytest.importorskip("docx")
    from ntmrules.docgen.handbook import handbook

    made = docx.Document(io.BytesIO(handbook(Book.of(LIBRARY, OPTIONS))))
    assert any("ba cấp" in paragraph.text for paragraph in made.paragraphs)


def test_originals_who_announces_and_full_dossiers_stand_in_the_tables() -> None:
    views = {view.id: view for view in procedure_views(Book.of(LIBRARY, OPTIONS))}
    tables = {table.title: table for table in views["vn/cong-nhan-xa/2014"].tables}
    assert {row[1].partition(", ")[2] for row in tables["Giấy tờ"].rows} == {"1 bản chính"}
    merged = next(table for table in views["vn/cong-nhan-xa/2022"].tables if table.title == "Sắp xếp, sáp nhập")
    said = [row[0] for row in merged.rows]
    assert said[0].endswith("(hồ sơ đầy đủ: không) (09/01/2024 – …)")
    assert said[1].startswith("chưa đạt + nông thôn mới: ")
    assert "(hồ sơ đầy đủ: có)" in said[1]
