"""A level that no text prints is never shown as one that a text prints, by whatever way it leaves the program."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from ntmrules import Library, read_figures
from ntmrules.cli import run
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.requirements import Derived
from ntmrules.resolve.derived import scaled

ON = ["--on", "2017-12-20", "--province", "Hà Tĩnh", "--no-plugins"]
SET = ["--set", "vn/xa-ntm/2016"]
# The levels of 2016 and 2017: computed by the temporary rule of the ministry, printed in no text.
COMPUTED = re.compile(r"(?<![\d,.])(?:21[,.]4|24[,.]8|26[,.]4|29[,.]8|38[,.]8|43[,.]6)(?!\d)")
PIECE = r"</(?:td|p|li|div|th|h\d|text|tr|summary|dd|dt)>"

pytestmark = pytest.mark.vietnamese


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "xa.csv"
    path.write_text("unit,subject,value,period\nxã Mẫu,10.1,22,2017\n", encoding="utf-8")
    return path


def pieces(path: Path) -> Iterator[str]:
    """Yield what a person sees as one piece: a line, a cell, a paragraph."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as packed:
            parts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")]
        found = [
            piece
            for part in parts
            for piece in re.findall(r"<si>.*?</si>|<is>.*?</is>|<w:p[ >].*?</w:p>", part, re.DOTALL)
        ]
    elif path.suffix == ".html":
        found = re.split(PIECE, path.read_text(encoding="utf-8"))
    else:
        found = path.read_text(encoding="utf-8").splitlines()
    plain = path.suffix not in (".xlsx", ".docx", ".html")
    yield from (html.unescape(piece if plain else re.sub(r"<[^>]+>", "", piece)) for piece in found)


def shown(path: Path) -> list[str]:
    """Return the pieces in which a computed level stands, each with what is right behind the number."""
    return [piece[at.start() : at.end() + 90] for piece in pieces(path) for at in COMPUTED.finditer(piece)]


