"""List the rows of findings files and say where each went in the catalogue.

``python tools/found_rows.py FINDINGS.yaml|FOLDER … [--catalogs catalogs] [--pack DIR] [--left-out FILE] [--all]``

A findings file holds ``found``: rows of (set, indicator, cell, value, verdict, kind, ref, confidence), and ``sources`` with
the address of each ref. A row is *placed* where its indicator (or the head of its set, or a decision) names one of its sources
in the catalogue; the script prints the file and line, and what the evidence there says. A row that stands nowhere has to be
named, with the reason, in the file of what was left out; else the script ends with 1. It reads the catalogue as text and
changes nothing, and no test needs it: the findings lie outside the repository.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

Place = tuple[str, int, str]
FOLDERS = {
    "xa-ntm": "xa-ntm-2021",
    "xa-ntm-nang-cao": "xa-ntm-nang-cao-2021",
    "xa-ntm-kieu-mau": "xa-ntm-kieu-mau-2021",
    "huyen-ntm": "huyen-ntm-2021",
    "huyen-ntm-nang-cao": "huyen-ntm-nang-cao-2021",
    "huyen-ntm-dac-thu": "huyen-ntm-dac-thu-2021",
    "tinh-ntm": "tinh-ntm-2021",
}
HEADS = {
    "counts",
    "exceptions",
    "groups",
    "all",
    "context",
    "guidance",
    "recognition",
    "revocation",
    "authority",
    "state",
}


def main() -> int:
    """Print a line for every row, then the counts; 1 where a row stands nowhere and is not named as left out."""
    options = _options()
    left_out = _left_out(options.left_out)
    sources = _sources(options.catalogs, options.pack)
    counts: Counter[str] = Counter()
    for path in _files(options.findings):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        ids = {ref: [ref, *sources.get(_address(str(where)), ())] for ref, where in document["sources"].items()}
        for number, row in enumerate(document["found"], 1):
            counts[_tell(path, number, row, ids, left_out, options)] += 1
    print("; ".join(f"{count} {word}" for word, count in sorted(counts.items())))
    return 1 if counts["MISSING"] else 0


def _files(given: list[Path]) -> list[Path]:
    """Return the files that were named, of a folder its ``found-*.yaml`` in order."""
    found = [file for path in given for file in (sorted(path.glob("found-*.yaml")) if path.is_dir() else [path])]
    if not found or not all(file.is_file() for file in found):
        sys.exit(f"no findings files: {', '.join(map(str, given))}")
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("findings", type=Path, nargs="+")
    parser.add_argument("--catalogs", type=Path, default=Path("catalogs"))
    parser.add_argument(
        "--pack", type=Path, nargs="*", default=[Path("plugins")], help="folders of packs to look into as well"
    )
    parser.add_argument("--left-out", type=Path, default=Path(__file__).with_name("found-left-out.yaml"))
    parser.add_argument("--all", action="store_true", help="also print the places after the first")
    return parser.parse_args()


def _tell(
    path: Path, number: int, row: dict[str, Any], ids: dict[str, list[str]], left_out: dict[str, str], options: Any
) -> str:
    sets = row["set"] if isinstance(row["set"], list) else [row["set"]]
    about = f"{'+'.join(sets)} {row['indicator']} [{row['cell']}]"
    head = f"{path.stem} row {number}: {about} {row['verdict']} {row['kind']} {row['confidence']}"
    refs = [each for ref in row["ref"] for each in ids[ref]]
    places = [place for name in sets for place in _places(name, str(row["indicator"]), refs, options)]
    reason = left_out.get(f"{path.stem} {number}")
    if reason is not None:
        print(f"{head}\n  LEFT OUT: {reason}")
        return "left out"
    if not places:
        print(f"{head}\n  MISSING: no cell names {', '.join(refs)}")
        return "MISSING"
    for file, line, text in places if options.all else places[:1]:
        print(f"{head}\n  {file}:{line}: {text}")
        head = ""
    return "placed"


def _places(name: str, indicator: str, refs: list[str], options: Any) -> list[Place]:
    """Where the indicator, the head of the set or a decision names one of the sources."""
    root: Path = options.catalogs
    folder = root / "national" / FOLDERS.get(name, name)
    heads = [
        folder / "set.yaml",
        root / "decisions.yaml",
        *(file for pack in options.pack for file in _yaml(pack, name)),
    ]
    if indicator in HEADS or indicator == "model commune" or not folder.is_dir():
        return [place for file in heads if file.is_file() for place in _named(file, refs, (1, 10**9))]
    labels = _labels(indicator)
    found = []
    for file in sorted(folder.glob("*.yaml")):
        if not file.name.endswith(".cases.yaml"):
            found += [place for span in _spans(file, labels) for place in _named(file, refs, span)]
    if not found:  # guidance that a row names for one indicator stands with the decision
        found = _named(root / "decisions.yaml", refs, (1, 10**9))
    return found


def _yaml(pack: Path, name: str) -> list[Path]:
    return [
        file for file in sorted(pack.rglob("*.yaml")) if name in str(file) and not file.name.endswith(".cases.yaml")
    ]


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


def _spans(file: Path, labels: set[str]) -> list[tuple[int, int]]:
    """The lines of the wanted indicators (or of the whole file, for a criterion) in one file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    top = next((line for line in lines if line.startswith("id:")), "")
    if top.removeprefix("id:").strip().strip('"') in labels:
        return [(1, len(lines))]
    starts = [
        (number, match[1]) for number, line in enumerate(lines, 1) if (match := re.match(r'  - id: "?([^"]+)"?$', line))
    ]
    if not starts:
        return []
    ends = [number - 1 for number, _ in starts[1:]] + [len(lines)]
    return [(number, end) for (number, label), end in zip(starts, ends, strict=True) if label in labels]


def _named(file: Path, refs: list[str], span: tuple[int, int]) -> list[Place]:
    lines = file.read_text(encoding="utf-8").splitlines()
    wanted = re.compile("|".join(rf"\b{re.escape(ref)}\b" for ref in refs))
    numbers = range(span[0], min(span[1], len(lines)) + 1)
    return [
        (str(file), number, lines[number - 1].strip()[:150]) for number in numbers if wanted.search(lines[number - 1])
    ]


def _sources(catalogs: Path, packs: list[Path]) -> dict[str, list[str]]:
    """The ids under which each address stands in the registers; one page may have several."""
    known: dict[str, list[str]] = {}
    files = [catalogs / "sources.yaml", *(file for pack in packs for file in sorted(pack.rglob("sources.yaml")))]
    for file in files:
        for source in yaml.safe_load(file.read_text(encoding="utf-8"))["sources"]:
            if "url" in source:
                known.setdefault(_address(source["url"]), []).append(source["id"])
    return known


def _address(text: str) -> str:
    plain = unquote(text.split(" (", maxsplit=1)[0]).rstrip("/").split("://", 1)[-1]
    return plain.replace("www.", "").replace(":443", "")


def _left_out(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    return {str(row["row"]): str(row["reason"]) for row in yaml.safe_load(path.read_text(encoding="utf-8"))["left_out"]}


if __name__ == "__main__":
    sys.exit(main())
