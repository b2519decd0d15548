"""The list of a province's products: one row a decision on a product (recognised, upgraded, rated again, downgraded, revoked)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.figures.plain_table import read_tables
from ntmrules.frozen import frozen
from ntmrules.messages.speech import Joined
from ntmrules.model.days import as_day
from ntmrules.model.figures import Remark
from ntmrules.model.ocop import OcopStage
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.answers_file import stars_of
from ntmrules.ocop.columns import SHOWN, Columns, Row, column_of
from ntmrules.ocop.product_set import ProductSets
from ntmrules.ocop.writing import told_day

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
    "requested",
    "ground",
    "concluded",
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
    """One row of the list: what was decided on a product, on which day, and what is known of it then.

    ``sheet`` is the number of its product set; ``lodged`` the day on which the owner lodged the file, ``renewal`` the file of a
    re-evaluation, ``requested`` the day on which the commune (of five stars the province) asked for the rating; ``ground`` why it
    was withdrawn, ``concluded`` the day of the finding that this rests on. Days are ISO text.
    """

    product: str
    decided: str
    event: Event = Event.RECOGNISED
    stars: int | None = None
    owner: str | None = None
    owner_kind: OwnerKind | None = None
    commune: str | None = None
    locality: str | None = None
    sheet: int | None = None
    decision: str | None = None
    by: str | None = None
    lodged: str | None = None
    renewal: str | None = None
    ecommerce: bool | None = None
    expires: str | None = None
    requested: str | None = None
    ground: Text | None = None
    concluded: str | None = None
    at: str = ""

    @property
    def owner_key(self) -> str:
        """What makes two rows rows of one owner: the name, case and spaces aside."""
        return _same(self.owner)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows rows of one product: its name, its owner and the place, case and spaces aside."""
        return _same(self.product), _same(self.owner), _same(self.locality or self.commune)


def _same(text: str | None) -> str:
    return name_key(text or "")


def read_portfolio(
    path: str | Path,
    left_out: list[Remark] | None = None,
    *,
    sets: ProductSets | None = None,
    stages: tuple[OcopStage, ...] = (),
    sheets: Sequence[str] = (),
) -> tuple[Entry, ...]:
    """Return the rows of a list of products in a CSV or workbook; ``FiguresError`` NTM581 to NTM583 with every bad cell.

    A row needs the product and the day of the decision; one that revokes needs no stars, every other does. ``sets`` are the
    product sets that a row may name, ``stages`` the decisions whose grounds of revocation it may give. A workbook with several
    such tables asks which one (NTM514): ``sheets`` names them, ``("all",)`` takes each. ``left_out`` collects the rows that are
    no product (totals, notes).
    """
    tables = read_tables(Path(path), _heads_a_list, asked=sheets)
    problems: list[Problem] = []
    entries: list[Entry] = []
    known = Known(sets or ProductSets({}), stages)
    for table in tables:
        try:
            entries += _table(table, known, left_out)
        except FiguresError as error:
            problems += error.problems
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        other = seen.setdefault((*entry.key, entry.decided, entry.event), entry)
        if other is not entry:
            problems.append(problem("NTM582.twice", entry.at, product=entry.product, other=other.at))
    if problems:
        raise FiguresError(problems)
    return tuple(entries)


def _heads_a_list(row: Sequence[str]) -> bool:
    return {"product", "decided"} <= {column_of(cell) for cell in row}


def _table(table: Sheet, known: Known, left_out: list[Remark] | None) -> list[Entry]:
    columns = Columns(table.name, table.header, table.header_row, COLUMNS)
    columns.need("product", "decided")
    entries = [entry for row in columns.product_rows(table.rows) if (entry := _entry(row, known)) is not None]
    if not entries and not columns.problems:
        columns.problems.append(problem("NTM581.empty", table.name))
    if columns.problems:
        raise FiguresError(columns.problems)
    if left_out is not None:
        left_out += columns.left_out
        left_out += [Remark(kind, values) for kind, values in table.notes]
    return entries


