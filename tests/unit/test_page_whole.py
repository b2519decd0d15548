"""A page holds every module that its host asks for, whatever it is asked: tried in a Python that has only those."""

import json
import subprocess
import sys
from pathlib import Path

import ntmrules
from ntmrules.page.site import STANDARD, library_sources

ROOT = Path(__file__).resolve().parents[2]
ONLY = """
import builtins, importlib.abc, importlib.util, json, sys

class Only(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("ntmrules", "polars", "cyclopts", "rich", "docx", "jinja2") and name not in here:
            raise ModuleNotFoundError(f"{name} is not in the page")

plain = builtins.__import__

def watched(name, globals=None, locals=None, fromlist=(), level=0):
    # What our own modules import of Python has to be in the page, though the tools of this test have loaded it.
    top = name.partition(".")[0]
    if level == 0 and (globals or {}).get("__name__", "").startswith("ntmrules"):
        if top in sys.stdlib_module_names and top not in standard:
            if str(getattr(importlib.util.find_spec(top), "origin", "")).endswith(".py"):
                raise ModuleNotFoundError(f"{name} is not in the page")
    return plain(name, globals, locals, fromlist, level)

given = json.load(sys.stdin)
here, standard = set(given["modules"]), set(given["standard"])
builtins.__import__ = watched
sys.meta_path.insert(0, Only())
from ntmrules.page.host import Host
host = Host(open(given["bundle"], "rb").read(), {"set": "xa-ntm", "on": "2023-10-31", "province": "Quảng Ninh"})
said = {}
for question, data in given["asked"]:
    answer = host.answer(json.dumps(question), None if data is None else data.encode())
    said[question["ask"] + question.get("kind", "")] = isinstance(answer, bytes) or "problems" not in json.loads(answer)
print(json.dumps(said))
"""


def test_nothing_is_asked_for_that_is_not_in_the_page(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "mau.csv").read_text(encoding="utf-8")
    bundle = tmp_path / "bundle"
    bundle.write_bytes(ntmrules.Library(plugins=()).to_bytes())
    modules = [name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in library_sources()]
    asked: list[tuple[dict[str, object], str | None]] = [
        ({"ask": "about"}, None), ({"ask": "form"}, None), ({"ask": "open", "name": "mau.csv"}, text),
        ({"ask": "unit", "index": 0}, None), ({"ask": "why", "index": 0, "number": "1.1"}, None),
        ({"ask": "settle", "index": 0}, None), ({"ask": "type", "index": 0, "subject": "1.1", "text": "đạt"}, None),
        ({"ask": "compare", "name": "mau.csv"}, text),
        *(({"ask": "export", "kind": kind}, None) for kind in ("xlsx", "csv", "json", "receipts", "doc", "form", "keep")),
        ({"ask": "choose", "set": "xa-ntm", "on": "2024-01-01", "province": None}, None), ({"ask": "drop"}, None),
    ]  # fmt: skip
    given = json.dumps({"modules": modules, "bundle": str(bundle), "asked": asked,
                        "standard": sorted({each.partition(".")[0] for each in STANDARD})})  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ONLY], input=given, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert all(json.loads(done.stdout).values()), done.stdout
