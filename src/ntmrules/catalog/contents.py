"""What lies in the folder of a pack: every file is one that is read, or it is refused by its name and passed over never."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen

HEAD = "pack.yaml"
SET = "set.yaml"
CASES = ".cases.yaml"
OVERRIDES = "overrides"
REGISTER_FILES = ("decisions.yaml", "measures.yaml", "sources.yaml", "areas.yaml", "units.yaml")
# Read when they are asked for, each by a module of its own.
LATER = ("bodies.yaml", "capital.yaml", "crosswalk.yaml", "working-days.yaml", "ocop.yaml")
LEDGER = "ids.txt"
FLAT = (OVERRIDES, "forms", "procedures")  # folders whose files lie directly in them
FOLDERS = (*FLAT, "national")
AT_TOP = (HEAD, *REGISTER_FILES, *LATER, LEDGER)
# A file of these kinds could be meant as rules wherever it lies; in the folders of rules, whatever is no prose could.
RULES = (".yaml", ".yml", ".json", ".toml")
PROSE = (".md", ".rst", ".txt", ".py", ".pyc", "")
OWN_LIST = "units"  # the lists of places, which are read by their own module
PROVINCES = "units.yaml"  # the register of provinces, by which the national catalogue is known
# What is read of the national catalogue alone: laid into another pack, it would be heard by nobody.
OF_THE_NATION = ("capital.yaml", "crosswalk.yaml", "working-days.yaml")
MOST_DEEP = 8
MOST_FILES = 50_000
MOST_TOLD = 100


@frozen
class Contents:
    """The files of a pack: heads of its sets, entries, all that is read as paths inside it, and what is wrong with the others."""

    heads: tuple[Path, ...]
    entries: tuple[Path, ...]
    read: tuple[str, ...]
    problems: tuple[Problem, ...]


def contents_of(root: Path, shown: str) -> Contents:
    """Return what lies in the folder ``root`` of a pack that messages call ``shown``."""
    # Plain text as far as it goes: this is done at every start, and a path object a file would cost more than all the rest.
    found = list(_files(root)) if _is_pack(root) else []
    if not any(_read_at_once(each) for each in found):
        return Contents((), (), (), (problem("NTM131.no-pack", str(root), files=f"{HEAD}, {REGISTER_FILES[0]} …"),))
    if SET in found and any(each in AT_TOP for each in found):  # registers would be read as criteria
        return Contents((), (), (), (problem("NTM147.root-set", f"{shown}/{SET}", head=SET),))
    sets = {_folder(each) for each in found if _name(each) == SET}
    nation = PROVINCES in found
    known: list[str] = []
    others: list[PurePosixPath] = []
    for each in found:
        if _is_read(each, sets, nation=nation):
            known.append(each)
        else:
            others.append(PurePosixPath(each))
    doubtful = [path for path in others if _could_be_rules(path, sets)]
    problems = tuple(_refusal(each, f"{shown}/{each}") for each in doubtful[:MOST_TOLD])
    heads = sorted(root / each for each in known if _name(each) == SET)
    entries = sorted(root / each for each in known if _folder(each) == OVERRIDES and not each.endswith(CASES))
    return Contents(tuple(heads), tuple(entries), tuple(known), problems)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_pack(root: Path) -> bool:
    """Tell by the first level alone: the disk of somebody who names another folder is not walked."""
    top = list(root.iterdir())
    return any(each.name in (*AT_TOP, SET, *FOLDERS) for each in top) or any((each / SET).is_file() for each in top)


def _read_at_once(path: str) -> bool:
    return path in AT_TOP or _name(path) == SET or path.partition("/")[0] in FOLDERS


def _files(root: Path) -> Iterator[str]:
    """Yield every file below a folder by its path, in order; what editors, systems and Python leave behind is left out."""
    count = 0
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        for entry in sorted(os.scandir(root / folder), key=lambda each: each.name):
            if entry.name.startswith((".", "~$")) or entry.name.endswith("~") or entry.name == "__pycache__":
                continue
            path = f"{folder}{entry.name}"
            count += 1
            if entry.is_dir() and depth < MOST_DEEP and count < MOST_FILES:
                waiting.append((f"{path}/", depth + 1))
            elif not entry.is_dir():
                yield path


def _is_read(path: str, sets: set[str], *, nation: bool) -> bool:
    """Tell whether a file lies where some reader looks for it, under a name that this reader takes."""
    if path in OF_THE_NATION or path.partition("/")[0] == OWN_LIST:
        return nation
    if path in AT_TOP:
        return True
    folder = _folder(path)
    return path.endswith(".yaml") and (folder in FLAT or folder in sets or _of_ocop(path))


def _could_be_rules(path: PurePosixPath, sets: set[str]) -> bool:
    """Tell whether somebody could have meant a file as rules: by its kind, or by lying among rules."""
    suffix = path.suffix.lower()
    ruled = _folder(str(path)) in sets or path.parts[0] in (OVERRIDES, OWN_LIST)
    saved_by_notepad = suffix == ".txt" and PurePosixPath(path.stem).suffix.lower() in RULES
    if suffix in RULES or saved_by_notepad:
        return True
    return ruled and (suffix not in PROSE or not (suffix or path.name.isupper()))  # README and LICENSE are written so


def _refusal(path: PurePosixPath, where: str) -> Problem:
    from difflib import get_close_matches

    folder, suffix = path.parts[0], path.suffix
    if str(path) in OF_THE_NATION or folder == OWN_LIST:
        return problem("NTM147.nation", where, name=path.name if len(path.parts) == 1 else f"{folder}/")
    meant = get_close_matches(folder.lower(), FOLDERS, n=1, cutoff=0.75)
    if len(path.parts) > 1 and folder not in FOLDERS and meant:
        return problem("NTM147.folder", where, folder=f"{folder}/", better=f"{meant[0]}/")
    if suffix != ".yaml" and suffix.lower() in (".yml", ".yaml"):
        return problem("NTM147.suffix", where, suffix=suffix, better=f"{path.stem}.yaml")
    if suffix.lower() == ".txt" and PurePosixPath(path.stem).suffix.lower() in (".yml", ".yaml"):
        return problem("NTM147.suffix", where, suffix=suffix, better=f"{PurePosixPath(path.stem).stem}.yaml")
    if not suffix:
        return problem("NTM147.no-suffix", where, better=f"{path.name}.yaml")
    if folder in FLAT and len(path.parts) > 2:
        return problem("NTM147.deeper", where, folder=f"{folder}/")
    if suffix != ".yaml":
        return problem("NTM147.kind", where, suffix=suffix)
    if len(path.parts) == 1:
        like = get_close_matches(path.name.lower(), AT_TOP, n=1, cutoff=0.85)
        near = (like[0], AT_TOP) if like else None
        return problem("NTM147.file", where, name=path.name, known=", ".join(AT_TOP), near=near)
    return problem("NTM147.place", where, head=SET)


def _of_ocop(path: str) -> bool:
    parts = path.split("/")
    inside = len(parts) >= 3 and parts[0] == "national" and parts[1].startswith("ocop-")
    return inside and (parts[2:] == ["ocop.yaml"] or (len(parts) == 4 and parts[2] == "sheets"))
