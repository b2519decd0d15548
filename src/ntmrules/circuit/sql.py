"""A circuit as one statement of SQL, made of sqlglot's tree and printed in the dialect that is asked for (extra ``sql``).

Three values are spelled out: every question is 0 or 1 in every row, and asks first whether anything is there,
so that no
null of SQL's own ever decides. What a dialect cannot say exactly is refused, never rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import assert_never

from sqlglot import exp

from ntmrules.circuit import sql_tree as tree
from ntmrules.circuit.children import as_inside, one_set_in_all
from ntmrules.circuit.compiled import Compiled, Told, columns_of, compiled
from ntmrules.circuit.keys import BIT_OF, CHILDREN, FIGURE, REPORT, Kind
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit, Sum
from ntmrules.circuit.questions import (
    Among,
    Coded,
    Compared,
    Flagged,
    InMask,
    Known,
    OfYear,
    Question,
    Weighed,
    keys_of,
)
from ntmrules.circuit.sql_children import Inside, answered, inside_of, joined, together, with_report
from ntmrules.circuit.sql_figures import ANSWERS, REFUSED, UNREAD, Figures
from ntmrules.circuit.sql_names import apart, table_of, whole
from ntmrules.circuit.steps import Steps, steps_of
from ntmrules.circuit.table import UNIT, Cell, cells_of
from ntmrules.circuit.texts import Written, levels_by_measure, written
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.model.joined import not_applicable_is_met
from ntmrules.model.rulebook import Rulebook

DIALECTS = ("duckdb", "postgres", "sqlite", "tsql", "spark")
OPERATORS: dict[str, type[exp.Binary]] = {
    "at_least": exp.GTE, "at_most": exp.LTE, "more_than": exp.GT, "less_than": exp.LT,
}  # fmt: skip
MOST_COLUMNS = {"postgres": 1600, "sqlite": 2000, "tsql": 4096}
DOUBLE_DIGITS = 15
MOST_UNITS = Decimal(10**9)  # more units inside than anybody has; sums of such numbers stay whole in every database


def sql_of(made: Compiled, *, dialect: str, table: str = "figures", wide: bool = False, accept: bool = False,
           codes: bool = False, children: Mapping[str, str] | None = None,
           only: Collection[str] | None = None) -> str:  # fmt: skip
    """Return the statement that judges every unit of ``table``: one row a unit, columns as ``evaluate_table`` names them.

    ``wide``: one row a unit and one column a subject; else rows of ``unit, subject, value, answer``. ``codes`` gives
    numbers in place of words. ``children``: tables of the units inside by their level, for whose columns ``made`` is
    compiled; they say ``within`` in which unit each lies, and have the columns ``only`` (left out: all).
    Raises ``UsageError`` NTM044 for what the dialect cannot say, NTM045 for an unknown one.
    """
    if dialect not in DIALECTS:
        raise UsageError(problem("NTM045.dialect", name=dialect, known=" | ".join(DIALECTS), near=(dialect, DIALECTS)))
    form = Form(dialect=dialect, wide=wide, accept=accept, codes=codes)
    return _Printer(made, form, table, children=children, only=only).text()


@frozen(kw_only=True)
class Form:
    """How a statement is written, and what its tables look like."""

    dialect: str
    wide: bool
    accept: bool
    codes: bool


def _counted_inside(circuit: Circuit, told: Told, other: Rulebook) -> Told:
    """Return what is told of a unit inside as the unit above counts it, see ``circuit.children.as_inside``."""
    verdict = as_inside(circuit, told.verdict, told.unforeseen, told.asked, other, whole=not told.label)
    if not told.label or not not_applicable_is_met(other):
        return evolve(told, verdict=tuple(verdict))
    return evolve(told, verdict=tuple(verdict), basis=(*told.basis, (told.asked, 1)),
                  provisional=circuit.either(told.provisional, told.asked_soft))  # fmt: skip


def name_of(kind: str, told: Told) -> str:
    """Return the name of the column in which ``kind`` is told of a node."""
    return f"{kind}:{told.label}" if told.label else kind


def results_of(made: Compiled) -> dict[str, list[Bit]]:
    """Return, by the name of its column, the bits of which each result is made."""
    found: dict[str, list[Bit]] = {}
    for told in made.told:
        shown = {"verdict": [bit for bit, _ in told.verdict], "reasons": [*told.reasons.values()],
                 "basis": [bit for bit, _ in told.basis], "provisional": [told.provisional],
                 "contradiction": [told.contradiction]}  # fmt: skip
        found |= {name_of(kind, told): bits for kind, bits in shown.items()}
    return found | {name: list(each.bits()) for name, each in made.tallies.items()}


def _about(told: Told) -> list[str]:
    """Return what stands beside the verdict of an indicator: its levels with decision and evidence."""
    if told.rule is None:
        return []
    levels = [str(each) for each in written(told.rule)]
    return [tree.plain(line) for line in levels or [f"{told.rule.number} {told.rule.name.vi}; {told.rule.provision}"]]


class _Printer:
    def __init__(
        self, made: Compiled, form: Form, table: str, *, children: Mapping[str, str] | None = None,
        only: Collection[str] | None = None, prefix: str = "", reported: Cell | None = None, qualified: bool = False,
    ) -> None:  # fmt: skip
        """Prepare one set; ``prefix`` of its steps where it judges units inside, and the cell that reports on it whole.

        ``qualified``: labels are named with their set. ``only``: the keys of the columns that tables of units inside have.
        """
        self.made, self.form, self.dialect, self.table, self.prefix = made, form, form.dialect, table, prefix
        self.codes, self.children, self.only, self.reported = form.codes, children or {}, only, reported
        self._take(steps_of(made, results_of(made)))
        asked = {key for bit in self.steps.questions for key in keys_of(made.circuit.question(bit))}
        weighed = {key for bit in self.steps.questions if isinstance(found := made.circuit.question(bit), Weighed)
                   for key in keys_of(found)}  # fmt: skip
        self.inside = inside_of(made.book, asked, form.dialect)
        self._inside = {key: name for each in self.inside for key, name in each.columns().items()}
        own = {key: made.columns[key] for key in asked if not key.startswith(CHILDREN)}
        cells = [evolve(cell, high=min(cell.high or MOST_UNITS, MOST_UNITS)) if cell.key in weighed else cell
                 for cell in cells_of(made.book, own, accept=form.accept, qualified=qualified)]  # fmt: skip
        self.figures = Figures(
            made.book, [*cells, *([reported] if reported is not None else [])], form.dialect, table, wide=form.wide,
            prefix=prefix,
            inside=bool(prefix),
        )  # fmt: skip
        self.cells, self.named = cells, self.figures.named
        self.levels = levels_by_measure(made.book)
        kept = [self.named[reported.key]] if reported is not None else []
        self.head = [*self.figures.keys, REFUSED, UNREAD, *kept]

    def _take(self, steps: Steps) -> None:
        self.steps = steps
        self._made = frozenset((*steps.questions, *(bit for step in steps.steps for bit in step)))

    def text(self) -> str:
        """Return the statement in its dialect, with what it reads and gives at its head."""
        most = MOST_COLUMNS.get(self.dialect)
        parts = list(self.parts())
        if most is not None and max(len(select.expressions) for _, select in parts) > most:
            self._take(steps_of(self.made, results_of(self.made), narrow=True))
            parts = list(self.parts())
        statement = tree.select_of(self._result(), self.last)
        # Databases fold steps that are read once into one another, and one question into all that asks for it: gigabytes.
        materialized = True if self.dialect in ("postgres", "sqlite", "duckdb") else None
        for name, select in parts:
            statement = statement.with_(name, as_=select, copy=False, materialized=materialized)
        widest = max(len(each.expressions) for each in (statement, *(select for _, select in parts)))
        if most is not None and widest > most:
            raise UsageError(problem("NTM044.width", self.made.book.id, dialect=self.dialect, count=widest, most=most))
        apart((each.alias_or_name for each in statement.expressions), self.dialect, self.made.book.id)
        for table in (self.table, *self.children.values()):
            table_of(table, self.dialect, [name for name, _ in parts])
        printed: str = statement.sql(dialect=self.dialect, pretty=True, identify=True)
        return f"{self._head()}\n{printed};\n"

    def _steps_counted(self) -> dict[str, set[str]]:
        """Return the steps in which refused cells are counted, one of each table and set, and unread rows, one of each table."""
        refused = {(each.item.children, each.other.id if each.other else each.item.measure): each.name
                   for each in reversed(self.inside)}  # fmt: skip
        unread = {each.item.children: each.name for each in reversed(self.inside)}
        return {REFUSED: set(refused.values()), UNREAD: set(unread.values())}

    @property
    def last(self) -> str:
        """The name of the last step, which has every bit that is told."""
        return f"{self.prefix}step{len(self.steps.steps)}"

    def parts(self) -> Iterable[tuple[str, exp.Select]]:
        """Yield the steps with their names: the figures, the units inside, the questions, the bits."""
        yield from self.figures.parts()
        before = f"{self.prefix}taken"
        if self.inside:
            yield from self._parts_inside()
            read = [*self.figures.keys, *self.named.values()]
            yield "joined", joined(self.inside, read, self._steps_counted(), before)
            before = "joined"
        yield f"{self.prefix}step0", tree.select_of((tree.named(*each) for each in self._asked()), before)
        told, values = list[str](), self._values()
        for at, (bits, kept) in enumerate(zip(self.steps.steps, self.steps.kept, strict=True), start=1):
            columns: list[exp.Expr] = [tree.column(each) for each in (*self.head, *map(tree.bit_name, kept), *told)]
            columns += [tree.named(tree.flag(self._written(bit)), tree.bit_name(bit)) for bit in bits]
            columns += [tree.named(values[name](), self._named(name)) for name in self.steps.told[at - 1]]
            told += map(self._named, self.steps.told[at - 1])
            yield f"{self.prefix}step{at}", tree.select_of(columns, f"{self.prefix}step{at - 1}")

    def _parts_inside(self) -> Iterable[tuple[str, exp.Select]]:
        """Yield the steps that judge the units inside, each set once, and those that put them together by parent."""
        sources: dict[tuple[str, str], _Printer | Figures] = {}
        for each in self.inside:
            key = (each.item.children, str(each.item.measure) if each.other is None else each.other.id)
            if key not in sources:
                sources[key] = self._source_of(each, f"s{len(sources)}_")
        told: set[str] = set()
        for each in self.inside:
            level = each.item.children
            key = (level, str(each.item.measure) if each.other is None else each.other.id)
            source = sources[key]
            figures = source if isinstance(source, Figures) else source.figures
            if figures.prefix not in told:
                told.add(figures.prefix)
                figures.also_read = [cell.subject for (at, _), other in sources.items() if at == level
                                 for cell in (other if isinstance(other, Figures) else other.figures).cells]  # fmt: skip
                yield from source.parts()
            if isinstance(source, Figures):
                yield each.judged, answered(each, source)
            else:
                yield from source.with_report(each)
            yield each.name, together(each)

    def _source_of(self, each: Inside, prefix: str) -> _Printer | Figures:
        """Return what reads and judges the units inside of one share or count."""
        table = self.children[each.item.children]
        if each.other is None:
            cell = Cell(key=f"{FIGURE}{each.item.measure}", subject=each.item.measure or "", kind=Kind.ANSWER)
            return Figures(each.owner, [cell], self.dialect, table, wide=self.form.wide, prefix=prefix, inside=True)
        columns = columns_of(each.other, self.only)
        reported = Cell(key=REPORT + each.other.id, subject=each.other.id, kind=Kind.ANSWER)
        has = self.only is None or reported.key in self.only
        labels = {one.label for one in self.inside if one.other is not None and one.other.id == each.other.id}
        made = compiled(each.other, columns)
        told = tuple(
            _counted_inside(made.circuit, one, each.other)
            for one in made.told if one.label in labels
        )  # fmt: skip
        made = evolve(made, told=told, tallies={})
        return _Printer(
            made, self.form, table, only=self.only, prefix=prefix,
            reported=reported if has else None, qualified=not one_set_in_all(self.made.book, each.item.children),
        )  # fmt: skip

    def with_report(self, each: Inside) -> Iterable[tuple[str, exp.Select]]:
        """Yield the steps with what every unit comes to in the node that ``each`` asks for."""
        told = next(found for found in self.made.told if found.label == each.label)
        reasons = [(BIT_OF[code], self._value(bit)) for code, bit in told.reasons.items() if bit != FALSE]
        columns = {"verdict": self._sum(Sum(0, told.verdict)), "basis": self._sum(Sum(0, told.basis)),
                   "provisional": self._value(told.provisional)}  # fmt: skip
        reported = None if each.label or self.reported is None else self.named[self.reported.key]
        return with_report(each, columns, reasons, self.last, self.figures, reported)

    # ----- questions

    def _asked(self) -> Iterable[tuple[exp.Expr, str]]:
        yield from ((tree.column(each), each) for each in self.head)
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
            return self._weighed(question)
        name = self._inside.get(question.key) or self.named[question.key]
        match question:
            case Known():
                return tree.negated(tree.empty(name))
            case Compared():
                return tree.there(
                    name, OPERATORS[question.op](this=tree.column(name), expression=self._level(question))
                )
            case Coded():
                return tree.there(name, tree.one_of(name, [self.figures.word(word) for word in ANSWERS[question.code]]))
            case Among():
                found = tree.one_of(name, [self.figures.word(each) for each in question.names])
                return tree.there(name, tree.negated(found) if question.off else found)
            case Flagged() if question.key in self._inside:
                return exp.EQ(this=tree.column(name), expression=exp.Literal.number(1))
            case InMask() if question.key in self._inside:
                if not any(question.mask in each.codes for each in self.inside if question.key in each.columns()):
                    return exp.EQ(this=exp.Literal.number(1), expression=exp.Literal.number(0))
                return exp.EQ(this=tree.column(f"{name}{question.mask}"), expression=exp.Literal.number(1))
            case Flagged() | InMask() | OfYear():
                raise UsageError(problem("NTM044.question", self.made.book.id, dialect=self.dialect, key=question.key))
        assert_never(question)

    def _weighed(self, question: Weighed) -> exp.Expr:
        """Compare a sum of whole numbers, none of which is missing: a share is compared without a division."""
        parts, known = [], []
        for key, weight in question.terms:
            name = self._inside.get(key)
            value: exp.Expr = tree.column(name or self.named[key])
            if name is None:
                known.append(tree.negated(tree.empty(self.named[key])))
                value = exp.Cast(this=value, to=exp.DataType.build("bigint"))
            parts.append(tree.times(value, weight))
        test = OPERATORS[question.op](
            this=exp.Paren(this=tree.total(parts, 0)), expression=tree.number(Decimal(question.level))
        )
        return tree.all_of(*known, test)

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
        before = {name for names in self.steps.told for name in names}
        about = {name_of("verdict", told): lines for told in self.made.told if (lines := _about(told))}
        for name, value in self._values().items():
            found = tree.column(self._named(name)) if name in before else value()
            found.add_comments(about.get(name))
            yield tree.named(found, self._named(name))

    def _values(self) -> dict[str, Callable[[], exp.Expr]]:
        """Return what makes each result of the columns of its bits, by the name of the result."""
        found: dict[str, Callable[[], exp.Expr]] = {}
        for told in self.made.told:
            shown = {"verdict": partial(self._verdict, told), "reasons": partial(self._reasons, told),
                     "basis": partial(self._basis, told), "provisional": partial(self._value, told.provisional),
                     "contradiction": partial(self._value, told.contradiction)}  # fmt: skip
            found |= {name_of(kind, told): value for kind, value in shown.items()}
        return found | {name: partial(self._counted, name) for name in self.made.tallies}

    def _counted(self, name: str) -> exp.Expr:
        """Return a tally; no more indicators are told than the set has."""
        total = self._sum(self.made.tallies[name])
        if name != "indicators.high":
            return total
        most = tree.number(Decimal(self.made.most))
        more = exp.GT(this=exp.Paren(this=total), expression=most)
        return tree.case_of([(more, most.copy())], self._sum(self.made.tallies[name]))

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
        return whole(name, self.dialect, self.made.book.id)

    def _head(self) -> str:
        book = self.made.book
        place = "" if book.province is None else f" · {book.province.name}"
        takes = "unit, " + (", ".join(sorted(cell.subject for cell in self.cells)) if self.form.wide else
                            "subject, value (number), answer (text)")  # fmt: skip
        inside = [f"reads {table}: the same, and within (unit of the table above); units of the level {level}"
                  for level, table in sorted(self.children.items())]  # fmt: skip
        lines = [
            f"ntmrules circuit/1 · {book.id} · {book.on}{place} · {self.dialect}",
            f"reads {self.table}: {takes}",
            *inside,
            "one figure for each unit and subject, as known on the day; nothing known = no row, or null",
            "refused: cells that cannot be what they say (treated as missing); unread: rows about other subjects",
        ]
        return "\n".join(f"-- {tree.plain(line)}" for line in lines)
