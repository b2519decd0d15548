"""The static site: complete, without dead ends, the same every time, and no page made twice for nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from ntmrules.docgen.book import Book, Options, places
from ntmrules.docgen.build import STATE, Built, build
from ntmrules.docgen.html import Site
from ntmrules.docgen.links import Links, local_links
from ntmrules.errors import CatalogError, UsageError
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.spelling import fold

Build = Callable[..., Built]


class Tags(HTMLParser):
    """Start tags with their attributes, and the words between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def words_of(html: str) -> str:
    """The text of a page in one line, without tags."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_a_set_page_shows_all_its_criteria_and_indicators(site: Path, book: Book) -> None:
    for whole in book.sets:
        html = (site / whole.id / "index.html").read_text(encoding="utf-8")
        text = words_of(html)
        for criterion in whole.criteria:
            assert f"{criterion.id}. {criterion.name.vi}" in text
        for place in places(whole):
            assert f'href="{place.indicator.id}.html"' in html


def test_every_indicator_has_a_page_with_its_sentence(site: Path, book: Book) -> None:
    for whole in book.sets:
        for place in places(whole):
            text = words_of((site / f"{place.id}.html").read_text(encoding="utf-8"))
            version = place.indicator.versions[-1]
            name = version.name or place.indicator.name
            sentence = book.teller.sentence(
                version.requirement, measure=version.measure or place.indicator.measure, name=name
            )
            assert " ".join(sentence.split()) in text, place.id


def test_every_link_leads_to_a_page_and_every_anchor_is_there(site: Path) -> None:
    html = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in pages(site)}
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in html.items()}
    lost = []
    for name, text in html.items():
        for file, anchor in local_links(name, text):
            if not (site / file).is_file() or (anchor and file.endswith(".html") and anchor not in ids[file]):
                lost.append(f"{name} -> {file}#{anchor}")
    assert lost == []


def test_no_page_asks_the_network_for_anything(site: Path) -> None:
    for path in [*pages(site), *site.rglob("*.css"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        # A link that a reader may follow asks for nothing by itself.
        text = re.sub(r'<a class="url" rel="noopener nofollow" href="https?://[^"]*">', "", text)
        found = re.findall(r'(?:src|href)="(https?:[^"]*)"|url\((https?:[^)]*)\)|@import|fetch\(|XMLHttpRequest', text)
        assert found == [], path


def test_every_page_is_valid_html(site: Path) -> None:
    chosen = [
        *pages(site)[::12],
        *(site / name for name in ("index.html", "coverage.html", "changes.html", "decisions.html")),
    ]
    for path in chosen:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path


def test_every_page_can_be_read_aloud(site: Path) -> None:
    for path in pages(site):
        tags = Tags(path.read_text(encoding="utf-8")).tags
        names = Counter(tag for tag, _ in tags)
        assert names["h1"] == 1, path
        assert names["main"] == 1, path
        assert tags[0] == ("html", {"lang": "vi"}), path
        ids = Counter(attrs["id"] for _, attrs in tags if "id" in attrs)
        assert [key for key, count in ids.items() if count > 1] == [], path
        assert all("scope" in attrs for tag, attrs in tags if tag == "th"), path
        labels = {attrs.get("for") for tag, attrs in tags if tag == "label"}
        assert all(attrs.get("id") in labels or attrs.get("type") == "date" for tag, attrs in tags if tag == "input"), (
            path
        )
        assert all(attrs.get("aria-label") for tag, attrs in tags if tag == "svg" and attrs.get("role") == "img"), path


def test_headings_never_skip_a_level(site: Path) -> None:
    for path in pages(site):
        levels = [int(tag[1]) for tag, _ in Tags(path.read_text(encoding="utf-8").partition("<main")[2]).tags
                  if re.fullmatch("h[1-6]", tag)]  # fmt: skip
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), (path, levels)


def test_a_hole_is_marked_and_says_why(site: Path, book: Book) -> None:
    found = 0
    for whole in book.sets:
        for place in places(whole):
            requirement = place.indicator.versions[-1].requirement
            if isinstance(requirement, req.Unknown):
                text = words_of((site / f"{place.id}.html").read_text(encoding="utf-8"))
                assert requirement.why.vi.rstrip(".") in text
                assert "chưa rõ" in text
                found += 1
    assert found > 10


def test_a_disputed_level_shows_every_value_that_sources_give(site: Path, book: Book) -> None:
    found = 0
    for whole in book.sets:
        for place in places(whole):
            cells = [cell for cell in walk.cells(place.indicator.versions[-1].requirement) if cell.candidates]
            if cells:
                text = words_of((site / f"{place.id}.html").read_text(encoding="utf-8"))
                assert "các nguồn khác nhau" in text
                for cell in cells:
                    assert all(str(each.value).replace(".", ",") in text for each in cell.candidates)
                found += 1
    assert found > 2


def test_the_common_column_never_stands_among_the_cells_of_a_year(site: Path) -> None:
    html = (site / "vn/xa-ntm/2021/10.1.html").read_text(encoding="utf-8")
    table = html[html.index('<table class="levels">') : html.index("</table>")]
    assert "Cột chung" not in table
    assert "Cột chung (chỉ để xem) 2022: 48" in words_of(html)


def test_worked_cases_carry_the_trace_of_the_engine(site: Path, library: Library, book: Book) -> None:
    from ntmrules.check.cases import unit_of
    from ntmrules.docgen.cases import chosen
    from ntmrules.docgen.titles import case_title, named

    cases = chosen(book.cases("vn/xa-ntm/2021", "17.2"), date(2022, 3, 8))
    assert {placed.case.expect for placed in cases} >= {"met", "not_met", "undetermined"}
    text = words_of((site / "vn/xa-ntm/2021/17.2.html").read_text(encoding="utf-8"))
    for placed in cases:
        case = placed.case
        rulebook = library.rulebook(
            placed.set_id, on=case.on, province=case.province, evidence_floor=case.floor or "recall"
        )
        name = case_title(book, case)
        result = rulebook.evaluate(unit_of(case.figures, case.reports, name=name, area=case.area))
        for line in result.why("17.2").splitlines():
            assert " ".join(named(book, line).split()) in text


def test_a_case_that_does_not_hold_stops_the_build(small: Path, built: Build) -> None:
    path = small / "national/xa-ntm-2021/17-moi-truong-an-toan-thuc-pham.cases.yaml"
    text = path.read_text(encoding="utf-8")
    head, marker, tail = text.partition("- name: 17.2 at the level")
    path.write_text(head + marker + tail.replace("expect: met", "expect: not_met", 1), encoding="utf-8")
    with pytest.raises(CatalogError, match="NTM144"):
        built(sets=("xa-ntm",))


def test_the_search_index_finds_without_accents_and_by_english_words(site: Path) -> None:
    script = (site / "assets/search-index.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("window.NTM_SEARCH=").rstrip(";\n"))
    for query in ("thu nhap", "Thu nhập", "income per person"):
        hits = [row for row in rows if all(word in row[3] for word in fold(query).split())]
        assert any(row[1] == "vn/xa-ntm/2021/10.1.html" for row in hits), query


def test_the_folding_of_the_script_is_that_of_the_library() -> None:
    from ntmrules.docgen.html import asset_text

    # One rule in two languages: if the library folds otherwise one day, this reminds of the script.
    assert fold("Đạt chuẩn  NÔNG thôn") == "dat chuan nong thon"
    script = asset_text("site.js")
    assert 'replace(/đ/g, "d").normalize("NFD").replace(/[\\u0300-\\u036f]/g, "")' in script


def test_building_twice_gives_the_same_bytes_whatever_the_hash_seed(small: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ntmrules.library import Library;"
        "from ntmrules.docgen.build import build; from ntmrules.docgen.book import Options;"
        "library = Library(national=sys.argv[1], plugins=());"
        "[build(library, Path(sys.argv[2]) / f, Options(), format=f) for f in ('html', 'markdown', 'docx', 'json')]"
    )
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, str(small), str(tmp_path / seed)], check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
    first, second = ({path.relative_to(tmp_path / seed): path.read_bytes() for path in (tmp_path / seed).rglob("*")
                      if path.is_file()} for seed in ("1", "2"))  # fmt: skip
    assert len(first) > 100
    assert first == second


def test_a_second_build_makes_nothing_anew(built: Build) -> None:
    first = built()
    again = built()
    assert len(first.written) > 100
    assert again.written == ()
    assert again.kept == len(first.written)


def test_one_changed_rule_makes_only_the_pages_anew_that_show_it(
    small: Path, built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    built()
    path = small / "national/xa-ntm-2021/01-quy-hoach.yaml"
    text = path.read_text(encoding="utf-8")
    assert "vi: Quy hoạch chung" in text
    path.write_text(text.replace("vi: Quy hoạch chung", "vi: Bản quy hoạch chung", 1), encoding="utf-8")
    made: list[str] = []
    plain = Site.render
    monkeypatch.setattr(
        Site, "render", lambda self, name, page, **values: made.append(page) or plain(self, name, page, **values)
    )
    changed = built()
    assert "vn/xa-ntm/2021/1.1.html" in changed.written
    assert "vn/xa-ntm/2021/index.html" in changed.written
    assert "assets/search-index.js" in changed.written
    assert "vn/xa-ntm/2016/10.1.html" not in changed.written
    assert "vn/xa-ntm/2021/10.1.html" not in made
    assert len(made) < 30


def test_a_partial_build_ends_in_the_state_of_a_whole_one(small: Path, built: Build, tmp_path: Path) -> None:
    built()
    changes = (
        ("measures.yaml", "triệu đồng/người/năm", "triệu đồng/người"),
        ("decisions.yaml", "Thủ tướng Chính phủ", "Thủ tướng"),
        ("areas.yaml", "Tây Nguyên", "Vùng Tây Nguyên"),
        ("national/xa-ntm-2021/10-thu-nhap.yaml", "confidence: medium", "confidence: high"),
        ("national/xa-ntm-2021/set.yaml", "Bộ tiêu chí quốc gia về xã", "Bộ tiêu chí về xã"),
    )
    for name, old, new in changes:
        path = small / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        built()
        built(out="whole")
        for each in (tmp_path / "whole").rglob("*"):
            if each.is_file() and each.name != STATE:
                assert (tmp_path / "out" / each.relative_to(tmp_path / "whole")).read_bytes() == each.read_bytes(), (
                    name,
                    each,
                )


def test_pages_of_a_gone_rule_are_taken_away_and_others_left_alone(small: Path, built: Build, tmp_path: Path) -> None:
    built()
    own = tmp_path / "out/mine.html"
    own.write_text("kept", encoding="utf-8")
    for path in (small / "national/xa-ntm-2016").iterdir():
        path.unlink()
    again = built()
    assert "vn/xa-ntm/2016/10.1.html" in again.removed
    assert not (tmp_path / "out/vn/xa-ntm/2016/10.1.html").exists()
    assert own.read_text(encoding="utf-8") == "kept"


def test_an_edited_state_never_makes_the_build_delete_outside_its_folder(built: Build, tmp_path: Path) -> None:
    built()
    outside = tmp_path / "outside.txt"
    outside.write_text("kept", encoding="utf-8")
    state = tmp_path / "out" / STATE
    state.write_text(json.dumps({"pages": {"../outside.txt": "x"}}), encoding="utf-8")
    built()
    assert outside.read_text(encoding="utf-8") == "kept"


def test_an_unreadable_state_means_that_everything_is_made_anew(built: Build, tmp_path: Path) -> None:
    first = built()
    (tmp_path / "out" / STATE).write_text("{", encoding="utf-8")
    (tmp_path / "out/index.html").write_text("spoilt", encoding="utf-8")
    with pytest.raises(UsageError, match="NTM033"):
        built()  # whose the spoilt page is nobody knows any more
    again = built(force=True)
    assert again.written == ("index.html",)
    assert again.kept == len(first.written) - 1


def test_a_page_that_somebody_deleted_comes_back(built: Build, tmp_path: Path) -> None:
    built()
    (tmp_path / "out/vn/xa-ntm/2021/10.1.html").unlink()
    assert built().written == ("vn/xa-ntm/2021/10.1.html",)


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("national/xa-ntm-2021/10-thu-nhap.yaml", "ref: [", "ref: [nowhere, ", "source 'nowhere'"),
        ("national/xa-ntm-2021/set.yaml", "decision: 318/QĐ-TTg", "decision: 319/QĐ-XYZ", "decision '319/QĐ-XYZ'"),
        (
            "national/xa-ntm-2021/10-thu-nhap.yaml",
            "measure: thu-nhap-binh-quan-dau-nguoi",
            "measure: thu-nhap",
            "measure 'thu-nhap'",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_stops_the_build(
    small: Path, built: Build, file: str, old: str, new: str, what: str
) -> None:
    path = small / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        built()
    assert any(problem.code == "NTM180" and what in problem.what for problem in caught.value.problems)


def test_an_output_folder_that_is_a_file_is_refused(library: Library, tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="NTM033"):
        build(library, place, Options())
    assert place.read_text(encoding="utf-8") == "a file"


def test_a_write_that_fails_leaves_the_old_page_whole(
    built: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built()
    page = tmp_path / "out/index.html"
    page.write_text("old", encoding="utf-8")
    (tmp_path / "out" / STATE).unlink()

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match="No space left"):
        built(force=True)
    assert page.read_text(encoding="utf-8") == "old"
    assert list((tmp_path / "out").rglob("*.tmp")) == []


def test_only_the_texts_of_the_day_are_shown_when_a_day_is_asked_for(built: Build, tmp_path: Path) -> None:
    built(on="2023-06-30")
    assert not (tmp_path / "out/vn/xa-ntm/2016").exists()
    page = words_of((tmp_path / "out/vn/xa-ntm/2021/17.1.html").read_text(encoding="utf-8"))
    assert "30/06/2023" in page
    assert "Từ 08/03/2022 đến 29/02/2024" in page
    assert "Từ 01/03/2024" not in page


def test_a_day_on_which_nothing_was_in_force_is_refused(built: Build) -> None:
    with pytest.raises(UsageError, match="NTM032"):
        built(on="1999-01-01")


def test_only_the_sets_asked_for_are_printed_and_others_are_named_without_a_link(built: Build, tmp_path: Path) -> None:
    built(sets=("vn/xa-ntm/2021",))
    assert not (tmp_path / "out/vn/xa-ntm/2016").exists()
    html = (tmp_path / "out/vn/xa-ntm/2021/10.1.html").read_text(encoding="utf-8")
    assert "giai đoạn 2016-2020" in words_of(html)
    assert "xa-ntm/2016" not in html


def test_an_unknown_set_is_refused_with_the_nearest(built: Build) -> None:
    with pytest.raises(UsageError, match="xa-ntm"):
        built(sets=("xa-ntmm",))


def test_the_province_asked_for_has_its_column_marked(built: Build, tmp_path: Path) -> None:
    built(province="Quảng Ninh", on="2023-06-30")
    html = (tmp_path / "out/vn/xa-ntm/2021/10.1.html").read_text(encoding="utf-8")
    assert re.findall(r'<tr class="mine"><th scope="row">([^<]+)', html) == ["Đồng bằng sông Hồng"]


def test_english_pages_say_everything_in_english_and_the_name_in_vietnamese_beside(
    built: Build, tmp_path: Path
) -> None:
    built(lang="en")
    html = (tmp_path / "out/vn/xa-ntm/2021/10.1.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    text = words_of(html)
    assert "Met when the income per person is at least" in text
    assert "Thu nhập bình quân đầu người" in text
    assert "million VND/person/year" in text


def test_a_change_shows_the_words_before_and_after(site: Path) -> None:
    html = (site / "changes.html").read_text(encoding="utf-8")
    day = html[html.index('data-day="2024-03-01"') :]
    assert "<del>" in day
    assert "<ins>" in day
    assert "17.1" in day


def test_coverage_counts_add_up(site: Path, book: Book) -> None:
    from ntmrules.docgen.indicators import Writer
    from ntmrules.docgen.registers import coverage_rows, coverages

    writer = Writer.of(book)
    for row in coverage_rows(writer, coverages(writer)):
        assert sum(row.counts) == row.modelled
    text = words_of((site / "coverage.html").read_text(encoding="utf-8"))
    assert "Những chỗ còn trống" in text


def test_a_target_without_its_stage_leads_to_the_newest_that_is_printed(book: Book) -> None:
    assert Links(book).path("vn/xa-ntm") == "vn/xa-ntm/2026/index.html"
    assert Links(book).path("vn/xa-ntm-nang-cao/10.1") == "vn/xa-ntm-nang-cao/2021/10.1.html"


def test_the_home_page_names_what_is_in_force_first_and_frames_last(site: Path, book: Book) -> None:
    from ntmrules.docgen.home import groups_of, in_force, reference_day

    groups = groups_of(book)
    assert sorted(each.id for group in groups for each in group.sets) == sorted(each.id for each in book.sets)
    first, last = groups[0].sets, groups[-1].sets
    assert all(in_force(book, each) for each in first)
    assert {each.level for each in first} == {"xa"}
    assert all(each.status == "draft" or each.modelled == 0 for each in last)
    ended = [group for group in groups if "hết hiệu lực" in group.title]
    assert all(
        each.stage.to is not None and each.stage.to < reference_day(book) for group in ended for each in group.sets
    )
    text = words_of((site / "index.html").read_text(encoding="utf-8"))
    assert [text.index(group.title) for group in groups] == sorted(text.index(group.title) for group in groups)


def test_one_open_cell_of_many_is_not_said_over_the_whole(site: Path) -> None:
    text = words_of((site / "vn/xa-ntm/2021/10.1.html").read_text(encoding="utf-8"))
    assert "35/35 ô, 2 chưa rõ" in text


def test_no_page_says_made_up_or_an_english_case_name_in_vietnamese(site: Path) -> None:
    for path in pages(site):
        text = words_of(path.read_text(encoding="utf-8"))
        assert "made up" not in text, path
        assert "at the level" not in text, path
        assert "one step worse" not in text, path


def test_sources_are_named_by_words_and_lead_to_their_page(site: Path, book: Book) -> None:
    text = (site / "sources.html").read_text(encoding="utf-8")
    linked = [each for each in book.catalogue.sources.values() if each.url]
    assert text.count('<a class="url"') == len(linked)
    assert "javascript:" not in text
    page = words_of((site / "vn/xa-ntm/2021/11.1.html").read_text(encoding="utf-8"))
    assert "vinhlinh.quangtri.gov.vn" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.b/c", 'https://a.b/"onx', "https://", "//a.b"]
)
def test_an_address_that_is_no_page_is_no_link(url: str) -> None:
    from ntmrules.docgen.titles import web_address

    assert web_address(url) == ""


def test_sets_with_one_number_in_two_packs_have_different_titles(book: Book) -> None:
    from ntmrules.docgen.titles import set_title

    titles = [set_title(book, each) for each in book.everything.values()]
    assert len(set(titles)) == len(titles)


def test_the_search_knows_short_forms_and_puts_what_is_in_force_first(site: Path) -> None:
    text = (site / "assets/search-index.js").read_text(encoding="utf-8")
    rows = json.loads(text.removeprefix("window.NTM_SEARCH=").removesuffix(";\n"))
    for short in ("bhyt", "ocop", "htx", "ntm"):
        assert any(short in row[3].split() for row in rows), short
    sets = [row for row in rows if row[1].endswith("/index.html") and row[1].startswith("vn/")]
    ranks = [row[4] for row in sets]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert sets[0][1] == "vn/xa-ntm/2026/index.html"


def test_the_coverage_page_counts_cells_and_says_what_an_hour_would_settle(site: Path) -> None:
    text = words_of((site / "coverage.html").read_text(encoding="utf-8"))
    assert "Một giờ với văn bản nào" in text
    assert "QĐ 318/QĐ-TTg, Phụ lục II" in text
    assert "Theo từng ô" in text


def test_bars_of_two_sets_whose_names_begin_alike_stay_apart(library: Library) -> None:
    from ntmrules.docgen.plots import tiers_plot

    book = Book.of(library, Options())
    plot = tiers_plot(book, book.place_of["vn/xa-ntm/2021/10.1"])
    assert plot is not None
    names = [row[0] for row in plot.rows]
    assert len(set(names)) == len(names)
    assert not any("…" in name for name in names)


def test_ids_in_traces_are_told_in_words(book: Book) -> None:
    from ntmrules.docgen.titles import named

    assert named(book, "nguồn vinhlinh_11; kiểm tra") == "nguồn vinhlinh.quangtri.gov.vn; kiểm tra"
    assert named(book, "chỉ tiêu 9.2 [vn/xa-ntm/2021]") == "chỉ tiêu 9.2 (Xã nông thôn mới 2021-2025)"
    assert named(book, "QĐ 318/QĐ-TTg và 12/2010/TT-BVHTTDL") == "QĐ 318/QĐ-TTg và 12/2010/TT-BVHTTDL"
