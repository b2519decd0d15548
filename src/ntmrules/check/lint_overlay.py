"""Checks over the entries that a pack lays over other sets: references, levels, zones, and a case for every entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from ntmrules.catalog.conflicts import shown_cells
from ntmrules.catalog.entries import versions_during
from ntmrules.catalog.strict import Document, Path_
from ntmrules.check.cases import CaseRunner, PlacedCase, case_files, override_case_files, read_cases
from ntmrules.check.findings import Finding, Findings
from ntmrules.check.lint_set import SetLinter
from ntmrules.check.possible import cases_of, keys_of_case, possible_verdicts
from ntmrules.errors import CatalogError, NtmRulesError
from ntmrules.messages import Listed
from ntmrules.model.areas import unknown_scheme
from ntmrules.model.conditions import Condition
from ntmrules.model.in_part import lost, schemes_of
from ntmrules.model.measures import MeasureKind
from ntmrules.model.overrides import Override, Placed, UnitKey, Verb, Zoning
from ntmrules.model.sets import Indicator, indicators_of
from ntmrules.model.units import Scheme
from ntmrules.places.dead_rules import dead_rules
from ntmrules.places.provinces import find_province
from ntmrules.places.zones import wrong_names
from ntmrules.resolve.overlay import covers, end_by, heir_of

IN_PART = (Verb.FILL, Verb.RAISE, Verb.REPLACE)


class OverlayLinter:
    """Checks head and entries of one pack; findings go to the linter of the pack."""

    def __init__(self, findings: Findings, documents: list[Document]) -> None:
        self.findings, self.documents = findings, documents
        self.catalogue, self.pack = findings.catalogue, findings.pack

    def run(self) -> None:
        """Check zones and entries; cases are checked by :meth:`cases`, when the sets are."""
        mine = {placed.at: placed for placed in self.pack.overrides}
        for document in self.documents:
            self._zones(document)
            rows = document.data.get("overrides") if isinstance(document.data, dict) else None
            for index, row in enumerate(rows or ()):
                placed = mine.get(document.where(("overrides", index))) if isinstance(row, dict) else None
                if placed is not None:
                    self._entry(placed, document, ("overrides", index))

    def _zones(self, document: Document) -> None:
        head, data = self.pack.head, document.data
        if head is None or not isinstance(data, dict):
            return
        base: Path_ = () if "zones" in data else ("pack",)
        if "zones" not in (data if not base else data.get("pack") or {}):
            return
        for index, zoning in enumerate(head.zones):
            self._zoning(zoning, document, (*base, "zones", index))
        unknown = wrong_names(head, lambda path: document.where((*base, *path)))
        self.findings.findings += [Finding("error", each) for each in unknown]

    def _zoning(self, zoning: Zoning, document: Document, path: Path_) -> None:
        scheme = self.findings.known.schemes.get(zoning.scheme)
        if scheme is None:
            self.findings.add(unknown_scheme(document.where(path), zoning.scheme, self.findings.known.schemes))
            return
        known = {area.id for area in scheme.areas}
        named = [(rule.area, (*path, "rules", index)) for index, rule in enumerate(zoning.rules)]
        for area, where in [*named, *([(zoning.otherwise, path)] if zoning.otherwise is not None else [])]:
            if area not in known:
                self.findings.error(
                    "NTM161.area", document.where(where), area=area, known=" | ".join(sorted(known)), near=(area, known)
                )
        if self.pack.head is not None:
            self.findings.errors(dead_rules(self.pack.head, zoning, self.findings.known.measures,
                                            self.findings.known.schemes.values(),
                                            lambda index: document.where((*path, "rules", index))))  # fmt: skip
        if known.issuperset(area for area, _ in named) and zoning.otherwise in {*known, None}:
            self._empty(zoning, scheme, document.where(path))
        for index, rule in enumerate(zoning.rules):
            if rule.when is not None:
                self._condition(rule.when, document, (*path, "rules", index, "when"))
            for fact in rule.when_any:
                measure = self.findings.known.measures.get(fact)
                if measure is None or measure.kind is not MeasureKind.YES_NO:
                    at = document.where((*path, "rules", index))
                    self.findings.error("NTM162", at, fact=fact, near=(fact, self.findings.known.measures))

    def _empty(self, zoning: Zoning, scheme: Scheme, where: str) -> None:
        """Tell the zones of the pack's own scheme into which nothing puts a unit: those of a misspelt one are asked for by it."""
        reached = {rule.area for rule in zoning.rules} | {zoning.otherwise}
        for area in scheme.areas if zoning.otherwise is not None and scheme.id in self.pack.schemes else ():
            if area.id not in reached:
                self.findings.warn("NTM161.empty", where, area=area.id, scheme=scheme.id)

    def _condition(self, condition: Condition, document: Document, path: Path_) -> None:
        whole = next(iter(self.catalogue.headers.values()))
        SetLinter(self.findings, whole, document, {}).readable(condition, document, path)

    def _entry(self, placed: Placed, document: Document, path: Path_) -> None:
        override = placed.override
        if override.verb is Verb.REPLACE:
            self.findings.warn("NTM171", document.where(path), id=override.id, target=override.target)
        self._revival(placed, document, path)
        self._fallen_back(placed, document, path)
        home = self.findings.whole(self.catalogue.home_of(override.target))
        if home is None:  # what it lies over cannot be read
            return
        checks = SetLinter(self.findings, home, document, {})
        for item, where in _new_indicators(override, path):
            checks._indicator(item, document, where)
        if override.pass_ is not None:
            self._passing(override, checks, document, (*path, "pass"))
        target = self._indicator(override.target)
        if override.requirement is not None and target is not None:
            # Of each text that is in force while the entry is, for an amendment may measure something else.
            read = {version.measure or target.measure: None for version in versions_during(target, override)}
            for own in [override.part] if override.part is not None else read or [target.measure]:
                checks._requirement(override.requirement, own, document, (*path, "requirement"))

    def _passing(self, override: Override, checks: SetLinter, document: Document, path: Path_) -> None:
        label = override.target.rpartition("/")[2]
        for criterion in checks.whole.criteria:
            if criterion.id == label and override.pass_ is not None:
                labels = [item.id for item in criterion.indicators]
                checks._pass(override.pass_, labels, criterion.declared_indicators, document, path)

    def _revival(self, placed: Placed, document: Document, path: Path_) -> None:
        """Ask whether what an entry with an end superseded comes back then: only the text can say so."""
        override, end_of = placed.override, end_by(lambda pack: self.catalogue.of_pack(pack).decisions)
        end = end_of(placed)
        if end is None or override.revives is not None:
            return
        for other in self.catalogue.overrides.get(override.target, ()):
            last = end_of(other)
            if other.override.id in override.supersedes and (last is None or last > end):
                self.findings.warn("NTM175", document.where(path), id=override.id, end=end, older=other.override.id)

    def _fallen_back(self, placed: Placed, document: Document, path: Path_) -> None:
        """Tell the years and zones for which a superseded entry had a level and the newer one says nothing."""
        override = placed.override
        if override.verb not in IN_PART:
            return
        for other in self.catalogue.overrides.get(override.target, ()):
            if other.override.id not in override.supersedes:
                continue
            schemes = schemes_of(*(self.catalogue.of_pack(each.pack).schemes for each in (placed, other)))
            rows = lost(other.override.requirement, override.requirement, schemes)
            if rows:
                self.findings.warn("NTM176", document.where(path), id=override.id, older=other.override.id,
                                   at=other.at, rows=shown_cells(rows))  # fmt: skip

    def _indicator(self, target: str) -> Indicator | None:
        if target in self.catalogue.added:
            return self.catalogue.added[target][1]
        set_id, _, label = target.rpartition("/")
        whole = self.findings.whole(set_id) if set_id in self.catalogue.pack_of else None
        rows = [row for criterion in whole.criteria for row in criterion.indicators] if whole is not None else []
        return next((row for row in (*rows, *(whole.prerequisites if whole else ())) if row.id == label), None)

    def base_cases(self, runner: CaseRunner) -> None:
        """Name the indicators of which worked cases of the catalogue turn round where this pack completes them.

        Where the pack says something else than the catalogue that is as it should be; whoever filled it in looks again.
        """
        completed = [placed for placed in self.pack.overrides if placed.override.verb is Verb.COMPLETE]
        first = {self.catalogue.home_of(placed.override.target): placed.at for placed in reversed(completed)}
        for set_id, at in sorted(first.items()):
            base = self.catalogue.pack_of[set_id]
            turned: Counter[str] = Counter()
            for path in case_files(base, set_id) if base is not self.pack else ():
                turned.update(
                    each.case.of for each in read_cases(path, set_id, base.shown(path)) if runner.flipped(each)
                )
            if turned:
                self.findings.warn("NTM177", at, set=set_id, count=turned.total(), labels=Listed(list(turned), "and"))

    def cases(self, runner: CaseRunner) -> None:
        """Run the cases beside the entries and name every entry that has none."""
        found: list[PlacedCase] = []
        for path in override_case_files(self.pack):
            try:
                found += read_cases(path, None, self.pack.shown(path))
            except CatalogError as error:
                for fault in error.problems:
                    self.findings.add(fault)
        unmade = self._unmade(runner)
        said: set[tuple[str, str]] = set()  # why no case of a set can be judged is said once
        for each in found:
            wrong = runner.problem(each, self._province(each.case.on))
            cause = (each.set_id, str(wrong.values.get("why", ""))) if wrong is not None else ("", "")
            if wrong is not None and cause not in said and not self.findings.told_already(wrong):
                self.findings.add(wrong)
                said |= {cause} if cause[1] else set()
        for entry in self.pack.overrides:
            if self.catalogue.home_of(entry.override.target) in unmade:
                continue  # no case can be judged before that is mended, and what is asked of cases may be another then
            for subject, wanted in self._wanted(entry, runner):
                seen = {each.case.expect for each in found if self._is_about(each, entry, subject)}
                gone = [verdict for verdict in wanted if verdict not in seen]
                if gone:
                    # One file has no place for cases, and a pack of no province only completes the catalogue: such a pack
                    # is filled in or imported by a person who has the text, and is not released.
                    released = self.pack.root.is_dir() and self.pack.head is not None and self.pack.head.territory
                    tell = self.findings.error if released else self.findings.warn
                    code = "NTM159.entry" if self.pack.root.is_dir() else "NTM159.one-file"
                    tell(code, entry.at, id=entry.override.id, subject=subject, gone=Listed(gone, "or"),
                         **self._to_add(entry, subject))  # fmt: skip

    def _unmade(self, runner: CaseRunner) -> set[str]:
        """Return the sets of which no rulebook can be made with the entries, and tell why where it was not told already."""
        unmade = set()
        for entry in self.pack.overrides:
            home = self.catalogue.home_of(entry.override.target)
            for day in self._turns(entry):
                try:
                    runner.rulebook(home, day, province=self._named(entry.territory, day))
                except CatalogError as error:
                    unmade.add(home)
                    self.findings.told_by_load(error)
                except NtmRulesError:
                    continue  # of days and places: nothing that the pack has written
        return unmade

    def _turns(self, placed: Placed) -> list[date]:
        """Return the days of an entry on which what its set asks may change: its first, and those of later texts."""
        first, whole = self._first_day(placed), self.findings.whole(self.catalogue.home_of(placed.override.target))
        if whole is None:
            return [first]
        later = {version.from_ for item in indicators_of(whole) for version in item.versions if version.from_ > first}
        return [first, *sorted(day for day in later if placed.override.stands_on(day) and whole.stage.covers(day))]

    def _to_add(self, entry: Placed, subject: str) -> dict[str, object]:
        """Return what a case of an entry has to say so that it counts: file, keys, first day."""
        day = self._first_day(entry)
        place, set_id = self._named(entry.territory, day), self.catalogue.home_of(entry.override.target)
        keys = [f"set: {set_id}", *([f"province: {place}"] if place else [])]
        return {
            "file": cases_of(entry.at),
            "day": day,
            "keys": ", ".join([*keys, *keys_of_case(subject, entry.override.requirement)]),
        }

    def _first_day(self, placed: Placed) -> date:
        """Return the first day on which an entry and its set are both in force."""
        return max(
            placed.override.from_, self.catalogue.headers[self.catalogue.home_of(placed.override.target)].stage.from_
        )

    def _province(self, day: date) -> str | None:
        """Return how a case of ``day`` names the province of the pack; nothing for a pack of no province."""
        head = self.pack.head
        return self._named(head.territory, day) if head is not None else None

    def _named(self, keys: tuple[UnitKey, ...], day: date) -> str | None:
        """Return how the first place of a territory is named on ``day``: its id, with the list where another one has it then."""
        if not keys:
            return None
        try:
            plain = find_province(self.catalogue.provinces, keys[0].province, day)
        except NtmRulesError:
            plain = None
        same = plain is not None and (plain.list, plain.id) == (keys[0].list, keys[0].province)
        return keys[0].province if same else f"{keys[0].list}:{keys[0].province}"

    def _wanted(self, placed: Placed, runner: CaseRunner) -> Iterator[tuple[str, list[str]]]:
        """Yield each indicator that an entry is about, with the verdicts that its cases have to show."""
        override = placed.override
        if override.declared_indicators is not None:
            return  # a count is no demand: it is judged with the indicators that it counts
        new = [item.id for item, _ in _new_indicators(override, ())]
        own = override.criterion.id if override.criterion is not None else override.target.rpartition("/")[2]
        for label in new or [own]:
            if override.verb is Verb.WAIVE:
                yield label, ["not_applicable"]
                continue
            rule = self._rule(placed, label, runner)
            possible = possible_verdicts(rule.requirement) if rule is not None else ["undetermined"]
            yield label, [verdict for verdict in possible if verdict != "undetermined"] or possible

    def _rule(self, placed: Placed, label: str, runner: CaseRunner) -> Any:
        """Return the rule as it applies on the first day on which entry and set are both in force."""
        set_id, day = self.catalogue.home_of(placed.override.target), self._first_day(placed)
        province = self._named(placed.territory, day)
        try:
            book = runner.rulebook(set_id, day, province=province)
        except NtmRulesError:
            return None
        return next((rule for rule in book.all_rules if rule.number == label), None)

    def _is_about(self, each: PlacedCase, entry: Placed, label: str) -> bool:
        case, override = each.case, entry.override
        if case.of.rpartition("/")[2] != label or self.catalogue.home_of(override.target) != each.set_id:
            return False
        if not override.stands_on(case.on):
            return False
        try:
            place = (
                find_province(self.catalogue.provinces, case.province, case.on) if case.province is not None else None
            )
        except NtmRulesError:
            return False  # told where the case is judged
        return covers(entry, place, heir_of(place, case.on, self.catalogue.provinces))


def _new_indicators(override: Override, path: Path_) -> list[tuple[Indicator, Path_]]:
    """Return the indicators that an entry brings, with their places."""
    if override.indicator is not None:
        return [(override.indicator, (*path, "indicator"))]
    if override.criterion is not None:
        return [
            (item, (*path, "criterion", "indicators", index))
            for index, item in enumerate(override.criterion.indicators)
        ]
    return []
