"""A circuit answered for one unit in plain Python: what a printed form shows before anybody has filled it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias, assert_never

from ntmrules.circuit.compiled import Compiled
from ntmrules.circuit.network import TRUE, Bit, Sum
from ntmrules.circuit.questions import Among, Coded, Compared, Flagged, InMask, Known, OfYear, Question, Weighed
from ntmrules.model.logic import OPERATORS

Value: TypeAlias = Decimal | int | str | bool | None
Row: TypeAlias = Mapping[str, Value]
"""What stands in the columns of a circuit for one unit: numbers, codes of answers, texts; nothing where nothing is known."""


def answers(made: Compiled, row: Row) -> dict[Bit, int]:
    """Return 0 or 1 for every bit that is told, and for those that it is made of."""
    circuit = made.circuit
    found: dict[Bit, int] = {}
    for bit in made.needed():
        node, inputs = circuit.node(bit), [found[each] for each in circuit.inputs(bit)]
        match node[0]:
            case "leaf":
                holds = answer(circuit.question(bit), row)
            case "const":
                holds = bit == TRUE
            case "not":
                holds = not inputs[0]
            case "and":
                holds = all(inputs)
            case "or":
                holds = any(inputs)
            case "atleast":
                holds = sum(inputs) >= node[1]  # type: ignore[operator]
            case _:
                weights: tuple[int, ...] = node[3]  # type: ignore[assignment]
                holds = sum(a * b for a, b in zip(inputs, weights, strict=True)) >= node[1]  # type: ignore[operator]
        found[bit] = int(holds)
    return found


def answer(question: Question, row: Row) -> bool:
    """Return whether a question is answered with yes; never where the row has nothing that it asks."""
    if isinstance(question, Weighed):
        total = sum(weight * int(row.get(key) or 0) for key, weight in question.terms)
        return OPERATORS[question.op](Decimal(total), Decimal(question.level))
    value = row.get(question.key)
    match question:
        case Known():
            return value is not None
        case Compared(op=op, level=level):
            return isinstance(value, Decimal) and OPERATORS[op](value, level)
        case Coded(code=code):
            return value is not None and value == code
        case Among(names=names, off=off):
            return value is not None and (value in names) is not off
        case Flagged():
            return bool(value)
        case InMask(mask=mask):
            return bool(int(value or 0) & mask)
        case OfYear(year=year, otherwise=otherwise):
            return (otherwise if value is None else value) == year
    assert_never(question)


def total(value: Sum, bits: Mapping[Bit, int], *, most: int | None = None) -> int:
    """Return the number that a sum comes to, at most ``most``."""
    found = value.base + sum(weight * bits[bit] for bit, weight in value.terms)
    found += sum(weight * sum(bits[bit] for bit in counted) for counted, weight in value.counts)
    return found if most is None else min(found, most)
