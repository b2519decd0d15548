"""The tables of a Word file: what a person sees of them, by the look of a run and by its styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from attrs import astuple, field

from ntmrules.authoring.annex.faint import PAPER, colour, is_faint
from ntmrules.authoring.annex.raised import with_raised, with_underline
from ntmrules.authoring.annex.tables import MOST_BYTES, NOTE, OBJECT, Filling, Grid, tidy
from ntmrules.frozen import define, evolve, frozen

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Word puts signs of the font Symbol into a text as numbers of that font.
SYMBOLS = {"B3": "≥", "A3": "≤", "3E": ">", "3C": "<", "B1": "±", "2D": "-"}
WRAPPINGS = {f"{WORD}{each}" for each in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
LAID_OUT = {f"{MATH}{each}" for each in ("f", "sSup", "sSub", "sSubSup", "sPre", "rad", "m", "eqArr", "nary", "limLow")}
HIDDEN, STRUCK = ("vanish", "specVanish"), ("strike", "dstrike", "rtl")
"""Letters from right to left are seen in another order than they stand, as little to be read as struck ones."""
AUTOMATIC = "auto"
"""The colour of letters that are black on what is light and white on what is dark: always seen."""
LIGHT = ("background1", "light1")
"""The colours of a theme that are the paper, whatever the file says beside them."""
TINY = 4
"""Half points: letters of two points or less are a dot."""
LIFTED = 4
"""Half points by which letters stand off the line where that is meant; less puts a sign of another font straight."""


@frozen
class Look:
    """What a run, or a style, says of its letters; nothing where it does not say it."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    underlined: bool | None = None
    letters: str | None = None
    ground: str | None = None
    tiny: bool | None = None

    def over(self, other: Look) -> Look:
        """Return this look where it says anything, else the other."""
        mine, theirs = astuple(self), astuple(other)
        return Look(*(under if own is None else own for own, under in zip(mine, theirs, strict=True)))


@define
class _Reader:
    """The text of paragraphs under the styles of one file; ``unseen`` counts what is hidden."""

    styles: Mapping[str, Look] = field(factory=dict)
    usual: Look = Look()
    """The look of a paragraph that names no style."""
    unseen: int = 0
    ground: str = PAPER
    """The colour of the cell in which a paragraph stands."""

    def said(self, paragraph: ElementTree.Element) -> str:
        """Return the text of a paragraph; what is no text, struck out or changed stands as ``OBJECT``, a note as ``NOTE``."""
        words = ""
        if any(
            change.find(f".//{WORD}r") is not None
            for tag in ("del", "moveFrom", "ins", "moveTo")
            for change in paragraph.iter(f"{WORD}{tag}")
        ):
            words += OBJECT  # a change that nobody has accepted: which of the two stands is not known
        about = paragraph.find(f"{WORD}pPr")
        turned = any(
            each.get(f"{WORD}val") == "rtl" for tag in ("bdo", "dir") for each in paragraph.iter(f"{WORD}{tag}")
        )
        if turned or (about is not None and _any(about, ("bidi",))):
            words += OBJECT
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        under = self.styles.get(style.get(f"{WORD}val", ""), self.usual) if style is not None else self.usual
        if about is not None:
            under = evolve(under, ground=_shade(about) or under.ground)
        for run in paragraph.iter():
            if run.tag == f"{WORD}r":
                words += self._run(run, under, words)
            elif run.tag == f"{MATH}t":
                words += run.text or ""
            elif run.tag in LAID_OUT:
                words += OBJECT  # a power or a fraction: 1/2 would read as 12
        return words

    def _run(self, run: ElementTree.Element, under: Look, before: str) -> str:
        own = run.find(f"{WORD}rPr")
        look = under
        if own is not None:
            named = own.find(f"{WORD}rStyle")
            style = self.styles.get(named.get(f"{WORD}val", ""), Look()) if named is not None else Look()
            look = _look(own).over(style).over(under)
        said = "".join(map(_piece, run))
        if not said.strip():
            return said
        if look.hidden:
            self.unseen += 1
            return ""
        if look.struck or look.tiny or is_faint(look.letters, look.ground or self.ground):
            return OBJECT
        said = with_underline(said) if look.underlined else said
        return with_raised(before, said) if look.raised else said


