"""Dossiers: state on a day, deadlines, papers, votes, conditions; what is impossible is refused all at once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recognition.made import EXAMPLES, HEAD, NATIONAL, PACK, WITH_PACK, written

from ntmrules import FiguresError, UnitFigures
from ntmrules.cli import run
from ntmrules.model.figures import Entry
from ntmrules.model.verdicts import Verdict
from ntmrules.places.working_days import calendar_of
from ntmrules.recognition.conditions import Known, conditions_on, recognised
from ntmrules.recognition.data import dossier_schema
from ntmrules.recognition.dossier import Dossier, Event
from ntmrules.recognition.dossier_file import read_dossier
from ntmrules.recognition.listed import by_state, list_lines
from ntmrules.recognition.state import LODGED, MISSING, state_on

PROCEDURE = WITH_PACK.procedure("vn/xa-ntm/2021", "2023-06-01", "An Giang")
CALENDAR = calendar_of()


def test_a_complete_dossier_is_eligible() -> None:
    found = WITH_PACK.check_file(EXAMPLES / "hoan-thanh.yaml", "2023-06-30")
    assert found.verdict is Verdict.MET
    assert [each.verdict for each in found.conditions] == [Verdict.MET] * 4
    assert found.state.next is not None
    assert found.state.next.step.id == "quyet-dinh"
    assert not found.state.late
    assert not found.state.missing
    assert not found.recognised
    assert WITH_PACK.check_file(EXAMPLES / "hoan-thanh.yaml", "2023-07-03").recognised


def test_a_late_dossier_says_by_how_many_working_days_and_whose() -> None:
    found = WITH_PACK.check_file(EXAMPLES / "cham.yaml", "2023-10-31")
    assert found.verdict is Verdict.NOT_MET
    assert [(each.step.id, each.late) for each in found.state.late] == [("tham-tra", 30), ("lay-y-kien", 26)]
    deadline = found.state.late[0].deadline
    assert deadline is not None
    assert deadline.day == "2023-09-19"  # 15 working days from 25/08, over 01/9 to 04/9
    assert found.state.steps[0].early == 6
    assert {each.condition.id: each.verdict for each in found.conditions} == {
        "bo-tieu-chi": Verdict.NOT_MET, "no-dong": Verdict.NOT_MET, "hai-long": Verdict.NOT_MET, "an-ninh-2022": Verdict.MET,
    }  # fmt: skip


def test_holes_of_the_facts_stay_holes() -> None:
    found = NATIONAL.check_file(EXAMPLES / "hoan-thanh.yaml", "2023-06-30")
    assert found.verdict is Verdict.UNDETERMINED
    term = next(each for each in found.state.steps if each.step.id == "tham-tra")
    assert term.deadline is None
    assert term.why is not None
    assert "decided by" in (term.why.en or "")


def test_nothing_known_is_undetermined_and_never_not_met() -> None:
    found = NATIONAL.check_file(EXAMPLES / "chua-xac-dinh.yaml", "2023-10-31")
    assert found.verdict is Verdict.UNDETERMINED
    assert {each.verdict for each in found.conditions} == {Verdict.UNDETERMINED}


def test_a_missing_paper_of_a_step_that_is_done(tmp_path: Path) -> None:
    path = written(tmp_path, 'step: tham-tra, state: done, day: "2023-04-01"', 'paper: to-trinh-xa, day: "2023-03-30"')
    found = NATIONAL.check_file(path, "2023-05-01").state
    assert {each.paper.id: each.state for each in found.papers}["to-trinh-xa"] == LODGED
    assert {each.paper.id for each in found.missing} == {"bao-cao-ket-qua", "bao-cao-y-kien", "bien-ban-hop"}
    weak = next(each for each in found.papers if each.paper.id == "hinh-anh")
    assert (weak.state, weak.weak) == (MISSING, True)


def test_a_vote_under_an_unknown_share_stands_only_where_every_member_is_for(tmp_path: Path) -> None:
    def judged(numbers: str) -> Verdict:
        path = written(tmp_path, f'vote: hoi-dong, day: "2023-06-15", {numbers}')
        vote = NATIONAL.check_file(path, "2023-07-01").state.votes[0]
        assert vote.judged is not None
        return vote.judged.verdict

    assert judged("members: 21, present: 21, for: 21") is Verdict.MET
    assert judged("members: 21, present: 20, for: 20") is Verdict.UNDETERMINED
    assert judged("members: 21, present: 20, for: 3") is Verdict.UNDETERMINED


def test_the_condition_of_the_day_is_asked_not_that_of_the_beginning(tmp_path: Path) -> None:
    path = written(tmp_path, 'statement: an-ninh-2022, day: "2023-06-01", answer: có')
    before, after = (NATIONAL.check_file(path, day) for day in ("2024-03-06", "2024-03-07"))
    assert before.conditions[-1].verdict is Verdict.MET
    assert (after.conditions[-1].condition.id, after.conditions[-1].verdict) == ("an-ninh", Verdict.UNDETERMINED)


def test_a_dossier_in_csv_is_the_same_dossier(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(
        "unit,within,province,set,day,step,state,paper,vote,members,present,for\n"
        "xã Mẫu Một,huyện Mẫu,An Giang,vn/xa-ntm/2021,01/03/2023,tu-danh-gia,bắt đầu,,,,,\n"
        ",,,,20/03/2023,tu-danh-gia,xong,,,,,\n,,,,05/04/2023,,,to-trinh-xa,,,,\n,,,,2023-06-15,,,,hoi-dong,21,20,20\n",
        "utf-8",
    )
    found = read_dossier(path)
    assert [(event.kind, event.day) for event in found.events] == [
        ("step", "2023-03-01"), ("step", "2023-03-20"), ("paper", "2023-04-05"), ("vote", "2023-06-15"),
    ]  # fmt: skip
    assert (found.unit, found.events[3].for_) == ("xã Mẫu Một", 20)


def test_a_blank_dossier_is_read_back_and_says_nothing(tmp_path: Path) -> None:
    out = tmp_path / "ho-so.yaml"
    words = [
        "--set",
        "xa-ntm-nang-cao",
        "--province",
        "Quảng Ninh",
        "--on",
        "2023-03-01",
        "--no-plugins",
        "-o",
        str(out),
    ]
    assert run(["dossier", "new", "--unit", 'xã "Quảng" La: #1', *words]) == 0
    found = NATIONAL.check_file(out, "2023-10-31")
    assert (found.dossier.unit, found.dossier.set) == ('xã "Quảng" La: #1', "vn/xa-ntm-nang-cao/2021")
    assert all(each.state == "open" for each in found.state.steps)
    assert run(["dossier", "new", "--unit", "xã Quảng La", *words]) == 3  # nothing is overwritten


def test_a_dossier_of_every_procedure_can_be_made_and_checked(tmp_path: Path) -> None:
    for name, one in NATIONAL.procedures.national.items():
        day = str(one.stage.from_)
        out = tmp_path / f"{name.replace('/', '-')}.yaml"
        ref = NATIONAL.set_of(one.sets[0], day).id
        unit = {"xa": "xã A", "huyen": "huyện A", "thi-xa": "thị xã A", "tinh": "tỉnh A"}[one.levels[0]]
        words = ["dossier", "new", "--set", ref, "--on", day, "--no-plugins", "-o", str(out), "--unit"]
        assert run([*words, "huyện A" if unit == "xã A" else "xã A"]) == 3
        assert run([*words, unit]) == 0
        assert NATIONAL.check_file(out, day).verdict is Verdict.UNDETERMINED


IMPOSSIBLE = (
    'step: y-kien-mat-tran, state: done, day: "2023-03-10"',
    'step: tu-danh-gia, state: done, day: "2023-03-20"',
    'paper: to-trinh, day: "2023-03-20"',
    'vote: hoi-dong, day: "2023-06-01", members: 10, present: 12, for: 9',
    'vote: hoi-dong, day: "2023-06-01", members: 10, for: 11',
    'vote: hoi-dong, day: "2023-06-01", for: 1',
    'decision: 1/QĐ, day: "2023-06-01", result: thu hồi',
    'statement: an-ninh-2022, day: "2023-06-01", answer: có',
    'statement: an-ninh-2022, day: "2023-06-01", answer: không',
    'step: hop-de-nghi, state: begun, day: "2023-05-02"',
    'step: hop-de-nghi, state: done, day: "2023-05-01"',
)


def test_what_cannot_be_is_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        NATIONAL.check_file(written(tmp_path, *IMPOSSIBLE), "2023-10-31")
    said = error.value.text("en")
    assert len(error.value.problems) == 10
    wanted = (
        "before the step it follows",
        "has no paper 'to-trinh'",
        "did you mean",
        "present 12",
        "for 11",
        "d.yaml:",
    )
    wanted += ("needs members", "without recognition before it", "two different results", "before it was begun")
    assert [words for words in wanted if words not in said] == []


UNREADABLE = (
    'step: tu-danh-gia, state: xogn, day: "2023-03-01"',
    'step: tu-danh-gia, state: done, day: "2023-02-30"',
    'step: tu-danh-gia, paper: to-trinh-xa, day: "2023-03-01"',
    'paper: to-trinh-xa, members: 3, day: "2023-03-01"',
    'statement: an-ninh-2022, answer: co le, day: "2023-03-01"',
    'decision: 1/QĐ, result: dat, day: "2023-03-01"',
)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (["vote: hoi-dong, members: 21, present: 20, for: 3, against: 17"], "không có ngày"),
        (["statement: an-ninh-2022, answer: không"], "không có ngày"),
        (["decision: 1234/QĐ-UBND, result: công nhận"], "không có ngày"),
        (["paper: to-trinh-xa, number: 12/TTr-UBND"], "không có ngày"),
        (["returned: tham-tra, reason: thiếu biên bản"], "không có ngày"),
        (['statement: an-ninh-2022, day: "2023-06-01"'], "không có câu trả lời"),
        (['decision: 1234/QĐ-UBND, day: "2023-06-01"'], "không có kết quả"),
        (
            [
                'vote: hoi-dong, day: "2023-06-15", members: 21, present: 20, for: 20',
                'vote: hoi-dong, day: "2023-06-15", members: 21, present: 20, for: 3',
            ],
            "hai kết quả khác nhau",
        ),
        (
            ['step: tham-tra, state: done, day: "2023-03-05"', 'step: hop-de-nghi, state: begun, day: "2023-03-10"'],
            "trước khi bắt đầu bước đi trước nó",
        ),
        (
            ['decision: 1/QĐ, day: "2023-04-01", result: công nhận', 'step: tham-tra, day: "2023-05-01"'],
            "trước bước đi trước nó",
        ),
        (
            ['decision: 1/QĐ, day: "2023-06-01", result: công nhận', 'step: quyet-dinh, day: "2023-06-02"'],
            "hai ngày khác nhau",
        ),
        (['step: tham-tra, day: "2023-02-28"'], "hồ sơ mở ngày 2023-03-01"),
        (['statement: no-dong, day: "2023-06-01", answer: không'], "không có điều kiện cần xác nhận"),
        (
            [
                'decision: 1/QĐ, day: "2023-06-01", result: công nhận',
                'decision: 2/QĐ, day: "2023-06-01", result: không công nhận',
            ],
            "hai kết quả khác nhau",
        ),
    ],
)
def test_what_is_half_told_or_contradicts_itself_is_refused(events: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        WITH_PACK.check_file(written(tmp_path, *events), "2023-06-30")
    assert [said in each.told("vi") for each in error.value.problems] == [True]


@pytest.mark.parametrize(("unit", "set_"), [("huyện Mẫu", "xa-ntm"), ("xã Mẫu Một", "huyen-ntm")])
def test_a_unit_is_of_the_level_of_its_set(unit: str, set_: str, tmp_path: Path) -> None:
    path = written(tmp_path, head=f'unit: {unit}\nprovince: An Giang\nset: {set_}\nbegun: "2023-03-01"\n')
    with pytest.raises(FiguresError) as error:
        WITH_PACK.check_file(path, "2023-06-30")
    assert "không thuộc cấp của bộ tiêu chí" in error.value.problems[0].told("vi")


@pytest.mark.parametrize("day", ["2026-06-01", "2019-06-01"])
def test_where_conditions_are_not_known_nobody_is_eligible(day: str) -> None:
    """The frame of 2026 and the model communes of 2018 name one condition; the others are holes."""
    key = "vn/xa-ntm" if day > "2026" else "vn/xa-ntm-kieu-mau"
    procedure = NATIONAL.procedure(f"{key}/{'2026' if day > '2026' else '2018'}", day)
    dossier = Dossier(unit="xã A", set=key)
    found = conditions_on(dossier, procedure, day, Known())
    assert any(each.condition.kind == "not_known" and each.verdict is Verdict.UNDETERMINED for each in found)


def test_after_a_decision_only_what_follows_it_is_next_and_nobody_waits_for_what_came_before(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'step: hop-de-nghi, state: done, day: "2023-04-05"',
        'decision: quyet-dinh, day: "2023-07-03", result: công nhận, number: 1234/QĐ-UBND',
    )
    found = WITH_PACK.check_file(path, "2023-12-29")
    assert found.state.next is not None
    assert found.state.next.step.id == "cong-bo"
    late = next(each for each in found.state.steps if each.step.id == "tham-tra")
    assert late.late == WITH_PACK.check_file(path, "2023-07-03").state.steps[3].late > 0
    assert "1234/QĐ-UBND" in found.text()


def test_a_refusal_may_be_followed_by_recognition(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'decision: 1/QĐ, day: "2023-05-01", result: không công nhận',
        'decision: 2/QĐ, day: "2023-08-01", result: công nhận',
    )
    outcomes = [WITH_PACK.check_file(path, day).state.outcome for day in ("2023-04-30", "2023-05-01", "2023-08-01")]
    assert outcomes == [None, "refused", "recognised"]


def test_a_list_of_events_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("unit: xã A\nset: xa-ntm\nname: x\nevents: xin chào\n", "utf-8")
    with pytest.raises(FiguresError) as error:
        read_dossier(path)
    assert [each.code for each in error.value.problems] == ["NTM109", "NTM587"]


def test_what_cannot_be_read_is_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        read_dossier(written(tmp_path, *UNREADABLE))
    assert [each.identity for each in error.value.problems] == [
        "NTM587.state", "NTM587.day", "NTM587.event", "NTM587.key", "NTM587.answer", "NTM587.result",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "no dossier"),
        ("unit: a\n", "has no set"),
        ("unit: a\nset: b\nevnts: []\n", "evnts"),
        ("", "no dossier"),
    ],
)
def test_what_is_no_dossier_is_an_error(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FiguresError) as error:
        read_dossier(path)
    assert said in error.value.text("en")


def test_data_fits_the_schema_in_every_state(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("hoan-thanh", "cham", "chua-xac-dinh"):
        words = ["dossier", "check", str(EXAMPLES / f"{name}.yaml"), "--on", "2023-10-31", "--no-plugins", "--json"]
        code = run([*words, "--pack", str(PACK)])
        data = json.loads(capsys.readouterr().out)
        jsonschema.validate(data, dossier_schema())
        assert code == {"met": 0, "not_met": 1, "undetermined": 2}[data["verdict"]]


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "ics"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_folder_in_every_form(form: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["dossier", "list", str(EXAMPLES), "--on", "2023-10-31", "--no-plugins", "--pack", str(PACK)]
    assert run([*words, "--format", form, "--lang", lang]) == 1
    said = capsys.readouterr().out
    names = ("Mẫu Hai", "Mẫu Ba", "Mẫu Một") if form != "ics" else ("Mẫu Hai", "Mẫu Ba")  # nothing is due any more
    order = [said.find(name) for name in names]
    assert order == sorted(order)  # late first, then what is due


def test_the_calendar_of_a_folder_is_an_icalendar(capsys: pytest.CaptureFixture[str]) -> None:
    icalendar = pytest.importorskip("icalendar")
    run(
        ["dossier", "list", str(EXAMPLES), "--on", "2023-10-31", "--no-plugins", "--pack", str(PACK), "--format", "ics"]
    )
    book = icalendar.Calendar.from_ical(capsys.readouterr().out)
    days = {str(each["summary"]): each["dtstart"].dt.isoformat() for each in book.walk("VEVENT")}
    assert days["xã Mẫu Hai – Hạn: Thẩm tra hồ sơ và mức độ đạt từng tiêu chí"] == "2023-09-19"


def test_a_folder_without_dossiers_is_an_error(tmp_path: Path) -> None:
    assert run(["dossier", "list", str(tmp_path), "--on", "2023-10-31", "--no-plugins"]) == 3


def test_a_day_before_the_dossier_was_begun_asks_its_own_procedure() -> None:
    found = WITH_PACK.check_file(EXAMPLES / "hoan-thanh.yaml", "2022-01-01")
    assert found.procedure.id == "vn/cong-nhan-xa/2022"
    assert all(each.state == "open" for each in found.state.steps)


def test_text_of_a_dossier_never_acts_on_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.yaml"
    path.write_text('unit: "xã \\e[2J A"\nset: xa-ntm\nevents:\n  - {reported: "\\e]0;x\\a"}\n', "utf-8")
    run(["dossier", "check", str(path), "--on", "2023-10-31", "--no-plugins"])
    assert "\x1b" not in capsys.readouterr().out


# Laws

STEPS = [each.id for each in PROCEDURE.steps]
DAY = st.integers(0, 400).map(lambda days: __import__("datetime").date.fromordinal(738_000 + days).isoformat())


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A possible dossier: each step is begun and done at most once, in the order of the procedure."""
    days = sorted(draw(st.lists(DAY, min_size=2 * len(STEPS), max_size=2 * len(STEPS))))
    events = []
    for index, step in enumerate(STEPS):
        for place, state in enumerate(("begun", "done")):
            if draw(st.booleans()):
                events.append(Event(step=step, state=state, day=days[2 * index + place]))
    events += [Event(paper=paper.id, day=draw(DAY)) for paper in PROCEDURE.papers if draw(st.booleans())]
    if draw(st.booleans()):
        events.append(Event(decision="1/QĐ", result="recognised", day=days[-1]))
    return Dossier(unit="xã A", set="vn/xa-ntm/2021", events=tuple(events), at=("",) * len(events))


