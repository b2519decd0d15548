"""List the rows of findings files and say, field by field, whether the catalogue holds them with exactly their honesty.

``python tools/found_rows.py FINDINGS.yaml|FOLDER … [--catalogs catalogs] [--packs DIR …] [--notes FILE] [--differences]``

A findings file holds ``found``: rows of (set, indicator, cell, value, verdict, kind, ref, confidence), and ``sources`` with
the address of each ref. For every row the script looks up the places that name one of its sources: cells of the indicator,
of the columns, years and text that the row speaks of, or, for rows about counts, names, guidance and procedures, the
evidence entries of the set's head and of the registers. It then compares

* ``value``: numbers and direction, «đạt», delegated; words (names, notes) are printed for a person to read and not compared;
* ``kind`` and ``confidence``: equal, or lifted by a further source that stands beside it, or else a difference;
* ``source``: every source of the row is named there (in ``ref``, or ``searched`` of a hole);
* ``checked_on``: the day of the findings.

A row with ``bound: true`` is a check only: no cell may have its number or its grade, the cell stays as it was before.
Whatever differs has to be named in the notes file with fields and reason (``differs``), and a row that stands nowhere with
its reason (``left_out``); else the script ends with 1, and so does a note about a difference that is none. The script
reads the catalogue and changes nothing; no test needs it, for the findings lie outside the repository.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml

FOLDERS = {
    "xa-ntm": "xa-ntm-2021",
    "xa-ntm-nang-cao": "xa-ntm-nang-cao-2021",
    "xa-ntm-kieu-mau": "xa-ntm-kieu-mau-2021",
    "huyen-ntm": "huyen-ntm-2021",
    "huyen-ntm-nang-cao": "huyen-ntm-nang-cao-2021",
    "huyen-ntm-dac-thu": "huyen-ntm-dac-thu-2021",
    "tinh-ntm": "tinh-ntm-2021",
}
WORDY = ("counts", "exceptions", "groups", "all", "context", "guidance", "recognition", "revocation", "authority",
         "state", "model commune")  # fmt: skip
REGIONS = ("trung_du_mien_nui_phia_bac", "dong_bang_song_hong", "bac_trung_bo", "duyen_hai_nam_trung_bo", "tay_nguyen",
           "dong_nam_bo", "dong_bang_song_cuu_long")  # fmt: skip
KINDS = ("recall", "excerpt", "copy", "gazette")
SURE = ("low", "medium", "high")
DIRECTION = {"<=": ("at_most", "less_than"), ">=": ("at_least", "more_than", "count_at_least", "share_of", "count_of")}
NO_CELL = (r"\b(name|names|measure|guidance|count|parts|detail|numbering|demand|demands|row numbers|direction|structure|form"
           r"|provincial example)\b")  # fmt: skip
NAME = r"\b(name|names|count|numbering|row numbers|form)\b"
FIELDS = ("value", "kind", "confidence", "source", "checked_on")


class At(NamedTuple):
    """One cell or evidence entry of the catalogue."""

    file: Path
    line: int
    what: str  # the kind of requirement it stands in, or "entry" for what is no cell
    value: Any
    area: str | None
    year: int | None
    from_: str | None
    evidence: dict[str, Any]

    @property
    def refs(self) -> tuple[str, ...]:
        """The sources that are named, those of a hole too."""
        return tuple(self.evidence.get("ref") or ())

    @property
    def grade(self) -> tuple[str, str]:
        """Kind and confidence; a hole has neither."""
        return str(self.evidence.get("kind", "unknown")), str(self.evidence.get("confidence", ""))


class Lined(dict):  # type: ignore[type-arg]
    """A mapping that knows the line on which it begins."""

    line = 0


def main() -> int:
    """Print every row with its fields, then the counts; 1 where a difference is not named, or a note names none."""
    options = _options()
    notes = _notes(options.notes)
    places = Places(options.catalogs, options.packs)
    counts: Counter[str] = Counter()
    used: set[str] = set()
    for path in _files(options.findings):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        ids = {ref: {ref, *places.ids_of(str(where))} for ref, where in document["sources"].items()}
        for number, row in enumerate(document["found"], 1):
            name = f"{path.stem} {number}"
            counts[_tell(name, row, ids, places, notes, str(document["checked"]), used, options)] += 1
    stale = sorted(set(notes) - used)
    for name in stale:
        print(f"{name}: a note of a difference that is none")
    print("; ".join(f"{count} {word}" for word, count in sorted(counts.items())))
    return 1 if stale or counts["DIFFERS"] or counts["MISSING"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("findings", type=Path, nargs="+")
    parser.add_argument("--catalogs", type=Path, default=Path("catalogs"))
    parser.add_argument("--packs", type=Path, nargs="*", default=[Path("plugins")], help="packs to look into as well")
    parser.add_argument("--notes", type=Path, default=Path(__file__).with_name("found-rows.yaml"))
    parser.add_argument("--differences", action="store_true", help="print only rows that differ")
    return parser.parse_args()


def _files(given: list[Path]) -> list[Path]:
    found = [file for path in given for file in (sorted(path.glob("found-*.yaml")) if path.is_dir() else [path])]
    if not found or not all(file.is_file() for file in found):
        sys.exit(f"no findings files: {', '.join(map(str, given))}")
    return found


def _notes(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    out = {str(name): {"reason": row["reason"], "fields": None}
           for row in document.get("left_out") or () for name in _rows_of(row["row"])}  # fmt: skip
    differs = {str(name): {"reason": row["reason"], "fields": set(row["fields"])}
               for row in document.get("differs") or () for name in _rows_of(row["row"])}  # fmt: skip
    return {**out, **differs}


def _rows_of(named: Any) -> list[str]:
    return [str(each) for each in named] if isinstance(named, list) else [str(named)]


def _tell(name: str, row: dict[str, Any], ids: dict[str, set[str]], places: Places, notes: dict[str, dict[str, Any]],
          day: str, used: set[str], options: argparse.Namespace) -> str:  # fmt: skip
    """Print one row and return what became of it."""
    sets = row["set"] if isinstance(row["set"], list) else [row["set"]]
    head = f"{name}: {'+'.join(sets)} {row['indicator']} [{row['cell']}] {row['verdict']} {row['kind']} {row['confidence']}"
    wanted = set().union(*(ids[ref] for ref in row["ref"]))
    found = [at for each in sets for at in places.of(each, row, wanted)]
    note = notes.get(name)
    if note is not None and note["fields"] is None:
        used.add(name)
        if not options.differences:
            print(f"{head}\n  LEFT OUT: {note['reason']}")
        return "left out" if not found else "DIFFERS"
    if not found:
        print(f"{head}\n  MISSING: no cell names {', '.join(sorted(wanted))}")
        return "MISSING"
    fields = compare(row, found, ids, day)
    wrong = {field for field, said in fields.items() if said.startswith("≠")}
    named = note["fields"] if note is not None else set()
    if note is not None and wrong:
        used.add(name)
    open_ = sorted(wrong - named, key=FIELDS.index) + sorted(named - wrong if wrong else ())
    if open_ or not options.differences:
        print(head)
        print(*(f"  {at.file}:{at.line} {at.what} {at.value} {' '.join(at.grade)}" for at in found), sep="\n")
        print(*(f"    {field}: {said}" for field, said in fields.items()), sep="\n")
        if wrong and note is not None:
            print(f"    why: {note['reason']}")
    return "DIFFERS" if open_ else "differ, with the reason" if wrong else "equal"


# ------------------------------------------------------------------ comparing


def compare(row: dict[str, Any], found: list[At], ids: dict[str, set[str]], day: str) -> dict[str, str]:
    """Return what is said of each field; a difference begins with ``≠``."""
    kind, sure = _grade(row, found, ids)
    refs = {ref for at in found for ref in at.refs}
    absent = [ref for ref in row["ref"] if not ids[ref] & refs]
    entries = all(at.what == "entry" for at in found)  # of several entries one is the row's
    days = sorted({str(at.evidence.get("checked_on", "")) for at in found if "kind" in at.evidence})
    checked = (day in days or not days) if entries else set(days) <= {day}
    return {
        "value": _value(row, found),
        "kind": kind,
        "confidence": sure,
        "source": f"≠ {', '.join(absent)} not named" if absent else "equal",
        "checked_on": "equal" if checked else f"≠ {', '.join(days)}, not {day}",
    }


def _grade(row: dict[str, Any], found: list[At], ids: dict[str, set[str]]) -> tuple[str, str]:
    graded = [at for at in found if "kind" in at.evidence]
    if not graded:
        return "a hole", "a hole"
    kinds, sures = sorted({at.grade[0] for at in graded}), sorted({at.grade[1] for at in graded})
    if row.get("bound"):
        known = str(row["previous"]["kind"]).removesuffix("-low")
        better = [kind for kind in kinds if known not in KINDS or KINDS.index(kind) > KINDS.index(known)]
        return (f"≠ {', '.join(better)} on a bound" if better else "as before the bound"), "as before the bound"
    own = set().union(*(ids[ref] for ref in row["ref"]))
    beside = sorted({ref for at in graded for ref in at.refs if ref not in own})
    if all(at.what == "entry" for at in graded) and (row["kind"], row["confidence"]) in [at.grade for at in graded]:
        return "equal", "equal"
    if re.search(NO_CELL, str(row["cell"])):  # it tells of words, and the grade is that of the level
        over = [at for at in graded if at.what != "entry" and at.grade[0] != "recall" and set(at.refs) <= own]
        if over and re.search(NAME, str(row["cell"])):
            return (f"≠ {', '.join(over[0].grade)} on a name alone",) * 2
        if all(at.grade[0] in ("recall", row["kind"]) for at in graded) or beside:
            return ("the level's own, the row tells of words",) * 2
    return (_one(row["kind"], kinds, KINDS, beside), _one(row["confidence"], sures, SURE, beside))


def _one(said: str, found: list[str], scale: tuple[str, ...], beside: list[str]) -> str:
    if found == [said]:
        return "equal"
    higher = [each for each in found if scale.index(each) > scale.index(said)]
    lower = [each for each in found if scale.index(each) < scale.index(said)]
    if higher and not lower and beside:
        return f"{', '.join(higher)}, for {', '.join(beside)} stand beside it"
    return f"≠ {', '.join(found)}, not {said}"


def _value(row: dict[str, Any], found: list[At]) -> str:
    cells = [at for at in found if at.what != "entry"]
    value = row["value"]
    if row.get("bound"):
        return _bound(row, cells)
    if not cells or re.search(NO_CELL, str(row["cell"])):
        return "words, not compared"
    if isinstance(value, dict) and set(value) <= {*REGIONS, "common"}:
        return _by_region(value, cells)
    text = "delegated" if value in ({"delegated": True}, {"delegated": "true"}) else str(value)
    tokens = [each.strip() for each in text.split(";")]
    if re.search(r"delegated|province sets it|left to the province", text):
        return "equal" if any(at.what == "delegated" for at in cells) else f"≠ {_said(cells)}, not delegated"
    if "met" in tokens and not any(at.what in ("attained", "none_of") for at in cells):
        return f"≠ {_said(cells)}, not met"
    if set(tokens) == {"met"}:
        return "equal" if all(at.what in ("attained", "none_of") for at in cells) else f"≠ {_said(cells)}, not met"
    numbers = {number for token in tokens for number in _numbers(token)}
    if not numbers:
        return "words, not compared"
    levels = {at.value for at in cells if isinstance(at.value, Decimal)}
    have = levels | {(at.value - 1) * 100 for at in cells if at.what == "derived" and isinstance(at.value, Decimal)}
    missing = sorted(numbers - have)
    if missing:
        return f"≠ {', '.join(map(str, missing))} not there ({_said(cells)})"
    sign = text.strip()[:2]
    off = [at for at in cells if sign in DIRECTION and at.value in numbers and at.what not in DIRECTION[sign]]
    return f"≠ {_said(off)}, not {sign}" if off else "equal"


def _by_region(value: dict[str, Any], cells: list[At]) -> str:
    wrong = []
    for region, level in value.items():
        here = [at.value for at in cells if at.area == (None if region == "common" else region.replace("_", "-"))]
        if Decimal(str(level)) not in here:
            wrong.append(f"{region} {', '.join(map(str, here)) or 'no cell'}, not {level}")
    return f"≠ {'; '.join(wrong)}" if wrong else "equal"


def _bound(row: dict[str, Any], cells: list[At]) -> str:
    """A bound proves nothing: the cell holds what it held before, and the bound's own number is nowhere a level."""
    held = row["previous"]["value"]
    before = (
        None if isinstance(held, dict) else {one for each in str(held).split(";") for one in _numbers(each.strip())}
    )
    have = {at.value for at in cells if isinstance(at.value, Decimal)}
    if before is None or not have or have <= before:
        return "as before the bound"
    return f"≠ {', '.join(map(str, sorted(have - before)))}, which the bound may not bring"


