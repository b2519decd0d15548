"""What of a file of figures was not used, or was read in a way worth knowing, each as one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ntmrules.errors import Problem, problem
from ntmrules.explain.lang.numbers import level_words
from ntmrules.figures.chosen import other_levels
from ntmrules.messages import Joined, Phrase
from ntmrules.messages.speech import as_written, few
from ntmrules.model.figures import FigureTable, Remark
from ntmrules.model.rulebook import Rulebook

SHOWN = 8
MOST = 200
_LEFT_OUT = {
    "row": "remarks.left-out.row", "unnamed": "remarks.left-out.unnamed",
    "columns": "remarks.left-out.columns", "taken": "remarks.left-out.taken",
    "hidden_rows": "remarks.left-out.hidden_rows", "hidden_columns": "remarks.left-out.hidden_columns",
    "accepted": "remarks.left-out.accepted",
    "bare_counts": "remarks.left-out.bare_counts", "later": "remarks.left-out.later", "dated": "remarks.left-out.dated",
    "former": "remarks.left-out.former", "not_yet": "remarks.left-out.not_yet",
    "across": "remarks.left-out.across", "titled_year": "remarks.left-out.titled_year", "title_set": "remarks.left-out.title_set",
    "title_unclear": "remarks.left-out.title_unclear", "title_day": "remarks.left-out.title_day",
    "title_also": "remarks.left-out.title_also",
    "title_province": "remarks.left-out.title_province",
    "named": "remarks.left-out.named",
    "small_shares": "remarks.left-out.small_shares", "shown": "remarks.left-out.shown",
    "names": "remarks.left-out.names", "unlisted": "remarks.left-out.unlisted",
    "elsewhere": "remarks.left-out.elsewhere", "row_set": "remarks.left-out.row_set",
    "title_whole": "remarks.left-out.title_whole", "basically_met": "remarks.left-out.basically_met",
    "title_district": "remarks.left-out.title_district", "title_places": "remarks.left-out.title_places",
    "title_stage": "remarks.left-out.title_stage", "title_unit": "remarks.left-out.title_unit",
    "titled_day": "remarks.left-out.titled_day", "sheet_named": "remarks.left-out.sheet_named",
    "merged": "remarks.left-out.merged", "sheets": "remarks.left-out.sheets", "live_gone": "remarks.left-out.live_gone",
    "live_xls": "remarks.left-out.live_xls", "doubted": "remarks.left-out.doubted",
    "noted": "remarks.left-out.noted", "joined": "remarks.left-out.joined",
    "unfit": "remarks.left-out.unfit", "tally_before": "remarks.left-out.tally_before", "other_level": "remarks.other-level",
    "larger_heard": "remarks.left-out.larger_heard", "larger_unheard": "remarks.left-out.larger_unheard",
    "larger_long": "remarks.left-out.larger_long", "larger_maybe": "remarks.left-out.larger_maybe",
    "larger_other_year": "remarks.left-out.larger_other_year", "larger_whole": "remarks.left-out.larger_whole",
    "decided_beside": "remarks.left-out.decided_beside", "tally_beside": "remarks.left-out.tally_beside",
    "money_units": "remarks.left-out.money_units",
    "struck": "remarks.left-out.struck", "comments": "remarks.left-out.comments",
}  # fmt: skip
_NO_UNIT = {
    "total": "remarks.kind.total", "mean": "remarks.kind.mean", "whole": "remarks.kind.whole", "note": "remarks.kind.note",
    "signature": "remarks.kind.signature", "heading": "remarks.kind.heading", "numbers": "remarks.kind.numbers",
    "text": "remarks.kind.text", "level": "remarks.kind.level", "measures": "remarks.kind.measures",
    "group": "remarks.kind.group", "zone": "remarks.kind.zone", "count": "remarks.kind.count",
    "extreme": "remarks.kind.extreme", "time": "remarks.kind.time", "change": "remarks.kind.change",
    "part": "remarks.kind.part",
}  # fmt: skip


def left_out_phrases(remarks: Iterable[Remark]) -> list[Phrase]:
    """Return what of a file was not used, or was read in a way worth knowing, each as one sentence."""
    found = []
    for each in remarks:
        values: dict[str, Any] = {
            name: as_written(value) if isinstance(value, date) else value for name, value in each.values.items()
        }
        if "kind" in values:
            values["kind"] = Phrase(_NO_UNIT[str(values["kind"])])
        found.append(Phrase(_LEFT_OUT[each.name], **values))
    return found


def each_once(phrases: Iterable[Phrase | Joined], lang: str) -> list[str]:
    """Return phrases in ``lang``, each once; behind the first hundreds how many more there are."""
    said = list(dict.fromkeys(each.told(lang) for each in phrases))
    more = Phrase("remarks.left-out.more", count=len(said) - MOST)
    return said if len(said) <= MOST else [*said[:MOST], more.told(lang)]


def none_judged(name: str, units: Sequence[str], book: Rulebook) -> Problem:
    """Return NTM511: a file called ``name``, which has ``units``, has none that the set judges."""
    if not units:
        return problem("NTM511.nothing", name)
    return problem("NTM511.level", name, level=level_words(book.set.level), units=few(units, SHOWN))


def other_level_phrase(table: FigureTable, book: Rulebook) -> Phrase | None:
    """Return which units with figures the set leaves out since they are of another level; nothing where it leaves out none."""
    found = other_levels(table, book)
    return other_level_said(found, len(found), book) if found else None


def other_level_remarks(table: FigureTable, book: Rulebook) -> tuple[Remark, ...]:
    """Return the same as a remark on the file: none where the set leaves out no unit."""
    found = other_levels(table, book)
    if not found:
        return ()
    values = {"count": len(found), "level": level_words(book.set.level), "units": few(found, SHOWN)}
    return (Remark("other_level", values),)


def other_level_said(names: Sequence[str], count: int, book: Rulebook) -> Phrase:
    """Return that ``count`` units, the first of them called ``names``, are of another level than the set."""
    return Phrase("remarks.other-level", count=count, level=level_words(book.set.level), units=few(names, SHOWN))
