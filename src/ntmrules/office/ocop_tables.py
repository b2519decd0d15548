"""Ranks and portfolios as tables for CSV, workbooks, Markdown; ranks as one page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape

from ntmrules.explain.lang.lines import plain
from ntmrules.ocop.claims import findings_of, spread_findings
from ntmrules.ocop.portfolio import Portfolio
from ntmrules.ocop.portfolio_told import OWNERS
from ntmrules.ocop.scoring import Ranking
from ntmrules.ocop.standing import Standing
from ntmrules.ocop.told import ranking_lines, reasons
from ntmrules.ocop.writing import said
from ntmrules.office.tables import Behind, Cell, Table


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
    groups = list(_counted(found, days=days, lang=lang))
    place = {id(each): index for index, each in enumerate(found.standings)}
    behind = {
        (row, 1): Behind(1, tuple(sorted(place[id(each)] for each in products)))
        for row, (_, _, products) in enumerate(groups)
    }
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
            rows=tuple((what, count) for what, count, _ in groups),
            behind=behind,
        ),
        Table(title="Sản phẩm" if vi else "Products", head=head, rows=tuple(rows), days=(7, 8)),
    ]


def _counted(found: Portfolio, *, days: int, lang: str) -> Iterator[tuple[str, int, Sequence[Standing]]]:
    """Yield what is counted, how many there are, and the products behind it: of owners, their products."""
    vi, valid = lang == "vi", found.valid()
    yield ("Sản phẩm còn hiệu lực" if vi else "Valid products"), len(valid), valid
    for star, count in found.by_stars().items():
        yield (f"{star} sao" if vi else f"{star} stars"), count, [each for each in valid if each.stars == star]
    owners = found.owners()
    yield ("Chủ thể" if vi else "Owners"), len(owners), [each for each in valid if each.entry.owner]
    for kind, count in found.owners_by_kind().items():
        theirs = [each for each in valid if each.entry.owner and owners[each.entry.owner_key] == kind]
        yield OWNERS[kind][not vi], count, theirs
    for place, products in found.in_places().items():
        yield place, len(products), products
    for number, count in found.by_sheet().items():
        name = found.sets.shown(number, lang) if number is not None else ("chưa rõ bộ" if vi else "set not given")
        yield name, count, [each for each in valid if each.entry.sheet == number]
    soon = found.expiring(days)
    yield (f"Hết hạn trong {days} ngày" if vi else f"Ending within {days} days"), len(soon), soon


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
