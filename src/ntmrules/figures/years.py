"""The year of a figure, where its column or the words behind its label name one: of two that differ none is passed over."""

from __future__ import annotations

from ntmrules.figures.behind import heard
from ntmrules.model.written import BadCellError


def of_column(common: dict[str, object], year: int | None, named: int | None, heading: str) -> dict[str, object]:
    """Return what a row says beside its figures, in the year of the column; ``named`` is the year that the sheet is called.

    Raises ``BadCellError`` NTM507 where the row is of another year.
    """
    if year is None:
        return common
    if common.get("period") in (None, year, named):
        return {**common, "period": year}
    raise BadCellError("NTM507.year", text=heading, year=year, other=common["period"])


def of_words(common: dict[str, object], said: str) -> dict[str, object]:
    """Return what a row says beside its figures, in the year that stands behind its label.

    Raises ``BadCellError``: NTM507 where the row or its column is of another year, NTM509 for words that name several.
    """
    years = heard(said).years if said else ()
    if not years:
        return common
    if len(years) > 1:
        raise BadCellError("NTM509.years", text=said[:60], years=", ".join(map(str, years)))
    if common.get("period", years[0]) != years[0]:
        raise BadCellError("NTM507.year", text=said[:60], year=years[0], other=common["period"])
    return {**common, "period": years[0]}
