"""Every field that a file of the catalogue may have is read by something: what is written there is for somebody."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import ntmrules

ROOT = Path(ntmrules.__file__).parent
# The rooms of the model whose classes files are structured into; `catalog` reads them, it makes no use of them.
MODEL = ("capital", "conditions", "evidence", "forms", "measures", "ocop", "overrides", "point_scale", "procedures",
         "requirements", "sets", "text", "units")  # fmt: skip
# Written down for whoever checks the register, beside a datum that is shown without its evidence.
FOR_CHECKERS = {"Province.code_evidence", "Province.formed_from_evidence"}


def fields() -> list[str]:
    return [
        f"{item.name}.{line.target.id}"
        for room in MODEL
        for item in ast.parse((ROOT / "model" / f"{room}.py").read_text(encoding="utf-8")).body
        if isinstance(item, ast.ClassDef)
        for line in item.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    ]


@cache
def read_names() -> frozenset[str]:
    """The names that code reads of some object, by ``x.name`` or, with the name in quotes, by ``getattr``."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        asks = any(isinstance(each, ast.Name) and each.id == "getattr" for each in ast.walk(tree))
        for each in ast.walk(tree):
            if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Load):
                found.add(each.attr)
            elif asks and isinstance(each, ast.Constant) and isinstance(each.value, str):
                found.add(each.value)
    return frozenset(found)


@pytest.mark.parametrize("field", sorted(set(fields()) - FOR_CHECKERS))
def test_a_field_of_the_catalogue_is_read(field: str) -> None:
    assert field.partition(".")[2] in read_names()


def test_what_is_for_checkers_alone_is_still_a_field() -> None:
    assert set(fields()) >= FOR_CHECKERS
    assert not {field.partition(".")[2] for field in FOR_CHECKERS} & read_names()
