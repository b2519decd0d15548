"""Checks inside one criteria set: measures, units, columns, targets, counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ntmrules.catalog.catalogue import split_target
from ntmrules.catalog.strict import Document, Path_
from ntmrules.check.conditions import met_by_some, no_fact
from ntmrules.check.counts import check_counts
from ntmrules.check.directions import direction_asked, scales_turned, turned
from ntmrules.check.findings import Findings
from ntmrules.check.level_slips import measures_of_level, points_left_open, scored_twice
from ntmrules.check.number_slips import doubtful_condition, doubtful_numbers
from ntmrules.errors import CatalogError
from ntmrules.messages import Listed
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.areas import areas_meant, of_several_schemes, unknown_scheme
from ntmrules.model.conditions import Condition, PassRule, every_condition
from ntmrules.model.days import DAY
from ntmrules.model.level_slips import asks_nothing, level_slips
from ntmrules.model.levels_of_units import in_no_such_unit, of_another_level
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.readable import (
    NUMBERS,
    beside,
    kinds_for,
    out_of_reach,
    reads_elsewhere,
)
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version, labels_of
from ntmrules.plugins.functions import no_function
from ntmrules.resolve.names_there import pass_problems, undivided


class SetLinter:
    """Checks one set; findings go to the linter of the pack."""

    def __init__(self, findings: Findings, whole: CriteriaSet, head: Document, documents: dict[str, Document]) -> None:
        self.findings, self.whole, self.head, self.documents = findings, whole, head, documents
        self.catalogue = findings.catalogue
        scheme = findings.known.schemes.get(whole.areas.scheme) if whole.areas is not None else None
        self.areas = {area.id for area in scheme.areas} if scheme is not None else set[str]()
        # A level may also be written by the zones of a pack, which find a unit's column by themselves.
        self.zoned = {
            area.id
            for scheme in self.catalogue.zonings
            if scheme in self.findings.known.schemes
            for area in self.findings.known.schemes[scheme].areas
        }

    def run(self) -> None:
        """Run every check."""
        self._areas()
        check_counts(self.findings, self.whole, self.head)
        if self.whole.pass_ is not None:
            labels = [criterion.id for criterion in self.whole.criteria]
            self._pass(self.whole.pass_, labels, self.whole.declared.criteria, self.head, ("pass",))
        self._transitions()
        for index, item in enumerate(self.whole.prerequisites):
            self._indicator(item, self.head, ("prerequisites", index))
        for criterion in self.whole.criteria:
            document = self.documents.get(criterion.id)
            if document is not None:
                self._criterion(criterion, document)

    def _areas(self) -> None:
        own = self.whole.areas
        if own is None:
            return
        scheme = self.findings.known.schemes.get(own.scheme)
        if scheme is None:
            where = self.head.where(("areas", "scheme"))
            self.findings.add(unknown_scheme(where, own.scheme, self.findings.known.schemes))
            return
        for index, rule in enumerate(own.rules):
            where = self.head.where(("areas", "rules", index))
            if rule.area not in self.areas:
                self._no_area(rule.area, ("areas", "rules", index, "area"))
            for fact in rule.when_any:
                measure = self.findings.known.measures.get(fact)
                if measure is None or measure.kind is not MeasureKind.YES_NO:
                    no_fact(self.findings, fact, where)
        if own.otherwise is not None and own.otherwise not in self.areas:
            self._no_area(own.otherwise, ("areas", "otherwise"))

    def _no_area(self, area: str, path: Path_) -> None:
        known = sorted(self.areas)
        self.findings.error(
            "NTM161.area", self.head.where(path), area=area, known=" | ".join(known), near=(area, known)
        )

    def _criterion(self, criterion: Criterion, document: Document) -> None:
        groups = {group.id for group in self.whole.groups}
        if criterion.group is not None and criterion.group not in groups:
            self.findings.error(
                "NTM165",
                document.where(("group",)),
                group=criterion.group,
                known=" | ".join(sorted(groups)),
                near=(criterion.group, groups),
            )
        said = criterion.declared_indicators
        if said is not None and len(criterion.indicators) > said:
            self.findings.error(
                "NTM163.indicators",
                document.where(("declared_indicators",)),
                said=said,
                modelled=len(criterion.indicators),
            )
        if criterion.pass_ is not None:
            labels = [item.id for item in criterion.indicators]
            self._pass(criterion.pass_, labels, said, document, ("pass",))
        whole = criterion.applies_when
        if whole is not None:
            self.condition(whole.when, document, ("applies_when",))
        for index, indicator in enumerate(criterion.indicators):
            self._indicator(indicator, document, ("indicators", index))
            if whole is not None and indicator.applies_when is not None:
                both = Condition(all_=(whole.when, indicator.applies_when.when))
                met_by_some(self.findings, both, document.where(("indicators", index, "applies_when")))

    def _indicator(self, indicator: Indicator, document: Document, path: Path_) -> None:
        if indicator.applies_when is not None:
            self.condition(indicator.applies_when.when, document, (*path, "applies_when"))
        self._own_measure(indicator.measure, document, path)
        for index, version in enumerate(indicator.versions):
            here = (*path, "versions", index)
            self._own_measure(version.measure, document, here)
            self._transition(indicator, version, document, here)
            if not indicator.measure and not version.measure and not reads_elsewhere(version.requirement):
                self.findings.error("NTM166", document.where(here), id=indicator.id)
            own = version.measure or indicator.measure
            own = own if own is not None and self._is_known(own) else None  # said already
            self._requirement(version.requirement, own, document, (*here, "requirement"))

    def _own_measure(self, name: str | None, document: Document, path: Path_) -> None:
        """Whatever an indicator asks for, what it is reported by is a measure."""
        if name is not None and not self._is_known(name):
            self._measure(name, (), document, (*path, "measure"))

    def _is_known(self, name: str) -> bool:
        return name.partition("/")[0] in self.findings.known.measures

    def _requirement(self, item: AnyRequirement, own: str | None, document: Document, path: Path_) -> None:
        last = self.whole.stage.to
        years = {cell.year for cell in walk.cells(item, bounds=True) if cell.year is not None}
        for year in sorted(each for each in years if last is not None and each > last.year):
            self.findings.warn("NTM170.year", document.where(path), year=year, last=last)
        _Checked(self).visit(item, own, document, path)

    def _pass(self, rule: PassRule, labels: list[str], declared: int | None, document: Document, path: Path_) -> None:
        """A pass rule names parts that are there, and asks for no more than there are."""
        self.findings.errors(pass_problems(rule, labels, declared, document.where(path)))

    def _transitions(self) -> None:
        """A set that units keep is another one of the same level and tier, begun before; an amendment lies in the own stage."""
        whole, headers = self.whole, self.catalogue.headers
        for index, clause in enumerate(whole.transitions):
            where = self.head.where(("transitions", index))
            self.condition(clause.when, self.head, ("transitions", index))
            begins = whole.stage.from_ if clause.from_ is None else clause.from_
            if clause.until < begins:
                self.findings.error("NTM196.until", where, until=clause.until, from_=begins)
            if clause.from_ is not None and clause.from_ <= whole.stage.from_:
                self.findings.error("NTM196.from", where, from_=clause.from_, begins=whole.stage.from_)
            elif clause.from_ is not None:
                self._amended(clause.from_, where)
            if clause.keeps is None:
                continue
            if clause.keeps not in headers:
                known = sorted(set(headers) - {whole.id})
                self.findings.error("NTM196.unknown", where, keeps=clause.keeps, near=(clause.keeps, known))
                continue
            kept = headers[clause.keeps]
            if (kept.level, kept.tier) != (whole.level, whole.tier) or kept.stage.from_ >= whole.stage.from_:
                self.findings.error("NTM196.other", where, keeps=kept.id, id=whole.id)
        keeping = [index for index, each in enumerate(whole.transitions) if each.keeps is not None]
        if len(keeping) > 1:
            first, second = (self.head.where(("transitions", index)) for index in keeping[:2])
            self.findings.error("NTM196.two", second, other=first)

    def _amended(self, day: date, where: str) -> None:
        """A clause of an amendment names a day on which a text of the set begins, or ceases to hold."""
        items = [*self.whole.prerequisites, *(item for each in self.whole.criteria for item in each.indicators)]
        versions = [version for item in items for version in item.versions]
        days = {each.from_ for each in versions} | {each.to + DAY for each in versions if each.to is not None}
        known = sorted(each for each in days if self.whole.stage.covers(each) and each > self.whole.stage.from_)
        if day in known:
            return
        if not known:
            self.findings.error("NTM196.never", where, from_=day)
            return
        nearest = min(known, key=lambda each: abs(each - day))
        self.findings.error("NTM196.amended", where, from_=day, nearest=nearest, days=" | ".join(map(str, known)))

    def _transition(self, indicator: Indicator, version: Version, document: Document, path: Path_) -> None:
        clause = version.transition
        if clause is None:
            return
        self.condition(clause.when, document, (*path, "transition"))
        for index, each in enumerate(self.whole.transitions):
            if each.from_ == version.from_:
                there = self.head.where(("transitions", index))
                self.findings.error("NTM196.both", document.where((*path, "transition")), from_=each.from_, other=there)
        if indicator.before(version) is None:
            self.findings.error("NTM196.first", document.where((*path, "transition")))
        elif clause.until < version.from_:
            where = document.where((*path, "transition"))
            self.findings.error("NTM196.until", where, until=clause.until, from_=version.from_)

    def condition(self, condition: Condition, document: Document, path: Path_) -> None:
        """Facts and numbers of a condition are measures of their kind, and units can stand in its zones."""
        self.readable(condition, document, path)
        for each in every_condition(condition):
            if each.zone is not None:
                self._divided(each.zone, document, path)

    def readable(self, condition: Condition, document: Document, path: Path_) -> None:
        """Facts and numbers of a condition are measures of their kind, its zones areas of some scheme; some unit meets it."""
        met_by_some(self.findings, condition, document.where(path))
        for each in every_condition(condition):
            if each.fact is not None:
                measure = self.catalogue.measures.get(each.fact)
                if measure is None or measure.kind is not MeasureKind.YES_NO:
                    no_fact(self.findings, each.fact, document.where(path))
            elif each.measure is not None:
                measure = self._measure(each.measure, NUMBERS, document, path)
                if measure is not None:
                    self._never(*each.comparison, measure, document, path)
                    self.findings.warnings(doubtful_condition(*each.comparison, measure, document.where(path)))
            elif each.zone is not None:
                known = [area.id for scheme in self.findings.known.schemes.values() for area in scheme.areas]
                if each.zone not in known:
                    self.findings.error("NTM161.area", document.where(path), area=each.zone, known=" | ".join(known),
                                        near=(each.zone, known))  # fmt: skip

    def _never(self, op: str, value: Decimal, measure: Measure, document: Document, path: Path_) -> None:
        """No figure can compare so with a level: a condition on it leaves out every unit, a demand is met by none."""
        if out_of_reach(op, value, measure):
            self.findings.error("NTM170.never", document.where(path), op=op, value=value, measure=measure.id,
                                low=measure.low, high=measure.high)  # fmt: skip

    def _against(self, item: req.Relative, own: str | None, document: Document, path: Path_) -> None:
        """The figure compared with is a number in the same unit, and not the unit's very own."""
        base = self._measure(item.base, NUMBERS, document, path) if item.base is not None else None
        measure = self.findings.known.measures.get(own or "")
        if item.whose is None and item.base == own:
            self.findings.error("NTM114.relative", document.where(path))
        self._one_unit(base, measure, document, path)

    def _one_unit(self, base: Measure | None, measure: Measure | None, document: Document, path: Path_) -> None:
        if base is not None and measure is not None and base.unit != measure.unit:
            unit, other = (each.unit or ("%" if each.kind is MeasureKind.PERCENT else "…") for each in (base, measure))
            self.findings.error("NTM192", document.where(path), measure=base.id, unit=unit, other=other)

    def _measure(self, name: str, kinds: tuple[MeasureKind, ...], document: Document, path: Path_) -> Measure | None:
        base, _, part = name.partition("/")
        measure = self.findings.known.measures.get(base)
        if measure is not None and part and part not in measure.parts:
            key = "NTM169.part" if measure.parts else "NTM169.no-parts"
            known = ", ".join(measure.parts)
            self.findings.error(key, document.where(path), measure=base, part=part, known=known)
        if measure is None:
            self.findings.error("NTM167", document.where(path), measure=name, near=(name, self.findings.known.measures))
        elif kinds and measure.kind not in kinds:
            self.findings.error(
                "NTM168", document.where(path), measure=name, kind=measure.kind, known=" | ".join(kinds)
            )
        return measure

    def _levels(self, item: AnyRequirement, measure: Measure, document: Document, path: Path_) -> None:
        if isinstance(item, req.Comparison):
            for part in item.parts:
                if part not in measure.parts:
                    self.findings.error(
                        "NTM169.part" if measure.parts else "NTM169.no-parts",
                        document.where((*path, "parts")),
                        measure=measure.id,
                        part=part,
                        known=", ".join(measure.parts),
                    )
        if isinstance(item, req.ChangeAtLeast):
            self._backwards(item, document, (*path, "threshold"))

    def slips(self, item: AnyRequirement, measure: Measure | None, document: Document, path: Path_) -> None:
        """Levels are ones that figures can have, that some come to and some do not."""
        found = list(level_slips(item, measure, self.findings.known.measures))
        for slip in found:
            self.findings.error(slip.id, document.where((*path, slip.key)), **slip.values)
        doubtful = isinstance(item, req.Comparison) and not any(slip.id == "NTM170.always" for slip in found)
        if measure is not None and doubtful:
            for op, value in asks_nothing(item, measure):
                self.findings.warn("NTM170.always", document.where(path), op=op, value=value)

    def _backwards(self, item: req.ChangeAtLeast, document: Document, path: Path_) -> None:
        """A change does not hold for figures that move the other way."""
        for value in (value for cell in walk.cells(item) for value in cell.values if value < 0):
            way = "decrease" if item.way == "increase" else "increase"
            self.findings.warn("NTM170.backwards", document.where(path), value=value, way=way, turned=-value)

    def _divided(self, area: str, document: Document, path: Path_) -> bool:
        """Tell whether some scheme has ``area``; an error where neither the set nor a pack divides its units by that scheme."""
        schemes = self.findings.known.schemes.values()
        if not any(area == each.id for scheme in schemes for each in scheme.areas):
            return False
        if area not in self.areas | self.zoned:
            self.findings.add(undivided(area, sorted(self.areas | self.zoned), document.where(path)))
        return True

    def _columns(self, item: AnyRequirement, document: Document, path: Path_) -> None:
        for threshold in walk.thresholds(item):
            found = of_several_schemes(threshold, self.findings.known.schemes.values())
            if found is not None:
                self.findings.error("NTM235", document.where(path), areas=found[0], schemes=found[1])
        divided = sorted(self.areas | self.zoned)
        for cell in walk.cells(item):
            if cell.area is not None and not self._divided(cell.area, document, path):
                known = areas_meant(walk.thresholds(item), divided, self.findings.known.schemes.values())
                identity = "NTM161.area" if known else "NTM161.no-areas"
                self.findings.error(identity, document.where(path), area=cell.area, known=" | ".join(known),
                                    near=(cell.area, known))  # fmt: skip

    def _function(self, name: str, document: Document, path: Path_) -> None:
        functions = self.catalogue.functions
        if name not in functions:
            self.findings.add(no_function(name, functions).at(document.where(path)))
            return
        for measure in functions[name].reads:
            if measure not in self.catalogue.measures:
                where = document.where(path, key="name")
                near = (measure, self.catalogue.measures)
                self.findings.error("NTM209.reads", where, name=name, measure=measure, near=near)

    def _label(self, label: str, document: Document, path: Path_) -> None:
        known = labels_of(self.whole)
        if label not in known:
            self.findings.error(
                "NTM139.points", document.where(path), label=label, set=self.whole.id, near=(label, known)
            )

    def _target(self, target: str, document: Document, path: Path_) -> list[tuple[CriteriaSet, str]]:
        """Return the sets that a target may be of, each with its label there; what is not there is said."""
        try:
            set_ref, label = split_target(self.catalogue, target)
        except CatalogError as error:
            self.findings.add(error.problems[0].at(document.where(path)))
            return []
        found = [
            self.findings.whole(each.id) for each in self.catalogue.headers.values() if set_ref in (each.id, each.key)
        ]
        read = [whole for whole in found if whole is not None]
        ids, brought = {whole.id for whole in read}, self.catalogue.added.items()
        known = sorted({*(each for whole in read for each in labels_of(whole)),
                        *(name.rpartition("/")[2] for name, (home, _) in brought if home in ids)})  # fmt: skip
        if label and label not in known and len(read) == len(found):
            near = (label, known)
            self.findings.error("NTM139.label", document.where(path), label=label, set=set_ref, near=near)
        return [(whole, label) for whole in read]


