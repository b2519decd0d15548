"""Which rows of a file are about one unit: by level, province, what it lies in, and name.

All rows are looked at before one is tied to a unit, so that their order decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from attrs import field

from ntmrules.frozen import define
from ntmrules.model.unit_names import bare_province, kind_level, name_key, parted, same_name, spelled_key
from ntmrules.model.written import BadCellError

T = TypeVar("T")


class Said(NamedTuple):
    """What one row says of who its unit is; what it leaves out is nothing. ``level`` is an id (``xa``)."""

    name: str
    level: str | None = None
    province: str | None = None
    within: str | None = None

    @property
    def given(self) -> int:
        """How many details it gives."""
        return sum(each is not None for each in (self.level, self.province, self.within))


def compatible(one: Said, other: Said) -> bool:
    """Tell whether two rows of one name can be about one unit: nothing that both say differs."""
    level = one.level or kind_level(one.name), other.level or kind_level(other.name)
    return (
        (None in level or level[0] == level[1])
        and (
            one.province is None
            or other.province is None
            or bare_province(one.province) == bare_province(other.province)
        )
        and (one.within is None or other.within is None or same_name(one.within, other.within))
    )


@define(eq=False)
class Known:
    """One unit of the file: all that its rows say of it together, and where the first of them stands."""

    said: Said
    at: str
    rows: list[Said] = field(factory=list)


class Identities:
    """The units that the rows of one file are about."""

    def __init__(self, rows: Iterable[tuple[Said, str]]) -> None:
        self._by_name: dict[str, list[Known]] = {}
        self._index: dict[str, list[Known]] | None = None
        first: dict[Said, str] = {}
        for said, at in rows:
            first.setdefault(said, at)
        # Those that say most come first: whoever says less is tied to them, whichever row stands further up.
        order = sorted(first, key=lambda said: (-said.given, said.name, said.level or "", said.province or "",
                                                said.within or ""))  # fmt: skip
        self._of: dict[Said, Known | None] = {}
        for said in order:
            known = self._by_name.setdefault(spelled_key(said.name), [])
            fitting = [each for each in known if compatible(each.said, said)]
            if len(fitting) > 1:
                self._of[said] = None
                continue
            if not fitting:
                fitting = [Known(said, first[said])]
                known += fitting
            self._of[said] = fitting[0]
            fitting[0].said = _joined(fitting[0].said, said)
            fitting[0].rows.append(said)

    def of(self, said: Said) -> Known | None:
        """Return the unit of a row; nothing where it can be several."""
        return self._of[said]

    def of_name(self, name: str) -> list[Known]:
        """Return every unit of just this name."""
        return self._by_name.get(spelled_key(name), [])

    def parents(self, name: str, province: str | None) -> list[Known]:
        """Return the units that ``name`` in a column within can mean: those written alike, else with or without a kind."""
        found = [each for each in self._by_name.get(spelled_key(name), ()) if _in(each, province)]
        return found or [each for each in self._near(name) if same_name(each.said.name, name) and _in(each, province)]

    def _near(self, name: str) -> Iterable[Known]:
        """Return the units whose name, with or without the word for its kind, is this one with or without it.

        Thousands of communes each name their district: to compare every pair of names would take minutes.
        """
        if self._index is None:
            self._index = {}
            for each in self._all():
                for key in {name_key(each.said.name), parted(each.said.name)[1]}:
                    self._index.setdefault(key, []).append(each)
        keys = dict.fromkeys((name_key(name), parted(name)[1]))
        return dict.fromkeys(each for key in keys for each in self._index.get(key, ()))

    def which(self, said: Said) -> BadCellError:
        """Return what is wrong with a row that may be about several units of one name."""
        found = "; ".join(
            f"{each.at} ({', '.join(details_of(each.said).values())})" for each in self.of_name(said.name)
        )
        return BadCellError("NTM609.which", unit=said.name, found=found)

    def half_named(self) -> Iterator[tuple[Known, Known]]:
        """Yield pairs of units of which one has the word for its kind and the other has not, and that may be one."""
        bare: dict[str, list[Known]] = {}
        for each in self._all():
            if parted(each.said.name)[0] is None:
                bare.setdefault(name_key(each.said.name), []).append(each)
        for each in self._all():
            kind, rest = parted(each.said.name)
            for other in bare.get(rest, ()) if kind is not None else ():
                if compatible(each.said, other.said):
                    yield each, other

    def _all(self) -> Iterator[Known]:
        for found in self._by_name.values():
            yield from found


def _in(known: Known, province: str | None) -> bool:
    return (
        province is None or known.said.province is None or bare_province(known.said.province) == bare_province(province)
    )


def _joined(one: Said, other: Said) -> Said:
    return Said(one.name, one.level or other.level, one.province or other.province, one.within or other.within)


def details_of(said: Said) -> Mapping[str, str]:
    """Return the details that are given, by the name of their column."""
    found = {"level": said.level, "province": said.province, "within": said.within}
    return {key: value for key, value in found.items() if value is not None}
