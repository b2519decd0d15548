"""What a notebook shows of an object: a few hundred characters of HTML, every text of files and catalogue escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ntmrules.explain.lang.numbers import day
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.messages.speech import language
from ntmrules.model.attainment import Attainment
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict

COLOURS = {
    Verdict.MET: "#1a7f37",
    Verdict.NOT_MET: "#b42318",
    Verdict.UNDETERMINED: "#9a6700",
    Verdict.NOT_APPLICABLE: "#57606a",
}
UNMET = (Verdict.NOT_MET, Verdict.UNDETERMINED)
MOST = 12


def attainment_html(found: Attainment) -> str:
    """Return unit, set, day, verdict, tallies, and the criteria that are open."""
    lang = language()
    book = found.rulebook
    head = f"<b>{escape(found.unit)}</b> · {escape(book.set.name.in_(lang))} · {day(book.on, lang)}"
    word = verdict_word(found.verdict, lang)
    said = f'<b style="color:{COLOURS[found.verdict]}">{MARKS[found.verdict]} {word}</b> · {escape(found.tally.text(lang))}'
    unmet = [node for node in found.trace.children if node.kind == "criterion" and node.verdict in UNMET]
    items = [
        f"{MARKS[node.verdict]} {escape(node.about.number or node.id)}. {escape(node.label.in_(lang))}"
        for node in unmet[:MOST]
    ]
    more = [f"… +{len(unmet) - MOST}"] if len(unmet) > MOST else []
    return _box([head, said, *items, *more])


def rulebook_html(book: Rulebook) -> str:
    """Return the set, its day and place, and how many criteria and indicators it has."""
    lang = language()
    place = book.province.name if book.province is not None else ""
    area = ", ".join(book.area_name(each).in_(lang) for each in book.areas) if len(book.areas) == 1 else ""
    where = " · ".join(escape(each) for each in (place, area) if each)
    count = f"{len(book.set.criteria)} {'tiêu chí' if lang == 'vi' else 'criteria'}"
    parts = [f"<b>{escape(book.set.name.in_(lang))}</b>", f"{escape(book.id)} · {day(book.on, lang)}", where, count]
    return _box([part for part in parts if part])


def lines_html(lines: Iterable[str]) -> str:
    """Return lines of text, the first in bold."""
    texts = [escape(line) for line in lines]
    return _box([f"<b>{texts[0]}</b>", *texts[1:]]) if texts else _box([])


def _box(lines: list[str]) -> str:
    return f'<div style="line-height:1.45">{"<br>".join(lines)}</div>'
