"""The portfolio of a province on a day: each product's rank and validity, a fold over the dated rows of its list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

import attrs
from attrs import frozen

from ntmrules.model.days import last_of_month
from ntmrules.model.ocop import OcopStage
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key
from ntmrules.ocop.claims import Finding
from ntmrules.ocop.products_file import Entry, Event, OwnerKind
from ntmrules.ocop.same_product import products_of

TRANSITION = "extended"


class State(StrEnum):
    """How a certificate stands on a day."""

    VALID = "valid"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


STATE_WORDS = {
    State.VALID: Text("còn hiệu lực", "valid"),
    State.EXTENDED: Text(
        "hết 36 tháng, còn giá trị đến khi có kết quả đánh giá lại", "past its term, valid until rated again"
    ),
    State.LAPSED: Text("hết hiệu lực", "lapsed"),
    State.REVOKED: Text("thu hồi", "revoked"),
    State.UNKNOWN: Text(
        "chưa xác định: hồ sơ đánh giá lại nộp muộn", "undetermined: the file of re-evaluation came late"
    ),
}


@frozen(kw_only=True)
class Standing:
    """One product on a day: its stars, since when, until when, and whether that still holds.

    ``expires`` is the first day (ISO) on which the certificate no longer counts. ``window`` are the first and last day on which
    the file of a re-evaluation is to be lodged, where the decision in force says any.
    """

    entry: Entry
    stars: int
    state: State
    expires: str
    window: tuple[str, str] | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the product counts as a valid OCOP product."""
        return self.state in (State.VALID, State.EXTENDED)

    def days_left(self, on: str) -> int:
        """Return the days from ``on`` to the end of the certificate; below nought when it has passed."""
        return (date.fromisoformat(self.expires) - date.fromisoformat(on)).days

    def in_window(self, on: str) -> bool:
        """Tell whether the file of the re-evaluation is to be lodged now."""
        return self.window is not None and self.window[0] <= on <= self.window[1]


@frozen(kw_only=True)
class Portfolio:
    """The products of a list on a day, each once, with what does not agree in the list; ``later`` rows came after the day."""

    on: str
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...] = ()
    later: int = 0

    def valid(self) -> tuple[Standing, ...]:
        """Return the products that count on the day."""
        return tuple(each for each in self.standings if each.counts)

    def expiring(self, days: int) -> tuple[Standing, ...]:
        """Return the valid products that end within ``days``, the next one first."""
        soon = [each for each in self.valid() if each.days_left(self.on) <= days]
        return tuple(sorted(soon, key=lambda each: (each.expires, each.entry.product)))

    def by_stars(self) -> dict[int, int]:
        """Return the number of valid products by stars, five first."""
        return {stars: sum(each.stars == stars for each in self.valid()) for stars in (5, 4, 3)}

    def owners(self) -> dict[str, OwnerKind | None]:
        """Return the owners of valid products with their kind, each name once; one name in two places is a finding."""
        found: dict[str, OwnerKind | None] = {}
        for each in self.valid():
            if each.entry.owner:
                key = owner_key(each.entry)
                found[key] = found.get(key) or each.entry.owner_kind
        return found

    def owners_by_kind(self) -> dict[OwnerKind | None, int]:
        """Return the number of owners by kind, kinds that are not given last."""
        kinds = list(self.owners().values())
        listed: list[OwnerKind | None] = [*OwnerKind, None]
        return {kind: kinds.count(kind) for kind in listed if kinds.count(kind)}

    @property
    def _localities(self) -> bool:
        return any(each.entry.locality for each in self.standings)

    def by_locality(self) -> dict[str, int]:
        """Return the number of valid products by locality, in the order of the list; by commune where it gives no localities."""
        found: dict[str, int] = {}
        shown: dict[str, str] = {}
        of_localities = self._localities
        for each in self.valid():
            place = each.entry.locality if of_localities else each.entry.commune
            if place:
                name = shown.setdefault(name_key(place), place)
                found[name] = found.get(name, 0) + 1
        return found

    def without(self) -> tuple[int, int]:
        """Return of how many valid products nobody says the owner, and of how many the locality."""
        owners = sum(not each.entry.owner for each in self.valid())
        return owners, len(self.valid()) - sum(self.by_locality().values())

    def undetermined(self) -> int:
        """Return of how many products it is not known whether they still count."""
        return sum(each.state is State.UNKNOWN for each in self.standings)

    def by_sheet(self) -> dict[str, int]:
        """Return the number of valid products by product set, as the list writes it."""
        found: dict[str, int] = {}
        for each in self.valid():
            key = each.entry.sheet or ""
            found[key] = found.get(key, 0) + 1
        return found

    def by_state(self) -> dict[State, int]:
        """Return the number of products by how their certificate stands."""
        return {state: sum(each.state is state for each in self.standings) for state in State}

    def on_platforms(self) -> tuple[int, int, int]:
        """Return how many valid products are sold on e-commerce platforms, how many are not, of how many nobody says."""
        said = [each.entry.ecommerce for each in self.valid()]
        return said.count(True), said.count(False), said.count(None)