@given(dossier=dossiers(), on=DAY, seed=st.randoms())
def test_the_state_does_not_depend_on_the_order_of_events(dossier: Dossier, on: str, seed: random.Random) -> None:
    shuffled = list(dossier.events)
    seed.shuffle(shuffled)
    other = attrs.evolve(dossier, events=tuple(shuffled))
    assert state_on(dossier, PROCEDURE, on, CALENDAR) == state_on(other, PROCEDURE, on, CALENDAR)


@given(dossier=dossiers(), on=DAY, cut=st.integers(0, 40))
def test_the_state_never_goes_back_when_events_are_added(dossier: Dossier, on: str, cut: int) -> None:
    fewer = attrs.evolve(dossier, events=dossier.events[: min(cut, len(dossier.events))], at=())
    assert state_on(fewer, PROCEDURE, on, CALENDAR).rank <= state_on(dossier, PROCEDURE, on, CALENDAR).rank


@given(dossier=dossiers(), days=st.tuples(DAY, DAY))
def test_without_a_late_step_on_a_day_there_was_none_before(dossier: Dossier, days: tuple[str, str]) -> None:
    earlier, later = sorted(days)
    if not state_on(dossier, PROCEDURE, later, CALENDAR).late:
        assert not state_on(dossier, PROCEDURE, earlier, CALENDAR).late


