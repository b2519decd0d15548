"""The recipes of ``docs/scale.md``, followed as a reader would: one script, in a folder with the table in ``xa/``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from snippets import ROOT, blocks

PAGE = ROOT / "docs" / "scale.md"
HOUR = 3600


def recipe(engine: str) -> str:
    """Return the recipe of an engine, after the lines of the page that make the rulebook and the function."""
    text = PAGE.read_text(encoding="utf-8")
    above, found, below = text.partition(f"\n**{engine}**")
    assert found, f"{PAGE.name} has no recipe for {engine}"
    made = [block.text for block in blocks(above) if block.text.find("\nbook = ") > 0 or "\njudge = " in block.text]
    assert len(made) == 2, made
    return "\n".join([*made, blocks(below)[0].text])


def follow(engine: str, units: Path, folder: Path, environment: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Run the recipe of an engine in ``folder`` over the table in the folder ``units``; return what it has written."""
    (folder / "xa").symlink_to(units)
    (folder / "recipe.py").write_text(recipe(engine), encoding="utf-8")
    done = subprocess.run([sys.executable, "recipe.py"], cwd=folder, env={**os.environ, **(environment or {})}, text=True,
                          capture_output=True, encoding="utf-8", timeout=HOUR, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-10_000:]
    return pl.read_parquet(folder / "ket-qua" / "*.parquet")
