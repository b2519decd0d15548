"""MyST pages, the published data, the handbook, charts, provinces, and the commands."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from docx import Document

from ntmrules.cli import run
from ntmrules.docgen.book import Book, Options, places
from ntmrules.docgen.build import Built, build
from ntmrules.docgen.check import drift
from ntmrules.docgen.handbook import handbook
from ntmrules.docgen.markdown import MarkdownBook
from ntmrules.docgen.myst import escape
from ntmrules.docgen.plots import _spec, coverage_plot, tiers_plot, years_plot
from ntmrules.docgen.published import published, schema
from ntmrules.docgen.titles import number_of
from ntmrules.errors import UsageError
from ntmrules.explain.lang.page_words import word
from ntmrules.library import Library
from ntmrules.model.overrides import Verb
from ntmrules.model.requirements import KINDS

Build = Callable[..., Built]


@pytest.fixture(scope="module")
def markdown(book: Book) -> dict[str, str]:
    return dict(MarkdownBook(book).files())


def test_every_reference_in_the_pages_has_its_target_once(markdown: dict[str, str]) -> None:
    targets = [label for text in markdown.values() for label in re.findall(r"^\(([a-z0-9-]+)\)=$", text, re.MULTILINE)]
    links = {label for text in markdown.values() for label in re.findall(r"\]\(#([^)]+)\)", text)}
    assert len(targets) == len(set(targets))
    assert links - set(targets) == set()


def test_every_indicator_is_a_section_of_the_page_of_its_criterion(markdown: dict[str, str], book: Book) -> None:
    for whole in book.sets:
        for criterion in whole.criteria:
            text = markdown[f"{whole.id}/{criterion.id}.md"]
            for indicator in criterion.indicators:
                assert re.search(rf"^## {re.escape(escape(number_of(indicator.id, 'vi')))} ", text, re.MULTILINE), (
                    indicator.id
                )


def test_every_page_stands_in_a_table_of_contents(markdown: dict[str, str]) -> None:
    named = set()
    for path, text in markdown.items():
        for block in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL):
            folder = path.rpartition("/")[0]
            named |= {
                f"{folder}/{line}.md".lstrip("/") for line in block.splitlines() if line and not line.startswith(":")
            }
    assert set(markdown) - named == {"index.md"}


def test_letters_that_mean_something_to_myst_are_made_safe() -> None:
    assert escape("a|b *c* [d](e) `f` <g> {h} $i$") == r"a\|b \*c\* \[d\](e) \`f\` \<g\> \{h\} \$i\$"


def test_fresh_pages_have_no_drift_and_each_kind_of_drift_is_named(library: Library, tmp_path: Path) -> None:
    options = Options(sets=("vn/xa-ntm/2021",))
    build(library, tmp_path, options, format="markdown")
    assert drift(library, tmp_path, options).none
    page = tmp_path / "vn/xa-ntm/2021/10.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert drift(library, tmp_path, options).none
    page.write_text("changed", encoding="utf-8")
    (tmp_path / "vn/xa-ntm/2021/11.md").unlink()
    (tmp_path / "left-over.md").write_text("x", encoding="utf-8")
    found = drift(library, tmp_path, options)
    assert found.changed == ("vn/xa-ntm/2021/10.md",)
    assert found.missing == ("vn/xa-ntm/2021/11.md",)
    assert found.extra == ("left-over.md",)


def test_the_published_data_fits_its_schema(book: Book) -> None:
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    jsonschema.Draft202012Validator(made).validate(json.loads(json.dumps(published(book))))


def test_the_schema_knows_every_kind_and_refuses_a_key_that_is_not_there(book: Book) -> None:
    made = schema()
    assert {made["$defs"][ref["$ref"].rpartition("/")[2]]["properties"]["kind"]["const"]
            for ref in made["$defs"]["Requirement"]["oneOf"]} == set(KINDS)  # fmt: skip
    data = json.loads(json.dumps(published(book)))
    data["sets"][0]["criteria"][0]["indicators"][0]["treshold"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(made).validate(data)


def test_published_numbers_are_text_that_keeps_every_digit(book: Book) -> None:
    data = published(book)
    text = json.dumps(data)
    assert '"factor": "1.10"' in text
    assert not re.search(r'"value": -?\d', text)


def test_the_published_data_hold_every_indicator(book: Book) -> None:
    ids = [item["full_id"] for whole in published(book)["sets"] for criterion in whole.get("criteria", ())
           for item in criterion.get("indicators", ())]  # fmt: skip
    assert ids == [place.id for whole in book.sets for place in places(whole) if place.criterion is not None]


def test_the_handbook_has_a_heading_for_every_indicator_and_contents_that_lead_to_it(library: Library) -> None:
    docx = pytest.importorskip("docx")
    from ntmrules.docgen.handbook import handbook

    book = Book.of(library, Options(sets=("vn/xa-ntm/2021",)))
    document = docx.Document(io.BytesIO(handbook(book)))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    for place in places(book.sets[0]):
        name = place.indicator.versions[-1].name or place.indicator.name
        assert f"{place.indicator.id} {name.vi}" in headings
    xml = document.element.xml
    marks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', xml))
    jumps = set(re.findall(r'<w:hyperlink[^>]*w:anchor="([^"]+)"', xml))
    assert len(jumps) > 20
    assert jumps <= marks
    assert "TOC " in xml
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("39 hoặc 42" in cell for cell in cells)


def test_every_chart_fits_the_schema_of_vega_lite(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    import altair

    from ntmrules.docgen import plots
    from ntmrules.docgen.indicators import Writer
    from ntmrules.docgen.registers import coverages

    specs = []

    def keep(data: list[dict[str, object]], parts: dict[str, object]) -> dict[str, object]:
        specs.append(_spec(data, parts))
        return specs[-1]

    monkeypatch.setattr(plots, "_spec", keep)
    book = Book.of(library, Options())
    place = book.place_of["vn/xa-ntm/2021/10.1"]
    drawn = [years_plot(book, place), tiers_plot(book, place), coverage_plot(book, coverages(Writer.of(book)))]
    for spec in specs:
        altair.Chart.from_dict(spec).to_dict()
    assert len(specs) == 3
    for plot in drawn:
        assert plot is not None
        assert plot.svg.startswith("<svg role=")
        assert "http" not in plot.svg.replace("http://www.w3.org/2000/svg", "")
        assert plot.rows


def test_the_table_of_a_chart_says_what_the_table_of_levels_says(book: Book) -> None:
    plot = years_plot(book, book.place_of["vn/xa-ntm/2021/10.1"])
    assert plot is not None
    assert ("Bắc Trung Bộ", "2022", "39 / 42") in plot.rows
    assert ("Đồng bằng sông Hồng", "2022", "53") in plot.rows


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A made-up pack of a province that fills, raises and adds."""
    root = tmp_path / "pack"
    (root / "overrides").mkdir(parents=True)
    (root / "pack.yaml").write_text(
        'id: ha-giang\nname: {vi: Hà Giang}\nterritory:\n  - {list: "2004", province: ha-giang}\n', encoding="utf-8"
    )
    (root / "decisions.yaml").write_text(
        'decisions:\n  - {id: 1/QĐ-UBND, title: {vi: giả định, en: made up}, in_force: {from: "2022-08-01"}}\n',
        encoding="utf-8",
    )
    evidence = "evidence: {kind: recall, confidence: medium, note: {vi: giả định, en: made up}}"
    (root / "overrides/xa.yaml").write_text(
        f"""overrides:
  - id: ha-giang/2.1
    verb: fill
    target: vn/xa-ntm/2021/2.1
    provision: {{decision: 1/QĐ-UBND}}
    from: "2022-08-01"
    requirement: {{kind: at_least, threshold: {{value: 91.5, {evidence}}}}}
""",
        encoding="utf-8",
    )
    return root


