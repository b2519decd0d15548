"""Verbs on data that the public face offers beside the library: they join rooms that do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ntmrules.audit.finding import Audit
from ntmrules.audit.reports import audit_report
from ntmrules.audit.tallies import audit_tallies
from ntmrules.audit.tally_file import is_table
from ntmrules.errors import UsageError, refuse_other_than_path, refuse_other_than_text, wrong_type
from ntmrules.face.finder import Finder
from ntmrules.library import Library


def audit(
    path: str | Path, *, library: Library | Callable[[], Library] | None = None, province: str | None = None
) -> Audit:  # fmt: skip
    """Return the audit of what was published in the file at ``path``: a table of tallies, or a report in YAML.

    A table is checked against the sets in force, those of ``library`` (left out: the national ones with installed plugins).
    Raises ``FiguresError`` for a file that cannot be read or names what does not exist, with all that is wrong, and
    ``UsageError`` NTM009 for arguments of a wrong type.
    """
    refuse_other_than_path("path", path)
    if province is not None:
        refuse_other_than_text("province", province)
    if not (library is None or callable(library) or isinstance(library, Library)):
        raise UsageError(wrong_type("library", library, needed="Library", example="ntmrules.Library()"))
    place = Path(path)
    if not is_table(place):
        return audit_report(place)
    made = library() if callable(library) else library if library is not None else Library()
    return audit_tallies(place, Finder(made), province=province, sets=made.catalogue.headers)
