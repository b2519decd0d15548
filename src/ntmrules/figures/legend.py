"""What signs in a form mean: a legend beside its table, and the two columns «Đạt» and «Chưa đạt» of one verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ntmrules.figures import headings
from ntmrules.model.spelling import fold, verdict_of
from ntmrules.model.verdicts import Verdict
from ntmrules.patterns import later

_NOTES = ("ghi chu", "chu thich", "ky hieu", "note")
_LEGEND = later(
    r"[\"'“”‘’(\[]?([^\s\"'“”‘’()\[\]:=]{1,4})[\"'“”‘’)\]]?\s*(?:[:=–-]|là)\s*"
    r"(chưa đạt|không đạt|không áp dụng|đạt)",
    re.IGNORECASE,
    needs=("đạt", "dụng"),
)


def one_answer(cells: list[str], met: int, not_met: int) -> None:
    """Write what is marked in one of two columns as the verdict that it is; in both, or without a mark, as it stands."""
    yes, no = (cells[at].strip() if at < len(cells) else "" for at in (met, not_met))
    marked = [_MARKED.match(each) is not None or verdict_of(each) is not None for each in (yes, no)]
    cells.extend([""] * (met + 1 - len(cells)))
    if not (yes or no) or (_UNMARKED.match(yes) and _UNMARKED.match(no)):
        cells[met] = ""
    elif marked[0] and _UNMARKED.match(no):
        cells[met] = "đạt"
    elif marked[1] and _UNMARKED.match(yes):
        cells[met] = "chưa đạt"
    else:
        cells[met] = f"Đạt: {yes}; Chưa đạt: {no}"


_MARKED = later(r"(?:[xX✓✔√ü+vV☑☒●1])\Z")
_UNMARKED = later(r"[-–0☐○]?\Z")


def legend(above: Iterable[str], rows: Iterable[Sequence[str]]) -> dict[str, Verdict]:
    """Return what signs mean where a title or a note of the file says it: «x: đạt»."""
    found: dict[str, Verdict] = {}
    heads = ("gh", "ch", "kí", "ký", "ky", "no")  # to look at each cell of a long table closely takes seconds
    notes = (
        cell
        for row in rows
        for cell in row
        if (cell.lstrip()[:2].casefold() in heads and fold(cell).startswith(_NOTES))
        or ((":" in cell[:6] or "=" in cell[:6]) and headings.is_legend(cell))
    )
    for text in (*above, *notes):
        for sign, word in _LEGEND.findall(text):
            verdict = verdict_of(word)
            if verdict is not None and sign.casefold() in headings.signs():
                found[sign.casefold()] = verdict
    return found
