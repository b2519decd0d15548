"""A form says what set, day and province it was made for; that is what it is judged by, and no option may say otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.cli.output import say
from ntmrules.errors import Problem, UsageError, problem
from ntmrules.figures.made_for import MadeFor, made_for
from ntmrules.frozen import evolve, frozen
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.spelling import fold
from ntmrules.places.provinces import province_of_both
from ntmrules.resolve.options import as_date, iso_day
from ntmrules.resolve.stages import find_set

DEFAULT_SET = "xa-ntm"


@frozen(kw_only=True)
class Context:
    """What figures are judged by: the set, and the day, province and area where they are known."""

    ref: str
    on: str | None = None
    province: str | None = None
    area: str | None = None


def context_of(remarks: Iterable[str], asked: Context, *, set_named: bool, library: Library, name: str) -> Context:
    """Return what a file is judged by: what its form was made for, and what was asked.

    Raises ``UsageError`` NTM515 where the two disagree on set, day or area, and ``UnitError`` NTM610 on the province.
    """
    form = made_for(remarks)
    if form is None:
        return asked
    problems = list(_disagreements(form, asked, set_named=set_named, library=library, name=name))
    if problems:
        raise UsageError(problems)
    place = form.province
    if asked.province is not None:
        place = asked.province
        if form.province is not None:
            place = province_of_both(library.catalogue.provinces, asked.province, form.province, form.on)
    shown = ", ".join(each for each in (form.set, form.on, form.province) if each)
    say(Phrase("remarks.made-for", name=name, shown=shown))
    return evolve(asked, ref=form.set, on=form.on, province=place, area=asked.area or form.area)


def _disagreements(form: MadeFor, asked: Context, *, set_named: bool, library: Library, name: str) -> Iterable[Problem]:
    if set_named:
        found, _ = find_set(library.catalogue, asked.ref, as_date(form.on), "last")
        if found.id != form.set:
            yield problem("NTM515.set", name, own=form.set, asked=asked.ref)
    if asked.on is not None and iso_day(asked.on) != form.on:
        yield problem("NTM515.day", name, own=form.on, asked=asked.on)
    if asked.area is not None and form.area is not None and fold(asked.area) != fold(form.area):
        yield problem("NTM515.area", name, own=form.area, asked=asked.area)
