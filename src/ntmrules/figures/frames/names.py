"""Names of units in whole columns: what has to be equal for two of them to be one, as ``name_key`` says of a single name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import polars as pl

from ntmrules.errors import UnitError
from ntmrules.figures import headings
from ntmrules.model.unit_names import HAMLET_BEHIND, TITLE_KEYS, TITLES, TONES, WRITTEN_KINDS, kind_level
from ntmrules.places.behind_names import with_its_place
from ntmrules.places.communes import COMMUNES
from ntmrules.places.listed import districts_named

_PLACES = r"[,(]|\s[-–]\s"
_YEAR = r"(?:^|\D)(?:19|20)\d\d"  # «xã 10342», as made-up units are called, is of no year
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
    doubtful = doubtful.filter(
        ~doubtful.str.contains(like)
        | doubtful.str.contains(unlike)
        | doubtful.str.contains(rf"[)\]]\s*$|\s[-–—:]|{_YEAR}\s*$")
    )
    return [each for each in doubtful if headings.not_a_unit(each, ("x",)) or headings.role(each) == "unit"]


@cache
def _titles() -> str:
    """Return the pattern of a key that begins with a word for a kind; with the word, and what follows it."""
    words = (re.escape(key) + (" ?" if key.endswith(".") else " ") for key in TITLE_KEYS)
    return rf"^({'|'.join(words)})(.+)$"


def parted_names(names: pl.Series) -> pl.DataFrame:
    """Return, row by row, the columns ``title`` (the word for its kind with which a name begins, as a key, or nothing), ``kind``,
    and ``rest`` (the key of what follows), as :func:`ntmrules.model.unit_names.parted` says of a single name.
    """
    keys = pl.DataFrame({"key": names}).select(name_keys(pl.col("key")))
    title = pl.col("key").str.extract(_titles(), 1).str.strip_chars(" ")
    return keys.select(
        title=title,
        kind=title.replace_strict(dict(TITLE_KEYS), default=None, return_dtype=pl.String),
        rest=pl.col("key").str.extract(_titles(), 2).fill_null(pl.col("key")),
        key=pl.col("key"),
    )


@cache
def _other_kinds(level: str) -> str:
    """Return the pattern of a name, composed, that begins with a word for a kind of another level than ``level``."""
    words = {*WRITTEN_KINDS, *(title for title in TITLES if title.endswith(".") or title in ("tp", "tt", "tx"))}
    others = sorted(word for word in words if kind_level(f"{word} x") != level)
    return rf"(?i)^\s*(?:{'|'.join(re.escape(word) + ('' if word.endswith('.') else ' ') for word in others)})"


def maybe_of_another_level(names: pl.Series, level: str, province: str | None) -> list[str]:
    """Return the names in a column that may be of another level than ``level``: with a word for another kind before or that of a
    hamlet behind, the name of the province or, among communes, of a district there.
    """
    composed = names.str.normalize("NFC")
    odd = composed.str.contains(_other_kinds(level))
    if level != "thon":
        odd = odd | composed.str.contains(HAMLET_BEHIND)
    if province is not None:
        odd = odd | composed.str.to_lowercase().is_in([bare_name(province), *_districts(level, province)])
    return names.filter(odd.fill_null(value=False)).unique(maintain_order=True).to_list()


@cache
def _districts(level: str, province: str) -> tuple[str, ...]:
    """Return the names of the districts of a province, in lower case, composed, without the word for what each is."""
    try:
        named = districts_named(province).values() if level in COMMUNES else ()
    except UnitError:  # an installation without the lists
        return ()
    words = [unicodedata.normalize("NFC", each).lower().split() for names in named for each in names]
    return tuple({" ".join(each[cut:]) for each in words for cut in (1, 2) if each[cut:]})


def bare_name(province: str) -> str:
    """Return the name of a province in lower case, composed, without the word for what it is."""
    words = unicodedata.normalize("NFC", province).lower().split()
    kinds = {"tỉnh": 1, "tp.": 1, "tp": 1, "thành": 2}
    return " ".join(words[kinds.get(words[0], 0) :])


def without_places(names: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return names without the places behind them, and the district and the province that stand there: «xã A, huyện B»."""
    behind = names.filter(names.str.contains(_PLACES).fill_null(value=False)).unique()
    placed = {each: found for each in behind if (found := with_its_place(" ".join(each.split()))).name != each}
    nothing = pl.Series(names.name, [None], dtype=pl.String).new_from_index(0, len(names))
    if not placed:
        return names, nothing, nothing

    def of(key: str) -> pl.Series:
        return names.replace_strict(
            {each: getattr(found, key) for each, found in placed.items()}, default=None, return_dtype=pl.String
        )

    return names.replace({each: found.name for each, found in placed.items()}), of("within"), of("province")