def test_a_province_page_shows_what_it_fills_beside_the_national_text(built: Build, pack: Path, tmp_path: Path) -> None:
    built(packs=(pack,))
    html = (tmp_path / "out/provinces/ha-giang.html").read_text(encoding="utf-8")
    assert "Quy định cụ thể (1)" in html
    assert "từ 91,5% trở lên" in html
    assert "UBND cấp tỉnh quy định" in html
    indicator = (tmp_path / "out/vn/xa-ntm/2021/2.1.html").read_text(encoding="utf-8")
    assert "../../../provinces/ha-giang.html" in indicator
    assert "từ 91,5% trở lên" in indicator


def test_another_province_is_left_out_when_one_is_asked_for(built: Build, pack: Path, tmp_path: Path) -> None:
    built(packs=(pack,), province="An Giang", on="2023-06-30")
    assert not (tmp_path / "out/provinces/ha-giang.html").exists()
    assert "91,5" not in (tmp_path / "out/vn/xa-ntm/2021/2.1.html").read_text(encoding="utf-8")


def test_a_changed_pack_makes_only_its_own_pages_anew(built: Build, pack: Path) -> None:
    built(packs=(pack,))
    path = pack / "overrides/xa.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("91.5", "92.5"), encoding="utf-8")
    changed = built(packs=(pack,)).written
    assert "vn/xa-ntm/2021/2.1.html" in changed
    assert "provinces/ha-giang.html" in changed
    assert "vn/xa-ntm/2021/10.1.html" not in changed


