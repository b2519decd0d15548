"""Which words behind a label are none of its indicator's: «từ nông nghiệp», «lao động nữ», «GRDP», «thôn 3».

A number beside such words may be another figure than the one that is asked for: of another thing, of a part of the people, of
another place or time. What nobody knows is never taken for nothing, so the words that say nothing new are listed
(``headings.toml``, ``behind_labels``), and not those that say something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ntmrules.figures.behind import Behind, words_in
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key

Phrase = tuple[str, ...]


@frozen(kw_only=True)
class Known:
    """The words of which an indicator is called, each with its tone behind it and folded, and the first letters of its texts."""

    spelled: frozenset[str]
    folded: frozenset[str]
    initials: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Known:
        """Return what is known of an indicator that is called by ``texts``."""
        said = [words_in(each) for each in texts]
        words = [word for each in said for word in each]
        return cls(
            spelled=frozenset(map(name_key, words)),
            folded=frozenset(map(fold, words)),
            initials=tuple("".join(fold(word)[0] for word in each) for each in said),
        )

    def has(self, phrase: Phrase, *, bare: bool) -> bool:
        """Tell whether every word of a phrase, folded where ``bare``, is one of its own."""
        return all(word in (self.folded if bare else self.spelled) for word in phrase)


def strange_words(said: Behind, known: Known) -> tuple[str, ...]:
    """Return the words of a text that neither its indicator is called by nor everybody writes, in their order."""
    bare = said.said.isascii()
    words = [word for part in _parts(said) for word in words_in(part)]
    keys = [fold(word) if bare else name_key(word) for word in words]
    strange, at = [], 0
    while at < len(words):
        size = _nothing_new(keys[at:], known, bare=bare)
        if size == 0:
            if not _is_known(words[at], keys[at], known, said.text, bare=bare):
                strange.append(words[at])
            size = 1
        at += size
    return (*strange, *_alone(keys, bare=bare))


def _parts(said: Behind) -> Iterator[str]:
    """Yield the parts of a text without those that are a unit of measure, which is looked at apart."""
    text = said.said
    for part in said.parts[1:]:
        if is_unit_of_measure(part):
            text = text.replace(part.casefold(), " ")
    yield text


def _is_known(word: str, key: str, known: Known, written: str, *, bare: bool) -> bool:
    if any(map(str.isdigit, word)) and not word.strip("0123456789m"):
        return True
    if known.has((key,), bare=bare) or (word.isascii() and fold(word) in known.folded and len(word) > 1):
        return True
    short = fold(word)
    vowels = any(letter in "aeiouy" for letter in short)
    if len(short) < 2 or (len(short) == 2 and vowels) or word.upper() not in written:
        return False
    return any(short in each for each in known.initials)


def _nothing_new(keys: Sequence[str], known: Known, *, bare: bool) -> int:
    """Return how many of the words with which ``keys`` begin say nothing new: a phrase of the list, or one for its own."""
    for phrase, others in _plain(bare=bare).get(keys[0], ()):
        if tuple(keys[: len(phrase)]) == phrase and (not others or any(known.has(each, bare=bare) for each in others)):
            return len(phrase)
    return 0


def _alone(keys: Sequence[str], *, bare: bool) -> Iterator[str]:
    """Yield the words that speak of a part where they stand without the word for all: «cận nghèo» without «nghèo»."""
    for phrase, whole in _pairs("parts", bare=bare):
        text = f" {' '.join(keys)} "
        part = f" {' '.join(phrase)} "
        if part in text and f" {' '.join(whole)} " not in text.replace(part, " . "):
            yield (
                " ".join(phrase)
                if bare
                else next(said for said in _written("parts") if _keys(said, bare=False) == phrase)
            )


@cache
def _plain(*, bare: bool) -> dict[str, list[tuple[Phrase, tuple[Phrase, ...]]]]:
    """Return the phrases that say nothing new by their first word, the longest first, with the words that each stands for."""
    # Without accents nobody can tell «chỉ tiêu» from what is spent.
    said = (each for each in words_of("behind_labels")["plain"] if not bare or each != "chỉ tiêu")
    found: dict[Phrase, list[Phrase]] = {_keys(each, bare=bare): [] for each in said}
    for phrase, stands_for in _pairs("alike", bare=bare):
        if found.get(phrase) != []:
            found.setdefault(phrase, []).append(stands_for)
    by_first: dict[str, list[tuple[Phrase, tuple[Phrase, ...]]]] = {}
    for phrase, others in sorted(found.items(), key=lambda each: -len(each[0])):
        by_first.setdefault(phrase[0], []).append((phrase, tuple(others)))
    return by_first


@cache
def _pairs(kind: str, *, bare: bool) -> tuple[tuple[Phrase, Phrase], ...]:
    said = (each.partition("=") for each in words_of("behind_labels")[kind])
    return tuple((_keys(one, bare=bare), _keys(other, bare=bare)) for one, _, other in said)


def _written(kind: str) -> list[str]:
    return [each.partition("=")[0].strip() for each in words_of("behind_labels")[kind]]


@lru_cache(maxsize=1024)
def _keys(text: str, *, bare: bool) -> Phrase:
    return tuple(fold(word) if bare else name_key(word) for word in words_in(text))
