"""Districts and criteria over many units in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day
from ntmrules.messages.speech import few
from ntmrules.progress.between import OneCriterion, Progress, Together
from ntmrules.progress.change import GROUPS
from ntmrules.progress.told import causes_words, count_words, line_words, say


def together_lines(groups: Sequence[Together], progress: Progress, *, lang: str = "vi") -> Iterator[Line]:
    """Yield each district, and the whole: units that meet the set, tallies added up, the change and its causes."""
    since = day(progress.from_, lang)
    for group in groups:
        name = group_name(group, lang)
        units = f"{len(group.units)} units" if lang == "en" else f"{len(group.units)} đơn vị"
        met = ("meet the set: {} → {}" if lang == "en" else "đạt chuẩn: {} → {}").format(
            count_words(group.met[0]), count_words(group.met[1])
        )
        yield Line(f"{name} ({units}; {met})", "heading")
        yield Line(line_words(group, since, day(progress.to, lang), lang), indent=1)
        for words in causes_words(group, lang):
            yield Line(words, "muted", 1)


def group_name(group: Together, lang: str) -> str:
    """Return the name of a district, of all units together, or of those that name no district."""
    if group.whole:
        return "All" if lang == "en" else "Cộng"
    return group.name or ("no district named" if lang == "en" else "không ghi huyện")


def criterion_lines(criteria: Sequence[OneCriterion], *, lang: str = "vi") -> Iterator[Line]:
    """Yield each criterion: by how many units it was met then and now, and who gained and lost it."""
    for one in criteria:
        label = one.label.in_(lang)
        yield Line(f"{one.number or one.id} {label}: {count_words(one.then)} → {count_words(one.now)}", "heading")
        for group in GROUPS:
            units = [unit for unit, move in one.moves if move.group == group]
            if units:
                yield Line(f"{say(group, lang)}: {few(units, len(units))}", indent=1)
