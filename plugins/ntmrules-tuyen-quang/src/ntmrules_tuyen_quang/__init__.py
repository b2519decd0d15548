"""Decisions of Tuyên Quang for ntmrules: one pack, found through the entry point ``tuyen-quang``."""

from __future__ import annotations

from pathlib import Path

from ntmrules.plugins.hookspecs import hookimpl

PACK = Path(__file__).parent / "tuyen-quang"


@hookimpl
def ntmrules_packs() -> list[Path]:
    """Return the folder of the pack."""
    return [PACK]
