"""What the forward engine concluded, in order: rule, facts, conclusion."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ntmrules.engine.forward.rules import LOST, SAID, UNFORESEEN, VERDICT_OF
from ntmrules.explain.lang.lines import Line, plain
from ntmrules.explain.lang.words import check_lang, verdict_word
from ntmrules.model.firing import Firing
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.model.attainment import Attainment

_WORDS = {
    "head": ("Các bước suy ra ({engine}): {count}", "Conclusions in order ({engine}): {count}"),
    "none": (
        'Bộ máy {engine} không ghi từng bước suy ra; dùng engine="forward".',
        'The engine {engine} records no conclusions; use engine="forward".',
    ),
    "whole": ("bộ tiêu chí", "the set"),
    "part": ("{name} phần {part}", "{name} part {part}"),
    "referred": ("{name} phần dẫn chiếu", "what {name} refers to"),
    "report": ("báo cáo về {name}", "the report on {name}"),
    "unwritten": ("phần chưa có trong danh mục", "what is not written down"),
    "open": ("chưa được dự liệu", "not foreseen"),
    LOST: ("không thể đủ", "out of reach"),
}
# What a rule says of the facts it fires on.
_RULES = {
    "met": ("đủ số phần đạt", "enough are met"),
    "not_met": ("không còn đủ phần có thể đạt", "too few can still be met"),
    "met_all_that_remain": ("mọi phần còn áp dụng đều đạt", "all that apply are met"),
    "too_few_remain": ("còn quá ít phần có thể đạt", "too few remain that can be met"),
    "one_is_lost": ("có phần chưa đạt", "one is not met"),
    "undetermined": ("còn phần chưa xác định", "some are undetermined"),
    "not_applicable": ("không phần nào áp dụng", "none applies"),
    "reported_met": ("theo báo cáo", "as reported"),
    "reported_not_met": ("theo báo cáo", "as reported"),
    "reported_not_applicable": ("theo báo cáo", "as reported"),
}


def firing_lines(attainment: Attainment, *, lang: str = "vi") -> list[Line]:
    """Return every firing as two lines: what was concluded, and from which facts; NTM007 for an unknown language."""
    check_lang(lang)
    if not attainment.firings:
        return [Line(_say("none", lang).format(engine=attainment.engine), "muted")]
    head = _say("head", lang).format(engine=attainment.engine, count=len(attainment.firings))
    lines = [Line(head, "heading")]
    own = attainment.rulebook.id
    for firing in attainment.firings:
        where = "" if firing.unit == attainment.unit else f"{firing.unit} · "
        style = str(VERDICT_OF.get(firing.verdict, "plain"))
        name = _name(firing.node, own, lang)
        lines.append(Line(f"{firing.order}. {where}{name}: {_word(firing.verdict, lang)}", style))
        lines.append(Line(_facts(firing, own, lang), "muted", 2))
    return lines


def render_firings(attainment: Attainment, *, lang: str = "vi") -> str:
    """Return :func:`firing_lines` as plain text."""
    return plain(firing_lines(attainment, lang=lang))


def _facts(firing: Firing, own: str, lang: str) -> str:
    rule = firing.rule.rpartition(":")[2]
    groups: list[str] = []
    for word, facts in groupby(firing.facts, key=lambda fact: fact[1]):
        # The two halves of the proof that something is out of reach were told one by one before.
        names = [firing.node] if word == LOST else [name for name, _ in facts]
        groups.append(f"{', '.join(_name(name, own, lang) for name in names)} {_word(word, lang)}")
    return f"{_RULES[rule][lang == 'en']} [{rule}]: {'; '.join(groups)}"


def _name(name: str, own: str, lang: str) -> str:
    """Return a node of the network as a person names it: own labels without their set, parts with their place."""
    whole, _, mark = name.partition("#")
    node, _, part = whole.partition(":")
    short = _say("whole", lang) if node == own else node.removeprefix(f"{own}/")
    if mark == "incomplete":
        return _say("unwritten", lang)
    if mark == "report":
        return _say("report", lang).format(name=short)
    if part == "meets":
        return _say("referred", lang).format(name=short)
    return _say("part", lang).format(name=short, part=part) if part else short


def _word(word: str, lang: str) -> str:
    if word == LOST:
        return _say(LOST, lang)
    for verdict, reported in SAID.items():
        if word == reported:
            return verdict_word(Verdict(verdict), lang)
    said = verdict_word(VERDICT_OF[word], lang)
    return f"{said} ({_say('open', lang)})" if word == UNFORESEEN else said


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]
