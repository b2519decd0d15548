"""JSON that somebody handed in: how deep it goes is looked at before it is read.

Python's reader climbs a step of the machine's own stack for every bracket. On a computer it stops itself; in a browser the
whole interpreter ends, and what somebody typed with it.
"""

from __future__ import annotations

import json
from typing import Any

__all__ = ["DEEPEST", "read_json"]

DEEPEST = 200
"""More levels than anything of ours has: results of a province with its districts and communes have some forty."""
_ALL_BUT_MARKS = bytes(each for each in range(256) if each not in b'[]{}"')
_ONE_KIND = bytes.maketrans(b"{}", b"[]")


def read_json(text: str | bytes, **how: Any) -> Any:
    """Return what ``json.loads`` returns; ``ValueError`` also for what is nested more than ``DEEPEST`` levels deep."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if _is_deep(raw):
        raise ValueError(f"nested more than {DEEPEST} levels deep")
    return json.loads(text, **how)


def _is_deep(raw: bytes) -> bool:
    """Return whether brackets stand in brackets too often; what is no JSON at all may be either."""
    bare = raw.replace(b"\\\\", b"").replace(b'\\"', b"").translate(_ONE_KIND, _ALL_BUT_MARKS)
    brackets = b"".join(bare.split(b'"')[::2])  # every second piece is the inside of a text
    for _ in range(DEEPEST):
        inner = brackets.replace(b"[]", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    return brackets.count(b"[") > DEEPEST or b"[]" in brackets
