"""A safe way to drive durable-rules 2.0.28.

Outside a narrow way of use it gives wrong verdicts without an error, hangs, or ends the process; this module keeps to
that way and refuses the rest. So: its C module without its own host (which starts threads), one ruleset of at most
500 rules, only rules of one shape over ASCII words, one engine session at a time under a lock, an opening fact whose
rule always fires (a session in which nothing has fired cannot be deleted), every result code checked, the session
deleted in the end, nothing retracted ever (there is no truth maintenance).
"""

from __future__ import annotations

import importlib
import json
import os
import threading
import weakref
from collections.abc import Iterable
from functools import cache
from typing import Any

from ntmrules.engine.forward.conclusions import Board
from ntmrules.engine.forward.network import Network
from ntmrules.engine.forward.rules import ATTRIBUTES, FLAGS, MOST_RULES, Fact, Rule, fault

SESSION = "s"
OPENING = "opening"
WORDS = frozenset(("y", OPENING, *FLAGS))
LOCK = threading.Lock()
SEEN = 2
RESULTS = {1: "no rule wanted it", SEEN: "taken for one seen before", 3: "put off"}


def _new_lock() -> None:
    """Give a forked child a lock of its own: the parent's may have been held when it was copied."""
    global LOCK  # noqa: PLW0603
    LOCK = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)


@cache
def engine() -> Any | None:
    """Return the C module of durable-rules, or nothing where it is not installed or does not import (Python 3.13)."""
    try:
        return importlib.import_module("durable_rules_engine")
    except ImportError:
        return None


