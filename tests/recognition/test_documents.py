"""Word documents of a dossier: what is known stands in them, what is not is dots, text from files does not act."""

from __future__ import annotations

from pathlib import Path

import pytest
from recognition.made import EXAMPLES, HEAD, NATIONAL, PACK, WITH_PACK, written

from ntmrules import UsageError
from ntmrules.cli import run
from ntmrules.office.dossier_documents import EMPTY, KINDS, write_document

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")


def texts(path: Path) -> list[str]:
    made = docx.Document(str(path))
    found = [paragraph.text for paragraph in made.paragraphs]
    return found + [" | ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_is_written(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    words = [
        str(EXAMPLES / "hoan-thanh.yaml"),
        kind,
        "--on",
        "2023-06-30",
        "--no-plugins",
        "--pack",
        str(PACK),
        "-o",
        str(out),
    ]
    assert run(["dossier", "document", *words]) == 0
    said = "\n".join(texts(out))
    assert "xã Mẫu Một" in said
    assert "{{" not in said
    assert "{%" not in said


def test_the_report_has_its_table_with_empty_columns_for_the_opinions_of_others(tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    write_document(WITH_PACK.check_file(EXAMPLES / "hoan-thanh.yaml", "2023-06-30"), "bao-cao", out)
    head, *rows = [text for text in texts(out) if " | " in text]
    assert "Độc lập - Tự do - Hạnh phúc\nMẫu Một, ngày" in head
    assert rows[0] == (
        "TT | Tên tiêu chí | Nội dung tiêu chí | Mức đạt chuẩn | Kết quả thực hiện | Tự đánh giá | Thẩm tra | Thẩm định"
    )
    assert len(rows) == 1 + 19 + 57
    assert rows[1].endswith(f"đạt | {EMPTY} | {EMPTY}")


def test_the_minutes_have_the_vote_and_dots_where_none_was_held(tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    write_document(WITH_PACK.check_file(EXAMPLES / "hoan-thanh.yaml", "2023-06-30"), "bien-ban", out)
    assert any(
        "tổng số thành viên 21, có mặt 20, nhất trí 20, không nhất trí 0; đạt 95,24%" in text for text in texts(out)
    )
    write_document(NATIONAL.check_file(EXAMPLES / "chua-xac-dinh.yaml", "2023-10-31"), "bien-ban", out)
    assert any(f"tổng số thành viên {EMPTY}, có mặt {EMPTY}" in text for text in texts(out))


def test_text_of_a_dossier_is_never_a_template(tmp_path: Path) -> None:
    head = HEAD.replace("unit: xã Mẫu Một", 'unit: "{{ 7*7 }} <w:b/> & {% x %}"')
    out = tmp_path / "o.docx"
    write_document(NATIONAL.check_file(written(tmp_path, head=head), "2023-10-31"), "to-trinh", out)
    assert any("{{ 7*7 }} <w:b/> & {% x %}" in text for text in texts(out))


def test_an_office_uses_its_own_template_and_hears_what_is_wrong_with_it(tmp_path: Path) -> None:
    found = NATIONAL.check_file(EXAMPLES / "chua-xac-dinh.yaml", "2023-10-31")
    own, out = tmp_path / "mau.docx", tmp_path / "o.docx"
    made = docx.Document()
    made.add_paragraph("{{ unit }} / {{ receiver }} / {{ chua_co }}")
    made.save(str(own))
    write_document(found, "to-trinh", out, template=own)
    assert texts(out) == [f"xã Mẫu Ba / {EMPTY} / {EMPTY}"]
    for wrong in ("{{ unit", "{{ unit.__class__.__mro__[1].__subclasses__() }}", "{% for %}"):
        made = docx.Document()
        made.add_paragraph(wrong)
        made.save(str(own))
        with pytest.raises(UsageError, match="NTM057"):
            write_document(found, "to-trinh", out, template=own)
    own.write_text("no docx", "utf-8")
    with pytest.raises(UsageError, match="NTM057"):
        write_document(found, "to-trinh", out, template=own)
    assert texts(out) == [f"xã Mẫu Ba / {EMPTY} / {EMPTY}"]  # the old one stays


def test_unknown_kinds_and_endings_are_refused(tmp_path: Path) -> None:
    found = NATIONAL.check_file(EXAMPLES / "chua-xac-dinh.yaml", "2023-10-31")
    with pytest.raises(UsageError, match="NTM057"):
        write_document(found, "bao-cáo", tmp_path / "o.docx")
    with pytest.raises(UsageError, match="NTM054"):
        write_document(found, "bao-cao", tmp_path / "o.pdf")
