"""What lint has found in a pack, gathered in one place by those that look."""

from __future__ import annotations

from attrs import frozen

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack
from ntmrules.errors import Problem


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
        self.findings: list[Finding] = []
        self.used_sources: set[str] = set()
        self.used_decisions: set[str] = set()

    def error(self, code: str, where: str, what: str, expected: str = "", remedy: str = "") -> None:
        self.findings.append(Finding("error", Problem(code, where, what, expected=expected, remedy=remedy)))

    def warn(self, code: str, where: str, what: str, expected: str = "", remedy: str = "") -> None:
        self.findings.append(Finding("warning", Problem(code, where, what, expected=expected, remedy=remedy)))
