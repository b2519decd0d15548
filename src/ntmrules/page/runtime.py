"""The interpreter that runs in the page: Pyodide and one wheel for it, of one version, each file known by its digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ntmrules.errors import Problem, UsageError, problem
from ntmrules.frozen import frozen

VERSION = "314.0.7"
CALAMINE = "0.9.1"
WHEEL = f"python_calamine-{CALAMINE}-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
DIGESTS = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
    WHEEL: "1f9a2f99d65f4cc647f3fc57ff80a2bb492bf8ce66a637b67064d1663697ae21",
}


@frozen(kw_only=True)
class Runtime:
    """A folder that holds the interpreter, every file as it was published."""

    folder: Path

    def read(self, name: str) -> bytes:
        """Return one of its files."""
        return (self.folder / name).read_bytes()


def runtime_in(folder: Path | None) -> Runtime:
    """Return the interpreter in a folder; ``UsageError`` NTM047 for what is missing or another version, with how to get it.

    The folder may be the one of npm's package, or one that holds ``node_modules/pyodide``.
    """
    files = ", ".join(DIGESTS)
    if folder is None:
        raise UsageError(problem("NTM047.none", version=VERSION, files=files))
    inside = folder / "node_modules" / "pyodide"
    chosen = inside if inside.is_dir() else folder
    problems: list[Problem] = []
    for name, digest in DIGESTS.items():
        path = chosen / name
        if not path.is_file():
            problems.append(problem("NTM047.none", str(path), version=VERSION, files=files))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            problems.append(problem("NTM047.other", str(path), version=VERSION, digest=digest))
    if problems:
        raise UsageError(problems)
    return Runtime(folder=chosen)
