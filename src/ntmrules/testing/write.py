"""Packs written back to files, by PyYAML and not by our own reader: what a second program would write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from ntmrules.catalog.pack import REGISTERS, Pack
from ntmrules.catalog.structure import dump
from ntmrules.frozen import evolve
from ntmrules.model.sets import CriteriaSet


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    text = format(value, "f")
    # With the tag of a float the dumper would write it out before a whole number, and the profile allows no tag.
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(str, _text)


def yaml_text(data: Any) -> str:
    """Return plain data as YAML of the catalogue's profile: every text in quotes, no flow style but empty lists."""
    text: str = yaml.dump(plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def plain(value: Any) -> Any:
    """Return ``value`` with dict, list and scalars only."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def write_pack(
    folder: Path,
    sets: Iterable[CriteriaSet],
    *,
    registers: Mapping[str, Iterable[Any]] | None = None,
    name_of: Callable[[str], str] | None = None,
) -> Pack:
    """Write sets and registers under ``folder`` as a pack and return it, read back.

    ``registers`` maps the key of a register file (``measures``, ``schemes`` …) to model objects; ``name_of`` gives the
    file name of a criterion, without its ending, from its label.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file, (key, _) in REGISTERS.items():
        items = list((registers or {}).get(key, ()))
        if items:
            (folder / file).write_text(yaml_text({key: dump(tuple(items))}), encoding="utf-8")
    for whole in sets:
        place = folder / "national" / re.sub(r"\W+", "-", whole.id)
        place.mkdir(parents=True, exist_ok=True)
        (place / "set.yaml").write_text(yaml_text(dump(evolve(whole, criteria=()))), encoding="utf-8")
        for criterion in whole.criteria:
            name = name_of(criterion.id) if name_of is not None else criterion.id
            (place / f"{name}.yaml").write_text(yaml_text(dump(criterion)), encoding="utf-8")
    return Pack(folder)
