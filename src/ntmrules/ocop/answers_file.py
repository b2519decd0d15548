"""Files of scores: one row a product with a column a criterion, one row a criterion, or the form of one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import sheets_beside
from ntmrules.figures.plain_table import Rows, read_plain, read_rows
from ntmrules.messages.speech import visible
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import fold
from ntmrules.model.written import BadCellError, read_number
from ntmrules.ocop.columns import SHOWN, Columns, Row, column_of, criterion_of
from ntmrules.ocop.product import Given, Product
from ntmrules.ocop.writing import told_points

ABOUT = (
    "product",
    "sheet",
    "lodged",
    "owner",
    "owner_kind",
    "commune",
    "locality",
    "judge",
    "stars",
    "total",
    "decision",
)
LONG = (*ABOUT, "criterion", "points", "option")
_POINTS = (
    re.compile(  # words may follow; a second number only behind "điểm:", since 3-5 or 3 (5) leaves open which is meant
        r"(\d{1,3}(?:[.,]\d+)?)\s*(?:(?:đ|điểm|diem|points?)\s*(?::.*|[(–-](?!\s*\d).*)?|[:(–-](?!\s*\d).*)?\Z",
        re.IGNORECASE | re.DOTALL,
    )
)
_OPTION = re.compile(
    r"(?:lựa chọn|lua chon|phương án|lc|option)\s*(\d{1,2})\b(?:\s*[:(–-].*)?\Z", re.IGNORECASE | re.DOTALL
)
_OF_ALL_ROWS = {
    "sheet": "sheet", "lodged": "lodged", "decision": "decision", "commune": "commune", "claimed_stars": "stars",
    "claimed_points": "total",
}  # fmt: skip
"""What every row of one product says alike: the field of a product, and its column."""
_BARE = re.compile(r"[1-9]\d?")
_NONE = ("khong", "khong co", "khong lua chon nao", "none", "no option")
OPTION_LISTS = ("lua chon", "options")
Above = list[tuple[str, tuple[str, str]]]


def read_products(
    path: str | Path, left_out: list[Remark] | None = None, problems: list[Problem] | None = None
) -> tuple[Product, ...]:
    """Return the products in a file of scores, in its order.

    Known are three forms: a row a product whose further columns are numbers of criteria (``1.a``, ``6.2``); a row a criterion
    with the columns criterion and points or option; the form that ``ntmrules ocop template`` writes, with the product above.
    ``left_out`` collects the rows that are no product (totals, notes). ``FiguresError`` NTM581 to NTM583 with every bad cell;
    ``problems`` collects them instead, so that what else can be read is checked beside them.
    """
    sheets, beside = read_rows(Path(path))
    found = [(sheet, *_header(sheet.rows)) for sheet in sheets]
    tables = [(sheet, top, about) for sheet, top, about in found if top is not None]
    if not tables:
        raise FiguresError(problem("NTM581.empty", sheets[0].name))
    products: list[Product] = []
    wrong: list[Problem] = []
    for sheet, top, about in tables:
        try:
            products += _products(sheet, top, about, left_out, wrong)
        except FiguresError as error:
            wrong += error.problems
    if wrong and problems is None:
        raise FiguresError(wrong)
    if problems is not None:
        problems += wrong
    if left_out is not None:
        left_out += _not_read(Path(path).name, [sheet for sheet, top, _ in found if top is None], tables, beside)
    return tuple(products)


def _not_read(
    name: str, unused: Sequence[Rows], tables: Sequence[tuple[Rows, int, Above]], hidden: Sequence[str]
) -> list[Remark]:
    """Return which sheets of a workbook were not read; the hidden list of options that a form brings is no news."""
    covered = [each for each in hidden if fold(each) not in OPTION_LISTS]
    if not unused and not covered:
        return []
    read = (sheet.sheet or sheet.name for sheet, _, _ in tables)
    left = [*(sheet.sheet or sheet.name for sheet in unused), *covered]
    return [Remark(*sheets_beside(name, read, left, covered))]


def _products(
    sheet: Rows, top: int, about: Above, left_out: list[Remark] | None, wrong: list[Problem]
) -> list[Product]:
    """Return the products of one table, and collect every bad cell in ``wrong``; ``FiguresError`` where its columns are wrong."""
    name, rows = sheet.name, sheet.rows
    header = rows[top]
    long = any(column_of(head) == "criterion" for head in header)
    columns = Columns(name, header, top + 1, LONG if long else (*ABOUT, "points"), criteria=not long)
    if long and columns.criteria:
        columns.problems.append(problem("NTM581.both", f"{name}:{top + 1}"))
    given = {key for key, _ in about}
    columns.need(*(each for each in ("product", "sheet") if each not in given), *(("criterion",) if long else ()))
    if long and not {"points", "option"} & set(columns.at):
        columns.need("option")
    body = [
        (number, cells) for number, cells in enumerate(rows[top + 1 :], top + 2) if any(cell.strip() for cell in cells)
    ]
    read = _Reader(columns, dict(about))
    products = list(read.long(body) if long else read.wide(body))
    if not products and not columns.problems:
        columns.problems.append(problem("NTM581.empty", name))
    wrong += columns.problems
    if left_out is not None:
        left_out += columns.left_out
        left_out += [Remark(kind, values) for kind, values in sheet.notes]
    return products


def _header(rows: Sequence[Sequence[str]]) -> tuple[int | None, Above]:
    """Return which row heads the table, and what the lines above say of the product: column, (text, place)."""
    about: Above = []
    for index, row in enumerate(rows):
        filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
        columns = {column_of(cell) for _, cell in filled} | {"criterion" for _, cell in filled if criterion_of(cell)}
        if len(filled) >= 2 and (
            {"product", "sheet"} <= columns
            or ("criterion" in columns and bool({"points", "option", "product"} & columns))
        ):
            return index, about
        if filled and not filled[0][1].startswith("#"):
            label = column_of(filled[0][1].rstrip(":"))
            if label in ABOUT:
                about.append((label, (" ".join(filled[1][1].split()) if len(filled) > 1 else "", f"{index + 1}")))
    return None, about


class _Reader:
    def __init__(self, columns: Columns, about: dict[str, tuple[str, str]]) -> None:
        self.columns = columns
        self.above = about

    def _rows(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
        self.columns.above_at = {name: f"{self.columns.name}:{row}" for name, (_, row) in self.above.items()}
        return self.columns.product_rows(rows, {name: text for name, (text, _) in self.above.items()})

    def wide(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Product]:
        """Yield a product a row; one that stands twice is noted as wrong, unless two judges scored it."""
        seen: dict[tuple[str, ...], str] = {}
        columns = self.columns.criteria
        for row in self._rows(rows):
            answers = {}
            cells, width = row.cells, len(row.cells)
            for criterion, index in columns.items():
                text = cells[index] if index < width else ""
                given = _given(text) if text else None
                if given is None:
                    continue
                if isinstance(given, Given):
                    answers[criterion] = given
                else:
                    self._wrong(row, criterion, given, index)
            product = self._about(row, answers)
            if product is None:
                continue
            other = seen.setdefault(_key(product), product.at)
            if other != product.at:
                row.fail("product", "NTM582.twice", product=product.name, other=other)
            yield product

    def long(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Product]:
        """Yield the products of rows of criteria, each in the place of its first row."""
        found: dict[tuple[str, ...], Product] = {}
        for row in self._rows(rows):
            text = row.text("criterion")
            criterion = criterion_of(text) if text else None
            said = row.text("option") or row.text("points")
            if criterion is None and (text is None or said is None):
                continue  # a heading of the form, or a line that says nothing of a criterion
            product = self._about(row)
            if product is None:
                continue
            first = found.setdefault(_key(product), product)
            self._same(first, product, row)
            if criterion is None:
                row.fail(
                    "criterion",
                    "NTM583.criterion",
                    product=product.name,
                    sheet=product.sheet,
                    criterion=text,
                    known="1.a, 2.b …",
                )
                continue
            column = "option" if row.text("option") else "points"
            given = self._chosen(row, criterion) if said else None
            if given is None:
                continue
            if criterion in first.answers:
                row.fail(column, "NTM583.several", product=product.name, criterion=criterion, text=said)
                continue
            first.answers[criterion] = given
        yield from found.values()

    def _about(self, row: Row, answers: dict[str, Given] | None = None) -> Product | None:
        name, sheet = row.needed("product"), row.needed("sheet")
        lodged, total = row.day("lodged"), row.number_of("total")
        if self.columns.criteria:  # points beside columns of criteria are their total
            points = row.number_of("points")
            if points is not None and total is not None and points != total:
                row.fail("points", "NTM581.reported-twice", product=name, name=SHOWN["points"], first=told_points(total),
                         second=told_points(points))  # fmt: skip
            total = total if total is not None else points
        stars = stars_of(row)
        if not name or not sheet:
            return None
        return Product(
            name=name,
            sheet=sheet,
            lodged=lodged,
            owner=row.text("owner"),
            owner_kind=row.text("owner_kind"),
            commune=row.text("commune"),
            judge=row.text("judge"),
            claimed_stars=stars,
            claimed_points=total,
            decision=row.text("decision"),
            answers=answers if answers is not None else {},
            columns=self.columns.criteria,
            at=row.place(),
        )

    def _same(self, first: Product, other: Product, row: Row) -> None:
        for name, column in _OF_ALL_ROWS.items():
            mine, its = getattr(first, name), getattr(other, name)
            if its is not None and mine is not None and mine != its:
                said = [told_points(each) if isinstance(each, Decimal) else each for each in (mine, its)]
                row.fail(
                    column,
                    "NTM581.reported-twice",
                    product=first.name,
                    name=SHOWN[column],
                    first=said[0],
                    second=said[1],
                )

    def _chosen(self, row: Row, criterion: str) -> Given | None:
        """Return what the columns of options and of points say together; what disagrees is noted, or the sheet tells."""
        option, points = row.text("option"), row.text("points")
        first = self._given(row, criterion, option, self.columns.at.get("option", 0)) if option else None
        second = self._given(row, criterion, points, self.columns.at["points"]) if points else None
        if first is None or second is None:
            return first._replace(bare=_BARE.fullmatch(option or "") is not None) if first is not None else second
        if first.option is not None and second.option is None:
            return first._replace(points=second.points)
        if (first.points, first.option) == (second.points, second.option):
            return first
        if _BARE.fullmatch(option or "") and second.option is None:  # the place of the option, its points beside
            return second._replace(option=int(option or ""))
        row.fail(
            "option",
            "NTM583.several",
            product=row.text("product") or "",
            criterion=criterion,
            text=f"{option}, {points}",
        )
        return None

    def _given(self, row: Row, criterion: str, text: str, index: int) -> Given | None:
        """Return what a cell chooses on a criterion, with its place; what it does not choose is noted."""
        given = _given(text)
        if given is None or isinstance(given, Given):
            return given._replace(at=row.place(index)) if given is not None else None
        self._wrong(row, criterion, given, index)
        return None

    def _wrong(self, row: Row, criterion: str, given: tuple[str, str], index: int) -> None:
        choice, text = given
        values: dict[str, Any] = (
            {"name": criterion}
            if choice == "NTM582.number"
            else {"product": row.text("product") or "", "criterion": criterion}
        )
        self.columns.problems.append(problem(choice, row.place(index), text=text, **values))


@lru_cache(maxsize=4096)  # the cells of thousands of products say few different things
def _given(cell: str) -> Given | tuple[str, str] | None:
    """Return what a cell chooses, or the id of what is wrong with it and its text; nothing for an empty one."""
    text = visible(" ".join(cell.split()))
    if not text:
        return None
    choice = _choice(text)
    return (choice, text) if isinstance(choice, str) else Given(points=choice[0], option=choice[1])


def _key(product: Product) -> tuple[str, ...]:
    """What makes two rows rows of one sheet of one product: names with their accents, case and spaces aside."""
    return tuple(" ".join((part or "").casefold().split()) for part in (product.name, product.owner, product.judge))


def _choice(text: str) -> tuple[Decimal | None, int | None] | str:
    """Return the points or the place of the option that a cell names, or the id of what is wrong with it."""
    parts = re.split(r"\s*[;|]\s*|\s+và\s+", text)
    if len([part for part in parts if _POINTS.fullmatch(part) or _OPTION.fullmatch(part)]) > 1:
        return "NTM583.several"
    if fold(text) in _NONE:
        return Decimal(0), None
    option = _OPTION.match(text)
    if option:
        return None, int(option[1])
    points = _POINTS.match(text)
    try:
        number = read_number(points[1]) if points else None
    except BadCellError:
        number = None
    return (number, None) if number is not None else "NTM582.number"


def stars_of(row: Row) -> int | None:
    """Return the number of stars that a cell says: ``4``, ``4 sao``, ``****``."""
    text = row.text("stars")
    if text is None:
        return None
    found = re.fullmatch(r"([1-5])\s*(?:sao|stars?|\*)?|(\*{1,5})", text.strip(), re.IGNORECASE)
    if found is None:
        row.fail("stars", "NTM582.word", name=SHOWN["stars"], text=text, known="1 | 2 | 3 | 4 | 5")
        return None
    return int(found[1]) if found[1] else len(found[2])


def read_recognised(path: str | Path) -> dict[str, bool]:
    """Return by commune whether it is recognised as new rural: a table with the columns commune and recognised (có / không).

    Raises ``FiguresError`` NTM581, NTM582 with every bad cell.
    """
    sheet = read_plain(Path(path))
    columns = Columns(sheet.name, sheet.header, sheet.header_row, ("commune", "recognised"))
    columns.need("commune", "recognised")
    found: dict[str, bool] = {}
    for row in columns.product_rows(sheet.rows):
        commune, said = row.needed("commune"), row.yes_no("recognised")
        if said is None and row.text("recognised") is None:
            row.fail("recognised", "NTM582.blank", name=SHOWN["recognised"])
        if said is not None and found.setdefault(commune, said) != said:
            row.fail("recognised", "NTM582.twice", product=commune, other=row.place())
    if columns.problems:
        raise FiguresError(columns.problems)
    return found
