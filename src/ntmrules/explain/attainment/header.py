"""The head of every view: unit, set, day, place, texts in use, verdict, tallies, what was reported."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ntmrules.engine.core.again import context_of
from ntmrules.explain.attainment.entries import decisions_in_use, entries_of
from ntmrules.explain.attainment.voice import Voice
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.model.evidence import Floor
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict

FEW = 3
DECIDED = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


def header(voice: Voice) -> list[Line]:
    """Return the head of an explanation."""
    attainment = voice.attainment
    root, verdict = attainment.trace, attainment.verdict
    lines = whose(voice)
    lines.append(Line(voice.say("texts", texts=_texts(voice)), "muted"))
    lines += decisions_in_use(voice)
    if attainment.rulebook.floor is not Floor.RECALL:
        label = attainment.rulebook.floor.label
        lines.append(Line(voice.say("floor", floor=voice.say(f"floor.{label}")), "muted"))
    said = voice.say("result", verdict=verdict_word(verdict, voice.lang).upper())
    lines.append(Line(f"{MARKS[verdict]} {said}", str(verdict)))
    if attainment.provisional:
        lines.append(Line(voice.say("provisional.line"), "note"))
    lines += [
        Line(voice.reason(reason, root), "undetermined")
        for reason in root.reasons
        if reason.code is ReasonCode.SET_INCOMPLETE and reason.subject == attainment.rulebook.id
    ]
    lines += [Line(voice.note(note, root), "note") for note in root.notes if note.code != NoteCode.OUTSIDE_FORCE]
    lines.append(Line(attainment.tally.text(voice.lang)))
    lines += _rests(voice)
    reported = reported_line(voice)
    return [*lines, reported] if reported is not None else lines


def whose(voice: Voice) -> list[Line]:
    """Return whose attainment it is, of which set, when and where; and the mark of a text that is not in force."""
    attainment = voice.attainment
    name = voice.text(attainment.trace.label)
    lines = [Line(f"{attainment.unit} – {name}", "heading"), Line(_when_and_where(voice), "muted")]
    if attainment.rulebook.outside_force:
        lines.append(Line(voice.say("outside", day=day(attainment.rulebook.on, voice.lang)), "note"))
    return lines


def _when_and_where(voice: Voice) -> str:
    attainment = voice.attainment
    book = attainment.rulebook
    said = [voice.say("on", day=day(book.on, voice.lang))]
    if attainment.figures.within is not None:
        said.append(voice.say("within", name=attainment.figures.within))
    if book.province is not None:
        said.append(voice.say("province", name=book.province.name))
    context = context_of(attainment)
    names = [voice.text(book.area_name(area)) for area in context.areas]
    if len(names) == 1:
        said.append(voice.say("area", name=names[0]))
    elif names:
        facts = [voice.subject(each.subject) for each in context.area_reasons if each.subject != "area"]
        joined = f" {voice.say('or')} ".join(names)
        settle = "; ".join(facts) or voice.say("area.name")
        said.append(voice.say("area.open", names=joined, facts=settle) if len(names) <= FEW else voice.say("area.any"))
    return " · ".join(said)


def own_indicators(root: Node) -> list[Node]:
    """Return the indicators of the set itself, prerequisites included, in the order of the annex."""
    found = []
    for node in root.children:
        if node.kind == "criterion":
            found += [child for child in node.children if child.kind == "indicator"]
        elif node.kind == "indicator":
            found.append(node)
    return found


def _texts(voice: Voice) -> str:
    """Name the decision of the set, then every other one that a version in use comes from, with how many do."""
    attainment = voice.attainment
    first = attainment.rulebook.set.provision.decision
    used: Counter[str] = Counter()
    for node in own_indicators(attainment.trace):
        if any(entry.kind == "add" for entry in entries_of(node)):
            continue  # a provincial rule: its decision stands in a line of its own
        decisions = {node.about.provision.decision} if node.about.provision is not None else set()
        used.update(decisions)
    since = _since(voice)
    texts = [
        voice.say("texts.count", text=decision_name(each, voice.lang), count=used[each])
        for each in sorted(used, key=lambda each: (since.get(each, date.min), each))
        if each != first
    ]
    return "; ".join([decision_name(first, voice.lang), *texts])


def _since(voice: Voice) -> dict[str, date]:
    """Return the first day on which a version in use comes from each decision."""
    since: dict[str, date] = {}
    for rule in voice.names.rules.values():
        decision, day_ = rule.provision.decision, rule.version.from_
        since[decision] = min(day_, since.get(decision, day_))
    return since


def _rests(voice: Voice) -> list[Line]:
    """Say how many verdicts rest on figures and how many on reports, criteria and indicators apart."""
    root = voice.attainment.trace
    own = f"{voice.attainment.rulebook.id}/"
    criteria = [node for node in root.children if node.kind == "criterion" and node.id.startswith(own)]
    indicators = [child for node in criteria for child in node.children if child.kind == "indicator"]
    said = []
    for key, nodes in (("rests.criteria", criteria), ("rests.indicators", indicators)):
        counts = Counter(node.basis for node in nodes if node.verdict in DECIDED)
        parts = [voice.say(key, count=counts[basis], basis=voice.say(str(basis))) for basis in Basis if counts[basis]]
        implied = sum(node.has_note(NoteCode.IMPLIED_BY_CRITERION) for node in nodes)
        if implied:
            whole = "rests.all_implied" if implied == counts[Basis.REPORTED] else "rests.implied"
            at = [basis for basis in Basis if counts[basis]].index(Basis.REPORTED)
            parts[at] += f" ({voice.say(whole, count=implied)})"
        if parts:
            said.append(", ".join(parts))
    return [Line(voice.say("rests", parts="; ".join(said)), "muted")] if said else []


def reported_line(voice: Voice) -> Line | None:
    """Return the line that sets the reported tallies beside the computed ones; nothing when none was reported."""
    attainment = voice.attainment
    fits = attainment.tally_fits()
    if fits is None:
        return None
    pairs = (("criteria", attainment.reported_criteria), ("indicators", attainment.reported_indicators))
    tallies = ", ".join(voice.say(key, count=f"{said[0]}/{said[1]}") for key, said in pairs if said is not None)
    settled = attainment.tally.criteria.settled and attainment.tally.indicators.settled
    fit = voice.say("said.clash" if not fits else "said.fits" if settled else "said.fits_range")
    return Line(voice.say("said", tallies=tallies, fit=fit), "plain" if fits else "note")