def _numbers(token: str) -> set[Decimal]:
    """Return the levels in a piece of text: a number at its start, after a sign, or before «%»; no other number is one."""
    plain = re.sub(r"\([^)]*\)", " ", token).removeprefix("common ").strip()
    found = re.findall(r"^(\d+(?:\.\d+)?)(?![\w./-])|[<>]=? ?(\d+(?:\.\d+)?)|(?<![\w.-])(\d+(?:\.\d+)?) %", plain)
    return {Decimal(next(filter(None, each))) for each in found}


def _said(cells: Iterable[At]) -> str:
    return ", ".join(dict.fromkeys(f"{at.what} {at.value}" for at in cells))


# ------------------------------------------------------------------ reading the catalogue


class Places:
    """The cells and evidence entries of a catalogue and of packs, by file."""

    def __init__(self, catalogs: Path, packs: list[Path]) -> None:
        self.root = catalogs
        self.packs = packs
        self._known: dict[Path, tuple[list[At], list[tuple[str, list[At]]]]] = {}
        self._ids: dict[str, list[str]] = {}
        for file in [
            catalogs / "sources.yaml",
            *(each for pack in packs for each in sorted(pack.rglob("sources.yaml"))),
        ]:
            for source in yaml.safe_load(file.read_text(encoding="utf-8"))["sources"]:
                if "url" in source:
                    self._ids.setdefault(_address(source["url"]), []).append(source["id"])

    def ids_of(self, where: str) -> list[str]:
        """Return the ids under which an address stands in the registers; one page may have several."""
        return self._ids.get(_address(where), [])

    def of(self, name: str, row: dict[str, Any], wanted: set[str]) -> list[At]:
        """Return where the indicator, the head of the set, a register or a pack names one of ``wanted``."""
        folder = self.root / "national" / FOLDERS.get(name, name)
        heads = [folder / "set.yaml", self.root / "decisions.yaml", *sorted((self.root / "procedures").glob("*.yaml")),
                 *(file for pack in self.packs for file in sorted(pack.rglob("*.yaml")) if name in str(file))]  # fmt: skip
        heads = [file for file in heads if file.is_file() and not file.name.endswith(".cases.yaml")]
        label = str(row["indicator"])
        if label in WORDY or not folder.is_dir():
            return [at for file in heads for at in self._entries(file) if wanted & set(at.refs)]
        mine = [at for file in sorted(folder.glob("*.yaml")) if not file.name.endswith(".cases.yaml")
                for at in self._of_labels(file, _labels(label)) if wanted & set(at.refs)]  # fmt: skip
        fitting = [at for at in mine if _fits(at, str(row["cell"]))]
        if fitting or mine:
            return fitting or [at._replace(what="entry") for at in mine]
        beside = [self.root / "measures.yaml", self.root / "decisions.yaml", folder / "set.yaml"]
        return [at for file in beside if file.is_file() for at in self._entries(file) if wanted & set(at.refs)]

    def _entries(self, file: Path) -> list[At]:
        return [at._replace(what="entry") for at in self._read(file)[0]]

    def _of_labels(self, file: Path, labels: set[str]) -> Iterator[At]:
        for label, cells in self._read(file)[1]:
            if label in labels or label.split(".")[0] in labels:
                yield from cells

    def _read(self, file: Path) -> tuple[list[At], list[tuple[str, list[At]]]]:
        if file not in self._known:
            data = _plain(yaml.compose(file.read_text(encoding="utf-8")))
            items = data.get("indicators") or data.get("prerequisites") or () if isinstance(data, dict) else ()
            by_label = [(str(item["id"]), [*_item(file, item)]) for item in items]
            if isinstance(data, dict) and "indicators" in data:
                by_label.append(
                    (str(data["id"]), list(_entries(file, {k: v for k, v in data.items() if k != "indicators"})))
                )
            self._known[file] = (list(_entries(file, data)), by_label)
        return self._known[file]