def owner_key(entry: Entry) -> str:
    """Return what makes two rows rows of one owner: the name, case and spaces aside."""
    return name_key(entry.owner or "")


def portfolio(entries: Iterable[Entry], stages: tuple[OcopStage, ...], *, on: str) -> Portfolio:
    """Return the products of a list on a day (ISO); what was decided later is not known yet."""
    listed = list(entries)
    by_product, findings = products_of(listed)
    standings = []
    for mine in by_product:
        known = sorted(
            (entry for entry in mine if entry.decided <= on),
            key=lambda entry: (entry.decided, entry.event is Event.REVOKED),
        )
        standing = _standing(known, stages, on)
        if standing is not None:
            standings.append(standing)
            findings += _wrong_end(standing)
    findings += _against_the_process((entry for entry in listed if entry.decided <= on), stages)
    findings += _owner_of_two_kinds(listed)
    findings += _owner_of_two_places(standings)
    findings += _written_in_two_ways(listed)
    later = sum(entry.decided > on for entry in listed)
    return Portfolio(on=on, standings=tuple(standings), findings=tuple(findings), later=later)


def _standing(known: list[Entry], stages: tuple[OcopStage, ...], on: str) -> Standing | None:
    """Return how a product stands by its rows up to the day; nothing where none recognises it yet."""
    rated = [entry for entry in known if entry.event is not Event.REVOKED and entry.stars is not None]
    if not rated:
        return None
    last = rated[-1]
    assert last.stars is not None
    base = next((entry for entry in reversed(rated) if entry.event is not Event.DOWNGRADED), rated[0])
    expires = add_months(base.decided, _months(stages, base.decided))
    window = _window(stages, expires, on)
    revoked = any(entry.event is Event.REVOKED and entry.decided >= last.decided for entry in known)
    state = State.REVOKED if revoked else _state(known, stages, base.decided, expires, on)
    merged = _newest(known, last)
    return Standing(entry=merged, stars=last.stars, state=state, expires=expires, window=window, entries=tuple(known))


def _newest(known: list[Entry], last: Entry) -> Entry:
    """Return the last rating with what only another row of the product says of it."""
    said = {}
    for name in ("owner_kind", "commune", "locality", "sheet", "ecommerce", "renewal"):
        values = [getattr(entry, name) for entry in known if getattr(entry, name) is not None]
        if values:
            said[name] = values[-1]
    return attrs.evolve(last, **said)


def _state(known: list[Entry], stages: tuple[OcopStage, ...], start: str, expires: str, on: str) -> State:
    if on < expires:
        return State.VALID
    # a file lodged before the certificate of now began has had its result: it says nothing of the end of this one
    filed = [entry.renewal for entry in known if entry.renewal is not None and start < entry.renewal <= on]
    if not filed:
        return State.LAPSED
    stage = in_force(stages, on)
    clause = next((each for each in stage.transition if each.id == TRANSITION), None) if stage is not None else None
    if stage is None or clause is None or clause.days is None:
        return State.LAPSED
    latest = stage.renewal.latest or 0
    # Article 12.3 helps files that could not meet the window: a part of it lay before the decision, the end did not.
    started = shift(expires, -(stage.renewal.earliest or latest))
    if started < stage.lodged_from <= expires:
        return State.EXTENDED if on <= shift(expires, clause.days) else State.LAPSED
    return State.UNKNOWN


