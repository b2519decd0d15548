"""What ``--accept`` takes of a file that would be asked about: said by place and code, and by kinds where codes are named.

Whoever looked at one income does not mean the title «KẾ HOẠCH» with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ntmrules.errors import FiguresError, Problem, UsageError, problem, wrong_type
from ntmrules.frozen import frozen
from ntmrules.messages import Joined
from ntmrules.messages.speech import few
from ntmrules.model.figures import Remark

# What a person can look at again and find right; every other error stays one.
KINDS = ("NTM503", "NTM506", "NTM614")
_SHOWN = 6


@frozen
class Acceptance:
    """Whether anything is accepted, and of which codes; none are all of them."""

    given: bool = False
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, accept: bool | str | Sequence[str]) -> Acceptance:  # noqa: FBT001 - what callers of read_figures say
        """Return what was said: yes or no, or the codes of what is accepted.

        Raises ``UsageError`` NTM514 for a code of none of that, NTM009 for what is neither a yes or no nor codes.
        """
        if isinstance(accept, bool):
            return cls(accept)
        said = accept.split(",") if isinstance(accept, str) else accept
        if not (isinstance(said, (list, tuple, set, frozenset)) and all(isinstance(each, str) for each in said)):
            raise UsageError(
                wrong_type("accept", accept, needed="bool | str | Sequence[str]", example='True, "NTM506"')
            )
        codes = tuple(each.strip().upper() for each in said if each.strip())
        for code in codes:
            if code not in KINDS:
                raise UsageError(problem("NTM514.accept", word=code, known=Joined(KINDS, " | "), near=(code, KINDS)))
        return cls(bool(codes), codes)

    def takes(self, code: str) -> bool:
        """Tell whether errors of one code are accepted."""
        return self.given and (not self.codes or code in self.codes)

    def told(
        self, asked: Iterable[Problem], left: Sequence[Problem], name: str
    ) -> tuple[list[Problem], list[Remark]]:  # fmt: skip
        """Return the problems that are asked about all the same, and what is said of those that were accepted.

        ``asked`` are all that there are where nothing is accepted, ``left`` those that are left where everything is.
        """
        taken = [each for each in asked if each not in left]
        still = [each for each in taken if self.codes and each.code not in self.codes]
        accepted = [f"{each.where} {each.code}" for each in taken if each not in still]
        if not accepted:
            return still, []
        values = {"sheet": name, "count": len(accepted), "places": few(accepted, _SHOWN, "; ")}
        return still, [Remark("accepted", values)]


def refused(look: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """Return what a look at a file finds wrong, be it so much that it stops there."""
    try:
        return [*look()]
    except FiguresError as error:
        return [*error.problems]


NOTHING = Acceptance()
