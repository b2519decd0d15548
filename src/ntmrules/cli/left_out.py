"""What of a file of figures was not used, or was read in a way worth knowing, said once on stderr."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.cli.output import say
from ntmrules.explain.left_out import each_once, left_out_phrases
from ntmrules.messages.speech import language
from ntmrules.model.figures import Remark


def tell_left_out(remarks: Iterable[Remark]) -> None:
    """Say what was not used of a file, each once; behind the first hundreds how many more there are."""
    for each in each_once(left_out_phrases(remarks), language()):
        say(each)


__all__ = ["left_out_phrases", "tell_left_out"]
