"""A rulebook that evaluates: one unit at once, or figure by figure in a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from attrs import fields

from ntmrules.errors import UsageError, wrong_type
from ntmrules.face.attainment import Attainment
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.own_word import refuse_no_unit, with_accepted
from ntmrules.frozen import frozen
from ntmrules.model import attainment, rulebook
from ntmrules.model.figures import UnitFigures

if TYPE_CHECKING:
    from ntmrules.face.session import Session
    from ntmrules.plugins.manager import Plugins


@frozen(kw_only=True, eq=False, repr=False)
class Rulebook(rulebook.Rulebook):
    """A criteria set on one day in one place: evaluate units with it. Made by ``Library.rulebook``.

    ``plugins`` are those of the library it was made by: they may read files, bring views and look at attainments.
    """

    plugins: Plugins | None = None

    @classmethod
    def of(cls, resolved: rulebook.Rulebook, plugins: Plugins | None = None) -> Self:
        """Return a resolved rulebook as one that evaluates."""
        return cls(**{name: getattr(resolved, name) for name in _NAMES}, plugins=plugins)

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What the rulebook was made from, with digests; made when it is first asked for, never by an evaluation."""
        from ntmrules.record.receipt import receipt_of

        return receipt_of(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: the set, its day and place."""
        from ntmrules.explain.short_html import rulebook_html

        return rulebook_html(self)

    def evaluate(
        self, figures: UnitFigures, *, engine: str = "core", accept: bool | str | Sequence[str] = False
    ) -> Attainment:
        """Judge one unit and return its attainment with the whole trace.

        Raises ``FiguresError`` for subjects that this set does not know, values that cannot be, and figures outside what is
        plausible (NTM506, with the unit that was probably meant) unless they are ``confirmed`` or ``accept`` takes them;
        ``UnitError`` for a unit that says another province, area or level than this rulebook's (NTM610), and for units inside
        that are on no list and not ``confirmed``, or stand there twice (NTM614); ``UsageError`` for an unknown engine,
        NTM009 for what is not the figures of one unit, NTM514 for an unknown code. ``accept``: all that somebody can look at
        again, or of that only some codes (``"NTM506"``).
        Pure: no clock, no file, the same figures give the same attainment.
        """
        from ntmrules.engine import engine_named

        if not isinstance(figures, UnitFigures):
            raise UsageError(wrong_type("figures", figures, needed="UnitFigures", example=_ONE_UNIT))
        known = with_accepted(self, figures, Acceptance.of(accept))
        return self._finished(engine_named(engine).evaluate(self, known))

    def session(
        self, unit: str | UnitFigures, *, inference: str = "agenda", accept: bool | str | Sequence[str] = False
    ) -> Session:
        """Return a session about one unit: figures are reported one by one, each tells what it changed.

        ``inference``: ``agenda``, or ``durable`` for durable-rules. ``accept`` is that of
        :meth:`evaluate`, of what is known of the unit and of what is reported later. Raises what :meth:`evaluate` raises.
        """
        from ntmrules.face.session import Session

        acceptance = Acceptance.of(accept)
        if isinstance(unit, UnitFigures):
            unit = with_accepted(self, unit, acceptance)
        elif isinstance(unit, str):
            refuse_no_unit(self, UnitFigures(unit=unit))
        else:
            raise UsageError(wrong_type("unit", unit, needed="str | UnitFigures", example=_ONE_UNIT))
        return Session(self, unit, inference=inference, acceptance=acceptance, finish=self._finished)

    def _finished(self, found: attainment.Attainment) -> Attainment:
        """Return what an engine found so that it can be read, after every plugin that looks at attainments has seen it."""
        done = Attainment.of(found, self.plugins)
        if self.plugins is not None and self.plugins.observed:
            self.plugins.observe(done)
        return done


_ONE_UNIT = 'table.unit("xã An Nông"), UnitFigures.of("xã An Nông", {"10.1": 54})'
_NAMES = tuple(each.name for each in fields(rulebook.Rulebook) if each.init)
