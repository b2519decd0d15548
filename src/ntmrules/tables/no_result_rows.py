"""Rows whose note or source says that they hold no results («Kế hoạch», «ước»), heard as in a table that is read whole."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import Factory, define

from ntmrules.errors import Problem, problem
from ntmrules.figures.behind import KINDS_LEFT_OUT, KINDS_OF_NO_RESULT, only_no_result
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.messages import Phrase
from ntmrules.model.figures import Remark

MOST, SHORT = 200, 80  # problems told; letters of a cell that can say it


def said_no_results(table: UnitTable) -> dict[int, tuple[str, str, str]]:
    """Return the rows that hold no results with the column that says so, its text and the kind of number (``plan`` …)."""
    found: dict[int, tuple[str, str, str]] = {}
    about = table.columns()[0]
    for name in ("note", "source"):
        texts = table.words(name)
        if texts is None:
            continue
        short = texts.filter(texts.str.len_chars().is_between(1, SHORT).fill_null(value=False)).unique()
        kinds = {text: kind for text in short if (kind := only_no_result(text)) is not None}
        for row in texts.is_in([*kinds]).fill_null(value=False).arg_true() if kinds else ():
            found.setdefault(row, (about[name], texts[row], kinds[texts[row]]))
    return dict(sorted(found.items()))


def refused_no_results(table: UnitTable) -> Iterator[Problem]:
    """Yield NTM503 for each row that holds no results, of a table of which no row is left out."""
    for row, (column, text, kind) in said_no_results(table).items():
        yield _refused(table, row, column, text, kind)


@define
class NoResultRows:
    """The rows so far that hold no results: those of plans are left out and said, the others refused."""

    file: str
    problems: list[Problem] = Factory(list)
    left_out: list[Remark] = Factory(list)

    def kept(self, table: UnitTable) -> list[tuple[int, pl.DataFrame]]:
        """Return the rows of a part that are judged, cut where rows are left out, each with where it begins."""
        parts: list[tuple[int, pl.DataFrame]] = []
        start, end = 0, table.given.height
        for row, (column, text, kind) in said_no_results(table).items():
            if kind in KINDS_LEFT_OUT:
                said = {"sheet": self.file, "row": table.first + row + 2, "kind": "level", "cell": text[:60]}
                self.left_out.append(Remark("row", said))
            elif len(self.problems) < MOST:
                self.problems.append(_refused(table, row, column, text, kind))
            if row > start:
                parts.append((table.first + start, table.given[start:row]))
            start = row + 1
        return [*parts, (table.first + start, table.given[start:])] if start < end else parts


def _refused(table: UnitTable, row: int, column: str, text: str, kind: str) -> Problem:
    return problem("NTM503.row", table.place(row, column), text=text[:60], kind=Phrase(KINDS_OF_NO_RESULT[kind]))
