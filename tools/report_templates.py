"""Makes the Word templates of reports: ``python tools/report_templates.py`` writes them into the package.

They are plain documents with the marks of docxtpl, in Vietnamese and English; an office copies one by ``ntmrules report template``,
changes it and passes it with ``--template``. What an office fills by hand stands as dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ntmrules.office.word import timeless

OUT = Path(__file__).parents[1] / "src" / "ntmrules" / "report" / "word_templates"
DOTS = "…………"
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
Column = tuple[tuple[str, str], str, int]
"""Head in both languages, what stands in a cell, width in mm."""

WIDTH = 257
"""A4 across, without margins of 20 mm."""
UNIT: tuple[Column, ...] = (
    (("TT", "No."), "row.tt", 12), (("Tên tiêu chí", "Criterion"), "row.criterion", 28),
    (("Nội dung tiêu chí", "Indicator"), "row.content", 42), (("Mức đạt chuẩn", "Asked"), "row.required", 34),
    (("Kết quả thực hiện", "Figure"), "row.observed", 30), (("Tự đánh giá", "Own result"), "row.own", 29),
)  # fmt: skip
KINDS: dict[str, tuple[Column, ...]] = {
    "self": (*UNIT, (("Ghi chú: vì sao, ai làm gì", "Note: why, who does what"), "row.note", 82)),
    "appraisal": (*UNIT, (("Thẩm tra", "Verification"), "row.verified", 24), (("Thẩm định", "Appraisal"), "row.appraised", 22),
                  (("Ghi chú", "Note"), "row.why", 36)),
}  # fmt: skip
TITLES = {
    "self": ("BÁO CÁO TỰ ĐÁNH GIÁ", "REPORT OF OWN ASSESSMENT"),
    "appraisal": (
        "BẢNG THẨM TRA, THẨM ĐỊNH MỨC ĐẠT TỪNG TIÊU CHÍ",
        "TABLE OF VERIFICATION AND APPRAISAL, BY CRITERION",
    ),
    "summary": ("BÁO CÁO TÌNH HÌNH XÂY DỰNG NÔNG THÔN MỚI", "REPORT ON NEW RURAL DEVELOPMENT"),
}


class Maker:
    """Writes one template in one language."""

    def __init__(self, lang: str) -> None:
        self.en = lang == "en"
        self.made = Document()
        core = self.made.core_properties
        core.author, core.title, core.comments = "ntmrules", "", ""
        core.created = core.modified = datetime(2026, 1, 1, tzinfo=UTC)
        normal = self.made.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(12)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        normal.paragraph_format.space_after, normal.paragraph_format.space_before = Pt(4), Pt(0)
        section = self.made.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(18)

    def say(self, both: tuple[str, str]) -> str:
        return both[self.en]

    def line(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align=LEFT,
        size: int | None = None,
        heading: bool = False,
    ) -> None:
        paragraph = self.made.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        if size is not None:
            run.font.size = Pt(size)
        paragraph.alignment = align
        if heading:
            paragraph.paragraph_format.space_before = Pt(8)
            paragraph.paragraph_format.keep_with_next = True

    def heading(self, vi: str, en: str) -> None:
        self.line(self.say((vi, en)), bold=True, heading=True)

    def when(self, condition: str) -> None:
        self.line("{%p if " + condition + " %}")

    def otherwise(self) -> None:
        self.line("{%p else %}")

    def end(self, what: str = "if") -> None:
        self.line("{%p end" + what + " %}")

    def none(self, vi: str = "Không có.", en: str = "None.") -> None:
        self.line(self.say((vi, en)), italic=True)

    def head(self) -> None:
        grid = self.made.add_table(rows=1, cols=2)
        grid.autofit = False
        for column in grid.columns:
            column.width = Mm(WIDTH // 2)
        left, right = grid.rows[0].cells
        pairs = (
            (left, (("TÊN CƠ QUAN " + DOTS, True), ("Số: " + DOTS, False)) if not self.en else (("OFFICE " + DOTS, True), ("No. " + DOTS, False))),
            (right, (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True),
                     (f"{DOTS}, ngày … tháng … năm ……", False)) if not self.en else
             (("SOCIALIST REPUBLIC OF VIET NAM", True), ("Independence - Freedom - Happiness", True), (f"{DOTS}, {DOTS}", False))),
        )  # fmt: skip
        for cell, lines in pairs:
            for index, (text, bold) in enumerate(lines):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                paragraph.alignment = CENTRE
                paragraph.add_run(text).bold = bold

    def table(
        self, columns: Sequence[Column], each: str, *, shade: str | None = None, total: str | None = None, bold: str | None = None
    ) -> None:  # fmt: skip
        """Write a table with a row for ``each`` ("row in plan").

        ``shade``: which cell is coloured by ``row.shade``; ``total``: what fills a last row; ``bold``: which rows are headings.
        """
        marks = ["{%tr for " + each + " %}"]
        kinds = [("row", False)]
        if bold is not None:
            marks = [*marks, "{%tr if " + bold + " %}"]
            kinds = [("row", True), ("row", False)]
        lines: list[str | tuple[str, bool]] = [*marks, kinds[0]]
        lines += ["{%tr else %}", kinds[1], "{%tr endif %}"] if bold is not None else []
        lines += ["{%tr endfor %}"] + ([(total, True)] if total is not None else [])
        grid = self.made.add_table(rows=1 + len(lines), cols=len(columns))
        grid.style, grid.autofit = "Table Grid", False
        for place, ((vi, en), cell, width) in enumerate(columns):
            grid.columns[place].width = Mm(width)
            for row in grid.rows:
                row.cells[place].width = Mm(width)
            self._cell(grid.rows[0].cells[place], en if self.en else vi, bold=True, align=CENTRE)
            mark = "{% cellbg row.shade %}" if cell == shade else ""
            for line, row in zip(lines, list(grid.rows)[1:], strict=True):
                if isinstance(line, tuple):
                    of, strong = line
                    self._cell(row.cells[place], f"{mark}{{{{ {cell.replace('row.', of + '.')} }}}}", bold=strong)
        for line, row in zip(lines, list(grid.rows)[1:], strict=True):
            if isinstance(line, str):
                row.cells[0].text = line
        for row in grid.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in grid.rows[0].cells:
            shading = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
                shading.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shading)
        after = self.made.add_paragraph()
        after.paragraph_format.space_after = Pt(0)

    def _cell(self, cell, text: str, *, bold: bool = False, align=LEFT) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(10)

    def foot(self) -> None:
        paragraph = self.made.sections[0].footer.paragraphs[0]
        text = ("{{ set_name }} ({{ set }}), ngày {{ on }}. Tính từ số liệu bằng ntmrules {{ version }}, không phải quyết định công nhận. Trang ",
                "{{ set_name }} ({{ set }}), {{ on }}. Reckoned from figures by ntmrules {{ version }}; no decision of recognition. Page ")  # fmt: skip
        paragraph.add_run(self.say(text)).font.size = Pt(8)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = paragraph.add_run("1")
        run.font.size = Pt(8)
        field.append(run._r)
        paragraph._p.append(field)

    def sign(self) -> None:
        self.line(self.say(("THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE OFFICE")), bold=True, align=RIGHT, heading=True)
        self.line(self.say(("(ký, ghi rõ họ tên)", "(signature, name)")), italic=True, align=RIGHT)

    def save(self, name: str) -> None:
        self.foot()
        self.made.save(OUT / name)
        timeless(OUT / name)


def unit_report(kind: str, lang: str) -> None:
    made = Maker(lang)
    made.line("{%p for unit in units %}")
    made.when("not unit.first")
    made.made.add_page_break()
    made.end()
    made.head()
    made.line(made.say(TITLES[kind]), bold=True, align=CENTRE, size=14, heading=True)
    made.line("{{ unit.unit }}{% if unit.within %}, {{ unit.within }}{% endif %}{% if unit.province %}, {{ unit.province }}{% endif %}",
              bold=True, align=CENTRE)  # fmt: skip
    made.line(made.say(("{{ set_name }}, ngày {{ on }}", "{{ set_name }}, {{ on }}")), align=CENTRE, italic=True)
    made.line(made.say(("Kết quả: {{ unit.verdict }}; {{ unit.tally }}{% if unit.reported %} (theo báo cáo){% endif %}.",
                        "Result: {{ unit.verdict }}; {{ unit.tally }}{% if unit.reported %} (as reported){% endif %}.")), bold=True)  # fmt: skip
    made.when("outside_force")
    made.line(
        made.say(
            (
                "Ngày này không văn bản nào có hiệu lực; đã dùng văn bản cuối.",
                "No text was in force on this day; the last one was used.",
            )
        ),
        italic=True,
    )
    made.end()
    if kind == "appraisal":
        made.line(made.say(("Cột «Thẩm tra», «Thẩm định» do hội đồng ghi. Ô trống ở «Kết quả thực hiện» là chưa có số liệu; lý do ở «Ghi chú».",
                            "Verification and appraisal are the council's to fill. An empty figure has not come; the note says why.")), italic=True)  # fmt: skip
    else:
        made.line(made.say(("Ô trống ở «Kết quả thực hiện» là chưa có số liệu; lý do ở «Ghi chú».",
                            "An empty figure has not come; the note says why.")), italic=True)  # fmt: skip
    made.table(KINDS[kind], "row in unit.rows", shade="row.own", bold="row.criterion")
    made.sign()
    made.end("for")
    made.heading("Văn bản", "Decisions")
    made.line("{%p for text in texts %}")
    made.line(
        "- {{ text.name }}{% if text.date %} ({{ text.date }}){% endif %}{% if text.title %}: {{ text.title }}{% endif %}"
    )
    made.end("for")
    made.save(f"{kind}.{lang}.docx")


MOVES: tuple[Column, ...] = (
    (("Đơn vị", "Unit"), "row.unit", 50), (("Loại", "Kind"), "row.kind", 20), (("Số", "No."), "row.tt", 14),
    (("Tên", "Name"), "row.name", 60), (("Trước", "Before"), "row.before", 24), (("Nay", "Now"), "row.after", 24),
    (("Vì sao", "Why"), "row.why", 65),
)  # fmt: skip


def summary(lang: str) -> None:
    made = Maker(lang)
    made.head()
    made.line(made.say(TITLES["summary"]), bold=True, align=CENTRE, size=14, heading=True)
    made.line(made.say(("{% if province %}{{ province }}, {% endif %}{{ set_name }}, ngày {{ on }}{% if since %} (so với {{ since }}){% endif %}",
                        "{% if province %}{{ province }}, {% endif %}{{ set_name }}, {{ on }}{% if since %} (against {{ since }}){% endif %}")),
              align=CENTRE, italic=True)  # fmt: skip
    made.heading("I. Kết quả chung", "I. Totals")
    made.line(made.say((
        "Được đánh giá {{ judged }} đơn vị: {{ met }} đạt, {{ not_met }} chưa đạt, {{ undetermined }} chưa xác định"
        "{% if met_then is not none %} (ngày {{ since }}: {{ met_then }} đạt){% endif %}; bình quân {{ average }} tiêu chí mỗi đơn vị; "
        "{{ decisions }} đơn vị có quyết định công nhận theo số liệu đã nộp.",
        "{{ judged }} units were judged: {{ met }} meet the set, {{ not_met }} do not, {{ undetermined }} are undetermined"
        "{% if met_then is not none %} ({{ met_then }} met it on {{ since }}){% endif %}; {{ average }} criteria a unit on average; "
        "{{ decisions }} have a decision of recognition by what was handed in.")))  # fmt: skip
    made.when("outside_force")
    made.line(
        made.say(
            (
                "Ngày này không văn bản nào có hiệu lực; đã dùng văn bản cuối.",
                "No text was in force on this day; the last one was used.",
            )
        ),
        italic=True,
    )
    made.end()
    made.when("buckets")
    made.table(
        ((("Số tiêu chí đạt", "Criteria met"), "row.name", 80), (("Số đơn vị", "Units"), "row.units", 40)),
        "row in buckets",
    )
    made.end()
    made.table(((("Đơn vị", "Unit"), "row.unit", 60), (("Thuộc", "Within"), "row.within", 50), (("Kết quả", "Result"), "row.verdict", 35),
                (("Tiêu chí", "Criteria"), "row.criteria", 35), (("Chỉ tiêu", "Indicators"), "row.indicators", 35),
                (("Theo báo cáo", "As reported"), "'x' if row.reported else ''", 42)), "row in units")  # fmt: skip
    made.heading("II. Từng tiêu chí", "II. Each criterion")
    made.table(((("Số", "No."), "row.tt", 17), (("Tiêu chí", "Criterion"), "row.name", 100), (("Đạt", "Met"), "row.met", 35),
                (("Chưa đạt", "Not met"), "row.not_met", 35), (("Chưa xác định", "Undetermined"), "row.undetermined", 35),
                (("Không áp dụng", "Not applicable"), "row.not_applicable", 35)), "row in criteria")  # fmt: skip
    made.heading("III. Thay đổi và vì sao", "III. What changed and why")
    made.when("gained is none")
    made.none("Chưa nêu ngày đầu (--from) để so.", "No first day (--from) was asked for.")
    made.otherwise()
    made.table(((("Đơn vị", "Unit"), "row.unit", 50), (("Thuộc", "Within"), "row.within", 40), (("Tiến độ", "Progress"), "row.change", 167)),
               "row in units")  # fmt: skip
    for name, vi, en in (("gained", "Đạt thêm", "Gained"), ("lost", "Không còn đạt", "Lost"),
                         ("settled", "Trước chưa xác định, nay đã rõ", "Open before, settled now"),
                         ("unsettled", "Trước đã rõ, nay chưa xác định", "Settled before, open now")):  # fmt: skip
        made.line(made.say((vi, en)) + " ({{ " + name + "|length }})", bold=True, heading=True)
        made.when(name)
        made.table(MOVES, f"row in {name}")
        made.otherwise()
        made.none()
        made.end()
    made.end()
    made.heading("IV. Kế hoạch", "IV. Plan")
    made.when("plan is none")
    made.none("Chưa đưa tệp kế hoạch (--plan).", "No plan (--plan) was given.")
    made.otherwise()
    made.line(
        "{% for row in plan_states %}{{ row.state }}: {{ row.count }}{% if not loop.last %}; {% endif %}{% endfor %}."
    )
    made.table(((("Đơn vị", "Unit"), "row.unit", 42), (("Mục tiêu", "Target"), "row.target", 28), (("Bộ", "Set"), "row.set", 36),
                (("Hạn", "Due"), "row.due", 24), (("Hiện nay", "Now"), "row.now", 22), (("Tình trạng", "State"), "row.state", 26),
                (("Vì sao", "Why"), "row.why", 47), (("Cơ quan", "Body"), "row.body", 32)), "row in plan")  # fmt: skip
    made.end()
    made.heading("V. Việc còn lại và cơ quan phụ trách", "V. Open work, and whose it is")
    made.table(((("Cơ quan", "Body"), "row.body", 50), (("Chưa đạt", "Not met"), "row.not_met", 20),
                (("Chưa xác định", "Undetermined"), "row.undetermined", 24), (("Số đơn vị", "Units"), "row.units", 20),
                (("Chỉ tiêu", "Indicators"), "row['items']", 143)), "row in work")  # fmt: skip
    capital(made)
    dossiers(made)
    products(made)
    made.heading("IX. Nguồn và phần để ngoài", "IX. Sources and what is left out")
    made.line(made.say(("Tệp số liệu: {{ files }}.", "Files of figures: {{ files }}.")))
    made.line("{%p for each in left_out %}")
    made.line("- {{ each.what }}{% if each.why != each.what %}: {{ each.why }}{% endif %}")
    made.end("for")
    made.line("{%p for text in texts %}")
    made.line(
        "- {{ text.name }}{% if text.date %} ({{ text.date }}){% endif %}{% if text.title %}: {{ text.title }}{% endif %}"
    )
    made.end("for")
    made.sign()
    made.save(f"summary.{lang}.docx")


def capital(made: Maker) -> None:
    made.heading("VI. Vốn: giải ngân theo nguồn (triệu đồng)", "VI. Capital: disbursement by source (million đồng)")
    made.when("capital is none")
    made.none("Chưa đưa tệp vốn (--capital).", "No rows of capital (--capital) were given.")
    made.otherwise()
    made.table(((("Nguồn", "Source"), "row.name", 55), (("Kế hoạch", "Planned"), "row.planned", 28), (("Phân bổ", "Allotted"), "row.allotted", 28),
                (("Giải ngân", "Disbursed"), "row.disbursed", 28), (("Tỷ lệ", "Rate"), "row.percent", 20),
                (("So với", "Of"), "row.base", 70), (("Nợ đọng", "Arrears"), "row.arrears", 28)),
               "row in capital.sources", total="capital.total")  # fmt: skip
    made.line("{%p for each in capital.wrong %}")
    made.line(
        made.say(
            (
                "Số không khớp: {{ each.where }}: {{ each.what }} ({{ each.said }})",
                "Does not agree: {{ each.where }}: {{ each.what }} ({{ each.said }})",
            )
        )
    )
    made.end("for")
    made.end()


def dossiers(made: Maker) -> None:
    made.heading("VII. Hồ sơ", "VII. Dossiers")
    made.when("dossiers is none")
    made.none("Chưa đưa thư mục hồ sơ (--dossiers).", "No folder of dossiers (--dossiers) was given.")
    made.otherwise()
    made.line(made.say((
        "{% for each in dossier_states %}{{ each.state }}: {{ each.count }}{% if each.late %} (chậm {{ each.late }}){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}.",
        "{% for each in dossier_states %}{{ each.state }}: {{ each.count }}{% if each.late %} ({{ each.late }} late){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}.")))  # fmt: skip
    made.table(((("Đơn vị", "Unit"), "row.unit", 36), (("Bộ", "Set"), "row.set", 36), (("Kết quả", "Result"), "row.verdict", 25),
                (("Tình trạng", "State"), "row.state", 42), (("Bước tiếp theo", "Next step"), "row.next", 38),
                (("Cơ quan", "Whose"), "row.whose", 28), (("Thời hạn", "Term"), "row.due or row.term", 36),
                (("Chậm (ngày)", "Late (days)"), "row.late", 16)), "row in dossiers")  # fmt: skip
    made.end()


def products(made: Maker) -> None:
    made.heading("VIII. Sản phẩm OCOP", "VIII. OCOP products")
    made.when("ocop is none")
    made.none("Chưa đưa danh mục sản phẩm (--ocop).", "No list of products (--ocop) was given.")
    made.otherwise()
    made.table(
        ((("Nội dung", "What"), "row.what", 90), (("Số lượng", "Number"), "row.number", 30)), "row in ocop.totals"
    )
    made.line(made.say(("Hết hạn trong {{ ocop.days }} ngày hoặc không còn hiệu lực ({{ ocop.watched|length }})",
                        "Ending within {{ ocop.days }} days or no longer valid ({{ ocop.watched|length }})")), bold=True, heading=True)  # fmt: skip
    made.when("ocop.watched")
    made.table(((("Sản phẩm", "Product"), "row.product", 50), (("Chủ thể", "Owner"), "row.owner", 60), (("Địa phương", "Locality"), "row.locality", 45),
                (("Sao", "Stars"), "row.stars", 16), (("Hết hạn", "Ends"), "row.expires", 26), (("Hiệu lực", "Validity"), "row.state", 60)),
               "row in ocop.watched")  # fmt: skip
    made.otherwise()
    made.none()
    made.end()
    made.line("{%p for each in ocop.findings %}")
    made.line("- {{ each }}")
    made.end("for")
    made.end()


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for lang in ("vi", "en"):
        for kind in KINDS:
            unit_report(kind, lang)
        summary(lang)


if __name__ == "__main__":
    main()
