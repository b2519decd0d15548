"""Which Python a page holds: of the library only what the host needs, the packages that it imports, the lists of units."""

from __future__ import annotations

import ast
import csv
import io
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ntmrules.catalog.pack import catalog_root
from ntmrules.places.communes import NAMES, names_placed

PACKAGES = ("attr", "attrs", "cattrs", "typing_extensions", "xlrd", "xlsxwriter", "yaml")
ROOTS = ("ntmrules", "ntmrules.page.host")
# Rooms that are imported by name alone.
WHOLE = ("ntmrules.messages", "ntmrules.model")
NOT_IN_PACKAGES = ("examples.py", "test_comprehensions.py")
# Never in a page, though somebody names them: they need what no browser has.
NEVER = ("ntmrules.cli", "ntmrules.tables", "ntmrules.engine.columnar",
         "ntmrules.figures.frames", "ntmrules.docgen", "ntmrules.testing", "ntmrules.report", "ntmrules.authoring",
         "ntmrules.recognition", "ntmrules.capital", "ntmrules.ocop", "ntmrules.face.ocop", "ntmrules.face.recognition",
         "ntmrules.face.progress", "ntmrules.progress", "ntmrules.audit", "ntmrules.check", "ntmrules.plugins.manager",
         "ntmrules.verify", "ntmrules.verbs", "ntmrules.places.dead_rules", "ntmrules.catalog.form_levels",
         "ntmrules.catalog.far_levels",
         # Packs are checked when a page is built.
         "ntmrules.catalog.allowed", "ntmrules.catalog.raising", "ntmrules.catalog.conflicts", "ntmrules.catalog.in_hand",
         "ntmrules.catalog.named", "ntmrules.catalog.known",
         "ntmrules.messages.page", "ntmrules.messages.in_calls",
         *(f"ntmrules.messages.{theme}"
           for theme in ("audits", "reports", "recognition", "ocop", "procedures", "capital", "annexes")))  # fmt: skip
# Of the standard library what the interpreter, the library and its packages load; the tests in the browser hold the list.
STANDARD = [
    "__future__",
    "_collections_abc",
    "_colorize",
    "_compat_pickle",
    "_markupbase",
    "_opcode_metadata",
    "_py_warnings",
    "_pyodide",
    "_pyodide._base",
    "_pyodide._core_docs",
    "_pyodide._future_helper",
    "_pyodide._importhook",
    "_pyodide.docs_argspec",
    "_pyodide.docstring",
    "_pyodide.jsbind",
    "_sitebuiltins",
    "_strptime",
    "_weakrefset",
    "abc",
    "annotationlib",
    "ast",
    "asyncio",
    "asyncio.base_futures",
    "asyncio.base_tasks",
    "asyncio.constants",
    "asyncio.coroutines",
    "asyncio.events",
    "asyncio.exceptions",
    "asyncio.format_helpers",
    "asyncio.futures",
    "asyncio.locks",
    "asyncio.mixins",
    "asyncio.queues",
    "asyncio.tasks",
    "asyncio.timeouts",
    "base64",
    "bisect",
    "bz2",
    "calendar",
    "codecs",
    "codeop",
    "collections",
    "compression",
    "compression._common",
    "compression._common._streams",
    "compression.bz2",
    "compression.gzip",
    "compression.lzma",
    "compression.zlib",
    "compression.zstd",
    "compression.zstd._zstdfile",
    "concurrent",
    "concurrent.futures",
    "concurrent.futures._base",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "dis",
    "enum",
    "fnmatch",
    "fractions",
    "functools",
    "genericpath",
    "glob",
    "graphlib",
    "gzip",
    "hashlib",
    "heapq",
    "html",
    "html.entities",
    "html.parser",
    "importlib",
    "importlib._abc",
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "importlib.abc",
    "importlib.machinery",
    "importlib.readers",
    "importlib.resources",
    "importlib.resources._adapters",
    "importlib.resources._common",
    "importlib.resources._functional",
    "importlib.resources._itertools",
    "importlib.resources.abc",
    "importlib.resources.readers",
    "importlib.util",
    "inspect",
    "io",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "lzma",
    "ntpath",
    "numbers",
    "opcode",
    "operator",
    "os",
    "pathlib",
    "pathlib._os",
    "pickle",
    "platform",
    "posixpath",
    "pprint",
    "pyodide",
    "pyodide._package_loader",
    "pyodide._state",
    "pyodide.code",
    "pyodide.common",
    "pyodide.ffi",
    "pyodide.webloop",
    "quopri",
    "random",
    "re",
    "re._casefix",
    "re._compiler",
    "re._constants",
    "re._parser",
    "reprlib",
    "shutil",
    "signal",
    "site",
    "stat",
    "string",
    "string.templatelib",
    "struct",
    "tempfile",
    "textwrap",
    "threading",
    "token",
    "tokenize",
    "tomllib",
    "tomllib._parser",
    "tomllib._re",
    "traceback",
    "types",
    "typing",
    "urllib",
    "urllib.parse",
    "warnings",
    "weakref",
    "xml",
    "xml.parsers",
    "xml.parsers.expat",
    "zipfile",
    "zipfile._path",
    "zipfile._path.glob",
    "zipimport",
]
# What the interpreter only names: a page has no network and starts no program, so their names are enough, and of asyncio
# the loop of the browser alone runs.
STAND_INS = {
    "asyncio/__init__.py": b"""from .coroutines import *
from .events import *
from .events import _BaseDefaultEventLoopPolicy as DefaultEventLoopPolicy, _get_running_loop, _set_running_loop
from .exceptions import *
from .futures import *
from .tasks import *


def run(*_, **__):
    raise RuntimeError("a page runs the loop of the browser")
""",
    "socket.py": b"AF_UNSPEC, AF_INET, AF_INET6, SOCK_STREAM, AI_PASSIVE = 0, 2, 10, 1, 1\n",
    "subprocess.py": b"PIPE, STDOUT, DEVNULL = -1, -2, -3\n",
}
# A workbook of results draws no chart: of the modules that do, their names are enough.
CHARTS = {
    "xlsxwriter/chart.py": b"class Chart:\n    pass\n",
    "xlsxwriter/chartsheet.py": b"class Chartsheet:\n    pass\n",
    "xlsxwriter/chart_title.py": b"",
} | {
    f"xlsxwriter/chart_{kind}.py": f"from .chart import Chart\n\n\nclass Chart{kind.title()}(Chart):\n    pass\n".encode()
    for kind in ("area", "bar", "column", "doughnut", "line", "pie", "radar", "scatter", "stock")
}
KEPT_CODECS = ("__init__", "aliases", "ascii", "cp1252", "cp1258", "cp437", "latin_1", "utf_16", "utf_16_be", "utf_16_le",
               "utf_32", "utf_32_be", "utf_32_le", "utf_8", "utf_8_sig", "raw_unicode_escape", "unicode_escape", "cp1250",
               "cp1251", "mbcs", "charmap", "cp65001", "iso8859_1", "hex_codec", "base64_codec")  # fmt: skip


