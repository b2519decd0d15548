"""What lint has found in a pack, gathered in one place by those that look."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.sets import CriteriaSet, indicators_of


@frozen
class Finding:
    """One finding: a problem and how grave it is (``error`` or ``warning``)."""

    severity: str
    problem: Problem

    def as_dict(self) -> dict[str, str]:
        """Return the finding by name, for ``--json``."""
        return {"severity": self.severity, **self.problem.as_dict()}


class Findings:
    """The findings in one pack, and which sources and decisions were met on the way.

    ``pack`` is the one that is looked at, ``catalogue`` the packs in which its references are looked up.
    """

    def __init__(self, pack: Pack, catalogue: Catalogue) -> None:
        self.pack, self.catalogue = pack, catalogue
        self.known = catalogue.of_pack(pack.id)
        self.findings: list[Finding] = []
        self.used_sources: set[str] = set()
        self.used_decisions: set[str] = set()

    def error(self, identity: str, where: str, **values: Any) -> None:
        """Note an error by its id in the register of messages; ``values`` and ``near`` as `problem` takes them."""
        self.findings.append(Finding("error", problem(identity, where, **values)))

    def add(self, wrong: Problem) -> None:
        """Note an error that somebody else found."""
        self.findings.append(Finding("error", wrong))

    def errors(self, wrong: Iterable[Problem]) -> None:
        """Note the errors that somebody else found."""
        self.findings += [Finding("error", each) for each in wrong]

    def warnings(self, doubts: Iterable[Problem]) -> None:
        """Note warnings that somebody else found."""
        self.findings += [Finding("warning", each) for each in doubts]

    def told_already(self, wrong: Problem) -> bool:
        """Tell whether a case could not be judged for what was found already where it is written."""
        cause = wrong.values.get("why")
        return isinstance(cause, Problem) and any(
            each.severity == "error" and each.problem.identity == cause.identity for each in self.findings
        )

    def whole(self, set_id: str) -> CriteriaSet | None:
        """Return a set of the catalogue; nothing where it cannot be read, and what is wrong there is told once."""
        try:
            return self.catalogue.set(set_id)
        except CatalogError as error:
            self.refused(error)
            return None

    @cached_property
    def comparisons(self) -> dict[str, set[tuple[str, str]]]:
        """How the sets of the catalogue compare their figures: by measure, each set with the kind of a requirement."""
        found: dict[str, set[tuple[str, str]]] = {}
        for set_id in self.catalogue.headers:
            whole = self.whole(set_id)
            for item in indicators_of(whole) if whole is not None else ():
                for version in item.versions:
                    for part, name in walk.measures(version.requirement, version.measure or item.measure):
                        if isinstance(part, req.Comparison | req.NoneOf):
                            found.setdefault((name or "").partition("/")[0], set()).add((set_id, part.kind))
        return found

    def refused(self, error: CatalogError) -> None:
        """Note what is wrong with something that could not be read, but for what is noted already."""
        told = {str(each.problem) for each in self.findings}
        self.findings += [Finding("error", each) for each in error.problems if str(each) not in told]

    def told_by_load(self, error: CatalogError) -> None:
        """Note why no rulebook can be made, but for what was found where it is written."""
        found = {each.problem.identity for each in self.findings if each.severity == "error"}
        self.refused(CatalogError(each for each in error.problems if each.identity not in found))

    def warn(self, identity: str, where: str, **values: Any) -> None:
        """Note a warning, likewise."""
        self.findings.append(Finding("warning", problem(identity, where, **values)))
