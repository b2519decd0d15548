"""Whether a text beside figures is understood: over columns, in the brackets of a heading of results, a row between others.

All of its words are those that say nothing new (``headings.toml``, ``understood``) or the names that the set gives its criteria,
groups and indicators; or somebody has to say what it makes of the figures. What nobody knows is never passed over: the words of
what is harmless are listed, and not those of plans, levels, other places and times, of which a list never ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

from ntmrules.errors import Problem, UnitError, problem
from ntmrules.figures.behind import KINDS_OF_NO_RESULT, behind, heard, no_result, words_in
from ntmrules.figures.heading_rows import HAMLET
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.headings import label_in
from ntmrules.figures.indicator_names import TIERS, Own, content, names, own_tiers
from ntmrules.figures.mentions import listed_names, places_in, without_documents
from ntmrules.figures.notes import bears_on_nothing
from ntmrules.figures.row_names import is_part
from ntmrules.figures.scale import is_unit_of_measure, same_scale
from ntmrules.figures.strange_words import Known, strange_words
from ntmrules.frozen import frozen
from ntmrules.messages import Phrase as Said
from ntmrules.model.figures import Beside
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import accented, fold
from ntmrules.model.unit_names import name_key, parted
from ntmrules.patterns import later
from ntmrules.places.listed import districts_of_communes

Phrase = tuple[str, ...]
_NUMBER = later(r"\s*(?:[IVX]{1,5}|[A-HĐ]|\d{1,2})\s*[.)/:,–-]\s*(?=[^\W\d])|\s*[-–+*•]\s+")
_LABEL = later(r"\s*(?P<label>\d{1,2}(?:\.\d{1,2})?)\s+(?=[^\W\d])")
_NUMERAL = later(r"[IVX]{1,5}|[A-HĐ]|\d{1,2}")
_FOOTNOTE = later(r"[(\[]\s*(?:\d{1,2}|\*+)\s*[)\]]")
_DAY = later(r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*((?:19|20)\d\d)(?!\d)")
_DAY_IN_WORDS = later(r"\b(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MARKS = later(r"[,;:()/&+–—-]|\s(?:và|and|hoặc)\s", re.IGNORECASE)
_NUMBERED = (
    "nhóm",
    "nhóm tiêu chí",
    "phần",
    "mục",
    "tiêu chí",
    "tiêu chí số",
    "chỉ tiêu",
    "chỉ tiêu số",
    "tc",
    "group",
    "part",
)
_LETTERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "a", "b", "c", "d")
_REGISTERED = later(r"\b(?:đăng ký|đăng kí|dang ky|dang ki)\b")
_NAMES = later(r"(?<=\s)[^\W\d_a-zà-ỹđ][^\W\d_]*(?:[’'`][^\W\d_]+)*")
_IN_PLACES = ("brackets", "section")
_IDENTITIES = {"over": "NTM503.over", "brackets": "NTM503.brackets"}
_ASKED = ("over", "brackets", "section", "block", "group", "cell")
_MOST_CELLS = 20  # of one column that are told
_FEW = 5  # words of a row that names a tier
_PROSE = 6  # words from which on a row of the set's words is a sentence of it
_RUN = 2  # words of a name that stand in it one after the other
_LONGEST = 12  # words of a name that are looked up at once


@frozen
class Words:
    """Phrases by their first word: each as its words and what it says; those of a text without accents are folded."""

    spelled: Mapping[str, tuple[tuple[Phrase, str], ...]]
    folded: Mapping[str, tuple[tuple[Phrase, str], ...]]

    @classmethod
    def of(cls, said: Iterable[tuple[str, str]]) -> Words:
        """Return the phrases of pairs of a text and what it says."""
        pairs = [*dict.fromkeys((words_in(text), kind) for text, kind in said)]
        return cls(_by_first((tuple(map(name_key, words)), kind) for words, kind in pairs),
                   _by_first((tuple(map(fold, words)), kind) for words, kind in pairs))  # fmt: skip

    def beginning(self, keys: Sequence[str], *, bare: bool) -> Iterator[tuple[int, str]]:
        """Yield how long the phrases are with which some words begin, and what they say."""
        for phrase, kind in (self.folded if bare else self.spelled).get(keys[0], ()):
            if tuple(keys[: len(phrase)]) == phrase:
                yield len(phrase), kind


def _by_first(phrases: Iterable[tuple[Phrase, str]]) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    found: dict[str, dict[tuple[Phrase, str], None]] = {}
    for phrase, kind in phrases:
        if phrase:
            found.setdefault(phrase[0], {})[phrase, kind] = None
    return {first: tuple(sorted(each, key=lambda pair: -len(pair[0]))) for first, each in found.items()}


def not_understood(said: Iterable[Beside], book: Rulebook) -> Iterator[Problem]:
    """Yield NTM503 for each text beside figures of which not every word is understood: it may say that they are no results of the
    unit and the year that they would count for.
    """
    told: Counter[str] = Counter()
    for each in said:
        if each.kind not in _ASKED or told[each.heading] >= _MOST_CELLS or is_harmless(each, book):
            continue
        if each.kind == "block" and not _strange_in_title(each, book) and {*heard(each.text).years} <= {book.on.year}:
            continue
        if each.kind == "group" and not _is_of_other_figures(each, book):
            continue
        kind = no_result(heard(each.text))
        why = Said(KINDS_OF_NO_RESULT[kind]) if kind is not None else Said("remarks.nobody-knows")
        if each.kind == "cell":
            told[each.heading] += 1
            yield problem("NTM503.cell", each.at, text=each.text[:80], why=why, option=each.option, column=each.heading)
            continue
        yield problem(
            _IDENTITIES.get(each.kind, "NTM503.section"), each.at, text=each.text[:80], why=why, option=each.option
        )


def _is_of_other_figures(each: Beside, book: Rulebook) -> bool:
    """Tell whether a row over some of the units says, or may say,
    that the figures below are none of them: «Các xã đăng ký năm 2025».

    A word in capitals is taken for a name: «Cụm xã miền Đông».
    """
    if no_result(heard(each.text)) is not None or _REGISTERED.search(accented(each.text)):
        return True
    strange = strange_in(each, each.text, book, more=_words_of_groups(bare=each.text.isascii()))
    names = set() if each.text.isupper() else {word for found in _NAMES.findall(each.text) for word in words_in(found)}
    return any(word not in names for word in strange)


@cache
def _words_of_groups(*, bare: bool) -> frozenset[str]:
    said = (*words_of("groups").values(), *words_of("of_groups").values())
    return frozenset(map(_keyed(bare=bare), (word for texts in said for text in texts for word in words_in(text))))


def is_harmless(each: Beside, book: Rulebook) -> bool:
    """Tell whether all words of a text beside figures say nothing new of them in the set of ``book``."""
    if each.kind in ("section", "end") and _is_row_of_its_own(each.text, book):
        return True
    if each.kind == "cell" and bears_on_nothing(each.text):
        return True
    text = _FOOTNOTE.sub(" ", each.text)
    numbered = _NUMBER.match(text)
    text = text[numbered.end() :] if numbered is not None else text
    text = _without_days(_without_measures(text, each.labels, book), book, each.years)
    words = words_in(text)
    if not words or (each.kind != "cell" and _NUMERAL.fullmatch(text.strip(" .():"))):
        return True
    bare = text.isascii()
    keys = [*map(_keyed(bare=bare), words)]
    known = [
        _general(each.kind),
        _of_book(book),
        _of_units(each.units, book, each.text),
        _numbers(each),
        _runs(each.labels, book),
    ]
    kinds = _cover(keys, known, bare=bare)
    return kinds is not None and not (kinds[0] == "group" and "time" in kinds)


def is_of_whole_unit(each: Beside) -> bool:
    """Tell whether what a cell of words says beside a figure says nothing new of it, whatever the set: a year or a set does."""
    keys = [*map(name_key, words_in(each.text))]
    if not keys or bears_on_nothing(each.text):
        return True
    own = Words.of((text, "place") for unit in each.units for text in (unit, parted(unit)[1]))
    return _cover(keys, [_general("cell"), own], bare=False) is not None


def titles_not_understood(said: Iterable[Beside], book: Rulebook) -> Iterator[tuple[Beside, tuple[str, ...]]]:
    """Yield the titles in which there are words that no title of results has, each with those words."""
    for each in said:
        if each.kind == "title" and not is_harmless(each, book) and (strange := _strange_in_title(each, book)):
            yield each, strange


def _strange_in_title(each: Beside, book: Rulebook) -> tuple[str, ...]:
    return strange_in(each, without_documents(each.text), book)


def strange_in(each: Beside, text: str, book: Rulebook, *, more: Container[str] = ()) -> tuple[str, ...]:
    """Return the words of a text, or a part of it, that neither titles of results have nor the set or its units are called by.

    ``more``: other words that say nothing new, as they are compared.
    """
    for place in places_in([text]):
        text = re.sub(re.escape(place.name), " ", text, flags=re.IGNORECASE)
    own = {word for unit in each.units for word in words_in(unit)}
    bare = text.isascii()
    keyed, known, called = _keyed(bare=bare), _words_of_titles(bare=bare), _all_words(book)
    return tuple(word for word in words_in(text) if not any(map(str.isdigit, word)) and word not in own
                 and (key := keyed(word)) not in known and key not in more and not called.has((key,), bare=bare))  # fmt: skip


def _keyed(*, bare: bool) -> Callable[[str], str]:
    """Return what makes words comparable: of a text that is ``bare`` of accents they are folded."""
    return fold if bare else name_key


@cache
def _words_of_titles(*, bare: bool) -> frozenset[str]:
    lists = (*words_of("titles").values(), *words_of("understood").values())
    return frozenset(map(_keyed(bare=bare), (word for said in lists for text in said for word in words_in(text))))


def _is_row_of_its_own(text: str, book: Rulebook) -> bool:
    """Tell whether a row without figures is one of an indicator or criterion, by its label and name, or of a part of one: it is
    over nothing. One that names a place, another tier or no results is not.
    """
    numbered = _LABEL.match(text)
    label = label_in(text) or (numbered["label"] if numbered is not None else None)
    own = names(book).get(label or "")
    said = behind(text) if own is not None else text
    if own is None and not is_part(text):
        own_words = _all_words(book)
        if len(words_in(text)) < _PROSE or strange_words(heard(text), own_words):
            return False
    if own is not None and label is not None and "." not in label and not _is_criterion(said, own):
        return False
    own_texts = () if own is None else own.texts
    return not (_speaks_of_others(said) or no_result(heard(said), own_texts) or _is_of_another_tier(said))


def _is_criterion(said: str, own: Own) -> bool:
    """Tell whether what stands behind the label of a criterion is its name, perhaps in other words."""
    return bool(content(heard(said))) and not strange_words(heard(said), own.known)


def _speaks_of_others(text: str) -> bool:
    """Tell whether a text names a unit or a hamlet; in capitals («ĐƯỜNG XÃ CỨNG HÓA») only a unit of a list."""
    capitals = text.isupper()
    named = any(not capitals or name_key(each.name) in listed_names(each.kind) for each in places_in([text]))
    return named or (not capitals and HAMLET.match(text) is not None)


def _is_of_another_tier(text: str) -> bool:
    plain = fold(text)
    return len(plain.split()) <= _FEW and any(fold(tier) in plain for tier in TIERS)


def _all_words(book: Rulebook) -> Known:
    texts = (text for own in names(book).values() for text in own.texts)
    return book.memo("understood_words", lambda: Known.of(texts))  # type: ignore[no-any-return]


def _cover(keys: Sequence[str], known: Sequence[Words], *, bare: bool) -> tuple[str, ...] | None:
    """Return what the phrases say of which some words are made, one after the other; nothing where a word is of none."""
    found: list[tuple[str, ...] | None] = [None] * len(keys) + [()]
    for at in range(len(keys) - 1, -1, -1):
        steps = sorted({each for words in known for each in words.beginning(keys[at:], bare=bare)}, reverse=True)
        for size, kind in steps:
            rest = found[at + size]
            if rest is not None:
                found[at] = (kind, *rest)
                break
    return found[0]


@cache
def _general(kind: str) -> Words:
    """Return the phrases that say nothing new anywhere, and those that do not in the place of a text of this kind."""
    own = {name: texts for name, texts in words_of("understood").items() if name not in _IN_PLACES or name == kind}
    said = ((text, name) for name, texts in own.items() for text in texts)
    numbers = (*map(str, range(1, 20)), *_LETTERS)
    return Words.of((*said, *((f"{word} {number}", "group") for word in _NUMBERED for number in numbers)))


def _of_book(book: Rulebook) -> Words:
    return book.memo("understood", lambda: Words.of(_said_by(book)))  # type: ignore[no-any-return]


def _said_by(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield what a set is called, its groups, criteria and indicators, its year, stage and decisions."""
    headings = (*book.headings, *book.added_headings)
    called = [book.set.name, *(each.name for each in book.set.groups), *(each.name for each in headings)]
    for name in called:
        for text in (name.vi, name.in_("en")):
            yield text, "name"
            yield from ((part, "name") for part in _MARKS.split(text) if any(map(str.isalpha, part)))
    for rule in book.all_rules:
        yield rule.name.vi, "name"
        yield rule.name.in_("en"), "name"
    yield from ((f"{count} {word}", "group") for count, word in
                ((len(headings), "tiêu chí"), (len(book.all_rules), "chỉ tiêu")))  # fmt: skip
    yield str(book.on.year), "time"
    for tier in own_tiers(book):
        yield from (
            (f"{before}{tier}", "programme")
            for before in ("", "ntm ", "nông thôn mới ", "xã ntm ", "xã nông thôn mới ")
        )
    period = book.set.period
    if period is not None:
        yield f"{period.from_} {period.to}", "name"
    for decision in {book.set.provision.decision, *(rule.provision.decision for rule in book.all_rules)}:
        number = decision.partition("/")[0]
        for text in (decision, number):
            yield from ((f"{before} {text}", "name") for before in ("qđ", "quyết định", "qđ số", "quyết định số"))
        yield decision, "name"
    if book.province is not None:
        yield from ((f"{before}{book.province.name}", "place") for before in ("", "tỉnh ", "thành phố "))