def _plain(node: Any) -> Any:
    """Return a YAML node as plain data whose mappings know their lines; numbers as ``Decimal``, all else as text."""
    if isinstance(node, yaml.MappingNode):
        made = Lined((key.value, _plain(value)) for key, value in node.value)
        made.line = node.start_mark.line + 1
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    if node is None:
        return None
    number = node.style is None and re.fullmatch(r"-?\d+(\.\d+)?", node.value)
    return Decimal(node.value) if number else node.value


def _entries(file: Path, data: Any) -> Iterator[At]:
    """Yield every evidence entry below ``data``, and every hole with what was searched."""
    if isinstance(data, list):
        for each in data:
            yield from _entries(file, each)
    if not isinstance(data, dict):
        return
    if isinstance(data.get("evidence"), dict):
        yield _at(file, data, "entry", data.get("value"), data["evidence"])
    if "searched" in data:
        yield At(file, data.line, "unknown", None, None, None, None, {"ref": data["searched"]})  # type: ignore[attr-defined]
    for value in data.values():
        yield from _entries(file, value)


def _item(file: Path, item: dict[str, Any]) -> Iterator[At]:
    """Yield every cell of an indicator, of all its versions, and its other evidence entries."""
    for version in item.get("versions") or ():
        for at in _requirement(file, version["requirement"]):
            yield at._replace(from_=str(version["from"]))
        rest = {key: value for key, value in version.items() if key != "requirement"}
        yield from _entries(file, rest)
    yield from _entries(file, {key: value for key, value in item.items() if key != "versions"})


