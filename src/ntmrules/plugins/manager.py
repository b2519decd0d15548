"""Finding, naming and loading plugins; nothing is imported that was not asked for, and nothing is global."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from ntmrules.errors import FOREIGN, FiguresError, PluginError, Problem, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Phrase
from ntmrules.plugins.answers import CHECKS, AnswerError, checked, checked_sheet
from ntmrules.plugins.names import GROUP, HOOKS, PROJECT
from ntmrules.plugins.present import surely_none

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    import pluggy

    from ntmrules.figures.csv import Sheet
    from ntmrules.model.attainment import Attainment
    from ntmrules.model.units import Province
    from ntmrules.plugins.functions import RuleFunction

NARROW = "NTMRULES_PLUGINS"
OWN_SUFFIXES = (
    ".csv",
    ".xlsx",
    ".xls",
    ".xlsm",
    ".ods",
    ".json",
    ".parquet",
)  # what everybody's files are is read in one way
BUILT_IN_VIEWS = ("summary", "unmet", "full", "firings", "json")
RESERVED = {"ntmrules_readers": OWN_SUFFIXES, "ntmrules_renderers": BUILT_IN_VIEWS}  # what no plugin may take over


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

    def receipt(self) -> dict[str, Any]:
        """Return what a receipt says of the plugin; ``skipped`` is why it was left out, if it was."""
        return {
            "name": self.name,
            "distribution": self.distribution,
            "version": self.version,
            "skipped": self.error,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the plugin by name, for ``--json`` and receipts."""
        return {
            "name": self.name,
            "distribution": self.distribution,
            "version": self.version,
            "module": self.module,
            "hooks": list(self.hooks),
            "packs": list(self.packs),
            "error": self.error,
        }


