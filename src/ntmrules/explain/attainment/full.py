"""Every node of a trace as lines: the view ``full``, and the whole explanation of one node."""

from __future__ import annotations

from collections.abc import Callable

from ntmrules.explain.attainment.entries import entry_line, national_of
from ntmrules.explain.attainment.gaps import UPWARDS, gaps_of
from ntmrules.explain.attainment.header import header, whose
from ntmrules.explain.attainment.views import reasons, title, which_unmet
from ntmrules.explain.attainment.voice import ENTRIES, SHOWN_ELSEWHERE, Voice
from ntmrules.explain.conditions import applies_told, transition_told
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name, provision_text, quantities, quantity
from ntmrules.explain.lang.words import MARKS
from ntmrules.model import walk
from ntmrules.model.requirements import Candidate
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Verdict


def full(voice: Voice) -> list[Line]:
    """Return the head and every node of the trace with its evidence."""
    lines = header(voice)
    for node in voice.attainment.trace.children:
        lines += [Line(""), *tree(voice, node, 0)]
    return lines


def tree(voice: Voice, node: Node, indent: int, owner: Node | None = None) -> list[Line]:
    """Return a node and all below it; ``owner`` is the indicator or criterion it belongs to."""
    kind = node.kind
    if kind in ENTRIES and owner is not None:
        return entry_tree(voice, node, indent, owner)
    lines = _SAY.get(kind, _other)(voice, node, indent, owner or node)
    mine = node if kind in ("indicator", "criterion", "set") or owner is None else owner
    for child in node.children:
        lines += tree(voice, child, indent + 1, mine)
    return lines


def entry_tree(voice: Voice, node: Node, indent: int, owner: Node) -> list[Line]:
    """Return what a province laid down, its evidence, and the national text that it stands over, with its verdict."""
    lines = [Line(entry_line(voice, node, owner), "note", indent)]
    if node.about.evidence is not None:
        lines.append(Line(voice.evidence(node.about.evidence), "muted", indent + 1))
    national = national_of(node) if node.kind != "raise" else None  # a raise leaves it standing, so it is shown above
    return [*lines, *(tree(voice, national, indent + 1, owner) if national is not None else [])]


def _headed(voice: Voice, node: Node, indent: int, _: Node) -> list[Line]:
    """A set, criterion, indicator or unit: its verdict, where it stands, notes, and reasons where they are its own."""
    where = f" – {provision_text(node.about.provision, voice.lang)}" if node.about.provision is not None else ""
    lines = [Line(f"{title(voice, node)}: {voice.verdict(node)}{where}", str(node.verdict), indent)]
    lines += _own_notes(voice, node, indent + 1)
    which = which_unmet(voice, node)
    if which is not None:
        lines.append(Line(which, "undetermined", indent + 1))
    return [*lines, *(reasons(voice, node, indent + 1) if node.kind == "indicator" or not node.children else [])]


def _requirement(voice: Voice, node: Node, indent: int, owner: Node) -> list[Line]:
    asked = voice.required(node)
    if asked is None:
        asked = voice.say("required.delegated", to=voice.whom(node)) if _left(node) else voice.say("required.unknown")
    name = voice.part_name(node)
    named = "" if name in (voice.text(owner.label), _measure_name(voice, owner)) else f"“{name}” – "
    said = f"{MARKS[node.verdict]} {named}{voice.say('requirement', phrase=asked)}{voice.marks(node)}"
    lines = [Line(said, str(node.verdict), indent)]
    lines += [Line(voice.say("asks", text=voice.text(ask)), "muted", indent + 1) for ask in node.about.asks]
    if node.about.evidence is not None:
        lines.append(Line(voice.evidence(node.about.evidence), "muted", indent + 1))
    return [*lines, *_own_notes(voice, node, indent + 1)]


def _measure_name(voice: Voice, owner: Node) -> str:
    """Return the name of what an indicator measures; it need not be repeated under it."""
    return voice.subject(owner.about.measure) if owner.about.measure is not None else ""


def _left(node: Node) -> bool:
    return any(child.kind == "hole" and child.has_note(NoteCode.DELEGATED_TO) for child in node.children)


