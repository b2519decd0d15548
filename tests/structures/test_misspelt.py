"""Whatever names something in a shipped file is asked for: misspelt, it is an error at its line that says what was meant.

Every place where a word stands, by file and keys, is tried once: one value, its last letter changed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ntmrules.catalog import strict
from ntmrules.catalog.pack import catalog_root
from ntmrules.catalog.strict import Document, each_path
from ntmrules.check import lint as checking
from ntmrules.check.lint_overlay import OverlayLinter

# What says something itself and names nothing: ids where they are given, words for people, days, numbers of articles.
FREE = re.compile(
    r"(?:^|\.)(?:id|name|names|title|text|vi|en|tt|code|url|unit|unit_en|aka|annex|annexes|article|row|number|printed|form|date"
    r"|from|to|until|days|instead_of|on_day|checked_on|lodged_from|lodged_to|request_before|result_before|attached_to)\Z"
)
# Wrong in another file, where the word is used.
ELSEWHERE = ("measures.parts", "criteria.case_of")
FILES = ("areas", "bodies", "capital", "criterion", "crosswalk", "decisions", "forms", "measures", "ocop", "procedures",
         "set", "sheets", "sources", "units", "working-days")  # fmt: skip


def kind_of(path: Path) -> str:
    if path.parent.name in ("forms", "procedures", "sheets"):
        return path.parent.name
    in_set = path.parent.parent.name == "national" and path.name not in ("set.yaml", "ocop.yaml")
    return "criterion" if in_set else path.stem


def words_of(kind: str) -> Iterator[tuple[str, Path, tuple[str | int, ...], str]]:
    """Yield one value for each place of the files of a kind: keys, file, path, word. Of nested parts the last keys count."""
    seen = set()
    for path in sorted(catalog_root().rglob("*.yaml")):
        if path.name.endswith(".cases.yaml") or kind_of(path) != kind or path.name == "lists.yaml":
            continue
        for at, value in each_path(strict.read_document(path, path.name).data):
            keys = [step for step in at if isinstance(step, str)]
            shown = ".".join(keys[-2:])
            if isinstance(value, str) and not FREE.search(shown) and shown not in seen:
                seen.add(shown)
                yield shown, path, at, value


def misspelt(raw: str, document: Document, path: tuple[str | int, ...]) -> tuple[str, int]:
    """Return the file with the last letter of a value changed, and the line of the value."""
    node: Any = document.node
    for step in path:
        node = strict._child(node, step)
    start, end = node.start_mark.index, node.end_mark.index
    written = raw[start:end]
    quoted = written[0] in "\"'"
    inner = written[1:-1] if quoted else written
    wrong = inner[:-1] + ("y" if inner[-1] == "z" else "z")
    return f'{raw[:start]}"{wrong}"{raw[end:]}', node.start_mark.line + 1


parse_once = cache(strict.parse_document)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parse each content once, and judge no cases: they take most of the time of a check and name other things."""
    monkeypatch.setenv("NTMRULES_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(strict, "parse_document", parse_once)
    monkeypatch.setattr(checking._Linter, "_cases", lambda _: None)
    monkeypatch.setattr(OverlayLinter, "cases", lambda *_: None)


def stands_at(where: str, name: str, line: int) -> bool:
    """Tell whether a place is that of a line, or of the few lines of what it is a part of."""
    file, _, rest = where.partition(":")
    said = rest.partition(":")[0]
    return file == name and said.isdigit() and line - 6 <= int(said) <= line


@pytest.mark.parametrize("kind", FILES)
def test_a_misspelt_word_of_a_shipped_file_is_an_error_at_its_line(kind: str, quick: None, tmp_path: Path) -> None:
    root = tmp_path / "catalogs"
    shutil.copytree(catalog_root(), root)
    unseen = []
    for shown, shipped, path, word in words_of(kind):
        file = root / shipped.relative_to(catalog_root())
        raw = file.read_text(encoding="utf-8")
        changed, line = misspelt(raw, strict.parse_document(raw.encode(), file.name), path)
        file.write_text(changed, encoding="utf-8")
        found = [each.problem for each in checking.lint(root) if each.severity == "error"]
        file.write_text(raw, encoding="utf-8")
        name = file.relative_to(tmp_path).as_posix()
        here = [each for each in found if stands_at(each.where, name, line)] if not shown.endswith(ELSEWHERE) else found
        if not any(word in str(each) or "did you mean" in str(each) for each in here):
            unseen.append(f"{name}:{line} {shown} {word}: {[str(each) for each in (here or found)][:1]}")
    assert not unseen, "\n".join(unseen)


def test_every_kind_of_file_is_tried() -> None:
    files = (path for path in catalog_root().rglob("*.yaml") if not path.name.endswith(".cases.yaml"))
    assert {kind_of(path) for path in files if path.name != "lists.yaml"} == set(FILES)


@pytest.mark.parametrize("name", ["xa-ntm-2021", "xa-ntm-nang-cao-2021", "huyen-ntm-2016", "huyen-ntm-2021"])
def test_a_set_that_cannot_be_read_is_told_once_and_what_refers_to_it_is_still_checked(
    name: str, quick: None, tmp_path: Path
) -> None:
    root = tmp_path / "catalogs"
    shutil.copytree(catalog_root(), root)
    file = root / "national" / name / "01-quy-hoach.yaml"
    raw = file.read_text(encoding="utf-8")
    file.write_text(raw.replace("kind: ", "kind: z", 1), encoding="utf-8")
    other = next((root / "national" / "tinh-ntm-2021").glob("01-*.yaml"))
    other.write_text(f"{other.read_text(encoding='utf-8')}\nthua: 1\n", encoding="utf-8")
    found = [each.problem for each in checking.lint(root) if each.severity == "error"]
    assert sorted(each.code for each in found) == ["NTM109", "NTM113"]
