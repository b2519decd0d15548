"""Checks over a whole pack: references, units, counts, evidence, cases, ids. Errors fail; warnings inform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.catalog.blanks import untouched
from ntmrules.catalog.bodies import FILE as BODIES
from ntmrules.catalog.bodies import read_bodies
from ntmrules.catalog.capital_rules import FILE as CAPITAL
from ntmrules.catalog.capital_rules import read_capital_rules
from ntmrules.catalog.catalogue import Catalogue, pack_and_catalogue
from ntmrules.catalog.contents import HEAD, contents_of
from ntmrules.catalog.forms import FOLDER as FORMS
from ntmrules.catalog.forms import read_forms
from ntmrules.catalog.ocop import check_ocop, ocop_files
from ntmrules.catalog.pack import MAX_NAME, REGISTERS, Pack, catalog_root, override_files, shown_root
from ntmrules.catalog.procedures import procedure_files, read_procedures
from ntmrules.catalog.strict import Document, Path_, read_document
from ntmrules.catalog.working_days import FILE as WORKING_DAYS
from ntmrules.catalog.working_days import read_working_days
from ntmrules.check.base_cells import base_cell_fault, computed_sum
from ntmrules.check.cases import CaseRunner, PlacedCase, all_cases, read_cases
from ntmrules.check.circles import circle_of
from ntmrules.check.doubled import doubled
from ntmrules.check.findings import Finding, Findings
from ntmrules.check.lint_overlay import OverlayLinter
from ntmrules.check.lint_set import SetLinter
from ntmrules.check.possible import cases_of, keys_of_case, possible_verdicts
from ntmrules.errors import CatalogError, PluginError, UsageError, problem, wrong_type
from ntmrules.messages import Fault, Listed
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.spelling import fold
from ntmrules.places.crosswalk import FILE as CROSSWALK
from ntmrules.places.crosswalk import read_changes
from ntmrules.places.seen_units import differing
from ntmrules.plugins.manager import Plugins
from ntmrules.plugins.project import names_a_function, plugins_around

MAX_PATH = 120
LEDGER = "ids.txt"
LEDGER_HEAD = """# Every id ever released, one a line. An id is never used again for anything else: a rule that goes away
# keeps its line, marked `retired`. `ntmrules lint --add-ids` adds the lines of new rules.
"""


def pack_root(path: Path) -> Path:
    """Return the pack that ``path`` lies in: the nearest folder, upwards, with a register or a ``national`` folder."""
    start = path if path.is_dir() else path.parent
    if path.is_file() and path.name != HEAD and is_single_pack(path):
        return path
    for folder in (start, *start.resolve().parents):
        if any((folder / name).is_file() for name in (HEAD, *REGISTERS)) or (folder / "national").is_dir():
            return folder
    return start


def is_single_pack(path: Path) -> bool:
    """Tell whether a file is a pack by itself: it has its head under the key ``pack``."""
    try:
        data = read_document(path).data
    except CatalogError:
        return False
    return isinstance(data, dict) and "pack" in data


def known_pack(root: Path, *, plugins: Plugins | None = None, beside: Iterable[Path] = ()) -> tuple[Pack, Catalogue]:
    """Return the pack at ``root`` and the catalogue in which it is checked: with what its plugin brings, and ``beside`` it.

    ``plugins`` left out: those around the pack, asked only where it names a rule function or a province of no register.
    Raises ``CatalogError``, and ``PluginError`` for what its plugin does wrong.
    """
    if plugins is None and root.exists():
        plugins = plugins_around(root) if names_a_function(root) or _names_a_province(root) else None
    if plugins is None:
        return pack_and_catalogue(root, beside=beside)
    provinces = [unit for _, unit in plugins.units()]
    return pack_and_catalogue(root, functions=plugins.functions(), provinces=provinces, beside=beside)


def _names_a_province(root: Path) -> bool:
    """Tell whether a pack speaks for a province that no register has: its plugin may bring it."""
    try:
        pack, national = Pack(root), Pack(catalog_root(), "vn")
    except CatalogError:
        return False
    keys = pack.head.territory if pack.head is not None else ()
    return any((key.list, key.province) not in {**national.provinces, **pack.provinces} for key in keys)


def lint(
    path: str | Path,
    *,
    today: date | None = None,
    stale_days: int = 730,
    plugins: Plugins | None = None,
    beside: Iterable[Path] = (),
) -> list[Finding]:
    """Return all findings in the pack that ``path`` lies in; only those below ``path`` when it is a part of it.

    A pack that is not the national one is checked together with it, for it may refer to its registers, and with the packs
    ``beside`` it. ``stale_days`` with ``today`` warns of evidence that was not checked for so long. ``plugins`` bring the
    rule functions and provinces that the pack names; left out, see :func:`known_pack`.

    Raises ``CatalogError`` NTM101 for a path that does not exist, ``UsageError`` NTM009 for what is no path.
    """
    if not isinstance(path, str | Path):
        raise UsageError(wrong_type("path", path, needed="str | Path", example='"catalogs"'))
    path = Path(path)
    try:
        if not path.exists():
            raise CatalogError(problem("NTM101.missing", str(path)))
    except OSError as error:  # a folder that may not be read, a name that no system takes
        raise CatalogError(problem("NTM101.unreadable", str(path)[:MAX_NAME], fault=Fault(error))) from None
    root = pack_root(path)
    try:
        pack, catalogue = known_pack(root, plugins=plugins, beside=beside)
    except (CatalogError, PluginError) as error:
        if path.is_file() and any(each.identity == "NTM131.no-pack" for each in error.problems):
            # Nothing around it is a catalogue either: it is none, or a pack of one file that cannot be read.
            broken = _unread(path) if path.suffix == ".yaml" else []
            if broken:
                return broken
            raise CatalogError(problem("NTM131.no-file", str(path))) from None
        found = [Finding("error", each) for each in error.problems]
        return _below(found, path, root) or found  # a part of a pack that cannot be read is not found to be right
    if not _is_part(path, root):
        raise CatalogError(problem("NTM131.no-file", str(path)))
    linter = _Linter(pack, catalogue)
    linter.run(today or date.min, stale_days)
    return _below(linter.findings, path, root)


def _unread(path: Path) -> list[Finding]:
    """Return what keeps a file from being read as YAML at all; nothing where it can be."""
    try:
        read_document(path)
    except CatalogError as error:
        return [Finding("error", each) for each in error.problems]
    return []


def _is_part(path: Path, root: Path) -> bool:
    """Tell whether a pack reads ``path``, or some file below it."""
    if path.resolve() == root.resolve() or not root.is_dir():
        return path.resolve() == root.resolve()
    if not path.resolve().is_relative_to(root.resolve()):  # a link to somewhere else
        return False
    inside = path.resolve().relative_to(root.resolve()).as_posix()
    return any(each == inside or each.startswith(f"{inside}/") for each in contents_of(root.resolve(), root.name).read)


def _below(findings: list[Finding], path: Path, root: Path) -> list[Finding]:
    if path.resolve() == root.resolve():
        return findings
    inside = f"{shown_root(root)}/{path.resolve().relative_to(root.resolve()).as_posix()}"
    return [each for each in findings if each.problem.where.startswith(inside)]


class _Linter(Findings):
    def __init__(self, pack: Pack, catalogue: Catalogue) -> None:
        super().__init__(pack, catalogue)
        self.loaded: list[CriteriaSet] = []
        self.circular: set[str] = set()
        self.written: dict[tuple[str, str], Document] = {}

    def run(self, today: date, stale_days: int) -> None:
        for set_id in sorted(self.pack.headers):
            try:
                self.loaded.append(self.pack.load(set_id))
            except CatalogError as error:
                self.findings.extend(Finding("error", each) for each in error.problems)
        for name in REGISTERS:
            if (self.pack.root / name).is_file():
                self._document(self.pack.root / name, today, stale_days)
        for whole in self.loaded:
            self._set(whole, today, stale_days)
        self._extra_files(today, stale_days)
        entries = self._entries(today, stale_days)
        if self.pack.unfilled:
            self.warn("NTM172", shown_root(self.pack.root), count=self.pack.unfilled)
        self._orphans()
        self._ledger()
        runner = self._cases()
        entries.cases(runner)
        entries.base_cases(runner)

    def _extra_files(self, today: date, stale_days: int) -> None:
        """Check the files that are read when they are asked for: what changed on 01/07/2025, days off, bodies, forms …"""
        files = [self.pack.root / name for name in (CROSSWALK, WORKING_DAYS, CAPITAL, BODIES)]
        forms = sorted((self.pack.root / FORMS).glob("*.yaml")) if self.pack.root.is_dir() else []
        for path in (*files, *forms, *procedure_files(self.pack.root), *ocop_files(self.pack.root)):
            if path.is_file():
                self._document(path, today, stale_days)
        crosswalk = (self.pack.root / CROSSWALK).is_file()
        readings: list[tuple[bool, Callable[[], object]]] = [
            (True, lambda: check_ocop(self.pack)),
            ((self.pack.root / WORKING_DAYS).is_file(), lambda: read_working_days(self.pack.root)),
            ((self.pack.root / CAPITAL).is_file(), lambda: read_capital_rules(self.pack.root)),
            ((self.pack.root / BODIES).is_file(), lambda: read_bodies(self.catalogue.packs, self.catalogue.measures)),
            (bool(forms), lambda: read_forms(self.catalogue.packs)),
            (crosswalk, lambda: read_changes(self.pack.root, self.catalogue.provinces)),
            (crosswalk, lambda: self.findings.extend(Finding("error", each) for each in differing(self.pack.root))),
            (bool(procedure_files(self.pack.root)), self._procedures),
        ]
        for wanted, read in readings:
            try:
                if wanted:
                    read()
            except CatalogError as error:
                self.refused(error)

    def _procedures(self) -> None:
        """Read procedures, and ask the sets for the criteria that a rule of theirs names."""
        found = read_procedures(self.catalogue.packs).national
        for path in procedure_files(self.pack.root):
            document = read_document(path, self.pack.shown(path))
            one = found.get(document.data.get("id", ""))
            rules = enumerate(one.revocation) if one is not None else ()
            for place, index, name in ((place, *each) for place, rule in rules for each in enumerate(rule.one_of)):
                known = self._criteria(one.sets) if one is not None else {}
                if known is not None and fold(name) not in known:
                    where, near = document.where(("revocation", place, "one_of", index)), (name, known.values())
                    self.error("NTM185.criterion", where, name=name, near=near)

    def _criteria(self, keys: Iterable[str]) -> dict[str, str] | None:
        """Return the names of the criteria of every stage of some sets, by their folded form; nothing where one is broken."""
        wholes = [self.whole(each.id) for each in self.catalogue.headers.values() if each.key in keys]
        read = [whole for whole in wholes if whole is not None]
        return (
            {fold(each.name.vi): each.name.vi for whole in read for each in whole.criteria} if read == wholes else None
        )

    def _entries(self, today: date, stale_days: int) -> OverlayLinter:
        """Check the head and the entries of a pack that lies over others."""
        paths = (
            [self.pack.root / HEAD, *override_files(self.pack.root)] if self.pack.root.is_dir() else [self.pack.root]
        )
        found = [self._document(path, today, stale_days) for path in paths if path.is_file()]
        linter = OverlayLinter(self, [document for document in found if document is not None])
        linter.run()
        return linter

    def _document(self, path: Path, today: date, stale_days: int) -> Document | None:
        """Check what every file has: a short path, references to registers, evidence that is not stale."""
        shown = self.pack.shown(path)
        if len(shown) > MAX_PATH:
            self.error("NTM150", shown, length=len(shown), most=MAX_PATH)
        try:
            document = read_document(path, shown)
        except CatalogError as error:
            self.findings.extend(Finding("error", each) for each in error.problems)
            return None
        self._walk(document, document.data, (), today, stale_days)
        self.findings += [Finding("warning", each) for each in doubled(document)]
        return document

    def _walk(self, document: Document, data: Any, path: Path_, today: date, stale_days: int) -> None:
        if len(path) == 2 and untouched(data):
            return  # a row of a form that nobody has filled in says nothing yet
        if isinstance(data, list):
            for index, item in enumerate(data):
                self._walk(document, item, (*path, index), today, stale_days)
        if not isinstance(data, dict):
            return
        for key, value in data.items():
            here = (*path, key)
            if key == "ref" and isinstance(value, list):
                for ref in value:
                    self.used_sources.add(str(ref))
                    self._known("NTM151", document, here, str(ref), self.known.sources, "sources.yaml")
            elif key == "searched" and isinstance(value, list):
                for ref in (str(each) for each in value if " " not in str(each) and "." not in str(each)):
                    self.used_sources.add(ref)  # what has a space or a dot is a query or a site
                    self._known("NTM151", document, here, ref, self.known.sources, "sources.yaml")
            elif key == "decision" and isinstance(value, str):
                self.used_decisions.add(value)
                self._known("NTM152", document, here, value, self.known.decisions, "decisions.yaml")
            elif key in ("guidance", "amends", "repeals", "amended_by") and isinstance(value, list):
                for ref in value:
                    self.used_decisions.add(str(ref))
                    self._known("NTM152", document, here, str(ref), self.known.decisions, "decisions.yaml")
            elif key == "computed" and isinstance(value, dict) and isinstance(value.get("cells"), list):
                sound = [self._base_cell(str(cell), document, (*here, "cells", index))
                         for index, cell in enumerate(value["cells"])]  # fmt: skip
                if all(sound) and isinstance(value.get("shares"), list):
                    self._computed(value, document, here)
            elif key == "checked_on" and isinstance(value, str) and today > date.min:
                self._stale(document, here, value, today, stale_days)
            self._walk(document, value, here, today, stale_days)

    def _known(self, identity: str, document: Document, path: Path_, ref: str, register: Any, file: str) -> None:
        if ref not in register:
            known = [key for key in register if isinstance(key, str)]
            self.error(identity, document.where(path), ref=ref, file=file, near=(ref, known))

    def _base_cell(self, name: str, document: Document, path: Path_) -> bool:
        fault, near = base_cell_fault(self.catalogue, name)
        if fault:
            self.error(fault, document.where(path), cell=name, near=(name, list(near)))
        return not fault

    def _computed(self, computed: dict[str, Any], document: Document, path: Path_) -> None:
        """Work a computed level out again from its base cells; it stands beside its evidence."""
        cells, shares = [str(each) for each in computed["cells"]], list(computed["shares"])
        if not all(isinstance(each, (int, Decimal)) for each in shares):
            return  # no number: said where the set is read
        if len(shares) != len(cells):
            self.error("NTM173.shares", document.where((*path, "shares")), shares=len(shares), cells=len(cells))
            return
        place = path[:-2]
        beside = document.data
        for step in place:
            beside = beside[step]
        total = computed_sum(self.catalogue, cells, [Decimal(each) for each in shares])
        value = beside.get("value") if isinstance(beside, dict) else None
        if isinstance(value, (int, Decimal)) and total is not None and value != total:
            self.error("NTM173.sum", document.where((*place, "value")), value=value, sum=f"{total.normalize():f}")

    def _stale(self, document: Document, path: Path_, day: str, today: date, stale_days: int) -> None:
        try:
            age = (today - date.fromisoformat(day)).days
        except ValueError:
            self.error("NTM153", document.where(path), day=day)
            return
        if age < 0:
            self.error("NTM236", document.where(path), day=day, first="…", last=today)
        elif age > stale_days:
            self.warn("NTM154", document.where(path), days=age, most=stale_days)

    def _set(self, whole: CriteriaSet, today: date, stale_days: int) -> None:
        head = self._document(self.pack.set_files[whole.id], today, stale_days)
        documents = {}
        for path in self.pack.criterion_files(whole.id):
            document = self._document(path, today, stale_days)
            if document is not None and isinstance(document.data, dict):
                documents[str(document.data.get("id"))] = document
        self.written |= {(whole.id, label): document for label, document in documents.items()}
        if head is None:
            return
        before = len(self.findings)
        SetLinter(self, whole, head, documents).run()
        if not any(each.severity == "error" for each in self.findings[before:]):
            circle = circle_of(self.catalogue, whole, head, documents)
            if circle is not None:
                self.add(circle)
                self.circular.add(whole.id)

    def _orphans(self) -> None:
        for file, kind, used, register in (
            ("sources.yaml", "source", self.used_sources, self.pack.sources),
            ("decisions.yaml", "decision", self.used_decisions, self.pack.decisions),
        ):
            path = self.pack.root / file
            if not path.is_file():
                continue
            document = read_document(path, self.pack.shown(path))
            for index, item in enumerate(register):
                if item not in used and kind == "source":
                    self.warn("NTM155", document.where((file.removesuffix(".yaml"), index)), id=item)

    def _ledger(self) -> None:
        """Hold every id ever released: one that left the catalogue may never come back for something else."""
        path = self.pack.root / LEDGER
        if not path.is_file():
            return
        shown = self.pack.shown(path)
        released: dict[str, list[str]] = {}
        places: dict[str, str] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            words = line.split("#")[0].split()
            if not words:
                continue
            at = f"{shown}:{number}"
            if words[0] in released:
                self.error("NTM156.twice", at, id=words[0], other=places[words[0]])
            released[words[0]], places[words[0]] = words[1:], at
        present = set(ids_of(self.loaded))
        for item in sorted(present - released.keys()):
            self.error("NTM156.missing", shown, id=item)
        for item, marks in released.items():
            if item in present and "retired" in marks:
                self.error("NTM157", shown, id=item)
            if item not in present and "retired" not in marks and len(self.loaded) == len(self.pack.headers):
                self.error("NTM158", shown, id=item)

    def _cases(self) -> CaseRunner:
        runner = CaseRunner(self.catalogue)
        by_set: dict[str, list[PlacedCase]] = {}
        read = {whole.id for whole in self.loaded} - self.circular
        said: set[tuple[str, str]] = set()  # why no case of a set can be judged is said once
        for path, set_id in all_cases(self.pack):
            try:
                cases = read_cases(path, set_id, self.pack.shown(path))
            except CatalogError as error:
                self.findings.extend(Finding("error", each) for each in error.problems)
                continue
            by_set.setdefault(set_id, []).extend(cases)
            if set_id not in read:
                continue  # a set that cannot be read has said so itself; each of its cases would only say it again
            for placed in cases:
                wrong = runner.problem(placed)
                cause = str(wrong.values.get("why", "")) if wrong is not None else ""
                if wrong is not None and (set_id, cause) not in said and not self.told_already(wrong):
                    self.findings.append(Finding("error", wrong))
                    said |= {(set_id, cause)} if cause else set()
        for whole in self.loaded:
            self._case_gaps(whole, by_set.get(whole.id, []))
        return runner

    def _case_gaps(self, whole: CriteriaSet, cases: list[PlacedCase]) -> None:
        for criterion in whole.criteria:
            document = self.written.get((whole.id, criterion.id))
            for at, indicator in enumerate(criterion.indicators):
                for number, version in enumerate(indicator.versions):
                    seen = {
                        placed.case.expect
                        for placed in cases
                        if placed.case.of == indicator.id and indicator.on(placed.case.on) == version
                    }
                    gone = [verdict for verdict in possible_verdicts(version.requirement) if verdict not in seen]
                    if gone:
                        folder = self.pack.shown(self.pack.set_files[whole.id].parent)
                        place = (
                            document.where(("indicators", at, "versions", number))
                            if document is not None
                            else f"{folder}/"
                        )
                        self.error(
                            "NTM159.indicator", place, id=indicator.id, day=version.from_, gone=Listed(gone, "or"),
                            file=cases_of(place), keys=", ".join(keys_of_case(indicator.id, version.requirement)),
                        )  # fmt: skip


def extend_ledger(root: Path) -> list[str]:
    """Add the ids of a pack that its ledger does not have yet, and return them; lines are only ever added."""
    pack, _ = pack_and_catalogue(root)
    path = root / LEDGER
    present = path.read_text(encoding="utf-8") if path.is_file() else LEDGER_HEAD
    released = {line.split()[0] for line in present.splitlines() if line.split("#")[0].strip()}
    new = [item for item in ids_of(list(pack.sets())) if item not in released]
    if new:
        temporary = path.with_suffix(".tmp")
        temporary.write_text(present + "".join(f"{item}\n" for item in new), encoding="utf-8")
        temporary.replace(path)
    return new


def ids_of(sets: list[CriteriaSet]) -> Iterator[str]:
    """Yield every id of the sets: sets, criteria, indicators, prerequisites."""
    for whole in sets:
        yield whole.id
        for item in whole.prerequisites:
            yield f"{whole.id}/{item.id}"
        for criterion in whole.criteria:
            yield f"{whole.id}/{criterion.id}"
            for indicator in criterion.indicators:
                yield f"{whole.id}/{indicator.id}"
