"""What does not agree in a list of products: with itself, with the process of the decision in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from ntmrules.explain.lang.numbers import day as told_day
from ntmrules.model.days import as_day
from ntmrules.model.ocop import OcopStage
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.claims import Finding
from ntmrules.ocop.process import REVOKED_WITHIN, clause_of, in_force, next_round, rounds_for, shift
from ntmrules.ocop.product_set import ProductSets
from ntmrules.ocop.products_file import Entry, Event, OwnerKind
from ntmrules.ocop.standing import Standing

LEVELS = ("huyen", "tinh", "bo")


def standing_findings(standings: Iterable[Standing], stages: tuple[OcopStage, ...], sets: ProductSets) -> list[Finding]:
    """Return what does not agree in the rows of single products: ends, product sets, who withdrew them and when; and owners
    whose name stands in two places."""
    listed = list(standings)
    found: list[Finding] = []
    for each in listed:
        found += [*_wrong_end(each), *_two_sets(each, sets), *_revoked(each, stages)]
    return [*found, *_owner_of_two_places(listed)]


def list_findings(entries: Iterable[Entry], stages: tuple[OcopStage, ...], on: str) -> list[Finding]:
    """Return what does not agree in the rows of a list: with the process, for what was decided up to ``on``; names and kinds."""
    listed = list(entries)
    known = [entry for entry in listed if entry.decided <= on]
    found = [one for entry in known if entry.event is not Event.REVOKED for one in _against_the_process(entry, stages)]
    return [*found, *_owner_of_two_kinds(listed), *_written_in_two_ways(listed)]


def _wrong_end(standing: Standing) -> Iterator[Finding]:
    given = standing.entry.expires
    if given is None or abs((date.fromisoformat(given) - date.fromisoformat(standing.expires)).days) <= 1:
        return  # offices write the last day that counts, or the first that does not
    name = standing.entry.product
    said, counted = ((told_day(each, "vi"), told_day(each, "en")) for each in (given, standing.expires))
    text = Text(
        f"{name}: ghi hết hạn {said[0]}, 36 tháng từ ngày quyết định là {counted[0]}",
        f"{name}: said to end on {said[1]}, 36 months from the decision end on {counted[1]}",
    )
    yield Finding(at=standing.entry.at, code="expires", text=text)


def _two_sets(standing: Standing, sets: ProductSets) -> Iterator[Finding]:
    """Yield that the rows of one product name different product sets; the newest counts."""
    named = [entry for entry in standing.entries if entry.sheet is not None]
    for before, after in pairwise(named):
        if before.sheet != after.sheet and before.sheet is not None and after.sheet is not None:
            one, other = ((sets.shown(each, "vi"), sets.shown(each, "en")) for each in (before.sheet, after.sheet))
            text = Text(
                f"{after.product}: bộ sản phẩm ghi khác nhau: {one[0]} ({before.at}), {other[0]} ({after.at})",
                f"{after.product}: named in two product sets: {one[1]} ({before.at}), {other[1]} ({after.at})",
            )
            yield Finding(at=after.at, code="two_sets", text=text)


def _revoked(standing: Standing, stages: tuple[OcopStage, ...]) -> Iterator[Finding]:
    """Yield a withdrawal by a body that does not withdraw such stars, and one later than the decision lets it be."""
    row = standing.revoked
    stage = in_force(stages, row.decided) if row is not None else None
    if row is None or stage is None or not stage.revocation:
        return  # no clause on revocation was seen of that decision
    yield from _certified(row, stage, row.stars or standing.stars)
    clause = clause_of(stage.process, REVOKED_WITHIN)
    if row.concluded is not None and clause is not None and clause.days is not None:
        last = shift(row.concluded, clause.days)
        if row.decided > last:
            when, latest, done = (
                (told_day(each, "vi"), told_day(each, "en")) for each in (row.concluded, last, row.decided)
            )
            text = Text(
                f"{row.product}: kết luận ngày {when[0]}, phải thu hồi trước hết ngày {latest[0]}, quyết định ngày {done[0]}",
                f"{row.product}: found on {when[1]}, to be withdrawn by {latest[1]}, decided on {done[1]}",
            )
            yield Finding(at=row.at, code="revoked_late", text=text)


def _level(text: str) -> str | None:
    """Return the first word for a level that a body is named with."""
    return next((word for word in re.findall(r"\w+", fold(text)) if word in LEVELS), None)


def _certified(entry: Entry, stage: OcopStage, stars: int) -> Iterator[Finding]:
    """Yield a decision by a body that decides on no such star on that day."""
    certifier = stage.certifier(stars, entry.decided)
    if entry.by is None or certifier is None or certifier.by is None:
        return
    said, asked = _level(entry.by), _level(certifier.by.vi)
    if said is None or asked is None or said == asked:
        return
    vi, en = ("thu hồi", "withdrew") if entry.event is Event.REVOKED else ("công nhận", "recognised")
    text = Text(
        f"{entry.product}: {entry.by} {vi} {stars} sao ngày {told_day(entry.decided, 'vi')}, thẩm quyền là "
        f"{certifier.by.vi}",
        f"{entry.product}: {entry.by} {en} {stars} stars on {told_day(entry.decided, 'en')}, which is for "
        f"{certifier.by.in_('en')}",
    )
    yield Finding(at=entry.at, code="certifier", text=text)


def _against_the_process(entry: Entry, stages: tuple[OcopStage, ...]) -> Iterator[Finding]:
    """Yield what the process of the day does not allow: the body, the term of an old file, the round of a request."""
    stage = in_force(stages, entry.decided)
    if stage is None or entry.stars is None:
        return
    yield from _certified(entry, stage, entry.stars)
    decided = (told_day(entry.decided, "vi"), told_day(entry.decided, "en"))
    clause = clause_of(stage.transition, "again" if entry.event is Event.RENEWED else "first")
    if (
        clause is not None
        and clause.days is not None
        and entry.lodged is not None
        and as_day(entry.lodged) < stage.lodged_from
    ):
        last = shift(str(stage.lodged_from), clause.days)
        if entry.decided > last:
            lodged, latest = ((told_day(each, "vi"), told_day(each, "en")) for each in (entry.lodged, last))
            text = Text(
                f"{entry.product}: hồ sơ nộp {lodged[0]} theo quy định cũ phải xong trước hết ngày {latest[0]}, quyết định "
                f"ngày {decided[0]}",
                f"{entry.product}: lodged on {lodged[1]} under the old rules, to be finished by {latest[1]}, decided on "
                f"{decided[1]}",
            )
            yield Finding(at=entry.at, code="transition", text=text)
    due = _due(entry, stages)
    if due is not None and entry.requested is not None and entry.decided >= due:
        asked, latest = ((told_day(each, "vi"), told_day(each, "en")) for each in (entry.requested, due))
        text = Text(
            f"{entry.product}: đề nghị ngày {asked[0]} phải có kết quả trước {latest[0]}, quyết định ngày {decided[0]}",
            f"{entry.product}: asked for on {asked[1]}, due before {latest[1]}, decided on {decided[1]}",
        )
        yield Finding(at=entry.at, code="due", text=text)


def _due(entry: Entry, stages: tuple[OcopStage, ...]) -> str | None:
    """Return the day before which the result of a request has to be there: that of its round, or the days of a re-evaluation."""
    stage = in_force(stages, entry.requested) if entry.requested is not None else None
    if entry.requested is None or stage is None or entry.stars is None:
        return None
    if entry.event is Event.RENEWED:
        within = stage.renewal.decide_within
        return shift(entry.requested, within + 1) if within is not None else None
    if entry.event is Event.DOWNGRADED:
        return None
    found = next_round(rounds_for(stage, entry.stars), entry.requested)
    return found[1] if found is not None else None


def _owner_of_two_kinds(entries: Iterable[Entry]) -> list[Finding]:
    kinds: dict[str, Entry] = {}
    found = []
    for entry in entries:
        if entry.owner is None or entry.owner_kind is None:
            continue
        first = kinds.setdefault(entry.owner_key, entry)
        if first.owner_kind is not entry.owner_kind:
            text = Text(
                f"chủ thể {entry.owner} có hai loại hình: {first.at}, {entry.at}",
                f"owner {entry.owner} is of two kinds: {first.at}, {entry.at}",
            )
            found.append(Finding(at=entry.at, code="owner_kind", text=text))
    return found


def _owner_of_two_places(standings: Iterable[Standing]) -> list[Finding]:
    """Return owners whose name stands in two localities: counted once, though two households may have one name."""
    places: dict[str, Standing] = {}
    told: set[str] = set()
    found = []
    for each in standings:
        owner, place = each.entry.owner_key, each.entry.locality or each.entry.commune
        if not owner or not place or not each.counts or each.entry.owner_kind is not OwnerKind.HOUSEHOLD:
            continue
        first = places.setdefault(owner, each)
        if name_key(first.entry.locality or first.entry.commune or "") != name_key(place) and owner not in told:
            told.add(owner)
            text = Text(
                f"{each.entry.owner} đứng ở hai địa phương ({first.entry.at}, {each.entry.at}), tính là một chủ thể; "
                "nếu là hai hộ thì ghi tên cho phân biệt",
                f"{each.entry.owner} stands in two localities ({first.entry.at}, {each.entry.at}) and counts as one owner; write "
                "two households apart",
            )
            found.append(Finding(at=each.entry.at, code="owner_places", text=text))
    return found


def _written_in_two_ways(entries: Iterable[Entry]) -> list[Finding]:
    """Return owners and localities whose names differ in accents alone: counted as two, perhaps by a slip."""
    found = []
    seen: dict[tuple[str, str], str] = {}
    told: set[tuple[str, str]] = set()
    for entry in entries:
        for column, name in (("owner", entry.owner), ("locality", entry.locality or entry.commune)):
            key = (column, fold(name or ""))
            if not name or name_key(seen.setdefault(key, name)) == name_key(name) or key in told:
                continue
            told.add(key)
            text = Text(
                f"'{seen[key]}' và '{name}' chỉ khác dấu, tính là hai",
                f"'{seen[key]}' and '{name}' differ in accents alone and count as two",
            )
            found.append(Finding(at=entry.at, code="spelling", text=text))
    return found
