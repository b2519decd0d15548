"""A digest of a part of the catalogue: the same content gives the same digest, whatever the file order or layout."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ntmrules.catalog.structure import dump


def canonical(value: Any) -> str:
    """Return the catalogue form of ``value`` as JSON with sorted keys; decimals as text, as they are written."""
    return json.dumps(dump(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """Return the SHA-256 of :func:`canonical`, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