def fnv(text: str) -> int:
    """Return the 32-bit hash by which durable-rules tells facts and sessions apart."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def check_ids(ids: Iterable[str]) -> None:
    """Refuse ids that durable-rules would take for one another, or that are not plain ASCII words.

    Raises ``ForwardError`` NTM022.
    """
    seen: dict[int, str] = {}
    for each in ids:
        if not (each.isascii() and each.isprintable() and each) or '"' in each or "\\" in each:
            raise fault("NTM022.word", id=each)
        other = seen.setdefault(fnv(each), each)
        if other != each:
            raise fault("NTM022.alike", one=other, other=each)


def check_shape(definition: dict[str, Any]) -> None:
    """Refuse a ruleset with any rule but those on one message, by equality of words, with ``count`` or ``cap``.

    Raises ``ForwardError`` NTM023.
    """
    if len(definition) > MOST_RULES:
        raise fault("NTM023.many", count=len(definition), most=MOST_RULES)
    for name, rule in definition.items():
        if not _fits(rule):
            raise fault("NTM023.shape", name=name)


def _fits(rule: Any) -> bool:
    """Tell whether a rule is just ``{all: [{m: {$and: [{p: word}, {attribute: word}]}}], count | cap, pri}``."""
    if not isinstance(rule, dict) or len(rule) != 3 or not isinstance(rule.get("all"), list):
        return False
    limits = [rule[key] for key in ("count", "cap") if key in rule]
    numbers = [*limits, rule.get("pri")]
    if (
        len(limits) != 1
        or any(type(number) is not int or not 0 <= number <= 65_000 for number in numbers)
        or not limits[0]
    ):
        return False
    if len(rule["all"]) != 1 or not isinstance(rule["all"][0], dict) or set(rule["all"][0]) != {"m"}:
        return False
    condition = rule["all"][0]["m"]
    if not isinstance(condition, dict) or set(condition) != {"$and"} or not isinstance(condition["$and"], list):
        return False
    tests = condition["$and"]
    if len(tests) != 2 or any(not isinstance(test, dict) or len(test) != 1 for test in tests):
        return False
    (one, place), (two, word) = (next(iter(test.items())) for test in tests)
    words = isinstance(place, str) and place.isascii() and isinstance(word, str) and word in WORDS
    return words and one == "p" and two in ATTRIBUTES


def definition_of(rules: list[Rule]) -> dict[str, Any]:
    """Return the rules of one ruleset as durable-rules reads them; ``r0`` is the first to be tried."""

    def shape(place: str, attribute: str, word: str, pri: int, **limit: int) -> dict[str, Any]:
        return {"all": [{"m": {"$and": [{"p": place}, {attribute: word}]}}], "pri": pri, **limit}

    made = {OPENING: shape("#", "v", OPENING, 0, count=1)}
    for position, rule in enumerate(rules):
        limit = {"count": rule.count} if rule.count else {"cap": rule.cap}
        made[f"r{position}"] = shape(f"n{rule.node}", rule.attribute, rule.value, rule.pri, **limit)
    return made


def fact_text(token: int, node: int, word: str) -> str:
    """Return a fact as durable-rules reads it."""
    up, down, waiting = FLAGS[word]
    return json.dumps(
        {"id": f"e{token}", "sid": SESSION, "p": f"n{node}", "v": word, "up": up, "down": down, "open": waiting}
    )


# The allocator of glibc gives the memory of a session back to the system and fetches it again for the next one, which
# takes longer than the session. Having freed one great block it keeps as much in hand: so a great session comes first.
GREAT = 600
_held: list[bool] = []

OPENING_FACT = json.dumps({"id": "#", "sid": SESSION, "p": "#", "v": OPENING})


class Durable:
    """Runs the rulesets of one network in durable-rules; they are given back when the network is."""

    kind = "durable"

    def __init__(self, network: Network) -> None:
        found = engine()
        if found is None:
            raise fault("NTM024")
        self.engine = found
        self.network = network
        check_ids([SESSION, "#", *(f"e{token}" for token in range(len(network.node_of)))])
        definitions = [definition_of(rules) for rules in network.rulesets]
        for each in definitions:
            check_shape(each)
        self.texts = {
            (token, word): fact_text(token, node, word)
            for token, node in enumerate(network.node_of)
            for word in network.words_on(token)
        }
        self.handles: list[int] = []
        # Not at the end of the process, which frees all of it: a daemon thread may be within a session even then.
        weakref.finalize(self, _release, found, self.handles).atexit = False
        with LOCK:
            for index, each in enumerate(definitions):
                self.handles.append(found.create_ruleset(f"ntmrules-{id(self)}-{index}", json.dumps(each)))
                self._session(Board(network), index, [])  # the first session of a ruleset: nothing hangs on it yet
            if not _held:
                _held.append(True)
                self._great_session(self.handles[0])

    def run(self, facts: Iterable[Fact]) -> Board:
        """Conclude all that follows from ``facts``; see :class:`ntmrules.engine.forward.agenda.Agenda`."""
        board = Board(self.network)
        board.give(facts)
        with LOCK:
            for index, pending in enumerate(board.pending):
                self._session(board, index, pending)
        return board

    def _session(self, board: Board, index: int, facts: list[Fact]) -> None:
        """Run one engine session from its opening to its deletion; the lock is held."""
        rules, found, handle = self.network.rulesets[index], self.engine, self.handles[index]
        place = self._open(handle)
        try:
            for fact in facts:
                self._tell(handle, self.texts[fact])
            while (message := found.complete_and_start_action(handle, place)) is not None:
                ((name, matched),) = json.loads(message).items()
                taken = [matched["m"]] if isinstance(matched, dict) else [each["m"] for each in matched]
                pairs = [(int(each["id"][1:]), each["v"]) for each in taken]
                for fact in board.fire(rules[int(name[1:])], pairs, index):
                    self._tell(handle, self.texts[fact])
        finally:
            found.delete_state(handle, SESSION)

    def _open(self, handle: int) -> int:
        """Open a session and return its place; the opening rule has fired, so that it can be deleted.

        Where one still stands open, its run was cut off: by Ctrl-C outside ``try``, or by a fork while another thread
        was in the midst of it. Nothing of it may reach this run, and it too has to have fired before it is deleted.
        """
        code, place = self.engine.assert_fact(handle, OPENING_FACT)
        if code == SEEN:
            self.engine.start_action_for_state(handle, place)
            self.engine.delete_state(handle, SESSION)
            place = self._tell(handle, OPENING_FACT)
        elif code:
            raise fault("NTM025.session", result=RESULTS.get(code, code))
        started = self.engine.start_action_for_state(handle, place)
        if started is None or not started[1].startswith(f'{{"{OPENING}"'):
            raise fault("NTM025.session", result="?")
        return place  # type: ignore[no-any-return]

    def _great_session(self, handle: int) -> None:
        """Hold a session of many facts that mean nothing, and delete it undone."""
        self._open(handle)
        try:
            for number in range(GREAT):
                self._tell(handle, json.dumps({"id": f"w{number}", "sid": SESSION, "p": "#", "v": OPENING}))
        finally:
            self.engine.delete_state(handle, SESSION)

    def _tell(self, handle: int, text: str) -> int:
        code, place = self.engine.assert_fact(handle, text)
        if code:
            raise fault("NTM025.fact", fact=text, result=RESULTS.get(code, code))
        return place  # type: ignore[no-any-return]


def _release(found: Any, handles: list[int]) -> None:
    while handles:
        found.delete_ruleset(handles.pop())


__all__ = ["Durable", "check_ids", "check_shape", "definition_of", "engine", "fnv"]