@given(dossier=dossiers(), on=DAY)
def test_a_term_in_working_days_ends_on_a_working_day(dossier: Dossier, on: str) -> None:
    for step in state_on(dossier, PROCEDURE, on, CALENDAR).steps:
        if step.deadline is not None and step.deadline.counted == "working":
            assert CALENDAR.is_working(step.deadline.day)


LABELS = [str(each) for each in range(1, 20)]


@given(
    met=st.sets(st.sampled_from(LABELS)), unmet=st.sets(st.sampled_from(LABELS)), gone=st.sets(st.sampled_from(LABELS))
)
def test_removing_a_figure_never_turns_a_verdict_into_its_contrary(
    met: set[str], unmet: set[str], gone: set[str]
) -> None:
    book = WITH_PACK.library.rulebook("vn/xa-ntm/2021", on="2023-06-01", province="An Giang")
    values = {label: Verdict.NOT_MET if label in unmet else Verdict.MET for label in met | unmet}

    def verdict(labels: set[str]) -> Verdict:
        entries = tuple(Entry(subject=each, value=values[each], as_of="2023-05-01") for each in sorted(labels))
        found = book.evaluate(UnitFigures(unit="xã A", entries=entries, province="An Giang"))  # type: ignore[attr-defined]
        dossier = Dossier(unit="xã A", set="vn/xa-ntm/2021")
        return conditions_on(dossier, PROCEDURE, "2023-06-01", Known(attainment=found))[0].verdict

    whole, fewer = verdict(set(values)), verdict(set(values) - gone)
    assert fewer in (whole, Verdict.UNDETERMINED)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("vn/xa-ntm", True),
        ("vn/xa-ntm/2021", True),
        ("vn/xa-ntm/2021/10.1", None),
        ("vn/xa-ntm/10", None),
        ("10", None),
    ],
)
def test_only_a_report_on_a_set_as_a_whole_is_a_recognition(subject: str, said: bool | None) -> None:
    unit = UnitFigures(unit="xã A", entries=(Entry(subject=subject, value=Verdict.MET, as_of="2023-05-01"),))
    assert recognised(unit, "2023-12-31") is said
    assert recognised(unit, "2023-01-01") is None


