"""How the letters of an xlsx are shown, which its values do not say: in the colour of their cell, or from right to left."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from attrs import field

from ntmrules.authoring.annex.faint import INK, PAPER, is_faint
from ntmrules.authoring.annex.tables import MOST_BYTES
from ntmrules.figures.packed import place_of
from ntmrules.frozen import define

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_THEME = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
"""The colours of a theme in the order in which cells call them by number."""
TINY = 2
"""Points: letters of this size or less are a dot."""
_INDEXED = ("000000", "ffffff", "ff0000", "00ff00", "0000ff", "ffff00", "ff00ff", "00ffff")
"""The first eight of the numbered colours, twice over; of the others nobody says here what they are. 64 and 65 are the
letters and the paper of the system."""


def unseen_cells(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Return by the name of the sheet the cells (row, column, from 0) whose letters no person sees as they stand in the file.

    The file is one that `read_workbook` has read: its parts are there and not too large for the memory.
    """
    with zipfile.ZipFile(path) as packed:
        return _Book(packed).sheets()


@define
class _Book:
    packed: zipfile.ZipFile
    theme: dict[str, str] = field(factory=dict)
    styles: set[int] = field(factory=set)
    """The styles of cells whose letters are not seen."""
    grounds: list[str | None] = field(factory=list)
    """The colour of the cells of each style."""
    texts: list[list[str | None]] = field(factory=list)
    """The colours of the pieces of each shared text that say one."""

    def sheets(self) -> dict[str, set[tuple[int, int]]]:
        self._read_theme()
        self._read_styles()
        self.texts = [self._pieces(each) for each in self._part("xl/sharedStrings.xml", f"{_MAIN}si")]
        targets = {each.get("Id"): each.get("Target", "") for each in self._part("xl/_rels/workbook.xml.rels")}
        found = {}
        for sheet in self._part("xl/workbook.xml", f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            found[sheet.get("name", "")] = {
                place_of(cell.get("r", ""))
                for cell in self._part(part, f"{_MAIN}c")
                if cell.get("r") and self._is_unseen(cell)
            }
        return found

    def _part(self, name: str, tag: str | None = None) -> list[ElementTree.Element]:
        """Return the elements of a part of the file, all or those of one tag; none where the part is not there."""
        if name not in self.packed.namelist() or self.packed.getinfo(name).file_size > 8 * MOST_BYTES:
            return []
        return list(ElementTree.fromstring(self.packed.read(name)).iter(tag))

    def _read_theme(self) -> None:
        for scheme in self._part("xl/theme/theme1.xml", f"{_DRAWING}clrScheme"):
            for each in scheme:
                said = (each[0].get("lastClr") or each[0].get("val") or "") if len(each) else ""
                self.theme[each.tag.rpartition("}")[2]] = said.casefold()

    def _read_styles(self) -> None:
        fonts = [self._colour(font.find(f"{_MAIN}color"), INK) for all_ in self._part("xl/styles.xml", f"{_MAIN}fonts")
                 for font in all_]  # fmt: skip
        sizes = [font.find(f"{_MAIN}sz") for all_ in self._part("xl/styles.xml", f"{_MAIN}fonts") for font in all_]
        tiny = [size is not None and float(size.get("val", "11")) <= TINY for size in sizes]
        fills = [self._filled(fill) for all_ in self._part("xl/styles.xml", f"{_MAIN}fills") for fill in all_]
        for all_ in self._part("xl/styles.xml", f"{_MAIN}cellXfs"):
            for style in all_:
                font, fill = int(style.get("fontId", 0)), int(style.get("fillId", 0))
                ground = fills[fill] if fill < len(fills) else PAPER
                turned = style.find(f"{_MAIN}alignment")
                if (
                    (font < len(tiny) and tiny[font])
                    or is_faint(fonts[font] if font < len(fonts) else INK, ground)
                    or (turned is not None and turned.get("readingOrder") == "2")
                ):
                    self.styles.add(len(self.grounds))
                self.grounds.append(ground)

    def _filled(self, fill: ElementTree.Element) -> str | None:
        """Return the colour of a fill: of the paper where there is none, nothing where it is a pattern or fades."""
        pattern = fill.find(f"{_MAIN}patternFill")
        if pattern is None:
            return None
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return PAPER
        return self._colour(pattern.find(f"{_MAIN}fgColor"), INK) if kind == "solid" else None

    def _colour(self, about: ElementTree.Element | None, usual: str) -> str | None:
        """Return a colour of a font or fill as six digits; nothing where nobody can say which it is."""
        if about is None or about.get("auto") in ("1", "true"):
            return usual
        if (said := about.get("rgb")) is not None:
            return _tinted(said.casefold()[-6:], about.get("tint"))
        if (number := about.get("theme", "")).isdigit() and int(number) < len(_THEME):
            return _tinted(self.theme.get(_THEME[int(number)], ""), about.get("tint"))
        if (number := about.get("indexed", "")).isdigit():
            by_system = {64: INK, 65: PAPER}
            return by_system.get(int(number), _INDEXED[int(number) % 8] if int(number) < 16 else None)
        return usual

    def _pieces(self, text: ElementTree.Element) -> list[str | None]:
        runs = [
            each
            for each in text.iter(f"{_MAIN}r")
            if "".join(part.text or "" for part in each.iter(f"{_MAIN}t")).strip()
        ]
        colours = [each.find(f"{_MAIN}rPr/{_MAIN}color") for each in runs]
        return [self._colour(each, INK) for each in colours if each is not None]

    def _is_unseen(self, cell: ElementTree.Element) -> bool:
        style = int(cell.get("s", 0))
        if style in self.styles:
            return True
        inside = cell.find(f"{_MAIN}is")
        value = cell.findtext(f"{_MAIN}v", "")
        pieces = self._pieces(inside) if inside is not None else []
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(self.texts):
            pieces = self.texts[int(value)]
        ground = self.grounds[style] if style < len(self.grounds) else PAPER
        return any(is_faint(each, ground) for each in pieces)


def _tinted(six: str, tint: str | None) -> str | None:
    """Return a colour made lighter (from 0 to 1) or darker (to -1), as cells ask for; nothing for what is no colour."""
    try:
        parts = [int(six[at : at + 2], 16) for at in (0, 2, 4)]
        by = float(tint or 0)
    except ValueError:
        return None
    lit = [part + (255 - part) * by if by > 0 else part * (1 + by) for part in parts]
    return "".join(f"{max(0, min(255, round(part))):02x}" for part in lit)


__all__ = ["unseen_cells"]