class Plugins:
    """The plugins of one library."""

    def __init__(self, wanted: str | Iterable[str] = "installed", *, on_error: str = "stop") -> None:
        self._on_error = on_error
        self.loaded: list[PluginInfo] = []
        self._infos: dict[str, PluginInfo] = {}
        self._answers: dict[str, dict[str, Any]] = {}  # by plugin and hook: each is asked once
        self._points: dict[str, EntryPoint] = {}
        for point in chosen(wanted):
            try:
                self.load(point)
            except PluginError as error:
                if on_error != "skip":
                    raise
                self._infos[point.name] = info_of(point, error=str(error.problems[0]))
        self.loaded = self._sorted()

    @cached_property
    def manager(self) -> pluggy.PluginManager:
        """What holds the plugins and their hooks; made for the first of them, since most runs have none."""
        from pluggy import PluginManager

        from ntmrules.plugins import hookspecs

        manager = PluginManager(PROJECT)
        manager.add_hookspecs(hookspecs)
        return manager

    def __reduce__(self) -> Any:
        key = tuple(sorted(self._infos)), self._on_error
        _HERE.setdefault(key, self)
        return _again, key

    def __deepcopy__(self, memo: object) -> Plugins:
        return self  # what is imported once in a process cannot be there twice

    def load(self, point: EntryPoint) -> None:
        """Import a plugin and register it; ``PluginError`` NTM201 to NTM203 with whose fault it is."""
        try:
            plugin = point.load()
        except FOREIGN as error:  # whatever a plugin raises on import is its fault, and said so
            raise _broken("NTM201", point, error=f"{type(error).__name__}: {error}") from error
        self.add(plugin, point)
        self.loaded = self._sorted()

    def add(self, plugin: Any, point: EntryPoint) -> None:
        """Register a plugin object; ``PluginError`` NTM202 for a hook that does not exist or has other arguments, or for none."""
        from pluggy import PluginValidationError

        try:
            self.manager.register(plugin, name=point.name)
            self._check_names(plugin, point)
            hooks = tuple(name for name in HOOKS if self._impl(plugin, name) is not None)
        except PluginError:
            raise
        except (PluginValidationError, ValueError) as error:
            self._forget(point.name)
            raise _broken("NTM202.refused", point, error=" ".join(str(error).split())) from None
        except FOREIGN as error:  # an object whose very attributes raise
            self._forget(point.name)
            raise _broken("NTM202.refused", point, error=f"{type(error).__name__}: {error}") from error
        if not hooks:  # what it was to bring would simply not be there
            self._forget(point.name)
            raise _broken("NTM202.none", point)
        self._infos[point.name], self._points[point.name] = info_of(point, hooks=hooks), point
        try:
            answers = {hook: self._one(plugin, point, hook) for hook in CHECKS if hook in hooks}
            _leave_ours(answers, point)
            packs = tuple(str(path) for path in answers.get("ntmrules_packs") or ())
        except PluginError:
            self._forget(point.name)
            raise
        self._answers[point.name] = answers
        self._infos[point.name] = info_of(point, hooks=hooks, packs=packs)

    def _check_names(self, plugin: Any, point: EntryPoint) -> None:
        """Refuse hooks that nobody would ever call: a name that does not exist, or a function without its mark."""
        from inspect import isroutine

        named = [(name, getattr(plugin, name, None)) for name in dir(plugin)]
        marked = [name for name, it in named if isroutine(it) and getattr(it, f"{PROJECT}_impl", None) is not None]
        own = [name for name, _ in named if name.startswith(f"{PROJECT}_")]
        strange = [name for name in marked if name not in HOOKS]
        bare = [name for name in own if name in HOOKS and name not in marked]
        if strange:
            self._forget(point.name)
            raise _broken("NTM202.unknown", point, hook=strange[0], known=" | ".join(HOOKS), near=(strange[0], HOOKS))
        if bare:
            self._forget(point.name)
            raise _broken("NTM202.unmarked", point, hook=bare[0])

    def _forget(self, name: str) -> None:
        if self.manager.has_plugin(name):
            self.manager.unregister(name=name)
        self._infos.pop(name, None)
        self._answers.pop(name, None)

    def _impl(self, plugin: Any, hook: str) -> pluggy.HookImpl | None:
        return next((each for each in getattr(self.manager.hook, hook).get_hookimpls() if each.plugin is plugin), None)

    def _one(self, plugin: Any, point: EntryPoint, hook: str, **given: Any) -> Any:
        """Call a hook of one plugin only; an error in it is the plugin's and is named as such."""
        impl = self._impl(plugin, hook)
        if impl is None:
            return None
        try:
            answer: Any = impl.function(**{name: given[name] for name in impl.argnames})
            return checked(hook, answer)
        except AnswerError as error:
            raise _broken("NTM203.answer", point, hook=hook, got=error.got, expected=error.expected) from None
        except FOREIGN as error:
            raise _broken("NTM203.raises", point, hook=hook, error=f"{type(error).__name__}: {error}") from error

    def packs(self) -> list[tuple[str, Path]]:
        """Return (plugin, folder) of every pack, by plugin name: the order of loading never matters."""
        return [(info.name, Path(path)) for info in self._sorted() for path in info.packs]

    def _sorted(self) -> list[PluginInfo]:
        return [self._infos[name] for name in sorted(self._infos)]

    def receipts(self) -> tuple[dict[str, Any], ...]:
        """Return what receipts say of every plugin that was loaded or skipped, by name."""
        return tuple(info.receipt() for info in self.loaded)

    def _each(self, hook: str, **given: Any) -> Iterator[tuple[str, Any]]:
        """Yield the answers of every plugin that has a hook, by name: kept where it was asked at load, else asked now."""
        for name in sorted(self._infos):
            if hook not in self._infos[name].hooks:
                continue
            if hook in self._answers.get(name, ()):
                yield name, self._answers[name][hook]
            else:
                yield name, self._one(self.manager.get_plugin(name), self._points[name], hook, **given)

    def mapping(self, hook: str, *, key: Callable[[str], str] = str) -> dict[str, Any]:
        """Return what all plugins give under names, each as ``key`` makes it; ``PluginError`` NTM204 when two give one."""
        found: dict[str, Any] = {}
        owner: dict[str, str] = {}
        for name, answer in self._each(hook):
            for given, value in (answer or {}).items():
                mine = key(given)
                if mine in owner:
                    raise _taken(hook, mine, owner[mine], name)
                found[mine], owner[mine] = value, name
        return found

    def functions(self, only: str | None = None) -> dict[str, RuleFunction]:
        """Return the rule functions that plugins bring by name; of one plugin with ``only``."""
        if only is not None:
            return dict(self._answers.get(only, {}).get("ntmrules_functions") or {})
        return self.mapping("ntmrules_functions")

    def units(self) -> list[tuple[str, Province]]:
        """Return (plugin, province) of every province that plugins bring, by plugin name."""
        return [(name, unit) for name, answer in self._each("ntmrules_units") for unit in answer or ()]

    def extend(self, app: Any) -> None:
        """Let every plugin add its commands to the command line; ``PluginError`` NTM204 where two bring one command."""
        owner: dict[str, str] = {}
        for name in sorted(self._infos):
            if "ntmrules_cli" not in self._infos[name].hooks:
                continue
            before, default = set(app), app.default_command
            try:
                self._one(self.manager.get_plugin(name), self._points[name], "ntmrules_cli", app=app)
            except PluginError:
                self._refuse_taken(name, type(app)(), dict.fromkeys(before, PROJECT) | owner)
                raise
            gone = sorted(before - set(app)) or (["ntmrules"] if app.default_command is not default else [])
            if gone:
                raise _broken("NTM203.command", self._points[name], hook="ntmrules_cli", name=gone[0])
            owner |= dict.fromkeys(set(app) - before, name)

    def _refuse_taken(self, name: str, fresh: Any, owner: Mapping[str, str]) -> None:
        """Raise NTM204 where the commands that a plugin puts on a ``fresh`` command line are those of another."""
        of_every_app = set(fresh)
        try:
            self._one(self.manager.get_plugin(name), self._points[name], "ntmrules_cli", app=fresh)
        except PluginError:
            return  # it fails by itself, whatever the others bring
        for command in fresh:
            if command in owner and command not in of_every_app:
                if owner[command] == PROJECT:
                    raise _ours("ntmrules_cli", command, self._points[name])
                raise _taken("ntmrules_cli", command, owner[command], name)

    def observe(self, attainment: Attainment) -> None:
        """Show an attainment to every plugin that looks at them; an error of one stops the caller."""
        for _ in self._each("ntmrules_observe", attainment=attainment):
            pass

    @cached_property
    def renderers(self) -> dict[str, Callable[[Attainment, str], str]]:
        """The views of plugins by name; none has the name of a built-in one, see ``RESERVED``."""
        return self.mapping("ntmrules_renderers")

    @cached_property
    def readers(self) -> dict[str, Callable[[Path], Sheet]]:
        """The readers of plugins by suffix, in lower case; what one returns is checked, and its fault named as its own."""
        found = self.mapping("ntmrules_readers", key=str.lower)
        owner = {suffix.lower(): name for name, answer in self._each("ntmrules_readers") for suffix in answer or ()}
        return {suffix: self._watched(owner[suffix], read) for suffix, read in found.items()}

    def _watched(self, name: str, read: Callable[[Path], Any]) -> Callable[[Path], Sheet]:
        point = self._points[name]

        def refuse(got: str, expected: Any) -> PluginError:
            return _broken("NTM203.answer", point, hook="ntmrules_readers", got=got, expected=expected)

        def reader(path: Path) -> Sheet:
            def broken(error: BaseException) -> FiguresError:
                said = f"{type(error).__name__}: {error}"
                return FiguresError(problem("NTM501.reader", str(path), error=said, suffix=path.suffix))

            return checked_sheet(read(path), refuse, broken)

        return reader

    def render(self, view: str, attainment: Attainment, lang: str) -> str:
        """Return what the view of a plugin says; ``PluginError`` NTM205 when it raises or says no text."""
        try:
            said = self.renderers[view](attainment, lang)
        except FOREIGN as error:
            raise PluginError(
                problem("NTM205.view-raises", view=view, error=f"{type(error).__name__}: {error}")
            ) from error
        if not isinstance(said, str):
            raise PluginError(problem("NTM205.view-no-text", view=view, type=type(said).__name__))
        return said

    @property
    def observed(self) -> bool:
        """Whether some plugin looks at attainments."""
        return any("ntmrules_observe" in info.hooks for info in self._infos.values())

    def blame(self, name: str, problems: Iterable[Problem]) -> PluginError:
        """Return the error of a plugin whose pack cannot be used: what is wrong in it, then whose pack it is."""
        info, wrong = self._infos[name], tuple(problems)
        last = problem(
            "NTM212.one" if len(wrong) == 1 else "NTM212.many",
            info.module,
            who=_who(name, info.distribution, info.version),
            count=len(wrong),
            distribution=info.distribution,
        )
        return PluginError((*wrong, last))

    def refuse_province(self, name: str, unit: Province, whose: str) -> PluginError:
        """Return the error of a plugin whose province differs from the one of that key that ``whose`` register has."""
        return _broken(
            "NTM203.province", self._points[name], hook="ntmrules_units", key=":".join(unit.key), whose=whose
        )

    def skip(self, name: str, why: str) -> None:
        """Leave out a plugin, and keep why, so that every receipt can say so."""
        info = self._infos[name]
        if self.manager.has_plugin(name):
            self.manager.unregister(name=name)
        self._infos[name] = evolve(info, hooks=(), packs=(), error=why)
        self._answers.pop(name, None)
        self.loaded = self._sorted()


