"""``ntmrules catalog import``: the table of an annex, as published, made into a pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from ntmrules.cli.options import AsJson, Lang, Packs, library_of
from ntmrules.cli.output import print_json, print_lines, say
from ntmrules.errors import UsageError, problem
from ntmrules.explain.lang.lines import Line
from ntmrules.messages import Phrase
from ntmrules.model.days import today

catalog = App(
    name="catalog",
    help="Danh mục: nhập bảng của một văn bản.\n\nThe catalogue: import the table of a text.",
    help_format="plaintext",
)


@catalog.command(name="import")
def import_(
    annex: Annotated[
        Path, Parameter(help="Phụ lục: .docx, .html, .csv, .xlsx. · The annex: .docx, .html, .csv, .xlsx.")
    ],
    *,
    set: Annotated[
        str,
        Parameter(name="--set", help="Bộ tiêu chí: vn/xa-ntm-nang-cao/2021. · Criteria set: vn/xa-ntm-nang-cao/2021."),
    ],
    decision: Annotated[
        str, Parameter(help="Quyết định có phụ lục ấy: 318/QĐ-TTg. · The decision it belongs to: 318/QĐ-TTg.")
    ],
    source: Annotated[
        str, Parameter(help='Bản đã đọc: "Công báo số 287, trang 118". · What was read: "Công báo số 287, trang 118".')
    ],
    kind: Annotated[
        Literal["gazette", "copy"], Parameter(help="Công báo hay bản chép. · The gazette itself, or a copy.")
    ] = "copy",
    checked_on: Annotated[
        str | None, Parameter(help="Ngày đọc; không nêu là hôm nay. · The day it was read; today without it.")
    ] = None,
    output: Annotated[
        Path, Parameter(name=["--output", "-o"], help="Thư mục gói cần ghi. · Folder of the pack to write.")
    ],
    table: Annotated[
        list[str] | None,
        Parameter(
            help='Chỉ bảng này: "bảng 2", tên trang tính; nêu được nhiều lần. · '
            'Only this table: "bảng 2", name of a sheet; may be given again.',
        ),
    ] = None,
    same: Annotated[
        list[str] | None,
        Parameter(
            help="Số của dòng in tên khác danh mục mà đã đối chiếu, đúng là chỉ tiêu ấy (6.1=6.ngheo nếu nhãn khác); "
            "nêu được nhiều lần. · Number of a row whose printed name differs, compared and found to be that indicator "
            "(6.1=6.ngheo where the label is another); may be given again.",
            negative="",
        ),
    ] = None,
    heading_checked: Annotated[
        bool,
        Parameter(
            help="Tiêu đề trên bảng ghi bộ khác, tệp ghi đã được sửa đổi, hay ghi chú dưới bảng nói đến một nhóm xã, đã đối "
            "chiếu: vẫn là bảng của bộ này. Không bỏ qua: tên dòng, dấu chú thích, chỉ tiêu mà văn bản khác sửa sau. · The "
            "heading over the table names another set, the file says it was amended, or a note below it names some communes; "
            "compared, and it is the table of this one. Still heard: names of rows, marks of notes, indicators that a later "
            "text amends.",
            negative="",
        ),
    ] = False,
    column: Annotated[
        list[str] | None,
        Parameter(
            help='Cột không hiểu tiêu đề là gì: "Mức 2023=2023", "DH miền Trung=duyen-hai-nam-trung-bo", "Mức=chung", "Điểm=bỏ"; '
            'nêu được nhiều lần. · What a column is whose heading is not understood: "Mức 2023=2023" (a year), an area, "chung" '
            '(for all) or "ignore" (no level); may be given again.',
            negative="",
        ),
    ] = None,
    json: AsJson = False,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
    pack: Packs = None,
) -> int:
    """Đọc bảng của một phụ lục thành gói đặt lên danh mục, kèm báo cáo từng ô; dòng không khớp thì không lấy.

    Read the table of an annex into a pack over the catalogue, with a report of every cell; no row is taken that was not
    matched by its number and its name. The pack is used with --pack. Exit code 1 where no cell is taken.
    """
    from ntmrules.authoring.annex.importing import import_annex
    from ntmrules.authoring.annex.pack import write_pack
    from ntmrules.resolve.options import iso_day

    library = library_of(pack, plugins=())
    known = list(library.catalogue.pack_of)
    if set not in known:
        raise UsageError(problem("NTM001.full-id", ref=set, near=(set, known)))
    if not source.strip():
        raise UsageError(problem("NTM011.no-source"))
    now = today()
    day = date.fromisoformat(str(iso_day(checked_on))) if checked_on is not None else now
    known_text = library.catalogue.decisions.get(decision)
    issued = known_text.date if known_text is not None else None
    if day > now or (issued is not None and day < issued):
        raise UsageError(problem("NTM011.checked-on", day=day, first=issued or "…", last=now))
    found = import_annex(
        library.catalogue,
        annex,
        set,
        decision,
        source.strip(),
        kind=kind,
        checked_on=str(day),
        tables=tuple(table or ()),
        same=tuple(same or ()),
        columns=tuple(column or ()),
        trusted=heading_checked,
    )
    write_pack(found.files, output)
    if json:
        print_json({
            "set": found.set_id,
            "decision": found.decision,
            "cells": [_cell(each) for each in found.outcomes],
            "columns_named": list(found.columns_named),
            "columns_left": list(found.columns_left),
            "unmatched": [{"where": row.where, "label": row.label, "name": row.name, "why": why} for row, why in found.unmatched],
            "areas_lacking": list(found.areas_lacking),
            "indicators_lacking": list(found.indicators_lacking),
        })  # fmt: skip
    else:
        print_lines([Line(line) for line in found.files["report.md"].splitlines()])
    counts = {name: found.count(name) for name in ("same", "changed", "new", "unread")}
    say(Phrase("remarks.imported", folder=output, unmatched=len(found.unmatched), **counts))
    if found.taken:
        return 0
    say(Phrase("remarks.imported-nothing", folder=output))
    return 1


def _cell(each: object) -> dict[str, str]:
    names = ("status", "label", "part", "where", "column", "printed", "had", "why")
    return {name: str(getattr(each, name)) for name in names}
