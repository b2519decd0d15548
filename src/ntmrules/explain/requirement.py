"""What a requirement asks, in one sentence: one template a kind, in both languages."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.explain.lang.numbers import number, quantities, unit_word
from ntmrules.explain.lang.words import LEVELS, say
from ntmrules.model import requirements as req
from ntmrules.model.measures import Measure
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.text import Text

# Clauses: what stands after «Đạt khi» / «Met when», and between semicolons in a compound.
CLAUSES: dict[str, tuple[str, str]] = {
    "attained": ("nội dung “{name}” được đánh giá là đạt", "“{name}” is found to be attained"),
    "at_least": ("{name} từ {level} trở lên", "{name} is at least {level}"),
    "at_most": ("{name} không quá {level}", "{name} is at most {level}"),
    "more_than": ("{name} trên {level}", "{name} is more than {level}"),
    "less_than": ("{name} dưới {level}", "{name} is less than {level}"),
    "between": ("{name} trong khoảng từ {low} đến {high}", "{name} lies between {low} and {high}"),
    "none_of": ("{name} bằng 0", "{name} is zero"),
    "count_at_least": ("{name} đạt ít nhất {level}", "{name} comes to at least {level}"),
    "all_of": ("đáp ứng cả {n} nội dung: {parts}", "all {n} parts are met: {parts}"),
    "any_of": ("đáp ứng ít nhất một trong {n} nội dung: {parts}", "at least one of {n} parts is met: {parts}"),
    "k_of": ("đáp ứng ít nhất {k} trong {n} nội dung: {parts}", "at least {k} of {n} parts are met: {parts}"),
    "meets": ("đơn vị đạt “{target}”", "the unit meets “{target}”"),
    "share_of": (
        "tỷ lệ {children} đạt “{target}” {level}",
        "the share of units of level {children} that meet “{target}” is {level}",
    ),
    "count_of": (
        "số {children} đạt “{target}” {level}",
        "the number of units of level {children} that meet “{target}” is {level}",
    ),
    "derived": ("{name} {level}", "{name} is {level}"),
    "points": (
        "tổng điểm của các chỉ tiêu đạt {level}{weights}",
        "the points of the indicators that are met come to {level}{weights}",
    ),
    "function": (
        "{name} đạt theo cách tính “{function}” của tỉnh",
        "{name} is met as the rule “{function}” of the province computes it",
    ),
    "delegated": ("{name} theo quy định của {to}", "{name} is as {to} lays down"),
    "unknown": ("{name} (chưa rõ yêu cầu)", "{name} (what is asked is not known)"),
}
# Inside a compound an answer needs no more words, and a level that leaves nothing above or below it no «at least».
_SHORT_ATTAINED = ("“{name}” đạt", "“{name}” attained")
_EXACTLY = ("{name} đạt {level}", "{name} is {level}")
_ZERO = CLAUSES["none_of"]
_TIMES = ("{factor} lần mức của “{target}”", "{factor} times the level of “{target}”")
_MET = ("Đạt khi {clause}.", "Met when {clause}.")
# These two ask nothing that a unit could be compared with, so they say so instead of «met when».
_WHOLE: dict[str, tuple[str, str]] = {
    "delegated": (
        "“{name}” do {to} quy định cụ thể; chưa có quy định thì kết quả là chưa xác định.",
        "“{name}” is left to {to}; until it is laid down the verdict is undetermined.",
    ),
    "unknown": ("Chưa rõ nội dung yêu cầu: {why}.", "What is asked is not known: {why}."),
}
_BOUND = (" Quy định phải giữ: {clause}.", " The bound to keep: {clause}.")
_ALSO_FOR = (", cả tính chung và riêng {parts}", ", overall and for {parts} alone")
PART_WORDS = {"nam": ("nam", "men"), "nu": ("nữ", "women")}
_OF_TABLE = ("mức của bảng ({values}{by})", "the level of the table ({values}{by})")
_BY = {
    (True, True): (", tùy năm và vùng", ", by year and area"),
    (True, False): (", tùy năm", ", by year"),
    (False, True): (", tùy vùng", ", by area"),
    (False, False): ("", ""),
}
_DISPUTED = ("{values} (các nguồn nêu khác nhau)", "{values} (sources differ)")
_LEFT = ("mức do {to} quy định", "the level that {to} sets")
_UNSEEN = ("một mức chưa rõ", "a level that is not known")


@frozen(kw_only=True)
class Teller:
    """Says requirements in one language, with the names of measures and targets from one catalogue."""

    catalogue: Catalogue
    lang: str

    def text(self, text: Text | None) -> str:
        """Return a text in this language, or nothing."""
        return text.in_(self.lang) if text is not None else ""

    def sentence(self, item: AnyRequirement, *, measure: str | None, name: Text) -> str:
        """Return what ``item`` asks as one sentence; ``measure`` and ``name`` are those of the indicator."""
        if item.kind in _WHOLE:
            said = self._pick(_WHOLE[item.kind]).format(**self._values(item, measure, name))
            bound = item.bound if isinstance(item, req.Delegated) else None
            return said if bound is None else said + self._pick(_BOUND).format(clause=self.clause(bound, measure, name))
        return self._pick(_MET).format(clause=self.clause(item, measure, name))

    def clause(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        """Return what ``item`` asks as part of a sentence."""
        said = self._pick(self._template(item, measure)).format(**self._values(item, measure, name))
        parts = item.parts if isinstance(item, req.Comparison) else ()
        if parts:
            listed = ", ".join(self._pick(PART_WORDS.get(part, (part, part))) for part in parts)
            said += self._pick(_ALSO_FOR).format(parts=listed)
        return said

    def _template(self, item: AnyRequirement, measure: str | None) -> tuple[str, str]:
        if isinstance(item, (req.AtLeast, req.AtMost)) and len(item.threshold.rows) == 1:
            value = item.threshold.rows[0].value
            if isinstance(item, req.AtLeast) and value == 100 and self.unit(item, measure) == "%":
                return _EXACTLY
            if isinstance(item, req.AtMost) and value == 0:
                return _ZERO
        return CLAUSES[item.kind]

    def _part(self, part: AnyRequirement, measure: str | None, name: Text) -> str:
        if isinstance(part, req.Attained):
            return self._pick(_SHORT_ATTAINED).format(name=self.name_of(part, measure, name))
        said = self.clause(part, measure, part.label or name)
        return f"({said})" if isinstance(part, req.Compound) else said

    def name_of(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        """Return what a requirement is about: its label, else its measure, else the indicator."""
        known = self.measure(item, measure)
        return self.text(item.label or (known.name if known is not None else name))

    def measure(self, item: AnyRequirement, measure: str | None) -> Measure | None:
        """Return the measure that a requirement reads; nothing for one that reads none of its own."""
        own = (item.measure or measure or "").partition("/")[0]
        return self.catalogue.measures.get(own)

    def _pick(self, pair: tuple[str, str]) -> str:
        return pair[self.lang == "en"]

    def _values(self, item: AnyRequirement, measure: str | None, name: Text) -> dict[str, object]:
        values: dict[str, object] = {"name": self._subject(item, measure, name)}
        unit = self.unit(item, measure)
        if isinstance(item, req.Compound):
            clauses = [self._part(part, item.measure or measure, name) for part in item.of]
            values |= {"n": len(item.of), "parts": "; ".join(clauses), "k": getattr(item, "k", None)}
        elif isinstance(item, req.Comparison):
            values["level"] = self.level(item.threshold, unit)
        elif isinstance(item, req.Between):
            values |= {"low": self.level(item.low, unit), "high": self.level(item.high, unit)}
        elif isinstance(item, req.Meets):
            values["target"] = self.target(item.target)
        elif isinstance(item, req.ChildCount):
            level = say(item.op, self.lang, value=self.level(item.threshold, unit))
            values |= {"children": self.unit_level(item.children), "level": level, "target": self._aim(item)}
        elif isinstance(item, req.Points):
            level = say(item.op, self.lang, value=self.level(item.threshold, self.unit(item, measure)))
            values |= {"level": level, "weights": self._weights(item)}
        elif isinstance(item, req.Function):
            values["function"] = item.name
        elif isinstance(item, req.Derived):
            times = self._pick(_TIMES).format(factor=number(item.factor, self.lang), target=self.target(item.of))
            values["level"] = say(item.op, self.lang, value=times)
        elif isinstance(item, req.Delegated):
            values |= {"to": self.whom(item.to), "name": self.name_of(item, measure, name)}
        elif isinstance(item, req.Unknown):
            values["why"] = self.text(item.why).rstrip(".")
        else:
            values["name"] = self.name_of(item, measure, name)
        return values

    def _weights(self, item: req.Points) -> str:
        listed = ", ".join(f"{label}: {number(weight, self.lang)}" for label, weight in item.weights.items())
        return f" ({listed})" if listed else ""

    def _subject(self, item: AnyRequirement, measure: str | None, name: Text) -> str:
        said = lower_first(self.name_of(item, measure, name))
        named = item.label is None and self.measure(item, measure) is not None
        return f"the {said}" if named and self.lang == "en" and said[:1].islower() else said

    def unit(self, item: AnyRequirement, measure: str | None) -> str | None:
        """Return the unit in which the level of a requirement is told."""
        if isinstance(item, req.ShareOf):
            return "%"
        if isinstance(item, req.CountOf):
            return item.children
        known = self.measure(item, measure)
        return known.unit if known is not None else None

    def _aim(self, item: req.ChildCount) -> str:
        if item.target is not None:
            return self.target(item.target)
        known = self.catalogue.measures.get(item.measure or "")
        return self.text(known.name) if known is not None else item.measure or ""

    def unit_level(self, level: str) -> str:
        """Return the word for a kind of unit: ``xã``, ``commune``."""
        return self._pick(LEVELS[level]) if level in LEVELS else level

    def whom(self, to: str) -> str:
        """Return who has to set what a decision leaves open."""
        return say(to, self.lang) if to in ("ubnd-cap-tinh", "bo-nganh") else to

    def target(self, target: str) -> str:
        """Return the name of a set, criterion or indicator that is referred to; ``CatalogError`` NTM139 if unknown."""
        set_id, label = split_target(self.catalogue, target)
        headers = self.catalogue.headers
        known = [each for each in headers.values() if set_id in (each.id, each.key)]
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

    # levels

    def level(self, threshold: Threshold, unit: str | None) -> str:
        """Return a level in words: its value, or the span of its table."""
        rows = threshold.rows
        if len(rows) == 1 and rows[0].year is None and rows[0].area is None:
            return self._cell(rows[0], unit)
        values = sorted({value for row in rows for value in values_of(row)})
        years = {row.year for row in rows}
        areas = {row.area for row in rows}
        by = self._pick(_BY[len(years) > 1, len(areas) > 1])
        if not values:
            said = self._cell(rows[0], unit)
            return said + by
        if len(values) == 1:
            span = quantities(values, unit, self.lang)
        else:
            sign = "%" if unit == "%" else ""
            span = f"{number(values[0], self.lang)}–{number(values[-1], self.lang)}{sign}"
            span = f"{span} {unit_word(unit, self.lang)}" if unit and not sign else span
        return self._pick(_OF_TABLE).format(values=span, by=by)

    def _cell(self, cell: Cell, unit: str | None) -> str:
        values = values_of(cell)
        if len(values) > 1:
            return self._pick(_DISPUTED).format(values=quantities(values, unit, self.lang))
        if values:
            return quantities(values, unit, self.lang)
        if cell.delegated is not None:
            return self._pick(_LEFT).format(to=cell.delegated.by or self.whom(cell.delegated.to))
        return self._pick(_UNSEEN)


def values_of(cell: Cell) -> tuple[Decimal, ...]:
    """Return the values that a cell may have: one, several where sources differ, none for a hole."""
    if cell.value is not None:
        return (cell.value,)
    return tuple(each.value for each in cell.candidates)


def lower_first(text: str) -> str:
    """Return ``text`` with a small first letter, unless the word is written in capitals or has only one letter."""
    first = text.split(" ", 1)[0]
    return text if len(first) < 2 or not first[1:].islower() else text[0].lower() + text[1:]


def strip_stage(name: str) -> str:
    """Return the name of a set without its stage: ``… xã NTM giai đoạn 2021-2025`` -> ``… xã NTM``."""
    words = name.split(" ")
    while words and (words[-1].replace("-", "").replace("–", "").isdigit() or words[-1] in ("đoạn", "giai", "stage")):
        words.pop()
    return " ".join(words)
