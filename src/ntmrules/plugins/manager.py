"""Finding, naming and loading plugins; nothing is imported that was not asked for, and nothing is global."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pluggy
from attrs import frozen
from pluggy import PluginManager

from ntmrules.errors import PluginError, Problem, did_you_mean
from ntmrules.plugins import hookspecs
from ntmrules.plugins.hookspecs import HOOKS, PROJECT

GROUP = "ntmrules"
NARROW = "NTMRULES_PLUGINS"


@frozen(kw_only=True)
class PluginInfo:
    """One plugin: where it comes from, the hooks it has, the packs it brings; ``error`` when it was skipped."""

    name: str
    distribution: str
    version: str
    module: str
    hooks: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the plugin by name, for ``--json`` and receipts."""
        return {
            "name": self.name, "distribution": self.distribution, "version": self.version, "module": self.module,
            "hooks": list(self.hooks), "packs": list(self.packs), "error": self.error,
        }  # fmt: skip


class Plugins:
    """The plugins of one library."""

    def __init__(self, wanted: str | Iterable[str] = "installed", *, on_error: str = "stop") -> None:
        self.manager = PluginManager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.loaded: list[PluginInfo] = []
        self._infos: dict[str, PluginInfo] = {}
        for point in chosen(wanted):
            try:
                self._load(point)
            except PluginError as error:
                if on_error != "skip":
                    raise
                self._infos[point.name] = _info(point, error=str(error.problems[0].what))
        self.loaded = [self._infos[name] for name in sorted(self._infos)]

    def _load(self, point: EntryPoint) -> None:
        try:
            plugin = point.load()
        except Exception as error:  # whatever a plugin raises on import is its fault, and said so
            raise _broken("NTM201", point, f"cannot be imported: {type(error).__name__}: {error}",
                          remedy=f"pip install --upgrade {_dist(point)[0]}, or remove it") from error  # fmt: skip
        self.add(plugin, point)

    def add(self, plugin: Any, point: EntryPoint) -> None:
        """Register a plugin object; ``PluginError`` NTM202 for a hook that does not exist or has other arguments."""
        try:
            self.manager.register(plugin, name=point.name)
        except (pluggy.PluginValidationError, ValueError) as error:
            self._forget(point.name)
            raise _broken("NTM202", point, f"is refused: {error}", expected="the hooks of docs/plugins.md") from None
        strange = [name for name in dir(plugin) if name.startswith(f"{PROJECT}_") and name not in HOOKS
                   and getattr(getattr(plugin, name), f"{PROJECT}_impl", None) is not None]  # fmt: skip
        if strange:
            self._forget(point.name)
            raise _broken("NTM202", point, f"has an unknown hook {strange[0]!r}", expected=" | ".join(HOOKS),
                          remedy=did_you_mean(strange[0], HOOKS))  # fmt: skip
        hooks = tuple(name for name in HOOKS
                      if any(impl.plugin is plugin for impl in getattr(self.manager.hook, name).get_hookimpls()))  # fmt: skip
        self._infos[point.name] = _info(point, hooks=hooks)
        try:
            packs = tuple(str(path) for path in self._one(plugin, point, "ntmrules_packs") or ())
        except PluginError:
            self._forget(point.name)
            raise
        self._infos[point.name] = _info(point, hooks=hooks, packs=packs)

    def _forget(self, name: str) -> None:
        if self.manager.has_plugin(name):
            self.manager.unregister(name=name)
        self._infos.pop(name, None)

    def _one(self, plugin: Any, point: EntryPoint, hook: str) -> Any:
        """Call a hook of one plugin only; an error in it is the plugin's and is named as such."""
        function = getattr(plugin, hook, None)
        if function is None:
            return None
        try:
            return function()
        except Exception as error:
            raise _broken("NTM203", point, f"raises in {hook}: {type(error).__name__}: {error}",
                          remedy=f"report it to the makers of {_dist(point)[0]}, or remove it") from error  # fmt: skip

    def packs(self) -> list[tuple[str, Path]]:
        """Return (plugin, folder) of every pack, by plugin name: the order of loading never matters."""
        return [(info.name, Path(path)) for info in self._sorted() for path in info.packs]

    def _sorted(self) -> list[PluginInfo]:
        return [self._infos[name] for name in sorted(self._infos)]

    def mapping(self, hook: str) -> dict[str, Any]:
        """Return what all plugins give under names; ``PluginError`` NTM204 when two give one name."""
        found: dict[str, Any] = {}
        owner: dict[str, str] = {}
        for name in sorted(self._infos):
            plugin = self.manager.get_plugin(name)
            if plugin is None or not hasattr(plugin, hook):
                continue
            point = EntryPoint(name=name, value=self._infos[name].module, group=GROUP)
            for key, value in (self._one(plugin, point, hook) or {}).items():
                if key in found:
                    raise PluginError(Problem("NTM204", "", f"{hook}: {key!r} is given by {owner[key]} and by {name}",
                                              expected="one plugin a name", remedy="remove one of the two"))  # fmt: skip
                found[key], owner[key] = value, name
        return found

    def units(self) -> list[Any]:
        """Return the provinces that plugins bring."""
        return [unit for answer in self.manager.hook.ntmrules_units() for unit in answer]

    @property
    def observed(self) -> bool:
        """Whether some plugin looks at attainments."""
        return bool(self.manager.hook.ntmrules_observe.get_hookimpls())


