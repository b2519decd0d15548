"""``ntmrules lint``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ntmrules.catalog.pack import catalog_root
from ntmrules.check.lint import LEDGER, extend_ledger, pack_root
from ntmrules.check.lint import lint as lint_pack
from ntmrules.cli.options import AsJson
from ntmrules.cli.output import print_findings, say


def lint(
    path: Annotated[Path | None, Parameter(help="Thư mục hoặc tệp danh mục / catalogue folder or file.")] = None,
    *,
    json: AsJson = False,
    stale_days: Annotated[int, Parameter(help="Warn of evidence not checked for so many days.")] = 730,
    add_ids: Annotated[bool, Parameter(negative=(), help="Add the ids of new rules to the ledger ids.txt.")] = False,
    warnings: Annotated[bool, Parameter(help="Show warnings too.")] = True,
) -> int:
    """Kiểm tra danh mục: định dạng, mã, căn cứ, đơn vị, số đếm, tình huống kiểm thử.

    Check a catalogue: format, ids, evidence, units, counts, cases. Exit 0 without errors, else 3.
    """
    if add_ids:
        say(f"{len(extend_ledger(pack_root(path or catalog_root())))} ids added to {LEDGER}")
    findings = lint_pack(path or catalog_root(), today=datetime.now(tz=UTC).date(), stale_days=stale_days)
    return print_findings(findings, warnings=warnings, json=json)
