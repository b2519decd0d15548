"""Which rows of a list are rows of one product, where later rows leave out the owner or the place; doubts are findings."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from ntmrules.frozen import define
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.claims import Finding
from ntmrules.ocop.products_file import Entry, Event

Identity = tuple[str, str, str]


@define
class _Cluster:
    identity: Identity
    rows: list[tuple[int, Entry]] = field(factory=list)


def products_of(entries: Iterable[Entry]) -> tuple[list[list[Entry]], list[Finding]]:
    """Return the rows of each product in the order of the list, and findings about rows that may belong elsewhere.

    Rows are of one product when its name is the same and nothing that both say of owner, locality and commune differs: a row
    that revokes often names the product alone. A row that fits several products is a product of its own, and a finding.
    """
    by_name: dict[str, list[tuple[int, Entry]]] = {}
    for place, entry in enumerate(entries):
        by_name.setdefault(name_key(entry.product), []).append((place, entry))
    clusters: list[_Cluster] = []
    findings: list[Finding] = []
    for rows in by_name.values():
        mine: list[_Cluster] = []
        for place, entry in sorted(rows, key=lambda row: (_identity(row[1]).count(""), _identity(row[1]))):
            _assign(place, entry, mine, findings)
        findings += _one_product_twice(mine)
        clusters += mine
    clusters.sort(key=lambda cluster: min(place for place, _ in cluster.rows))
    products = [[entry for _, entry in sorted(cluster.rows, key=lambda row: row[0])] for cluster in clusters]
    for rows_of in products:
        findings += _doubts(rows_of)
    return products, findings


def _identity(entry: Entry) -> Identity:
    return name_key(entry.owner or ""), name_key(entry.locality or ""), name_key(entry.commune or "")


def _assign(place: int, entry: Entry, known: list[_Cluster], findings: list[Finding]) -> None:
    own = _identity(entry)
    fitting = [each for each in known if all(not a or not b or a == b for a, b in zip(own, each.identity, strict=True))]
    exact = [each for each in fitting if each.identity == own]
    if len(fitting) > 1 and not exact:
        text = Text(
            f"{entry.product}: dòng này có thể thuộc {len(fitting)} sản phẩm cùng tên, ghi rõ chủ thể và địa phương",
            f"{entry.product}: this row may belong to {len(fitting)} products of that name, give its owner and locality",
        )
        findings.append(Finding(at=entry.at, code="which_product", text=text))
    elif exact or fitting:
        found = (exact or fitting)[0]
        found.rows.append((place, entry))
        owner, locality, commune = (a or b for a, b in zip(found.identity, own, strict=True))
        found.identity = (owner, locality, commune)
        return
    known.append(_Cluster(own, [(place, entry)]))


def _one_product_twice(clusters: list[_Cluster]) -> list[Finding]:
    """Return findings on products of one name and owner in two places, or whose owners differ by accents alone."""
    found: list[Finding] = []
    seen: dict[str, _Cluster] = {}
    for each in clusters:
        owner = fold(each.identity[0])
        if not owner:
            continue
        first = seen.setdefault(owner, each)
        if first is not each:
            one, other = first.rows[0][1], each.rows[0][1]
            text = Text(
                f"{other.product} ({other.owner}) tính là hai sản phẩm vì chủ thể hoặc địa phương ghi khác nhau: "
                f"{one.at}, {other.at}",
                f"{other.product} ({other.owner}) counts as two products, owner or place being written in two ways: "
                f"{one.at}, {other.at}",
            )
            found.append(Finding(at=other.at, code="product_twice", text=text))
    return found


def _doubts(rows: list[Entry]) -> list[Finding]:
    """Return findings on rows that act on a product that the list does not recognise, and on two ratings of one day."""
    found: list[Finding] = []
    starts = [entry.decided for entry in rows if entry.event not in (Event.REVOKED, Event.DOWNGRADED)]
    by_day: dict[str, Entry] = {}
    for entry in rows:
        acts = entry.event in (Event.REVOKED, Event.DOWNGRADED)
        if acts and not any(day <= entry.decided for day in starts):
            text = Text(
                f"{entry.product}: bị thu hồi hoặc hạ hạng, nhưng danh mục không có dòng công nhận trước đó của sản phẩm này",
                f"{entry.product}: revoked or downgraded, yet no earlier row of the list recognises this product",
            )
            found.append(Finding(at=entry.at, code="not_recognised", text=text))
        if entry.event is Event.REVOKED:
            continue
        first = by_day.setdefault(entry.decided, entry)
        if first is not entry and (first.stars != entry.stars or first.event is entry.event):
            text = Text(
                f"{entry.product}: hai quyết định xếp hạng cùng ngày: {first.at}, {entry.at}",
                f"{entry.product}: two ratings of one day: {first.at}, {entry.at}",
            )
            found.append(Finding(at=entry.at, code="same_day", text=text))
    return found