def _requirement(file: Path, item: dict[str, Any]) -> Iterator[At]:
    kind = str(item["kind"])
    for part in item.get("of") or () if isinstance(item.get("of"), list) else ():
        yield from _requirement(file, part)
    if kind == "unknown":
        refs = [*(item.get("searched") or ()), *((item.get("evidence") or {}).get("ref") or ())]
        yield At(file, item.line, kind, None, None, None, None, {"ref": refs})  # type: ignore[attr-defined]
    elif isinstance(item.get("evidence"), dict):
        yield _at(file, item, kind, item.get("factor"), item["evidence"])
    for key in ("threshold", "low", "high"):
        if isinstance(item.get(key), dict):
            yield from _level(file, item[key], kind)


def _level(file: Path, level: dict[str, Any], kind: str) -> Iterator[At]:
    own = level.get("evidence") or {}
    rows = list(level.get("rows") or ())
    for row in rows or [level]:
        yield from _cell(file, row, kind, own)
    if isinstance(level.get("common"), dict):
        yield from _cell(file, level["common"], kind, own)


def _cell(file: Path, row: dict[str, Any], kind: str, own: dict[str, Any]) -> Iterator[At]:
    where = (row.get("area"), int(row["year"]) if "year" in row else None)
    evidence = row.get("evidence") or own
    for each in row.get("candidates") or ():
        yield _at(file, each, kind, each["value"], each.get("evidence") or evidence, *where)
    if "unknown" in row:
        refs = [*(row["unknown"].get("searched") or ()), *(evidence.get("ref") or ())]
        yield At(file, row.line, "unknown", None, *where, None, {"ref": refs})  # type: ignore[attr-defined]
    elif "delegated" in row:
        yield _at(file, row, "delegated", row["delegated"].get("low"), evidence, *where)
    elif "value" in row:
        yield _at(file, row, kind, row["value"], evidence, *where)


