"""Laws: a word that makes it no result, beside a label or in the brackets of a heading, leaves no figure standing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from officefiles import rulebook

from ntmrules import FiguresError, read_figures
from ntmrules.figures.heading_words import words_of

SAID = sorted({phrase for phrases in words_of("no_result").values() for phrase in phrases})
OF_HEADINGS = sorted(
    {phrase for kind, phrases in words_of("no_result").items() if kind != "lacking" for phrase in phrases}
)
CASES = st.sampled_from([str, str.upper, str.capitalize])
YEARS = st.sampled_from(["", " 2022", " năm 2023"])


def figures(text: str, unit: str | None = None) -> list[str]:
    """Return the subjects of the figures that a file gives; none where it is refused."""
    try:
        found = read_figures(text.encode(), name="a.csv", rulebook=rulebook(), unit=unit)
    except FiguresError:
        return []
    return [entry.subject for each in found.units for entry in each.entries]


@settings(max_examples=150)
@given(
    words=st.sampled_from(SAID),
    case=CASES,
    year=YEARS,
    name=st.sampled_from(["", "Thu nhập ", "Thu nhập bình quân đầu người – "]),
)
def test_behind_a_label_it_leaves_no_figure(words: str, case: object, year: str, name: str) -> None:
    said = f"10.1. {name}{case(words)}{year}"  # type: ignore[operator]
    assert figures(f"Tên xã;{said}\nxã A;60\n") == []
    assert figures(f"Tên xã;Chỉ tiêu;Kết quả\nxã A;{said};60\n") == []
    assert figures(f"Tên xã;TT;Nội dung;Kết quả\nxã A;10.1;{said[6:]};60\n") == []


@settings(max_examples=150)
@given(
    words=st.sampled_from(OF_HEADINGS),
    case=CASES,
    year=YEARS,
    word=st.sampled_from(["Kết quả", "Thực hiện", "Số liệu", "value"]),
)
def test_in_the_brackets_of_a_heading_it_leaves_no_figure(words: str, case: object, year: str, word: str) -> None:
    assert figures(f"Chỉ tiêu;{word} ({case(words)}{year})\n10.1;60\n", unit="xã A") == []  # type: ignore[operator]
