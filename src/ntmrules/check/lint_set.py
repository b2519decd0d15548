"""Checks inside one criteria set: measures, units, columns, targets, counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ntmrules.catalog.catalogue import split_target
from ntmrules.catalog.strict import Document, Path_
from ntmrules.check.coverage import cells_of
from ntmrules.check.findings import Findings
from ntmrules.errors import CatalogError, did_you_mean
from ntmrules.model import requirements as req
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, parts_of
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, labels_of

NUMBERS = (MeasureKind.PERCENT, MeasureKind.AMOUNT, MeasureKind.COUNT)


def possible_verdicts(item: AnyRequirement) -> list[str]:
    """Return the verdicts that cases have to show: a hole or a delegation can only be undetermined by itself."""
    parts = [part for part in parts_of(item) if not isinstance(part, req.Compound)]
    if any(isinstance(part, (req.Unknown, req.Delegated)) for part in parts):
        return ["undetermined"]
    usable = [cell for part in parts for cell in cells_of(part)]
    if usable and not any(cell.value is not None or cell.candidates for cell in usable):
        return ["undetermined"]
    if any(
        isinstance(part, req.Comparison) and not any(c.value is not None or c.candidates for c in part.threshold.rows)
        for part in parts
    ):
        return ["undetermined"]  # one part of the compound has no level at all
    return ["met", "not_met", "undetermined"]


class SetLinter:
    """Checks one set; findings go to the linter of the pack."""

    def __init__(self, findings: Findings, whole: CriteriaSet, head: Document, documents: dict[str, Document]) -> None:
        self.findings, self.whole, self.head, self.documents = findings, whole, head, documents
        self.catalogue = findings.catalogue
        self.areas: set[str] = set()
        # A level may also be written by the zones of a pack, which find a unit's column by themselves.
        self.zoned = {
            area.id
            for scheme in self.catalogue.zonings
            if scheme in self.catalogue.schemes
            for area in self.catalogue.schemes[scheme].areas
        }

    def run(self) -> None:
        """Run every check."""
        self._areas()
        self._counts()
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
        scheme = self.catalogue.schemes.get(own.scheme)
        if scheme is None:
            self.findings.error(
                "NTM160",
                self.head.where(("areas", "scheme")),
                f"unknown area scheme {own.scheme!r}",
                " | ".join(self.catalogue.schemes),
                "add it to areas.yaml",
            )
            return
        self.areas = {area.id for area in scheme.areas}
        for index, rule in enumerate(own.rules):
            where = self.head.where(("areas", "rules", index))
            if rule.area not in self.areas:
                self.findings.error(
                    "NTM161",
                    where,
                    f"unknown area {rule.area!r}",
                    " | ".join(sorted(self.areas)),
                    did_you_mean(rule.area, self.areas),
                )
            for fact in rule.when_any:
                measure = self.catalogue.measures.get(fact)
                if measure is None or measure.kind is not MeasureKind.YES_NO:
                    self.findings.error(
                        "NTM162",
                        where,
                        f"the fact {fact!r} is no yes/no measure",
                        "a yes_no measure",
                        did_you_mean(fact, self.catalogue.measures),
                    )
        if own.otherwise is not None and own.otherwise not in self.areas:
            self.findings.error(
                "NTM161",
                self.head.where(("areas", "otherwise")),
                f"unknown area {own.otherwise!r}",
                " | ".join(sorted(self.areas)),
            )

    def _counts(self) -> None:
        declared = self.whole.declared
        pairs = (
            ("criteria", declared.criteria, len(self.whole.criteria)),
            ("indicators", declared.indicators, self.whole.modelled),
        )
        for name, said, modelled in pairs:
            if said is not None and modelled > said:
                self.findings.error(
                    "NTM163",
                    self.head.where(("declared", name)),
                    f"declares {said} {name} and models {modelled}",
                    "modelled <= declared",
                    "correct the count, or the rows",
                )
        if self.whole.not_applicable not in ("counts_as_met", "drops_out"):
            self.findings.error(
                "NTM164",
                self.head.where(("not_applicable",)),
                f"not_applicable: {self.whole.not_applicable}",
                "counts_as_met | drops_out",
            )
        if self.whole.status not in ("released", "draft"):
            self.findings.error(
                "NTM164", self.head.where(("status",)), f"status: {self.whole.status}", "released | draft"
            )
        known = [c.declared_indicators for c in self.whole.criteria]
        if all(count is not None for count in known) and declared.indicators is not None and known:
            total = sum(count for count in known if count is not None)
            if len(known) == declared.criteria and total != declared.indicators:
                self.findings.error(
                    "NTM163",
                    self.head.where(("declared", "indicators")),
                    f"declares {declared.indicators} indicators and its criteria {total}",
                    "the same count",
                )

    def _criterion(self, criterion: Criterion, document: Document) -> None:
        groups = {group.id for group in self.whole.groups}
        if criterion.group is not None and criterion.group not in groups:
            self.findings.error(
                "NTM165", document.where(("group",)), f"unknown group {criterion.group!r}", " | ".join(sorted(groups))
            )
        said = criterion.declared_indicators
        if said is not None and len(criterion.indicators) > said:
            self.findings.error(
                "NTM163",
                document.where(("declared_indicators",)),
                f"declares {said} indicators and models {len(criterion.indicators)}",
                "modelled <= declared",
            )
        for index, indicator in enumerate(criterion.indicators):
            self._indicator(indicator, document, ("indicators", index))

    def _indicator(self, indicator: Indicator, document: Document, path: Path_) -> None:
        for index, version in enumerate(indicator.versions):
            here = (*path, "versions", index)
            if not indicator.measure and not version.measure and not _reads_elsewhere(version.requirement):
                self.findings.error(
                    "NTM166",
                    document.where(here),
                    f"{indicator.id} reads no measure",
                    "measure: on the indicator, its version or its requirement",
                )
            own = version.measure or indicator.measure
            self._requirement(version.requirement, own, document, (*here, "requirement"), indicator)

    def _requirement(
        self, item: AnyRequirement, own: str | None, document: Document, path: Path_, owner: Indicator
    ) -> None:
        name = item.measure or own
        if isinstance(item, req.Compound):
            for index, part in enumerate(item.of):
                self._requirement(part, name, document, (*path, "of", index), owner)
            return
        if isinstance(item, (req.Meets, req.ChildCount)) and item.target is not None:
            self._target(item.target, document, path)
        if isinstance(item, req.ChildCount):
            self._measure(f"so-{item.children}", (MeasureKind.COUNT,), document, path)
        elif isinstance(item, req.Derived):
            self._target(item.of, document, path)
        elif name is not None and not isinstance(item, (req.Meets, req.Unknown)):
            measure = self._measure(name, kinds_for(item), document, path)
            if measure is not None:
                self._levels(item, measure, document, path)
        for label in item.weights if isinstance(item, req.Points) else ():
            if label not in labels_of(self.whole):
                self.findings.error("NTM139", document.where(path), f"points for {label!r}, which is not in {self.whole.id}",
                                  "a criterion or indicator of the set", did_you_mean(label, labels_of(self.whole)))  # fmt: skip
        self._columns(item, document, path)
        if isinstance(item, req.Delegated) and item.bound is not None:
            self._requirement(item.bound, name, document, (*path, "bound"), owner)

    def _measure(self, name: str, kinds: tuple[MeasureKind, ...], document: Document, path: Path_) -> Measure | None:
        measure = self.catalogue.measures.get(name)
        if measure is None:
            self.findings.error(
                "NTM167",
                document.where(path),
                f"unknown measure {name!r}",
                "an id of measures.yaml",
                did_you_mean(name, self.catalogue.measures) or "add it to measures.yaml",
            )
        elif kinds and measure.kind not in kinds:
            self.findings.error(
                "NTM168",
                document.where(path),
                f"{name} is a {measure.kind} measure",
                " or ".join(kinds),
                "another kind of requirement, or another measure",
            )
        return measure

    def _levels(self, item: AnyRequirement, measure: Measure, document: Document, path: Path_) -> None:
        if isinstance(item, req.Comparison):
            for part in item.parts:
                if part not in measure.parts:
                    self.findings.error(
                        "NTM169",
                        document.where((*path, "parts")),
                        f"{measure.id} has no part {part!r}",
                        ", ".join(measure.parts) or "no parts",
                    )
        for cell in cells_of(item):
            values = [cell.value] if cell.value is not None else [each.value for each in cell.candidates]
            for value in values:
                if _outside(value, measure):
                    self.findings.error(
                        "NTM170",
                        document.where((*path, "threshold")),
                        f"the level {value} is outside what {measure.id} can be",
                        f"{measure.low} to {measure.high}",
                    )

    def _columns(self, item: AnyRequirement, document: Document, path: Path_) -> None:
        for cell in cells_of(item):
            if cell.area is not None and cell.area not in self.areas | self.zoned:
                self.findings.error(
                    "NTM161",
                    document.where(path),
                    f"unknown area {cell.area!r}",
                    " | ".join(sorted(self.areas)) or "a set with areas",
                    did_you_mean(cell.area, self.areas),
                )

    def _target(self, target: str, document: Document, path: Path_) -> None:
        try:
            set_ref, label = split_target(self.catalogue, target)
        except CatalogError as error:
            problem = error.problems[0]
            self.findings.error(problem.code, document.where(path), problem.what, problem.expected, problem.remedy)
            return
        if label and not any(label in labels_of(whole) for whole in self._sets(set_ref)):
            self.findings.error(
                "NTM139", document.where(path), f"no {label!r} in {set_ref}", "a criterion or indicator of it"
            )

    def _sets(self, ref: str) -> Iterator[Any]:
        for header in self.catalogue.headers.values():
            if ref in (header.id, header.key):
                yield self.catalogue.set(header.id)


def kinds_for(item: AnyRequirement) -> tuple[MeasureKind, ...]:
    """Return the kinds of measure that a requirement can read; none: any."""
    if isinstance(item, req.Attained):
        return (MeasureKind.YES_NO,)
    if isinstance(item, (req.NoneOf, req.CountAtLeast)):
        return (MeasureKind.COUNT,)
    return NUMBERS if isinstance(item, (req.Comparison, req.Between, req.Derived, req.Points)) else ()


def _reads_elsewhere(item: AnyRequirement) -> bool:
    return any(
        part.measure or isinstance(part, (req.Meets, req.ChildCount, req.Unknown, req.Function, req.Points))
        for part in parts_of(item)
    )


def _outside(value: Decimal, measure: Measure) -> bool:
    return (measure.low is not None and value < measure.low) or (measure.high is not None and value > measure.high)
