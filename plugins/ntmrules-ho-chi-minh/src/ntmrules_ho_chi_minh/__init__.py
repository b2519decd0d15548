"""Decisions of Thành phố Hồ Chí Minh for ntmrules: one pack, found through the entry point ``ho-chi-minh``."""

from __future__ import annotations

from pathlib import Path

from ntmrules.plugins.hookspecs import hookimpl

PACK = Path(__file__).parent / "ho-chi-minh"


@hookimpl
def ntmrules_packs() -> list[Path]:
    """Return the folder of the pack."""
    return [PACK]
