"""What makes a form one that can be filled: ids that stand once, sums that end, rows and identities that say what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import Problem, problem
from ntmrules.messages import Pair
from ntmrules.model.forms import Check, Column, Form, Row

ROW, COLUMN, IDENTITY = Pair("dòng", "row"), Pair("cột", "column"), Pair("đẳng thức", "identity")


def unsound(document: Document, form: Form, whole: Form) -> Iterator[Problem]:
    """Yield NTM181 for what a form says of itself and that cannot be; ``whole`` is the form with what it takes over."""
    columns = list(every_column(form.header, ("header",)))
    rows = [(row, ("rows", place)) for place, row in enumerate(form.rows)]
    for kind, ids in (
        (COLUMN, [(each.id, path) for each, path in columns]),
        (ROW, [(each.id, path) for each, path in rows]),
    ):
        seen: dict[str, Path_] = {}
        for id_, path in ids:
            if id_ is not None and seen.setdefault(id_, path) != path:
                other = document.where(seen[id_])
                yield problem("NTM181.id", document.where((*path, "id")), what=kind, id=id_, other=other)
    yield from _circles(document, COLUMN, {each.id: each.sum_of for each, _ in columns if each.id}, columns)
    yield from _circles(document, ROW, {each.id: each.sum_of for each, _ in rows if each.id}, rows)

    def lacks(kind: Pair, name: str, needs: str, path: Path_) -> Problem:
        return problem("NTM181.lacks", document.where(path), what=kind, name=name, needs=needs)

    for column, path in columns:
        if not column.columns and column.shows == "value" and column.id is None:
            yield lacks(COLUMN, column.title, "id", path)
    values = [column for column in whole.columns() if column.shows == "value" and not column.sum_of]
    for row, path in rows:
        needs = _row_needs(row, form, by_columns=bool(values) and all(column.sources for column in values))
        if needs is not None:
            yield lacks(ROW, row.text, needs, path)
    for place, check in enumerate(form.checks):
        needs = _check_needs(check)
        if needs is not None:
            yield lacks(IDENTITY, check.text.vi, needs, ("checks", place))


def every_column(columns: Iterable[Column], path: Path_) -> Iterator[tuple[Column, Path_]]:
    """Yield columns and the columns in them, each with its path in the document."""
    for index, column in enumerate(columns):
        here = (*path, index)
        yield column, here
        yield from every_column(column.columns, (*here, "columns"))


def _circles(
    document: Document, kind: Pair, sums: Mapping[str, tuple[str, ...]], each: Iterable[tuple[Column | Row, Path_]]
) -> Iterator[Problem]:
    """Yield what adds up itself, at once or through others."""
    for one, path in each:
        todo, seen = list(one.sum_of), set[str]()
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += sums.get(name, ())
        if one.id is not None and one.id in seen:
            yield problem("NTM181.circle", document.where((*path, "sum_of")), what=kind, id=one.id)


def _row_needs(row: Row, form: Form, *, by_columns: bool) -> str | None:
    """Return what a row has to say besides what it says; nothing where that is enough."""
    if row.count == "criteria_between" and not (len(row.between) == 2 and row.between[0] <= row.between[1]):
        return "between: [5, 9]"
    if row.count == "decision_of_tier" and row.of_set is None:
        return "of_set"
    if (row.criterion is not None or row.count is not None) and form.set is None and form.same_as is None:
        return "set: xa-ntm"
    says = (row.criterion, row.count, row.unknown, row.part, row.work)
    if by_columns or row.header or row.sources or row.sum_of or any(each is not None for each in says):
        return None
    return "criterion | count | sources | part | work | sum_of | header | unknown"


def _check_needs(check: Check) -> str | None:
    """Return what an identity has to say besides what it says; nothing where that is enough."""
    if check.other_form is not None:
        named = {
            "row": check.row,
            "column": check.column,
            "other_row": check.other_row,
            "other_column": check.other_column,
        }
        return ", ".join(key for key, word in named.items() if word is None) or None
    if check.row is not None:
        return None if check.equals or check.at_most is not None else "equals | at_most"
    if check.column is not None:
        return None if check.columns else "columns"
    return None if check.rows_at_most_communes or check.least_row_at_least_all else "row | column | other_form"
