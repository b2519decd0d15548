"""The cells of a form that rows of capital fill: which rows a cell adds up, and which rows of capital belong to no cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ntmrules.capital.columns import MONEY_SHOWN, money
from ntmrules.capital.rows import CapitalRow
from ntmrules.capital.totals import added, standing_rows, summed_up
from ntmrules.frozen import evolve
from ntmrules.model.forms import NOW, PLAN, Column, Form, Row
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.office.form_cells import Filled, number_shown

PLANNED = Text(
    "kế hoạch 6 tháng cuối năm không có trong số liệu", "the plan of the last six months is not among the figures"
)
NO_CAPITAL = Text("chưa có tệp vốn (--capital)", "no file of capital was given (--capital)")
NO_ROW = Text("không có dòng vốn nào cho ô này", "no row of capital for this cell")
_MILLION = 10**6
_FEW = 5  # places that a comment names
_EVER = "9999-12-31"


class Money:
    """The rows of capital that a form is filled from, on a day; of one commune where the form is of a commune."""

    def __init__(self, form: Form, capital: Sequence[CapitalRow] | None, on: str, unit: str | None) -> None:
        self.form, self.on, self.given = form, on, capital is not None
        rows = capital or ()
        # Rows that name no unit are of the commune that fills its form, unless other rows name theirs.
        named = any(each.unit is not None for each in rows)
        own = [each for each in rows if unit is None or (
            name_key(each.unit) == name_key(unit) if each.unit is not None else not named)]  # fmt: skip
        self.known = added(list(standing_rows(own, on)))
        self.planned = [each for each in added(list(standing_rows(own, _EVER))) if each.half == 2]
        self.factor = money(form.money_unit or "") or _MILLION
        self.columns = {column.id: column for column in form.columns() if column.id is not None}
        self.by = (
            "part" if any(row.part for row in form.rows) else "work" if any(row.work for row in form.rows) else None
        )

    def cell(self, row: Row, column: Column) -> Filled:
        """Return what a cell adds up, in the unit of the form; nothing and the reason where no row is about it."""
        if not self.given:
            return Filled(why=NO_CAPITAL)
        found = self._behind(row, column)
        kinds: dict[str, set[str]] = {}
        for each in found:
            kinds.setdefault(each.source, set()).add(each.kind)
        twice = [name for name, said in kinds.items() if len(said) > 1]
        if twice:
            names = ", ".join(twice)
            return Filled(why=Text(f"nguồn {names} vừa có dòng phân bổ vừa có dòng huy động, không rõ lấy số nào",
                                   f"{names} has rows allotted and mobilised: which is meant is not clear"))  # fmt: skip
        open_ = self.unplaced(column) if self._one_of_several(row) else None
        if found:
            return Filled(value=self._sum(found), why=open_)
        none = NO_ROW if column.time != PLAN else PLANNED
        return Filled(why=none if open_ is None else Text(f"{NO_ROW.vi}; {open_.vi}", f"{NO_ROW.en}; {open_.en}"))

    def whole(self, row: Row, column: Column) -> bool:
        """Tell whether a row is the total over all parts or works of a source: then rows that name none count in it too."""
        return row.whole and self.by is not None and bool(column.sources)

    def unplaced(self, column: Column) -> Text | None:
        """Return what is said of rows that a column asks for and that name no part (or work) of the form; nothing without one."""
        if self.by is None:
            return None
        rows = [
            each
            for leaf in _leaves(column, self.columns)
            for each in self._behind(Row(text=""), leaf)
            if each.amount and getattr(each, self.by) is None
        ]
        if not rows:
            return None
        vi, en = ("nội dung thành phần", "part") if self.by == "part" else ("loại công trình", "kind of works")
        amount, unit = self._sum(rows), MONEY_SHOWN[self.factor]
        at = places(rows)
        return Text(
            f"{number_shown(amount, 'vi')} {unit} không ghi {vi} ({at}), chỉ tính vào tổng cộng",
            f"{number_shown(amount, 'en')} {unit} name no {en} ({at}) and count in the total only",
        )

    def left_out(self) -> tuple[CapitalRow, ...]:
        """Return the rows of the year, the kinds and the sources that the form is about and that no cell of it adds up."""
        columns = [column for column in self.columns.values() if column.kinds and not column.sum_of]
        asked = {(kind, half) for column in columns for kind in column.kinds for half in _halves(column)}
        named = {name for column in columns for name in column.sources} | {
            name for row in self.form.rows for name in row.sources
        }
        rows = [row for row in self.form.rows if row.sources or row.part or row.work or row.whole]
        taken = {id(each) for row in rows for column in columns for each in self._behind(
            evolve(row, sources=row.sources or column.sources), column, whole=self.whole(row, column))
                 if row.sources or column.sources}  # fmt: skip
        if not named:
            return ()
        one = len(named) == 1  # a form of one source asks for no other
        return tuple(each for each in {id(row): row for row in (*self.known, *self.planned)}.values()
                     if (each.kind, each.half) in asked and id(each) not in taken and each.year in (None, int(self.on[:4]))
                     and (each.source in named or not one))  # fmt: skip

    def _one_of_several(self, row: Row) -> bool:
        return (row.part is not None or row.work is not None) and not row.whole

    def _sum(self, rows: Iterable[CapitalRow]) -> Decimal:
        return sum((each.amount for each in rows), Decimal(0)) / self.factor

    def _behind(self, row: Row, column: Column, *, whole: bool = False) -> list[CapitalRow]:
        """Return the rows that a cell adds up."""
        sources = set(row.sources or column.sources)
        part, work = (None, None) if whole else (row.part, row.work)
        halves = _halves(column)
        year = int(self.on[:4])
        return list(summed_up([
            each for each in (self.planned if column.time == PLAN else self.known)
            if each.kind in column.kinds and (not sources or each.source in sources) and each.half in halves
            and (part is None or each.part == part) and (work is None or each.work == work) and each.year == year
        ]))  # fmt: skip


def _halves(column: Column) -> tuple[int | None, ...]:
    """Return the halves of a year whose rows a column adds up; nothing stands for a row of the whole year."""
    return (2,) if column.time == PLAN else (None, 1) if column.time == NOW else (None,)


def _leaves(column: Column, columns: dict[str, Column]) -> list[Column]:
    """Return the columns that a column of sums adds up in the end."""
    if not column.sum_of:
        return [column]
    return [leaf for name in column.sum_of for leaf in _leaves(columns[name], columns)]


def places(rows: Sequence[CapitalRow]) -> str:
    """Return where rows stand, the first few of many: ``von.csv:3, von.csv:8 … (+12)``."""
    more = f" … (+{len(rows) - _FEW})" if len(rows) > _FEW else ""
    return ", ".join(each.at for each in rows[:_FEW]) + more
