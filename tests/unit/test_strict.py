"""The strict YAML profile: nothing is read as something it does not say."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules.catalog.pack import Pack
from ntmrules.catalog.strict import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, parse_document, read_document
from ntmrules.errors import CatalogError


def problem_in(text: str | bytes) -> tuple[str, str]:
    with pytest.raises(CatalogError) as caught:
        parse_document(text, "a.yaml")
    assert len(caught.value.problems) == 1
    return caught.value.problems[0].code, caught.value.problems[0].where


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "No",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "True",
        "FALSE",
        "Null",
        "~",
        "12:30",
        "190:20:30",
        "1_000",
        "0x1F",
        "0o17",
        "0b101",
        "007",
        "+3",
        "1e5",
        "1E5",
        "1.5e3",
        ".5",
        "5.",
        ".inf",
        "-.inf",
        ".nan",
        "2024-03-01",
        "2024-3-1",
        "2024-03-01 10:00",
    ],
)
def test_a_bare_word_that_readers_take_differently_is_refused(word: str) -> None:
    assert problem_in(f"a: 1\nkey: {word}\n") == ("NTM107", "a.yaml:2:6")


@pytest.mark.parametrize(("word", "number"), [("+3", "3"), ("+1.50", "1.50"), ("007", "7"), ("1_000", "1000"), (".5", "0.5"),
                                              ("5.", "5"), ("1e5", "100000"), ("-08", "-8")])  # fmt: skip
def test_of_a_number_it_is_said_how_it_is_written_and_that_is_read(word: str, number: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {word}", "a.yaml")
    assert f"write {number};" in caught.value.problems[0].text("en")
    assert parse_document(f"a: {number}", "a.yaml").data == {"a": Decimal(word)}


@pytest.mark.parametrize("word", ["no", "12:30", "1_000", "2024-03-01", "1.10", "true", "null", "~", ""])
def test_the_same_word_in_quotes_is_text(word: str) -> None:
    assert parse_document(f'key: "{word}"', "a.yaml").data == {"key": word}
    assert parse_document(f"key: '{word}'", "a.yaml").data == {"key": word}


@pytest.mark.parametrize("text", ["true", "false"])
def test_true_and_false_are_the_only_truth_values(text: str) -> None:
    assert parse_document(f"key: {text}", "a.yaml").data == {"key": text == "true"}


@pytest.mark.parametrize("text", ["null", ""])
def test_nothing_is_written_as_null_or_left_empty(text: str) -> None:
    assert parse_document(f"key: {text}", "a.yaml").data == {"key": None}


def test_a_decimal_keeps_its_last_nought() -> None:
    value = parse_document("key: 1.10", "a.yaml").data["key"]
    assert isinstance(value, Decimal)
    assert str(value) == "1.10"


def test_a_whole_number_is_an_integer_and_a_huge_one_is_not_cut() -> None:
    assert parse_document("key: -17", "a.yaml").data == {"key": -17}
    assert problem_in("key: 12345678901234567890123") == ("NTM107", "a.yaml:1:6")


def test_a_key_that_looks_like_a_trap_stays_text() -> None:
    assert parse_document("no: 1\n10: 2", "a.yaml").data == {"no": 1, "10": 2}


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: 1\nb: 2\na: 3\n", "NTM106", "a.yaml:3:1"),
        ("x:\n  a: 1\n  a: 1\n", "NTM106", "a.yaml:3:3"),
        ("a: &n 1\nb: *n\n", "NTM105", "a.yaml:1:4"),
        ("a: &n {x: 1}\nb: *n\n", "NTM105", "a.yaml:1:4"),
        ("a: !!str 1\n", "NTM105", "a.yaml:1:4"),
        ("a: !!python/object:os.system {}\n", "NTM105", "a.yaml:1:4"),
        ("a: !mine [1]\n", "NTM105", "a.yaml:1:4"),
        ("a: ! 5\n", "NTM105", "a.yaml:1:4"),
        ("x:\n  <<: {a: 1}\n", "NTM105", "a.yaml:2:3"),
        ("1e3: 1\n", "NTM107", "a.yaml:1:1"),
        ("2024-01-01: 1\n", "NTM107", "a.yaml:1:1"),
        ("12:30: 1\n", "NTM107", "a.yaml:1:1"),
        ("~: 1\n", "NTM107", "a.yaml:1:1"),
        ("x: {1_000: 1}\n", "NTM107", "a.yaml:1:5"),
        ("a\u0301: 1\n\u00e1: 2\n", "NTM108", "a.yaml:1:1"),
        ("a: {x: 1,\n  y: 2}\n", "NTM105", "a.yaml:1:4"),
        ("a: [1,\n  2]\n", "NTM105", "a.yaml:1:4"),
        ("? [1, 2]\n: 3\n", "NTM105", "a.yaml:1:3"),
        ("a: 1\n b: 2\n", "NTM104", "a.yaml:2:3"),
        ("a: [1, 2\n", "NTM104", "a.yaml:2:1"),
        ("a: 'open\n", "NTM104", "a.yaml:2:1"),
        ("a: 1\n---\nb: 2\n", "NTM104", "a.yaml:2:1"),
        ("a:\n\t- 1\n", "NTM104", "a.yaml:2:1"),
        (b"a: 1\nb: \xff\n", "NTM103", "a.yaml:2"),
    ],
)
def test_what_the_profile_forbids_is_refused_with_its_place(text: str | bytes, code: str, where: str) -> None:
    assert problem_in(text) == (code, where)


def test_text_that_is_not_nfc_is_refused() -> None:
    word = unicodedata.normalize("NFD", "đường ngõ")
    assert problem_in(f"a: {word}\n") == ("NTM108", "a.yaml:1:4")
    assert parse_document("a: đường ngõ\n", "a.yaml").data == {"a": "đường ngõ"}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse_document("\ufeffa: 1".encode(), "a.yaml").data == {"a": 1}


def test_all_that_is_wrong_is_listed_at_once() -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document("a: no\nb: 12:30\nb: 1\n", "a.yaml")
    assert [(each.code, each.where) for each in caught.value.problems] == [
        ("NTM107", "a.yaml:1:4"),
        ("NTM107", "a.yaml:2:4"),
        ("NTM106", "a.yaml:3:1"),
    ]


def test_nesting_without_end_is_refused_and_not_a_crash() -> None:
    deep = "".join(f"{' ' * depth}a:\n" for depth in range(MAX_DEPTH + 5))
    assert problem_in(deep)[0] == "NTM105"
    assert problem_in("[" * 3000 + "]" * 3000)[0] in ("NTM104", "NTM105")


def test_an_empty_document_has_no_data() -> None:
    assert parse_document("# only a remark\n", "a.yaml").data is None


def test_a_file_that_is_missing_or_too_large_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        read_document(tmp_path / "none.yaml")
    assert caught.value.code == "NTM101"
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(CatalogError) as caught:
        read_document(big)
    assert caught.value.code == "NTM102"


def test_where_names_the_line_and_column_of_a_value_and_of_its_key() -> None:
    document = parse_document("a:\n  - b: 1\n    c: 2\n", "a.yaml")
    assert document.where(("a", 0, "c")) == "a.yaml:3:8"
    assert document.where(("a", 0), key="c") == "a.yaml:3:5"
    assert document.where(("a", 7)) == "a.yaml:2:3"


LONG = [
    "1_" * 20_000 + "!",
    "1" * 40_000 + "e!",
    "0" * 40_000 + ":0" * 100 + "!",
    "0:" * 20_000 + "!",
    "_" * 40_000,
    "1." * 20_000 + "e",
]


class NotAsked:
    """In the place of the pattern that went back and forth over a long scalar for 40 s."""

    def match(self, text: str) -> None:
        pytest.fail(f"a scalar of {len(text)} characters was given to the pattern of traps")


@pytest.mark.parametrize("word", LONG, ids=range(len(LONG)))
def test_yaml_trap_regex_time_a_long_scalar_is_read_in_one_pass(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntmrules.catalog.strict._TRAP", NotAsked())
    with contextlib.suppress(CatalogError):
        parse_document(f"a: {word}", "a.yaml")


@pytest.mark.parametrize(
    "word", ["1" * 61, "1_" * 40, "0x" + "a" * 80, "1." + "0" * 90, "12:" * 30 + "1", "1" * 80 + "e5"]
)
def test_a_number_longer_than_any_number_is_refused_and_told_short(word: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {word}", "a.yaml")
    (found,) = caught.value.problems
    assert found.code == "NTM107"
    assert len(str(found.what)) < 200


def test_a_long_word_that_only_begins_like_a_number_is_text() -> None:
    word = "12 " + "km đường " * 20
    assert parse_document(f"a: {word}", "a.yaml").data == {"a": word.strip()}


@pytest.mark.parametrize("line", ["a: 1", "k{}: yes"])
def test_what_is_wrong_many_times_is_told_a_thousand_times_at_most(line: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document("\n".join(line.format(index) for index in range(5000)), "a.yaml")
    assert len(caught.value.problems) == MAX_PROBLEMS


def test_unknown_keys_of_a_register_are_told_without_comparing_every_one(tmp_path: Path) -> None:
    (tmp_path / "measures.yaml").write_text("".join(f"k{index}: 1\n" for index in range(20_000)), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        Pack(tmp_path)
    assert {each.code for each in caught.value.problems} == {"NTM109", "NTM133"}
    assert len(caught.value.problems) < 30


@pytest.mark.parametrize("text", ["a: &x 1", "a: &x [1]", "&x a: 1", "- &x b", "a: {b: &x 1}", "a: &x\n  b: 1"])
def test_an_anchor_is_refused_also_when_it_is_never_used(text: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(text, "a.yaml")
    (found,) = caught.value.problems
    assert (found.code, str(found.what)) == ("NTM105", "an anchor (&x) is not allowed")


def test_an_ampersand_in_a_text_is_no_anchor() -> None:
    text = 'a: R&D và B&B\nb: "&x"\nc: |\n  &x y\nd: x &y'
    assert parse_document(text, "a.yaml").data == {"a": "R&D và B&B", "b": "&x", "c": "&x y\n", "d": "x &y"}


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("{value: 80,5}", "80.5"),
        ("{value: 80,5, ref: [a]}", "80.5"),
        ("{value: 1.234,50}", "1234.50"),
        ("{value: -2,05}", "-2.05"),
        ("{value: 66,7 %}", "66.7"),
        ("{value: 66,7%, ref: [a]}", "66.7"),
        ("{value: 1,234,567}", "1234567"),
        ("{value: 1,234.5}", "1234.5"),
    ],
)
def test_a_decimal_comma_in_a_flow_map_is_named_and_what_to_write_is_right(text: str, better: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {text}", "a.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.where, str(found.remedy)) == ("NTM124", "a.yaml:1:12", f"write {better}")
    obeyed = parse_document(f"a: {re.sub('(?<=value: ).*?(?=[}]|, ref)', better, text)}", "a.yaml")
    assert obeyed.data["a"]["value"] == Decimal(better)


@pytest.mark.parametrize(
    "text", ["1,234,5", "1,23,456", "12,34.5", "1.23,5", "1234,567,8", "1.2345,6", "0,1,2", "1,2345.6"]
)
def test_commas_of_which_no_reading_is_sure_are_not_guessed(text: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {{value: {text}}}", "a.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.where) == ("NTM124", "a.yaml:1:12")
    assert text in str(found.what)
    assert not any(digit in str(found.remedy) for digit in "0123456789")


def test_three_digits_after_a_comma_may_be_thousands_and_both_are_told() -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document("a: {value: 80,500}", "a.yaml")
    (found,) = caught.value.problems
    assert str(found.remedy) == "write 80.500 where the rest is a fraction, 80500 where it is thousands"


@pytest.mark.parametrize(("text", "quoted", "listed"), [
    ("{within: huyện A, thị xã B}", 'within: "huyện A, thị xã B"', "within: [huyện A, thị xã B]"),
    ('{vi: "Thu nhập", việc làm, en: Income}', 'vi: "Thu nhập, việc làm"', "vi: [Thu nhập, việc làm]"),
    ("{vi: Trường, trạm, chợ, en: x}", 'vi: "Trường, trạm, chợ"', "vi: [Trường, trạm, chợ]"),
    ("{units: xã A, 5 xã khác}", 'units: "xã A, 5 xã khác"', "units: [xã A, 5 xã khác]"),
])  # fmt: skip
def test_a_comma_that_cuts_a_text_is_told_with_what_loads(text: str, quoted: str, listed: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {text}", "a.yaml")
    (found,) = caught.value.problems
    assert found.code == "NTM125"
    assert str(found.remedy) == f"for one text write {quoted}; for several items write {listed}"
    key, _, meant = quoted.partition(": ")
    assert parse_document(f"a: {{{quoted}}}", "a.yaml").data["a"][key] == meant.strip('"')
    assert parse_document(f"a: {{{listed}}}", "a.yaml").data["a"][key] == meant.strip('"').split(", ")


@pytest.mark.parametrize(("text", "better"), [
    ("{at_least: 66,7 %, mandatory: [a]}", "66.7 %"), ("{measure: m, at_least: 66,7 %}", "66.7"),
])  # fmt: skip
def test_a_share_keeps_its_sign_only_where_a_rule_takes_one(text: str, better: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_document(f"a: {text}", "a.yaml")
    assert str(caught.value.problems[0].remedy) == f"write {better}"


def test_a_key_of_digits_after_a_number_that_has_a_value_is_a_key() -> None:
    assert parse_document("a: {value: 80, 5: 1}", "a.yaml").data == {"a": {"value": 80, "5": 1}}


def test_keys_that_are_words_of_the_format_and_labels_are_keys() -> None:
    text = 'on: 1\nyes: 2\n10.1: 3\n2024: 4\n"2024-01-01": 5\nHay lắm!: 6\n'
    assert [*parse_document(text, "a.yaml").data] == ["on", "yes", "10.1", "2024", "2024-01-01", "Hay lắm!"]
