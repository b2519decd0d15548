"""Entries for some zones and years: two that do not meet both stand, the rest stays national, remedies make nothing worse."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from structures.made_up import EVIDENCE, verdict_on

from ntmrules import CatalogError, Library, Rulebook
from ntmrules.check.lint import lint
from ntmrules.model.figures import Entry, UnitFigures

ZONES = Path(__file__).parent / "packs" / "S48-raised-for-some-zones-and-years"
PLACES = {"v1": ("xã Lương Phi", "huyện Tri Tôn"), "v2": ("xã Vĩnh Hòa", "thị xã Tân Châu"),
          "v3": ("xã Khánh An", "huyện An Phú")}  # fmt: skip
IRRIGATED, PAVED = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong", "ty-le-duong-thon-cung-hoa"
NATIONAL = 80  # of 3.1; 2.2 is left to the province

Rows = Mapping[tuple[int | None, str | None], int]


def entry(place: int, verb: str, rows: Rows, *more: str) -> str:
    label = "2.2" if verb == "fill" else "3.1"
    basis = ["    legal_basis: {decision: 318/QĐ-TTg, article: Điều 2}"] if verb == "replace" else []
    keys = [", ".join([*([f"year: {year}"] if year else []), *([f"area: {area}"] if area else []), f"value: {value}"])
            for (year, area), value in rows.items()]  # fmt: skip
    return "\n".join([
        f"  - id: mau/muc-{place}", f"    verb: {verb}", f"    target: vn/xa-ntm/2021/{label}", *basis,
        "    provision: {decision: 01/QĐ-MẪU}", '    from: "2022-06-01"', *(f"    {each}" for each in more),
        "    requirement:", "      kind: at_least", "      threshold:", f"        evidence: {EVIDENCE}", "        rows:",
        *(f"          - {{{each}}}" for each in keys),
    ])  # fmt: skip


def pack(folder: Path, *entries: str) -> Path:
    (folder / "overrides").mkdir(parents=True, exist_ok=True)
    for name in ("pack.yaml", "areas.yaml", "decisions.yaml"):
        shutil.copy(ZONES / name, folder / name)
    (folder / "overrides" / "x.yaml").write_text("overrides:\n" + "\n".join(entries) + "\n", "utf-8")
    return folder


def book(folder: Path, *entries: str) -> Rulebook:
    made = pack(folder, *entries)
    return Library(packs=[made], plugins=()).rulebook("vn/xa-ntm/2021", on="2024-06-01", province="2004:an-giang")


def judged(made: Rulebook, verb: str, zone: str, year: int, figure: float) -> str:
    measure, label = (PAVED, "2.2") if verb == "fill" else (IRRIGATED, "3.1")
    name, within = PLACES[zone]
    entry = Entry(subject=measure, value=Decimal(str(figure)), period=year)
    unit = UnitFigures(unit=name, within=within, entries=(entry,))
    found = {str(made.evaluate(unit, engine=engine).node(label).verdict) for engine in ("core", "forward/agenda")}
    assert len(found) == 1, found
    return found.pop()


def level(verb: str, rows: Rows, zone: str, year: int) -> int | None:
    mine = next((rows[key] for key in ((year, zone), (None, zone), (year, None), (None, None)) if key in rows), None)
    national = None if verb == "fill" else NATIONAL
    if verb == "raise":
        return max(NATIONAL, mine) if mine is not None else NATIONAL
    return mine if mine is not None else national


APART: list[tuple[Rows, ...]] = [
    ({(None, "v1"): 90}, {(None, "v2"): 95}),
    ({(2023, None): 90}, {(2024, None): 95}),
    ({(2023, "v1"): 90, (2024, "v2"): 85}, {(2024, "v1"): 95, (None, "v3"): 99}),
    ({(None, "v1"): 90}, {(None, "v2"): 95}, {(None, "v3"): 85}),
]
LOOSER: list[tuple[Rows, ...]] = [({(None, "v1"): 50}, {(None, "v2"): 95}), ({(2023, None): 50}, {(2024, "v1"): 60})]


CASES = [*((verb, parts) for verb in ("raise", "replace", "fill") for parts in APART),
         *((verb, parts) for verb in ("replace", "fill") for parts in LOOSER)]  # fmt: skip


@pytest.mark.parametrize(("verb", "parts"), CASES, ids=str)
def test_entries_for_other_zones_or_years_both_stand(tmp_path: Path, verb: str, parts: tuple[Rows, ...]) -> None:
    rows = {key: value for each in parts for key, value in each.items()}
    seen = []
    for number, order in enumerate((range(len(parts)), reversed(range(len(parts))))):
        made = book(tmp_path / str(number), *(entry(at, verb, parts[at]) for at in order))
        found = {}
        for zone in PLACES:
            for year in (2023, 2024):
                asked = level(verb, rows, zone, year)
                for figure in (50, 79, 80, 84.9, 90, 94.9, 95):
                    wanted = "undetermined" if asked is None else "met" if figure >= asked else "not_met"
                    found[zone, year, figure] = judged(made, verb, zone, year, figure)
                    assert found[zone, year, figure] == wanted, (zone, year, figure, asked)
        seen.append(found)
    assert all(each == seen[0] for each in seen)


MEETING: list[tuple[Rows, Rows]] = [
    ({(None, "v1"): 90}, {(None, "v1"): 95, (None, "v2"): 85}),
    ({(None, "v1"): 90, (None, "v3"): 99}, {(None, "v1"): 95}),
    ({(None, "v1"): 90}, {(2024, None): 95}),
    ({(None, None): 90}, {(None, "v2"): 95}),
]


@pytest.mark.parametrize("verb", ["raise", "replace", "fill"])
@pytest.mark.parametrize("parts", MEETING, ids=str)
def test_entries_that_meet_are_refused_and_the_remedy_obeyed_loses_no_level(
    tmp_path: Path, verb: str, parts: tuple[Rows, Rows]
) -> None:
    older, newer = parts
    with pytest.raises(CatalogError, match="NTM210") as caught:
        book(tmp_path / "a", entry(1, verb, older), entry(2, verb, newer))
    (told,) = caught.value.problems
    assert "overrides/x.yaml:" in told.where
    assert "overrides/x.yaml:" in told.what
    # What would fall back is named; with these rows carried over, as the remedy says, every level of the older one stands.
    gone = {key: value for key, value in older.items()
            if key not in newer and (None, None) not in newer and (None, key[1]) not in newer}  # fmt: skip
    for year, area in gone:
        assert all(str(part) in told.remedy for part in (year, area) if part)
    assert "supersedes: [mau/muc-1]" in told.remedy
    crossed = {(year, area): newer[year, None] for _, area in gone for year in (2024,) if (year, None) in newer}
    carried = {**newer, **gone, **crossed}  # a row for a zone beside one for a year is refused without the one for both
    made = book(tmp_path / "b", entry(1, verb, older), entry(2, verb, carried, "supersedes: [mau/muc-1]"))
    for zone in PLACES:
        for year in (2023, 2024):
            asked = level(verb, carried, zone, year)
            for figure in (79, 80, 85, 90, 95, 99):
                wanted = "undetermined" if asked is None else "met" if figure >= asked else "not_met"
                assert judged(made, verb, zone, year, figure) == wanted, (zone, year, figure, asked)


def test_what_a_superseding_entry_leaves_without_a_level_is_told(tmp_path: Path) -> None:
    older, newer = {(None, "v1"): 90, (2024, "v2"): 95}, {(None, "v1"): 92}
    folder = pack(tmp_path, entry(1, "raise", older), entry(2, "raise", newer, "supersedes: [mau/muc-1]"))
    (told,) = [each.problem for each in lint(folder) if each.problem.code == "NTM176"]
    assert "2024 v2" in told.what
    assert "v1" not in told.what
    carried = entry(2, "raise", {**newer, (2024, "v2"): 95}, "supersedes: [mau/muc-1]")
    assert not [
        each for each in lint(pack(tmp_path, entry(1, "raise", older), carried)) if each.problem.code == "NTM176"
    ]


def test_a_replaced_level_beside_columns_of_another_scheme_leaves_the_others_open(tmp_path: Path) -> None:
    """The national income stands in columns of regions: which of them a zone lies in nobody says, so nothing is mixed."""
    text = entry(1, "replace", {(None, "v1"): 45}).replace("/3.1", "/10.1")
    made = book(tmp_path, text)
    for zone, figure, wanted in (("v1", 45, "met"), ("v1", 44, "not_met"), ("v3", 90, "undetermined")):
        name, within = PLACES[zone]
        unit = UnitFigures.of(name, {"thu-nhap-binh-quan-dau-nguoi": figure}, within=within)
        assert verdict_on(made, "10.1", unit) == wanted
