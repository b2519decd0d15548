"""The pack that an import makes: what is written for each indicator, and the folder, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ntmrules.authoring.annex.taking import Level, Taken
from ntmrules.errors import UsageError, problem
from ntmrules.library import Library
from ntmrules.messages import Fault
from ntmrules.model.evidence import Evidence

SOURCE = "van-ban-da-doc"


def write_pack(files: Mapping[str, str], out: Path) -> None:
    """Write the pack whole or not at all, after it was loaded once; ``UsageError`` NTM013 where ``out`` is there already."""
    if out.exists():
        raise UsageError(problem("NTM013.folder", str(out)))
    try:
        kept = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise UsageError(problem("NTM013.unwritable", str(out), fault=Fault(error))) from None
    try:
        for name, text in files.items():
            file = kept / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        Library(packs=[kept], plugins=())  # a pack that does not load is not handed out
        kept.chmod(0o755)
        kept.rename(out)
    finally:
        shutil.rmtree(kept, ignore_errors=True)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def head_of(pack: str, vi: str, en: str | None) -> str:
    english = f", en: {quoted(f'Imported: {en}')}" if en else ""
    return f"id: {pack}\nname: {{vi: {quoted(f'Nhập từ văn bản: {vi}')}{english}}}\n"


def entries_of(pack: str, set_id: str, taken: list[Taken], evidence: Evidence) -> Iterator[str]:
    yield "overrides:"
    place = set_id.partition("/")[2]
    said = f"{{kind: {evidence.kind}, confidence: high, ref: [{SOURCE}], checked_on: {quoted(str(evidence.checked_on or ''))}}}"
    for each in taken:
        known = each.known
        tail = f"/{each.part}" if each.part else ""
        provision = known.version.provision
        parts = [(key, getattr(provision, key)) for key in ("decision", "annex", "article", "row")]
        written = ", ".join(f"{key}: {quoted(value)}" for key, value in parts if value)
        yield f"  - id: {quoted(f'{pack}/{place}/{known.indicator.id}{tail}@{known.version.from_}')}"
        yield "    verb: complete"
        yield f"    target: {quoted(f'{set_id}/{known.indicator.id}')}"
        yield f"    provision: {{{written}}}"
        yield f"    from: {quoted(str(known.version.from_))}"
        if (last := known.last_day) is not None:
            yield f"    to: {quoted(str(last))}"
        if each.part:
            yield f"    part: {quoted(each.part)}"
        yield "    requirement:"
        yield f"      kind: {each.kind}"
        if each.part:
            yield f"      measure: {quoted(each.part)}"
        if not each.levels:
            yield from ("      to: ubnd-cap-tinh",) if each.kind == "delegated" else ()
            yield f"      evidence: {said}"
            continue
        yield "      threshold:"
        yield f"        evidence: {said}"
        yield "        rows:"
        yield from (f"          - {{{_level(level)}}}" for level in each.levels)


def _level(level: Level) -> str:
    place = [f"year: {level.year}"] if level.year is not None else []
    place += [f"area: {level.area}"] if level.area is not None else []
    place += [f"value: {level.value}" if level.value is not None else "delegated: {to: ubnd-cap-tinh}"]
    return ", ".join(place)
