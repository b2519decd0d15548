"""The audit of what was published: tallies in a table, reports with the relations that they claim.

The public face makes the room callable, for its verb ``ntmrules.audit(path)`` bears the name of the room.
"""

from __future__ import annotations

from ntmrules.audit.finding import Audit, Correction, Finding, Remark, audit_schema
from ntmrules.audit.reports import audit_report
from ntmrules.audit.tallies import audit_tallies
from ntmrules.audit.tally_file import is_table

__all__ = [
    "Audit", "Correction", "Finding", "Remark", "audit_report", "audit_schema", "audit_tallies", "is_table",
]  # fmt: skip
