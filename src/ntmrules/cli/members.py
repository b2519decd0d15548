"""The units of a file that is being written, told apart as those of a whole file are: by level, province, place and name."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ntmrules.errors import FiguresError, problem
from ntmrules.face.session import Session
from ntmrules.figures.identity import Said, compatible, details_of
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key, parted, same_name


@attrs.define(eq=False)
class Member:
    """A unit of the file: what the columns say of it, its session if the set judges it, and what each row called it."""

    unit: UnitFigures
    session: Session | None = None
    entries: list[Entry] = attrs.Factory(list)
    rows: frozenset[Said] = frozenset()

    def latest(self) -> tuple[Entry, ...]:
        """Return its entries as they stand: a later one on the same thing corrects the earlier."""
        found = {(entry.subject, type(entry.value), entry.period, entry.as_of): entry for entry in self.entries}
        return tuple(found.values())


def said_of(unit: UnitFigures) -> Said:
    """Return what a row says of who its unit is."""
    return Said(name=unit.unit, level=unit.level, province=unit.province, within=unit.within)


class Members:
    """The units that the rows so far are about, in the order in which they came."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._all: list[Member] = []
        self._called: dict[str, list[Member]] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(self._all)

    def of(self, unit: UnitFigures) -> Member | None:
        """Return the unit that a row is about, nothing for a new one.

        Raises ``FiguresError`` NTM609 where it can be several, or where a name without the word for its kind and one with it
        may be one unit: as in a file that is read as a whole, nobody chooses.
        """
        said = said_of(unit)
        alike = [each for each in self._near(unit.unit) if name_key(each.unit.unit) == name_key(unit.unit)]
        fitting = [each for each in alike if compatible(said_of(each.unit), said)]
        loose = [each for each in alike if each not in fitting and any(compatible(row, said) for row in each.rows)]
        if len(fitting) > 1 or loose:
            found = "; ".join(
                f"{each.unit.unit} ({', '.join(details_of(said_of(each.unit)).values())})" for each in alike
            )
            raise FiguresError(problem("NTM609.which", self._name, unit=unit.unit, found=found))
        if fitting:
            return fitting[0]
        for each in self._near(unit.unit):
            half = (parted(each.unit.unit)[0] is None) != (parted(unit.unit)[0] is None)
            if half and same_name(each.unit.unit, unit.unit) and compatible(said_of(each.unit), said):
                raise FiguresError(
                    problem("NTM609.half", self._name, unit=unit.unit, other=each.unit.unit, place=self._name)
                )
        return None

    def called(self, member: Member) -> str:
        """Return what names a unit: with what it lies in where several are called so."""
        alike = [
            each for each in self._near(member.unit.unit) if name_key(each.unit.unit) == name_key(member.unit.unit)
        ]
        return member.unit.called if len(alike) > 1 else member.unit.unit

    def same(self, unit: UnitFigures) -> Member | None:
        """Return the unit that is just this one: of the same name, level, province and place."""
        alike = [each for each in self._near(unit.unit) if name_key(each.unit.unit) == name_key(unit.unit)]
        return next((each for each in alike if compatible(said_of(each.unit), said_of(unit))), None)

    def put(self, old: Member | None, new: Member | None) -> None:
        """Put a unit in the place of another one, at the end, or take it away."""
        if old is not None:
            at = next(index for index, each in enumerate(self._all) if each is old)
            self._all[at : at + 1] = [] if new is None else [new]
            for key in _keys(old.unit.unit):
                self._called[key] = [each for each in self._called[key] if each is not old]
        elif new is not None:
            self._all.append(new)
        for key in _keys(new.unit.unit) if new is not None else ():
            self._called.setdefault(key, []).append(new)  # type: ignore[arg-type]

    def named(self, name: str, province: str | None) -> Member | None:
        """Return the unit that ``name`` in a column within means: one written alike, else with or without a kind.

        Raises ``FiguresError`` NTM609 where it can be several.
        """
        near = [each for each in self._near(name) if same_name(each.unit.unit, name) and _in(each.unit, province)]
        found = [each for each in near if name_key(each.unit.unit) == name_key(name)] or near
        if len(found) > 1:
            places = "; ".join(each.unit.called for each in found)
            raise FiguresError(problem("NTM609.within", self._name, unit=name, where=name, found=places))
        return found[0] if found else None

    def above(self, member: Member) -> Member | None:
        """Return the unit that one lies in; nothing where it names none."""
        return None if member.unit.within is None else self.named(member.unit.within, member.unit.province)

    def inside(self, member: Member) -> list[Member]:
        """Return the units that lie in one."""
        return [each for each in self._all if each.unit.within is not None and each is not member
                and same_name(each.unit.within, member.unit.unit) and self.above(each) is member]  # fmt: skip

    def _near(self, name: str) -> list[Member]:
        return list(dict.fromkeys(each for key in _keys(name) for each in self._called.get(key, ())))


def _keys(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name_key(name), parted(name)[1])))


def _in(unit: UnitFigures, province: str | None) -> bool:
    return province is None or unit.province is None or fold(unit.province) == fold(province)
