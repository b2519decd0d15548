"""What the pages of the catalogue show agrees with itself: cells and badges, charts and tables, lists and their words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from ntmrules import Library
from ntmrules.docgen import plots
from ntmrules.docgen.book import Book, Options, places
from ntmrules.docgen.indicators import Writer
from ntmrules.docgen.markdown import MarkdownBook
from ntmrules.docgen.plots import years_plot
from ntmrules.docgen.province_detail import entries_of, own_sets, zones_of
from ntmrules.docgen.tables import table_view
from ntmrules.errors import CatalogError
from ntmrules.model import walk

PACKS = Path(__file__).parents[1] / "structures" / "packs"


def writer_of(pack: str, lang: str = "vi") -> Writer:
    return Writer.of(Book.of(Library(plugins=(), packs=[PACKS / pack]), Options(lang=lang)))


def test_a_table_has_as_many_cells_as_the_badge_counts(book: Book) -> None:
    seen = 0
    for whole in book.everything.values():
        for place in places(whole):
            for version in place.indicator.versions:
                for item in walk.parts(version.requirement):
                    for threshold in walk.thresholds(item):
                        view = table_view(threshold, None, book.teller, caption="")
                        shown = [cell for _, cells in view.rows for cell in cells if cell.rows and cell.state != "none"]
                        assert len(shown) == len(threshold.rows), place.id
                        seen += any(cell.rows > 1 for cell in shown)
    assert seen > 1


def test_a_level_for_every_area_stands_over_all_of_them_and_is_told_where_it_cannot(book: Book, site: Path) -> None:
    page = (site / "vn/xa-ntm/2016/10.1.html").read_text(encoding="utf-8")
    table = page[page.index('<table class="levels">') :].partition("</table>")[0]
    assert table.count('rowspan="7"') == 3
    assert table.count("<td") == 24
    assert "Mọi vùng" not in table
    assert "24/24 ô, 3 chưa rõ" in page
    text = dict(MarkdownBook(book).files())["vn/xa-ntm/2016/10.md"]
    assert "chưa rõ (mọi vùng)" in text


@pytest.fixture
def drawn(book: Book, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    specs: list[dict[str, Any]] = []
    make = plots._spec
    monkeypatch.setattr(plots, "_spec", lambda data, parts: specs.append(make(data, parts)) or specs[-1])
    assert years_plot(book, book.place_of["vn/xa-ntm/2016/10.1"]) is not None
    return specs[-1]


def test_years_stand_as_far_apart_as_they_are(drawn: dict[str, Any]) -> None:
    across = drawn["encoding"]["x"]
    assert across["type"] == "quantitative"
    assert across["axis"]["values"] == [2016, 2017, 2018, 2019, 2020, 2021]
    assert across["scale"]["domain"] == [2016, 2021]


def test_no_line_goes_over_a_year_of_which_no_level_is_known(drawn: dict[str, Any]) -> None:
    lines: dict[str, set[int]] = {}
    for point in drawn["data"]["values"]:
        lines.setdefault(point["line"], set()).add(point["year"])
    assert sorted(map(sorted, lines.values())) == [[2016, 2017]] * 4 + [[2020]] * 4


def test_no_line_lies_hidden_under_another(drawn: dict[str, Any]) -> None:
    series: dict[str, list[tuple[int, float]]] = {}
    for point in drawn["data"]["values"]:
        series.setdefault(point["area"], []).append((point["year"], point["level"]))
    assert len({tuple(each) for each in series.values()}) == len(series) == 4
    names = " ".join(series).replace("|", " ")
    assert all(area in names for area in ("Tây Nguyên", "Đông Nam Bộ", "Bắc Trung Bộ", "Đồng bằng sông Cửu Long"))


def test_a_vietnamese_page_has_no_english_heading(site: Path) -> None:
    for path in ("vn/xa-ntm/2021/index.html", "vn/xa-ntm/2021/10.1.html", "vn/xa-ntm/2021/10.html"):
        assert 'lang="en"' not in (site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "Bộ tiêu chí đạt khi có ít nhất 1 tiêu chí đạt; bắt buộc đạt: 2."), ("en", "at least 1")],
)
def test_the_handbook_says_when_a_set_of_the_province_is_met(lang: str, said: str) -> None:
    (own,) = own_sets(writer_of("S50-points-by-weights", lang), "mau")
    assert any(said in clause for clause in own.clauses), own.clauses


def test_the_handbook_says_how_much_of_a_criterion_is_enough() -> None:
    (own,) = own_sets(writer_of("S20-share-of-the-indicators"), "mau")
    assert any(clause.startswith("1. ") and "80% số chỉ tiêu" in clause for clause in own.clauses), own.clauses
    (entry,) = entries_of(writer_of("S46-pass-rule-of-the-province"), "mau")
    ((said, proof),) = entry.passes
    assert said == "Tiêu chí đạt khi có ít nhất 5 chỉ tiêu đạt; bắt buộc đạt: 18.5."
    assert "nhớ lại" in proof.text


def test_a_zone_of_communes_within_a_district_is_not_told_as_both() -> None:
    (zone,) = zones_of(writer_of("S24-lists-by-annex"), "mau")
    assert zone.lines[0].who == ("gồm: xã Vĩnh Hòa, xã Tân An, thuộc thị xã Tân Châu",)
    assert zone.lines[1].who == ("các xã thuộc: huyện Tri Tôn",)


def test_zones_of_a_scheme_that_is_not_there_are_told_at_their_line(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(PACKS / "S24-lists-by-annex", tmp_path / "mau"))
    areas = copy / "areas.yaml"
    text = areas.read_text(encoding="utf-8")
    areas.write_text(text.replace("id: mau-phu-luc", "id: mau-khac"), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"pack\.yaml:\d+:\d+: NTM160 .*mau-phu-luc"):
        zones_of(Writer.of(Book.of(Library(plugins=(), packs=[copy]), Options(lang="vi"))), "mau")
