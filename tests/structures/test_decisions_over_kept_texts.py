"""What a province lays over a text that some units keep: a raise is heard on any day, of the rest nobody chooses."""

from __future__ import annotations

from pathlib import Path

import pytest
from structures.made_up import library, own_set

from ntmrules import Library, UnitFigures
from ntmrules.testing.recompute import root_from_leaves

MEASURES = """
    measures:
      - {id: ma, name: {vi: Số m, en: Number m}, kind: amount, unit: điểm, question: {vi: Mấy?, en: How many?}}
      - {id: mb, name: {vi: Số b, en: Number b}, kind: amount, unit: điểm, question: {vi: Mấy?, en: How many?}}
      - {id: fa, name: {vi: Công nhận trước, en: Recognised before}, kind: yes_no, question: {vi: Có không?, en: Is it?}}
"""
LEVEL = "{kind: at_least, threshold: {value: NUMBER, evidence: EVIDENCE}}"
AMENDED = "2023-03-01"
DELEGATED = "{kind: at_least, threshold: {delegated: {to: ubnd-cap-tinh}, evidence: EVIDENCE}}"


def level(number: int) -> str:
    return LEVEL.replace("NUMBER", str(number))


def indicator(old: str = level(20), new: str = level(30), when: str = "fact: fa", measure: str = "") -> str:
    own = f"\n            measure: {measure}" if measure else ""
    return f"""
    id: "1"
    name: {{vi: Tiêu chí bịa, en: Made up}}
    declared_indicators: 1
    indicators:
      - id: "1.1"
        name: {{vi: Chỉ tiêu bịa, en: Indicator}}
        measure: ma
        not_applicable_when: {{vi: khi tỉnh bỏ, en: where the province leaves it}}
        versions:
          - from: "2022-06-01"
            provision: {{decision: 01/QĐ-MẪU}}
            requirement: {old}
          - from: "{AMENDED}"
            provision: {{decision: 01/QĐ-MẪU}}
            transition: {{when: {{{when}}}, until: "2023-12-31", evidence: EVIDENCE}}{own}
            requirement: {new}
"""


def entry(name: str, verb: str, begins: str, asked: str = "", to: str = "", supersedes: str = "") -> str:
    more = f'\n        to: "{to}"' if to else ""
    more += f"\n        supersedes: [mau/a/2022/{supersedes}]" if supersedes else ""
    more += "\n        legal_basis: {decision: 01/QĐ-MẪU}" if verb in ("replace", "waive") else ""
    more += f"\n        requirement: {asked}" if asked else ""
    return f"""
      - id: mau/a/2022/{name}
        verb: {verb}
        target: mau/a/2022/1.1
        provision: {{decision: 01/QĐ-MẪU}}
        from: "{begins}"{more}"""


def made(folder: Path, text: str, *entries: str) -> Library:
    overrides = "    overrides:" + "".join(entries)
    return library(folder, {"measures.yaml": MEASURES, "a/set.yaml": own_set("a"), "a/01.yaml": text,
                            "overrides/x.yaml": overrides})  # fmt: skip


def on(made_of: Library, day: str, **figures: object) -> str:
    """Return the verdict on the indicator on a day; every engine has to say the same."""
    book = made_of.rulebook("mau/a", on=day, province="2004:an-giang")
    unit = UnitFigures.of("xã Mẫu", figures)
    found = set()
    for engine in ("core", "forward/agenda"):
        result = book.evaluate(unit, engine=engine)
        assert root_from_leaves(result) is result.verdict
        found.add(str(result.node("1.1").verdict))
    return found.pop() if len(found) == 1 else str(found)


def told(made_of: Library, day: str, **figures: object) -> str:
    book = made_of.rulebook("mau/a", on=day, province="2004:an-giang")
    return book.evaluate(UnitFigures.of("xã Mẫu", figures)).why("1.1", lang="en")


LATER = entry("r", "raise", "2023-06-01", level(40))


def test_a_raise_that_comes_after_the_amendment_is_heard_by_those_that_keep_the_former_text(tmp_path: Path) -> None:
    lib = made(tmp_path, indicator(), LATER)
    kept, new = {"fa": "đạt"}, {"fa": "chưa đạt"}
    assert [on(lib, "2023-05-31", ma=each, **kept) for each in (19, 20)] == ["not_met", "met"]
    assert [on(lib, "2023-06-01", ma=each, **kept) for each in (20, 39, 40)] == ["not_met", "not_met", "met"]
    assert [on(lib, "2023-06-01", ma=each, **new) for each in (39, 40)] == ["not_met", "met"]
    assert [on(lib, "2023-06-01", ma=each) for each in (39, 40)] == ["not_met", "met"], "either way alike"
    assert [on(lib, "2024-01-01", ma=each, **kept) for each in (39, 40)] == ["not_met", "met"]
    said = told(lib, "2023-06-01", ma=35, **kept)
    assert "Raised by the province: at least 40 điểm instead of at least 20 điểm" in said
    assert "by the national text alone: met" in said


