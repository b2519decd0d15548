"""A session whose attainments can be read, and are shown to the plugins that look at attainments."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ntmrules.engine.forward import session as engine
from ntmrules.face.attainment import Attainment
from ntmrules.model import attainment as data
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook


class Session(engine.Session):
    """What stands about one unit, judged at any time as ``Rulebook.evaluate`` would judge it.

    Figures are reported one by one; only what a figure touches is concluded anew. Not for several threads at once.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        unit: str | UnitFigures,
        *,
        finish: Callable[[data.Attainment], Attainment],
        inference: str = "agenda",
        accept: bool = False,
    ) -> None:
        known = unit.accepted() if accept and isinstance(unit, UnitFigures) else unit
        super().__init__(rulebook, known, inference=inference)
        self._finish, self._accept = finish, accept

    def report(self, entry: Entry) -> engine.Change:
        """Take an entry in and return what it changed.

        It takes the place of what stands on the same thing for the same period and day; of entries for different
        times the newest counts, as always. Raises ``FiguresError`` for an unknown subject, a value that cannot be, and one
        outside what is plausible that is not ``confirmed`` (NTM506); then nothing has changed.
        """
        return super().report(evolve(entry, confirmed=True) if self._accept else entry)

    def attainment(self) -> Attainment:
        """Return the attainment over what stands; ``firings``: by which each verdict that stands was concluded."""
        return self._finish(super().attainment())