def _figure(voice: Voice, node: Node, indent: int, owner: Node) -> list[Line]:
    report = node.about.report
    value = voice.value(node)
    if value is None:
        said = f"{voice.missing(node)}: {voice.text(node.label)}"
    elif report:
        said = voice.say("report", value=value)
    elif voice.text(node.label) in (voice.text(owner.label), _measure_name(voice, owner)):
        said = voice.say("figure", value=value)
    else:
        said = voice.say("figure.named", name=voice.text(node.label), value=value)
    if value is not None and node.reasons:
        said = f"{said} ({voice.missing(node)})"
    details = []
    if node.period is not None:
        details.append(voice.say("period", year=node.period))
    if node.source:
        details.append(voice.say("source", source=node.source))
    if node.at:
        details.append(voice.say("read_at", place=node.at))
    text = f"{said} – {'; '.join(details)}" if details else said
    return [Line(text, "plain" if value is not None else "muted", indent), *_own_notes(voice, node, indent + 1)]


def _level(voice: Voice, node: Node, indent: int, owner: Node) -> list[Line]:
    """A threshold or a hole: the value, its column and year, its evidence; of candidates the evidence of each."""
    required = node.required
    if required is not None:
        value = voice.marked(quantities(required.values, node.about.unit, voice.lang), [node])
        said = voice.say("level", value=value)
    elif node.has_note(NoteCode.DELEGATED_TO):
        said = voice.say("hole.delegated", to=voice.whom(node))
    else:
        said = voice.say("level.unknown")
    if node.about.why is not None:
        said = f"{said}: {voice.text(node.about.why)}"
    cell = voice.cell(node)
    lines = [Line(f"{said} ({'; '.join(cell)})" if cell else said, "plain", indent)]
    several = candidates(voice, owner, node) if required is not None and len(required.values) > 1 else []
    for each in several:
        value = with_computed(quantity(each.value, node.about.unit, voice.lang), [each.evidence], voice.lang)
        named = voice.say("candidate", value=value)
        proof = f" – {voice.evidence(each.evidence)}" if each.evidence is not None else ""
        lines.append(Line(f"{named}{proof}", "muted", indent + 1))
    if node.about.evidence is not None and not any(each.evidence for each in several):
        lines.append(Line(voice.evidence(node.about.evidence), "muted", indent + 1))
    return [*lines, *_own_notes(voice, node, indent + 1)]


def _condition(voice: Voice, node: Node, indent: int, owner: Node) -> list[Line]:
    """A condition on units as the text has it, and whether the unit meets it; where that stands, evidence, notes."""
    told = _condition_told(voice, node, owner)
    if told is None or node.verdict is None:
        return _other(voice, node, indent, owner)
    where = f" – {provision_text(node.about.provision, voice.lang)}" if node.about.provision is not None else ""
    lines = [Line(f"{told} {voice.say(f'condition.{node.verdict}')}{where}", "plain", indent)]
    if node.about.evidence is not None:
        lines.append(Line(voice.evidence(node.about.evidence), "muted", indent + 1))
    return [*lines, *_own_notes(voice, node, indent + 1)]


def _condition_told(voice: Voice, node: Node, owner: Node) -> str | None:
    """Return of which units something is asked, or which keep a former text, by the node that says whether this one is."""
    rule, book = voice.names.rules.get(owner.id), voice.attainment.rulebook
    if rule is None:
        return None
    for index, applies in enumerate((*rule.applies, *rule.gates), 1):
        if node.id == f"{rule.id}:applies{index}":
            return applies_told(applies, book.measures, book.schemes, voice.lang)
    clauses = (former.clause for former in rule.every_former if former.clause.evidence == node.about.evidence)
    clause = next(clauses, None) if node.kind == "transition" else None
    return transition_told(clause, book.measures, book.schemes, voice.lang) if clause is not None else None


