"""Reads ``forms/*.yaml`` of the national catalogue and of packs: the forms that offices must fill, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ntmrules.catalog.form_sound import every_column, unsound
from ntmrules.catalog.pack import Pack, structured
from ntmrules.catalog.strict import Document, Path_, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.model.forms import Form

FOLDER = "forms"


@frozen(kw_only=True)
class _Named:
    """A word of a form that names something, where it stands, and the words that there are."""

    path: Path_
    word: str | None
    known: Iterable[str | None]


def read_forms(packs: Iterable[Pack]) -> dict[str, Form]:
    """Return the forms by id; a pack adds its own, and one with a national id stands in the place of the national one.

    ``CatalogError``: NTM112 for words that do not exist, NTM181 for forms, rows, columns, sets and criteria that do not, for an
    id that stands twice, and for rows, columns and identities that do not say what they are of.
    """
    packs = tuple(packs)
    found: dict[str, Form] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for pack in packs:
        own: dict[str, str] = {}
        for path in sorted((pack.root / FOLDER).glob("*.yaml")) if pack.root.is_dir() else ():
            try:
                document = read_document(path, pack.shown(path))
                form: Form = structured(document, document.data, Form)
            except CatalogError as error:
                problems += error.problems
                continue
            if form.id in own:
                problems.append(problem("NTM181.twice", document.where(("id",)), form=form.id, other=own[form.id]))
            own[form.id] = document.name
            found[form.id], documents[form.id] = form, document
    whole = {name: _whole(form, found) for name, form in found.items()}
    sets = _Sets(packs)
    for name, form in found.items():
        problems += _unknown(
            documents[name], [*_inside(form, whole[name]), *_of_others(form, whole), *sets.named(form)]
        )
        problems += unsound(documents[name], form, whole[name])
    if problems:
        raise CatalogError(problems)
    return whole


def _whole(form: Form, forms: Mapping[str, Form]) -> Form:
    """Return a form with what it takes over from another."""
    other = forms.get(form.same_as or "")
    if other is None:
        return form
    return evolve(form, header=form.header or other.header, rows=form.rows or other.rows,
                        checks=form.checks or other.checks, money_unit=form.money_unit or other.money_unit)  # fmt: skip


def _unknown(document: Document, names: Iterable[_Named]) -> Iterator[Problem]:
    for each in names:
        known = list(dict.fromkeys(word for word in each.known if word is not None))
        if each.word is not None and each.word not in known:
            where, near = document.where(each.path), (each.word, known)
            yield problem("NTM181.unknown", where, word=each.word, known=" | ".join(known), near=near)


def _inside(form: Form, whole: Form) -> Iterator[_Named]:
    """Yield what a form says of its own rows and columns."""
    columns = [column.id for column in whole.columns()]
    rows = [row.id for row in whole.rows]
    for column, path in every_column(form.header, ("header",)):
        for index, name in enumerate(column.sum_of):
            yield _Named(path=(*path, "sum_of", index), word=name, known=columns)
    for place, row in enumerate(form.rows):
        for index, name in enumerate(row.sum_of):
            yield _Named(path=("rows", place, "sum_of", index), word=name, known=rows)
    for place, check in enumerate(form.checks):
        at = ("checks", place)
        yield _Named(path=(*at, "row"), word=check.row, known=rows)
        yield _Named(path=(*at, "at_most"), word=check.at_most, known=rows)
        yield _Named(path=(*at, "column"), word=check.column, known=columns)
        for key, names, known in (("equals", check.equals, rows), ("columns", check.columns, columns)):
            for index, name in enumerate(names):
                yield _Named(path=(*at, key, index), word=name, known=known)


def _of_others(form: Form, forms: Mapping[str, Form]) -> Iterator[_Named]:
    """Yield what a form says of other forms: whose rows it has, what its cells equal, parts and works that rows stand for."""
    yield _Named(
        path=("same_as",), word=form.same_as, known=[each.id for each in forms.values() if each.same_as is None]
    )
    for key in ("part", "work"):
        known = [row.id for each in forms.values() for row in each.rows if getattr(row, key) is not None]
        for place, row in enumerate(form.rows):
            yield _Named(path=("rows", place, key), word=getattr(row, key), known=known)
    for place, check in enumerate(form.checks):
        at = ("checks", place)
        yield _Named(path=(*at, "other_form"), word=check.other_form, known=forms)
        other = forms.get(check.other_form or "")
        if other is not None:
            yield _Named(path=(*at, "other_row"), word=check.other_row or "", known=[row.id for row in other.rows])
            columns = [column.id for column in other.columns()]
            yield _Named(path=(*at, "other_column"), word=check.other_column or "", known=columns)


class _Sets:
    """The sets of all packs, as forms name them: ``xa-ntm``, or with whose it is, ``vn/xa-ntm``."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._stages = [(pack, header) for pack in packs for header in pack.headers.values()]
        self._short = sorted({_short(header.key) for _, header in self._stages})
        self._known = [*self._short, *sorted({header.key for _, header in self._stages})]
        self._criteria = cache(self._criteria_of)

    def named(self, form: Form) -> Iterator[_Named]:
        """Yield what a form says of sets and of their criteria."""
        for key in ("set", "rows_of"):
            yield _Named(path=(key,), word=getattr(form, key), known=self._known)
        for place, row in enumerate(form.rows):
            yield _Named(path=("rows", place, "of_set"), word=row.of_set, known=self._short)
            if row.criterion is not None and form.set in self._known:
                criteria = self._criteria(form.set)
                yield _Named(path=("rows", place, "criterion"), word=row.criterion, known=criteria)

    def _criteria_of(self, name: str | None) -> tuple[str, ...]:
        """Return the ids of the criteria of every stage of a set."""
        return tuple(
            criterion.id
            for pack, header in self._stages
            if name in (header.key, _short(header.key))
            for criterion in pack.load(header.id).criteria
        )


def _short(key: str) -> str:
    return key.partition("/")[2] or key
