"""Ranks and portfolios as tables for CSV, workbooks, Markdown; ranks as one page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape

from ntmrules.explain.lang.lines import plain
from ntmrules.ocop.claims import findings_of, spread_findings
from ntmrules.ocop.portfolio import Portfolio
from ntmrules.ocop.portfolio_told import OWNERS
from ntmrules.ocop.scoring import Ranking
from ntmrules.ocop.told import ranking_lines, reasons
from ntmrules.ocop.writing import said
from ntmrules.office.tables import Cell, Table


def ranking_tables(rankings: Sequence[Ranking], lang: str) -> list[Table]:
    """Return a row a product, then a row a criterion of each."""
    vi = lang == "vi"
    head = (
        (
            "Sản phẩm",
            "Chủ thể",
            "Xã",
            "Bộ",
            "Quyết định",
            "Ngày nộp",
            "Điểm từ",
            "Điểm đến",
            "Sao từ",
            "Sao đến",
            "Lý do",
            "Lưu ý",
        )
        if vi
        else (
            "Product",
            "Owner",
            "Commune",
            "Set",
            "Decision",
            "Lodged",
            "Points from",
            "to",
            "Stars from",
            "to",
            "Reasons",
            "Notes",
        )
    )
    rows: list[tuple[Cell, ...]] = []
    lines: list[tuple[Cell, ...]] = []
    for each in rankings:
        product = each.product
        notes = "; ".join(one.text.in_(lang) for one in (*findings_of(each), *spread_findings(each)))
        rows.append(
            (
                product.name,
                product.owner,
                product.commune,
                each.sheet.number,
                each.stage.provision.decision,
                product.lodged,
                _number(each.low, lang),
                _number(each.high, lang),
                *each.stars,
                "; ".join(reasons(each, lang)),
                notes,
            )
        )
        lines += [
            (
                product.name,
                line.criterion.number(),
                line.criterion.name.in_(lang),
                line.low,
                line.high,
                line.criterion.most,
            )
            for line in each.lines
            if line.scored
        ]
    names = (
        ("Sản phẩm", "Số", "Tiêu chí", "Điểm từ", "đến", "Tối đa")
        if vi
        else ("Product", "No.", "Criterion", "Points from", "to", "Most")
    )
    return [
        Table(title="Xếp hạng" if vi else "Ranks", head=head, rows=tuple(rows), days=(5,)),
        Table(title="Tiêu chí" if vi else "Criteria", head=names, rows=tuple(lines)),
    ]


def _number(points: Fraction, lang: str) -> Cell:
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact if Fraction(exact) == points else said(points, lang)


def portfolio_tables(found: Portfolio, *, days: int, lang: str) -> list[Table]:
    """Return the counts, then every product with how it stands."""
    vi = lang == "vi"
    counts: list[tuple[Cell, ...]] = [("Sản phẩm còn hiệu lực" if vi else "Valid products", len(found.valid()))]
    counts += [(f"{star} sao" if vi else f"{star} stars", count) for star, count in found.by_stars().items()]
    counts.append(("Chủ thể" if vi else "Owners", len(found.owners())))
    counts += [(OWNERS[kind][not vi], count) for kind, count in found.owners_by_kind().items()]
    counts += [(place, count) for place, count in found.by_locality().items()]
    counts += [
        (found.sets.shown(number, lang) if number is not None else ("chưa rõ bộ" if vi else "set not given"), count)
        for number, count in found.by_sheet().items()
    ]
    counts.append((f"Hết hạn trong {days} ngày" if vi else f"Ending within {days} days", len(found.expiring(days))))
    head = (
        ("Sản phẩm", "Chủ thể", "Loại hình", "Xã", "Địa phương", "Bộ", "Sao", "Ngày quyết định", "Hết hạn", "Hiệu lực")
        if vi
        else ("Product", "Owner", "Kind", "Commune", "Locality", "Set", "Stars", "Decided", "Ends", "Validity")
    )
    rows = [
        (
            each.entry.product,
            each.entry.owner,
            OWNERS[each.entry.owner_kind][not vi] if each.entry.owner_kind else None,
            each.entry.commune,
            each.entry.locality,
            each.entry.sheet,
            each.stars,
            each.entry.decided,
            each.expires,
            each.told().in_(lang),
        )
        for each in found.standings
    ]
    return [
        Table(
            title="Tổng hợp" if vi else "Totals",
            head=("Nội dung", "Số lượng") if vi else ("What", "Number"),
            rows=tuple(counts),
        ),
        Table(title="Sản phẩm" if vi else "Products", head=head, rows=tuple(rows), days=(7, 8)),
    ]


_STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; color: #1b1f24; background: #fff }
pre { white-space: pre-wrap; font: inherit; border-left: 4px solid #888; padding: .2rem 1rem; margin: 1rem 0 }
pre.met { border-color: #1a7f37 }
pre.not_met { border-color: #b42318 }
pre.undetermined { border-color: #9a6700 }
@media (prefers-color-scheme: dark) { body { background: #14171a; color: #e6e8ea } }
@media print { body { margin: 0; max-width: none } pre { break-inside: avoid } }
"""
_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""


def ranking_html(rankings: Sequence[Ranking], lang: str) -> str:
    """Return one page of HTML with every product in words; text of files is text there."""
    title = "Xếp hạng sản phẩm OCOP" if lang == "vi" else "Ranks of OCOP products"
    blocks = [
        f'<pre class="{each.verdict}">{escape(plain(ranking_lines(each, lang=lang, full=True)))}</pre>'
        for each in rankings
    ]
    return _PAGE.format(lang=lang, title=title, style=_STYLE, body="\n".join(blocks))
