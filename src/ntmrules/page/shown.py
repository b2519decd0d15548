"""Results as a page draws them: plain data, in the words of the explanation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ntmrules.explain.attainment.rows import Row, rows
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.lines import Line
from ntmrules.face.attainment import Attainment
from ntmrules.figures.newest import is_after, time_of
from ntmrules.model.figures import Entry
from ntmrules.model.text import Text


def newest(entries: Sequence[Entry], on: str) -> Entry | None:
    """Return the entry of the latest time by a day (ISO), of equal ones the last: the one whose value stands in the form."""
    known = [each for each in reversed(entries) if not is_after(each, on)]
    return max(known, key=lambda each: time_of(each, on), default=None)


def span(tally: Any) -> list[int | None]:
    """Return the least and the most that are met, and how many there are."""
    return [tally.low, tally.high, tally.declared]


def two(text: Text) -> list[str]:
    """Return a text in Vietnamese and in English."""
    return [text.vi, text.in_("en")]


def line_data(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return lines of an explanation with their style and how far they are indented."""
    return [{"text": each.text, "style": each.style or "", "indent": each.indent} for each in lines]


def by_criterion(found: Attainment, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of each criterion under its name; what stands under none comes under an empty one."""
    by: dict[str, list[Row]] = {}
    for row in rows(found, lang=lang):
        by.setdefault(row.criterion, []).append(row)
    heads = {node.about.number or node.id: node for node in found.trace.children if node.kind == "criterion"}
    voice = Voice.of(found, lang)
    for number, own in by.items():
        node = heads.get(number)
        yield {
            "number": number, "name": own[0].criterion_name, "verdict": str(node.verdict) if node is not None else "",
            "word": voice.verdict(node) if node is not None else "", "rows": [_row(each) for each in own],
        }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id, "number": row.number, "name": row.name, "figure": row.figure, "asked": row.asked,
        "verdict": str(row.verdict), "said": row.said, "why": list(row.why), "distance": row.distance,
        "decision": row.decision, "evidence": row.evidence, "cure": list(row.cure), "provisional": row.provisional,
    }  # fmt: skip
