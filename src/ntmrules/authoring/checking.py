"""What is wrong with the folder of a plugin: metadata, entry point, hooks, and all that lint finds in its packs."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from ntmrules.catalog.pack import Pack
from ntmrules.check.lint import Finding, lint
from ntmrules.errors import NtmRulesError, Problem
from ntmrules.plugins.manager import GROUP, Plugins

FIELDS = ("name", "version", "description", "readme", "requires-python", "license", "dependencies")


def check_plugin(folder: Path) -> list[Finding]:
    """Return every finding about the plugin in ``folder``; errors make it unfit to be installed, warnings inform.

    The plugin's module is imported, as ``Library`` would import it; nothing is installed.
    """
    file = folder / "pyproject.toml"
    shown = f"{folder.name}/pyproject.toml"
    if not file.is_file():
        return [_error(shown, "is not there", "the folder of a plugin", "ntmrules plugin new writes one")]
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [_error(shown, f"is no TOML: {error}", "a pyproject.toml")]
    project = data.get("project")
    if not isinstance(project, dict):
        return [_error(shown, "has no table [project]", "[project] with name, version, dependencies")]
    findings = list(_metadata(project, shown, folder))
    points = (project.get("entry-points") or {}).get(GROUP) or {}
    if not points:
        findings.append(
            _error(shown, f"names no entry point of the group {GROUP}", '[project.entry-points.ntmrules] nghe-an = "…"')
        )
    for name, value in sorted(points.items()):
        findings += _entry_point(folder, shown, str(name), str(value))
    return findings


def _error(where: str, what: str, expected: str = "", remedy: str = "", code: str = "NTM214") -> Finding:
    return Finding("error", Problem(code, where, what, expected=expected, remedy=remedy))


def _metadata(project: dict[str, Any], shown: str, folder: Path) -> Iterator[Finding]:
    for field in FIELDS:
        if not project.get(field) and field not in (project.get("dynamic") or ()):
            yield _error(shown, f"[project] has no {field}", f"{field} = …")
    dependencies = [str(each) for each in project.get("dependencies") or ()]
    if dependencies and not any(each.replace("_", "-").lower().startswith("ntmrules") for each in dependencies):
        yield _error(shown, "does not depend on ntmrules", 'dependencies = ["ntmrules>=0.1.0"]')
    name = str(project.get("name") or "")
    if name and not name.startswith("ntmrules-"):
        yield Finding("warning", Problem("NTM214", shown, f"is named {name!r}", expected="ntmrules-<id>",
                                         remedy="so that pip install ntmrules-<id> finds it"))  # fmt: skip
    if not any((folder / "tests").glob("test_*.py")):
        yield _error(shown.replace("pyproject.toml", "tests"), "has no tests", "tests/test_pack.py",
                     "call ntmrules.testing.assert_pack_conforms")  # fmt: skip


def _entry_point(folder: Path, shown: str, name: str, value: str) -> Iterator[Finding]:
    point = EntryPoint(name=name, value=value, group=GROUP)
    place = _module_file(folder, value)
    if place is None:
        yield _error(shown, f"the entry point {name} names the module {value!r}, which is not there",
                     f"src/{value.partition(':')[0].replace('.', '/')}/__init__.py")  # fmt: skip
        return
    plugins = Plugins(())
    with _importable(place.parent, value.partition(":")[0].partition(".")[0]):
        try:
            plugins.load(point)
        except NtmRulesError as error:
            yield from (Finding("error", problem) for problem in error.problems)
            return
    info = plugins.loaded[0]
    if not info.hooks:
        yield _error(shown, f"the plugin {name} has no hook", "a function marked with hookimpl", code="NTM202")
    for path in map(Path, info.packs):
        yield from _pack(path, place, name)


def _pack(path: Path, module: Path, name: str) -> Iterator[Finding]:
    if not path.resolve().is_relative_to(module.resolve()):
        yield _error(
            str(path), "lies outside the package", f"a folder under {module.name}/", "else the wheel does not hold it"
        )
    try:
        findings = lint(path)
        pack = Pack(path, name)
    except NtmRulesError as error:
        yield from (Finding("error", problem) for problem in error.problems)
        return
    yield from findings
    if pack.head is not None and not pack.overrides and not pack.headers:
        nothing = Problem("NTM215", pack.shown(path / "overrides"), "holds no entry yet", expected="overrides/*.yaml",
                          remedy="write the decision down, or switch on the example")  # fmt: skip
        yield Finding("warning", nothing)


def _module_file(folder: Path, value: str) -> Path | None:
    """Return the folder of the package that an entry point names, below ``src`` or beside ``pyproject.toml``."""
    parts = value.partition(":")[0].split(".")
    for base in (folder / "src", folder):
        if (base / parts[0] / "__init__.py").is_file():
            return base / parts[0]
    return None


@contextmanager
def _importable(base: Path, package: str) -> Iterator[None]:
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
