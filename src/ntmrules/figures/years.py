"""The year or day of a figure, where its column or the words behind its label name one: of two that differ none is taken."""

from __future__ import annotations

from ntmrules.figures.behind import heard
from ntmrules.figures.csv import Sheet
from ntmrules.messages.speech import as_written
from ntmrules.model.written import BadCellError


def of_column(common: dict[str, object], sheet: Sheet, column: int) -> dict[str, object]:
    """Return what a row says beside its figures, in the year or of the day that its column names.

    Raises ``BadCellError`` NTM507 where the row is of another year or day.
    """
    year, day = sheet.years.get(column), sheet.days.get(column)
    if day is not None:
        if common.get("as_of", day) != day:
            raise BadCellError(
                "NTM507.day", text=sheet.heading(column), day=as_written(day), other=as_written(str(common["as_of"]))
            )
        if common.get("period") in (None, int(day[:4]), sheet.named_year):
            return {**{key: value for key, value in common.items() if key != "period"}, "as_of": day}
        year = int(day[:4])
    if year is None:
        return common
    if common.get("period") in (None, year, sheet.named_year):
        return {**common, "period": year}
    raise BadCellError("NTM507.year", text=sheet.heading(column), year=year, other=common["period"])


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
