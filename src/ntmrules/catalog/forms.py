"""Reads ``forms/*.yaml`` of the national catalogue and of packs: the forms that offices must fill, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from ntmrules.catalog.pack import Pack
from ntmrules.catalog.strict import read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.forms import COUNTS, KINDS, SHOWS, TIMES, Form

FOLDER = "forms"


def read_forms(packs: Iterable[Pack]) -> dict[str, Form]:
    """Return the forms by id; a pack adds its own, and one with a national id stands in the place of the national one.

    ``CatalogError`` (NTM181) for keys, words, rows and columns that do not exist, an id that stands twice in one pack.
    """
    from ntmrules.catalog.structure import structure

    found: dict[str, Form] = {}
    problems: list[Problem] = []
    for pack in packs:
        if not pack.root.is_dir():
            continue
        own: dict[str, str] = {}
        for path in sorted((pack.root / FOLDER).glob("*.yaml")):
            document = read_document(path, pack.shown(path))
            try:
                form: Form = structure(document, document.data, Form)
            except CatalogError as error:
                problems += error.problems
                continue
            if form.id in own:
                problems.append(problem("NTM181.twice", document.where(("id",)), form=form.id, other=own[form.id]))
            own[form.id] = document.name
            problems += _wrong(form, document.name)
            found[form.id] = form
    for form in list(found.values()):
        if form.same_as is not None and form.same_as not in found:
            near = (form.same_as, found)
            problems.append(problem("NTM181.form", form.id, form=form.same_as, known=", ".join(found), near=near))
    whole = {name: _whole(form, found) for name, form in found.items() if form.same_as is None or form.same_as in found}
    for form in whole.values():
        for check in form.checks:
            other = whole.get(check.other_form or "")
            places = (
                {row.id for row in other.rows} | {column.id for column in other.columns()}
                if other is not None
                else set()
            )
            if check.other_form is not None and not {check.other_row, check.other_column} <= places:
                problems.append(_unknown(form.id, check.other_form, whole))
    if problems:
        raise CatalogError(problems)
    return whole


def _whole(form: Form, forms: Mapping[str, Form]) -> Form:
    """Return a form with what it takes over from another."""
    if form.same_as is None:
        return form
    other = forms[form.same_as]
    return attrs.evolve(form, header=form.header or other.header, rows=form.rows or other.rows,
                        checks=form.checks or other.checks, money_unit=form.money_unit or other.money_unit)  # fmt: skip


def _wrong(form: Form, where: str) -> Iterator[Problem]:
    columns = form.columns()
    known = {column.id for column in columns if column.id}
    rows = {row.id for row in form.rows if row.id}
    for column in columns:
        words = [(column.shows, SHOWS), *((kind, KINDS) for kind in column.kinds)]
        words += [(column.time, TIMES)] if column.time is not None else []
        yield from (_unknown(where, word, allowed) for word, allowed in words if word not in allowed)
        yield from (_unknown(where, name, known) for name in column.sum_of if name not in known)
    for row in form.rows:
        if row.count is not None and row.count not in COUNTS:
            yield _unknown(where, row.count, COUNTS)
        yield from (_unknown(where, name, rows) for name in row.sum_of if name not in rows)
    for check in form.checks:
        names = [name for name in (check.row, check.at_most, *check.equals) if name is not None]
        yield from (_unknown(where, name, rows) for name in names if name not in rows)
        names = [name for name in (check.column, *check.columns) if name is not None]
        yield from (_unknown(where, name, known) for name in names if name not in known)


def _unknown(where: str, word: object, known: Iterable[str | None]) -> Problem:
    names = [name for name in known if name is not None]
    return problem("NTM181.unknown", where, word=word, known=" | ".join(names), near=(str(word), names))
