"""Bits folded while they are built, and the columns made of them, say what plain logic says of every row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit, Sum
from ntmrules.circuit.questions import Among, Flagged, Question
from ntmrules.engine.columnar import program as programs
from ntmrules.engine.columnar.asking import Asked, asked
from ntmrules.engine.columnar.program import COUNT, Assembler, Program

NAMES = "abcde"
ROWS = [dict(zip(NAMES, row, strict=True)) for row in product((False, True), repeat=len(NAMES))]
TABLE = pl.DataFrame(ROWS)


def by_itself(question: Question) -> Asked:
    """Return how any question about a column of yes and no is answered: by the column itself."""
    assert isinstance(question, (Among, Flagged))
    return asked(Flagged(question.key), TABLE.schema)


def run(program: Program, table: pl.DataFrame = TABLE) -> pl.DataFrame:
    """Return what a program shows for every row of a table."""
    return program.run({each.name: each for each in table.get_columns()}, table.height)


Row = dict[str, bool]
Both = tuple[Bit, Callable[[Row], bool]]


def made(draw: st.DrawFn, circuit: Circuit, steps: int) -> list[Both]:
    """Return bits of a random circuit, each with what it means."""
    found: list[Both] = [(FALSE, lambda _: False), (TRUE, lambda _: True)]
    found += [(circuit.leaf(Flagged(name)), lambda row, name=name: row[name]) for name in NAMES]  # type: ignore[misc]
    for _ in range(steps):
        parts = draw(st.lists(st.sampled_from(found), min_size=1, max_size=5))
        bits, means = [bit for bit, _ in parts], [mean for _, mean in parts]
        k = draw(st.integers(0, len(parts) + 1))
        weights = [draw(st.integers(-3, 4)) for _ in parts]
        kind = draw(st.sampled_from(["not", "every", "some", "without", "at_least", "exactly", "reaches"]))
        found.append(_step(circuit, kind, bits, means, k, weights))
    return found


def _step(
    circuit: Circuit, kind: str, bits: list[Bit], means: list[Callable[[Row], bool]], k: int, weights: list[int]
) -> Both:
    def count(row: Row) -> int:
        return sum(mean(row) for mean in means)

    if kind == "not":
        return circuit.no(bits[0]), lambda row: not means[0](row)
    if kind == "every":
        return circuit.every(bits), lambda row: all(mean(row) for mean in means)
    if kind == "some":
        return circuit.some(bits), lambda row: any(mean(row) for mean in means)
    if kind == "without":
        return circuit.without(bits[0], bits[-1]), lambda row: means[0](row) and not means[-1](row)
    if kind == "at_least":
        return circuit.at_least(k, bits), lambda row: count(row) >= k
    if kind == "exactly":
        return circuit.exactly(k, bits), lambda row: count(row) == k
    pairs = list(zip(bits, weights, strict=True))
    return circuit.reaches(
        k, pairs
    ), lambda row: sum(weight * mean(row) for mean, weight in zip(means, weights, strict=True)) >= k


@given(st.data())
def test_every_bit_says_of_every_row_what_it_means(data: st.DataObject) -> None:
    circuit = Circuit()
    found = made(data.draw, circuit, 12)  # type: ignore[arg-type]
    make = Assembler(circuit, [bit for bit, _ in found], by_itself)
    program = make.program((str(at), make.flag(bit)) for at, (bit, _) in enumerate(found))
    columns = run(program)
    for at, (bit, mean) in enumerate(found):
        assert columns[str(at)].to_list() == [mean(row) for row in ROWS], circuit.node(bit)


@given(st.data())
def test_equal_questions_asked_the_other_way_round_are_one_bit(data: st.DataObject) -> None:
    circuit = Circuit()
    bits = [bit for bit, _ in made(data.draw, circuit, 4)]  # type: ignore[arg-type]
    parts = data.draw(st.lists(st.sampled_from(bits), min_size=1, max_size=5))
    opposites = [circuit.no(bit) for bit in parts]
    assert circuit.no(circuit.every(parts)) == circuit.some(opposites)
    assert circuit.no(circuit.some(parts)) == circuit.every(opposites)
    assert circuit.no(circuit.no(parts[0])) == parts[0]
    assert circuit.either(parts[0], opposites[0]) == TRUE
    assert circuit.both(parts[0], opposites[0]) == FALSE


@given(st.data())
def test_numbers_are_the_weights_and_counts_of_what_holds(data: st.DataObject) -> None:
    circuit = Circuit()
    found = made(data.draw, circuit, 4)  # type: ignore[arg-type]
    some = st.lists(st.sampled_from(range(len(found))), max_size=4)
    base, most = data.draw(st.integers(-5, 5)), data.draw(st.one_of(st.none(), st.integers(-9, 9)))
    terms = [(at, data.draw(st.integers(-9, 9))) for at in data.draw(some)]
    counts = [(data.draw(some), data.draw(st.integers(-9, 9))) for _ in range(2)]
    value = Sum(
        base,
        tuple((found[at][0], weight) for at, weight in terms),
        tuple((tuple(found[at][0] for at in bits), weight) for bits, weight in counts),
    )
    make = Assembler(circuit, list(value.bits()), by_itself)
    columns = run(make.program([("n", make.total(value, COUNT, most=most))]))

    def right(row: Row) -> int:
        total = base + sum(weight * found[at][1](row) for at, weight in terms)
        total += sum(weight * sum(found[at][1](row) for at in bits) for bits, weight in counts)
        return total if most is None else min(total, most)

    assert columns["n"].to_list() == [right(row) for row in ROWS]


def test_hundreds_of_bits_are_counted_without_running_over() -> None:
    circuit = Circuit()
    bits = [circuit.leaf(Among(name, (str(n),))) for n in range(130) for name in NAMES]
    least = circuit.at_least(400, bits)
    make = Assembler(circuit, [*bits, least], by_itself)
    total = make.total(Sum(0, (), ((tuple(bits), 1),)), COUNT)
    columns = run(make.program([("total", total), ("least", make.flag(least))]))
    assert columns["total"].to_list() == [130 * sum(row.values()) for row in ROWS]
    assert columns["least"].to_list() == [130 * sum(row.values()) >= 400 for row in ROWS]


def test_a_program_of_constants_only_has_a_row_for_every_unit() -> None:
    make = Assembler(Circuit(), [TRUE], by_itself)
    columns = run(make.program([("yes", make.flag(TRUE)), ("seven", make.total(Sum(7), COUNT))]))
    assert columns.rows() == [(True, 7)] * len(ROWS)
    assert run(make.program([("seven", make.total(Sum(7), COUNT))]), TABLE.clear()).height == 0


@given(st.data())
def test_units_judged_some_at_a_time_come_to_the_same(data: st.DataObject) -> None:
    circuit = Circuit()
    found = made(data.draw, circuit, 8)  # type: ignore[arg-type]
    make = Assembler(circuit, [bit for bit, _ in found], by_itself)
    counted = Sum(0, (), ((tuple(bit for bit, _ in found), 1),))
    flags = [(str(at), make.flag(bit)) for at, (bit, _) in enumerate(found)]
    program = make.program([*flags, ("n", make.total(counted, COUNT))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programs, "MOST_ROWS", data.draw(st.integers(1, 40)))
        in_parts = run(program)
    assert in_parts.equals(run(program))
