"""Laws: a text with a word that nobody knows, over figures or between them, leaves none standing without being asked about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from officefiles import rulebook

from ntmrules import FiguresError, read_figures
from ntmrules.figures.behind import words_in
from ntmrules.figures.heading_words import table
from ntmrules.figures.indicator_names import names
from ntmrules.model.spelling import fold

UNIT = "xã Hà Lâu"
ONSETS = [
    "b",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
RIMES = [
    "ac",
    "anh",
    "ấm",
    "ăng",
    "eo",
    "iên",
    "iêu",
    "in",
    "oan",
    "oét",
    "ông",
    "ơi",
    "uân",
    "uốc",
    "ưng",
    "ượt",
    "ỳ",
    "ụp",
    "uy",
    "ênh",
]
ENGLISH = [
    "baseline",
    "threshold",
    "draft",
    "scenario",
    "benchmark",
    "former",
    "zebra",
    "quota",
    "limit",
    "merged",
    "elsewhere",
]


def known() -> set[str]:
    """Return every word, folded, that the lists of headings and the names of the set have."""
    lists = [
        word for section in table().values() for said in section.values() for each in said for word in words_in(each)
    ]
    called = [word for own in names(rulebook()).values() for each in own.texts for word in words_in(each)]
    return {fold(word) for word in (*lists, *called)}


KNOWN = known()
SYLLABLES = st.builds("".join, st.tuples(st.sampled_from(ONSETS), st.sampled_from(RIMES))) | st.sampled_from(ENGLISH)
UNKNOWN = SYLLABLES.filter(lambda word: fold(word) not in KNOWN)
BESIDE = st.sampled_from(
    ["", "kết quả", "chỉ tiêu", "mức", "số liệu", "thu nhập", "các tiêu chí", "results", "năm 2023", "của xã"]
)
CASES = st.sampled_from([str, str.upper, str.capitalize, str.title])
TEXTS = st.builds(
    lambda before, word, after, case: case(f"{before} {word} {after}".strip()), BESIDE, UNKNOWN, BESIDE, CASES
)


def identities(text: str) -> set[str]:
    """Return the codes with which a file is refused; none where figures of it are judged."""
    try:
        read_figures(text.encode(), name="a.csv", rulebook=rulebook(), unit=None if text.startswith(";") else UNIT)
    except FiguresError as error:
        return {each.identity for each in error.problems}
    return set()


def test_the_files_without_the_text_are_read() -> None:
    assert identities(";Kết quả;\nXã;10.1;11.1\nxã Hà Lâu;70;2\n") == set()
    assert identities("Chỉ tiêu;Kết quả\n10.1;70\nNghèo;\n11.1;2\n") == set()
    assert identities("Chỉ tiêu;Kết quả (ghi rõ)\n10.1;70\n") == set()


@settings(max_examples=200)
@given(TEXTS)
def test_over_columns(text: str) -> None:
    assert identities(f";{text};\nXã;10.1;11.1\nxã Hà Lâu;70;2\n") != set()


@settings(max_examples=200)
@given(TEXTS)
def test_in_brackets_of_a_heading_of_results(text: str) -> None:
    assert identities(f"Chỉ tiêu;Kết quả ({text})\n10.1;70\n") != set()


@settings(max_examples=200)
@given(TEXTS, st.sampled_from(["", "II. ", "B - ", "3) "]))
def test_between_rows(text: str, number: str) -> None:
    assert identities(f"Chỉ tiêu;Kết quả\n10.1;70\n{number}{text};\n11.1;2\n") != set()


@settings(max_examples=200)
@given(TEXTS)
def test_as_the_heading_of_the_results(text: str) -> None:
    assert identities(f"Chỉ tiêu;{text}\n10.1;70\n11.1;2\n") != set()


@settings(max_examples=200)
@given(TEXTS)
def test_as_a_title(text: str) -> None:
    file = f"{text}\nChỉ tiêu;Kết quả\n10.1;70\n".encode()
    try:
        said = [each.name for each in read_figures(file, name="a.csv", rulebook=rulebook(), unit=UNIT).left_out]
    except FiguresError as error:  # «CỦA XÃ …» names another unit
        said = [f"title {each.identity}" for each in error.problems]
    assert any(each.startswith("title") for each in said)
