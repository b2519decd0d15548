"""Small parts of a statement as sqlglot's tree: conditions that are never null, counts, numbers with every digit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlglot import exp

from ntmrules.circuit.network import Bit


def select_of(columns: Iterable[exp.Expr], source: exp.Expr | str) -> exp.Select:
    table = exp.table_(source, quoted=True) if isinstance(source, str) else source
    return exp.select(*columns, copy=False).from_(table, copy=False)


def count_where(condition: exp.Expr) -> exp.Expr:
    return exp.Count(this=case_of([(condition, exp.Literal.number(1))]))


def likely(name: str, least: Decimal | None, most: Decimal | None, nought: bool) -> exp.Expr:  # noqa: FBT001
    tests: list[exp.Expr] = []
    if least is not None:
        tests.append(exp.GTE(this=column(name), expression=number(least)))
    if most is not None:
        tests.append(exp.LTE(this=column(name), expression=number(most)))
    likely = all_of(*tests)
    return any_of(likely, exp.EQ(this=column(name), expression=exp.Literal.number(0))) if nought else likely


def column(name: str) -> exp.Column:
    return exp.Column(this=exp.to_identifier(name, quoted=True))


def of(table: str, name: str) -> exp.Column:
    """Return a column of one of several tables."""
    return exp.Column(this=exp.to_identifier(name, quoted=True), table=exp.to_identifier(table, quoted=True))


def bit_name(bit: Bit) -> str:
    return f"b{bit}"


def named(value: exp.Expr, name: str) -> exp.Alias:
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def case_of(pairs: Iterable[tuple[exp.Expr, exp.Expr]], rest: exp.Expr | None = None) -> exp.Case:
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in pairs], default=rest)


def all_of(*tests: exp.Expr) -> exp.Expr:
    return exp.and_(*tests, copy=False)


def any_of(*tests: exp.Expr) -> exp.Expr:
    return exp.or_(*tests, copy=False)


def negated(test: exp.Expr) -> exp.Expr:
    return exp.not_(test, copy=False)


def empty(name: str) -> exp.Expr:
    return empty_of(column(name))


def empty_of(value: exp.Expr) -> exp.Expr:
    return exp.Is(this=value, expression=exp.null())


def one_of(name: str, words: Iterable[exp.Expr]) -> exp.Expr:
    """Return whether a column is one of the words; of none it is never one, which ``IN ()`` says to SQLite alone."""
    listed = list(words)
    if not listed:
        return exp.EQ(this=exp.Literal.number(1), expression=exp.Literal.number(0))
    return exp.In(this=column(name), expressions=listed)


def flag(condition: exp.Expr) -> exp.Expr:
    """Return 1 where the condition holds, else 0."""
    return case_of([(condition, exp.Literal.number(1))], exp.Literal.number(0))


def there(name: str, test: exp.Expr) -> exp.Expr:
    """Return a test that is false, and not null, where the column is empty."""
    return all_of(negated(empty(name)), test)


def number(value: Decimal) -> exp.Expr:
    """Return a number with every digit; a sign stands before it."""
    literal = exp.Literal.number(f"{abs(value):f}")
    return exp.Neg(this=literal) if value < 0 else literal


def bound(value: Decimal) -> exp.Expr:
    return number(value) if abs(value) < Decimal("1e30") else (
        exp.Neg(this=exp.Literal.number("1E+30")) if value < 0 else exp.Literal.number("1E+30"))  # fmt: skip


def times(value: exp.Expr, weight: int) -> exp.Expr:
    if weight == 1:
        return value
    return exp.Mul(this=value, expression=number(Decimal(weight)))


def total(parts: Sequence[exp.Expr], base: int) -> exp.Expr:
    """Return the sum of the parts and ``base``: halves of halves, for a chain of hundreds is too deep for parsers."""
    parts = [*parts, *([number(Decimal(base))] if base or not parts else [])]
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return exp.Add(this=total(parts[:half], 0), expression=exp.Paren(this=total(parts[half:], 0)))


def plain(text: str) -> str:
    """Return a text that cannot end the comment in which it stands."""
    return " ".join(text.replace("*/", "* /").replace("/*", "/ *").split())
