"""Sums of capital by source, part, unit and level, shares and rates with their base, and the identities that must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ntmrules.capital.rows import ARREARS, TOTAL, CapitalRow
from ntmrules.frozen import frozen
from ntmrules.model.text import Text
from ntmrules.model.unit_names import kind_level, name_key
from ntmrules.model.written import BadCellError, read_number

BY = ("source", "part", "unit", "level")
KINDS = ("planned", "carried", "allotted", "unallotted", "mobilised", "disbursed", "estimated", ARREARS)
CENTRAL = ("nstw-dau-tu", "nstw-thuong-xuyen")
LOCAL = ("nsdp-tinh", "nsdp-huyen", "nsdp-xa")
HUNDRED = Decimal(100)
Name = str | None


@frozen(kw_only=True)
class Sum:
    """One line: amounts in đồng by kind; a kind without a row is not there, which is not nought."""

    name: Name
    amounts: dict[str, Decimal]

    def amount(self, kind: str) -> Decimal | None:
        """The sum of one kind; nothing where no row says it."""
        return self.amounts.get(kind)


@frozen(kw_only=True)
class Rate:
    """A share in per cent of a base that is named; nothing where either side is not there or the base is nought."""

    base: Text
    part: Decimal | None
    whole: Decimal | None
    spent: tuple[CapitalRow, ...] = ()
    against: tuple[CapitalRow, ...] = ()
    """The rows that make the part, and those that make the whole."""

    @property
    def percent(self) -> Decimal | None:
        """The rate, exact as far as decimals go."""
        if self.part is None or self.whole is None or self.whole == 0:
            return None
        return self.part * HUNDRED / self.whole


@frozen(kw_only=True)
class Identity:
    """One relation that must hold: ``holds`` is nothing where a side is not there. ``finding``: not a fault of the file."""

    text: Text
    where: str
    holds: bool | None
    said: str
    finding: bool = False


@frozen(kw_only=True)
class CapitalView:
    """The rows known on a day, summed: all of them, and by each dimension."""

    on: str
    rows: tuple[CapitalRow, ...]
    counted: tuple[CapitalRow, ...]
    later: int
    total: Sum
    identities: tuple[Identity, ...]

    def by(self, dimension: str) -> tuple[Sum, ...]:
        """Return the sums by ``source``, ``part``, ``unit`` or ``level``; together they are the total."""
        groups: dict[Name, list[CapitalRow]] = {}
        for row in self.counted:
            groups.setdefault(_name(row, dimension), []).append(row)
        order = sorted(groups, key=lambda name: (name is None, name or ""))
        return tuple(Sum(name=name, amounts=_amounts(groups[name])) for name in order)

    def behind(self, dimension: str | None, name: Name, kind: str) -> tuple[CapitalRow, ...]:
        """Return the rows that one amount adds up: of a kind, in a line of :meth:`by`, or in the total without a dimension."""
        rows = [row for row in self.counted if dimension is None or _name(row, dimension) == name]
        return tuple(row for row in summed_up(rows) if row.kind == kind)

    def rates(self, source: str | None = None) -> tuple[Rate, ...]:
        """Return the rate of disbursement of one source (of all without one), against each base that the rows give.

        What is disbursed counts only where its unit, source, part and works have a row of the base.
        """
        rows = [row for row in self.counted if source is None or row.source == source]
        found = []
        for plan, words in PLAN_NAMES.items():
            planned = [row for row in rows if row.kind == "planned" and row.plan_of == plan]
            found += _rate(words, planned, rows)
        planned = [row for row in rows if row.kind == "planned"]
        if any(row.kind == "carried" for row in rows) and planned:
            words = Text("kế hoạch cộng vốn kéo dài", "plan with carried-over capital")
            found += _rate(words, [row for row in rows if row.kind in ("planned", "carried")], rows)
        found += _rate(
            Text("vốn đã phân bổ", "capital allotted"), [row for row in rows if row.kind == "allotted"], rows
        )
        return tuple(found)

    def counterpart(self, kind: str) -> tuple[Decimal | None, Decimal | None]:
        """Return local and central budget of one kind, in đồng; nothing for a side without a row."""
        local, central = map(_added, self.sides(kind))
        return local, central

    def sides(self, kind: str) -> tuple[tuple[CapitalRow, ...], tuple[CapitalRow, ...]]:
        """Return the rows of local and of central budget of one kind, which :meth:`counterpart` adds up."""
        local, central = (
            tuple(row for row in self.counted if row.kind == kind and row.source in sources)
            for sources in (LOCAL, CENTRAL)
        )
        return local, central


PLAN_NAMES: dict[str | None, Text] = {
    "thu-tuong": Text("kế hoạch Thủ tướng Chính phủ giao", "plan assigned by the Prime Minister"),
    "dia-phuong": Text("kế hoạch địa phương giao", "plan with what the province adds"),
    None: Text("kế hoạch (tệp không ghi của ai)", "plan (the file does not say whose)"),
}


def capital_view(rows: Iterable[CapitalRow], on: str, *, year: int | None = None) -> CapitalView:
    """Return the view of rows on a day (ISO): later ones are left out and counted.

    Flows (planned, allotted, disbursed …) are added up; arrears are a stock, of which the newest row of each kind of thing
    stands. Rows of a unit inside another that has rows of the same kind are not counted twice. ``year`` keeps one year.
    """
    every = [row for row in rows if year is None or row.year in (None, year)]
    known = [row for row in every if row.as_of is None or row.as_of <= on]
    standing = list(standing_rows(known, on))
    counted = added(standing)
    return CapitalView(
        on=on,
        rows=tuple(known),
        counted=tuple(counted),
        later=len(every) - len(known),
        total=Sum(name=None, amounts=_amounts(counted)),
        identities=tuple(_identities(standing)),
    )


def standing_rows(rows: Iterable[CapitalRow], on: str) -> Iterator[CapitalRow]:
    """Yield the rows that stand on a day: of arrears and of running totals the newest known of each thing, every other row."""
    groups: dict[tuple[object, ...], list[CapitalRow]] = {}
    for row in rows:
        if row.as_of is not None and row.as_of > on:
            continue
        if row.kind == ARREARS:
            key: tuple[object, ...] = (ARREARS, row.every, *_who(row), row.source, row.part, row.work)
        elif row.running:
            key = (row.every, *_who(row), *_thing(row))
        else:
            yield row
            continue
        groups.setdefault(key, []).append(row)
    for group in groups.values():
        newest = max(row.as_of or "" for row in group)
        yield from (row for row in group if (row.as_of or "") == newest)


def added(rows: Sequence[CapitalRow]) -> list[CapitalRow]:
    """Return the rows that are added up: none that is in another already.

    A total of all sources counts where no source has a row in its place, a total over the units where no unit has one.
    """
    sourced = {_place(row) for row in rows if row.source != TOTAL and not row.every}
    single = [row for row in _outside(rows) if not (row.source == TOTAL and _place(row) in sourced)]
    own = {_thing(row) for row in single if not row.every}
    own |= {(TOTAL, *thing[1:]) for thing in own}
    return [row for row in single if not (row.every and _thing(row) in own)]


def _who(row: CapitalRow) -> tuple[str, ...]:
    return _key(row.unit), _key(row.within), _key(row.province)


def _key(name: str | None) -> str:
    return name_key(name or "")


def _amounts(rows: Sequence[CapitalRow]) -> dict[str, Decimal]:
    """Return sums by kind."""
    found: dict[str, Decimal] = {}
    for row in summed_up(rows):
        found[row.kind] = found.get(row.kind, Decimal(0)) + row.amount
    return {kind: found[kind] for kind in KINDS if kind in found}


def summed_up(rows: Sequence[CapitalRow]) -> Iterator[CapitalRow]:
    """Yield the rows that a sum takes: none that is in another of them.

    The local plan holds the one that the Prime Minister assigns: of both the local counts. What is of a whole year holds what
    is of its halves.
    """
    local = {_planned(row) for row in rows if row.kind == "planned" and row.plan_of == "dia-phuong"}
    years = {_of_year(row) for row in rows if row.half is None}
    for row in rows:
        inside = row.half is not None and _of_year(row) in years
        if not inside and not (row.kind == "planned" and row.plan_of == "thu-tuong" and _planned(row) in local):
            yield row


def _of_year(row: CapitalRow) -> tuple[object, ...]:
    return *_who(row), row.level, row.source, row.part, row.work, row.kind, row.year, row.plan_of


def _rate(words: Text, base: Sequence[CapitalRow], rows: Sequence[CapitalRow]) -> list[Rate]:
    if not base:
        return []
    things = {_planned(row) for row in base}
    spent = tuple(row for row in rows if row.kind == "disbursed" and _planned(row) in things)
    against = tuple(summed_up(base))
    return [Rate(base=words, part=_added(spent), whole=_added(against), spent=spent, against=against)]


def _added(rows: Sequence[CapitalRow]) -> Decimal | None:
    """Return the sum of some amounts, in đồng; nothing where there is no row."""
    return sum((row.amount for row in rows), Decimal(0)) if rows else None


def _planned(row: CapitalRow) -> tuple[object, ...]:
    return row.source, _key(row.unit), _key(row.within), row.level, row.part, row.work, row.year, row.half


def _name(row: CapitalRow, dimension: str) -> Name:
    if dimension == "level":
        return level_of_row(row)
    if dimension == "unit":
        return ", ".join(part for part in (row.unit, row.within) if part) or None
    found: Name = getattr(row, dimension)
    return found


def level_of_row(row: CapitalRow) -> str | None:
    """Return the level of the unit of a row: what it says, else what its name tells."""
    return row.level or (kind_level(row.unit) if row.unit else None)


def _thing(row: CapitalRow) -> tuple[object, ...]:
    return row.source, row.part, row.work, row.kind, row.year, row.half, row.plan_of


def _outside(rows: Sequence[CapitalRow]) -> list[CapitalRow]:
    """Return rows but for those of a unit inside another that has a row of the same thing: they are in it already."""
    wholes = {(_key(row.unit), _thing(row)) for row in rows if row.unit is not None}
    return [row for row in rows if not (row.within and (_key(row.within), _thing(row)) in wholes)]


def _identities(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    yield from _over_units(rows)
    each = [row for row in rows if not row.every]
    yield from _totals(each)
    yield from _children(each)
    yield from _plan_parts(each)
    yield from _spent(each)
    yield from _printed(each)


def _over_units(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    """A line of totals is the sum of the units that are not in one another; of all sources, the sum over these too."""
    text = Text("dòng tổng cộng bằng tổng các đơn vị", "the line of totals is the sum of the units")
    single = [row for row in _outside([each for each in rows if not each.every]) if row.source != TOTAL]
    for row in rows:
        if row.every:
            wanted = _thing(row)[1:] if row.source == TOTAL else _thing(row)
            parts = [
                each.amount for each in single if wanted == (_thing(each)[1:] if row.source == TOTAL else _thing(each))
            ]
            whole = sum(parts, Decimal(0))
            yield Identity(
                text=text,
                where=row.at,
                holds=row.amount == whole if parts else None,
                said=_said(row.amount, whole) if parts else "",
            )


def _said(one: Decimal, other: Decimal) -> str:
    return " – ".join(f"{value:,.4f}".rstrip("0").rstrip(".").replace(",", " ") for value in (one, other)) + " đồng"


def _totals(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    text = Text("tổng số bằng tổng các nguồn", "the total is the sum of its sources")
    sums = _summed((_place(row), row.amount) for row in rows if row.source != TOTAL)
    for row in rows:
        if row.source == TOTAL:
            whole = sums.get(_place(row))
            yield Identity(
                text=text,
                where=row.at,
                holds=None if whole is None else row.amount == whole,
                said="" if whole is None else _said(row.amount, whole),
            )


def _place(row: CapitalRow) -> tuple[object, ...]:
    return row.kind, _key(row.unit), _key(row.within), row.part, row.work, row.year, row.half, row.plan_of


def _summed(pairs: Iterable[tuple[tuple[object, ...], Decimal]]) -> dict[tuple[object, ...], Decimal]:
    found: dict[tuple[object, ...], Decimal] = {}
    for key, amount in pairs:
        found[key] = found.get(key, Decimal(0)) + amount
    return found


def _children(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    text = Text("số của đơn vị bằng tổng các đơn vị bên trong", "a unit has the sum of the units in it")
    sums = _summed(((_key(row.within), *_thing(row)), row.amount) for row in rows if row.within)
    for row in rows:
        whole = sums.get((_key(row.unit), *_thing(row))) if row.unit is not None else None
        if whole is not None:
            yield Identity(text=text, where=row.at, holds=row.amount == whole, said=_said(row.amount, whole))


def _plan_parts(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    text = Text("đã phân bổ cộng chưa phân bổ bằng kế hoạch", "allotted and unallotted make the plan")
    for key, group in _groups(rows).items():
        amounts = _amounts(group)
        if "unallotted" in amounts:
            sides = [amounts.get(kind) for kind in ("allotted", "planned")]
            known = all(side is not None for side in sides)
            made = (sides[0] or Decimal(0)) + amounts["unallotted"]
            yield Identity(
                text=text,
                where=key,
                holds=made == sides[1] if known else None,
                said=_said(made, sides[1] or Decimal(0)) if known else "",
            )


def _spent(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    text = Text(
        "giải ngân không vượt kế hoạch cộng vốn kéo dài", "disbursed is not more than plan and carried-over capital"
    )
    for key, group in _groups(rows).items():
        amounts = _amounts(group)
        if "disbursed" in amounts and "planned" in amounts:
            most = amounts["planned"] + amounts.get("carried", Decimal(0))
            yield Identity(
                text=text,
                where=key,
                holds=amounts["disbursed"] <= most,
                said=_said(amounts["disbursed"], most),
                finding=True,
            )


def _groups(rows: Sequence[CapitalRow]) -> dict[str, list[CapitalRow]]:
    found: dict[str, list[CapitalRow]] = {}
    for row in rows:
        if row.source != TOTAL:
            name = " · ".join(
                str(part) for part in (row.unit, row.within, row.source, row.part, row.work, row.year) if part
            )
            found.setdefault(name, []).append(row)
    return found


def _printed(rows: Sequence[CapitalRow]) -> Iterator[Identity]:
    """Shares and rates that the file prints: rounded half up is right; a digit cut off is a finding of its own."""
    share = Text("tỷ trọng in trong tệp", "share printed in the file")
    rate = Text("tỷ lệ giải ngân in trong tệp", "rate of disbursement printed in the file")
    wholes = _summed(((row.kind, _key(row.unit), row.year), row.amount) for row in rows if row.source != TOTAL)
    plans = _summed((_planned(row), row.amount) for row in rows if row.kind == "planned")
    spent = {row.at for row in rows if row.kind == "disbursed"}
    for row in rows:
        if row.share:
            yield _compared(share, row, row.share, row.amount, wholes.get((row.kind, _key(row.unit), row.year)))
        if row.rate and (row.kind != "planned" or row.at not in spent):  # it stands beside the plan, and is not of it
            yield _compared(rate, row, row.rate, row.amount, plans.get(_planned(row)))


def _compared(text: Text, row: CapitalRow, printed: str, part: Decimal, whole: Decimal | None) -> Identity:
    try:
        value = read_number(printed.rstrip("% "))
    except BadCellError:
        value = None
    if value is None or not whole:
        return Identity(text=text, where=row.at, holds=None, said=printed)
    exact = part * HUNDRED / whole
    step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    rounded, cut = exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)
    if value == rounded:
        return Identity(text=text, where=row.at, holds=True, said=f"{value:f} %")
    if value == cut:
        told = Text(f"{text.vi}: bị cắt, không làm tròn", f"{text.en}: cut off, not rounded")
        return Identity(text=told, where=row.at, holds=False, said=f"{value:f} % – {rounded:f} %", finding=True)
    return Identity(text=text, where=row.at, holds=False, said=f"{value:f} % – {rounded:f} %")
