"""The form of the holes of a set: written, filled bit by bit, loaded, linted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ntmrules import CatalogError, Library, UnitFigures, Verdict
from ntmrules.authoring.holes_form import holes_form
from ntmrules.check.lint import lint
from ntmrules.cli import run

SET = "vn/xa-ntm/2026"
NAMED = "  - {id: van-ban-trong-tay, title: Phụ lục I của quyết định}"


@pytest.fixture(scope="module")
def national() -> Library:
    return Library(plugins=())


@pytest.fixture(scope="module")
def form(national: Library) -> str:
    return holes_form(national.catalogue, SET).text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "holes.yaml"


def over(path: Path, text: str) -> Library:
    path.write_text(text, encoding="utf-8")
    return Library(packs=[path], plugins=())


def block(text: str, head: str) -> tuple[str, str, str]:
    """Return what stands before, in and behind the entry whose text begins with ``head``."""
    start = text.index(head)
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    return text[:start], text[start:end], text[end:]


def named(text: str) -> str:
    return text.replace("  - {id: van-ban-trong-tay, title: …}", NAMED)


def line_of(text: str, part: str, after: str) -> int:
    return text[: text.index(part, text.index(after))].count("\n") + 1


def test_an_untouched_form_of_every_set_loads_lints_and_changes_nothing(national: Library, path: Path) -> None:
    for header in national.sets():
        made = holes_form(national.catalogue, header.id)
        library = over(path, made.text)
        assert library.catalogue.overrides == {}
        assert library.catalogue.packs[-1].unfilled == made.holes + made.indicators + made.counts + made.criteria
        assert [each for each in lint(path) if each.severity == "error"] == []


def test_every_hole_of_the_set_stands_in_the_form_with_its_reason(form: str) -> None:
    assert "# 2.1 Hệ thống đường giao thông nông thôn (từ 15/02/2026)" in form
    assert "# chưa rõ vì: chưa thấy mức của nhóm xã nào; đã tìm: xa2026_s1, xa2026_s13" in form
    assert 'target: "vn/xa-ntm/2026/8.attp"' in form


def test_criteria_without_any_indicator_have_a_block_for_new_ones(form: str) -> None:
    for number in range(1, 11):
        assert f'id: "bo-sung-xa-ntm-2026/xa-ntm/2026/{number}/so-chi-tieu"' in form
    assert form.count("    indicator:\n") == 10


def test_a_yes_no_hole_takes_one_word(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/8.attp"')
    library = over(path, named(before + entry.replace("kind: …", "kind: attained") + behind))
    book = library.rulebook(SET, on="2026-06-30")
    for value, verdict in ((True, Verdict.MET), (False, Verdict.NOT_MET)):
        result = book.evaluate(UnitFigures.of("xã", {"bao-dam-an-toan-thuc-pham": value}))
        assert result.node("8.attp").verdict is verdict
    assert [each for each in lint(path) if each.severity == "error"] == []


def test_rows_that_stay_open_are_holes_and_the_others_decide(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/8.nuocsach"')
    entry = entry.replace("kind: …", "kind: at_least").replace("{area: nhom-1, value: …}", "{area: nhom-1, value: 90}")
    library = over(path, named(before + entry + behind))
    book = library.rulebook(SET, on="2026-06-30")
    for area, figure, verdict in (("nhom-1", 90, Verdict.MET), ("nhom-1", 89, Verdict.NOT_MET),
                                  ("nhom-2", 89, Verdict.UNDETERMINED)):  # fmt: skip
        result = book.evaluate(UnitFigures.of("xã", {"ty-le-ho-dung-nuoc-sach": figure}, area=area))
        assert result.node("8.nuocsach").verdict is verdict


def test_an_entry_that_was_begun_is_an_error_at_its_open_place(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/2.1"')
    text = named(before + entry.replace("kind: …", "kind: at_least") + behind)
    with pytest.raises(CatalogError) as caught:
        over(path, text)
    (problem,) = caught.value.problems
    line = line_of(text, "value: …", "xa-ntm/2026/2.1")
    assert problem.code == "NTM232"
    assert problem.where == f"holes.yaml:{line}:16"
    assert problem.what == "value is not filled in, though its entry was begun"


def test_a_comparison_whose_levels_all_stay_open_is_a_hole_still(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/8.nuocsach"')
    library = over(path, named(before + entry.replace("kind: …", "kind: at_least") + behind))
    result = library.rulebook(SET, on="2026-06-30").evaluate(UnitFigures.of("xã", {"ty-le-ho-dung-nuoc-sach": 1}))
    assert result.node("8.nuocsach").verdict is Verdict.UNDETERMINED


def test_who_fills_in_says_which_text_is_in_hand(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/8.attp"')
    with pytest.raises(CatalogError) as caught:
        over(path, before + entry.replace("kind: …", "kind: attained") + behind)
    assert [problem.what for problem in caught.value.problems] == ["the text in hand is not named"]


def filled_indicator(form: str, criterion: str, label: str, measure: str) -> str:
    before, rest = form.split(f"  # Chỉ tiêu chưa viết của tiêu chí {criterion} ", 1)
    end = rest.find("\n\n")
    entry, behind = (rest, "") if end < 0 else (rest[:end], rest[end:])
    entry = entry.replace("      id: …", f'      id: "{label}"').replace("vi: …", "vi: Trường học đạt chuẩn")
    entry = entry.replace("measure: …", f"measure: {measure}").replace("kind: …", "kind: attained")
    return f"{before}  # Chỉ tiêu chưa viết của tiêu chí {criterion} {entry}{behind}"


def test_a_new_indicator_with_a_new_measure_is_judged_and_completes_its_criterion(form: str, path: Path) -> None:
    text = filled_indicator(named(form), "5", "5.1", "truong-dat-chuan")
    for old, new in (
        ("- id: …", "- id: truong-dat-chuan"),
        ("vi: …", "vi: Trường đạt chuẩn"),
        ("kind: …", "kind: yes_no"),
    ):
        head, tail = text.split("measures:\n", 1)
        text = f"{head}measures:\n{tail.replace(old, new, 1)}"
    before, entry, behind = block(text, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/5/so-chi-tieu"')
    library = over(path, before + entry.replace("declared_indicators: …", "declared_indicators: 1") + behind)
    assert [each for each in lint(path) if each.severity == "error"] == []
    book = library.rulebook(SET, on="2026-06-30")
    result = book.evaluate(UnitFigures.of("xã", {"truong-dat-chuan": "đạt"}))
    assert result.node("5.1").verdict is Verdict.MET
    assert result.node("5").verdict is Verdict.MET
    assert result.tally.indicators.declared == 47
    packs = {pack["name"]: pack["overrides"] for pack in book.receipt["packs"]}
    assert packs["bo-sung-xa-ntm-2026"] == ["bo-sung-xa-ntm-2026/xa-ntm/2026/5.1"]


def test_without_its_count_a_criterion_with_a_new_indicator_stays_open(form: str, path: Path) -> None:
    text = filled_indicator(named(form), "5", "5.1", "bao-dam-an-toan-thuc-pham")
    book = over(path, text).rulebook(SET, on="2026-06-30")
    result = book.evaluate(UnitFigures.of("xã", {"bao-dam-an-toan-thuc-pham": "đạt"}))
    assert result.node("5.1").verdict is Verdict.MET
    assert result.node("5").verdict is Verdict.UNDETERMINED


def test_a_count_below_what_is_written_is_refused(form: str, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/3/so-chi-tieu"')
    with pytest.raises(CatalogError) as caught:
        over(path, named(before + entry.replace("declared_indicators: …", "declared_indicators: 2") + behind))
    assert caught.value.code == "NTM230"


def test_a_count_that_the_decision_is_known_to_give_is_not_given_again(path: Path) -> None:
    text = (
        'pack: {id: thu, name: {vi: thử}}\noverrides:\n  - id: "thu/2"\n    verb: complete\n'
        '    target: "vn/xa-ntm/2021/2"\n    provision: {decision: "318/QĐ-TTg"}\n    from: "2022-03-08"\n'
        "    declared_indicators: 9\n"
    )
    with pytest.raises(CatalogError) as caught:
        over(path, text)
    assert caught.value.code == "NTM230"


def test_open_levels_of_a_known_comparison_are_filled_by_area(national: Library, path: Path) -> None:
    text = holes_form(national.catalogue, "vn/xa-ntm/2021").text
    before, entry, behind = block(text, '  - id: "bo-sung-xa-ntm-2021/xa-ntm/2021/15.4@2022-03-08"')
    assert "kind: at_least" in entry
    entry = entry.replace("{area: tay-nguyen, value: …}", "{area: tay-nguyen, value: 40}")
    library = over(path, named(before + entry + behind))
    book = library.rulebook("vn/xa-ntm/2021", on="2023-06-30")
    subject = "ty-le-dan-so-co-so-kham-chua-benh-dien-tu"
    found = {
        area: book.evaluate(UnitFigures.of("xã", {subject: 55}, area=area)).node("15.4").verdict
        for area in ("tay-nguyen", "dong-bang-song-hong", "bac-trung-bo")
    }
    assert found == {
        "tay-nguyen": Verdict.MET,
        "dong-bang-song-hong": Verdict.NOT_MET,
        "bac-trung-bo": Verdict.UNDETERMINED,
    }


def test_filling_a_hole_never_changes_an_indicator_that_is_no_hole(form: str, national: Library, path: Path) -> None:
    before, entry, behind = block(form, '  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/8.attp"')
    library = over(path, named(before + entry.replace("kind: …", "kind: attained") + behind))
    rules = [
        {rule.id: rule.requirement for rule in each.rulebook(SET, on="2026-06-30").rules if rule.number != "8.attp"}
        for each in (national, library)
    ]
    assert rules[0] == rules[1]


def test_everything_that_is_wrong_in_a_form_is_told_at_once(form: str, path: Path) -> None:
    text = form.replace("    kind: …\n    unit: …", "    kind: yes_no\n    unit: …")  # a measure that was begun
    for label, old, new in (("2.1", "kind: …", "kind: at_least"), ("8.attp", "kind: …", "kind: nhieu-nhat")):
        before, entry, behind = block(text, f'  - id: "bo-sung-xa-ntm-2026/xa-ntm/2026/{label}"')
        text = before + entry.replace(old, new) + behind
    with pytest.raises(CatalogError) as caught:
        over(path, text)
    told = [(problem.code, problem.what.split(" ")[0]) for problem in caught.value.problems]
    assert sorted(told) == [
        ("NTM113", "unknown"), ("NTM232", "id"), ("NTM232", "the"), ("NTM232", "value"), ("NTM232", "vi"),
    ]  # fmt: skip


def test_parts_that_share_a_measure_are_named_where_they_cannot_be_filled(national: Library) -> None:
    text = holes_form(national.catalogue, "vn/xa-ntm-nang-cao/2021").text
    assert "# 8.2: nhiều phần cùng hỏi ty-le-thue-bao-dien-thoai-thong-minh" in text


@pytest.mark.parametrize("asked", ["QĐ 318", "318", "318/QĐ-TT"])
def test_a_decision_as_people_call_it_gets_its_number(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["template", "--holes", "vn/xa-ntm-nang-cao/2021", "--decision", asked, "-o", str(tmp_path / "a.yaml")]
    assert run(words) == 3
    assert "'318/QĐ-TTg'" in capsys.readouterr().err.split("to do:")[1]


REMARK = re.compile(r"(?:^|\s)# ?(.*)$", re.MULTILINE)
ENGLISH = re.compile(r"\b(the|of|with|without|and|which|that|write|leave|copy the|right|since|from memory)\b")
VIETNAMESE = re.compile("[ăđêôơưảãáạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏõọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ]", re.IGNORECASE)
PLACES = re.compile(
    r"[A-ZĐ]\w+ [A-ZĐ]\w+(?:, [A-ZĐ]\w+ [A-ZĐ]\w+)?|(?:\d+/)+[\w-]+|QĐ|đạt|khá|searched: .*$|\b[a-z]+(?:-[a-z0-9]+)+"
)


@pytest.mark.parametrize("set_id", ["vn/xa-ntm-nang-cao/2021", "vn/xa-ntm/2026", "vn/huyen-ntm/2021", "vn/xa-ntm/2016"])
def test_the_remarks_of_a_form_are_in_one_language(set_id: str, national: Library) -> None:
    for lang, other in (("vi", ENGLISH), ("en", VIETNAMESE)):
        form = holes_form(national.catalogue, set_id, lang=lang)
        assert [said for said in map(str, REMARK.findall(form.text)) if other.search(PLACES.sub("", said))] == []


@pytest.mark.parametrize("set_id", ["vn/xa-ntm-nang-cao/2021", "vn/xa-ntm/2026", "vn/huyen-ntm-nang-cao/2021"])
def test_a_form_asks_the_same_in_either_language(set_id: str, national: Library) -> None:
    forms = [holes_form(national.catalogue, set_id, lang=lang).text for lang in ("vi", "en")]
    assert len({REMARK.sub("", form).replace("\n\n", "\n") for form in map(_bare, forms)}) == 1


def _bare(form: str) -> str:
    return "\n".join(line for line in form.splitlines() if line.strip() and not line.lstrip().startswith("#"))
