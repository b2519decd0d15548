"""Relations one by one, the report's own writing of numbers, what single correction fits, what is no report."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.audit import Audit, audit_report, audit_schema
from ntmrules.audit.printed import Number, UnreadError, read_printed, style_of
from ntmrules.errors import FiguresError


def report(tmp: Path, figures: str, relations: str, *, as_of: str = "2023-06-30") -> Audit:
    lines = ["report: thử", f"as_of: {as_of}", "figures:", *(f"  {each}" for each in figures.split("\n") if each),
             "relations:", *(f"- {each}" for each in relations.split("\n") if each)]  # fmt: skip
    path = tmp / "r.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return audit_report(path)


def number(text: str, *others: str) -> Number:
    item = read_printed(text, style_of([text, *others]))
    assert isinstance(item, Number)
    return item


@pytest.mark.parametrize(
    ("text", "others", "value"),
    [
        ("621.324", ("77.397,8",), "621324"),
        ("621.324", ("22,6%",), "621324"),
        ("621.324", ("73.65",), "621.324"),
        ("1.234", ("5.678",), "1234"),
        ("1,234", ("5,678",), "1234"),
        ("6 022", (), "6022"),
        ("462973.19", (), "462973.19"),
        ("2,55 triệu tỷ đồng", (), "2550000000000000.00"),
        ("khoảng 15.000 tỷ", ("1,5",), "15000000000000"),
        ("61/98 xã", (), "61"),
        ("6.022/8.177 xã", ("22,6%",), "6022"),
        ("tăng 1.331 xã", ("22,6%",), "1331"),
        ("đạt 73,06%", (), "73.06"),
        ("- 13,5", (), "-13.5"),
    ],
)
def test_a_number_is_read_in_the_writing_of_its_report(text: str, others: tuple[str, ...], value: str) -> None:
    assert str(number(text, *others).value) == value


def test_a_lone_number_that_can_be_two_is_refused() -> None:
    with pytest.raises(UnreadError) as caught:
        number("1.234")
    assert set(caught.value.several) == {"1234", "1.234"}


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        ("sum: {total: '37', parts: ['27', '9', '1']}", True),
        ("sum: {total: '36', parts: ['27', '9', '1']}", False),
        ("share: {part: '129', base: '193', printed: '67%'}", True),
        ("share: {part: '129', base: '193', printed: '66%'}", False),
        ("share: {part: '129', base: '193', printed: '66,8%'}", True),
        ("share: {part: '129', base: '193', printed: '0,67'}", True),
        ("change: {now: '6022', then: '6009', by: '13'}", True),
        ("change: {now: '6009', then: '6022', by: '13'}", True),
        ("change: {now: '6009', then: '6022', by: '-13'}", True),
        ("change: {now: '6022', then: '6009', by: '14'}", False),
        ("change: {now: '73,65%', then: '73,08%', by: '0,6%'}", True),
        ("change: {now: '112', then: '100', by: '12%'}", True),
        ("change: {now: '112', then: '100', by: '13%'}", False),
        ("change: {now: '73,65', then: '73,08', by: '0,6%'}", True),
        ("change: {now: '6022', then: '5955', by: 'tăng 67 xã'}", True),
        ("change: {now: '08/11/2021', then: '01/11/2021', by: '7 ngày'}", True),
        ("average: {of: '1160', counts: '71', printed: '16,3'}", True),
        ("average: {of: '1160', counts: '71', printed: '16,4'}", False),
        ("average: {of: ['19', '15-18', '10-14', '5-9'], counts: ['35', '14', '20', '2'], printed: '16,3'}", True),
        ("average: {of: ['19', '15-18', '10-14', '5-9'], counts: ['35', '14', '20', '2'], printed: '17,9'}", False),
        ("average: {of: ['19', 'dưới 5'], counts: ['1', '1'], printed: '12,1'}", False),
        ("at_most: {small: '61', large: '117'}", True),
        ("at_most: {small: '118', large: '117'}", False),
        ("at_most: {small: '28/10/2024', large: '20/12/2024'}", True),
        ("at_most: {small: '21/12/2024', large: '20/12/2024'}", False),
        ("same: {a: '22,6%', b: '22,62%'}", True),
        ("same: {a: '22,6%', b: '22,66%'}", False),
        ("same: {a: '24/02/2023', b: '24/02/2023'}", True),
        ("same: {a: n, b: N}", True),
        ("same: {a: n, b: m}", False),
        ("date: '29/02/2024'", True),
        ("date: '29/02/2023'", False),
        ("date: '31/11/2016'", False),
        ("share: {part: '3', printed: '40,0%'}", False),
        ("share: {part: '3', printed: '37,5%'}", True),
    ],
)
def test_a_relation_holds_or_not(tmp_path: Path, relation: str, holds: bool) -> None:
    names = "n: xã Hòa An\nN: Xã  Hòa An\nm: xã Hòa Bình"
    assert report(tmp_path, f"x: 1\n{names}", relation).clean is holds


def test_lists_are_counted(tmp_path: Path) -> None:
    figures = "a: [Vân Đồn, Hải Hà]\nb: Vân Đồn; Hải Hà; Tiên Yên"
    assert report(tmp_path, figures, "count: {list: a, printed: 2}\ncount: {list: b, printed: 3}").clean
    labels = "unmet: ['8.1', '17.2']\nmoney: '621.324'\nshare: '22,6%'\nwhole: '2.749.221'"
    assert report(
        tmp_path, labels, "count: {list: unmet, printed: 2}\nshare: {part: money, base: whole, printed: share}"
    ).clean
    assert report(tmp_path, figures, "count: {list: [Vân Đồn, Hải Hà], printed: 2}").clean
    (finding,) = report(tmp_path, figures, "count: {list: b, printed: 2}").findings
    assert (finding.printed, finding.follows) == ("2", "3")


@pytest.mark.parametrize(
    ("figures", "relation", "kind", "figure"),
    [
        ("t: 73\na: 30\nb: 7", "sum: {total: t, parts: [a, b]}", "transposed", "t"),
        ("t: 40\na: 30\nb: 7\nc: 3", "sum: {total: t, parts: [a, b]}", "left_out", "c"),
        ("t: 30\na: 30\nb: 7", "sum: {total: t, parts: [a, b]}", "counted_twice", "b"),
        ("p: 1331\nb: 8177\nr: 6022\ns: 22,1%", "share: {part: p, base: b, printed: s}", "base", "r"),
        ("p: 193\nb: 129\ns: 66,8%", "share: {part: p, base: b, printed: s}", "order", "p"),
        ("p: 100632\nb: 2545954\ns: '3,9%'", "share: {part: p, base: b, printed: s}", "cut", "s"),
        ("d: 31/11/2016", "date: d", "day", "d"),
    ],
)
def test_the_single_correction_is_named(tmp_path: Path, figures: str, relation: str, kind: str, figure: str) -> None:
    (finding,) = report(tmp_path, figures, relation).findings
    assert finding.fits_if is not None
    assert (finding.fits_if.kind, finding.fits_if.figure) == (kind, figure)


def test_a_share_without_base_is_tried_against_every_plausible_one(tmp_path: Path) -> None:
    figures = "met: 61\nall: 98\nmore: 120\npct: {}"
    fitting = report(tmp_path, figures.format("62,2%"), "share: {part: met, printed: pct}")
    assert fitting.clean
    assert "all = 98" in fitting.remarks[0].vi
    (finding,) = report(tmp_path, figures.format("77,9%"), "share: {part: met, printed: pct}").findings
    assert finding.follows == "all = 98, more = 120"


def test_the_day_of_the_report_has_to_exist(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, "x: 1", "same: {a: x, b: x}", as_of="31/06/2023").findings
    assert finding.relation == {"date": "as_of"}


@pytest.mark.parametrize(
    ("figures", "relation", "said"),
    [
        ("a: 1", "summ: {total: a, parts: [a]}", "có phải 'sum' không"),
        ("abc: 1", "same: {a: abd, b: abc}", "có phải 'abc' không"),
        ("a: 1", "sum: {total: a}", "thiếu parts"),
        ("a: 1", "sum: {total: a, parts: [a], partt: a}", "có phải 'parts' không"),
        ("a: nhiều", "at_most: {small: a, large: a}", "không phải số"),
        ("a: 1.234", "same: {a: a, b: a}", "1234 hoặc 1.234"),
        ("a: 1\na: 2", "same: {a: a, b: a}", "hai lần"),
        ("a: 1", "date: a", "không phải ngày"),
    ],
)
def test_what_cannot_be_asked_is_bad_input(tmp_path: Path, figures: str, relation: str, said: str) -> None:
    with pytest.raises(FiguresError) as caught:
        report(tmp_path, figures, relation)
    assert said in caught.value.text("vi")


def test_what_is_no_report_is_bad_input(tmp_path: Path) -> None:
    for text in ("", "- a", "a: [", "report: x\n", "figures: {a: 1}\nrelations: []\nfigure: 1\n", "[" * 5000):
        path = tmp_path / "r.yaml"
        path.write_text(text, "utf-8")
        with pytest.raises(FiguresError):
            audit_report(path)
    with pytest.raises(FiguresError):
        audit_report(tmp_path / "none.yaml")


def test_data_has_its_schema(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        "t: 73\na: 30\nb: 7\nd: 31/11/2016",
        "sum: {total: t, parts: [a, b]}\ndate: d\nshare: {part: b, printed: '23%'}",
    )
    assert len(found.findings) == 2
    jsonschema.validate(found.to_dict(), audit_schema(), cls=jsonschema.Draft202012Validator)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=2, max_size=9), st.data())
def test_any_single_digit_changed_in_a_total_is_found(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], data: st.DataObject
) -> None:
    tmp = tmp_path_factory.mktemp("audit")
    total = str(sum(parts))
    relation = f"sum: {{total: t, parts: [{', '.join(f'p{index}' for index in range(len(parts)))}]}}"
    figures = "\n".join(f"p{index}: {part}" for index, part in enumerate(parts))
    assert report(tmp, f"t: {total}\n{figures}", relation).clean
    place = data.draw(st.integers(0, len(total) - 1))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != total[place]]))
    wrong = f"{total[:place]}{digit}{total[place + 1 :]}"
    assert len(report(tmp, f"t: {wrong}\n{figures}", relation).findings) == 1


def test_the_verb_of_the_face_bears_the_name_of_its_room() -> None:
    import ntmrules

    path = Path(__file__).parent / "published" / "ha-tinh-2019-12.yaml"
    assert len(ntmrules.audit(path).findings) == 1


@pytest.mark.parametrize(
    ("figures", "relation", "holds"),
    [
        # A figure without quotes may be YAML's own writing: it tells nothing where printed ones do.
        ("t: '621.324'\na: '77.397,8'\nb: '543.926,2'\np: 12.46", "share: {part: a, base: t, printed: p}", True),
        # One figure that could be two numbers, in a report that speaks the language of the one writing.
        ("t: 1.234 xã\na: 234\nb: 1000", "sum: {total: t, parts: [a, b]}", True),
        ("t: '1,234 communes'\na: 234\nb: 1000", "sum: {total: t, parts: [a, b]}", True),
        ("t: '404.618 tỷ đồng'\na: '64.470'\nb: '340.148'", "sum: {total: t, parts: [a, b]}", True),
        ("t: '404.618 tỷ đồng'\na: '64.470'\nb: '340.149'", "sum: {total: t, parts: [a, b]}", False),
        # What is printed in a coarser unit was rounded.
        ("t: 404.618 tỷ đồng\na: 64 nghìn tỷ đồng\nb: 340.148 tỷ đồng", "sum: {total: t, parts: [a, b]}", True),
        ("t: 404.618 tỷ đồng\na: 63 nghìn tỷ đồng\nb: 340.148 tỷ đồng", "sum: {total: t, parts: [a, b]}", False),
        ("a: 74%\nb: '73,08%'\nc: '0,6%'", "change: {now: a, then: b, by: c}", True),
        ("a: 60 xã\nb: 50 xã\nc: 10%", "change: {now: a, then: b, by: c}", False),
        ("p: 61/98 xã\ns: '62,2%'\nw: '62,3%'", "share: {part: p, printed: s}", True),
        ("p: 61/98 xã\ns: '62,2%'\nw: '62,3%'", "share: {part: p, printed: w}", False),
        ("a: 61/98\nb: 61/99", "same: {a: a, b: b}", False),
        ("d: 31/6/23", "date: d", False),
        ("d: 30/6/23", "date: d", True),
        ("d: 31/11", "date: d", False),
        ("d: 29/2", "date: d", True),
        ("d: ngày 31/12/2023", "date: d", True),
    ],
)
def test_figures_as_offices_print_them(tmp_path: Path, figures: str, relation: str, holds: bool) -> None:
    assert report(tmp_path, figures, relation).clean is holds


def test_two_wrong_shares_of_one_part_do_not_excuse_each_other(tmp_path: Path) -> None:
    relations = "share: {part: p, printed: s}\nshare: {part: p, printed: w}"
    (finding,) = report(tmp_path, "p: 61\nall: 98\ns: '62,2%'\nw: '62,3%'", relations).findings
    assert finding.printed == "62,3%"


@pytest.mark.parametrize(
    ("figures", "relation", "kind", "value"),
    [
        ("l: [A, B, a]\nn: 2", "count: {list: l, printed: n}", "counted_twice", "a"),
        ("l: [A, B, C]\nn: 5", "count: {list: l, printed: n}", "digit", "3"),
        (
            "l: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]\nn: 31 xã",
            "count: {list: l, printed: n}",
            "transposed",
            "13 xã",
        ),
        ("d: ngày 30 tháng 2 năm 2023", "date: d", "day", "ngày 28 tháng 02 năm 2023"),
        ("d: 15/13/2023", "date: d", "day", "15/03/2023"),
        ("d: 2023-06-31", "date: d", "day", "2023-06-30"),
        ("d: 12/31/2023", "date: d", "day", "31/12/2023"),
    ],
)
def test_the_correction_is_one_that_a_hand_makes(
    tmp_path: Path, figures: str, relation: str, kind: str, value: str
) -> None:
    (finding,) = report(tmp_path, figures, relation).findings
    assert finding.fits_if is not None
    assert (finding.fits_if.kind, finding.fits_if.value) == (kind, value)


def test_a_share_is_no_matter_of_a_wrong_scale(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, "a: '12,5%'\nb: 11%", "at_most: {small: a, large: b}").findings
    assert finding.fits_if is None


def test_a_date_that_does_not_exist_and_that_no_relation_names_is_remarked(tmp_path: Path) -> None:
    found = report(tmp_path, "x: 1\nd: 31/6/2023", "same: {a: x, b: x}", as_of="quý II/2023")
    assert found.clean
    assert ["31/6/2023" in each.vi for each in found.remarks] == [True]


def test_a_number_of_a_hundred_digits_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(FiguresError):
        report(tmp_path, f"x: '{'9' * 100}'\ny: 1", "sum: {total: x, parts: [y]}")


@pytest.mark.parametrize(
    ("figures", "relation"),
    [
        ("a: 10 xã\nb: 3 thôn\nt: 13 xã", "sum: {total: t, parts: [a, b]}"),
        ("a: 36/38\nb: 3/9\nc: 33", "change: {now: a, then: b, by: c}"),
        ("a: 10 xã\nb: 20 thôn\nc: 50%", "share: {part: a, base: b, printed: c}"),
        ("a: 10 tiêu chí\nb: 10 chỉ tiêu", "same: {a: a, b: b}"),
        ("a: 10 communes\nb: 3 households\nc: 13", "sum: {total: c, parts: [a, b]}"),
    ],
)
def test_what_is_of_two_kinds_makes_no_sum_no_share_and_no_change(tmp_path: Path, figures: str, relation: str) -> None:
    (finding,) = report(tmp_path, figures, relation).findings
    assert "không cùng loại" in finding.vi
    assert finding.fits_if is None


@pytest.mark.parametrize(
    ("figures", "relation"),
    [
        ("a: 10 xã\nb: 3 phường\nt: 13 xã", "sum: {total: t, parts: [a, b]}"),
        ("a: 10 xã đạt chuẩn\nb: '3'\nt: 13 đơn vị", "sum: {total: t, parts: [a, b]}"),
        ("a: 36/38\nb: 30/38\nc: 6 chỉ tiêu", "change: {now: a, then: b, by: c}"),
        ("a: 1160 tiêu chí\nb: 71 xã\nc: '16,3'", "average: {of: a, counts: b, printed: c}"),
    ],
)
def test_what_is_of_one_kind_is_added_and_compared(tmp_path: Path, figures: str, relation: str) -> None:
    assert report(tmp_path, figures, relation).clean


def test_where_several_corrections_fit_all_are_named(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, "t: 336\na: 245\nb: 78\nc: 4", "sum: {total: t, parts: [a, b, c]}").findings
    assert finding.fits_if is not None
    assert [finding.fits_if.value, *(value for _, value in finding.fits_if.also)] == ["254", "87"]
    assert "a là 254" in finding.fits_if.vi
    assert "b là 87" in finding.fits_if.vi


def test_a_correction_that_another_relation_forbids_is_not_named(tmp_path: Path) -> None:
    relations = "sum: {total: t, parts: [a, b, c]}\nat_most: {small: a, large: m}"
    (finding,) = report(tmp_path, "t: 336\na: 245\nb: 78\nc: 4\nm: 250", relations).findings
    assert finding.fits_if is not None
    assert (finding.fits_if.figure, finding.fits_if.value, finding.fits_if.also) == ("b", "87", ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 999), min_size=2, max_size=5), st.integers(-90, 90))
def test_every_correction_that_is_named_makes_the_sum_fit(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], apart: int
) -> None:
    tmp = tmp_path_factory.mktemp("fits")
    values = {f"p{index}": str(part) for index, part in enumerate(parts)} | {"t": str(abs(sum(parts) + apart))}
    relation = f"sum: {{total: t, parts: [{', '.join(name for name in values if name != 't')}]}}"

    def said(values: dict[str, str]) -> Audit:
        return report(tmp, "\n".join(f"{name}: '{value}'" for name, value in values.items()), relation)

    for finding in said(values).findings:
        fits = finding.fits_if
        if fits is None or fits.kind not in ("digit", "transposed"):
            continue
        for figure, value in ((fits.figure, fits.value), *fits.also):
            assert said({**values, figure: value}).clean


def test_a_name_that_stands_twice_in_a_list_that_is_counted_is_said(tmp_path: Path) -> None:
    found = report(tmp_path, "l: [xã A, X. A, xã B]\nn: 3", "count: {list: l, printed: n}")
    assert found.clean
    assert ["X. A" in each.vi for each in found.remarks] == [True]
    assert report(tmp_path, "l: [xã Tân Thành, xã Tân Thạnh]\nn: 2", "count: {list: l, printed: n}").remarks == ()
    (finding,) = report(tmp_path, "l: [xã Tân Thành, xã Tân Thạnh]\nn: 1", "count: {list: l, printed: n}").findings
    assert finding.fits_if is None or finding.fits_if.kind != "counted_twice"


@pytest.mark.parametrize(
    ("figures", "relation", "holds"),
    [
        ("a: 120\nb: 60\nc: 2 lần", "change: {now: a, then: b, by: c}", True),
        ("a: 120\nb: 60\nc: gấp 2 lần", "change: {now: a, then: b, by: c}", True),
        ("a: 60\nb: 120\nc: giảm 2 lần", "change: {now: a, then: b, by: c}", True),
        ("a: 130\nb: 60\nc: '2,2 lần'", "change: {now: a, then: b, by: c}", True),
        ("a: 120\nb: 60\nc: gấp 3 lần", "change: {now: a, then: b, by: c}", False),
        ("a: 120\nb: 60\nc: gấp hơn 1 lần", "change: {now: a, then: b, by: c}", True),
        ("a: 5 lần\nb: 3 lần\nc: 2 lần", "change: {now: a, then: b, by: c}", True),
        # A month is all its days.
        ("a: 15/02/2024\nb: 02/2024", "at_most: {small: a, large: b}", True),
        ("a: 02/2024\nb: 15/02/2024", "at_most: {small: a, large: b}", True),
        ("a: 01/03/2024\nb: 02/2024", "at_most: {small: a, large: b}", False),
        ("a: 09/01/2021\nb: 01/2021", "same: {a: a, b: b}", True),
        ("a: 09/02/2021\nb: 01/2021", "same: {a: a, b: b}", False),
        # Of nothing, and over nothing.
        ("a: 0\nc: 0%", "share: {part: a, printed: c}", True),
        ("a: 0\nc: 5%", "share: {part: a, printed: c}", False),
        ("a: 0\nb: 0\nc: 0%", "share: {part: a, base: b, printed: c}", True),
        ("a: 3\nb: 0\nc: 5%", "share: {part: a, base: b, printed: c}", False),
        ("a: 0\nb: 0\nc: 0%", "change: {now: a, then: b, by: c}", True),
        ("a: 4\nb: 0\nc: 100%", "change: {now: a, then: b, by: c}", False),
        ("a: 4\nb: 0\nc: 2 lần", "change: {now: a, then: b, by: c}", False),
        ("a: 12\nb: １２", "same: {a: a, b: b}", True),
        ("a: 12 xã (gồm 3 xã cũ)\nb: 12 xã  (gồm 3 xã cũ)", "same: {a: a, b: b}", True),
        ("d: ngày 31/6", "date: d", False),
        ("d: ngày 30/6", "date: d", True),
        ("d: tháng 13", "date: d", False),
        ("l: 'xã Tân Hòa (huyện Tân Thạnh), xã Phú Lộc (thị xã Tân Châu, An Giang)'\nn: 2", "count: {list: l, printed: n}", True),
        ("l: 'xã A (B; C); xã D (thôn E và F)'\nn: 2", "count: {list: l, printed: n}", True),
    ],
)  # fmt: skip
def test_times_months_noughts_and_brackets(tmp_path: Path, figures: str, relation: str, *, holds: bool) -> None:
    assert report(tmp_path, figures, relation).clean is holds


@pytest.mark.parametrize("text", ["12 xã (gồm 3 xã cũ)", "1e5", "12 trong tổng số 98 xã"])
def test_what_cannot_be_read_as_a_number_is_never_said_to_differ_from_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(FiguresError, match="NTM572"):
        report(tmp_path, f"a: {text}\nb: 12", "same: {a: a, b: b}")


@pytest.mark.parametrize(
    ("figures", "relation", "kind", "values"),
    [
        ("p: 61/98\ns: '62,3%'", "share: {part: p, printed: s}", "raised", ["62,2%"]),
        ("p: 2/3\ns: '66,6%'", "share: {part: p, printed: s}", "cut", ["66,7%"]),
        ("p: 2/3\ns: '66,6%'\nx: 17", "share: {part: p, printed: s}", "cut", ["66,7%"]),
        ("n: '6.022'\nx: '8.177'\ns: '73,7%'", "share: {part: n, printed: s}", "raised", ["73,6%"]),
        ("d: 13/2023", "date: d", "day", ["03/2023", "10/2023", "11/2023", "12/2023"]),
        ("d: tháng 13", "date: d", "day", ["tháng 03", "tháng 10", "tháng 11", "tháng 12"]),
        ("d: 31/11", "date: d", "day", ["30/11"]),
        ("d: 31/11/16", "date: d", "day", ["30/11/16"]),
        ("a: 01/02/2024\nb: 31/01/2024", "at_most: {small: a, large: b}", "transposed", ["31/10/2024"]),
        ("a: 71-72\nb: 204\ns: 30-34%", "share: {part: a, base: b, printed: s}", "transposed", ["240"]),
    ],
)
def test_corrections_are_such_as_can_be_meant(
    tmp_path: Path, figures: str, relation: str, kind: str | None, values: list[str]
) -> None:
    (finding,) = report(tmp_path, figures, relation).findings
    fits = finding.fits_if
    named = [] if fits is None else [fits.value, *(value for _, value in fits.also)]
    assert (fits and fits.kind, sorted(named)) == (kind, sorted(values))


def test_a_share_with_one_figure_that_can_be_its_base_says_what_follows(tmp_path: Path) -> None:
    found = report(tmp_path, "n: '6.022'\nx: '8.177'\ns: '73,7%'", "share: {part: n, printed: s}")
    assert found.findings[0].follows == "73,6%"
    assert ["x = 8.177" in each.vi for each in found.remarks] == [True]


def test_a_sum_over_no_base_is_said(tmp_path: Path) -> None:
    found = report(tmp_path, "a: 3\nb: 0\nc: 5%", "share: {part: a, base: b, printed: c}")
    assert "cơ sở bằng 0" in found.findings[0].vi
    assert report(tmp_path, "a: 0\nb: 0\nc: 5%", "share: {part: a, base: b, printed: c}").remarks


def test_a_sum_of_many_parts_is_corrected_as_one_of_few(tmp_path: Path) -> None:
    parts = [1000 + 37 * index for index in range(300)]
    wrong = str(sum(parts))[::-1]
    figures = "\n".join(f"p{index}: '{part}'" for index, part in enumerate(parts))
    relation = f"sum: {{total: t, parts: [{', '.join(f'p{index}' for index in range(300))}]}}"
    (finding,) = report(tmp_path, f"t: '{wrong}'\n{figures}", relation).findings
    assert finding.fits_if is None
    one_off = str(sum(parts)).replace("9", "8", 1)
    (finding,) = report(tmp_path, f"t: '{one_off}'\n{figures}", relation).findings
    assert finding.fits_if is None or ("t", str(sum(parts))) in [
        (finding.fits_if.figure, finding.fits_if.value), *finding.fits_if.also]  # fmt: skip


def test_the_search_for_corrections_ends(tmp_path: Path) -> None:
    relations = "\n".join(f"sum: {{total: t, parts: [a, b, 'p{index}']}}" for index in range(3000))
    figures = "\n".join(["t: 1", "a: 3333", "b: 44444", *(f"p{index}: {5_000_000 + index}" for index in range(3000))])
    found = report(tmp_path, figures, relations)
    assert len(found.findings) == 3000
    assert "quá nhiều số không khớp" in found.remarks[-1].vi


def _slow(total: int, parts: list[int]) -> set[tuple[str, str]]:
    """The figures of a sum that one exchange of neighbours, else one wrong digit, makes fit."""
    figures = {"t": total, **{f"p{index}": part for index, part in enumerate(parts)}}
    for slips in (_swaps, _retypings):
        found = set()
        for name, value in figures.items():
            for other in slips(str(value)):
                changed = {**figures, name: int(other)}
                if changed["t"] == sum(each for key, each in changed.items() if key != "t") and other[0] != "0":
                    found.add((name, other))
        if found:
            return found
    return set()


def _swaps(text: str) -> set[str]:
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)} - {text}


def _retypings(text: str) -> set[str]:
    return {text[:at] + digit + text[at + 1 :] for at in range(len(text)) for digit in "0123456789"} - {text}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(100, 9999), min_size=3, max_size=6),
    st.sampled_from([1, 2, 9, 18, 30, 36, 90, 400, -9, -20, -500]),
)
def test_the_corrections_of_a_sum_are_those_of_trying_everything(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int], apart: int
) -> None:
    total = abs(sum(parts) + apart)
    figures = "\n".join([f"t: '{total}'", *(f"p{index}: '{part}'" for index, part in enumerate(parts))])
    names = ", ".join(f"p{index}" for index in range(len(parts)))
    (finding,) = report(tmp_path_factory.mktemp("slow"), figures, f"sum: {{total: t, parts: [{names}]}}").findings
    fits = finding.fits_if
    if fits is not None and fits.kind in ("counted_twice", "scale", "left_out"):
        return
    wanted = _slow(total, parts)
    named = set() if fits is None else {(fits.figure, fits.value), *fits.also}
    assert named == (wanted if len(wanted) <= 5 else set())


@pytest.mark.parametrize(("printed", "value"), [("26,2%", "62,2%"), ("62,3%", None), ("62,24%", None)])
def test_a_share_printed_with_its_base_gets_the_single_correction(
    tmp_path: Path, printed: str, value: str | None
) -> None:
    found = report(tmp_path, f"dat: 61/98\nty-le: {printed}", "share: {part: dat, printed: ty-le}").findings
    if printed == "62,24%":
        assert not found  # 62,2449 rounded at the printed digits
        return
    (one,) = found
    assert one.fits_if is not None
    assert value is None or value in one.fits_if.vi


@pytest.mark.parametrize(
    ("name", "start", "said"),
    [
        ("r.pdf", b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
        ("r.yaml", b"<!doctype html><html>", "web page"),
        ("r.yaml", b"\x89PNG\r\n\x1a\n", "picture"),
        ("r.docx", b"PK\x03\x04xx", "zip"),
        ("r.yaml", "report: thử".encode("utf-16"), "UTF-8"),
        ("r.yaml", None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_report_is_told_as_what_it_is(
    tmp_path: Path, name: str, start: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if start is not None:
        path.write_bytes(start)
    with pytest.raises(FiguresError) as caught:
        audit_report(path)
    assert caught.value.code == "NTM571"
    assert said in str(caught.value)
    assert "YAML" in str(caught.value)


IN_FULL = [
    ("1,2 triệu người", "700.000 người", "500.000 người"),
    ("25 nghìn hộ", "15.000 hộ", "10.000 hộ"),
    ("1,5 triệu m2", "1.000.000 m2", "500.000 m2"),
    ("12 nghìn ha", "7.000 ha", "5.000 ha"),
    ("35 nghìn km", "20.000 km đường", "15.000 km"),
    ("1,2 triệu lượt", "700.000 lượt", "500.000 lượt"),
]


@pytest.mark.parametrize(("total", "one", "two"), IN_FULL)
def test_a_number_that_names_what_it_counts_has_no_multiplier_of_another(
    tmp_path: Path, total: str, one: str, two: str
) -> None:
    figures = f'so: "22,6%"\nt: "{total}"\na: "{one}"\nb: "{two}"'
    found = report(tmp_path, figures, "sum: {total: t, parts: [a, b]}\nat_most: {small: a, large: t}")
    assert not found.findings
    assert not found.remarks
    wrong = report(tmp_path, figures, "same: {a: t, b: a}")
    assert [each.relation["same"] for each in wrong.findings] == [{"a": "t", "b": "a"}]


def test_a_small_number_of_the_same_unit_is_not_multiplied_either(tmp_path: Path) -> None:
    found = report(tmp_path, 'a: "35 km"\nb: "35 nghìn km"', "same: {a: a, b: b}")
    assert len(found.findings) == 1


def test_a_bare_number_still_has_the_multiplier_of_those_beside_it(tmp_path: Path) -> None:
    found = report(tmp_path, 't: "1.200,5 tỷ đồng"\na: "700,5"\nb: "500"', "sum: {total: t, parts: [a, b]}")
    assert not found.findings
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    ("now", "then", "by"),
    [
        ("1.234,5 tỷ đồng", "1.000 tỷ đồng", "1,2 lần"),
        ("1.234,5 tỷ đồng", "1.000 tỷ đồng", "gấp 1,23 lần"),
        ("60,5 triệu đồng/người/năm", "50 triệu đồng/người/năm", "1,21 lần"),
    ],
)
def test_how_many_times_is_no_amount_of_money(tmp_path: Path, now: str, then: str, by: str) -> None:
    figures = f'von: "{now}"\ntruoc: "{then}"\ngap: "{by}"'
    assert not report(tmp_path, figures, "change: {now: von, then: truoc, by: gap}").findings
    wrong = figures.replace(by, by.replace("1,2", "2,2"))
    assert len(report(tmp_path, wrong, "change: {now: von, then: truoc, by: gap}").findings) == 1


def test_a_comma_in_braces_makes_no_figure_without_a_value(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "figures: {xa: 6.022, so: 8.177, tl: 73,6%}\nrelations:\n- share: {part: xa, base: so, printed: tl}\n", "utf-8"
    )
    with pytest.raises(FiguresError) as caught:
        audit_report(path)
    assert [each.identity for each in caught.value.problems] == ["NTM571.empty"]
    assert caught.value.problems[0].where == "r.yaml:1:42"
    path.write_text("figures:\n  a: 5\n  r:\nrelations:\n- same: {a: a, b: r}\n", "utf-8")
    with pytest.raises(FiguresError) as caught:
        audit_report(path)
    assert caught.value.problems[0].identity == "NTM571.empty"


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ("xã A, xã B; xã C", 3),
        ("xã A, huyện B; xã C, huyện D", 2),
        ("Hà Nội; Thái Bình, Nam Định", 2),
        ("xã A; xã B và xã C", 3),
        ("17 (17.1, 17.2); 18", 2),
    ],
)
def test_names_parted_in_two_ways(tmp_path: Path, names: str, count: int) -> None:
    figures = f'ten: "{names}"\nso: "{count}"\nsai: "{count + 2}"'
    assert not report(tmp_path, figures, "count: {list: ten, printed: so}").findings
    assert len(report(tmp_path, figures, "count: {list: ten, printed: sai}").findings) == 1


def test_of_two_writings_of_numbers_those_that_stand_alone_are_named(tmp_path: Path) -> None:
    text = (
        'figures:\n  xa: 6.022\n  so: 8.177\n  von: 404.618\n  tl: "73,6%"\n  tl2: "12,5%"\n  ba: "73.65%"\n'
        "relations:\n- share: {part: xa, base: so, printed: tl}\n- share: {part: xa, base: so, printed: ba}\n"
    )
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    with pytest.raises(FiguresError) as error:
        audit_report(tmp_path / "r.yaml")
    assert [each.identity for each in error.value.problems] == ["NTM571.writings"]
    assert "r.yaml:7:7" in error.value.text("en")
    assert "'73.65%'" in error.value.text("en")
    (tmp_path / "r.yaml").write_text(text.replace("73.65%", "73,65%"), "utf-8")
    assert len(audit_report(tmp_path / "r.yaml").findings) == 0


@pytest.mark.parametrize(
    ("figures", "relation", "wrong"),
    [
        ('a: "500 m"\nb: "0,5 km"', "same: {a: a, b: b}", ("0,5 km", "5 km")),
        ('a: "1,5 ha"\nb: "15.000 m2"', "same: {a: a, b: b}", ("15.000", "1.500")),
        ('a: "2 km²"\nb: "2.000.000 m²"', "same: {a: a, b: b}", ("2 km²", "3 km²")),
        ('a: "2 km2"\nb: "200 ha"', "same: {a: a, b: b}", ("200", "20")),
        ('t: "1,5 ha"\na: "1,0 ha"\nb: "5.000 m2"', "sum: {total: t, parts: [a, b]}", ("5.000", "8.000")),
        ('t: "12,5 nghìn ha"\na: "7.300 ha"\nb: "5.200 ha"', "sum: {total: t, parts: [a, b]}", ("7.300", "3.700")),
        ('t: "12,5 ha"\na: "7,3"\nb: "5,2"', "sum: {total: t, parts: [a, b]}", ("5,2", "2,5")),
        ('a: "1.500 m2"\nb: "0,5 ha"\ns: "30%"', "share: {part: a, base: b, printed: s}", ("30%", "3%")),
        ('a: "1,2 tấn"\nb: "1.200 kg"', "same: {a: a, b: b}", ("1.200", "2.100")),
        ('a: "35 km"\nb: "30 km"\nc: "5.000 m"', "change: {now: a, then: b, by: c}", ("5.000", "500")),
    ],
)
def test_units_of_one_measure_are_turned_into_each_other(
    tmp_path: Path, figures: str, relation: str, wrong: tuple[str, str]
) -> None:
    figures = f'so: "22,6%"\n{figures}'
    assert report(tmp_path, figures, relation).clean
    assert not report(tmp_path, figures.replace(*wrong), relation).clean


def test_a_wrong_scale_is_told_in_the_unit_that_is_printed(tmp_path: Path) -> None:
    found = report(tmp_path, 'so: "22,6%"\na: "35 km"\nb: "3.500 m"', "same: {a: a, b: b}").findings[0]
    assert found.fits_if is not None
    assert "3,5 km" in found.fits_if.vi


def test_a_share_without_base_is_tried_against_every_figure_of_its_kind(tmp_path: Path) -> None:
    figures = 'p: "10.676.000 người"\nd: "15,7 triệu người"\nv: "20.000 tỷ đồng"\ns: "68%"'
    found = report(tmp_path, figures, "share: {part: p, printed: s}")
    assert found.clean
    assert "d = 15,7 triệu người" in found.remarks[0].vi
    assert not report(tmp_path, figures.replace("68%", "86%"), "share: {part: p, printed: s}").clean


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ("1) xã A; 2) xã B; 3) xã C.", 3),
        ("xã A, xã B cùng xã C", 3),
        ("xã A, xã B, và xã C", 3),
        ("Vân Đồn (xã A, xã B; xã C), Hải Hà và Đầm Hà", 3),
        ("a) Y tế; b) Phát triển nông thôn và môi trường", 2),
        ("huyện A (3 xã: B, C và D)", 1),
    ],
)
def test_lists_as_they_are_written_in_reports(tmp_path: Path, names: str, count: int) -> None:
    assert report(tmp_path, f'l: "{names}"\nn: "{count}"', "count: {list: l, printed: n}").clean
    assert not report(tmp_path, f'l: "{names}"\nn: "{count + 1}"', "count: {list: l, printed: n}").clean


@pytest.mark.parametrize(
    ("figures", "relation"),
    [
        ('a: "25 km"\nb: "0,025 km2"', "same: {a: a, b: b}"),
        ('t: "150 ha"\na: "100 ha"\nb: "500.000 người"', "sum: {total: t, parts: [a, b]}"),
        ('a: "12 triệu đồng"\nb: "12 triệu người"', "same: {a: a, b: b}"),
        ('a: "5 tấn"\nb: "3 tấn"\nc: "2.000 m"', "change: {now: a, then: b, by: c}"),
    ],
)
def test_of_two_measures_nothing_is_made(tmp_path: Path, figures: str, relation: str) -> None:
    (found,) = report(tmp_path, f'so: "22,6%"\n{figures}', relation).findings
    assert "không cùng loại" in found.vi


def test_money_is_no_share_of_people(tmp_path: Path) -> None:
    figures = 'thu: "12 triệu đồng"\ndan: "15,7 triệu người"\nty: "76,4%"'
    found = report(tmp_path, figures, "share: {part: thu, printed: ty}")
    assert not any("dan" in remark.vi for remark in found.remarks)
    assert any("cơ sở không được in" in remark.vi for remark in found.remarks)


def test_units_are_known_in_english_too(tmp_path: Path) -> None:
    figures = 'a: "25.0 metres"\nb: "0.025 km"\nc: "35.0 tonnes"\nd: "35000 kg"'
    assert report(tmp_path, figures, "same: {a: a, b: b}\nsame: {a: c, b: d}").clean


def test_comrades_are_people_and_no_money(tmp_path: Path) -> None:
    assert report(tmp_path, 't: "15 người"\na: "12 đồng chí"\nb: "3 người"', "sum: {total: t, parts: [a, b]}").clean
