"""The house: imports run downwards, modules stay short enough to be read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "ntmrules"
LONGEST = 400

# The floor of a module is that of its longest name in this table (`catalog.lint` before `catalog`).
FLOORS = {
    "_version": 0,
    "errors": 0,
    "model": 0,
    "words": 1,
    "logic": 1,
    "catalog": 2,
    "units": 2,
    "adminunits": 2,
    "crosswalk": 2,
    "figures.cells": 2,  # what one cell says: text to value, nothing of rules
    "figures.csvfile": 2,  # bytes to cells, nothing of rules
    "overlay": 2,  # the verbs of a pack over the model; what checks packs needs it before anything is resolved
    "circles": 3,
    "derive": 3,
    "stages": 3,
    "rulebook": 3,
    "resolve": 3,
    "attainment": 4,
    "engine": 4,
    "explain": 5,
    "figures": 5,
    "library": 5,
    "plugins": 5,
    "receipt": 5,
    "engine.columnar": 5,  # judges whole tables: it reads cells as the readers of figures do, and asks the library
    "catalog.cases": 5,  # cases are judged
    "catalog.lint": 5,  # and lint runs them
    "catalog.lint_overlay": 5,
    "docgen": 6,
    "testing": 6,
    "cli": 7,
    "__main__": 8,
}

# Upward imports inside functions, each with its reason; none is allowed at the top of a module.
LAZY = {
    ("attainment", "explain"): "an attainment offers its own explanations, which are loaded when asked for",
    ("model.figures", "words"): "looking a unit up folds accents away; the model is loaded without it",
    ("rulebook", "engine"): "a rulebook offers evaluate and session; engines are loaded when asked for",
    ("rulebook", "receipt"): "a rulebook offers its receipt, made when asked for",
    ("library", "plugins"): "plugins are looked for when a library is made",
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield name, path


def longest(name: str, table: object) -> str | None:
    """The longest beginning of a dotted name that stands in ``table``."""
    parts = name.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((each for each in beginnings if each in table), None)  # type: ignore[operator]


class Imports(ast.NodeVisitor):
    """Collects (imported module, line, whether inside a function); imports for types only are left out."""

    def __init__(self) -> None:
        self.found: list[tuple[str, int, bool]] = []
        self.inside = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.inside += 1
        self.generic_visit(node)
        self.inside -= 1

    def visit_If(self, node: ast.If) -> None:
        for child in node.orelse if "TYPE_CHECKING" in ast.dump(node.test) else [*node.body, *node.orelse]:
            self.visit(child)

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            self._add(name.name, node.lineno)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports are absolute"
        if node.module == "ntmrules":
            for name in node.names:
                self._add(f"ntmrules.{name.name}", node.lineno)
        elif node.module is not None:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                is_module = (SOURCE.parent / Path(*whole.split("."))).with_suffix(".py").is_file()
                self._add(whole if is_module else node.module, node.lineno)

    def _add(self, name: str, line: int) -> None:
        if name.startswith("ntmrules.") and not name.startswith("ntmrules.__"):
            self.found.append((name.removeprefix("ntmrules."), line, self.inside > 0))


def upward(source: str, name: str) -> list[str]:
    """The upward imports in the source of the module ``name`` that are not allowed."""
    visitor = Imports()
    visitor.visit(ast.parse(source))
    own = FLOORS[longest(name, FLOORS) or ""]
    wrong = []
    for other, line, lazy in visitor.found:
        if FLOORS[longest(other, FLOORS) or ""] <= own:
            continue
        allowed = lazy and any(longest(name, {one}) and longest(other, {two}) for one, two in LAZY)
        if not allowed:
            wrong.append(f"{name}:{line} imports {other}, a floor above it{' (inside a function)' if lazy else ''}")
    return wrong


def test_every_module_has_a_floor() -> None:
    assert [name for name, _ in modules() if longest(name, FLOORS) is None] == []


def test_no_import_runs_upwards() -> None:
    wrong = [each for name, path in modules() for each in upward(path.read_text(encoding="utf-8"), name)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("logic", "from ntmrules.engine.core import CORE", True),
        ("logic", "from ntmrules import engine", True),
        ("logic", "import ntmrules.library", True),
        ("logic", "def f():\n    from ntmrules.library import Library", True),
        ("attainment", "from ntmrules.explain.text import text_lines", True),
        ("attainment", "def f():\n    from ntmrules.explain.text import text_lines", False),
        ("logic", "if TYPE_CHECKING:\n    from ntmrules.library import Library", False),
        ("library", "from ntmrules.resolve import resolve", False),
        ("catalog.store", "from ntmrules.catalog.lint import lint", True),
    ],
)
def test_the_walk_of_imports_sees_what_is_upward(name: str, source: str, wrong: bool) -> None:
    assert bool(upward(source, name)) is wrong


def test_no_module_is_longer_than_a_person_reads() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_reason_for_an_upward_import_is_still_needed() -> None:
    used = set()
    for name, path in modules():
        visitor = Imports()
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        used |= {
            pair
            for pair in LAZY
            for other, _, lazy in visitor.found
            if lazy and longest(name, {pair[0]}) and longest(other, {pair[1]})
        }
    assert used == set(LAZY)
