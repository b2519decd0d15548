"""Empty figures forms: every question that decides, and nothing that anybody would have to guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import Library, UnitFigures, Verdict, read_figures
from ntmrules.figures.bind import subjects
from ntmrules.figures.form import as_csv, long_table, questions, wide_table
from ntmrules.model.rulebook import Rulebook


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Library(plugins=()).rulebook("vn/xa-ntm/2021", on="2023-06-30", province="Quảng Ninh")


def test_no_subject_of_a_form_can_be_taken_for_a_number(book: Rulebook) -> None:
    later = Library(plugins=()).rulebook("xa-ntm", on="2026-10-31", province="Quảng Ninh")
    for each in (book, later):
        written = [row[1] for row in long_table(each, ["xã A"]).rows]
        assert not any(subject[:1].isdigit() for subject in written)
        assert all(subject in subjects(each) for subject in written)
        assert not any(name[:1].isdigit() for name in wide_table(each, [("xã A", None)], "Quảng Ninh").columns)
    assert "vn/xa-ntm/2026/3.10" in written


@pytest.mark.parametrize("ref", ["xa-ntm", "xa-ntm-nang-cao", "huyen-ntm", "xa-ntm-kieu-mau"])
def test_every_subject_of_a_form_is_one_that_the_set_takes(ref: str) -> None:
    book = Library(plugins=()).rulebook(ref, on="2023-06-30")
    known = subjects(book)
    asked = questions(book)
    assert asked
    assert [each.subject for each in asked if each.subject not in known] == []
    assert len({each.subject for each in asked}) == len(asked)


def test_every_indicator_has_a_question(book: Rulebook) -> None:
    asked = {number for each in questions(book) for number in each.numbers}
    assert asked == {rule.number for rule in book.all_rules}


def test_an_empty_form_reads_as_nothing_known(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "phieu.csv"
    path.write_text(as_csv(long_table(book, ["xã A", "xã B"])), encoding="utf-8-sig")
    table = read_figures(path, rulebook=book)
    assert [(unit.unit, unit.entries) for unit in table.units] == [("xã A", ()), ("xã B", ())]
    assert book.evaluate(table.units[0]).tally.indicators.low == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_form_speaks_one_language_and_is_read_in_both(book: Rulebook, lang: str, tmp_path: Path) -> None:
    answers = {"thu-nhap-binh-quan-dau-nguoi": "53", "ke-hoach-boi-duong-kien-thuc-ntm": "có"}
    form = long_table(book, ["xã A"], lang)
    rows = [",".join([*row[:2], answers.get(row[1], ""), *row[3:5], ""]) for row in form.rows]
    long, wide = tmp_path / "dai.csv", tmp_path / "rong.csv"
    long.write_text("\n".join([",".join(form.columns), *rows]), encoding="utf-8")
    form = wide_table(book, [("xã A", "huyện B")], "Quảng Ninh", lang)
    row = [answers.get(role, cell) for role, cell in zip(form.roles, form.rows[0], strict=True)]
    wide.write_text("\n".join([",".join(form.columns), ",".join(row)]), encoding="utf-8")
    for path in (long, wide):
        unit = read_figures(path, rulebook=book).unit("xã A")
        assert {each.subject: str(each.period) for each in unit.entries} == dict.fromkeys(answers, "2023")
    said = "\n".join(
        (*form.head[1:], *form.columns[: form.roles.index("source") + 1], *(told for _, told in form.asked))
    )
    assert ("Đơn vị" in said, "unit" in said) == ((True, False) if lang == "vi" else (False, True))
    assert ("có (đạt)" in said, "có (yes: met)" in said) == ((True, False) if lang == "vi" else (False, True))


def test_a_wide_form_has_a_row_for_each_unit_and_takes_answers(book: Rulebook, tmp_path: Path) -> None:
    text = as_csv(wide_table(book, [("xã A", None), ("xã B", None)], "Quảng Ninh"))
    rows = text.splitlines()
    head = next(row for row in rows if row.startswith("Đơn vị,")).split(",")
    place = head.index("quy-hoach-chung-xay-dung-xa")
    last = rows[-1].split(",")
    last[place] = "đạt"
    path = tmp_path / "phieu.csv"
    path.write_text("\n".join([*rows[:-1], ",".join(last)]), encoding="utf-8")
    table = read_figures(path, rulebook=book)
    assert [len(unit.entries) for unit in table.units] == [0, 1]
    assert book.evaluate(table.unit("xã B")).node("1.1").verdict is Verdict.MET


def test_answering_every_question_leaves_no_figure_missing(book: Rulebook) -> None:
    known = subjects(book)
    values = {}
    for each in questions(book):
        measure = known[each.subject].measure
        values[each.subject] = "đạt" if measure is None or measure.kind == "yes_no" else 3
    result = book.evaluate(UnitFigures.of("xã", values))
    assert [reason for node in result.nodes() for reason in node.reasons if reason.code == "no_figure"] == []