def _again(names: tuple[str, ...], on_error: str) -> Plugins:
    """Return the plugins of these names, as another process had them; ``PluginError`` NTM207 where one is not installed."""
    found = _HERE.get((names, on_error))
    if found is None:
        found = _HERE[names, on_error] = Plugins(names, on_error=on_error)
    return found


_HERE: WeakValueDictionary[tuple[tuple[str, ...], str], Plugins] = WeakValueDictionary()


def installed() -> list[EntryPoint]:
    """Return the entry points of the group, by name; nothing is imported. Two of one name are an error (NTM206)."""
    if surely_none():
        return []
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, str(_dist(point))))
    seen: dict[str, EntryPoint] = {}
    for point in points:
        other = seen.setdefault(point.name, point)
        if other.value != point.value:
            raise _broken("NTM206", point, other=_dist(other)[0])
    return list(seen.values())


def chosen(wanted: str | Iterable[str]) -> Sequence[EntryPoint]:
    """Return the entry points asked for: all installed or those named; ``NTMRULES_PLUGINS`` narrows both.

    Raises ``PluginError`` NTM206 for two plugins of one name, NTM207 for one that cannot be used.
    """
    if wanted == ():
        return []
    points = {point.name: point for point in installed()}
    said = ", ".join(points) or Phrase("remarks.no-plugin-installed")
    if wanted == "installed":
        names = list(points)
    else:
        names = [wanted] if isinstance(wanted, str) else list(wanted)
        for name in names:
            if name not in points:
                raise PluginError(problem("NTM207.not-installed", name=name, installed=said, near=(name, points)))
    narrow = os.environ.get(NARROW)
    if narrow is not None:
        allowed = {name.strip() for name in narrow.split(",")} - {""}
        for name in sorted(allowed - set(points)):
            raise PluginError(problem("NTM207.narrowed-to-none", name=name, installed=said, near=(name, points)))
        for name in names if wanted != "installed" else ():
            if name not in allowed:
                raise PluginError(problem("NTM207.shut-out", name=name, allowed=narrow))
        names = [name for name in names if name in allowed]
    return [points[name] for name in names]


