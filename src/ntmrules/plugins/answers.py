"""What hooks may return: checked when a plugin is loaded, so that a wrong answer is named as its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntmrules.errors import FOREIGN, NtmRulesError
from ntmrules.frozen import evolve
from ntmrules.messages import Pair
from ntmrules.model.closed import LISTS, Identity
from ntmrules.model.units import Province
from ntmrules.plugins.functions import RuleFunction

if TYPE_CHECKING:
    from ntmrules.figures.csv import Sheet

DIRECTIONS = ("more", "less")
MOST = 200  # characters of a wrong answer that are told
MOST_ITEMS = 10_000  # packs or provinces of one plugin
PACKS = Pair("danh sách đường dẫn của các gói (str hoặc Path)", "an iterable of paths of packs (str or Path)")
WHOLE = Pair(
    'đường dẫn đầy đủ, như Path(__file__).parent / "catalog"',
    'absolute paths, such as Path(__file__).parent / "catalog"',
)
UNITS = Pair("danh sách Province", "an iterable of Province")
FUNCTIONS = Pair("bảng tên (str) -> RuleFunction", "a mapping of names (str) to RuleFunction")
SHEET = Pair(
    "một ntmrules.figures.csv.Sheet: header là các chữ, rows là (số dòng, [ô])",
    "a ntmrules.figures.csv.Sheet: texts as header, rows of (line, [cells])",
)
PROVINCE = Pair(
    "Province có id (chữ, số, - _ .), name, list là 2004 hoặc 2025, areas gồm các mã vùng",
    "a Province with an id (letters, digits, - _ .), a name, the list 2004 or 2025, areas of ids",
)
FUNCTION = Pair(
    "RuleFunction(reads=(mã số liệu, …), direction={mỗi số liệu: more | less}, judge=hàm)",
    "RuleFunction(reads=(measure ids, …), direction={each of them: more | less}, judge=function)",
)
READERS = Pair(
    "bảng đuôi tệp (như .dbf: một dấu chấm, rồi chữ hay số) -> hàm",
    "a mapping of suffixes (such as .dbf: one dot, then letters or digits) to functions",
)
NAMED = Pair("bảng tên (str) -> hàm", "a mapping of names (str) to functions")


class AnswerError(ValueError):
    """An answer of another form: what came instead, and what was ``expected``."""

    def __init__(self, got: str, expected: Pair) -> None:
        super().__init__(got)
        self.got, self.expected = got, expected


def _several(answer: Any, kinds: tuple[type, ...], expected: Pair) -> list[Any]:
    # One text is also an iterable of texts: "/" would be walked as a pack.
    if isinstance(answer, (str, bytes, Path, Mapping)) or not isinstance(answer, Iterable):
        raise AnswerError(type(answer).__name__, expected)
    items = list(islice(answer, MOST_ITEMS + 1))  # a generator may have no end
    if len(items) > MOST_ITEMS:
        raise AnswerError(f"> {MOST_ITEMS} × {type(items[0]).__name__}", expected)
    for item in items:
        if not isinstance(item, kinds):
            raise AnswerError(f"[{type(item).__name__}]", expected)
    return items


def _named(answer: Any, fits: Callable[[Any], bool] = callable, expected: Pair = NAMED) -> dict[str, Any]:
    if not isinstance(answer, Mapping):
        raise AnswerError(type(answer).__name__, expected)
    for name, value in answer.items():
        if not isinstance(name, str) or not name or not fits(value):
            raise AnswerError(f"{{{type(name).__name__}: {type(value).__name__}}}", expected)
    return dict(answer)


def _packs(answer: Any) -> list[Any]:
    found = _several(answer, (str, Path), PACKS)
    for path in found:
        if not Path(path).is_absolute():  # it would be another folder wherever somebody stands
            raise AnswerError(f"[{str(path)!r}]"[:MOST], WHOLE)
    return found


def _provinces(answer: Any) -> list[Any]:
    units = _several(answer, (Province,), UNITS)
    for unit in units:
        texts = (unit.id, unit.name, unit.kind, *(each for each in (unit.code,) if each is not None))
        lists = (unit.areas, unit.formed_from, unit.aka)
        fits = (
            all(isinstance(text, str) and text for text in texts)
            and Identity().fits(unit.id)
            and unit.list in LISTS.known
            and all(isinstance(each, tuple) and all(isinstance(text, str) for text in each) for each in lists)
        )
        if not fits:
            raise AnswerError(repr(evolve(unit, evidence=None, code_evidence=None, note=None)), PROVINCE)
    return units


def _functions(answer: Any) -> dict[str, RuleFunction]:
    found = _named(answer, lambda value: isinstance(value, RuleFunction), FUNCTIONS)
    for name, function in found.items():
        reads, direction = function.reads, function.direction
        fits = (
            isinstance(reads, (tuple, list))
            and reads  # one that reads nothing would judge units of which nothing is known
            and all(isinstance(each, str) and each for each in reads)
            and isinstance(direction, Mapping)
            and set(direction) == set(reads)
            and all(way in DIRECTIONS for way in direction.values())
            and callable(function.judge)
        )
        if not fits:
            raise AnswerError(f"{name}: RuleFunction(reads={reads!r}, direction={direction!r}, …)", FUNCTION)
    return found


def _readers(answer: Any) -> dict[str, Any]:
    found = _named(answer, expected=READERS)
    for suffix in found:
        if not (suffix[:1] == "." and suffix[1:].isalnum()):  # one that no file has would never be asked
            raise AnswerError(f"{{{suffix!r}: …}}"[:MOST], READERS)
    return found


def checked_sheet(
    answer: Any, refuse: Callable[[str, Pair], Exception], broken: Callable[[BaseException], Exception]
) -> Sheet:
    """Return what a reader gave if it is a table; what ``refuse`` makes of it is raised otherwise, of a row when it is read.

    ``broken`` makes of what the reader raises among its rows what is raised instead.
    """
    from ntmrules.figures.csv import Sheet

    if not isinstance(answer, Sheet):
        raise refuse(type(answer).__name__, SHEET)
    header: Any = answer.header
    name: Any = answer.name
    rows: Any = answer.rows
    if not isinstance(name, str):
        raise refuse(f"Sheet(name={name!r})"[:MOST], SHEET)
    if isinstance(rows, (str, bytes)) or not isinstance(rows, Iterable):
        raise refuse(f"Sheet(rows={rows!r})"[:MOST], SHEET)
    if not isinstance(header, (tuple, list)) or not all(isinstance(cell, str) for cell in header):
        raise refuse(f"Sheet(header={header!r})"[:MOST], SHEET)
    return evolve(answer, header=tuple(header), rows=_rows(rows, refuse, broken))


def _rows(
    rows: Iterable[Any], refuse: Callable[[str, Pair], Exception], broken: Callable[[BaseException], Exception]
) -> Iterator[tuple[int, list[str]]]:
    for row in _watched(rows, broken):
        fits = isinstance(row, (tuple, list)) and len(row) == 2 and isinstance(row[0], int)
        if not fits or not isinstance(row[1], (tuple, list)) or not all(isinstance(cell, str) for cell in row[1]):
            raise refuse(f"Sheet(rows=[… {row!r}"[:MOST], SHEET)
        yield row[0], list(row[1])


def _watched(rows: Iterable[Any], broken: Callable[[BaseException], Exception]) -> Iterator[Any]:
    try:
        given = iter(rows)
        while True:
            yield next(given)
    except StopIteration:
        return
    except NtmRulesError:
        raise
    except FOREIGN as error:
        raise broken(error) from error


CHECKS: dict[str, Callable[[Any], Any]] = {
    "ntmrules_packs": _packs,
    "ntmrules_units": _provinces,
    "ntmrules_functions": _functions,
    "ntmrules_readers": _readers,
    "ntmrules_renderers": _named,
}


def checked(hook: str, answer: Any) -> Any:
    """Return the answer of ``hook`` in its one form; ``AnswerError`` where it is of another. Nothing stays nothing."""
    return CHECKS[hook](answer) if hook in CHECKS and answer is not None else answer
