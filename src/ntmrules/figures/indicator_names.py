"""Whether what stands behind a label is what the set calls the indicator, and is counted as its measure is.

«10.1. Thu nhập, nghìn đồng» is in another unit, «11.1 Số hộ nghèo» no share, «10.1 Tỷ lệ nghèo» the name of another indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from ntmrules.errors import Problem, problem
from ntmrules.figures.behind import KINDS_OF_NO_RESULT, Behind, heard, measured, no_result, owns, words_in
from ntmrules.figures.scale import per_whom, same_scale
from ntmrules.figures.strange_words import Known, strange_words
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Phrase
from ntmrules.messages.speech import few
from ntmrules.model.figures import Entry, FigureTable, Remark
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.spelling import accented, fold
from ntmrules.model.unit_names import name_key
from ntmrules.patterns import later

_COUNTS = ("so ", "tong ", "km ", "dien tich ", "chieu dai ", "sl ", "number of ", "length of ", "area of ")
_TOTALS = ("tong ", "total ")
_ALL = later(r"\btoan xa\b|\bdien tich\b|\btong\b|\btotal\b|\barea\b")
_NOUNS = ("ho ", "nguoi ", "lao dong ", "tre ", "hoc sinh ", "thon ", "truong ", "co so ")
_SHARES = ("ty le", "ti le", "ty trong", "%", "phan tram", "share", "percentage", "rate ")
_NOT = later(r"\bchưa\b|\bkhông (?:có|được|đạt|dùng|sử dụng|tham gia|qua|bảo đảm|đảm bảo)\b|\bnot\b|\bwithout\b")
_NOT_FOLDED = later(
    r"\bchua (?!benh)|\bkhong (?:co|duoc|dat|dung|su dung|tham gia|qua|bao dam|dam bao)\b|\bnot\b|\bwithout\b"
)
_EMPTY = frozenset({"cua", "ve", "va", "co", "cac", "la", "theo", "tai", "tren", "dia", "ban", "trong", "o", "cho", "den", "nam",
                    "so", "lieu", "ket", "qua", "thuc", "hien", "trang", "gia", "tri", "th", "kq", "muc", "dat", "xa",
                    "huyen", "tinh", "ty", "ti", "le", "duoc", "voi", "tu", "tro", "len", "hoac", "the", "of",
                    "cuoi", "ca", "nay", "danh", "chua", "khong", "dvt", "don", "vi", "bq",
                    "in",
                    "a", "and", "with", "share", "value", "result", "figure", "stt", "noi", "dung"})  # fmt: skip
_STAGE = 5  # years of a stage of the programme, which ends in a year that these divide
_OTHERS = ("thoat", "khong", "thieu", "ngoai", "con lai")  # the other ones: a share of those is no share of these
_SHORT, _FEW = 8, 4  # words
_LONG = 12  # words: a longer text is that of a decision, of which a word or two may be other ones
TIERS = ("nâng cao", "kiểu mẫu", "hiện đại")
_LETTERS = 2  # of an abbreviation, at least one more
_HALF, _MOST = 0.5, 0.75  # of the words: enough to be one's own name; those of another indicator
_MOST_NAMED = 8


@frozen(kw_only=True)
class Own:
    """What an indicator or criterion is called: its texts in lower case, their words folded, what it is measured in."""

    name: str
    texts: tuple[str, ...]
    words: frozenset[str]
    known: Known
    measure: Measure | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """Its names, of which the measure's is one, without the question that is asked about it."""
        return (self.name, *(() if self.measure is None else (self.measure.name.vi,)))


def names(book: Rulebook) -> Mapping[str, Own]:
    """Return what the indicators and criteria of a rulebook are called, by label."""
    return book.memo("names_behind", lambda: _all_names(book))  # type: ignore[no-any-return]


def _all_names(book: Rulebook) -> dict[str, Own]:
    tiers = own_tiers(book)
    return {label: _own(each, tiers) for label, each in _called(book)}


def own_tiers(book: Rulebook) -> tuple[str, ...]:
    """Return the tiers that a set is called by: «10.1 – NTM nâng cao» says nothing new in the set that is called so."""
    return tuple(each for each in TIERS if each in book.set.name.vi.lower())


class _Called(NamedTuple):
    """The name of an indicator or criterion, all its texts, and what it is measured by."""

    name: str
    texts: tuple[str, ...]
    measure: Measure | None


def _called(book: Rulebook) -> Iterator[tuple[str, _Called]]:
    for heading in (*book.headings, *book.added_headings):
        yield heading.number, _of_heading(book, heading)
    above = {each.number: each.name for each in (*book.headings, *book.added_headings)}
    for rule in book.all_rules:
        measure = _measure_of(book, rule)
        texts = [rule.name.vi, rule.name.in_("en")]
        criterion = above.get(rule.number.partition(".")[0])
        if criterion is not None:
            texts += [criterion.vi, criterion.in_("en")]
        if measure is not None:
            texts += [measure.name.vi, measure.name.in_("en"), measure.id.replace("-", " ")]
            texts += [measure.question.vi, measure.question.in_("en")] if measure.question is not None else []
        yield rule.number, _Called(rule.name.vi, tuple(texts), measure)


