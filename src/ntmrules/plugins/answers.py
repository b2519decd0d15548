"""What hooks may return: checked when a plugin is loaded, so that a wrong answer is named as its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ntmrules.messages import Pair
from ntmrules.model.units import Province
from ntmrules.plugins.functions import RuleFunction

PACKS = Pair("danh sách đường dẫn của các gói (str hoặc Path)", "an iterable of paths of packs (str or Path)")
UNITS = Pair("danh sách Province", "an iterable of Province")
FUNCTIONS = Pair("bảng tên (str) -> RuleFunction", "a mapping of names (str) to RuleFunction")
NAMED = Pair("bảng tên (str) -> hàm", "a mapping of names (str) to functions")


class AnswerError(ValueError):
    """An answer of another form: what came instead, and what was ``expected``."""

    def __init__(self, got: str, expected: Pair) -> None:
        super().__init__(got)
        self.got, self.expected = got, expected


def _several(answer: Any, kinds: tuple[type, ...], expected: Pair) -> list[Any]:
    # One text is also an iterable of texts: "/" would be walked as a pack.
    if isinstance(answer, (str, bytes, Path, Mapping)) or not isinstance(answer, Iterable):
        raise AnswerError(type(answer).__name__, expected)
    items = list(answer)
    for item in items:
        if not isinstance(item, kinds):
            raise AnswerError(f"[{type(item).__name__}]", expected)
    return items


def _named(answer: Any, fits: Callable[[Any], bool] = callable, expected: Pair = NAMED) -> dict[str, Any]:
    if not isinstance(answer, Mapping):
        raise AnswerError(type(answer).__name__, expected)
    for name, value in answer.items():
        if not isinstance(name, str) or not name or not fits(value):
            raise AnswerError(f"{{{type(name).__name__}: {type(value).__name__}}}", expected)
    return dict(answer)


CHECKS: dict[str, Callable[[Any], Any]] = {
    "ntmrules_packs": lambda answer: _several(answer, (str, Path), PACKS),
    "ntmrules_units": lambda answer: _several(answer, (Province,), UNITS),
    "ntmrules_functions": lambda answer: _named(answer, lambda value: isinstance(value, RuleFunction), FUNCTIONS),
    "ntmrules_readers": _named,
    "ntmrules_renderers": _named,
}


def checked(hook: str, answer: Any) -> Any:
    """Return the answer of ``hook`` in its one form; ``AnswerError`` where it is of another. Nothing stays nothing."""
    return CHECKS[hook](answer) if hook in CHECKS and answer is not None else answer
