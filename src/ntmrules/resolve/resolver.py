"""From texts, a date and a place to a rulebook in which nothing is left to look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.catalog.pack import natural
from ntmrules.errors import CatalogError
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.areas import columns
from ntmrules.model.conditions import Applicability, PassRule, SetTransition, Transition
from ntmrules.model.evidence import Floor
from ntmrules.model.in_part import schemes_of
from ntmrules.model.levels_of_units import refuse_another_level
from ntmrules.model.overrides import Lapse, Placed, Verb
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Former, Heading, KeptSet, Rule, Rulebook
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Province, Scheme
from ntmrules.places.life import lives_on
from ntmrules.places.provinces import exact_name, find_province
from ntmrules.resolve import kept_texts
from ntmrules.resolve.cycles import (
    labels_in,
    no_label,
    not_in_force,
    refuse_chain,
    told_where_asked,
    with_added,
    with_own_added,
    without_circles,
)
from ntmrules.resolve.derived import derived_requirement
from ntmrules.resolve.filled import Filled
from ntmrules.resolve.kept_texts import Keeping, State
from ntmrules.resolve.known import OtherSets, known_in, listed_names, with_the_rest
from ntmrules.resolve.names_there import names_there
from ntmrules.resolve.overlay import (
    Laid,
    agreed,
    applying,
    check_named,
    doubtful,
    end_by,
    heir_of,
    in_parts,
    lapses,
    lay,
    raising,
)
from ntmrules.resolve.stages import find_set


def resolve(
    catalogue: Catalogue,
    ref: str,
    *,
    on: date,
    province: str | None = None,
    area: str | None = None,
    floor: Floor = Floor.RECALL,
    on_gap: str | None = None,
    _stack: tuple[str, ...] = (),
    _kept: bool = False,
) -> Rulebook:
    """Return the rulebook of ``ref`` on ``on``; see ``Library.rulebook``; ``CatalogError`` at file and line.

    ``_kept``: units keep it by a clause of a later set, so that it holds for them as it stood on the last day of its stage.
    """
    try:
        return _resolved(catalogue, ref, on, province, area, floor, on_gap, _stack, kept=_kept)
    except CatalogError as error:
        if _stack:
            raise  # whoever asked for this set may know better where it is written
        from ntmrules.catalog.where_written import in_their_files  # reads YAML, which no good start does

        raise CatalogError(in_their_files(error.problems, catalogue.packs)) from None


def _resolved(
    catalogue: Catalogue, ref: str, on: date, province: str | None, area: str | None, floor: Floor, on_gap: str | None,
    _stack: tuple[str, ...], *, kept: bool,
) -> Rulebook:  # fmt: skip
    header, outside = find_set(catalogue, ref, on, "last" if kept else on_gap)
    whole = catalogue.set(header.id)
    refuse_chain(whole.id, _stack)
    place = find_province(catalogue.provinces, province, on) if province is not None else None
    day = whole.stage.to if outside and whole.stage.to is not None else on
    outside = outside and not kept
    check_named(
        (
            placed
            for target, found in catalogue.overrides.items()
            if f"{target}/".startswith(f"{whole.id}/") or catalogue.added.get(target, ("",))[0] == whole.id
            for placed in found
        ),
        day,
        place,
        catalogue.provinces,
    )
    resolver = _Resolver(catalogue, whole, on, day, place, area, floor, on_gap, (*_stack, whole.id), kept=kept)
    former = resolver.kept_set()
    headings = tuple(resolver.heading(criterion) for criterion in resolver.criteria())
    prerequisites = tuple(rule for rule in (resolver.rule(item) for item in whole.prerequisites) if rule is not None)
    added, added_headings = resolver.additions()
    known = known_in(catalogue, place, resolver.heir)
    book = Rulebook(
        set=whole,
        on=on,
        floor=floor,
        headings=headings,
        prerequisites=prerequisites,
        added=added,
        added_headings=added_headings,
        areas=columns(whole, known.schemes, place, area),
        area_rules=whole.areas.rules if whole.areas else (),
        settled_area=area is not None,
        scheme=known.schemes[whole.areas.scheme] if whole.areas else None,
        schemes=with_the_rest(known, whole.areas.scheme if whole.areas else None),
        zonings=known.zonings,
        measures=known.measures,
        listed=listed_names(catalogue, place, whole.level),
        functions=catalogue.functions,
        other_sets=OtherSets(catalogue, whole.level, day),
        province=place,
        heir=resolver.heir,
        lives=lives_on(place, day, catalogue.provinces),
        outside_force=outside,
        nested=resolver.nested,
        kept=former,
    )
    return without_circles(names_there(with_own_added(book), catalogue.zonings))


class _Resolver:
    def __init__(
        self,
        catalogue: Catalogue,
        whole: CriteriaSet,
        on: date,
        day: date,
        province: Province | None,
        area: str | None,
        floor: Floor,
        on_gap: str | None,
        stack: tuple[str, ...],
        deriving: tuple[str, ...] = (),
        *,
        kept: bool = False,
    ) -> None:
        """``day``: of the texts; a clause that runs out does so by it too, but by ``on`` in a set that is ``kept``."""
        self.deriving = deriving
        self.catalogue, self.whole, self.on, self.day = catalogue, whole, on, day
        self.province, self.area, self.floor, self.on_gap, self.stack = province, area, floor, on_gap, stack
        self.heir = heir_of(province, day, catalogue.provinces)
        self.end_of = end_by(lambda pack: catalogue.of_pack(pack).decisions)
        self.nested: dict[str, Rulebook] = {}
        self.filled = Filled(self)
        self.today = on if kept else day
        self.running = [each for each in whole.transitions if each.until >= self.today]
        self.gates = tuple(kept_texts.gate(each) for each in self.running if each.keeps is not None)
        self.keep: Mapping[str, Former] = {}
        self.bases: dict[str, tuple[Former, ...]] = {}

    def criteria(self) -> list[Criterion]:
        """Return the criteria of the set, with those by which packs complete it, by their labels."""
        new = [placed.override.criterion for placed in self.entries("") if placed.override.verb is Verb.COMPLETE]
        found = [*self.whole.criteria, *(criterion for criterion in new if criterion is not None)]
        return sorted(found, key=lambda criterion: natural(criterion.id)) if new else found

    def heading(self, criterion: Criterion) -> Heading:
        entries = [placed for placed in self.entries(criterion.id) if placed.override.verb is Verb.COMPLETE]
        asked = criterion.applies_when
        rules = [rule for rule in (self.rule(item, also=asked) for item in criterion.indicators) if rule is not None]
        for placed in entries:
            own = placed.override.indicator
            rule = self.rule(own, also=asked) if own is not None else None
            if rule is not None:
                rules.append(evolve(rule, applied=(placed, *rule.applied)))
        counts = [placed.override.declared_indicators for placed in entries]
        declared = next((count for count in counts if count is not None), criterion.declared_indicators)
        passes, passed_by = self._passes(criterion)
        return Heading(
            id=f"{self.whole.id}/{criterion.id}",
            number=criterion.id,
            name=criterion.name,
            rules=tuple(rules),
            complete=declared is not None and len(rules) >= declared,
            declared=declared,
            criterion=criterion,
            passes=passes,
            passed_by=passed_by,
        )

    def _passes(self, criterion: Criterion) -> tuple[PassRule | None, Placed | None]:
        """Return how many indicators of a criterion have to be met, and the entry of a pack that says so, if one does.

        A rule is known no better than that the entry stands at all.
        """
        for placed in self.entries(criterion.id):
            rule, evidence = placed.override.pass_, placed.override.evidence
            if rule is not None:
                if evidence is not None and evidence.rank < rule.evidence.rank:
                    rule = evolve(rule, evidence=evidence)
                return rule, placed
        return criterion.pass_, None

    def entries(self, label: str) -> list[Placed]:
        """Return the entries of packs over a label of this set (empty: the set itself) that apply here and now."""
        return self.entries_on(f"{self.whole.id}/{label}" if label else self.whole.id)

    def entries_on(self, target: str, day: date | None = None) -> list[Placed]:
        """Return the entries over a full id, also over what a pack added, that apply here, now or on another day."""
        found = self.catalogue.overrides.get(target)
        if not found:
            return []
        if day is not None:
            check_named(found, day, self.province, self.catalogue.provinces)
        return applying(found, self.day if day is None else day, self.province, self.heir, end_of=self.end_of)

    def _lapses(self, label: str) -> tuple[Lapse, ...]:
        """Return the entries over a label that have ended and had superseded others, see :func:`lapses`."""
        found = self.catalogue.overrides.get(f"{self.whole.id}/{label}")
        return lapses(found, self.day, self.province, self.heir, end_of=self.end_of) if found else ()

    def rule(
        self, indicator: Indicator, *, prefix: str | None = None, also: Applicability | None = None,
        brought: Placed | None = None,
    ) -> Rule | None:  # fmt: skip
        """Return an indicator as it applies; ``also``: of which units its criterion is asked; ``brought`` by which entry."""
        name = f"{prefix or self.whole.id}/{indicator.id}"

        def state_on(version: Version | None, day: date) -> State | None:
            if version is None or (
                brought is not None and brought not in self.entries_on(brought.override.target, day)
            ):
                return None
            return State(version, tuple(self.entries_on(name, day)))

        asked = kept_texts.asked(indicator, self.running, self.day, self.today, state_on)
        if asked is None:
            return None
        version = asked.state.version
        measure = version.measure or indicator.measure
        try:
            national, laid, derived = self._asked(asked.state, measure)
        except CatalogError as error:
            raise told_where_asked(brought or name, self.whole.id, error) from None
        return Rule(
            id=name,
            number=indicator.id,
            name=version.name or indicator.name,
            provision=version.provision,
            requirement=walk.in_parts(laid.requirement),
            measure=measure,
            not_applicable_when=indicator.not_applicable_when,
            indicator=indicator,
            version=version,
            national=walk.in_parts(national) if laid.applied else None,
            applied=tuple(map(in_parts, laid.applied)),
            waived=laid.waived,
            lapsed=self._lapses(indicator.id) if prefix is None else (),
            applies=tuple(each for each in (also, indicator.applies_when, *asked.only) if each is not None),
            gates=self.gates,
            formers=(*derived, *(self._kept(indicator, each) for each in asked.kept)),
        )

    def _kept(self, indicator: Indicator, keeping: Keeping) -> Former:
        """Return a text that units keep, with what packs had laid over it on its last day."""
        assert keeping.state is not None
        return self._former(keeping.state, keeping.state.version.measure or indicator.measure, keeping.clause)

    def _asked(
        self, state: State, measure: str | None, keep: Mapping[str, Former] | None = None
    ) -> tuple[AnyRequirement, Laid, tuple[Former, ...]]:
        """Return what a version asks, also with what packs lay over it, and that for units that keep a former base of it."""
        outer = self.keep, self.bases
        self.keep, self.bases = keep or {}, {}
        national = self.filled.visit(state.version.requirement, measure)
        laid = agreed([self._laid(national, each, measure) for each in (*state.readings, state.entries)],
                      state.doubt, measure, national.label)  # fmt: skip
        if state.unfit:  # it raises, and no text says what: what is missed without it is missed with it
            of = (laid.requirement, doubtful(state.doubt))
            laid = evolve(laid, requirement=req.AllOf(of=of, measure=measure, label=national.label))
        bases, now = self.bases, self.keep
        self.keep, self.bases = outer
        derived = tuple(
            self._former(state, measure, base.clause, {**now, key: base})
            for key, formers in bases.items()
            for base in formers
        )
        return national, laid, derived

    def _laid(self, national: AnyRequirement, found: Iterable[Placed], measure: str | None) -> Laid:
        entries = [self._own_measure(placed, measure) for placed in found]
        return lay(national, entries, measure, self.floor, lambda pack: schemes_of(self._schemes_of(pack)))

    def _schemes_of(self, pack: str) -> dict[str, Scheme]:
        return with_the_rest(self.catalogue.of_pack(pack), self.whole.areas.scheme if self.whole.areas else None)

    def _former(
        self, state: State, measure: str | None, clause: Transition, keep: Mapping[str, Former] | None = None
    ) -> Former:
        national, laid, derived = self._asked(state, measure, keep)
        unsure = {placed.override.id for placed in state.unsure}
        sure = tuple(in_parts(placed) for placed in laid.applied if placed.override.id not in unsure)
        return Former(requirement=walk.in_parts(laid.requirement), version=state.version, clause=clause, applied=sure,
                      formers=derived, waived=laid.waived, national=walk.in_parts(national), unsure=state.unsure)  # fmt: skip

    def _keeping(self) -> SetTransition | None:
        """Return the clause by which some units keep a former set whole; nothing where none does."""
        return next((each for each in self.running if each.keeps is not None), None)

    def kept_set(self) -> KeptSet | None:
        """Return the former set that some units keep whole, resolved among the nested ones; nothing where none does."""
        clause = self._keeping()
        if clause is None or clause.keeps is None:
            return None
        book = self._other(clause.keeps, kept=True)
        self.nested[book.id] = book
        return KeptSet(id=book.id, clause=clause.clause)

    def _other(self, set_id: str, *, kept: bool = False) -> Rulebook:
        """Return another set for the same place and day."""
        return resolve(
            self.catalogue,
            set_id,
            on=self.on,
            province=exact_name(self.province) if self.province else None,
            area=self.area if self._same_scheme(set_id, "last" if kept else self.on_gap) else None,
            floor=self.floor,
            on_gap=self.on_gap,
            _stack=self.stack,
            _kept=kept,
        )

    def _own_measure(self, placed: Placed, measure: str | None) -> Placed:
        """Fill in the measures of an entry's requirement, as those of a national one."""
        given = placed.override.requirement
        if given is None:
            return placed
        try:
            resolved = self.filled.visit(given, placed.override.part or measure)
        except CatalogError as error:
            raise told_where_asked(placed, self.whole.id, error) from None
        if placed.override.verb is Verb.RAISE:
            resolved = raising(resolved)
        return evolve(placed, override=evolve(placed.override, requirement=resolved))

    def additions(self) -> tuple[tuple[Rule, ...], tuple[Heading, ...]]:
        """Return the rules and criteria that packs add to the set, with ids of their own."""
        rules: list[Rule] = []
        headings: list[Heading] = []
        for placed in self._additions():
            override = placed.override
            prefix = override.id.rpartition("/")[0]
            if override.indicator is not None:
                rule = self.rule(override.indicator, prefix=prefix, brought=placed)
                rules += [evolve(rule, applied=(placed, *rule.applied))] if rule is not None else []
            elif override.criterion is not None:
                headings.append(self._added_heading(override.criterion, placed, prefix))
        return tuple(rules), tuple(headings)

    def _additions(self) -> list[Placed]:
        """Return the entries by which packs add something: those of the day, and of texts of the set that units keep."""
        labels = ["", *(criterion.id for criterion in self.criteria())]
        targets = [f"{self.whole.id}/{label}" if label else self.whole.id for label in labels]
        days = (self.day, *kept_texts.last_days(self.running, self.day))
        found = {
            placed.override.id: placed for target in targets for day in days
            for placed in self.entries_on(target, day) if placed.override.verb is Verb.ADD
        }  # fmt: skip
        return list(found.values())

    def _added_heading(self, criterion: Criterion, placed: Placed, prefix: str) -> Heading:
        also = criterion.applies_when
        found = (self.rule(item, prefix=prefix, also=also, brought=placed) for item in criterion.indicators)
        rules = tuple(evolve(rule, applied=(placed, *rule.applied)) for rule in found if rule is not None)
        declared = criterion.declared_indicators
        return Heading(
            id=f"{prefix}/{criterion.id}",
            number=criterion.id,
            name=criterion.name,
            rules=rules,
            complete=declared is not None and len(rules) >= declared,
            declared=declared,
            criterion=criterion,
            passes=criterion.pass_,
        )

    def target(self, item: Any) -> AnyRequirement:
        """Fix the target of a requirement over another set to the one in force, and resolve that set."""
        set_id, label = split_target(self.catalogue, item.target)
        asked = item.children if isinstance(item, req.ChildCount) else self.whole.level
        if set_id in (self.whole.id, self.whole.key):
            refuse_another_level(self.whole.id, item.target, self.whole.level, asked)
            return evolve(item, target=f"{self.whole.id}/{label}")  # type: ignore[no-any-return]
        book = self._other(set_id)
        refuse_another_level(self.whole.id, item.target, book.set.level, asked)
        if label and label not in labels_in(book):
            return not_in_force(book, label, item)
        self.nested[book.id] = book
        return with_added(book, label, evolve(item, target=f"{book.id}/{label}" if label else book.id))

    def _same_scheme(self, set_id: str, on_gap: str | None) -> bool:
        header, _ = find_set(self.catalogue, set_id, self.on, on_gap)
        mine = self.whole.areas.scheme if self.whole.areas else None
        return mine is not None and header.areas is not None and header.areas.scheme == mine

    def derived(self, item: req.Derived, measure: str | None) -> AnyRequirement:
        """Return the comparison with ``factor`` times every cell of the base level; a hole of the base stays a hole."""
        set_id, label = split_target(self.catalogue, item.of)
        header, outside = find_set(self.catalogue, set_id, self.on, self.on_gap)
        whole = self.catalogue.set(header.id)
        key = f"{whole.id}/{label}"
        refuse_chain(key, self.deriving, "NTM138.level")
        day = whole.stage.to if outside and whole.stage.to is not None else self.on
        entries = self.catalogue.overrides.get(key, ())
        check_named(entries, day, self.province, self.catalogue.provinces)
        resolver = _Resolver(
            self.catalogue, whole, self.on, day, self.province, self.area, self.floor, self.on_gap, self.stack,
            (*self.deriving, key),
        )  # fmt: skip
        rule = resolver.rule_of(label)
        if rule is None:
            why = Text(f"{key} chưa hoặc không còn văn bản có hiệu lực", f"no text of {key} is in force on that day")
            return req.Unknown(why=why, measure=measure, label=item.label)
        kept = self.keep.get(key)
        self.bases[key] = kept.formers if kept is not None else (*rule.formers, *resolver.of_kept_set(rule))
        if kept is not None:
            rule = evolve(rule, requirement=kept.requirement, version=kept.version, applied=kept.applied,
                                provision=kept.version.provision, waived=kept.waived)  # fmt: skip
        return derived_requirement(rule, item, measure, self.catalogue.measures)

    def of_kept_set(self, rule: Rule) -> tuple[Former, ...]:
        """Return a rule of this set as units have it that keep a former set whole: the one of its label there.

        Where that has no such rule of the same figure, nothing is known of it.
        """
        clause = self._keeping()
        if clause is None or clause.keeps is None:
            return ()
        header, outside = find_set(self.catalogue, clause.keeps, self.on, "last")
        whole = self.catalogue.set(header.id)
        day = whole.stage.to if outside and whole.stage.to is not None else self.on
        old = _Resolver(
            self.catalogue, whole, self.on, day, self.province, None, self.floor, self.on_gap, self.stack, self.deriving,
            kept=True,
        )  # fmt: skip
        found = old.find(rule.number)
        if found is None or found.measure != rule.measure:
            why = Text(f"bộ {whole.id} không có chỉ tiêu {rule.number} với cùng số liệu",
                       f"{whole.id} has no indicator {rule.number} of the same figure")  # fmt: skip
            hole = req.Unknown(why=why, measure=rule.measure)
            return (Former(requirement=hole, version=rule.version, clause=clause.clause),)
        return (Former(requirement=found.requirement, version=found.version, clause=clause.clause,
                       applied=found.applied, formers=(*found.formers, *old.of_kept_set(found)),
                       waived=found.waived),)  # fmt: skip

    def rule_of(self, label: str) -> Rule | None:
        """Return the rule of this set with ``label`` as it applies; nothing where no text of it is in force.

        Raises ``CatalogError`` NTM139 for a label that the set does not have.
        """
        for indicator, prefix, placed in self._written():
            if indicator.id == label:
                rule = self.rule(indicator, prefix=prefix, brought=placed if prefix is not None else None)
                return evolve(rule, applied=(placed, *rule.applied)) if rule is not None and placed else rule
        raise no_label(self.whole.id, label, [indicator.id for indicator, _, _ in self._written()])

    def find(self, label: str) -> Rule | None:
        """Return the rule of this set with ``label``; nothing where the set has no such label or no text of it is in force."""
        known = (indicator.id for indicator, _, _ in self._written())
        return self.rule_of(label) if label in known else None

    def _written(self) -> Iterator[tuple[Indicator, str | None, Placed | None]]:
        """Yield every indicator of the set, those that packs bring with the prefix of their ids and their entry."""
        for item in self.whole.prerequisites:
            yield item, None, None
        for criterion in self.criteria():
            for item in criterion.indicators:
                yield item, None, None
        completing = (placed for criterion in self.criteria() for placed in self.entries(criterion.id)
                      if placed.override.verb is Verb.COMPLETE)  # fmt: skip
        for placed in (*completing, *self._additions()):
            override = placed.override
            prefix = override.id.rpartition("/")[0] if override.verb is Verb.ADD else None
            if override.indicator is not None:
                yield override.indicator, prefix, placed
            elif override.criterion is not None and prefix is not None:
                for item in override.criterion.indicators:
                    yield item, prefix, placed
