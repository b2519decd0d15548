"""The verdict on a set worked out a second time, from the leaves of a trace alone.

The engine is not asked: figures, levels, reports and the set's own counts are read off the trace and the rulebook, and
joined by the definitions of the design. If a trace left out something that decided, this comes to another verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product
from typing import TypeAlias

from ntmrules.model.asked_twice import asked_twice
from ntmrules.model.attainment import Attainment
from ntmrules.model.conditions import Condition, PassRule
from ntmrules.model.not_applicable import shared_by
from ntmrules.model.reported_together import tied
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.trace import Node, NodeKind, NoteCode
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict
from ntmrules.model.walk import Visitor

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
AS_TOLD = (
    "points",
    "function",
    "change_at_least",
)  # leaves: a sum over other verdicts, a plugin's own code, a change of two ends
WHERE_ASKED = {MET: NoteCode.MET_WHERE_ASKED, NOT_MET: NoteCode.NOT_MET_WHERE_ASKED}
GAINSAID = NoteCode.CONTRADICTED_BY_WITHDRAWN  # a figure taken back since had come to the contrary of a report
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE


def root_from_leaves(attainment: Attainment) -> Verdict:
    """Return the verdict on the set that the leaves of the trace come to."""
    return _Reader(attainment.rulebook).set(attainment.trace)


def _all(parts: Sequence[Verdict]) -> Verdict:
    if NOT_MET in parts:
        return NOT_MET
    if UNDETERMINED in parts or not parts:
        return UNDETERMINED
    return MET if MET in parts else NOT_APPLICABLE


Outcomes: TypeAlias = frozenset[Verdict]
"""Every verdict that something may turn out to have: two where nobody knows whether what is decided applies."""
OPEN: Outcomes = frozenset((UNDETERMINED,))


def _told(found: Iterable[Verdict]) -> Outcomes:
    """Return what may come, where that is one verdict or not applicable; else it is open."""
    verdicts = frozenset(found)
    return verdicts if UNDETERMINED not in verdicts and not {MET, NOT_MET} <= verdicts else OPEN


def _one(found: Iterable[Verdict]) -> Verdict:
    """Return the verdict to which every way comes; none where they differ."""
    verdicts = set(found)
    return verdicts.pop() if len(verdicts) == 1 else UNDETERMINED


def _at_least(k: int, parts: Sequence[Verdict]) -> Verdict:
    counted = [part for part in parts if part is not NOT_APPLICABLE]
    if not counted:
        return NOT_APPLICABLE
    k = min(k, len(counted))
    if counted.count(MET) >= k:
        return MET
    return UNDETERMINED if counted.count(MET) + counted.count(UNDETERMINED) >= k else NOT_MET


def _holds(op: str, figure: Decimal, level: Decimal) -> bool:
    difference = figure - level
    return {
        "at_least": difference >= 0,
        "count_at_least": difference >= 0,
        "at_most": difference <= 0,
        "more_than": difference > 0,
        "less_than": difference < 0,
    }[op]


class _Reader(Visitor[Verdict]):
    def __init__(self, book: Rulebook) -> None:
        self.books: dict[str, Rulebook] = {}
        self.headings: dict[str, Heading] = {}
        self.rules: dict[str, Rule] = {}
        self.book_of: dict[str, Rulebook] = {}
        self.home: dict[str, Rulebook] = {}  # what a pack adds has ids of its own, which do not say the set
        self._learn(book)

    def _learn(self, book: Rulebook) -> None:
        self.books[book.id] = book
        self.book_of.update({heading.id: book for heading in (*book.headings, *book.added_headings)})
        self.headings.update({heading.id: heading for heading in (*book.headings, *book.added_headings)})
        self.rules.update({rule.id: rule for rule in book.all_rules})
        self.home.update({rule.id: book for rule in book.all_rules})
        for each in book.nested.values():
            self._learn(each)

    def judged(self, node: Node) -> Verdict:
        """The verdict on a set, criterion or indicator as something that asks for it sees it."""
        if node.kind == "set":
            return self.set(node)
        return self.criterion(node)[0] if node.kind == "criterion" else self.indicator(node)[0]

    def set(self, node: Node) -> Verdict:
        clause = [child for child in node.children if child.kind is NodeKind.TRANSITION]
        book = self.books[node.id]
        kept = clause[0] if clause else None
        if kept is not None and kept.verdict is UNDETERMINED:
            return node.verdict or UNDETERMINED
        if kept is not None and kept.verdict is MET:
            old = kept.children[-1]
            return self.set(old) if old.kind is NodeKind.SET else old.verdict or UNDETERMINED
        parts = [self.outcomes(child) for child in node.children if child not in clause]
        many = len(book.headings) if book.set.pass_ is not None else 0

        def all_of(each: tuple[Verdict, ...]) -> Verdict:
            if book.set.pass_ is None:
                return _all(each)
            own = self._enough(book.set.pass_, book, node.children[:many], each[:many], book.set.declared.criteria)
            return _all([own, *each[many:]])

        verdict = _one(map(all_of, product(*parts)))
        return verdict if verdict is NOT_MET or book.complete else UNDETERMINED

    def outcomes(self, node: Node) -> Outcomes:
        """Every verdict with which a criterion or indicator may enter a join."""
        verdict, foreseen = self.criterion(node) if node.kind == "criterion" else self.indicator(node)
        if not foreseen:
            return OPEN
        return frozenset((verdict,)) if verdict is not UNDETERMINED else self._before_report(node)

    def _before_report(self, node: Node) -> Outcomes:
        """Every verdict of a criterion or indicator that is open, without reports; two where it may not apply."""
        if node.kind != "criterion":
            return _told(self._where_asked(node))
        if not self.headings[node.id].complete:
            return OPEN
        inside = _inside(node)
        found = _told(self._of_criterion(node))
        if found is OPEN and self.headings[node.id].passes is not None:
            every = product(*(self.outcomes(child) for child in inside))
            sure = {self._passed(node, each, asked=True) for each in every}
            found = frozenset({MET, NOT_APPLICABLE}) if sure - {NOT_APPLICABLE} == {MET} else OPEN
        for when in shared_by([self.rules[child.id] for child in inside]) if found is OPEN else ():
            given = [self._were_it_to_hold(child, when) for child in inside]
            if all(each is not None for each in given):
                parts = [each for each in given if each is not None]
                found = _told([*self._joined(node, parts), NOT_APPLICABLE])
        return found

    def _were_it_to_hold(self, node: Node, when: Condition) -> Outcomes | None:
        """What an open indicator may come to if one of its conditions holds; nothing where that is known, or it is decided."""
        rule = self.rules[node.id]
        verdict = self.indicator(node)[0]
        asked = _asked(node)
        if verdict is NOT_APPLICABLE and not any(child.about.report for child in node.children):
            return frozenset((verdict,))
        held = self._held(node)
        own = [index for index, each in enumerate(rule.applies) if each.when == when]
        if verdict is not UNDETERMINED or asked is None or any(held[index] is not UNDETERMINED for index in own):
            return None
        if all(index in own for index, each in enumerate(held) if each is UNDETERMINED) and not rule.formers:
            return self._firm(node, asked)
        return _told(self._where_asked(node))

    def _where_asked(self, node: Node) -> Outcomes:
        """Every verdict of an indicator of which it may not be known whether it is asked."""
        rule = self.rules[node.id]
        asked, held = _asked(node), self._held(node)
        gates = held[len(rule.applies) :]
        if asked is None or rule.formers or UNDETERMINED in gates:
            return OPEN
        if UNDETERMINED not in held:
            return self._asked_of(asked)
        found = self._firm(node, asked)
        return found | {NOT_APPLICABLE} if found is not OPEN else OPEN

    def _firm(self, node: Node, asked: Node) -> Outcomes:
        """Every verdict of what is asked where that is open for its condition alone: what a report decides below is not taken."""
        told = frozenset(each for each in (MET, NOT_MET) if node.has_note(WHERE_ASKED[each]))
        if asked.about.requirement in AS_TOLD or (not told and _rests_on_reports(asked)):
            return told or OPEN
        return self._asked_of(asked)

    def _held(self, node: Node) -> list[Verdict | None]:
        """What is known of each condition on which an indicator is asked; those of a clause of its whole set last."""
        rule = self.rules[node.id]
        shown = {each.id: each.verdict for child in node.children for each in child.children}
        return [shown.get(f"{rule.id}:applies{index}") for index, _ in enumerate((*rule.applies, *rule.gates), 1)]

    def _asked_of(self, asked: Node) -> Outcomes:
        """Every verdict of a requirement: those of what it asks for, where that is a part of a set."""
        verdict = self.requirement(asked)
        if verdict is UNDETERMINED and asked.about.requirement == "share_of":
            return _told(self._of_children(asked))
        target = asked.children[0] if asked.about.requirement == "meets" and asked.children else None
        if verdict is not UNDETERMINED or target is None or target.kind == "set":
            return frozenset((verdict,))
        evidence, rule = asked.about.evidence, self.rules[asked.about.rule or ""]
        weak = evidence is None or evidence.rank < self.home[rule.id].floor
        return OPEN if weak else self.outcomes(target)

    def _of_criterion(self, node: Node) -> Iterator[Verdict]:
        return self._joined(node, [self.outcomes(child) for child in _inside(node)])

    def _joined(self, node: Node, parts: Sequence[Outcomes]) -> Iterator[Verdict]:
        heading = self.headings[node.id]
        for each in product(*parts):
            yield _all(each) if heading.passes is None else self._passed(node, each)

    def _passed(self, node: Node, parts: Sequence[Verdict], *, asked: bool = False) -> Verdict:
        heading = self.headings[node.id]
        assert heading.passes is not None
        declared = heading.declared if not heading.complete else len(parts)
        return self._enough(heading.passes, self.book_of[node.id], _inside(node), parts, declared, asked=asked)

    def criterion(self, node: Node) -> tuple[Verdict, bool]:
        """The verdict, and whether it may enter a join: not applicable may only where the text foresees it."""
        heading = self.headings[node.id]
        verdict = _one(self._of_criterion(node))
        if verdict is not NOT_MET and not heading.complete:
            verdict = UNDETERMINED
        here = any(self.indicator(child)[0] in (MET, NOT_MET) or self._known_to_apply(child) for child in _inside(node))
        return self._with_report(node, verdict, foreseen=heading.foreseen and not here)

    def indicator(self, node: Node) -> tuple[Verdict, bool]:
        rule = self.rules[node.id]
        if rule.waived and not rule.formers:
            return NOT_APPLICABLE, True
        asked = next(child for child in node.children if child.kind == "requirement")
        verdict = self._conditional(rule, asked)
        foreseen = rule.foreseen and not self._known_to_apply(node)
        return self._with_report(node, verdict, foreseen=foreseen)

    def _known_to_apply(self, node: Node) -> bool:
        """Whether an indicator that only its conditions let be not applicable is one of which they are known to hold."""
        rule = self.rules[node.id]
        return rule.foreseen_elsewhere and all(each is MET for each in self._held(node)[: len(rule.applies)])

    def _conditional(self, rule: Rule, node: Node) -> Verdict:
        """The verdict of a rule that asks only some units, or of some the former text, from the nodes of its conditions."""
        held = [child.verdict for child in node.children if child.kind is NodeKind.CONDITION]
        if NOT_MET in held:
            return NOT_APPLICABLE
        if UNDETERMINED in held:  # where it would not apply either way it does not
            alike = not rule.formers and self.requirement(node) is NOT_APPLICABLE and node.verdict is NOT_APPLICABLE
            return NOT_APPLICABLE if alike else UNDETERMINED
        return self.requirement(node) if not rule.formers else node.verdict or UNDETERMINED

    def _enough(
        self, rule: PassRule, owner: Rulebook, nodes: Sequence[Node], parts: Sequence[Verdict], declared: int | None,
        *, asked: bool = False,
    ) -> Verdict:  # fmt: skip
        """The verdict of a criterion or set of which enough parts have to be met; ``asked``: were some of them to apply."""
        counts = owner.set.not_applicable == "counts_as_met"
        if parts and all(each is NOT_APPLICABLE for each in parts) and declared is not None and declared <= len(parts):
            return NOT_APPLICABLE
        if rule.evidence.rank < owner.floor:
            whole = [*parts, *([UNDETERMINED] * max(0, (declared or 0) - len(parts)))]
            found = {MET if each is NOT_APPLICABLE and counts else each for each in whole} - {NOT_APPLICABLE}
            return found.pop() if len(found) == 1 and declared is not None else UNDETERMINED
        must = [each for node, each in zip(nodes, parts, strict=True) if node.about.number in rule.mandatory]
        must += [UNDETERMINED] * (len(rule.mandatory) - len(must))
        missing = max(0, (declared or 0) - len(parts))
        counted = [
            MET if each is NOT_APPLICABLE and counts else each for each in parts if each is not NOT_APPLICABLE or counts
        ]
        counted += [UNDETERMINED] * missing
        quota = _at_least(rule.at_least.of(len(counted)), counted) if declared is not None and counted else UNDETERMINED
        settled = (
            asked or MET in parts or NOT_MET in parts
        )  # else all may turn out not to apply, and the whole with them
        if quota is MET and (rule.at_least.out_of_reach(len(counted)) or not settled):
            quota = UNDETERMINED
        return _all([quota, *must, MET])

    def _with_report(self, node: Node, verdict: Verdict, *, foreseen: bool) -> tuple[Verdict, bool]:
        reported = next((child.observed for child in node.children if child.about.report), None)
        reports = [child for child in node.children if child.about.report]
        usable = not any(child.reasons for child in reports)
        if verdict is UNDETERMINED and isinstance(reported, Verdict) and usable and not node.has_note(GAINSAID):
            if self._fits_no_way(node):
                return verdict, True
            possible = self._before_report(node)
            if possible is not OPEN and reported is not NOT_APPLICABLE and reported not in possible:
                return verdict, True  # whether it applies or not, it is not what was reported
            return reported, foreseen or reported is not NOT_APPLICABLE
        return verdict, True

    def _fits_no_way(self, node: Node) -> bool:
        """Whether a report is flagged on something that one open fact opens several questions of: of the ways in which it may
        turn out only what came of them stands in the trace."""
        inside = self.headings[node.id].rules if node.kind == "criterion" else (self.rules[node.id],)
        book = self._home_of(node)
        if not node.has_note(NoteCode.CONTRADICTION):
            return False
        return bool(asked_twice(book, node.id, inside)) or any(node.id in group.names for group in tied(book))

    def requirement(self, node: Node) -> Verdict:
        """The verdict of a requirement's node, worked out as its kind is defined."""
        assert node.about.requirement is not None
        return self.of_kind(node.about.requirement, node)

    def _as_told(self, node: Node) -> Verdict:
        return node.verdict or UNDETERMINED  # a leaf: a sum over other verdicts, or a plugin's own code

    def on_compound(self, node: Node) -> Verdict:
        parts = [self.requirement(child) for child in node.children if child.kind == "requirement"]
        k = {"any_of": 1, "k_of": node.about.k or 0}.get(node.about.requirement or "", len(parts))
        found = _at_least(k, parts)
        short = node.about.requirement == "k_of" and k > len(parts) - parts.count(NOT_APPLICABLE)
        return UNDETERMINED if found is MET and short else found

    def on_meets(self, node: Node) -> Verdict:
        evidence, rule = node.about.evidence, self.rules[node.about.rule or ""]
        if evidence is None or evidence.rank < self.home[rule.id].floor:
            return UNDETERMINED
        return self._of_set(node, node.children[0])

    def _left(self, node: Node) -> Verdict:
        bound = [self.requirement(child) for child in node.children if child.kind == "requirement"]
        return NOT_MET if NOT_MET in bound else UNDETERMINED

    def on_comparison(self, node: Node) -> Verdict:
        levels = [child for child in node.children if child.kind == "threshold"]
        if levels and all(level.has_note(NoteCode.NOT_RAISED_HERE) for level in levels):
            return NOT_APPLICABLE
        figure = _figure(node)
        if not isinstance(figure, Decimal):
            return UNDETERMINED
        if node.has_note(NoteCode.ROUNDED) and isinstance(node.observed, Decimal):
            figure = node.observed
        return self._compared(node, [figure])

    def _against(self, node: Node) -> Verdict:
        """Compare the figures under a node with each other, the newest first."""
        read = [child for child in node.children if child.kind == "figure"]
        seen = [child.observed if not child.reasons else None for child in read]
        if node.about.evidence is None or any(reason.code is ReasonCode.EVIDENCE_TOO_WEAK for reason in node.reasons):
            return UNDETERMINED
        if node.about.requirement == "relative":
            own, base = seen
            if not isinstance(own, Decimal) or not isinstance(base, Decimal) or node.required is None:
                return UNDETERMINED
            times = next(note.value for note in node.notes if note.code is NoteCode.TIMES)
            assert isinstance(times, Decimal)
            if node.has_note(NoteCode.ROUNDED) and isinstance(node.observed, Decimal):
                own = node.observed
            level = node.required.values[0] if node.has_note(NoteCode.LEVEL_ROUNDED) else times * base
            return MET if _holds(node.required.op, own, level) else NOT_MET
        steps = [_at_least(1, [MET if isinstance(new, Decimal) and isinstance(old, Decimal) and new >= old
                               else NOT_MET if isinstance(new, Decimal) and isinstance(old, Decimal) else UNDETERMINED])
                 for new, old in pairwise(seen)]  # fmt: skip
        return _all(steps) if seen[0] is not None else UNDETERMINED

    def _compared(self, node: Node, figures: Sequence[Decimal]) -> Verdict:
        """Compare with every level on the threshold nodes; with a failed bound of a delegation where there is none."""
        levels = [child for child in node.children if child.kind in ("threshold", "hole")]
        if any(level.reasons for level in levels):
            if node.has_note(NoteCode.BELOW_BOUND) and node.required is not None:
                missed = [
                    not _holds(node.required.op, figure, end) for figure in figures for end in node.required.values
                ]
                return NOT_MET if all(missed) else UNDETERMINED
            return UNDETERMINED
        free = any(level.has_note(NoteCode.NOT_RAISED_HERE) for level in levels)
        pairs = [(level.required.op, value) for level in levels if level.required for value in level.required.values]
        found = {_holds(op, figure, value) for op, value in pairs for figure in figures}
        if free and found != {True}:
            return UNDETERMINED
        return UNDETERMINED if len(found) != 1 else MET if found.pop() else NOT_MET

    def _assertion(self, node: Node) -> Verdict:
        figure = _figure(node)
        evidence, rule = node.about.evidence, self.rules[node.about.rule or ""]
        book = self.home[rule.id]
        if figure is None or figure is NOT_APPLICABLE or evidence is None or evidence.rank < book.floor:
            return UNDETERMINED
        return MET if figure is MET or (node.about.requirement == "none_of" and figure == 0) else NOT_MET

    def _of_set(self, node: Node, target: Node) -> Verdict:
        """The verdict on another set as ``node`` takes it: with the report on it, if that may decide what is open."""
        verdict = self.judged(target)
        if verdict is NOT_APPLICABLE and target.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN):
            verdict = UNDETERMINED
        reported = next((child.observed for child in node.children if child.about.report), None)
        counts_here = reported in (MET, NOT_MET) and not (
            node.has_note(GAINSAID) or node.has_note(NoteCode.CONTRADICTION)
        )
        return reported if verdict is UNDETERMINED and counts_here and isinstance(reported, Verdict) else verdict

    def on_child_count(self, node: Node) -> Verdict:
        return _one(self._of_children(node))

    def _of_children(self, node: Node) -> Outcomes:
        """Every verdict of a share or count; two where all units inside may be none of those that it asks for."""
        share = node.about.requirement == "share_of"
        units = [self._unit(child) for child in node.children if child.kind == "unit"]
        figures = {child.id: child.observed for child in node.children if child.kind == "figure" and not child.reasons}
        counts = [value for name, value in figures.items() if name.startswith("so-") and isinstance(value, Decimal)]
        direct = [value for name, value in figures.items() if not name.startswith("so-") and isinstance(value, Decimal)]
        if direct and not units:
            return frozenset((self._compared(node, direct[:1]),))
        if not counts:
            return frozenset((self._without_total(node, units, share=share),))
        if counts[0] < len(units):
            return OPEN
        total = counts[0] - units.count(NOT_APPLICABLE)
        if not total and share:
            return frozenset((NOT_APPLICABLE,))
        soft, hard = self._asked_inside(node, units)
        as_met = self._drop_outs_are_met(node)
        least, most = Decimal(units.count(MET)), total - units.count(NOT_MET)
        if as_met:
            least += soft
        ends = [(least, total), (most, total)] if as_met else [(least, total - soft), (most - hard, total - hard)]
        if not share:
            return frozenset((self._compared(node, [part for part, _ in ends]),))
        found = self._compared(
            node, [part * 100 / of if of else Decimal(0 if at else 100) for at, (part, of) in enumerate(ends)]
        )
        sure = as_met or MET in units or NOT_MET in units
        return frozenset((found,) if sure or found is UNDETERMINED else (found, NOT_APPLICABLE))

    def _asked_inside(self, node: Node, units: Sequence[Verdict]) -> tuple[int, int]:
        """How many units inside are met where they are asked, and how many are not, while that is not known."""
        inside = [child for child in node.children if child.kind == "unit"]
        open_ = [child for child, verdict in zip(inside, units, strict=True) if verdict is UNDETERMINED]
        codes = (NoteCode.MET_WHERE_ASKED, NoteCode.NOT_MET_WHERE_ASKED)
        soft, hard = (sum(child.has_note(code) for child in open_) for code in codes)
        return soft, hard

    def _drop_outs_are_met(self, node: Node) -> bool:
        """Whether units inside to which the target does not apply count as met, as their own set says."""
        inside = [child.children[0] for child in node.children if child.kind == "unit" and child.children]
        return any(self._home_of(each).set.not_applicable == "counts_as_met" for each in inside)

    def _home_of(self, node: Node) -> Rulebook:
        return self.books.get(node.id) or self.book_of.get(node.id) or self.home[node.id]

    def _without_total(self, node: Node, units: Sequence[Verdict], *, share: bool) -> Verdict:
        """What stands however many units there are: a whole that one of them misses, a number that is reached."""
        levels = [child for child in node.children if child.kind in ("threshold", "hole")]
        asked = [level.required for level in levels if level.required is not None]
        if not asked or any(level.reasons for level in levels):
            return UNDETERMINED
        op, values = asked[0].op, [value for each in asked for value in each.values]
        if share:
            whole = op in ("at_least", "more_than") and min(values) >= 100
            return NOT_MET if whole and NOT_MET in units else UNDETERMINED
        return MET if op == "at_least" and units.count(MET) >= max(values) else UNDETERMINED

    on_between = on_compound
    on_attained = on_none_of = _assertion
    on_delegated = on_unknown = _left
    on_derived = on_comparison
    on_not_below_before = on_relative = _against
    on_points = on_function = on_change_at_least = _as_told  # of a change only its two ends stand in the trace

    def _unit(self, node: Node) -> Verdict:
        """The verdict on a unit inside as it is counted: what does not apply counts as its own set says."""
        if not node.children:
            return UNDETERMINED if node.verdict in (None, NOT_APPLICABLE) else node.verdict
        target = node.children[0]
        verdict = self._of_set(node, target)
        book = self._home_of(target)
        return MET if verdict is NOT_APPLICABLE and book.set.not_applicable == "counts_as_met" else verdict


def _inside(node: Node) -> list[Node]:
    """The indicators of a criterion."""
    return [child for child in node.children if child.kind == "indicator"]


def _asked(node: Node) -> Node | None:
    """What an indicator asks, if it asks anything."""
    return next((child for child in node.children if child.kind == "requirement"), None)


def _figure(node: Node) -> object:
    """The figure that a requirement read, if it was there and could be used."""
    seen = next((child for child in node.children if child.kind == "figure"), None)
    return seen.observed if seen is not None and not seen.reasons else None


def _rests_on_reports(node: Node) -> bool:
    """Tell whether something below a node was decided by what somebody reported."""
    return any(each.basis not in (None, Basis.COMPUTED) or _rests_on_reports(each) for each in node.children)