def _of_units(units: Iterable[str], book: Rulebook, text: str) -> Words:
    """Return what the own units are called, and beside one the district in which it lies by the list of its province.

    A district alone is none of theirs: figures below are its own.
    """
    keyed = _keyed(bare=text.isascii())
    said = f" {' '.join(map(keyed, words_in(text)))} "
    units = [unit for unit in units if f" {keyed(parted(unit)[1])} " in said]
    found = [text for unit in units for text in (unit, parted(unit)[1]) if text]
    homes = () if book.province is None else (home for unit in units for home in _districts(unit, book.province.name))
    found += [text for home in homes for text in (home, parted(home)[1])]
    return Words.of((text, "place") for text in found)


def _numbers(each: Beside) -> Words:
    """Return the years that have been heard, and the numbers of the criteria that are below."""
    criteria = {label.partition(".")[0] for label in each.labels}
    return Words.of((*((str(year), "time") for year in each.years), *((number, "name") for number in criteria)))


def _districts(unit: str, province: str) -> frozenset[str]:
    try:
        return districts_of_communes(province).get(parted(unit)[1], frozenset())
    except UnitError:  # an installation without the lists
        return frozenset()


def _runs(labels: Iterable[str], book: Rulebook) -> Words:
    """Return the runs of words in what the criteria are called that some labels are of, with their indicators."""
    criteria = frozenset(label.partition(".")[0] for label in labels)
    known: dict[frozenset[str], Words] = book.memo("understood_runs", dict)
    if criteria not in known:
        texts = [
            text for label, own in names(book).items() if label.partition(".")[0] in criteria for text in own.texts
        ]
        known[criteria] = Words.of((run, "name") for text in texts for run in _runs_of(text))
    return known[criteria]


