"""Every command and every snippet of the README and of the documentation runs, and prints what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from snippets import ROOT, Block, Reader, blocks

DOCS = ROOT / "docs"
# Written by programs or followed by tests of their own: the guide for provinces installs packages.
ELSEWHERE = ("plugins.md", "plugins-vi.md", "conformance.md", "performance.md")
GENERATED = ("criteria", "_build", "reference")
PAGES = [
    ROOT / "README.md",
    *sorted(
        path
        for path in DOCS.rglob("*.md")
        if path.relative_to(DOCS).parts[0] not in GENERATED and path.name not in ELSEWHERE
    ),
    DOCS / "reference" / "formats.md",
    DOCS / "reference" / "formats-vi.md",
]


def runnable(page: Path) -> list[Block]:
    """The blocks of a page; those of the README without the installation that comes first on its lines."""
    found = blocks(page.read_text(encoding="utf-8"))
    if page.name != "README.md":
        return found
    kept = []
    for block in found:
        if block.language == "sh":
            lines = [line.rpartition("&& ")[2].replace(".venv/bin/", "") for line in block.text.splitlines()]
            # The second command of the README runs all tests, this one among them.
            text = "\n".join(line for line in lines if not line.endswith("tox"))
            kept.append(block._replace(text=text))
        elif block.language == "python":
            kept.append(block)
    return kept


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_snippet_of_the_page_runs_and_prints_what_it_says(page: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in runnable(page):
        try:
            reader.follow(block)
        except AssertionError as error:
            raise AssertionError(f"{page.name}:{block.line}: {error}") from None


def test_every_block_says_what_it_is_so_that_none_escapes_the_runner() -> None:
    for page in PAGES:
        for block in blocks(page.read_text(encoding="utf-8")):
            assert re.fullmatch(r"sh|python|text|yaml|\{toctree\}|\{eval-rst\}", block.language), (
                f"{page.name}:{block.line}"
            )


def test_only_blocks_that_install_or_serve_or_need_a_cluster_are_left_out() -> None:
    for page in PAGES:
        for block in blocks(page.read_text(encoding="utf-8")):
            if "not-run" in block.words:
                # The clusters' recipes are run by tests/scale.
                allowed = (
                    r"pip install|uvicorn|--pack (my-pack|(goi-)?phu-luc-2|annex-2)|import (daft|ray|Client|SparkSession)|psql"
                    r"|--pack plugins|ntmrules page build"
                )
                assert re.search(allowed, block.text), f"{page.name}:{block.line}"


def test_a_block_that_fails_and_a_line_that_is_not_printed_are_noticed(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    with pytest.raises(AssertionError, match="NTM001"):
        reader.follow(Block("sh", (), "ntmrules show vn/nothing\n", 1))
    reader.follow(Block("python", (), "print('one two')\n", 1))
    reader.follow(Block("text", (), "one…two\n", 1))
    with pytest.raises(AssertionError, match="not printed"):
        reader.follow(Block("text", (), "three\n", 1))
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        reader.follow(Block("python", (), "1 / 0\n", 1))


def test_no_command_installs_what_nobody_has_published() -> None:
    folders = (DOCS, ROOT / "src", ROOT / "plugins", ROOT / "examples")
    texts = [
        ROOT / "README.md",
        *(each for folder in folders for ending in ("*.md", "*.py") for each in folder.rglob(ending)),
    ]
    published = re.compile(r"""pip install (?:-\S+ )*["']?ntmrules(?!\S*\.whl)""")
    assert published.search("pip install -q " + '"ntmrules[office]"')
    found = [path for path in texts if published.search(path.read_text("utf-8"))]
    assert found == []
