"""A session whose attainments can be read, and are shown to the plugins that look at attainments."""

from __future__ import annotations

from collections.abc import Callable

from ntmrules.engine.forward import session as engine
from ntmrules.face.attainment import Attainment
from ntmrules.model import attainment as data
from ntmrules.model.figures import UnitFigures
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
    ) -> None:
        super().__init__(rulebook, unit, inference=inference)
        self._finish = finish

    def attainment(self) -> Attainment:
        """Return the attainment over what stands; ``firings``: by which each verdict that stands was concluded."""
        return self._finish(super().attainment())
