"""``ntmrules summary``: many units together, by number of criteria met, by criterion, by tier."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated, Literal

from ntmrules.cli.accepting import tell_accepted
from ntmrules.cli.exit_code import code_of
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.lives import tell_lives
from ntmrules.cli.options import (
    AS_WRITTEN,
    INSTALLED,
    USUAL,
    Force,
    Judging,
    Lang,
    ProvinceName,
    Reading,
    Rules,
    SetRef,
)
from ntmrules.cli.parameter import Parameter
from ntmrules.cli.progress import Format, Out
from ntmrules.cli.results import form_of, give_json, give_lines, give_tables, keep_inputs
from ntmrules.errors import FiguresError
from ntmrules.figures.read import in_order, scan_figures


def summary(
    file: Annotated[Path, Parameter(help="Tệp số liệu. · File of figures.")],
    *,
    set_: SetRef = "xa-ntm",
    on: Annotated[str, Parameter(help="Ngày: 2023-10-31 hoặc 31/10/2023. · Day: 2023-10-31 or 31/10/2023.")],
    by: Annotated[
        Literal["district", "province", "group"] | None,
        Parameter(help="Gộp theo huyện, tỉnh hoặc nhóm. · By district, province or group."),
    ] = None,
    province: ProvinceName = None,
    format: Format = None,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
    judging: Judging = USUAL,
    rules: Rules = INSTALLED,
    reading: Reading = AS_WRITTEN,
) -> int:
    """Tổng hợp: số xã theo số tiêu chí đạt, theo từng tiêu chí, theo bậc, có quyết định hay chưa, bình quân tiêu chí.

    Thiếu số liệu thì ghi khoảng. Mã thoát: 0 mọi đơn vị đạt, 1 có đơn vị chưa đạt, 2 có đơn vị chưa xác định.

    Many units together, with ranges where figures are missing. Exit 0 every unit met, 1 some not met, 2 some undetermined.
    """
    from ntmrules.face.progress import summarising
    from ntmrules.progress.summary_told import summary_data, summary_lines

    form = form_of(format, out, known=Format)
    keep_inputs(out, (file,))
    gc.disable()  # nothing here makes cycles, and looking for them among the figures of thousands takes a fifth of the time
    try:
        library = rules.library()
        books = judging.books(library, set_, on, province)
        tell_accepted(reading.accepted, reading.asked(), [file], library.plugins.readers, [books])
        table, problems = scan_figures(file, readers=library.plugins.readers, asked=reading.asked())
        tell_left_out(table.left_out)
        if problems:
            raise FiguresError(in_order(problems))
        found = summarising(
            library,
            table,
            set_,
            on=on,
            by=by,
            province=province,
            area=judging.area,
            floor=judging.floor,
            on_gap=judging.on_gap,
        )
        tell_left_out(found.left_out)
        tell_lives(table.units, books.of)
        if form == "json":
            give_json(summary_data(found), out, force=force)
        elif form == "text":
            give_lines(list(summary_lines(found, lang=lang)), out, force=force)
        else:
            from ntmrules.office.progress_tables import summary_tables

            give_tables(summary_tables(found, lang), form, out, force=force)
    finally:
        gc.enable()
    return code_of(row.counted for row in found.rows)
