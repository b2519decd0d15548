"""The decisions of Quảng Nam, as a pack for ntmrules."""

from __future__ import annotations

from pathlib import Path

from ntmrules.plugins.hookspecs import hookimpl

CATALOG = Path(__file__).resolve().parent / "catalog"


@hookimpl
def ntmrules_packs() -> list[Path]:
    """Return the folder of the pack."""
    return [CATALOG]
