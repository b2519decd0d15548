"""Plugins for tests, installed without pip: packages with their metadata in a folder that is put on the path."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PLAIN = """from pathlib import Path

from ntmrules.plugins.hookspecs import hookimpl


@hookimpl
def ntmrules_packs():
    return [Path(__file__).parent / "{folder}"]
"""


def module_of(name: str) -> str:
    """Return the module of a plugin for tests."""
    return f"ntmrules_{name.replace('-', '_')}"


def install(site: Path, name: str, *, code: str | None = None, pack: Path | None = None) -> Path:
    """Put a plugin into ``site`` as pip would: a package, and metadata with its entry point; return the package.

    ``code`` is its module, else one that gives the pack; ``pack`` is copied into a folder of the plugin's name.
    """
    package = site / module_of(name)
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(code if code is not None else PLAIN.format(folder=name), encoding="utf-8")
    if pack is not None:
        shutil.copytree(pack, package / name)
    metadata = site / f"{module_of(name)}-1.0.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: ntmrules-{name}\nVersion: 1.0\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[ntmrules]\n{name} = {module_of(name)}\n", encoding="utf-8")
    (metadata / "RECORD").write_text(f"{module_of(name)}/__init__.py,,\n", encoding="utf-8")
    return package


@contextmanager
def on_path(site: Path) -> Iterator[None]:
    """Let the plugins of ``site`` be found, and forget their modules afterwards."""
    before = set(sys.modules)
    sys.path.insert(0, str(site))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(site))
        for name in set(sys.modules) - before:
            if name.startswith("ntmrules_"):
                del sys.modules[name]
        importlib.invalidate_caches()


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files by their paths below ``folder`` and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder
