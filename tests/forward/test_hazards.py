"""What durable-rules does wrong in silence, and that none of it can reach a verdict."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from forward.nets import facts, fan

import ntmrules
from ntmrules.engine.forward import durable as durable_driver
from ntmrules.engine.forward import engine as forward
from ntmrules.engine.forward.conclusions import Board
from ntmrules.engine.forward.durable import Durable, check_ids, check_shape, engine, fact_text
from ntmrules.engine.forward.rules import FLAGS, MET, NOT_MET, ForwardError
from ntmrules.errors import UsageError
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.conformance import rulebooks_of

ROOT = Path(__file__).parents[2]
durable_only = pytest.mark.skipif(engine() is None, reason="durable-rules does not import here")


def book_of(ref: str) -> Rulebook:
    """Return the latest rulebook of a set, made anew; weak evidence is taken, so that as much as can be is decided."""
    library = ntmrules.Library(plugins=())
    day = list(rulebooks_of(library, ref))[-1].on
    return library.rulebook(ref, on=day, evidence_floor=Floor.RECALL_LOW)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return ntmrules.Library(plugins=()).rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")


@pytest.fixture(scope="module")
def unit() -> UnitFigures:
    return ntmrules.read_figures(ROOT / "examples" / "mau.csv").units[0]


class Recording:
    """The C module, with every call of it written down."""

    def __init__(self, found: Any) -> None:
        self.found = found
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any) -> Any:
            self.calls.append((name, given))
            return getattr(self.found, name)(*given)

        return call

    def given(self, name: str) -> list[Any]:
        """Return the last argument of every call of ``name``."""
        return [given[-1] for called, given in self.calls if called == name]


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Recording:
    spy = Recording(engine())
    monkeypatch.setattr(durable_driver, "engine", lambda: spy)
    return spy


STRANGE = "đơn vị 76,5 đạt 😀 1e-05"


def strange(book: Rulebook) -> UnitFigures:
    """Return figures with numbers, dates and texts of a user wherever there can be one."""
    details = {
        "source": f"báo cáo {STRANGE}",
        "note": '"},{"v":"met"',
        "at": "tệp.csv:1:1",
        "as_of": f"{book.on.year}-01-01",
    }
    entries = []
    for measure in book.measures.values():
        value = Verdict.MET if measure.kind is MeasureKind.YES_NO else Decimal(1)
        entries.append(Entry(subject=measure.id, value=value, **details))
    entries += [Entry(subject=heading.id, value=Verdict.NOT_APPLICABLE, **details) for heading in book.headings[::2]]
    return UnitFigures(unit=STRANGE, entries=tuple(entries), within="huyện \ud800", level=book.set.level)


@durable_only
@pytest.mark.parametrize("ref", [header.id for header in ntmrules.Library(plugins=()).sets()])
def test_only_ascii_words_enter_the_engine(ref: str, recorded: Recording) -> None:
    book = book_of(ref)
    unit = strange(book)
    assert book.evaluate(unit, engine="forward/durable").trace == book.evaluate(unit).trace
    facts_ = [json.loads(text) for text in recorded.given("assert_fact")]
    assert len(facts_) > 10
    for text, fact in zip(recorded.given("assert_fact"), facts_, strict=True):
        assert text.isascii()
        assert all(type(value) is str for value in fact.values())
        if fact["p"] != "#":  # the fact that opens a session, and those of the great one that mean nothing
            assert set(fact) == {"id", "sid", "p", "v", "up", "down", "open"}  # no attribute is ever missing
            assert re.fullmatch(r"e\d+ s n\d+", f"{fact['id']} {fact['sid']} {fact['p']}")
            assert fact["v"] in FLAGS
    for text in recorded.given("create_ruleset"):
        assert text.isascii()
        check_shape(json.loads(text))
    assert all(name.isascii() for called, (name, _) in recorded.calls if called == "create_ruleset")


@durable_only
def test_the_engine_is_only_opened_told_asked_and_closed(recorded: Recording, unit: UnitFigures) -> None:
    book = ntmrules.Library(plugins=()).rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")
    for _ in range(3):
        book.evaluate(unit, engine="forward/durable")
    names = [name for name, _ in recorded.calls]
    assert set(names) == {  # nothing is retracted, no batch handed in, no event, no timer, no host
        "create_ruleset", "assert_fact", "start_action_for_state", "complete_and_start_action", "delete_state",
    }  # fmt: skip
    depth, deepest = 0, 0
    for name in names:
        depth += (name == "start_action_for_state") - (name == "delete_state")
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 1)  # one session at a time, each of them deleted
    assert names.count("create_ruleset") == len(book.memo("forward", None).strand("").network.rulesets)  # and once


@durable_only
def test_the_layers_above_the_c_module_are_never_imported() -> None:
    said = run_script(after="print(sorted(name for name in sys.modules if name.startswith('durable')))")
    assert said.splitlines()[-1] == "['durable_rules_engine']"


@durable_only
def test_the_engine_takes_ids_of_one_hash_for_one_fact_and_the_check_knows_which() -> None:
    network = fan(2, 2)
    machine = Durable(network)
    one, other = network.joins[0].edges
    for token, name in ((one, "VN-162789"), (other, "VN-379192")):
        machine.texts[token, MET] = machine.texts[token, MET].replace(f'"e{token}"', f'"{name}"')
    with pytest.raises(ForwardError, match="taken for one seen before"):
        machine.run(facts(network, (MET, MET)))
    check_ids(f"e{number}" for number in range(100_000))  # ids as they are given share none, however great the network


@durable_only
def test_a_fact_that_no_rule_wants_is_an_error_and_the_next_run_is_right() -> None:
    network = fan(2, 2)
    machine = Durable(network)
    edge = network.joins[0].edges[0]
    right, machine.texts[edge, MET] = machine.texts[edge, MET], fact_text(edge, 99, MET)
    with pytest.raises(ForwardError, match="no rule wanted it"):
        machine.run(facts(network, (MET, MET)))
    machine.texts[edge, MET] = right
    assert machine.run(facts(network, (MET, MET))).concluded == [MET]


@durable_only
def test_a_fact_that_comes_twice_is_an_error() -> None:
    network = fan(2, 2)
    with pytest.raises(ForwardError, match="taken for one seen before"):
        Durable(network).run([*facts(network, (MET, MET)), facts(network, (MET, MET))[0]])


@durable_only
def test_an_error_while_concluding_comes_out_and_the_next_run_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    network = fan(2, 2)
    machine = Durable(network)

    def fails(*_: Any) -> Any:
        raise RuntimeError("while concluding")

    with monkeypatch.context() as patched:
        patched.setattr(Board, "fire", fails)
        for _ in range(50):
            with pytest.raises(RuntimeError, match="while concluding"):
                machine.run(facts(network, (MET, MET)))
    assert machine.run(facts(network, (MET, NOT_MET))).concluded == [NOT_MET]


@durable_only
def test_a_session_without_facts_opens_and_closes() -> None:
    network = fan(2, 2)
    machine = Durable(network)
    for _ in range(200):  # deleted with no rule fired, such a session ends the process
        assert machine.run([]).concluded == [None]


@durable_only
def test_no_thread_is_started_and_threads_may_evaluate_at_once(book: Rulebook, unit: UnitFigures) -> None:
    expected = book.evaluate(unit)
    before = threading.active_count()
    assert book.evaluate(unit, engine="forward/durable").trace == expected.trace
    assert threading.active_count() == before
    wrong: list[str] = []

    def work() -> None:
        found = [book.evaluate(unit, engine="forward/durable").trace for _ in range(30)]
        wrong.extend(threading.current_thread().name for trace in found if trace != expected.trace)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert wrong == []


@durable_only
def test_threads_that_meet_at_the_first_use_of_several_rulebooks_are_all_right(unit: UnitFigures) -> None:
    library = ntmrules.Library(plugins=())
    days = ("2022-12-31", "2023-10-31", "2024-06-30")
    books = [library.rulebook("xa-ntm", on=day, province="Quảng Ninh") for day in days]
    expected = [book.evaluate(unit).trace for book in books]
    start = threading.Barrier(6)
    wrong: list[object] = []

    def work(first: int) -> None:
        start.wait()
        for turn in range(first, first + 9):
            place = turn % len(books)
            try:
                found = books[place].evaluate(unit, engine="forward/durable")
                session = books[place].session(unit, inference="durable")
                if not found.trace == session.attainment().trace == expected[place]:
                    wrong.append(days[place])
            except BaseException as error:  # noqa: BLE001  # a thread's error would be lost
                wrong.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        workers = [threading.Thread(target=work, args=[first]) for first in range(6)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


@durable_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_evaluates_though_the_parent_held_the_lock(book: Rulebook, unit: UnitFigures) -> None:
    expected = str(book.evaluate(unit, engine="forward/durable").tally)
    with durable_driver.LOCK:
        child = os.fork()
        if not child:
            same = str(book.evaluate(unit, engine="forward/durable").tally) == expected
            os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


class Interrupting:
    """The C module, but the call with this number is interrupted before or after it is made, as Ctrl-C would."""

    def __init__(self, found: Any, at: int, *, after: bool) -> None:
        self.found, self.at, self.after, self.calls = found, at, after, 0

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any) -> Any:
            self.calls += 1
            if self.calls == self.at and not self.after:
                raise KeyboardInterrupt
            said = getattr(self.found, name)(*given)
            if self.calls == self.at:
                raise KeyboardInterrupt
            return said

        return call


@durable_only
@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_whatever_call_is_interrupted_the_next_run_is_right(after: bool) -> None:
    network = fan(3, 2)
    machine = Durable(network)
    found, words = machine.engine, (MET, NOT_MET, MET)
    whole = Interrupting(found, 0, after=after)
    machine.engine = whole
    expected = machine.run(facts(network, words)).firings
    assert whole.calls > 8
    for at in range(1, whole.calls + 1):
        machine.engine = Interrupting(found, at, after=after)
        with pytest.raises(KeyboardInterrupt):
            machine.run(facts(network, (MET, MET, MET)))
        machine.engine = found
        assert machine.run(facts(network, words)).firings == expected, at


@durable_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_forked_in_the_middle_of_a_session_evaluates_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    network = fan(2, 2)
    machine = Durable(network)
    begun, go_on = threading.Event(), threading.Event()
    fire = Board.fire

    def slow(*given: Any) -> Any:
        begun.set()
        go_on.wait(10)
        return fire(*given)

    with monkeypatch.context() as patched:
        patched.setattr(Board, "fire", slow)
        other = threading.Thread(target=machine.run, args=[facts(network, (MET, MET))])
        other.start()
        assert begun.wait(10)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside a thread is what is tested here
            child = os.fork()
        if not child:
            go_on.set()
            code = 1
            try:
                code = int(machine.run(facts(network, (MET, NOT_MET))).concluded != [NOT_MET])
            finally:
                os._exit(code)
        go_on.set()
        other.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert machine.run(facts(network, (MET, NOT_MET))).concluded == [NOT_MET]


@durable_only
def test_rulesets_are_given_back_with_their_network(monkeypatch: pytest.MonkeyPatch) -> None:
    found, given_back = engine(), []
    assert found is not None
    names = ("assert_fact", "start_action_for_state", "complete_and_start_action", "delete_state", "create_ruleset")
    spy = SimpleNamespace(**{name: getattr(found, name) for name in names})
    spy.delete_ruleset = lambda handle: (given_back.append(handle), found.delete_ruleset(handle))
    monkeypatch.setattr(durable_driver, "engine", lambda: spy)
    machine = Durable(fan(2, 2))
    handles = list(machine.handles)
    assert given_back == []
    del machine
    gc.collect()
    assert given_back == handles


def test_without_durable_rules_our_agenda_infers_and_says_so(
    book: Rulebook, unit: UnitFigures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "engine", lambda: None)
    found = book.evaluate(unit, engine="forward")
    assert found.engine == "forward/agenda"
    assert found.trace == book.evaluate(unit).trace
    with pytest.raises(UsageError, match="NTM002 durable-rules does not import here"):
        book.evaluate(unit, engine="forward/durable")
    with pytest.raises(UsageError, match="NTM002"):
        book.session(unit, inference="durable")


SCRIPT = """
import json, locale, os, sys
import ntmrules
from ntmrules.engine.forward.durable import engine

