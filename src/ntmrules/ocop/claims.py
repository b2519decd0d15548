"""What somebody wrote down as the result of a product, against what its answers give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ntmrules.frozen import frozen
from ntmrules.model.text import Text
from ntmrules.ocop.scoring import Ranking
from ntmrules.ocop.writing import said, spread


@frozen(kw_only=True)
class Finding:
    """Something that does not agree: where, a code word, and what it is in both languages."""

    at: str
    code: str
    text: Text


def findings_of(ranking: Ranking) -> tuple[Finding, ...]:
    """Return what the file claims of a product and its answers do not give."""
    return tuple(_findings(ranking))


def _findings(ranking: Ranking) -> Iterator[Finding]:
    product = ranking.product
    stars, points = product.claimed_stars, product.claimed_points
    low, high = ranking.stars
    if stars is not None and stars > high:
        text = Text(
            f"{product.name}: ghi {stars} sao, các lựa chọn chỉ cho đến {high} sao",
            f"{product.name}: claimed {stars} stars, the answers give {high} at most",
        )
        yield Finding(at=product.at, code="stars_above", text=text)
    elif stars is not None and stars < low:
        text = Text(
            f"{product.name}: ghi {stars} sao, các lựa chọn cho {low} sao",
            f"{product.name}: claimed {stars} stars, the answers give {low}",
        )
        yield Finding(at=product.at, code="stars_below", text=text)
    if points is not None and not ranking.low <= Fraction(points) <= ranking.high:
        shown = [spread(ranking.low, ranking.high, lang) for lang in ("vi", "en")]
        text = Text(
            f"{product.name}: ghi {said(points)} điểm, các lựa chọn cho {shown[0]}",
            f"{product.name}: claimed {said(points, 'en')} points, the answers give {shown[1]}",
        )
        yield Finding(at=product.at, code="points_differ", text=text)


def spread_findings(ranking: Ranking) -> tuple[Finding, ...]:
    """Return the judges whose totals lie further apart than the province's rules allow, and outliers where they say nothing.

    A judge is an outlier when the total is further from the median of the others than twice their own widest distance, and by
    ten points at least: a hint to talk again, never a reason to leave a sheet out.
    """
    return (*_too_few(ranking), *_spread(ranking))


def _too_few(ranking: Ranking) -> Iterator[Finding]:
    """Yield that fewer judges scored than the province's rules ask for."""
    quorum, count = ranking.stage.council.quorum, len(ranking.totals)
    if count and quorum is not None and count < quorum:
        text = Text(
            f"{count} phiếu chấm, quy chế cần ít nhất {quorum} thành viên",
            f"{count} judges' sheets, the rules ask for {quorum} members at least",
        )
        yield Finding(at=ranking.product.at, code="quorum", text=text)


def _spread(ranking: Ranking) -> Iterator[Finding]:
    totals = {judge: low for judge, (low, high) in ranking.totals.items() if low == high}
    if len(totals) < 2:
        return
    most = ranking.stage.council.most_spread
    lowest, highest = min(totals, key=lambda judge: totals[judge]), max(totals, key=lambda judge: totals[judge])
    apart = totals[highest] - totals[lowest]
    if most is not None and apart > most:
        pair = [
            f"{highest} ({said(totals[highest], lang)}), {lowest} ({said(totals[lowest], lang)})"
            for lang in ("vi", "en")
        ]
        text = Text(
            f"{pair[0]} lệch {said(apart)} điểm, quy chế cho tối đa {said(most)}",
            f"{pair[1]} are {said(apart, 'en')} points apart, the rules allow {said(most, 'en')}",
        )
        yield Finding(at=ranking.product.at, code="spread", text=text)
    for judge in sorted(outliers(totals)):
        text = Text(
            f"điểm của {judge} ({said(totals[judge])}) cách xa các thành viên khác",
            f"the total of {judge} ({said(totals[judge], 'en')}) is far from the others",
        )
        yield Finding(at=ranking.product.at, code="outlier", text=text)


MOST_BESIDE = Decimal(10)


def outliers(totals: dict[str, Decimal]) -> frozenset[str]:
    """Return the judges far from the others: at least ten points from their median, and twice as far as any of them."""
    found = set()
    for judge, total in totals.items():
        others = sorted(value for name, value in totals.items() if name != judge)
        if len(others) < 2:
            continue
        middle = _median(others)
        if abs(total - middle) > max(MOST_BESIDE, 2 * max(abs(value - middle) for value in others)):
            found.add(judge)
    return frozenset(found)


def _median(values: list[Decimal]) -> Decimal:
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
