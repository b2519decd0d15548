"""What durable-rules does wrong in silence, and that none of it can reach a verdict."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from forward.nets import facts, fan

import ntmrules
from ntmrules.engine import durable_driver, forward
from ntmrules.engine.board import Board
from ntmrules.engine.durable_driver import Durable, check_ids, check_shape, definition_of, engine, fact_text, fnv
from ntmrules.engine.rules import FLAGS, MET, NOT_MET, ForwardError
from ntmrules.errors import UsageError
from ntmrules.model.figures import UnitFigures
from ntmrules.rulebook import Rulebook

ROOT = Path(__file__).parents[2]
durable_only = pytest.mark.skipif(engine() is None, reason="durable-rules does not import here")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return ntmrules.Library().rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")


@pytest.fixture(scope="module")
def unit() -> UnitFigures:
    return ntmrules.read_figures(ROOT / "examples" / "mau.csv").units[0]


def shape(**changes: Any) -> dict[str, Any]:
    return {"all": [{"m": {"$and": [{"p": "n1"}, {"v": "met"}]}}], "count": 2, "pri": 1, **changes}


def on(*tests: Any) -> dict[str, Any]:
    return shape(all=[{"m": {"$and": list(tests)}}])


FORBIDDEN = {
    "a number as threshold": on({"$gte": {"p": 80}}, {"v": "met"}),
    "a number compared for equality": on({"p": 1}, {"v": "met"}),
    "a text of a user": on({"p": "n1"}, {"v": "đạt"}),
    "a word that is no verdict": on({"p": "n1"}, {"v": "76.5"}),
    "an attribute of its own": on({"p": "n1"}, {"ty-le": "met"}),
    "or": shape(all=[{"m": {"$or": [{"p": "n1"}, {"v": "met"}]}}]),
    "not": on({"p": "n1"}, {"$not": [{"v": "met"}]}),
    "absence (none)": shape(all=[{"m$not": {"$and": [{"p": "n1"}, {"v": "met"}]}}]),
    "a missing attribute (-m.x)": on({"p": "n1"}, {"$nex": {"v": 1}}),
    "arithmetic": on({"p": "n1"}, {"v": {"$add": {"$l": "v", "$r": 1}}}),
    "a reference to another fact": on({"p": "n1"}, {"v": {"c_0": "v"}}),
    "several facts joined": shape(all=[{"m": {"$and": [{"p": "n1"}, {"v": "met"}]}}] * 2),
    "any instead of all": {"any": shape()["all"], "count": 2, "pri": 1},
    "one condition": on({"p": "n1"}),
    "three conditions": on({"p": "n1"}, {"v": "met"}, {"up": "y"}),
    "no count and no cap": {key: value for key, value in shape().items() if key != "count"},
    "count and cap": shape(cap=2),
    "count nought": shape(count=0),
    "count as text": shape(count="2"),
    "count as yes": shape(count=True),
    "a priority that wraps": shape(pri=-1),
    "no priority": {key: value for key, value in shape().items() if key != "pri"},
    "a span of time": shape(span=5),
    "no rule at all": [],
}


@pytest.mark.parametrize("rule", FORBIDDEN.values(), ids=FORBIDDEN)
def test_every_other_shape_of_rule_is_refused(rule: Any) -> None:
    with pytest.raises(ForwardError, match="NTM023"):
        check_shape({"r0": rule})


def test_the_shapes_in_use_pass_the_check() -> None:
    check_shape({"r0": shape()})
    for n, k in ((3, 3), (3, 1), (4, 2)):
        check_shape(definition_of(fan(n, k, kind="criterion", report=True).rulesets[0]))


def test_more_rules_than_durable_rules_bears_are_refused_before_it_hangs() -> None:
    with pytest.raises(ForwardError, match="NTM023 501 rules"):
        check_shape({f"r{number}": shape() for number in range(501)})


def test_ids_with_the_same_hash_are_refused() -> None:
    assert fnv("VN-162789") == fnv("VN-379192")  # two sessions of these ids would be one
    with pytest.raises(ForwardError, match="cannot tell 'VN-162789' and 'VN-379192' apart"):
        check_ids(["VN-1", "VN-162789", "VN-379192"])


@pytest.mark.parametrize("name", ["đường", "", 'a"b', "a\\b", "a\nb"])
def test_ids_that_are_no_plain_words_are_refused(name: str) -> None:
    with pytest.raises(ForwardError, match="NTM022"):
        check_ids([name])


@durable_only
def test_only_ascii_words_enter_the_engine(book: Rulebook, unit: UnitFigures) -> None:
    book.evaluate(unit, engine="forward/durable")
    strand = book.memo("forward", None).strand("")
    texts = list(strand.machine("durable").texts.values())
    assert len(texts) > 300
    for text in texts:
        fact = json.loads(text)
        assert text.isascii()
        assert all(type(value) is str for value in fact.values())
        assert set(fact) == {"id", "sid", "p", "v", "up", "down", "open"}
        assert fact["v"] in FLAGS


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
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_evaluates_though_the_parent_held_the_lock(book: Rulebook, unit: UnitFigures) -> None:
    expected = str(book.evaluate(unit, engine="forward/durable").tally)
    with durable_driver.LOCK:
        child = os.fork()
        if not child:
            same = str(book.evaluate(unit, engine="forward/durable").tally) == expected
            os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


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
import locale, os, sys
import ntmrules
if len(sys.argv) > 1:
    locale.setlocale(locale.LC_ALL, sys.argv[1])
    assert locale.localeconv()["decimal_point"] == ",", locale.localeconv()
book = ntmrules.Library().rulebook("xa-ntm", on="2023-10-31", province="Quảng Ninh")
unit = ntmrules.read_figures("examples/mau.csv").units[0]
core = book.evaluate(unit)
for _ in range(100):
    found = book.evaluate(unit, engine="forward/durable")
    assert found.trace == core.trace and found.tally == core.tally
print(found.engine, found.tally)
"""


def run_script(*argv: str, **environment: str) -> str:
    """Run the script in a process of its own and return what it says."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environment}
    done = subprocess.run([sys.executable, "-c", SCRIPT, *argv], cwd=ROOT, env=env, capture_output=True, text=True,
                          check=False, encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@durable_only
def test_verdicts_are_the_same_under_a_decimal_comma_locale(tmp_path: Path) -> None:
    localedef = shutil.which("localedef")
    if localedef is None:
        pytest.skip("no localedef to make a locale with a decimal comma")
    made = tmp_path / "vi_VN.UTF-8"
    done = subprocess.run([localedef, "-i", "vi_VN", "-f", "UTF-8", str(made)], capture_output=True, check=False)
    if not made.is_dir():
        pytest.skip(f"the sources of the locale vi_VN are not installed: {done.stderr.decode(errors='replace')[:80]}")
    assert run_script("vi_VN.UTF-8", LOCPATH=str(tmp_path)) == run_script()


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
