"""Provinces, areas and their schemes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ntmrules.frozen import frozen
from ntmrules.model.closed import PROVINCE_KINDS, Id, ListOfUnits, PathId
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text

LAST_DAY_OF_63 = date(2025, 6, 30)


@frozen(kw_only=True)
class Province:
    """A province of one list: ``2004`` (63 units, to 30/06/2025) or ``2025`` (34 units). The key is (list, id)."""

    id: Id
    name: str
    list: ListOfUnits
    areas: tuple[str, ...]
    kind: Annotated[str, PROVINCE_KINDS] = "tinh"
    code: str | None = None
    formed_from: tuple[str, ...] = ()
    unchanged: bool = False
    aka: tuple[str, ...] = ()
    evidence: Evidence | None = None
    code_evidence: Evidence | None = None
    formed_from_evidence: Evidence | None = None
    note: Text | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The unit key: (list, id)."""
        return (self.list, self.id)


@frozen(kw_only=True)
class Area:
    """One column of a scheme: a region, a group of communes, a zone."""

    id: Id
    name: Text
    evidence: Evidence | None = None
    note: Text | None = None


OF_THE_REST = ".ngoai"
"""How the id of the column ends in which units stand that lie in no zone of a decision that says nothing of them."""


@frozen(kw_only=True)
class Scheme:
    """A way in which a criteria set divides the units into columns."""

    id: PathId
    name: Text
    areas: tuple[Area, ...]
    evidence: Evidence | None = None
    note: Text | None = None
