"""A voice: says the parts of one attainment in one language. Every view is made of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ntmrules.explain.lang.computed import computed_level, kind_told, with_computed
from ntmrules.explain.lang.numbers import day, number, provision_text, quantities, quantity, unit_word
from ntmrules.explain.lang.words import LEVELS, check_lang, say, verdict_word
from ntmrules.explain.requirement import also_for, exact
from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Evidence
from ntmrules.model.firmness import evidence_of_entry
from ntmrules.model.measures import MeasureKind
from ntmrules.model.requirements import ChangeAtLeast, ChildCount
from ntmrules.model.rulebook import Names, names_of
from ntmrules.model.text import Text
from ntmrules.model.trace import Among, Beside, Grouped, Lacking, Node, Note, NoteCode, NoteValue, PointsOf, Step
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

COMPARISONS = ("at_least", "at_most", "more_than", "less_than", "count_at_least")
OWN = ("set", "criterion", "indicator", "unit")
ENTRIES = frozenset({"fill", "raise", "replace", "add", "measure_as", "waive", "complete"})
_CLOSED = ENTRIES | set(OWN)
SHOWN_ELSEWHERE = ("row_year", "delegated_to", "outside_force", "implied_by_criterion")
OPEN_POINTS = NoteCode.NOT_APPLICABLE_OPEN_POINTS


def within(node: Node, *kinds: str) -> Iterator[Node]:
    """Yield the nodes of ``kinds`` under ``node``, not those of other sets, units, indicators or entries below it."""
    for child in node.children:
        if child.kind in kinds:
            yield child
        if child.kind not in _CLOSED:
            yield from within(child, *kinds)


def levels_of(leaf: Node) -> list[Node]:
    """Return the thresholds and holes right under a requirement."""
    return [child for child in leaf.children if child.kind in ("threshold", "hole")]


def figure_of(leaf: Node) -> Node | None:
    """Return the figure right under a requirement, if it reads one."""
    return next((child for child in leaf.children if child.kind == "figure" and not child.about.report), None)


def is_leaf(node: Node) -> bool:
    """Whether a requirement is judged by itself and not by parts."""
    return node.about.requirement == "between" or not any(child.kind == "requirement" for child in node.children)


def is_uniform(node: Node) -> bool:
    """Whether a requirement asks one level of a whole and of each of its parts: men and women, say."""
    parts = [child for child in node.children if child.kind == "requirement"]
    if node.about.requirement != "all_of" or len(parts) < 2:
        return False
    whole = parts[0].about.measure
    return whole is not None and all((part.about.measure or "").startswith(f"{whole}/") for part in parts[1:])


@frozen(kw_only=True)
class Voice:
    """Says verdicts, figures, requirements, reasons and notes of one attainment in one language."""

    attainment: Attainment
    lang: str
    names: Names
    labels: dict[str, Text]

    @classmethod
    def of(cls, attainment: Attainment, lang: str) -> Voice:
        """Return the voice for ``lang``; ``UsageError`` NTM007 for a language without phrases."""
        labels = {node.id: node.label for node in attainment.nodes() if node.kind == "figure"}
        return cls(attainment=attainment, lang=check_lang(lang), names=names_of(attainment.rulebook), labels=labels)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in this language."""
        return say(key, self.lang, **values)

    def text(self, text: Text) -> str:
        """Return a text of the catalogue in this language."""
        return text.in_(self.lang)

    # verdicts

    def verdict(self, node: Node) -> str:
        """Return the verdict with what it rests on: ``đạt (tính từ số liệu; tạm tính)``."""
        implied = node.has_note(NoteCode.IMPLIED_BY_CRITERION)
        marks = (
            [self.say("note.implied_by_criterion" if implied else str(node.basis))] if node.basis is not None else []
        )
        return f"{verdict_word(node.verdict, self.lang)}{self.marks(node, marks)}"

    def marks(self, node: Node, more: Iterable[str] = ()) -> str:
        """Return the marks that every view shows on a verdict: provisional, outside force."""
        words = [*more]
        if node.provisional:
            words.append(self.say("provisional"))
        if node.has_note(NoteCode.OUTSIDE_FORCE):
            words.append(self.say("outside.mark"))
        return f" ({'; '.join(words)})" if words else ""

    # figures

    def value(self, node: Node, unit: str | None = None) -> str | None:
        """Return what was observed, with its unit; nothing when nothing was."""
        seen = node.observed
        if seen is None:
            return None
        if isinstance(seen, Decimal):
            return quantity(seen, node.about.unit or unit, self.lang)
        return verdict_word(seen, self.lang) if isinstance(seen, Verdict) else f"{seen[0]}/{seen[1]}"

    def observed(self, leaf: Node) -> str | None:
        """Return the figure that a requirement was judged by, with its year; nothing when there is none."""
        if leaf.about.requirement == "between":
            leaf = leaf.children[0]
        figure = figure_of(leaf)
        levels = levels_of(leaf)
        # The level of a change is told in per cent or points, the figure itself in its own unit, or in none.
        changed = leaf.about.requirement == "change_at_least"
        value = self.value(leaf, levels[0].about.unit if levels and not changed else None)
        if value is None:
            counted = next((note for note in leaf.notes if note.code in ("children", "points")), None)
            return self.say(f"note.{counted.code}", subject=counted.subject) if counted is not None else None
        period = figure.period if figure is not None else None
        return value if period is None else f"{value} ({self.say('period', year=period)})"

    def missing(self, figure: Node) -> str:
        """Say in what way a figure is missing."""
        codes = {reason.code for reason in figure.reasons}
        if ReasonCode.FIGURE_WITHDRAWN in codes:
            return self.say("figure.withdrawn")
        if ReasonCode.FIGURE_STALE in codes:
            return self.say("figure.stale")
        return self.say("answer.none" if self.is_answer(figure.id) else "figure.none")

    def is_answer(self, measure: str) -> bool:
        """Whether a measure is answered with yes or no."""
        known = self.attainment.rulebook.measures.get(measure.partition("/")[0])
        return known is not None and known.kind is MeasureKind.YES_NO

    def part_name(self, leaf: Node) -> str:
        """Return the name of one part of a compound: its label, or that of its figure where that says more."""
        figure = figure_of(leaf)
        if figure is not None and figure.label.vi.startswith(leaf.label.vi):
            return self.text(figure.label)
        return self.text(leaf.label)

    # requirements

    def required(self, node: Node) -> str | None:
        """Return what a requirement asks, with the level where there is one; nothing for a level nobody knows."""
        kind = node.about.requirement or ""
        parts = [child for child in node.children if child.kind == "requirement"]
        if kind == "between":
            return self._between(parts)
        if kind == "k_of":
            readings = [part for part in parts if part.label != walk.DOUBT]
            if len(readings) < len(parts):
                return self.say("readings", n=len(readings))
            return self.say("k_of", k=node.about.k, n=len(parts))
        if is_uniform(node):
            phrase = self._levels(parts[0])
            named = tuple((part.about.measure or "").partition("/")[2] for part in parts[1:])
            return also_for(phrase, named, self.lang) if phrase is not None else None
        if kind in ("none_of", "attained", "all_of", "any_of"):
            return self.say(kind)
        if kind == "meets":
            target = next((each for each in node.children if each.kind != "condition"), None)
            return self.say("meets", target=self.text(target.label)) if target is not None else None
        if kind == "delegated":
            return self.say("delegated", to=self.whom(node))
        if kind in ("unknown", "function", "not_below_before"):
            return self.say(kind)
        if kind == "change_at_least":
            return self._change(node)
        phrase = self._levels(node)
        return self.say(kind, phrase=phrase) if phrase and kind == "points" else phrase

    def _change(self, node: Node) -> str | None:
        rule = self.names.rules.get(node.about.rule or "")
        items = walk.levelled(rule.requirement) if rule is not None else ()
        way = next((item.way for item in items if isinstance(item, ChangeAtLeast)), "increase")
        levels = levels_of(node)
        values = sorted({value for each in levels if each.required is not None for value in each.required.values})
        if not values:
            return None
        value = self.marked(quantities(tuple(values), levels[0].about.unit, self.lang), levels)
        return self.say(f"change.{way}", value=value)

    def _between(self, parts: list[Node]) -> str | None:
        ends = [part.required.values for part in parts if part.required is not None]
        if len(ends) < 2:
            return None
        unit = parts[0].about.unit
        low, high = (self.marked(quantities(end, unit, self.lang), [part])
                     for end, part in zip(ends, (part for part in parts if part.required is not None), strict=True))  # fmt: skip
        return self.say("between", low=low, high=high)

    def _levels(self, leaf: Node) -> str | None:
        """Say the level of a comparison; of several possible columns the least and the greatest."""
        levels = levels_of(leaf)
        shown = [child.required for child in levels if child.required is not None]
        if leaf.required is None and (not shown or len(shown) < len(levels)):
            return None
        first = leaf.required or shown[0]
        values = sorted({value for each in shown for value in each.values} or first.values)
        if not values:
            return None
        unit = leaf.about.unit or (levels[0].about.unit if levels else None)
        phrase = self.marked(self.comparison(first.op, tuple(values), unit, self._children(leaf)), levels)
        return self.say("by_area", phrase=phrase) if len({child.required for child in levels}) > 1 else phrase

    def marked(self, said: str, levels: Sequence[Node]) -> str:
        """Return a level in words (``said``) with the mark that it is computed, for the nodes that it stands in."""
        return with_computed(said, [each.about.evidence for each in levels if each.required is not None], self.lang)

    def _children(self, leaf: Node) -> str | None:
        """Return the kind of the units whose share is asked for; nothing for other requirements."""
        rule = self.names.rules.get(leaf.about.rule or "") if leaf.about.requirement == "share_of" else None
        items = walk.levelled(rule.requirement) if rule is not None else ()
        return next((item.children for item in items if isinstance(item, ChildCount)), None)

    def comparison(self, op: str, values: tuple[Decimal, ...], unit: str | None, of: str | None = None) -> str:
        """Return ``từ 80% trở lên``; of more than three values the least and the greatest; ``of``: a share of what."""
        if op == "none_of":
            return self.say("none_of")
        if len(values) > 3:
            ends = (number(values[0], self.lang), quantity(values[-1], unit, self.lang))
            value = self.say("span", low=ends[0], high=ends[1])
        else:
            value = quantities(values, unit, self.lang)
            op = "exactly" if exact(op, values, unit) is not None else op
        if of is not None:
            value = self.say("share_of", value=value, units=unit_word(of, self.lang))
        return self.say(op, value=value)

    def citation(self, node: Node) -> str:
        """Return where it is written: decision, annex, row, column, year of the level."""
        said = [provision_text(node.about.provision, self.lang)] if node.about.provision is not None else []
        levels = levels_of(node.children[0] if is_uniform(node) else node)
        if len(levels) == 1:
            said += self.cell(levels[0])
        return "; ".join(said)

    def cell(self, level: Node) -> list[str]:
        """Return the column and the year of one level, as far as it has its own."""
        said = []
        if level.about.cell is not None and level.about.cell.area is not None:
            said.append(self.say("column", area=self.text(level.label)))
        said += [self.say("row_year", year=note.subject) for note in level.notes if note.code == NoteCode.ROW_YEAR]
        return said

    def whom(self, node: Node) -> str:
        """Return who has to set a level that is left open."""
        to = delegated_to(node)
        return self.say(to) if to in ("ubnd-cap-tinh", "bo-nganh") else to

    # evidence

    def evidence(self, evidence: Evidence) -> str:
        """Return kind, confidence, sources, the day it was checked, and the remark."""
        # The day of the set is that of its own cells: of an entry of a pack nobody knows it where the entry does not say.
        own = self.attainment.rulebook.set.checked_on if id(evidence) not in self._in_entries() else None
        checked = evidence.checked_on or own
        said = [
            self.say("evidence", kind=kind_told(evidence, self.lang), confidence=self.say(str(evidence.confidence)))
        ]
        if evidence.ref:
            said.append(self.say("evidence.ref", refs=", ".join(evidence.ref)))
        told = (
            self.say("evidence.undated")
            if checked is None
            else self.say("evidence.checked", day=day(checked, self.lang))
        )
        said.append(told)
        if evidence.computed is not None:
            said.append(computed_level(evidence.computed, self.lang))
        if evidence.note is not None:
            said.append(self.say("remark", text=self.text(evidence.note)))
        return "; ".join(said)

    def _in_entries(self) -> frozenset[int]:
        """Return the identities of the evidence that entries of packs bring: equal evidence stands in the set as well."""
        book = self.attainment.rulebook
        found: frozenset[int] = book.memo(
            "evidence_of_entries",
            lambda: frozenset(
                id(each)
                for rule in book.all_rules
                for placed in rule.applied
                for each in evidence_of_entry(placed.override)
            ),
        )
        return found

    def grade(self, evidence: Evidence) -> str:
        """Return kind and confidence: ``nhớ lại, độ tin cậy thấp``."""
        sure = self.say("confidence", word=self.say(str(evidence.confidence)))
        return f"{kind_told(evidence, self.lang)}, {sure}"

    # reasons and notes

    def subject(self, subject: str) -> str:
        """Return the name of what a reason or note is about."""
        if subject in self.labels:
            return self.text(self.labels[subject])
        if subject in self.names.rules:
            return self.say("indicator.name", number=self.names.rules[subject].number)
        if subject in self.names.headings:
            return self.say("criterion.name", number=self.names.headings[subject].number)
        if subject in self.names.sets:
            return self.text(self.names.sets[subject])
        measure = self.attainment.rulebook.measures.get(subject)
        return self.text(measure.name) if measure is not None else subject

    def zones(self, scheme: str) -> str:
        """Return the name of a way in which a province divides its communes; the id of what is none."""
        found = self.attainment.rulebook.schemes.get(scheme)
        return self.text(found.name) if found is not None else scheme

    def reason(self, reason: Reason, node: Node) -> str:
        """Return one reason as a short sentence."""
        head, name = self.reason_parts(reason, node)
        return f"{head}: {name}" if name else head

    def reason_parts(self, reason: Reason, node: Node) -> tuple[str, str]:
        """Return one reason as what is said of it and, of a figure that is missing, its name: several stand together."""
        subject = reason.subject
        if reason.code is not ReasonCode.NO_FIGURE:
            return self._reason(reason, owner_of(node, subject)), ""
        if subject in ("area", "within"):
            return self.say(f"reason.no_figure.{subject}"), ""
        if reason.lacking is not None:
            return self.say("reason.no_figure.units", count=reason.lacking, level=self.level(subject)), ""
        key = "reason.no_figure.answer" if self.is_answer(subject) else "reason.no_figure"
        return self.say(key), self.subject(subject)

    def _reason(self, reason: Reason, node: Node) -> str:
        code = reason.code
        if reason.column:
            return self.say(f"reason.{code}.area", name=self.zones(reason.subject))
        if code is ReasonCode.THRESHOLD_DELEGATED:
            return self.say("reason.threshold_delegated", to=self.whom(node))
        if code is ReasonCode.THRESHOLD_UNKNOWN and (found := open_points(node)):
            told = dict.fromkeys(
                self.note(note, each) for each in found for note in each.notes if note.code is OPEN_POINTS
            )
            return self.say("reason.threshold_unknown.points", why="; ".join(told))
        if code is ReasonCode.THRESHOLD_UNKNOWN:
            return self.say("reason.threshold_unknown", why=self._why(node))
        if code is ReasonCode.EVIDENCE_TOO_WEAK:
            return self.say("reason.evidence_too_weak") + self._weakness(node)
        return self.say(f"reason.{code}", name=self.subject(reason.subject))

    def _why(self, node: Node) -> str:
        whys = dict.fromkeys(self.text(hole.about.why) for hole in within(node, "hole") if hole.about.why is not None)
        return f": {'; '.join(whys)}" if whys else ""

    def _weakness(self, node: Node) -> str:
        weak = dict.fromkeys(
            self.grade(each.about.evidence)
            for each in within(node, "threshold", "requirement")
            if each.about.evidence is not None and any(r.code is ReasonCode.EVIDENCE_TOO_WEAK for r in each.reasons)
        )
        return f" ({'; '.join(weak)})" if weak else ""

    def level(self, level: str) -> str:
        """Return the word for a kind of unit."""
        return LEVELS[level][self.lang == "en"] if level in LEVELS else self.say("unit")

    def who(self, reason: Reason, node: Node) -> str:
        """Return who can cure a reason: a key of ``cure.*`` and ``who.*``."""
        if reason.code is not ReasonCode.THRESHOLD_DELEGATED:
            return reason.cure
        return reason.cure if delegated_to(owner_of(node, reason.subject)) == "ubnd-cap-tinh" else "ministry"

    def cure(self, who: str) -> str:
        """Return what whoever can cure it has to do."""
        return self.say(f"cure.{who}", level=self.level(self.attainment.rulebook.set.level))

    def note(self, note: Note, node: Node) -> str:
        """Return a note as a sentence."""
        if note.code == NoteCode.CONTRADICTION:
            reported, found, key = _verdict_of(note), node.verdict, "note.contradiction"
            if found is Verdict.UNDETERMINED:  # whether it applies is open, and neither way it is what was reported
                found, key = Verdict.NOT_MET if reported is Verdict.MET else Verdict.MET, "note.contradiction_if_asked"
            return self.say(key, said=verdict_word(reported, self.lang), verdict=verdict_word(found, self.lang))
        if note.code == NoteCode.CONTRADICTED_BY_WITHDRAWN:
            return self.say(f"note.{note.code}", subject=verdict_word(_verdict_of(note), self.lang))
        if note.code == NoteCode.REPORTED_BESIDE:
            said = _verdict_of(note)
            fit = (
                "fits" if said is node.verdict else "undetermined" if node.verdict is Verdict.UNDETERMINED else "clash"
            )
            return self.say("note.reported_beside", said=verdict_word(said, self.lang), fit=self.say(f"beside.{fit}"))
        if note.code == NoteCode.AREA_RULE:
            rules = self.attainment.rulebook.area_rules
            area = next((rule.area for rule in rules if note.subject in rule.when_any), "")
            name = self.text(self.attainment.rulebook.area_name(area))
            return self.say("note.area_rule", area=name, name=self.subject(note.subject))
        if note.code == NoteCode.DELEGATED_TO:
            return self.say("note.delegated_to", to=self.whom(node))
        if note.code in (NoteCode.KEPT_UNTIL, NoteCode.KEPT_SET_UNTIL, NoteCode.REPORTED_BEFORE):
            return self.say(f"note.{note.code}", subject=day(note.subject, self.lang))
        return self.say(f"note.{note.code}", subject=self._told(note.value))

    def _told(self, value: NoteValue) -> str:
        """Return what a note is about, its figures with the marks of the language."""
        if isinstance(value, (Step, Among, Beside)):
            return value.told(lambda each: number(each, self.lang))
        if isinstance(value, Grouped):
            return f"{self.text(value.name)}: {value.counted.told(lambda each: number(each, self.lang))}"
        if isinstance(value, PointsOf):
            return f"{value.number} {self.text(value.name)}: {value.counted.told(lambda each: number(each, self.lang))}"
        if isinstance(value, Lacking):
            return f"{self.text(value.name)}: {number(value.most, self.lang)} < {number(value.least, self.lang)}"
        return number(value, self.lang) if isinstance(value, Decimal) else day(str(value), self.lang)


def _verdict_of(note: Note) -> Verdict:
    assert isinstance(note.value, Verdict)
    return note.value


def owner_of(node: Node, subject: str) -> Node:
    """Return the indicator under ``node`` that a reason is about, if it lies in another set; else ``node`` itself."""
    if node.id == subject:
        return node
    for child in node.children:
        found = owner_of(child, subject) if child.kind != "unit" else child
        if found.kind == "indicator" and found.id == subject:
            return found
    return node


def open_points(node: Node) -> list[Node]:
    """Return the scales of points under ``node`` that are open for what does not apply, of which no text says the points."""
    return [each for each in within(node, "requirement") if each.has_note(OPEN_POINTS)]


def delegated_to(node: Node) -> str:
    """Return to whom the level under ``node`` is left: ``ubnd-cap-tinh``, ``bo-nganh`` or a name."""
    for each in (node, *within(node, "hole")):
        for note in each.notes:
            if note.code == NoteCode.DELEGATED_TO:
                return note.subject
    return "ubnd-cap-tinh"
