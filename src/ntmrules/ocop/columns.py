"""Columns of files on OCOP by the words that offices head them with, and their cells read with every fault collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.cells import read_day
from ntmrules.figures.headings import no_unit, plainly_a_name
from ntmrules.messages.speech import Joined, Pair, visible
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import answer_of, fold
from ntmrules.model.written import BadCellError, read_number

T = TypeVar("T")

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "product": ("san pham", "ten san pham", "product", "name"),
    "sheet": ("bo san pham", "bo", "bo so", "phieu", "phieu so", "sheet", "product set", "nhom san pham"),
    "lodged": ("ngay nop", "ngay nop ho so", "lodged", "lodged on"),
    "owner": ("chu the", "ten chu the", "owner"),
    "owner_kind": ("loai hinh", "loai hinh chu the", "loai chu the", "owner kind", "owner_kind"),
    "commune": ("xa", "xa phuong", "xa, phuong", "commune"),
    "locality": ("dia phuong", "huyen", "dia ban", "locality", "district"),
    "judge": ("thanh vien", "thanh vien cham", "nguoi cham", "judge"),
    "stars": ("sao", "hang", "hang sao", "so sao", "hang de nghi", "stars", "rank"),
    "total": ("tong diem", "total", "total points"),
    "criterion": ("tieu chi", "ma tieu chi", "so tieu chi", "tt", "stt", "criterion"),
    "points": ("diem", "diem cham", "points", "score"),
    "option": ("lua chon", "phuong an", "option"),
    "decided": ("ngay quyet dinh", "ngay cong nhan", "ngay cap", "decided", "decided on"),
    "decision": ("so quyet dinh", "quyet dinh", "decision"),
    "by": ("co quan cong nhan", "noi cap", "by", "decided by"),
    "event": ("su kien", "loai quyet dinh", "event"),
    "renewal": ("ngay nop danh gia lai", "nop danh gia lai", "renewal", "renewal lodged"),
    "ecommerce": ("san tmdt", "san thuong mai dien tu", "tren san tmdt", "ecommerce", "e-commerce"),
    "recognised": ("dat chuan", "dat chuan ntm", "da cong nhan", "recognised"),
    "expires": ("ngay het han", "han", "het han", "expires"),
    "requested": ("ngay de nghi", "ngay xa de nghi", "requested", "requested on"),
    "ground": ("can cu thu hoi", "ly do thu hoi", "ground"),
    "concluded": ("ngay ket luan", "concluded", "concluded on"),
    "note": (
        "ghi chu",
        "minh chung",
        "note",
        "proof",
        "diem toi da",
        "ten tieu chi",
        "noi dung",
        "evidence",
        "most",
        "content",
    ),
}
SHOWN = {
    "product": Pair("sản phẩm", "product"),
    "sheet": Pair("bộ sản phẩm", "product set"),
    "lodged": Pair("ngày nộp", "lodged on"),
    "owner": Pair("chủ thể", "owner"),
    "owner_kind": Pair("loại hình", "owner kind"),
    "commune": Pair("xã", "commune"),
    "locality": Pair("địa phương", "locality"),
    "judge": Pair("thành viên", "judge"),
    "stars": Pair("sao", "stars"),
    "total": Pair("tổng điểm", "total points"),
    "criterion": Pair("tiêu chí", "criterion"),
    "points": Pair("điểm", "points"),
    "option": Pair("lựa chọn", "option"),
    "decided": Pair("ngày quyết định", "decided on"),
    "decision": Pair("quyết định", "decision"),
    "by": Pair("cơ quan công nhận", "decided by"),
    "event": Pair("sự kiện", "event"),
    "renewal": Pair("ngày nộp đánh giá lại", "renewal lodged"),
    "ecommerce": Pair("sàn tmđt", "e-commerce"),
    "recognised": Pair("đạt chuẩn", "recognised"),
    "expires": Pair("ngày hết hạn", "expires"),
    "requested": Pair("ngày đề nghị", "requested on"),
    "ground": Pair("căn cứ thu hồi", "ground"),
    "concluded": Pair("ngày kết luận", "concluded on"),
    "note": Pair("ghi chú", "note"),
}
"""How messages name a column: as an office would head it."""
_COLUMN_OF = {word: name for name, words in HEADINGS.items() for word in words}
_CRITERION = re.compile(r"(?:\d{1,2}|[a-c])(?:\.(?:\d{1,2}|[a-zđ]))*\Z")


def column_of(head: str) -> str | None:
    """Return the column that a heading names; nothing for a word that no column has."""
    return _COLUMN_OF.get(fold(head).replace("*", "").strip())


def criterion_of(head: str) -> str | None:
    """Return the number of a criterion that a heading or a cell is: ``1.a``, ``6.1.1``; nothing for anything else."""
    text = head.strip().casefold().rstrip(".")
    if not _CRITERION.match(text):
        return None
    return text[0].upper() + text[1:] if text[0] in "abc" else text


class Columns:
    """The columns of one table, and its cells one row at a time; what cannot be read is collected in ``problems``."""

    def __init__(
        self, name: str, header: Sequence[str], header_row: int, known: Iterable[str], *, criteria: bool = False
    ) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.left_out: list[Remark] = []
        self.width = len(header)
        self.at: dict[str, int] = {}
        self.criteria: dict[str, int] = {}
        self.above_at: dict[str, str] = {}
        self._told_above: set[tuple[str, str]] = set()
        self.header_row = header_row
        allowed = tuple(known)
        words = Joined([SHOWN[each] for each in allowed])
        for index, head in enumerate(header):
            if not head.strip():
                continue
            column, criterion = column_of(head), criterion_of(head) if criteria else None
            if criterion is not None and criterion not in self.criteria:
                self.criteria[criterion] = index
            elif column == "note" or (column in allowed and column not in self.at):
                self.at.setdefault(column or "", index)
            else:
                self.problems.append(
                    problem(
                        "NTM581.column",
                        f"{name}:{header_row}:{index + 1}",
                        head=head,
                        known=words,
                        near=(head, [word for each in allowed for word in (SHOWN[each].vi, SHOWN[each].en)]),
                    )
                )

    def need(self, *names: str) -> None:
        """Note every column of ``names`` that is not there; ``FiguresError`` with all that is wrong with the header."""
        for name in names:
            if name not in self.at:
                self.problems.append(
                    problem(
                        "NTM581.missing",
                        f"{self.name}:{self.header_row}",
                        name=SHOWN[name],
                        known=Joined([SHOWN[name], f"({', '.join(HEADINGS[name])})"], " "),
                    )
                )
        if self.problems:
            raise FiguresError(self.problems)

    def product_rows(
        self, rows: Iterable[tuple[int, Sequence[str]]], above: Mapping[str, str] | None = None
    ) -> Iterator[Row]:
        """Yield the rows that say something of a product. Totals, notes and signatures are noted in ``left_out``, and a row with
        more cells than the header has is noted as wrong: nothing shows to which column they belong."""
        named = next((self.at[each] for each in ("product", "commune") if each in self.at), 0)
        for number, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[self.width :]):
                over = next(cell for cell in cells[self.width :] if cell.strip())
                self.problems.append(
                    problem("NTM581.beyond", f"{self.name}:{number}:{self.width + 1}", text=over, width=self.width)
                )
                continue
            name = cells[named].strip() if named < len(cells) else ""
            kind = None
            if name and "criterion" not in self.at and not plainly_a_name(name):
                kind = no_unit(name, [cell for place, cell in enumerate(cells) if place != named and cell.strip()])
            if kind is not None:
                self.left_out.append(
                    Remark("row", {"sheet": self.name, "row": number, "kind": kind, "cell": name[:60]})
                )
                continue
            yield self.row(number, cells, above)

    def first_time(self, identity: str, column: str) -> bool:
        """Tell whether a fault is to be noted: always, but for one of a line above the table, which every row meets."""
        if column in self.at or column not in self.above_at:
            return True
        key = (identity, column)
        seen = key in self._told_above
        self._told_above.add(key)
        return not seen

    def row(self, number: int, cells: Sequence[str], above: Mapping[str, str] | None = None) -> Row:
        """Return one row to read cells from; ``above`` is what lines over the table say, for columns that it has not."""
        return Row(self, number, cells, above or {})


class Row:
    """One row of a table; a cell that cannot be read is noted at its place and reads as nothing."""

    __slots__ = ("above", "cells", "columns", "number")

    def __init__(self, columns: Columns, number: int, cells: Sequence[str], above: Mapping[str, str]) -> None:
        self.above = above
        self.columns = columns
        self.number = number
        self.cells = cells

    def place(self, index: int | None = None) -> str:
        """Return ``file:row`` or ``file:row:column``."""
        where = f"{self.columns.name}:{self.number}"
        return where if index is None else f"{where}:{index + 1}"

    def at(self, name: str) -> str:
        """Return the place of a column's cell; of what a line above the table says the place of that line."""
        if name not in self.columns.at and name in self.columns.above_at:
            return self.columns.above_at[name]
        return self.place(self.columns.at.get(name))

    def text(self, name: str) -> str | None:
        """Return what stands in a column; nothing for an empty cell."""
        index = self.columns.at.get(name)
        return self.cell(index) if index is not None else self.above.get(name) or None

    def cell(self, index: int) -> str | None:
        """Return what stands at a place of the row, signs that act written out; nothing for an empty cell."""
        text = self.cells[index] if index < len(self.cells) else ""
        return visible(" ".join(text.split())) or None if text else None

    def needed(self, name: str) -> str:
        """Return what stands in a column that may not be empty."""
        text = self.text(name)
        if text is None:
            self.fail(name, "NTM582.blank", name=SHOWN[name])
        return text or ""

    def day(self, name: str) -> str | None:
        """Return a day as ISO text."""
        return self._read(name, "NTM582.day", read_day)

    def number_of(self, name: str) -> Decimal | None:
        """Return a number that is not below nought; what else stands there is noted, nothing raises ``FiguresError`` here."""

        def read(text: str) -> Decimal:
            number = read_number(text)
            if number is None or number < 0:
                raise ValueError(text)
            return number

        return self._read(name, "NTM582.number", read)

    def yes_no(self, name: str) -> bool | None:
        """Return có / không; another word is noted, nothing raises ``FiguresError`` here."""

        def read(text: str) -> bool:
            said = True if fold(text) == "x" else answer_of(text)
            if said is None:
                raise ValueError(text)
            return said

        return self._read(name, "NTM582.word", read, known="có | không")

    def word(self, name: str, words: Mapping[str, T], known: Iterable[str]) -> T | None:
        """Return what a word of a closed list means."""
        listed = tuple(known)
        return self._read(
            name, "NTM582.word", lambda text: words[fold(text)], known=" | ".join(listed), listed=tuple(words)
        )

    def _read(
        self, name: str, identity: str, read: Callable[[str], T], *, known: str = "", listed: Iterable[str] = ()
    ) -> T | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return read(text)
        except (BadCellError, ValueError, KeyError):
            values: dict[str, object] = {"name": SHOWN[name], "text": text}
            if known:
                values["known"] = known
            self.fail(name, identity, near=(fold(text), tuple(listed)) if listed else None, **values)
            return None

    def fail(
        self, column: str, identity: str, /, *, near: tuple[str, Iterable[str]] | None = None, **values: object
    ) -> None:
        """Note what is wrong with the cell of a column; what a line above the table says wrongly is noted once for all rows."""
        if self.columns.first_time(identity, column):
            self.columns.problems.append(problem(identity, self.at(column), near=near, **values))
