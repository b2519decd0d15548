"""A circuit as formulas of a spreadsheet: one row a unit, first its cells as they are taken, then its bits, 0 or 1 each.

Made for Excel 2016 and LibreOffice alike: no dynamic arrays, no names of later functions, no text that depends on the
language of the machine. Spreadsheets count in binary fractions, so a number is taken as a whole number of its last decimal
place, and only where it has no further places: at a level nothing is rounded across. Three values are spelled out: each
bit asks first whether anything is there, and an empty cell is never nought.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from attrs import Factory

from ntmrules.circuit.answers import Row, answer
from ntmrules.circuit.compiled import Compiled
from ntmrules.circuit.keys import NAME, WITHIN
from ntmrules.circuit.network import FALSE, TRUE, Bit, Sum
from ntmrules.circuit.questions import Among, Coded, Compared, Known, Weighed, keys_of
from ntmrules.errors import UsageError, problem
from ntmrules.figures.workbook import letters
from ntmrules.frozen import frozen

LEAST_PLACES = 4
MOST_DIGITS = 15
MOST_ARGUMENTS = 200
SHORT = 220  # signs of a formula that is written where it is used
MOST_FORMULA = 8000
MOST_TEXT = 255  # signs of a text within a formula
EMPTY, TAKEN, REFUSED, EXACT, DOUBTFUL, FORMATTED = 0, 1, 2, 3, 4, 5
"""What becomes of a cell: nothing stands there, it is taken, it cannot be, it has too many digits, it is implausible, it is
formatted as a day or with a per cent sign, so that its value is not what somebody types."""
OWN = 4
"""Before the cells stand the name of the unit, how many of its cells are not taken, how many are empty, and whether the unit
is still called as it was when the form was made."""
REFUSED_AT, EMPTY_AT, SAME = 1, 2, 3
GENERAL = "$A$1"
"""Where the sheet that calculates holds the sign of the format General: G in Excel, F in LibreOffice, whose G is any format
that it has no sign for, durations (36:00 is 1.5) and days as 2025-01-02 among them."""
PLAIN = ('"F"', '","', '"S"')
"""The signs of formats that show a number as what it is: decimals, with thousands apart, with an exponent."""
SIGNS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


@frozen(kw_only=True)
class Where:
    """Formulas for the cell of a figure, for the one that confirms it, and for whether its row is there more than once."""

    cell: str
    confirmed: str | None = None
    twice: str | None = None


@frozen(kw_only=True)
class Input:
    """One cell to fill in, and what is taken: a number between ``low`` and ``high``, or one of ``words`` with its code.

    ``ids`` are the codes of areas by their ids.
    ``places``: how many decimals a number may have. ``plausible``: least, most, and whether nought is plausible too.
    """

    key: str
    words: Mapping[str, int] = Factory(dict)
    ids: Mapping[str, int] = Factory(dict)
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False
    places: int = LEAST_PLACES
    plausible: tuple[Decimal | None, Decimal | None, bool] | None = None

    @property
    def number(self) -> bool:
        """Whether a number is asked for."""
        return not self.words


def places_of(made: Compiled, key: str) -> int:
    """Return how many decimals a number in ``key`` may have, so that it can be compared with every level exactly."""
    found = [LEAST_PLACES]
    for bit in made.needed():
        if made.circuit.node(bit)[0] == "leaf":
            question = made.circuit.question(bit)
            if isinstance(question, Compared) and question.key == key:
                found.append(-int(question.level.as_tuple().exponent))
    return max(found)


class Formulas:
    """The columns of the sheet that calculates: for each of ``inputs`` its state and what is taken, the bits, the tallies."""

    def __init__(
        self, made: Compiled, inputs: Sequence[Input], *, area: str | None = None, sheet: str, confirmed: str
    ) -> None:
        """Lay the columns out; ``area`` is the cell without which, where it is filled wrongly, nothing is taken;
        ``confirmed`` the word by which somebody says that an implausible number is right."""
        self.made, self.inputs, self.sheet, self._confirmed = made, tuple(inputs), sheet, confirmed
        self._circuit = made.circuit
        self._column = {(each.key, what): OWN + 2 * at + shift for at, each in enumerate(inputs)
                        for shift, what in enumerate(("state", "value"))}  # fmt: skip
        self._by_key = {each.key: each for each in inputs}
        self._area = area if area in self._by_key else None
        needed = made.needed()
        uses = Counter(each for bit in needed for each in self._circuit.inputs(bit))
        self._inline: dict[Bit, bool] = {}
        self.bits: list[Bit] = []
        first = OWN + 2 * len(inputs)
        size: dict[Bit, int] = {}
        for bit in needed:
            kind = self._circuit.node(bit)[0]
            size[bit] = 6 + sum(size[each] if self._inline[each] else 6 for each in self._circuit.inputs(bit))
            self._inline[bit] = kind in ("const", "not") or (
                kind in ("and", "or") and uses[bit] == 1 and size[bit] < SHORT)  # fmt: skip
            if not self._inline[bit]:
                self.bits.append(bit)
        self._place = {bit: first + at for at, bit in enumerate(self.bits)}
        self._tally = {name: first + len(self.bits) + at for at, name in enumerate(made.tallies)}

    @property
    def first_bit(self) -> int:
        """The column of the first of ``bits``."""
        return OWN + 2 * len(self.inputs)

    @property
    def names_matter(self) -> bool:
        """Whether the circuit asks what the unit is called, or what it lies in: then its answers hold for that unit alone."""
        leaves = (bit for bit in self.made.needed() if self._circuit.node(bit)[0] == "leaf")
        return any({NAME, WITHIN} & {*keys_of(self._circuit.question(bit))} for bit in leaves)

    def state(self, key: str, row: int) -> str:
        """Return the address of what became of a cell, in the sheet that calculates."""
        return f"{letters(self._column[key, 'state'])}{row}"

    def value(self, key: str, row: int) -> str:
        """Return the address of what is taken of a cell."""
        return f"{letters(self._column[key, 'value'])}{row}"

    # ----- the cells of one unit

    def cells(self, row: int, at: Callable[[str], Where], fixed: Row, called: str) -> list[tuple[int, str]]:
        """Return the column and formula of everything in one row; ``at`` says where the cell of a key is filled in and
        confirmed, ``fixed`` what is known of the unit beforehand, ``called`` asks whether it is
        still the unit that this is known of.

        Raises ``UsageError`` NTM044 for a formula that is longer than a spreadsheet takes.
        """
        states = [self.state(each.key, row) for each in self.inputs]
        found = [(REFUSED_AT, _many("SUM", ["0", *(f"IF({each}>{TAKEN},1,0)" for each in states)])),
                 (EMPTY_AT, _many("SUM", ["0", *(f"IF({each}={EMPTY},1,0)" for each in states)])),
                 (SAME, f"IF({called},1,0)")]  # fmt: skip
        for each in self.inputs:
            where = at(each.key)
            found.append((self._column[each.key, "state"], self._state(each, where)))
            found.append((self._column[each.key, "value"], self._taken(each, where.cell, row)))
        found += [(self._place[bit], self._written(bit, row, fixed)) for bit in self.bits]
        for name, place in self._tally.items():
            most = self.made.most if name == "indicators.high" else None
            found.append((place, self._total(self.made.tallies[name], row, fixed, most=most)))
        for _, text in found:
            self.spared(text)
        return found

    def same(self, row: int) -> str:
        """Return the address of whether a unit is still called as it was when the form was made."""
        return f"{self.sheet}!{letters(SAME)}{row}"

    def spared(self, text: str) -> str:
        """Return a formula as it is; raises ``UsageError`` NTM044 for one that is longer than a spreadsheet takes."""
        if len(text) > MOST_FORMULA:
            raise UsageError(problem("NTM044.formula", self.made.book.id))
        return text

    def tally(self, name: str, row: int) -> str:
        """Return the address of a tally of a unit, as it is read from another sheet."""
        return f"{self.sheet}!{letters(self._tally[name])}{row}"

    def _state(self, each: Input, where: Where) -> str:
        state = self._state_of(each, where.cell, where.confirmed)
        return state if where.twice is None else f"IF({where.twice},{REFUSED},{state})"

    def _state_of(self, each: Input, cell: str, confirmed: str | None) -> str:
        if not each.number:
            words = ",".join(f"TRIM({cell})={quoted(word)}" for word in each.words)
            return f'IF(ISERROR({cell}),{REFUSED},IF(TRIM({cell})="",{EMPTY},IF(OR({words}),{TAKEN},{REFUSED})))'
        rounded = f"ROUND({cell},{each.places})"
        too_long = f"ABS({cell})>={10 ** (MOST_DIGITS - each.places)}"
        good = f"{TAKEN}"
        if each.plausible is not None:
            least, most, nought = each.plausible
            outside = [f"{rounded}<{_number(least)}"] if least is not None else []
            outside += [f"{rounded}>{_number(most)}"] if most is not None else []
            far = f"OR({','.join(outside)})"
            far = f"AND({far},{rounded}<>0)" if nought else far
            sure = f"IF(TRIM({confirmed})={quoted(self._confirmed)},{TAKEN},{DOUBTFUL})" if confirmed else f"{DOUBTFUL}"
            good = f"IF({far},{sure},{TAKEN})"
        wrong = [f"{rounded}<{_number(each.low)}"] if each.low is not None else []
        wrong += [f"{rounded}>{_number(each.high)}"] if each.high is not None else []
        wrong += [f"INT({rounded})<>{rounded}"] if each.whole else []
        # As text both have at most 15 digits: equal where nothing but binary noise stands behind the last place.
        exact = f'IF(({cell}&"")=({rounded}&""),{good},{EXACT})'
        sized = f"IF({too_long},{EXACT},{exact})"
        # A day and a time are numbers to a spreadsheet, and 30% is 0.3; to LibreOffice TRUE is 1: none is what was asked for.
        shape = shape_of(cell)
        typed = ",".join(f"{shape}={each}" for each in (GENERAL, *PLAIN))
        bounded = f"IF(OR({','.join(wrong)}),{REFUSED},{sized})" if wrong else sized
        plain = f"IF(ISLOGICAL({cell}),{REFUSED},IF(OR({typed}),{bounded},{FORMATTED}))"
        return f'IF(ISERROR({cell}),{REFUSED},IF(ISNUMBER({cell}),{plain},IF(TRIM({cell})="",{EMPTY},{REFUSED})))'

    def _taken(self, each: Input, cell: str, row: int) -> str:
        good = f"{self.state(each.key, row)}={TAKEN}"
        if self._area is not None and each.key != self._area:
            good = f"AND({good},{self.state(self._area, row)}<={TAKEN})"
        if each.number:
            scaled = f"ROUND(ROUND({cell},{each.places})*{10**each.places},0)"
            return f'IF({good},{scaled},"")'
        chosen = '""'
        for word, code in reversed(list(each.words.items())):
            chosen = f"IF(TRIM({cell})={quoted(word)},{code},{chosen})"
        return f'IF({good},{chosen},"")'

    # ----- bits

    def bit(self, bit: Bit, row: int, fixed: Row) -> str:
        """Return a bit as it is read from another sheet: its cell, or what it is made of."""
        return self._read(bit, row, fixed, prefix=f"{self.sheet}!")

    def _read(self, bit: Bit, row: int, fixed: Row, *, prefix: str = "") -> str:
        if not self._inline[bit]:
            return f"{prefix}{letters(self._place[bit])}{row}"
        return self._written(bit, row, fixed, prefix=prefix)

    def _written(self, bit: Bit, row: int, fixed: Row, *, prefix: str = "") -> str:
        node = self._circuit.node(bit)
        inputs = [self._read(each, row, fixed, prefix=prefix) for each in self._circuit.inputs(bit)]
        match node[0]:
            case "const":
                return str(int(bit == TRUE))
            case "leaf":
                return self._question(bit, row, fixed)
            case "not":
                return f"(1-{inputs[0]})"
            case "and":
                return _many("MIN", inputs)
            case "or":
                return _many("MAX", inputs)
            case "atleast":
                return f"IF({_many('SUM', inputs)}>={node[1]},1,0)"
        weights: Sequence[int] = node[3]  # type: ignore[assignment]
        terms = _many("SUM", [f"{weight}*{each}" for each, weight in zip(inputs, weights, strict=True)])
        return f"IF({terms}>={node[1]},1,0)"

    def _question(self, bit: Bit, row: int, fixed: Row) -> str:
        question = self._circuit.question(bit)
        if all(key not in self._by_key for key in keys_of(question)):
            return str(int(answer(question, fixed)))
        if isinstance(question, Weighed):
            return self._weighed(question, row)
        each = self._by_key[keys_of(question)[0]]
        value = self.value(each.key, row)
        match question:
            case Known():
                return f'IF({value}="",0,1)'
            case Compared(op=op, level=level):
                return f'IF({value}="",0,IF({value}{SIGNS[op]}{level.scaleb(each.places):f},1,0))'
            case Coded(code=code):
                return f'IF({value}="",0,IF({value}={code},1,0))'
            case Among(names=names, off=off):
                codes = [str(each.ids[name]) for name in names if name in each.ids]
                held = f"OR({','.join(f'{value}={code}' for code in codes)})" if codes else "FALSE"
                return f'IF({value}="",0,IF({held},{int(not off)},{int(off)}))'
        raise UsageError(problem("NTM044.question", self.made.book.id, dialect="xlsx", key=each.key))

    def _weighed(self, question: Weighed, row: int) -> str:
        """Return whether whole numbers with their weights come to a level; what is not there counts nothing, as it says."""
        most = max(self._by_key[key].places for key, _ in question.terms if key in self._by_key)
        terms = [f"N({self.value(key, row)})*{weight * 10 ** (most - self._by_key[key].places)}"
                 for key, weight in question.terms if key in self._by_key]  # fmt: skip
        return f"IF({_many('SUM', terms)}{SIGNS[question.op]}{question.level * 10**most},1,0)"

    def _total(self, value: Sum, row: int, fixed: Row, *, most: int | None = None) -> str:
        parts = [str(value.base)] if value.base else []
        weighed = [*value.terms, *((bit, weight) for bits, weight in value.counts for bit in bits)]
        for weight in sorted({weight for _, weight in weighed}):
            bits = [self._read(bit, row, fixed) for bit, each in weighed if each == weight and bit != FALSE]
            if bits:
                parts.append(_many("SUM", bits) if weight == 1 else f"{weight}*{_many('SUM', bits)}")
        found = "+".join(parts).replace("+-", "-") or "0"
        return found if most is None else f"MIN({found},{most})"


def shape_of(cell: str) -> str:
    """Return the sign of the number format of a cell, as a formula."""
    return f'LEFT(CELL("format",{cell}),1)'


def quoted(text: str) -> str:
    """Return a text as it stands in a formula."""
    doubled = text[:MOST_TEXT].replace('"', '""')
    return f'"{doubled}"'


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _many(name: str, parts: Sequence[str]) -> str:
    """Return a function of many arguments, in groups of as many as a spreadsheet takes."""
    if len(parts) <= MOST_ARGUMENTS:
        return f"{name}({','.join(parts)})"
    groups = [parts[at : at + MOST_ARGUMENTS] for at in range(0, len(parts), MOST_ARGUMENTS)]
    return _many(name, [_many(name, group) for group in groups])
