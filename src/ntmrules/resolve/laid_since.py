"""Entries of a province over a text that some units keep, once the day moves on: which of them those units hear.

A clause of a single version keeps the national text before it. Over that lies what the province had laid over it on its last
day and still has, what it raises on the day of assessment, whenever the raise began (the stricter of the two counts on any
day), and what it fills of what that text left open to it. Of anything else that began or ended meanwhile no text says whether
it is for these units. A clause of a whole set keeps all as it stood, and hears nothing of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ntmrules.catalog.pack import natural
from ntmrules.catalog.ways import compares_alike
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.overrides import Placed, Verb
from ntmrules.model.sets import Version
from ntmrules.model.text import Text


@frozen
class State:
    """What an indicator is on a day: its version in force, and the entries of packs over it.

    ``readings``: other entries that may lie over it, for no text says which; ``unfit``: entries that raise it, of which no
    text says how, since it asks for something else. Both are there only of a text that some units keep.
    """

    version: Version
    entries: tuple[Placed, ...]
    readings: tuple[tuple[Placed, ...], ...] = ()
    unfit: tuple[Placed, ...] = ()

    @property
    def key(self) -> object:
        """What tells one state from another: the version, and which entries."""
        found = (self.entries, *self.readings, self.unfit)
        return self.version, tuple(tuple(placed.override.id for placed in each) for each in found)

    @property
    def unsure(self) -> tuple[Placed, ...]:
        """The entries of which no text says whether, or how, they lie over it."""
        every = (self.entries, *self.readings)
        sure = set.intersection(*map(_ids, every))
        found = {placed.override.id: placed for each in every for placed in each}
        return (*(placed for name, placed in found.items() if name not in sure), *self.unfit)

    @property
    def doubt(self) -> Text:
        """What is told of the entries that are not sure."""
        names = ", ".join(placed.override.id for placed in self.unsure)
        return Text(
            f"văn bản không nói {names} có áp dụng cho đơn vị giữ quy định trước hay không",
            f"no text says whether {names} is for the units that keep the former text",
        )


def laid_since(then: State, today: Sequence[Placed], own: str | None, present: str | None) -> State:
    """Return what units keep of a text by its state ``then``, on its last day, where ``today`` lies over the indicator.

    ``own`` is the measure of the text, ``present`` that of the text in force.
    """
    before, now = _ids(then.entries), _ids(today)
    new = [placed for placed in today if placed.override.id not in before]
    raises = [placed for placed in new if placed.override.verb is Verb.RAISE]
    unfit = tuple(placed for placed in raises if own != present or not _raises(then.version, placed, own))
    open_ = [placed for placed in new if placed.override.verb is Verb.FILL and _left_open(then.version, placed, own)]
    heard = [placed for placed in raises if placed not in unfit]
    heard += [placed for placed in open_ if before.isdisjoint(placed.override.supersedes)]
    late = [placed for placed in new if placed not in heard and placed.override.verb is not Verb.RAISE
            and (placed.override.verb is not Verb.FILL or placed in open_)]  # fmt: skip
    taken = {name for placed in (*heard, *unfit) for name in placed.override.supersedes}
    gone = [placed for placed in then.entries if placed.override.id not in now | taken]
    sure = [*(placed for placed in then.entries if placed.override.id in now), *heard]
    readings = [_sorted([*sure, *each]) for each in (gone, late) if each]
    followed = {name for placed in late for name in placed.override.supersedes}
    if not gone or not _ids(gone) <= followed:  # neither may stand, unless all that is gone has another in its place
        readings.insert(0, _sorted(sure))
    return State(then.version, readings[0], tuple(readings[1:]), unfit)


def _ids(entries: Iterable[Placed]) -> set[str]:
    return {placed.override.id for placed in entries}


def _sorted(entries: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(entries, key=lambda placed: natural(placed.override.id)))


def _raises(version: Version, placed: Placed, own: str | None) -> bool:
    """Tell whether an entry raises what a version asks: the same comparison of the same figure."""
    given, part = placed.override.requirement, placed.override.part
    national = walk.part_named(version.requirement, part, own)
    if given is None or national is None:
        return False
    same = given.measure in (None, national.measure or own)
    return same and compares_alike(given, national)


def _left_open(version: Version, placed: Placed, own: str | None) -> bool:
    """Tell whether a version leaves to somebody what an entry fills."""
    national = walk.part_named(version.requirement, placed.override.part, own)
    if national is None:
        return False
    return isinstance(national, req.Delegated) or any(cell.delegated is not None for cell in walk.cells(national))


__all__ = ["State", "laid_since"]
