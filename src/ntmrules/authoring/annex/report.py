"""The report of an import, in the language of the reader: every cell beside the catalogue, and what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ntmrules.authoring.annex.found import Imported
from ntmrules.explain.lang.annex_words import say

STATUSES = ("changed", "new", "same", "clash", "firm", "unread", "common")


def report_of(found: Imported, file: str, areas: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of ``report.md``; ``areas`` are the names of the columns."""
    yield f"# {say('title', file=file, set=found.set_id, decision=found.decision)}"
    yield ""
    counts = {name: found.count(name) for name in STATUSES}
    yield say("taken", taken=found.taken, **counts)
    if not found.taken:
        yield say("nothing")
    if found.amended:
        yield say("amended", line=_cell(found.amended))
    yield say("untaken", rows=len(found.unmatched), **counts)
    for status in STATUSES:
        rows = [each for each in found.outcomes if each.status == status]
        if rows:
            yield from _table(f"status.{status}", "indicator", "where", "column", "printed", "had", "note")
            for each in rows:
                label = say("part", label=each.label, name=each.part) if each.part else each.label
                cells = (label, each.where, each.column, each.printed, each.had, each.why)
                yield f"| {' | '.join(map(_cell, cells))} |"
    if found.unmatched:
        yield from _table("unmatched", "where", "number", "name", "why", "cells")
        for row, why in found.unmatched:
            printed = "; ".join(f"{_column(column, areas)}: {text}" for column, text in row.printed.items())
            yield f"| {' | '.join(map(_cell, (row.where, row.label, row.name, why, printed)))} |"
    if found.lacking:
        yield from ("", say("how-lacking", labels=", ".join(found.lacking), set=found.set_id))
    yield from _lacking(found)


def _column(column: str, areas: Mapping[str, str]) -> str:
    return areas.get(column) or column or say("common-column")


def _table(title: str, *heads: str) -> Iterator[str]:
    named = " | ".join(say(f"head.{each}") for each in heads)
    yield from ("", f"## {say(title)}", "", f"| {named} |", f"|{'---|' * len(heads)}")


def _lacking(found: Imported) -> Iterator[str]:
    lines = (
        ("joined", found.joined, "; "), ("hidden", found.hidden, "; "), ("told", tuple(dict.fromkeys(found.told)), "; "),
        ("unnamed", found.unnamed, "; "), ("tables-left", found.tables_left, "; "),
        ("columns-named", found.columns_named, "; "), ("columns-left", found.columns_left, "; "),
        ("areas-lacking", found.areas_lacking, ", "), ("indicators-lacking", found.indicators_lacking, ", "),
    )  # fmt: skip
    for name, items, between in lines:
        if items:
            yield from ("", say(name, what=between.join(map(_cell, items))))


def _cell(text: str) -> str:
    """Return text for a cell of Markdown: what stands in a file is data, never a table, a link or a tag."""
    plain = " ".join(text.split())
    for char in "\\|<>[]`*_":
        plain = plain.replace(char, f"\\{char}")
    return plain
