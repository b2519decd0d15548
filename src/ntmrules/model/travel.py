"""How a rulebook goes to another process and comes back: small, the same rules whatever stands on the disk there, and once.

Whoever hands thousands of attainments to another process hands the rulebook with each of them. It travels packed, and the
receiver makes it of its bytes the first time: those that come later are that one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

import attrs

_HERE: WeakValueDictionary[bytes, Any] = WeakValueDictionary()


def packed(book: Any) -> tuple[bytes, bytes]:
    """Return the digest and the bytes of what a rulebook was made of; nothing that was compiled from it is among them."""
    import hashlib
    import pickle
    import zlib

    raw = zlib.compress(pickle.dumps(_taken_apart(book), protocol=pickle.HIGHEST_PROTOCOL))
    digest = hashlib.sha256(raw).digest()
    _HERE.setdefault(digest, book)
    return digest, raw


def unpacked(digest: bytes, raw: bytes) -> Any:
    """Return the rulebook of these bytes: the one that is here already, else a new one. ``ValueError`` for altered bytes."""
    found = _HERE.get(digest)
    if found is not None:
        return found
    import hashlib
    import pickle
    import zlib

    if hashlib.sha256(raw).digest() != digest:
        raise ValueError("the bytes of the rulebook are not those that were packed")
    made = _put_together(pickle.loads(zlib.decompress(raw)))
    made.memo("packed", lambda: (digest, raw))  # sent back it is the one that came
    return _HERE.setdefault(digest, made)


def _taken_apart(book: Any) -> tuple[type, dict[str, Any]]:
    """Return a rulebook as its class and fields, and those it asks for within it so too: they share most of what they hold."""
    own = {each.name: getattr(book, each.name) for each in attrs.fields(type(book)) if each.init}
    return type(book), own | {"nested": {name: _taken_apart(each) for name, each in book.nested.items()}}


def _put_together(parts: tuple[Callable[..., Any], dict[str, Any]]) -> Any:
    kind, own = parts
    return kind(**own | {"nested": {name: _put_together(each) for name, each in own["nested"].items()}})