def installed() -> list[EntryPoint]:
    """Return the entry points of the group, by name; nothing is imported. Two of one name are an error (NTM206)."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, str(_dist(point))))
    seen: dict[str, EntryPoint] = {}
    for point in points:
        other = seen.setdefault(point.name, point)
        if other.value != point.value:
            raise _broken("NTM206", point, f"has the name of a plugin in {_dist(other)[0]}", expected="one plugin a name",
                          remedy="uninstall one of the two")  # fmt: skip
    return list(seen.values())


def chosen(wanted: str | Iterable[str]) -> Sequence[EntryPoint]:
    """Return the entry points asked for: all installed or those named; ``NTMRULES_PLUGINS`` narrows both."""
    if wanted == ():
        return []
    points = {point.name: point for point in installed()}
    if wanted == "installed":
        names = list(points)
    else:
        names = [wanted] if isinstance(wanted, str) else list(wanted)
        for name in names:
            if name not in points:
                raise PluginError(Problem("NTM207", "", f"no plugin {name!r} is installed",
                                          expected=", ".join(points) or "none is installed",
                                          remedy=did_you_mean(name, points) or f"pip install ntmrules-{name}"))  # fmt: skip
    narrow = os.environ.get(NARROW)
    if narrow is not None:
        allowed = {name.strip() for name in narrow.split(",")}
        names = [name for name in names if name in allowed]
    return [points[name] for name in names]


def _dist(point: EntryPoint) -> tuple[str, str]:
    return (point.dist.name, point.dist.version) if point.dist is not None else (point.value, "")


def _info(point: EntryPoint, **details: Any) -> PluginInfo:
    distribution, version = _dist(point)
    return PluginInfo(name=point.name, distribution=distribution, version=version, module=point.value, **details)


def _broken(code: str, point: EntryPoint, what: str, *, expected: str = "", remedy: str = "") -> PluginError:
    distribution, version = _dist(point)
    name = f"plugin {point.name!r} of {distribution} {version}".rstrip()
    return PluginError(Problem(code, f"{_file(point)}", f"{name} {what}", expected=expected,
                               remedy=remedy or f"pip install --upgrade {distribution}, or remove it"))  # fmt: skip


def _file(point: EntryPoint) -> str:
    """Return the file of the plugin's module as its distribution lists it; else the module."""
    wanted = point.value.partition(":")[0].replace(".", "/")
    for file in (point.dist.files or ()) if point.dist is not None else ():
        if str(file) in (f"{wanted}.py", f"{wanted}/__init__.py") or str(file).endswith((f"/{wanted}.py", f"/{wanted}/__init__.py")):
            return str(file)
    return point.value
