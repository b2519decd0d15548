"""The README of the example of Quảng Ninh: its commands run and print what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from snippets import ROOT, blocks

from ntmrules.cli import run

PAGE = ROOT / "examples" / "quang-ninh-2023" / "README.md"


def test_the_commands_print_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    found = blocks(PAGE.read_text("utf-8"))
    for command, said in zip(found[::2], found[1::2], strict=True):
        assert (command.language, said.language) == ("sh", "text")
        for line in command.text.replace("\\\n", " ").strip().splitlines():
            words = line.split()[1:]
            assert run([*words, "--no-plugins", "--lang", "vi"]) in (0, 1, 2)
        assert capsys.readouterr().out.strip() == said.text.strip()


def test_every_file_of_the_folder_is_named_on_the_page() -> None:
    names = {path.name for path in Path(PAGE.parent).iterdir()} - {"README.md"}
    text = PAGE.read_text("utf-8")
    assert all(f"`{name}`" in text for name in names)