def _dist(point: EntryPoint) -> tuple[str, str]:
    return (point.dist.name, point.dist.version) if point.dist is not None else (point.value, "")


def info_of(point: EntryPoint, **details: Any) -> PluginInfo:
    """Return what the metadata of a plugin say, with ``details`` of its loading."""
    distribution, version = _dist(point)
    return PluginInfo(name=point.name, distribution=distribution, version=version, module=point.value, **details)


def _leave_ours(answers: Mapping[str, Any], point: EntryPoint) -> None:
    """Refuse a reader or view under a name that is the library's own: ``PluginError`` NTM204."""
    for hook, names in RESERVED.items():
        for given in answers.get(hook) or ():
            if given.lower() in names:
                raise _ours(hook, given.lower(), point)


def _taken(hook: str, given: str, one: str, other: str) -> PluginError:
    return PluginError(problem("NTM204.two", hook=hook, name=given, one=one, other=other))


def _ours(hook: str, given: str, point: EntryPoint) -> PluginError:
    distribution, _ = _dist(point)
    return PluginError(
        problem("NTM204.ours", hook=hook, name=given, one=PROJECT, other=point.name, distribution=distribution)
    )


def _broken(identity: str, point: EntryPoint, **values: Any) -> PluginError:
    distribution, version = _dist(point)
    said = {"who": _who(point.name, distribution, version), "distribution": distribution, **values}
    return PluginError(problem(identity, _file(point), **said))


def _who(name: str, distribution: str, version: str) -> Phrase:
    return Phrase("remarks.plugin", name=name, distribution=f"{distribution} {version}".rstrip())


def _file(point: EntryPoint) -> str:
    """Return the file of the plugin's module as its distribution lists it; else the module."""
    wanted = point.value.partition(":")[0].replace(".", "/")
    for file in (point.dist.files or ()) if point.dist is not None else ():
        if str(file) in (f"{wanted}.py", f"{wanted}/__init__.py") or str(file).endswith(
            (f"/{wanted}.py", f"/{wanted}/__init__.py")
        ):
            return str(file)
    return point.value
