"""Subjects and values that cannot be: each is refused with its place, all of them at once."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from made import at_least, attained, book, entry, judge, verdict

from ntmrules import Entry, FiguresError, Library, Verdict, read_figures
from ntmrules.figures import bind as bind_module
from ntmrules.model import requirements as req
from ntmrules.model.figures import Status

BOOK = book(
    at_least(80), attained(), req.AllOf(of=(attained("co-khac"), at_least(10, "luong"))), at_least(3, "so-mo-hinh")
)


def problems(*entries: Entry) -> list[Any]:
    with pytest.raises(FiguresError) as caught:
        judge(BOOK, {f"{index}": each for index, each in enumerate(entries)})
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("subject", "value", "code"),
    [
        ("ty-lee", 80, "NTM503"),
        ("ty-le", "NaN", "NTM502"),
        ("ty-le", "sNaN", "NTM502"),
        ("ty-le", "-Infinity", "NTM502"),
        ("luong", "Infinity", "NTM502"),
        ("so-mo-hinh", "NaN", "NTM502"),
        ("1.1", "NaN", "NTM502"),
        ("99", Verdict.MET, "NTM503"),
        ("ty-le", 140, "NTM506"),
        ("ty-le", -1, "NTM506"),
        ("ty-le", Verdict.MET, "NTM505"),
        ("ty-le", (1, 2), "NTM505"),
        ("so-mo-hinh", "2.5", "NTM506"),
        ("so-mo-hinh", -1, "NTM506"),
        ("co", 1, "NTM505"),
        ("co", Verdict.UNDETERMINED, "NTM505"),
        ("1", 80, "NTM505"),
        ("1.3", 80, "NTM505"),
        ("1.1", 140, "NTM506"),
        ("1.1", (16, 19), "NTM505"),
        ("tieu-chi", 16, "NTM505"),
        ("ty-le/tre", 80, "NTM503"),
    ],
)
def test_a_subject_or_value_that_cannot_be_is_refused_with_its_place(subject: str, value: Any, code: str) -> None:
    found = problems(entry(subject, value, at="a.csv:7:3"))
    assert [(each.code, each.where) for each in found] == [(code, "a.csv:7:3")]


def test_an_unknown_subject_offers_the_nearest_known_one() -> None:
    assert "did you mean 'ty-le'" in problems(entry("ty-lee", 80))[0].remedy


def test_a_figure_in_another_unit_is_refused_and_one_in_its_own_is_taken() -> None:
    assert problems(entry("luong", 80, unit="%"))[0].code == "NTM506"
    assert verdict(BOOK, {"ty-le": entry("ty-le", 80, unit="%")}) is Verdict.MET


def test_every_bad_entry_is_listed_at_once() -> None:
    found = problems(entry("ty-lee", 80, at="2"), entry("ty-le", 140, at="3"), entry("co", 1, at="4"))
    assert [each.where for each in found] == ["2", "3", "4"]


def test_two_values_for_one_figure_of_one_time_contradict() -> None:
    found = problems(entry("ty-le", 80, at="2"), entry("ty-le", 81, at="3"))
    assert [(each.code, each.where) for each in found] == [("NTM507", "3")]
    assert "in 2" in found[0].what


def test_the_same_value_twice_is_no_contradiction() -> None:
    assert verdict(BOOK, {"a": entry("ty-le", 80), "b": entry("ty-le", "80.0")}) is Verdict.MET


def test_the_newer_of_two_dated_figures_is_used_in_either_order() -> None:
    old, new = entry("ty-le", 70, as_of="2022-12-31"), entry("ty-le", 90, as_of="2023-03-31")
    assert verdict(BOOK, {"a": old, "b": new}) is verdict(BOOK, {"a": new, "b": old}) is Verdict.MET
    last_year, this_year = entry("ty-le", 90, period=2022), entry("ty-le", 70, period=2023)
    assert verdict(BOOK, {"a": last_year, "b": this_year}) is Verdict.NOT_MET


def test_an_indicator_takes_its_figure_under_its_label() -> None:
    for label in ("1.1", "vn/thu/2021/1.1", "vn/thu/1.1"):
        assert verdict(BOOK, {label: 80}) is Verdict.MET
        assert verdict(BOOK, {label: 79}) is Verdict.NOT_MET


def test_a_label_may_have_its_figure_and_a_report_beside_each_other() -> None:
    result = judge(BOOK, {"a": entry("1.1", 79), "b": entry("1.1", Verdict.MET)})
    assert result.node("1.1").verdict is Verdict.NOT_MET
    assert result.node("1.1").has_note("contradiction")


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.STALE])
@pytest.mark.parametrize("subject", ["1.1", "1"])
def test_a_withdrawn_or_stale_report_decides_nothing(subject: str, status: Status) -> None:
    for said in (Verdict.MET, Verdict.NOT_MET):
        assert verdict(BOOK, {subject: entry(subject, said, status=status)}, of=subject) is Verdict.UNDETERMINED


def test_a_report_made_after_the_date_decides_nothing() -> None:
    assert verdict(BOOK, {"1.1": entry("1.1", Verdict.MET, as_of="2023-07-01")}) is Verdict.UNDETERMINED
    assert verdict(BOOK, {"1.1": entry("1.1", Verdict.MET, as_of="2023-06-30")}) is Verdict.MET


def test_a_withdrawn_figure_does_not_bring_an_older_one_back() -> None:
    old = entry("ty-le", 90, as_of="2022-12-31")
    gone = entry("ty-le", 95, as_of="2023-03-31", status=Status.WITHDRAWN)
    assert verdict(BOOK, {"a": old, "b": gone}) is verdict(BOOK, {"a": gone, "b": old}) is Verdict.UNDETERMINED


def test_a_float_is_taken_as_it_is_written() -> None:
    assert judge(BOOK, {"ty-le": 0.1}).figures.entries[0].value == Decimal("0.1")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_several_entries_about_one_thing_decides_nothing(order: tuple[int, ...]) -> None:
    final, stale = entry("ty-le", 90), entry("ty-le", 90, status=Status.STALE)
    older = entry("ty-le", 70, period=2021)
    newest = entry("ty-le", 90, period=2023)
    firm = [final, stale, entry("ty-le", 90, status=Status.PRELIMINARY)]
    assert verdict(BOOK, {f"{at}": firm[at] for at in order}) is Verdict.UNDETERMINED
    assert verdict(BOOK, {f"{at}": (older, entry("ty-le", 70, period=2021), newest)[at] for at in order}) is Verdict.MET
    clash = (older, entry("ty-le", 71, period=2021), newest)
    assert [each.code for each in problems(*[clash[at] for at in order])] == ["NTM507"]


def test_a_unit_of_a_file_is_tied_to_its_rulebook_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Reading checks it, the engine judges it, and the text tells it, all from the same figures."""
    calls: list[str] = []
    real = bind_module.bind_entries

    def counted(book: object, entries: object, *rest: object, **options: object) -> object:
        calls.append("bound")
        return real(book, entries, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(bind_module, "bind_entries", counted)
    book = Library(plugins=()).rulebook("xa-ntm", on="2023-10-31", province="quang-ninh")
    file = tmp_path / "mot-xa.csv"
    file.write_text("unit,subject,value\nxã Mẫu,10.1,55\n", encoding="utf-8")
    attainment = book.evaluate(read_figures(file, rulebook=book).unit("xã Mẫu"))
    attainment.text(view="full")
    attainment.decisive()
    assert calls == ["bound"]
