"""``ntmrules audit``: what was published, asked whether it can be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from ntmrules.cli.options import INSTALLED, AsJson, Lang, ProvinceName, Rules
from ntmrules.cli.output import print_json, stdout
from ntmrules.cli.parameter import Parameter


def audit(
    file: Annotated[
        Path,
        Parameter(
            help="Bảng kết quả (csv, xlsx) hoặc báo cáo (yaml). · Table of tallies (csv, xlsx) or report (yaml)."
        ),
    ],
    *,
    province: ProvinceName = None,
    format: Annotated[Literal["text", "json"], Parameter(help="Dạng in ra. · Output format.")] = "text",
    json: AsJson = False,
    lang: Lang = "vi",
    rules: Rules = INSTALLED,
) -> int:
    """Kiểm tra số đã công bố: tổng số của bộ tiêu chí, tiêu chí với chỉ tiêu, ngày, tổng, tỷ lệ, mức tăng, bình quân.

    Mã thoát: 0 không thấy gì, 1 có điều cần xem, 3 đầu vào sai.

    Check what was published. Exit 0 nothing found, 1 something found, 3 bad input.
    """
    from ntmrules.verbs import audit as audited

    found = audited(file, library=rules.library, province=province)
    if json or format == "json":
        print_json(found.to_dict())
    else:
        stdout().print(found.text(lang=lang))
    return 0 if found.clean else 1
