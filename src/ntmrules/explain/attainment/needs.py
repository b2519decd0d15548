"""What would settle the open verdicts, grouped by who can do it."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.engine.core.again import column_reasons, context_of
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.attainment.voice import Voice, levels_of, open_points, within
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import cut
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

WHO = ("commune", "province", "ministry", "catalogue", "data_owner")
SPECIAL = ("area", "within")
MOST_NAMES, MOST_NUMBERS = 8, 20
BY_NAME = (ReasonCode.NO_FIGURE, ReasonCode.FIGURE_WITHDRAWN, ReasonCode.FIGURE_STALE, ReasonCode.UNIT_SPLIT,
           ReasonCode.UNIT_UNPLACED)  # fmt: skip


def open_nodes(voice: Voice) -> list[Node]:
    """Return the nodes whose reasons have to be cured: open indicators, and criteria and sets that are not whole."""
    root = voice.attainment.trace
    nodes = [node for node in own_indicators(root) if node.reasons]
    return nodes + [node for node in (root, *root.children) if node.kind in ("set", "criterion")]


def needs_of(voice: Voice, nodes: Iterable[Node], indent: int = 1) -> list[Line]:
    """Return one line for each thing to do, by who has to do it; each subject once, long lists cut with a count."""
    todo: dict[str, dict[ReasonCode, dict[Reason, None]]] = {who: {} for who in WHO}
    context = context_of(voice.attainment)
    for node in nodes:
        for reason in node.reasons:
            whole = reason.code is ReasonCode.SET_INCOMPLETE or node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN)
            if node.kind == "indicator" or whole:
                todo[voice.who(reason, node)].setdefault(reason.code, {})[reason] = None
        if needs_area(node) and node.id in voice.names.rules:
            for reason in column_reasons(voice.names.rules[node.id], context):
                todo[reason.cure].setdefault(reason.code, {})[reason] = None
    level = voice.level(voice.attainment.rulebook.set.level)
    return [
        Line(f"{voice.say(f'who.{who}', level=level)}: {task}", indent=indent)
        for who in WHO
        for code in ReasonCode
        if code in todo[who]
        for task in _tasks(voice, code, list(todo[who][code]))
    ]


def needs_area(node: Node) -> bool:
    """Whether an open indicator has levels that differ between the columns in which the unit can stand."""
    if node.kind != "indicator" or not node.reasons:
        return False
    return any(len({each.required for each in levels_of(leaf)}) > 1 for leaf in within(node, "requirement"))


def _tasks(voice: Voice, code: ReasonCode, reasons: list[Reason]) -> list[str]:
    if code in BY_NAME:
        tasks = []
        units = [each for each in reasons if each.lacking is not None]
        subjects = [each.subject for each in reasons if each.lacking is None]
        names = list(dict.fromkeys(voice.subject(each) for each in subjects if each not in SPECIAL))
        if names:
            key = f"need.{code}.one" if code is ReasonCode.NO_FIGURE and len(names) == 1 else f"need.{code}"
            tasks.append(voice.say(key, count=len(names), items=cut(names, MOST_NAMES, voice.lang)))
        tasks += [voice.say(f"need.no_figure.{each}") for each in SPECIAL if each in subjects]
        return tasks + [voice.reason(each, voice.attainment.trace) for each in units]
    of_points = _open_points(voice) if code is ReasonCode.THRESHOLD_UNKNOWN else ()
    listed = {each: _number(voice, each.subject) for each in reasons if not each.column}
    numbers = list(dict.fromkeys(name for each, name in listed.items() if each.subject not in of_points))
    scales = list(dict.fromkeys(name for each, name in listed.items() if each.subject in of_points))
    torn = ", ".join(dict.fromkeys(voice.zones(each.subject) for each in reasons if each.column))
    tasks = [voice.say(f"need.{code}.area", items=torn)] if torn else []
    named = ((f"need.{code}", numbers), (f"need.{code}.points", scales))
    told = [voice.say(key, items=cut(items, MOST_NUMBERS, voice.lang, joint=", ")) for key, items in named if items]
    return told + tasks


def _open_points(voice: Voice) -> set[str]:
    """Return the ids of the rules whose points are open for what does not apply."""
    nodes = own_indicators(voice.attainment.trace)
    return {each.about.rule or "" for node in nodes for each in open_points(node)}


def _number(voice: Voice, subject: str) -> str:
    """Return the label of an indicator; with the set's id in brackets where it is another set's."""
    rule = voice.names.rules.get(subject)
    if rule is None:
        return voice.subject(subject)
    home = subject.removesuffix(f"/{rule.number}")
    other = home in voice.names.sets and home != voice.attainment.rulebook.id
    return f"{rule.number} [{home}]" if other else rule.number


def needs(voice: Voice) -> list[Line]:
    """Return the closing part of the view ``unmet``: what has to be done for the open verdicts, and by whom."""
    todo = needs_of(voice, open_nodes(voice))
    if not todo:
        return []
    key = "needs" if voice.attainment.verdict is Verdict.UNDETERMINED else "needs.rest"
    return [Line(""), Line(voice.say(key), "heading"), *todo]