WAYS = {
    "show": ("txt", ["show", "vn/xa-ntm/2016/10.1"]),
    "unmet": ("txt", ["evaluate", "FIGURES", *SET, *ON]),
    "full": ("txt", ["evaluate", "FIGURES", *SET, *ON, "--view", "full"]),
    "explain": ("txt", ["explain", "FIGURES", "--indicator", "10.1", *SET, *ON]),
    "sql": ("sql", ["compile", "vn/xa-ntm/2016", "--to", "sql", *ON]),
    "texts": ("txt", ["compare", "--texts", "vn/xa-ntm/2016@2017-12-20", "vn/xa-ntm/2021@2022-12-20", *ON[2:]]),
    "xlsx": ("xlsx", ["evaluate", "FIGURES", *SET, *ON, "--out", "OUT"]),
    "live form": ("xlsx", ["form", "live", "vn/xa-ntm/2016", *ON, "--unit", "xã Mẫu", "-o", "OUT"]),
    "appraisal": ("docx", ["report", "word", "FIGURES", "--kind", "appraisal", *SET, *ON, "--out", "OUT"]),
    "self": ("docx", ["report", "word", "FIGURES", "--kind", "self", *SET, *ON, "--out", "OUT"]),
    "form of holes": ("yaml", ["template", "--holes", "vn/xa-ntm/2016", "-o", "OUT"]),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_computed_level_says_so_wherever_it_is_shown(
    way: str, tmp_path: Path, figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, words = WAYS[way]
    out = tmp_path / f"ra.{kind}"
    code = run([{"OUT": str(out), "FIGURES": str(figures)}.get(each, each) for each in words])
    said = capsys.readouterr()
    assert code in (0, 1), said.err
    if "OUT" not in words:
        out.write_text(said.out, encoding="utf-8")
    found = shown(out)
    if way == "texts":  # where the verdict flips is told right under the two levels
        found = [each for each in found if "trước đạt, sau chưa đạt" not in each]
    if way == "sql":  # the number of the statement itself has its comment at the end of the line
        found = [each for each in found if not re.match(r"[\d.]+ THEN", each)]
    if way == "form of holes":
        found = [each for each in found if not re.fullmatch(r"[\d.]+", each)]  # known: 21.4, beside its remark
    assert found, way
    assert not [each for each in found if not re.search(r"tính ra|computed", each)], way


def test_the_site_says_it_in_table_prose_and_chart(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    assert run(["docs", "build", "--set", "vn/xa-ntm/2016", "--out", str(tmp_path / "site"), "--no-plugins"]) == 0
    page = tmp_path / "site" / "vn" / "xa-ntm" / "2016" / "10.1.html"
    found = shown(page)
    assert len(found) > 20
    assert not [each for each in found if "tính ra" not in each]
    drawn = [svg for svg in re.findall(r"<svg.*?</svg>", page.read_text(encoding="utf-8"), re.DOTALL) if "2017" in svg]
    said = [" ".join(re.sub(r"<[^>]+>", " ", svg).split()) for svg in drawn]
    assert any(
        "2017 (tính ra)" in words for words in said
    )  # a label of two lines: the year, and below it how it came about


def confirmed(tmp_path: Path, written: str) -> Path:
    """Return a filled form whose level of the North Central Coast in 2017 is answered with ``written``."""
    path = tmp_path / "form.yaml"
    assert run(["template", "--holes", "vn/xa-ntm/2016", "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8").replace(
        "  - {id: van-ban-trong-tay, title: …}", "  - {id: van-ban-trong-tay, title: Bản sao}"
    )
    before, place, after = text.partition("- year: 2017\n            area: bac-trung-bo\n")
    assert place
    path.write_text(before + place + after.replace("value: …", f"value: {written}", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(("written", "computed"), [("đúng", True), ("24.8", False), ("25", False)])
def test_one_mark_confirms_a_computed_number_as_one_that_is_computed(
    tmp_path: Path, figures: Path, written: str, computed: bool
) -> None:
    pack = confirmed(tmp_path, written)
    assert run(["lint", str(pack)]) == 0
    library = Library(plugins=(), packs=(pack,))
    rulebook = library.rulebook("vn/xa-ntm/2016", province="Hà Tĩnh", on="2017-12-20")
    attainment = rulebook.evaluate(read_figures(figures, rulebook=rulebook).units[0])
    text = attainment.text(view="full", lang="vi")
    level, grade = next(
        pair for pair in pairwise(text.splitlines()) if "mức đạt: 2" in pair[0]
    )  # before the national one
    assert ("(tính ra)" in level) is computed
    assert ("số tính ra, không phải số đọc được trong văn bản" in grade) is computed
    assert "đã đọc toàn văn ở bản chép" in grade


def test_a_form_of_which_all_is_confirmed_keeps_every_computed_number(tmp_path: Path) -> None:
    pack = confirmed(tmp_path, "…")
    text = pack.read_text(encoding="utf-8")
    first = text.index('target: "vn/xa-ntm/2016/10.1"')
    pack.write_text(text[:first] + text[first:].replace("confirm: …", "confirm: đúng", 1), encoding="utf-8")
    rulebook = Library(plugins=(), packs=(pack,)).rulebook("vn/xa-ntm/2016", province="Hà Tĩnh", on="2017-12-20")
    (rule,) = (each for each in rulebook.rules if each.number == "10.1")
    rows = [row for row in rule.requirement.threshold.rows if row.year in (2016, 2017)]  # type: ignore[union-attr]
    assert len({(row.year, row.area) for row in rows}) == 14
    assert all(row.evidence and row.evidence.computed and row.evidence.kind == "copy" for row in rows)


def test_a_number_derived_from_a_computed_one_is_computed() -> None:
    rulebook = Library(plugins=()).rulebook("vn/xa-ntm/2016", province="Hà Tĩnh", on="2017-12-20")
    (rule,) = (each for each in rulebook.rules if each.number == "10.1")
    row = rule.requirement.threshold.cell(2017, "bac-trung-bo")  # type: ignore[union-attr]
    weaker = Evidence(kind=EvidenceKind.RECALL, confidence=Confidence.MEDIUM)
    asked = Derived(op="at_least", factor=Decimal("1.1"), of="vn/xa-ntm/2016/10.1", evidence=weaker)
    evidence = scaled(row, asked).evidence
    assert evidence is not None
    assert (evidence.kind, evidence.computed) == (EvidenceKind.RECALL, row.evidence.computed)