def test_figures_of_another_district_are_not_those_of_the_unit(tmp_path: Path) -> None:
    """The name is no key: what another commune of the name reached makes nobody eligible."""
    path = written(tmp_path, head=f"figures: {EXAMPLES / 'so-lieu.csv'}\n" + HEAD.replace("huyện Mẫu", "huyện Khác"))
    found = WITH_PACK.check_file(path, "2023-06-30")
    assert found.meets_set is Verdict.UNDETERMINED
    assert "không có xã Mẫu Một" in found.text()


def test_a_folder_lists_dossiers_by_state_those_in_csv_among_them(tmp_path: Path) -> None:
    """A dossier typed as CSV was passed over in silence; tables that lie beside dossiers are none."""
    written(tmp_path, 'step: tu-danh-gia, state: begun, day: "2023-03-01"')
    written(tmp_path, 'step: tu-danh-gia, state: begun, day: "2023-03-02"', name="e.yaml")
    head = "unit,set,within,province,day,step,state\n"
    (tmp_path / "c.csv").write_text(head + "xã B,xa-ntm,huyện M,An Giang,2023-03-01,tu-danh-gia,xong\n", "utf-8")
    (tmp_path / "s.csv").write_text(
        "unit,content,asked,returned,satisfied,not_satisfied\nxã B,chung,1,1,1,0\n", "utf-8"
    )
    found = WITH_PACK.check_folder(tmp_path, "2023-06-30")
    assert sorted(each.dossier.name for each in found) == ["c.csv", "d.yaml", "e.yaml"]
    assert [len(group) for _, group in by_state(found)] in ([3], [1, 2], [2, 1])
    assert any("d.yaml, e.yaml" in line.text for line in list_lines(found))


def test_all_that_is_wrong_in_a_folder_is_told_at_once_with_its_file(tmp_path: Path) -> None:
    written(tmp_path, head=HEAD.replace("An Giang", "An Giangg"))
    written(tmp_path, head=HEAD.replace("xa-ntm", "xa-ntmm"), name="e.yaml")
    written(tmp_path, "step: khong-co", name="f.yaml")
    with pytest.raises(FiguresError) as error:
        NATIONAL.check_folder(tmp_path, "2023-06-30")
    assert [str(each.where).partition(":")[0] for each in error.value.problems] == ["d.yaml", "e.yaml", "f.yaml"]
