"""Capital as tables for a workbook: sums by dimension, rates, identities, allotments; amounts in triệu đồng."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.capital.rules import Allotted, CounterpartCheck
from ntmrules.capital.told import KIND_NAMES, MILLION, name_words
from ntmrules.capital.totals import KINDS, CapitalView
from ntmrules.office.tables import Cell, Table

TITLES = {
    "source": ("Theo nguồn", "By source"), "part": ("Theo nội dung", "By part"), "unit": ("Theo đơn vị", "By unit"),
    "level": ("Theo cấp", "By level"),
}  # fmt: skip


def capital_tables(
    view: CapitalView, by: Sequence[str], checks: Sequence[CounterpartCheck], lang: str = "vi"
) -> list[Table]:
    """Return the sums by each dimension with a line of totals, then rates, counterpart and identities."""
    en = lang == "en"
    found = [_sums(view, dimension, lang) for dimension in by]
    rates: list[tuple[Cell, ...]] = []
    for source, each in ((None, view.rates()), *((line.name, view.rates(line.name)) for line in view.by("source"))):
        name = name_words(source, "source", lang) if source is not None else ("all" if en else "chung")
        rates += [
            (name, rate.base.in_(lang), rate.part / MILLION if rate.part is not None else None,
             rate.whole / MILLION if rate.whole is not None else None, rate.percent)
            for rate in each
        ]  # fmt: skip
    head = (
        ("Source", "Base", "Disbursed", "Base amount", "%")
        if en
        else ("Nguồn", "So với", "Giải ngân", "Số so với", "%")
    )
    found.append(Table(title="Rates" if en else "Tỷ lệ giải ngân", head=head, rows=tuple(rates)))
    head = (
        ("Kind", "Local", "Central", "Ratio", "Rule")
        if en
        else ("Loại", "Địa phương", "Trung ương", "Tỷ lệ", "Quy định")
    )
    rows = tuple(
        (KIND_NAMES[each.kind][en], each.local / MILLION if each.local is not None else None,
         each.central / MILLION if each.central is not None else None, each.ratio,
         "; ".join(f"{who.in_(lang)}: {rule.in_(lang)}" for who, rule, _ in each.rules))
        for each in checks
    )  # fmt: skip
    found.append(Table(title="Counterpart" if en else "Vốn đối ứng", head=head, rows=rows))
    words = {True: ("đúng", "holds"), False: ("SAI", "WRONG"), None: ("chưa kiểm được", "not checked")}
    names: tuple[str, ...] = ("Place", "Relation", "State", "Numbers") if en else ("Chỗ", "Quan hệ", "Kết quả", "Số")
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        (each.where, each.text.in_(lang), words[each.holds][en], each.said) for each in view.identities
    )
    found.append(Table(title="Identities" if en else "Quan hệ", head=names, rows=lines))
    return found


def _sums(view: CapitalView, dimension: str, lang: str) -> Table:
    en = lang == "en"
    kinds = [kind for kind in KINDS if view.total.amount(kind) is not None]
    unit = "triệu đồng"
    head = (TITLES[dimension][en], *(f"{KIND_NAMES[kind][en]} ({unit})" for kind in kinds))
    lines = [(name_words(line.name, dimension, lang), line) for line in view.by(dimension)]
    lines.append(("Total" if en else "Tổng số", view.total))
    rows: list[tuple[Cell, ...]] = []
    for name, line in lines:
        amounts = [line.amount(kind) for kind in kinds]
        rows.append((name, *(amount / MILLION if amount is not None else None for amount in amounts)))
    return Table(title=TITLES[dimension][en], head=head, rows=tuple(rows))


def allotment_table(found: Allotted, lang: str = "vi") -> Table:
    """Return an allotment as a table; amounts in đồng."""
    en = lang == "en"
    head = ("Commune", "Points", "Reason", "Amount (đồng)") if en else ("Xã", "Điểm", "Vì sao", "Số vốn (đồng)")
    rows = tuple((part.commune.unit, part.points, part.reason.in_(lang), int(part.amount)) for part in found.parts)
    whole = ("Total" if en else "Cộng", found.points, None, int(found.amount))
    return Table(title="Allotment" if en else "Phân bổ", head=head, rows=(*rows, whole))