def _entry(row: Row, known: Known) -> Entry | None:
    product = row.needed("product")
    decided_text = row.needed("decided")
    decided, lodged, renewal, expires, requested, concluded = (
        row.day(name) for name in ("decided", "lodged", "renewal", "expires", "requested", "concluded")
    )
    event = row.word("event", EVENTS, EVENT_WORDS) or Event.RECOGNISED
    kind = row.word("owner_kind", OWNER_KINDS, OWNER_WORDS)
    stars = stars_of(row)
    if stars is None and event is not Event.REVOKED and row.text("stars") is None:
        row.fail("stars", "NTM582.blank", name=SHOWN["stars"])
    if stars is not None and stars < 3 and event is not Event.REVOKED:
        row.fail("stars", "NTM582.word", name=SHOWN["stars"], text=str(stars), known="3 | 4 | 5")
    _in_order(row, product, ("lodged", lodged), ("decided", decided))
    _in_order(row, product, ("lodged", lodged), ("requested", requested))
    _in_order(row, product, ("requested", requested), ("decided", decided))
    _in_order(row, product, ("concluded", concluded), ("decided", decided))
    ecommerce = row.yes_no("ecommerce")
    sheet = known.set_of(row)
    ground = known.ground_of(row, event, decided)
    if event is not Event.REVOKED and concluded is not None:
        row.fail("concluded", "NTM582.only-revoked", name=SHOWN["concluded"])
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
        sheet=sheet,
        decision=row.text("decision"),
        by=row.text("by"),
        lodged=lodged,
        renewal=renewal,
        ecommerce=ecommerce,
        expires=expires,
        requested=requested,
        ground=ground,
        concluded=concluded,
        at=row.place(),
    )


def _in_order(row: Row, product: str, first: tuple[str, str | None], second: tuple[str, str | None]) -> None:
    """Note a day that lies before the one which led to it."""
    before, after = first[1], second[1]
    if before is not None and after is not None and after < before:
        said = [Joined([SHOWN[name], told_day(day)], " ") for name, day in ((first[0], before), (second[0], after))]
        row.fail(second[0], "NTM582.order", product=product, first=said[0], second=said[1])


class Known:
    """The closed words of a list: its product sets, and the grounds on which the decision of a day lets it withdraw a product."""

    def __init__(self, sets: ProductSets, stages: tuple[OcopStage, ...]) -> None:
        self.sets = sets
        self.stages = stages

    def set_of(self, row: Row) -> int | None:
        """Return the number of the product set that a row names; what names none, or several, is noted."""
        text = row.text("sheet")
        if text is None:
            return None
        found = self.sets.find(text)
        if isinstance(found, int):
            return found
        row.columns.problems.append(found.at(row.at("sheet")))
        return None

    def ground_of(self, row: Row, event: Event, decided: str | None) -> Text | None:
        """Return the ground of a revocation: one of the decision in force, by its letter or words; as it is written where no
        clause of that decision was seen."""
        text = row.text("ground")
        if text is None:
            return None
        if event is not Event.REVOKED:
            row.fail("ground", "NTM582.only-revoked", name=SHOWN["ground"])
            return None
        stage = next(
            (each for each in reversed(self.stages) if decided is not None and each.lodged_from <= as_day(decided)),
            None,
        )
        if stage is None or not stage.revocation:
            return Text(text)
        letter = _LETTER.fullmatch(" ".join(text.casefold().split()))
        for clause in stage.revocation:
            if (letter is not None and letter[1] == clause.id) or fold(text) in (
                fold(clause.text.vi),
                fold(clause.text.in_("en")),
            ):
                return clause.text
        words = [clause.text.vi for clause in stage.revocation]
        known = "; ".join(f"{clause.id}) {clause.text.vi}" for clause in stage.revocation)
        row.fail("ground", "NTM582.word", name=SHOWN["ground"], text=text, known=known, near=(text, words))
        return None


_LETTER = re.compile(r"(?:điều 8,? )?(?:điểm )?([a-eđ])\)?(?:,? điều 8)?")
