"""Levels that are only remembered: offered in the form, confirmed by a mark, corrected by a number; and who may do so."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library
from ntmrules.authoring.holes_form import holes_form
from ntmrules.check.lint import lint

SET = "vn/xa-ntm-nang-cao/2021"
BTB = "bac-trung-bo"


@pytest.fixture(scope="module")
def form() -> str:
    return holes_form(Library(plugins=()).catalogue, SET).text.replace("title: …", "title: QĐ 318 bản PDF", 1)


def put(text: str, entry: str, old: str, new: str) -> str:
    place = text.index(old, text.index(f'{entry}"'))
    return text[:place] + new + text[place + len(old) :]


def level(path: Path, text: str, label: str, area: str) -> tuple[Decimal | None, str]:
    path.write_text(text, encoding="utf-8")
    book = Library(packs=[path], plugins=()).rulebook(SET, on="2023-06-30", area=area)
    rule = next(rule for heading in book.headings for rule in heading.rules if rule.id == f"{SET}/{label}")
    cell = rule.requirement.threshold.cell(2023, area)
    return cell.value, str(cell.evidence.kind)


def test_one_mark_confirms_a_remembered_level(tmp_path: Path, form: str) -> None:
    row = "area: dong-bang-song-hong, known: 1, value: "
    text = put(form, "2021/11.1", f"{row}…", f"{row}đúng")
    assert level(tmp_path / "f.yaml", text, "11.1", "dong-bang-song-hong") == (Decimal(1), "copy")
    assert level(tmp_path / "f.yaml", text, "11.1", "duyen-hai-nam-trung-bo") == (Decimal(3), "recall")


def test_one_mark_confirms_a_whole_entry_but_for_the_level_that_is_written_otherwise(tmp_path: Path, form: str) -> None:
    text = put(form, "2021/11.1", "confirm: …", "confirm: đúng")
    row = "area: duyen-hai-nam-trung-bo, known: 3, value: "
    text = put(text, "2021/11.1", f"{row}…", f"{row}3.5")
    assert level(tmp_path / "f.yaml", text, "11.1", "dong-bang-song-hong") == (Decimal(1), "copy")
    assert level(tmp_path / "f.yaml", text, "11.1", "duyen-hai-nam-trung-bo") == (Decimal("3.5"), "copy")
    assert level(tmp_path / "f.yaml", text, "11.1", "trung-du-mien-nui-phia-bac") == (Decimal(8), "excerpt")


def test_where_sources_differ_the_text_in_hand_settles_it(tmp_path: Path, form: str) -> None:
    text = put(form, "2021/11.1", f"area: {BTB}, value: …", f"area: {BTB}, value: 4")
    assert level(tmp_path / "f.yaml", text, "11.1", BTB) == (Decimal(4), "copy")


def test_where_sources_differ_a_mark_confirms_nothing(tmp_path: Path, form: str) -> None:
    text = put(form, "2021/11.1", f"area: {BTB}, value: …", f"area: {BTB}, value: đúng")
    with pytest.raises(CatalogError, match="NTM232"):
        level(tmp_path / "f.yaml", text, "11.1", BTB)


def test_a_remembered_demand_is_confirmed_and_keeps_what_it_asks(tmp_path: Path, form: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(put(form, "2021/17.9", "kind: …", "kind: đúng"), encoding="utf-8")
    book = Library(packs=[path], plugins=()).rulebook(SET, on="2023-06-30")
    rule = next(rule for heading in book.headings for rule in heading.rules if rule.id == f"{SET}/17.9")
    assert str(rule.requirement.evidence.kind) == "copy"
    assert len(rule.requirement.asks) == 3


def test_an_entry_read_in_a_passage_takes_the_place_of_nothing_that_is_known(tmp_path: Path, form: str) -> None:
    text = form.replace("kind: copy, confidence: high", "kind: excerpt, confidence: high")
    path = tmp_path / "f.yaml"
    text = put(text, "2021/13.2", "value: …", "value: đúng")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match="NTM230"):
        Library(packs=[path], plugins=()).rulebook(SET, on="2023-06-30")


def test_one_text_at_a_time_in_its_own_order() -> None:
    catalogue = Library(plugins=()).catalogue
    whole = holes_form(catalogue, SET).text
    annex = holes_form(catalogue, SET, decision="318/QĐ-TTg", annex="Phụ lục II").text
    later = holes_form(catalogue, SET, decision="211/QĐ-TTg").text
    assert whole.index("── 318/QĐ-TTg") < whole.index("── 211/QĐ-TTg")
    assert "211/QĐ-TTg" not in annex
    assert "── 318/QĐ-TTg" not in later
    heads = [line.split()[1] for line in annex.splitlines() if line.startswith("  # ")]
    criteria = [int(head.partition(".")[0]) for head in heads if head[0].isdigit()]
    assert criteria == sorted(criteria)


def test_only_holes_leaves_out_what_is_there() -> None:
    form = holes_form(Library(plugins=()).catalogue, SET, weak=False).text
    assert "known:" not in form
    assert "có trong danh mục" not in form


@pytest.mark.parametrize(("level", "clash"), [("delegated: {to: ubnd-cap-tinh}", False), ("value: 100", True)])
def test_a_province_fills_what_the_text_in_hand_leaves_to_it_and_nothing_else(
    tmp_path: Path, level: str, clash: bool
) -> None:
    evidence = "evidence: {kind: copy, confidence: high, ref: [x]}"
    for name, body in (
        ("doc", f"verb: complete\n    requirement: {{kind: at_least, threshold: {{{level}, {evidence}}}}}"),
        ("tinh", f"verb: fill\n    requirement: {{kind: at_least, threshold: {{value: 91, {evidence}}}}}"),
    ):
        territory = '  territory: [{list: "2004", province: ha-giang}]\n' if name == "tinh" else ""
        (tmp_path / f"{name}.yaml").write_text(
            f"pack:\n  id: {name}\n  name: {{vi: {name}}}\n{territory}sources:\n  - {{id: x, title: x}}\noverrides:\n"
            f"  - id: {name}/2.1\n    target: vn/xa-ntm/2021/2.1\n    provision: {{decision: 318/QĐ-TTg}}\n"
            f'    from: "2022-03-08"\n    {body}\n',
            encoding="utf-8",
        )
    packs = [tmp_path / "doc.yaml", tmp_path / "tinh.yaml"]
    if clash:
        with pytest.raises(CatalogError, match="NTM210"):
            Library(packs=packs, plugins=()).catalogue.overrides.get("vn/xa-ntm/2021/2.1")
        return
    book = Library(packs=packs, plugins=()).rulebook("vn/xa-ntm/2021", province="ha-giang", on="2023-06-30")
    rule = next(rule for heading in book.headings for rule in heading.rules if rule.id == "vn/xa-ntm/2021/2.1")
    assert rule.requirement.threshold.cell(2023, "trung-du-mien-nui-phia-bac").value == 91


@pytest.mark.parametrize("mark", ["đúng", "Đúng", "x", "right"])
def test_marks_in_any_case_confirm(tmp_path: Path, form: str, mark: str) -> None:
    text = put(form, "2021/11.1", "confirm: …", f"confirm: {mark}")
    assert level(tmp_path / "f.yaml", text, "11.1", "dong-bang-song-hong") == (Decimal(1), "copy")


@pytest.mark.parametrize(
    ("old", "new"), [("confirm: …", "confirm: dung"), ("known: 1, value: …", "known: 1, value: dúng")]
)
def test_a_word_that_is_no_mark_is_an_error_at_its_line(tmp_path: Path, form: str, old: str, new: str) -> None:
    text = put(form, "2021/11.1", old, new)
    with pytest.raises(CatalogError) as caught:
        level(tmp_path / "f.yaml", text, "11.1", BTB)
    (found,) = caught.value.problems
    line = text[: text.index(new)].count("\n") + 1
    assert found.code == "NTM232"
    assert f"f.yaml:{line}:" in found.where


def all_marked(set_id: str) -> str:
    """Return the form of a set in which all that the catalogue has is confirmed, and every hole left open."""
    text = holes_form(Library(plugins=()).catalogue, set_id).text.replace("title: …", "title: Bản sao", 1)
    text = text.replace("confirm: …", "confirm: đúng")
    text = re.sub(r"(known: [^,{}\n]+, value: )…", r"\1đúng", text)
    return re.sub(r"(known: \w+\n +kind: )…", r"\1đúng", text)


@pytest.mark.parametrize("set_id", [SET, "vn/xa-ntm/2021", "vn/huyen-ntm/2021", "vn/xa-ntm/2016"])
def test_a_form_in_which_all_is_confirmed_reads_what_the_text_of_its_days_reads(tmp_path: Path, set_id: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(all_marked(set_id), encoding="utf-8")
    found = [str(each.problem) for each in lint(path) if each.severity == "error"]
    assert not found, found
