"""A level that is open inside ``between``, ``points`` or a share of child units is completed, filled, offered, counted."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library, UnitFigures, Verdict
from ntmrules.authoring.holes_form import holes_form
from ntmrules.check.coverage_cells import cell_coverage

GOOD = Path(__file__).parents[1] / "bad" / "good"
SURE = "{kind: copy, confidence: high, ref: [sach-thu]}"
OPEN = "unknown: {why: {vi: chưa rõ, en: not known}}"
LEFT = "delegated: {to: ubnd-cap-tinh, low: 10, high: 90}"

HEAD = """id: "1"
name: {vi: Một, en: One}
declared_indicators: 3
indicators:
"""
ROW = """  - id: "1.%d"
    name: {vi: Chỉ tiêu, en: Indicator}
    measure: ty-le-thu
    versions:
      - from: "2021-01-01"
        provision: {decision: 1/QĐ-THU}
        requirement:
          %s
"""


def national(folder: Path, open_: str) -> Path:
    """Write a set of three indicators: one between two levels, one of points, one over child units."""
    pack = folder / "goi"
    shutil.copytree(GOOD, pack)
    (pack / "national/xa/1-mot.cases.yaml").unlink()
    (pack / "sources.yaml").write_text("sources:\n  - {id: sach-thu, title: Sách thử}\n", encoding="utf-8")
    rows = (
        f"{{kind: between, low: {{value: 20, evidence: {SURE}}}, high: {{{open_}, evidence: {SURE}}}}}",
        f"{{kind: points, weights: {{'1.1': 60, '1.3': 40}}, threshold: {{{open_}, evidence: {SURE}}}}}",
        f"{{kind: share_of, children: thon, measure: co-thu, threshold: {{{open_}, evidence: {SURE}}}}}",
    )
    text = HEAD + "".join(ROW % (number, row) for number, row in enumerate(rows, 1))
    (pack / "national/xa/1-mot.yaml").write_text(text, encoding="utf-8")
    whole = pack / "national/xa/set.yaml"
    whole.write_text(whole.read_text(encoding="utf-8").replace("indicators: 2", "indicators: 3"), encoding="utf-8")
    return pack


def entries(folder: Path, verb: str, given: dict[int, str], *, territory: str = "") -> Path:
    pack = folder / "tinh"
    (pack / "overrides").mkdir(parents=True)
    (pack / "pack.yaml").write_text(f"id: tinh\nname: {{vi: Tỉnh, en: Province}}\n{territory}", encoding="utf-8")
    (pack / "sources.yaml").write_text("sources:\n  - {id: nghi-quyet, title: Nghị quyết thử}\n", encoding="utf-8")
    lines = [
        f"  - {{id: tinh/1.{number}, verb: {verb}, target: thu/xa/2021/1.{number}, provision: {{decision: 1/QĐ-THU}}, "
        f'from: "2021-01-01", requirement: {text}}}'
        for number, text in given.items()
    ]
    (pack / "overrides" / "a.yaml").write_text("\n".join(["overrides:", *lines, ""]), encoding="utf-8")
    return pack


READ = "{kind: gazette, confidence: high, ref: [nghi-quyet]}"


def level(value: object) -> str:
    return f"{{value: {value}, evidence: {READ}}}"


GIVEN = {
    1: f"{{kind: between, low: {level(20)}, high: {level(50)}}}",
    2: f"{{kind: points, threshold: {level(60)}}}",
    3: f"{{kind: share_of, children: thon, measure: co-thu, threshold: {level(70)}}}",
}
NGHE_AN = "territory: [{list: '2004', province: nghe-an}]\n"


@pytest.mark.parametrize(("verb", "open_"), [("complete", OPEN), ("fill", LEFT)])
def test_an_entry_gives_each_of_them_its_level_and_keeps_what_was_known(verb: str, open_: str, tmp_path: Path) -> None:
    pack = entries(tmp_path, verb, GIVEN, territory=NGHE_AN if verb == "fill" else "")
    library = Library(packs=[national(tmp_path, open_), pack], plugins=())
    book = library.rulebook("thu/xa/2021", province="nghe-an", on="2023-06-30")
    between, points, share = (rule.requirement for rule in book.headings[0].rules)
    assert [between.low.rows[0].value, between.high.rows[0].value] == [Decimal(20), Decimal(50)]
    # What was known stays, unless the text in hand was read better.
    assert between.low.rows[0].evidence.ref == (("sach-thu",) if verb == "fill" else ("nghi-quyet",))
    assert points.threshold.rows[0].value == Decimal(60)
    assert points.weights == {"1.1": Decimal(60), "1.3": Decimal(40)}
    assert share.threshold.rows[0].value == Decimal(70)
    for figure, verdict in ((50, Verdict.MET), (51, Verdict.NOT_MET), (20, Verdict.MET), (19, Verdict.NOT_MET)):
        assert book.evaluate(UnitFigures.of("xã", {"ty-le-thu": figure})).node("1.1").verdict is verdict


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({1: f"{{kind: between, low: {level(20)}, high: {level(95)}}}"}, "NTM225"),
        ({2: f"{{kind: points, threshold: {level(5)}}}"}, "NTM225"),
        ({2: f"{{kind: points, op: at_most, threshold: {level(60)}}}"}, "NTM224"),
        ({3: f"{{kind: share_of, children: xa, measure: co-thu, threshold: {level(60)}}}"}, "NTM224"),
        ({1: f"{{kind: at_least, threshold: {level(60)}}}"}, "NTM224"),
    ],
)
def test_what_was_not_left_to_the_province_is_refused(given: dict[int, str], code: str, tmp_path: Path) -> None:
    pack = entries(tmp_path, "fill", given, territory=NGHE_AN)
    with pytest.raises(CatalogError) as caught:
        Library(packs=[national(tmp_path, LEFT), pack], plugins=()).rulebook("thu/xa/2021", on="2023-06-30")
    assert {problem.code for problem in caught.value.problems} == {code}


def test_the_form_offers_every_hole_that_coverage_counts_and_each_can_be_filled(tmp_path: Path) -> None:
    base = national(tmp_path, OPEN)
    library = Library(packs=[base], plugins=())
    form = holes_form(library.catalogue, "thu/xa/2021")
    assert form.holes == cell_coverage(library.set("thu/xa/2021")).by_state()["unknown"] == 3
    path = tmp_path / "holes.yaml"
    path.write_text(form.text, encoding="utf-8")
    assert Library(packs=[base, path], plugins=()).catalogue.overrides == {}
    text = form.text.replace("title: …", "title: Phụ lục thử").replace("{value: …}", "{value: 55}")
    text = text.replace("known: 20, value: …", "known: 20, value: đúng")
    path.write_text(text, encoding="utf-8")
    filled = Library(packs=[base, path], plugins=())
    book = filled.rulebook("thu/xa/2021", on="2023-06-30")
    between, points, share = (rule.requirement for rule in book.headings[0].rules)
    assert [between.low.rows[0].value, between.high.rows[0].value] == [Decimal(20), Decimal(55)]
    assert points.threshold.rows[0].value == share.threshold.rows[0].value == Decimal(55)
    assert points.weights == {"1.1": Decimal(60), "1.3": Decimal(40)}
