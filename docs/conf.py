"""Sphinx: the project's own pages, and the pages of the criteria that `ntmrules docs build` writes."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

from ntmrules._version import __version__  # noqa: E402

project = "ntmrules"
author = "ntmrules developers"
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "reference_pages", "live_page"]
exclude_patterns = ["_build", "_ext"]
smartquotes = False  # `--help` in a message stays two hyphens, so that it can be copied
html_theme = "furo"
html_title = f"ntmrules {version}"
html_show_copyright = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
