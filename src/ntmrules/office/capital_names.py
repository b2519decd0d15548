"""What rows of capital name: parts and kinds of works as the forms name them, and the commune that a form is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ntmrules.capital.rows import CapitalRow
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.model.forms import Form
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level, name_key, same_name
from ntmrules.places.communes import COMMUNES


def placed(rows: Iterable[CapitalRow], forms: Iterable[Form], *, unit: str | None = None) -> tuple[CapitalRow, ...]:
    """Return rows of capital with part and works named as the forms name them: by id, or as the row of the form is written.

    Raises ``FiguresError`` NTM578 for parts and works that no form has, and for a ``unit`` that no row is about.
    """
    known = _names(forms)
    every = list(rows)
    problems: list[Problem] = []
    found = [_named(each, known, problems) for each in every]
    units = {each.unit for each in every if each.unit is not None}
    if (
        unit is not None
        and units
        and name_key(unit.partition(",")[0].strip()) not in {name_key(each) for each in units}
    ):
        some, near = ", ".join(sorted(units)[:8]), (unit, sorted(units))
        problems.append(problem("NTM578.unit", every[0].at, unit=unit, known=some, near=near))
    if problems:
        raise FiguresError(problems)
    return tuple(found)


def of_one_commune(
    rows: Sequence[CapitalRow], unit: str | None, within: str | None = None
) -> tuple[str | None, tuple[CapitalRow, ...]]:
    """Return the commune that a form of one is of, and the rows about it: the ``unit`` that is named («xã A» or «xã A, huyện B»),
    else the only one that rows name; nothing where none does.

    Raises ``FiguresError`` NTM602 where rows are of several communes: what they got is not added up for one of them.
    """
    name, _, place = unit.partition(",") if unit is not None else ("", "", "")
    wanted = within or place.strip() or None
    named = [row for row in rows if row.unit is not None and _is_commune(row)]
    own = [row for row in named if (unit is None or name_key(row.unit or "") == name_key(name.strip())) and (
        wanted is None or row.within is None or same_name(row.within, wanted))]  # fmt: skip
    places = {name_key(row.within) for row in own if row.within is not None}
    communes = {(name_key(row.unit or ""), name_key(row.within or "") if len(places) > 1 else ""): row for row in own}
    if len(communes) > 1:
        called = sorted({", ".join(filter(None, (each.unit, each.within))) for each in communes.values()})
        file, known = own[0].at.partition(":")[0], "; ".join(called[:8])
        raise FiguresError(problem("NTM602.one-commune", file, count=len(communes), known=known))
    if not own:
        return unit, tuple(row for row in rows if row.unit is None) if unit is None else tuple(rows)
    kept = {id(row) for row in own}
    return own[0].unit, tuple(row for row in rows if row.unit is None or id(row) in kept)


def _is_commune(row: CapitalRow) -> bool:
    level = row.level or kind_level(row.unit or "")
    return level is None or level in COMMUNES


def _names(forms: Iterable[Form]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"part": {}, "work": {}}
    for form in forms:
        for row in form.rows:
            for name, said in (("part", row.part), ("work", row.work)):
                if said is not None:
                    found[name] |= {fold(said): said, fold(row.text): said}
    return found


def _named(row: CapitalRow, known: dict[str, dict[str, str]], problems: list[Problem]) -> CapitalRow:
    for name, words in known.items():
        said: str | None = getattr(row, name)
        if said is None:
            continue
        if fold(said) not in words:
            shown = " | ".join(dict.fromkeys(words.values()))
            near = (fold(said), words)
            problems.append(problem("NTM578.word", row.at, name=name, text=said, known=shown, near=near))
            continue
        meant = words[fold(said)]
        row = evolve(row, part=meant) if name == "part" else evolve(row, work=meant)
    return row
