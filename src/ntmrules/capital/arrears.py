"""Arrears of a unit on a day, for the condition that no construction is left unpaid: an amount, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ntmrules.capital.rows import ARREARS, TOTAL, CapitalRow
from ntmrules.capital.totals import standing_rows
from ntmrules.frozen import frozen
from ntmrules.model.text import Text
from ntmrules.model.unit_names import kind_level, same_name

NOTHING = Decimal(0)


@frozen(kw_only=True)
class Place:
    """Whose arrears are asked for: the name of the unit, the district and province that it is in where they are known."""

    unit: str
    within: str | None = None
    province: str | None = None


@frozen(kw_only=True)
class Arrears:
    """What a unit owes in đồng, with the rows that say so; no amount where it cannot be told, and ``why``."""

    amount: Decimal | None
    rows: tuple[CapitalRow, ...] = ()
    why: Text | None = None


def arrears_of(
    rows: Iterable[CapitalRow], place: Place, on: str, *, since: str | None = None, inside: Iterable[str] = ()
) -> Arrears:
    """Return the arrears of a unit on a day (ISO).

    A row of arrears above nought is enough to owe. Nothing is owed only where a row of all sources together (tổng số) says 0
    and nothing later or inside the unit says otherwise: a missing row is never nought, neither is that of one source. Rows
    from before ``since``, the day the dossier was begun, tell nothing of it.
    """
    known = [row for row in standing_rows(rows, on) if row.kind == ARREARS and not row.every]
    own = [row for row in known if _is(row, place)]
    doubt = _doubt(known, own, place)
    if doubt is not None:
        return doubt
    if own:
        return _checked(_own(own, since), _inside(known, place, inside), since)
    return _from_inside(known, place, list(inside), since)


def _is(row: CapitalRow, place: Place) -> bool:
    return row.unit is not None and same_name(row.unit, place.unit) and _fits(row, place)


def _fits(row: CapitalRow, place: Place) -> bool:
    """Tell whether what a row says of where its unit is does not contradict where the unit is."""
    pairs = ((row.within, place.within), (row.province, place.province))
    return all(one is None or other is None or same_name(one, other) for one, other in pairs)


def _doubt(known: Sequence[CapitalRow], own: Sequence[CapitalRow], place: Place) -> Arrears | None:
    """Return why nothing can be told: rows without a unit or a day, one name in two places."""
    nameless = [
        row for row in known if row.unit is None and row.level in (None, kind_level(place.unit)) and _fits(row, place)
    ]
    if nameless:
        at = nameless[0].at
        vi, en = f"dòng nợ đọng ở {at} không ghi đơn vị", f"the row of arrears at {at} names no unit"
        return Arrears(amount=None, rows=tuple(nameless), why=Text(vi, en))
    undated = [row for row in own if row.as_of is None]
    if undated:
        at = undated[0].at
        vi, en = f"dòng nợ đọng ở {at} không có ngày", f"the row of arrears at {at} has no day"
        return Arrears(amount=None, rows=tuple(undated), why=Text(vi, en))
    districts = {row.within for row in own if row.within is not None}
    first = next(iter(districts), "")
    if any(not same_name(each, first) for each in districts):
        names = ", ".join(sorted(districts))
        vi = f"tệp vốn có nhiều đơn vị tên {place.unit} ({names}); hồ sơ chưa ghi within"
        en = f"several units are called {place.unit} ({names}); the dossier does not say within"
        return Arrears(amount=None, rows=tuple(own), why=Text(vi, en))
    return None


def _own(own: Sequence[CapitalRow], since: str | None) -> Arrears:
    """Return what the rows of one unit come to."""
    totals = [row for row in own if row.source == TOTAL and row.part is None and row.work is None]
    parts = [row for row in own if row not in totals]
    newest = max((row.as_of or "" for row in totals), default="")
    totals = [row for row in totals if row.as_of == newest]
    later = [row for row in parts if (row.as_of or "") >= newest]
    whole, more = sum((row.amount for row in totals), NOTHING), sum((row.amount for row in later), NOTHING)
    rows = (*totals, *later)
    if since is not None and max((row.as_of or "" for row in rows), default="") < since:
        said = max(row.as_of or "" for row in rows)
        vi = f"số nợ đọng mới nhất ngày {_day(said)}, trước ngày mở hồ sơ {_day(since)}"
        en = f"the newest arrears are of {said}, before the dossier was begun on {since}"
        return Arrears(amount=None, rows=rows, why=Text(vi, en))
    if whole < 0 or more < 0:
        return Arrears(
            amount=None, rows=rows, why=Text("nợ đọng cộng lại là số âm", "arrears add up to a negative amount")
        )
    same_day = sum((row.amount for row in later if row.as_of == newest), NOTHING)
    if totals and same_day > whole:
        vi, en = "dòng tổng số nhỏ hơn tổng các nguồn cùng ngày", "the total is less than its sources of the same day"
        return Arrears(amount=None, rows=rows, why=Text(f"{vi}: mâu thuẫn", f"{en}: a contradiction"))
    if totals:
        return Arrears(amount=max(whole, more), rows=rows)
    if more > 0:
        return Arrears(amount=more, rows=rows)
    vi = "chỉ có dòng bằng 0 của từng nguồn; cần một dòng tổng số (source: tổng số) bằng 0"
    en = "only rows of single sources say 0; a row of all sources together (source: total) is needed"
    return Arrears(amount=None, rows=rows, why=Text(vi, en))


def _inside(known: Sequence[CapitalRow], place: Place, inside: Iterable[str]) -> list[CapitalRow]:
    names = list(inside)
    return [
        row
        for row in known
        if row.unit is not None
        and ((row.within is not None and same_name(row.within, place.unit))
             or (row.within is None and any(same_name(row.unit, name) for name in names)))
    ]  # fmt: skip


def _checked(own: Arrears, inside: Sequence[CapitalRow], since: str | None) -> Arrears:
    """Return the arrears of a unit unless it says nought while units in it owe on the same day or later."""
    if own.amount != 0:
        return own
    newest = max((row.as_of or "" for row in own.rows), default="")
    owing = [
        row for row in inside if row.amount > 0 and row.as_of is not None and row.as_of >= max(newest, since or "")
    ]
    if not owing:
        return own
    vi = f"đơn vị ghi không nợ, mà {owing[0].unit} bên trong còn nợ ({owing[0].at}): mâu thuẫn"
    en = f"the unit says nothing is owed, {owing[0].unit} in it owes ({owing[0].at}): a contradiction"
    return Arrears(amount=None, rows=(*own.rows, *owing), why=Text(vi, en))


def _from_inside(known: Sequence[CapitalRow], place: Place, names: list[str], since: str | None) -> Arrears:
    """Return what the units inside a unit without a row of its own come to: nought only where each of them says so."""
    rows = _inside(known, place, names)
    if not rows:
        why = Text("chưa có dòng nợ đọng nào của đơn vị này", "no row of arrears of this unit")
        return Arrears(amount=None, why=why)
    found = {}
    for name in dict.fromkeys(row.unit or "" for row in rows):
        its = [row for row in rows if row.unit == name]
        found[name] = (
            _own(its, since) if all(row.as_of is not None for row in its) else Arrears(amount=None, rows=tuple(its))
        )
    owed = sum((each.amount for each in found.values() if each.amount is not None), NOTHING)
    if owed > 0:
        return Arrears(amount=owed, rows=tuple(row for each in found.values() if each.amount for row in each.rows))
    open_ = [name for name in names if not any(same_name(name, each) and found[each].amount == 0 for each in found)]
    if names and not open_ and all(each.amount == 0 for each in found.values()):
        return Arrears(amount=NOTHING, rows=tuple(rows))
    count = str(len(open_) or "?")
    vi, en = (
        f"còn {count} đơn vị bên trong chưa có dòng nợ đọng kết luận được",
        f"{count} units in it have no row that settles it",
    )
    return Arrears(amount=None, rows=tuple(rows), why=Text(vi, en))


def _day(iso: str) -> str:
    return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}"
