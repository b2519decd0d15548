"""The strict YAML profile: nothing is read as something it does not say."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules.catalog.strict import MAX_BYTES, MAX_DEPTH, parse_document, read_document
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
