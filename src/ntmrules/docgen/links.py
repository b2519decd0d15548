"""Where things stand on the site, and the check that every reference leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.docgen.book import Book, measures_of, places, targets_of
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model import walk
from ntmrules.model.evidence import Evidence
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.spelling import fold
from ntmrules.resolve.completed import completed_set


def slug(text: str) -> str:
    """Return an anchor for an id: ``318/QĐ-TTg`` -> ``318-qd-ttg``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


class Links:
    """Paths of pages by target, and relative addresses between them.

    ``suffix`` ends the name of a page; ``folder`` is how the page of a set is called in its folder.
    """

    def __init__(self, book: Book, *, suffix: str = ".html", folder: str = "index", per_indicator: bool = True) -> None:
        self.catalogue = book.catalogue
        self.paths: dict[str, str] = {}
        for page in ("decisions", "sources", "measures", "coverage", "changes", "glossary", "procedures"):
            self.paths[page] = f"{page}{suffix}"
        self.paths["home"] = f"index{suffix}"
        self.paths["provinces"] = f"provinces/index{suffix}"
        for whole in book.sets:
            self.paths[whole.id] = f"{whole.id}/{folder}{suffix}"
            for criterion in whole.criteria:
                self.paths[f"{whole.id}/{criterion.id}"] = f"{whole.id}/{criterion.id}{suffix}"
            for place in places(whole):
                owner = place.criterion.id if place.criterion is not None else folder
                own = (
                    f"{place.id}{suffix}"
                    if per_indicator
                    else f"{whole.id}/{owner}{suffix}#{slug('c-' + place.indicator.id)}"
                )
                self.paths.setdefault(place.id, own)
        for prefix, register in self._registers().items():
            page = self.paths[f"{prefix}s"]
            for key in register:
                self.paths[f"{prefix}:{key}"] = f"{page}#{prefix[0]}-{slug(key)}"

    def _registers(self) -> dict[str, dict[str, object]]:
        whole = self.catalogue
        return {"decision": dict(whole.decisions), "source": dict(whole.sources), "measure": dict(whole.measures)}

    def path(self, target: str) -> str | None:
        """Return the page (and anchor) of a target; nothing for what is not printed in this build."""
        if target in self.paths or ":" in target or "/" not in target:
            return self.paths.get(target)
        set_id, label = split_target(self.catalogue, target)
        stages = [each.id for each in self.catalogue.headers.values() if each.key == set_id]
        for stage in reversed(stages):
            found = self.paths.get(f"{stage}/{label}" if label else stage)
            if found is not None:
                return found
        return None

    def relative(self, target: str, page: str) -> str | None:
        """Return the address of a target as written on ``page``; nothing for what is not printed."""
        path = self.path(target)
        if path is None:
            return None
        file, _, anchor = path.partition("#")
        address = "" if file == page else posixpath.relpath(file, posixpath.dirname(page) or ".")
        return f"{address}#{anchor}" if anchor else address or posixpath.basename(page)


def check_references(catalogue: Catalogue, sets: tuple[CriteriaSet, ...]) -> None:
    """Raise ``CatalogError`` NTM180 with every reference of the sets that leads nowhere."""
    checker = _Checker(catalogue)
    for whole in sets:
        checker.whole(whole)
    if checker.problems:
        raise CatalogError(checker.problems)


def _known(name: str, register: Mapping[str, object]) -> bool:
    """Tell whether some pack has ``name``: several that mean different things by it stand in the register by their own names."""
    return name in register or any(key.endswith(f"/{name}") for key in register)


