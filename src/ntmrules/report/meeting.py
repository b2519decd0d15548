"""The other parts of the monthly meeting: capital, dossiers and OCOP products, as their own tables have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from ntmrules.explain.lang.numbers import day, number
from ntmrules.office.tables import Cell, Table
from ntmrules.report.interned import Pair, pair

SOON = 90
"""Within how many days a rank of a product ends soon."""


@frozen(kw_only=True)
class Meeting:
    """What else the page is to hold: rows of capital, a folder of dossiers, a portfolio of products."""

    capital: Path | None = None
    dossiers: Path | None = None
    ocop: Path | None = None


def meeting_parts(library: Any, asked: Meeting, on: str, *, floor: str) -> list[dict[str, Any]]:
    """Return a part of the page for each that was asked for; raises what reading and judging them raises."""
    found = []
    if asked.capital is not None:
        found.append(_part("capital", ("Vốn", "Capital"), _capital(asked.capital, on)))
    if asked.dossiers is not None:
        found.append(_part("dossiers", ("Hồ sơ", "Dossiers"), _dossiers(library, asked.dossiers, on, floor)))
    if asked.ocop is not None:
        found.append(_part("ocop", ("OCOP", "OCOP"), _ocop(library, asked.ocop, on)))
    return found


Tables = Callable[[str], Sequence[Table]]
"""Returns the tables in a language."""


def _capital(path: Path, on: str) -> Tables:
    from ntmrules.capital.rows import read_capital
    from ntmrules.capital.rules import capital_rules, counterpart_of
    from ntmrules.capital.totals import BY, capital_view
    from ntmrules.office.capital_tables import capital_tables

    view = capital_view(read_capital(path), on, year=None)
    norm = capital_rules().norm_of(int(on[:4]))
    checks = [counterpart_of(norm, kind, *view.counterpart(kind)) for kind in ("planned", "disbursed")]
    return lambda lang: capital_tables(view, tuple(BY), checks, lang)


def _dossiers(library: Any, folder: Path, on: str, floor: str) -> Tables:
    from ntmrules.face.recognition import Dossiers
    from ntmrules.office.dossier_tables import dossier_tables

    checks = Dossiers(library, floor=floor).check_folder(folder, on)
    return lambda lang: dossier_tables(checks, lang)


def _ocop(library: Any, path: Path, on: str) -> Tables:
    from ntmrules.office.ocop_tables import portfolio_tables

    portfolio = library.ocop(on=on).portfolio(path, on=on)
    return lambda lang: portfolio_tables(portfolio, days=SOON, lang=lang)


def _part(key: str, title: tuple[str, str], tables: Tables) -> dict[str, Any]:
    both = zip(tables("vi"), tables("en"), strict=True)
    return {
        "key": key, "title": pair(*title),
        "tables": [
            {"title": pair(one.title, two.title), "head": _row(one.head, two.head),
             "rows": [_row(*rows) for rows in zip(one.rows, two.rows, strict=True)]}
            for one, two in both
        ],
    }  # fmt: skip


def _row(one: Iterable[Cell], two: Iterable[Cell]) -> list[Pair]:
    return [pair(_said(vi, "vi"), _said(en, "en")) for vi, en in zip(one, two, strict=True)]


def _said(cell: Cell, lang: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return number(cell, lang)
    return day(cell, lang) if isinstance(cell, str) else str(cell)
