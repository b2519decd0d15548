"""What a plugin may give. Every hook collects: all answers count, none wins over another, and order never matters.

A plugin is a module or object with functions of these names marked by ``ntmrules.plugins.hookspecs.hookimpl``, named in
the entry-point group ``ntmrules``. Each hook has a heading with its signature in ``docs/plugins.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from ntmrules.plugins.names import PROJECT

if TYPE_CHECKING:
    from ntmrules.figures.csv import Sheet
    from ntmrules.model.attainment import Attainment
    from ntmrules.model.units import Province
    from ntmrules.plugins.functions import RuleFunction

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def ntmrules_packs() -> Iterable[str | Path]:  # type: ignore[empty-body]
    """Return folders of packs (``pack.yaml``, ``overrides/``, sets …); two packs with one id are an error.

    Since 0.1.
    """


@hookspec
def ntmrules_units() -> Iterable[Province]:  # type: ignore[empty-body]
    """Return provinces that the national register does not have; an entry that differs from it is an error.

    Since 0.1.
    """


@hookspec
def ntmrules_functions() -> Mapping[str, RuleFunction]:  # type: ignore[empty-body]
    """Return rule functions by name, for requirements of kind ``function``; a name given twice is an error.

    Since 0.1.
    """


@hookspec
def ntmrules_readers() -> Mapping[str, Callable[[Path], Sheet]]:  # type: ignore[empty-body]
    """Return readers of figure files by suffix (``.dbf``); one given twice, or one that the library reads itself, is an error.

    Since 0.1.
    """


@hookspec
def ntmrules_renderers() -> Mapping[str, Callable[[Attainment, str], str]]:  # type: ignore[empty-body]
    """Return renderers by view name, each called with an attainment and a language; a name twice is an error.

    Since 0.1.
    """


@hookspec
def ntmrules_cli(app: Any) -> None:
    """Add commands to ``app`` (a ``cyclopts.App``); called once when the command line starts.

    Since 0.1.
    """


@hookspec
def ntmrules_observe(attainment: Attainment) -> None:
    """Look at an attainment after it was made; it cannot be changed, and an error here stops the caller.

    Since 0.1.
    """