# the commands


def test_docs_build_says_what_it_wrote_and_check_finds_it_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "criteria"
    assert run(["docs", "build", "--out", str(out), "--format", "markdown", "--no-plugins", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "index.md" in told["written"]
    assert run(["docs", "check", str(out), "--no-plugins"]) == 0
    (out / "coverage.md").write_text("old", encoding="utf-8")
    assert run(["docs", "check", str(out), "--no-plugins"]) == 1
    assert str(out / "coverage.md") in capsys.readouterr().out.replace("\n", "")


def test_docs_check_of_a_folder_that_is_not_there_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["docs", "check", str(tmp_path / "nowhere"), "--no-plugins"]) == 3
    assert "NTM033" in capsys.readouterr().err


def test_docs_build_with_an_unknown_province_names_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["docs", "build", "--out", str(tmp_path), "--province", "Quảng Ninhh", "--no-plugins"]) == 3
    err = capsys.readouterr().err
    assert "NTM603" in err
    assert "Quảng Ninh" in err


def test_packs_in_a_folder_take_the_place_of_what_is_installed(tmp_path: Path, pack: Path) -> None:
    out = tmp_path / "site"
    assert run(["docs", "build", "--out", str(out), "--set", "vn/xa-ntm/2021", "--packs-in", str(pack.parent)]) == 0
    assert [path.name for path in (out / "provinces").iterdir() if path.name != "index.html"] == ["ha-giang.html"]


def test_a_missing_extra_is_named_with_the_way_to_install_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = (("ntmrules.docgen.html", "html", "docs"), ("ntmrules.docgen.handbook", "docx", "office"))
    for module, wanted, extra in needs:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(UsageError, match="NTM031") as caught:
            build(library, tmp_path, Options(), format=wanted)
        assert f".[{extra}]" in caught.value.problems[0].remedy