def docx_grids(data: bytes) -> list[Grid]:
    """Return the outermost tables of a Word file, each with the lines above it; the notes of the file stand below the last."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _member(archive, "word/document.xml")
        there = set(archive.namelist())
        reader = _reader(_member(archive, "word/styles.xml")) if "word/styles.xml" in there else _Reader()
        notes = [_member(archive, name) for name in ("word/footnotes.xml", "word/endnotes.xml") if name in there]
    found: list[Grid] = []
    said: list[str] = []
    for item in _outermost(body):
        if item.tag == f"{WORD}tbl":
            reader.unseen = 0
            table = _table(item, reader)
            table.hidden = reader.unseen
            found.append(evolve(table.grid(f"bảng {len(found) + 1}"), said=tuple(said)))
            said = []
        elif line := tidy(reader.said(item)):
            said.append(line)
    said += [f"{NOTE} {line}" for part in notes for each in part.iter(f"{WORD}p") if (line := tidy(reader.said(each)))]
    return [*found[:-1], evolve(found[-1], below=tuple(said))] if found else []


def _member(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    info = archive.getinfo(name)
    if info.file_size > MOST_BYTES:
        raise ValueError(f"{name} is too large")
    data = archive.read(info)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ValueError(f"{name} declares entities")
    return ElementTree.fromstring(data)


def _reader(styles: ElementTree.Element) -> _Reader:
    """Return what reads text under the styles of a file: each with what it says itself or has from the one it is based on."""
    own: dict[str, tuple[Look, str]] = {}
    usual = ""
    for each in styles.iter(f"{WORD}style"):
        name = each.get(f"{WORD}styleId", "")
        based = each.find(f"{WORD}basedOn")
        look = each.find(f"{WORD}rPr")
        own[name] = (
            _look(look) if look is not None else Look(),
            based.get(f"{WORD}val", "") if based is not None else "",
        )
        if each.get(f"{WORD}type") == "paragraph" and each.get(f"{WORD}default", "0") in ("1", "true"):
            usual = name
    everywhere = styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    base = _look(everywhere) if everywhere is not None else Look()

    def whole(name: str, seen: frozenset[str] = frozenset()) -> Look:
        if name not in own or name in seen or len(seen) > 50:
            return Look()
        look, based = own[name]
        return look.over(whole(based, seen | {name}))

    found = {name: whole(name) for name in own}
    return _Reader(found, found.get(usual, Look()).over(base))


def _look(about: ElementTree.Element) -> Look:
    raised = None
    for each in about:
        word = each.get(f"{WORD}val", "")
        if each.tag == f"{WORD}vertAlign":
            raised = word in ("superscript", "subscript")
        elif each.tag == f"{WORD}position" and raised is None:
            raised = re.fullmatch(r"-?\d{1,4}", word) is not None and abs(int(word)) >= LIFTED
    letters = about.find(f"{WORD}color")
    return Look(
        _any(about, HIDDEN), _any(about, STRUCK), raised, _any(about, ("u",)),
        letters=_letters(letters) if letters is not None else None,
        ground=_shade(about),
        tiny=_is_tiny(about),
    )  # fmt: skip


def _letters(said: ElementTree.Element) -> str | None:
    if said.get(f"{WORD}themeColor") in LIGHT and not any(
        said.get(f"{WORD}{each}") for each in ("themeShade", "themeTint")
    ):
        return PAPER
    word = said.get(f"{WORD}val", "")
    return AUTOMATIC if word == AUTOMATIC else colour(word)


def _is_tiny(about: ElementTree.Element) -> bool | None:
    """Tell whether letters are too small to be seen; nothing where no size is said."""
    size = about.find(f"{WORD}sz")
    word = size.get(f"{WORD}val", "") if size is not None else ""
    return int(word) <= TINY if word.isdigit() and len(word) < 5 else None


def _shade(about: ElementTree.Element) -> str | None:
    """Return the colour that a run, a paragraph or a cell is filled with; nothing where it says none."""
    marked = about.find(f"{WORD}highlight")
    if marked is not None and (found := colour(marked.get(f"{WORD}val", ""))) is not None:
        return found
    shade = about.find(f"{WORD}shd")
    return colour(shade.get(f"{WORD}fill", "")) if shade is not None else None


def _any(about: ElementTree.Element, names: tuple[str, ...]) -> bool | None:
    """Return whether any of some marks is on; nothing where none is named."""
    there = [found for name in names if (found := about.find(f"{WORD}{name}")) is not None]
    return any(each.get(f"{WORD}val", "1") not in ("0", "false", "off", "none") for each in there) if there else None


def _outermost(item: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the tables that stand in no other, and the paragraphs outside of them; of two forms of one thing
    (``AlternateContent``) the first alone."""
    waiting = [item]
    while waiting:
        each = waiting.pop()
        if each.tag in (f"{WORD}tbl", f"{WORD}p"):
            yield each
        if each.tag != f"{WORD}tbl":  # a table may stand in a box inside a paragraph
            waiting.extend(reversed(each[:1] if each.tag.endswith("}AlternateContent") else each[:]))


