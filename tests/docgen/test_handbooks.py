"""Pages with the packs of the provinces and with filled forms: what is set where, by which text, and nothing by its raw id."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from docx import Document

from ntmrules.authoring.holes_form import holes_form
from ntmrules.docgen.book import Book, Options
from ntmrules.docgen.build import build
from ntmrules.docgen.differences import pack_views
from ntmrules.docgen.handbook import handbook
from ntmrules.docgen.home import groups_of
from ntmrules.docgen.links import slug
from ntmrules.docgen.markdown import MarkdownBook
from ntmrules.docgen.search import SHORT
from ntmrules.explain.lang.numbers import day, decision_name
from ntmrules.library import Library
from ntmrules.model.sets import indicators_of

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
SET = "vn/xa-ntm-nang-cao/2021"


@pytest.fixture(scope="module")
def provinces() -> Library:
    return Library(plugins=(), packs=sorted(path.parent for path in PLUGINS.rglob("pack.yaml")))


@pytest.fixture(scope="module")
def handbooks(provinces: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbooks")
    build(provinces, folder, Options())
    return folder


def words(path: Path) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))).split())


def test_a_province_page_names_every_text_and_every_set_of_its_own(provinces: Library, handbooks: Path) -> None:
    book = Book.of(provinces, Options())
    views = pack_views(book)
    assert len(views) == 8
    for view in views:
        said = words(handbooks / "provinces" / f"{view.id}.html")
        html = (handbooks / "provinces" / f"{view.id}.html").read_text(encoding="utf-8")
        (pack,) = (each for each in provinces.catalogue.packs if each.id == view.pack)
        for decision in pack.decisions.values():
            assert decision_name(decision.id, "vi") in said, view.id
            assert decision.date is None or day(decision.date, "vi") in said, decision.id
            for ref in decision.evidence.ref if decision.evidence is not None else ():
                assert f"sources.html#s-{slug(ref)}" in html, (decision.id, ref)
        for whole in (each for each in book.sets if each.id in pack.headers):
            assert all(item.name.vi in said for item in indicators_of(whole)), whole.id
            assert decision_name(whole.provision.decision, "vi") in said
            assert day(whole.stage.from_, "vi") in said


@pytest.mark.parametrize("name", ["Hà Nội", "Tuyên Quang"])
def test_the_printed_handbook_of_a_province_says_by_which_text_and_since_when(name: str, provinces: Library) -> None:
    book = Book.of(provinces, Options(province=name))
    document = Document(io.BytesIO(handbook(book)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    (pack,) = (each for each in provinces.catalogue.packs if each.head is not None and each.head.name.vi == name)
    for decision in pack.decisions.values():
        assert decision_name(decision.id, "vi") in said
        assert decision.date is not None
        assert day(decision.date, "vi") in said
        assert decision.title.vi in said


def test_a_text_whose_number_nobody_knows_is_called_by_its_title(provinces: Library) -> None:
    for pack in provinces.catalogue.packs:
        for decision in pack.decisions:
            assert re.match(r"\d|[A-ZĐ][a-zà-ỹ]+ ", decision), (
                decision
            )  # a number, or words; never an id of the catalogue


def test_an_issued_district_set_stands_among_those_that_ended_whatever_its_record(book: Book) -> None:
    found = {whole.id: group.title for group in groups_of(book) for whole in group.sets}
    for set_id in ("vn/huyen-ntm-nang-cao/2021", "vn/huyen-ntm-dac-thu/2021", "vn/huyen-ntm/2021"):
        assert found[set_id] == "Đã hết hiệu lực: giai đoạn 2021-2025"
    assert "khung" in found["vn/xa-ntm-hien-dai/2026"]


def test_no_page_has_a_label_of_the_catalogue_for_a_number(handbooks: Path) -> None:
    for path in handbooks.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r">\s*(?:\d+\.\?|P\d+[a-z]?|dk\.\d+|[a-z-]{3,}\.\d+)\s", text), path
        assert not re.search(r">\s*\d+\.[a-z]{2,}\s", text), path


def test_nor_has_a_markdown_page(book: Book) -> None:
    for name, text in MarkdownBook(book).files():
        assert not re.search(r"^#+ (?:\d+\.\?|P\d+[a-z]?|\d+\.[a-z]{2,}) ", text, re.MULTILINE), name


@pytest.mark.parametrize("short", ["tthc", "bvmt", "pccc", "mtqg", "bhyt", "ocop", "htx", "ntm"])
def test_the_search_finds_the_short_forms_of_the_field(short: str, handbooks: Path) -> None:
    text = (handbooks / "assets/search-index.js").read_text(encoding="utf-8")
    rows = json.loads(text.removeprefix("window.NTM_SEARCH=").rstrip().removesuffix(";"))
    assert any(short in row[3].split() for row in rows)


def test_a_short_form_stands_wherever_its_words_stand(handbooks: Path) -> None:
    text = (handbooks / "assets/search-index.js").read_text(encoding="utf-8")
    rows = json.loads(text.removeprefix("window.NTM_SEARCH=").rstrip().removesuffix(";"))
    for short, full in SHORT.items():
        assert all(short in row[3].split() for row in rows if full in row[3].replace(",", "")), short


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = holes_form(Library(plugins=()).catalogue, SET).text.replace("title: …", 'title: "Bản PDF QĐ 318"', 1)
    before, mark, after = text.partition("  # 17.5 ")
    path = tmp_path_factory.mktemp("form") / "mau.yaml"
    path.write_text(before + mark + after.replace("known: 50, value: …", "known: 50, value: 62", 1), encoding="utf-8")
    return path


def test_pages_with_a_filled_form_print_what_it_says_and_not_what_stood_there(form: Path, tmp_path: Path) -> None:
    build(Library(plugins=(), packs=[form]), tmp_path, Options(sets=(SET,)))
    said = words(tmp_path / SET / "17.5.html")
    assert "từ 62% trở lên" in said
    assert "Bản PDF QĐ 318" in said
    assert "van-ban-trong-tay" not in said
    assert "Đạt khi tỷ lệ hộ phân loại chất thải rắn tại nguồn từ 50%" not in said
    assert "từ 62% trở lên" in words(tmp_path / SET / "index.html")
    assert not [path for path in (tmp_path / "provinces").iterdir() if path.name != "index.html"]  # it is no province


def test_the_other_formats_hear_a_filled_form_too(form: Path) -> None:
    book = Book.of(Library(plugins=(), packs=[form]), Options(sets=(SET,)))
    assert "từ 62% trở lên" in dict(MarkdownBook(book).files())[f"{SET}/17.md"]
    assert any("từ 62% trở lên" in each.text for each in Document(io.BytesIO(handbook(book))).paragraphs)


def test_a_case_that_a_filled_form_turned_round_is_shown_as_it_comes_out_now(form: Path, tmp_path: Path) -> None:
    build(Library(plugins=(), packs=[form]), tmp_path, Options(sets=(SET,)))
    said = words(tmp_path / SET / "17.5.html")
    assert "Ví dụ này viết cho mức có trong danh mục trước khi được bổ sung; theo mức ấy thì đạt." in said


def test_without_a_form_a_case_that_does_not_hold_still_stops_the_build(book: Book) -> None:
    assert not book.is_completed


def test_the_book_of_one_province_has_no_set_and_no_level_of_another(provinces: Library, tmp_path: Path) -> None:
    build(provinces, tmp_path, Options(province="Quảng Ninh"))
    others = [pack for pack in provinces.catalogue.packs if pack.headers and pack.id not in ("vn", "quang-ninh")]
    assert others
    names = [header.name.vi for pack in others for header in pack.headers.values()]
    for path in tmp_path.rglob("*.html"):
        said = words(path)
        assert not [name for name in names if name in said], path
