"""Engines: one protocol, the same answers.

``evaluate(rulebook, figures) -> Attainment``, pure: no clock, no file, no network.
"""

from __future__ import annotations

from typing import Protocol

from ntmrules.errors import UsageError, problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ntmrules.model.attainment import Attainment
    from ntmrules.model.figures import UnitFigures
    from ntmrules.model.rulebook import Rulebook

ENGINES = ("core", "forward", "forward/durable", "forward/agenda")


class Engine(Protocol):
    """What every engine offers."""

    name: str

    def evaluate(self, rulebook: Rulebook, figures: UnitFigures) -> Attainment:
        """Judge one unit."""


def engine_named(name: str) -> Engine:
    """Return the engine ``name``; ``UsageError`` NTM002 if there is none."""
    if name == "core":
        from ntmrules.engine.core.program import CORE

        return CORE
    if name in ENGINES:
        from ntmrules.engine.forward.engine import FORWARD

        return FORWARD[name.partition("/")[2] or None]
    raise UsageError(problem("NTM002.engine", name=name, known=" | ".join(ENGINES), near=(name, ENGINES)))
