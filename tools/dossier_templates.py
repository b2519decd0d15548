"""Makes the Word templates of dossiers: ``python tools/dossier_templates.py`` writes them into the package.

They are plain documents with the marks of docxtpl; an office may pass its own with the same names. What is not known is
printed as dots.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

OUT = Path(__file__).parents[1] / "src" / "ntmrules" / "office" / "dossier_templates"
COLUMNS = (
    ("TT", "tt", 10), ("Tên tiêu chí", "criterion", 32), ("Nội dung tiêu chí", "content", 58), ("Mức đạt chuẩn", "required", 42),
    ("Kết quả thực hiện", "observed", 40), ("Tự đánh giá", "own", 25), ("Thẩm tra", "verified", 25),
    ("Thẩm định", "appraised", 25),
)  # fmt: skip


def document(*, wide: bool = False):
    made = Document()
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(12 if not wide else 11)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    return made


def line(made, text: str, *, bold: bool = False, centre: bool = False, italic: bool = False) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def head(made, title: str) -> None:
    """Write what stands over every official document: who sends it and its number, beside the country's name and motto."""
    grid = made.add_table(rows=1, cols=2)
    sides = (
        (("{{ sender }}", True, False), ("Số: {{ number }}", False, False)),
        (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False), ("Độc lập - Tự do - Hạnh phúc", True, False),
         ("{{ place }}, ngày … tháng … năm …", False, True)),
    )  # fmt: skip
    grid.autofit = False
    wide = made.sections[0].page_width > made.sections[0].page_height
    for cell, lines, width in zip(grid.rows[0].cells, sides, (130, 127) if wide else (65, 105), strict=True):
        cell.width = Mm(width)
        for index, (text, bold, italic) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic
    line(made, "")
    line(made, title, bold=True, centre=True)


def table(made) -> None:
    grid = made.add_table(rows=4, cols=len(COLUMNS))
    grid.style = "Table Grid"
    grid.autofit = False
    for place, (name, key, width) in enumerate(COLUMNS):
        column = grid.columns[place]
        column.width = Mm(width)
        cells = grid.rows[0].cells, grid.rows[2].cells
        cells[0][place].text = name
        cells[1][place].text = f"{{{{ row.{key} }}}}"
        for each in grid.rows:
            each.cells[place].width = Mm(width)
        for run in cells[0][place].paragraphs[0].runs:
            run.bold = True
    grid.rows[1].cells[0].text = "{%tr for row in rows %}"
    grid.rows[3].cells[0].text = "{%tr endfor %}"
    repeat = grid.rows[0]._tr.get_or_add_trPr()
    repeat.append(repeat.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader", {}))


def report(name: str, title: str, opening: str) -> None:
    made = document(wide=True)
    head(made, title)
    line(made, opening)
    line(made, "Văn bản áp dụng: {{ texts }}. Bộ tiêu chí: {{ set_name }} ({{ set }}). Ngày: {{ on }}.")
    line(made, "I. Kết quả chung: {{ tally }}; {{ verdict }}.", bold=True)
    line(made, "II. Kết quả từng tiêu chí", bold=True)
    table(made)
    line(made, "III. Điều kiện xét công nhận", bold=True)
    line(made, "{%p for each in conditions %}")
    line(made, "- {{ each.text }}: {{ each.verdict }} ({{ each.why }})")
    line(made, "{%p endfor %}")
    line(made, "IV. Kết quả lấy ý kiến", bold=True)
    line(made, "{%p for each in demands %}")
    line(made, "- {{ each.label }}: {{ each.shares }}; {{ each.asked }}")
    line(made, "{%p endfor %}")
    line(made, "{{ signer }}", bold=True)
    made.save(OUT / name)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    report(
        "bao-cao.docx",
        "BÁO CÁO kết quả thực hiện các tiêu chí của {{ unit }}",
        "{{ sender }} báo cáo kết quả tự đánh giá:",
    )
    report("tham-tra.docx", "BÁO CÁO kết quả thẩm tra hồ sơ và mức độ đạt từng tiêu chí của {{ unit }}",
           "Kết quả thẩm tra ghi ở cột «Thẩm tra»; cột để trống là chưa có ý kiến.")  # fmt: skip
    report("tham-dinh.docx", "BÁO CÁO kết quả thẩm định từng tiêu chí của {{ unit }}",
           "Kết quả thẩm định ghi ở cột «Thẩm định»; cột để trống là chưa có ý kiến.")  # fmt: skip
    made = document()
    head(made, "BIÊN BẢN họp, biểu quyết đề nghị xét, công nhận {{ unit }}")
    line(made, "1. Báo cáo tự đánh giá: {{ tally }}; {{ verdict }}.")
    line(made, "2. Tổng hợp ý kiến tham gia: {{ comments }}")
    line(made, "3. Ý kiến thảo luận: {{ discussion }}")
    line(made, "4. Biểu quyết")
    line(made, "{%p for vote in votes %}")
    line(made, "{{ vote.who }}: ngày {{ vote.day }}; tổng số thành viên {{ vote.members }}, có mặt {{ vote.present }}, nhất trí "
         "{{ vote.for }}, không nhất trí {{ vote.against }}; đạt {{ vote.share_members }} tổng số thành viên, "
         "{{ vote.share_present }} số có mặt; mức cần: {{ vote.asked }}")  # fmt: skip
    line(made, "{%p endfor %}")
    line(made, "Biên bản lập thành {{ copies }} bản, lưu tại {{ kept }}.")
    line(made, "{{ signer }}", bold=True)
    made.save(OUT / "bien-ban.docx")
    made = document()
    head(made, "TỜ TRÌNH về việc đề nghị xét, công nhận {{ unit }} đạt {{ set_name }}")
    line(made, "Kính gửi: {{ receiver }}")
    line(made, "Căn cứ {{ texts }};")
    line(made, "{{ sender }} đề nghị xem xét hồ sơ của {{ unit }}: {{ tally }}; {{ verdict }}.")
    line(made, "Hồ sơ gồm:")
    line(made, "{%p for paper in papers %}")
    line(made, "- {{ paper.name }}: {{ paper.state }}")
    line(made, "{%p endfor %}")
    line(made, "{{ signer }}", bold=True)
    made.save(OUT / "to-trinh.docx")


if __name__ == "__main__":
    main()
