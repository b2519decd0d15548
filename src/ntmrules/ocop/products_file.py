"""The list of a province's products: one row a decision on a product (recognised, upgraded, rated again, downgraded, revoked)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.plain_table import read_plain
from ntmrules.model.figures import Remark
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.answers_file import stars_of
from ntmrules.ocop.columns import Columns, Row

COLUMNS = (
    "product",
    "owner",
    "owner_kind",
    "commune",
    "locality",
    "sheet",
    "stars",
    "decided",
    "decision",
    "by",
    "event",
    "lodged",
    "renewal",
    "ecommerce",
    "expires",
)


class Event(StrEnum):
    """What a row of the list says happened to a product."""

    RECOGNISED = "recognised"
    UPGRADED = "upgraded"
    RENEWED = "renewed"
    DOWNGRADED = "downgraded"
    REVOKED = "revoked"


EVENTS = {
    "cong nhan": Event.RECOGNISED,
    "cong nhan moi": Event.RECOGNISED,
    "recognised": Event.RECOGNISED,
    "nang hang": Event.UPGRADED,
    "upgraded": Event.UPGRADED,
    "danh gia lai": Event.RENEWED,
    "cong nhan lai": Event.RENEWED,
    "renewed": Event.RENEWED,
    "ha hang": Event.DOWNGRADED,
    "ha sao": Event.DOWNGRADED,
    "downgraded": Event.DOWNGRADED,
    "thu hoi": Event.REVOKED,
    "revoked": Event.REVOKED,
}
EVENT_WORDS = ("công nhận", "nâng hạng", "đánh giá lại", "hạ hạng", "thu hồi")


class OwnerKind(StrEnum):
    """Kinds of owners, in the order in which reports list them."""

    COOPERATIVE = "cooperative"
    ENTERPRISE = "enterprise"
    HOUSEHOLD = "household"
    GROUP = "group"
    FARM = "farm"
    OTHER = "other"


OWNER_KINDS = {
    "hop tac xa": OwnerKind.COOPERATIVE,
    "htx": OwnerKind.COOPERATIVE,
    "cooperative": OwnerKind.COOPERATIVE,
    "doanh nghiep": OwnerKind.ENTERPRISE,
    "doanh nghiep nho va vua": OwnerKind.ENTERPRISE,
    "dn": OwnerKind.ENTERPRISE,
    "cong ty": OwnerKind.ENTERPRISE,
    "enterprise": OwnerKind.ENTERPRISE,
    "ho": OwnerKind.HOUSEHOLD,
    "ho san xuat": OwnerKind.HOUSEHOLD,
    "ho kinh doanh": OwnerKind.HOUSEHOLD,
    "ho gia dinh": OwnerKind.HOUSEHOLD,
    "co so san xuat": OwnerKind.HOUSEHOLD,
    "household": OwnerKind.HOUSEHOLD,
    "to hop tac": OwnerKind.GROUP,
    "tht": OwnerKind.GROUP,
    "group": OwnerKind.GROUP,
    "trang trai": OwnerKind.FARM,
    "farm": OwnerKind.FARM,
    "khac": OwnerKind.OTHER,
    "hoi": OwnerKind.OTHER,
    "hiep hoi": OwnerKind.OTHER,
    "trung tam dieu hanh": OwnerKind.OTHER,
    "other": OwnerKind.OTHER,
}
OWNER_WORDS = ("hợp tác xã", "doanh nghiệp", "hộ", "tổ hợp tác", "trang trại", "khác")


@frozen(kw_only=True)
class Entry:
    """One row of the list: what was decided on a product, on which day, and what is known of it then."""

    product: str
    decided: str
    event: Event = Event.RECOGNISED
    stars: int | None = None
    owner: str | None = None
    owner_kind: OwnerKind | None = None
    commune: str | None = None
    locality: str | None = None
    sheet: str | None = None
    decision: str | None = None
    by: str | None = None
    lodged: str | None = None
    renewal: str | None = None
    ecommerce: bool | None = None
    expires: str | None = None
    at: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows rows of one product: its name, its owner and the place, case and spaces aside."""
        return _same(self.product), _same(self.owner), _same(self.locality or self.commune)


def _same(text: str | None) -> str:
    return name_key(text or "")


def read_portfolio(path: str | Path, left_out: list[Remark] | None = None) -> tuple[Entry, ...]:
    """Return the rows of a list of products in a CSV or workbook; ``FiguresError`` NTM581, NTM582 with every bad cell.

    A row needs the product and the day of the decision; one that revokes needs no stars, every other does. ``left_out`` collects
    the rows that are no product (totals, notes).
    """
    sheet = read_plain(Path(path))
    columns = Columns(sheet.name, sheet.header, sheet.header_row, COLUMNS)
    columns.need("product", "decided")
    entries = [entry for entry in _entries(columns, sheet.rows) if entry is not None]
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        other = seen.setdefault((*entry.key, entry.decided, entry.event), entry)
        if other is not entry:
            columns.problems.append(problem("NTM582.twice", entry.at, product=entry.product, other=other.at))
    if not entries and not columns.problems:
        columns.problems.append(problem("NTM581.empty", sheet.name))
    if columns.problems:
        raise FiguresError(columns.problems)
    if left_out is not None:
        left_out += columns.left_out
        left_out += [Remark(kind, values) for kind, values in sheet.notes]
    return tuple(entries)


def _entries(columns: Columns, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Entry | None]:
    for row in columns.product_rows(rows):
        yield _entry(row)


def _entry(row: Row) -> Entry | None:
    product = row.needed("product")
    decided_text = row.needed("decided")
    decided, lodged, renewal, expires = (row.day(name) for name in ("decided", "lodged", "renewal", "expires"))
    event = row.word("event", EVENTS, EVENT_WORDS) or Event.RECOGNISED
    kind = row.word("owner_kind", OWNER_KINDS, OWNER_WORDS)
    stars = stars_of(row)
    if stars is None and event is not Event.REVOKED and row.text("stars") is None:
        row.fail("stars", "NTM582.blank", name="sao")
    if stars is not None and stars < 3 and event is not Event.REVOKED:
        row.fail("stars", "NTM582.word", name="sao", text=str(stars), known="3 | 4 | 5")
    if lodged is not None and decided is not None and decided < lodged:
        row.fail(
            "decided", "NTM582.order", product=product, first=f"ngày nộp {lodged}", second=f"ngày quyết định {decided}"
        )
    ecommerce = row.yes_no("ecommerce")
    if not product or not decided_text or decided is None:
        return None
    return Entry(
        product=product,
        decided=decided,
        event=event,
        stars=stars,
        owner=row.text("owner"),
        owner_kind=kind,
        commune=row.text("commune"),
        locality=row.text("locality"),
        sheet=row.text("sheet"),
        decision=row.text("decision"),
        by=row.text("by"),
        lodged=lodged,
        renewal=renewal,
        ecommerce=ecommerce,
        expires=expires,
        at=row.place(),
    )
