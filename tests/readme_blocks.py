"""The parts of README.md that the program itself prints; ``python tests/readme_blocks.py --write`` renews them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import ntmrules
from ntmrules.check.coverage import Coverage, coverage

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = "<!-- {name}: printed by the program -->\n{body}\n<!-- end {name} -->"


def trace() -> str:
    """Return the worked trace: xã An Nông, March 2024, as the first command of the README prints it."""
    library = ntmrules.Library(plugins=())
    rulebook = library.rulebook("xa-ntm", province="An Giang", on="2024-03-31")
    figures = ntmrules.read_figures(ROOT / "examples" / "an-nong-2024.csv", rulebook=rulebook)
    text = rulebook.evaluate(figures.units[0]).text(view="unmet", lang="vi")
    return f"```text\n{text.strip()}\n```"


def progress() -> str:
    """Return the progress of the two districts of Quảng Ninh in 2023, as the command above it prints it."""
    history = ntmrules.read_history(ROOT / "examples" / "quang-ninh-2023" / "tien-do.csv")
    found = ntmrules.Library(plugins=()).progress(history, "huyen-ntm-nang-cao", from_="2023-01-01", to="2023-10-31")
    return f"```text\n{found.text(lang='vi').strip()}\n```"


def coverage_table() -> str:
    """Return the coverage of every set as a Markdown table."""
    library = ntmrules.Library(plugins=())
    head = (
        "bộ tiêu chí · set", "tiêu chí · criteria", "nêu ra · declared", "mô tả · modelled", "đã thấy · seen",
        "nhớ lại · recalled", "yếu · weak", "giao tỉnh · delegated", "chưa rõ · unknown", "tranh chấp · disputed",
    )  # fmt: skip
    rows = [_row(coverage(library.set(header.id))) for header in library.sets()]
    line = "|".join(["---", *["--:"] * (len(head) - 1)])
    return "\n".join([f"| {' | '.join(head)} |", f"|{line}|", *rows])


def _row(each: Coverage) -> str:
    seen = sum(each.by_state[state] for state in ("gazette", "copy", "excerpt"))
    declared = "?" if each.declared is None else str(each.declared)
    cells = [
        f"`{each.id}`", each.criteria, declared, each.modelled, seen, each.by_state["recall"], each.by_state["recall-low"],
        each.by_state["delegated"], each.by_state["unknown"], each.disputed,
    ]  # fmt: skip
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def renewed(text: str) -> str:
    """Return ``text`` with every printed block as the program prints it now."""
    for name, body in (("trace", trace()), ("progress", progress()), ("coverage", coverage_table())):
        block = BLOCK.format(name=name, body=body)
        pattern = re.escape(f"<!-- {name}: printed by the program -->") + r".*?" + re.escape(f"<!-- end {name} -->")
        text, count = re.subn(pattern, lambda _, block=block: block, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"README.md has {count} blocks named {name!r}, not one")
    return text


if __name__ == "__main__":
    present = README.read_text(encoding="utf-8")
    if "--write" in sys.argv:
        README.write_text(renewed(present), encoding="utf-8")
    elif renewed(present) != present:
        raise SystemExit("README.md is out of step: run python tests/readme_blocks.py --write")
