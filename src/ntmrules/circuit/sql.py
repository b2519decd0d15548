"""A circuit as one statement of SQL, made of sqlglot's tree and printed in the dialect that is asked for (extra ``sql``).

Three values are spelled out: every question is 0 or 1 in every row, and asks first whether anything is there, so that no
null of SQL's own ever decides. What a dialect cannot say exactly is refused, never rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import assert_never

from sqlglot import exp

from ntmrules.circuit import sql_tree as tree
from ntmrules.circuit.compiled import Compiled, Told
from ntmrules.circuit.keys import AREA, BIT_OF, FIGURE, Kind
from ntmrules.circuit.network import FALSE, TRUE, Bit, Sum
from ntmrules.circuit.questions import Among, Coded, Compared, Flagged, InMask, Known, OfYear, Question, Weighed
from ntmrules.circuit.steps import Steps, steps_of
from ntmrules.circuit.table import UNIT, Cell, cells_of
from ntmrules.circuit.texts import Written, levels_by_measure, written
from ntmrules.errors import UsageError, problem

DIALECTS = ("duckdb", "postgres", "sqlite", "tsql", "spark")
ANSWERS = {1: ("met", "đạt"), 0: ("not_met", "chưa đạt"), 3: ("not_applicable", "không áp dụng")}
OPERATORS: dict[str, type[exp.Binary]] = {
    "at_least": exp.GTE, "at_most": exp.LTE, "more_than": exp.GT, "less_than": exp.LT,
}  # fmt: skip
REFUSED, UNREAD = "refused", "unread"
MOST_COLUMNS = {"postgres": 1600, "sqlite": 2000, "tsql": 4096}
MOST_NAME = {"postgres": 63, "tsql": 128}
DOUBLE_DIGITS = 15


def sql_of(made: Compiled, *, dialect: str, table: str = "figures", wide: bool = False, accept: bool = False,
           codes: bool = False) -> str:  # fmt: skip
    """Return the statement that judges every unit of ``table``: one row a unit, columns as ``evaluate_table`` names them.

    ``wide``: one row a unit and one column a subject; else rows of ``unit, subject, value, answer``. ``codes`` gives
    numbers in place of words. Raises ``UsageError`` NTM044 for what the dialect cannot say, NTM045 for an unknown one.
    """
    if dialect not in DIALECTS:
        raise UsageError(problem("NTM045.dialect", name=dialect, known=" | ".join(DIALECTS), near=(dialect, DIALECTS)))
    return _Printer(made, dialect, table, wide=wide, accept=accept, codes=codes).text()


class _Printer:
    def __init__(self, made: Compiled, dialect: str, table: str, *, wide: bool, accept: bool, codes: bool) -> None:
        self.made, self.dialect, self.table = made, dialect, table
        self.wide, self.codes = wide, codes
        self.steps: Steps = steps_of(made)
        self._made = frozenset((*self.steps.questions, *(bit for step in self.steps.steps for bit in step)))
        asked = {key for bit in self.steps.questions for key in tree.keys(made.circuit.question(bit))}
        self.cells = cells_of(made.book, {key: made.columns[key] for key in asked}, accept=accept)
        self.named = {cell.key: f"c{at}" for at, cell in enumerate(self.cells)}
        self.levels = levels_by_measure(made.book)

    def text(self) -> str:
        """Return the statement in its dialect, with what it reads and gives at its head."""
        statement = tree.select_of(self._result(), f"step{len(self.steps.steps)}")
        parts = list(self._parts())
        # Databases fold steps that are read once into one another, and one question into all that asks for it: gigabytes.
        apart = True if self.dialect in ("postgres", "sqlite", "duckdb") else None
        for name, select in parts:
            statement = statement.with_(name, as_=select, copy=False, materialized=apart)
        most = MOST_COLUMNS.get(self.dialect)
        widest = max(len(each.expressions) for each in (statement, *(select for _, select in parts)))
        if most is not None and widest > most:
            raise UsageError(problem("NTM044.width", self.made.book.id, dialect=self.dialect, count=widest, most=most))
        printed: str = statement.sql(dialect=self.dialect, pretty=True, identify=True)
        return f"{self._head()}\n{printed};\n"

    def _parts(self) -> Iterable[tuple[str, exp.Select]]:
        yield "cells", self._wide() if self.wide else self._long()
        yield "taken", self._taken()
        yield "step0", tree.select_of((tree.named(*each) for each in self._asked()), "taken")
        for at, (bits, kept) in enumerate(zip(self.steps.steps, self.steps.kept, strict=True), start=1):
            columns: list[exp.Expr] = [tree.column(each) for each in (UNIT, REFUSED, UNREAD, *map(tree.bit_name, kept))]
            columns += [tree.named(tree.flag(self._written(bit)), tree.bit_name(bit)) for bit in bits]
            yield f"step{at}", tree.select_of(columns, f"step{at - 1}")

    # ----- the table

    def _source(self) -> exp.Table:
        parts = self.table.split(".")
        if self.dialect == "duckdb" and self.table.endswith((".parquet", ".csv")):
            parts = [self.table]  # a file: DuckDB reads it by its name
        if not 0 < len(parts) <= 3 or not all(part.strip() for part in parts):
            raise UsageError(problem("NTM045.table", name=self.table))
        name, schema, catalog = [*reversed(parts), None, None][:3]
        return exp.table_(name, db=schema, catalog=catalog, quoted=True)

    def _wide(self) -> exp.Select:
        columns: list[exp.Expr] = [tree.column(UNIT), tree.named(exp.Literal.number(0), UNREAD)]
        columns += [tree.named(tree.column(cell.subject), self.named[cell.key]) for cell in self.cells]
        return tree.select_of(columns, self._source())

    def _long(self) -> exp.Select:
        """Gather the rows of a unit: the least and the most that is said of each subject, and what is in a wrong column."""
        known = [self._word(cell.subject) for cell in self.cells]
        off = tree.any_of(tree.empty("subject"), tree.negated(tree.one_of("subject", known)))
        columns: list[exp.Expr] = [tree.column(UNIT), tree.named(tree.count_where(off), UNREAD)]
        for cell in self.cells:
            name = self.named[cell.key]
            own, other = ("value", "answer") if cell.kind is Kind.NUMBER else ("answer", "value")
            for end, suffix in ((exp.Min, ""), (exp.Max, "x")):
                said = tree.case_of([(self._about(cell), tree.column(own))])
                columns.append(tree.named(end(this=said), f"{name}{suffix}"))
            columns.append(
                tree.named(
                    tree.count_where(tree.all_of(self._about(cell), tree.negated(tree.empty(other)))), f"{name}w"
                )
            )
        return tree.select_of(columns, self._source()).group_by(tree.column(UNIT), copy=False)

    def _about(self, cell: Cell) -> exp.Expr:
        return exp.EQ(this=tree.column("subject"), expression=self._word(cell.subject))

    def _taken(self) -> exp.Select:
        """Take the cells that can be what they say; how many were not is told as ``refused``, and they are missing.

        Where the named column of a unit is not known, nothing of the unit is taken: it could be judged by a wrong level.
        """
        columns: list[exp.Expr] = []
        refused: list[exp.Expr] = []
        area = next((cell for cell in self.cells if cell.key == AREA), None)
        for cell in self.cells:
            name = self.named[cell.key]
            said = tree.negated(tree.empty(name))
            if not self.wide:
                said = tree.any_of(said, exp.GT(this=tree.column(f"{name}w"), expression=exp.Literal.number(0)))
            refused.append(tree.flag(tree.all_of(said, tree.negated(tree.there(name, self._good(cell))))))
            taken = tree.there(name, self._good(cell))
            if area is not None and cell is not area:
                placed = tree.any_of(tree.empty(self.named[AREA]), tree.there(self.named[AREA], self._good(area)))
                taken = tree.all_of(taken, placed)
            columns.append(tree.named(tree.case_of([(taken, tree.column(name))], exp.null()), name))
        head = [tree.column(UNIT), tree.column(UNREAD), tree.named(tree.total(refused, 0), REFUSED)]
        return tree.select_of([*head, *columns], "cells")

    def _good(self, cell: Cell) -> exp.Expr:
        name = self.named[cell.key]
        tests = list(self._fits(cell, name))
        if not self.wide:  # said once, or always alike, and nothing beside it
            tests.append(exp.EQ(this=tree.column(name), expression=tree.column(f"{name}x")))
            tests.append(exp.EQ(this=tree.column(f"{name}w"), expression=exp.Literal.number(0)))
        return tree.all_of(*tests)

    def _fits(self, cell: Cell, name: str) -> Iterable[exp.Expr]:
        if cell.kind is Kind.TEXT:
            scheme = self.made.book.scheme
            yield tree.one_of(name, [self._word(area.id) for area in scheme.areas] if scheme is not None else [])
            return
        if cell.kind is Kind.ANSWER:
            yield tree.one_of(name, [self._word(word) for words in ANSWERS.values() for word in words])
            return
        assert cell.low is not None
        assert cell.high is not None
        if self.dialect == "sqlite":  # a text is more than every number there
            kind = exp.Anonymous(this="TYPEOF", expressions=[tree.column(name)])
            yield exp.In(this=kind, expressions=[exp.Literal.string("integer"), exp.Literal.string("real")])
        yield exp.GTE(this=tree.column(name), expression=tree.bound(cell.low))
        yield exp.LTE(this=tree.column(name), expression=tree.bound(cell.high))
        if cell.whole:
            yield exp.EQ(
                this=tree.column(name), expression=exp.Cast(this=tree.column(name), to=exp.DataType.build("bigint"))
            )
        if cell.plausible is not None:
            yield tree.likely(name, *cell.plausible)

    # ----- questions

    def _asked(self) -> Iterable[tuple[exp.Expr, str]]:
        yield from ((tree.column(each), each) for each in (UNIT, REFUSED, UNREAD))
        for bit in self.steps.questions:
            question = self.made.circuit.question(bit)
            found = tree.flag(self._answer(question))
            found.add_comments([tree.plain(str(level)) for level in self._on(question)])
            yield found, tree.bit_name(bit)

    def _on(self, question: Question) -> list[Written]:
        """Return the levels that a question is about: those with its value, else all of its measure."""
        if not isinstance(question, Compared):
            return []
        levels = self.levels.get(question.key.removeprefix(FIGURE), [])
        return [each for each in levels if question.level in each.values] or levels

    def _answer(self, question: Question) -> exp.Expr:
        if isinstance(question, Weighed):
            raise UsageError(
                problem("NTM044.question", self.made.book.id, dialect=self.dialect, key=question.terms[0][0])
            )
        name = self.named[question.key]
        match question:
            case Known():
                return tree.negated(tree.empty(name))
            case Compared():
                return tree.there(
                    name, OPERATORS[question.op](this=tree.column(name), expression=self._level(question))
                )
            case Coded():
                return tree.there(name, tree.one_of(name, [self._word(word) for word in ANSWERS[question.code]]))
            case Among():
                found = tree.one_of(name, [self._word(each) for each in question.names])
                return tree.there(name, tree.negated(found) if question.off else found)
            case Flagged() | InMask() | OfYear():
                raise UsageError(problem("NTM044.question", self.made.book.id, dialect=self.dialect, key=question.key))
        assert_never(question)

    def _level(self, question: Compared) -> exp.Expr:
        digits = len(question.level.as_tuple().digits)
        if self.dialect == "sqlite" and digits > DOUBLE_DIGITS:
            raise UsageError(problem("NTM044.digits", question.key, dialect=self.dialect, level=f"{question.level:f}"))
        return tree.number(question.level)

    # ----- bits

    def _written(self, bit: Bit) -> exp.Expr:
        """Return the condition that a bit is, made of columns."""
        circuit = self.made.circuit
        node, inputs = circuit.node(bit), circuit.inputs(bit)
        kind = node[0]
        if kind == "const":
            return exp.EQ(this=exp.Literal.number(1), expression=exp.Literal.number(int(bit == TRUE)))
        if kind == "not":
            return tree.negated(self._holds(inputs[0]))
        if kind == "and":
            return tree.all_of(*(self._holds(each) for each in inputs))
        if kind == "or":
            return tree.any_of(*(self._holds(each) for each in inputs))
        weights: Sequence[int] = node[3] if kind == "reaches" else [1] * len(inputs)  # type: ignore[assignment]
        total = tree.total(
            [tree.times(self._value(each), weight) for each, weight in zip(inputs, weights, strict=True)], 0
        )
        return exp.GTE(this=exp.Paren(this=total), expression=tree.number(Decimal(str(node[1]))))

    def _holds(self, bit: Bit) -> exp.Expr:
        if bit in self._made:
            return exp.EQ(this=tree.column(tree.bit_name(bit)), expression=exp.Literal.number(1))
        return self._written(bit)

    def _value(self, bit: Bit) -> exp.Expr:
        if bit in (FALSE, TRUE):
            return exp.Literal.number(int(bit == TRUE))
        return tree.column(tree.bit_name(bit)) if bit in self._made else tree.flag(self._written(bit))

    # ----- the result

    def _result(self) -> Iterable[exp.Expr]:
        yield from (tree.column(each) for each in (UNIT, REFUSED, UNREAD))
        for told in self.made.told:
            yield from self._told(told)
        for name, each in self.made.tallies.items():
            total = self._sum(each)
            if name == "indicators.high":
                most = Decimal(self.made.most)
                more = exp.GT(this=exp.Paren(this=total), expression=tree.number(most))
                total = tree.case_of([(more, tree.number(most))], self._sum(each))
            yield tree.named(total, self._named(name))

    def _told(self, told: Told) -> Iterable[exp.Expr]:
        verdict = self._verdict(told)
        if told.rule is not None:
            levels = [str(each) for each in written(told.rule)]
            lines = levels or [f"{told.rule.number} {told.rule.name.vi}; {told.rule.provision}"]
            verdict.add_comments([tree.plain(line) for line in lines])
        shown = {"verdict": verdict, "reasons": self._reasons(told), "basis": self._basis(told),
                 "provisional": self._value(told.provisional), "contradiction": self._value(told.contradiction)}  # fmt: skip
        for kind, value in shown.items():
            yield tree.named(value, self._named(f"{kind}:{told.label}" if told.label else kind))

    def _verdict(self, told: Told) -> exp.Expr:
        if self.codes:
            return self._sum(Sum(0, told.verdict))
        return self._word_of(told.verdict, {0: "not_met", 1: "met", 2: "undetermined", 3: "not_applicable"})

    def _basis(self, told: Told) -> exp.Expr:
        if self.codes:
            return self._sum(Sum(0, told.basis))
        return self._word_of(told.basis, {0: "none", 1: "computed", 2: "reported", 3: "mixed"})

    def _word_of(self, weights: Iterable[tuple[Bit, int]], words: dict[int, str]) -> exp.Expr:
        """Return the word of the one bit that holds, else the one of nought."""
        pairs: list[tuple[exp.Expr, exp.Expr]] = []
        for bit, code in weights:
            if bit == TRUE:
                return exp.Literal.string(words[code])
            if bit != FALSE:
                pairs.append((self._holds(bit), exp.Literal.string(words[code])))
        rest = exp.Literal.string(words[0])
        return tree.case_of(pairs, rest) if pairs else rest

    def _reasons(self, told: Told) -> exp.Expr:
        found = [
            (code, bit) for code, bit in sorted(told.reasons.items(), key=lambda each: BIT_OF[each[0]]) if bit != FALSE
        ]
        if self.codes:
            return self._sum(Sum(0, tuple((bit, BIT_OF[code]) for code, bit in found)))
        parts: list[exp.Expr] = []
        for code, bit in found:
            word = exp.Literal.string(f"{code} ")
            parts.append(word if bit == TRUE else tree.case_of([(self._holds(bit), word)], exp.Literal.string("")))
        if not parts:
            return exp.Literal.string("")
        joined = parts[0] if len(parts) == 1 else exp.Concat(expressions=parts, safe=False, coalesce=False)
        return exp.Trim(this=joined)

    def _sum(self, value: Sum) -> exp.Expr:
        parts = [tree.times(self._value(bit), weight) for bit, weight in value.terms if bit != FALSE]
        for bits, weight in value.counts:
            counted = [self._value(bit) for bit in bits if bit != FALSE]
            if counted:
                parts.append(tree.times(exp.Paren(this=tree.total(counted, 0)), weight))
        return tree.total(parts, value.base)

    def _named(self, name: str) -> str:
        most = MOST_NAME.get(self.dialect)
        if most is not None and len(name.encode()) > most:
            raise UsageError(problem("NTM044.name", self.made.book.id, dialect=self.dialect, name=name, most=most))
        return name

    def _word(self, word: str) -> exp.Expr:
        plain = word.isascii() or self.dialect != "tsql"
        return exp.Literal.string(word) if plain else exp.National(this=word)

    def _head(self) -> str:
        book = self.made.book
        place = "" if book.province is None else f" · {book.province.name}"
        takes = "unit, " + (", ".join(sorted(cell.subject for cell in self.cells)) if self.wide else
                            "subject, value (number), answer (text)")  # fmt: skip
        lines = [
            f"ntmrules circuit/1 · {book.id} · {book.on}{place} · {self.dialect}",
            f"reads {self.table}: {takes}",
            "one figure for each unit and subject, as known on the day; nothing known = no row, or null",
            "refused: cells that cannot be what they say (treated as missing); unread: rows about other subjects",
        ]
        return "\n".join(f"-- {tree.plain(line)}" for line in lines)
