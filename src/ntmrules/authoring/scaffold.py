"""A new province plugin from the template: a package that installs, lints and passes its own tests as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from ntmrules._version import __version__
from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.errors import PluginError, UnitError, problem
from ntmrules.model.units import Province

SUFFIX = ".tmpl"
EXAMPLE, ONLY_WITHOUT = "#~", "#-"
KINDS = {"tinh": "tỉnh", "thanh-pho": "thành phố"}


def new_plugin(name_id: str, folder: Path, *, name: str | None = None, example: bool = False) -> list[Path]:
    """Write the package ``ntmrules-<id>`` under ``folder`` and return its files.

    ``name_id`` is the id of a province of either list; ``name`` is how it is written, when not as in the register. The
    worked example in it is made up, so it stands behind ``#``; with ``example`` it is switched on, to try things out.
    Raises ``PluginError`` NTM213 for a bad id or a folder that is there already, ``UnitError`` NTM603 for no province.
    """
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name_id):
        raise PluginError(problem("NTM213.id", id=name_id))
    place = _province(name_id)
    root = folder / f"ntmrules-{name_id}"
    if root.exists():
        raise PluginError(problem("NTM213.exists", str(root)))
    values = _values(name_id, name or place.name, place)
    return [_write(root, path, source, values, example=example) for path, source in sorted(_template())]


def _province(name_id: str) -> Province:
    """Return the province of that id: of the 63 where there is one, for decisions in force were made by those."""
    provinces = Pack(catalog_root(), "vn").provinces
    found = provinces.get(("2004", name_id)) or provinces.get(("2025", name_id))
    if found is None:
        known = {province for _, province in provinces}
        raise UnitError(problem("NTM603.id", id=name_id, near=(name_id, known)))
    return found


def _values(name_id: str, name: str, place: Province) -> dict[str, str]:
    year = datetime.now().astimezone().year  # of the copyright notice
    return {
        "id": name_id, "name": name, "kind": KINDS.get(place.kind, place.kind),
        "module": f"ntmrules_{name_id.replace('-', '_')}", "distribution": f"ntmrules-{name_id}",
        "version": __version__, "year": str(year), "territory": "\n".join(territory_lines(place)),
    }  # fmt: skip


def territory_lines(place: Province) -> Iterator[str]:
    """Yield the unit keys of a province: in both lists where it is unchanged, else the other one as a remark."""
    provinces = Pack(catalog_root(), "vn").provinces.values()
    if place.list == "2025":
        yield from (f'  - {{list: "2004", province: {former}}}' for former in place.formed_from if place.unchanged)
        yield f'  - {{list: "2025", province: {place.id}}}'
        return
    yield f'  - {{list: "2004", province: {place.id}}}'
    for today in provinces:
        if today.list == "2025" and place.id in today.formed_from:
            if today.unchanged:
                yield f'  - {{list: "2025", province: {today.id}}}'
            else:
                yield f"  # From 01/07/2025 it is a part of {today.name} ({', '.join(today.formed_from)}). Decisions of"
                yield f'  # the new province belong to {{list: "2025", province: {today.id}}}, older ones to this key.'


def _template(folder: Traversable | None = None, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in (folder or files("ntmrules.authoring") / "template").iterdir():
        if item.is_dir():
            yield from _template(item, f"{above}{item.name}/")
        elif item.name.endswith(SUFFIX):
            yield f"{above}{item.name.removesuffix(SUFFIX)}", item


def _write(root: Path, path: str, source: Traversable, values: Mapping[str, str], *, example: bool) -> Path:
    place = path.replace("src/module", f"src/{values['module']}").replace("/pack/", f"/{values['id']}/")
    target = root / (".gitignore" if place == "gitignore" else place)
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(_switched(line, on=example) for line in lines)
    target.write_text(Template(text).substitute(values), encoding="utf-8")
    return target


def _switched(line: str, *, on: bool) -> str:
    """Return a line of the template with the example switched on or off."""
    if line.startswith(EXAMPLE):
        return line.removeprefix(EXAMPLE) if on else line.replace(EXAMPLE, "#", 1)
    if line.rstrip().endswith(ONLY_WITHOUT):
        return "" if on else f"{line.rstrip().removesuffix(ONLY_WITHOUT).rstrip()}\n"
    return line
