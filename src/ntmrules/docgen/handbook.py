"""One printable handbook as a Word file, for an office: contents, tables of levels, what is open and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ntmrules._version import __version__
from ntmrules.docgen.book import Book, places
from ntmrules.docgen.differences import pack_views
from ntmrules.docgen.digest import catalogue_digest
from ntmrules.docgen.docx_parts import EPOCH, around, bookmark, field, jump, mark, repacked, repeat
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.procedure_pages import procedure_views
from ntmrules.docgen.province_detail import entries_of, own_sets, zones_of
from ntmrules.docgen.registers import coverage_rows, coverages, decisions, decisions_of
from ntmrules.docgen.titles import criterion_title
from ntmrules.docgen.views import DifferenceView, IndicatorView, PartView, TableView
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.page_words import GLOSSARY
from ntmrules.model.sets import CriteriaSet

_FONT = "Times New Roman"  # the font that Vietnamese administrative documents are set in
_GREEN = RGBColor(0x17, 0x62, 0x3F)


def handbook(book: Book) -> bytes:
    """Return the handbook of a book as the bytes of a .docx file; the same rules give the same bytes."""
    return _Handbook(book).made()


class _Handbook:
    def __init__(self, book: Book) -> None:
        self.book, self.writer = book, Writer.of(book)
        self.document = Document()
        self._marks = 0
        self._styles()

    def made(self) -> bytes:
        self._cover()
        self._contents()
        for whole in self.book.sets:
            self._set(whole)
        self._provinces()
        self._procedures()
        self._coverage()
        self._decisions()
        self._glossary()
        core = self.document.core_properties
        core.created = core.modified = EPOCH.replace(tzinfo=None)
        core.author, core.title, core.revision = "ntmrules", self.writer.say("site"), 1
        core.language = "vi-VN" if self.book.lang == "vi" else "en-GB"
        return repacked(self.document)

    # look

    def _styles(self) -> None:
        section = self.document.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        styles = self.document.styles
        for name, size in (("Normal", 12), ("Heading 1", 17), ("Heading 2", 14), ("Heading 3", 12.5), ("Caption", 11)):
            style: Any = styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(key), None)
            if name != "Normal":
                style.font.color.rgb = _GREEN
        self._page_numbers()

    def _page_numbers(self) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field(paragraph, "PAGE", "1")

    def _paragraph(self, text: str, style: str | None = None, *, italic: bool = False, bold: bool = False) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(text)
        run.italic, run.bold = italic, bold
        return paragraph

    def _heading(self, text: str, level: int, target: str = "") -> None:
        heading = self.document.add_heading(text, level)
        if target:
            self._marks += 1
            bookmark(heading, mark(target), self._marks)

    def _table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()) -> None:
        table = self.document.add_table(rows=1, cols=len(head))
        table.style = "Table Grid"
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = True, Pt(10)
        repeat(table.rows[0])
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(text).font.size = Pt(10)
        for index, width in enumerate(widths):
            for cell in table.columns[index].cells:
                cell.width = Cm(width)
        self.document.add_paragraph()

    # parts

    def _cover(self) -> None:
        self.document.add_heading(self.writer.say("site"), 0)
        self._paragraph(self.writer.say("site.lead"))
        if self.book.province is not None:
            self._paragraph(f"{self.writer.say('province')}: {self.book.province.name}", bold=True)
        if self.book.options.on is not None:
            self._paragraph(self.writer.say("version.only", day=day(self.book.options.on, self.book.lang)))
        self._paragraph(self.writer.say("disclaimer"), italic=True)
        self._paragraph(self.writer.say("made.from", digest=catalogue_digest(self.book), version=__version__))

    def _contents(self) -> None:
        """Write the contents as a field that Word brings up to date, filled with links that work before it does."""
        self.document.add_heading(self.writer.say("contents"), 1)
        entries = []
        for whole in self.book.sets:
            entries.append((self.writer.text(whole.name), whole.id, 0))
            entries += [
                (criterion_title(each, self.writer.text(each.name)), f"{whole.id}/{each.id}", 1)
                for each in whole.criteria
            ]
        entries += [(self.writer.say(key), key, 0) for key in self._tail()]
        paragraphs = []
        for text, target, indent in entries:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8 * indent)
            paragraph.paragraph_format.space_after = Pt(2)
            jump(paragraph, text, mark(target))
            paragraphs.append(paragraph)
        around(paragraphs, r'TOC \o "1-2" \h \z \u')
        self.document.add_page_break()  # type: ignore[no-untyped-call, unused-ignore]

    def _tail(self) -> list[str]:
        return [*(["provinces"] if pack_views(self.book) else []), "procedures", "coverage", "decisions", "glossary"]

    def _set(self, whole: CriteriaSet) -> None:
        view = self.writer.set(whole, full=False)
        self._heading(view.name, 1, whole.id)
        if (
            view.other_name and self.book.lang == "en"
        ):  # the name in law; an English one is no use to Vietnamese readers
            self._paragraph(view.other_name, italic=True)
        say = self.writer.say
        self._table(
            (say("name"), view.name),
            [
                (say("stage"), view.stage + (f" ({say('status.draft')})" if view.draft else "")),
                (say("basis"), view.provision.text),
                (say("declared"), view.declared),
                (say("modelled"), view.modelled),
                (say("na"), view.not_applicable),
                (say("evidence"), view.evidence.text),
                (say("id"), view.id),
            ],
            (4.5, 12),
        )
        if view.note:
            self._paragraph(view.note, italic=True)
        for line in (*view.clauses, *view.areas):
            self._paragraph(line, "List Bullet")
        last = None
        for place in places(whole):
            if place.criterion is not None and place.criterion is not last:
                last = place.criterion
                self._heading(criterion_title(last, self.writer.text(last.name)), 2, f"{whole.id}/{last.id}")
            if self.book.options.on is None or place.indicator.on(self.book.options.on):
                self._indicator(self.writer.indicator(place))
        self.document.add_page_break()  # type: ignore[no-untyped-call, unused-ignore]

    def _indicator(self, view: IndicatorView) -> None:
        say = self.writer.say
        self.document.add_heading(f"{view.label} {view.name}", 3)
        self._paragraph(view.current.sentence)
        self._part(view.current.requirement, top=True)
        for note in dict.fromkeys((view.current.note, view.note)):
            if note:
                self._paragraph(f"{say('note')}: {note}", italic=True)
        versions = "; ".join(f"{each.span}: {each.provision.text}" for each in view.versions)
        self._paragraph(f"{say('basis')}: {versions}. {say('who.sets')}: {view.current.who}.")
        if view.not_applicable:
            self._paragraph(f"{say('na.when')}: {view.not_applicable}.")
        asked = [each.question for each in view.measures if each.question]
        if asked:
            self._paragraph(f"{say('question')}: {' '.join(asked)} ({view.answers})")
        for each in view.open:
            where = f" ({each.where})" if each.where else ""
            self._paragraph(f"{each.why}{where} → {each.cure}", "List Bullet")
        if view.differences:
            self._table(
                (say("province"), say("national"), say("by.province"), say("basis")),
                [
                    (
                        each.province.text,
                        each.national,
                        _says(say(each.verb), each),
                        f"{each.provision.text}, {each.span}",
                    )
                    for each in view.differences
                ],
            )

    def _part(self, part: PartView, *, top: bool) -> None:
        if not top:
            self._paragraph(part.clause, "List Bullet", bold=True)
        for table in part.tables:
            self._levels(table)
        for ask in part.asks:
            self._paragraph(ask, "List Bullet 2")
        if part.evidence is not None:
            mark = f"; {self.writer.say('mark.provisional')}" if part.evidence.provisional else ""
            self._paragraph(f"{self.writer.say('evidence')}: {part.evidence.text}{mark}")
        if part.note:
            self._paragraph(part.note, italic=True)
        for each in part.parts:
            self._part(each, top=False)

    def _levels(self, table: TableView) -> None:
        caption = f"{table.caption} ({table.unit})" if table.unit else table.caption
        if table.single is not None:
            proof = f" ({table.single.badge.title})" if table.single.badge is not None else ""
            self._paragraph(f"{caption}: {table.single.text}{proof}", bold=True)
            return
        self._paragraph(caption, "Caption")
        rows = [
            (name, *(f"{cell.told} {cell.badge.short}" if cell.badge else cell.told for cell in cells))
            for name, cells in table.rows
        ]
        self._table((table.corner, *table.columns), rows)
        if table.common:
            self._paragraph(table.common)
        if table.badges:
            self._paragraph("; ".join(f"{badge.short}: {badge.title}" for badge in table.badges), italic=True)

    def _provinces(self) -> None:
        found = pack_views(self.book)
        if not found:
            return
        say = self.writer.say
        self._heading(say("provinces"), 1, "provinces")
        for view in found:
            self.document.add_heading(view.name, 2)
            if view.note:
                self._paragraph(view.note, italic=True)
            self._own(view.pack)
            self._zones(view.pack)
            if not view.differences:
                continue
            self._table(
                (say("indicator"), say("national"), say("by.province"), say("basis")),
                [
                    (
                        each.target.text,
                        each.national,
                        _says(say(each.verb), each),
                        f"{each.provision.text}, {each.span}",
                    )
                    for each in view.differences
                ],
            )
            self._entries(view.pack)

    def _own(self, pack: str) -> None:
        """Write the sets that a province has issued, by which text and since when, and all its texts."""
        say = self.writer.say
        for each in own_sets(self.writer, pack):
            self.document.add_heading(each.set.text, 3)
            self._paragraph(f"{say('basis')}: {each.provision.text}. {say('stage')}: {each.stage}. "
                            f"{say('declared')}: {each.declared}. {say('evidence')}: {each.evidence.text}")  # fmt: skip
            for clause in each.clauses:
                self._paragraph(clause)
            self._table(
                (say("indicator"), say("requirement.short")), [(ref.text, text) for ref, text in each.rows], (6, 10.5)
            )
        found = decisions_of(self.writer, pack)
        if found:
            self.document.add_heading(say("decisions"), 3)
            self._table(
                (say("decisions"), say("date"), say("title"), say("force")),
                [(each.name, each.date, "; ".join(filter(None, (each.title, each.issuer, each.note))),
                  "; ".join(filter(None, (each.force, each.relations)))) for each in found],
                (3.5, 2.2, 7, 3.8),
            )  # fmt: skip

    def _zones(self, pack: str) -> None:
        """Write the zones of a province with their lists, and where they are set."""
        for zone in zones_of(self.writer, pack):
            self.document.add_heading(f"{self.writer.say('zones')}: {zone.name}", 3)
            for line in zone.lines:
                self._paragraph(f"{line.area}: {'; '.join(line.who)}", "List Bullet")
            basis = f"{self.writer.say('basis')}: {zone.provision.text}. " if zone.provision is not None else ""
            self._paragraph(f"{basis}{self.writer.say('evidence')}: {zone.evidence.text}")

    def _entries(self, pack: str) -> None:
        """Write every entry of a province whole: its demands, points, legal basis, what it took the place of."""
        say = self.writer.say
        for entry in entries_of(self.writer, pack):
            self.document.add_heading(f"{say(entry.verb)}: {entry.title}", 3)
            facts = [(say("basis"), f"{entry.provision.text}, {entry.span}")]
            facts += [(say("legal"), entry.legal.text)] if entry.legal is not None else []
            facts += [(say("supersedes"), each) for each in entry.supersedes]
            facts += [(say("superseded.by"), each) for each in entry.superseded_by]
            facts += [(say("evidence"), entry.evidence.text)] if entry.evidence is not None else []
            for key, text in facts:
                self._paragraph(f"{key}: {text}")
            for said, proof in entry.passes:
                self._paragraph(f"{said} {say('evidence')}: {proof.text}")
            for demand in entry.demands:
                if demand.title:
                    self._paragraph(f"{demand.title} ({demand.span})", bold=True)
                self._paragraph(demand.sentence)
                self._part(demand.requirement, top=True)
                if demand.weights:
                    self._table((say("indicator"), say("weight")), demand.weights, (13, 3))
            for note in entry.notes:
                self._paragraph(f"{say('note')}: {note}", italic=True)

    def _procedures(self) -> None:
        say = self.writer.say
        self._heading(say("procedures"), 1, "procedures")
        self._paragraph(say("procedures.lead"))
        for view in procedure_views(self.book):
            self._heading(view.name, 2, view.id)
            texts = ", ".join(ref.text for ref in view.decisions)
            self._paragraph(f"{say('basis')}: {texts}; {view.span}; {say('procedures.known')}: {view.known}")
            if view.note:
                self._paragraph(view.note, italic=True)
            for each in view.tables:
                self._paragraph(each.title, bold=True)
                self._table(each.head, each.rows)

    def _coverage(self) -> None:
        say = self.writer.say
        self._heading(say("coverage"), 1, "coverage")
        self._paragraph(say("coverage.lead"))
        rows = coverage_rows(self.writer, coverages(self.writer))
        self._table(
            (
                say("set"),
                say("declared"),
                say("modelled"),
                say("missing"),
                say("state.unknown"),
                say("state.delegated"),
            ),
            [
                (
                    each.set.text,
                    each.declared,
                    str(each.modelled),
                    each.missing,
                    str(each.counts[6]),
                    str(each.counts[5]),
                )
                for each in rows
            ],
        )

    def _decisions(self) -> None:
        say = self.writer.say
        self._heading(say("decisions"), 1, "decisions")
        self._table(
            (say("decisions"), say("date"), say("title")),
            [(each.name, each.date, each.title) for each in decisions(self.writer)],
            (5, 2.5, 9),
        )

    def _glossary(self) -> None:
        say = self.writer.say
        self._heading(say("glossary"), 1, "glossary")
        side = 3 if self.book.lang == "en" else 2
        self._table((say("vi"), say("en"), say("term")), [(row[0], row[1], row[side]) for row in GLOSSARY])


def _says(verb: str, view: DifferenceView) -> str:
    return "\n".join([f"{verb}: {view.says}", *view.cells])
