"""Every page that people learn from stands in Vietnamese and in English, and each leads to the other."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
# References for programmers, in English alone, and what needs no other page.
ENGLISH = {
    "conformance.md",
    "performance.md",
    "scale.md",
    "reference/circuit.md",
    "reference/language.md",
    "reference/api.md",
    # Both languages stand beside each other in its tables.
    "reference/exit-codes.md",
}
SWITCH = re.compile(r"\[(In English|Tiếng Việt)\]\(([\w./-]+\.md)\)")


def test_each_page_leads_to_itself_in_the_other_language() -> None:
    pages = [path for path in DOCS.rglob("*.md") if not {"criteria", "_build"} & set(path.relative_to(DOCS).parts)]
    lost = []
    for page in pages:
        name = page.relative_to(DOCS).as_posix()
        if name in ENGLISH or name == "index.md":
            continue
        found = SWITCH.search(page.read_text("utf-8")[:600])
        other = page.parent / found[2] if found else None
        back = SWITCH.search(other.read_text("utf-8")[:600]) if other is not None and other.is_file() else None
        if back is None or back[1] == found[1] or (page.parent / back[2]).resolve() != page.resolve():  # type: ignore[index]
            lost.append(name)
    assert len(pages) > 40
    assert lost == []
