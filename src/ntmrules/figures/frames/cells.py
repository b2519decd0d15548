"""The cells of one column: numbers, verdicts, tallies, each in a column of its own type."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import polars as pl

from ntmrules.figures.cells import read_value
from ntmrules.frozen import frozen
from ntmrules.model.figures import Answer
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError

_CODE = {Verdict.NOT_MET: 0, Verdict.MET: 1, Verdict.NOT_APPLICABLE: 3}
# Written so that it can be read in one way only: three digits behind the mark may be thousands and go the long way.
_PLAIN = r"^[0-9]{1,15}([.,]([0-9]{1,2}|[0-9]{4,9}))?$"
_PLACES = 9


@frozen
class Cells:
    """What a column says. ``words`` are verdict codes, ``answers`` yes (1) and no (0).

    ``percent`` marks numbers that were written with a sign.
    """

    numbers: pl.Series | None = None
    words: pl.Series | None = None
    tallies: pl.Series | None = None
    percent: pl.Series | None = None
    answers: pl.Series | None = None


def read_cells(series: pl.Series, refuse: Callable[[pl.Series, BadCellError], None], *, finite: bool = False) -> Cells:
    """Return what ``series`` says; cells that say nothing are handed to ``refuse`` with the rows they stand in.

    ``finite``: it is known that no float among them is infinite or no number.
    """
    dtype = series.dtype
    if dtype == pl.Boolean:
        return Cells(answers=series.cast(pl.Int8))
    if dtype == pl.Int64 or isinstance(dtype, pl.Decimal):
        return Cells(numbers=series)
    if dtype.is_integer():
        wide = dtype in (pl.UInt64, pl.Int128) or str(dtype) == "UInt128"
        return Cells(numbers=series.cast(pl.Decimal(38, 0) if wide else pl.Int64))
    if dtype.is_float():
        numbers = series.cast(pl.Float64)
        return Cells(numbers=numbers if finite else _finite(numbers, refuse))
    if dtype in (pl.String, pl.Categorical) or isinstance(dtype, pl.Enum):
        return _texts(series.cast(pl.String).str.strip_chars(), refuse)
    refuse(series.is_not_null(), BadCellError("NTM502.type", type=dtype))
    return Cells()


def finite_columns(frame: pl.DataFrame) -> set[str]:
    """Return the columns of floats without an infinite one or one that is no number, all looked at together."""
    floats = [name for name, dtype in frame.schema.items() if dtype.is_float()]
    found = frame.select(pl.col(floats).is_finite().all()) if floats else None
    return set() if found is None else {name for name in floats if found[name][0]}


def _finite(numbers: pl.Series, refuse: Callable[[pl.Series, BadCellError], None]) -> pl.Series:
    """Return floats with «not a number» as an empty cell; an infinite one is a bad cell."""
    infinite = numbers.is_infinite().fill_null(value=False)
    if infinite.any():
        refuse(infinite, BadCellError("NTM502.infinite"))
        numbers = numbers.set(infinite, None)  # what is refused once is not refused again for its size
    return numbers.fill_nan(None)


def _texts(text: pl.Series, refuse: Callable[[pl.Series, BadCellError], None]) -> Cells:
    plain = text.str.contains(_PLAIN)
    quick = text.set(~plain.fill_null(value=False), None).str.replace(",", ".", literal=True)
    numbers: dict[str, Decimal] = {}
    words: dict[str, int] = {}
    tallies: dict[str, str] = {}
    percent: list[str] = []
    answers: dict[str, int] = {}
    for each in text.filter(~plain.fill_null(value=True)).unique(maintain_order=True):
        if not each:
            continue
        try:
            value, unit = read_value(each)
        except BadCellError as error:
            refuse(text == each, error)
            continue
        if isinstance(value, Answer):
            answers[each] = int(value is Answer.YES)
        elif isinstance(value, Verdict):
            words[each] = _CODE[value]
        elif isinstance(value, tuple):
            tallies[each] = f"{value[0]}/{value[1]}"
        else:
            numbers[each] = value
            percent += [each] if unit is not None else []
    return Cells(
        numbers=_numbers(text, quick, numbers),
        words=text.replace_strict(words, default=None, return_dtype=pl.Int8) if words else None,
        tallies=text.replace_strict(tallies, default=None, return_dtype=pl.String) if tallies else None,
        percent=text.is_in(percent) if percent else None,
        answers=text.replace_strict(answers, default=None, return_dtype=pl.Int8) if answers else None,
    )


def _numbers(text: pl.Series, quick: pl.Series, odd: dict[str, Decimal]) -> pl.Series | None:
    """Return the numbers as decimals with as many places as the longest of them."""
    some = quick.null_count() < len(quick)
    if not some and not odd:
        return None
    exponents = [value.as_tuple().exponent for value in odd.values()]
    places = max([_PLACES if some else 0, *(-each for each in exponents if isinstance(each, int))])
    dtype = pl.Decimal(38, places)
    found = quick.cast(dtype)
    if odd:
        found = found.fill_null(text.replace_strict(odd, default=None, return_dtype=dtype))
    return found
