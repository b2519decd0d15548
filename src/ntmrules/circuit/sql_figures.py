"""The part of a statement that reads a table of figures: which cells of a unit are taken, and how many are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlglot import exp

from ntmrules.circuit import sql_tree as tree
from ntmrules.circuit.keys import AREA, Kind
from ntmrules.circuit.sql_files import look_at
from ntmrules.circuit.sql_names import apart, table_of, whole
from ntmrules.circuit.table import UNIT, Cell
from ntmrules.model.rulebook import Rulebook

ANSWERS = {1: ("met", "đạt"), 0: ("not_met", "chưa đạt"), 3: ("not_applicable", "không áp dụng")}
REFUSED, UNREAD, INSIDE = "refused", "unread", "within"
AGAIN = "again"
"""The step with the units that stand in more than one row of a wide table, and the column that says so; of rows of a
figure each, the column that says that they name no unit: they may be of several."""


class Figures:
    """The steps ``cells`` and ``taken`` over one table: a row a unit, with a column for each of ``cells``.

    ``inside``: units lie in others, named in the column ``within``. ``also_read``: subjects that others read in the table.
    """

    def __init__(
        self, book: Rulebook, cells: Sequence[Cell], dialect: str, table: str, *, wide: bool, prefix: str = "",
        inside: bool = False, also_read: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.book, self.cells, self.dialect, self.table, self.wide = book, cells, dialect, table, wide
        self.prefix, self.also_read = prefix, also_read
        self.keys = (INSIDE, UNIT) if inside else (UNIT,)
        self.named = {cell.key: f"c{at}" for at, cell in enumerate(cells)}

    def parts(self) -> Iterable[tuple[str, exp.Select]]:
        """Yield the steps with their names; the last holds the keys, ``unread``, ``refused`` and the cells."""
        if self.dialect == "duckdb":
            look_at(self.table, self.keys, self.cells, wide=self.wide)
        if self.wide:
            yield f"{self.prefix}{AGAIN}", self._again()
        yield f"{self.prefix}cells", self._wide() if self.wide else self._long()
        yield f"{self.prefix}taken", self._taken()

    def _again(self) -> exp.Select:
        """The units that stand in more than one row: which of them counts, nobody can say."""
        more = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(1))
        found = tree.select_of(map(tree.column, self.keys), table_of(self.table, self.dialect))
        return found.group_by(*map(tree.column, self.keys), copy=False).having(more, copy=False)

    def _wide(self) -> exp.Select:
        subjects = [whole(cell.subject, self.dialect, self.book.id) for cell in self.cells]
        apart([*self.keys, *subjects], self.dialect, self.book.id)
        table, again = table_of(self.table, self.dialect), f"{self.prefix}{AGAIN}"
        given = exp.alias_(table, "given", table=True, quoted=True)
        columns: list[exp.Expr] = [tree.named(tree.of("given", name), name) for name in self.keys]
        columns.append(tree.named(exp.Literal.number(0), UNREAD))
        columns.append(tree.named(tree.flag(tree.negated(tree.empty_of(tree.of(again, UNIT)))), AGAIN))
        columns += [tree.named(tree.of("given", cell.subject), self.named[cell.key]) for cell in self.cells]
        same = [exp.EQ(this=tree.of("given", name), expression=tree.of(again, name)) for name in self.keys]
        return tree.select_of(columns, given).join(
            exp.table_(again, quoted=True), on=tree.all_of(*same), join_type="left", copy=False
        )

    def _long(self) -> exp.Select:
        """Gather the rows of a unit: the least and the most that is said of each subject, and what is in a wrong column."""
        known = [self.word(each) for each in dict.fromkeys([*(cell.subject for cell in self.cells), *self.also_read])]
        off = tree.any_of(tree.empty("subject"), tree.negated(tree.one_of("subject", known)))
        columns: list[exp.Expr] = [*map(tree.column, self.keys), tree.named(tree.count_where(off), UNREAD)]
        columns.append(tree.named(tree.flag(tree.empty(UNIT)), AGAIN))
        for cell in self.cells:
            name = self.named[cell.key]
            own, other = ("value", "answer") if cell.kind is Kind.NUMBER else ("answer", "value")
            for end, suffix in ((exp.Min, ""), (exp.Max, "x")):
                filled = tree.case_of([(self._about(cell), tree.column(own))])
                columns.append(tree.named(end(this=filled), f"{name}{suffix}"))
            columns.append(
                tree.named(
                    tree.count_where(tree.all_of(self._about(cell), tree.negated(tree.empty(other)))), f"{name}w"
                )
            )
        return tree.select_of(columns, table_of(self.table, self.dialect)).group_by(
            *map(tree.column, self.keys), copy=False
        )

    def _about(self, cell: Cell) -> exp.Expr:
        return exp.EQ(this=tree.column("subject"), expression=self.word(cell.subject))

    def _taken(self) -> exp.Select:
        """Take the cells that can be what they say; how many were not is told as ``refused``, and they are missing.

        Where the named column of a unit is not known, nothing of the unit is taken: it could be judged by a wrong level.
        """
        columns: list[exp.Expr] = []
        refused: list[exp.Expr] = []
        area = next((cell for cell in self.cells if cell.key == AREA), None)
        for cell in self.cells:
            name = self.named[cell.key]
            filled = tree.negated(tree.empty(name))
            if not self.wide:
                filled = tree.any_of(filled, exp.GT(this=tree.column(f"{name}w"), expression=exp.Literal.number(0)))
            refused.append(tree.flag(tree.all_of(filled, tree.negated(tree.there(name, self._good(cell))))))
            taken = tree.there(name, self._good(cell))
            if area is not None and cell is not area:
                placed = tree.any_of(tree.empty(self.named[AREA]), tree.there(self.named[AREA], self._good(area)))
                taken = tree.all_of(taken, placed)
            columns.append(tree.named(tree.case_of([(taken, tree.column(name))], exp.null()), name))
        head = [*map(tree.column, (*self.keys, UNREAD)), tree.named(tree.total(refused, 0), REFUSED)]
        return tree.select_of([*head, *columns], f"{self.prefix}cells")

    def _good(self, cell: Cell) -> exp.Expr:
        name = self.named[cell.key]
        tests = [*self._fits(cell, name), exp.EQ(this=tree.column(AGAIN), expression=exp.Literal.number(0))]
        if not self.wide:  # said once, or always alike, and nothing beside it
            tests.append(exp.EQ(this=tree.column(name), expression=tree.column(f"{name}x")))
            tests.append(exp.EQ(this=tree.column(f"{name}w"), expression=exp.Literal.number(0)))
        return tree.all_of(*tests)

    def _fits(self, cell: Cell, name: str) -> Iterable[exp.Expr]:
        if cell.kind is Kind.TEXT:
            scheme = self.book.scheme
            yield tree.one_of(name, [self.word(area.id) for area in scheme.areas] if scheme is not None else [])
            return
        if cell.kind is Kind.ANSWER:
            yield tree.one_of(name, [self.word(word) for words in ANSWERS.values() for word in words])
            return
        assert cell.low is not None
        assert cell.high is not None
        if self.dialect == "sqlite":  # a text is more than every number there
            kind = exp.Anonymous(this="TYPEOF", expressions=[tree.column(name)])
            yield exp.In(this=kind, expressions=[exp.Literal.string("integer"), exp.Literal.string("real")])
        yield exp.GTE(this=tree.column(name), expression=tree.bound(cell.low))
        yield exp.LTE(this=tree.column(name), expression=tree.bound(cell.high))
        if cell.whole:  # what does not fit into a whole number of the database must not end the whole statement
            plain = exp.Cast(this=tree.column(name), to=exp.DataType.build("bigint"))
            floor = plain if self.dialect == "sqlite" else exp.Floor(this=tree.column(name))
            yield exp.EQ(this=tree.column(name), expression=floor)
        if cell.plausible is not None:
            yield tree.likely(name, *cell.plausible)

    def word(self, word: str) -> exp.Expr:
        """Return a text as the dialect writes it."""
        plain = word.isascii() or self.dialect != "tsql"
        return exp.Literal.string(word) if plain else exp.National(this=word)
