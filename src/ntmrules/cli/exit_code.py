"""What a command that judged ends with."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.model.verdicts import Verdict


def code_of(verdicts: Iterable[Verdict | None]) -> int:
    """Return the exit code for verdicts."""
    verdicts = set(verdicts)
    if Verdict.NOT_MET in verdicts:
        return 1
    return 2 if Verdict.UNDETERMINED in verdicts else 0
