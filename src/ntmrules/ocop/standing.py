"""How a product stands on a day: its stars, since when, until when, whether that still holds, and where open why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ntmrules.explain.lang.numbers import day as told_day
from ntmrules.frozen import evolve, frozen
from ntmrules.model.days import as_day
from ntmrules.model.ocop import OcopStage
from ntmrules.model.text import Text
from ntmrules.ocop.process import add_months, clause_of, in_force, shift
from ntmrules.ocop.products_file import Entry, Event

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
    State.UNKNOWN: Text("chưa xác định", "undetermined"),
}


@frozen(kw_only=True)
class Standing:
    """One product on a day: its stars, since when, until when, and whether that still holds.

    ``expires`` is the first day (ISO) on which the certificate no longer counts. ``window`` are the first and last day on which
    the file of a re-evaluation is to be lodged, where the decision in force says any. ``why`` says what leaves an undetermined
    state open. ``revoked`` is the row that withdrew it, with its ground where the list gives one.
    """

    entry: Entry
    stars: int
    state: State
    expires: str
    window: tuple[str, str] | None = None
    entries: tuple[Entry, ...] = ()
    why: Text | None = None
    revoked: Entry | None = None

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

    def told(self) -> Text:
        """Return the state in words, with what leaves it open or why it was withdrawn."""
        words, more = STATE_WORDS[self.state], self.why
        if self.revoked is not None and self.revoked.ground is not None:
            more = self.revoked.ground
        if more is None:
            return words
        return Text(f"{words.vi}: {more.vi}", f"{words.in_('en')}: {more.in_('en')}")


def standing_of(known: list[Entry], stages: tuple[OcopStage, ...], on: str) -> Standing | None:
    """Return how a product stands by its rows up to the day; nothing where none recognises it yet."""
    rated = [entry for entry in known if entry.event is not Event.REVOKED and entry.stars is not None]
    if not rated:
        return None
    last = rated[-1]
    assert last.stars is not None
    base = next((entry for entry in reversed(rated) if entry.event is not Event.DOWNGRADED), rated[0])
    expires = add_months(base.decided, _months(stages, base.decided))
    window = _window(stages, expires, on)
    revoked = next(
        (entry for entry in reversed(known) if entry.event is Event.REVOKED and entry.decided >= last.decided), None
    )
    state, why = (State.REVOKED, None) if revoked is not None else _state(known, stages, base.decided, expires, on)
    return Standing(
        entry=_newest(known, last),
        stars=last.stars,
        state=state,
        expires=expires,
        window=window,
        entries=tuple(known),
        why=why,
        revoked=revoked,
    )


def _newest(known: list[Entry], last: Entry) -> Entry:
    """Return the last rating with what only another row of the product says of it."""
    said = {}
    for name in ("owner_kind", "commune", "locality", "sheet", "ecommerce", "renewal"):
        values = [getattr(entry, name) for entry in known if getattr(entry, name) is not None]
        if values:
            said[name] = values[-1]
    return evolve(last, **said)


def _state(
    known: list[Entry], stages: tuple[OcopStage, ...], start: str, expires: str, on: str
) -> tuple[State, Text | None]:
    """Return the state of a product that nobody withdrew; what follows the end of a certificate the decision of that day says."""
    if on < expires:
        return State.VALID, None
    # a file lodged before the certificate of now began has had its result: it says nothing of the end of this one
    filed = [entry.renewal for entry in known if entry.renewal is not None and start < entry.renewal <= on]
    stage = in_force(stages, expires)
    clause = clause_of(stage.transition, TRANSITION) if stage is not None else None
    if not filed or stage is None or clause is None or clause.days is None:
        return State.LAPSED, None
    earliest, latest = _window(stages, expires, expires) or (expires, expires)
    # Article 12.3 helps files that could not meet the window: a part of it lay before the decision, the end did not.
    helped = as_day(earliest) < stage.lodged_from <= as_day(expires)
    in_term = [day for day in filed if day < expires]
    if helped and on > shift(expires, clause.days):
        return State.LAPSED, None
    if not in_term:
        return (State.UNKNOWN, _filed_after(max(filed))) if helped else (State.LAPSED, None)
    if helped:
        return State.EXTENDED, None
    timely = [day for day in in_term if earliest <= day <= latest]
    return State.UNKNOWN, _filed(max(timely or in_term), earliest, latest)


def _filed(day: str, earliest: str, latest: str) -> Text:
    """Return why a certificate that ended with a file of re-evaluation before it may or may not count."""
    shown, first, last = ((told_day(each, "vi"), told_day(each, "en")) for each in (day, earliest, latest))
    if day > latest:
        return Text(
            f"hồ sơ đánh giá lại nộp ngày {shown[0]}, muộn hơn hạn {last[0]}, không văn bản nào nói còn giá trị hay không",
            f"the file of re-evaluation came on {shown[1]}, after {last[1]}, and no text says whether it still counts",
        )
    if day < earliest:
        return Text(
            f"hồ sơ đánh giá lại nộp ngày {shown[0]}, sớm hơn thời hạn nộp (từ {first[0]}), danh mục chưa có kết quả",
            f"the file of re-evaluation came on {shown[1]}, before its time (from {first[1]}), the list has no result of it",
        )
    return Text(
        f"hồ sơ đánh giá lại nộp ngày {shown[0]}, đúng hạn, danh mục chưa có kết quả",
        f"the file of re-evaluation came on {shown[1]}, in time, and the list has no result of it",
    )


def _filed_after(day: str) -> Text:
    return Text(
        f"hồ sơ đánh giá lại nộp ngày {told_day(day, 'vi')}, sau khi hết hạn, Điều 12.3 không nói hồ sơ ấy có được tính không",
        f"the file of re-evaluation came on {told_day(day, 'en')}, after the end; article 12.3 does not say whether that counts",
    )


def _months(stages: tuple[OcopStage, ...], day: str) -> int:
    stage = in_force(stages, day) or stages[0]
    assert stage.valid.months is not None
    return stage.valid.months


def _window(stages: tuple[OcopStage, ...], expires: str, on: str) -> tuple[str, str] | None:
    stage = in_force(stages, on)
    if stage is None or stage.renewal.earliest is None or stage.renewal.latest is None:
        return None
    return shift(expires, -stage.renewal.earliest), shift(expires, -stage.renewal.latest)
