"""Made-up products of all 26 sets, a row each, one answer in thirty left out."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from ntmrules import Library

HEAD = ("sản phẩm", "bộ", "ngày nộp", "chủ thể", "xã", "sao")


def write(path: Path, number: int) -> Path:
    """Write so many products under the decision of 2026 to a CSV, always the same ones."""
    chance = random.Random(1)
    verbs = Library(plugins=()).ocop()
    sheets = list(verbs.sheets(verbs.stage("2026")).values())
    criteria = list(dict.fromkeys(line.id for sheet in sheets for line in sheet.lines))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*HEAD, *criteria])
        for place in range(number):
            sheet = sheets[place % len(sheets)]
            apart = {case for cases in sheet.cases.values() for case in cases[1:]}
            answers = {
                line.id: chance.choice(line.points())
                for line in sheet.lines
                if line.id not in apart and chance.random() >= 1 / 30
            }
            about = (f"Sản phẩm {place}", sheet.number, "15/06/2026", f"HTX {place % 3000}", f"xã {place % 200}")
            rows.writerow([*about, chance.choice((3, 4, 5)), *(answers.get(each, "") for each in criteria)])
    return path
