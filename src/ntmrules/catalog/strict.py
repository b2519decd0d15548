"""The strict YAML profile of ``catalogs/README.md``: nothing is read as something it does not say.

PyYAML (its C parser where built) gives nodes; this module turns them into plain Python and refuses what other readers
would silently change: ``no`` -> False, ``12:30`` -> 750, ``1_000`` -> 1000, the last of two equal keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ntmrules.catalog.commas import cut_values, remedy
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.messages import Fault
from ntmrules.messages.foreign import Foreign

Path_: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NUMBER = 60  # characters; a longer number is a slip, and the pattern of traps is not for it
MAX_PROBLEMS = 1000  # nobody reads more of one file at once

_PLAIN = "ntmrules:plain"
_QUOTED = "ntmrules:quoted"
_YES_NO = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "": None}
# What YAML 1.1 and 1.2 readers turn into booleans, numbers, dates or nothing: only quoted here.
_TRAP = re.compile(
    r"""(?:y|n|yes|no|on|off|true|false|null|~
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?     # 12:30 is 750 to YAML 1.1
        |[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]+)?     # 1_000, 1e5, +3, 007, .5
        |0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+
        |[-+]?\.inf|\.nan
        |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\Z""",
    re.VERBOSE | re.IGNORECASE,
)

# For what is longer than any number: one pass, whatever is in it.
_LONG_TRAP = re.compile(
    r"(?:[-+]?[0-9_:.]+(?:e[-+]?[0-9]*)?|0[xob][0-9a-f_]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)\Z",
    re.IGNORECASE | re.DOTALL,
)

_AMPERSAND = re.compile(r"(?:^|[\s\[{,:?-])&\S", re.MULTILINE)

_BARE_TAG = re.compile(r"(?:^|[\s\[{,:?-])!(?=\s)", re.MULTILINE)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The composer of PyYAML with its resolver silenced: a scalar is only plain, quoted or tagged."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return "map" if kind is yaml.MappingNode else "seq"

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


class Document:
    """One YAML file: plain ``data`` and, when an error needs it, the place of every key."""

    __slots__ = ("data", "name", "node")

    def __init__(self, name: str, node: yaml.Node | None, data: Any) -> None:
        self.name = name
        self.node = node
        self.data = data

    def where(self, path: Sequence[str | int] = (), *, key: str | None = None) -> str:
        """Return ``file:line:column`` of the value at ``path``, or of its key ``key``."""
        node = self.node
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node = found
        if key is not None and isinstance(node, yaml.MappingNode):
            for key_node, _ in node.value:
                if key_node.value == key:
                    node = key_node
                    break
        if node is None:
            return self.name
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def read_document(path: Path, name: str | None = None) -> Document:
    """Read the file at ``path``; ``CatalogError`` lists all that is against the profile."""
    shown = name or str(path)
    try:
        size = path.stat().st_size
        raw = b"" if size > MAX_BYTES else path.read_bytes()
    except OSError as error:
        raise CatalogError(problem("NTM101.unreadable", shown, fault=Fault(error))) from None
    if size > MAX_BYTES:
        raise CatalogError(problem("NTM102", shown, size=size, most=MAX_BYTES))
    return parse_document(raw, shown)


def parse_document(raw: bytes | str, name: str) -> Document:
    """Parse YAML text; see :func:`read_document`.

    Raises ``CatalogError`` NTM103 to NTM108 with all that is against the profile.
    """
    text = _decode(raw, name) if isinstance(raw, bytes) else raw
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise CatalogError(_syntax_problem(error, name)) from None
    if node is None:
        return Document(name, None, None)
    reader = _Reader(name, text)
    data = reader.value(node, 0)
    if not any(each.identity == "NTM105.alias" for each in reader.problems):
        reader.problems += _anchors(text, name)
    if reader.problems:
        raise CatalogError(reader.problems)
    return Document(name, node, data)


def _anchors(text: str, name: str) -> Iterator[Problem]:
    """Yield an anchor (``&name``) wherever one stands, also one that no alias uses, and a bare tag (``! 5`` is a text).

    Composed nodes no longer show them.
    """
    # The patterns take a while over a long file.
    signs = ("&" in text and _AMPERSAND.search(text)) or ("!" in text and _BARE_TAG.search(text))
    for token in yaml.scan(text, Loader=_Loader) if signs else ():
        where = f"{name}:{token.start_mark.line + 1}:{token.start_mark.column + 1}"
        if isinstance(token, yaml.AnchorToken):
            yield problem("NTM105.anchor", where, name=token.value)
        elif isinstance(token, yaml.TagToken) and "".join(filter(None, token.value)) == "!":
            yield problem("NTM105.tag-of-scalar", where, tag="!")


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CatalogError(problem("NTM103", f"{name}:{line}", byte=f"0x{raw[error.start]:02x}")) from None


def _syntax_problem(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
    return problem("NTM104", where, said=Foreign(getattr(error, "problem", None) or error))


class _Reader:
    """Turns nodes into dict, list, str, int, Decimal, bool and None, and collects what the profile forbids."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def fail(self, node: yaml.Node, identity: str, **values: Any) -> None:
        self.problems.append(problem(identity, self.place(node), **values))
        if len(self.problems) >= MAX_PROBLEMS:
            raise CatalogError(self.problems)

    def value(self, node: yaml.Node, depth: int) -> Any:
        if id(node) in self.seen:
            self.fail(node, "NTM105.alias")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if depth > MAX_DEPTH:
            self.fail(node, "NTM105.deep", most=MAX_DEPTH)
            return None
        if node.tag not in ("map", "seq"):
            self.fail(node, "NTM105.tag", tag=node.tag)
            return None
        if getattr(node, "flow_style", False) and node.start_mark.line != node.end_mark.line:
            self.fail(node, "NTM105.flow")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        return [self.value(item, depth + 1) for item in node.value]

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        gone: set[int] = set()
        for key_node, rest, value_node in cut_values(node, self.text):
            gone.update(id(each) for each in rest)
            identity, values = remedy(key_node.value, value_node, rest, [str(each.value) for each, _ in node.value])
            self.fail(value_node, identity, **values)
        for key_node, value_node in node.value:
            if id(key_node) in gone:
                continue
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in (_PLAIN, _QUOTED):
                self.fail(key_node, "NTM105.key")
                continue
            key = key_node.value
            if key in result:
                first = next(each for each, _ in node.value if each.value == key)
                self.fail(key_node, "NTM106", key=key, other=self.place(first))
                continue
            self._key(key_node)
            result[key] = self.value(value_node, depth + 1)
        return result

    def _key(self, node: yaml.ScalarNode) -> None:
        """Refuse a key that readers of YAML take for different things: they would find other keys, or two of one.

        Words are left alone: ``on`` is a key of the format.
        """
        key: str = node.value
        if not key.isascii() and unicodedata.normalize("NFC", key) != key:
            self.fail(node, "NTM108.file", text=key)
        elif node.tag != _PLAIN or key[:1].isalpha() or _INT.match(key) or _DECIMAL.match(key):
            return
        elif key == "<<":
            self.fail(node, "NTM105.merge")
        elif len(key) <= MAX_NUMBER and _TRAP.match(key):
            self._bare_word(node, key)

    def scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.tag == _PLAIN:
            if text in _WORDS:
                return _WORDS[text]
            if _INT.match(text) and len(text) < 19:
                return int(text)
            short = len(text) <= MAX_NUMBER
            if short and _DECIMAL.match(text):
                return Decimal(text)
            if (_TRAP if short else _LONG_TRAP).match(text):
                self._bare_word(node, text if short else f"{text[:MAX_NUMBER]}…")
                return text
        elif node.tag != _QUOTED:
            self.fail(node, "NTM105.tag-of-scalar", tag=node.tag)
            return text
        if not text.isascii() and unicodedata.normalize("NFC", text) != text:
            self.fail(node, "NTM108.file", text=text)
        return text

    def _bare_word(self, node: yaml.ScalarNode, word: str) -> None:
        """Refuse a word that readers of YAML take for different things; of a number say how it is written."""
        try:
            plain = f"{Decimal(word):f}" if len(word) < MAX_NUMBER else ""
        except InvalidOperation:
            plain = ""
        short = len(plain) < MAX_NUMBER and plain != word
        if short and (_INT.match(plain) or _DECIMAL.match(plain)):
            self.fail(node, "NTM107.number", word=word, plain=plain)
        elif word.lower() in _YES_NO:
            self.fail(node, "NTM107.yes-no", word=word, plain=_YES_NO[word.lower()])
        else:
            self.fail(node, "NTM107.word", word=word)


def each_path(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Yield every (path, value) of plain data, depth first."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from each_path(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from each_path(value, (*path, index))


__all__ = ["Document", "each_path", "parse_document", "read_document"]
