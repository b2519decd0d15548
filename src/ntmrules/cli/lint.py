"""``ntmrules lint``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ntmrules.catalog.pack import catalog_root
from ntmrules.check.lint import LEDGER, extend_ledger, pack_root
from ntmrules.check.lint import lint as lint_pack
from ntmrules.cli.options import AsJson, Lang
from ntmrules.cli.output import print_findings, say
from ntmrules.cli.parameter import Parameter
from ntmrules.messages import Phrase
from ntmrules.model.days import today


def lint(
    path: Annotated[Path | None, Parameter(help="Thư mục hoặc tệp danh mục. · Catalogue folder or file.")] = None,
    *,
    json: AsJson = False,
    stale_days: Annotated[
        int,
        Parameter(
            help="Cảnh báo căn cứ không được kiểm tra lại trong chừng ấy ngày. · "
            "Warn of evidence not checked for so many days."
        ),
    ] = 730,
    add_ids: Annotated[
        bool,
        Parameter(
            negative=(),
            help="Thêm mã của quy định mới vào sổ ids.txt. · Add the ids of new rules to the ledger ids.txt.",
        ),
    ] = False,
    pack: Annotated[
        list[Path] | None,
        Parameter(
            help="Gói khác mà gói này nói đến; nêu được nhiều lần. · Other packs that this one speaks of; may be given again."
        ),
    ] = None,
    warnings: Annotated[bool, Parameter(help="In cả cảnh báo. · Show warnings too.")] = True,
    lang: Lang = "vi",  # noqa: ARG001 - `run` reads it, before the words are
) -> int:
    """Kiểm tra danh mục: định dạng, mã, căn cứ, đơn vị, số đếm, trường hợp thử.

    Mã thoát: 0 khi không có lỗi, còn lại 3.

    Check a catalogue: format, ids, evidence, units, counts, cases. Exit 0 without errors, else 3.
    """
    if add_ids:
        added = extend_ledger(pack_root(path or catalog_root()))
        say(Phrase("remarks.ids-added", count=len(added), file=LEDGER))
    findings = lint_pack(path or catalog_root(), today=today(), stale_days=stale_days, beside=pack or ())
    return print_findings(findings, warnings=warnings, json=json)
