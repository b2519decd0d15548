"""What is installed: every plugin by itself, so that a broken one hides none of the others."""

from __future__ import annotations

import os
from importlib.metadata import entry_points

from ntmrules.errors import NtmRulesError
from ntmrules.library import Library
from ntmrules.plugins.manager import NARROW, PluginInfo, info_of
from ntmrules.plugins.names import GROUP


def listed() -> list[tuple[PluginInfo, bool]]:
    """Return every installed plugin by name, and whether ``NTMRULES_PLUGINS`` lets it be used.

    A plugin that cannot be loaded, or whose pack cannot be used, has its ``error``; so have two of one name.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    names = [point.name for point in points]
    narrow = os.environ.get(NARROW)
    allowed = None if narrow is None else {name.strip() for name in narrow.split(",")}
    found = []
    for point in points:
        used = allowed is None or point.name in allowed
        if names.count(point.name) > 1 and len({each.value for each in points if each.name == point.name}) > 1:
            found.append((info_of(point, error=f"another distribution has a plugin {point.name!r} too"), used))
            continue
        try:
            library = Library(plugins=[point.name], on_plugin_error="skip")
        except NtmRulesError as error:
            found.append((info_of(point, error=str(error.problems[0])), used))
            continue
        loaded = library.plugins.loaded
        found.append((loaded[0] if loaded else info_of(point), used))
    return found
