"""How a page of HTML shows its words: hidden, struck out or raised, by tags, by their own style and by the page's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import field

from ntmrules.authoring.annex.faint import colour
from ntmrules.frozen import define, frozen

STRIKING = ("s", "del", "strike", "ins")
"""What is struck out, and what was put in by a change that nobody has accepted."""
RAISING = ("sup", "sub")
MOST_RULES = 4000
_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:(?:all|screen)|font-size:0(?![.\d])|opacity:(?:0?\.[01]\d*|0)(?![.\d])"
    r"|font-size:[0-2]?(?:\.\d+)?(?:px|pt)|(?<![\w-])font:[^;]*?(?<![.\d])[0-2](?:px|pt)?/|transform:scale\(0(?![.\d])|opacity\(0(?![.\d])"
    r"|text-fill-color:transparent"
    r"|(?:left|top|text-indent):-\d{3}|clip:rect\([01](?:px)?[,)]|clip-path:inset\((?:50|100)%"
)
_SHOWS = re.compile(r"display:(?!none)|visibility:visible|mso-hide:none")
_STRIKES = re.compile(r"text-decoration(?:-line)?:[^;]*line-through|unicode-bidi:\S*override|(?<![\w-])direction:rtl")
_UNDERLINES = re.compile(r"text-decoration(?:-line)?:[^;]*underline|border-bottom(?:-width)?:(?!0|none)")
_RAISES = re.compile(
    r"vertical-align:(?:super|sub|text-top|-?\d*\.?\d*[1-9])|font-variant-position:(?:super|sub)|mso-text-raise:-?\d*\.?\d*[1-9]"
)
_LETTERS = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
_COMPOUND = re.compile(r"(?:[a-z][\w-]*|\*)?(?:[.#][\w-]+)*")


@frozen
class Tag:
    """An open tag: its name, its classes and its id."""

    name: str
    classes: frozenset[str] = frozenset()
    id: str = ""


@frozen
class Look:
    """What is said of the words of a tag; ``hidden`` is nothing where it is not said."""

    hidden: bool | None = None
    struck: bool = False
    raised: bool = False
    underlined: bool = False
    letters: str | None = None
    ground: str | None = None


@define
class Styles:
    """The rules of the styles of a page that hide, strike out or raise; each ends in the tag that it is of."""

    rules: list[tuple[tuple[tuple[str, frozenset[str], str], ...], Look]] = field(factory=list)

    def read(self, text: str) -> None:
        """Take in one sheet of styles; what is only for paper or another device (``@media print``) counts as well."""
        plain = re.sub(r"/\*.*?\*/|<!--|-->", " ", text, flags=re.DOTALL)
        for match in re.finditer(r"([^{}]*)\{([^{}]*)\}", plain):
            look = _said(match[2])
            if look == Look():
                continue
            for selector in match[1].rpartition(";")[2].split(","):
                words = re.sub(r"[>~+]", " ", selector.strip()).split()
                if words and all(map(_COMPOUND.fullmatch, map(str.casefold, words))) and len(self.rules) < MOST_RULES:
                    self.rules.append((tuple(map(_compound, words)), look))

    def look(self, tag: Tag, around: Sequence[Tag], style: str) -> Look:
        """Return how the words of a tag are shown that stands inside of others and has a style of its own."""
        own = _said(style)
        found = [*(look for rule, look in self.rules if _fits(rule, tag, around)), own]
        hidden = [each.hidden for each in found if each.hidden is not None]
        return Look(
            own.hidden if own.hidden is not None else (any(hidden) if hidden else None),
            tag.name in STRIKING or any(each.struck for each in found),
            tag.name in RAISING or (tag.name not in ("td", "th", "tr") and any(each.raised for each in found)),
            tag.name == "u" or any(each.underlined for each in found),
            next((each.letters for each in reversed(found) if each.letters), None),
            next((each.ground for each in reversed(found) if each.ground), None),
        )


def tag_of(name: str, about: Mapping[str, str | None]) -> Tag:
    """Return a tag with its classes and its id."""
    return Tag(name, frozenset((about.get("class") or "").split()), about.get("id") or "")


def _said(style: str) -> Look:
    plain = re.sub(r"\s|!important", "", style).casefold()
    spaced = re.sub(r"\s*([:;,/()])\s*|\s*!\s*important", r"\1", style.strip()).casefold()
    hidden = True if _HIDES.search(plain) else False if _SHOWS.search(plain) else None
    return Look(
        hidden,
        _STRIKES.search(plain) is not None,
        _RAISES.search(plain) is not None,
        _UNDERLINES.search(plain) is not None,
        colour(letters[1]) if (letters := _LETTERS.search(spaced)) is not None else None,
        colour(ground[1]) if (ground := _GROUND.search(spaced)) is not None else None,
    )


def _compound(word: str) -> tuple[str, frozenset[str], str]:
    name = re.match(r"[A-Za-z][\w-]*", word)
    identity = re.search(r"#([\w-]+)", word)
    return (
        name[0].casefold() if name else "", frozenset(re.findall(r"\.([\w-]+)", word)), identity[1] if identity else "",
    )  # fmt: skip


def _fits(rule: tuple[tuple[str, frozenset[str], str], ...], tag: Tag, around: Sequence[Tag]) -> bool:
    *outer, last = rule
    if not _is(last, tag):
        return False
    waiting: Iterator[Tag] = iter(around)
    return all(any(_is(each, parent) for parent in waiting) for each in outer)


def _is(compound: tuple[str, frozenset[str], str], tag: Tag) -> bool:
    name, classes, identity = compound
    return name in ("", tag.name) and classes <= tag.classes and identity in ("", tag.id)
