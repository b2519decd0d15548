"""What changed for one unit between two days: tallies, criteria and indicators, each with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ntmrules.explain.attainment.header import own_indicators
from ntmrules.figures.own_tallies import own_tallies
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Evidence
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import BASICALLY_MET, fold
from ntmrules.model.text import Text
from ntmrules.model.trace import Node, Required
from ntmrules.model.verdicts import ReasonCode, Verdict
from ntmrules.progress.causes_of_reports import of_reports, untold
from ntmrules.progress.history import Key, spelled
from ntmrules.progress.said import TALLIES, is_of_set, older_tally
from ntmrules.progress.states import (
    NOTHING,
    WHAT,
    Count,
    Number,
    Range,
    Shares,
    States,
    cannot_both_be,
    count_of,
    exactly,
    states,
)
from ntmrules.resolve.options import iso_day

MET, NOT_MET, UNDETERMINED, NA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
GAINED, LOST, SETTLED, UNSETTLED = "gained", "lost", "settled", "unsettled"
GROUPS = (GAINED, LOST, SETTLED, UNSETTLED)
FIGURE, TEXT, BOTH = "figure", "text", "both"
# What offices report between met and not met. No text knows it: it is kept as said and counts as not met.


@frozen(kw_only=True)
class Seen:
    """One figure or report that changed: what was known then and now, and where what changed it was read.

    ``withdrawn``: the value of then was taken back; what is left, if anything, had been reported before it.
    """

    subject: str
    label: Text
    before: object
    after: object
    at: str
    source: str | None
    unit: str | None = None
    withdrawn: bool = False


@frozen(kw_only=True)
class Asked:
    """One place of a text that changed: where it stands and what it asks, then and now."""

    before: str
    after: str
    required_before: Required | None
    required_after: Required | None
    unit: str | None
    proofs_before: tuple[Evidence | None, ...] = ()
    proofs_after: tuple[Evidence | None, ...] = ()


@frozen(kw_only=True)
class Move:
    """A criterion or indicator whose verdict changed: from what to what, why, and how much of it each cause is.

    ``group`` is of ``GROUPS``; ``cause`` is figure, text or both. ``figures`` and ``texts`` are the shares of the two in its
    own change of plus or minus one, where both verdicts are settled.
    """

    group: str
    kind: str
    id: str
    number: str | None
    label: Text
    before: Verdict
    after: Verdict
    cause: str
    figures: Number
    texts: Number
    within: str | None
    seen: tuple[Seen, ...]
    asked: tuple[Asked, ...]
    was: Node
    now: Node


@frozen(kw_only=True)
class UnitProgress:
    """One unit between two days.

    ``shares`` is the change of each tally with its shares. Where the two days lie under two different sets ``moves`` is empty
    and each of ``shares`` is nothing: counts of two sets are not compared.
    """

    unit: str
    set: str
    from_: str
    to: str
    states: States
    then: Mapping[str, Count]
    now: Mapping[str, Count]
    shares: Mapping[str, Shares | None]
    moves: tuple[Move, ...]
    remarks: tuple[Text, ...]
    province: str | None = None
    within: str | None = None

    @property
    def called(self) -> str:
        """Its name with what it lies in, where that is known."""
        return self.unit if self.within is None else f"{self.unit}, {self.within}"

    @property
    def key(self) -> Key:
        """What makes it the same unit as one of a history or of a plan: province, district, name, as they are compared."""
        return spelled(self.province), spelled(self.within), spelled(self.unit)

    @property
    def settled(self) -> dict[str, Shares]:
        """What of the change is settled, with its shares: the criteria and indicators that were gained or lost."""
        found = {}
        for what, kind in zip(WHAT, ("criterion", "indicator"), strict=True):
            own = [move for move in self.moves if move.kind == kind and move.group in (GAINED, LOST)]
            figures, texts = sum(move.figures for move in own), sum(move.texts for move in own)
            found[what] = Shares(change=exactly(figures + texts), figures=exactly(figures), texts=exactly(texts))
        return found

    @property
    def of_two_sets(self) -> bool:
        """Whether another set was in force on the first day: counts of the two are not compared."""
        return self.states.of_two_sets

    def told(self, what: str) -> Shares | None:
        """What can be told of the shares in the change of a tally: all, what is settled, or what is certain of a report."""
        own = self.shares[what]
        if own is None or not self.text_moved:
            return own
        if self._reported_while_a_text_changed(what):
            return of_reports(own.change, self.settled[what], len(self._untold[what]))
        if own.figures.settled and own.texts.settled:
            return own
        return self.settled[what] + self._followed() if what == WHAT[1] else self.settled[what]

    def _followed(self) -> Shares:
        """Return what certainly became of indicators that no figure tells of: where figures alone took or gave their criterion.

        A criterion that is met has all its indicators met, one that is not has one that is not: at least one of them moved.
        """
        figures = NOTHING
        for move in self.moves:
            sign = {GAINED: 1, LOST: -1}.get(move.group)
            if move.kind != "criterion" or sign is None or move.texts or not self._needs_all(move.id):
                continue
            own = [each for each in self.moves if each.within == move.id]
            open_ = sum(each.group == (SETTLED if sign > 0 else UNSETTLED) for each in own)
            if open_ and not any(each.group == move.group for each in own):
                figures += Range(low=1, high=open_) if sign > 0 else Range(low=-open_, high=-1)
        return Shares(change=figures, figures=figures, texts=NOTHING)

    def _needs_all(self, criterion: str) -> bool:
        """Tell whether a criterion is met only with all its indicators on both days."""
        books = self.states.then.rulebook, self.states.now.rulebook
        return all(heading.passes is None for book in books for heading in book.headings if heading.id == criterion)

    @property
    def text_moved(self) -> bool:
        """Whether the two days lie under different texts: else all that changed is of the figures."""
        return self.states.text_moved

    @property
    def untold(self) -> tuple[str, ...]:
        """The numbers of criteria whose text changed, where a report counts without naming any: what the text did is open."""
        if self.of_two_sets or not any(self._reported_while_a_text_changed(what) for what in WHAT):
            return ()
        return self._untold[WHAT[0]]

    @cached_property
    def _untold(self) -> dict[str, tuple[str, ...]]:
        """By tally what is untold of reports: four whole traces are walked for it, and each group of the unit asks again."""
        return {what: untold(self.states, what) for what in WHAT}

    def _reported_while_a_text_changed(self, what: str) -> bool:
        return self.states.text_moved and (self.then[what].reported or self.now[what].reported)

    def group(self, name: str) -> tuple[Move, ...]:
        """The moves of one group, in the order of the annex."""
        return tuple(move for move in self.moves if move.group == name)


def unit_progress(
    books: tuple[Rulebook, Rulebook], figures: tuple[UnitFigures, UnitFigures], *, text_moved: bool,
    beside: Sequence[Rulebook] = (), taken_back: Mapping[str, Entry] = MappingProxyType({}),
) -> UnitProgress:  # fmt: skip
    """Return what changed for a unit from the first rulebook and figures to the second; ``FiguresError`` for bad values.

    ``taken_back``: the withdrawals between the two days, by the place of the value that each did away with.
    """
    figures = own_tallies(books[0], figures[0]), own_tallies(books[1], figures[1])
    found = states(books, figures, text_moved=text_moved, beside=beside)
    then = {what: count_of(found.then, what) for what in WHAT}
    now = {what: count_of(found.now, what) for what in WHAT}
    return UnitProgress(
        unit=figures[1].unit, set=books[1].id, from_=iso_day(books[0].on), to=iso_day(books[1].on),
        states=found, then=then, now=now,
        shares={what: found.shares(what) for what in WHAT}, moves=tuple(_moves(found, taken_back)),
        remarks=tuple(_remarks(found, figures)), province=figures[1].province, within=figures[1].within,
    )  # fmt: skip


def nodes_of(attainment: Attainment) -> dict[str, tuple[Node, str | None]]:
    """Return criteria and indicators by id, each with the criterion that it is of."""
    found: dict[str, tuple[Node, str | None]] = {}
    for node in attainment.trace.children:
        if node.kind in ("criterion", "indicator"):
            found[node.id] = (node, None)
        if node.kind == "criterion":
            found.update({child.id: (child, node.id) for child in node.children if child.kind == "indicator"})
    for node in own_indicators(attainment.trace):
        found.setdefault(node.id, (node, None))
    return found


def _moves(found: States, taken_back: Mapping[str, Entry]) -> Iterator[Move]:
    if found.of_two_sets:
        return
    maps = [nodes_of(each) for each in (found.then, found.figures_only, found.text_only, found.now)]
    for key, (now, within) in maps[3].items():
        if not all(key in each for each in maps):
            continue
        was = maps[0][key][0]
        group = _group(was.verdict, now.verdict)
        if group is not None:
            yield _move(group, [each[key][0] for each in maps], within, found, taken_back)


def _group(was: Verdict | None, now: Verdict | None) -> str | None:
    if was is now or was is None or now is None:
        return None
    if was is UNDETERMINED:
        return SETTLED
    if now is UNDETERMINED:
        return UNSETTLED
    if now in (MET, NA) and was is NOT_MET:
        return GAINED
    if now is NOT_MET and was in (MET, NA):
        return LOST
    return None  # met and not applicable: neither is gained


def _move(
    group: str, four: list[Node], within: str | None, found: States, taken_back: Mapping[str, Entry]
) -> Move:  # fmt: skip
    was, figures, text, now = four
    assert was.verdict is not None
    assert now.verdict is not None
    worth = [_worth(node.verdict) for node in four]
    by_figures = Fraction(worth[1] - worth[0] + worth[3] - worth[2], 4)
    by_texts = Fraction(worth[2] - worth[0] + worth[3] - worth[1], 4)
    if not found.text_moved:
        cause = FIGURE
    elif not found.figures_moved:
        cause = TEXT
    else:
        # The one did it alone where it brings the verdict by itself and the other by itself changes nothing.
        by_figure = figures.verdict is now.verdict and text.verdict is was.verdict
        by_text = text.verdict is now.verdict and figures.verdict is was.verdict
        cause = FIGURE if by_figure else TEXT if by_text else BOTH
    return Move(
        group=group, kind=now.kind, id=now.id, number=now.about.number, label=now.label, before=was.verdict,
        after=now.verdict, cause=cause, figures=by_figures, texts=by_texts, within=within,
        seen=tuple(_seen(was, now, taken_back)) if cause != TEXT else (),
        asked=tuple(_asked(was, now)) if cause != FIGURE else (), was=was, now=now,
    )  # fmt: skip


def _worth(verdict: Verdict | None) -> int:
    """Return two for met, nought for not met, one for open: so that a settled verdict that was open counts half."""
    return 2 if verdict in (MET, NA) else 1 if verdict is UNDETERMINED else 0


def _leaves(node: Node) -> Iterator[Node]:
    """Yield figures and reports under a node, not those of units inside."""
    for child in node.children:
        if child.kind == "figure":
            yield child
        elif child.kind != "unit":
            yield from _leaves(child)


def _seen(was: Node, now: Node, taken_back: Mapping[str, Entry]) -> Iterator[Seen]:
    old, new = ({leaf.id: leaf for leaf in _leaves(node)} for node in (was, now))
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        one = before.observed if before is not None else None
        two = after.observed if after is not None else None
        gone = after is not None and _is_withdrawn(after) and not (before is not None and _is_withdrawn(before))
        if one == two and not gone:
            continue
        node = after if after is not None and after.observed is not None else before
        assert node is not None
        back = taken_back.get(before.at) if before is not None and before.at else None
        at, source = (node.at, node.source) if back is None else (back.at, back.source)
        yield Seen(subject=node.about.owner, label=node.label, before=one, after=None if gone else two, at=at,
                   source=source, unit=node.about.unit, withdrawn=gone or back is not None)  # fmt: skip
    yield from _units_seen(was, now)


def _is_withdrawn(leaf: Node) -> bool:
    return any(reason.code is ReasonCode.FIGURE_WITHDRAWN for reason in leaf.reasons)


def _units_seen(was: Node, now: Node) -> Iterator[Seen]:
    """Yield the units inside whose own verdict changed, where a verdict is a count of units."""
    old, new = ({unit.id: unit for unit in _units(node)} for node in (was, now))
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        one, two = (each.verdict if each is not None else None for each in (before, after))
        node = after if after is not None else before
        if one is not two and node is not None:
            yield Seen(subject=key, label=node.label, before=one, after=two, at=node.at, source=node.source)


def _units(node: Node) -> Iterator[Node]:
    """Yield the units directly inside: what lies in them is theirs."""
    for child in node.children:
        if child.kind == "unit":
            yield child
        else:
            yield from _units(child)


def _asks(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind == "requirement":
            yield child
        if child.kind in ("requirement", "indicator", "fill", "raise", "replace"):
            yield from _asks(child)


def _asked(was: Node, now: Node) -> Iterator[Asked]:
    old, new = list(_asks(was)), list(_asks(now))
    if len(old) != len(new):
        yield Asked(before=_place(was), after=_place(now), required_before=None, required_after=None, unit=None)
        return
    for one, two in zip(old, new, strict=True):
        asked = one.about.requirement != "relative" and one.required != two.required  # a relative level is a figure
        if _place(one) != _place(two) or asked or one.about.requirement != two.about.requirement:
            yield Asked(before=_place(one), after=_place(two), required_before=one.required,
                        required_after=two.required, unit=two.about.unit,
                        proofs_before=_proofs(one), proofs_after=_proofs(two))  # fmt: skip


def _proofs(node: Node) -> tuple[Evidence | None, ...]:
    """Return the evidence of every level of a requirement."""
    return tuple(each.about.evidence for each in node.children if each.kind == "threshold")


def _place(node: Node) -> str:
    return str(node.about.provision.decision) if node.about.provision is not None else ""


def _remarks(found: States, figures: tuple[UnitFigures, UnitFigures]) -> Iterator[Text]:
    """Say what a reader has to know besides: *cơ bản đạt*, reports that contradict the figures, sets that differ."""
    told: dict[str, Text] = {}
    for attainment, unit in zip((found.then, found.now), figures, strict=True):
        for entry in unit.entries:
            if (
                entry.note
                and entry.value is Verdict.NOT_MET
                and any(word in fold(entry.note) for word in BASICALLY_MET)
            ):
                key = f"{entry.subject}: cơ bản đạt"
                told[key] = Text(
                    f"{entry.subject}: báo cáo nêu «cơ bản đạt»; không văn bản nào có mức này, tính là chưa đạt",
                    f"{entry.subject}: reported as “basically met”; no text knows that, it counts as not met",
                )
        told |= {str(each): each for each in (*_unfit(attainment), *_older(attainment, unit))}
    told |= {str(each): each for each in _not_new(found, figures[1])}
    if found.of_two_sets:
        old, new = found.then.rulebook.id, found.now.rulebook.id
        told["sets"] = Text(f"hai bộ tiêu chí khác nhau: {old} → {new}; tiêu chí không so từng cái",
                            f"two different sets: {old} → {new}; criteria are not compared one by one")  # fmt: skip
    yield from told.values()


def _not_new(found: States, now: UnitFigures) -> Iterator[Text]:
    """Yield that nothing was reported since the first day: a tally that is only carried on has not stayed as it was."""
    first, said = str(found.then.rulebook.on), [entry for entry in now.entries if entry.subject in TALLIES]
    used = any(count_of(found.now, what).reported for what in WHAT)
    if not used or not said or found.one_day or any(known_on(entry) > first for entry in said):
        return
    last = date.fromisoformat(max(map(known_on, said)))
    yield Text(f"không có báo cáo nào sau ngày {found.then.rulebook.on:%d/%m/%Y}; số trên là của báo cáo ngày {last:%d/%m/%Y}",
               f"nothing was reported after {first}; the counts are those reported of {last}")  # fmt: skip


def _older(attainment: Attainment, unit: UnitFigures) -> Iterator[Text]:
    """Yield that a reported tally was not used since the other one is of a later day."""
    book = attainment.rulebook
    name = older_tally(unit, str(book.on))
    said = [entry.value for entry in unit.entries if entry.subject == name and isinstance(entry.value, tuple)]
    if name is not None and said:
        report = "/".join(map(str, said[-1]))
        words = ("tiêu chí", "criteria") if name == TALLIES[0] else ("chỉ tiêu", "indicators")
        yield Text(f"{book.on:%d/%m/%Y}: báo cáo {report} {words[0]} cũ hơn báo cáo kia, không dùng",
                   f"{book.on}: the reported {report} {words[1]} is older than the other; it is not used")  # fmt: skip


def not_both(attainment: Attainment) -> Text | None:
    """Return that two reported tallies cannot both be so; nothing where they can."""
    if not cannot_both_be(attainment):
        return None
    said = _reports(attainment)
    return Text(f"báo cáo {said} không thể cùng đúng", f"the reported {said} cannot both be")


def _reports(attainment: Attainment) -> str:
    reports = (attainment.reported_criteria, attainment.reported_indicators)
    return ", ".join(f"{each[0]}/{each[1]}" for each in reports if each)


def _unfit(attainment: Attainment) -> Iterator[Text]:
    """Yield what is to be said of the tallies of a report: of another set or time, older, against the figures or each other."""
    reports = (attainment.reported_criteria, attainment.reported_indicators)
    book = attainment.rulebook
    day, iso = f"{book.on:%d/%m/%Y}", book.on.isoformat()
    for each in attainment.bound.beside:
        if isinstance(each.value, tuple):
            count, other = "/".join(map(str, each.value)), each.subject.rpartition("/")[0]
            yield Text(f"báo cáo {count} là của bộ khác ({other}), không dùng",
                       f"the reported {count} is of another set ({other}); it is not used")  # fmt: skip
    for entry in (attainment.bound.old.get(name) for name in TALLIES):
        if entry is not None and isinstance(entry.value, tuple):
            old = "/".join(map(str, entry.value))
            said, when = f"năm {entry.year}", str(entry.year)
            if entry.as_of is not None and entry.year is not None and entry.year >= book.set.first_year:
                said, when = f"ngày {date.fromisoformat(entry.as_of):%d/%m/%Y}", entry.as_of
            yield Text(f"báo cáo {old} {said} là của thời kỳ trước bộ {book.id}, không dùng",
                       f"the reported {old} of {when} is of before {book.id}; it is not used")  # fmt: skip
    said = _reports(attainment)
    if not is_of_set(book, *reports):
        declared = book.set.declared.criteria, book.set.declared.indicators
        totals = [f"{total} {word}" for total, word in zip(declared, ("tiêu chí", "chỉ tiêu"), strict=True) if total]
        yield Text(f"{day}: báo cáo {said} không phải của bộ {book.id} ({', '.join(totals)}), không dùng",
                   f"{iso}: the reported {said} is not of {book.id} ({declared[0]} criteria, {declared[1]} indicators); "
                   "it is not used")  # fmt: skip
        return
    impossible = not_both(attainment)
    if impossible is not None:
        yield Text(f"{day}: {impossible.vi}: đủ tiêu chí khi và chỉ khi đủ chỉ tiêu, mỗi tiêu chí chưa đạt có "
                   "ít nhất một chỉ tiêu chưa đạt",
                   f"{iso}: {impossible.en}: all criteria are met if and only if all indicators are, and a "
                   "criterion that is not met has an indicator that is not")  # fmt: skip
    elif attainment.tally_fits() is False:
        yield Text(f"{day}: báo cáo {said} mâu thuẫn với kết quả tính từ số liệu hoặc với tổng số của bộ",
                   f"{iso}: the reported {said} contradicts the figures or the totals of the set")  # fmt: skip


__all__ = ["GROUPS", "Asked", "Move", "Seen", "UnitProgress", "nodes_of", "not_both", "unit_progress"]
