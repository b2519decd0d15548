"""The page of a report: one HTML file with its style, its script and its data inside, and nothing from elsewhere.

What stands in files is data: it lies compressed in the page, and the script puts it on the screen as text alone. The policy
of the page lets no script run but the one whose digest it names, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import struct
import zlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from ntmrules.office.tables import replace
from ntmrules.report.contents import Contents

SCRIPTS = ("texts.js", "state.js", "data.js", "parts.js", "overview.js", "heat.js", "lists.js", "unit.js", "start.js")
"""The parts of the script in the order in which they are put together."""
MADE = "ntmrules report html"
"""By what a report is known again."""


def write_page(found: Contents, path: Path, *, lang: str = "vi") -> None:
    """Write a report to ``path``; ``UsageError`` NTM051 where that cannot be. The same contents give the same bytes."""
    text = page(found, lang=lang).encode("utf-8")

    def write(target: Path) -> None:
        target.write_bytes(text)

    replace(path, write)


def page(found: Contents, *, lang: str = "vi") -> str:
    """Return the report as the text of an HTML page."""
    style = _house_style() + _asset("report.css")
    script = '"use strict";\n(function () {\n' + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();\n"
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _filled(
        _asset("report.html"),
        {"LANG": lang, "POLICY": policy, "STYLE": style, "SCRIPT": script, "MADE": MADE,
         "OVERVIEW": packed(found.overview), "DETAILS": packed(found.details)},
    )  # fmt: skip


def is_report(path: Path) -> bool:
    """Tell whether a file is a report of ours, or empty: only that is replaced unasked."""
    if path.is_dir():
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError:
        return False
    return not start or f'content="{MADE}"'.encode() in start


def packed(data: Mapping[str, Any]) -> str:
    """Return data as JSON, compressed with gzip and in letters of base64; no time and no name stands in it."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(raw) + squeeze.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return base64.b64encode(head + body + struct.pack("<II", zlib.crc32(raw), len(raw) & 0xFFFFFFFF)).decode("ascii")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _asset(name: str) -> str:
    return files("ntmrules").joinpath("report", "assets", name).read_text(encoding="utf-8")


def _house_style() -> str:
    """Return the style of the handbook: the report looks like one thing with it."""
    return files("ntmrules").joinpath("docgen", "assets", "site.css").read_text(encoding="utf-8")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its gaps filled in one pass: what is put in is never read as a gap."""
    return re.sub(r"\{\{([A-Z]+)\}\}", lambda found: values[found[1]], template)
