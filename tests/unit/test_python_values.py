"""What Python people have: values of every kind, frames of three libraries, pickles and deep copies."""

from __future__ import annotations

import copy
import datetime as dt
import math
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from multiprocessing import get_context
from operator import methodcaller

import pytest

import ntmrules
from ntmrules import Entry, FiguresError, UnitFigures, Verdict
from ntmrules.model.figures import Answer

M1, INCOME = "ty-le-co-so-san-xuat-dam-bao-moi-truong", "thu-nhap-binh-quan-dau-nguoi"


@pytest.fixture(scope="module")
def library() -> ntmrules.Library:
    return ntmrules.Library(plugins=())


@pytest.fixture(scope="module")
def book(library: ntmrules.Library) -> ntmrules.Rulebook:
    return library.rulebook("xa-ntm", on="2023-12-31", province="an-giang")


def one(value: object) -> Entry:
    (entry,) = UnitFigures.of("xã A", {"10": value}).entries
    return entry


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("đạt", Verdict.MET), ("Chưa đạt", Verdict.NOT_MET), ("không áp dụng", Verdict.NOT_APPLICABLE), ("met", Verdict.MET),
        ("có", Verdict.MET), (True, Verdict.MET), (False, Verdict.NOT_MET), (Verdict.MET, Verdict.MET),
        ("54,5", Decimal("54.5")), ("54.5", Decimal("54.5")), ("1.234,5", Decimal("1234.5")), (7, Decimal(7)),
        (0.1, Decimal("0.1")), (0.1 + 0.2, Decimal("0.3")), (89.99999999999999, Decimal(90)), (Decimal("1.50"), Decimal("1.50")),
        ("16/19", (16, 19)), ((16, 19), (16, 19)),
    ],
)  # fmt: skip
def test_values_as_people_have_them(value: object, said: object) -> None:
    assert one(value).value == said
    assert type(one(value).value) is type(said)


def test_scalars_of_numpy_and_pandas() -> None:
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    assert one(np.float32(89.9)).value == Decimal("89.9")
    assert one(np.float64(89.9)).value == Decimal("89.9")
    assert one(np.int64(7)).value == Decimal(7)
    assert one(np.bool_(True)).value is Verdict.MET
    assert one(np.str_("đạt")).value is Verdict.MET
    assert UnitFigures.of("xã A", {"a": np.float32("nan"), "b": pd.NA, "c": pd.NaT}).entries == ()
    for wrong in (np.array([1]), np.datetime64("2023-01-01"), pd.Timestamp("2023-01-01")):
        with pytest.raises(FiguresError, match="NTM502"):
            one(wrong)


@pytest.mark.parametrize("value", [None, math.nan, Decimal("NaN"), "", "  "])
def test_nothing_is_no_figure(value: object) -> None:
    assert UnitFigures.of("xã A", {"10": value}).entries == ()


@pytest.mark.parametrize(
    "value", [object(), [1], {}, b"x", 1j, Fraction(1, 3), math.inf, Decimal("-Infinity"), 10**200, dt.date(2023, 1, 1), "1.234",
              "abc", "undetermined"],
)  # fmt: skip
def test_whatever_else_is_a_figures_error_with_its_place(value: object) -> None:
    with pytest.raises(FiguresError) as caught:
        UnitFigures.of("xã A", {"10": value, "11": 5})
    assert [each.where for each in caught.value.problems] == ["xã A: 10"]
    assert caught.value.code == "NTM502"


def test_all_bad_values_are_told_at_once_and_labels_are_texts() -> None:
    with pytest.raises(FiguresError) as caught:
        UnitFigures.of("xã A", {"10": object(), 17.1: "đạt", "11": "abc"})
    assert [each.code for each in caught.value.problems] == ["NTM502", "NTM503", "NTM502"]
    assert UnitFigures.of("xã A", {10: "đạt"}).entries[0].subject == "10"


@pytest.mark.parametrize("name", [None, 123, 1.5, ["xã A"], b"xa A", ("xã A",), "", "  "])
def test_a_unit_is_a_text_that_names_it(name: object) -> None:
    with pytest.raises(FiguresError, match="NTM510"):
        UnitFigures.of(name, {"10": "đạt"})  # type: ignore[arg-type]
    if not isinstance(name, str):
        with pytest.raises(FiguresError, match="NTM510"):
            UnitFigures(unit=name)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["core", "forward"])
