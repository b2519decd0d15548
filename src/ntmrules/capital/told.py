"""Capital in words and as data, schema ``ntmrules/capital/1`` and ``ntmrules/allotment/1``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ntmrules.capital.rows import TOTAL
from ntmrules.capital.rules import Allotted, CounterpartCheck, Due
from ntmrules.capital.sources import SPOKEN
from ntmrules.capital.totals import HUNDRED, KINDS, CapitalView, Identity, Rate, Sum
from ntmrules.model.text import Text

SCHEMA = "ntmrules/capital/1"
KIND_NAMES = {
    "planned": ("kế hoạch", "planned"),
    "carried": ("kéo dài", "carried over"),
    "allotted": ("đã phân bổ", "allotted"),
    "unallotted": ("chưa phân bổ", "unallotted"),
    "mobilised": ("huy động", "mobilised"),
    "disbursed": ("giải ngân", "disbursed"),
    "estimated": ("ước giải ngân", "estimated"),
    "arrears": ("nợ đọng", "arrears"),
}
SOURCE_NAMES = {**SPOKEN, TOTAL: ("chỉ có tổng số, không tách nguồn", "a total only, by no source")}
IN_KIND = "dan-ngay-cong"
MILLION = Decimal(1_000_000)


def money(amount: Decimal, lang: str) -> str:
    """Return an amount in triệu đồng with at most six decimals: ``1.500,5 triệu đồng``."""
    value = amount / MILLION
    said = f"{value:,f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    return f"{said} triệu đồng" if lang == "en" else f"{said.translate(str.maketrans(',.', '.,'))} triệu đồng"


def percent(value: Decimal | None, lang: str) -> str:
    """Return a rate with two decimals, rounded half up."""
    if value is None:
        return "not known" if lang == "en" else "chưa tính được"
    said = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return f"{said}%" if lang == "en" else f"{said.replace('.', ',')}%"


def name_words(name: str | None, dimension: str, lang: str) -> str:
    """Return the name of a line: a source in words, «không ghi» where the rows name none."""
    if name is None:
        return "not named" if lang == "en" else "không ghi"
    return SOURCE_NAMES[name][lang == "en"] if dimension == "source" and name in SOURCE_NAMES else name


def capital_lines(
    view: CapitalView, by: Sequence[str], checks: Sequence[CounterpartCheck], due: Sequence[Due], *, lang: str = "vi"
) -> Iterator[tuple[str, str, int]]:
    """Yield lines as (text, style, indent): totals, sums by dimension with shares, rates, counterpart, identities, reports."""
    en = lang == "en"
    yield (
        (f"Capital as of {view.on}" if en else f"Vốn tính đến {view.on[8:]}/{view.on[5:7]}/{view.on[:4]}"),
        "heading",
        0,
    )
    for kind in KINDS:
        amount = view.total.amount(kind)
        if amount is not None:
            yield f"{KIND_NAMES[kind][en]}: {money(amount, lang)}", "plain", 1
    if view.later:
        yield (
            (f"{view.later} rows are of later days and left out" if en else f"bỏ qua {view.later} dòng có ngày sau đó"),
            "note",
            1,
        )
    inside = len(view.rows) - len(view.counted)
    if inside > 0:
        yield (
            (
                f"{inside} rows are within others (totals, districts, older running totals) and not added twice"
                if en
                else f"{inside} dòng đã nằm trong dòng khác (tổng, huyện, lũy kế cũ), không cộng hai lần"
            ),
            "note",
            1,
        )
    for dimension in by:
        title = {
            "source": ("Theo nguồn", "By source"),
            "part": ("Theo nội dung thành phần", "By part"),
            "unit": ("Theo đơn vị", "By unit"),
            "level": ("Theo cấp", "By level"),
        }[dimension]
        yield title[en], "heading", 0
        for line in view.by(dimension):
            yield from _sum_lines(line, dimension, view, lang)
    yield ("Disbursement rate" if en else "Tỷ lệ giải ngân"), "heading", 0
    yield from _rate_lines(None, view.rates(), lang)
    for line in view.by("source"):
        yield from _rate_lines(line.name, view.rates(line.name), lang)
    yield ("Counterpart capital" if en else "Vốn đối ứng"), "heading", 0
    for check in checks:
        yield from _counterpart_lines(check, lang)
    yield ("Identities" if en else "Các quan hệ phải giữ"), "heading", 0
    yield from identity_lines(view.identities, lang)
    yield ("Reports due next" if en else "Báo cáo đầu tư công đến hạn"), "heading", 0
    for each in due:
        day = each.day if en else f"{each.day[8:]}/{each.day[5:7]}/{each.day[:4]}"
        yield f"{day}: {each.report.name.in_(lang)} ({each.report.decision})", "plain", 1
    if not due:
        yield (
            ("no text on these reports is known for this day" if en else "chưa biết văn bản về báo cáo vào ngày này"),
            "undetermined",
            1,
        )


def _sum_lines(line: Sum, dimension: str, view: CapitalView, lang: str) -> Iterator[tuple[str, str, int]]:
    en = lang == "en"
    parts = []
    for kind, amount in line.amounts.items():
        whole = view.total.amount(kind)
        tail = (
            f" ({percent(amount * HUNDRED / whole, lang)} {'of all' if en else 'tổng'} {KIND_NAMES[kind][en]})"
            if whole
            else ""
        )
        parts.append(f"{KIND_NAMES[kind][en]} {money(amount, lang)}{tail}")
    kind_ = (
        (" [in kind, valued]" if en else " [hiện vật quy đổi]")
        if dimension == "source" and line.name == IN_KIND
        else ""
    )
    yield f"{name_words(line.name, dimension, lang)}{kind_}: {'; '.join(parts)}", "plain", 1


def _rate_lines(source: str | None, rates: Sequence[Rate], lang: str) -> Iterator[tuple[str, str, int]]:
    for rate in rates:
        name = name_words(source, "source", lang) if source is not None else ("all" if lang == "en" else "chung")
        yield (
            f"{name}: {percent(rate.percent, lang)} {'of' if lang == 'en' else 'so với'} {rate.base.in_(lang)}",
            "plain",
            1,
        )


def _counterpart_lines(check: CounterpartCheck, lang: str) -> Iterator[tuple[str, str, int]]:
    en = lang == "en"
    if check.ratio is None:
        said = "not known: a side has no row" if en else "chưa tính được: thiếu một bên"
    else:
        said = f"{check.ratio.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
        said = said if en else said.replace(".", ",")
    name = "local over central" if en else "địa phương trên trung ương"
    yield f"{KIND_NAMES[check.kind][en]}, {name}: {said}", "plain", 1
    marks = {True: ("giữ", "kept"), False: ("chưa đủ", "not kept"), None: ("không so được", "not compared")}
    for who, rule, holds in check.rules:
        yield f"{who.in_(lang)}: {rule.in_(lang)} – {marks[holds][en]}", "muted", 2


def identity_lines(identities: Sequence[Identity], lang: str) -> Iterator[tuple[str, str, int]]:
    """Yield each identity that does not hold or could not be checked, and how many hold."""
    en = lang == "en"
    good = sum(each.holds is True for each in identities)
    yield (f"{good} hold" if en else f"{good} quan hệ đúng"), "plain", 1
    for each in identities:
        if each.holds is not True:
            word = (
                ("not checked" if en else "chưa kiểm được")
                if each.holds is None
                else (("finding" if en else "cần xem") if each.finding else ("WRONG" if en else "SAI"))
            )
            yield (
                f"{word}: {each.where}: {each.text.in_(lang)}: {each.said}",
                "not_met" if each.holds is False else "undetermined",
                1,
            )


def capital_data(
    view: CapitalView, by: Sequence[str], checks: Sequence[CounterpartCheck], due: Sequence[Due]
) -> dict[str, Any]:
    """Return the view as data; amounts are text in đồng."""
    return {
        "schema": SCHEMA,
        "on": view.on,
        "rows": len(view.rows),
        "counted": len(view.counted),
        "later": view.later,
        "total": _amounts(view.total),
        "by": {
            dimension: [
                {
                    "name": line.name,
                    "amounts": _amounts(line),
                    "shares": {kind: _share(amount, view.total.amount(kind)) for kind, amount in line.amounts.items()},
                }
                for line in view.by(dimension)
            ]
            for dimension in by
        },
        "rates": [
            {"source": source, **_rate(rate)}
            for source, rates in (
                (None, view.rates()),
                *((line.name, view.rates(line.name)) for line in view.by("source")),
            )
            for rate in rates
        ],
        "counterpart": [
            {
                "kind": each.kind,
                "local": _maybe(each.local),
                "central": _maybe(each.central),
                "ratio": _rounded(each.ratio),
                "rules": [
                    {"group": _text(who), "rule": _text(rule), "holds": holds} for who, rule, holds in each.rules
                ],
            }
            for each in checks
        ],
        "identities": [
            {
                "text": _text(each.text),
                "where": each.where,
                "holds": each.holds,
                "said": each.said,
                "finding": each.finding,
            }
            for each in view.identities
        ],
        "reports": [
            {"id": each.report.id, "name": _text(each.report.name), "day": each.day, "decision": each.report.decision}
            for each in due
        ],
    }


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, **({"en": text.en} if text.en else {})}


def _amounts(line: Sum) -> dict[str, str]:
    return {kind: format(amount, "f") for kind, amount in line.amounts.items()}


def _maybe(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _rounded(value: Decimal | None) -> str | None:
    return None if value is None else format(value.quantize(Decimal("0.0001"), ROUND_HALF_UP), "f")


def _share(part: Decimal, whole: Decimal | None) -> str | None:
    return _rounded(part * HUNDRED / whole) if whole else None


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "base": _text(rate.base),
        "part": _maybe(rate.part),
        "whole": _maybe(rate.whole),
        "percent": _rounded(rate.percent),
    }


def allotment_lines(found: Allotted, *, lang: str = "vi") -> Iterator[tuple[str, str, int]]:
    """Yield an allotment: each commune with its points, their reason and its amount in đồng, and how the rest was shared."""
    en = lang == "en"
    yield f"{found.norm.name.in_(lang)} ({found.norm.decision}): {money(found.amount, lang)}", "heading", 0
    for part in found.parts:
        amount = f"{int(part.amount):,}"
        said = amount if en else amount.replace(",", ".")
        yield (
            f"{part.commune.unit}: {part.points:f} {'points' if en else 'điểm'} – {part.reason.in_(lang)}; {said} đồng",
            "plain",
            1,
        )
    up = sum(part.rounded_up for part in found.parts)
    whole = f"{int(found.amount):,}"
    yield (
        (
            f"sum {whole} đồng; parts are cut to the đồng, {up} đồng left over went to the largest remainders"
            if en
            else f"cộng {whole.replace(',', '.')} đồng; mỗi phần cắt đến đồng, {up} đồng còn lại cho các phần dư lớn nhất"
        ),
        "note",
        1,
    )
    for note in (found.norm.excluded, found.norm.note):
        if note is not None:
            yield note.in_(lang), "muted", 1


def allotment_data(found: Allotted) -> dict[str, Any]:
    """Return an allotment as data; amounts are text in đồng."""
    return {
        "schema": "ntmrules/allotment/1",
        "norm": found.norm.id,
        "decision": found.norm.decision,
        "amount": _maybe(found.amount),
        "points": _maybe(found.points),
        "parts": [
            {
                "unit": part.commune.unit,
                "groups": list(part.commune.groups),
                "villages": part.commune.villages,
                "points": format(part.points, "f"),
                "reason": _text(part.reason),
                "amount": format(part.amount, "f"),
                "rounded_up": part.rounded_up,
            }
            for part in found.parts
        ],
    }
