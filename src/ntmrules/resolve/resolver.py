"""From texts, a date and a place to a rulebook in which nothing is left to look up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.catalog.pack import natural
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.areas import columns
from ntmrules.model.conditions import Applicability, Condition, PassRule, SetTransition, Transition
from ntmrules.model.evidence import Floor
from ntmrules.model.overrides import Lapse, Placed, Verb
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Former, Heading, KeptSet, Rule, Rulebook
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Province
from ntmrules.places.life import lives_on
from ntmrules.places.provinces import find_province
from ntmrules.resolve.cycles import labels_in, no_label, not_in_force, refuse_chain, without_circles
from ntmrules.resolve.derived import derived_requirement
from ntmrules.resolve.known import OtherSets, known_in, listed_names
from ntmrules.resolve.overlay import Laid, applying, check_named, end_by, heir_of, lapses, lay
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
    """Return the rulebook of ``ref`` on ``on``; see ``Library.rulebook``.

    ``_kept``: units keep it by a clause of a later set, so that it holds for them as it stood on the last day of its stage.
    """
    header, outside = find_set(catalogue, ref, on, "last" if _kept else on_gap)
    whole = catalogue.set(header.id)
    refuse_chain(whole.id, _stack)
    place = find_province(catalogue.provinces, province, on) if province is not None else None
    day = whole.stage.to if outside and whole.stage.to is not None else on
    outside = outside and not _kept
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
    resolver = _Resolver(catalogue, whole, on, day, place, area, floor, on_gap, (*_stack, whole.id), kept=_kept)
    kept = resolver.kept_set()
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
        schemes=known.schemes,
        zonings=known.zonings,
        measures=known.measures,
        listed=listed_names(catalogue, place),
        functions=catalogue.functions,
        other_sets=OtherSets(catalogue, whole.level, day),
        province=place,
        heir=resolver.heir,
        lives=lives_on(place, day, catalogue.provinces),
        outside_force=outside,
        nested=resolver.nested,
        kept=kept,
    )
    return without_circles(book)


def key_of(province: Province) -> str:
    """Return the name by which :func:`find_province` finds just this province: ``2004:bac-ninh``."""
    return f"{province.list}:{province.id}"


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
        self.filled = _Filled(self)
        self.today = on if kept else day
        self.running = [each for each in whole.transitions if each.until >= self.today]
        self.gates = tuple(_gate(each) for each in self.running if each.keeps is not None)
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
                rules.append(attrs.evolve(rule, applied=(placed, *rule.applied)))
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
                    rule = attrs.evolve(rule, evidence=evidence)
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
        return applying(found, self.day if day is None else day, self.province, self.heir, end_of=self.end_of)

    def _lapses(self, label: str) -> tuple[Lapse, ...]:
        """Return the entries over a label that have ended and had superseded others, see :func:`lapses`."""
        found = self.catalogue.overrides.get(f"{self.whole.id}/{label}")
        return lapses(found, self.day, self.province, self.heir, end_of=self.end_of) if found else ()

    def rule(
        self, indicator: Indicator, *, prefix: str | None = None, also: Applicability | None = None
    ) -> Rule | None:
        """Return an indicator as it applies; ``also``: of which units its criterion is asked."""
        version, only = self._version(indicator)
        if version is None:
            return None
        measure = version.measure or indicator.measure
        name = f"{prefix or self.whole.id}/{indicator.id}"
        national, laid, derived = self._asked(version, measure, self.entries_on(name))
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
            applied=tuple(map(_in_parts, laid.applied)),
            waived=laid.waived,
            lapsed=self._lapses(indicator.id) if prefix is None else (),
            applies=tuple(each for each in (also, indicator.applies_when, only) if each is not None),
            gates=self.gates,
            formers=(*derived, *self._formers(indicator, version, name)),
        )

    def _version(self, indicator: Indicator) -> tuple[Version | None, Applicability | None]:
        """Return the text in force, and of which units it is asked where a clause of the whole set says so.

        What came with an amendment is not asked of units that keep the set as it stood before, and what went is asked of them
        alone.
        """
        version = indicator.on(self.day)
        for clause in self.running:
            before = indicator.on(clause.from_ - timedelta(days=1)) if clause.from_ is not None else None
            if clause.from_ is None or clause.from_ > self.day:
                continue
            if version is None and before is not None:
                return before, _only(clause, clause.when)
            if version is not None and before is None and version.from_ == clause.from_:
                return version, _gate(clause)
        return version, None

    def _asked(
        self, version: Version, measure: str | None, found: list[Placed], keep: Mapping[str, Former] | None = None
    ) -> tuple[AnyRequirement, Laid, tuple[Former, ...]]:
        """Return what a version asks, also with what packs lay over it, and that for units that keep a former base of it."""
        outer = self.keep, self.bases
        self.keep, self.bases = keep or {}, {}
        national = self.filled.visit(version.requirement, measure)
        laid = lay(national, [self._own_measure(placed, measure) for placed in found], measure, self.floor)
        bases, now = self.bases, self.keep
        self.keep, self.bases = outer
        derived = tuple(
            self._former(version, measure, found, base.clause, {**now, key: base})
            for key, formers in bases.items()
            for base in formers
        )
        return national, laid, derived

    def _former(
        self, version: Version, measure: str | None, found: list[Placed], clause: Transition,
        keep: Mapping[str, Former] | None = None,
    ) -> Former:  # fmt: skip
        _, laid, derived = self._asked(version, measure, found, keep)
        return Former(requirement=walk.in_parts(laid.requirement), version=version, clause=clause,
                      applied=laid.applied, formers=derived)  # fmt: skip

    def _formers(self, indicator: Indicator, version: Version, name: str) -> tuple[Former, ...]:
        """Return the texts that units keep whose clauses still run, the newest first; with what packs laid over each then."""
        found: list[Former] = []
        later: Version | None = version
        while later is not None:
            clause, old = self._clause(later), indicator.before(later)
            if clause is not None and old is not None and clause.until >= self.today:
                last = later.from_ - timedelta(days=1)
                entries = self.entries_on(name, last)
                found.append(self._former(old, old.measure or indicator.measure, entries, clause))
            later = old
        return tuple(found)

    def _clause(self, version: Version) -> Transition | None:
        """Return the clause of a version: its own, or that of the whole set for what was amended on its day."""
        of_set = (each.clause for each in self.whole.transitions if each.from_ == version.from_)
        return version.transition or next(of_set, None)

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
            province=key_of(self.province) if self.province else None,
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
        resolved = self.filled.visit(given, placed.override.part or measure)
        return attrs.evolve(placed, override=attrs.evolve(placed.override, requirement=resolved))

    def additions(self) -> tuple[tuple[Rule, ...], tuple[Heading, ...]]:
        """Return the rules and criteria that packs add to the set, with ids of their own."""
        rules: list[Rule] = []
        headings: list[Heading] = []
        labels = ["", *(criterion.id for criterion in self.whole.criteria)]
        for placed in [placed for label in labels for placed in self.entries(label)]:
            override = placed.override
            if override.verb is not Verb.ADD:
                continue
            prefix = override.id.rpartition("/")[0]
            if override.indicator is not None:
                rule = self.rule(override.indicator, prefix=prefix)
                rules += [attrs.evolve(rule, applied=(placed, *rule.applied))] if rule is not None else []
            elif override.criterion is not None:
                headings.append(self._added_heading(override.criterion, placed, prefix))
        return tuple(rules), tuple(headings)

    def _added_heading(self, criterion: Criterion, placed: Placed, prefix: str) -> Heading:
        found = (self.rule(item, prefix=prefix, also=criterion.applies_when) for item in criterion.indicators)
        rules = tuple(attrs.evolve(rule, applied=(placed, *rule.applied)) for rule in found if rule is not None)
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
        if set_id in (self.whole.id, self.whole.key):
            return attrs.evolve(item, target=f"{self.whole.id}/{label}")  # type: ignore[no-any-return]
        book = self._other(set_id)
        if label and label not in labels_in(book):
            return not_in_force(book, label, item)
        self.nested[book.id] = book
        return attrs.evolve(item, target=f"{book.id}/{label}" if label else book.id)  # type: ignore[no-any-return]

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
        refuse_chain(key, self.deriving)
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
        if not rule.waived:
            self.bases[key] = kept.formers if kept is not None else (*rule.formers, *resolver.of_kept_set(rule))
        if kept is not None:
            rule = attrs.evolve(rule, requirement=kept.requirement, version=kept.version, applied=kept.applied,
                                provision=kept.version.provision)  # fmt: skip
        return derived_requirement(rule, item, measure)

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
        if found is None or found.waived or found.measure != rule.measure:
            why = Text(f"bộ {whole.id} không có chỉ tiêu {rule.number} với cùng số liệu",
                       f"{whole.id} has no indicator {rule.number} of the same figure")  # fmt: skip
            hole = req.Unknown(why=why, measure=rule.measure)
            return (Former(requirement=hole, version=rule.version, clause=clause.clause),)
        return (Former(requirement=found.requirement, version=found.version, clause=clause.clause,
                       applied=found.applied, formers=(*found.formers, *old.of_kept_set(found))),)  # fmt: skip

    def rule_of(self, label: str) -> Rule | None:
        """Return the rule of this set with ``label`` as it applies; nothing where no text of it is in force.

        Raises ``CatalogError`` NTM139 for a label that the set does not have.
        """
        for indicator, prefix, placed in self._written():
            if indicator.id == label:
                rule = self.rule(indicator, prefix=prefix)
                return attrs.evolve(rule, applied=(placed, *rule.applied)) if rule is not None and placed else rule
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
        for label in ("", *(criterion.id for criterion in self.criteria())):
            for placed in self.entries(label):
                override = placed.override
                prefix = override.id.rpartition("/")[0] if override.verb is Verb.ADD else None
                if override.indicator is not None:
                    yield override.indicator, prefix, placed
                elif override.criterion is not None and override.verb is Verb.ADD:
                    for item in override.criterion.indicators:
                        yield item, prefix, placed


def _gate(clause: SetTransition) -> Applicability:
    """Return of which units a set, or what came with an amendment, is asked: those that keep nothing of what was before."""
    return _only(clause, Condition(none_=(clause.when,)))


def _only(clause: SetTransition, when: Condition) -> Applicability:
    return Applicability(when=when, evidence=clause.evidence, provision=clause.provision, note=clause.note)


def _in_parts(placed: Placed) -> Placed:
    given = placed.override.requirement
    if given is None or (laid := walk.in_parts(given)) is given:
        return placed
    return attrs.evolve(placed, override=attrs.evolve(placed.override, requirement=laid))


class _Filled(walk.Visitor[AnyRequirement]):
    """A requirement with the measures it reads, and with what it refers to looked up in the sets in force."""

    def __init__(self, resolver: _Resolver) -> None:
        self._resolver = resolver

    def _measured(self, item: AnyRequirement, measure: str | None) -> AnyRequirement:
        return item if item.measure or not measure else attrs.evolve(item, measure=measure)

    def _as_written(self, item: AnyRequirement, measure: str | None) -> AnyRequirement:
        return item

    def on_compound(self, item: req.Compound, measure: str | None) -> AnyRequirement:
        own = item.measure or measure
        return walk.rebuilt(item, lambda part: self.visit(part, own))  # type: ignore[arg-type]

    def on_delegated(self, item: req.Delegated, measure: str | None) -> AnyRequirement:
        own = item.measure or measure
        return self._measured(walk.rebuilt(item, lambda part: self.visit(part, own)), own)

    def on_child_count(self, item: req.ChildCount, measure: str | None) -> AnyRequirement:
        return item if item.target is None else self._resolver.target(item)  # type: ignore[return-value]

    def on_meets(self, item: req.Meets, measure: str | None) -> AnyRequirement:
        return self._resolver.target(item)

    def on_derived(self, item: req.Derived, measure: str | None) -> AnyRequirement:
        return self._resolver.derived(item, item.measure or measure)

    on_attained = on_none_of = on_comparison = on_between = on_function = on_points = _measured
    on_against_figure = _measured
    on_unknown = _as_written
