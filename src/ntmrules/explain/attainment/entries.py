"""What a province laid over a national rule, in a sentence: both levels, decision, dates, the national verdict."""

from __future__ import annotations

from collections import Counter

from ntmrules.explain.attainment.voice import ENTRIES, Voice
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name, provision_text
from ntmrules.explain.lang.words import verdict_word
from ntmrules.model.overrides import Placed
from ntmrules.model.trace import Node, NodeKind, NoteCode
from ntmrules.model.verdicts import Verdict

NOT_LAID = (NoteCode.ENTRY_NOT_FOR_KEPT, NoteCode.ENTRY_UNSURE_FOR_KEPT)
LOWER_IS_STRICTER = ("at_most", "less_than")


def entries_of(node: Node) -> list[Node]:
    """Return the nodes of the entries that were laid over an indicator."""
    return [child for child in node.children if child.kind in ENTRIES]


def national_of(entry: Node) -> Node | None:
    """Return the requirement of the national text alone; an added indicator has none."""
    asked = [child for child in entry.children if child.kind == "requirement"]
    return asked[0] if entry.verdict is not None and asked else None


def entry_lines(voice: Voice, node: Node, indent: int, *, decisive: bool = False) -> list[Line]:
    """Return one line for each entry over an indicator; with ``decisive`` only where it turned a verdict round."""
    entries = entries_of(node)
    if decisive:
        entries = [entry for entry in entries if _turned(entry, node)]
    return [Line(entry_line(voice, entry, node), "note", indent) for entry in entries]


def _turned(entry: Node, node: Node) -> bool:
    return entry.verdict in (Verdict.MET, Verdict.NOT_MET) and entry.verdict is not node.verdict


def entry_line(voice: Voice, entry: Node, node: Node) -> str:
    """Return the sentence: ``Tỉnh nâng mức: từ 85% … thay cho từ 80% … (QĐ …, từ 01/08/2022); theo …: đạt``."""
    said = f"{_what(voice, entry, node)} ({'; '.join(_where(voice, entry))})"
    if entry.verdict is None:
        return said
    key = "entry.alone.catalogue" if entry.kind is NodeKind.COMPLETE else "entry.alone"
    if any(each.kind is NodeKind.ADD for each in entries_of(node)):
        key = "entry.alone.added"
    return f"{said}; {voice.say(key, verdict=verdict_word(entry.verdict, voice.lang))}"


def _what(voice: Voice, entry: Node, node: Node) -> str:
    apart = next((each for each in NOT_LAID if entry.has_note(each)), None)
    if apart is not None:
        return voice.say(str(apart))
    if entry.kind is NodeKind.MEASURE_AS:
        return voice.say(
            "entry.measure_as", own=voice.subject(_measure(voice, entry, node)), national=_former(voice, entry, node)
        )
    if node.kind is NodeKind.CRITERION:
        return voice.say("entry.passes")
    national, own = national_of(entry), _own(entry)
    key = (
        "entry.raise.overtaken" if entry.kind is NodeKind.RAISE and _overtaken(own, national) else f"entry.{entry.kind}"
    )
    return voice.say(key, own=_asked(voice, own), national=_asked(voice, _part_of(national, own)))


def _asked(voice: Voice, requirement: Node | None) -> str:
    asked = voice.required(requirement) if requirement is not None else None
    return asked if asked is not None else voice.say("entry.asked")


def _own(entry: Node) -> Node | None:
    asked = [child for child in entry.children if child.kind == "requirement"]
    return asked[1] if len(asked) > 1 else None


def _part_of(national: Node | None, own: Node | None) -> Node | None:
    """Return the part of the national requirement that the entry is about: the one that reads the same measure."""
    if national is None or own is None or national.about.measure == own.about.measure:
        return national
    for child in national.children:
        if child.kind == "requirement":
            found = _part_of(child, own)
            if found is not None and found.about.measure == own.about.measure:
                return found
    return national


def _overtaken(own: Node | None, national: Node | None) -> bool:
    """Whether the national level has become stricter than the one to which a province once raised it."""
    base = _part_of(national, own)
    if own is None or base is None or own.required is None or base.required is None:
        return False
    if own.required.op in LOWER_IS_STRICTER:
        return min(own.required.values) > max(base.required.values)
    return max(own.required.values) < min(base.required.values)


def _placed(voice: Voice, entry: Node, node: Node) -> Placed | None:
    rule = voice.names.rules.get(node.id)
    if rule is None:
        return None
    laid = (*rule.applied, *(each for former in rule.formers for each in former.applied))
    return next((each for each in laid if each.override.id == entry.id), None)


def _measure(voice: Voice, entry: Node, node: Node) -> str:
    placed = _placed(voice, entry, node)
    return (placed.override.measure if placed is not None else None) or entry.id


def _former(voice: Voice, entry: Node, node: Node) -> str:
    """Return the name of the national measure, with its figure where there is one."""
    figure = next((child for child in entry.children if child.kind == "figure"), None)
    if figure is None:
        return voice.subject(node.about.measure or node.id)
    value = voice.value(figure)
    name = voice.text(figure.label)
    return f"{name}: {value}" if value is not None else name


def _where(voice: Voice, entry: Node) -> list[str]:
    notes = {note.code: note.subject for note in entry.notes}
    said = [provision_text(entry.about.provision, voice.lang)] if entry.about.provision is not None else []
    dates = [
        voice.say(key, day=day(notes[code], voice.lang))
        for code, key in ((NoteCode.ENTRY_FROM, "entry.from"), (NoteCode.ENTRY_TO, "entry.to"))
        if code in notes
    ]
    said.append(" ".join(dates))
    if NoteCode.LEGAL_BASIS in notes:
        said.append(voice.say("entry.basis", text=notes[NoteCode.LEGAL_BASIS]))
    return [", ".join(said[:2]), *said[2:]]


def decisions_in_use(voice: Voice) -> list[Line]:
    """Return the lines that name the decisions laid over the catalogue, each with its number of indicators, if any is.

    Those of provinces stand in one, those of the national text that a pack completes the catalogue from in another.
    """
    used: dict[str, Counter[str]] = {"entry.texts": Counter(), "entry.texts.read": Counter()}
    for criterion in voice.attainment.trace.children:
        for node in (criterion, *criterion.children):
            said = {(_whose(voice, each, node), each.about.provision.decision)
                    for each in entries_of(node)
                    if each.about.provision is not None and not each.has_note(NoteCode.ENTRY_NOT_FOR_KEPT)}  # fmt: skip
            for key, decision in said:
                used[key][decision] += 1
    return [
        Line(voice.say(key, texts="; ".join(
            voice.say("texts.count", text=decision_name(each, voice.lang), count=found[each]) for each in sorted(found)
        )), "note")
        for key, found in used.items() if found
    ]  # fmt: skip


def _whose(voice: Voice, entry: Node, node: Node) -> str:
    """Return the phrase for whose text an entry is of: what completes a national set is no rule of a province."""
    placed = _placed(voice, entry, node)
    own = placed is not None and bool(placed.territory)
    return "entry.texts" if own or entry.kind is not NodeKind.COMPLETE else "entry.texts.read"
