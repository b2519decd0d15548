"""A circuit as one statement of SQL, made of sqlglot's tree and printed in the dialect that is asked for (extra ``sql``).

Three values are spelled out: every question is 0 or 1 in every row, and asks first whether anything is there, so that no
null of SQL's own ever decides. What a dialect cannot say exactly is refused, never rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import assert_never

from sqlglot import exp

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
        asked = {key for bit in self.steps.questions for key in _keys(made.circuit.question(bit))}
        self.cells = cells_of(made.book, {key: made.columns[key] for key in asked}, accept=accept)
        self.named = {cell.key: f"c{at}" for at, cell in enumerate(self.cells)}
        self.levels = levels_by_measure(made.book)

    def text(self) -> str:
        """Return the statement in its dialect, with what it reads and gives at its head."""
        statement = _select(self._result(), f"step{len(self.steps.steps)}")
        parts = list(self._parts())
        for name, select in parts:
            statement = statement.with_(name, as_=select, copy=False)
        most = MOST_COLUMNS.get(self.dialect)
        widest = max(len(each.expressions) for each in (statement, *(select for _, select in parts)))
        if most is not None and widest > most:
            raise UsageError(problem("NTM044.width", self.made.book.id, dialect=self.dialect, count=widest, most=most))
        printed: str = statement.sql(dialect=self.dialect, pretty=True, identify=True)
        return f"{self._head()}\n{printed};\n"

    def _parts(self) -> Iterable[tuple[str, exp.Select]]:
        yield "cells", self._wide() if self.wide else self._long()
        yield "taken", self._taken()
        yield "step0", _select((_as(*each) for each in self._asked()), "taken")
        for at, (bits, kept) in enumerate(zip(self.steps.steps, self.steps.kept, strict=True), start=1):
            columns: list[exp.Expr] = [_column(each) for each in (UNIT, REFUSED, UNREAD, *map(_name, kept))]
            columns += [_as(_flag(self._written(bit)), _name(bit)) for bit in bits]
            yield f"step{at}", _select(columns, f"step{at - 1}")

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
        columns: list[exp.Expr] = [_column(UNIT), _as(exp.Literal.number(0), UNREAD)]
        columns += [_as(_column(cell.subject), self.named[cell.key]) for cell in self.cells]
        return _select(columns, self._source())

    def _long(self) -> exp.Select:
        """Gather the rows of a unit: the least and the most that is said of each subject, and what is in a wrong column."""
        known = [self._word(cell.subject) for cell in self.cells]
        off = _any(_empty("subject"), _not(_in("subject", known)))
        columns: list[exp.Expr] = [_column(UNIT), _as(_count(off), UNREAD)]
        for cell in self.cells:
            name = self.named[cell.key]
            own, other = ("value", "answer") if cell.kind is Kind.NUMBER else ("answer", "value")
            for end, suffix in ((exp.Min, ""), (exp.Max, "x")):
                said = _case([(self._about(cell), _column(own))])
                columns.append(_as(end(this=said), f"{name}{suffix}"))
            columns.append(_as(_count(_all(self._about(cell), _not(_empty(other)))), f"{name}w"))
        return _select(columns, self._source()).group_by(_column(UNIT), copy=False)

    def _about(self, cell: Cell) -> exp.Expr:
        return exp.EQ(this=_column("subject"), expression=self._word(cell.subject))

    def _taken(self) -> exp.Select:
        """Take the cells that can be what they say; how many were not is told as ``refused``, and they are missing.

        Where the named column of a unit is not known, nothing of the unit is taken: it could be judged by a wrong level.
        """
        columns: list[exp.Expr] = []
        refused: list[exp.Expr] = []
        area = next((cell for cell in self.cells if cell.key == AREA), None)
        for cell in self.cells:
            name = self.named[cell.key]
            said = _not(_empty(name))
            if not self.wide:
                said = _any(said, exp.GT(this=_column(f"{name}w"), expression=exp.Literal.number(0)))
            refused.append(_flag(_all(said, _not(_there(name, self._good(cell))))))
            taken = _there(name, self._good(cell))
            if area is not None and cell is not area:
                placed = _any(_empty(self.named[AREA]), _there(self.named[AREA], self._good(area)))
                taken = _all(taken, placed)
            columns.append(_as(_case([(taken, _column(name))], exp.null()), name))
        head = [_column(UNIT), _column(UNREAD), _as(_total(refused, 0), REFUSED)]
        return _select([*head, *columns], "cells")

    def _good(self, cell: Cell) -> exp.Expr:
        name = self.named[cell.key]
        tests = list(self._fits(cell, name))
        if not self.wide:  # said once, or always alike, and nothing beside it
            tests.append(exp.EQ(this=_column(name), expression=_column(f"{name}x")))
            tests.append(exp.EQ(this=_column(f"{name}w"), expression=exp.Literal.number(0)))
        return _all(*tests)

    def _fits(self, cell: Cell, name: str) -> Iterable[exp.Expr]:
        if cell.kind is Kind.TEXT:
            scheme = self.made.book.scheme
            yield _in(name, [self._word(area.id) for area in scheme.areas] if scheme is not None else [])
            return
        if cell.kind is Kind.ANSWER:
            yield _in(name, [self._word(word) for words in ANSWERS.values() for word in words])
            return
        assert cell.low is not None
        assert cell.high is not None
        if self.dialect == "sqlite":  # a text is more than every number there
            kind = exp.Anonymous(this="TYPEOF", expressions=[_column(name)])
            yield exp.In(this=kind, expressions=[exp.Literal.string("integer"), exp.Literal.string("real")])
        yield exp.GTE(this=_column(name), expression=_bound(cell.low))
        yield exp.LTE(this=_column(name), expression=_bound(cell.high))
        if cell.whole:
            yield exp.EQ(this=_column(name), expression=exp.Cast(this=_column(name), to=exp.DataType.build("bigint")))
        if cell.plausible is not None:
            yield _likely(name, *cell.plausible)

    # ----- questions

    def _asked(self) -> Iterable[tuple[exp.Expr, str]]:
        yield from ((_column(each), each) for each in (UNIT, REFUSED, UNREAD))
        for bit in self.steps.questions:
            question = self.made.circuit.question(bit)
            found = _flag(self._answer(question))
            found.add_comments([_plain(str(level)) for level in self._on(question)])
            yield found, _name(bit)

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
                return _not(_empty(name))
            case Compared():
                return _there(name, OPERATORS[question.op](this=_column(name), expression=self._level(question)))
            case Coded():
                return _there(name, _in(name, [self._word(word) for word in ANSWERS[question.code]]))
            case Among():
                found = _in(name, [self._word(each) for each in question.names])
                return _there(name, _not(found) if question.off else found)
            case Flagged() | InMask() | OfYear():
                raise UsageError(problem("NTM044.question", self.made.book.id, dialect=self.dialect, key=question.key))
        assert_never(question)

    def _level(self, question: Compared) -> exp.Expr:
        digits = len(question.level.as_tuple().digits)
        if self.dialect == "sqlite" and digits > DOUBLE_DIGITS:
            raise UsageError(problem("NTM044.digits", question.key, dialect=self.dialect, level=f"{question.level:f}"))
        return _number(question.level)

    # ----- bits

    def _written(self, bit: Bit) -> exp.Expr:
        """Return the condition that a bit is, made of columns."""
        circuit = self.made.circuit
        node, inputs = circuit.node(bit), circuit.inputs(bit)
        kind = node[0]
        if kind == "const":
            return exp.EQ(this=exp.Literal.number(1), expression=exp.Literal.number(int(bit == TRUE)))
        if kind == "not":
            return _not(self._holds(inputs[0]))
        if kind == "and":
            return _all(*(self._holds(each) for each in inputs))
        if kind == "or":
            return _any(*(self._holds(each) for each in inputs))
        weights: Sequence[int] = node[3] if kind == "reaches" else [1] * len(inputs)  # type: ignore[assignment]
        total = _total([_times(self._value(each), weight) for each, weight in zip(inputs, weights, strict=True)], 0)
        return exp.GTE(this=exp.Paren(this=total), expression=_number(Decimal(str(node[1]))))

    def _holds(self, bit: Bit) -> exp.Expr:
        if bit in self._made:
            return exp.EQ(this=_column(_name(bit)), expression=exp.Literal.number(1))
        return self._written(bit)

    def _value(self, bit: Bit) -> exp.Expr:
        if bit in (FALSE, TRUE):
            return exp.Literal.number(int(bit == TRUE))
        return _column(_name(bit)) if bit in self._made else _flag(self._written(bit))

    # ----- the result

    def _result(self) -> Iterable[exp.Expr]:
        yield from (_column(each) for each in (UNIT, REFUSED, UNREAD))
        for told in self.made.told:
            yield from self._told(told)
        for name, each in self.made.tallies.items():
            total = self._sum(each)
            if name == "indicators.high":
                most = Decimal(self.made.most)
                more = exp.GT(this=exp.Paren(this=total), expression=_number(most))
                total = _case([(more, _number(most))], self._sum(each))
            yield _as(total, self._named(name))

    def _told(self, told: Told) -> Iterable[exp.Expr]:
        verdict = self._verdict(told)
        if told.rule is not None:
            levels = [str(each) for each in written(told.rule)]
            lines = levels or [f"{told.rule.number} {told.rule.name.vi}; {told.rule.provision}"]
            verdict.add_comments([_plain(line) for line in lines])
        shown = {"verdict": verdict, "reasons": self._reasons(told), "basis": self._basis(told),
                 "provisional": self._value(told.provisional), "contradiction": self._value(told.contradiction)}  # fmt: skip
        for kind, value in shown.items():
            yield _as(value, self._named(f"{kind}:{told.label}" if told.label else kind))

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
        return _case(pairs, rest) if pairs else rest

    def _reasons(self, told: Told) -> exp.Expr:
        found = [
            (code, bit) for code, bit in sorted(told.reasons.items(), key=lambda each: BIT_OF[each[0]]) if bit != FALSE
        ]
        if self.codes:
            return self._sum(Sum(0, tuple((bit, BIT_OF[code]) for code, bit in found)))
        parts: list[exp.Expr] = []
        for code, bit in found:
            word = exp.Literal.string(f"{code} ")
            parts.append(word if bit == TRUE else _case([(self._holds(bit), word)], exp.Literal.string("")))
        if not parts:
            return exp.Literal.string("")
        joined = parts[0] if len(parts) == 1 else exp.Concat(expressions=parts, safe=False, coalesce=False)
        return exp.Trim(this=joined)

    def _sum(self, value: Sum) -> exp.Expr:
        parts = [_times(self._value(bit), weight) for bit, weight in value.terms if bit != FALSE]
        for bits, weight in value.counts:
            counted = [self._value(bit) for bit in bits if bit != FALSE]
            if counted:
                parts.append(_times(exp.Paren(this=_total(counted, 0)), weight))
        return _total(parts, value.base)

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
        return "\n".join(f"-- {_plain(line)}" for line in lines)


def _select(columns: Iterable[exp.Expr], source: exp.Table | str) -> exp.Select:
    table = exp.table_(source, quoted=True) if isinstance(source, str) else source
    return exp.select(*columns, copy=False).from_(table, copy=False)


def _count(condition: exp.Expr) -> exp.Expr:
    return exp.Count(this=_case([(condition, exp.Literal.number(1))]))


def _likely(name: str, least: Decimal | None, most: Decimal | None, nought: bool) -> exp.Expr:  # noqa: FBT001
    tests: list[exp.Expr] = []
    if least is not None:
        tests.append(exp.GTE(this=_column(name), expression=_number(least)))
    if most is not None:
        tests.append(exp.LTE(this=_column(name), expression=_number(most)))
    likely = _all(*tests)
    return _any(likely, exp.EQ(this=_column(name), expression=exp.Literal.number(0))) if nought else likely


def _column(name: str) -> exp.Column:
    return exp.Column(this=exp.to_identifier(name, quoted=True))


def _name(bit: Bit) -> str:
    return f"b{bit}"


def _keys(question: Question) -> tuple[str, ...]:
    return tuple(key for key, _ in question.terms) if isinstance(question, Weighed) else (question.key,)


def _as(value: exp.Expr, name: str) -> exp.Alias:
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def _case(pairs: Iterable[tuple[exp.Expr, exp.Expr]], rest: exp.Expr | None = None) -> exp.Case:
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in pairs], default=rest)


def _all(*tests: exp.Expr) -> exp.Expr:
    return exp.and_(*tests, copy=False)


def _any(*tests: exp.Expr) -> exp.Expr:
    return exp.or_(*tests, copy=False)


def _not(test: exp.Expr) -> exp.Expr:
    return exp.not_(test, copy=False)


def _empty(name: str) -> exp.Expr:
    return exp.Is(this=_column(name), expression=exp.null())


def _in(name: str, words: Iterable[exp.Expr]) -> exp.Expr:
    return exp.In(this=_column(name), expressions=list(words))


def _flag(condition: exp.Expr) -> exp.Expr:
    """Return 1 where the condition holds, else 0."""
    return _case([(condition, exp.Literal.number(1))], exp.Literal.number(0))


def _there(name: str, test: exp.Expr) -> exp.Expr:
    """Return a test that is false, and not null, where the column is empty."""
    return _all(_not(_empty(name)), test)


def _number(value: Decimal) -> exp.Expr:
    """Return a number with every digit; a sign stands before it."""
    literal = exp.Literal.number(f"{abs(value):f}")
    return exp.Neg(this=literal) if value < 0 else literal


def _bound(value: Decimal) -> exp.Expr:
    return _number(value) if abs(value) < Decimal("1e30") else (
        exp.Neg(this=exp.Literal.number("1E+30")) if value < 0 else exp.Literal.number("1E+30"))  # fmt: skip


def _times(value: exp.Expr, weight: int) -> exp.Expr:
    if weight == 1:
        return value
    return exp.Mul(this=value, expression=_number(Decimal(weight)))


def _total(parts: Sequence[exp.Expr], base: int) -> exp.Expr:
    """Return the sum of the parts and ``base``: halves of halves, for a chain of hundreds is too deep for parsers."""
    parts = [*parts, *([_number(Decimal(base))] if base or not parts else [])]
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return exp.Add(this=_total(parts[:half], 0), expression=exp.Paren(this=_total(parts[half:], 0)))


def _plain(text: str) -> str:
    """Return a text that cannot end the comment in which it stands."""
    return " ".join(text.replace("*/", "* /").replace("/*", "/ *").split())
