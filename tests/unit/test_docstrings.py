"""Docstrings say what is raised: a caller must not find an error by meeting it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ntmrules
from ntmrules.engine.core.joins import Counts, Weights
from ntmrules.frozen import names_of
from ntmrules.model.rulebook import Rulebook

SOURCE = Path(ntmrules.__file__).parent
# What raises so that somebody else is told: the command line shows errors itself, pytest collects them.
OUTSIDE = ("cli", "testing/plugin.py")
SAYS = re.compile(r"[Rr]aise|NTM\d|Error|NotCompiled")


def public_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def raises(function: ast.FunctionDef) -> bool:
    """Whether the function itself raises something new, and not only passes on what came."""
    return any(isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) for node in ast.walk(function))


def test_every_public_function_that_raises_says_so() -> None:
    silent = [
        f"{path.relative_to(SOURCE).as_posix()}:{function.lineno} {function.name}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not path.relative_to(SOURCE).as_posix().startswith(OUTSIDE)
        for function in public_functions(ast.parse(path.read_text(encoding="utf-8")).body)
        if raises(function) and not SAYS.search(ast.get_docstring(function) or "")
    ]
    assert silent == []


def test_every_field_of_a_rulebook_and_of_a_count_is_told() -> None:
    silent = [
        f"{cls.__name__}.{name}"
        for cls, names in ((Rulebook, names_of(Rulebook)), (Counts, Counts._fields), (Weights, Weights._fields))
        for name in names
        if not name.startswith("_") and f"``{name}``" not in (cls.__doc__ or "")
    ]
    assert silent == []
