"""What a requirement asks: the one teller for handbook, ``show``, comparisons and trace, in both languages."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.explain.lang.computed import with_computed
from ntmrules.explain.lang.numbers import number, quantities, quantity, unit_word
from ntmrules.explain.lang.requirement_words import CLAUSES, phrase
from ntmrules.explain.lang.words import LEVELS, say
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure, part_word
from ntmrules.model.point_scale import PointGroup, Scored
from ntmrules.model.requirements import (
    AnyAgainstFigure,
    AnyChildCount,
    AnyComparison,
    AnyCompound,
    AnyRequirement,
    Cell,
    Threshold,
)
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text

ROUND = {0: "round.whole", -1: "round.tens", -2: "round.hundreds", -3: "round.thousands"}


def rounded_told(said: str, rounding: req.Rounding, lang: str) -> str:
    """Return what is asked (``said``) with what is rounded before it is compared, and to which place."""
    of_ten = number(Decimal(10) ** abs(rounding.digits), lang)
    key = ROUND.get(rounding.digits, "round.digits" if rounding.digits > 0 else "round.more")
    place = phrase(key, lang, digits=rounding.digits, unit=of_ten)
    what = "level_rounded" if rounding.of == "level" else "rounded"
    return phrase(f"{what}.{rounding.half}", lang, said=said, place=place)


@frozen(kw_only=True)
class Teller:
    """Says requirements in one language; a subclass knows the measures, and the names of targets."""

    lang: str

    @property
    @abstractmethod
    def measures(self) -> Mapping[str, Measure]:
        """Return the measures by id."""

    @abstractmethod
    def target(self, target: str) -> str:
        """Return the name of a set, criterion or indicator that is referred to."""

    def text(self, text: Text | None) -> str:
        """Return a text in this language, or nothing."""
        return text.in_(self.lang) if text is not None else ""

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase about requirements in this language."""
        return phrase(key, self.lang, **values)

    def sentence(self, item: AnyRequirement, *, measure: str | None, name: Text) -> str:
        """Return what ``item`` asks as one sentence; ``measure`` and ``name`` are those of the indicator."""
        return _Sentence(self).visit(item, measure, name)

    def clause(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        """Return what ``item`` asks as part of a sentence, with what it is asked of."""
        return _Clause(self).visit(item, measure, name)

    def short(self, item: AnyRequirement, measure: str | None) -> str:
        """Return what ``item`` asks in a few words, without what it is asked of; of a compound the number of its parts."""
        return _Short(self).visit(item, measure)

    def name_of(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        """Return what a requirement is about: its label, else its measure, else the indicator."""
        known = self.measure(item, measure)
        return self.text(item.label or (known.name if known is not None else name))

    def measure(self, item: AnyRequirement, measure: str | None) -> Measure | None:
        """Return the measure that a requirement reads; nothing for one that reads none of its own."""
        return self.measures.get((item.measure or measure or "").partition("/")[0])

    def unit(self, item: AnyRequirement, measure: str | None) -> str | None:
        """Return the unit in which the level of a requirement is told."""
        return unit_of(item, self.measure(item, measure))

    def unit_level(self, level: str) -> str:
        """Return the word for a kind of unit: ``xã``, ``commune``."""
        return LEVELS[level][self.lang == "en"] if level in LEVELS else level

    def whom(self, to: str) -> str:
        """Return who has to set what a decision leaves open."""
        return say(to, self.lang) if to in ("ubnd-cap-tinh", "bo-nganh") else to

    # levels

    def level(self, threshold: Threshold, unit: str | None) -> str:
        """Return a level in words: its value, or the span of its table."""
        rows = threshold.rows
        if len(rows) == 1 and rows[0].year is None and rows[0].area is None:
            return self._cell(rows[0], unit)
        values = sorted({value for row in rows for value in row.values})
        by_year, by_area = (len({getattr(row, name) for row in rows}) > 1 for name in ("year", "area"))
        by = self.phrase(f"by.{'year' * by_year}{'area' * by_area}") if by_year or by_area else ""
        if not values:
            return self._cell(rows[0], unit) + by
        proofs = [proof for row in rows for proof in row.proofs]
        return self.phrase("of_table", values=with_computed(self.span(values, unit), proofs, self.lang), by=by)

    def span(self, values: list[Decimal], unit: str | None) -> str:
        """Return the least and the greatest of ``values`` with their unit: ``15–20%``."""
        if len(values) == 1:
            return quantity(values[0], unit, self.lang)
        sign = "%" if unit == "%" else ""
        ends = f"{number(values[0], self.lang)}–{number(values[-1], self.lang)}{sign}"
        return f"{ends} {unit_word(unit, self.lang)}" if unit and not sign else ends

    def _cell(self, cell: Cell, unit: str | None) -> str:
        values = cell.values
        said = with_computed(quantities(values, unit, self.lang), cell.proofs, self.lang) if values else ""
        if len(values) > 1:
            return self.phrase("disputed", values=said)
        if values:
            return said
        if cell.delegated is not None:
            return self.phrase("left", to=cell.delegated.by or self.whom(cell.delegated.to))
        return self.phrase("unseen")


@frozen(kw_only=True)
class CatalogueTeller(Teller):
    """Says requirements as they are written, with the names of a catalogue."""

    catalogue: Catalogue

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Return the measures of the catalogue."""
        return self.catalogue.measures

    def target(self, target: str) -> str:
        """Return the name of a set, criterion or indicator that is referred to; ``CatalogError`` NTM139 if unknown."""
        set_id, label = split_target(self.catalogue, target)
        known = [each for each in self.catalogue.headers.values() if set_id in (each.id, each.key)]
        whole = self.catalogue.set(known[-1].id)
        if not label:
            # A target without a stage means the set in force, whose name must not tie it to one stage.
            name = self.text(whole.name)
            return name if set_id == whole.id else strip_stage(name)
        for criterion in whole.criteria:
            names = {criterion.id: criterion.name, **{item.id: item.name for item in criterion.indicators}}
            if label in names:
                return f"{label} {self.text(names[label])}"
        return target


@frozen(kw_only=True)
class RulebookTeller(Teller):
    """Says requirements as they apply on a day in a place, with the names of a rulebook."""

    book: Rulebook

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Return the measures of the rulebook."""
        return self.book.measures

    def target(self, target: str) -> str:
        """Return the name of a set, criterion or indicator that is referred to; the target itself if it is not known."""
        if target in self.book.nested:
            return self.text(self.book.nested[target].set.name)
        set_id, _, label = target.rpartition("/")
        book = self.book.nested.get(set_id, self.book)
        names = {each.number: each.name for each in (*book.headings, *book.added_headings)}
        name = {**{rule.number: rule.name for rule in book.all_rules}, **names}.get(label)
        return f"{label} {self.text(name)}" if name is not None else target


class _Clause(walk.Visitor[str]):
    """What stands after «Đạt khi» / «Met when», and between semicolons in a compound; with what it is asked of."""

    def __init__(self, teller: Teller) -> None:
        self._teller, self._lang = teller, teller.lang

    def _said(self, key: str, **values: object) -> str:
        return CLAUSES.say(key, self._lang, **values)

    def _subject(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        said = lower_first(self._teller.name_of(item, measure, name))
        named = item.label is None and self._teller.measure(item, measure) is not None
        return f"the {said}" if named and self._lang == "en" and said[:1].islower() else said

    def on_attained(self, item: req.Attained, measure: str | None, name: Text) -> str:
        return self._said(item.kind, name=self._teller.name_of(item, measure, name))

    def on_none_of(self, item: req.NoneOf, measure: str | None, name: Text) -> str:
        return self._said(item.kind, name=self._teller.name_of(item, measure, name))

    def on_comparison(self, item: AnyComparison, measure: str | None, name: Text) -> str:
        unit = self._teller.unit(item, measure)
        rows = item.threshold.rows
        key = exact(item.kind, (rows[0].value,), unit) if len(rows) == 1 and rows[0].value is not None else None
        level = self._teller.level(item.threshold, unit)
        said = self._said(key or item.kind, name=self._subject(item, measure, name), level=level)
        return also_for(said, item.parts, self._lang)

    def visit(self, item: AnyRequirement, *given: object) -> str:
        """Return the clause of ``item``, with what its text has rounded."""
        said, rounding = super().visit(item, *given), getattr(item, "round", None)
        if rounding is None:
            return said
        return rounded_told(said, rounding, self._teller.lang)

    def on_not_below_before(self, item: req.NotBelowBefore, measure: str | None, name: Text) -> str:
        said = self._said(item.kind, name=self._subject(item, measure, name))
        return self._running(said, item.for_years)

    def on_change_at_least(self, item: req.ChangeAtLeast, measure: str | None, name: Text) -> str:
        level = self._teller.level(item.threshold, self._teller.unit(item, measure))
        said = self._said(f"{item.kind}.{item.way}", name=self._subject(item, measure, name), level=level)
        return self._running(said, item.for_years)

    def _running(self, said: str, years: int) -> str:
        return self._teller.phrase("years_running", said=said, years=years) if years > 1 else said

    def on_relative(self, item: req.Relative, measure: str | None, name: Text) -> str:
        known = self._teller.measures.get((item.base or item.measure or measure or "").partition("/")[0])
        base = lower_first(self._teller.text(known.name if known is not None else name))
        whose = self._teller.phrase(f"whose.{item.whose or 'own'}", name=base)
        times = self._teller.phrase("times_figure", factor=number(item.factor, self._lang), base=whose)
        return self._said(
            item.kind, name=self._subject(item, measure, name), level=say(item.op, self._lang, value=times)
        )

    def on_between(self, item: req.Between, measure: str | None, name: Text) -> str:
        unit = self._teller.unit(item, measure)
        low, high = (self._teller.level(each, unit) for each in (item.low, item.high))
        return self._said(item.kind, name=self._subject(item, measure, name), low=low, high=high)

    def on_compound(self, item: AnyCompound, measure: str | None, name: Text) -> str:
        whole = walk.of_parts(item)
        if whole is not None:
            return self.visit(whole, measure, name)
        readings = walk.readings_of(item)
        asked = readings or item.of
        parts = [_Part(self._teller).visit(part, item.measure or measure, name) for part in asked]
        kind = "readings" if readings else item.kind
        return self._said(kind, n=len(asked), parts="; ".join(parts), k=getattr(item, "k", None))

    def on_meets(self, item: req.Meets, measure: str | None, name: Text) -> str:
        return self._said(item.kind, target=self._teller.target(item.target))

    def on_child_count(self, item: AnyChildCount, measure: str | None, name: Text) -> str:
        level = say(item.op, self._lang, value=self._teller.level(item.threshold, self._teller.unit(item, measure)))
        known = self._teller.measures.get(item.measure or "")
        asked = self._teller.text(known.name) if known is not None else item.measure or ""
        target = self._teller.target(item.target) if item.target is not None else asked
        return self._said(item.kind, children=self._teller.unit_level(item.children), level=level, target=target)

    def on_points(self, item: req.Points, measure: str | None, name: Text) -> str:
        level = say(item.op, self._lang, value=self._teller.level(item.threshold, self._teller.unit(item, measure)))
        listed = ", ".join(f"{label}: {number(weight, self._lang)}" for label, weight in item.weights.items())
        graded = "; ".join(self._group(group) for group in item.groups)
        said = self._said(item.kind, level=level, weights=f" ({listed or graded})" if listed or graded else "")
        return said if item.not_applicable is None else self._teller.phrase(f"points.{item.not_applicable}", said=said)

    def _group(self, group: PointGroup) -> str:
        """Say one group of a scale: what gives points in it, its cap, and the least it has to come to."""
        said = f"{self._teller.text(group.name)}: {', '.join(map(self._scored, group.items))}"
        if group.cap is not None:
            said = self._teller.phrase("points.cap", said=said, cap=number(group.cap, self._lang))
        if group.least is not None:
            said = self._teller.phrase("points.least", said=said, least=number(group.least, self._lang))
        return said

    def _scored(self, item: Scored) -> str:
        known = self._teller.measures.get(item.measure or "")
        own = item.indicator  # a number within the same set, as the weights of points are
        asked = self._teller.phrase("points.indicator", label=own) if own is not None else item.measure or ""
        name = lower_first(self._teller.text(known.name)) if known is not None else asked
        unit = known.unit if known is not None else None
        if item.way == "bands":
            bands = [self._teller.phrase("points.band", from_=quantity(band.from_, unit, self._lang),
                                         points=number(band.points, self._lang)) for band in item.bands]  # fmt: skip
            return f"{name} ({', '.join(bands)})"
        if item.way == "proportion" and item.full_at is not None and item.points is not None:
            full, points = quantity(item.full_at, unit, self._lang), number(item.points, self._lang)
            return self._teller.phrase("points.proportion", name=name, full=full, points=points)
        if item.way == "deduction" and item.deduct is not None and item.most is not None:
            each, most = number(item.deduct, self._lang), number(item.most, self._lang)
            return self._teller.phrase("points.deduction", name=name, each=each, most=most)
        return f"{name}: {number(item.points or Decimal(0), self._lang)}"

    def on_function(self, item: req.Function, measure: str | None, name: Text) -> str:
        return self._said(item.kind, name=self._subject(item, measure, name), function=item.name)

    def on_derived(self, item: req.Derived, measure: str | None, name: Text) -> str:
        factor, target = number(item.factor, self._lang), self._teller.target(item.of)
        level = say(item.op, self._lang, value=self._teller.phrase("times", factor=factor, target=target))
        return self._said(item.kind, name=self._subject(item, measure, name), level=level)

    def on_delegated(self, item: req.Delegated, measure: str | None, name: Text) -> str:
        return self._said(item.kind, to=self._teller.whom(item.to), name=self._teller.name_of(item, measure, name))

    def on_unknown(self, item: req.Unknown, measure: str | None, name: Text) -> str:
        return self._said(item.kind, name=self._subject(item, measure, name))


class _Part(_Clause):
    """A part of a compound: an answer needs no more words there, and a compound stands in brackets."""

    def on_attained(self, item: req.Attained, measure: str | None, name: Text) -> str:
        return self._said("attained.part", name=self._teller.name_of(item, measure, name))

    def on_compound(self, item: AnyCompound, measure: str | None, name: Text) -> str:
        said = self._teller.clause(item, measure, item.label or name)
        return said if walk.of_parts(item) is not None else f"({said})"

    def visit(self, item: AnyRequirement, *given: object) -> str:
        """Return the clause of ``item``, named by its own label where it has one."""
        measure, name = given
        return super().visit(item, measure, name if isinstance(item, req.Attained) else item.label or name)


class _Sentence(walk.Visitor[str]):
    """One whole sentence; what asks nothing that a unit could be compared with says so instead of «met when»."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    def _met(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        return self._teller.phrase("met", clause=self._teller.clause(item, measure, name))

    on_attained = on_none_of = on_comparison = on_between = on_compound = on_child_count = _met
    on_meets = on_derived = on_points = on_function = on_against_figure = _met

    def on_delegated(self, item: req.Delegated, measure: str | None, name: Text) -> str:
        named = self._teller.name_of(item, measure, name)
        said = self._teller.phrase("whole.delegated", name=named, to=self._teller.whom(item.to))
        if item.bound is None:
            return said
        return said + " " + self._teller.phrase("bound", clause=self._teller.clause(item.bound, measure, name))

    def on_unknown(self, item: req.Unknown, measure: str | None, name: Text) -> str:
        return self._teller.phrase("whole.unknown", why=self._teller.text(item.why).rstrip("."))


class _Short(walk.Visitor[str]):
    """What is asked in a few words, ``measure`` being that of what stands around it."""

    def __init__(self, teller: Teller) -> None:
        self._teller, self._lang = teller, teller.lang

    def _kind(self, item: AnyRequirement, measure: str | None) -> str:
        return say(item.kind, self._lang)

    def _level(self, item: AnyComparison | AnyChildCount | req.Points, measure: str | None) -> str:
        level = self._teller.level(item.threshold, self._teller.unit(item, measure))
        return say(walk.operator(item), self._lang, value=level)

    def on_between(self, item: req.Between, measure: str | None) -> str:
        unit = self._teller.unit(item, measure)
        low, high = (self._teller.level(each, unit) for each in (item.low, item.high))
        return say("between", self._lang, low=low, high=high)

    def on_k_of(self, item: req.KOf, measure: str | None) -> str:
        readings = walk.readings_of(item)
        if readings:
            return say("readings", self._lang, n=len(readings))
        return say("k_of", self._lang, k=item.k, n=len(item.of))

    def on_meets(self, item: req.Meets, measure: str | None) -> str:
        return say("meets", self._lang, target=self._teller.target(item.target))

    def on_delegated(self, item: req.Delegated, measure: str | None) -> str:
        return say("delegated", self._lang, to=self._teller.whom(item.to))

    def on_derived(self, item: req.Derived, measure: str | None) -> str:
        return self._teller.clause(item, measure, Text(item.of))

    def on_against_figure(self, item: AnyAgainstFigure, measure: str | None) -> str:
        return self._teller.clause(item, measure, Text(measure or ""))

    on_comparison = on_child_count = on_points = _level
    on_attained = on_none_of = on_all_of = on_any_of = on_unknown = on_function = _kind


class _Units(walk.Visitor["str | None"]):
    """The unit in which a level is told: that of the measure, or what a share or count of units is told in."""

    def _of_measure(self, item: AnyRequirement, measure: Measure | None) -> str | None:
        return measure.unit_name if measure is not None else None

    def on_share_of(self, item: req.ShareOf, measure: Measure | None) -> str:
        return "%"

    def on_count_of(self, item: req.CountOf, measure: Measure | None) -> str:
        return item.children

    def on_change_at_least(self, item: req.ChangeAtLeast, measure: Measure | None) -> str | None:
        return item.unit(self._of_measure(item, measure))

    on_attained = on_none_of = on_comparison = on_between = on_compound = on_meets = on_derived = _of_measure
    on_against_figure = _of_measure
    on_delegated = on_unknown = on_function = on_points = _of_measure


_units = _Units()


def unit_of(item: AnyRequirement, measure: Measure | None) -> str | None:
    """Return the unit in which the level of ``item`` is told, ``measure`` being the one that it reads."""
    return _units.visit(item, measure)


def exact(op: str, values: tuple[Decimal, ...], unit: str | None) -> str | None:
    """Return the key of the phrase for a level that leaves nothing above or below it; nothing for other levels."""
    if op == "at_least" and unit == "%" and values == (Decimal(100),):
        return "exactly"
    return "zero" if op == "at_most" and values == (Decimal(0),) else None


def also_for(said: str, parts: tuple[str, ...], lang: str) -> str:
    """Return ``said`` with the parts of the figure that it is asked of as well; unchanged where there are none."""
    named = ", ".join(part_word(part).in_(lang) for part in parts)
    return phrase("also_for", lang, said=said, parts=named) if parts else said


def lower_first(text: str) -> str:
    """Return ``text`` with a small first letter, unless the word is written in capitals or has only one letter."""
    first = text.split(" ", 1)[0]
    return text if len(first) < 2 or not first[1:].islower() else text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def strip_stage(name: str) -> str:
    """Return the name of a set without its stage: ``… xã NTM giai đoạn 2021-2025`` -> ``… xã NTM``."""
    words = name.split(" ")
    while words and (words[-1].replace("-", "").replace("–", "").isdigit() or words[-1] in ("đoạn", "giai", "stage")):
        words.pop()
    return " ".join(words)