def library_sources() -> dict[str, bytes]:
    """Return the files that a page needs of the library and its packages, by path."""
    found: dict[str, bytes] = {}
    waiting = list(ROOTS)
    for room in WHOLE:
        waiting += [f"{room}.{path.stem}" for path in _folder(room).glob("*.py")]
    seen: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module in seen or _is_never(module):
            continue
        seen.add(module)
        path = _file_of(module)
        if path is None:
            continue
        source = path.read_bytes()
        inner = module.split(".") + (["__init__.py"] if path.name == "__init__.py" else [])
        found["/".join(inner) if path.name == "__init__.py" else "/".join(inner) + ".py"] = source
        waiting += [".".join(module.split(".")[:at]) for at in range(1, module.count(".") + 1)]
        waiting += _imported(source)
    found["ntmrules/figures/headings.toml"] = (_folder("ntmrules.figures") / "headings.toml").read_bytes()
    for name in PACKAGES:
        found |= _package(name)
    found |= CHARTS
    found |= _lists()
    return found


def _is_never(module: str) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in NEVER)


def _origin(name: str) -> Path:
    """Return the file of an installed package; ``ModuleNotFoundError`` where there is none."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin)


def _folder(package: str) -> Path:
    return _origin(package).parent


def _file_of(module: str) -> Path | None:
    base = _folder("ntmrules").joinpath(*module.split(".")[1:])
    own = [base / "__init__.py", base.with_suffix(".py")] if module != "ntmrules" else [base / "__init__.py"]
    return next((each for each in own if each.is_file()), None)


def _imported(source: bytes) -> Iterator[str]:
    """Yield the modules of the library that a source imports, when it is loaded or later; not those of types alone."""
    for node in _running(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.split(".")[0] == "ntmrules")
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "ntmrules":
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _running(node)


def _package(name: str) -> dict[str, bytes]:
    origin = _origin(name)
    if origin.name != "__init__.py":
        return {origin.name: origin.read_bytes()}
    root = origin.parent
    return {f"{name}/{path.relative_to(root).as_posix()}": path.read_bytes() for path in sorted(root.rglob("*.py"))
            if not {"preconf", "strategies"} & set(path.parts) and path.name not in NOT_IN_PACKAGES}  # fmt: skip


def _lists() -> dict[str, bytes]:
    """Return the lists of units and what became of them: names in files are checked by them."""
    root = catalog_root()
    paths = [root / "crosswalk.yaml", *sorted((root / "units").rglob("*.csv"))]
    found = {f"ntmrules/catalogs/{path.relative_to(root).as_posix()}": _unplaced(path) for path in paths}
    names = "\n".join(names_placed()).encode()
    return {**found, f"ntmrules/catalogs/units/{NAMES}": names, "ntmrules/catalogs/national/README": b""}


def _unplaced(path: Path) -> bytes:
    """Return a list of units without where on earth they lie: no part of a page draws a map."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".csv":
        return text.encode()
    rows = csv.DictReader(io.StringIO(text))
    made = io.StringIO()
    writer = csv.DictWriter(made, rows.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {name: "" for name in ("latitude", "longitude") if name in row} for row in rows)
    return made.getvalue().encode()


def standard_library(packed: bytes) -> dict[str, bytes]:
    """Return the files of the interpreter's standard library that a page keeps."""
    wanted = {f"encodings/{name}.py" for name in KEPT_CODECS}
    for module in STANDARD:
        path = module.replace(".", "/")
        wanted |= {f"{path}.py", f"{path}/__init__.py"}
    with zipfile.ZipFile(io.BytesIO(packed)) as given:
        return {name: given.read(name) for name in given.namelist() if name in wanted} | STAND_INS


def as_zip(files: dict[str, bytes]) -> bytes:
    """Return files as a zip, stored and dated alike."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return stream.getvalue()
