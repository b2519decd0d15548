"""The audit of what was published: tallies in a table, reports with the relations that they claim.

The room itself can be called: ``ntmrules.audit(path)`` is the verb of the public face, which bears the name of its room.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from ntmrules.audit.finding import Audit, Correction, Finding, Remark, audit_schema
from ntmrules.audit.reports import audit_report
from ntmrules.audit.tallies import audit_tallies
from ntmrules.audit.tally_file import is_table

__all__ = [
    "Audit", "Correction", "Finding", "Remark", "audit_report", "audit_schema", "audit_tallies", "is_table",
]  # fmt: skip


class _Room(ModuleType):
    """A module that is also the verb of the face: Python binds the name of a sub-package over any function of that name."""

    def __call__(self, *args: Any, **options: Any) -> Audit:
        """Return the audit of a file, see ``ntmrules.verbs.audit``."""
        found: Audit = import_module("ntmrules.verbs").audit(*args, **options)
        return found


sys.modules[__name__].__class__ = _Room
