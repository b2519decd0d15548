"""What is wrong with the folder of a plugin: metadata, entry point, hooks, and all that lint finds in its packs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from ntmrules.catalog.pack import Pack
from ntmrules.check.findings import Finding
from ntmrules.check.lint import lint
from ntmrules.errors import NtmRulesError, problem
from ntmrules.plugins.manager import Plugins
from ntmrules.plugins.names import GROUP
from ntmrules.plugins.project import importable, module_folder

FIELDS = ("name", "version", "description", "readme", "requires-python", "license", "dependencies")


def check_plugin(folder: Path) -> list[Finding]:
    """Return every finding about the plugin in ``folder``; errors make it unfit to be installed, warnings inform.

    The plugin's module is imported, as ``Library`` would import it; nothing is installed.
    """
    file = folder / "pyproject.toml"
    shown = f"{folder.name}/pyproject.toml"
    if not file.is_file():
        return [_error("NTM214.no-project-file", shown)]
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [_error("NTM214.no-toml", shown, error=str(error))]
    project = data.get("project")
    if not isinstance(project, dict):
        return [_error("NTM214.no-table", shown)]
    findings = list(_metadata(project, shown, folder))
    points = (project.get("entry-points") or {}).get(GROUP) or {}
    if not points:
        findings.append(_error("NTM214.no-entry-point", shown))
    for name, value in sorted(points.items()):
        findings += _entry_point(folder, shown, str(name), str(value))
    return findings


def _error(identity: str, where: str, **values: Any) -> Finding:
    return Finding("error", problem(identity, where, **values))


def _metadata(project: dict[str, Any], shown: str, folder: Path) -> Iterator[Finding]:
    for field in FIELDS:
        if not project.get(field) and field not in (project.get("dynamic") or ()):
            yield _error("NTM214.no-field", shown, field=field)
    dependencies = [str(each) for each in project.get("dependencies") or ()]
    if dependencies and not any(each.replace("_", "-").lower().startswith("ntmrules") for each in dependencies):
        yield _error("NTM214.no-dependency", shown)
    name = str(project.get("name") or "")
    if name and not name.startswith("ntmrules-"):
        yield Finding("warning", problem("NTM214.name", shown, name=name))
    if not any((folder / "tests").glob("test_*.py")):
        yield _error("NTM214.no-tests", shown.replace("pyproject.toml", "tests"))


def _entry_point(folder: Path, shown: str, name: str, value: str) -> Iterator[Finding]:
    point = EntryPoint(name=name, value=value, group=GROUP)
    place = module_folder(folder, value)
    if place is None:
        wanted = f"src/{value.partition(':')[0].replace('.', '/')}/__init__.py"
        yield _error("NTM214.no-module", shown, name=name, module=value, path=wanted)
        return
    plugins = Plugins(())
    with importable(place.parent, value.partition(":")[0].partition(".")[0]):
        try:
            plugins.load(point)
        except NtmRulesError as error:
            yield from (Finding("error", each) for each in error.problems)
            return
    info = plugins.loaded[0]
    for path in map(Path, info.packs):
        yield from _pack(path, place, name, plugins)


def _pack(path: Path, module: Path, name: str, plugins: Plugins) -> Iterator[Finding]:
    if not path.resolve().is_relative_to(module.resolve()):
        yield _error("NTM214.outside", str(path), folder=module.name)
    try:
        findings = lint(path, plugins=plugins)
        pack = Pack(path, name)
    except NtmRulesError as error:
        yield from (Finding("error", each) for each in error.problems)
        return
    yield from findings
    if pack.head is not None and not pack.overrides and not pack.headers:
        yield Finding("warning", problem("NTM215", pack.shown(path / "overrides")))
