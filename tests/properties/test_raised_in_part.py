"""Levels raised for some years and areas, held against a second working-out: elsewhere the national level stands alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.util import find_spec

from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.overrides import Override, Placed, UnitKey, Verb
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.sets import Areas, CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Province
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.memory import MemoryPack
from ntmrules.testing.sets import AREAS, MEASURES, SCHEMES, SURE_EVIDENCE

SET, PACK, INCOME, TEXT = "vn/thu/2021", "mau", "luong-1", Provision(decision="1/QĐ")
HERE = Province(id="an-giang", list="2004", name="An Giang", areas=AREAS)
YEARS = (2022, 2023)
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
Key = tuple[int | None, str | None]
Rows = dict[Key, int]
KEYS: list[Key] = [(None, None), *((year, None) for year in YEARS), *((None, area) for area in AREAS),
                   *((year, area) for year in YEARS for area in AREAS)]  # fmt: skip


def crossed(rows: Rows) -> bool:
    """Tell whether a year for every area crosses an area for every year: a file may not say that."""
    years, areas = ([key[at] for key in rows if key[at] is not None and key[1 - at] is None] for at in (0, 1))
    return any((year, area) not in rows for year in years for area in areas)


def rows_of(low: int, high: int, least: int) -> st.SearchStrategy[Rows]:
    found = st.dictionaries(st.sampled_from(KEYS), st.integers(low, high), min_size=least, max_size=5)
    return found.filter(lambda rows: not crossed(rows))


def threshold(rows: Rows) -> Threshold:
    return Threshold(rows=tuple(Cell(year=year, area=area, value=Decimal(value), evidence=SURE_EVIDENCE)
                                for (year, area), value in rows.items()))  # fmt: skip


def level(rows: Rows, year: int, area: str) -> int | None:
    return next((rows[key] for key in ((year, area), (None, area), (year, None), (None, None)) if key in rows), None)


def book_of(national: Rows, raised: Rows, factor: Decimal | None) -> Rulebook:
    """Return a set of a base that is raised, and of a level that is derived from it with ``factor``."""
    asked = [req.AtLeast(measure=INCOME, threshold=threshold(national))]
    if factor is not None:
        asked.append(req.Derived(of=f"{SET}/1.1", factor=factor, evidence=SURE_EVIDENCE, measure=INCOME))  # type: ignore[arg-type]
    items = tuple(
        Indicator(id=f"1.{place}", name=Text("thu"), versions=(Version(from_="2021-01-01", provision=TEXT, requirement=each),))
        for place, each in enumerate(asked, 1)
    )  # fmt: skip
    whole = CriteriaSet(
        id=SET, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=TEXT, declared=Declared(criteria=1, indicators=len(items), evidence=SURE_EVIDENCE),
        checked_on="2026-01-01", not_applicable="drops_out", areas=Areas(scheme="ba-vung"),
        criteria=(Criterion(id="1", name=Text("1"), indicators=items, declared_indicators=len(items)),),
    )  # fmt: skip
    entry = Override(id=f"{PACK}/1.1", verb=Verb.RAISE, target=f"{SET}/1.1", provision=TEXT, from_="2021-06-01",
                     requirement=req.AtLeast(threshold=threshold(raised)))  # fmt: skip
    pack = MemoryPack([whole], measures=MEASURES, schemes=SCHEMES, provinces=[HERE], name=PACK)
    pack.overrides = (Placed(override=entry, pack=PACK, at="1.1", territory=(UnitKey(list="2004", province=HERE.id),)),)
    return Library.over(Catalogue([pack])).rulebook(SET, on=date(2023, 6, 30), province="2004:an-giang")


def expected(national: Rows, raised: Rows, year: int, area: str, figure: Decimal, factor: Decimal) -> Verdict:
    own, more = level(national, year, area), level(raised, year, area)
    if more is not None and figure < more * factor:
        return NOT_MET
    return UNDETERMINED if own is None else MET if figure >= own * factor else NOT_MET


def in_a_table(book: Rulebook, unit: UnitFigures, label: str) -> Verdict:
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.engine.columnar.units import judge_units

    row = judge_units(book, [unit], OUTPUTS).row(0, named=True)
    return VERDICT_OF[row[named("verdict", label)]]


@settings(max_examples=80)
@given(rows_of(10, 40, 1), rows_of(40, 70, 1), st.sampled_from(AREAS), st.sampled_from((None, *YEARS)),
       st.sampled_from((15, 35, 45, 65, 90)), st.sampled_from((None, Decimal("1.1"), Decimal("0.5"))))  # fmt: skip
def test_elsewhere_the_national_level_stands_alone(
    national: Rows, raised: Rows, area: str, period: int | None, figure: int, factor: Decimal | None
) -> None:
    book = book_of(national, raised, factor)
    entry = Entry(subject=INCOME, value=Decimal(figure), period=period)
    unit = UnitFigures(unit="xã Thử", entries=(entry,), area=area)
    for label, times in (("1.1", Decimal(1)), *([("1.2", factor)] if factor is not None else [])):
        wanted = expected(national, raised, period or 2023, area, Decimal(figure), times)
        for engine in ("core", "forward/agenda"):
            assert book.evaluate(unit, engine=engine).node(label).verdict is wanted, (label, engine)
        if find_spec("polars") is not None:
            assert in_a_table(book, unit, label) is wanted, label


@settings(max_examples=40)
@given(rows_of(10, 40, 1), rows_of(40, 70, 1), st.sampled_from((15, 35, 45, 65, 90)))
def test_a_unit_in_an_unknown_area_is_decided_only_where_every_area_agrees(
    national: Rows, raised: Rows, figure: int
) -> None:
    book = book_of(national, raised, None)
    entry = Entry(subject=INCOME, value=Decimal(figure))
    found = book.evaluate(UnitFigures(unit="xã Thử", entries=(entry,))).node("1.1").verdict
    if found is not UNDETERMINED:
        places = book.areas or AREAS
        assert {expected(national, raised, 2023, area, Decimal(figure), Decimal(1)) for area in places} == {found}
