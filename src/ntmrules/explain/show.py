"""What a rule says, without any figures: sets, criteria, indicators with their versions, levels and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.explain.conditions import applies_told, passes_told, set_transition_told, transition_told
from ntmrules.explain.lang.computed import computed_level, kind_told, with_computed
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day as shown_day
from ntmrules.explain.lang.numbers import provision_text, quantity, unit_word
from ntmrules.explain.lang.rule_words import tell
from ntmrules.explain.lang.words import say
from ntmrules.explain.requirement import CatalogueTeller, upper_first
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.conditions import Applicability
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text


def show_lines(
    catalogue: Catalogue,
    whole: CriteriaSet,
    part: CriteriaSet | Criterion | Indicator,
    *,
    on: str | None = None,
    lang: str = "vi",
) -> list[Line]:
    """Return what a set, criterion or indicator says; with ``on`` only the version in force on that day."""
    teller = _Teller(catalogue, on, lang)
    if isinstance(part, CriteriaSet):
        return list(teller.set(part))
    lines = [Line(whole.name.in_(lang), "muted")]
    if isinstance(part, Criterion):
        lines.extend(teller.criterion(part, whole))
    else:
        lines.extend(teller.indicator(part, f"{whole.id}/{part.id}"))
    return [*lines, *teller.sources()]


class _Teller:
    def __init__(self, catalogue: Catalogue, on: str | None, lang: str) -> None:
        self.catalogue, self.on, self.lang = catalogue, on, lang
        self.refs: dict[str, None] = {}
        self.asks = CatalogueTeller(catalogue=catalogue, lang=lang)

    def text(self, text: Text | None) -> str:
        return text.in_(self.lang) if text is not None else ""

    def set(self, whole: CriteriaSet) -> Iterator[Line]:
        yield Line(self.text(whole.name), "heading")
        yield Line(whole.id, "muted")
        yield Line(provision_text(whole.provision, self.lang))
        to = f" – {shown_day(whole.stage.to, self.lang)}" if whole.stage.to else ""
        yield Line(f"{tell('stage', self.lang)}: {shown_day(whole.stage.from_, self.lang)}{to}")
        declared = whole.declared
        yield Line(
            f"{say('criteria', self.lang, count=_count(declared.criteria))}, "
            f"{say('indicators', self.lang, count=_count(declared.indicators))} "
            f"({tell('modelled', self.lang, criteria=len(whole.criteria), indicators=whole.modelled)})"
        )
        if whole.pass_ is not None:
            yield Line(passes_told(whole.pass_, self.lang, whole, of_set=True))
            yield from self.evidence(whole.pass_.evidence, 1)
        for clause in whole.transitions:
            name = clause.keeps or whole.id
            kept = self.catalogue.headers.get(name, whole)
            told = set_transition_told(clause, f"{self.text(kept.name)} ({name})", self.catalogue.measures,
                                       self.catalogue.schemes, self.lang)  # fmt: skip
            yield Line(told)
            yield from self.evidence(clause.evidence, 1)
        if whole.note is not None:
            yield Line(self.text(whole.note), "note")
        for item in whole.prerequisites:
            yield Line(f"{item.id}  {self.text(item.name)}", indent=1)
        for criterion in whole.criteria:
            yield Line(f"{criterion.id}. {self.text(criterion.name)}", "heading", 1)
            for indicator in criterion.indicators:
                yield Line(f"{indicator.id}  {self._name(indicator)}", indent=2)

    def _name(self, indicator: Indicator) -> str:
        version = indicator.on(self.on) if self.on else None
        return self.text(version.name if version is not None and version.name is not None else indicator.name)

    def criterion(self, criterion: Criterion, whole: CriteriaSet) -> Iterator[Line]:
        yield Line(f"{criterion.id}. {self.text(criterion.name)}", "heading")
        yield Line(f"{whole.id}/{criterion.id}", "muted")
        if criterion.pass_ is not None:
            yield Line(passes_told(criterion.pass_, self.lang, whole))
            yield from self.evidence(criterion.pass_.evidence, 1)
        if criterion.applies_when is not None:
            yield from self.applies(criterion.applies_when)
        for indicator in criterion.indicators:
            yield Line("")
            yield from self.indicator(indicator, f"{whole.id}/{indicator.id}")

    def indicator(self, indicator: Indicator, full_id: str) -> Iterator[Line]:
        yield Line(f"{indicator.id}  {self._name(indicator)}", "heading")
        yield Line(full_id, "muted")
        if indicator.guidance:
            yield Line(say("guidance", self.lang, texts="; ".join(indicator.guidance)))
        if indicator.not_applicable_when is not None:
            yield Line(say("na_when", self.lang, text=self.text(indicator.not_applicable_when)))
        if indicator.applies_when is not None:
            yield from self.applies(indicator.applies_when)
        if indicator.note is not None:
            yield Line(self.text(indicator.note), "note")
        chosen = indicator.on(self.on) if self.on else None
        if self.on and chosen is None:
            yield Line(tell("none", self.lang, day=shown_day(self.on, self.lang)), "undetermined")
        for version in indicator.versions if not self.on else (chosen,) if chosen is not None else ():
            yield from self.version(version, indicator)

    def version(self, version: Version, indicator: Indicator) -> Iterator[Line]:
        yield Line(
            say(
                "in_force",
                self.lang,
                day=shown_day(version.from_, self.lang),
                text=provision_text(version.provision, self.lang),
            ),
            "heading",
            1,
        )
        if version.name is not None:
            yield Line(self.text(version.name), indent=2)
        own = version.measure or indicator.measure
        yield from self.requirement(version.requirement, own, version.name or indicator.name, 2)
        if version.transition is not None:
            told = transition_told(version.transition, self.catalogue.measures, self.catalogue.schemes, self.lang)
            yield Line(told, indent=2)
            yield from self.evidence(version.transition.evidence, 3)
        if version.note is not None:
            yield Line(self.text(version.note), "note", 2)

    def applies(self, applies: Applicability) -> Iterator[Line]:
        yield Line(applies_told(applies, self.catalogue.measures, self.catalogue.schemes, self.lang))
        yield from self.evidence(applies.evidence, 1)

    def requirement(self, item: AnyRequirement, own: str | None, name: Text, indent: int) -> Iterator[Line]:
        joined = isinstance(item, req.Compound)
        said = self.asks.short(item, own) if joined else self.asks.clause(item, own, name)
        yield Line(upper_first(said), indent=indent)
        measure, unit = self.asks.measure(item, own), self.asks.unit(item, own)
        if measure is not None and not joined:
            of = unit_word(measure.unit_name, self.lang)
            read = f"{item.measure or own}" + (f" ({of})" if of else "")
            yield Line(f"{tell('measure', self.lang)}: {read}", "muted", indent + 1)
        for threshold in walk.thresholds(item):
            yield from self.threshold(threshold, unit, indent + 1)
        evidence = getattr(item, "evidence", None)
        if evidence is not None:
            yield from self.evidence(evidence, indent + 1)
        for ask in getattr(item, "asks", ()):
            yield Line(f"- {self.text(ask)}", indent=indent + 1)
        if isinstance(item, req.Unknown):
            yield Line(self.text(item.why), "undetermined", indent + 1)
        if item.note is not None:
            yield Line(self.text(item.note), "note", indent + 1)
        for part in walk.children_of(item):
            yield from self.requirement(part, item.measure or own, part.label or name, indent + 1)

    def threshold(self, threshold: Threshold, unit: str | None, indent: int) -> Iterator[Line]:
        rows: Iterable[Cell] = threshold.rows
        for row in rows:
            yield from self.cell(row, unit, indent)
        if threshold.common is not None:
            year = f" {threshold.common.year}" if threshold.common.year is not None else ""
            yield Line(f"{tell('common', self.lang)}{year}: {self._state(threshold.common, unit)}", "muted", indent)

    def cell(self, row: Cell, unit: str | None, indent: int) -> Iterator[Line]:
        where = " · ".join(part for part in (str(row.year) if row.year else "", self.area(row.area)) if part)
        hole = row.value is None
        rests = (
            self.brief(row.evidence) if row.evidence is not None and not row.candidates and row.unknown is None else ""
        )
        yield Line(
            (f"{where}: " if where else "") + self._state(row, unit) + rests,
            "undetermined" if hole else "plain",
            indent,
        )
        for candidate in row.candidates:
            rests = self.brief(candidate.evidence) if candidate.evidence is not None else ""
            said = with_computed(quantity(candidate.value, unit, self.lang), [candidate.evidence], self.lang)
            yield Line(said + rests, indent=indent + 1)
        if row.note is not None:
            yield Line(self.text(row.note), "note", indent + 1)

    def _state(self, cell: Cell, unit: str | None) -> str:
        if cell.value is not None:
            return with_computed(quantity(cell.value, unit, self.lang), cell.proofs, self.lang)
        if cell.candidates:
            return say("reason.threshold_disputed", self.lang)
        if cell.delegated is not None:
            return say("level.delegated", self.lang, to=say(cell.delegated.to, self.lang))
        return self.text(cell.unknown.why) if cell.unknown is not None else ""

    def area(self, area: str | None) -> str:
        for scheme in self.catalogue.schemes.values():
            for item in scheme.areas:
                if item.id == area:
                    return item.name.in_(self.lang)
        return area or ""

    def brief(self, evidence: Evidence) -> str:
        """Return evidence in brackets, and keep its sources for the list at the end."""
        self.refs.update(dict.fromkeys(evidence.ref))
        parts = [kind_told(evidence, self.lang), say(evidence.confidence, self.lang), *evidence.ref]
        return f"  [{'; '.join(parts)}]"

    def evidence(self, evidence: Evidence, indent: int) -> Iterator[Line]:
        style = "muted" if evidence.rank >= Floor.EXCERPT else "undetermined"
        yield Line(self.brief(evidence).strip(), style, indent)
        if evidence.computed is not None:
            yield Line(computed_level(evidence.computed, self.lang), "muted", indent + 1)
        if evidence.note is not None:
            yield Line(self.text(evidence.note), "muted", indent + 1)

    def sources(self) -> Iterator[Line]:
        if self.refs:
            yield Line("")
            yield Line(tell("sources", self.lang), "muted")
        for ref in self.refs:
            source = self.catalogue.sources.get(ref)
            address = " ".join(part for part in (source.title, source.url) if part) if source is not None else ""
            yield Line(f"[{ref}] {address}".rstrip(), "muted", 1)


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)
