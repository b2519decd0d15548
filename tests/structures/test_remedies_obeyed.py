"""Every remedy of a slip in a pack is obeyed as it is said: the slip is gone, and nothing is worse than before."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ntmrules.check.lint import lint

PACKS = Path(__file__).parent / "packs"
ZONES, VERBS, KINDS = "S33-annexes-years-and-groups", "S44-every-verb", "S43-every-plain-kind"
SCALE = "S26-bonus-least-and-deduction"
# what is told of, where that is more or less than one word of the line
WHOLE = {"units: [xã Lương Phì,": "xã Lương Phì", "within: [huyện Tri Ton], except": "huyện Tri Ton",
         "target: vn/xa-ntm/2021/15.22": "15.22"}  # fmt: skip
NEAR = re.compile(r"'([^']+)'")

# pack, file, what is right, the slip, the code that tells it
MISSPELT = [
    (ZONES, "pack.yaml", "measure: ty-le-dtts,", "measure: ty-le-dts,", "NTM162|NTM167"),
    (ZONES, "pack.yaml", "fact: ven-bien", "fact: ven-bienn", "NTM162"),
    (ZONES, "pack.yaml", "units: [xã Lương Phi,", "units: [xã Lương Phì,", "NTM612"),
    (ZONES, "pack.yaml", "within: [huyện Tri Tôn], except", "within: [huyện Tri Ton], except", "NTM612"),
    (ZONES, "pack.yaml", "{area: n2,", "{area: n22,", "NTM161"),
    (ZONES, "a/01.yaml", "area: n1, value: 22", "area: n11, value: 22", "NTM161"),
    (ZONES, "a/01.yaml", "area: n1, value: 22", "area: nhom-1, value: 22", "NTM161"),
    (ZONES, "a/01.yaml", "kind: at_least", "kind: at_leas", "NTM113"),
    (ZONES, "a/set.yaml", "scheme: mau-nhom", "scheme: mau-nhomm", "NTM160"),
    (ZONES, "a/set.yaml", "decision: 01/QĐ-MẪU", "decision: 01/QĐ-MẪUU", "NTM131|NTM151|NTM163|NTM1"),
    (VERBS, "overrides/xa.yaml", "target: vn/xa-ntm/2021/2.1", "target: vn/xa-ntm/2021/2.11", "NTM220"),
    (VERBS, "overrides/xa.yaml", "target: vn/xa-ntm/2021/2.1", "target: vn/xa-ntm/2.1", "NTM220"),
    (VERBS, "overrides/xa.yaml", "verb: raise", "verb: rais", "NTM1"),
    (VERBS, "overrides/xa.yaml", "measure: ty-le-tuoi-mau", "measure: ty-le-tuoi-mauu", "NTM231"),
    (VERBS, "overrides/xa.yaml", "parts: [nam, nu]", "parts: [nam, nuu]", "NTM169"),
    (KINDS, "a/01-cac-loai.yaml", "measure: so-vu, threshold", "measure: so-vuu, threshold", "NTM167"),
    (KINDS, "a/01-cac-loai.yaml", "target: vn/xa-ntm/2021/15.2", "target: vn/xa-ntm/2021/15.22", "NTM139"),
    (KINDS, "a/01-cac-loai.cases.yaml", "expect: undetermined", "expect: undetermind", "NTM112"),
]  # fmt: skip


BASIS = "    legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}\n"
LAWS, BASE = "a/01-cac-loai.yaml", "provision: {decision: 01/QĐ-MẪU}"
# pack, file, what is right, the slip, words of the remedy, what it says to write in place of what
SAID = [
    (VERBS, "overrides/xa.yaml", BASIS, "", "legal_basis", ("    verb: replace\n", "    verb: replace\n" + BASIS)),
    (VERBS, "overrides/xa.yaml", "verb: fill", "verb: raise", "verb: fill", ("verb: raise", "verb: fill")),
    (VERBS, "overrides/xa.yaml", "value: 75,", "value: 75,5,", "75.5", ("75,5,", "75.5,")),
    (VERBS, "overrides/xa.yaml", 'from: "2022-06-01"', "from: 2022-06-01", "", ("2022-06-01", '"2022-06-01"')),
    (KINDS, "a/01-cac-loai.yaml", "low: {value: 10,", "low: {value: 30,", "", ("low: {value: 30,", "low: {value: 10,")),
    (SCALE, "diem-thuong/01-diem.yaml", "deduct: 5,", "deduct: -5,", "deduct", ("deduct: -5,", "deduct: 5,")),
    (SCALE, "diem-thuong/01-diem.yaml", "most: 20", "most: -20", "deduct", ("most: -20", "most: 20")),
    (SCALE, "diem-thuong/01-diem.yaml", "points: 60,", "points: -60,", "deduct", ("points: -60,", "points: 60,")),
    (SCALE, "diem-thuong/01-diem.yaml", "full_at: 100", "full_at: 0", "full_at", ("full_at: 0", "full_at: 100")),
    (KINDS, "a/01-cac-loai.yaml", "k: 2,", "k: 4,", "", ("k: 4,", "k: 3,")),
    (ZONES, "a/set.yaml", "not_applicable: counts_as_met", "not_applicable: counts", "", ("counts\n", "counts_as_met\n")),
    (KINDS, LAWS, 'id: "1"\n', 'id: ["1"]\n', "a text in quotes", ('id: ["1"]', 'id: "1"')),
    (KINDS, LAWS, 'id: "1"\n', 'id: "1"\ngroup: ""\n', "leave the whole key out", ('group: ""\n', "")),
    (KINDS, LAWS, "declared_indicators: 17", 'declared_indicators: "17"', "without quotes", ('"17"', "17")),
    (KINDS, LAWS, "declared_indicators: 17", "declared_indicators: 18", "declared_indicators in the file", (": 18", ": 17")),
    (KINDS, LAWS, "value: 50", 'value: "50 triệu"', "just the number", ('"50 triệu"', "50")),
    (KINDS, LAWS, "kind: at_least, ", "", "add kind:", ("{measure: luong", "{kind: at_least, measure: luong")),
    (KINDS, LAWS, "kind: at_least, ", "kind: bang, ", "the kind that the text asks", ("kind: bang", "kind: at_least")),
    (KINDS, LAWS, "{kind: attained,", "{[kind]: attained,", "as one word", ("[kind]:", "kind:")),
    (KINDS, LAWS, "provision: {decision: 01/QĐ-MẪU}", "provision: 01/QĐ-MẪU", "in { }", ("provision: 01/QĐ-MẪU", BASE)),
    (ZONES, "pack.yaml", "ven-bien, is: false", "ven-bien, is: no", "write false", ("is: no", "is: false")),
    (KINDS, "a/set.yaml", "tier: ntm", "tier: ntm\ntier: ntm", "S43-every-plain-kind/a/set.yaml:3:", ("tier: ntm\n", "")),
    (KINDS, "measures.yaml", "measures:", "measure:", "each beginning with -", ("measure:", "measures:")),
    (KINDS, "a/set.yaml", "tier: ntm", "tier: mot-sao", "one of these words", ("mot-sao", "ntm")),
    (KINDS, LAWS, 'id: "1"\n', 'id: "1"\ngroup: nhom\n', "one of these groups", ("group: nhom\n", "")),
    (ZONES, "a/01.yaml", "area: n1, value: 22", "area: n2, value: 22", "the other is in", ("n2, value: 22", "n1, value: 22")),
]  # fmt: skip


def errors(folder: Path) -> list[str]:
    return [str(each.problem) for each in lint(folder) if each.severity == "error"]


@pytest.mark.parametrize(("pack", "file", "right", "slip", "code"), MISSPELT, ids=[each[3] for each in MISSPELT])
def test_the_name_that_a_misspelt_one_is_told_is_the_right_one(
    tmp_path: Path, pack: str, file: str, right: str, slip: str, code: str
) -> None:
    folder = shutil.copytree(PACKS / pack, tmp_path / pack)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, slip, 1), encoding="utf-8")
    told = errors(folder)
    assert told, "a slip without a word"
    wrong = WHOLE.get(slip) or next(a for a, b in zip(_words(slip), _words(right), strict=True) if a != b)
    mine = [each for each in told if re.search(code, each) and wrong in each]
    assert mine, told
    _, _, said = mine[0].partition("to do:")
    names = NEAR.findall(said)
    if not names:  # the words that are known stand in what was expected
        names = [name for name in re.split(r"[\s|,:]+", mine[0].partition("expected:")[2]) if name in right]
    assert names, mine[0]
    path.write_text(path.read_text(encoding="utf-8").replace(wrong, names[0], 1), encoding="utf-8")
    assert errors(folder) == []


def _words(text: str) -> list[str]:
    return re.split(r"[\s\[\]{},]+", text)


@pytest.mark.parametrize(
    ("pack", "file", "right", "slip", "says", "mend"), SAID, ids=[each[3] or each[2] for each in SAID]
)
def test_what_a_remedy_says_takes_the_fault_away_and_brings_no_other(
    tmp_path: Path, pack: str, file: str, right: str, slip: str, says: str, mend: tuple[str, str]
) -> None:
    folder = shutil.copytree(PACKS / pack, tmp_path / pack)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, slip, 1), encoding="utf-8")
    told = errors(folder)
    assert told
    assert any(says in each for each in told), told
    path.write_text(path.read_text(encoding="utf-8").replace(*mend, 1), encoding="utf-8")
    left = [each for each in errors(folder) if "NTM144" not in each]  # its cases were written for the right one
    assert left == []
