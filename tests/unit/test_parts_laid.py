"""An entry over a comparison that is asked of a figure and of its parts (men, women) is laid over each of them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Library, UnitFigures, Verdict
from ntmrules.model import walk
from ntmrules.model.rulebook import Rulebook

GOOD = Path(__file__).parents[1] / "bad" / "good"
SEEN = "evidence: {kind: copy, confidence: high, ref: [sach-thu]}"
READ = "evidence: {kind: gazette, confidence: high, ref: [nghi-quyet]}"
NATIONAL = """id: "1"
name: {vi: Một, en: One}
declared_indicators: 1
indicators:
  - id: "1.1"
    name: {vi: Chỉ tiêu, en: Indicator}
    measure: ty-le-nam-nu
    versions:
      - from: "2021-01-01"
        provision: {decision: 1/QĐ-THU}
        requirement:
          kind: at_least
          parts: [nam, nu]
          threshold:
            rows:
              - {year: 2023, %s}
              - {year: 2024, value: 80, %s}
"""
ENTRY = """overrides:
  - id: tinh/1.1
    verb: %s
    target: thu/xa/2021/1.1
    provision: {decision: 1/QĐ-THU}
    from: "2021-01-01"
    requirement:
      kind: at_least
      %s
      threshold: {rows: [{year: 2023, value: 70, %s}]}
"""


def book(folder: Path, open_: str, verb: str, parts: str, on: str = "2023-06-30") -> Rulebook:
    pack = folder / "goi"
    shutil.copytree(GOOD, pack)
    (pack / "national/xa/1-mot.cases.yaml").unlink()
    with (pack / "measures.yaml").open("a", encoding="utf-8") as file:
        file.write('  - {id: ty-le-nam-nu, name: {vi: Tỷ lệ, en: Share}, kind: percent, unit: "%", parts: [nam, nu]}\n')
    (pack / "sources.yaml").write_text("sources:\n  - {id: sach-thu, title: Sách thử}\n", encoding="utf-8")
    (pack / "national/xa/1-mot.yaml").write_text(NATIONAL % (f"{open_}, {SEEN}", SEEN), encoding="utf-8")
    whole = pack / "national/xa/set.yaml"
    whole.write_text(whole.read_text(encoding="utf-8").replace("indicators: 2", "indicators: 1"), encoding="utf-8")
    tinh = folder / "tinh"
    (tinh / "overrides").mkdir(parents=True)
    territory = "" if verb == "complete" else "territory: [{list: '2004', province: nghe-an}]\n"
    (tinh / "pack.yaml").write_text(f"id: tinh\nname: {{vi: Tỉnh, en: Province}}\n{territory}", encoding="utf-8")
    (tinh / "sources.yaml").write_text("sources:\n  - {id: nghi-quyet, title: Nghị quyết thử}\n", encoding="utf-8")
    (tinh / "overrides" / "a.yaml").write_text(ENTRY % (verb, parts, READ), encoding="utf-8")
    return Library(packs=[pack, tinh], plugins=()).rulebook("thu/xa/2021", province="nghe-an", on=on)


@pytest.mark.parametrize("parts", ["parts: [nam, nu]", ""], ids=["parts-written", "parts-left-out"])
@pytest.mark.parametrize(
    ("verb", "open_"),
    [("complete", "unknown: {why: {vi: chưa rõ, en: not known}}"), ("fill", "delegated: {to: ubnd-cap-tinh}")],
)
@pytest.mark.parametrize(("on", "level"), [("2023-06-30", 70), ("2024-06-30", 80)])
def test_men_and_women_are_asked_as_before_and_other_rows_stay(
    verb: str, open_: str, parts: str, on: str, level: int, tmp_path: Path
) -> None:
    found = book(tmp_path, open_, verb, parts, on)
    asked = list(walk.leaves(found.headings[0].rules[0].requirement))
    assert [each.measure for each in asked] == ["ty-le-nam-nu", "ty-le-nam-nu/nam", "ty-le-nam-nu/nu"]
    rows = [[(row.year, row.value) for row in each.threshold.rows] for each in asked]  # type: ignore[union-attr]
    assert [sorted(each) for each in rows] == [[(2023, Decimal(70)), (2024, Decimal(80))]] * 3
    for women, verdict in ((level, Verdict.MET), (level - 1, Verdict.NOT_MET), (None, Verdict.UNDETERMINED)):
        figures = {"ty-le-nam-nu": 90, "ty-le-nam-nu/nam": 95}
        given = figures if women is None else {**figures, "ty-le-nam-nu/nu": women}
        assert found.evaluate(UnitFigures.of("xã", given)).node("1.1").verdict is verdict
