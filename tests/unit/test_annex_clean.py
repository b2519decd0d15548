"""An annex without any irregularity imports whole, whatever its set: no row is left, no cell is doubted for its words."""

from __future__ import annotations

import csv
import html
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import import_annex
from ntmrules.model import requirements as req
from ntmrules.model.sets import CriteriaSet

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SETS = [each for each in CATALOGUE.pack_of if CATALOGUE.set(each).criteria]
SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "more_than": "> ", "less_than": "< ", "count_at_least": "≥ "}
LEFT = "UBND cấp tỉnh quy định cụ thể"


def annex(whole: CriteriaSet) -> list[list[str]]:
    """Return the annex of a set as its decision would print it, by what the catalogue knows."""
    areas = CATALOGUE.schemes[whole.areas.scheme].areas if whole.areas is not None else ()
    places = [area.id for area in areas] or [None]
    rows = [["TT", "Tên tiêu chí", "Nội dung tiêu chí", *([area.name.vi for area in areas] or ["Chỉ tiêu"])]]
    for criterion in whole.criteria:
        for item in criterion.indicators:
            version = next(
                (each for each in item.versions if each.provision.decision == whole.provision.decision), None
            )
            if version is None:
                continue
            number = f"{item.id}. " if item.id.replace(".", "").isdigit() else ""  # of some the number is not known yet
            rule = version.requirement
            measure = CATALOGUE.measures.get(getattr(rule, "measure", None) or version.measure or item.measure or "")
            unit = (measure.unit if measure is not None else None) or ""
            cells = [
                level(rule, whole.period.from_ + 1 if whole.period is not None else 2022, area, unit) for area in places
            ]
            rows.append([criterion.id, criterion.name.vi, f"{number}{(version.name or item.name).vi}", *cells])
    return rows


def level(rule: req.AnyRequirement, year: int, area: str | None, unit: str) -> str:
    if isinstance(rule, req.Comparison):
        value = rule.threshold.cell(year, area).value
        behind = unit if unit.startswith("%") else f" {unit}"
        return f"{SIGNS[rule.kind]}{str(value).replace('.', ',')}{behind}" if value is not None else LEFT
    return {"none_of": "Không", "delegated": LEFT}.get(rule.kind, "Đạt")


@pytest.mark.parametrize("form", ["csv", "html"])
@pytest.mark.parametrize("set_id", SETS)
def test_a_clean_annex_imports_whole(set_id: str, form: str, tmp_path: Path) -> None:
    whole = CATALOGUE.set(set_id)
    title, rows = f"{whole.name.vi} (Kèm theo Quyết định số {whole.provision.decision})", annex(whole)
    path = tmp_path / f"phu-luc.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([[title, *[""] * (len(rows[0]) - 1)], *rows])
    else:
        lines = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in rows)
        path.write_text(f"<p>{html.escape(title)}<table>{lines}</table>", encoding="utf-8")
    found = import_annex(CATALOGUE, path, set_id, whole.provision.decision, "thử", kind="copy", checked_on="2026-11-29")
    assert found.unmatched == ()
    assert found.unnamed == ()
    assert found.columns_left == ()
    doubts = ("đơn vị", "chú thích", "một số vùng", "ngoài giai đoạn", "«Không»", "▢")
    assert [each for each in found.outcomes if any(word in each.why for word in doubts)] == []
