"""The page *Dùng thử* of the site: the page that judges, with two made-up communes, where there is a Pyodide to build it with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sphinx.util import logging

import ntmrules
from ntmrules.errors import NtmRulesError
from ntmrules.page.build import Chosen, write_page
from ntmrules.page.runtime import runtime_in

LOGGER = logging.getLogger(__name__)
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hai-xa.csv"
NONE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Dùng thử</title>
<p>Tài liệu này được tạo ở nơi không có Pyodide, nên chưa có trang dùng thử. Đặt NTMRULES_PYODIDE rồi tạo lại.</p>
<p lang="en">These docs were built where there is no Pyodide, so there is no page to try.
Set NTMRULES_PYODIDE and build again.</p>
</html>
"""


def setup(app: Any) -> dict[str, Any]:
    """Write the page beside the site when that is built."""
    app.connect("build-finished", lambda site, error: None if error else write(Path(site.outdir) / "dung-thu.html"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(path: Path) -> None:
    """Write the page, or one that says why it is not there."""
    folder = os.environ.get("NTMRULES_PYODIDE")
    if not folder:
        LOGGER.info("dung-thu.html: NTMRULES_PYODIDE names no folder with Pyodide; the page to try is left out")
        path.write_text(NONE, encoding="utf-8")
        return
    chosen = Chosen(set="xa-ntm", on="2023-10-31", province="Hải Dương", figures=(EXAMPLE.name, EXAMPLE.read_bytes()))
    try:
        write_page(ntmrules.Library(plugins=()), runtime_in(Path(folder)), chosen, path)
    except NtmRulesError as error:
        LOGGER.info(f"dung-thu.html: {error}")
        path.write_text(NONE, encoding="utf-8")
