"""A published report as a YAML file: its name, its day, its figures as printed, the relations that it claims.

Every scalar is taken as the text that stands in the file: a printed ``73.10`` keeps its nought, and no date or number is
made of it before the report's own writing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ntmrules.audit.printed import EN, VN, Day, Printed, UnreadError, read_printed, shown_ways, style_of
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.no_tables import refuse_no_text
from ntmrules.frozen import frozen
from ntmrules.messages import Fault, Listed
from ntmrules.model.spelling import fold

MAX_BYTES = 4_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # text from a file never acts on a terminal
# What a report may be about besides a day or a month.
_TIME = re.compile(r"(?:(?:(?:dau|cuoi|het|ca) )?(?:nam )?|(?:het )?quy (?:[1-4]|i{1,3}|iv)[ /-]*(?:nam )?"
                   r"|(?:6|9|sau|chin) thang (?:(?:dau|cuoi) )?(?:nam )?)(?:19|20)\d\d\Z")  # fmt: skip
_BRACKETED = re.compile(r"\([^()]*\)")
_JOINTS = r",(?: và )?| và | cùng với | cùng "
KEYS = ("report", "as_of", "figures", "relations")
# What a report may carry besides: remarks for people, never judged.
REMARKS = ("source", "url", "note", "place", "lang")

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@frozen(kw_only=True)
class Cell:
    """One scalar of the file: its text, whether it stood without quotes, and where."""

    text: str
    plain: bool
    at: str


Raw: TypeAlias = "Cell | list[Cell]"


@frozen(kw_only=True)
class Figure:
    """One figure of the report: what was printed, one thing or a list; ``names`` are a list of words and not of numbers."""

    name: str
    at: str
    items: tuple[Printed, ...] = ()
    names: tuple[str, ...] = ()
    listed: bool = False

    @property
    def text(self) -> str:
        """What was printed, a list with semicolons between."""
        return "; ".join(self.names or tuple(item.text for item in self.items))


@frozen(kw_only=True)
class Claim:
    """One relation as the file has it: its kind, the names under it, its place."""

    kind: str
    args: Mapping[str, Raw]
    at: str

    @property
    def said(self) -> dict[str, Any]:
        """The relation as in the file: a mapping of its kind to the names."""
        if set(self.args) == {""}:
            return {self.kind: _plain(self.args[""])}
        return {self.kind: {key: _plain(value) for key, value in self.args.items()}}


@frozen(kw_only=True)
class Report:
    """A published report: figures by name, in the order of the file, and the relations claimed between them."""

    name: str
    file: str
    as_of: Figure | None
    figures: Mapping[str, Figure]
    claims: tuple[Claim, ...]
    style: str | None


def _plain(value: Raw) -> Any:
    return value.text if isinstance(value, Cell) else [each.text for each in value]


def read_report(path: Path) -> Report:
    """Return the report in the YAML file at ``path``; ``FiguresError`` with all that is wrong with it."""
    reader = _Reader(path.name)
    document = reader.document(_text(path))
    if document is None:
        raise FiguresError(reader.problems)
    report = reader.report(document)
    if reader.problems or report is None:
        raise FiguresError(reader.problems)
    return report


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FiguresError(problem("NTM571.large", path.name, most=MAX_BYTES >> 20))
        raw = path.read_bytes()
    except OSError as error:
        raise FiguresError(problem("NTM571.file", str(path), fault=Fault(error))) from None
    try:
        refuse_no_text(path, raw, is_utf16=False)
        return raw.decode("utf-8-sig")
    except FiguresError as error:  # a PDF, a picture, a page of the web: what it is, and what is asked for here
        raise FiguresError(problem("NTM571.kind", path.name, what=error.problems[0])) from None
    except UnicodeDecodeError as error:
        raise FiguresError(problem("NTM571.utf8", path.name, byte=error.start)) from None


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.strangers: list[Problem] = []

    def fail(self, identity: str, node: yaml.Node | str, **values: Any) -> None:
        where = node if isinstance(node, str) else self.at(node)
        self.problems.append(problem(identity, where, **values))

    def at(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def document(self, text: str) -> dict[str, yaml.Node] | None:
        try:
            loader = _Base(text)
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{self.name}:{mark.line + 1}:{mark.column + 1}" if mark else self.name
            self.fail("NTM571.yaml", where, fault=getattr(error, "problem", ""))
            return None
        except RecursionError:
            self.fail("NTM571.deep", self.name)
            return None
        if not isinstance(node, yaml.MappingNode):
            self.fail("NTM571.report", self.name, known=" | ".join(KEYS))
            return None
        return self.mapping(node)

    def mapping(self, node: yaml.MappingNode) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in found:
                self.fail("NTM571.twice", key, key=key.value)
            found[str(key.value)] = value
        return found

    def report(self, parts: dict[str, yaml.Node]) -> Report | None:
        for key, node in parts.items():
            if key not in (*KEYS, *REMARKS):
                self.fail("NTM571.part", node, key=key, known=" | ".join(KEYS), near=(key, KEYS))
        for key in ("figures", "relations"):
            if key not in parts:
                self.fail("NTM571.no-part", self.name, key=key, known=" | ".join(KEYS))
        if self.problems:
            return None
        raw = self.raw_figures(parts["figures"])
        claims = self.claims(parts["relations"])
        words = _only_counted(claims)
        cells = [cell for name, value in raw.items() if name not in words
                 for cell in (value if isinstance(value, list) else [value])]  # fmt: skip
        # A number without quotes may be YAML's own writing; it tells only where nothing printed does.
        style = style_of(cell.text for cell in cells if not cell.plain) or style_of(cell.text for cell in cells)
        self.strangers = list(self.two_writings(cells))
        figures = {name: _words(name, value) if name in words else self.figure(name, value, style)
                   for name, value in raw.items()}  # fmt: skip
        name = self.cell(parts["report"]).text if "report" in parts else Path(self.name).stem
        as_of = self.figure("as_of", self.cell(parts["as_of"]), style, day=True) if "as_of" in parts else None
        return Report(name=name, file=self.name, as_of=as_of, claims=claims, style=style,
                      figures={key: each for key, each in figures.items() if each is not None})  # fmt: skip

    def raw_figures(self, node: yaml.Node) -> dict[str, Raw]:
        if not isinstance(node, yaml.MappingNode):
            self.fail("NTM571.figures", node)
            return {}
        return {name: value for name, each in self.mapping(node).items() if (value := self.value(each)) is not None}

    def value(self, node: yaml.Node) -> Raw | None:
        if isinstance(node, yaml.SequenceNode):
            return [self.cell(each) for each in node.value]
        if isinstance(node, yaml.ScalarNode):
            return self.cell(node)
        self.fail("NTM571.value", node)
        return None

    def cell(self, node: yaml.Node) -> Cell:
        if not isinstance(node, yaml.ScalarNode):
            self.fail("NTM571.one", node)
            return Cell(text="", plain=False, at=self.at(node))
        text = " ".join(_CONTROL.sub("", node.value).split())
        if not text:  # in {…} a comma ends the value: «tl: 73,6%» is 73, and a figure «6%» that has none
            self.fail("NTM571.empty", node)
        return Cell(text=text, plain=not node.style, at=self.at(node))

    def figure(self, name: str, raw: Raw, style: str | None, *, day: bool = False) -> Figure | None:
        if isinstance(raw, list):
            return self._list(name, raw, style)
        if day and _TIME.match(fold(raw.text)):
            return Figure(name=name, at=raw.at)
        try:
            item = read_printed(raw.text, style)
        except UnreadError as error:
            if error.several:
                self.several(raw, error.several)
                return None
            return Figure(name=name, at=raw.at, names=_names(raw.text))
        if day and not isinstance(item, Day):
            return Figure(name=name, at=raw.at, names=(raw.text,))
        return Figure(name=name, at=raw.at, items=(item,))

    def _list(self, name: str, raw: list[Cell], style: str | None) -> Figure | None:
        at = raw[0].at if raw else self.name
        items = []
        for cell in raw:
            try:
                items.append(read_printed(cell.text, style))
            except UnreadError as error:
                if error.several:
                    self.several(cell, error.several)
                    return None
                return Figure(name=name, at=at, names=tuple(each.text for each in raw), listed=True)
        return Figure(name=name, at=at, items=tuple(items), listed=True)

    def several(self, cell: Cell, ways: tuple[str, ...]) -> None:
        """Note a number that can be two; where the report has two writings, the figures written as few others are the fault."""
        if not self.strangers:
            self.fail("NTM571.several", cell.at, text=cell.text, ways=Listed(ways, "or"))
        self.problems += [each for each in self.strangers if each not in self.problems]

    def two_writings(self, cells: Sequence[Cell]) -> Iterator[Problem]:
        """Yield the figures that are written as few others of the report are, where some are Vietnamese and some English."""
        told = {way: [cell for cell in cells if way in shown_ways(cell.text)] for way in (VN, EN)}
        for way, other in ((VN, EN), (EN, VN)):
            for cell in told[way] if 0 < len(told[way]) <= len(told[other]) else ():
                beside = told[other][0]
                yield problem("NTM571.writings", cell.at, text=cell.text, other=beside.text, at=beside.at)

    def claims(self, node: yaml.Node) -> tuple[Claim, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fail("NTM571.relations", node)
            return ()
        return tuple(claim for each in node.value if (claim := self.claim(each)) is not None)

    def claim(self, node: yaml.Node) -> Claim | None:
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            self.fail("NTM571.relation", node)
            return None
        key, value = node.value[0]
        args: dict[str, Raw] = {}
        if isinstance(value, yaml.MappingNode):
            for name, each in self.mapping(value).items():
                raw = self.value(each)
                if raw is not None:
                    args[name] = raw
        else:
            raw = self.value(value)
            if raw is not None:
                args[""] = raw
        return Claim(kind=str(key.value), args=args, at=self.at(node))


def _only_counted(claims: Iterable[Claim]) -> set[str]:
    """Return the figures that are lists to be counted and nothing else: labels such as 8.1 in them are no numbers."""
    counted: set[str] = set()
    others: set[str] = set()
    for claim in claims:
        for key, value in claim.args.items():
            names = {cell.text for cell in (value if isinstance(value, list) else [value])}
            (counted if (claim.kind, key) == ("count", "list") else others).update(names)
    return counted - others


def _words(name: str, raw: Raw) -> Figure:
    if isinstance(raw, list):
        return Figure(name=name, at=raw[0].at if raw else "", names=tuple(cell.text for cell in raw), listed=True)
    return Figure(name=name, at=raw.at, names=_names(raw.text))


def _names(text: str) -> tuple[str, ...]:
    """Return the names in a text: parted by semicolons, else by commas, *và* and *cùng*, none of them in brackets.

    By both where every part then is called by the same word: «xã A, xã B; xã C» are three, «xã A, huyện B; xã C, huyện D» two.
    """
    outside = _BRACKETED.sub(lambda hit: "_" * len(hit[0]), text)
    parts = _parted(text, outside, ";" if ";" in outside else _JOINTS)
    each = _parted(text, outside, f";|{_JOINTS}")
    alike = len(each) > len(parts) > 1 and len({fold(part).partition(" ")[0] for part in each}) == 1
    return each if alike else parts


def _parted(text: str, outside: str, signs: str) -> tuple[str, ...]:
    """Return a text parted at ``signs``; in ``outside``, as long, no sign that stands in brackets is left."""
    ends = [0, *(place for hit in re.finditer(signs, outside) for place in hit.span()), len(text)]
    parts = (text[start:end].strip() for start, end in zip(ends[::2], ends[1::2], strict=True))
    return tuple(part for part in parts if fold(part))