def _of_heading(book: Rulebook, heading: Heading) -> _Called:
    """Return what a criterion is called; one with a single indicator is what that is called and measured in too."""
    texts = [heading.name.vi, heading.name.in_("en")]
    only = heading.only_rule
    measure = None if only is None else _measure_of(book, only)
    if only is not None:
        texts += [only.name.vi, only.name.in_("en")]
    return _Called(heading.name.vi, tuple(texts), measure)


def _measure_of(book: Rulebook, rule: Rule) -> Measure | None:
    return book.measures.get((rule.measure or "").partition("/")[0])


def _own(called: _Called, tiers: tuple[str, ...]) -> Own:
    words = frozenset(fold(word) for each in called.texts for word in words_in(each))
    texts = tuple(map(_in_words, called.texts))
    return Own(
        name=called.name, texts=texts, words=words, known=Known.of((*called.texts, *tiers)), measure=called.measure
    )


def _in_words(text: str) -> str:
    return accented(" ".join(words_in(text)))


def without_own_names(text: str, book: Rulebook) -> str:
    """Return a text without the names in it that the set gives its indicators and measures: «Kế hoạch bảo tồn … làng nghề»
    above a column is what is asked there. A text in which none stands is returned as it is.
    """
    said = f" {_in_words(text)} "
    own = [name for name in _long_names(book) if f" {name} " in said]
    for name in own:
        said = said.replace(f" {name} ", " ; ")
    return said.strip() if own else text


def _long_names(book: Rulebook) -> tuple[str, ...]:
    """Return what indicators and measures are called in several words, the longest first."""

    def made() -> tuple[str, ...]:
        texts = map(_in_words, dict.fromkeys(text for _, each in _called(book) for text in each.texts))
        return tuple(sorted({text for text in texts if text.count(" ") >= _FEW}, key=lambda text: (-len(text), text)))

    return book.memo("long_names", made)  # type: ignore[no-any-return]


def numbered(book: Rulebook, entry: Entry) -> Entry:
    """Return an entry whose subject is a name as one of the label that numbers its row, where the set calls that so."""
    assert entry.cell is not None
    own, said = names(book).get(entry.cell.number), heard(entry.subject)
    if own is None or not content(said) or _is_odd(said, own) or strange_words(said, own.known):
        return entry
    if _another(book, entry.cell.number, said) is not None:
        return entry
    return evolve(entry, subject=entry.cell.number, cell=evolve(entry.cell, behind=entry.subject))


def label_named(book: Rulebook, name: str) -> str | None:
    """Return the one label of a criterion or indicator that the set calls just so; nothing where none or several are."""
    key = name_key(name.partition("(")[0])
    found = [label for label, own in names(book).items() if name_key(own.name) == key]
    return found[0] if len(found) == 1 else None


def told_behind(book: Rulebook, entry: Entry) -> Problem | None:
    """Return why a figure is none of the indicator with whose label a text begins, or counted otherwise; else nothing."""
    assert entry.cell is not None
    known = book.memo("told_behind", dict)
    key = entry.subject, entry.cell.behind, type(entry.value) is Decimal, entry.confirmed
    if key not in known:
        own = names(book).get(entry.subject)
        known[key] = None if own is None else _told(book, own, entry)
    found = known[key]
    return None if found is None else problem(found[0], entry.at, subject=entry.subject, **found[1])


def _told(book: Rulebook, own: Own, entry: Entry) -> tuple[str, dict[str, object]] | None:
    """Return the message on what stands behind a label, with its values; a word that nobody knows is taken where confirmed."""
    assert entry.cell is not None
    said, number = heard(entry.cell.behind), type(entry.value) is Decimal
    wrong = _wrong(book, entry.subject, own, said, number=number)
    if wrong is not None or not number or entry.confirmed or own.measure is None or len(content(said)) > _LONG:
        return wrong
    strange = strange_words(said, own.known)
    if not strange:
        return None
    return "NTM503.strange", {"behind": said.text[:80], "words": " ".join(strange)[:60], "name": own.name}


def _wrong(book: Rulebook, label: str, own: Own, said: Behind, *, number: bool) -> tuple[str, dict[str, object]] | None:
    shown = said.text[:80]
    kind = no_result(said, own.texts)
    if kind == "whole" and book.set.level != "xa":
        kind = None  # a district's own figure is of all of it
    if kind == "whom" and (own.measure is None or per_whom(own.measure.unit or "") is None):
        kind = None
    if kind is None and any(not _is_time_of(book, said, *span) for span in said.spans):
        kind = "span"
    if kind is not None:
        return "NTM503.no-result", {"behind": shown, "kind": Phrase(KINDS_OF_NO_RESULT[kind])}
    other = _another(book, label, said)
    if other is not None:
        theirs = names(book)[other].name
        return "NTM503.another", {"behind": shown, "name": own.name, "other": other, "theirs": theirs}
    given = _otherwise(said, own, own.measure) if number and own.measure is not None else ""
    if given and own.measure is not None:
        return "NTM506.behind", {"given": given, "unit": own.measure.unit or Phrase("remarks.no-unit-of-measure")}
    return None


