"""Days and closed words of catalogue files: real days, known words, no end before its beginning."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.catalog.strict import parse_document
from ntmrules.catalog.structure import dump, structure
from ntmrules.errors import CatalogError, Problem
from ntmrules.model.evidence import Decision, Evidence, Span
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Override, PackHead, UnitKey
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.units import Area, Province, Scheme

EVIDENCE = "{kind: gazette, confidence: high, ref: [a]}"
REQUIREMENT = f"{{kind: attained, evidence: {EVIDENCE}}}"
SET = """\
id: vn/xa-ntm/2021
level: xa
tier: ntm
name: {vi: Bộ tiêu chí}
stage: {from: "2021-01-01", to: "2025-12-31"}
provision: {decision: 1/QĐ}
declared: {evidence: {kind: recall, confidence: low}}
checked_on: "2026-01-01"
not_applicable: counts_as_met
status: released
"""


def read(text: str, cls: Any) -> Any:
    document = parse_document(text, "a.yaml")
    return structure(document, document.data, cls)


def problems(text: str, cls: Any) -> list[Problem]:
    with pytest.raises(CatalogError) as caught:
        read(text, cls)
    return list(caught.value.problems)


NO_DAYS = [
    "2024-9-30",
    "30/09/2024",
    "mai",
    "2024-02-30",
    "2024-13-01",
    "20240930",
    "2024-W40-1",
    "２０２４-09-30",
    "2024-09-30 ",
]


@pytest.mark.parametrize("word", NO_DAYS)
@pytest.mark.parametrize("key", ["from", "to"])
def test_what_is_no_real_day_is_refused_with_its_place(word: str, key: str) -> None:
    days = {"from": "2021-01-01", "to": "2025-12-31", key: word}
    (found,) = problems(f'from: "{days["from"]}"\nto: "{days["to"]}"', Span)
    assert (found.code, found.where) == ("NTM118", f"a.yaml:{1 if key == 'from' else 2}:{7 if key == 'from' else 5}")
    assert word in str(found.what)


def test_a_leap_day_is_a_day_only_in_a_leap_year() -> None:
    assert read('from: "2024-02-29"', Span).from_ == date(2024, 2, 29)
    assert problems('from: "2023-02-29"', Span)[0].code == "NTM118"


@pytest.mark.parametrize(
    ("text", "cls", "where"),
    [
        ('id: a\ntitle: {vi: a}\ndate: "8/3/2022"', Decision, "a.yaml:3:7"),
        ('kind: recall\nconfidence: low\nchecked_on: "2024-9-30"', Evidence, "a.yaml:3:13"),
        (f'from: "2022"\nprovision: {{decision: a}}\nrequirement: {REQUIREMENT}', Version, "a.yaml:1:7"),
        (
            'id: p/a\nverb: waive\ntarget: vn/xa-ntm/2021/1.1\nprovision: {decision: a}\nfrom: "2022-01-01"\nto: "2024-9-30"',
            Override,
            "a.yaml:6:5",
        ),
        (SET.replace('checked_on: "2026-01-01"', 'checked_on: "hôm nay"'), CriteriaSet, "a.yaml:8:13"),
    ],
)
def test_every_day_of_the_model_is_a_real_one(text: str, cls: Any, where: str) -> None:
    assert [(each.code, each.where) for each in problems(text, cls)] == [("NTM118", where)]


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ('from: "2022-01-02"\nto: "2022-01-01"', Span),
        (f'from: "2022-01-02"\nto: "2022-01-01"\nprovision: {{decision: a}}\nrequirement: {REQUIREMENT}', Version),
        (SET.replace('to: "2025-12-31"', 'to: "2020-12-31"'), CriteriaSet),
    ],
)
def test_what_ends_before_it_begins_is_refused(text: str, cls: Any) -> None:
    (found,) = problems(text, cls)
    assert found.code == "NTM118"
    assert "before it begins" in str(found.what)


def test_one_day_is_a_span() -> None:
    assert read('from: "2022-01-01"\nto: "2022-01-01"', Span).covers("2022-01-01")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("not_applicable: counts_as_mett", "counts_as_met"),
        ("status: releasd", "released"),
        ("level: huyenn", "huyen"),
        ("tier: nang-ca", "nang-cao"),
    ],
)
def test_an_unknown_word_of_a_set_is_refused_with_the_near_one(wrong: str, right: str) -> None:
    key = wrong.partition(":")[0]
    text = "\n".join(wrong if line.startswith(f"{key}:") else line for line in SET.splitlines())
    (found,) = problems(text, CriteriaSet)
    assert found.code == "NTM112"
    assert f"did you mean '{right}'?" in str(found.remedy)


def test_a_list_of_units_and_a_comparison_are_known_words() -> None:
    assert problems('list: "2024"\nprovince: nghe-an', UnitKey)[0].code == "NTM112"
    (found,) = problems(f"kind: points\nop: at_leastt\nthreshold: {{value: 1, evidence: {EVIDENCE}}}", AnyRequirement)
    assert (found.code, found.where) == ("NTM112", "a.yaml:2:1")
    assert str(found.remedy).startswith("did you mean 'at_least'")


def test_the_catalogue_reads_as_before_and_comes_back_the_same() -> None:
    nation = Pack(catalog_root(), "vn")
    for whole in nation.sets():
        assert dump(whole)["stage"]["from"] == whole.stage.from_.isoformat()
        assert whole.not_applicable in ("counts_as_met", "drops_out")


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("{value: 9, evidence: E}", "{value: 8, evidence: E}"),
        ("{value: 9, evidence: E}", "{evidence: E, rows: [{area: a, value: 10}, {area: b, value: 8}]}"),
    ],
)
def test_a_range_that_nothing_can_lie_in_is_refused(low: str, high: str) -> None:
    text = f"kind: between\nlow: {low}\nhigh: {high}".replace("E}", f"{EVIDENCE}}}").replace("E,", f"{EVIDENCE},")
    (found,) = problems(text, AnyRequirement)
    assert (found.code, found.where) == ("NTM119", "a.yaml:2:1")


def test_a_range_of_other_columns_and_one_of_a_point_are_read() -> None:
    cell = f"{{value: 8, evidence: {EVIDENCE}}}"
    assert read(f"kind: between\nlow: {cell}\nhigh: {cell}", AnyRequirement).kind == "between"


@pytest.mark.parametrize("key", ["amends", "repeals"])
def test_a_decision_that_names_itself_is_refused(key: str) -> None:
    (found,) = problems(f"id: 9/QĐ\ntitle: {{vi: a}}\n{key}: [8/QĐ, 9/QĐ]", Decision)
    assert (found.code, found.where) == ("NTM122", "a.yaml:3:1")


WRONG_IDS = [
    "../../evil5",
    "a..b",
    ".a",
    "a.",
    "a/b",
    "a b",
    "а1",
    "a\u202eb",
    "a\u200bb",
    "=1",
    "<b>",
    "a\\\\b",
    "ð",
    "１",
    "a" * 201,
]


@pytest.mark.parametrize("word", WRONG_IDS)
@pytest.mark.parametrize(
    ("rest", "cls"),
    [
        ("name: {vi: a}", PackHead),
        ("name: {vi: a}\nindicators: []", Criterion),
        ("name: {vi: a}\nversions: []", Indicator),
        ("name: {vi: a}\nkind: percent", Measure),
        ("name: {vi: a}", Area),
        ("name: a\nlist: '2025'\nareas: []", Province),
    ],
)
def test_pack_id_traversal_an_id_is_letters_digits_and_few_signs(word: str, rest: str, cls: Any) -> None:
    (found,) = problems(f'id: "{word}"\n{rest}', cls)
    assert (found.code, found.where) == ("NTM123", "a.yaml:1:5")
    assert str(found.what).isascii()  # a letter that looks like another is shown by its number


@pytest.mark.parametrize("word", ["../../evil5/xa-thu/2021", "vn//2021", "/etc/xa/2021", "vn/../2021", "vn/xa-ntm/"])
def test_pack_id_traversal_a_full_id_does_not_climb(word: str) -> None:
    assert [each.code for each in problems(SET.replace("vn/xa-ntm/2021", word), CriteriaSet)] == ["NTM123"]


@pytest.mark.parametrize("word", ["../mau", "/mau", "mau/../vung", "mau/"])
def test_pack_id_traversal_a_scheme_does_not_climb(word: str) -> None:
    assert [each.code for each in problems(f'id: "{word}"\nname: {{vi: a}}\nareas: []', Scheme)] == ["NTM123"]


@pytest.mark.parametrize("word", ["con", "NUL", "aux.2021", "Com1", "lpt9.a.b"])
def test_a_name_under_which_windows_keeps_no_file_is_no_id(word: str) -> None:
    assert [each.code for each in problems(f'id: "{word}"\nname: {{vi: a}}', PackHead)] == ["NTM123"]
    assert [each.code for each in problems(SET.replace("vn/xa-ntm/2021", f"vn/{word}/2021"), CriteriaSet)] == ["NTM123"]


@pytest.mark.parametrize("word", ["con-tum", "console", "com", "com10", "a.con"])
def test_a_name_that_only_begins_so_is_one(word: str) -> None:
    assert read(f'id: "{word}"\nname: {{vi: a}}', PackHead).id == word


def test_a_label_is_what_the_text_prints() -> None:
    assert read('id: "Đ.1"\nname: {vi: a}\nversions: []', Indicator).id == "Đ.1"
    assert [each.code for each in problems('id: "đ"\nname: {vi: a}\nkind: percent', Measure)] == ["NTM123"]
