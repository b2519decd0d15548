"""Sessions: what stands at the end is judged as if it had been handed in at once; each change says why."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import attrs
import pytest
from forward.wild import MACHINES, SAYINGS, entry_for, labels_of, shown, wild_figures
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import ntmrules
from ntmrules import Library
from ntmrules.engine.forward.durable import engine
from ntmrules.engine.forward.rules import LOST
from ntmrules.engine.forward.session import Session
from ntmrules.errors import FiguresError, UnitError
from ntmrules.figures.bind import subjects
from ntmrules.model.asked import child_sets
from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.readings import inside_of, readings_of, values_near
from ntmrules.testing.sets import Sample, samples

ROOT = Path(__file__).parents[2]
LIBRARY = Library(plugins=())
BINH_PHUOC = ROOT / "plugins" / "ntmrules-binh-phuoc" / "src" / "ntmrules_binh_phuoc" / "catalog"
PROVINCES = Library(packs=[BINH_PHUOC], plugins=())
SHIPPED = [
    LIBRARY.rulebook("vn/xa-ntm/2021", on="2023-10-31", evidence_floor=Floor.RECALL_LOW),
    LIBRARY.rulebook("vn/xa-ntm-kieu-mau/2021", on="2023-10-31", evidence_floor=Floor.RECALL_LOW),
    LIBRARY.rulebook("vn/huyen-ntm/2021", on="2024-06-30"),
    PROVINCES.rulebook(
        "vn/xa-ntm-nang-cao/2021", on="2024-06-30", province="binh-phuoc", evidence_floor=Floor.RECALL_LOW
    ),
]
KINDS = [name.partition("/")[2] for name in MACHINES]
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


class Sessions(RuleBasedStateMachine):
    """One session a machine, fed the same; after each step all stand as one evaluation of what is left."""

    book: Rulebook
    sessions: list[Session]
    beginning: Session

    @initialize(data=st.data(), book=st.one_of(samples().map(Sample.rulebook), st.sampled_from(SHIPPED)))
    def begin(self, data: st.DataObject, book: Rulebook) -> None:
        self.book = book
        unit = data.draw(st.one_of(st.just(UnitFigures(unit="xã Thử")), wild_figures(book)))
        self.sessions = [book.session(unit, inference=kind) for kind in KINDS]
        self.beginning = book.session(unit)
        self.readings = list(readings_of(book).values())

    def same(self, act: Any) -> None:
        """Do the same to every session; each tells the same, and tells just what changed in the trace."""
        before = verdicts(self.sessions[0])
        changes = [act(session) for session in self.sessions]
        after = verdicts(self.sessions[0])
        found = {step.id: (step.before, step.after) for step in changes[0].steps}
        assert found == {name: (before[name], after[name]) for name in before if before[name] is not after[name]}
        assert all(change.steps == changes[0].steps for change in changes)
        assert all(change.firings == changes[0].firings for change in changes)
        assert all(step.cause for step in changes[0].steps)

    def told(self, entry: Entry) -> None:
        """Tell every session the same; what cannot be is refused by each.

        An undated entry is of the year of the day: it may say otherwise of the same time (NTM507). A year that had not begun
        when the entry was known is asked about (NTM509).
        """
        try:
            self.same(lambda session: session.report(entry))
        except FiguresError:
            for session in self.sessions:
                with pytest.raises(FiguresError, match="NTM509" if entry.ahead else "NTM507"):
                    session.report(entry)

    @precondition(lambda self: bool(self.readings))
    @rule(data=st.data())
    def report_a_figure(self, data: st.DataObject) -> None:
        self.told(data.draw(entry_for(data.draw(st.sampled_from(self.readings)), on=self.book.on)))

    @rule(data=st.data())
    def report_a_verdict(self, data: st.DataObject) -> None:
        label = data.draw(st.sampled_from(labels_of(self.book)))
        self.told(Entry(subject=label, value=data.draw(st.sampled_from(SAYINGS))))

    @precondition(lambda self: bool(self.sessions[0].figures.entries))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        subject = data.draw(st.sampled_from(self.sessions[0].figures.entries)).subject
        self.same(lambda session: session.withdraw(subject))
        standing = [entry for entry in self.sessions[0].figures.entries if entry.status is not Status.WITHDRAWN]
        assert subject not in {entry.subject for entry in standing}

    @precondition(lambda self: bool(self.readings))
    @rule(data=st.data())
    def report_a_figure_of_another_time(self, data: st.DataObject) -> None:
        entry = data.draw(entry_for(data.draw(st.sampled_from(self.readings)), on=self.book.on))
        year = self.book.on.year
        days = (None, f"{year - 1}-03-01", str(self.book.on), f"{year + 1}-01-01")
        dated = attrs.evolve(
            entry,
            period=data.draw(st.sampled_from((entry.period, None, year - 1, year, year + 1))),
            as_of=data.draw(st.sampled_from(days)),
        )
        self.told(dated)

    @precondition(lambda self: bool(numbers_on_labels(self.book)))
    @rule(data=st.data())
    def report_a_number_on_a_label(self, data: st.DataObject) -> None:
        label, measure = data.draw(st.sampled_from(numbers_on_labels(self.book)))
        reading = next((each for each in self.readings if each.subject == measure), None)
        values = [Decimal(1)] if reading is None else values_near(reading)
        self.told(Entry(subject=label, value=data.draw(st.sampled_from(values)), confirmed=True))

    @precondition(lambda self: bool(self.book.areas) and not self.book.settled_area)
    @rule(data=st.data())
    def stand_in_another_column(self, data: st.DataObject) -> None:
        area = data.draw(st.sampled_from(self.book.areas))
        self.same(lambda session: session.about(area=area))

    @precondition(lambda self: bool(inside_of(self.book)))
    @rule(data=st.data())
    def have_other_units_inside(self, data: st.DataObject) -> None:
        children = data.draw(wild_figures(self.book)).children
        self.same(lambda session: session.about(children=children))

    @rule()
    def look_back_to_the_beginning(self) -> None:
        before, after = verdicts(self.beginning), verdicts(self.sessions[0])
        change = self.beginning.until(self.sessions[0], cause="từ đầu")
        found = {step.id: (step.before, step.after) for step in change.steps}
        assert found == {name: (before[name], after[name]) for name in before if before[name] is not after[name]}
        assert all(step.cause for step in change.steps)

    @rule(data=st.data())
    def what_cannot_be_changes_nothing(self, data: st.DataObject) -> None:
        stands = self.sessions[0].attainment()
        bad = [Entry(subject="không có", value=Decimal(1)), Entry(subject="tieu-chi", value=MET)]
        for reading in self.readings:
            if reading.kind is MeasureKind.YES_NO:
                bad.append(Entry(subject=reading.subject, value=Decimal(1)))
            elif reading.high is not None:
                bad.append(Entry(subject=reading.subject, value=reading.high + 1, period=2023))
        entry = data.draw(st.sampled_from(bad))
        inside = UnitFigures(unit="bên trong", entries=(bad[0],), level=next(iter(child_sets(self.book)), None))
        for session in self.sessions:
            with pytest.raises(FiguresError, match=r"NTM50[356]"):
                session.report(entry)
            with pytest.raises(FiguresError, match="NTM503"):
                session.withdraw("không có")
            if self.book.areas and not self.book.settled_area:
                with pytest.raises(UnitError, match="NTM604"):
                    session.about(area="không có")
            if any(child_sets(self.book).values()):
                with pytest.raises(FiguresError, match="NTM503"):
                    session.about(children=[inside])
            assert session.attainment() == attrs.evolve(stands, engine=session.attainment().engine)

    @invariant()
    def stands_as_one_evaluation(self) -> None:
        figures = self.sessions[0].figures
        expected = self.book.evaluate(figures, engine="forward/agenda")
        assert shown(expected) == shown(self.book.evaluate(figures))
        for kind, session in zip(KINDS, self.sessions, strict=True):
            found = session.attainment()
            assert shown(found) == shown(expected)
            assert found.engine == f"forward/{kind}"
            assert conclusions(found) == conclusions(expected)
            assert in_order(found)


def conclusions(attainment: Attainment) -> set[tuple[str, str, str]]:
    """Return what was concluded on which unit, whatever the order; halves of a proof may be found in either way."""
    return {(each.unit, each.node, each.verdict) for each in attainment.firings if each.verdict != LOST}


def in_order(attainment: Attainment) -> bool:
    """Tell whether the firings are numbered, and none rests on what is concluded after it."""
    place: dict[tuple[str, str], int] = {}
    for each in attainment.firings:
        if each.verdict != LOST:
            place.setdefault((each.unit, each.node), each.order)  # a unit inside is judged by each that asks for it
    return [each.order for each in attainment.firings] == list(range(1, len(attainment.firings) + 1)) and all(
        place.get((each.unit, name), 0) < each.order for each in attainment.firings for name, _ in each.facts
    )


def numbers_on_labels(book: Rulebook) -> list[tuple[str, str]]:
    """Return the labels that take a number for the measure they read, with that measure."""
    found = [(name, each.number_of) for name, each in subjects(book).items() if each.number_of is not None]
    return sorted((name, measure.id) for name, measure in found if measure.kind is not MeasureKind.YES_NO)


def verdicts(session: Session) -> dict[str, Verdict | None]:
    """Return the verdicts of indicators, criteria and sets as they stand in the trace, nested sets among them."""
    found: dict[str, Verdict | None] = {}
    stack = [session.attainment().trace]
    while stack:
        node = stack.pop()
        if node.kind in ("indicator", "criterion", "set"):
            found.setdefault(node.id, node.verdict)
        stack += [child for child in reversed(node.children) if child.kind != "unit"]  # units inside have their own
    return found


Sessions.TestCase.settings = settings(max_examples=20, stateful_step_count=12)
TestSessions = Sessions.TestCase


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return LIBRARY.rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")


@pytest.fixture
def session(book: Rulebook) -> Session:
    return book.session(ntmrules.read_figures(ROOT / "examples" / "mau.csv").units[0])


def test_a_correction_takes_the_place_of_the_figure_and_says_what_it_changed(session: Session) -> None:
    change = session.report(Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal(50), period=2023))
    assert [(step.number, step.before, step.after) for step in change.steps] == [
        ("3.1", MET, NOT_MET),
        ("3", MET, NOT_MET),
    ]
    assert [step.cause for step in change.steps] == [
        ("ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong",),
        ("vn/xa-ntm/2021/3.1",),
    ]
    back = session.report(Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal("86.5"), period=2023))
    assert [(step.number, step.after) for step in back.steps] == [("3.1", MET), ("3", MET)]


def test_only_what_a_figure_touches_is_judged_and_concluded_anew(session: Session) -> None:
    change = session.report(Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal(50), period=2023))
    assert change.judged == 1
    assert {firing.node for firing in change.firings} == {"vn/xa-ntm/2021/3", "vn/xa-ntm/2021"}


def test_a_figure_that_changes_no_verdict_is_no_change_but_stands_in_the_trace(session: Session) -> None:
    change = session.report(
        Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal("86.9"), period=2023)
    )
    assert not change
    assert change.steps == ()
    assert session.attainment().node("3.1").children[0].observed == Decimal("86.9")


def test_an_older_figure_does_not_take_the_place_of_a_newer_one(session: Session) -> None:
    change = session.report(Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal(50), period=2021))
    assert not change
    assert len([entry for entry in session.figures.entries if "tuoi-tieu" in entry.subject]) == 2


def test_a_withdrawn_figure_leaves_its_indicator_undetermined_and_never_not_met(session: Session) -> None:
    change = session.withdraw("ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong")
    assert [(step.number, step.after) for step in change.steps] == [("3.1", UNDETERMINED), ("3", UNDETERMINED)]


def test_a_report_on_a_criterion_carries_down_to_its_open_indicators(session: Session) -> None:
    session.withdraw("ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong")
    change = session.report(Entry(subject="3", value=MET))
    assert [(step.number, step.after, step.cause) for step in change.steps] == [
        ("3.1", MET, ("vn/xa-ntm/2021/3",)), ("3", MET, ("3",)),
    ]  # fmt: skip


def test_a_fact_that_moves_the_unit_to_another_column_judges_all_of_it_anew(session: Session) -> None:
    change = session.report(Entry(subject="xa-dac-biet-kho-khan", value=MET, period=2023))
    assert change.judged > 50
    assert shown(session.attainment()) == shown(session.rulebook.evaluate(session.figures))


def test_a_fact_that_moves_the_unit_in_a_province_s_own_zones_reaches_every_level_that_depends_on_it() -> None:
    book = SHIPPED[-1]
    facts = sorted({fact for zoning in book.zonings.values() for rule in zoning.rules for fact in rule.when_any})
    assert facts
    session = book.session(UnitFigures(unit="xã Thử", area=book.areas[0]))
    for answer in (MET, NOT_MET, MET):
        for fact in facts:
            session.report(Entry(subject=fact, value=answer))
            assert shown(session.attainment()) == shown(book.evaluate(session.figures))


def test_what_is_about_another_set_stands_without_deciding_and_can_be_withdrawn(session: Session) -> None:
    assert not session.report(Entry(subject="vn/xa-ntm-nang-cao/2021", value=MET))
    assert len(session.figures.entries) == 75
    assert not session.withdraw("vn/xa-ntm-nang-cao/2021")
    assert len(session.figures.entries) == 74


def test_an_unknown_subject_cannot_be_withdrawn(session: Session) -> None:
    with pytest.raises(FiguresError, match="NTM503 unknown subject 'ty-le-ho'"):
        session.withdraw("ty-le-ho")


def test_a_session_begins_with_a_name_alone(book: Rulebook) -> None:
    session = book.session("xã Mới")
    assert session.figures == UnitFigures(unit="xã Mới")
    assert shown(session.attainment()) == shown(book.evaluate(UnitFigures(unit="xã Mới")))


def test_bad_figures_stop_a_session_before_it_begins(book: Rulebook) -> None:
    with pytest.raises(FiguresError, match="NTM506"):
        book.session(UnitFigures.of("xã Sai", {"ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong": 140}))


def test_of_figures_of_one_time_the_least_firm_stands_whatever_their_order(book: Rulebook) -> None:
    subject = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
    firm = Entry(subject=subject, value=Decimal(85))
    entries = (firm, attrs.evolve(firm, status=Status.WITHDRAWN), attrs.evolve(firm, status=Status.PRELIMINARY))
    for order in permutations(entries):
        unit = UnitFigures(unit="xã Thử", entries=order)
        session = book.session(unit)
        assert session.attainment().trace == book.evaluate(unit).trace
        assert session.report(attrs.evolve(firm, value=Decimal(90))).steps[0].after is MET


def test_the_firings_about_units_inside_are_those_of_one_evaluation() -> None:
    book = LIBRARY.rulebook("vn/huyen-ntm/2021", on="2024-06-30")
    children = tuple(
        UnitFigures.of(f"xã {number}", {"vn/xa-ntm/1": MET, "vn/xa-ntm/2": NOT_MET}, level="xa") for number in (1, 2)
    )
    unit = attrs.evolve(UnitFigures.of("huyện Thử", {"so-xa": 3}, level="huyen"), children=children)
    session = book.session(unit)
    fresh = book.evaluate(unit, engine="forward/agenda")
    assert {firing.unit for firing in fresh.firings} == {"huyện Thử", "xã 1", "xã 2"}
    for number in (3, 2):
        session.report(Entry(subject="so-xa", value=Decimal(number)))
        fresh = book.evaluate(session.figures, engine="forward/agenda")
        assert conclusions(session.attainment()) == conclusions(fresh)
        assert len(session.attainment().firings) == len(fresh.firings)
        assert in_order(session.attainment())


def test_what_differs_between_two_sessions_names_the_subjects_that_did_it(session: Session) -> None:
    irrigated, income = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", "thu-nhap-binh-quan-dau-nguoi"
    lower = {irrigated: Decimal(50), income: Decimal(1)}
    entries = tuple(
        attrs.evolve(entry, value=lower.get(entry.subject, entry.value)) for entry in session.figures.entries
    )
    later = session.rulebook.session(attrs.evolve(session.figures, entries=entries))
    change = session.until(later, cause="tệp")
    assert {step.number: step.cause for step in change.steps} == {
        "3.1": (irrigated,), "10.1": (income,), "3": ("vn/xa-ntm/2021/3.1",), "10": ("vn/xa-ntm/2021/10.1",),
    }  # fmt: skip
    assert change.judged == 0
    assert not session.until(session, cause="tệp")


def test_units_inside_can_be_put_in_place_of_others() -> None:
    book = LIBRARY.rulebook("vn/huyen-ntm/2021", on="2024-06-30")
    met = UnitFigures.of("xã Một", {"vn/xa-ntm": MET}, level="xa")
    for kind in KINDS:
        session = book.session(UnitFigures.of("huyện Thử", {"so-xa": 1}, level="huyen"), inference=kind)
        change = session.about(children=(met,))
        assert change.judged > 0
        assert shown(session.attainment()) == shown(book.evaluate(session.figures))
        assert session.figures.children == (met,)


def test_the_firings_of_a_session_are_those_by_which_each_verdict_stands(session: Session) -> None:
    session.report(Entry(subject="ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", value=Decimal(50), period=2023))
    found = session.attainment()
    fresh = session.rulebook.evaluate(session.figures, engine="forward/agenda")
    assert {(each.node, each.rule) for each in found.firings} == {(each.node, each.rule) for each in fresh.firings}
    assert [each.order for each in found.firings] == list(range(1, len(found.firings) + 1))


@pytest.mark.skipif(engine() is None, reason="durable-rules does not import here")
def test_both_machines_are_tried_here() -> None:
    assert KINDS == ["agenda", "durable"]