def _at(file: Path, data: Any, what: str, value: Any, evidence: dict[str, Any], area: str | None = None,
        year: int | None = None) -> At:  # fmt: skip
    return At(file, data.line, what, value, area, year, None, evidence)


def _fits(at: At, cell: str) -> bool:
    """Tell whether a cell of the catalogue is of the columns, years and text that a row speaks of."""
    areas = {region.replace("_", "-") for region in REGIONS if re.search(rf"\b{region}\b", cell)}
    if areas and at.area is not None and at.area not in areas:
        return False
    years = set(re.findall(r"(?<![\d/-])(20\d\d)(?![\d/-])", cell))
    if years and at.year is not None and str(at.year) not in years:
        return False
    changed = at.from_ is not None and at.from_ >= "2024-03-01"
    if re.search(r"\bbefore\b", cell):
        return not changed
    return not (re.search(r"\b(from 2024-03-01|after QĐ 211)", cell) and at.from_ is not None) or changed


def _labels(indicator: str) -> set[str]:
    """``18.1-18.4`` and ``2.1, 2.2`` as single labels; ``17`` stays the criterion, ``1.1-8.1`` is the first row of each."""
    labels: set[str] = set()
    for part in (each.strip() for each in indicator.split(",")):
        first, _, last = part.partition("-")
        if not last:
            labels.add(part)
        elif first.split(".")[0] == last.split(".")[0]:
            top, low = first.split(".")
            labels |= {f"{top}.{n}" for n in range(int(low), int(last.split(".")[1]) + 1)}
        elif first.startswith("P"):
            labels |= {"P1", "P2", "P3", "P4", "P4a"}
        else:
            labels |= {f"{n}.1" for n in range(int(first.split(".")[0]), int(last.split(".")[0]) + 1)}
    return labels


def _address(text: str) -> str:
    plain = unquote(text.split(" (", maxsplit=1)[0]).rstrip("/").split("://", 1)[-1]
    return plain.replace("www.", "").replace(":443", "")


if __name__ == "__main__":
    sys.exit(main())
