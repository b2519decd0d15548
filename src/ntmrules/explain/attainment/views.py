"""The views ``summary`` and ``unmet``."""

from __future__ import annotations

from ntmrules.explain.attainment.entries import entry_lines
from ntmrules.explain.attainment.header import header
from ntmrules.explain.attainment.needs import needs
from ntmrules.explain.attainment.voice import SHOWN_ELSEWHERE, Voice, figure_of, is_leaf, is_uniform, levels_of, within
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import cut
from ntmrules.explain.lang.requirement_words import phrase
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict

UNMET = (Verdict.NOT_MET, Verdict.UNDETERMINED)
MOST_UNITS = 8


def summary(voice: Voice) -> list[Line]:
    """Return the head and one line for each criterion."""
    nodes = voice.attainment.trace.children
    return [*header(voice), Line(""), *(_summary_line(voice, node) for node in nodes)]


def _kept(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Say whether a unit keeps a former set; where it does or may, what is open in that."""
    words = {Verdict.MET: "kept", Verdict.NOT_MET: "not_kept", Verdict.UNDETERMINED: "maybe"}
    assert node.verdict is not None
    lines = [
        Line(phrase(f"transition.{words[node.verdict]}", voice.lang), "note", indent),
        *notes(voice, node, indent + 1),
    ]
    former = [child for child in node.children if child.kind in ("set", "transition") and is_unmet(child)]
    for child in former:
        inner = child if child.kind == "set" else child.children[0]
        lines += unmet_lines(voice, inner, indent + 1)
    return lines


def _summary_line(voice: Voice, node: Node) -> Line:
    if node.kind == "transition":
        return _kept(voice, node, 0)[0]
    said = f"{title(voice, node)}: {voice.verdict(node)}"
    if node.kind == "criterion":
        own = [child.verdict for child in node.children if child.kind == "indicator"]
        counts = [voice.say("summary.indicators", met=own.count(Verdict.MET), modelled=len(own))]
        for verdict, key in (
            (Verdict.UNDETERMINED, "summary.undetermined"),
            (Verdict.NOT_APPLICABLE, "summary.not_applicable"),
        ):
            if verdict in own:
                counts.append(voice.say(key, count=own.count(verdict)))
        declared = voice.names.headings[node.id].declared
        if declared is not None and declared > len(own):
            counts.append(voice.say("summary.declared", count=declared))
        said = f"{said} – {', '.join(counts)}"
    if any(each.has_note(NoteCode.CONTRADICTION) for each in (node, *node.children)):
        said = f"{said} [{voice.say('contradiction.mark')}]"
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
        if node.kind == "transition":
            lines += [Line(""), *_kept(voice, node, 0)]
        elif is_unmet(node):
            lines += [Line(""), *unmet_lines(voice, node, 0)]
    return [*lines, *_closing(voice), *_remarks(voice), *needs(voice)]


def is_unmet(node: Node) -> bool:
    """Whether a verdict is not met, undetermined, or «not applicable» where the text does not foresee it."""
    return node.verdict in UNMET or node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN)


def unmet_lines(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return a criterion, an indicator or a set that is open, with the parts that make it so."""
    if node.kind == "indicator":
        return _indicator(voice, node, indent)
    lines = [
        Line(f"{title(voice, node)}: {voice.verdict(node)}", str(node.verdict), indent),
        *notes(voice, node, indent + 1),
    ]
    below = [child for child in node.children if child.kind in ("criterion", "indicator")]
    which = which_unmet(voice, node)
    if which is not None:
        return [*lines, Line(which, "undetermined", indent + 1)]
    if node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN):
        return [*lines, *reasons(voice, node, indent + 1)]
    lines += [
        Line(_cured(voice, voice.reason(reason, node), voice.who(reason, node)), "muted", indent + 1)
        for reason in node.reasons
        if reason.code is ReasonCode.SET_INCOMPLETE and reason.subject == node.id
    ]
    for child in below:
        if is_unmet(child):
            lines += unmet_lines(voice, child, indent + 1)
    for child in node.children:
        if child.kind == "transition":
            lines += _kept(voice, child, indent + 1)
    return lines


def which_unmet(voice: Voice, node: Node) -> str | None:
    """Say that nobody said which indicator of a criterion reported not met is not met; nothing where that is known."""
    own = [child for child in node.children if child.kind == "indicator"]
    if node.kind != "criterion" or node.verdict is not Verdict.NOT_MET:
        return None
    if any(child.verdict is Verdict.NOT_MET for child in own):
        return None
    unknown = [child for child in own if child.verdict is Verdict.UNDETERMINED]
    heading = voice.names.headings.get(node.id)
    if unknown and (heading is None or heading.complete):
        return voice.say("which_open", numbers=", ".join(child.about.number or child.id for child in unknown))
    return voice.say("which_open.hidden")


def _indicator(voice: Voice, node: Node, indent: int) -> list[Line]:
    requirement = next((child for child in node.children if child.kind == "requirement"), None)
    if requirement is None:
        return [Line(f"{title(voice, node)}: {voice.verdict(node)}", str(node.verdict), indent)]
    if node.basis is Basis.REPORTED:
        asked = _asked(voice, requirement) if is_leaf(requirement) else ""
        lines = [Line(f"{title(voice, node)}: {voice.verdict(node)}{asked}", str(node.verdict), indent)]
        laid = entry_lines(voice, node, indent + 1)
        return [*lines, *laid, *notes(voice, node, indent + 1), *reasons(voice, node, indent + 1)]
    lines = [Line(f"{title(voice, node)}{_content(voice, requirement)}{voice.marks(node)}", str(node.verdict), indent)]
    lines += parts_of(voice, requirement, indent + 1)
    lines += entry_lines(voice, node, indent + 1)
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
    if not where:
        return ""
    return f"{joint}{voice.say('by_text', where=where)}" if joint == "; " else f" ({where})"


