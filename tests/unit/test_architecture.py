"""The house: modules stay short enough to be read. Which room may import which is said in pyproject.toml (import-linter)."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "ntmrules"
LONGEST = 500


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield name, path


def test_no_module_is_longer_than_a_person_reads() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


FLOORS = next(
    each["layers"]
    for each in tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    if each["id"] == "floors"
)
FLOOR = {
    room.strip(" ()"): len(FLOORS) - number
    for number, rooms in enumerate(FLOORS)
    for room in rooms.replace("|", ":").split(":")
}


def imported_by_name(path: Path) -> Iterator[str]:
    """Yield the rooms that a file imports by a text: import-linter reads no texts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("import_module", "__import__"):
            first = node.args[0]
            text = first.values[0] if isinstance(first, ast.JoinedStr) else first
            if isinstance(text, ast.Constant) and str(text.value).startswith("ntmrules."):
                yield str(text.value).split(".")[1]


def test_no_room_imports_one_above_it_by_a_text_either() -> None:
    found = [(name, room) for name, path in modules() for room in imported_by_name(path)]
    assert {room for _, room in found} >= {"model", "messages"}
    assert [(name, room) for name, room in found if FLOOR[room] > FLOOR[name.split(".")[0]]] == []
