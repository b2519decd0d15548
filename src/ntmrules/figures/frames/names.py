"""Names of units in whole columns: what has to be equal for two of them to be one, as ``name_key`` says of a single name."""

from __future__ import annotations

import polars as pl

from ntmrules.figures import headings
from ntmrules.model.unit_names import TONES

MOST_TONES = 3  # marks in one word; Vietnamese has at most one


def name_keys(names: pl.Expr) -> pl.Expr:
    """Return keys that are equal for the names of which :func:`ntmrules.model.unit_names.name_key` gives equal keys."""
    plain = names.str.replace_all("Ð", "Đ").str.replace_all("ð", "đ").str.normalize("NFD")
    # Up and down again is what casefold does to ß, ſ and ς.
    plain = plain.str.to_uppercase().str.to_lowercase().str.replace_all(r"[\s\x1c-\x1f]+", " ").str.strip_chars(" ")
    for _ in range(MOST_TONES):
        plain = plain.str.replace_all(rf"([{TONES}]+)([^{TONES} ]+)", "$2$1")
    return plain


def odd_names(names: pl.Series) -> list[str]:
    """Return what in a column of names is a total, a heading again or the like by its words alone; its row tells whether it is.

    A look at each of a million names would take longer than all their verdicts: most are plainly names by a pattern.
    """
    like, unlike = headings.surely_names()
    doubtful = names.drop_nulls().unique()
    doubtful = doubtful.filter(~doubtful.str.contains(like) | doubtful.str.contains(unlike))
    return [each for each in doubtful if headings.not_a_unit(each, ("x",)) or headings.role(each) == "unit"]
