"""Which rows of a table are of one unit, however its name is written and however much is said of where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from ntmrules.audit.finding import Remark
from ntmrules.audit.tally_file import Row
from ntmrules.frozen import frozen
from ntmrules.model.unit_names import bare_province, name_key, parted

Word: TypeAlias = tuple[str | None, str]
"""The kind that a name begins with, if any, and the key of the rest."""
_WAYS = 12  # with or without its kind, its district with or without that one's, its province


@frozen(kw_only=True)
class Place:
    """What a row says of who it is about: its own name, what it lies in, its province; nothing where it does not say."""

    name: Word
    within: Word | None
    province: str | None

    @classmethod
    def of(cls, row: Row, province: str | None) -> Place:
        """Return what a row says; ``province`` is where rows without that column lie."""
        inside = row.province or province
        return cls(name=_word(row.unit), within=_word(row.within) if row.within else None,
                   province=bare_province(inside) if inside else None)  # fmt: skip

    @property
    def full(self) -> bool:
        """Whether nothing is left out: then it is one only with what says the same."""
        return self.within is not None and None not in (self.name[0], self.within[0], self.province)

    def can_be(self, other: Place) -> bool:
        """Tell whether two can be one unit: what both say is the same."""
        return (_agree(self.name, other.name) and (None in (self.province, other.province) or self.province == other.province)
                and (self.within is None or other.within is None or _agree(self.within, other.within)))  # fmt: skip


def _word(name: str) -> Word:
    """Return a name in parts; of thôn, xóm, bản and khối the word is part of the name, for one commune has several of a name."""
    kind, bare = parted(name)
    return (None, name_key(name)) if kind == "thon" else (kind, bare)


def _agree(one: Word, other: Word) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or None in (one[0], other[0]))


def rows_by_unit(
    rows: Iterable[Row], keys: Mapping[str, str], province: str | None, remarks: list[Remark]
) -> Iterator[list[Row]]:
    """Yield the rows of each unit and set; ``keys`` tells what set each name of one means.

    A row that says less (no word for the kind, no district) is of the one unit that it can be; where it can be several, it is
    of none of them, and a remark says so.
    """
    named: dict[tuple[str, str], dict[Place, list[Row]]] = {}
    for row in rows:
        if row.when.first is not None:
            place = Place.of(row, province)
            named.setdefault((place.name[1], keys.get(row.set, row.set)), {}).setdefault(place, []).append(row)
    for places in named.values():
        yield from _units(places, remarks)


def _units(places: Mapping[Place, list[Row]], remarks: list[Remark]) -> Iterator[list[Row]]:
    alike = _alike(list(places))
    unclear = [place for place, others in alike.items() if not _all_one(others)]
    remarks += [_unclear(places[place]) for place in unclear]
    done = set(unclear)
    yield from (places[place] for place in unclear)
    for place in places:
        if place not in done:
            unit = [place, *(other for other in alike[place] if other not in done)]
            done.update(unit)
            yield [row for each in unit for row in places[each]]


def _alike(places: Sequence[Place]) -> dict[Place, list[Place]]:
    """Return for each place the others that can be the same; two that leave nothing out never are."""
    open_ = [place for place in places if not place.full]
    return {place: [other for other in (open_ if place.full else places) if other is not place and place.can_be(other)]
            for place in places}  # fmt: skip


def _all_one(places: Sequence[Place]) -> bool:
    """Tell whether all can be one unit together; the few ways to say less of one are never more than a dozen."""
    return len(places) <= _WAYS and all(one.can_be(other) for one, other in combinations(places, 2))


def _unclear(rows: Sequence[Row]) -> Remark:
    row = rows[0]
    return Remark(at=row.at, vi=f"{row.called}: bảng có nhiều đơn vị tên này, dòng không ghi rõ là đơn vị nào nên không so với "
                                "dòng nào khác",
                  en=f"{row.called}: several units of the table bear this name; the row does not say which, so it is compared "
                     "with none of them")  # fmt: skip
