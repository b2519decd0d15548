"""``ntmrules capital``: sums, rates, counterpart, identities, reports due; and allotment by norm."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from ntmrules.capital.rows import CapitalRow, clashes, read_capital
from ntmrules.capital.rules import (
    allot,
    capital_rules,
    counterpart_of,
    norm_named,
    read_amount,
    read_communes,
    reports_due,
)
from ntmrules.capital.told import allotment_data, allotment_lines, capital_data, capital_lines
from ntmrules.capital.totals import BY, capital_view
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.options import AsJson, Force, Lang
from ntmrules.cli.results import form_of, give_json, give_lines, give_tables, keep_inputs
from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.model.figures import Remark
from ntmrules.resolve.options import iso_day

capital = App(
    name="capital",
    help="Vốn của Chương trình: cộng theo nguồn, nội dung, đơn vị, cấp; giải ngân, đối ứng; phân bổ theo định mức.\n\n"
    "Capital of the programme: sums by source, part, unit, level; disbursement, counterpart; allotment by norm.",
    help_format="plaintext",
)
Format = Annotated[
    Literal["text", "json", "csv", "markdown", "xlsx"] | None,
    Parameter(
        help="Dạng in ra; không nêu: theo đuôi tệp, hoặc text. · Output format; left out: by the file's ending, or text."
    ),
]
Out = Annotated[Path | None, Parameter(name=["--out", "-o"], help="Ghi vào tệp. · Write to a file.")]


@capital.default
def show(
    *files: Annotated[Path, Parameter(help="Tệp vốn: csv, xlsx. · Rows of capital: csv, xlsx.")],
    on: Annotated[str, Parameter(help="Ngày: 2023-10-31 hoặc 31/10/2023. · Day: 2023-10-31 or 31/10/2023.")],
    by: Annotated[
        list[Literal["source", "part", "unit", "level"]] | None,
        Parameter(help="Cộng theo; nêu được nhiều lần. · Sums by; may be given again."),
    ] = None,
    year: Annotated[int | None, Parameter(help="Chỉ năm ngân sách này. · Only this budget year.")] = None,
    format: Format = None,
    json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
) -> int:
    """Cộng vốn theo nguồn, nội dung, đơn vị, cấp; tỷ lệ giải ngân với từng mẫu số; đối ứng; quan hệ phải giữ; báo cáo đến hạn.

    Mã thoát: 0 mọi quan hệ đúng, 1 có quan hệ sai.

    Sums of capital, rates with their base, counterpart, identities, reports due. Exit 0 every identity holds, 1 one does not.
    """
    if not files:
        raise UsageError(problem("NTM054.no-capital"))
    form = form_of(format, out, json=json, known=Format)
    keep_inputs(out, files)
    rows = _rows(files)
    day = iso_day(on)
    view = capital_view(rows, day, year=year)
    rules = capital_rules()
    norm = rules.norm_of(year or int(day[:4]))
    checks = [counterpart_of(norm, kind, *view.counterpart(kind)) for kind in ("planned", "disbursed")]
    due = reports_due(rules, day)
    dimensions = tuple(by or BY)
    if form == "json":
        give_json(capital_data(view, dimensions, checks, due), out, force=force)
    elif form == "text":
        give_lines([Line(*each) for each in capital_lines(view, dimensions, checks, due, lang=lang)], out, force=force)
    else:
        from ntmrules.office.capital_tables import capital_tables

        give_tables(capital_tables(view, dimensions, checks, lang), form, out, force=force)
    return 1 if any(each.holds is False and not each.finding for each in view.identities) else 0


def _rows(files: Iterable[Path]) -> list[CapitalRow]:
    rows: list[CapitalRow] = []
    problems: list[Problem] = []
    left_out: list[Remark] = []
    for path in files:
        try:
            rows += read_capital(path, left_out)
        except FiguresError as error:
            problems += error.problems
    problems += [] if problems else clashes(rows)
    if problems:
        raise FiguresError(problems)
    tell_left_out(left_out)
    return rows


@capital.command(name="allot")
def allot_(
    file: Annotated[Path, Parameter(help="Bảng xã: unit, group, villages. · Communes: unit, group, villages.")],
    *,
    amount: Annotated[str, Parameter(help='Số vốn, như "120 tỷ đồng". · Amount, e.g. "120 ty dong".')],
    norm: Annotated[str, Parameter(help="Định mức: qd-07-2022, qd-16-2026. · Norm: qd-07-2022, qd-16-2026.")],
    format: Format = None,
    json: AsJson = False,
    out: Out = None,
    force: Force = False,
    lang: Lang = "vi",
) -> int:
    """Phân bổ một số vốn theo định mức: điểm từng xã và vì sao, số vốn cộng lại đúng đến từng đồng.

    Share out an amount by a norm: points of each commune with the reason; the parts make the amount, to the dong.
    """
    form = form_of(format, out, json=json, known=Format)
    keep_inputs(out, (file,))
    chosen = norm_named(capital_rules(), norm)
    left_out: list[Remark] = []
    found = allot(read_amount(amount), chosen, read_communes(file, chosen, left_out))
    tell_left_out(left_out)
    if form == "json":
        give_json(allotment_data(found), out, force=force)
    elif form == "text":
        give_lines([Line(*each) for each in allotment_lines(found, lang=lang)], out, force=force)
    else:
        from ntmrules.office.capital_tables import allotment_table

        give_tables([allotment_table(found, lang)], form, out, force=force)
    return 0
