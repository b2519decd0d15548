"""A page in one HTML file: its style, its script and its data inside, and nothing from elsewhere.

What stands in files is data: it lies compressed in the page, and the script puts it on the screen as text alone. The policy of
such a page names the digests of its own script and style, and lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path


def asset(room: str, name: str) -> str:
    """Return a part of a page as text: a file of the folder ``assets`` of a room."""
    return files("ntmrules").joinpath(room, "assets", name).read_text(encoding="utf-8")


def house_style() -> str:
    """Return the style of the handbook: every page looks like one thing with it."""
    return asset("docgen", "site.css")


def script_of(room: str, names: Iterable[str]) -> str:
    """Return parts of a script as one, of which nothing is seen outside."""
    return '"use strict";\n(function () {\n' + "\n".join(asset(room, name) for name in names) + "\n})();\n"


def digest(text: str) -> str:
    """Return the digest of a script or style as a policy of content names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def squeezed(raw: bytes) -> bytes:
    """Return bytes compressed with gzip; no time and no name stands in it."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    body = squeeze.compress(raw) + squeeze.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + body + struct.pack("<II", zlib.crc32(raw), len(raw) & 0xFFFFFFFF)


def packed(raw: bytes) -> str:
    """Return bytes compressed with gzip, in letters of base64."""
    return base64.b64encode(squeezed(raw)).decode("ascii")


LETTERS = [chr(each) for each in range(33, 127) if chr(each) not in "<&\\"]
"""The 91 letters of :func:`dense`: printed, no space, and nothing that HTML or a script reads as more than a letter."""


def dense(raw: bytes) -> str:
    """Return bytes in letters, thirteen bits in two of them, the lowest bits first: a tenth shorter than base64."""
    pairs = [LETTERS[each // 91] + LETTERS[each % 91] for each in range(1 << 13)]
    said = []
    for at in range(0, len(raw), 13):
        number = int.from_bytes(raw[at : at + 13], "little")
        said += [pairs[number >> shift & 8191] for shift in range(0, min(104, (len(raw) - at) * 8), 13)]
    return "".join(said)


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its gaps filled in one pass: what is put in is never read as a gap."""
    return re.sub(r"\{\{([A-Z]+)\}\}", lambda found: values[found[1]], template)


def made_by(path: Path, maker: str) -> bool:
    """Tell whether a file is a page that says it was made by ``maker``, or empty: only that is replaced unasked."""
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError:
        return False
    return not start or f'content="{maker}"'.encode() in start