def parts_of(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return the open parts of a compound requirement, or what is open in another set or in the units inside."""
    lines: list[Line] = []
    if not is_leaf(node):
        uniform = is_uniform(node)
        for part in node.children:
            if part.kind == "requirement" and part.verdict in UNMET and not (uniform and part.observed is None):
                lines += _part(voice, part, indent, None if uniform else voice.required(part))
        return lines
    if node.about.requirement == "meets":
        for child in node.children:
            if child.kind in ("set", "criterion", "indicator") and is_unmet(child):
                lines += unmet_lines(voice, child, indent)
    units = [child for child in node.children if child.kind == "unit"]
    for verdict in UNMET:
        names = [voice.text(child.label) for child in units if child.verdict is verdict]
        if names:
            lines.append(
                Line(voice.say(f"units.{verdict}", names=cut(names, MOST_UNITS, voice.lang)), str(verdict), indent)
            )
    return lines


def _part(voice: Voice, part: Node, indent: int, asked: str | None) -> list[Line]:
    seen = voice.observed(part) if is_leaf(part) else None
    figure = figure_of(part)
    if seen is None and figure is not None:
        seen = voice.missing(figure)
    said = [f"{MARKS[part.verdict]} {voice.part_name(part)}"]
    if seen is not None:
        said.append(f": {seen}")
    if asked is not None:
        said.append(f"{'; ' if seen is not None else ': '}{voice.say('required', phrase=asked)}")
    cell = [word for level in levels_of(part) for word in voice.cell(level)]
    if cell and len(levels_of(part)) == 1 and asked is not None:
        said.append(f" ({'; '.join(cell)})")
    line = Line("".join(said) + voice.marks(part), str(part.verdict), indent)
    return [line, *parts_of(voice, part, indent + 1), *(notes(voice, part, indent + 1) if is_leaf(part) else [])]


def reasons(voice: Voice, node: Node, indent: int) -> list[Line]:
    """Return why a node is undetermined, one line a reason, missing figures together, each with who can cure it."""
    said: dict[tuple[str, str], list[str]] = {}
    for reason in node.reasons:
        head, name = voice.reason_parts(reason, node)
        said.setdefault((head, voice.who(reason, node)), []).append(name)
    lines = []
    for (sentence, who), names in said.items():
        listed = [name for name in names if name]
        text = f"{sentence}: {'; '.join(listed)}" if listed else sentence
        lines.append(Line(_cured(voice, text, who), "muted", indent))
    return lines


def _cured(voice: Voice, sentence: str, who: str) -> str:
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
    nodes = [node for node in voice.attainment.trace.children if node.kind == "criterion" and not is_unmet(node)]
    lines = []
    for verdict, key in ((Verdict.MET, "met.closing"), (Verdict.NOT_APPLICABLE, "not_applicable.closing")):
        numbers = [_with_mark(voice, node) for node in nodes if node.verdict is verdict]
        if numbers:
            lines.append(Line(voice.say(key, numbers=", ".join(numbers), count=len(numbers)), str(verdict)))
    return [Line(""), *lines] if lines else []


def _with_mark(voice: Voice, node: Node) -> str:
    number = node.about.number or node.id
    return f"{number} [{voice.say('provisional')}]" if node.provisional else number


def _remarks(voice: Voice) -> list[Line]:
    """Return the notes on what is met or does not apply, which no other line shows, and what was only implied."""
    about: dict[str, list[str]] = {}
    implied: dict[Verdict, list[str]] = {}
    for criterion in voice.attainment.trace.children:
        if criterion.kind == "criterion" and not is_unmet(criterion):
            _remark(voice, criterion, about)
        for node in criterion.children:
            if node.kind != "indicator" or (is_unmet(criterion) and is_unmet(node)):
                continue
            if node.has_note(NoteCode.IMPLIED_BY_CRITERION):
                implied.setdefault(node.verdict or Verdict.UNDETERMINED, []).append(
                    criterion.about.number or criterion.id
                )
            else:
                _remark(voice, node, about)
    lines = [Line(f"{', '.join(numbers)}: {text}", "note", 1) for text, numbers in about.items()]
    for verdict, numbers in implied.items():
        whole = ", ".join(dict.fromkeys(numbers))
        word = verdict_word(verdict, voice.lang)
        lines.append(Line(voice.say("implied.closing", count=len(numbers), numbers=whole, verdict=word), "note", 1))
    return [Line(""), Line(voice.say("remarks"), "heading"), *lines] if lines else []


def _remark(voice: Voice, node: Node, about: dict[str, list[str]]) -> None:
    """Collect the notes of one node and of its requirements, by what they say."""
    found = [*entry_lines(voice, node, 0, decisive=True), *notes(voice, node, 0)]
    for requirement in within(node, "requirement"):
        found += notes(voice, requirement, 0) if is_leaf(requirement) else []
    for text in dict.fromkeys(line.text for line in found):
        about.setdefault(text, []).append(node.about.number or node.id)
