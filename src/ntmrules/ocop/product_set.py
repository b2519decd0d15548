"""Which product set a number or a name means: ``11``, ``11.0``, ``Bộ sản phẩm số 11``, ``bộ 11. Chè``, ``chè`` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from attrs import field

from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen
from ntmrules.messages.speech import Joined, Pair
from ntmrules.model.ocop import Sheet
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text
from ntmrules.model.unit_names import name_key

_NUMBER = re.compile(r"0*(\d{1,3})(?:[.,]0+)?(?:\s*[.:)–-]\s*(?P<rest>\D.*)?|\s+\((?P<inside>\D.*)\))?\Z", re.DOTALL)
_BEFORE = (("bo", "san", "pham"), ("product", "set"), ("bo",), ("phieu",), ("nhom",), ("sheet",), ("set",))
_COUNTED = ("so", "no", "no.")
FEW = 3


@frozen(eq=False)
class ProductSets:
    """The product sets of one decision or of several, by number: ``names`` has every name that a number goes by."""

    names: Mapping[int, tuple[Text, ...]]
    _known: dict[str, int | Problem] = field(factory=dict, init=False)

    @classmethod
    def of(cls, *stages: Mapping[int, Sheet]) -> ProductSets:
        """Return the sets of decisions, the oldest first; where one renames a number, its newest name stands first."""
        found: dict[int, tuple[Text, ...]] = {}
        for sheets in stages:
            for number, sheet in sheets.items():
                found[number] = (sheet.name, *(name for name in found.get(number, ()) if name != sheet.name))
        return cls(dict(sorted(found.items())))

    def find(self, word: str) -> int | Problem:
        """Return the number of the set that a word means; a problem without its place where it means none, or several.

        A part of a name means a set where no other set has it; accents count where the writer put some. A name beside a number
        has to be its own: what says two things is refused.
        """
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    def shown(self, number: int, lang: str) -> str:
        """Return a set as people write it: ``11. Chè tươi, chè chế biến``."""
        names = self.names.get(number)
        return f"{number}. {names[0].in_(lang)}" if names else str(number)

    def _found(self, word: str) -> int | Problem:
        text = " ".join(unicodedata.normalize("NFKC", word).split())
        whole = self._named(text, whole=True)
        if len(whole) == 1:
            return whole[0]
        bare = _without_title(text)
        number = _NUMBER.match(bare)
        if number is not None and int(number[1]) in self.names:
            beside = number["rest"] or number["inside"]
            if beside is None or int(number[1]) in self._named(beside):
                return int(number[1])
            return problem("NTM583.set-differs", sheet=word, said=self._told(int(number[1])), name=beside)
        fitting = self._named(bare) if number is None else []
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = Joined([self._told(each) for each in fitting], "; ")
            return problem("NTM583.set-which", sheet=word, known=listed)
        near = self._sharing(bare) if number is None and not get_close_matches(bare, self._words, n=1) else []
        if near:
            return problem("NTM583.set-which", sheet=word, known=Joined([self._told(each) for each in near], "; "))
        return problem("NTM583.sheet", sheet=word, near=(bare, self._words))

    def _sharing(self, text: str) -> list[int]:
        """Return the sets that have a word of the text which few others have: what was perhaps meant by ``chè xanh``."""
        plain = text.isascii()
        words = [
            {word for name in _each(names) for word in _tokens(name, plain=plain)} for names in self.names.values()
        ]
        rare = {word for word in _tokens(text, plain=plain) if 1 <= sum(word in each for each in words) <= FEW}
        return [number for number, each in zip(self.names, words, strict=True) if rare & each]

    def _told(self, number: int) -> Pair:
        return Pair(self.shown(number, "vi"), self.shown(number, "en"))

    def _named(self, text: str, *, whole: bool = False) -> list[int]:
        """Return the sets with a name that is, or that holds, what was written."""
        wanted = fold(text)
        exact = [number for number, names in self.names.items() if any(wanted == fold(name) for name in _each(names))]
        if exact or whole or not wanted:
            return exact
        plain = text.isascii()
        asked = _tokens(text, plain=plain)
        return [
            number
            for number, names in self.names.items()
            if asked and any(_holds(_tokens(name, plain=plain), asked) for name in _each(names))
        ]

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """What a slip is compared with: whole names, and the things that they list."""
        whole = [name for names in self.names.values() for name in _each(names)]
        return tuple(dict.fromkeys([*whole, *(part.strip() for name in whole for part in name.split(","))]))


def _each(names: Iterable[Text]) -> Iterator[str]:
    for name in names:
        yield name.vi
        if name.en:
            yield name.en


def _without_title(text: str) -> str:
    """Return what stands behind words such as ``bộ sản phẩm số``."""
    words = text.split(" ")
    plain = [fold(word).rstrip(":") for word in words]
    for title in _BEFORE:
        if tuple(plain[: len(title)]) == title and len(words) > len(title):
            words, plain = words[len(title) :], plain[len(title) :]
            break
    if plain[0] in _COUNTED and len(words) > 1 and words[1][:1].isdigit():
        words = words[1:]
    return " ".join(words)


def _tokens(text: str, *, plain: bool) -> list[str]:
    """Return the words of a name, without accents where the writer put none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))
    return [fold(word) if plain else name_key(word) for word in words]


def _holds(words: list[str], asked: list[str]) -> bool:
    return any(words[at : at + len(asked)] == asked for at in range(len(words) - len(asked) + 1))