def test_a_raise_of_before_is_heard_while_it_holds(tmp_path: Path) -> None:
    lib = made(tmp_path, indicator(), entry("r", "raise", "2022-06-01", level(25)))
    assert [on(lib, "2023-06-01", ma=each, fa="đạt") for each in (24, 25)] == ["not_met", "met"]
    assert "at least 25 điểm instead of at least 20 điểm" in told(lib, "2023-06-01", ma=25, fa="đạt")


def test_of_a_raise_that_ended_while_the_former_text_is_kept_nobody_knows(tmp_path: Path) -> None:
    lib = made(tmp_path, indicator(), entry("r", "raise", "2022-06-01", level(25), to="2023-06-30"))
    assert [on(lib, "2023-06-30", ma=each, fa="đạt") for each in (24, 25)] == ["not_met", "met"]
    assert [on(lib, "2023-07-01", ma=each, fa="đạt") for each in (19, 24, 25)] == ["not_met", "undetermined", "met"]
    said = told(lib, "2023-07-01", ma=24, fa="đạt")
    assert "Raised by the province" not in said
    assert "no text says whether mau/a/2022/r is for the units that keep the former text" in said


def test_a_raise_in_place_of_an_older_one_takes_it_away(tmp_path: Path) -> None:
    lib = made(tmp_path, indicator(), entry("r", "raise", "2022-06-01", level(35)),
               entry("s", "raise", "2023-06-01", level(32), supersedes="r"))  # fmt: skip
    assert [on(lib, "2023-05-31", ma=each, fa="đạt") for each in (34, 35)] == ["not_met", "met"]
    assert [on(lib, "2023-06-01", ma=each, fa="đạt") for each in (31, 32)] == ["not_met", "met"]


@pytest.mark.parametrize(("number", "verdicts"), [
    (40, ["not_met", "undetermined", "undetermined", "met"]), (10, ["undetermined", "met", "met", "met"]),
])  # fmt: skip
def test_of_a_replace_that_comes_later_nobody_knows(tmp_path: Path, number: int, verdicts: list[str]) -> None:
    lib = made(tmp_path, indicator(), entry("r", "replace", "2023-06-01", level(number)))
    assert [on(lib, "2023-06-01", ma=each, fa="đạt") for each in (19, 20, 39, 40)] == verdicts
    said = told(lib, "2023-06-01", ma=verdicts.index("undetermined") + 19, fa="đạt")
    assert "No text says whether a decision of the province is for units that keep the former text" in said
    assert "Set differently by the province" not in said


def test_a_replace_in_place_of_the_one_that_lay_there(tmp_path: Path) -> None:
    lib = made(tmp_path, indicator(), entry("r", "replace", "2022-06-01", level(25)),
               entry("s", "replace", "2023-06-01", level(40), supersedes="r"))  # fmt: skip
    found = [on(lib, "2023-06-01", ma=each, fa="đạt") for each in (24, 25, 39, 40)]
    assert found == ["not_met", "undetermined", "undetermined", "met"]


def test_of_a_waiver_that_comes_later_or_ends_nobody_knows(tmp_path: Path) -> None:
    late = made(tmp_path / "a", indicator(), entry("w", "waive", "2023-06-01"))
    ended = made(tmp_path / "b", indicator(), entry("w", "waive", "2022-06-01", to="2023-06-30"))
    assert [on(late, "2023-07-01", ma=99, fa=each) for each in ("đạt", "chưa đạt")] == [
        "undetermined",
        "not_applicable",
    ]
    assert [on(ended, "2023-07-01", ma=99, fa=each) for each in ("đạt", "chưa đạt")] == ["undetermined", "met"]
    assert on(ended, "2023-06-30", ma=1, fa="đạt") == "not_applicable"


