"""For authors of rules: strategies over any rulebook, properties every rulebook has, and the check of a whole pack.

``assert_pack_conforms`` is what a province plugin runs in its own tests. The strategies need hypothesis and the pytest
plugin pytest (extra ``testing``); nothing here is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ntmrules.testing.conformance import assert_pack_conforms
    from ntmrules.testing.figures import figures_for
    from ntmrules.testing.memory import MemoryPack, library_of, rulebook_of, with_requirement
    from ntmrules.testing.readings import Reading, readings_of, values_near
    from ntmrules.testing.sets import Sample, criteria_sets, rulebooks, samples
    from ntmrules.testing.write import write_pack

_HOME = {
    "conformance": ("assert_pack_conforms",),
    "figures": ("figures_for",),
    "memory": ("MemoryPack", "library_of", "rulebook_of", "with_requirement"),
    "readings": ("Reading", "readings_of", "values_near"),
    "sets": ("Sample", "criteria_sets", "rulebooks", "samples"),
    "write": ("write_pack",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "MemoryPack",
    "Reading",
    "Sample",
    "assert_pack_conforms",
    "criteria_sets",
    "figures_for",
    "library_of",
    "readings_of",
    "rulebook_of",
    "rulebooks",
    "samples",
    "values_near",
    "with_requirement",
    "write_pack",
]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'ntmrules.testing' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"ntmrules.testing.{module}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
