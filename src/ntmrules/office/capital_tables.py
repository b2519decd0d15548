"""Capital as tables for a workbook: sums by dimension, rates, identities, rows, allotments; amounts in triệu đồng."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ntmrules.capital.rows import CapitalRow
from ntmrules.capital.rules import Allotted, CounterpartCheck
from ntmrules.capital.told import KIND_NAMES, MILLION, name_words
from ntmrules.capital.totals import KINDS, PLAN_NAMES, CapitalView
from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.words import LEVELS
from ntmrules.office.tables import Behind, Cell, Table

TITLES = {
    "source": ("Theo nguồn", "By source"), "part": ("Theo nội dung", "By part"), "unit": ("Theo đơn vị", "By unit"),
    "level": ("Theo cấp", "By level"),
}  # fmt: skip
MONEY = ("triệu đồng", "million đồng")
PERCENT = Decimal("0.01")
"""To what a percentage is rounded in a table, half up."""


def capital_tables(
    view: CapitalView, by: Sequence[str], checks: Sequence[CounterpartCheck], lang: str = "vi"
) -> list[Table]:
    """Return the sums by each dimension with a line of totals, then rates, counterpart, identities and the rows themselves.

    Every sum knows the rows that it adds up, in the last table.
    """
    return _Tables(view, lang, len(by) + 3).all(by, checks)


class _Tables:
    """The tables of one view; ``last`` is the place of the table of rows among them."""

    def __init__(self, view: CapitalView, lang: str, last: int) -> None:
        self.view, self.lang, self.en, self.last = view, lang, lang == "en", last
        self._place = {id(row): index for index, row in enumerate(view.rows)}

    def all(self, by: Sequence[str], checks: Sequence[CounterpartCheck]) -> list[Table]:
        return [
            *(self.sums(dimension) for dimension in by), self.rates(), self.counterpart(checks), self.identities(), self.rows()
        ]  # fmt: skip

    def behind(self, rows: Iterable[CapitalRow]) -> Behind:
        return Behind(self.last, tuple(sorted(self._place[id(row)] for row in rows)))

    def name(self, name: str | None, dimension: str) -> str:
        if dimension == "level" and name in LEVELS:
            return LEVELS[name][self.en]
        return name_words(name, dimension, self.lang)

    def place(self, where: str) -> str:
        """Return where an identity is, its source in words."""
        return " · ".join(self.name(part, "source") for part in where.split(" · "))

    def sums(self, dimension: str) -> Table:
        kinds = [kind for kind in KINDS if self.view.total.amount(kind) is not None]
        head = (TITLES[dimension][self.en], *(f"{KIND_NAMES[kind][self.en]} ({MONEY[self.en]})" for kind in kinds))
        lines = [(self.name(line.name, dimension), line, dimension) for line in self.view.by(dimension)]
        whole = ("Total" if self.en else "Tổng số", self.view.total, None)
        rows: list[tuple[Cell, ...]] = []
        behind: dict[tuple[int, int], Behind] = {}
        for number, (name, line, which) in enumerate((*lines, whole)):
            rows.append((name, *(_million(line.amount(kind)) for kind in kinds)))
            for column, kind in enumerate(kinds, 1):
                if line.amount(kind) is not None:
                    behind[number, column] = self.behind(self.view.behind(which, line.name, kind))
        return Table(title=TITLES[dimension][self.en], head=head, rows=tuple(rows), behind=behind)

    def rates(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        behind: dict[tuple[int, int], Behind] = {}
        sources = [(line.name, self.view.rates(line.name)) for line in self.view.by("source")]
        for source, each in ((None, self.view.rates()), *sources):
            name = self.name(source, "source") if source is not None else ("all" if self.en else "chung")
            for rate in each:
                if rate.part is not None:
                    behind[len(rows), 2] = self.behind(rate.spent)
                behind[len(rows), 3] = self.behind(rate.against)
                percent = rate.percent.quantize(PERCENT, ROUND_HALF_UP) if rate.percent is not None else None
                rows.append((name, rate.base.in_(self.lang), _million(rate.part), _million(rate.whole), percent))
        head = (
            ("Source", "Base", "Disbursed (million đồng)", "Base amount (million đồng)", "%")
            if self.en
            else ("Nguồn", "So với", "Giải ngân (triệu đồng)", "Số so với (triệu đồng)", "%")
        )
        return Table(title="Rates" if self.en else "Tỷ lệ giải ngân", head=head, rows=tuple(rows), behind=behind)

    def counterpart(self, checks: Sequence[CounterpartCheck]) -> Table:
        head = (
            ("Kind", "Local (million đồng)", "Central (million đồng)", "Ratio", "Rule")
            if self.en
            else ("Loại", "Địa phương (triệu đồng)", "Trung ương (triệu đồng)", "Tỷ lệ", "Quy định")
        )
        rows: list[tuple[Cell, ...]] = []
        behind: dict[tuple[int, int], Behind] = {}
        for number, each in enumerate(checks):
            sides = self.view.sides(each.kind)
            behind |= {(number, column): self.behind(own) for column, own in enumerate(sides, 1) if own}
            ratio = each.ratio.quantize(PERCENT, ROUND_HALF_UP) if each.ratio is not None else None
            said = "; ".join(f"{who.in_(self.lang)}: {rule.in_(self.lang)}" for who, rule, _ in each.rules)
            rows.append((KIND_NAMES[each.kind][self.en], _million(each.local), _million(each.central), ratio, said))
        return Table(title="Counterpart" if self.en else "Vốn đối ứng", head=head, rows=tuple(rows), behind=behind)

    def identities(self) -> Table:
        words = {True: ("đúng", "holds"), False: ("SAI", "WRONG"), None: ("chưa kiểm được", "not checked")}
        head = ("Place", "Relation", "State", "Numbers") if self.en else ("Chỗ", "Quan hệ", "Kết quả", "Số")
        rows = tuple(
            (self.place(each.where), each.text.in_(self.lang), words[each.holds][self.en], each.said)
            for each in self.view.identities
        )
        return Table(title="Identities" if self.en else "Quan hệ", head=head, rows=rows)

    def rows(self) -> Table:
        """Return every row that was known on the day; of those that are in others already, that they are not added."""
        head = (
            ("Unit", "Within", "Source", "Part", "Works", "Kind", "Amount (million đồng)", "Year", "Day", "Whose plan",
             "Document", "Added up", "Note")
            if self.en else
            ("Đơn vị", "Thuộc", "Nguồn", "Nội dung", "Công trình", "Loại", "Số tiền (triệu đồng)", "Năm", "Ngày",
             "Kế hoạch của", "Văn bản", "Được cộng", "Ghi chú")
        )  # fmt: skip
        counted = {id(row) for kind in KINDS for row in self.view.behind(None, None, kind)}
        yes, no = ("yes", "no: within another row") if self.en else ("có", "không: đã nằm trong dòng khác")
        rows = tuple(
            (
                each.unit, each.within, self.name(each.source, "source"), each.part, each.work,
                KIND_NAMES[each.kind][self.en], _million(each.amount), each.year,
                day(each.as_of, self.lang) if each.as_of else None,
                PLAN_NAMES[each.plan_of].in_(self.lang) if each.plan_of is not None else None,
                each.document, yes if id(each) in counted else no, each.note,
            )
            for each in self.view.rows
        )  # fmt: skip
        return Table(title="Rows" if self.en else "Các dòng vốn", head=head, rows=rows, days=(8,))


def _million(amount: Decimal | None) -> Decimal | None:
    return amount / MILLION if amount is not None else None


def allotment_table(found: Allotted, lang: str = "vi") -> Table:
    """Return an allotment as a table; amounts in đồng."""
    en = lang == "en"
    head = ("Commune", "Points", "Reason", "Amount (đồng)") if en else ("Xã", "Điểm", "Vì sao", "Số vốn (đồng)")
    rows = tuple((part.commune.unit, part.points, part.reason.in_(lang), int(part.amount)) for part in found.parts)
    whole = ("Total" if en else "Cộng", found.points, None, int(found.amount))
    return Table(title="Allotment" if en else "Phân bổ", head=head, rows=(*rows, whole))
