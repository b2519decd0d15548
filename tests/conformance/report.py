"""Writes the result table of the conformance kit to docs/conformance.md; with --check says whether it is in step."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from conformance.kit import AREAS, RUNNERS, Case, Runner, answer, cases, library

from ntmrules import Library
from ntmrules.errors import NtmRulesError

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
HEAD = """# Conformance

Every engine has to answer these cases alike. A case is a file in `tests/conformance/cases/`: a made-up set, figures in,
verdicts, reasons and tallies out. `session` hands the figures in one by one. ✓ the answer of the case; ✗ another one;
– the engine cannot run where the page was made.

This page is written by `python tests/conformance/report.py`; with `--check` it says whether the page is in step.
A further engine joins with one line in `tests/conformance/kit.py`.
"""


def page() -> str:
    """Return the page, every case judged by every engine that can run here."""
    made_up, every = library(), cases()
    parts = [HEAD]
    for area in AREAS:
        parts.append(f"## {area}\n")
        parts.append("| case | what it shows | expected | " + " | ".join(runner.name for runner in RUNNERS) + " |")
        parts.append("|---" * (3 + len(RUNNERS)) + "|")
        parts += [_row(case, made_up) for case in every if case.data["area"] == area]
        parts.append("")
    total = len(every)
    for runner in RUNNERS:
        good = sum(_mark(case, runner, made_up) == "✓" for case in every)
        parts.append(f"- `{runner.name}`: {good} of {total}" if runner.available() else f"- `{runner.name}`: not run")
    return "\n".join(parts) + "\n"


def _row(case: Case, made_up: Library) -> str:
    marks = " | ".join(_mark(case, runner, made_up) for runner in RUNNERS)
    return f"| {case.number} | {case.data['says']} | {_expected(case.data['expect'])} | {marks} |"


def _mark(case: Case, runner: Runner, made_up: Library) -> str:
    if not runner.available():
        return "–"
    try:
        found = answer(runner.judge(case.rulebook(made_up), case.unit), case.data["expect"])
    except NtmRulesError:
        return "✗"
    return "✓" if found == case.data["expect"] else "✗"


def _expected(expect: Mapping[str, Any]) -> str:
    said = [str(expect[key]) for key in ("verdict", "criteria", "indicators") if key in expect]
    said += [f"{label} {node['verdict']}" + (f" ({', '.join(node['reasons'])})" if node.get("reasons") else "")
             for label, node in expect.get("nodes", {}).items()]  # fmt: skip
    return "; ".join(said).replace("_", " ")


def main(argv: list[str]) -> int:
    """Write the page, or check it; 1 when it is out of step."""
    made = page()
    if "--check" in argv:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
