"""A session whose attainments can be read, and are shown to the plugins that look at attainments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ntmrules.engine.forward import session as engine
from ntmrules.errors import UnitError
from ntmrules.face.attainment import Attainment
from ntmrules.figures.accepted import NOTHING, Acceptance
from ntmrules.figures.inside import wrong_inside
from ntmrules.figures.own_word import with_accepted
from ntmrules.frozen import evolve
from ntmrules.model import attainment as data
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import measure_id


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
        acceptance: Acceptance = NOTHING,
    ) -> None:
        super().__init__(rulebook, unit, inference=inference)
        self._finish, self._acceptance = finish, acceptance

    def report(self, entry: Entry) -> engine.Change:
        """Take an entry in and return what it changed.

        It takes the place of what stands on the same thing for the same period and day; of entries for different
        times the newest counts, as always. Raises ``FiguresError`` for an unknown subject, a value that cannot be, and one
        outside what is plausible that is not ``confirmed`` (NTM506), ``UnitError`` NTM614 for fewer units inside than the list
        has; then nothing has changed.
        """
        looked_at = evolve(entry, confirmed=True) if self._acceptance.given else entry
        inside = looked_at if self._acceptance.takes("NTM614") else entry
        if self._unit.children and measure_id(entry.subject).startswith("so-"):
            others = (each for each in self.figures.entries if each.subject != entry.subject)
            wrong = list(wrong_inside(self.rulebook, evolve(self._unit, entries=(*others, inside))))
            if wrong:
                raise UnitError(wrong)
        return super().report(looked_at if self._acceptance.takes("NTM506") else entry)

    def about(
        self, *, area: str | None = None, children: Iterable[UnitFigures] | None = None, cause: str | None = None
    ) -> engine.Change:
        """Say in which column the unit stands, or put these in place of the units inside; all is judged anew.

        ``cause`` is what the change shall name as its reason; left out, the unit. Raises ``UnitError`` as
        ``Rulebook.evaluate`` does (NTM610, NTM614); then nothing has changed.
        """
        inside = self._unit.children if children is None else tuple(children)
        whole = evolve(self.figures, area=self._unit.area if area is None else area, children=inside)
        whole = with_accepted(self.rulebook, whole, self._acceptance)
        return super().about(area=area, children=None if children is None else whole.children, cause=cause)

    def attainment(self) -> Attainment:
        """Return the attainment over what stands; ``firings``: by which each verdict that stands was concluded."""
        return self._finish(super().attainment())
