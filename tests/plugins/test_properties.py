"""The properties of the design on packs over the national sets: P4, P6, P10, P14."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from plugins.installing import install, on_path
from plugins.made_up import SET, entry, level, over, pack_at

from ntmrules import Library, Rulebook
from ntmrules.catalog.digest import digest
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.testing import figures_for
from ntmrules.testing import properties as of
from ntmrules.testing.conformance import chooser

NATIONAL = Library(plugins=())
BOOK = NATIONAL.rulebook(SET, on="2023-12-31", evidence_floor=Floor.RECALL_LOW)
FEW = settings(max_examples=15, deadline=None)


def one_level(rule_number: str) -> Decimal | None:
    """Return the level of a rule that has one for everybody; nothing for other rules."""
    rule = next(each for each in BOOK.rules if each.number == rule_number)
    if not isinstance(rule.requirement, (req.AtLeast, req.AtMost)) or len(rule.requirement.threshold.rows) != 1:
        return None
    return rule.requirement.threshold.rows[0].value


PLAIN = [rule.number for rule in BOOK.rules if one_level(rule.number) is not None]
DELEGATED = ["2.1", "2.2", "2.3", "2.4"]


@st.composite
def raises(draw: st.DrawFn) -> list[str]:
    """Draw entries that raise some levels, each by a little or a lot, at any time of the stage."""
    entries = []
    for number in draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6, unique=True)):
        rule = next(each for each in BOOK.rules if each.number == number)
        base = one_level(number)
        assert base is not None
        room = (0, base) if rule.requirement.kind == "at_most" else (base, max(base, Decimal(100)))
        value = draw(st.decimals(*room, places=1))
        since = draw(st.sampled_from(["2022-08-01", "2023-12-31", "2024-01-01"]))
        entries.append(entry("nghe-an", number, "raise", level(rule.requirement.kind, value), since=since))
    return entries


def test_there_are_enough_rules_to_raise() -> None:
    assert len(PLAIN) >= 5


@FEW
@given(st.data(), raises())
def test_p6_a_raise_never_makes_it_easier(data: st.DataObject, entries: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = over(pack_at(Path(folder), "nghe-an", entries))
    for province, changed in (("Nghệ An", True), ("Hà Tĩnh", False)):
        book = library.rulebook(SET, on="2023-12-31", province=province, evidence_floor=Floor.RECALL_LOW)
        plain = NATIONAL.rulebook(SET, on="2023-12-31", province=province, evidence_floor=Floor.RECALL_LOW)
        figures = data.draw(figures_for(book, reports=False))
        raised, national = book.evaluate(figures), plain.evaluate(figures)
        of.raise_is_never_easier(raised)
        for key, verdict in of.verdicts_of(national).items():
            if verdict is not of.Verdict.NOT_APPLICABLE:
                assert of.ORDER[of.verdicts_of(raised)[key]] <= of.ORDER[verdict], f"{key} became easier in {province}"
            if not changed:
                assert of.verdicts_of(raised)[key] is verdict


@FEW
@given(st.data(), st.permutations(DELEGATED), st.integers(1, 4))
def test_p4_the_order_of_files_and_entries_changes_nothing(data: st.DataObject, order: list[str], files: int) -> None:
    def book_of(numbers: list[str], count: int) -> Rulebook:
        entries = [entry("nghe-an", number, "fill", level("at_least", 80)) for number in numbers]
        with tempfile.TemporaryDirectory() as folder:
            return over(pack_at(Path(folder), "nghe-an", entries, files=count)).rulebook(
                SET, on="2023-12-31", province="Nghệ An"
            )

    first, second = book_of(DELEGATED, 1), book_of(order, files)
    figures = data.draw(figures_for(first))
    assert [digest(rule.requirement) for rule in first.rules] == [digest(rule.requirement) for rule in second.rules]
    assert first.evaluate(figures).trace == second.evaluate(figures).trace


def test_p4_the_order_of_packs_changes_neither_verdicts_nor_the_receipt(tmp_path: Path) -> None:
    packs = [
        pack_at(tmp_path, name, [entry(name, "2.1", "fill", level("at_least", value)), *added])
        for name, value, added in (
            ("nghe-an", 80, []), ("ha-tinh", 90, []),
            ("thanh-hoa", 100, [entry("thanh-hoa", "3.1", "raise", level("at_least", 90))]),
        )
    ]  # fmt: skip
    books = [over(*order).rulebook(SET, on="2023-12-31", province="Thanh Hóa") for order in permutations(packs)]
    figures = of.UnitFigures.of(
        "xã Mẫu", {"ty-le-duong-xa-cung-hoa": 99, "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong": 89}
    )
    results = [book.evaluate(figures) for book in books]
    assert all(result.trace == results[0].trace for result in results)
    assert len({digest([rule.requirement for rule in book.rules]) for book in books}) == 1
    assert len({str(dict(book.receipt)) for book in books}) == 1


def test_p4_the_order_in_which_plugins_are_named_changes_nothing(tmp_path: Path) -> None:
    names = ["nghe-an", "ha-tinh", "thanh-hoa"]
    for name in names:
        pack = pack_at(tmp_path / "packs", name, [entry(name, "2.1", "fill", level("at_least", 80))])
        install(tmp_path / "site", name, pack=pack.root)
    with on_path(tmp_path / "site"):
        books = [
            Library(plugins=list(order)).rulebook(SET, on="2023-12-31", province="Hà Tĩnh")
            for order in permutations(names)
        ]
        receipts = {str(dict(book.receipt)) for book in books}
    assert len(receipts) == 1
    assert len({digest([rule.requirement for rule in book.rules]) for book in books}) == 1


@FEW
@given(st.data(), raises())
def test_p10_between_two_dates_of_change_the_verdict_is_constant(data: st.DataObject, entries: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = over(pack_at(Path(folder), "nghe-an", entries))
        of.constant_between_changes(
            library,
            SET,
            lambda book: data.draw(figures_for(book)),
            chooser(data),
            floor=Floor.RECALL_LOW,
            province="2004:nghe-an",
        )


def test_p10_the_dates_of_a_pack_are_dates_of_change(tmp_path: Path) -> None:
    from ntmrules.testing.changes import change_days

    pack = pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", level("at_least", 80), since="2023-05-05",
                                               more='    to: "2023-09-09"\n')])  # fmt: skip
    starts = [first.isoformat() for first, _ in change_days(over(pack).catalogue, SET)]
    assert "2023-05-05" in starts
    assert "2023-09-10" in starts
    assert "2023-05-05" not in [first.isoformat() for first, _ in change_days(NATIONAL.catalogue, SET)]


DISPUTED = """    requirement:
      kind: at_least
      threshold:
        candidates:
          - {value: 80, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
          - {value: 90, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}
"""


@FEW
@given(st.data())
def test_p14_a_disputed_level_of_a_province_decides_no_more_than_its_candidates(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        entries = [entry("nghe-an", number, "fill", DISPUTED) for number in DELEGATED]
        library = over(pack_at(Path(folder), "nghe-an", entries))
    book = library.rulebook(SET, on="2023-12-31", province="Nghệ An", evidence_floor=Floor.RECALL_LOW)
    of.disputed_decides_no_more(book, data.draw(figures_for(book, reports=False)), chooser(data))


def test_p14_between_the_candidates_it_is_undetermined_and_beyond_them_decided(tmp_path: Path) -> None:
    book = over(pack_at(tmp_path, "nghe-an", [entry("nghe-an", "2.1", "fill", DISPUTED)])).rulebook(
        SET, on="2023-12-31", province="Nghệ An"
    )
    said = [
        str(book.evaluate(of.UnitFigures.of("xã Mẫu", {"ty-le-duong-xa-cung-hoa": value})).node("2.1").verdict)
        for value in (79, 85, 90)
    ]
    assert said == ["not_met", "undetermined", "met"]