@pytest.mark.parametrize("name", ["Tổng cộng", "Cộng", "Trung bình", "Toàn huyện"])
def test_a_total_is_no_unit_here_either(book: ntmrules.Rulebook, engine: str, name: str) -> None:
    with pytest.raises(FiguresError, match="NTM510"):
        book.evaluate(UnitFigures.of(name, {"10": "đạt"}), engine=engine)
    with pytest.raises(FiguresError, match="NTM510"):
        book.session(UnitFigures.of(name, {}))
    with pytest.raises(FiguresError, match="NTM510"):
        book.session(name)
    inside = UnitFigures.of("xã A", {}, children=(UnitFigures.of(name, {"10": "đạt"}),))
    with pytest.raises(FiguresError, match="NTM510"):
        book.evaluate(inside)


def test_a_commune_whose_name_reads_as_a_word_is_one(library: ntmrules.Library) -> None:
    book = library.rulebook("xa-ntm", on="2023-12-31", province="Vĩnh Phúc")
    for name in ("Trung Bình", "xã Đồng Bằng", "xã Tổng Cọt", "H", "xã 1", "A"):
        assert book.evaluate(UnitFigures.of(name, {"10": "đạt"})).unit == name


def test_signs_and_answers_are_kept_for_whoever_knows_the_measure(book: ntmrules.Rulebook) -> None:
    assert one("90 %").unit == "%"
    answer = one("không")
    assert answer.cell is not None
    assert answer.cell.answer is Answer.NO
    none_left = UnitFigures.of("xã A", {"so-nha-tam-dot-nat": "không"})
    assert book.evaluate(none_left).node("9.1").verdict is Verdict.MET
    with pytest.raises(FiguresError, match="NTM505"):
        book.evaluate(UnitFigures.of("xã A", {INCOME: "không"}))


def test_days_and_years_of_entries() -> None:
    moment = dt.datetime(2025, 12, 31, 17, 30, tzinfo=dt.UTC)
    assert Entry(subject=M1, value=95, as_of=moment).as_of == "2026-01-01"
    assert Entry(subject=M1, value=95, as_of=dt.date(2023, 1, 2)).as_of == "2023-01-02"
    assert Entry(subject=M1, value=95, as_of="31/12/2023", period="2023").as_of == "2023-12-31"
    assert Entry(subject=M1, value=95.5).value == Decimal("95.5")
    for wrong in ({"as_of": "2025-9-1"}, {"as_of": 20251231}, {"period": "năm nay"}, {"period": 2022.5}):
        with pytest.raises(FiguresError, match="NTM509"):
            Entry(subject=M1, value=95, **wrong)


def frames():
    pl, pa, pd = (pytest.importorskip(name) for name in ("polars", "pyarrow", "pandas"))
    rows = {"unit": ["xã A", "xã B", "xã C"], M1: [89.99999999999999, 89.9, None], "1.1": ["đạt", "chưa đạt", None]}
    plain = pl.DataFrame(rows)
    table = pa.table(rows)
    mixed = pd.DataFrame({"unit": rows["unit"], M1: pd.Series([Decimal(90), "89,9", pd.NA], dtype=object),
                          "1.1": pd.Series([True, "chưa đạt", None], dtype=object)})  # fmt: skip
    short = plain.with_columns(pl.Series(M1, [90.0, 89.9, None], dtype=pl.Float32))
    return [plain, plain.lazy(), table, table.to_batches()[0], pd.DataFrame(rows), pd.DataFrame(rows).set_index("unit"), mixed,
            short]  # fmt: skip


def test_frames_of_polars_pyarrow_and_pandas(book: ntmrules.Rulebook) -> None:
    from ntmrules.tables import evaluate_table

    for frame in frames():
        result = evaluate_table(book, frame)
        assert result.verdicts("17.2") == [Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED], type(frame)
        assert result.verdicts("1.1") == [Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED], type(frame)
        for row in range(3):
            assert result.attainment(row).node("17.2").verdict is result.verdicts("17.2")[row]
    with pytest.raises(ntmrules.UsageError, match="NTM041"):
        evaluate_table(book, {"unit": ["xã A"]})


def test_a_column_that_is_kept_is_not_touched(book: ntmrules.Rulebook) -> None:
    pl = pytest.importorskip("polars")
    from ntmrules.tables import evaluate_table

    frame = pl.DataFrame({"unit": ["xã A"], "x": [0.1 + 0.2], M1: [95]})
    assert evaluate_table(book, frame, keep=("x",)).frame["x"][0] == 0.1 + 0.2


# ----- to another process and back


