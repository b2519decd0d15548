"""The views ``summary`` and ``unmet``."""

from __future__ import annotations

from ntmrules.explain.header import header
from ntmrules.explain.lines import Line
from ntmrules.explain.needs import needs
from ntmrules.explain.numbers import cut
from ntmrules.explain.phrases import SHOWN_ELSEWHERE, Voice, figure_of, is_leaf, levels_of, within
from ntmrules.explain.words import MARKS, verdict_word
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict

OPEN = (Verdict.NOT_MET, Verdict.UNDETERMINED)
MOST_UNITS = 8


def summary(voice: Voice) -> list[Line]:
    """Return the head and one line for each criterion."""
    nodes = voice.attainment.trace.children
    return [*header(voice), Line(""), *(_summary_line(voice, node) for node in nodes)]


def _summary_line(voice: Voice, node: Node) -> Line:
    said = f"{title(voice, node)}: {voice.verdict(node)}"
    if node.kind == "criterion":
        own = [child.verdict for child in node.children if child.kind == "indicator"]
        counts = [voice.say("summary.indicators", met=own.count(Verdict.MET), modelled=len(own))]
        for verdict, key in ((Verdict.UNDETERMINED, "summary.open"), (Verdict.NOT_APPLICABLE, "summary.apart")):
            if verdict in own:
                counts.append(voice.say(key, count=own.count(verdict)))
        declared = voice.names.headings[node.id].declared
        if declared is not None and declared > len(own):
            counts.append(voice.say("summary.declared", count=declared))
        said = f"{said} – {', '.join(counts)}"
    if node.has_note("contradiction"):
        said = f"{said} [!]"
    return Line(said, str(node.verdict))


def title(voice: Voice, node: Node) -> str:
    """Return mark, number and name of a criterion, an indicator or a set."""
    number = node.about.number
    dot = ". " if node.kind == "criterion" else " "
    name = voice.text(node.label)
    return f"{MARKS[node.verdict]} {number}{dot}{name}" if number else f"{MARKS[node.verdict]} {name}"


def unmet(voice: Voice) -> list[Line]:
    """Return the head, what is not met or not settled and why, the rest in one line, remarks, and what to do."""
    lines = header(voice)
    for node in voice.attainment.trace.children:
        if is_open(node):
            lines += [Line(""), *open_lines(voice, node, 0)]
    return [*lines, *_closing(voice), *_remarks(voice), *needs(voice)]


def is_open(node: Node) -> bool:
    """Whether a verdict is not met, undetermined, or «not applicable» where the text does not foresee it."""
    return node.verdict in OPEN or node.has_note("not_applicable_unforeseen")