def _unseen(row: ElementTree.Element) -> bool:
    """Tell whether a row is deleted, hidden or too low to be seen: under two points, 40 of their twentieths."""
    height = row.find(f"{WORD}trPr/{WORD}trHeight")
    exact = height is not None and height.get(f"{WORD}hRule") == "exact"
    low = (
        exact and re.fullmatch(r"0*[0-3]?\d", height.get(f"{WORD}val", "999") if height is not None else "") is not None
    )
    return low or any(row.find(f"{WORD}trPr/{WORD}{gone}") is not None for gone in ("del", "hidden"))


def _held(item: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Yield the rows of a table, or the cells of a row: they may stand in controls, insertions and other wrappings."""
    for each in item:
        if each.tag == f"{WORD}{tag}":
            yield each
        elif each.tag in WRAPPINGS:
            yield from _held(each, tag)


def _table(table: ElementTree.Element, reader: _Reader) -> Filling:
    filling = Filling()
    above: dict[int, str] = {}
    rows = list(_held(table, "tr"))
    reader.unseen += sum(map(_unseen, rows))
    for number, row in enumerate(each for each in rows if not _unseen(each)):
        column = 0
        before = row.find(f"{WORD}trPr/{WORD}gridBefore")
        for _ in range(_number(before)):
            filling.put(number, "")
            column += 1
        for cell in _held(row, "tc"):
            span = max(1, _number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")))
            merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            goes_on = merge is not None and merge.get(f"{WORD}val") != "restart"
            about = cell.find(f"{WORD}tcPr")
            reader.ground = (_shade(about) if about is not None else None) or PAPER
            text = above.get(column, "") if goes_on else _cell(cell, reader.said)
            filling.put(number, text, span)
            for across in range(span):
                above[column + across] = text
            column += span
        reader.ground = PAPER
        for _ in range(_number(row.find(f"{WORD}trPr/{WORD}gridAfter"))):
            filling.put(number, "")
    return filling


def _cell(cell: ElementTree.Element, said: Callable[[ElementTree.Element], str]) -> str:
    changed = any(cell.find(f"{WORD}tcPr/{WORD}{tag}") is not None for tag in ("cellDel", "cellIns", "cellMerge"))
    return tidy(" ".join((*((OBJECT,) if changed else ()), *map(said, cell.iter(f"{WORD}p")))))


def _piece(item: ElementTree.Element) -> str:
    name = item.tag.rpartition("}")[2]
    if name == "sym":
        code = item.get(f"{WORD}char", "").upper()[-2:]
        return SYMBOLS.get(code, OBJECT) if item.get(f"{WORD}font", "") == "Symbol" else OBJECT
    if name in ("tab", "br", "cr"):
        return " "
    if name == "noBreakHyphen":
        return "-"
    if name in ("footnoteReference", "endnoteReference", "commentReference"):
        return NOTE
    if name in ("drawing", "pict", "object", "AlternateContent"):
        return OBJECT
    return item.text or "" if name == "t" else ""


def _number(item: ElementTree.Element | None) -> int:
    word = item.get(f"{WORD}val", "0") if item is not None else "0"
    return int(word) if word.isdigit() and len(word) < 4 else 0
