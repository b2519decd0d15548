"""Makes the network of a program: which joins there are, over which parts, and how each builds its node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program
from ntmrules.engine.core.references import inside, target_of
from ntmrules.engine.core.requirements import compile_requirement
from ntmrules.engine.forward.network import Join, Leaf, Network, node_of
from ntmrules.errors import CatalogError, problem
from ntmrules.model import requirements as req
from ntmrules.model.asked_twice import rules_under
from ntmrules.model.firing import Of, Place
from ntmrules.model.joined import joined
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Heading, Rule
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Verdict
from ntmrules.model.walk import Visitor


class Weaver:
    """Walks a rulebook from its root; each set, criterion and indicator enters the network once."""

    def __init__(self, program: Program) -> None:
        self.items: list[Leaf | Join] = []
        self.programs: list[Program] = [program]
        self._made: dict[tuple[int, str, str], Leaf | Join | None] = {}

    def weave(self, label: str) -> Network:
        """Return the network of the set (no label), or of one of its criteria or indicators."""
        self.target(self.programs[0], label)
        return Network(self.items)

    def target(self, program: Program, label: str) -> Leaf | Join:
        """Return the item of a set, criterion or indicator; an indicator goes before a criterion of the same label."""
        if not label:
            return self._once(program, "set", "", self._set)
        if label in program.rules:
            return self.indicator(program, next(rule for rule in program.book.all_rules if rule.number == label))
        headings = (*program.book.headings, *program.book.added_headings)
        return self.criterion(program, next(heading for heading in headings if heading.number == label))

    def indicator(self, program: Program, rule: Rule) -> Leaf | Join:
        """Return the item of an indicator."""
        return self._once(program, "indicator", rule.id, lambda program: self._indicator(program, rule))

    def criterion(self, program: Program, heading: Heading) -> Leaf | Join:
        """Return the item of a criterion."""
        return self._once(program, "criterion", heading.id, lambda program: self._criterion(program, heading))

    def _once(self, program: Program, kind: str, name: str, make: Callable[[Program], Leaf | Join]) -> Leaf | Join:
        """Return what was made before under the kind and name, or make it; ``CatalogError`` NTM138 for a circle."""
        key = (id(program), kind, name)
        if key not in self._made:
            self._made[key] = None
            self._made[key] = make(program)
        found = self._made[key]
        if found is None:
            raise CatalogError(problem("NTM138.self", name or program.book.id))
        return found

    def _place(self, program: Program) -> int:
        if program not in self.programs:
            self.programs.append(program)
        return self.programs.index(program)

    def _leaf(
        self, program: Program, place: Place, kind: str, run: Callable[[Context], Any] | None, *, may_not_apply: bool
    ) -> Leaf:
        leaf = Leaf(place, kind, len(self.items), self._place(program), run, may_not_apply)
        self.items.append(leaf)
        return leaf

    def _join(self, program: Program, place: Place, kind: str, parts: list[Leaf | Join], build: Callable[..., Any], *,
              k: int | None = None, report: str | None = None, foreseen: bool = True,
              again: Callable[[Context], Node] | None = None,
              fits_no_way: Callable[[Context, Verdict], bool] | None = None) -> Join:  # fmt: skip
        may_not_apply = any(part.may_not_apply for part in parts)
        join = Join(
            place, kind, len(self.items), self._place(program), len(parts) if k is None else k, tuple(parts), build,
            may_not_apply or report is not None, 1 + max(part.level for part in parts), report, foreseen, again,
            fits_no_way,
        )  # fmt: skip
        self.items.append(join)
        return join

    def _set(self, program: Program) -> Leaf | Join:
        book = program.book
        # Enough criteria, some of them in any case, a former set that some units keep, or what is asked of some units only:
        # the reference engine joins them.
        if (
            book.set.pass_ is not None
            or book.kept is not None
            or any(_may_be_asked(program, rule) for rule in book.all_rules)
        ):
            return self._leaf(program, Place(book.id), "set", program.run, may_not_apply=True)
        criteria = [self.criterion(program, heading) for heading in book.headings]
        outside = [
            *(self.indicator(program, rule) for rule in (*book.prerequisites, *book.added)),
            *(self.criterion(program, heading) for heading in book.added_headings),
        ]
        parts = [*criteria, *outside]
        many = len(criteria)
        place = Place(book.id)

        def build(context: Context, built: list[Any], verdict: Verdict) -> Any:
            return program.assemble(context, built[:many], tuple(map(node_of, built[many:])), verdict)

        return self._join(program, place, "set", self._marked(program, parts, place, whole=book.complete), build)

    def _criterion(self, program: Program, heading: Heading) -> Leaf | Join:
        headings = (*program.headings, *program.added_headings)
        run = next(run for each, run in headings if each.id == heading.id)
        place = Place(heading.id)
        # Enough indicators, some of them in any case, or a report of «không áp dụng» that the text foresees as long as none
        # of them is known to be asked, or one of which that is not known: the reference engine weighs them.
        if (
            heading.passes is not None
            or heading.foreseen
            or any(_may_be_asked(program, rule) for rule in heading.rules)
        ):
            return self._leaf(program, place, "criterion", run, may_not_apply=True)
        parts = [self.indicator(program, rule) for rule in heading.rules]

        def judge(context: Context) -> Node:
            return run(context)[0]

        def build(context: Context, built: list[Any], verdict: Verdict) -> Any:
            return run(context, tuple(map(node_of, built)), verdict)

        def fits_no_way(context: Context, reported: Verdict) -> bool:
            return context.fits_no_way(heading.id, heading.rules, reported, judge)

        marked = self._marked(program, parts, place, whole=heading.complete)
        return self._join(program, place, "criterion", marked, build, report=heading.id, foreseen=False,
                          again=judge, fits_no_way=fits_no_way)  # fmt: skip

    def _marked(self, program: Program, parts: list[Leaf | Join], place: Place, *, whole: bool) -> list[Leaf | Join]:
        """Return the parts, with a mark that is always open where not all is modelled: then nothing is ever met."""
        if whole and parts:
            return parts
        return [*parts, self._leaf(program, place.told(Of.INCOMPLETE), "mark", None, may_not_apply=False)]

    def _indicator(self, program: Program, rule: Rule) -> Leaf | Join:
        run = program.rules[rule.number]
        foreseen = rule.foreseen
        place = Place(rule.id)

        def fits_no_way(context: Context, reported: Verdict) -> bool:
            return context.fits_no_way(rule.id, (rule,), reported, run)

        parts = joined(rule.requirement)
        if (
            rule.waived
            or rule.conditional
            or _may_be_asked(program, rule)
            or _may_fall_short(rule.requirement)
            or (parts is None and not _looks_across(program, rule.requirement))
        ):
            return self._leaf(program, place, "indicator", run, may_not_apply=True)
        if parts is None:
            over = self._requirement(program, rule, rule.requirement, Place(rule.id, "meets"))
            return self._join(program, place, "indicator", [over], lambda context, built, _: run(context, built[0]),
                              report=rule.id, foreseen=foreseen, again=run, fits_no_way=fits_no_way)  # fmt: skip
        compound = compile_requirement(program, rule, rule.requirement)
        inner = [self._requirement(program, rule, part, place.inner(index)) for index, part in enumerate(parts[1], 1)]
        if not inner:
            return self._leaf(program, place, "indicator", run, may_not_apply=True)

        def build(context: Context, built: list[Any], verdict: Verdict) -> Node:
            return run(context, compound(context, tuple(built), verdict))

        return self._join(program, place, "indicator", inner, build, k=parts[0], report=rule.id, foreseen=foreseen,
                          again=run, fits_no_way=fits_no_way)  # fmt: skip

    def _requirement(self, program: Program, rule: Rule, item: AnyRequirement, place: Place) -> Leaf | Join:
        run = compile_requirement(program, rule, item)
        parts = joined(item)
        if _may_fall_short(item):
            return self._leaf(program, place, "part", run, may_not_apply=True)
        if parts is not None and parts[1]:
            inner = [
                self._requirement(program, rule, part, place.inner(index)) for index, part in enumerate(parts[1], 1)
            ]

            def build(context: Context, built: list[Any], verdict: Verdict) -> Node:
                return run(context, tuple(built), verdict)

            return self._join(program, place, "part", inner, build, k=parts[0])
        if isinstance(item, req.Meets) and _looks_across(program, item):
            other, label = target_of(program, item.target)
            over = self.target(other, label)
            reported_on = None if label else other.book.id

            def above(context: Context, built: list[Any], _: Verdict) -> Node:
                return run(context, node_of(built[0]))

            def fits_no_way(context: Context, reported: Verdict) -> bool:
                return inside(context, program, other).whole_fits_no_way(reported)

            return self._join(program, place, "meets", [over], above, report=reported_on, again=run,
                              fits_no_way=fits_no_way if not label else None)  # fmt: skip
        return self._leaf(program, place, "part", run, may_not_apply=_may_not_apply.visit(item))


def _may_be_asked(program: Program, rule: Rule) -> bool:
    """Tell whether an indicator, or what it asks for, is asked of some units only: the reference engine joins such ones."""
    if rule.applies or not isinstance(rule.requirement, req.Meets):
        return bool(rule.applies)
    other, label = target_of(program, rule.requirement.target)
    return bool(label) and any(_may_be_asked(other, each) for each in rules_under(other.book, label))


def _looks_across(program: Program, item: AnyRequirement) -> bool:
    """Tell whether a requirement rests on another verdict; below the evidence floor it is open whatever that says."""
    return isinstance(item, req.Meets) and item.evidence.rank >= program.book.floor


def _may_fall_short(item: AnyRequirement) -> bool:
    """Tell whether a number of parts is asked of which some may not apply: the reference engine weighs what that means."""
    return isinstance(item, req.KOf) and any(_may_not_apply.visit(part) for part in item.of)


class _MayNotApply(Visitor[bool]):
    """Whether a requirement that is judged by itself can come to «not applicable»; one that joins parts asks those."""

    def _yes(self, item: AnyRequirement) -> bool:
        return True

    def _no(self, item: AnyRequirement) -> bool:
        return False

    def on_comparison(self, item: req.Comparison) -> bool:
        return item.threshold.partial  # where a raise has no level nothing is asked

    on_compound = on_between = on_child_count = on_meets = on_derived = on_points = on_function = _yes
    on_attained = on_none_of = on_against_figure = on_delegated = on_unknown = _no


_may_not_apply = _MayNotApply()
