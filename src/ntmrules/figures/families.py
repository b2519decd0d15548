"""The units of a file with those inside them: what the column within names, made where no row is about it."""

from __future__ import annotations

import attrs

from ntmrules.errors import Problem, problem
from ntmrules.figures.identity import Identities, Known, Said
from ntmrules.figures.lying import place_inside
from ntmrules.frozen import define
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.unit_names import kind_level, same_name


@define
class Draft:
    """One unit on the way: its name, where it is first written, its entries and what rows say of it."""

    name: str
    at: str
    entries: list[Entry] = attrs.field(factory=list)
    details: dict[str, str] = attrs.field(factory=dict)
    seen: dict[tuple[str, type, int | None, str | None], Entry] = attrs.field(factory=dict)


_RANK = {"thon": 0, "xa": 1, "phuong": 1, "thi-tran": 1, "dac-khu": 1, "huyen": 2, "quan": 2, "thi-xa": 2, "tinh": 3}


def _wider(found: list[Known], draft: Draft, within: str) -> list[Known]:
    """Return those of the units of one name in which another can lie: a commune lies in no commune of its district's name, be it
    itself. One that is written with the word for its kind is meant, whatever it is.
    """
    own = _RANK.get(draft.details.get("level") or kind_level(draft.name) or "")
    if own is None:
        return found
    wider = [each for each in found if _RANK.get(each.said.level or kind_level(each.said.name) or "", own + 1) > own]
    return wider if wider or kind_level(within) is None else found


@define
class Families:
    """Drafts of units that are put together; ``problems`` gets what is wrong with what lies in what."""

    drafts: dict[Known, Draft]
    identities: Identities
    problems: list[Problem]

    def units(self) -> tuple[UnitFigures, ...]:
        """Return the units with those inside them attached; a parent that has no row of its own is made."""
        inside: dict[Known, list[Known]] = {}
        made: dict[tuple[str, str], Known] = {}
        for known, draft in list(self.drafts.items()):
            within = draft.details.get("within")
            if within is None:
                continue
            parent = self._parent(draft, within, made)
            if parent is not None:
                inside.setdefault(parent, []).append(known)
                draft.details["within"] = self.drafts.setdefault(parent, Draft(parent.said.name, parent.at)).name
        place_inside({known: draft.details for known, draft in self.drafts.items()}, inside)
        return tuple(self._unit(known, inside, ()) for known in self.drafts)

    def _parent(self, draft: Draft, within: str, made: dict[tuple[str, str], Known]) -> Known | None:
        """Return the unit that a column within names; one that no row is about is made; several are asked about."""
        province = draft.details.get("province")
        found = _wider(self.identities.parents(within, province), draft, within)
        if len(found) > 1:
            places = "; ".join(f"{each.said.name} ({each.at})" for each in found)
            self.problems.append(problem("NTM609.within", draft.at, unit=draft.name, where=within, found=places))
            return None
        if found:
            return found[0]
        if (within, province or "") in made:
            return made[within, province or ""]
        for (other, where), known in made.items():
            if where == (province or "") and same_name(other, within):
                return known
        known = Known(Said(name=" ".join(within.split()), province=province), draft.at)
        made[within, province or ""] = known
        return known

    def _unit(self, known: Known, inside: dict[Known, list[Known]], above: tuple[Known, ...]) -> UnitFigures:
        draft = self.drafts[known]
        if known in above:
            self.problems.append(problem("NTM605", draft.at, unit=draft.name))
            return UnitFigures(unit=draft.name)
        children = tuple(self._unit(child, inside, (*above, known)) for child in inside.get(known, ()))
        return UnitFigures(unit=draft.name, entries=tuple(draft.entries), children=children, **draft.details)  # type: ignore[arg-type]
