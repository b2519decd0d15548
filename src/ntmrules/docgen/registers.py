"""Pages over the whole catalogue: what changed and when, coverage and holes, decisions, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ntmrules.catalog.pack import natural
from ntmrules.check.coverage import STATES, Coverage, coverage
from ntmrules.check.coverage_cells import CellCoverage, hours_of
from ntmrules.docgen.book import Place, places
from ntmrules.docgen.differences import packs
from ntmrules.docgen.home import in_order
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.titles import number_of, set_title, source_title, web_address
from ntmrules.docgen.views import EvidenceView, OpenView, Ref
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.evidence import Decision, Evidence, Provision
from ntmrules.model.sets import CriteriaSet, Indicator, Version
from ntmrules.model.spelling import fold


class Change(NamedTuple):
    """One thing that changed on one day. ``kind`` is begins, ends, amended, added or dropped."""

    on: date
    kind: str
    what: Ref
    where: Ref
    before: str
    after: str
    provision: Ref


class DayOfChanges(NamedTuple):
    """Everything that changed on one day."""

    iso: str
    shown: str
    changes: tuple[Change, ...]


@frozen(kw_only=True)
class DecisionView:
    """One decision of the register and where the catalogue uses it."""

    id: str
    name: str
    date: str
    issuer: str
    title: str
    force: str
    relations: str
    note: str
    uses: tuple[Ref, ...]
    evidence: EvidenceView | None


class SourceView(NamedTuple):
    """One source and how often evidence refers to it."""

    id: str
    label: str
    url: str
    link: str
    title: str
    note: str
    cited: int


class CoverageRow(NamedTuple):
    """One row of the coverage table."""

    set: Ref
    declared: str
    modelled: int
    missing: str
    counts: tuple[int, ...]
    disputed: int


class CellRow(NamedTuple):
    """One row of the table of cells: a set, or one of its columns."""

    set: Ref
    total: int
    counts: tuple[int, ...]
    sure: tuple[int, ...]
    disputed: int
    computed: int
    part: bool


class HourRow(NamedTuple):
    """What one hour with one text would settle."""

    text: Ref
    set: Ref
    open: int
    of: int
    cells: int


class HoleView(NamedTuple):
    """An indicator that cannot be decided at all yet, with every reason."""

    indicator: Ref
    open: tuple[OpenView, ...]


def changes(writer: Writer) -> tuple[DayOfChanges, ...]:
    """Return the days on which something changed, the newest first; ends of stages count as the day after the last."""
    found: list[Change] = []
    for whole in writer.book.sets:
        found += _set_changes(writer, whole)
        for place in places(whole):
            found += _version_changes(writer, whole, place.indicator, place.id)
    days = sorted({change.on for change in found}, reverse=True)
    return tuple(
        DayOfChanges(str(on), day(on, writer.book.lang), tuple(change for change in found if change.on == on))
        for on in days
    )


def _set_changes(writer: Writer, whole: CriteriaSet) -> Iterable[Change]:
    name = Ref(writer.text(whole.name), whole.id)
    provision = writer.provision(whole.provision)
    yield Change(whole.stage.from_, "begins", name, name, "", "", provision)
    if whole.stage.to is not None:
        yield Change(whole.stage.to, "ends", name, name, "", "", provision)


def _version_changes(writer: Writer, whole: CriteriaSet, item: Indicator, full_id: str) -> Iterable[Change]:
    where = Ref(writer.text(whole.name), whole.id)
    for earlier, later in zip(item.versions, item.versions[1:], strict=False):
        what = Ref(f"{number_of(item.id, writer.book.lang)} {writer.text(later.name or item.name)}", full_id)
        before, after = _sentence(writer, item, earlier), _sentence(writer, item, later)
        yield Change(later.from_, "amended", what, where, before, after, writer.provision(later.provision))
    first, last = item.versions[0], item.versions[-1]
    what = Ref(f"{number_of(item.id, writer.book.lang)} {writer.text(last.name or item.name)}", full_id)
    if first.from_ > whole.stage.from_:
        yield Change(
            first.from_, "added", what, where, "", _sentence(writer, item, first), writer.provision(first.provision)
        )
    if last.to is not None and last.to != whole.stage.to:
        yield Change(
            last.to, "dropped", what, where, _sentence(writer, item, last), "", writer.provision(last.provision)
        )


def _sentence(writer: Writer, item: Indicator, version: Version) -> str:
    return writer.book.teller.sentence(
        version.requirement, measure=version.measure or item.measure, name=version.name or item.name
    )


def coverages(writer: Writer) -> list[Coverage]:
    """Return the coverage of every set that is printed, in the order of the home page."""
    return [coverage(whole) for whole in in_order(writer.book)]


def coverage_rows(writer: Writer, found: Iterable[Coverage]) -> tuple[CoverageRow, ...]:
    """Return the coverage table; a count that the decision leaves unknown is said to be so."""
    return tuple(
        CoverageRow(
            Ref(set_title(writer.book, writer.book.everything[each.id]), each.id),
            writer.count(each.declared),
            each.modelled,
            writer.count(each.missing),
            tuple(each.by_state.get(state, 0) for state in STATES),
            each.disputed,
        )
        for each in found
    )


def cell_rows(writer: Writer, found: Iterable[CellCoverage]) -> tuple[CellRow, ...]:
    """Return the cells of every set, and of each of its columns, by evidence and confidence."""
    names = {
        item.id: writer.text(item.name) for scheme in writer.book.catalogue.schemes.values() for item in scheme.areas
    }
    rows = []
    for each in found:
        title = set_title(writer.book, writer.book.everything[each.id])
        rows.append(_cell_row(each, Ref(title, each.id), None))
        rows += [_cell_row(each, Ref(names.get(area, area)), area) for area in each.areas]
    return tuple(rows)


def _cell_row(each: CellCoverage, ref: Ref, area: str | None) -> CellRow:
    counts = tuple(each.by_state(area).values())
    sure = tuple(each.by_confidence(area).values())
    disputed, computed = each.count("disputed", area), each.count("computed", area)
    return CellRow(ref, sum(counts), counts, sure, disputed, computed, area is not None)


def hour_rows(writer: Writer, found: Iterable[CellCoverage]) -> tuple[HourRow, ...]:
    """Return the texts worth an hour, the one first that would settle the most indicators."""
    return tuple(
        HourRow(
            writer.provision(Provision(decision=hour.decision, annex=hour.annex)),
            Ref(set_title(writer.book, writer.book.everything[set_id]), set_id),
            hour.open,
            hour.indicators,
            hour.cells,
        )
        for set_id, hour in hours_of(found)
    )


def holes(writer: Writer) -> tuple[HoleView, ...]:
    """Return every indicator with an unknown or delegated part, or a level on which sources differ."""
    found = []
    for whole in writer.book.sets:
        for place in places(whole):
            version = writer.book.version(place.indicator)
            name = version.name or place.indicator.name
            if not _is_open(version):
                continue
            reasons = writer.open(version, version.measure or place.indicator.measure, name)
            weak = (writer.say("open.weak"), writer.say("open.provisional"))
            kept = tuple(dict.fromkeys(each for each in reasons if each.why not in weak))
            title = f"{number_of(place.indicator.id, writer.book.lang)} {writer.text(name)} ({set_title(writer.book, whole)})"
            found.append(HoleView(Ref(title, place.id), kept))
    return tuple(found)


def _is_open(version: Version) -> bool:
    kinds = {item.kind for item in walk.parts(version.requirement)}
    return bool(kinds & {"unknown", "delegated"}) or any(cell.value is None for cell in walk.cells(version.requirement))


def decisions(writer: Writer) -> tuple[DecisionView, ...]:
    """Return the register of decisions, the newest first, each with the sets that rest on it."""
    uses: dict[str, dict[Ref, None]] = {}
    for whole in writer.book.sets:
        where = Ref(writer.text(whole.name), whole.id)
        uses.setdefault(whole.provision.decision, {})[where] = None
        for place in places(whole):
            for version in place.indicator.versions:
                uses.setdefault(version.provision.decision, {})[where] = None
            for guidance in place.indicator.guidance:
                uses.setdefault(guidance, {})[where] = None
    known = sorted(
        _wanted(writer, uses),
        key=lambda each: (each.date or date.min, natural(each.id)),
        reverse=True,
    )
    return tuple(_decision(writer, each, tuple(uses.get(each.id, ()))) for each in known)


def decisions_of(writer: Writer, pack_id: str) -> tuple[DecisionView, ...]:
    """Return the texts of a pack, the newest first: what it rests on, since when, and what took whose place."""
    mine = [each for pack in writer.book.catalogue.packs if pack.id == pack_id for each in pack.decisions.values()]
    mine.sort(key=lambda each: (each.date or date.min, natural(each.id)), reverse=True)
    return tuple(_decision(writer, each, ()) for each in mine)


def _wanted(writer: Writer, uses: Mapping[str, object]) -> Iterable[Decision]:
    """Yield the decisions that a book is about: all; for one province those that its sets and its own rules rest on."""
    book = writer.book
    if book.province is None:
        yield from book.catalogue.decisions.values()
        return
    mine = {placed.override.provision.decision for pack in packs(book) for placed in pack.overrides} | set(uses)
    for each in book.catalogue.decisions.values():
        if each.id not in book.foreign and (each.id in mine or mine & {*each.amends, *each.repeals}):
            yield each


def _decision(writer: Writer, item: Decision, uses: tuple[Ref, ...]) -> DecisionView:
    lang = writer.book.lang
    relations = [
        writer.say(key, texts=", ".join(decision_name(other, lang) for other in others))
        for key, others in (("amends", item.amends), ("repeals", item.repeals))
        if others
    ]
    relations += [writer.say("annexes", annexes=", ".join(item.annexes))] if item.annexes else []
    return DecisionView(
        id=item.id,
        name=decision_name(item.id, lang),
        date=day(item.date, lang) if item.date else writer.say("count.unknown"),
        issuer=writer.text(item.issuer),
        title=writer.text(item.title),
        force=writer.span(item.in_force.from_, item.in_force.to) if item.in_force is not None else "",
        relations="; ".join(relations),
        note=writer.text(item.note),
        uses=uses,
        evidence=writer.evidence(item.evidence) if item.evidence is not None else None,
    )


def sources(writer: Writer) -> tuple[SourceView, ...]:
    """Return the register of sources with the number of times that the printed sets cite each."""
    cited: dict[str, int] = {}
    for whole in writer.book.sets:
        for evidence in evidence_of(whole):
            for ref in evidence.ref:
                cited[ref] = cited.get(ref, 0) + 1
    return tuple(
        SourceView(
            id=each.id,
            label=source_title(each),
            url=each.url or "",
            link=web_address(each.url or ""),
            title=each.title or "",
            note=writer.text(each.note),
            cited=cited.get(each.id, 0),
        )
        for each in sorted(writer.book.catalogue.sources.values(), key=lambda each: (fold(source_title(each)), each.id))
        if each.id not in writer.book.foreign
    )


def evidence_of(whole: CriteriaSet) -> Iterable[Evidence]:
    """Yield every piece of evidence in a set."""
    yield from evidence_at(whole, places(whole))


def evidence_at(whole: CriteriaSet, mine: Iterable[Place]) -> Iterable[Evidence]:
    """Yield the evidence of the counts of a set and of some of its rules."""
    yield whole.declared.evidence
    for place in mine:
        for version in place.indicator.versions:
            for item in walk.parts(version.requirement):
                stated = getattr(item, "evidence", None)
                if stated is not None:
                    yield stated
            common = [table.common for item in walk.parts(version.requirement) for table in walk.thresholds(item)]
            for cell in (*walk.cells(version.requirement), *(each for each in common if each is not None)):
                own = [each.evidence for each in cell.candidates] or [cell.evidence]
                yield from (each for each in own if each is not None)