class _Checked(walk.Visitor[None]):
    """The checks of a requirement where it is written; ``own`` is the measure of what stands around it."""

    def __init__(self, linter: SetLinter) -> None:
        self._linter = linter

    def on_compound(self, item: req.Compound, own: str | None, document: Document, path: Path_) -> None:
        for index, part in enumerate(item.of):
            self.visit(part, item.measure or own, document, (*path, "of", index))

    def _figure(self, item: AnyRequirement, own: str | None, document: Document, path: Path_) -> None:
        name, at = (item.measure, (*path, "measure")) if item.measure is not None else (own, path)
        measure = self._linter._measure(name, kinds_for(item), document, at) if name is not None else None
        if measure is not None:
            self._linter._levels(item, measure, document, path)
            self._doubts(item, measure, document, path)
        self._linter.slips(item, measure, document, path)
        self._linter._columns(item, document, path)

    def on_delegated(self, item: req.Delegated, own: str | None, document: Document, path: Path_) -> None:
        self._figure(item, own, document, path)
        if item.bound is not None:
            self.visit(item.bound, item.measure or own, document, (*path, "bound"))

    def on_child_count(self, item: req.ShareOf | req.CountOf, own: str | None, document: Document, path: Path_) -> None:
        if item.target is not None:
            self._of_level(item.target, item.children, document, (*path, "target"))
        if item.measure is not None:
            self._linter._measure(item.measure, (MeasureKind.YES_NO,), document, (*path, "measure"))
        self._doubts(item, None, document, path)
        for each in beside(item):
            self._linter._measure(*each, document, path)
        self._linter._columns(item, document, path)
        self._linter.slips(item, None, document, path)

    def on_meets(self, item: req.Meets, own: str | None, document: Document, path: Path_) -> None:
        self._of_level(item.target, self._linter.whole.level, document, (*path, "target"))

    def _of_level(self, target: str, level: str, document: Document, path: Path_) -> None:
        """Another set is asked of units that it judges."""
        for own in {whole.level: None for whole, _ in self._linter._target(target, document, path)}:
            self._linter.findings.errors(of_another_level(document.where(path), target, own, level))

    def on_derived(self, item: req.Derived, own: str | None, document: Document, path: Path_) -> None:
        self._directed(item, own, document, path)
        self._doubts(item, None, document, path)
        known = self._linter.findings.known.measures
        mine = known.get((item.measure or own or "").partition("/")[0])
        for whole, label in self._linter._target(item.of, document, (*path, "of")):
            for read in measures_of_level(whole, label):
                self._linter._one_unit(known.get(read.partition("/")[0]), mine, document, (*path, "of"))

    def on_points(self, item: req.Points, own: str | None, document: Document, path: Path_) -> None:
        self._figure(item, own, document, path)
        for label in item.weights:
            self._linter._label(label, document, path)
        for each in item.scored:
            if each.indicator is not None:
                self._linter._label(each.indicator, document, path)
        for read in beside(item):
            self._linter._measure(*read, document, path)
        scales_turned(self._linter.findings, item, document.where((*path, "groups")) if item.groups else "")
        silent = points_left_open(item, self._linter.whole)
        if silent:
            self._linter.findings.warn("NTM197.silent", document.where(path), labels=Listed(silent, "and"))
        for group, at, name in scored_twice(item):
            where = document.where((*path, "groups", group, "items", at))
            self._linter.findings.error("NTM199", where, name="items", item=name)

    def on_unknown(self, item: req.Unknown, own: str | None, document: Document, path: Path_) -> None:
        """Nothing is known that could be checked."""

    def _directed(self, item: AnyRequirement, own: str | None, document: Document, path: Path_) -> None:
        direction_asked(self._linter.findings, item, item.measure or own, document, path)

    def _doubts(self, item: AnyRequirement, measure: Measure | None, document: Document, path: Path_) -> None:
        where, findings = document.where(path), self._linter.findings
        findings.warnings(doubtful_numbers(item, measure, findings.known.measures, where))
        if measure is not None:
            turned(findings, item, measure.id, self._linter.whole.id, where)

    def _against(self, item: AnyRequirement, own: str | None, document: Document, path: Path_) -> None:
        self._figure(item, own, document, path)
        self._directed(item, own, document, path)

    def on_relative(self, item: req.Relative, own: str | None, document: Document, path: Path_) -> None:
        self._against(item, own, document, path)
        self._linter._against(item, item.measure or own, document, path)
        self._linter.findings.errors(
            in_no_such_unit(document.where((*path, "whose")), item.whose, self._linter.whole.level)
        )

    def on_function(self, item: req.Function, own: str | None, document: Document, path: Path_) -> None:
        self._figure(item, own, document, path)
        self._linter._function(item.name, document, path)

    on_attained = on_none_of = on_comparison = on_between = _figure
    on_against_figure = _against