class _Checker:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.areas = set(area_names_of(catalogue))
        self.problems: list[Problem] = []
        self._labels: dict[str, list[str]] = {}

    def labels(self, set_id: str) -> list[str]:
        """Return the labels of a set, completed once for all the references to it."""
        if set_id not in self._labels:
            self._labels[set_id] = list(labels_of(completed_set(self.catalogue, set_id)))
        return self._labels[set_id]

    def missing(self, identity: str, place: str, name: str, known: Iterable[object]) -> None:
        found = problem(identity, place, name=name, place=place, near=(name, [str(each) for each in known]))
        if found not in self.problems:
            self.problems.append(found)

    def decision(self, where: str, name: str) -> None:
        if not _known(name, self.catalogue.decisions):
            self.missing("NTM180.decision", where, name, self.catalogue.decisions)

    def evidence(self, where: str, evidence: Evidence | None) -> None:
        for ref in evidence.ref if evidence is not None else ():
            if not _known(ref, self.catalogue.sources):
                self.missing("NTM180.source", where, ref, self.catalogue.sources)

    def whole(self, whole: CriteriaSet) -> None:
        self.decision(whole.id, whole.provision.decision)
        self.evidence(whole.id, whole.declared.evidence)
        for rule in whole.areas.rules if whole.areas is not None else ():
            for fact in rule.when_any:
                if fact not in self.catalogue.measures:
                    self.missing("NTM180.measure", whole.id, fact, self.catalogue.measures)
            self.evidence(whole.id, rule.evidence)
        groups = {group.id for group in whole.groups}
        for criterion in whole.criteria:
            self.group(whole, criterion, groups)
        for place in places(whole):
            self.indicator(place.id, place.indicator)

    def group(self, whole: CriteriaSet, criterion: Criterion, groups: Collection[str]) -> None:
        if criterion.group is not None and criterion.group not in groups:
            self.missing("NTM180.group", f"{whole.id}/{criterion.id}", criterion.group, groups)

    def indicator(self, where: str, indicator: Indicator) -> None:
        for decision in indicator.guidance:
            self.decision(where, decision)
        for version in indicator.versions:
            self.decision(where, version.provision.decision)
            for measure in measures_of(indicator, version):
                if measure not in self.catalogue.measures:
                    self.missing("NTM180.measure", where, measure, self.catalogue.measures)
            for target in targets_of(version):
                self.target(where, target)
            self.cells(where, version)

    def target(self, where: str, target: str) -> None:
        try:
            set_id, label = split_target(self.catalogue, target)
        except CatalogError:
            self.missing("NTM180.target", where, target, self.catalogue.headers)
            return
        stages = [each.id for each in self.catalogue.headers.values() if set_id in (each.id, each.key)]
        labels = [each for stage in stages for each in self.labels(stage)]
        if label and label not in labels:
            self.missing("NTM180.target", where, target, labels)

    def cells(self, where: str, version: Version) -> None:
        for item in walk.parts(version.requirement):
            self.evidence(where, getattr(item, "evidence", None))
            for threshold in walk.thresholds(item):
                common = () if threshold.common is None else (threshold.common,)
                for cell in (*threshold.rows, *common):
                    self.evidence(where, cell.evidence)
                    for candidate in cell.candidates:
                        self.evidence(where, candidate.evidence)
                    if cell.area is not None and cell.area not in self.areas:
                        self.missing("NTM180.area", where, cell.area, self.areas)


def labels_of(whole: CriteriaSet) -> Iterator[str]:
    """Yield the label of every criterion and indicator of a set."""
    for criterion in whole.criteria:
        yield criterion.id
    for place in places(whole):
        yield place.indicator.id


def area_names_of(catalogue: Catalogue) -> Iterator[str]:
    """Yield the id of every area of every scheme."""
    for scheme in catalogue.schemes.values():
        for item in scheme.areas:
            yield item.id


def local_links(page: str, html: str) -> Iterator[tuple[str, str]]:
    """Yield the local addresses on a page as (file, anchor), files as paths of the site."""
    for address in re.findall(r'\b(?:href|src)="([^"]*)"', html):
        if "://" in address or address.startswith(("mailto:", "data:")):
            continue
        file, _, anchor = address.partition("#")
        yield (posixpath.normpath(posixpath.join(posixpath.dirname(page), file)) if file else page), anchor
