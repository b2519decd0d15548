"""Forms with the units as columns and the indicators down: which columns are units, where that can be told in one way."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.figures import headings
from ntmrules.figures.row_words import are_communes_of_one_province
from ntmrules.figures.tally_headings import tally_in
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level

_ABOVE = frozenset({"cac xa", "cac phuong", "cac don vi", "cac huyen", "cac dia phuong", "ten xa", "ten don vi", "xa", "don vi",
                    "xa, phuong", "cac xa, phuong", "huyen", "dia phuong", "ket qua cac xa", "ket qua cua cac xa",
                    "ket qua thuc hien cua cac xa", "ket qua thuc hien cac xa"})  # fmt: skip
_LEVELS = ("xa", "phuong", "thi-tran", "dac-khu", "huyen", "quan", "thi-xa", "tinh", "thon")


def is_above_units(heading: str) -> bool:
    """Tell whether a merged heading says that the columns below it are units: «Các xã»."""
    return fold(heading).strip(" .:*") in _ABOVE


def is_named_unit(heading: str) -> bool:
    """Tell whether a heading is the name of a unit with the word for its kind: «Xã Hà Lâu»; «Xã tự đánh giá» is none."""
    if headings.role(heading) is not None or kind_level(heading) not in _LEVELS or headings.group_of_units(heading):
        return False
    return any(word[:1].isupper() or word[:1].isdigit() for word in heading.split()[1:])


def units_across(
    header: Sequence[str], upper: Sequence[str], free: Sequence[int]
) -> tuple[list[int], list[int]] | None:
    """Return the columns that are units, and those beside them that sum several up (Toàn huyện); nothing for another form.

    ``free`` are the columns that are nothing else. All of them have to be units or sums: a table that has anything else
    may mean something else. A name without the word for its kind is one below a heading that says so («Các xã»), or where
    all are names of communes of one province.
    """
    units, sums = [], []
    bare = [
        header[at] for at in free if not (headings.no_unit(header[at], ["x"]) or headings.group_of_units(header[at]))
    ]
    listed = are_communes_of_one_province(bare)
    for at in free:
        name = header[at]
        below = at < len(upper) and is_above_units(upper[at])
        if headings.no_unit(name, ["x"]) or headings.group_of_units(name):
            sums.append(at)
        elif listed or is_named_unit(name) or (below and headings.role(name) is None and not tally_in(name)):
            units.append(at)
        else:
            return None
    return (units, sums) if units else None
