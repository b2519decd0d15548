"""Attainments as a workbook for a council: totals, criteria, indicators, what is open and why, the texts.

Units come one at a time and are written as they come: a workbook of thousands of communes needs little memory.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem
from ntmrules.explain.attainment.rows import Row, rows
from ntmrules.explain.lang.words import verdict_word
from ntmrules.frozen import frozen
from ntmrules.messages.inline import two
from ntmrules.model.attainment import Attainment
from ntmrules.model.days import as_day
from ntmrules.model.evidence import Decision
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Tally, Verdict
from ntmrules.office.tables import clean, replace

COLOURS = {
    Verdict.MET: ("#D9EFD8", "#12401B"),
    Verdict.NOT_MET: ("#F6D0CC", "#6B1410"),
    Verdict.UNDETERMINED: ("#FFF2C2", "#594300"),
    Verdict.NOT_APPLICABLE: ("#E4E4E4", "#3C3C3C"),
}
MADE = "ntmrules evaluate --out"
"""By what a workbook of results is known again."""
UNMET = (Verdict.NOT_MET, Verdict.UNDETERMINED)
TITLES = {
    "vi": ("Tổng hợp", "Tiêu chí", "Chỉ tiêu", "Lý do", "Văn bản"),
    "en": ("Totals", "Criteria", "Indicators", "Reasons", "Texts"),
}
HEADS = {
    "vi": (
        (
            "Đơn vị",
            "Thuộc",
            "Tỉnh",
            "Bộ tiêu chí",
            "Ngày",
            "Kết quả",
            "Tiêu chí đạt",
            "đến",
            "trên",
            "Chỉ tiêu đạt",
            "đến",
            "trên",
            "Tạm tính",
            "Tiêu chí chưa đạt",
            "Tiêu chí chưa xác định",
        ),
        (
            "Đơn vị",
            "Thuộc",
            "Số",
            "Chỉ tiêu",
            "Kết quả",
            "Số liệu",
            "Giá trị",
            "Yêu cầu",
            "Còn thiếu",
            "Vì sao",
            "Văn bản",
            "Căn cứ",
            "Ai làm gì",
        ),
        ("Văn bản", "Nội dung", "Hiệu lực từ", "đến", "Số chỉ tiêu"),
    ),
    "en": (
        (
            "Unit",
            "Within",
            "Province",
            "Set",
            "Day",
            "Result",
            "Criteria met",
            "to",
            "of",
            "Indicators met",
            "to",
            "of",
            "Provisional",
            "Criteria not met",
            "Criteria undetermined",
        ),
        (
            "Unit",
            "Within",
            "No.",
            "Indicator",
            "Result",
            "Figure",
            "Value",
            "Asked",
            "Short of",
            "Why",
            "Text",
            "Evidence",
            "Who does what",
        ),
        ("Text", "Title", "In force from", "to", "Indicators"),
    ),
}
WIDTHS = (
    (20, 14, 14, 22, 11, 14, 8, 5, 5, 8, 5, 5, 7, 18, 18),
    (16, 12, 6, 28, 12, 20, 9, 22, 10, 34, 18, 16, 14),
    (20, 62, 12, 12, 10),
)
MOST_LINES, LINE = 16, 13
MATRIX, UNIT_WIDE, WITHIN_WIDE = 11, 20, 14
"""The width of a column of verdicts, and of the two before them."""
ON_A_PAGE = 12
"""As many columns of verdicts can be read on one page across."""


@frozen(kw_only=True)
class Written:
    """How many units of each verdict a workbook holds."""

    verdicts: dict[Verdict, int]


def write_results(
    found: Iterable[Attainment], path: Path, *, decisions: Callable[[str], Decision | None], lang: str = "vi"
) -> Written:
    """Write attainments as a workbook and return the counts of their verdicts; nothing is kept of a unit once it is written.

    ``decisions`` gives a decision of the register by its id. Raises ``FiguresError`` NTM501 where XlsxWriter is not installed,
    ``UsageError`` NTM051 where the file cannot be written.
    """
    try:
        import xlsxwriter
    except ImportError:
        said, remedy = (
            two("cần XlsxWriter để ghi xlsx · XlsxWriter is needed to write xlsx"),
            two("cài phần office · install it"),
        )
        raise FiguresError(
            Problem("NTM501", str(path), said, expected='pip install ".[office]"', remedy=remedy)
        ) from None
    counts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)

    def write(target: Path) -> None:
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": True,
        }
        with xlsxwriter.Workbook(str(target), options) as book:
            pages = _Pages(book, lang)
            for each in found:
                counts[each.verdict] += 1
                pages.add(each)
            pages.finish(decisions)

    replace(path, write)
    return Written(verdicts={verdict: count for verdict, count in counts.items() if count})


def is_results(path: Path) -> bool:
    """Tell whether a workbook is one of ours, or holds nothing: only that is replaced unasked."""
    if path.is_dir():
        return False
    if path.stat().st_size == 0:
        return True
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            return MADE in archive.read("docProps/core.xml").decode("utf-8", errors="replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


class _Pages:
    """The five sheets, each with the row that comes next."""

    def __init__(self, book: Any, lang: str) -> None:
        self.lang = lang
        book.set_properties({"title": TITLES[lang][0], "comments": MADE})
        self.text = book.add_format(
            {"valign": "top", "font_size": 9, "text_wrap": True, "border": 1, "border_color": "#BBBBBB"}
        )
        self.number = book.add_format({"valign": "top", "font_size": 9, "border": 1, "border_color": "#BBBBBB"})
        self.day = book.add_format(
            {"valign": "top", "font_size": 9, "border": 1, "border_color": "#BBBBBB", "num_format": "dd/mm/yyyy"}
        )
        self.head = book.add_format(
            {"bold": True, "font_size": 9, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDE5EE", "border": 1}
        )
        line = {"border": 1, "border_color": "#BBBBBB", "valign": "top", "text_wrap": True, "font_size": 9}
        self.verdict = {
            verdict: book.add_format({**line, "bg_color": back, "font_color": front})
            for verdict, (back, front) in COLOURS.items()
        }
        self.sheets = [book.add_worksheet(title) for title in TITLES[lang]]
        self.next = [0] * len(self.sheets)
        self.columns: list[dict[str, str]] = [{}, {}]
        self.kept: list[list[tuple[tuple[str, str | None], dict[str, Verdict | None]]]] = [[], []]
        self.used: dict[str, int] = {}
        totals, reasons, texts = HEADS[lang]
        self._table(0, totals, WIDTHS[0])
        self._table(3, reasons, WIDTHS[1])
        self._table(4, texts, WIDTHS[2])

    def _table(self, place: int, head: tuple[str, ...], widths: tuple[int, ...]) -> None:
        sheet = self.sheets[place]
        for column, (text, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, text, self.head)
        self._heads(sheet, zip(head, widths, strict=True))
        self._page(sheet, 1)
        self.next[place] = 1

    def _heads(self, sheet: Any, heads: Iterable[tuple[str, int]]) -> None:
        """Make room for the heads of a sheet: bold letters are wider, and no word is broken."""
        sheet.set_row(0, LINE * max(_lines(text, width - 2) for text, width in heads) + 4)

    def _page(self, sheet: Any, columns: int, across: int = 1) -> None:
        sheet.freeze_panes(1, columns)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(across, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P/&N")
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)

    def add(self, found: Attainment) -> None:
        """Write one unit on the sheets of units, criteria, indicators and reasons."""
        table = rows(found, lang=self.lang)
        criteria = [node for node in found.trace.children if node.kind == "criterion"]
        self._total(found, criteria)
        unit = found.unit, _within(found)
        self._keep(
            0,
            unit,
            [(node.about.number or node.id, node.label.in_(self.lang), node.verdict) for node in criteria],
        )
        self._keep(1, unit, [(row.number, row.name, row.verdict) for row in table])
        for row in table:
            for decision in row.decisions:
                self.used[decision] = self.used.get(decision, 0) + 1
            if row.verdict in UNMET:
                self._reason(row, unit[1])

    def _keep(self, place: int, unit: tuple[str, str | None], cells: Iterable[tuple[str, str, Verdict | None]]) -> None:
        """Keep a unit's verdicts until the columns of all units are known: a few bytes each."""
        found: dict[str, Verdict | None] = {}
        for number, name, verdict in cells:
            self.columns[place].setdefault(number, name)
            found[number] = verdict
        self.kept[place].append((unit, found))

    def _total(self, found: Attainment, criteria: list[Node]) -> None:
        book: Rulebook = found.rulebook
        marks = {
            verdict: ", ".join(node.about.number or node.id for node in criteria if node.verdict is verdict)
            for verdict in UNMET
        }
        word = verdict_word(found.verdict, self.lang)
        cells: list[Any] = [
            found.unit,
            _within(found),
            book.province.name if book.province is not None else None,
            book.set.name.in_(self.lang),
            as_day(book.on),
            (found.verdict, word),
            *_tally(found.tally.criteria),
            *_tally(found.tally.indicators),
            ("có" if self.lang == "vi" else "yes") if found.provisional else None,
            marks[Verdict.NOT_MET],
            marks[Verdict.UNDETERMINED],
        ]
        self._row(0, cells)

    def _matrix(self, place: int) -> None:
        """Write the units' verdicts below the numbers; units of several sets get every column that one of them has."""
        sheet, lines = self.sheets[place], self.kept[place - 1]
        heads = {number: clean(f"{number}. {name}") for number, name in self.columns[place - 1].items()}
        columns = {number: column for column, number in enumerate(heads, 2)}
        for column, name in enumerate((*HEADS[self.lang][0][:2], *heads.values())):
            sheet.write_string(0, column, name, self.head)
        self._heads(sheet, ((name, MATRIX) for name in heads.values()) if heads else (("", MATRIX),))
        for row, (unit, found) in enumerate(lines, 1):
            for column, text in enumerate(unit):
                sheet.write_string(row, column, clean(text or ""), self.text)
            for number, column in columns.items():
                verdict = found.get(number)
                if verdict is not None:
                    sheet.write_string(row, column, verdict_word(verdict, self.lang), self.verdict[verdict])
        sheet.set_column(0, 0, UNIT_WIDE)
        sheet.set_column(1, 1, WITHIN_WIDE)
        sheet.set_column(2, max(len(columns), 1) + 1, MATRIX)
        self._page(sheet, 2, across=max(1, -(-len(columns) // ON_A_PAGE)))
        sheet.repeat_columns(0, 1)
        self.next[place] = len(lines) + 1

    def _reason(self, row: Row, within: str | None) -> None:
        self._row(
            3,
            [
                row.unit,
                within,
                row.number,
                row.name,
                (row.verdict, row.said),
                row.figure,
                row.observed,
                row.asked,
                row.distance,
                "\n".join(row.why),
                row.decision,
                row.evidence,
                "\n".join(row.cure),
            ],
        )

    def _row(self, place: int, cells: list[Any]) -> None:
        sheet, row = self.sheets[place], self.next[place]
        widths = WIDTHS[{0: 0, 3: 1, 4: 2}[place]]
        texts = [cell[1] if isinstance(cell, tuple) else str(cell or "") for cell in cells]
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
        sheet.set_row(row, LINE * min(lines, MOST_LINES) + 2)  # nothing else makes room for text that is wrapped
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, datetime.combine(cell, time(0)), self.day)
            elif isinstance(cell, tuple):
                sheet.write_string(row, column, clean(cell[1]), self.verdict[cell[0]])
            elif isinstance(cell, (int, Decimal)):
                sheet.write_number(row, column, float(cell), self.number)
            elif cell:
                sheet.write_string(row, column, clean(str(cell)), self.text)
            else:
                sheet.write_blank(row, column, None, self.text)
        self.next[place] = row + 1

    def finish(self, decisions: Callable[[str], Decision | None]) -> None:
        """Write criteria, indicators and texts, and the filters of every sheet over what it holds."""
        self._matrix(1)
        self._matrix(2)
        for name, count in sorted(self.used.items()):
            known = decisions(name)
            span = known.in_force if known is not None else None
            title = known.title.in_(self.lang) if known is not None else ""
            self._row(
                4,
                [
                    name,
                    title,
                    as_day(span.from_) if span is not None else None,
                    as_day(span.to) if span is not None and span.to else None,
                    count,
                ],
            )
        widths = [
            len(HEADS[self.lang][0]),
            len(self.columns[0]) + 2,
            len(self.columns[1]) + 2,
            *map(len, HEADS[self.lang][1:]),
        ]
        for sheet, rows_, width in zip(self.sheets, self.next, widths, strict=True):
            if rows_ > 1:
                sheet.autofilter(0, 0, rows_ - 1, width - 1)
                sheet.print_area(0, 0, rows_ - 1, width - 1)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, whose width is told in letters of 11 points: those of 9 are narrower."""
    wide = max(int(width * 1.1), 1)
    return sum(_wrapped(line, wide) for line in text.split("\n"))


def _wrapped(line: str, wide: int) -> int:
    """Return the lines of one paragraph, broken between words."""
    lines, used = 1, 0
    for word in line.split():
        if used and used + 1 + len(word) > wide:
            lines, used = lines + 1, 0
        lines += (len(word) - 1) // wide
        used += len(word) + (1 if used else 0)
    return lines


def _within(found: Attainment) -> str | None:
    return getattr(found.figures, "within", None)


def _tally(tally: Tally) -> Iterator[int]:
    yield from (tally.low, tally.high, tally.declared)


__all__ = ["Written", "is_results", "write_results"]
