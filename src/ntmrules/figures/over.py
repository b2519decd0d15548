"""What stands over columns of figures, above the row that names them, and in the brackets of a heading of results.

It may say what the figures are: of which year, whose, results at all. What it says is found out where the criteria set is known
(:mod:`ntmrules.figures.understood`); here is only noted what nothing else has heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ntmrules.figures import headings
from ntmrules.figures.across import is_named_unit
from ntmrules.figures.behind import heard
from ntmrules.figures.heading_rows import BARE_LABEL, FormTable, subject_of
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.workbook import letters
from ntmrules.model.figures import Beside
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level
from ntmrules.patterns import later

_CORNER = later(
    r"(?:bieu|mau|phu luc|bang|phieu)(?: bieu)?(?: so)?\s*:?\s*\S{1,14}|\(?(?:kem theo|ban hanh kem)\b.*"
    r"|\(?(?:dvt|don vi tinh|don vi)\s*:.*|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)
_FEW = 8  # words of a heading; a title has more
_RESULTS = ("value", "verdict")


def note_row_above(found: FormTable) -> None:
    """Note a row right above the headings that stands over some of the figures alone: «Ngưỡng» above «10.1» and «11.1»."""
    row = found.grid.rows[found.top - 1] if found.top else []
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    if not filled or filled[0] == 0:
        return
    for at, after in zip(filled, (*filled[1:], len(found.header)), strict=True):
        text = row[at].strip()
        if _CORNER.fullmatch(fold(text)) or len(text.split()) > _FEW or at >= len(found.header):
            continue
        if headings.role(found.header[at]) in ("unit", "subject", "ignored", "within", "province"):
            continue
        wide = [each[3] + 1 for each in found.grid.merged if each[:2] == (found.top - 1, at)]
        for column in range(at, min((*wide, after, len(found.header)))):
            found.over.setdefault(column, {})[text] = found.top


def said_of_column(found: FormTable, at: int, said: str) -> bool:
    """Tell whether somebody spoke of a column by what stands over it."""
    return any(fold(said) == fold(text) for text in found.over.get(at, ()))


def titles_of(found: FormTable, *, first: bool) -> Iterator[Beside]:
    """Yield the titles above a table; between two tables of a sheet one is over the second, as a row would be.

    A line behind ``#`` is a remark, and so is what somebody called a note.
    """
    units = (found.asked.unit,) if found.asked.unit else ()
    kind = "title" if first else "block" if any(headings.role(each) == "unit" for each in found.header) else "section"
    over = {text for texts in found.over.values() for text in texts}
    notes = found.asked.notes()
    for row, cells in enumerate(found.grid.rows[: found.top], 1):
        remark = next((cell for cell in cells if cell.strip()), "").lstrip().startswith("#")
        for at, cell in enumerate(cells if not remark else ()):
            text = " ".join(cell.split())
            if fold(text) in notes:
                found.noted.add(notes[fold(text)])
            elif text and text not in over:
                group = kind == "block" and (kind_level(text) is not None or headings.group_of_units(text) == "zone")
                yield Beside(kind="title" if group else kind, text=text, at=f"{found.name}:{row}:{at + 1}", units=units,
                             option=text)  # fmt: skip


def texts_over(found: FormTable, roles: Sequence[str]) -> Iterator[Beside]:
    """Yield what is to be understood over the columns of figures and in the brackets of headings of results."""
    units = (found.asked.unit,) if found.asked.unit else ()
    across = found.across[0] if found.across is not None else []
    figures = [at for at, each in enumerate(roles) if found.header[at] and at not in found.settled
               and (not each or each in _RESULTS or at in found.more_values or at in across)]  # fmt: skip
    columns: dict[tuple[str, int], list[int]] = {}
    for at in figures:
        for text, row in found.over.get(at, {}).items():
            columns.setdefault((text, row), []).append(at)
    for (text, row), places in columns.items():
        labels = tuple(label for at in places if BARE_LABEL.match(label := _label(found.header[at])))
        years = heard(text).years if any(_is_joined(found.header[at], text) for at in places) else ()
        yield Beside(kind="over", text=text, at=f"{found.name}:{row}:{places[0] + 1}", labels=labels, units=units,
                     option=_option(text, places), years=years)  # fmt: skip
    for at in figures:
        inside = headings.in_brackets(found.header[at]) if roles[at] in _RESULTS else ""
        named = is_named_unit(inside) and kind_level(inside) != "thon"
        if any(map(str.isalpha, inside)) and not is_unit_of_measure(inside) and not named:
            year = found.years.get(at)
            yield Beside(kind="brackets", text=inside, at=f"{found.name}:{found.top + 1}:{at + 1}", units=units,
                         option=letters(at), years=() if year is None else (year,))  # fmt: skip


def without_what_is_over(found: FormTable, at: int, said: str) -> None:
    """Let a column be called by its label alone, in the year that stands over it, where somebody said that it holds results."""
    for text in found.over.get(at, ()):
        if fold(text) == fold(said) and _is_joined(found.header[at], text):
            found.header[at] = found.header[at].removesuffix(f" – {text}")
            years = heard(text).years
            found.years |= {at: years[0]} if len(years) == 1 else {}


def _is_joined(heading: str, text: str) -> bool:
    return heading.endswith(f" – {text}")


def _label(heading: str) -> str:
    return subject_of(heading.partition(" – ")[0]).rpartition("/")[2]


def _option(text: str, places: Sequence[int]) -> str:
    """Return how a reader of the file speaks of the columns: by what stands over them, or by their letters."""
    return text if not {",", "="} & {*text} else letters(places[0])
