"""What of a file of figures was not used, or was read in a way worth knowing, said once on stderr."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.cli.output import say
from ntmrules.explain.left_out import left_out_phrases
from ntmrules.messages import Phrase
from ntmrules.model.figures import Remark

MOST = 200


def tell_left_out(remarks: Iterable[Remark]) -> None:
    """Say what was not used of a file, each once; behind the first hundreds how many more there are."""
    found = list(dict.fromkeys(str(each) for each in left_out_phrases(remarks)))
    for each in found[:MOST]:
        say(each)
    if len(found) > MOST:
        say(Phrase("remarks.left-out.more", count=len(found) - MOST))


__all__ = ["left_out_phrases", "tell_left_out"]
