"""What rows of capital name: parts and kinds of works as the forms name them, and the commune that a form is of."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.capital.rows import CapitalRow
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.model.forms import Form
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key


def placed(rows: Iterable[CapitalRow], forms: Iterable[Form], *, unit: str | None = None) -> tuple[CapitalRow, ...]:
    """Return rows of capital with part and works named as the forms name them: by id, or as the row of the form is written.

    Raises ``FiguresError`` NTM578 for parts and works that no form has, and for a ``unit`` that no row is about.
    """
    known = _names(forms)
    every = list(rows)
    problems: list[Problem] = []
    found = [_named(each, known, problems) for each in every]
    units = {each.unit for each in every if each.unit is not None}
    if unit is not None and units and name_key(unit) not in {name_key(each) for each in units}:
        some, near = ", ".join(sorted(units)[:8]), (unit, sorted(units))
        problems.append(problem("NTM578.unit", every[0].at, unit=unit, known=some, near=near))
    if problems:
        raise FiguresError(problems)
    return tuple(found)


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
