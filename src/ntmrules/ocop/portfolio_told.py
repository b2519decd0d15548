"""The portfolio in words, tables and data: the paragraph that reports carry, and what is behind each of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day as told_day
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.data import finding_data
from ntmrules.ocop.portfolio import Portfolio
from ntmrules.ocop.products_file import Entry, OwnerKind
from ntmrules.ocop.standing import STATE_WORDS, Standing, State
from ntmrules.ocop.writing import said

SCHEMA = "ntmrules/ocop-portfolio/1"
OWNERS = {
    OwnerKind.COOPERATIVE: ("hợp tác xã", "cooperatives"),
    OwnerKind.ENTERPRISE: ("doanh nghiệp", "enterprises"),
    OwnerKind.HOUSEHOLD: ("hộ sản xuất, kinh doanh", "households"),
    OwnerKind.GROUP: ("tổ hợp tác", "cooperative groups"),
    OwnerKind.FARM: ("trang trại", "farms"),
    OwnerKind.OTHER: ("chủ thể khác", "others"),
    None: ("chưa rõ loại hình", "of no given kind"),
}


def paragraph(found: Portfolio, *, localities: int | None = None, lang: str = "vi") -> str:
    """Return the paragraph of a report: products by stars, owners by kind, localities, share on e-commerce platforms.

    ``localities`` is how many the province has; left out, only how many have products is said.
    """
    valid, open_ = len(found.valid()), found.undetermined()
    vi = lang == "vi"
    rest = ""
    if open_:
        rest = (
            f"; {open_} sản phẩm chưa xác định còn hiệu lực hay không"
            if vi
            else f"; of {open_} more it is not determined whether they are valid"
        )
    day = told_day(found.on, lang)
    if not valid:
        return (
            f"Đến ngày {day} không có sản phẩm OCOP nào còn hiệu lực{rest}."
            if vi
            else f"On {day} there is no valid OCOP product{rest}."
        )
    stars = reversed(found.by_stars().items())
    said = (_owners_words(found, lang), _places_words(found, localities, lang), platforms_words(found, lang))
    if vi:
        listed = ", ".join(f"{count} sản phẩm {star} sao" for star, count in stars if count)
        return f"Đến ngày {day} có {valid} sản phẩm OCOP còn hiệu lực: {listed}; {'; '.join(said)}{rest}."
    listed = ", ".join(f"{count} with {star} stars" for star, count in stars if count)
    return f"On {day} there are {valid} valid OCOP products: {listed}; {'; '.join(said)}{rest}."


def _owners_words(found: Portfolio, lang: str) -> str:
    vi, owners, unknown = lang == "vi", len(found.owners()), found.without()[0]
    if not owners:
        return "chưa rõ chủ thể" if vi else "of owners not given"
    kinds = ", ".join(f"{count} {OWNERS[kind][not vi]}" for kind, count in found.owners_by_kind().items())
    rest = ""
    if unknown:
        rest = f" ({unknown} sản phẩm chưa rõ chủ thể)" if vi else f" (of {unknown} products the owner is not given)"
    return f"của {owners} chủ thể: {kinds}{rest}" if vi else f"of {owners} owners: {kinds}{rest}"


def _places_words(found: Portfolio, localities: int | None, lang: str) -> str:
    vi, places, unknown = lang == "vi", len(found.by_locality()), found.without()[1]
    if not places:
        return "chưa rõ địa phương" if vi else "their localities are not given"
    where = f"{places}/{localities}" if localities is not None else str(places)
    rest = ""
    if unknown:
        rest = f" ({unknown} sản phẩm chưa rõ địa phương)" if vi else f" ({unknown} products without a locality)"
    return f"{where} địa phương có sản phẩm{rest}" if vi else f"{where} localities have products{rest}"


def platforms_words(found: Portfolio, lang: str) -> str:
    """Return the share of products on e-commerce platforms with its base; a range where of some nobody says."""
    yes, no, unknown = found.on_platforms()
    base = yes + no + unknown
    if not base:
        return "không có sản phẩm nào" if lang == "vi" else "no product"
    low, high = share(yes, base, lang), share(yes + unknown, base, lang)
    shown = f"{low}%" if low == high else f"{low}–{high}%"
    rest = ""
    if unknown:
        rest = f", {unknown} sản phẩm chưa rõ" if lang == "vi" else f", {unknown} not known"
    if lang == "vi":
        return f"{shown} sản phẩm ({yes}/{base}) có trên sàn thương mại điện tử{rest}"
    return f"{shown} of them ({yes}/{base}) are on e-commerce platforms{rest}"


def share(part: int, base: int, lang: str = "vi") -> str:
    """Return a share of ``base`` in per cent, at one digit where it does not end before."""
    exact = Decimal(part) * 100 / Decimal(base)
    return said(exact.quantize(Decimal("0.1")), lang)


def portfolio_lines(found: Portfolio, *, localities: int | None, days: int, lang: str = "vi") -> Iterator[Line]:
    """Yield the paragraph, then states, what ends soon, what is to be lodged now, what does not agree."""
    yield Line(paragraph(found, localities=localities, lang=lang), "heading")
    yield Line("")
    states = "; ".join(f"{STATE_WORDS[state].in_(lang)}: {count}" for state, count in found.by_state().items() if count)
    yield Line(("Hiệu lực: " if lang == "vi" else "Validity: ") + states)
    yield from _counted("Theo địa phương" if lang == "vi" else "By locality", dict(sorted(found.by_locality().items())))
    sheets = {found.sets.shown(key, lang): count for key, count in found.by_sheet().items() if key is not None}
    yield from _counted("Theo bộ sản phẩm" if lang == "vi" else "By product set", sheets)
    soon = found.expiring(days)
    yield Line(
        f"Hết hạn trong {days} ngày: {len(soon)}" if lang == "vi" else f"Ending within {days} days: {len(soon)}",
        "note" if soon else "plain",
    )
    for each in soon:
        yield Line(standing_words(each, found.on, lang), "note", 1)
    window = [each for each in found.valid() if each.in_window(found.on)]
    if window:
        yield Line(
            f"Đang trong thời gian nộp đánh giá lại: {len(window)}"
            if lang == "vi"
            else f"To be lodged for re-evaluation now: {len(window)}",
            "note",
        )
        for each in window:
            assert each.window is not None
            yield Line(
                f"{each.entry.product}: {told_day(each.window[0], lang)} – {told_day(each.window[1], lang)}", "note", 1
            )
    yield from _told_one_by_one(found, State.UNKNOWN, lang)
    yield from _told_one_by_one(found, State.REVOKED, lang)
    for finding in found.findings:
        yield Line(f"{finding.at}: {finding.text.in_(lang)}", "not_met")


def _told_one_by_one(found: Portfolio, state: State, lang: str) -> Iterator[Line]:
    """Yield the products in a state that wants its reason, each with it."""
    for each in found.standings:
        if each.state is state:
            owner = f" ({each.entry.owner})" if each.entry.owner else ""
            when = f" {told_day(each.revoked.decided, lang)}" if each.revoked is not None else ""
            yield Line(f"{each.entry.product}{owner}{when}: {each.told().in_(lang)}", "undetermined")


def _counted(head: str, counts: Mapping[str, int]) -> Iterator[Line]:
    """Yield one line of counts, the greatest first; none where nothing is counted."""
    if counts:
        listed = sorted(counts.items(), key=lambda each: -each[1])  # of equal counts the order given stands
        yield Line(f"{head} – {'; '.join(f'{name}: {count}' for name, count in listed)}")


def standing_words(each: Standing, on: str, lang: str) -> str:
    """Return one product with its stars and the end of its certificate."""
    owner = f" ({each.entry.owner})" if each.entry.owner else ""
    left = each.days_left(on)
    if lang == "vi":
        return (
            f"{each.entry.product}{owner}: {each.stars} sao, hết hạn {told_day(each.expires, 'vi')} (còn {left} ngày)"
        )
    return f"{each.entry.product}{owner}: {each.stars} stars, ends {told_day(each.expires, 'en')} ({left} days left)"


def portfolio_data(found: Portfolio, *, localities: int | None, days: int) -> dict[str, Any]:
    """Return the portfolio as data that ``json.dumps`` takes."""
    yes, no, unknown = found.on_platforms()
    return {
        "schema": SCHEMA,
        "on": found.on,
        "paragraph": {lang: paragraph(found, localities=localities, lang=lang) for lang in ("vi", "en")},
        "products": len(found.valid()),
        "stars": {str(star): count for star, count in found.by_stars().items()},
        "owners": {
            "total": len(found.owners()),
            "kinds": {
                str(kind) if kind is not None else "unknown": count for kind, count in found.owners_by_kind().items()
            },
        },
        "localities": {"with_products": len(found.by_locality()), "of": localities, "products": found.by_locality()},
        "sheets": {str(key) if key is not None else "unknown": count for key, count in found.by_sheet().items()},
        "states": {str(state): count for state, count in found.by_state().items()},
        "ecommerce": {"yes": yes, "no": no, "unknown": unknown},
        "expiring": {"within_days": days, "products": [_standing(each) for each in found.expiring(days)]},
        "list": [_standing(each) for each in found.standings],
        "findings": [finding_data(each) for each in found.findings],
    }


def _standing(each: Standing) -> dict[str, Any]:
    entry = each.entry
    return {
        "product": entry.product,
        "owner": entry.owner,
        "owner_kind": str(entry.owner_kind) if entry.owner_kind else None,
        "commune": entry.commune,
        "locality": entry.locality,
        "sheet": entry.sheet,
        "stars": each.stars,
        "decided": entry.decided,
        "state": str(each.state),
        "why": {"vi": each.why.vi, "en": each.why.in_("en")} if each.why is not None else None,
        "revoked": _revoked(each.revoked) if each.revoked is not None else None,
        "expires": each.expires,
        "window": list(each.window) if each.window else None,
        "decisions": len(each.entries),
        "at": entry.at,
    }


def _revoked(row: Entry) -> dict[str, Any]:
    ground = {"vi": row.ground.vi, "en": row.ground.in_("en")} if row.ground is not None else None
    return {"decided": row.decided, "by": row.by, "ground": ground, "concluded": row.concluded, "at": row.at}


def audit_report(found: Portfolio, *, localities: int | None) -> dict[str, Any]:
    """Return the numbers of the paragraph as a report that ``ntmrules audit`` checks: sums, and shares against their base."""
    stars, kinds = found.by_stars(), found.owners_by_kind()
    yes, no, unknown = found.on_platforms()
    figures: dict[str, str] = {"san-pham": str(len(found.valid()))}
    figures |= {f"sao-{star}": str(count) for star, count in stars.items()}
    relations: list[Mapping[str, Any]] = [{"sum": {"total": "san-pham", "parts": [f"sao-{star}" for star in stars]}}]
    if kinds:
        figures |= {"chu-the": str(len(found.owners()))}
        figures |= {f"chu-the-{kind or 'chua-ro'}": str(count) for kind, count in kinds.items()}
        relations.append({"sum": {"total": "chu-the", "parts": [f"chu-the-{kind or 'chua-ro'}" for kind in kinds]}})
    if found.valid() and not unknown:
        figures |= {"tren-san": str(yes), "ty-le-tren-san": f"{share(yes, yes + no)}%"}
        relations.append({"share": {"part": "tren-san", "base": "san-pham", "printed": "ty-le-tren-san"}})
    if localities is not None and found.by_locality():
        figures |= {"dia-phuong": str(len(found.by_locality())), "tong-dia-phuong": str(localities)}
        relations.append({"at_most": {"small": "dia-phuong", "large": "tong-dia-phuong"}})
    return {"report": "OCOP", "as_of": found.on, "figures": figures, "relations": relations}


def valid_by_commune(found: Portfolio) -> dict[str, int]:
    """Return the number of valid products by commune: a figure for criteria that ask for one. A commune without a row has none
    here, which says nothing about it; neither has one with a product of which it is not known whether it counts, nor a name that
    stands in two localities."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    open_: set[str] = set()
    for each in found.standings:
        if not each.entry.commune:
            continue
        commune = name_key(each.entry.commune)
        name = shown.setdefault(commune, each.entry.commune)
        counts[name] = counts.get(name, 0) + each.counts
        if each.entry.locality:
            places.setdefault(name, set()).add(name_key(each.entry.locality))
        if each.state is State.UNKNOWN:
            open_.add(name)  # one product more or none: the number is not known
    return {name: count for name, count in counts.items() if name not in open_ and len(places.get(name, ())) < 2}
