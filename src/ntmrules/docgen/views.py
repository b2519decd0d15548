"""What the pages show, in one language and ready to print; html, markdown and docx are made from the same views."""

from __future__ import annotations

from typing import NamedTuple

from ntmrules.frozen import frozen


class Ref(NamedTuple):
    """A text that leads somewhere: ``target`` is an id (``vn/xa-ntm/2021/10.1``, ``decision:…``) or nothing."""

    text: str
    target: str = ""


class Badge(NamedTuple):
    """How well a number is known: ``rank`` is the label of a floor, ``short`` its mark, ``title`` the whole words."""

    rank: str
    short: str
    title: str


class CellView(NamedTuple):
    """One cell of a table of levels. ``state`` is value, disputed, delegated, unknown or none.

    ``rows`` are the rows over which it stands, none below the first of them; ``over`` says so in words.
    """

    text: str
    state: str
    badge: Badge | None = None
    note: str = ""
    mine: bool = False
    rows: int = 1
    over: str = ""

    @property
    def told(self) -> str:
        """The cell where cells cannot stand over several rows."""
        return f"{self.text} ({self.over})" if self.over else self.text


@frozen(kw_only=True)
class TableView:
    """Levels by area (rows) and year (columns); ``unit`` in words, ``badges`` those that occur, for the legend.

    ``common`` is the column that no unit is judged by, in words; ``single`` the one cell of a level for all.
    """

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]
    unit: str
    badges: tuple[Badge, ...]
    common: str = ""
    single: CellView | None = None
    refs: tuple[Ref, ...] = ()


@frozen(kw_only=True)
class EvidenceView:
    """Evidence in words, with its sources."""

    badge: Badge
    text: str
    refs: tuple[Ref, ...] = ()
    checked: str = ""
    note: str = ""
    provisional: bool = False


@frozen(kw_only=True)
class MeasureView:
    """One measure as its reader meets it."""

    id: str
    name: str
    kind: str
    unit: str
    bounds: str
    question: str
    ministry: str
    parts: str
    note: str


@frozen(kw_only=True)
class PartView:
    """A requirement or a part of one: clause, tables, evidence, what it asks for; ``hole`` says what is open."""

    kind: str
    clause: str
    tables: tuple[TableView, ...] = ()
    evidence: EvidenceView | None = None
    asks: tuple[str, ...] = ()
    note: str = ""
    hole: str = ""
    target: Ref | None = None
    parts: tuple[PartView, ...] = ()


@frozen(kw_only=True)
class VersionView:
    """One dated text of an indicator. ``current``: in force on the day asked for, or the newest."""

    span: str
    provision: Ref
    name: str
    sentence: str
    requirement: PartView
    note: str
    current: bool
    who: str


@frozen(kw_only=True)
class CaseView:
    """A case that was run: verdict, and the trace as (text, style, indent).

    ``changed``: that the case was written for what stood there before a pack completed the catalogue, and what it was then.
    """

    name: str
    verdict: str
    word: str
    source: str
    lines: tuple[tuple[str, str, int], ...]
    changed: str = ""


class OpenView(NamedTuple):
    """Something undetermined: where, why, who can settle it."""

    where: str
    why: str
    cure: str


class PeerView(NamedTuple):
    """The same measure elsewhere: the set, the indicator, its level in short."""

    set: Ref
    indicator: Ref
    level: str


class DifferenceView(NamedTuple):
    """What one province says of one target: the verb, its words, the national words beside it, where it is written.

    ``cells`` are its levels one by one where there are several: ``Lớp 1, 2025: 80%``.
    """

    province: Ref
    verb: str
    says: str
    national: str
    provision: Ref
    span: str
    target: Ref
    cells: tuple[str, ...] = ()
    evidence: tuple[Badge, ...] = ()


@frozen(kw_only=True)
class Plot:
    """A chart as inline SVG with the table that says the same."""

    title: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class IndicatorView:
    """Everything on the page of one indicator."""

    id: str
    label: str
    name: str
    other_name: str
    set: Ref
    criterion: Ref | None
    state: Badge
    versions: tuple[VersionView, ...]
    measures: tuple[MeasureView, ...]
    answers: str
    guidance: tuple[Ref, ...]
    not_applicable: str
    note: str
    open: tuple[OpenView, ...]
    peers: tuple[PeerView, ...]
    differences: tuple[DifferenceView, ...]
    only_day: str = ""
    cases: tuple[CaseView, ...] = ()
    more_cases: int = 0
    case_file: str = ""

    @property
    def current(self) -> VersionView:
        """The text in force, or the newest."""
        return next((each for each in self.versions if each.current), self.versions[-1])


@frozen(kw_only=True)
class CriterionView:
    """One criterion with its indicators in short."""

    id: str
    label: str
    name: str
    title: str
    other_name: str
    set: Ref
    declared: str
    modelled: int
    note: str
    group: str
    indicators: tuple[IndicatorView, ...]
    cases: tuple[CaseView, ...] = ()


@frozen(kw_only=True)
class SetView:
    """One criteria set: its facts, its criteria, its conditions outside the counts.

    ``clauses``: how many of its criteria have to be met, and which units keep a former set, in sentences.
    """

    id: str
    name: str
    other_name: str
    level: str
    stage: str
    draft: bool
    provision: Ref
    declared: str
    modelled: str
    not_applicable: str
    checked: str
    evidence: EvidenceView
    areas: tuple[str, ...]
    clauses: tuple[str, ...]
    note: str
    criteria: tuple[CriterionView, ...]
    prerequisites: tuple[IndicatorView, ...]
    cases: tuple[CaseView, ...] = ()