def test_an_unknown_format_is_refused_with_the_ones_there_are(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected: html"):
        build(library, tmp_path, Options(), format="pdf")


def test_a_drawn_chart_is_the_same_when_it_comes_from_the_cache(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ntmrules.docgen import plots

    monkeypatch.setenv("NTMRULES_CACHE", str(tmp_path))
    place = Book.of(library, Options()).place_of["vn/xa-ntm/2021/10.1"]
    drawn = []
    for _ in range(2):
        plots._drawn.cache_clear()
        drawn.append(years_plot(Book.of(library, Options()), place))
    assert drawn[0] == drawn[1]
    assert list(tmp_path.glob("plot-*.bin"))


def test_every_legal_verb_has_its_word_in_both_languages() -> None:
    for verb in Verb:
        assert word(str(verb), "vi") != word(str(verb), "en")


@pytest.fixture
def full_pack(pack: Path) -> Path:
    """A made-up pack with all that a province may set: zones with lists, points, an added criterion, a changed level."""
    evidence = "evidence: {kind: recall, confidence: medium, note: {vi: giả định, en: made up}}"
    (pack / "pack.yaml").write_text(
        f"""id: ha-giang
name: {{vi: Hà Giang}}
territory:
  - {{list: "2004", province: ha-giang}}
zones:
  - scheme: ha-giang-vung
    rules:
      - {{area: vung-cao, within: [Huyện Đồng Văn], except_units: [Xã Phố Là]}}
      - {{area: vung-thap, units: [Xã Phương Độ]}}
    otherwise: vung-giua
    provision: {{decision: 1/QĐ-UBND}}
    {evidence}
""",
        encoding="utf-8",
    )
    areas = "".join(
        f"      - {{id: {key}, name: {{vi: {name}, en: {key}}}}}\n"
        for key, name in (("vung-cao", "Vùng cao"), ("vung-giua", "Vùng giữa"), ("vung-thap", "Vùng thấp"))
    )
    (pack / "areas.yaml").write_text(
        f"schemes:\n  - id: ha-giang-vung\n    name: {{vi: Ba vùng của Hà Giang, en: Three zones}}\n    areas:\n{areas}",
        encoding="utf-8",
    )
    (pack / "measures.yaml").write_text(
        "measures:\n  - {id: ha-giang-nha-luu-tru, name: {vi: Số nhà lưu trú, en: Guest houses}, kind: count, unit: nhà}\n",
        encoding="utf-8",
    )
    with (pack / "overrides/xa.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"""  - id: ha-giang/2.1-moi
    verb: fill
    target: vn/xa-ntm/2021/2.1
    supersedes: [ha-giang/2.1]
    provision: {{decision: 2/QĐ-UBND}}
    from: "2023-05-01"
    requirement:
      kind: at_least
      threshold:
        {evidence}
        rows:
          - {{area: vung-cao, value: 71.5}}
          - {{area: vung-giua, value: 81.5}}
          - {{area: vung-thap, value: 92.5}}
  - id: ha-giang/11.1
    verb: replace
    target: vn/xa-ntm/2021/11.1
    legal_basis: {{decision: 318/QĐ-TTg, article: Điều 2}}
    provision: {{decision: 2/QĐ-UBND}}
    from: "2023-05-01"
    requirement: {{kind: at_most, threshold: {{value: 17.25, {evidence}}}}}
  - id: ha-giang/xa-ntm/2021/20
    verb: add
    target: vn/xa-ntm/2021
    provision: {{decision: 2/QĐ-UBND}}
    from: "2023-05-01"
    {evidence}
    criterion:
      id: "20"
      name: {{vi: Du lịch cộng đồng, en: Community tourism}}
      indicators:
        - id: "20.1"
          name: {{vi: Nhà lưu trú tại thôn, en: Guest houses}}
          measure: ha-giang-nha-luu-tru
          versions:
            - from: "2023-05-01"
              provision: {{decision: 2/QĐ-UBND}}
              requirement: {{kind: count_at_least, threshold: {{value: 13, {evidence}}}}}
  - id: ha-giang/xa-ntm/2021/D
    verb: add
    target: vn/xa-ntm/2021
    provision: {{decision: 2/QĐ-UBND}}
    from: "2023-05-01"
    {evidence}
    indicator:
      id: D
      name: {{vi: Tổng điểm của tỉnh, en: Points}}
      versions:
        - from: "2023-05-01"
          provision: {{decision: 2/QĐ-UBND}}
          requirement:
            kind: points
            weights: {{"1.1": 2.5, "15.1": 4}}
            threshold: {{value: 6.5, {evidence}}}
""")
    with (pack / "decisions.yaml").open("a", encoding="utf-8") as stream:
        stream.write('  - {id: 2/QĐ-UBND, title: {vi: giả định, en: made up}, in_force: {from: "2023-05-01"}}\n')
    return pack


WHOLE = (
    "Huyện Đồng Văn", "Xã Phố Là", "Xã Phương Độ", "Vùng giữa", "71,5", "81,5", "92,5", "17,25", "318/QĐ-TTg, Điều 2",
    "20.1 Nhà lưu trú tại thôn", "13", "15.1 Tỷ lệ người dân tham gia bảo hiểm y tế", "2,5", "6,5",
    "Thay cho", "Được thay bởi", "01/08/2022",
)  # fmt: skip


def test_the_page_and_the_handbook_of_a_province_hold_all_that_it_sets(
    built: Build, full_pack: Path, tmp_path: Path
) -> None:
    built(packs=(full_pack,), province="Hà Giang", on="2023-06-30")
    page = (tmp_path / "out/provinces/ha-giang.html").read_text(encoding="utf-8")
    library = Library(packs=[full_pack], plugins=())
    made = Document(io.BytesIO(handbook(Book.of(library, Options(province="Hà Giang", on="2023-06-30")))))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])
    for said in WHOLE:
        assert said in page, said
        assert said in text, said


def test_the_set_page_shows_the_level_of_the_province_beside_the_national_one(
    built: Build, full_pack: Path, tmp_path: Path
) -> None:
    built(packs=(full_pack,), province="Hà Giang", on="2023-06-30")
    page = (tmp_path / "out/vn/xa-ntm/2021/index.html").read_text(encoding="utf-8")
    assert "Hà Giang</strong>" in page
    assert "không quá 17,25%" in page
    assert "Du lịch cộng đồng" in page
    built()
    assert "Hà Giang</strong>" not in (tmp_path / "out/vn/xa-ntm/2021/index.html").read_text(encoding="utf-8")


def test_a_book_of_one_province_holds_nothing_of_another(built: Build, full_pack: Path, tmp_path: Path) -> None:
    built(packs=(full_pack,), province="An Giang", on="2023-06-30")
    for path in (tmp_path / "out").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Du lịch cộng đồng" not in text, path
        assert "2/QĐ-UBND" not in text.replace("932/QĐ", ""), path
        assert "Số nhà lưu trú" not in text, path


def test_a_build_replaces_nothing_that_no_build_has_written(tmp_path: Path) -> None:
    from ntmrules.cli import run

    words = ["docs", "build", "--format", "markdown", "--set", "vn/xa-ntm/2009", "--no-plugins", "--out", str(tmp_path)]
    (tmp_path / "index.md").write_text("của tôi", encoding="utf-8")
    assert run(words) == 3
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == "của tôi"
    assert run([*words, "--force"]) == 0
    assert "của tôi" not in (tmp_path / "index.md").read_text(encoding="utf-8")
    assert run(words) == 0  # what a build has written it may replace


@pytest.mark.parametrize("name", ["binh-phuoc", "quang-nam", "thanh-hoa"])
def test_the_page_of_provinces_has_their_zones_with_the_lists(name: str) -> None:
    root = (
        Path(__file__).parents[2]
        / "plugins"
        / f"ntmrules-{name}"
        / "src"
        / f"ntmrules_{name.replace('-', '_')}"
        / "catalog"
    )
    library = Library(packs=[root], plugins=())
    text = dict(MarkdownBook(Book.of(library, Options())).files())["provinces.md"]
    (head,) = (pack.head for pack in library.catalogue.packs if pack.head is not None and pack.head.zones)
    for zoning in head.zones:
        assert escape(library.catalogue.schemes[zoning.scheme].name.vi) in text
        for rule in zoning.rules:
            assert all(escape(each) in text for each in (*rule.units, *rule.within, *rule.except_units))
