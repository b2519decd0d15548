"""Whether there can be any plugin at all, asked of the folders: loading the reader of distributions is most of a small run."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder

from ntmrules.plugins.names import GROUP

_HEADING = f"[{GROUP}]".encode()


def surely_none() -> bool:
    """Tell whether no distribution on ``sys.path`` can have entry points of our group.

    Wherever only ``importlib.metadata`` can know (a packed file, a finder of its own, a folder that cannot be read), no.
    """
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return False
    return not any(map(_may_have, dict.fromkeys(sys.path)))


def _may_have(folder: str) -> bool:
    if folder.lower().endswith(".egg"):  # its metadata stand in a folder of their own
        return True
    try:
        names = os.listdir(folder or os.curdir)  # noqa: PTH208  (at every start)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return any(_says(folder, name) for name in names if name.lower().endswith((".dist-info", ".egg-info")))


def _says(folder: str, name: str) -> bool:
    try:
        with open(os.path.join(folder, name, "entry_points.txt"), "rb") as stream:  # noqa: PTH118, PTH123  (at every start)
            return _HEADING in stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