def open_lines(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return a criterion, an indicator or a set that is open, with the parts that make it so."""
    if node.kind == "indicator":
        return _indicator(voice, node, indent)
    lines = [
        Line(f"{title(voice, node)}: {voice.verdict(node)}", str(node.verdict), indent),
        *notes(voice, node, indent + 1),
    ]
    below = [child for child in node.children if child.kind in ("criterion", "indicator")]
    unknown = [child for child in below if child.verdict is Verdict.UNDETERMINED]
    if node.verdict is Verdict.NOT_MET and not any(child.verdict is Verdict.NOT_MET for child in below):
        return [*lines, Line(_which(voice, node, unknown), "undetermined", indent + 1)]
    for reason in node.reasons:
        if reason.code is ReasonCode.SET_INCOMPLETE and reason.subject == node.id:
            lines.append(
                Line(_cured(voice, node, voice.reason(reason, node), voice.who(reason, node)), "muted", indent + 1)
            )
    for child in below:
        if is_open(child):
            lines += open_lines(voice, child, indent + 1)
    return lines


def _which(voice: Voice, node: Node, unknown: list[Node]) -> str:
    """Say that a criterion was reported not met and nobody said which of its indicators."""
    heading = voice.names.headings.get(node.id)
    if unknown and (heading is None or heading.complete):
        return voice.say("which_open", numbers=", ".join(child.about.number or child.id for child in unknown))
    return voice.say("which_open.hidden")


def _indicator(voice: Voice, node: Node, indent: int) -> list[Line]:
    requirement = next((child for child in node.children if child.kind == "requirement"), None)
    if requirement is None:
        return [Line(f"{title(voice, node)}: {voice.verdict(node)}", str(node.verdict), indent)]
    if node.basis is Basis.REPORTED:
        said = f"{title(voice, node)}: {voice.verdict(node)}{_asked(voice, requirement)}"
        return [Line(said, str(node.verdict), indent), *notes(voice, node, indent + 1)]
    lines = [Line(f"{title(voice, node)}{_content(voice, requirement)}{voice.marks(node)}", str(node.verdict), indent)]
    lines += parts_of(voice, requirement, indent + 1)
    lines += notes(voice, node, indent + 1)
    if is_leaf(requirement):
        lines += notes(voice, requirement, indent + 1)
    return [*lines, *reasons(voice, node, indent + 1)]


def _content(voice: Voice, leaf: Node) -> str:
    """Return what was found and what is asked: ``: 97,5%; yêu cầu 100% (QĐ 318/QĐ-TTg, Phụ lục I)``."""
    seen = voice.observed(leaf) if is_leaf(leaf) else None
    return f": {seen}{_asked(voice, leaf)}" if seen is not None else _asked(voice, leaf, ": ")


def _asked(voice: Voice, leaf: Node, joint: str = "; ") -> str:
    where = voice.citation(leaf)
    asked = voice.required(leaf) if leaf.about.requirement not in ("delegated", "unknown") else None
    if asked is not None:
        return f"{joint}{voice.say('required', phrase=asked)}{f' ({where})' if where else ''}"
    return f" ({where})" if where else ""


def parts_of(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return the open parts of a compound requirement, or what is open in another set or in the units inside."""
    lines: list[Line] = []
    if not is_leaf(node):
        for part in node.children:
            if part.kind == "requirement" and part.verdict in OPEN:
                lines += _part(voice, part, indent)
        return lines
    if node.about.requirement == "meets":
        for child in node.children:
            if child.kind in ("set", "criterion", "indicator") and is_open(child):
                lines += open_lines(voice, child, indent)
    units = [child for child in node.children if child.kind == "unit"]
    for verdict in OPEN:
        names = [voice.text(child.label) for child in units if child.verdict is verdict]
        if names:
            lines.append(
                Line(voice.say(f"units.{verdict}", names=cut(names, MOST_UNITS, voice.lang)), str(verdict), indent)
            )
    return lines


def _part(voice: Voice, part: Node, indent: int) -> list[Line]:
    seen = voice.observed(part) if is_leaf(part) else None
    figure = figure_of(part)
    if seen is None and figure is not None:
        seen = voice.missing(figure)
    asked = voice.required(part)
    said = [f"{MARKS[part.verdict]} {voice.part_name(part)}"]
    if seen is not None:
        said.append(f": {seen}")
    if asked is not None:
        said.append(f"{'; ' if seen is not None else ': '}{voice.say('required', phrase=asked)}")
    cell = [word for level in levels_of(part) for word in voice.cell(level)] if len(levels_of(part)) == 1 else []
    if cell:
        said.append(f" ({'; '.join(cell)})")
    line = Line("".join(said) + voice.marks(part), str(part.verdict), indent)
    return [line, *parts_of(voice, part, indent + 1), *(notes(voice, part, indent + 1) if is_leaf(part) else [])]


def reasons(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return why a node is undetermined, one line a reason, missing figures together, each with who can cure it."""
    said: dict[tuple[str, str], list[str]] = {}
    for reason in node.reasons:
        sentence = voice.reason(reason, node)
        head, colon, name = sentence.partition(": ")
        together = reason.code is ReasonCode.NO_FIGURE and bool(colon)
        said.setdefault((head if together else sentence, voice.who(reason, node)), []).append(name if together else "")
    lines = []
    for (sentence, who), names in said.items():
        listed = [name for name in names if name]
        text = f"{sentence}: {'; '.join(listed)}" if listed else sentence
        lines.append(Line(_cured(voice, node, text, who), "muted", indent))
    return lines


def _cured(voice: Voice, node: Node, sentence: str, who: str) -> str:
    return voice.say("cure", reason=sentence, cure=voice.cure(who))


def notes(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return the notes of one node that are not said elsewhere in its line, and those of the figures it reads."""
    own = list(node.notes)
    if node.kind == "requirement":
        own += [note for figure in within(node, "figure") for note in figure.notes]
    kept = [note for note in dict.fromkeys(own) if note.code not in (*SHOWN_ELSEWHERE, "children")]
    return [Line(voice.note(note, node), "note", indent) for note in kept]


def _closing(voice: Voice) -> list[Line]:
    """Name the criteria that are met, and those that do not apply, in one line each."""
    nodes = [node for node in voice.attainment.trace.children if node.kind == "criterion" and not is_open(node)]
    lines = []
    for verdict, key in ((Verdict.MET, "met.closing"), (Verdict.NOT_APPLICABLE, "apart.closing")):
        numbers = [_with_mark(voice, node) for node in nodes if node.verdict is verdict]
        if numbers:
            lines.append(Line(voice.say(key, numbers=", ".join(numbers), count=len(numbers)), str(verdict)))
    return [Line(""), *lines] if lines else []


def _with_mark(voice: Voice, node: Node) -> str:
    number = node.about.number or node.id
    return f"{number} [{voice.say('provisional')}]" if node.provisional else number


def _remarks(voice: Voice) -> list[Line]:
    """Return the notes on what is met or does not apply, which no other line shows, and what was only implied."""
    lines: list[Line] = []
    implied: dict[Verdict, list[str]] = {}
    for criterion in voice.attainment.trace.children:
        if criterion.kind == "criterion" and not is_open(criterion):
            lines += _remark(voice, criterion)
        for node in criterion.children:
            if node.kind != "indicator":
                continue
            if node.has_note("implied_by_criterion"):
                implied.setdefault(node.verdict or Verdict.UNDETERMINED, []).append(node.about.number or node.id)
            elif not (is_open(criterion) and is_open(node)):
                lines += _remark(voice, node)
    for verdict, numbers in implied.items():
        listed = cut(numbers, 12, voice.lang, joint=", ")
        word = verdict_word(verdict, voice.lang)
        text = voice.say("implied.closing", count=len(numbers), numbers=listed, verdict=word)
        lines.append(Line(text, "note", 1))
    return [Line(""), Line(voice.say("remarks"), "heading"), *lines] if lines else []


def _remark(voice: Voice, node: Node) -> list[Line]:
    found = [*notes(voice, node, 1)]
    for requirement in within(node, "requirement"):
        found += [line for line in notes(voice, requirement, 1) if line not in found and is_leaf(requirement)]
    return [Line(f"{node.about.number or node.id}: {line.text}", line.style, line.indent) for line in found]
