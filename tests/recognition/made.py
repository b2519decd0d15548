"""Small dossiers for tests."""

from __future__ import annotations

from pathlib import Path

from ntmrules import Library
from ntmrules.face.recognition import Dossiers

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "ho-so"
PACK = ROOT / "examples" / "ho-so-goi-mau"
NATIONAL = Dossiers(Library(plugins=()))
WITH_PACK = Dossiers(Library(plugins=(), packs=[PACK]))
HEAD = """unit: xã Mẫu Một
within: huyện Mẫu
province: An Giang
set: vn/xa-ntm/2021
begun: "2023-03-01"
"""


def written(tmp: Path, *events: str, head: str = HEAD, name: str = "d.yaml") -> Path:
    """Write a dossier with these events, each the inside of a flow map."""
    path = tmp / name
    body = "events:\n" + "".join(f"  - {{{event}}}\n" for event in events) if events else "events: []\n"
    path.write_text(head + body, "utf-8")
    return path
