"""Freeze one criteria set, and the rows of the registers that it refers to, as a catalogue of its own.

The goldens of text stand on ``tests/golden/danh-muc``, so that a better source or a new check date in the catalogue changes none
of them. Run again only when the set of the goldens itself is to move on::

    python tools/freeze_pack.py xa-ntm-2021 tests/golden/danh-muc && pytest tests/golden --update-golden
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

REGISTERS = ("decisions.yaml", "measures.yaml", "sources.yaml")
WHOLE = ("areas.yaml", "units.yaml")
CATALOGS = Path(__file__).parent.parent / "catalogs"


def freeze(name: str, target: Path) -> None:
    """Write the set in the folder ``name`` and what it refers to under ``target``; what was there is gone."""
    shutil.rmtree(target, ignore_errors=True)
    folder = target / "national" / name
    folder.mkdir(parents=True)
    for path in sorted((CATALOGS / "national" / name).glob("*.yaml")):
        if not path.name.endswith(".cases.yaml"):
            shutil.copyfile(path, folder / path.name)
    said = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    for register in WHOLE:
        text = (CATALOGS / register).read_text(encoding="utf-8")
        (target / register).write_text(text, encoding="utf-8")
        said += text
    heads, rows = {}, {}
    for register in REGISTERS:
        heads[register], *rows[register] = re.split(r"(?m)^(?=  - )", (CATALOGS / register).read_text(encoding="utf-8"))
    kept: dict[str, list[str]] = {register: [] for register in REGISTERS}
    while True:  # a decision amends another, and a source of it is looked up too
        more = {
            register: [row for row in rows[register] if row in kept[register] or _named(row, said)]
            for register in REGISTERS
        }
        said += "".join(row for register in REGISTERS for row in more[register] if row not in kept[register])
        if more == kept:
            break
        kept = more
    for register in REGISTERS:
        (target / register).write_text(heads[register] + "".join(kept[register]), encoding="utf-8")


def _named(row: str, said: str) -> bool:
    found = re.search(r"\bid: *\"?([^\",}\n]+)", row)
    return found is not None and re.search(rf"(?<![\w/.-]){re.escape(found[1].strip())}(?![\w/-])", said) is not None


if __name__ == "__main__":
    freeze(sys.argv[1], Path(sys.argv[2]))