def _other(voice: Voice, node: Node, indent: int, _: Node) -> list[Line]:
    """Whatever has no words of its own."""
    said = f"{voice.say(node.kind)}: {voice.text(node.label)}"
    if node.required is not None:
        said = f"{said} – {voice.comparison(node.required.op, node.required.values, node.about.unit)}"
    if node.about.provision is not None:
        said = f"{said} – {provision_text(node.about.provision, voice.lang)}"
    lines = [Line(said, "plain", indent)]
    if node.about.evidence is not None:
        lines.append(Line(voice.evidence(node.about.evidence), "muted", indent + 1))
    return [*lines, *_own_notes(voice, node, indent + 1)]


_SAY: dict[str, Callable[[Voice, Node, int, Node], list[Line]]] = {
    "set": _headed, "criterion": _headed, "indicator": _headed, "unit": _headed,
    "requirement": _requirement, "figure": _figure, "threshold": _level, "hole": _level,
    "condition": _condition, "transition": _condition,
}  # fmt: skip


def _own_notes(voice: Voice, node: Node, indent: int) -> list[Line]:
    return [Line(voice.note(note, node), "note", indent) for note in node.notes if note.code not in SHOWN_ELSEWHERE]


def candidates(voice: Voice, owner: Node, level: Node) -> tuple[Candidate, ...]:
    """Return the candidates of a level with the evidence of each; the trace holds only their values."""
    rule = voice.names.rules.get(owner.id)
    values = set(level.required.values) if level.required is not None else set()
    for item in walk.levelled(rule.requirement) if rule is not None else ():
        for threshold in walk.thresholds(item):
            for row in threshold.rows:
                here = (row.area, row.year) == level.about.cell
                if here and {each.value for each in row.candidates} == values:
                    return row.candidates
    return ()


def of_node(voice: Voice, node: Node) -> list[Line]:
    """Return the whole explanation of one criterion or indicator: whose, when, the node, the rule, what to do."""
    from ntmrules.explain.attainment.needs import needs_of

    lines = [*whose(voice), Line(""), *tree(voice, node, 0)]
    for rule_node in [node, *node.children]:
        if rule_node.kind == "indicator":
            lines += _about_rule(voice, rule_node, 1 if rule_node is node else 2)
    open_ = [child for child in node.children if child.kind == "indicator"] if node.kind != "indicator" else [node]
    key = "needs" if node.verdict is Verdict.UNDETERMINED else "needs.rest"
    todo = needs_of(voice, [*open_, node] if node.kind != "indicator" else open_)
    return [*lines, Line(""), Line(voice.say(key), "heading"), *todo] if todo else lines


def _about_rule(voice: Voice, node: Node, indent: int) -> list[Line]:
    """What stands beside the rule: since when, guidance, remarks, when it does not apply."""
    rule = voice.names.rules.get(node.id)
    if rule is None:
        return []
    said = [
        voice.say("in_force", day=day(rule.version.from_, voice.lang), text=provision_text(rule.provision, voice.lang))
    ]
    if rule.indicator.guidance:
        texts = "; ".join(decision_name(each, voice.lang) for each in rule.indicator.guidance)
        said.append(voice.say("guidance", texts=texts))
    if rule.not_applicable_when is not None:
        said.append(voice.say("na_when", text=voice.text(rule.not_applicable_when)))
    if not any(each.kind in ("condition", "transition") for child in node.children for each in child.children):
        book = voice.attainment.rulebook  # else they are told above, with whether the unit is one of them
        said += [applies_told(each, book.measures, book.schemes, voice.lang) for each in rule.applies]
        said += [transition_told(each.clause, book.measures, book.schemes, voice.lang) for each in rule.formers]
    for gap in gaps_of(node):
        unit = "điểm %" if gap.unit == "%" else gap.unit
        key = "missing_by" if gap.op in UPWARDS else "exceeds_by"
        name = "" if gap.measure in (None, rule.measure) else f"{voice.subject(gap.measure or '')}: "
        said.append(name + voice.say(key, value=quantity(gap.distance, unit, voice.lang)))
    remarks = (rule.requirement.note, rule.version.note, rule.indicator.note)
    said += [voice.say("remark", text=voice.text(each)) for each in dict.fromkeys(remarks) if each is not None]
    number = f"{node.about.number}: " if indent > 1 else ""
    return [Line(f"{number}{text}", "muted", indent - 1 if indent > 1 else indent) for text in said]
