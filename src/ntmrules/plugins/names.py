"""The names by which plugins are found and asked: known without pluggy, which a run without plugins never loads."""

from __future__ import annotations

PROJECT = "ntmrules"
GROUP = "ntmrules"  # of entry points, in which distributions name their plugins
HOOKS = (
    "ntmrules_packs",
    "ntmrules_units",
    "ntmrules_functions",
    "ntmrules_readers",
    "ntmrules_renderers",
    "ntmrules_cli",
    "ntmrules_observe",
)
