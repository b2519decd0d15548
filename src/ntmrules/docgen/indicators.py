"""One indicator, one criterion, one set as their pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ntmrules.check.coverage import STATES, indicator_state
from ntmrules.check.coverage_cells import known_cells
from ntmrules.docgen.book import Book, Place, measures_of
from ntmrules.docgen.cases import CaseTeller, chosen
from ntmrules.docgen.differences import differences_of
from ntmrules.docgen.peers import peers_of
from ntmrules.docgen.tables import badge_of, cell_evidence, table_view
from ntmrules.docgen.titles import criterion_number, criterion_title, number_of, source_title
from ntmrules.docgen.views import (
    Badge,
    CriterionView,
    EvidenceView,
    IndicatorView,
    MeasureView,
    OpenView,
    PartView,
    Ref,
    SetView,
    TableView,
    VersionView,
)
from ntmrules.explain.conditions import applies_told, passes_told, set_transition_told, transition_told
from ntmrules.explain.lang.numbers import day, decision_name, number, provision_text, unit_word
from ntmrules.explain.lang.page_words import word
from ntmrules.explain.lang.words import say
from ntmrules.explain.requirement import upper_first
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Evidence, Floor, Provision, Span
from ntmrules.model.measures import Measure, part_word
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text

MOST_SET_CASES = 2


LAST_DAY = "9999-12-31"  # who answers today: a turn without an end


@frozen(kw_only=True, eq=False)
class Writer:
    """Makes the views of one book."""

    book: Book
    cases: CaseTeller

    @classmethod
    def of(cls, book: Book) -> Writer:
        """Return the writer for a book."""
        return cls(book=book, cases=CaseTeller(book))

    # small parts

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the documentation in the language of the book."""
        return word(key, self.book.lang, **values)

    def text(self, text: Text | None) -> str:
        """Return a text of the catalogue in the language of the book."""
        return self.book.teller.text(text)

    def other(self, text: Text) -> str:
        """Return the name in the other language, to stand beside."""
        return text.vi if self.book.lang == "en" else text.en or ""

    def provision(self, provision: Provision) -> Ref:
        """Return the place in a decision, leading to the decision."""
        return Ref(provision_text(provision, self.book.lang), f"decision:{provision.decision}")

    def span(self, first: date, last: date | None, key: str = "stage") -> str:
        """Return days as people write them: from, and to if there is an end."""
        begin = day(first, self.book.lang)
        if last is None:
            return self.say(f"{key}.open", first=begin)
        return self.say(f"{key}.span", first=begin, last=day(last, self.book.lang))

    def evidence(self, evidence: Evidence, checked_on: date | None = None) -> EvidenceView:
        """Return evidence in words with its sources."""
        checked = evidence.checked_on or checked_on
        return EvidenceView(
            badge=badge_of(evidence, self.book.lang),
            text=badge_of(evidence, self.book.lang).title,
            refs=tuple(self.source(ref) for ref in evidence.ref),
            checked=day(checked, self.book.lang) if checked else "",
            note=self.text(evidence.note),
            provisional=evidence.rank < Floor.EXCERPT,
        )

    def source(self, ref: str) -> Ref:
        """Return a source by its title or site, leading to the register."""
        known = self.book.catalogue.sources.get(ref)
        return Ref(source_title(known) if known is not None else ref, f"source:{ref}")

    # one indicator

    def _conditions(self, place: Place, version: Version) -> Iterator[str]:
        """Say of which units the indicator is asked, which keep the former text, and how much of its criterion counts."""
        measures, schemes, lang = self.book.catalogue.measures, self.book.catalogue.schemes, self.book.lang
        criterion = place.criterion
        for each in (criterion.applies_when if criterion is not None else None, place.indicator.applies_when):
            if each is not None:
                yield applies_told(each, measures, schemes, lang)
        if version.transition is not None:
            yield transition_told(version.transition, measures, schemes, lang)
        if criterion is not None and criterion.pass_ is not None:
            yield passes_told(criterion.pass_, lang, place.whole)

    def indicator(self, place: Place, *, full: bool = True) -> IndicatorView:
        """Return one indicator; without ``full`` only what a list of its set shows (no cases, no other tiers)."""
        item, lang = place.indicator, self.book.lang
        newest = self.book.version(item)
        name = newest.name or item.name
        whole = place.whole
        criterion = place.criterion
        label = criterion_title(criterion, self.text(criterion.name)) if criterion is not None else ""
        cases = self.book.cases(whole.id, item.id) if full else []
        picked = chosen(cases, newest.from_)
        return IndicatorView(
            id=place.id,
            label=number_of(item.id, self.book.lang),
            name=self.text(name),
            other_name=self.other(name),
            set=Ref(self.text(whole.name), whole.id),
            criterion=Ref(label, f"{whole.id}/{criterion.id}") if criterion is not None else None,
            state=self.state(item),
            versions=tuple(self.versions(item, whole.id)),
            measures=tuple(self.measures(item, newest)) if full else (),
            answers=self.say("answers.level", level=self.book.teller.unit_level(whole.level)),
            guidance=tuple(Ref(decision_name(each, lang), f"decision:{each}") for each in item.guidance),
            not_applicable=self.text(item.not_applicable_when),
            note=" ".join(filter(None, (self.text(item.note), *self._conditions(place, newest)))),
            open=tuple(
                dict.fromkeys(
                    each._replace(why=upper_first(each.why))
                    for each in self.open(newest, newest.measure or item.measure, name)
                )
            ),
            peers=peers_of(self.book, place) if full else (),
            differences=differences_of(self.book, place.id) if full or self.book.province is not None else (),
            only_day=day(self.book.options.on, lang) if self.book.options.on else "",
            cases=self.cases.views(picked),
            more_cases=len(cases) - len(picked),
            case_file=picked[0].at.partition(":")[0] if picked else "",
        )

    def state(self, item: Indicator) -> Badge:
        """Return how well the newest text is known, as a mark: an evidence rank, delegated or unknown."""
        state = indicator_state(item)
        lang = self.book.lang
        short = word(f"badge.{state}", lang) if state not in ("delegated", "unknown") else word(f"mark.{state}", lang)
        cells = list(known_cells(item.versions[-1].requirement))
        counts = Counter(cell.state for cell in cells) + Counter(disputed=sum(cell.disputed for cell in cells))
        open_ = [key for key in ("unknown", "delegated", "disputed") if counts[key]]
        if not open_ or len(cells) == 1 or len(cells) == counts[state] != counts["disputed"]:
            return Badge(state, short, word(f"state.{state}", lang))
        # one open cell of many is said as such, and never over the whole
        said = ", ".join(self.say(f"state.cells.{key}", count=counts[key]) for key in open_)
        rest = [cell.state for cell in cells if cell.state not in ("unknown", "delegated")]
        rank = next((each for each in reversed(STATES) if each in rest), state)
        title = f"{word(f'state.{rank}', lang)}; {self.say('state.cells', total=len(cells), said=said)}"
        return Badge(rank, self.say("state.cells", total=len(cells), said=said), title)

    def versions(self, item: Indicator, set_id: str) -> Iterable[VersionView]:
        """Yield the texts of an indicator, the older first; with a day asked for only the one in force."""
        current = self.book.version(item)
        following = [each.from_ for each in item.versions[1:]] + [None]
        for version, next_from in zip(item.versions, following, strict=True):
            if self.book.options.on is not None and version is not current:
                continue
            measure, name = version.measure or item.measure, version.name or item.name
            last = version.to or (next_from - timedelta(days=1) if next_from is not None else None)
            yield VersionView(
                span=self.span(version.from_, last, "version"),
                provision=self.provision(version.provision),
                name=self.text(version.name),
                sentence=self.book.teller.sentence(version.requirement, measure=measure, name=name),
                requirement=self.part(version.requirement, measure, name),
                note=self.text(version.note),
                current=version is current,
                who=self.who(version, set_id),
            )

    def who(self, version: Version, set_id: str) -> str:
        """Return who sets the level: the national text or that of a province, and those to whom it leaves some of it."""
        lang = self.book.lang
        head, text = self.book.catalogue.pack_of[set_id].head, provision_text(version.provision, lang)
        whose = self.say("who.province", of=self.text(head.name), text=text) if head is not None else ""
        said = [whose or self.say("who.national", text=text)]
        left: dict[str, None] = {}
        for item in walk.parts(version.requirement):
            if isinstance(item, req.Delegated):
                left[self.book.teller.whom(item.to)] = None
            for threshold in walk.thresholds(item):
                for cell in threshold.rows:
                    if cell.delegated is not None:
                        left[cell.delegated.by or self.book.teller.whom(cell.delegated.to)] = None
        said += [self.say("who.left", to=to[:1].upper() + to[1:]) for to in left]
        return "; ".join(said)

    def part(self, item: AnyRequirement, measure: str | None, name: Text) -> PartView:
        """Return a requirement with its tables, its evidence and its parts."""
        teller = self.book.teller
        own = item.measure or measure
        evidence = getattr(item, "evidence", None)
        target = getattr(item, "target", None) or (item.of if isinstance(item, req.Derived) else None)
        return PartView(
            kind=item.kind,
            clause=upper_first(teller.clause(item, measure, name)),
            tables=tuple(self.tables(item, measure, name)),
            evidence=self.evidence(evidence) if evidence is not None else None,
            asks=tuple(self.text(ask) for ask in getattr(item, "asks", ())),
            note=self.text(item.note),
            hole=self.text(item.why) if isinstance(item, req.Unknown) else "",
            target=Ref(teller.target(target), target) if target is not None else None,
            parts=tuple(self.part(each, own, each.label or name) for each in walk.children_of(item)),
        )

    def tables(self, item: AnyRequirement, measure: str | None, name: Text) -> Iterable[TableView]:
        """Yield the tables of levels of one requirement itself."""
        teller = self.book.teller
        unit = teller.unit(item, measure)
        caption = self.say("table.of", name=teller.name_of(item, measure, name))
        mine = self.book.province.areas if self.book.province is not None else ()
        levels = walk.levels(item)
        for end, threshold in levels.items():
            said = caption if len(levels) == 1 else f"{caption} – {self.say(f'table.{end}')}"
            yield table_view(threshold, unit, teller, caption=said, mine=mine)

    def measures(self, item: Indicator, version: Version) -> Iterable[MeasureView]:
        """Yield the measures that the newest text reads."""
        for measure_id in dict.fromkeys(measures_of(item, version)):
            measure = self.book.catalogue.measures.get(measure_id)
            if measure is not None:
                yield self.measure(measure)

    def measure(self, measure: Measure) -> MeasureView:
        """Return one measure of the register in words."""
        lang = self.book.lang
        sign = "%" if measure.unit == "%" else ""
        low = number(measure.low, lang) + sign if measure.low is not None else ""
        high = number(measure.high, lang) + sign if measure.high is not None else ""
        key = "both" if low and high else "low" if low else "high"
        return MeasureView(
            id=measure.id,
            name=self.text(measure.name),
            kind=self.say(f"kind.{measure.kind}"),
            unit=unit_word(measure.unit_name, lang),
            bounds=self.say(f"bounds.{key}", low=low, high=high) if low or high else "",
            question=self.text(measure.question),
            ministry=self.responsible(measure),
            parts=", ".join(part_word(part).in_(lang) for part in measure.parts),
            note=self.text(measure.note),
        )

    def responsible(self, measure: Measure) -> str:
        """Return who answers for a measure: the ministry of its guidance, and the department of a province today."""
        lang = self.book.lang
        found = self.book.bodies.responsible(measure.id, LAST_DAY)
        ministry = self.text(measure.ministry)
        if found is None:
            return ministry
        ministry = ministry or (self.text(found.ministry.name) if found.ministry is not None else "")
        where = "in the province: " if lang == "en" else "ở tỉnh: "
        department = where + self.text(found.department.name) if found.department is not None else ""
        return "; ".join(part for part in (ministry, department) if part)

    # what is undetermined

    def open(self, version: Version, measure: str | None, name: Text) -> Iterable[OpenView]:
        """Yield what leaves the newest text undetermined or provisional: where, why, who can settle it."""
        lang = self.book.lang
        for item in walk.parts(version.requirement):
            where = self.book.teller.name_of(item, measure, name) if item is not version.requirement else ""
            if isinstance(item, req.Unknown):
                yield OpenView(where, self.text(item.why), say("cure.catalogue", lang))
            elif isinstance(item, req.Delegated):
                yield self._left(where, item.to, None)
            evidence = getattr(item, "evidence", None)
            if evidence is not None and not isinstance(item, req.Unknown):
                yield from self._weak(where, evidence)
            for threshold in walk.thresholds(item):
                yield from self._open_cells(threshold, where)

    def _open_cells(self, threshold: req.Threshold, where: str) -> Iterable[OpenView]:
        for cells in _alike(threshold.rows).values():
            places = self._places(cells)
            spot = f"{where} ({places})" if places and where else places or where
            first = cells[0]
            if first.unknown is not None:
                yield OpenView(spot, self.text(first.unknown.why), say("cure.catalogue", self.book.lang))
            elif first.delegated is not None:
                yield self._left(spot, first.delegated.to, first.delegated.by)
            elif first.candidates:
                yield OpenView(
                    spot, say("reason.threshold_disputed", self.book.lang), say("cure.catalogue", self.book.lang)
                )
            evidence = cell_evidence(first)
            if evidence is not None and first.unknown is None and first.delegated is None:
                yield from self._weak(spot, evidence)

    def _places(self, cells: list[Cell]) -> str:
        """Return years with their areas: ``2022: Bắc Trung Bộ, Đông Nam Bộ; 2023: …``."""
        names = {item.id: item.name for scheme in self.book.catalogue.schemes.values() for item in scheme.areas}
        by_year: dict[int | None, list[str]] = {}
        for cell in cells:
            areas = by_year.setdefault(cell.year, [])
            if cell.area is not None:
                areas.append(self.text(names.get(cell.area, Text(cell.area))))
        groups: dict[str, list[str]] = {}
        for year, areas in by_year.items():
            groups.setdefault(", ".join(areas), []).append(str(year) if year is not None else "")
        said = []
        for listed, years in groups.items():
            spell = ", ".join(year for year in years if year)
            said.append(f"{spell}: {listed}" if spell and listed else spell or listed)
        return "; ".join(each for each in said if each)

    def _left(self, where: str, to: str, by: str | None) -> OpenView:
        lang = self.book.lang
        who = by or self.book.teller.whom(to)
        cure = "province" if to == "ubnd-cap-tinh" else "ministry"
        return OpenView(where, say("reason.threshold_delegated", lang, to=who), say(f"cure.{cure}", lang))

    def _weak(self, where: str, evidence: Evidence) -> Iterable[OpenView]:
        if evidence.rank < Floor.EXCERPT:
            key = "open.weak" if evidence.rank < Floor.RECALL else "open.provisional"
            yield OpenView(where, self.say(key), say("cure.catalogue", self.book.lang))

    # criteria and sets

    def criterion(self, whole: CriteriaSet, criterion: Criterion, *, full: bool = True) -> CriterionView:
        """Return one criterion with its indicators in short."""
        groups = {group.id: group.name for group in whole.groups}
        mine = [Place(whole=whole, indicator=item, criterion=criterion) for item in self.book.indicators(criterion)]
        cases = chosen(self.book.cases(whole.id, criterion.id), date.min) if full else []
        return CriterionView(
            id=f"{whole.id}/{criterion.id}",
            label=criterion_number(criterion.id),
            name=self.text(criterion.name),
            title=criterion_title(criterion, self.text(criterion.name)),
            other_name=self.other(criterion.name),
            set=Ref(self.text(whole.name), whole.id),
            declared=self.count(criterion.declared_indicators),
            modelled=len(mine),
            note=self.text(criterion.note),
            group=self.text(groups.get(criterion.group or "")),
            indicators=tuple(self.indicator(place, full=False) for place in mine),
            cases=self.cases.views(cases),
        )

    def _clauses(self, whole: CriteriaSet) -> Iterator[str]:
        """Say how many criteria have to be met, and which units keep a former set."""
        catalogue, lang = self.book.catalogue, self.book.lang
        if whole.pass_ is not None:
            yield passes_told(whole.pass_, lang, whole, of_set=True)
        for clause in whole.transitions:
            kept = catalogue.headers.get(clause.keeps or whole.id, whole)
            name = f"{self.text(kept.name)} ({kept.id})"
            yield set_transition_told(clause, name, catalogue.measures, catalogue.schemes, lang)

    def set(self, whole: CriteriaSet, *, full: bool = True) -> SetView:
        """Return one set with its criteria in short; without ``full`` only its facts."""
        declared = whole.declared
        picked = chosen(self.book.cases(whole.id, "set"), date.min)[:MOST_SET_CASES] if full else []
        return SetView(
            id=whole.id,
            name=self.text(whole.name),
            other_name=self.other(whole.name),
            level=self.book.teller.unit_level(whole.level),
            stage=self.stage(whole.stage),
            draft=whole.status == "draft",
            provision=self.provision(whole.provision),
            declared=self.say(
                "counts", criteria=self._count_of(declared.criteria), indicators=self._count_of(declared.indicators)
            ),
            modelled=self.say("counts", criteria=len(whole.criteria), indicators=whole.modelled),
            not_applicable=self.say(f"na.{whole.not_applicable}"),
            checked=day(whole.checked_on, self.book.lang),
            evidence=self.evidence(declared.evidence, whole.checked_on),
            areas=tuple(self._areas(whole)),
            clauses=tuple(self._clauses(whole)),
            note=self.text(whole.note),
            criteria=tuple(self.criterion(whole, criterion, full=False) for criterion in whole.criteria if full),
            prerequisites=tuple(
                self.indicator(Place(whole=whole, indicator=item), full=False) for item in whole.prerequisites if full
            ),
            cases=self.cases.views(picked),
        )

    def stage(self, stage: Span) -> str:
        """Return the days on which a set is used."""
        return self.span(stage.from_, stage.to)

    def count(self, number: int | None) -> str:
        """Return a count, or that it is not known."""
        return self.say("count.unknown") if number is None else str(number)

    def _count_of(self, number: int | None) -> str:
        """Return a count before what is counted."""
        return self.say("count.unknown.of") if number is None else str(number)

    def _areas(self, whole: CriteriaSet) -> Iterable[str]:
        if whole.areas is None:
            return
        scheme = self.book.catalogue.schemes[whole.areas.scheme]
        names = {item.id: self.text(item.name) for item in scheme.areas}
        yield f"{self.text(scheme.name)}: {', '.join(names.values())}"
        measures = self.book.catalogue.measures
        joint = f" {say('or', self.book.lang)} "
        for rule in whole.areas.rules:
            facts = joint.join(self.text(measures[fact].name) if fact in measures else fact for fact in rule.when_any)
            yield self.say("areas.rule", facts=upper_first(facts), area=names[rule.area])
        if whole.areas.otherwise is not None:
            yield upper_first(self.say("areas.otherwise", area=names[whole.areas.otherwise]))
        else:
            yield upper_first(self.say("areas.province"))


def _alike(cells: Iterable[Cell]) -> dict[tuple[str, ...], list[Cell]]:
    """Group the cells of a threshold that are open for the same reason."""
    groups: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells:
        evidence = cell_evidence(cell)
        weakness = evidence.rank.label if evidence is not None and evidence.rank < Floor.EXCERPT else ""
        why = cell.unknown.why.vi if cell.unknown is not None else ""
        left = f"{cell.delegated.to}{cell.delegated.by}" if cell.delegated is not None else ""
        several = "several" if len(cell.values) > 1 else ""
        groups.setdefault((left, why, several, weakness), []).append(cell)
    return groups
