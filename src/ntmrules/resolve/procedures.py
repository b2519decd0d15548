"""The procedure in force for a set on a day in a province, with what the province says of it laid over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ntmrules.errors import DateError, problem
from ntmrules.frozen import evolve
from ntmrules.model.days import as_day
from ntmrules.model.overrides import Verb
from ntmrules.model.procedures import AT_MOST, AppliedOverlay, PlacedOverride, Procedure, Procedures, Step, Term
from ntmrules.model.requirements import Cell
from ntmrules.model.units import Province

ORDER = (Verb.COMPLETE, Verb.FILL, Verb.REPLACE, Verb.RAISE)


def procedure_on(
    procedures: Procedures,
    set_key: str,
    day: str | date,
    province: Province | None = None,
    *,
    named: str | None = None,
    dated: bool = True,
) -> Procedure:
    """Return the procedure for a set (key, ``vn/xa-ntm``) on ``day``, as it stands that day in ``province``.

    ``named`` takes the procedure of this id instead, whatever its stage. ``dated`` false keeps what held at other times
    too. ``DateError`` NTM303 where none is in force.
    """
    day = as_day(day)
    chosen = procedures.national.get(named) if named is not None else None
    if chosen is None:
        fit = [each for each in procedures.national.values() if set_key in each.sets]
        chosen = next((each for each in fit if each.stage.covers(day)), None)
        if chosen is None:
            spans = ", ".join(
                f"{each.id} ({each.stage.from_} – {each.stage.to or '…'})"
                for each in sorted(fit, key=lambda each: each.stage.from_)
            )
            raise DateError(problem("NTM303.known" if spans else "NTM303.none", set=set_key, day=day, known=spans))
    found = chosen.on(day, set_key) if dated else chosen
    for placed in _entries(procedures, chosen, day, province):
        found = _laid(found, placed)
    return found


def _entries(
    procedures: Procedures, chosen: Procedure, day: date, province: Province | None
) -> Iterator[PlacedOverride]:
    if province is None:
        return
    keys = {
        province.key,
        *(
            ("2004", part)
            for part in province.formed_from
            if province.list == "2025" and len(province.formed_from) == 1
        ),
    }
    begun = [
        each
        for each in procedures.overlays
        if each.override.from_ <= day
        and keys & set(each.provinces)
        and (each.override.target == chosen.id or each.override.target.startswith(f"{chosen.id}/"))
    ]
    # What was superseded does not come back by itself when the newer entry has ended.
    gone = {name for each in begun for name in each.override.supersedes}
    standing = [each for each in begun if each.override.stands_on(day) and each.override.id not in gone]
    standing.sort(
        key=lambda each: (
            ORDER.index(each.override.verb) if each.override.verb in ORDER else len(ORDER),
            each.override.id,
        )
    )
    yield from standing


def _laid(found: Procedure, placed: PlacedOverride) -> Procedure:
    entry = placed.override
    if entry.settles:
        found = evolve(found, open=tuple(each for each in found.open if each.id not in entry.settles))
    if entry.verb is Verb.ADD:
        for what in ("step", "paper", "condition", "vote"):
            item = getattr(entry, what)
            if item is not None:
                applied = AppliedOverlay(
                    path=f"{what}s/{item.id}", verb=entry.verb, id=entry.id, provision=entry.provision
                )
                every = getattr(found, f"{what}s")
                more: dict[str, Any] = {f"{what}s": _placed(every, item) if what == "step" else (*every, item)}
                return evolve(found, applied=(*found.applied, applied), **more)
    path = entry.target.removeprefix(f"{found.id}/")
    national = dict(found.cells()).get(path)
    if national is None or entry.cell is None:
        return found
    cell = entry.cell if entry.cell.evidence is not None else evolve(entry.cell, evidence=entry.evidence)
    if entry.verb is Verb.RAISE and not _stricter(found, path, cell, national):
        cell = national
    applied = AppliedOverlay(path=path, verb=entry.verb, id=entry.id, provision=entry.provision, national=national)
    return evolve(_with_cell(found, path, cell, entry.counted), applied=(*found.applied, applied))


def _placed(steps: tuple[Step, ...], item: Step) -> tuple[Step, ...]:
    """Return the steps with one more, right behind those that it follows."""
    last = max((index for index, step in enumerate(steps) if step.id in item.after), default=len(steps) - 1)
    return (*steps[: last + 1], item, *steps[last + 1 :])


def _stricter(found: Procedure, path: str, own: Cell, national: Cell) -> bool:
    """Tell whether a province's value asks more: fewer days to act, more days for comments, a higher share."""
    mine, theirs = own.value or Decimal(0), national.value or Decimal(0)
    if path.endswith("/days"):
        step = found.step(path.split("/")[1])
        term = step.term if step is not None else None
        return mine < theirs if term is not None and term.role == AT_MOST else mine > theirs
    return mine < theirs if path.startswith(("revocation/", "renewal/")) else mine > theirs


def _with_cell(found: Procedure, path: str, cell: Cell, counted: str | None) -> Procedure:
    part, _, rest = path.partition("/")
    if part == "renewal" and found.renewal is not None:
        return evolve(found, renewal=evolve(found.renewal, after_years=cell))
    name, _, field = rest.partition("/")

    def changed(item: Any) -> Any:
        if getattr(item, "id", None) != name:
            return item
        if isinstance(item, Step) and isinstance(item.term, Term):
            return evolve(item, term=evolve(item.term, days=cell, counted=counted or item.term.counted))
        return evolve(item, **{field: cell})

    more: dict[str, Any] = {part: tuple(changed(each) for each in getattr(found, part))}
    return evolve(found, **more)
