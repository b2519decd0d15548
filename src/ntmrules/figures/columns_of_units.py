"""Columns of the form of one commune that name a unit: its hamlets («Toàn xã | Thôn A | Thôn B») are parts of it and no unit
each, and «Kết quả của Nghĩa Bình» is what Nghĩa Bình has.
"""

from __future__ import annotations

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings
from ntmrules.figures.across import is_named_unit
from ntmrules.figures.heading_rows import FormTable
from ntmrules.figures.named_fields import units_in_fields
from ntmrules.figures.workbook import letters
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level

_WHOLE = {"toan", "ca", "chung", "chung toan", "chung ca", "tong toan", "tong so toan", "bq toan", "binh quan toan"}
_WHOLE_COMMUNES = frozenset(f"{each} {kind}" for each in _WHOLE for kind in ("xa", "phuong", "thi tran", "dac khu"))


def without_hamlets(found: FormTable, roles: list[str]) -> None:
    """Leave the columns of hamlets out of a form that has one of results, or one of the whole commune, which holds its results.

    Hamlets alone are units of their own. ``FiguresError`` NTM508 where a commune was asked for: no column has its figures.
    """
    free = [at for at, each in enumerate(roles) if not each and found.header[at]]
    hamlets = [at for at in free if kind_level(found.header[at]) == "thon" and is_named_unit(found.header[at])]
    if not hamlets or "unit" in roles:
        return
    if not {"value", "verdict"} & {*roles}:
        whole = [at for at in free if fold(found.header[at]).strip(" .:*") in _WHOLE_COMMUNES]
        asked = found.asked.unit
        if not whole and (asked is None or kind_level(asked) == "thon"):
            return
        if not whole:
            columns = ", ".join(f"{letters(at)} {found.header[at]!r}" for at in hamlets)
            where = f"{found.name}:{found.top + 1}"
            raise FiguresError(problem("NTM508.hamlets", where, columns=columns, unit=asked))
        for at in whole:
            roles[at] = "value"
    for at in hamlets:
        roles[at] = "ignored"


def of_a_commune(found: FormTable, roles: list[str]) -> None:
    """Take a column «Kết quả của Nghĩa Bình» for results and the name for a title, where the province asked for has it."""
    if "unit" in roles:
        return
    for at, each in enumerate(roles):
        heading = found.header[at]
        name = next(units_in_fields([heading], (found.asked.province,)), "") if heading else ""
        if name and each in ("value", "verdict"):
            found.titles.append(name)
        elif name and not each:
            said = heading.partition(name)[0].strip(" -–:(").removesuffix("của")
            kind = headings.role(said)
            if kind in ("value", "verdict"):
                roles[at] = kind
                found.titles.append(name)
