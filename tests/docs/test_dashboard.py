"""The dashboard on PostgreSQL, followed as its pages say, on a server of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlglot")

from conformance.in_sql import Postgres, postgres
from snippets import ROOT, Reader, blocks

PAGES = {"sql.md": "## A dashboard on PostgreSQL", "sql-vi.md": "## Bảng điều khiển trên PostgreSQL"}


@pytest.fixture
def server() -> Iterator[Postgres]:
    with postgres() as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_a_dashboard_shows_what_its_page_says(page: str, server: Postgres, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "howto" / page).read_text(encoding="utf-8").partition(PAGES[page])[2]
    own = [block for block in blocks(text.partition("\n## ")[0]) if block.language == "sh"]
    assert len(own) == 2
    reader = Reader(tmp_path)
    reader.environment |= {"PGHOST": str(server.folder), "PGUSER": "postgres"}
    printed = []
    for block in own:
        assert reader.follow(block._replace(words=()))
        printed.append(reader.printed)
    said = next(line.partition("  # ")[2] for line in own[0].text.splitlines() if "  # " in line)
    assert said in printed[0]
    kept = server.said('SELECT verdict, "verdict:10.1" FROM ntm.judged_now;')
    assert kept == [{"verdict": "undetermined", "verdict:10.1": "met"}]
