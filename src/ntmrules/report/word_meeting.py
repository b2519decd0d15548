"""The fields of a month's report about money, dossiers and products, as their own commands tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ntmrules.capital.told import MILLION, name_words
from ntmrules.capital.totals import KINDS, CapitalView, Sum
from ntmrules.ocop.portfolio import Portfolio
from ntmrules.office.dossier_tables import dossier_tables
from ntmrules.office.ocop_tables import portfolio_tables
from ntmrules.recognition.check import DossierCheck
from ntmrules.recognition.listed import by_state
from ntmrules.report.meeting import SOON
from ntmrules.report.words import Told

DOSSIER = ("unit", "within", "province", "set", "verdict", "state", "next", "whose", "term", "late", "missing")
PRODUCT = ("product", "owner", "kind", "commune", "locality", "sheet", "stars", "decided", "expires", "state")
# What no known day of a term is sorted as: behind every day.
NEVER = "9999-12-31"


def meeting_values(told: Told) -> dict[str, Any]:
    """Return the fields of a meeting; a part that was not asked for is nothing, not an empty list."""
    read = told.found.meeting
    return {
        "capital": _capital(told, read.capital) if read.capital is not None else None,
        "dossiers": _dossiers(told, read.dossiers) if read.dossiers is not None else None,
        "dossier_states": _states(told, read.dossiers) if read.dossiers is not None else None,
        "ocop": _ocop(told, read.ocop) if read.ocop is not None else None,
    }


def _capital(told: Told, view: CapitalView) -> dict[str, Any]:
    lines = [(name_words(each.name, "source", told.lang), each.name, each) for each in view.by("source")]
    return {
        "sources": [_line(told, view, name, key, each) for name, key, each in lines],
        "total": _line(told, view, ("Tổng số", "Total")[told.lang == "en"], None, view.total),
        "rates": list(_rates(told, view)), "later": view.later,
        "wrong": [{"where": each.where, "what": each.text.in_(told.lang), "said": each.said}
                  for each in view.identities if each.holds is False],
    }  # fmt: skip


def _line(told: Told, view: CapitalView, name: str, key: str | None, own: Sum) -> dict[str, str]:
    """Return a line of sums in triệu đồng; an amount that no row says is empty, which is not nought."""
    amounts = {kind: own.amount(kind) for kind in KINDS}
    rate = next(iter(view.rates(key)), None) if key is not None or own is view.total else None
    return {
        "name": name, "percent": _percent(told, rate.percent) if rate is not None else "",
        "base": rate.base.in_(told.lang) if rate is not None and rate.percent is not None else "",
        **{kind: told.number(amount / MILLION if amount is not None else None) for kind, amount in amounts.items()},
    }  # fmt: skip


def _rates(told: Told, view: CapitalView) -> Iterator[dict[str, str]]:
    for source, rates in (
        (None, view.rates()),
        *((each.name, view.rates(each.name)) for each in view.by("source") if each.name is not None),
    ):
        name = name_words(source, "source", told.lang) if source is not None else ("chung", "all")[told.lang == "en"]
        for rate in rates:
            part, whole = (
                told.number(each / MILLION if each is not None else None) for each in (rate.part, rate.whole)
            )
            yield {"name": name, "base": rate.base.in_(told.lang), "disbursed": part, "of": whole,
                   "percent": _percent(told, rate.percent)}  # fmt: skip


def _percent(told: Told, value: Decimal | None) -> str:
    if value is None:
        return ""
    return told.number(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)) + "%"


def _dossiers(told: Told, checks: Sequence[DossierCheck]) -> list[dict[str, Any]]:
    """Return a row a dossier: those that are late first, then by their nearest last day."""
    # The columns of the list that come behind these are no fields of a template.
    rows = [dict(zip(DOSSIER, row, strict=False)) for row in dossier_tables(checks, told.lang)[0].rows]
    for row, check in zip(rows, checks, strict=True):
        row |= {"due": told.day(check.state.due), "file": check.dossier.name}
    order = sorted(
        range(len(rows)), key=lambda index: (-int(rows[index]["late"] or 0), checks[index].state.due or NEVER, index)
    )
    return [rows[index] for index in order]


def _states(told: Told, checks: Sequence[DossierCheck]) -> list[dict[str, Any]]:
    """Return how many dossiers stand where, and how many of them are late."""
    return [
        {"state": words.in_(told.lang), "count": len(group), "late": sum(_is_late(each) for each in group)}
        for words, group in by_state(checks)
    ]


def _is_late(check: DossierCheck) -> bool:
    return any(step.done is None for step in check.state.late)


def _ocop(told: Told, portfolio: Portfolio) -> dict[str, Any]:
    totals, products = portfolio_tables(portfolio, days=SOON, lang=told.lang)
    rows = [dict(zip(PRODUCT, row, strict=True)) for row in products.rows]
    for row in rows:
        row |= {key: told.day(str(row[key] or "")) for key in ("decided", "expires")}
    soon = {id(each) for each in portfolio.expiring(SOON)}
    watched = [row for row, each in zip(rows, portfolio.standings, strict=True) if id(each) in soon or not each.counts]
    return {
        "totals": [dict(zip(("what", "number"), row, strict=True)) for row in totals.rows], "products": rows, "watched": watched,
        "days": SOON, "later": portfolio.later, "findings": [each.text.in_(told.lang) for each in portfolio.findings],
    }  # fmt: skip
