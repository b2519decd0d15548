"""What is wrong with a cell in which a tally ought to stand, and what to write there."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.messages.speech import Pair
from ntmrules.model.figures import Entry
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold, is_basically_met
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError
from ntmrules.model.written_tally import CRITERIA, INDICATORS, written_tally
from ntmrules.patterns import later

_PAIR = later(r"(?<![\d.,/-])(\d{1,4})\s*/\s*(\d{1,4})(?![\d/]|[.,]\d)")
_RANGE = later(r"\d\s*(?:[-–—]|den|toi|hoac)\s*\d+\s*/")
_SAYS_NOTHING = ("NTM502.nothing", "NTM502.with-unit", "NTM502.sign")
_NEAR = Decimal("0.000001")


def unread(subject: str, text: str, why: BadCellError) -> BadCellError:
    """Return what is wrong with the cell of a tally that cannot be read; ``why`` itself where it is no tally, or says more."""
    name, said = subject.rpartition("/")[2], " ".join(text.split())[:60]
    if name not in (CRITERIA, INDICATORS) or why.args[0] not in _SAYS_NOTHING:
        return why
    tally, pairs = written_tally(text), _PAIR.findall(text)
    if tally is not None and tally.total is not None:
        if tally.high == tally.low:
            return BadCellError("NTM505.tally-over", text=said)
        return BadCellError("NTM505.tally-range", text=said)
    if _RANGE.search(fold(text)) is not None:
        return BadCellError("NTM505.tally-range", text=said)
    if len(pairs) == 1:
        return BadCellError("NTM505.tally-words", text=said, pair="/".join(pairs[0]))
    if pairs:
        return BadCellError("NTM505.tally-two", text=said)
    return BadCellError("NTM505.tally", subject=name, value=repr(said))


def no_tally(entry: Entry, book: Rulebook) -> Problem:
    """Return what is wrong with an entry on how many are met whose value is no tally."""
    name, value = entry.subject.rpartition("/")[2], entry.value
    total = book.set.declared.criteria if name == CRITERIA else book.set.declared.indicators
    if isinstance(value, Decimal) and total:
        if value == value.to_integral_value() and 0 <= value <= total:
            return problem("NTM505.tally-bare", entry.at, subject=name, value=int(value), total=total)
        met = (value * total).to_integral_value()
        if 0 < value < 1 and abs(value * total - met) < _NEAR:
            short = format(value.quantize(Decimal("0.0001")), "f")
            return problem("NTM505.tally-share", entry.at, subject=name, value=Pair(short.replace(".", ","), short),
                           met=int(met), total=total)  # fmt: skip
    if value is Verdict.NOT_MET and entry.note and is_basically_met(entry.note.partition(";")[0]):
        return problem("NTM505.tally", entry.at, subject=name, value=repr(entry.note.partition(";")[0]))
    return problem("NTM505.tally", entry.at, subject=name, value=shown(value))


__all__ = ["no_tally", "unread"]