def test_a_fill_of_what_the_former_text_left_open_is_heard_and_no_other(tmp_path: Path) -> None:
    fill = entry("f", "fill", "2023-06-01", level(25))
    both = made(tmp_path / "a", indicator(DELEGATED, DELEGATED), fill)
    new = made(tmp_path / "b", indicator(level(20), DELEGATED), fill)
    again = made(tmp_path / "c", indicator(DELEGATED, DELEGATED), entry("f", "fill", "2022-06-01", level(15)),
                 entry("g", "fill", "2023-06-01", level(25), supersedes="f"))  # fmt: skip
    assert on(both, "2023-05-31", ma=99, fa="đạt") == "undetermined"
    assert [on(both, "2023-06-01", ma=each, fa="đạt") for each in (24, 25)] == ["not_met", "met"]
    assert [on(new, "2023-06-01", ma=each, fa="đạt") for each in (19, 20)] == ["not_met", "met"]
    said = told(new, "2023-06-01", ma=20, fa="đạt")
    assert "A decision of the province is not for this unit, which keeps the former text" in said
    assert "Laid down by the province" not in said
    found = [on(again, "2023-06-01", ma=each, fa="đạt") for each in (14, 15, 24, 25)]
    assert found == ["not_met", "undetermined", "undetermined", "met"]


def test_a_raise_of_another_figure_than_the_former_text_has(tmp_path: Path) -> None:
    """The former text asks another figure: what is missed by it is missed, of the rest no text says what is raised."""
    lib = made(tmp_path, indicator(measure="mb"), LATER)
    assert [on(lib, "2023-06-01", ma=each, mb=99, fa="đạt") for each in (19, 20, 99)] == [
        "not_met", "undetermined", "undetermined"]  # fmt: skip
    assert "Raised by the province" not in told(lib, "2023-06-01", ma=20, mb=99, fa="đạt")
    assert [on(lib, "2023-06-01", mb=each, fa="chưa đạt") for each in (39, 40)] == ["not_met", "met"]


def test_a_clause_of_the_whole_set_keeps_all_as_it_stood_and_the_trace_says_so(tmp_path: Path) -> None:
    text = indicator().replace(
        '            transition: {when: {fact: fa}, until: "2023-12-31", evidence: EVIDENCE}\n', ""
    )
    clause = f'\ntransitions: [{{from: "{AMENDED}", when: {{fact: fa}}, until: "2023-12-31", evidence: EVIDENCE}}]'
    whole = own_set("a", more=clause)
    lib = library(tmp_path, {"measures.yaml": MEASURES, "a/set.yaml": whole, "a/01.yaml": text,
                             "overrides/x.yaml": "    overrides:" + LATER})  # fmt: skip
    assert [on(lib, "2023-06-01", ma=each, fa="đạt") for each in (19, 20)] == ["not_met", "met"]
    said = told(lib, "2023-06-01", ma=35, fa="đạt")
    assert "Raised by the province" not in said
    assert "A decision of the province is not for this unit, which keeps the former text" in said


def test_readings_of_which_nobody_knows_the_right_one_are_told_as_that(tmp_path: Path) -> None:
    """By two of three parts, the third never known, it is judged; no text asks for two of three."""
    lib = made(tmp_path, indicator(), entry("r", "replace", "2023-06-01", level(40)))
    book = lib.rulebook("mau/a", on="2023-06-01", province="2004:an-giang")
    result = book.evaluate(UnitFigures.of("xã Mẫu", {"ma": 30, "fa": "đạt"}))
    for lang, said in (("vi", "theo cả 2 cách hiểu"), ("en", "by each of 2 readings")):
        for told_ in (result.why("1.1", lang=lang), result.text(view="full", lang=lang)):
            assert said in told_
            assert "trong 3 nội dung" not in told_
            assert "of 3 parts" not in told_


@pytest.mark.parametrize("begins", ["2022-06-01", "2023-06-01"])
def test_a_raise_for_those_alone_that_keep_the_former_text_is_one(begins: str, tmp_path: Path) -> None:
    """To 25 where the former text asks 20 and the new one 30: for each the stricter of the two counts."""
    lib = made(tmp_path, indicator(), entry("r", "raise", begins, level(25)))
    assert [on(lib, "2023-07-01", ma=each, fa="đạt") for each in (24, 25)] == ["not_met", "met"]
    assert [on(lib, "2023-07-01", ma=each, fa="chưa đạt") for each in (29, 30)] == ["not_met", "met"]
    assert [on(lib, "2023-07-01", ma=each) for each in (24, 29, 30)] == ["not_met", "undetermined", "met"]
    assert [on(lib, "2024-01-01", ma=each, fa="đạt") for each in (29, 30)] == ["not_met", "met"]


@pytest.mark.parametrize(("begins", "number"), [("2024-01-01", 25), ("2023-06-01", 15)])
def test_a_raise_that_raises_nothing_for_anybody_is_none(begins: str, number: int, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="NTM226"):
        made(tmp_path, indicator(), entry("r", "raise", begins, level(number)))
