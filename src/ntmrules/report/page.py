"""The page of a report: one HTML file with its style, its script and its data inside, and nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ntmrules.docgen.one_file import asset, digest, filled, house_style, packed, script_of
from ntmrules.office.tables import write_bytes
from ntmrules.report.contents import Contents

SCRIPTS = (
    "texts.js",
    "state.js",
    "inflate.js",
    "data.js",
    "parts.js",
    "overview.js",
    "heat.js",
    "lists.js",
    "unit.js",
    "start.js",
)
"""The parts of the script in the order in which they are put together."""
MADE = "ntmrules report html"
"""By what a report is known again."""


def write_page(found: Contents, path: Path, *, lang: str = "vi") -> None:
    """Write a report to ``path``; ``UsageError`` NTM051 where that cannot be. The same contents give the same bytes."""
    write_bytes(page(found, lang=lang).encode("utf-8"), path)


def page(found: Contents, *, lang: str = "vi") -> str:
    """Return the report as the text of an HTML page."""
    style = house_style() + asset("report", "report.css")
    script = script_of("report", SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return filled(
        asset("report", "report.html"),
        {"LANG": lang, "POLICY": policy, "STYLE": style, "SCRIPT": script, "MADE": MADE,
         "OVERVIEW": _packed(found.overview), "DETAILS": _packed(found.details)},
    )  # fmt: skip


def _packed(data: Mapping[str, Any]) -> str:
    return packed(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
