"""A form confirms what the catalogue has, and says what a text prints: nothing that somebody wrote is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.holes_form import holes_form
from ntmrules.catalog.catalogue import Catalogue
from ntmrules.cli import run
from ntmrules.errors import CatalogError

CATALOGUE: Catalogue = Library(plugins=()).catalogue
SET = "vn/xa-ntm-nang-cao/2021"
KNOWN = "known: 50, value: …"  # 17.5, households that sort their waste


def filled(folder: Path, *changes: tuple[str, str], label: str = "17.5", set_id: str = SET) -> Path:
    """Write the form of a set with one entry changed, its source named."""
    text = holes_form(CATALOGUE, set_id).text.replace("title: …", 'title: "thử"', 1)
    before, mark, rest = text.partition(f"  # {label} ")
    entry, end, after = rest.partition("\n\n")
    for old, new in changes:
        assert old in entry
        entry = entry.replace(old, new)
    path = folder / "mau.yaml"
    path.write_text(before + mark + entry + end + after, encoding="utf-8")
    return path


def level(path: Path, label: str = "17.5", set_id: str = SET) -> object:
    book = Library(packs=[path], plugins=()).rulebook(set_id, on="2023-06-30", area="bac-trung-bo")
    rules = {rule.id.rpartition("/")[2]: rule.requirement for heading in book.headings for rule in heading.rules}
    return rules[label]


def test_one_mark_confirms_what_the_catalogue_has(tmp_path: Path) -> None:
    cell = level(filled(tmp_path, (KNOWN, "known: 50, value: đúng"))).threshold.cell(2023, "bac-trung-bo")
    assert (cell.value, str(cell.evidence.kind)) == (50, "copy")


@pytest.mark.parametrize("value", ["đúng", "…", "60"])
def test_a_level_written_over_what_is_known_is_told(value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"NTM232.*known: 99"):
        Library(packs=[filled(tmp_path, (KNOWN, f"known: 99, value: {value}"))], plugins=())


def test_another_demand_written_over_the_known_one_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path, ("known: attained", "known: none_of"), ("kind: …", "kind: đúng"), label="17.1")
    with pytest.raises(CatalogError, match="NTM232"):
        Library(packs=[path], plugins=())


@pytest.mark.parametrize("value", ["700", "-5", "100.5"])
def test_a_level_that_no_figure_can_have_is_refused_and_not_only_by_lint(value: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="NTM170"):
        Library(packs=[filled(tmp_path, (KNOWN, f"known: 50, value: {value}"))], plugins=())


@pytest.mark.parametrize("said", ["tỉnh quy định", "UBND cấp tỉnh quy định cụ thể", "delegated"])
def test_a_cell_that_leaves_it_to_the_province_can_be_said(said: str, tmp_path: Path) -> None:
    cell = level(filled(tmp_path, (KNOWN, f"known: 50, value: {said}"))).threshold.cell(2023, "bac-trung-bo")
    assert cell.delegated.to == "ubnd-cap-tinh"


@pytest.mark.parametrize("kind", ["tỉnh quy định", "delegated"])
def test_a_whole_entry_can_be_left_to_the_province(kind: str, tmp_path: Path) -> None:
    found = level(filled(tmp_path, ("kind: at_least", f"kind: {kind}")))
    assert (found.kind, found.to) == ("delegated", "ubnd-cap-tinh")


def test_dat_where_a_level_stands_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"NTM232.*đạt") as raised:
        Library(packs=[filled(tmp_path, (KNOWN, "known: 50, value: đạt"))], plugins=())
    assert "kind: attained" in str(raised.value)


def test_the_form_carries_its_day(tmp_path: Path) -> None:
    path = tmp_path / "mau.yaml"
    assert run(["template", "--holes", SET, "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert 'ref: [van-ban-trong-tay], checked_on: "20' in text


def test_an_annex_is_asked_for_in_any_case(tmp_path: Path) -> None:
    words = ["template", "--holes", SET, "--annex", "phụ lục ii", "--decision", "318/qđ-ttg"]
    assert run([*words, "-o", str(tmp_path / "mau.yaml")]) == 0


@pytest.mark.parametrize(("day", "code"), [("2099-01-01", 3), ("2021-01-01", 3), ("2022-03-08", 0)])
def test_a_text_is_read_between_its_issue_and_today(day: str, code: int, tmp_path: Path, capsys) -> None:
    page = tmp_path / "a.html"
    row = "<tr><td>14<td>Y tế<td>14.1. Tỷ lệ người dân tham gia bảo hiểm y tế<td>≥ 95%"
    page.write_text(
        f"<p>PHỤ LỤC II<table><tr><th>TT<th>Tiêu chí<th>Nội dung<th>Chỉ tiêu</tr>{row}</table>", encoding="utf-8"
    )
    words = [
        "catalog",
        "import",
        str(page),
        "--set",
        SET,
        "--decision",
        "318/QĐ-TTg",
        "--source",
        "thử",
        "--checked-on",
        day,
    ]
    assert run([*words, "-o", str(tmp_path / "goi")]) == code
    assert ("NTM011" in capsys.readouterr().err) == (code == 3)


def test_the_advice_of_a_folder_that_is_there_names_no_option_that_is_not(tmp_path: Path, capsys) -> None:
    page = tmp_path / "a.html"
    row = "<tr><td>14<td>Y tế<td>14.1. Tỷ lệ người dân tham gia bảo hiểm y tế<td>≥ 95%"
    page.write_text(
        f"<p>PHỤ LỤC II<table><tr><th>TT<th>Tiêu chí<th>Nội dung<th>Chỉ tiêu</tr>{row}</table>", encoding="utf-8"
    )
    words = [
        "catalog",
        "import",
        str(page),
        "--set",
        SET,
        "--decision",
        "318/QĐ-TTg",
        "--source",
        "thử",
        "-o",
        str(tmp_path),
    ]
    assert run(words) == 3
    assert "--force" not in capsys.readouterr().err


@pytest.mark.vietnamese
def test_lint_names_the_cases_of_the_catalogue_that_a_filled_level_turns_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value, turned in (("đúng", 0), ("50", 0), ("62", 1)):
        path = filled(tmp_path, (KNOWN, f"known: 50, value: {value}"))
        run(["lint", str(path)])
        said = capsys.readouterr().out
        assert said.count("NTM177") == turned, said
        assert not turned or "1 ví dụ của vn/xa-ntm-nang-cao/2021 về 17.5 đổi từ đạt sang chưa đạt" in said, said


FIGURES = "unit,subject,value,as_of\nxã A,17.5,55,2023-12-31\n"


def test_nobody_says_when_a_level_of_a_form_was_checked_that_has_no_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "xa.csv"
    figures.write_text(FIGURES, encoding="utf-8")
    explain = ["explain", str(figures), "--indicator", "17.5", "--set", SET, "--on", "2023-12-31", "--no-plugins"]
    undated = filled(tmp_path, (KNOWN, "known: 50, value: 62"))
    run([*explain, "--pack", str(undated), "--lang", "en"])
    said = capsys.readouterr().out
    assert "sources van-ban-trong-tay; no day of checking is given" in said
    dated = undated.read_text(encoding="utf-8").replace(
        "kind: copy, confidence: high, ref: [van-ban-trong-tay]",
        'kind: copy, confidence: high, ref: [van-ban-trong-tay], checked_on: "2026-01-05"',
    )
    undated.write_text(dated, encoding="utf-8")
    run([*explain, "--pack", str(undated), "--lang", "en"])
    assert "checked on 2026-01-05" in capsys.readouterr().out
    run([*explain, "--lang", "en"])
    assert "checked on 2026-" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "unit", "wrong"),
    [("percent", "đồng", True), ("percent", '"%"', False), ("count", '"%"', True), ("count", "trường", False),
     ("yes_no", "xã", True), ("amount", '"%/năm"', False), ("yes_no", "…", False)],
)  # fmt: skip
def test_a_unit_that_contradicts_its_kind_is_refused_at_its_line(
    kind: str, unit: str, *, wrong: bool, tmp_path: Path
) -> None:
    path = filled(tmp_path)
    text = path.read_text(encoding="utf-8")
    new = f"  - id: so-lieu-moi\n    name: {{vi: Số liệu mới, en: New}}\n    kind: {kind}\n    unit: {unit}\n"
    old = "  - id: …\n    name: {vi: …, en: …}\n    kind: …\n    unit: …\n"
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    if wrong:
        with pytest.raises(CatalogError, match="NTM127"):
            Library(packs=[path], plugins=())
    else:
        Library(packs=[path], plugins=())


INCOME = "{year: 2021, area: bac-trung-bo, known: 43, value: …}"


@pytest.mark.parametrize(
    ("label", "old", "level", "taken"),
    [("17.5", KNOWN, "0", False), ("17.5", KNOWN, "0.62", False), ("17.5", KNOWN, "62", True), ("17.5", KNOWN, "100", True),
     ("10.1", INCOME, "43000000", False), ("10.1", INCOME, "0.043", False), ("10.1", INCOME, "44.5", True),
     ("11.1", "area: bac-trung-bo, value: …", "100", False), ("11.1", "area: bac-trung-bo, value: …", "0", True),
     ("11.1", "area: bac-trung-bo, value: …", "0.5", True)],
)  # fmt: skip
def test_a_level_that_everybody_meets_or_in_another_unit_is_refused(
    label: str, old: str, level: str, *, taken: bool, tmp_path: Path
) -> None:
    path = filled(tmp_path, (old, old.replace("…", level)), label=label)
    if taken:
        Library(packs=[path], plugins=())
    else:
        with pytest.raises(CatalogError, match="NTM170"):
            Library(packs=[path], plugins=())


def test_a_level_that_no_figure_comes_to_is_refused_in_a_form(tmp_path: Path) -> None:
    for kind, value in (("more_than", "100"), ("less_than", "0")):
        path = filled(tmp_path, ("kind: at_least", f"kind: {kind}"), (KNOWN, f"known: 50, value: {value}"))
        with pytest.raises(CatalogError, match="NTM170"):
            Library(packs=[path], plugins=())


SOUTHEAST = "{year: 2021, area: dong-nam-bo, value: …}"


@pytest.mark.parametrize(
    ("label", "old", "level", "asked"),
    [("10.1", INCOME, "4", True), ("10.1", INCOME, "430", True), ("10.1", INCOME, "21", False), ("10.1", INCOME, "90", False),
     ("10.1", SOUTHEAST, "4", True), ("10.1", SOUTHEAST, "64", False), ("18.2", "known: 60, value: …", "60000", True),
     ("18.2", "known: 60, value: …", "6", True), ("18.2", "known: 60, value: …", "80", False), ("17.5", KNOWN, "5", True),
     ("11.1", "area: bac-trung-bo, value: …", "0.5", False)],
)  # fmt: skip
def test_a_level_far_from_those_beside_it_is_asked_about(
    label: str, old: str, level: str, *, asked: bool, tmp_path: Path
) -> None:
    path = filled(tmp_path, (old, old.replace("…", level)), label=label)
    if not asked:
        Library(packs=[path], plugins=())
        return
    with pytest.raises(CatalogError, match=r"(?s)NTM170.*more than 9 times.*as_printed: right"):
        Library(packs=[path], plugins=())
    filled(tmp_path, (old, old.replace("…", f"{level}, as_printed: đúng")), label=label)
    Library(packs=[path], plugins=())
    filled(tmp_path, (old, old.replace("…", f"{level}, as_printed: không")), label=label)
    with pytest.raises(CatalogError):
        Library(packs=[path], plugins=())


def test_a_level_far_from_the_others_of_its_text_is_asked_about(tmp_path: Path) -> None:
    """Where the catalogue has no level at all, those that the same person wrote stand beside."""
    area = "area: {}, value: …"
    names = [each.id for each in CATALOGUE.schemes["regions-7"].areas]
    levels = ["40", "60", "4", "50", "40", "60", "50"]
    changes = [
        (area.format(name), area.format(name).replace("…", value)) for name, value in zip(names, levels, strict=True)
    ]
    path = filled(tmp_path, ("kind: …", "kind: at_least"), *changes, label="14.3")
    with pytest.raises(CatalogError, match=r"NTM170 the level 4 is"):
        Library(packs=[path], plugins=())


def test_hardly_a_level_of_the_catalogue_would_be_refused_in_a_form() -> None:
    from ntmrules.catalog.in_hand import _wrong_level
    from ntmrules.model import walk
    from ntmrules.model.requirements import Comparison

    library, refused = Library(plugins=()), []
    for header in library.sets():
        for item in (each for criterion in library.set(header.id).criteria for each in criterion.indicators):
            for version in item.versions:
                for part, name in walk.measures(version.requirement, version.measure or item.measure):
                    measure = CATALOGUE.measures.get((name or "").partition("/")[0])
                    rows = part.threshold.rows if isinstance(part, Comparison) and measure is not None else ()
                    refused += [(item.id, value) for row in rows for value in row.values
                                if _wrong_level(part.kind, value, measure)]  # fmt: skip
    assert set(refused) <= {("2.3", 0)}  # QĐ 491: no share of hardened lanes is asked in two regions
