"""Receipts: what they hold, when they are made, and what a second evaluation finds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import Entry, FiguresError, Library, UnitFigures, UsageError, __version__
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.document import document_of
from ntmrules.model.figures import Status
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.record.figures_json import figures_data, figures_digest, figures_from
from ntmrules.record.receipt import attainment_receipt, circuit_digest
from ntmrules.verify import receipts_in, verify

PLUGINS = Path(__file__).parents[2] / "plugins"
FIGURES = {
    "thu-nhap-binh-quan-dau-nguoi": 55,
    "ty-le-lao-dong-qua-dao-tao": 71,
    "quy-hoach-chung-xay-dung-xa": True,
    "2": "met",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


@pytest.fixture(scope="module")
def book(library: Library) -> Rulebook:
    return library.rulebook("vn/xa-ntm/2021", on="2023-06-30", province="Quảng Ninh")


@pytest.fixture
def receipt(book: Rulebook) -> dict[str, Any]:
    made = attainment_receipt(book.evaluate(UnitFigures.of("xã Mẫu", FIGURES)))
    return json.loads(json.dumps(made))


def test_an_evaluation_makes_no_receipt(library: Library) -> None:
    book = library.rulebook("vn/xa-ntm/2021", on="2023-06-30")
    book.evaluate(UnitFigures.of("xã Mẫu", FIGURES))
    assert "receipt" not in book._memo


def test_a_receipt_pins_library_set_day_place_and_floor(receipt: dict[str, Any]) -> None:
    assert receipt["library"] == __version__
    assert (receipt["set"], receipt["on"]) == ("vn/xa-ntm/2021", "2023-06-30")
    assert receipt["province"] == {"list": "2004", "id": "quang-ninh"}
    assert (receipt["floor"], receipt["on_gap"], receipt["area"]) == ("recall", None, None)
    assert [pack["name"] for pack in receipt["packs"]] == ["vn"]
    assert len(receipt["catalogue"]) == 64


def test_a_receipt_alone_is_enough_to_verify_it(library: Library, receipt: dict[str, Any]) -> None:
    found = verify(library, receipt)
    assert found.same
    assert found.unit == "xã Mẫu"


def test_two_libraries_give_one_digest(receipt: dict[str, Any]) -> None:
    assert verify(Library(plugins=()), receipt).same


def test_two_texts_give_two_digests(library: Library) -> None:
    days = ("2024-02-28", "2024-03-02")
    digests = {library.rulebook("vn/xa-ntm/2021", on=day).receipt["catalogue"] for day in days}
    assert len(digests) == 2


def test_two_days_of_one_text_give_one_digest(library: Library) -> None:
    days = ("2024-04-02", "2025-03-02")
    digests = {library.rulebook("vn/xa-ntm/2021", on=day).receipt["catalogue"] for day in days}
    assert len(digests) == 1


def test_a_changed_level_changes_digest_and_result(library: Library, book: Rulebook, receipt: dict[str, Any]) -> None:
    from ntmrules.model.requirements import AtMost

    def lowered(rule: Any) -> Any:
        item = rule.requirement
        if rule.number != "15.3" or not isinstance(item, AtMost):
            return rule
        rows = tuple(attrs.evolve(row, value=Decimal(90)) for row in item.threshold.rows)
        return attrs.evolve(rule, requirement=attrs.evolve(item, threshold=attrs.evolve(item.threshold, rows=rows)))

    headings = tuple(attrs.evolve(each, rules=tuple(lowered(rule) for rule in each.rules)) for each in book.headings)
    other = attrs.evolve(book, headings=headings)
    made = attainment_receipt(other.evaluate(UnitFigures.of("xã Mẫu", {"ty-le-tre-duoi-5-tuoi-thap-coi": 80})))
    found = verify(library, made)
    decides = {each.what: (each.then, each.now) for each in found.differences if each.decides}
    assert not found.same_result
    assert "catalogue" in {each.what for each in found.differences}
    assert decides["vn/xa-ntm/2021/15.3"] == ("met", "not_met")


def test_another_version_of_the_library_is_told_though_the_result_is_the_same(
    library: Library, receipt: dict[str, Any]
) -> None:
    found = verify(library, {**receipt, "library": "0.0.9"})
    assert [(each.what, each.then) for each in found.differences] == [("library", "0.0.9")]
    assert found.same_result
    assert not found.same


def test_other_figures_are_told_with_what_they_change(library: Library, receipt: dict[str, Any]) -> None:
    found = verify(library, receipt, figures=UnitFigures.of("xã Mẫu", {**FIGURES, "2": "not_met"}))
    told = {each.what for each in found.differences}
    assert {"figures", "verdict", "criteria", "vn/xa-ntm/2021/2"} <= told


def test_a_result_that_somebody_improved_in_the_file_is_found(library: Library, receipt: dict[str, Any]) -> None:
    receipt["result"]["verdict"] = "met"
    (difference,) = verify(library, receipt).differences
    assert (difference.what, difference.then) == ("verdict", "met")
    assert difference.decides


def test_a_column_and_a_gap_that_were_asked_for_are_asked_for_again(library: Library) -> None:
    book = library.rulebook(
        "vn/xa-ntm/2016", on="2023-01-15", area="tay-nguyen", on_gap="last", evidence_floor="excerpt"
    )
    made = attainment_receipt(book.evaluate(UnitFigures.of("xã Mẫu", {"ty-le-tre-duoi-5-tuoi-thap-coi": 30})))
    assert (made["area"], made["on_gap"], made["floor"]) == ("tay-nguyen", "last", "excerpt")
    assert verify(library, json.loads(json.dumps(made))).same


def test_a_former_province_is_found_again_by_its_list(library: Library) -> None:
    book = library.rulebook("vn/xa-ntm/2021", on="2025-09-30", province="2004:27")
    assert book.province is not None
    made = attainment_receipt(book.evaluate(UnitFigures.of("xã Mẫu", FIGURES)))
    assert made["province"] == {"list": "2004", "id": "bac-ninh"}
    assert verify(library, made).same


def test_an_engine_that_is_not_to_be_had_is_told_and_stood_in_for(library: Library, receipt: dict[str, Any]) -> None:
    found = verify(library, {**receipt, "engine": "forward/steam"})
    assert [(each.what, each.then, each.now) for each in found.differences] == [("engine", "forward/steam", "core")]
    assert found.same_result


def test_every_engine_gives_a_receipt_that_verifies(library: Library, book: Rulebook) -> None:
    for engine in ("core", "forward/agenda"):
        made = attainment_receipt(book.evaluate(UnitFigures.of("xã Mẫu", FIGURES), engine=engine))
        assert made["engine"] == engine
        assert verify(library, made).same


def test_the_figures_of_child_units_are_in_the_receipt(library: Library) -> None:
    book = library.rulebook("huyen-ntm", on="2023-06-30")
    children = tuple(UnitFigures.of(f"xã {n}", {"vn/xa-ntm/2021/1": "met"}, level="xa") for n in (1, 2))
    made = attainment_receipt(book.evaluate(UnitFigures(unit="huyện Mẫu", level="huyen", children=children)))
    assert [child["unit"] for child in made["figures"]["unit"]["children"]] == ["xã 1", "xã 2"]
    assert verify(library, json.loads(json.dumps(made))).same


@pytest.mark.parametrize("broken", [None, 3, [], [1], {"schema": "ntmrules/attainment/1"}, [{"receipt": None}]])
def test_what_is_no_receipt_is_refused(broken: Any) -> None:
    with pytest.raises(UsageError) as caught:
        receipts_in(broken, "tep.json")
    assert caught.value.code == "NTM012"


@pytest.mark.parametrize("key", ["figures", "result", "packs", "on", "set", "engine", "province"])
def test_a_receipt_without_one_of_its_parts_is_bad_input(library: Library, receipt: dict[str, Any], key: str) -> None:
    del receipt[key]
    with pytest.raises(UsageError) as caught:
        verify(library, receipt, where="tep.json[0]")
    assert caught.value.code == "NTM012"


@pytest.mark.parametrize("value", ["", "NaN", "1e", "12/", "x/y", 5, None])
def test_a_value_that_is_none_is_refused_in_embedded_figures(value: Any) -> None:
    with pytest.raises(FiguresError) as caught:
        figures_from({"unit": "xã", "entries": [{"subject": "a", "value": value}]})
    assert caught.value.code == "NTM513"


ENTRIES = st.builds(
    Entry, subject=st.sampled_from(["a", "b/nam", "vn/xa-ntm/2021/1"]),
    value=st.decimals(-1000, 1000, places=2) | st.sampled_from(list(Verdict)) | st.tuples(*[st.integers(0, 9)] * 2),
    period=st.none() | st.integers(2010, 2030), as_of=st.none() | st.just("2023-05-01"),
    status=st.sampled_from(list(Status)), source=st.none() | st.text(min_size=1), unit=st.none() | st.just("%"),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=5))
def test_figures_come_back_from_a_receipt_as_they_went_in(entries: list[Entry]) -> None:
    unit = UnitFigures(unit="xã Mẫu", entries=tuple(entries), area="tay-nguyen")
    again = figures_from(json.loads(json.dumps(figures_data(unit))))
    assert again == unit.accepted()
    assert figures_digest(again) == figures_digest(unit)


@given(st.lists(ENTRIES, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_the_digest_of_figures(entries: list[Entry], random: Any) -> None:
    mixed = list(entries)
    random.shuffle(mixed)
    units = [UnitFigures(unit="xã", entries=tuple(each)) for each in (entries, mixed)]
    assert figures_digest(units[0]) == figures_digest(units[1])


def test_the_digest_of_the_circuit_is_what_compile_prints(book: Rulebook, receipt: dict[str, Any]) -> None:
    assert receipt["circuit"] == document_of(compiled(book, columns_of(book)))["digest"]


def test_the_digest_of_the_circuit_does_not_hang_on_hash_seeds_or_the_order_of_packs() -> None:
    packs = [str(next(PLUGINS.glob(f"ntmrules-{name}/src/*/*/pack.yaml")).parent) for name in ("quang-ninh", "ha-noi")]
    script = (
        "import sys\nfrom ntmrules import Library\n"
        "book = Library(packs=sys.argv[1:], plugins=()).rulebook('xa-ntm', province='Quảng Ninh', on='2024-03-31')\n"
        "print(book.receipt['circuit'])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, *order], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed, order in (("1", packs), ("2", packs[::-1]))
    }  # fmt: skip
    assert len(found) == 1
    assert found.pop().startswith("sha256:")


def test_the_digest_of_the_circuit_does_not_hang_on_the_order_of_dicts(library: Library) -> None:
    book = library.rulebook("vn/xa-ntm-nang-cao/2021", on="2024-03-31")
    other = attrs.evolve(
        book,
        measures=dict(reversed(book.measures.items())),
        nested={
            key: attrs.evolve(each, measures=dict(reversed(each.measures.items())))
            for key, each in reversed(book.nested.items())
        },
    )
    assert circuit_digest(other) == circuit_digest(book)


def test_another_circuit_is_told_and_an_older_receipt_need_not_name_one(
    library: Library, receipt: dict[str, Any]
) -> None:
    (difference,) = verify(library, {**receipt, "circuit": "sha256:0"}).differences
    assert (difference.what, difference.then) == ("circuit", "sha256:0")
    del receipt["circuit"]
    assert [each.what for each in verify(library, receipt).differences] == ["circuit"]
    assert [each.what for each in verify(library, {**receipt, "library": "0.1.0"}).differences] == ["library"]
