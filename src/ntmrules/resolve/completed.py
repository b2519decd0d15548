"""A set with what packs complete of it everywhere: a filled form of holes is heard wherever the set is shown or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import natural
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Floor
from ntmrules.model.in_part import schemes_of
from ntmrules.model.overrides import Placed, Verb
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.resolve.overlay import applying, end_by, lay


def completed_set(catalogue: Catalogue, set_id: str) -> CriteriaSet:
    """Return the set with this id, completed by the entries of packs that hold in the whole country, as verdicts are.

    A version over which an entry begins or ends within its time becomes several. What provinces decide for themselves is
    not in it. ``KeyError`` if there is no such set.
    """
    whole = catalogue.set(set_id)
    return _Completing(catalogue, whole).set() if _any_over(catalogue, set_id) else whole


def _any_over(catalogue: Catalogue, set_id: str) -> bool:
    return any(
        placed.override.verb is Verb.COMPLETE and f"{target}/".startswith(f"{set_id}/")
        for target, found in catalogue.overrides.items()
        for placed in found
    )


class _Completing:
    def __init__(self, catalogue: Catalogue, whole: CriteriaSet) -> None:
        self.catalogue, self.whole = catalogue, whole
        self.end_of: Callable[[Placed], date | None] = end_by(lambda pack: catalogue.of_pack(pack).decisions)

    def set(self) -> CriteriaSet:
        new = [placed.override.criterion for placed in self._over("")]
        found = [*self.whole.criteria, *(each for each in new if each is not None)]
        criteria = sorted(found, key=lambda each: natural(each.id)) if len(found) > len(self.whole.criteria) else found
        return evolve(
            self.whole,
            criteria=tuple(map(self._criterion, criteria)),
            prerequisites=tuple(map(self._indicator, self.whole.prerequisites)),
        )

    def _over(self, label: str) -> list[Placed]:
        """Return the entries over a label (empty: the set itself) that complete it in the whole country at some time."""
        found = self.catalogue.overrides.get(f"{self.whole.id}/{label}" if label else self.whole.id, ())
        return [each for each in found if each.override.verb is Verb.COMPLETE and not each.territory]

    def _criterion(self, criterion: Criterion) -> Criterion:
        entries = [placed.override for placed in self._over(criterion.id)]
        new = [each.indicator for each in entries if each.indicator is not None]
        counts = [each.declared_indicators for each in entries if each.declared_indicators is not None]
        items = [*criterion.indicators, *new]
        return evolve(
            criterion,
            indicators=tuple(map(self._indicator, items)),
            declared_indicators=counts[0] if counts else criterion.declared_indicators,
        )

    def _indicator(self, indicator: Indicator) -> Indicator:
        entries = [each for each in self._over(indicator.id) if each.override.requirement is not None]
        if not entries:
            return indicator
        versions = tuple(each for version in indicator.versions for each in self._versions(indicator, version, entries))
        return evolve(indicator, versions=versions)

    def _versions(self, indicator: Indicator, version: Version, entries: list[Placed]) -> Iterator[Version]:
        """Yield a version as it is completed, one for each stretch of its time in which other entries stand."""
        begins = [each.override.from_ for each in entries]
        ends = [end for each in entries if (end := self.end_of(each)) is not None and end < date.max]
        last_day = (
            self.whole.stage.to or date.max
        )  # an entry ends with its decision: what follows then is no text of the set
        days = {day for day in (*begins, *(end + timedelta(days=1) for end in ends)) if day <= last_day}
        own = version.measure or indicator.measure
        last: AnyRequirement | None = None
        for day in sorted({version.from_, *(each for each in days if indicator.on(each) is version)}):
            asked = self._completed(version, own, applying(entries, day, None, end_of=self.end_of))
            if asked != last:
                clause = version.transition if day == version.from_ else None
                yield evolve(version, from_=day, requirement=asked, transition=clause)
            last = asked

    def _completed(self, version: Version, own: str | None, entries: list[Placed]) -> AnyRequirement:
        if not entries:
            return version.requirement
        national = _measured(version.requirement, own) if any(each.override.part for each in entries) else None
        return lay(
            national or version.requirement, entries, own, Floor.RECALL_LOW,
            lambda pack: schemes_of(self.catalogue.of_pack(pack).schemes),
        ).requirement  # fmt: skip


def _measured(item: AnyRequirement, own: str | None) -> AnyRequirement:
    """Return a requirement whose parts name the measure that they read, by which an entry names the part it completes."""
    if isinstance(item, req.Compound):
        return walk.rebuilt(item, lambda each: _measured(each, item.measure or own))
    measured: AnyRequirement = item if item.measure is not None else evolve(item, measure=own)
    return measured
