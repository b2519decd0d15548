"""Whatever a circuit cannot say is told in both languages, in the words of whoever reads the message."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ntmrules
from ntmrules import Library, UsageError
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.messages.not_compiled import REASONS, why_not

ROOT = Path(ntmrules.__file__).parent
FOLDERS = ("circuit", "engine/columnar")
PACKS = Path(__file__).parents[1] / "structures" / "packs"


def given() -> Iterator[str]:
    """Yield every reason that is written where something is left out."""
    for path in (file for folder in FOLDERS for file in sorted((ROOT / folder).glob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NotCompiled":
                yield from _texts(node.args[0])
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("why", "enough"):
                yield from _texts(node.value)


def _texts(node: ast.expr) -> Iterator[str]:
    parts = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
    yield from (each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_every_reason_is_there_in_vietnamese_and_none_too_many() -> None:
    assert set(given()) == set(REASONS)


def test_a_kind_that_a_circuit_does_not_have_is_named_as_a_kind() -> None:
    assert why_not("change_at_least").told("vi") == "yêu cầu loại change_at_least"
    assert why_not("change_at_least").told("en") == "a requirement of the kind change_at_least"


def test_the_message_is_in_the_language_of_the_reader() -> None:
    library = Library(packs=[PACKS / "S21-enough-of-the-criteria"], plugins=())
    book = library.rulebook("mau/du-tieu-chi", on="2023-12-01", province="an-giang")
    try:
        compiled(book, columns_of(book))
    except UsageError as error:
        (fault,) = error.problems
        assert "bộ đạt khi đủ một số tiêu chí" in fault.text("vi")
        assert "a set that is met by some of its criteria" in fault.text("en")
    else:
        raise AssertionError("a pass rule of a set was compiled")
