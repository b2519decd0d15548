"""Tables as each library of frames has them, for tests that ask the same of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

FRAME_KINDS = ("polars", "pandas", "pyarrow")


def frame_of(kind: str, columns: Mapping[str, Sequence[Any]]) -> Any:
    """Return a table of one of the kinds; the test is skipped where its library is not installed."""
    module = pytest.importorskip(kind)
    return module.table(columns) if kind == "pyarrow" else module.DataFrame(columns)