def fires():
    # What the engine makes of a number: is 76.1 at least 76.5? Nothing is deleted, for nothing may have fired.
    handle = engine().create_ruleset("control", json.dumps({"r": {"all": [{"m": {"$gte": {"x": 76.5}}}]}}))
    return engine().assert_fact(handle, json.dumps({"id": "1", "sid": "1", "x": 76.1}))[0] == 0

assert not fires()
if len(sys.argv) > 1:
    locale.setlocale(locale.LC_ALL, sys.argv[1])
    assert locale.localeconv()["decimal_point"] == ",", locale.localeconv()
    assert fires(), "the engine compares numbers rightly here, so this locale puts nothing to the test"
book = ntmrules.Library(plugins=()).rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")
unit = ntmrules.read_figures("examples/mau.csv").units[0]
core = book.evaluate(unit)
for _ in range(100):
    found = book.evaluate(unit, engine="forward/durable")
    assert found.trace == core.trace and found.tally == core.tally
print(found.engine, found.tally)
"""


def run_script(*argv: str, after: str = "", **environment: str) -> str:
    """Run the script in a process of its own and return what it says."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environment}
    done = subprocess.run([sys.executable, "-c", SCRIPT + after, *argv], cwd=ROOT, env=env, capture_output=True,
                          text=True, check=False, encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


INSTALLED = ("vi_VN.UTF-8", "vi_VN", "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", "es_ES.UTF-8", "it_IT.UTF-8")


@pytest.fixture(scope="module")
def decimal_comma(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """A locale with a decimal comma: made here, else one that is installed; without either the tests are skipped."""
    folder = tmp_path_factory.mktemp("locale")
    localedef = shutil.which("localedef")
    if localedef is not None:
        made = folder / "vi_VN.UTF-8"
        subprocess.run([localedef, "-i", "vi_VN", "-f", "UTF-8", str(made)], capture_output=True, check=False)
        if made.is_dir():
            return "vi_VN.UTF-8", {"LOCPATH": str(folder)}
    try_ = (
        "import locale, sys; locale.setlocale(locale.LC_ALL, sys.argv[1]); print(locale.localeconv()['decimal_point'])"
    )
    for name in INSTALLED:
        done = subprocess.run([sys.executable, "-c", try_, name], capture_output=True, text=True, check=False)
        if done.stdout.strip() == ",":
            return name, {}
    return pytest.skip("no locale with a decimal comma: neither localedef with the sources of vi_VN, nor one installed")


@durable_only
def test_verdicts_are_the_same_under_a_decimal_comma_locale(decimal_comma: tuple[str, dict[str, str]]) -> None:
    name, environment = decimal_comma
    assert run_script(name, **environment) == run_script()


@durable_only
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a setting of glibc")
def test_verdicts_are_the_same_when_freed_memory_is_filled() -> None:
    assert run_script(MALLOC_PERTURB_="165") == run_script()


def resident() -> int:
    """Return the memory of this process that is in use, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def stays_flat(book: Rulebook, unit: UnitFigures, times: int) -> None:
    for _ in range(300):
        book.evaluate(unit, engine="forward/durable")
    gc.collect()
    before = resident()
    for _ in range(times):
        book.evaluate(unit, engine="forward/durable")
    gc.collect()
    assert resident() - before < 8 * 1024 * 1024  # one session that is not deleted holds a megabyte


@durable_only
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_evaluations_leave_memory_flat(book: Rulebook, unit: UnitFigures) -> None:
    stays_flat(book, unit, 700)


@durable_only
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_a_hundred_thousand_evaluations_leave_memory_flat(book: Rulebook, unit: UnitFigures) -> None:
    stays_flat(book, unit, 100_000)
