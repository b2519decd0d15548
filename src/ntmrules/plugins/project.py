"""The plugin that a folder belongs to: an installed one, or the one of the project around it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint
from pathlib import Path

from ntmrules.plugins.manager import Plugins, installed
from ntmrules.plugins.names import GROUP

PROJECT_FILE = "pyproject.toml"
MOST_FOLDERS_UP = 8
_FUNCTION = re.compile(rb"kind:\s*[\"']?function\b")


def module_folder(folder: Path, value: str) -> Path | None:
    """Return the folder of the package that an entry point names, below ``src`` or beside ``pyproject.toml``."""
    package = value.partition(":")[0].partition(".")[0]
    for base in (folder / "src", folder):
        if (base / package / "__init__.py").is_file():
            return base / package
    return None


def names_a_function(root: Path) -> bool:
    """Tell whether a pack asks for a rule function: only then is Python needed to read it."""
    files = [root] if root.is_file() else root.rglob("*.yaml")
    return any(_FUNCTION.search(file.read_bytes()) is not None for file in files if file.is_file())


def plugins_around(root: Path) -> Plugins:
    """Return the plugin that brings the pack at ``root``, loaded, with nothing else; none where none does.

    An installed one that lies around the pack, else that of the nearest ``pyproject.toml``. Its module is imported, as
    ``Library`` would import it. Raises ``PluginError`` for what it does wrong.
    """
    root, found = root.resolve(), Plugins(())
    for point in installed():
        spec = PathFinder.find_spec(point.value.partition(":")[0].partition(".")[0])
        places = list(spec.submodule_search_locations or ()) if spec is not None else []
        if any(root.is_relative_to(Path(place).resolve()) for place in places):
            found.load(point)
            return found
    for folder in list(root.parents)[:MOST_FOLDERS_UP]:
        if (folder / PROJECT_FILE).is_file():
            for point in _points_of(folder):
                place = module_folder(folder, point.value)
                if place is not None and root.is_relative_to(place):
                    with importable(place.parent, place.name):
                        found.load(point)
            return found
    return found


def _points_of(folder: Path) -> list[EntryPoint]:
    try:
        data = tomllib.loads((folder / PROJECT_FILE).read_text(encoding="utf-8"))
        points = dict(data["project"]["entry-points"][GROUP])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        return []
    return [EntryPoint(name=str(name), value=str(value), group=GROUP) for name, value in sorted(points.items())]


@contextmanager
def importable(base: Path, package: str) -> Iterator[None]:
    """Let ``package`` be imported from ``base``, and forget it afterwards: another folder may hold the same name."""
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == package}
    for name in kept:
        del sys.modules[name]
    sys.path.insert(0, str(base))
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = written
        sys.path.remove(str(base))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]
        sys.modules.update(kept)
