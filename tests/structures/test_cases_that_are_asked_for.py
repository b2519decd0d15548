"""NTM159 asks for a case: written just as it says, the case counts, and nothing else is told of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from structures.made_up import DECISIONS, EVIDENCE, HEAD, write

from ntmrules.check.lint import lint

FILL = """
    overrides:
      - id: mau/xa-ntm/2021/2.2
        verb: fill
        target: vn/xa-ntm/2021/2.2
        provision: {decision: 01/QĐ-MẪU}
        from: "2022-06-01"
        requirement: {kind: at_least, threshold: {value: 80, evidence: EVIDENCE}}
"""
FIGURES = {"met": "{ty-le-duong-thon-cung-hoa: 80}", "not_met": "{ty-le-duong-thon-cung-hoa: 79}"}
ASKED = re.compile(r"add to (\S+) a case with name, (.*), on: from (\S+) on, figures: and expect: (.*)")


def told(folder: Path) -> list[str]:
    return [each.problem.text("en") for each in lint(folder)]


@pytest.mark.parametrize("weak", [False, True])
@pytest.mark.parametrize("listed", ['{list: "2004", province: an-giang}', '{list: "2025", province: an-giang}'])
def test_a_case_of_an_entry_written_as_asked_counts(tmp_path: Path, listed: str, weak: bool) -> None:
    files = {"pack.yaml": HEAD.replace('{list: "2004", province: an-giang}', listed), "decisions.yaml": DECISIONS,
             "overrides/x.yaml": FILL.replace("EVIDENCE", EVIDENCE.replace("medium", "low") if weak else EVIDENCE)}  # fmt: skip
    folder = write(tmp_path / "mau", files)
    (asked,) = told(folder)
    found = ASKED.search(asked)
    assert found is not None, asked
    file, keys, day, wanted = found.groups()
    cases = [f'{{name: {verdict}, {keys}, on: "{day}", figures: {FIGURES[verdict]}, expect: {verdict}}}' for verdict in
             wanted.split(" or ")]  # fmt: skip
    text = "\n".join(["source: made up", "cases:", *(f"  - {case}" for case in cases)])
    (tmp_path / file).write_text(text + "\n", "utf-8")
    assert told(folder) == []


def test_a_case_without_its_province_is_told_to_name_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "mau", {"overrides/x.yaml": FILL})
    case = f'{{name: a, of: "2.2", on: "2023-12-31", figures: {FIGURES["met"]}, expect: met}}'
    path = folder / "overrides" / "x.cases.yaml"
    path.write_text(f"source: made up\nset: vn/xa-ntm/2021\ncases:\n  - {case}\n", "utf-8")
    first = told(folder)[0]
    assert "NTM144" in first
    assert "write province: an-giang at the head of the file" in first
    path.write_text(f"province: an-giang\n{path.read_text('utf-8')}", "utf-8")
    assert [each for each in told(folder) if "NTM144" in each] == []


def test_of_a_set_the_file_of_its_criterion_is_named(tmp_path: Path) -> None:
    pack = shutil.copytree(Path(__file__).parent / "packs" / "S22-asked-of-some-units", tmp_path / "mau")
    (pack / "ap-dung" / "01-hai.cases.yaml").unlink()
    found = [ASKED.search(each) for each in told(pack)]
    assert {each.group(1) for each in found if each is not None} == {"mau/ap-dung/01-hai.cases.yaml"}
