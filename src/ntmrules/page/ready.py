"""The quick start of Python in a page: it starts when the page is built, and the page takes its memory as it was then.

Whoever builds a page lets :func:`laid` compile every module, imports and tries the host with :func:`tried`, and puts away with
:func:`left` what no page needs; what then stands in memory is what every start of the page begins with. Modules that were not
needed so far lie on a :class:`Shelf`. This module runs inside the page's own Python alone, and is tested without it.
"""

from __future__ import annotations

import ast
import importlib._bootstrap_external as loader
import json
import marshal
import sys
import zipfile
from collections.abc import Callable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any


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


def laid(archive: str, compiled: str, root: str) -> None:
    """Write the files of a zip into another one and into a folder, those of Python compiled."""
    with zipfile.ZipFile(archive) as given, zipfile.ZipFile(compiled, "w") as made:
        for name in sorted(given.namelist()):
            data = given.read(name)
            kept = name
            if name.endswith(".py"):
                kept, data = name + "c", _compiled(data, "/" + name)
            made.writestr(zipfile.ZipInfo(kept, (1980, 1, 1, 0, 0, 0)), data)
            path = Path(root, kept)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _compiled(source: bytes, path: str) -> bytes:
    """Return a module as Python keeps it compiled, without what only people read: texts, notes of types, numbers of lines."""
    tree = ast.fix_missing_locations(_Plain().visit(ast.parse(source)))
    code = _without_lines(compile(tree, path, "exec", dont_inherit=True, optimize=2))
    return bytes(loader._code_to_hash_pyc(code, bytes(8), checked=False))  # type: ignore[attr-defined]


class _Plain(ast.NodeTransformer):
    """Takes the types from functions; those with a decorator keep them, for some decorators read them."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        if not node.decorator_list:
            node.returns = None
            given = node.args
            for each in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
                if each is not None:
                    each.annotation = None
        return node


def _without_lines(code: CodeType) -> CodeType:
    inner = tuple(_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


def tried(start: Callable[[bytes, str], object], answer: Callable[..., Any], bundle: bytes, made: str) -> None:
    """Start the host, ask it what a page is asked first, and start it anew: what that loads is there from then on.

    What a rulebook works out once is not kept: it would make every page a tenth of a megabyte larger to save a tenth of a second.
    Raises ``ValueError`` where the host refuses something.
    """

    def ask(verb: str, **more: object) -> Any:
        said = json.loads(answer(json.dumps({"ask": verb, **more}), None))
        if "problems" in said:
            raise ValueError(said["problems"])
        return said

    start(bundle, made)
    fields = [each for group in ask("form")["groups"] for each in group["fields"]]
    given = {each["subject"]: "đạt" if each["kind"] in ("yes_no", "verdict") else "1" for each in fields}
    ask("warm")
    index = ask("add", unit="xã B")["index"]
    for subject, value in list(given.items())[:2]:
        ask("type", index=index, subject=subject, text=value, sure=True)
    ask("unit", index=index)
    start(bundle, made)
    _let_lists_go()


def _let_lists_go() -> None:
    """Let go of the lists of units that a day after the reform reads whole: they would be a quarter of the page."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("ntmrules.places.", "ntmrules.explain.lives")):
            for each in vars(module).values():
                if hasattr(each, "cache_clear") and each.__name__ != "commune_keys":
                    each.cache_clear()


def _nowhere(*_: object) -> tuple[None, None, None, None]:
    return None, None, None, None


def left(root: str) -> str:
    """Forget where modules came from, and return the files of ``root`` that are still needed: JSON, code last.

    Those are the files that are no code, and modules that nobody imported so far.
    """
    sys.path[:] = [each for each in sys.path if not each.endswith(".zip") and each != root]
    sys.path_importer_cache.clear()
    for name in ("zipimport", "linecache"):
        for known in ("_zip_directory_cache", "cache"):
            getattr(sys.modules.get(name), known, {}).clear()
    if "traceback" in sys.modules:  # where there are no lines it ends before it says what the error is
        sys.modules["traceback"]._get_code_position = _nowhere  # type: ignore[attr-defined]
    if "random" in sys.modules:  # two pages of one library are the same page
        sys.modules["random"].seed(0)
    every = sorted(path.relative_to(root).as_posix() for path in Path(root).rglob("*") if path.is_file())
    code = [each for each in every if each.endswith(".pyc")]
    names = {each: each.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for each in code}
    return json.dumps([each for each in every if each not in names] +
                      [each for each in code if names[each] not in sys.modules])  # fmt: skip