def _runs_of(text: str) -> Iterator[str]:
    words = words_in(text)
    for first in range(len(words)):
        for last in range(first + _RUN, min(len(words), first + _LONGEST) + 1):
            yield " ".join(words[first:last])


def _without_days(text: str, book: Rulebook, years: Iterable[int] = ()) -> str:
    """Return a text in which the day of the assessment, and the last of its year, are its year; other days stay."""

    def own(said: re.Match[str]) -> str:
        day, month, year = map(int, said.groups())
        if year in years:
            return f" {year} "
        fits = year == book.on.year and ((day, month) in ((book.on.day, book.on.month), (31, 12)))
        return f" {year} " if fits else f" {day} {month} {year} "

    return _DAY_IN_WORDS.sub(own, _DAY.sub(own, text))


def _without_measures(text: str, labels: Iterable[str], book: Rulebook) -> str:
    """Return a text without a unit of measure that figures below are measured in: «Thu nhập (triệu đồng)»."""
    for part in heard(text).parts:
        if is_unit_of_measure(part) and any(_measured_in(label, part, book) for label in labels):
            text = text.replace(part, " ")
    return text


def _measured_in(label: str, unit: str, book: Rulebook) -> bool:
    own = names(book).get(label)
    return own is not None and own.measure is not None and same_scale(unit, own.measure.unit)
