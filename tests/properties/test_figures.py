"""Whatever stands in a file of figures: read, or refused with a code; and numbers in either writing read back."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import FiguresError, Library, NtmRulesError, Rulebook, UnitFigures, read_figures
from ntmrules.figures.cells import read_value
from ntmrules.model.written import BadCellError, read_number
from ntmrules.testing import figures_for

BOOK = Library(plugins=()).rulebook("vn/xa-ntm/2021", on="2023-10-31", evidence_floor="recall-low")
HEADERS = (
    "unit,subject,value\n",
    "unit;subject;value;period;as_of;status\n",
    "unit\t10.1\t13.1\n",
    "đơn vị,nội dung,giá trị,năm\n",
    "",
)
PIECES = st.sampled_from(
    [
        "xã A",
        "10.1",
        "13.1",
        "đạt",
        "chưa đạt",
        "140",
        "1.234",
        "1,5",
        "16/19",
        "2023",
        "31/02/2023",
        "rút",
        '"',
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "#",
        " ",
        "\ufeff",
        "%",
        "-",
        "\u2212",
        "²",
        "١٢",
        "\x1c",
        "\x85",
        "\u2028",
        "'",
        "=1+1",
    ]
)


def read_or_refuse(raw: bytes, rulebook: Rulebook | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(raw)
        try:
            table = read_figures(path, rulebook=rulebook)
        except NtmRulesError as error:
            refused = error.problems
        else:
            refused = ()
        if refused:
            assert all(problem.code and problem.where for problem in refused)
            return
        for unit in table.units:
            try:
                BOOK.evaluate(unit)
            except NtmRulesError:
                assert rulebook is None, "what the reader let pass with this rulebook, the rulebook has to take"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_or_refuse(raw)


@given(st.text(max_size=200), st.sampled_from(HEADERS))
def test_any_text_is_read_or_refused(text: str, header: str) -> None:
    read_or_refuse((header + text).encode("utf-8", "surrogatepass"))


@given(st.sampled_from(HEADERS), st.lists(PIECES, max_size=30))
def test_any_mixture_of_cells_is_read_or_refused_and_what_is_read_can_be_judged(header: str, pieces: list[str]) -> None:
    read_or_refuse((header + "".join(pieces)).encode(), BOOK)


NUMBERS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2)


def grouped(number: Decimal, *, group: str, point: str) -> str:
    whole, _, fraction = format(number, "f").partition(".")
    digits = f"{int(whole):,}".replace(",", group)
    return digits + (point + fraction if fraction else "")


@given(NUMBERS, st.booleans())
def test_a_number_in_vietnamese_or_english_writing_reads_back(number: Decimal, negative: bool) -> None:
    for group, point in ((".", ","), (",", "."), (" ", ","), ("\u00a0", ","), ("", ","), ("", ".")):
        written = ("-" if negative else "") + grouped(number, group=group, point=point)
        assert read_number(written) == (-number if negative else number), written


@given(st.integers(0, 10**12), st.sampled_from((".", ",", " ")))
def test_a_whole_number_with_groups_reads_back_unless_it_could_be_a_decimal(number: int, group: str) -> None:
    written = grouped(Decimal(number), group=group, point="|")
    if group != " " and written.count(group) == 1:
        with pytest.raises(BadCellError) as caught:
            read_number(written)
        assert caught.value.code == "NTM502"
    else:
        assert read_number(written) == number


@given(st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=3))
def test_a_number_that_can_be_read_in_two_ways_is_never_chosen_for_the_reader(number: Decimal) -> None:
    whole, _, fraction = format(number, "f").partition(".")
    for point in ".,":
        written = f"{whole}{point}{fraction}"
        as_thousands = len(whole) <= 3 and not whole.startswith("0")
        if as_thousands:
            with pytest.raises(BadCellError):
                read_number(written)
        else:
            assert read_number(written) == number


@given(NUMBERS)
def test_a_percent_sign_is_a_unit_and_no_part_of_the_number(number: Decimal) -> None:
    written = format(number, "f").replace(".", ",")
    assert read_value(f"{written}%") == read_value(f"{written} %") == (number, "%")


@given(figures_for(BOOK, complete=True, reports=False))
def test_figures_written_to_a_file_in_either_writing_read_back_to_the_same_verdicts(figures: UnitFigures) -> None:
    for delimiter, point, mark in ((",", ".", b""), (";", ",", b"\xef\xbb\xbf"), ("\t", ",", b"")):
        rows = [delimiter.join(("unit", "subject", "value", "period"))]
        for entry in figures.entries:
            value = (
                format(entry.value, "f").replace(".", point) if isinstance(entry.value, Decimal) else str(entry.value)
            )
            if isinstance(entry.value, Decimal) and len(value.partition(point)[2]) == 3:
                value += "0"
            rows.append(delimiter.join((figures.unit, entry.subject, value, str(entry.period or ""))))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.csv"
            path.write_bytes(mark + "\r\n".join(rows).encode())
            again = read_figures(path, rulebook=BOOK, accept=True).units[0]
        expected = BOOK.evaluate(UnitFigures(unit=figures.unit, entries=figures.entries))
        assert BOOK.evaluate(again).tally == expected.tally
        assert BOOK.evaluate(again).verdict == expected.verdict


def test_the_reader_names_the_cell_of_every_slip_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "unit,subject,value,period\nxã A,10.1,1.234,2023\nxã A,13.1,maybe,2023\n,13.1,đạt,20x3\n", encoding="utf-8"
    )
    with pytest.raises(FiguresError) as caught:
        read_figures(path)
    assert [(each.code, each.where) for each in caught.value.problems] == [
        ("NTM502", "a.csv:2:3"),
        ("NTM502", "a.csv:3:3"),
        ("NTM510", "a.csv:4:1"),
        ("NTM509", "a.csv:4:4"),
    ]
