"""Levels that stand far from those that are known: a digit lost or too many, a month for a year, another unit.

No text is known that moves a level so far, and every one of these slips does; so a person is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ntmrules.catalog.blanks import AS_PRINTED, is_mark
from ntmrules.catalog.strict import Path_, each_path
from ntmrules.errors import Problem, problem
from ntmrules.messages import Pair
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, Threshold

MOST_TIMES = 9
"""How many times greater or less: one digit more or less makes it ten times, a month for a year twelve."""
SHOWN = 3
LEAST_BESIDE = 2
"""How many other levels have to stand beside one of which nothing is known."""


MARK = Pair(f"{AS_PRINTED}: đúng", f"{AS_PRINTED}: right")
Placed = tuple[int | None, str | None, Decimal]
"""A level with its year and its area."""


def far_from(
    value: Decimal, year: int | None, area: str | None, levels: Threshold | None, written: Sequence[Placed] = (), *,
    most: int = MOST_TIMES,
) -> tuple[Decimal, ...]:  # fmt: skip
    """Return the levels that one of a year and an area is far from, sorted; nothing where it is near one of them, or nought.

    It is compared with what the catalogue has in its very place; only where that is nothing with the levels beside it: those of
    its area in other years, and all, in the catalogue (``levels``) and in the same text (``written``).
    """
    mine = levels.cell(year, area) if levels is not None else None
    groups = [list(mine.values)] if mine is not None and mine.values else []
    if not groups:
        known = [(row.year, row.area, each) for row in levels.rows for each in row.values] if levels is not None else []
        groups = [*_beside(area, known), *_beside(area, written)]
    for group in groups:
        there = [each for each in group if each > 0]
        if value > 0 and there and all(max(each / value, value / each) > most for each in there):
            return tuple(sorted(set(there)))
    return ()


def _beside(area: str | None, levels: Sequence[Placed]) -> Iterator[list[Decimal]]:
    for group in ([each for _, of, each in levels if of == area], [each for *_, each in levels]):
        if len(group) >= LEAST_BESIDE:
            yield group


def far_problems(
    data: Any, where: Callable[[Path_], str], national: Callable[[dict[str, Any]], AnyRequirement | None]
) -> Iterator[Problem]:
    """Yield NTM170 for every level of a form that is far from those beside it and that nobody marks as printed so.

    ``where`` gives the file and line of a path, ``national`` what an entry is about (nothing: told by others).
    """
    rows = data.get("overrides") if isinstance(data, dict) else None
    for index, entry in enumerate(rows if isinstance(rows, list) else ()):
        asked = entry.get("requirement") if isinstance(entry, dict) else None
        found = national(entry) if isinstance(asked, dict) else None
        if not isinstance(asked, dict) or found is None:
            continue
        for name in ("threshold", "low", "high"):
            for path, row, far in _far(asked.get(name), walk.levels(found).get(name)):
                if not is_mark(row.get(AS_PRINTED)):
                    yield problem("NTM170.far", where(("overrides", index, "requirement", name, *path)),
                                  value=row["value"], known=_shown(far), most=MOST_TIMES, mark=MARK)  # fmt: skip


def _shown(levels: tuple[Decimal, ...]) -> str:
    return "; ".join(map(str, levels)) if len(levels) <= SHOWN else f"{levels[0]} … {levels[-1]}"


def _far(asked: Any, levels: Threshold | None) -> Iterator[tuple[Path_, dict[str, Any], tuple[Decimal, ...]]]:
    """Yield the place of every written level that is far from others, its row, and those."""
    written = [(path, row, (row.get("year"), row.get("area"), Decimal(row["value"]))) for path, row in _rows(asked)]
    for path, row, (year, area, value) in written:
        beside = [placed for _, other, placed in written if other is not row]
        if far := far_from(value, year, area, levels, beside):
            yield path, row, far


def _rows(asked: Any) -> Iterator[tuple[Path_, dict[str, Any]]]:
    for path, value in each_path(asked):
        if path[-1:] != ("value",) or len(path) not in (1, 3) or type(value) not in (int, Decimal):
            continue
        row = asked if len(path) == 1 else asked["rows"][path[1]]
        yield path, row


__all__ = ["MOST_TIMES", "Placed", "far_from", "far_problems"]