def in_force(stages: tuple[OcopStage, ...], day: str) -> OcopStage | None:
    """Return the decision in force for files of a day."""
    for stage in reversed(stages):
        if stage.lodged_from <= day:
            return stage
    return None


def _months(stages: tuple[OcopStage, ...], day: str) -> int:
    stage = in_force(stages, day) or stages[0]
    assert stage.valid.months is not None
    return stage.valid.months


def _window(stages: tuple[OcopStage, ...], expires: str, on: str) -> tuple[str, str] | None:
    stage = in_force(stages, on)
    if stage is None or stage.renewal.earliest is None or stage.renewal.latest is None:
        return None
    return shift(expires, -stage.renewal.earliest), shift(expires, -stage.renewal.latest)


def shift(day: str, days: int) -> str:
    """Return the day that lies ``days`` after (before: negative) a day."""
    start = date.fromisoformat(day)
    days = max(date.min.toordinal(), min(start.toordinal() + days, date.max.toordinal())) - start.toordinal()
    return (start + timedelta(days=days)).isoformat()


def add_months(day: str, months: int) -> str:
    """Return the same day ``months`` later, the last day of the month where it has no such day; never past the year 9999."""
    start = date.fromisoformat(day)
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    if year >= MAXYEAR:
        return date.max.isoformat()
    return date(year, month + 1, min(start.day, last_of_month(year, month + 1))).isoformat()


def _wrong_end(standing: Standing) -> list[Finding]:
    given = standing.entry.expires
    if given is None or abs((date.fromisoformat(given) - date.fromisoformat(standing.expires)).days) <= 1:
        return []  # offices write the last day that counts, or the first that does not
    name = standing.entry.product
    text = Text(
        f"{name}: ghi hết hạn {given}, 36 tháng từ ngày quyết định là {standing.expires}",
        f"{name}: said to end on {given}, 36 months from the decision end on {standing.expires}",
    )
    return [Finding(at=standing.entry.at, code="expires", text=text)]


LEVELS = ("huyen", "tinh", "bo")


def _level(text: str) -> str | None:
    """Return the first word for a level that a body is named with."""
    return next((word for word in re.findall(r"\w+", fold(text)) if word in LEVELS), None)


def _against_the_process(entries: Iterable[Entry], stages: tuple[OcopStage, ...]) -> list[Finding]:
    """Return decisions by a body that recognises no such star on that day, and old files finished after their term."""
    found = []
    for entry in entries:
        stage = in_force(stages, entry.decided)
        if stage is None or entry.event is Event.REVOKED:
            continue
        certifier = stage.certifier(entry.stars, entry.decided) if entry.stars is not None else None
        if entry.by is not None and certifier is not None and certifier.by is not None:
            said, asked = _level(entry.by), _level(certifier.by.vi)
            if said is not None and asked is not None and said != asked:
                text = Text(
                    f"{entry.product}: {entry.by} công nhận {entry.stars} sao ngày {entry.decided}, thẩm quyền là "
                    f"{certifier.by.vi}",
                    f"{entry.product}: {entry.by} recognised {entry.stars} stars on {entry.decided}, which is for "
                    f"{certifier.by.in_('en')}",
                )
                found.append(Finding(at=entry.at, code="certifier", text=text))
        name = "again" if entry.event is Event.RENEWED else "first"
        clause = next((each for each in stage.transition if each.id == name), None)
        if clause is None or clause.days is None or entry.lodged is None or entry.lodged >= stage.lodged_from:
            continue
        last = shift(stage.lodged_from, clause.days)
        if entry.decided > last:
            text = Text(
                f"{entry.product}: hồ sơ nộp {entry.lodged} theo quy định cũ phải xong trước hết ngày {last}, quyết định ngày "
                f"{entry.decided}",
                f"{entry.product}: lodged on {entry.lodged} under the old rules, to be finished by {last}, decided on "
                f"{entry.decided}",
            )
            found.append(Finding(at=entry.at, code="transition", text=text))
    return found


def _owner_of_two_kinds(entries: Iterable[Entry]) -> list[Finding]:
    kinds: dict[str, Entry] = {}
    found = []
    for entry in entries:
        if entry.owner is None or entry.owner_kind is None:
            continue
        first = kinds.setdefault(owner_key(entry), entry)
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
        owner, place = owner_key(each.entry), each.entry.locality or each.entry.commune
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