def figures(name: str = "xã A") -> UnitFigures:
    return UnitFigures.of(name, {"10": "đạt", M1: 95, "ty-le-ho-ngheo-da-chieu": "3,5"}, province="An Giang")


def text_of(book: ntmrules.Rulebook, unit: UnitFigures) -> str:
    return book.evaluate(unit).text(view="full")


def test_a_rulebook_travels_small_and_arrives_once(book: ntmrules.Rulebook, library: ntmrules.Library) -> None:
    book.evaluate(figures())  # what is compiled stays here
    raw = pickle.dumps(book)
    assert len(raw) < 150_000
    assert pickle.loads(raw) is book
    district = library.rulebook("huyen-ntm", on="2023-12-31", province="an-giang")
    assert len(pickle.dumps(district)) < 250_000
    assert copy.deepcopy(book).evaluate(figures()) == book.evaluate(figures())


def test_altered_bytes_are_no_rulebook(book: ntmrules.Rulebook) -> None:
    from ntmrules.model.travel import packed, unpacked

    digest, raw = packed(book)
    with pytest.raises(ValueError, match="not those that were packed"):
        unpacked(b"0" * 32, raw)
    assert unpacked(digest, raw) is book


def test_attainments_and_figures_pickle_and_deep_copy(book: ntmrules.Rulebook) -> None:
    attainment = book.evaluate(figures())
    for again in (pickle.loads(pickle.dumps(attainment)), copy.deepcopy(attainment), copy.copy(attainment)):
        assert again == attainment
        assert again.rulebook is attainment.rulebook
        assert again.text(view="full") == attainment.text(view="full")
        assert again.to_json() == attainment.to_json()
        assert again.decisive() == attainment.decisive()
    unit = figures()
    unit.checked[1] = (book, attainment.bound)
    assert pickle.loads(pickle.dumps(unit)) == unit == copy.deepcopy(unit)
    assert pickle.loads(pickle.dumps(unit)).checked == {}
    many = [book.evaluate(figures(f"xã {number}")) for number in range(20)]
    assert len(pickle.dumps(many)) < len(pickle.dumps(attainment)) * 6


def test_a_library_is_made_anew_from_what_it_was_asked_for(library: ntmrules.Library) -> None:
    assert len(pickle.dumps(library)) < 1000
    for again in (pickle.loads(pickle.dumps(library)), copy.deepcopy(library)):
        assert [each.id for each in again.sets()] == [each.id for each in library.sets()]
        assert again.plugins.receipts() == library.plugins.receipts()
        assert again.rulebook("xa-ntm", on="2023-12-31", province="an-giang").id == "vn/xa-ntm/2021"


def test_a_library_over_packs_in_memory_deep_copies() -> None:
    from ntmrules.testing import rulebook_of
    from tests.made import MEASURES, at_least, criterion, indicator, made_set

    own = rulebook_of(made_set(criterion("1", indicator("1.1", at_least(80)))), MEASURES, on="2024-06-30")
    assert pickle.loads(pickle.dumps(own)) is own
    assert copy.deepcopy(own) is own


def test_a_process_that_was_spawned_answers_the_same(book: ntmrules.Rulebook) -> None:
    units = [figures("xã A"), figures("xã B")]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(book.evaluate, units))
        # Nothing of this file goes over: another process need not be able to import it.
        texts = list(pool.map(methodcaller("text", view="full"), found))
    assert found == [book.evaluate(unit) for unit in units]
    assert texts == [text_of(book, unit) for unit in units]


def test_threads_share_a_library_and_a_rulebook() -> None:
    library = ntmrules.Library(plugins=())
    start = threading.Barrier(8)

    def judge(number: int) -> str:
        start.wait()
        own = library.rulebook("huyen-ntm" if number % 2 else "xa-ntm", on="2023-12-31", province="an-giang")
        return own.evaluate(UnitFigures.of("đơn vị", {})).text(view="full")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(judge, range(8)))
    assert len(set(found[::2])) == len(set(found[1::2])) == 1
    shared = library.rulebook("xa-ntm", on="2023-12-31", province="an-giang")
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: text_of(shared, figures()), range(16)))) == 1


def test_async_code_hands_judging_to_a_thread(book: ntmrules.Rulebook) -> None:
    import asyncio

    async def all_of(units: list[UnitFigures]) -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(text_of, book, unit) for unit in units))

    units = [figures(f"xã {number}") for number in range(4)]
    assert asyncio.run(all_of(units)) == [text_of(book, unit) for unit in units]
