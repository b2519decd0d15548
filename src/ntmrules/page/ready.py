"""A quick start of Python in a page: modules out of one piece of bytes, and text that is compiled once and not at every start.

Classes of ``attrs`` and readers of ``cattrs`` are written as text and compiled when they are imported, regular expressions are
compiled by Python in Python: together that is half of what a page would do before its first verdict. Whoever builds a page
lets them be made once and keeps what came out, by the digest of the very text; the page takes it, and compiles what is not
there as ever.
"""

from __future__ import annotations

import builtins
import json
import marshal
import re._compiler as patterns  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

_compile = builtins.compile
_pattern = patterns.compile


class Shelf(Loader):
    """Modules that lie compiled in one piece of bytes; none of them is looked for in folders.

    ``head`` is a JSON list of ``[path, length]``, in the order of the bytes; ``root`` is where the modules say they lie.
    """

    def __init__(self, head: str, body: bytes, root: str) -> None:
        self.body, self.root = memoryview(body), root
        self.at: dict[str, tuple[str, int, int]] = {}
        start = 0
        for path, length in json.loads(head):
            name = path.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__")
            self.at[name] = (path, start, start + length)
            start += length

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded; nothing for one that does not lie here."""
        found = self.at.get(name)
        if found is None:
            return None
        origin = f"{self.root}/{found[0]}"
        inner = found[0].endswith("__init__.pyc")
        spec = ModuleSpec(name, self, origin=origin, is_package=inner)
        if inner:
            spec.submodule_search_locations = [origin.rpartition("/")[0]]
        spec.has_location = True
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module; its first sixteen bytes are the head that Python writes before code."""
        _, start, end = self.at[module.__name__]
        exec(marshal.loads(self.body[start + 16 : end]), module.__dict__)

    def get_resource_reader(self, name: str) -> Any:
        """Return what reads the other files of a package: they lie in its folder."""
        from importlib.readers import FileReader

        return FileReader(SimpleNamespace(path=f"{self.root}/{self.at[name][0]}"))  # type: ignore[arg-type]


def shelve(head: str, body: bytes, root: str) -> None:
    """Let modules be found on a :class:`Shelf`, before any folder is looked through."""
    sys.meta_path.insert(0, Shelf(head, body, root))


def record() -> Callable[[], bytes]:
    """Note from now on what is compiled; the function that is returned gives it as bytes for :func:`use`."""
    code: dict[bytes, bytes] = {}
    found: dict[tuple[Any, int], tuple[Any, ...]] = {}

    def compile_(source: Any, filename: Any, mode: str, *more: Any, **other: Any) -> Any:
        made = _compile(source, filename, mode, *more, **other)
        if isinstance(source, str) and not more and not other:
            code[_digest(source, mode)] = marshal.dumps(made)
        return made

    def pattern(asked: Any, flags: int = 0) -> Any:
        taken: list[tuple[Any, ...]] = []
        own = patterns._sre

        def keep(pattern: Any, flags: int, parts: Sequence[int], *more: Any) -> Any:
            taken.append((pattern, int(flags), [int(each) for each in parts], *more))  # named numbers cannot be kept
            return own.compile(pattern, flags, parts, *more)

        patterns._sre = SimpleNamespace(**{**vars(own), "compile": keep})
        try:
            made = _pattern(asked, flags)
        finally:
            patterns._sre = own
        if isinstance(asked, (str, bytes)) and taken:
            found[asked, int(flags)] = taken[0]
        return made

    builtins.compile = compile_
    patterns.compile = pattern

    def finish() -> bytes:
        _restore()
        return marshal.dumps((sorted(code.items()), sorted(found.items(), key=repr)))

    return finish


def use(data: bytes) -> None:
    """Take from now on what :func:`record` noted of the same interpreter, where the text is the same."""
    listed, ready = marshal.loads(data)
    code: dict[bytes, bytes] = dict(listed)
    found: dict[tuple[Any, int], tuple[Any, ...]] = dict(ready)

    def compile_(source: Any, filename: Any, mode: str, *more: Any, **other: Any) -> Any:
        kept = code.get(_digest(source, mode)) if isinstance(source, str) and not more and not other else None
        if kept is None:
            return _compile(source, filename, mode, *more, **other)
        made: CodeType = marshal.loads(kept)
        return made

    def pattern(asked: Any, flags: int = 0) -> Any:
        kept = found.get((asked, int(flags))) if isinstance(asked, (str, bytes)) else None
        return _pattern(asked, flags) if kept is None else patterns._sre.compile(*kept)

    builtins.compile = compile_
    patterns.compile = pattern


def _restore() -> None:
    builtins.compile = _compile
    patterns.compile = _pattern


def _digest(source: str, mode: str) -> bytes:
    return sha256(f"{mode}\n{source}".encode("utf-8", "surrogatepass")).digest()
