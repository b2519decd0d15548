"""Commas that cut a value in a flow map: ``{value: 80,5}`` is 80 and a key 5 of nothing, ``{vi: chợ, trạm}`` two keys.

A key of nothing is never meant in a catalogue, so it is the rest of what stands before it: of a number, of a text, or of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

_NUMBER = re.compile(r"-?[0-9][0-9.]*\Z")
_IN_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_WHOLE = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)\Z")
_REST = re.compile(r"[0-9]+(?:\.[0-9]+)?(\s*%)?\Z")


def cut_values(node: yaml.MappingNode, text: str) -> Iterator[tuple[yaml.Node, list[yaml.Node], yaml.ScalarNode]]:
    """Yield each value of a flow map in ``text`` that commas cut: its key, the keys of nothing that are its rest, the value.

    A key with its colon (``{day: , number: }``) is a blank that waits to be filled in.
    """
    if not getattr(node, "flow_style", False):
        return
    found: list[tuple[yaml.Node, list[yaml.Node], yaml.ScalarNode]] = []
    open_: tuple[yaml.Node, list[yaml.Node], yaml.ScalarNode] | None = None
    for key, value in node.value:
        if not isinstance(value, yaml.ScalarNode):
            open_ = None
        elif not _of_nothing(key, value, text):
            open_ = (key, [], value)
        elif open_ is not None and isinstance(key, yaml.ScalarNode):
            if not open_[1]:
                found.append(open_)
            open_[1].append(key)
    yield from found


def _of_nothing(key: yaml.Node, value: yaml.ScalarNode, text: str) -> bool:
    begin, end = value.start_mark.index, value.end_mark.index
    return value.value == "" and bool(begin == end) and ":" not in text[key.end_mark.index : begin]


def remedy(
    key: str, value: yaml.ScalarNode, rest: Sequence[yaml.Node], beside: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    """Return the message of a cut value and what it names; ``beside``: the keys of the map."""
    parts = [value.value, *(each.value for each in rest)]
    last = _REST.match(parts[-1])
    numbers = _NUMBER.match(str(parts[0])) and last and all(each.isdecimal() for each in parts[1:-1])
    if not numbers or last is None:
        quoted = ", ".join(parts).replace("\\", "\\\\").replace('"', '\\"')
        return "NTM125", {"key": key, "parts": " | ".join(parts), "text": f'{key}: "{quoted}"',
                          "list": f"{key}: [{', '.join(parts)}]"}  # fmt: skip
    # A share in percent is only written with its sign where a rule says how many have to be met.
    sign = " %" if last[1] and key == "at_least" and "measure" not in beside else ""
    digits = parts[-1].removesuffix(last[1] or "").rstrip()
    whole = "".join(parts[:-1]).replace(".", "")
    written = ",".join(parts)
    grouped = len(parts) > 2 or "." in digits
    clear = _IN_THOUSANDS.match(",".join((*parts[:-1], digits))) if grouped else _WHOLE.match(parts[0])
    if not clear:
        return "NTM124.unclear", {"written": written}
    better = f"{whole}{digits}{sign}" if grouped else f"{whole}.{digits}{sign}"
    if len(digits) == 3 and not grouped and "." not in parts[0]:
        return "NTM124.either", {"written": written, "better": better, "thousands": f"{whole}{digits}{sign}"}
    return "NTM124.decimal", {"written": written, "better": better}
