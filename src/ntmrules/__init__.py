"""Criteria sets of Vietnam's New Rural Development programme as rules, with an explanation for every verdict.

Importing reads no file and scans no plugin; each name is fetched when it is first used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ntmrules._version import __version__

if TYPE_CHECKING:
    from ntmrules.engine.forward.session import Change, Step
    from ntmrules.errors import (
        CatalogError,
        DateError,
        FiguresError,
        NtmRulesError,
        PluginError,
        Problem,
        UnitError,
        UsageError,
    )
    from ntmrules.face.attainment import Attainment
    from ntmrules.face.recognition import Dossiers
    from ntmrules.face.rulebook import Rulebook
    from ntmrules.face.session import Session
    from ntmrules.figures.read import read_figures
    from ntmrules.library import Library
    from ntmrules.model.evidence import Decision, Evidence, Floor
    from ntmrules.model.figures import Entry, FigureTable, UnitFigures
    from ntmrules.model.firing import Firing
    from ntmrules.model.sets import CriteriaSet
    from ntmrules.model.trace import Node
    from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Tallies, Tally, Verdict
    from ntmrules.progress.history import History, read_history
    from ntmrules.verbs import audit

_HOME = {
    "model.firing": ("Firing",),
    "engine.forward.session": ("Change", "Step"),
    "errors": (
        "CatalogError", "DateError", "FiguresError", "NtmRulesError", "PluginError", "Problem",
        "UnitError", "UsageError",
    ),
    "face.attainment": ("Attainment",),
    "face.recognition": ("Dossiers",),
    "face.rulebook": ("Rulebook",),
    "face.session": ("Session",),
    "figures.read": ("read_figures",),
    "library": ("Library",),
    "model.evidence": ("Decision", "Evidence", "Floor"),
    "model.figures": ("Entry", "FigureTable", "UnitFigures"),
    "model.sets": ("CriteriaSet",),
    "model.trace": ("Node",),
    "model.verdicts": ("Basis", "Reason", "ReasonCode", "Tallies", "Tally", "Verdict"),
    "progress.history": ("History", "read_history"),
    "verbs": ("audit",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Attainment",
    "Basis",
    "CatalogError",
    "Change",
    "CriteriaSet",
    "DateError",
    "Decision",
    "Dossiers",
    "Entry",
    "Evidence",
    "FigureTable",
    "FiguresError",
    "Firing",
    "Floor",
    "History",
    "Library",
    "Node",
    "NtmRulesError",
    "PluginError",
    "Problem",
    "Reason",
    "ReasonCode",
    "Rulebook",
    "Session",
    "Step",
    "Tallies",
    "Tally",
    "UnitError",
    "UnitFigures",
    "UsageError",
    "Verdict",
    "__version__",
    "audit",
    "read_figures",
    "read_history",
]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'ntmrules' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"ntmrules.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Verb(ModuleType):
    """A room that is also the verb of its name: Python binds a sub-package over any function of that name."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return what the verb of this name does, see ``ntmrules.verbs``."""
        return __getattr__(self.__name__.rpartition(".")[2])(*args, **options)


class _Face(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        if name in __all__ and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
