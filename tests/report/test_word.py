"""``ntmrules report word``: what stands in each kind, an office's own template, unknown fields, text that acts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ntmrules import Library, UsageError
from ntmrules.cli import run
from ntmrules.progress.history import read_history
from ntmrules.report.contents import Asked, Contents, contents
from ntmrules.report.meeting import Meeting
from ntmrules.report.word import KINDS, copy_template, template_of, values_of, write_word

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

ROOT = Path(__file__).parents[2]
HEAD = "unit,within,subject,value,as_of\n"
FIGURES = HEAD + (
    "xã A,huyện H,17,chưa đạt,2023-01-01\nxã A,huyện H,17,đạt,2023-06-01\n"
    '"xã {{ 7*7 }} <w:b/> & {% x %}",huyện K,18,đạt,2023-01-01\n'
    "xã B,huyện K,18,đạt,2023-01-01\nxã B,huyện K,18,chưa đạt,2023-06-01\n"
    "xã B,huyện K,thu-nhap-binh-quan-dau-nguoi,30,2023-06-01\n"
)  # fmt: skip
PLAN = "unit,within,target,due,body\nxã A,huyện H,met,2023-12-31,Phòng Nông nghiệp\n"
LIBRARY = Library(plugins=())


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    folder = tmp_path_factory.mktemp("o")
    for name, text in (("so-lieu.csv", FIGURES), ("ke-hoach.csv", PLAN)):
        (folder / name).write_text(text, "utf-8")
    examples = ROOT / "examples"
    meeting = Meeting(
        capital=examples / "ho-so" / "von.csv", dossiers=examples / "ho-so", ocop=examples / "ocop" / "san-pham.csv"
    )
    asked = Asked(set="xa-ntm", on="2023-10-31", from_="2023-01-01", plan=folder / "ke-hoach.csv", meeting=meeting)
    return contents(LIBRARY, read_history([folder / "so-lieu.csv"]), asked)


def texts(path: Path) -> list[str]:
    made = docx.Document(str(path))
    found = [paragraph.text for paragraph in made.paragraphs]
    return found + [" | ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_both_languages(found: Contents, kind: str, lang: str, tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    write_word(found, kind, out, lang=lang)
    said = "\n".join(texts(out)).replace("xã {{ 7*7 }} <w:b/> & {% x %}", "")
    assert "xã A" in said
    assert not re.search(r"\{[{%]|None(?!\.)|Undefined", said)


def test_the_table_of_a_unit_has_a_row_for_each_criterion_and_indicator_and_room_for_the_council(
    found: Contents, tmp_path: Path
) -> None:
    out = tmp_path / "o.docx"
    write_word(found, "appraisal", out)
    rows = [text for text in texts(out) if text.count(" | ") == 8]
    assert rows[0] == (
        "TT | Tên tiêu chí | Nội dung tiêu chí | Mức đạt chuẩn | Kết quả thực hiện | Tự đánh giá | Thẩm tra | Thẩm định | Ghi chú"
    )
    assert len(rows) == 3 * (1 + 19 + 57)
    income = [row.split(" | ") for row in rows if row.startswith("10.1 ") and "30 triệu" in row]
    assert [(row[4], row[5], row[6], row[7]) for row in income] == [
        ("30 triệu đồng/người/năm", "chưa đạt (tính từ số liệu; tạm tính)", "", "")
    ]


def test_a_missing_figure_is_an_empty_cell_with_its_reason_in_the_note(found: Contents) -> None:
    unit = next(each for each in values_of(found, "self", "vi")["units"] if each["unit"] == "xã A")
    row = next(row for row in unit["rows"] if row["tt"] == "10.1")
    assert (row["observed"], row["own"]) == ("", "chưa xác định")
    assert row["note"].startswith("chưa có số liệu")


def test_the_summary_tells_what_the_page_tells(found: Contents, tmp_path: Path) -> None:
    values = values_of(found, "summary", "vi")
    assert (values["judged"], values["met"], values["not_met"], values["undetermined"]) == (3, 0, 1, 2)
    assert [(row["unit"], row["tt"], row["kind"], row["before"], row["after"]) for row in values["gained"]] == [
        ("xã A, huyện H", "17", "tiêu chí", "chưa đạt", "đạt")
    ]
    assert values["gained"][0]["why"].startswith("số liệu; ")
    assert [(row["unit"], row["tt"]) for row in values["lost"] if row["kind"] == "tiêu chí"] == [
        ("xã B, huyện K", "18")
    ]
    assert [(row["unit"], row["state"], row["due"]) for row in values["plan"]] == [
        ("xã A, huyện H", "chưa xác định được", "31/12/2023")
    ]
    opened = sum(letter in "nu" for unit in found.overview["units"] for letter in unit["i"])
    assert sum(row["not_met"] + row["undetermined"] for row in values["work"]) == opened
    sources = {row["name"]: row for row in values["capital"]["sources"]}
    assert sources["ngân sách trung ương, đầu tư"]["percent"] == "54,94%"
    assert next(row["late"] for row in values["dossiers"])  # those that are late come first
    assert {row["what"]: row["number"] for row in values["ocop"]["totals"]}["Sản phẩm còn hiệu lực"] == 336
    out = tmp_path / "o.docx"
    write_word(found, "summary", out)
    assert any("thu-nhap" not in text and "Được đánh giá 3 đơn vị: 0 đạt, 1 chưa đạt" in text for text in texts(out))


def test_parts_that_were_not_asked_for_say_so(tmp_path: Path) -> None:
    figures, out = tmp_path / "so-lieu.csv", tmp_path / "o.docx"
    figures.write_text(FIGURES, "utf-8")
    assert (
        run(["report", "word", str(figures), "--kind", "summary", "--on", "2023-10-31", "--no-plugins", "-o", str(out)])
        == 1
    )
    said = texts(out)
    for option in ("--from", "--plan", "--capital", "--dossiers", "--ocop"):
        assert any(f"({option})" in text for text in said), option


def test_text_of_a_file_never_acts(found: Contents, tmp_path: Path) -> None:
    out = tmp_path / "o.docx"
    write_word(found, "self", out)
    assert any(text.startswith("xã {{ 7*7 }} <w:b/> & {% x %}") for text in texts(out))


def test_an_office_changes_a_template_and_hears_every_field_that_does_not_exist(
    found: Contents, tmp_path: Path
) -> None:
    own, out = tmp_path / "mau.docx", tmp_path / "o.docx"
    copy_template("summary", own)
    assert own.read_bytes() == template_of("summary", "vi").read_bytes()
    document = docx.Document(str(own))
    document.add_paragraph("{{ judgd }}")
    document.add_paragraph("{% for row in work %}{{ row.bodie }}{% endfor %}{{ met }}")
    document.save(str(own))
    with pytest.raises(UsageError) as error:
        write_word(found, "summary", out, template=own)
    said = str(error.value)
    assert said.count("NTM057") == 2
    assert "judgd" in said
    assert "judged" in said
    assert "bodie" in said
    assert not out.exists()
    document = docx.Document()
    document.add_paragraph("{{ judged }} / {{ unit.__class__ }}")
    document.save(str(own))
    with pytest.raises(UsageError, match="NTM057"):
        write_word(found, "summary", out, template=own)


def test_the_same_input_gives_the_same_bytes(found: Contents, tmp_path: Path) -> None:
    one, two = tmp_path / "1.docx", tmp_path / "2.docx"
    write_word(found, "summary", one)
    write_word(found, "summary", two)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_does_not_go_together_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, out = tmp_path / "so-lieu.csv", tmp_path / "o.docx"
    figures.write_text(FIGURES, "utf-8")
    words = ["report", "word", str(figures), "--no-plugins", "--lang", "en"]
    assert run([*words, "--kind", "self", "--plan", str(figures), "-o", str(out)]) == 3
    assert "--plan" in capsys.readouterr().err
    assert run([*words, "--kind", "sumary", "-o", str(out)]) == 3
    assert run([*words, "--kind", "self", "-o", str(tmp_path / "o.pdf")]) == 3
    assert "NTM054" in capsys.readouterr().err
    assert not out.exists()


def test_each_field_stands_in_the_how_tos(found: Contents) -> None:
    names: set[str] = set()

    def learn(value: Any) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                names.add(key)
                learn(each)
        elif isinstance(value, list):
            for each in value[:1]:
                learn(each)

    for kind in KINDS:
        learn(values_of(found, kind, "vi"))
    for page in ("bao-cao-word", "report-word"):
        text = (ROOT / "docs" / "howto" / f"{page}.md").read_text("utf-8")
        assert sorted(name for name in names if f"`{name}`" not in text) == []


@pytest.mark.parametrize(
    "mark", ["{{ ''.__class__.__mro__ }}", "{% for each in range(10 ** 9) %}x{% endfor %}", "{{ 1 / 0 }}"]
)
def test_a_template_that_does_what_it_may_not_is_told_and_writes_nothing(
    mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, out = tmp_path / "mau.docx", tmp_path / "o.docx"
    document = docx.Document()
    document.add_paragraph(mark)
    document.save(str(template))
    words = [
        "report",
        "word",
        str(ROOT / "examples" / "mau.csv"),
        "--kind",
        "self",
        "--on",
        "2023-12-31",
        "--no-plugins",
        "--template",
        str(template),
    ]
    assert run([*words, "-o", str(out)]) == 3
    assert "NTM057" in capsys.readouterr().err
    assert not out.exists()