def _is_time_of(book: Rulebook, said: Behind, first: int, last: int) -> bool:
    """Tell whether a span of years is a stage of the programme or a school year, and did not end before the set began."""
    school = last - first == 1 and "nam hoc" in fold(said.said)
    return first < last and (school or last % _STAGE == 0) and last >= book.set.first_year


def _otherwise(said: Behind, own: Own, measure: Measure) -> str:
    """Return the words behind a label that say the figure is counted otherwise than its measure; empty where none do."""
    unit = measured(said, own.words)
    if unit and not same_scale(unit, measure.unit):
        return unit
    text, ours = fold(said.said).lstrip("-–— "), [fold(each) for each in own.texts]
    written = said.said.lstrip("-–— ")
    if measure.kind is MeasureKind.PERCENT:
        if text in ("ho", "nguoi"):
            return said.text[:60]
        counted = (
            text.startswith(_COUNTS)
            and not written.startswith(("sổ ", "số liệu"))
            and not any(each in text for each in _SHARES)
        )
        denied = (_NOT_FOLDED if said.said.isascii() else _NOT).search(said.said)
        if counted and not any(each.startswith(_COUNTS) for each in ours):
            return said.text[:60]
        if denied is not None and not owns(own.texts, denied[0]):
            return said.text[:60]
        short = len(text.split()) <= _SHORT
        if short and any(f" {each} " in f" {text} " and not owns(own.texts, each) for each in _OTHERS):
            return said.text[:60]
    else:
        of_each = per_whom(measure.unit or "") is not None
        for words in (_SHARES, *((_TOTALS,) if of_each else ())):
            if text.startswith(words) and not any(each.startswith(words) for each in ours):
                return said.text[:60]
        if of_each and unit and per_whom(unit) is None and _ALL.search(text):
            return said.text[:60]  # «Đất cây xanh toàn xã (m2)» is no area for each person
    return ""


def remarks_on_names(table: FigureTable, book: Rulebook) -> Iterator[Remark]:
    """Yield a remark where most of what stands behind some labels is no word of what the set calls the indicator."""
    said = dict.fromkeys((entry.subject, entry.cell.behind) for unit in table.units for entry in unit.entries
                         if entry.cell is not None and entry.cell.behind)  # fmt: skip
    if not said:
        return
    called = names(book)
    odd = [f"{label} «{text[:60]}»" for label, text in said if label in called and _is_odd(heard(text), called[label])]
    if odd:
        yield Remark("named", {"sheet": table.name, "names": few(odd, _MOST_NAMED, "; ")})


def _is_odd(said: Behind, own: Own) -> bool:
    """Tell whether somebody should look at what stands behind a label: half of its words, or one of few, are not its own; what a
    share is of, without a word for a share.
    """
    words = content(said)
    share = _share(words, own)
    text = fold(said.said)
    counted = own.measure is not None and own.measure.kind is MeasureKind.PERCENT and text.startswith(_NOUNS)
    return (
        share < _HALF or (share < 1 and len(words) <= _FEW) or (counted and not any(each in text for each in _SHARES))
    )


def _another(book: Rulebook, subject: str, said: Behind) -> str | None:
    """Return the label of another indicator of which a text is the name, where it is surely not that of ``subject``."""
    words = content(said)
    if len(words) < 2 or _share(words, names(book)[subject]) >= _HALF:
        return None
    found = book.memo("behind_of_another", dict)
    if words not in found:
        shares = sorted(
            ((_share(words, own, named=True), "." in label, label) for label, own in names(book).items()), reverse=True
        )
        found[words] = shares[0][2] if shares and shares[0][0] >= _MOST else None
    other: str | None = found[words]
    return None if other is None or other.partition(".")[0] == subject else other


@lru_cache(maxsize=8192)
def content(said: Behind) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, folded: without those that every text has."""
    unit = measured(said)
    text = said.said.replace(accented(unit), " ") if unit else said.said
    return tuple(word for each in words_in(text) if (word := fold(each)) not in _EMPTY and not word.isdigit())


def _share(words: tuple[str, ...], own: Own, *, named: bool = False) -> float:
    """Return which share of words are an indicator's own, or the first letters of some of them in a row (BHYT, THCS).

    ``named``: only the words of its name count, not those of the question that is asked about it.
    """
    if not words:
        return 1.0
    ours = _folded(own.called) if named else own.words
    initials = _initials(own.texts)
    known = (word in ours or (len(word) > _LETTERS and any(word in each for each in initials)) for word in words)
    return sum(known) / len(words)


@cache
def _folded(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for each in texts for word in words_in(each))


@cache
def _initials(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(word[0] for word in fold(each).split()) for each in texts)
