"""Builds a page: the interpreter, the library, a bundle of the catalogue and the page's own parts, in one HTML file.

Everything is compressed and lies in the file as letters in elements that no browser runs; the policy of the page lets nothing
be fetched. The same library and interpreter give the same page.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from attrs import field

from ntmrules._version import __version__
from ntmrules.docgen.one_file import asset, dense, digest, filled, house_style, script_of, squeezed
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.model.days import day_in_vietnam, today
from ntmrules.office.tables import replace, write_bytes
from ntmrules.page import ready
from ntmrules.page.host import Host
from ntmrules.page.runtime import WHEEL, Runtime
from ntmrules.page.site import as_zip, library_sources, standard_library

SCRIPTS = ("words.js", "dom.js", "runtime.js", "restart.js", "form.js", "results.js", "files.js", "start.js")
MADE = "ntmrules page build"
ARRIVED = "ntm.part()"
"""What stands behind every part: it may be used while the browser still reads the next one."""
LONGEST = 900
"""Seconds after which the start of Python counts as hung: seconds on a machine at rest, minutes on a busy one."""


def build_day() -> date:
    """Return the day that a page is built: today, or the one of ``SOURCE_DATE_EPOCH`` for whoever wants the same bytes again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return day_in_vietnam(datetime.fromtimestamp(int(epoch), tz=UTC)) if epoch.isdecimal() else today()


@frozen(kw_only=True)
class Chosen:
    """What a page opens with: sets that may be chosen (full ids; none: all), the first, the day, the province.

    ``on`` is the day that the page starts with; ``follows``: it then takes the day on which it is
    opened. ``built``: the day that the page names as its own, for what was decided later is not in it.
    ``provinces``: names of those that may be chosen, of either list; none: all.
    ``handbook``: the page of the handbook beside it that it leads to. ``figures``: a file of figures, by its name, that
    stands in the page when it opens.
    """

    set: str
    on: str
    follows: bool = False
    built: date = field(factory=build_day)
    sets: tuple[str, ...] = ()
    province: str | None = None
    provinces: tuple[str, ...] = ()
    lang: str = "vi"
    handbook: str | None = None
    figures: tuple[str, bytes] | None = None


def write_page(library: Library, runtime: Runtime, chosen: Chosen, path: Path) -> int:
    """Write the page to ``path`` and return its size in bytes; ``UsageError`` NTM047 where it cannot be compiled."""
    # The file beside it is made first: a folder that is not there is told before a minute of work.
    replace(path, lambda target: write_bytes(page(library, runtime, chosen).encode(), target))
    return path.stat().st_size


def page(library: Library, runtime: Runtime, chosen: Chosen) -> str:
    """Return the page as text."""
    library.rulebook(
        chosen.set, on=chosen.on, province=chosen.province
    )  # what cannot be is said now, not in the browser
    made: dict[str, Any] = {
        "set": chosen.set,
        "on": chosen.on,
        "province": chosen.province,
        "provinces": list(chosen.provinces),
        "sets": list(chosen.sets),
        "version": __version__,
        "handbook": chosen.handbook,
    }
    if chosen.figures is not None:
        name, data = chosen.figures
        Host(library.to_bytes(), made).ask_open({"name": name}, data)  # bad cells are told now, and to whoever builds
        made["figures"] = [name, base64.b64encode(data).decode("ascii")]
    started, excel = _started(runtime, library.to_bytes(), json.dumps(made | {"figures": None}))
    asm = runtime.read("pyodide.asm.mjs").decode().replace("export default _createPyodideModule;", "")
    loader = re.sub(
        r"export\{(\w+) as loadPyodide,.*",
        r"const loadPyodide=\1;",
        runtime.read("pyodide.mjs").decode(),
        flags=re.DOTALL,
    )
    worker = f"{loader}\n{asm}\n{asset('page', 'worker.js')}"
    parts = {
        "worker": squeezed(worker.encode()), "wasm": squeezed(runtime.read("pyodide.asm.wasm")), "start": started,
        "excel": excel,
    }  # fmt: skip
    style = house_style() + asset("page", "page.css")
    script = script_of("page", SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{digest(script)}' '{digest(ARRIVED)}' 'wasm-unsafe-eval' blob:; worker-src data:; "
        f"style-src '{digest(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    payload = "\n".join(
        f'<script type="text/plain" id="p-{name}" data-size="{len(data)}">{dense(data)}</script><script>{ARRIVED}</script>'
        for name, data in parts.items()
    )
    lock = {"info": json.loads(runtime.read("pyodide-lock.json"))["info"], "packages": {}}
    given = {"made": made, "lock": lock, "begin": asset("page", "begin.js"), "built": chosen.built.isoformat(),
             "follows": chosen.follows}  # fmt: skip
    told = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    return filled(
        asset("page", "page.html"),
        {"LANG": chosen.lang, "POLICY": policy, "STYLE": style, "SCRIPT": script, "MADE": MADE, "CHOSEN": told,
         "PAYLOAD": payload},
    )  # fmt: skip


def _started(runtime: Runtime, bundle: bytes, made: str) -> tuple[bytes, bytes]:
    """Return the memory of the runtime when its host has started with what it loads later, and the reader of spreadsheets.

    Both as the runtime's own Python left and compressed them.
    """
    node = shutil.which("node")
    if node is None:
        raise UsageError(problem("NTM047.node", said="node"))
    own = Path(ready.__file__).read_bytes()
    standard = standard_library(runtime.read("python_stdlib.zip")) | {"page_ready.py": own}
    given = {"standard.zip": as_zip(standard), "site.zip": as_zip(library_sources()), "page_ready.py": own, "bundle": bundle,
             "made.json": made.encode(), "excel": _wheel(runtime),
             "compile.mjs": asset("page", "compile.mjs").encode()}  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each, data in given.items():
            (folder / each).write_bytes(data)
        try:
            done = subprocess.run([node, str(folder / "compile.mjs"), str(runtime.folder.resolve()), name], check=False,
                                  capture_output=True, text=True, timeout=LONGEST, stdin=subprocess.DEVNULL)  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(problem("NTM047.node", said=str(error)[:200])) from None
        found = [folder / "start.out", folder / "excel.out"]
        if done.returncode or not all(each.is_file() for each in found):
            raise UsageError(problem("NTM047.node", said=(done.stderr.strip().splitlines() or ["?"])[-1][:200]))
        return found[0].read_bytes(), found[1].read_bytes()


def _wheel(runtime: Runtime) -> bytes:
    """Return the code of the spreadsheet reader out of its wheel as one list of files: a head of JSON, then their bytes."""
    with zipfile.ZipFile(io.BytesIO(runtime.read(WHEEL))) as given:
        every = [(name, given.read(name)) for name in sorted(given.namelist()) if name.endswith((".py", ".so"))]
    head = json.dumps([[name, len(data)] for name, data in every], ensure_ascii=False).encode()
    return struct.pack("<I", len(head)) + head + b"".join(data for _, data in every)
