"""Findings of a report in words, Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from ntmrules.audit.finding import Correction, Finding
from ntmrules.audit.kinds import mixed
from ntmrules.audit.printed import Day, Number
from ntmrules.audit.relations import PRINTED, Bounds, rise
from ntmrules.audit.report_file import Claim, Figure, Report
from ntmrules.audit.written import bare, like

_SAID = {
    "sum": ("{printed} nhưng các phần cộng lại là {follows}", "{printed}, but the parts add to {follows}"),
    "share": ("{printed} nhưng tính ra {follows}", "{printed}, but it comes to {follows}"),
    "change": ("{printed} nhưng hai số chênh nhau {follows}", "{printed}, but the two differ by {follows}"),
    "average": ("{printed} nhưng tính ra {follows}", "{printed}, but it comes to {follows}"),
    "at_most": ("{printed} lớn hơn {follows}", "{printed} is more than {follows}"),
    "count": ("{printed} nhưng danh sách có {follows}", "{printed}, but the list has {follows}"),
    "same": ("{printed} khác {follows}", "{printed} is not {follows}"),
    "date": ("không có ngày {day}", "there is no day {day}"),
}
_MIXED = ("{printed} không cùng loại: {follows}", "{printed} is not of one kind: {follows}")
_NO_BASE = ("{printed} nhưng cơ sở bằng 0, không tính ra được", "{printed}, but the base is 0 and nothing comes of it")
_TIMES = ("{printed} nhưng số này gấp số kia {follows}", "{printed}, but the one is {follows} the other")
_UNTRIED = ("{printed} không khớp với cơ sở nào: {follows}", "{printed} fits no base: {follows}")


def told(
    report: Report, claim: Claim, figures: Mapping[str, Sequence[Figure]], follows: Bounds | None,
    fits: Correction | None, *, tried: Sequence[str] = (),
) -> Finding:  # fmt: skip
    """Return the finding that a claim does not hold, with what was printed and what follows."""
    kind = claim.kind
    missing = [each for group in figures.values() for each in group if _impossible(each)]
    if missing:
        result, said, names = "", _SAID["date"], missing[0].name
    elif apart := mixed(kind, {key: [item for each in group for item in each.items] for key, group in figures.items()}):
        result, said, names = (
            "; ".join(apart),
            _MIXED,
            ", ".join(dict.fromkeys(each.name for each in figures[PRINTED[kind]])),
        )
    else:
        result = ", ".join(tried) if tried else _follows(report, kind, figures, follows)
        said = _UNTRIED if tried else _TIMES if _is_times(figures, kind) else _SAID[kind]
        names = ", ".join(dict.fromkeys(each.name for each in figures[PRINTED[kind]]))
    shown = missing[0].text if missing else "; ".join(each.text for each in figures[PRINTED[kind]])
    if not missing and not tried and said is not _MIXED and follows is None and kind in ("share", "change", "average"):
        said = _NO_BASE
    more = "" if missing or tried or said is _MIXED else _exactly(report, kind, figures, follows, result)
    vi, en = (text.format(printed=shown, day=shown.removeprefix("ngày ").removeprefix("Ngày "), follows=(result or "?") + more)
              for text in said)  # fmt: skip
    return Finding(relation=claim.said, printed=shown, follows=result, at=claim.at, fits_if=fits,
                   vi=f"{kind} {names}: {vi}", en=f"{kind} {names}: {en}")  # fmt: skip


def _is_times(figures: Mapping[str, Sequence[Figure]], kind: str) -> bool:
    """Tell whether it is told how many times the one is the other, and not by how much they differ."""
    return kind == "change" and any(isinstance(item, Number) and item.unit.times and not (rise(item) and item.value < 1)
                                    for item in figures["by"][0].items)  # fmt: skip


def _impossible(figure: Figure) -> bool:
    return any(isinstance(item, Day) and item.first is None for item in figure.items)


def _follows(
    report: Report, kind: str, figures: Mapping[str, Sequence[Figure]], follows: Bounds | None
) -> str:  # fmt: skip
    if kind in ("same", "at_most"):
        return "; ".join(each.text for each in figures["b" if kind == "same" else "large"])
    if follows is None:
        return ""
    printed = figures[PRINTED[kind]][0].items[0]
    low, high = follows
    if isinstance(printed, Day):
        return _day(low)
    if high is None:
        return f"≥ {bare(low, report.style)}"
    if isinstance(printed, Number) and kind != "count":
        ends = [like(end, printed, report.style) for end in (low, high)]
        return " – ".join(dict.fromkeys(ends))
    return bare(low, report.style) if low == high else f"{bare(low, report.style)} – {bare(high, report.style)}"


def _exactly(
    report: Report, kind: str, figures: Mapping[str, Sequence[Figure]], follows: Bounds | None, shown: str
) -> str:  # fmt: skip
    """Return more digits than printed, in brackets: they show whether one was cut or another number is meant."""
    if kind in ("same", "at_most", "count") or follows is None or follows[0] != follows[1]:
        return ""
    printed = figures[PRINTED[kind]][0].items[0]
    if not isinstance(printed, Number):
        return ""
    exact = bare(follows[0] / printed.unit.factor, report.style)
    return "" if shown.startswith(exact) else f" ({exact})"


def _day(ordinal: Decimal) -> str:
    return date.fromordinal(int(ordinal)).strftime("%d/%m/%Y")
