"""A finding that names two places gives both, each with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library
from ntmrules.check.lint import lint

PACKS = Path(__file__).parent / "packs"
KINDS, ZONES, VERBS = "S43-every-plain-kind", "S33-annexes-years-and-groups", "S44-every-verb"
PLACE = re.compile(r"[\w./-]+\.(?:yaml|txt):\d+")
EVIDENCE = "{kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"
BODIES = """bodies:
  - {id: so-a-mau, level: tinh, name: {vi: Sở A, en: A}}
  - {id: so-b-mau, level: tinh, name: {vi: Sở B, en: B}}
fields:
  - id: viec-mau
    name: {vi: Việc, en: Matter}
    measures: [viec-a]
    department:
      - {body: so-a-mau}
      - {body: so-b-mau}
  - id: viec-khac
    name: {vi: Việc khác, en: Other matter}
    measures: [viec-a]
    department: [{body: so-a-mau}]
"""

# pack, file, what stands there, what is written in its place, the code, what stands in each of the two lines
TWICE = [
    (KINDS, "a/set.yaml", "tier: ntm\n", "tier: ntm\ntier: nang-cao\n", "NTM106", "tier:"),
    (KINDS, "measures.yaml", "- id: viec-b", "- id: viec-a", "NTM134", "- id: viec-a"),
    (KINDS, "a/01-cac-loai.yaml", 'id: "1.2"', 'id: "1.1"', "NTM135", '- id: "1.1"'),
    (ZONES, "a/01.yaml", "area: n1, value: 22", "area: n2, value: 22", "NTM116", "area: n2"),
]  # fmt: skip


def found(folder: Path, code: str) -> list[str]:
    return [str(each.problem) for each in lint(folder) if re.fullmatch(code, each.problem.code)]


def lines_of(root: Path, said: str) -> list[str]:
    """Return the lines at the places that a finding names."""
    places = dict.fromkeys(PLACE.findall(said))
    return [(root / place.rpartition(":")[0]).read_text("utf-8").splitlines()[int(place.rpartition(":")[2]) - 1]
            for place in places]  # fmt: skip


@pytest.mark.parametrize(("pack", "file", "right", "slip", "code", "there"), TWICE, ids=[each[4] for each in TWICE])
def test_what_stands_twice_is_told_with_both_lines(
    tmp_path: Path, pack: str, file: str, right: str, slip: str, code: str, there: str
) -> None:
    folder = shutil.copytree(PACKS / pack, tmp_path / pack)
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, slip, 1), encoding="utf-8")
    (said,) = found(folder, code)
    lines = lines_of(tmp_path, said)
    assert len(lines) == 2 or (len(lines) == 1 and there == "area: n2"), said
    assert all(there in line for line in lines), lines


def test_two_versions_in_force_at_once_are_told_with_both_lines(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKS / KINDS, tmp_path / KINDS)
    path = folder / "a/01-cac-loai.yaml"
    text = path.read_text(encoding="utf-8")
    one = text[text.index('      - from: "2022-06-01"') : text.index('  - id: "1.2"')]
    later = one.replace('"2022-06-01"', '"2023-06-01"')
    first = one.replace('from: "2022-06-01"', 'from: "2022-06-01"\n        to: "2024-01-01"')
    path.write_text(text.replace(one, first + later, 1), encoding="utf-8")
    (said,) = found(folder, "NTM136")
    assert sorted(line.strip() for line in lines_of(tmp_path, said)) == ['- from: "2022-06-01"', '- from: "2023-06-01"']


def test_an_id_that_stands_twice_in_the_ledger_is_named_with_both_lines(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKS / KINDS, tmp_path / KINDS)
    ids = ["mau/cac-loai/2022/1.1  # the first", "", "mau/cac-loai/2022/1.2", "mau/cac-loai/2022/1.1 retired"]
    (folder / "ids.txt").write_text("\n".join(ids) + "\n", encoding="utf-8")
    said = next(each for each in found(folder, "NTM156") if "twice" in each)
    assert "mau/cac-loai/2022/1.1" in said
    assert PLACE.findall(said) == [f"{KINDS}/ids.txt:4", f"{KINDS}/ids.txt:1"]


def test_two_packs_that_speak_for_one_province_are_both_named_with_their_lines(tmp_path: Path) -> None:
    folders = [shutil.copytree(PACKS / name, tmp_path / name) for name in (KINDS, VERBS)]
    for folder, name in zip(folders, ("mau-a", "mau-b"), strict=True):
        text = (folder / "pack.yaml").read_text("utf-8")
        (folder / "pack.yaml").write_text(text.replace("id: mau", f"id: {name}", 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Library(packs=folders, plugins=())
    said = next(str(each) for each in caught.value.problems if each.code == "NTM223")
    lines = lines_of(tmp_path, said)
    assert len(lines) == 2, said
    assert all("province: an-giang" in line for line in lines)


def test_bodies_of_one_day_and_measures_of_two_fields_are_told_with_both_lines(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKS / KINDS, tmp_path / KINDS)
    (folder / "bodies.yaml").write_text(BODIES.replace("EVIDENCE", EVIDENCE), encoding="utf-8")
    two, fields = found(folder, "NTM182")
    assert [line.strip() for line in lines_of(tmp_path, two)] == ["- {body: so-b-mau}", "- {body: so-a-mau}"]
    assert [line.strip() for line in lines_of(tmp_path, fields)] == ["- id: viec-khac", "- id: viec-mau"]
