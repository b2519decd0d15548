"""What the forward engine concluded, in order: rule, facts, conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntmrules.engine.rules import LOST, SAID, UNFORESEEN, VERDICT_OF, Firing
from ntmrules.explain.lines import Line, plain
from ntmrules.explain.words import check_lang, verdict_word
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.attainment import Attainment

_WORDS = {
    "head": ("Các bước suy ra ({engine}): {count}", "Conclusions in order ({engine}): {count}"),
    "none": (
        'Bộ máy {engine} không ghi từng bước suy ra; dùng engine="forward".',
        'The engine {engine} records no conclusions; use engine="forward".',
    ),
    "rule": ("quy tắc", "rule"),
    "from": ("từ", "from"),
    "reported": ("báo cáo", "reported"),
    "open": ("chưa được dự liệu", "not foreseen"),
    LOST: ("một nửa của chứng cứ «không thể đủ»", "half of the proof that too few can be met"),
}


def firing_lines(attainment: Attainment, *, lang: str = "vi") -> list[Line]:
    """Return every firing as two lines: what was concluded, and from which facts; NTM007 for an unknown language."""
    check_lang(lang)
    if not attainment.firings:
        return [Line(_say("none", lang).format(engine=attainment.engine), "muted")]
    head = _say("head", lang).format(engine=attainment.engine, count=len(attainment.firings))
    lines = [Line(head, "heading")]
    for firing in attainment.firings:
        where = "" if firing.unit == attainment.unit else f"{firing.unit}: "
        style = str(VERDICT_OF.get(firing.verdict, "plain"))
        lines.append(Line(f"{firing.order}. {where}{firing.node}: {_word(firing.verdict, lang)}", style))
        lines.append(Line(_facts(firing, lang), "muted", 2))
    return lines


def render_firings(attainment: Attainment, *, lang: str = "vi") -> str:
    """Return :func:`firing_lines` as plain text."""
    return plain(firing_lines(attainment, lang=lang))


def _facts(firing: Firing, lang: str) -> str:
    said = ", ".join(f"{name} {_word(word, lang)}" for name, word in firing.facts)
    return f"{_say('rule', lang)} {firing.rule.rpartition(':')[2]}, {_say('from', lang)}: {said}"


def _word(word: str, lang: str) -> str:
    if word == LOST:
        return _say(LOST, lang)
    for verdict, reported in SAID.items():
        if word == reported:
            return f"{_say('reported', lang)} {verdict_word(Verdict(verdict), lang)}"
    said = verdict_word(VERDICT_OF[word], lang)
    return f"{said} ({_say('open', lang)})" if word == UNFORESEEN else said


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]
