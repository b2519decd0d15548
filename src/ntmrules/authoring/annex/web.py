"""The tables of a page of HTML: what a person sees of them."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import field

from ntmrules.authoring.annex.faint import INK, PAPER, colour, is_faint
from ntmrules.authoring.annex.raised import with_raised, with_underline
from ntmrules.authoring.annex.tables import MOST_CELLS, OBJECT, Filling, Grid, tidy
from ntmrules.authoring.annex.web_looks import Look, Styles, Tag, tag_of
from ntmrules.frozen import define, evolve

EMPTY_TAGS = {"br", "img", "hr", "input", "col", "wbr", "meta", "link", "area", "base", "embed", "source", "track"}
LINES = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "title", "section", "header",
         "pre", "ul", "ol", "dd", "dt", "hr", "blockquote", "article", "figure", "summary"}  # fmt: skip
NO_TEXT = {"img", "svg", "object", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot"}
"""What is no text, or is laid out so that its letters do not follow each other: 1/2 would read as 12."""
MOST_OPEN = 2000
GROUPS = ("tbody", "thead", "tfoot")
LEFT_OPEN = {"td": ("tr", *GROUPS, "table"), "th": ("tr", *GROUPS, "table"), "tr": (*GROUPS, "table"),
             **dict.fromkeys(GROUPS, ("table",))}  # fmt: skip
"""Tags whose end may be left out, and in what they stand: another one ends what is open inside of that."""


@define
class _Open:
    """A tag that is open, and how its words are shown."""

    tag: Tag
    hidden: bool
    struck: bool
    """Struck out, or read from right to left: not what stands there."""
    raised: bool
    underlined: bool = False
    letters: str | None = INK
    ground: str | None = PAPER


@define
class _Cell:
    """The words of a cell so far, and those of a raised part that is not at its end yet."""

    words: list[str] = field(factory=list)
    raised: list[str] = field(factory=list)

    def add(self, said: str) -> None:
        self.settle()
        self.words.append(said)

    def text(self) -> str:
        self.settle()
        return tidy("".join(self.words))

    def settle(self) -> None:
        """Put what was raised behind the other words: as a unit, or as the mark of a note."""
        if self.raised:
            said = "".join(self.raised)
            self.raised.clear()
            self.words.append(with_raised("".join(self.words), said))


class _Tables(HTMLParser):
    """Collects outermost tables; scripts and styles are no text, and nothing is fetched."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(convert_charrefs=True)
        self.styles = styles
        self.tables: list[Filling] = []
        self.depth = self.row = self.cells = 0
        self.cell: _Cell | None = None
        self.spans = (1, 1)
        self.silent = 0
        self.open: list[_Open] = []
        self.line: list[str] = []
        self.lines: list[str] = []
        self.above: list[tuple[str, ...]] = []
        self.unseen_columns: list[set[int]] = []
        self.described = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.silent += 1
            return
        self._end_open(tag)
        look = self._look(tag, dict(attrs))
        was_hidden = bool(self.open) and self.open[-1].hidden
        if tag not in EMPTY_TAGS:
            self.open.append(look)
            if len(self.open) > MOST_OPEN:
                raise ValueError("tags inside of tags")
        if tag == "col" and self.depth == 1:
            self._column(_span(dict(attrs).get("span")), hidden=look.hidden)
        elif look.hidden:
            if not was_hidden:
                self._close() if tag in ("td", "th", "tr") else None
                if self.tables and tag not in EMPTY_TAGS:
                    self.tables[-1].hidden += 1
        elif tag in NO_TEXT and self.cell is not None:
            self.cell.add(OBJECT)
        elif tag == "table":
            self._start_table()
        elif self.depth > 1 and tag in LEFT_OPEN and self.cell is not None:
            self.cell.add(" ")  # a cell of a table inside of this cell
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.row += 1
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            found = dict(attrs)
            self.spans = (_span(found.get("colspan")), _span(found.get("rowspan")))
            self.cell = _Cell([OBJECT] if look.struck else [])
        elif tag in LINES:
            self.cell.add(" ") if self.cell is not None else self._end_line()

    def _look(self, tag: str, about: dict[str, str | None]) -> _Open:
        """Return how the words of a tag are shown: as those around it, and as its own look says."""
        own = tag_of(tag, about)
        around = self.open[-1] if self.open else _Open(own, hidden=False, struck=False, raised=False)
        look: Look = self.styles.look(own, [each.tag for each in self.open], about.get("style") or "")
        return _Open(
            own,
            hidden=around.hidden or "hidden" in about or bool(look.hidden),
            struck=around.struck or look.struck or tag == "bdo" or (about.get("dir") or "").casefold() == "rtl",
            raised=around.raised or look.raised,
            underlined=around.underlined or (look.underlined and tag not in ("td", "th", "tr", "table")),
            letters=look.letters or colour(about.get("color") or "") or around.letters,
            ground=look.ground or colour(about.get("bgcolor") or "") or around.ground,
        )

    def _end_open(self, tag: str) -> None:
        """End the cells and rows that are still open where another begins: their ends may be left out."""
        if tag in ("p", "li") and self.open and self.open[-1].tag.name == tag:
            self.open.pop()
        ends = LEFT_OPEN.get(tag)
        if ends is None:
            return
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag.name in ends:
                del self.open[at + 1 :]
                return

    def _column(self, width: int, *, hidden: bool) -> None:
        """Count the columns that a table describes before its rows."""
        first, self.described = self.described, self.described + width
        if hidden and width < 200:
            self.unseen_columns[-1].update(range(first, self.described))

    def _start_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            self._end_line()
            self.tables.append(Filling())
            self.unseen_columns.append(set())
            self.described = 0
            self.above.append(tuple(self.lines))
            self.lines = []
            self.row = -1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
            return
        hidden = bool(self.open) and self.open[-1].hidden
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag.name == tag:
                hidden = self.open[at].hidden
                del self.open[at:]
                break
            if self.open[at].tag.name == "table":
                break  # an end that belongs to nothing inside of this table
        if hidden:
            return
        if tag == "table":
            if self.depth == 1:
                self._close()
            self.depth = max(0, self.depth - 1)
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close()
        elif tag in LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        look = self.open[-1] if self.open else None
        if self.silent or (look is not None and look.hidden):
            return
        if self.cell is None:
            self.line.append(data)
        elif look is not None and (look.struck or is_faint(look.letters, look.ground)) and data.strip():
            self.cell.add(OBJECT)
        elif look is not None and look.raised:
            self.cell.raised.append(data)
        else:
            self.cell.add(with_underline(data) if look is not None and look.underlined else data)

    def _end_line(self) -> None:
        """Keep a line that stands outside of cells; a caption inside a table is one above it."""
        if self.cell is not None or not (line := tidy("".join(self.line))):
            return
        self.line = []
        if self.depth and self.above:
            self.above[-1] = (*self.above[-1], line)
        else:
            self.lines.append(line)

    def _close(self) -> None:
        if self.cell is None:
            return
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise ValueError("too many cells")
        self.tables[-1].put(max(self.row, 0), self.cell.text(), *self.spans)
        self.cell = None


class _Sheets(HTMLParser):
    """Collects the styles of a page, wherever they stand in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.styles = Styles()
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.styles.read(data)


def _span(word: str | None) -> int:
    return max(1, int(word)) if word is not None and word.isdecimal() and len(word) < 6 else 1


def html_grids(data: bytes) -> list[Grid]:
    """Return the outermost tables of a page, each with the lines above it; those behind the last stand below it."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    sheets = _Sheets()
    sheets.feed(text)
    sheets.close()
    parser = _Tables(sheets.styles)
    parser.feed(text)
    parser.close()
    parser.handle_endtag("p")
    grids = [
        evolve(table.grid(f"bảng {number}"), said=said, unseen_columns=frozenset(columns))
        for number, (table, said, columns) in enumerate(
            zip(parser.tables, parser.above, parser.unseen_columns, strict=True), 1
        )
    ]
    return [*grids[:-1], evolve(grids[-1], below=tuple(parser.lines))] if grids else []
