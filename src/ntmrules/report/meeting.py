"""The other parts of the monthly meeting: capital, dossiers and OCOP products, as their own tables have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import field

from ntmrules.capital.rows import read_capital
from ntmrules.capital.rules import CounterpartCheck, capital_rules, counterpart_of
from ntmrules.capital.totals import BY, CapitalView, capital_view
from ntmrules.explain.lang.numbers import day, number
from ntmrules.explain.left_out import left_out_phrases
from ntmrules.face.recognition import Dossiers
from ntmrules.frozen import frozen
from ntmrules.model.figures import Remark
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.portfolio import Portfolio
from ntmrules.office.capital_tables import capital_tables
from ntmrules.office.dossier_tables import dossier_tables
from ntmrules.office.ocop_tables import portfolio_tables
from ntmrules.office.tables import Cell, Table
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.listed import twice_lines
from ntmrules.report.interned import Pair, of_text, pair

LANGUAGES = ("vi", "en")
MOST_NAMED = 12
"""As many units a note names."""
SOON = 90
"""Within how many days a rank of a product ends soon."""


@frozen(kw_only=True)
class Meeting:
    """What else the page is to hold: rows of capital, a folder of dossiers, a portfolio of products."""

    capital: Path | None = None
    dossiers: Path | None = None
    ocop: Path | None = None


@frozen(kw_only=True)
class Read:
    """What was read of it: money, dossiers and products as they stood on the day; nothing where none was asked for."""

    capital: CapitalView | None = None
    checks: tuple[CounterpartCheck, ...] = ()
    dossiers: tuple[DossierCheck, ...] | None = None
    ocop: Portfolio | None = None
    notes: dict[str, tuple[Pair, ...]] = field(factory=dict)


def read_meeting(library: Any, asked: Meeting, on: str, *, floor: str, units: Iterable[str] = ()) -> Read:
    """Return what the parts of a meeting say on a day; raises what reading and judging them raises.

    ``units``: those of whom figures were handed in; capital of others is said.
    """
    left: dict[str, list[Remark]] = {"capital": [], "dossiers": []}
    capital, checks = _capital(asked.capital, on, left["capital"]) if asked.capital is not None else (None, ())
    reader = Dossiers(library, floor=floor)
    dossiers = tuple(reader.check_folder(asked.dossiers, on)) if asked.dossiers is not None else None
    left["dossiers"] += reader.left_out
    ocop = library.ocop(on=on).portfolio(asked.ocop, on=on) if asked.ocop is not None else None
    notes = {
        key: [pair(each.told("vi"), each.told("en")) for each in left_out_phrases(own)] for key, own in left.items()
    }
    if capital is not None:
        notes["capital"] += _capital_notes(capital, units)
    if dossiers is not None:
        notes["dossiers"] += [
            pair(*said) for said in zip(*(twice_lines(dossiers, lang) for lang in LANGUAGES), strict=True)
        ]
    if ocop is not None:
        notes["ocop"] = [*_later(ocop.later), *(of_text(each.text) for each in ocop.findings)]
    return Read(capital=capital, checks=checks, dossiers=dossiers, ocop=ocop,
                notes={key: tuple(own) for key, own in notes.items()})  # fmt: skip


def _capital_notes(view: CapitalView, units: Iterable[str]) -> Iterator[Pair]:
    """Yield how many rows are of later days, and of which units there is capital and not a figure."""
    yield from _later(view.later)
    known = {name_key(each) for each in units}
    others = list(dict.fromkeys(row.unit for row in view.counted if row.unit and name_key(row.unit) not in known))
    if others:
        some, more = ", ".join(others[:MOST_NAMED]), len(others) - MOST_NAMED
        yield pair(
            f"đơn vị có vốn mà không có trong tệp số liệu: {some}" + (f" và {more} đơn vị khác" if more > 0 else ""),
            f"units with capital that the files of figures do not have: {some}"
            + (f" and {more} more" if more > 0 else ""),
        )


def _later(count: int) -> Iterator[Pair]:
    if count:
        yield pair(f"bỏ qua {count} dòng có ngày sau ngày báo cáo", f"{count} rows are of later days and left out")


def _capital(path: Path, on: str, left: list[Remark]) -> tuple[CapitalView, tuple[CounterpartCheck, ...]]:
    view = capital_view(read_capital(path, left), on, year=None)
    norm = capital_rules().norm_of(int(on[:4]))
    return view, tuple(counterpart_of(norm, kind, *view.counterpart(kind)) for kind in ("planned", "disbursed"))


def meeting_parts(read: Read) -> list[dict[str, Any]]:
    """Return a part of the page for each that was read, with the tables of its own command."""
    found = []
    if (view := read.capital) is not None:
        tables = [capital_tables(view, tuple(BY), read.checks, lang) for lang in LANGUAGES]
        found.append(_part("capital", ("Vốn", "Capital"), *tables))
    if (dossiers := read.dossiers) is not None:
        found.append(_part("dossiers", ("Hồ sơ", "Dossiers"), *(dossier_tables(dossiers, lang) for lang in LANGUAGES)))
    if (ocop := read.ocop) is not None:
        tables = [portfolio_tables(ocop, days=SOON, lang=lang) for lang in LANGUAGES]
        found.append(_part("ocop", ("OCOP", "OCOP"), *tables))
    return [{**each, "notes": list(read.notes.get(each["key"], ()))} for each in found]


def _part(key: str, title: tuple[str, str], vi: Sequence[Table], en: Sequence[Table]) -> dict[str, Any]:
    both = zip(vi, en, strict=True)
    return {
        "key": key, "title": pair(*title),
        "tables": [
            {"title": pair(one.title, two.title), "head": _row(one.head, two.head),
             "rows": [_row(*rows) for rows in zip(one.rows, two.rows, strict=True)],
             "behind": {f"{row}.{column}": [own.table, list(own.rows)] for (row, column), own in one.behind.items()},
             "sums": [column for column in range(len(one.head)) if _is_sum(one, column)]}
            for one, two in both
        ],
    }  # fmt: skip


def _is_sum(table: Table, column: int) -> bool:
    """Return whether a column holds numbers, which stand under one another."""
    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and all(isinstance(cell, (int, Decimal)) for cell in cells)


def _row(one: Iterable[Cell], two: Iterable[Cell]) -> list[Pair]:
    return [pair(_said(vi, "vi"), _said(en, "en")) for vi, en in zip(one, two, strict=True)]


def _said(cell: Cell, lang: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return number(cell, lang)
    return day(cell, lang) if isinstance(cell, str) else str(cell)
