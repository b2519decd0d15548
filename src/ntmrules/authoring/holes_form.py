"""The form of the holes of a set: a pack in one file, with every place to be filled marked ``…``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from ntmrules.authoring.weak_places import computed_of, known_of, told, told_demand
from ntmrules.catalog.blanks import BLANK, COMPUTED, PRINTED
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.check.offers import Offer, offers_of
from ntmrules.explain.lang.holes_words import HOLES
from ntmrules.explain.lang.numbers import day as day_told
from ntmrules.explain.lang.numbers import place_text, provision_text, unit_word
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Provision
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.resolve.completed import completed_set

SOURCE = "van-ban-trong-tay"
COMPARED = "at_least | at_most | more_than | less_than"
ANY_KIND = f"attained | {COMPARED} | …"


@frozen(kw_only=True)
class HolesForm:
    """A form and how much it asks: entries of indicators, with how many ``cells`` in them; indicators that nobody wrote
    down, counts and criteria.
    """

    text: str
    holes: int
    cells: int
    indicators: int
    counts: int
    criteria: int


def pack_id(set_id: str) -> str:
    """Return the id of the pack that a form is: ``bo-sung-xa-ntm-2026`` for ``vn/xa-ntm/2026``."""
    return f"bo-sung-{'-'.join(set_id.split('/')[1:])}"


def holes_form(
    catalogue: Catalogue, set_id: str, *, decision: str | None = None, annex: str | None = None, weak: bool = True,
    day: date | None = None, lang: str = "vi",
) -> HolesForm:  # fmt: skip
    """Return the form of the holes of a set; what it writes can be loaded at once, and then changes nothing.

    Of a catalogue with a filled form it asks only what that form has left open; both can be loaded together.
    It goes through one text after the other (``decision`` and ``annex`` pick one), each in its own order. What the
    catalogue has from memory or from a weak passage stands in it as well (``weak``), to be confirmed by one mark. Levels
    left to the provinces are no holes: a province writes those in a pack with ``fill``. ``day`` is the day of the form, on
    which its text is read; ``lang`` the language of its remarks.
    """
    writer = _Writer(catalogue, completed_set(catalogue, set_id), decision, annex, weak=weak, day=day, lang=lang)
    body = list(writer.body())
    return HolesForm(
        text="\n".join([*writer.head(), *body]) + "\n",
        holes=writer.holes,
        cells=writer.cells,
        indicators=writer.indicators,
        counts=writer.counts,
        criteria=writer.criteria,
    )


def _free(name: str, taken: Collection[str]) -> str:
    """Return ``name``, with a number where a form of the set is among the packs already."""
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _flow(text: Text) -> str:
    english = f", en: {_quoted(text.en)}" if text.en is not None else ""
    return f"{{vi: {_quoted(text.vi)}{english}}}"


def _provision(provision: Provision) -> str:
    parts = [(key, getattr(provision, key)) for key in ("decision", "annex", "article", "row")]
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in parts if value) + "}"


class _Writer:
    def __init__(
        self,
        catalogue: Catalogue,
        whole: CriteriaSet,
        decision: str | None,
        annex: str | None,
        *,
        weak: bool,
        day: date | None,
        lang: str,
    ) -> None:
        read = f", checked_on: {_quoted(str(day))}" if day is not None else ""
        self.catalogue, self.whole = catalogue, whole
        self.pack = _free(pack_id(whole.id), {pack.id for pack in catalogue.packs})
        self.source = f"{SOURCE}{self.pack.removeprefix(pack_id(whole.id))}"  # two forms may be of two texts
        self.evidence = f"{{kind: copy, confidence: high, ref: [{self.source}]{read}}}"
        self.decision, self.annex, self.weak, self.lang = decision, annex, weak, lang
        self.holes = self.cells = self.indicators = self.counts = self.criteria = 0
        scheme = catalogue.schemes[whole.areas.scheme] if whole.areas is not None else None
        self.areas = tuple((area.id, area.name.in_(lang)) for area in scheme.areas) if scheme is not None else ()

    def say(self, key: str, **values: object) -> str:
        """Return words of the form in its language."""
        return HOLES.say(key, self.lang, **values)

    def remarks(self, key: str, **values: object) -> Iterator[str]:
        """Yield words of the form as comments, a line each."""
        yield from (f"# {line}" for line in self.say(key, **values).split("\n"))

    def head(self) -> Iterator[str]:
        whole = self.whole
        total = whole.declared.indicators
        said = provision_text(whole.provision, self.lang)
        yield from self.remarks("title", set=whole.id, name=whole.name.in_(self.lang))
        yield from self.remarks("has", text=said, written=whole.modelled, total="?" if total is None else total)
        yield from self.remarks("how", blank=BLANK)
        yield "pack:"
        yield f"  id: {_quoted(self.pack)}"
        name = Text(f"Bổ sung {whole.name.vi}", f"Completion of {whole.name.en}" if whole.name.en else None)
        yield f"  name: {_flow(name)}"
        yield from self.remarks("sources", blank=BLANK)
        yield "sources:"
        yield f"  - {{id: {self.source}, title: {BLANK}}}"
        yield from self.remarks("measures")
        yield "measures:"
        yield f"  - id: {BLANK}"
        yield f"    name: {{vi: {BLANK}, en: {BLANK}}}"
        yield f"    kind: {BLANK}"
        yield f"    unit: {BLANK}"
        yield "overrides:"

    def body(self) -> Iterator[str]:
        """Yield the entries text by text, each in the order of its annex, so that it is filled from top to bottom."""
        own = _text_of(self.whole.provision)
        for text in self._texts():
            lines = list(self._entries(text, own=text == own))
            if lines:
                yield ""
                named = [text[0], *([place_text(text[1], self.lang)] if text[1] else [])]
                yield f"  # ── {' · '.join(named)}: {self.say('in-order')} ──"
                yield from lines

    def _texts(self) -> list[tuple[str, str | None]]:
        """Return the decisions and annexes of the set, its own first, the others by day; only the one that is asked for."""
        found = {_text_of(self.whole.provision): ""}
        for item in self._indicators():
            for version in item.versions:
                text = _text_of(version.provision)
                found[text] = min(found.get(text) or version.from_.isoformat(), version.from_.isoformat())
        return [
            text
            for text in sorted(found, key=lambda each: (found[each], each[0], each[1] or ""))
            if self.decision in (None, text[0]) and self.annex in (None, text[1])
        ]

    def _indicators(self) -> Iterator[Indicator]:
        yield from self.whole.prerequisites
        for criterion in self.whole.criteria:
            yield from criterion.indicators

    def _entries(self, text: tuple[str, str | None], *, own: bool) -> Iterator[str]:
        for item in self.whole.prerequisites:
            yield from self._indicator(item, text)
        for criterion in self.whole.criteria:
            for item in criterion.indicators:
                yield from self._indicator(item, text)
            if own:
                yield from self._missing(criterion)
        declared = self.whole.declared.criteria
        missing = 1 if declared is None else declared - len(self.whole.criteria)
        for number in range(missing if own else 0):
            yield from self._criterion(number, missing)

    # holes and weak places of indicators

    def _indicator(self, indicator: Indicator, text: tuple[str, str | None]) -> Iterator[str]:
        for index, version in enumerate(indicator.versions):
            if _text_of(version.provision) != text:
                continue
            to = version.to
            if index + 1 < len(indicator.versions):
                to = indicator.versions[index + 1].from_ - timedelta(days=1)
            own = version.measure or indicator.measure
            for offer in offers_of(version.requirement, own, weak=self.weak):
                yield from self._offer(indicator, version, to, offer)

    def _offer(self, indicator: Indicator, version: Version, to: date | None, offer: Offer) -> Iterator[str]:
        item, measure = offer.item, self.catalogue.measures.get(offer.measure or "")
        if offer.refused is not None:
            yield from (f"  {line}" for line in self._refused(indicator, offer))
            return
        self.cells += offer.cells
        if isinstance(item, req.Unknown):
            yield from self._entry(indicator, version, to, offer.part, (item.why, item.searched))
            yield from self._blank(measure, "    ")
            return
        if not offer.levels:
            yield from self._entry(indicator, version, to, offer.part)
            yield from self._demand(item)
            return
        rows = [row for each in offer.levels.values() for row in each]
        why = dict.fromkeys((row.unknown.why, row.unknown.searched) for row in rows if row.unknown is not None)
        yield from self._entry(indicator, version, to, offer.part, *why)
        if sum(known_of(row) is not None for row in rows) > 1:
            yield f"    confirm: {BLANK}  # {self.say('confirm')}"
        yield from self._levels(item, offer.levels, measure, "    ")

    def _demand(self, item: AnyRequirement) -> Iterator[str]:
        """Yield a demand without a level that the catalogue has from memory: one mark confirms it."""
        yield "    requirement:"
        yield f"      known: {item.kind}"
        yield f"      kind: {BLANK}  # {told_demand(item, self.lang)} ({ANY_KIND})"
        if isinstance(item, req.Delegated):
            yield "      to: ubnd-cap-tinh"
        yield f"      evidence: {self.evidence}"

    def _entry(
        self,
        indicator: Indicator,
        version: Version,
        to: date | None,
        part: str | None,
        *whys: tuple[Text, tuple[str, ...]],
    ) -> Iterator[str]:
        self.holes += 1
        name = version.name or indicator.name
        first, last = day_told(version.from_, self.lang), day_told(to, self.lang) if to is not None else ""
        days = self.say("since.until" if last else "since", first=first, last=last)
        yield ""
        yield f"  # {indicator.id} {name.in_(self.lang)} ({days})"
        for why, searched in whys:
            key = "searched" if searched else "why"
            yield f"  # {self.say(key, why=why.in_(self.lang), searched=', '.join(searched))}"
        tail = f"{f'/{part}' if part else ''}{f'@{version.from_}' if len(indicator.versions) > 1 else ''}"
        yield from self._first(indicator.id, version.provision, version.from_, to, tail)
        if part is not None:
            yield f"    part: {_quoted(part)}"

    def _first(self, label: str, provision: Provision, from_: date, to: date | None, tail: str) -> Iterator[str]:
        place = self.whole.id.partition("/")[2]
        yield f"  - id: {_quoted(f'{self.pack}/{place}/{label}{tail}')}"
        yield from self._common(label, provision, from_, to)

    def _common(self, label: str, provision: Provision, from_: date, to: date | None) -> Iterator[str]:
        yield "    verb: complete"
        yield f"    target: {_quoted(f'{self.whole.id}/{label}' if label else self.whole.id)}"
        yield f"    provision: {_provision(provision)}"
        yield f"    from: {_quoted(str(from_))}"
        if to is not None:
            yield f"    to: {_quoted(str(to))}"

    def _blank(self, measure: Measure | None, indent: str) -> Iterator[str]:
        """Yield a requirement of which nothing is known but what it measures."""
        evidence = self.evidence
        yield f"{indent}requirement:"
        if measure is not None and measure.kind is MeasureKind.YES_NO:
            yield f"{indent}  kind: {BLANK}  # {self.say('yes-no', measure=measure.id)}"
            yield f"{indent}  evidence: {evidence}"
            return
        yield f"{indent}  kind: {BLANK}  # {COMPARED if measure is not None else ANY_KIND}"
        yield f"{indent}  threshold:"
        if measure is not None and self.areas:
            yield f"{indent}    evidence: {evidence}"
            yield f"{indent}    rows:  # {self.say('one-level', unit=self._unit(measure))}"
            for area, name in self.areas:
                yield f"{indent}      - {{area: {area}, value: {BLANK}}}  # {name}"
            return
        yield f"{indent}    value: {BLANK}" + (f"  # {self._unit(measure)}" if measure is not None else "")
        yield f"{indent}    evidence: {evidence}"

    def _levels(
        self, item: AnyRequirement, asked: Mapping[str, Sequence[Cell]], measure: Measure | None, indent: str
    ) -> Iterator[str]:
        """Yield the open rows of the levels of a requirement whose comparison is known."""
        yield f"{indent}requirement:"
        yield f"{indent}  kind: {item.kind}"
        for key in ("measure", "children", "op", "target"):
            if getattr(item, key, None) is not None:
                yield f"{indent}  {key}: {_quoted(getattr(item, key))}"
        yield f"{indent}  note: {_flow(Text(PRINTED['vi'], PRINTED['en']))}"
        for name, rows in asked.items():
            yield f"{indent}  {name}:"
            yield f"{indent}    evidence: {self.evidence}"
            yield f"{indent}    rows:" + (f"  # {self._unit(measure)}" if measure is not None else "")
            for row in rows:
                yield from self._row(row, indent)

    def _row(self, row: Cell, indent: str) -> Iterator[str]:
        names = dict(self.areas)
        place = [f"year: {row.year}"] if row.year is not None else []
        place += [f"area: {row.area}"] if row.area is not None else []
        said = [names.get(row.area, row.area)] if row.area is not None else []
        known = known_of(row) if row.unknown is None else None
        place += [f"known: {known}"] if known is not None else []
        said += [told(row, self.lang)] if row.unknown is None else []
        remark = f"  # {': '.join(said)}" if said else ""
        computed = computed_of(row)
        if computed is None:
            yield f"{indent}      - {{{', '.join([*place, f'value: {BLANK}'])}}}{remark}"
            return
        # Confirmed by a mark, the number stays one that is computed; a number written here is the text's own.
        yield f"{indent}      - {place[0]}"
        yield from (f"{indent}        {each}" for each in place[1:])
        yield f"{indent}        value: {BLANK}{remark}"
        yield f"{indent}        {COMPUTED}:"
        yield f"{indent}          rule: {_flow(computed.rule)}"
        yield f"{indent}          cells: [{', '.join(map(_quoted, computed.cells))}]"
        if computed.shares:
            yield f"{indent}          shares: [{', '.join(map(str, computed.shares))}]"

    # what nobody has written down

    def _missing(self, criterion: Criterion) -> Iterator[str]:
        declared = criterion.declared_indicators
        provision, from_ = self.whole.provision, self.whole.stage.from_
        named = f"{criterion.id} {criterion.name.in_(self.lang)}"
        if declared is None:
            self.counts += 1
            yield ""
            written = len(criterion.indicators)
            yield f"  # {self.say('criterion.count', criterion=named, written=written)}"
            yield from self._first(criterion.id, provision, from_, None, "/so-chi-tieu")
            yield f"    declared_indicators: {BLANK}"
        total = self.whole.declared.indicators
        known = declared is None and total is not None and self.whole.modelled >= total
        count = 0 if known else 1 if declared is None else declared - len(criterion.indicators)
        for number in range(count):
            self.indicators += 1
            yield ""
            key = "indicator.more" if declared is None else "indicator.of"
            yield f"  # {self.say(key, criterion=named, number=number + 1, total=count)}"
            yield f"  - id: {BLANK}  # {self.say('id.indicator')}"
            yield from self._common(criterion.id, provision, from_, None)
            yield "    indicator:"
            yield from self._new_indicator("      ", provision, from_)

    def _new_indicator(self, indent: str, provision: Provision, from_: date, dash: str = "") -> Iterator[str]:
        first = indent[: len(indent) - len(dash)] + dash
        yield f"{first}id: {BLANK}  # {self.say('label', example='5.1')}"
        yield f"{indent}name: {{vi: {BLANK}, en: {BLANK}}}"
        yield f"{indent}measure: {BLANK}  # {self.say('measure')}"
        yield f"{indent}versions:"
        yield f"{indent}  - from: {_quoted(str(from_))}"
        yield f"{indent}    provision: {_provision(provision)}"
        yield from self._blank(None, f"{indent}    ")

    def _criterion(self, number: int, missing: int) -> Iterator[str]:
        self.criteria += 1
        provision, from_ = self.whole.provision, self.whole.stage.from_
        yield ""
        total = missing if self.whole.declared.criteria is not None else "?"
        yield f"  # {self.say('criterion.of', number=number + 1, total=total)}"
        yield f"  - id: {BLANK}  # {self.say('id.criterion')}"
        yield from self._common("", provision, from_, None)
        yield "    criterion:"
        yield f"      id: {BLANK}  # {self.say('label', example='5')}"
        yield f"      name: {{vi: {BLANK}, en: {BLANK}}}"
        yield f"      declared_indicators: {BLANK}  # {self.say('leave')}"
        yield "      indicators:"
        yield from self._new_indicator("          ", provision, from_, dash="- ")

    def _unit(self, measure: Measure) -> str:
        return f"{measure.id}, {unit_word(measure.unit_name, self.lang)}" if measure.unit else measure.id

    def _refused(self, indicator: Indicator, offer: Offer) -> Iterator[str]:
        """Yield the remark on a part that an entry of its own could not change."""
        if isinstance(offer.item, req.Unknown) and offer.refused == "unnamed":
            name = (offer.item.label or indicator.name).in_(self.lang)
            why = offer.item.why.in_(self.lang)
            yield from self.remarks("unnamed", indicator=indicator.id, name=name, why=why)
        else:
            yield from self.remarks("apart", indicator=indicator.id, part=offer.part)


def _text_of(provision: Provision) -> tuple[str, str | None]:
    return provision.decision, provision.annex
